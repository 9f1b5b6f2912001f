//! Bad, hostile and odd input never stops a run and never misleads it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::too_many_lines,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use assert_cmd::Command;
use clausewise::output::View;
use clausewise::output::json::json;
use common::{Org, catalogue, file, has, line, percent};
use proptest::prelude::*;
use proptest::sample::Index;

const MAJOR: &str = "# Major incident procedure\n\nWhen a major incident is declared, the duty manager follows this \
documented procedure step by step and calls the people on the list.\n";
const INCIDENTS: &str = "registers:\n  - id: REG\n    file: incidents.csv\n    date: opened\n    satisfies: [\"8.6.1\"]\n";

/// What a person sees: exit code, standard output, standard error.
fn run(org: &Org, args: &[&str]) -> (i32, String, String) {
    let output = Command::cargo_bin("clausewise")
        .unwrap()
        .current_dir(org.root())
        .env_remove("COLUMNS")
        .env_remove("CLAUSEWISE_ASSESSOR")
        .env("NO_COLOR", "1")
        .args(args)
        .output()
        .unwrap();
    (
        output.status.code().unwrap(),
        String::from_utf8(output.stdout).unwrap(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

/// The first problem of a kind with a file: message and line.
fn told(view: &View, path: &str, kind: &str) -> (String, Option<u32>) {
    let found = file(view, path);
    let problem = found.problems.iter().find(|problem| problem.kind == kind);
    let problem = problem.unwrap_or_else(|| panic!("{path}: no {kind} in {:?}", found.problems));
    (problem.message.clone(), problem.line)
}

/// The problems with a manifest, sidecar or folder: lines and messages.
fn of(view: &View, path: &str) -> Vec<(Option<u32>, String)> {
    let problems = view.problems.iter().filter(|problem| problem.path == path);
    problems
        .map(|problem| (problem.line, problem.message.clone()))
        .collect()
}

/// One problem with a manifest, sidecar or folder that says something.
fn one_of(view: &View, path: &str, part: &str) -> Option<u32> {
    let problems = of(view, path);
    let found = problems.iter().find(|(_, message)| message.contains(part));
    found
        .unwrap_or_else(|| panic!("{path}: no `{part}` in {problems:?}"))
        .0
}

fn paths(view: &View) -> Vec<&str> {
    view.evidence
        .iter()
        .map(|file| file.path.as_str())
        .collect()
}

fn bomb() -> String {
    let mut text = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n".to_owned();
    for level in 1..12 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        let _ = writeln!(text, "a{level}: &a{level} [{aliases}]");
    }
    text
}

/// Few bytes, and more aliases than anybody writes.
fn aliases() -> String {
    format!("a: &a [x]\nb: [{}]\n", vec!["*a"; 1_100].join(", "))
}

fn deep() -> String {
    format!("a: {}{}\n", "[".repeat(5_000), "]".repeat(5_000))
}

fn deep_block() -> String {
    (0..300).fold(String::new(), |mut text, level| {
        let _ = writeln!(text, "{}k:", " ".repeat(level));
        text
    })
}

#[test]
fn bombs_and_deep_nesting_are_told_and_stay_in_their_file() {
    for (what, hostile) in [("bomb", bomb()), ("deep", deep()), ("block", deep_block())] {
        // A bomb takes seconds without optimisation: half of the places get the quick one.
        let other = if what == "bomb" {
            aliases()
        } else {
            hostile.clone()
        };
        let view = Org::new()
            .file("front.md", format!("---\n{hostile}---\n{MAJOR}"))
            .file("data.yaml", &other)
            .file(
                "list.json",
                format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000)),
            )
            .file("side.pdf", "%PDF")
            .file("side.pdf.meta.yaml", &other)
            .file(
                "sub/evidence.yaml",
                format!("evidence:\n  - match: x\n{hostile}"),
            )
            .file("sub/x.md", MAJOR)
            .claimed("fine.md", "\"8.6.1-8\"", MAJOR)
            .assess();
        let (message, line_no) = told(&view, "front.md", "malformed");
        assert!(
            message.starts_with("the front matter cannot be read: "),
            "{what}: {message}"
        );
        assert!(line_no.is_some_and(|line| line >= 2), "{what}: {line_no:?}");
        for path in ["data.yaml", "list.json"] {
            let (message, line_no) = told(&view, path, "malformed");
            assert!(message.contains("read as plain text"), "{what}: {message}");
            assert!(line_no.is_some(), "{what}");
        }
        assert!(
            one_of(&view, "side.pdf.meta.yaml", "cannot be read").is_some(),
            "{what}"
        );
        assert!(
            one_of(&view, "sub/evidence.yaml", "cannot be read").is_some(),
            "{what}"
        );
        assert_eq!(
            percent(&view, "8.6.1-8"),
            Some(85),
            "{what}: the others count"
        );
        let shown = &line(&view, "8.6.1-8").found;
        assert!(shown.iter().all(|found| found.path == "fine.md"), "{what}");
    }
}

