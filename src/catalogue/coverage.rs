//! How much of a catalogue is filled, as figures: the table in `clauses/README.md`.

use serde::Serialize;

use super::{Catalogue, ItemKind, Proof};

/// Figures of one area.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Coverage {
    /// The area's main clause and name, or "all".
    pub area: String,
    /// Leaf clauses.
    pub clauses: usize,
    /// Requirements.
    pub requirements: usize,
    /// Requirements that a text or record can show and that repeat no other.
    pub showable: usize,
    /// Of these, how many have ideas.
    pub with_ideas: usize,
    /// Ideas with English phrases.
    pub ideas_en: usize,
    /// Ideas with German phrases.
    pub ideas_de: usize,
    /// Requirements with a test for register rows.
    pub tests: usize,
    /// Requirements nobody has compared with a licensed copy.
    pub unverified: usize,
}

/// Figures by area, and the sum last.
#[must_use]
pub fn coverage(catalogue: &Catalogue) -> Vec<Coverage> {
    let mut rows: Vec<Coverage> = catalogue
        .areas
        .iter()
        .map(|area| Coverage {
            area: format!("{} {}", area.clause, area.name),
            ..Coverage::default()
        })
        .collect();
    let mut all = Coverage {
        area: "all".to_owned(),
        ..Coverage::default()
    };
    for clause in catalogue.leaves() {
        let area = catalogue.area_of(&clause.id);
        for row in [&mut rows[area], &mut all] {
            row.clauses += 1;
            for line in &catalogue.requirements[clause.requirements.clone()] {
                row.requirements += 1;
                if line.proof != Proof::People && line.same_as.is_none() {
                    row.showable += 1;
                    row.with_ideas += usize::from(!line.ideas.is_empty());
                }
                for idea in &catalogue.ideas[line.ideas.clone()] {
                    let any = idea.phrases.contains_key("any");
                    row.ideas_en += usize::from(any || idea.phrases.contains_key("en"));
                    row.ideas_de += usize::from(any || idea.phrases.contains_key("de"));
                }
                row.tests += usize::from(line.test.is_some());
                row.unverified += usize::from(!line.verified);
            }
        }
    }
    rows.push(all);
    rows
}

/// The figures as a Markdown table, as it stands in `clauses/README.md`. Its columns are
/// so narrow, and filled up with blanks, since a screen shows it too.
#[must_use]
pub fn markdown(catalogue: &Catalogue) -> String {
    use std::fmt::Write as _;
    let rows = coverage(catalogue);
    let names = rows.iter().map(|row| row.area.chars().count());
    let width = names.max().unwrap_or(0).max(4);
    let mut out = format!(
        "| {:<width$} | Leaf | Lines | Showable | Ideas |  en |  de | Tests | Open |\n\
         |-{:-<width$}-|-----:|------:|---------:|------:|----:|----:|------:|-----:|\n",
        "Area", ""
    );
    for row in rows {
        let _ = writeln!(
            out,
            "| {:<width$} | {:>4} | {:>5} | {:>8} | {:>5} | {:>3} | {:>3} | {:>5} | {:>4} |",
            row.area,
            row.clauses,
            row.requirements,
            row.showable,
            row.with_ideas,
            row.ideas_en,
            row.ideas_de,
            row.tests,
            row.unverified
        );
    }
    let documents = catalogue
        .items
        .iter()
        .filter(|item| item.kind == ItemKind::Document)
        .count();
    let _ = writeln!(
        out,
        "\nDocumented-information items: {} ({} documents, {} records).",
        catalogue.items.len(),
        documents,
        catalogue.items.len() - documents
    );
    out
}

/// What the columns of the table are.
pub const COLUMNS: &str = "Leaf: leaf clauses. Lines: requirements. Showable: those that a text or record can \
show and that repeat no other. Ideas: how many of these have ideas to look for. en, de: ideas with phrases in English, \
in German. Tests: requirements with a test for the rows of a register. Open: requirements that nobody has compared \
with a licensed copy.";
