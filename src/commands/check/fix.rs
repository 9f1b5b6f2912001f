//! `check --fix`: metadata written in the one form that is right, after it was shown.
//!
//! Only the bytes of the values change. A file by whose bytes somebody vouched for it or judged is
//! left as it is: the smallest change would take the judgement its ground.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rayon::prelude::*;

use crate::cli::{Check as Args, Global};
use crate::commands::session::{say, screen, workspace};
use crate::commands::writing::confirmed;
use crate::evidence::{Found, Mend, list_files, mended, mends};
use crate::exit;
use crate::output::paint::{Paint, count, paint, wrapped};
use crate::output::screen::Screen;
use crate::source::visible;
use crate::workspace::{Rest, Workspace, write_if_unchanged};

/// Files larger than this carry no front matter that is worth a look, in bytes.
const LARGEST: u64 = 64 << 20;

/// A file with what is to be mended in it.
struct File {
    path: String,
    on_disk: PathBuf,
    bytes: Vec<u8>,
    mends: Vec<Mend>,
}

/// Runs it.
///
/// # Errors
/// What kept it from running, or from writing.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<u8> {
    let workspace = workspace(&args.folder)?;
    let screen = screen(global, Some(&args.folder));
    let walked = list_files(&workspace);
    let held = held(&workspace);
    let files = walked.files.par_iter().chain(&walked.sidecars);
    let files: Vec<File> = files.filter_map(look).collect();
    let files = files.into_iter();
    let (kept, files): (Vec<File>, Vec<File>) = files.partition(|file| held.contains(&file.path));
    let mut text = String::new();
    for file in &files {
        text.push_str(&difference(file, &screen));
    }
    for file in &kept {
        let line = format!(
            "{} is left as it is: somebody vouched for it or judged by its bytes.",
            visible(&file.path)
        );
        text.push_str(&wrapped(&line, screen.width, 2));
    }
    if files.is_empty() {
        let none = "No metadata has another form than the one that is right.\n";
        say(&format!("{text}{none}{}", screen.next("check")))?;
        return Ok(exit::DONE);
    }
    let values = files.iter().map(|file| file.mends.len()).sum();
    let (values, of) = (count(values, "value"), count(files.len(), "file"));
    text.push_str(&format!(
        "\n{values} in {of}; nothing else of them changes.\n"
    ));
    if confirmed(&args.write, &text)? {
        return write(&files, &screen);
    }
    Ok(exit::DONE)
}

/// What is to be mended in a file, if anything is.
fn look(found: &Found) -> Option<File> {
    if found.link || found.size > LARGEST {
        return None;
    }
    let bytes = std::fs::read(&found.on_disk).ok()?;
    let mends = mends(&found.path, &bytes);
    (!mends.is_empty()).then(|| File {
        path: found.path.clone(),
        on_disk: found.on_disk.clone(),
        bytes,
        mends,
    })
}

/// Files of which the workspace keeps by what bytes they were known to somebody.
fn held(workspace: &Workspace) -> BTreeSet<String> {
    let judged = workspace.judgements.iter().flat_map(|of| &of.rests_on);
    let judged = judged.filter_map(|rest| match rest {
        Rest::File { path, sha256 } => sha256.is_some().then(|| path.clone()),
        Rest::Note(_) => None,
    });
    let attested = workspace.notes.iter().filter(|note| note.sha256.is_some());
    let attested = attested.filter_map(|note| note.file.clone());
    let drawn = workspace.samples.iter().flat_map(|of| &of.files);
    let drawn = drawn.map(|file| file.path.clone());
    judged.chain(attested).chain(drawn).collect()
}

/// The lines that change, before and after.
fn difference(file: &File, screen: &Screen<'_>) -> String {
    let after = mended(&file.bytes, &file.mends);
    let (before, after) = (lines(&file.bytes), lines(&after));
    let mut out = format!("{}\n", visible(&file.path));
    let mut numbers: Vec<u32> = file.mends.iter().map(|mend| mend.line).collect();
    numbers.dedup();
    for number in numbers {
        let line = |of: &[String]| of.get(number as usize - 1).cloned().unwrap_or_default();
        let (old, new) = (line(&before), line(&after));
        let old = paint(&format!("- {old}"), Paint::Red, screen.colour);
        let new = paint(&format!("+ {new}"), Paint::Green, screen.colour);
        out.push_str(&format!("{number:>6} {old}\n{:6} {new}\n", ""));
    }
    out
}

fn lines(bytes: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(bytes);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    text.lines().map(visible).collect()
}

fn write(files: &[File], screen: &Screen<'_>) -> anyhow::Result<u8> {
    let mut failed = String::new();
    for file in files {
        let after = mended(&file.bytes, &file.mends);
        if let Err(error) = write_if_unchanged(&file.on_disk, Some(&file.bytes), &after) {
            let line = format!("{} could not be written: {error}", visible(&file.path));
            failed.push_str(&wrapped(&line, screen.width, 2));
        }
    }
    if failed.is_empty() {
        say(&format!("Mended.\n{}", screen.next("check")))?;
        return Ok(exit::DONE);
    }
    say(&format!("{failed}{}", screen.next("check --fix")))?;
    Ok(exit::COULD_NOT_RUN)
}
