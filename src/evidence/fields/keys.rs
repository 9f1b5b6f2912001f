//! The names under which people state the fields of a document, English and German.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

use super::standards::OWN;
use crate::evidence::words::{fold_into, is_word};

/// What a key or label states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Field {
    Id,
    Title,
    Kind,
    Version,
    Status,
    Owner,
    Author,
    ApprovedBy,
    ApprovedOn,
    /// Who, when or both.
    Approval,
    Effective,
    /// The day of a version that somebody approved, by the history; no key has that name.
    Released,
    /// The day of the version, by the history; no key has that name.
    Versioned,
    Date,
    /// The date a document carries where it states none of its own: `Stand`, a period.
    Stand,
    Published,
    Changed,
    Created,
    LastReviewed,
    NextReview,
    /// A review, past or to come.
    ReviewDate,
    ValidUntil,
    /// From when until when an agreement or a document is valid.
    Term,
    /// The day something ends; of an agreement, that it is no longer in force.
    Ends,
    ReviewInterval,
    /// An interval or a date.
    Review,
    Classification,
    Services,
    Customers,
    Suppliers,
    Claims,
    /// A list that may name any standard.
    Standards,
    /// A table that holds the others.
    Wrapper,
}

/// The field that a key names, spelt in any way, and its canonical name.
pub(crate) fn field(key: &str) -> Option<(Field, &'static str)> {
    // Nearly all keys are written in the form they are compared in.
    if let Some(found) = BY_NAME.get(key) {
        return Some(*found);
    }
    let folded = fold(key);
    if folded.is_empty() || folded.len() > LONGEST {
        return None;
    }
    let found = BY_NAME.get(folded.as_str()).copied();
    found.or_else(|| in_two_languages(key))
}

/// What a label in two languages names, `Freigeber / Approver`: each of its parts the same.
fn in_two_languages(key: &str) -> Option<(Field, &'static str)> {
    let mut parts = key.split(['/', '|', ';', '\n']).map(fold);
    let of = |part: String| BY_NAME.get(part.as_str()).copied();
    let first = of(parts.next()?)?;
    let mut count = 0;
    for part in parts {
        count += 1;
        if kin(of(part)?.0) != kin(first.0) {
            return None;
        }
    }
    (count > 0).then_some(first)
}

/// Fields that two languages name differently where they mean the same.
fn kin(field: Field) -> Field {
    match field {
        Field::Approval => Field::ApprovedBy,
        Field::Stand => Field::Date,
        // `Freigabedatum / Release date`
        Field::Published => Field::ApprovedOn,
        field => field,
    }
}

