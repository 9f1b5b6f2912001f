//! Sentences that leave out a clause of the standard: "clause 8.4.2 is not applicable".
//!
//! A requirement of a catalogue cannot be left out, so such a sentence is a defect
//! wherever it stands. Much else is rightly called not applicable (a penalty, a server, a
//! clause of another standard), so only a sentence that names a clause of the catalogue
//! as the thing left out is told, and a rule, a condition or a denial never is.

use std::sync::LazyLock;

use regex::Regex;

use super::fields::standards::BODIES;
use crate::catalogue::{Catalogue, ClauseId};

/// A sentence that leaves something out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Exclusion {
    /// The line, from 1.
    pub line: u32,
    /// What it leaves out.
    pub what: Left,
}

/// What a sentence leaves out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Left {
    /// A clause, by number.
    Clause(String),
    /// Requirements of the standard at large.
    AtLarge,
}

/// Most sentences told of one file.
const MOST: usize = 10;

/// The sentences of a text, from a byte on, that leave out something of a catalogue.
#[must_use]
pub fn exclusions(text: &str, from: usize, catalogue: &Catalogue) -> Vec<Exclusion> {
    let Some(patterns) = PATTERNS.as_ref() else {
        return Vec::new();
    };
    let mut out: Vec<Exclusion> = Vec::new();
    let body = text.get(from..).unwrap_or("");
    for phrase in patterns.phrase.find_iter(body) {
        let (start, end) = (from + phrase.start(), from + phrase.end());
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let what = if text[line_start..].trim_start().starts_with('|') {
            in_row(patterns, text, line_start, start, catalogue)
        } else {
            in_sentence(patterns, text, start, end, catalogue)
        };
        let Some(what) = what else { continue };
        let found = Exclusion {
            line: crate::source::place_in(text, start).line,
            what,
        };
        if !out.contains(&found) {
            out.push(found);
        }
        if out.len() == MOST {
            break;
        }
    }
    out
}

/// Whether a title or path says that another standard is spoken of.
#[must_use]
pub fn of_another_standard(title: &str, catalogue: &Catalogue) -> bool {
    let lower = title.to_lowercase();
    let of_controls = lower.contains("statement of applicability") || lower.contains("annex a");
    of_controls || other_standard(title, catalogue)
}

struct Patterns {
    /// What leaves something out.
    phrase: Regex,
    /// "clause 8.4.2": the word and the number.
    named: Regex,
    /// A number of three or four parts.
    bare: Regex,
    /// What may stand between the phrase and the numbers after it.
    after: Regex,
    number: Regex,
    /// Requirements or clauses at large.
    at_large: Regex,
    standard: Regex,
    harmless: Regex,
    /// Left out of one look, not of the system: "excluded from this audit".
    this_look: Regex,
    head: Regex,
    head_of_verdict: Regex,
}

static PATTERNS: LazyLock<Option<Patterns>> = LazyLock::new(|| Patterns::new().ok());

