//! What a single line can hold.

use super::table::is_of_others;
use std::borrow::Cow;

use crate::evidence::fields::{Field, field, stamp};
use crate::evidence::words::joined;

/// A label ends within so many bytes.
const REACH: usize = 64;

/// Whether a line can begin with a label: a cheap look at its first bytes.
pub(super) fn may_be_label(line: &str) -> bool {
    const DASH: &[u8] = "– ".as_bytes();
    let head = &line.as_bytes()[..line.len().min(REACH)];
    head.iter().enumerate().any(|(at, byte)| match byte {
        b':' | b'|' | b'\t' => true,
        // Two blanks part columns of a text.
        b' ' => matches!(head[at + 1..], [b' ', ..] | [b'-', b' ', ..]),
        _ => *byte == DASH[0] && head[at..].starts_with(DASH),
    })
}

/// Whether a line has the shape of a label with its value, known or not: `Attendees: …`.
pub(super) fn is_labelled(line: &str) -> bool {
    if memchr::memchr(b':', line.as_bytes()).is_none() {
        return false;
    }
    let plain = plain(line);
    plain.split_once(':').is_some_and(|(label, value)| {
        label.len() <= 40 && label.split_whitespace().count() <= 4 && value.starts_with(' ')
    })
}

/// Whether a line can be a stamp or say how far the document has got, `Approved by …`,
/// `Version 1.2`, `DRAFT`: a cheap look at its length and its first letter.
pub(super) fn may_be_sentence(line: &str) -> bool {
    const FIRST: &[u8] = b"aedfgilnoprsuvwztbck";
    let first = line
        .bytes()
        .find(|byte| !matches!(byte, b'*' | b'_' | b'-' | b'>' | b'(' | b'[' | b' '));
    line.len() <= 200
        && (first.is_some_and(|byte| FIRST.contains(&byte.to_ascii_lowercase()))
            || begins_with_name(line))
}

/// Whether a line begins as the name of a person or the number of a document does, `M. Ahrens`,
/// `Dr. Sommer`, `POL-007`: a cheap look at its first word.
pub(super) fn begins_with_name(line: &str) -> bool {
    let line = line.trim_start_matches(['*', '_', '(', '[', ' ']);
    let mut letters = line.chars();
    let is_capital = letters.next().is_some_and(char::is_uppercase);
    let second = letters.next();
    is_capital
        && (second.is_some_and(|c| c == '.' || c.is_ascii_uppercase())
            || [
                "Dr. ", "Prof. ", "Mr", "Ms", "Frau ", "Herr ", "Hr. ", "Fr. ",
            ]
            .iter()
            .any(|address| line.starts_with(address)))
}

/// A line without the marks of lists, quotes, emphasis and comments.
pub fn plain(line: &str) -> Cow<'_, str> {
    let mut text = line.trim();
    text = text.strip_prefix("<!--").unwrap_or(text);
    text = text.strip_suffix("-->").unwrap_or(text).trim();
    loop {
        let shorter = text
            .trim_start_matches(['>', '•', '▪', '–', '#'])
            .trim_start();
        let shorter = ["- ", "* ", "+ ", "[ ] ", "[x] "]
            .iter()
            .find_map(|mark| shorter.strip_prefix(mark))
            .unwrap_or(shorter)
            .trim_start();
        if shorter.len() == text.len() {
            break;
        }
        text = shorter;
    }
    let text = text.trim_end_matches('\\').trim_end();
    // A long run of underscores is a line to be filled in by hand.
    let emphasis = text.contains('_') && text.contains("__") && !text.contains("____");
    // The second byte of a non-breaking space; where it belongs to another letter, the work
    // below changes nothing.
    let mark = |byte: u8| matches!(byte, b'*' | b'`' | b'<' | b'&' | 0xa0);
    let needs_work = emphasis || text.bytes().any(mark);
    if !needs_work {
        return Cow::Borrowed(text);
    }
    let mut out = text.replace(['*', '`'], "");
    if emphasis {
        out = out.replace("__", "");
    }
    out = out
        .replace(['\u{a0}'], " ")
        .replace("&nbsp;", " ")
        .replace("&middot;", "·");
    for mark in ["<br>", "<br/>", "<br />"] {
        if out.contains('<') {
            // One cell or line holds several; at its end the mark parts nothing.
            let bare = out.trim_end();
            out = bare.strip_suffix(mark).unwrap_or(bare).replace(mark, "; ");
        }
    }
    for tag in [
        "<b>",
        "</b>",
        "<strong>",
        "</strong>",
        "<em>",
        "</em>",
        "<i>",
        "</i>",
    ] {
        if out.contains('<') {
            out = out.replace(tag, "");
        }
    }
    Cow::Owned(out)
}

