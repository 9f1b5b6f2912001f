//! Dates as people write them, in English and German.
//!
//! A date with dots is day, month, year everywhere; one with slashes or hyphens and the
//! year last can mean two days and is said to. A month, quarter, week or year is its last
//! day, marked as not exact. Years before 1990 and after 2100 are no dates of documents.

mod name;
mod tokens;

use jiff::civil::{Date, ISOWeekDate, Weekday};

use super::metadata::StatedDate;
use super::placeholder::is_placeholder;

use tokens::{Token, folded, run, tokens};

pub use name::date_in_name;

/// What a text means as a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateReading {
    /// One day, or the last day of a stated period.
    Date(StatedDate),
    /// One of two days: day first, then month first.
    Ambiguous(Date, Date),
    /// Nobody has filled it in.
    Placeholder,
    /// Something else.
    NotADate,
}

/// Reads a text that is a date and nothing but a date, a time of day and a weekday aside.
#[must_use]
pub fn read_date(text: &str) -> DateReading {
    if text.len() > 200 {
        return DateReading::NotADate;
    }
    let text = text.trim();
    if text.len() > LONGEST {
        return DateReading::NotADate;
    }
    if is_placeholder(text) || is_pattern(text) {
        return DateReading::Placeholder;
    }
    let text = without_remark(text);
    let reading = read_plain(text);
    if reading == DateReading::NotADate {
        read_range(text).unwrap_or(reading)
    } else {
        reading
    }
}

/// A date at the beginning or end of a text, and what else stands there: "R. Ibarra, 3
/// Feb 2026", "03.02.2026 durch M. Okonjo". Words that only join the two are dropped. A
/// bare year is not taken for a date here.
#[must_use]
pub fn split_date(text: &str) -> Option<(DateReading, String)> {
    let text = text.trim();
    if text.len() > 2 * LONGEST || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let breaks: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '/' | '|'))
        .map(|(at, _)| at)
        .collect();
    let whole = std::iter::once(0);
    for at in whole.chain(breaks.iter().copied()) {
        if let Some(found) = as_date(&text[at..]) {
            return Some((found, joined(&text[..at])));
        }
    }
    for at in breaks.iter().rev().copied() {
        if let Some(found) = as_date(&text[..at]) {
            return Some((found, joined(&text[at..])));
        }
    }
    None
}

/// Longer texts are no dates.
const LONGEST: usize = 100;

/// Words that join a name and a date.
const JOINTS: &[&str] = &[
    "on", "am", "by", "durch", "von", "vom", "dated", "at", "den", "per", "date", "datum",
];

/// Words that say nothing about which day is meant.
#[rustfmt::skip]
const NOISE: &[&str] = &[
    "mo", "di", "mi", "do", "fr", "sa", "so", "mon", "tue", "tues", "wed", "thu", "thur", "thurs", "fri",
    "sat", "sun", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "montag",
    "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonnabend", "sonntag", "on", "of", "the",
    "am", "den", "der", "dem", "vom", "ab", "as", "dated", "since", "seit", "from", "by", "until", "bis",
    "zum", "end", "ende", "im",
];

/// Words of a time of day.
const TIME: &[&str] = &[
    "t", "z", "utc", "gmt", "uhr", "h", "cet", "cest", "mez", "mesz", "pm", "bst",
];

fn as_date(text: &str) -> Option<DateReading> {
    let text = text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '/' | '|')
    });
    if text.len() < 6 {
        return None;
    }
    match read_date(text) {
        found @ (DateReading::Date(_) | DateReading::Ambiguous(..)) => Some(found),
        _ => None,
    }
}

/// What is left beside a date, without punctuation and joining words at its ends.
fn joined(text: &str) -> String {
    let is_edge = |c: char| {
        c.is_whitespace() || matches!(c, ',' | ';' | '(' | ')' | '/' | '|' | ':' | '–' | '-')
    };
    let mut rest = text.trim_matches(is_edge);
    loop {
        let first = rest.split_whitespace().next().unwrap_or("");
        let last = rest.split_whitespace().next_back().unwrap_or("");
        let is_joint = |word: &str| JOINTS.contains(&word.to_lowercase().as_str());
        if !first.is_empty() && is_joint(first) {
            rest = rest[first.len()..].trim_matches(is_edge);
        } else if !last.is_empty() && is_joint(last) {
            rest = rest[..rest.len() - last.len()].trim_matches(is_edge);
        } else {
            return rest.to_owned();
        }
    }
}

