//! What stands around a promise, and whether its document counts time by a clock that stops: what
//! somebody needs to know who holds the promise against records.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};

use super::Promised;
use super::clause::lower;
use crate::source::Location;

/// What stands around the value of a promise.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Around {
    /// The sentence, or the cell that says it in a sentence; empty where the cell is the value.
    pub text: String,
    /// The bytes of it that name the value.
    pub at: Range<usize>,
    /// Of a table: the head above the value.
    pub head: String,
    /// Of a table: the filled cells of the row with their heads, the one with the value left out.
    pub row: Vec<(String, String)>,
    /// Of an entry of a list: the line that leads it in.
    pub lead: String,
    /// The heading above.
    pub heading: String,
}

/// By which clock a text counts hours.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Hours {
    /// It does not say.
    #[default]
    Unsaid,
    /// It speaks of hours of service, outside of which the clock may stand still.
    OfService,
    /// It speaks of day and night.
    AllDay,
}

/// What the sentences of a file promise, and what else the file says that bears on it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promising {
    /// The promises, in order of the lines.
    pub promised: Vec<Promised>,
    /// By which clock it counts hours.
    pub hours: Hours,
    /// What it says was left undone, in the order of the lines.
    pub undone: Vec<Undone>,
}

/// A sentence that tells that something did not take place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Undone {
    /// What, in its words: all that stands before it says so.
    pub what: String,
    /// The sentence.
    pub sentence: String,
    /// Where it stands.
    pub location: Location,
}

impl Hours {
    /// By which clock some text counts.
    #[must_use]
    pub fn of(text: &str) -> Self {
        static OF_SERVICE: LazyLock<Option<Regex>> = LazyLock::new(|| {
            Regex::new(r"\b(?:(?:service|support|business|office|working|opening|desk|operating|core|staffed) hours|hours of (?:service|support|operation|business)|(?:service|support|betriebs|geschäfts|büro|arbeits|öffnungs|kern|bereitschafts|annahme|bedien)-?zeit(?:en|fenster)?|(?:service|support|betriebs|geschäfts|arbeits)stunden|mo(?:n(?:day|tags?)?)?\.? ?(?:-|–|to|bis|until|through) ?fr(?:i(?:day)?|eitags?)?|werktags|on (?:working|week) ?days|an (?:werk|arbeits|wochen)tagen|weekdays|\d{1,2}(?:[:.]\d\d)? ?(?:uhr|h|am|a\.m\.)? ?(?:-|–|to|bis|until) ?\d{1,2}(?:[:.]\d\d) ?(?:uhr|h)?|\d{1,2} ?(?:uhr )?(?:-|–|bis) ?\d{1,2} ?uhr)\b").ok()
        });
        static ALL_DAY: LazyLock<Option<Regex>> = LazyLock::new(|| {
            Regex::new(r"\b(?:24 ?[x/×*] ?7(?: ?[x/×*] ?365)?|(?:a)?round the clock|day and night|rund um die uhr|tag und nacht|clock hours|hours by the clock|kalenderstunden|24 hours a day|7 ?[x/×] ?24)\b").ok()
        });
        let text = lower(text);
        let says = |pattern: &'static LazyLock<Option<Regex>>| {
            pattern.as_ref().is_some_and(|it| it.is_match(&text))
        };
        if says(&OF_SERVICE) {
            Self::OfService
        } else if says(&ALL_DAY) {
            Self::AllDay
        } else {
            Self::Unsaid
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Hours;

    #[test]
    fn hours_of_service_are_told_from_day_and_night() {
        for (text, hours) in [
            ("Times are counted in service hours.", Hours::OfService),
            ("The desk is staffed 06:00 to 22:00.", Hours::OfService),
            ("Servicezeit: werktags", Hours::OfService),
            ("Mo-Fr 7 bis 18 Uhr", Hours::OfService),
            ("We work around the clock.", Hours::AllDay),
            ("24x7", Hours::AllDay),
            (
                "Clock hours, since the desk is staffed every day",
                Hours::AllDay,
            ),
            ("Rund um die Uhr", Hours::AllDay),
            ("P1 incidents are resolved within 4 hours.", Hours::Unsaid),
            ("Within 3 to 5 days", Hours::Unsaid),
        ] {
            assert_eq!(Hours::of(text), hours, "{text}");
        }
    }
}
