//! Headings that nothing marks as such: "TOP 12 Risiken", "5. Risks", alone on a line.
//!
//! Minutes are written so, by people who set no style. Such a line says as little as any heading:
//! what stands below it may be that nobody came to it, or nothing at all. A list of things looks the
//! same, entry by entry, so that a line counts as a heading only among others that are numbered in
//! turn, and have text below them. An item of an agenda is one whatever stands below.

use crate::source::count;

/// Longer lines are sentences.
const MOST_WORDS: usize = 8;

/// A longer line may be broken at the margin, where the next follows without a gap.
const SHORT_LINE: usize = 45;

/// A line behind the last of them with so many words at most may be a heading as well.
const FEW_WORDS: usize = 4;

/// Longer numbers are years, amounts and numbers of things.
const DIGITS: usize = 2;

/// How an item of an agenda begins, in small letters; its number follows.
const ITEMS: &[&str] = &[
    "top",
    "tagesordnungspunkt",
    "punkt",
    "agendapunkt",
    "agenda item",
    "agenda point",
    "item",
    "topic",
    "thema",
];

/// A line that may be a heading.
#[derive(Debug, Clone, Copy)]
struct Candidate {
    /// Its place among the lines.
    at: usize,
    /// Whether it is an item of an agenda.
    of_agenda: bool,
    /// Its number, and that below it: 4.2.
    number: (u32, u32),
    /// Whether text stands below it.
    has_text: bool,
}

/// The numbers of the lines of a text that are such headings, from that of its first, in order.
pub(super) fn bare_headings(text: &str, first: u32) -> Vec<u32> {
    // Most texts have none, and need not be parted into lines.
    if !text.lines().any(|line| mark(line).is_some()) {
        return Vec::new();
    }
    let lines: Vec<&str> = text.lines().collect();
    let mut candidates = Vec::new();
    let mut fenced = false;
    for (at, line) in lines.iter().enumerate() {
        fenced ^= line.trim_start().starts_with("```");
        if !fenced {
            candidates.extend(candidate(&lines, at));
        }
    }
    let mut found = Vec::new();
    for run in candidates.chunk_by(follows) {
        let told = run.iter().filter(|line| line.has_text).count();
        let is_agenda = run[0].of_agenda;
        if run.len() < 2 || !is_agenda && told * 2 < run.len() {
            continue;
        }
        found.extend(run.iter().map(|line| first + count(line.at)));
        let last = run[run.len() - 1].at;
        found.extend(closing(&lines, last).map(|at| first + count(at)));
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Whether a heading is the next behind another of its kind.
fn follows(one: &Candidate, next: &Candidate) -> bool {
    let ((chapter, part), (of, number)) = (one.number, next.number);
    let goes_on = of == chapter && number == part + 1 || of == chapter + 1 && number <= 1;
    one.of_agenda == next.of_agenda && goes_on
}

fn candidate(lines: &[&str], at: usize) -> Option<Candidate> {
    let line = lines[at].trim_end();
    let (of_agenda, number, name) = mark(line)?;
    if !is_name(name, MOST_WORDS) {
        return None;
    }
    let (gap, below) = below(lines, at);
    let text = below.map(|at| lines[at]);
    let is_item = |line: &str| mark(line).is_some();
    // The rest of an entry of a list is set in below its first line.
    let indent = |line: &str| line.len() - line.trim_start().len();
    let is_broken = |next: &str| {
        !gap && !is_item(next) && (line.chars().count() > SHORT_LINE || indent(next) > indent(line))
    };
    let has_text = text.is_some_and(|next| !is_item(next) && !next.starts_with('#'));
    (!text.is_some_and(is_broken)).then_some(Candidate {
        at,
        of_agenda,
        number,
        has_text,
    })
}

/// The next line that is not blank, and whether a blank one stands before it.
fn below(lines: &[&str], at: usize) -> (bool, Option<usize>) {
    let next = (at + 1..lines.len()).find(|at| !lines[*at].trim().is_empty());
    (next.is_some_and(|next| next > at + 1), next)
}

/// The line behind the text of the last heading that has no number and ends it: "Decisions".
fn closing(lines: &[&str], last: usize) -> Option<usize> {
    let blank = |at: usize| lines.get(at).is_none_or(|line| line.trim().is_empty());
    let (_, text) = below(lines, last);
    let stops = |at: &usize| lines[*at].starts_with('#');
    (text? + 1..lines.len())
        .take_while(|at| !stops(at))
        .find(|at| {
            let line = lines[*at].trim();
            let begins = line.starts_with(|c: char| c.is_uppercase());
            let stands_alone = blank(at - 1) && blank(at + 1);
            let (_, next) = below(lines, *at);
            begins && stands_alone && next.is_some() && is_name(line, FEW_WORDS)
        })
}

/// Whether a line is but a few words, and ends as no sentence does.
fn is_name(name: &str, most: usize) -> bool {
    let name = name.trim().trim_end_matches(':');
    let ends = name.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ')' | '"' | '“' | '”'));
    let words = name.split_whitespace().count();
    let holds_more = name.contains([':', '|', ';']) || name.contains("](");
    ends && (1..=most).contains(&words)
        && name.starts_with(|c: char| c.is_alphabetic() || c == '"' || c == '„')
        && !holds_more
}

