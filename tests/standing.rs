//! How far a document has got, until when it is valid, and who approved it, in the ways
//! people write it; and what that makes of it as evidence.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{MAJOR, Org, file, has, line, percent, said};

/// A procedure with lines below its title.
fn procedure(stamp: &str) -> String {
    let (title, rest) = MAJOR.split_once("\n\n").unwrap();
    format!("{title}\n\n{stamp}\n\n{rest}")
}

fn claimed(name: &str, text: &str) -> Org {
    let manifest = format!("evidence:\n  - {{match: \"{name}\", satisfies: [\"8.6.1-8\"]}}\n");
    Org::new().file(name, text).file("evidence.yaml", manifest)
}

#[test]
fn a_draft_is_a_draft_wherever_it_says_so() {
    for stamp in [
        "DRAFT",
        "**DRAFT**",
        "Draft v0.4 - for comment by the members until 31 October 2026",
        "Entwurf, Stand 12.03.2026",
        "Version 0.3 – Entwurf",
        "Noch nicht freigegeben",
        "This document is a draft.",
        "Zur Freigabe",
    ] {
        let view = claimed("mi.md", &procedure(stamp)).assess();
        assert_eq!(percent(&view, "8.6.1-8"), Some(50), "{stamp}");
        assert!(has(&view, "mi.md", "draft"), "{stamp}");
    }
    for name in ["MI procedure_v0.4_DRAFT.md", "MI procedure (Entwurf).md"] {
        let view = claimed(name, MAJOR).assess();
        assert_eq!(percent(&view, "8.6.1-8"), Some(50), "{name}");
    }
    let titled = MAJOR.replacen("procedure", "procedure (DRAFT)", 1);
    let view = claimed("mi.md", &titled).assess();
    assert_eq!(percent(&view, "8.6.1-8"), Some(50));
    let approved = claimed(
        "mi.md",
        &titled.replacen("\n\n", "\n\nStatus: approved\n\n", 1),
    );
    assert_eq!(
        percent(&approved.assess(), "8.6.1-8"),
        Some(85),
        "a label says so plainly"
    );
}

#[test]
fn what_was_superseded_does_not_count_and_is_not_quoted() {
    for stamp in [
        "Version 1.0 - superseded by version 2.0, February 2024",
        "*Superseded by version 2.0, February 2024. Kept for reference only.*",
        "Ungültig seit 15.01.2026 – ersetzt durch Version 3.0",
        "Diese Anweisung wurde durch Version 3.0 ersetzt.",
        "Withdrawn on 5 March 2025",
        "Status: approved\nSuperseded by version 2.0",
    ] {
        let view = claimed("mi.md", &procedure(stamp)).assess();
        assert_eq!(percent(&view, "8.6.1-8"), Some(0), "{stamp}");
        assert!(has(&view, "mi.md", "obsolete"), "{stamp}");
        assert!(line(&view, "8.6.1-8").found.is_empty());
    }
}

#[test]
fn words_of_a_subject_are_no_standing() {
    for stamp in [
        "Draft beer is not served in the server room.",
        "Version 3.0, ersetzt Version 2.0",
        "Superseded documents are moved to the archive.",
        "The states are:\n\n- Draft\n- In review\n- Approved",
    ] {
        let view = claimed("mi.md", &procedure(stamp)).assess();
        assert_eq!(percent(&view, "8.6.1-8"), Some(85), "{stamp}");
    }
    let view = claimed("Draft approval procedure.md", MAJOR).assess();
    assert_eq!(percent(&view, "8.6.1-8"), Some(85));
}

