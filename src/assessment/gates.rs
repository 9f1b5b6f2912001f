//! Gates: is the organisation ready for Stage 1, for Stage 2? What must hold is data
//! of the catalogue; this answers it, each ask with its reason.

mod history;
mod lines;
mod scope;

use super::context::Context;
use super::types::{
    AskResult, GateResult, ItemResult, Line, Presence, Short, Standing, State, Totals, Verdict,
};
use crate::catalogue::AskCheck;
use crate::source::few;
use crate::workspace::Grade;
use history::history;
use lines::some_lines;
pub(super) use scope::namings;
use scope::scope;

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
                    let mut short = Vec::new();
                    let found = (lines, items, whole);
                    let (verdict, reason) = answer(context, &ask.check, found, &mut short);
                    AskResult {
                        text: ask.text.clone(),
                        verdict,
                        reason,
                        short,
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

/// Answers every gate while nothing is claimed: what was not found fails none, since nobody
/// has said yet what the files are. Of its lines none is not found ([`unseen`]); its items are those
/// of the register, which names what no file offers.
#[must_use]
pub fn of_first_look(
    context: &Context<'_>,
    lines: &[Line],
    items: &[ItemResult],
    whole: &Totals,
) -> Vec<GateResult> {
    let mut items = items.to_vec();
    for item in &mut items {
        if item.presence == Presence::Absent {
            item.presence = Presence::Unknown;
        }
    }
    let mut gates = gates(context, lines, &items, whole);
    let judged = |ask: &AskResult| ask.verdict == Verdict::NotMet && whole.nonconforming > 0;
    for gate in &mut gates {
        for ask in gate.asks.iter_mut().filter(|ask| !judged(ask)) {
            ask.verdict = ask.verdict.min(Verdict::CannotTell);
        }
        let verdicts = gate.asks.iter().map(|ask| ask.verdict);
        gate.verdict = verdicts.max().unwrap_or(Verdict::CannotTell);
    }
    gates
}

/// Lines of which those not found count as not seen that are untold: they fail no gate.
#[must_use]
pub fn unseen(lines: &[Line], is_untold: impl Fn(&Line) -> bool) -> Vec<Line> {
    let mut lines = lines.to_vec();
    for line in &mut lines {
        if line.state == State::NotFound && is_untold(line) {
            line.state = State::NotSeen;
        }
    }
    lines
}

fn answer(
    context: &Context<'_>,
    check: &AskCheck,
    (lines, items, whole): (&[Line], &[ItemResult], &Totals),
    short: &mut Vec<Short>,
) -> (Verdict, String) {
    match check {
        AskCheck::Documents(wanted) => documents(context, wanted, items),
        AskCheck::Lines(wanted) => some_lines(context, wanted, lines),
        AskCheck::History(clauses) => history(context, clauses, lines, short),
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
                minors(context, lines, whole)
            }
        }
        AskCheck::ScopeAgrees(wanted) => scope(context, wanted),
    }
}

/// Whether every minor has an action with an owner and a day; without a plan nobody can say.
fn minors(context: &Context<'_>, lines: &[Line], whole: &Totals) -> (Verdict, String) {
    let Some(planned) = &context.workspace.planned else {
        let reason = format!(
            "{} probable or judged minor{}; each will need an action",
            whole.minors,
            plural(whole.minors)
        );
        return (Verdict::CannotTell, reason);
    };
    let minor = |line: &&Line| line.standing == Standing::Counts && line.grade == Grade::Minor;
    let ids = lines.iter().filter(minor);
    let ids = ids.map(|line| &context.catalogue.requirements[line.requirement].id);
    let (promised, left): (Vec<_>, Vec<_>) = ids.partition(|id| planned.contains(id));
    if left.is_empty() && whole.in_state(State::NotSeen) > 0 {
        let reason =
            "each so far has an action with an owner and a day, but not everything has been seen";
        return (Verdict::CannotTell, reason.to_owned());
    }
    if left.is_empty() {
        let reason = "each has an action with an owner and a day".to_owned();
        return (Verdict::Met, reason);
    }
    let names: Vec<String> = left.iter().map(ToString::to_string).collect();
    let reason = format!(
        "of {} requirements that are probable or judged minors {} have no action with an owner and a day: {}",
        promised.len() + left.len(),
        left.len(),
        few(&names, 4)
    );
    (Verdict::Concerns, reason)
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
            "not found among what was handed over"
        };
        return (
            Verdict::NotMet,
            format!("{how}: {}", among(&absent, "documents")),
        );
    }
    let claimed = of(&[Presence::Claimed]);
    let unknown = of(&[Presence::Unknown]);
    let weak = |has_remark: bool| -> Vec<String> {
        let there = |item: &ItemResult| match item.presence {
            Presence::Partial => has_remark != item.remarks.is_empty(),
            Presence::Present => has_remark && !item.remarks.is_empty(),
            _ => false,
        };
        let weak = wanted.iter().filter(|index| there(&items[**index]));
        weak.map(name).collect()
    };
    let (kept_badly, in_part) = (weak(true), weak(false));
    let is_weak = !kept_badly.is_empty() || !in_part.is_empty();
    if is_weak || !claimed.is_empty() || !unknown.is_empty() {
        let of = [
            ("a draft, not approved or its review overdue", &kept_badly),
            ("only partly shown", &in_part),
            ("claimed, not seen", &claimed),
            ("not seen", &unknown),
        ];
        let of = of.iter().filter(|(_, names)| !names.is_empty());
        let told: Vec<String> = of
            .map(|(what, names)| format!("{what}: {}", among(names, "documents")))
            .collect();
        let verdict = if is_weak {
            Verdict::Concerns
        } else {
            Verdict::CannotTell
        };
        return (verdict, told.join("; "));
    }
    let there = match wanted.len() {
        1 => "it is there".to_owned(),
        all => format!("all {all} are there"),
    };
    (Verdict::Met, there)
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

fn plural(n: usize) -> &'static str {
    if n == 1 { "" } else { "s" }
}

fn short(ids: &[String]) -> String {
    const MOST: usize = 6;
    few(ids, MOST)
}
