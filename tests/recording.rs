//! What is recorded is refused or warned of where it would not mean what it seems to: files
//! that are not there, parties that nobody knows, days to come, a judgement beside an answer.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{MAJOR, Org, flat, line, one_of, percent, run};

const NOTE: [&str; 6] = ["note", "It is so.", "--about", "8.6.1-8", "--by", "A"];
const JUDGE: [&str; 9] = [
    "judge", "8.6.1-8", "--method", "document", "--reason", "Read.", "--by", "A", "--rating",
];
const ANSWER: [&str; 5] = ["answer", "--by", "A", "--reason", "r"];

/// A workspace on a day of its own.
fn workspace() -> Org {
    Org::new().file("clausewise.toml", "as_of = 2026-11-01\n")
}

/// What a command says that is given some more words: exit code, output, errors.
fn said(org: &Org, command: &[&str], more: &[&str]) -> (i32, String, String) {
    let args: Vec<&str> = command.iter().chain(more).copied().collect();
    run(org, &args)
}

#[test]
fn nobody_to_ask_is_an_error() {
    let org = Org::new().file("a.md", MAJOR);
    let before = org.files();
    let (code, out, err) = said(&org, &NOTE, &[]);
    assert_eq!(code, 2);
    assert!(
        out.contains("notes.toml gets:\n\n#") && err.contains("nothing was written"),
        "{out}{err}"
    );
    assert_eq!(run(&org, &["init"]).0, 2);
    assert_eq!(said(&org, &NOTE, &["--dry-run"]).0, 0);
    assert_eq!(org.files(), before);
}

/// Settings that name a party.
const PARTY: &str =
    "as_of = 2026-11-01\n[[party]]\nname = \"DeskCo\"\nkind = \"external supplier\"\n";

#[test]
fn files_that_are_not_there_are_refused() {
    let org = workspace()
        .file("a.md", MAJOR)
        .file("clausewise.toml", PARTY);
    let attest = ["--kind", "attest", "--yes", "--file"];
    let (code, _, err) = said(&org, &NOTE, &[&attest[..], &["contracts/x.pdf"]].concat());
    assert_eq!(code, 2);
    assert!(
        err.contains("there is no file contracts/x.pdf in the workspace"),
        "{err}"
    );
    assert_eq!(said(&org, &NOTE, &[&attest[..], &["./a.md"]].concat()).0, 0);
    let performed = [
        "performed-by",
        "--about",
        "8.6.2-1",
        "--party",
        "DeskCo",
        "--control",
    ];
    let (code, _, err) = said(
        &org,
        &ANSWER,
        &[&performed[..], &["nofile.md", "--yes"]].concat(),
    );
    assert_eq!(code, 2);
    assert!(err.contains("there is no file nofile.md"), "{err}");
    let address = ["https://contracts.example/1", "--yes"];
    let (code, out, _) = said(&org, &ANSWER, &[&performed[..], &address].concat());
    assert_eq!(code, 0, "{out}");
    let view = org.assess();
    assert_eq!(line(&view, "8.6.2-1").state, "claimed", "kept elsewhere");
    assert_eq!(percent(&view, "8.6.2-1"), Some(50));
}

#[test]
fn a_party_or_a_file_that_an_answer_names_in_vain_is_told() {
    let org = Org::new().file("a.md", MAJOR).file(
        "answers.toml",
        "[[answer]]\nanswer = \"performed by\"\nabout = [\"8.6.2-1\"]\nreason = \"r\"\nby = \"A\"\nparty = \"DeskCo\"\ncontrol = [\"gone.md\"]\n",
    );
    let unknown = "clausewise.toml names no party `DeskCo`";
    assert_eq!(one_of(&org.assess(), "answers.toml", unknown), Some(1));
    let performed = [
        "performed-by",
        "--about",
        "8.6.2-2",
        "--party",
        "DeskCo",
        "--control",
        "a.md",
        "--dry-run",
    ];
    let (code, _, err) = said(&org, &ANSWER, &performed);
    assert_eq!(code, 2, "refused, whether or not any party is named");
    assert!(err.contains(unknown), "{err}");
    let org = org.file("clausewise.toml", PARTY);
    let gone = "evidence of control over DeskCo is not there: gone.md";
    assert_eq!(one_of(&org.assess(), "answers.toml", gone), Some(1));
    let (code, out, _) = said(&org, &ANSWER, &performed);
    assert_eq!(code, 0);
    assert!(!out.contains("gone"), "of the new answer alone: {out}");
}

