//! Whether a sentence tells a habit: how things are done, wished for or left, and not that anything
//! was done. "We review each change afterwards" in minutes is a rule; so is "the review afterwards
//! always falls off the end of the week". A record tells of a deed: of something past, of a figure,
//! the number of a record or a month, of what came of it. Whatever words people find for what they do
//! not do, none of these stands in them.
//!
//! A fragment ("Faults looked through, three repeaters", "Trend: falling") is how minutes tell of deeds,
//! and is never taken for a habit.

use super::{PAST, is_past};
use crate::evidence::dates::month_number;
use crate::evidence::sayings::Sayings;
use crate::evidence::words::words;

/// Shorter sentences are labels and notes.
const FRAGMENT: usize = 4;

/// So many words before a participle an auxiliary makes a rule of it: "are always looked at".
const AUXILIARY_WITHIN: usize = 4;

/// What makes a rule of a participle: "is reviewed", "to be reviewed", "wird ausgewertet".
#[rustfmt::skip]
static RULED: Sayings = Sayings::new(&[
    "is", "are", "be", "being", "gets", "get", "wird", "werden", "wuerde", "wuerden", "ought", "should", "would",
]);

/// Whoever does something out of habit. A line without a full stop that names none is a fragment.
#[rustfmt::skip]
static WHO: Sayings = Sayings::new(&["we", "i", "they", "you", "wir", "ich", "man", "jeder", "everyone", "everybody"]);

/// What has come to its end tells a deed behind "is" as well: "the schedule is agreed".
#[rustfmt::skip]
static FINISHED: Sayings = Sayings::new(&[
    "agreed", "approved", "decided", "done", "closed", "settled", "released", "signed", "finished", "completed", "adopted",
]);

/// What makes a rule of that too.
#[rustfmt::skip]
static STILL_RULED: Sayings = Sayings::new(&[
    "be", "being", "if", "when", "once", "until", "each", "every", "always", "before", "after",
]);

/// More forms of the past that end like no others.
#[rustfmt::skip]
static PAST_FORMS: Sayings = Sayings::new(&[
    "saw", "wrote", "drew", "sat", "got", "rose", "fell", "grew", "rang", "began", "led", "lost", "paid", "spoke",
    "stood", "thought", "won", "knew", "broke", "built", "caught", "spent", "felt", "dealt", "became", "said",
    "showed", "have come", "has come", "have become", "has become", "have run", "has run", "have put", "has put", "seen", "written", "drawn", "taken", "shown", "spoken", "risen", "fallen", "grown", "gone", "kam",
    "kamen", "stieg", "stiegen", "sank", "sanken", "nahm", "nahmen", "blieb", "blieben", "traf", "trafen", "sprach",
    "sprachen", "hielt", "hielten", "lief", "liefen", "sah", "sahen", "stand", "standen", "fiel", "fielen", "begann",
    "begannen", "brachte", "brachten", "fanden", "gingen", "gaben", "schrieb", "schrieben", "rief", "riefen",
]);

/// Forms in "-te" that only wish, and words that end so without being a form of the past.
#[rustfmt::skip]
static NO_PRETERITES: Sayings = Sayings::new(&[
    "sollte", "sollten", "koennte", "koennten", "muesste", "muessten", "haette", "haetten", "moechte", "moechten",
    "wollte", "wollten", "konnte", "konnten", "duerfte", "duerften", "heute", "bitte", "leute", "seite", "seiten",
    "zeiten", "dritte", "dritten", "rechte", "rechten", "beste", "besten", "erste", "ersten", "letzte", "letzten",
    "naechste", "naechsten", "meisten", "arbeiten", "bearbeiten", "werten", "auswerten", "halten", "testen", "leiten",
    "bitten", "richten", "berichten", "beobachten", "unten", "hinten", "selten", "gelten", "bieten", "treten",
]);

/// A word by which a German participle is told from an infinitive: "haben … verglichen".
#[rustfmt::skip]
static PERFECT: Sayings = Sayings::new(&["hat", "haben", "hatte", "hatten", "ist", "sind", "habe", "worden"]);

/// How German participles without "ge" begin.
const PREFIXES: &[&str] = &["be", "ver", "er", "ent", "zer", "ueber", "unter", "wider"];

/// Shorter words are no German form that is looked for, in bytes.
const SHORTEST: usize = 6;

/// A number behind one of these is that of a rule: "within 5 days", "alle 3 Monate".
#[rustfmt::skip]
static LIMITS: Sayings = Sayings::new(&[
    "within", "every", "after", "than", "most", "least", "innerhalb", "binnen", "alle", "nach", "spaetestens",
    "mindestens", "hoechstens", "for", "until", "bis", "fuer", "in", "from", "since", "seit", "ab",
]);

