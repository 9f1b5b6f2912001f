//! The day of a deed that one sentence or one row of a table tells: "The list was sent to all
//! staff on 9 March 2026", "| Failover | 6 June 2026 | passed |".
//!
//! People keep records where they keep the rules: the plan with the tests below it, the process
//! with its last reviews. Whatever a file is as a whole, such an entry is a record of its day.
//! It must bear the day itself and tell of something past; what is due, planned or to be done
//! on a day tells nothing, and the day on which a rule was approved is that of the rule.

mod days;
mod habit;
mod plain;

use std::borrow::Cow;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::dates::{day_without_year, days_in};
use super::sayings::Sayings;
use super::words::words;

pub(super) use days::{day_of_heading, days_told, heads_no_deeds};
pub(super) use habit::tells_habit;
pub(super) use plain::{Plain, has_measure, plain_deed, plain_row};

/// A day on which something was done, as a number that sorts: 20260309, or 309 where the year
/// is not said; 0 for none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ToldOn(u32);

impl ToldOn {
    fn day(day: Date) -> Self {
        let of = |part: i8| u32::from(part.unsigned_abs());
        let year = u32::from(day.year().unsigned_abs());
        Self(year * 10_000 + of(day.month()) * 100 + of(day.day()))
    }

    /// The last day of a month.
    pub(super) fn end_of(year: i16, month: u8) -> Option<Self> {
        let first = Date::new(year, i8::try_from(month).ok()?, 1).ok()?;
        Some(Self::day(first.last_of_month()))
    }

    /// Whether any day is told.
    #[must_use]
    pub fn any(self) -> bool {
        self.0 > 0
    }

    /// The year, where it is said.
    #[must_use]
    pub fn year(self) -> Option<i16> {
        i16::try_from(self.0 / 10_000).ok().filter(|year| *year > 0)
    }

    /// The day itself; without a year of its own that of a given one.
    #[must_use]
    pub fn in_year(self, year: i16) -> Option<Date> {
        let part = |from: u32| i8::try_from(self.0 / from % 100).ok();
        Date::new(self.year().unwrap_or(year), part(100)?, part(1)?).ok()
    }
}

/// Longer texts are no sentences.
const LONGEST: usize = 1_000;

/// A sentence with one of these tells of something past.
#[rustfmt::skip]
static PAST: Sayings = Sayings::new(&[
    "was", "were", "has been", "have been", "had", "did", "took place", "took", "gave", "ran", "went", "read out",
    "brought", "came", "chose", "wurde", "wurden", "worden", "war", "waren", "hatte", "hatten", "fand", "fanden",
    "erfolgte", "erfolgten", "erledigt", "durchgefuehrt", "umgesetzt", "abgeschlossen", "stattgefunden",
    "bestanden", "ging", "gab", "haben wir", "lag", "lagen", "stellte", "zeigte", "ergab",
]);

/// Participles that do not end in "ed".
#[rustfmt::skip]
static PARTICIPLES: Sayings = Sayings::new(&[
    "done", "made", "held", "met", "found", "told", "given", "sent", "run", "kept", "read",
]);

/// Words that end like participles of something past and are none.
#[rustfmt::skip]
static NO_PARTICIPLES: Sayings = Sayings::new(&[
    "limited", "indeed", "exceed", "proceed", "speed", "succeed", "hundred", "agreed", "based", "named", "needed",
    "required", "related", "detailed", "united", "embed", "interested", "affected", "concerned",
]);

/// Words before a participle that make a condition, a state or a thing of it.
#[rustfmt::skip]
static NOT_PAST: Sayings = Sayings::new(&[
    "is", "are", "be", "being", "gets", "get", "the", "a", "an", "each", "all", "not", "as", "based", "since", "under",
    "after", "before", "than", "when", "if", "once", "until", "to", "and", "or", "of", "our", "its", "their",
]);

