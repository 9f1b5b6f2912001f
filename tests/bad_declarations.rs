//! Mistakes in manifests stop the run, with their line; those in registers are told and claim
//! nothing.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::too_many_lines,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use clausewise::output::View;
use common::{MAJOR, Org, flat, line, one_of, percent, run, told};

const INCIDENTS: &str = "registers:\n  - id: REG\n    file: incidents.csv\n    date: opened\n    satisfies: [\"8.6.1\"]\n";

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
        let mistakes = series(pattern, every).mistakes();
        let (place, message) = &mistakes[0];
        assert_eq!(*place, format!("evidence.yaml:{at}"), "{mistakes:?}");
        assert!(message.contains(part), "{mistakes:?}");
    }
    let view = series("r (1)[a].+$ {period:YYYY-MM}.md", "P1M").assess();
    assert_eq!(
        view.series[0].present, 1,
        "regex characters stand for themselves"
    );
    let view = series("(.*)+{period:YYYY-MM}.md", "P1M").assess();
    assert_eq!(view.series[0].present, 0);
}

#[test]
fn manifests_stay_in_their_folder() {
    let org = Org::new()
        .claimed("top.md", "\"8.6.1-8\"", MAJOR)
        .file("sub/evidence.yaml", "evidence:\n  - match: \"../top.md\"\n    satisfies: [\"8.6.1-9\"]\n  - match: \"/etc/passwd\"\n  - match: \"a[\"\n\
              not_evidence: [\"../**\"]\nseris: []\n")
        .file("sub/x.md", MAJOR);
    assert_eq!(
        places(&org),
        [
            ("sub/evidence.yaml:2", "`../top.md` leads out of the folder"),
            (
                "sub/evidence.yaml:4",
                "`/etc/passwd` leads out of the folder"
            ),
            ("sub/evidence.yaml:5", "`a[` is no file pattern"),
            ("sub/evidence.yaml:6", "`../**` leads out of the folder"),
            (
                "sub/evidence.yaml:7",
                "an evidence manifest has no key `seris`"
            ),
        ]
        .map(|(place, message)| format!("{place} {message}"))
    );
    let view = Org::new()
        .file(
            "sub/evidence.yaml",
            "registers:\n  - id: R\n    file: ../../../etc/passwd\n",
        )
        .assess();
    assert_eq!(one_of(&view, "sub/evidence.yaml", "not there"), Some(2));
    assert_eq!(view.registers[0].rows, 0);
}

/// The mistakes in manifests, each as its place and how it begins.
fn places(org: &Org) -> Vec<String> {
    let mistakes = org.mistakes().into_iter();
    mistakes
        .map(|(place, message)| {
            let short = message.split(": ").next().unwrap_or_default();
            format!("{place} {short}")
        })
        .collect()
}

#[test]
fn a_declaration_that_would_be_lost_stops_the_run_with_its_place() {
    for (manifest, line, part) in [
        (
            "evidence:\n  - match: a.md\n    satisfies: [\"8.6.1\"]\n\tx: 1\n",
            4,
            "cannot be read",
        ),
        ("- match: x.md\n", 1, "must be a table"),
        ("only words\n", 1, "must be a table"),
        (
            "evidence:\n  - satisfies: [\"8.6.1\"]\n",
            2,
            "names no files",
        ),
        (
            "evidence:\n  - match: a.md\n    satisfise: [\"8.6.1\"]\n",
            3,
            "no key `satisfise`",
        ),
        (
            "registers:\n  - {id: R, file: r.csv, colums: {id: ref}}\n",
            2,
            "no key `colums`",
        ),
        (
            "series:\n  - id: S\n    match: \"{period:YYYY-MM-DD}.md\"\n    every: P1D\n    since: 0001-01-01\n",
            5,
            "`0001-01-01` is no date",
        ),
    ] {
        let org = Org::new()
            .file("a.md", MAJOR)
            .file("evidence.yaml", manifest);
        let (place, message) = &org.mistakes()[0];
        assert_eq!(*place, format!("evidence.yaml:{line}"), "{manifest}");
        assert!(message.contains(part), "{manifest}: {message}");
    }
    let org = Org::new().file("evidence.yaml", "evidence:\n\t- match: x\n");
    for args in [&["assess", "-q"][..], &["report", "summary"]] {
        let (code, out, err) = run(&org, args);
        assert_eq!((code, out.as_str()), (2, ""), "{args:?}");
        assert!(err.contains("evidence.yaml:2:"), "{args:?}: {err}");
    }
    let (code, out, _) = run(&org, &["init", "--dry-run"]);
    assert_eq!(code, 0);
    assert!(out.contains("keep    evidence.yaml"), "{out}");
}

