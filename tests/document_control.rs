//! Lines that documents answer by how they are kept: what is counted, what is named, and
//! that a draft counts half here as well.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{MAJOR, Org, file, has, line, percent, said};

const CONTROL: &str = "# Document control\n\nEvery document is reviewed, approved, given a version and made available to all on the intranet.\n";

const SCOPE: &str = "# Scope of the SMS\n\nThe scope of the SMS covers hosting.\n";

fn document(keys: &str, claims: &str, body: &str) -> String {
    format!("---\nsatisfies: [{claims}]\n{keys}---\n{body}")
}

#[test]
fn a_draft_counts_half_for_what_documents_answer_themselves() {
    let owned = "owner: R. Ibarra\nversion: \"0.3\"\nstatus: draft\n";
    let org = Org::new()
        .file("mi.md", document(owned, "\"8.6.1-8\"", MAJOR))
        .file("control.md", document("", "\"7.5.2\", \"7.5.3\"", CONTROL));
    let view = org.assess();
    for id in ["7.5.2-1", "7.5.3.1-1", "7.5.3.2-3"] {
        assert_eq!(
            (line(&view, id).state, percent(&view, id)),
            ("partly shown", Some(50)),
            "{id}"
        );
        said(
            &line(&view, id).missing,
            "a draft, which counts half: mi.md",
        );
        said(&line(&view, id).remarks, "0 of 1 documents");
    }
    let approved = line(&view, "7.5.2-3");
    assert_eq!(
        (approved.state, percent(&view, "7.5.2-3")),
        ("not found", Some(0))
    );
    said(
        &approved.missing,
        "approval is missing or its review is overdue: mi.md",
    );
    // What a procedure says about approval neither answers the line nor contradicts it.
    assert!(
        approved.found.is_empty()
            && approved
                .evidence
                .iter()
                .all(|looked| looked.name == "mi.md")
    );
    assert!(
        !approved
            .missing
            .iter()
            .any(|missing| missing.contains("draft shows"))
    );
}

#[test]
fn a_day_of_approval_that_can_be_two_days_is_to_be_read_and_not_missing() {
    let org = |day: &str| {
        let body = format!("{MAJOR}\n\nApproved by: R. Vale\nApproved on: {day}\n");
        Org::new()
            .file("mi.md", document("", "\"8.6.1-8\"", &body))
            .assess()
    };
    let view = org("03/02/2026");
    let approved = line(&view, "7.5.2-3");
    said(
        &approved.look_at,
        "holds a day of approval that can be read in two ways",
    );
    assert!(approved.missing.is_empty(), "{:?}", approved.missing);
    assert!(!common::has(&view, "mi.md", "approval-incomplete"));
    // A day that can be one only is read, and none is missing.
    assert_eq!(percent(&org("23/02/2026"), "7.5.2-3"), Some(85));
    assert!(common::has(&org(""), "mi.md", "approval-incomplete"));
}

#[test]
fn as_many_documents_are_named_as_are_counted() {
    let kept = "owner: A\napproved_by: B\napproved_on: 2026-02-03\nversion: \"1\"\n";
    let org = Org::new()
        .file("mi.md", document(kept, "\"8.6.1-8\"", MAJOR))
        .file("scope.md", document("", "\"4.3-6\"", SCOPE))
        .file("rota.md", document("", "\"7.2-1\"", "# Rota\n\nWho is on duty, and the competence needed.\n"))
        // A record needs no owner.
        .file("minutes 2026-03-02.md", document("type: minutes\ndate: 2026-03-02\n", "\"5.2.2-1\"", "# Minutes\n\nThe service management policy, our statement of intent, was adopted.\n"));
    let view = org.assess();
    let identified = line(&view, "7.5.2-1");
    assert_eq!(percent(&view, "7.5.2-1"), Some(50));
    said(
        &identified.remarks,
        "1 of 2 documents that the standard explicitly asks for and that were found states title and owner",
    );
    assert_eq!(
        identified.missing,
        [
            "title or owner is missing: scope.md (the scope statement)",
            "title or owner is missing, in files claimed for other things: rota.md",
        ]
    );
}

