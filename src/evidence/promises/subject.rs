//! Of what something is promised, by whom, and by which words the same promise is known again.

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::clause::{around, lower};
use crate::evidence::words::words;

type Pattern = LazyLock<Option<Regex>>;

/// So many letters before a value are no subject yet.
const NEAR: usize = 12;

/// Longer subjects are cut.
const LONGEST: usize = 72;

/// The verb of a promise: what stands before it is what the promise is about.
static VERB: Pattern = LazyLock::new(|| {
    Regex::new(r"\b(is|are|shall|must|will|should|takes?|has to|have to|need to|needs to|meets?|may|wird|werden|ist|sind|muss|müssen|soll|sollen|findet|finden|beträgt|betragen|erfolgt|erfolgen|tagt|trifft|darf|dürfen|läuft|gilt|expires|endet)\b").ok()
});

/// Of what a sentence promises the value that stands in a range of it.
pub(super) fn of_sentence(sentence: &str, at: &Range<usize>, lead: &str, heading: &str) -> String {
    let text = lower(sentence);
    let verb = VERB.as_ref().and_then(|verb| verb.find(&text));
    let before = match verb {
        Some(verb) if verb.start() <= at.start => Some(0..verb.start()),
        _ => text[..at.start].find([':', '=']).map(|colon| 0..colon),
    };
    let before = before.map_or("", |range| &sentence[range]);
    let stands_for = |subject: &str| {
        let subject = trimmed(subject);
        let folded = words(&subject);
        let first = folded.first().map_or("", String::as_str);
        let clause = [
            "that", "what", "which", "how", "when", "who", "if", "dass", "was", "wie", "wer",
            "wenn",
        ];
        if clause.contains(&first) {
            return None;
        }
        let points = [
            "it", "this", "they", "these", "we", "es", "dies", "diese", "dieser", "wir", "sie",
        ];
        let points_only = folded.len() == 1 && points.contains(&first);
        (!folded.is_empty() && !points_only).then_some(subject)
    };
    let behind = || {
        // "Once a year the plan is tested", "Jährlich wird der Plan getestet".
        let from = verb.filter(|verb| verb.start() >= at.end).map(|_| at.end);
        let text = match (from, verb) {
            (Some(from), Some(verb)) if verb.start() > from + 2 => &sentence[from..verb.start()],
            (_, Some(verb)) => &sentence[verb.end()..],
            _ => "",
        };
        let before_verb = from.is_some() && text.len() > 2;
        let begun = text.trim_start_matches([',', ':', ' ']);
        let part = if text.starts_with(':') || !before_verb {
            begun.split([',', ';', ':']).next()
        } else {
            // "…, in March and September, a sample of 40 items is compared".
            begun.rsplit([',', ';']).next()
        };
        let words: Vec<&str> = part.unwrap_or("").split_whitespace().take(7).collect();
        stands_for(&words.join(" "))
    };
    // "Once a year the plan is tested": what is promised stands behind the value.
    let begins = trimmed(&sentence[..at.start]).chars().count() <= NEAR;
    let overlaps = begins && verb.is_some_and(|verb| at.start < verb.start());
    let own = if overlaps {
        behind()
    } else {
        stands_for(before)
    };
    // "How we talk" names no clause of a sentence.
    let named = |title: &str| Some(trimmed(title)).filter(|title| !title.is_empty());
    let above = || named(lead.trim_end_matches([':', '*'])).or_else(|| named(heading));
    // "It is answered within five days" below "Complaints".
    let whole = || {
        let clause = around(&text, at);
        let (before, behind) = (
            &sentence[clause.start..at.start],
            &sentence[at.end..clause.end],
        );
        // "Monthly: service report by mail" names it behind the colon.
        let behind = match sentence[at.end..].strip_prefix(':') {
            Some(named) => named.split([',', ';']).next().unwrap_or(""),
            None => behind,
        };
        let said = stands_for(&one_thing(before, behind));
        match (above(), said.map(|said| without_pronoun(&said))) {
            (Some(above), Some(said)) if !said.is_empty() => Some(format!("{above}: {said}")),
            (above, said) => said.filter(|said| !said.is_empty()).or(above),
        }
    };
    cut(&own.or_else(whole).unwrap_or_default())
}

/// The entry of a list behind a colon that a value stands right behind: "P1" in "Times: P1 4 hours".
pub(super) fn entry(sentence: &str, colon: usize, at: &Range<usize>) -> Option<String> {
    const MOST_WORDS: usize = 3;
    let list = sentence.get(colon + 1..at.start)?;
    let entry = trimmed(list.rsplit([',', ';']).next()?);
    let words = entry.split_whitespace().count();
    ((1..=MOST_WORDS).contains(&words) && VERB.as_ref()?.find(&lower(sentence)).is_none())
        .then_some(entry)
}