/// `YYYY-MM-DD`, `TT.MM.JJJJ`, `2026-XX-XX`: the form of a date left unfilled.
fn is_pattern(text: &str) -> bool {
    let mut letters = String::new();
    for c in text.chars() {
        match c.to_ascii_lowercase() {
            letter @ ('d' | 'm' | 'y' | 't' | 'j' | 'x') => letters.push(letter),
            '0'..='9' | '.' | '-' | '/' | ' ' => letters.push(' '),
            _ => return false,
        }
    }
    letters
        .split_whitespace()
        .any(|part| part.len() >= 2 && part.bytes().all(|byte| part.as_bytes()[0] == byte))
}

/// Without a remark in brackets behind it.
fn without_remark(text: &str) -> &str {
    match text.find('(') {
        Some(at) if at > 0 => text[..at].trim_end(),
        _ => text,
    }
}

/// From one day to another: the last one is meant.
fn read_range(text: &str) -> Option<DateReading> {
    for joint in [" to ", " bis ", " until ", " – ", " - ", "–"] {
        let Some((from, to)) = text.split_once(joint) else {
            continue;
        };
        let starts = from.split_whitespace().all(|word| {
            word.starts_with(|c: char| c.is_ascii_digit()) || {
                let word = folded(word.trim_end_matches(['.', ',']));
                month_number(&word).is_some() || NOISE.contains(&word.as_str())
            }
        });
        if let (true, false, DateReading::Date(last)) =
            (starts, from.trim().is_empty(), read_plain(to))
        {
            return Some(DateReading::Date(StatedDate {
                exact: false,
                ..last
            }));
        }
    }
    None
}

fn read_plain(text: &str) -> DateReading {
    let mut cursor = Cursor {
        tokens: tokens(text),
        at: 0,
    };
    let Some(reading) = cursor.date() else {
        return DateReading::NotADate;
    };
    if cursor.only_time_left() {
        reading
    } else {
        DateReading::NotADate
    }
}

/// Reads tokens one after the other.
#[derive(Debug)]
struct Cursor {
    tokens: Vec<Token>,
    at: usize,
}

impl Cursor {
    fn date(&mut self) -> Option<DateReading> {
        self.mark(&[' ']);
        if let Some((value, digits)) = self.number() {
            return match digits {
                8 => on_day(value / 10_000, value / 100 % 100, value % 100),
                4 => self.year_first(value),
                1 | 2 => self.small_first(value),
                _ => None,
            };
        }
        let word = self.word()?;
        if let Some(month) = month_number(&word) {
            return self.month_first(month);
        }
        let part = Part::of(&word)?;
        self.mark(&['.', ' ', '-']);
        let (number, _) = self.number()?;
        self.part_of_year(part, number)
    }

    fn year_first(&mut self, year: u32) -> Option<DateReading> {
        let start = self.at;
        let mark = self.mark(&['-', '/', '.', ' ']);
        if let Some((month, 1 | 2)) = self.number() {
            if mark == Some(' ') {
                return None;
            }
            let after = self.at;
            if self.mark(&['-', '/', '.']).is_some()
                && let Some((day, 1 | 2)) = self.number()
            {
                return on_day(year, month, day);
            }
            self.at = after;
            return in_month(year, month);
        }
        self.at = start;
        self.mark(&['-', '/', '.', ' ']);
        if let Some(word) = self.word() {
            if let Some(month) = month_number(&word) {
                self.marks();
                return match self.number() {
                    Some((day, 1 | 2)) => on_day(year, month, day),
                    Some(_) => None,
                    None => in_month(year, month),
                };
            }
            if let Some(part) = Part::of(&word) {
                self.mark(&[' ', '.', '-']);
                let (number, _) = self.number()?;
                return part.reading(year, number);
            }
        }
        self.at = start;
        day(year, 12, 31).map(to_last)
    }

