//! The kind that a title, a name or a folder tells by its words.
//!
//! The words are data, English and German: what stands alone, what means something only in
//! pairs, and what ends compounds.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::{AGENDA, things};
use crate::evidence::words::words;

/// The kind that a title or a name tells. What stands before "of" names the thing, and there
/// the last word that tells is the one: "service catalogue management process" is a process,
/// and a "check of the register" is no register.
#[must_use]
pub fn kind_in(phrase: &str) -> Option<&'static str> {
    if phrase.len() > 300 {
        return None;
    }
    if is_understanding(phrase) {
        return Some("agreement");
    }
    let head = phrase
        .split([',', ':', ';', '(', '–'])
        .find(|part| !part.trim().is_empty())?;
    let head = words(&apart(head));
    let rest: Vec<String> = words(&apart(phrase)).into_iter().skip(head.len()).collect();
    let (first, then) = (in_words(before_joint(&head)), in_words(before_joint(&rest)));
    match (first, then) {
        // "Configuration register: rules" lays down rules; it is no register.
        (
            Some("register" | "report" | "record"),
            Some(rule @ ("procedure" | "process" | "policy")),
        ) => Some(rule),
        // "Management review: agenda" comes before the review.
        (Some("record" | "report"), Some(AGENDA)) => Some(AGENDA),
        _ => first.or(then),
    }
}

/// Whether a title calls an agreement what two have come to understand: "Understanding between
/// Stores and IT", and not "Understanding the organisation".
fn is_understanding(phrase: &str) -> bool {
    let words = words(phrase);
    let mut pairs = words
        .windows(2)
        .map(|pair| (pair[0].as_str(), pair[1].as_str()));
    pairs.any(|pair| {
        matches!(
            pair,
            ("understanding", "between" | "with") | ("of", "understanding")
        )
    })
}

/// Whether a word, in compared form, names a kind and nothing else: "Plan", not "Notfallplan".
#[must_use]
pub fn is_kind_word(word: &str) -> bool {
    BY_WORD.contains_key(word)
}

/// Whether a title, a name or a folder calls what it names a template: "Vorlage
/// Großstörungsbericht", "Templates", "Berichtsvorlage". A Beschlussvorlage asks for a
/// decision and is none.
#[must_use]
pub fn is_template_name(name: &str) -> bool {
    words(&apart(name)).iter().any(|word| {
        matches!(
            word.as_str(),
            "template"
                | "templates"
                | "vorlage"
                | "vorlagen"
                | "muster"
                | "mustervorlage"
                | "blanko"
                | "blank"
        ) || [
            "dokumentvorlage",
            "berichtsvorlage",
            "protokollvorlage",
            "formatvorlage",
            "mustervertrag",
        ]
        .iter()
        .any(|ending| word.ends_with(ending))
            || word.ends_with("vorlagen") && word.len() > 10
    })
}

/// Whether a title or a name calls what it names a note, a letter, what people answered or what
/// a program gave out: "Aktenvermerk", "Survey 2026", "Export of the wiki". Nobody approves one,
/// and none has versions. A memorandum of understanding is an agreement.
#[must_use]
pub fn is_note_name(name: &str) -> bool {
    const NAMES: &[&str] = &[
        "memo",
        "memos",
        "memorandum",
        "notiz",
        "notizen",
        "vermerk",
        "letter",
        "letters",
        "mail",
        "mails",
        "email",
        "emails",
        "survey",
        "surveys",
        "questionnaire",
        "umfrage",
        "umfragen",
        "befragung",
        "befragungen",
        "inventur",
        "stocktake",
        "stocktaking",
        "export",
        "exports",
        "screenshot",
        "screenshots",
        "newsletter",
        "rundschreiben",
    ];
    const ENDINGS: &[&str] = &[
        "vermerk",
        "notiz",
        "notizen",
        "befragung",
        "umfrage",
        "umfrageergebnis",
        "export",
        "rundschreiben",
    ];
    // "Configuration notes" may be all that somebody has written of how it is done.
    const PAIRS: &[(&str, &str)] = &[("file", "note"), ("file", "notes"), ("note", "to")];
    let words = words(&apart(name));
    let names = |word: &String| {
        NAMES.contains(&word.as_str()) || ENDINGS.iter().any(|ending| word.ends_with(ending))
    };
    // "Procedure for surveys" lays down how; "release notes" come with what was released.
    let is_pair = |pair: &[String]| PAIRS.contains(&(pair[0].as_str(), pair[1].as_str()));
    (words.iter().any(names) || words.windows(2).any(is_pair))
        && !matches!(kind_in(name), Some(kind) if is_rule(kind))
}