/// A sentence with one of these says what has to be, is to come, or did not come.
#[rustfmt::skip]
static AHEAD: Sayings = Sayings::new(&[
    "must", "shall", "should", "will be", "planned", "plan to", "plans to", "due on", "due by", "is due", "are due",
    "scheduled", "to be", "by the end", "muss", "muessen", "soll", "sollen", "sollte", "geplant", "faellig", "wird",
    "naechste", "naechster", "naechstes", "naechsten", "next", "falls", "pending", "offen", "outstanding", "tbd",
    "ausstehend", "entfallen", "ausgefallen", "cancelled", "canceled", "postponed", "verschoben", "vorgesehen",
    "angesetzt", "nicht statt", "fiel aus", "fielen aus", "abgesagt", "abgebrochen", "aborted", "called off",
    "dropped", "rescheduled", "was moved", "were moved", "moved to", "fell through", "not take place", "not run",
    "skipped", "to do", "in progress", "in arbeit", "laeuft", "announced for", "set for", "booked for", "agreed for",
    "vereinbart", "terminiert", "decided", "beschlossen", "festgelegt", "agreed to", "agreed that", "had the",
    "nearly", "doubted", "whether",
]);

/// A sentence with one of these dates a rule, or a page.
#[rustfmt::skip]
static OF_RULES: Sayings = Sayings::new(&[
    "version", "stand", "fassung", "valid", "gueltig", "effective", "in force", "in kraft", "gilt", "approved by",
    "approved on", "freigegeben", "genehmigt", "last updated", "last reviewed", "next review", "last review",
    "review date", "erstellt", "created", "author", "owner", "adopted", "verabschiedet", "was written", "replaced",
    "replaces", "ersetzt", "added", "ergaenzt", "regulation", "verordnung",
]);

/// Words that begin an example.
#[rustfmt::skip]
static EXAMPLES: Sayings = Sayings::new(&["example", "for example", "e g", "eg", "beispiel", "zum beispiel", "z b"]);

/// Heads of columns that hold what came of something.
#[rustfmt::skip]
static RESULT_HEADS: Sayings = Sayings::new(&[
    "result", "results", "outcome", "outcomes", "finding", "findings", "actual", "measured", "achieved", "done",
    "closed", "resolved", "completed", "lesson", "lessons", "ergebnis", "ergebnisse", "befund", "feststellung",
    "feststellungen", "gemessen", "erreicht", "erledigt", "geschlossen", "abgeschlossen", "umgesetzt", "reached",
    "learned", "learnt", "verdict", "erkenntnis", "erkenntnisse", "erfolgreich", "gelernt", "wirksamkeit",
]);

/// Words in a head by which it asks for something else: "Expected result", "Next".
#[rustfmt::skip]
static OTHER_HEADS: Sayings = Sayings::new(&[
    "expected", "needed", "planned", "target", "who", "wer", "for", "next", "by", "due", "deadline", "erwartet",
    "erwartetes", "soll", "ziel", "naechste", "naechster", "naechstes", "bis", "retest", "valid", "agreed",
]);

/// Heads of the first column of a document's history.
#[rustfmt::skip]
static VERSION_HEADS: Sayings = Sayings::new(&[
    "version", "rev", "revision", "issue", "edition", "fassung", "ausgabe",
]);

/// Heads of the columns beside it.
#[rustfmt::skip]
static CHANGED_BY: Sayings = Sayings::new(&[
    "author", "editor", "change", "changes", "changed", "approved", "approver", "prepared", "autor", "autorin",
    "bearbeiter", "ersteller", "aenderung", "aenderungen", "geaendert", "freigabe", "freigegeben", "verfasser",
]);

/// The last day on which a sentence tells that something was done.
pub(super) fn told_in_sentence(sentence: &str) -> Option<ToldOn> {
    if !may_tell(sentence) {
        return None;
    }
    let mut parts = sentence.split([',', '(']).skip(1);
    if let Some(last) = parts.find_map(|part| told_as_last(part.trim_start())) {
        return Some(last);
    }
    let sentence = without_next(sentence);
    tells_past(&sentence).then(|| last_day(&sentence)).flatten()
}

/// Whether a sentence tells of something past, and of nothing to come.
pub(super) fn tells_past(sentence: &str) -> bool {
    let words = words(sentence);
    (PAST.any_in(&words) || has_past_form(&words)) && !is_no_deed(&words)
}

/// Words that begin what is said of the next time.
#[rustfmt::skip]
static NEXT: Sayings = Sayings::new(&[
    "next", "again", "the next", "retest", "planned again", "following", "naechste", "naechster", "naechstes", "wieder",
    "wiederholung", "erneut", "folgetermin",
]);

