//! The sentence around a place in a line, as it is quoted.
//!
//! Lines are whole paragraphs in Office files, and whoever doubts a proof wants to see the one
//! sentence it rests on. Sentences are told by their ends alone: a quotation that is a little long
//! does no harm. A row of a table says what it says as a whole.

use super::html::decode_entities;

/// Signs that only set a line off, at its beginning and end.
const MARKS: &[char] = &['#', '-', '*', '+', '>', '|', '_', ' ', '\t'];

/// Letters a word has, at least, whose full stop ends a sentence: "z. B." and "No. 4" end none.
const WORD: usize = 3;

/// A sentence of fewer words is quoted with the one behind it.
const FEW_WORDS: usize = 3;

/// Lines before and behind one that are looked at for the paragraph it stands in.
const NEAR: usize = 12;

/// The paragraph that a line, from 0, stands in, and the column there, both counted as in the line.
pub(super) fn paragraph<'t>(
    lines: impl Iterator<Item = &'t str>,
    at: usize,
    column: usize,
) -> Option<(String, usize)> {
    let first = at.saturating_sub(NEAR);
    let near: Vec<&str> = lines.skip(first).take(at - first + NEAR).collect();
    let own = at - first;
    near.get(own)?;
    let mut from = own;
    let joins = |line: &str| !line.trim().is_empty() && is_text(line);
    while from > 0 && goes_on(near[from]) && joins(near[from - 1]) {
        from -= 1;
    }
    let behind = near[own + 1..].iter().take_while(|line| goes_on(line));
    let to = own
        + 1
        + if is_text(near[own]) {
            behind.count()
        } else {
            0
        };
    let before: usize = near[from..own]
        .iter()
        .map(|line| line.chars().count() + 1)
        .sum();
    Some((near[from..to].join(" "), before + column))
}

/// Whether a line can go on what stands above it: it begins no list, heading, table or quotation.
pub(super) fn goes_on(line: &str) -> bool {
    let line = line.trim_start();
    let number = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let numbered = number.len() < line.len() && number.starts_with(['.', ')']);
    let listed = numbered || line.starts_with(['-', '+', '>']) || line.starts_with("* ");
    is_text(line) && !line.is_empty() && !listed
}

/// Whether a line is no heading, row of a table or rule.
fn is_text(line: &str) -> bool {
    !line.trim_start().starts_with(['#', '|', '=', '~', '`'])
}

/// The sentence that holds a column, from 1 and counted in characters, in at most so many
/// characters; `None` where nothing stands there. What is left out is marked.
pub(super) fn passage(line: &str, column: usize, longest: usize) -> Option<String> {
    let at = line.char_indices().nth(column.saturating_sub(1));
    let at = at.map_or(0, |(at, _)| at);
    let is_row = line.trim_start().starts_with('|') || line.contains(" | ");
    let (from, to) = if is_row {
        (0, line.len())
    } else {
        sentence(line, at)
    };
    let said = &line[from..to];
    let text = clean(said);
    if text.is_empty() {
        return None;
    }
    // Where the sentence is too long, what stands around the place is quoted.
    let before = clean(&said[..at.clamp(from, to) - from]).chars().count();
    Some(around(&text, before, longest))
}

/// Where the sentence begins and ends that holds a byte.
fn sentence(line: &str, at: usize) -> (usize, usize) {
    let ends = line.char_indices().filter_map(|(place, c)| {
        let after = place + c.len_utf8();
        let rest = &line[after..];
        let next = rest.trim_start().chars().next();
        let last = line[..place].chars().rev();
        let word = last.take_while(|c| c.is_alphanumeric()).count();
        let begins = next.is_none_or(|next| !next.is_lowercase());
        let is_end = matches!(c, '.' | '!' | '?') && rest.starts_with(' ') && word >= WORD;
        (is_end && begins).then_some(after)
    });
    let (mut from, mut to) = (0, line.len());
    for end in ends {
        if end <= at {
            from = end;
        } else {
            to = end;
            // "17 agree." says nothing to whoever does not read on.
            if line[from..to].split_whitespace().count() >= FEW_WORDS {
                break;
            }
        }
    }
    (from, to)
}

/// The sentences of a paragraph, in order.
pub(super) fn sentences(line: &str) -> impl Iterator<Item = &str> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let (_, to) = (at < line.len()).then(|| sentence(line, at))?;
        let said = &line[at..to];
        at = to;
        Some(said)
    })
}

