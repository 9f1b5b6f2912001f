//! `check --baseline`: what was there before fails nothing, what is new does; it shrinks by itself,
//! grows only when asked, and loses no line that was not mended.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::process::Output;

use clausewise::check::{Baseline, without};
use common::{Org, clausewise};
use proptest::prelude::*;
use serde_json::Value;

const FILE: &str = "check-baseline.toml";
const LINKS: &str = "# Duties\n\nSee [the rota](rota.md).\n\nAnd [the plan](plan.md).\n";

/// An organisation with a broken link in each of two files, and the settings that make it fail.
fn org() -> Org {
    Org::new()
        .file(
            "clausewise.toml",
            "as_of = 2026-11-01\n[check]\nfail_on = \"warning\"\nbaseline = \"check-baseline.toml\"\n",
        )
        .file("a.md", LINKS)
        .file("b.md", LINKS)
}

fn run(org: &Org, arguments: &[&str]) -> Output {
    let mut command = clausewise(org.root());
    command.env_remove("CI").args(["check", "--no-git"]);
    command.args(arguments).output().unwrap()
}

fn checked(org: &Org, arguments: &[&str]) -> Value {
    let output = run(org, &[&["--format", "json"], arguments].concat());
    let errors = String::from_utf8_lossy(&output.stderr).into_owned();
    serde_json::from_slice(&output.stdout).unwrap_or_else(|_| panic!("{errors}"))
}

fn kept(org: &Org) -> String {
    std::fs::read_to_string(org.root().join(FILE)).unwrap()
}

/// With a baseline of all that is found.
fn gated() -> Org {
    let org = org();
    assert_eq!(run(&org, &["--update-baseline"]).status.code(), Some(0));
    org
}

fn change(org: &Org, path: &str, text: &str) {
    std::fs::write(org.root().join(path), text).unwrap();
}

#[test]
fn what_is_known_fails_nothing_and_what_is_new_does() {
    let org = org();
    let missing = run(&org, &[]);
    assert_eq!(missing.status.code(), Some(2));
    let said = String::from_utf8_lossy(&missing.stderr).into_owned();
    assert!(said.contains("--update-baseline"), "{said}");

    let org = gated();
    let known = checked(&org, &[]);
    assert_eq!(known["failed"], false);
    assert!(known["findings"].as_array().unwrap().is_empty());
    let many = known["figures"]["known"].as_u64().unwrap();
    assert!(many >= 4, "{known}");
    assert_eq!(known["baseline"]["entries"], many);
    let before = kept(&org);

    // Text above moves the known ones; a third link is new.
    change(
        &org,
        "a.md",
        &format!("Some words.\n\n{LINKS}\nOr [this](this.md).\n"),
    );
    let new = checked(&org, &[]);
    assert_eq!(new["failed"], true);
    let findings = new["findings"].as_array().unwrap();
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert!(findings[0]["message"].as_str().unwrap().contains("this.md"));
    assert_eq!(kept(&org), before, "it never grows by itself");

    let all = checked(&org, &["--show-known"]);
    let known = |of: &&Value| of["known"] == true;
    let all = all["findings"].as_array().unwrap();
    assert_eq!(all.iter().filter(known).count() as u64, many);
    assert!(all.iter().filter(known).all(|of| of["fails"] == false));

    let sarif = run(&org, &["--format", "sarif", "--show-known"]);
    let sarif: Value = serde_json::from_slice(&sarif.stdout).unwrap();
    let states = sarif["runs"][0]["results"].as_array().unwrap().iter();
    let new = states.filter(|of| of["baselineState"] == "new").count();
    assert_eq!(new, 1);
}

#[test]
fn a_line_for_each_sorted_for_people_who_review_it() {
    let text = kept(&gated());
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| line.contains("fingerprint"))
        .collect();
    assert!(lines.is_sorted(), "{text}");
    let link = lines.iter().find(|line| line.contains("rota.md")).unwrap();
    assert!(
        link.starts_with("  { path = \"a.md\", rule = \"link-broken\", fingerprint = \""),
        "{link}"
    );
    assert!(text.contains("[totals]\nall = "), "{text}");
}

