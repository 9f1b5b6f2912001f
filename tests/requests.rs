//! The list of documents to ask for, from asking to accepting.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{MAJOR, Org, catalogue, paths, run};
use serde_json::Value;

fn org() -> Org {
    Org::new()
        .file(
            "clausewise.toml",
            "[scope]\nservices = [\"Hosting\", \"Network\"]\n",
        )
        .file("Major incident procedure.md", MAJOR)
        .file("SLA Hosting.md", "# Service level agreement Hosting\n\nTargets: availability 99.5 %, workload limits of 200 calls.\n")
}

fn list(org: &Org, more: &[&str]) -> Value {
    on(org, "2026-11-20", more)
}

fn on(org: &Org, day: &str, more: &[&str]) -> Value {
    let mut args = vec!["request", "--format", "json", "--as-of", day];
    args.extend(more);
    let (code, out, err) = run(org, &args);
    assert_eq!(code, 0, "{err}");
    serde_json::from_str(&out).unwrap()
}

fn line<'v>(list: &'v Value, item: &str, member: Option<&str>) -> &'v Value {
    let mut lines = list["requests"].as_array().unwrap().iter();
    lines
        .find(|line| line["item"] == item && line["for"].as_str() == member)
        .unwrap_or_else(|| panic!("no {item}"))
}

fn set(org: &Org, args: &str) -> (i32, String, String) {
    let mut words = vec!["request", "set"];
    words.extend(args.split(' '));
    words.extend(["--by", "A. Example", "--yes"]);
    run(org, &words)
}

#[test]
fn everything_the_catalogue_calls_for_is_on_the_list() {
    let list = list(&org(), &[]);
    let lines = list["requests"].as_array().unwrap();
    for item in &catalogue().items {
        let id = item.id.to_string();
        assert!(lines.iter().any(|line| line["item"] == id.as_str()), "{id}");
    }
    for line in lines {
        for key in ["what", "why", "period", "group"] {
            assert!(!line[key].as_str().unwrap().is_empty(), "{line}");
        }
    }
    // Each service has its own agreement.
    line(&list, "D13", Some("Hosting"));
    line(&list, "D13", Some("Network"));
}

#[test]
fn what_came_by_itself_is_proposed() {
    let list = list(&org(), &[]);
    let procedure = line(&list, "D20", None);
    assert_eq!(procedure["by"], "proposed");
    assert_eq!(procedure["files"][0], "Major incident procedure.md");
    assert_eq!(procedure["state"], "open");
    assert_eq!(
        line(&list, "D13", Some("Hosting"))["files"][0],
        "SLA Hosting.md"
    );
    assert_eq!(
        line(&list, "D13", Some("Network"))["files"]
            .as_array()
            .unwrap()
            .len(),
        0
    );
}

#[test]
fn a_request_goes_from_asked_to_accepted_and_is_chased_between() {
    let org = org();
    assert_eq!(
        set(
            &org,
            "D13,D14 --state asked --date 2026-11-01 --note by mail"
        )
        .0,
        2
    );
    let (code, _, err) = set(&org, "D13,D14 --state asked --date 2026-11-01 --note mail");
    assert_eq!(code, 0, "{err}");
    let asked = list(&org, &[]);
    let network = line(&asked, "D13", Some("Network"));
    assert_eq!(
        (network["state"].as_str(), network["overdue_days"].as_i64()),
        (Some("asked"), Some(12))
    );
    assert_eq!(list(&org, &["--chase-after", "30"])["counts"]["overdue"], 0);
    let (_, screen, _) = run(&org, &["request", "--as-of", "2026-11-20"]);
    assert!(screen.contains("To chase (3)"), "{screen}");
    assert_eq!(
        set(
            &org,
            "D13 --for Network --state chased --date 2026-11-19 --due 2026-11-25"
        )
        .0,
        0
    );
    assert_eq!(
        set(
            &org,
            "D13 --for Hosting --state received --date 2026-11-19 --file SLA\u{a0}Hosting.md"
        )
        .0,
        2
    );
    let by_hand = std::fs::read_to_string(org.root().join("requests.toml")).unwrap() + "# mine\n";
    std::fs::write(org.root().join("requests.toml"), &by_hand).unwrap();
    let args = [
        "request",
        "set",
        "D13",
        "--for",
        "Hosting",
        "--state",
        "accepted",
        "--date",
        "2026-11-19",
        "--file",
        "SLA Hosting.md",
        "--by",
        "B",
        "--yes",
    ];
    assert_eq!(run(&org, &args).0, 0);
    assert!(
        std::fs::read_to_string(org.root().join("requests.toml"))
            .unwrap()
            .starts_with(&by_hand)
    );
    let after = list(&org, &[]);
    assert!(line(&after, "D13", Some("Network"))["overdue_days"].is_null());
    let hosting = line(&after, "D13", Some("Hosting"));
    assert_eq!(
        (hosting["state"].as_str(), hosting["by"].as_str()),
        (Some("accepted"), Some("recorded"))
    );
    assert_eq!(hosting["history"].as_array().unwrap().len(), 2);
    // What lies ahead of the as-of date has not happened.
    assert_eq!(
        line(&on(&org, "2026-11-18", &[]), "D13", Some("Hosting"))["state"],
        "asked"
    );
    // It is no evidence.
    assert!(
        !org.assess()
            .evidence
            .iter()
            .any(|file| file.path == "requests.toml")
    );
}

