//! Tables that are plainly logs of a kind of record, though nobody declared them: by what they
//! are called, by the heads of their columns, and by the numbers in them.
//!
//! A client's delivery declares nothing, and an auditor who opens `INC_export.xlsx` knows what it
//! is. Several weak signs decide together; where two kinds come out even, or nothing but columns
//! that every ticket has speaks for one, the table is taken for nothing.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::{Asked, Table};
use crate::catalogue::{Catalogue, Kind};
use crate::evidence::dates::{DateReading, read_date};
use crate::evidence::titles::Titles;

/// What a title, a sheet's name or the words above the heads count that name the kind.
const TITLE: u32 = 50;
/// What the folder counts that names it, where nothing nearer does.
const FOLDER: u32 = 40;
/// What the head of the numbers counts that names it: `Incident ID`.
const HEAD: u32 = 36;
/// What numbers count that begin as those of the kind do.
const NUMBERS: u32 = 40;
/// What it counts that a column tells rows of the kind from others: `Type: Incident`.
const TYPE: u32 = 40;
/// Of so many rows one is of the kind, at least, where that is to count.
const OF_TYPE: usize = 5;
/// What each known column counts, and so many count at most.
const COLUMN: (u32, u32) = (4, 6);
/// So much is enough.
const ENOUGH: u32 = 60;
/// More sure than this nobody is who was not told.
const SUREST: u32 = 95;
/// So many columns there are at least.
const FEWEST: usize = 3;
/// Rows that are looked at.
const ROWS: usize = 100;

/// The kinds of records of a catalogue, as tables are asked for them.
#[derive(Debug)]
pub struct LogKinds<'c> {
    catalogue: &'c Catalogue,
    titles: Titles,
    /// By kind: what a column says of rows that are of it.
    rows: Vec<Option<Asked>>,
}

/// A table that nobody declared, and the kind of record that it is a log of.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct TakenFor {
    /// The kind, by index.
    pub kind: usize,
    /// How sure that is, in hundredths.
    pub confidence: u32,
    /// What speaks for it, in words.
    pub why: String,
    /// Other kinds, by index, of which rows stand there as well.
    pub also: Vec<usize>,
}

impl TakenFor {
    /// All kinds of which rows stand there, by index.
    pub fn kinds(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.kind).chain(self.also.iter().copied())
    }
}

/// What speaks for a kind.
struct Weighed {
    taken: TakenFor,
    /// How many of the rows looked at are of it, as a column says.
    rows: usize,
}

/// By column: how many of the rows looked at are of each kind, as it says; counted once asked for.
type Types = BTreeMap<usize, Vec<usize>>;

/// What a table is called.
#[derive(Debug, Clone, Copy, Default)]
pub struct Called<'t> {
    /// The names nearest to it first: the sheet, the words above its heads, the file.
    pub names: &'t [&'t str],
    /// Its folder.
    pub folder: &'t str,
}

impl<'c> LogKinds<'c> {
    /// From the kinds of a catalogue.
    #[must_use]
    pub fn new(catalogue: &'c Catalogue) -> Self {
        let mut titles = Titles::default();
        for (at, kind) in catalogue.records.kinds.iter().enumerate() {
            for title in &kind.titles {
                titles.add(at, title);
            }
        }
        let kinds = catalogue.records.kinds.iter();
        let rows = kinds.map(|kind| kind.rows.as_ref().map(Asked::new));
        Self {
            catalogue,
            titles,
            rows: rows.collect(),
        }
    }

    /// The columns of a table by the attributes of a kind: first those named, then those that
    /// the clause's record knows, last the kind's own.
    #[must_use]
    pub fn columns(
        &self,
        kind: &Kind,
        table: &Table,
        named: &[(String, String)],
    ) -> BTreeMap<String, usize> {
        let none = BTreeMap::new();
        let record = self.catalogue.record_of(kind);
        let mut columns = table.columns(named, record.map_or(&none, |record| &record.attributes));
        table.fill(&mut columns, named, &kind.attributes);
        columns
    }