/// How a line is numbered: whether as an item of an agenda, its number, and what follows.
fn mark(line: &str) -> Option<(bool, (u32, u32), &str)> {
    let line = line.trim();
    let first = line.chars().next()?;
    if first.is_ascii_digit() {
        let (number, rest) = number(line)?;
        let name = rest
            .strip_prefix(['.', ')'])
            .or((number.1 > 0).then_some(rest))?;
        return name
            .starts_with([' ', '\t'])
            .then_some((false, number, name.trim()));
    }
    let begins = |item: &&str| {
        let start = line.get(..item.len());
        start.is_some_and(|start| start.eq_ignore_ascii_case(item))
    };
    let item = ITEMS.iter().find(|item| begins(item))?;
    let (number, rest) = number(line[item.len()..].strip_prefix(' ')?)?;
    let name = rest.trim_start_matches(['.', ')', ':', ' ', '-', '–', '\t']);
    (name.len() < rest.len()).then_some((true, number, name))
}

/// The number that a text begins with, and what follows.
fn number(text: &str) -> Option<((u32, u32), &str)> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let length = digits(text);
    let (whole, rest) = text.split_at_checked(length).filter(|_| length <= DIGITS)?;
    let whole = whole.parse().ok()?;
    if let Some(part) = rest.strip_prefix('.')
        && (1..=DIGITS).contains(&digits(part))
    {
        let (number, rest) = part.split_at(digits(part));
        return Some(((whole, number.parse().ok()?), rest));
    }
    Some(((whole, 0), rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbered_lines_with_text_below_are_headings() {
        for (text, lines) in [
            (
                "TOP 1 Kessel\n\nläuft.\n\nTOP 2 Pumpen\n\nTOP 3 Kran\n\nruht.\n",
                &[1, 5, 7][..],
            ),
            ("1. Boiler\nRuns well.\n2. Pumps\nNot discussed.\n", &[1, 3]),
            (
                "Item 4: Crane\nIdle.\nItem 5: Gate\nItem 6: Quay\n",
                &[1, 3, 4],
            ),
            (
                "1. Boiler\n\nRuns well.\n\n2. Pumps\n\nIdle.\n\nDecisions\n\nNone today.\n",
                &[1, 5, 9],
            ),
            // A list of things.
            ("1. Boiler\n2. Pumps\n3. Crane\n\nAll of it is ours.\n", &[]),
            // Sentences, be they broken at the margin.
            (
                "1. Boiler runs.\n\nWell.\n\n2. Pumps idle.\n\nStill.\n",
                &[],
            ),
            (
                "1. The boiler is\n   swept in May\n2. The pumps are\n   swept in June\n",
                &[],
            ),
            ("12. May 2026\n\nBoiler swept.\n", &[]),
        ] {
            assert_eq!(bare_headings(text, 1), lines, "{text}");
        }
    }
}
