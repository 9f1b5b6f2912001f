//! A delivery on a screen: figures first, then what a person has to do something about.

use std::collections::BTreeMap;

use super::lines::{by_number, capital, files, told_line};
use super::{FileView, IntakeView};
use crate::output::paint::{count, tidy, wrap, wrapped};
use crate::output::screen::Screen;
use crate::source::visible;

/// Entries of a list that are shown unless all are asked for.
const MOST: usize = 8;

/// A delivery. `all` lists everything instead of what is new and the most important;
/// `forgets` says that it is not kept for the next one to be compared with; `next` are the
/// commands it ends with, the most helpful first.
#[must_use]
pub fn overview(
    view: &IntakeView,
    screen: Screen<'_>,
    all: bool,
    forgets: bool,
    next: &[String],
) -> String {
    let page = Page {
        view,
        screen,
        all: all || screen.verbose,
        news: !all && view.delivery.is_some_and(|delivery| delivery.number > 1),
    };
    let mut out = page.figures();
    for part in [
        page.news(),
        page.duplicates(),
        page.near(),
        page.versions(),
        page.outdated_claims(),
        page.unread(),
        page.archives(),
        page.about(),
        page.all_files(),
    ] {
        out.push_str(&part);
    }
    for problem in &view.problems {
        out.push_str(&wrap(&format!("! {}", visible(problem)), screen.width, 2));
        out.push('\n');
    }
    out.push('\n');
    if forgets {
        let told = "The next delivery is compared with this one only if it is remembered: the second command does that.";
        out.push_str(&wrapped(told, screen.width, 0));
    }
    for (at, command) in next.iter().enumerate() {
        let line = if at == 0 {
            format!("Next: {command}\n")
        } else {
            format!("      {command}\n")
        };
        out.push_str(&line);
    }
    tidy(&out)
}

struct Page<'a> {
    view: &'a IntakeView,
    screen: Screen<'a>,
    all: bool,
    /// Whether only what is new is listed.
    news: bool,
}

