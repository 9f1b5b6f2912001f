//! `calendar`: every promise, when it was last kept and falls due next; for calendar programs too.

use std::path::Path;

use anyhow::bail;
use jiff::civil::Date;

use super::again::{listed, look_at};
use super::session::{Session, date, screen};
use super::writing::{deliver, ending};
use crate::calendar::{Sources, calendar, may_promise};
use crate::cli::{Calendar as Args, CalendarFormat as Format, Global};
use crate::evidence::{Document, Found, Promises, Promising};
use crate::exit;
use crate::output::calendar::{
    CalendarView, Wanted, as_csv, calendar_view, ics, markdown, screen as page,
};
use crate::output::json::pretty;
use crate::output::screen::Screen;
use crate::period::Period;
use crate::records::Logs;
use crate::source::visible;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<u8> {
    let format = form(args)?;
    let (session, said) = promises_of(&args.folder, global)?;
    let wanted = wanted(args, session.assessment.as_of)?;
    let view = view_of(session, &said, None, &wanted);
    let text = match format {
        Format::Table => {
            let shown = screen(global, Some(&args.folder));
            let text = page(&view, shown, args.all, &next(args, &view, &shown));
            match &args.output {
                Some(_) => format!("{}\n\n{text}", view.mark()),
                None => text,
            }
        }
        Format::Json => pretty(&view)?,
        Format::Csv => as_csv(&view),
        Format::Markdown => markdown(&view),
        Format::Ics => ics(&view),
    };
    deliver(&text, args.output.as_ref(), global)?;
    let nothing = session.evidence.documents.is_empty() && session.evidence.elsewhere.is_empty();
    Ok(if nothing { exit::NOTHING } else { exit::DONE })
}

/// What the sentences of documents promise, by document.
pub type AllSaid = Vec<(usize, Promising)>;

/// A folder, assessed, with what its documents promise.
///
/// # Errors
/// What kept it from running.
pub fn promises_of(folder: &Path, global: &Global) -> anyhow::Result<(&'static Session, AllSaid)> {
    let (session, found) = listed(folder, global)?;
    let said = said_in(session, &found, global);
    Ok((session, said))
}

/// What the documents of a folder promise.
pub fn said_in(session: &Session, found: &[Found], global: &Global) -> AllSaid {
    let promises = std::sync::OnceLock::new();
    let read = || promises.get_or_init(|| Promises::new(&session.catalogue));
    let look = |path: &str, bytes: &[u8]| read().in_file(path, bytes);
    let wanted = |_, document: &Document| may_promise(document);
    look_at(session, found, "calendar", global, wanted, look)
}

/// The calendar of an assessed folder. `logs` are those that the command read already.
#[must_use]
pub fn view_of(
    session: &Session,
    said: &AllSaid,
    logs: Option<&Logs<'_>>,
    wanted: &Wanted,
) -> CalendarView {
    let sources = Sources {
        catalogue: &session.catalogue,
        workspace: &session.workspace,
        evidence: &session.evidence,
        assessment: &session.assessment,
        said,
        logs,
    };
    calendar_view(sources, &calendar(sources), wanted)
}

/// What is asked for.
fn wanted(args: &Args, as_of: Date) -> anyhow::Result<Wanted> {
    let day = |text: &Option<String>| text.as_deref().map(date).transpose();
    let (from, until) = (day(&args.from)?, day(&args.until)?);
    let within: Option<Period> = match &args.within {
        Some(text) => Some(text.parse().map_err(anyhow::Error::msg)?),
        None => None,
    };
    let until = until.or_else(|| within.map(|within| within.after(from.unwrap_or(as_of))));
    if let (Some(from), Some(until)) = (from.or(Some(as_of)), until)
        && until < from
    {
        bail!("nothing lies between {from} and {until}; --until must be the later day");
    }
    Ok(Wanted {
        from,
        until,
        overdue: args.overdue,
        kinds: args
            .kind
            .iter()
            .map(|kind| kind.word().to_owned())
            .collect(),
        owner: args.owner.clone(),
        requirements: None,
    })
}

/// The form that is asked for: by name, else by the ending of the file.
fn form(args: &Args) -> anyhow::Result<Format> {
    let ending = args.output.as_deref().and_then(ending);
    Ok(match (args.format, ending.as_deref()) {
        (Some(format), _) => format,
        (None, None | Some("txt")) => Format::Table,
        (None, Some("json")) => Format::Json,
        (None, Some("csv")) => Format::Csv,
        (None, Some("md" | "markdown")) => Format::Markdown,
        (None, Some("ics")) => Format::Ics,
        (None, Some("html" | "htm")) => {
            bail!(
                "a page to print is a report; write it with: clausewise report calendar -o FILE.html"
            )
        }
        (None, Some(other)) => bail!(
            "a calendar cannot be written as .{}; use .ics, .json, .csv, .md or .txt, or say --format",
            visible(other)
        ),
    })
}

/// The commands it ends with: what is broken explained, else the entries for a calendar program.
fn next(args: &Args, view: &CalendarView, screen: &Screen<'_>) -> Vec<String> {
    let broken = view.promises.iter().filter(|promise| promise.broken);
    let mut next: Vec<String> = Vec::new();
    let explained = broken.flat_map(|promise| &promise.requirements).next();
    next.extend(explained.map(|id| screen.command(&format!("explain {id}"))));
    if args.output.is_none()
        && view
            .promises
            .iter()
            .any(|promise| promise.next_due.is_some())
    {
        next.push(screen.command("calendar -o calendar.ics"));
    }
    if next.is_empty() {
        next.push(screen.command("assess"));
    }
    next
}