/// A document with particulars above and below its text, and what is read of them.
fn particulars(top: &str, end: &str) -> String {
    let body = "## Purpose\n\nThis document describes how the service provider plans, controls and improves the work in its scope.\n\n## Roles\n\n| Role | Task |\n|---|---|\n| Change manager | Approves normal changes |\n\nChanges are approved by the CAB every week and reviewed after closure.\n";
    let text = format!("# Change procedure\n\n{top}\n\n{body}\n{end}\n");
    let org = Org::new().file("a.md", text);
    let view = org.assess();
    let read = file(&view, "a.md");
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let date =
        |value: Option<jiff::civil::Date>| value.map_or_else(String::new, |day| day.to_string());
    [
        text(&read.id),
        text(&read.version),
        read.status.unwrap_or_default().to_owned(),
        text(&read.owner),
        text(&read.approved_by),
        date(read.approved_on),
        date(read.next_review),
    ]
    .join(" / ")
}

#[test]
fn particulars_are_read_in_the_layouts_people_use() {
    for (top, end, wanted) in [
        // Labels above their values.
        (
            "| Document number | Version | Owner | Status |\n|---|---|---|---|\n| PRO-22 | 4.0 | Procurement | Approved |\n| Approved by | Approval date | Effective from | Next review |\n| K. Brandt | 2026-01-15 | 2026-02-01 | 2027-01-15 |",
            "",
            "PRO-22 / 4.0 / approved / Procurement / K. Brandt / 2026-01-15 / 2027-01-15",
        ),
        (
            "| Ref. no. | Issue | Date of issue | Classification |\n|---|---|---|---|\n| OPS-3 | 7 | 19 Feb 2026 | Internal |",
            "",
            "OPS-3 / 7 /  /  /  /  / ",
        ),
        // Two pairs a row, from the row on that Markdown makes the head; a gap between them.
        (
            "| Doc. No. | PL-17 | Version | 1.3 |\n|---|---|---|---|\n| Ersteller | N. Koch | Datum | 05.05.2026 |\n| Prüfer | O. Maurer | Datum | 07.05.2026 |\n| Freigeber | T. Ziegler | Datum | 11.05.2026 |",
            "",
            "PL-17 / 1.3 /  /  / T. Ziegler / 2026-05-11 / ",
        ),
        (
            "| Dokument-ID | KM-2 | | Version | 1.0 |\n|---|---|---|---|---|\n| Verantwortlich | Einkauf | | Freigegeben am | 12.03.2026 |",
            "",
            "KM-2 / 1.0 /  / Einkauf /  / 2026-03-12 / ",
        ),
        // A label that nobody knows costs only itself: beside a known one, before it, beside one
        // who signs, and in a row alone.
        (
            "| Document no. | WI-8 | Dept. | Foundry |\n|---|---|---|---|\n| Owner | P. Adeyemi | Ext. | 4471 |\n| Approved by | S. Lund | Copies to | All shifts |\n| Revision | 3.1 | Sheet | 1 of 6 |",
            "",
            "WI-8 / 3.1 /  / P. Adeyemi / S. Lund /  / ",
        ),
        (
            "| Dok.-Nr. | RB-5 | Fassung | 2.2 |\n|---|---|---|---|\n| Dokumentverantwortlich | Y. Demir | Vertretung | H. Boll |\n| Aktenzeichen intern | 7-33 | Status | freigegeben |\n| Freigegeben von | M. Roth | Blatt | 1 von 4 |\n| Freigegeben am | 04.02.2026 | Verteiler | Werk Süd |",
            "",
            "RB-5 / 2.2 / approved / Y. Demir / M. Roth / 2026-02-04 / ",
        ),
        (
            "| Document version | 1.4 | Sheet | 2 of 3 |\n|---|---|---|---|",
            "",
            " / 1.4 /  /  /  /  / ",
        ),
        // Who signs in rows with a post and a day is read as before.
        (
            "| Prepared by | E. Novak | Shift lead | 2026-01-09 |\n|---|---|---|---|\n| Approved by | W. Ito | Works manager | 2026-01-12 |",
            "",
            " /  /  /  / W. Ito / 2026-01-12 / ",
        ),
        // A list that heads its columns with labels has no pairs.
        (
            "| Owner | Task | Version | Place |\n|---|---|---|---|\n| K. Osei | Sweep | 2.0 | Yard |\n| L. Brandt | Paint | 3.0 | Hall |",
            "",
            " /  /  /  /  /  / ",
        ),
        // Labels with their values in one cell, and in one line.
        (
            "| Status: Approved | Version: 3.3 | Owner: Dana Fox |\n|---|---|---|\n| Approved by: Neil Roy | Approved: 2026-06-01 | Next review: 2027-06-01 |",
            "",
            " / 3.3 / approved / Dana Fox / Neil Roy / 2026-06-01 / 2027-06-01",
        ),
        (
            "Document no.: ISP-001 Version: 5.0 Classification: Public\n\nApproved by: John Barnes Date: 2026-02-17",
            "",
            "ISP-001 / 5.0 /  /  / John Barnes / 2026-02-17 / ",
        ),
        // A state is a value beside its label, though it is a label elsewhere.
        (
            "| Version | 2.1 |\n|---|---|\n| Status | Approved |\n| Reference | CS-PR-07 |",
            "",
            "CS-PR-07 / 2.1 / approved /  /  /  / ",
        ),
        // What runs along the pages.
        (
            "POL-004 | Rev. 3 | Approved 2025-11-03 | Page 2 of 9",
            "",
            "POL-004 / 3 /  /  /  / 2025-11-03 / ",
        ),
        (
            "",
            "| HR-17 | Version 2.4 | Vertraulich | Seite 3 von 12 |",
            "HR-17 / 2.4 /  /  /  /  / ",
        ),
        // Sentences.
        (
            "Responsible for this document: SMS manager\n\nLast reviewed on 4 May 2026; next review 3 May 2027.",
            "",
            " /  /  / SMS manager /  /  / 2027-05-03",
        ),
    ] {
        assert_eq!(particulars(top, end), wanted, "{top}\n{end}");
    }
}