#[test]
fn duplicate_keys_are_refused_with_their_line() {
    let view = Org::new()
        .file(
            "a.md",
            format!("---\nowner: A\nowner: B\nsatisfies: [\"8.6.1-8\"]\n---\n{MAJOR}"),
        )
        .file(
            "b.md",
            format!("+++\nowner = \"A\"\nowner = \"B\"\n+++\n{MAJOR}"),
        )
        .file("c.pdf", "%PDF")
        .file("c.pdf.meta.yaml", "title: C\nowner: A\nowner: B\n")
        .file(
            "evidence.yaml",
            "evidence:\n  - match: a.md\nevidence:\n  - match: b.md\n",
        )
        .assess();
    assert_eq!(told(&view, "a.md", "malformed").1, Some(3));
    assert_eq!(told(&view, "b.md", "malformed").1, Some(3));
    assert_eq!(one_of(&view, "c.pdf.meta.yaml", "duplicate"), Some(3));
    assert_eq!(one_of(&view, "evidence.yaml", "duplicate"), Some(3));
    assert_eq!(
        line(&view, "8.6.1-8").state,
        "not seen",
        "no claim was understood"
    );
}

#[test]
fn line_ends_and_encodings_do_not_change_what_is_read() {
    let text = format!("---\nsatisfies: [\"8.6.1-8\"]\nowner: Jörg Weiß\n---\n{MAJOR}");
    let crlf = text.replace('\n', "\r\n");
    let wide = |big: bool| {
        let units = std::iter::once('\u{feff}').chain(text.chars());
        let units: String = units.collect();
        let bytes = units.encode_utf16().flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        });
        bytes.collect::<Vec<u8>>()
    };
    let latin: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let cases: [(&str, Vec<u8>, Option<&str>); 6] = [
        ("crlf", crlf.clone().into_bytes(), None),
        ("bom", format!("\u{feff}{text}").into_bytes(), None),
        ("bom-crlf", format!("\u{feff}{crlf}").into_bytes(), None),
        ("utf16le", wide(false), Some("UTF-16LE")),
        ("utf16be", wide(true), Some("UTF-16BE")),
        ("latin1", latin, Some("windows-1252")),
    ];
    for (name, bytes, encoding) in cases {
        let view = Org::new().file("mi.md", bytes).assess();
        assert_eq!(percent(&view, "8.6.1-8"), Some(85), "{name}");
        assert_eq!(
            file(&view, "mi.md").owner.as_deref(),
            Some("Jörg Weiß"),
            "{name}"
        );
        assert_eq!(line(&view, "8.6.1-8").found[0].line, Some(5), "{name}");
        assert_eq!(
            has(&view, "mi.md", "encoding"),
            encoding.is_some(),
            "{name}"
        );
        if let Some(encoding) = encoding {
            assert!(
                told(&view, "mi.md", "encoding").0.ends_with(encoding),
                "{name}"
            );
        }
    }
}

#[test]
fn files_without_text_say_so() {
    let view = Org::new()
        .file(
            "nul.md",
            b"---\nsatisfies: [\"8.6.1-8\"]\n---\nA major\0incident procedure",
        )
        .file("empty.md", "")
        .file("empty.csv", "")
        .file("blank.md", " \n\t\r\n\u{feff}\n  ")
        .file("bom.md", "\u{feff}")
        .file("front-only.md", "---\nsatisfies: [\"8.6.1-8\"]\n---\n")
        .assess();
    let (message, _) = told(&view, "nul.md", "unreadable");
    assert_eq!(message, "not read: the file is not text");
    assert_eq!(file(&view, "nul.md").read, "not read");
    for path in [
        "empty.md",
        "empty.csv",
        "blank.md",
        "bom.md",
        "front-only.md",
    ] {
        let nothing = "nothing in";
        assert!(told(&view, path, "empty").0.contains(nothing), "{path}");
        assert_eq!(file(&view, path).read, "empty", "{path}");
    }
    assert!(
        percent(&view, "8.6.1-8").is_none_or(|share| share == 0),
        "an empty file shows nothing"
    );
}

