//! What would help most: gaps grouped by what settles them together, ordered by
//! probable grade and gain.

use std::collections::BTreeMap;

use super::context::Context;
use super::outcome::documents_of;
use super::share::{CAP, Share};
use super::types::{Line, Standing, State, Step};
use crate::catalogue::{ClauseId, ItemId, ItemKind, Requirement};
use crate::evidence::words::words;
use crate::workspace::Grade;

/// Groups gaps into steps, gravest first, then by what they gain. Lines that nobody has
/// looked at come after real gaps, since reading comes before mending.
#[must_use]
pub fn steps(context: &Context<'_>, lines: &[Line]) -> Vec<Step> {
    let mut groups: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        if line.standing != Standing::Counts || !is_open(line) {
            continue;
        }
        groups
            .entry(key(context, index, line))
            .or_default()
            .push(index);
    }
    let leaves: u64 = context
        .catalogue
        .leaves()
        .filter(|leaf| !leaf.requirements.is_empty())
        .count() as u64;
    let mut steps: Vec<(Vec<Grade>, Step)> = groups
        .into_iter()
        .map(|(key, members)| {
            let mut grades: Vec<Grade> = members.iter().map(|line| lines[*line].grade).collect();
            grades.sort();
            (grades, step(context, lines, &key, members, leaves))
        })
        .collect();
    steps.sort_by(|a, b| {
        (rank(&a.1), std::cmp::Reverse(a.1.gain), &a.1.lines).cmp(&(
            rank(&b.1),
            std::cmp::Reverse(b.1.gain),
            &b.1.lines,
        ))
    });
    steps.into_iter().map(|(_, step)| step).collect()
}

/// Gravest first: what keeps a certificate away is said before anything else, also where it
/// may only wait for a document. Of equal gravity what was read comes first.
fn rank(step: &Step) -> (u8, bool) {
    let grave = match step.grade {
        Grade::Major => 0,
        Grade::Minor => 1,
        Grade::None | Grade::Opportunity => 2,
        Grade::Observation => 3,
    };
    (grave, grave < 2 && step.not_handed_over)
}

/// Whether a line is a gap only as long as nothing is handed over for it: the inventory is
/// open, nothing was looked at and nobody has judged.
#[must_use]
pub fn not_handed_over(inventory_complete: bool, line: &Line) -> bool {
    !inventory_complete
        && line.state == State::NotFound
        && !was_read(line)
        && line.judgement.as_ref().is_none_or(|judged| judged.stale)
}

impl Line {
    /// Whether no file shows it, and that is held against nobody: it is graded nothing.
    #[must_use]
    pub fn is_withheld(&self) -> bool {
        self.grade == Grade::None && not_handed_over(false, self)
    }
}

/// Whether anything was read that is claimed for a line, whatever it shows of it.
pub(super) fn was_read(line: &Line) -> bool {
    line.evidence_count > 0 || line.records_read
}

/// Whether something remains to be done for a line.
#[must_use]
pub fn is_open(line: &Line) -> bool {
    match line.judgement.as_ref().filter(|judged| !judged.stale) {
        Some(judged) => !judged.conforming,
        None => line.state != State::Shown,
    }
}

/// What is missing of a line, the first of it; what it asks where nothing is said.
#[must_use]
pub fn missing_of(line: &Line, requirement: &Requirement) -> String {
    let text = line.missing.first().cloned();
    let look_at = || Some(format!("to be looked at: {}", line.look_at.first()?));
    text.or_else(look_at)
        .unwrap_or_else(|| requirement.text.clone())
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    /// A document to write or complete, at a clause.
    Document(ItemId),
    /// Records to keep, at a clause.
    Records(usize),
    /// A single line, at a clause.
    Activity(usize),
    /// People to talk to, at a clause.
    People(usize),
    /// Document control.
    Control,
    /// Nothing seen: hand over or claim, at a clause.
    Look(usize),
}

