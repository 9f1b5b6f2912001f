//! The calendar for calendar programs: iCalendar, RFC 5545. An entry a promise on the day it falls
//! due, all day, with a reminder a week before.
//!
//! An entry keeps its UID as long as its promise is known, so that a calendar that is read in again
//! moves entries and makes no second ones. What falls due on no day has no entry.

use jiff::civil::Date;

use super::super::icalendar::{fold, plain, text};
use super::{CalendarView, PromiseView};
use crate::period::Period;

/// The calendar, with CRLF.
#[must_use]
pub fn ics(view: &CalendarView) -> String {
    let name = view.organisation.as_deref().unwrap_or("Promises");
    let mut out = String::new();
    let mut line = |text: &str| fold(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line(&format!(
        "PRODID:-//{}//{}//EN",
        view.tool.name, view.tool.version
    ));
    line(&format!("X-WR-CALDESC:{}", text(&view.mark())));
    line("CALSCALE:GREGORIAN");
    line("METHOD:PUBLISH");
    line(&format!(
        "X-WR-CALNAME:{}",
        text(&format!("{name}: promises"))
    ));
    for promise in &view.promises {
        if let Some(day) = promise.next_due {
            event(&mut line, view, promise, day);
        }
    }
    line("END:VCALENDAR");
    out
}

fn event(line: &mut impl FnMut(&str), view: &CalendarView, promise: &PromiseView, day: Date) {
    let end = Period::days(1).after(day);
    let lead = match promise.standing {
        "overdue" => "Overdue: ",
        "ended" => "Ended: ",
        _ => "",
    };
    line("BEGIN:VEVENT");
    line(&format!("UID:{}@clausewise", promise.uid));
    line(&format!("DTSTAMP:{}T000000Z", plain(view.as_of)));
    line(&format!("DTSTART;VALUE=DATE:{}", plain(day)));
    line(&format!("DTEND;VALUE=DATE:{}", plain(end)));
    line(&format!(
        "SUMMARY:{}",
        text(&format!("{lead}{} ({})", promise.what, promise.promise))
    ));
    line(&format!("DESCRIPTION:{}", text(&description(promise))));
    line(&format!("CATEGORIES:{}", promise.kind));
    line("TRANSP:TRANSPARENT");
    line("BEGIN:VALARM");
    line("ACTION:DISPLAY");
    line(&format!("DESCRIPTION:{}", text(&promise.what)));
    line("TRIGGER:-P7D");
    line("END:VALARM");
    line("END:VEVENT");
}

fn description(promise: &PromiseView) -> String {
    let mut lines = vec![promise.why.clone()];
    let particulars = promise.particulars();
    if !particulars.is_empty() {
        lines.push(particulars);
    }
    for place in &promise.places {
        lines.push(format!(
            "{}: {}",
            place.spot.behind(&place.path),
            place.says
        ));
    }
    lines.extend(
        promise
            .conflicts
            .iter()
            .map(|conflict| format!("but {conflict}")),
    );
    lines.join("\n")
}
