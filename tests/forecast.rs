//! What makes a nonconformity probable, and what only asks for a person: nobody is accused of what
//! was not recognised, nor of what may lie in a file that nobody has placed yet.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, line, run};
use serde_json::Value;

/// A plan that speaks of a few things that are asked for, and claims to be nothing.
fn paper(about: &str) -> String {
    format!(
        "# {about}\n\nThe services and their customers are listed. Risks are assessed each year, incidents \
         are recorded, prioritised and resolved, changes are approved before they go live, suppliers are \
         reviewed against their contracts, capacity is planned, and the service reports tell availability \
         against its targets. Staff are trained; records of competence are kept.\n"
    )
}

/// An organisation in which nearly all is claimed, and nothing tells of an internal audit programme.
fn placed() -> Org {
    let org = Org::new();
    (0..10).fold(org, |org, at| {
        org.claimed(
            &format!("claimed/{at}.md"),
            "[8.6.1]",
            &paper(&format!("Paper {at}")),
        )
    })
}

fn majors(org: &Org) -> Vec<String> {
    let view = org.assess();
    let majors = view
        .requirements
        .iter()
        .filter(|line| line.grade == "major");
    majors.map(|line| line.id.to_string()).collect()
}

#[test]
fn silence_accuses_nobody_while_files_have_no_place() {
    let org = placed();
    let held_against = majors(&org);
    assert!(
        held_against.contains(&"9.2.2-8".to_owned()),
        "{held_against:?}"
    );
    let org = (0..3).fold(org, |org, at| {
        org.file(&format!("loose/{at}.md"), paper(&format!("Loose {at}")))
    });
    assert_eq!(majors(&org), Vec::<String>::new());
    let (_, text, _) = run(&org, &["assess", "--format", "json"]);
    let view: Value = serde_json::from_str(&text).unwrap();
    let programme = view["requirements"].as_array().unwrap();
    let programme = programme
        .iter()
        .find(|line| line["id"] == "9.2.2-8")
        .unwrap();
    assert_eq!(programme["state"], "not found");
    assert_eq!(programme["grade"], "none");
    assert_eq!(view["forecast"]["without_place"], 3);
    assert!(view["forecast"]["not_recognised"].as_u64().unwrap() > 0);
    let (_, screen, _) = run(&org, &["assess"]);
    assert!(common::flat(&screen).contains("3 of the 13 files that were read have no place yet"));
    for gate in view["gates"].as_array().unwrap() {
        assert_ne!(gate["verdict"], "not met", "{gate}");
    }
}

#[test]
fn a_file_that_has_a_place_or_says_nothing_of_it_hides_no_gap() {
    let before = majors(&placed());
    let manifest = "not_evidence: [\"aside/**\"]\n";
    let aside = (0..3).fold(placed().file("evidence.yaml", manifest), |org, at| {
        org.file(&format!("aside/{at}.md"), paper(&format!("Aside {at}")))
    });
    let party = (0..20).fold(placed(), |org, at| {
        let text =
            format!("# Summer party {at}\n\nBring cakes and a good mood. We meet at the lake.\n");
        org.file(&format!("party/{at}.md"), text)
    });
    assert_eq!(majors(&party), before);
    assert_eq!(majors(&aside), before);
}

#[test]
fn what_was_only_not_recognised_is_an_observation_and_what_is_denied_a_minor() {
    let told = |said: &str| {
        let text = format!("# Incidents\n\nIncidents are recorded.\n\n{said}\n");
        let view = Org::new()
            .claimed("incidents.md", "[8.6.1]", &text)
            .assess();
        let of = |id: &str| (line(&view, id).state, line(&view, id).grade);
        (of("8.6.1-2"), of("8.6.1-8"))
    };
    let (priority, major) = told("Incidents are prioritised by impact.");
    assert_eq!(priority, ("partly shown", "observation"));
    // It may say so in other words.
    assert_eq!(major, ("not found", "observation"));
    let (priority, _) = told("Incidents are not prioritised.");
    assert_eq!(priority, ("contrary", "minor"));
}
