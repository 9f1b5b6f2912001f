//! Lines that nobody has filled in: a label with nothing behind it but `{{ owner }}` or
//! `[TODO: name]`, a row of a table of such places, a line that is nothing else.
//!
//! "Approved by: {{ approver }}" says of a template what it is to hold, and of the
//! organisation nothing: not even that somebody approves. Words such as "TBD" and "none"
//! are left to the reader of sentences, who takes them for what they say.

use super::extract::Markup;
use super::labels::{cells, plain};
use super::placeholder::is_bracketed;
use crate::source::count;

/// The lines of a text from an offset on, counted from 1 and sorted, that are not filled in.
#[must_use]
pub fn unfilled_lines(text: &str, body: usize, markup: Markup) -> Vec<u32> {
    if markup == Markup::Data {
        return Vec::new();
    }
    let holds_place = |text: &str| memchr::memchr3(b'[', b'{', b'<', text.as_bytes()).is_some();
    // Most texts have none at all.
    if !holds_place(&text[body..]) {
        return Vec::new();
    }
    let before = memchr::memchr_iter(b'\n', &text.as_bytes()[..body]).count();
    let lines = text[body..].lines().enumerate();
    lines
        .filter(|(_, line)| holds_place(line))
        .filter(|(_, line)| line.len() <= LONGEST && is_unfilled(line.trim()))
        .map(|(at, _)| count(before + at + 1))
        .collect()
}

/// How many lines have a place to be filled in by hand: `Date: ____`, `Manager: ……`.
#[must_use]
pub fn blanks(body: &str, markup: Markup) -> u32 {
    if markup == Markup::Data {
        return 0;
    }
    let runs = ["____", "......", "……"];
    let holds = |text: &str| runs.iter().any(|run| text.contains(run));
    // Most texts have none at all.
    if !holds(body) {
        return 0;
    }
    let is_rule = |line: &str| !line.contains(char::is_alphanumeric);
    let lines = body
        .lines()
        .filter(|line| line.len() <= LONGEST && holds(line) && !is_rule(line));
    count(lines.count())
}

/// Longer lines are paragraphs.
const LONGEST: usize = 400;

/// No label takes more bytes.
const LONGEST_LABEL: usize = 64;

fn is_unfilled(line: &str) -> bool {
    if line.starts_with('#') {
        return false;
    }
    if line.starts_with('|') {
        let cells = cells(line);
        let open = |cell: &String| cell.is_empty() || is_only_places(cell);
        let any = cells.iter().any(|cell| is_only_places(cell));
        // The first cell is the label of its row.
        return any && cells.iter().skip(1).all(open);
    }
    let plain = plain(line);
    let labelled = plain
        .split_once(':')
        .is_some_and(|(label, value)| label.len() <= LONGEST_LABEL && is_only_places(value.trim()));
    labelled || is_only_places(&plain)
}

/// Whether a text is nothing but places to be filled in.
fn is_only_places(text: &str) -> bool {
    const PAIRS: [(&str, &str); 5] = [
        ("{{", "}}"),
        ("{%", "%}"),
        ("${", "}"),
        ("<<", ">>"),
        ("[[", "]]"),
    ];
    let (mut rest, mut places) = (text, 0);
    while let Some(at) = rest.find(['[', '{', '<', '$']) {
        if rest[..at].contains(char::is_alphanumeric) {
            return false;
        }
        rest = &rest[at..];
        let pair = PAIRS.iter().find(|(open, _)| rest.starts_with(open));
        let length = match pair {
            Some((open, close)) => rest.find(close).map(|end| end + close.len()).filter(|_| {
                // Wikis write links to pages in these.
                *open != "[[" || is_variable(rest)
            }),
            None => place(rest),
        };
        let Some(length) = length else { return false };
        places += 1;
        rest = &rest[length..];
    }
    places > 0 && !rest.contains(char::is_alphanumeric)
}

/// The length of a place between single brackets that a text begins with.
fn place(text: &str) -> Option<usize> {
    let close = match text.as_bytes().first()? {
        b'[' => ']',
        b'{' => '}',
        b'<' => '>',
        _ => return None,
    };
    let end = text.find(close)? + 1;
    let inner = text[1..end - 1].trim();
    // A tick, a footnote, a link.
    let other = inner.len() < 2 || inner.starts_with('^') || text[end..].starts_with(['(', '[']);
    (!other && is_bracketed(&text[..end])).then_some(end)
}

/// Whether `[[ … ]]` names a variable and not a page: `[[ netbox.cluster.total ]]`.
fn is_variable(text: &str) -> bool {
    let inner = text[2..].split("]]").next().unwrap_or("").trim();
    inner.contains(['.', '_']) && !inner.contains(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_rows_and_lines_that_nobody_filled_in() {
        for line in [
            "**Approved by:** {{ meta-handbook.approver }}",
            "- **Operations:** {{ roles.manager }} ({{ roles.manager_email }})",
            "**Contract Number:** [TODO: Contract Number]",
            "  - **CPU:** [[ netbox.cluster.total_cpu_cores ]]",
            "> **Phone:** [TODO: +49 89 12345678]",
            "1. **Name:** <name>",
            "| Approval Authority | {{ approver }} |",
            "| [Action] | [Name] | [Date] | |",
            "- [List what was learnt]",
            "{{ include_chapter }}",
            "Owner: ${OWNER}",
        ] {
            assert!(is_unfilled(line.trim()), "{line}");
        }
    }

    #[test]
    fn what_says_something_is_none() {
        for line in [
            "Changes at {{ organisation }} are approved by the board.",
            "**To production:** {{ approver }} and the change advisory board",
            "**Plan:** [Continuity plan](plan.md)",
            "**Plan:** [Continuity plan][1]",
            "**Plan:** [[Continuity plan]]",
            "**Owner:** [R. Ibarra]",
            "**Mail:** <desk@example.org>",
            "**Incident:** [INC-042]",
            "**Complaints:** none",
            "**Approved:** TBD",
            "| Operations manager | runs the service | {{ name }} |",
            "- [x] tested",
            "- [ ] tested",
            "**Tested:** [x]",
            "Approved by the board.[^board]",
            "# {{ title }}",
            "",
            "|---|---|",
        ] {
            assert!(!is_unfilled(line.trim()), "{line}");
        }
    }

    #[test]
    fn lines_are_counted_in_the_whole_text() {
        let text = "---\na: b\n---\n# T\nText.\n**Owner:** [TODO]\n";
        assert_eq!(unfilled_lines(text, 13, Markup::Markdown), [6]);
        assert!(unfilled_lines(text, 13, Markup::Data).is_empty());
    }

    proptest::proptest! {
        #[test]
        fn no_line_panics(text in "[\\[\\]{}<>$%|:*# \nxä._()^-]{0,60}") {
            let _ = unfilled_lines(&text, 0, Markup::Markdown);
        }
    }
}
