//! The calendar on a screen: what is broken, what falls due and when, what nobody can tell.

use super::{CalendarView, PromiseView};
use crate::output::paint::{Paint, count, paint, tidy, wrapped};
use crate::output::screen::Screen;
use crate::source::visible;

/// Entries of a part that are shown unless all are asked for.
const MOST: usize = 12;

/// The parts of the screen: a head, and how what stands there stands.
const PARTS: [(&str, &[&str]); 5] = [
    ("Broken", &["overdue", "hole", "ended", "missed"]),
    ("Falls due", &["due"]),
    ("Kept, by the records", &["kept"]),
    ("Deadlines and targets, not tested", &["not tested"]),
    ("Nobody can tell", &["cannot tell"]),
];

/// The calendar. `next` are the commands it ends with.
#[must_use]
pub fn screen(view: &CalendarView, screen: Screen<'_>, all: bool, next: &[String]) -> String {
    let all = all || screen.verbose;
    let name = view
        .organisation
        .as_deref()
        .unwrap_or("Organisation not named");
    let head = format!("{}: promises as of {}", visible(name), view.as_of);
    let mut out = format!("{}\n", paint(&head, Paint::Bold, screen.colour));
    out.push_str(&wrapped(&figures(view), screen.width, 0));
    for (title, standings) in PARTS {
        let lines: Vec<String> = view
            .standing(standings)
            .map(|promise| entry(promise, screen, all))
            .collect();
        out.push_str(&screen.list(title, &lines, if all { usize::MAX } else { MOST }));
    }
    out.push('\n');
    out.push_str(&screen.commands(next));
    tidy(&out)
}

fn figures(view: &CalendarView) -> String {
    let of = &view.figures;
    if of.promises == 0 {
        return "No promise was found that fits.".to_owned();
    }
    let mut text = format!(
        "{}: {} broken, {} due, {} kept by the records, {} not tested, {} of which nobody can tell.",
        count(of.promises, "promise"),
        of.broken,
        of.due,
        of.kept,
        of.not_tested,
        of.cannot_tell
    );
    if of.contradicted > 0 {
        text.push_str(&format!(" {} said differently elsewhere.", of.contradicted));
    }
    let passed = of.passed_over_in_drafts + of.passed_over_in_records + of.passed_over_elsewhere;
    if passed > 0 {
        text.push_str(&format!(
            " Not listed: {} in drafts, {} in records, {} in other documents that promise nothing.",
            count(of.passed_over_in_drafts, "sentence"),
            of.passed_over_in_records,
            of.passed_over_elsewhere
        ));
    }
    text
}

fn entry(promise: &PromiseView, screen: Screen<'_>, all: bool) -> String {
    let day = promise
        .day()
        .map_or_else(|| "          ".to_owned(), |day| day.to_string());
    let mark = if promise.broken {
        Paint::Red
    } else {
        Paint::Bold
    };
    let head = format!("  {day}  {}: {}", visible(&promise.what), promise.promise);
    let head = wrapped(&head, screen.width, 14);
    let mut out = head.replacen(&day, &paint(&day, mark, screen.colour), 1);
    if day.trim().is_empty() {
        out = wrapped(
            &format!(
                "  -           {}: {}",
                visible(&promise.what),
                promise.promise
            ),
            screen.width,
            14,
        );
    }
    let mut add = |text: &str| {
        let text = format!("{}{}", " ".repeat(14), visible(text));
        for line in wrapped(&text, screen.width, 14).lines() {
            out.push_str(&paint(line, Paint::Dim, screen.colour));
            out.push('\n');
        }
    };
    let mut told = vec![promise.why.clone()];
    told.push(promise.particulars());
    told.retain(|part| !part.is_empty());
    add(&told.join(" · "));
    let more = promise.places.len().saturating_sub(1);
    let also = if more > 0 {
        format!(" and {}", count(more, "more place"))
    } else {
        String::new()
    };
    add(&format!("{}{also}", promise.place()));
    for conflict in &promise.conflicts {
        add(&format!("but {conflict}"));
    }
    if all {
        for place in &promise.places {
            add(&format!(
                "\"{}\" ({})",
                place.says,
                place.spot.behind(&place.path)
            ));
        }
    }
    out
}
