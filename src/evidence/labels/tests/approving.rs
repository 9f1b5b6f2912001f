//! Approvals, owners and contradictions in one text.

use super::*;

#[test]
fn those_named_below_a_heading_of_approval_approved() {
    for (text, approver, day_of) in [
        (
            "## Approvals\n\n| Name | Role | Date |\n|---|---|---|\n| R. Ibarra | CIO | 3 February 2026 |",
            "R. Ibarra",
            "2026-02-03",
        ),
        (
            "## 9 Document approval\n\n| Approver name | Title | Date approved |\n|---|---|---|\n| R. Ibarra | CIO | 2026-02-03 |",
            "R. Ibarra",
            "2026-02-03",
        ),
        (
            "## Freigabe\n\n| Name | Funktion | Datum | Unterschrift |\n|---|---|---|---|\n| R. Ibarra | CIO | 03.02.2026 | |",
            "R. Ibarra",
            "2026-02-03",
        ),
        (
            "| Approvals | | |\n|---|---|---|\n| Name | Role | Date |\n| R. Ibarra | CIO | 2026-02-03 |",
            "R. Ibarra",
            "2026-02-03",
        ),
        (
            "**Sign-off**\n\n| Name | Role | Date |\n|---|---|---|\n| R. Ibarra | CIO | 2026-02-03 |",
            "R. Ibarra",
            "2026-02-03",
        ),
        (
            "## Approvals\n\nThis document needs the following approvals.\n\n| Name | Title | Date of issue | Version |\n|---|---|---|---|\n| R. Ibarra | CIO | 2026-02-03 | 2.0 |",
            "R. Ibarra",
            "2026-02-03",
        ),
        // The last of several days; who has not signed has not approved.
        (
            "## Approvals\n\n| Name | Role | Date |\n|---|---|---|\n| R. Ibarra | CIO | 2026-02-01 |\n| T. Reed | CFO | 2026-02-03 |\n| U. Low | COO | |",
            "R. Ibarra, T. Reed",
            "2026-02-03",
        ),
        (
            "## Sign-off\n\n| Name | Role | Date |\n|---|---|---|\n| A. Quist | Author | 2026-01-01 |\n| R. Ibarra | Approver | 2026-02-03 |",
            "R. Ibarra",
            "2026-02-03",
        ),
        // Several blocks in one table.
        (
            "| Document control | | |\n|---|---|---|\n| Version | 2.0 | |\n| Approvals | | |\n| Name | Role | Date |\n| R. Ibarra | CIO | 2026-02-03 |",
            "R. Ibarra",
            "2026-02-03",
        ),
    ] {
        let data = clean(&format!("# Title\n\n{text}\n\n## Purpose\n\nProse.\n"));
        assert_eq!(self::text(data.approved_by.as_ref()), approver, "{text}");
        assert_eq!(day(data.approved_on.as_ref()), day_of, "{text}");
    }
}

#[test]
fn those_named_elsewhere_approved_nothing() {
    for text in [
        "## Reviewers\n\n| Name | Role | Date |\n|---|---|---|\n| R. Ibarra | CIO | 2026-02-03 |",
        "## Approval of standard changes\n\n| Name | Role | Date |\n|---|---|---|\n| R. Ibarra | CIO | 2026-02-03 |",
        "## Approvals\n\n| Approver | Limit | Deputy |\n|---|---|---|\n| R. Ibarra | 1,000 | T. Reed |\n| U. Low | 2,000 | T. Reed |",
        "## Approvals\n\n| Name | Role |\n|---|---|\n| R. Ibarra | CIO |",
        "## Training\n\n| Name | Role | Date |\n|---|---|---|\n| R. Ibarra | Approver | 2026-02-03 |",
        "## Approvals\n\nDistribution list\n\n| Name | Role | Date |\n|---|---|---|\n| R. Ibarra | CIO | 2026-02-03 |",
        // What other documents have is theirs.
        "## Related documents\n\n| Document | Version | Owner | Approved by |\n|---|---|---|---|\n| Change policy | 9.1 | R. Ibarra | T. Reed |\n| Other policy | 8.1 | R. Ibarra | T. Reed |",
        "| ID | Opportunity | Owner | Approved by | Approval date | Version |\n|---|---|---|---|---|---|\n| 1 | Automate | A. Low | B. High | 2026-01-01 | 1 |\n| 2 | Train | A. Low | B. High | 2026-02-01 | 1 |",
    ] {
        let data = clean(&format!("# Title\n\n{text}\n\n## Purpose\n\nProse.\n"));
        assert_eq!(data, Metadata::default(), "{text}");
    }
    let (data, problems) =
        read("# T\n\n| Version | 1.0 |\n|---|---|\n| Approved by | |\n| Date approved | |\n");
    assert_eq!((data.approved_by, problems.len()), (None, 2));
    let data = clean("# T\n\nDocument owner - responsibilities\n");
    assert_eq!(data.owner, None);
    let (data, problems) = read(
        "# T\n\n## Approvals\n\n| Name | Role | Date |\n|---|---|---|\n| <Name> | <Role> | DD/MM/YYYY |\n",
    );
    assert_eq!(data, Metadata::default());
    assert_eq!(problems[0].kind, ProblemKind::Placeholder);
}

