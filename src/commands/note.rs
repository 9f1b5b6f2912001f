//! `note`: record what was learnt.

use anyhow::bail;

use super::session::{as_of, catalogue, date, say, screen, workspace};
use super::shell::{existing, not_empty};
use super::writing::{confirmed, gets, later};
use crate::cli::{Global, Note};
use crate::exit;
use crate::workspace::{Change, NOTES, NewNote, NoteKind, Stance, add_note, sha256_of};

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Note, global: &Global) -> anyhow::Result<u8> {
    let workspace = workspace(&args.folder)?;
    let root = workspace.root.clone();
    let catalogue = catalogue(global, workspace.settings.edition.as_ref())?;
    let as_of = as_of(global, workspace.settings.as_of)?;
    not_empty(&args.text, "the text of the note")?;
    not_empty(&args.by, "--by")?;
    let kind = super::shell::word(&args.kind, "kind", NoteKind::WORDS)?;
    let says = match &args.says {
        Some(says) => Some(super::shell::word(says, "--says", Stance::WORDS)?),
        None => None,
    };
    match &args.file {
        Some(file) => existing(&root, file)?,
        None if kind == NoteKind::Attest => {
            bail!("a note of kind attest vouches for a file: name it with --file FILE")
        }
        None => {}
    }
    let note = NewNote {
        date: args.date.as_deref().map_or(Ok(as_of), date)?,
        by: args.by.clone(),
        kind,
        with: args.with.clone(),
        text: args.text.clone(),
        about: super::shell::targets(&catalogue, &args.about)?,
        says,
        file: args.file.clone(),
        sha256: match &args.file {
            Some(file) => Some(sha256_of(&root.join(file))?),
            None => None,
        },
    };
    let (change, id) =
        Change::plan(&root, NOTES, |text| add_note(text, &note)).map_err(super::shell::problem)?;
    let screen = screen(global, Some(&args.folder));
    let doubts = Vec::from_iter(later(note.date, as_of));
    if confirmed(&args.write, &gets(&change, &doubts, screen.width))? {
        change.write().map_err(super::shell::problem)?;
        let next = screen.next(&format!("explain {}", note.about[0]));
        say(&format!(
            "Recorded: {id}.\n{next}      (a judgement that rests on it names it: --note {id})\n"
        ))?;
    }
    Ok(exit::DONE)
}
