//! The plan as finished values: for its progress and its reports.

use std::path::Path;

use super::super::calendar::view_of;
use super::super::session::Session;
use super::history::pasts;
use crate::cli::Global;
use crate::comparison::Snapshot;
use crate::evidence::Promising;
use crate::output::calendar::Wanted;
use crate::output::plan::{AheadView, Made, PlanView, SnapshotView, plan_view};
use crate::plan::{Basis, HISTORY, Plan, months, order};

/// The view, with what the documents promise, and why git did not answer where it did not.
pub fn viewed(
    session: &Session,
    plan: &Plan,
    said: &Vec<(usize, Promising)>,
    global: &Global,
) -> (PlanView, Option<String>) {
    let settings = &session.workspace.settings;
    let as_of = session.assessment.as_of;
    let audit = settings.stage2.or(settings.stage1);
    let basis = Basis {
        catalogue: &session.catalogue,
        as_of,
        audit,
        history: settings.history.unwrap_or(HISTORY),
    };
    let (pasts, silent) = pasts(&session.workspace, global);
    let order = order(plan, basis);
    let months = months(plan, &pasts, as_of);
    let calendar = view_of(session, said, None, &Wanted::default());
    let promises = calendar.promises.iter().filter_map(|promise| {
        Some(AheadView {
            day: promise.next_due?,
            what: promise.what.clone(),
            kind: "promise",
            id: None,
            who: promise.owner.clone(),
        })
    });
    let made = Made {
        order: &order,
        pasts: &pasts,
        months: &months,
        snapshots: snapshots(&session.workspace.root),
        promises: Some(promises.collect()),
        as_of,
        audit,
    };
    (plan_view(plan, made), silent)
}

/// Saved assessments, by day; what cannot be read is none.
fn snapshots(root: &Path) -> Vec<SnapshotView> {
    let Ok(entries) = std::fs::read_dir(root.join("snapshots")) else {
        return Vec::new();
    };
    let files = entries.flatten().map(|entry| entry.path());
    let files = files.filter(|path| path.extension().is_some_and(|ending| ending == "json"));
    let mut out: Vec<SnapshotView> = files
        .filter_map(|path| {
            let snapshot = Snapshot::read(&std::fs::read_to_string(path).ok()?).ok()?;
            Some(SnapshotView {
                as_of: snapshot.as_of,
                majors: snapshot.totals.probable_majors,
                minors: snapshot.totals.probable_minors,
                low: per_cent(snapshot.totals.low),
                high: per_cent(snapshot.totals.high),
            })
        })
        .collect();
    out.sort_by_key(|snapshot| snapshot.as_of);
    out
}

#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "between 0 and 100"
)]
fn per_cent(share: f64) -> u32 {
    (share.clamp(0.0, 1.0) * 100.0).round() as u32
}
