//! `answer`: what is said instead of evidence.

use super::session::{as_of, catalogue, date, say};
use super::writing::confirmed;
use crate::cli::{Answer, Global};
use crate::exit;
use crate::workspace::{ANSWERS, AnswerKind, Change, NewAnswer, add_answer, load, locate};

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Answer, global: &Global) -> anyhow::Result<u8> {
    let root = locate(&args.folder)?;
    let (workspace, _) = load(&root);
    let catalogue = catalogue(global, workspace.settings.edition.as_ref())?;
    let answer = NewAnswer {
        kind: super::shell::word(&args.answer, "answer", AnswerKind::WORDS)?,
        about: super::shell::targets(&catalogue, &args.about)?,
        reason: args.reason.clone(),
        by: args.by.clone(),
        date: match &args.date {
            Some(text) => date(text)?,
            None => as_of(global, workspace.settings.as_of)?,
        },
        party: args.party.clone(),
        control: args.control.clone(),
    };
    let (change, ()) = Change::plan(&root, ANSWERS, |text| {
        add_answer(text, &answer).map(|text| (text, ()))
    })
    .map_err(super::shell::problem)?;
    if confirmed(
        &args.write,
        &format!("{} gets:\n\n{}\n", change.name, change.added()),
    )? {
        change.write().map_err(super::shell::problem)?;
        say(&format!(
            "Recorded. Next: clausewise explain {}\n",
            answer.about[0]
        ))?;
    }
    Ok(exit::DONE)
}
