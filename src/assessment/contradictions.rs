//! Answers that something speaks against: a file that shows what is said not to be there, or
//! a judgement.
//!
//! An answer takes requirements out of the totals, so a false one hides them. While a record,
//! a contract, a table or the rows of a register show the thing, the answer does not count; a rule for the case that
//! there were such a thing is only told, since many organisations have rules in store.

use std::collections::BTreeMap;

use super::answers::Answered;
use super::claims::Piece;
use super::context::Context;
use super::records::occurrences;
use super::share::Share;
use super::types::{Line, Standing, State};
use crate::evidence::{FileProblem, Metadata, ProblemKind, document_at, kind_by_name};
use crate::source::few;

/// Most requirements named in one message.
const MOST_NAMED: usize = 4;

/// Takes back what answers settle and evidence shows. The requirements concerned are given
/// back: they must be scored anew.
///
/// That there is no such party is one statement on a whole clause; that something did not
/// happen is one on each requirement.
pub(super) fn take_back(
    context: &Context<'_>,
    answered: &mut [Answered],
    lines: &[Line],
) -> Vec<usize> {
    let clause = |line: usize| context.catalogue.requirements[line].clause;
    let mut anew = Vec::new();
    for answer in answered {
        let mut told: Vec<(usize, String)> = settled(answer, lines)
            .filter_map(|line| Some((line, shows(context, answer, &lines[line], true)?.to_owned())))
            .collect();
        told.extend(occurred(context, answer, lines));
        let speaks_against = |line: usize| {
            let whole = answer.standing == Standing::NoSuchParty;
            told.iter()
                .find(|(other, _)| *other == line || whole && clause(*other) == clause(line))
        };
        let back: Vec<(usize, String)> = settled(answer, lines)
            .filter_map(|line| Some((line, speaks_against(line)?.1.clone())))
            .collect();
        answer
            .lines
            .retain(|line| !back.iter().any(|(other, _)| other == line));
        anew.extend(back.iter().map(|(line, _)| *line));
        answer.taken_back = back;
    }
    anew
}

/// What speaks against answers, as problems.
pub(super) fn problems(
    context: &Context<'_>,
    answered: &[Answered],
    lines: &[Line],
    problems: &mut Vec<FileProblem>,
) {
    let ids = |lines: &[usize]| -> String {
        let id = |line: &usize| context.catalogue.requirements[*line].id.to_string();
        few(&lines.iter().map(id).collect::<Vec<_>>(), MOST_NAMED)
    };
    for answer in answered {
        let given = &context.workspace.answers[answer.index];
        let kind = given.kind.word();
        let mut of = |message: String| {
            let kind = ProblemKind::AnswerContradicted;
            problems.push(FileProblem::of(kind, &given.location, message));
        };
        let mut back: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (line, file) in &answer.taken_back {
            back.entry(file).or_default().push(*line);
        }
        for (file, lines) in back {
            of(format!(
                "the answer \"{kind}\" is contradicted by {file}, so it does not count for {}; take back one of the two",
                ids(&lines)
            ));
        }
        let mut by_file: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for line in settled(answer, lines) {
            if let Some(file) = shows(context, answer, &lines[line], false) {
                by_file.entry(file).or_default().push(line);
            }
        }
        for (file, lines) in by_file {
            of(format!(
                "the answer \"{kind}\" is contradicted by {file}, which is claimed for {} and shows it; take back one of the two",
                ids(&lines)
            ));
        }
        for line in settled(answer, lines) {
            if let Some(judged) = &lines[line].judgement {
                let message = format!(
                    "{} is judged and answered with \"{kind}\": the judgement does not count; take back one of the two",
                    context.catalogue.requirements[line].id
                );
                let location = &context.workspace.judgements[judged.index].location;
                problems.push(FileProblem::malformed(location, message));
            }
        }
    }
}

/// What an answer takes out of the totals.
fn settled<'a>(answer: &'a Answered, lines: &'a [Line]) -> impl Iterator<Item = usize> + 'a {
    let own = answer.lines.iter().copied();
    own.filter(|line| {
        answer.standing != Standing::Counts && lines[*line].standing == answer.standing
    })
}

/// The evidence that shows what an answer says there is not; where only `firm` evidence is
/// asked for, no rule for it. That something did not happen is no contradiction to a rule
/// for when it does.
fn shows<'l>(
    context: &Context<'_>,
    answer: &Answered,
    line: &'l Line,
    firm: bool,
) -> Option<&'l str> {
    if !matches!(line.state, State::Shown | State::PartlyShown) {
        return None;
    }
    let speaks = |name: &str| {
        document_at(&context.evidence.documents, name).is_none_or(|at| {
            if is_form(context, at) {
                return false;
            }
            context.is_record(at)
                || answer.standing == Standing::NoSuchParty
                    && (!firm || matches!(context.kinds[at], Some("contract" | "agreement")))
        })
    };
    let mut looked = line.evidence.iter();
    let found = looked.find(|looked| looked.share > Share::NONE && speaks(&looked.name));
    found.map(|looked| &*looked.name)
}

/// The rows of registers that are what an answer says did not occur, each with a requirement
/// the answer is for: the catalogue tells by a rare line of the clause which rows those are.
fn occurred(context: &Context<'_>, answer: &Answered, lines: &[Line]) -> Vec<(usize, String)> {
    if answer.standing != Standing::NoOccurrence {
        return Vec::new();
    }
    let catalogue = context.catalogue;
    let rows = |line: usize| {
        let clause = catalogue.requirements[line].clause;
        let mut rare = catalogue.clauses[clause].requirements.clone();
        let told = rare.find_map(|rare| rows_of(context, rare));
        Some((line, told?))
    };
    settled(answer, lines)
        .filter(|line| catalogue.requirements[*line].rare)
        .filter_map(rows)
        .collect()
}

/// The rows within the time looked at that a rare requirement is about, in words.
fn rows_of(context: &Context<'_>, line: usize) -> Option<String> {
    let requirement = &context.catalogue.requirements[line];
    let when = requirement.test.as_ref()?.when.as_ref()?;
    let by_register = context.claims.by_line[line].iter();
    by_register
        .filter(|_| requirement.rare)
        .find_map(|claimed| {
            let Piece::Register(index) = claimed.piece else {
                return None;
            };
            let register = &context.evidence.registers[index];
            let document = &context.evidence.documents[register.document?];
            let rows = occurrences(context, requirement, register);
            let first = document.lines_in_words(rows.get(..1)?, 1);
            let what = match rows.len() {
                1 => format!("the row on {first}"),
                many => format!("{many} rows, the first on {first}"),
            };
            Some(format!("{}: {what}, by its {}", document.path, when.0))
        })
}

/// Whether a file is a template: what it would hold if it were filled in shows nothing.
fn is_form(context: &Context<'_>, at: usize) -> bool {
    let document = &context.evidence.documents[at];
    let by_name = kind_by_name(&Metadata::default(), &document.path);
    context.is_draft(at) || context.kinds[at] == Some("template") || by_name == Some("template")
}
