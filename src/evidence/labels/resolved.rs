//! Approvals that a sentence tells: `Resolved by the board of trustees on 3 May 2026`, `Vom
//! Kuratorium beschlossen am 03.05.2026`, `The council adopted this policy at its meeting of …`.
//!
//! Boards approve what is no form with a field for it: agreements, rules of procedure, statements.
//! Such sentences are told of budgets, changes and laptops as well, so that one counts only where
//! it begins with who approved or with the word for it, as stamps do, or names this document; and
//! where it tells who and when. What is denied, planned or laid down tells nothing.

use super::mentioned::tells_otherwise;
use crate::evidence::dates::{DateReading, month_number, read_date};
use crate::evidence::fields::stamp::is_initial;
use crate::evidence::metadata::{kind_in, names_role};
use crate::evidence::words::words;

/// Who approved, and the day, as the sentence says them.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Resolved<'t> {
    pub(super) who: &'t str,
    pub(super) day: &'t str,
    /// Whether it names this document, so that it counts wherever it stands.
    pub(super) names_document: bool,
}

/// The approval that a line tells, in the first of its sentences that does.
pub(super) fn resolved(line: &str) -> Option<Resolved<'_>> {
    // No day is without a digit, and most lines are.
    if !line.bytes().any(|byte| byte.is_ascii_digit()) {
        return None;
    }
    sentences(line).find_map(in_sentence)
}

/// Whether a sentence tells who approved and when.
pub(in crate::evidence) fn tells_approval(sentence: &str) -> bool {
    in_sentence(sentence).is_some()
}

fn in_sentence(sentence: &str) -> Option<Resolved<'_>> {
    let tokens = tokens(sentence);
    let at = tokens.iter().position(|token| is_verb(&token.word))?;
    let plain: Vec<String> = tokens
        .iter()
        .map(|token| token.word.clone())
        .filter(|word| !COUNTS.contains(&word.as_str()))
        .collect();
    if plain.len() > MOST_WORDS || tells_otherwise(&plain) {
        return None;
    }
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let document = (0..tokens.len()).find(|this| names_document(&tokens, *this));
    let begins = match word(0) {
        "by" | "vom" | "von" | "durch" => true,
        "it" | "sie" | "er" => at <= 3,
        "unanimously" | "einstimmig" | "hiermit" | "so" | "gemaess" | "laut" | "per" => at == 1,
        // "Approved changes are put live" is said of changes.
        _ => at == 0 && goes_on(word(1)),
    };
    if !begins && document.is_none() {
        return None;
    }
    let days = days(sentence, &tokens);
    let behind = days.iter().find(|(from, _)| *from > at);
    let (from, to) = *behind.or(days.last())?;
    let is_other = |at: usize| {
        let in_document = document.is_some_and(|this| (this..=this + 2).contains(&at));
        in_document || (from..to).contains(&at) || at == tokens.len()
    };
    let who = organ(&tokens, &is_other).or_else(|| person(sentence, &tokens, &is_other))?;
    // What is resolved is often a ticket.
    let is_weak = matches!(word(at), "resolved" | "passed");
    if is_weak && !(who.0..who.1).any(|at| is_organ(word(at))) {
        return None;
    }
    let text = |(from, to): (usize, usize)| bare(&sentence[tokens[from].start..tokens[to - 1].end]);
    Some(Resolved {
        who: text(who),
        day: text((from, to)),
        names_document: document.is_some(),
    })
}

/// Whether who approved, where or when may stand behind a word that goes before it.
fn goes_on(word: &str) -> bool {
    const JOINTS: &[&str] = &[
        "by",
        "on",
        "at",
        "in",
        "of",
        "am",
        "vom",
        "von",
        "durch",
        "im",
        "der",
        "des",
        "auf",
        "unanimously",
        "einstimmig",
    ];
    JOINTS.contains(&word) || word.starts_with(|c: char| c.is_ascii_digit())
}

/// Longer sentences tell of other things as well.
const MOST_WORDS: usize = 32;

/// Words that rule in a rule, and count in what was done: "for all members".
const COUNTS: &[&str] = &["all", "alle", "aller", "each", "jede", "to", "are"];

/// Words of an approval with a day: done, not to be done.
fn is_verb(word: &str) -> bool {
    const VERBS: &[&str] = &[
        "approved",
        "adopted",
        "ratified",
        "endorsed",
        "authorised",
        "authorized",
        "resolved",
        "passed",
        "resolution",
        "beschlossen",
        "beschluss",
        "verabschiedet",
        "genehmigt",
        "freigegeben",
        "gebilligt",
        "inkraftgesetzt",
    ];
    VERBS.contains(&word)
}

