//! Every promise found, when it was last kept and falls due next: the command as typed, on
//! organisations that have nothing to do with the example, and on the example itself.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, repository, run, stdout};
use serde_json::Value;

const POLICY: &str = "---\ntitle: Continuity policy\nstatus: approved\napproved_by: A. Beck\napproved_on: 2025-02-01\n\
owner: role:continuity-manager\nsatisfies: [\"8.7.2\"]\n---\n\n# Continuity policy\n\n\
The service continuity plan is tested once a year and after major changes.\n\n\
Complaints about a test are answered within five working days.\n";

/// A hospital whose last test of its plan is told by a record.
fn hospital(tested: &str) -> Org {
    let record = format!(
        "---\ntitle: Test of the service continuity plan\ntype: report\ndate: {tested}\nsatisfies: [\"8.7.2\"]\n---\n\n\
         # Test of the service continuity plan\n\nThe service continuity plan was tested on {tested}. The results were good.\n"
    );
    Org::new()
        .file(
            "clausewise.toml",
            "as_of = 2026-11-01\n[organisation]\nname = \"St. Anne\"\n",
        )
        .file("policy.md", POLICY)
        .file("records/test.md", record)
}

fn calendar(org: &Org, options: &[&str]) -> Value {
    let mut words = vec!["calendar", "--format", "json"];
    words.extend(options);
    serde_json::from_str(&stdout(org.root(), &words)).unwrap()
}

fn promises(calendar: &Value) -> Vec<Value> {
    calendar["promises"].as_array().unwrap().clone()
}

/// The promise that is about some words.
#[track_caller]
fn about(calendar: &Value, what: &str) -> Value {
    let found: Vec<Value> = promises(calendar)
        .into_iter()
        .filter(|promise| promise["what"].as_str().unwrap().contains(what))
        .collect();
    assert_eq!(found.len(), 1, "{what}: {:#}", calendar["promises"]);
    found[0].clone()
}

#[test]
fn a_record_known_by_its_year_breaks_no_promise_of_shorter_time() {
    let org = |often: &str, name: &str| {
        let policy = POLICY.replace("once a year", often);
        let record =
            "# Report on the test\n\nThe service continuity plan was tested, with good results.\n";
        hospital("2026-03-10")
            .file("policy.md", policy)
            .file("records/test.md", "# Moved\n\nThe records have moved.\n")
            .claimed(name, "\"8.7.2\"", record)
    };
    for (often, name, wanted) in [
        (
            "once a month",
            "Continuity test report 2026.md",
            "cannot tell",
        ),
        (
            "once a month",
            "Continuity test report 2026-06-02.md",
            "overdue",
        ),
        ("once a year", "Continuity test report 2026.md", "due"),
    ] {
        let promise = about(&calendar(&org(often, name), &[]), "continuity plan");
        assert_eq!(promise["standing"], wanted, "{often} {name}: {promise:#}");
    }
}

#[test]
fn a_promise_counts_from_the_last_record_that_shows_it() {
    let kept = about(&calendar(&hospital("2026-03-10"), &[]), "continuity plan");
    assert_eq!(kept["standing"], "due");
    assert_eq!(kept["value"], "P12M");
    assert_eq!(kept["last_kept"], "2026-03-10");
    assert_eq!(kept["last_shown_by"], "records/test.md");
    assert_eq!(kept["next_due"], "2027-03-10");
    assert_eq!(kept["places"][0]["path"], "policy.md");
    assert_eq!(kept["places"][0]["line"], 12);
    let broken = about(&calendar(&hospital("2025-03-10"), &[]), "continuity plan");
    assert_eq!(broken["standing"], "overdue");
    assert_eq!(broken["next_due"], "2026-03-10");
}

