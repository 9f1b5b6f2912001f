//! Gates: is the organisation ready for Stage 1, for Stage 2? What must hold is data
//! of the catalogue; this answers it, each ask with its reason.

use super::context::{Context, holds};
use super::text::documents_of;
use super::types::{
    AskResult, GateResult, ItemResult, Line, PeriodState, Presence, Standing, State, Totals,
    Verdict,
};
use crate::catalogue::{AskCheck, ClauseId, Item, Per};
use crate::evidence::words;
use crate::period::Period;
use crate::workspace::Grade;

/// Answers every gate.
#[must_use]
pub fn gates(
    context: &Context<'_>,
    lines: &[Line],
    items: &[ItemResult],
    whole: &Totals,
) -> Vec<GateResult> {
    context
        .catalogue
        .gates
        .iter()
        .enumerate()
        .map(|(index, gate)| {
            let asks: Vec<AskResult> = gate
                .asks
                .iter()
                .map(|ask| {
                    let (verdict, reason) = answer(context, &ask.check, lines, items, whole);
                    AskResult {
                        text: ask.text.clone(),
                        verdict,
                        reason,
                    }
                })
                .collect();
            let verdict = asks
                .iter()
                .map(|ask| ask.verdict)
                .max()
                .unwrap_or(Verdict::CannotTell);
            GateResult {
                gate: index,
                verdict,
                asks,
            }
        })
        .collect()
}

fn answer(
    context: &Context<'_>,
    check: &AskCheck,
    lines: &[Line],
    items: &[ItemResult],
    whole: &Totals,
) -> (Verdict, String) {
    match check {
        AskCheck::Documents(wanted) => documents(context, wanted, items),
        AskCheck::Lines(wanted) => some_lines(context, wanted, lines),
        AskCheck::History(clauses) => history(context, clauses, lines),
        AskCheck::NoOpenMajor => {
            if whole.majors > 0 {
                (
                    Verdict::NotMet,
                    format!(
                        "{} probable or judged major{}",
                        whole.majors,
                        plural(whole.majors)
                    ),
                )
            } else if whole.in_state(State::NotSeen) > 0 {
                (
                    Verdict::CannotTell,
                    match whole.in_state(State::NotSeen) {
                        1 => "none so far, but 1 requirement has not been seen".to_owned(),
                        unseen => {
                            format!("none so far, but {unseen} requirements have not been seen")
                        }
                    },
                )
            } else {
                (Verdict::Met, "none".to_owned())
            }
        }
        AskCheck::MinorsHaveActions => {
            if whole.minors == 0 && whole.in_state(State::NotSeen) == 0 {
                (Verdict::Met, "no minor is probable or judged".to_owned())
            } else if whole.minors == 0 {
                (
                    Verdict::CannotTell,
                    "none so far, but not everything has been seen".to_owned(),
                )
            } else {
                (
                    Verdict::Concerns,
                    format!(
                        "{} probable or judged minor{}; each needs an action",
                        whole.minors,
                        plural(whole.minors)
                    ),
                )
            }
        }
        AskCheck::ScopeAgrees(wanted) => scope(context, wanted),
    }
}

fn documents(context: &Context<'_>, wanted: &[usize], items: &[ItemResult]) -> (Verdict, String) {
    let name = |index: &usize| context.catalogue.items[*index].short.clone();
    let of = |presence: &[Presence]| -> Vec<String> {
        wanted
            .iter()
            .filter(|index| presence.contains(&items[**index].presence))
            .map(name)
            .collect()
    };
    let absent = of(&[Presence::Absent]);
    if !absent.is_empty() {
        let how = if context.workspace.settings.inventory_complete {
            "absent"
        } else {
            "not among what was handed over"
        };
        return (
            Verdict::NotMet,
            format!("{how}: {}", among(&absent, "documents")),
        );
    }
    let unknown = of(&[Presence::Unknown, Presence::Unread]);
    let weak: Vec<String> = wanted
        .iter()
        .filter(|index| {
            let item = &items[**index];
            item.presence == Presence::Partial
                || (item.presence == Presence::Present && !item.remarks.is_empty())
        })
        .map(name)
        .collect();
    if !weak.is_empty() {
        let also = if unknown.is_empty() {
            String::new()
        } else {
            format!("; not seen: {}", among(&unknown, "documents"))
        };
        return (
            Verdict::Concerns,
            format!(
                "incomplete, draft or not approved: {}{also}",
                among(&weak, "documents")
            ),
        );
    }
    if !unknown.is_empty() {
        return (
            Verdict::CannotTell,
            format!("not seen: {}", among(&unknown, "documents")),
        );
    }
    let there = match wanted.len() {
        1 => "it is there".to_owned(),
        all => format!("all {all} are there"),
    };
    (Verdict::Met, there)
}

