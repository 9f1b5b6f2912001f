//! The list of documents to ask for: on a screen, and as a file to send to the client.

mod came;
mod send;
mod view;

use crate::output::paint::{count, tidy, wrap, wrapped};
use crate::output::screen::Screen;
use crate::source::visible;
pub use send::{as_csv, as_markdown, workbook};
pub use view::{HERE, REQUEST_SCHEMA, RequestLine, RequestView, Sources, request_view};

/// Entries of a list that are shown unless all are asked for.
const MOST: usize = 12;

/// What is open, what to chase, and what seems to have come.
#[must_use]
pub fn overview(view: &RequestView, screen: Screen<'_>, all: bool) -> String {
    let of = |what: &str| view.counts.get(what).copied().unwrap_or(0);
    let mut figures = vec![format!("{} open", of("open"))];
    for what in [HERE, "asked", "chased", "received", "accepted"] {
        if of(what) > 0 {
            figures.push(format!("{} {what}", of(what)));
        }
    }
    let first = format!(
        "{} things to ask for, as of {}: {}",
        view.requests.len(),
        view.as_of,
        figures.join(", ")
    );
    let mut out = wrap(&first, screen.width, 0) + "\n";
    let all = all || screen.verbose;
    let page = Page { screen, all };
    let chase: Vec<String> = view
        .requests
        .iter()
        .filter_map(|line| {
            let late = line.overdue_days?;
            let since = line.history.last().map_or("", String::as_str);
            let late = count(usize::try_from(late).unwrap_or(0), "day");
            Some(page.wrapped(&format!("{}: {since}, {late} late", line.name())))
        })
        .collect();
    out.push_str(&page.list("To chase", chase));
    let came = view
        .requests
        .iter()
        .filter(|line| line.is_open() && !line.files.is_empty());
    let came = came.map(|line| {
        page.wrapped(&format!(
            "{}: perhaps {}",
            line.name(),
            line.files.join(", ")
        ))
    });
    out.push_str(&page.list("Seems to have come in", came));
    let here = view.requests.iter().filter(|line| line.state == HERE);
    let here = here.map(|line| page.wrapped(&format!("{}: {}", line.name(), line.here())));
    out.push_str(&page.list("Here, so that nobody need send it", here));
    for group in groups(view) {
        let open = view.requests.iter().filter(|line| {
            line.group == group
                && (all || line.is_open() && line.files.is_empty() && line.overdue_days.is_none())
        });
        let open = open.map(|line| {
            let state = match line.state {
                "open" => String::new(),
                _ => format!(
                    " [{}]",
                    line.history.last().map_or(line.state, String::as_str)
                ),
            };
            let answer = line.answer.as_ref();
            let answer = answer.map_or_else(String::new, |answer| format!("; answer: {answer}"));
            page.wrapped(&format!("{}{state}{answer}", line.name()))
        });
        out.push_str(&page.list(&group, open));
    }
    out.push('\n');
    out.push_str(&screen.next("request -o requests.xlsx"));
    out.push_str(&screen.anywhere().also("request set --help"));
    tidy(&out)
}

struct Page<'a> {
    screen: Screen<'a>,
    all: bool,
}

impl Page<'_> {
    fn wrapped(&self, text: &str) -> String {
        wrapped(&format!("  {}", visible(text)), self.screen.width, 4)
    }

    fn list(&self, head: &str, lines: impl IntoIterator<Item = String>) -> String {
        let lines: Vec<String> = lines.into_iter().collect();
        let most = if self.all { usize::MAX } else { MOST };
        let head = format!("{head} ({})", lines.len());
        self.screen.list(&head, &lines, most)
    }
}

/// The heads, in the order of the list.
fn groups(view: &RequestView) -> Vec<String> {
    let mut groups: Vec<String> = view
        .requests
        .iter()
        .map(|line| line.group.clone())
        .collect();
    groups.dedup();
    groups
}