/// Whether a sentence tells a habit; `stopped` where a full stop ends it.
pub(in crate::evidence) fn tells_habit(sentence: &str, stopped: bool) -> bool {
    if sentence.contains([':', '|', '/']) {
        return false;
    }
    let said = words(sentence);
    let is_fragment = said.len() < FRAGMENT || !stopped && !WHO.any_in(&said);
    !is_fragment && !tells_deed(sentence, &said)
}

fn tells_deed(sentence: &str, said: &[String]) -> bool {
    let at_word = said.iter().enumerate().any(|(at, word)| {
        let before = &said[at.saturating_sub(AUXILIARY_WITHIN)..at];
        let last = before.last().map_or("", String::as_str);
        let is_figure = word.bytes().any(|byte| byte.is_ascii_digit());
        if is_figure {
            !is_year(word) && !LIMITS.has(last)
        } else {
            month_number(word).is_some_and(|_| word.len() > 3) && !LIMITS.has(last)
                || is_past(word) && !RULED.any_in(before)
                || FINISHED.has(word) && !STILL_RULED.any_in(&said[..at])
        }
    });
    at_word || PAST.any_in(said) || PAST_FORMS.any_in(said) || tells_in_german(sentence, said)
}

/// A year alone is neither a day nor a figure.
fn is_year(word: &str) -> bool {
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20"))
}

/// "Ausgewertet", "verglichen", "prüfte": not behind "wird", and no noun.
fn tells_in_german(sentence: &str, said: &[String]) -> bool {
    let rules = ["wird", "werden", "wuerde", "wuerden"];
    if said.iter().any(|word| rules.contains(&word.as_str())) {
        return false;
    }
    let perfect = PERFECT.any_in(said);
    let small = sentence
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| word.len() >= SHORTEST && word.starts_with(char::is_lowercase));
    small.flat_map(words).any(|word| {
        let ends = word.ends_with('t') || word.ends_with("en");
        let with_ge = word.len() > 6
            && ends
            && (word.starts_with("ge") && word.ends_with('t')
                || word.get(2..).is_some_and(|rest| rest.contains("ge")))
            || word.len() > 6 && word.ends_with("iert") && perfect;
        let begins = PREFIXES.iter().any(|prefix| word.starts_with(prefix));
        let preterite = word.len() > 5
            && (word.ends_with("te") || word.ends_with("ten"))
            && !NO_PRETERITES.has(&word);
        with_ge && (perfect || word.ends_with('t'))
            || perfect && begins && ends && word.len() > 6
            || preterite
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn habits_tell_of_no_deed() {
        for habit in [
            "We review each change afterwards",
            "Each change is looked at afterwards by the manager",
            "Reviewing each change afterwards always falls off the end of the week",
            "Changes are reviewed within 5 days",
            "Each of the changes is closed when it works",
            "Somebody from the desk goes through the tickets for patterns",
            "On paper we review each change afterwards",
            "Wir werten die Störungen jedes Quartal aus",
            "Die Nachschau nach Änderungen ist ein frommer Wunsch",
            "Nach jeder Änderung wird die Wirkung geprüft",
            "Der Leiter hält nach jeder Änderung eine Nachschau",
        ] {
            assert!(tells_habit(habit, true), "{habit}");
        }
    }

    #[test]
    fn deeds_fragments_and_results_are_no_habits() {
        for deed in [
            "We went through the incidents of the quarter for patterns",
            "The three changes of the week were looked at afterwards",
            "C-441 needs a second look",
            "All changes of August worked as planned",
            "9 of 10 changes do what they should",
            "Trend of the incidents: falling",
            "Wir haben die Störungen nach Mustern durchgesehen",
            "Die Störungen wurden ausgewertet",
            "Die Störungen haben wir mit dem Vorjahr verglichen",
            "Der Leiter prüfte die Änderungen der Woche",
            "Two faults have come back",
            "the holiday schedule for service delivery is agreed",
            "Looked back",
        ] {
            assert!(!tells_habit(deed, true), "{deed}");
        }
        assert!(!tells_habit(
            "patterns in the incidents, printers again",
            false
        ));
        assert!(tells_habit(
            "we go through the incidents for patterns",
            false
        ));
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "[a-zäöüß0-9 .,:|A-Z-]{0,60}") {
            let _ = tells_habit(&text, true);
        }
    }
}
