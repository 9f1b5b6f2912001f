//! Texts that hold for anybody: slides of a course, a glossary, a questionnaire that nobody has
//! answered, an article. They use every word of the subject and say nothing of what this
//! organisation does.
//!
//! Told by the title and the first lines alone, where such texts say what they are; words in the
//! body ("see the training slides") tell nothing.

use serde::{Deserialize, Serialize};

use super::sayings::Sayings;
use super::words::words;

/// What a text is that holds for anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum General {
    /// It teaches.
    Lesson,
    /// It explains words.
    Glossary,
    /// It asks, and nobody has answered.
    Questions,
    /// It was published for others: an article, a study, a press release.
    Published,
    /// It sells, or looks for staff.
    Advertisement,
}

impl General {
    /// It in words, with its article.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::Lesson => "training material",
            Self::Glossary => "a glossary",
            Self::Questions => "a questionnaire without answers",
            Self::Published => "a publication",
            Self::Advertisement => "an advertisement",
        }
    }
}

/// Lines that are looked at, beside the title.
const LINES: usize = 3;

/// Longer lines say something of their own.
const LONGEST: usize = 160;

/// Words by which the title or one of the first lines says so, in compared form, whole words.
#[rustfmt::skip]
static MARKS: [(General, Sayings); 5] = [
    (General::Lesson, Sayings::new(&[
        "training slides", "training slide", "course slide", "course slides", "course handout", "training handout",
        "trainer handout", "handout for participants", "training course", "onboarding course", "e learning", "textbook",
        "learning card", "tabletop game", "reading notes", "exam questions", "sample exam", "kursunterlage",
        "kursunterlagen", "schulungsunterlage", "schulungsunterlagen", "schulungsfolien", "schulungsmappe",
        "seminarunterlage", "seminarunterlagen", "lehrbuch", "lernkarte", "lerneinheit", "pruefungsfragen",
        "musterloesung", "planspiel", "teilnehmerexemplar", "teilnehmerunterlage",
    ])),
    (General::Glossary, Sayings::new(&["glossareintrag", "definition page", "vocabulary", "woerterbuch"])),
    (General::Questions, Sayings::new(&["questionnaire", "fragenkatalog", "checklist", "checkliste", "self assessment", "fragebogen"])),
    (General::Published, Sayings::new(&[
        "press release", "pressemitteilung", "pressespiegel", "fachartikel", "fachzeitschrift", "white paper",
        "whitepaper", "market study", "sector study", "marktstudie", "branchenstudie", "industry survey", "case study",
        "fallstudie", "podcast", "normtext",
    ])),
    (General::Advertisement, Sayings::new(&[
        "stellenausschreibung", "stellenanzeige", "job advert", "job advertisement", "vacancies matching", "webinar",
        "course catalogue", "seminarprogramm", "werbung", "early bird", "prospekt seminar", "undisclosed list",
    ])),
];

/// Longer titles name a glossary beside other things.
const LONGEST_OF_GLOSSARY: usize = 3;

/// Words with which a title names a glossary.
static GLOSSARIES: Sayings = Sayings::new(&["glossary", "glossar"]);

/// What a text is, by its title and the first lines of its body.
#[must_use]
pub fn general(title: &str, body: &str) -> Option<General> {
    let title = words(title);
    if title.len() <= LONGEST_OF_GLOSSARY && GLOSSARIES.any_in(&title) {
        return Some(General::Glossary);
    }
    let lines = body
        .lines()
        .filter(|line| line.contains(char::is_alphanumeric))
        .take(LINES)
        .filter(|line| line.len() <= LONGEST)
        .map(words);
    let (said, _) = std::iter::once(title)
        .chain(lines)
        .find_map(|line| MARKS.iter().find(|(_, marks)| marks.any_in(&line)))?;
    (*said != General::Questions || is_unanswered(body)).then_some(*said)
}

/// Whether a text has questions or boxes and no answer: no box ticked, nothing behind a question,
/// nothing in a table beside it.
fn is_unanswered(body: &str) -> bool {
    const TICKED: &[&str] = &["☑", "☒", "✓", "✔", "✅", "[x]", "[X]"];
    let asks = body.contains('☐') || body.contains("[ ]") || body.contains("____") || {
        let asked = body
            .lines()
            .filter(|line| line.trim_end().ends_with(['?', '|']));
        asked.filter(|line| line.contains('?')).count() > 1
    };
    asks && !TICKED.iter().any(|mark| body.contains(mark)) && !body.lines().any(is_answered)
}

/// Whether a line has a question and something behind it.
fn is_answered(line: &str) -> bool {
    let Some((_, answer)) = line.split_once('?') else {
        return false;
    };
    let open = |c: char| matches!(c, '☐' | '_' | '|' | '.' | '-' | '…' | ':' | '(' | ')');
    let answer = answer.trim_matches(|c: char| c.is_whitespace() || open(c));
    !answer.is_empty() && !line.contains('☐') && !answer.ends_with('?')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_hold_for_anybody_say_so_at_their_beginning() {
        for (title, body, expected) in [
            (
                "Training slides, module 2",
                "Kestrel Learning",
                Some(General::Lesson),
            ),
            (
                "Entscheiden im CAB",
                "Seminarunterlage, Folie 6\nRisiko – Nutzen",
                Some(General::Lesson),
            ),
            (
                "Glossary of terms",
                "SLA: agreement with a customer",
                Some(General::Glossary),
            ),
            (
                "Servicequalität 2026",
                "Fachartikel, Zeitschrift\nViele Betriebe …",
                Some(General::Published),
            ),
            (
                "Checkliste Audit",
                "☐ Liegt ein Plan vor?\n☐ Ist er freigegeben?",
                Some(General::Questions),
            ),
            (
                "Tender questionnaire",
                "| No | Question | Answer |\n| 1 | Is there a policy? | |\n| 2 | A plan? | |",
                Some(General::Questions),
            ),
            // Answered, or no more than named.
            (
                "Checkliste Audit",
                "☑ Plan liegt vor\n☐ Ist er freigegeben?",
                None,
            ),
            (
                "Self-assessment",
                "Do you have a plan? Yes, version 2.\nWho owns it? K. Nowak",
                None,
            ),
            (
                "Release checklist",
                "1. Tests passed\n2. Back-out plan attached",
                None,
            ),
            (
                "Training plan 2026",
                "ITIL course for four people, 12 March 2026",
                None,
            ),
            (
                "Training record",
                "Attended the onboarding of new staff",
                None,
            ),
            (
                "Service management plan",
                "Version 2\n\nA glossary stands in annex B.",
                None,
            ),
            (
                "Kundenzufriedenheit 2026",
                "Fragebogen an 120 Kunden, 64 Antworten",
                None,
            ),
        ] {
            assert_eq!(general(title, body), expected, "{title}: {body}");
        }
    }
}
