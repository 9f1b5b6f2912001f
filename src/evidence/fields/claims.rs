//! Clauses, requirements and items that people name in free text.
//!
//! Numbers belong to the management system's own standard unless the text names another
//! one: `ISO 27001 A.5.1` and `ISO 9001 7.5` claim nothing here.

use super::standards::{BODIES, OTHERS, OWN, PREFIXES, edition};
use crate::catalogue::{ClauseId, RequirementId, Target};
use crate::evidence::metadata::Claim;
use crate::evidence::placeholder::is_placeholder;

/// The claims in a text such as "Clause 8.6.1-8, 8.6.3" or "ISO/IEC 20000-1:2018 §8.6.1".
///
/// A part of the text that names neither a standard nor anything of the catalogue's form
/// becomes a claim whose target is the reason.
#[must_use]
pub fn parse_claims(text: &str) -> Vec<Claim> {
    let mut scan = Scan::default();
    scan.text(text);
    scan.claims
}

/// What a name of a standard means for the numbers behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Standard {
    /// The own standard, with the edition where one is named.
    Own(Option<String>),
    /// Another one.
    Other,
}

/// The standard that a text names as a whole: `iso20000-1:2018`, `ISO/IEC 27001`, `2018`.
pub(crate) fn standard_named(text: &str) -> Option<Standard> {
    let mut scan = Scan::default();
    let text = plain(text);
    if OWN.years.contains(&text.trim()) {
        return Some(Standard::Own(Some(edition(text.trim()))));
    }
    let words: Vec<&str> = text
        .split([' ', '_'])
        .filter(|word| !word.is_empty())
        .collect();
    scan.segment(&words, &text);
    let bare = scan.claims.iter().all(|claim| claim.target.is_err());
    match scan.standard {
        Some(standard) if bare => Some(standard),
        _ => None,
    }
}

/// Only those claims of a text that cannot be of another standard: the standard is named,
/// or the number is deeper than others have (`8.6.1`, not `8.6`).
pub(crate) fn certain_claims(text: &str) -> Vec<Claim> {
    let mut scan = Scan::default();
    scan.text(text);
    let named = scan.named_own;
    scan.claims.retain(|claim| match &claim.target {
        Ok(Target::Clause(clause)) => named || clause.depth() > 2,
        Ok(Target::Requirement(_) | Target::Item(_)) => true,
        Err(_) => false,
    });
    scan.claims
}

/// More claims than a catalogue has lines are no claims.
const MOST: usize = 1000;

/// Words that stand before a number and say nothing more.
#[rustfmt::skip]
const MARKERS: &[&str] = &[
    "clause", "clauses", "clause(s", "cl", "cls", "section", "sections", "sec", "chapter", "chapters",
    "kapitel", "kap", "abschnitt", "abschnitte", "abschn", "abs", "ziffer", "ziff", "punkt", "nr", "no",
    "requirement", "requirements", "req", "reqs", "item", "items", "norm", "norms", "anforderung",
    "anforderungen", "klausel", "klauseln", "and", "und", "sowie", "or", "oder", "see", "siehe", "subclause",
    "sub-clause", "normkapitel", "par", "paragraph", "the", "of", "der", "die", "des", "nach", "gemäß",
    "gemäss", "per", "as", "in", "zu", "to", "part", "standard", "all", "alle", "to:", "full", "documented",
    "information", "line", "lines",
];

/// Whether a word before a number says nothing more: `Clause`, `Kapitel`.
pub(in crate::evidence) fn is_marker(word: &str) -> bool {
    MARKERS.contains(&word.to_lowercase().as_str())
}

#[derive(Debug, Default)]
struct Scan {
    claims: Vec<Claim>,
    /// The standard named last.
    standard: Option<Standard>,
    named_own: bool,
    /// The last part ended in words, such as the clause's title.
    titled: bool,
}

impl Scan {
    fn text(&mut self, text: &str) {
        let text = plain(text);
        for (index, part) in text.split([';', '|', '\n', '•', '·']).enumerate() {
            if index > 0 && self.standard == Some(Standard::Other) {
                self.standard = None;
            }
            for segment in part.split(',') {
                let segment = segment.trim();
                if is_placeholder(segment) || self.claims.len() >= MOST {
                    continue;
                }
                let words: Vec<&str> = segment.split_whitespace().collect();
                self.segment(&words, segment);
            }
        }
    }

    /// A part between commas.
    fn segment(&mut self, words: &[&str], segment: &str) {
        let mut part = Segment {
            expects_standard: false,
            words: false,
            targets: 0,
            named: false,
        };
        let mut at = 0;
        while at < words.len() && self.claims.len() < MOST {
            at += self.word(&words[at..], &mut part);
        }
        if part.targets > 0 || part.named || self.standard == Some(Standard::Other) {
            self.titled = part.words && part.targets > 0;
            return;
        }
        let has_digit = segment.chars().any(|c| c.is_ascii_digit());
        if (self.titled && !has_digit) || words.is_empty() {
            return;
        }
        let text = shortened(segment);
        let reason = match segment.parse::<Target>() {
            Err(reason) if segment.len() == text.len() => reason,
            _ => not_understood(&text),
        };
        self.push(text, Err(reason));
    }

