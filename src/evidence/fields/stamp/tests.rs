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
        Part::Id(number) => format!("id {number}"),
        Part::Owner(name) => format!("owner {name}"),
        Part::Author(name) => format!("author {name}"),
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
            "Signed 1 April 2024. Runs to 31 March 2029.",
            "approved 1 April 2024;  to 2029-03-31",
        ),
        (
            "Signed on 1 April 2024 and runs until 31 March 2029",
            "approved on 1 April 2024;  to 2029-03-31",
        ),
        (
            "Signed 1 April 2024. It runs until 31 March 2029.",
            "approved 1 April 2024;  to 2029-03-31",
        ),
        (
            "Approved by J. Doe on 1 April 2024, expires on 31 March 2029",
            "approved by J. Doe on 1 April 2024;  to 2029-03-31",
        ),
        (
            "Unterzeichnet am 1. April 2024. Endet am 31. März 2029.",
            "approved am 1. April 2024;  to 2029-03-31",
        ),
        (
            "Unterzeichnet 01.04.2024, Laufzeit bis 31.03.2029",
            "approved 01.04.2024;  to 2029-03-31",
        ),
        (
            "Unterzeichnet 01.04.2024. Die Vereinbarung läuft bis 31.03.2029.",
            "approved 01.04.2024;  to 2029-03-31",
        ),
        ("Runs to 31 March 2029", ""),
        ("Expires 31 March 2029", ""),
        (
            "Approved by J. Doe, runs the desk, on 1 April 2024",
            "approved by J. Doe, runs the desk, on 1 April 2024",
        ),
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

#[test]
fn names_and_numbers_stand_in_stamps() {
    for (text, wanted) in [
        (
            "KRA-V-02, Version 2.3, Verantwortlich S. Krahl, freigegeben 11.02.2026 Dr. H. Wiesner",
            "id KRA-V-02; v2.3; owner S. Krahl; approved 11.02.2026 Dr. H. Wiesner",
        ),
        (
            "M. Ahrens, Version 2.2, freigegeben 09.02.2026 Dr. H. Wiesner",
            "owner M. Ahrens; v2.2; approved 09.02.2026 Dr. H. Wiesner",
        ),
        (
            "Version 1.4, owner T. Osei, approved T. Osei 2026-02-01",
            "v1.4; owner T. Osei; approved T. Osei 2026-02-01",
        ),
        (
            "Approved by J. Doe on 3 March 2026. Owner: K. Roe.",
            "approved by J. Doe on 3 March 2026; owner K. Roe",
        ),
        (
            "Version 1.3 | Owner: Head of Service | Approved by Petra Lind (CEO) 14 January 2026",
            "v1.3; owner Head of Service; approved by Petra Lind (CEO) 14 January 2026",
        ),
        (
            "Version 4.0; K. Roth; Freigabe Dr. H. Wiesner 20.11.2025",
            "v4.0; owner K. Roth; approved Dr. H. Wiesner 20.11.2025",
        ),
        (
            "T. Böhm. Version 1.0 vom 03.02.2026. Freigabe: Dr. H. Wiesner, 05.02.2026",
            "owner T. Böhm; v1.0; of 2026-02-03; approved Dr. H. Wiesner, 05.02.2026",
        ),
        (
            "Owner J. Mbeki. v4, 3 February 2026. Approved by T. Osei.",
            "owner J. Mbeki; v4; of 2026-02-03; approved T. Osei",
        ),
        (
            "Version 5, 2 September 2026, owner T. Osei. Visible to customers in the portal.",
            "v5; of 2026-09-02; owner T. Osei",
        ),
        (
            "Doc no. FB-PRO-02, version 1.4, prepared by T. Osei, reviewed 2026-02-01",
            "id FB-PRO-02; v1.4; author T. Osei; reviewed 2026-02-01",
        ),
        (
            "L. Petersen, Version 3.0, 11.02.2026",
            "owner L. Petersen; v3.0; of 2026-02-11",
        ),
        (
            "Change Manager K. Nowak, version 2.2, status draft",
            "owner Change Manager K. Nowak; v2.2; draft",
        ),
        (
            "Version 4, verantwortlich S. Krahl, freigegeben K. Roth 20.02.2026. Im Intranet für alle lesbar.",
            "v4; owner S. Krahl; approved K. Roth 20.02.2026",
        ),
        (
            "Version 6, owner T. Osei, approved M. Poe 2026-03-20. Open to all staff; customers see pages 1 to 2.",
            "v6; owner T. Osei; approved M. Poe 2026-03-20",
        ),
        (
            "Owner J. Doe, v2, approved by the Board. Kept where everybody who works here finds it.",
            "owner J. Doe; v2; approved the Board",
        ),
        (
            "Owner J. Doe, approved T. Osei 2026-04-01, version 1.",
            "owner J. Doe; approved T. Osei 2026-04-01; v1",
        ),
        ("J. Doe, T. Roe and M. Poe wrote version 2.", ""),
        ("K. Nowak, T. Osei, M. Varga. Approved on 3 March 2026", ""),
        ("Owner T. Osei", ""),
        ("M. Ahrens, Leitung IT", ""),
        ("Change Policy, Version 2.0", ""),
        ("Owner changes are approved by the CAB, version 2.0", ""),
        ("ISO-20000, Version 2018", ""),
        ("A. Ahrens checks each release, version 2 included", ""),
    ] {
        assert_eq!(said(text), wanted, "{text}");
    }
}

#[test]
fn further_particulars_are_found_behind_a_value() {
    for (value, first) in [
        (
            "K. Nowak, version 2.2, approved 2026-02-10 by T. Osei",
            "K. Nowak, ",
        ),
        (
            "J. Mbeki. v4, 3 February 2026. Approved by T. Osei.",
            "J. Mbeki. ",
        ),
        ("S. Krahl. Version 1.0.", "S. Krahl. "),
        ("HR. Version 3, reviewed 2026-02-02.", "HR. "),
        ("QMB S. Krahl, Stand 15.01.2026", "QMB S. Krahl, "),
        ("B. Hughes; version 0.9; draft", "B. Hughes; "),
        ("M. Ahrens, Entwurf", "M. Ahrens, "),
        ("A. B., draft of 3 March 2026", "A. B., "),
        ("M. Huber Version 2.1", "M. Huber "),
        ("M. Huber, owner K. Roe", "M. Huber, "),
        ("1 April 2024, runs to 31 March 2029", "1 April 2024, "),
    ] {
        let found = further(value).map(|at| &value[..at]);
        assert_eq!(found, Some(first), "{value}");
    }
    for whole in [
        "Head of IT, M. Huber",
        "M. Huber, 3 March 2026",
        "Dr. H. Wiesner vom 03.02.2026",
        "Board of Directors, Version Control Ltd",
        "Service Desk, responsible for all changes",
        "Review Board, next review board member",
        "Head of Design, Draft Office",
        "Released Products Group",
        "R. Ibarra (CIO), approved vendors list",
    ] {
        assert_eq!(further(whole), None, "{whole}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in ".{0,80}") {
        let _ = (parts(&text), further(&text));
    }

    #[test]
    fn no_stamp_panics(text in "(Version|Stand|approved|ü|by|Entwurf|valid|until|owner|A\\. |Dr\\.|X-1-02|[0-9.,;:()/ –-]){0,12}") {
        let _ = (parts(&text), further(&text));
    }
}