/// Without the part of a sentence that says when it is done the next time: "tested on 12 March 2026
/// (next: March 2027)".
fn without_next(sentence: &str) -> Cow<'_, str> {
    let is_next = |part: &str| words(part).first().is_some_and(|word| NEXT.has(word));
    let mut parts = sentence.split([',', '(']).skip(1);
    if !parts.any(is_next) {
        return Cow::Borrowed(sentence);
    }
    let parts = sentence.split([',', '(']).enumerate();
    let kept = parts.filter(|(at, part)| *at == 0 || !is_next(part));
    Cow::Owned(kept.map(|(_, part)| part).collect::<Vec<_>>().join(","))
}

/// Words before the day on which something was done last, beside the rule that it is done.
const LAST: &[&str] = &[
    "last on ",
    "last time on ",
    "most recently on ",
    "zuletzt am ",
    "letztmals am ",
];

/// So many bytes hold a day: "16 September 2026".
const LONGEST_DAY: usize = 18;

/// The day of the last time that a text begins with: "last on 16 January 2026".
pub(super) fn told_as_last(text: &str) -> Option<ToldOn> {
    let mark = LAST.iter().find(|mark| {
        let begins = text.get(..mark.len());
        begins.is_some_and(|begins| begins.eq_ignore_ascii_case(mark))
    })?;
    let day: String = text[mark.len()..].chars().take(LONGEST_DAY).collect();
    last_day(&day)
}

/// The last day on which a row of a table tells that something was done, given its cells that say
/// so: those under heads of what is to come left out.
pub(super) fn told_in_row(cells: &str) -> Option<ToldOn> {
    if !may_tell(cells) {
        return None;
    }
    let words = words(cells);
    (!AHEAD.any_in(&words)).then(|| last_day(cells)).flatten()
}

/// What the cells below a head hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Asked {
    /// What came of something.
    Result,
    /// What is to come, or is asked for.
    Ahead,
    /// Anything else.
    Other,
}

/// Whether the heads of a table are those of a document's history, whose days are those of its
/// versions: what is released has versions as well, but nobody who changed its text.
pub(super) fn heads_history(row: &str) -> bool {
    let mut heads = row.split('|').map(words);
    let first = heads.next().unwrap_or_default();
    VERSION_HEADS.any_in(&first) && heads.any(|head| CHANGED_BY.any_in(&head))
}

/// What the head of a column says of its cells.
pub(super) fn asked(head: &str) -> Asked {
    let words = words(head);
    if OTHER_HEADS.any_in(&words) {
        Asked::Ahead
    } else if RESULT_HEADS.any_in(&words) {
        Asked::Result
    } else {
        Asked::Other
    }
}

/// A cheap look, since most sentences bear no day.
fn may_tell(text: &str) -> bool {
    text.len() <= LONGEST && text.bytes().any(|byte| byte.is_ascii_digit())
}

/// The last day with its year, else the last without.
fn last_day(text: &str) -> Option<ToldOn> {
    let whole = days_in(text).map(|date| ToldOn::day(date.day)).max();
    whole.or_else(|| {
        let (month, day) = day_without_year(text)?;
        Some(ToldOn(u32::from(month) * 100 + u32::from(day)))
    })
}

/// The days that stand in a text: those with their year, else the last without.
pub(super) fn days_of(text: &str) -> Vec<ToldOn> {
    let whole: Vec<ToldOn> = days_in(text).map(|date| ToldOn::day(date.day)).collect();
    if whole.is_empty() {
        last_day(text).into_iter().collect()
    } else {
        whole
    }
}

/// Whether words say what is to come, date a rule, or begin an example.
pub(super) fn is_no_deed(words: &[String]) -> bool {
    AHEAD.any_in(words) || OF_RULES.any_in(words) || is_example(words)
}

/// "The desk recorded", and not "is recorded" nor "the recorded calls".
fn has_past_form(words: &[String]) -> bool {
    words.iter().enumerate().any(|(at, word)| {
        let before = at.checked_sub(1).map(|at| words[at].as_str());
        is_past(word) && !before.is_some_and(|before| NOT_PAST.has(before))
    })
}

/// Whether a word is a form of a verb that tells of something past, or looks like one.
fn is_past(word: &str) -> bool {
    let ends = word.len() > 4 && word.ends_with("ed") && !NO_PARTICIPLES.has(word);
    ends || PARTICIPLES.has(word)
}

