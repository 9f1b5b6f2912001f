//! `plan` and `plan apply`: gaps make actions, follow the evidence, and never touch what people own.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clausewise::plan::front::{Edit, edited, split, text};
use clausewise::plan::{Action, BoxState, GapState, Status, load, read_action};
use common::{Org, copy, run};
use proptest::prelude::*;
use serde_json::Value;

const APPLY: &[&str] = &["plan", "apply", "--yes", "--no-git"];

fn applied(org: &Org) -> String {
    let (code, out, err) = run(org, APPLY);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    out
}

fn texts(org: &Org) -> BTreeMap<String, String> {
    let plan = load(org.root());
    let texts = plan.texts.iter();
    texts
        .map(|(id, text)| (id.to_string(), text.clone()))
        .collect()
}

fn actions(org: &Org) -> Vec<Action> {
    let plan = load(org.root());
    assert!(plan.problems.is_empty(), "{:?}", plan.problems);
    plan.actions
}

/// The action that has a requirement.
fn with(org: &Org, requirement: &str) -> Action {
    let has = |action: &&Action| {
        let boxes = action.gap.iter().flat_map(|gap| &gap.boxes);
        boxes
            .into_iter()
            .any(|part| part.requirement.to_string() == requirement)
    };
    actions(org)
        .iter()
        .find(has)
        .unwrap_or_else(|| panic!("{requirement}"))
        .clone()
}

fn path(org: &Org, action: &Action) -> PathBuf {
    org.root().join(action.id.path())
}

/// A file without what is the tool's: everything but `[gap]` and `[gap.boxes]`.
fn of_people(text: &str) -> String {
    let mut out = String::new();
    let mut tools = false;
    for line in text.split_inclusive('\n') {
        let plain = line.trim();
        if plain.starts_with("[gap") {
            tools = true;
        } else if plain.starts_with('[') || plain == "+++" {
            tools = false;
        }
        if !tools || plain.is_empty() || plain.starts_with('#') {
            out.push_str(line);
        }
    }
    out
}

fn proposals(org: &Org) -> Vec<Value> {
    let (code, out, err) = run(org, &["plan", "--format", "json", "--no-git"]);
    assert_eq!((code, err.as_str()), (0, ""));
    let json: Value = serde_json::from_str(&out).unwrap();
    json["proposals"].as_array().unwrap().clone()
}

fn example() -> Org {
    Org::copy_of("examples/harbour-it")
}

const TEST: &str = "Operations/Continuity/continuity-test-2026.md";

#[test]
fn every_gap_has_an_action_and_a_second_apply_changes_nothing() {
    let org = example();
    let open: usize = proposals(&org)
        .iter()
        .map(|one| usize::try_from(one["open"].as_u64().unwrap()).unwrap())
        .sum();
    let first = applied(&org);
    assert!(first.contains("files written under actions/"), "{first}");
    let boxes: usize = actions(&org)
        .iter()
        .map(|action| action.open_boxes().count())
        .sum();
    assert_eq!(boxes, open);
    let mut all: Vec<String> = actions(&org)
        .iter()
        .flat_map(|action| {
            action
                .open_boxes()
                .map(|part| part.requirement.to_string())
                .collect::<Vec<_>>()
        })
        .collect();
    let named = all.len();
    all.sort();
    all.dedup();
    assert_eq!(all.len(), named, "a gap has one action");
    let before = texts(&org);
    assert!(proposals(&org).is_empty());
    assert!(applied(&org).contains("There is nothing to write."));
    assert_eq!(texts(&org), before);
}

#[test]
fn nothing_is_written_without_being_told_to() {
    let org = example();
    let (code, _, _) = run(&org, &["plan", "--no-git"]);
    assert_eq!(code, 0);
    let (code, out, err) = run(&org, &["plan", "apply", "--no-git"]);
    assert_eq!(code, 2, "{out}");
    assert!(err.contains("--yes"), "{err}");
    let (code, _, _) = run(&org, &["plan", "apply", "--dry-run", "--no-git"]);
    assert_eq!(code, 0);
    assert!(!org.root().join("actions").exists());
}

