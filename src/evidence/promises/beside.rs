//! What a text tells right beside an interval of how it was kept: "last on 24 February 2026", a log
//! of days below the rule, and that it was left undone ("2025 und 2026 unterblieben").
//!
//! Whoever writes so knows it best, so it is taken as a record is. A row that says it was cancelled
//! or put off is no day on which it was kept, and a sentence that lays down what happens if it is
//! left undone tells of nothing.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;
use serde::{Deserialize, Serialize};

use super::clause::{lower, plain};
use super::moods::{self, says};
use super::{Body, Spoken};
use crate::evidence::dates::days_in;
use crate::evidence::words::words;
use crate::source::Location;

/// What stands beside an interval.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Beside {
    /// Days on which it was kept, as they are written.
    pub days: Vec<Date>,
    /// Whether a log below the sentence tells these days, row by row.
    pub is_log: bool,
    /// Where it says that it was not kept, and in which words.
    pub missed: Option<(Location, String)>,
}

impl Beside {
    /// Whether nothing is told.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.days.is_empty() && self.missed.is_none()
    }
}

/// What is told beside the interval of one of all sentences of a text.
pub(super) fn beside(all: &[Spoken], at: usize, body: &Body<'_>) -> Beside {
    let own = &all[at];
    let text = plain(&own.text);
    let mut out = Beside::default();
    if own.is_row {
        return out;
    }
    out.days.extend(last_named(&text));
    let next = all.get(at + 1).filter(|next| goes_on(own, next));
    let is_last = next.is_some_and(|next| begins_with_last(&plain(&next.text)));
    if let Some(next) = next.filter(|_| is_last) {
        out.days.extend(last_named(&plain(&next.text)));
    }
    // "The last was in May 2024; in 2025 it was skipped" is two sentences.
    let then = all.get(at + 2).filter(|then| is_last && goes_on(own, then));
    let before = at.checked_sub(1).map(|before| &all[before]);
    let before = before.filter(|before| goes_on(before, own) && moods::was_promised(&text));
    let told = [Some(own), next, then, before].into_iter().flatten();
    let missed = told
        .into_iter()
        .find(|spoken| is_missed(&plain(&spoken.text)));
    out.missed = missed.map(|spoken| (body.location(spoken.line), plain(&spoken.text)));
    let log = log(all, at);
    if !log.is_empty() {
        out.is_log = true;
        out.days.extend(log);
    }
    out
}

/// Whether a sentence goes on where another ended.
fn goes_on(first: &Spoken, then: &Spoken) -> bool {
    !then.is_row && !first.is_row && first.heading == then.heading
}

static LAST: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(r"\b(?:zuletzt|letztmals|letztmalig|(?:die|der|das) letzten?|last(?:ly)?|most recent(?:ly)?)\b").ok()
});

/// Letters behind "last" in which its day stands.
const NEAR: usize = 48;

/// The day that a sentence names as the last one.
fn last_named(sentence: &str) -> Option<Date> {
    let text = lower(sentence);
    let found = LAST.as_ref()?.find(&text)?;
    let near: String = sentence.get(found.end()..)?.chars().take(NEAR).collect();
    let near = near.split([';', '?']).next().unwrap_or("");
    let days = days_in(near);
    days.map(|date| date.day).next()
}

fn begins_with_last(sentence: &str) -> bool {
    let text = lower(sentence);
    let found = LAST.as_ref().and_then(|last| last.find(&text));
    found.is_some_and(|found| text[..found.start()].split_whitespace().count() <= 3)
}

/// Whether a sentence tells that something was left undone.
fn is_missed(sentence: &str) -> bool {
    left_undone(sentence).is_some()
}

/// What a sentence says was left undone: all that stands before it says so.
pub(super) fn left_undone(sentence: &str) -> Option<&str> {
    static UNDONE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:(?:ist|sind) (?:\w+ )?(?:unterblieben|ausgefallen)|unterblieben|unterblieb|ausgefallen|fiel(?:en)? (?:\w+ )?aus|ha(?:t|ben) [^,.;]{0,30}nicht (?:mehr )?stattgefunden|fand(?:en)? (?:\w+ )?nicht (?:mehr )?statt|nicht (?:mehr )?durchgeführt worden|nicht erfolgt|versäumt worden|niemand mehr|did not (?:take place|happen)|ha(?:s|ve) not (?:taken place|happened)|(?:has|have|had) not been (?:held|done|carried out|made|reviewed|tested|checked|run|repeated)|(?:was|were) not (?:held|done|carried out)|(?:was|were) (?:skipped|missed|cancelled|canceled|dropped|called off)|nobody has [^.]{0,60}since)\b").ok()
    });
    static RULE: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:if|when|whenever|should|unless|in case|must|shall|will|wenn|falls|sofern|sollten?|wird|werden|muss|müssen|darf|which|that (?:was|were|has|have)|nachgeholt|nachzuholen|made up|caught up|repeated in)\b|\?$").ok()
    });
    let text = lower(sentence);
    let found = UNDONE.as_ref()?.find(&text)?;
    (!says(&RULE, &text)).then(|| sentence.get(..found.start()).unwrap_or(""))
}

