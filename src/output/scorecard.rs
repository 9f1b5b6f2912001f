//! The scorecard for the screen: fits 80 columns, uses 120, says with letters what
//! colour says. One file a block, in the order in which people read them: the table, the
//! totals and gates, the files, what would help most.

mod files;
mod first_look;
mod table;

use std::fmt::Write as _;

use super::paint::{Paint, count, paint, tidy, wrap};
use super::screen::Screen;
use super::{AskView, GateView, View};
use crate::assessment::Share;
use crate::source::{few, visible};

use files::files;
use first_look::{first_look, hints};
use table::table;

/// The report that says all that the screen has no room for.
const REPORT: &str = "report gap -o gap.html";

/// The scorecard.
#[must_use]
pub fn scorecard(view: &View, screen: Screen<'_>) -> String {
    let mut out = String::new();
    let name = view
        .organisation
        .name
        .as_deref()
        .unwrap_or("(organisation not named)");
    let _ = writeln!(out, "{}", paint(&visible(name), Paint::Bold, screen.colour));
    let _ = writeln!(out, "{}, as of {}", view.edition_title, view.as_of);
    out.push('\n');
    if view.is_only_a_first_look() {
        first_look(&mut out, view, screen);
        return tidy(&out);
    }
    table(&mut out, view, screen);
    totals(&mut out, view, screen);
    gates(&mut out, view, screen);
    files(&mut out, view, screen);
    hints(&mut out, view, screen, 5);
    steps(&mut out, view, screen);
    tidy(&out)
}

/// Only what decides: the figures, the answer of each gate, the one next step.
#[must_use]
pub fn brief(view: &View, screen: Screen<'_>) -> String {
    let mut out = String::new();
    if view.is_only_a_first_look() {
        let _ = writeln!(
            out,
            "{}\n",
            wrap(&view.first_look_in_words(), screen.width, 0)
        );
    } else {
        totals(&mut out, view, screen);
    }
    for gate in &view.gates {
        let _ = writeln!(out, "{}: {}", gate.title, gate.verdict.to_uppercase());
    }
    if !view.problems.is_empty() {
        let problems = count(view.problems.len(), "problem");
        let text = format!("! {problems} in what was declared (without -q each is told)");
        let _ = writeln!(out, "{}", wrap(&text, screen.width, 2));
    }
    if view.is_only_a_first_look() {
        let _ = write!(out, "\n{}", first_look::next(view, screen));
        return out;
    }
    let step = view.steps.first();
    if let Some(first) = step.and_then(|step| step.requirements.first()) {
        let _ = write!(out, "\n{}", screen.next(&format!("explain {first}")));
    }
    out
}

fn totals(out: &mut String, view: &View, screen: Screen<'_>) {
    let totals = &view.totals;
    let of = |n: usize, share: Share| format!("{n} of {} ({share})", totals.requirements);
    let rows = [
        (
            "Judged conforming",
            of(totals.conforming, totals.share_conforming),
        ),
        ("Shown by evidence", of(totals.shown, totals.share_shown)),
        (
            "Worst requirement",
            totals.worst_requirement.as_ref().map_or_else(
                || "nothing seen yet".to_owned(),
                |id| format!("{id} at {}", totals.worst.unwrap_or_default()),
            ),
        ),
        ("Forecast", forecast(view)),
        ("Not seen", of(totals.not_seen, totals.share_not_seen)),
        (
            "Mean of what was seen",
            format!(
                "{} (from {} if nothing unseen exists, to {} if all of it does)",
                totals
                    .mean
                    .map_or_else(|| "–".to_owned(), |mean| mean.to_string()),
                totals.low,
                totals.high
            ),
        ),
    ];
    for (name, value) in rows {
        let value = wrap(&value, screen.width.saturating_sub(23), 0);
        let value = value.replace('\n', &format!("\n{}", " ".repeat(23)));
        let _ = writeln!(out, "{name:<22} {value}");
    }
    if totals.answered > 0 {
        let _ = writeln!(
            out,
            "{:<22} {} (no occurrence, no such party)",
            "Answered, not counted", totals.answered
        );
    }
    logs_nobody_declared(out, view, screen);
    out.push('\n');
}

/// Tables that look like logs of records, where nobody says so: one line.
fn logs_nobody_declared(out: &mut String, view: &View, screen: Screen<'_>) {
    let logs = view.records.iter().flat_map(|records| {
        let logs = records.logs.iter().filter(|log| !log.declared);
        logs.map(move |log| (log, records))
    });
    let mut logs = logs.peekable();
    let Some((log, records)) = logs.peek().copied() else {
        return;
    };
    let (tables, path) = (count(logs.count(), "table"), visible(&log.path));
    let text = format!("{tables} nobody declared, as {path} ({})", records.plural);
    let text = crate::output::paint::cut_at_word(&text, screen.width.saturating_sub(23));
    let _ = writeln!(out, "{:<22} {text}", "Taken for records");
}