/// The canonical name that a key is a slip of the pen for. Front matter may hold any key, so
/// only what is very near is taken for a slip.
pub(crate) fn nearest(key: &str) -> Option<&'static str> {
    let folded = fold(key);
    let length = folded.chars().count();
    let names = KEYS
        .iter()
        .filter(|(field, _)| !matches!(field, Field::Wrapper | Field::Review | Field::Stand))
        .map(|(_, names)| names[0]);
    names
        .filter(|name| folded.len() <= LONGEST && folded.strip_suffix('s') != Some(*name))
        .filter_map(|name| {
            let most = match name.len().min(folded.len()) {
                _ if name == "satisfies" => 2,
                10.. => 2,
                5.. => 1,
                _ => 0,
            };
            // Comparing takes time, and nearly every name is out of reach.
            if most == 0 || name.len().abs_diff(length) > most {
                return None;
            }
            let distance = strsim::damerau_levenshtein(&folded, name);
            (1..=most).contains(&distance).then_some((distance, name))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

/// Every name with its field and canonical name; keys are looked up on every file.
static BY_NAME: LazyLock<FxHashMap<&str, (Field, &str)>> = LazyLock::new(|| {
    let mut by_name = FxHashMap::default();
    for (field, names) in KEYS {
        let own = if *field == Field::Claims {
            OWN.keys
        } else {
            &[]
        };
        for name in names.iter().chain(own) {
            by_name.entry(*name).or_insert((*field, names[0]));
        }
    }
    by_name
});

/// Whether a key is the canonical name itself, spelling aside.
pub(crate) fn is_canonical(key: &str, canonical: &str) -> bool {
    let is_letter = |byte: &u8| *byte != b'_';
    let written = key.bytes().filter(is_letter);
    written.eq(canonical.bytes().filter(is_letter)) || fold(key) == canonical.replace('_', "")
}

/// The letters and digits of a key in compared form; a remark in brackets is left out.
pub(crate) fn fold(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    let mut text = key;
    if let Some(at) = key.find('(')
        && let Some(end) = key[at..].find(')')
        && end > 3
        && at > 0
    {
        text = &key[..at];
    }
    for c in text.chars().take(2 * LONGEST) {
        if is_word(c) {
            fold_into(&mut out, c);
        }
    }
    out
}

const LONGEST: usize = 40;

/// Each field's names in compared form, those that name a standard aside; the first is the canonical one, as it is written
/// in front matter without its underscores.
#[rustfmt::skip]
const KEYS: &[(Field, &[&str])] = &[
    (Field::Id, &[
        "id", "documentid", "docid", "documentnumber", "documentno", "docno", "docnumber", "documentref",
        "documentreference", "docref", "identifier", "documentidentifier", "documentcode", "doccode",
        "policynumber", "policyid", "procedureid", "dokumentnummer", "dokumentennummer", "dokumentnr",
        "dokumentennr", "dokumentid", "dokumentenid", "doknr", "dokid", "kennung", "dokumentkennung",
        "dokumentenkennung", "referencenumber", "referenceno", "refno",
        "policyreference", "policyref", "policyno", "procedurenumber", "procedureno", "procedureref", "sopnumber", "sopno", "soprefno",
        "agreementnumber", "agreementno", "agreementnr", "vereinbarungsnummer", "vereinbarungsnr", "reportnumber", "reportno",
        "berichtsnummer", "berichtsnr", "berichtnr",
    ]),
    (Field::Title, &[
        "title", "documenttitle", "doctitle", "documentname", "titel", "dokumenttitel", "dokumententitel",
        "dokumentname", "dokumentenname", "nameofdocument", "nameofthedocument",
        "titledesdokuments", "namedesdokuments",
        "policytitle", "policyname", "proceduretitle", "procedurename", "processname", "processtitle", "plantitle", "soptitle",
    ]),
    (Field::Kind, &[
        "type", "kind", "documenttype", "doctype", "dokumenttyp", "dokumententyp", "dokumentart",
        "dokumentenart", "typ",
    ]),
    (Field::Version, &[
        "version", "documentversion", "docversion", "currentversion", "policyversion", "ver", "revision",
        "rev", "versionno", "versionnumber", "revisionno", "revisionnumber", "issue", "issueno",
        "issuenumber", "vers", "versionsnummer", "versionsnr", "versionnr", "dokumentversion",
        "dokumentenversion", "aktuelleversion", "ausgabe", "fassung",
        "revno", "revnr", "verno", "vernr", "revisionsnummer", "revisionsnr", "revisionsstand",
    ]),
    (Field::Status, &[
        "status", "documentstatus", "docstatus", "state", "approvalstatus", "policystatus", "lifecycle",
        "lifecyclestate", "dokumentstatus", "dokumentenstatus", "bearbeitungsstatus", "freigabestatus",
    ]),
    (Field::Owner, &[
        "owner", "owners", "documentowner", "docowner", "policyowner", "accountableowner", "processowner", "procedureowner",
        "planowner", "ownedby", "responsible", "responsibleperson", "maintainer", "accountable", "custodian",
        "contentowner", "informationowner", "verantwortlich", "verantwortliche", "verantwortlicher",
        "dokumentverantwortlich", "dokumentverantwortliche", "dokumentverantwortlicher",
        "dokumentenverantwortlicher", "dokumentenverantwortliche", "dokumenteigner", "dokumenteneigner",
        "dokumenteigentuemer", "dokumenteneigentuemer", "eigentuemer", "eigentuemerin", "eigner",
        "prozesseigner", "prozessverantwortlicher", "prozessverantwortliche", "richtlinienverantwortlicher",
        "verantwortung", "inhaber", "zustaendig", "verantwortlicheperson", "verantwortlichestelle",
        "fachverantwortlicher", "fachverantwortlich", "responsibleforthisdocument", "responsibleforthedocument",
        "verantwortlichfuerdiesesdokument", "verantwortlichfuerdasdokument",
        "pageowner", "pageowners", "responsiblecommitteeindividual", "nameofresponsiblecommitteeindividual",
    ]),
    (Field::Author, &[
        "author", "authors", "writtenby", "preparedby", "createdby", "draftedby", "compiledby", "documentauthor", "autor",
        "autorin", "autoren", "verfasser", "verfasserin", "ersteller", "erstellerin", "erstelltvon",
        "erstelltdurch", "bearbeiter", "bearbeiterin",
        "originator", "originatorauthor", "nameofauthor", "nameoforiginatorauthor",
    ]),
    (Field::ApprovedBy, &[
        "approvedby", "approver", "approvers", "approvalby", "approvalauthority", "approvingauthority",
        "authorisedby", "authorizedby", "releasedby", "signedby", "signedoffby", "signoffby",
        "freigegebenvon", "freigegebendurch", "freigabedurch", "freigabevon", "freigeber", "freigeberin",
        "freigebender", "genehmigtvon", "genehmigtdurch", "genehmiger", "verabschiedetvon",
        "verabschiedetdurch", "beschlossenvon", "unterzeichnetvon", "inkraftgesetztdurch",
        "inkraftgesetztvon", "freigegebenrolle",
        "approvername", "nameofapprover",
    ]),
    (Field::ApprovedOn, &[
        "approvedon", "approvaldate", "dateapproved", "approveddate", "dateofapproval", "approvedat",
        "dateauthorised", "dateauthorized", "authorisationdate", "authorizationdate", "signoffdate", "dateofsignoff",
        "releasedon", "signedon", "datesigned", "signaturedate", "freigegebenam", "freigabeam",
        "freigabedatum", "datumderfreigabe", "genehmigtam", "genehmigungsdatum", "verabschiedetam",
        "beschlossenam", "unterzeichnetam", "authorisedon", "authorizedon",
        "dateratified", "ratifiedon", "dateendorsed", "dateadopted",
    ]),
    (Field::Approval, &[
        "approval", "approved", "approvals", "signoff", "signedoff", "signed", "released", "authorised",
        "authorized", "endorsed", "endorsedby", "ratified", "ratifiedby", "adopted", "adoptedby", "acceptedby",
        "freigabe", "freigegeben", "genehmigung", "genehmigt", "verabschiedet", "unterzeichnet",
        "unterschrieben", "unterschriebenvon", "gezeichnet", "gez", "inkraftgesetzt", "freigabedurchundam",
        "approvedbyon", "approvedbydate", "approvedbyanddate", "freigegebenvonam", "freigabevonam",
        "freigegebendurcham", "freigabedurcham", "genehmigtdurcham", "genehmigtvonam",
    ]),
    (Field::Effective, &[
        "effective", "effectivedate", "effectivefrom", "effectiveon", "dateeffective", "validfrom",
        "inforcefrom", "inforcesince", "inforce", "entryintoforce", "gueltigab", "gueltigseit", "gueltigvon",
        "giltab", "inkraftab", "inkraftseit", "inkrafttreten", "inkraftgesetztam", "inkraft", "wirksamab",
    ]),
    (Field::Date, &[
        "date", "datum", "documentdate", "docdate", "dokumentdatum", "recorddate", "meetingdate",
        "dateofmeeting", "sitzungsdatum", "besprechungsdatum", "reportdate", "dateofreport", "berichtsdatum",
        "testdate", "dateoftest", "auditdate", "dateofaudit", "heldon", "datumdersitzung",
        "datumderbesprechung", "testdatum", "pruefdatum", "dateofissue",
        "dated",
    ]),
    (Field::Stand, &[
        "stand", "asof", "period", "reportingperiod", "reportingmonth", "berichtszeitraum", "berichtsmonat",
        "zeitraum", "periodcovered", "coversperiod", "quarter", "quartal",
    ]),
    (Field::Published, &[
        "published", "publishedon", "publicationdate", "publishdate", "issued", "issuedon", "issuedate",
        "dateissued", "releasedate", "releaseddate", "ausgabedatum", "veroeffentlichtam", "erscheinungsdatum",
        "dateofrelease",
    ]),
    (Field::Changed, &[
        "lastupdated", "lastupdate", "updated", "updatedon", "updatedat", "lastmodified", "modified",
        "modifiedon", "lastchanged", "lastchange", "lastrevised", "revised", "revisedon", "revisiondate",
        "versiondate", "dateofversion", "dateoflastrevision", "lastedited", "letzteaenderung",
        "zuletztgeaendert", "geaendertam", "aktualisiertam", "letzteaktualisierung", "zuletztaktualisiert",
        "revisionsdatum", "aenderungsdatum", "versionsdatum",
    ]),
    (Field::Created, &[
        "created", "createdon", "createdat", "creationdate", "datecreated", "dateofcreation", "erstelltam",
        "erstellt", "erstellungsdatum", "angelegtam",
        "erstelltdurcham", "erstelltvonam", "preparedbyon", "preparedbydate",
    ]),
    (Field::LastReviewed, &[
        "lastreviewed", "lastreview", "lastreviewdate", "lastreviewedon", "reviewedon", "reviewed",
        "datereviewed", "dateoflastreview", "datelastreviewed", "previousreview", "letzteueberpruefung",
        "letztepruefung", "letztesreview", "letzterreview", "zuletztgeprueft", "zuletztueberprueft",
        "geprueftam", "ueberprueftam",
    ]),
    (Field::NextReview, &[
        "nextreview", "nextreviewdate", "nextreviewdue", "nextreviewon", "dateofnextreview", "reviewdue",
        "reviewduedate", "duereview", "dueforreview", "reviewby", "toreviewby", "tobereviewedby", "tobereviewedon", "nextrevision",
        "nextrevisiondate", "scheduledreview", "nextscheduledreview", "plannedreview",
        "naechsteueberpruefung", "naechstepruefung", "naechstesreview", "naechsterreview", "naechsterevision",
        "ueberpruefungbis", "zuueberpruefenbis", "wiedervorlage", "pruefungfaelligam",
    ]),
    (Field::ReviewDate, &[
        "reviewdate", "dateofreview", "ueberpruefungsdatum", "ueberpruefungam", "reviewdatum",
    ]),
    (Field::ValidUntil, &[
        "validuntil", "validto", "validtill", "validthrough", "expires", "expireson", "expiry", "expirydate",
        "expirationdate", "expiration", "expired", "expiredon", "gueltigbis", "giltbis", "ablaufdatum",
        "abgelaufenam", "laeuftabam", "befristetbis", "inforceuntil", "inkraftbis",
    ]),
    (Field::Ends, &[
        "enddate", "enddatum", "contractend", "contractenddate", "endofcontract", "endofagreement", "endofterm",
        "terminationdate", "terminated", "terminatedon", "terminatedasof", "terminatedwitheffectfrom",
        "dateoftermination", "termends", "agreementend", "vertragsende", "endedesvertrags", "laufzeitbis",
        "laufzeitende", "endederlaufzeit", "gekuendigtzum", "gekuendigtper", "kuendigungzum", "kuendigungper",
        "beendetzum", "beendetam", "vertragbis",
    ]),
    (Field::Term, &[
        "term", "contractterm", "termofcontract", "termofagreement", "termoftheagreement", "contractperiod",
        "contractduration", "agreementterm", "agreementperiod", "durationofcontract", "validity",
        "validityperiod", "periodofvalidity", "valid", "laufzeit", "vertragslaufzeit", "vertragsdauer",
        "gueltigkeit", "gueltigkeitszeitraum", "gueltigkeitsdauer", "geltungsdauer", "geltungszeitraum",
        "gueltig", "vertragszeitraum",
    ]),
    (Field::ReviewInterval, &[
        "reviewinterval", "reviewcycle", "reviewfrequency", "reviewperiod", "reviewschedule", "reviewevery",
        "frequencyofreview", "reviewperiodicity", "reviewintervall", "reviewzyklus",
        "ueberpruefungsintervall", "ueberpruefungszyklus", "ueberpruefungsturnus", "pruefintervall",
        "pruefungsintervall", "pruefzyklus", "pruefturnus", "revisionsintervall", "revisionszyklus", "turnus",
    ]),
    (Field::Review, &[
        "review", "reviews", "ueberpruefung",
    ]),
    (Field::Classification, &[
        "classification", "documentclassification", "securityclassification", "informationclassification",
        "dataclassification", "confidentiality", "confidentialitylevel", "sensitivity", "klassifizierung",
        "klassifikation", "informationsklassifizierung", "vertraulichkeit", "vertraulichkeitsstufe",
        "vertraulichkeitsklasse", "schutzklasse", "einstufung", "geheimhaltungsstufe", "tlp",
    ]),
    (Field::Services, &[
        "services", "service", "forservices", "servicescovered", "servicesinscope", "appliestoservices",
        "dienste", "dienst", "betroffeneservices",
    ]),
    (Field::Customers, &[
        "customers", "customer", "client", "clients", "kunde", "kunden", "auftraggeber",
    ]),
    (Field::Suppliers, &[
        "suppliers", "supplier", "vendor", "vendors", "contractor", "lieferant", "lieferanten",
        "dienstleister", "auftragnehmer",
    ]),
    (Field::Claims, &[
        "satisfies", "satisfy", "satisfied", "fulfils", "fulfills", "clauses", "clause", "isoclauses", "isoclause", "requirements", "requirement",
        "isorequirements", "clausereference", "clausereferences", "standardclause", "standardclauses",
        "claims", "claim", "erfuellt", "normkapitel", "normabschnitt", "normabschnitte", "normbezug",
        "normforderung", "normanforderung", "normanforderungen", "isokapitel",
    ]),
    (Field::Standards, &[
        "controls", "control", "standard", "standards", "norm", "normen", "framework", "frameworks",
        "compliance", "mapping", "mappings", "normreferenz", "normreferenzen", "kapitel", "abschnitt",
        "anforderung", "anforderungen",
    ]),
    (Field::Wrapper, &[
        "document", "metadata", "meta", "doc", "documentcontrol", "documentinfo", "dokument", "metadaten",
        "evidence",
    ]),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_does_not_matter() {
        for (key, wanted) in [
            ("approved_by", Field::ApprovedBy),
            ("Approved-By", Field::ApprovedBy),
            ("APPROVED BY", Field::ApprovedBy),
            ("approvedBy", Field::ApprovedBy),
            ("Gültig ab", Field::Effective),
            ("gueltig_ab", Field::Effective),
            ("Nächste Überprüfung", Field::NextReview),
            (
                "Na\u{308}chste U\u{308}berpru\u{308}fung",
                Field::NextReview,
            ),
            ("Verantwortliche(r)", Field::Owner),
            ("Verantwortliche/r", Field::Owner),
            ("Clause(s)", Field::Claims),
            ("Owner (document)", Field::Owner),
            ("ISO/IEC 20000-1", Field::Claims),
            ("Version / Revision", Field::Version),
            ("Freigeber / Approver", Field::ApprovedBy),
            ("Eigentümer/Owner", Field::Owner),
            ("Document-ID", Field::Id),
            ("Dokumenten-Nr.", Field::Id),
        ] {
            assert_eq!(field(key).map(|(field, _)| field), Some(wanted), "{key}");
        }
        for other in [
            "",
            "template version",
            "description",
            "(",
            "ä",
            "Version / Datum",
            "Owner / Department",
            "a/b",
            "/",
            "Ownership",
            "priority",
        ] {
            assert_eq!(field(other), None, "{other}");
        }
    }

    #[test]
    fn no_name_stands_for_two_fields_and_all_are_folded() {
        let mut seen = std::collections::BTreeSet::new();
        for names in KEYS.iter().map(|(_, names)| names).chain([&OWN.keys]) {
            for name in *names {
                assert!(seen.insert(*name), "{name}");
                assert_eq!(fold(name), *name);
            }
        }
    }

    #[test]
    fn only_what_is_very_near_is_a_slip() {
        for (key, meant) in [
            ("aproved_by", "approvedby"),
            ("Approved_onn", "approvedon"),
            ("satisfise", "satisfies"),
            ("satifies", "satisfies"),
            ("satisfys", "satisfies"),
            ("onwer", "owner"),
            ("verson", "version"),
        ] {
            assert_eq!(nearest(key), Some(meant), "{key}");
        }
        for other in [
            "reviewer",
            "preview",
            "versions",
            "customer_id",
            "supplier_no",
            "published_at",
            "layout",
            "tags",
            "description",
            "weight",
            "slug",
            "data",
            "note",
            "colour",
        ] {
            assert_eq!(nearest(other), None, "{other}");
        }
    }

    #[test]
    fn canonical_names_are_told_from_aliases() {
        assert!(is_canonical("Approved On", "approvedon"));
        assert!(!is_canonical("approval_date", "approvedon"));
    }
}