#[test]
fn what_becomes_of_the_evidence_becomes_of_the_boxes() {
    let org = example();
    applied(&org);
    let kept = std::fs::read(org.root().join(TEST)).unwrap();
    let known: Vec<String> = actions(&org)
        .iter()
        .map(|action| action.id.to_string())
        .collect();

    // A record that is gone opens gaps.
    std::fs::remove_file(org.root().join(TEST)).unwrap();
    let told = proposals(&org);
    assert!(!told.is_empty());
    applied(&org);
    let opened: Vec<Action> = actions(&org)
        .into_iter()
        .filter(|action| !known.contains(&action.id.to_string()))
        .collect();
    // It is back: nothing is closed by itself, the gap is cleared and proposed to be closed.
    std::fs::write(org.root().join(TEST), kept).unwrap();
    applied(&org);
    for action in &opened {
        let now = actions(&org)
            .into_iter()
            .find(|other| other.id == action.id)
            .unwrap();
        let gap = now.gap.unwrap();
        assert_eq!(now.status, Status::Open);
        assert_eq!(gap.state, GapState::Cleared, "{}", action.id);
        assert!(gap.cleared.is_some());
        assert!(gap.boxes.iter().all(|part| part.state == BoxState::Settled));
    }
    let told = proposals(&org);
    let cleared: Vec<&Value> = told.iter().filter(|one| one["what"] == "cleared").collect();
    assert!(cleared.len() >= opened.len());
    assert!(
        cleared.iter().all(|one| one["writes"] == false),
        "told until a person closes it"
    );
    let before = texts(&org);
    applied(&org);
    assert_eq!(texts(&org), before);
}

#[test]
fn a_closed_action_whose_gap_is_back_is_told_and_not_doubled() {
    let org = example();
    applied(&org);
    let action = with(&org, "8.7.2-11");
    let file = path(&org, &action);
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(
        &file,
        text.replace(
            "status = \"open\"",
            "status = \"closed\"\nclosed = 2026-10-01",
        ),
    )
    .unwrap();
    let told = proposals(&org);
    assert_eq!(told.len(), 1, "{told:?}");
    assert_eq!(
        (told[0]["what"].as_str(), told[0]["id"].as_str()),
        (Some("returned"), Some(action.id.as_str()))
    );
    let before = texts(&org);
    applied(&org);
    assert_eq!(texts(&org), before);
}

#[test]
fn an_answer_orphans_what_it_takes_out() {
    // Both are answered with "no occurrence" in the example; no other gap is settled together with
    // them.
    let file = "+++\nid = \"ACT-removal\"\nstatus = \"open\"\n\n[gap]\nof = \"records of removals\"\nasks = \"x\"\n\n[gap.boxes]\n\"8.5.1.2-5\" = \"[ ] a\"\n\"8.5.1.2-6\" = \"[ ] b\"\n+++\n";
    let org = example().file("actions/ACT-removal.md", file);
    applied(&org);
    let action = with(&org, "8.5.1.2-5");
    assert_eq!(action.id.as_str(), "ACT-removal");
    let gap = action.gap.unwrap();
    assert_eq!(gap.state, GapState::Orphaned);
    assert!(gap.boxes.iter().all(|part| part.state == BoxState::Gone));
    assert_eq!(action.status, Status::Open);
    assert!(proposals(&org).iter().any(|one| one["what"] == "orphaned"));
}

