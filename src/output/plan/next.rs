//! What to take up next, and why.

use jiff::civil::Date;
use serde::Serialize;

use super::super::paint::{Paint, count, paint, wrapped};
use super::super::screen::Screen;
use super::list::ActionJson;
use super::words::standing;
use crate::plan::{Action, Basis, Placed, Plan, Priority};
use crate::source::visible;
use crate::workspace::Grade;

/// Why an action is taken up now, the most pressing reason first.
fn why(plan: &Plan, placed: &Placed, basis: &Basis<'_>) -> Vec<String> {
    let action = &plan.actions[placed.action];
    let mut out = Vec::new();
    if action.priority == Some(Priority::Critical) {
        out.push("somebody calls it critical".to_owned());
    }
    if action.is_overdue(basis.as_of) {
        out.push("its day is past".to_owned());
    }
    if let (true, Some(by), Some(audit)) = (placed.urgent, placed.begin_by, basis.audit) {
        let late = if by < basis.as_of {
            "had to begin by"
        } else {
            "must begin by"
        };
        let history = basis.history.words();
        out.push(format!(
            "records of {history} are wanted before {audit}: it {late} {by}"
        ));
    }
    match (action.nonconformity(), action.grade()) {
        (Some(grade), _) => out.push(format!("it answers a {} nonconformity", grade.word())),
        (None, Grade::Major) => out.push("a major nonconformity is probable".to_owned()),
        (None, Grade::Minor) => out.push("a minor nonconformity is probable".to_owned()),
        _ => {}
    }
    if !placed.waiting.is_empty() {
        out.push(match placed.waiting.as_slice() {
            [one] => format!("{one} waits for it"),
            more => format!("{} wait for it", count(more.len(), "action")),
        });
    }
    if let Some(gap) = &action.gap
        && gap.gain > 0.0
    {
        let size = match &action.effort {
            Some(effort) => format!("{} of work", days(effort.days)),
            None => "work of unknown size".to_owned(),
        };
        out.push(format!("it adds {:.2} % to the score for {size}", gap.gain));
    }
    out
}

fn days(days: f64) -> String {
    if (days - 1.0).abs() < f64::EPSILON {
        "1 day".to_owned()
    } else {
        format!("{days} days")
    }
}

/// The screen.
#[must_use]
pub fn next_screen(
    plan: &Plan,
    chosen: &[&Placed],
    waiting: usize,
    basis: &Basis<'_>,
    screen: &Screen<'_>,
) -> String {
    let mut out = String::new();
    for (at, placed) in chosen.iter().enumerate() {
        let action = &plan.actions[placed.action];
        let head = format!("{}. {}  {}", at + 1, action.id, visible(action.title()));
        out.push_str(&paint(
            wrapped(&head, screen.width, 3).trim_end(),
            Paint::Bold,
            screen.colour,
        ));
        out.push('\n');
        out.push_str(&wrapped(
            &format!("   {}", visible(&standing(action, basis.as_of).join(" · "))),
            screen.width,
            3,
        ));
        for reason in why(plan, placed, basis) {
            out.push_str(&wrapped(
                &format!("   - {}", visible(&reason)),
                screen.width,
                5,
            ));
        }
        if let Some((id, reason)) = placed.after.first() {
            let text = format!("   - best after {id}, which is not done: {reason}");
            out.push_str(&wrapped(&text, screen.width, 5));
        }
        out.push('\n');
    }
    if chosen.is_empty() {
        out.push_str("Nothing can be taken up now.\n");
    }
    if waiting > 0 {
        out.push_str(&format!(
            "{} for others, blocked, or done and not yet closed.\n",
            match waiting {
                1 => "1 more waits".to_owned(),
                n => format!("{n} more wait"),
            }
        ));
    }
    let first = chosen.first().map(|placed| &plan.actions[placed.action]);
    out.push_str(&screen.next(&first.map_or_else(|| "plan list".to_owned(), step)));
    out
}

/// The verb that takes an action on.
fn step(action: &Action) -> String {
    let id = &action.id;
    match (&action.owner, action.status) {
        (None, _) => format!("plan set {id} --owner NAME --due DATE"),
        (_, crate::plan::Status::InProgress) => format!("plan done {id} --evidence FILE"),
        _ => format!("plan start {id}"),
    }
}

#[derive(Serialize)]
struct NextJson<'a> {
    schema: u32,
    as_of: String,
    next: Vec<OneJson<'a>>,
    waiting: usize,
}

#[derive(Serialize)]
struct OneJson<'a> {
    #[serde(flatten)]
    action: ActionJson<'a>,
    why: Vec<String>,
    begin_by: Option<String>,
    waiting: Vec<&'a str>,
}

/// The same as JSON.
///
/// # Errors
/// It cannot be put into words; in practice never.
pub fn next_json(
    plan: &Plan,
    chosen: &[&Placed],
    waiting: usize,
    basis: &Basis<'_>,
) -> Result<String, serde_json::Error> {
    let as_of: Date = basis.as_of;
    let next = chosen.iter().map(|placed| OneJson {
        action: ActionJson::of(&plan.actions[placed.action], as_of),
        why: why(plan, placed, basis),
        begin_by: placed.begin_by.map(|day| day.to_string()),
        waiting: placed
            .waiting
            .iter()
            .map(crate::plan::ActionId::as_str)
            .collect(),
    });
    super::super::json::pretty(&NextJson {
        schema: 1,
        as_of: as_of.to_string(),
        next: next.collect(),
        waiting,
    })
}
