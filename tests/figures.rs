//! One set of figures: screen, files and reports say the same of one folder, and what is
//! gravest stands first in all of them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, line, run};
use serde_json::Value;

fn flat(org: &Org, args: &[&str]) -> String {
    common::flat(&run(org, args).1)
}

#[test]
fn forecast_and_mean_are_the_same_everywhere() {
    for folder in ["examples/first-steps", "examples/harbour-it"] {
        let org = Org::copy_of(folder);
        let json: Value =
            serde_json::from_str(&run(&org, &["assess", "--format", "json"]).1).unwrap();
        let figure = |key: &str| json["totals"][key].as_u64().unwrap();
        let counted = |n: u64, what: &str| format!("{n} {what}{}", if n == 1 { "" } else { "s" });
        let (majors, minors) = (figure("probable_majors"), figure("probable_minors"));
        let graded = format!("{}, {}", counted(majors, "major"), counted(minors, "minor"));
        // What anybody gets who rounds the four decimals of the JSON.
        let mean = (json["totals"]["mean"].as_f64().unwrap() * 100.0).round();
        let mean = format!("{mean:.0} %");

        let screen = flat(&org, &["assess"]);
        let probable = format!(
            "{}, {}",
            counted(majors, "probable major"),
            counted(minors, "probable minor")
        );
        assert!(
            screen.contains(&format!("Forecast {probable}")),
            "{probable}: {screen}"
        );
        assert!(
            screen.contains(&format!(
                "→ {}",
                counted(majors, "probable or judged major")
            )),
            "{screen}"
        );
        assert!(
            screen.contains(&format!("Mean of what was seen {mean}")),
            "{mean}: {screen}"
        );
        let markdown = flat(&org, &["assess", "--format", "markdown"]);
        assert!(
            markdown.contains(&format!("| Probable majors, minors | {majors}, {minors} |")),
            "{markdown}"
        );
        assert!(
            markdown.contains(&format!("(bounds) | {mean} (")),
            "{markdown}"
        );
        for report in ["gap", "summary"] {
            let text = flat(&org, &["report", report]);
            assert!(text.contains(&format!("| {graded} |")), "{graded}: {text}");
            assert!(
                text.contains(&format!("Mean of what was seen | {mean} |")),
                "{mean}: {text}"
            );
        }
    }
}

#[test]
fn what_keeps_the_certificate_away_comes_first() {
    let org = Org::copy_of("examples/first-steps");
    let view = org.assess();
    let grave = |grade: &str| {
        ["major", "minor", "none", "observation"]
            .iter()
            .position(|known| *known == grade)
            .unwrap()
    };
    let order: Vec<usize> = view.steps.iter().map(|step| grave(step.grade)).collect();
    assert!(order.is_sorted(), "{order:?}");
    assert!(
        view.steps[0].not_handed_over,
        "also where it may only wait for a document"
    );

    let summary = run(&org, &["report", "summary"]).1;
    let (_, five) = summary.split_once("## Five steps that help most").unwrap();
    assert!(
        five.lines()
            .find(|line| line.starts_with("1. "))
            .unwrap()
            .contains("probable major")
    );
    // The plan says in full what would become a nonconformity, and lists the rest.
    let plan = run(&org, &["report", "actions"]).1;
    let firm = order.iter().filter(|grave| **grave < 2).count();
    assert_eq!(
        plan.lines().filter(|line| line.starts_with("### ")).count(),
        firm
    );
    assert!(
        plan.contains("## Still unknown or unproven: show evidence first\n\n| No. |"),
        "{plan}"
    );
}

#[test]
fn a_claimed_record_that_is_not_shown_is_not_called_a_file() {
    let control =
        "# Information security controls\n\nWe operate security controls for the risks we know.\n";
    let view = Org::new()
        .claimed("controls.md", "\"8.7.3.2\"", control)
        .assess();
    let assessed = line(&view, "8.7.3.2-1");
    assert_eq!(assessed.state, "not found");
    assert_eq!(
        assessed.missing[0],
        "no file claimed for it shows what is asked for (item R17: Information security risk assessment)"
    );
}
