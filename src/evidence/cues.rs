//! Cues of the language that change what a sentence means: that something is
//! missing or only planned, that it speaks of a condition, how often it happens.
//!
//! A sentence saying that the thing is not there must never count as evidence that
//! it is. The lists are deliberately narrow: an incident that "is not closed until
//! the user agrees", or a month with "no major incidents", denies nothing.

mod checks;
mod deeds;
mod denials;
mod doubts;
mod evasions;
mod harmless;
mod how_often;
mod looking;
mod moods;
mod open;
mod plain;
mod things;
mod tone;

use super::phrases::Mark;

pub use how_often::intervals;
pub(super) use moods::PUT_RIGHT;

use checks::checks_to_come;
use deeds::{
    BEGONNEN, BEGUN, DO, DO_AS_THEY_LIKE, DONE, DONE_ALWAYS, DONE_ONCE, EVENTS, GEMACHT, GETAN,
    GETAN_EINMAL, MACHEN, MADE, MORE_DEEDS, NIE, PUT_IN, TO_LAY_DOWN, TO_MAKE,
};
use denials::DENIALS;
use doubts::DOUBTS;
use evasions::EVASIONS;
use harmless::HARMLESS;
use how_often::interval_phrases;
use looking::unlooked_phrases;
use moods::MOODS;
use open::{HOLLOW, MUST_STILL_BE, OPEN, YET_TO_BE, open_phrases};
use plain::PLAIN;
use things::{ARTEN, BETWEEN, DAZWISCHEN, ES_GIBT, EVER, KINDS_OF, LOOKED, THERE_IS, THINGS};
use tone::{LACKS, NO_LOSS};

