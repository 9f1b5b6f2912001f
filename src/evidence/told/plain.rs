//! Entries so plain that whoever looks at them writes them down as seen: "Seen: list of roles sent to
//! all staff, 9 March 2026".
//!
//! A sentence must say itself what was done, on one full day of its own, and to whom or with what
//! result; a row must stand below a head that asks what came of it. Any negation, condition, hearsay,
//! subordinate clause or other party leaves an entry what it was, a hint of a record. Better to miss
//! some: an entry that counts in full is a record that nobody has to look for any more.

use std::ops::Range;

use super::{ToldOn, has_past_form, is_no_deed, is_past};
use crate::evidence::dates::{days_in, first_date, month_number};
use crate::evidence::sayings::Sayings;
use crate::evidence::words::{is_word, words};

/// A deed that a sentence tells of with its day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::evidence) struct Plain {
    pub told: ToldOn,
    /// The numbers of the words, from 1, that say what was done: "sent", "bekannt gegeben".
    pub deed: Range<u32>,
}

/// Longer sentences say too much at once.
const MOST_WORDS: usize = 45;

/// So far apart stand "was" and "sent" at most.
const APART: usize = 4;

/// With one of these it is open what was done, by whom, or whether it was.
#[rustfmt::skip]
static DOUBTS: Sayings = Sayings::new(&[
    // Negated, or in part.
    "not", "no", "never", "nobody", "none", "neither", "without", "hardly", "only", "some", "partly", "partially", "mostly",
    "almost", "except", "but", "however", "although", "though", "failed", "fails", "failure", "incomplete", "wrong",
    "wrongly", "withdrawn", "revoked", "recalled", "undone", "instead", "last time", "too late", "unsuccessful",
    "unsuccessfully", "stopped", "interrupted", "missing", "needed", "fehlt", "fehlen", "noetig", "nicht", "kein", "keine", "keinen", "keiner", "keinem", "nie", "niemand",
    "ohne", "nur", "teilweise", "teils", "fast", "kaum", "aber", "jedoch", "allerdings", "obwohl", "ausser",
    "erfolglos", "gescheitert", "fehlgeschlagen", "unvollstaendig", "zurueckgezogen", "widerrufen", "statt",
    // Supposed, wanted, or heard of.
    "would", "could", "might", "may have", "may be", "can", "if", "when", "unless", "until", "while", "that", "which",
    "who", "whose", "what", "how", "whether", "where", "why", "reportedly", "apparently", "allegedly", "supposedly",
    "probably", "presumably", "perhaps", "believe", "believed", "think", "thinks", "thought", "said", "says", "claims",
    "claimed", "according", "remember", "remembers", "seems", "seemed", "meant", "intended", "wanted", "asked",
    "requested", "promised", "offered", "supposed", "expected", "tried to", "draft", "drafts", "example", "sample",
    "fictitious", "imagine", "invited", "registered", "ordered", "prepared", "wenn", "ob", "dass", "wie", "wer",
    "welche", "welcher", "damit", "sobald", "bevor", "nachdem", "haette", "waere", "wuerde", "wuerden", "koennte",
    "sollte", "kann", "darf", "laut", "angeblich", "vermutlich", "wohl", "wahrscheinlich", "anscheinend", "entwurf",
    "versprochen", "zugesagt", "gewuenscht", "beispiel", "muster", "eingeladen", "angemeldet", "vorbereitet",
    // Made up, or of another time.
    "mock", "dry run", "rehearsal", "scenario", "write", "wording", "question", "quiz", "assume", "assumed", "last year",
    "last year s", "previous", "former", "szenario", "frage", "wortlaut", "formulierung", "annahme", "angenommen",
    "generalprobe", "vorjahr", "vorjahres", "frueheren", "ehemaligen",
    // Of others.
    "its", "their", "theirs", "his", "her", "deren", "dessen",
]);

