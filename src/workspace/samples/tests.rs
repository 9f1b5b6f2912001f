//! Samples are read as they were written.

use super::form::read;
use super::*;

fn sample() -> Sample {
    let hash = "ab".repeat(32);
    Sample {
        id: "SAMPLE-001".into(),
        of: "REG \"x\"".into(),
        kind: Some("incident".into()),
        records: "incidents".into(),
        drawn_on: jiff::civil::date(2026, 11, 1),
        from: jiff::civil::date(2025, 11, 2),
        to: jiff::civil::date(2026, 11, 1),
        method: Drawing::Stratified,
        strata_by: Some("priority".into()),
        size: "sqrt".into(),
        seed: "0011223344556677".into(),
        seed_chosen: false,
        population: Population {
            rows: 9,
            before: 1,
            after: 0,
            duplicates: 1,
            records: 7,
            undated: 2,
        },
        files: vec![SampledFile {
            path: "records/Störungen.csv".into(),
            sha256: hash.clone(),
        }],
        strata: vec![Stratum {
            name: "P1".into(),
            records: 2,
            drawn: 1,
        }],
        rare: vec![RareKind {
            rare: "major".into(),
            name: "major incidents".into(),
            records: 1,
            all: true,
        }],
        questions: vec![Question {
            requirement: "8.6.1-1".parse().unwrap(),
            asks: "Each has a class.".into(),
            test: Some("needs id and class".into()),
        }],
        items: vec![Item {
            no: 1,
            id: String::new(),
            key: "a\u{1f}b = \"c\"".into(),
            date: None,
            why: "drawn".into(),
            places: vec!["records/Störungen.csv:3".into()],
            row: hash,
        }],
        outcomes: Vec::new(),
        location: Location::at("samples/SAMPLE-001.toml", 1, 1),
    }
}

#[test]
fn what_is_written_is_read_again() {
    let name = "samples/SAMPLE-001.toml";
    let text = as_toml(&sample());
    let read_again = |text: &str| {
        let (source, tree) = parse(name, text).unwrap();
        let (read, problems) = read(&source, &tree);
        assert!(
            problems.is_empty(),
            "{}",
            crate::problem::render_all(&problems)
        );
        read.unwrap()
    };
    let read = read_again(&text);
    let same = |read: &Sample| Sample {
        location: read.location.clone(),
        outcomes: read.outcomes.clone(),
        ..sample()
    };
    assert_eq!(read, same(&read), "{text}");
    let outcome = SampleOutcome {
        date: jiff::civil::date(2026, 11, 6),
        by: "A. Example".into(),
        worksheet: "samples/filled.xlsx".into(),
        sha256: "cd".repeat(32),
        note: "N-001".into(),
        found: vec![Found {
            requirement: "8.6.1-1".parse().unwrap(),
            ok: 3,
            deviation: vec!["INC-1".into()],
            not_seen: vec![],
            does_not_apply: 1,
            open: vec!["INC-2".into()],
            judged: "L, not conforming".into(),
        }],
        deviations: vec![Deviation {
            record: "INC-1".into(),
            requirements: vec!["8.6.1-1".parse().unwrap()],
            says: "no \"class\",\nnone at all".into(),
            evidence: String::new(),
        }],
    };
    let mine = format!("{text}# mine\n");
    let longer = add_outcome(name, Some(&mine), &outcome).unwrap();
    assert!(longer.starts_with(&mine));
    assert_eq!(read_again(&longer).outcomes, [outcome]);
}

#[test]
fn mistakes_are_told_with_their_lines() {
    let text = as_toml(&sample()).replace("method = \"stratified\"", "method = \"lucky\"");
    let (source, tree) = parse("samples/SAMPLE-001.toml", &text).unwrap();
    let (read, problems) = read(&source, &tree);
    assert!(read.is_none());
    assert_eq!(problems[0].message, "`method` cannot be `lucky`");
    assert_eq!(problems[0].location.line(), Some(11));
}
