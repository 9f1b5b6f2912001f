//! Sentences that say who owns the document: "This policy is owned by the Service Manager",
//! "Verantwortlich für dieses Dokument ist die Leitung IT-Betrieb".
//!
//! The document must be named as this one: incidents and services have owners too.

use std::sync::LazyLock;

use memchr::memmem::Finder;

use super::Reader;
use crate::evidence::fields::Field;
use crate::evidence::metadata::names_role;

/// Longer lines are paragraphs on other things.
const LONGEST: usize = 300;

/// No owner is named with more words.
const MOST_WORDS: usize = 10;

impl Reader<'_> {
    /// Takes the owner that a sentence names; whether it names one.
    pub(super) fn owned(&mut self, at: usize, line: &str) -> bool {
        let Some(owner) = owner_in(line) else {
            return false;
        };
        self.say(Field::Owner, "owner", owner, at);
        true
    }
}

/// The owner that the first sentence of a line names.
pub fn owner_in(line: &str) -> Option<&str> {
    if line.len() > LONGEST || !may_say(line) {
        return None;
    }
    let line = line.trim();
    BEFORE
        .iter()
        .find_map(|(begin, document, end)| {
            let rest = after(line, begin)?;
            let rest = if *document {
                this_document(rest)?
            } else {
                rest
            };
            named(after(rest.trim_start(), end)?)
        })
        .or_else(|| owner_before(line))
}

/// A cheap look, since nearly no line speaks of this.
fn may_say(line: &str) -> bool {
    static PARTS: LazyLock<[Finder<'static>; 5]> =
        LazyLock::new(|| ["own", "respons", "erantwort", "igent", "igner"].map(Finder::new));
    PARTS
        .iter()
        .any(|part| part.find(line.as_bytes()).is_some())
}

/// What stands before an owner: words, whether the document is named behind them, and words.
const BEFORE: &[(&str, bool, &str)] = &[
    ("", true, "is owned by "),
    ("", true, "is the responsibility of "),
    ("the owner of ", true, "is "),
    ("owner of ", true, "is "),
    ("ownership of ", true, "rests with "),
    ("ownership of ", true, "lies with "),
    ("responsible for ", true, "is "),
    ("responsibility for ", true, "lies with "),
    ("responsibility for ", true, "rests with "),
    ("the document owner is ", false, ""),
    ("the policy owner is ", false, ""),
    ("verantwortlich für ", true, "ist "),
    ("verantwortlicher für ", true, "ist "),
    ("verantwortliche für ", true, "ist "),
    ("die verantwortung für ", true, "liegt bei "),
    ("die verantwortung für ", true, "trägt "),
    ("eigentümer ", true, "ist "),
    ("eigentümerin ", true, "ist "),
    ("eigner ", true, "ist "),
    ("dokumentverantwortlich ist ", false, ""),
    ("dokumentenverantwortlich ist ", false, ""),
    ("dokumentverantwortlicher ist ", false, ""),
    ("dokumentverantwortliche ist ", false, ""),
    ("dokumentenverantwortlicher ist ", false, ""),
    ("dokumentenverantwortliche ist ", false, ""),
    ("dokumenteneigner ist ", false, ""),
    ("dokumenteigner ist ", false, ""),
];

/// "The Chief Operating Officer is the owner of this document", "… owns this policy".
fn owner_before(line: &str) -> Option<&str> {
    static BETWEEN: LazyLock<[Finder<'static>; 5]> = LazyLock::new(|| {
        [
            " is the owner of ",
            " owns ",
            " is responsible for ",
            " ist eigentümer ",
            " ist verantwortlich für ",
        ]
        .map(Finder::new)
    });
    let lower = line.to_lowercase();
    if lower.len() != line.len() {
        return None;
    }
    BETWEEN.iter().find_map(|between| {
        let at = between.find(lower.as_bytes())?;
        this_document(&line[at + between.needle().len()..])?;
        let owner = named(&line[..at])?;
        // All of what stands before it, and no part of a longer sentence.
        (without_article(&line[..at]) == owner).then_some(owner)
    })
}

/// The text behind words that it begins with, letters small or large.
fn after<'t>(text: &'t str, begin: &str) -> Option<&'t str> {
    let mut rest = text.chars();
    for wanted in begin.chars() {
        if !rest.next()?.to_lowercase().eq(std::iter::once(wanted)) {
            return None;
        }
    }
    Some(rest.as_str())
}

/// What stands behind "this policy", "dieses Dokument".
fn this_document(text: &str) -> Option<&str> {
    const THIS: &[&str] = &["this ", "dieses ", "diese ", "dieser ", "das ", "dem "];
    const KINDS: &[&str] = &[
        "document",
        "policy",
        "procedure",
        "process",
        "plan",
        "standard",
        "handbook",
        "manual",
        "guideline",
        "guide",
        "instruction",
        "page",
        "record",
        "register",
        "catalogue",
        "dokument",
        "dokuments",
        "dokumentes",
        "richtlinie",
        "leitlinie",
        "prozess",
        "verfahren",
        "verfahrens",
        "handbuch",
        "handbuchs",
        "anweisung",
        "verfahrensanweisung",
        "konzept",
        "konzepts",
        "plans",
    ];
    let rest = THIS.iter().find_map(|this| after(text, this))?;
    let end = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    let (kind, behind) = rest.split_at(end);
    KINDS
        .contains(&kind.to_lowercase().as_str())
        .then(|| behind.trim_start())
}

/// Who is named at the beginning of a text: to the end of the sentence or to what is said of
/// them, and with what they are called behind a comma.
fn named(text: &str) -> Option<&str> {
    let text = without_article(text);
    let mut end = text.len();
    for mark in [
        " who ",
        " which ",
        " and is ",
        " and are ",
        " and reviews ",
        " und wird ",
        " and will ",
        " (see ",
        ": ",
        "; ",
        " – ",
        ". ",
    ] {
        end = end.min(text.find(mark).unwrap_or(end));
    }
    // What is small behind a comma goes on with the sentence.
    let small = text
        .match_indices(", ")
        .find(|(at, mark)| text[at + mark.len()..].starts_with(char::is_lowercase));
    end = end.min(small.map_or(end, |(at, _)| at));
    let name = text[..end].trim_end_matches(['.', ',', ' ']);
    // "It" is a pronoun where it is small.
    let is_role = || names_role(name) && !name.split(' ').any(|word| word == "it");
    let is_named = name.starts_with(char::is_uppercase) || is_role();
    let count = name.split_whitespace().count();
    ((1..=MOST_WORDS).contains(&count) && is_named && !begins_open(name)).then_some(name)
}

/// Whether a text names whom it may concern and nobody.
fn begins_open(name: &str) -> bool {
    const OPEN: &[&str] = &[
        "whoever",
        "who",
        "everyone",
        "everybody",
        "anyone",
        "he",
        "she",
        "they",
        "it",
        "each",
        "every",
        "wer",
        "jeder",
        "jede",
        "er",
        "sie",
        "es",
    ];
    let first = name.split(' ').next().unwrap_or("").to_lowercase();
    OPEN.contains(&first.as_str())
}

fn without_article(text: &str) -> &str {
    let text = text.trim();
    ["the ", "der ", "die ", "das ", "dem ", "den "]
        .iter()
        .find_map(|article| after(text, article))
        .unwrap_or(text)
}
