//! "To: H. Lacey (Director)", "An: die Geschäftsleitung": the head of a report says to whom it
//! goes by a word that says nothing in a sentence.

use super::Pass;
use crate::evidence::scan::sentence::Token;

/// What such a label means, as phrases have it.
const MEANS: &str = "distribution";

impl Pass<'_, '_, '_> {
    /// At the end of what may be a label: "To:" is read as a list of recipients.
    pub(super) fn reads_address(&mut self) {
        let (start, end) = self.sentence.last;
        let label = self.task.text.get(start..end).unwrap_or("");
        let addresses = ["to", "an", "cc"]
            .iter()
            .any(|word| word.eq_ignore_ascii_case(label));
        if !addresses || !self.begins_line(start) {
            return;
        }
        let scanner = &mut *self.scanner;
        let index = scanner.tally.lexicon.long(scanner.matcher, MEANS);
        self.sentence
            .kinds
            .add(scanner.tally.lexicon.word(index).kinds);
        scanner.tokens.push(Token {
            word: index,
            line: self.line,
            start: crate::source::count(start),
            part: self.sentence.part,
            before: self.sentence.before,
        });
    }

    /// Whether nothing but marks stands before a byte on its line.
    fn begins_line(&self, byte: usize) -> bool {
        let before = self.task.text.get(..byte).unwrap_or("");
        let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
        !line.contains(char::is_alphanumeric)
    }
}
