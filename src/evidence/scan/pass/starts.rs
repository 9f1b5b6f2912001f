//! With which two letters the texts of a list begin: nearly no sentence begins as any of them
//! does, which one look-up tells.

/// The beginnings of some lists.
pub(super) struct Starts([bool; SIZE]);

/// Five bits of each of two letters, which capitals share with small ones.
const SIZE: usize = 1 << 10;

impl Starts {
    /// Those of some lists in small letters.
    pub(super) const fn of(lists: &[&[&str]]) -> Self {
        let mut table = [false; SIZE];
        let mut list = 0;
        while list < lists.len() {
            let mut at = 0;
            while at < lists[list].len() {
                let text = lists[list][at].as_bytes();
                table[place(text[0], text[1])] = true;
                at += 1;
            }
            list += 1;
        }
        Self(table)
    }

    /// Whether a text may begin as one of the texts does. Letters of other alphabets may stand
    /// for any.
    pub(super) fn may_begin(&self, text: &str) -> bool {
        match text.as_bytes().first_chunk::<2>() {
            Some([first, second]) => {
                !first.is_ascii() || !second.is_ascii() || self.0[place(*first, *second)]
            }
            None => false,
        }
    }
}

const fn place(first: u8, second: u8) -> usize {
    (first as usize & 31) << 5 | second as usize & 31
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_otherwise_is_told_at_once() {
        const STARTS: Starts = Starts::of(&[&["missing", "to be defined"], &["luecken"]]);
        for text in ["Missing", "MIssing things", "to be", "Lücken", "Ärger"] {
            assert!(STARTS.may_begin(text), "{text}");
        }
        for text in ["Scope", "m", "", "open"] {
            assert!(!STARTS.may_begin(text), "{text}");
        }
    }
}
