//! The order in which actions are taken up, what is listed, and the way to the audit.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, run};
use serde_json::Value;

const SETTINGS: &str = "[people]\ndesk-lead = \"J. Pereira\"\n\n[audit]\nstage2 = 2027-03-01\n";

/// A plan of actions: the number behind ACT-, its keys, and its gap as `kind clause grade gain`.
fn org(actions: &[(&str, &str, &str)]) -> Org {
    let mut org = Org::new().file("clausewise.toml", SETTINGS);
    for (id, keys, gap) in actions {
        let status = if keys.contains("status =") {
            ""
        } else {
            "status = \"open\"\n"
        };
        let mut text = format!("+++\nid = \"ACT-{id}\"\n{status}{keys}\n");
        if let [kind, line, grade, gain] = gap.split(' ').collect::<Vec<_>>()[..] {
            let clause = line.split('-').next().unwrap();
            text.push_str(&format!(
                "\n[gap]\nof = \"{kind} {clause}\"\nasks = \"See to {line}\"\nstate = \"present\"\ngrade = \"{grade}\"\ngain = {gain}\n\n[gap.boxes]\n\"{line}\" = \"[ ] it\"\n"
            ));
        }
        org = org.file(&format!("actions/ACT-{id}.md"), format!("{text}+++\n"));
    }
    org
}

fn json(org: &Org, args: &[&str]) -> Value {
    let mut words = vec!["plan"];
    words.extend(args);
    words.extend(["--format", "json", "--as-of", "2026-11-01"]);
    let (code, out, err) = run(org, &words);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    serde_json::from_str(&out).unwrap()
}

fn listed(org: &Org, args: &[&str]) -> Vec<String> {
    let mut words = vec!["list"];
    words.extend(args);
    let json = json(org, &words);
    let groups = json["groups"].as_array().unwrap();
    let all = groups
        .iter()
        .flat_map(|group| group["actions"].as_array().unwrap());
    all.map(|action| {
        action["id"]
            .as_str()
            .unwrap()
            .trim_start_matches("ACT-")
            .to_owned()
    })
    .collect()
}

#[test]
fn grade_then_gain_for_a_day_of_work() {
    let org = org(&[
        ("a", "effort = 10", "document 5.1-1 minor 1.0"),
        ("b", "effort = 1", "document 5.1-1 minor 0.5"),
        ("c", "", "document 5.1-1 major 0.1"),
        ("d", "", "document 5.1-1 observation 2.0"),
        ("e", "priority = \"critical\"", "document 5.1-1 none 0.1"),
        ("f", "priority = \"low\"", "document 5.1-1 minor 9.0"),
        (
            "g",
            "nonconformity = \"minor\"\neffort = 40",
            "document 5.1-1 minor 0.1",
        ),
    ]);
    assert_eq!(listed(&org, &[]), ["e", "c", "g", "b", "a", "f", "d"]);
}

#[test]
fn what_others_wait_for_is_as_pressing_as_they_are() {
    let org = org(&[
        ("a", "depends_on = [\"ACT-c\"]", "document 5.1-1 major 0.1"),
        ("b", "", "document 5.1-3 minor 0.1"),
        ("c", "", "document 5.1-4 none 0.1"),
    ]);
    assert_eq!(listed(&org, &[]), ["c", "a", "b"]);
    let next = json(&org, &["next"]);
    let ids: Vec<&str> = next["next"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["ACT-c", "ACT-b"], "a waits");
    assert!(
        next["next"][0]["why"]
            .to_string()
            .contains("ACT-a waits for it")
    );
    assert_eq!(next["waiting"], 1);
}