    /// A number of one or two digits at the start: a day, or a month before a year.
    fn small_first(&mut self, first: u32) -> Option<DateReading> {
        self.ordinal();
        let mark = self.marks();
        let start = self.at;
        if let Some((second, digits)) = self.number() {
            if digits == 4 {
                return in_month(second, first);
            }
            let between = self.mark(&['.', '/', '-', ' ']);
            if let Some((year, digits)) = self.number() {
                let mark = mark.filter(|mark| Some(*mark) == between && *mark != ' ')?;
                return triple(first, second, (year, digits), mark);
            }
            self.at = start;
            return self.last_of_days();
        }
        let word = self.word()?;
        if matches!(word.as_str(), "and" | "und" | "to") {
            self.marks();
            return self.last_of_days();
        }
        if let Some(month) = month_number(&word) {
            let year = self.year()?;
            return on_day(year, month, first);
        }
        let part = Part::of(&word)?;
        self.part_of_year(part, first)
    }

    /// The last day of "18-21 May 2026", "17./18. September 2026".
    fn last_of_days(&mut self) -> Option<DateReading> {
        let (last, 1 | 2) = self.number()? else {
            return None;
        };
        self.ordinal();
        self.marks();
        let month = month_number(&self.word()?)?;
        let year = self.year()?;
        day(year, month, last).map(to_last)
    }

    fn month_first(&mut self, month: u32) -> Option<DateReading> {
        self.marks();
        let (number, digits) = self.number()?;
        if digits == 4 {
            return in_month(number, month);
        }
        self.ordinal();
        let after = self.at;
        if self.mark(&['-']).is_some()
            && let Some((last, 1 | 2)) = self.number()
        {
            let year = self.year()?;
            return day(year, month, last).map(to_last);
        }
        self.at = after;
        let year = self.year()?;
        on_day(year, month, number)
    }

    fn part_of_year(&mut self, part: Part, number: u32) -> Option<DateReading> {
        let year = self.year()?;
        part.reading(year, number)
    }

    /// A year after what came before, of four or two digits.
    fn year(&mut self) -> Option<u32> {
        self.marks();
        let (value, digits) = self.number()?;
        full_year(value, digits)
    }

    /// Whether nothing follows but a time of day.
    fn only_time_left(&self) -> bool {
        let rest = &self.tokens[self.at..];
        let (mut numbers, mut words, mut time) = (false, false, false);
        for token in rest {
            match token {
                Token::Number { digits, .. } if *digits <= 9 => numbers = true,
                Token::Mark(':') => time = true,
                Token::Mark(' ' | '-' | '+' | '.') => {}
                Token::Word(word) if TIME.contains(&word.as_str()) => words = true,
                Token::Number { .. } | Token::Word(_) | Token::Mark(_) => return false,
            }
        }
        // An initial is no time: `3 Feb 2026, T. Lindqvist`.
        if numbers { time || words } else { !words }
    }

    fn number(&mut self) -> Option<(u32, usize)> {
        match self.tokens.get(self.at) {
            Some(Token::Number { value, digits }) => {
                self.at += 1;
                Some((*value, *digits))
            }
            _ => None,
        }
    }

    fn word(&mut self) -> Option<String> {
        match self.tokens.get(self.at) {
            Some(Token::Word(word)) => {
                self.at += 1;
                Some(word.clone())
            }
            _ => None,
        }
    }

    fn mark(&mut self, wanted: &[char]) -> Option<char> {
        match self.tokens.get(self.at) {
            Some(Token::Mark(mark)) if wanted.contains(mark) => {
                self.at += 1;
                Some(*mark)
            }
            _ => None,
        }
    }

    /// All separating marks; the last of them.
    fn marks(&mut self) -> Option<char> {
        let mut last = None;
        while let Some(mark) = self.mark(&['.', ' ', '-', '/', '&']) {
            last = Some(mark);
        }
        last
    }

