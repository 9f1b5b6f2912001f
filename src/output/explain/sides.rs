//! What documents say, people said and records show of a clause, in short.

use super::page::Page;
use crate::output::paint::count;
use crate::output::triangulation::{ProcessView, TriangulationView};

/// The three sides of a clause, and where they disagree.
pub(super) fn sides(page: &mut Page<'_>, sides: &TriangulationView, clause: &str) {
    let Some(process) = { sides.processes.iter() }.find(|known| known.clause == clause) else {
        return;
    };
    page.heading("Documents, people and records");
    page.say(2, &format!("Documents: {}", documents(process)));
    page.say(2, &format!("People: {}", people(process)));
    page.say(2, &format!("Records: {}", records(process)));
    for told in &sides.disagreements {
        page.say(2, &format!("! {}", told.sentence));
    }
    page.blank();
}

fn documents(process: &ProcessView) -> String {
    let said = process.documents.iter().map(|known| known.said.len()).sum();
    let mut parts = vec![match process.documents.len() {
        0 => "none seen".to_owned(),
        n => format!("{} in {}", count(said, "sentence"), count(n, "file")),
    }];
    parts.extend({ process.promises.iter() }.map(|promised| {
        let Some(clause) = promised.requirements.first() else {
            return format!("promised {}", promised.promise);
        };
        format!(
            "promised {} ({clause}, {})",
            promised.promise, promised.standing
        )
    }));
    parts.join("; ")
}

fn people(process: &ProcessView) -> String {
    if process.people.is_empty() {
        return "nobody was asked yet; the questions stand above".to_owned();
    }
    let notes = process
        .people
        .iter()
        .map(|heard| match heard.with.as_slice() {
            [] => heard.note.clone(),
            with => format!("{} ({})", heard.note, with.join(", ")),
        });
    notes.collect::<Vec<_>>().join("; ")
}

fn records(process: &ProcessView) -> String {
    let records = &process.records;
    let mut parts: Vec<String> = Vec::new();
    if !records.rows.is_empty() {
        let failing = { records.rows.iter() }.filter(|rows| rows.passing < rows.tested);
        let tests = count(records.rows.len(), "test");
        parts.push(format!(
            "{tests} of rows, {} with rows that fail",
            failing.count()
        ));
    }
    parts.extend({ records.series.iter() }.map(|series| {
        format!(
            "series {} with {} of {} periods",
            series.series, series.present, series.due
        )
    }));
    if let Some(newest) = records.singles.first() {
        let singles = count(records.singles_in_all, "single record");
        let newest = newest
            .day
            .map_or_else(String::new, |day| format!(", the newest of {day}"));
        parts.push(format!("{singles}{newest}"));
    }
    if parts.is_empty() {
        let figures = !records.figures.is_empty();
        return if figures { "figures only" } else { "none seen" }.to_owned();
    }
    parts.join("; ")
}
