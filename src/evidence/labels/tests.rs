use super::*;
use crate::evidence::metadata::{ProblemKind, Stated, StatedDate, Status};

fn read(text: &str) -> (Metadata, Vec<FileProblem>) {
    let mut problems = Vec::new();
    let mut metadata = from_text(text, &Arc::from("a.md"), Lines::After(0), &mut problems);
    // What was not understood is stated nowhere.
    metadata.mentioned.clear();
    (metadata, problems)
}

fn clean(text: &str) -> Metadata {
    let (metadata, problems) = read(text);
    assert_eq!(problems, [], "{text}");
    metadata
}

fn text(stated: Option<&Stated<String>>) -> &str {
    stated.map_or("", |stated| &stated.value)
}

fn day(stated: Option<&Stated<StatedDate>>) -> String {
    stated.map_or(String::new(), |stated| stated.value.day.to_string())
}

fn claims(metadata: &Metadata) -> Vec<String> {
    metadata
        .claims
        .iter()
        .map(|claim| {
            claim
                .value
                .target
                .as_ref()
                .map_or_else(Clone::clone, ToString::to_string)
        })
        .collect()
}

const BOLD: &str = "# Change management policy\n\n**Document ID:** HIT-POL-003\n**Version:** 1.3  \n**Status:** approved\n\
    **Owner:** D. Achterberg (change manager)\n**Approved by:** M. Okonjo, Head of Operations\n\
    **Approved on:** 2026-03-18\n**Next review:** 2027-03-18\n**Clause:** 8.5.1.1, 8.5.1.3-2\n\n## 1 What\n\nProse.\n";

#[test]
fn bold_labels_are_read_with_their_lines() {
    let data = clean(BOLD);
    assert_eq!(text(data.id.as_ref()), "HIT-POL-003");
    assert_eq!(text(data.version.as_ref()), "1.3");
    assert_eq!(data.status.as_ref().unwrap().value, Status::Approved);
    assert_eq!(text(data.owner.as_ref()), "D. Achterberg (change manager)");
    assert_eq!(
        text(data.approved_by.as_ref()),
        "M. Okonjo, Head of Operations"
    );
    assert_eq!(day(data.approved_on.as_ref()), "2026-03-18");
    assert_eq!(day(data.next_review.as_ref()), "2027-03-18");
    assert_eq!(claims(&data), ["8.5.1.1", "8.5.1.3-2"]);
    let version = data.version.unwrap();
    assert_eq!(
        (version.source, version.location.line()),
        (Source::Label, Some(4))
    );
}

#[test]
fn lines_are_mapped_to_the_source() {
    let map = Places::Lines((0..40).map(|line| 100 + 2 * line).collect());
    let data = from_text(
        BOLD,
        &Arc::from("a.docx"),
        Lines::In(&map, 0),
        &mut Vec::new(),
    );
    assert_eq!(data.version.unwrap().location.line(), Some(106));
    let data = from_text(
        BOLD,
        &Arc::from("a.docx"),
        Lines::In(&Places::Lines(vec![7]), 0),
        &mut Vec::new(),
    );
    assert_eq!(data.version.unwrap().location.line(), Some(7));
    let data = from_text(
        BOLD,
        &Arc::from("a.docx"),
        Lines::In(&Places::Lines(Vec::new()), 0),
        &mut Vec::new(),
    );
    assert_eq!(data.version.unwrap().location.line(), Some(1));
}

