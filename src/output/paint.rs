//! Colour as an extra: every screen says the same without it.

/// A colour or weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Paint {
    /// Good.
    Green,
    /// Partly.
    Yellow,
    /// Missing.
    Red,
    /// Unimportant.
    Dim,
    /// Headings.
    Bold,
}

/// Paints text, or leaves it as it is.
#[must_use]
pub fn paint(text: &str, paint: Paint, colour: bool) -> String {
    if !colour {
        return text.to_owned();
    }
    let code = match paint {
        Paint::Green => "32",
        Paint::Yellow => "33",
        Paint::Red => "31",
        Paint::Dim => "2",
        Paint::Bold => "1",
    };
    format!("\u{1b}[{code}m{text}\u{1b}[0m")
}

/// A text without blank lines at its beginning and without two in a row.
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let blank = line.trim().is_empty();
        if !blank || !(out.is_empty() || out.ends_with("\n\n")) {
            out.push_str(if blank { "\n" } else { line });
        }
    }
    out
}

/// A text cut to a width in characters, with an ellipsis.
#[must_use]
pub fn cut(text: &str, width: usize) -> String {
    if text.chars().count() <= width {
        return text.to_owned();
    }
    let mut out: String = text.chars().take(width.saturating_sub(1)).collect();
    out.push('…');
    out
}

/// The same of a sentence: behind its last whole word, where that is not far.
#[must_use]
pub fn cut_at_word(text: &str, width: usize) -> String {
    let out = cut(text, width);
    let Some(kept) = out.strip_suffix('…').filter(|_| out.len() != text.len()) else {
        return out;
    };
    match kept.rfind(char::is_whitespace) {
        Some(blank) if kept[blank..].chars().count() <= LONGEST_WORD => {
            format!("{} …", kept[..blank].trim_end())
        }
        _ => out,
    }
}

/// Longer words are cut.
const LONGEST_WORD: usize = 24;

/// A number of things: `1 file`, `2 files`.
#[must_use]
pub fn count(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// Lines of a list: text wrapped to a width, its first indent kept and every line after the
/// first indented.
#[must_use]
pub fn wrapped(text: &str, width: usize, indent: usize) -> String {
    let lead: String = text.chars().take_while(|c| *c == ' ').collect();
    let rest = wrap(
        text.trim_start(),
        width.saturating_sub(lead.len()).max(20),
        indent.saturating_sub(lead.len()),
    );
    let mut out = String::new();
    for line in rest.lines() {
        out.push_str(&lead);
        out.push_str(line);
        out.push('\n');
    }
    out
}

/// Text wrapped to a width, every line after the first indented.
#[must_use]
pub fn wrap(text: &str, width: usize, indent: usize) -> String {
    let mut out = String::new();
    let mut at = 0;
    for word in text.split_whitespace() {
        let length = word.chars().count();
        if at > 0 && at + 1 + length > width {
            out.push('\n');
            out.push_str(&" ".repeat(indent));
            at = indent;
        } else if at > 0 {
            out.push(' ');
            at += 1;
        }
        out.push_str(word);
        at += length;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_cut_behind_a_whole_word() {
        let told = "We have tested the restore three times";
        assert_eq!(cut_at_word(told, 30), "We have tested the restore …");
        assert_eq!(cut_at_word(told, 100), told);
        // A word of that length is cut, or little would be left.
        let long = "see https://intranet.example/service/management/policy";
        assert_eq!(cut_at_word(long, 40).chars().count(), 40);
    }
}
