//! The days that a record tells of which states none of its own: "**Durchführung** 08.–10.06.2026",
//! "(handed over 22 June 2026)", "## Report of round 2 (20–29 April 2026)", the months at the head of a
//! table of figures. What a record tells was known when it was written, so that its last day is about
//! that of the record.
//!
//! A day is taken where a sentence says that something was done on it, or where it stands beside a few
//! words without a verb: in a heading, behind a label, in brackets, in a cell. What is planned, due,
//! valid, approved or of a version on a day, and what stands below such a heading, is passed over.
//! Which days are past, and the year of "4 Aug", only an assessment knows.

mod beside;

use std::collections::BTreeSet;

use super::{Asked, ToldOn, asked, days_of, heads_history, is_no_deed, told_in_sentence};
use crate::evidence::dates::{days_in, month_number};
use crate::evidence::extract::Markup;
use crate::evidence::held::is_other_day;
use crate::evidence::normative::sentences;
use crate::evidence::words::words;
use beside::{AHEAD, NOW, OPEN, OTHER_COLUMNS, REPORTS, RULES, SECTIONS, WANTED, WHEN};

/// Only the last days matter.
const MOST_DAYS: usize = 256;

/// A day without a verb stands beside no more words: "Report of round 2 (20-29 April 2026)".
const MOST_WORDS: usize = 12;

/// Shorter lines end their sentence: nobody breaks a line there.
const SHORT_LINE: usize = 60;

/// Words that no line ends with whose sentence ends there.
#[rustfmt::skip]
const GOES_ON: &[&str] = &[
    "for", "on", "by", "at", "until", "of", "the", "a", "is", "are", "in", "to", "before", "after", "from", "and", "am",
    "bis", "vom", "zum", "den", "der", "die", "das", "im", "und", "ist", "sind", "wird", "ab", "vor", "nach", "seit",
];

/// Longer lines are lists, or no text at all.
const LONGEST: usize = 2_000;

/// The days that a text tells of, its own particulars aside, sorted.
pub(in crate::evidence) fn days_told(
    text: &str,
    markup: Markup,
    is_own: impl Fn(u32) -> bool,
) -> Box<[ToldOn]> {
    if markup == Markup::Data {
        return Box::default();
    }
    let mut told = Told::default();
    for (at, line) in (1..).zip(text.lines()) {
        if is_own(at) {
            told.end_paragraph();
        } else {
            told.line(line.trim());
        }
    }
    told.end_paragraph();
    told.end_table();
    told.days.into_iter().collect()
}

#[derive(Default)]
struct Told {
    days: BTreeSet<ToldOn>,
    /// The level of the heading below which nothing is taken.
    passed_over: Option<usize>,
    /// Whether the lines are program text or a form filled in for show.
    in_code: bool,
    /// The sentences that go on from line to line.
    paragraph: String,
    /// The row before, which may turn out to hold the heads of a table.
    row: String,
    /// What the columns of the table hold, where it has heads.
    columns: Vec<Column>,
    /// The year that the heading above names.
    year: Option<i16>,
}

/// A column of a table.
enum Column {
    /// Days in it were.
    Past,
    /// Days in it are to come, or are of something else.
    Ahead,
    /// It holds the figures of a month.
    Month(u8),
    /// It holds the months of a year.
    Year(i16),
}

/// Lines in bold are headings below all others.
const BOLD_LEVEL: usize = 7;

impl Told {
    fn line(&mut self, line: &str) {
        if line.starts_with("```") || line.starts_with("~~~") {
            self.end_paragraph();
            self.in_code = !self.in_code;
        }
        if self.in_code || line.len() > LONGEST {
            return;
        }
        if line.starts_with('|') {
            self.end_paragraph();
            self.row(line);
            return;
        }
        self.end_table();
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        let in_bold = line.starts_with("**") && line.trim_end_matches(':').ends_with("**");
        if level > 0 {
            self.heading(line.trim_start_matches('#'), level);
        } else if in_bold {
            self.heading(line.trim_matches(['*', ':']), BOLD_LEVEL);
        } else if line.is_empty() {
            self.end_paragraph();
        } else {
            self.text(line);
        }
    }

    fn heading(&mut self, heading: &str, level: usize) {
        self.end_paragraph();
        let hidden = self.passed_over.is_some_and(|above| above < level);
        if hidden {
            return;
        }
        let said = words(heading);
        self.year = year_in(&said).or(self.year);
        self.passed_over = heads_no_deeds(&said).then_some(level);
        if self.passed_over.is_none() {
            self.sentence(heading);
        }
    }

    fn text(&mut self, line: &str) {
        let is_entry = line.starts_with(['-', '*', '+', '>', '•', '→'])
            || line.starts_with(|c: char| c.is_ascii_digit()) && line.contains(". ");
        if is_entry {
            self.end_paragraph();
        }
        self.paragraph.push_str(line);
        self.paragraph.push(' ');
        let last = line.split_whitespace().next_back().unwrap_or("");
        let is_short = line.len() < SHORT_LINE && !GOES_ON.contains(&last);
        if is_short || line.ends_with(['.', ':', '!', '?', ';']) {
            self.end_paragraph();
        }
    }

