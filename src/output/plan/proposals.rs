//! What the gaps would change in the plan.

use serde::Serialize;

use super::super::paint::{Paint, count, cut_at_word, paint, wrapped};
use super::super::screen::Screen;
use crate::plan::{Proposal, Reconciled, What};
use crate::source::visible;
use crate::workspace::Grade;

/// Most lines below an action unless all are asked for.
const MOST_LINES: usize = 3;

/// The heads of the screen, in order.
const HEADS: &[(What, &str, &str)] = &[
    (What::New, "+", "New: gaps that no action has"),
    (
        What::Returned,
        "!",
        "Closed, and the gap is back: reopen it, or judge the requirement",
    ),
    (
        What::AcceptanceEnded,
        "!",
        "The risk was accepted until a day that is past",
    ),
    (
        What::Cleared,
        "✓",
        "Cleared: nothing is missing any more; close it when you have seen that",
    ),
    (
        What::Orphaned,
        "-",
        "What it was about counts no more; close it, or give it another purpose",
    ),
    (What::Changed, "~", "Follows the evidence"),
];

/// What is to be written and to be done, for the screen. `about` says of what and when.
#[must_use]
pub fn proposals_screen(about: &str, reconciled: &Reconciled, screen: &Screen<'_>) -> String {
    let mut out = wrapped(about, screen.width, 0);
    out.push_str(&wrapped(&figures(reconciled), screen.width, 2));
    for (what, mark, head) in HEADS {
        let of_kind: Vec<&Proposal> = reconciled
            .proposals
            .iter()
            .filter(|proposal| proposal.what == *what)
            .collect();
        if of_kind.is_empty() {
            continue;
        }
        out.push('\n');
        out.push_str(&paint(head, Paint::Bold, screen.colour));
        out.push('\n');
        for proposal in of_kind {
            out.push_str(&one(proposal, mark, screen));
        }
    }
    out
}

fn figures(reconciled: &Reconciled) -> String {
    let mut parts: Vec<String> = Vec::new();
    for (what, _, _) in HEADS {
        let of_kind = reconciled.proposals.iter().filter(|one| one.what == *what);
        match of_kind.count() {
            0 => {}
            n => parts.push(format!("{n} {}", what.word())),
        }
    }
    if reconciled.unchanged > 0 {
        parts.push(format!("{} as they are", reconciled.unchanged));
    }
    if parts.is_empty() {
        return "No gaps and no actions.".to_owned();
    }
    format!("Actions: {}", parts.join(" · "))
}

fn one(proposal: &Proposal, mark: &str, screen: &Screen<'_>) -> String {
    let grade = match proposal.grade {
        Grade::Major => "major, ",
        Grade::Minor => "minor, ",
        _ => "",
    };
    let open = match proposal.open {
        0 => String::new(),
        n => format!(" ({grade}{n} open)"),
    };
    let head = format!(
        "  {mark} {}  {}{open}",
        proposal.id,
        visible(&proposal.title)
    );
    let mut out = wrapped(&head, screen.width, 6);
    let most = if screen.verbose {
        usize::MAX
    } else {
        MOST_LINES
    };
    // A single gap says what the title says.
    let said = proposal.what == What::New && proposal.says.len() == 1 && !screen.verbose;
    for line in proposal.says.iter().take(if said { 0 } else { most }) {
        let line = visible(line);
        let shown = if screen.verbose {
            line
        } else {
            cut_at_word(&line, screen.width.saturating_sub(6))
        };
        out.push_str(&wrapped(&format!("      {shown}"), screen.width, 10));
    }
    if !said && proposal.says.len() > most {
        out.push_str(&format!(
            "      … and {} more (-v lists them)\n",
            count(proposal.says.len() - most, "line")
        ));
    }
    out
}

#[derive(Serialize)]
struct PlanJson<'a> {
    schema: u32,
    edition: String,
    as_of: String,
    proposals: Vec<ProposalJson<'a>>,
    unchanged: usize,
}

#[derive(Serialize)]
struct ProposalJson<'a> {
    id: &'a str,
    path: String,
    title: &'a str,
    what: &'static str,
    grade: &'static str,
    open: usize,
    says: &'a [String],
    writes: bool,
}

/// The same as JSON.
///
/// # Errors
/// It cannot be put into words; in practice never.
pub fn proposals_json(
    edition: &str,
    as_of: &str,
    reconciled: &Reconciled,
) -> Result<String, serde_json::Error> {
    let proposals = reconciled.proposals.iter().map(|one| ProposalJson {
        id: one.id.as_str(),
        path: one.id.path(),
        title: &one.title,
        what: one.what.word(),
        grade: one.grade.word(),
        open: one.open,
        says: &one.says,
        writes: one.after.is_some(),
    });
    super::super::json::pretty(&PlanJson {
        schema: 1,
        edition: edition.to_owned(),
        as_of: as_of.to_owned(),
        proposals: proposals.collect(),
        unchanged: reconciled.unchanged,
    })
}