/// Whether a sentence begins as an example does.
fn is_example(words: &[String]) -> bool {
    let begin = &words[..words.len().min(2)];
    EXAMPLES.any_in(begin)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_tell_the_day_of_a_deed() {
        for (sentence, day) in [
            (
                "The MD sent this list to all staff by mail on 9 March 2026",
                "2026-03-09",
            ),
            (
                "Published to staff and read out at the February 2026 all-hands.",
                "2026-02-28",
            ),
            (
                "Posted in #general on 2026-01-29 and walked through in the team",
                "2026-01-29",
            ),
            (
                "Die Zuordnung wurde am 22.01.2026 allen Beschäftigten bekannt gegeben",
                "2026-01-22",
            ),
            ("Restore tried 12 March 2026 (OK).", "2026-03-12"),
            (
                "Risks are looked at each January, last on 16 January 2026 (power).",
                "2026-01-16",
            ),
            (
                "Risiken werden einmal im Jahr bewertet, zuletzt am 20.01.2026 (Klima)",
                "2026-01-20",
            ),
            ("Time-to-live lowered (done 2 July)", "2026-07-02"),
        ] {
            let told = told_in_sentence(sentence).and_then(|day| day.in_year(2026));
            let told = told.map(|day| day.to_string());
            assert_eq!(told.as_deref(), Some(day), "{sentence}");
        }
        for sentence in [
            "The failover must be tested by 9 March 2026.",
            "The next test was planned for 9 March 2026.",
            "Each incident is recorded since 9 March 2026.",
            "This policy was approved by the board on 9 March 2026.",
            "Version 2.1 was written on 9 March 2026.",
            "Die Prüfung wird am 22.01.2026 durchgeführt.",
            "Risks are looked at each January, next on 16 January 2026.",
            "Die Vorschrift über zuletzt am 22.01.2026 genannte Dienste gilt weiter.",
            "The list was sent to all staff in 2026.",
            "The list was sent to all staff.",
            "The exercise of 9 March 2026 was cancelled.",
            "Der Notfalltest am 06.06.2026 fand nicht statt.",
            "The continuity test is held on 6 June 2026.",
            "The policy is communicated to all staff as agreed on 9 March 2026.",
            "It was decided on 9 March 2026 that tests compare the time with the target.",
            "Example: in the test on 6 June 2026 the recovery time achieved was 3 h.",
            "Diese Politik wurde am 09.03.2026 verabschiedet.",
            "The policy was communicated to all staff (see 5.2.).",
            "",
        ] {
            assert_eq!(told_in_sentence(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn rows_tell_the_day_of_what_is_not_to_come() {
        let day = |row: &str| told_in_row(row).and_then(|day| day.in_year(2026));
        let day = |row: &str| day(row).map(|day| day.to_string());
        assert_eq!(
            day("Failover | 6 June 2026 | 5 h 25").as_deref(),
            Some("2026-06-06")
        );
        assert_eq!(
            day("Failover | April 11, 2025 | ok").as_deref(),
            Some("2025-04-11")
        );
        for row in [
            "Failover | 6 June 2026 | planned",
            "Failover | 6 June 2026 | fell through",
            "Failover | June | ok",
        ] {
            assert_eq!(told_in_row(row), None, "{row}");
        }
    }

    #[test]
    fn heads_of_a_history_name_versions_and_who_changed_them() {
        for row in [
            "Version | Date | Author | Result",
            " Rev. | Date | Changes | Done by ",
            "Fassung|Datum|Änderung|Erledigt",
        ] {
            assert!(heads_history(row), "{row}");
        }
        for row in [
            "Version | Date | Result",
            "No. | Date | Changes | Result",
            "Test | Version | Changed | Result",
            "",
        ] {
            assert!(!heads_history(row), "{row}");
        }
    }

    #[test]
    fn heads_say_what_came_of_something() {
        for head in [
            "Result",
            "Actual recovery time",
            "Ergebnis",
            "What we learned",
        ] {
            assert_eq!(asked(head), Asked::Result, "{head}");
        }
        for head in [
            "Expected result",
            "Retest by",
            "Next",
            "Deadline",
            "Wer ist zuständig",
        ] {
            assert_eq!(asked(head), Asked::Ahead, "{head}");
        }
        assert_eq!(asked("Test"), Asked::Other);
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "[| a-zä0-9.,–-]{0,80}") {
            let _ = (told_in_sentence(&text), told_in_row(&text));
        }
    }
}
