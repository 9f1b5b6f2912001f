//! What cannot stand in for the document that a line asks for.
//!
//! A line that asks for a plan is not shown by a page of another kind that happens to use its words:
//! a report on audits is no programme of audits, a list of what services must do no plan for the
//! worst day, and one line in a page on something else no document at all. Where such a page says all
//! that is asked, somebody has to look: it counts half.

use rustc_hash::FxHashMap;

use super::context::Context;
use crate::catalogue::{Catalogue, ItemId, ItemKind, Proof, Requirement};
use crate::evidence::words::words;
use crate::evidence::{AGENDA, Hit, kind_in};

/// The kinds of the documents that items ask for, where those lay something down.
pub(super) fn kinds_asked(catalogue: &Catalogue) -> FxHashMap<&ItemId, &'static str> {
    let items = catalogue.items.iter();
    items
        .filter(|item| item.kind == ItemKind::Document)
        .filter_map(|item| {
            let kind = kind_in(&item.short).filter(|kind| lays_down(kind))?;
            Some((&item.id, kind))
        })
        .collect()
}

/// Whether documents of a kind lay down what is to be done.
fn lays_down(kind: &str) -> bool {
    tells_how(kind) || matches!(kind, "agreement" | "contract" | "catalogue")
}

/// Whether documents of a kind say what is to be done and how.
fn tells_how(kind: &str) -> bool {
    matches!(kind, "policy" | "plan" | "procedure" | "process")
}

/// What a file is that cannot be the document asked for: a report on audits is no
/// programme of audits, minutes are no policy. Folders do not tell, since whole systems lie
/// in one called "records". What the document must say may well stand elsewhere: the scope of
/// each audit stands in its report.
pub(super) fn other_kind(context: &Context<'_>, index: usize) -> Option<&'static str> {
    match context.named_kinds[index]? {
        "report" => Some("a report"),
        "minutes" => Some("minutes"),
        "record" => Some("a record"),
        AGENDA => Some("an agenda"),
        _ => None,
    }
}

/// Whether a line asks for the document itself, which says what is to be done and how, and an
/// organisation without it has probably none of it.
fn asks_for_itself(context: &Context<'_>, line: &Requirement) -> bool {
    let itself = line.key && line.proof == Proof::Document;
    itself && context.kind_asked(line).is_some_and(tells_how)
}

/// What else a page is, where it says what a key line asks for in a single line, or by its title
/// states what is wanted and not how it is reached.
pub(super) fn mention(
    context: &Context<'_>,
    line: &Requirement,
    index: usize,
) -> Option<&'static str> {
    if !asks_for_itself(context, line) || context.named_kinds[index].is_some_and(tells_how) {
        return None;
    }
    let subject = |hit: &&Hit| hit.idea as usize == line.ideas.start;
    let hits = context.hits_of(line, index);
    let mut shown = hits.iter().filter(|hit| hit.shown());
    if hits.iter().find(subject).is_some_and(|hit| hit.headed) {
        return None;
    }
    if states_what_is_wanted(&context.evidence.documents[index].title()) {
        return Some("a list of what is wanted");
    }
    let first = shown.next()?;
    let alone = |hit: &Hit| hit.said <= 1 && !hit.headed && hit.line == first.line;
    if !alone(first) || !shown.all(alone) {
        return None;
    }
    if context.is_record(index) {
        return Some("a record of one case");
    }
    let more = speaks_of_more(context, line, index, first.line);
    (!more).then_some("a page with one line on it")
}

/// Whether other lines of a file than the one given show what other lines of the clause ask.
fn speaks_of_more(context: &Context<'_>, line: &Requirement, index: usize, at: u32) -> bool {
    let catalogue = context.catalogue;
    let of_clause = catalogue.clauses[line.clause].requirements.clone();
    let mut others = catalogue.requirements[of_clause].iter();
    others.any(|other| {
        let mut hits = context.hits_of(other, index).iter();
        hits.any(|hit| hit.shown() && (hit.said > 1 || hit.headed || hit.line != at))
    })
}

/// Whether a file that lays down how something is done shows what other lines about the same thing
/// ask, and so speaks of it in words of its own: who is called, who takes command, what is looked
/// back on.
pub(super) fn in_other_words(context: &Context<'_>, line: &Requirement, index: usize) -> bool {
    let catalogue = context.catalogue;
    let subject = |line: &Requirement| {
        let first = catalogue.ideas[line.ideas.clone()].first()?;
        first.shared.then_some(first.name.as_str())
    };
    let lays_down = context.kinds[index].is_some_and(tells_how);
    if !lays_down || !asks_for_itself(context, line) || subject(line).is_none() {
        return false;
    }
    let says = |other: &Requirement| {
        let own = |hit: &Hit| hit.shown() && hit.idea as usize != other.ideas.start;
        context.hits_of(other, index).iter().any(own)
    };
    let of_clause = catalogue.clauses[line.clause].requirements.clone();
    let mut others = catalogue.requirements[of_clause].iter();
    others.any(|other| other.id != line.id && subject(other) == subject(line) && says(other))
}

/// Whether a title names requirements or targets.
fn states_what_is_wanted(title: &str) -> bool {
    const BEGINNINGS: &[&str] = &[
        "requirement",
        "anforderung",
        "target",
        "zielwert",
        "vorgabe",
    ];
    const ENDINGS: &[&str] = &[
        "anforderungen",
        "zielwerte",
        "ziele",
        "vorgaben",
        "objectives",
    ];
    words(title).iter().any(|word| {
        BEGINNINGS.iter().any(|stem| word.starts_with(stem))
            || ENDINGS.iter().any(|ending| word.ends_with(ending))
    })
}

/// Whether a word that suffices in a claimed file stands in one that cannot be the document asked
/// for: the sixth remark of a report says nothing of the programme.
pub(super) fn by_chance(
    context: &Context<'_>,
    line: &Requirement,
    index: usize,
    hit: &Hit,
) -> bool {
    let more = hit.loose && !hit.headed && hit.idea as usize != line.ideas.start;
    let tells_of_more = matches!(
        context.named_kinds[index],
        Some("report" | "minutes" | AGENDA)
    );
    more && tells_of_more && is_about_document(context, line)
}

/// Whether what a line is about is the document itself: "the programme reflects", and not "each
/// audit has".
fn is_about_document(context: &Context<'_>, line: &Requirement) -> bool {
    let first = context.catalogue.ideas[line.ideas.clone()].first();
    let kind = first.and_then(|idea| kind_in(&idea.name));
    kind.is_some() && kind == context.kind_asked(line)
}

/// The line that says that there is no document of the kind asked for, of what the line is about.
pub(super) fn said_to_lack(context: &Context<'_>, line: &Requirement, hit: &Hit) -> Option<u32> {
    if line.proof == Proof::Document {
        lacking(context, line, hit)
    } else {
        None
    }
}

/// Whether the document is said not to be there of which a line asks what it says. That it is not
/// there is told once, at the line that asks for it.
pub(super) fn lacks_whole(context: &Context<'_>, line: &Requirement, hit: &Hit) -> bool {
    line.proof == Proof::Content && lacking(context, line, hit).is_some()
}

fn lacking(context: &Context<'_>, line: &Requirement, hit: &Hit) -> Option<u32> {
    if hit.idea as usize != line.ideas.start {
        return None;
    }
    match context.kind_asked(line)? {
        "agreement" | "contract" => hit.lacks("agreement").or_else(|| hit.lacks("contract")),
        kind => hit.lacks(kind),
    }
}