#[test]
fn rules_that_are_no_front_matter_are_text() {
    let view = Org::new()
        .file(
            "rule.md",
            format!("---\n\n{MAJOR}\n---\n\nThe end of it, at last.\n"),
        )
        .file(
            "unclosed.md",
            format!("---\nowner: A\nsatisfies: [\"8.6.1-8\"]\n{MAJOR}"),
        )
        .file(
            "late.md",
            format!("{MAJOR}\n---\nsatisfies: [\"8.6.1-8\"]\n---\n"),
        )
        .assess();
    for path in ["rule.md", "unclosed.md", "late.md"] {
        assert_eq!(file(&view, path).read, "read", "{path}");
        assert!(file(&view, path).words > 20, "{path}");
    }
    assert!(
        file(&view, "rule.md")
            .problems
            .iter()
            .all(|problem| problem.kind == "unclaimed")
    );
}

#[test]
fn large_front_matter_is_read() {
    let mut front = String::new();
    for n in 0..1_200 {
        let _ = writeln!(front, "custom_key_number_{n}: some longer value {n}");
    }
    assert!(front.len() > 50_000);
    let text = format!("---\n{front}satisfies: [\"8.6.1-8\"]\n---\n{MAJOR}");
    let view = Org::new().file("mi.md", text).assess();
    assert_eq!(percent(&view, "8.6.1-8"), Some(85));
    assert_eq!(line(&view, "8.6.1-8").found[0].line, Some(1_200 + 4));
}

#[test]
fn odd_names_are_files_like_others() {
    let long = format!("{}.md", "n".repeat(250));
    let names = [
        " leading and trailing .md",
        "it's \"quoted\" `code`.md",
        "caf\u{e9}.md",
        "cafe\u{301}.md",
        "日本語 ☃ 🦀.md",
        "[brackets]{braces}*?.md",
        "-rf.md",
        "100%$HOME;|&.md",
        &long,
    ];
    let mut org = Org::new();
    for name in names {
        org = org.claimed(name, "\"8.6.1-8\"", MAJOR);
    }
    let view = org.assess();
    let all: BTreeSet<&str> = paths(&view).into_iter().collect();
    assert_eq!(all, names.into_iter().collect());
    assert_eq!(line(&view, "8.6.1-8").evidence.len(), names.len());
    let (code, out, err) = run(&org, &["assess", "-v"]);
    assert_eq!((code, err.as_str()), (0, ""));
    assert!(out.contains("8.6.1"));
}

#[cfg(unix)]
#[test]
fn names_and_texts_cannot_steer_the_terminal() {
    let evil = "a\u{1b}[2J\u{7}\u{9b}31m\nb\u{202e}.md";
    let text = "---\nsatisfies: [\"8.6.1-8\", \"99\\e[2J\"]\ntitle: \"T\\e]0;owned\\a\"\nowner: \"O\\e[31m\\u202e\"\nstatus: \"s\\e[1m\"\n\
                approved_on: \"x\\e[5m\"\nversion: \"v\\e[5m\"\n---\n# Major \u{1b}[31mincident procedure\n\nThe major \u{1b}[2Jincident \
                procedure is documented.\n\n[link](miss\u{1b}[2Jing.md)\n";
    let org = Org::new()
        .file(evil, text)
        .file("evidence.yaml", "evidence:\n  - match: \"no\\e[2J.md\"\n  - elsewhere: \"https://x\\e[2J\"\n    title: \"E\\e[2J\"\n    satisfies: [\"8.6.1-9\"]\n");
    for args in [
        &["assess"][..],
        &["assess", "-v"],
        &["assess", "--format", "markdown"],
        &["explain", "8.6.1-8"],
        &["explain", "8.6.1-9"],
        &["report", "gap"],
    ] {
        let (code, out, err) = run(&org, args);
        assert_eq!(code, 0, "{args:?}: {err}");
        for c in out.chars().chain(err.chars()) {
            assert!(
                c == '\n' || !c.is_control() && c != '\u{202e}',
                "{args:?}: {c:?} in {out}"
            );
        }
    }
    let settings = Org::new().file(
        "clausewise.toml",
        "edition = \"\\u001b[2J\"\n\"k\\u001b[2J\" = 1\n",
    );
    let (code, _, err) = run(&settings, &["assess"]);
    assert_eq!(code, 2);
    assert!(err.chars().all(|c| c == '\n' || !c.is_control()), "{err:?}");
}

#[cfg(unix)]
#[test]
fn links_are_listed_and_never_followed() {
    use std::os::unix::fs::symlink;
    let outside = Org::new().claimed("secret.md", "\"8.6.1-8\"", MAJOR);
    let org = Org::new().file("a/real.md", "# Real\n\nA file of some words.\n");
    let at = |path: &str| org.root().join(path);
    symlink(outside.root().join("secret.md"), at("out.md")).unwrap();
    symlink(outside.root(), at("out-folder")).unwrap();
    symlink("..", at("a/loop")).unwrap();
    symlink("self.md", at("self.md")).unwrap();
    symlink("nowhere.md", at("broken.md")).unwrap();
    let view = org.assess();
    assert_eq!(
        paths(&view),
        [
            "a/loop",
            "a/real.md",
            "broken.md",
            "out-folder",
            "out.md",
            "self.md"
        ]
    );
    for path in ["a/loop", "broken.md", "out-folder", "out.md", "self.md"] {
        assert_eq!(file(&view, path).read, "not read", "{path}");
        assert_eq!(
            told(&view, path, "unreadable").0,
            "not read: it is a link, and links are not followed"
        );
    }
    assert!(file(&view, "out.md").claimed_for.is_empty());
}

