//! What stands below a heading, or below the head of a column.
//!
//! A heading or a head only names a thing: whoever doubts a proof wants to see what is said of it.
//! Quoted is the first sentence below a heading that goes on about what it names, or of the rows of
//! a table the one that fills most of the columns that were asked for.

use super::labels::is_label_line;
use super::passage::{around, clean, goes_on, sentences};
use super::placeholder::is_placeholder;
use super::registers::separator;
use super::scan::{can_be_head, is_rule_of_table, says_no};
use super::words::words;

/// What stands below something.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Below {
    /// The line, as a number from 0 of those handed in.
    pub at: usize,
    /// Of a row: the cell, from 0.
    pub cell: Option<usize>,
    /// The name, and what is said of it.
    pub text: String,
}

/// How the rows of a table are written.
#[derive(Debug, Clone, Copy)]
pub(super) enum Rows {
    /// `| a | b |`, between lines of another kind.
    Barred,
    /// `a;b`, and nothing else in the file.
    Parted(u8),
}

/// Lines below a heading, and rows below a head, among which is searched.
const FAR: usize = 200;

/// Sentences below a heading that may be about it: the first of a chapter are.
const MOST_SENTENCES: usize = 4;

/// The same below the title, where particulars stand first.
const MOST_BELOW_TITLE: usize = 12;

/// Words a sentence has at least that tells something.
const FEWEST_WORDS: usize = 4;

/// Narrower tables without a rule below their first row hold labels and values.
const NARROW: usize = 3;

/// Longest name of what the quotation speaks of, in characters.
const LONGEST_NAME: usize = 60;

/// Words of fewer letters are in any sentence.
const LONG_WORD: usize = 5;

impl Rows {
    /// Those of a text of values.
    pub(super) fn parted(text: &str) -> Self {
        Self::Parted(separator(text))
    }

    /// The cells of a row; `None` where the line is none.
    fn cells(self, line: &str) -> Option<Vec<String>> {
        let line = line.trim();
        match self {
            Self::Barred => line.starts_with('|').then(|| {
                let inner = line.trim_matches('|');
                inner.split('|').map(clean).collect()
            }),
            Self::Parted(by) => {
                let mut reader = csv::ReaderBuilder::new()
                    .delimiter(by)
                    .has_headers(false)
                    .from_reader(line.as_bytes());
                let record = reader.records().next()?.ok()?;
                Some(record.iter().map(clean).collect())
            }
        }
    }

    /// The cell that holds a column of its line, both in characters: cells from 0, the column
    /// from 1.
    pub(super) fn cell_at(self, line: &str, column: usize) -> usize {
        let before = line.chars().take(column);
        match self {
            Self::Barred => before.filter(|c| *c == '|').count().saturating_sub(1),
            Self::Parted(by) => {
                let mut quoted = false;
                let before = before.take(column.saturating_sub(1));
                before
                    .filter(|c| {
                        quoted ^= *c == '"';
                        !quoted && *c == char::from(by)
                    })
                    .count()
            }
        }
    }

    /// The heads of the table whose head the line is; `None` where it is none.
    pub(super) fn heads(self, lines: &[&str], at: usize) -> Option<Vec<String>> {
        let heads = self.cells(lines.get(at)?)?;
        let filled = |cells: &[String]| cells.iter().filter(|cell| !cell.is_empty()).count();
        let mut above = lines[..at].iter().rev().map_while(|line| self.cells(line));
        let below = lines.get(at + 1)?;
        if let (Self::Barred, true) = (self, is_rule_of_table(below)) {
            return Some(heads);
        }
        let fewest = match self {
            Self::Barred => NARROW,
            Self::Parted(_) => 2,
        };
        let is_head = filled(&heads) >= fewest
            && heads
                .iter()
                .all(|head| head.is_empty() || can_be_head(head))
            && above.all(|row| filled(&row) < fewest)
            && self.cells(below).is_some();
        is_head.then_some(heads)
    }

