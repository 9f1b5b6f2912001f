//! Cues of the language that change what a sentence means: that something is
//! missing or only planned, that it speaks of a condition, how often it happens.
//!
//! A sentence saying that the thing is not there must never count as evidence that
//! it is. The lists are deliberately narrow: an incident that "is not closed until
//! the user agrees", or a month with "no major incidents", denies nothing.

use std::sync::LazyLock;

use crate::period::Period;

use super::phrases::Mark;
use super::words::words;

/// What a cue says about its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cue {
    /// The thing is missing, whatever else the sentence says.
    Missing,
    /// The thing was not done, unless the sentence speaks of a condition.
    NotDone,
    /// The thing is announced for later, unless it is the next of many.
    Later,
    /// A condition: "if", "unless".
    If,
    /// A rule or a description: "which", "must".
    Rule,
    /// "there is no": the thing is missing when a [`Cue::Thing`] follows closely.
    NoSuch,
    /// A word for something an organisation keeps or does: procedure, plan, test.
    Thing,
    /// "no", "none": denies when a [`Cue::Done`] follows closely.
    No,
    /// "was carried out", "vereinbart": something done once, not something that occurs.
    Done,
    /// A word for holding an event: "carried out", "postponed". Only a denial of such a
    /// kind speaks of what the heading names.
    Event,
    /// The next of many: "next", "again".
    Next,
    /// How often: index into [`intervals`].
    Every(u8),
}

/// The intervals that a cue can state, in order of their index.
#[must_use]
pub fn intervals() -> Vec<Period> {
    let mut periods: Vec<Period> = (1..=36).map(Period::months).collect();
    periods.extend([Period::days(1), Period::days(7), Period::days(14)]);
    periods
}

/// All cue phrases.
#[must_use]
pub fn cue_phrases() -> Vec<(String, Mark)> {
    let mut out = Vec::new();
    let mut add = |cue: Cue, phrase: String| out.push((phrase, Mark::Cue(cue)));
    for (cue, phrases) in FIXED {
        for phrase in *phrases {
            add(*cue, (*phrase).to_owned());
        }
    }
    for thing in THINGS {
        add(Cue::Thing, (*thing).to_owned());
    }
    for kind in KINDS_OF {
        add(Cue::NoSuch, format!("no {kind}"));
    }
    for kind in ARTEN {
        add(Cue::NoSuch, format!("kein* {kind}"));
    }
    for verb in DONE {
        for start in ["isn't", "aren't", "wasn't", "weren't"] {
            add(Cue::NotDone, format!("{start} {verb}"));
        }
        for start in ["hasn't been", "haven't been"] {
            add(Cue::Missing, format!("{start} {verb}"));
        }
        for start in ["is", "are", "was", "were"] {
            add(Cue::NotDone, format!("{start} not {verb}"));
            add(Cue::NotDone, format!("{start} not formally {verb}"));
        }
        for start in ["has", "have"] {
            add(Cue::Missing, format!("{start} not been {verb}"));
            add(Cue::Missing, format!("{start} never been {verb}"));
        }
        for start in [
            "will be",
            "shall then be",
            "is to be",
            "are to be",
            "still to be",
            "to be",
        ] {
            add(Cue::Later, format!("{start} {verb}"));
        }
    }
    for word in EVENTS {
        add(Cue::Event, (*word).to_owned());
    }
    for verb in DONE_ONCE {
        add(Cue::NotDone, format!("never {verb}"));
        for start in ["was", "were", "has been", "have been", "is", "are", "been"] {
            add(Cue::Done, format!("{start} {verb}"));
        }
    }
    for verb in GETAN_EINMAL {
        add(Cue::Done, (*verb).to_owned());
    }
    for word in ["no", "none", "nobody", "kein*", "niemand*"] {
        add(Cue::No, word.to_owned());
    }
    for year in 2024..=2032 {
        for phrase in [
            "erst für {}",
            "erst in {}",
            "not before {}",
            "planned for {}",
            "geplant für {}",
        ] {
            add(Cue::Later, phrase.replace("{}", &year.to_string()));
        }
    }
    for verb in GETAN {
        add(Cue::If, format!("noch nicht {verb}e*"));
    }
    for verb in GETAN {
        add(Cue::NotDone, format!("nicht {verb}"));
        add(Cue::Missing, format!("noch nie {verb}"));
    }
    out.extend(interval_phrases());
    out
}