    fn ordinal(&mut self) {
        if let Some(Token::Word(word)) = self.tokens.get(self.at)
            && matches!(word.as_str(), "st" | "nd" | "rd" | "th")
        {
            self.at += 1;
        }
    }
}

/// A numbered part of a year.
#[derive(Debug, Clone, Copy)]
enum Part {
    Quarter,
    Half,
    Week,
}

impl Part {
    fn of(word: &str) -> Option<Self> {
        match word {
            "q" | "qtr" | "quarter" | "quartal" => Some(Self::Quarter),
            "h" | "half" | "halbjahr" | "hj" => Some(Self::Half),
            "w" | "kw" | "cw" | "wk" | "week" | "woche" | "kalenderwoche" => Some(Self::Week),
            _ => None,
        }
    }

    fn reading(self, year: u32, number: u32) -> Option<DateReading> {
        let last = match self {
            Self::Quarter => month_end(year, number.checked_mul(3)?),
            Self::Half => month_end(year, number.checked_mul(6)?),
            Self::Week => {
                day(year, 1, 1)?;
                let week = i8::try_from(number).ok()?;
                let monday = ISOWeekDate::new(i16::try_from(year).ok()?, week, Weekday::Sunday);
                monday.ok().map(ISOWeekDate::date)
            }
        };
        last.map(to_last)
    }
}

/// Three numbers with the year last.
fn triple(first: u32, second: u32, year: (u32, usize), mark: char) -> Option<DateReading> {
    let (number, digits) = year;
    let full = full_year(number, digits)?;
    let day_first = day(full, second, first);
    if mark == '.' {
        return day_first.map(to_day);
    }
    let month_first = day(full, first, second);
    // With hyphens and two digits throughout, the year may just as well come first.
    let year_first = (mark == '-' && digits == 2 && (20..=31).contains(&first))
        .then(|| day(2000 + first, second, number))
        .flatten();
    match (day_first, month_first, year_first) {
        (Some(a), Some(b), _) | (Some(a), None, Some(b)) if a != b => {
            Some(DateReading::Ambiguous(a, b))
        }
        (Some(one), _, _) | (None, Some(one), _) | (None, None, Some(one)) => Some(to_day(one)),
        (None, None, None) => None,
    }
}

fn full_year(value: u32, digits: usize) -> Option<u32> {
    match digits {
        4 => Some(value),
        2 if value < 90 => Some(2000 + value),
        2 => Some(1900 + value),
        _ => None,
    }
}

fn on_day(year: u32, month: u32, number: u32) -> Option<DateReading> {
    day(year, month, number).map(to_day)
}

fn in_month(year: u32, month: u32) -> Option<DateReading> {
    month_end(year, month).map(to_last)
}

fn to_day(day: Date) -> DateReading {
    DateReading::Date(StatedDate { day, exact: true })
}

fn to_last(day: Date) -> DateReading {
    DateReading::Date(StatedDate { day, exact: false })
}

/// A day that exists, in a year that documents have.
fn day(year: u32, month: u32, day: u32) -> Option<Date> {
    if !(1990..=2100).contains(&year) {
        return None;
    }
    let (year, month, day) = (
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    );
    Date::new(year, month, day).ok()
}

fn month_end(year: u32, month: u32) -> Option<Date> {
    day(year, month, 1).map(Date::last_of_month)
}

/// The number of a month by its folded name.
fn month_number(word: &str) -> Option<u32> {
    Some(match word {
        "jan" | "january" | "januar" | "jaenner" | "jaen" => 1,
        "feb" | "february" | "februar" | "feber" => 2,
        "mar" | "march" | "maerz" | "mrz" | "maer" | "marz" => 3,
        "apr" | "april" => 4,
        "may" | "mai" => 5,
        "jun" | "june" | "juni" => 6,
        "jul" | "july" | "juli" => 7,
        "aug" | "august" => 8,
        "sep" | "sept" | "september" => 9,
        "oct" | "october" | "okt" | "oktober" => 10,
        "nov" | "november" => 11,
        "dec" | "december" | "dez" | "dezember" => 12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
