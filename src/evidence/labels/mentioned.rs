//! Words of approval, version or owner in the first and the last lines of a document that nothing
//! here understands: "Ausgabe 7, gültig ab 01.04.2026, Freigabe Kern". Such a document is not said
//! to lack the thing; somebody has to read the line.
//!
//! A line that denies, plans or rules ("not yet approved", "must be approved by the board") says
//! nothing of the kind, and neither does one that holds no name and no day beside the word.

use super::Reader;
use crate::evidence::dates::has_digits_of_date;
use crate::evidence::fields::Field;
use crate::evidence::fields::stamp::{APPROVED, BY_SOMEBODY};
use crate::evidence::metadata::{Particular, Source, Stated};
use crate::evidence::placeholder::is_placeholder;
use crate::evidence::words::words;

/// Longer lines are paragraphs on other things.
const LONGEST: usize = 320;

/// So many lines of text at the beginning speak of the document.
pub(super) const FIRST_LINES: u32 = 4;

/// Longer sentences tell something.
const MOST_WORDS: usize = 24;

impl Reader<'_> {
    /// Notes what a line speaks of and what nothing took from it.
    pub(super) fn note_mentions(&mut self, at: usize, line: &str) {
        if line.len() > LONGEST {
            return;
        }
        let dated = has_digits_of_date(line);
        for (particular, fields) in [
            (Particular::Approval, [Field::ApprovedBy, Field::ApprovedOn]),
            (Particular::Version, [Field::Version; 2]),
            (Particular::Owner, [Field::Owner; 2]),
        ] {
            let is_understood = fields.iter().all(|field| self.collector.holds(*field));
            // Who approved is stated, and no day anywhere: nothing is left to read.
            let is_undated = particular == Particular::Approval
                && self.collector.holds(Field::ApprovedBy)
                && !dated;
            let mentioned = &self.collector.metadata.mentioned;
            let is_known = mentioned.iter().any(|held| held.value == particular);
            let is_open = fields.iter().any(|field| self.collector.is_open(*field));
            let is_settled = is_understood || is_undated || is_known || is_open;
            if is_settled || !speaks_of(particular, line) {
                continue;
            }
            let location = self.location(at);
            self.collector.metadata.mentioned.push(Stated {
                value: particular,
                source: Source::Label,
                location,
            });
        }
    }
}

/// Whether a sentence of a line speaks of a particular, with a name, a number or a day.
fn speaks_of(particular: Particular, line: &str) -> bool {
    line.split(['·', '•', '|', ';'])
        .flat_map(|part| part.split(". "))
        .any(|sentence| says(particular, sentence))
}

fn says(particular: Particular, sentence: &str) -> bool {
    let folded = words(sentence);
    let speaks = |folded: &[String]| folded.iter().any(|word| is_of(particular, word));
    if folded.len() > MOST_WORDS || !speaks(&folded) || tells_otherwise(&folded) {
        return false;
    }
    let label = sentence.split_once(':').map(|(_, value)| value.trim());
    if label.is_some_and(|value| value.is_empty() || is_placeholder(value)) {
        return false;
    }
    let tokens: Vec<&str> = sentence.split_whitespace().collect();
    let behind = |at: usize| tokens[at + 1..].iter().take(4);
    let named = |at: usize| {
        behind(at).any(|token| {
            token
                .trim_start_matches('(')
                .starts_with(char::is_uppercase)
        })
    };
    let mut speaking = (0..tokens.len()).filter(|at| speaks(&words(tokens[*at])));
    match particular {
        Particular::Approval => speaking.any(|at| named(at) || has_digits_of_date(sentence)),
        Particular::Version => speaking.any(|at| {
            let number = |token: &&str| token.starts_with(|c: char| c.is_ascii_digit());
            behind(at).take(1).any(number)
        }),
        Particular::Owner => speaking.any(named),
    }
}

