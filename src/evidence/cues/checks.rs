//! "Effectiveness: to be checked in December", "ob es gewirkt hat, prüfen wir im Dezember".
//!
//! Whether a measure helped is looked at once, so one month to come says that nobody has looked
//! yet. Two months, or a word such as "yearly", make a rule of it.

use super::{Cue, Mark};

/// Words for what came of a measure.
const EFFECTS: &[&str] = &[
    "effectiveness",
    "effective",
    "effect",
    "helped",
    "worked",
    "whether",
    "ob",
    "wirksamkeit",
    "wirksam",
    "wirkung",
    "gewirkt",
    "geholfen",
];

/// What is done to see that.
const CHECKED: &[&str] = &[
    "checked",
    "reviewed",
    "verified",
    "evaluated",
    "assessed",
    "measured",
    "examined",
    "confirmed",
    "looked at",
];

/// The same of the people who will.
const CHECK: &[&str] = &[
    "check", "review", "verify", "evaluate", "assess", "measure", "examine", "confirm", "look at",
];

/// As [`CHECK`] in German.
const PRUEFEN: &[&str] = &[
    "prüfen",
    "überprüfen",
    "bewerten",
    "messen",
    "kontrollieren",
    "beurteilen",
];

/// As [`CHECKED`] in German.
const GEPRUEFT: &[&str] = &[
    "geprüft",
    "überprüft",
    "bewertet",
    "gemessen",
    "kontrolliert",
    "beurteilt",
];

/// Months. "May" and "march" are other words as well.
const MONTHS: &[&str] = &[
    "january",
    "february",
    "in march",
    "by march",
    "until march",
    "april",
    "in may",
    "by may",
    "until may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "januar",
    "jänner",
    "februar",
    "märz",
    "mai",
    "juni",
    "juli",
    "oktober",
    "dezember",
];

/// The phrases of such announcements.
pub(super) fn checks_to_come(out: &mut Vec<(String, Mark)>) {
    let mut add = |cue: Cue, phrase: String| out.push((phrase, Mark::Cue(cue)));
    for effect in EFFECTS {
        add(Cue::Effect, (*effect).to_owned());
    }
    for month in MONTHS {
        add(Cue::Month, (*month).to_owned());
    }
    for checked in CHECKED {
        for start in ["to be", "will be"] {
            add(Cue::ToCheck, format!("{start} {checked}"));
        }
    }
    for check in CHECK {
        add(Cue::ToCheck, format!("will {check}"));
    }
    for verb in PRUEFEN {
        add(Cue::ToCheck, format!("{verb} wir"));
        add(Cue::ToCheck, format!("wir {verb}"));
        add(Cue::ToCheckOnce, (*verb).to_owned());
    }
    for verb in GEPRUEFT {
        add(Cue::ToCheckOnce, (*verb).to_owned());
    }
}
