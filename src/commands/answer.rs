//! `answer`: what is said instead of evidence.

use anyhow::bail;

use super::session::{Session, as_of, catalogue, date, say, screen, workspace};
use super::shell::{existing, not_empty};
use super::writing::{confirmed, gets};
use crate::assessment::answer_fit;
use crate::catalogue::{Catalogue, Target};
use crate::cli::{Answer, Global};
use crate::exit;
use crate::workspace::{ANSWERS, AnswerKind, Change, NewAnswer, Workspace, add_answer, answers_in};

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
    let screen = screen(global, Some(&args.folder));
    let mut said = settled(&catalogue, &workspace, kind, &about, party)?;
    for path in &args.control {
        existing(&root, path)?;
    }
    not_empty(&args.reason, "--reason")?;
    not_empty(&args.by, "--by")?;
    if kind == AnswerKind::PerformedBy {
        if args
            .party
            .as_deref()
            .is_none_or(|party| party.trim().is_empty())
        {
            bail!("who performs it? name the party with --party NAME");
        }
        if args.control.is_empty() {
            bail!(
                "evidence of the control over the party is needed: name the files that show it with --control FILE"
            );
        }
    }
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
    let doubts = doubts(workspace, &change, global, &said)?;
    said.extend(doubts);
    if confirmed(&args.write, &gets(&change, &said, screen.width))? {
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
    let mut said = vec![format!("It settles: {}", lines.join(", "))];
    said.extend(
        refused
            .iter()
            .map(|refusal| format!("It does not hold for {refusal}")),
    );
    Ok(said)
}

/// What an assessment would say of the answer once it is written, beyond what is said of it
/// already: what does not hold is told in the same words by both.
fn doubts(
    mut workspace: Workspace,
    change: &Change,
    global: &Global,
    said: &[String],
) -> anyhow::Result<Vec<String>> {
    workspace.answers = answers_in(&change.after);
    let Some(place) = workspace.answers.last().map(|last| last.location.line()) else {
        return Ok(Vec::new());
    };
    let view = Session::of(workspace, global)?.view();
    let is_said = |message: &str| {
        let mut said = said.iter().filter_map(|said| said.strip_prefix("It "));
        said.any(|said| message.ends_with(said))
    };
    let problems = view.problems.into_iter();
    let of_it = problems.filter(|problem| problem.path == ANSWERS && problem.line == place);
    Ok(of_it
        .filter(|problem| !is_said(&problem.message))
        .map(|problem| format!("! {}", problem.message))
        .collect())
}
