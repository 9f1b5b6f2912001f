//! What kind of document something is: as stated, else as its name suggests.

use super::Metadata;
use crate::evidence::words::words;

/// The kind of what is said before a meeting, which is no record of it.
pub const AGENDA: &str = "agenda";

/// The kind of lists that are kept current.
pub const REGISTER: &str = "register";

/// Every kind a document can be of.
pub const KINDS: [&str; 15] = [
    "policy",
    "plan",
    "process",
    "procedure",
    "agreement",
    "contract",
    "catalogue",
    REGISTER,
    "report",
    "minutes",
    "record",
    "form",
    "list",
    "template",
    AGENDA,
];

/// The canonical kind: as stated, else from the title, the file's name or its folders.
/// `None` when nothing tells.
#[must_use]
pub fn kind_of(metadata: &Metadata, path: &str) -> Option<&'static str> {
    kind_by_name(metadata, path).or_else(|| kind_by_folders(metadata, path))
}

/// The same by what the file itself says, whatever folder it lies in.
#[must_use]
pub fn kind_by_name(metadata: &Metadata, path: &str) -> Option<&'static str> {
    let kind = metadata.kind.as_ref().map(|kind| kind.value.as_str());
    let title = metadata.title.as_ref().map(|title| title.value.as_str());
    let (_, name) = parted(path);
    let stem = name.split_once('.').map_or(name, |(stem, _)| stem);
    let stated = kind.and_then(kind_in).or_else(|| title.and_then(kind_in));
    stated.or_else(|| kind_in(stem))
}

/// The kind that the folders of a file tell, the nearest first.
#[must_use]
pub fn kind_by_folders(metadata: &Metadata, path: &str) -> Option<&'static str> {
    let (folders, _) = parted(path);
    let folder = folders.rsplit(['/', '\\']).find_map(kind_in)?;
    // What is kept beside a contract and bears a day of its own happened on that day.
    let beside = matches!(folder, "contract" | "agreement") && happened(metadata);
    (!beside).then_some(folder)
}

fn parted(path: &str) -> (&str, &str) {
    path.rsplit_once(['/', '\\']).unwrap_or(("", path))
}

/// Whether a file states the day of something that happened, and nothing that only a
/// document in force has.
fn happened(metadata: &Metadata) -> bool {
    metadata.date.is_some()
        && metadata.version.is_none()
        && metadata.status.is_none()
        && metadata.approved_on.is_none()
        && metadata.next_review.is_none()
        && metadata.review_interval.is_none()
}

/// Whether documents of a kind bind two parties, for a term.
#[must_use]
pub fn is_agreement(kind: &str) -> bool {
    matches!(kind, "agreement" | "contract")
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

/// Whether documents of a kind are records of something done, rather than rules for it.
#[must_use]
pub fn is_record(kind: &str) -> bool {
    matches!(
        kind_in(kind),
        Some("register" | "report" | "minutes" | "record" | "form")
    )
}

/// The kind that a title or a name tells. What stands before "of" names the thing, and there
/// the last word that tells is the one: "service catalogue management process" is a process,
/// and a "check of the register" is no register.
#[must_use]
pub fn kind_in(phrase: &str) -> Option<&'static str> {
    if phrase.len() > 300 {
        return None;
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
        if let Some(kind) = in_word(&words[at]) {
            return Some(kind);
        }
    }
    None
}

fn in_word(word: &str) -> Option<&'static str> {
    WORDS
        .iter()
        .find(|(name, _)| *name == word)
        .or_else(|| {
            ENDINGS
                .iter()
                .find(|(ending, _)| word.len() >= ending.len() + 3 && word.ends_with(ending))
        })
        .map(|(_, kind)| *kind)
}