/// Whether a word and those behind it name the document they stand in: "this agreement".
fn names_document(tokens: &[Token], at: usize) -> bool {
    const TEXTS: &[&str] = &[
        "document",
        "dokument",
        "version",
        "fassung",
        "edition",
        "ausgabe",
        "statement",
        "text",
        "scope",
        "geltungsbereich",
        "festlegung",
        "erklaerung",
        "ordnung",
        "satzung",
        "concept",
        "charter",
        "framework",
    ];
    let this = matches!(
        tokens[at].word.as_str(),
        "this" | "diese" | "dieser" | "dieses" | "diesen" | "diesem" | "vorliegende" | "present"
    );
    let mut behind = tokens[at + 1..].iter().take(2);
    this && behind
        .any(|token| TEXTS.contains(&token.word.as_str()) || kind_in(&token.word).is_some())
}

/// The body or the role that approved, with what stands before and behind it as its name.
fn organ(tokens: &[Token], is_other: &dyn Fn(usize) -> bool) -> Option<(usize, usize)> {
    let names = |at: usize| is_organ(&tokens[at].word) || names_role(&tokens[at].word);
    let organ = (0..tokens.len()).find(|at| !is_other(*at) && names(*at))?;
    let is_name = |at: usize| tokens[at].is_capital && !is_other(at) && !is_joint(&tokens[at].word);
    let mut from = organ;
    while from > 0 && is_name(from - 1) && !tokens[from - 1].closes {
        from -= 1;
    }
    let mut to = organ + 1;
    while to < tokens.len() && !tokens[to - 1].closes {
        if is_name(to) || to + 1 < tokens.len() && is_of(&tokens[to].word) && is_name(to + 1) {
            to += 1;
        } else {
            break;
        }
    }
    while is_of(&tokens[to - 1].word) {
        to -= 1;
    }
    Some((from, to))
}

/// The person behind the word that says by whom.
fn person(
    text: &str,
    tokens: &[Token],
    is_other: &dyn Fn(usize) -> bool,
) -> Option<(usize, usize)> {
    let by = tokens
        .iter()
        .position(|token| matches!(token.word.as_str(), "by" | "von" | "durch" | "vom"))?;
    let from = by + 1;
    let is_name = |at: usize| {
        at < tokens.len() && tokens[at].is_capital && !is_other(at) && !is_joint(&tokens[at].word)
    };
    // `Dr.` and `A.` close no name.
    let is_short = |at: usize| is_initial(&text[tokens[at].start..tokens[at].end]);
    let mut to = from;
    while is_name(to) && (to == from || !tokens[to - 1].closes || is_short(to - 1)) {
        to += 1;
    }
    (to > from).then_some((from, to))
}

/// Whether a word names a body of people who decide.
fn is_organ(word: &str) -> bool {
    const BODIES: &[&str] = &[
        "board",
        "committee",
        "council",
        "directors",
        "trustees",
        "partners",
        "shareholders",
        "members",
        "management",
        "executive",
        "assembly",
        "senate",
        "cabinet",
        "governors",
        "vorstand",
        "aufsichtsrat",
        "kuratorium",
        "praesidium",
        "direktion",
        "direktorium",
        "magistrat",
        "senat",
        "gremium",
        "rat",
        "vorstandes",
        "vorstands",
    ];
    const ENDINGS: &[&str] = &[
        "ausschuss",
        "ausschusses",
        "leitung",
        "fuehrung",
        "versammlung",
        "vorstand",
        "vorstands",
        "beirat",
        "rates",
        "kreis",
        "kreises",
        "runde",
        "kommission",
        "gremiums",
    ];
    let ends = |ending: &str| word.len() >= ending.len() && word.ends_with(ending);
    BODIES.contains(&word) || ENDINGS.iter().any(|ending| ends(ending))
}

/// Words that part names in a sentence and begin none.
fn is_joint(word: &str) -> bool {
    is_verb(word)
        || matches!(
            word,
            "by" | "vom"
                | "von"
                | "durch"
                | "the"
                | "der"
                | "die"
                | "das"
                | "den"
                | "dem"
                | "in"
                | "im"
                | "am"
                | "on"
                | "at"
                | "sitzung"
                | "meeting"
                | "gemaess"
                | "laut"
                | "per"
                | "has"
                | "hat"
        )
}

fn is_of(word: &str) -> bool {
    matches!(word, "of" | "der" | "des" | "the" | "für" | "fuer" | "for")
}

/// A word of a sentence.
struct Token {
    start: usize,
    end: usize,
    /// In compared form; a hyphenated word as one.
    word: String,
    is_capital: bool,
    /// Whether a mark stands behind it.
    closes: bool,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut offset = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let raw = piece.trim_end();
        let start = offset;
        offset += piece.len();
        let word = words(raw).join("");
        if word.is_empty() {
            continue;
        }
        let bare = raw.trim_start_matches(['(', '"', '„', '“', '*', '_']);
        out.push(Token {
            start: start + raw.len() - bare.len(),
            end: start + raw.len(),
            word,
            is_capital: bare.starts_with(char::is_uppercase),
            closes: raw.ends_with([',', '.', ';', ':', ')']),
        });
    }
    out
}