impl Patterns {
    fn new() -> Result<Self, regex::Error> {
        let words = r"(?:sub-?clauses?|clauses?|requirements?|kapiteln?|abschnitte?n?|anforderung(?:en)?|norm(?:abschnitte?|kapitel|anforderung(?:en)?)n?|ziffern?|§§?)";
        Ok(Self {
            phrase: Regex::new(concat!(
                r"(?i)\bnot[\s*_]+applicable\b|\bnon-applicable\b|\b(?:does|do)\s+not\s+apply\b",
                r"|\b(?:is|are|was|were|be|been)\s+(?:therefore\s+|hereby\s+)?excluded\b",
                r"|\b(?:exclude|excluded|excluding|exclusion\s+of)\s+(?:the\s+)?(?:sub-?)?(?:clauses?|requirements?)\b",
                r"|\bnicht\s+(?:anwendbar|zutreffend|einschlägig)\b|\btr(?:ifft|effen)\s+(?:\S+\s+){0,3}nicht\s+zu\b",
                r"|\b(?:ist|sind|wird|werden|wurden?)\s+(?:\S+\s+){0,3}ausgeschlossen\b"
            ))?,
            named: Regex::new(&format!(
                r"(?i){words}[\s*]+(\d{{1,2}}(?:\.\d{{1,2}}){{0,3}})\b"
            ))?,
            bare: Regex::new(r"(\d{1,2}(?:\.\d{1,2}){2,3})\b")?,
            after: Regex::new(&format!(
                r"(?i)^[\s*]*(?:to\s+us|for\s+us|für\s+uns)?[\s*]*(?:(?:are|is|sind|ist)?[\s*]*{words}?[\s*]*[:–—][\s*]*{words}?|{words})[\s*]*$"
            ))?,
            number: Regex::new(r"\d{1,2}(?:\.\d{1,2}){0,3}\b")?,
            at_large: Regex::new(&format!(r"(?i)\b{words}"))?,
            standard: Regex::new(r"(?i)\b(?:of|in)\s+(?:the|this)\s+standard\b|\bder\s+norm\b")?,
            harmless: Regex::new(concat!(
                r"(?i)\b(?:if|unless|where|when|whether|may|can|cannot|must|should|could|never|no|none|nothing|any|",
                r"audit(?:s|ed|or)?|sampled?|permitted|acceptable|allowed|",
                r"wenn|falls|sofern|soweit|darf|dürfen|kann|können|keine?[rmns]?|nie|stichprobe\w*|zulässig)\b|not\s+be\b|n['’]t\s+be\b"
            ))?,
            this_look: Regex::new(
                r"(?i)^\s*(?:from|in|for|von|aus|in|für|bei)\s+(?:\S+\s+){0,3}(?:\w*audits?|samples?|\w*stichprobe|assessment|review)\b",
            )?,
            head: Regex::new(
                r"(?i)\b(?:clauses?|requirements?|abschnitte?|anforderung(?:en)?|kapitel|norm\w*|iso)\b",
            )?,
            head_of_verdict: Regex::new(concat!(
                r"(?i)applicab|relevan|status|conform|complian|fulfil|result|implement|remark|comment|reason|",
                r"anwendbar|umsetzung|erfüll|bemerkung|begründung|ergebnis"
            ))?,
        })
    }
}

fn known(catalogue: &Catalogue, number: &str) -> bool {
    number
        .parse::<ClauseId>()
        .is_ok_and(|id| catalogue.clauses.iter().any(|clause| clause.id == id))
}

/// The digits by which a standard is cited: `20000` of `iso20000-1`.
fn cited_as(catalogue: &Catalogue) -> String {
    catalogue
        .edition
        .standard
        .chars()
        .skip_while(|c| !c.is_ascii_digit())
        .take_while(char::is_ascii_digit)
        .collect()
}

/// Whether a text names a standard by number, and only others than the catalogue's.
fn other_standard(text: &str, catalogue: &Catalogue) -> bool {
    let own = cited_as(catalogue);
    let mut others = false;
    for (at, _) in text.match_indices(|c: char| c.is_ascii_digit()) {
        let begins = !text[..at].ends_with(|c: char| c.is_ascii_digit() || c == '.');
        let digits: String = text[at..]
            .chars()
            .take_while(char::is_ascii_digit)
            .collect();
        if !begins || !(4..=5).contains(&digits.len()) {
            continue;
        }
        if digits == own {
            return false;
        }
        let before = text[..at].trim_end_matches([' ', '/', '-']).to_lowercase();
        others |= BODIES
            .iter()
            .chain(&["27k"])
            .any(|body| before.ends_with(body))
            || digits.len() == 5 && digits.starts_with("27");
    }
    others
}

