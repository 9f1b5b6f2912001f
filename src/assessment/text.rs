//! Scoring from what documents say: the share of a requirement's ideas that are found.

use std::cmp::Reverse;

use jiff::civil::Date;

use super::claims::{Claimed, Level, Piece};
use super::context::Context;
use super::ideas::{
    Dispute, Doubt, by_title_alone, denies, dispute, hardly_filled, head_only, in_title_alone,
    is_of_line, is_of_same_thing, says_something, unanswered,
};
use super::outcome::{
    Outcome, Use, contrary, disputed, documents_of, holds_for_anybody, kept_elsewhere,
    not_recognised, shown_and_denied, unheard_of, usable,
};
use super::share::Share;
use super::stand_in::{by_chance, in_other_words, lacks_whole, mention, other_kind, said_to_lack};
use super::types::{FoundIdea, Looked, MOST_EVIDENCE, State};
use crate::catalogue::{CalledFor, ItemKind, Proof, Requirement};
use crate::evidence::{Document, General};

/// What the text of claimed evidence shows.
#[must_use]
pub fn text_outcome(context: &Context<'_>, line: &Requirement, claimed: &[Claimed]) -> Outcome {
    let mut outcome = Outcome {
        direct: claimed.iter().any(|claimed| claimed.level != Level::Clause),
        ..Outcome::default()
    };
    let mut documents: Vec<(usize, Level)> = claimed
        .iter()
        .flat_map(|claimed| documents_of(context, claimed.piece).map(|at| (at, claimed.level)))
        .collect();
    documents.sort_unstable();
    documents.dedup_by_key(|(at, _)| *at);
    let asked = Asked::by(context, line);
    let mut read: Vec<Saw> = Vec::new();
    let mut attested = false;
    for (index, level) in documents {
        match usable(context, index, &mut outcome) {
            Some(Use::Text) if asked.record && context.announced(index) => {
                outcome.remarks.push(context.not_yet(index));
            }
            Some(Use::Text) => read.push(look(context, line, asked, index, level)),
            Some(Use::Attested) => {
                attested = true;
                outcome.remarks.push(format!(
                    "{}: a person vouches for what it says; nothing was read",
                    context.evidence.documents[index].path
                ));
            }
            None => {}
        }
    }
    let elsewhere = claimed
        .iter()
        .any(|claimed| matches!(claimed.piece, Piece::Elsewhere(_)));
    conclude(context, line, asked, &mut outcome, read);
    if elsewhere || attested {
        kept_elsewhere(context, claimed, &mut outcome);
    }
    outcome
}

/// What a line asks for.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent things that a line can ask for"
)]
#[derive(Clone, Copy)]
struct Asked {
    /// A record of what was done rather than a document in force.
    record: bool,
    /// A document that lays down what is to be done: a policy, a plan.
    rule: bool,
    /// A catalogue, which many keep as a table.
    catalogue: bool,
    /// What a document says, of each thing in it where that is a table.
    of_each: bool,
}

impl Asked {
    fn by(context: &Context<'_>, line: &Requirement) -> Self {
        let item = line.of.as_ref().and_then(|of| context.catalogue.item(of));
        let kind = context
            .kind_asked(line)
            .filter(|_| line.proof == Proof::Document);
        Self {
            record: item.is_none_or(|item| item.kind == ItemKind::Record),
            rule: kind.is_some(),
            catalogue: kind == Some("catalogue"),
            of_each: line.proof.is_text()
                && line.test.is_none()
                && !line.key
                && line.called_for != CalledFor::Explicit,
        }
    }
}

