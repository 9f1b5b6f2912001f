//! Verbs that write show what they will do, ask on a terminal, and elsewhere change
//! nothing unless told `--yes`.

use std::io::{BufRead, IsTerminal, Read};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use jiff::civil::Date;

use super::session::say;
use crate::cli::{Global, Write};
use crate::evidence::{TELLING, is_ours_alone};
use crate::output::paint::wrap;
use crate::source::visible;
use crate::workspace::Change;

/// What a file gets, and what is to be said of it, a line each.
#[must_use]
pub fn gets(change: &Change, said: &[String], width: usize) -> String {
    let added = change.added();
    let mut out = format!(
        "{} gets:\n\n{}\n",
        change.name,
        added.trim_start_matches('\n')
    );
    for line in said {
        out.push_str(&wrap(&visible(line), width, 2));
        out.push('\n');
    }
    out
}

/// What could not be used of a table that was filled in, a line each.
#[must_use]
pub fn told(told: &[String], width: usize) -> String {
    let mut out = String::new();
    for line in told {
        out.push_str(&wrap(&format!("! {}", visible(line)), width, 2));
        out.push('\n');
    }
    if !out.is_empty() {
        out.push('\n');
    }
    out
}

/// Whether an entry is dated after the day the assessment speaks of.
#[must_use]
pub fn later(date: Date, as_of: Date) -> Option<String> {
    (date > as_of).then(|| {
        format!("! {date} is after {as_of}, the day assessed: it does not count before its day")
    })
}

/// The ending of a file's name, in lower case.
#[must_use]
pub fn ending(file: &Path) -> Option<String> {
    let ending = file.extension().and_then(|ending| ending.to_str());
    ending.map(str::to_lowercase)
}

/// Writes to a file, or prints; `-` is the screen as well. A file that is there is only
/// written anew if the tool wrote it: anything else may be evidence, settings or somebody's
/// work.
///
/// # Errors
/// There is such a file, no such folder, or the file cannot be written.
pub fn deliver(text: &str, file: Option<&PathBuf>, global: &Global) -> anyhow::Result<()> {
    let Some(file) = file.filter(|file| *file != Path::new("-")) else {
        return say(text);
    };
    if file.is_file() && !is_ours_alone(&beginning(file)?) {
        bail!(
            "{} is there already and is no assessment or report that clausewise wrote, so it was left as it is: \
             give another name, or remove it first",
            shown(file)
        );
    }
    write_out(text.as_bytes(), file)?;
    written(file, global)
}

/// Writes a file for a person to work in. One that is there and says something else is left
/// alone: a person may have filled it in.
///
/// # Errors
/// There is such a file, no such folder, or it cannot be written.
pub fn deliver_new(bytes: &[u8], file: &Path, global: &Global) -> anyhow::Result<()> {
    match std::fs::read(file) {
        Ok(there) if there == bytes => {}
        Ok(_) => bail!(
            "{} is there already and may have been filled in: read it back with --accept, then give another name or remove it",
            shown(file)
        ),
        Err(_) => write_out(bytes, file)?,
    }
    written(file, global)
}

/// A folder of the workspace that the tool writes into, made where it is not there yet.
///
/// # Errors
/// A file or a link has its name, or it cannot be made.
pub fn own_folder(root: &Path, name: &str) -> anyhow::Result<PathBuf> {
    let folder = root.join(name);
    // A link could lead out of the workspace.
    if folder.symlink_metadata().is_ok_and(|there| !there.is_dir()) {
        bail!("`{name}` is no folder of its own; remove the file or link of this name");
    }
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("the folder `{name}` could not be made"))?;
    Ok(folder)
}

/// As much of a file as tells who wrote it.
fn beginning(file: &Path) -> anyhow::Result<Vec<u8>> {
    let mut head = Vec::new();
    std::fs::File::open(file)
        .and_then(|file| file.take(TELLING as u64).read_to_end(&mut head))
        .with_context(|| format!("{} is there already and cannot be read", shown(file)))?;
    Ok(head)
}

/// Writes a file whole or not at all.
///
/// # Errors
/// There is no such folder, or it cannot be written.
pub fn write_out(bytes: &[u8], file: &Path) -> anyhow::Result<()> {
    let folder = file.parent().filter(|folder| *folder != Path::new(""));
    if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
        bail!("there is no folder `{}`; make it first", folder.display());
    }
    crate::workspace::write_atomically(file, bytes)
        .with_context(|| format!("{} could not be written", shown(file)))
}

/// Says that a file was written.
///
/// # Errors
/// Standard output cannot be written.
pub fn written(file: &Path, global: &Global) -> anyhow::Result<()> {
    if global.quiet {
        return Ok(());
    }
    say(&format!("Written: {}\n", shown(file)))
}

fn shown(file: &Path) -> String {
    visible(&file.display().to_string())
}

/// Whether to write, after showing what.
///
/// # Errors
/// There is nobody to ask; or the terminal cannot be written.
pub fn confirmed(write: &Write, what: &str) -> anyhow::Result<bool> {
    say(what)?;
    if write.dry_run {
        say("Nothing was written (--dry-run).\n")?;
        return Ok(false);
    }
    if write.yes {
        return Ok(true);
    }
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        bail!("nothing was written: nobody to ask; add --yes to write, or --dry-run");
    }
    say("Write this? [y/N] ")?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    let yes = matches!(
        answer.trim().to_lowercase().as_str(),
        "y" | "yes" | "j" | "ja"
    );
    if !yes {
        say("Nothing was written.\n")?;
    }
    Ok(yes)
}