#[test]
fn an_answer_that_a_claimed_file_contradicts_is_told() {
    let org = workspace().claimed(
        "suppliers.md",
        "\"8.3.4.1-2\"",
        "# Contracts with external suppliers\n\nThere is a documented contract with each external supplier.\n",
    );
    let answer = ["no-such-party", "--about", "8.3.4.1", "--yes"];
    let told = "the answer \"no such party\" is contradicted by suppliers.md";
    let (code, out, _) = said(&org, &ANSWER, &answer);
    assert_eq!(code, 0);
    assert!(flat(&out).contains(told), "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    assert!(one_of(&org.assess(), "answers.toml", told).is_some());
}

#[test]
fn a_rule_for_what_did_not_happen_contradicts_nothing() {
    let rule = "# Major incidents\n\nAfter a major incident it is reported to top management and reviewed to find improvements.\n";
    let answer =
        "[[answer]]\nanswer = \"no occurrence\"\nabout = [\"8.6.1\"]\nreason = \"r\"\nby = \"A\"\n";
    for (text, contradicted) in [
        (rule.to_owned(), false),
        (
            format!("---\ntype: record\ndate: 2026-09-01\n---\n{rule}"),
            true,
        ),
    ] {
        let text = if text.starts_with("---") {
            text.replacen("---\n", "---\nsatisfies: [\"8.6.1-11\"]\n", 1)
        } else {
            format!("---\ntype: procedure\nsatisfies: [\"8.6.1-11\"]\n---\n{text}")
        };
        let view = Org::new()
            .file("a.md", &text)
            .file("answers.toml", answer)
            .assess();
        let told = view
            .problems
            .iter()
            .any(|problem| problem.message.contains("is contradicted by a.md"));
        assert_eq!(told, contradicted, "{text}: {:?}", view.problems);
    }
}

#[test]
fn a_judgement_beside_an_answer_is_listed_and_does_not_count() {
    let org = workspace().claimed("a.md", "\"8.6.1-8\"", MAJOR);
    let answer = ["no-occurrence", "--about", "8.6.1-11", "--yes"];
    assert_eq!(said(&org, &ANSWER, &answer).0, 0);
    let mut judge = JUDGE;
    judge[1] = "8.6.1-11";
    let (code, out, _) = said(&org, &judge, &["F", "--conforming", "--yes"]);
    assert_eq!(code, 0);
    assert!(
        out.contains("! 8.6.1-11 is answered with \"no occurrence\" (answers.toml:"),
        "{out}"
    );
    let view = org.assess();
    let result = line(&view, "8.6.1-11");
    assert!(!result.counts && !result.judged && result.judgement.is_some());
    assert_eq!(view.totals.conforming, 0);
    assert!(one_of(&view, "judgements.toml", "8.6.1-11 is judged and answered").is_some());
    let (_, page, _) = run(&org, &["explain", "8.6.1-11"]);
    assert!(
        page.contains("In totals: does not count, answered with \"no occurrence\"")
            && !page.contains("What counts in totals"),
        "{page}"
    );
    for format in ["md", "html"] {
        let (_, report, _) = run(&org, &["report", "gap", "--format", format]);
        let annex = report.split("C. Judgements").nth(1).unwrap();
        let annex = annex.split("D. Records").next().unwrap();
        assert!(
            annex.contains("8.6.1-11") && annex.contains("does not count: answered with"),
            "{annex}"
        );
    }
}

#[test]
fn what_is_dated_later_is_warned_of_and_does_not_count_before_its_day() {
    let org = workspace()
        .claimed("a.md", "\"8.6.1-8\"", MAJOR)
        .file("scan.pdf", "%PDF")
        .file("scan.pdf.meta.yaml", "satisfies: [\"8.6.1-1\"]\n");
    let late = ["--date", "2026-11-02", "--yes"];
    let attest = ["--kind", "attest", "--file", "scan.pdf"];
    for (command, more) in [
        (&NOTE[..], &attest[..]),
        (&JUDGE[..], &["F", "--conforming"][..]),
    ] {
        let (code, out, _) = said(&org, command, &[more, &late].concat());
        let warning = "! 2026-11-02 is after 2026-11-01, the day assessed";
        assert!(code == 0 && out.contains(warning), "{out}");
        assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    }
    let answer = ["no-occurrence", "--about", "8.6.1-11"];
    let (code, out, _) = said(&org, &ANSWER, &[&answer[..], &late].concat());
    assert!(
        code == 0 && flat(&out).contains("does not count yet"),
        "{out}"
    );
    let view = org.assess();
    let judged = line(&view, "8.6.1-8");
    assert!(judged.judgement.is_none() && judged.notes.is_empty());
    assert!(line(&view, "8.6.1-11").counts);
    assert_eq!(line(&view, "8.6.1-1").state, "not seen", "not attested yet");
    for path in ["notes.toml", "judgements.toml", "answers.toml"] {
        assert!(one_of(&view, path, "2026-11").is_some());
    }
    let (_, next_day, _) = run(&org, &["assess", "--as-of", "2026-11-02"]);
    assert!(next_day.contains("0 in what was declared"), "{next_day}");
}

#[test]
fn a_rating_that_says_not_met_is_not_conforming() {
    let org = workspace().claimed("a.md", "\"8.6.1-8\"", MAJOR);
    for rating in ["N", "p"] {
        let (code, _, err) = said(&org, &JUDGE, &[rating, "--conforming", "--yes"]);
        assert_eq!(code, 2);
        assert!(
            err.contains("is not conforming: say --nonconforming"),
            "{err}"
        );
        assert_eq!(
            said(&org, &JUDGE, &[rating, "--nonconforming", "--yes"]).0,
            0
        );
    }
    let by_hand = org.file(
        "judgements.toml",
        "[[judgement]]\nrequirement = \"8.6.1-8\"\nrating = \"N\"\nconforming = true\nby = \"A\"\nreason = \"r\"\n",
    );
    let (code, _, err) = run(&by_hand, &["assess"]);
    assert_eq!(code, 2);
    assert!(err.contains("judgements.toml:3:"), "{err}");
}

#[test]
fn a_line_that_repeats_another_is_judged_there() {
    let org = workspace();
    let mut judge = JUDGE;
    judge[1] = "7.5.4-3";
    let (code, _, err) = said(&org, &judge, &["L", "--conforming", "--yes"]);
    assert_eq!(code, 2);
    assert!(err.contains("7.5.4-3 repeats 6.2.1-8"), "{err}");
    let by_hand = org.file(
        "judgements.toml",
        "[[judgement]]\nrequirement = \"7.5.4-3\"\nrating = \"L\"\nconforming = true\nby = \"A\"\nreason = \"r\"\n",
    );
    let told = one_of(
        &by_hand.assess(),
        "judgements.toml",
        "7.5.4-3 repeats 6.2.1-8",
    );
    assert_eq!(told, Some(1));
}

#[test]
fn only_an_assessor_makes_an_observation_of_what_conforms() {
    let org = workspace().claimed("a.md", "\"8.6.1-8\"", MAJOR);
    assert_eq!(said(&org, &JUDGE, &["L", "--conforming", "--yes"]).0, 0);
    assert_eq!(line(&org.assess(), "8.6.1-8").grade, "none");
    let observed = ["L", "--conforming", "--grade", "observation", "--yes"];
    assert_eq!(said(&org, &JUDGE, &observed).0, 0);
    assert_eq!(line(&org.assess(), "8.6.1-8").grade, "observation");
    let (_, page, _) = run(&org, &["explain", "8.6.1-8"]);
    assert!(page.contains("Grade given: observation"), "{page}");
    assert_eq!(said(&org, &JUDGE, &["L", "--nonconforming", "--yes"]).0, 0);
    assert_eq!(line(&org.assess(), "8.6.1-8").grade, "minor");
}

#[test]
fn who_judged_is_named_on_the_cover() {
    let org = Org::new().claimed("a.md", "\"8.6.1-8\"", MAJOR).file(
        "clausewise.toml",
        "as_of = 2026-11-01\nassessors = [\"B. Lead\"]\n",
    );
    assert_eq!(said(&org, &JUDGE, &["L", "--conforming", "--yes"]).0, 0);
    assert_eq!(org.assess().assessors, ["B. Lead", "A"]);
}

#[test]
fn a_text_may_begin_with_a_hyphen() {
    let org = Org::new();
    for text in ["- text", "-5 °C in the room", "--- a line"] {
        let (code, out, err) = run(
            &org,
            &["note", text, "--about", "8.6.1", "--by", "A", "--dry-run"],
        );
        assert!(code == 0 && out.contains(text), "{out}{err}");
    }
    let (code, _, err) = run(&org, &["note", "--abuot", "8.6.1", "--by", "A"]);
    assert!(
        code == 2 && err.contains("--abuot") && err.contains("no such option"),
        "{err}"
    );
}

#[test]
fn what_cannot_be_done_says_what_to_do() {
    let org = Org::new().file("a.md", MAJOR);
    for (args, told) in [
        (
            &["init", "new folder"][..],
            "there is no folder new folder; make it first: mkdir \"new folder\"",
        ),
        (&["init", "a.md"], "a.md is not a folder"),
        (
            &["assess", "-o", "gone/x.txt"],
            "there is no folder `gone`; make it first",
        ),
        (
            &[
                "answer",
                "not-applicable",
                "--about",
                "8.6.1-11",
                "--by",
                "A",
                "--reason",
                "r",
            ],
            "one of: performed-by, no-occurrence, no-such-party",
        ),
    ] {
        let (code, _, err) = run(&org, args);
        assert_eq!(code, 2);
        assert!(err.contains(told), "{args:?}: {err}");
    }
}

#[test]
fn what_was_left_out_on_the_line_is_named_as_it_is_typed() {
    let org = workspace()
        .file("a.md", MAJOR)
        .file("clausewise.toml", PARTY);
    let files = org.files();
    let performed = ["performed-by", "--about", "8.6.1", "--yes"];
    let empty = [
        "judge", "8.6.1-8", "--method", "document", "--by", "A", "--rating", "L",
    ];
    for (command, more, told) in [
        (
            &NOTE[..],
            &["--kind", "attest", "--yes"][..],
            "name it with --file",
        ),
        (
            &["note", " ", "--about", "8.6.1-8", "--by", "A"][..],
            &["--yes"][..],
            "the text of the note is empty",
        ),
        (&ANSWER[..], &performed[..], "--party"),
        (
            &ANSWER[..],
            &[&performed[..], &["--party", "DeskCo"]].concat()[..],
            "--control",
        ),
        (
            &empty[..],
            &["--conforming", "--reason", "", "--yes"][..],
            "--reason is empty",
        ),
    ] {
        let (code, _, err) = said(&org, command, more);
        assert_eq!(code, 2, "{command:?}");
        assert!(flat(&err).contains(told) && !err.contains("-->"), "{err}");
    }
    assert_eq!(org.files(), files, "nothing was written");
}

#[test]
fn a_table_that_stands_twice_is_told_what_to_do() {
    let settings = "[intervals]\n\"9.2\" = \"P12M\"\n[intervals]\n\"9.3\" = \"P12M\"\n";
    let (code, _, err) = run(&Org::new().file("clausewise.toml", settings), &["assess"]);
    assert_eq!(code, 2);
    assert!(flat(&err).contains("move its lines there"), "{err}");
}