/// One document, looked at for one line.
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent reasons for which it counts less"
)]
struct Saw {
    document: usize,
    level: Level,
    share: Share,
    /// Which of the line's ideas are shown, one bit each.
    shown: u16,
    contrary: Option<(usize, u32)>,
    /// Which of the line's ideas it denies, one bit each.
    denied: u16,
    /// An idea that the file shows and denies as well, and where it denies it.
    disputed: Option<Dispute>,
    draft: bool,
    /// A record from before the time looked at, where a record is asked for.
    old: bool,
    /// A table that says a part of it, or says it by the heads of its columns.
    weak: bool,
    /// It names what several lines are about, and says nothing of this one.
    subject_only: bool,
    /// It is plainly something else than the document asked for: a report, where that is a plan.
    other: Option<&'static str>,
    /// What it is, where it holds for anybody.
    general: Option<General>,
    /// What the head of a column asks of each row, and how many of how many leave it open.
    open: Option<(usize, (usize, usize))>,
}

impl Saw {
    /// Whether it shows all of the line, and denies nothing of it.
    fn shows_all(&self) -> bool {
        self.contrary.is_none() && self.share == Share::ALL && !self.half()
    }

    /// Whether it counts half at most.
    fn half(&self) -> bool {
        let is_other = self.other.is_some() || self.general.is_some();
        let half = self.draft || self.old || self.disputed.is_some();
        half || is_other || self.open.is_some()
    }
}

/// Whether a file names the subject of a clause and shows nothing of it at all. It may say
/// the rest in words nobody has thought of: a person has to look, and no gap is told. Where it
/// shows other lines of the clause, what it does not say of this one is a gap.
fn names_it_alone(context: &Context<'_>, line: &Requirement, saw: &Saw) -> bool {
    let clause = |index: &u16| context.catalogue.requirements[usize::from(*index)].clause;
    let holds = &context.evidence.documents[saw.document].holds;
    saw.subject_only && !holds.iter().any(|held| clause(held) == line.clause)
}

/// Whether a file can be the document asked for by its title alone, whatever it leaves out: its text
/// shows other lines of the clause, or it is a table that lists what a catalogue lists.
fn is_itself(context: &Context<'_>, line: &Requirement, asked: Asked, index: usize) -> bool {
    let document = &context.evidence.documents[index];
    let clause = |held: &u16| context.catalogue.requirements[usize::from(*held)].clause;
    let shows_others = || {
        document
            .holds
            .iter()
            .any(|held| clause(held) == line.clause)
    };
    let lists = asked.catalogue && document.format.is_table() && document.words > 0;
    lists || asked.rule && shows_others()
}

/// Whether the title or the name of a file names what several lines of the clause are about.
fn subject_named(context: &Context<'_>, line: &Requirement, index: usize) -> bool {
    let document = &context.evidence.documents[index];
    let subject = line.ideas.start;
    let shared = line.ideas.len() > 1 && context.catalogue.ideas[subject].shared;
    let names = |named: &[usize]| named.binary_search(&subject).is_ok();
    shared
        && !document.format.is_table()
        && (names(context.named_in_title(index)) || names(context.named_in_stem(index)))
}