#[test]
fn who_signed_is_read_in_blocks_of_signatures() {
    for (top, end, wanted) in [
        (
            "",
            "## Approval\n\n| | Name | Role | Date | Signature |\n|---|---|---|---|---|\n| Prepared by | Tom Becker | Manager | 2026-04-02 | |\n| Approved by | Ines Faber | CIO | 2026-04-14 | |",
            " /  /  /  / Ines Faber / 2026-04-14 / ",
        ),
        // The column of names, wherever it stands.
        (
            "| Step | Function | Name | Date |\n|---|---|---|---|\n| Author | Analyst | Ida Moe | 2 Feb 2026 |\n| Approval | Director | Eva Lund | 9 Feb 2026 |",
            "",
            " /  /  /  / Eva Lund / 2026-02-09 / ",
        ),
        // Side by side, with words before the values or several lines in a cell.
        (
            "| Erstellt | Geprüft | Freigegeben |\n|---|---|---|\n| Name: J. Adler | Name: B. Thoma | Name: Dr. C. Wolff |\n| Datum: 02.02.2026 | Datum: 05.02.2026 | Datum: 09.02.2026 |\n| Unterschrift: | Unterschrift: | Unterschrift: |",
            "",
            " /  /  /  / Dr. C. Wolff / 2026-02-09 / ",
        ),
        (
            "| Prepared by | Reviewed by | Approved by |\n|---|---|---|\n| Lena Holt<br>Analyst<br>2026-03-01 | Omar Said<br>Lead<br>2026-03-04 | Ruth Cole<br>Head of IT<br>2026-03-06 |",
            "",
            " /  /  /  / Ruth Cole / 2026-03-06 / ",
        ),
        // Labels above their values, words for roles among them; no label is anybody's name.
        (
            "| Approver | Role | Approval date |\n|---|---|---|\n| Lena Bond | Director | 2026-06-18 |",
            "",
            " /  /  /  / Lena Bond / 2026-06-18 / ",
        ),
        (
            "| Genehmiger | Funktion | Freigabedatum |\n|---|---|---|\n| Lena Bond | Leiterin | 18.06.2026 |",
            "",
            " /  /  /  / Lena Bond / 2026-06-18 / ",
        ),
        (
            "| Approver | Role | Approval date |\n|---|---|---|\n| | | |",
            "",
            " /  /  /  /  /  / ",
        ),
        // Nobody has signed.
        (
            "",
            "## Approval\n\n| Approved by | Signature | Date |\n|---|---|---|\n| | | |",
            " /  /  /  /  /  / ",
        ),
        (
            "",
            "Musterstadt, den 12.01.2026\n\ngez. Claudia Sand, Geschäftsführerin",
            " /  /  /  / Claudia Sand, Geschäftsführerin / 2026-01-12 / ",
        ),
    ] {
        assert_eq!(particulars(top, end), wanted, "{top}\n{end}");
    }
}