#[test]
fn an_action_of_ones_own_takes_the_gaps_it_is_about() {
    let org = example();
    let args = [
        "plan",
        "add",
        "Drill the recovery of payroll",
        "--about",
        "8.7.2",
        "--owner",
        "K. Wendt",
        "--yes",
    ];
    let (code, out, err) = run(&org, &args);
    assert_eq!((code, err.as_str()), (0, ""), "{out}");
    applied(&org);
    let own = with(&org, "8.7.2-11");
    assert_eq!(own.title.as_deref(), Some("Drill the recovery of payroll"));
    assert_eq!(own.owner.as_deref(), Some("K. Wendt"));
    assert!(proposals(&org).is_empty());
}

#[test]
fn branches_that_merge_have_no_number_twice() {
    let (one, other) = (example(), example());
    for (org, title) in [
        (&one, "Write it"),
        (&other, "Write it"),
        (&one, "Read it"),
        (&other, "Read it too"),
    ] {
        assert_eq!(run(org, &["plan", "add", title, "--yes"]).0, 0);
    }
    let (a, b) = (texts(&one), texts(&other));
    assert_eq!((a.len(), b.len()), (2, 2));
    assert!(a.keys().all(|id| !b.contains_key(id)));
    // The same gap found on both is the same action: they merge without a word.
    applied(&one);
    applied(&other);
    for (id, text) in texts(&one).iter().filter(|(id, _)| !a.contains_key(*id)) {
        assert_eq!(texts(&other).get(id), Some(text));
    }
}

#[test]
fn a_broken_file_keeps_nobody_from_the_others_and_nothing_from_being_doubled() {
    let org = example();
    applied(&org);
    let all = actions(&org);
    let broken = [
        (
            "+++\nid = \"ID\"\n<<<<<<< HEAD\nstatus = \"open\"\n=======\nstatus = \"done\"\n>>>>>>> branch\n+++\n",
            "merge",
        ),
        (
            "+++\nid = \"ID\"\nstatus = \"opne\"\n+++\n",
            "`status` cannot be `opne`",
        ),
        (
            "+++\nid = \"ID\"\nstatus = \"open\"\ndue = \"soon\"\n+++\n",
            "`soon` is not a date",
        ),
        (
            "+++\nid = \"ID\"\nstatus = \"open\"\nonwer = \"x\"\n+++\n",
            "no key `onwer`",
        ),
        (
            "+++\nid = \"ID\"\nstatus = \"open\"\ndue = 2026-01\n+++\n",
            "cannot be read",
        ),
        (
            "+++\nid = \"ACT-zzzzzz\"\nstatus = \"open\"\n+++\n",
            "is not that of the file",
        ),
        ("no head\n", "has no head"),
        ("", "has no head"),
    ];
    for ((wrong, message), action) in broken.iter().zip(&all) {
        let file = path(&org, action);
        let sound = std::fs::read(&file).unwrap();
        std::fs::write(&file, wrong.replace("ID", action.id.as_str())).unwrap();
        let before = texts(&org);
        let plan = load(org.root());
        assert_eq!(plan.actions.len(), all.len() - 1, "{wrong}");
        let problem = &plan.problems[0];
        assert!(
            problem
                .message
                .to_lowercase()
                .contains(&message.to_lowercase()),
            "{wrong}: {}",
            problem.message
        );
        assert_eq!(&*problem.location.path, action.id.path());
        let (code, out, err) = run(&org, APPLY);
        assert_eq!(code, 2, "{wrong}: {out}");
        assert!(err.contains(&action.id.path()), "{err}");
        assert_eq!(
            texts(&org),
            before,
            "nothing is rewritten until it is mended"
        );
        std::fs::write(&file, sound).unwrap();
    }
    // So does one under a name that is no number: its gaps would get a second action.
    let file = path(&org, &all[0]);
    let elsewhere = org.root().join(format!("actions/{}-old.md", all[0].id));
    std::fs::rename(&file, &elsewhere).unwrap();
    let (code, _, err) = run(&org, APPLY);
    assert_eq!(code, 2);
    assert!(err.contains("-old.md"), "{err}");
    assert!(!file.exists());
    std::fs::rename(&elsewhere, &file).unwrap();
    // What depends on nothing is told, and stands.
    let file = path(&org, &all[0]);
    let sound = std::fs::read_to_string(&file).unwrap();
    std::fs::write(
        &file,
        sound.replace("created =", "depends_on = [\"ACT-nothing\"]\ncreated ="),
    )
    .unwrap();
    let plan = load(org.root());
    assert_eq!(plan.actions.len(), all.len());
    assert!(plan.problems[0].message.contains("ACT-nothing"));
    assert_eq!(
        plan.problems[0].location.line(),
        Some(9),
        "{:?}",
        plan.problems[0].location
    );
}

