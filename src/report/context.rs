//! What a template sees: the assessment as data, and a few figures that templates
//! would otherwise have to work out.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::output::calendar::CalendarView;
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

/// What an auditor would probably find in what was read. Where that is too little, it is no
/// verdict, whatever stands out in it already.
fn standing(view: &View) -> String {
    let split = &view.forecast;
    let minors = nonconformities(split.minors_seen, "minor");
    let failed: Vec<&str> = view
        .gates
        .iter()
        .filter(|gate| gate.verdict == "not met")
        .map(|gate| gate.title.split(':').next().unwrap_or(&gate.title))
        .collect();
    let majors = nonconformities(split.majors_seen, "major");
    let both = match split.minors_seen {
        0 => majors,
        _ => format!("{majors} and {minors}"),
    };
    let most_unseen = mostly_unseen(view);
    if most_unseen && split.majors_seen > 0 {
        let one = split.majors_seen + split.minors_seen == 1;
        format!(
            "Too little has been handed over for a verdict: nothing is known yet about {}. What was read already makes {both} probable, and {} to be settled before any audit.",
            unseen(view),
            if one { "it has" } else { "they have" }
        )
    } else if split.majors_seen > 0 {
        format!("Not ready: {both} would probably be found.")
    } else if most_unseen || split.majors_not_handed_over > 0 {
        let too_little = if most_unseen {
            let unseen = unseen(view);
            format!(
                "Too little has been handed over for a verdict: nothing is known yet about {unseen}. "
            )
        } else {
            String::new()
        };
        format!(
            "{too_little}What was read makes no major nonconformity probable{}.",
            match split.minors_seen {
                0 => String::new(),
                _ => format!(", but {minors}"),
            }
        )
    } else if !failed.is_empty() {
        format!(
            "Not ready: {} cannot be passed as things stand; {minors} would probably be found.",
            failed.join(" and ")
        )
    } else if split.minors_seen > 0 {
        format!("No major nonconformity is probable from what was seen, but {minors}.")
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

/// What holds only as long as nothing is handed over.
fn not_handed_over(view: &View) -> Option<String> {
    let split = &view.forecast;
    let parts: Vec<String> = [
        (split.majors_not_handed_over, "major"),
        (split.minors_not_handed_over, "minor"),
    ]
    .into_iter()
    .filter(|(count, _)| *count > 0)
    .map(|(count, grade)| nonconformities(count, grade))
    .collect();
    let more = if split.majors_seen + split.minors_seen > 0 {
        " more"
    } else {
        ""
    };
    (!parts.is_empty()).then(|| {
        format!(
            "{}{more} would come of documents and records that no file handed over shows; where they exist, hand them over, or say which file they are.",
            first_upper(&parts.join(" and "))
        )
    })
}

fn first_upper(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_uppercase().chain(chars).collect()
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
        "In {places}, three or more minors come together, which an auditor may take as a major."
    ))
}

fn nonconformities(count: usize, grade: &str) -> String {
    match count {
        0 => format!("no {grade} nonconformity"),
        1 => format!("one {grade} nonconformity"),
        n => format!("{n} {grade} nonconformities"),
    }
}
