//! The title that a text opens with where no heading is one: a bold line on a cover page, the
//! first line of a plain text. Headings such as "Introduction" and "Contents" are titles of
//! sections, whatever stands above them.

use super::extract::Markup;
use super::labels::{is_about_document, is_label_line, plain};
use super::metadata::kind_in;
use super::words::joined;

/// What a text opens with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opening {
    /// A title, with its line from 1.
    Title(String, u32),
    /// Headings, the first of which is the title.
    Heading,
    /// A heading that is the title of a section only.
    Section,
}

/// What a text opens with.
#[must_use]
pub fn opening(text: &str, markup: Markup) -> Opening {
    match markup {
        Markup::Markdown => marked(text),
        Markup::Plain => underlined(text),
        Markup::Data => Opening::Heading,
    }
}

/// A title stands within so many lines.
const WITHIN: usize = 40;

/// Another heading is looked for within so many lines.
const MOST_LINES: usize = 2_000;

/// Longer lines are prose.
const LONGEST: usize = 120;

/// A line that may be the title, and how it is set: 0 in bold, else the level of a heading.
struct Candidate {
    text: String,
    level: usize,
    line: u32,
}

fn marked(text: &str) -> Opening {
    let mut found: Vec<Candidate> = Vec::new();
    let (mut is_section_first, mut ends_at_section) = (false, false);
    for (line, at) in text.lines().take(WITHIN).zip(1..) {
        let line = line.trim();
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        if level > 0 {
            let title = plain(line).trim().to_owned();
            if is_section(&title) {
                ends_at_section = true;
                is_section_first = found.is_empty() && has_more(text, at, level);
                break;
            }
            found.push(Candidate {
                text: title,
                level,
                line: at,
            });
        } else if is_title(line) {
            let text = line.trim_matches('*').trim().to_owned();
            found.push(Candidate {
                text,
                level: 0,
                line: at,
            });
        } else if line.len() > LONGEST && !line.starts_with('|') {
            break;
        }
    }
    let Some(first) = found.first() else {
        return if is_section_first {
            Opening::Section
        } else {
            Opening::Heading
        };
    };
    // Above the name of the document a cover page has that of the organisation.
    let chosen = match found.get(1) {
        Some(second) if is_organisation(&first.text) && is_beside(first, second, text) => second,
        _ => first,
    };
    if chosen.level > 0 && chosen.line == first.line {
        return Opening::Heading;
    }
    if chosen.text.len() > LONGEST || is_section(&chosen.text) {
        return Opening::Heading;
    }
    // A bold line may be anything, unless it names a document or stands above sections.
    let stands_above =
        chosen.level == 0 && (ends_at_section || has_particulars_alone(text, chosen.line));
    if chosen.level == 0 && !stands_above && kind_in(&chosen.text).is_none() {
        return Opening::Heading;
    }
    Opening::Title(chosen.text.clone(), chosen.line)
}

/// Whether the second of two headings is set as high as the first, or is the only one below it.
fn is_beside(first: &Candidate, second: &Candidate, text: &str) -> bool {
    let is_alone_below = second.level == first.level + 1 && first.level > 0;
    second.level == first.level || is_alone_below && !has_more(text, second.line, second.level)
}

/// Whether nothing but particulars stands between a line and the next heading.
fn has_particulars_alone(text: &str, line: u32) -> bool {
    let mut below = text.lines().skip(line as usize).take(WITHIN).map(str::trim);
    let more =
        below.find(|line| !(line.is_empty() || line.starts_with('|') || is_label_line(line)));
    more.is_some_and(|line| line.starts_with('#'))
}

/// Whether a heading is one of several: alone it is the title, whatever it says.
fn has_more(text: &str, at: u32, level: usize) -> bool {
    let mut behind = text.lines().skip(at as usize).take(MOST_LINES);
    behind.any(|line| {
        let other = line.bytes().take_while(|byte| *byte == b'#').count();
        (1..=level).contains(&other)
    })
}

/// The first line of a plain text, where it is underlined or names a kind of document.
fn underlined(text: &str) -> Opening {
    let mut lines = text
        .lines()
        .zip(1..)
        .skip_while(|(line, _)| line.trim().is_empty());
    let Some((first, at)) = lines.next() else {
        return Opening::Heading;
    };
    let first = first.trim();
    let next = lines.next().map_or("", |(line, _)| line.trim());
    let is_underlined = next.len() >= 3 && next.bytes().all(|byte| matches!(byte, b'=' | b'-'));
    let is_line = first.len() <= LONGEST
        && first.starts_with(char::is_alphanumeric)
        && !first.ends_with(['.', ',', ';', ':'])
        && !is_label_line(first)
        && !is_section(first);
    if is_line && (is_underlined || kind_in(first).is_some() && first.split(' ').count() <= 10) {
        return Opening::Title(first.to_owned(), at);
    }
    Opening::Heading
}

