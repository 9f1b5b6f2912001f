use super::*;
use crate::catalogue::{DEFAULT_EDITION, Library};

/// Sentences, each with what it promises; how it is written stands in its head.
const SENTENCES: &str = include_str!("../../../tests/promises/sentences.tsv");

fn catalogue() -> Catalogue {
    Library::built_in()
        .load(&DEFAULT_EDITION.parse().unwrap())
        .unwrap()
}

#[test]
fn sentences_promise_what_the_table_says() {
    let rows: Vec<Vec<&str>> = SENTENCES
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty())
        .map(|line| line.split('\t').collect())
        .collect();
    assert!(rows.len() >= 120, "{} rows", rows.len());
    let catalogue = catalogue();
    let promises = Promises::new(&catalogue);
    let mut wrong = Vec::new();
    for row in &rows {
        let [_, wanted, sentence] = row.as_slice() else {
            panic!("three columns: {row:?}");
        };
        let text = sentence.replace("\\n", "\n");
        let found = promises
            .in_file("plan.md", format!("{text}\n").as_bytes())
            .promised;
        let told: Vec<String> = found
            .iter()
            .map(|it| format!("{} {}", it.value.kind(), it.value))
            .collect();
        let told = if told.is_empty() {
            "-".to_owned()
        } else {
            told.join("; ")
        };
        if told != of_periods(wanted) {
            wrong.push(format!("{sentence}\n    wanted {wanted}, found {told}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}:\n{}",
        wrong.len(),
        rows.len(),
        wrong.join("\n")
    );
}

/// Intervals as periods are written: `P1Y` is `P12M`.
fn of_periods(wanted: &str) -> String {
    let one = |part: &str| match part.strip_prefix("interval ") {
        Some(period) => format!(
            "interval {}",
            period.parse::<crate::period::Period>().unwrap()
        ),
        None => part.to_owned(),
    };
    wanted.split("; ").map(one).collect::<Vec<_>>().join("; ")
}

#[test]
fn what_it_is_about_and_who_keeps_it_stand_in_the_sentence_or_above_it() {
    let catalogue = catalogue();
    let promises = Promises::new(&catalogue);
    for (text, what, who) in [
        (
            "The continuity plan is tested once a year by the continuity manager.",
            "continuity plan",
            Some("continuity manager"),
        ),
        (
            "Once a year the continuity plan is tested.",
            "continuity plan",
            None,
        ),
        (
            "Einmal jährlich wird der Notfallplan geprüft.",
            "Notfallplan geprüft",
            None,
        ),
        (
            "# Complaints\n\nThey are answered within five days.",
            "Complaints: answered",
            None,
        ),
        (
            "Team leads check the lists twice a year.",
            "Team leads check the lists",
            Some("Team leads"),
        ),
        (
            "| Report | Frequency |\n|---|---|\n| Cost report | monthly |",
            "Cost report, Frequency",
            None,
        ),
    ] {
        let found = promises
            .in_file("plan.md", format!("{text}\n").as_bytes())
            .promised;
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert_eq!(
            (found[0].what.as_str(), found[0].who.as_deref()),
            (what, who),
            "{text}"
        );
    }
}

#[test]
fn a_suppliers_promise_is_known_from_what_is_done_with_suppliers() {
    let catalogue = catalogue();
    let promises = Promises::new(&catalogue);
    for (text, theirs) in [
        ("The supplier shall restore the line within 6 hours.", true),
        (
            "Der Lieferant muss Störungen innerhalb von 6 Stunden beheben.",
            true,
        ),
        ("Suppliers are reviewed quarterly.", false),
        ("Lieferanten werden vierteljährlich bewertet.", false),
    ] {
        let found = promises
            .in_file("plan.md", format!("{text}\n").as_bytes())
            .promised;
        let theirs_found: Vec<bool> = found.iter().map(|it| it.supplier).collect();
        assert_eq!(theirs_found, [theirs], "{text}");
    }
}

#[test]
fn places_are_those_a_person_finds() {
    let catalogue = catalogue();
    let text = "---\ntitle: Plan\n---\n\n# Plan\n\nA line.\n\nThe plan is tested\nonce a year.\n";
    let found = Promises::new(&catalogue)
        .in_file("plan.md", text.as_bytes())
        .promised;
    assert_eq!(found[0].location.to_string(), "plan.md:9");
    assert_eq!(found[0].sentence, "The plan is tested once a year");
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(96))]
    #[test]
    fn no_text_panics(text in "(\\PC{0,12}|every |within |at least |99,5 %|4 hours|by the 10th of the next month|\\||\n|: |valid until 31.12.2027|jährlich |\u{1e9e}|İ){0,30}") {
        thread_local! {
            static CATALOGUE: &'static Catalogue = Box::leak(Box::new(catalogue()));
            static PROMISES: Promises<'static> = Promises::new(CATALOGUE.with(|it| *it));
        }
        PROMISES.with(|promises| {
            // `in_file` keeps a panic within the file; here it must not happen at all.
            let body = Body::of("a.md", text.as_bytes());
            let _ = body.map(|body| promises.read(&body));
        });
    }
}
