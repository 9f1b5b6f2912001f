//! What every assessing command begins with: find the workspace, load everything,
//! assess. Reads the clock, the terminal and the environment so that the library need
//! not.

use std::io::IsTerminal;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, bail};
use indicatif::{ProgressBar, ProgressStyle};
use jiff::civil::Date;

use super::texts::Texts;
use crate::assessment::{Assessment, assess};
use crate::catalogue::{Catalogue, DEFAULT_EDITION, EditionId, Library};
use crate::chains::{Traced, coverage, responsibilities, trace};
use crate::cli::{Global, When};
use crate::evidence::{
    Awaited, CacheAt, DateReading, Evidence, Found, Walked, list_files, read_date, read_evidence,
};
use crate::intake::moved::moved;
use crate::intake::seen::{SEEN, Seen};
use crate::output::paint::count;
use crate::output::screen::{About, Screen};
use crate::output::{
    RecordsView, View, chains, coverage_view, records_view, responsibilities_view, view,
};
use crate::plan::planned;
use crate::problem::{Problem, render_all};
use crate::records::Logs;
use crate::workspace::{Workspace, load, locate, read_text};

use super::cache::cache_for;
use super::history::history_of;

/// Everything an assessing command needs.
pub struct Session {
    /// The catalogue.
    pub catalogue: Catalogue,
    /// The workspace.
    pub workspace: Workspace,
    /// The evidence.
    pub evidence: Evidence,
    /// The assessment.
    pub assessment: Assessment,
    /// Mistakes in the workspace's files that did not stop the run.
    pub problems: Vec<Problem>,
    /// Where what is read of its files is kept.
    pub kept: Kept,
}

/// By what the caches of a workspace are known.
pub struct Kept {
    /// The folder that people know it by.
    pub root: PathBuf,
    /// Whether it is a former state of what lies there.
    pub former: bool,
}

impl Kept {
    /// The cache of what a verb learns of files; no verb is what is read of them.
    #[must_use]
    pub fn cache(&self, verb: &str, global: &Global) -> Option<CacheAt> {
        let former = if self.former { "former " } else { "" };
        cache_for(&format!("{former}{verb}"), &self.root, global)
    }
}

impl Session {
    /// Loads and assesses a folder, for as long as the process lives: taking everything
    /// apart again at its end would only cost time.
    ///
    /// # Errors
    /// What kept it from running.
    pub fn open(folder: &Path, global: &Global) -> anyhow::Result<&'static Self> {
        Self::of(workspace(folder)?, global)
    }

    /// Assesses what a workspace holds.
    ///
    /// # Errors
    /// What kept it from running.
    pub fn of(workspace: Workspace, global: &Global) -> anyhow::Result<&'static Self> {
        Self::of_files(workspace, global, list_files)
    }

    /// Assesses those files of a workspace that are listed.
    ///
    /// # Errors
    /// What kept it from running.
    pub fn of_files(
        workspace: Workspace,
        global: &Global,
        files: impl FnOnce(&Workspace) -> Walked + Send,
    ) -> anyhow::Result<&'static Self> {
        let (session, _) = Begun::today(workspace, global)?.read(global, files)?;
        Ok(session)
    }

    /// Assesses the former state of a workspace that lies elsewhere for the moment, and hands on
    /// its files; `root` is where it is today.
    ///
    /// # Errors
    /// What kept it from running.
    pub fn of_former(
        workspace: Workspace,
        root: &Path,
        global: &Global,
    ) -> anyhow::Result<(&'static Self, Vec<Found>)> {
        let kept = Kept {
            root: root.to_path_buf(),
            former: true,
        };
        Begun::of(workspace, kept, global)?.read(global, list_files)
    }

    /// The finished values, but for those below that take longer.
    #[must_use]
    pub fn view(&self) -> View {
        view(
            &self.catalogue,
            &self.workspace,
            &self.evidence,
            &self.assessment,
            &self.problems,
        )
    }
}

