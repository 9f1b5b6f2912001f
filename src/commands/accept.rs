//! `intake --accept`: read a filled register back.

use std::path::Path;

use anyhow::Context as _;
use rayon::prelude::*;

use super::session::{catalogue, say, screen, workspace};
use super::writing::{confirmed, told};
use crate::cli::{Global, Intake as Args};
use crate::evidence::everything;
use crate::exit;
use crate::intake::accept::{Decisions, Hashes, decide};
use crate::intake::read_back::rows;
use crate::output::paint::wrap;
use crate::source::visible;
use crate::workspace::{CLAIMS, Change, add_claims, sha256_of};

/// Lines of `claims.toml` that are shown unless all are asked for.
const MOST: usize = 40;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(register: &Path, args: &Args, global: &Global) -> anyhow::Result<u8> {
    let workspace = workspace(&args.what)?;
    let catalogue = catalogue(global, workspace.settings.edition.as_ref())?;
    let name = visible(&register.display().to_string());
    let bytes = std::fs::read(register).with_context(|| format!("{name} cannot be read"))?;
    let rows = rows(&name, &bytes, &["File", "Satisfies"]).map_err(anyhow::Error::msg)?;
    let hashes = hashes(&workspace.root);
    let decisions = decide(&rows, &catalogue, &workspace, &hashes);
    let screen = screen(global, Some(&args.what));
    let mut text = told(&decisions.told, screen.width);
    let next = screen.next("assess");
    if decisions.claims.is_empty() && decisions.not_evidence.is_empty() {
        let why = if decisions.filled == 0 {
            "No row is filled in: fill the yellow columns first.\n"
        } else {
            "Nothing to write: what can be used of the register stands in claims.toml already.\n"
        };
        say(&format!(
            "{text}{}{next}",
            wrap(why, screen.width, 0) + "\n"
        ))?;
        return Ok(exit::DONE);
    }
    let (change, ()) = Change::plan(&workspace.root, CLAIMS, |text| {
        add_claims(text, &decisions.claims, &decisions.not_evidence).map(|text| (text, ()))
    })
    .map_err(super::shell::problem)?;
    text.push_str(&gets(&change, &decisions, args.all || global.verbose));
    if confirmed(&args.write, &text)? {
        change.write().map_err(super::shell::problem)?;
        say(&format!("Recorded.\n{next}"))?;
    }
    Ok(exit::DONE)
}

/// What `claims.toml` gets, the first lines of it.
fn gets(change: &Change, decisions: &Decisions, all: bool) -> String {
    let added = change.added().trim_start_matches('\n');
    let lines: Vec<&str> = added.lines().collect();
    let most = if all { usize::MAX } else { MOST };
    let mut out = format!(
        "{CLAIMS} gets {} on files, and sets {} aside:\n\n",
        count(decisions.claims.len(), "entry", "entries"),
        count(decisions.not_evidence.len(), "file", "files"),
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
    let (files, _) = everything(root, root);
    files
        .into_par_iter()
        .filter(|found| !found.link)
        .filter_map(|found| Some((found.path, sha256_of(&found.on_disk).ok()?)))
        .collect()
}
