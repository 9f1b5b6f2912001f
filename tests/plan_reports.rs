//! How the plan went, and the reports on it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::repo::{Repo, is_git_there};
use common::{Org, run};
use serde_json::Value;

fn action(id: &str, keys: &str) -> String {
    format!("+++\nid = \"ACT-{id}\"\ntitle = \"Action {id}\"\n{keys}\n+++\n")
}

fn org() -> Org {
    Org::copy_of("examples/first-steps")
        .file("actions/ACT-a.md", action("a", "status = \"open\"\ncreated = 2026-05-04\nowner = \"A. Kern\"\ndue = 2026-10-01\ndue_was = [2026-07-01, 2026-08-01]"))
        .file("actions/ACT-b.md", action("b", "status = \"closed\"\ncreated = 2026-05-04\nclosed = 2026-07-15"))
        .file("actions/ACT-c.md", action("c", "status = \"done\"\ncreated = 2026-07-01\nowner = \"B. Ohm\"\nnonconformity = \"major\"\ncorrection = \"Redone & checked\"\neffectiveness = { due = 2026-12-01 }"))
        .file("actions/ACT-d.md", action("d", "status = \"risk accepted\"\ncreated = 2026-06-01\naccepted = { by = \"C. Aal\", reason = \"<b>small</b>\", until = 2026-12-31, date = 2026-08-02 }"))
}

fn progress(org: &Org) -> Value {
    let (code, out, err) = run(
        org,
        &[
            "plan",
            "progress",
            "--format",
            "json",
            "--as-of",
            "2026-11-01",
            "--no-git",
        ],
    );
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    serde_json::from_str(&out).unwrap()
}

#[test]
fn months_are_told_from_the_days_in_the_files() {
    let view = progress(&org());
    let months: Vec<(&str, u64, u64, u64)> = view["months"]
        .as_array()
        .unwrap()
        .iter()
        .map(|month| {
            let n = |key: &str| month[key].as_u64().unwrap();
            (
                month["month"].as_str().unwrap(),
                n("opened"),
                n("closed"),
                n("open"),
            )
        })
        .collect();
    assert_eq!(
        months,
        [
            ("2026-05", 2, 0, 2),
            ("2026-06", 1, 0, 3),
            ("2026-07", 1, 1, 3),
            ("2026-08", 0, 1, 2),
            ("2026-09", 0, 0, 2),
            ("2026-10", 0, 0, 2),
            ("2026-11", 0, 0, 2)
        ]
    );
    let figures = &view["figures"];
    assert_eq!(
        (figures["overdue"].as_u64(), figures["moved"].as_u64()),
        (Some(1), Some(1))
    );
    assert_eq!(
        figures["major"],
        serde_json::json!({"live": 1, "done": 1, "in_time": 0, "overdue": 0, "late": 0, "without_day": 0})
    );
    let kinds: Vec<&str> = view["ahead"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["kind"].as_str().unwrap())
        .collect();
    assert!(
        kinds.contains(&"effectiveness") && kinds.contains(&"acceptance"),
        "{kinds:?}"
    );
}

#[test]
fn what_was_changed_by_hand_git_knows() {
    if !is_git_there() {
        return;
    }
    let repo = Repo::new();
    repo.file("clausewise.toml", "");
    for (day, due, status) in [
        ("2026-05-04", "2026-07-01", "open"),
        ("2026-06-30", "2026-08-01", "open"),
        ("2026-07-30", "2026-09-01", "open"),
        ("2026-08-30", "2026-09-01", "closed"),
    ] {
        repo.file(
            "actions/ACT-a.md",
            action("a", &format!("status = \"{status}\"\ndue = {due}")),
        );
        repo.commit("somebody", day);
    }
    let out = common::stdout(
        repo.root(),
        &[
            "plan",
            "progress",
            "--format",
            "json",
            "--as-of",
            "2026-10-01",
        ],
    );
    let view: Value = serde_json::from_str(&out).unwrap();
    let over = &view["over"][0];
    assert_eq!(
        over["moved"],
        serde_json::json!(["2026-07-01", "2026-08-01"]),
        "{view}"
    );
    let months = view["months"].as_array().unwrap();
    assert_eq!(
        (months[0]["month"].as_str(), months[0]["opened"].as_u64()),
        (Some("2026-05"), Some(1))
    );
    assert_eq!(
        (months[3]["month"].as_str(), months[3]["closed"].as_u64()),
        (Some("2026-08"), Some(1))
    );
    assert!(!out.contains("somebody"));
}

#[test]
fn reports_show_the_plan_and_the_register() {
    let org = org();
    let report = |name: &str, form: &str| {
        let (code, out, err) = run(
            &org,
            &[
                "report",
                name,
                "--format",
                form,
                "--as-of",
                "2026-11-01",
                "--no-git",
            ],
        );
        assert_eq!((code, err.as_str()), (0, ""), "{out}");
        out
    };
    insta::assert_snapshot!("plan_report", report("actions", "md"));
    insta::assert_snapshot!("plan_nonconformities", report("nonconformities", "md"));
    let html = report("actions", "html");
    for part in [
        "<svg class=\"plan\"",
        "overdue",
        "moved 2 times",
        "&lt;b&gt;small",
        "clausewise:generated",
    ] {
        assert!(html.contains(part), "{part}");
    }
    let register = report("nonconformities", "html");
    assert!(
        register.contains("Redone &amp; checked")
            && register.contains("no root cause is written down")
    );
    assert!(!register.contains("ACT-a"));
    let (_, screen, _) = run(
        &org,
        &["plan", "progress", "--as-of", "2026-11-01", "--no-git"],
    );
    insta::assert_snapshot!("plan_progress", screen);
    assert!(
        screen.lines().all(|line| line.chars().count() <= 80),
        "{screen}"
    );
    // Without actions it is the first plan from the gaps, and a register without entries.
    let bare = Org::copy_of("examples/first-steps");
    let (_, out, _) = run(
        &bare,
        &["report", "actions", "--as-of", "2026-11-01", "--no-git"],
    );
    assert!(out.contains("first action plan"), "{out}");
    let (code, out, _) = run(
        &bare,
        &[
            "report",
            "nonconformities",
            "--as-of",
            "2026-11-01",
            "--no-git",
        ],
    );
    assert_eq!(code, 0);
    assert!(out.contains("0 nonconformities"), "{out}");
}
