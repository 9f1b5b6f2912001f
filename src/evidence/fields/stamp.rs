//! Stamps: several particulars of a document in one line, as people write them below a
//! title or behind a label. `Version 5.1, freigegeben 03.02.2026 Dr. A. Sommer`, `Entwurf,
//! Stand 12.03.2026`, `Version 1.0 - superseded by version 2.0, February 2024`.
//!
//! A stamp is cut where a word begins another particular. What begins with no such word is
//! prose and says nothing here: better a stamp that is not read than a sentence that is. A name
//! or a number at its beginning is none by itself: a version, an approval or the like must stand
//! behind it.

mod joined;
mod named;
mod values;

pub(in crate::evidence) use named::first_sentence;

use super::collect::is_version;
use crate::evidence::labels::is_document_number;
use crate::evidence::metadata::{StatedDate, Status};
use crate::evidence::standing::{self, Standing};
use crate::evidence::words::words;
use values::part;

/// One particular of a stamp.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// `Version 5.1`.
    Version(String),
    /// The date of a version: `vom 12.01.2026`, `Stand 12.03.2026`.
    Dated(StatedDate),
    /// Who approved it, when, or both.
    Approval(String),
    /// How far it has got.
    Status(Status),
    /// From when until when it is valid.
    Term(Option<StatedDate>, StatedDate),
    /// From when it is valid.
    From(StatedDate),
    /// When it is reviewed next.
    NextReview(StatedDate),
    /// When it was last reviewed.
    LastReview(StatedDate),
    /// Its number.
    Id(String),
    /// Who owns it, or whose name stands there without a word for what they did.
    Owner(String),
    /// Who wrote it.
    Author(String),
}

/// The particulars of a text that begins with one; none when it is something else.
#[must_use]
pub fn parts(text: &str) -> Vec<Part> {
    let found = particulars(text);
    let named = |part: &Part| matches!(part, Part::Id(_) | Part::Owner(_) | Part::Author(_));
    // When something ends is no particular of a document before which none stands: "Runs until
    // 30 June 2025" may be said of a project.
    let begins_with_end = || matches!(opens(text, &tokens(text), 0), Some(Opened::End(_)));
    if found.iter().all(named) || begins_with_end() {
        return Vec::new();
    }
    found
}

/// Where in the value of a label further particulars begin: `K. Nowak, version 2.2, approved
/// 2026-02-10`. A day and a name belong to the value.
#[must_use]
pub fn further(value: &str) -> Option<usize> {
    if value.len() > LONGEST {
        return None;
    }
    let tokens = tokens(value);
    let begins = |at: &usize| match opens(value, &tokens, *at) {
        None | Some(Opened::Name | Opened::Id(_)) => false,
        Some(Opened::Dated(_)) => tokens[*at].apart && tokens[*at].word == "stand",
        Some(Opened::Version(_)) => true,
        Some(_) => tokens[*at].apart,
    };
    (1..tokens.len())
        .filter(begins)
        .map(|at| tokens[at].start)
        .find(|start| !particulars(&value[*start..]).is_empty())
}

fn particulars(text: &str) -> Vec<Part> {
    if text.len() > LONGEST {
        return Vec::new();
    }
    // The first words tell for most lines that they are none.
    let mut breaks = text.match_indices(' ').map(|(at, _)| at);
    let head = &text[..breaks.nth(9).unwrap_or(text.len())];
    let begun = tokens(head);
    if begun.is_empty() || opens(head, &begun, 0).is_none() {
        return Vec::new();
    }
    let tokens = tokens(text);
    let mut out = Vec::new();
    let mut at = 0;
    let mut bare = 0;
    while at < tokens.len() {
        let Some(opened) = opens(text, &tokens, at) else {
            // Only what stands behind a mark may be passed over.
            let next = (at + 1..tokens.len())
                .find(|next| tokens[*next].apart && opens(text, &tokens, *next).is_some());
            match next {
                Some(next) if at > 0 => {
                    at = next;
                    continue;
                }
                _ => return out,
            }
        };
        let end = (at + 1..tokens.len())
            .find(|next| ends(text, &tokens, opened, *next, *next == at + opened.taken()))
            .unwrap_or(tokens.len());
        let rest = tokens
            .get(at + opened.taken())
            .filter(|_| at + opened.taken() < end)
            .map_or("", |first| &text[first.start..tokens[end - 1].end]);
        // Several names are those of people who met.
        bare += usize::from(opened == Opened::Name);
        if bare > 1 {
            return Vec::new();
        }
        match part(opened, rest, !out.is_empty()) {
            Some(found) => out.extend(found),
            None if at == 0 => return Vec::new(),
            None => {}
        }
        at = end;
    }
    out
}

/// Longer texts are paragraphs.
const LONGEST: usize = 240;

/// A word and where it stands.
#[derive(Debug)]
struct Token {
    start: usize,
    end: usize,
    /// In compared form; a hyphenated word as one.
    word: String,
    /// Whether a comma, a dash or another mark stands before it.
    apart: bool,
}

fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    let mut apart = false;
    let mut offset = 0;
    for piece in text.split_inclusive(char::is_whitespace) {
        let raw = piece.trim_end();
        let start = offset;
        offset += piece.len();
        let word = words(raw).join("");
        if word.is_empty() {
            apart |= !raw.is_empty();
            continue;
        }
        out.push(Token {
            start,
            end: start + raw.len(),
            word,
            apart: apart || raw.starts_with(['(', '[']),
        });
        apart = raw.ends_with([',', ';', ':', '|', '.', ')', ']', '/'])
            // `Dr.` and `A.` end no particular.
            && !is_initial(raw);
    }
    out
}

/// Whether a word is an initial or a short form of address, whose dot ends nothing: `A.`, `Dr.`.
pub(in crate::evidence) fn is_initial(word: &str) -> bool {
    word.ends_with('.') && word.len() <= 3
}

/// What a word begins, and how many words say so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Opened {
    Version(usize),
    Dated(usize),
    Approval(usize),
    Standing(Standing),
    Term(usize),
    /// The day on which it ends: "runs to", "expires on".
    End(usize),
    /// A day without a word before it, behind a version or a number.
    Day,
    NextReview(usize),
    LastReview(usize),
    /// It replaces another document: that one is obsolete, this one is not.
    Replaces,
    Id(usize),
    Owner(usize),
    Author(usize),
    /// A person, without a word before the name.
    Name,
}

impl Opened {
    fn taken(self) -> usize {
        match self {
            Self::Version(taken)
            | Self::Dated(taken)
            | Self::Approval(taken)
            | Self::Term(taken)
            | Self::End(taken)
            | Self::NextReview(taken)
            | Self::LastReview(taken)
            | Self::Id(taken)
            | Self::Owner(taken)
            | Self::Author(taken) => taken,
            Self::Standing(standing) => standing.words,
            Self::Replaces => 1,
            Self::Name | Self::Day => 0,
        }
    }
}

fn opens(text: &str, tokens: &[Token], at: usize) -> Option<Opened> {
    let word = |ahead: usize| {
        tokens
            .get(at + ahead)
            .map_or("", |token| token.word.as_str())
    };
    let raw = |ahead: usize| {
        tokens
            .get(at + ahead)
            .map_or("", |token| &text[token.start..token.end])
    };
    let digit = |ahead: usize| raw(ahead).starts_with(|c: char| c.is_ascii_digit());
    if tokens[at].apart || at == 0 {
        let here = &text[tokens[at].start..];
        if matches!(word(0), "replaces" | "supersedes" | "ersetzt" | "loest")
            && !matches!(word(1), "durch" | "by")
            && !word(1).is_empty()
        {
            return Some(Opened::Replaces);
        }
        if let Some(standing) = standing::begins(here) {
            return Some(Opened::Standing(standing));
        }
        // `Owner: A. Beck, status draft`
        let stated = tokens.get(at + 1).filter(|_| word(0) == "status");
        if let Some(standing) = stated.and_then(|next| standing::begins(&text[next.start..])) {
            let words = standing.words + 1;
            return Some(Opened::Standing(Standing { words, ..standing }));
        }
    }
    let approval = joined::approval(tokens, at);
    match word(0) {
        "version" | "revision" | "rev" | "ver" | "vers" | "ausgabe" | "fassung" | "issue" | "v"
            if is_number(raw(1)) =>
        {
            Some(Opened::Version(1))
        }
        "stand" if digit(1) || is_date_word(word(1)) => Some(Opened::Dated(1)),
        "vom" | "dated" | "datum" if digit(1) => Some(Opened::Dated(1)),
        first
            if APPROVED.contains(&first)
                || BY_SOMEBODY.contains(&first) && matches!(word(1), "by" | "von" | "durch") =>
        {
            let next = word(1);
            let joined = matches!(
                next,
                "by" | "on" | "am" | "von" | "durch" | "vom" | "per" | "off"
            );
            let is_named = tokens[at].apart && raw(1).starts_with(char::is_uppercase)
                || named::begins_person(raw(1))
                || at == 0 && joined::names_approver(first, &text[tokens[at].end..]);
            (joined || is_named || digit(1) || raw(0).ends_with(':') || is_date_word(next))
                .then_some(Opened::Approval(1))
        }
        _ if approval.is_some() => approval.map(Opened::Approval),
        "valid" | "effective" | "gueltig" | "gilt" | "befristet" | "giltig"
            if matches!(
                word(1),
                "from"
                    | "until"
                    | "till"
                    | "to"
                    | "through"
                    | "ab"
                    | "seit"
                    | "vom"
                    | "von"
                    | "bis"
                    | "as"
                    | "since"
            ) || digit(1) =>
        {
            Some(Opened::Term(1))
        }
        "in" if matches!(word(1), "force" | "kraft" | "effect") && !word(2).is_empty() => {
            Some(Opened::Term(2))
        }
        first if says_end(first, word(1)) && !word(1).is_empty() => Some(Opened::End(1)),
        "until" | "till" | "bis"
            if tokens[at].apart && (digit(1) || word(1) == "zum" || is_date_word(word(1))) =>
        {
            Some(Opened::End(0))
        }
        "next" | "naechste" | "naechstes" | "naechster"
            if matches!(
                word(1),
                "review"
                    | "ueberpruefung"
                    | "pruefung"
                    | "revision"
                    | "reviewdatum"
                    | "durchsicht"
                    | "look"
            ) =>
        {
            Some(Opened::NextReview(2))
        }
        "last" | "letzte" | "letztes" | "letzter" | "zuletzt"
            if matches!(
                word(1),
                "review"
                    | "reviewed"
                    | "ueberpruefung"
                    | "pruefung"
                    | "geprueft"
                    | "ueberprueft"
                    | "durchsicht"
                    | "revised"
            ) =>
        {
            Some(Opened::LastReview(2))
        }
        "reviewed" | "geprueft" | "ueberprueft"
            if (tokens[at].apart || at == 0)
                && (digit(1) || matches!(word(1), "on" | "am") && digit(2)) =>
        {
            Some(Opened::LastReview(1))
        }
        only if tokens[at].apart || at == 0 => is_short_version(raw(0), only)
            .then_some(Opened::Version(0))
            .or_else(|| joined::author(tokens, at).map(Opened::Author))
            .or_else(|| named::opens(text, tokens, at))
            .or_else(|| (at > 0 && joined::begins_day(text, tokens, at)).then_some(Opened::Day)),
        only => (number_before(text, tokens, at) && is_short_version(raw(0), only))
            .then_some(Opened::Version(0)),
    }
}