/// Whether documents of a kind lay something down.
fn is_rule(kind: &str) -> bool {
    matches!(
        kind,
        "policy" | "plan" | "process" | "procedure" | "agreement" | "contract" | "catalogue"
    )
}

fn before_joint(words: &[String]) -> &[String] {
    let stop = words
        .iter()
        .position(|word| JOINTS.contains(&word.as_str()));
    &words[..stop.unwrap_or(words.len())]
}

fn in_words(words: &[String]) -> Option<&'static str> {
    let mut at = words.len();
    while at > 0 {
        at -= 1;
        if at > 0
            && let Some((_, _, kind)) = PAIRS
                .iter()
                .find(|(a, b, _)| *a == words[at - 1] && *b == words[at])
        {
            return Some(kind);
        }
        let names_thing = (words.get(at + 1)).is_some_and(|next| THINGS.contains(&next.as_str()))
            || at > 0 && things::is_pair(&words[at - 1], &words[at]);
        if let Some(kind) = in_word(&words[at]).filter(|_| !names_thing) {
            return Some(kind);
        }
    }
    None
}

fn in_word(word: &str) -> Option<&'static str> {
    let ends =
        |(ending, _): &&(&str, &str)| word.len() >= ending.len() + 3 && word.ends_with(ending);
    BY_WORD.get(word).copied().or_else(|| {
        let ending = ENDINGS.iter().find(ends).filter(|_| !things::ends_as(word));
        ending.map(|(_, kind)| *kind)
    })
}

/// The words by which kinds are looked up, since every title and name is asked.
static BY_WORD: LazyLock<FxHashMap<&str, &str>> = LazyLock::new(|| {
    // Of two entries the first counts.
    WORDS.iter().rev().copied().collect()
});

/// Underscores and camel case as blanks, so that file names have words.
fn apart(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before = ' ';
    for c in text.chars() {
        if c == '_' {
            out.push(' ');
        } else {
            if c.is_uppercase() && before.is_lowercase() {
                out.push(' ');
            }
            out.push(c);
        }
        before = c;
    }
    out
}

const JOINTS: &[&str] = &[
    "of", "for", "on", "about", "from", "with", "between", "to", "at", "in", "by", "fuer", "zu",
    "zum", "zur", "von", "vom", "der", "des", "ueber", "mit", "und", "zwischen", "im",
];

/// What a word before names a thing and no document of a kind: a "records system", a "forms portal".
const THINGS: &[&str] = &[
    "system",
    "systems",
    "service",
    "services",
    "platform",
    "portal",
    "software",
    "application",
    "tool",
    "office",
    "department",
    "database",
    "server",
];

