//! What shows a requirement, by its kind of proof: what a document says, records of what
//! happened, either, or only people.

use crate::assessment::claims::{Claimed, Level, Piece};
use crate::assessment::context::Context;
use crate::assessment::outcome::Outcome;
use crate::assessment::records::record_outcome;
use crate::assessment::share::Share;
use crate::assessment::text::text_outcome;
use crate::assessment::types::State;
use crate::catalogue::{CalledFor, Proof, Requirement};

pub(super) fn by_proof(context: &Context<'_>, line: &Requirement, claimed: &[Claimed]) -> Outcome {
    match line.proof {
        Proof::Document | Proof::Content => text_outcome(context, line, claimed),
        Proof::Record => record_line(context, line, claimed),
        Proof::Activity => activity(context, line, claimed),
        Proof::People => people(claimed),
    }
}

/// A record line that only rules speak of is not shown by them.
fn record_line(context: &Context<'_>, line: &Requirement, claimed: &[Claimed]) -> Outcome {
    let mut outcome = record_outcome(context, line, claimed);
    if outcome.share.is_none()
        && claimed.iter().any(|claimed| claimed.level == Level::Line)
        && outcome.unread.is_empty()
    {
        outcome.share = Some(Share::NONE);
        outcome.state = State::Claimed;
    }
    outcome
}

fn activity(context: &Context<'_>, line: &Requirement, claimed: &[Claimed]) -> Outcome {
    let mut records = record_outcome(context, line, claimed);
    // Heads of columns are no statement that something is done.
    let texts: Vec<Claimed> = claimed
        .iter()
        .filter(|claimed| line.test.is_none() || !matches!(claimed.piece, Piece::Register(_)))
        .copied()
        .collect();
    let mut text = text_outcome(context, line, &texts);
    // All of it said is half, a part of it said that part of half: unless saying it is all.
    let seen = matches!(text.state, State::Shown | State::PartlyShown);
    let most = if line.settled {
        Share::ALL
    } else if seen && !line.ideas.is_empty() {
        Share::of(text.found.len(), line.ideas.len()).halved()
    } else {
        Share::HALF
    };
    let by_text = text.share.map(|share| share.min(most));
    if records.share.is_some() && records.share >= by_text {
        records.remarks.append(&mut text.remarks);
        return records;
    }
    let nothing_written = line.called_for == CalledFor::None && !text.direct;
    if by_text == Some(Share::NONE)
        && nothing_written
        && text.state != State::Contrary
        && records.share.is_none()
    {
        // Claimed for the clause at large, and nothing written is asked for: silence.
        return Outcome {
            remarks: text.remarks,
            looked: text.looked,
            count: text.count,
            unread: text.unread,
            records_read: records.records_read,
            ..Outcome::default()
        };
    }
    text.records_read |= records.records_read;
    if records.faulted && !line.settled {
        // What records say against it, no document outweighs.
        text.faulted = true;
        for missing in records.missing {
            if !text.missing.contains(&missing) {
                text.missing.push(missing);
            }
        }
    }
    text.share = by_text;
    if !line.settled
        && text.share.is_some_and(|share| share > Share::NONE)
        && matches!(text.state, State::Shown | State::PartlyShown)
    {
        text.operation_only = text.state == State::Shown && !records.faulted;
        text.state = State::PartlyShown;
        text.missing.push(if records.share > Some(Share::NONE) {
            "operation seen in part: a document says so, records show less of it".to_owned()
        } else {
            "operation not seen: a document says so, no record shows it".to_owned()
        });
    }
    for entry in records.looked {
        if !text.looked.iter().any(|known| known.name == entry.name) {
            text.looked.push(entry);
        }
    }
    text
}

fn people(claimed: &[Claimed]) -> Outcome {
    let direct = claimed.iter().any(|claimed| claimed.level == Level::Line);
    let mut outcome = Outcome {
        direct,
        ..Outcome::default()
    };
    if direct {
        outcome.share = Some(Share::HALF);
        outcome.state = State::Claimed;
    }
    outcome
        .remarks
        .push("only people can tell: ask, then record a note and a judgement".to_owned());
    outcome
}
