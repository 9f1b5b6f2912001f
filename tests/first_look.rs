//! While nobody has said what any file is evidence for, every output tells the same: what
//! there is, and no forecast. And what every format tells a CI job about a gate.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, flat, run};
use serde_json::Value;

const FILES: &str = "tests/fixtures/unclaimed/files";

/// What each output tells, as it is called.
fn outputs(org: &Org) -> Vec<(String, String)> {
    [
        &["assess"][..],
        &["assess", "-q"],
        &["assess", "-v"],
        &["assess", "--format", "markdown"],
        &["assess", "--format", "json"],
        &["assess", "--format", "csv"],
        &["report", "gap"],
        &["report", "summary"],
        &["report", "actions", "--format", "html"],
    ]
    .iter()
    .map(|args| {
        let (code, text, _) = run(org, args);
        assert_eq!(code, 0, "{args:?}");
        (args.join(" "), flat(&text))
    })
    .collect()
}

fn json(org: &Org) -> Value {
    serde_json::from_str(&run(org, &["assess", "--format", "json"]).1).unwrap()
}

#[test]
fn no_output_of_a_first_look_forecasts_or_fails_a_gate() {
    let org = Org::copy_of(FILES);
    for (args, text) in outputs(&org) {
        let lower = text.to_lowercase();
        assert!(
            !lower.contains("not met") || args.starts_with("report"),
            "{args}: {text}"
        );
        assert!(
            !lower.contains("probable m") && !lower.contains("not ready"),
            "{args}: {text}"
        );
        assert!(
            !text.contains("\"major\"") && !text.contains(",major,"),
            "{args}"
        );
    }
    let view = json(&org);
    assert_eq!(view["first_look"], true);
    assert_eq!(view["totals"]["probable_majors"], 0);
    assert_eq!(view["forecast"]["majors_not_handed_over"], 0);
    for gate in view["gates"].as_array().unwrap() {
        assert_eq!(gate["verdict"], "cannot tell");
    }
}

#[test]
fn a_judgement_alone_accuses_nobody_of_the_rest() {
    let judgement = "[[judgement]]\nrequirement = \"7.2-1\"\nrating = \"L\"\nconforming = true\nby = \"A. Assessor\"\n\
                     date = 2026-10-01\nmethod = [\"interview\"]\nreason = \"Seen.\"\n";
    let org = Org::copy_of(FILES)
        .file("clausewise.toml", "")
        .file("judgements.toml", judgement);
    let (_, report, _) = run(&org, &["report", "gap"]);
    assert!(
        report.contains("gap analysis"),
        "there is something to report"
    );
    assert!(
        report.contains("Too early for a verdict")
            && report.contains("1 conforming, 0 not conforming, of 390"),
        "{report}"
    );
    for (args, text) in outputs(&org) {
        assert!(
            !text.contains("Not ready")
                && !text.contains("**not met**")
                && !text.contains("NOT MET"),
            "{args}: {text}"
        );
    }
    let view = json(&org);
    assert_eq!(view["first_look"], true);
    assert_eq!(view["totals"]["probable_majors"], 0);

    let failed = judgement
        .replace("conforming = true", "conforming = false\ngrade = \"major\"")
        .replace("\"L\"", "\"N\"");
    let org = Org::copy_of(FILES)
        .file("clausewise.toml", "")
        .file("judgements.toml", failed);
    let view = json(&org);
    assert_eq!(
        view["totals"]["probable_majors"], 1,
        "an assessor's word stands"
    );
    assert_eq!(view["gates"][1]["verdict"], "not met");
}

#[test]
fn screen_and_report_name_the_same_documents() {
    let org = Org::copy_of(FILES);
    let (_, screen, _) = run(&org, &["assess"]);
    let (_, report, _) = run(&org, &["report", "gap"]);
    let (_, screen) = screen
        .split_once("no file that was read offers it")
        .unwrap();
    let on_screen: Vec<String> = screen
        .lines()
        .filter_map(|line| Some(line.trim().rsplit_once(" (D")?.0.to_owned()))
        .collect();
    let (_, report) = report.split_once("## 3.").unwrap();
    let in_report: Vec<String> = report
        .lines()
        .filter_map(|line| Some(line.strip_prefix("- ")?.rsplit_once(" (")?.0.to_owned()))
        .collect();
    assert!(!on_screen.is_empty());
    assert_eq!(on_screen, in_report);
}

#[test]
fn every_format_tells_which_gate_is_not_met_and_why() {
    let org = Org::new()
        .folder("claimed", "examples/first-steps")
        .folder("free", FILES);
    for format in [
        &["-q"][..],
        &["--format", "json", "-o", "x"],
        &["--format", "csv"],
        &["--format", "markdown"],
        &[],
    ] {
        let (code, _, told) = run(
            &org,
            &[&["assess", "claimed", "--gate", "stage-1"], format].concat(),
        );
        assert_eq!(code, 1);
        assert!(
            told.starts_with("gate stage-1 is not met: ") && told.contains(" → "),
            "{format:?}: {told}"
        );
        // It may be all that a log holds: a few lines, none of them long.
        assert!(told.lines().count() <= 6, "{told}");
        assert!(
            told.lines().all(|line| line.chars().count() <= 80),
            "{told}"
        );
        let (code, _, told) = run(
            &org,
            &[&["assess", "free", "--gate", "stage-1"], format].concat(),
        );
        assert_eq!(
            (code, told.as_str()),
            (
                1,
                "gate stage-1 is not met (cannot tell): nothing is claimed for a clause yet\n"
            )
        );
    }
}
