//! What several screens of the plan say of an action, in the same words.

use jiff::civil::Date;

use crate::plan::{Action, GapState, Status};
use crate::workspace::Grade;

/// The grade in a word: of a nonconformity, else what is probable; empty where neither.
pub(super) fn grade(action: &Action) -> &'static str {
    match action.grade() {
        Grade::Major => "major",
        Grade::Minor => "minor",
        _ => "",
    }
}

/// State, days, owner, what is open: a line below the title.
pub(super) fn standing(action: &Action, as_of: Date) -> Vec<String> {
    let mut out = vec![action.status.word().to_owned()];
    if let Some(due) = action.due {
        let past = if action.is_overdue(as_of) {
            ", past"
        } else {
            ""
        };
        out.push(format!("due {due}{past}{}", moved(action)));
    }
    out.push(
        action
            .owner
            .clone()
            .unwrap_or_else(|| "no owner".to_owned()),
    );
    if action.nonconformity().is_some() {
        out.push("nonconformity".to_owned());
    }
    let gap = action.gap.as_ref();
    match gap.map(|gap| gap.state) {
        Some(GapState::Present) if action.status == Status::Closed => {
            out.push("the gap is back: reopen it or judge it".to_owned());
        }
        Some(GapState::Present) => out.push(format!("{} open", action.open_boxes().count())),
        Some(GapState::Cleared) if action.is_live() => out.push("cleared: close it?".to_owned()),
        Some(GapState::Orphaned) if action.is_live() => {
            out.push("counts no more: close it?".to_owned());
        }
        _ => {}
    }
    out
}

/// How often its day was moved, in words; nothing where it was not.
pub(super) fn moved(action: &Action) -> String {
    match action.due_was.as_slice() {
        [] => String::new(),
        [once] => format!(", moved once from {once}"),
        [first, ..] => format!(", moved {} times from {first}", action.due_was.len()),
    }
}