/// What a cue says about its sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cue {
    /// The thing is missing, whatever else the sentence says.
    Missing,
    /// The thing was not done, unless the sentence speaks of a condition.
    NotDone,
    /// The thing is announced for later, unless it is the next of many.
    Later,
    /// The same where a value begins with it: "Actual cost: to be added by finance".
    LaterValue,
    /// What has to be laid down is not, where a value begins with it: "Suppliers: to be written".
    MissingValue,
    /// A condition: "if", "unless".
    If,
    /// The word "if", which makes a rule unless it asks: "to see if".
    Supposing,
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
    /// A word with which something is left out, "applicable", "excluded". Decides nothing;
    /// files with such a word are read for [`super::exclusions`].
    LeavesOut,
    /// How often: index into [`intervals`].
    Every(u8),
    /// A word that leaves open whether what it speaks of is there.
    Doubt(Reach),
    /// A rule that allows or forbids: "may not … without". What it speaks of is there.
    Bound,
    /// At any time until now: "so far", "ever".
    Ever,
    /// Something came up: "occurred". With "no" before it there was none.
    Occurred,
    /// "without": doubts what follows, and with another negation makes a rule.
    Without,
    /// "Recurred", "aufgetreten": what comes by itself, of which a negation says that all is well.
    Recurs,
    /// "Trat": the same where "nicht mehr auf" follows.
    Appears,
    /// "Nicht mehr auf".
    NoMore,
    /// "Copied from last year": it was done for the look of it, and so not done.
    Sham,
    /// "Damit", "bis", "weil": a conjunction or an adverb, which the place of the verb decides.
    Joins,
    /// "Asks whether", "fragt, wo": what follows is asked, and the next sentence may answer.
    Enquires,
    /// A word of looking at something, or talking about it: "discussed", "behandelt".
    Looks,
    /// "Was not raised", "wurde nicht gesprochen": denies that somebody looked, and nothing else.
    Unlooked,
    /// "Instead of", "otherwise": what speaks against an idea is told so that it does not come about.
    Averts,
    /// "Make do without": no rule, though "without" makes one.
    DoWithout,
    /// "whether": what follows is asked, not said.
    Whether,
    /// A negation that doubts nothing: "no exceptions".
    Harmless,
    /// A negation that says of what stands beside it that it is not so: "nobody", "is not".
    Plain,
    /// The same of people: "nobody". It needs no word of doing to deny.
    Nobody,
    /// A word of doing, keeping or being there, which such a negation denies.
    Deed,
    /// A word that begins a clause that hangs on another: "when", "weil".
    Subordinate,
    /// "How": begins such a clause, unless the sentence begins with it.
    How,
    /// People go round what is laid down: "most changes bypass the process".
    Bypassed,
    /// "Will be carried out": announced when a [`Cue::Soon`] says for when, else a rule.
    Will,
    /// A time to come: "next year".
    Soon,
    /// "Was postponed": denies when an event or an agreement is what was.
    PutOff,
    /// Something to be reached: target, objective.
    Target,
    /// "Met", "nicht erreicht": compares with a [`Cue::Target`], and denies none.
    Compared,
    /// "Werden": with a deed and a [`Cue::Soon`] it announces.
    Becomes,
    /// "Should be defined": a wish where the sentence ends with it, else a rule.
    Wish,
    /// "Wir wollen": announces where a [`Cue::Making`] follows.
    Wants,
    /// "Einführen": to make what is not there yet.
    Making,
    /// "Must still", "müssen noch": what a [`Cue::Settling`] follows is not settled.
    Still,
    /// "Festgelegt werden", "abzustimmen": to lay down what is not yet.
    Settling,
    /// "Is to be discussed": leaves open what it speaks of when a [`Cue::Coming`] says when.
    Raised,
    /// "Besprochen": the same behind "wird".
    RaisedOnce,
    /// Whether something helped: "effectiveness", "gewirkt".
    Effect,
    /// "To be checked": announces a look at an [`Cue::Effect`] where a [`Cue::Month`] says when.
    ToCheck,
    /// "Geprüft": the same behind "wird".
    ToCheckOnce,
    /// A month.
    Month,
    /// The occasion that is yet to come: "next workshop".
    Coming,
    /// "Each", "again": what comes every time is a rule.
    Each,
    /// "Ist in Abstimmung mit": a draft, unless it goes on with what was done in agreement.
    InTalks,
    /// Words that say nothing of what they are said of: "case by case".
    Hollow,
    /// A cause that is not known yet, which is nothing that anybody must have.
    Sought,
    /// "And not": negates what follows it, and nothing before.
    AndNot,
    /// Words that keep such a negation from being held against anybody: "so that",
    /// "because", "not necessary".
    Excuse,
    /// Something is not there: tells with others like it what a passage speaks of.
    Lacks,
    /// Makes a rule, a condition or good news of a [`Cue::Lacks`].
    NoLoss,
    /// Begins a frame of several words that leaves open what it speaks of: "bleibt … liegen".
    Begun(u8),
    /// Ends the frame of that number.
    Ended(u8),
}

/// How far a doubt reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reach {
    /// The part of the sentence between commas, colons, dashes and cells it stands in.
    Part,
    /// What follows it in that part: "the auditor does not audit her own work".
    Ahead,
    /// That part and the short ones after it: "no targets, limits or exceptions".
    List,
    /// That part; at the start of a value also what the value is said of: "Approver: nobody".
    Value,
    /// The sentence.
    Sentence,
    /// The sentence, whatever condition it names: "that can wait while nobody complains".
    Whole,
}

