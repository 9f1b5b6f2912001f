//! Commands as a user types them: output, exit codes, what is written and what not.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, clausewise, flat, repository, run, stdout};

#[test]
fn the_scorecard_of_the_first_steps() {
    insta::assert_snapshot!(stdout(repository(), &["assess", "examples/first-steps"]));
}

#[test]
fn the_screen_fits_80_columns_and_uses_120() {
    let narrow = stdout(repository(), &["assess", "examples/harbour-it", "-v"]);
    for line in narrow.lines() {
        assert!(
            line.chars().count() <= 80 || !line.trim().contains(' '),
            "{} wide: {line}",
            line.chars().count()
        );
    }
    let output = clausewise(repository())
        .args(["assess", "examples/harbour-it"])
        .env("COLUMNS", "120")
        .output()
        .unwrap();
    let wide = String::from_utf8(output.stdout).unwrap();
    assert!(wide.lines().any(|line| line.chars().count() > 100));
    assert!(wide.lines().all(|line| line.chars().count() <= 120));
}

#[test]
fn json_has_the_documented_keys() {
    let text = stdout(
        repository(),
        &["assess", "examples/harbour-it", "--format", "json"],
    );
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    for key in [
        "schema_version",
        "edition",
        "as_of",
        "organisation",
        "totals",
        "gates",
        "clauses",
        "requirements",
        "documents",
        "evidence",
    ] {
        assert!(json.get(key).is_some(), "{key}");
    }
    let requirement = &json["requirements"][0];
    for key in ["id", "state", "rating", "score", "judged"] {
        assert!(requirement.get(key).is_some(), "{key}");
    }
    assert!(
        json["evidence"]
            .as_array()
            .unwrap()
            .iter()
            .all(|file| file["path"].is_string() && file["problems"].is_array())
    );
    let documented = std::fs::read_to_string(repository().join("docs/json.md")).unwrap();
    for key in json.as_object().unwrap().keys() {
        assert!(
            documented.contains(&format!("`{key}`")),
            "docs/json.md does not name `{key}`"
        );
    }
    assert_eq!(
        text,
        stdout(
            repository(),
            &["assess", "examples/harbour-it", "--format", "json"]
        ),
        "the same bytes twice"
    );
}

#[test]
fn csv_escapes_formulas_and_has_one_line_a_requirement() {
    let org = Org::new().claimed(
        "=cmd.md",
        "\"8.6.1-8\"",
        "# Major incident procedure\n\nMajor incidents follow this documented procedure.\n",
    );
    let text = stdout(org.root(), &["assess", "--format", "csv"]);
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().map(|row| row.unwrap()).collect();
    assert_eq!(rows.len(), 406);
    assert!(
        rows.iter()
            .flat_map(|row| row.iter())
            .all(|cell| !cell.starts_with('='))
    );
}

#[test]
fn exit_codes_are_those_of_the_table() {
    let empty = Org::new();
    clausewise(empty.root()).arg("assess").assert().code(3);
    clausewise(empty.root())
        .args(["assess", "no-such-folder"])
        .assert()
        .code(2);
    clausewise(empty.root()).arg("asess").assert().code(2);
    clausewise(empty.root())
        .args(["explain", "8.6.99"])
        .assert()
        .code(2);
    clausewise(repository())
        .args(["assess", "examples/harbour-it", "--gate", "stage-1", "-q"])
        .assert()
        .code(1);
    clausewise(repository())
        .args(["assess", "examples/harbour-it", "--gate", "stage-9"])
        .assert()
        .code(2);
    clausewise(empty.root()).arg("--version").assert().code(0);
    let broken = Org::new()
        .file("clausewise.toml", "edition = 5\n[scop]\nx = 1\n")
        .file("a.md", "text");
    let output = clausewise(broken.root())
        .arg("assess")
        .assert()
        .code(2)
        .get_output()
        .stderr
        .clone();
    let message = String::from_utf8(output).unwrap();
    assert!(
        message.contains("clausewise.toml:1") || message.contains("clausewise.toml:1:"),
        "{message}"
    );
    assert!(message.contains("did you mean `scope`?"), "{message}");
}