#[test]
fn nothing_is_called_broken_where_no_record_was_read() {
    let org = Org::new()
        .file("clausewise.toml", "as_of = 2026-11-01\n")
        .file("policy.md", POLICY);
    let promise = about(&calendar(&org, &[]), "continuity plan");
    assert_eq!(promise["standing"], "cannot tell");
    assert!(
        promise["why"].as_str().unwrap().contains("no record seen"),
        "{promise}"
    );
    // Before the first year is over it is due at its end.
    let early = about(
        &calendar(&org, &["--as-of", "2025-06-01"]),
        "continuity plan",
    );
    assert_eq!(
        (&early["standing"], &early["next_due"]),
        (&"due".into(), &"2026-02-01".into())
    );
    let deadline = about(&calendar(&org, &[]), "Complaints about a test");
    assert_eq!(
        (&deadline["standing"], &deadline["value"]),
        (&"not tested".into(), &"P5D working".into())
    );
}

#[test]
fn one_promise_in_three_documents_is_one_and_a_different_one_is_told() {
    let says =
        |sentence: &str| format!("---\nsatisfies: [\"8.7.2\"]\n---\n\n# Rules\n\n{sentence}\n");
    let same = "The service continuity plan is tested once a year.";
    let org = Org::new()
        .file("clausewise.toml", "as_of = 2026-11-01\n")
        .file("a.md", says(same))
        .file(
            "b.md",
            says("We make sure that the service continuity plan is tested annually."),
        )
        .file("c.md", says(same));
    let promise = about(&calendar(&org, &[]), "continuity plan");
    assert_eq!(
        promise["places"].as_array().unwrap().len(),
        3,
        "{promise:#}"
    );
    assert_eq!(promise["conflicts"], serde_json::json!([]));
    let org = org.file(
        "d.md",
        says("The service continuity plan is tested every two years."),
    );
    let all = promises(&calendar(&org, &[]));
    assert_eq!(all.len(), 2, "{all:#?}");
    for promise in &all {
        assert_eq!(
            promise["conflicts"].as_array().unwrap().len(),
            1,
            "{promise:#}"
        );
    }
    assert!(
        all.iter()
            .any(|promise| promise["conflicts"][0] == "d.md:7 says every 2 years")
    );
}

#[test]
fn an_entry_keeps_its_uid_when_its_line_moves_or_its_interval_changes() {
    let uid = |text: &str| {
        let org = Org::new()
            .file("clausewise.toml", "as_of = 2026-11-01\n")
            .file("a.md", text);
        about(&calendar(&org, &[]), "continuity plan")["uid"].clone()
    };
    let first = uid("# Rules\n\nThe continuity plan is tested once a year.\n");
    assert_eq!(
        first,
        uid("# Rules\n\nNew.\n\nMore.\n\nThe continuity plan is tested once a year.\n")
    );
    assert_eq!(
        first,
        uid("# Rules\n\nThe continuity plan is tested every six months.\n")
    );
    assert_ne!(
        first,
        uid("# Rules\n\nThe continuity plan is printed once a year.\n")
    );
}

#[test]
fn the_order_of_files_never_matters() {
    let a = "# A\n\nThe continuity plan is tested once a year. Backups are restored every month.\n";
    let b = "# B\n\nSuppliers are reviewed every quarter.\n";
    let told = |first: &str, second: &str| {
        let org = Org::new()
            .file("clausewise.toml", "as_of = 2026-11-01\n")
            .file(first, a)
            .file(second, b);
        let mut told: Vec<(String, String)> = promises(&calendar(&org, &[]))
            .iter()
            .map(|promise| (promise["uid"].to_string(), promise["what"].to_string()))
            .collect();
        told.sort();
        told
    };
    assert_eq!(told("a.md", "b.md"), told("z.md", "b.md"));
}

#[test]
fn drafts_records_courses_and_withdrawn_documents_make_no_promise() {
    let sentence = "The continuity plan is tested once a year.";
    let org = Org::new()
        .file("clausewise.toml", "as_of = 2026-11-01\n")
        .file(
            "draft.md",
            format!("---\nstatus: draft\n---\n\n# Policy\n\n{sentence}\n"),
        )
        .file(
            "old.md",
            format!("---\nstatus: obsolete\n---\n\n# Policy\n\n{sentence}\n"),
        )
        .file(
            "course.md",
            format!("# Training slides: continuity\n\n{sentence}\n"),
        )
        .file(
            "minutes 2026-03-01.md",
            format!("---\ntype: minutes\ndate: 2026-03-01\n---\n\n# Minutes\n\n{sentence}\n"),
        )
        .file("damaged.docx", [0x50, 0x4b, 3, 4, 0, 0, 1])
        .file("damaged.md", [0xff, 0xfe, 0x00]);
    let calendar = calendar(&org, &[]);
    assert_eq!(promises(&calendar).len(), 0, "{calendar:#}");
    assert_eq!(calendar["figures"]["passed_over_in_drafts"], 1);
    assert_eq!(calendar["figures"]["passed_over_in_records"], 1);
    assert_eq!(calendar["figures"]["passed_over_elsewhere"], 2);
}

