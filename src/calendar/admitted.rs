//! Where one file promises something at intervals and another tells that it was left undone: the
//! procedure has the exercise each November, and a mail says that it did not take place.
//!
//! To accuse nobody of what somebody else left undone, both files are claimed for the same, and all
//! words that name what was left undone stand in the promise, its heading or the title of its file.

use super::Sources;
use crate::evidence::words::words;
use crate::evidence::{Document, Promised, Promising, Undone, Value, is_common_word, is_of_day};
use crate::source::Location;

/// Words of fewer letters name nothing.
const SHORTEST: usize = 5;

/// What a file of those that tell of something left undone, one not too old, says of a promise of another: that it was not kept.
pub(super) fn admitted(
    sources: Sources<'_>,
    telling: &[&(usize, Promising)],
    at: usize,
    promised: &Promised,
) -> Option<(Location, String)> {
    let Value::Every(every) = promised.value else {
        return None;
    };
    let as_of = sources.assessment.as_of;
    let day_of = |at: usize| sources.assessment.footing[at].day;
    let own = names(&sources.evidence.documents[at], promised);
    let told = telling.iter().filter(|(other, _)| *other != at);
    let told = told.filter(|(other, _)| {
        let is_recent = |day| every.after(day) >= as_of && day_of(at).is_none_or(|own| own <= day);
        day_of(*other).is_some_and(is_recent) && shares_claim(sources, at, *other)
    });
    let undone = told.flat_map(|(_, said)| &said.undone);
    let found = undone
        .filter(|undone| names_it(undone, &own))
        .min_by_key(|undone| &undone.location)?;
    Some((found.location.clone(), found.sentence.clone()))
}

/// The words by which a promise is known in its file.
fn names(document: &Document, promised: &Promised) -> Vec<String> {
    words(&format!(
        "{} {} {} {}",
        promised.sentence,
        promised.what,
        promised.around.heading,
        document.title()
    ))
}

/// Whether two documents are claimed for one requirement.
fn shares_claim(sources: Sources<'_>, a: usize, b: usize) -> bool {
    let claimed = &sources.assessment.claimed_for;
    claimed[a]
        .iter()
        .any(|line| claimed[b].binary_search(line).is_ok())
}

/// Whether all words for what was left undone are among others.
fn names_it(undone: &Undone, own: &[String]) -> bool {
    let named: Vec<String> = words(&undone.what)
        .into_iter()
        .filter(|word| word.len() >= SHORTEST && !is_common_word(word) && !is_of_time(word))
        .collect();
    let is_own = |word: &String| own.iter().any(|own| own.contains(word.as_str()));
    !named.is_empty() && named.iter().all(is_own)
}

/// Whether a word only says when, or how often.
fn is_of_time(word: &str) -> bool {
    const TIMES: &[&str] = &[
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "montag",
        "dienstag",
        "mittwoch",
        "donnerstag",
        "freitag",
        "samstag",
        "sonnabend",
        "sonntag",
        "spring",
        "summer",
        "autumn",
        "winter",
        "fruehjahr",
        "sommer",
        "herbst",
        "yearly",
        "annual",
        "quarterly",
        "monthly",
        "weekly",
        "jaehrliche",
        "monatliche",
        "planned",
        "geplante",
        "since",
        "letzte",
        "dieses",
        "diesem",
    ];
    TIMES.contains(&word) || is_of_day(word)
}