#[test]
fn unknown_things_get_a_did_you_mean() {
    let output = clausewise(repository())
        .args(["explain", "8.6.9", "examples/first-steps"])
        .output()
        .unwrap();
    let message = String::from_utf8(output.stderr).unwrap();
    assert!(message.contains("did you mean 8.6"), "{message}");
    let output = clausewise(repository())
        .args(["report", "gaps", "examples/first-steps"])
        .output()
        .unwrap();
    assert!(
        String::from_utf8(output.stderr)
            .unwrap()
            .contains("did you mean `gap`?")
    );
}

#[test]
fn verbs_that_write_change_nothing_unless_told() {
    let org = Org::new().file("a.md", "# A\n\nSome text.\n");
    let note = [
        "note",
        "They ring the CIO at once.",
        "--about",
        "8.6.1-9",
        "--by",
        "A. Example",
        "--date",
        "2026-10-01",
    ];
    let before = org.files();
    clausewise(org.root()).args(note).assert().code(2);
    assert_eq!(org.files(), before);
    clausewise(org.root())
        .args(note)
        .arg("--dry-run")
        .assert()
        .code(0);
    assert_eq!(org.files(), before);
    clausewise(org.root())
        .args(note)
        .arg("--yes")
        .assert()
        .code(0);
    let notes = std::fs::read_to_string(org.root().join("notes.toml")).unwrap();
    assert!(notes.contains("N-001") && notes.contains("They ring the CIO"));
    clausewise(org.root())
        .args([
            "judge",
            "8.6.1-9",
            "--rating",
            "F",
            "--conforming",
            "--method",
            "interview",
            "--by",
            "A. Example",
        ])
        .args([
            "--reason",
            "heard",
            "--note",
            "N-001",
            "--file",
            "a.md",
            "--date",
            "2026-10-02",
            "--yes",
        ])
        .assert()
        .code(0);
    clausewise(org.root())
        .args([
            "answer",
            "no-occurrence",
            "--about",
            "8.7.3.3",
            "--reason",
            "none",
            "--by",
            "A",
            "--date",
            "2026-10-02",
            "--yes",
        ])
        .assert()
        .code(0);
    let view = org.assess();
    assert!(common::line(&view, "8.6.1-9").judged);
    assert_eq!(common::line(&view, "8.7.3.3-1").standing, "no occurrence");
    clausewise(org.root())
        .args([
            "judge",
            "5.2.2-1",
            "--rating",
            "F",
            "--conforming",
            "--method",
            "interview",
            "--by",
            "A",
            "--reason",
            "x",
            "--yes",
        ])
        .assert()
        .code(2);
}

#[test]
fn an_answer_that_assess_would_refuse_is_not_written() {
    let org = Org::new()
        .file(
            "clausewise.toml",
            "[[party]]\nname = \"CloudNorth\"\nkind = \"external supplier\"\n",
        )
        .file("c.md", "# Review\n\nCloudNorth was reviewed.\n");
    let answer = |words: &[&str]| {
        let rest = ["--reason", "r", "--by", "A", "--yes"];
        let args: Vec<&str> = ["answer"]
            .iter()
            .chain(words)
            .chain(&rest)
            .copied()
            .collect();
        run(&org, &args)
    };
    let performed = |party| {
        answer(&[
            "performed-by",
            "--about",
            "8.4.3-1",
            "--party",
            party,
            "--control",
            "c.md",
        ])
    };
    for (told, why) in [
        (
            performed("CloudSouth"),
            "clausewise.toml names no party `CloudSouth`",
        ),
        (
            answer(&["no-such-party", "--about", "8.3.4.1-2"]),
            "clausewise.toml names CloudNorth as such a party",
        ),
        (
            answer(&["no-such-party", "--about", "8.3.4.1-1"]),
            "clausewise.toml names CloudNorth as such a party",
        ),
        (
            answer(&["no-such-party", "--about", "8.3.4.1", "--about", "7.5.4-12"]),
            "clausewise.toml names CloudNorth as such a party",
        ),
        (
            answer(&["no-occurrence", "--about", "8.6.1-1"]),
            "evidence is needed",
        ),
    ] {
        assert_eq!(told.0, 2, "{told:?}");
        assert!(told.2.contains(why), "{told:?}");
    }
    assert!(!org.root().join("answers.toml").exists());
    let (code, told, _) = performed("CloudNorth");
    assert!(code == 0 && told.contains("It settles: 8.4.3-1"), "{told}");
    // A clause may be settled in part; what is not is said before it is written.
    let (code, told, _) = answer(&[
        "performed-by",
        "--about",
        "8.2",
        "--party",
        "CloudNorth",
        "--control",
        "c.md",
    ]);
    assert_eq!(code, 0);
    assert!(
        told.contains("It does not hold for 8.2: the organisation must show this itself"),
        "{told}"
    );
    assert_eq!(told.matches("does not hold for").count(), 1, "{told}");
}