    /// The kind of which a table is plainly a log.
    #[must_use]
    pub fn taken_for(&self, called: Called<'_>, table: &Table) -> Option<TakenFor> {
        let all = 0..self.catalogue.records.kinds.len();
        let mut best = self.weighed(all, called, table);
        let of_type = |weighed: &Weighed| (weighed.rows > 0).then_some(weighed.taken.kind);
        let types: Vec<usize> = best.iter().filter_map(of_type).collect();
        best.retain(|weighed| weighed.taken.confidence >= ENOUGH);
        let confidence = |at: usize| best.get(at).map(|weighed| weighed.taken.confidence);
        // A table of several kinds is a log of the one most of its rows are of.
        let even = best.len() > 1 && confidence(0) == confidence(1) && best[0].rows == 0;
        let mut taken = best.into_iter().next().filter(|_| !even)?.taken;
        taken.also = types;
        taken.also.retain(|kind| *kind != taken.kind);
        Some(taken)
    }

    /// Which of some kinds a table is most likely a log of, the first of equals.
    #[must_use]
    pub fn likeliest(&self, of: &[usize], called: Called<'_>, table: &Table) -> Option<usize> {
        let best = self.weighed(of.iter().copied(), called, table);
        best.first().map(|weighed| weighed.taken.kind)
    }

    /// The kind that rows are of in which a cell says so: "change request" is of changes, though
    /// requests are a kind as well.
    #[must_use]
    pub fn so_called(&self, cell: &str) -> Option<usize> {
        let rows = self.rows.iter().enumerate();
        let found = rows.filter_map(|(kind, asked)| Some((asked.as_ref()?.longest(cell)?, kind)));
        let longest = found.max_by_key(|(letters, kind)| (*letters, Reverse(*kind)));
        longest.map(|(_, kind)| kind)
    }

    /// What speaks for each of some kinds that a table can be a log of, the likeliest first.
    fn weighed(
        &self,
        kinds: impl Iterator<Item = usize>,
        called: Called<'_>,
        table: &Table,
    ) -> Vec<Weighed> {
        let named = self.named(called);
        let mut types = Types::default();
        let weighed = kinds.filter_map(|kind| self.weigh(kind, &named, table, &mut types));
        let mut weighed: Vec<Weighed> = weighed.collect();
        weighed.sort_by_key(|Weighed { taken, rows }| {
            (Reverse((taken.confidence, *rows)), taken.kind)
        });
        weighed
    }

    /// The kinds that the nearest telling name names, what it counts and how it is told.
    fn named(&self, called: Called<'_>) -> Vec<(usize, u32, String)> {
        let names = called.names.iter().map(|name| (*name, TITLE, "named"));
        for (name, points, told) in names.chain([(called.folder, FOLDER, "in the folder")]) {
            let found = self.titles.named_in(name);
            if !found.is_empty() {
                let said = |(kind, _)| (kind, points, format!("{told} \"{}\"", name.trim()));
                return found.into_iter().map(said).collect();
            }
        }
        Vec::new()
    }

