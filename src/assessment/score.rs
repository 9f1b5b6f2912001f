//! The one scoring function: a requirement's state and number from evidence alone,
//! then answers and judgements on top.

use super::answers::{self, Answered};
use super::claims::{Claimed, Level, Piece};
use super::context::{Context, MOST_CANDIDATES};
use super::control;
use super::judgements;
use super::records::{NO_INTERVAL, record_outcome, stated_interval};
use super::share::{CAP, Share, of_rating};
use super::text::{Outcome, text_outcome};
use super::types::{Line, MOST_EVIDENCE, Standing, State};
use crate::catalogue::{CalledFor, Per, Proof, Requirement};
use crate::evidence::words;
use crate::workspace::Grade;

/// Scores one requirement. `same_as` and `any_of` are settled afterwards, by
/// [`settle_references`].
#[must_use]
pub fn score(context: &Context<'_>, index: usize, answered: &[Answered]) -> Line {
    let line = &context.catalogue.requirements[index];
    let claimed = &context.claims.by_line[index];
    let answer = answered.iter().find(|answer| answer.lines.contains(&index));
    let (outcome, members) = match answer {
        Some(answer) if answer.standing == Standing::Counts => {
            (answers::control_outcome(context, answer), Vec::new())
        }
        _ => evidence_outcome(context, line, claimed),
    };
    let mut result = absent(context, line, claimed, outcome);
    result.members = members;
    if let Some(answer) = answer {
        result.standing = answer.standing.clone();
        result.remarks.insert(0, answer.remark.clone());
    }
    result.notes = notes(context, line);
    if !result.notes.is_empty()
        && !context
            .workspace
            .judgements
            .iter()
            .any(|judgement| judgement.requirement == line.id)
    {
        result
            .remarks
            .push("notes were taken; they count once somebody judges".to_owned());
    }
    control::answer(context, line, &mut result);
    judge(context, line, index, &mut result);
    result
}

fn judge(context: &Context<'_>, line: &Requirement, index: usize, result: &mut Line) {
    let counting = result.score;
    let Some(judged) = judgements::standing(context, line, index) else {
        return;
    };
    if judged.stale {
        result.score = counting;
        result
            .remarks
            .push("what the judgement rests on has changed; it must be renewed".to_owned());
    } else {
        let share = of_rating(judged.rating);
        result.score = Some(share);
        result.low = share;
        result.high = share;
    }
    if judged.disputed {
        result
            .remarks
            .push("assessors concluded differently; the later conclusion stands".to_owned());
    }
    result.judgement = Some(judged);
}

fn notes(context: &Context<'_>, line: &Requirement) -> Vec<usize> {
    use crate::catalogue::Target;
    let bears = |target: &Target| match target {
        Target::Requirement(id) => *id == line.id,
        Target::Clause(id) => id.contains(&line.id.clause),
        Target::Item(id) => line.of.as_ref() == Some(id),
    };
    (0..context.workspace.notes.len())
        .filter(|note| context.workspace.notes[*note].about.iter().any(bears))
        .collect()
}

/// The outcome from evidence, looked at member by member where that is asked for.
fn evidence_outcome(
    context: &Context<'_>,
    line: &Requirement,
    claimed: &[Claimed],
) -> (Outcome, Vec<(String, Option<Share>)>) {
    let Some(per) = line.per else {
        return (by_proof(context, line, claimed), Vec::new());
    };
    let population = context.population(per);
    let mut whole = by_proof(context, line, claimed);
    if population.is_empty() || claimed.is_empty() {
        if population.is_empty() && whole.share.is_some() {
            whole.remarks.push(format!(
                "clausewise.toml names no {}s, so each could not be looked at",
                noun(per)
            ));
        }
        return (whole, Vec::new());
    }
    let parts: Vec<(String, Outcome)> = population
        .iter()
        .map(|member| {
            let theirs: Vec<Claimed> = claimed
                .iter()
                .filter(|claimed| context.speaks_for(claimed.piece, per, member))
                .copied()
                .collect();
            (member.0.clone(), by_proof(context, line, &theirs))
        })
        .collect();
    let members = parts
        .iter()
        .map(|(name, outcome)| (name.clone(), outcome.share))
        .collect();
    if whole.share.is_none() {
        return (whole, members);
    }
    unite(&mut whole, &parts, per);
    (whole, members)
}

