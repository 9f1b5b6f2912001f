//! What kind of document something is: as stated, else as its name suggests.

mod phrase;
mod things;

pub use phrase::{is_kind_word, is_note_name, is_template_name, kind_in};

use super::Metadata;

/// The kind of what is said before a meeting, which is no record of it.
pub const AGENDA: &str = "agenda";

/// The kind of lists that are kept current.
pub const REGISTER: &str = "register";

/// The kind of lists of anything: records where their entries tell what was done, else not.
pub const LIST: &str = "list";

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
    LIST,
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
        && metadata.effective.is_none()
        && metadata.next_review.is_none()
        && metadata.review_interval.is_none()
}

/// Whether documents of a kind bind two parties, for a term.
#[must_use]
pub fn is_agreement(kind: &str) -> bool {
    matches!(kind, "agreement" | "contract")
}

/// Whether documents of a kind are records of something done, rather than rules for it.
#[must_use]
pub fn is_record(kind: &str) -> bool {
    let known = KINDS.iter().find(|known| **known == kind).copied();
    matches!(
        known.or_else(|| kind_in(kind)),
        Some("register" | "report" | "minutes" | "record" | "form")
    )
}

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
            ("Problem tracker", "register"),
            ("Problemliste", "register"),
            ("Problem list 2026", "register"),
            ("Prüfliste", "list"),
            ("Problem board (12 October 2026)", "register"),
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
            "Change advisory board",
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

    #[test]
    fn a_word_that_only_ends_like_a_kind_is_none() {
        for (title, kind) in [
            ("Hosting Fachverfahren Bauaufsicht", None),
            ("Kfz-Fachverfahren", None),
            ("IT-Verfahren Wohngeld", None),
            ("Lageplan Rechenzentrum", None),
            ("Netzplan Standort Nord", None),
            ("Inhaltsverzeichnis", None),
            ("Virenschutzprogramm", None),
            ("Beschlussvorlage zum Haushalt", None),
            ("Floor plan, second storey", None),
            ("DNS records", None),
            ("Group policy", None),
            // What stands beside it tells all the same.
            ("Leistungsschein Fachverfahren-Hosting", Some("agreement")),
            ("Verfahren für Fachverfahren", Some("procedure")),
            ("Netzplan: Bericht", Some("report")),
            ("Genehmigungsverfahren", Some("procedure")),
            ("Fahrplan zur Zertifizierung", Some("plan")),
            ("Sitzungsprotokoll", Some("minutes")),
            ("Access policy", Some("policy")),
            ("Recovery plan", Some("plan")),
        ] {
            assert_eq!(kind_in(title), kind, "{title}");
        }
    }

    #[test]
    fn nobody_approves_notes_letters_and_answers() {
        for title in [
            "Aktenvermerk",
            "Gesprächsnotiz Kranbau",
            "Ergebnis der Befragung der Häuser",
            "Kundenumfrage 2026",
            "Customer survey 2026: results",
            "Note to file: crane controls",
            "Memo on staffing",
            "Wiki-Export August",
            "Inventur Messgeräte",
        ] {
            assert!(is_note_name(title), "{title}");
        }
        for title in [
            "Memorandum of understanding with the port",
            "Survey procedure",
            "Verfahren zur Kundenbefragung",
            "Notfallplan",
            "Information security policy",
            "Notebook list",
        ] {
            assert!(!is_note_name(title), "{title}");
        }
    }

    #[test]
    fn agreements_on_services_have_many_names() {
        for title in [
            "Leistungsschein 4 Schulnetz",
            "Leistungsscheine 2026",
            "Anlage Serviceschein Druck",
            "Dienstgütevereinbarung Lohnabrechnung",
            "Dienstgütevereinbarungen",
            "Leistungsvereinbarung Bücherei",
            "Servicevereinbarung Fernwartung",
            "Servicezusage Telefonie",
            "Service level agreement for the print shop",
            "OLA Netzbetrieb",
        ] {
            assert_eq!(kind_in(title), Some("agreement"), "{title}");
        }
    }
}