#[cfg(unix)]
#[test]
fn linked_workspace_files_lead_nowhere_outside() {
    use std::os::unix::fs::symlink;
    let outside = Org::new().file("x", "x = 1\n");
    for name in [
        "clausewise.toml",
        "notes.toml",
        "judgements.toml",
        "answers.toml",
        "claims.toml",
    ] {
        for (target, part) in [
            (outside.root().join("x"), "leads out of the workspace"),
            ("gone".into(), "leads nowhere"),
        ] {
            let org = Org::new().file("a.md", MAJOR);
            symlink(target, org.root().join(name)).unwrap();
            let (code, out, err) = run(&org, &["assess", "."]);
            assert_eq!((code, out.as_str()), (2, ""), "{name}");
            assert!(err.contains(name) && err.contains(part), "{name}: {err}");
        }
    }
    let org = Org::new().file("a.md", MAJOR);
    for name in ["evidence.yaml", "a.md.meta.yaml"] {
        symlink(outside.root().join("x"), org.root().join(name)).unwrap();
    }
    let view = org.assess();
    for name in ["evidence.yaml", "a.md.meta.yaml"] {
        assert_eq!(
            of(&view, name),
            [(None, "this is a link and is not followed".to_owned())]
        );
    }
}

const NOTE: &str = "[[note]]\nid = \"N-001\"\nby = \"A\"\nkind = \"interview\"\ntext = \"x\"\n";
const JUDGEMENT: &str = "[[judgement]]\nrequirement = \"8.6.1-9\"\nrating = \"F\"\nconforming = true\nby = \"A\"\nreason = \"r\"\n";
const ANSWER: &str =
    "[[answer]]\nanswer = \"no occurrence\"\nabout = [\"8.7.3.3\"]\nreason = \"r\"\nby = \"A\"\n";
const CLAIM: &str = "[[claim]]\npath = \"a.md\"\n";

#[test]
fn mistakes_in_workspace_files_stop_with_line_and_hint() {
    let after = |text: &str, more: &str| format!("{text}{more}\n");
    let settings = "edition = \"iso20000-1:2018+amd1\"\n";
    let cases: Vec<(&str, String, u32, &str)> = vec![
        (
            "clausewise.toml",
            after(settings, "invetory = \"open\""),
            2,
            "did you mean `inventory`?",
        ),
        (
            "clausewise.toml",
            "[scope]\nservice = [\"x\"]\n".into(),
            2,
            "did you mean `services`?",
        ),
        (
            "clausewise.toml",
            "[audit]\nstage_1 = 2027-01-01\n".into(),
            2,
            "did you mean `stage1`?",
        ),
        (
            "clausewise.toml",
            "[paths]\nroots = [\"../x\"]\n".into(),
            2,
            "uses `..`",
        ),
        (
            "clausewise.toml",
            "as_of = \"3/2/2026\"\n".into(),
            1,
            "2026-11-01",
        ),
        (
            "clausewise.toml",
            "inventory = \"complet\"\n".into(),
            1,
            "did you mean `complete`?",
        ),
        (
            "clausewise.toml",
            "[weights]\n\"8.6.1\" = 0\n".into(),
            2,
            "1000",
        ),
        (
            "clausewise.toml",
            "[intervals]\n\"9.3\" = \"P0D\"\n".into(),
            2,
            "P0D",
        ),
        (
            "notes.toml",
            after(NOTE, "abuot = [\"8.6.1\"]"),
            6,
            "did you mean `about`?",
        ),
        (
            "notes.toml",
            after(NOTE, "about = [\"8.6.1.\"]"),
            6,
            "8.6.1.",
        ),
        ("notes.toml", after(NOTE, NOTE), 7, "N-001"),
        (
            "judgements.toml",
            after(JUDGEMENT, "metod = [\"document\"]"),
            7,
            "did you mean `method`?",
        ),
        (
            "judgements.toml",
            JUDGEMENT.replace("8.6.1-9", "8.6.1"),
            2,
            "8.6.1",
        ),
        (
            "judgements.toml",
            JUDGEMENT.replace("\"F\"", "\"X\""),
            3,
            "is not a rating",
        ),
        (
            "judgements.toml",
            after(JUDGEMENT, "rests_on = [{ note = \"N-9\" }]"),
            7,
            "N-9",
        ),
        (
            "judgements.toml",
            after(JUDGEMENT, "rests_on = [{ path = \"/etc/passwd\" }]"),
            7,
            "absolute",
        ),
        (
            "answers.toml",
            after(ANSWER, "partie = \"x\""),
            6,
            "did you mean `party`?",
        ),
        (
            "answers.toml",
            ANSWER.replace("no occurrence", "no occurence"),
            2,
            "did you mean `no occurrence`?",
        ),
        (
            "claims.toml",
            "[[clam]]\npath = \"a.md\"\n".into(),
            1,
            "did you mean `claim`?",
        ),
        (
            "claims.toml",
            after(CLAIM, "satisfys = [\"8.6.1-8\"]"),
            3,
            "did you mean `satisfies`?",
        ),
        (
            "claims.toml",
            "[[claim]]\npath = \"../a.md\"\n".into(),
            2,
            "uses `..`",
        ),
    ];
    for (name, text, at, part) in cases {
        let org = Org::new().file(name, &text).file("a.md", MAJOR);
        let before = org.files();
        let (code, out, err) = run(&org, &["assess", ".", "--save"]);
        assert_eq!((code, out.as_str()), (2, ""), "{name}: {text}: {err}");
        assert!(
            err.contains(&format!("{name}:{at}:")) && err.contains(part),
            "{name}:{at} {part}: {err}"
        );
        assert!(err.contains("nothing was assessed or written"), "{err}");
        assert_eq!(org.files(), before, "{name}");
    }
}

