use super::*;

fn said(text: &str) -> String {
    let parts = parts(text);
    let said = parts.iter().map(|part| match part {
        Part::Version(number) => format!("v{}", number.trim_start_matches('v')),
        Part::Dated(date) => format!("of {}", date.day),
        Part::Approval(text) => format!("approved {text}"),
        Part::Status(status) => status.word().to_owned(),
        Part::Term(from, until) => format!(
            "{} to {}",
            from.map_or_else(String::new, |from| from.day.to_string()),
            until.day
        ),
        Part::From(date) => format!("from {}", date.day),
        Part::NextReview(date) => format!("review {}", date.day),
        Part::LastReview(date) => format!("reviewed {}", date.day),
    });
    said.collect::<Vec<_>>().join("; ")
}

#[test]
fn stamps_are_read_part_by_part() {
    for (text, wanted) in [
        (
            "Version: 4.0 – approved by Priya Nair on 3 Nov 2025",
            "v4.0; approved by Priya Nair on 3 Nov 2025",
        ),
        (
            "Version 5.1, freigegeben 03.02.2026 Dr. A. Sommer",
            "v5.1; approved 03.02.2026 Dr. A. Sommer",
        ),
        (
            "Version 3.0, nächste Überprüfung Januar 2027",
            "v3.0; review 2027-01-31",
        ),
        ("Stand 12.03.2026, Version 1.4", "of 2026-03-12; v1.4"),
        ("Version 2.0 vom 12.01.2026", "v2.0; of 2026-01-12"),
        (
            "Approved 2026-03-12 by M. Huber",
            "approved 2026-03-12 by M. Huber",
        ),
        ("approved by CIO 26/03/2026", "approved by CIO 26/03/2026"),
        ("Version 1.2, approved by P. Nair", "v1.2; approved P. Nair"),
        (
            "v2.1 – released 5 March 2026 / J. Petersen",
            "v2.1; approved 5 March 2026 / J. Petersen",
        ),
        (
            "Freigegeben durch Dr. A. Sommer am 15.01.2026",
            "approved durch Dr. A. Sommer am 15.01.2026",
        ),
        (
            "Version 1.0 - superseded by version 2.0, February 2024",
            "v1.0; obsolete",
        ),
        (
            "Ungültig seit 15.01.2026 – ersetzt durch Version 3.0",
            "obsolete; obsolete",
        ),
        (
            "Superseded by version 2.0, February 2024. Kept for reference only.",
            "obsolete",
        ),
        (
            "DRAFT v0.4 - for comment by the board until 31 October 2026",
            "draft; v0.4",
        ),
        ("Entwurf, Stand 12.03.2026", "draft; of 2026-03-12"),
        ("Außer Kraft gesetzt am 1. Mai 2025", "obsolete"),
        ("Version 3.0, ersetzt Version 2.0", "v3.0"),
        ("Ersetzt Version 1.0 vom 03.04.2024", ""),
        (
            "Valid from 1 July 2025 until 30 June 2027",
            "2025-07-01 to 2027-06-30",
        ),
        (
            "gültig vom 01.01.2025 bis 31.12.2026",
            "2025-01-01 to 2026-12-31",
        ),
        (
            "Gültig ab 01.07.2025 bis zum 30.06.2027",
            "2025-07-01 to 2027-06-30",
        ),
        ("Valid until 31 December 2025", " to 2025-12-31"),
        ("gültig ab 1. März 2026", "from 2026-03-01"),
        (
            "Approved by the Executive Board",
            "approved the Executive Board",
        ),
        ("Approved by CAB before implementation", ""),
        ("Version 2.0 of the tool prints labels", ""),
        ("Draft beer is served at the summer party", ""),
        ("Released versions are kept for a year", ""),
        ("Approved changes are scheduled weekly", ""),
        ("Stand up meetings are held daily", ""),
        ("Signed minutes are kept by the secretary", ""),
    ] {
        assert_eq!(said(text), wanted, "{text}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in ".{0,80}") {
        let _ = parts(&text);
    }

    #[test]
    fn no_stamp_panics(text in "(Version|Stand|approved|ü|by|Entwurf|valid|until|[0-9.,;:()/ –-]){0,12}") {
        let _ = parts(&text);
    }
}
