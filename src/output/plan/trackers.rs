//! The plan for issue trackers. Each issue carries the number of its action, by which a second export
//! updates it: Jira and GitLab take tables, GitHub a script of its command line.

use super::super::csv::for_programs;
use super::words::grade;
use crate::plan::{Action, BoxState, Priority};
use crate::workspace::Grade;

/// What an issue says, in plain Markdown.
pub(super) fn description(action: &Action) -> String {
    let mut out = Vec::new();
    if let Some(gap) = &action.gap {
        out.push(gap.asks.clone());
        for part in &gap.boxes {
            let mark = if part.state == BoxState::Open {
                "[ ]"
            } else {
                "[x]"
            };
            out.push(format!("- {mark} {}: {}", part.requirement, part.missing));
        }
    }
    let fact = |name: &str, value: Option<String>| value.map(|value| format!("{name}: {value}"));
    out.extend(fact("Owner", action.owner.clone()));
    out.extend(fact("Status", Some(action.status.word().to_owned())));
    out.extend(fact("Due", action.due.map(|day| day.to_string())));
    out.extend(fact("Deliverable", action.deliverable.clone()));
    out.extend(fact("Root cause", action.root_cause.clone()));
    out.extend(fact("Corrective action", action.corrective_action.clone()));
    out.push(format!(
        "{} in the evidence repository: {}",
        action.id,
        action.id.path()
    ));
    out.join("\n")
}

/// A title that a tracker finds again: with the number before it.
fn title(action: &Action) -> String {
    const LONGEST: usize = 200;
    let plain = action
        .title()
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    super::super::paint::cut_at_word(&format!("{}: {plain}", action.id), LONGEST)
}

fn labels(action: &Action) -> Vec<String> {
    let mut out = vec!["clausewise".to_owned()];
    match grade(action) {
        "" => {}
        grade => out.push(grade.to_owned()),
    }
    if action.nonconformity().is_some() {
        out.push("nonconformity".to_owned());
    }
    out
}

/// A table for Jira's import of issues. `External ID` is what it updates by.
#[must_use]
pub fn plan_jira(actions: &[&Action]) -> String {
    let heads = [
        "External ID",
        "Issue Type",
        "Summary",
        "Description",
        "Priority",
        "Due Date",
        "Status",
        "Labels",
    ];
    let rows = actions.iter().map(|action| {
        let priority = match (action.priority, action.grade()) {
            (Some(Priority::Critical), _) | (None, Grade::Major) => "Highest",
            (Some(Priority::High), _) => "High",
            (Some(Priority::Low), _) => "Low",
            _ => "Medium",
        };
        let status = match action.status {
            status if status.is_to_do() && action.started.is_some() => "In Progress",
            status if status.is_to_do() => "To Do",
            _ => "Done",
        };
        vec![
            action.id.to_string(),
            "Task".to_owned(),
            title(action),
            description(action),
            priority.to_owned(),
            action.due.map(|day| day.to_string()).unwrap_or_default(),
            status.to_owned(),
            labels(action).join(" "),
        ]
    });
    for_programs(&heads, rows)
}

/// A table for GitLab's import of issues. GitLab makes issues and updates none, so what is exported
/// for it says the number first: by it an issue is found again.
#[must_use]
pub fn plan_gitlab(actions: &[&Action]) -> String {
    let heads = ["title", "description", "due_date"];
    let rows = actions.iter().map(|action| {
        let labels: Vec<String> = labels(action)
            .iter()
            .map(|label| format!("~\"{label}\""))
            .collect();
        // Of a description GitLab carries such lines out itself.
        let closed = if action.is_live() { "" } else { "\n/close" };
        vec![
            title(action),
            format!(
                "{}\n\n/label {}{closed}",
                quick_free(&description(action)),
                labels.join(" ")
            ),
            action.due.map(|day| day.to_string()).unwrap_or_default(),
        ]
    });
    for_programs(&heads, rows)
}

/// A text of which no line is an order to GitLab.
fn quick_free(text: &str) -> String {
    let lines = text
        .lines()
        .map(|line| match line.trim_start().strip_prefix('/') {
            Some(_) => format!("\\{}", line.trim_start()),
            None => line.to_owned(),
        });
    lines.collect::<Vec<_>>().join("\n")
}

/// A script for a POSIX shell that makes or updates an issue an action with GitHub's command line.
#[must_use]
pub fn plan_github(actions: &[&Action]) -> String {
    let mut out = String::from(SCRIPT);
    for action in actions {
        let state = if action.is_live() { "open" } else { "closed" };
        let arguments = [
            action.id.to_string(),
            state.to_owned(),
            title(action),
            description(action),
            labels(action).join(","),
        ];
        let quoted: Vec<String> = arguments.iter().map(|argument| quoted(argument)).collect();
        out.push_str(&format!("issue {}\n", quoted.join(" ")));
    }
    out
}

const SCRIPT: &str = r#"#!/bin/sh
# clausewise:generated by clausewise: the action plan as issues, never evidence
#
# Run it in a clone of the repository that gets the issues, with `gh` signed in. An issue whose title
# begins with the number of an action is updated, any other action gets a new one: run it as often as
# you like.
set -eu

for label in clausewise major minor nonconformity; do
    gh label create "$label" >/dev/null 2>&1 || true
done

known=$(gh issue list --label clausewise --state all --limit 5000 --json number,title,state     --jq '.[] | "\(.title | split(":")[0]) \(.number) \(.state)"')

# issue ID open|closed TITLE BODY LABELS
issue() {
    found=$(printf '%s
' "$known" | awk -v id="$1" '$1 == id { print $2, $3; exit }')
    number=${found%% *}
    was=${found##* }
    if [ -z "$number" ]; then
        if [ "$2" = closed ]; then return 0; fi
        gh issue create --title "$3" --body "$4" --label "$5"
        return 0
    fi
    gh issue edit "$number" --title "$3" --body "$4" --add-label "$5"
    if [ "$2" = closed ] && [ "$was" = OPEN ]; then gh issue close "$number"; fi
    if [ "$2" = open ] && [ "$was" = CLOSED ]; then gh issue reopen "$number"; fi
}

"#;

/// A word for a POSIX shell, whatever is in it.
fn quoted(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|c| *c == '\n' || !c.is_control())
        .collect();
    format!("'{}'", plain.replace('\'', r"'\''"))
}
