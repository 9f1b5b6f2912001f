//! A sentence that denies a line, put below a text, never helps the line: no score rises, and what
//! was contrary stays so, whatever small words stand in the sentence.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::assessed;

/// A line, a text that shows it, and sentences that deny it; `~` stands for a small word.
const LINES: [(&str, &str, [&str; 2], [&str; 2]); 6] = [
    (
        "8.3.2-13",
        "Complaints that stay unsolved go by the escalation route for complaints to the director.",
        [
            "There is ~ no escalation route for complaints.",
            "An escalation route for complaints does ~ not exist.",
        ],
        [
            "Einen Eskalationsweg für Beschwerden gibt es ~ nicht.",
            "Es gibt ~ keinen Eskalationsweg für Beschwerden.",
        ],
    ),
    (
        "8.7.2-11",
        "The continuity plan was tested on 3 May 2026; the database was back within 4 hours.",
        [
            "The continuity plan has ~ never been tested.",
            "There was ~ no test of the continuity plan.",
        ],
        [
            "Der Notfallplan wurde ~ nie getestet.",
            "Geübt wurde der Notfallplan ~ noch kein einziges Mal.",
        ],
    ),
    (
        "8.3.2-7",
        "Customer satisfaction is measured by a survey each year; mean 4.1 of 5.",
        [
            "Customer satisfaction is ~ not measured.",
            "There was ~ no survey of customer satisfaction.",
        ],
        [
            "Die Kundenzufriedenheit wird ~ nicht gemessen.",
            "Eine Umfrage zur Kundenzufriedenheit gab es ~ nicht.",
        ],
    ),
    (
        "8.4.3-1",
        "The capacity plan names the capacity requirements of people, technology and money.",
        [
            "There is ~ no capacity plan.",
            "A capacity plan does ~ not exist.",
        ],
        [
            "Einen Kapazitätsplan gibt es ~ nicht.",
            "Ein Kapazitätsplan liegt ~ nicht vor.",
        ],
    ),
    (
        "5.2.2-2",
        "The service management policy was presented to all staff at the staff meeting.",
        [
            "The service management policy was ~ communicated to nobody.",
            "The service management policy has ~ been made known nowhere.",
        ],
        [
            "Die Leitlinie zum Servicemanagement wurde ~ niemandem bekannt gemacht.",
            "Verteilt wurde die Leitlinie zum Servicemanagement ~ noch nirgends.",
        ],
    ),
    (
        "9.2.2-6",
        "The auditor of the internal audit comes from another plant and is impartial.",
        [
            "The auditor of the internal audit ~ checked her own work.",
            "The internal audit was ~ not impartial: the auditor audited her own work.",
        ],
        [
            "Die Auditorin des internen Audits prüfte ~ ihre eigene Arbeit.",
            "Beim internen Audit wurde ~ die eigene Arbeit der Auditorin geprüft.",
        ],
    ),
];

/// Small words that change nothing of what a sentence denies.
const SMALL: [[&str; 4]; 2] = [
    ["", "so far", "as such", "therefore"],
    ["", "damit", "bis auf Weiteres", "deshalb"],
];

/// A text below which a sentence that denies the line is put.
#[derive(Clone)]
struct Row {
    line: &'static str,
    base: String,
    text: String,
}

/// The texts without that sentence, and with it.
fn rows() -> (Vec<Row>, Vec<Row>) {
    let (mut alone, mut with) = (Vec::new(), Vec::new());
    for (line, shows, english, german) in LINES {
        for (sentences, small) in [(english, SMALL[0]), (german, SMALL[1])] {
            let plain = sentences.map(|sentence| sentence.replace("~ ", ""));
            for (at, sentence) in sentences.iter().enumerate() {
                for base in [shows, &plain[1 - at]] {
                    let row = |text: String| Row {
                        line,
                        base: base.to_owned(),
                        text,
                    };
                    alone.push(row(base.to_owned()));
                    with.extend(small.map(|word| {
                        let said = sentence.replace('~', word).replace("  ", " ");
                        row(format!("{base} {said}"))
                    }));
                }
            }
        }
    }
    alone.sort_by(|a, b| (a.line, &a.base).cmp(&(b.line, &b.base)));
    alone.dedup_by(|a, b| (a.line, &a.base) == (b.line, &b.base));
    (alone, with)
}

#[test]
fn a_sentence_that_denies_a_line_never_helps_it() {
    let (alone, with) = rows();
    let before = assessed(alone, |row| (row.line, &row.text));
    let mut wrong = Vec::new();
    for (row, after) in assessed(with, |row| (row.line, &row.text)) {
        let is_base = |known: &Row| (known.line, &known.base) == (row.line, &row.base);
        let (_, before) = before.iter().find(|(known, _)| is_base(known)).unwrap();
        let rose = after.low.value() > before.low.value();
        if rose || before.state == "contrary" && after.state != "contrary" {
            let (line, text) = (row.line, &row.text);
            let (was, is) = (before.state, after.state);
            wrong.push(format!("{line}: {was} becomes {is}: {text}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
