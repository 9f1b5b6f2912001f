//! Whether a text lays down how things are done and tells of nothing that was. A page of rules
//! that says when it was last updated is no record of that day.
//!
//! Sentences are counted by a few words each, without the catalogue: what must be, and what
//! comes again, against what was, and what bears a day of its own. A text in which nothing
//! plainly speaks is taken for neither.

use super::dates::has_day;
use super::sayings::Sayings;
use super::words::words;

/// So many rules outweigh one sentence that tells of something.
const RULES_FOR_ONE: usize = 4;

/// A sentence with one of these says what has to be.
#[rustfmt::skip]
static MUST: Sayings = Sayings::new(&[
    "must", "shall", "should", "muss", "muessen", "soll", "sollen", "sollte", "sollten", "darf", "duerfen",
    "hat zu", "haben zu", "has to", "have to", "needs to", "need to", "is to be", "are to be", "may not",
    "may only", "always", "never", "immer", "stets", "ist zu", "sind zu",
]);

/// A sentence with one of these speaks of every time, if nothing says that it was.
#[rustfmt::skip]
static EVERY: Sayings = Sayings::new(&[
    "each", "every", "any", "if", "whenever", "jede", "jeder", "jedes", "jeden", "jedem", "wenn", "falls",
    "sobald",
]);

/// A sentence with one of these tells of something that was.
#[rustfmt::skip]
static WAS: Sayings = Sayings::new(&[
    "was", "were", "had", "did", "has been", "have been", "took", "held", "met", "found", "decided", "agreed",
    "reported", "attended", "participants", "attendees", "present", "result", "results", "outcome", "decision",
    "decisions", "wurde", "wurden", "war", "waren", "hatte", "hatten", "fand", "ergebnis", "ergebnisse",
    "befund", "beschluss", "beschluesse", "teilnehmer", "teilnehmende", "anwesend", "entschied", "beschlossen",
]);

/// What makes a passive of "recorded".
static PASSIVE: Sayings = Sayings::new(&["is", "are", "be", "being", "gets", "get"]);

/// Behind one of these a part of a sentence hangs on another: "write down what was done".
#[rustfmt::skip]
static HANGING: Sayings = Sayings::new(&[
    "what", "who", "which", "that", "when", "once", "after", "until", "whether", "how", "was", "wer", "welche",
    "dass", "wenn", "nachdem", "bis", "ob", "wie",
]);

/// Words that orders begin with.
#[rustfmt::skip]
static ORDERS: Sayings = Sayings::new(&[
    "write", "record", "call", "check", "inform", "log", "notify", "report", "escalate", "open", "close",
    "document", "assign", "use", "do", "don", "make", "tell", "send", "keep", "review", "ask", "ensure",
    "enter", "note", "add", "contact", "approve", "test", "verify", "collect", "describe", "identify",
]);

/// Words behind such a word that tell an order from a noun: "Report the", not "Report for May".
#[rustfmt::skip]
static AFTER_ORDERS: Sayings = Sayings::new(&[
    "the", "a", "an", "each", "every", "all", "any", "it", "into", "who", "what", "that", "this", "not",
    "whether", "how", "down", "them", "its", "your", "t",
]);

/// Whether the text, its labels aside, lays down rules and tells of nothing that was.
pub(super) fn lays_down(text: &str, is_label: impl Fn(u32) -> bool) -> bool {
    let mut rules = 0;
    let mut told = 0;
    let lines = (1..).zip(text.lines());
    for (_, line) in lines.filter(|(at, _)| !is_label(*at)) {
        let line = line.trim();
        if line.starts_with('#') || is_row_of_history(line) {
            continue;
        }
        for sentence in sentences(line) {
            match weigh(sentence) {
                Some(true) => rules += 1,
                Some(false) => told += 1,
                None => {}
            }
        }
    }
    rules > 0 && rules >= RULES_FOR_ONE * told
}

/// Whether a row of a table or an item of a list bears a day: what is listed happened, and is not
/// only there. The rows of a history of versions tell of the document alone.
pub(super) fn has_entries(text: &str) -> bool {
    text.lines().map(str::trim).any(|line| {
        line.starts_with(['|', '-', '*', '•'])
            && !line.starts_with("**")
            && !is_row_of_history(line)
            && has_day(line)
    })
}