#[test]
fn an_owner_is_read_from_every_kind_of_line() {
    for line in [
        "Owner: R. Ibarra",
        "**Owner:** R. Ibarra",
        "**Owner**: R. Ibarra",
        "*Owner*: R. Ibarra",
        "_Owner:_ R. Ibarra",
        "__Owner__: R. Ibarra",
        "- Owner: R. Ibarra",
        "* **Owner:** R. Ibarra",
        "> Owner: R. Ibarra",
        "`Owner`: R. Ibarra",
        "### Owner: R. Ibarra",
        "Owner : R. Ibarra",
        "OWNER: R. Ibarra",
        "Owner:\tR. Ibarra",
        "Owner\tR. Ibarra",
        "Owner:    R. Ibarra",
        "Owner     R. Ibarra",
        "Owner | R. Ibarra",
        "| Owner | R. Ibarra |",
        "| **Owner** | R. Ibarra |",
        "| Owner: | R. Ibarra |  |",
        "<b>Owner:</b> R. Ibarra",
        "<!-- Owner: R. Ibarra -->",
        "Document owner: R. Ibarra",
        "Process Owner: R. Ibarra",
        "Verantwortlich: R. Ibarra",
        "**Verantwortliche(r):** R. Ibarra",
        "Eigentümer: R. Ibarra",
        "Dokumentenverantwortlicher: R. Ibarra",
        "Owner: [R. Ibarra](mailto:r@example.org)",
        "Version: 1.0 | Owner: R. Ibarra | Status: draft",
        "Version: 1.0 · Owner: R. Ibarra · Approved by: T. Lindqvist",
        "**Version:** 1.0  **Owner:** R. Ibarra",
        "Version: 1.0, Owner: R. Ibarra",
        "Version 1.0 | Owner: R. Ibarra".trim_start_matches("Version 1.0 | "),
        "| Version | 1.0 | Owner | R. Ibarra |",
        "| Owner | R. Ibarra |\n|---|---|\n| Version | 1.0 |",
        "| | |\n|---|---|\n| Owner | R. Ibarra |",
        "| Field | Value |\n|---|---|\n| Owner | R. Ibarra |",
    ] {
        let data = clean(&format!("# Title\n\n{line}\n\nText.\n"));
        assert_eq!(text(data.owner.as_ref()), "R. Ibarra", "{line}");
    }
}

#[test]
fn german_documents_are_read() {
    let data = clean(
        "Informationssicherheit: Merkblatt für Mitarbeiterinnen\n\nVerantwortlich: S. Halvorsen, Sicherheitsbeauftragte\n\
         Version: 1.0\nStand: 05.03.2026\nFreigegeben von: M. Okonjo\nFreigegeben am: 09.03.2026\nGültig ab: 01.04.2026\n\
         Nächste Überprüfung: März 2027\nKlassifizierung: intern\nNormkapitel: 8.7.3.2\n",
    );
    assert_eq!(
        text(data.owner.as_ref()),
        "S. Halvorsen, Sicherheitsbeauftragte"
    );
    assert_eq!(day(data.date.as_ref()), "2026-03-05");
    assert_eq!(text(data.approved_by.as_ref()), "M. Okonjo");
    assert_eq!(day(data.approved_on.as_ref()), "2026-03-09");
    assert_eq!(day(data.effective.as_ref()), "2026-04-01");
    assert_eq!(day(data.next_review.as_ref()), "2027-03-31");
    assert_eq!(text(data.classification.as_ref()), "intern");
    assert_eq!(claims(&data), ["8.7.3.2"]);
}

#[test]
fn sentences_that_are_labels_are_read() {
    for line in [
        "Approved by R. Ibarra on 3 Feb 2026",
        "*Approved by R. Ibarra on 3 February 2026.*",
        "Approved on 3 Feb 2026 by R. Ibarra",
        "Freigegeben am 03.02.2026 durch R. Ibarra",
        "Freigegeben durch R. Ibarra am 3. Februar 2026",
        "Genehmigt von R. Ibarra, 03.02.2026",
        "Approved: R. Ibarra, 2026-02-03",
        "Approved by: R. Ibarra (2026-02-03)",
        "Freigabe: 03.02.2026, R. Ibarra",
        "Freigegeben am: 03.02.2026 durch R. Ibarra",
        "| Approved by | R. Ibarra | 2026-02-03 |",
        "| Role | Name | Date | Signature |\n|---|---|---|---|\n| Author | A. Quist | 2026-01-01 | |\n| Approved by | R. Ibarra | 2026-02-03 | |",
        "| | Erstellt | Geprüft | Freigegeben |\n|---|---|---|---|\n| Name | A. Quist | B. Tarrant | R. Ibarra |\n| Datum | 01.01.2026 | 02.01.2026 | 03.02.2026 |",
    ] {
        let data = clean(&format!("# Title\n\n{line}\n\nText.\n"));
        assert_eq!(text(data.approved_by.as_ref()), "R. Ibarra", "{line}");
        assert_eq!(day(data.approved_on.as_ref()), "2026-02-03", "{line}");
    }
    assert_eq!(text(clean("# T\n\nVersion 1.2\n").version.as_ref()), "1.2");
    let data = clean("# T\n\nVersion 1.2, 3 February 2026\n");
    assert_eq!(
        (text(data.version.as_ref()), day(data.date.as_ref())),
        ("1.2", "2026-02-03".to_owned())
    );
    let data = clean("Version 2.0 (Entwurf)\n");
    assert_eq!(
        (text(data.version.as_ref()), data.status.unwrap().value),
        ("2.0", Status::Draft)
    );
    assert_eq!(day(clean("Stand 03.02.2026\n").date.as_ref()), "2026-02-03");
    assert_eq!(
        day(clean("Stand: Februar 2026\n").date.as_ref()),
        "2026-02-28"
    );
    assert_eq!(
        day(clean("Gültig ab 01.04.2026\n").effective.as_ref()),
        "2026-04-01"
    );
}