#[test]
fn approvals_and_versions_are_read_as_people_write_them() {
    let table = |head: &str, rows: &str| format!("| {head} |\n|---|---|---|\n{rows}");
    let cells = table(
        "Erstellt | Geprüft | Freigegeben",
        "| M. Huber, 08.01.2026 | K. Lindner, 12.01.2026 | Dr. A. Sommer, 15.01.2026 |",
    );
    let below = table(
        "Prepared | Reviewed | Approved",
        "| M. Huber | K. Lindner | Dr. A. Sommer |\n| 2026-01-08 | 2026-01-12 | 2026-01-15 |",
    );
    for (stamp, version, by, on) in [
        (
            "Version: 4.0 – approved by Priya Nair on 3 Nov 2025",
            Some("4.0"),
            "Priya Nair",
            "2025-11-03",
        ),
        (
            "Version 5.1, freigegeben 03.02.2026 Dr. A. Sommer",
            Some("5.1"),
            "Dr. A. Sommer",
            "2026-02-03",
        ),
        (
            "Status: approved by CIO 26/03/2026",
            None,
            "CIO",
            "2026-03-26",
        ),
        (
            "Released: 05.03.2026 / J. Petersen",
            None,
            "J. Petersen",
            "2026-03-05",
        ),
        (
            "Approved 2026-03-12 by M. Huber",
            None,
            "M. Huber",
            "2026-03-12",
        ),
        (
            "Approved: 2 March 2022, J. Whitlock (CEO)",
            None,
            "J. Whitlock (CEO)",
            "2022-03-02",
        ),
        (
            "Freigegeben durch: Dr. A. Sommer, 15.01.2026",
            None,
            "Dr. A. Sommer",
            "2026-01-15",
        ),
        (
            "v2.1 – released 5 March 2026 by J. Petersen",
            Some("v2.1"),
            "J. Petersen",
            "2026-03-05",
        ),
        (
            "Genehmigt am 15.01.2026 von Dr. A. Sommer",
            None,
            "Dr. A. Sommer",
            "2026-01-15",
        ),
        (
            "Signed off by M. Huber, 12 March 2026",
            None,
            "M. Huber",
            "2026-03-12",
        ),
        (
            "Signed: H. Roth (Calder), S. Delaney (Tessera), 24 June 2025",
            None,
            "H. Roth (Calder), S. Delaney (Tessera)",
            "2025-06-24",
        ),
        (&cells, None, "Dr. A. Sommer", "2026-01-15"),
        (&below, None, "Dr. A. Sommer", "2026-01-15"),
    ] {
        let view = claimed("mi.md", &procedure(stamp)).assess();
        let seen = file(&view, "mi.md");
        assert_eq!(seen.version.as_deref(), version, "{stamp}");
        assert_eq!(seen.approved_by.as_deref(), Some(by), "{stamp}");
        let approved = seen.approved_on.map(|date| date.to_string());
        assert_eq!(approved.as_deref(), Some(on), "{stamp}");
    }
    let view = claimed("mi.md", &procedure("Stand: 12.03.2026, Version 1.4")).assess();
    let seen = file(&view, "mi.md");
    assert_eq!(seen.version.as_deref(), Some("1.4"));
    assert_eq!(
        seen.date.map(|date| date.to_string()).as_deref(),
        Some("2026-03-12")
    );
}

#[test]
fn a_term_has_a_beginning_and_an_end() {
    for term in [
        "Valid from 1 July 2025 until 30 June 2027",
        "Gültig ab 01.07.2025 bis 30.06.2027",
        "gültig vom 01.07.2025 bis zum 30.06.2027",
        "Term: 1 July 2025 to 30 June 2027",
        "Laufzeit: 01.07.2025 bis 30.06.2027",
        "Gültigkeit: 01.07.2025 - 30.06.2027",
        "Valid from: 1 July 2025 until 30 June 2027",
    ] {
        let view = claimed("mi.md", &procedure(term)).assess();
        let seen = file(&view, "mi.md");
        let day = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
        assert_eq!(day(seen.effective).as_deref(), Some("2025-07-01"), "{term}");
        assert_eq!(seen.approved_on, None, "{term}");
        assert_eq!(
            day(seen.valid_until).as_deref(),
            Some("2027-06-30"),
            "{term}"
        );
    }
}

#[test]
fn what_is_past_its_validity_is_no_evidence() {
    let text = format!("---\nsatisfies: [\"8.6.1-8\"]\nvalid_until: 2026-03-31\n---\n{MAJOR}");
    let view = Org::new().file("mi.md", text).assess();
    assert_eq!(percent(&view, "8.6.1-8"), Some(0));
    said(
        &line(&view, "8.6.1-8").remarks,
        "mi.md was valid until 2026-03-31",
    );
    assert!(has(&view, "mi.md", "expired"));
}

fn contract(supplier: &str, rest: &str) -> String {
    format!(
        "# Contract with {supplier}\n\n{rest}\n\nThe supplier {supplier} provides the network.\n"
    )
}

fn two_suppliers(first: &str, second: &str) -> Org {
    Org::new()
        .file(
            "clausewise.toml",
            "[[party]]\nname = \"Alpha\"\nkind = \"external supplier\"\n[[party]]\nname = \"Beta\"\nkind = \"external supplier\"\n",
        )
        .file("Alpha.md", contract("Alpha", first))
        .file("Beta.md", contract("Beta", second))
        .file("evidence.yaml", "evidence:\n  - {match: \"*.md\", satisfies: [\"8.3.4.1\"]}\n")
}