/// Whether a text only announces something for later, and says of nothing that it is
/// missing or was not done.
#[must_use]
pub fn only_announces(text: &str) -> bool {
    let said = words(text);
    let holds = |phrase: &[(String, bool)]| {
        said.windows(phrase.len()).any(|window| {
            window.iter().zip(phrase).all(|(word, (part, open))| {
                word == part || (*open && word.starts_with(part.as_str()))
            })
        })
    };
    let any = |later: bool| {
        ABSENCE
            .iter()
            .any(|(of_later, phrase)| *of_later == later && holds(phrase))
    };
    any(true) && !any(false)
}

/// A phrase word by word, each with whether any ending fits.
type Words = Vec<(String, bool)>;

/// Phrases that say that something comes later (`true`), or is missing or was not done.
static ABSENCE: LazyLock<Vec<(bool, Words)>> = LazyLock::new(|| {
    let parts = |phrase: &str| -> Words {
        let part = |part: &str| -> Words {
            let open = part.ends_with('*');
            let split = words(part.trim_end_matches('*'));
            split.into_iter().map(|word| (word, open)).collect()
        };
        phrase.split_whitespace().flat_map(part).collect()
    };
    cue_phrases()
        .iter()
        .filter_map(|(phrase, mark)| match mark {
            Mark::Cue(Cue::Later) => Some((true, parts(phrase))),
            Mark::Cue(Cue::Missing | Cue::NotDone | Cue::NoSuch) => Some((false, parts(phrase))),
            _ => None,
        })
        .filter(|(_, phrase)| !phrase.is_empty())
        .collect()
});

/// Phrases that say how often something happens.
fn interval_phrases() -> Vec<(String, Mark)> {
    let mut out = Vec::new();
    let mut add = |cue: Cue, phrase: String| out.push((phrase, Mark::Cue(cue)));
    for (months, words) in EVERY {
        for word in *words {
            add(Cue::Every(months_index(*months)), (*word).to_owned());
        }
    }
    for n in 2..=36_u8 {
        let mut numbers = vec![n.to_string()];
        if let Some(word) = NUMBERS.get(usize::from(n) - 2) {
            numbers.push((*word).to_owned());
        }
        for number in numbers {
            for phrase in [
                "every {} months",
                "each {} months",
                "alle {} monate",
                "{} monthly",
            ] {
                add(Cue::Every(months_index(n)), phrase.replace("{}", &number));
            }
            if n <= 3 {
                for phrase in ["every {} years", "alle {} jahre"] {
                    add(
                        Cue::Every(months_index(n * 12)),
                        phrase.replace("{}", &number),
                    );
                }
            }
        }
    }
    for word in ["daily", "every day", "täglich*"] {
        add(Cue::Every(36), word.to_owned());
    }
    for word in [
        "weekly",
        "every week",
        "each week",
        "wöchentlich*",
        "once a week",
    ] {
        add(Cue::Every(37), word.to_owned());
    }
    for word in [
        "fortnightly",
        "every two weeks",
        "every 2 weeks",
        "bi-weekly",
        "alle zwei wochen",
        "alle 2 wochen",
    ] {
        add(Cue::Every(38), word.to_owned());
    }
    out
}

fn months_index(months: u8) -> u8 {
    months - 1
}