#[test]
fn init_touches_nothing_that_exists() {
    let org = Org::new()
        .file("policy.md", "# Policy\n\nText.\n")
        .file("evidence.yaml", "# mine\nevidence: []\n");
    clausewise(org.root())
        .args(["init", "--name", "Example Ltd", "--yes"])
        .assert()
        .code(0);
    assert_eq!(
        std::fs::read_to_string(org.root().join("evidence.yaml")).unwrap(),
        "# mine\nevidence: []\n"
    );
    let view = org.assess();
    assert_eq!(view.organisation.name.as_deref(), Some("Example Ltd"));
    let before = std::fs::read(org.root().join("clausewise.toml")).unwrap();
    clausewise(org.root())
        .args(["init", "--name", "Other", "--yes"])
        .assert()
        .code(0);
    assert_eq!(
        std::fs::read(org.root().join("clausewise.toml")).unwrap(),
        before
    );
}

#[test]
fn snapshots_and_reports_are_never_evidence() {
    let org = Org::copy_of("examples/first-steps");
    let before = org.assess().evidence.len();
    clausewise(org.root())
        .args(["assess", "--save", "-q"])
        .assert()
        .code(0);
    clausewise(org.root())
        .args(["assess", "--save", "-q"])
        .assert()
        .code(0);
    for (report, name) in [
        ("gap", "gap.html"),
        ("gap", "gap.md"),
        ("summary", "s.html"),
        ("actions", "a.md"),
    ] {
        clausewise(org.root())
            .args(["report", report, "-o", name])
            .assert()
            .code(0);
    }
    assert_eq!(
        std::fs::read_dir(org.root().join("snapshots"))
            .unwrap()
            .count(),
        1,
        "an equal snapshot is kept once"
    );
    assert_eq!(org.assess().evidence.len(), before);
}

#[test]
fn explain_shows_arithmetic_places_and_the_next_step() {
    let text = stdout(repository(), &["explain", "8.6.1-1", "examples/harbour-it"]);
    for expected in [
        "Seen by the machine",
        "Machine's number",
        "incidents.csv",
        "What is looked for",
        "Next:",
    ] {
        assert!(text.contains(expected), "{expected} not in\n{text}");
    }
    for what in [
        "8.6.1",
        "D20",
        "Operations/Service Desk/Major incident procedure.md",
    ] {
        assert!(
            stdout(repository(), &["explain", what, "examples/harbour-it"]).contains("Next:"),
            "{what}"
        );
    }
}

