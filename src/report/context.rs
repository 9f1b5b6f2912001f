//! What a template sees: the assessment as data, and a few figures that templates
//! would otherwise have to work out.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::output::{RequirementView, View};

/// The data of a report.
#[derive(Debug, Clone, Serialize)]
pub struct ReportContext {
    /// Which report.
    pub report: String,
    /// Marks what the tool wrote, so that it is never read back as evidence.
    pub marker: &'static str,
    /// The assessment, the same as `assess --format json` prints.
    #[serde(flatten)]
    pub view: View,
    /// Requirements by leaf clause, in order.
    pub by_clause: BTreeMap<String, Vec<RequirementView>>,
    /// Requirements with a probable or judged major, then minor.
    pub blockers: Vec<RequirementView>,
    /// Figures about the files.
    pub files: Files,
    /// The verdict in a sentence for directors.
    pub verdict: String,
}

/// Figures about the files.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Files {
    /// All.
    pub found: usize,
    /// Read.
    pub read: usize,
    /// Not read.
    pub not_read: usize,
    /// Empty.
    pub empty: usize,
    /// Read, but claimed for nothing and not set aside.
    pub unclaimed: usize,
    /// Set aside as no evidence.
    pub set_aside: usize,
    /// Problems in files, those about missing claims aside.
    pub problems: usize,
}

/// Builds a report's data.
#[must_use]
pub fn context(report: &str, view: View) -> ReportContext {
    let mut by_clause: BTreeMap<String, Vec<RequirementView>> = BTreeMap::new();
    for line in &view.requirements {
        by_clause
            .entry(line.clause.clone())
            .or_default()
            .push(line.clone());
    }
    let graded = |grade: &str| {
        view.requirements
            .iter()
            .filter(|line| line.grade == grade)
            .cloned()
            .collect::<Vec<_>>()
    };
    let mut blockers = graded("major");
    blockers.extend(graded("minor"));
    ReportContext {
        report: report.to_owned(),
        marker: crate::evidence::MADE_BY_TOOL,
        by_clause,
        blockers,
        files: files(&view),
        verdict: verdict(&view),
        view,
    }
}

fn files(view: &View) -> Files {
    let mut files = Files {
        found: view.evidence.len(),
        ..Files::default()
    };
    for file in &view.evidence {
        match file.read {
            "read" => files.read += 1,
            "empty" => files.empty += 1,
            _ => files.not_read += 1,
        }
        files.set_aside += usize::from(file.set_aside);
        files.unclaimed += usize::from(
            file.problems
                .iter()
                .any(|problem| problem.kind == "unclaimed"),
        );
        files.problems += file
            .problems
            .iter()
            .filter(|problem| problem.kind != "unclaimed")
            .count();
    }
    files
}

fn verdict(view: &View) -> String {
    let totals = &view.totals;
    let unseen = totals.not_seen * 2 > totals.requirements;
    let n = |count: usize, one: &str| format!("{count} {one}{}", if count == 1 { "" } else { "s" });
    let mut text = if unseen {
        format!(
            "Too little has been seen to tell: nothing is known yet about {} of {} requirements.",
            totals.not_seen, totals.requirements
        )
    } else if totals.probable_majors > 0 {
        format!(
            "Not ready: {} would probably be found.",
            n(totals.probable_majors, "major nonconformity").replace("ys", "ies")
        )
    } else if totals.probable_minors > 0 {
        format!(
            "Nearly ready: no major, but probably {}.",
            n(totals.probable_minors, "minor nonconformity").replace("ys", "ies")
        )
    } else {
        "No nonconformity is probable from what was seen.".to_owned()
    };
    if unseen && totals.probable_majors > 0 {
        text.push_str(&format!(
            " What was seen already points to {}.",
            n(totals.probable_majors, "probable major nonconformity").replace("ys", "ies")
        ));
    }
    if totals.conforming == 0 {
        text.push_str(" No assessor has judged any requirement as conforming yet; this is what the evidence shows by itself.");
    }
    text
}
