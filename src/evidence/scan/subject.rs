//! Is a sentence without a name of its own about what stands in the heading above it?
//!
//! Deliberately narrow: taking "the review of the risk register was postponed" for the
//! management review would accuse somebody of a major nonconformity.

/// Whether a sentence that denies an event is about what its heading names: its subject is
/// the heading's last noun or a pronoun for it, an event, and nothing narrows it down.
/// "The review of the risk register was not carried out" denies no management review, and
/// "the plan was not tested" no plan.
pub(super) fn speaks_of(said: &[String], heading: &[String]) -> bool {
    let word = |at: usize| said.get(at).map_or("", String::as_str);
    let Some(noun) = heading
        .iter()
        .rev()
        .find(|word| word.len() > 2 && !word.bytes().any(|byte| byte.is_ascii_digit()))
    else {
        return false;
    };
    if !is_event(noun) {
        return false;
    }
    if PRONOUNS.contains(&word(0)) {
        return true;
    }
    let within = said.len().min(SUBJECT_WITHIN);
    let Some(at) = said[..within].iter().position(|word| word == noun) else {
        return false;
    };
    let article = at == 0
        || said[..at]
            .iter()
            .all(|word| ARTICLES.contains(&word.as_str()) || heading.contains(word));
    let next = word(at + 1);
    article && !narrows(next)
}

/// Whether a word narrows the one before it down to a part.
pub(super) fn narrows(word: &str) -> bool {
    word == "der" || PREPOSITIONS.contains(&word)
}

/// Whether words that begin a sentence name an event or an agreement as what it is about, and
/// not only with a preposition: "because of the audit the change".
pub(super) fn names_event(words: &[String]) -> bool {
    let is_named = |word: &str| is_event(word) || is_kept(word);
    let leads = |word: &String| leads(word);
    words
        .iter()
        .enumerate()
        .any(|(at, word)| is_named(word) && !words[..at].iter().rev().take(2).any(leads))
        || words
            .first()
            .is_some_and(|first| PRONOUNS.contains(&first.as_str()))
}

/// Whether a label names a thing that an organisation has to have: its own noun is a plan, a
/// procedure, criteria. "Open issues with the plan" and "other plans" may well be none.
pub(super) fn names_what_must_be(label: &[String]) -> bool {
    let name = name_in(label);
    let picks = |word: &String| PICKING.iter().any(|stem| word.starts_with(stem));
    name.last().is_some_and(|noun| is_kept(noun)) && !name.iter().any(picks)
}

/// Whether a label counts what an organisation has to do: "Post-implementation reviews", "Effect
/// of training evaluated". There may well be none of what fails, is late or is done once more.
pub(super) fn names_deed(label: &[String]) -> bool {
    let picks = |word: &String| {
        let begins = |list: &[&str]| list.iter().any(|stem| word.starts_with(stem));
        begins(PICKING) || begins(ONCE_MORE) || LEFT_UNDONE.contains(&word.as_str())
    };
    let is_deed = |word: &String| {
        let singular = |ending: &&str| word.strip_suffix(ending).is_some_and(is_event);
        is_event(word)
            || ["en", "s"].iter().any(singular)
            || word == "umfragen"
            || DEEDS.contains(&word.as_str())
    };
    let own = name_in(label).last();
    !label.iter().any(picks) && [own, label.last()].into_iter().flatten().any(is_deed)
}

/// The words of a label with which it names something, before it says more of it.
fn name_in(label: &[String]) -> &[String] {
    let own = label.iter().enumerate().position(|(at, word)| {
        at > 0 && (leads(word) || ENDS_NAME.contains(&word.as_str()) || is_article(word))
    });
    &label[..own.unwrap_or(label.len())]
}