#[test]
fn an_agreement_past_its_end_shuts_its_party_out() {
    for ended in [
        "Contract start: 1 July 2022\n\nAlpha terminated the contract with effect from 30 June 2025.",
        "Laufzeit: 01.01.2023 bis 31.12.2025",
        "Term: 1 January 2023 to 31 December 2025",
        "Der Vertrag wurde zum 30.06.2025 gekündigt.",
        "Contract end: 31 December 2025",
        "Valid from 1 January 2023 until 31 December 2025",
    ] {
        let view = two_suppliers(ended, "Valid until: 31 December 2028").assess();
        let agreed = line(&view, "8.3.4.1-2");
        assert_eq!(
            (agreed.state, percent(&view, "8.3.4.1-2")),
            ("partly shown", Some(50)),
            "{ended}"
        );
        said(&agreed.missing, "no evidence for the supplier Alpha");
        assert!(
            agreed.found.iter().all(|found| found.path == "Beta.md"),
            "{ended}"
        );
        assert!(has(&view, "Alpha.md", "expired"), "{ended}");
    }
}

#[test]
fn an_agreement_that_is_valid_or_renews_itself_is_in_force() {
    for valid in [
        "Term: 1 January 2023 to 31 December 2027",
        "Laufzeit: 01.01.2023 bis 31.12.2025\n\nDer Vertrag verlängert sich stillschweigend um ein Jahr. Der Vertrag ist in Kraft.",
        "Valid from 1 January 2023\n\nIt may be terminated as of 31 December 2025 at the earliest.",
    ] {
        let view = two_suppliers(valid, "Valid until: 31 December 2028").assess();
        assert_eq!(line(&view, "8.3.4.1-2").state, "shown", "{valid}");
    }
    let planned = two_suppliers("Valid from 1 January 2028", "Valid until: 31 December 2028");
    said(
        &line(&planned.assess(), "8.3.4.1-2").missing,
        "no evidence for the supplier Alpha",
    );
}

#[test]
fn the_end_of_a_contract_is_neither_its_day_nor_its_approval() {
    let state = |title: &str, lines: &str| {
        let text =
            format!("# {title}\n\n{lines}\n\nNovacare supplies and maintains the application.\n");
        let org = Org::new().file("contract.md", text).file(
            "evidence.yaml",
            "evidence:\n  - {match: contract.md, satisfies: [\"8.3.4.1-2\"]}\n",
        );
        line(&org.assess(), "8.3.4.1-2").state
    };
    let title = "Supply contract Novacare Ltd";
    for lines in [
        "Signed 1 April 2024. Runs to 31 March 2029.",
        "Signed 1 April 2024. It runs until 31 March 2029.",
        "Signed on 1 April 2024 and runs until 31 March 2029",
        "Signed 1 April 2024\n\nExpires 31 March 2029",
        "Unterzeichnet am 1. April 2024. Läuft bis 31. März 2029.",
        "Unterzeichnet 01.04.2024, Laufzeit bis 31.03.2029",
        "Unterzeichnet 01.04.2024. Die Vereinbarung endet am 31.03.2029",
    ] {
        assert_eq!(state(title, lines), "shown", "{lines}");
    }
    let bracketed =
        "Agreement Novacare Ltd / Hospital (signed 1 April 2024, runs to 31 March 2029)";
    assert_ne!(state(bracketed, "Between two parties."), "not found");
    let label = "Signed: 1 April 2024, runs to 31 March 2029";
    assert_ne!(state(title, label), "not found");
    // What is signed in years to come binds nobody yet.
    assert_eq!(state(title, "Signed 31 March 2029"), "not found");
}

/// An agreement on hosting, with lines below its title.
fn hosting_agreement(lines: &str) -> clausewise::output::View {
    let text = format!(
        "# Service level agreement for Hosting\n\n{lines}\n\nService level targets based on the service requirements: availability 99.9 %.\n"
    );
    Org::new()
        .file("sla.md", text)
        .file(
            "evidence.yaml",
            "evidence:\n  - {match: sla.md, satisfies: [\"8.3.3\"]}\n",
        )
        .assess()
}

