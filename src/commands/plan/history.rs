//! What git keeps of the plan: when files came, and which days and states they had.
//!
//! One question for the whole folder; only lines of the head are looked at, and nothing that says who
//! changed them.

use std::io::{BufRead, BufReader};
use std::time::Instant;

use jiff::civil::Date;

use super::super::git::{LONGEST, Refusal, git_for, plain, run};
use crate::cli::Global;
use crate::plan::{ACTIONS, ActionId, Past, Pasts, Status};
use crate::workspace::Workspace;

/// Asks git. Nothing where it is not wanted or does not answer: the reason is told apart.
pub(super) fn pasts(workspace: &Workspace, global: &Global) -> (Pasts, Option<String>) {
    let is_repository = || workspace.root.join(".git").symlink_metadata().is_ok();
    if global.no_git || !workspace.settings.git.unwrap_or_else(is_repository) {
        return (Pasts::new(), None);
    }
    let root = plain(&workspace.root);
    let asked = git_for(&root).and_then(|git| {
        let until = Instant::now() + LONGEST;
        let read = |output| Ok(read(BufReader::with_capacity(1 << 16, output)));
        match run(&git, &root, LOG, until, read) {
            Err(Refusal::NoCommit) => Ok(Pasts::new()),
            answered => answered.map_err(Refusal::in_words),
        }
    });
    match asked {
        Ok(pasts) => (pasts, None),
        Err(why) => (Pasts::new(), Some(why)),
    }
}

const LOG: &[&str] = &[
    "log",
    "--reverse",
    "--format=%x00%cs",
    "--patch",
    "--unified=0",
    "--relative",
    "--no-renames",
    "--no-ext-diff",
    "--no-textconv",
    "--no-show-signature",
    "--no-notes",
    "--no-decorate",
    "--no-color",
    "--src-prefix=a/",
    "--dst-prefix=b/",
    "--",
    ACTIONS,
];

/// Reads what git prints.
fn read(output: impl BufRead) -> Pasts {
    let mut out = Pasts::new();
    let mut day: Option<Date> = None;
    let mut id: Option<ActionId> = None;
    for line in output.split(b'\n') {
        let Ok(line) = line else { break };
        let line = String::from_utf8_lossy(&line);
        if let Some(date) = line.strip_prefix('\0') {
            day = date.trim().parse().ok();
            id = None;
        } else if let Some(path) = line.strip_prefix("+++ b/") {
            let name = path.rsplit('/').next().unwrap_or(path).trim_end();
            id = name.strip_suffix(".md").and_then(|name| name.parse().ok());
            if let (Some(id), Some(day)) = (&id, day) {
                out.entry(id.clone()).or_default().first.get_or_insert(day);
            }
        } else if let (Some(id), Some(day), Some(line)) = (&id, day, line.strip_prefix('+')) {
            note(out.entry(id.clone()).or_default(), day, line);
        }
    }
    out
}

fn note(past: &mut Past, day: Date, line: &str) {
    let Some((key, value)) = line.split_once('=') else {
        return;
    };
    let value = value.split('#').next().unwrap_or_default().trim();
    match key.trim() {
        "due" => past
            .due
            .extend(value.parse().ok().map(|due: Date| (day, due))),
        "status" => {
            let word = value.trim_matches(['"', '\'']);
            let known = Status::WORDS.iter().find(|(known, _)| *known == word);
            past.status.extend(known.map(|(_, status)| (day, *status)));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_and_states_are_read_out_of_what_git_prints() {
        let log = "\u{0}2026-07-01\n\ndiff --git a/actions/ACT-abc.md b/actions/ACT-abc.md\nnew file mode 100644\n--- /dev/null\n+++ b/actions/ACT-abc.md\n@@ -0,0 +1,6 @@\n++++\n+id = \"ACT-abc\"\n+status = \"open\" # mine\n+due = 2026-09-30\n++++\n+\n\u{0}2026-08-01\n\n--- a/actions/ACT-abc.md\n+++ b/actions/ACT-abc.md\n@@ -4 +4 @@\n-due = 2026-09-30\n+due = 2026-10-31 # later\n-status = \"open\"\n+status = \"closed\"\n--- a/actions/README.md\n+++ b/actions/README.md\n+due = 2026-01-01\n";
        let pasts = read(log.as_bytes());
        assert_eq!(pasts.len(), 1);
        let past = &pasts[&"ACT-abc".parse().unwrap()];
        assert_eq!(past.first, Some(date(2026, 7, 1)));
        assert_eq!(
            past.due,
            [
                (date(2026, 7, 1), date(2026, 9, 30)),
                (date(2026, 8, 1), date(2026, 10, 31))
            ]
        );
        assert_eq!(
            past.status,
            [
                (date(2026, 7, 1), Status::Open),
                (date(2026, 8, 1), Status::Closed)
            ]
        );
    }
}
