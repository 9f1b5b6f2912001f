//! Forecast of grades: what an auditor would probably write. Only a forecast; the
//! assessor decides.
//!
//! | what was seen | forecast |
//! |---|---|
//! | key line contrary, or not found and nothing was read that is about it; a whole leaf process so | probable major |
//! | other lines contrary, or not found and nothing was read that is about them | probable minor |
//! | partly shown at N or P, and something of it is plainly wrong | probable minor |
//! | judged not conforming without a grade | probable minor |
//! | three or more probable minors in one leaf clause | offered as a major |
//! | partly shown otherwise: the rest was not recognised | observation |
//! | operation not seen: a document says all of it, no record shows it and none fails | observation |
//! | not found in files that name its subject, or in records that were read | observation |
//! | claimed, and what was read does not show it | observation |
//! | shown, claimed, not seen, judged conforming without a grade | none |
//! | not handed over, while files have no place yet | none |
//! | nothing is claimed for anything yet, and the line is not judged | none |
//!
//! What was only not recognised makes no nonconformity: an auditor would have to be shown it, and
//! may be, in words that nobody here has thought of.

use super::share::Share;
use super::steps::{not_handed_over, was_read};
use super::types::{Line, Standing, State};
use crate::catalogue::Catalogue;
use crate::workspace::{Grade, Rating, Workspace};

/// How many probable minors in one leaf clause an auditor may take as a major.
pub const MINORS_THAT_ADD_UP: usize = 3;

/// Sets the grade of every line. In a first look only an assessor's grade stands: what
/// nobody has handed over as evidence yet makes no nonconformity probable. Unless `silence_tells`,
/// neither does what no file shows ([`super::placed`]).
pub fn forecast(
    catalogue: &Catalogue,
    workspace: &Workspace,
    lines: &mut [Line],
    first_look: bool,
    silence_tells: bool,
) {
    for clause in catalogue.leaves() {
        let of_clause = &mut lines[clause.requirements.clone()];
        let counting = || (of_clause.iter()).filter(|line| line.standing == Standing::Counts);
        let whole_missing = counting().count() > 1
            && counting().all(|line| {
                line.judgement.is_none() && is_missing(line) && !only_silent(line, silence_tells)
            });
        let graded = |line: &Line| {
            let judged = line.judgement.as_ref().is_some_and(|judged| !judged.stale);
            if !judged && (first_look || only_silent(line, silence_tells)) {
                Grade::None
            } else {
                grade(catalogue, workspace, line, whole_missing)
            }
        };
        let grades: Vec<Grade> = of_clause.iter().map(graded).collect();
        for (line, grade) in of_clause.iter_mut().zip(grades) {
            line.grade = grade;
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
    match line.state {
        State::NotFound | State::Contrary if !is_missing(line) => Grade::Observation,
        State::NotFound | State::Contrary if whole_missing || key => Grade::Major,
        State::NotFound | State::Contrary => Grade::Minor,
        State::PartlyShown => match line.score.map(Share::rating) {
            Some(Rating::N | Rating::P) if line.faulted && !line.operation_only => Grade::Minor,
            Some(_) => Grade::Observation,
            None => Grade::None,
        },
        State::Claimed if line.score == Some(Share::NONE) => Grade::Observation,
        State::Shown | State::Claimed | State::NotSeen => Grade::None,
    }
}

/// Whether it takes a person to say that what was not found is missing: something was read that may
/// show it, or files have no place and one may hold it. Nobody has said so yet.
pub(super) fn is_untold(line: &Line, silence_tells: bool) -> bool {
    let unjudged = line.judgement.as_ref().is_none_or(|judged| judged.stale);
    line.state == State::NotFound
        && unjudged
        && (!is_missing(line) || only_silent(line, silence_tells))
}

/// Whether nothing was handed over for a line, and that tells nothing yet.
fn only_silent(line: &Line, silence_tells: bool) -> bool {
    !silence_tells && not_handed_over(false, line)
}

/// Whether a line is plainly missing. A file that names its subject is about it, and so may records
/// be or whatever else is claimed for it, in words that nobody has thought of: there it takes a
/// person to say that it is missing.
fn is_missing(line: &Line) -> bool {
    match line.state {
        State::Contrary => true,
        State::NotFound => line.faulted || !was_read(line),
        _ => false,
    }
}
