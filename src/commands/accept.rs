//! `intake --accept` and `suggest --accept`: what a person decided of files goes into
//! `claims.toml`.

use std::path::Path;

use anyhow::Context as _;
use rayon::prelude::*;

use super::session::{catalogue, say, screen, workspace};
use super::writing::{confirmed, told};
use crate::cli::{Global, Write};
use crate::evidence::everything;
use crate::exit;
use crate::intake::accept::{Hashes, decide};
use crate::intake::read_back::rows;
use crate::output::paint::wrap;
use crate::output::screen::Screen;
use crate::source::visible;
use crate::workspace::{CLAIMS, Change, NewClaim, add_claims, sha256_of};

/// Lines of `claims.toml` that are shown unless all are asked for.
const MOST: usize = 40;

/// What goes into `claims.toml`, and how that is asked.
pub struct Accepting<'a> {
    /// The folder, as it was typed.
    pub folder: &'a Path,
    /// Whether to write.
    pub write: &'a Write,
    /// Whether everything is shown that is written.
    pub all: bool,
}

impl Accepting<'_> {
    /// Reads a list back that a person filled in.
    ///
    /// # Errors
    /// What kept it from running.
    pub fn list(&self, list: &Path, global: &Global) -> anyhow::Result<u8> {
        let workspace = workspace(self.folder)?;
        let catalogue = catalogue(global, workspace.settings.edition.as_ref())?;
        let name = visible(&list.display().to_string());
        let bytes = std::fs::read(list).with_context(|| format!("{name} cannot be read"))?;
        let read = rows(&name, &bytes, &["File", "Satisfies"]).map_err(anyhow::Error::msg)?;
        let hashes = hashes(&workspace.root);
        let mut decisions = decide(&read.rows, &catalogue, &workspace, &hashes);
        decisions.told.splice(0..0, read.told);
        let screen = screen(global, Some(self.folder));
        let text = told(&decisions.told, screen.width);
        if decisions.claims.is_empty() && decisions.not_evidence.is_empty() {
            let why = if decisions.filled == 0 {
                "No row is filled in: fill the yellow columns first.\n"
            } else {
                "Nothing to write: what can be used of the list stands in claims.toml already.\n"
            };
            let why = wrap(why, screen.width, 0) + "\n";
            say(&format!("{text}{why}{}", screen.next("assess")))?;
            return Ok(exit::DONE);
        }
        let decided = Decided {
            claims: &decisions.claims,
            aside: &decisions.not_evidence,
        };
        self.write(&workspace.root, &decided, text, &screen)
    }

    /// Writes what was decided, after showing it below `text`.
    ///
    /// # Errors
    /// What kept it from running.
    pub fn write(
        &self,
        root: &Path,
        decided: &Decided<'_>,
        mut text: String,
        screen: &Screen<'_>,
    ) -> anyhow::Result<u8> {
        let (change, ()) = Change::plan(root, CLAIMS, |text| {
            add_claims(text, decided.claims, decided.aside).map(|text| (text, ()))
        })
        .map_err(super::shell::problem)?;
        text.push_str(&gets(&change, decided, self.all || screen.verbose));
        if confirmed(self.write, &text)? {
            change.write().map_err(super::shell::problem)?;
            say(&format!("Recorded.\n{}", screen.next("assess")))?;
        }
        Ok(exit::DONE)
    }
}

/// What was decided of files.
pub struct Decided<'a> {
    /// Claims to add.
    pub claims: &'a [NewClaim],
    /// Files to set aside.
    pub aside: &'a [String],
}

/// What `claims.toml` gets, the first lines of it.
fn gets(change: &Change, decided: &Decided<'_>, all: bool) -> String {
    let added = change.added().trim_start_matches('\n');
    let lines: Vec<&str> = added.lines().collect();
    let most = if all { usize::MAX } else { MOST };
    let mut out = format!(
        "{CLAIMS} gets {} on files, and sets {} aside:\n\n",
        count(decided.claims.len(), "entry", "entries"),
        count(decided.aside.len(), "file", "files"),
    );
    for line in lines.iter().take(most) {
        out.push_str(line);
        out.push('\n');
    }
    if lines.len() > most {
        out.push_str(&format!(
            "… and {} lines more (--all shows them)\n",
            lines.len() - most
        ));
    }
    out.push('\n');
    out
}

fn count(n: usize, one: &str, many: &str) -> String {
    format!("{n} {}", if n == 1 { one } else { many })
}

/// The files of a workspace with their hashes, by which renamed ones are found.
fn hashes(root: &Path) -> Hashes {
    everything(root, root)
        .files
        .into_par_iter()
        .filter(|found| !found.link)
        .filter_map(|found| Some((found.path, sha256_of(&found.on_disk).ok()?)))
        .collect()
}
