//! How a plan went, and what remains until the audit: facts and ranges. What comes of a day that is
//! not kept nobody knows, so that no single number is forecast.

use super::super::markdown::escaped;
use super::super::paint::{Paint, count, cut_at_word, paint, wrapped};
use super::super::screen::Screen;
use super::view::{ActionView, AheadView, Kept, PlanView};
use crate::source::visible;

/// Most lines of a list unless all are asked for.
const MOST: usize = 10;
/// Months that are shown.
const MONTHS: usize = 12;

/// The screen. `silent` is why git did not answer.
#[must_use]
pub fn progress_screen(view: &PlanView, silent: Option<&str>, screen: &Screen<'_>) -> String {
    let mut out = wrapped(&lead(view), screen.width, 0);
    if view.figures.all == 0 {
        out.push_str(&screen.next("plan"));
        return out;
    }
    for line in standing(view) {
        out.push_str(&wrapped(&format!("  {line}"), screen.width, 4));
    }
    let months = &view.months[view.months.len().saturating_sub(MONTHS)..];
    let most = months
        .iter()
        .map(|month| month.open)
        .max()
        .unwrap_or(0)
        .max(1);
    let bars = months.iter().map(|month| {
        let bar = "█".repeat((month.open * 30).div_ceil(most));
        format!(
            "  {}  {:>4} open  +{:<3} -{:<3} {bar}\n",
            month.month, month.open, month.opened, month.closed
        )
    });
    out.push_str(&section(
        "Month by month: open at its end, opened, closed",
        &bars.collect::<Vec<_>>(),
        months.len(),
        screen,
    ));
    let saved: Vec<String> = view
        .snapshots
        .iter()
        .map(|one| {
            format!(
                "  {}  {:>3} majors, {:>3} minors, score {} to {} %\n",
                one.as_of, one.majors, one.minors, one.low, one.high
            )
        })
        .collect();
    let saved = &saved[saved.len().saturating_sub(MOST)..];
    out.push_str(&section(
        "Saved assessments: what was probable",
        saved,
        usize::MAX,
        screen,
    ));
    let mut moved: Vec<&ActionView> = view
        .actions
        .iter()
        .filter(|action| !action.moved.is_empty())
        .collect();
    moved.sort_by_key(|action| std::cmp::Reverse(action.moved.len()));
    let moved: Vec<String> = moved
        .iter()
        .map(|action| slipped(action, screen.width))
        .collect();
    out.push_str(&section("Days that were moved", &moved, MOST, screen));
    out.push_str(&section(
        &promised_head(view),
        &promised(view),
        usize::MAX,
        screen,
    ));
    let owners = view.owners.iter().map(|one| {
        let name = visible(one.owner.as_deref().unwrap_or("nobody"));
        let mut parts = vec![count(one.to_do, "action")];
        if one.days > 0.0 {
            parts.push(format!("{} days of work", one.days));
        }
        for (n, word) in [
            (one.overdue, "overdue"),
            (one.without_day, "without a day"),
            (one.after_audit, "after the audit"),
        ] {
            if n > 0 {
                parts.push(format!("{n} {word}"));
            }
        }
        wrapped(&format!("  {name}: {}", parts.join(" · ")), screen.width, 4)
    });
    out.push_str(&section(
        "Who decides over what is left",
        &owners.collect::<Vec<_>>(),
        MOST,
        screen,
    ));
    let ahead: Vec<String> = view
        .ahead
        .iter()
        .map(|one| falls(one, screen.width))
        .collect();
    out.push_str(&section(&ahead_head(view), &ahead, MOST, screen));
    if let Some(why) = silent {
        out.push_str(&wrapped(
            &format!("\n! Days that were changed by hand are not known: {why}"),
            screen.width,
            2,
        ));
    }
    out.push('\n');
    out.push_str(&screen.next(if view.figures.overdue > 0 {
        "plan list --overdue"
    } else {
        "report actions -o plan.html"
    }));
    out
}

fn lead(view: &PlanView) -> String {
    let audit = match (view.audit, view.days_left) {
        (Some(audit), Some(days)) => format!(
            ", {} before the audit on {audit}",
            count(usize::try_from(days).unwrap_or(0), "day")
        ),
        _ => ", the day of the audit is not known ([audit] in clausewise.toml)".to_owned(),
    };
    format!("The action plan as of {}{audit}", view.as_of)
}

