//! What the codes of number formats say, such as `TT.MM.JJJJ` or `"INC"0000000`.

use super::{Digits, Place, Shown};

/// Longest format code that is looked at, in bytes; Excel allows 255 characters.
const LONGEST: usize = 1_000;

/// Most digits of one side of the point.
const MOST_DIGITS: usize = 30;

impl Shown {
    /// What a format code says, such as `TT.MM.JJJJ` or `"INC"0000000`.
    #[must_use]
    pub fn of(code: &str) -> Self {
        if code.len() > LONGEST || is_general(code) {
            return Self::Plain;
        }
        let sections: Vec<Vec<Token>> = sections(code);
        let Some(first) = sections.first() else {
            return Self::Plain;
        };
        if let Some(date) = date(first) {
            return date;
        }
        let digits: Option<Vec<Digits>> = sections
            .iter()
            .take(3)
            .map(|section| digits(section))
            .collect();
        match digits {
            Some(digits) if !digits.is_empty() => Self::Digits(digits.into()),
            _ => Self::Plain,
        }
    }
}

/// A piece of a format code.
#[derive(Debug, Clone, PartialEq)]
enum Token {
    /// A letter or sign that steers.
    Code(char),
    /// What is shown as it stands.
    Literal(String),
    /// Hours, minutes or seconds that are not cut at their full number: `[h]`.
    Elapsed,
    /// A condition, which nothing here follows.
    Condition,
}

fn is_general(code: &str) -> bool {
    let code = code.trim();
    code.is_empty()
        || ["general", "standard", "@"]
            .iter()
            .any(|general| code.eq_ignore_ascii_case(general))
}

/// The sections of a code, each in tokens.
fn sections(code: &str) -> Vec<Vec<Token>> {
    let mut out = vec![Vec::new()];
    let mut chars = code.chars().peekable();
    while let Some(c) = chars.next() {
        let token = match c {
            ';' => {
                out.push(Vec::new());
                continue;
            }
            '"' => Token::Literal(chars.by_ref().take_while(|c| *c != '"').collect::<String>()),
            '\\' | '!' => match chars.next() {
                Some(c) => Token::Literal(c.to_string()),
                None => continue,
            },
            // Room as wide as a letter, and a letter that fills the cell.
            '_' => {
                chars.next();
                Token::Literal(" ".to_owned())
            }
            '*' => {
                chars.next();
                continue;
            }
            '[' => {
                let inner: String = chars.by_ref().take_while(|c| *c != ']').collect();
                match bracket(&inner) {
                    Some(token) => token,
                    None => continue,
                }
            }
            c => Token::Code(c),
        };
        if let Some(section) = out.last_mut() {
            section.push(token);
        }
    }
    out
}

/// What stands in brackets: `[h]`, `[$€-407]`, a condition; none for colours.
fn bracket(inner: &str) -> Option<Token> {
    if let Some(currency) = inner.strip_prefix('$') {
        let sign = currency.split('-').next().unwrap_or_default();
        return (!sign.is_empty()).then(|| Token::Literal(sign.to_owned()));
    }
    if inner.starts_with(['<', '>', '=']) {
        return Some(Token::Condition);
    }
    let lower = inner.to_ascii_lowercase();
    let elapsed = !lower.is_empty()
        && ["h", "m", "s"]
            .iter()
            .any(|unit| lower.trim_start_matches(unit).is_empty());
    elapsed.then_some(Token::Elapsed)
}

/// Whether a section shows dates or times, and which. In German files written by other
/// programs days are `T` and years `J`.
fn date(section: &[Token]) -> Option<Shown> {
    let codes: Vec<char> = section
        .iter()
        .filter_map(|token| match token {
            Token::Code(c) => Some(c.to_ascii_lowercase()),
            _ => None,
        })
        .collect();
    let has = |letters: &str| codes.iter().any(|c| letters.contains(*c));
    if section.contains(&Token::Elapsed) {
        return Some(Shown::Hours);
    }
    let day = has("ydjt");
    let time = has("hs");
    if has("#?") || codes.iter().any(|c| "0".contains(*c)) && !has("s") {
        return None;
    }
    match (day, time, has("m")) {
        (true, true, _) => Some(Shown::Moment),
        (true, false, _) | (false, false, true) => Some(Shown::Day),
        (false, true, _) => Some(Shown::Time),
        (false, false, false) => None,
    }
}

/// How a section shows digits; none where it does so in a way not followed here.
fn digits(section: &[Token]) -> Option<Digits> {
    let mut out = Digits::default();
    let (mut point, mut commas) = (false, 0);
    for token in section {
        match token {
            Token::Condition | Token::Elapsed => return None,
            Token::Literal(text) => out.literal(text, point),
            Token::Code(c) => match c {
                '0' | '#' | '?' => {
                    if commas > 0 {
                        out.thousands = true;
                        commas = 0;
                    }
                    if point {
                        out.decimals += usize::from(*c == '0');
                        out.optional += usize::from(*c != '0');
                    } else {
                        // Signs between digits stand among them.
                        let between = std::mem::take(&mut out.after);
                        out.whole.extend(between.chars().map(Place::Sign));
                        out.whole.push(if *c == '0' {
                            Place::Always
                        } else {
                            Place::Optional
                        });
                    }
                }
                ',' if out.whole.is_empty() => out.literal(",", point),
                ',' => commas += 1,
                '.' if point => return None,
                '.' => point = true,
                '%' => {
                    out.percent = true;
                    out.literal("%", point);
                }
                '/' | 'E' | 'e' | '@' => return None,
                c => out.literal(c.encode_utf8(&mut [0; 4]), point),
            },
        }
    }
    out.scale = commas;
    let digits = out.whole.len().max(out.decimals + out.optional);
    (digits <= MOST_DIGITS).then_some(out)
}

impl Digits {
    fn literal(&mut self, text: &str, point: bool) {
        if self.whole.is_empty() && !point {
            self.before.push_str(text);
        } else {
            self.after.push_str(text);
        }
    }
}
