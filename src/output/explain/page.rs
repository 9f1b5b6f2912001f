//! A page of an explanation as it is written: headings, sentences and lists, wrapped to
//! the screen, and foreign text made harmless.

use std::fmt::Write as _;

use crate::output::paint::{Paint, cut_at_word, paint, tidy, wrap};
use crate::output::screen::Screen;
use crate::source::visible;

pub(super) struct Page<'a> {
    text: String,
    screen: Screen<'a>,
}

impl<'a> Page<'a> {
    pub(super) fn new(screen: Screen<'a>) -> Self {
        Self {
            text: String::new(),
            screen,
        }
    }

    /// What was written.
    pub(super) fn text(self) -> String {
        tidy(&self.text)
    }

    pub(super) fn heading(&mut self, text: &str) {
        let text = wrap(&visible(text), self.screen.width, 0);
        let text = self.painted(&text, Paint::Bold);
        self.line(&text);
    }

    /// A sentence; what does not fit on the line stands two columns further in.
    pub(super) fn say(&mut self, indent: usize, text: &str) {
        let width = self.screen.width.saturating_sub(indent);
        let text = wrap(&visible(text), width, indent + 2);
        self.line(&format!("{}{text}", " ".repeat(indent)));
    }

    /// A line of a file: its beginning, on a line or two where blanks let it be wrapped.
    pub(super) fn quote(&mut self, indent: usize, before: &str, text: &str, after: &str) {
        let room = self.screen.width.saturating_sub(indent + 2);
        let longest = text
            .split_whitespace()
            .map(|word| word.chars().count())
            .max();
        let fits = longest.is_none_or(|longest| longest < room);
        let around = before.chars().count() + after.chars().count();
        let most = if fits { 2 * room } else { room };
        let text = cut_at_word(text, most.saturating_sub(around));
        self.say(indent, &format!("{before}{text}{after}"));
    }

    /// A heading with its entries, or nothing where there are none.
    pub(super) fn list(&mut self, title: &str, entries: &[String]) {
        if entries.is_empty() {
            return;
        }
        self.heading(title);
        for entry in entries {
            self.say(2, &format!("- {entry}"));
        }
        self.blank();
    }

    /// The command to go on with.
    pub(super) fn next(&mut self, words: &str) {
        self.text.push_str(&self.screen.next(words));
    }

    /// Another command to go on with.
    pub(super) fn also(&mut self, words: &str) {
        self.text.push_str(&self.screen.also(words));
    }

    /// The page on a verb, where the next command needs words that only a person has.
    pub(super) fn next_help(&mut self, verb: &str) {
        self.text.push_str(&self.screen.next_help(verb));
    }

    /// What to do with the command that was just named, or after it.
    pub(super) fn remark(&mut self, text: &str) {
        let text = wrap(&visible(text), self.screen.width.saturating_sub(6), 6);
        self.line(&format!("      {text}"));
    }

    pub(super) fn blank(&mut self) {
        self.line("");
    }

    /// A line just as it is.
    pub(super) fn line(&mut self, text: &str) {
        let _ = writeln!(self.text, "{text}");
    }

    pub(super) fn painted(&self, text: &str, mark: Paint) -> String {
        paint(text, mark, self.screen.colour)
    }
}

/// A place in a file, as an editor opens it.
pub(super) fn placed(path: &str, line: Option<u32>) -> String {
    let line = line.map_or_else(String::new, |line| format!(":{line}"));
    format!("{path}{line}")
}
