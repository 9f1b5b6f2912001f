//! What a template sees: the assessment as data, and a few figures that templates
//! would otherwise have to work out.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::output::calendar::CalendarView;
use crate::output::plan::PlanView;
use crate::output::triangulation::TriangulationView;
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
    /// The promises, in the report on them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub calendar: Option<CalendarView>,
    /// Documents, people and records side by side, in the report on them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub triangulation: Option<TriangulationView>,
    /// The action plan, in the reports on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<PlanView>,
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
        calendar: None,
        triangulation: None,
        plan: None,
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
    if view.first_look {
        return too_early(view);
    }
    let mut sentences = vec![standing(view)];
    sentences.extend(not_handed_over(view));
    sentences.extend(view.not_recognised_in_words());
    sentences.extend(adding_up(view));
    if totals.not_seen > 0 {
        sentences.push(if mostly_unseen(view) {
            "What is not known counts neither as a gap nor as passed.".to_owned()
        } else {
            format!(
                "Nothing is known yet about {}; they count neither as gaps nor as passed.",
                unseen(view)
            )
        });
    }
    if totals.conforming == 0 {
        sentences.push(
            "No assessor has judged any requirement as conforming yet; this is what the evidence shows by itself.".to_owned(),
        );
    }
    sentences.join(" ")
}

/// What can be said while nothing is claimed: what assessors have concluded, and no more.
fn too_early(view: &View) -> String {
    let totals = &view.totals;
    let judged = totals.conforming + totals.nonconforming;
    let but = match judged {
        0 => String::new(),
        _ => format!(
            " but what was judged: {} conforming, {} not conforming, of {}",
            totals.conforming, totals.nonconforming, totals.requirements
        ),
    };
    format!(
        "Too early for a verdict: nobody has said yet which file is evidence for what, so nothing can be called met or missing{but}."
    )
}

/// What an auditor would probably find: the same figures that stand beside the verdict. Where
/// too little was read, it is no verdict, whatever stands out in it already.
fn standing(view: &View) -> String {
    let totals = &view.totals;
    let (majors, minors) = (totals.probable_majors, totals.probable_minors);
    let probable = [(majors, "major"), (minors, "minor")]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, grade)| nonconformities(count, grade));
    let probable = probable.collect::<Vec<_>>().join(" and ");
    let are = if majors + minors == 1 { "is" } else { "are" };
    let failed: Vec<&str> = view
        .gates
        .iter()
        .filter(|gate| gate.verdict == "not met")
        .map(|gate| gate.title.split(':').next().unwrap_or(&gate.title))
        .collect();
    if mostly_unseen(view) {
        let unseen = unseen(view);
        let probable = match majors + minors {
            0 => "No nonconformity is probable from what was read".to_owned(),
            _ => format!("As things stand, {probable} {are} probable"),
        };
        format!(
            "Too little has been handed over for a verdict: nothing is known yet about {unseen}. {probable}."
        )
    } else if view.forecast.majors_seen > 0 {
        format!("Not ready: {probable} would probably be found.")
    } else if majors > 0 {
        format!("As things stand, {probable} {are} probable.")
    } else if !failed.is_empty() {
        let minors = nonconformities(minors, "minor");
        format!(
            "Not ready, as far as the files tell: {} would probably not be passed; {minors} would probably be found.",
            failed.join(" and ")
        )
    } else if minors > 0 {
        format!("No major nonconformity is probable from what was seen, but {probable}.")
    } else {
        "No nonconformity is probable from what was seen.".to_owned()
    }
}

/// Whether half of the requirements or more are not seen, in an inventory that is open.
fn mostly_unseen(view: &View) -> bool {
    view.inventory != "complete" && view.totals.not_seen * 2 >= view.totals.requirements
}

/// How many requirements nothing is known about.
fn unseen(view: &View) -> String {
    let totals = &view.totals;
    format!(
        "{} of {} requirements ({})",
        totals.not_seen, totals.requirements, totals.share_not_seen
    )
}

/// How much of that holds only as long as nothing is handed over.
fn not_handed_over(view: &View) -> Option<String> {
    let split = &view.forecast;
    let parts: Vec<String> = [
        (split.majors_not_handed_over, split.majors_seen, "major"),
        (split.minors_not_handed_over, split.minors_seen, "minor"),
    ]
    .into_iter()
    .filter(|(waiting, ..)| *waiting > 0)
    .map(|(waiting, seen, grade)| match (waiting, seen) {
        (1, 0) => format!("the {grade}"),
        (2.., 0) => format!("all {waiting} {grade}s"),
        _ => {
            if waiting == 1 {
                format!("1 {grade}")
            } else {
                format!("{waiting} {grade}s")
            }
        }
    })
    .collect();
    (!parts.is_empty()).then(|| {
        format!(
            "Of these, {} only because no file handed over shows what is asked for; where it exists, hand it over, or say which file it is.",
            parts.join(" and ")
        )
    })
}

/// Clauses whose minors an auditor may take as one major, by name where they are few.
fn adding_up(view: &View) -> Option<String> {
    let clauses: Vec<String> = view
        .clauses
        .iter()
        .filter(|clause| clause.minors_add_up)
        .map(|clause| format!("{} ({})", clause.called, clause.clause))
        .collect();
    let places = match clauses.len() {
        0 => return None,
        1 | 2 => clauses.join(" and in "),
        n => format!("{n} clauses"),
    };
    Some(format!(
        "In {places}, three or more minors come together in what was read, which an auditor may take as a major."
    ))
}

fn nonconformities(count: usize, grade: &str) -> String {
    match count {
        0 => format!("no {grade} nonconformity"),
        1 => format!("one {grade} nonconformity"),
        n => format!("{n} {grade} nonconformities"),
    }
}