const HISTORY: &str = "## Version history\n\n| Version | Date | Author | Change | Approved by |\n|---|---|---|---|---|\n| 2.0 | 2026-02-03 | J. Park | Review | S. Quinn |\n| 1.0 | 2024-01-12 | L. Ode | First issue | D. Ross |";

#[test]
fn a_history_speaks_where_nothing_else_does() {
    let alone = " / 2.0 /  /  / S. Quinn / 2026-02-03 / ";
    assert_eq!(particulars(HISTORY, ""), alone);
    assert_eq!(particulars("", HISTORY), alone, "on the last page");
    let draft = HISTORY.replace(
        "| 2.0 | 2026-02-03 | J. Park | Review | S. Quinn |",
        "| 2.1 draft | 2026-05-02 | J. Park | Review | |",
    );
    assert_eq!(particulars(&draft, ""), " / 2.1 / draft /  /  /  / ");
    let block = "## Approval\n\nApproved by: Ines Faber\n\nApproved on: 2026-02-10";
    assert_eq!(
        particulars(HISTORY, block),
        " / 2.0 /  /  / Ines Faber / 2026-02-10 / ",
        "an approval below it is that of the document"
    );
}

#[test]
fn the_end_of_a_long_document_is_read_and_what_differs_is_told() {
    let body = "Work is planned, done and checked by the team in charge of it.\n\n".repeat(300);
    let text = format!(
        "# Change procedure\n\nVersion: 1.9\n\n## Work\n\n{body}{HISTORY}\n\n| POL-004 | Rev. 1.8 | Page 9 of 9 |\n"
    );
    let org = Org::new().file("a.md", text);
    let view = org.assess();
    let read = file(&view, "a.md");
    assert_eq!(read.version.as_deref(), Some("1.9"));
    assert_eq!(read.approved_by.as_deref(), Some("S. Quinn"));
    assert_eq!(read.id.as_deref(), Some("POL-004"));
    let told: Vec<&str> = read
        .problems
        .iter()
        .filter(|problem| problem.kind == "contradiction")
        .map(|problem| problem.message.as_str())
        .collect();
    assert_eq!(
        told,
        [
            "version 1.9 on line 3, 2.0 in the history on line 611",
            "version 1.9 on line 3, 1.8 in the page header or footer on line 614",
        ]
    );
}

#[test]
fn tables_of_other_things_say_nothing_of_the_document() {
    for (top, end) in [
        (
            "| Document ID | Title | Version | Owner | Approved by |\n|---|---|---|---|---|\n| P-1 | Policy | 2.0 | A. Fox | B. Elk |\n| P-2 | Plan | 1.0 | C. Doe | B. Elk |",
            "",
        ),
        (
            "| ID | Risk | Owner | Status |\n|---|---|---|---|\n| R1 | Power | Facilities | open |",
            "",
        ),
        ("ISO/IEC 20000-1:2018 | Service management", ""),
        (
            "",
            "| Priority | Owner | Status |\n|---|---|---|\n| P1 | Service desk | Approved |",
        ),
        (
            "",
            "Owner: Service desk\n\nVersion 2 of the tool prints labels.",
        ),
    ] {
        let text = particulars(top, end);
        assert_eq!(text, " /  /  /  /  /  / ", "{top}\n{end}");
    }
}

