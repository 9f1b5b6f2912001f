//! The document's number and its version in a file's name: `POL-ITSM-004 Incident Policy
//! v2.1 final`. Where the text states neither, this is how people tell versions apart.
//!
//! Names hold numbers of everything, so that only forms are taken that hardly anything else
//! has: a number that begins the name in capitals, a version behind its word. What is read here
//! is stated of the document and scored; `intake` takes names apart more freely
//! (`src/intake/names.rs`), since there a version too many only puts files side by side.

use super::dates::date_in_name;
use super::labels::is_document_number;

/// The number of the document that a name, without its ending, begins with.
#[must_use]
pub fn number_in_name(stem: &str) -> Option<&str> {
    let end = stem
        .find(|c: char| c.is_whitespace() || matches!(c, '_' | '(' | '['))
        .unwrap_or(stem.len());
    let number = stem[..end].trim_end_matches(['-', '.', ',']);
    let groups = || {
        number
            .split(|c: char| !c.is_ascii_digit())
            .filter(|group| !group.is_empty())
    };
    let is_year =
        |group: &str| group.len() == 4 && (group.starts_with("19") || group.starts_with("20"));
    // `SMS-2026` is a plan for a year, `MI-2025-11-03` what happened on a day.
    let is_one = is_document_number(number)
        && groups().any(|group| group.len() > 1 && !is_year(group))
        && date_in_name(number).is_none();
    is_one.then_some(number)
}

/// The version that a name, without its ending, states: `v2.1`, `Rev 05`, `rev_B`. None where
/// it states two.
#[must_use]
pub fn version_in_name(stem: &str) -> Option<&str> {
    let mut found: Option<&str> = None;
    let mut from = 0;
    while let Some(start) = next_word(stem, from) {
        let end = stem[start..]
            .find(|c: char| !c.is_ascii_alphabetic())
            .map_or(stem.len(), |length| start + length);
        from = end.max(start + 1);
        let Some(version) = version_behind(stem, start, end) else {
            continue;
        };
        if found.is_some_and(|held| held != version) {
            return None;
        }
        found = Some(version);
    }
    found
}

/// Where the next word of letters begins that stands behind no letter or digit.
fn next_word(stem: &str, from: usize) -> Option<usize> {
    let bytes = stem.as_bytes();
    (from..bytes.len()).find(|at| {
        bytes[*at].is_ascii_alphabetic()
            && at.checked_sub(1).is_none_or(|before| {
                !bytes[before].is_ascii_alphanumeric() && bytes[before].is_ascii()
            })
    })
}

/// The version behind a word for one.
fn version_behind(stem: &str, start: usize, end: usize) -> Option<&str> {
    let word = stem[start..end].to_ascii_lowercase();
    let is_word = matches!(
        word.as_str(),
        "v" | "ver" | "vers" | "version" | "rev" | "revision"
    );
    let rest = stem[end..].trim_start_matches([' ', '_', '.', '-']);
    let gap = stem.len() - end - rest.len();
    if !is_word || gap > 2 || gap > 0 && word == "v" && !stem[end..].starts_with(['.', ' ']) {
        return None;
    }
    let length = rest
        .find(|c: char| !(c.is_ascii_digit() || c == '.'))
        .unwrap_or(rest.len());
    let number = rest[..length].trim_end_matches('.');
    let behind = &rest[number.len()..];
    if number.is_empty() {
        return letter(rest).filter(|_| word.starts_with("rev") && gap > 0);
    }
    let goes_on = behind.starts_with(char::is_alphanumeric)
        || behind.starts_with(['-', '_']) && behind[1..].starts_with(|c: char| c.is_ascii_digit());
    (number.len() <= 8 && !goes_on).then_some(number)
}

/// A letter for a revision, alone and large.
fn letter(rest: &str) -> Option<&str> {
    let first = rest.get(..1)?;
    let is_alone = !rest[1..].starts_with(char::is_alphanumeric);
    (first.bytes().all(|byte| byte.is_ascii_uppercase()) && is_alone).then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_and_versions_in_names() {
        for (stem, number, version) in [
            (
                "POL-ITSM-004 Incident Policy v2.1 final",
                Some("POL-ITSM-004"),
                Some("2.1"),
            ),
            (
                "SOP-012_Change-Management_v2.1_final",
                Some("SOP-012"),
                Some("2.1"),
            ),
            (
                "PR-SD-012_Request Fulfilment_V3",
                Some("PR-SD-012"),
                Some("3"),
            ),
            ("VA-07-02 Lieferanten Rev 05", Some("VA-07-02"), Some("05")),
            (
                "QP-07 Supplier Control rev4 approved",
                Some("QP-07"),
                Some("4"),
            ),
            ("ITSM_Continuity_Plan_2025_rev_B", None, Some("B")),
            ("Change Policy (Version 1.2)", None, Some("1.2")),
            ("policy-v.3", None, Some("3")),
            ("ISO 20000-1 gap analysis v0.3", None, Some("0.3")),
            ("ISO-20000 gap analysis", None, None),
            ("MI-2025-11-03 Major incident report", None, None),
            ("SMS-2026 plan", None, None),
            ("Copy of Change Policy (2)", None, None),
            ("Richtlinie_V1-3", None, None),
            ("Change v1.0 compared with v2.0", None, None),
            ("Review of rev counters 7", None, None),
            ("IPv6 rollout", None, None),
            ("Server v2x", None, None),
            ("revenue 2025", None, None),
            ("2025-11-03 Policy", None, None),
            ("", None, None),
            ("v", None, None),
        ] {
            assert_eq!(number_in_name(stem), number, "{stem}");
            assert_eq!(version_in_name(stem), version, "{stem}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_name_panics(stem in "([A-Z]{1,3}|[0-9]{1,4}|v|rev|ä|[-_. (])*") {
            let _ = (number_in_name(&stem), version_in_name(&stem));
        }
    }
}