#[test]
fn the_history_speaks_through_its_highest_version() {
    for rows in [
        "| 0.9 | 2025-12-01 | A. Quist | first | |\n| 1.1 | 2026-02-03 | A. Quist | more | T. Lindqvist |",
        "| 1.1 | 2026-02-03 | A. Quist | more | T. Lindqvist |\n| 0.9 | 2025-12-01 | A. Quist | first | |\n| | | | | |",
    ] {
        let table = format!(
            "# Title\n\nSome prose that stands here and is long enough to be taken for a paragraph of it.\n\n\
             ## Rules\n\nProse.\n\n## Version history\n\n| Version | Date | Author | Changes | Approved by |\n|---|---|---|---|---|\n{rows}\n"
        );
        let data = clean(&table);
        assert_eq!(text(data.version.as_ref()), "1.1");
        assert_eq!(text(data.author.as_ref()), "A. Quist");
        assert_eq!(text(data.approved_by.as_ref()), "T. Lindqvist");
        assert_eq!(day(data.date.as_ref()), "2026-02-03");
        assert_eq!(day(data.released.as_ref()), "2026-02-03");
        assert_eq!(data.approved_on, None);
    }
    let data = clean(
        "## Änderungshistorie\n\n| Version | Datum | Bearbeiter | Änderung |\n|:--|--|--|--|\n| 1.9 | 01.02.2026 | X. Yu | a |\n| 1.10 | 03.02.2026 | X. Yu | b |\n",
    );
    assert_eq!(
        (text(data.version.as_ref()), day(data.date.as_ref())),
        ("1.10", "2026-02-03".to_owned())
    );
    let (_, problems) = read(
        "Version: 1.4\n\n| Version | Date | Author |\n|---|---|---|\n| 1.5 | 2026-02-03 | A. Quist |\n",
    );
    assert_eq!(problems[0].kind, ProblemKind::Contradiction);
    assert_eq!(
        problems[0].message,
        "version 1.4 on line 1, 1.5 in the history on line 5"
    );
    assert_eq!(
        clean("| Version | Date | Author |\n|---|---|---|\n| {{ v }} | [TODO] | [Author] |\n"),
        Metadata::default()
    );
}

#[test]
fn a_control_block_counts_anywhere_near_the_top() {
    let prose =
        "This is a paragraph that goes on for a while so that nobody takes it for a label.\n\n"
            .repeat(50);
    let data = clean(&format!(
        "# T\n\n## One\n\n{prose}## 9 Document control\n\n- Owner: R. Ibarra\n| Version | 1.2 |\n|---|---|\n\n## Two\n\nStatus: obsolete\n"
    ));
    assert_eq!(
        (text(data.owner.as_ref()), text(data.version.as_ref())),
        ("R. Ibarra", "1.2")
    );
    assert_eq!(data.status, None);
}