#[test]
fn what_a_supplier_promises_is_the_suppliers() {
    let settings =
        "as_of = 2026-11-01\n[[party]]\nname = \"CloudNine\"\nkind = \"external supplier\"\n";
    let contract = "---\ntitle: Hosting contract\ntype: contract\nsuppliers: [CloudNine]\nvalid_until: 2027-12-31\n---\n\n\
        # Hosting contract\n\nFaults are repaired within 6 hours.\n\nNotice is given three months before the end of the term.\n\n\
        We review the contract every year.\n";
    let org = Org::new()
        .file("clausewise.toml", settings)
        .file("contract.md", contract)
        .file("rules.md", "# Rules\n\nCloudNine repairs lines within 6 hours. Suppliers are reviewed every quarter.\n");
    let calendar = calendar(&org, &[]);
    assert_eq!(about(&calendar, "Faults")["supplier"], "CloudNine");
    assert_eq!(
        about(&calendar, "CloudNine repairs")["supplier"],
        "CloudNine"
    );
    assert_eq!(about(&calendar, "Suppliers")["supplier"], Value::Null);
    assert_eq!(
        about(&calendar, "End of Hosting contract")["next_due"],
        "2027-12-31"
    );
    assert_eq!(about(&calendar, "Notice")["next_due"], "2027-09-30");
}

#[test]
fn settings_series_and_reviews_are_promises_too() {
    let settings =
        "as_of = 2026-11-01\n[audit]\nstage1 = 2027-01-18\n[intervals]\n\"9.3\" = \"P12M\"\n";
    let manifest = "series:\n  - id: REP\n    title: Service report\n    match: \"reports/{period:YYYY-MM}.md\"\n    every: P1M\n    due: P10D\n    since: 2026-07\n    satisfies: [\"9.4\"]\n    excused: [{period: 2026-08, reason: moved, by: A. Beck}]\n";
    let report =
        "# Service report\n\nAll services ran as agreed with the customers in this month.\n";
    let org = Org::new()
        .file("clausewise.toml", settings)
        .file("evidence.yaml", manifest)
        .file("reports/2026-07.md", report)
        .file("policy.md", "---\ntitle: Policy\nowner: A. Beck\nreview_interval: P1Y\nlast_reviewed: 2025-06-01\n---\n\n# Policy\n\nWe serve.\n");
    let calendar = calendar(&org, &[]);
    let series = about(&calendar, "Service report");
    assert_eq!(
        (&series["standing"], &series["next_due"]),
        (&"hole".into(), &"2026-11-10".into())
    );
    assert!(
        series["why"]
            .as_str()
            .unwrap()
            .starts_with("no record of 2026-09"),
        "{series}"
    );
    let review = about(&calendar, "Review of Policy");
    assert_eq!(
        (&review["standing"], &review["next_due"]),
        (&"overdue".into(), &"2026-06-01".into())
    );
    assert_eq!(review["owner"], "A. Beck");
    assert_eq!(about(&calendar, "Stage 1")["next_due"], "2027-01-18");
    assert_eq!(about(&calendar, "Management review")["value"], "P12M");
    // Broken first, then by the day.
    let order: Vec<bool> = promises(&calendar)
        .iter()
        .map(|it| it["broken"].as_bool().unwrap())
        .collect();
    assert!(order.is_sorted_by_key(|broken| !broken), "{order:?}");
}