const FIXED: &[(Cue, &[&str])] = &[
    (
        Cue::Missing,
        &[
            "not yet",
            "does not exist",
            "do not exist",
            "does not yet exist",
            "is missing",
            "are missing",
            "still missing",
            "still outstanding",
            "is lacking",
            "are lacking",
            "did not take place",
            "has not taken place",
            "have not taken place",
            "has never taken place",
            "was skipped",
            "were skipped",
            "no longer maintained",
            "no longer updated",
            "has lapsed",
            "under construction",
            "TBD",
            "to be decided",
            "we do not have",
            "we do not currently have",
            "we have not",
            "we do not keep",
            "we do not maintain",
            "we do not record",
            "we do not measure",
            "we do not review",
            "we do not test",
            "is not in place",
            "are not in place",
            "nothing is documented",
            "nothing is written down",
            "not documented anywhere",
            "never been tested",
            "never tested",
            "was postponed",
            "has been postponed",
            "were postponed",
            "has been cancelled",
            "was cancelled",
            "not available yet",
            "doesn't exist",
            "don't exist",
            "did not happen",
            "never happened",
            "never got round to",
            "fell through",
            "had to be cancelled",
            "had to be postponed",
            "we lack",
            "is absent",
            "are absent",
            "nobody has",
            "without a signed",
            "work in progress",
            "intend to",
            "intends to",
            "pending approval",
            "not maintained any more",
            "no longer kept",
            "gibt es nicht",
            "gibt es noch nicht",
            "liegt nicht vor",
            "liegen nicht vor",
            "existiert derzeit nicht",
            "existieren derzeit nicht",
            "ist ausgefallen",
            "fiel aus",
            "entfiel",
            "fand kein*",
            "fanden kein*",
            "musste verschoben werden",
            "muss erst noch",
            "bisher nicht",
            "bislang nicht",
            "in arbeit",
            "in abstimmung",
            "nie verabschiedet",
            "soll im nächsten jahr",
            "noch nicht",
            "noch kein*",
            "existiert nicht",
            "existieren nicht",
            "fehlt",
            "fehlen",
            "fehlt noch",
            "steht noch aus",
            "stehen noch aus",
            "ist noch offen",
            "noch zu erstellen",
            "noch zu definieren",
            "noch festzulegen",
            "in vorbereitung",
            "nicht vorhanden",
            "nicht stattgefunden",
            "wurde verschoben",
            "wurde abgesagt",
            "wurden verschoben",
            "nicht mehr gepflegt",
            "wir haben kein*",
            "bisher kein*",
            "derzeit kein*",
            "bislang kein*",
            "aktuell kein*",
        ],
    ),
    (
        Cue::Later,
        &[
            "is planned for",
            "are planned for",
            "planned for next",
            "is scheduled for",
            "are scheduled for",
            "is intended to be",
            "in the course of next year",
            "from next year",
            "ist geplant für",
            "sind geplant für",
            "ist vorgesehen für",
            "wird erst",
            "werden erst",
            "wird noch",
            "werden noch",
            "soll noch",
            "sollen noch",
            "muss noch",
            "müssen noch",
            "soll eingeführt werden",
            "sollen eingeführt werden",
            "wird eingeführt",
            "wird derzeit erstellt",
            "wird derzeit erarbeitet",
            "im aufbau",
            "in planung",
        ],
    ),
    (
        Cue::If,
        &[
            "if",
            "unless",
            "whenever",
            "in case",
            "whose",
            "that has not",
            "that have not",
            "which has not",
            "which have not",
            "that do not",
            "that does not",
            "which do not",
            "that are not",
            "which are not",
            "not available to",
            "wenn",
            "falls",
            "sofern",
            "solange",
            "soweit",
            "wer",
            "die noch nicht",
            "das noch nicht",
            "der noch nicht",
            "deren",
            "dessen",
            "wird noch vor",
            "werden noch vor",
        ],
    ),
    (
        Cue::Rule,
        &[
            "until", "which", "that", "any", "must", "shall", "may", "cannot", "where", "who",
            "whose", "before", "without", "bis", "ohne", "bevor", "welche*", "dürfen", "darf",
            "müssen", "muss",
        ],
    ),
    (
        Cue::NoSuch,
        &[
            "there is no",
            "there are no",
            "there is currently no",
            "there are currently no",
            "we have no",
            "do not have a",
            "does not have a",
            "do not have an",
            "do not have any",
            "does not have any",
            "es gibt kein*",
            "gibt es kein*",
            "es gibt derzeit kein*",
            "es gibt noch kein*",
            "there isn't a",
            "there isn't any",
            "there aren't any",
            "there is still no",
        ],
    ),
    (
        Cue::Next,
        &[
            "next",
            "again",
            "following",
            "nächste*",
            "erneut*",
            "wieder",
            "folgende*",
        ],
    ),
];

