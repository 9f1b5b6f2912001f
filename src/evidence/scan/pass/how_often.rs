//! How often it happens, said apart from what happens: "We tested the plan on 10 June. We do it
//! every June."
//!
//! Nobody names a thing again only to say how often it is done. A clause that says nothing but how
//! often ("Once a year.", "Wir machen das jährlich.") speaks of what the sentence before says; to
//! the rest of its passage, and to the heading above, it lends the interval too, but as one that
//! stands near: it shows that an interval is stated and is held against nobody. So does a clause
//! that says more and only points back ("We meet each of them every quarter and talk about …").
//! A clause with a subject of its own ("Backups are made every month") says nothing of others.

use super::{Pass, Sentence};
use crate::evidence::phrases::Kinds;
use crate::evidence::scan::sentence::Found;
use crate::evidence::share_of;
use crate::evidence::words::words;

/// Longer sentences say more than how often.
const SHORT: u32 = 40;

/// What a clause says of how often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Says {
    /// That alone: it is said of the sentence before.
    Alone,
    /// More, and it points back to what stands before.
    PointingBack,
    /// More of something else.
    OfItsOwn,
}

impl Pass<'_, '_, '_> {
    /// Whether a sentence may say how often what stands before it happens.
    pub(super) fn may_time(&self, sentence: &Sentence) -> bool {
        sentence.kinds.meet(Kinds::TIMES)
            && sentence.words <= SHORT
            && (!self.in_row() || self.is_row_of_interval(sentence))
            && self.heading_level.is_none()
    }

    /// Whether the sentence is a row of two cells of which the first asks how often: "Turnus |
    /// jährlich im Frühjahr".
    fn is_row_of_interval(&self, sentence: &Sentence) -> bool {
        let mut cells = self
            .text_of(sentence)
            .split('|')
            .filter(|cell| !cell.trim().is_empty());
        let (Some(label), Some(_), None) = (cells.next(), cells.next(), cells.next()) else {
            return false;
        };
        let label = words(label);
        label.len() <= LONGEST_LABEL
            && (label.iter()).any(|word| ASK_HOW_OFTEN.iter().any(|asks| word.starts_with(asks)))
    }

    /// How often a sentence says that something happens; nothing where it only says what a share
    /// is counted over.
    pub(super) fn interval_of(&self, sentence: &Sentence) -> Option<u8> {
        let heard = &self.scanner.said.heard;
        let every = heard.every?;
        let is_base = heard.every_at.is_some_and(|(last, _)| {
            let text = |from: usize, to: usize| self.task.text.get(from..to).unwrap_or("");
            let before = text(sentence.begins, last as usize);
            let before = before.rsplit(ENDS_SHARE).next().unwrap_or("");
            let after = text(last as usize, self.at);
            let after = after.split(ENDS_SHARE).next().unwrap_or("");
            share_of::is_base(before, &format!("{before}{after}"))
        });
        (!is_base).then_some(every)
    }

    /// How often what a heading names happens, by the words of the heading, and its line.
    pub(super) fn interval_of_heading(&self, heading: &[String]) -> Option<(u8, u32)> {
        let said = &self.scanner.said;
        if said.denies() || said.has_plain() {
            return None;
        }
        let compound = || heading.iter().find_map(|word| in_compound(word));
        let every = said.heard.every.or_else(compound)?;
        Some((every, self.line))
    }

    /// Takes from a sentence how often what stands before it happens.
    pub(super) fn time_before(&mut self, sentence: &Sentence) {
        let said = &self.scanner.said;
        let (Some(every), Some(at)) = (self.interval_of(sentence), said.heard.every_at) else {
            return;
        };
        let states = !said.denies() && !said.has_plain() && !sentence.question;
        if !states || !self.may_time(sentence) {
            return;
        }
        let line = self.line_of(at.0 as usize);
        if !self.in_row() {
            match self.says_how_often(sentence, at) {
                Says::OfItsOwn => return,
                Says::Alone => self.scanner.tally.time_before(every, line),
                Says::PointingBack => {}
            }
        }
        self.passage.every.get_or_insert((every, line));
    }

    /// Whether the interval that a sentence states is said of what was found in it: both stand in one
    /// part, or the part with the interval says no more than that. "Works in practice: the change
    /// board meets weekly" says nothing of how often it is looked at whether that works.
    pub(super) fn times(&self, sentence: &Sentence, found: &Found) -> bool {
        let heard = &self.scanner.said.heard;
        let (Some(at), Some(part)) = (heard.every_at, heard.every_in) else {
            return true;
        };
        part == found.part || self.in_row() || self.says_how_often(sentence, at) != Says::OfItsOwn
    }

    /// What the clause around an interval says, the last word of which begins at a byte, and
    /// which has so many words.
    fn says_how_often(&self, sentence: &Sentence, (last, count): (u32, u32)) -> Says {
        let text = |from: usize, to: usize| self.task.text.get(from..to).unwrap_or("");
        let before = text(sentence.begins, last as usize);
        let before = before.rsplit(ENDS_CLAUSE).next().unwrap_or("");
        let after = text(last as usize, self.at);
        let after = after.split(ENDS_CLAUSE).next().unwrap_or("");
        let mut before = words(before);
        before.truncate((before.len() + 1).saturating_sub(count as usize));
        let after = words(after);
        let mut around = before.iter().chain(after.iter().skip(1));
        if around.all(|word| says_nothing(word)) {
            return Says::Alone;
        }
        let near = &before[before.len().saturating_sub(NEAR)..];
        if near.iter().any(|word| POINTERS.contains(&word.as_str())) {
            return Says::PointingBack;
        }
        Says::OfItsOwn
    }
}