#[test]
fn a_judgement_and_an_answer_are_explained_whole_with_their_place() {
    let explain = |what| {
        flat(&stdout(
            repository(),
            &["explain", what, "examples/harbour-it"],
        ))
    };
    let judged = explain("8.6.1-8");
    for part in [
        "Judgement (judgements.toml:1) F, conforming, grade none; A. Example on 2026-10-16, by interview and document",
        "Procedure approved, known to the duty managers, followed in both major incidents of the year.",
        "Rests on: N-001, Operations/Service Desk/Major incident procedure.md,",
    ] {
        assert!(judged.contains(part), "{part}: {judged}");
    }
    let answered = explain("8.4.3-6");
    for part in [
        "Answer (answers.toml:15) performed by, for 8.4.3-6; H. Brandvold on 2026-10-20",
        "Use of racks and power is watched by CloudNorth and reported every quarter.",
        "The party: CloudNorth; evidence of control over it: suppliers/reviews/cloudnorth-2026-Q3.md",
    ] {
        assert!(answered.contains(part), "{part}: {answered}");
    }
    assert!(explain("N-001").starts_with("N-001 (a note, notes.toml:1)"));
}

#[test]
fn a_stale_judgement_keeps_what_was_concluded() {
    let org = Org::new()
        .claimed("a.md", "\"8.6.1-8\"", common::MAJOR)
        .file(
            "judgements.toml",
            "[[judgement]]\nrequirement = \"8.6.1-8\"\nrating = \"P\"\nconforming = false\nby = \"A\"\nreason = \"r\"\n\
             rests_on = [{ path = \"gone.md\" }]\n",
        );
    let page = stdout(org.root(), &["explain", "8.6.1-8"]);
    assert!(page.contains("Judged: P (not conforming); STALE"), "{page}");
    let report = stdout(org.root(), &["report", "gap"]);
    assert!(
        report.contains("does not count**: P, not conforming"),
        "{report}"
    );
}

#[test]
fn the_catalogue_can_be_looked_into() {
    assert!(stdout(repository(), &["catalogue", "list"]).contains("406 requirements"));
    assert!(stdout(repository(), &["catalogue", "show", "8.6.1"]).contains("8.6.1-8"));
    assert!(
        stdout(repository(), &["catalogue", "search", "major", "incident"]).contains("8.6.1-8")
    );
    assert!(
        stdout(repository(), &["catalogue", "validate"])
            .contains("| all            |   63 |   406 |")
    );
    assert!(stdout(repository(), &["catalogue", "schema", "area"]).starts_with('{'));
    assert!(stdout(repository(), &["completions", "bash"]).contains("clausewise"));
    assert!(stdout(repository(), &["man"]).contains(".TH"));
}

#[test]
fn own_templates_are_strict_and_go_first() {
    let org = Org::copy_of("examples/first-steps")
        .file(
            "t/gap.md.j2",
            "{{ marker }} {{ organisation.name }}: {{ totals.requirements }}\n",
        )
        .file("bad/gap.md.j2", "one\n{{ organisation.nmae }}\n");
    let text = stdout(org.root(), &["report", "gap", "--templates", "t"]);
    assert!(text.contains(": 3") || text.contains(": 4"), "{text}");
    let output = clausewise(org.root())
        .args(["report", "gap", "--templates", "bad"])
        .assert()
        .code(2)
        .get_output()
        .stderr
        .clone();
    let message = String::from_utf8(output).unwrap();
    assert!(
        message.contains("gap.md.j2:2") && message.contains("--context"),
        "{message}"
    );
}

#[test]
fn markup_in_names_and_notes_stays_text() {
    let org = Org::new()
        .file("clausewise.toml", "[organisation]\nname = \"<script>alert(1)</script> & Söhne | x\"\n")
        .claimed("a<b>.md", "\"8.6.1-8\"", "# <img src=x onerror=1> major incident procedure\n\nMajor incidents follow this documented procedure.\n")
        .file("notes.toml", "[[note]]\nid = \"N-001\"\nby = \"A\"\nkind = \"interview\"\ntext = \"![x](http://e.example/y)\"\nabout = [\"8.6.1-8\"]\n");
    let html = stdout(org.root(), &["report", "gap", "--format", "html"]);
    assert!(
        !html.contains("<script>alert") && !html.contains("<img src=x"),
        "markup came through"
    );
    let markdown = stdout(org.root(), &["report", "gap"]);
    assert!(
        !markdown.contains("![x](http") && !markdown.contains("<script>"),
        "markup came through"
    );
}

