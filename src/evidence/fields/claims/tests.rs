use super::*;

fn shown(claims: &[Claim]) -> String {
    claims
        .iter()
        .map(|claim| {
            let target = match &claim.target {
                Ok(target) => target.to_string(),
                Err(_) => format!("?{}", claim.text),
            };
            match &claim.edition {
                Some(edition) => format!("{target}@{edition}"),
                None => target,
            }
        })
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn claims_are_read_from_free_text() {
    for (text, wanted) in [
        ("8.6.1", "8.6.1"),
        ("8", "8"),
        ("8.10", "8.10"),
        ("Clause 8.6.1-8, 8.6.3", "8.6.1-8 8.6.3"),
        ("Clause 8", "8"),
        ("clauses 4 and 5", "4 5"),
        ("Clause 4, 5, 6", "4 5 6"),
        ("ISO/IEC 20000-1:2018 §8.6.1", "8.6.1@iso20000-1:2018"),
        ("ISO/IEC 20000-1:2018, 8.6.1", "8.6.1@iso20000-1:2018"),
        ("ISO 20000-1 Clause 8.6.1 and 8.6.2", "8.6.1 8.6.2"),
        ("ISO20000-1 8.6.1", "8.6.1"),
        ("ISO 20000: 8.6.1", "8.6.1"),
        (
            "DIN ISO/IEC 20000-1:2018, Kapitel 8.6.1 und 8.6.2",
            "8.6.1@iso20000-1:2018 8.6.2@iso20000-1:2018",
        ),
        ("iso20000-1:2018+amd1 8.6.1", "8.6.1@iso20000-1:2018+amd1"),
        (
            "ISO/IEC 20000-1:2018/Amd 1:2024 8.6.1",
            "8.6.1@iso20000-1:2018+amd1",
        ),
        ("20000-1 2018 8.6.1", "8.6.1@iso20000-1:2018"),
        ("ISO/IEC 20000-1:2011 6.1", "6.1@iso20000-1:2011"),
        ("ISO 20000-1:2005 clause 8.2", "8.2@iso20000-1:2005"),
        ("8.6.1 Incident management", "8.6.1"),
        ("8.6.1 Incident, problem and change management", "8.6.1"),
        ("8.6.1 Level 2 support", "8.6.1"),
        (
            "8.6.1 Incident management, 8.6.3 Problem management",
            "8.6.1 8.6.3",
        ),
        ("8.6.1 Incident management and 8.6.3", "8.6.1 8.6.3"),
        ("D20", "D20"),
        ("D20, d21", "D20 D21"),
        ("Kapitel 8.6.1", "8.6.1"),
        ("Abschnitt 8.6.1; Kap. 9.3", "8.6.1 9.3"),
        ("§ 8.6.1", "8.6.1"),
        ("(8.6.1)", "8.6.1"),
        ("8.6.1.", "8.6.1"),
        ("**8.6.1**", "8.6.1"),
        ("8.6.1/8.6.2", "8.6.1 8.6.2"),
        ("8.6.1 & 8.6.2", "8.6.1 8.6.2"),
        ("8.6.1 8.6.2", "8.6.1 8.6.2"),
        ("8.6.1\n8.6.2", "8.6.1 8.6.2"),
        ("8.6.1, 8.6.1", "8.6.1"),
        ("8.6.1-8.6.3", "8.6.1 8.6.2 8.6.3"),
        ("8.6.1 – 8.6.3", "8.6.1 8.6.2 8.6.3"),
        ("8.6.1 bis 8.6.3", "8.6.1 8.6.2 8.6.3"),
        ("9.2.2-1 to 9.2.2-3", "9.2.2-1 9.2.2-2 9.2.2-3"),
        ("4-6", "4 5 6"),
        ("Clauses 4 to 6", "4 5 6"),
        ("8.6.1–8", "8.6.1-8"),
    ] {
        assert_eq!(shown(&parse_claims(text)), wanted, "{text}");
    }
}

#[test]
fn other_standards_yield_nothing() {
    for text in [
        "ISO 27001 A.5.1",
        "ISO 9001 7.5",
        "ISO/IEC 27001:2022 8.1, 8.2",
        "A.5.1",
        "ISO27001:2022 A.8.6, A.8.7",
        "27001 5.1",
        "ITIL 4",
        "COBIT APO09",
        "ISO/IEC 20000-2 8.6.1",
        "ISO 20000-1",
        "ISO/IEC 20000-1:2018",
        "NIST CSF PR.AC-1",
        "",
        "TBD",
        "-",
        "BSI IT-Grundschutz OPS.1.1.2",
        "Annex A 5.1",
    ] {
        assert_eq!(shown(&parse_claims(text)), "", "{text}");
    }
    assert_eq!(
        shown(&parse_claims("ISO 27001 A.5.1; ISO 20000-1 8.6.1")),
        "8.6.1"
    );
    assert_eq!(
        shown(&parse_claims("ISO 20000-1 8.6.1, ISO 9001 7.5")),
        "8.6.1"
    );
}

#[test]
fn what_cannot_be_understood_says_so() {
    for (text, wanted) in [
        ("incident management", "?incident management"),
        ("8.6.x", "?8.6.x"),
        ("8.01", "?8.01"),
        ("8.6.1, foo", "8.6.1 ?foo"),
        ("8.6.1 a)", "?8.6.1 a)"),
        ("8.6.1a", "?8.6.1a"),
        ("8.6.3-8.6.1", "?8.6.3-8.6.1"),
        ("2026-02-03", "?2026-02-03"),
        ("99999999999", "?99999999999"),
    ] {
        let claims = parse_claims(text);
        assert_eq!(shown(&claims), wanted, "{text}");
    }
    let claims = parse_claims("8.01");
    assert!(claims[0].target.as_ref().unwrap_err().contains("8.01"));
}

#[test]
fn standards_are_told_apart_by_name() {
    let own = |edition: &str| Some(Standard::Own(Some(edition.to_owned())));
    assert_eq!(standard_named("iso20000-1:2018"), own("iso20000-1:2018"));
    assert_eq!(
        standard_named("ISO/IEC 20000-1:2018"),
        own("iso20000-1:2018")
    );
    assert_eq!(
        standard_named("iso20000-1:2018+amd1"),
        own("iso20000-1:2018+amd1")
    );
    assert_eq!(standard_named("iso_20000-1_2011"), own("iso20000-1:2011"));
    assert_eq!(standard_named("2018"), own("iso20000-1:2018"));
    assert_eq!(standard_named("iso20000-1"), Some(Standard::Own(None)));
    assert_eq!(standard_named("iso20000"), Some(Standard::Own(None)));
    for other in ["iso27001:2022", "ISO 9001", "27001", "nis2", "iso20000-2"] {
        assert_eq!(standard_named(other), Some(Standard::Other), "{other}");
    }
    assert_eq!(standard_named("8.6.1"), None);
    assert_eq!(standard_named("remarks"), None);
}

#[test]
fn only_certain_claims_are_taken_from_lists_of_controls() {
    assert_eq!(shown(&certain_claims("5.1, 8.24")), "");
    assert_eq!(
        shown(&certain_claims("8.6.1, 8.24, D20, 8.3-1, foo")),
        "8.6.1 D20 8.3-1"
    );
    assert_eq!(shown(&certain_claims("ISO 20000-1 9.3")), "9.3");
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in ".{0,80}") {
        let _ = parse_claims(&text);
        let _ = standard_named(&text);
    }

    #[test]
    fn no_near_claim_panics(text in "((ISO|IEC|20000|27001|D2|§|ä|to|amd|[0-9]{1,6}|a\\))[-.:/ ,_–+(]?){0,9}") {
        let _ = parse_claims(&text);
        let _ = standard_named(&text);
        let _ = certain_claims(&text);
    }
}