fn key(context: &Context<'_>, index: usize, line: &Line) -> Key {
    use crate::catalogue::Proof;
    let requirement = &context.catalogue.requirements[index];
    if requirement.control.is_some() {
        return Key::Control;
    }
    if requirement.proof == Proof::People {
        return Key::People(requirement.clause);
    }
    if line.state == State::NotSeen {
        return Key::Look(requirement.clause);
    }
    let item = requirement
        .of
        .as_ref()
        .and_then(|of| context.catalogue.item(of));
    match (item, requirement.proof) {
        (Some(item), Proof::Document | Proof::Content) if item.kind == ItemKind::Document => {
            Key::Document(item.id.clone())
        }
        (_, Proof::Record | Proof::Content) => Key::Records(requirement.clause),
        _ => Key::Activity(requirement.clause),
    }
}

/// A key in words that stay the same from one assessment to the next.
fn name(context: &Context<'_>, key: &Key) -> String {
    let of = |clause: &usize| &context.catalogue.clauses[*clause].id;
    match key {
        Key::Document(item) => format!("document {item}"),
        Key::Records(clause) => format!("records {}", of(clause)),
        Key::Activity(clause) => format!("practice {}", of(clause)),
        Key::People(clause) => format!("people {}", of(clause)),
        Key::Control => "control".to_owned(),
        Key::Look(clause) => format!("look {}", of(clause)),
    }
}

/// Whether nothing that is claimed for a line has a text that was read.
fn is_unread(context: &Context<'_>, line: &Line) -> bool {
    let mut claimed = context.claims.by_line[line.requirement].iter();
    let has_text = |at: usize| context.evidence.documents[at].has_text();
    claimed.all(|claimed| !documents_of(context, claimed.piece).any(has_text))
}

/// What to do, in a sentence for people who do not know the numbers, which stand behind.
fn title(context: &Context<'_>, lines: &[Line], key: &Key, members: &[usize]) -> String {
    let catalogue = context.catalogue;
    let all = |test: &dyn Fn(&Line) -> bool| members.iter().all(|line| test(&lines[*line]));
    let complete = context.workspace.settings.inventory_complete;
    let unhanded = all(&|line| not_handed_over(complete, line));
    let at = numbers(context, members);
    let of = |index: usize| catalogue.clauses[index].in_a_sentence();
    // What the gravest of them asks for, of equals the first: that an owner can act on.
    let asked_for = || {
        let gravest = members.iter().min_by_key(|line| lines[**line].grade);
        let text = gravest.map_or_else(String::new, |line| by_itself(context, *line));
        match members.len() {
            0 | 1 => text,
            2 => format!("{text}, and 1 more"),
            more => format!("{text}, and {} more", more - 1),
        }
    };
    match key {
        Key::Document(item) => {
            let name = catalogue
                .item(item)
                .map_or_else(String::new, |item| item.short.clone());
            if unhanded {
                format!("Hand over, or write, {name} ({at})")
            } else if all(&|line| matches!(line.state, State::NotFound | State::Contrary))
                && !is_there(context, lines, item)
            {
                format!("Write {name} ({at})")
            } else if all(&|line| !line.look_at.is_empty()) {
                format!("Look through {name}, whose rows no test reaches, and judge it ({at})")
            } else if all(&|line| line.state == State::Claimed) {
                if all(&|line| is_unread(context, line)) {
                    format!("Hand over {name} in a form that can be read, or judge it ({at})")
                } else {
                    format!("See whether {name} says what is asked for, and judge it ({at})")
                }
            } else {
                format!("Complete {name} ({at})")
            }
        }
        Key::Records(clause) if unhanded => format!(
            "Hand over the records for {}, or begin to keep them ({at})",
            of(*clause)
        ),
        Key::Activity(clause) if unhanded => format!(
            "Hand over what shows {}, or put it into practice ({at})",
            of(*clause)
        ),
        Key::Records(_) => format!("Keep records of this: {} ({at})", asked_for()),
        Key::Activity(clause) if all(&|line| line.operation_only) => {
            format!("Keep records that show {} in practice ({at})", of(*clause))
        }
        Key::Activity(_) => format!(
            "See to this, and keep records of it: {} ({at})",
            asked_for()
        ),
        Key::People(clause) => format!(
            "Ask the people concerned about {} and record what they say ({at})",
            of(*clause)
        ),
        Key::Control => {
            format!("Give every document an owner, a version, an approval and working links ({at})")
        }
        Key::Look(clause) => format!(
            "Hand over what there is on {}, or say which file shows it ({at})",
            of(*clause)
        ),
    }
}