    fn weigh(
        &self,
        at: usize,
        named: &[(usize, u32, String)],
        table: &Table,
        types: &mut Types,
    ) -> Option<Weighed> {
        let kind = &self.catalogue.records.kinds[at];
        let mut columns = self.columns(kind, table, &[]);
        if (columns.get("opened")).is_some_and(|column| !holds_days(table, *column)) {
            columns.remove("opened");
        }
        let has = |attribute: &str| columns.contains_key(attribute);
        let carried = kind.carries.iter().filter(|attribute| has(attribute));
        let numbered = has("id") || !kind.carries.iter().any(|attribute| attribute == "id");
        if columns.len() < FEWEST || carried.count() * 2 < kind.carries.len() || !numbered {
            return None;
        }
        let mut why = Vec::new();
        let mut points = COLUMN.0 * crate::source::count(columns.len()).min(COLUMN.1);
        let name = named.iter().find(|(named, ..)| *named == at);
        if let Some((_, counts, told)) = name {
            points += counts;
            why.push(told.clone());
        } else if kind.part_of.is_some() {
            return None;
        }
        if let Some(column) = columns.get("id") {
            let head = &table.header[*column];
            if (self.titles.named_in(head).iter()).any(|(named, _)| *named == at) {
                points += HEAD;
                why.push(format!("column \"{}\"", head.trim()));
            }
            if let Some(start) = numbers(kind, table, *column) {
                points += NUMBERS;
                why.push(format!("numbers such as {start}"));
            }
        }
        let typed = columns.get("type").or_else(|| columns.get("class"));
        let rows = typed.map_or(0, |column| {
            let of_column = types.entry(*column);
            of_column.or_insert_with(|| self.of_type(table, *column))[at]
        });
        let looked = table.len().min(ROWS);
        if rows > 0 && rows * OF_TYPE >= looked {
            points += TYPE;
            why.push(format!("{rows} of the first {looked} rows are so called"));
        }
        why.push(format!("{} columns as such records have", columns.len()));
        let taken = TakenFor {
            kind: at,
            confidence: points.min(SUREST),
            why: why.join(", "),
            also: Vec::new(),
        };
        Some(Weighed { taken, rows })
    }

    /// How many of the rows looked at are of each kind, as a column says.
    fn of_type(&self, table: &Table, column: usize) -> Vec<usize> {
        let mut counts = vec![0; self.rows.len()];
        let mut known: FxHashMap<&str, Option<usize>> = FxHashMap::default();
        for row in table.rows().take(ROWS) {
            let cell = row.cell(column);
            let kind = known.entry(cell).or_insert_with(|| self.so_called(cell));
            if let Some(kind) = *kind {
                counts[kind] += 1;
            }
        }
        counts
    }
}

/// Whether most of the filled cells of a column are days.
fn holds_days(table: &Table, column: usize) -> bool {
    let cells = table.rows().take(ROWS).map(|row| row.cell(column));
    let (mut filled, mut days) = (0, 0);
    for cell in cells.filter(|cell| !cell.is_empty()) {
        filled += 1;
        let is_day = matches!(
            read_date(cell),
            DateReading::Date(_) | DateReading::Ambiguous(..) | DateReading::Placeholder
        );
        days += usize::from(is_day);
    }
    days * 2 >= filled
}

