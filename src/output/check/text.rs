//! The findings on a screen, in the look of a compiler: people who keep evidence in git know it.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::told::told;
use super::{CheckView, FindingView};
use crate::output::paint::{Paint, count, paint, tidy, wrapped};
use crate::output::screen::Screen;
use crate::source::{floor, visible};

/// The page. `next` are the commands it ends with.
#[must_use]
pub fn text(view: &CheckView, screen: Screen<'_>, next: &[String]) -> String {
    let mut out = String::new();
    for finding in view.gravest_first() {
        out.push_str(&of_finding(finding, screen));
        out.push_str("\n\n");
    }
    out.push_str(&not_evaluated(view, screen));
    out.push_str(&summary(view, screen));
    out.push('\n');
    out.push_str(&screen.commands(next));
    tidy(&out)
}

/// What was found, in a sentence or three.
fn summary(view: &CheckView, screen: Screen<'_>) -> String {
    let of = view.figures;
    let verdict = if view.failed {
        let text = format!("Failed: {} to mend.", count(of.failing, "finding"));
        paint(&text, Paint::Red, screen.colour)
    } else if of.files == 0 {
        "There is no file to check.".to_owned()
    } else {
        paint("Passed.", Paint::Green, screen.colour)
    };
    let mut text = format!(
        "{} and {} in {}, as of {}.",
        count(of.errors, "error"),
        [count(of.warnings, "warning"), count(of.notes, "note")].join(", "),
        count(of.files, "file"),
        view.as_of
    );
    if of.not_shown > 0 {
        text.push_str(&format!(" Not shown: {}.", of.not_shown));
    }
    if of.suppressed > 0 {
        text.push_str(&format!(" Suppressed: {}.", of.suppressed));
    }
    if of.not_evaluated > 0 {
        text.push_str(&format!(" Could not evaluate: {}.", of.not_evaluated));
    }
    let mut out = format!("{verdict}\n{}", wrapped(&text, screen.width, 0));
    for text in told(view) {
        out.push_str(&wrapped(&text, screen.width, 0));
    }
    out
}

fn not_evaluated(view: &CheckView, screen: Screen<'_>) -> String {
    const MOST: usize = 5;
    let line = |of: &super::view::NotEvaluatedView| {
        let place = match &*of.location.path {
            "." => "this folder".into(),
            path => visible(path),
        };
        let text = format!("  {place}: {}", visible(&of.why));
        wrapped(&text, screen.width, 4)
    };
    let lines: Vec<String> = view.not_evaluated.iter().map(line).collect();
    let most = if screen.verbose { usize::MAX } else { MOST };
    let mut out = screen.list("Could not evaluate", &lines, most);
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

fn of_finding(finding: &FindingView, screen: Screen<'_>) -> String {
    let renderer = if screen.colour {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let renderer = renderer.term_width(screen.width);
    let level = match finding.severity {
        "error" => Level::ERROR,
        "warning" => Level::WARNING,
        _ => Level::NOTE,
    };
    let known = if finding.known { "known: " } else { "" };
    let doubt = finding.doubt();
    let doubt = doubt.map_or_else(String::new, |doubt| format!(" ({doubt})"));
    let title = format!("{known}{}{doubt}", visible(&finding.message));
    let title = below(
        &title,
        screen,
        finding.severity.len() + finding.rule.len() + 4,
    );
    let path = visible(&finding.location.path);
    let mut group: Group<'_> = Group::with_title(level.primary_title(title).id(finding.rule));
    let excerpt = finding.excerpt.as_deref().map(visible);
    match (excerpt, finding.place) {
        (Some(line), Some(place)) if !line.trim().is_empty() => {
            let skip = place.column.saturating_sub(1) as usize;
            let from: usize = line.chars().take(skip).map(char::len_utf8).sum();
            let (line, range) = around(&line, from, screen.width.saturating_sub(ASIDE));
            group = group.element(
                Snippet::source(line)
                    .path(path)
                    .line_start(place.line as usize)
                    .annotation(AnnotationKind::Primary.span(range)),
            );
        }
        _ => {
            let place = annotate_snippets::Origin::path(finding.location.spoken());
            group = group.element(place);
        }
    }
    for related in &finding.related {
        let text = format!("{}: {}", related.location.spoken(), visible(&related.says));
        group = group.element(Level::NOTE.message(below(&text, screen, NOTE)));
    }
    if !finding.hint.is_empty() {
        let hint = below(&visible(&finding.hint), screen, NOTE);
        group = group.element(Level::HELP.message(hint));
    }
    renderer.render(&[group])
}

/// What stands before an excerpt, in columns: the number of its line and a bar.
const ASIDE: usize = 8;

/// What stands before a note or a help on its line, in columns: the numbers of lines, a sign and
/// a word.
const NOTE: usize = 16;

/// A text in lines that leave room for what stands before them.
fn below(text: &str, screen: Screen<'_>, before: usize) -> String {
    let room = screen.width.saturating_sub(before).max(40);
    wrapped(text, room, 0).trim_end().to_owned()
}

/// A line as it can be shown, cut around a place in it, and the part of it that is meant: to the end
/// of what stands there.
fn around(line: &str, from: usize, widest: usize) -> (String, std::ops::Range<usize>) {
    let end = line.trim_end().len();
    let from = floor(line, from).min(end);
    if line.len() <= widest {
        return (line.to_owned(), from..end.max(from));
    }
    let start = floor(line, from.saturating_sub(widest / 4));
    let to = floor(line, (start + widest).min(line.len()));
    let cut = &line[start..to];
    let end = cut.trim_end().len();
    (cut.to_owned(), (from - start).min(end)..end)
}
