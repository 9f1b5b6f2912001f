//! What is called like a kind of document and is none: an application is no procedure because it
//! ends as one does, and a floor plan plans nothing.
//!
//! Only words that plainly name something else stand here; "Fahrplan" is a timetable to some and a
//! roadmap to others, and is left to its ending.

/// Whether a compound, in compared form, ends as such a thing is called.
pub(super) fn ends_as(word: &str) -> bool {
    BY_ENDING.iter().any(|thing| word.ends_with(thing))
}

/// Whether two words, in compared form, name such a thing together.
pub(super) fn is_pair(first: &str, second: &str) -> bool {
    BY_PAIR.contains(&(first, second))
}

/// Compounds that end like a kind and name no document of it: an application, a drawing, a table
/// of contents, what computers speak with each other, what courts do, what asks for a decision.
const BY_ENDING: &[&str] = &[
    "fachverfahren",
    "softwareverfahren",
    "gerichtsverfahren",
    "klageverfahren",
    "strafverfahren",
    "insolvenzverfahren",
    "lageplan",
    "netzplan",
    "netzwerkplan",
    "stadtplan",
    "grundrissplan",
    "gebaeudeplan",
    "schaltplan",
    "kabelplan",
    "verkabelungsplan",
    "sitzplan",
    "speiseplan",
    "kontenplan",
    "anwendungsprogramm",
    "dienstprogramm",
    "hilfsprogramm",
    "computerprogramm",
    "softwareprogramm",
    "schutzprogramm",
    "mailprogramm",
    "serverprozess",
    "hintergrundprozess",
    "gerichtsprozess",
    "netzwerkprotokoll",
    "netzprotokoll",
    "internetprotokoll",
    "uebertragungsprotokoll",
    "kommunikationsprotokoll",
    "inhaltsverzeichnis",
    "abkuerzungsverzeichnis",
    "abbildungsverzeichnis",
    "literaturverzeichnis",
    "stichwortverzeichnis",
    "unterverzeichnis",
    "stammverzeichnis",
    "dateiverzeichnis",
    "serverzertifikat",
    "clientzertifikat",
    "wurzelzertifikat",
    "terminvereinbarung",
    "beschlussvorlage",
    "sitzungsvorlage",
    "gesetzesvorlage",
    "ratsvorlage",
    "gremienvorlage",
    "floorplan",
];

/// Two words of which the second names no kind beside the first.
const BY_PAIR: &[(&str, &str)] = &[
    ("floor", "plan"),
    ("floor", "plans"),
    ("site", "plan"),
    ("seating", "plan"),
    ("tariff", "plan"),
    ("computer", "programme"),
    ("software", "programme"),
    ("it", "verfahren"),
    ("edv", "verfahren"),
    ("group", "policy"),
    ("group", "policies"),
    ("dns", "record"),
    ("dns", "records"),
    ("tls", "certificate"),
    ("tls", "certificates"),
    ("ssl", "certificate"),
    ("ssl", "certificates"),
    ("server", "certificate"),
    ("server", "certificates"),
    ("root", "certificate"),
    ("windows", "registry"),
];
