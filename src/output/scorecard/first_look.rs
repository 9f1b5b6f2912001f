//! What a folder gets in which nothing is claimed yet: what could be read, and what it may
//! be about. A scorecard would be a page of question marks.

use std::fmt::Write as _;

use super::{placed, plural};
use crate::output::paint::{Paint, paint, wrap};
use crate::output::screen::Screen;
use crate::output::{EvidenceView, View};
use crate::source::visible;

pub(super) fn first_look(out: &mut String, view: &View, screen: Screen<'_>) {
    let read: Vec<&EvidenceView> = view
        .evidence
        .iter()
        .filter(|file| file.read == "read" && !file.set_aside)
        .collect();
    let totals = &view.totals;
    let absent = if totals.not_found > 0 {
        format!(
            ", and {} that explicitly ask for something written were looked for and not found",
            totals.not_found
        )
    } else {
        String::new()
    };
    let text = format!(
        "{} found, {} of them read. None is claimed for a clause yet, so {} of {} requirements are not seen: neither gap \
         nor pass{absent}.",
        plural(view.evidence.len(), "file"),
        read.len(),
        totals.not_seen,
        totals.requirements
    );
    let _ = writeln!(out, "{}\n", wrap(&text, screen.width, 0));
    let most = if screen.verbose { usize::MAX } else { 40 };
    let silent = read.len() - hints(out, view, &read, screen, most);
    if silent > 0 {
        let _ = writeln!(
            out,
            "{} that {} read {} no clause clearly.",
            plural(silent, "file"),
            if silent == 1 { "was" } else { "were" },
            if silent == 1 { "shows" } else { "show" }
        );
    }
    unread(out, view);
    for problem in view.problems.iter().take(5) {
        let text = placed(&problem.path, problem.line, &problem.message);
        let _ = writeln!(out, "! {text}");
    }
    missing_documents(out, view, screen);
    let _ = writeln!(
        out,
        "\nNext: {}\n      (starts a workspace there, changes nothing that exists)",
        screen.command("init")
    );
    let _ = writeln!(
        out,
        "      then say in evidence.yaml which file is evidence for which clause"
    );
}

/// The same below a scorecard, in short: files that could still be claimed.
pub(super) fn unclaimed(out: &mut String, view: &View, screen: Screen<'_>) {
    let free: Vec<&EvidenceView> = view
        .evidence
        .iter()
        .filter(|file| file.read == "read" && !file.set_aside && file.claimed_for.is_empty())
        .collect();
    let most = if screen.verbose { usize::MAX } else { 5 };
    hints(out, view, &free, screen, most);
}

/// The clauses that files may be about; of how many files there is something to say.
fn hints(
    out: &mut String,
    view: &View,
    read: &[&EvidenceView],
    screen: Screen<'_>,
    most: usize,
) -> usize {
    let hinted: Vec<&&EvidenceView> = read
        .iter()
        .filter(|file| !file.ideas_of.is_empty())
        .collect();
    if hinted.is_empty() {
        return 0;
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
            .map(|hint| {
                let called = view
                    .clauses
                    .iter()
                    .find(|clause| clause.clause == hint.clause)
                    .map_or("", |clause| clause.called.as_str());
                format!(
                    "{} {called} ({} of {})",
                    hint.clause, hint.requirements, hint.of
                )
            })
            .collect();
        let _ = writeln!(
            out,
            "  {}",
            wrap(
                &format!("{}: {}", visible(&file.path), clauses.join(", ")),
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
    hinted.len()
}

fn unread(out: &mut String, view: &View) {
    let unread: Vec<&EvidenceView> = view
        .evidence
        .iter()
        .filter(|file| file.read == "not read" && !file.set_aside)
        .collect();
    if unread.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "{} could not be read and may hold anything:",
        plural(unread.len(), "file")
    );
    for file in unread.iter().take(5) {
        let _ = writeln!(
            out,
            "  {} ({})",
            visible(&file.path),
            file.reason.as_deref().unwrap_or("")
        );
    }
}

/// Documents the standard explicitly asks for that no file offers.
fn missing_documents(out: &mut String, view: &View, screen: Screen<'_>) {
    let absent: Vec<String> = view
        .documents
        .iter()
        .filter(|item| {
            item.presence == "absent" && item.kind == "document" && item.called_for == "explicit"
        })
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