/// Before the deed these tell of what others did.
#[rustfmt::skip]
static OTHERS: Sayings = Sayings::new(&[
    "supplier", "suppliers", "vendor", "vendors", "provider", "providers", "customer", "customers", "client", "clients",
    "regulator", "manufacturer", "competitor", "partner", "lieferant", "lieferanten", "anbieter", "hersteller", "kunde",
    "kunden", "auftragnehmer", "dienstleister", "behoerde", "parliament", "government", "law", "gesetz",
    "of the", "of a", "of an", "of another",
]);

/// To whom or before whom something was done.
#[rustfmt::skip]
static RECIPIENTS: Sayings = Sayings::new(&[
    "to all", "to staff", "to everyone", "to everybody", "to every", "to each", "to the board", "to the team", "to the teams",
    "to the whole", "to customers", "to users", "to our", "to management", "to the md", "with all", "with everyone",
    "with the team", "with the board", "all staff", "whole staff", "at the all hands", "at the staff", "in the staff",
    "allen beschaeftigten", "allen mitarbeitenden", "allen mitarbeitern", "an alle", "allen", "der belegschaft",
    "personalversammlung", "betriebsversammlung", "mitarbeiterversammlung", "der geschaeftsleitung", "dem vorstand",
    "den mitgliedern", "den kunden",
]);

/// What came of it.
#[rustfmt::skip]
static RESULTS: Sayings = Sayings::new(&[
    "ok", "passed", "successful", "successfully", "complete", "completely", "in full", "reached", "met", "all well",
    "without errors", "bestanden", "erfolgreich", "vollstaendig", "erreicht", "fehlerfrei", "in ordnung",
    "result", "ergebnis",
]);

/// What makes a past passive.
static PASSIVES: Sayings = Sayings::new(&["was", "were", "been"]);

/// The same in German, where the deed ends the clause.
static GERMAN: Sayings = Sayings::new(&["wurde", "wurden"]);

/// Words that may stand before a date.
#[rustfmt::skip]
static DAYS_OF_WEEK: Sayings = Sayings::new(&[
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "mon", "tue", "wed", "thu", "fri", "sat",
    "sun", "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag", "dem",
]);

/// Behind one of these a word in "-ed" tells of a thing: "the list of closed calls".
#[rustfmt::skip]
static OF_THINGS: Sayings = Sayings::new(&[
    "of", "for", "with", "in", "by", "from", "about", "on", "our", "all", "any", "new", "no", "these", "those", "this",
]);

/// The deed that a sentence tells of, if it tells of nothing else.
pub(in crate::evidence) fn plain_deed(sentence: &str) -> Option<Plain> {
    let told = only_day(sentence)?;
    let said = words(sentence);
    if said.len() > MOST_WORDS || DOUBTS.any_in(&said) || is_no_deed(&said) {
        return None;
    }
    let (from, deed) = deed(sentence, &said)?;
    let day_at = day_of_deed(sentence, &deed)?;
    let begins = day_at <= 1;
    let tells = RECIPIENTS.any_in(&said) || RESULTS.any_in(&said) || has_measure(sentence);
    let of_others = OTHERS.any_in(&said[..deed.start]);
    let number = |at: usize| u32::try_from(at + 1).ok();
    let deed = number(deed.start)?..number(deed.end)?;
    (tells && !of_others && (begins || day_at > from)).then_some(Plain { told, deed })
}

/// The day of a row below a head that asks what came of it, if its cells say nothing else.
pub(in crate::evidence) fn plain_row(cells: &str) -> Option<ToldOn> {
    let told = only_day(cells)?;
    let said = words(cells);
    (!DOUBTS.any_in(&said) && !is_no_deed(&said) && !OTHERS.any_in(&said)).then_some(told)
}

/// The one full day that stands in a text.
fn only_day(text: &str) -> Option<ToldOn> {
    let mut days = days_in(text).filter(|date| date.exact);
    let day = days.next()?;
    days.next().is_none().then(|| ToldOn::day(day.day))
}

