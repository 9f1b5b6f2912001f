//! What cells of a foreign table mean. What is not plainly one thing is none.

use jiff::civil::Date;

use crate::catalogue::{Catalogue, Target};
use crate::evidence::{DateReading, read_date};
use crate::intake::read_back::Cell;
use crate::plan::{Effort, Priority, Status};
use crate::workspace::{is_address, path_or_address};

/// Words for states, in small letters.
const STATES: &[(Status, &[&str])] = &[
    (
        Status::Open,
        &[
            "open",
            "new",
            "to do",
            "todo",
            "not started",
            "planned",
            "pending",
            "offen",
            "neu",
            "nicht begonnen",
            "geplant",
            "ausstehend",
        ],
    ),
    (
        Status::InProgress,
        &[
            "in progress",
            "wip",
            "ongoing",
            "started",
            "in work",
            "in arbeit",
            "in bearbeitung",
            "laufend",
            "läuft",
            "begonnen",
            "teilweise",
        ],
    ),
    (
        Status::Blocked,
        &[
            "blocked",
            "on hold",
            "waiting",
            "blockiert",
            "wartet",
            "zurückgestellt",
            "pausiert",
        ],
    ),
    (
        Status::Done,
        &[
            "done",
            "completed",
            "complete",
            "finished",
            "implemented",
            "resolved",
            "erledigt",
            "fertig",
            "umgesetzt",
            "behoben",
        ],
    ),
    (Status::Verified, &["verified", "geprüft", "verifiziert"]),
    (Status::Closed, &["closed", "geschlossen", "abgeschlossen"]),
];

/// A state. That a risk is accepted needs a name, a reason and a day, which no cell holds.
pub(super) fn status(text: &str) -> Option<Status> {
    let plain = text.trim().to_lowercase();
    let known = STATES
        .iter()
        .find(|(_, words)| words.contains(&plain.as_str()));
    known.map(|(status, _)| *status).or_else(|| percent(text))
}

/// A state by how much is done.
pub(super) fn percent(text: &str) -> Option<Status> {
    let text = text.trim();
    let number: f64 = text
        .trim_end_matches('%')
        .trim()
        .replace(',', ".")
        .parse()
        .ok()?;
    // A spreadsheet keeps 40 % as 0.4.
    let share = if text.ends_with('%') || number > 1.0 {
        number / 100.0
    } else {
        number
    };
    match share {
        share if !(0.0..=1.0).contains(&share) => None,
        0.0 => Some(Status::Open),
        share if share < 1.0 => Some(Status::InProgress),
        _ => Some(Status::Done),
    }
}

/// A priority in words. A number is none: in some tables 1 is the first, in others the last.
pub(super) fn priority(text: &str) -> Option<Priority> {
    let plain = text.trim().to_lowercase();
    Some(match plain.as_str() {
        "critical" | "very high" | "highest" | "kritisch" | "sehr hoch" => Priority::Critical,
        "high" | "h" | "hoch" | "must" => Priority::High,
        "medium" | "m" | "normal" | "moderate" | "mittel" | "should" => Priority::Medium,
        "low" | "l" | "lowest" | "niedrig" | "gering" | "n" | "could" => Priority::Low,
        _ => return None,
    })
}

/// What stands behind a number of days.
const DAYS: &[&str] = &[
    "",
    "d",
    "day",
    "days",
    "pd",
    "pt",
    "tag",
    "tage",
    "person-days",
    "person days",
    "personentage",
    "man-days",
];

/// An effort: a number of days with or without their unit, or a size.
pub(super) fn effort(text: &str) -> Option<Effort> {
    let plain = text.trim();
    let number = plain
        .trim_end_matches(|c: char| c.is_alphabetic() || c == '.' || c == '-' || c.is_whitespace());
    let unit = plain[number.len()..]
        .trim()
        .trim_end_matches('.')
        .to_lowercase();
    if !number.is_empty() && DAYS.contains(&unit.as_str()) {
        return number.trim().parse().ok();
    }
    plain.parse().ok()
}

/// A day.
///
/// # Errors
/// Why it is none, in words.
pub(super) fn day(cell: &Cell) -> Result<Date, String> {
    if let Some(day) = cell.day {
        return Ok(day);
    }
    let text = cell.text.trim();
    match read_date(text) {
        DateReading::Date(stated) if stated.exact => Ok(stated.day),
        DateReading::Date(_) => Err(format!("`{text}` is no single day")),
        DateReading::Ambiguous(a, b) => Err(format!("`{text}` can mean {a} or {b}")),
        _ => Err(format!("`{text}` is no day")),
    }
}

/// Clauses, requirements and items that the edition has, and what else stands there.
pub(super) fn about(text: &str, catalogue: &Catalogue) -> (Vec<Target>, Vec<String>) {
    let mut found: Vec<Target> = Vec::new();
    let mut rest = Vec::new();
    for part in text
        .split([',', ';', '\n', '/', '&'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        // "Clause 8.6.1 Incident management": the number is what counts.
        let target = part.split_whitespace().find_map(|word| {
            let word = word.trim_matches(|c: char| !c.is_alphanumeric());
            let target = word.parse::<Target>().ok()?;
            catalogue.resolve(&target).map(|_| target)
        });
        match target {
            Some(target) if found.contains(&target) => {}
            Some(target) => found.push(target),
            None => rest.push(part.to_owned()),
        }
    }
    (found, rest)
}

/// Paths of the workspace and addresses, and what else stands there.
pub(super) fn paths(text: &str) -> (Vec<String>, Vec<String>) {
    let mut found = Vec::new();
    let mut rest = Vec::new();
    for part in text
        .split([';', '\n'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
    {
        // A sentence is no path.
        let like = is_address(part)
            || (part.contains('.') && !part.ends_with('.') && part.split(' ').count() < 8);
        match path_or_address(part).ok().filter(|_| like) {
            Some(path) => found.push(path),
            None => rest.push(part.to_owned()),
        }
    }
    (found, rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_plainly_one_thing_is_taken() {
        for (text, expected) in [
            ("WIP", Some(Status::InProgress)),
            ("erledigt", Some(Status::Done)),
            ("40%", Some(Status::InProgress)),
            ("0.4", Some(Status::InProgress)),
            ("100 %", Some(Status::Done)),
            ("0", Some(Status::Open)),
            ("risk accepted", None),
            ("maybe", None),
            ("140%", None),
        ] {
            assert_eq!(status(text), expected, "{text}");
        }
        for (text, days) in [
            ("3", Some(3.0)),
            ("3 PT", Some(3.0)),
            ("0,5 days", Some(0.5)),
            ("M", Some(5.0)),
            ("XL", Some(40.0)),
            ("3 weeks", None),
            ("much", None),
            ("", None),
        ] {
            assert_eq!(effort(text).map(|effort| effort.days), days, "{text}");
        }
        assert_eq!(priority("1"), None);
        assert_eq!(priority("Hoch"), Some(Priority::High));
        let (found, rest) = paths("records/drill 2026.md; see the folder of J.");
        assert_eq!((found.len(), rest.len()), (1, 1));
    }
}
