//! What is wrong in the files of the workspace, which only shows against catalogue and
//! evidence.

use std::collections::BTreeMap;

use crate::assessment::answers::Answered;
use crate::assessment::claims::Piece;
use crate::assessment::context::Context;
use crate::assessment::records::occurrences;
use crate::assessment::share::Share;
use crate::assessment::types::{Line, Standing, State};
use crate::evidence::{FileProblem, ProblemKind};
use crate::form::did_you_mean;
use crate::source::Location;
use crate::workspace::is_address;

/// Attributes in manifests that no test looks at are slips of the pen.
pub fn unknown_attributes(context: &Context<'_>, problems: &mut Vec<FileProblem>) {
    let mut known: Vec<&str> = context
        .catalogue
        .clauses
        .iter()
        .filter_map(|clause| clause.record.as_ref())
        .flat_map(|record| record.attributes.keys())
        .map(String::as_str)
        .collect();
    known.sort_unstable();
    known.dedup();
    for register in &context.evidence.registers {
        for (attribute, _) in &register.entry.columns {
            if known.contains(&attribute.as_str()) {
                continue;
            }
            let hint = did_you_mean(attribute, &known)
                .unwrap_or_else(|| format!("known are {}", known.join(", ")));
            let message = format!(
                "register {}: no row is ever held to an attribute `{attribute}`; {hint}",
                register.entry.id
            );
            problems.push(at(&register.entry.location, message));
        }
    }
}

/// Evidence of control over a party that is named and not there, and a party that performs
/// something and that nobody has named.
pub fn control(context: &Context<'_>, answered: &[Answered], problems: &mut Vec<FileProblem>) {
    let settings = &context.workspace.settings;
    for party in &settings.parties {
        missing(
            context,
            &party.name,
            &party.control,
            &party.location,
            problems,
        );
    }
    for answer in answered {
        let given = &context.workspace.answers[answer.index];
        let Some(party) = given.party.as_ref().filter(|_| !answer.lines.is_empty()) else {
            continue;
        };
        missing(context, party, &given.control, &given.location, problems);
        if settings.parties.is_empty() {
            let message =
                format!("clausewise.toml does not know the party {party}: add it as a [[party]]");
            problems.push(at(&given.location, message));
        }
    }
}

fn missing(
    context: &Context<'_>,
    party: &str,
    control: &[String],
    location: &Location,
    problems: &mut Vec<FileProblem>,
) {
    let documents = &context.evidence.documents;
    let there = |path: &String| {
        is_address(path)
            || documents
                .binary_search_by(|document| (*document.path).cmp(path))
                .is_ok()
    };
    for path in control.iter().filter(|path| !there(path)) {
        let message = format!("the evidence of control over {party} is not there: {path}");
        problems.push(at(location, message));
    }
}

/// Notes that had not been taken yet on the day assessed.
pub fn later_notes(context: &Context<'_>, problems: &mut Vec<FileProblem>) {
    for note in &context.workspace.notes {
        if let Some(date) = note.date.filter(|date| *date > context.as_of) {
            let message = format!(
                "the note {} is of {date}, after the day assessed: it does not count yet",
                note.id
            );
            problems.push(at(&note.location, message));
        }
    }
}

/// Answers that take requirements out of the totals and that something speaks against: a
/// file that shows what is said not to be there, or a judgement.
pub fn contradicted(
    context: &Context<'_>,
    answered: &[Answered],
    lines: &[Line],
    problems: &mut Vec<FileProblem>,
) {
    for answer in answered {
        let given = &context.workspace.answers[answer.index];
        let kind = given.kind.word();
        let out = |line: &&usize| lines[**line].standing == answer.standing;
        let mut by_file: BTreeMap<&str, Vec<&usize>> = BTreeMap::new();
        for line in answer
            .lines
            .iter()
            .filter(out)
            .filter(|_| answer.standing != Standing::Counts)
        {
            if let Some(file) = shows(context, answer, &lines[*line]) {
                by_file.entry(file).or_default().push(line);
            }
            if let Some(judged) = &lines[*line].judgement {
                let message = format!(
                    "{} is judged and answered with \"{kind}\": the judgement does not count; take back one of the two",
                    context.catalogue.requirements[*line].id
                );
                let location = &context.workspace.judgements[judged.index].location;
                problems.push(at(location, message));
            }
        }
        if answer.standing == Standing::NoOccurrence {
            let found = occurred(context, answer);
            problems.extend(found.map(|message| at(&given.location, message)));
        }
        for (file, of) in by_file {
            let ids: Vec<String> = of
                .iter()
                .map(|line| context.catalogue.requirements[**line].id.to_string())
                .collect();
            let message = format!(
                "the answer \"{kind}\" is contradicted by {file}, which is claimed for {} and shows it; take back one of the two",
                ids.join(", ")
            );
            problems.push(at(&given.location, message));
        }
    }
}

/// The evidence that shows what an answer says there is not. That something did not happen
/// is no contradiction to a rule for when it does, only to a record of it.
fn shows<'l>(context: &Context<'_>, answer: &Answered, line: &'l Line) -> Option<&'l str> {
    if !matches!(line.state, State::Shown | State::PartlyShown) {
        return None;
    }
    let speaks = |name: &str| {
        let documents = &context.evidence.documents;
        let document = documents.binary_search_by(|document| (*document.path).cmp(name));
        answer.standing == Standing::NoSuchParty
            || document.map_or(true, |at| context.is_record(at))
    };
    let mut looked = line.evidence.iter();
    let found = looked.find(|looked| looked.share > Share::NONE && speaks(&looked.name));
    found.map(|looked| &*looked.name)
}

/// Rows of a register that are what is said not to have occurred: the catalogue tells by a
/// rare line of the clause which rows those are.
fn occurred(context: &Context<'_>, answer: &Answered) -> Option<String> {
    let catalogue = context.catalogue;
    answer.lines.iter().find_map(|answered| {
        let clause = catalogue.requirements[*answered].clause;
        let rare = catalogue.clauses[clause].requirements.clone();
        let rare = rare.filter(|line| catalogue.requirements[*line].rare);
        rare.flat_map(|line| &context.claims.by_line[line])
            .find_map(|claimed| match claimed.piece {
                Piece::Register(index) => rows_of(context, *answered, index),
                _ => None,
            })
    })
}

fn rows_of(context: &Context<'_>, answered: usize, register: usize) -> Option<String> {
    let catalogue = context.catalogue;
    let register = &context.evidence.registers[register];
    let path = &context.evidence.documents[register.document?].path;
    let clause = catalogue.requirements[answered].clause;
    let mut rare = catalogue.clauses[clause].requirements.clone();
    let (line, rows) = rare.find_map(|line| {
        let line = &catalogue.requirements[line];
        let rows = line.rare.then(|| occurrences(context, line, register))?;
        (!rows.is_empty()).then_some((line, rows))
    })?;
    let when = line.test.as_ref()?.when.as_ref()?;
    let what = match rows.as_slice() {
        [row] => format!("the row on line {row}"),
        [first, ..] => format!("{} rows, the first on line {first}", rows.len()),
        [] => return None,
    };
    Some(format!(
        "the answer \"no occurrence\" for {} is contradicted by {path}: {what}, by {} such an occasion; \
         hand over its record, or take the answer back",
        catalogue.requirements[answered].id, when.0
    ))
}

fn at(location: &Location, message: String) -> FileProblem {
    FileProblem {
        kind: ProblemKind::Malformed,
        message,
        location: location.clone(),
    }
}