fn standing(view: &PlanView) -> Vec<String> {
    let figures = &view.figures;
    let states: Vec<String> = figures
        .by_status
        .iter()
        .map(|(word, n)| format!("{n} {word}"))
        .collect();
    let mut out = vec![format!(
        "{}: {}",
        count(figures.all, "action"),
        states.join(" · ")
    )];
    let mut doubts = Vec::new();
    for (n, word) in [
        (figures.overdue, "past their day"),
        (figures.moved, "moved"),
        (figures.without_owner, "without an owner"),
        (figures.without_day, "without a day"),
        (figures.cleared, "cleared, to be closed"),
        (figures.returned, "closed, and the gap is back"),
        (figures.nonconformities, "answering nonconformities"),
    ] {
        if n > 0 {
            doubts.push(format!("{n} {word}"));
        }
    }
    if !doubts.is_empty() {
        out.push(doubts.join(" · "));
    }
    out
}

fn section(head: &str, lines: &[String], most: usize, screen: &Screen<'_>) -> String {
    if lines.is_empty() {
        return String::new();
    }
    let most = if screen.verbose { usize::MAX } else { most };
    let mut out = format!("\n{}\n", paint(head, Paint::Bold, screen.colour));
    out.extend(lines.iter().take(most).map(String::as_str));
    if lines.len() > most {
        out.push_str(&format!(
            "  … and {} more (-v lists them)\n",
            lines.len() - most
        ));
    }
    out
}

fn slipped(action: &ActionView, width: usize) -> String {
    let days: Vec<String> = action
        .moved
        .iter()
        .chain(&action.due)
        .map(ToString::to_string)
        .collect();
    let title = cut_at_word(&visible(&action.title), width.saturating_sub(14));
    format!(
        "  {:<10}  {title}\n              {}: {}\n",
        action.id,
        times(action.moved.len()),
        days.join(" → ")
    )
}

fn times(n: usize) -> String {
    if n == 1 {
        "moved once".to_owned()
    } else {
        format!("moved {n} times")
    }
}

fn promised_head(view: &PlanView) -> String {
    match view.audit {
        Some(audit) => format!("What is closed by {audit} if the days are kept"),
        None => "What is closed if the days are kept".to_owned(),
    }
}

/// What the plan promises of each grade, as a range: kept at best, and what is in nobody's hand yet.
fn promised(view: &PlanView) -> Vec<String> {
    let of = [
        ("majors", view.figures.major),
        ("minors", view.figures.minor),
        ("others", view.figures.other),
    ];
    let told = of.iter().filter(|(_, kept)| kept.live > 0);
    told.map(|(word, kept)| format!("  {word}: {}\n", range(kept)))
        .collect()
}

/// In words: how many of how many, and what the rest waits for.
fn range(kept: &Kept) -> String {
    let most = kept.done + kept.in_time + kept.overdue;
    let least = kept.done;
    let mut out = if most == least {
        format!("{most} of {}", kept.live)
    } else {
        format!("{least} to {most} of {}", kept.live)
    };
    let mut parts = Vec::new();
    for (n, word) in [
        (kept.done, "done"),
        (kept.in_time, "due before"),
        (kept.overdue, "past their day"),
        (kept.late, "due after"),
        (kept.without_day, "without a day"),
    ] {
        if n > 0 {
            parts.push(format!("{n} {word}"));
        }
    }
    out.push_str(&format!(" ({})", parts.join(", ")));
    out
}

fn ahead_head(view: &PlanView) -> String {
    match view.audit {
        Some(audit) => format!("What falls due until {audit} ({})", view.ahead.len()),
        None => format!("What falls due ({})", view.ahead.len()),
    }
}

fn falls(one: &AheadView, width: usize) -> String {
    let kind = match one.kind {
        "effectiveness" => "did it help? ",
        "acceptance" => "accepted until then: ",
        "promise" => "promise: ",
        _ => "",
    };
    let who = one
        .who
        .as_deref()
        .map_or_else(String::new, |who| format!(" · {who}"));
    let line = cut_at_word(
        &visible(&format!("{kind}{}{who}", one.what)),
        width.saturating_sub(14),
    );
    format!("  {}  {line}\n", one.day)
}

/// The same as Markdown.
#[must_use]
pub fn progress_markdown(view: &PlanView) -> String {
    let mut out = format!(
        "<!-- {} -->\n\n# {}\n\n",
        crate::evidence::MADE_BY_TOOL,
        escaped(&lead(view))
    );
    for line in standing(view) {
        out.push_str(&format!("- {}\n", escaped(&line)));
    }
    for line in promised(view) {
        out.push_str(&format!(
            "- If the days are kept: {}\n",
            escaped(line.trim())
        ));
    }
    out.push_str("\n| Month | Open at its end | Opened | Closed |\n|---|---:|---:|---:|\n");
    for month in &view.months {
        out.push_str(&format!(
            "| {} | {} | {} | {} |\n",
            month.month, month.open, month.opened, month.closed
        ));
    }
    if !view.ahead.is_empty() {
        out.push_str(&format!("\n## {}\n\n", escaped(&ahead_head(view))));
        for one in &view.ahead {
            out.push_str(&format!("- {}", escaped(falls(one, 400).trim())));
            out.push('\n');
        }
    }
    out
}