    /// What the rows below a head say in the cells asked for, each with its head and the first with
    /// what the row is about. `None` where no row fills them.
    pub(super) fn below(self, lines: &[&str], at: usize, asked: &[usize]) -> Option<Below> {
        let heads = self.heads(lines, at)?;
        let tells = |cell: &String| {
            cell.contains(char::is_alphanumeric) && !is_placeholder(cell) && !says_no(cell)
        };
        let mut best: Option<(usize, usize, Vec<String>)> = None;
        for (number, line) in lines.iter().enumerate().skip(at + 1).take(FAR) {
            if is_rule_of_table(line) {
                continue;
            }
            let Some(row) = self.cells(line) else { break };
            let filled = asked
                .iter()
                .filter(|cell| row.get(**cell).is_some_and(tells));
            let filled = filled.count();
            if filled > best.as_ref().map_or(0, |(filled, ..)| *filled) {
                best = Some((filled, number, row));
            }
            if filled == asked.len() {
                break;
            }
        }
        let (_, at, row) = best?;
        let told = |cell: &usize| row.get(*cell).is_some_and(tells);
        let mut cells: Vec<usize> = asked.iter().copied().filter(told).collect();
        cells.sort_unstable();
        cells.dedup();
        let own = row.iter().position(tells);
        if cells.iter().all(|cell| own == Some(*cell)) {
            // What the first cell says, all of the row says.
            let told: Vec<String> = row.iter().filter(|cell| tells(cell)).cloned().collect();
            return Some(Below {
                at,
                cell: own,
                text: told.join(" | "),
            });
        }
        let named = own.filter(|cell| !cells.contains(cell));
        let after = named.filter(|cell| is_number(&row[*cell])).and_then(|own| {
            let names = |cell: &usize| is_name(&row[*cell]) && tells(&row[*cell]);
            (own + 1..row.len()).find(|cell| !cells.contains(cell) && names(cell))
        });
        let about = named.into_iter().chain(after);
        let about = about.map(|cell| around(&row[cell], 0, LONGEST_NAME));
        let said = cells.iter().map(|cell| match heads.get(*cell) {
            Some(head) if !head.is_empty() => format!("{head}: {}", row[*cell]),
            _ => row[*cell].clone(),
        });
        Some(Below {
            at,
            cell: cells.first().copied(),
            text: about.chain(said).collect::<Vec<_>>().join(" | "),
        })
    }
}

/// Whether a cell only numbers its row: "R-14", "2026/3".
fn is_number(cell: &str) -> bool {
    !cell.contains(' ') && cell.contains(|c: char| c.is_ascii_digit())
}

/// Whether a cell tells in words what its row is about.
fn is_name(cell: &str) -> bool {
    cell.contains(' ') && cell.starts_with(char::is_alphabetic)
}

/// How deep a heading is, and its text; `None` for any other line.
fn heading(line: &str) -> Option<(usize, String)> {
    let text = line.trim_start_matches('#');
    let level = line.len() - text.len();
    (level > 0 && text.starts_with([' ', '\t'])).then(|| (level, clean(text)))
}

/// Whether a line is a heading.
pub(super) fn is_heading(line: &str) -> bool {
    heading(line).is_some()
}

/// What is said below the heading on a line, with the heading; `None` where nothing is.
pub(super) fn below_heading(lines: &[&str], at: usize) -> Option<Below> {
    let (level, name) = heading(lines.get(at)?)?;
    // The chapters may stand beside the title.
    let is_title = at < FAR && !lines[..at].iter().any(|line| is_heading(line));
    let most = if is_title {
        MOST_BELOW_TITLE
    } else {
        MOST_SENTENCES
    };
    let named: Vec<String> = words(&name);
    let mut best: Option<(usize, usize, String)> = None;
    let (mut read, mut own) = (0, true);
    for (number, line) in lines.iter().enumerate().skip(at + 1).take(FAR) {
        if let Some((deep, _)) = heading(line) {
            if deep < level || deep == level && (!is_title || best.is_some()) {
                break;
            }
            own = false;
            continue;
        }
        let begins = !goes_on(line) || !goes_on(lines[number - 1]);
        for said in said_in(lines, number, begins) {
            let shared = shared(&named, &said);
            read += 1;
            // What a chapter says is not yet what the title says.
            if is_title && !own && shared == 0 {
                continue;
            }
            if best.as_ref().is_none_or(|(most, ..)| shared > *most) {
                best = Some((shared, number, said));
            }
        }
        if read >= most {
            break;
        }
    }
    let (_, at, said) = best?;
    let name = around(name.trim_end_matches(':'), 0, LONGEST_NAME);
    Some(Below {
        at,
        cell: None,
        text: format!("{name}: {said}"),
    })
}

/// The sentences of the paragraph that begins on a line, or its row, as far as they tell something.
fn said_in(lines: &[&str], at: usize, begins: bool) -> Vec<String> {
    let line = lines[at];
    if let Some(row) = Rows::Barred.cells(line) {
        let filled = row.iter().filter(|cell| !cell.is_empty());
        let is_row = |line: Option<&&str>| line.is_some_and(|line| line.trim().starts_with('|'));
        let is_alone = !is_row(lines.get(at + 1)) && !is_row(lines[..at].last());
        // Heads that nobody has filled in yet.
        let is_empty = is_alone && filled.clone().all(|cell| can_be_head(cell));
        let tells = !is_rule_of_table(line)
            && filled.count() > 1
            && !is_empty
            && Rows::Barred.heads(lines, at).is_none();
        return tells.then(|| clean(line)).into_iter().collect();
    }
    if !begins || line.trim().is_empty() || is_label_line(line) {
        return Vec::new();
    }
    let rest = lines[at + 1..].iter().take_while(|line| goes_on(line));
    let whole: Vec<&str> = std::iter::once(line).chain(rest.copied()).collect();
    let whole = whole.join(" ");
    let tells = |said: &String| said.split_whitespace().count() >= FEWEST_WORDS;
    let said: Vec<String> = sentences(&whole).map(clean).filter(tells).collect();
    said
}

