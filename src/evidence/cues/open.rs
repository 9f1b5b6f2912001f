//! What is still to be settled: "has yet to be agreed", "müssen noch festgelegt werden", "will
//! be discussed in the next workshop".
//!
//! A plan may say "will be tested" of what it plans. What still has to be laid down is not in it,
//! so these phrases deny in plans as well. What is only to be talked about may be there already:
//! it is left open, and no rule ("every complaint will be discussed in the next meeting") is.

use super::{Cue, Mark, Reach};

/// What is laid down in words or figures, before which there is none of it.
const LAID_DOWN: &[&str] = &[
    "written",
    "written down",
    "documented",
    "defined",
    "agreed",
    "determined",
    "assigned",
    "drawn up",
    "worked out",
    "laid down",
    "finalised",
    "finalized",
    "named",
    "negotiated",
    "filled in",
];

/// What is talked about, and may be there already.
const TALKED_OF: &[&str] = &[
    "discussed",
    "considered",
    "looked at",
    "looked into",
    "examined",
    "clarified",
    "decided",
    "confirmed",
];

/// How people announce that they will.
const TO_TALK_OF: &[&str] = &[
    "discuss",
    "consider",
    "look at",
    "look into",
    "examine",
    "decide on",
    "clarify",
];

/// As [`LAID_DOWN`] in German.
const FESTGELEGT: &[&str] = &[
    "festgelegt",
    "definiert",
    "vereinbart",
    "bestimmt",
    "benannt",
    "beschrieben",
    "dokumentiert",
    "geschrieben",
    "erarbeitet",
    "ausgearbeitet",
    "abgestimmt",
    "ermittelt",
    "ausgehandelt",
    "zugewiesen",
    "geklärt",
    "entschieden",
];

/// The same with "zu".
const FESTZULEGEN: &[&str] = &[
    "festzulegen",
    "zu definieren",
    "zu vereinbaren",
    "zu bestimmen",
    "zu benennen",
    "zu beschreiben",
    "zu dokumentieren",
    "zu schreiben",
    "zu erarbeiten",
    "auszuarbeiten",
    "abzustimmen",
    "zu ermitteln",
    "auszuhandeln",
    "zuzuweisen",
    "zu klären",
    "zu entscheiden",
];

/// As [`TALKED_OF`] in German.
const BESPROCHEN: &[&str] = &[
    "besprochen",
    "betrachtet",
    "geklärt",
    "entschieden",
    "diskutiert",
    "behandelt",
    "beraten",
    "festgelegt",
    "definiert",
    "vereinbart",
    "eingeführt",
];

/// What such phrases are, beside those put together.
pub(super) const OPEN: &[(Cue, &[&str])] = &[
    (
        Cue::Still,
        &[
            "must still",
            "ist noch",
            "sind noch",
            "bleibt noch",
            "bleiben noch",
            "muss noch",
            "müssen noch",
            "soll noch",
            "sollen noch",
            "sollten noch",
            "wird noch",
            "werden noch",
            "noch mit",
        ],
    ),
    (
        Cue::Coming,
        &[
            "next year",
            "next month",
            "next quarter",
            "next week",
            "next meeting",
            "next board meeting",
            "next management meeting",
            "next workshop",
            "next session",
            "next review",
            "next management review",
            "next audit",
            "next round",
            "next time",
            "with the new",
            "nächstes jahr",
            "nächstes mal",
            "nächstes quartal",
            "nächste woche",
            "nächsten jahr",
            "nächsten monat",
            "nächsten quartal",
            "nächsten sitzung",
            "nächsten besprechung",
            "nächsten managementbewertung",
            "nächsten runde",
            "nächsten workshop",
            "nächsten termin",
            "nächsten audit",
            "nächsten treffen",
            "kommenden jahr",
            "kommenden sitzung",
            "kommenden quartal",
            "mit dem neuen",
            "mit der neuen",
        ],
    ),
    (
        Cue::Each,
        &[
            "each", "every", "all", "again", "jede*", "alle", "allen", "erneut", "wieder",
        ],
    ),
    // What is done one day is not done.
    (
        Cue::Doubt(Reach::Sentence),
        &[
            "someday",
            "some day",
            "one of these days",
            "sooner or later",
            "maybe next",
            "perhaps next",
            "irgendwann",
            "eines tages",
            "früher oder später",
            "vielleicht nächste*",
            "when somebody has time",
            "when someone has time",
            "when anybody has time",
            "when things calm down",
            "when things are quieter",
            "get round to it",
            "gets round to it",
            "got round to it",
            "get around to it",
            "wenn jemand zeit hat",
            "wenn jemand zeit findet",
            "wenn wieder zeit ist",
            "wenn es ruhiger wird",
        ],
    ),
    (
        Cue::InTalks,
        &[
            "ist in abstimmung mit",
            "sind in abstimmung mit",
            "sich in abstimmung mit",
            "noch in abstimmung mit",
            "derzeit in abstimmung mit",
            "aktuell in abstimmung mit",
            "zurzeit in abstimmung mit",
        ],
    ),
];

/// Words that name the thing and say nothing of it.
pub(super) const HOLLOW: &[(Cue, &[&str])] = &[(
    Cue::Hollow,
    &[
        "up to whoever",
        "up to whomever",
        "case by case",
        "from case to case",
        "to the judgement of",
        "to the judgment of",
        "at the discretion of",
        "von fall zu fall",
        "fallweise",
        "im ermessen",
        "nach ermessen",
        "nach belieben",
        "as the caller wish*",
        "as the user wish*",
        "as the customer wish*",
        "price alone",
        "price only",
        "allein nach dem preis",
        "nur nach dem preis",
        "without criteria",
        "without set criteria",
        "without fixed criteria",
        "without defined criteria",
        "ohne kriterien",
        "ohne feste kriterien",
        "ohne festgelegte kriterien",
        "left to common sense",
        "gesunden menschenverstand",
        "as bureaucracy",
        "as red tape",
        "as unnecessary",
        "as superfluous",
        "als bürokratie",
        "für überflüssig",
        "für unnötig",
        "kept general",
        "kept vague",
        "allgemein gehalten",
        "vage gehalten",
        "aspirational",
    ],
)];