    /// One word, with those behind it to look at; how many were used.
    fn word(&mut self, words: &[&str], part: &mut Segment) -> usize {
        let Some(first) = words.first() else {
            return 1;
        };
        let word = first.trim_matches(is_edge);
        let lower = word.to_lowercase();
        if word.is_empty() || MARKERS.contains(&lower.as_str()) {
            return 1;
        }
        if BODIES.contains(&lower.as_str()) {
            part.expects_standard = true;
            return 1;
        }
        if OTHERS.contains(&lower.as_str()) || is_annex_control(&lower) {
            self.standard = Some(Standard::Other);
            part.named = true;
            return 1;
        }
        if let Some(used) = self.standard_name(&lower, words, part.expects_standard) {
            part.named = true;
            part.expects_standard = false;
            return used;
        }
        part.expects_standard = false;
        if self.standard == Some(Standard::Other) {
            return 1;
        }
        if let Some(used) = self.target(word, words, part) {
            return used;
        }
        part.words = true;
        1
    }

    /// `20000-1:2018`, `iso20000-1:2018+amd1`, `ISO/IEC` `20000-1:2018/Amd` `1:2024`.
    fn standard_name(&mut self, lower: &str, words: &[&str], expected: bool) -> Option<usize> {
        let rest = PREFIXES
            .iter()
            .find_map(|body| lower.strip_prefix(body))
            .map(|rest| rest.trim_start_matches(['-', '/', '_', ':']));
        let number = rest.unwrap_or(lower);
        let digits = number
            .find(|c: char| !c.is_ascii_digit())
            .unwrap_or(number.len());
        let named = expected || rest.is_some();
        if !(digits == 5 || digits == 4 && named) {
            return None;
        }
        let (number, rest) = number.split_at(digits);
        let mut used = 1;
        let next = |used: usize| {
            words.get(used).map_or(String::new(), |word| {
                word.trim_matches(is_edge).to_lowercase()
            })
        };
        if number != OWN.number {
            self.standard = Some(Standard::Other);
            return Some(used);
        }
        let (of_part, mut year) = match rest.split_once(':') {
            Some((of_part, year)) => (of_part, year.to_owned()),
            None => match rest
                .get(2..)
                .and_then(|behind| behind.strip_prefix(['-', '_']))
            {
                Some(year) => (rest.get(..2).unwrap_or(""), year.to_owned()),
                None => (rest, String::new()),
            },
        };
        if !OWN.parts.contains(&of_part) {
            self.standard = Some(Standard::Other);
            return Some(used);
        }
        if year.is_empty() && OWN.years.contains(&next(used).as_str()) {
            next(used).clone_into(&mut year);
            used += 1;
        }
        let behind = next(used);
        let behind = behind.trim_start_matches(['/', '+']);
        if year.contains("amd") || behind.starts_with("amd") || behind.starts_with("amendment") {
            if !year.contains("amd") {
                used += 1;
            }
            while next(used).starts_with(|c: char| c.is_ascii_digit()) && !next(used).contains('.')
            {
                used += 1;
            }
            OWN.amended.clone_into(&mut year);
        }
        let named = (!year.is_empty()).then(|| edition(&year));
        self.named_own = true;
        self.standard = Some(Standard::Own(named));
        Some(used)
    }

    /// A clause, requirement or item, or a range of them.
    fn target(&mut self, word: &str, words: &[&str], part: &mut Segment) -> Option<usize> {
        let word = word.trim_start_matches('§');
        let is_item = word.len() == 3
            && word.starts_with(|c: char| c.is_ascii_alphabetic())
            && word.bytes().skip(1).all(|byte| byte.is_ascii_digit());
        if is_item {
            let target = word.to_ascii_uppercase().parse::<Target>();
            part.targets += 1;
            self.push(word.to_owned(), target);
            return Some(1);
        }
        if !word.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let is_bare = word.bytes().all(|byte| byte.is_ascii_digit());
        if is_bare && (part.words || part.targets > 0) && !follows_on(part, word) {
            part.words = true;
            return Some(1);
        }
        part.targets += 1;
        if let Some(letter) = item_letter(word, words) {
            let text = letter.0;
            let reason = format!(
                "`{text}` names an item letter; name the requirement, such as 8.6.1-8, or the clause"
            );
            self.push(text, Err(reason));
            return Some(letter.1);
        }
        // A range in one word or in three.
        if let Some((from, to)) = word.split_once('-')
            && (to.contains('.') || !from.contains('.'))
        {
            self.range(word, from, to);
            return Some(1);
        }
        let joint = words.get(1).map_or("", |word| word.trim_matches(is_edge));
        if matches!(
            joint.to_lowercase().as_str(),
            "to" | "bis" | "-" | "through" | "until" | "…" | "..." | ""
        ) && words.len() > 2
            && let Some(to) = words.get(2).map(|word| word.trim_matches(is_edge))
            && to.starts_with(|c: char| c.is_ascii_digit())
            && to.parse::<Target>().is_ok()
        {
            self.range(&format!("{word} to {to}"), word, to);
            return Some(3);
        }
        self.push(word.to_owned(), word.parse());
        Some(1)
    }