#[test]
fn killed_at_any_moment_a_second_apply_finishes() {
    use std::process::{Command, Stdio};
    let sound = example();
    applied(&sound);
    let whole = texts(&sound);
    let program = assert_cmd::cargo::cargo_bin("clausewise");
    let org = example();
    let mut between = 0;
    for wait in 0..60_u64 {
        let folder = tempfile::tempdir().unwrap();
        copy(org.root(), folder.path());
        let mut child = Command::new(&program)
            .args(APPLY)
            .arg(folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // Not long after the first file is there, and each time a little later.
        let begun = std::time::Instant::now();
        while !folder.path().join("actions").exists() && begun.elapsed().as_secs() < 60 {
            std::hint::spin_loop();
        }
        std::thread::sleep(std::time::Duration::from_micros(wait * 400));
        let _ = child.kill();
        child.wait().unwrap();
        let left = load(folder.path());
        assert!(left.problems.is_empty(), "{:?}", left.problems);
        for (id, text) in &left.texts {
            assert_eq!(
                whole.get(id.as_str()),
                Some(text),
                "each file is whole or not there"
            );
        }
        between += usize::from(!left.texts.is_empty() && left.texts.len() < whole.len());
        let output = Command::new(&program)
            .args(APPLY)
            .arg(folder.path())
            .output()
            .unwrap();
        assert!(output.status.success());
        let again = load(folder.path());
        assert_eq!(again.texts.len(), whole.len());
        assert!(
            again
                .texts
                .iter()
                .all(|(id, text)| whole.get(id.as_str()) == Some(text))
        );
    }
    assert!(between > 0, "it was killed in between at least once");
}

#[test]
fn what_is_left_of_a_killed_run_is_no_evidence_and_no_action() {
    let org = example().file("actions/.clausewise-abc.tmp", "half");
    applied(&org);
    assert!(
        actions(&org)
            .iter()
            .all(|action| action.location.path.ends_with(".md"))
    );
}

/// What people do to files: comments, keys of their own, line ends, other orders, notes.
fn by_hand() -> impl Strategy<Value = (bool, bool, Vec<String>, String, Vec<String>)> {
    let line = prop::sample::select(vec![
        "# mine",
        "",
        "   ",
        "own = 1",
        "\"own key\" = \"a = [gap]\" # [gap]",
        "owner = \"role:sms-manager\" # who",
        "effort   =   3",
        "due = 2026-12-24",
        "root_cause = \"\"\"\n[gap]\nnobody\n\"\"\"",
        "evidence = [\n  \"a.md\", # first\n  'b.md',\n]",
        "links = ['https://example.org/#[gap]']",
    ])
    .prop_map(str::to_owned);
    let comment =
        prop::sample::select(vec!["# why", "", "  # indented", "#[gap]"]).prop_map(str::to_owned);
    (
        any::<bool>(),
        any::<bool>(),
        prop::collection::vec(line, 0..6),
        "(?s)[a-z +\\[\\]#=\n]{0,60}",
        prop::collection::vec(comment, 0..4),
    )
}

/// The sound file with what people did to it.
fn changed_by_hand(
    text: &str,
    (windows, bom, lines, notes, comments): &(bool, bool, Vec<String>, String, Vec<String>),
) -> String {
    let mut seen = Vec::new();
    let mut head = String::new();
    for line in lines {
        let key = line.split('=').next().unwrap().trim().to_owned();
        if line.contains('=') && seen.contains(&key) {
            continue;
        }
        seen.push(key);
        head.push_str(line);
        head.push('\n');
    }
    let mut out = text.replacen("created =", &format!("{head}created ="), 1);
    for (at, comment) in comments.iter().enumerate() {
        let before = ["asks =", "grade =", "[gap.boxes]", "since ="][at % 4];
        out = out.replacen(before, &format!("{comment}\n{before}"), 1);
    }
    out.push_str(notes);
    if *windows {
        out = out.replace('\n', "\r\n");
    }
    if *bom {
        out.insert(0, '\u{feff}');
    }
    out
}

#[test]
fn every_byte_that_is_not_the_tools_stays() {
    let org = example();
    applied(&org);
    let record = std::fs::read(org.root().join(TEST)).unwrap();
    let sound = texts(&org);
    let mut runner = proptest::test_runner::TestRunner::new_with_rng(
        proptest::test_runner::Config::with_cases(12),
        proptest::test_runner::TestRng::deterministic_rng(
            proptest::test_runner::RngAlgorithm::ChaCha,
        ),
    );
    let strategy = prop::collection::vec(by_hand(), sound.len());
    let tried = runner.run(&strategy, |changes| {
        std::fs::write(org.root().join(TEST), &record).unwrap();
        for ((id, text), change) in sound.iter().zip(&changes) {
            let file = org.root().join(format!("actions/{id}.md"));
            std::fs::write(file, changed_by_hand(text, change)).unwrap();
        }
        let before = texts(&org);
        // What was shown is shown no more: tables change, and actions come.
        std::fs::remove_file(org.root().join(TEST)).unwrap();
        let policy = org.root().join("Policies/Change Management Policy.md");
        let kept = std::fs::read(&policy).unwrap();
        std::fs::remove_file(&policy).unwrap();
        let (code, out, err) = run(&org, APPLY);
        std::fs::write(&policy, kept).unwrap();
        prop_assert_eq!(code, 0, "{}{}", out, err);
        let after = texts(&org);
        let mut written = 0;
        for (id, text) in &before {
            prop_assert_eq!(of_people(text), of_people(&after[id]));
            written += usize::from(text != &after[id]);
        }
        prop_assert!(written > 0, "nothing was tried");
        for id in after.keys().filter(|id| !before.contains_key(*id)) {
            std::fs::remove_file(org.root().join(format!("actions/{id}.md"))).unwrap();
        }
        Ok(())
    });
    tried.unwrap_or_else(|error| panic!("{error}"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]
    #[test]
    fn a_key_is_set_and_nothing_else(
        change in by_hand(),
        key in prop::sample::select(vec!["owner", "due", "effort", "status", "root_cause", "evidence", "title", "links"]),
        said in "(?s)[a-zä\"'\\\\\n#\\[\\]=+ ]{0,20}",
        away in any::<bool>(),
    ) {
        let sound = "+++\nid = \"ACT-abc\"\n# title = \"\"              # yours; without it the wording of the gap stands\nstatus = \"open\"\ncreated = 2026-11-01\n\n[gap]\nof = \"look 4.1\"\nasks = \"x\"\nstate = \"present\"\ngrade = \"minor\"\nsince = 2026-11-01\n\n[gap.boxes]\n\"4.1-1\" = \"[ ] x\"\n+++\n";
        let before = changed_by_hand(sound, &change);
        let value = match key {
            "due" => "2027-01-31".to_owned(),
            "evidence" | "links" => format!("[{}]", text(&said)),
            _ => text(&said),
        };
        let edit = if away && key != "status" { Edit::away(key) } else { Edit::own(key, value) };
        let after = edited(&before, std::slice::from_ref(&edit)).unwrap();
        prop_assert_eq!(&edited(&after, std::slice::from_ref(&edit)).unwrap(), &after, "said again it changes nothing");
        let body = |text: &str| {
            let plain = text.trim_start_matches('\u{feff}');
            plain[split(plain).unwrap().body..].to_owned()
        };
        prop_assert_eq!(body(&before), body(&after));
        if key == "owner" || key == "title" {
            let (action, problems) = read_action("actions/ACT-abc.md", &after);
            prop_assert!(problems.is_empty(), "{:?}\n{}", problems, after);
            let action = action.unwrap();
            let now = if key == "owner" { action.owner } else { action.title };
            let wanted = edit.value.as_ref().map(|_| said.trim().replace("\r\n", "\n")).filter(|said| !said.is_empty());
            prop_assert_eq!(now, wanted);
        }
        // All lines that do not hold the key are still there, in order.
        let mut rest = after.lines();
        for line in before.lines().filter(|line| !line.contains(key)) {
            let lost = key == "root_cause" || key == "evidence";
            prop_assert!(rest.any(|other| other == line) || lost, "{line} in\n{after}");
        }
    }

    #[test]
    fn no_text_panics(text in "(?s)(\\+\\+\\+\n)?.{0,80}(\n\\+\\+\\+\n)?", key in "[a-z.\"]{0,6}") {
        let _ = read_action("actions/ACT-abc.md", &text);
        let _ = edited(&text, &[Edit::own(&key, "1".to_owned())]);
        let _ = edited(&text, &[Edit { table: &["gap", "boxes"], key, value: Some("\"[ ]\"".to_owned()) }]);
    }
}

#[test]
fn files_of_people_in_the_folder_are_theirs() {
    let org = example()
        .file("actions/README.md", "How we work")
        .file("actions/act-B.md", "x");
    let plan = load(org.root());
    assert!(plan.actions.is_empty());
    assert_eq!(plan.problems.len(), 1, "{:?}", plan.problems);
    assert!(Path::new(&*plan.problems[0].location.path).ends_with("act-B.md"));
}

#[test]
fn the_gate_on_minors_is_answered_by_the_plan() {
    let ask = |org: &Org| {
        let (_, out, _) = run(org, &["assess", "--format", "json", "--no-git"]);
        let json: Value = serde_json::from_str(&out).unwrap();
        let gates = json["gates"].as_array().unwrap().clone();
        let asks = gates
            .iter()
            .flat_map(|gate| gate["asks"].as_array().unwrap());
        let mut found = asks.filter(|ask| ask["ask"].as_str().unwrap().contains("minor"));
        let ask = found.next().unwrap();
        (
            ask["verdict"].as_str().unwrap().to_owned(),
            ask["reason"].as_str().unwrap().to_owned(),
        )
    };
    let org = example();
    assert_eq!(ask(&org).0, "cannot tell");
    applied(&org);
    let (verdict, reason) = ask(&org);
    assert_eq!(verdict, "areas of concern");
    assert!(
        reason.contains("no action with an owner and a day"),
        "{reason}"
    );
    let minors: Vec<String> = actions(&org)
        .iter()
        .filter(|action| {
            action
                .gap
                .as_ref()
                .is_some_and(|gap| gap.grade <= clausewise::workspace::Grade::Minor)
        })
        .map(|action| action.id.to_string())
        .collect();
    let words = [
        "plan",
        "set",
        &minors.join(","),
        "--owner",
        "A. Kern",
        "--due",
        "2027-01-31",
        "--yes",
        "--folder",
    ];
    let words: Vec<&str> = words
        .into_iter()
        .chain([org.root().to_str().unwrap()])
        .collect();
    let output = assert_cmd::Command::cargo_bin("clausewise")
        .unwrap()
        .args(words)
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let (verdict, reason) = ask(&org);
    assert_eq!(verdict, "cannot tell", "not everything was seen");
    assert!(reason.starts_with("each so far has an action"), "{reason}");
}
