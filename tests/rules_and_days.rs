//! A rule is no record, whatever date its page bears, but what it tells beside itself with a day
//! is one; the day of a record is read where people write it; and that a document is kept up is told by its own particulars.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, assess_on, file, line};
use jiff::civil::{Date, date};

fn manifest(path: &str, kind: &str, about: &str) -> String {
    format!("evidence:\n  - {{match: \"{path}\", {kind}satisfies: [\"{about}\"]}}\n")
}

#[test]
fn a_page_of_rules_is_no_record_of_the_day_it_was_last_changed() {
    let must = "The desk must record every security incident with its class (phishing, malware, data loss).";
    let wrote = "On 23 September 2026 the desk recorded a security incident of the class phishing.";
    for dated in [
        "Last updated: 2026-09-23",
        "Stand: 23.09.2026",
        "Version: 2.1\nOwner: Service desk lead\nLast updated: 2026-09-23",
        "Created: 2026-09-23",
    ] {
        let shown = |text: &str| {
            let page = format!("# Security incidents\n\n{dated}\n\n{text}\n");
            let org = Org::new()
                .file("a.md", page)
                .file("evidence.yaml", manifest("a.md", "", "8.7.3.3"));
            line(&org.assess(), "8.7.3.3-1").state == "shown"
        };
        assert!(!shown(must), "{dated}");
        assert!(shown(wrote), "{dated}");
    }
    let front = Org::new()
        .file(
            "a.md",
            format!("---\nlast_updated: 2026-09-23\n---\n\n# Security incidents\n\n{must}\n"),
        )
        .file("evidence.yaml", manifest("a.md", "", "8.7.3.3"));
    assert_ne!(line(&front.assess(), "8.7.3.3-1").state, "shown");
}

#[test]
fn a_mail_that_sends_a_rule_round_is_the_record_of_that() {
    let mail = "From: Ann <a@x.example>\nTo: all@x.example\nDate: Mon, 5 Oct 2026 10:00:00 +0200\nSubject: Please read\n\n\
                Dear colleagues, the service management policy is attached. Each of you must read it and follow it; we make it known to all \
                staff by this mail.\n";
    let org = Org::new()
        .file("m.eml", mail)
        .file("evidence.yaml", manifest("m.eml", "", "5.2.2-2"));
    assert_eq!(line(&org.assess(), "5.2.2-2").state, "shown");
}

/// The date of a record of a management review, and whether it shows one, on a day.
fn review(text: &str, day: Date) -> (Option<Date>, bool) {
    let path = "management-review-2026-06.md";
    let org = Org::new()
        .file(path, text)
        .file("evidence.yaml", manifest(path, "type: minutes, ", "9.3"));
    let view = assess_on(&org, day);
    (
        file(&view, path).date,
        line(&view, "9.3-17").state == "shown",
    )
}

#[test]
fn the_day_in_the_heading_of_minutes_comes_before_the_month_in_their_name() {
    let said = "Decision: the desk gets a second line to improve the services.";
    for begins in [
        "# Management review, 18 June 2026",
        "# Management-Review vom 18.06.2026",
        "# Management review\n\nKiel, 18 June 2026",
        "# Management review\n\nHeld on 18 June 2026.",
    ] {
        let text = format!("{begins}\n\n{said}\n");
        let day = Some(date(2026, 6, 18));
        assert_eq!(review(&text, date(2026, 6, 20)), (day, true), "{begins}");
        assert_eq!(review(&text, date(2026, 6, 17)), (day, false), "{begins}");
    }
    let text =
        format!("# Management review\n\nDate: 16 June 2026\n\nKiel, 18 June 2026\n\n{said}\n");
    let (day, _) = review(&text, date(2026, 6, 20));
    assert_eq!(day, Some(date(2026, 6, 16)), "a label says it best");
}

#[test]
fn a_plan_is_kept_up_by_what_it_says_of_itself() {
    let plan = |front: &str, text: &str| {
        let org = Org::new().file(
            "plan.md",
            format!(
                "---\nsatisfies: [\"6.3-1\"]\n{front}---\n\n# Service management plan\n\n{text}\n"
            ),
        );
        line(&org.assess(), "6.3-1").state == "shown"
    };
    for chance in [
        "Firmware of the older switches cannot be updated before they are replaced.",
        "The version of the server is 7.",
        "Each major incident is reviewed every month.",
        "The servers are kept up to date by the hosting team.",
    ] {
        assert!(!plan("", chance), "{chance}");
    }
    for said in [
        "The plan is reviewed every quarter.",
        "The service manager goes through it every spring.",
        "Der Plan wird vierteljährlich überprüft.",
    ] {
        assert!(plan("", said), "{said}");
    }
    let contents = "Services, people and means for the year.";
    assert!(plan("version: 3\n", contents));
    assert!(plan("version: 1.0\napproved_on: 2026-05-01\n", contents));
    assert!(plan("last_reviewed: 2026-10-01\n", contents));
    assert!(!plan("owner: Service manager\n", contents));
}

