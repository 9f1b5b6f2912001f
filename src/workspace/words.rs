//! The fixed words of the workspace's files, each with its value, once for reading
//! and writing.

use std::str::FromStr;

use super::{AnswerKind, Grade, Method, NoteKind, PartyKind, Rating, Stance};

macro_rules! words {
    ($($type:ident: $($word:literal => $value:ident),+;)+) => {$(
        impl $type {
            /// Every word with its value, in the order of the documentation.
            pub const WORDS: &[(&str, Self)] = &[$(($word, Self::$value)),+];

            /// The word files and messages use for it.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self {
                    $(Self::$value => $word,)+
                }
            }
        }
    )+};
}

words! {
    PartyKind:
        "external supplier" => ExternalSupplier,
        "internal supplier" => InternalSupplier,
        "customer as supplier" => CustomerAsSupplier;
    NoteKind:
        "interview" => Interview,
        "observation" => Observation,
        "document" => Document,
        "attest" => Attest;
    Stance:
        "shows" => Shows,
        "denies" => Denies;
    Rating:
        "N" => N,
        "P" => P,
        "L" => L,
        "F" => F;
    Grade:
        "major" => Major,
        "minor" => Minor,
        "observation" => Observation,
        "opportunity" => Opportunity,
        "none" => None;
    Method:
        "interview" => Interview,
        "observation" => Observation,
        "document" => Document,
        "sample" => Sample;
    AnswerKind:
        "performed by" => PerformedBy,
        "no occurrence" => NoOccurrence,
        "no such party" => NoSuchParty;
}

impl FromStr for Rating {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::WORDS
            .iter()
            .find(|(word, _)| word.eq_ignore_ascii_case(text))
            .map(|(_, rating)| *rating)
            .ok_or_else(|| {
                format!(
                    "`{text}` is not a rating: N (not), P (partially), L (largely) or F (fully)"
                )
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_values_go_both_ways() {
        for (word, rating) in Rating::WORDS {
            assert_eq!(rating.word(), *word);
            assert_eq!(word.to_lowercase().parse(), Ok(*rating));
        }
        assert!("G".parse::<Rating>().is_err());
        assert_eq!(AnswerKind::PerformedBy.word(), "performed by");
    }
}