/// How many words of a name a sentence says, whatever their endings.
fn shared(named: &[String], said: &str) -> usize {
    let said = words(said);
    let stem = |word: &str| -> String { word.chars().take(LONG_WORD + 1).collect() };
    let long = named
        .iter()
        .filter(|word| word.chars().count() >= LONG_WORD);
    long.filter(|word| said.iter().any(|other| stem(other) == stem(word)))
        .count()
}

#[cfg(test)]
mod tests {
    use super::{Below, Rows, below_heading};

    fn said(text: &str, at: usize) -> Option<(usize, String)> {
        let lines: Vec<&str> = text.lines().collect();
        below_heading(&lines, at).map(|Below { at, text, .. }| (at, text))
    }

    #[test]
    fn below_a_chapter_its_first_sentence_is_quoted() {
        let text = "# Ferry handbook\n\n## Lifejackets\n\nOwner: R. Thal\n\nThe mate counts all\nlifejackets each Monday. Faulty ones go ashore.\n\n## Fuel\n\n## Lost property\nSee shed.\n";
        assert_eq!(
            said(text, 2),
            Some((
                6,
                "Lifejackets: The mate counts all lifejackets each Monday.".to_owned()
            ))
        );
        // Nothing stands below it, and too little below the next.
        assert_eq!(said(text, 9), None);
        assert_eq!(said(text, 11), None);
        assert_eq!(said(text, 4), None);
    }

    #[test]
    fn below_a_title_the_sentence_about_it_is_quoted() {
        let text = "# Wartung der Seilbahn\n\nFassung 3, Talstation, 4. Mai 2026.\n\nDie Wartung der Seilbahn umfasst Seile, Stützen und Kabinen.\n\n# 1 Seile\n\nJeden Herbst werden sie geprüft.\n";
        let quoted =
            "Wartung der Seilbahn: Die Wartung der Seilbahn umfasst Seile, Stützen und Kabinen.";
        assert_eq!(said(text, 0), Some((4, quoted.to_owned())));
        // The chapters stand beside the title.
        let bare = "# Seilbahn\n\n# 1 Seile\n\nJeden Herbst werden sie geprüft.\n\n# 2 Betrieb\n\nDie Seilbahn fährt bis zehn Uhr.\n";
        assert_eq!(
            said(bare, 0),
            Some((8, "Seilbahn: Die Seilbahn fährt bis zehn Uhr.".to_owned()))
        );
    }

    #[test]
    fn below_the_name_of_a_sheet_its_first_filled_row_is_quoted() {
        let text = "## Ziele\n| Nr | Ziel | Bis |\n| Z1 | Kürzere Wartezeit am Lift | März |\n";
        assert_eq!(
            said(text, 0),
            Some((2, "Ziele: Z1 | Kürzere Wartezeit am Lift | März".to_owned()))
        );
        assert_eq!(said("## Ziele\n| Nr | Ziel | Bis |\n", 0), None);
    }

    fn cells(rows: Rows, text: &str, at: usize, asked: &[usize]) -> Option<(usize, String)> {
        let lines: Vec<&str> = text.lines().collect();
        rows.below(&lines, at, asked)
            .map(|Below { at, text, .. }| (at, text))
    }

    #[test]
    fn below_heads_the_row_is_quoted_that_fills_them() {
        let text = "| Buoy | Colour | Inspected | By |\n|---|---|---|---|\n| North | red | tbd | |\n| South | green | 3 May | Iven |\n";
        assert_eq!(
            cells(Rows::Barred, text, 0, &[2, 3]),
            Some((3, "South | Inspected: 3 May | By: Iven".to_owned()))
        );
        assert_eq!(
            cells(Rows::Barred, text, 0, &[1]),
            Some((2, "North | Colour: red".to_owned()))
        );
        assert_eq!(cells(Rows::Barred, text, 3, &[1]), None);
        let log = "| No | Opened | What | State |\n| M-7 | 2026-03-04 | Buoy adrift off the mole | towed |\n";
        assert_eq!(
            cells(Rows::Barred, log, 0, &[3]),
            Some((
                1,
                "M-7 | Buoy adrift off the mole | State: towed".to_owned()
            ))
        );
        assert_eq!(
            cells(Rows::Barred, log, 0, &[0]),
            Some((
                1,
                "M-7 | 2026-03-04 | Buoy adrift off the mole | towed".to_owned()
            ))
        );
        let open = "| Buoy | Colour | Inspected |\n| North | red | - |\n";
        assert_eq!(cells(Rows::Barred, open, 0, &[2]), None);
        let values = "Boje;Farbe;\"Geprüft; wann\"\nNord;rot;\"Mai; Juni\"\n";
        let rows = Rows::parted(values);
        assert_eq!(
            cells(rows, values, 0, &[2]),
            Some((1, "Nord | Geprüft; wann: Mai; Juni".to_owned()))
        );
        assert_eq!(rows.cell_at("Boje;Farbe;\"Geprüft; wann\"", 14), 2);
        assert_eq!(Rows::Barred.cell_at("| Buoy | Colour |", 10), 1);
    }
}