#[test]
fn an_owner_is_read_from_a_sentence_on_this_document() {
    for (line, owner) in [
        (
            "This document is owned by the Service Manager. It is reviewed yearly.",
            "Service Manager",
        ),
        (
            "The owner of this policy is the Head of Operations, who reviews it at least annually.",
            "Head of Operations",
        ),
        (
            "The Chief Operating Officer is the owner of this document and is responsible for its review.",
            "Chief Operating Officer",
        ),
        (
            "Verantwortlich für dieses Dokument ist die Leitung IT-Betrieb.",
            "Leitung IT-Betrieb",
        ),
        (
            "Dokumentverantwortlich ist die Leitung Service Design, Frau Inga Thal.",
            "Leitung Service Design, Frau Inga Thal",
        ),
        (
            "Every incident is owned by the Service Desk until it is closed.",
            "",
        ),
        ("Each document is owned by the manager of the team.", ""),
        ("This document is owned by whoever wrote it.", ""),
        ("Whoever is the owner of this document reviews it.", ""),
        (
            "Verantwortlich für den Service ist die Leitung IT-Betrieb.",
            "",
        ),
    ] {
        for text in [
            format!("# T\n\n{line}\n"),
            format!("# T\n\nProse.\n\n## Ownership\n\n{line}\n"),
        ] {
            let data = clean(&text);
            assert_eq!(self::text(data.owner.as_ref()), owner, "{line}");
        }
    }
}

#[test]
fn two_approvers_apart_are_told_and_two_together_are_not() {
    let cover =
        "# T\n\n| Approved by | Mary Okonjo |\n|---|---|\n| Approval date | 2026-03-03 |\n\n";
    let signed = |name: &str, day: &str| {
        format!(
            "{cover}## Purpose\n\nProse.\n\n## Approvals\n\n| Name | Role | Date |\n|---|---|---|\n| {name} | Director | {day} |\n"
        )
    };
    let messages = |text: &str| -> Vec<String> {
        let (_, problems) = read(text);
        assert!(
            problems
                .iter()
                .all(|problem| problem.kind == ProblemKind::Contradiction)
        );
        problems
            .into_iter()
            .map(|problem| problem.message)
            .collect()
    };
    assert_eq!(
        messages(&signed("Theo Reed", "2026-04-05")),
        [
            "approver Mary Okonjo on line 3, Theo Reed on line 15",
            "approval 2026-03-03 on line 5, 2026-04-05 on line 15"
        ]
    );
    for agreeing in [
        signed("M. Okonjo", "3 March 2026"),
        signed("Managing Director", "3 March 2026"),
        format!("{cover}| Approved by | Theo Reed |\n"),
        "# T\n\nSigned by: A. Fox\n\n## For the supplier\n\nSigned by: B. Elk\n".to_owned(),
        "# T\n\nApproved by: CIO\n\n## Approval\n\nApproved by: Chief Information Officer\n"
            .to_owned(),
    ] {
        assert_eq!(messages(&agreeing), Vec::<String>::new(), "{agreeing}");
    }
    assert_eq!(
        messages(
            "# T\n\nDocument owner: Vic Tarn\n\n## Document control\n\nDocument owner: Walt Under\n"
        ),
        ["owner Vic Tarn on line 3, Walt Under on line 7"]
    );
    assert_eq!(
        messages(
            "# T\n\nProcess owner: Vic Tarn\n\n## Document control\n\nDocument owner: Walt Under\n"
        ),
        Vec::<String>::new()
    );
}

