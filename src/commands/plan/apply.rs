//! `plan` shows what the gaps of today would change in the actions; `plan apply` writes that.
//!
//! Each file is written whole or not at all, and what is written follows from the evidence alone:
//! killed half-way, a second run finishes the work.

use std::path::Path;
use std::time::Duration;

use anyhow::bail;
use rayon::prelude::*;

use super::super::session::{Mistakes, Session, say, screen, tell};
use super::super::writing::{confirmed, own_folder};
use crate::cli::Global;
use crate::cli::plan::{Apply, Plan as Args, PlanFormat};
use crate::evidence::is_begun;
use crate::exit;
use crate::output::paint::{count, wrap};
use crate::output::plan::{proposals_json, proposals_screen};
use crate::plan::{ACTIONS, Plan, Reconciled, What, gaps, load, reconcile};
use crate::problem::{Problem, render_all};
use crate::workspace::Change;

/// Shows what would be changed.
///
/// # Errors
/// What kept it from running.
pub fn show(args: &Args, global: &Global) -> anyhow::Result<u8> {
    let session = Session::open(&args.folder, global)?;
    let plan = load(&session.workspace.root);
    let reconciled = reconciled(session, &plan);
    if args.format == PlanFormat::Json {
        let edition = session.assessment.edition.to_string();
        let as_of = session.assessment.as_of.to_string();
        say(&proposals_json(&edition, &as_of, &reconciled)?)?;
        return Ok(told(&plan, &reconciled));
    }
    let screen = screen(global, Some(&args.folder));
    let mut out = proposals_screen(&about(session), &reconciled, &screen);
    out.push_str(&first_look(session, screen.width));
    let writes = reconciled
        .proposals
        .iter()
        .filter(|one| one.after.is_some())
        .count();
    out.push('\n');
    out.push_str(&match (writes, next(&reconciled)) {
        (0, None) => format!(
            "The plan follows the evidence.\n{}",
            screen.next("plan next")
        ),
        (0, Some(verb)) => format!("There is nothing to write.\n{}", screen.next(&verb)),
        _ => format!("Nothing is written yet.\n{}", screen.next("plan apply")),
    });
    say(&out)?;
    Ok(told(&plan, &reconciled))
}

/// Writes it.
///
/// # Errors
/// A file is broken, so that nobody knows what it stands for; or what kept it from running.
pub fn run(args: &Apply, global: &Global) -> anyhow::Result<u8> {
    let session = Session::open(&args.folder, global)?;
    let root = &session.workspace.root;
    let plan = load(root);
    let reconciled = reconciled(session, &plan);
    let broken = !plan.is_whole() || !reconciled.problems.is_empty();
    if broken {
        let all = plan.problems.iter().chain(&reconciled.problems).cloned();
        bail!(
            "{}\n\nThe plan was left as it is: what a broken file stands for is not known.",
            Mistakes(all.collect())
        );
    }
    tell_problems(&plan.problems);
    let screen = screen(global, Some(&args.folder));
    let mut what = proposals_screen(&about(session), &reconciled, &screen);
    what.push_str(&first_look(session, screen.width));
    what.push('\n');
    let changes = changes(&plan, &reconciled, root);
    if changes.is_empty() {
        what.push_str("There is nothing to write.\n");
        what.push_str(&screen.next(next(&reconciled).as_deref().unwrap_or("plan next")));
        say(&what)?;
        return Ok(exit::DONE);
    }
    if !confirmed(&args.write, &what)? {
        return Ok(exit::DONE);
    }
    own_folder(root, ACTIONS)?;
    clear_begun(root);
    let failed: Vec<Problem> = changes
        .par_iter()
        .filter_map(|change| change.write().err())
        .collect();
    if !failed.is_empty() {
        let written = changes.len() - failed.len();
        let done = format!(
            "{} written, the others could not be",
            count(written, "file")
        );
        tell(&format!("{}\n\n", render_all(&failed)));
        bail!("{done}; mend what is told above and apply again");
    }
    say(&format!(
        "{} written under {ACTIONS}/.\n{}",
        count(changes.len(), "file"),
        screen.next("plan next")
    ))?;
    Ok(exit::DONE)
}

