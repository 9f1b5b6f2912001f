//! The baseline of a run: found, read, made smaller, made anew.
//!
//! It is made smaller without being asked, since nobody would ever ask; but only by a run that is as
//! the workspace has it, and never in CI, where nobody commits what was written and a changed
//! checkout would only puzzle the next step. There it is told what a run at home would take out.

use std::path::{Path, PathBuf};

use anyhow::bail;

use crate::check::{Baseline, Checked, Subject, renewed, without};
use crate::cli::{Check as Args, Global};
use crate::commands::session::{Mistakes, tell};
use crate::commands::shell::problem;
use crate::output::check::KnownView;
use crate::output::screen::quoted;
use crate::source::visible;
use crate::workspace::{Change, Workspace, read_text};

/// How a baseline is called that nobody gave a name.
const NAME: &str = "check-baseline.toml";

/// The baseline of a run.
pub struct Known {
    /// The folder it lies in.
    folder: PathBuf,
    /// Its name there.
    name: String,
    /// As messages name it.
    shown: String,
    /// What it held; `None` where it is about to be made.
    text: Option<String>,
    /// What it says; nothing where it is about to be made.
    pub baseline: Baseline,
}

impl Known {
    /// Where the baseline lies that this run goes by, if it goes by one.
    pub fn file(args: &Args, workspace: &Workspace) -> Option<PathBuf> {
        let stated = workspace.settings.check.baseline.as_ref();
        let stated = || stated.map(|of| workspace.root.join(of));
        let updated = args.known.update_baseline;
        let usual = || updated.then(|| workspace.root.join(NAME));
        args.known.baseline.clone().or_else(stated).or_else(usual)
    }

    /// The baseline that was asked for: as an option, else in the settings.
    ///
    /// # Errors
    /// There is none, or it cannot be read.
    pub fn open(args: &Args, workspace: &Workspace) -> anyhow::Result<Option<Self>> {
        let Some(file) = Self::file(args, workspace) else {
            return Ok(None);
        };
        let Some(name) = file.file_name() else {
            bail!("{} is no file", visible(&file.display().to_string()));
        };
        let folder = file.parent().unwrap_or(Path::new("")).to_path_buf();
        let shown = match file.strip_prefix(&workspace.root) {
            Ok(within) => within.display().to_string(),
            Err(_) => file.display().to_string(),
        };
        let mut known = Self {
            name: name.to_string_lossy().into_owned(),
            shown: visible(&shown),
            text: None,
            baseline: Baseline::default(),
            folder,
        };
        known.text = read_text(&known.folder, &known.name).map_err(problem)?;
        match &known.text {
            Some(text) => known.baseline = Baseline::read(&known.shown, text).map_err(Mistakes)?,
            None if args.known.update_baseline => {}
            None => bail!(
                "there is no baseline {}; `clausewise check --baseline {} --update-baseline` makes it",
                known.shown,
                quoted(&known.shown)
            ),
        }
        Ok(Some(known))
    }

    /// Writes all that was found into it.
    ///
    /// # Errors
    /// It cannot be written.
    pub fn update(
        &mut self,
        checked: &Checked,
        subject: &Subject<'_>,
        within: &str,
        global: &Global,
    ) -> anyhow::Result<()> {
        let text = renewed(&self.shown, self.text.as_deref(), checked, subject, within);
        let text = text.map_err(Mistakes)?;
        self.baseline = Baseline::read(&self.shown, &text).map_err(Mistakes)?;
        if self.text.as_ref() != Some(&text) {
            self.write(&text).map_err(problem)?;
            self.tell_written(subject, global);
        }
        self.text = Some(text);
        Ok(())
    }

    /// Takes out what is mended, where this run may, and says what became of it.
    ///
    /// # Errors
    /// Its lines cannot be taken apart.
    pub fn shrink(
        &self,
        checked: &Checked,
        subject: &Subject<'_>,
        within: &str,
        hindrance: Option<String>,
    ) -> anyhow::Result<KnownView> {
        let mended = self.baseline.mended(checked, subject, within);
        let mut view = KnownView {
            file: self.shown.clone(),
            entries: self.baseline.entries.len(),
            known: checked.known.len(),
            mended: mended.len(),
            taken_out: false,
            kept_because: None,
        };
        if mended.is_empty() {
            return Ok(view);
        }
        let hindrance = hindrance.or_else(|| self.of_another_folder(subject, within));
        view.kept_because = match (hindrance, &self.text) {
            (Some(why), _) => Some(why),
            (None, None) => None,
            (None, Some(text)) => {
                let text = without(&self.shown, text, &mended).map_err(Mistakes)?;
                self.write(&text).err().map(|problem| problem.message)
            }
        };
        view.taken_out = view.kept_because.is_none();
        Ok(view)
    }

    /// Whether no file that it names is here: then it is not what was checked that is mended.
    fn of_another_folder(&self, subject: &Subject<'_>, within: &str) -> Option<String> {
        let root = &subject.workspace.root;
        let is_here = |path: &str| {
            let path = path.strip_prefix(within);
            path.is_some_and(|path| root.join(path).exists())
        };
        let mut entries = self.baseline.entries.iter();
        (!entries.any(|entry| is_here(&entry.path))).then(|| {
            "no file that it names is here; is it the baseline of another folder?".to_owned()
        })
    }

    /// Says that it was written, and how every run gets to know it.
    fn tell_written(&self, subject: &Subject<'_>, global: &Global) {
        if global.quiet {
            return;
        }
        tell(&format!("Written: {}\n", self.shown));
        let workspace = subject.workspace;
        let file = self.folder.join(&self.name).canonicalize().ok();
        let within = file
            .as_ref()
            .and_then(|file| file.strip_prefix(&workspace.root).ok());
        if let (None, Some(within)) = (&workspace.settings.check.baseline, within) {
            let name = visible(&within.display().to_string().replace('\\', "/"));
            tell(&format!(
                "Every run knows it with `baseline = \"{name}\"` below [check] in clausewise.toml.\n"
            ));
        }
    }

    fn write(&self, text: &str) -> Result<(), crate::problem::Problem> {
        let change = Change {
            name: self.shown.clone(),
            path: self.folder.join(&self.name),
            before: self.text.clone(),
            after: text.to_owned(),
        };
        change.write()
    }
}

/// Why a run takes nothing out of a baseline, if it is not one that may.
pub fn hindrance(args: &Args, global: &Global, files: usize) -> Option<String> {
    let options = [
        ("--as-of", global.as_of.is_some()),
        ("--edition", global.edition.is_some()),
        ("--catalogue", global.catalogue.is_some()),
        ("--changed-since", args.changed_since.is_some()),
        ("--dry-run", args.write.dry_run),
    ];
    if let Some((option, _)) = options.iter().find(|(_, given)| *given) {
        return Some(format!("a run with {option} takes nothing out"));
    }
    if files == 0 {
        return Some("there is nothing to check here".to_owned());
    }
    let ci = std::env::var("CI").unwrap_or_default();
    (!ci.is_empty() && ci != "false" && ci != "0")
        .then(|| "nothing is written in CI; a run outside of it takes them out".to_owned())
}