#[test]
fn page_headers_state_several_particulars() {
    for text in [
        "ITSM Policy    v2.1    Approved    12 March 2025\n\n# ITSM Policy\n\nProse.\n",
        "ITSM Policy | v2.1 | Approved | 12 March 2025\n\n# ITSM Policy\n\nProse.\n",
    ] {
        let data = clean(text);
        assert_eq!(self::text(data.version.as_ref()), "v2.1", "{text}");
        assert_eq!(data.status.unwrap().value, Status::Approved, "{text}");
        assert_eq!(day(data.date.as_ref()), "2025-03-12", "{text}");
    }
    let data = clean(
        "| Acme | Policy | PB-8.6.1 |\n|---|---|---|\n| | Issue No. : 01 | Rev. No. : 03 |\n\n# Policy\n\nProse.\n",
    );
    assert_eq!(text(data.version.as_ref()), "03");
    assert_eq!(text(data.id.as_ref()), "PB-8.6.1");
}

#[test]
fn labels_in_bold_stand_above_their_values() {
    let data = clean(
        "# T\n\n**Document owner**\n\nService Manager\n\n**Approved by**\n\nSecurity Board\n\n**Owner**\n\n- a list\n",
    );
    assert_eq!(text(data.owner.as_ref()), "Service Manager");
    assert_eq!(text(data.approved_by.as_ref()), "Security Board");
    let data = clean("# T\n\nApproved by – Chief Engineer\nOwner          : Service Manager\n");
    assert_eq!(text(data.owner.as_ref()), "Service Manager");
    assert_eq!(text(data.approved_by.as_ref()), "Chief Engineer");
}

#[test]
fn an_approver_who_has_not_signed_where_others_have_has_not_approved() {
    let rows = |open: &str, signed: &str| {
        [
            format!(
                "| Rolle | Name | Datum | Unterschrift |\n|---|---|---|---|\n| Ersteller | M. Voß | 12.01.2026 | gez. Voß |\n| Prüfer | K. Ernst | 15.01.2026 | gez. Ernst |\n| Freigeber | L. Haas | {open} | {signed} |"
            ),
            format!(
                "| | Name | Date | Signature |\n|---|---|---|---|\n| Prepared by | M. Voss | 2026-01-12 | MV |\n| Approved by | L. Haas | {open} | {signed} |"
            ),
            format!(
                "| Author | M. Voss | 2026-01-12 |\n|---|---|---|\n| Approver | L. Haas | {open} |"
            ),
            format!(
                "| | Erstellt | Geprüft | Freigegeben |\n|---|---|---|---|\n| Name | M. Voß | K. Ernst | L. Haas |\n| Datum | 12.01.2026 | 15.01.2026 | {open} |"
            ),
            format!(
                "| Prepared | Checked | Approved |\n|---|---|---|\n| M. Voss 2026-01-12 | K. Ernst 2026-01-15 | L. Haas {open} |"
            ),
        ]
    };
    for table in rows("", "") {
        let (data, problems) = read(&format!("# Title\n\n{table}\n\n## Purpose\n\nProse.\n"));
        assert_eq!(
            (&data.approved_by, &data.approved_on),
            (&None, &None),
            "{table}"
        );
        let kinds: Vec<_> = problems.iter().map(|problem| problem.kind).collect();
        assert_eq!(kinds, [ProblemKind::Placeholder], "{table}");
    }
    for table in rows("2026-01-16", "LH") {
        let data = clean(&format!("# Title\n\n{table}\n\n## Purpose\n\nProse.\n"));
        assert_eq!(text(data.approved_by.as_ref()), "L. Haas", "{table}");
        assert_eq!(day(data.approved_on.as_ref()), "2026-01-16", "{table}");
    }
    // Nobody has a day there, or the day of approval has a row of its own.
    for table in [
        "| Author | M. Voss | Process analyst |\n|---|---|---|\n| Approver | L. Haas | CIO |",
        "| Author | M. Voss | 2026-01-12 |\n|---|---|---|\n| Approved by | L. Haas | |\n| Approved on | 2026-01-16 | |",
    ] {
        let data = clean(&format!("# Title\n\n{table}\n\n## Purpose\n\nProse.\n"));
        assert_eq!(text(data.approved_by.as_ref()), "L. Haas", "{table}");
    }
}
