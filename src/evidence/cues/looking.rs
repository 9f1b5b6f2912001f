//! How people say that nobody looked at a thing, or talked about it: "was not raised", "wurde nicht
//! gesprochen", "we did not get to".
//!
//! Where a line asks whether somebody looked, that denies it; of the thing itself it says nothing. So
//! these phrases are kept apart from those that deny whatever they stand beside.

use super::{Cue, Mark};

/// What was done with a matter that was looked at.
#[rustfmt::skip]
const LOOKED_AT: &[&str] = &[
    "raised", "covered", "mentioned", "touched on", "touched upon", "gone through", "talked about", "spoken about",
    "spoken of", "brought up", "taken up", "gone into", "talked through", "got to", "gotten to", "reached",
    "on the agenda", "a topic", "a subject",
];

/// The same in German.
#[rustfmt::skip]
const ANGESEHEN: &[&str] = &[
    "gesprochen", "thematisiert", "angesprochen", "diskutiert", "erörtert", "aufgerufen", "erwähnt", "beleuchtet",
    "aufgegriffen", "eingegangen", "durchgesprochen", "durchgegangen", "drangekommen", "beraten", "geredet",
    "zur sprache", "auf der tagesordnung", "auf der agenda", "thema",
];

/// Whole phrases.
#[rustfmt::skip]
const WHOLE: &[&str] = &[
    "did not get to", "didn't get to", "did not get as far as", "didn't get as far as", "did not come to",
    "didn't come to", "never got to", "never came to", "no time for", "no time was left for", "kein thema",
    "kamen wir nicht", "sind wir nicht gekommen", "nicht mehr gekommen", "nicht mehr drangekommen",
    "reichte die zeit nicht", "hat die zeit nicht gereicht", "keine zeit mehr für", "blieb keine zeit",
    "kam nicht zur sprache", "kamen nicht zur sprache", "fiel unter den tisch", "fielen unter den tisch",
];

/// Adds the phrases.
pub(super) fn unlooked_phrases(out: &mut Vec<(String, Mark)>) {
    let mut add = |phrase: String| out.push((phrase, Mark::Cue(Cue::Unlooked)));
    for looked in LOOKED_AT {
        for start in [
            "was not",
            "were not",
            "wasn't",
            "weren't",
            "has not been",
            "have not been",
        ] {
            add(format!("{start} {looked}"));
        }
    }
    for looked in ANGESEHEN {
        for start in ["nicht", "nicht mehr", "gar nicht", "nicht weiter"] {
            add(format!("{start} {looked}"));
        }
    }
    for phrase in WHOLE {
        add((*phrase).to_owned());
    }
}