#[test]
fn the_trade_builds_one_thing_before_another_of_its_weight() {
    let org = org(&[
        ("a", "", "document 9.4-1 none 5.0"),
        ("b", "", "document 8.3.3-1 none 1.0"),
        ("c", "", "document 8.2.4-1 none 0.5"),
        ("d", "", "document 4.3-1 none 0.1"),
        ("e", "", "document 8.5.1.1-1 none 5.0"),
        ("f", "", "document 8.2.6-1 none 0.1"),
        ("g", "", "document 9.4-1 major 0.1"),
    ]);
    let order = listed(&org, &[]);
    let place = |id: &str| order.iter().position(|one| one == id).unwrap();
    assert!(
        place("d") < place("c") && place("c") < place("b") && place("b") < place("a"),
        "{order:?}"
    );
    assert!(
        place("f") < place("e"),
        "types of items before changes: {order:?}"
    );
    assert_eq!(place("g"), 0, "what is graver waits for nothing milder");
}

#[test]
fn what_needs_months_of_records_begins_first() {
    let org = org(&[
        ("a", "", "document 5.1-1 major 9.0"),
        ("b", "effort = 2", "records 8.6.1-1 observation 0.1"),
    ]);
    // Three months before 2027-03-01, and two days of work before that.
    assert_eq!(listed(&org, &[]), ["b", "a"]);
    let next = json(&org, &["next"]);
    assert_eq!(next["next"][0]["begin_by"], "2026-11-27");
    let (_, out, _) = run(&org, &["plan", "next", "--as-of", "2026-12-24"]);
    assert!(
        common::flat(&out).contains("it had to begin by 2026-11-27"),
        "{out}"
    );
    // A year before the audit there is time.
    let (_, out, _) = run(&org, &["plan", "list", "--as-of", "2026-01-24"]);
    assert!(
        out.find("ACT-a").unwrap() < out.find("ACT-b").unwrap(),
        "{out}"
    );
}

#[test]
fn circles_are_told_and_nothing_is_lost() {
    let org = org(&[
        ("a", "depends_on = [\"ACT-b\"]", ""),
        ("b", "depends_on = [\"ACT-c\"]", ""),
        ("c", "depends_on = [\"ACT-a\"]", ""),
        ("d", "depends_on = [\"ACT-a\"]", ""),
    ]);
    let mut all = listed(&org, &[]);
    all.sort();
    assert_eq!(all, ["a", "b", "c", "d"]);
    let path = json(&org, &["path"]);
    assert_eq!(path["circles"].as_array().unwrap().len(), 1);
    assert_eq!(path["actions"].as_array().unwrap().len(), 4);
    let (_, out, _) = run(&org, &["plan", "path", "--as-of", "2026-11-01"]);
    assert!(
        common::flat(&out).contains("ACT-a waits for ACT-b waits for ACT-c waits for ACT-a"),
        "{out}"
    );
}

#[test]
fn the_way_to_the_audit_is_reckoned_back_and_forth() {
    let org = org(&[
        ("a", "effort = 10", ""),
        ("b", "effort = 5\ndepends_on = [\"ACT-a\"]", ""),
        (
            "c",
            "effort = 5\ndepends_on = [\"ACT-b\"]",
            "records 8.6.1-1 minor 0.1",
        ),
        ("d", "effort = 60", ""),
        ("e", "effort = 200", ""),
        ("f", "status = \"done\"\neffort = 5", ""),
    ]);
    let path = json(&org, &["path"]);
    let leg = |id: &str| {
        let all = path["actions"].as_array().unwrap();
        all.iter()
            .find(|leg| leg["id"] == format!("ACT-{id}"))
            .cloned()
    };
    // Records from 2026-12-01 on: c begins five working days before, and so on back.
    let c = leg("c").unwrap();
    assert_eq!(
        (c["done_by"].as_str(), c["latest_start"].as_str()),
        (Some("2026-12-01"), Some("2026-11-24"))
    );
    assert_eq!(leg("b").unwrap()["latest_start"], "2026-11-17");
    assert_eq!(leg("a").unwrap()["latest_start"], "2026-11-03");
    assert_eq!(leg("a").unwrap()["slack_days"], 2);
    assert!(leg("e").unwrap()["slack_days"].as_i64().unwrap() < 0);
    assert!(leg("d").unwrap()["slack_days"].as_i64().unwrap() > 0);
    assert!(leg("f").is_none(), "what is done needs no days");
    assert_eq!(path["critical"], serde_json::json!(["ACT-e"]));
    let later = json(&org, &["path", "--by", "2028-03-01"]);
    let all = later["actions"].as_array().unwrap();
    assert!(
        all.iter()
            .all(|leg| leg["slack_days"].as_i64().unwrap() > 0),
        "{later}"
    );
    let (code, _, err) = run(&org, &["plan", "path", "--as-of", "2027-03-02"]);
    assert_eq!(code, 2);
    assert!(err.contains("--by"), "{err}");
}

