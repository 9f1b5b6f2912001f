//! What is done, or not, with a thing that only a word like "such a thing" names: "Bei den Älteren
//! haben wir sowas nie gemacht", "Anything like that we never did." The thing stands in an earlier
//! sentence, and whatever else this one names was neither done nor left undone by it.

/// Words that stand for a thing of a kind named before, one beside the other.
const OF_THAT_KIND: &[&[&str]] = &[
    &["sowas"],
    &["so", "was"],
    &["so", "etwas"],
    &["etwas", "derartiges"],
    &["derartiges"],
    &["dergleichen"],
    &["derlei"],
    &["such", "a", "thing"],
    &["such", "things"],
    &["anything", "like", "that"],
    &["anything", "like", "it"],
    &["something", "like", "that"],
    &["something", "like", "it"],
    &["anything", "of", "the", "kind"],
    &["anything", "of", "the", "sort"],
    &["anything", "of", "that", "kind"],
    &["nothing", "of", "the", "kind"],
    &["nothing", "of", "the", "sort"],
    &["nothing", "like", "that"],
    &["that", "kind", "of", "thing"],
    &["that", "sort", "of", "thing"],
];

/// Words that make them one more of what is named right there: "a drill or anything like that".
const ADDING: &[&str] = &["or", "and", "nor", "oder", "und", "noch", "bzw"];

/// Words behind which they say more of themselves: "so etwas wie ein Plan".
const LIKE: &[&str] = &["wie", "as", "like"];

/// Whether words name a thing only as one of a kind named before.
pub(super) fn names_such_a_thing(words: &[String]) -> bool {
    let is = |at: Option<usize>, list: &[&str]| {
        let word = at.and_then(|at| words.get(at));
        word.is_some_and(|word| list.contains(&word.as_str()))
    };
    let stands = |form: &&[&str], at: usize| {
        let here = words.get(at..at + form.len());
        here.is_some_and(|here| std::iter::zip(here, form.iter()).all(|(a, b)| a == b))
            && !is(at.checked_sub(1), ADDING)
            && !is(Some(at + form.len()), LIKE)
    };
    (0..words.len()).any(|at| OF_THAT_KIND.iter().any(|form| stands(form, at)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::words::words;

    #[test]
    fn a_thing_of_a_kind_named_before_is_none_named_here() {
        for (text, such) in [
            ("Bei den Springern haben wir sowas nie gemacht", true),
            ("So etwas hat die Werft nie geprüft", true),
            ("In the depot we never did anything of the kind", true),
            ("A drill or anything like that we never held", false),
            ("So etwas wie einen Notfallplan gibt es nicht", false),
            ("We never did the stocktaking", false),
        ] {
            assert_eq!(names_such_a_thing(&words(text)), such, "{text}");
        }
    }
}
