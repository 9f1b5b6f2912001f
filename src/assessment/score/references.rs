//! Requirements that lean on others: repeats of a line, and groups of which one is enough.
//! Settled once all lines have their own score.

use crate::assessment::context::Context;
use crate::assessment::share::Share;
use crate::assessment::types::{Line, Standing};

/// Lines that repeat another take its result and count there; of a group of which one
/// is enough, all take the best.
pub fn settle_references(context: &Context<'_>, lines: &mut [Line]) {
    groups(context, lines);
    repeats(context, lines);
}

fn groups(context: &Context<'_>, lines: &mut [Line]) {
    let catalogue = context.catalogue;
    for (index, line) in catalogue.requirements.iter().enumerate() {
        let Some(group) = &line.any_of else {
            continue;
        };
        let best = catalogue
            .requirements
            .iter()
            .enumerate()
            .filter(|(_, other)| {
                other.any_of.as_ref() == Some(group) && other.id.clause == line.id.clause
            })
            .max_by_key(|(other, _)| (lines[*other].score, std::cmp::Reverse(*other)))
            .map_or(index, |(other, _)| other);
        if best != index
            && lines[best].score > lines[index].score
            && lines[best].score > Some(Share::NONE)
        {
            let from = lines[best].clone();
            let own = &mut lines[index];
            own.state = from.state;
            own.score = from.score;
            own.machine = from.machine;
            own.low = from.low.max(own.low);
            own.high = from.high;
            own.missing.clear();
            own.faulted = from.faulted;
            own.operation_only = from.operation_only;
            own.records_read = from.records_read;
            own.look_at.clear();
            own.found = from.found;
            own.evidence = from.evidence;
            own.evidence_count = from.evidence_count;
            own.remarks.push(format!(
                "one of the group is enough; {} shows it",
                catalogue.requirements[best].id
            ));
        }
    }
}

fn repeats(context: &Context<'_>, lines: &mut [Line]) {
    let catalogue = context.catalogue;
    for (index, line) in catalogue.requirements.iter().enumerate() {
        let Some(target) = line
            .same_as
            .as_ref()
            .and_then(|id| catalogue.requirement(id))
        else {
            continue;
        };
        let from = lines[target].clone();
        let own = &mut lines[index];
        let judgement = own.judgement.clone();
        own.state = from.state;
        own.machine = from.machine;
        own.score = from.score;
        own.low = from.low;
        own.high = from.high;
        own.judgement = judgement.or(from.judgement);
        own.found = from.found;
        own.missing.clear();
        own.faulted = from.faulted;
        own.operation_only = from.operation_only;
        own.records_read = from.records_read;
        own.look_at.clear();
        own.evidence = from.evidence;
        own.evidence_count = from.evidence_count;
        own.could_hold = from.could_hold;
        own.standing = Standing::Repeats(target);
        own.remarks = vec![format!(
            "repeats {}, where it counts",
            catalogue.requirements[target].id
        )];
    }
}