#[test]
fn prose_and_tables_of_other_things_are_no_labels() {
    let body = "# Incident process\n\nThis paragraph says what the process is for, at some length, as they all do.\n\n## Roles\n\n";
    for line in [
        "Remember: owner is R. Ibarra",
        "The owner: R. Ibarra",
        "We say: approved",
        "Owner: the person who answers for the process and decides on changes",
        "Owner:",
        "Ownership: shared",
        "Template version: 3",
        "Version: according to the contract with the supplier",
        "Approved by the change board, changes go live on Thursday.",
        "Approved changes are put live on 3 Feb 2026 by the team.",
        "Version 2 of the tool came in 2026.",
        "Standard: ISO 27001 A.5.1",
        "Standard: company laptop",
        "Status: the network is down and nobody knows why or for how long it will be",
        "Date: next Tuesday",
        "Service: as agreed with the customer in the meeting last week.",
        "| Process | Clause | Owner | Version |\n|---|---|---|---|\n| Incidents | 8.6.1 | J. Pereira | 2 |",
        "| Owner | Process | Date |\n|---|---|---|\n| J. Pereira | Incidents | 2026-02-03 |",
        "| Role | Responsibility | Person |\n|---|---|---|\n| Owner | answers for it | J. Pereira |",
        "```\nOwner: R. Ibarra\n```",
        "~~~yaml\nowner: R. Ibarra\nstatus: draft\n~~~",
        "https://example.org: owner",
        ": x",
        "|",
        "||||",
        "|---|",
    ] {
        assert_eq!(
            clean(&format!("# T\n\n{line}\n")),
            Metadata::default(),
            "{line}"
        );
    }
    for line in [
        "Owner: J. Pereira",
        "Status: open",
        "Version: 2.1",
        "Clause: 8.6.1",
        "| Owner | J. Pereira |",
    ] {
        assert_eq!(
            clean(&format!("{body}{line}\n")),
            Metadata::default(),
            "{line}"
        );
    }
    let data = clean(&format!(
        "{body}**Document Owner:** R. Ibarra\n**Approved by:** T. Lindqvist\n"
    ));
    assert_eq!(
        (text(data.owner.as_ref()), text(data.approved_by.as_ref())),
        ("R. Ibarra", "T. Lindqvist")
    );
}

#[test]
fn details_under_a_second_heading_still_count() {
    let data = clean(
        "# Minutes\n\n## Meeting details\n\n- **Date:** 2026-06-25\n- **Owner:** R. Ibarra\n\n## Agenda\n",
    );
    assert_eq!(
        (day(data.date.as_ref()), text(data.owner.as_ref())),
        ("2026-06-25".to_owned(), "R. Ibarra")
    );
}

#[test]
fn labels_far_down_are_left_alone() {
    let prose = "Line.\n".repeat(90);
    assert_eq!(
        clean(&format!("{prose}Owner: R. Ibarra\n")),
        Metadata::default()
    );
}

#[test]
fn claims_stand_behind_several_labels() {
    for (line, wanted) in [
        ("Clause: 8.6.1", vec!["8.6.1"]),
        ("**Clauses:** 8.6.1, 8.6.3", vec!["8.6.1", "8.6.3"]),
        ("Clause(s): 8.6.1-8, D20", vec!["8.6.1-8", "D20"]),
        ("Standard: ISO/IEC 20000-1:2018, 8.6.1", vec!["8.6.1"]),
        ("ISO 20000-1: 8.6.1", vec!["8.6.1"]),
        ("ISO/IEC 20000-1:2018: 8.6.1", vec!["8.6.1"]),
        ("ISO 20000-1 clause: 8.6.1", vec!["8.6.1"]),
        ("Kapitel: 8.6.1", vec!["8.6.1"]),
        ("Standard: ISO 20000-1", vec![]),
        ("Kapitel: 3", vec![]),
        ("| Clause | 8.6.1 |", vec!["8.6.1"]),
    ] {
        assert_eq!(
            claims(&clean(&format!("# T\n\n{line}\n"))),
            wanted,
            "{line}"
        );
    }
    let data = clean("ISO/IEC 20000-1:2011: 8.1\n");
    assert_eq!(
        data.claims[0].value.edition.as_deref(),
        Some("iso20000-1:2011")
    );
    let data = clean("Clause: incident management\n");
    assert!(data.claims[0].value.target.is_err());
}