/// Whether a word, with the next one, says when something ends: `runs to 31 March 2029`,
/// `Expires 31 March 2029`, `läuft bis 31.03.2029`.
fn says_end(word: &str, next: &str) -> bool {
    let until = matches!(next, "to" | "until" | "till" | "through" | "bis");
    let day = next.starts_with(|c: char| c.is_ascii_digit()) || is_date_word(next);
    match word {
        "runs" | "running" | "run" | "lasts" | "lasting" | "laeuft" | "laufend" => until,
        "laufzeit" => until || day,
        "expires" | "expiring" | "expiry" | "expiration" | "ends" | "ending" | "endet"
        | "endend" | "laufzeitende" | "vertragsende" | "vertragsablauf" => {
            day || matches!(next, "on" | "am" | "mit" | "zum")
        }
        _ => false,
    }
}

/// `v0.4`.
fn is_short_version(raw: &str, word: &str) -> bool {
    is_number(raw.trim_matches(['(', ')', ',', ';']))
        && word
            .strip_prefix('v')
            .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether the word before is a standing, `DRAFT v0.4`, or the number of the document, `POL-007
/// v2.3`.
fn number_before(text: &str, tokens: &[Token], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| &tokens[before]) else {
        return false;
    };
    standing::begins(&text[before.start..]).is_some_and(|standing| standing.words == 1)
        || is_document_number(&text[before.start..before.end])
}

/// Whether a particular ends where a word stands: where another begins, and of what is
/// superseded by something where that is named.
fn ends(text: &str, tokens: &[Token], opened: Opened, at: usize, is_next: bool) -> bool {
    match opened {
        Opened::Standing(_) if is_next => {
            !matches!(opens(text, tokens, at), None | Some(Opened::Day))
        }
        Opened::Standing(_) | Opened::Replaces => {
            tokens[at].apart && !matches!(opens(text, tokens, at), None | Some(Opened::Day))
        }
        // `gültig vom 1. Juli 2025 bis …`
        Opened::Term(_) | Opened::Approval(_) => match opens(text, tokens, at) {
            Some(Opened::Dated(_) | Opened::Term(_)) => tokens[at].apart,
            // Behind a day of approval stands who approved, behind a name the day.
            Some(Opened::Name) => matches!(opened, Opened::Term(_)),
            Some(Opened::Day) => false,
            other => other.is_some(),
        },
        Opened::Version(_) | Opened::Id(_) => opens(text, tokens, at).is_some(),
        _ => !matches!(opens(text, tokens, at), None | Some(Opened::Day)),
    }
}

fn is_number(text: &str) -> bool {
    let text = text.trim_end_matches([',', ';', '.', ':', ')']);
    is_version(text) && text.contains(|c: char| c.is_ascii_digit())
}

/// Whether a word can begin a date: a month, a weekday.
fn is_date_word(word: &str) -> bool {
    crate::evidence::dates::month_number(word).is_some()
}

/// Words of an approval, in compared form.
pub(in crate::evidence) const APPROVED: &[&str] = &[
    "approved",
    "released",
    "authorised",
    "authorized",
    "endorsed",
    "ratified",
    "adopted",
    "signed",
    "approval",
    "freigegeben",
    "freigabe",
    "genehmigt",
    "genehmigung",
    "verabschiedet",
    "beschlossen",
    "unterzeichnet",
    "unterschrieben",
    "abgenommen",
    "abgezeichnet",
    "inkraftgesetzt",
    "gez",
    "release",
];

/// Words of an approval where "by" stands behind them: what is agreed between two is their own.
pub(in crate::evidence) const BY_SOMEBODY: &[&str] = &["agreed", "accepted", "passed", "beschluss"];

#[cfg(test)]
mod tests;