/// Whether a word, in compared form, names a kind and nothing else: "Plan", not "Notfallplan".
#[must_use]
pub fn is_kind_word(word: &str) -> bool {
    WORDS.iter().any(|(name, _)| *name == word)
}

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
    ("meeting", "notes", "minutes"),
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
    ("vereinbarung", "agreement"),
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
    use super::*;
    use crate::evidence::metadata::{Source, Stated};
    use crate::source::Location;

    fn stated(kind: &str) -> Metadata {
        let kind = Stated {
            value: kind.to_owned(),
            source: Source::FrontMatter,
            location: Location::file("a"),
        };
        Metadata {
            kind: Some(kind),
            ..Metadata::default()
        }
    }

    fn titled(title: &str, metadata: Metadata) -> Metadata {
        let title = Stated {
            value: title.to_owned(),
            source: Source::Name,
            location: Location::file("a"),
        };
        Metadata {
            title: Some(title),
            ..metadata
        }
    }

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

    #[test]
    fn titles_tell() {
        for (title, kind) in [
            ("Service management policy", "policy"),
            ("Service catalogue management process", "process"),
            ("Service level agreement Managed Workplace", "agreement"),
            ("SLA Hosting", "agreement"),
            ("Management review procedure", "procedure"),
            ("Management review, 25 June 2026", "record"),
            ("Internal audit report, block A, May 2026", "report"),
            ("Internal audit programme 2026", "plan"),
            ("Register of contracts", "register"),
            ("Minutes of the planning meeting", "minutes"),
            ("Report on the service catalogue", "report"),
            (
                "Contract with CloudNorth, scan of the signed copy",
                "contract",
            ),
            ("Changes in the third quarter: report", "report"),
            ("Risikoregister 2026", "register"),
            ("Richtlinie zur Informationssicherheit", "policy"),
            ("Informationssicherheitsrichtlinie", "policy"),
            ("Prozessbeschreibung Störungsmanagement", "process"),
            ("Schulungsplan 2026", "plan"),
            ("Protokoll der Sitzung vom 3. März", "minutes"),
            ("Besprechungsprotokoll", "minutes"),
            ("Monatsbericht März", "report"),
            ("Dienstleistungsvertrag CloudNorth", "contract"),
            ("Servicekatalog", "catalogue"),
            ("Verfahrensanweisung Änderungen", "procedure"),
            ("Kontaktliste", "list"),
            ("Incident record template", "template"),
            ("Management review: agenda for 3 December 2026", "agenda"),
            ("Agenda of the management review", "agenda"),
            ("Management review agenda", "agenda"),
            ("Einladung zum Management-Review", "agenda"),
            ("Minutes: agenda and decisions", "minutes"),
        ] {
            assert_eq!(
                kind_of(&titled(title, Metadata::default()), "a/b.md"),
                Some(kind),
                "{title}"
            );
        }
        for none in [
            "Check of the configuration register",
            "Talk about the contract",
            "Service reporting",
            "Scope of the service management system",
            "Meeting rooms",
            "",
            "How we handle risks",
            "Platform",
        ] {
            assert_eq!(
                kind_of(&titled(none, Metadata::default()), "a/b.md"),
                None,
                "{none}"
            );
        }
    }

    #[test]
    fn what_is_stated_comes_before_the_title_and_the_title_before_the_path() {
        assert_eq!(
            kind_of(&titled("Change plan", stated("Richtlinie")), "reports/a.md"),
            Some("policy")
        );
        assert_eq!(
            kind_of(&titled("Change plan", stated("scope")), "a.md"),
            Some("plan")
        );
        assert_eq!(
            kind_of(&Metadata::default(), "reports/plan.md"),
            Some("plan")
        );
        assert_eq!(
            kind_of(&Metadata::default(), "x/SMS-POL-001_ChangePolicy.docx"),
            Some("policy")
        );
        assert_eq!(
            kind_of(&Metadata::default(), "records/incidents/2026-03.md"),
            Some("record")
        );
        assert_eq!(
            kind_of(
                &titled("CloudNorth", Metadata::default()),
                "Verträge\\CloudNorth.pdf"
            ),
            Some("contract")
        );
        assert_eq!(kind_of(&Metadata::default(), "misc/a.md"), None);
    }

    #[test]
    fn records_are_told_from_rules() {
        let records = ["register", "report", "minutes", "record", "form"];
        for kind in KINDS {
            assert_eq!(is_record(kind), records.contains(&kind), "{kind}");
        }
        for kind in ["log", "test-record", "review", "Audit report", "Protokoll"] {
            assert!(is_record(kind), "{kind}");
        }
        for kind in ["", "scope"] {
            assert!(!is_record(kind), "{kind}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in ".{0,60}", path in "[a-zä./\\\\ -]{0,30}") {
            let _ = kind_of(&titled(&text, Metadata::default()), &path);
            let _ = is_record(&text);
        }
    }
}
