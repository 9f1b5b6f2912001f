//! A sentence as it is compared, and the part of it that a value stands in.

use std::ops::Range;

/// A sentence on one line, without the marks that only make it bold or a link.
pub(in crate::evidence) fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    // Of a link the words are read, and not where it leads to.
    while let Some((before, behind)) = rest.split_once("](") {
        out.push_str(before);
        rest = behind.split_once(')').map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let kept = out.replace(['*', '`', '[', ']'], "").replace('\u{a0}', " ");
    let words: Vec<&str> = kept.split_whitespace().collect();
    words
        .join(" ")
        .trim_matches(['_', ' ', '.', '|', '#'])
        .to_owned()
}

/// The same in small letters, byte by byte where the original is: what has no small letter of the
/// same length stays as it is.
pub(super) fn lower(text: &str) -> String {
    let small = |c: char| {
        let mut small = c.to_lowercase();
        match (small.next(), small.next()) {
            (Some(one), None) if one.len_utf8() == c.len_utf8() => one,
            _ => c,
        }
    };
    text.chars().map(small).collect()
}

/// The part of a sentence around a range: between commas, semicolons, colons, dashes and brackets.
/// A comma within a number, and one between entries of a short list, parts nothing.
pub(super) fn around(sentence: &str, at: &Range<usize>) -> Range<usize> {
    let bytes = sentence.as_bytes();
    let parts = |place: usize| {
        let next_blank = bytes.get(place + 1).is_none_or(|byte| *byte == b' ');
        match bytes[place] {
            b',' | b';' | b':' | b')' => next_blank,
            b'(' => true,
            b'-' => place > 0 && bytes[place - 1] == b' ' && next_blank,
            // The first byte of a dash.
            0xe2 => sentence[place..].starts_with(['–', '—']),
            _ => false,
        }
    };
    let begins = (0..at.start.min(bytes.len()))
        .rev()
        .find(|place| parts(*place));
    let ends = (at.end..bytes.len()).find(|place| parts(*place));
    let begins = begins.map_or(0, |place| {
        place + sentence[place..].chars().next().map_or(1, char::len_utf8)
    });
    begins..ends.unwrap_or(bytes.len())
}