    /// Everything from one target to another of the same parent.
    fn range(&mut self, text: &str, from: &str, to: &str) {
        match expand(from, to) {
            Some(targets) => {
                for target in targets {
                    self.push(text.to_owned(), Ok(target));
                }
            }
            None => self.push(
                text.to_owned(),
                Err(format!(
                    "`{text}` is not a range of clauses or requirements of one clause"
                )),
            ),
        }
    }

    fn push(&mut self, text: String, target: Result<Target, String>) {
        let edition = match &self.standard {
            Some(Standard::Own(edition)) => edition.clone(),
            _ => None,
        };
        let is_known = self
            .claims
            .iter()
            .any(|claim| claim.target == target && claim.edition == edition);
        if !is_known && self.claims.len() < MOST {
            self.claims.push(Claim {
                text,
                target,
                edition,
            });
        }
    }
}

/// What a part between commas has held so far.
#[derive(Debug)]
struct Segment {
    expects_standard: bool,
    words: bool,
    targets: usize,
    named: bool,
}

/// Whether a bare number goes on a list of main clauses, "4 and 5", and is no part of a title.
fn follows_on(part: &Segment, word: &str) -> bool {
    !part.words && matches!(word.parse::<u8>(), Ok(4..=10))
}

/// Characters around a word that do not belong to it.
fn is_edge(c: char) -> bool {
    matches!(
        c,
        '(' | ')'
            | '['
            | ']'
            | '{'
            | '}'
            | '"'
            | '\''
            | '*'
            | '`'
            | '.'
            | ':'
            | '“'
            | '”'
            | '„'
            | '§'
            | '#'
    )
}

/// `a.5.1`, `a5.1`: a control of another standard's annex.
fn is_annex_control(lower: &str) -> bool {
    let mut chars = lower.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic())
        && lower.contains('.')
        && chars.all(|c| c.is_ascii_digit() || c == '.' || c == '-')
}

/// `8.6.1a` or `8.6.1` followed by `a)`: the text, and how many words it takes.
fn item_letter(word: &str, words: &[&str]) -> Option<(String, usize)> {
    if word.ends_with(|c: char| c.is_ascii_alphabetic()) {
        let number = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let is_letter = word.len() == number.len() + 1;
        return (is_letter && number.parse::<ClauseId>().is_ok()).then(|| (word.to_owned(), 1));
    }
    let next = words.get(1)?;
    let inner = next.trim_matches(|c| matches!(c, '(' | ')'));
    let is_letter = next.ends_with(')')
        && inner.len() == 1
        && inner.starts_with(|c: char| c.is_ascii_alphabetic());
    is_letter.then(|| (format!("{word} {next}"), 2))
}

fn expand(from: &str, to: &str) -> Option<Vec<Target>> {
    if let (Ok(from), Ok(to)) = (from.parse::<RequirementId>(), to.parse::<RequirementId>()) {
        let runs =
            from.clause == to.clause && from.number <= to.number && to.number - from.number < 100;
        return runs.then(|| {
            (from.number..=to.number)
                .map(|number| {
                    Target::Requirement(RequirementId {
                        clause: from.clause.clone(),
                        number,
                    })
                })
                .collect()
        });
    }
    let (from, to) = (from.parse::<ClauseId>().ok()?, to.parse::<ClauseId>().ok()?);
    let (from, to) = (from.to_string(), to.to_string());
    let (parent, first) = from.rsplit_once('.').unwrap_or(("", &from));
    let (other, last) = to.rsplit_once('.').unwrap_or(("", &to));
    let (first, last) = (first.parse::<u16>().ok()?, last.parse::<u16>().ok()?);
    if parent != other || first > last || last - first >= 30 {
        return None;
    }
    (first..=last)
        .map(|number| {
            let text = if parent.is_empty() {
                number.to_string()
            } else {
                format!("{parent}.{number}")
            };
            text.parse::<ClauseId>().ok().map(Target::Clause)
        })
        .collect()
}

fn not_understood(text: &str) -> String {
    format!("`{text}` is not a clause (8.6.1), requirement (8.6.1-8) or item (D20)")
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(80) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text.to_owned(),
    }
}

/// One kind of hyphen and blank; a stroke between numbers is a comma.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars().peekable();
    let mut before = ' ';
    while let Some(c) = chars.next() {
        let after = chars.peek().copied().unwrap_or(' ');
        match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' => out.push('-'),
            '\u{a0}' | '\u{202f}' | '\u{2007}' | '\t' => out.push(' '),
            '&' => out.push_str(" and "),
            '/' if before.is_ascii_digit() && after.is_ascii_digit() => out.push(','),
            '/' if before == ' ' && after == ' ' => out.push(','),
            '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}' => {}
            c => out.push(c),
        }
        before = c;
    }
    out
}

#[cfg(test)]
mod tests;
