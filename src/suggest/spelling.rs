//! Misspelt names of files and titles: `Chnage log`, `Incdent report`, `Kapzitätsplan`.
//!
//! A slip is a letter too many or too few, or two that changed places. One letter for another is
//! not taken for a slip: charges are no changes.

use super::terms::parted;
use crate::evidence::words::words;

/// Shorter words are too easily something else.
const LETTERS: usize = 6;

/// Words that are spelt right.
#[derive(Debug, Default)]
pub struct Spelling {
    /// By first letter, sorted.
    words: Vec<String>,
}

impl Spelling {
    /// Takes the words of a name, those that are long enough.
    pub(super) fn add(&mut self, name: &str) {
        let long = words(name).into_iter();
        self.words.extend(long.filter(|word| word.len() >= LETTERS));
    }

    /// To be called once all words are known.
    pub(super) fn sort(&mut self) {
        self.words.sort_unstable();
        self.words.dedup();
    }

    /// A title with its misspelt words put right, and the first of these; `None` where there is
    /// none.
    pub(super) fn mended(&self, title: &str) -> Option<(String, String)> {
        let mut first = None;
        let mended: Vec<String> = words(&parted(title))
            .into_iter()
            .map(|word| match self.meant(&word) {
                Some(meant) => {
                    first.get_or_insert_with(|| meant.to_owned());
                    meant.to_owned()
                }
                None => word,
            })
            .collect();
        first.map(|first| (mended.join(" "), first))
    }

    /// The known word of which another is a slip.
    fn meant(&self, word: &str) -> Option<&str> {
        if word.len() < LETTERS {
            return None;
        }
        let from = self
            .words
            .partition_point(|known| known.as_bytes()[0] < word.as_bytes()[0]);
        let alike = self.words[from..]
            .iter()
            .take_while(|known| known.as_bytes()[0] == word.as_bytes()[0]);
        let mut slip = None;
        for known in alike {
            if word.starts_with(known.as_str()) {
                return None;
            }
            if slip.is_none() && is_slip(word.as_bytes(), known.as_bytes()) {
                slip = Some(known.as_str());
            }
        }
        slip
    }
}

/// Whether two words differ by one letter too many, or by two that changed places.
fn is_slip(a: &[u8], b: &[u8]) -> bool {
    let (long, short) = if a.len() >= b.len() { (a, b) } else { (b, a) };
    let same = long.iter().zip(short).take_while(|(x, y)| x == y).count();
    let (long, short) = (&long[same..], &short[same..]);
    match (long, short) {
        ([one, two, long @ ..], [two_too, one_too, short @ ..]) if long.len() == short.len() => {
            one == one_too && two == two_too && one != two && long == short
        }
        ([_, long @ ..], short) => long == short,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_mended_and_other_words_are_left_alone() {
        let mut spelling = Spelling::default();
        for name in ["incident*", "changes", "kapazitätsplan*", "recovery plan*"] {
            spelling.add(name);
        }
        spelling.sort();
        for (title, meant) in [
            ("Incdent log", Some("incident")),
            ("Inciident log", Some("incident")),
            ("Chagnes 2026", Some("changes")),
            ("KapzitätsplanRZ", Some("kapazitaetsplan")),
            ("Recvoery plan", Some("recovery")),
            ("Charges 2026", None),
            ("Incidents", None),
            ("Accident", None),
            ("plna", None),
        ] {
            let mended = spelling.mended(title).map(|(_, first)| first);
            assert_eq!(mended.as_deref(), meant, "{title}");
        }
    }
}