/// What a sentence leaves out.
fn in_sentence(
    patterns: &Patterns,
    text: &str,
    start: usize,
    end: usize,
    catalogue: &Catalogue,
) -> Option<Left> {
    let (begins, ends) = sentence(text, start, end);
    let (before, phrase, after) = (&text[begins..start], &text[start..end], &text[end..ends]);
    let whole = &text[begins..ends];
    if patterns.harmless.is_match(before)
        || patterns.harmless.is_match(phrase)
        || patterns.this_look.is_match(after)
        || other_standard(whole, catalogue)
    {
        return None;
    }
    if let Some(number) = numbers_after(patterns, phrase, after, catalogue) {
        return Some(Left::Clause(number));
    }
    let last = patterns
        .named
        .captures_iter(before)
        .filter_map(|found| Some((found.get(0)?, found.get(1)?)))
        .last();
    if let Some((whole, number)) = last
        && known(catalogue, number.as_str())
        && subject(&before[..whole.start()], &before[number.end()..], phrase)
    {
        return Some(Left::Clause(number.as_str().to_owned()));
    }
    let lead = before.trim_start_matches(|c: char| c.is_whitespace() || "-*+#>_".contains(c));
    if let Some(number) = patterns.bare.find(lead)
        && number.start() == 0
        && known(catalogue, number.as_str())
        && subject("", &lead[number.end()..], phrase)
    {
        return Some(Left::Clause(number.as_str().to_owned()));
    }
    let own = cited_as(catalogue);
    let of_it = patterns.standard.is_match(whole) || (own.len() >= 4 && whole.contains(&own));
    let large = patterns.at_large.find_iter(before).last();
    match large {
        Some(found)
            if of_it && subject(&before[..found.start()], &before[found.end()..], phrase) =>
        {
            Some(Left::AtLarge)
        }
        _ => None,
    }
}

/// "Not applicable: 8.4.2", "excluded clause 8.4.2".
fn numbers_after(
    patterns: &Patterns,
    phrase: &str,
    after: &str,
    catalogue: &Catalogue,
) -> Option<String> {
    let number = patterns.number.find(after)?;
    let between = &after[..number.start()];
    let names_clauses = patterns.at_large.is_match(phrase) && between.trim().is_empty();
    let listed = patterns.after.is_match(between);
    let deep = number.as_str().contains('.');
    if !(names_clauses || listed && deep) {
        return None;
    }
    let numbers = patterns.number.find_iter(after);
    numbers
        .map(|number| number.as_str())
        .find(|number| known(catalogue, number))
        .map(str::to_owned)
}

/// Whether a clause named between two texts is what the phrase after them is about:
/// nothing leads it in ("as required by clause 4.3, …"), and no other statement stands
/// between.
fn subject(before: &str, between: &str, phrase: &str) -> bool {
    const LEADS_IN: &[&str] = &[
        "by", "per", "under", "with", "see", "to", "from", "in", "gemäß", "nach", "laut", "siehe",
        "vgl", "zu", "mit",
    ];
    const VERBS: &[&str] = &[
        "asks", "ask", "requires", "require", "demands", "says", "states", "covers", "fordert",
        "verlangt", "sagt", "regelt", "that", "which", "die", "das",
    ];
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !(c.is_alphanumeric() || c == '.'))
            .map(|word| word.trim_matches('.').to_lowercase())
            .filter(|word| !word.is_empty())
            .collect()
    };
    let led_in = words(before)
        .last()
        .is_some_and(|word| LEADS_IN.contains(&word.as_str()));
    let between = words(between);
    let excluded = phrase.to_lowercase().contains("exclu");
    let most = if excluded { 3 } else { 10 };
    !led_in && between.len() <= most && !between.iter().any(|word| VERBS.contains(&word.as_str()))
}

/// The sentence around a phrase, as a range of bytes.
fn sentence(text: &str, start: usize, end: usize) -> (usize, usize) {
    let mut begins = text[..start].rfind('\n').map_or(0, |at| at + 1);
    // A paragraph may be wrapped: lines above belong to it until a blank one or a mark.
    while begins > 0 && !marked(&text[begins..]) {
        let above_start = text[..begins - 1].rfind('\n').map_or(0, |at| at + 1);
        let above = text[above_start..begins - 1].trim();
        if above.is_empty() || above.starts_with(['#', '|']) {
            break;
        }
        begins = above_start;
    }
    let mut at = begins;
    while let Some(stop) = text[at..start].find(['.', '!', '?', ';']) {
        at += stop + 1;
        if ends_sentence(text, at) {
            begins = at;
        }
    }
    let mut ends = end;
    loop {
        let rest = &text[ends..];
        let Some(stop) = rest.find(['.', '!', '?', ';', '\n']) else {
            return (begins, text.len());
        };
        ends += stop;
        let line_ends = text[ends..].starts_with('\n')
            && (text[ends + 1..]
                .trim_start_matches([' ', '\t', '\r'])
                .starts_with('\n')
                || marked(&text[ends + 1..]));
        ends += 1;
        if line_ends || !text[..ends].ends_with('\n') && ends_sentence(text, ends) {
            return (begins, ends);
        }
    }
}