#[test]
fn an_agreement_ends_by_its_days_or_its_length() {
    for (lines, expired) in [
        ("Start: 1 April 2023. End: 31 March 2025.", true),
        ("Beginn: 01.04.2023\n\nEnde: 31.03.2025", true),
        ("Term: 24 months from 1 April 2023", true),
        ("From 1 April 2023 to 31 March 2025", true),
        (
            "The agreement runs for two years from 1 April 2022 and is not renewed.",
            true,
        ),
        ("Laufzeit: drei Jahre ab 01.01.2022", true),
        ("Term: 60 months from 1 April 2023", false),
        ("Start: 1 April 2025. End: 31 March 2030.", false),
        ("Minimum term: 12 months from 1 April 2023", false),
        (
            "Term: 12 months from 1 April 2023, renewed automatically each year",
            false,
        ),
    ] {
        let view = hosting_agreement(lines);
        assert_eq!(has(&view, "sla.md", "expired"), expired, "{lines}");
        assert_eq!(line(&view, "8.3.3-2").state == "shown", !expired, "{lines}");
    }
}

#[test]
fn a_review_of_the_service_is_none_of_the_agreement() {
    for (lines, due) in [
        ("Review: once a quarter with the customer.", false),
        ("Review: quarterly", false),
        (
            "Überprüfung: vierteljährlich im Gespräch mit dem Kunden",
            false,
        ),
        ("Review: annually", true),
        (
            "Review cycle of this document: 3 months\n\nReview interval: 3 months",
            true,
        ),
    ] {
        let view = hosting_agreement(&format!("Approved by: P. Lind, 27 March 2025\n\n{lines}"));
        assert_eq!(file(&view, "sla.md").next_review.is_some(), due, "{lines}");
    }
    let policy = claimed(
        "mi.md",
        &procedure("Approved by: P. Lind, 27 March 2025\n\nReview: quarterly"),
    );
    assert!(file(&policy.assess(), "mi.md").next_review.is_some());
}

#[test]
fn the_first_line_of_a_plain_text_is_its_title_whatever_stands_below() {
    for between in [
        "\n",
        "\nContract no. NH-1\n",
        "\n\n",
        "\n\nBetween North and South.\n\n",
    ] {
        let text = format!("COLOCATION AGREEMENT{between}Service levels: power 99.99 %.\n");
        let org = Org::new().file("c.txt", text).file(
            "evidence.yaml",
            "evidence:\n  - {match: c.txt, satisfies: [\"8.3.4.1\"]}\n",
        );
        assert_eq!(percent(&org.assess(), "8.3.4.1-5"), Some(85), "{between}");
    }
    let org = Org::new()
        .file("c.txt", "Dear all,\n\nService levels: power 99.99 %.\n")
        .file(
            "evidence.yaml",
            "evidence:\n  - {match: c.txt, satisfies: [\"8.3.4.1\"]}\n",
        );
    assert_eq!(percent(&org.assess(), "8.3.4.1-5"), Some(0));
}

#[test]
fn a_template_that_nobody_filled_in_shows_nothing_and_contradicts_nothing() {
    let blank = "# Major incident report No. ____\n\nDate: ____________\n\n## What we learnt\n\n## Improvements\n";
    let answer = "[[answer]]\nanswer = \"no occurrence\"\nabout = [\"8.6.1-11\"]\nreason = \"none\"\nby = \"E\"\ndate = 2026-10-01\n";
    let org = || {
        Org::new()
            .file("Templates/Major incident report.md", blank)
            .file(
                "evidence.yaml",
                "evidence:\n  - {match: \"Templates/*.md\", satisfies: [\"8.6.1-11\"]}\n",
            )
    };
    let view = org().assess();
    assert_eq!(percent(&view, "8.6.1-11"), Some(0));
    said(&line(&view, "8.6.1-11").remarks, "nobody has filled in");
    let answered = org().file("answers.toml", answer).assess();
    assert!(answered.problems.is_empty(), "{:?}", answered.problems);
    let rows = "ref,opened,priority\nA1,2026-03-02,P1\nA2,2026-04-02,P3\nA3,2026-05-02,P1\n";
    let happened = Org::new()
        .register("incidents.csv", rows, "8.6.1")
        .file("answers.toml", answer)
        .assess();
    let told: Vec<_> = happened
        .problems
        .iter()
        .map(|problem| problem.message.clone())
        .collect();
    said(
        &told,
        "contradicted by incidents.csv: 2 rows, the first on line 2",
    );
}