/// The word that a sentence tells the past with, and those that say what was done: "was",
/// "issued"; of an active sentence both are one.
fn deed(sentence: &str, said: &[String]) -> Option<(usize, Range<usize>)> {
    if let Some(at) = said.iter().position(|word| GERMAN.has(word)) {
        let end = end_of_clause(sentence, said.len(), at);
        return (end > at + 1).then(|| (at, end.saturating_sub(2).max(at + 1)..end));
    }
    if let Some(at) = said.iter().position(|word| PASSIVES.has(word)) {
        let deed = (at + 1..said.len().min(at + 1 + APART)).find(|at| is_past(&said[*at]))?;
        return Some((at, deed..deed + 1));
    }
    let is_deed = |at: &usize| {
        let before = at.checked_sub(1).map(|at| &said[at]);
        is_past(&said[*at])
            && has_past_form(&said[at.saturating_sub(1)..=*at])
            && !before.is_some_and(|before| OF_THINGS.has(before))
    };
    let at = (0..said.len()).find(is_deed)?;
    Some((at, at..at + 1))
}

/// The number of the word behind the clause in which a word stands.
fn end_of_clause(sentence: &str, most: usize, word: usize) -> usize {
    let mut count = 0;
    let mut within = false;
    for (at, c) in sentence.char_indices() {
        let digit_before = sentence[..at].ends_with(|c: char| c.is_ascii_digit());
        if is_word(c) {
            count += usize::from(!within);
            within = true;
            continue;
        }
        within = false;
        let ends = matches!(c, ',' | ';' | ':' | '–') || c == '.' && !digit_before;
        if ends && count > word {
            return count;
        }
    }
    most
}

/// The number of the word that the day begins with, where it is that of the deed: behind "on", in
/// brackets, right behind the deed, or at the beginning.
fn day_of_deed(sentence: &str, deed: &Range<usize>) -> Option<usize> {
    let starts = sentence.match_indices([' ', '(']).map(|(at, _)| at + 1);
    let starts = std::iter::once(0).chain(starts);
    for at in starts {
        let (before, rest) = sentence.split_at(at);
        let first = words(rest.split(|c: char| !is_word(c)).next().unwrap_or(""));
        let is_month = first
            .first()
            .is_some_and(|word| month_number(word).is_some());
        let begins = is_month || rest.starts_with(|c: char| c.is_ascii_digit());
        if !begins || first_date(rest).is_none_or(|date| !date.exact) {
            continue;
        }
        let mut said = words(before);
        said.pop_if(|word| DAYS_OF_WEEK.has(word));
        let last = said.last().map_or("", |word| word);
        let behind_deed = said.len() == deed.end;
        // An odd mark before it has not been closed.
        let marks = before.matches(['"', '“', '”', '„', '«', '»']).count();
        if marks % 2 == 1 {
            return None;
        }
        let of_deed = matches!(last, "" | "on" | "am") || before.ends_with('(') || behind_deed;
        return of_deed.then_some(said.len());
    }
    None
}