/// Whether a line begins something of its own: a heading, an entry of a list, a row.
fn marked(line: &str) -> bool {
    let line = line.trim_start_matches([' ', '\t']);
    let numbered = line
        .trim_start_matches(|c: char| c.is_ascii_digit())
        .starts_with([')'])
        || line.split_once(". ").is_some_and(|(number, _)| {
            !number.is_empty() && number.len() < 3 && number.bytes().all(|b| b.is_ascii_digit())
        });
    line.starts_with(['#', '|', '>', '\n'])
        || line.starts_with("- ")
        || line.starts_with("* ")
        || line.starts_with("+ ")
        || numbered
}

/// Whether a stop before a byte ends a sentence rather than an abbreviation or a number.
fn ends_sentence(text: &str, at: usize) -> bool {
    if !text[at..].starts_with(char::is_whitespace) && at < text.len() {
        return false;
    }
    let word: String = text[..at - 1]
        .chars()
        .rev()
        .take_while(|c| c.is_alphanumeric())
        .collect();
    !(text[..at].ends_with('.')
        && (word.chars().count() <= 1
            || ["rn", "on", "sba", "pak", "ffiz", "lgv", "giz"]
                .contains(&word.to_lowercase().as_str())))
}

/// In a row of a table: the clause of its row, when the cell calls it not applicable.
fn in_row(
    patterns: &Patterns,
    text: &str,
    line_start: usize,
    start: usize,
    catalogue: &Catalogue,
) -> Option<Left> {
    let row = text[line_start..].split('\n').next()?;
    if other_standard(row, catalogue) {
        return None;
    }
    let cells = |line: &str| -> Vec<String> {
        line.trim()
            .trim_start_matches('|')
            .trim_end_matches('|')
            .split('|')
            .map(|cell| cell.trim().trim_matches(['*', '_']).to_owned())
            .collect()
    };
    let index = text[line_start..start].trim_start().matches('|').count() - 1;
    let row = cells(row);
    let cell = row.get(index)?;
    let begins = patterns.phrase.find(cell)?;
    if begins.start() > 0 || patterns.harmless.is_match(cell) {
        return None;
    }
    let mut head_start = line_start;
    while head_start > 0 {
        let above = text[..head_start - 1].rfind('\n').map_or(0, |at| at + 1);
        if !text[above..head_start].trim_start().starts_with('|') {
            break;
        }
        head_start = above;
    }
    let heads = cells(text[head_start..].split('\n').next()?);
    let says_why = !cell[begins.end()..].trim_matches(['.', ' ']).is_empty();
    let of_verdict = heads
        .get(index)
        .is_some_and(|head| patterns.head_of_verdict.is_match(head));
    if !says_why && !of_verdict {
        return None;
    }
    row.iter().zip(&heads).find_map(|(cell, head)| {
        let number = patterns.number.find(cell)?;
        let named =
            patterns.named.is_match(cell) || patterns.head.is_match(head) && number.start() == 0;
        let deep = number.as_str().contains('.');
        (named && deep && !other_standard(head, catalogue) && known(catalogue, number.as_str()))
            .then(|| Left::Clause(number.as_str().to_owned()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::{DEFAULT_EDITION, Library};

    fn catalogue() -> &'static Catalogue {
        static CATALOGUE: std::sync::OnceLock<Catalogue> = std::sync::OnceLock::new();
        CATALOGUE.get_or_init(|| {
            let id = DEFAULT_EDITION.parse().unwrap();
            Library::built_in().load(&id).unwrap()
        })
    }

    #[test]
    fn every_pattern_compiles() {
        assert!(PATTERNS.is_some());
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(parts in proptest::collection::vec(
            "not applicable|nicht anwendbar|clause 8\\.4\\.2|[|]|\n|[.;] |ä|ist|ausgeschlossen|: |- |[a-zß ]{0,4}", 0..24)
        ) {
            let _ = exclusions(&parts.concat(), 0, catalogue());
        }
    }
}