#[test]
fn a_series_is_broken_since_its_first_hole_was_due_whatever_its_periods_are_called() {
    let manifest = "series:\n\
        - {id: W, title: Weekly check, match: \"w/{period:YYYY-MM-DD}.md\", every: P7D, due: P2D, since: 2026-09-07}\n\
        - {id: C, title: Committee, match: \"c/{period:YYYY-MM}.md\", every: P2M, due: P10D, since: 2026-01}\n";
    let org = Org::new()
        .file("clausewise.toml", "as_of = 2026-11-01\n")
        .file("evidence.yaml", manifest)
        .file("rules.md", "# Rules\n\nWe serve.\n");
    let calendar = calendar(&org, &[]);
    for (what, since) in [("Weekly", "2026-09-15"), ("Committee", "2026-03-10")] {
        assert_eq!(about(&calendar, what)["broken_since"], since, "{what}");
    }
}

#[test]
fn options_narrow_what_is_listed() {
    let org = hospital("2025-03-10");
    let count = |options: &[&str]| promises(&calendar(&org, options)).len();
    assert_eq!(count(&[]), 2);
    assert_eq!(count(&["--overdue"]), 1);
    assert_eq!(count(&["--kind", "deadline"]), 1);
    assert_eq!(count(&["--within", "P30D"]), 1);
    assert_eq!(count(&["--from", "2026-11-01", "--until", "2026-12-01"]), 0);
    assert_eq!(count(&["--owner", "nobody"]), 0);
    for (options, told) in [
        (&["--within", "soon"][..], "is not a length of time"),
        (&["--until", "2026-13-01"][..], "is no date"),
        (&["--until", "2020-01-01"][..], "must be the later day"),
        (&["-o", "a.html"][..], "report calendar"),
        (&["-o", "a.pdf"][..], "cannot be written as .pdf"),
    ] {
        let mut words = vec!["calendar"];
        words.extend(options);
        let (code, _, error) = run(&org, &words);
        assert_eq!(code, 2, "{options:?}");
        let error = common::flat(&error);
        assert!(error.contains(told), "{options:?}: {error}");
    }
    assert_eq!(run(&Org::new(), &["calendar"]).0, 3);
}

#[test]
fn what_it_writes_is_no_evidence_and_overwrites_nothing_of_a_person() {
    let org = hospital("2026-03-10");
    let before = promises(&calendar(&org, &[])).len();
    for name in ["c.ics", "c.json", "c.csv", "c.md", "c.txt"] {
        for _ in 0..2 {
            let (code, _, error) = run(&org, &["calendar", "-o", name]);
            assert_eq!(code, 0, "{name}: {error}");
        }
    }
    stdout(org.root(), &["report", "calendar", "-o", "c.html"]);
    let after = calendar(&org, &[]);
    assert_eq!(promises(&after).len(), before);
    let assessed: Value =
        serde_json::from_str(&stdout(org.root(), &["assess", "--format", "json"])).unwrap();
    let paths: Vec<&str> = assessed["evidence"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["path"].as_str().unwrap())
        .collect();
    assert_eq!(paths, ["policy.md", "records/test.md"]);
    let org = org.file("mine.ics", "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n");
    assert_eq!(run(&org, &["calendar", "-o", "mine.ics"]).0, 2);
}

#[test]
fn calendar_programs_get_one_entry_a_day_with_texts_that_hold() {
    let sentence = "The plan, the list; and a very long list of further things such as the Überblick der Dienste is tested once a year.";
    let org = Org::new()
        .file(
            "clausewise.toml",
            "as_of = 2026-11-01\n[organisation]\nname = \"A, B; C\"\n",
        )
        .file(
            "a.md",
            format!("---\napproved_on: 2026-02-01\n---\n\n# Rules\n\n{sentence}\n"),
        );
    let ics = stdout(org.root(), &["calendar", "--format", "ics"]);
    assert!(ics.lines().count() > 10 && ics.matches('\n').count() == ics.matches("\r\n").count());
    assert!(ics.split("\r\n").all(|line| line.len() <= 75), "{ics}");
    let unfolded = ics.replace("\r\n ", "");
    for part in [
        "X-WR-CALNAME:A\\, B\\; C: promises",
        "DTSTART;VALUE=DATE:20270201",
        "DTEND;VALUE=DATE:20270202",
        "DTSTAMP:20261101T000000Z",
        "TRIGGER:-P7D",
        "@clausewise",
        "Überblick",
    ] {
        assert!(unfolded.contains(part), "{part}\n{unfolded}");
    }
    assert_eq!(
        unfolded.matches("BEGIN:VEVENT").count(),
        unfolded.matches("END:VEVENT").count()
    );
}