/// How often a thing happens that is called by a compound: "Monatsbericht" comes every month.
fn in_compound(word: &str) -> Option<u8> {
    let (_, months) = PERIODS.iter().find(|(start, _)| word.starts_with(start))?;
    let ends = COMES_BY.iter().any(|end| word.ends_with(end));
    ends.then_some(months - 1)
}

/// Beginnings of compounds, with the months they speak of; longer before shorter.
const PERIODS: &[(&str, u8)] = &[
    ("vierteljahres", 3),
    ("halbjahres", 6),
    ("quartals", 3),
    ("monats", 1),
    ("jahres", 12),
];

/// Endings of what is done in each of them.
const COMES_BY: &[&str] = &[
    "bericht",
    "berichte",
    "report",
    "runde",
    "treffen",
    "gespraech",
    "gespraeche",
    "abgleich",
    "auswertung",
    "bewertung",
    "pruefung",
    "besprechung",
    "audit",
    "test",
    "review",
    "uebung",
    "durchsicht",
];

/// Longer labels say more.
const LONGEST_LABEL: usize = 4;

/// Beginnings of the words of a label that asks how often.
const ASK_HOW_OFTEN: &[&str] = &[
    "turnus",
    "frequen",
    "interval",
    "how",
    "often",
    "wie",
    "oft",
    "haeufigkeit",
    "rhythm",
    "cycle",
    "zyklus",
    "period",
    "review",
    "reviewed",
    "ueberpruefung",
    "pruefung",
    "wann",
    "when",
    "cadence",
    "takt",
];

const ENDS_CLAUSE: [char; 7] = [';', ',', ':', '(', ')', '–', '—'];

/// What a share and its base stand within.
const ENDS_SHARE: [char; 5] = [';', ':', '|', '–', '—'];

/// A pronoun points to what is done so often from at most so many words before.
const NEAR: usize = 4;

/// Words that stand for what was named before, whatever follows them.
const POINTERS: &[&str] = &[
    "it", "them", "they", "es", "sie", "ihnen", "each", "jedem", "jeder",
];

/// Whether a word names nothing: it stands for something else, says that it is done, or when.
fn says_nothing(word: &str) -> bool {
    let number = word.bytes().all(|byte| byte.is_ascii_digit());
    number || NAMES_NOTHING.contains(&word) || MONTHS.contains(&word)
}

/// As words are compared: "ü" is "ue".
const NAMES_NOTHING: &[&str] = &[
    // That stand for something.
    "it",
    "this",
    "that",
    "them",
    "they",
    "these",
    "we",
    "all",
    "each",
    "of",
    "one",
    "das",
    "dies",
    "es",
    "sie",
    "diese",
    "dieser",
    "wir",
    "man",
    "alle",
    "davon",
    // That say that it is done.
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "have",
    "do",
    "does",
    "did",
    "done",
    "make",
    "made",
    "happen",
    "happens",
    "happened",
    "takes",
    "take",
    "took",
    "taken",
    "place",
    "carried",
    "out",
    "held",
    "hold",
    "repeat",
    "repeated",
    "run",
    "redone",
    "renewed",
    "tested",
    "test",
    "reviewed",
    "review",
    "checked",
    "check",
    "looked",
    "look",
    "gone",
    "go",
    "going",
    "over",
    "through",
    "updated",
    "due",
    "exercise",
    "again",
    "machen",
    "macht",
    "gemacht",
    "tun",
    "wird",
    "werden",
    "ist",
    "sind",
    "wurde",
    "findet",
    "finden",
    "statt",
    "erfolgt",
    "erfolgen",
    "geschieht",
    "passiert",
    "durchgefuehrt",
    "wiederholt",
    "wiederholen",
    "getestet",
    "testen",
    "geprueft",
    "pruefen",
    "geuebt",
    "ueben",
    "bewertet",
    "bewerten",
    "ueberprueft",
    "ueberpruefen",
    "besprochen",
    "besprechen",
    "aktualisiert",
    "erneuert",
    "nachgesehen",
    "angesehen",
    "angeschaut",
    "durchgegangen",
    "durchgesehen",
    "gehen",
    "durch",
    "faellig",
    "termin",
    "turnus",
    "rhythmus",
    // That say when, or how regularly.
    "a",
    "an",
    "the",
    "in",
    "on",
    "at",
    "by",
    "for",
    "and",
    "as",
    "so",
    "like",
    "always",
    "usually",
    "normally",
    "regularly",
    "at",
    "least",
    "about",
    "around",
    "early",
    "late",
    "mid",
    "next",
    "week",
    "weeks",
    "day",
    "days",
    "month",
    "months",
    "time",
    "times",
    "spring",
    "summer",
    "autumn",
    "winter",
    "year",
    "first",
    "second",
    "last",
    "once",
    "der",
    "die",
    "den",
    "dem",
    "ein",
    "eine",
    "einen",
    "im",
    "am",
    "um",
    "bis",
    "zu",
    "und",
    "wie",
    "immer",
    "meist",
    "meistens",
    "jeweils",
    "stets",
    "mindestens",
    "regelmaessig",
    "etwa",
    "rund",
    "anfang",
    "mitte",
    "ende",
    "naechste",
    "naechster",
    "naechstes",
    "woche",
    "wochen",
    "tag",
    "tage",
    "monat",
    "monate",
    "heuer",
    "fruehjahr",
    "fruehling",
    "sommer",
    "herbst",
    "winter",
    "jahr",
    "jahres",
    "erste",
    "ersten",
    "zweiten",
    "letzten",
    "mal",
    "auch",
    "also",
    "too",
];

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "januar",
    "jaenner",
    "februar",
    "februar",
    "maerz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
];
