//! What the evidence means: a pure function of catalogue, evidence, workspace and
//! as-of date.
//!
//! One scoring function (module `score`) is used everywhere; totals, forecast, gates, the
//! register of documents and the next steps are derived from its lines. Nothing here
//! reads a file or the clock.

mod answers;
mod claims;
mod context;
mod contradictions;
mod control;
mod could_be;
mod forecast;
mod gates;
mod hints;
mod ideas;
mod items;
pub mod judgements;
mod outcome;
mod placed;
mod problems;
mod records;
mod rest;
mod score;
mod share;
mod stand_in;
mod steps;
mod text;
mod totals;
mod types;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::catalogue::{Catalogue, ClauseId};
use crate::evidence::{Evidence, FileProblem};
use crate::workspace::Workspace;

pub use answers::{AnswerFit, answer_fit};
pub use context::{is_template, status};
pub use control::review_due;
pub use forecast::MINORS_THAT_ADD_UP;
pub use hints::{Hint, akin, telling};
pub use outcome::{SAYS_OTHERWISE, not_recognised};
pub use placed::{Placed, has_no_place};
pub use records::{NO_INTERVAL, RowTest, in_words as test_in_words};
pub use share::{CAP, Share};
pub use steps::{is_open, missing_of, not_handed_over};
pub use types::{
    AskResult, Assessment, ClauseResult, Footing, Found, FoundIdea, GateResult, ItemResult, Judged,
    Line, Looked, Naming, PeriodResult, PeriodState, Presence, SeriesResult, Short, Standing,
    State, Step, Totals, Verdict, Window,
};

/// Assesses a workspace.
#[must_use]
pub fn assess(
    catalogue: &Catalogue,
    workspace: &Workspace,
    evidence: &Evidence,
    as_of: Date,
) -> Assessment {
    let claims = claims::claims(catalogue, workspace, evidence, as_of);
    let context = context::Context::new(catalogue, workspace, evidence, claims, as_of);
    let mut workspace_problems: Vec<FileProblem> = context.claims.manifest_problems.clone();
    let mut answered = answers::answered(&context, &mut workspace_problems);
    workspace_problems.extend(judgements::problems(&context));
    problems::unknown_attributes(&context, &mut workspace_problems);
    problems::control(&context, &answered, &mut workspace_problems);
    problems::notes(&context, &mut workspace_problems);
    let mut lines: Vec<Line> = (0..catalogue.requirements.len())
        .into_par_iter()
        .map(|index| score::score(&context, index, &answered))
        .collect();
    for index in contradictions::take_back(&context, &mut answered, &lines) {
        lines[index] = score::score(&context, index, &answered);
    }
    rest::settle(&context, &mut lines);
    score::settle_references(&context, &mut lines);
    contradictions::problems(&context, &answered, &lines, &mut workspace_problems);
    let first_look = context.claims.by_line.iter().all(Vec::is_empty);
    let settings = &workspace.settings;
    let placed = Placed::of(&context);
    let silence_tells = settings.inventory_complete || placed.silence_tells();
    forecast::forecast(catalogue, workspace, &mut lines, first_look, silence_tells);
    let of = |id: &ClauseId| -> Vec<usize> {
        catalogue
            .clauses
            .iter()
            .filter(|clause| id.contains(&clause.id))
            .flat_map(|clause| clause.requirements.clone())
            .collect()
    };
    let clauses = catalogue
        .clauses
        .iter()
        .map(|clause| {
            let all = of(&clause.id);
            let totals = totals::totals(catalogue, settings, &lines, &all);
            // What only waits for a document adds up to nothing: one file may settle it all.
            let complete = settings.inventory_complete;
            let read = all
                .into_iter()
                .filter(|line| !not_handed_over(complete, &lines[*line]));
            let read: Vec<usize> = read.collect();
            let minors = totals::totals(catalogue, settings, &lines, &read).minors;
            let minors_add_up = clause.leaf && minors >= MINORS_THAT_ADD_UP;
            ClauseResult {
                id: clause.id.clone(),
                totals,
                minors_add_up,
            }
        })
        .collect();
    let areas = catalogue
        .areas
        .iter()
        .map(|area| totals::totals(catalogue, settings, &lines, &of(&area.clause)))
        .collect();
    let all: Vec<usize> = (0..lines.len()).collect();
    let whole = totals::totals(catalogue, settings, &lines, &all);
    // What fails no gate is not told to be absent beside it.
    let told = gates::unseen(&lines, |line| {
        first_look || forecast::is_untold(line, silence_tells)
    });
    let of_told = totals::totals(catalogue, settings, &told, &all);
    let ((items, gates), file_problems) = rayon::join(
        || {
            if first_look {
                let items = items::items(&context, &lines);
                let gates = gates::of_first_look(&context, &told, &items, &of_told);
                (items, gates)
            } else {
                let items = items::items(&context, &told);
                let gates = gates::gates(&context, &told, &items, &of_told);
                (items, gates)
            }
        },
        || problems::file_problems(&context, &lines),
    );
    workspace_problems.sort_by(|a, b| (&a.location, &a.message).cmp(&(&b.location, &b.message)));
    workspace_problems.dedup();
    let footing = 0..evidence.documents.len();
    let footing = footing.map(|at| context.footing(at)).collect();
    let namings = gates::namings(&context);
    let steps = steps::steps(&context, &lines);
    Assessment {
        edition: catalogue.edition.clone(),
        as_of,
        window: context.window,
        first_look,
        placed,
        clauses,
        areas,
        services: totals::services(catalogue, settings, &lines),
        totals: whole,
        gates,
        namings,
        series: context.series,
        file_problems,
        footing,
        claimed_for: context.claims.by_document,
        hints: context.hints,
        steps,
        workspace_problems,
        items,
        lines,
    }
}