/// Without tags, bold words and the signs that set a line off; gaps are one blank.
pub(super) fn clean(said: &str) -> String {
    let mut text = String::with_capacity(said.len());
    let mut in_tag = false;
    for (at, c) in said.char_indices() {
        let tag = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        match c {
            '<' if tag(&said[at + 1..]) && said[at..].contains('>') => in_tag = true,
            '>' if in_tag => {
                in_tag = false;
                text.push(' ');
            }
            c if !in_tag && !c.is_control() => text.push(c),
            c if !in_tag && c == '\t' => text.push(' '),
            _ => {}
        }
    }
    let text = decode_entities(&text.replace("**", "").replace('`', ""));
    let words: Vec<&str> = text.trim_matches(MARKS).split_whitespace().collect();
    words.join(" ")
}

/// What stands around a character of a text, at whole words.
pub(super) fn around(text: &str, at: usize, longest: usize) -> String {
    let letters: Vec<char> = text.chars().collect();
    if letters.len() <= longest {
        return text.to_owned();
    }
    let room = longest.saturating_sub(2);
    let mut from = at.saturating_sub(room / 3).min(letters.len() - room);
    let mut to = from + room;
    if from > 0 {
        let gap = letters[from..to].iter().position(|c| *c == ' ');
        from += gap.filter(|gap| from + gap < at).map_or(0, |gap| gap + 1);
    }
    if to < letters.len() {
        let gap = letters[from..to].iter().rposition(|c| *c == ' ');
        to = gap.map_or(to, |gap| from + gap);
    }
    let inner: String = letters[from..to].iter().collect();
    let (before, after) = (from > 0, to < letters.len());
    format!(
        "{}{inner}{}",
        if before { "…" } else { "" },
        if after { "…" } else { "" }
    )
}

#[cfg(test)]
mod tests {
    use super::passage;

    fn said(line: &str, word: &str, longest: usize) -> Option<String> {
        let byte = line.find(word).unwrap();
        passage(line, line[..byte].chars().count() + 1, longest)
    }

    #[test]
    fn a_sentence_is_quoted_and_no_more() {
        let line = "- **Reviews** are held. The plan, cf. No. 4 of it, is tested z. B. each May! Who asks?";
        for (word, expected) in [
            ("Reviews", "Reviews are held."),
            (
                "tested",
                "The plan, cf. No. 4 of it, is tested z. B. each May!",
            ),
            ("asks", "Who asks?"),
        ] {
            assert_eq!(said(line, word, 160).as_deref(), Some(expected));
        }
        assert_eq!(
            said("| P1 | 4 h. Then call |", "4 h", 99).as_deref(),
            Some("P1 | 4 h. Then call")
        );
        assert_eq!(
            said("<p>Signed by <b>the board</b> in May.</p>", "board", 99).as_deref(),
            Some("Signed by the board in May.")
        );
        assert_eq!(passage("  ", 1, 99), None);
        assert_eq!(passage("short", 99, 99).as_deref(), Some("short"));
    }

    #[test]
    fn a_sentence_goes_over_the_lines_of_its_paragraph() {
        let text = "# Policy\n\nKnown to all. It is handed out\nand part of the induction\non day one. More.\n- one\n- two\n  goes on\n";
        let quoted = |at: usize, column: usize| {
            let (text, column) = super::paragraph(text.lines(), at, column)?;
            passage(&text, column, 160)
        };
        let whole = "It is handed out and part of the induction on day one.";
        assert_eq!(quoted(3, 5).as_deref(), Some(whole));
        assert_eq!(quoted(2, 20).as_deref(), Some(whole));
        assert_eq!(quoted(0, 3).as_deref(), Some("Policy"));
        assert_eq!(quoted(5, 3).as_deref(), Some("one"));
        assert_eq!(quoted(7, 3).as_deref(), Some("two goes on"));
        assert_eq!(quoted(99, 1), None);
    }

    #[test]
    fn what_is_too_long_is_cut_around_the_place() {
        let line = format!("{} needle {}", "before ".repeat(30), "after ".repeat(30));
        let cut = said(&line, "needle", 60).unwrap();
        assert!(cut.contains("needle") && cut.chars().count() <= 60, "{cut}");
        assert!(
            cut.starts_with("…before ") && cut.ends_with("after…"),
            "{cut}"
        );
        let umlauts = "ä".repeat(300);
        assert!(passage(&umlauts, 250, 40).unwrap().chars().count() <= 40);
    }
}
