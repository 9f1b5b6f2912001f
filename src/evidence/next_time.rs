//! When a record says that the thing is done next: "Next talk 7 December", "nächster Termin:
//! Oktober 2027". Beside the day of the record that states how often it is done.

use jiff::civil::Date;
use memchr::memmem;
use serde::{Deserialize, Serialize};

use super::dates::month_number;
use super::words::words;

/// A month, with its year where one is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct NextTime {
    year: Option<i16>,
    month: i8,
}

impl NextTime {
    /// How many months lie between a day and the month told, which comes after it.
    #[must_use]
    pub fn months_from(self, day: Date) -> Option<u16> {
        let within = i32::from(self.month) - i32::from(day.month());
        let apart = match self.year {
            Some(year) => (i32::from(year) - i32::from(day.year())) * 12 + within,
            None if within > 0 => within,
            None => within + 12,
        };
        u16::try_from(apart)
            .ok()
            .filter(|months| (1..=MOST).contains(months))
    }
}

/// Nothing is done at longer intervals, in months.
const MOST: u16 = 36;

/// The month stands at most so many words behind "next".
const NEAR: usize = 6;

/// What follows "next" where it is no next time.
const OTHERWISE: &[&str] = &[
    "step", "steps", "action", "actions", "schritt", "schritte", "version", "release", "page", "to",
];

/// The first next time that a text tells.
pub(super) fn next_time(text: &str) -> Option<NextTime> {
    // Few texts tell one, and to look through each line would take longer.
    let holds = |part: &str| memmem::find(text.as_bytes(), part.as_bytes()).is_some();
    if !ENDS_OF_NEXT.iter().any(|end| holds(end)) {
        return None;
    }
    text.lines().take(MOST_LINES).find_map(in_line)
}

/// How "next" and "nächst" end, whatever letter they begin with, and what stands behind.
const ENDS_OF_NEXT: [&str; 2] = ["ext ", "chst"];

/// Longer texts are no minutes.
const MOST_LINES: usize = 2_000;

fn in_line(line: &str) -> Option<NextTime> {
    let begins = ENDS_OF_NEXT.iter().find_map(|end| line.find(end))?;
    let from = line[..begins].rfind(char::is_whitespace).unwrap_or(0);
    let said = words(line.get(from..)?);
    let is_next = |word: &String| word == "next" || word.starts_with("naechst");
    let at = said.iter().position(is_next)?;
    let behind = &said[at + 1..];
    if behind
        .first()
        .is_some_and(|word| OTHERWISE.contains(&word.as_str()))
    {
        return None;
    }
    let near = &behind[..behind.len().min(NEAR)];
    near.iter().enumerate().find_map(|(place, word)| {
        let year = |word: Option<&String>| {
            let year: i16 = word?.parse().ok()?;
            (1990..2100).contains(&year).then_some(year)
        };
        if let Some(month) = month_number(word) {
            let year = year(behind.get(place + 1));
            return Some(NextTime {
                year,
                month: i8::try_from(month).ok()?,
            });
        }
        // "7.12.2026"
        let (month, of) = (behind.get(place + 1)?, year(behind.get(place + 2))?);
        let day: u8 = word.parse().ok().filter(|day| (1..=31).contains(day))?;
        let month: i8 = month
            .parse()
            .ok()
            .filter(|month| (1..=12).contains(month))?;
        (day > 0).then_some(NextTime {
            year: Some(of),
            month,
        })
    })
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_next_time_tells_how_often() {
        let months = |text: &str| next_time(text)?.months_from(date(2026, 4, 14));
        assert_eq!(months("Crew talk. Next talk 12 May."), Some(1));
        assert_eq!(months("a\nNext stocktaking: April 2027"), Some(12));
        assert_eq!(months("Nächster Termin: 14.07.2026"), Some(3));
        assert_eq!(months("Die nächste Durchsicht ist im Oktober."), Some(6));
        assert_eq!(months("Next steps: by June the crane is painted"), None);
        assert_eq!(months("The next page shows it"), None);
        assert_eq!(months("Next: March 2026"), None);
    }
}
