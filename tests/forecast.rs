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

fn loose(org: Org, files: usize) -> Org {
    (0..files).fold(org, |org, at| {
        org.file(&format!("loose/{at}.md"), paper(&format!("Loose {at}")))
    })
}

#[test]
fn one_denial_makes_no_whole_clause_of_what_may_lie_in_files_without_a_place() {
    let of = |org: &Org| {
        let view = org.assess();
        let (denied, other) = (line(&view, "8.5.1.1-2"), line(&view, "8.5.1.1-3"));
        assert_eq!((denied.state, other.state), ("contrary", "not found"));
        (denied.grade, other.grade)
    };
    let denying = placed().claimed(
        "board.md",
        "\"8.5.1.1-2\"",
        "# Notes on the board\n\nThe items under change control are not defined.\n",
    );
    assert_eq!(of(&denying), ("major", "major"));
    assert_eq!(of(&loose(denying, 3)), ("minor", "none"));
}

/// What is seen of priorities: the state, the grade, and what is missing.
fn priority(org: &Org) -> (&'static str, &'static str, String) {
    let view = org.assess();
    let line = line(&view, "8.6.1-2");
    (line.state, line.grade, line.missing.join("\n"))
}

#[test]
fn rows_that_fail_are_told_whatever_a_policy_says() {
    let rows = |priority: &str| {
        let row =
            |at: u32| format!("T-{at},2026-08-{at:02},mail,{priority},closed,2026-08-20,patched\n");
        let rows: String = (1..11).map(row).collect();
        let head = "ref,opened,category,prio,status,resolved_at,action taken\n";
        Org::new().register("tickets.csv", format!("{head}{rows}"), "8.6.1")
    };
    let policies = [
        "# Incidents\n\nIncidents are prioritised by impact and urgency.\n",
        "# Störungen\n\nStörungen werden nach Auswirkung und Dringlichkeit priorisiert.\n",
    ];
    for policy in policies {
        let with = |org: Org| priority(&org.claimed("policy.md", "\"8.6.1-2\"", policy));
        let (state, grade, missing) = with(rows(""));
        assert_eq!((state, grade), ("partly shown", "minor"));
        assert!(missing.contains("10 of 10 rows fail"), "{missing}");
        let (state, grade, _) = with(rows("P2"));
        assert_eq!((state, grade), ("shown", "none"));
        let (state, grade, missing) = with(Org::new());
        assert_eq!((state, grade), ("partly shown", "observation"));
        assert!(missing.contains("operation not seen"), "{missing}");
    }
}

#[test]
fn what_a_record_denies_beside_rows_that_pass_is_a_fault() {
    let rows = "id,opened,category,approval,implemented,tested,outcome,status\n\
                C-7,2026-06-01,normal,board,2026-06-03,lab,fine,closed\n";
    for said in [
        "Changes are not reviewed after they were carried out.",
        "Umgesetzte Änderungen werden nicht überprüft.",
    ] {
        let minutes = format!("# Minutes of the depot, 4 July 2026\n\n{said}\n");
        let org = Org::new().register("changes.csv", rows, "8.5.1").claimed(
            "Minutes 2026-07-04.md",
            "\"8.5.1.3-12\"",
            &minutes,
        );
        let view = org.assess();
        let review = line(&view, "8.5.1.3-12");
        assert_eq!(
            (review.state, review.grade),
            ("partly shown", "minor"),
            "{said}"
        );
    }
}

#[test]
fn a_register_that_was_read_is_not_waited_for() {
    let old = "ref,opened,category,prio,status,resolved_at,action taken\n\
               T-1,2020-08-01,mail,P2,closed,2020-08-02,patched\n";
    let org = Org::new()
        .register("tickets.csv", old, "8.6.1")
        .file("clausewise.toml", "inventory = \"complete\"\n");
    let view = org.assess();
    let priority = line(&view, "8.6.1-2");
    assert_eq!(
        (priority.state, priority.grade),
        ("not found", "observation")
    );
    let view = Org::new()
        .register("calendar.csv", "week,team\n32,North\n33,South\n", "8.5.3")
        .assess();
    let analysis = line(&view, "8.5.3-12");
    assert_eq!(
        (analysis.state, analysis.grade),
        ("not found", "observation")
    );
}

