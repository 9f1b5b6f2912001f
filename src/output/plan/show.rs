//! One action, whole.

use jiff::civil::Date;

use super::super::paint::{Paint, count, paint, wrapped};
use super::super::screen::Screen;
use crate::plan::{Action, BoxState, GapState, Plan, Status};
use crate::source::visible;
use crate::workspace::Grade;

/// What it takes to close an action.
#[derive(Debug, Clone, Default)]
pub struct Close {
    /// What is missing, in words; nothing where it can be closed.
    pub missing: Vec<String>,
}

/// An action on the screen. `close` says what is missing to close it.
#[must_use]
pub fn action_screen(
    plan: &Plan,
    action: &Action,
    as_of: Date,
    close: &Close,
    screen: &Screen<'_>,
) -> String {
    let mut out = String::new();
    let head = format!("{}  {}", action.id, visible(action.title()));
    out.push_str(&paint(
        wrapped(&head, screen.width, 2).trim_end(),
        Paint::Bold,
        screen.colour,
    ));
    out.push('\n');
    for (name, value) in facts(plan, action, as_of) {
        let line = format!("  {name:<20} {}", visible(&value));
        out.push_str(&wrapped_fact(&line, screen.width));
    }
    out.push_str(&gap(action, screen));
    if !action.notes.trim().is_empty() {
        out.push_str(&head_of("Notes", screen));
        for line in action.notes.trim().lines() {
            out.push_str(&wrapped(&format!("  {}", visible(line)), screen.width, 2));
        }
    }
    if action.is_live() && !close.missing.is_empty() {
        out.push_str(&head_of("Before it can be closed", screen));
        for what in &close.missing {
            out.push_str(&wrapped(&format!("  - {}", visible(what)), screen.width, 4));
        }
    }
    out.push('\n');
    out.push_str(&screen.next(&next(action, close)));
    out
}

fn head_of(head: &str, screen: &Screen<'_>) -> String {
    format!("\n{}\n", paint(head, Paint::Bold, screen.colour))
}

/// A fact keeps the blanks between its name and what it is.
fn wrapped_fact(line: &str, width: usize) -> String {
    const LEAD: usize = 23;
    let at = line
        .char_indices()
        .nth(LEAD)
        .map_or(line.len(), |(at, _)| at);
    let (lead, value) = line.split_at(at);
    let value = wrapped(value, width.saturating_sub(LEAD).max(20), 0);
    let mut lines = value.lines();
    let mut out = format!("{lead}{}\n", lines.next().unwrap_or_default());
    for more in lines {
        out.push_str(&format!("{}{more}\n", " ".repeat(LEAD)));
    }
    out
}

fn facts(plan: &Plan, action: &Action, as_of: Date) -> Vec<(&'static str, String)> {
    let mut out = Vec::new();
    let mut say = |name: &'static str, value: Option<String>| {
        out.extend(value.map(|value| (name, value)));
    };
    let status = match (&action.blocked_by, action.status) {
        (Some(reason), Status::Blocked) => format!("blocked: {reason}"),
        (_, status) => status.word().to_owned(),
    };
    say("status", Some(status));
    say("grade", grade(action));
    say(
        "owner",
        Some(
            action
                .owner
                .clone()
                .unwrap_or_else(|| "nobody yet".to_owned()),
        ),
    );
    say("priority", action.priority.map(|one| one.word().to_owned()));
    say("effort", action.effort.as_ref().map(effort));
    say("cost", action.cost.clone());
    say("start", action.start.map(|day| day.to_string()));
    say("due", action.due.map(|day| due(action, day, as_of)));
    say("depends on", depends_on(plan, action));
    say("others wait for it", waiting(plan, action));
    say("deliverable", action.deliverable.clone());
    say("correction", action.correction.clone());
    say("root cause", action.root_cause.clone());
    say("corrective action", action.corrective_action.clone());
    say(
        "evidence",
        (!action.evidence.is_empty()).then(|| action.evidence.join(", ")),
    );
    say("began", action.started.map(|day| day.to_string()));
    say("done", action.done.map(|day| day.to_string()));
    say(
        "verified",
        action.verified.as_ref().map(|one| by_on(&one.by, one.date)),
    );
    say("effectiveness", effect(action));
    say("closed", action.closed.map(|day| day.to_string()));
    say(
        "accepted",
        action
            .accepted
            .as_ref()
            .map(|one| format!("by {} until {}: {}", one.by, one.until, one.reason)),
    );
    say(
        "links",
        (!action.links.is_empty()).then(|| action.links.join(" ")),
    );
    say("file", Some(action.id.path()));
    out
}