/// The sentences and cells of a line. The stop behind a day ("3. Mai", "03.05.2026") ends none.
pub(super) fn sentences(line: &str) -> impl Iterator<Item = &str> {
    let ends = line.char_indices().filter(|(at, c)| match c {
        '!' | '?' | ';' | '|' => true,
        '.' => {
            let (before, after) = (&line[..*at], &line[at + 1..]);
            let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
            (after.is_empty() || after.starts_with(' ')) && !(1..=2).contains(&digits)
        }
        _ => false,
    });
    let mut start = 0;
    let ends: Vec<usize> = ends.map(|(at, _)| at).chain([line.len()]).collect();
    ends.into_iter().map(move |end| {
        let sentence = line.get(start..end).unwrap_or("");
        start = end + 1;
        sentence
    })
}

/// Whether a sentence is a rule, or tells of something; `None` for neither.
fn weigh(sentence: &str) -> Option<bool> {
    let words = words(sentence);
    if is_rule(&words) {
        Some(true)
    } else if has_day(sentence) || has_past(&words) {
        Some(false)
    } else if EVERY.any_in(&words) {
        Some(true)
    } else {
        // "The desk recorded", and not "is recorded".
        let past = words
            .iter()
            .any(|word| word.len() > 4 && word.ends_with("ed"));
        (past && !PASSIVE.any_in(&words)).then_some(false)
    }
}

fn is_rule(words: &[String]) -> bool {
    let order = words
        .first()
        .zip(words.get(1))
        .is_some_and(|(first, then)| ORDERS.has(first) && AFTER_ORDERS.has(then));
    order || MUST.any_in(words)
}

/// Whether the main part of a sentence speaks of the past.
fn has_past(words: &[String]) -> bool {
    let hangs = words.iter().skip(1);
    let hangs = hangs
        .enumerate()
        .find(|(_, word)| HANGING.has(word) && **word != "was");
    let main = hangs.map_or(words, |(at, _)| &words[..=at]);
    WAS.any_in(main)
}

/// Whether a line is a row of a table that begins with the number of a version.
fn is_row_of_history(line: &str) -> bool {
    let first = line.trim_start_matches('|').split('|').next().unwrap_or("");
    let number = first.trim().trim_start_matches(['v', 'V']);
    line.starts_with('|')
        && number.contains('.')
        && number.chars().all(|c| c.is_ascii_digit() || c == '.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_lay_down_and_records_tell() {
        for rule in [
            "# Security incidents\n\nThe desk must record every security incident with its class.",
            "Write into the ticket what was done.",
            "Each change must be reviewed after it was carried out.",
            "Jedes Problem muss mit Nummer und Datum erfasst werden.",
            "Die Ergebnisse sind schriftlich festzuhalten und sind zu prüfen.",
            "| 1.0 | 2026-09-23 | was approved |\n\nEach incident is recorded.",
        ] {
            assert!(lays_down(rule, |_| false), "{rule}");
        }
        for other in [
            "The desk recorded 14 incidents. All must be closed by Friday.",
            "The mail server failed on 3 May 2026. Backups must be tested.",
            "Am 03.05.2026 fiel der Mailserver aus. Die Sicherung muss geprüft werden.",
            "Teilnehmer: A, B\n\nDas Verfahren muss angepasst werden.",
            "We like the harbour.",
            "",
        ] {
            assert!(!lays_down(other, |_| false), "{other}");
        }
    }

    #[test]
    fn entries_bear_days() {
        for text in [
            "| No | State |\n|---|---|\n| P-7 | closed 21 Sep 2026 |",
            "- P-7: slow, gelöst 21.09.2026",
        ] {
            assert!(has_entries(text), "{text}");
        }
        for text in [
            "Stand: 02.11.2026\n\n| Name | Telefon |\n|---|---|\n| A. Beck | 0431 2002 |",
            "| 1.0 | 2026-09-23 | was approved |",
            "**Stand 02.11.2026**",
        ] {
            assert!(!has_entries(text), "{text}");
        }
    }

    #[test]
    fn labels_say_nothing_of_what_is_told() {
        let text = "Decision: 2026-09-23\n\nEach incident must be recorded.";
        assert!(!lays_down(text, |_| false));
        assert!(lays_down(text, |line| line == 1));
    }
}