/// The cells of a table row, bars at both ends left out.
pub fn cells(row: &str) -> Vec<String> {
    let row = row.trim();
    let row = row.strip_prefix('|').unwrap_or(row);
    let row = row.strip_suffix('|').unwrap_or(row);
    let mut out = Vec::new();
    let mut cell = String::new();
    let mut escaped = false;
    for c in row.chars() {
        match c {
            '|' if !escaped => {
                out.push(cell.trim().to_owned());
                cell.clear();
            }
            '\\' if !escaped => {
                escaped = true;
                continue;
            }
            c => cell.push(c),
        }
        escaped = false;
    }
    out.push(cell.trim().to_owned());
    out
}

/// The labels of a line with their values; none when the line does not begin with one.
pub(super) fn pairs(line: &str) -> Vec<(String, String)> {
    let mut out: Vec<(String, String)> = Vec::new();
    let parts = parts(line);
    let mut at = 0;
    while let Some(part) = parts.get(at) {
        at += 1;
        let part = part.trim();
        if part.is_empty() {
            continue;
        }
        match part.split_once([':', '：']) {
            Some((label, value)) if is_label(label) => {
                let mut value = value.trim();
                if value.is_empty()
                    && let Some(next) = parts.get(at)
                {
                    value = next.trim();
                    at += 1;
                }
                with_further(label, value, &mut out);
            }
            // `Owner | R. Ibarra`, `Owner    R. Ibarra`.
            None if parts.len() == 2 && at == 1 && is_label(part) => {
                let value = parts[1].trim().trim_start_matches(':').trim_start();
                if !is_label(value) && value.len() <= 80 {
                    out.push((part.to_owned(), value.to_owned()));
                }
                return out;
            }
            None if parts.len() == 1 => return dashed(part).into_iter().collect(),
            _ if out.is_empty() => return out,
            _ => {}
        }
    }
    // An empty label begins a list or a section; it says nothing.
    out.retain(|(_, value)| !value.is_empty());
    out
}

/// `Approved by – Chief Engineer`: a label of several words, since one word before a dash is
/// as often a heading.
fn dashed(line: &str) -> Option<(String, String)> {
    let (label, value) = [" – ", " — ", " - "]
        .iter()
        .find_map(|dash| line.split_once(dash))?;
    let is_value = |c: char| c.is_uppercase() || c.is_ascii_digit();
    let is_one = value.trim().starts_with(is_value)
        && label.trim().contains(' ')
        && is_label(label)
        && is_of_document(label.trim());
    is_one.then(|| (label.trim().to_owned(), value.trim().to_owned()))
}

/// Whether a word can be the first of a phrase about documents: a cheap look, since
/// hardly any heading holds one.
fn begins_within(word: &str) -> bool {
    const FIRST: &[&str] = &[
        "document",
        "version",
        "revision",
        "change",
        "approval",
        "review",
        "amendment",
        "about",
        "record",
        "policy",
    ];
    FIRST.iter().any(|first| word.ends_with(first))
}

