//! Words of a stamp that say something together: `geprüft und freigegeben B. Lindner`, `in Kraft
//! gesetzt durch …`, `written by T. Osei`, and a day by itself between marks.

use super::Token;
use crate::evidence::dates::{DateReading, read_date, split_date};
use crate::evidence::metadata::names_role;

/// How many words say that somebody approved it, where several do.
pub(super) fn approval(tokens: &[Token], at: usize) -> Option<usize> {
    const SAID: &[&[&str]] = &[
        &["in", "kraft", "gesetzt"],
        &["put", "in", "force"],
        &["put", "into", "force"],
        &["brought", "into", "force"],
        &["geprueft", "und", "freigegeben"],
        &["geprueft", "und", "genehmigt"],
        &["gelesen", "und", "freigegeben"],
        &["erstellt", "und", "freigegeben"],
        &["reviewed", "and", "approved"],
        &["checked", "and", "approved"],
        &["checked", "and", "released"],
        &["reviewed", "and", "released"],
        &["reviewed", "and", "signed", "off"],
        &["read", "and", "approved"],
        &["issued", "and", "approved"],
    ];
    SAID.iter()
        .find(|said| says(tokens, at, said) && tokens.len() > at + said.len())
        .map(|said| said.len())
}

/// How many words say who wrote it, where a name may follow.
pub(super) fn author(tokens: &[Token], at: usize) -> Option<usize> {
    const WROTE: &[&str] = &[
        "erstellt",
        "verfasst",
        "written",
        "prepared",
        "compiled",
        "drafted",
        "author",
        "verfasser",
        "verfasserin",
        "autor",
        "autorin",
    ];
    let word = |ahead: usize| tokens.get(at + ahead).map_or("", |token| &*token.word);
    if !WROTE.contains(&word(0)) || word(1).is_empty() {
        return None;
    }
    Some(1 + usize::from(matches!(word(1), "by" | "von" | "durch")))
}

/// Whether a line begins with an approval whose day stands behind who gave it, `Freigabe
/// Geschäftsführung 3.2.2026`. "Approved suppliers 3 May 2026" is a title.
pub(super) fn names_approver(word: &str, behind: &str) -> bool {
    const TITLES: &[&str] = &["release", "signed", "approval"];
    let who = match split_date(behind.split(" | ").next().unwrap_or("")) {
        Some((DateReading::Date(date), who)) if date.exact => who,
        _ => return false,
    };
    !TITLES.contains(&word) && who.starts_with(char::is_uppercase) && names_role(&who)
}

/// Whether a day stands by itself up to the next mark.
pub(super) fn begins_day(text: &str, tokens: &[Token], at: usize) -> bool {
    day(text, tokens, at).is_some()
}

/// So many words are a day: "Monday, 3 February 2026" without the first.
const WORDS_OF_DAY: usize = 3;

fn day<'t>(text: &'t str, tokens: &[Token], at: usize) -> Option<&'t str> {
    let begins = |token: &&Token| text[token.start..].starts_with(|c: char| c.is_ascii_digit());
    let start = tokens.get(at).filter(begins)?.start;
    (1..=WORDS_OF_DAY).find_map(|count| {
        let last = tokens.get(at + count - 1)?;
        let ends = tokens.get(at + count).is_none_or(|next| next.apart);
        let day = text[start..last.end].trim_end_matches([',', '.', ';', ')', ' ']);
        let is_day = ends && matches!(read_date(day), DateReading::Date(date) if date.exact);
        is_day.then_some(day)
    })
}

/// The day that a text begins with, up to the first mark.
pub(super) fn first_day(text: &str) -> Option<&str> {
    day(text, &super::tokens(text), 0)
}

fn says(tokens: &[Token], at: usize, said: &[&str]) -> bool {
    said.iter().enumerate().all(|(ahead, word)| {
        tokens
            .get(at + ahead)
            .is_some_and(|token| token.word == *word)
    })
}