/// The worst member governs; where one has no evidence at all, the share of what the
/// members show, at most half. Never less than what the same evidence would score
/// with a member missing, so that handing over more never costs.
fn unite(whole: &mut Outcome, parts: &[(String, Outcome)], per: Per) {
    let shares: Vec<Share> = parts
        .iter()
        .map(|(_, outcome)| outcome.share.unwrap_or_default())
        .collect();
    let mean = Share::mean(shares.iter().map(|share| (*share, 1)))
        .unwrap_or_default()
        .min(Share::HALF);
    let worst = shares.iter().copied().min().unwrap_or_default();
    let lacking: Vec<&str> = parts
        .iter()
        .filter(|(_, outcome)| outcome.share.is_none_or(|share| share == Share::NONE))
        .map(|(name, _)| name.as_str())
        .collect();
    let share = if lacking.is_empty() {
        worst.max(mean)
    } else {
        mean
    };
    whole.share = Some(share);
    let some_lack = !lacking.is_empty() && whole.state != State::Contrary && share > Share::NONE;
    let not_all = whole.state == State::Shown
        && parts
            .iter()
            .any(|(_, outcome)| outcome.state != State::Shown);
    if some_lack || not_all {
        whole.state = State::PartlyShown;
    }
    if !lacking.is_empty() && share > Share::NONE {
        whole.missing.insert(
            0,
            format!("no evidence for the {} {}", noun(per), lacking.join(", ")),
        );
    }
    for (name, outcome) in parts {
        if !lacking.contains(&name.as_str()) && outcome.state != State::Shown {
            for missing in &outcome.missing {
                let sentence = format!("{name}: {missing}");
                if !whole.missing.contains(missing) && !whole.missing.contains(&sentence) {
                    whole.missing.push(sentence);
                }
            }
        }
    }
}

fn noun(per: Per) -> &'static str {
    match per {
        Per::Service => "service",
        Per::Customer => "customer",
        Per::Supplier => "supplier",
        Per::InternalSupplier => "internal supplier",
    }
}

