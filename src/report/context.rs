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
    if view.evidence.is_empty() {
        return "Nothing has been handed over yet, so nothing can be said.".to_owned();
    }
    let open = view.inventory != "complete";
    let mut sentences = Vec::new();
    if open && totals.not_seen * 2 >= totals.requirements {
        sentences.push(format!(
            "Too little has been handed over for a verdict: nothing is known yet about {} of {} requirements.",
            totals.not_seen, totals.requirements
        ));
        sentences.extend(seen_so_far(view));
        sentences.extend(not_handed_over(view));
    } else {
        sentences.push(standing(view));
        if open {
            sentences.extend(not_handed_over(view));
        }
        let adding_up = view
            .clauses
            .iter()
            .filter(|clause| clause.minors_add_up)
            .count();
        if adding_up > 0 {
            sentences.push(format!(
                "In {adding_up} clause{} the minors add up, so that an auditor may call them a major.",
                if adding_up == 1 { "" } else { "s" }
            ));
        }
        if totals.not_seen > 0 {
            sentences.push(format!(
                "Nothing is known yet about {} of {} requirements.",
                totals.not_seen, totals.requirements
            ));
        }
    }
    if totals.conforming == 0 {
        sentences.push(
            "No assessor has judged any requirement as conforming yet; this is what the evidence shows by itself.".to_owned(),
        );
    }
    sentences.join(" ")
}

/// Where most has been seen: what an auditor would probably find.
fn standing(view: &View) -> String {
    let totals = &view.totals;
    let majors = nonconformities(totals.probable_majors, "major");
    let minors = nonconformities(totals.probable_minors, "minor");
    let failed: Vec<&str> = view
        .gates
        .iter()
        .filter(|gate| gate.verdict == "not met")
        .map(|gate| gate.title.split(':').next().unwrap_or(&gate.title))
        .collect();
    if totals.probable_majors > 0 {
        format!("Not ready: {majors} and {minors} would probably be found.")
    } else if !failed.is_empty() {
        format!(
            "Not ready: {} cannot be passed as things stand; {minors} would probably be found.",
            failed.join(" and ")
        )
    } else if totals.probable_minors > 0 {
        format!("No major nonconformity is probable from what was seen, but {minors}.")
    } else {
        "No nonconformity is probable from what was seen.".to_owned()
    }
}

/// Whether a requirement is a gap only since nothing was handed over for it.
fn unhanded(line: &RequirementView) -> bool {
    line.counts && !line.judged && line.state == "not found" && line.evidence_count == 0
}

/// What little was seen may already weigh.
fn seen_so_far(view: &View) -> Option<String> {
    let graded = |grade: &str| {
        view.requirements
            .iter()
            .filter(|line| line.counts && line.grade == grade && !unhanded(line))
            .count()
    };
    let parts: Vec<String> = [("major", graded("major")), ("minor", graded("minor"))]
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(grade, count)| format!("{count} as a probable {grade}"))
        .collect();
    (!parts.is_empty()).then(|| {
        format!(
            "Of what was handed over, requirements stand out: {}.",
            parts.join(", ")
        )
    })
}

fn not_handed_over(view: &View) -> Option<String> {
    let count = view
        .requirements
        .iter()
        .filter(|line| unhanded(line))
        .count();
    let subject = match count {
        0 => return None,
        1 => "One requirement asks".to_owned(),
        n => format!("{n} requirements ask"),
    };
    Some(format!(
        "{subject} for something written that is not among the files handed over; where it exists, hand it over, else it is a gap."
    ))
}

fn nonconformities(count: usize, grade: &str) -> String {
    match count {
        0 => format!("no {grade} nonconformity"),
        1 => format!("one {grade} nonconformity"),
        n => format!("{n} {grade} nonconformities"),
    }
}
