//! `plan list`: the actions.

use std::collections::BTreeMap;

use super::super::session::{say, screen};
use super::apply::tell_problems;
use super::table::Table;
use crate::cli::Global;
use crate::cli::plan::{GroupBy, List, ListFormat, SortBy};
use crate::exit;
use crate::output::plan::{Grouped, list_json, list_markdown, list_screen};
use crate::plan::{Action, order};
use crate::workspace::Grade;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &List, global: &Global) -> anyhow::Result<u8> {
    let table = Table::open(&args.folder, global)?;
    let wanted = table.wanted(&args.filter)?;
    let chosen: Vec<&Action> = sorted(&table, args.sort)
        .into_iter()
        .filter(|action| wanted.takes(action, &table.covered(&action.about), table.as_of))
        .collect();
    let groups = grouped(&table, chosen, args.group);
    let all = table.plan.actions.len();
    match args.format {
        ListFormat::Json => say(&list_json(&groups, table.as_of)?)?,
        ListFormat::Markdown => say(&list_markdown(&groups, table.as_of))?,
        ListFormat::Table => {
            let screen = screen(global, Some(&args.folder));
            let mut out = list_screen(&groups, all, table.as_of, &screen);
            out.push_str(&screen.next(if all == 0 { "plan" } else { "plan next" }));
            say(&out)?;
        }
    }
    tell_problems(&table.plan.problems);
    Ok(if table.plan.is_whole() {
        exit::DONE
    } else {
        exit::COULD_NOT_RUN
    })
}

fn sorted(table: &Table, by: SortBy) -> Vec<&Action> {
    let plan = &table.plan;
    let placed = order(plan, table.basis()).placed;
    let mut out: Vec<&Action> = placed.iter().map(|one| &plan.actions[one.action]).collect();
    out.extend(plan.actions.iter().filter(|action| !action.is_live()));
    match by {
        SortBy::Order => {}
        SortBy::Due => out.sort_by_key(|action| (action.due.is_none(), action.due)),
        SortBy::Owner => out.sort_by_key(|action| (action.owner.is_none(), action.owner.clone())),
        SortBy::Clause => out.sort_by_key(|action| {
            let first = table.first_line(action);
            (first.is_none(), first)
        }),
        SortBy::Gain => out.sort_by(|a, b| gain(b).total_cmp(&gain(a))),
        SortBy::Status => out.sort_by_key(|action| action.status),
        SortBy::Id => out.sort_by(|a, b| a.id.cmp(&b.id)),
    }
    out
}

fn gain(action: &Action) -> f64 {
    action.gap.as_ref().map_or(0.0, |gap| gap.gain)
}

/// Groups in the order of their heads; within each the order stays.
fn grouped<'a>(table: &Table, actions: Vec<&'a Action>, by: Option<GroupBy>) -> Vec<Grouped<'a>> {
    let Some(by) = by else {
        return vec![Grouped {
            head: None,
            actions,
        }];
    };
    let mut groups: BTreeMap<(u32, String), Vec<&Action>> = BTreeMap::new();
    for action in actions {
        groups
            .entry(head(table, action, by))
            .or_default()
            .push(action);
    }
    let named = groups.into_iter();
    named
        .map(|((_, head), actions)| Grouped {
            head: Some(head),
            actions,
        })
        .collect()
}

/// The head an action stands under, and its place among the heads.
fn head(table: &Table, action: &Action, by: GroupBy) -> (u32, String) {
    match by {
        GroupBy::Owner => match &action.owner {
            Some(owner) => (0, owner.clone()),
            None => (1, "without owner".to_owned()),
        },
        GroupBy::Status => (action.status as u32, action.status.word().to_owned()),
        GroupBy::Grade => match action.grade() {
            Grade::Major => (0, "major".to_owned()),
            Grade::Minor => (1, "minor".to_owned()),
            _ => (2, "neither major nor minor".to_owned()),
        },
        GroupBy::Month => match action.due {
            Some(due) => (0, format!("{:04}-{:02}", due.year(), due.month())),
            None => (1, "without a day".to_owned()),
        },
        GroupBy::Area => {
            let line = table.first_line(action);
            let top = line.and_then(|line| {
                let mut clause = line.clause.clone();
                while let Some(above) = clause.parent() {
                    clause = above;
                }
                table.catalogue.clause(&clause).map(|clause| {
                    (
                        clause.id.to_string(),
                        clause.title.clone().unwrap_or_default(),
                    )
                })
            });
            match top {
                Some((id, title)) => (id.parse().unwrap_or(u32::MAX - 1), format!("{id} {title}")),
                None => (u32::MAX, "about no clause".to_owned()),
            }
        }
    }
}