#[test]
fn lists_are_filtered_sorted_and_grouped() {
    let org = org(&[
        (
            "a",
            "owner = \"role:desk-lead\"\ndue = 2026-10-01",
            "document 8.6.1-1 minor 0.1",
        ),
        (
            "b",
            "owner = \"J. Pereira\"\ndue = 2026-12-01",
            "document 5.1-1 major 0.1",
        ),
        ("c", "owner = \"K. Wendt\"", ""),
        ("d", "status = \"closed\"", ""),
        ("e", "status = \"closed\"", "document 8.6.1-3 minor 0.1"),
        (
            "f",
            "status = \"in progress\"\nnonconformity = \"minor\"",
            "",
        ),
    ]);
    for (args, expected) in [
        (vec!["--owner", "J. Pereira"], vec!["a", "b"]),
        (vec!["--owner", "role:desk-lead"], vec!["a", "b"]),
        (vec!["--owner", "-"], vec!["e", "f"]),
        (vec!["--overdue"], vec!["a"]),
        (vec!["--due-by", "2026-12-01"], vec!["a", "b"]),
        (vec!["--about", "8.6"], vec!["a", "e"]),
        (vec!["--grade", "major"], vec!["b"]),
        (vec!["--status", "in-progress"], vec!["f"]),
        (vec!["--status", "closed"], vec!["d", "e"]),
        (vec!["--nonconformities"], vec!["f"]),
        (vec!["--all"], vec!["a", "b", "c", "d", "e", "f"]),
        (vec![], vec!["a", "b", "c", "e", "f"]),
    ] {
        let mut words = args.clone();
        words.extend(["--sort", "id"]);
        assert_eq!(listed(&org, &words), expected, "{args:?}");
    }
    assert_eq!(listed(&org, &["--sort", "due"])[..2], ["a", "b"]);
    let (_, out, _) = run(
        &org,
        &["plan", "list", "--group", "area", "--as-of", "2026-11-01"],
    );
    insta::assert_snapshot!("plan_list_by_area", out);
    let (_, out, _) = run(
        &org,
        &[
            "plan",
            "list",
            "--format",
            "markdown",
            "--as-of",
            "2026-11-01",
        ],
    );
    insta::assert_snapshot!("plan_list_markdown", out);
    let (_, out, _) = run(&org, &["plan", "next", "--as-of", "2026-11-01"]);
    insta::assert_snapshot!("plan_next", out);
    let (_, out, _) = run(&org, &["plan", "path", "--as-of", "2026-11-01"]);
    insta::assert_snapshot!("plan_path", out);
    let (_, out, _) = run(&org, &["plan", "show", "a", "--as-of", "2026-11-01"]);
    insta::assert_snapshot!("plan_show", out);
    for screen in ["list", "next", "path", "show a"] {
        let mut words = vec!["plan"];
        words.extend(screen.split(' '));
        let (_, out, _) = run(&org, &words);
        assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    }
}

#[test]
fn a_broken_file_beside_sound_ones_is_told_below_the_list() {
    let org = org(&[("a", "", ""), ("b", "due = \"whenever\"", "")]);
    for verb in ["list", "next", "path"] {
        let (code, out, err) = run(&org, &["plan", verb, "--as-of", "2026-11-01"]);
        assert_eq!(code, 2);
        assert!(out.contains("ACT-a"), "{out}");
        assert!(err.contains("actions/ACT-b.md:4"), "{err}");
    }
}
