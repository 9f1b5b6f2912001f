//! The forms a date takes, piece by piece: which number is the day, which the month.

use super::DateReading;
use super::calendar::{Part, day, full_year, in_month, month_number, on_day, to_day, to_last};
use super::tokens::{Token, tokens};

/// Reads a text that is a date and nothing else.
pub(super) fn read_plain(text: &str) -> DateReading {
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

/// Words of a time of day.
const TIME: &[&str] = &[
    "t", "z", "utc", "gmt", "uhr", "h", "cet", "cest", "mez", "mesz", "pm", "bst",
];

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
