//! The way to the audit.

use jiff::civil::Date;
use serde::Serialize;

use super::super::paint::{Paint, count, cut_at_word, paint, wrapped};
use super::super::screen::Screen;
use crate::plan::{ActionId, Basis, Leg, Plan, Way};
use crate::source::visible;

/// Most actions listed under a head unless all are asked for.
const MOST: usize = 12;

/// The screen.
#[must_use]
pub fn path_screen(
    plan: &Plan,
    way: &Way,
    audit: Date,
    basis: &Basis<'_>,
    screen: &Screen<'_>,
) -> String {
    let left = (audit - basis.as_of).get_days();
    let mut out = wrapped(
        &format!(
            "The way to {audit}: {} from {}, {} with work left",
            days(left),
            basis.as_of,
            count(way.legs.len(), "action")
        ),
        screen.width,
        0,
    );
    let unsized_ = way
        .legs
        .iter()
        .filter(|leg| plan.actions[leg.action].effort.is_none())
        .count();
    let mut reckoned = format!(
        "Reckoned from effort alone, Monday to Friday, as if every owner had the time; records must run {} before the audit.",
        basis.history.words()
    );
    if unsized_ > 0 {
        reckoned.push_str(&format!(
            " {} without an effort: {} each.",
            count(unsized_, "action"),
            days_of(crate::plan::UNKNOWN_EFFORT)
        ));
    }
    out.push_str(&wrapped(&format!("  {reckoned}"), screen.width, 2));
    for circle in &way.circles {
        let ids: Vec<&str> = circle
            .iter()
            .chain(circle.first())
            .map(ActionId::as_str)
            .collect();
        let text = format!(
            "! A circle: {}. Take one out of `depends_on`; until then none of them waits.",
            ids.join(" waits for ")
        );
        out.push_str(&wrapped(&text, screen.width, 2));
    }
    let late: Vec<&Leg> = way.legs.iter().filter(|leg| leg.slack < 0).collect();
    out.push_str(&head("Can no longer be in time", late.len(), screen));
    out.push_str(&list(plan, &late, screen));
    if way.critical.len() > 1 {
        out.push_str(&head(
            "The chain with the least time",
            way.critical.len(),
            screen,
        ));
        let chain: Vec<&Leg> = way.critical.iter().map(|at| &way.legs[*at]).collect();
        out.push_str(&list(plan, &chain, screen));
    }
    let rest: Vec<&Leg> = way.legs.iter().filter(|leg| leg.slack >= 0).collect();
    out.push_str(&head("Latest starts", rest.len(), screen));
    out.push_str(&list(plan, &rest, screen));
    out.push('\n');
    out.push_str(&screen.next("plan next"));
    out
}

fn head(text: &str, n: usize, screen: &Screen<'_>) -> String {
    if n == 0 {
        return String::new();
    }
    format!(
        "\n{}\n",
        paint(&format!("{text} ({n})"), Paint::Bold, screen.colour)
    )
}

fn list(plan: &Plan, legs: &[&Leg], screen: &Screen<'_>) -> String {
    const LEAD: usize = 14;
    let most = if screen.verbose { usize::MAX } else { MOST };
    let mut out = String::new();
    for leg in legs.iter().take(most) {
        let action = &plan.actions[leg.action];
        let title = cut_at_word(&visible(action.title()), screen.width.saturating_sub(LEAD));
        let then = if leg.records {
            "records from"
        } else {
            "done by"
        };
        let slack = match leg.slack {
            n if n < 0 => format!("{} late", days(-n)),
            0 => "no day to spare".to_owned(),
            n => format!("{} to spare", days(n)),
        };
        let text = format!("begin by {}, {then} {}: {slack}", leg.latest, leg.by);
        out.push_str(&format!("  {:<10}  {title}\n", action.id.as_str()));
        out.push_str(&format!(
            "{}{}\n",
            " ".repeat(LEAD),
            paint(&text, Paint::Dim, screen.colour)
        ));
    }
    if legs.len() > most {
        out.push_str(&format!(
            "  … and {} more (-v lists them)\n",
            legs.len() - most
        ));
    }
    out
}

fn days(n: i32) -> String {
    if n == 1 {
        "1 day".to_owned()
    } else {
        format!("{n} days")
    }
}

fn days_of(n: f64) -> String {
    format!("{n} days")
}

#[derive(Serialize)]
struct PathJson<'a> {
    schema: u32,
    as_of: String,
    audit: String,
    actions: Vec<LegJson<'a>>,
    critical: Vec<&'a str>,
    circles: Vec<Vec<&'a str>>,
}

#[derive(Serialize)]
struct LegJson<'a> {
    id: &'a str,
    title: &'a str,
    earliest_start: String,
    earliest_done: String,
    latest_start: String,
    done_by: String,
    slack_days: i32,
    records: bool,
}

/// The same as JSON.
///
/// # Errors
/// It cannot be put into words; in practice never.
pub fn path_json(
    plan: &Plan,
    way: &Way,
    audit: Date,
    basis: &Basis<'_>,
) -> Result<String, serde_json::Error> {
    let id = |leg: &Leg| plan.actions[leg.action].id.as_str();
    super::super::json::pretty(&PathJson {
        schema: 1,
        as_of: basis.as_of.to_string(),
        audit: audit.to_string(),
        actions: way
            .legs
            .iter()
            .map(|leg| LegJson {
                id: id(leg),
                title: plan.actions[leg.action].title(),
                earliest_start: leg.earliest.to_string(),
                earliest_done: leg.done.to_string(),
                latest_start: leg.latest.to_string(),
                done_by: leg.by.to_string(),
                slack_days: leg.slack,
                records: leg.records,
            })
            .collect(),
        critical: way.critical.iter().map(|at| id(&way.legs[*at])).collect(),
        circles: way
            .circles
            .iter()
            .map(|circle| circle.iter().map(ActionId::as_str).collect())
            .collect(),
    })
}
