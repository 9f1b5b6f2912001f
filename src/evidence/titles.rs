//! What a title names, a clause or a kind of record, in words that people title such things
//! with: "Prozess Störungsmanagement" is incident management, whatever its text says of
//! processes.
//!
//! Words are compared without the gaps between them, so that a compound and the same in two
//! words are one; a name begins where a word begins, and ends where one ends.

use std::collections::HashMap;

use crate::evidence::words::words;

/// Names of clauses, by how they begin.
#[derive(Debug, Default)]
pub(crate) struct Titles {
    by_start: HashMap<[u8; START], Vec<Name>>,
}

/// So many bytes the shortest name has.
const START: usize = 3;

#[derive(Debug)]
struct Name {
    /// Its words without gaps.
    text: String,
    /// Whether any ending may follow.
    open: bool,
    /// Whose name it is.
    of: usize,
}

/// A name in a title: where it begins and ends, and whose it is.
struct Found {
    from: usize,
    to: usize,
    of: usize,
}

impl Titles {
    /// Takes a name of something, `incident*` for any ending.
    pub(crate) fn add(&mut self, of: usize, name: &str) {
        let text = words(name).concat();
        if let Some(start) = start(&text) {
            let open = name.ends_with('*');
            let names = self.by_start.entry(start).or_default();
            names.push(Name { text, open, of });
        }
    }

    /// Whose names stand in a title, each with the bytes of the longest one. A name within a
    /// longer one names nothing: a security incident is no incident of the service desk.
    pub(crate) fn named_in(&self, title: &str) -> Vec<(usize, usize)> {
        let found = self.found_in(title);
        let within = |a: &Found, b: &Found| {
            a.from >= b.from && a.to <= b.to && a.to - a.from < b.to - b.from
        };
        found
            .iter()
            .filter(|name| !found.iter().any(|other| within(name, other)))
            .map(|name| (name.of, name.to - name.from))
            .collect()
    }

    /// Whose names stand in a title, those within longer ones as well.
    pub(crate) fn all_in(&self, title: &str) -> Vec<usize> {
        self.found_in(title).iter().map(|name| name.of).collect()
    }

    fn found_in(&self, title: &str) -> Vec<Found> {
        let words = words(title);
        let glued = words.concat();
        let mut starts = vec![0];
        for word in &words {
            starts.push(starts.last().copied().unwrap_or(0) + word.len());
        }
        let mut found: Vec<Found> = Vec::new();
        for from in &starts {
            let rest = &glued[*from..];
            let names = start(rest).and_then(|start| self.by_start.get(&start));
            for name in names.into_iter().flatten() {
                let to = from + name.text.len();
                if rest.starts_with(name.text.as_str()) && (name.open || starts.contains(&to)) {
                    let (from, of) = (*from, name.of);
                    found.push(Found { from, to, of });
                }
            }
        }
        found
    }
}

fn start(text: &str) -> Option<[u8; START]> {
    text.as_bytes().get(..START)?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compounds_and_longer_names_are_told_apart() {
        let mut titles = Titles::default();
        for (of, name) in [
            (1, "incident*"),
            (2, "security incident*"),
            (3, "störungs-management*"),
            (4, "SLA"),
        ] {
            titles.add(of, name);
        }
        for (title, expected) in [
            ("Incidents 2026", vec![1]),
            ("Security incident handling", vec![2]),
            ("Prozessbeschreibung Störungsmanagement", vec![3]),
            ("Stoerungs-Management (Entwurf)", vec![3]),
            ("SLA Workplace", vec![4]),
            ("Slang of the desk", vec![]),
            ("Coincidental findings", vec![]),
        ] {
            let found: Vec<usize> = titles.named_in(title).iter().map(|(of, _)| *of).collect();
            assert_eq!(found, expected, "{title}");
        }
    }
}