fn look(
    context: &Context<'_>,
    line: &Requirement,
    asked: Asked,
    index: usize,
    level: Level,
) -> Saw {
    let document = &context.evidence.documents[index];
    let mut shown = 0_u16;
    let mut contrary = None;
    let mut denied = 0_u16;
    let mut disputed = None;
    let mut lacking = None;
    let mut open = None;
    let mut heads = false;
    let register = document.register.map(|at| &context.evidence.registers[at]);
    let rowless = register.is_some_and(|register| register.table.is_empty());
    for hit in context.hits_of(line, index) {
        if lacks_whole(context, line, hit) {
            continue;
        }
        let idea = hit.idea as usize;
        let bit = 1 << (idea - line.ideas.start).min(15);
        if let Some(at) = said_to_lack(context, line, hit) {
            lacking = Some((idea, at));
        }
        if denies(context, line, hit) {
            if !is_of_line(context, line, index, hit, level != Level::Clause) {
                continue;
            }
            contrary = contrary.or(Some((idea, hit.denied_line)));
            denied |= bit;
        } else if hit.shown() && !by_chance(context, line, index, hit) {
            let head = head_only(context, document, hit);
            heads |= head;
            let unanswered = unanswered(context, document, hit).filter(|_| head);
            if open.is_none() && asked.of_each {
                open = unanswered.map(|rows| (idea, rows));
            }
            if !unanswered.is_some_and(hardly_filled) && (!head || !rowless) {
                disputed = disputed.or(dispute(context, line, hit));
                shown |= bit;
            }
        }
    }
    // Nobody calls missing what stands below in full.
    if let Some((idea, at)) = lacking.filter(|_| (shown.count_ones() as usize) < line.ideas.len()) {
        contrary = contrary.or(Some((idea, at)));
        denied |= bit_of(line, idea);
        shown &= !bit_of(line, idea);
    }
    let says = says_something(context, line, ideas_of(line, shown));
    let mut titled = false;
    if !says && contrary.is_none() && is_itself(context, line, asked, index) {
        let named = context.named_in_title(index);
        let named = line.ideas.clone().filter(|idea| named.contains(idea));
        let named = named.fold(0, |bits, idea| bits | bit_of(line, idea));
        titled = named != 0;
        shown |= named;
    }
    // What the title or the file's name says the page is about, no sentence of it need repeat.
    let subject = line.ideas.start;
    if says
        && contrary.is_none()
        && line.proof == Proof::Document
        && subject_named(context, line, index)
    {
        shown |= bit_of(line, subject);
    }
    let mut share = Share::of(shown.count_ones() as usize, line.ideas.len());
    if line.ideas.is_empty() {
        share = if level == Level::Line {
            Share::HALF
        } else {
            Share::NONE
        };
    }
    let named_alone = || !says || by_title_alone(context, line, index);
    let subject_only = shown != 0 && !titled && named_alone();
    if contrary.is_some() || subject_only {
        share = Share::NONE;
    }
    let mut saw = Saw {
        document: index,
        level,
        share,
        shown,
        contrary,
        denied,
        disputed,
        draft: context.is_draft(index),
        old: asked.record && context.is_old(index),
        weak: false,
        subject_only,
        other: other_kind(context, index)
            .filter(|_| asked.rule)
            .or_else(|| mention(context, line, index)),
        general: document.general,
        open,
    };
    if saw.half() {
        saw.share = saw.share.min(Share::HALF);
    }
    saw.weak = heads || register.is_some() && saw.share < Share::ALL;
    saw
}

