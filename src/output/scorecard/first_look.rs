//! What a folder gets in which nothing is claimed yet: what could be read, and what it may
//! be about. A scorecard would be a page of question marks.

use std::fmt::Write as _;

use super::files::{declared, few, history, unknown};
use crate::output::paint::{Paint, count, paint, wrap};
use crate::output::screen::{Screen, quoted};
use crate::output::{EvidenceView, View};
use crate::source::visible;

/// Most files that hints are shown for, unless all are asked for.
const MOST: usize = 40;

pub(super) fn first_look(out: &mut String, view: &View, screen: Screen<'_>) {
    let _ = writeln!(
        out,
        "{}\n",
        wrap(&view.first_look_in_words(), screen.width, 0)
    );
    hints(out, view, screen, MOST);
    super::logs_nobody_declared(out, view, screen);
    silent(out, view, screen);
    unread(out, view, screen);
    few(out, &declared(view), screen);
    history(out, view, screen);
    missing_documents(out, view, screen);
    let _ = write!(out, "\n{}", next(view, screen));
}

/// Files that were read and of which nothing tells what they are about.
fn silent(out: &mut String, view: &View, screen: Screen<'_>) {
    let files = view.evidence.iter();
    let silent: Vec<String> = files
        .filter(|file| file.read == "read" && !file.set_aside && file.ideas_of.is_empty())
        .map(|file| visible(&file.path))
        .collect();
    if silent.is_empty() {
        return;
    }
    let one = silent.len() == 1;
    let _ = writeln!(
        out,
        "{} that {} read {} no clause clearly:",
        count(silent.len(), "file"),
        if one { "was" } else { "were" },
        if one { "shows" } else { "show" }
    );
    few(out, &silent, screen);
}

/// What to do about files of which nobody has said what they are: begin a workspace, whose
/// manifest then holds the hints; in a workspace, look at the first hint and claim the file.
pub(super) fn next(view: &View, screen: Screen<'_>) -> String {
    if !screen.about.begun {
        let then = if view.evidence.is_empty() {
            "with folders for documents and records)"
        } else {
            "the hints then stand in its evidence.yaml, for you to confirm)"
        };
        return format!(
            "{}      (starts a workspace there, changes nothing that exists;\n       {then}\n",
            screen.next("init")
        );
    }
    let mut hinted = view.hinted().map(|file| file.path.as_str());
    let next = match hinted.find(|path| *path == visible(path)) {
        Some(path) => screen.next(&format!("explain {}", quoted(path))),
        None => screen.anywhere().next("catalogue show"),
    };
    let then = if view.evidence.is_empty() {
        "tells what is asked for; put what there is of it into the folder"
    } else {
        "then say in evidence.yaml which file is evidence for which clause"
    };
    format!("{next}      {then}\n")
}

/// The clauses that files claimed for nothing may be about; of how many files there is
/// something to say. Below a scorecard these are the files that could still be claimed.
pub(super) fn hints(out: &mut String, view: &View, screen: Screen<'_>, most: usize) {
    let most = if screen.verbose { usize::MAX } else { most };
    let hinted: Vec<&EvidenceView> = view.hinted().collect();
    if hinted.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "{}",
        paint(
            "What files claimed for nothing seem to be about (a hint; scores nothing)",
            Paint::Bold,
            screen.colour
        )
    );
    for file in hinted.iter().take(most) {
        let clauses: Vec<String> = file
            .ideas_of
            .iter()
            .map(|hint| view.hint_in_words(hint))
            .collect();
        let _ = writeln!(
            out,
            "  {}",
            wrap(
                &format!(
                    "{}: {}{}",
                    visible(&file.path),
                    clauses.join(", "),
                    file.caveat()
                ),
                screen.width - 2,
                6
            )
        );
    }
    if hinted.len() > most {
        let _ = writeln!(
            out,
            "  … and {} more files (-v shows all)",
            hinted.len() - most
        );
    }
    out.push('\n');
}

/// Files from which nothing is known: those that could not be read, and those in which there
/// is nothing to read.
fn unread(out: &mut String, view: &View, screen: Screen<'_>) {
    for (read, what) in [
        ("not read", "could not be read and may hold anything"),
        ("empty", "without content"),
    ] {
        let files: Vec<String> = unknown(view, read).collect();
        if !files.is_empty() {
            let _ = writeln!(out, "{} {what}:", count(files.len(), "file"));
            few(out, &files, screen);
        }
    }
}

/// Documents the standard explicitly asks for that no file offers.
fn missing_documents(out: &mut String, view: &View, screen: Screen<'_>) {
    let absent: Vec<String> = view
        .unoffered()
        .map(|item| format!("{} ({})", item.short, item.item))
        .collect();
    if absent.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "\n{}",
        paint(
            "Explicitly asked for, and no file that was read offers it",
            Paint::Bold,
            screen.colour
        )
    );
    for name in absent {
        let _ = writeln!(out, "  {}", wrap(&name, screen.width - 2, 6));
    }
}