#[test]
fn what_concerns_most_periods_of_a_series_is_told_first() {
    let mut org = Org::new().file(
        "evidence.yaml",
        "series:\n  - {id: REP, every: P1M, match: \"report-{period:YYYY-MM}.md\", since: 2026-06-01, satisfies: [\"9.1-6\"]}\n",
    );
    for month in 6..=9 {
        let path = format!("report-2026-0{month}.md");
        org = org.file(
            &path,
            "# Report\n\nThe desk had a quiet month with few calls.\n",
        );
    }
    let view = org.assess();
    let missing = &line(&view, "9.1-6").missing;
    assert!(
        missing[0].contains("4 of 4 records there say nothing of this")
            && missing[1].contains("no record for 2026-10"),
        "{missing:?}"
    );
}

#[test]
fn an_entry_with_its_day_is_half_a_record_within_a_rule() {
    let policy = |told: &str| {
        let text = format!("# Service management policy\n\nWe improve our services.\n\n{told}\n");
        let org = Org::new()
            .file("a.md", text)
            .file("evidence.yaml", manifest("a.md", "type: policy, ", "5.2"));
        let view = assess_on(&org, date(2026, 11, 22));
        let line = line(&view, "5.2.2-2");
        assert_ne!(line.state, "shown", "{told}");
        let sentences = line.missing.join(" ");
        let is_entry = sentences.contains("the record itself counts in full");
        assert!(!is_entry || line.grade == "observation", "{told}");
        is_entry
    };
    for told in [
        "The policy was made known to all staff by mail on 9 March 2026.",
        "The policy was made known to all staff at the February 2026 meeting.",
        "| What | Day | Result |\n|---|---|---|\n| Policy made known to all staff | 2026-03-09 | 148 of 150 read it |",
        "| No. | Day | Changes | Result |\n|---|---|---|---|\n| 1.2 | 2026-03-09 | Policy made known to all staff | 148 read it |",
        "Die Servicemanagement-Politik wurde am 05.02.2026 allen Beschäftigten bekannt gemacht.",
    ] {
        assert!(policy(told), "{told}");
    }
    for told in [
        "The policy is made known to all staff by mail.",
        "The policy must be made known to all staff by 9 March 2026.",
        "The policy was to be made known to all staff on 9 March 2026.",
        "The policy will be made known to all staff on 9 March 2027.",
        "Version 2.0 was made known to all staff on 9 March 2026.",
        "| What | Day | Result |\n|---|---|---|\n| Policy made known to all staff | 2026-03-09 | planned |",
        "| What | Day | Who |\n|---|---|---|\n| Policy made known to all staff | 2026-03-09 | N. Sarkis |",
        "## Changes\n\n| Version | Day | Change | Done |\n|---|---|---|---|\n| 1.2 | 2026-03-09 | Policy made known to all staff | N. Sarkis |",
    ] {
        assert!(!policy(told), "{told}");
    }
}

#[test]
fn an_entry_is_read_below_its_heads_where_the_first_cell_is_empty() {
    let text = "# Service management policy\n\n|| What | Day | Result |\n|---|---|---|---|\n\
                || Policy made known to all staff | 2026-03-09 | 148 of 150 read it |\n";
    let org = Org::new()
        .file("a.md", text)
        .file("evidence.yaml", manifest("a.md", "type: policy, ", "5.2"));
    let view = assess_on(&org, date(2026, 11, 22));
    let missing = line(&view, "5.2.2-2").missing.join(" ");
    assert!(
        missing.contains("the record itself counts in full"),
        "{missing}"
    );
}

#[test]
fn a_day_without_its_year_is_of_the_year_the_document_tells() {
    let told = |more: &str| {
        let text = format!(
            "# Continuity test report\n\nThe continuity test was held on 9 March; recovery time achieved 3 h.\n\n{more}\n"
        );
        let org = Org::new()
            .file("a.md", text)
            .file("evidence.yaml", manifest("a.md", "type: report, ", "8.7.2"));
        let view = assess_on(&org, date(2026, 11, 22));
        !line(&view, "8.7.2-11")
            .missing
            .join(" ")
            .contains("carries no date")
    };
    assert!(told("Approved on: 2026-04-03"));
    assert!(!told("Approved on: 2022-04-03"));
    assert!(!told(""));
}

#[test]
fn a_report_without_a_day_is_of_the_year_it_is_called_by() {
    let state = |title: &str| {
        let text = format!(
            "# {title}\n\nThe service continuity plan and its test: recovery time achieved 3 h 10, target 4 h.\n"
        );
        let org = Org::new().file("report.md", text).file(
            "evidence.yaml",
            manifest("report.md", "type: report, ", "8.7.2"),
        );
        let view = assess_on(&org, date(2026, 11, 22));
        line(&view, "8.7.2-11").missing.join(" ")
    };
    assert!(!state("Continuity test 2026").contains("carries no date"));
    assert!(state("Continuity test").contains("carries no date"));
    assert!(
        state("Continuity test 2023").contains("before the time looked at")
            || state("Continuity test 2023").contains("interval")
    );
}