/// All cue phrases.
#[must_use]
pub fn cue_phrases() -> Vec<(String, Mark)> {
    let mut out = Vec::new();
    let mut add = |cue: Cue, phrase: String| out.push((phrase, Mark::Cue(cue)));
    for (cue, phrases) in DENIALS
        .iter()
        .chain(MOODS)
        .chain(DOUBTS)
        .chain(EVASIONS)
        .chain(PLAIN)
        .chain(OPEN)
        .chain(HOLLOW)
    {
        for phrase in *phrases {
            add(*cue, (*phrase).to_owned());
        }
    }
    for (cue, list) in [(Cue::Lacks, LACKS), (Cue::NoLoss, NO_LOSS)] {
        for word in list {
            add(cue, (*word).to_owned());
        }
    }
    for phrase in HARMLESS {
        add(Cue::Harmless, (*phrase).to_owned());
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
    for verb in [MADE, DONE, DONE_ALWAYS].into_iter().flatten() {
        for start in ["isn't", "aren't", "wasn't", "weren't"] {
            add(Cue::NotDone, format!("{start} {verb}"));
        }
        for start in ["hasn't been", "haven't been", "nobody has", "no one has"] {
            add(Cue::Missing, format!("{start} {verb}"));
        }
        for start in ["is", "are", "was", "were"] {
            for between in ["not", "not formally", "no longer", "not being"] {
                add(Cue::NotDone, format!("{start} {between} {verb}"));
            }
        }
        add(Cue::NotDone, format!("and not {verb}"));
        add(Cue::NotDone, format!("neither {verb}"));
        add(Cue::NotDone, format!("yet to be {verb}"));
        for start in ["has", "have"] {
            add(Cue::Missing, format!("{start} not been {verb}"));
            add(Cue::Missing, format!("{start} never been {verb}"));
        }
    }
    for verb in MADE.iter().chain(DONE) {
        add(Cue::Later, format!("still to be {verb}"));
        add(Cue::Later, format!("shall then be {verb}"));
        for start in ["will be", "is to be", "are to be"] {
            add(Cue::Will, format!("{start} {verb}"));
        }
    }
    for verb in MADE {
        add(Cue::Later, format!("to be {verb}"));
    }
    for verb in PUT_IN {
        add(Cue::LaterValue, format!("to be {verb}"));
        add(Cue::LaterValue, format!("still to be {verb}"));
    }
    for verb in TO_MAKE {
        add(Cue::Missing, format!("intend to {verb}"));
        add(Cue::Missing, format!("intends to {verb}"));
    }
    none_there(&mut out);
    never_by_us(&mut out);
    never_begun(&mut out);
    plans_and_wishes(&mut out);
    open_phrases(&mut out);
    let mut add = |cue: Cue, phrase: String| out.push((phrase, Mark::Cue(cue)));
    for (verb, does) in DO {
        for start in [
            "we do not",
            "we don't",
            "we never",
            "they do not",
            "they don't",
        ] {
            if !DO_AS_THEY_LIKE.contains(verb) {
                add(Cue::NotDone, format!("{start} {verb}"));
            }
        }
        for start in ["nobody", "no one"] {
            add(Cue::NotDone, format!("{start} {does}"));
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
    for phrase in ["taken place", "took place", "takes place", "stattgefunden"] {
        add(Cue::Done, phrase.to_owned());
    }
    for verb in GETAN_EINMAL {
        add(Cue::Done, (*verb).to_owned());
    }
    for word in EVER {
        add(Cue::Ever, (*word).to_owned());
    }
    for word in ["no", "none", "nobody", "kein*", "niemand*"] {
        add(Cue::No, word.to_owned());
    }
    deed_phrases(&mut out);
    years_to_come(&mut out);
    checks_to_come(&mut out);
    german_phrases(&mut out);
    out.extend(interval_phrases());
    out
}

/// That there is none, with small words between; and that somebody looked.
fn none_there(out: &mut Vec<(String, Mark)>) {
    let mut add = |cue: Cue, phrase: String| out.push((phrase, Mark::Cue(cue)));
    for start in THERE_IS {
        for between in BETWEEN {
            add(Cue::NoSuch, format!("{start} {between} no"));
        }
    }
    for start in ES_GIBT {
        for between in DAZWISCHEN {
            add(Cue::NoSuch, format!("{start} {between} kein*"));
        }
    }
    for looked in LOOKED {
        add(Cue::Looks, (*looked).to_owned());
    }
    unlooked_phrases(out);
}

/// What the writers say that they did not do.
fn never_by_us(out: &mut Vec<(String, Mark)>) {
    for verb in [MADE, DONE, DONE_ALWAYS].into_iter().flatten() {
        for start in [
            "we have not",
            "we have not yet",
            "we haven't",
            "we have never",
            "i have not",
            "i haven't",
            "i have never",
            "i never",
        ] {
            out.push((format!("{start} {verb}"), Mark::Cue(Cue::Missing)));
        }
    }
}

/// What nobody ever began.
fn never_begun(out: &mut Vec<(String, Mark)>) {
    let mut add = |cue: Cue, phrase: String| out.push((phrase, Mark::Cue(cue)));
    for begun in BEGUN {
        for start in ["never", "never even", "never really", "never quite"] {
            add(Cue::Missing, format!("{start} {begun}"));
        }
    }
    for begun in BEGONNEN {
        for start in NIE {
            add(Cue::Missing, format!("{start} {begun}"));
        }
    }
}

/// What is planned or wished for, and so not there yet.
fn plans_and_wishes(out: &mut Vec<(String, Mark)>) {
    let mut add = |cue: Cue, phrase: String| out.push((phrase, Mark::Cue(cue)));
    for verb in TO_MAKE.iter().chain(TO_LAY_DOWN) {
        for start in [
            "we plan to",
            "we are planning to",
            "we want to",
            "we hope to",
            "still need to",
            "still needs to",
            "still have to",
            "still has to",
            "must still",
            "have yet to",
            "has yet to",
        ] {
            add(Cue::Later, format!("{start} {verb}"));
        }
    }
    for verb in MADE {
        for start in ["should be", "need to be", "needs to be", "ought to be"] {
            add(Cue::Wish, format!("{start} {verb}"));
        }
    }
    // What must still be made is not there; what must still be something else is left open. That
    // it "still has to be" is not here: "still has to be met" is a rule.
    for start in MUST_STILL_BE {
        add(Cue::Doubt(Reach::Sentence), (*start).to_owned());
    }
    for verb in MADE {
        for start in MUST_STILL_BE.iter().chain(YET_TO_BE) {
            add(Cue::Later, format!("{start} {verb}"));
        }
    }
    // What was to be done was not, or nobody would say so.
    for verb in MADE.iter().chain(DONE) {
        for start in [
            "was to be",
            "were to be",
            "should have been",
            "was supposed to be",
        ] {
            add(Cue::Doubt(Reach::Sentence), format!("{start} {verb}"));
        }
    }
    for verb in GEMACHT {
        for start in ["sollte", "sollten", "müsste", "müssten", "erst"] {
            add(Cue::Wish, format!("{start} {verb} werden"));
        }
    }
    for verb in MACHEN {
        add(Cue::Making, (*verb).to_owned());
    }
}

/// Announcements for a year.
fn years_to_come(out: &mut Vec<(String, Mark)>) {
    let mut add = |cue: Cue, phrase: String| out.push((phrase, Mark::Cue(cue)));
    for year in 2024..=2032 {
        for phrase in [
            "erst für {}",
            "erst in {}",
            "not before {}",
            "planned for {}",
            "geplant für {}",
            "soll {}",
            "sollen {}",
            "soll bis {}",
            "soll ab {}",
            "für {} vorgesehen",
            "für {} geplant",
            "left for {}",
        ] {
            add(Cue::Later, phrase.replace("{}", &year.to_string()));
        }
    }
}

/// What German says not to have been done.
fn german_phrases(out: &mut Vec<(String, Mark)>) {
    let mut add = |cue: Cue, phrase: String| out.push((phrase, Mark::Cue(cue)));
    for verb in GETAN {
        add(Cue::If, format!("noch nicht {verb}e*"));
    }
    for verb in GETAN {
        for start in [
            "nie",
            "nirgends",
            "nichts",
            "nicht mehr",
            "nicht regelmäßig",
        ] {
            add(Cue::NotDone, format!("{start} {verb}"));
        }
        add(Cue::NotDone, format!("nicht {verb}"));
        add(Cue::Missing, format!("noch nie {verb}"));
    }
}

/// Words of doing and keeping, for negations that do not stand right beside them.
fn deed_phrases(out: &mut Vec<(String, Mark)>) {
    let mut add = |cue: Cue, phrase: String| out.push((phrase, Mark::Cue(cue)));
    let deeds = [
        MADE,
        DONE,
        DONE_ALWAYS,
        DONE_ONCE,
        GETAN,
        GETAN_EINMAL,
        MORE_DEEDS,
    ];
    for deed in deeds.into_iter().flatten() {
        add(Cue::Deed, (*deed).to_owned());
    }
    for (verb, does) in DO {
        add(Cue::Deed, (*verb).to_owned());
        add(Cue::Deed, (*does).to_owned());
    }
}