#[test]
fn slips_are_told() {
    let org = org();
    for (args, told) in [
        ("D99 --state asked", "no document"),
        ("D13 --state sent", "asked"),
        ("D13 --for Canteen --state asked", "Hosting, Network"),
        ("D13 --state received --file none.md", "no file"),
    ] {
        let (code, _, err) = set(&org, args);
        assert_eq!(code, 2);
        assert!(err.contains(told), "{args}: {err}");
    }
    let org = org.file(
        "requests.toml",
        "[[request]]\nitem = \"D13\"\nstate = \"sent\"\n",
    );
    let (code, _, err) = run(&org, &["request"]);
    assert_eq!(code, 2);
    assert!(err.contains("requests.toml:3"), "{err}");
}

#[test]
fn the_list_is_written_for_the_client() {
    let org = org();
    set(&org, "D20 --state accepted --date 2026-11-01");
    for name in ["list.xlsx", "list.md", "list.csv"] {
        let (code, _, err) = run(&org, &["request", "-o", name, "--as-of", "2026-11-20"]);
        assert_eq!(code, 0, "{err}");
    }
    let text = std::fs::read_to_string(org.root().join("list.md")).unwrap();
    assert!(
        text.contains("| D13 |") && !text.contains("| D20 |"),
        "{text}"
    );
    let view = org.assess();
    let listed = paths(&view);
    assert!(
        !listed
            .iter()
            .any(|path| path.starts_with("list.x") || path.starts_with("list.m")),
        "{listed:?}"
    );
    assert_eq!(run(&org, &["request", "-o", "list.doc"]).0, 2);
}

#[test]
fn nothing_in_the_markdown_list_is_taken_for_markup() {
    let org = Org::new().file(
        "clausewise.toml",
        "[organisation]\nname = \"A & B *Ltd*\"\n[scope]\nservices = [\"mail_de_x\", \"`Web`|~1~\"]\n",
    );
    let (code, _, err) = run(&org, &["request", "-o", "list.md", "--as-of", "2026-11-20"]);
    assert_eq!(code, 0, "{err}");
    let text = std::fs::read_to_string(org.root().join("list.md")).unwrap();
    for written in [
        "# Documents we ask for: A &amp; B \\*Ltd\\*",
        r"| mail\_de\_x |",
        r"| \`Web\`\|\~1\~ |",
    ] {
        assert!(text.contains(written), "{written}\n{text}");
    }
}