/// The verdict and the reason of an ask.
fn asked(org: &Org, about: &str) -> (&'static str, String) {
    let view = org.assess();
    let mut asks = view.gates.iter().flat_map(|gate| &gate.asks);
    let ask = asks.find(|ask| ask.ask.contains(about)).unwrap();
    (ask.verdict, ask.reason.clone())
}

fn presence(org: &Org, item: &str) -> &'static str {
    let view = org.assess();
    let items = view.documents.iter();
    let mut items = items.filter(|known| known.item.to_string() == item);
    items.next().unwrap().presence
}

#[test]
fn gates_and_the_register_hold_nothing_against_anybody_that_the_forecast_does_not() {
    // Read, and in words that were not recognised: a person has to say that it is missing.
    let org = placed()
        .file("clausewise.toml", "inventory = \"complete\"\n")
        .claimed(
            "plan.md",
            "[6.3]",
            "# Service management plan\n\nThe service management plan lists the services.\n",
        );
    let view = org.assess();
    let limits = line(&view, "6.3-2");
    assert_eq!((limits.state, limits.grade), ("not found", "observation"));
    let (verdict, reason) = asked(&org, "The service management plan is there");
    assert_eq!(verdict, "cannot tell", "{reason}");
    // Of what nothing was read at all nobody has to say so.
    let (verdict, reason) = asked(&org, "Internal audits are planned");
    assert_eq!(verdict, "not met", "{reason}");
    assert_eq!(presence(&org, "R20"), "absent");
}

#[test]
fn while_files_have_no_place_nobody_is_told_that_no_major_is_probable() {
    let org = loose(placed(), 3);
    let (verdict, reason) = asked(&org, "No major nonconformity");
    assert_eq!(verdict, "cannot tell", "{reason}");
    assert!(reason.starts_with("none so far"), "{reason}");
    assert_eq!(presence(&org, "D20"), "not seen");
}

#[test]
fn only_files_that_somebody_has_to_place_are_measured() {
    let minutes = "series:\n  - {id: M, match: \"minutes/{period:YYYY-MM}.md\", every: P1M, satisfies: [\"8.6.1\"]}\n";
    let mut org = placed().file("evidence.yaml", minutes);
    for year in 2016..2026 {
        for month in 1..13 {
            let text = "# Minutes\n\nThe incidents of the month were gone through.\n";
            org = org.file(&format!("minutes/{year}-{month:02}.md"), text);
        }
    }
    assert!(majors(&org).contains(&"9.2.2-8".to_owned()));
    assert!(!majors(&loose(org, 3)).contains(&"9.2.2-8".to_owned()));
}

#[test]
fn a_plan_on_one_thing_has_to_be_placed_as_well() {
    let plans = [
        (
            "Capacity plan",
            "The capacity we need next year is estimated.",
        ),
        (
            "Continuity plan",
            "After a fire the depot goes on from the second site.",
        ),
        (
            "Kapazitätsplan",
            "Der Bedarf für das nächste Jahr wird geschätzt.",
        ),
    ];
    let org = plans.iter().fold(placed(), |org, (title, text)| {
        org.file(&format!("{title}.md"), format!("# {title}\n\n{text}\n"))
    });
    assert_eq!(majors(&org), Vec::<String>::new());
}

#[test]
fn what_could_not_be_read_may_hold_what_no_file_shows() {
    let scans = |files: usize| {
        (0..files).fold(placed(), |org, at| {
            org.file(&format!("forklift {at}.pdf"), b"%PDF-1.4 pictures")
        })
    };
    assert_eq!(majors(&scans(1)), majors(&placed()));
    let org = scans(4);
    assert_eq!(majors(&org), Vec::<String>::new());
    let (_, screen, _) = run(&org, &["assess"]);
    let told = "4 files that could not be read have no place yet";
    assert!(common::flat(&screen).contains(told), "{screen}");
    let aside = scans(4).file("evidence.yaml", "not_evidence: [\"*.pdf\"]\n");
    assert_eq!(majors(&aside), majors(&placed()));
}