/// Two words that mean something together.
const PAIRS: &[(&str, &str, &str)] = &[
    ("work", "instruction", "procedure"),
    ("work", "instructions", "procedure"),
    ("operating", "instruction", "procedure"),
    ("audit", "programme", "plan"),
    ("audit", "program", "plan"),
    ("training", "programme", "plan"),
    ("audit", "findings", "report"),
    ("test", "protocol", "record"),
    ("test", "result", "record"),
    ("test", "results", "record"),
    ("risk", "assessment", "report"),
    ("business", "case", "plan"),
    ("have", "agreed", "agreement"),
    ("insurance", "policy", "contract"),
    ("haben", "vereinbart", "agreement"),
    ("meeting", "notes", "minutes"),
    // A board alone is one of people.
    ("problem", "board", "register"),
    ("incident", "board", "register"),
    ("ticket", "board", "register"),
    ("action", "board", "register"),
    ("task", "board", "register"),
    ("kanban", "board", "register"),
    // What comes up one by one is registered, whatever the list is called.
    ("problem", "list", "register"),
    ("problems", "list", "register"),
    ("incident", "list", "register"),
    ("ticket", "list", "register"),
    ("complaint", "list", "register"),
    ("complaints", "list", "register"),
    ("risk", "list", "register"),
    ("action", "list", "register"),
    ("nonconformity", "list", "register"),
];

const WORDS: &[(&str, &str)] = &[
    ("policy", "policy"),
    ("policies", "policy"),
    ("richtlinie", "policy"),
    ("richtlinien", "policy"),
    ("leitlinie", "policy"),
    ("leitlinien", "policy"),
    ("politik", "policy"),
    ("plan", "plan"),
    ("plans", "plan"),
    ("plaene", "plan"),
    ("planung", "plan"),
    ("programme", "plan"),
    ("programm", "plan"),
    ("roadmap", "plan"),
    ("strategy", "plan"),
    ("strategie", "plan"),
    ("konzept", "plan"),
    ("process", "process"),
    ("processes", "process"),
    ("prozess", "process"),
    ("prozesse", "process"),
    ("prozessbeschreibung", "process"),
    ("prozessbeschreibungen", "process"),
    ("workflow", "process"),
    ("procedure", "procedure"),
    ("procedures", "procedure"),
    ("verfahren", "procedure"),
    ("sop", "procedure"),
    ("sops", "procedure"),
    ("rules", "procedure"),
    ("regeln", "procedure"),
    ("regelung", "procedure"),
    ("instruction", "procedure"),
    ("instructions", "procedure"),
    ("runbook", "procedure"),
    ("runbooks", "procedure"),
    ("playbook", "procedure"),
    ("handbook", "procedure"),
    ("handbuch", "procedure"),
    ("manual", "procedure"),
    ("guideline", "procedure"),
    ("guidelines", "procedure"),
    ("anleitung", "procedure"),
    ("anweisung", "procedure"),
    ("anweisungen", "procedure"),
    ("leitfaden", "procedure"),
    ("merkblatt", "procedure"),
    ("agreement", "agreement"),
    ("agreements", "agreement"),
    ("vereinbarung", "agreement"),
    ("vereinbarungen", "agreement"),
    ("sla", "agreement"),
    ("slas", "agreement"),
    ("leistungsschein", "agreement"),
    ("leistungsscheine", "agreement"),
    ("leistungsscheinen", "agreement"),
    ("serviceschein", "agreement"),
    ("servicescheine", "agreement"),
    ("leistungszusage", "agreement"),
    ("leistungszusagen", "agreement"),
    ("servicezusage", "agreement"),
    ("servicezusagen", "agreement"),
    ("absprache", "agreement"),
    ("absprachen", "agreement"),
    ("ola", "agreement"),
    ("olas", "agreement"),
    ("contract", "contract"),
    ("contracts", "contract"),
    ("vertrag", "contract"),
    ("vertraege", "contract"),
    ("catalogue", "catalogue"),
    ("catalog", "catalogue"),
    ("catalogues", "catalogue"),
    ("katalog", "catalogue"),
    ("kataloge", "catalogue"),
    ("register", "register"),
    ("registers", "register"),
    ("registry", "register"),
    ("inventory", "register"),
    ("inventar", "register"),
    ("verzeichnis", "register"),
    ("log", "register"),
    ("logbook", "register"),
    ("logbuch", "register"),
    ("tracker", "register"),
    ("problemliste", "register"),
    ("stoerungsliste", "register"),
    ("ticketliste", "register"),
    ("beschwerdeliste", "register"),
    ("reklamationsliste", "register"),
    ("risikoliste", "register"),
    ("massnahmenliste", "register"),
    ("abweichungsliste", "register"),
    ("maengelliste", "register"),
    ("report", "report"),
    ("reports", "report"),
    ("bericht", "report"),
    ("berichte", "report"),
    ("survey", "report"),
    ("umfrage", "report"),
    ("postmortem", "report"),
    ("auswertung", "report"),
    ("agenda", AGENDA),
    ("agendas", AGENDA),
    ("tagesordnung", AGENDA),
    ("invitation", AGENDA),
    ("invitations", AGENDA),
    ("einladung", AGENDA),
    ("einladungen", AGENDA),
    ("minutes", "minutes"),
    ("protokoll", "minutes"),
    ("protokolle", "minutes"),
    ("niederschrift", "minutes"),
    ("record", "record"),
    ("records", "record"),
    ("nachweis", "record"),
    ("nachweise", "record"),
    ("aufzeichnung", "record"),
    ("aufzeichnungen", "record"),
    ("review", "record"),
    ("reviews", "record"),
    ("certificate", "record"),
    ("certificates", "record"),
    ("zertifikat", "record"),
    ("zertifikate", "record"),
    ("template", "template"),
    ("templates", "template"),
    ("vorlage", "template"),
    ("vorlagen", "template"),
    ("muster", "template"),
    ("form", "form"),
    ("forms", "form"),
    ("formular", "form"),
    ("formulare", "form"),
    ("formblatt", "form"),
    ("questionnaire", "form"),
    ("fragebogen", "form"),
    ("list", "list"),
    ("lists", "list"),
    ("liste", "list"),
    ("listen", "list"),
    ("checklist", "list"),
    ("checkliste", "list"),
    ("matrix", "list"),
];