#[test]
fn merge_conflicts_are_pointed_at() {
    let texts = [
        ("clausewise.toml", "inventory = \"open\"\n"),
        ("notes.toml", NOTE),
        ("judgements.toml", JUDGEMENT),
        ("claims.toml", CLAIM),
        ("answers.toml", ANSWER),
    ];
    for (name, text) in texts {
        let text = format!("{text}<<<<<<< HEAD\nx = 1\n=======\nx = 2\n>>>>>>> other\n");
        let at = text
            .lines()
            .position(|line| line.starts_with("<<<"))
            .unwrap()
            + 1;
        let org = Org::new().file(name, &text).file("a.md", MAJOR);
        let (code, _, err) = run(&org, &["assess", ".", "--save"]);
        assert_eq!(code, 2, "{name}: {err}");
        assert!(err.contains(&format!("{name}:{at}")), "{name}: {err}");
        assert_eq!(
            std::fs::read_to_string(org.root().join(name)).unwrap(),
            text
        );
        assert_eq!(org.files().len(), 2, "{name}: nothing else was written");
    }
}

#[test]
fn unusable_workspace_files_are_named() {
    for (bytes, part) in [
        (&b"x = \"\xff\"\n"[..], "not UTF-8"),
        (b"x = \"a\0b\"\n", "cannot be read"),
    ] {
        for name in [
            "clausewise.toml",
            "notes.toml",
            "judgements.toml",
            "answers.toml",
            "claims.toml",
        ] {
            let org = Org::new().file(name, bytes).file("a.md", MAJOR);
            let (code, _, err) = run(&org, &["assess", "."]);
            assert_eq!(code, 2, "{name}");
            assert!(
                err.contains(&format!("{name}:1")) && err.contains(part),
                "{name}: {err}"
            );
        }
    }
    let org = Org::new().file("clausewise.toml/x.md", MAJOR);
    let (code, _, err) = run(&org, &["assess", "."]);
    assert!(
        code == 2 && err.contains("not a regular file"),
        "{code} {err}"
    );
    let settings = "\u{feff}inventory = \"open\"\r\n[organisation]\r\nname = \"Ö\"\r\n";
    let view = Org::new()
        .file("clausewise.toml", settings)
        .file("notes.toml", " \n")
        .file("answers.toml", "")
        .assess();
    assert_eq!(view.organisation.name.as_deref(), Some("Ö"));
}

#[test]
fn days_at_the_ends_of_time_do_not_stop_the_run() {
    for day in ["9999-12-31", "0001-01-01", "1600-02-29"] {
        let settings = format!("as_of = {day}\n[window]\nperiod = \"P99Y\"\nsms_start = {day}\n");
        let org = Org::copy_of("examples/harbour-it").file("clausewise.toml", settings);
        let (code, out, err) = run(&org, &["assess", "--format", "json"]);
        assert_eq!(code, 0, "{day}: {err}");
        assert!(out.contains(&format!("\"as_of\": \"{day}\"")), "{day}");
    }
}

