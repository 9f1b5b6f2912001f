//! `explain`: why a requirement, clause, item, series, register or file stands as it does.

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::again::listed;
use super::calendar::{said_in, view_of};
use super::session::{Session, say, screen};
use super::texts::Texts;
use super::triangulation::triangulated;
use crate::catalogue::{ClauseId, RequirementId, Target};
use crate::cli::{Explain, Global};
use crate::evidence::{Found, text_in};
use crate::exit;
use crate::form::did_you_mean;
use crate::output::calendar::{PromiseView, Wanted};
use crate::output::check::page;
use crate::output::screen::Screen;
use crate::output::triangulation::TriangulationView;
use crate::output::{View, explain as show};
use crate::records::Logs;

/// Runs it.
///
/// # Errors
/// What kept it from running, or that there is no such thing.
pub fn run(args: &Explain, global: &Global) -> anyhow::Result<u8> {
    let asked = asked(args)?;
    if let Some(rule) = crate::check::rule(args.what.trim()) {
        let screen = screen(global, Some(&asked.folder));
        say(&format!("{}\n{}", page(rule, screen), screen.next("check")))?;
        return Ok(exit::DONE);
    }
    let (session, found) = listed(&asked.folder, global)?;
    let screen = screen(global, Some(&asked.folder));
    let texts = Texts::new(&session.workspace.root);
    let logs = session.logs();
    if let Some(kind) = asked.kind {
        let name = asked.name.as_deref();
        say(&match kind {
            Kind::Chain => chain(&session.chained_view(&logs, &texts), name, screen)?,
            Kind::Service => service(&session.covered_view(&logs), name, screen)?,
            Kind::Party => show::parties(&session.covered_view(&logs), screen),
        })?;
        return Ok(exit::DONE);
    }
    let mut view = session.recorded_view(&logs);
    let text_of = |path: &str| texts.of(path);
    let quote = |path: &str, line: u32| texts.line(path, line);
    let what = args.what.trim();
    if args.text && what.parse::<Target>().is_ok() {
        bail!("--text is for files, and {what} is none");
    }
    if let Ok(target) = what.parse::<Target>() {
        if session.catalogue.resolve(&target).is_none() {
            let hint = session
                .catalogue
                .nearest(what)
                .map_or_else(String::new, |near| format!("; did you mean {near}?"));
            bail!("{} has no {what}{hint}", session.catalogue.edition);
        }
        let text = match &target {
            Target::Requirement(id) => {
                let mut lines = view.requirements.iter_mut();
                if let Some(line) = lines.find(|line| line.id == *id) {
                    line.quote_nearest(&session.catalogue, &text_of);
                }
                let promises = promises_on(session, &found, &logs, global, id);
                let known = show::Known {
                    view: &view,
                    catalogue: &session.catalogue,
                    promises: &promises,
                };
                show::requirement(known, id, screen, &quote, &text_of)
            }
            Target::Clause(id) => {
                let sides = sides_of(session, &found, &logs, global, id);
                show::clause(&view, id, Some(&sides), screen)
            }
            Target::Item(id) => show::item(&view, id, screen),
        };
        say(&text)?;
        return Ok(exit::DONE);
    }
    let named = |id: &str| id.eq_ignore_ascii_case(what);
    if let Some(series) = view.series.iter().find(|series| named(&series.id)) {
        let text = show::series(&view, series, screen);
        say(&text)?;
        return Ok(exit::DONE);
    }
    if let Some(note) = view.notes.iter().find(|note| named(&note.id)) {
        say(&show::note(&view, note, screen))?;
        return Ok(exit::DONE);
    }
    if let Some(register) = view
        .registers
        .iter()
        .find(|register| named(&register.id) && register.id != register.path)
    {
        let text = show::register(&view, register, screen, &quote);
        say(&text)?;
        return Ok(exit::DONE);
    }
    let wanted = what.trim_start_matches("./").replace('\\', "/");
    let exact = view.evidence.iter().find(|file| file.path == wanted);
    let inside = || {
        let absolute = std::fs::canonicalize(what).ok()?;
        let relative = absolute
            .strip_prefix(&session.workspace.root)
            .ok()?
            .to_string_lossy()
            .replace('\\', "/");
        view.evidence.iter().find(|file| file.path == relative)
    };
    let by_end = || {
        let mut ending = view
            .evidence
            .iter()
            .filter(|file| file.path.ends_with(&wanted));
        ending.next().filter(|_| ending.next().is_none())
    };
    let by_id = || {
        let mut carrying = view
            .evidence
            .iter()
            .filter(|file| file.id.as_deref().is_some_and(named));
        carrying.next().filter(|_| carrying.next().is_none())
    };
    match exact.or_else(inside).or_else(by_end).or_else(by_id) {
        Some(file) if args.text => {
            say(&read_text(session, &file.path)?)?;
            Ok(exit::DONE)
        }
        Some(file) => {
            say(&show::file(&view, file, screen))?;
            Ok(exit::DONE)
        }
        None => bail!(
            "`{what}` is no clause (8.6.1), requirement (8.6.1-8), item (D20),\nnote (N-001), series, register, rule of check, document id or file of this\nworkspace{}",
            near(&view, what)
        ),
    }
}