/// How it is said that what is named next has not been done to it yet, and must be.
pub(super) const MUST_STILL_BE: &[&str] =
    &["must still be", "still need to be", "still needs to be"];

/// The same where it may be a rule of what is named.
pub(super) const YET_TO_BE: &[&str] = &[
    "still has to be",
    "still have to be",
    "have yet to be",
    "has yet to be",
    "is yet to be",
    "are yet to be",
];

/// The same; what is "still to be" done otherwise is only announced.
const STILL_TO_BE: &[&str] = &["still to be", "have still to be", "has still to be"];

/// The phrases that are put together.
pub(super) fn open_phrases(out: &mut Vec<(String, Mark)>) {
    let mut add = |cue: Cue, phrase: String| out.push((phrase, Mark::Cue(cue)));
    let starts = [STILL_TO_BE, MUST_STILL_BE, YET_TO_BE];
    for start in starts.into_iter().flatten() {
        for verb in LAID_DOWN {
            add(Cue::Missing, format!("{start} {verb}"));
        }
        for verb in TALKED_OF {
            add(Cue::Doubt(Reach::Part), format!("{start} {verb}"));
            add(Cue::Doubt(Reach::Value), format!("{start} {verb}"));
        }
    }
    for verb in LAID_DOWN {
        add(Cue::MissingValue, format!("to be {verb}"));
    }
    for start in [
        "is to be",
        "are to be",
        "has to be",
        "have to be",
        "needs to be",
        "need to be",
        "will be",
    ] {
        for verb in TALKED_OF.iter().chain(&["introduced", "defined", "agreed"]) {
            add(Cue::Raised, format!("{start} {verb}"));
        }
    }
    for start in ["is to", "are to", "will"] {
        for verb in TO_TALK_OF {
            add(Cue::Raised, format!("{start} {verb}"));
        }
    }
    for verb in FESTGELEGT {
        add(Cue::Settling, format!("{verb} werden"));
        add(Cue::Missing, format!("wird noch {verb}"));
        add(Cue::Missing, format!("werden noch {verb}"));
    }
    for verb in FESTZULEGEN {
        add(Cue::Settling, (*verb).to_owned());
        add(Cue::Missing, format!("noch {verb}"));
    }
    for verb in [
        "zu besprechen",
        "zu betrachten",
        "zu diskutieren",
        "zu prüfen",
    ] {
        add(Cue::Doubt(Reach::Part), format!("noch {verb}"));
        add(Cue::Doubt(Reach::Value), format!("noch {verb}"));
    }
    for verb in BESPROCHEN {
        add(Cue::RaisedOnce, (*verb).to_owned());
        add(Cue::Raised, format!("{verb} werden"));
    }
    events_lapsed(out);
    causes_sought(out);
}

/// An event was planned, and the clause that hangs on it says that it did not take place.
fn events_lapsed(out: &mut Vec<(String, Mark)>) {
    let mut add = |phrase: String| out.push((phrase, Mark::Cue(Cue::PutOff)));
    for planned in ["geplant", "vorgesehen", "angesetzt"] {
        for which in [
            "die",
            "die dann",
            "die aber",
            "der",
            "das",
            "aber",
            "dann aber",
        ] {
            for lapsed in [
                "ausgefallen ist",
                "ausgefallen",
                "ausfiel",
                "entfiel",
                "abgesagt wurde",
                "abgesagt",
                "verschoben wurde",
                "verschoben",
                "nicht stattfand",
                "nicht stattgefunden hat",
            ] {
                add(format!("{planned} {which} {lapsed}"));
            }
        }
    }
    for planned in ["planned", "scheduled"] {
        for which in ["which", "that", "but", "but it"] {
            for lapsed in [
                "was cancelled",
                "was postponed",
                "was dropped",
                "fell through",
                "did not take place",
                "never took place",
                "never happened",
            ] {
                add(format!("{planned} {which} {lapsed}"));
            }
        }
    }
}

/// A cause that is still looked for is no thing that an organisation lacks.
fn causes_sought(out: &mut Vec<(String, Mark)>) {
    let mut add = |phrase: String| out.push((phrase, Mark::Cue(Cue::Sought)));
    for cause in ["cause", "causes"] {
        for found in [
            "known",
            "found",
            "clear",
            "identified",
            "established",
            "understood",
        ] {
            add(format!("{cause} not yet {found}"));
            add(format!("{cause} not {found} yet"));
            for is in ["is", "are", "was", "were"] {
                add(format!("{cause} {is} not yet {found}"));
                add(format!("{cause} {is} not {found} yet"));
            }
            for has in ["has", "have"] {
                add(format!("{cause} {has} not been {found} yet"));
                add(format!("{cause} {has} not yet been {found}"));
            }
        }
    }
    for cause in ["ursache", "ursachen"] {
        for found in ["bekannt", "gefunden", "geklärt", "ermittelt", "klar"] {
            add(format!("{cause} noch nicht {found}"));
            for is in ["ist", "sind", "war", "waren", "wurde"] {
                add(format!("{cause} {is} noch nicht {found}"));
            }
        }
    }
}