/// The forecast, and how much of it only waits for something to be handed over.
fn forecast(view: &View) -> String {
    let totals = &view.totals;
    if view.first_look {
        let judged = some(totals.probable_majors, totals.probable_minors);
        return match judged.as_str() {
            "" => "none while nothing is claimed for a clause".to_owned(),
            judged => format!("none while nothing is claimed for a clause; judged: {judged}"),
        };
    }
    let split = &view.forecast;
    let waiting = match some(split.majors_not_handed_over, split.minors_not_handed_over) {
        none if none.is_empty() => none,
        some => {
            format!("; of these, {some} only because no file handed over shows what is asked for")
        }
    };
    let also = view
        .not_recognised_in_words()
        .map_or(String::new(), |text| format!(". {text}"));
    format!(
        "{}, {} (once for each \"shall\"){waiting}{also}",
        count(totals.probable_majors, "probable major"),
        count(totals.probable_minors, "probable minor")
    )
}

/// Majors and minors, those that there are.
fn some(majors: usize, minors: usize) -> String {
    [(majors, "major"), (minors, "minor")]
        .into_iter()
        .filter(|(n, _)| *n > 0)
        .map(|(n, grade)| count(n, grade))
        .collect::<Vec<_>>()
        .join(" and ")
}

fn gates(out: &mut String, view: &View, screen: Screen<'_>) {
    for gate in &view.gates {
        let mark = match gate.verdict {
            "met" => Paint::Green,
            "not met" => Paint::Red,
            _ => Paint::Yellow,
        };
        let _ = writeln!(
            out,
            "{}: {}",
            paint(&gate.title, Paint::Bold, screen.colour),
            paint(&gate.verdict.to_uppercase(), mark, screen.colour)
        );
        for ask in gate
            .asks
            .iter()
            .filter(|ask| ask.verdict == gate.verdict || screen.verbose)
        {
            let text = format!(
                "{} {} → {}",
                letter(ask.verdict),
                ask.ask,
                visible(&ask.reason)
            );
            let _ = writeln!(out, "  {}", wrap(&text, screen.width.saturating_sub(2), 4));
        }
    }
    out.push('\n');
}

/// Why a gate that was asked for is not met, in a few lines: for a log, where the scorecard may
/// not stand.
#[must_use]
pub fn not_met(view: &View, gate: &GateView) -> String {
    let said = not_met_in_words(view, gate);
    let lines = said.lines().map(|line| wrap(line, LOG, 2) + "\n");
    lines.collect()
}

/// Lines of a log are no longer.
const LOG: usize = 80;

fn not_met_in_words(view: &View, gate: &GateView) -> String {
    const MOST: usize = 2;
    let verdict = match gate.verdict {
        "not met" => "not met".to_owned(),
        other => format!("not met ({other})"),
    };
    let begin = format!("gate {} is {verdict}", gate.gate);
    if view.first_look {
        return format!("{begin}: nothing is claimed for a clause yet\n");
    }
    let asks = gate.asks.iter();
    let decisive: Vec<&AskView> = asks.filter(|ask| ask.verdict == gate.verdict).collect();
    let Some((first, others)) = decisive.split_first() else {
        return format!("{begin}\n");
    };
    let mut out = format!("{begin}: {} → {}\n", first.ask, visible(&first.reason));
    if !others.is_empty() {
        let names: Vec<&str> = others.iter().map(|ask| ask.ask.as_str()).collect();
        let some = names[..names.len().min(MOST)].join(" ");
        let rest = if others.len() > MOST { " …" } else { "" };
        let _ = writeln!(out, "  and {} more: {some}{rest}", others.len());
    }
    out
}

fn letter(verdict: &str) -> char {
    match verdict {
        "met" => '+',
        "not met" => '!',
        "areas of concern" => '~',
        _ => '?',
    }
}

fn steps(out: &mut String, view: &View, screen: Screen<'_>) {
    if view.steps.is_empty() {
        let next = screen.next(REPORT);
        let _ = write!(out, "Nothing is left open.\n\n{next}");
        return;
    }
    let _ = writeln!(
        out,
        "{}",
        paint("What would help most", Paint::Bold, screen.colour)
    );
    for (index, step) in view.steps.iter().take(3).enumerate() {
        let grade = match step.grade {
            "major" => " [probable major]",
            "minor" => " [probable minor]",
            _ => "",
        };
        let ids: Vec<String> = step.requirements.iter().map(ToString::to_string).collect();
        let text = format!(
            "{}. {}{grade}: {}",
            index + 1,
            visible(&step.title),
            few(&ids, 4)
        );
        let _ = writeln!(out, "  {}", wrap(&text, screen.width.saturating_sub(2), 5));
    }
    if let Some(first) = view
        .steps
        .first()
        .and_then(|step| step.requirements.first())
    {
        let next = screen.next(&format!("explain {first}"));
        let _ = write!(out, "\n{next}{}", screen.also(REPORT));
    }
}

/// A problem in a sentence that begins with its place.
fn placed(path: &str, line: Option<u32>, message: &str) -> String {
    let line = line.map_or_else(String::new, |line| format!(":{line}"));
    told(&format!("{path}{line}"), message)
}

/// A place and what is to be said of it.
fn told(place: &str, message: &str) -> String {
    format!("{} {}", visible(place), visible(message))
}