#[test]
fn what_is_mended_is_taken_out_and_remarks_stay() {
    for end in ["\n", "\r\n"] {
        let org = gated();
        let remarked = kept(&org).replace(
            "  { path = \"b.md\"",
            "  # Waits for January.\n  { path = \"b.md\"",
        );
        let remarked = format!("\u{feff}{}", remarked.replace('\n', end));
        change(&org, FILE, &remarked);
        change(&org, "a.md", "# Duties\n\nSee [the rota](rota.md).\n");
        let run = checked(&org, &[]);
        assert_eq!(run["baseline"]["mended"], 1, "{run}");
        assert_eq!(run["baseline"]["taken_out"], true);
        let gone = |line: &&str| !(line.contains("\"a.md\"") && line.contains("plan.md"));
        let left: String = remarked.split_inclusive('\n').filter(gone).collect();
        assert_eq!(kept(&org), left);
        assert_eq!(checked(&org, &[])["baseline"]["mended"], 0);
    }
}

#[test]
fn nothing_vanishes_that_was_not_looked_at() {
    let quiet = |org: &Org, arguments: &[&str], mended: u64| {
        let before = kept(org);
        let run = checked(org, arguments);
        assert_eq!(run["baseline"]["mended"], mended, "{arguments:?}: {run}");
        assert_eq!(kept(org), before, "{arguments:?}");
        run["baseline"]["kept_because"].clone()
    };
    let settings = "as_of = 2026-11-01\n[check]\nbaseline = \"check-baseline.toml\"\n";

    // A rule that is off.
    let org = gated();
    change(
        &org,
        "clausewise.toml",
        &format!("{settings}[check.rules]\nlink-broken = \"off\"\n"),
    );
    quiet(&org, &[], 0);

    // A file that cannot be read: of a large one only its pointer was fetched.
    let org = gated();
    change(
        &org,
        "a.md",
        "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 9\n",
    );
    quiet(&org, &[], 0);

    // What is suppressed for a time comes back afterwards.
    let org = gated();
    let entry = "[[check.suppress]]\nrule = \"link-broken\"\nreason = \"on its way\"\nby = \"R. Vale\"\nuntil = 2027-01-31\n";
    change(&org, "clausewise.toml", &format!("{settings}{entry}"));
    quiet(&org, &[], 0);

    // A run unlike the usual one tells and writes nothing.
    let org = gated();
    change(&org, "a.md", "# Duties\n\nNothing.\n");
    let why = quiet(&org, &["--as-of", "2026-10-01"], 2);
    assert!(why.as_str().unwrap().contains("--as-of"), "{why}");
    quiet(&org, &["--dry-run"], 2);

    // In CI it is told what a run at home would take out.
    let mut ci = clausewise(org.root());
    ci.env("CI", "true").args(["check", "--no-git"]);
    let before = kept(&org);
    let said = String::from_utf8(ci.output().unwrap().stdout).unwrap();
    let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("no longer occur; they stay in it: nothing is written in CI"),
        "{said}"
    );
    assert_eq!(kept(&org), before);

    // In a checkout that cannot be written it goes on.
    let file = org.root().join(FILE);
    let mut permissions = file.metadata().unwrap().permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(&file, permissions).unwrap();
    let why = quiet(&org, &[], 2);
    assert!(why.as_str().unwrap().contains("read-only"), "{why}");

    // The baseline of another folder.
    let other = Org::new()
        .file("clausewise.toml", settings)
        .file("elsewhere.md", "# Something\n\nWords.\n");
    let foreign = before.split_inclusive('\n');
    let foreign = foreign.filter(|line| !line.contains("path = \"clausewise.toml\""));
    let foreign: String = foreign.collect();
    let other = other.file(FILE, foreign);
    let why = checked(&other, &[])["baseline"]["kept_because"].clone();
    assert!(why.as_str().unwrap().contains("another folder"), "{why}");
}

#[test]
fn it_is_made_anew_when_asked_and_keeps_what_people_wrote() {
    let org = gated();
    let before = kept(&org);
    change(&org, FILE, &format!("# Ours.\n{before}"));
    change(&org, "c.md", LINKS);
    change(&org, "b.md", "# Duties\n\nNothing.\n");
    let after = checked(&org, &["--update-baseline"]);
    assert_eq!(after["failed"], false, "{after}");
    let text = kept(&org);
    assert!(text.starts_with("# Ours.\n"));
    assert!(text.contains("path = \"c.md\"") && !text.contains("rota.md in b.md"));
    assert!(
        !text.contains("path = \"b.md\", rule = \"link-broken\""),
        "{text}"
    );
    let again = run(&org, &["--update-baseline"]);
    assert_eq!(again.status.code(), Some(0));
    assert_eq!(kept(&org), text);
}