/// Whether a whole line is set in bold and can be a title.
fn is_title(line: &str) -> bool {
    let Some(inner) = line
        .strip_prefix("**")
        .and_then(|line| line.strip_suffix("**"))
    else {
        return false;
    };
    (4..=LONGEST).contains(&inner.len())
        && inner.contains(char::is_alphabetic)
        && !inner.contains("**")
        && !inner.contains(": ")
        && !inner.ends_with(['.', ':', '!', '?'])
        && !is_label_line(line)
        && !is_section(inner)
}

/// Whether a heading is that of a section in any document.
pub(super) fn is_section(title: &str) -> bool {
    const SECTIONS: &[&str] = &[
        "introduction",
        "purpose",
        "purpose and scope",
        "scope",
        "contents",
        "table of contents",
        "overview",
        "background",
        "objective",
        "objectives",
        "general",
        "foreword",
        "preface",
        "summary",
        "executive summary",
        "definitions",
        "references",
        "distribution",
        "reviewers",
        "einleitung",
        "einfuehrung",
        "zweck",
        "zweck und geltungsbereich",
        "geltungsbereich",
        "ziel",
        "ziele",
        "inhalt",
        "inhaltsverzeichnis",
        "allgemeines",
        "vorwort",
        "zusammenfassung",
        "verteiler",
        "begriffe",
        "draft",
        "entwurf",
        "confidential",
        "vertraulich",
        "internal",
        "intern",
    ];
    let words = joined(title);
    let mut rest = words.as_str();
    while let Some((first, behind)) = rest.split_once(' ')
        && first.bytes().all(|byte| byte.is_ascii_digit())
    {
        rest = behind;
    }
    // "Document control procedure" is a document of its own.
    let names_document = || matches!(kind_in(title), Some(kind) if kind != "record");
    SECTIONS.contains(&rest) || is_about_document(title) && !names_document()
}

/// Whether a line names a company or a public body by its form.
pub(super) fn is_organisation(text: &str) -> bool {
    const BODIES: &[&str] = &["council", "trust", "university"];
    let words = joined(text);
    let mut last = words.rsplit(' ').take(2);
    last.any(|word| LEGAL_FORMS.contains(&word) || BODIES.contains(&word))
}

/// Legal forms of companies that are no words of anything else, in compared form.
pub(super) const LEGAL_FORMS: &[&str] = &[
    "ltd",
    "limited",
    "plc",
    "llp",
    "inc",
    "llc",
    "corp",
    "corporation",
    "gmbh",
    "ag",
    "kg",
    "se",
    "ug",
    "ev",
    "mbh",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_text_opens_with() {
        for (text, title) in [
            (
                "**Change Policy**\n\n# Purpose\n\n# Scope\n",
                Some(("Change Policy", 1)),
            ),
            (
                "**Nord Ltd**\n\n**Change Policy**\n\n# Purpose\n",
                Some(("Change Policy", 3)),
            ),
            (
                "# Nord GmbH\n\n# Change Policy\n\n## Purpose\n",
                Some(("Change Policy", 3)),
            ),
            (
                "| Version | 1 |\n\n**Change Policy**\n\n# Contents\n",
                Some(("Change Policy", 3)),
            ),
            ("# Change Policy\n\n**Note**\n", None),
            ("**Confidential**\n\n# Change Policy\n", None),
            ("**Owner:** R. Ibarra\n\n# Change Policy\n", None),
            ("# Introduction\n\nProse.\n", None),
        ] {
            let wanted = title.map_or(Opening::Heading, |(title, line)| {
                Opening::Title(title.to_owned(), line)
            });
            assert_eq!(opening(text, Markup::Markdown), wanted, "{text}");
        }
        for text in [
            "# Introduction\n\nProse.\n\n# Scope\n",
            "# 1. Purpose\n\n# Scope\n",
            "# Revision history\n\n# Scope\n",
        ] {
            assert_eq!(opening(text, Markup::Markdown), Opening::Section, "{text}");
        }
        assert_eq!(
            opening(
                "# Document control procedure\n\n# Scope\n",
                Markup::Markdown
            ),
            Opening::Heading
        );
        for (text, title) in [
            ("CONTINUITY\n==========\n", Some("CONTINUITY")),
            (
                "Change procedure v1.6\nOwner: R. Ibarra\n",
                Some("Change procedure v1.6"),
            ),
            ("Dear all,\n", None),
            ("Owner: the procedure\n", None),
        ] {
            let wanted = title.map_or(Opening::Heading, |title| {
                Opening::Title(title.to_owned(), 1)
            });
            assert_eq!(opening(text, Markup::Plain), wanted, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "((#{1,3} |\\*\\*|Introduction|Policy|Ltd|=|-|ä|\n){0,3}){0,8}") {
            let _ = opening(&text, Markup::Markdown);
            let _ = opening(&text, Markup::Plain);
        }
    }
}