impl Session {
    /// All logs, to be read once in a command and shared by all that it shows.
    #[must_use]
    pub fn logs(&self) -> Logs<'_> {
        Logs::new(&self.catalogue, &self.evidence, &self.assessment)
    }

    /// The finished values with what the records come to.
    #[must_use]
    pub fn recorded_view(&self, logs: &Logs<'_>) -> View {
        View {
            records: self.records(logs),
            ..self.view()
        }
    }

    /// The finished values with what there is of each service and who performs what.
    #[must_use]
    pub fn covered_view(&self, logs: &Logs<'_>) -> View {
        let (catalogue, evidence) = (&self.catalogue, &self.evidence);
        let (workspace, assessment) = (&self.workspace, &self.assessment);
        let covered = coverage(catalogue, workspace, evidence, assessment, logs);
        let found = responsibilities(catalogue, workspace, evidence, assessment);
        View {
            coverage: coverage_view(catalogue, evidence, &covered),
            responsibilities: responsibilities_view(catalogue, evidence, &found),
            ..self.view()
        }
    }

    /// All of it, with the chains, for which some files are read again.
    #[must_use]
    pub fn traced_view(&self, logs: &Logs<'_>, texts: &Texts<'_>) -> View {
        View {
            records: self.records(logs),
            chains: chains(&self.catalogue, &self.traced(logs, texts)),
            ..self.covered_view(logs)
        }
    }

    /// The finished values with the chains alone, for which some files are read again.
    #[must_use]
    pub fn chained_view(&self, logs: &Logs<'_>, texts: &Texts<'_>) -> View {
        View {
            chains: chains(&self.catalogue, &self.traced(logs, texts)),
            ..self.view()
        }
    }

    /// All chains, for which some files are read again.
    #[must_use]
    pub fn traced(&self, logs: &Logs<'_>, texts: &Texts<'_>) -> Vec<Traced> {
        let text_of = |path: &str| texts.of(path);
        trace(
            &self.catalogue,
            &self.workspace,
            &self.evidence,
            &self.assessment,
            logs,
            &text_of,
        )
    }

    fn records(&self, logs: &Logs<'_>) -> Vec<RecordsView> {
        let (catalogue, evidence) = (&self.catalogue, &self.evidence);
        records_view(catalogue, &self.workspace, evidence, &self.assessment, logs)
    }
}

/// All that an assessment goes by beside the evidence.
pub struct Begun {
    /// The catalogue.
    pub catalogue: Catalogue,
    /// The workspace, with the hashes of what judgements rest on.
    pub workspace: Workspace,
    /// The day it speaks of.
    pub as_of: Date,
    /// What git says, once it is waited for.
    pub history: Option<Awaited>,
    /// By what its caches are known.
    pub kept: Kept,
}

impl Begun {
    /// Of a workspace as it is.
    ///
    /// # Errors
    /// The catalogue has mistakes, or the day asked for is none.
    pub fn today(workspace: Workspace, global: &Global) -> anyhow::Result<Self> {
        let kept = Kept {
            root: workspace.root.clone(),
            former: false,
        };
        Self::of(workspace, kept, global)
    }

    fn of(mut workspace: Workspace, kept: Kept, global: &Global) -> anyhow::Result<Self> {
        let history = history_of(&workspace, global);
        workspace.hash_files();
        workspace.planned = planned(&workspace.root);
        Ok(Self {
            catalogue: catalogue(global, workspace.settings.edition.as_ref())?,
            as_of: as_of(global, workspace.settings.as_of)?,
            history,
            workspace,
            kept,
        })
    }

    /// Reads and assesses the files that are listed, and hands them on to whoever looks again.
    ///
    /// # Errors
    /// Every mistake in the manifests.
    pub fn read(
        self,
        global: &Global,
        files: impl FnOnce(&Workspace) -> Walked + Send,
    ) -> anyhow::Result<(&'static Session, Vec<Found>)> {
        let Self {
            catalogue,
            workspace,
            as_of,
            history,
            kept,
        } = self;
        let cache = kept.cache("", global);
        let progress = progress(global);
        let list = || files(&workspace);
        let done = || progress.inc(1);
        let evidence = read_evidence(&workspace, &catalogue, list, cache.as_ref(), history, &done);
        progress.finish_and_clear();
        let (mut evidence, files) = evidence.map_err(Mistakes)?;
        tell_moved(&workspace, &mut evidence);
        let assessment = assess(&catalogue, &workspace, &evidence, as_of);
        let session: &Session = Box::leak(Box::new(Session {
            catalogue,
            workspace,
            evidence,
            assessment,
            problems: Vec::new(),
            kept,
        }));
        Ok((session, files))
    }
}

/// Says of claims on files that are not there where these seem to be now.
fn tell_moved(workspace: &Workspace, evidence: &mut Evidence) {
    // What intake keeps helps; that it is damaged is told where it is needed.
    let seen = || {
        let kept = read_text(&workspace.root, SEEN).ok().flatten();
        Seen::read(kept.as_deref()).unwrap_or_default()
    };
    let documents = &evidence.documents;
    for moved in moved(&workspace.claims, documents, seen, &workspace.root) {
        let told = evidence.problems.iter_mut();
        for problem in told.filter(|told| told.location == moved.claim.location) {
            problem.message = format!("{}; {}", problem.message, moved.mended_by());
        }
    }
}

/// The workspace around a folder.
///
/// # Errors
/// There is no such folder, or its files have mistakes: then nothing is assessed or
/// written.
pub fn workspace(folder: &Path) -> anyhow::Result<Workspace> {
    let (workspace, problems) = load(&locate(folder)?);
    if !problems.is_empty() {
        bail!(Mistakes(problems));
    }
    Ok(workspace)
}

