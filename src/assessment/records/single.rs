//! A single record: it must say what the requirement is about, be no rule, deny nothing,
//! and be recent enough.

use std::cell::OnceCell;

use jiff::civil::Date;

use super::interval::{Stated, timely};
use super::{Seen, enough, ideas_in};
use crate::assessment::context::Context;
use crate::assessment::ideas::{
    Doubt, by_title_alone, denies, dispute, is_of_line, is_of_same_thing, says_something,
};
use crate::assessment::outcome::{
    Outcome, Use, contrary, disputed, holds_for_anybody, usable, vouched_for,
};
use crate::assessment::share::Share;
use crate::assessment::types::{FoundIdea, Looked, State};
use crate::catalogue::Requirement;
use crate::evidence::{Hit, REGISTER, is_agreement};

pub(super) fn single(
    context: &Context<'_>,
    line: &Requirement,
    index: usize,
    often: &OnceCell<Option<Stated>>,
    outcome: &mut Outcome,
) -> Option<Seen> {
    let document = &context.evidence.documents[index];
    if usable(context, index, outcome)? == Use::Attested {
        return Some(Seen::claimed(vouched_for(document)));
    }
    if context.announced(index) {
        if !enough(outcome) {
            outcome.remarks.push(context.not_yet(index));
        }
        return None;
    }
    // Whoever says that a thing is not done is believed, in a rule as in a record of it.
    if let Some((idea, at)) = denied(context, line, index, outcome.direct) {
        let (looked, sentence) = contrary(context, index, idea, at);
        return Some(Seen {
            of: context.dates[index],
            missing: vec![sentence],
            denied: Some(idea),
            faulted: true,
            of_same_thing: is_of_same_thing(context, line, index, (idea, at)),
            ..Seen::new(State::Contrary, looked)
        });
    }
    let is_record = context.is_record(index);
    // What a rule tells beside itself was done on its own day.
    let own = context.dates[index].filter(|_| is_record);
    let in_window = |day: &Date| !is_record && *day >= context.window.start;
    let plain = plainly_told(context, line, index).filter(in_window);
    let of = own.or(plain).or_else(|| told(context, line, index));
    if !is_record && of.is_none() {
        if context.kinds[index].is_some() && !enough(outcome) {
            outcome.remarks.push(format!(
                "{} lays down how it is done; it is no record of it",
                document.path
            ));
        }
        return undated(context, line, index, outcome);
    }
    let mut found = ideas_in(context, line, index);
    if !is_record {
        // The rule around an entry is no part of the record.
        found.retain_mut(|found| is_told(context, line, index, found));
    }
    if !line.ideas.is_empty() && found.is_empty() {
        outcome.records_read |= is_record;
        if !enough(outcome) {
            outcome.remarks.push(format!(
                "{} shows none of what this line is about",
                document.path
            ));
        }
        return None;
    }
    if by_title_alone(context, line, index) {
        if !enough(outcome) {
            outcome.remarks.push(format!(
                "{} names it in its title alone: nothing below speaks of it",
                document.path
            ));
        }
        let mut seen = Seen::subject_alone(document, None, found);
        "its title alone names it".clone_into(&mut seen.looked.saw);
        return Some(seen);
    }
    let (mut whole, mut missing, mut faulted) = timely(context, line, &document.path, of, often);
    let hints = !is_record && plain.is_none();
    if hints {
        // Whether an entry is the record or only speaks of it, a person has to look.
        whole = whole.min(Share::HALF);
        missing.push(format!(
            "{} lays down how it is done, and tells of it beside that; the record itself counts in full, \
             or an entry that says what was done, on which full day and what came of it",
            document.path
        ));
    }
    if let Some(general) = document.general {
        whole = whole.min(Share::HALF);
        missing.push(holds_for_anybody(&document.path, general));
    }
    if !line.ideas.is_empty() && !says_something(context, line, found.iter().map(|it| it.idea)) {
        return Some(Seen::subject_alone(document, Some(whole), found));
    }
    let mut hits = context.hits_of(line, index).iter();
    let denied = hits.find_map(|hit| dispute(context, line, hit).filter(|_| hit.shown()));
    if let Some(dispute) = denied {
        // It lends no more than that to other records either.
        whole = whole.min(Share::HALF);
        faulted |= dispute.why == Doubt::Otherwise;
        missing.push(disputed(context, index, dispute));
    }
    // A list that is kept current says how things stand.
    let kept = context.kinds[index] == Some(REGISTER);
    if is_record
        && !kept
        && !finds(context, line, index)
        && tells_habits_alone(context, line, index)
    {
        whole = whole.min(Share::HALF);
        missing.push(format!(
            "{} tells how it is done, and not that it was: what was done, when, or what came of it",
            document.path
        ));
    }
    let share = whole.times(Share::of(found.len(), line.ideas.len()));
    let state = if share == Share::ALL {
        State::Shown
    } else {
        State::PartlyShown
    };
    let kind = if plain.is_some() { "entry" } else { "record" };
    let saw = of.map_or_else(|| "undated".to_owned(), |date| format!("{kind} of {date}"));
    let looked = Looked::new(document.path.clone(), share, saw);
    Some(Seen {
        entry: hints,
        whole: Some(whole),
        of,
        missing,
        faulted,
        found,
        ..Seen::new(state, looked)
    })
}

