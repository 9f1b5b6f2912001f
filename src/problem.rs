//! What is wrong with something a person wrote: message, place, excerpt, hint.
//!
//! Problems are collected, never thrown one by one, so that a file is mended in
//! one sitting. Rendering looks like a compiler's, since that is the form people
//! who keep evidence in git know best.

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use crate::form::Span;
use crate::source::{Location, SourceFile, visible};

/// One mistake in a file that people write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// Where it stands.
    pub location: Location,
    /// What is wrong, in words of the user's work.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
    /// The line it stands on, with the part meant.
    pub excerpt: Option<Excerpt>,
}

/// The source line a problem is shown with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Excerpt {
    /// The whole line.
    pub line: String,
    /// Byte range within the line.
    pub range: std::ops::Range<usize>,
}

impl Problem {
    /// A problem with a whole file.
    #[must_use]
    pub fn file(path: &str, message: impl Into<String>) -> Self {
        Self {
            location: Location::file(path),
            message: message.into(),
            hint: None,
            excerpt: None,
        }
    }

    /// A problem at a span of a source.
    #[must_use]
    pub fn at(source: &SourceFile, span: Span, message: impl Into<String>) -> Self {
        let place = source.place(span.start);
        let text = &source.text;
        let start = span.start.min(text.len());
        let line_start = text[..crate::source::floor(text, start)]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let line_end = text[line_start..]
            .find('\n')
            .map_or(text.len(), |at| line_start + at);
        let line = text[line_start..line_end].trim_end_matches('\r').to_owned();
        let from = crate::source::floor(&line, start.saturating_sub(line_start));
        let to = crate::source::floor(&line, span.end.saturating_sub(line_start)).max(from);
        Self {
            location: Location::at(source.path.clone(), place.line, place.column),
            message: message.into(),
            hint: None,
            excerpt: Some(Excerpt {
                line,
                range: from..to,
            }),
        }
    }

    /// A problem at a place of a source of which only line and column are known.
    #[must_use]
    pub fn on(source: &SourceFile, location: Location, message: impl Into<String>) -> Self {
        let excerpt = location.place.map(|place| {
            let line = source.line(place.line).to_owned();
            let from: usize = line
                .chars()
                .take(place.column.saturating_sub(1) as usize)
                .map(char::len_utf8)
                .sum();
            let range = from..line.len();
            Excerpt { line, range }
        });
        Self {
            location,
            message: message.into(),
            hint: None,
            excerpt,
        }
    }

    /// Adds what to do about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The problem as a person reads it, several lines, no colour.
    #[must_use]
    pub fn render(&self) -> String {
        let title = visible(&self.message);
        let path = visible(&self.location.path);
        let hint = self.hint.as_deref().map(visible);
        let (Some(excerpt), Some(place)) = (&self.excerpt, self.location.place) else {
            let mut out = format!("error: {title}\n --> {}", self.location);
            if let Some(hint) = hint {
                out.push_str("\n  = help: ");
                out.push_str(&hint);
            }
            return out;
        };
        let (line, range) = shown(&excerpt.line, excerpt.range.clone());
        let mut group: Group<'_> = Level::ERROR.primary_title(title).element(
            Snippet::source(line)
                .path(path)
                .line_start(place.line as usize)
                .annotation(AnnotationKind::Primary.span(range)),
        );
        if let Some(hint) = hint {
            group = group.element(Level::HELP.message(hint));
        }
        Renderer::plain().render(&[group])
    }
}

/// Several problems, sorted by place, separated by blank lines.
#[must_use]
pub fn render_all(problems: &[Problem]) -> String {
    let mut sorted: Vec<&Problem> = problems.iter().collect();
    sorted.sort_by(|a, b| (&a.location, &a.message).cmp(&(&b.location, &b.message)));
    sorted
        .iter()
        .map(|problem| problem.render())
        .collect::<Vec<_>>()
        .join("\n\n")
}

/// A line as it can be printed: control characters replaced one for one, so that
/// the marked range stays right, and very long lines cut around it.
fn shown(line: &str, range: std::ops::Range<usize>) -> (String, std::ops::Range<usize>) {
    const WIDEST: usize = 160;
    let mut line: String = line
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let mut range =
        crate::source::floor(&line, range.start)..crate::source::floor(&line, range.end);
    if line.len() > WIDEST {
        let from = crate::source::floor(&line, range.start.saturating_sub(40));
        let to = crate::source::floor(&line, (from + WIDEST).min(line.len()));
        line = line[from..to].to_owned();
        range = (range.start - from)..(range.end.min(to)).saturating_sub(from);
    }
    (line, range)
}