/// What the gaps change.
fn reconciled(session: &Session, plan: &Plan) -> Reconciled {
    let (catalogue, assessment) = (&session.catalogue, &session.assessment);
    let gaps = gaps(catalogue, &session.workspace, assessment);
    let covers = |target: &crate::catalogue::Target| {
        let lines = catalogue.resolve(target).unwrap_or_default();
        lines
            .iter()
            .map(|at| catalogue.requirements[*at].id.clone())
            .collect()
    };
    reconcile(plan, &gaps, &covers, assessment.as_of)
}

fn changes(plan: &Plan, reconciled: &Reconciled, root: &Path) -> Vec<Change> {
    let proposals = reconciled.proposals.iter();
    proposals
        .filter_map(|proposal| {
            let name = proposal.id.path();
            Some(Change {
                path: root.join(&name),
                name,
                before: plan.texts.get(&proposal.id).cloned(),
                after: proposal.after.clone()?,
            })
        })
        .collect()
}

fn about(session: &Session) -> String {
    let name = session.workspace.settings.organisation.as_deref();
    let of = name.map_or_else(String::new, |name| {
        format!(" of {}", crate::source::visible(name))
    });
    let (edition, as_of) = (&session.assessment.edition, session.assessment.as_of);
    format!("Action plan{of} against {edition}, as of {as_of}")
}

/// What is to be said of a plan that is made before anybody said what anything is evidence for.
fn first_look(session: &Session, width: usize) -> String {
    if !session.assessment.first_look || session.evidence.documents.is_empty() {
        return String::new();
    }
    let text = "! No file is claimed for anything yet, so that every requirement is a gap. \
                `clausewise suggest` says what the files may be evidence for; plan after that.";
    format!("\n{}\n", wrap(text, width, 2))
}

/// Tells what is wrong in files, and answers with the exit code.
fn told(plan: &Plan, reconciled: &Reconciled) -> u8 {
    let all: Vec<Problem> = plan
        .problems
        .iter()
        .chain(&reconciled.problems)
        .cloned()
        .collect();
    tell_problems(&all);
    if all.is_empty() {
        exit::DONE
    } else {
        exit::COULD_NOT_RUN
    }
}

/// Tells what is wrong in files of the plan, apart from what is printed.
pub fn tell_problems(problems: &[Problem]) {
    if problems.is_empty() {
        return;
    }
    let mistakes = count(problems.len(), "mistake");
    tell(&format!(
        "{}\n\n{mistakes} in {ACTIONS}/; such a file is left out and not written until it is mended\n",
        render_all(problems)
    ));
}

/// What a person has to do next about what no tool decides.
fn next(reconciled: &Reconciled) -> Option<String> {
    let first = |what: What| reconciled.proposals.iter().find(|one| one.what == what);
    let verb = |what: What, verb: &str| first(what).map(|one| format!("plan {verb} {}", one.id));
    verb(What::Returned, "show")
        .or_else(|| verb(What::AcceptanceEnded, "show"))
        .or_else(|| verb(What::Cleared, "show"))
        .or_else(|| verb(What::Orphaned, "show"))
}

/// How old a file must be that was begun and never finished before it is taken away: nobody else is
/// writing it any more.
const LEFT_BEHIND: Duration = Duration::from_mins(10);

/// Takes away what a run left that was killed while it wrote.
fn clear_begun(root: &Path) {
    let Ok(entries) = std::fs::read_dir(root.join(ACTIONS)) else {
        return;
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        let is_old = || {
            let meta = entry.metadata().ok().filter(std::fs::Metadata::is_file)?;
            let age = meta.modified().ok()?.elapsed().ok()?;
            (age > LEFT_BEHIND).then_some(())
        };
        if name.to_str().is_some_and(is_begun) && is_old().is_some() {
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
