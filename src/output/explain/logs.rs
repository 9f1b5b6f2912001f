//! What logs of records come to, on the pages of a requirement, a register and a file.

use super::page::Page;
use crate::output::screen::quoted;
use crate::output::{LogView, RecordPlace, RecordsView, RequirementView, SaidView, View};

/// Places that are named of a figure.
const MOST: usize = 3;

/// Of a requirement: the figures in which an assessor would look for it.
pub(super) fn of_requirement(page: &mut Page<'_>, view: &View, line: &RequirementView) {
    let entries = view.records.iter().flat_map(|records| {
        let said = records.said.iter();
        let said = said.filter(|said| said.requirements.contains(&line.id));
        said.map(|said| format!("{}: {}", records.plural, sentence(said)))
    });
    let entries: Vec<String> = entries.collect();
    page.list(
        "What the records come to (scores nothing; ! asks for a look)",
        &entries,
    );
}

/// Of a file: what each of its logs comes to, and whether nobody declared it.
pub(super) fn of_file(page: &mut Page<'_>, view: &View, path: &str) {
    for records in &view.records {
        for log in records.logs.iter().filter(|log| log.path == path) {
            let sheet =
                { log.sheet.as_ref() }.map_or_else(String::new, |sheet| format!(", sheet {sheet}"));
            let title = format!("What it comes to as a log of {}{sheet}", records.plural);
            let mut entries: Vec<String> = taken(log, &records.kind).into_iter().collect();
            entries.extend(log.said.iter().map(sentence));
            page.list(&title, &entries);
        }
        for log in records.offered.iter().filter(|log| log.path == path) {
            page.list(
                "Taken for records, and counted nowhere",
                &[offered(log, records)],
            );
        }
    }
}

/// Of a log beside others of its kind that somebody declared or claimed.
fn offered(log: &LogView, records: &RecordsView) -> String {
    format!(
        "taken for records: {} ({} % sure: {}); say what it is: nobody declared or claimed it, and others of the kind are; an entry under `registers` in evidence.yaml with `records: {}` counts it with these",
        records.plural,
        log.confidence.unwrap_or_default(),
        log.why.as_deref().unwrap_or_default(),
        records.kind
    )
}

/// The command that draws a sample of a log, where it holds records of one kind.
pub(super) fn draw(page: &mut Page<'_>, view: &View, name: &str) {
    let logs =
        { view.records.iter() }.flat_map(|records| records.logs.iter().chain(&records.offered));
    let mut of = logs.filter(|log| log.name == name && log.rows > 0);
    if of.next().is_some() && of.next().is_none() {
        page.also(&format!("sample {}", quoted(name)));
    }
}

/// Why a log is taken for one that nobody declared, and how to say what it is.
fn taken(log: &LogView, kind: &str) -> Option<String> {
    let confidence = log.confidence?;
    let why = log.why.as_deref().unwrap_or_default();
    Some(format!(
        "taken for one, since nobody says what it is ({confidence} % sure: {why}); an entry under `registers` in evidence.yaml with `records: {kind}` says so"
    ))
}

fn sentence(said: &SaidView) -> String {
    let mark = if said.look { "! " } else { "" };
    let places: Vec<String> = said.places.iter().take(MOST).map(place).collect();
    let more = match said.places.len().saturating_sub(MOST) {
        0 => "",
        _ => " …",
    };
    match places.len() {
        0 => format!("{mark}{}", said.text),
        _ => format!("{mark}{}: {}{more}", said.text, places.join("; ")),
    }
}

/// A record by its place and number, with what stands there instead of a value.
fn place(place: &RecordPlace) -> String {
    let at = place.spot.behind(&place.path);
    let id = match place.id.as_str() {
        "" => String::new(),
        id => format!(" ({id})"),
    };
    let holds = match place.holds.as_str() {
        "" => String::new(),
        holds => format!(", there stands “{holds}”"),
    };
    format!("{at}{id}{holds}")
}
