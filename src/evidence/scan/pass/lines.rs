//! Lines: where one begins, whether a sentence ends there, and whether it is a heading, an
//! entry of a list, a row of a table or program text.

use super::marks::{is_bold, is_entry_of_contents, program, run_in, without_marks};
use super::{BARE_LEVEL, BOLD_LEVEL, Pass};
use crate::evidence::extract::Markup;

impl<'t> Pass<'_, '_, 't> {
    /// The text of the line that is left.
    pub(super) fn rest_of_line(&self) -> &'t str {
        let rest = self.rest();
        let end = memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len());
        &rest[..end]
    }

    /// At the start of a line: does a new sentence begin, is it a heading, a table of contents?
    pub(super) fn begin_line(&mut self) {
        if self.task.markup == Markup::Data {
            self.end_sentence();
            return;
        }
        if !self.task.taken.is_empty() && self.task.taken.binary_search(&self.line).is_ok() {
            let line = self.rest_of_line();
            self.end_sentence();
            self.below_table = line.trim_start().starts_with('|');
            self.at += line.len();
            return;
        }
        let first = self.first_of_line();
        let breaks = match first {
            None | Some(b'#' | b'|' | b'>') => true,
            Some(b'-' | b'*' | b'+') => {
                let line = self.rest_of_line().trim_start();
                line[1..].starts_with([' ', '*', '-']) || line.len() < 3
            }
            Some(b'0'..=b'9') => self
                .rest_of_line()
                .trim_start()
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .starts_with(['.', ')']),
            Some(_) => false,
        };
        if breaks || self.heading_level.is_some() || self.below_table {
            self.end_sentence();
            self.heading_level = None;
        }
        self.below_table = first == Some(b'|');
        if !self.below_table {
            self.status_column = None;
            self.plain_heads = true;
            self.has_head = false;
            self.asked.clear();
            self.head = "";
            self.heads.clear();
            self.end_columns();
        }
        match first {
            None | Some(b'#' | b'>') => self.in_list = false,
            Some(_) => self.in_list |= breaks,
        }
        if breaks {
            self.tells_of_heading();
            self.label_beside = false;
            self.let_run_in_go();
        }
        if matches!(first, Some(b'-' | b'*' | b'+')) {
            let entry = self.rest_of_line().trim_start();
            if entry[1..].trim_start().starts_with("[ ]") {
                self.sentence.unticked = self.ticks_boxes();
                self.sentence.states_nothing = !self.sentence.unticked;
            }
        }
        if self.bare_headings.binary_search(&self.line).is_ok() {
            self.end_sentence();
            self.heading_level = Some(BARE_LEVEL);
            self.in_list = false;
            return;
        }
        if self.task.markup != Markup::Markdown {
            return;
        }
        match first {
            Some(b'#') => self.begin_heading(),
            Some(b'*') if is_bold(self.rest_of_line()) => {
                self.heading_level = Some(BOLD_LEVEL);
                self.in_list = false;
            }
            Some(b'`' | b'~') => {
                if let Some(length) = program(self.rest()) {
                    self.end_sentence();
                    self.skip(length);
                } else if self.rest().trim_start().starts_with("```") {
                    self.fenced = !self.fenced;
                }
            }
            Some(_) => {
                let line = self.rest_of_line();
                if is_entry_of_contents(line) {
                    self.at += line.len();
                } else if breaks || self.sentence.words == 0 {
                    self.bold = self.at..self.at + run_in(line).unwrap_or(0);
                }
            }
            None => {}
        }
    }

    /// The first byte of the line that is no space; `None` for a blank line.
    fn first_of_line(&self) -> Option<u8> {
        let first = self.bytes[self.at..]
            .iter()
            .copied()
            .find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'))?;
        match first {
            b'\n' => None,
            0x80.. | 0x0b | 0x0c => self.rest_of_line().trim_start().bytes().next(),
            first => Some(first),
        }
    }

    fn begin_heading(&mut self) {
        let line = self.rest_of_line().trim_start();
        let level = line.bytes().take_while(|byte| *byte == b'#').count();
        if level > 6 || !line[level..].starts_with([' ', '\t']) {
            return;
        }
        self.heading_level = Some(level);
        if self.reading.heading.is_none() {
            let text = line[level..].trim().trim_end_matches('#').trim();
            if !text.is_empty() {
                self.reading.heading = Some((without_marks(text), self.line));
            }
        }
    }
}
