//! The date in a file's name.
//!
//! Names are full of numbers that are no dates: versions, document ids, standards. Only
//! forms that hardly anything else has are taken, and the most precise one wins.

use super::calendar::{Part, day, month_end, month_number};
use super::tokens::{Token, pieces};
use crate::evidence::fields::standards::{BODIES, is_number_of_one};
use crate::evidence::metadata::StatedDate;

/// The date in a file name without its extension: `minutes-2026-03-14`, `20260314 CAB`,
/// `Q1-2026`, `report March 2026`. Of a date that can mean two days it is the later, not
/// exact. A bare year is no date: `Training plan 2026` says what it plans, not when it was
/// written.
#[must_use]
pub fn date_in_name(stem: &str) -> Option<StatedDate> {
    if stem.len() > LONGEST || !stem.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let mut name = Name {
        pieces: pieces_of(stem),
        taken: Vec::new(),
    };
    name.set_standards_aside();
    let mut best: Option<(u8, StatedDate)> = None;
    for at in 0..name.pieces.len() {
        if let Some((precision, found)) = name.at(at)
            && best.is_none_or(|(held, _)| precision > held)
        {
            best = Some((precision, found));
        }
    }
    best.map(|(_, found)| found)
}

/// Longer names are somebody's accident.
const LONGEST: usize = 255;

const DAY: u8 = 2;
const PERIOD: u8 = 1;

/// Words before a number that make it a version.
const VERSION: &[&str] = &[
    "v", "ver", "vers", "version", "rev", "revision", "r", "release", "rel",
];

/// Bodies beside those that publish standards whose papers are cited by number.
const ALSO: &[&str] = &["nist", "bsi"];

struct Name {
    pieces: Vec<Token>,
    /// Pieces that belong to the name of a standard.
    taken: Vec<bool>,
}

impl Name {
    fn number(&self, at: usize) -> Option<(u32, usize)> {
        match self.pieces.get(at) {
            Some(Token::Number { value, digits }) => Some((*value, *digits)),
            _ => None,
        }
    }