/// Endings of compounds, mostly German; longer before shorter.
const ENDINGS: &[(&str, &str)] = &[
    ("testprotokoll", "record"),
    ("pruefprotokoll", "record"),
    ("abnahmeprotokoll", "record"),
    ("prozessbeschreibung", "process"),
    ("leistungskatalog", "catalogue"),
    ("richtlinie", "policy"),
    ("leitlinie", "policy"),
    ("politik", "policy"),
    ("programm", "plan"),
    ("konzept", "plan"),
    ("strategie", "plan"),
    ("plan", "plan"),
    ("prozess", "process"),
    ("verfahren", "procedure"),
    ("anweisung", "procedure"),
    ("anleitung", "procedure"),
    ("handbuch", "procedure"),
    ("leitfaden", "procedure"),
    ("vereinbarungen", "agreement"),
    ("vereinbarung", "agreement"),
    ("leistungsschein", "agreement"),
    ("vertrag", "contract"),
    ("katalog", "catalogue"),
    ("register", "register"),
    ("verzeichnis", "register"),
    ("inventar", "register"),
    ("bericht", "report"),
    ("report", "report"),
    ("protokoll", "minutes"),
    ("niederschrift", "minutes"),
    ("nachweis", "record"),
    ("zertifikat", "record"),
    ("vorlage", "template"),
    ("formular", "form"),
    ("formblatt", "form"),
    ("fragebogen", "form"),
    ("liste", "list"),
    ("matrix", "list"),
];

#[cfg(test)]
mod tests {
    use super::super::KINDS;
    use super::*;

    #[test]
    fn every_kind_is_known_by_its_own_name() {
        for kind in KINDS {
            assert_eq!(kind_in(kind), Some(kind));
        }
        let told = WORDS.iter().map(|(_, kind)| *kind);
        for kind in told.chain(ENDINGS.iter().map(|(_, kind)| *kind)) {
            assert!(KINDS.contains(&kind), "{kind}");
        }
    }
}