fn some_lines(context: &Context<'_>, wanted: &[usize], lines: &[Line]) -> (Verdict, String) {
    let pick = |test: &dyn Fn(&Line) -> bool| -> Vec<usize> {
        wanted
            .iter()
            .filter(|index| {
                matches!(
                    lines[**index].standing,
                    Standing::Counts | Standing::Repeats(_)
                ) && test(&lines[**index])
            })
            .copied()
            .collect()
    };
    let short = |lines: &[usize]| by_name(context, lines);
    let settled = |line: &Line| {
        line.judgement
            .as_ref()
            .is_some_and(|judged| judged.conforming)
    };
    let failed = pick(&|line| {
        !settled(line)
            && (matches!(line.grade, Grade::Major)
                || matches!(line.state, State::NotFound | State::Contrary)
                || line
                    .judgement
                    .as_ref()
                    .is_some_and(|judged| !judged.stale && !judged.conforming))
    });
    if !failed.is_empty() {
        return (
            Verdict::NotMet,
            format!("not found or not conforming: {}", short(&failed)),
        );
    }
    let weak = pick(&|line| !settled(line) && line.state == State::PartlyShown);
    let unseen =
        pick(&|line| !settled(line) && matches!(line.state, State::NotSeen | State::Claimed));
    if !weak.is_empty() {
        let also = if unseen.is_empty() {
            String::new()
        } else {
            format!("; not seen: {}", short(&unseen))
        };
        return (
            Verdict::Concerns,
            format!("only partly shown: {}{also}", short(&weak)),
        );
    }
    if !unseen.is_empty() {
        return (Verdict::CannotTell, format!("not seen: {}", short(&unseen)));
    }
    (Verdict::Met, "shown or judged conforming".to_owned())
}

/// Names for people who do not know the numbers: all of a few, else how many with some.
fn among(names: &[String], what: &str) -> String {
    const FEW: usize = 5;
    const SOME: usize = 3;
    if names.len() <= FEW {
        return names.join(", ");
    }
    format!(
        "{} {what}, among them {}",
        names.len(),
        names[..SOME].join(", ")
    )
}

/// Requirements by name: what a single one asks, else their clauses with the ids.
fn by_name(context: &Context<'_>, lines: &[usize]) -> String {
    let requirements = &context.catalogue.requirements;
    if let [one] = lines {
        let text = requirements[*one].text.trim_end_matches('.');
        return format!("{text} ({})", requirements[*one].id);
    }
    let mut clauses: Vec<(usize, Vec<String>)> = Vec::new();
    for line in lines {
        let id = requirements[*line].id.to_string();
        match clauses.last_mut() {
            Some((clause, ids)) if *clause == requirements[*line].clause => ids.push(id),
            _ => clauses.push((requirements[*line].clause, vec![id])),
        }
    }
    let names: Vec<String> = clauses
        .iter()
        .map(|(clause, ids)| {
            let called = context.catalogue.clauses[*clause].in_a_sentence();
            format!("{called} ({})", short(ids))
        })
        .collect();
    among(&names, "subjects")
}

/// Records for every process over the history an auditor wants to see.
fn history(context: &Context<'_>, clauses: &[ClauseId], lines: &[Line]) -> (Verdict, String) {
    let wanted = context
        .workspace
        .settings
        .history
        .unwrap_or(Period::months(3));
    let from = wanted.before(context.as_of);
    let called = |clause: &ClauseId| {
        let known = context
            .catalogue
            .clauses
            .iter()
            .find(|one| one.id == *clause);
        known.map_or_else(
            || clause.to_string(),
            |one| format!("{} ({clause})", one.in_a_sentence()),
        )
    };
    let mut none = Vec::new();
    let mut short_history = Vec::new();
    for clause in clauses {
        let mut dates = Vec::new();
        let mut settled = true;
        for (index, requirement) in context.catalogue.requirements.iter().enumerate() {
            if !clause.contains(&requirement.id.clause) {
                continue;
            }
            settled &= lines[index].standing != Standing::Counts;
            for claimed in &context.claims.by_line[index] {
                for at in documents_of(context, claimed.piece) {
                    record_dates(context, at, &mut dates);
                }
            }
        }
        if settled {
            continue;
        }
        match dates.iter().min() {
            None => none.push(called(clause)),
            Some(first) if *first > from => short_history.push(called(clause)),
            Some(_) => {}
        }
    }
    if none.is_empty() && short_history.is_empty() {
        return (
            Verdict::Met,
            format!(
                "records reach back at least {} in every process",
                wanted.words()
            ),
        );
    }
    if none.is_empty() {
        return (
            Verdict::Concerns,
            format!(
                "less than {} of records in {}",
                wanted.words(),
                among(&short_history, "processes")
            ),
        );
    }
    let verdict = if context.workspace.settings.inventory_complete {
        Verdict::NotMet
    } else {
        Verdict::CannotTell
    };
    (
        verdict,
        format!("no dated record seen for {}", among(&none, "processes")),
    )
}