#[test]
fn ids_the_catalogue_has_not_are_told_and_claim_nothing() {
    let view = Org::new()
        .claimed(
            "a.md",
            "\"8.6.99\", \"8.6.1-999\", \"D99\", \"12\", \"eight\"",
            MAJOR,
        )
        .assess();
    let unknown: Vec<_> = file(&view, "a.md")
        .problems
        .iter()
        .filter(|problem| problem.kind == "unknown-claim")
        .collect();
    assert_eq!(unknown.len(), 5, "{unknown:?}");
    assert!(
        unknown.iter().all(|problem| problem.line == Some(2)),
        "{unknown:?}"
    );
    assert!(file(&view, "a.md").claimed_for.is_empty());
}

#[test]
fn contradictions_and_two_day_dates_are_told() {
    let front = "---\nid: A-1\nversion: \"2.0\"\nstatus: approved\nowner: A. First\napproved_by: B\napproved_on: 3/2/2026\nnext_review: 2026-02-30\n\
                 satisfies: [\"8.6.1-8\"]\n---\n";
    let view = Org::new()
        .file("a.md", format!("{front}{MAJOR}"))
        .file(
            "a.md.meta.yaml",
            "id: A-2\nversion: \"3.0\"\nstatus: draft\nowner: C. Second\n",
        )
        .assess();
    let found = file(&view, "a.md");
    let contradictions = found
        .problems
        .iter()
        .filter(|problem| problem.kind == "contradiction");
    assert_eq!(contradictions.count(), 4, "{:?}", found.problems);
    assert_eq!(
        (found.version.as_deref(), found.owner.as_deref()),
        (Some("2.0"), Some("A. First")),
        "the document's own word"
    );
    let (message, at) = told(&view, "a.md", "ambiguous-date");
    assert!(
        message.contains("3/2/2026") && at == Some(7),
        "{message} {at:?}"
    );
    assert_eq!(found.approved_on, None, "never guessed");
    assert_eq!(
        told(&view, "a.md", "not-understood").1,
        Some(8),
        "no 30th of February"
    );
}

fn table(text: impl AsRef<[u8]>) -> View {
    Org::new()
        .file("incidents.csv", text)
        .file("evidence.yaml", INCIDENTS)
        .assess()
}

const HEAD: &str = "ref,opened,category,prio,status,resolved_at,action taken\n";

#[test]
fn odd_tables_are_read_row_by_row() {
    let rows = "A1,2026-08-01,network,P2,closed,2026-08-02,rebooted\nA2,2026-08-02,mail,P3,closed,2026-08-04,patched\n";
    let comma = format!("{HEAD}{rows}");
    for (what, text) in [
        ("commas", comma.clone()),
        ("semicolons", comma.replace(',', ";")),
        ("tabs", comma.replace(',', "\t")),
        ("bars", comma.replace(',', "|")),
        (
            "excel",
            format!("sep=;\r\n{}", comma.replace(',', ";").replace('\n', "\r\n")),
        ),
        ("bom", format!("\u{feff}{comma}")),
        (
            "long cell",
            format!(
                "{HEAD}{}",
                rows.replace("rebooted", &"word ".repeat(20_000))
            ),
        ),
    ] {
        let view = table(text);
        assert_eq!(view.registers[0].rows, 2, "{what}");
        assert_eq!(
            percent(&view, "8.6.1-1"),
            percent(&table(&comma), "8.6.1-1"),
            "{what}"
        );
    }
    let ragged = table(format!(
        "{HEAD}A1,2026-08-01\nA2,2026-08-02,mail,P3,closed,2026-08-04,fixed,one,two,many\n"
    ));
    assert_eq!(ragged.registers[0].rows, 2);
    assert_eq!(
        percent(&ragged, "8.6.1-1"),
        Some(50),
        "a short row has no class"
    );
    assert_eq!(told(&ragged, "incidents.csv", "failing-rows").1, Some(2));
}

#[test]
fn tables_without_rows_or_heads_show_nothing() {
    for (what, text) in [
        ("head only", HEAD),
        ("no head", "A1,2026-08-01,network\nA2,2026-08-02,mail\n"),
        ("one cell", "x\n"),
        ("commas", ",,,,\n,,,,\n"),
    ] {
        let view = table(text);
        assert!(
            percent(&view, "8.6.1-1").is_none_or(|share| share == 0),
            "{what}: {:?}",
            percent(&view, "8.6.1-1")
        );
        assert_ne!(line(&view, "8.6.1-1").state, "shown", "{what}");
    }
    let view = Org::new().file("t.csv", HEAD).file("evidence.yaml", "registers:\n  - id: R\n    file: t.csv\n    columns: {class: sort}\n    satisfies: [\"8.6.1\"]\n").assess();
    assert_eq!(told(&view, "t.csv", "malformed").1, Some(1));
}