/// Whether a word names what is made once and kept.
fn is_kept(word: &str) -> bool {
    AGREEMENTS.contains(&word)
        || KEPT.contains(&word)
        || KEPT_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// Whether a word leads another in as a circumstance.
fn leads(word: &str) -> bool {
    PREPOSITIONS.contains(&word) || MORE_LEADS.contains(&word)
}

/// Whether a word is an article, or stands for one.
pub(super) fn is_article(word: &str) -> bool {
    ARTICLES.contains(&word)
}

/// Words after which a label says more of what it names.
const ENDS_NAME: &[&str] = &[
    "that",
    "which",
    "who",
    "without",
    "ohne",
    "not",
    "nicht",
    "gegen",
    "against",
    "about",
    "ueber",
    "under",
    "unter",
    "outside",
    "ausserhalb",
    "left",
    "missing",
    "den",
    "dem",
];

/// Beginnings of words that pick out some of what a label names, of which there may be none.
const PICKING: &[&str] = &[
    "open",
    "offen",
    "failed",
    "failing",
    "other",
    "ander",
    "new",
    "neu",
    "further",
    "weiter",
    "additional",
    "zusaetzlich",
    "chang",
    "geaendert",
    "missing",
    "fehlend",
    "overdue",
    "ueberfaellig",
    "expired",
    "abgelaufen",
    "obsolete",
    "veraltet",
    "unused",
    "unmet",
    "missed",
    "verfehlt",
    "known",
    "bekannt",
    "late",
    "verspaetet",
    "reject",
    "abgelehnt",
    "special",
    "deviating",
    "abweichend",
    "conflicting",
    "pending",
    "outstanding",
    "ausstehend",
    "cancelled",
    "postponed",
    "verschoben",
    "invalid",
    "ungueltig",
    "unsigned",
    "affected",
    "betroffen",
    "previous",
    "old",
    "alt",
    "temporary",
    "optional",
    "terminated",
    "gekuendigt",
    "breached",
    "verletzt",
    "withdrawn",
];

/// What is done to things one by one, where people count how often.
pub(super) const DEEDS: &[&str] = &[
    "reviewed",
    "tested",
    "evaluated",
    "assessed",
    "measured",
    "checked",
    "verified",
    "audited",
    "surveyed",
    "trained",
    "exercised",
    "ueberprueft",
    "geprueft",
    "getestet",
    "bewertet",
    "ausgewertet",
    "gemessen",
    "auditiert",
    "befragt",
    "geschult",
    "geuebt",
    "durchgefuehrt",
];

/// Beginnings of words for what is done once more, or beside the plan.
const ONCE_MORE: &[&str] = &[
    "nach",
    "wiederhol",
    "repeat",
    "retest",
    "follow",
    "sonder",
    "extra",
    "ausser",
    "unplan",
    "special",
    "surprise",
];

/// Words for what was not done, which is well if it is none.
const LEFT_UNDONE: &[&str] = &[
    "not",
    "nicht",
    "never",
    "nie",
    "without",
    "ohne",
    "to",
    "zu",
    "still",
    "noch",
    "re",
    "fehlerhaft",
    "fehlgeschlagene",
];

/// Whether a word names what happens, rather than what is kept.
fn is_event(word: &str) -> bool {
    EVENT_NOUNS.contains(&word) || EVENT_ENDINGS.iter().any(|ending| word.ends_with(ending))
}

/// What can lapse or be given up, beside [`KEPT_ENDINGS`].
const AGREEMENTS: &[&str] = &[
    "agreement",
    "agreements",
    "contract",
    "contracts",
    "approval",
    "programme",
    "sla",
    "vertraege",
    "planung",
    "monitoring",
    "reporting",
    "reports",
    "measurements",
    "forecast",
    "analysis",
];

/// More words for what is kept, in compared form.
const KEPT: &[&str] = &[
    "criterion",
    "plans",
    "policies",
    "procedures",
    "process",
    "processes",
    "catalogues",
    "catalog",
    "inventory",
    "method",
    "methods",
    "schedule",
    "instructions",
    "limit",
    "limits",
    "target",
    "targets",
    "ziele",
    "objectives",
    "types",
    "typen",
    "categories",
    "kategorien",
    "manager",
    "owner",
    "budget",
    "list",
    "overview",
    "uebersicht",
    "evidence",
    "documentation",
    "description",
    "intervals",
    "periods",
    "fristen",
    "scope",
    "guideline",
    "guidelines",
    "rules",
    "regeln",
    "prognose",
];

/// Endings of words for what is kept, and such words themselves.
const KEPT_ENDINGS: &[&str] = &[
    "plan",
    "katalog",
    "bericht",
    "leitlinie",
    "richtlinie",
    "vertrag",
    "vereinbarung",
    "konzept",
    "handbuch",
    "programm",
    "verfahren",
    "policy",
    "catalogue",
    "register",
    "procedure",
    "report",
    "umfrage",
    "freigabe",
    "criteria",
    "kriterien",
    "kriterium",
    "plaene",
    "prozess",
    "prozesse",
    "verzeichnis",
    "liste",
    "grenzwerte",
    "zielwerte",
    "serviceziele",
    "verfuegbarkeitsziele",
    "anweisung",
    "anweisungen",
    "anleitung",
    "anleitungen",
    "methode",
    "regelung",
    "dokumentation",
    "beschreibung",
    "nachweis",
    "nachweise",
    "vertraege",
    "betreuer",
    "verantwortlicher",
    "beauftragter",
];

/// Words that narrow a noun down to a part, and lead another in as a circumstance.
const PREPOSITIONS: &[&str] = &[
    "of", "for", "in", "at", "on", "by", "with", "from", "des", "von", "vom", "fuer", "im", "am",
    "beim", "bei", "mit", "zum", "zur",
];

/// More words that lead another in as a circumstance.
const MORE_LEADS: &[&str] = &[
    "to", "before", "after", "during", "until", "since", "vor", "nach", "wegen", "waehrend",
    "seit", "bis",
];

/// Whether a word says whose or of what the thing before it is.
pub(super) fn is_genitive(word: &str) -> bool {
    matches!(word, "of" | "des" | "der" | "von" | "vom")
}

/// Whether a word stands for what was named before.
pub(super) fn is_pronoun(word: &str) -> bool {
    PRONOUNS
        .iter()
        .any(|pronoun| pronoun.eq_ignore_ascii_case(word))
}

/// The subject of a sentence stands within its first words.
const SUBJECT_WITHIN: usize = 6;

/// What happens, beside [`EVENT_ENDINGS`].
const EVENT_NOUNS: &[&str] = &[
    "tests",
    "reviews",
    "audits",
    "exercise",
    "exercises",
    "drill",
    "meeting",
    "meetings",
    "survey",
    "surveys",
    "training",
    "assessment",
    "evaluation",
    "check",
    "rehearsal",
    "walkthrough",
    "workshop",
    "inspection",
    "measurement",
];

/// Endings of words for events, and such words themselves.
const EVENT_ENDINGS: &[&str] = &[
    "test",
    "review",
    "audit",
    "uebung",
    "sitzung",
    "pruefung",
    "bewertung",
    "befragung",
    "schulung",
    "besprechung",
    "messung",
    "begehung",
    "workshop",
    "rundgang",
];

const PRONOUNS: &[&str] = &["it", "es", "sie", "er"];

const ARTICLES: &[&str] = &[
    "the", "this", "that", "a", "an", "our", "der", "die", "das", "dieser", "diese", "dieses",
    "ein", "eine", "unser", "unsere",
];
