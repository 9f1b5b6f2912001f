//! What all files for calendar programs have in common (iCalendar, RFC 5545).

use jiff::civil::Date;

use crate::source::visible;

/// Most bytes of a line without its end (section 3.1).
const LINE: usize = 75;

/// A day as iCalendar writes it.
#[must_use]
pub fn plain(day: Date) -> String {
    day.to_string().replace('-', "")
}

/// A text with what means something escaped (section 3.3.11).
#[must_use]
pub fn text(value: &str) -> String {
    let lines: Vec<String> = value.split('\n').map(visible).collect();
    let escaped = lines.join("\n").replace('\\', "\\\\");
    escaped
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n")
}

/// Adds a line; a long one goes on in the next behind a blank, and no letter is torn apart.
pub fn fold(out: &mut String, text: &str) {
    let mut length = 0;
    for c in text.chars() {
        if length + c.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(c);
        length += c.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_folded_and_texts_escaped() {
        let mut out = String::new();
        fold(&mut out, &"ä".repeat(80));
        assert!(out.split("\r\n").all(|line| line.len() <= LINE), "{out}");
        assert_eq!(out.replace("\r\n ", "").trim_end(), "ä".repeat(80));
        assert_eq!(text("a, b; c\\d\ne"), "a\\, b\\; c\\\\d\\ne");
    }

    proptest::proptest! {
        #[test]
        fn whatever_is_folded_unfolds_to_itself(value in "\\PC{0,300}") {
            let mut out = String::new();
            fold(&mut out, &value);
            proptest::prop_assert_eq!(out.trim_end_matches("\r\n").replace("\r\n ", ""), value);
            proptest::prop_assert!(out.split("\r\n").all(|line| line.len() <= LINE));
        }
    }
}
