use super::*;
use crate::evidence::metadata::{Stated, StatedDate, Status};
use crate::form::{Span, parse_toml, parse_yaml};

fn read(yaml: &str) -> (Metadata, Vec<FileProblem>) {
    let file = SourceFile::new("a.md", yaml);
    let node = parse_yaml(&file).unwrap();
    let mut problems = Vec::new();
    let metadata = from_node(&node, &file, Source::FrontMatter, &mut problems);
    (metadata, problems)
}

fn clean(yaml: &str) -> Metadata {
    let (metadata, mut problems) = read(yaml);
    problems.retain(|problem| problem.kind != ProblemKind::Normalised);
    assert_eq!(problems, [], "{yaml}");
    metadata
}

fn kinds(yaml: &str) -> Vec<ProblemKind> {
    read(yaml).1.iter().map(|problem| problem.kind).collect()
}

fn text(stated: Option<&Stated<String>>) -> &str {
    stated.map_or("", |stated| &stated.value)
}

fn day(stated: Option<&Stated<StatedDate>>) -> String {
    stated.map_or(String::new(), |stated| stated.value.day.to_string())
}

fn claims(metadata: &Metadata) -> String {
    let shown: Vec<String> = metadata
        .claims
        .iter()
        .map(|claim| {
            let target = claim
                .value
                .target
                .as_ref()
                .map_or_else(|_| format!("?{}", claim.value.text), ToString::to_string);
            claim
                .value
                .edition
                .as_ref()
                .map_or(target.clone(), |edition| format!("{target}@{edition}"))
        })
        .collect();
    shown.join(" ")
}

#[test]
fn canonical_front_matter_is_read_without_a_word() {
    let (data, problems) = read(
        "id: SMS-POL-001\ntitle: Service management policy\ntype: Policy\nversion: \"2.1\"\nstatus: approved\n\
         owner: role:sms-manager\napproved_by: role:cio\napproved_on: 2026-02-03\nreview_interval: P12M\n\
         last_reviewed: 2026-01-15\nnext_review: 2027-02-03\ncreated: 2025-01-01\ndate: 2026-02-01\n\
         classification: public\nservices: [all]\ncustomers: [Northquay Council]\nsuppliers: CloudNorth\n\
         valid_until: 2028-01-31\nauthor: A. Quist\neffective: 2026-03-01\nperiod: 2026-01\n\
         satisfies: [\"5.2.1\", \"5.2.2-1\", D20]\nsomething_else: {a: [1]}\n",
    );
    assert_eq!(problems, []);
    assert_eq!(text(data.id.as_ref()), "SMS-POL-001");
    assert_eq!(text(data.kind.as_ref()), "policy");
    assert_eq!(text(data.version.as_ref()), "2.1");
    assert_eq!(data.status.as_ref().unwrap().value, Status::Approved);
    assert_eq!(text(data.owner.as_ref()), "role:sms-manager");
    assert_eq!(text(data.approved_by.as_ref()), "role:cio");
    assert_eq!(text(data.author.as_ref()), "A. Quist");
    assert_eq!(day(data.approved_on.as_ref()), "2026-02-03");
    assert_eq!(day(data.last_reviewed.as_ref()), "2026-01-15");
    assert_eq!(day(data.next_review.as_ref()), "2027-02-03");
    assert_eq!(day(data.created.as_ref()), "2025-01-01");
    assert_eq!(day(data.date.as_ref()), "2026-02-01");
    assert_eq!(day(data.valid_until.as_ref()), "2028-01-31");
    assert_eq!(day(data.effective.as_ref()), "2026-03-01");
    assert_eq!(
        data.review_interval.as_ref().unwrap().value.to_string(),
        "P12M"
    );
    assert_eq!(data.services.as_ref().unwrap().value, ["all"]);
    assert_eq!(
        data.customers.as_ref().unwrap().value,
        ["Northquay Council"]
    );
    assert_eq!(data.suppliers.as_ref().unwrap().value, ["CloudNorth"]);
    assert_eq!(claims(&data), "5.2.1 5.2.2-1 D20");
    let version = data.version.unwrap();
    assert_eq!(
        (version.source, version.location.line()),
        (Source::FrontMatter, Some(4))
    );
    assert_eq!(version.location.place.unwrap().column, 10);
}

