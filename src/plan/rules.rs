//! What it takes to take an action a step on, by the rules of the trade.
//!
//! Each verb answers with the changes of the file, or with everything that is missing, so that one
//! reading mends it. Where a person overrules the tool is the file itself: nothing here is asked of
//! what somebody types there.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::front::{Edit, text, texts};
use super::{Action, EffectResult, GapState, Plan, Status};
use crate::plan::ActionId;

/// The changes of a file, or everything that is missing for them.
pub type Step = Result<Vec<Edit>, Vec<String>>;

/// What the rules look up beside the action.
pub struct Around<'a> {
    /// Roles and who holds them.
    pub people: &'a BTreeMap<String, String>,
    /// Whether a file of the workspace is there, or an address.
    pub is_there: &'a dyn Fn(&str) -> bool,
}

impl Around<'_> {
    /// The person behind a name: of a role who holds it, in small letters.
    #[must_use]
    pub fn person(&self, name: &str) -> String {
        let name = name.trim();
        let role = name.strip_prefix("role:").map(str::trim);
        let held = role
            .and_then(|role| self.people.get(role))
            .map_or(name, String::as_str);
        held.split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
            .to_lowercase()
    }
}

/// Somebody begins.
///
/// # Errors
/// It has begun already, or is done.
pub fn start(action: &Action, on: Date) -> Step {
    match action.status {
        Status::Open | Status::Blocked => {}
        status => return Err(vec![format!("it is {} already", status.word())]),
    }
    let mut out = vec![status(Status::InProgress), Edit::away("blocked_by")];
    if action.started.is_none() {
        out.push(Edit::own("started", on.to_string()));
    }
    Ok(out)
}

/// Its owner is done.
///
/// # Errors
/// It is done already, or what is named as evidence is not there.
pub fn done(action: &Action, evidence: &[String], on: Date, around: &Around<'_>) -> Step {
    if !action.status.is_to_do() {
        return Err(vec![format!("it is {} already", action.status.word())]);
    }
    let missing = not_there(evidence, around);
    if !missing.is_empty() {
        return Err(missing);
    }
    let mut out = vec![
        status(Status::Done),
        Edit::own("done", on.to_string()),
        Edit::away("blocked_by"),
    ];
    out.extend(more_evidence(action, evidence));
    Ok(out)
}

/// Somebody else has seen that it is done; `effect` says whether it did what it was for.
///
/// # Errors
/// It is not done, the same person owns it, or nothing shows that it is done.
pub fn verify(
    action: &Action,
    by: &str,
    effect: Option<EffectResult>,
    on: Date,
    around: &Around<'_>,
) -> Step {
    let mut missing = Vec::new();
    match action.status {
        Status::Done | Status::Verified => {}
        Status::Closed if effect.is_some() => {}
        status if status.is_to_do() => missing.push(format!(
            "it is {}: its owner says first that it is done (`plan done`)",
            status.word()
        )),
        status => missing.push(format!("it is {} already", status.word())),
    }
    match &action.owner {
        Some(owner) if around.person(owner) == around.person(by) => {
            missing.push(format!("{by} owns it: somebody else has to look at it"));
        }
        Some(_) => {}
        None => missing.push(
            "it has no owner, so that nobody can tell who else is to look at it (`plan set --owner`)".to_owned(),
        ),
    }
    missing.extend(without_evidence(action, &[], around));
    if !missing.is_empty() {
        return Err(missing);
    }
    let mut out = Vec::new();
    if action.verified.is_none() || effect.is_none() {
        out.push(Edit::own(
            "verified",
            format!("{{ by = {}, date = {on} }}", text(by.trim())),
        ));
    }
    if action.status == Status::Done {
        out.push(status(Status::Verified));
    }
    if let Some(result) = effect {
        let due = action.effectiveness.as_ref().and_then(|of| of.due);
        let due = due.map_or_else(String::new, |due| format!("due = {due}, "));
        let (word, by) = (text(result.word()), text(by.trim()));
        let value = format!("{{ {due}result = {word}, by = {by}, date = {on} }}");
        out.push(Edit::own("effectiveness", value));
        if result == EffectResult::NotEffective {
            // What did not help is not over, whoever said so before.
            out.retain(|edit| edit.key != "status");
            out.push(status(Status::Open));
            out.push(Edit::away("done"));
            out.push(Edit::away("closed"));
        }
    }
    Ok(out)
}

/// It is over.
///
/// # Errors
/// Everything that is missing: that it is done, evidence that is there, and of a nonconformity
/// correction, root cause, corrective action, verification and that it helped.
pub fn close(action: &Action, evidence: &[String], on: Date, around: &Around<'_>) -> Step {
    let mut missing = Vec::new();
    let cleared = action
        .gap
        .as_ref()
        .is_some_and(|gap| gap.state != GapState::Present);
    match action.status {
        Status::Done | Status::Verified => {}
        Status::Closed => return Err(vec!["it is closed already".to_owned()]),
        // What is accepted and gone needs no other step.
        _ if cleared => {}
        Status::RiskAccepted => missing.push(
            "its risk is accepted and its gap is there: take it up again first (`plan reopen`)"
                .to_owned(),
        ),
        status => missing.push(format!(
            "it is {}: its owner says first that it is done (`plan done`)",
            status.word()
        )),
    }
    let orphaned = action
        .gap
        .as_ref()
        .is_some_and(|gap| gap.state == GapState::Orphaned);
    if !orphaned {
        missing.extend(without_evidence(action, evidence, around));
    }
    if let Some(grade) = action.nonconformity() {
        missing.extend(
            of_nonconformity(action)
                .into_iter()
                .map(|what| format!("{what}, which a {} nonconformity needs", grade.word())),
        );
    }
    if !missing.is_empty() {
        return Err(missing);
    }
    let mut out = vec![status(Status::Closed), Edit::own("closed", on.to_string())];
    if action.done.is_none() {
        out.push(Edit::own("done", on.to_string()));
    }
    out.push(Edit::away("blocked_by"));
    out.extend(more_evidence(action, evidence));
    Ok(out)
}

