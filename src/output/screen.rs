//! How a screen looks, and the commands it ends with.
//!
//! Every screen names what to do next as a command that works as pasted. It must
//! therefore know the folder it was asked about: the folder comes as a value, and no
//! finished text is searched for commands.

use std::path::Path;

/// How a screen looks.
#[derive(Debug, Clone, Copy)]
pub struct Screen<'a> {
    /// Columns.
    pub width: usize,
    /// Whether colour is used.
    pub colour: bool,
    /// Whether everything is listed instead of the most important.
    pub verbose: bool,
    /// The folder that commands must name; `None` when they are run in it.
    pub folder: Option<&'a Path>,
}

impl Screen<'_> {
    /// A command of this program that is about the folder, as it can be pasted.
    #[must_use]
    pub fn command(&self, words: &str) -> String {
        match self.folder.map(|folder| folder.display().to_string()) {
            None => format!("clausewise {words}"),
            Some(folder) if folder.contains(' ') => format!("clausewise {words} \"{folder}\""),
            Some(folder) => format!("clausewise {words} {folder}"),
        }
    }
}