#[test]
fn aliases_and_german_keys_are_read_and_said_once() {
    let (data, problems) = read(
        "Dokumentnummer: X-1\nTitel: Leitlinie\nVerantwortlich: K. Wendt\nFreigegeben am: 14.05.2026\n\
         freigegeben-von: M. Okonjo\nStatus: freigegeben\nNächste Überprüfung: 14.05.2027\nStand: 03.05.2026\n\
         Normkapitel: 8.6.1, 8.6.3\nklassifizierung: offen\nÜberprüfungsintervall: jährlich\n",
    );
    assert_eq!(text(data.id.as_ref()), "X-1");
    assert_eq!(text(data.owner.as_ref()), "K. Wendt");
    assert_eq!(text(data.approved_by.as_ref()), "M. Okonjo");
    assert_eq!(day(data.approved_on.as_ref()), "2026-05-14");
    assert_eq!(day(data.next_review.as_ref()), "2027-05-14");
    assert_eq!(day(data.date.as_ref()), "2026-05-03");
    assert_eq!(text(data.classification.as_ref()), "offen");
    assert_eq!(data.status.unwrap().value, Status::Approved);
    assert_eq!(data.review_interval.unwrap().value.to_string(), "P12M");
    let numbers: Vec<_> = data
        .claims
        .iter()
        .map(|claim| claim.value.text.as_str())
        .collect();
    assert_eq!(numbers, ["8.6.1", "8.6.3"]);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].kind, ProblemKind::Normalised);
    assert!(
        problems[0].message.contains("`Dokumentnummer` as `id`"),
        "{}",
        problems[0].message
    );
    assert!(
        problems[0]
            .message
            .contains("`Freigegeben am` as `approved_on`")
    );
}

#[test]
fn placeholders_are_missing_and_have_a_place() {
    let (data, problems) = read(
        "owner: TBD\nversion: \"[TODO]\"\napproved_by: null\napproved_on: YYYY-MM-DD\nstatus:\nid: \"{{ id }}\"\n\
         services: [tbd]\nsatisfies: [TBD]\n",
    );
    assert_eq!(data, Metadata::default());
    assert!(
        problems
            .iter()
            .all(|problem| problem.kind == ProblemKind::Placeholder),
        "{problems:#?}"
    );
    assert_eq!(problems.len(), 8, "{problems:#?}");
    assert_eq!(problems[1].location.line(), Some(2));
}

#[test]
fn dates_and_words_that_are_none_are_told() {
    assert_eq!(
        kinds("approved_on: 3/2/2026\n"),
        [ProblemKind::AmbiguousDate]
    );
    assert_eq!(kinds("approved_on: soon\n"), [ProblemKind::NotUnderstood]);
    assert_eq!(kinds("status: purple\n"), [ProblemKind::NotUnderstood]);
    assert_eq!(kinds("review_interval: 12\n"), [ProblemKind::NotUnderstood]);
    assert_eq!(kinds("next_review: {a: 1}\n"), [ProblemKind::NotUnderstood]);
    assert_eq!(kinds("status: closed\n"), []);
    let (_, problems) = read("a: 1\napproved_on: 3/2/2026\n");
    assert_eq!(problems[0].location.line(), Some(2));
    assert!(
        problems[0].message.contains("2026-02-03 or 2026-03-02"),
        "{}",
        problems[0].message
    );
}

#[test]
fn a_register_may_call_a_column_date() {
    let file = SourceFile::new("evidence.yaml", "date: opened\nclauses: [8.6.1]\n");
    let mut problems = Vec::new();
    from_node(
        &parse_yaml(&file).unwrap(),
        &file,
        Source::Manifest,
        &mut problems,
    );
    assert_eq!(problems, []);
}