#[test]
fn suppressions_cannot_be_known() {
    let org = org().file(
        "clausewise.toml",
        "as_of = 2026-11-01\n[check]\nbaseline = \"check-baseline.toml\"\nfail_on = \"note\"\n[[check.suppress]]\nrule = \"link-broken\"\n",
    );
    let told = checked(&org, &["--update-baseline"]);
    let findings = told["findings"].as_array().unwrap();
    assert!(
        findings
            .iter()
            .any(|of| of["rule"] == "suppression-incomplete"),
        "{told}"
    );
    assert!(!kept(&org).contains("suppression-"));
}

#[test]
fn paths_are_those_of_the_repository() {
    let org = Org::new();
    std::fs::create_dir_all(org.root().join(".git")).unwrap();
    let org = org
        .file("docs/sms/clausewise.toml", "as_of = 2026-11-01\n")
        .file("docs/sms/a.md", LINKS);
    let baseline = ["--baseline", "gate/known.toml"];
    std::fs::create_dir_all(org.root().join("gate")).unwrap();
    run(
        &org,
        &[&baseline[..], &["--update-baseline", "docs/sms"]].concat(),
    );
    let path = org.root().join("gate/known.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    assert!(text.contains("path = \"docs/sms/a.md\""), "{text}");
    change(&org, "docs/sms/a.md", "# Duties\n\nNothing.\n");
    let run = checked(&org, &[&baseline[..], &["docs/sms"]].concat());
    assert_eq!(run["baseline"]["mended"], 2, "{run}");
    assert_eq!(run["baseline"]["taken_out"], true, "{run}");
    assert!(
        !std::fs::read_to_string(&path)
            .unwrap()
            .contains("link-broken")
    );
}

#[test]
fn all_mistakes_of_a_baseline_are_told_with_their_lines() {
    let org = org().file(
        FILE,
        "edition = \"iso20000-1:2018\"\nfindings = [\n  { path = \"a.md\", fingerprint = \"1\" },\n  { rule = \"x\", path = \"b.md\", fingerprint = 2, odd = 1 },\n]\n[totals]\nall = 101\n",
    );
    let output = run(&org, &[]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8(output.stderr).unwrap();
    for part in [
        "check-baseline.toml:3",
        "no `rule`",
        "check-baseline.toml:4",
        "no key `odd`",
        "0 to 100",
    ] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let org = org.file(
        FILE,
        "<<<<<<< ours\nedition = \"x\"\n=======\nfindings = []\n>>>>>>> theirs\n",
    );
    let said = String::from_utf8(run(&org, &[]).stderr).unwrap();
    assert!(said.contains("merge"), "{said}");
}

#[test]
fn a_baseline_is_no_evidence_wherever_it_lies() {
    let org = gated();
    let files = |org: &Org| checked(org, &[])["figures"]["files"].clone();
    assert_eq!(files(&org), 2);
    let text = kept(&org);
    let org = org.file("gate/known.toml", text);
    assert_eq!(files(&org), 2);
}

proptest! {
    /// Whatever is taken out, every other line stays byte for byte.
    #[test]
    fn only_the_lines_of_what_is_mended_go(
        lines in prop::collection::vec((0..4u8, any::<bool>()), 0..20),
        windows in any::<bool>(),
    ) {
        let end = if windows { "\r\n" } else { "\n" };
        let mut text: Vec<(String, bool)> = vec![
            (format!("edition = \"x:1\"{end}"), true),
            (format!("findings = [{end}"), true),
        ];
        for (at, (kind, goes)) in lines.iter().enumerate() {
            let entry = format!("{{ path = \"p, {at}] #\", rule = \"r\", fingerprint = \"{at}\" }}");
            text.push(match kind {
                0 => (format!("  # a remark, with {{ }} in it{end}"), true),
                1 => (end.to_owned(), true),
                2 => (format!("  {entry}, # why{end}"), !goes),
                _ => (format!("{entry} ,{end}"), !goes),
            });
        }
        text.push((format!("]{end}"), true));
        let whole: String = text.iter().map(|(line, _)| line.as_str()).collect();
        let left: String = text.iter().filter(|(_, stays)| *stays).map(|(line, _)| line.as_str()).collect();
        let baseline = Baseline::read("b.toml", &whole).unwrap();
        let goes = |at: &str| lines[at.parse::<usize>().unwrap()].1;
        let gone: Vec<_> = baseline.entries.iter().filter(|of| goes(&of.fingerprint)).collect();
        prop_assert_eq!(without("b.toml", &whole, &gone).unwrap(), left);
    }
}
