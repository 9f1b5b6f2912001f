//! The same document in whatever format people keep it, and however its title is set: the states
//! and numbers of every line are the same.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;
#[path = "formats_alike/writers.rs"]
mod writers;

use common::Org;
use std::fmt::Write as _;
use writers::{Block, FORMATS, markdown};

/// Documents as people lay them out: a title, its control table, chapters. Each with the clause
/// that it is claimed for, and a line of it that only its title makes whole.
fn documents() -> Vec<(&'static str, &'static str, Vec<Block>)> {
    use Block::{Chapter, Rows, Text, Title};
    let control = |who, number, by| {
        Rows(vec![
            [who, "R. Ibarra"],
            [number, "3"],
            [by, "M. Holm, 2026-02-04"],
        ])
    };
    vec![
        (
            "4.3",
            "4.3-6",
            vec![
                Title("Scope of the service management system"),
                control("Owner", "Version", "Approved by"),
                Chapter("What belongs to it"),
                Text(
                    "The unit delivers the services payroll and timetables to the colleges of Ried and Haag.",
                ),
                Chapter("What does not"),
                Text("The laboratories look after their own machines."),
            ],
        ),
        (
            "6.3",
            "6.3-1",
            vec![
                Title("Servicemanagementplan 2026"),
                control("Verantwortlich", "Version", "Freigegeben von"),
                Chapter("Dienste"),
                Text("Lohn und Stundenplan, siehe Katalog der Dienste."),
                Chapter("Grenzen"),
                Text("Bekannte Grenzen sind die Zahl der Leute und das Alter der Server."),
            ],
        ),
        (
            "8.7.2",
            "8.7.2-4",
            vec![
                Title("Continuity plan for payroll"),
                control("Owner", "Version", "Approved by"),
                Chapter("When it holds"),
                Text(
                    "When payroll stands still for more than two hours. The duty manager invokes it.",
                ),
                Chapter("What is done"),
                Text(
                    "Start the spare server in Haag, restore the backup of the night, call the suppliers.",
                ),
            ],
        ),
        (
            "5.2",
            "5.2.1-1",
            vec![
                Title("Leitlinie zum Servicemanagement"),
                control("Verantwortlich", "Version", "Freigegeben von"),
                Chapter("Für wen sie gilt"),
                Text(
                    "Sie passt zum Zweck der Schule und gilt für alle, die in der Informatik arbeiten.",
                ),
                Chapter("Was wir wollen"),
                Text("Wir erfüllen die Anforderungen und werden laufend besser."),
            ],
        ),
    ]
}

/// What becomes of the documents in a format: each line with its state and number.
fn states(ending: &str, write: &dyn Fn(&[Block]) -> Vec<u8>) -> Vec<String> {
    let mut org = Org::new();
    let mut claims = String::new();
    for (at, (clause, _, blocks)) in documents().into_iter().enumerate() {
        let path = format!("{at}.{ending}");
        writeln!(
            claims,
            "[[claim]]\npath = \"{path}\"\nsatisfies = [\"{clause}\"]\n"
        )
        .unwrap();
        org = org.file(&path, write(&blocks));
    }
    let view = org.file("claims.toml", claims).assess();
    let lines = view.requirements.iter();
    lines
        .map(|line| format!("{} {} {:?}", line.id, line.state, line.score))
        .collect()
}

#[test]
fn a_format_moves_no_line() {
    let wanted = states("md", &|blocks| markdown(blocks, "#", "##").into_bytes());
    for (_, line, _) in documents() {
        assert!(
            wanted
                .iter()
                .any(|seen| seen.starts_with(&format!("{line} shown"))),
            "{line}"
        );
    }
    for (ending, write) in FORMATS {
        let seen = states(ending, &write);
        let both = seen.iter().zip(&wanted);
        let moved: Vec<_> = both
            .filter(|(seen, wanted)| seen != wanted)
            // Particulars of web pages are still searched for what they name.
            .filter(|(seen, _)| *ending != "html" || !seen.starts_with("6.3-6 "))
            .collect();
        assert!(moved.is_empty(), "{ending}: {moved:?}");
    }
}

#[test]
fn how_a_title_is_set_moves_no_line() {
    let wanted = states("md", &|blocks| markdown(blocks, "#", "##").into_bytes());
    for (title, chapter) in [
        ("#", "#"),
        ("##", "##"),
        ("##", "#"),
        ("**", "#"),
        ("**", "##"),
        ("#", "**"),
    ] {
        let written = states("md", &|blocks| {
            markdown(blocks, title, chapter).into_bytes()
        });
        assert_eq!(written, wanted, "title {title}, chapters {chapter}");
    }
}

#[test]
fn a_title_names_nothing_of_chapters_without_text() {
    let empty = |blocks: &[Block]| {
        let bare = |block: &&Block| !matches!(block, Block::Text(_));
        let blocks: Vec<Block> = blocks.iter().filter(bare).cloned().collect();
        markdown(&blocks, "#", "#").into_bytes()
    };
    let seen = states("md", &empty);
    for (_, line, _) in documents() {
        assert!(
            !seen
                .iter()
                .any(|seen| seen.starts_with(&format!("{line} shown"))),
            "{line}"
        );
    }
}