    fn end_paragraph(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        if self.passed_over.is_none() && has_digit(&paragraph) {
            for sentence in sentences(&paragraph) {
                self.sentence(sentence);
            }
        }
    }

    fn sentence(&mut self, sentence: &str) {
        if !has_digit(sentence) {
            return;
        }
        let (label, _) = sentence.split_once(':').unwrap_or_default();
        if tells_of_other(label) {
            return;
        }
        if let Some(told) = told_in_sentence(sentence) {
            self.add(told);
        }
        if RULES.any_in(&words(sentence)) {
            return;
        }
        let mut before = "";
        for part in sentence.split([',', '(', ')', ';']) {
            // "Version 2, 12 March 2026", "Approved by the board (12 March 2026)"
            if has_digit(part) && !tells_of_other(before) {
                self.part(part);
            }
            before = part;
        }
    }

    /// A few words with a day and without a verb.
    fn part(&mut self, part: &str) {
        if words(part).len() <= MOST_WORDS && !tells_of_other(part) {
            for day in days_of(part) {
                self.add(day);
            }
        }
    }

    fn add(&mut self, day: ToldOn) {
        self.days.insert(day);
        if self.days.len() > MOST_DAYS {
            self.days.pop_first();
        }
    }

    fn row(&mut self, line: &str) {
        let is_rule = line.contains("--")
            && (line.bytes()).all(|byte| matches!(byte, b'|' | b'-' | b':' | b' '));
        if is_rule {
            let heads = std::mem::take(&mut self.row);
            // The days of a document's history are those of its versions.
            let of_history = heads_history(heads.trim_start_matches('|'));
            let column = |(at, head): (usize, &str)| {
                if of_history {
                    Column::Ahead
                } else {
                    column(at, &words(head))
                }
            };
            self.columns = cells(&heads).enumerate().map(column).collect();
            return;
        }
        self.end_row();
        line.clone_into(&mut self.row);
    }

    fn end_table(&mut self) {
        self.end_row();
        self.columns.clear();
    }

    /// Takes the days of the row before, which holds no heads.
    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        if row.is_empty() || self.passed_over.is_some() {
            return;
        }
        let cells: Vec<&str> = cells(&row).collect();
        let is_open = |cell: &&str| words(cell).first().is_some_and(|word| OPEN.has(word));
        let is_other = cells
            .first()
            .is_some_and(|cell| WANTED.any_in(&words(cell)));
        if is_other || cells.iter().any(is_open) {
            return;
        }
        for (at, cell) in cells.iter().enumerate() {
            let has_figure = has_digit(cell);
            let month = match self.columns.get(at) {
                Some(Column::Ahead) => None,
                Some(Column::Month(month)) => self.year.zip(Some(*month)).filter(|_| has_figure),
                Some(Column::Year(year)) => {
                    let month = month_number(words(cell).first().map_or("", |word| word));
                    let month = month.and_then(|month| u8::try_from(month).ok());
                    let mut beside = cells.iter().skip(at + 1);
                    month
                        .map(|month| (*year, month))
                        .filter(|_| beside.any(|cell| has_digit(cell)))
                }
                Some(Column::Past) | None => {
                    if has_figure {
                        self.sentence(cell);
                    }
                    None
                }
            };
            if let Some(day) = month.and_then(|(year, month)| ToldOn::end_of(year, month)) {
                self.add(day);
            }
        }
    }
}

/// Whether nothing that was done stands below a heading of such words: "Next steps", "Examples".
pub(in crate::evidence) fn heads_no_deeds(heading: &[String]) -> bool {
    SECTIONS.any_in(heading) && !REPORTS.any_in(heading)
}

/// The full day that a heading bears.
pub(in crate::evidence) fn day_of_heading(heading: &str) -> ToldOn {
    let days = days_in(heading).filter(|date| date.exact);
    let last = days.map(|date| ToldOn::day(date.day)).max();
    last.filter(|_| !tells_of_other(heading))
        .unwrap_or_default()
}

/// Whether the day beside some words is to come, of a rule, an example or a law.
fn tells_of_other(text: &str) -> bool {
    let said = words(text);
    AHEAD.any_in(&said) || NOW.any_in(&said) || is_no_deed(&said) || is_other_day(&said)
}

/// Whether a text may hold a day or a figure: most hold none.
fn has_digit(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_digit())
}

fn cells(row: &str) -> impl Iterator<Item = &str> {
    let row = row.trim().trim_start_matches('|').trim_end_matches('|');
    row.split('|').map(str::trim)
}

/// What a column holds, by the words of its head.
fn column(at: usize, head: &[String]) -> Column {
    if let [word] = head {
        if let Some(month) = month_number(word).and_then(|month| u8::try_from(month).ok()) {
            return Column::Month(month);
        }
        if let Some(year) = year_in(head) {
            return Column::Year(year);
        }
    }
    // What a row begins with is the day of the row itself.
    let is_other = OTHER_COLUMNS.any_in(head) || at > 0 && WHEN.any_in(head);
    if is_other || asked(&head.join(" ")) == Asked::Ahead {
        Column::Ahead
    } else {
        Column::Past
    }
}