#[test]
fn the_name_of_a_file_tells_number_and_version_where_the_text_does_not() {
    let org = Org::new()
        .file("POL-ITSM-004 Changes v2.1.md", MAJOR)
        .file("POL-ITSM-004 Changes v2.1 (copy).txt", MAJOR)
        .file(
            "SOP-9 v3.md",
            format!("---\nid: SOP-10\nversion: \"4\"\n---\n{MAJOR}"),
        );
    let view = org.assess();
    let named = file(&view, "POL-ITSM-004 Changes v2.1.md");
    assert_eq!(
        (named.id.as_deref(), named.version.as_deref()),
        (Some("POL-ITSM-004"), Some("2.1"))
    );
    // Copies carry the same name, and no document says that its number is taken.
    assert!(
        named
            .problems
            .iter()
            .all(|problem| problem.kind != "duplicate-id")
    );
    let stated = file(&view, "SOP-9 v3.md");
    assert_eq!(
        (stated.id.as_deref(), stated.version.as_deref()),
        (Some("SOP-10"), Some("4"))
    );
}

#[test]
fn a_sentence_that_names_the_owner_still_shows_what_it_says() {
    let text = "# Policy\n\nThe owner of this policy is the Head of Operations; when a major incident is declared, \
                the duty manager follows this documented procedure step by step.\n";
    let org = Org::new().file("mi.md", document("", "\"8.6.1-8\"", text));
    let view = org.assess();
    assert_eq!(
        file(&view, "mi.md").owner.as_deref(),
        Some("Head of Operations")
    );
    assert_ne!(percent(&view, "8.6.1-8"), Some(0));
}

