//! Hostile evidence and odd names stop nothing, steer nothing and lead nowhere.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::too_many_lines,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;

use common::{MAJOR, NOTE, Org, file, line, one_of, paths, percent, run, told};

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
    for (what, hostile) in [
        ("bomb", bomb()),
        ("aliases", aliases()),
        ("deep", deep()),
        ("block", deep_block()),
    ] {
        let view = Org::new()
            .file("front.md", format!("---\n{hostile}---\n{MAJOR}"))
            .file("data.yaml", &hostile)
            .file(
                "list.json",
                format!("{}1{}", "[".repeat(5_000), "]".repeat(5_000)),
            )
            .file("side.pdf", "%PDF")
            .file("side.pdf.meta.yaml", &hostile)
            .claimed("fine.md", "\"8.6.1-8\"", MAJOR)
            .assess();
        let (message, line_no) = told(&view, "front.md", "malformed");
        assert!(
            message.starts_with("the front matter cannot be read: "),
            "{what}: {message}"
        );
        assert!(line_no.is_some_and(|line| line >= 2), "{what}: {line_no:?}");
        for path in ["data.yaml", "list.json"] {
            let (message, line_no) = told(&view, path, "invalid-data");
            assert!(message.contains("read as plain text"), "{what}: {message}");
            assert!(line_no.is_some(), "{what}");
        }
        assert!(
            one_of(&view, "side.pdf.meta.yaml", "cannot be read").is_some(),
            "{what}"
        );
        let manifest = format!("evidence:\n  - match: x\n{hostile}");
        let mistakes = Org::new().file("sub/evidence.yaml", manifest).mistakes();
        let (place, message) = &mistakes[0];
        assert!(
            place.starts_with("sub/evidence.yaml:") && message.contains("cannot be read"),
            "{what}: {mistakes:?}"
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
    let evil = "a\u{1b}[2J\u{7}\u{9b}31m\nb\u{202e}\u{2067}.md";
    let text = "---\nsatisfies: [\"8.6.1-8\", \"99\\e[2J\"]\ntitle: \"T\\e]0;owned\\a\"\nowner: \"O\\e[31m\\u202e\"\nstatus: \"s\\e[1m\"\n\
                approved_on: \"x\\e[5m\"\nversion: \"v\\e[5m\"\n---\n# Major \u{1b}[31mincident procedure\n\nThe major \u{1b}[2Jincident \
                procedure is documented.\n\n[link](miss\u{1b}[2Jing.md)\n";
    let org = Org::new()
        .file(evil, text)
        .file("evidence.yaml", "evidence:\n  - match: \"no\\e[[]2J.md\"\n  - elsewhere: \"https://x\\e[2J\"\n    title: \"E\\e[2J\"\n    satisfies: [\"8.6.1-9\"]\n");
    for args in [
        &["assess"][..],
        &["assess", "-v"],
        &["assess", "--format", "markdown"],
        &["explain", "8.6.1-8"],
        &["explain", "8.6.1-9"],
        &["explain", evil],
        &["explain", "no\u{1b}[2J.md"],
        &["report", "gap"],
        &["report", "gap", "--format", "html"],
        &["report", "gap", "--context"],
        &["assess", "--format", "json"],
        &["assess", "--format", "csv"],
    ] {
        let (code, out, err) = run(&org, args);
        let known = args.get(1) != Some(&"no\u{1b}[2J.md");
        assert_eq!(code, if known { 0 } else { 2 }, "{args:?}: {err}");
        for c in out.chars().chain(err.chars()) {
            let steers =
                c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
            assert!(c == '\n' || !steers, "{args:?}: {c:?} in {out}");
        }
    }
    for (name, text) in [
        (
            "clausewise.toml",
            "edition = \"\\u001b[2J\"\n\"k\\u001b[2J\" = 1\n",
        ),
        (
            "evidence.yaml",
            "evidence:\n  - match: \"no\\e[2J.md\"\n\"k\\e[2J\": 1\n",
        ),
    ] {
        let (code, _, err) = run(&Org::new().file(name, text), &["assess"]);
        assert_eq!(code, 2);
        assert!(err.chars().all(|c| c == '\n' || !c.is_control()), "{err:?}");
    }
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

#[cfg(target_os = "linux")]
#[test]
fn names_that_are_no_utf8_are_files_like_others() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let org = Org::new()
        .claimed("caf%E9.md", "\"8.6.1-8\"", MAJOR)
        .file("evidence.yaml", "evidence:\n  - match: \"caf%E8.md\"\n    owner: A. Name\nregisters:\n  - id: R\n    file: d%FF/t.csv\n    satisfies: [\"8.6.1\"]\n");
    let claimed = format!("---\nsatisfies: [\"8.6.1-8\"]\n---\n\n{MAJOR}\n");
    for name in [&b"caf\xe9.md"[..], b"caf\xe8.md"] {
        std::fs::write(org.root().join(OsStr::from_bytes(name)), &claimed).unwrap();
    }
    let folder = org.root().join(OsStr::from_bytes(b"d\xff"));
    std::fs::create_dir(&folder).unwrap();
    std::fs::write(folder.join("t.csv"), "ref,opened\nA1,2026-08-01\n").unwrap();
    std::fs::write(folder.join("l.md"), "# L\n\nSee [the table](t.csv) here.\n").unwrap();
    let view = org.assess();
    assert_eq!(
        paths(&view),
        [
            "%caf%E9.md",
            "caf%E8.md",
            "caf%E9.md",
            "d%FF/l.md",
            "d%FF/t.csv"
        ]
    );
    assert_eq!(line(&view, "8.6.1-8").evidence.len(), 3 + 1);
    assert_eq!(file(&view, "caf%E8.md").owner.as_deref(), Some("A. Name"));
    assert_eq!(view.registers[0].rows, 1, "read under its name on disk");
    assert!(!common::has(&view, "d%FF/l.md", "broken-link"));
    assert!(view.problems.is_empty(), "{:?}", view.problems);
}

#[cfg(unix)]
#[test]
fn what_is_neither_file_nor_folder_is_told() {
    let org = Org::new().file("a.md", MAJOR);
    let _socket = std::os::unix::net::UnixListener::bind(org.root().join("s.md")).unwrap();
    let view = org.assess();
    assert_eq!(paths(&view), ["a.md"]);
    assert_eq!(
        one_of(&view, "s.md", "pipe, socket or device and is not read"),
        None
    );
}

#[cfg(target_os = "linux")]
#[test]
fn files_of_patterns_cannot_stop_the_walk() {
    use std::os::unix::fs::symlink;
    let org = Org::new()
        .file("a.md", MAJOR)
        .file(".clausewiseignore", "# drafts\n{a\nb.md\n")
        .file("b.md", MAJOR)
        .file("sub/c.md", MAJOR)
        .file(".ignore", "a.md\n")
        .file(".git/info/exclude", "a.md\n");
    // A device without an end stands for a pipe without a writer: both never end.
    symlink("/dev/zero", org.root().join("sub/.gitignore")).unwrap();
    let view = org.assess();
    assert_eq!(
        paths(&view),
        ["a.md"],
        "patterns of a person's own copy do not count"
    );
    assert_eq!(
        one_of(&view, "sub/.gitignore", "its folder is not read"),
        None
    );
    assert_eq!(
        one_of(&view, ".clausewiseignore", "`{a` is no file pattern"),
        Some(2)
    );
    let top = Org::new().file("a.md", MAJOR);
    symlink("/dev/zero", top.root().join(".gitignore")).unwrap();
    assert_eq!(
        one_of(&top.assess(), ".gitignore", "its folder is not read"),
        None
    );
}

#[cfg(unix)]
#[test]
fn snapshots_are_not_written_through_links() {
    use std::os::unix::fs::symlink;
    let outside = Org::new();
    let org = Org::new().file("a.md", MAJOR);
    symlink(outside.root(), org.root().join("snapshots")).unwrap();
    let (code, _, err) = run(&org, &["assess", ".", "--save", "-q"]);
    assert!(
        code == 2 && err.contains("`snapshots` is no folder of its own"),
        "{code} {err}"
    );
    std::fs::remove_file(org.root().join("snapshots")).unwrap();
    std::fs::create_dir(org.root().join("snapshots")).unwrap();
    let linked = org.root().join("snapshots/2026-11-01.json");
    symlink(outside.root().join("x.json"), &linked).unwrap();
    let (code, out, err) = run(&org, &["assess", ".", "--save", "--as-of", "2026-11-01"]);
    assert!(
        code == 0 && out.contains("Saved: snapshots/2026-11-01-2.json"),
        "{out}{err}"
    );
    assert!(outside.files().is_empty());
}
