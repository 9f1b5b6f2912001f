//! Every command that a screen prints works as pasted: taken from the screen, run in the
//! same folder by a shell.
#![cfg(unix)]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::path::Path;

use common::{Org, flat};

/// Exit code and everything that is printed.
fn shell(folder: &Path, line: &str) -> (i32, String) {
    let output = common::shell(folder, line);
    let text = String::from_utf8(output.stdout).unwrap() + &String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap(), text)
}

/// The commands on a screen: what stands at the end of a line, and what a sentence has
/// between backticks. A verb alone between backticks is only its name.
fn commands(screen: &str) -> Vec<String> {
    let mut found: Vec<String> = screen
        .lines()
        .filter_map(|line| Some(line[line.find("clausewise ")?..].to_owned()))
        .filter(|command| !screen.contains(&format!("`{command}")))
        .collect();
    let shown = flat(screen);
    let quoted = shown.split("`clausewise ").skip(1);
    found.extend(
        quoted
            .filter_map(|rest| rest.split_once('`'))
            .filter(|(words, _)| words.contains(' '))
            .map(|(words, _)| format!("clausewise {words}")),
    );
    found
}

/// Runs a command and then every command that its screen prints; returns those.
fn follow(folder: &Path, command: &str) -> Vec<String> {
    let (code, screen) = shell(folder, command);
    assert_eq!(code, 0, "{command}\n{screen}");
    let next = commands(&screen);
    for pasted in &next {
        // Verbs that write ask on a terminal, which there is none of here.
        let asks = ["init", "note", "judge", "answer", "intake"]
            .iter()
            .any(|verb| pasted.starts_with(&format!("clausewise {verb} ")))
            && !pasted.contains("--help")
            && !pasted.contains("--yes");
        let dry = if asks { " --dry-run" } else { "" };
        let (code, told) = shell(folder, &format!("{pasted}{dry}"));
        assert_eq!(code, 0, "{command}\nprints: {pasted}\n{told}");
    }
    next
}

/// The same, where the screen must name a command to go on with.
fn leads_on(folder: &Path, command: &str) -> Vec<String> {
    let next = follow(folder, command);
    assert!(!next.is_empty(), "{command} names no next command");
    next
}

/// Names of folders as people have them, and as they type them.
const NAMES: [(&str, &str); 2] = [
    ("O'Neill & Söhne (2026)", "\"O'Neill & Söhne (2026)\""),
    ("it's $5", r"'it'\''s $5'"),
];

#[test]
fn from_a_bare_folder_to_a_workspace() {
    for (name, typed) in NAMES {
        let org = Org::new().folder(name, "tests/fixtures/unclaimed/files");
        let next = leads_on(org.root(), &format!("clausewise assess {typed}"));
        assert!(next[0].starts_with("clausewise init "), "{next:?}");
        leads_on(org.root(), &format!("{} --yes", next[0]));
        leads_on(org.root(), &format!("clausewise init {typed} --yes"));
        // Now there is a workspace, and the next thing is to claim a file.
        let next = leads_on(org.root(), &format!("clausewise assess {typed}"));
        assert!(next[0].starts_with("clausewise explain "), "{next:?}");
        leads_on(org.root(), &next[0]);
    }
}

#[test]
fn from_a_register_to_what_a_sample_shows() {
    let (name, typed) = NAMES[0];
    let org = Org::new().folder(name, "examples/first-steps");
    let mut next = leads_on(org.root(), &format!("clausewise sample {typed}"));
    for part in [
        "clausewise sample ",
        " -o sample.xlsx ",
        " --accept sample.xlsx ",
    ] {
        assert!(next[0].contains(part), "{next:?}");
        next = leads_on(org.root(), &next[0]);
    }
    assert!(next[0].starts_with("clausewise sample list "), "{next:?}");
}

#[test]
fn from_promises_to_what_broke_them() {
    let (name, typed) = NAMES[0];
    let org = Org::new().folder(name, "examples/first-steps");
    leads_on(org.root(), &format!("clausewise calendar {typed}"));
}

#[test]
fn from_a_delivery_to_claims() {
    for (name, typed) in NAMES {
        let org = Org::new().folder(name, "tests/fixtures/unclaimed/files");
        let next = leads_on(org.root(), &format!("clausewise intake {typed}"));
        assert!(
            next[0].starts_with("clausewise intake -o register.xlsx"),
            "{next:?}"
        );
        leads_on(org.root(), &format!("clausewise init {typed} --yes"));
        leads_on(org.root(), &format!("clausewise intake {typed}"));
        leads_on(org.root(), &format!("clausewise intake --yes {typed}"));
        // One was written when the first screen was followed.
        std::fs::remove_file(org.root().join("register.xlsx")).unwrap();
        let next = leads_on(
            org.root(),
            &format!("clausewise intake -o register.xlsx {typed}"),
        );
        assert!(
            next[0].starts_with("clausewise intake --accept register.xlsx"),
            "{next:?}"
        );
        leads_on(org.root(), &next[0]);
        leads_on(org.root(), &format!("clausewise request {typed}"));
    }
}