#[test]
fn placeholders_and_two_meanings_are_told_with_their_line() {
    let (data, problems) =
        read("# T\n\n**Owner:** TBD\n**Approved on:** 3/2/2026\n**Version:** [TODO]\n");
    assert_eq!(data, Metadata::default());
    let found: Vec<_> = problems
        .iter()
        .map(|problem| (problem.kind, problem.location.line()))
        .collect();
    assert_eq!(
        found,
        [
            (ProblemKind::Placeholder, Some(3)),
            (ProblemKind::AmbiguousDate, Some(4)),
            (ProblemKind::Placeholder, Some(5)),
        ]
    );
    let (_, problems) = read("# T\n\n**Next review:** after the move\n");
    assert_eq!(problems[0].kind, ProblemKind::NotUnderstood);
}

#[test]
fn services_and_customers_are_lists() {
    let data = clean(
        "- **Customer:** Northquay Council\n- Services: [Managed Workplace, Hosting]\n- Supplier: CloudNorth\n",
    );
    assert_eq!(data.customers.unwrap().value, ["Northquay Council"]);
    assert_eq!(
        data.services.unwrap().value,
        ["Managed Workplace", "Hosting"]
    );
    assert_eq!(data.suppliers.unwrap().value, ["CloudNorth"]);
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "(.{0,40}\n){0,6}") {
        let _ = read(&text);
    }

    #[test]
    fn no_near_label_panics(text in "((Owner|Version|# Freigabe|Approved by|\\||---|\\||:|\\*\\*|  |·|ä|1\\.2|3/2/2026|\n|Stand|, ){0,3}[ :\n]?){0,12}") {
        let _ = read(&text);
    }
}

#[test]
fn a_clause_named_after_the_text_is_no_claim() {
    const PROSE: &str =
        "Whoever finds a fault calls the desk, and the desk decides within minutes who mends it.";
    let end = clean(&format!(
        "# Major incidents\n\n{PROSE}\n\n{PROSE}\n\nClause: 8.6.1-8\nApproved by: R. Ibarra\n"
    ));
    assert!(end.claims.is_empty());
    assert_eq!(end.approved_by.unwrap().value, "R. Ibarra");
    for text in [
        format!("# Major incidents\n\nClause: 8.6.1-8\n\n{PROSE}\n"),
        format!("# Major incidents\n\n{PROSE}\n\n## Document control\n\nClause: 8.6.1-8\n"),
    ] {
        assert_eq!(clean(&text).claims.len(), 1, "{text}");
    }
}

#[test]
fn who_does_a_step_deep_in_a_text_of_lists_owns_no_document() {
    let body = "# Versioning of documents\n\n## Guidelines\n\n- **MAJOR:** changes\n  - a new model\n- **MINOR:** additions\n  - a new \
                section\n- **PATCH:** corrections\n  - typos\n  - links\n\n## Process\n\n### 1. Change request\n\n\
                **Responsible:** Document owner or department\n\n**Approval:** the owner\n";
    assert_eq!(clean(body).owner, None);
    // A line in bold is a heading where it speaks of the document.
    let body = format!("{body}\n**Document Control**\n**Version:** 1.0\n");
    assert_eq!(text(clean(&body).version.as_ref()), "1.0");
    // A few short lines are no body yet.
    let body = "# Policy\n\n## Example Ltd\n\nMain street 1\n12345 Town\n\n## Particulars\n\n**Owner:** R. Ibarra\n";
    assert_eq!(text(clean(body).owner.as_ref()), "R. Ibarra");
}

mod approving;

#[test]
fn labels_at_the_right_of_a_title_are_read() {
    let text = "| Service catalogue | | | | Version: | 2.1 |\n| | | | | Owner: | Jan Pohl |\n| | | | | Approved on | 2026-02-02 |\n\n\
                | Service | Description | Owner | Hours |\n| S0 | text | N. Arp | 24x7 |\n";
    let data = clean(text);
    assert_eq!(self::text(data.version.as_ref()), "2.1");
    assert_eq!(self::text(data.owner.as_ref()), "Jan Pohl");
    assert_eq!(day(data.approved_on.as_ref()), "2026-02-02");
}
