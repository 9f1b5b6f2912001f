//! What the program writes is never read back as evidence, and says where it lies.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{MAJOR, Org, file, paths, run};

#[test]
fn no_output_is_evidence() {
    let org = Org::new().claimed("a.md", "\"8.6.1-8\"", MAJOR);
    let (_, before, _) = run(&org, &["assess", "--format", "json"]);
    for format in ["table", "json", "csv", "markdown"] {
        let name = format!("out-{format}.md");
        let name = match format {
            "json" | "csv" => format!("out.{format}"),
            _ => name,
        };
        assert_eq!(run(&org, &["assess", "--format", format, "-o", &name]).0, 0);
    }
    run(&org, &["assess", "-q", "-o", "quiet.txt"]);
    for report in ["gap", "summary", "actions"] {
        for ending in ["md", "html"] {
            let name = format!("{report}.{ending}");
            assert_eq!(run(&org, &["report", report, "-o", &name]).0, 0);
        }
    }
    run(&org, &["report", "gap", "--context", "-o", "context.json"]);
    assert_eq!(org.files().len(), 1 + 4 + 1 + 6 + 1);
    let (_, after, _) = run(&org, &["assess", "--format", "json"]);
    assert_eq!(before, after);
    // A spreadsheet writes other separators.
    let csv = std::fs::read_to_string(org.root().join("out.csv")).unwrap();
    let head = csv.lines().next().unwrap().replace(',', ";");
    let org = org.file("saved.csv", format!("\u{feff}{head}\r\n1;2;3\r\n"));
    assert_eq!(paths(&org.assess()), ["a.md"]);
}

#[test]
fn what_others_wrote_is_never_written_over() {
    let org = Org::new()
        .claimed("a.md", "\"8.6.1-8\"", MAJOR)
        .file("b.csv", "No,Opened\n1,2026-10-01\n")
        .file("c.json", "{\"tool\": \"other\"}")
        .file("d.html", "<p>Ours</p>")
        .file("clausewise.toml", "[organisation]\nname = \"Ours\"\n")
        .file(
            "evidence.yaml",
            "evidence:\n  - {match: \"b.csv\", satisfies: [\"8.6.1\"]}\n",
        );
    let kept = |name: &str| std::fs::read(org.root().join(name)).unwrap();
    let list = ["request", "-q", "-o", "list.csv"];
    assert_eq!(run(&org, &list).0, 0);
    assert_eq!(run(&org, &["request", "-q", "-o", "list.md"]).0, 0);
    assert_eq!(run(&org, &["intake", "-q", "-o", "seen.csv"]).0, 0);
    let names = [
        "a.md",
        "b.csv",
        "c.json",
        "d.html",
        "evidence.yaml",
        "clausewise.toml",
        "list.csv",
        "list.md",
        "seen.csv",
    ];
    let commands: [&[&str]; 7] = [
        &["assess", "--format", "table"],
        &["assess", "--format", "json"],
        &["assess", "--format", "csv"],
        &["assess", "--format", "markdown"],
        &["report", "gap", "--format", "md"],
        &["report", "actions", "--format", "html"],
        &["report", "gap", "--format", "md", "--context"],
    ];
    let every_name = names.iter().map(|name| (*name, commands[0]));
    let every_command = commands.iter().map(|command| ("a.md", *command));
    for (name, command) in every_name.chain(every_command) {
        let before = kept(name);
        let command: Vec<&str> = command.iter().copied().chain(["-o", name]).collect();
        let (code, out, told) = run(&org, &command);
        assert_eq!((code, out.as_str()), (2, ""), "{command:?}");
        assert!(
            told.contains(name) && told.contains("give another name"),
            "{told}"
        );
        assert_eq!(kept(name), before, "{command:?}");
    }
    std::fs::write(org.root().join("empty.txt"), "").unwrap();
    for command in commands {
        for _ in 0..2 {
            let own: Vec<&str> = command.iter().copied().chain(["-o", "empty.txt"]).collect();
            assert_eq!(run(&org, &own).0, 0, "{own:?}");
        }
    }
    let (_, shown, _) = run(&org, &["assess", "-o", "-"]);
    assert!(
        shown.contains("8.6.1") && !org.root().join("-").exists(),
        "{shown}"
    );
}

#[test]
fn data_of_others_is_evidence() {
    let org = Org::new()
        .file(
            "tool.json",
            "{\"tool\": {\"name\": \"clausewise\"}, \"text\": \"x\"}",
        )
        .file("list.csv", "requirement,clause,state\n1,2,3\n");
    let view = org.assess();
    assert_eq!(file(&view, "tool.json").read, "read");
    assert_eq!(paths(&view), ["list.csv", "tool.json"]);
}

#[test]
fn a_snapshot_is_named_with_its_folder_and_never_overwritten() {
    let org = Org::new().claimed("sub/a.md", "\"8.6.1-8\"", MAJOR);
    let save = ["assess", "sub", "--as-of", "2026-11-01", "--save"];
    let saved = |name: &str| {
        let (_, out, _) = run(&org, &save);
        let told = format!("Saved: sub/snapshots/{name}\n");
        assert!(out.ends_with(&told), "{out}");
        std::fs::read_to_string(org.root().join("sub/snapshots").join(name)).unwrap()
    };
    let first = saved("2026-11-01.json");
    assert_eq!(saved("2026-11-01.json"), first, "an equal one is kept");
    std::fs::write(org.root().join("sub/b.md"), MAJOR).unwrap();
    assert_ne!(saved("2026-11-01-2.json"), first);
    let kept = std::fs::read_to_string(org.root().join("sub/snapshots/2026-11-01.json"));
    assert_eq!(kept.unwrap(), first);
}

#[test]
fn a_report_on_nothing_ends_as_an_assessment_of_nothing() {
    let org = Org::new();
    assert_eq!(run(&org, &["assess"]).0, 3);
    let (code, report, _) = run(&org, &["report", "gap"]);
    assert_eq!(code, 3);
    assert!(
        !report.contains("may be among the files") && report.contains("No file was handed over"),
        "{report}"
    );
}

#[test]
fn unread_files_are_named_and_those_that_are_not_are_counted() {
    let mut org = Org::new().file("read.md", "# Canteen\n\nSoup on Mondays and Tuesdays.\n");
    for number in 1..=7 {
        org = org.file(&format!("scan-{number}.pdf"), "%PDF");
    }
    let (_, first, _) = run(&org, &["assess"]);
    assert!(
        first.contains("7 files could not be read")
            && first.contains("… and 2 more (-v shows all)"),
        "{first}"
    );
    let (_, all, _) = run(&org, &["assess", "-v"]);
    assert!(
        all.contains("scan-7.pdf (") && !all.contains("more (-v"),
        "{all}"
    );
    let org = org.claimed("a.md", "\"8.6.1-8\"", MAJOR);
    let (_, screen, _) = run(&org, &["assess"]);
    assert!(
        screen.contains("? scan-1.pdf (no page of it can be found"),
        "{screen}"
    );
    assert!(screen.contains("… and 2 more (-v shows all)"), "{screen}");
}
