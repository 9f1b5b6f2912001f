//! `answer`: what is said instead of evidence.

use anyhow::bail;

use super::session::{as_of, catalogue, date, say, screen, workspace};
use super::writing::confirmed;
use crate::assessment::answer_fits;
use crate::catalogue::{Catalogue, Target};
use crate::cli::{Answer, Global};
use crate::exit;
use crate::workspace::{ANSWERS, AnswerKind, Change, NewAnswer, add_answer};

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Answer, global: &Global) -> anyhow::Result<u8> {
    let workspace = workspace(&args.folder)?;
    let root = workspace.root.clone();
    let catalogue = catalogue(global, workspace.settings.edition.as_ref())?;
    let kind = super::shell::word(&args.answer, "answer", AnswerKind::WORDS)?;
    let about = super::shell::targets(&catalogue, &args.about)?;
    let settled = settled(&catalogue, kind, &about)?;
    let answer = NewAnswer {
        kind,
        about,
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
        &format!(
            "{} gets:\n\n{}\nIt settles: {settled}\n",
            change.name,
            change.added()
        ),
    )? {
        change.write().map_err(super::shell::problem)?;
        let next = screen(global, Some(&args.folder)).next(&format!("explain {}", answer.about[0]));
        say(&format!("Recorded.\n{next}"))?;
    }
    Ok(exit::DONE)
}

/// The requirements an answer settles, in words; an answer that may not be given at all
/// is refused before it is written.
fn settled(catalogue: &Catalogue, kind: AnswerKind, about: &[Target]) -> anyhow::Result<String> {
    let mut fit = Vec::new();
    for line in about
        .iter()
        .filter_map(|target| catalogue.resolve(target))
        .flatten()
    {
        if answer_fits(catalogue, kind, line) {
            fit.push(catalogue.requirements[line].id.to_string());
        }
    }
    if fit.is_empty() {
        let why = match kind {
            AnswerKind::NoOccurrence => {
                "none of it is an occasion that can fail to arise; evidence is needed"
            }
            AnswerKind::NoSuchParty => "none of it depends on a party that may not exist",
            AnswerKind::PerformedBy => {
                "the organisation must show this itself; no other party can do it"
            }
        };
        bail!("this answer may not be given here: {why}");
    }
    fit.dedup();
    Ok(fit.join(", "))
}
