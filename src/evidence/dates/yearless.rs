//! Days without their year, as people write them in what they keep all along: "done 2 July",
//! "umgesetzt 14.09.". Which year is meant the document around them tells.

use super::calendar::month_number;
use super::tokens::{Token, pieces};

/// The last day of a year that a text names without the year: month and day.
pub(in crate::evidence) fn day_without_year(text: &str) -> Option<(u8, u8)> {
    let mut tokens: Vec<Token> = Vec::new();
    pieces(text, |token| {
        let is_filler = match &token {
            Token::Mark(c) => !matches!(c, '.' | '/' | '-' | ':'),
            Token::Word(word) => matches!(word.as_str(), "st" | "nd" | "rd" | "th"),
            Token::Number { .. } => false,
        };
        if !is_filler {
            tokens.push(token);
        }
    });
    (0..tokens.len())
        .filter_map(|at| day_at(&tokens[at..]))
        .max()
}

fn day_at(tokens: &[Token]) -> Option<(u8, u8)> {
    let (month, day, has_year) = match tokens {
        // "14.09."; "5.2." is a section
        [
            Token::Number { value: day, digits: 2 },
            Token::Mark('.'),
            Token::Number { value: month, digits: 2 },
            Token::Mark('.'),
            rest @ ..,
        ] => {
            let goes_on = matches!(rest.first(), Some(Token::Number { .. }));
            (*month, *day, goes_on)
        }
        // "14. September"
        [
            Token::Number { value: day, digits: 1 | 2 },
            Token::Mark('.'),
            Token::Word(month),
            rest @ ..,
        ]
        // "14 September", "September 14"
        | [Token::Number { value: day, digits: 1 | 2 }, Token::Word(month), rest @ ..]
        | [Token::Word(month), Token::Number { value: day, digits: 1 | 2 }, rest @ ..] => {
            (month_number(month)?, *day, begins_with_year(rest))
        }
        _ => return None,
    };
    // "It may 3 times" is no day in May.
    if matches!(tokens, [Token::Word(word), ..] if word == "may") {
        return None;
    }
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    (!has_year && (1..=12).contains(&month) && (1..=31).contains(&day)).then_some((month, day))
}

/// Whether a year follows, or a time of day that makes another thing of the number before.
fn begins_with_year(tokens: &[Token]) -> bool {
    match tokens {
        [Token::Number { digits, .. }, ..]
        | [Token::Mark('.'), Token::Number { digits, .. }, ..] => {
            matches!(digits, 2 | 4)
        }
        [Token::Mark(':'), Token::Number { .. }, ..] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_without_a_year_are_read_as_people_write_them() {
        for (text, day) in [
            ("lowered (CHG0031266, done 2 July), account given", (7, 2)),
            ("umgesetzt 14.09.", (9, 14)),
            ("sent to sponsors Oct 12", (10, 12)),
            (
                "opened 8 May, credit note received 21 July, closed",
                (7, 21),
            ),
            ("am 3. Juni vorgestellt", (6, 3)),
            ("from June 8th on", (6, 8)),
        ] {
            assert_eq!(day_without_year(text), Some(day), "{text}");
        }
        for text in [
            "done 2 July 2026",
            "14.09.2026",
            "14.09.26",
            "July 2026",
            "version 1.2.3",
            "at 10:30",
            "May 2026",
            "40 May",
            "§ 3.4",
            "",
        ] {
            assert_eq!(day_without_year(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "[ a-zäJ0-9.,:/-]{0,40}") {
            let _ = day_without_year(&text);
        }
    }
}