/// What a line asks, to be read without those before it: "They are analysed" with what they are
/// called.
fn by_itself(context: &Context<'_>, line: usize) -> String {
    const POINTS: &[&str] = &[
        "it", "its", "they", "their", "them", "these", "this", "those", "such",
    ];
    let requirement = &context.catalogue.requirements[line];
    let text = requirement.text.trim_end_matches('.');
    let first = words(text).into_iter().next().unwrap_or_default();
    if !POINTS.contains(&first.as_str()) {
        return text.to_owned();
    }
    let of = context.catalogue.clauses[requirement.clause].in_a_sentence();
    format!("of {of}: “{text}”")
}

/// Whether anything of a document is shown, so that what lacks is a part of it.
fn is_there(context: &Context<'_>, lines: &[Line], item: &ItemId) -> bool {
    let of_it = |at: &usize| context.catalogue.requirements[*at].of.as_ref() == Some(item);
    let mut of_it = (0..lines.len()).filter(of_it);
    of_it.any(|at| matches!(lines[at].state, State::Shown | State::PartlyShown))
}

/// The clauses of some lines: the clause, a few of them, or the one above them all.
fn numbers(context: &Context<'_>, members: &[usize]) -> String {
    const MOST: usize = 3;
    let mut ids: Vec<&ClauseId> = members
        .iter()
        .map(|line| &context.catalogue.requirements[*line].id.clause)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() > MOST
        && let Some(above) = context
            .catalogue
            .clauses
            .iter()
            .filter(|clause| ids.iter().all(|id| clause.id.contains(id)))
            .max_by_key(|clause| clause.id.depth())
    {
        return above.id.to_string();
    }
    ids.iter()
        .map(ToString::to_string)
        .collect::<Vec<_>>()
        .join(", ")
}

fn step(
    context: &Context<'_>,
    lines: &[Line],
    key: &Key,
    members: Vec<usize>,
    leaves: u64,
) -> Step {
    let catalogue = context.catalogue;
    let title = title(context, lines, key, &members);
    let grade = members
        .iter()
        .map(|line| lines[*line].grade)
        .filter(|grade| *grade != Grade::None)
        .min()
        .unwrap_or(Grade::None);
    let mut details = Vec::new();
    for line in &members {
        let id = &catalogue.requirements[*line].id;
        let text = missing_of(&lines[*line], &catalogue.requirements[*line]);
        details.push(format!("{id}: {text}"));
    }
    let complete = context.workspace.settings.inventory_complete;
    let not_handed_over = members
        .iter()
        .all(|line| not_handed_over(complete, &lines[*line]));
    let gains = members
        .iter()
        .map(|line| gain(context, lines, &[*line], leaves));
    Step {
        key: name(context, key),
        gains: gains.collect(),
        title,
        not_handed_over,
        gain: gain(context, lines, &members, leaves),
        lines: members,
        grade,
        details,
    }
}

/// What the mean of the whole would gain at its lower bound if all were shown.
fn gain(context: &Context<'_>, lines: &[Line], members: &[usize], leaves: u64) -> Share {
    let catalogue = context.catalogue;
    let mut millionths: u64 = 0;
    for line in members {
        let requirement = &catalogue.requirements[*line];
        let clause = &catalogue.clauses[requirement.clause];
        let counting: Vec<usize> = clause
            .requirements
            .clone()
            .filter(|other| lines[*other].standing == Standing::Counts)
            .collect();
        let mut shalls: Vec<u16> = counting
            .iter()
            .map(|other| catalogue.requirements[*other].shall)
            .collect();
        shalls.dedup();
        let same = counting
            .iter()
            .filter(|other| catalogue.requirements[**other].shall == requirement.shall)
            .count();
        let open = CAP.value() - lines[*line].low.value().min(CAP.value());
        let parts = leaves.max(1) * (shalls.len().max(1) * same.max(1)) as u64;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between 0 and 850,000"
        )]
        let whole = (open * 1_000_000.0).round() as u64;
        millionths += whole / parts;
    }
    Share::millionths(u32::try_from(millionths).unwrap_or(1_000_000))
}
