//! Registers: what a table shows by its rows, or at least by its words.

use super::columns::filled;
use super::rows::{Tested, lacking, rows};
use super::{Seen, ideas_in};
use crate::assessment::context::Context;
use crate::assessment::ideas::says_something;
use crate::assessment::outcome::{Outcome, Use, usable, vouched_for};
use crate::assessment::share::Share;
use crate::assessment::types::{Looked, State};
use crate::catalogue::{CalledFor, Requirement};
use crate::evidence::{Document, Register};

pub(super) fn register(
    context: &Context<'_>,
    line: &Requirement,
    index: usize,
    outcome: &mut Outcome,
) -> Option<Seen> {
    let register = &context.evidence.registers[index];
    let Some(at) = register.document else {
        let closed = context.evidence.closed_for(&register.entry.file);
        outcome.unread.extend(closed.cloned());
        return None;
    };
    let document = &context.evidence.documents[at];
    if usable(context, at, outcome)? == Use::Attested {
        return Some(Seen::claimed(vouched_for(document)));
    }
    if document.format.is_table() && register.table.is_empty() {
        // The heads of columns say what rows are to hold, and there are none.
        let missing = format!("{} holds no row", document.path);
        outcome.missing.push(missing);
        return None;
    }
    match rows(context, line, register) {
        // Of rows without a day no test can tell anything; what stands in them still says something.
        Some(tested) if tested.applies == 0 && tested.undated > 0 => {
            let rows = passed_over(&tested);
            outcome.remarks.push(format!("{}: {rows}", document.path));
            by_words(context, line, register, at, outcome)
        }
        Some(tested) => by_test(document, register, &tested, outcome),
        None => by_words(context, line, register, at, outcome),
    }
}

/// What the rows show that were held to a test.
fn by_test(
    document: &Document,
    register: &Register,
    tested: &Tested,
    outcome: &mut Outcome,
) -> Option<Seen> {
    if tested.undated > 0 {
        let rows = passed_over(tested);
        outcome.remarks.push(format!("{}: {rows}", document.path));
    }
    if tested.routine > 0 {
        let rows = rows_in_words(tested.routine);
        outcome.remarks.push(format!(
            "{}: {rows} of a kind that was approved beforehand not looked at ({})",
            document.path, tested.rule
        ));
    }
    if tested.undecided > 0 {
        let rows = rows_in_words(tested.undecided);
        outcome.remarks.push(format!(
            "{}: {rows} that still wait for a decision not looked at ({})",
            document.path, tested.rule
        ));
    }
    if tested.applies == 0 {
        outcome.records_read = true;
        outcome.remarks.push(format!(
            "{}: no row in the time looked at that this applies to",
            document.path
        ));
        return None;
    }
    let passing = tested.applies - tested.failing.len();
    let share = Share::of(passing, tested.applies);
    let state = if passing == tested.applies {
        State::Shown
    } else if passing > 0 {
        State::PartlyShown
    } else {
        State::NotFound
    };
    let missing = if tested.failing.is_empty() {
        Vec::new()
    } else {
        vec![format!(
            "{}: {} of {} rows fail ({}); first on {}{}",
            document.path,
            tested.failing.len(),
            tested.applies,
            tested.rule,
            document.lines_in_words(&tested.failing[..1], 1),
            said_there(tested, register)
        )]
    };
    let failing = tested.failing.iter();
    let places = failing.map(|row| document.at(*row, 1)).collect();
    let outside = match tested.outside {
        0 => String::new(),
        outside => format!(", {outside} outside the time looked at"),
    };
    let saw = format!("{passing} of {} rows pass{outside}", tested.applies);
    let looked = Looked {
        places,
        tested: Some(in_columns(tested, register)),
        rows: Some((passing, tested.applies)),
        ..Looked::new(document.path.clone(), share, saw)
    };
    Some(Seen {
        tested: true,
        faulted: !missing.is_empty(),
        missing,
        ..Seen::new(state, looked)
    })
}