/// Whether a word speaks of a particular.
fn is_of(particular: Particular, word: &str) -> bool {
    let lists: &[&[&str]] = match particular {
        Particular::Approval => &[APPROVED, BY_SOMEBODY, AGREED],
        Particular::Version => &[VERSION],
        Particular::Owner => &[OWNER],
    };
    // Tests are passed as well.
    let mut listed = lists
        .iter()
        .copied()
        .flatten()
        .filter(|wanted| **wanted != "passed");
    listed.any(|wanted| word == *wanted || wanted.len() >= 7 && word.starts_with(wanted))
}

/// Words that speak of an approval beside those that begin one.
const AGREED: &[&str] = &["kraft", "issued", "geschlossen", "concluded"];

const VERSION: &[&str] = &[
    "version", "revision", "rev", "ver", "ausgabe", "fassung", "issue", "edition", "auflage",
];

/// Of those of seven letters and more also what begins with them.
const OWNER: &[&str] = &[
    "owner",
    "owned",
    "owns",
    "author",
    "written",
    "prepared",
    "compiled",
    "responsible",
    "lead",
    "eigentuemer",
    "eigner",
    "verantwort",
    "zustaendig",
    "verfass",
    "autor",
    "autorin",
    "erstellt",
    "bearbeitet",
    "herausgeber",
    "maintained",
    "looked",
];

/// Whether words deny, plan or rule. "3 May 2026" is a day.
pub(super) fn tells_otherwise(folded: &[String]) -> bool {
    let is_number = |at: usize| {
        let word = folded.get(at);
        word.is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let is_month = |at: usize| is_number(at + 1) || at > 0 && is_number(at - 1);
    let mut words = folded.iter().enumerate();
    words.any(|(at, word)| OTHERWISE.contains(&word.as_str()) && !(word == "may" && is_month(at)))
}

/// Words of denials, plans and rules.
const OTHERWISE: &[&str] = &[
    "not",
    "no",
    "never",
    "without",
    "yet",
    "pending",
    "awaiting",
    "outstanding",
    "until",
    "before",
    "once",
    "when",
    "if",
    "must",
    "shall",
    "should",
    "will",
    "may",
    "can",
    "needs",
    "need",
    "to",
    "are",
    "draft",
    "nicht",
    "noch",
    "kein",
    "keine",
    "keiner",
    "ohne",
    "nie",
    "ausstehend",
    "aus",
    "offen",
    "bedarf",
    "bevor",
    "vor",
    "wenn",
    "falls",
    "muss",
    "muessen",
    "soll",
    "sollen",
    "sollte",
    "wird",
    "werden",
    "darf",
    "duerfen",
    "kann",
    "koennen",
    "entwurf",
    "jede",
    "jeder",
    "jedes",
    "alle",
    "each",
    "every",
    "all",
    "any",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_speaks_of_a_particular() {
        use Particular::{Approval, Owner, Version};
        for (particular, line, wanted) in [
            (
                Approval,
                "VA-12, Ausgabe 7, gültig ab 01.04.2026, Freigabe Kern",
                true,
            ),
            (Approval, "The board met and adopted it on 3 May 2026", true),
            (
                Approval,
                "unterschrieben von den fünf Leitungen, Stand 01.02.2026",
                true,
            ),
            (
                Approval,
                "This plan is not yet approved by the Board",
                false,
            ),
            (Approval, "Must be approved by the Head of IT", false),
            (Approval, "Inkraftgesetzt zum 01.03.2026", true),
            (Approval, "Beschluss der Werkleitung vom 4. Mai 2026", true),
            (Approval, "All tests passed, 3 May 2026", false),
            (Approval, "Approved by:", false),
            (Approval, "Freigabe: offen", false),
            (Approval, "access is approved by the owner", false),
            (Version, "Third edition 2026", true),
            (Version, "Printed without a version", false),
            (Owner, "Written and looked after by Tess Moor", true),
            (Owner, "owners of services", false),
        ] {
            assert_eq!(speaks_of(particular, line), wanted, "{line}");
        }
    }
}