/// Whether a heading speaks of the document itself and not of what it describes.
pub fn is_about_document(title: &str) -> bool {
    const WITHIN: &[&str] = &[
        "document control",
        "document history",
        "document information",
        "document info",
        "document metadata",
        "document details",
        "document properties",
        "document approval",
        "document data",
        "version history",
        "version control",
        "revision history",
        "change history",
        "approval history",
        "review history",
        "amendment history",
        "about this document",
        "record of changes",
        "document status",
        "policy information",
    ];
    const WHOLE: &[&str] = &[
        "approval",
        "approvals",
        "sign off",
        "signoff",
        "history",
        "historie",
        "freigabe",
        "freigaben",
        "revisions",
        "versions",
        "versionen",
        "control",
        "change log",
        "changelog",
        "aenderungen",
        "document",
        "dokument",
        "metadata",
        "metadaten",
        "versionierung",
        "review and approval",
        "approval and review",
        "pruefung und freigabe",
        "impressum",
        "zum dokument",
        "ueber dieses dokument",
        "angaben zum dokument",
        "signatures",
        "unterschriften",
    ];
    const WORDS: &[&str] = &[
        "aenderungshistorie",
        "versionshistorie",
        "dokumenthistorie",
        "dokumentenhistorie",
        "dokumentlenkung",
        "dokumentenlenkung",
        "dokumentinformation",
        "dokumentinformationen",
        "dokumenteninformation",
        "dokumenteninformationen",
        "dokumentdaten",
        "dokumentangaben",
        "dokumentsteuerung",
        "versionsverlauf",
        "aenderungsverzeichnis",
        "aenderungsnachweis",
        "revisionsverlauf",
        "dokumenteigenschaften",
        "revisionshistorie",
        "freigabevermerk",
        "aenderungsverlauf",
        "dokumentenkontrolle",
        "dokumentstatus",
    ];
    if title.len() > 100 {
        return false;
    }
    let title = joined(title);
    let mut title = title.as_str();
    // Without the number of the section.
    while let Some((first, rest)) = title.split_once(' ')
        && (first.len() == 1 || first.bytes().all(|byte| byte.is_ascii_digit()))
    {
        title = rest;
    }
    WHOLE.contains(&title)
        || title.split(' ').any(begins_within) && WITHIN.iter().any(|phrase| title.contains(phrase))
        || title.split(' ').any(|word| WORDS.contains(&word))
}

/// Whether a whole line is set in bold, as a heading is where nobody writes `#`.
pub(super) fn is_bold(line: &str) -> bool {
    let line = line.trim();
    line.len() > 4 && line.starts_with("**") && line.ends_with("**")
}

/// Whether a line begins with a known label.
pub fn is_label_line(line: &str) -> bool {
    let plain = plain(line);
    may_be_label(&plain) && !pairs(&plain).is_empty()
}

/// Whether a label asks for a particular that forms about documents ask for.
pub(super) fn is_of_forms(label: &str) -> bool {
    matches!(
        labelled(label),
        Some(
            Field::Id
                | Field::Version
                | Field::Status
                | Field::Owner
                | Field::Author
                | Field::ApprovedBy
                | Field::ApprovedOn
                | Field::Effective
                | Field::LastReviewed
                | Field::NextReview
                | Field::Classification
        )
    )
}

fn is_label(text: &str) -> bool {
    let text = text.trim().trim_matches('_');
    text.len() <= REACH && labelled(text).is_some()
}

/// What a label states. Beside a value that is a number of documents, `Reference` is a label
/// as well; as a key of front matter it may be anything.
pub(in crate::evidence) fn labelled(label: &str) -> Option<Field> {
    let known = field(label).map(|(field, _)| field);
    known
        .or_else(|| is_reference(label).then_some(Field::Id))
        .or_else(|| super::closing::signs_for_party(label).then_some(Field::Approval))
}

/// Whether a label only may be that of a document's number.
pub(super) fn is_reference(label: &str) -> bool {
    const REFERENCE: &[&str] = &["reference", "ref", "ref.", "referenz"];
    REFERENCE
        .iter()
        .any(|word| word.eq_ignore_ascii_case(label))
}