const KINDS_OF: &[&str] = &[
    "documented",
    "formal",
    "written",
    "defined",
    "approved",
    "agreed",
    "separate",
    "regular",
    "central",
    "dedicated",
];
const ARTEN: &[&str] = &[
    "dokumentierte*",
    "formale*",
    "schriftliche*",
    "definierte*",
    "genehmigte*",
    "eigene*",
];
const THINGS: &[&str] = &[
    "yet",
    "so far",
    "procedure*",
    "process",
    "processes",
    "policy",
    "policies",
    "plan",
    "plans",
    "criteria",
    "catalogue*",
    "catalog*",
    "agreement*",
    "SLA",
    "SLAs",
    "contract",
    "contracts",
    "register",
    "inventory",
    "programme*",
    "program",
    "schedule*",
    "interval*",
    "owner",
    "responsible",
    "budget*",
    "forecast*",
    "target",
    "targets",
    "evidence",
    "documentation",
    "description*",
    "method*",
    "approval*",
    "exercise*",
    "analysis",
    "measurement*",
    "monitoring",
    "reporting",
    "prozess*",
    "verfahren*",
    "richtlinie*",
    "leitlinie*",
    "pläne",
    "kriterien",
    "katalog*",
    "vereinbarung*",
    "vertrag",
    "verträge",
    "verzeichnis*",
    "programm*",
    "intervall*",
    "verantwortliche*",
    "prognose*",
    "ziele",
    "nachweis*",
    "dokumentation*",
    "beschreibung*",
    "freigabe*",
    "überprüfung*",
    "bewertung*",
    "übung*",
    "analyse*",
    "messung*",
    "überwachung*",
];
const DONE: &[&str] = &[
    "carried out",
    "performed",
    "conducted",
    "done",
    "tested",
    "held",
    "documented",
    "defined",
    "established",
    "approved",
    "written",
    "written down",
    "introduced",
    "implemented",
    "measured",
    "reviewed",
    "agreed",
    "available",
    "determined",
    "assigned",
    "appointed",
    "set up",
    "started",
    "maintained",
    "kept",
    "recorded",
    "classified",
    "prioritised",
    "prioritized",
    "analysed",
    "analyzed",
    "monitored",
    "reported",
    "created",
    "drawn up",
    "finalised",
    "finalized",
    "completed",
    "signed",
    "communicated",
    "exercised",
    "verified",
    "updated",
    "rolled out",
];
const EVENTS: &[&str] = &[
    "carried out",
    "performed",
    "conducted",
    "done",
    "held",
    "tested",
    "exercised",
    "taken place",
    "took place",
    "take place",
    "postponed",
    "cancelled",
    "happen*",
    "ausgefallen",
    "fiel aus",
    "entfiel",
    "durchgeführt",
    "stattgefunden",
    "verschoben",
    "abgesagt",
    "geübt",
    "getestet",
];
const DONE_ONCE: &[&str] = &[
    "performed",
    "carried out",
    "conducted",
    "done",
    "held",
    "agreed",
    "defined",
    "documented",
    "established",
    "tested",
    "approved",
    "written",
    "introduced",
    "implemented",
    "appointed",
    "determined",
    "set up",
    "created",
    "drawn up",
    "signed",
    "exercised",
];
const GETAN_EINMAL: &[&str] = &[
    "vereinbart",
    "durchgeführt",
    "getestet",
    "definiert",
    "festgelegt",
    "dokumentiert",
    "benannt",
    "erstellt",
    "geübt",
    "eingeführt",
    "beschrieben",
    "unterschrieben",
];
const GETAN: &[&str] = &[
    "durchgeführt",
    "getestet",
    "dokumentiert",
    "definiert",
    "festgelegt",
    "genehmigt",
    "freigegeben",
    "eingeführt",
    "umgesetzt",
    "gemessen",
    "überprüft",
    "vereinbart",
    "verfügbar",
    "bestimmt",
    "benannt",
    "eingerichtet",
    "begonnen",
    "gepflegt",
    "erfasst",
    "klassifiziert",
    "priorisiert",
    "analysiert",
    "überwacht",
    "berichtet",
    "erstellt",
    "abgeschlossen",
    "unterschrieben",
    "kommuniziert",
    "geübt",
    "aktualisiert",
    "beschrieben",
];
const EVERY: &[(u8, &[&str])] = &[
    (
        1,
        &[
            "monthly",
            "every month",
            "each month",
            "once a month",
            "monatlich*",
            "jeden monat",
            "pro monat",
        ],
    ),
    (
        3,
        &[
            "quarterly",
            "every quarter",
            "each quarter",
            "once a quarter",
            "per quarter",
            "quartalsweise",
            "vierteljährlich*",
            "jedes quartal",
            "pro quartal",
        ],
    ),
    (
        6,
        &[
            "half-yearly",
            "half yearly",
            "semi-annual*",
            "twice a year",
            "twice yearly",
            "every half year",
            "halbjährlich*",
            "zweimal jährlich",
            "zweimal im jahr",
        ],
    ),
    (
        12,
        &[
            "annual",
            "annually",
            "yearly",
            "every year",
            "each year",
            "once a year",
            "once per year",
            "every twelve months",
            "jährlich*",
            "einmal im jahr",
            "jedes jahr",
            "pro jahr",
        ],
    ),
    (24, &["biennial*", "zweijährlich*"]),
];
const NUMBERS: &[&str] = &[
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_announces_and_denies_nothing() {
        for plan in [
            "The contract with the carrier will be reviewed in May.",
            "Acceptance criteria are to be agreed by June.",
            "Der Test ist geplant für 2027.",
        ] {
            assert!(only_announces(plan), "{plan}");
        }
        for denial in [
            "The back-out plan is not yet written and will be tested.",
            "Es gibt kein Verfahren; es wird noch erstellt.",
            "The contract was reviewed in May.",
        ] {
            assert!(!only_announces(denial), "{denial}");
        }
    }
}