/// Whether figures say what came of it: "41 of 42", "96 %", "3 h 10".
pub(in crate::evidence) fn has_measure(text: &str) -> bool {
    let said = words(text);
    let is_number = |word: &String| word.bytes().all(|byte| byte.is_ascii_digit());
    let units = [
        "h", "hours", "min", "minutes", "stunden", "minuten", "of", "von",
    ];
    let measures = |pair: &[String]| is_number(&pair[0]) && units.contains(&pair[1].as_str());
    text.contains('%') || said.windows(2).any(measures)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn deed_of(sentence: &str) -> Option<String> {
        let plain = plain_deed(sentence)?;
        let said = words(sentence);
        let (from, to) = (plain.deed.start as usize - 1, plain.deed.end as usize - 1);
        Some(said[from..to].join(" "))
    }

    #[test]
    fn plain_sentences_say_what_was_done() {
        for (sentence, deed) in [
            (
                "The MD issued this list to all staff by mail on 9 March 2026",
                "issued",
            ),
            (
                "The policy was sent to all staff by mail on 9 March 2026",
                "sent",
            ),
            ("Restore tried 12 March 2026 (OK)", "tried"),
            (
                "Hub is backed up nightly to the second site, restore tried 12 March 2026 (OK)",
                "tried",
            ),
            (
                "On 12 March 2026 the restore was tested and 40 of 40 files came back",
                "tested",
            ),
            (
                "Die Leitlinie steht im Intranet und wurde in der Personalversammlung am 05.02.2026 vorgestellt",
                "2026 vorgestellt",
            ),
            (
                "Die Zuordnung wurde am 22.01.2026 allen Beschäftigten bekannt gegeben",
                "bekannt gegeben",
            ),
            (
                "Dana announced these at the all-hands on 2026-02-11",
                "announced",
            ),
        ] {
            assert_eq!(deed_of(sentence).as_deref(), Some(deed), "{sentence}");
        }
    }

    #[test]
    fn all_that_leaves_something_open_is_not_plain() {
        for sentence in [
            "The policy was sent to all staff by mail in March 2026",
            "The policy was sent to all staff by mail on 9 March",
            "The policy was sent on 9 March 2026",
            "The policy was not sent to all staff on 9 March 2026",
            "The policy was sent to all staff but two on 9 March 2026",
            "The policy of 9 March 2026 was sent to all staff",
            "The policy approved on 9 March 2026 was sent to all staff",
            "The policy in force since 9 March 2026 was sent to all staff",
            "The policy was to be sent to all staff on 9 March 2026",
            "The policy must be sent to all staff on 9 March 2026",
            "Ann said that the policy was sent to all staff on 9 March 2026",
            "The policy was reportedly sent to all staff on 9 March 2026",
            "The draft was sent to all staff on 9 March 2026",
            "If it was sent to all staff on 9 March 2026, all is well",
            "The supplier tested the plan on 9 March 2026, 3 h 10",
            "Northmoor tested its plan on 9 March 2026, 3 h 10",
            "The restore failed on 9 March 2026, 3 of 40 files came back",
            "The policy was sent to all staff on 9 March 2026 and on 12 April 2026",
            "Example: the policy was sent to all staff on 9 March 2026",
            "Write: \"the policy was sent to all staff on 9 March 2026\"",
            "The policy of the football club was sent to all staff on 9 March 2026",
            "Last year's policy was sent to all staff on 9 March 2026",
            "Each policy is sent to all staff, this one on 9 March 2026",
            "Die Leitlinie wurde am 05.02.2026 nur mündlich allen Beschäftigten bekannt gegeben",
            "Die Leitlinie wird am 05.02.2026 allen Beschäftigten bekannt gegeben",
            "Die Leitlinie vom 05.02.2026 wurde allen Beschäftigten bekannt gegeben",
            "Die Leitlinie wurde laut Frau Kern am 05.02.2026 allen bekannt gegeben",
            "",
        ] {
            assert_eq!(plain_deed(sentence), None, "{sentence}");
        }
    }

    #[test]
    fn plain_rows_have_one_full_day() {
        assert!(plain_row("| Failover | 6 June 2026 | 5 h 25 |").is_some());
        for row in [
            "| Failover | June 2026 | 5 h 25 |",
            "| Failover | 6 June | 5 h 25 |",
            "| Failover | 6 June 2026 | failed |",
            "| Failover | 6 June 2026 | by the supplier |",
            "| Failover | 6 June 2026 | 5 h 25, again 6 July 2026 |",
        ] {
            assert_eq!(plain_row(row), None, "{row}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "[| a-zä0-9.,(–-]{0,80}", more in "(was|wurde|on|am|9 March 2026|sent| |\\(|,|\\.){0,12}") {
            let _ = (plain_deed(&text), plain_row(&text), plain_deed(&more));
        }
    }
}