#[test]
fn a_workspace_without_hints_sends_to_the_catalogue() {
    let org = Org::new()
        .file("sub/clausewise.toml", "")
        .file("sub/Canteen.md", "# Canteen\n\nSoup on Mondays.\n");
    let next = leads_on(org.root(), "clausewise assess sub");
    assert_eq!(next, ["clausewise catalogue show"]);
}

#[test]
fn everything_that_can_be_explained_leads_on() {
    let (name, typed) = NAMES[0];
    let org = Org::new().folder(name, "examples/first-steps");
    for words in [
        "assess",
        "assess -q",
        "assess -v",
        "assess --as-of 2026-10-20",
        "explain 8.6.1",
        "explain 8.6.1-1",
        "explain 8.6.1-8",
        "explain 7.3-1",
        "explain 9.4-2",
        "explain D20",
        "explain REC-MONTHLY",
        "explain procedures/major-incidents.md",
        "explain REG-INCIDENTS",
    ] {
        let (verb, rest) = words.split_once(' ').unwrap_or((words, ""));
        leads_on(org.root(), &format!("clausewise {verb} {rest} {typed}"));
    }
}

#[test]
fn every_line_of_an_example_leads_on() {
    let org = Org::new().folder("here", "examples/harbour-it");
    let here = org.root().join("here");
    let (_, csv) = shell(&here, "clausewise assess --format csv");
    // One of each clause: the pages of one clause are built alike.
    let mut clauses: Vec<&str> = csv
        .lines()
        .skip(1)
        .filter_map(|line| line.split(',').next())
        .collect();
    clauses.dedup_by_key(|id| id.split('-').next());
    assert!(clauses.len() > 50, "{clauses:?}");
    for id in clauses.iter().step_by(12) {
        leads_on(&here, &format!("clausewise explain {id}"));
    }
}

#[test]
fn what_was_written_down_leads_on() {
    let (name, typed) = NAMES[1];
    let org = Org::new().folder(name, "examples/first-steps");
    let by = "--by \"A. Example\" --yes";
    for command in [
        format!("clausewise note \"They ring her.\" --about 8.6.1-9 {by} {typed}"),
        format!("clausewise explain N-001 {typed}"),
        format!(
            "clausewise judge 8.6.1-9 --rating L --conforming --method interview --reason Heard {by} {typed}"
        ),
        format!("clausewise answer no-occurrence --about 8.6.1-11 --reason None {by} {typed}"),
        format!("clausewise explain 8.6.1-9 {typed}"),
        format!("clausewise explain 8.6.1-11 {typed}"),
    ] {
        leads_on(org.root(), &command);
    }
}

#[test]
fn a_catalogue_of_ones_own_is_named_again() {
    let org = Org::new()
        .folder("tea house", "tests/fixtures/small/organisation")
        .folder("own rules", "tests/fixtures/small/catalogue");
    let own = "--catalogue \"own rules\"";
    for words in [
        "assess",
        "explain 1.1",
        "explain 1.1-1",
        "explain T02",
        "explain ORDERS",
    ] {
        leads_on(
            org.root(),
            &format!("clausewise {words} \"tea house\" {own}"),
        );
    }
    for words in ["list", "search water", "search nonesuch"] {
        leads_on(org.root(), &format!("clausewise catalogue {words} {own}"));
    }
    // Everything judged: the report is what is left to do.
    for id in ["1.1-1", "1.1-2", "1.1-3", "1.2-1", "1.2-2"] {
        leads_on(
            org.root(),
            &format!(
                "clausewise judge {id} --rating L --conforming --method document --by A --reason Read --yes \"tea house\" {own}"
            ),
        );
    }
    let (_, screen) = shell(
        org.root(),
        &format!("clausewise assess \"tea house\" {own}"),
    );
    assert!(screen.contains("Nothing is left open."), "{screen}");
    let next = leads_on(
        org.root(),
        &format!("clausewise assess \"tea house\" {own}"),
    );
    assert!(next[0].starts_with("clausewise report gap"), "{next:?}");
    assert!(org.root().join("gap.html").is_file());
}

#[test]
fn the_catalogue_leads_on() {
    let org = Org::new();
    for words in [
        "list",
        "search back-out plan",
        "search nonesuch",
        "list --edition iso20000-1:2018",
    ] {
        leads_on(org.root(), &format!("clausewise catalogue {words}"));
    }
}

#[test]
fn remarks_name_commands_that_work() {
    let org = Org::new()
        .file("clausewise.toml", "[[party]]\nname = \"CloudNorth\"\nkind = \"external supplier\"\n")
        .claimed("a.md", "\"8.6.1-8\"", common::MAJOR)
        .file(
            "sms.md",
            "---\ntype: manual\nsatisfies: [\"4.3\"]\n---\n\n# Management system manual\n\nClause 8.6.1 is not applicable.\n",
        );
    for what in ["sms.md", "8.3.4.2-1"] {
        let (_, screen) = shell(org.root(), &format!("clausewise explain {what}"));
        let named = commands(&screen);
        assert!(
            named
                .iter()
                .any(|command| command.contains("answer --help")),
            "{screen}"
        );
        leads_on(org.root(), &format!("clausewise explain {what}"));
    }
}