/// The year that some words name.
fn year_in(words: &[String]) -> Option<i16> {
    let years = words.iter().filter_map(|word| word.parse().ok());
    years.filter(|year| (1990..=2100).contains(year)).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn last(text: &str) -> Option<String> {
        let days = days_told(text, Markup::Markdown, |_| false);
        let last = days.last()?.in_year(2026)?;
        Some(last.to_string())
    }

    #[test]
    fn the_days_of_what_was_done_are_read_where_people_write_them() {
        for (text, day) in [
            (
                "**Durchführung** 08.–10.06.2026. Bereich: Kerndienste.",
                "2026-06-10",
            ),
            (
                "**Ergebnis** (übergeben 22.06.2026 an Dr. Vollbrecht)",
                "2026-06-22",
            ),
            (
                "# Audit\n\n## Report of round 2 (20-29 April 2026)\n\nAll well.",
                "2026-04-29",
            ),
            (
                "## Service report – September 2026 (out Oct 7, Kev)",
                "2026-09-30",
            ),
            (
                "Termly meeting, 16 Oct 2026 (last: 12 June; next: 5 Feb 2027)",
                "2026-10-16",
            ),
            (
                "Jährliche Durchsicht Voxmed, 16.06.2026 (Vorjahr: 17.06.2025)",
                "2026-06-16",
            ),
            (
                "# Report\n\nSent to the Board on 12 May 2026.",
                "2026-05-12",
            ),
            (
                "- 2026-06-04: Portal hosting +9 % in May. Accept.",
                "2026-06-04",
            ),
            (
                "| What | Checked afterwards |\n|---|---|\n| Calendar | 22 Jul 2026: both held on time |",
                "2026-07-22",
            ),
            (
                "| 2026 | Permits |\n|---|---|\n| Apr | 99.91 |\n| Sep | 99.88 |\n| Oct | |",
                "2026-09-30",
            ),
            (
                "# Figures 2026\n\n| | Target | Jul | Aug | Sep |\n|---|---|---|---|---|\n| Pay | 99.9 | 99.95 | 99.93 | |",
                "2026-08-31",
            ),
            ("# Notes from the restore test, 12 March 2026", "2026-03-12"),
            (
                "Item list, page 1 of 88, 5 May 2026. Blanks: 0 of 3,512.",
                "2026-05-05",
            ),
            (
                "# Log\n\n## Report on the budget\n\n3 March 2026: reached.",
                "2026-03-03",
            ),
        ] {
            assert_eq!(last(text).as_deref(), Some(day), "{text}");
        }
    }

    #[test]
    fn the_days_of_other_things_are_not() {
        for text in [
            "Next review: 12 March 2026",
            "Next report: 12 March 2026",
            "The report must be with the board by 12 March 2026.",
            "The next check is planned for\n12 March 2026.",
            "To be handed over (due 12 March 2026).",
            "Approved: 12 March 2026",
            "Version 2 (12 March 2026)",
            "Night desk from 12 March 2026",
            "Licence (runs to 12 March 2026)",
            "Stand: 12.03.2026",
            "Gültig bis 12.03.2026",
            "The certificate of the server expires 12 March 2026.",
            "Example: 12 March 2026, restore tried, all well.",
            "## Next steps\n\n- Call the supplier, 12 March 2026\n\n### Who\n\nAnn, 12 March 2026",
            "**Planned:**\n\n12 March 2026 failover",
            "```\n12 March 2026 restore ok\n```",
            "| What | Who | When |\n|---|---|---|\n| Mend the form | Ann | 12 March 2026 |",
            "| What | Due |\n|---|---|\n| Mend the form | 12 March 2026 |",
            "| What | Day | State |\n|---|---|---|\n| Failover | 12 March 2026 | planned |",
            "| Version | Day | Author |\n|---|---|---|\n| 1.2 | 12 March 2026 | M. Okonjo |",
            "| Next | 12 March 2026 |",
            "| | Jan | Feb |\n|---|---|---|\n| Pay | 99.9 | 99.95 |",
            "# Forecast 2026\n\n| | Jan | Feb |\n|---|---|---|\n| Calls | 990 | 995 |",
            "# 2026\n\n| | Jan | Feb |\n|---|---|---|\n| Target | 990 | 995 |",
            "Wenn der Dienst am 12.03.2026 ausfällt, gilt der Notfallplan.",
            "Act of 12 March 2026",
            "",
        ] {
            assert_eq!(last(text), None, "{text}");
        }
        let days = days_told("Restore tried 12 March 2026.", Markup::Markdown, |line| {
            line == 1
        });
        assert!(days.is_empty());
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "[#|\\n` a-zä0-9.,:(–*-]{0,120}") {
            let _ = days_told(&text, Markup::Markdown, |_| false);
        }
    }
}
