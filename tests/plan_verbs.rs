//! Verbs that take an action on, held to the rules of the trade; each refusal says what is missing.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use clausewise::plan::{Action, Status, load};
use common::{Org, run};
use jiff::civil::date;

const SETTINGS: &str = "as_of = 2026-11-01\n\n[people]\ndrill-lead = \"K. Wendt\"\n";

fn org(keys: &str) -> Org {
    let text = format!(
        "+++\nid = \"ACT-abc\"\ntitle = \"Drill\" # mine\nstatus = \"open\"\n{keys}own = 1\n+++\nNotes\n"
    );
    Org::new()
        .file("clausewise.toml", SETTINGS)
        .file("records/drill.md", "Drill of 2026-10-02: passed.")
        .file("actions/ACT-abc.md", text)
}

fn said(org: &Org, args: &[&str]) -> (i32, String) {
    let mut words = vec!["plan"];
    words.extend(args);
    words.extend(["--as-of", "2026-11-01", "--yes"]);
    let (code, out, err) = run(org, &words);
    (code, format!("{out}{err}"))
}

fn action(org: &Org) -> Action {
    let plan = load(org.root());
    assert!(plan.problems.is_empty(), "{:?}", plan.problems);
    plan.actions[0].clone()
}

fn text(org: &Org) -> String {
    std::fs::read_to_string(org.root().join("actions/ACT-abc.md")).unwrap()
}

fn refused(org: &Org, args: &[&str], reasons: &[&str]) {
    let before = text(org);
    let (code, told) = said(org, args);
    assert_eq!(code, 2, "{args:?}: {told}");
    let told = common::flat(&told);
    for reason in reasons {
        assert!(told.contains(reason), "{args:?}: `{reason}` in {told}");
    }
    assert_eq!(text(org), before);
}

fn done(org: &Org, args: &[&str]) -> String {
    let (code, told) = said(org, args);
    assert_eq!(code, 0, "{args:?}: {told}");
    told
}

#[test]
fn an_action_goes_from_open_to_closed() {
    let org = org("owner = \"role:drill-lead\"\n");
    done(&org, &["start", "abc"]);
    assert_eq!(
        (action(&org).status, action(&org).started),
        (Status::InProgress, Some(date(2026, 11, 1)))
    );
    refused(&org, &["start", "abc"], &["it is in progress already"]);
    refused(
        &org,
        &["verify", "abc", "--by", "H. Brandvold"],
        &["`plan done`", "nothing is named that shows it"],
    );
    refused(
        &org,
        &["close", "abc"],
        &[
            "its owner says first that it is done",
            "nothing is named that shows it",
        ],
    );
    refused(
        &org,
        &["done", "abc", "--evidence", "records/none.md"],
        &["there is no file records/none.md"],
    );
    refused(&org, &["done", "abc", "--evidence", "../x"], &[".."]);
    done(
        &org,
        &[
            "done",
            "abc",
            "--evidence",
            "records/drill.md",
            "--date",
            "2026-10-02",
        ],
    );
    let now = action(&org);
    assert_eq!(
        (now.status, now.done, now.evidence.as_slice()),
        (
            Status::Done,
            Some(date(2026, 10, 2)),
            ["records/drill.md".to_owned()].as_slice()
        )
    );
    refused(
        &org,
        &["verify", "abc", "--by", "k.  wendt"],
        &["somebody else has to look at it"],
    );
    refused(
        &org,
        &["verify", "abc", "--by", "role:drill-lead"],
        &["somebody else has to look at it"],
    );
    done(&org, &["verify", "abc", "--by", "H. Brandvold"]);
    assert_eq!(action(&org).verified.unwrap().by, "H. Brandvold");
    done(&org, &["close", "abc"]);
    assert_eq!(
        (action(&org).status, action(&org).closed),
        (Status::Closed, Some(date(2026, 11, 1)))
    );
    refused(&org, &["close", "abc"], &["it is closed already"]);
    // What a person wrote is there still, in its place.
    let text = text(&org);
    assert!(
        text.starts_with("+++\nid = \"ACT-abc\"\ntitle = \"Drill\" # mine\nstatus = \"closed\"\n"),
        "{text}"
    );
    assert!(text.ends_with("own = 1\n+++\nNotes\n"), "{text}");
    done(&org, &["reopen", "abc"]);
    assert_eq!(
        (action(&org).status, action(&org).closed),
        (Status::Open, None)
    );
}

#[test]
fn evidence_that_is_gone_closes_nothing() {
    let org = org("owner = \"A\"\n");
    done(&org, &["done", "abc", "--evidence", "records/drill.md"]);
    std::fs::remove_file(org.root().join("records/drill.md")).unwrap();
    refused(
        &org,
        &["close", "abc"],
        &["there is no file records/drill.md"],
    );
}