#[test]
fn a_page_on_a_requirement_names_the_promises_on_it() {
    let org = hospital("2025-03-10");
    let promise = about(&calendar(&org, &[]), "continuity plan");
    let id = promise["requirements"][0].as_str().unwrap();
    let page = common::flat(&stdout(org.root(), &["explain", id]));
    assert!(page.contains("Promises on it"), "{page}");
    assert!(
        page.contains("continuity plan: every year: overdue"),
        "{page}"
    );
}

/// The promises of the example, one a line, gone through by hand.
#[test]
fn the_promises_of_the_example() {
    let calendar: Value = serde_json::from_str(&stdout(
        repository(),
        &["calendar", "examples/harbour-it", "--format", "json"],
    ))
    .unwrap();
    let lines: Vec<String> = promises(&calendar)
        .iter()
        .map(|promise| {
            let text = |key: &str| promise[key].as_str().unwrap_or("-").to_owned();
            let ids: Vec<&str> = promise["requirements"]
                .as_array()
                .unwrap()
                .iter()
                .map(|id| id.as_str().unwrap())
                .collect();
            let place = &promise["places"][0];
            let line = place["line"]
                .as_u64()
                .map_or_else(String::new, |line| format!(":{line}"));
            format!(
                "{} | {} | {} | {} | {} | {}{line}",
                text("standing"),
                text("next_due"),
                text("what"),
                text("promise"),
                ids.join(","),
                place["path"].as_str().unwrap()
            )
        })
        .collect();
    insta::assert_snapshot!(lines.join("\n"));
}

/// A broken interval of the settings is the one that costs its requirement something.
#[test]
fn it_agrees_with_the_assessment_on_intervals_of_the_settings() {
    let root = repository();
    let read = |words: &[&str]| -> Value { serde_json::from_str(&stdout(root, words)).unwrap() };
    let calendar = read(&["calendar", "examples/harbour-it", "--format", "json"]);
    let assessed = read(&["assess", "examples/harbour-it", "--format", "json"]);
    let broken: Vec<Value> = promises(&calendar)
        .into_iter()
        .filter(|promise| {
            promise["standing"] == "overdue" && promise["places"][0]["origin"] == "setting"
        })
        .flat_map(|promise| promise["requirements"].as_array().unwrap().clone())
        .collect();
    assert!(!broken.is_empty());
    for line in assessed["requirements"].as_array().unwrap() {
        let missing = line["missing"].as_array().unwrap().iter();
        let told = missing
            .map(|it| it.as_str().unwrap())
            .any(|it| it.contains("clausewise.toml promises every"));
        if broken.contains(&line["id"]) {
            assert!(told, "{line:#}");
        }
    }
}

/// A page on one requirement leaves what is known of all other documents where it is, and lists what the
/// calendar lists, of documents that nobody claimed too.
#[test]
fn a_page_on_a_requirement_says_what_the_calendar_says_and_forgets_nothing() {
    let org = hospital("2026-03-10").file(
        "rules.md",
        "# Rules\n\nThe financial forecast is reviewed every quarter.\n\n\
         Current demand is measured and future demand forecast every six months.\n",
    );
    let cache = tempfile::tempdir().unwrap();
    let kept = |words: &[&str]| {
        let mut command = common::clausewise(org.root());
        command.env("CLAUSEWISE_NO_CACHE", "0").args(words);
        command.arg("--cache-dir").arg(cache.path());
        let out = command.output().unwrap();
        assert!(out.status.success(), "{words:?}");
        let mut files: Vec<(std::ffi::OsString, Vec<u8>)> = std::fs::read_dir(cache.path())
            .unwrap()
            .map(|entry| entry.unwrap())
            .map(|entry| (entry.file_name(), std::fs::read(entry.path()).unwrap()))
            .collect();
        files.sort();
        (String::from_utf8(out.stdout).unwrap(), files)
    };
    // Its files are then plainly older than their reading.
    std::thread::sleep(std::time::Duration::from_millis(2_100));
    let (first, known) = kept(&["calendar", "--format", "json"]);
    assert_eq!(known.len(), 2, "of the assessment and of the promises");
    let listed = promises(&serde_json::from_str(&first).unwrap());
    let unclaimed = listed
        .iter()
        .find(|promise| {
            promise["places"][0]["path"] == "rules.md" && promise["requirements"][0].is_string()
        })
        .unwrap();
    let id = unclaimed["requirements"][0].as_str().unwrap();
    let (page, after) = kept(&["explain", id]);
    assert!(known == after, "explain changed what is known");
    let page = common::flat(&page);
    let on_it = listed.iter().filter(|promise| {
        let mut lines = promise["requirements"].as_array().unwrap().iter();
        lines.any(|line| line == id)
    });
    for promise in on_it {
        let says = promise["what"].as_str().unwrap();
        assert!(page.contains(says), "{says}: {page}");
        let path = promise["places"][0]["path"].as_str().unwrap();
        assert!(page.contains(path), "{path}: {page}");
    }
    let (_, after) = kept(&["calendar", "--format", "json"]);
    assert!(known == after, "the calendar read something anew");
}