#[test]
fn approvals_come_in_many_forms() {
    for yaml in [
        "approval: {by: T. Lindqvist, on: 2026-02-03}",
        "approval:\n  approved_by: T. Lindqvist\n  date: 3 February 2026",
        "approved_by: T. Lindqvist\napproval_date: 03.02.2026",
        "approved_by: T. Lindqvist, 2026-02-03",
        "approved_by: T. Lindqvist (3 Feb 2026)",
        "approvers: [T. Lindqvist]\napproved: 2026-02-03",
        "approvers:\n  - name: T. Lindqvist\n    date: 2026-02-03",
        "freigabe: 03.02.2026 durch T. Lindqvist",
        "document: {approved_by: T. Lindqvist, approved_on: 2026-02-03}",
    ] {
        let data = clean(yaml);
        assert_eq!(text(data.approved_by.as_ref()), "T. Lindqvist", "{yaml}");
        assert_eq!(day(data.approved_on.as_ref()), "2026-02-03", "{yaml}");
    }
    assert_eq!(
        text(
            clean("approvers: [A. Quist, B. Tarrant]")
                .approved_by
                .as_ref()
        ),
        "A. Quist, B. Tarrant"
    );
    assert_eq!(
        clean("approved: true").status.unwrap().value,
        Status::Approved
    );
    assert_eq!(
        clean("approval: draft").status.unwrap().value,
        Status::Draft
    );
    assert_eq!(clean("approved: false"), Metadata::default());
}

#[test]
fn reviews_come_in_many_forms() {
    let nested = clean("review: {interval: P12M, next: 2027-02-03, last: 2026-02-03}");
    assert_eq!(nested.review_interval.unwrap().value.to_string(), "P12M");
    assert_eq!(day(nested.next_review.as_ref()), "2027-02-03");
    assert_eq!(day(nested.last_reviewed.as_ref()), "2026-02-03");
    for (yaml, wanted) in [
        ("review_interval: annually", "P12M"),
        ("review_interval: 12 months", "P12M"),
        ("review-interval: jährlich", "P12M"),
        ("reviewCycle: every 6 months", "P6M"),
        ("review: annually", "P12M"),
    ] {
        assert_eq!(
            clean(yaml).review_interval.unwrap().value.to_string(),
            wanted,
            "{yaml}"
        );
    }
    // A bare review date is the next one, unless the rest shows that it is past.
    assert_eq!(
        day(clean("review_date: 2027-02-03").next_review.as_ref()),
        "2027-02-03"
    );
    let past = clean("review_date: 2026-02-03\nreview_interval: P12M");
    assert_eq!(day(past.last_reviewed.as_ref()), "2026-02-03");
    assert_eq!(past.next_review, None);
    let past = clean("review_date: 2026-02-03\nnext_review: 2027-02-03");
    assert_eq!(day(past.last_reviewed.as_ref()), "2026-02-03");
    let past = clean("review_date: 2026-02-03\napproved_on: 2026-02-03");
    assert_eq!(day(past.last_reviewed.as_ref()), "2026-02-03");
}

#[test]
fn claims_come_in_many_forms() {
    for (yaml, wanted) in [
        ("satisfies: 8.6.1", "8.6.1"),
        ("satisfy: [8.6.1]", "8.6.1"),
        ("satisfied: 8.6.1", "8.6.1"),
        ("satisfies: 8.10", "8.10"),
        ("clauses: \"8.6.1, 8.6.3\"", "8.6.1 8.6.3"),
        ("clause: Clause 8.6.1 Incident management", "8.6.1"),
        ("iso_clauses: [8.6.1, 9.3]", "8.6.1 9.3"),
        ("requirements: [8.6.1-8]", "8.6.1-8"),
        (
            "satisfies: {iso20000-1:2018: [8.6.1], iso27001:2022: [A.5.1, \"8.1\"]}",
            "8.6.1@iso20000-1:2018",
        ),
        (
            "satisfies:\n  iso20000-1:2011: \"8.1\"\n  iso20000-1: [8.6.1]",
            "8.1@iso20000-1:2011 8.6.1",
        ),
        (
            "satisfies: {\"ISO/IEC 20000-1:2018+amd1\": 8.6.1}",
            "8.6.1@iso20000-1:2018+amd1",
        ),
        ("satisfies: {\"8.6.1\": our incident process}", "8.6.1"),
        (
            "satisfies:\n  - clause: 8.6.1\n  - clause: 8.6.3",
            "8.6.1 8.6.3",
        ),
        ("satisfies: [incident management]", "?incident management"),
        ("satisfies: [8.6.1, 8.6.1]", "8.6.1"),
        ("iso_20000_1: 8.6.1", "8.6.1"),
        ("controls: [A.5.1, \"5.24\", 8.6.1]", "8.6.1"),
        (
            "controls: {iso20000-1:2018: [\"9.3\"], iso27001:2022: [8.6.1]}",
            "9.3@iso20000-1:2018",
        ),
        (
            "standards: [ISO 9001 7.5, ISO/IEC 20000-1:2018 9.3]",
            "9.3@iso20000-1:2018",
        ),
        ("satisfies: []", ""),
    ] {
        let metadata = clean(yaml);
        assert_eq!(claims(&metadata), wanted, "{yaml}");
    }
}