/// What a nonconformity still needs before it is over, each in words; nothing where all is there.
#[must_use]
pub fn of_nonconformity(action: &Action) -> Vec<String> {
    let mut out = Vec::new();
    let mut need = |is_there: bool, what: &str| {
        if !is_there {
            out.push(what.to_owned());
        }
    };
    need(
        action.correction.is_some(),
        "no correction is written down (`plan set --correction`)",
    );
    need(
        action.root_cause.is_some(),
        "no root cause is written down (`plan set --root-cause`)",
    );
    need(
        action.corrective_action.is_some(),
        "no corrective action is written down (`plan set --corrective-action`)",
    );
    need(
        action.verified.is_some(),
        "nobody but its owner has seen that it is done (`plan verify`)",
    );
    let result = action.effectiveness.as_ref().and_then(|of| of.result);
    match result {
        Some(EffectResult::Effective) => {}
        Some(EffectResult::NotEffective) => need(false, "it did not help"),
        None => need(
            false,
            "nobody has said whether it helped (`plan verify --effective`)",
        ),
    }
    out
}

/// It is not over after all.
///
/// # Errors
/// It is not over.
pub fn reopen(action: &Action) -> Step {
    if action.status.is_to_do() {
        return Err(vec![format!("it is {} as it is", action.status.word())]);
    }
    Ok(vec![
        status(Status::Open),
        Edit::away("done"),
        Edit::away("closed"),
    ])
}

/// The gap stays, by somebody's word, until a day.
///
/// # Errors
/// Everything that is missing; a nonconformity cannot be accepted.
pub fn accept_risk(
    action: &Action,
    by: Option<&str>,
    reason: Option<&str>,
    until: Option<Date>,
    on: Date,
) -> Step {
    let said = |text: Option<&str>| {
        text.map(str::trim)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
    };
    let (by, reason) = (said(by), said(reason));
    let mut missing = Vec::new();
    if let Some(grade) = action.nonconformity() {
        missing.push(format!(
            "it answers a {} nonconformity, which is to be corrected and cannot be accepted",
            grade.word()
        ));
    }
    if action.status == Status::Closed {
        missing.push("it is closed".to_owned());
    }
    if by.is_none() {
        missing.push("nobody is named who accepts it (--by NAME)".to_owned());
    }
    if reason.is_none() {
        missing.push("no reason is given (--reason TEXT)".to_owned());
    }
    match until {
        None => {
            missing.push("no day is given until which it is accepted (--until DATE)".to_owned());
        }
        Some(until) if until <= on => missing.push(format!("{until} is no day after {on}")),
        Some(_) => {}
    }
    match (by, reason, until) {
        (Some(by), Some(reason), Some(until)) if missing.is_empty() => Ok(vec![
            status(Status::RiskAccepted),
            Edit::own(
                "accepted",
                format!(
                    "{{ by = {}, reason = {}, until = {until}, date = {on} }}",
                    text(&by),
                    text(&reason)
                ),
            ),
        ]),
        _ => Err(missing),
    }
}

/// The way from an action over what it depends on back to itself, where there is one.
#[must_use]
pub fn cycle(plan: &Plan, from: &ActionId, depends_on: &[ActionId]) -> Option<Vec<ActionId>> {
    let mut seen = std::collections::BTreeSet::new();
    let mut ways: Vec<Vec<ActionId>> = depends_on
        .iter()
        .map(|id| vec![from.clone(), id.clone()])
        .collect();
    while let Some(way) = ways.pop() {
        let Some(last) = way.last() else { continue };
        if last == from {
            return Some(way);
        }
        if !seen.insert(last.clone()) {
            continue;
        }
        for next in plan
            .get(last)
            .map(|action| action.depends_on.as_slice())
            .unwrap_or_default()
        {
            let mut longer = way.clone();
            longer.push(next.clone());
            ways.push(longer);
        }
    }
    None
}

fn status(status: Status) -> Edit {
    Edit::own("status", text(status.word()))
}

fn more_evidence(action: &Action, more: &[String]) -> Option<Edit> {
    let mut all = action.evidence.clone();
    for path in more {
        if !all.contains(path) {
            all.push(path.clone());
        }
    }
    (all.len() > action.evidence.len()).then(|| Edit::own("evidence", texts(all)))
}

fn not_there(evidence: &[String], around: &Around<'_>) -> Vec<String> {
    let absent = evidence.iter().filter(|path| !(around.is_there)(path));
    absent
        .map(|path| format!("there is no file {path} in the workspace"))
        .collect()
}

fn without_evidence(action: &Action, more: &[String], around: &Around<'_>) -> Vec<String> {
    let all: Vec<String> = action.evidence.iter().chain(more).cloned().collect();
    if all.is_empty() {
        return vec!["nothing is named that shows it (`plan done --evidence FILE`, `plan close --evidence FILE`)".to_owned()];
    }
    not_there(&all, around)
}