#[test]
fn nonsense_series_are_told_with_their_line() {
    let series = |pattern: &str, every: &str| {
        let text = format!(
            "series:\n  - id: S\n    match: '{pattern}'\n    every: {every}\n    satisfies: [\"8.6.1-6\"]\n"
        );
        Org::new()
            .file("evidence.yaml", text)
            .file("r (1)[a].+$ 2026-10.md", MAJOR)
            .assess()
    };
    for (pattern, every, at, part) in [
        ("r.md", "P1M", 3, "does not say where the period stands"),
        ("{period:JJJJ}.md", "P1M", 3, "is no period format"),
        ("{period", "P1M", 3, "lacks a closing brace"),
        ("../{period}.md", "P1M", 3, "leads out of the folder"),
        ("{period}.md", "P0D", 4, "P0D"),
        ("{period}.md", "monthly", 4, "monthly"),
        ("{period}.md", "P999999999999Y", 4, "P999999999999Y"),
    ] {
        let view = series(pattern, every);
        assert_eq!(
            one_of(&view, "evidence.yaml", part),
            Some(at),
            "{pattern} {every}"
        );
        assert!(view.series.is_empty(), "{pattern} {every}");
    }
    let view = series("r (1)[a].+$ {period:YYYY-MM}.md", "P1M");
    assert_eq!(
        view.series[0].present, 1,
        "regex characters stand for themselves"
    );
    let view = series("(.*)+{period:YYYY-MM}.md", "P1M");
    assert_eq!(view.series[0].present, 0);
}

#[test]
fn manifests_stay_in_their_folder() {
    let view = Org::new()
        .claimed("top.md", "\"8.6.1-8\"", MAJOR)
        .file("incidents.csv", HEAD)
        .file("sub/evidence.yaml", "evidence:\n  - match: \"../top.md\"\n    satisfies: [\"8.6.1-9\"]\n  - match: \"/etc/passwd\"\n  - match: \"a[\"\n\
              not_evidence: [\"../**\"]\nregisters:\n  - id: R\n    file: ../../../etc/passwd\nseris: []\n")
        .file("sub/x.md", MAJOR)
        .assess();
    assert_eq!(
        one_of(&view, "sub/evidence.yaml", "`../top.md` leads out"),
        Some(2)
    );
    assert_eq!(
        one_of(&view, "sub/evidence.yaml", "`/etc/passwd` leads out"),
        Some(4)
    );
    assert_eq!(
        one_of(&view, "sub/evidence.yaml", "`a[` is no file pattern"),
        Some(5)
    );
    assert_eq!(
        one_of(&view, "sub/evidence.yaml", "`../**` leads out"),
        Some(6)
    );
    assert_eq!(one_of(&view, "sub/evidence.yaml", "not there"), Some(8));
    assert_eq!(
        one_of(&view, "sub/evidence.yaml", "no key `seris`"),
        Some(10)
    );
    assert!(!file(&view, "top.md").set_aside);
    assert_eq!(
        view.registers
            .iter()
            .map(|register| register.rows)
            .sum::<usize>(),
        0
    );
}

#[test]
fn an_edition_nobody_knows_is_told() {
    let org = Org::new().file("a.md", MAJOR).file(
        "cat/edition.yaml",
        "standard: t\nedition: \"1\"\ntitle: T\nextends: nobody:1999\nareas: []\n",
    );
    let (code, out, err) = run(&org, &["assess", "--catalogue", "cat"]);
    assert_eq!((code, out.as_str()), (2, ""));
    assert!(err.contains("nobody:1999"), "{err}");
    let org = Org::new()
        .file("a.md", MAJOR)
        .file("clausewise.toml", "edition = \"iso20000-1:1066\"\n");
    let (code, _, err) = run(&org, &["assess"]);
    assert!(code == 2 && err.contains("iso20000-1:1066"), "{err}");
}

#[test]
fn many_files_and_huge_files() {
    let mut org = Org::new();
    for n in 0..2_000 {
        org = org.file(
            &format!("d{}/f{n}.txt", n % 40),
            format!("note {n} of some words\n"),
        );
    }
    let huge = std::fs::File::create(org.root().join("huge.txt")).unwrap();
    huge.set_len(65 << 20).unwrap();
    let view = org.assess();
    assert_eq!(view.evidence.len(), 2_001);
    assert_eq!(
        told(&view, "huge.txt", "unreadable").0,
        "not read: it is larger than 64 MiB"
    );
    assert_eq!(
        (file(&view, "huge.txt").read, file(&view, "huge.txt").size),
        ("not read", 65 << 20)
    );
}