    fn word(&self, at: usize) -> Option<&str> {
        match self.pieces.get(at) {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn mark(&self, at: usize) -> Option<char> {
        match self.pieces.get(at) {
            Some(Token::Mark(mark)) => Some(*mark),
            _ => None,
        }
    }

    /// The next piece that is no mark, at or after a place.
    fn skip_mark(&self, at: usize) -> usize {
        if self.mark(at).is_some() { at + 1 } else { at }
    }

    /// The piece before, a mark between them aside.
    fn word_before(&self, at: usize) -> Option<&str> {
        let before = at.checked_sub(1)?;
        match &self.pieces[before] {
            Token::Word(word) => Some(word),
            Token::Mark(_) => self.word(before.checked_sub(1)?),
            Token::Number { .. } => None,
        }
    }

    /// `ISO 20000-1-2018` is no date, nor is `27001_2022`.
    fn set_standards_aside(&mut self) {
        self.taken = vec![false; self.pieces.len()];
        for at in 0..self.pieces.len() {
            let Some((value, digits)) = self.number(at) else {
                continue;
            };
            let named = self
                .word_before(at)
                .is_some_and(|word| BODIES.contains(&word) || ALSO.contains(&word));
            if self.taken[at] || !(named && digits >= 3 || is_number_of_one(value)) {
                continue;
            }
            self.taken[at] = true;
            let mut end = at + 1;
            if let (Some(_), Some((_, 1 | 2))) = (self.mark(end), self.number(end + 1)) {
                self.taken[end + 1] = true;
                end += 2;
            }
            if let (Some(_), Some((1990..=2024, 4))) = (self.mark(end), self.number(end + 1))
                && self.month_after_year(end + 1).is_none()
            {
                self.taken[end + 1] = true;
            }
        }
    }

    fn at(&self, at: usize) -> Option<(u8, StatedDate)> {
        let is_taken = self.taken.get(at).copied().unwrap_or(false);
        let is_version = self
            .word_before(at)
            .is_some_and(|word| VERSION.contains(&word));
        let in_number = at >= 2 && self.mark(at - 1) == Some('.') && self.number(at - 2).is_some();
        if is_taken || is_version || in_number {
            return None;
        }
        match &self.pieces[at] {
            Token::Number { value, digits: 8 } => {
                let year_first = day(value / 10_000, value / 100 % 100, value % 100);
                year_first
                    .or_else(|| day(value % 10_000, value / 10_000 % 100, value / 1_000_000))
                    .map(exactly)
            }
            Token::Number { value, digits: 6 } => month_end(value / 100, value % 100).map(within),
            Token::Number { value, digits: 4 } => self.after_year(at, *value),
            Token::Number {
                value,
                digits: digits @ (1 | 2),
            } => self.after_small(at, *value, *digits),
            Token::Word(word) => self.after_word(at, word),
            _ => None,
        }
    }

    fn after_year(&self, at: usize, year: u32) -> Option<(u8, StatedDate)> {
        if let Some(month) = self.month_after_year(at) {
            let next = at + 3;
            return match (self.mark(next), self.number(next + 1)) {
                (Some(_), Some((number, 2))) if day(year, month, number).is_some() => {
                    day(year, month, number).map(exactly)
                }
                // A running number: the id of something, not a month.
                (Some('-' | '_' | '.'), Some((_, 3..))) => None,
                _ => month_end(year, month).map(within),
            };
        }
        let next = self.skip_mark(at + 1);
        if let Some(word) = self.word(next) {
            if let Some(found) = part(year, word, self.number(self.skip_mark(next + 1))) {
                return Some(found);
            }
            if let Some(month) = month_number(word) {
                return match self.number(self.skip_mark(next + 1)) {
                    Some((number, 1 | 2)) if day(year, month, number).is_some() => {
                        day(year, month, number).map(exactly)
                    }
                    _ => month_end(year, month).map(within),
                };
            }
        }
        None
    }

    /// The month of `2026-03`: two digits behind a mark.
    fn month_after_year(&self, at: usize) -> Option<u32> {
        self.mark(at + 1)?;
        match self.number(at + 2) {
            Some((month @ 1..=12, 2)) => Some(month),
            _ => None,
        }
    }

    fn after_small(&self, at: usize, first: u32, digits: usize) -> Option<(u8, StatedDate)> {
        if let (Some(mark), Some((second, second_digits @ (1 | 2)))) =
            (self.mark(at + 1), self.number(at + 2))
        {
            if let (Some(between), Some((year, 4))) = (self.mark(at + 3), self.number(at + 4))
                && mark == between
            {
                if mark == '.' {
                    return day(year, second, first).map(exactly);
                }
                if digits == 2 && second_digits == 2 {
                    return match (day(year, second, first), day(year, first, second)) {
                        (Some(one), Some(other)) if one != other => Some(within(one.max(other))),
                        (one, other) => one.or(other).map(exactly),
                    };
                }
            }
            return None;
        }
        if digits == 2
            && self.mark(at + 1).is_some()
            && let Some((year, 4)) = self.number(at + 2)
            && !self.taken.get(at + 2).copied().unwrap_or(false)
            && self.month_after_year(at + 2).is_none()
        {
            return month_end(year, first).map(within);
        }
        let next = self.skip_mark(at + 1);
        let next = if matches!(self.word(next), Some("st" | "nd" | "rd" | "th" | "of")) {
            self.skip_mark(next + 1)
        } else {
            next
        };
        let month = month_number(self.word(next)?)?;
        match self.number(self.skip_mark(next + 1)) {
            Some((year, 4)) => day(year, month, first).map(exactly),
            _ => None,
        }
    }

    fn after_word(&self, at: usize, word: &str) -> Option<(u8, StatedDate)> {
        let next = self.skip_mark(at + 1);
        let (number, digits) = self.number(next)?;
        let after = if matches!(self.word(next + 1), Some("st" | "nd" | "rd" | "th")) {
            next + 2
        } else {
            next + 1
        };
        let year = match self.number(self.skip_mark(after)) {
            Some((year, 4)) => Some(year),
            _ => None,
        };
        if let Some(month) = month_number(word) {
            return match (digits, year) {
                (4, _) => month_end(number, month).map(within),
                (1 | 2, Some(year)) => day(year, month, number).map(exactly),
                _ => None,
            };
        }
        part(year?, word, Some((number, digits)))
    }
}

fn part(year: u32, word: &str, number: Option<(u32, usize)>) -> Option<(u8, StatedDate)> {
    let (number, 1 | 2) = number? else {
        return None;
    };
    match Part::of(word)?.reading(year, number)? {
        super::DateReading::Date(date) => Some((PERIOD, date)),
        _ => None,
    }
}

fn exactly(day: jiff::civil::Date) -> (u8, StatedDate) {
    (DAY, StatedDate { day, exact: true })
}

fn within(day: jiff::civil::Date) -> (u8, StatedDate) {
    (PERIOD, StatedDate { day, exact: false })
}

/// The pieces of a name; of marks in a row the first.
fn pieces_of(stem: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    pieces(stem, |piece| {
        let is_mark = |piece: &Token| matches!(piece, Token::Mark(_));
        if !is_mark(&piece) || !out.last().is_some_and(is_mark) {
            out.push(piece);
        }
    });
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(stem: &str) -> String {
        match date_in_name(stem) {
            Some(StatedDate { day, exact: true }) => day.to_string(),
            Some(StatedDate { day, exact: false }) => format!("..{day}"),
            None => String::new(),
        }
    }

    #[test]
    fn dates_are_found() {
        for (stem, day) in [
            ("minutes-2026-03-14", "2026-03-14"),
            ("CAB minutes 2026-09-17", "2026-09-17"),
            ("2026_03_14", "2026-03-14"),
            ("2026.03.14 Protokoll", "2026-03-14"),
            ("20260314", "2026-03-14"),
            ("20260314_CAB", "2026-03-14"),
            ("CAB_14.03.2026", "2026-03-14"),
            ("CAB 4.3.2026 v2", "2026-03-04"),
            ("Protokoll 25-03-2026", "2026-03-25"),
            ("14. März 2026 Protokoll", "2026-03-14"),
            ("March 14th 2026 review", "2026-03-14"),
            ("MI-2026-03-11", "2026-03-11"),
            ("2026-03", "..2026-03-31"),
            ("2026-03 Service report", "..2026-03-31"),
            ("mr-2026-06-management-review", "..2026-06-30"),
            ("202603_report", "..2026-03-31"),
            ("report_03-2026", "..2026-03-31"),
            ("report March 2026", "..2026-03-31"),
            ("Bericht_Maerz_2026", "..2026-03-31"),
            ("2026-March", "..2026-03-31"),
            ("Q1-2026", "..2026-03-31"),
            ("cloudnorth-2026-Q1", "..2026-03-31"),
            ("change-trend-q3-2026", "..2026-09-30"),
            ("2026Q4", "..2026-12-31"),
            ("Bericht KW05 2026", "..2026-02-01"),
            ("2026-W05", "..2026-02-01"),
            ("ISO 27001 audit 2026-03-14", "2026-03-14"),
            ("ISO 20000-1 2018 gap analysis 2026-03", "..2026-03-31"),
            ("01_2026-03 report", "..2026-03-31"),
            ("03-04-2026", "..2026-04-03"),
        ] {
            assert_eq!(found(stem), day, "{stem}");
        }
    }

    #[test]
    fn versions_ids_and_standards_are_not_dates() {
        for stem in [
            "ISO 20000",
            "ISO 20000-1",
            "ISO_20000-1_2018",
            "ISO20000-1-2018",
            "iso-27001-2022 statement",
            "27001",
            "ISO 9001 2015",
            "policy v2.1",
            "policy v2026.03",
            "Handbuch_V1.2.2026",
            "CHG-0141",
            "INC-2603-006",
            "CN-2025-117",
            "CHG-2026-0141",
            "report-2026-03-0141",
            "SMS-POL-001",
            "HIT-REC-AUD-2026A",
            "1.2026.03",
            "Service Management Plan 2026",
            "test-2026",
            "rules 2024 (old)",
            "ISO20000 audit 2025",
            "report-12",
            "",
            "Report",
            "ä",
            "room 1234",
            "release 2026",
            "99999999",
            "2026-13-45",
        ] {
            assert_eq!(found(stem), "", "{stem}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_name_panics(text in ".{0,60}") {
            let _ = date_in_name(&text);
        }

        #[test]
        fn no_near_date_panics(text in "(([0-9]{1,9}|iso|v|März|Q|kw|th|ä|\u{308})[-/. _]?){0,8}") {
            let _ = date_in_name(&text);
        }
    }
}