impl Page<'_> {
    fn figures(&self) -> String {
        let counts = self.view.counts;
        let mut said = vec![format!("{} read", counts.read)];
        for (count, what) in [
            (counts.not_read, "not read"),
            (counts.packed, "in archives"),
            (counts.aside, "left aside (no evidence)"),
        ] {
            if count > 0 {
                said.push(format!("{count} {what}"));
            }
        }
        let place = if self.view.folder == "." {
            String::new()
        } else {
            format!("{}: ", self.view.folder)
        };
        let first = format!("{place}{}, {}", files(counts.files), said.join(", "));
        let mut out = self.wrapped(&visible(&first), 0);
        if let Some(delivery) = self.view.delivery {
            let mut news = Vec::new();
            for (count, what) in [
                (delivery.new, "new"),
                (delivery.changed, "changed"),
                (delivery.moved, "moved"),
                (delivery.gone, "gone"),
                (delivery.as_before, "as before"),
            ] {
                if count > 0 {
                    news.push(format!("{count} {what}"));
                }
            }
            let hidden = if self.news && delivery.as_before > 0 {
                " (--all lists those too)"
            } else {
                ""
            };
            let line = format!(
                "Delivery {} of {}: {}{hidden}",
                delivery.number,
                delivery.day,
                news.join(", ")
            );
            out.push_str(&self.wrapped(&line, 0));
        }
        let tally = |of: &dyn Fn(&FileView) -> String| {
            let mut counts: BTreeMap<String, usize> = BTreeMap::new();
            for file in self.view.files.iter().filter(|file| file.read != "aside") {
                *counts.entry(of(file)).or_default() += 1;
            }
            counts.remove("");
            let mut counts: Vec<(String, usize)> = counts.into_iter().collect();
            counts.sort_by(|a, b| (b.1, &a.0).cmp(&(a.1, &b.0)));
            let shown = counts.iter().map(|(what, count)| format!("{what} {count}"));
            shown.collect::<Vec<_>>().join(" · ")
        };
        for (what, line) in [
            ("Formats", tally(&|file| file.format.to_owned())),
            ("Languages", tally(&|file| file.language.to_owned())),
            ("Types", tally(&|file| file.value("type").to_lowercase())),
        ] {
            if !line.is_empty() {
                out.push_str(&self.wrapped(&format!("{what}: {}", visible(&line)), 2));
            }
        }
        out
    }

    fn news(&self) -> String {
        if !self.news {
            return String::new();
        }
        let mut out = String::new();
        for news in ["new", "changed", "moved"] {
            let of: Vec<&FileView> = self
                .view
                .files
                .iter()
                .filter(|file| file.news == news && file.read != "aside")
                .collect();
            let lines: Vec<String> = of.iter().map(|file| self.one(file)).collect();
            out.push_str(&self.list(&format!("{}: {}", capital(news), of.len()), lines));
        }
        let gone = self
            .view
            .gone
            .iter()
            .map(|path| self.wrapped(&format!("  {}", visible(path)), 4));
        out + &self.list(&format!("Gone: {}", self.view.gone.len()), gone)
    }

    /// Every file, where everything is asked for.
    fn all_files(&self) -> String {
        if !self.all {
            return String::new();
        }
        let lines: Vec<String> = self.view.files.iter().map(|file| self.one(file)).collect();
        self.list(&format!("All files: {}", lines.len()), lines)
    }

    /// A file with what it seems to be.
    fn one(&self, file: &FileView) -> String {
        let mut said: Vec<String> = Vec::new();
        for what in ["type", "version", "status", "owner"] {
            let value = file.value(what);
            if !value.is_empty() {
                said.push(if what == "version" {
                    format!("version {value}")
                } else {
                    value.to_owned()
                });
            }
        }
        if let Some(reason) = &file.reason {
            said = vec![reason.clone()];
        } else if let Some(guess) = file.clauses.first() {
            said.push(guess.text.clone());
        }
        let path = self.wrapped(&format!("  {}", visible(&file.path)), 4);
        if said.is_empty() {
            return path;
        }
        path + &self.wrapped(&format!("      {}", visible(&said.join(" · "))), 6)
    }

    /// Whether a group is shown: all of them, or those with something new in them.
    fn shown<'p>(&self, paths: impl IntoIterator<Item = &'p String>) -> bool {
        let files = &self.view.files;
        let is_news = |path: &String| {
            let at = files.binary_search_by(|file| file.path.cmp(path));
            at.is_ok_and(|at| files[at].is_news())
        };
        !self.news || paths.into_iter().any(is_news)
    }

    fn duplicates(&self) -> String {
        let groups: Vec<&Vec<String>> = self
            .view
            .duplicates
            .iter()
            .filter(|group| self.shown(*group))
            .collect();
        let spare: usize = groups.iter().map(|group| group.len() - 1).sum();
        let lines: Vec<String> = groups
            .iter()
            .map(|group| {
                let twins = group[1..]
                    .iter()
                    .map(|path| self.wrapped(&format!("    = {}", visible(path)), 6));
                self.wrapped(&format!("  {}", visible(&group[0])), 4) + &twins.collect::<String>()
            })
            .collect();
        self.list(
            &format!("The same, byte for byte: {} too many", files(spare)),
            lines,
        )
    }

    fn near(&self) -> String {
        let groups: Vec<_> = self
            .view
            .near_duplicates
            .iter()
            .filter(|group| self.shown(group.files.iter().map(|file| &file.path)))
            .collect();
        let lines: Vec<String> = groups
            .iter()
            .map(|group| {
                let mut out = self.wrapped(
                    &format!(
                        "  {}  ({})",
                        visible(&group.files[0].path),
                        visible(&group.why)
                    ),
                    4,
                );
                for file in &group.files[1..] {
                    out.push_str(&self.wrapped(
                        &format!("    ~ {}  {} %", visible(&file.path), file.share),
                        6,
                    ));
                }
                out
            })
            .collect();
        self.list(
            &format!(
                "The same but for a few words: {}",
                count(groups.len(), "group")
            ),
            lines,
        )
    }

    fn versions(&self) -> String {
        let families: Vec<_> = self
            .view
            .versions
            .iter()
            .filter(|family| self.shown(&family.files))
            .collect();
        let lines: Vec<String> = families
            .iter()
            .map(|family| {
                let doubt = if family.confidence == "low" {
                    "; the texts differ much"
                } else {
                    ""
                };
                let mut out = self.wrapped(
                    &format!(
                        "  {}  ({}{doubt})",
                        visible(&family.files[0]),
                        visible(&family.why)
                    ),
                    4,
                );
                for path in &family.files[1..] {
                    out.push_str(&self.wrapped(&format!("    < {}", visible(path)), 6));
                }
                out
            })
            .collect();
        self.list(
            &format!(
                "Versions of one thing, the probable current one first: {}",
                count(families.len(), "thing")
            ),
            lines,
        )
    }

    /// Earlier versions that are claimed while the newer one is not.
    fn outdated_claims(&self) -> String {
        let lines: Vec<String> = self
            .view
            .outdated_claims()
            .map(|(old, newer)| {
                let line = format!("  {} → {}", visible(&old.path), visible(newer));
                self.wrapped(&line, 4)
            })
            .collect();
        let head = format!(
            "Claimed, and a newer version is here: {}",
            files(lines.len())
        );
        self.list(&head, lines)
    }

    fn unread(&self) -> String {
        let mut by_why: BTreeMap<(&str, &str, &str), Vec<&FileView>> = BTreeMap::new();
        let mut total = 0;
        for file in &self.view.files {
            if let (Some(why), Some(reason), Some(todo)) = (file.why, &file.reason, &file.todo)
                && why != "packed"
                && (!self.news || file.is_news())
            {
                by_why.entry((why, reason, todo)).or_default().push(file);
                total += 1;
            }
        }
        let lines: Vec<String> = by_why
            .iter()
            .map(|((_, reason, todo), files)| {
                let is_said = ["ask for", "save it as"]
                    .iter()
                    .any(|told| reason.contains(told));
                let todo = if is_said {
                    String::new()
                } else {
                    format!(" → {todo}")
                };
                let head = format!("  {}: {}{todo}", files.len(), visible(reason));
                let mut out = self.wrapped(&head, 4);
                let most = if self.all { usize::MAX } else { 4 };
                for file in files.iter().take(most) {
                    out.push_str(&self.wrapped(&format!("    {}", visible(&file.path)), 6));
                }
                if files.len() > most {
                    out.push_str(&format!("    … and {} more\n", files.len() - most));
                }
                out
            })
            .collect();
        self.list(&format!("Not read: {}", files(total)), lines)
    }

    fn archives(&self) -> String {
        let of = |told: &&super::ToldView| {
            let mut archives = self
                .view
                .files
                .iter()
                .filter(|file| file.why == Some("archive"));
            !self.news || archives.any(|file| file.is_news() && told.path.starts_with(&file.path))
        };
        let lines: Vec<String> = self
            .view
            .archives
            .iter()
            .filter(of)
            .map(|told| told_line(told.left_out, &told.path, &told.message, self.screen.width))
            .collect();
        self.list(
            &format!("In archives, not as it came: {}", lines.len()),
            lines,
        )
    }

    fn about(&self) -> String {
        let mut clauses: BTreeMap<usize, (String, Vec<&FileView>)> = BTreeMap::new();
        let mut places: Vec<&str> = Vec::new();
        for file in self
            .view
            .files
            .iter()
            .filter(|file| !self.news || file.is_news())
        {
            if file.same_as.is_some() || file.current == Some(false) {
                continue;
            }
            let Some(guess) = file.clauses.first() else {
                continue;
            };
            let at = places
                .iter()
                .position(|clause| *clause == guess.clause)
                .unwrap_or_else(|| {
                    places.push(&guess.clause);
                    places.len() - 1
                });
            let name = guess.text.split(" (").next().unwrap_or(&guess.text);
            clauses
                .entry(at)
                .or_insert_with(|| (name.to_owned(), Vec::new()))
                .1
                .push(file);
        }
        let mut clauses: Vec<_> = clauses.into_values().collect();
        clauses.sort_by_key(|clause| by_number(&clause.0));
        let lines: Vec<String> = clauses
            .iter()
            .map(|(name, files)| {
                let first = visible(files[0].path.rsplit('/').next().unwrap_or(""));
                let more = match files.len() {
                    1 => String::new(),
                    n => format!(" and {} more", n - 1),
                };
                self.wrapped(&format!("  {}: {first}{more}", visible(name)), 6)
            })
            .collect();
        self.list("What they may be about", lines)
    }

    /// A list under a head; nothing where there is nothing to list.
    fn list(&self, head: &str, lines: impl IntoIterator<Item = String>) -> String {
        let lines: Vec<String> = lines.into_iter().collect();
        let most = if self.all { usize::MAX } else { MOST };
        self.screen.list(head, &lines, most)
    }

    fn wrapped(&self, text: &str, indent: usize) -> String {
        wrapped(text, self.screen.width, indent)
    }
}
