//! What a file says of an idea of a line: that it denies or disputes it, or only names what several
//! lines are about.

use super::context::Context;
use crate::catalogue::Requirement;
use crate::evidence::{Document, Hit, REGISTER, Table};

/// Whether a column's head is all that shows an idea: it says what rows are to hold, and
/// does not outweigh a sentence that denies it.
pub(super) fn head_only(context: &Context<'_>, document: &Document, hit: &Hit) -> bool {
    if hit.only_by_heads() {
        return true;
    }
    let Some(register) = document.register else {
        return false;
    };
    let header = context.evidence.registers[register].table.header_line;
    hit.line <= header && hit.said <= 1
}

/// How many rows of a register leave open what the head of a column asks of each, and of how many:
/// "Means", and nothing below it. `None` where nearly every row answers.
pub(super) fn unanswered(
    context: &Context<'_>,
    document: &Document,
    hit: &Hit,
) -> Option<(usize, usize)> {
    let register = document.register?;
    let table = &context.evidence.registers[register].table;
    if hit.line > table.header_line {
        return None;
    }
    let column = column_of(table, hit.column)?;
    let rows = table.len();
    let open = context.open_rows(register, column);
    (open * FEW_OPEN > rows).then_some((open, rows))
}

/// The column of a table whose head stands at a place of its line: a cell of a sheet, or characters
/// from the beginning of the line.
pub(super) fn column_of(table: &Table, at: u32) -> Option<usize> {
    if table.sheet.is_some() {
        let column = at.checked_sub(table.first_column)? as usize;
        return (column < table.header.len()).then_some(column);
    }
    let mut ends = 0;
    table.header.iter().position(|head| {
        ends += head.chars().count() + 1;
        at as usize <= ends
    })
}

/// One row in so many may leave a column open.
pub(super) const FEW_OPEN: usize = 10;

/// Whether hardly any row fills a column, so that its head shows nothing.
pub(super) fn hardly_filled((open, rows): (usize, usize)) -> bool {
    (rows - open) * FEW_OPEN < rows
}

/// Whether what was found of an idea says that the line is not met. What several lines are
/// about is denied only by a text that speaks of it nowhere else.
pub(super) fn denies(context: &Context<'_>, line: &Requirement, hit: &Hit) -> bool {
    if is_subject(context, line, hit.idea as usize) {
        hit.contrary_to_subject()
    } else {
        hit.contrary()
    }
}

/// Whether a denial in a file speaks of what a line is about. Of a file that is claimed for the clause
/// at large, and never speaks of the thing that the line begins with, it is said of something else:
/// "We keep no list of causes" says nothing of a report after an emergency. Where the deed is denied
/// that the line asks for, its thing is named with that.
pub(super) fn is_of_line(
    context: &Context<'_>,
    line: &Requirement,
    document: usize,
    denial: &Hit,
    direct: bool,
) -> bool {
    let names = |hit: &Hit| hit.idea as usize == line.ideas.start;
    direct || denial.by_deed || names(denial) || context.hits_of(line, document).iter().any(names)
}

/// Whether a denial is plainly of the thing that a line is about, so that it speaks against another
/// file that shows all of it: it denies the thing the line begins with or the deed it asks for, or
/// names that thing where it denies the rest. "Reporting was not looked at" is no word on a programme.
pub(super) fn is_of_same_thing(
    context: &Context<'_>,
    line: &Requirement,
    document: usize,
    (idea, at): (usize, u32),
) -> bool {
    let mut hits = context.hits_of(line, document).iter();
    let thing = line.ideas.start;
    idea == thing
        || hits.any(|hit| {
            let own = hit.idea as usize == idea && hit.by_deed;
            let named = [hit.line, hit.denied_line, hit.negated_line].contains(&at);
            own || hit.idea as usize == thing && named
        })
}

/// Why a file that shows an idea may mean otherwise.
#[derive(Debug, Clone, Copy)]
pub(super) struct Dispute {
    pub idea: usize,
    /// The line that makes one ask.
    pub at: u32,
    pub why: Doubt,
}

/// What makes one ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Doubt {
    /// Another sentence says otherwise.
    Otherwise,
    /// What stands around it mostly says what is missing.
    Around,
    /// One of several is said to be without it.
    OfOne,
}

/// An idea that a file says it has and, in another sentence, that it has not, or that it only has
/// among much that is missing: whoever reads both asks. What several lines are about may well be
/// missing in part.
pub(super) fn dispute(context: &Context<'_>, line: &Requirement, hit: &Hit) -> Option<Dispute> {
    let idea = hit.idea as usize;
    let (at, why) = match hit.disputed_line() {
        Some(at) if hit.only_of_one() => (at, Doubt::OfOne),
        Some(at) => (at, Doubt::Otherwise),
        None => (hit.clouded_line()?, Doubt::Around),
    };
    (!is_subject(context, line, idea)).then_some(Dispute { idea, at, why })
}

/// Whether some ideas of a line are more than its subject: that a file names what several
/// lines are about says nothing of any one of them.
#[must_use]
pub(super) fn says_something(
    context: &Context<'_>,
    line: &Requirement,
    mut ideas: impl Iterator<Item = usize>,
) -> bool {
    let subject = line.ideas.len() > 1 && context.catalogue.ideas[line.ideas.start].shared;
    ideas.any(|idea| !subject || idea != line.ideas.start)
}

/// Whether a document has an idea in its title, and so little text below that nothing is
/// said of it.
pub(super) fn in_title_alone(context: &Context<'_>, index: usize, idea: usize) -> bool {
    let document = &context.evidence.documents[index];
    document.words < FEW_WORDS
        && document.hit(idea).is_none()
        && context.named_in_title(index).contains(&idea)
}

/// Whether a document has what it shows of a line in its title alone, and nothing below belongs
/// to the clause: a title says what was to be written. Of a register it says what its rows are.
pub(super) fn by_title_alone(context: &Context<'_>, line: &Requirement, document: usize) -> bool {
    let Document {
        metadata,
        format,
        hits,
        ..
    } = &context.evidence.documents[document];
    let title = metadata.title.as_ref();
    let title_line = title.and_then(|title| title.location.line()).unwrap_or(1);
    let in_title = |hit: &Hit| hit.said == 0 && hit.line <= title_line;
    let hits_of_line = context.hits_of(line, document).iter();
    let mut shown = hits_of_line.filter(|hit| hit.shown()).peekable();
    let lists = format.is_table() || context.kinds[document] == Some(REGISTER);
    if lists || shown.peek().is_none() || !shown.all(in_title) {
        return false;
    }
    // That suppliers are spoken of says nothing of their performance.
    let says_of_clause = |hit: &Hit| {
        let idea = &context.catalogue.ideas[hit.idea as usize];
        let other = &context.catalogue.requirements[idea.requirement];
        let is_subject = idea.shared && other.ideas.start == hit.idea as usize;
        hit.said > 0 && !is_subject && other.clause == line.clause
    };
    !hits.iter().any(says_of_clause)
}

/// A text of fewer words may be a title with nothing to speak of below.
const FEW_WORDS: u32 = 30;

/// Whether an idea only names what several lines are about, in words that common talk has too.
fn is_subject(context: &Context<'_>, line: &Requirement, idea: usize) -> bool {
    let known = &context.catalogue.ideas[idea];
    idea == line.ideas.start && line.ideas.len() > 1 && known.shared && !known.claimed.is_empty()
}
