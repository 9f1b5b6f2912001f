//! An edition laid over the one it extends, entry by entry: guidance and phrases grow, everything
//! else is replaced.

use crate::catalogue::chains::{ChainForm, ChainsForm};
use crate::catalogue::form::{ClauseForm, IdeaForm, ItemForm, RequirementForm, WordsForm};
use crate::catalogue::records::{KindForm, RecordsForm};

pub(super) fn merge_clause(clauses: &mut Vec<(String, ClauseForm)>, area: &str, new: ClauseForm) {
    let Some((_, old)) = clauses
        .iter_mut()
        .find(|(_, old)| old.clause == new.clause && old.origin.file != new.origin.file)
    else {
        clauses.push((area.to_owned(), new));
        return;
    };
    old.title = new.title.or(old.title.take());
    old.called = new.called.or(old.called.take());
    old.purpose = new.purpose.or(old.purpose.take());
    old.note = new.note.or(old.note.take());
    old.record = new.record.or(old.record.take());
    merge_ideas(&mut old.ideas, new.ideas);
    grow(&mut old.known_as, new.known_as);
    grow(&mut old.evidence, new.evidence);
    grow(&mut old.asks, new.asks);
    grow(&mut old.pitfalls, new.pitfalls);
    for line in new.requirements {
        merge_requirement(&mut old.requirements, line);
    }
}

fn merge_requirement(lines: &mut Vec<RequirementForm>, new: RequirementForm) {
    let Some(at) = lines
        .iter()
        .position(|old| old.id == new.id && old.origin.file != new.origin.file)
    else {
        lines.push(new);
        return;
    };
    if new.withdrawn == Some(true) {
        lines.remove(at);
        return;
    }
    let old = &mut lines[at];
    macro_rules! replace {
        ($($field:ident),*) => {$( if new.$field.is_some() { old.$field = new.$field; } )*};
    }
    replace!(
        text,
        item,
        shall,
        proof,
        of,
        called_for,
        key,
        rare,
        settled,
        per,
        same_as,
        any_of,
        where_relevant,
        no_such_party,
        own_timing,
        looked_at,
        interval,
        control,
        rest,
        test,
        verified
    );
    merge_ideas(&mut old.looks_for, new.looks_for);
    old.origin = new.origin;
}

fn merge_ideas(ideas: &mut Vec<IdeaForm>, new: Vec<IdeaForm>) {
    for idea in new {
        match ideas.iter_mut().find(|known| known.idea == idea.idea) {
            Some(known) => {
                grow(&mut known.claimed, idea.claimed);
                grow(&mut known.against, idea.against);
                grow(&mut known.denied_by, idea.denied_by);
                for (language, phrases) in idea.phrases {
                    grow(known.phrases.entry(language).or_default(), phrases);
                }
            }
            None => ideas.push(idea),
        }
    }
}

pub(super) fn merge_words(words: &mut Vec<WordsForm>, new: WordsForm) {
    let old = words
        .iter_mut()
        .find(|old| old.words == new.words && old.origin.file != new.origin.file);
    let Some(old) = old else {
        words.push(new);
        return;
    };
    for (language, phrases) in new.phrases {
        grow(old.phrases.entry(language).or_default(), phrases);
    }
}

pub(super) fn merge_item(items: &mut Vec<ItemForm>, new: ItemForm) {
    let Some(old) = items
        .iter_mut()
        .find(|old| old.item == new.item && old.origin.file != new.origin.file)
    else {
        items.push(new);
        return;
    };
    old.name = new.name.or(old.name.take());
    old.kind = new.kind.or(old.kind.take());
    old.called_for = new.called_for.or(old.called_for.take());
    old.clauses = new.clauses.or(old.clauses.take());
    old.short = new.short.or(old.short.take());
    old.lists = new.lists.or(old.lists.take());
    old.ahead = new.ahead.or(old.ahead);
    grow(&mut old.titles, new.titles);
}

fn grow(old: &mut Vec<String>, new: Vec<String>) {
    for entry in new {
        if !old.contains(&entry) {
            old.push(entry);
        }
    }
}

pub(super) fn merge_records(old: &mut RecordsForm, new: RecordsForm) {
    for state in new.states {
        match old
            .states
            .iter_mut()
            .find(|known| known.state == state.state)
        {
            Some(known) => grow(&mut known.words, state.words),
            None => old.states.push(state),
        }
    }
    for step in new.scale {
        match old.scale.iter_mut().find(|known| known.step == step.step) {
            Some(known) => grow(&mut known.words, step.words),
            None => old.scale.push(step),
        }
    }
    for time in new.times {
        match old.times.iter_mut().find(|known| known.time == time.time) {
            Some(known) => grow(&mut known.words, time.words),
            None => old.times.push(time),
        }
    }
    for (attribute, words) in new.starts {
        grow(old.starts.entry(attribute).or_default(), words);
    }
    grow(&mut old.waits, new.waits);
    grow(&mut old.beside, new.beside);
    for (attribute, heads) in new.attributes {
        grow(old.attributes.entry(attribute).or_default(), heads);
    }
    for kind in new.kinds {
        let known = old.kinds.iter_mut();
        let mut known = known.filter(|known| known.origin.file != kind.origin.file);
        match known.find(|known| known.kind == kind.kind) {
            Some(known) => merge_kind(known, kind),
            None => old.kinds.push(kind),
        }
    }
}

/// A chain of the same name takes the place of the older one: its links belong together.
pub(super) fn merge_chains(old: &mut ChainsForm, new: ChainsForm) {
    for chain in new.chains {
        let mut known = old.chains.iter_mut();
        let elsewhere = |known: &&mut ChainForm| {
            known.chain == chain.chain && known.origin.file != chain.origin.file
        };
        match known.find(elsewhere) {
            Some(known) => *known = chain,
            None => old.chains.push(chain),
        }
    }
    if !new.practices.is_empty() {
        (old.practices, old.origin) = (new.practices, new.origin);
    }
    if !new.eligibility.is_empty() {
        (old.eligibility, old.origin) = (new.eligibility, new.origin);
    }
}

fn merge_kind(old: &mut KindForm, new: KindForm) {
    old.name = new.name.or(old.name.take());
    old.plural = new.plural.or(old.plural.take());
    old.record_of = new.record_of.or(old.record_of.take());
    old.part_of = new.part_of.or(old.part_of.take());
    old.all_looked_at = new.all_looked_at.or(old.all_looked_at);
    old.ends = new.ends.or(old.ends.take());
    old.rows = new.rows.or(old.rows.take());
    grow(&mut old.clauses, new.clauses);
    grow(&mut old.titles, new.titles);
    grow(&mut old.called, new.called);
    if !new.times.is_empty() {
        old.times = new.times;
    }
    grow(&mut old.numbers, new.numbers);
    grow(&mut old.takes, new.takes);
    grow(&mut old.done, new.done);
    grow(&mut old.carries, new.carries);
    for (attribute, heads) in new.attributes {
        grow(old.attributes.entry(attribute).or_default(), heads);
    }
    for (figure, lines) in new.shows {
        grow(old.shows.entry(figure).or_default(), lines);
    }
    for rare in new.rare {
        old.rare.retain(|known| known.rare != rare.rare);
        old.rare.push(rare);
    }
    old.references.extend(new.references);
}