/// Whether an entry with a day shows an idea, which is then found there, or the idea is what the
/// file is about.
fn is_told(context: &Context<'_>, line: &Requirement, index: usize, found: &mut FoundIdea) -> bool {
    let document = &context.evidence.documents[index];
    let mut hits = context.hits_of(line, index).iter();
    let hit = hits.find(|hit| hit.idea as usize == found.idea);
    match hit.filter(|hit| document.told_by(hit, context.as_of).is_some()) {
        Some(hit) => {
            found.location = document.at(hit.told_line, 1);
            true
        }
        None => !says_something(context, line, std::iter::once(found.idea)),
    }
}

/// Whether a file is by its title the report on what a line is about: what it says is how its
/// author found it. "The system conforms to the standard" in the report of an audit is a verdict.
fn finds(context: &Context<'_>, line: &Requirement, index: usize) -> bool {
    let named = || context.named_in_title(index);
    context.named_kinds[index] == Some("report")
        && !line.ideas.is_empty()
        && named().contains(&line.ideas.start)
}

/// Whether all that a record says of a line, beyond what several lines are about, is how things are
/// done: a rule, in whatever it stands.
fn tells_habits_alone(context: &Context<'_>, line: &Requirement, index: usize) -> bool {
    let hits = context.hits_of(line, index).iter();
    let own = hits.filter(|hit| {
        hit.shown() && says_something(context, line, std::iter::once(hit.idea as usize))
    });
    let mut own = own.peekable();
    own.peek().is_some() && own.all(Hit::only_habit)
}

/// The day on which entries of the file plainly tell of all that the line is about: the first, where
/// each tells of another part. What several lines are about, each has to name as well: "sent to all
/// staff" is said of many things.
fn plainly_told(context: &Context<'_>, line: &Requirement, index: usize) -> Option<Date> {
    if context.is_draft(index) {
        return None;
    }
    let document = &context.evidence.documents[index];
    let hits = context.hits_of(line, index).iter();
    let (own, subject): (Vec<&Hit>, Vec<&Hit>) = hits
        .filter(|hit| hit.shown() && hit.disputed_line().is_none())
        .partition(|hit| says_something(context, line, std::iter::once(hit.idea as usize)));
    if own.is_empty() || own.len() + subject.len() < line.ideas.len() {
        return None;
    }
    let at = |hit: &Hit| (hit.told, hit.told_line);
    let named = |hit: &&Hit| (subject.iter()).all(|it| at(it) == (hit.plain, hit.plain_line));
    let day = |hit: &Hit| document.plainly_told_by(hit, context.as_of);
    let days: Option<Vec<Date>> = own
        .iter()
        .map(|hit| day(hit).filter(|_| named(hit)))
        .collect();
    days?.into_iter().min()
}

/// The last day on which an entry of the file tells of something done that the line is about, and
/// of more than what several lines are about. A draft tells of what may come.
fn told(context: &Context<'_>, line: &Requirement, index: usize) -> Option<Date> {
    if context.is_draft(index) {
        return None;
    }
    let document = &context.evidence.documents[index];
    let hits = context
        .hits_of(line, index)
        .iter()
        .filter(|hit| hit.shown());
    let told = |hit: &Hit| Some((hit.idea as usize, document.told_by(hit, context.as_of)?));
    let told: Vec<(usize, Date)> = hits.filter_map(told).collect();
    says_something(context, line, told.iter().map(|(idea, _)| *idea))
        .then(|| told.iter().map(|(_, day)| *day).max())
        .flatten()
}

/// A file of which nothing says what it is and that bears no date, if it speaks of the line:
/// it may be a record, which only whoever wrote it can tell. Where its title or a heading
/// says more than the subject it is named as one that is about it.
fn undated(
    context: &Context<'_>,
    line: &Requirement,
    index: usize,
    outcome: &mut Outcome,
) -> Option<Seen> {
    if context.kinds[index].is_some() || context.dates[index].is_some() {
        return None;
    }
    let found = ideas_in(context, line, index);
    if !says_something(context, line, found.iter().map(|it| it.idea)) {
        return None;
    }
    let document = &context.evidence.documents[index];
    if !enough(outcome) {
        outcome.remarks.push(format!(
            "{} speaks of it and bears no date: a record needs one (a line `Date: …`, or a date in its name)",
            document.path
        ));
    }
    let hits = context.hits_of(line, index).iter();
    let headed = hits.filter(|hit| hit.headed && hit.shown());
    says_something(context, line, headed.map(|hit| hit.idea as usize)).then(|| {
        let mut seen = Seen::subject_alone(document, None, found);
        "bears no date".clone_into(&mut seen.looked.saw);
        seen
    })
}

/// The idea that a file denies, and the line on which it does.
fn denied(
    context: &Context<'_>,
    line: &Requirement,
    document: usize,
    direct: bool,
) -> Option<(usize, u32)> {
    let mut hits = context.hits_of(line, document).iter();
    // That nobody laid it down says nothing of what was done; least of all in an agreement, which
    // says what is agreed with one.
    let agreement = context.kinds[document].is_some_and(is_agreement);
    let of_what_is_done = |hit: &Hit| {
        let subject = hit.idea as usize == line.ideas.start;
        subject && !agreement || !hit.only_unsettled()
    };
    let of_line =
        |hit: &Hit| of_what_is_done(hit) && is_of_line(context, line, document, hit, direct);
    hits.find(|hit| denies(context, line, hit) && of_line(hit))
        .map(|hit| (hit.idea as usize, hit.denied_line))
}
