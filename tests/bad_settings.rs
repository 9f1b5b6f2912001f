//! Mistakes in the files of the workspace and in catalogues stop a run, with line and hint.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::too_many_lines,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{MAJOR, NOTE, Org, WORKSPACE_FILES, of, run};

const JUDGEMENT: &str = "[[judgement]]\nrequirement = \"8.6.1-9\"\nrating = \"F\"\nconforming = true\nby = \"A\"\nreason = \"r\"\n";
const ANSWER: &str =
    "[[answer]]\nanswer = \"no occurrence\"\nabout = [\"8.7.3.3\"]\nreason = \"r\"\nby = \"A\"\n";
const CLAIM: &str = "[[claim]]\npath = \"a.md\"\n";

#[cfg(unix)]
#[test]
fn linked_workspace_files_lead_nowhere_outside() {
    use std::os::unix::fs::symlink;
    let outside = Org::new().file("x", "x = 1\n");
    for name in WORKSPACE_FILES {
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
    let told = "this is a link and is not followed".to_owned();
    symlink(outside.root().join("x"), org.root().join("a.md.meta.yaml")).unwrap();
    assert_eq!(of(&org.assess(), "a.md.meta.yaml"), [(None, told.clone())]);
    symlink(outside.root().join("x"), org.root().join("evidence.yaml")).unwrap();
    assert_eq!(org.mistakes(), [("evidence.yaml".to_owned(), told)]);
}

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
        for name in WORKSPACE_FILES {
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