#[test]
#[expect(
    clippy::too_many_lines,
    reason = "a table of lines as people write them"
)]
fn several_particulars_are_read_in_one_line_whatever_it_begins_with() {
    for (line, wanted) in [
        (
            "Owner: K. Nowak, version 2.2, approved 2026-02-10 by T. Osei",
            " / 2.2 /  / K. Nowak / T. Osei / 2026-02-10 / ",
        ),
        (
            "Owner: J. Mbeki. v4, 3 February 2026. Approved by T. Osei.",
            " / v4 /  / J. Mbeki / T. Osei /  / ",
        ),
        (
            "Verantwortlich: S. Krahl. Version 1.0. Freigegeben am 10.02.2026 durch Dr. H. Wiesner.",
            " / 1.0 /  / S. Krahl / Dr. H. Wiesner / 2026-02-10 / ",
        ),
        (
            "KRA-V-02, Version 2.3, Verantwortlich S. Krahl, freigegeben 11.02.2026 Dr. H. Wiesner",
            "KRA-V-02 / 2.3 /  / S. Krahl / Dr. H. Wiesner / 2026-02-11 / ",
        ),
        (
            "M. Ahrens, Version 2.2, freigegeben 09.02.2026 Dr. H. Wiesner",
            " / 2.2 /  / M. Ahrens / Dr. H. Wiesner / 2026-02-09 / ",
        ),
        (
            "Version 1.4, owner T. Osei, approved T. Osei 2026-02-01",
            " / 1.4 /  / T. Osei / T. Osei / 2026-02-01 / ",
        ),
        (
            "Process owner Anna Weber, v2, next review 3 March 2027",
            " / v2 /  / Anna Weber /  /  / 2027-03-03",
        ),
        (
            "Doc no. FB-PRO-02 | Issue 3 | Owner: Head of Service | Approved by Petra Lind (CEO) 14 January 2026",
            "FB-PRO-02 / 3 /  / Head of Service / Petra Lind (CEO) / 2026-01-14 / ",
        ),
        (
            "Owner: B. Hughes. Version 0.9, DRAFT",
            " / 0.9 / draft / B. Hughes /  /  / ",
        ),
        (
            "Verantwortlich: M. Ahrens, Entwurf",
            " /  / draft / M. Ahrens /  /  / ",
        ),
        (
            "P. Nair, version 0.3, in review",
            " / 0.3 / in-review / P. Nair /  /  / ",
        ),
        (
            "This is a draft and has not been approved.",
            " /  / draft /  /  /  / ",
        ),
        ("Approval: outstanding", " /  / in-review /  /  /  / "),
        ("Freigegeben von: steht aus", " /  / in-review /  /  /  / "),
        (
            "Policy owner: CISO. Reviewed annually. Version 4.",
            " / 4 /  / CISO /  /  / ",
        ),
        (
            "Owner: A. Beck, status draft",
            " /  / draft / A. Beck /  /  / ",
        ),
        ("Approval: due in March 2027", " /  / in-review /  /  /  / "),
        (
            "Approved by: the board (pending)",
            " /  / in-review /  /  /  / ",
        ),
        ("Freigabe steht noch aus", " /  / in-review /  /  /  / "),
        (
            "Approved by: J. Doe (Board)",
            " /  /  /  / J. Doe (Board) /  / ",
        ),
        (
            "Approval: No. 12 of the Board",
            " /  /  /  / No. 12 of the Board /  / ",
        ),
        ("Owner: vacant since May", " /  /  /  /  /  / "),
        (
            "Version 4, verantwortlich S. Krahl, freigegeben K. Roth 20.02.2026. Im Intranet für alle lesbar.",
            " / 4 /  / S. Krahl / K. Roth / 2026-02-20 / ",
        ),
        (
            "Version 6, owner T. Osei, approved M. Poe 2026-03-20. Open to all staff; customers see page 1.",
            " / 6 /  / T. Osei / M. Poe / 2026-03-20 / ",
        ),
        (
            "Spend is held against budget every month. Owner L. Ferro, approved T. Osei 2026-04-01, version 1.",
            " / 1 /  / L. Ferro / T. Osei / 2026-04-01 / ",
        ),
        (
            "Jeden Monat schauen wir die Kosten an. Version 3, Verantwortlich S. Krahl, freigegeben 11.02.2026 Dr. H. Wiesner.",
            " / 3 /  / S. Krahl / Dr. H. Wiesner / 2026-02-11 / ",
        ),
        (
            "between Port Ltd and Halyard Ltd, signed 1 June 2025 by S. Whitby and G. Harding",
            " /  /  /  / S. Whitby and G. Harding / 2025-06-01 / ",
        ),
        (
            "zwischen Hafen GmbH und Tau AG, unterzeichnet am 01.06.2025 von S. Krahl",
            " /  /  /  / S. Krahl / 2025-06-01 / ",
        ),
        (
            "| Signed for Port Ltd | T. Osei, 2 March 2026 |",
            " /  /  /  / T. Osei / 2026-03-02 / ",
        ),
        (
            "Unterzeichnet für Hafen GmbH: S. Krahl, 02.03.2026",
            " /  /  /  / S. Krahl / 2026-03-02 / ",
        ),
        // What only looks alike.
        (
            "The version of the tool is 3. The owner approved the change on 3 March 2026.",
            " /  /  /  /  /  / ",
        ),
        (
            "Owner: Head of IT, M. Huber",
            " /  /  / Head of IT, M. Huber /  /  / ",
        ),
        (
            "Approved by: Outstanding Services Ltd",
            " /  /  /  / Outstanding Services Ltd /  / ",
        ),
        (
            "M. Ahrens, Leitung IT, beschreibt hier die Version 2 des Werkzeugs.",
            " /  /  /  /  /  / ",
        ),
        (
            "K. Nowak, T. Osei, M. Varga. Approved on 3 March 2026",
            " /  /  /  /  /  / ",
        ),
        ("Change Policy, Version 2.0", " /  /  /  /  /  / "),
    ] {
        assert_eq!(particulars(line, ""), wanted, "{line}");
    }
}

#[test]
fn a_sentence_behind_particulars_still_shows_what_it_says() {
    let text = "# Service catalogue\nVersion 5, 2 September 2026, owner T. Osei. Visible to customers in the portal under Help.\n\n## Hosting\n\nHosting of the case system.\n";
    let org = Org::new().file("catalogue.md", document("", "\"8.2.4\"", text));
    let view = org.assess();
    let read = file(&view, "catalogue.md");
    assert_eq!(
        (read.version.as_deref(), read.owner.as_deref()),
        (Some("5"), Some("T. Osei"))
    );
    assert_eq!(percent(&view, "8.2.4-3"), Some(50));
}

#[test]
fn a_sentence_beside_the_approval_still_shows_what_it_says() {
    for text in [
        "# Service catalogue\nVersion 6, owner T. Osei, approved M. Poe 2026-03-20. Visible to customers in the portal under Help.\n",
        "# Service catalogue\nVisible to customers in the portal under Help. Version 6, owner T. Osei, approved M. Poe 2026-03-20.\n",
    ] {
        let org = Org::new().file("catalogue.md", document("", "\"8.2.4\"", text));
        let view = org.assess();
        let read = file(&view, "catalogue.md");
        assert_eq!(read.approved_by.as_deref(), Some("M. Poe"), "{text}");
        assert_eq!(percent(&view, "8.2.4-3"), Some(50), "{text}");
    }
}

