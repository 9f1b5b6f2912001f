//! Words as they are compared: lower case, umlauts and ß spelt out, accents dropped.
//!
//! `Störung`, `STOERUNG` and a decomposed `Sto¨rung` are one word, since exports and
//! file names write them in all three ways.

/// Appends a character of a word in its compared form.
pub fn fold_into(word: &mut String, c: char) {
    match c {
        'a'..='z' | '0'..='9' => word.push(c),
        'A'..='Z' => word.push(c.to_ascii_lowercase()),
        'ä' | 'Ä' => word.push_str("ae"),
        'ö' | 'Ö' => word.push_str("oe"),
        'ü' | 'Ü' => word.push_str("ue"),
        'ß' | 'ẞ' => word.push_str("ss"),
        'à' | 'á' | 'â' | 'À' | 'Á' | 'Â' => word.push('a'),
        '\u{308}' | 'è' | 'é' | 'ê' | 'ë' | 'È' | 'É' | 'Ê' | 'Ë' => word.push('e'),
        'ç' | 'Ç' => word.push('c'),
        'ﬁ' => word.push_str("fi"),
        'ﬂ' => word.push_str("fl"),
        '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}' => {}
        c => word.extend(c.to_lowercase()),
    }
}

/// Whether a character belongs to a word rather than standing between two.
#[must_use]
pub fn is_word(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200b}'..='\u{200d}')
}

/// The compared words of a text, in order.
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    if text.is_ascii() {
        return plain_words(text).map(str::to_ascii_lowercase).collect();
    }
    let mut out = Vec::new();
    // A buffer that has grown already: each word is then allocated once.
    let mut word = String::with_capacity(24);
    for c in text.chars() {
        if is_word(c) {
            fold_into(&mut word, c);
        } else if !word.is_empty() {
            out.push(word.as_str().to_owned());
            word.clear();
        }
    }
    if !word.is_empty() {
        out.push(word);
    }
    out
}

/// Whether some words hold others in a row; of none they hold nothing.
#[must_use]
pub fn holds(words: &[String], part: &[String]) -> bool {
    !part.is_empty() && words.windows(part.len()).any(|window| window == part)
}

/// The words of a text of plain letters, as they are written: most texts are plain, and of them
/// nothing has to be looked up.
fn plain_words(text: &str) -> impl Iterator<Item = &str> {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty())
}

/// The words of a text in compared form, separated by single spaces.
#[must_use]
pub fn joined(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    join_into(&mut out, text);
    out
}

/// Appends the words of a text to an empty one, as [`joined`] does.
pub fn join_into(out: &mut String, text: &str) {
    let mut gap = false;
    for c in text.chars() {
        if is_word(c) {
            if gap && !out.is_empty() {
                out.push(' ');
            }
            gap = false;
            fold_into(out, c);
        } else {
            gap = true;
        }
    }
}

/// Whether a text in compared form begins with whole words.
#[must_use]
pub fn begins_with(text: &str, words: &str) -> bool {
    let rest = text.strip_prefix(words);
    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_begins_with_words_and_not_with_parts_of_them() {
        assert!(begins_with("not yet", "not yet") && begins_with("not yet done", "not yet"));
        assert!(!begins_with("not yeti", "not yet") && !begins_with("not", "not yet"));
    }

    #[test]
    fn plain_texts_are_read_as_all_others_are() {
        for text in ["Back-out PLAN_v2, (no. 3)", "", " - ", "a", "\u{7f}A\tb\n"] {
            let odd = format!("{text} \u{2013}");
            assert_eq!(words(text), words(&odd), "{text}");
        }
    }

    #[test]
    fn spellings_of_one_word_are_one() {
        assert_eq!(words("Störung"), words("STOERUNG"));
        assert_eq!(words("Sto\u{308}rung"), words("Störung"));
        assert_eq!(words("Maßnahme"), words("Massnahme"));
        assert_eq!(words("back-out plan_v2"), ["back", "out", "plan", "v2"]);
    }
}
