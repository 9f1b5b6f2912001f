//! A comparison on the screen: the figures side by side, then the requirements that changed, worse
//! ones first, each with why.

use std::fmt::Write as _;

use super::words::{files, reason, rows, stands, summary, title};
use crate::comparison::{Change, Comparison, Direction, Side};
use crate::output::paint::{Paint, count, paint, wrap};
use crate::output::screen::Screen;
use crate::source::{few, visible};

/// Changes and files of each kind that are shown unless all are asked for.
const MOST: usize = 12;

/// Lines under a change that say why.
const MOST_REASONS: usize = 4;

/// The comparison; `next` is about the folder that was compared, where one was.
#[must_use]
pub fn screen(comparison: &Comparison, screen: Screen<'_>, folder: bool) -> String {
    let mut out = String::new();
    let after = &comparison.after;
    let name = after.organisation.as_deref();
    let name = name.unwrap_or("(organisation not named)");
    let _ = writeln!(out, "{}", paint(&visible(name), Paint::Bold, screen.colour));
    side(&mut out, "Before", &comparison.before, screen);
    side(&mut out, "Now", after, screen);
    for what in &comparison.beside {
        let _ = writeln!(
            out,
            "{}",
            wrap(&format!("Also {}", visible(what)), screen.width, 2)
        );
    }
    out.push('\n');
    figures(&mut out, comparison);
    let _ = writeln!(out, "\n{}", wrap(&summary(comparison), screen.width, 0));
    for direction in [Direction::Worse, Direction::Better, Direction::Other] {
        group(&mut out, comparison, direction, screen);
    }
    changed_files(&mut out, comparison, screen);
    out.push('\n');
    out.push_str(&next(comparison, screen, folder));
    out
}

fn side(out: &mut String, head: &str, side: &Side, screen: Screen<'_>) {
    let text = format!(
        "{}, as of {}, {}",
        visible(&side.of),
        side.as_of,
        visible(&side.edition)
    );
    indented(out, &format!("{head:<8}"), &text, 8, screen);
}

/// A text behind what begins its first line; the others begin further in.
fn indented(out: &mut String, first: &str, text: &str, others: usize, screen: Screen<'_>) {
    let room = screen.width.saturating_sub(first.chars().count());
    let _ = writeln!(out, "{first}{}", wrap(text, room, others));
}

fn figures(out: &mut String, comparison: &Comparison) {
    let rows = rows(comparison);
    let width = |of: &dyn Fn(&super::words::Row) -> usize, least: usize| {
        rows.iter().map(of).max().unwrap_or(0).max(least)
    };
    let name = width(&|row| row.name.chars().count(), 10);
    let before = width(&|row| row.before.chars().count(), 6);
    let after = width(&|row| row.after.chars().count(), 3);
    let _ = writeln!(
        out,
        "{:name$}  {:>before$}  {:>after$}",
        "", "before", "now"
    );
    for row in &rows {
        let mark = if row.differs { "  *" } else { "" };
        let _ = writeln!(
            out,
            "{:name$}  {:>before$}  {:>after$}{mark}",
            visible(&row.name),
            row.before,
            row.after
        );
    }
}

fn group(out: &mut String, comparison: &Comparison, direction: Direction, screen: Screen<'_>) {
    let changes = comparison.requirements.iter();
    let changes: Vec<&Change> = changes.filter(|of| of.direction == direction).collect();
    if changes.is_empty() {
        return;
    }
    let most = if screen.verbose { usize::MAX } else { MOST };
    let colour = match direction {
        Direction::Worse => Paint::Red,
        Direction::Better => Paint::Green,
        Direction::Other => Paint::Bold,
    };
    let _ = writeln!(out, "\n{}", paint(title(direction), colour, screen.colour));
    for change in changes.iter().take(most) {
        one(out, change, screen);
    }
    if changes.len() > most {
        let more = changes.len() - most;
        let _ = writeln!(out, "  … and {more} more (--verbose lists them)");
    }
}

fn one(out: &mut String, change: &Change, screen: Screen<'_>) {
    let head = format!("  {:<9} ", change.id);
    indented(out, &head, &stands(change), 12, screen);
    let most = if screen.verbose {
        usize::MAX
    } else {
        MOST_REASONS
    };
    let why = change.why.iter().map(reason);
    let missing = change.now_missing.iter();
    let lines: Vec<String> = why
        .chain(missing.map(|what| format!("now: {what}")))
        .collect();
    for line in lines.iter().take(most) {
        indented(out, "            ", &visible(line), 14, screen);
    }
    if lines.len() > most {
        let more = count(lines.len() - most, "more reason");
        let _ = writeln!(out, "            and {more}");
    }
}

fn changed_files(out: &mut String, comparison: &Comparison, screen: Screen<'_>) {
    let most = if screen.verbose { usize::MAX } else { MOST };
    let changed = files(&comparison.files);
    if !changed.is_empty() {
        let _ = writeln!(out, "\n{}", paint("Files", Paint::Bold, screen.colour));
    }
    for (what, names) in changed {
        let names: Vec<String> = names.iter().map(|name| visible(name)).collect();
        let text = format!(
            "{} {what}: {}",
            count(names.len(), "file"),
            few(&names, most)
        );
        indented(out, "  ", &text, 4, screen);
    }
}

/// What to look at first: what got worse. Where nothing changed, the state to compare with next time.
fn next(comparison: &Comparison, screen: Screen<'_>, folder: bool) -> String {
    let first = comparison.requirements.first();
    match first.filter(|change| folder && change.after.is_some()) {
        Some(change) => screen.next(&format!("explain {}", change.id)),
        None if folder => screen.next("assess --save"),
        None => screen.next_help("compare"),
    }
}
