//! How a screen looks, and the commands it ends with.
//!
//! Every screen names what to do next as a command that works as pasted. It must therefore
//! know what the command before it was about: the folder and the catalogue come as values,
//! no finished text is searched for commands, and nothing else writes a command.

use std::path::Path;

use super::paint::{Paint, paint};
use crate::source::visible;

/// How a screen looks.
#[derive(Debug, Clone, Copy)]
pub struct Screen<'a> {
    /// Columns.
    pub width: usize,
    /// Whether colour is used.
    pub colour: bool,
    /// Whether everything is listed instead of the most important.
    pub verbose: bool,
    /// What the next command must say again.
    pub about: About<'a>,
}

/// What a command was about, as it was typed.
#[derive(Debug, Clone, Copy, Default)]
pub struct About<'a> {
    /// The folder; `None` when it is the one the command was run in.
    pub folder: Option<&'a Path>,
    /// Whether it is a workspace, or within one.
    pub begun: bool,
    /// The catalogue folder.
    pub catalogue: Option<&'a Path>,
    /// The edition.
    pub edition: Option<&'a str>,
    /// The as-of date.
    pub as_of: Option<&'a str>,
}

impl Screen<'_> {
    /// The same for commands that are about no folder.
    #[must_use]
    pub fn anywhere(mut self) -> Self {
        self.about.folder = None;
        self
    }

    /// The line that names the next command.
    #[must_use]
    pub fn next(&self, words: &str) -> String {
        format!("Next: {}\n", self.command(words))
    }

    /// The line that names the page on a verb.
    #[must_use]
    pub fn next_help(&self, verb: &str) -> String {
        format!("Next: clausewise {verb} --help\n")
    }

    /// A line that names another command.
    #[must_use]
    pub fn also(&self, words: &str) -> String {
        format!("      {}\n", self.command(words))
    }

    /// A list under a head, the first entries of it; nothing where there is nothing to list.
    #[must_use]
    pub fn list(&self, head: &str, lines: &[String], most: usize) -> String {
        if lines.is_empty() {
            return String::new();
        }
        let mut out = format!("\n{}\n", paint(head, Paint::Bold, self.colour));
        out.extend(lines.iter().take(most).map(String::as_str));
        if lines.len() > most {
            out.push_str(&format!(
                "  … and {} more (--all lists them)\n",
                lines.len() - most
            ));
        }
        out
    }

    /// The commands that a screen ends with, a line each.
    #[must_use]
    pub fn commands(&self, next: &[String]) -> String {
        let mut out = String::new();
        for (at, command) in next.iter().enumerate() {
            let lead = if at == 0 { "Next:" } else { "     " };
            out.push_str(&format!("{lead} {command}\n"));
        }
        out
    }

    /// A command of this program that can be pasted.
    #[must_use]
    pub fn command(&self, words: &str) -> String {
        let about = self.about;
        let path = |path: &Path| path.display().to_string();
        let options = [
            ("", about.folder.map(path)),
            ("--catalogue ", about.catalogue.map(path)),
            ("--edition ", about.edition.map(str::to_owned)),
            ("--as-of ", about.as_of.map(str::to_owned)),
        ];
        let mut out = format!("clausewise {words}");
        for (option, value) in options {
            if let Some(value) = value {
                out.push_str(&format!(" {option}{}", quoted(&visible(&value))));
            }
        }
        out
    }
}

/// A word as a shell takes it for one: as it is, else between double quotes, which every
/// system understands, else between the single quotes of a Unix shell.
#[must_use]
pub fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_alphanumeric() || "/._-+:,=@%".contains(c) || in_a_path(c);
    // What begins like an option would be taken for one.
    let word = if word.starts_with('-') {
        format!("./{word}")
    } else {
        word.to_owned()
    };
    if !word.is_empty() && word.chars().all(plain) {
        word
    } else if word.chars().all(|c| !"\"$`\\!".contains(c) || in_a_path(c)) {
        format!("\"{word}\"")
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

/// A backslash divides paths on Windows, and escapes elsewhere.
fn in_a_path(c: char) -> bool {
    cfg!(windows) && c == '\\'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_is_named_as_a_shell_takes_it() {
        for (folder, in_shell) in [
            ("examples/harbour-it", "examples/harbour-it"),
            ("Client Ltd (2026)", "\"Client Ltd (2026)\""),
            ("O'Neill", "\"O'Neill\""),
            ("it's $5", r"'it'\''s $5'"),
            ("-q", "./-q"),
            ("Büro", "Büro"),
            ("a;b", "\"a;b\""),
        ] {
            assert_eq!(quoted(folder), in_shell);
        }
    }

    #[test]
    fn a_command_says_again_what_it_is_about() {
        let screen = Screen {
            width: 80,
            colour: false,
            verbose: false,
            about: About {
                folder: Some(Path::new("a b")),
                catalogue: Some(Path::new("own")),
                edition: Some("toy:1"),
                ..About::default()
            },
        };
        assert_eq!(
            screen.next("explain 1.1-1"),
            "Next: clausewise explain 1.1-1 \"a b\" --catalogue own --edition toy:1\n"
        );
    }
}