#[test]
fn what_is_claimed_or_vouched_for_need_not_be_sent() {
    let claims = "[[claim]]\npath = \"Major incident procedure.md\"\nsatisfies = [\"D20\"]\n";
    let notes = "[[note]]\nid = \"N-001\"\ndate = 2026-11-01\nby = \"A\"\nkind = \"attest\"\ntext = \"signed\"\n\
                 file = \"contract.pdf\"\nabout = [\"D13\"]\n";
    let org = Org::new()
        .file("clausewise.toml", "")
        .file("Major incident procedure.md", MAJOR)
        .file("contract.pdf", include_bytes!("fixtures/office/scan.pdf"))
        .file("claims.toml", claims)
        .file("notes.toml", notes);
    let view = list(&org, &[]);
    let procedure = line(&view, "D20", None);
    assert_eq!(
        (procedure["state"].as_str(), procedure["by"].as_str()),
        (Some("here"), Some("seen"))
    );
    let agreement = line(&view, "D13", None);
    assert_eq!(
        (agreement["state"].as_str(), agreement["by"].as_str()),
        (Some("here"), Some("attested"))
    );
    assert_eq!(view["counts"]["here"], 2);
    let (_, screen, _) = run(&org, &["request"]);
    assert!(
        screen.contains("Here, so that nobody need send it (2)"),
        "{screen}"
    );
    // Nor is it on the list for the client.
    assert_eq!(run(&org, &["request", "-o", "list.csv"]).0, 0);
    let csv = std::fs::read_to_string(org.root().join("list.csv")).unwrap();
    assert!(!csv.contains("D20,") && csv.contains("D14,"), "{csv}");
}

#[test]
fn a_note_on_one_party_vouches_for_no_contract_of_another() {
    let settings = "as_of = 2026-11-20\n[[party]]\nname = \"Meridian\"\nkind = \"external-supplier\"\n\
                    [[party]]\nname = \"Lumenview\"\nkind = \"external-supplier\"\n";
    let notes = "[[note]]\nid = \"N-001\"\ndate = 2026-11-01\nby = \"A\"\nkind = \"attest\"\n\
                 text = \"Signed contract with Meridian read, both signatures\"\nfile = \"Scan_0042.pdf\"\nabout = [\"D14\"]\n";
    let org = Org::new()
        .file("clausewise.toml", settings)
        .file("Scan_0042.pdf", include_bytes!("fixtures/office/scan.pdf"))
        .file("notes.toml", notes);
    let view = list(&org, &[]);
    assert_eq!(line(&view, "D14", Some("Meridian"))["state"], "here");
    assert_eq!(line(&view, "D14", Some("Lumenview"))["state"], "open");
}

#[test]
fn a_claim_on_the_whole_clause_makes_no_file_everything_it_calls_for() {
    let incidents = "Number,Opened,Category,Major incident\nA-1,2026-10-05,mail,no\n";
    let org = Org::new()
        .file("clausewise.toml", "")
        .file("incidents.csv", incidents)
        .file(
            "Incident process.md",
            format!("# Incident process\n\n{MAJOR}"),
        )
        .file(
            "claims.toml",
            "[[claim]]\npath = \"incidents.csv\"\nsatisfies = [\"8.6.1\"]\n\
             [[claim]]\npath = \"Incident process.md\"\nsatisfies = [\"8.6.1\"]\n",
        );
    let view = list(&org, &[]);
    let procedure = line(&view, "D20", None);
    assert_eq!(
        (procedure["state"].as_str(), procedure["by"].as_str()),
        (Some("open"), Some("proposed"))
    );
    assert_eq!(
        procedure["files"],
        serde_json::json!(["Incident process.md"])
    );
}

#[test]
fn a_customer_in_a_name_makes_it_no_other_services_document() {
    let org = Org::new()
        .file(
            "clausewise.toml",
            "[scope]\nservices = [\"Hosting\", \"Portal\"]\ncustomers = [\"Calder Homes\", \"Bray Yard\"]\n",
        )
        .claimed(
            "SLA Calder Homes.md",
            "\"8.3.3\"",
            "# Service level agreement\n\nTargets of Hosting and Portal: availability 99.5 %.\n",
        );
    let view = list(&org, &[]);
    for service in ["Hosting", "Portal"] {
        assert_eq!(
            line(&view, "D13", Some(service))["by"],
            "proposed",
            "{service}"
        );
    }
}

#[test]
fn a_table_that_states_the_thing_is_proposed() {
    let org = Org::new()
        .file("clausewise.toml", "")
        .file(
            "Objectives 2026.csv",
            "Objective,Measure,Target,Service management\nFewer major incidents,count,4,yes\n",
        )
        .file(
            "claims.toml",
            "[[claim]]\npath = \"Objectives 2026.csv\"\nsatisfies = [\"6.2\"]\n",
        );
    let view = list(&org, &[]);
    assert_eq!(
        line(&view, "D04", None)["files"],
        serde_json::json!(["Objectives 2026.csv"])
    );
}