/// Of "answered within five days and settled within thirty" what stands beside one value.
fn one_thing(before: &str, behind: &str) -> String {
    const JOINTS: [&str; 2] = [" and ", " und "];
    let last = JOINTS
        .iter()
        .filter_map(|joint| before.rfind(joint).map(|at| at + joint.len()))
        .max();
    let next = JOINTS
        .iter()
        .filter_map(|joint| format!(" {behind}").find(joint))
        .min();
    let before = &before[last
        .filter(|at| before[*at..].trim().len() > 3 && names_value(&before[..*at]))
        .unwrap_or(0)..];
    let behind = match next {
        Some(at) if !before.trim().is_empty() => &behind[..at.saturating_sub(1)],
        _ => behind,
    };
    format!("{} {}", before.trim(), behind.trim())
}

/// Whether a part of a sentence names a value of its own.
fn names_value(part: &str) -> bool {
    static VALUE: Pattern = LazyLock::new(|| {
        Regex::new(r"(?i)\b(within|every|each|at least|at most|no later|same day|\w+ly|innerhalb|binnen|alle|jede\w*|mindestens|höchstens|spätestens|\w+lich)\b").ok()
    });
    VALUE.as_ref().is_some_and(|value| value.is_match(part))
}

/// What is said of "it".
fn without_pronoun(said: &str) -> String {
    static PRONOUN: Pattern = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:it|this|they|these|we|es|dies|diese|sie|wir) (?:(?:is|are|must be|shall be|wird|werden|ist|sind|takes place|findet) )?").ok()
    });
    let begun = PRONOUN
        .as_ref()
        .and_then(|it| it.find(said))
        .map_or(0, |found| found.end());
    trimmed(&said[begun..])
}

/// A name of what is promised without what it begins and ends with.
fn trimmed(text: &str) -> String {
    static BEGINS: Pattern = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:[\s\-–•*#>()\d.,:;]+|% ?|of |the |an? |each |every |all |our |for |der |die |das |den |dem |ein(?:e|en|er)? |alle |jede[rsn]? |unsere? |für |and |und |or |oder |then |therefore |in addition |zusätzlich |as of )+").ok()
    });
    let text = text.trim();
    let begun = BEGINS
        .as_ref()
        .and_then(|begins| begins.find(text))
        .map_or(0, |found| found.end());
    text[begun..]
        .trim_matches(|c: char| !c.is_alphanumeric() && c != ')' && c != '%')
        .to_owned()
}