#[test]
fn an_agreement_with_a_supplier_is_known_by_its_title_or_by_what_it_is_claimed_for() {
    let settings = "as_of = 2026-11-01\n[scope]\ncustomers = [\"Elm School\"]\n[[party]]\nname = \"Ravel Lines\"\nkind = \"external supplier\"\n";
    let targets = "| Item | Target |\n|---|---|\n| Priority 1 fault repaired | 8 hours |\n";
    let supplier = |path: &str, claims: &str, title: &str| {
        let org = Org::new().file("clausewise.toml", settings).claimed(
            path,
            claims,
            &format!("# {title}\n\nBetween two firms.\n\n## Targets\n\n{targets}"),
        );
        let calendar = calendar(&org, &[]);
        about(&calendar, "Priority 1 fault")["supplier"].clone()
    };
    assert_eq!(supplier("a.md", "\"8.3.4.1\"", "Reseller agreement 22"), "");
    assert_eq!(
        supplier("a.md", "\"8.3.4.1\"", "Wartungsvertrag Ravel Lines"),
        "Ravel Lines"
    );
    assert_eq!(
        supplier("a.md", "\"7.5.4\"", "Contract Ravel Lines"),
        "Ravel Lines"
    );
    // What is agreed with those who are supplied is our own promise.
    assert_eq!(
        supplier("a.md", "\"8.3.3\"", "Agreement with Elm School"),
        Value::Null
    );
    assert_eq!(
        supplier("a.md", "\"8.3.3\", \"8.3.4\"", "Leistungsschein 4"),
        Value::Null
    );
    assert_eq!(
        supplier("a.md", "\"8.3.4.1\"", "Supplier management procedure"),
        Value::Null
    );
}

#[test]
fn what_a_share_is_counted_over_is_no_rhythm() {
    let says = |sentence: &str| {
        let org = Org::new()
            .file("clausewise.toml", "as_of = 2026-11-01\n")
            .file("sla.md", format!("# SLA for parcels\n\n{sentence}\n"));
        let calendar = calendar(&org, &[]);
        let all = promises(&calendar);
        all.iter()
            .filter(|promise| promise["kind"] == "interval")
            .count()
    };
    for sentence in [
        "| Desk | Promise | Figure |\n|---|---|---|\n| Parcels | Scanned at the gate | 92 % each month |",
        "| Schalter | Zusage | Wert |\n|---|---|---|\n| Pakete | Am Tor gescannt | 92 % jeden Monat |",
        "At least 92 % of parcels are scanned at the gate each month.",
        "Mindestens 92 % der Pakete werden jeden Monat am Tor gescannt.",
    ] {
        assert_eq!(says(sentence), 0, "{sentence}");
    }
    for sentence in [
        "We report the 92 % of parcels scanned each month.",
        "The scanner is tested each month.",
        "Der Anteil von 92 % wird jeden Monat berichtet.",
    ] {
        assert_eq!(says(sentence), 1, "{sentence}");
    }
}