/// Mistakes in files, as an error.
#[derive(Debug)]
pub struct Mistakes(pub Vec<Problem>);

impl std::fmt::Display for Mistakes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&render_all(&self.0))?;
        let mistakes = count(self.0.len(), "mistake");
        write!(f, "\n\n{mistakes}; nothing was assessed or written")
    }
}

impl std::error::Error for Mistakes {}

/// The editions at hand: built in, and those of `--catalogue`.
///
/// # Errors
/// The catalogue folder cannot be read.
pub fn library(global: &Global) -> anyhow::Result<(Library, Vec<EditionId>)> {
    let mut library = Library::built_in();
    let mut added = Vec::new();
    if let Some(folder) = &global.catalogue {
        added = library.add_folder(folder).map_err(Mistakes)?;
    }
    Ok((library, added))
}

/// Loads the edition asked for: `--edition`, else the workspace's, else that of
/// `--catalogue` when it holds only one, else the default.
///
/// # Errors
/// Every mistake of the catalogue.
pub fn catalogue(global: &Global, wanted: Option<&EditionId>) -> anyhow::Result<Catalogue> {
    let (library, added) = library(global)?;
    let id = match (&global.edition, wanted, added.as_slice()) {
        (Some(text), _, _) => edition(text)?,
        (None, Some(id), _) => id.clone(),
        (None, None, [only]) => only.clone(),
        _ => edition(DEFAULT_EDITION)?,
    };
    Ok(library.load(&id).map_err(Mistakes)?)
}

fn edition(text: &str) -> anyhow::Result<EditionId> {
    text.parse::<EditionId>().map_err(anyhow::Error::msg)
}

/// The as-of date: `--as-of`, else the workspace's, else today.
///
/// # Errors
/// The text is no date.
pub fn as_of(global: &Global, pinned: Option<Date>) -> anyhow::Result<Date> {
    match &global.as_of {
        Some(text) => date(text),
        None => Ok(pinned.unwrap_or_else(today)),
    }
}

/// A date typed by a person.
///
/// # Errors
/// It is no date, or can mean two.
pub fn date(text: &str) -> anyhow::Result<Date> {
    match read_date(text) {
        DateReading::Date(stated) if stated.exact => Ok(stated.day),
        DateReading::Ambiguous(a, b) => bail!("`{text}` can mean {a} or {b}; write it as {a}"),
        _ => bail!("`{text}` is no date from 1990 to 2100; write it as 2026-11-01"),
    }
}

/// Today, by the system's clock and time zone in UTC.
#[must_use]
pub fn today() -> Date {
    let seconds = std::time::SystemTime::now()
        .duration_since(std::time::UNIX_EPOCH)
        .map_or(0, |now| now.as_secs());
    let days = i64::try_from(seconds / 86_400).unwrap_or(0);
    jiff::civil::date(1970, 1, 1).saturating_add(jiff::Span::new().days(days))
}

/// How the screen looks, and what its commands are about: a folder, if they are about one.
#[must_use]
pub fn screen<'a>(global: &'a Global, folder: Option<&'a Path>) -> Screen<'a> {
    let terminal = std::io::stdout().is_terminal();
    let width = std::env::var("COLUMNS")
        .ok()
        .and_then(|text| text.parse().ok())
        .or_else(|| {
            terminal
                .then(|| terminal_size::terminal_size().map(|(width, _)| usize::from(width.0)))
                .flatten()
        })
        .unwrap_or(80);
    let colour = match global.color {
        When::Always => true,
        When::Never => false,
        When::Auto => terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()),
    };
    Screen {
        width: width.clamp(40, 200),
        colour,
        verbose: global.verbose,
        about: About {
            folder: folder.filter(|folder| *folder != Path::new(".")),
            begun: false,
            catalogue: global.catalogue.as_deref(),
            edition: global.edition.as_deref(),
            as_of: global.as_of.as_deref(),
        },
    }
}

/// A count of files on a terminal.
#[must_use]
pub fn progress(global: &Global) -> ProgressBar {
    if global.quiet || !std::io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new_spinner();
    if let Ok(style) = ProgressStyle::with_template("{spinner} {pos} files read") {
        bar.set_style(style);
    }
    bar.enable_steady_tick(Duration::from_millis(120));
    bar
}

/// Prints to standard output.
///
/// # Errors
/// Standard output cannot be written; a closed pipe is no error.
pub fn say(text: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => {
            Err(error).context("the output could not be written")
        }
        _ => Ok(()),
    }
}

/// Tells on standard error, where it is in nobody's way who reads the output.
pub fn tell(text: &str) {
    let _ = std::io::stderr().lock().write_all(text.as_bytes());
}