fn cut(text: &str) -> String {
    let text = &text.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.chars().count() <= LONGEST {
        return text.clone();
    }
    let mut out = String::new();
    for word in text.split(' ') {
        if out.chars().count() + word.chars().count() + 2 > LONGEST {
            break;
        }
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out + " …"
}

/// Words that many sentences have.
const COMMON: &[&str] = &[
    "the",
    "and",
    "or",
    "of",
    "to",
    "in",
    "on",
    "at",
    "by",
    "for",
    "with",
    "from",
    "is",
    "are",
    "be",
    "shall",
    "must",
    "will",
    "should",
    "may",
    "a",
    "an",
    "all",
    "each",
    "every",
    "any",
    "our",
    "its",
    "their",
    "this",
    "that",
    "these",
    "least",
    "most",
    "than",
    "more",
    "less",
    "not",
    "no",
    "later",
    "after",
    "before",
    "also",
    "when",
    "if",
    "has",
    "have",
    "it",
    "as",
    "per",
    "within",
    "once",
    "twice",
    "take",
    "takes",
    "place",
    "held",
    "done",
    "carried",
    "out",
    "der",
    "die",
    "das",
    "den",
    "dem",
    "des",
    "und",
    "oder",
    "von",
    "vom",
    "zu",
    "zum",
    "zur",
    "im",
    "am",
    "bei",
    "mit",
    "fuer",
    "wird",
    "werden",
    "ist",
    "sind",
    "muss",
    "muessen",
    "soll",
    "sollen",
    "ein",
    "eine",
    "einen",
    "einem",
    "einer",
    "alle",
    "jede",
    "jeder",
    "jedes",
    "mindestens",
    "hoechstens",
    "spaetestens",
    "innerhalb",
    "nach",
    "vor",
    "auch",
    "durch",
    "findet",
    "statt",
    "erfolgt",
    "einmal",
    "jaehrlich",
    "monatlich",
    "annually",
    "yearly",
    "monthly",
    "weekly",
    "quarterly",
    "planned",
    "intervals",
    "regularly",
    "necessary",
    "days",
    "working",
];

/// Whether a word in compared form is one that many sentences have.
#[must_use]
pub fn is_common_word(word: &str) -> bool {
    COMMON.contains(&word)
}

/// So many letters tell words apart: "reviewed" and "reviews" are one.
const STEM: usize = 5;

/// The words that tell what is promised, shortened so that their endings do not matter, sorted.
/// Numbers tell apart as well: P1 is not P2.
pub(super) fn about(sentence: &str, at: &Range<usize>, what: &str) -> Vec<String> {
    let clause = around(&lower(sentence), at);
    let rest = format!(
        "{what} {} {}",
        &sentence[clause.start..at.start],
        &sentence[at.end..clause.end]
    );
    stems(&rest)
}

/// The words of a text as promises are compared by.
pub(super) fn stems(text: &str) -> Vec<String> {
    let mut out: Vec<String> = words(text)
        .into_iter()
        .filter(|word| !COMMON.contains(&word.as_str()))
        .filter(|word| word.len() > 2 || word.bytes().any(|byte| byte.is_ascii_digit()))
        .map(|word| word.chars().take(STEM).collect())
        .collect();
    out.sort();
    out.dedup();
    out
}

/// Who keeps a promise, where the sentence says so: "by the service manager", "durch die Leitung",
/// or the subject of what is done.
pub(super) fn who(sentence: &str) -> Option<String> {
    const ROLE: &str = r"(?:managers?|managerin|owners?|leads?|heads?|board|directors?|teams?|desk|officer|committee|administrators?|coordinator|auditors?|management|leitung|leiter(?:in)?|verantwortliche[nrs]?|verantwortlichen|vorstand|geschäftsführung|geschäftsleitung|beauftragte[nrs]?|inhaber(?:in)?|eigner|eigentümer|gremium|ausschuss|koordinator(?:in)?|revision)";
    static BY: Pattern = LazyLock::new(|| {
        Regex::new(&format!(r"(?i)\b(?:by|durch|von|vom)(?: the| our| an?| den| die| das| dem| der)? ((?:[\w-]+ ){{0,3}}?[\w-]*{ROLE}(?: (?:teams?|boards?|owners?|leads?|managers?|committee))?)\b")).ok()
    });
    static SUBJECT: Pattern = LazyLock::new(|| {
        Regex::new(&format!(r"(?i)^(?:the|our|each|every|der|die|das|jede[rs]?)? ?((?:[\w-]+ ){{0,3}}?[\w-]*{ROLE}(?: (?:teams?|boards?|owners?|leads?|managers?|committee))?) (?:shall |must |will |should |has to |have to |muss |soll |hat )?([\w]+)")).ok()
    });
    static IS: Pattern = LazyLock::new(|| {
        Regex::new(r"(?i)^(?:is|are|be|been|was|were|wird|werden|ist|sind|meets?|tagt|tritt|takes?|findet|review|plan|calls?)$").ok()
    });
    let by = BY
        .as_ref()?
        .captures(sentence)
        .and_then(|found| found.get(1));
    if let Some(by) = by {
        return Some(by.as_str().to_owned());
    }
    let found = SUBJECT.as_ref()?.captures(sentence)?;
    let (role, verb) = (found.get(1)?, found.get(2)?);
    (!IS.as_ref()?.is_match(verb.as_str())).then(|| role.as_str().to_owned())
}

/// Whether a sentence says what a supplier does: "The supplier restores …", "Der Lieferant hat …".
/// What is done with suppliers is the organisation's own: "Suppliers are reviewed quarterly".
pub(super) fn is_suppliers(sentence: &str) -> bool {
    static SUPPLIER: Pattern = LazyLock::new(|| {
        Regex::new(r"^(?:the |each |every |all |our |an? |der |die |das |jeder |ein )?(?:external |sub|unter|externe[rn]? )?(?:suppliers?|vendors?|contractors?|lieferant(?:en|in)?|zulieferer|auftragnehmer(?:in)?) (?:(?:shall|must|will|is obliged to|is required to|has to|undertakes to|guarantees?|commits?|muss|müssen|hat|haben|verpflichtet sich|ist verpflichtet)\b)? ?(\w+)").ok()
    });
    static DONE_TO: Pattern = LazyLock::new(|| {
        Regex::new(r"^(?:is|are|be|wird|werden|ist|sind|reviews?|manage\w*|management|meetings?|audits?|performance|contracts?|evaluations?)$").ok()
    });
    let text = lower(sentence);
    let Some(found) = SUPPLIER
        .as_ref()
        .and_then(|supplier| supplier.captures(&text))
    else {
        return false;
    };
    let verb = found.get(1).map_or("", |verb| verb.as_str());
    DONE_TO.as_ref().is_some_and(|done| !done.is_match(verb))
}
