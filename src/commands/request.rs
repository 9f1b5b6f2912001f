//! `request`: the list of documents to ask for, and what became of each.

use std::collections::BTreeMap;
use std::path::Path;

use anyhow::{Context as _, bail};

use super::session::{Mistakes, Session, as_of, catalogue, date, say, screen, workspace};
use super::shell::{existing, problem, word};
use super::writing::{confirmed, deliver_new, ending, gets, later, told};
use crate::catalogue::{Catalogue, ItemId};
use crate::cli::{Global, IntakeFormat, Request as Args, RequestAction, RequestSet};
use crate::exit;
use crate::intake::read_back::rows;
use crate::intake::requests::{Against, answers, heads};
use crate::output::json::pretty;
use crate::output::paint::wrapped;
use crate::output::request::{
    RequestView, Sources, as_csv, as_markdown, overview, request_view, workbook,
};
use crate::source::{Location, visible};
use crate::workspace::requests::{REQUESTS, Request, RequestState, add_request, load};
use crate::workspace::{Change, Settings};

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<u8> {
    if let Some(RequestAction::Set(set)) = &args.action {
        return record(set, global);
    }
    if let Some(list) = &args.accept {
        return accept(list, args, global);
    }
    let session = Session::open(&args.folder, global)?;
    let (requests, mistakes) = load(&session.workspace.root).map_err(problem)?;
    if !mistakes.is_empty() {
        bail!(Mistakes(mistakes));
    }
    let view = session.view();
    let list = request_view(&Sources {
        catalogue: &session.catalogue,
        settings: &session.workspace.settings,
        view: &view,
        evidence: &session.evidence,
        requests: &requests,
        chase_after: args.chase_after,
    });
    let json = || pretty(&list);
    if let Some(file) = &args.output {
        let bytes = as_file(&list, file, args.all)?;
        deliver_new(&bytes, file, global)?;
    } else if args.format == IntakeFormat::Json {
        say(&json()?)?;
    } else {
        say(&overview(
            &list,
            screen(global, Some(&args.folder)),
            args.all,
        ))?;
    }
    Ok(exit::DONE)
}

fn as_file(list: &RequestView, file: &std::path::Path, all: bool) -> anyhow::Result<Vec<u8>> {
    Ok(match ending(file).as_deref() {
        Some("xlsx") => workbook(list, all)?,
        Some("csv") => as_csv(list, all).into_bytes(),
        Some("md") => as_markdown(list, all).into_bytes(),
        Some("json") => pretty(list)?.into_bytes(),
        _ => bail!(
            "the list is written as .xlsx, .md, .csv or .json; `{}` is none of them",
            file.display()
        ),
    })
}

/// Records what became of requests.
fn record(args: &RequestSet, global: &Global) -> anyhow::Result<u8> {
    let workspace = workspace(&args.folder)?;
    let root = workspace.root.clone();
    let catalogue = catalogue(global, workspace.settings.edition.as_ref())?;
    let as_of = as_of(global, workspace.settings.as_of)?;
    let state = word(&args.state, "--state", RequestState::WORDS)?;
    if let Some(file) = &args.file {
        existing(&root, file)?;
    }
    if let Some(member) = &args.member {
        known(&workspace.settings, member)?;
    }
    let day = args.date.as_deref().map_or(Ok(as_of), date)?;
    let due = args.due.as_deref().map(date).transpose()?;
    let items = items(&catalogue, &args.items)?;
    let (change, ()) = Change::plan(&root, REQUESTS, |text| {
        let mut text = text.map(str::to_owned);
        for item in &items {
            let request = Request {
                item: item.clone(),
                member: args.member.clone(),
                state,
                date: day,
                by: args.by.clone(),
                due,
                file: args.file.clone(),
                note: args.note.clone(),
                answer: None,
                columns: BTreeMap::new(),
                location: Location::file(REQUESTS),
            };
            text = Some(add_request(text.as_deref(), &request)?);
        }
        Ok((text.unwrap_or_default(), ()))
    })
    .map_err(problem)?;
    let screen = screen(global, Some(&args.folder));
    let doubts = Vec::from_iter(later(day, as_of));
    if confirmed(&args.write, &gets(&change, &doubts, screen.width))? {
        change.write().map_err(problem)?;
        say(&format!("Recorded.\n{}", screen.next("request")))?;
    }
    Ok(exit::DONE)
}

/// Reads a list that was filled in back.
fn accept(list: &Path, args: &Args, global: &Global) -> anyhow::Result<u8> {
    let workspace = workspace(&args.folder)?;
    let root = workspace.root.clone();
    let settings = &workspace.settings;
    let catalogue = catalogue(global, settings.edition.as_ref())?;
    let as_of = as_of(global, settings.as_of)?;
    let (requests, mistakes) = load(&root).map_err(problem)?;
    if !mistakes.is_empty() {
        bail!(Mistakes(mistakes));
    }
    let name = visible(&list.display().to_string());
    let bytes = std::fs::read(list).with_context(|| format!("{name} cannot be read"))?;
    let read = rows(&name, &bytes, &[heads::ITEM, heads::STATE]).map_err(anyhow::Error::msg)?;
    let mut answers = answers(
        &read.rows,
        &Against {
            catalogue: &catalogue,
            names: settings.names().map(String::as_str).collect(),
            requests: &requests,
            by: args.by.as_deref().unwrap_or_default(),
            as_of,
            is_there: &|path| existing(&root, path).is_ok(),
        },
    );
    answers.told.splice(0..0, read.told);
    let screen = screen(global, Some(&args.folder));
    let next = screen.next("request");
    let told = told(&answers.told, screen.width);
    if answers.entries.is_empty() {
        let why =
            "Nothing to write: what can be used of the list stands in requests.toml already.\n";
        say(&format!("{told}{}{next}", wrapped(why, screen.width, 0)))?;
        return Ok(exit::DONE);
    }
    let (change, ()) = Change::plan(&root, REQUESTS, |text| {
        let mut text = text.map(str::to_owned);
        for entry in &answers.entries {
            text = Some(add_request(text.as_deref(), entry)?);
        }
        Ok((text.unwrap_or_default(), ()))
    })
    .map_err(problem)?;
    let what = told + &gets(&change, &[], screen.width);
    if confirmed(&args.write, &what)? {
        change.write().map_err(problem)?;
        say(&format!("Recorded.\n{next}"))?;
    }
    Ok(exit::DONE)
}

/// The items named, if the catalogue has them.
fn items(catalogue: &Catalogue, texts: &str) -> anyhow::Result<Vec<ItemId>> {
    let mut items = Vec::new();
    for text in texts.split(',') {
        match text.trim().parse::<ItemId>() {
            Ok(item) if catalogue.item(&item).is_some() => items.push(item),
            _ => bail!("{text} is no document of the list; `clausewise request --all` names them"),
        }
    }
    Ok(items)
}

/// Refuses a name that `clausewise.toml` has not.
fn known(settings: &Settings, name: &str) -> anyhow::Result<()> {
    let names: Vec<&str> = settings.names().map(String::as_str).collect();
    if names.contains(&name) {
        return Ok(());
    }
    if names.is_empty() {
        bail!("clausewise.toml names no services, customers or parties: leave --for out");
    }
    bail!(
        "clausewise.toml names no `{name}`; it has: {}",
        names.join(", ")
    )
}