/// The days of a text, in tokens.
fn days(text: &str, tokens: &[Token]) -> Vec<(usize, usize)> {
    const WORDS_OF_DAY: usize = 3;
    let reads = |from: usize, to: usize| {
        let day = bare(&text[tokens[from].start..tokens[to - 1].end]);
        matches!(read_date(day), DateReading::Date(date) if date.exact)
    };
    let mut out = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let word = &tokens[at].word;
        let begins = word.starts_with(|c: char| c.is_ascii_digit()) || month_number(word).is_some();
        let longest = (at + WORDS_OF_DAY).min(tokens.len());
        let end = (at + 1..=longest)
            .rev()
            .filter(|_| begins)
            .find(|to| reads(at, *to));
        if let Some(to) = end {
            out.push((at, to));
        }
        at = end.unwrap_or(at + 1);
    }
    out
}

/// The day that stands last in a text.
pub(super) fn last_day(text: &str) -> Option<&str> {
    let tokens = tokens(text);
    let (from, to) = *days(text, &tokens).last()?;
    Some(bare(&text[tokens[from].start..tokens[to - 1].end]))
}

fn bare(text: &str) -> &str {
    text.trim_matches([',', '.', ';', ':', ')', ' '])
}

/// The sentences of a line; `Dr.`, `3.` and `Nr.` end none.
pub(super) fn sentences(line: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(line.trim_matches(['*', '_', ' ']));
    std::iter::from_fn(move || {
        let text = rest?;
        let ends = |at: &usize| {
            let last = text[..*at].rsplit([' ', '(']).next().unwrap_or("");
            let is_number = last.bytes().all(|byte| byte.is_ascii_digit());
            let goes_on = text[*at + 2..].trim_start();
            last.chars().count() > 2
                && !(is_number && last.len() < 4)
                && goes_on.starts_with(char::is_uppercase)
        };
        let end = text.match_indices(". ").map(|(at, _)| at).find(ends);
        let (sentence, next) = match end {
            Some(at) => (&text[..=at], Some(text[at + 2..].trim_start())),
            None => (text, None),
        };
        rest = next;
        Some(sentence)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_tells_who_approved_and_when() {
        for (line, who, day) in [
            (
                "Vom Stiftungsrat für alle sechs Häuser beschlossen am 14.02.2026, gültig ab 01.04.2026.",
                "Stiftungsrat",
                "14.02.2026",
            ),
            (
                "Beschlossen am 3.2.2026 in der Werkleitung.",
                "Werkleitung",
                "3.2.2026",
            ),
            (
                "Beschlossen in der Sitzung der Betriebsleitung vom 3. Februar 2026",
                "Betriebsleitung",
                "3. Februar 2026",
            ),
            (
                "Diese Richtlinie wurde am 3. Februar 2026 vom Vorstand verabschiedet.",
                "Vorstand",
                "3. Februar 2026",
            ),
            (
                "Der Aufsichtsrat hat diese Fassung am 03.02.2026 genehmigt.",
                "Aufsichtsrat",
                "03.02.2026",
            ),
            (
                "Beschluss der Klinikleitung vom 4. Mai 2026",
                "Klinikleitung",
                "4. Mai 2026",
            ),
            (
                "Resolved by the Board of Governors on 3 February 2026.",
                "Board of Governors",
                "3 February 2026",
            ),
            (
                "By resolution of the board of 3 February 2026",
                "board",
                "3 February 2026",
            ),
            (
                "This agreement was approved by the Harbour Council on 3 February 2026.",
                "Harbour Council",
                "3 February 2026",
            ),
            (
                "The council adopted this charter at its meeting of 3 February 2026.",
                "council",
                "3 February 2026",
            ),
            (
                "This plan was approved by T. Osei on February 3, 2026.",
                "T. Osei",
                "February 3, 2026",
            ),
        ] {
            let found = resolved(line);
            let found = found.as_ref().map(|found| (found.who, found.day));
            assert_eq!(found, Some((who, day)), "{line}");
        }
    }

    #[test]
    fn what_was_approved_otherwise_or_never_tells_nothing() {
        for line in [
            "The budget was approved by the board on 3 February 2026.",
            "Das Budget wurde am 3. Februar 2026 vom Vorstand genehmigt.",
            "This change was approved by the change board on 3 February 2026.",
            "Diese Richtlinie wurde noch nicht vom Vorstand beschlossen, Stand 03.02.2026.",
            "This policy must be approved by the board before 3 February 2026.",
            "This policy will be adopted by the board on 3 February 2026.",
            "Resolved by T. Osei on 3 February 2026.",
            "Approved suppliers 3 May 2026",
            "Approved cranes are put to work on 3 February 2026 by the management.",
            "Diese Richtlinie wird am 3. Februar 2026 vom Vorstand verabschiedet.",
            "Beschlossen am 3. Februar 2026.",
            "This policy was approved by the board.",
        ] {
            assert_eq!(resolved(line), None, "{line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_line_panics(line in ".{0,200}") {
            let _ = resolved(&line);
            let _ = last_day(&line);
        }

        #[test]
        fn no_near_line_panics(line in "((Vom|Vorstand|by|the board|this|plan|approved|beschlossen|Dr\\.|3|May|2026|03\\.02\\.2026|ä|,|\\. ){0,2} ?){0,14}") {
            let _ = resolved(&line);
        }
    }
}
