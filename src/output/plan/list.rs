//! The actions, as a list.

use jiff::civil::Date;
use serde::Serialize;

use super::super::markdown::escaped;
use super::super::paint::{Paint, count, cut_at_word, paint};
use super::super::screen::Screen;
use super::words::{grade, standing};
use crate::plan::Action;
use crate::source::visible;

/// Actions under a head; a list without groups is one without a head.
#[derive(Debug)]
pub struct Grouped<'a> {
    /// What they have in common.
    pub head: Option<String>,
    /// In order.
    pub actions: Vec<&'a Action>,
}

/// The list on the screen; `all` is how many actions there are, asked for or not.
#[must_use]
pub fn list_screen(groups: &[Grouped<'_>], all: usize, as_of: Date, screen: &Screen<'_>) -> String {
    let mut out = String::new();
    for group in groups {
        if let Some(head) = &group.head {
            let head = format!("{} ({})", visible(head), group.actions.len());
            if !out.is_empty() {
                out.push('\n');
            }
            out.push_str(&format!("{}\n", paint(&head, Paint::Bold, screen.colour)));
        }
        for action in &group.actions {
            out.push_str(&one(action, as_of, screen));
        }
    }
    let shown: Vec<&Action> = groups
        .iter()
        .flat_map(|group| group.actions.iter().copied())
        .collect();
    if !out.is_empty() {
        out.push('\n');
    }
    out.push_str(&figures(&shown, all, as_of));
    out
}

fn one(action: &Action, as_of: Date, screen: &Screen<'_>) -> String {
    const LEAD: usize = 19;
    let room = screen.width.saturating_sub(LEAD).max(20);
    let title = cut_at_word(&visible(action.title()), room);
    let head = format!("{:<10}  {:<5}  {title}", action.id.as_str(), grade(action));
    let below = cut_at_word(&visible(&standing(action, as_of).join(" · ")), room);
    let below = paint(&below, Paint::Dim, screen.colour);
    format!("{}\n{}{below}\n", head.trim_end(), " ".repeat(LEAD))
}

fn figures(shown: &[&Action], all: usize, as_of: Date) -> String {
    let of = |test: &dyn Fn(&Action) -> bool| shown.iter().filter(|action| test(action)).count();
    let mut parts = vec![if shown.len() == all {
        count(all, "action")
    } else {
        format!("{} of {}", shown.len(), count(all, "action"))
    }];
    let overdue = of(&|action| action.is_overdue(as_of));
    let ownerless = of(&|action| action.status.is_to_do() && action.owner.is_none());
    let dayless = of(&|action| action.status.is_to_do() && action.due.is_none());
    for (n, word) in [
        (overdue, "past their day"),
        (ownerless, "without owner"),
        (dayless, "without a day"),
    ] {
        if n > 0 {
            parts.push(format!("{n} {word}"));
        }
    }
    format!("{}.\n", parts.join(" · "))
}

/// The list as Markdown.
#[must_use]
pub fn list_markdown(groups: &[Grouped<'_>], as_of: Date) -> String {
    let mut out = format!(
        "<!-- {} -->\n\n# Action plan, as of {as_of}\n",
        crate::evidence::MADE_BY_TOOL
    );
    for group in groups {
        if let Some(head) = &group.head {
            out.push_str(&format!("\n## {}\n", escaped(head)));
        }
        out.push_str(
            "\n| Action | Grade | What | Status | Due | Owner |\n|---|---|---|---|---|---|\n",
        );
        for action in &group.actions {
            let due = action.due.map(|day| day.to_string()).unwrap_or_default();
            let past = if action.is_overdue(as_of) {
                " (past)"
            } else {
                ""
            };
            out.push_str(&format!(
                "| {} | {} | {} | {} | {due}{past} | {} |\n",
                action.id,
                grade(action),
                escaped(action.title()),
                action.status.word(),
                escaped(action.owner.as_deref().unwrap_or_default()),
            ));
        }
    }
    out
}

#[derive(Serialize)]
struct ListJson<'a> {
    schema: u32,
    as_of: String,
    groups: Vec<GroupJson<'a>>,
}

#[derive(Serialize)]
struct GroupJson<'a> {
    group: Option<&'a str>,
    actions: Vec<ActionJson<'a>>,
}

/// An action as JSON lists it.
#[derive(Serialize)]
pub(super) struct ActionJson<'a> {
    id: &'a str,
    path: String,
    title: &'a str,
    status: &'static str,
    grade: &'static str,
    nonconformity: bool,
    owner: Option<&'a str>,
    priority: Option<&'static str>,
    effort_days: Option<f64>,
    start: Option<String>,
    due: Option<String>,
    due_was: Vec<String>,
    overdue: bool,
    depends_on: Vec<&'a str>,
    evidence: &'a [String],
    gap: Option<&'static str>,
    gain: Option<f64>,
    requirements: Vec<RequirementJson<'a>>,
}

#[derive(Serialize)]
struct RequirementJson<'a> {
    id: String,
    open: bool,
    missing: &'a str,
}

impl<'a> ActionJson<'a> {
    pub(super) fn of(action: &'a Action, as_of: Date) -> Self {
        let boxes = action.gap.iter().flat_map(|gap| &gap.boxes);
        Self {
            id: action.id.as_str(),
            path: action.id.path(),
            title: action.title(),
            status: action.status.word(),
            grade: action.grade().word(),
            nonconformity: action.nonconformity().is_some(),
            owner: action.owner.as_deref(),
            priority: action.priority.map(crate::plan::Priority::word),
            effort_days: action.effort.as_ref().map(|effort| effort.days),
            start: action.start.map(|day| day.to_string()),
            due: action.due.map(|day| day.to_string()),
            due_was: action.due_was.iter().map(ToString::to_string).collect(),
            overdue: action.is_overdue(as_of),
            depends_on: action
                .depends_on
                .iter()
                .map(crate::plan::ActionId::as_str)
                .collect(),
            evidence: &action.evidence,
            gap: action.gap.as_ref().map(|gap| gap.state.word()),
            gain: action.gap.as_ref().map(|gap| gap.gain),
            requirements: boxes
                .map(|part| RequirementJson {
                    id: part.requirement.to_string(),
                    open: part.state == crate::plan::BoxState::Open,
                    missing: &part.missing,
                })
                .collect(),
        }
    }
}

/// The list as JSON.
///
/// # Errors
/// It cannot be put into words; in practice never.
pub fn list_json(groups: &[Grouped<'_>], as_of: Date) -> Result<String, serde_json::Error> {
    let groups = groups.iter().map(|group| GroupJson {
        group: group.head.as_deref(),
        actions: group
            .actions
            .iter()
            .map(|action| ActionJson::of(action, as_of))
            .collect(),
    });
    super::super::json::pretty(&ListJson {
        schema: 1,
        as_of: as_of.to_string(),
        groups: groups.collect(),
    })
}
