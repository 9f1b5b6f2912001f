//! The mail that is quoted below the one that answers it.
//!
//! What somebody asked for there is no proof that there is any, so questions and requests of it are
//! left out; what it states is kept, below a heading of its own.

use super::{EARLIER, begins_earlier, unquoted};
use crate::evidence::formats::Writing;

/// Heads of a mail as programs quote them, in small letters.
#[rustfmt::skip]
const HEADS: &[&str] = &[
    "from", "sent", "to", "cc", "date", "subject", "von", "gesendet", "an", "kopie", "datum", "betreff",
];

/// How people begin to ask for something.
#[rustfmt::skip]
const ASKING: &[&str] = &[
    "please ", "kindly ", "can you ", "could you ", "would you ", "will you ", "can we ", "could we ", "send me ", "send us ",
    "let me have ", "let us have ", "i need ", "i would need ", "i'd need ", "i still need ", "we need from you", "bitte ",
    "kannst du ", "könntest du ", "könnt ihr ", "könntet ihr ", "können sie ", "könnten sie ", "schick ", "schickt ",
    "sende ", "ich brauche ", "ich bräuchte ", "ich benötige ", "wir brauchen von ", "wir bräuchten ",
];

/// Writes down what such a mail states.
pub(super) fn write(lines: &[&str], writing: &mut Writing) {
    if lines.iter().all(|line| unquoted(line).trim().is_empty()) {
        return;
    }
    writing.title(2, EARLIER);
    let mut paragraph: Vec<&str> = Vec::new();
    for line in lines {
        let bare = unquoted(line);
        if begins_earlier(bare) {
            states(&mut paragraph, writing);
        } else if bare.trim().is_empty() || is_head(bare) {
            states(&mut paragraph, writing);
            if !bare.trim().is_empty() {
                writing.plain(bare);
                writing.blank();
            }
        } else {
            paragraph.push(bare);
        }
    }
    states(&mut paragraph, writing);
}

/// Writes down what a paragraph states: as it stands, if it asks for nothing.
fn states(paragraph: &mut Vec<&str>, writing: &mut Writing) {
    let lines = std::mem::take(paragraph);
    let whole = lines.join(" ");
    let mut kept = String::new();
    let mut asked = false;
    for sentence in whole.split_inclusive(['.', '?', '!']) {
        if asks(sentence) {
            asked = true;
        } else {
            kept.push_str(sentence);
        }
    }
    if asked {
        let kept = kept.trim();
        if !kept.is_empty() {
            writing.plain(kept);
        }
    } else {
        for line in &lines {
            writing.plain(line);
        }
    }
    writing.blank();
}

/// Whether a sentence asks for something.
fn asks(sentence: &str) -> bool {
    let said = sentence.trim().to_lowercase();
    said.ends_with('?') || ASKING.iter().any(|start| said.starts_with(start))
}

/// Whether a line is a head, or says who wrote on which day: "On 3 May Anna Ober wrote:".
fn is_head(line: &str) -> bool {
    let said = line.trim().trim_matches('*').to_lowercase();
    let label = said
        .split_once(':')
        .map(|(label, _)| label.trim_matches(['*', ' ']));
    label.is_some_and(|label| HEADS.contains(&label))
        || said.ends_with(':')
            && (said.starts_with("on ") && said.ends_with(" wrote:")
                || said.starts_with("am ") && said.contains(" schrieb"))
}

#[cfg(test)]
mod tests {
    use super::{asks, is_head};

    #[test]
    fn questions_and_requests_ask() {
        for text in [
            "Do you have the figures on complaints?",
            "Please send the list of leavers.",
            "Ich brauche die Auswertung der Beschwerden bis Freitag.",
            "Wie weit seid ihr mit der Übung?",
        ] {
            assert!(asks(text), "{text}");
        }
        for text in [
            "The drill was held on 4 May.",
            "Bitterfeld ist seit Mai angebunden.",
            "The list can be found on the page.",
        ] {
            assert!(!asks(text), "{text}");
        }
    }

    #[test]
    fn heads_are_told_from_what_a_mail_says() {
        for text in [
            "From: Anna Ober",
            "Gesendet: Montag, 4. Mai 2026 10:12",
            "*Von:* A. Ober",
            "On 3 May 2026 Anna Ober wrote:",
            "Am 03.05.2026 um 10:12 schrieb Anna Ober:",
        ] {
            assert!(is_head(text), "{text}");
        }
        for text in ["The plan: tested in May", "On paper we have this:"] {
            assert!(!is_head(text), "{text}");
        }
    }
}
