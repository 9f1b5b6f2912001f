//! Texts that tell what happened. "Cause: expiry was not monitored" says why something went
//! wrong, and not that the organisation lacks monitoring; "RFC-121: tests not yet completed"
//! is the state of one change.
//!
//! What a finding tells denies only where it says that a thing is not there at all: "Finding:
//! there is no capacity plan".

use super::gaps::gap;
use super::mood::forbids;
use super::taken_back::refers;
use super::{Pass, Sentence};
use crate::evidence::scan::sentence::Found;
use crate::evidence::scan::subject::names_event;
use crate::evidence::words::words;

/// What a text tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tale {
    /// Of how things are.
    None,
    /// Of something that happened, or might.
    Event,
    /// Of what somebody found.
    Finding,
    /// Of what is not there.
    Missing,
    /// Of what is open, to be done or left out.
    Open,
}

/// Longer labels are sentences.
const LONGEST: usize = 4;

/// Labels of what is missing may be a few words longer: "What we do not have:".
const LONGEST_OF_GAPS: u32 = 6;

/// No four words are longer, in bytes.
const LONGEST_BYTES: usize = 200;

/// Labels of what happened, by their last word, folded.
const EVENTS: &[&str] = &[
    "cause",
    "causes",
    "reason",
    "description",
    "impact",
    "symptom",
    "symptoms",
    "consequence",
    "consequences",
    "nonconformity",
    "deviation",
    "problem",
    "risk",
    "threat",
    "ursache",
    "ursachen",
    "grund",
    "beschreibung",
    "auswirkung",
    "auswirkungen",
    "folge",
    "folgen",
    "abweichung",
    "nichtkonformitaet",
    "risiko",
    "bedrohung",
    "hergang",
    "sachverhalt",
    "stoerungsbild",
    "fehlerbild",
];

/// Labels of several words.
const PHRASES: &[&str] = &[
    "root cause analysis",
    "cause analysis",
    "what happened",
    "what went wrong",
    "why it happened",
    "why",
    "reason why",
    "warum",
];

/// Labels of what somebody looked into. What stands behind them tells what was seen, unless it
/// says that nobody did.
const LOOKED_INTO: &[&str] = &[
    "looked into",
    "looked at",
    "what we saw",
    "untersucht",
    "angesehen",
    "angeschaut",
];

/// Labels of what was found.
const FINDINGS: &[&str] = &[
    "finding",
    "findings",
    "observation",
    "feststellung",
    "feststellungen",
    "befund",
];

/// Records of findings by the letters of their numbers.
const FINDING_NUMBERS: &[&str] = &["NC", "OFI", "OBS", "F"];

impl Pass<'_, '_, '_> {
    /// At the end of what may be a label.
    pub(super) fn tells_of_label(&mut self) {
        let few = u32::try_from(LONGEST).unwrap_or(0);
        if self.heading_level.is_some()
            || self.sentence.part > 0
            || self.sentence.words > LONGEST_OF_GAPS
        {
            return;
        }
        if self.sentence.words > few {
            let begins = self.sentence.begins;
            let tale = gap(self.task.text.get(begins..self.at).unwrap_or(""));
            if tale.is_gap() {
                self.tale = tale;
            }
            return;
        }
        // What is missing may have a label of its own.
        if !self.tale.is_gap() {
            self.tale = Tale::None;
        }
        if self.sentence.words == 0 {
            return;
        }
        let begins = self.sentence.begins;
        let tale = tale_of(self.task.text.get(begins..self.at).unwrap_or(""));
        if tale.is_gap() {
            self.tale = tale;
        } else if tale != Tale::None {
            let rest: String = self.rest().chars().skip(1).take(60).collect();
            // "Root cause analysis: not done." answers the label.
            let looked = is_looked_into(self.task.text.get(begins..self.at).unwrap_or(""));
            let answers = words(&rest)
                .first()
                .is_some_and(|first| refers(first) || looked && says_nobody(first));
            self.tale = if answers { Tale::None } else { tale };
        }
    }

    /// What the nearest heading says that the text below it tells.
    pub(super) fn tells_of_heading(&mut self) {
        let of_heading = self.headings.last();
        self.tale = if self.in_list && self.lead_tale.is_gap() {
            self.lead_tale
        } else {
            of_heading.map_or(Tale::None, |heading| heading.tale)
        };
    }

    /// Drops what denies nothing from the sentence that was heard.
    pub(super) fn weigh_denials(&mut self, sentence: &Sentence) {
        if self.scanner.said.has_no_denial() {
            return;
        }
        let text = self.text_of(sentence);
        match self.tale.max_with(numbered(text)) {
            Tale::Event => self.scanner.said.tells(),
            Tale::Finding => self.scanner.said.finds(),
            Tale::None | Tale::Missing | Tale::Open => {}
        }
        if forbids(text) {
            self.scanner.said.tells();
        }
        let whole = self.task.text;
        let before = |at: &Found| whole.get(sentence.begins..at.start as usize).unwrap_or("");
        self.scanner
            .said
            .deny_put_off(|at| names_event(&words(before(at))));
        self.scanner.said.keep_denials(|at| !ends_clause(whole, at));
    }
}