fn conclude(
    context: &Context<'_>,
    line: &Requirement,
    asked: Asked,
    outcome: &mut Outcome,
    mut read: Vec<Saw>,
) {
    if read.is_empty() {
        return;
    }
    read.sort_by_cached_key(|saw| {
        let newest = newest_first(context, asked, saw.document);
        (Reverse(saw.share), saw.old, saw.level, newest, saw.document)
    });
    let whole = read.iter().position(Saw::shows_all);
    let (heard, unheard): (Vec<&Saw>, Vec<&Saw>) = read
        .iter()
        .filter(|saw| saw.contrary.is_some())
        .take(MOST_EVIDENCE)
        .partition(|saw| whole.is_none_or(|at| speaks_against(context, line, saw, &read[at])));
    let weak = whole.is_some_and(|at| read[at].weak);
    let all_contrary = (whole.is_none() || weak && !heard.is_empty()) && is_contrary(line, &read);
    let contradicted = whole.filter(|_| !all_contrary && !heard.is_empty());
    for saw in &heard {
        if let Some((idea, at)) = saw.contrary {
            let (_, sentence) = contrary(context, saw.document, idea, at);
            outcome.missing.push(sentence);
            outcome.faulted = true;
        }
    }
    for saw in unheard {
        outcome.remarks.extend(
            saw.contrary
                .map(|denial| unheard_of(context, saw.document, denial)),
        );
    }
    if let Some(at) = contradicted {
        let path = &context.evidence.documents[read[at].document].path;
        outcome.missing.push(shown_and_denied(path));
    }
    outcome.count += read.len();
    for saw in read.iter().take(MOST_EVIDENCE) {
        outcome.looked.push(looked(context, line, saw));
    }
    if line.ideas.is_empty() {
        let direct = read.iter().any(|saw| saw.level == Level::Line);
        outcome.share = direct.then_some(Share::HALF);
        outcome.state = if direct {
            State::Claimed
        } else {
            State::NotSeen
        };
        return;
    }
    let best = &read[0];
    let (share, shown, from) = united(context, line, &read).unwrap_or_else(|| {
        let document = &context.evidence.documents[best.document];
        (
            best.share,
            ideas_of(line, best.shown)
                .map(|idea| found(document, idea))
                .collect(),
            document.path.to_string(),
        )
    });
    let (share, shown) = match contradicted {
        _ if all_contrary => (Share::NONE, Vec::new()),
        Some(_) => (share.min(Share::HALF), shown),
        None => (share, shown),
    };
    outcome.share = Some(share);
    outcome.state = if all_contrary {
        State::Contrary
    } else if share == Share::NONE {
        let named = |saw: &Saw| names_it_alone(context, line, saw);
        let reworded = |saw: &Saw| in_other_words(context, line, saw.document);
        if outcome.direct || read.iter().any(named) || read.iter().any(reworded) {
            State::Claimed
        } else {
            State::NotFound
        }
    } else if shown.len() == line.ideas.len() && share > Share::HALF {
        State::Shown
    } else {
        State::PartlyShown
    };
    if let Some(dispute) = best.disputed
        && share > Share::NONE
        && share <= Share::HALF
    {
        outcome.faulted |= dispute.why == Doubt::Otherwise;
        outcome
            .missing
            .push(disputed(context, best.document, dispute));
    }
    if best.draft && share > Share::NONE {
        outcome.faulted = true;
        outcome.missing.push(format!(
            "only a draft shows it: {}",
            context.evidence.documents[best.document].path
        ));
    }
    if best.old && share > Share::NONE && share <= Share::HALF {
        outcome.missing.push(format!(
            "only a record from before the time looked at shows it: {}",
            context.evidence.documents[best.document].path
        ));
    }
    if share > Share::NONE && share <= Share::HALF {
        tell_why_half(context, line, best, outcome);
    }
    if !all_contrary {
        for idea in line.ideas.clone() {
            if !shown.iter().any(|found: &FoundIdea| found.idea == idea) {
                let name = &context.catalogue.ideas[idea].name;
                outcome
                    .missing
                    .push(if in_title_alone(context, best.document, idea) {
                        format!(
                            "{from} names it in its title alone, with too little text below: {name}"
                        )
                    } else {
                        not_recognised(&from, name)
                    });
            }
        }
    }
    outcome.found = shown;
}

/// Says what makes the best file count half at most, beside its state and its age.
fn tell_why_half(context: &Context<'_>, line: &Requirement, best: &Saw, outcome: &mut Outcome) {
    let path = &context.evidence.documents[best.document].path;
    let item = line.of.as_ref().and_then(|of| context.catalogue.item(of));
    if let (Some(kind), Some(item)) = (best.other, item) {
        let what = &item.short;
        outcome.missing.push(format!(
            "{path} is {kind} and not {what}: it cannot stand in for it"
        ));
    }
    if let Some((idea, (open, rows))) = best.open {
        let name = &context.catalogue.ideas[idea].name;
        outcome.faulted |= open > 1;
        outcome.missing.push(format!(
            "{path}: {open} of {rows} rows leave it open: {name}"
        ));
    }
    if let Some(general) = best.general {
        outcome.missing.push(holds_for_anybody(path, general));
    }
}

/// Whether what a file denies speaks against one that shows all of the line: it is plainly said of
/// the same thing, and is not older.
fn speaks_against(context: &Context<'_>, line: &Requirement, saw: &Saw, whole: &Saw) -> bool {
    let of_same = |denial| is_of_same_thing(context, line, saw.document, denial);
    let (said, shown) = (context.dates[saw.document], context.dates[whole.document]);
    let older = said.zip(shown).is_some_and(|(said, shown)| said < shown);
    saw.contrary.is_some_and(of_same) && !older
}