fn grade(action: &Action) -> Option<String> {
    match (
        action.nonconformity(),
        action.gap.as_ref().map(|gap| gap.grade),
    ) {
        (Some(grade), _) => Some(format!("{} nonconformity", grade.word())),
        (None, Some(Grade::Major)) => Some("probable major nonconformity".to_owned()),
        (None, Some(Grade::Minor)) => Some("probable minor nonconformity".to_owned()),
        _ => None,
    }
}

fn effort(effort: &crate::plan::Effort) -> String {
    if effort.said.parse::<f64>().is_ok() {
        format!("{} days of one person", effort.said)
    } else {
        format!(
            "{} (reckoned as {} days of one person)",
            effort.said, effort.days
        )
    }
}

fn due(action: &Action, day: Date, as_of: Date) -> String {
    let mut out = day.to_string();
    if action.is_overdue(as_of) {
        out.push_str(", which is past");
    }
    match action.due_was.as_slice() {
        [] => {}
        [once] => out.push_str(&format!("; moved once, from {once}")),
        [first, ..] => {
            out.push_str(&format!(
                "; moved {} times, first from {first}",
                action.due_was.len()
            ));
        }
    }
    out
}

fn depends_on(plan: &Plan, action: &Action) -> Option<String> {
    let one = |id: &crate::plan::ActionId| match plan.get(id) {
        Some(other) => format!("{id} ({})", other.status.word()),
        None => format!("{id} (not there)"),
    };
    let all: Vec<String> = action.depends_on.iter().map(one).collect();
    (!all.is_empty()).then(|| all.join(", "))
}

fn waiting(plan: &Plan, action: &Action) -> Option<String> {
    let waits = |other: &&Action| other.depends_on.contains(&action.id);
    let all: Vec<&str> = plan
        .actions
        .iter()
        .filter(waits)
        .map(|other| other.id.as_str())
        .collect();
    (!all.is_empty()).then(|| all.join(", "))
}

fn by_on(by: &str, date: Option<Date>) -> String {
    date.map_or_else(|| by.to_owned(), |day| format!("by {by} on {day}"))
}

fn effect(action: &Action) -> Option<String> {
    let of = action.effectiveness.as_ref()?;
    Some(match (of.result, of.due) {
        (Some(result), _) => {
            let by = of
                .by
                .as_deref()
                .map(|by| format!(", {}", by_on(by, of.date)));
            format!("{}{}", result.word(), by.unwrap_or_default())
        }
        (None, Some(due)) => format!("to be looked at on {due}"),
        (None, None) => return None,
    })
}

fn gap(action: &Action, screen: &Screen<'_>) -> String {
    let Some(gap) = &action.gap else {
        return String::new();
    };
    let open = action.open_boxes().count();
    let since = gap
        .since
        .map_or_else(String::new, |day| format!(", known since {day}"));
    let state = match (gap.state, gap.cleared) {
        (GapState::Present, _) => format!("Its gap: {open} of {} open{since}", gap.boxes.len()),
        (GapState::Cleared, Some(day)) => format!("Its gap: cleared on {day}{since}"),
        (GapState::Cleared, None) => format!("Its gap: cleared{since}"),
        (GapState::Orphaned, _) => format!("Its gap: counts no more{since}"),
    };
    let mut out = head_of(&state, screen);
    if action.title.is_some() {
        out.push_str(&wrapped(
            &format!("  {}", visible(&gap.asks)),
            screen.width,
            2,
        ));
    }
    for part in &gap.boxes {
        let line = format!(
            "  {} {}  {}",
            part.state.mark(),
            part.requirement,
            visible(&part.missing)
        );
        out.push_str(&wrapped(&line, screen.width, 6));
    }
    if gap.state == GapState::Present && gap.gain > 0.0 {
        out.push_str(&format!(
            "  Settled, it adds {:.2} % to the score of the whole.\n",
            gap.gain
        ));
    }
    if gap.boxes.iter().any(|part| part.state != BoxState::Open) {
        out.push_str(&format!(
            "  {} as of the last `plan apply`.\n",
            count(open, "gap")
        ));
    }
    out
}

fn next(action: &Action, close: &Close) -> String {
    let id = &action.id;
    let cleared = action
        .gap
        .as_ref()
        .is_some_and(|gap| gap.state != GapState::Present);
    match action.status {
        _ if action.is_live() && close.missing.is_empty() => format!("plan close {id}"),
        Status::Open | Status::Blocked if cleared => format!("plan close {id} --evidence FILE"),
        Status::Open | Status::Blocked if action.owner.is_none() => {
            format!("plan set {id} --owner NAME --due DATE")
        }
        Status::Open | Status::Blocked => format!("plan start {id}"),
        Status::InProgress => format!("plan done {id} --evidence FILE"),
        Status::Done => format!("plan verify {id} --by NAME"),
        Status::Verified => format!("plan close {id}"),
        Status::Closed | Status::RiskAccepted => "plan list".to_owned(),
    }
}