#[test]
fn what_is_ignored_or_written_by_the_tool_is_no_evidence() {
    let org = Org::new()
        .file(".gitignore", "*.log\n!keep.log\n")
        .file(".clausewiseignore", "drafts/\n")
        .file("sub/.clausewiseignore", "x.md\n")
        .file(".hidden.md", MAJOR)
        .file("a.log", MAJOR)
        .file("keep.log", MAJOR)
        .file("drafts/d.md", MAJOR)
        .file("old/o.md", MAJOR)
        .file("sub/x.md", MAJOR)
        .file("sub/y.md", MAJOR)
        .file("snapshots/s.json", "{}")
        .file("actions/t.md", MAJOR)
        .file("sub/actions/t.md", MAJOR)
        .file(
            "report.md",
            format!("<!-- clausewise:generated -->\n{MAJOR}"),
        )
        .file("notes.toml", NOTE)
        .file("clausewise.toml", "[paths]\nignore = [\"old/**\"]\n");
    assert_eq!(
        paths(&org.assess()),
        ["keep.log", "sub/actions/t.md", "sub/y.md"]
    );
    let (code, _, _) = run(&org, &["assess", "--save", "-q"]);
    assert_eq!(code, 0);
    let (code, out, err) = run(&org, &["report", "gap", "--output", "gap.md"]);
    assert_eq!(code, 0, "{out}{err}");
    assert!(org.root().join("gap.md").exists());
    assert_eq!(
        paths(&org.assess()),
        ["keep.log", "sub/actions/t.md", "sub/y.md"]
    );
}

#[derive(Debug, Clone)]
enum Change {
    Flip(Index, u8),
    Cut(Index, usize),
    Insert(Index, Vec<u8>),
    Duplicate(Index, usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), 1..=255u8).prop_map(|(at, bits)| Change::Flip(at, bits)),
        (any::<Index>(), 1..400usize).prop_map(|(at, count)| Change::Cut(at, count)),
        (
            any::<Index>(),
            prop_oneof![
                prop::collection::vec(any::<u8>(), 1..9),
                prop::sample::select(vec![
                    "---\n",
                    "\"",
                    "[",
                    "{",
                    "&a *a",
                    ": ",
                    "\n\n",
                    "\t",
                    "\u{202e}",
                    "'",
                    "# ",
                    "|",
                    "<!--",
                    "9999-12-31",
                    "P0D",
                    "\0"
                ])
                .prop_map(|text| text.as_bytes().to_vec()),
            ]
        )
            .prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (any::<Index>(), 1..400usize).prop_map(|(at, count)| Change::Duplicate(at, count)),
    ]
}

fn changed(bytes: &mut Vec<u8>, change: &Change) {
    let (Change::Flip(at, _)
    | Change::Cut(at, _)
    | Change::Insert(at, _)
    | Change::Duplicate(at, _)) = change;
    if bytes.is_empty() {
        return;
    }
    let at = at.index(bytes.len());
    let end = |count: &usize| (at + count).min(bytes.len());
    match change {
        Change::Flip(_, bits) => bytes[at] ^= bits,
        Change::Cut(_, count) => drop(bytes.drain(at..end(count))),
        Change::Insert(_, more) => drop(bytes.splice(at..at, more.clone())),
        Change::Duplicate(_, count) => {
            let part = bytes[at..end(count)].to_vec();
            bytes.splice(at..at, part);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_stop_nothing_and_prove_nothing(damage in prop::collection::vec((any::<Index>(), prop::collection::vec(change(), 1..4)), 1..12)) {
        let org = Org::copy_of("examples/harbour-it");
        org.hide(&org.root().join("judgements.toml"));
        let before = org.assess_with(catalogue()).0;
        let text: Vec<_> = org.files().into_iter().filter(|path| !path.extension().is_some_and(|end| end == "docx" || end == "pdf")).collect();
        let mut settings = false;
        for (at, changes) in &damage {
            let path = at.get(&text);
            settings |= path.ends_with("clausewise.toml");
            let mut bytes = std::fs::read(path).unwrap();
            for change in changes {
                changed(&mut bytes, change);
            }
            std::fs::write(path, bytes).unwrap();
        }
        let (view, _) = org.assess_with(catalogue());
        let all: BTreeSet<&str> = paths(&view).into_iter().collect();
        prop_assert_eq!(all.len(), view.evidence.len(), "one entry a file");
        prop_assert!(settings || paths(&view) == paths(&before), "no file lost, none made up");
        for file in &view.evidence {
            prop_assert!(!file.problems.iter().any(|problem| problem.message.contains("failed unexpectedly")), "{}", file.path);
        }
        let value: serde_json::Value = serde_json::from_str(&json(&view)).unwrap();
        prop_assert_eq!(value["evidence"].as_array().unwrap().len(), view.evidence.len());
        prop_assert_eq!(view.totals.conforming, 0);
        prop_assert!(view.requirements.iter().all(|line| !line.judged && line.rating != Some("F")));
    }
}
