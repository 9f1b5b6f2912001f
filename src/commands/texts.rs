//! What files say, for quoting them: who is told of a gap may see the sentence that tells it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::rc::Rc;

use crate::evidence::{Quotable, Quoted};

/// The texts of files of the workspace as they were read, each taken out of its file once:
/// a page quotes many lines of a few files.
pub struct Texts<'a> {
    root: &'a Path,
    known: RefCell<BTreeMap<String, Option<Rc<Quotable>>>>,
}

impl<'a> Texts<'a> {
    /// Those of the workspace below a root.
    #[must_use]
    pub fn new(root: &'a Path) -> Self {
        Self {
            root,
            known: RefCell::default(),
        }
    }

    /// The text of a file, if it has any.
    #[must_use]
    pub fn of(&self, path: &str) -> Option<Rc<Quotable>> {
        let read = || Quotable::of(path, &std::fs::read(self.root.join(path)).ok()?);
        let mut known = self.known.borrow_mut();
        let text = known.entry(path.to_owned());
        text.or_insert_with(|| read().map(Rc::new)).clone()
    }

    /// What a text says at a line and columns, from 1, in so many characters.
    #[must_use]
    pub fn quote(&self, path: &str, line: u32, at: &[u32], longest: usize) -> Option<Quoted> {
        self.of(path)?.quote(line, at, longest)
    }

    /// A line of a text, from 1, without blanks around it.
    #[must_use]
    pub fn line(&self, path: &str, line: u32) -> Option<String> {
        self.of(path)?.line(line)
    }
}