#[test]
fn keys_that_nothing_reads_are_told() {
    let org = Org::new()
        .file("a.md", format!("---\naproved_by: Board\ntags: [x]\nreviewer: B\nsatisfies: [\"8.6.1-8\"]\n---\n{MAJOR}"))
        .file("b.pdf", "%PDF")
        .file("b.pdf.meta.yaml", "onwer: A\n")
        .file(
            "evidence.yaml",
            "evidence:\n  - match: a.md\n    aproved_on: 2026-02-01\n    colour: red\n  - match: b.pdf\n    satisfies: [\"8.6.1\"]\n",
        );
    let view = org.assess();
    let keys: Vec<String> = view
        .problems
        .iter()
        .map(|problem| {
            format!(
                "{}:{} {}",
                problem.path,
                problem.line.unwrap(),
                problem.message
            )
        })
        .collect();
    assert_eq!(
        keys,
        [
            "a.md:2 there is no key `aproved_by`; did you mean `approved_by`?",
            "b.pdf.meta.yaml:1 there is no key `onwer`; did you mean `owner`?",
            "evidence.yaml:3 there is no key `aproved_on`; did you mean `approved_on`?",
            "evidence.yaml:4 there is no key `colour`; nothing reads it",
        ]
    );
    let (_, quiet, _) = run(&org, &["assess", "-q"]);
    assert!(
        quiet.contains("! 4 problems in what was declared"),
        "{quiet}"
    );
    let (_, all, _) = run(&org, &["assess", "-v"]);
    assert_eq!(all.matches("aproved_by").count(), 1, "told once: {all}");
    let (_, summary, _) = run(&org, &["report", "summary"]);
    assert!(
        summary.contains("4 declarations could not be used as written"),
        "{summary}"
    );
}

#[test]
fn claims_that_the_catalogue_has_not_are_told_among_what_was_declared() {
    let org = Org::new()
        .claimed("a.md", "\"8.6.1-8\", \"8.6.1-99\", \"4.3.1\"", MAJOR)
        .file("b.md", MAJOR)
        .file(
            "evidence.yaml",
            "evidence:\n  - match: \"*.md\"\n    satisfies: [5.22]\n",
        );
    let (_, out, _) = run(&org, &["assess"]);
    let told: Vec<String> = out.split("  ! ").skip(1).map(flat).collect();
    for (place, hint) in [
        ("a.md:2 claimed for 4.3.1", "did you mean 4.3?"),
        ("a.md:2 claimed for 8.6.1-99", "did you mean 8.6.1-9?"),
        ("evidence.yaml:3 claimed for 5.22", "did you mean 5.2?"),
    ] {
        let found: Vec<&String> = told.iter().filter(|text| text.contains(place)).collect();
        assert_eq!(found.len(), 1, "{place}: {out}");
        assert!(found[0].contains(hint), "{found:?}");
    }
}

#[test]
fn a_second_register_on_one_file_is_refused_and_told() {
    let view = Org::new()
        .file(
            "incidents.csv",
            format!("{HEAD}A1,2026-08-01,network,P2,closed,2026-08-02,fixed\n"),
        )
        .file(
            "evidence.yaml",
            format!(
                "{INCIDENTS}  - id: AGAIN\n    file: ./incidents.csv\n    satisfies: [\"8.6.3\"]\n"
            ),
        )
        .assess();
    assert_eq!(
        one_of(
            &view,
            "evidence.yaml",
            "the register AGAIN names incidents.csv, which is the file of the register REG (evidence.yaml:2) already"
        ),
        Some(6)
    );
    assert_eq!(view.problems.len(), 1, "{:?}", view.problems);
    assert_eq!(view.registers.len(), 1);
    assert_eq!(view.registers[0].rows, 1);
}

#[test]
fn a_register_that_is_no_csv_is_told() {
    let view = Org::new()
        .file("b/log.md", MAJOR)
        .file(
            "evidence.yaml",
            "registers:\n  - id: R\n    file: b/log.md\n    satisfies: [\"8.6.1\"]\n",
        )
        .assess();
    assert_eq!(
        one_of(
            &view,
            "evidence.yaml",
            "only rows of CSV, TSV, Excel and ODS files are read"
        ),
        Some(2)
    );
}
