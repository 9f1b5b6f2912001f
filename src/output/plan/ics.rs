//! The plan for calendar programs: an entry an action on the day it falls due, and one on the day on
//! which it is to be looked at whether it helped.
//!
//! An entry keeps its UID as long as its action lives, and its SEQUENCE grows with every day that was
//! moved: a calendar that reads it in again moves entries and makes no second ones.

use jiff::civil::Date;

use super::super::icalendar::{fold, plain, text};
use crate::period::Period;
use crate::plan::Action;

/// The calendar, with CRLF.
#[must_use]
pub fn plan_ics(organisation: Option<&str>, actions: &[&Action], as_of: Date) -> String {
    let name = format!("{}: action plan", organisation.unwrap_or("clausewise"));
    let mark = format!(
        "{} by {}: the action plan, never evidence",
        crate::evidence::MADE_BY_TOOL,
        env!("CARGO_PKG_NAME")
    );
    let mut out = String::new();
    let mut line = |text: &str| fold(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line(&format!(
        "PRODID:-//{}//{}//EN",
        env!("CARGO_PKG_NAME"),
        env!("CARGO_PKG_VERSION")
    ));
    line(&format!("X-WR-CALDESC:{}", text(&mark)));
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line(&format!("X-WR-CALNAME:{}", text(&name)));
    for action in actions {
        if let Some(due) = action.due {
            let lead = match (action.is_overdue(as_of), action.status.is_to_do()) {
                (true, _) => "Overdue: ",
                (_, false) => "Done: ",
                _ => "",
            };
            event(&mut line, action, ("due", due), lead, as_of);
        }
        let effect = action.effectiveness.as_ref();
        if let Some(due) = effect.and_then(|of| of.due) {
            let lead = match effect.and_then(|of| of.result) {
                Some(_) => "Looked at: did it help? ",
                None => "Did it help? ",
            };
            event(&mut line, action, ("effectiveness", due), lead, as_of);
        }
    }
    line("END:VCALENDAR");
    out
}

fn event(
    line: &mut impl FnMut(&str),
    action: &Action,
    (kind, day): (&str, Date),
    lead: &str,
    as_of: Date,
) {
    let title = format!("{lead}{} ({})", action.title(), action.id);
    line("BEGIN:VEVENT");
    line(&format!("UID:{}-{kind}@clausewise", action.id));
    line(&format!("DTSTAMP:{}T000000Z", plain(as_of)));
    line(&format!("DTSTART;VALUE=DATE:{}", plain(day)));
    line(&format!(
        "DTEND;VALUE=DATE:{}",
        plain(Period::days(1).after(day))
    ));
    line(&format!("SEQUENCE:{}", action.due_was.len()));
    line(&format!("SUMMARY:{}", text(&title)));
    line(&format!(
        "DESCRIPTION:{}",
        text(&super::trackers::description(action))
    ));
    line(&format!(
        "CATEGORIES:{}",
        if kind == "due" {
            "action"
        } else {
            "effectiveness"
        }
    ));
    line("TRANSP:TRANSPARENT");
    if action.is_live() {
        line("BEGIN:VALARM");
        line("ACTION:DISPLAY");
        line(&format!("DESCRIPTION:{}", text(action.title())));
        line("TRIGGER:-P7D");
        line("END:VALARM");
    }
    line("END:VEVENT");
}
