//! What a value says of its label, where that is no more than that there is nothing: "none", "to
//! follow", "0 of 12", "whoever has time".
//!
//! Only values of a few words are looked at: whoever writes more says something.

mod sayings;

use super::answers::{Answer, answer, may_answer};
use super::starts::Starts;
use crate::evidence::sayings::Sayings;
use crate::evidence::words::words;
use crate::source::count;
use sayings::{
    AT_PRESENT, BLANK, BY_ROSTER, DITTO, EMPTY, EVASIVE, FILLED, IN_TALKS, NN, NONE, OPEN, POST,
    TALKED_OVER, TO_COME, VACANT, ZERO,
};

/// Longer values say more than no.
pub(super) const LONGEST_VALUE: usize = 7;

/// No seven words of no are longer, in bytes.
const LONGEST_BYTES: usize = 80;

/// What a value says of its label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    /// "None", "no".
    None,
    /// "To follow", "not looked at".
    ToCome,
    /// "Werden mit den Fachämtern abgestimmt", "are being discussed".
    InTalks,
    /// Nothing but marks: "-", "…", "?".
    Blank,
    /// "0 of 12".
    Zero,
    /// Of a post that nobody holds: "vacant since June", "N.N.", "Stelle frei".
    Vacant,
    /// "Whoever has time", "wird schon gutgehen".
    Evasive,
    /// "Ditto": what the value before it says.
    Ditto,
}

/// Whether a value says that there is nothing, or nothing yet.
pub(super) fn is_no(text: &str) -> bool {
    matches!(value(text), Some(Value::None | Value::ToCome))
}

