//! Suggestions on a screen: by clause, so that what belongs together is judged together.

use std::collections::BTreeMap;

use super::{FileView, SuggestView, SuggestionView};
use crate::output::paint::{Paint, count, paint, tidy, wrapped};
use crate::output::screen::Screen;
use crate::source::visible;

/// Files of a clause that are shown unless all are asked for.
const MOST: usize = 6;
/// Reasons that are shown unless all are asked for.
const REASONS: usize = 2;

/// A suggestion that is not the first for its file is shown from this confidence on, unless all are
/// asked for.
const SURE: f64 = 0.4;

/// What may be evidence for what. `next` are the commands it ends with.
#[must_use]
pub fn overview(view: &SuggestView, screen: Screen<'_>, all: bool, next: &[String]) -> String {
    let all = all || screen.verbose;
    let mut out = figures(view, screen);
    for ((_, clause, called), mut files) in by_clause(view, all) {
        files.sort_by(|a, b| b.1.confidence.total_cmp(&a.1.confidence));
        let head = format!("{clause} {called}");
        out.push_str(&format!("\n{}\n", paint(&head, Paint::Bold, screen.colour)));
        let most = if all { usize::MAX } else { MOST };
        for (file, suggestion) in files.iter().take(most) {
            out.push_str(&one(file, suggestion, screen, all));
        }
        if files.len() > most {
            let more = files.len() - most;
            out.push_str(&format!("  … and {more} more (--all lists them)\n"));
        }
    }
    out.push('\n');
    out.push_str(&screen.commands(next));
    tidy(&out)
}

fn figures(view: &SuggestView, screen: Screen<'_>) -> String {
    let files = view.files.len();
    let some = view.files.iter();
    let some = some.filter(|file| !file.suggestions.is_empty()).count();
    let text = match (files, some) {
        (0, _) => "There is no file that nobody has claimed or set aside.".to_owned(),
        (_, 0) => format!(
            "{} without a claim; none of them seems to be evidence.",
            count(files, "file")
        ),
        _ => format!(
            "{} without a claim; {some} may be evidence for the clauses below, the others seem \
             to be evidence of nothing. Each clause is listed with its surest files first; a \
             suggestion scores nothing until it is accepted.",
            count(files, "file")
        ),
    };
    wrapped(&text, screen.width, 0)
}

type ByClause<'v> = BTreeMap<(Vec<u32>, &'v str, &'v str), Vec<(&'v FileView, &'v SuggestionView)>>;

/// Files by clause with the first suggestion of each and others that are as sure, in order of their numbers: 8.10 comes after 8.2.
fn by_clause(view: &SuggestView, all: bool) -> ByClause<'_> {
    let mut out = ByClause::new();
    for file in &view.files {
        let sure = |suggestion: &SuggestionView| all || suggestion.confidence >= SURE;
        let (first, others) = file.suggestions.split_at(file.suggestions.len().min(1));
        let others = others.iter().filter(|suggestion| sure(suggestion));
        for suggestion in first.iter().chain(others) {
            let parts = suggestion.clause.split('.');
            let number = parts.filter_map(|part| part.parse().ok()).collect();
            let key = (
                number,
                suggestion.clause.as_str(),
                suggestion.called.as_str(),
            );
            out.entry(key).or_default().push((file, suggestion));
        }
    }
    out
}

fn one(file: &FileView, suggestion: &SuggestionView, screen: Screen<'_>, all: bool) -> String {
    let head = format!("  {:.2}  {}", suggestion.confidence, visible(&file.path));
    let most = if all { usize::MAX } else { REASONS };
    let why: Vec<&str> = suggestion
        .why
        .iter()
        .map(String::as_str)
        .take(most)
        .collect();
    let why = format!("        {}", visible(&why.join("; ")));
    wrapped(&head, screen.width, 8) + &paint_lines(&wrapped(&why, screen.width, 8), screen)
}

fn paint_lines(text: &str, screen: Screen<'_>) -> String {
    let mut out = String::new();
    for line in text.lines() {
        out.push_str(&paint(line, Paint::Dim, screen.colour));
        out.push('\n');
    }
    out
}