#[test]
fn a_nonconformity_needs_all_that_the_trade_asks_for() {
    let org = org("owner = \"A. Mint\"\nnonconformity = \"minor\"\n");
    done(&org, &["done", "abc", "--evidence", "records/drill.md"]);
    refused(
        &org,
        &["close", "abc"],
        &[
            "no correction",
            "no root cause",
            "no corrective action",
            "nobody but its owner",
            "nobody has said whether it helped",
        ],
    );
    refused(
        &org,
        &[
            "accept-risk",
            "abc",
            "--by",
            "B",
            "--reason",
            "x",
            "--until",
            "2027-01-01",
        ],
        &["cannot be accepted"],
    );
    done(
        &org,
        &[
            "set",
            "abc",
            "--correction",
            "Redone",
            "--root-cause",
            "Nobody knew",
            "--corrective-action",
            "It is in the calendar",
        ],
    );
    refused(&org, &["close", "abc"], &["nobody but its owner"]);
    done(&org, &["set", "abc", "--effectiveness-due", "2027-02-01"]);
    let told = done(
        &org,
        &["verify", "abc", "--by", "B. Ohm", "--not-effective"],
    );
    assert!(told.contains("2027-02-01, not before"), "{told}");
    assert_eq!(
        action(&org).status,
        Status::Open,
        "what did not help is not over"
    );
    done(&org, &["done", "abc"]);
    refused(&org, &["close", "abc"], &["it did not help"]);
    done(
        &org,
        &[
            "verify",
            "abc",
            "--by",
            "B. Ohm",
            "--effective",
            "--date",
            "2027-02-02",
        ],
    );
    let effect = action(&org).effectiveness.unwrap();
    assert_eq!(
        (effect.due, effect.date),
        (Some(date(2027, 2, 1)), Some(date(2027, 2, 2)))
    );
    done(&org, &["close", "abc"]);
}

#[test]
fn a_risk_is_accepted_by_somebody_for_a_reason_until_a_day() {
    let org = org("");
    refused(
        &org,
        &["accept-risk", "abc"],
        &["nobody is named", "no reason", "no day is given"],
    );
    refused(
        &org,
        &[
            "accept-risk",
            "abc",
            "--by",
            "B",
            "--reason",
            " ",
            "--until",
            "2026-10-31",
        ],
        &["no reason", "is no day after"],
    );
    done(
        &org,
        &[
            "accept-risk",
            "abc",
            "--by",
            "T. Lindqvist",
            "--reason",
            "Site closes in May",
            "--until",
            "2027-05-31",
        ],
    );
    let accepted = action(&org).accepted.unwrap();
    assert_eq!(
        (accepted.by.as_str(), accepted.until),
        ("T. Lindqvist", date(2027, 5, 31))
    );
    refused(&org, &["done", "abc"], &["it is risk accepted already"]);
}

#[test]
fn days_that_are_moved_are_kept() {
    let org = org("due = 2026-09-30  # as promised\n");
    for day in ["2026-10-31", "2026-11-30", "2026-11-30", "2026-12-31"] {
        done(&org, &["set", "abc", "--due", day]);
    }
    let now = action(&org);
    assert_eq!(now.due, Some(date(2026, 12, 31)));
    assert_eq!(
        now.due_was,
        [date(2026, 9, 30), date(2026, 10, 31), date(2026, 11, 30)]
    );
    assert!(text(&org).contains(
        "due = 2026-12-31  # as promised\ndue_was = [2026-09-30, 2026-10-31, 2026-11-30]\n"
    ));
    let (_, list) = said_list(&org);
    assert!(list.contains("moved 3 times from 2026-09-30"), "{list}");
}

fn said_list(org: &Org) -> (i32, String) {
    let (code, out, _) = run(org, &["plan", "list", "--as-of", "2026-11-01"]);
    (code, out)
}

#[test]
fn what_is_typed_wrongly_is_refused_with_what_it_can_be() {
    let org = org("").file(
        "actions/ACT-abd.md",
        "+++\nid = \"ACT-abd\"\nstatus = \"open\"\ndepends_on = [\"ACT-abc\"]\n+++\n",
    );
    refused(
        &org,
        &["set", "ab", "--owner", "x"],
        &["`ab` can be ACT-abc, ACT-abd"],
    );
    refused(
        &org,
        &["set", "nothing", "--owner", "x"],
        &["there is no action `nothing`"],
    );
    refused(&org, &["set", "abc"], &["say what to set"]);
    refused(
        &org,
        &["set", "abc", "--due", "soon"],
        &["`soon` is no date"],
    );
    refused(&org, &["set", "abc", "--due", "03/04/2027"], &["can mean"]);
    refused(&org, &["set", "abc", "--effort", "much"], &["is no effort"]);
    refused(
        &org,
        &["set", "abc", "--priority", "urgent"],
        &["critical, high, medium, low"],
    );
    refused(
        &org,
        &["set", "abc", "--depends-on", "abd"],
        &[
            "it would wait for itself",
            "ACT-abc waits for ACT-abd waits for ACT-abc",
        ],
    );
    refused(&org, &["set", "abc", "--about", "8.99"], &["has no 8.99"]);
    let told = done(
        &org,
        &[
            "set",
            "ACT-ABC",
            "--owner",
            "role:nobody",
            "--blocked-by",
            "the supplier",
        ],
    );
    assert!(told.contains("nobody holds the role nobody"), "{told}");
    assert_eq!(action(&org).status, Status::Blocked);
    done(&org, &["set", "abc,abd", "--owner", ""]);
    assert!(
        load(org.root())
            .actions
            .iter()
            .all(|action| action.owner.is_none())
    );
}