impl Tale {
    /// Whether what is listed is not there, or may not be.
    pub(super) fn is_gap(self) -> bool {
        matches!(self, Self::Missing | Self::Open)
    }

    /// The one that tells of something, if one does.
    fn max_with(self, other: Self) -> Self {
        if self == Self::None || self.is_gap() {
            other
        } else {
            self
        }
    }
}

/// What the text behind a label tells.
pub(super) fn tale_of(label: &str) -> Tale {
    // What may be a label can reach back to the beginning of a long text.
    if label.len() > LONGEST_BYTES {
        return Tale::None;
    }
    let gap = gap(label);
    if gap != Tale::None {
        return gap;
    }
    let words = words(label);
    if words.len() > LONGEST {
        return Tale::None;
    }
    let last = words.last().map_or("", String::as_str);
    let known = |list: &[&str]| list.contains(&last);
    let whole = words.join(" ");
    let is = |list: &[&str]| list.contains(&whole.as_str());
    if known(FINDINGS) {
        Tale::Finding
    } else if known(EVENTS) || is(LOOKED_INTO) || is(PHRASES) {
        Tale::Event
    } else {
        Tale::None
    }
}

fn is_looked_into(label: &str) -> bool {
    LOOKED_INTO.contains(&words(label).join(" ").as_str())
}

/// Whether an answer begins as one does that says of nobody or nothing that it was so.
fn says_nobody(first: &str) -> bool {
    matches!(
        first,
        "no" | "nobody"
            | "none"
            | "nothing"
            | "never"
            | "nein"
            | "niemand"
            | "keiner"
            | "nichts"
            | "nie"
    )
}

/// Whether a sentence begins with the number of a record: "RFC-121", "INC0004711", "A-4".
fn numbered(text: &str) -> Tale {
    const WITHIN: usize = 3;
    let is_number = |word: &&str| {
        let word = word.trim_matches(|c: char| !c.is_alphanumeric());
        let letters = word.bytes().take_while(u8::is_ascii_uppercase).count();
        let number = word[letters..].trim_start_matches(['-', '_', '#']);
        (1..=6).contains(&letters) && !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit() || b == b'-')
            // "A1" and "Q3" are names of many things.
            && (letters + number.len() > 3 || word.contains('-'))
    };
    let Some(number) = text.split_whitespace().take(WITHIN).find(is_number) else {
        return Tale::None;
    };
    let letters = number.trim_start_matches(|c: char| !c.is_alphanumeric());
    let letters = letters
        .split(|c: char| !c.is_ascii_uppercase())
        .next()
        .unwrap_or("");
    if FINDING_NUMBERS.contains(&letters) {
        Tale::Finding
    } else {
        Tale::Event
    }
}

/// Whether a German clause that hangs on another ends with the verb behind a negation: "die
/// nicht getestet wurden,".
fn ends_clause(text: &str, at: &Found) -> bool {
    const VERBS: &[&str] = &[
        "wurde", "wurden", "ist", "sind", "war", "waren", "wird", "hat", "haben", "hatte",
    ];
    let rest = text.get(at.start as usize..).unwrap_or("");
    let mut words = rest.splitn(3, ' ');
    let (Some(own), Some(next)) = (words.next(), words.next()) else {
        return false;
    };
    let own_ends = own.ends_with(|c: char| c.is_alphabetic());
    let verb = next.trim_end_matches(|c: char| !c.is_alphabetic());
    let ends = next.len() > verb.len() || words.next().is_none();
    own_ends && ends && VERBS.contains(&verb)
}