/// What a value says, if it says no more than that there is nothing.
pub(super) fn value(text: &str) -> Option<Value> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_' | '`' | '|'));
    let begins = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    let may_be = STARTS.may_begin(begins)
        || may_answer(begins)
        || begins.is_empty()
        || begins.starts_with('0');
    if text.len() > LONGEST_BYTES || !may_be {
        return None;
    }
    let words = words(text);
    if words.is_empty() {
        let blank = !text.is_empty() && text.chars().all(|c| BLANK.contains(c));
        return blank.then_some(Value::Blank);
    }
    if words.len() > LONGEST_VALUE {
        return None;
    }
    let is = |list: &[&str], word: &String| list.contains(&word.as_str());
    let none = words.iter().any(|word| is(NONE, word))
        && words
            .iter()
            .all(|word| is(NONE, word) || is(AT_PRESENT, word));
    if none {
        return Some(Value::None);
    }
    if is_vacant(&words) {
        return Some(Value::Vacant);
    }
    if is_in_talks(&words) {
        return Some(Value::InTalks);
    }
    // "0.5 %" is some.
    let behind = begins.strip_prefix('0').unwrap_or("");
    let whole_number = !behind.starts_with(['.', ',', ':']);
    if whole_number && is_zero(&words) {
        return Some(Value::Zero);
    }
    let is_no = answer(begins, count(words.len())) == Some(Answer::NotDone);
    let whole = words.join(" ");
    if is_no || COMES.begin(&words) || OPEN.contains(&whole.as_str()) {
        return Some(Value::ToCome);
    }
    if DITTO.contains(&whole.as_str()) {
        return Some(Value::Ditto);
    }
    // "Whoever is on duty" is a rule that the roster fills.
    let by_roster = words.iter().any(|word| is(BY_ROSTER, word));
    let evades = EVADES.begin(&words) || EMPTY.contains(&whole.as_str());
    (evades && !by_roster).then_some(Value::Evasive)
}

/// Whether a value says that nobody holds a post, and not who has come since.
fn is_vacant(words: &[String]) -> bool {
    if words.len() <= 2 && words.concat() == "nn" {
        return true;
    }
    let said = words.iter().map(String::as_str);
    let of_post = said.clone().any(|word| word == "stelle");
    let mut said = said.skip_while(|word| POST.contains(word));
    let vacant = match said.next() {
        Some("frei") => of_post,
        Some("nicht") => said.next() == Some("besetzt"),
        Some(word) => VACANT.contains(&word),
        None => false,
    };
    vacant && !words.iter().any(|word| FILLED.contains(&word.as_str()))
}

/// Whether a value counts none: "0", "0 of 12", "keine einzige".
fn is_zero(words: &[String]) -> bool {
    const OF: &[&str] = &[
        "of",
        "out",
        "the",
        "von",
        "aus",
        "all",
        "allen",
        "planned",
        "geplanten",
    ];
    let Some((first, others)) = words.split_first() else {
        return false;
    };
    let counts = |word: &String| {
        OF.contains(&word.as_str()) || word.bytes().all(|byte| byte.is_ascii_digit())
    };
    match first.as_str() {
        "0" | "zero" | "null" => others.iter().all(counts),
        "not" => matches!(
            others.join(" ").as_str(),
            "one" | "a single one" | "a single"
        ),
        first if NONE.contains(&first) => {
            others.len() == 1 && others[0].starts_with("einzig") || is_since(others)
        }
        _ => false,
    }
}

/// Whether words behind "none" say that it was long ago: "held since 2023", "seit 2023".
fn is_since(words: &[String]) -> bool {
    const HELD: &[&str] = &[
        "held",
        "done",
        "made",
        "carried",
        "out",
        "conducted",
        "performed",
        "durchgefuehrt",
        "gemacht",
        "gehalten",
        "abgehalten",
        "erfolgt",
        "mehr",
    ];
    let is_year = |word: &String| word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let held = |word: &&String| HELD.contains(&word.as_str());
    let behind = words.iter().skip_while(held).collect::<Vec<_>>();
    behind
        .first()
        .is_some_and(|first| matches!(first.as_str(), "since" | "seit"))
        && behind.iter().any(|word| is_year(word))
}

/// Whether a value says only that people are talking about it: "werden mit den Fachämtern
/// abgestimmt". What is "agreed every year" is a rule, and no more than that is said of it.
fn is_in_talks(words: &[String]) -> bool {
    let is =
        |at: Option<&String>, list: &[&str]| at.is_some_and(|word| list.contains(&word.as_str()));
    let in_german = is(words.first(), &["wird", "werden"]) && is(words.last(), TALKED_OVER);
    let in_english = is(words.first(), &["is", "are", "being"])
        && words.iter().take(2).any(|word| word == "being")
        && words
            .iter()
            .any(|word| TALKED_OVER.contains(&word.as_str()));
    in_german || in_english
}

/// How a value begins that says so.
const STARTS: Starts = Starts::of(&[
    NONE, AT_PRESENT, TO_COME, OPEN, IN_TALKS, ZERO, EVASIVE, EMPTY, DITTO, POST, VACANT, NN,
]);

/// The beginnings of a value that is to come, by their first words.
static COMES: Sayings = Sayings::new(TO_COME);

/// The beginnings of a value that gives no answer, by their first words.
static EVADES: Sayings = Sayings::new(EVASIVE);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_that_count_none_or_give_no_answer() {
        for text in [
            "0",
            "0 of 12",
            "0/12",
            " **0 %** ",
            "zero",
            "keine einzige",
            "not one",
        ] {
            assert_eq!(value(text), Some(Value::Zero), "{text}");
        }
        for text in [
            "whoever has time",
            "Fingers crossed!",
            "irgendwer",
            "wird schon",
            "leer",
        ] {
            assert_eq!(value(text), Some(Value::Evasive), "{text}");
        }
        for text in [
            "0.5 %",
            "0,8",
            "0:30 h",
            "01.02.2026",
            "0 failed",
            "whoever is on call",
            "empty the queue, then restart",
            "hopper 3",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
        assert_eq!(value("siehe oben"), Some(Value::Ditto));
    }
}