/// The days of the rows of a log that stands below a sentence.
fn log(all: &[Spoken], at: usize) -> Vec<Date> {
    let own = &all[at];
    let rows: Vec<&Spoken> = all[at + 1..]
        .iter()
        .take_while(|next| next.is_row && next.heading == own.heading)
        .collect();
    let Some(first) = rows.first() else {
        return Vec::new();
    };
    let heads: Vec<String> = cells(&first.heads);
    let Some(column) = column_of_days(&heads, &format!("{} {}", own.heading, own.text)) else {
        return Vec::new();
    };
    let kept = rows.iter().filter(|row| row.heads == first.heads);
    let kept = kept.filter_map(|row| {
        let cells = cells(&row.text);
        let came = cells.iter().enumerate();
        let came =
            came.filter(|(place, cell)| *place != column && cell.contains(char::is_alphanumeric));
        let is_told = came.count() > 0 && !cells.iter().any(|cell| is_put_off(cell));
        let day = days_in(cells.get(column)?).next()?;
        is_told.then_some(day.day)
    });
    kept.collect()
}

fn cells(row: &str) -> Vec<String> {
    let row = row.trim().trim_start_matches('|').trim_end_matches('|');
    row.split('|').map(plain).collect()
}

/// The column of a log that holds the days on which it was kept: by a head with a word of the
/// sentence or its heading ("Abgleich am"), else one of days alone in what is no list of versions.
fn column_of_days(heads: &[String], rule: &str) -> Option<usize> {
    static AHEAD: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:next|due|planned|plan|by|until|deadline|nächst\w*|fällig\w*|geplant\w*|bis|soll|frist|termin)\b").ok()
    });
    static OF_DAYS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:date|day|when|done on|held on|datum|tag|wann|am|durchgeführt(?: am)?)$")
            .ok()
    });
    static OF_VERSIONS: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"\b(?:version|revision|rev|fassung|author|autor\w*|bearbeit\w*|änderung\w*|changes?)\b").ok()
    });
    let rule = words(rule);
    let heads: Vec<String> = heads.iter().map(|head| lower(head)).collect();
    if heads.iter().any(|head| says(&OF_VERSIONS, head)) {
        return None;
    }
    let speaks = |head: &str| {
        words(head).iter().any(|word| {
            word.len() >= SHARED
                && rule
                    .iter()
                    .any(|said| said.get(..SHARED) == word.get(..SHARED))
        })
    };
    let is_past = |head: &&String| !says(&AHEAD, head);
    let fits = |head: &&String| speaks(head) || says(&OF_DAYS, head);
    heads.iter().position(|head| is_past(&head) && fits(&head))
}

/// Words that begin with so many letters alike speak of the same.
const SHARED: usize = 5;

/// Whether a cell says that something was not done, or not yet: it begins with that.
fn is_put_off(cell: &str) -> bool {
    static PUT_OFF: LazyLock<Option<Regex>> = LazyLock::new(|| {
        Regex::new(r"^(?:\w+ )?(?:ausgefallen|entfallen|entfiel|fiel aus|abgesagt|verschoben|unterblieben|nicht (?:durchgeführt|stattgefunden|erfolgt)|fand nicht statt|cancell?ed|called off|postponed|put off|rescheduled|moved to|skipped|dropped|not (?:held|done|run|carried out)|did not (?:take place|happen)|fell through)\b|^(?:geplant|vorgesehen|offen|open|planned|scheduled|pending|tbd|steht aus|ausstehend)$").ok()
    });
    says(&PUT_OFF, &lower(cell))
}

#[cfg(test)]
mod tests {
    use super::{is_missed, is_put_off, last_named};

    #[test]
    fn the_last_day_is_read_behind_its_word() {
        for (sentence, day) in [
            (
                "Reviewed each February, last on 24 February 2026",
                Some("2026-02-24"),
            ),
            (
                "Wird jedes Jahr durchgesehen, zuletzt am 24.02.2026",
                Some("2026-02-24"),
            ),
            ("Die letzte stammt vom Mai 2024", Some("2024-05-31")),
            ("Kept for the last five years", None),
            ("Held on 3 March 2026", None),
        ] {
            let found = last_named(sentence).map(|day| day.to_string());
            assert_eq!(found.as_deref(), day, "{sentence}");
        }
    }

    #[test]
    fn what_was_left_undone_is_told_from_what_happens_then() {
        for sentence in [
            "Die letzte stammt vom Mai 2024; 2025 und 2026 ist sie unterblieben",
            "The exercise did not take place this year",
            "The stock check was skipped in spring",
            "Den Vertrag hat seit 2024 niemand mehr durchgesehen",
        ] {
            assert!(is_missed(sentence), "{sentence}");
        }
        for sentence in [
            "If the exercise did not take place, it is repeated within a month",
            "Ausgefallene Prüfungen werden nachgeholt",
            "The spring check was skipped and made up in June",
            "The exercise took place",
        ] {
            assert!(!is_missed(sentence), "{sentence}");
        }
        assert!(is_put_off("ausgefallen, kein Personal") && is_put_off("Postponed to May"));
        assert!(!is_put_off("17 berichtigt, 5 Netzgeräte offen") && !is_put_off("passed"));
    }
}