#[test]
fn reports_work_for_a_folder_with_nothing_in_it() {
    let org = Org::new();
    for report in ["gap", "summary", "actions"] {
        for form in ["html", "md"] {
            let args = ["report", report, "--format", form, "--as-of", "2026-11-01"];
            let (code, text, _) = run(&org, &args);
            assert_eq!(code, 3, "there is nothing to assess");
            assert!(
                text.chars()
                    .take(400)
                    .collect::<String>()
                    .contains("clausewise:generated"),
                "{report}.{form}"
            );
        }
    }
}

#[test]
fn a_closed_pipe_is_no_error() {
    use std::process::{Command as Plain, Stdio};
    let mut child = Plain::new(assert_cmd::cargo::cargo_bin("clausewise"))
        .args(["assess", "examples/harbour-it", "--format", "json"])
        .current_dir(repository())
        .env("CLAUSEWISE_NO_CACHE", "1")
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    assert_eq!(child.wait().unwrap().code(), Some(0));
}

#[test]
fn a_series_and_a_register_explain_themselves() {
    let series = stdout(
        repository(),
        &["explain", "rec-inc-monthly", "examples/harbour-it"],
    );
    assert!(series.contains("5 of 6 records there"), "{series}");
    assert!(series.contains("- 2026-07 missing"), "{series}");
    let register = stdout(
        repository(),
        &["explain", "REG-INCIDENTS", "examples/harbour-it"],
    );
    assert!(
        register.contains("8.6.1-1: 117 of 120 rows pass"),
        "{register}"
    );
    assert!(
        register.contains("line 50 fails: INC-2603-002"),
        "{register}"
    );
    let document = stdout(
        repository(),
        &["explain", "HIT-MGT-001", "examples/harbour-it"],
    );
    assert!(document.starts_with("01_Management/scope-of-the-sms.md"));
    let output = clausewise(repository())
        .args(["explain", "REC-INC-MONTHY", "examples/harbour-it"])
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(told.contains("did you mean `REC-INC-MONTHLY`?"), "{told}");
}

#[test]
fn phrases_are_listed_in_english_first() {
    let text = stdout(
        repository(),
        &["explain", "8.6.1-8", "examples/first-steps"],
    );
    let of = text.split("What is looked for").nth(1).unwrap();
    assert!(of.contains("major incident: major incident*"), "{of}");
    assert!(!of.contains("störung"), "{of}");
}

#[test]
fn two_folders_of_one_edition_are_told() {
    let edition = "standard: toy\nedition: \"1\"\ntitle: Toy\nareas: [a]\n";
    let org = Org::new()
        .file("one/edition.yaml", edition)
        .file("two/edition.yaml", edition);
    let output = clausewise(org.root())
        .args(["catalogue", "validate", "."])
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(
        told.contains("one/edition.yaml") && told.contains("two/edition.yaml"),
        "{told}"
    );
}

#[test]
fn quiet_says_only_figures_gates_and_the_next_step() {
    let text = stdout(repository(), &["assess", "examples/first-steps", "-q"]);
    assert!(text.lines().count() < 20, "{text}");
    for needed in ["Forecast", "Stage 1", "Stage 2", "Next: clausewise explain"] {
        assert!(text.contains(needed), "{needed}: {text}");
    }
    for left_out in ["8.6.1   ", "What would help most", "Files:"] {
        assert!(!text.contains(left_out), "{left_out}: {text}");
    }
}

#[test]
fn the_excerpt_in_the_readme_is_what_the_program_prints() {
    let readme = std::fs::read_to_string(repository().join("README.md")).unwrap();
    let start = "$ clausewise assess examples/harbour-it\n";
    let excerpt = readme.split_once(start).unwrap().1;
    let excerpt = excerpt.split_once("```").unwrap().0;
    let printed = stdout(repository(), &["assess", "examples/harbour-it"]);
    let printed: Vec<&str> = printed.lines().collect();
    for line in excerpt.lines() {
        assert!(printed.contains(&line), "README.md says: {line}");
    }
}
