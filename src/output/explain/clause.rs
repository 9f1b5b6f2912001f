//! A clause explained, and an item of documented information: the guidance, and how the
//! requirements stand that belong to it.

use std::collections::BTreeSet;

use super::page::Page;
use super::sides::sides;
use crate::catalogue::{ClauseId, ItemId};
use crate::output::screen::Screen;
use crate::output::triangulation::TriangulationView;
use crate::output::{RequirementView, View};

/// A clause: its guidance, the state of every line, and where known what its three sides say.
#[must_use]
pub fn clause(
    view: &View,
    id: &ClauseId,
    triangulation: Option<&TriangulationView>,
    screen: Screen<'_>,
) -> String {
    let mut page = Page::new(screen);
    let id_text = id.to_string();
    let Some(clause) = view.clauses.iter().find(|clause| clause.clause == id_text) else {
        return page.text();
    };
    page.heading(&format!("{} {}", clause.clause, clause.title));
    if !clause.purpose.is_empty() {
        page.say(2, &clause.purpose);
    }
    let totals = &clause.totals;
    let text = format!(
        "{} requirements: {} judged conforming, {} shown, {} partly, {} claimed, {} not found, {} contrary, {} not seen; mean {}",
        totals.requirements,
        totals.conforming,
        totals.shown,
        totals.partly_shown,
        totals.claimed,
        totals.not_found,
        totals.contrary,
        totals.not_seen,
        totals
            .mean
            .map_or_else(|| "–".to_owned(), |mean| mean.to_string())
    );
    page.say(2, &text);
    page.blank();
    let within: Vec<&RequirementView> = view
        .requirements
        .iter()
        .filter(|line| id.contains(&line.id.clause))
        .collect();
    for line in &within {
        let rating = line.rating.unwrap_or("?");
        let judged = if line.judged { " judged" } else { "" };
        page.say(
            2,
            &format!(
                "{} [{rating}{judged}] {}: {}",
                line.id, line.state, line.text
            ),
        );
        if let Some(missing) = line.missing.first().or(line.look_at.first()) {
            page.say(6, missing);
        }
    }
    page.blank();
    page.list("Typical evidence", &clause.typical_evidence);
    page.list("Questions to ask", &clause.asks);
    page.list("Common pitfalls", &clause.pitfalls);
    notes(&mut page, view, &id_text);
    if let Some(triangulation) = triangulation {
        sides(&mut page, triangulation, &id_text);
    }
    if let Some(line) = within
        .iter()
        .find(|line| line.state != "shown" && !line.judged)
    {
        page.next(&format!("explain {}", line.id));
    }
    page.text()
}

/// The notes taken about it as a whole.
fn notes(page: &mut Page<'_>, view: &View, about: &str) {
    let taken = view.notes.iter();
    let notes: Vec<String> = taken
        .filter(|note| note.about.iter().any(|id| id == about))
        .map(|note| format!("{} ({}, {}): {}", note.id, note.kind, note.by, note.text))
        .collect();
    page.list("Notes", &notes);
}

/// A documented-information item.
#[must_use]
pub fn item(view: &View, id: &ItemId, screen: Screen<'_>) -> String {
    let mut page = Page::new(screen);
    let Some(item) = view.documents.iter().find(|item| item.item == *id) else {
        return page.text();
    };
    page.heading(&format!("{} {}", item.item, item.name));
    page.say(
        2,
        &format!(
            "A {} that the standard asks for ({}) in {}",
            item.kind, item.called_for, item.clauses
        ),
    );
    page.say(2, &format!("It is: {}", item.presence));
    page.blank();
    page.list("Files", &item.files);
    let own: Vec<&RequirementView> = view
        .requirements
        .iter()
        .filter(|line| item.requirements.contains(&line.id))
        .collect();
    if item.presence == "not seen" {
        let files = own.iter().flat_map(|line| &line.could_hold);
        let mut named = BTreeSet::new();
        let files: Vec<String> = files.filter(|file| named.insert(*file)).cloned().collect();
        page.list(
            "Could be it, or hold it (read or claim these first)",
            &files,
        );
    }
    page.list("Remarks", &item.remarks);
    let lines: Vec<String> = own
        .iter()
        .map(|line| format!("{} {}: {}", line.id, line.state, line.text))
        .collect();
    page.list("Requirements it shows", &lines);
    notes(&mut page, view, &item.item.to_string());
    if let Some(first) = item.requirements.first() {
        page.next(&format!("explain {first}"));
    }
    page.text()
}
