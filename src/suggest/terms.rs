//! Words and phrases that are looked for in titles, names and texts.
//!
//! Words are compared without the gaps between them, so that `change log`, `Changelog` and
//! `change-log` are one, and so is a German compound in one word or in two. A term begins where a
//! word begins and ends where one ends, unless it is open; a long one may also end a compound:
//! `Speicherkapazität` speaks of capacity.

use rustc_hash::FxHashMap;

use crate::evidence::words::words;

/// Most bytes of a term by which it is looked up.
const START: usize = 4;
/// A compound has more bytes than this.
const COMPOUND: usize = 9;
/// A term that ends a compound has so many bytes at least, and the word before it has [`START`].
const LAST: usize = 6;
/// So many bytes may follow an open term within a compound.
const ENDING: usize = 3;

/// A term, by its place in [`Terms`].
pub type Term = u16;

/// A compiled list of terms.
#[derive(Debug, Default)]
pub struct Terms {
    by_start: FxHashMap<[u8; START], Vec<Known>>,
    /// As they are written in the catalogue.
    names: Vec<String>,
}

#[derive(Debug)]
struct Known {
    /// Its words without gaps.
    text: String,
    /// Whether any ending may follow.
    open: bool,
    /// Whether it is one word.
    single: bool,
    term: Term,
}

/// A term in a text: where it stands, in bytes of the words without gaps, and in which word it
/// begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Met {
    /// Which term.
    pub term: Term,
    /// Where it begins.
    pub from: usize,
    /// Where it ends, its ending left out.
    pub to: usize,
    /// The word in which it begins, from 0.
    pub word: usize,
}

impl Terms {
    /// Adds a term, or finds it among those that are known. Terms beyond what can be counted are
    /// not looked for.
    pub fn add(&mut self, name: &str) -> Option<Term> {
        let found = words(name);
        let text = found.concat();
        let key = key(text.as_bytes())?;
        let open = name.ends_with('*');
        let known = self.by_start.entry(key).or_default();
        let same = known.iter();
        let same = same
            .filter(|known| known.open == open && known.single == (found.len() == 1))
            .find(|known| known.text == text);
        if let Some(same) = same {
            return Some(same.term);
        }
        let term = Term::try_from(self.names.len()).ok()?;
        known.push(Known {
            text,
            open,
            single: found.len() == 1,
            term,
        });
        self.names.push(name.to_owned());
        Some(term)
    }

    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.names.len()
    }

    /// A term as people read it: `opportunit…` for any ending.
    #[must_use]
    pub fn name(&self, term: Term) -> String {
        let name = self.names.get(usize::from(term));
        name.map_or_else(String::new, |name| name.replace('*', "…"))
    }

    /// Every term in a text of compared words.
    pub fn each(&self, words: &[String], mut met: impl FnMut(Met)) {
        let glued = words.concat();
        let mut from = 0;
        for (word, text) in words.iter().enumerate() {
            let ends_at = |to: usize| ends_a_word(&words[word..], to - from);
            for known in self.starting(glued.as_bytes().get(from..).unwrap_or_default()) {
                let to = from + known.text.len();
                if known.open || ends_at(to) {
                    let term = known.term;
                    met(Met {
                        term,
                        from,
                        to,
                        word,
                    });
                }
            }
            if text.len() > COMPOUND {
                self.last_part(text, from, word, &mut met);
            }
            from += text.len();
        }
    }

    /// The terms with which a text begins.
    fn starting<'t>(&'t self, rest: &'t [u8]) -> impl Iterator<Item = &'t Known> {
        let keys = (2..=START).filter_map(|length| key(rest.get(..length)?));
        keys.filter_map(|key| self.by_start.get(&key))
            .flatten()
            .filter(move |known| rest.starts_with(known.text.as_bytes()))
    }

    /// The terms that end a compound.
    fn last_part(&self, text: &str, from: usize, word: usize, met: &mut impl FnMut(Met)) {
        for at in START..text.len().saturating_sub(LAST - 1) {
            let rest = &text.as_bytes()[at..];
            let Some(key) = rest.get(..START).and_then(key) else {
                continue;
            };
            let known = self.by_start.get(&key).into_iter().flatten();
            for known in known.filter(|known| known.single && known.text.len() >= LAST) {
                let left = rest.len().checked_sub(known.text.len());
                let ends = left.is_some_and(|left| left == 0 || known.open && left <= ENDING);
                if ends && rest.starts_with(known.text.as_bytes()) {
                    met(Met {
                        term: known.term,
                        from: from + at,
                        to: from + at + known.text.len(),
                        word,
                    });
                }
            }
        }
    }

    /// The terms in a title, those within a longer one left out: a security incident is no
    /// incident of the service desk.
    #[must_use]
    pub fn in_title_of(&self, title: &str, is_title: impl Fn(Term) -> bool) -> Vec<Met> {
        let mut all = Vec::new();
        self.each(&words(&parted(title)), |met| {
            if is_title(met.term) {
                all.push(met);
            }
        });
        let within =
            |a: &Met, b: &Met| a.from >= b.from && a.to <= b.to && a.to - a.from < b.to - b.from;
        let outermost = all.iter();
        outermost
            .filter(|met| !all.iter().any(|other| within(met, other)))
            .copied()
            .collect()
    }
}

/// By what a term of these bytes is looked up: its first few; `None` where it is too short.
fn key(text: &[u8]) -> Option<[u8; START]> {
    if text.len() < 2 {
        return None;
    }
    let mut key = [0; START];
    let length = text.len().min(START);
    key[..length].copy_from_slice(&text[..length]);
    Some(key)
}

/// Whether a word ends so many bytes after the beginning of the first.
fn ends_a_word(words: &[String], mut length: usize) -> bool {
    for word in words {
        match length.checked_sub(word.len()) {
            Some(0) => return true,
            Some(left) => length = left,
            None => return false,
        }
    }
    false
}

/// A name with a gap where small letters are followed by a capital one: `ChangeLog`.
pub(super) fn parted(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    let mut small = false;
    for c in name.chars() {
        if small && c.is_uppercase() {
            out.push(' ');
        }
        small = c.is_lowercase();
        out.push(c);
    }
    out
}
