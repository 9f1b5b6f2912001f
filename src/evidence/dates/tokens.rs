//! A text as the numbers, words and marks a date is made of.

use crate::evidence::words::fold_into;

/// A piece of a text, as far as dates are concerned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Token {
    Number { value: u32, digits: usize },
    Word(String),
    Mark(char),
}

/// The pieces of a text one after the other: numbers, folded words, and every other
/// character for itself.
pub(super) fn pieces(text: &str, mut take: impl FnMut(Token)) {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let is_letter = |c: char| c.is_alphabetic() || c == '\u{308}';
        let length = if c.is_ascii_digit() {
            run(rest, |c| c.is_ascii_digit())
        } else if is_letter(c) {
            run(rest, is_letter)
        } else {
            c.len_utf8()
        };
        let (piece, after) = rest.split_at(length);
        rest = after;
        take(if c.is_ascii_digit() {
            Token::Number {
                value: piece.parse().unwrap_or(u32::MAX),
                digits: piece.len(),
            }
        } else if c.is_alphabetic() {
            Token::Word(folded(piece))
        } else {
            Token::Mark(c)
        });
    }
}

/// Numbers, folded words and marks. Blanks beside a mark, and words that say nothing, are
/// left out.
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    pieces(text, |piece| match piece {
        Token::Word(word) if super::NOISE.contains(&word.as_str()) => {}
        Token::Mark(c) => push_mark(&mut out, c),
        piece => out.push(piece),
    });
    while out.last() == Some(&Token::Mark(' ')) || out.last() == Some(&Token::Mark('.')) {
        out.pop();
    }
    out
}

fn push_mark(out: &mut Vec<Token>, c: char) {
    let mark = match c {
        '-' | '\u{2010}'..='\u{2015}' => '-',
        '/' | '.' | ':' | '+' | '&' => c,
        c if c.is_whitespace() || matches!(c, ',' | '*' | '_' | '`' | '"' | '\'' | '’' | ')') => {
            ' '
        }
        c => c,
    };
    match (out.last(), mark) {
        (None | Some(Token::Mark(_)), ' ') | (None, '.') => {}
        (Some(Token::Mark(' ')), mark) => {
            out.pop();
            if !out.is_empty() {
                out.push(Token::Mark(mark));
            }
        }
        (_, mark) => out.push(Token::Mark(mark)),
    }
}

fn run(text: &str, wanted: impl Fn(char) -> bool) -> usize {
    text.find(|c| !wanted(c)).unwrap_or(text.len())
}

/// A word in its compared form.
pub(super) fn folded(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        fold_into(&mut out, c);
    }
    out
}