#[test]
fn an_interval_that_a_later_one_replaced_is_promised_no_more_and_a_heading_says_of_what() {
    let plan = "---\nsatisfies: [\"8.2.6\"]\napproved_by: A. Moor\napproved_on: 2025-01-10\n---\n# Configuration rules\n\n## Verification of the configuration information\n\nOnce a year, from 2026 every six months.\n";
    let org = Org::new().file("clausewise.toml", "").file("cmdb.md", plan);
    let values = |day: &str| -> Vec<String> {
        let calendar = calendar(&org, &["--as-of", day]);
        let promises = promises(&calendar).into_iter();
        let every = promises.filter(|promise| promise["kind"] == "interval");
        every
            .map(|promise| promise["value"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(values("2026-11-01"), ["P6M"]);
    assert_eq!(values("2025-11-01"), ["P12M"]);
}

#[test]
fn a_report_on_what_was_delivered_is_no_review_of_the_agreement() {
    let agreement = "---\nsatisfies: [\"8.3.3\"]\neffective: 2026-01-01\n---\n# Service level agreement Cranes\n\n## Reports and reviews\n\nThe yard reports on performance against the targets every quarter. Both sides review this agreement and its performance against the targets every year in November.\n";
    let report = "---\nsatisfies: [\"8.3.3\"]\ntype: report\ndate: 2026-09-30\n---\n# Quarterly report 3/2026\n\nPerformance against the service level targets was monitored, reviewed and reported. All targets were met.\n";
    let org = Org::new()
        .file("clausewise.toml", "")
        .file("sla.md", agreement)
        .file("q3.md", report);
    let calendar = calendar(&org, &["--as-of", "2026-10-10"]);
    let every = |value: &str| {
        let promise = promises(&calendar)
            .into_iter()
            .find(|promise| promise["value"] == value);
        promise.unwrap()["last_kept"].clone()
    };
    assert_eq!(every("P12M"), Value::Null);
    assert_eq!(every("P3M"), "2026-09-30");
}

/// A museum whose procedures say themselves how they were kept.
fn museum(name: &str, text: &str) -> Org {
    Org::new()
        .file("clausewise.toml", "as_of = 2026-11-01\n")
        .file(name, text)
}

#[test]
fn a_log_below_a_rule_tells_when_it_was_kept_and_cancelled_rows_do_not() {
    let rule = |rows: &str| {
        format!(
            "---\ntitle: Vault rules\nstatus: approved\napproved_on: 2024-01-10\n---\n\n## Stocktake\n\n\
             The vault is counted every six months.\n\n| Counted on | Found | What came of it |\n|---|---|---|\n{rows}"
        )
    };
    let kept = "| 2026-06-03 | 2 wrong | 5 left open |\n";
    let older = "| 2025-11-20 | 4 wrong | corrected |\n";
    for (rows, standing, last) in [
        (format!("{older}{kept}"), "due", "2026-06-03"),
        (
            format!("{older}| 2026-05-20 | - | cancelled, no staff |\n"),
            "overdue",
            "2025-11-20",
        ),
        (
            format!("{older}| 2026-05-20 | - | postponed to next year |\n"),
            "overdue",
            "2025-11-20",
        ),
        (
            format!("{older}| 2026-05-20 | | |\n"),
            "overdue",
            "2025-11-20",
        ),
    ] {
        let promise = about(&calendar(&museum("vault.md", &rule(&rows)), &[]), "vault");
        assert_eq!(promise["standing"], standing, "{rows} {promise:#}");
        assert_eq!(promise["last_kept"], last, "{rows}");
    }
    // What is planned, and the versions of the rule, are no log of it.
    for heads in ["| Next count | Who | Room |", "| Date | Version | Change |"] {
        let text = rule(older).replace("| Counted on | Found | What came of it |", heads);
        let promise = about(&calendar(&museum("vault.md", &text), &[]), "vault");
        assert_eq!(promise["last_kept"], Value::Null, "{heads} {promise:#}");
        assert_eq!(promise["standing"], "cannot tell", "{heads}");
    }
    let german = "---\ntitle: Depotordnung\nstatus: freigegeben\n---\n\n## Begehung\n\nDas Depot wird halbjährlich begangen.\n\n\
        | Begehung am | Befund | Folge |\n|---|---|---|\n| 12.09.2025 | Staub | gereinigt |\n| 14.03.2026 | - | ausgefallen, kein Personal |\n";
    let promise = about(&calendar(&museum("depot.md", german), &[]), "Depot");
    assert_eq!(
        (&promise["standing"], &promise["last_kept"]),
        (&"overdue".into(), &"2025-09-12".into())
    );
}

#[test]
fn the_last_time_that_a_sentence_names_counts_and_breaks_nothing_alone() {
    for (sentence, standing) in [
        (
            "The loans are gone through every year, last on 24 February 2026.",
            "due",
        ),
        (
            "The loans are gone through every year. The last time was in May 2026.",
            "due",
        ),
        (
            "The loans are gone through every year, last on 24 February 2024.",
            "cannot tell",
        ),
        (
            "Die Loans des Hauses werden jährlich durchgesehen, zuletzt am 24.02.2026.",
            "due",
        ),
    ] {
        let text = format!("---\ntitle: Loans\nstatus: approved\n---\n\n# Loans\n\n{sentence}\n");
        let promise = about(&calendar(&museum("loans.md", &text), &[]), "oans");
        assert_eq!(promise["standing"], standing, "{sentence} {promise:#}");
    }
}

#[test]
fn whoever_writes_that_it_was_left_undone_tells_of_a_broken_promise() {
    let memo = |day: &str, text: &str| {
        format!("---\ntitle: Memo\ntype: minutes\ndate: {day}\n---\n\n# Memo\n\n{text}\n")
    };
    for (text, wanted) in [
        (
            "Die Brandschau war jährlich vorgesehen. Die letzte stammt vom Mai 2024; 2025 und 2026 ist sie unterblieben.",
            1,
        ),
        (
            "The fire round was meant to be made every year. It was skipped in 2025 and 2026.",
            1,
        ),
        (
            "Den Vertrag hat seit 2024 niemand mehr gelesen. Das war für jedes Jahr vorgesehen.",
            1,
        ),
        // It was made up for, it is a rule, or nothing was left undone.
        (
            "The fire round was meant to be made every year. It was skipped in 2025 and made up in May.",
            0,
        ),
        (
            "The fire round is made every year. If it was skipped, it is repeated within a month.",
            0,
        ),
        (
            "The fire round was meant to be made every year. It took place in May.",
            0,
        ),
    ] {
        let found = calendar(
            &museum("memo.md", &memo("2026-10-19", text)),
            &["--overdue"],
        );
        assert_eq!(promises(&found).len(), wanted, "{text} {found:#}");
        // What was so long ago may have been done since.
        let old = calendar(
            &museum("memo.md", &memo("2024-10-19", text)),
            &["--overdue"],
        );
        assert_eq!(promises(&old).len(), 0, "{text} {old:#}");
    }
}

#[test]
fn a_mail_that_something_did_not_take_place_breaks_the_promise_of_another_file() {
    let org = |said: &str, claimed: &str| {
        let mail = format!("---\ntype: minutes\ndate: 2026-10-16\n---\n\n# Note\n\n{said}\n");
        museum("plan.md", "---\ntitle: Continuity plan\nstatus: approved\nsatisfies: [\"8.7.2\"]\n---\n\n# Continuity plan\n\nThe exercise with the fire brigade is held every year.\n")
            .claimed("note.md", claimed, mail.as_str())
    };
    for (said, claimed, standing) in [
        (
            "The exercise on Saturday did not take place.",
            "\"8.7.2\"",
            "overdue",
        ),
        // Of something else, for something else, or told of what was done after all.
        (
            "The exercise of the choir did not take place.",
            "\"8.7.2\"",
            "cannot tell",
        ),
        (
            "The exercise on Saturday did not take place.",
            "\"7.2\"",
            "cannot tell",
        ),
        (
            "The exercise was called off in May and made up in June.",
            "\"8.7.2\"",
            "cannot tell",
        ),
    ] {
        let promise = about(&calendar(&org(said, claimed), &[]), "exercise");
        assert_eq!(
            promise["standing"], standing,
            "{said} {claimed} {promise:#}"
        );
    }
}
