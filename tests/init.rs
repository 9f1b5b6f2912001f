//! `init` in a folder whose files claim nothing: the hints of the first look become
//! comments in the manifest, and a manifest once they are switched on.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, file, run};

const INCIDENTS: &str =
    "# Incident management procedure\n\nIncidents are recorded and classified.\n";

fn manifest(org: &Org) -> String {
    std::fs::read_to_string(org.root().join("evidence.yaml")).unwrap()
}

/// The lines of a text with their comment sign taken away where `on` says so. Remarks,
/// which begin with `# `, stay.
fn switched_on(text: &str, on: impl Fn(&str) -> bool) -> String {
    let line = |line: &str| match line.strip_prefix('#') {
        Some(rest) if on(rest) && (!rest.starts_with(' ') || rest.starts_with("  ")) => {
            format!("{rest}\n")
        }
        _ => format!("{line}\n"),
    };
    text.lines().map(line).collect()
}

#[test]
fn hints_are_comments_and_become_claims() {
    let org = Org::copy_of("tests/fixtures/unclaimed/files");
    let hinted: Vec<(String, Vec<String>)> = org
        .assess()
        .hinted()
        .map(|file| {
            let clauses = file.ideas_of.iter().map(|hint| hint.clause.clone());
            (file.path.clone(), clauses.collect())
        })
        .collect();
    assert!(hinted.len() > 10, "{hinted:?}");
    let (code, told, _) = run(&org, &["init", "--yes"]);
    assert_eq!(code, 0, "{told}");
    let expected = format!("hints for {} files, as comments", hinted.len());
    assert!(told.contains(&expected), "{told}");
    let view = org.assess();
    assert!(view.first_look && view.problems.is_empty());

    let text = manifest(&org);
    for part in ["#  # 8.6.1 incident management (", "), first on line "] {
        assert!(text.contains(part), "{part}: {text}");
    }
    // All examples but those of series and registers, whose files are not there.
    let documents = text.find("\n# Records").unwrap();
    let (hints, rest) = text.split_at(documents);
    std::fs::write(
        org.root().join("evidence.yaml"),
        switched_on(hints, |_| true) + rest,
    )
    .unwrap();
    let view = org.assess();
    assert!(view.problems.is_empty(), "{:?}", view.problems);
    for (path, clauses) in hinted {
        assert_eq!(file(&view, &path).claims, clauses, "{path}");
    }
}

#[test]
fn one_hint_may_be_switched_on_alone() {
    let org = Org::copy_of("tests/fixtures/unclaimed/files");
    assert_eq!(run(&org, &["init", "--yes"]).0, 0);
    let text = manifest(&org);
    let at = text.find("#  - match: \"money.md\"").unwrap();
    let end = at + text[at..].match_indices('\n').nth(1).unwrap().0;
    let entry = switched_on(&text[at..end], |_| true);
    std::fs::write(
        org.root().join("evidence.yaml"),
        format!("{}{entry}{}", &text[..at], &text[end..]),
    )
    .unwrap();
    let view = org.assess();
    assert!(view.problems.is_empty(), "{:?}", view.problems);
    assert_eq!(file(&view, "money.md").claims, ["8.4.1"]);
    assert_eq!(
        view.evidence
            .iter()
            .filter(|file| !file.claims.is_empty())
            .count(),
        1
    );
}

#[cfg(unix)]
#[test]
fn a_file_is_claimed_by_its_name_whatever_the_name() {
    let names = [
        "a b.md",
        "it's \"so\": #1.md",
        "[x]{1}*?.md",
        "b\\c.md",
        "l\ni\u{202e}ne.md",
        "Störung/%E9 – neu.md",
        "- x.md",
    ];
    let mut org = Org::new();
    for name in names {
        org = org.file(name, INCIDENTS);
    }
    org = org.file("x1.md", "# Canteen\n\nSoup on Mondays.\n");
    assert_eq!(run(&org, &["init", "--yes"]).0, 0);
    let text = switched_on(&manifest(&org), |line| line.starts_with("  "));
    let text = text.split("\n# Records").next().unwrap();
    std::fs::write(org.root().join("evidence.yaml"), text).unwrap();
    let view = org.assess();
    assert!(view.problems.is_empty(), "{:?}", view.problems);
    for name in names {
        assert!(
            file(&view, name).claims.contains(&"8.6.1".to_owned()),
            "{name}\n{text}"
        );
    }
    assert!(file(&view, "x1.md").claims.is_empty());
}

