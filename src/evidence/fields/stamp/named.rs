//! Who and which in a stamp: `owner T. Osei`, `Verantwortlich S. Krahl`, and what people put
//! there without a word before it, `M. Ahrens, Version 2.2`, `KRA-V-02, Version 2.3`.
//!
//! A name that no word announces is told by an initial or a form of address: "Change Policy,
//! Version 2" has the form of one as well.

use super::values::{is_name_alone, trim_marks};
use super::{Opened, Part, Token};
use crate::evidence::dates::{DateReading, split_date};
use crate::evidence::fields::Field;
use crate::evidence::fields::keys::field;
use crate::evidence::labels::is_document_number;
use crate::evidence::metadata::names_role;

/// What a word begins that names who or which.
pub(super) fn opens(text: &str, tokens: &[Token], at: usize) -> Option<Opened> {
    let word = |at: usize| tokens.get(at).map_or("", |token| token.word.as_str());
    let named = |label: &str, taken: usize| match field(label)?.0 {
        Field::Owner => Some(Opened::Owner(taken)),
        Field::Author => Some(Opened::Author(taken)),
        Field::Id => Some(Opened::Id(taken)),
        _ => None,
    };
    let two = || {
        let next = tokens.get(at + 1).filter(|next| !next.apart)?;
        named(&format!("{}{}", word(at), next.word), 2)
    };
    let raw = &text[tokens[at].start..tokens[at].end];
    if is_document_number(raw.trim_end_matches([',', ';', '.', '|', ':'])) {
        return Some(Opened::Id(0));
    }
    named(word(at), 1)
        .or_else(two)
        .or_else(|| is_person(text, tokens, at).then_some(Opened::Name))
}

/// The particulars that such a word begins; `None` when what follows is no name.
pub(super) fn part(opened: Opened, rest: &str) -> Option<Vec<Part>> {
    if let Opened::Id(_) = opened {
        let number = rest.split_whitespace().next()?;
        let number = number.trim_matches([',', ';', '.', '|', ':']);
        return is_document_number(number).then(|| vec![Part::Id(number.to_owned())]);
    }
    let rest = first_sentence(trim_marks(rest).split(" | ").next().unwrap_or(""));
    let (name, date) = match split_date(rest) {
        Some((DateReading::Date(date), name)) => (name, Some(date)),
        _ => (rest.to_owned(), None),
    };
    let name = match opened {
        // No word says that a name stands there, so that it must be all that does.
        Opened::Name => is_name(&name).then_some(&*name),
        _ => named(&name),
    }?
    .to_owned();
    let name = match opened {
        Opened::Author(_) => Part::Author(name),
        _ => Part::Owner(name),
    };
    Some(std::iter::once(name).chain(date.map(Part::Dated)).collect())
}

/// A name or a role in capitals, with what is said of it behind a comma left aside where that is
/// no name.
fn named(text: &str) -> Option<&str> {
    let bare = ["the ", "der ", "die ", "das "]
        .iter()
        .find_map(|article| text.strip_prefix(article))
        .unwrap_or(text);
    let open = bare.contains('(');
    let bare = if open {
        bare
    } else {
        bare.trim_end_matches(')')
    };
    let before = bare.split([',', ';']).next().unwrap_or(bare).trim();
    [bare, before].into_iter().find(|name| is_name(name))
}

fn is_name(text: &str) -> bool {
    text.starts_with(char::is_uppercase) && is_name_alone(text)
}

/// Up to the dot behind a word; `Dr.` and `A.` end no sentence.
pub fn first_sentence(text: &str) -> &str {
    let is_word = |before: &str| {
        let word = before.rsplit(' ').next().unwrap_or("");
        word.chars().count() > 2 || word.len() > 1 && word.chars().all(char::is_uppercase)
    };
    let mut dots = text.match_indices(". ").map(|(at, _)| &text[..at]);
    let text = dots.find(|before| is_word(before)).unwrap_or(text);
    text.strip_suffix('.')
        .filter(|text| is_word(text))
        .unwrap_or(text)
}

/// Whether a person is named from a word on up to the next mark: `M. Ahrens,`, `Dr. Sommer;`,
/// with what they are before the name, `QMB S. Krahl,`.
fn is_person(text: &str, tokens: &[Token], at: usize) -> bool {
    let raw = |at: usize| &text[tokens[at].start..tokens[at].end];
    let person = (at..tokens.len().min(at + 4)).find(|at| begins_person(raw(*at)));
    let Some(person) = person.filter(|person| {
        let role = &text[tokens[at].start..tokens[*person].start];
        let is_short = role.chars().all(|c| c.is_uppercase() || c == ' ');
        let is_one = (at + 1..=*person).all(|at| !tokens[at].apart);
        is_one && (is_short || names_role(role.trim()))
    }) else {
        return false;
    };
    let at = person;
    let mut last = at + 1;
    while tokens
        .get(last)
        .is_some_and(|token| !token.apart && begins_person(raw(last)))
    {
        last += 1;
    }
    let is_surname = tokens.get(last).is_some_and(|token| {
        let name = raw(last).trim_end_matches([',', ';', '.', '|', ':', ')']);
        !token.apart
            && token.word.len() > 1
            && name.starts_with(char::is_uppercase)
            && name
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '’' | '\''))
    });
    is_surname && tokens.get(last + 1).is_none_or(|next| next.apart)
}

/// An initial or a form of address.
pub(super) fn begins_person(raw: &str) -> bool {
    const ADDRESS: &[&str] = &[
        "Dr.", "Prof.", "Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Frau", "Herr", "Hr.", "Fr.",
    ];
    let mut letters = raw.chars();
    let first = letters.next().is_some_and(char::is_uppercase);
    first && (letters.as_str() == "." || ADDRESS.contains(&raw))
}
