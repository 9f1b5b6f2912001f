//! The calendar as a table in Markdown, for wikis and merge requests.

use std::fmt::Write as _;

use super::{CalendarView, PromiseView};
use crate::output::markdown::escaped;

/// The page.
#[must_use]
pub fn markdown(view: &CalendarView) -> String {
    let name = view
        .organisation
        .as_deref()
        .unwrap_or("Organisation not named");
    let mut out = format!(
        "<!-- {} -->\n\n# {}: promises\n\nAs of {}. {} promises, {} broken.\n\n",
        view.mark(),
        escaped(name),
        view.as_of,
        view.figures.promises,
        view.figures.broken
    );
    out.push_str(
        "| Due | What | Promise | Standing | Last kept | Owner | Requirements | Where |\n",
    );
    out.push_str("|---|---|---|---|---|---|---|---|\n");
    for promise in &view.promises {
        row(&mut out, promise);
    }
    out
}

fn row(out: &mut String, promise: &PromiseView) {
    let day =
        |day: Option<jiff::civil::Date>| day.map_or_else(|| "–".to_owned(), |day| day.to_string());
    let conflicts = promise
        .conflicts
        .iter()
        .map(|conflict| format!("; but {conflict}"));
    let _ = writeln!(
        out,
        "| {} | {} | {} | {}: {}{} | {} | {} | {} | {} |",
        day(promise.day()),
        escaped(&promise.what),
        escaped(&promise.promise),
        promise.standing,
        escaped(&promise.why),
        escaped(&conflicts.collect::<String>()),
        day(promise.last_kept),
        escaped(promise.owner.as_deref().unwrap_or("")),
        promise.requirements.join(", "),
        escaped(&promise.place())
    );
}
