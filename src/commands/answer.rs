//! `answer`: what is said instead of evidence.

use anyhow::bail;

use super::session::{as_of, catalogue, date, say, screen, workspace};
use super::writing::confirmed;
use crate::assessment::answer_fit;
use crate::catalogue::{Catalogue, Target};
use crate::cli::{Answer, Global};
use crate::exit;
use crate::output::paint::wrap;
use crate::workspace::{ANSWERS, AnswerKind, Change, NewAnswer, Workspace, add_answer};

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
    let party = args.party.as_deref().map(str::trim);
    let settled = settled(&catalogue, &workspace, kind, &about, party)?;
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
    let screen = screen(global, Some(&args.folder));
    let mut text = format!("{} gets:\n\n{}\n", change.name, change.added());
    for sentence in settled {
        text.push_str(&format!("{}\n", wrap(&sentence, screen.width, 2)));
    }
    if confirmed(&args.write, &text)? {
        change.write().map_err(super::shell::problem)?;
        let next = screen.next(&format!("explain {}", answer.about[0]));
        say(&format!("Recorded.\n{next}"))?;
    }
    Ok(exit::DONE)
}

/// The requirements an answer settles, in words, and what of it does not hold. An answer
/// that settles nothing is refused before it is written.
fn settled(
    catalogue: &Catalogue,
    workspace: &Workspace,
    kind: AnswerKind,
    about: &[Target],
    party: Option<&str>,
) -> anyhow::Result<Vec<String>> {
    let fit = answer_fit(catalogue, &workspace.settings, kind, about, party);
    let refused: Vec<String> = fit
        .refused
        .iter()
        .map(|(target, reason)| format!("{target}: {reason}"))
        .collect();
    if fit.lines.is_empty() {
        bail!("this answer may not be given here\n{}", refused.join("\n"));
    }
    let lines: Vec<String> = fit
        .lines
        .iter()
        .map(|line| catalogue.requirements[*line].id.to_string())
        .collect();
    let mut text = vec![format!("It settles: {}", lines.join(", "))];
    text.extend(
        refused
            .iter()
            .map(|refusal| format!("It does not hold for {refusal}")),
    );
    Ok(text)
}
