//! Mistakes in manifests and registers are told with their line and claim nothing.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::too_many_lines,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use clausewise::output::View;
use common::{MAJOR, Org, file, line, one_of, percent, told};

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
fn a_manifest_that_is_no_table_and_a_register_that_is_no_csv_are_told() {
    let view = Org::new()
        .file("a/evidence.yaml", "- match: x.md\n")
        .file("b/evidence.yaml", "only words\n")
        .file("b/log.md", MAJOR)
        .file(
            "evidence.yaml",
            "registers:\n  - id: R\n    file: b/log.md\n    satisfies: [\"8.6.1\"]\n\
             series:\n  - id: S\n    match: \"{period:YYYY-MM-DD}.md\"\n    every: P1D\n    since: 0001-01-01\n",
        )
        .assess();
    assert_eq!(one_of(&view, "a/evidence.yaml", "must be a table"), Some(1));
    assert_eq!(one_of(&view, "b/evidence.yaml", "must be a table"), Some(1));
    assert_eq!(
        one_of(
            &view,
            "evidence.yaml",
            "only rows of CSV and TSV files are read"
        ),
        Some(2)
    );
    assert_eq!(
        one_of(&view, "evidence.yaml", "`0001-01-01` is no date"),
        Some(9)
    );
}