/// The promises on a requirement, of what documents say and what is declared: those that `calendar`
/// lists for it.
fn promises_on(
    session: &Session,
    found: &[Found],
    logs: &Logs<'_>,
    global: &Global,
    id: &RequirementId,
) -> Vec<PromiseView> {
    let lines: Vec<usize> = session.catalogue.requirement(id).into_iter().collect();
    // All documents: a share may be promised in one, and the time it is promised of in another.
    let said = said_in(session, found, global);
    let wanted = Wanted {
        requirements: Some(lines),
        ..Wanted::default()
    };
    view_of(session, &said, Some(logs), &wanted).promises
}

/// What documents say, people said and records show of a clause.
fn sides_of(
    session: &Session,
    found: &[Found],
    logs: &Logs<'_>,
    global: &Global,
    id: &ClauseId,
) -> TriangulationView {
    let clauses = session.catalogue.clauses.iter().enumerate();
    let own: Vec<usize> = clauses
        .filter(|(_, clause)| clause.id == *id)
        .map(|(at, _)| at)
        .collect();
    let said = said_in(session, found, global);
    triangulated(session, found, &said, logs, global, &own)
}

/// What is asked for, as it was typed.
struct Asked {
    kind: Option<Kind>,
    name: Option<String>,
    folder: PathBuf,
}

/// Things that are named behind a word that says what they are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Chain,
    Service,
    Party,
}

/// Tells a name from a folder: `chain`, `chain NAME`, `chain FOLDER`, `chain NAME FOLDER`.
fn asked(args: &Explain) -> anyhow::Result<Asked> {
    let kind = match args.what.trim() {
        "chain" | "chains" => Some(Kind::Chain),
        "service" | "services" => Some(Kind::Service),
        "party" | "parties" => Some(Kind::Party),
        _ => None,
    };
    let text = |path: &Path| path.to_string_lossy().into_owned();
    let (name, folder) = match (kind, args.rest.as_slice()) {
        (_, []) => (None, PathBuf::from(".")),
        (Some(_), [name, folder]) => (Some(text(name)), folder.clone()),
        (Some(_), [one]) if !one.is_dir() => (Some(text(one)), PathBuf::from(".")),
        (_, [folder]) => (None, folder.clone()),
        (_, [_, more, ..]) => bail!("`{}` is one word too many", text(more)),
    };
    Ok(Asked { kind, name, folder })
}

/// One service, or all.
fn service(view: &View, name: Option<&str>, screen: Screen<'_>) -> anyhow::Result<String> {
    let Some(name) = name else {
        return Ok(show::all_services(view, screen));
    };
    match named(&view.coverage.services, name, |known| &known.service) {
        Ok(service) => Ok(show::service(view, service, screen)),
        Err(hint) => bail!("there is no service `{name}` in scope; {hint}"),
    }
}

/// One chain, or all.
fn chain(view: &View, name: Option<&str>, screen: Screen<'_>) -> anyhow::Result<String> {
    let Some(name) = name else {
        return Ok(show::all_chains(view, screen));
    };
    match named(&view.chains, name, |known| &known.chain) {
        Ok(chain) => Ok(show::chain(chain, screen)),
        Err(hint) => bail!("there is no chain `{name}`; {hint}"),
    }
}

/// The one of some things that bears a name, else a hint at those there are.
fn named<'t, T>(all: &'t [T], name: &str, of: impl Fn(&T) -> &str) -> Result<&'t T, String> {
    if let Some(found) = all.iter().find(|one| of(one).eq_ignore_ascii_case(name)) {
        return Ok(found);
    }
    let known: Vec<&str> = all.iter().map(of).collect();
    Err(
        did_you_mean(name, &known).unwrap_or_else(|| match known.as_slice() {
            [] => "clausewise.toml names none".to_owned(),
            known => format!("known: {}", known.join(", ")),
        }),
    )
}

/// A series, register or document id spelt much like what was typed.
fn near(view: &View, what: &str) -> String {
    let series = view.series.iter().map(|series| series.id.as_str());
    let registers = view.registers.iter().map(|register| register.id.as_str());
    let documents = view.evidence.iter().filter_map(|file| file.id.as_deref());
    let known: Vec<&str> = series.chain(registers).chain(documents).collect();
    did_you_mean(what, &known).map_or_else(String::new, |hint| format!("; {hint}"))
}

/// The text of a file as it was read.
fn read_text(session: &Session, path: &str) -> anyhow::Result<String> {
    let bytes = std::fs::read(session.workspace.root.join(path))?;
    match text_in(path, &bytes) {
        Ok(lines) => Ok(show::text(&lines)),
        Err(unread) => bail!("{path} is not read: {}", unread.reason),
    }
}