/// The first number in a column, where most begin as those of the kind do.
fn numbers<'t>(kind: &Kind, table: &'t Table, column: usize) -> Option<&'t str> {
    let begins = |cell: &&str| {
        kind.numbers.iter().any(|start| {
            let rest = cell.strip_prefix(start.as_str());
            let rest = rest.map(|rest| rest.trim_start_matches(['-', '_', ' ', '#']));
            rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        })
    };
    let cells: Vec<&str> = { table.rows().take(ROWS) }
        .map(|row| row.cell(column))
        .filter(|cell| !cell.is_empty())
        .collect();
    let like: Vec<&str> = cells.iter().copied().filter(begins).collect();
    (like.len() * 5 >= cells.len() * 3).then(|| like.first().copied())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::Library;
    use crate::evidence::registers::Known;

    fn taken(names: &[&str], text: &str) -> Option<String> {
        let id = crate::catalogue::DEFAULT_EDITION.parse().unwrap();
        let catalogue = Library::built_in().load(&id).unwrap();
        let kinds = LogKinds::new(&catalogue);
        let table = Table::read(text, &Known::default());
        let called = Called { names, folder: "" };
        let taken = kinds.taken_for(called, &table)?;
        Some(catalogue.records.kinds[taken.kind].id.clone())
    }

    #[test]
    fn a_table_is_told_by_its_name_its_heads_or_its_numbers() {
        let tickets = "Number,Opened,State,Priority,Category\nA1,2026-01-01,Closed,1,mail\n";
        let numbered = tickets.replace("A1", "INC0001");
        let headed =
            "Problem ID,Created,Status,Root cause,Priority,Assigned to\n7,2026-01-01,Open,x,2,y\n";
        let german = "Nr;Eröffnet am;Status;Priorität;Kategorie\n1;01.02.2026;offen;hoch;Mail\n";
        let heads = "Nummer;Vorgangsart;Kategorie;Kurztext;Priorität;Eingang;Gelöst\n";
        let fault = "71;Störung;Drucker;druckt nicht;3;10.08.2026;10.08.2026\n";
        let wish = "72;Anforderung;Konto;neues Konto;3;10.08.2026;10.08.2026\n";
        let mixed = &format!("{heads}{wish}{fault}{fault}");
        let wishes = (80..89).map(|number| wish.replace("72", &number.to_string()));
        let asked_for = &format!("{heads}{}{fault}", wishes.collect::<String>());
        for (names, text, kind) in [
            (&["Incidents 2026"][..], tickets, Some("incident")),
            (&["Störungsliste"], german, Some("incident")),
            (&["Major incidents"], tickets, Some("major-incident")),
            (&["Service requests Q1"], tickets, Some("service-request")),
            (&["export"], &numbered, Some("incident")),
            (&["export"], headed, Some("problem")),
            (
                &["Sheet1", "Security incident register"],
                tickets,
                Some("security-incident"),
            ),
            (&["export"], tickets, None),
            (&["vorgaenge"], mixed, Some("incident")),
            (&["export"], asked_for, Some("service-request")),
            (
                &["Incident figures"],
                "Month,Opened,Closed\nJan,12,11\n",
                None,
            ),
            (
                &["Incident priorities"],
                "Impact,Urgency,Priority\nhigh,high,1\n",
                None,
            ),
        ] {
            assert_eq!(taken(names, text).as_deref(), kind, "{names:?}");
        }
    }

    #[test]
    fn no_column_is_guessed_for_what_the_manifest_names() {
        let id = crate::catalogue::DEFAULT_EDITION.parse().unwrap();
        let catalogue = Library::built_in().load(&id).unwrap();
        let kinds = LogKinds::new(&catalogue);
        let of = |name: &str| {
            let mut all = catalogue.records.kinds.iter();
            all.find(|kind| kind.id == name).unwrap()
        };
        let text = "Number,Opened,Resolved,Closed\nA1,2026-01-01,2026-01-02,2026-01-03\n";
        let table = Table::read(text, &Known::default());
        let resolved = |named: &[(String, String)]| {
            let columns = kinds.columns(of("incident"), &table, named);
            columns.get("resolved").copied()
        };
        let named = |head: &str| vec![("resolved".to_owned(), head.to_owned())];
        assert_eq!(resolved(&[]), Some(2));
        assert_eq!(resolved(&named("Closed")), Some(3));
        assert_eq!(resolved(&named("Put right on")), None);
    }

    #[test]
    fn the_longest_name_tells_of_which_kind_a_row_is() {
        let id = crate::catalogue::DEFAULT_EDITION.parse().unwrap();
        let catalogue = Library::built_in().load(&id).unwrap();
        let kinds = LogKinds::new(&catalogue);
        for (cell, kind) in [
            ("Change Request", Some("change")),
            ("Service Request", Some("service-request")),
            ("Request", Some("service-request")),
            ("Anforderung", Some("service-request")),
            ("Störung", Some("incident")),
            ("Aufgabe", None),
        ] {
            let found = kinds.so_called(cell);
            let found = found.map(|at| catalogue.records.kinds[at].id.as_str());
            assert_eq!(found, kind, "{cell}");
        }
    }
}
