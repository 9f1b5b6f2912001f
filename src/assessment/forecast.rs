//! Forecast of grades: what an auditor would probably write. Only a forecast; the
//! assessor decides.
//!
//! | what was seen | forecast |
//! |---|---|
//! | key line not found or contrary; a whole leaf process not found | probable major |
//! | key line not found in a file that names its subject, or in records that were read | probable minor |
//! | other lines not found, contrary, partly shown at N or P, or judged not conforming without a grade | probable minor, once per "shall" |
//! | three or more probable minors in one leaf clause | offered as a major |
//! | partly shown at L; a document says it all, operation not seen | observation |
//! | claimed, and what was read does not show it | observation |
//! | shown, claimed, not seen, judged conforming without a grade | none |
//! | nothing is claimed for anything yet, and the line is not judged | none |

use super::share::Share;
use super::types::{Line, Standing, State};
use crate::catalogue::Catalogue;
use crate::workspace::{Grade, Rating, Workspace};

/// How many probable minors in one leaf clause an auditor may take as a major.
pub const MINORS_THAT_ADD_UP: usize = 3;

/// Sets the grade of every line. In a first look only an assessor's grade stands: what
/// nobody has handed over as evidence yet makes no nonconformity probable.
pub fn forecast(
    catalogue: &Catalogue,
    workspace: &Workspace,
    lines: &mut [Line],
    first_look: bool,
) {
    for clause in catalogue.leaves() {
        let range = clause.requirements.clone();
        let counting: Vec<usize> = range
            .clone()
            .filter(|index| lines[*index].standing == Standing::Counts)
            .collect();
        let unjudged = counting
            .iter()
            .all(|index| lines[*index].judgement.is_none());
        let whole_missing = counting.len() > 1
            && unjudged
            && !counting.iter().any(|index| lines[*index].records_read)
            && counting
                .iter()
                .all(|index| matches!(lines[*index].state, State::NotFound | State::Contrary));
        for index in range {
            let line = &lines[index];
            let judged = line.judgement.as_ref().is_some_and(|judged| !judged.stale);
            lines[index].grade = if first_look && !judged {
                Grade::None
            } else {
                grade(catalogue, workspace, line, whole_missing)
            };
        }
    }
}

fn grade(catalogue: &Catalogue, workspace: &Workspace, line: &Line, whole_missing: bool) -> Grade {
    if line.standing != Standing::Counts {
        return Grade::None;
    }
    if let Some(judged) = line.judgement.as_ref().filter(|judged| !judged.stale) {
        let given = workspace.judgements[judged.index].grade;
        if given != Grade::None {
            return given;
        }
        return if judged.conforming {
            Grade::None
        } else {
            Grade::Minor
        };
    }
    let key = catalogue.requirements[line.requirement].key;
    // A file that names the subject is about it, and so may records be that say it in words
    // nobody has thought of: there it takes a person to say that the rest is missing altogether.
    let read = !line.found.is_empty() || line.records_read;
    let about_it = line.state == State::NotFound && read;
    match line.state {
        State::NotFound | State::Contrary if whole_missing || key && !about_it => Grade::Major,
        State::NotFound | State::Contrary => Grade::Minor,
        State::PartlyShown if line.operation_only => Grade::Observation,
        State::PartlyShown => match line.score.map(super::share::Share::rating) {
            Some(Rating::N | Rating::P) => Grade::Minor,
            Some(_) => Grade::Observation,
            None => Grade::None,
        },
        State::Claimed if line.score == Some(Share::NONE) => Grade::Observation,
        State::Shown | State::Claimed | State::NotSeen => Grade::None,
    }
}
