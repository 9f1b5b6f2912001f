//! Actions out of a table that people kept so far.
//!
//! Columns are known by their heads, guessed from what they are usually called, or named by the
//! person who takes the table over. What means nothing here, or cannot be read, goes into the notes
//! of its action as it stands: nothing that somebody typed is lost. A row that was taken over before
//! is known by its number and title, and left alone.

mod columns;
mod values;

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::file::new_file;
use super::front::{text, texts};
use super::id::first;
use super::{ActionId, Plan};
use crate::catalogue::Catalogue;
use crate::intake::read_back::{Cell, Grid};

pub use columns::{Columns, Key, columns};

/// A row as it becomes an action.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// Its number.
    pub id: ActionId,
    /// What it is called.
    pub title: String,
    /// Its file.
    pub text: String,
    /// Where it stood.
    pub place: String,
}

/// What comes of a table.
#[derive(Debug, Clone, Default)]
pub struct Imported {
    /// In the order of the table.
    pub drafts: Vec<Draft>,
    /// Rows that were taken over before, or are actions of this plan.
    pub known: usize,
    /// What could not be used as it stands, with its place; it is kept in the notes.
    pub told: Vec<String>,
}

/// Turns the rows below a head into actions.
#[must_use]
pub fn import(
    grid: &Grid,
    columns: &Columns,
    catalogue: &Catalogue,
    plan: &Plan,
    as_of: Date,
) -> Imported {
    let mut out = Imported::default();
    let mut seen: BTreeMap<(String, String), usize> = BTreeMap::new();
    for (_, cells) in grid.rows.range(columns.head + 1..) {
        let row = Row { cells, columns };
        let (number, title) = (row.text(Key::Id), row.title());
        if title.is_empty() {
            // A line of sums, a heading between: kept by nobody, but said.
            if let Some(cell) = cells.values().next() {
                out.told.push(format!(
                    "{}: a row without an action was passed over: {}",
                    cell.place,
                    cell.plain()
                ));
            }
            continue;
        }
        let ours = number
            .parse::<ActionId>()
            .is_ok_and(|id| plan.is_taken(&id));
        let key = (number.clone(), title.clone());
        let nth = seen.entry(key).and_modify(|n| *n += 1).or_insert(0);
        let nth = nth.to_string();
        let id = first(&["imported", &number, &title, &nth]);
        if ours || plan.is_taken(&id) {
            out.known += 1;
            continue;
        }
        let (fields, notes, told) = row.fields(catalogue);
        out.told.extend(told);
        out.drafts.push(Draft {
            text: new_file(&id, as_of, &fields, None, &notes),
            place: cells
                .values()
                .next()
                .map_or_else(String::new, |cell| cell.place.clone()),
            title,
            id,
        });
    }
    out
}

struct Row<'a> {
    cells: &'a BTreeMap<u32, Cell>,
    columns: &'a Columns,
}

/// Keys of an action with their values, its notes, and what could not be used.
type Taken = (Vec<(&'static str, String)>, String, Vec<String>);

impl Row<'_> {
    fn cell(&self, key: Key) -> Option<&Cell> {
        let column = self.columns.of.get(&key)?;
        self.cells
            .get(column)
            .filter(|cell| !cell.text.trim().is_empty())
    }

    fn text(&self, key: Key) -> String {
        self.cell(key)
            .map(Cell::plain)
            .unwrap_or_default()
            .trim()
            .to_owned()
    }

    /// What is to be done; where no column says it, what is missing.
    fn title(&self) -> String {
        let title = self.text(Key::Title);
        let title = if title.is_empty() {
            self.text(Key::Gap)
        } else {
            title
        };
        title.lines().next().unwrap_or_default().trim().to_owned()
    }

    fn fields(&self, catalogue: &Catalogue) -> Taken {
        let mut fields: Vec<(&'static str, String)> = vec![("title", text(&self.title()))];
        let mut notes: Vec<String> = Vec::new();
        let mut told = Vec::new();
        let mut status = None;
        for (column, cell) in self.cells {
            let head = self.columns.heads.get(column).map_or("", String::as_str);
            let said = cell.plain();
            let key = self
                .columns
                .of
                .iter()
                .find(|(_, at)| *at == column)
                .map(|(key, _)| *key);
            let mut keep = |why: Option<String>| {
                let head = if head.is_empty() {
                    "(without a head)"
                } else {
                    head
                };
                notes.push(format!("{head}: {said}"));
                told.extend(
                    why.map(|why| format!("{}: {why}; it is kept in the notes", cell.place)),
                );
            };
            match key {
                None | Some(Key::Id | Key::Gap) => keep(None),
                Some(Key::Title) => {
                    // A title is one line; all of it is kept.
                    if said.trim() != self.title() {
                        keep(None);
                    }
                }
                Some(Key::Clause) => {
                    let (about, rest) = values::about(&said, catalogue);
                    if !about.is_empty() {
                        fields.push(("about", texts(about.iter().map(ToString::to_string))));
                    }
                    if !rest.is_empty() {
                        keep(Some(format!("no clause here: {}", rest.join(", "))));
                    }
                }
                Some(Key::Status) => match values::status(&said) {
                    Some(known) => status = Some(known),
                    None => keep(Some(format!(
                        "`{said}` is no status known here, so it is open"
                    ))),
                },
                Some(Key::Percent) => {
                    status = status.or_else(|| values::percent(&said));
                    keep(None);
                }
                Some(Key::Priority) => match values::priority(&said) {
                    Some(known) => fields.push(("priority", text(known.word()))),
                    None => keep(Some(format!("`{said}` is no priority known here"))),
                },
                Some(Key::Effort) => match values::effort(&said) {
                    Some(effort) => fields.push(("effort", text(&effort.said))),
                    None => keep(Some(format!("`{said}` is no effort in days or S, M, L"))),
                },
                Some(Key::Start | Key::Due | Key::Done | Key::Closed) => {
                    let name = key.map_or("", Key::field);
                    match values::day(cell) {
                        Ok(day) => fields.push((name, day.to_string())),
                        Err(why) => keep(Some(why)),
                    }
                }
                Some(Key::Evidence | Key::Links) => {
                    let (paths, rest) = values::paths(&said);
                    if !paths.is_empty() {
                        fields.push((key.map_or("", Key::field), texts(&paths)));
                    }
                    if !rest.is_empty() {
                        keep(None);
                    }
                }
                Some(plain) => fields.push((plain.field(), text(said.trim()))),
            }
        }
        if let Some(status) = status {
            fields.push(("status", text(status.word())));
        }
        let from = self
            .cells
            .values()
            .next()
            .map_or_else(String::new, |cell| cell.place.clone());
        fields.push(("imported", text(&from)));
        sound(&mut fields, &mut notes);
        (fields, notes.join("\n\n"), told)
    }
}

/// A day of work that is due before it begins is no day to begin: what is typed goes to the notes.
fn sound(fields: &mut Vec<(&'static str, String)>, notes: &mut Vec<String>) {
    let day = |key: &str| {
        fields
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value.clone())
    };
    if let (Some(start), Some(due)) = (day("start"), day("due"))
        && due < start
    {
        notes.push(format!(
            "start: {start} (after the day it is due, as it was typed)"
        ));
        fields.retain(|(name, _)| *name != "start");
    }
}