#[test]
fn a_mail_needs_no_version_and_no_approval() {
    let mail = "From: D. Poe <d.poe@port.example>\nTo: T. Osei <t.osei@port.example>\nDate: Wed, 16 Sep 2026 09:05:00 +0200\nSubject: Agreement for payroll\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nWe agreed with the colleges that payroll is up again within four hours.\n";
    let org = Org::new().file("mail.eml", mail).file(
        "claims.toml",
        "[[claim]]\npath = \"mail.eml\"\nsatisfies = [\"8.3.3\"]\n",
    );
    let view = org.assess();
    for kind in ["no-version", "no-approval", "no-owner"] {
        assert!(!has(&view, "mail.eml", kind), "{kind}");
    }
}

#[test]
fn a_day_from_which_a_document_applies_is_no_day_of_approval() {
    let keys = |day: &str| format!("owner: A\nversion: \"1\"\napproved_by: B\n{day}: 2026-02-03\n");
    for (day, state) in [("approved_on", "partly shown"), ("effective", "not found")] {
        let view = Org::new()
            .file("mi.md", document(&keys(day), "\"8.6.1-8\"", MAJOR))
            .file("control.md", document("", "\"7.5.2\"", CONTROL))
            .assess();
        assert_eq!(line(&view, "7.5.2-3").state, state, "{day}");
        let approved = file(&view, "mi.md").approved_on.map(|day| day.to_string());
        assert_eq!(approved.is_some(), day == "approved_on", "{day}");
    }
    let history = "# Plan\n\n| Version | Date | Author | Change | Approved by |\n|---|---|---|---|---|\n| 1.0 | 2026-02-03 | A | First | B |\n";
    let view = Org::new()
        .claimed("plan.md", "\"8.6.1-8\"", history)
        .assess();
    let plan = file(&view, "plan.md");
    assert_eq!(
        plan.approved_on.map(|day| day.to_string()).as_deref(),
        Some("2026-02-03")
    );
    assert_eq!(plan.effective, None);
}

#[test]
fn a_file_that_was_read_in_part_is_not_said_to_lack_anything() {
    let whole =
        std::fs::read(common::repository().join("tests/fixtures/office/procedure.docx")).unwrap();
    let claims = "[[claim]]\npath = \"a.docx\"\nsatisfies = [\"8.6.1-8\"]\n";
    let torn = common::with_part(&whole, "word/document.xml", |text| {
        let middle = text.len() / 2;
        let at = middle + text[middle..].find("</w:").unwrap();
        format!("{}</w:q>{}", &text[..at], &text[at..])
    });
    let view = Org::new()
        .file("a.docx", torn)
        .file("claims.toml", claims)
        .assess();
    let kinds: Vec<&str> = file(&view, "a.docx")
        .problems
        .iter()
        .map(|problem| problem.kind)
        .collect();
    assert!(kinds.contains(&"read-in-part"), "{kinds:?}");
    for kind in [
        "no-owner",
        "no-version",
        "no-approval",
        "approval-incomplete",
        "placeholder",
    ] {
        assert!(!kinds.contains(&kind), "{kinds:?}");
    }
    // Cut down to nothing, it is damaged, and not empty.
    let whole =
        std::fs::read(common::repository().join("tests/fixtures/office/by-hand.docx")).unwrap();
    let whole = common::with_part(&whole, "word/footnotes.xml", |_| "<footnotes/>".to_owned());
    let blank = common::with_part(&whole, "word/document.xml", |text| {
        let at = text.find("<w:body>").unwrap();
        format!("{}<w:body></w:document>", &text[..at])
    });
    let view = Org::new()
        .file("a.docx", blank)
        .file("claims.toml", claims)
        .assess();
    assert_eq!(file(&view, "a.docx").why, Some("damaged"));
}