fn by_proof(context: &Context<'_>, line: &Requirement, claimed: &[Claimed]) -> Outcome {
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
    // All of it said is half; a part of it said is that part of half.
    let seen = matches!(text.state, State::Shown | State::PartlyShown);
    let most = if seen && !line.ideas.is_empty() {
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
            ..Outcome::default()
        };
    }
    text.share = by_text;
    if text.share.is_some_and(|share| share > Share::NONE)
        && matches!(text.state, State::Shown | State::PartlyShown)
    {
        text.operation_only = text.state == State::Shown;
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

/// Decides between absent and unknown, and caps what no person has judged.
fn absent(
    context: &Context<'_>,
    line: &Requirement,
    claimed: &[Claimed],
    mut outcome: Outcome,
) -> Line {
    let index = context.catalogue.requirement(&line.id).unwrap_or(0);
    let nothing = outcome.share.is_none_or(|share| share == Share::NONE)
        && !matches!(outcome.state, State::Contrary);
    let mut could_hold = Vec::new();
    if nothing && line.proof != Proof::People && line.control.is_none() {
        let explicit = line.called_for == CalledFor::Explicit;
        let anything = context
            .evidence
            .documents
            .iter()
            .any(|document| document.has_text() && !document.set_aside);
        let explicit = explicit && anything;
        let complete = context.workspace.settings.inventory_complete && !line.rare;
        let elsewhere = line.rest.is_some() || no_party(context, line);
        let expected = (explicit && !line.rare || complete) && !elsewhere;
        // Claimed for the clause at large and silent: of what need not exist that says nothing.
        if outcome.state == State::NotFound
            && !outcome.tested
            && (elsewhere || line.rare && explicit)
        {
            outcome.state = State::NotSeen;
            outcome.share = None;
            outcome.missing.clear();
        }
        if no_party(context, line) && outcome.share.is_none() {
            outcome.remarks.push(format!(
                "clausewise.toml names no {0}; if there is none, say so: clausewise answer no-such-party --about {1}",
                line.per.map_or("party", noun),
                line.id
            ));
        }
        could_hold = if outcome.tested {
            Vec::new()
        } else {
            candidates(context, line, &outcome)
        };
        if !could_hold.is_empty() || !outcome.unread.is_empty() {
            if outcome.state != State::Claimed || outcome.share.is_none() {
                outcome.state = State::NotSeen;
                outcome.share = None;
            }
        } else if outcome.share.is_none() && expected {
            outcome.state = State::NotFound;
            outcome.share = Some(Share::NONE);
            if outcome.missing.is_empty() {
                outcome.missing.push(absence(context, line, claimed));
            }
        }
    }
    if line.interval.is_some() && !claimed.is_empty() && outcome.state != State::NotSeen {
        let unstated = context.promised(line).is_none() && stated_interval(context, line).is_none();
        if unstated && !outcome.missing.iter().any(|missing| missing == NO_INTERVAL) {
            outcome.missing.push(NO_INTERVAL.to_owned());
        }
    }
    let capped = outcome.share.map(|share| share.min(CAP));
    outcome.looked.truncate(MOST_EVIDENCE);
    Line {
        requirement: index,
        state: outcome.state,
        machine: capped,
        score: capped,
        low: capped.unwrap_or_default(),
        high: capped.unwrap_or(CAP),
        standing: Standing::Counts,
        judgement: None,
        grade: Grade::None,
        found: outcome.found,
        missing: outcome.missing,
        remarks: outcome.remarks,
        evidence_count: outcome.count.max(outcome.looked.len()),
        evidence: outcome.looked,
        operation_only: outcome.operation_only,
        could_hold,
        notes: Vec::new(),
        members: Vec::new(),
    }
}

/// Whether a line hangs on a party of which `clausewise.toml`, where parties are named,
/// names none.
fn no_party(context: &Context<'_>, line: &Requirement) -> bool {
    let of_suppliers = matches!(line.per, Some(Per::Supplier | Per::InternalSupplier));
    line.no_such_party
        && of_suppliers
        && !context.workspace.settings.parties.is_empty()
        && line
            .per
            .is_some_and(|per| context.population(per).is_empty())
}

fn absence(context: &Context<'_>, line: &Requirement, claimed: &[Claimed]) -> String {
    let what = line
        .of
        .as_ref()
        .and_then(|of| context.catalogue.item(of))
        .map(|item| item.name.clone());
    let subject = what.unwrap_or_else(|| line.text.trim_end_matches('.').to_owned());
    if claimed.is_empty() {
        format!("nothing is claimed for it and no file that was read offers it: {subject}")
    } else {
        format!("what is claimed for it does not show it: {subject}")
    }
}

/// Files that hold every idea of the line and are not claimed for it, and files that
/// could not be read and may hold anything.
fn candidates(
    context: &Context<'_>,
    line: &Requirement,
    outcome: &Outcome,
) -> Vec<std::sync::Arc<str>> {
    let mut names: Vec<std::sync::Arc<str>> = outcome.unread.clone();
    if let Some(index) = context.catalogue.requirement(&line.id) {
        let holding = context.holding[index].iter();
        names.extend(holding.map(|at| context.evidence.documents[*at].path.clone()));
    }
    if outcome.looked.is_empty() {
        let subject = subject(context, line);
        let mut unread: Vec<(usize, usize)> = context
            .unread
            .iter()
            .filter_map(|index| {
                Some((
                    closeness(&context.evidence.documents[*index].path, &subject)?,
                    *index,
                ))
            })
            .collect();
        unread.sort_unstable();
        names.extend(
            unread
                .into_iter()
                .take(MOST_CANDIDATES)
                .map(|(_, index)| context.evidence.documents[index].path.clone()),
        );
    }
    names.dedup();
    names.truncate(MOST_CANDIDATES);
    names
}

/// The words a file on a line's subject would carry in its name.
fn subject(context: &Context<'_>, line: &Requirement) -> Vec<String> {
    let item = line
        .of
        .as_ref()
        .and_then(|of| context.catalogue.item(of))
        .map_or("", |item| item.name.as_str());
    let ideas: Vec<&str> = context.catalogue.ideas[line.ideas.clone()]
        .iter()
        .map(|idea| idea.name.as_str())
        .collect();
    let clause = &context.catalogue.clauses[line.clause].name;
    words::words(&format!(
        "{item} {clause} {} {}",
        line.text,
        ideas.join(" ")
    ))
}

/// How close a file's name is to a subject, smaller is closer; `None` when the name
/// speaks of something else. A name that says nothing, such as `scan0012.pdf`, may be
/// anything.
fn closeness(path: &str, subject: &[String]) -> Option<usize> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let telling: Vec<String> = words::words(stem)
        .into_iter()
        .filter(|word| {
            let letters: String = word.chars().filter(|c| !c.is_ascii_digit()).collect();
            letters.len() > 3 && !SAYS_NOTHING.contains(&letters.as_str())
        })
        .collect();
    if telling.is_empty() {
        return Some(1_000);
    }
    let alike = |a: &str, b: &str| a.chars().take(6).eq(b.chars().take(6)) || a == b;
    let shared = telling
        .iter()
        .filter(|word| subject.iter().any(|known| alike(word, known)))
        .count();
    (shared > 0).then(|| 1_000 - shared.min(900))
}

/// Words of file names that do not tell what the file is about.
const SAYS_NOTHING: &[&str] = &[
    "scan",
    "scanned",
    "document",
    "dokument",
    "file",
    "datei",
    "untitled",
    "unbenannt",
    "copy",
    "kopie",
    "final",
    "draft",
    "entwurf",
    "signed",
    "unterschrieben",
    "version",
    "image",
    "bild",
    "page",
    "seite",
    "neu",
    "attachment",
    "anhang",
    "unnamed",
    "archive",
    "archiv",
    "client",
    "kunde",
    "evidence",
    "nachweis",
    "export",
];

/// Lines that repeat another take its result and count there; of a group of which one
/// is enough, all take the best.
pub fn settle_references(context: &Context<'_>, lines: &mut [Line]) {
    let catalogue = context.catalogue;
    for (index, line) in catalogue.requirements.iter().enumerate() {
        if let Some(group) = &line.any_of {
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