/// What a table shows by its words, where no test looked at its rows.
fn by_words(
    context: &Context<'_>,
    line: &Requirement,
    register: &Register,
    at: usize,
    outcome: &mut Outcome,
) -> Option<Seen> {
    let document = &context.evidence.documents[at];
    if let Some(filled) = filled(context, line, register, at) {
        let looked = Looked::new(document.path.clone(), Share::ALL, filled.saw);
        return Some(Seen {
            found: filled.found,
            ..Seen::new(State::Shown, looked)
        });
    }
    let ideas = ideas_in(context, line, at);
    let lacking = lacking(context, line, register);
    let why = if lacking.is_empty() {
        "rows are not tested for this".to_owned()
    } else {
        format!(
            "no column is known to hold: {} ({})",
            lacking.join(", "),
            where_to_name(register)
        )
    };
    let mut share = Share::HALF;
    if !line.ideas.is_empty() && !says_something(context, line, ideas.iter().map(|idea| idea.idea))
    {
        let silent = lacking.is_empty() && !is_of_rows(context, line, register);
        if silent || line.called_for != CalledFor::Explicit {
            let why = if lacking.is_empty() {
                "shows none of what this line is about"
            } else {
                &why
            };
            outcome.records_read = true;
            outcome.remarks.push(format!("{}: {why}", document.path));
            return None;
        }
        // Rows are there, and what they say of this nobody can tell by the heads.
        share = Share::NONE;
    }
    let look_at = vec![format!("{}: {why}", document.path)];
    let looked = Looked::new(document.path.clone(), share, why);
    Some(Seen {
        look_at,
        found: ideas,
        ..Seen::new(State::Claimed, looked)
    })
}

/// Which rows were not looked at, since they bear no date.
fn passed_over(tested: &Tested) -> String {
    let rows = rows_in_words(tested.undated);
    format!("{rows} without a date not looked at ({})", tested.rule)
}

fn rows_in_words(rows: usize) -> String {
    match rows {
        1 => "1 row".to_owned(),
        rows => format!("{rows} rows"),
    }
}

/// What the first failing row says, where it says anything: an honest "not tested" is quoted.
fn said_there(tested: &Tested, register: &Register) -> String {
    let said = tested.says.as_ref().and_then(|(cell, column)| {
        let head = register.table.header.get(*column)?;
        Some(format!(", where “{head}” says “{}”", cut(cell)))
    });
    said.unwrap_or_default()
}

/// The beginning of a long cell.
fn cut(cell: &str) -> String {
    const LONGEST: usize = 60;
    let mut chars = cell
        .chars()
        .map(|c| if c.is_whitespace() { ' ' } else { c });
    let begin: String = chars.by_ref().take(LONGEST).collect();
    match chars.next() {
        None => begin,
        Some(_) => format!("{}…", begin.trim_end()),
    }
}

/// Whether the rows of a register are the records that a line asks for: other lines of the same
/// item are tested by them.
fn is_of_rows(context: &Context<'_>, line: &Requirement, register: &Register) -> bool {
    let clause = context.catalogue.clauses[line.clause].requirements.clone();
    let mut others = context.catalogue.requirements[clause].iter();
    line.of.is_some()
        && others.any(|other| {
            let same = other.of == line.of && other.test.is_some();
            same && lacking(context, other, register).is_empty()
        })
}

/// What each row was held to, and in which columns that was looked for.
fn in_columns(tested: &Tested, register: &Register) -> String {
    let header = &register.table.header;
    let columns: Vec<String> = tested
        .columns
        .iter()
        .filter_map(|(attribute, at)| Some(format!("{attribute} in “{}”", header.get(*at)?)))
        .collect();
    let said = match columns.len() {
        1 => "column",
        _ => "columns",
    };
    format!("{} ({said}: {})", tested.rule, columns.join(", "))
}

/// Where a person says what the columns of a register hold.
fn where_to_name(register: &Register) -> String {
    let declared = &register.entry.location.path;
    if **declared == *register.entry.file {
        // It is a register since a claim makes it one.
        "name it under `columns` of an entry under `registers` in evidence.yaml".to_owned()
    } else {
        format!("name it under `columns` in {declared}")
    }
}