#[test]
fn particulars_are_read_in_the_first_lines_as_people_write_them() {
    for (line, wanted) in [
        (
            "Nordwerk Technik GmbH (kurz NWT) · Version 2.1 · freigegeben am 12.01.2026, Dr. H. Kern (Geschäftsführer) · nächste Durchsicht Januar 2027",
            " / 2.1 /  /  / Dr. H. Kern (Geschäftsführer) / 2026-01-12 / 2027-01-31",
        ),
        (
            "Stand 02.02.2026 · Freigabe Geschäftsführung 04.02.2026 · Version 3.0",
            " / 3.0 /  /  / Geschäftsführung / 2026-02-04 / ",
        ),
        (
            "Hafenamt Ost, Version 4.0 vom 03.11.2025, in Kraft gesetzt durch Dr. R. Tamm, Amtsleiter",
            " / 4.0 /  /  / Dr. R. Tamm, Amtsleiter /  / ",
        ),
        (
            "Arbeitsanweisung VA-07, Ausgabe 4, gültig ab 01.03.2025, erstellt P. Dorn, geprüft und freigegeben L. Brandt",
            " / 4 /  /  / L. Brandt /  / ",
        ),
        (
            "Document HB-GOV-002, version 1.4, 18 August 2026. Owner: Tess Moor, Head of Yard. Approved: M. Varga, 20 August 2026. Next look: August 2027.",
            " / 1.4 /  / Tess Moor, Head of Yard / M. Varga / 2026-08-20 / 2027-08-31",
        ),
        (
            "Eastgate College. Author: Ruth Hale, Bursar. Agreed by the Board of Trustees on 12 September 2025. Version 1.2, last revised 3 August 2026.",
            " / 1.2 /  /  / the Board of Trustees / 2025-09-12 / ",
        ),
        (
            "HB-INC-002 v2.3, 22 April 2026, P. Nowak. Released T. Moor 24 April 2026.",
            "HB-INC-002 / v2.3 /  / P. Nowak / T. Moor / 2026-04-24 / ",
        ),
        (
            "HB-AGR-LEA v3.0. For the year 2026.",
            " / v3.0 /  /  /  /  / ",
        ),
        (
            "Version 2, signed off by Petra Lind (CEO) on 14 January 2026",
            " / 2 /  /  / Petra Lind (CEO) / 2026-01-14 / ",
        ),
        // Of other things.
        (
            "Laptops, approved by the owner on 3 March 2026.",
            " /  /  /  /  /  / ",
        ),
        (
            "Access approved by the line manager, 3 March 2026",
            " /  /  /  /  /  / ",
        ),
        ("Approved Suppliers 3 May 2026", " /  /  /  /  /  / "),
        ("Pumpensteuerung Nord, Version 7", " /  /  /  /  /  / "),
    ] {
        assert_eq!(particulars(line, ""), wanted, "{line}");
    }
}

#[test]
fn words_of_approval_that_are_not_understood_make_no_fault() {
    let body = |line: &str| format!("# Major incident procedure\n\n{line}\n\n{MAJOR}");
    for (line_of_text, is_told, faulted) in [
        (
            "VA-12, Ausgabe 7, gültig ab 01.04.2026, Freigabe Kern",
            true,
            false,
        ),
        (
            "The board of the yard met and adopted it on 3 May 2026",
            true,
            false,
        ),
        (
            "This procedure has to be approved by the board",
            false,
            true,
        ),
        ("Everybody reads it", false, true),
    ] {
        let org = Org::new()
            .file("mi.md", document("", "\"8.6.1-8\"", &body(line_of_text)))
            .file("control.md", document("", "\"7.5.2\"", CONTROL));
        let view = org.assess();
        let approved = line(&view, "7.5.2-3");
        let is_lacking =
            |text: &String| text.contains("approval is missing") && text.contains("mi.md");
        assert_eq!(
            approved.missing.iter().any(is_lacking),
            faulted,
            "{line_of_text}"
        );
        let is_line = |text: &String| text.contains("mi.md") && text.contains("read it");
        assert_eq!(
            approved.look_at.iter().any(is_line),
            is_told,
            "{line_of_text}"
        );
        assert_eq!(
            has(&view, "mi.md", "no-approval"),
            faulted,
            "{line_of_text}"
        );
        assert_eq!(
            has(&view, "mi.md", "not-understood"),
            is_told,
            "{line_of_text}"
        );
    }
}