#[test]
fn a_manifest_that_is_there_is_left_alone_and_the_hints_are_shown() {
    let org = Org::new()
        .file("Incidents.md", INCIDENTS)
        .file("evidence.yaml", "# mine\nevidence:\n");
    let (code, told, _) = run(&org, &["init", "--yes"]);
    assert_eq!(code, 0);
    assert!(told.contains("keep    evidence.yaml"), "{told}");
    assert_eq!(manifest(&org), "# mine\nevidence:\n");
    // What is shown can be pasted below `evidence:`.
    let start = told.find("  # 8.6.1 incident management").unwrap();
    let end = start + told[start..].find("\n\n").unwrap();
    std::fs::write(
        org.root().join("evidence.yaml"),
        format!("evidence:\n{}\n", &told[start..end]),
    )
    .unwrap();
    let view = org.assess();
    assert!(view.problems.is_empty(), "{:?}", view.problems);
    assert!(
        file(&view, "Incidents.md")
            .claims
            .contains(&"8.6.1".to_owned())
    );
    // A second time everything is there, and nothing is left to hint at.
    let (code, told, _) = run(&org, &["init"]);
    assert_eq!(code, 0);
    assert!(
        !told.contains("# 8.6.1") && told.contains("Everything is there already."),
        "{told}"
    );
}

#[test]
fn a_folder_within_a_workspace_gets_paths_of_its_own() {
    let org = Org::new()
        .file("clausewise.toml", "")
        .file("sub/Incidents.md", INCIDENTS);
    assert_eq!(run(&org, &["init", "sub", "--yes"]).0, 0);
    let text = std::fs::read_to_string(org.root().join("sub/evidence.yaml")).unwrap();
    assert!(text.contains("#  - match: \"Incidents.md\""), "{text}");
}

#[test]
fn mistakes_in_a_workspace_leave_init_without_hints() {
    let org = Org::new()
        .file("clausewise.toml", "edition = 5\n")
        .file("Incidents.md", INCIDENTS);
    let (code, told, _) = run(&org, &["init", "--yes"]);
    assert_eq!(code, 0, "{told}");
    assert!(!manifest(&org).contains("Incidents.md"));
}

#[test]
fn monthly_files_are_proposed_as_one_series() {
    let report = "# Service report\n\nAvailability against the service level targets, incidents by priority.\n";
    let months = ["2026-06", "2026-07", "2026-09"];
    let org = months.iter().fold(Org::new(), |org, month| {
        org.file(&format!("reports/Service report {month}.md"), report)
    });
    let org = org.file("incidents.md", INCIDENTS);
    assert_eq!(run(&org, &["init", "--yes"]).0, 0);
    let text = manifest(&org);
    assert_eq!(
        text.matches("Service report {period:YYYY-MM}.md").count(),
        1,
        "{text}"
    );
    let from = text.find("#  # 3 files; the first:").unwrap();
    let to = from + text[from..].find("\n\n").unwrap();
    let series = switched_on(&text[from..to], |_| true);
    std::fs::write(
        org.root().join("evidence.yaml"),
        format!("{}{series}{}", &text[..from], &text[to..]),
    )
    .unwrap();
    let view = org.assess();
    assert!(view.problems.is_empty(), "{:?}", view.problems);
    let [series] = view.series.as_slice() else {
        panic!("{:?}", view.series);
    };
    let state = |period: &str| {
        let mut periods = series.periods.iter();
        periods
            .find(|one| one.period == period)
            .map(|one| one.state)
    };
    assert_eq!(state("2026-07"), Some("present"), "{series:?}");
    assert_eq!(state("2026-08"), Some("missing"), "{series:?}");
}