#[test]
fn toml_reads_the_same() {
    let text = "title = \"Overview\"\napproved_on = 2026-04-09\nsatisfies = [\"4.4-2\"]\n[approval]\nby = \"T. Lindqvist\"\n";
    let file = SourceFile::new("a.md", text);
    let node = parse_toml(
        &file,
        Span {
            start: 0,
            end: text.len(),
        },
    )
    .unwrap();
    let mut problems = Vec::new();
    let data = from_node(&node, &file, Source::FrontMatter, &mut problems);
    assert_eq!(problems, []);
    assert_eq!(day(data.approved_on.as_ref()), "2026-04-09");
    assert_eq!(claims(&data), "4.4-2");
    assert_eq!(data.approved_by.unwrap().value, "T. Lindqvist");
}

#[test]
fn owners_may_be_lists_tables_or_links() {
    assert_eq!(
        clean("owner: [A. Quist, TBD]").owner.unwrap().value,
        "A. Quist"
    );
    assert_eq!(
        clean("owner: {name: A. Quist, mail: a@example.org}")
            .owner
            .unwrap()
            .value,
        "A. Quist"
    );
    assert_eq!(
        clean("owner: \"[A. Quist](mailto:a@example.org)\"")
            .owner
            .unwrap()
            .value,
        "A. Quist"
    );
    assert_eq!(
        clean("services: Hosting, Network").services.unwrap().value,
        ["Hosting", "Network"]
    );
    assert_eq!(
        clean("services:\n- Hosting\n- Network")
            .services
            .unwrap()
            .value,
        ["Hosting", "Network"]
    );
    for all in ["Alle", "every service", "sämtliche Dienste"] {
        let data = clean(&format!("services: {all}"));
        assert_eq!(data.services.unwrap().value, ["all"], "{all}");
    }
}

#[test]
fn a_version_may_carry_its_date_and_state() {
    let data = clean("version: 2.1 (3 February 2026)");
    assert_eq!(
        (text(data.version.as_ref()), day(data.date.as_ref())),
        ("2.1", "2026-02-03".to_owned())
    );
    let data = clean("version: 0.3 Entwurf");
    assert_eq!(
        (text(data.version.as_ref()), data.status.unwrap().value),
        ("0.3", Status::Draft)
    );
    assert_eq!(text(clean("version: 1.0-rc1").version.as_ref()), "1.0-rc1");
}

#[test]
fn anything_but_a_table_says_nothing() {
    for yaml in ["- a\n- b\n", "text", "", "null", "8"] {
        assert_eq!(clean(yaml), Metadata::default());
    }
}

proptest::proptest! {
    #[test]
    fn no_value_panics(key in 0_usize..12, value in ".{0,40}") {
        let keys = ["id", "owner", "version", "status", "approved_by", "approved_on", "review", "review_date",
            "satisfies", "controls", "services", "approval"];
        let file = SourceFile::new("a", value.clone());
        let scalar = Node { span: Span { start: 0, end: 3 }, value: Value::Text(value) };
        for node in [
            scalar.clone(),
            Node { span: scalar.span, value: Value::List(vec![scalar.clone(), scalar.clone()]) },
            Node { span: scalar.span, value: Value::Map(vec![Entry { key: "by".into(), span: scalar.span, node: scalar.clone() }]) },
        ] {
            let entry = Entry { key: keys[key].to_owned(), span: scalar.span, node };
            let root = Node { span: scalar.span, value: Value::Map(vec![entry]) };
            let _ = from_node(&root, &file, Source::FrontMatter, &mut Vec::new());
        }
    }
}