fn record_dates(context: &Context<'_>, at: usize, dates: &mut Vec<jiff::civil::Date>) {
    let document = &context.evidence.documents[at];
    if let Some(register) = document.register {
        let register = &context.evidence.registers[register];
        let column = register
            .entry
            .date
            .as_ref()
            .and_then(|head| register.table.column(head))
            .or_else(|| {
                ["opened", "created", "date", "datum", "raised", "erstellt"]
                    .iter()
                    .find_map(|head| register.table.column(head))
            });
        if let Some(column) = column {
            let days = register
                .table
                .rows
                .iter()
                .filter_map(|row| row.date(column))
                .map(|date| date.day);
            dates.extend(days.filter(|day| *day <= context.as_of));
        }
    } else if (context.is_record(at) || !document.series.is_empty())
        && let Some(date) = context.dates[at]
        && date <= context.as_of
    {
        dates.push(date);
    }
    for series in &document.series {
        let there = context.series[*series].periods.iter().any(|period| {
            period.document == Some(at)
                && matches!(period.state, PeriodState::Present | PeriodState::Late)
        });
        if there && let Some(date) = context.dates[at] {
            dates.push(date);
        }
    }
}

/// The services in scope are those that scope statement, catalogue and agreements name.
fn scope(context: &Context<'_>, wanted: &[usize]) -> (Verdict, String) {
    let services = &context.workspace.settings.services;
    if services.is_empty() {
        return (
            Verdict::CannotTell,
            "clausewise.toml names no services in scope".to_owned(),
        );
    }
    let mut lacking = Vec::new();
    let mut unseen = Vec::new();
    let mut beyond = Vec::new();
    for index in wanted {
        let item = &context.catalogue.items[*index];
        let mut documents: Vec<usize> = item
            .requirements
            .iter()
            .flat_map(|line| &context.claims.by_line[*line])
            .flat_map(|claimed| documents_of(context, claimed.piece))
            .filter(|at| {
                let document = &context.evidence.documents[*at];
                document.has_text() && context.counts(document) && !context.is_record(*at)
            })
            .collect();
        documents.sort_unstable();
        documents.dedup();
        if item.lists == Some(Per::Service) {
            beyond.extend(listed_beyond(context, item));
        }
        if documents.is_empty() {
            unseen.push(item.short.clone());
            continue;
        }
        let unnamed: Vec<String> = services
            .iter()
            .filter(|service| !documents.iter().any(|at| names(context, *at, service)))
            .cloned()
            .collect();
        if !unnamed.is_empty() {
            lacking.push(format!("{} not named in {}", short(&unnamed), item.short));
        }
    }
    beyond.sort();
    beyond.dedup();
    let outside = (!beyond.is_empty()).then(|| {
        format!(
            "listed as a service, but neither in scope nor declared outside it: {}",
            short(&beyond)
        )
    });
    if !lacking.is_empty() {
        lacking.extend(outside);
        (Verdict::NotMet, lacking.join("; "))
    } else if let Some(outside) = outside {
        (Verdict::Concerns, outside)
    } else if !unseen.is_empty() {
        (
            Verdict::CannotTell,
            format!("not seen: {}", unseen.join("; ")),
        )
    } else {
        (
            Verdict::Met,
            format!("all {} services are named in each", services.len()),
        )
    }
}

/// The services that an item's documents list and that the scope does not know, each with
/// its place. A scope may cover some services only, but then it must say so.
fn listed_beyond(context: &Context<'_>, item: &Item) -> Vec<String> {
    let settings = &context.workspace.settings;
    let known: Vec<Vec<String>> = settings
        .services
        .iter()
        .chain(&settings.outside)
        .map(|name| bare(name))
        .collect();
    let mut documents: Vec<usize> = item
        .requirements
        .iter()
        .flat_map(|line| &context.claims.by_line[*line])
        .flat_map(|claimed| documents_of(context, claimed.piece))
        .filter(|at| context.counts(&context.evidence.documents[*at]))
        .collect();
    documents.sort_unstable();
    documents.dedup();
    documents
        .into_iter()
        .flat_map(|at| &context.evidence.documents[at].metadata.lists)
        .filter(|listed| {
            let name = bare(&listed.value);
            !known
                .iter()
                .any(|known| holds(&name, known) || holds(known, &name))
        })
        .map(|listed| format!("{} ({})", listed.value, listed.location))
        .collect()
}

/// The words of a service's name, without the word "service" itself.
fn bare(name: &str) -> Vec<String> {
    let all = words::words(name);
    let telling: Vec<String> = all
        .iter()
        .filter(|word| !matches!(word.as_str(), "service" | "services" | "dienst" | "dienste"))
        .cloned()
        .collect();
    if telling.is_empty() { all } else { telling }
}

fn names(context: &Context<'_>, at: usize, service: &str) -> bool {
    let document = &context.evidence.documents[at];
    let wanted = words::words(service);
    let stated = document.metadata.services.as_ref().is_some_and(|names| {
        names.value.iter().any(|name| {
            let name = words::words(name);
            name == wanted
        })
    });
    stated
        || holds(&words::words(&document.title()), &wanted)
        || context
            .evidence
            .mentions
            .get(service)
            .is_some_and(|at_list| at_list.binary_search(&at).is_ok())
}

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

fn short(ids: &[String]) -> String {
    const MOST: usize = 6;
    let mut text = ids
        .iter()
        .take(MOST)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    if ids.len() > MOST {
        text.push_str(&format!(" and {} more", ids.len() - MOST));
    }
    text
}