/// Whether a file denies what no other shows, and the others show half of the line at most.
/// The heads of a table, or a part of it in its rows, do not outweigh a sentence, nor does what
/// holds for anybody.
fn is_contrary(line: &Requirement, read: &[Saw]) -> bool {
    let others = read
        .iter()
        .filter(|saw| saw.contrary.is_none() && !saw.weak && saw.general.is_none());
    let shown = others.fold(0_u16, |bits, saw| bits | saw.shown);
    shown.count_ones() as usize * 2 <= line.ideas.len()
        && read.iter().any(|saw| saw.denied & !shown != 0)
}

/// The order among documents that show the same: of records the newest comes first, before
/// documents where a record is asked for, and after them elsewhere.
fn newest_first(
    context: &Context<'_>,
    asked: Asked,
    document: usize,
) -> (bool, Reverse<Option<Date>>) {
    let is_record = context.is_record(document);
    let date = context.dates[document].filter(|_| is_record);
    (is_record != asked.record, Reverse(date))
}

/// Records of one item unite: what one year's minutes say together.
fn united(
    context: &Context<'_>,
    line: &Requirement,
    read: &[Saw],
) -> Option<(Share, Vec<FoundIdea>, String)> {
    let item = line.of.as_ref().and_then(|of| context.catalogue.item(of))?;
    if item.kind != ItemKind::Record || read.len() < 2 {
        return None;
    }
    let in_window: Vec<&Saw> = read
        .iter()
        .filter(|saw| saw.contrary.is_none() && !saw.half())
        .filter(|saw| context.dates[saw.document].is_none_or(|date| date >= context.window.start))
        .collect();
    if in_window.len() < 2 {
        return None;
    }
    let shown: Vec<FoundIdea> = line
        .ideas
        .clone()
        .filter_map(|idea| {
            let saw = in_window
                .iter()
                .find(|saw| saw.shown & bit_of(line, idea) != 0)?;
            Some(found(&context.evidence.documents[saw.document], idea))
        })
        .collect();
    let says = says_something(context, line, shown.iter().map(|found| found.idea));
    let together = if says {
        Share::of(shown.len(), line.ideas.len())
    } else {
        Share::NONE
    };
    let share = together.max(read[0].share);
    // A policy that is claimed for a record is none.
    let all_records = in_window.iter().all(|saw| context.is_record(saw.document));
    let what = if all_records { "records" } else { "files" };
    Some((share, shown, format!("{} {what}", in_window.len())))
}

/// The ideas of a set of bits.
fn ideas_of(line: &Requirement, bits: u16) -> impl Iterator<Item = usize> + use<> {
    line.ideas
        .clone()
        .enumerate()
        .filter(move |(bit, _)| bits & (1 << bit.min(&15)) != 0)
        .map(|(_, idea)| idea)
}

fn bit_of(line: &Requirement, idea: usize) -> u16 {
    1 << (idea - line.ideas.start).min(15)
}

fn found(document: &Document, idea: usize) -> FoundIdea {
    let (line, column) = document
        .hit(idea)
        .map_or((1, 1), |hit| (hit.line, hit.column));
    FoundIdea {
        idea,
        location: document.at(line, column),
    }
}

fn looked(context: &Context<'_>, line: &Requirement, saw: &Saw) -> Looked {
    let document = &context.evidence.documents[saw.document];
    if let Some((idea, at)) = saw.contrary {
        return contrary(context, saw.document, idea, at).0;
    }
    let text = if line.ideas.is_empty() {
        "has text".to_owned()
    } else if saw.subject_only {
        "names the subject alone".to_owned()
    } else {
        let draft = match (saw.draft, saw.old) {
            (true, _) => ", draft",
            (_, true) => ", too old",
            _ => "",
        };
        format!(
            "{} of {} ideas{draft}",
            saw.shown.count_ones(),
            line.ideas.len()
        )
    };
    Looked::new(document.path.clone(), saw.share, text)
}