/// A value that goes on with further labels: `1.0, Owner: R. Ibarra`.
pub(super) fn with_further(label: &str, value: &str, out: &mut Vec<(String, String)>) {
    let mut label = label.trim().trim_matches('_').to_owned();
    let mut rest = value;
    loop {
        let further = rest.match_indices([',', ';', '–']).find_map(|(at, mark)| {
            let behind = &rest[at + mark.len()..];
            let (next, value) = behind.split_once(':')?;
            is_label(next).then(|| (at, next.trim().to_owned(), value))
        });
        let further = further.or_else(|| after_blank(rest));
        let Some((at, next, behind)) = further else {
            out.push((label, rest.trim().trim_matches('_').to_owned()));
            return;
        };
        out.push((label, rest[..at].trim().to_owned()));
        label = next;
        rest = behind;
    }
}

/// Whether further particulars may stand behind the value of a field. A version and the dates
/// of a document are read with what stands behind them.
pub(super) fn goes_on(field: Field) -> bool {
    matches!(
        field,
        Field::Id
            | Field::Owner
            | Field::Author
            | Field::ApprovedBy
            | Field::ApprovedOn
            | Field::Approval
            | Field::Created
            | Field::Classification
    )
}

/// The value of a label, and the particulars behind it.
pub(super) fn with_stamp(field: Field, value: &str) -> (&str, &str) {
    let Some(at) = stamp::further(value) else {
        return (value, "");
    };
    let (own, further) = value.split_at(at);
    let own = if field == Field::Owner {
        stamp::first_sentence(own)
    } else {
        own
    };
    let own = own.trim_end_matches([' ', ',', ';', '(', '[', '/', '|', '–', '-']);
    let word = own.rsplit(' ').next().unwrap_or("");
    // `HR.` ends a sentence, `e.V.` does not.
    let ends = word.ends_with('.') && !word.trim_end_matches('.').contains('.') && word.len() > 2;
    (if ends { own.trim_end_matches('.') } else { own }, further)
}

/// The first label that stands behind a blank only, as tabs leave it: `R. Ibarra Date: …`;
/// where it begins, and what stands behind it.
fn after_blank(rest: &str) -> Option<(usize, String, &str)> {
    rest.match_indices(':').find_map(|(end, _)| {
        let starts: Vec<usize> = rest[..end]
            .match_indices(' ')
            .map(|(at, _)| at)
            .rev()
            .take(3)
            .collect();
        let at = starts.into_iter().rev().find(|at| {
            let label = &rest[at + 1..end];
            label.starts_with(char::is_uppercase) && is_label(label) && is_of_document(label)
        })?;
        Some((at, rest[at + 1..end].to_owned(), &rest[end + 1..]))
    })
}

/// Whether a label speaks of a document wherever it stands in a line.
fn is_of_document(label: &str) -> bool {
    labelled(label).is_some_and(|field| {
        !is_of_others(field) && !matches!(field, Field::Kind | Field::Term | Field::Review)
    })
}

/// The parts of a line between bars, middle dots, tabs and runs of blanks.
pub(super) fn parts(line: &str) -> Vec<&str> {
    let mut out = Vec::new();
    let mut start = 0;
    let bytes = line.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let length = match bytes[at] {
            b'|' | b'\t' => 1,
            b' ' if bytes.get(at + 1) == Some(&b' ') => 2,
            b' ' if line[at..].starts_with(" · ") || line[at..].starts_with(" • ") => line
                [at + 1..]
                .chars()
                .next()
                .map_or(1, |c| c.len_utf8() + 1),
            _ => 0,
        };
        if length == 0 {
            at += 1;
            continue;
        }
        if !line[start..at].trim().is_empty() {
            out.push(&line[start..at]);
        }
        at += length;
        start = at;
    }
    if !line[start..].trim().is_empty() {
        out.push(&line[start..]);
    }
    out
}
