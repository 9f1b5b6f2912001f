//! How people name standards: which one the numbers behind a name belong to.
//!
//! This is a table of names, as others are tables of months or of words for "owner". What a
//! file says depends on its bytes alone, so the edition an assessment is against cannot be
//! asked here; whether the edition that is named is that one is decided later, against the
//! catalogue, where claims are resolved. A catalogue of another standard needs a row here,
//! or its numbers are read as those of somebody else's standard.

use super::keys::fold;

/// A standard whose clauses can be claimed.
pub(super) struct Named {
    /// As the catalogue calls it.
    pub id: &'static str,
    /// The number by which it is cited.
    pub number: &'static str,
    /// What may follow the number; other parts are other standards.
    pub parts: &'static [&'static str],
    /// Its editions by year.
    pub years: &'static [&'static str],
    /// The edition that a text means which speaks of an amendment.
    pub amended: &'static str,
    /// Keys that name it, in the form in which keys are compared: claims stand behind them.
    pub keys: &'static [&'static str],
}

/// The standard that numbers belong to unless another one is named.
#[rustfmt::skip]
pub(super) const OWN: Named = Named {
    id: "iso20000-1",
    number: "20000",
    parts: &["", "-1", "_1"],
    years: &["2005", "2011", "2018"],
    amended: "2018+amd1",
    keys: &[
        "iso20000", "iso200001", "isoiec20000", "isoiec200001", "iso20000clauses", "iso20000clause",
        "iso200001clauses", "iso200001clause", "iso200001requirements",
    ],
};

/// Other standards that are often named by their number alone.
const NUMBERS: &[u32] = &[
    9001, 14001, 19011, 22301, 27001, 27002, 27017, 27018, 27701, 31000, 38500, 45001,
];

/// Bodies that publish standards: a number behind them names one.
pub(in crate::evidence) const BODIES: &[&str] = &[
    "iso",
    "iec",
    "iso/iec",
    "din",
    "en",
    "bs",
    "isoiec",
    "iso-iec",
    "iso/iec/ieee",
    "ieee",
];

/// The same where they are written together with the number, longer ones first.
pub(super) const PREFIXES: &[&str] = &[
    "iso/iec", "isoiec", "iso-iec", "iso", "iec", "bs", "din", "en",
];

/// Frameworks whose numbers are their own.
#[rustfmt::skip]
pub(super) const OTHERS: &[&str] = &[
    "itil", "itil4", "itil®", "cobit", "nist", "bsi", "fitsm", "soc", "soc2", "tisax", "gdpr", "dsgvo", "pci",
    "pci-dss", "cis", "nis2", "nis-2", "c5", "vda", "isae", "cmmi", "dora", "bait", "marisk", "kritis",
    "hipaa", "annex", "anhang", "bgb", "hgb", "cobit5", "isms", "qms",
];

/// Whether a key or label names the own standard, spelt in any way.
pub(in crate::evidence) fn is_named_in(key: &str) -> bool {
    fold(key).contains(OWN.number)
}

/// Whether a number by itself is the name of a standard.
pub(in crate::evidence) fn is_number_of_one(number: u32) -> bool {
    NUMBERS.contains(&number) || OWN.number.parse() == Ok(number)
}

/// An edition as claims name it; `2018/amd1:2024` is `2018+amd1`.
pub(super) fn edition(year: &str) -> String {
    let digits = year
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(year.len());
    let (base, rest) = year.split_at(digits);
    if rest.contains("amd") {
        format!("{}:{base}+amd1", OWN.id)
    } else {
        format!("{}:{base}", OWN.id)
    }
}

#[cfg(test)]
mod tests {
    use super::OWN;
    use crate::catalogue::Library;

    #[test]
    fn every_built_in_edition_has_a_name() {
        for id in Library::built_in().editions() {
            assert_eq!(id.standard, OWN.id, "{id}");
            let year = id.edition.split('+').next().unwrap_or("");
            let known = OWN.years.contains(&year) || id.edition == OWN.amended;
            assert!(known, "{id}");
        }
    }
}
