//! A rule is no record, whatever date its page bears, but what it tells beside itself with a day
//! is one; the day of a record is read where people write it; and that a document is kept up is told by its own particulars.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, assess_on, file, line, percent};
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

#[test]
fn a_habit_told_in_minutes_is_no_record_of_a_deed() {
    let share = |text: &str| {
        let minutes = format!("# Minutes, 3 September 2026\n\n{text}\n");
        let org = Org::new().file("m.md", minutes).file(
            "evidence.yaml",
            manifest("m.md", "type: minutes, ", "8.6.3"),
        );
        percent(&org.assess(), "8.6.3-1")
    };
    for (habit, deed) in [
        (
            "We analyse the incidents of the quarter for trends.",
            "We went through the incidents of the quarter and looked for trends.",
        ),
        (
            "The desk is there for the incident trends of each month.",
            "The desk drew the incident trends of the month: printers again.",
        ),
        (
            "Wir schauen uns jedes Quartal die wiederkehrenden Störungen an.",
            "Die wiederkehrenden Störungen haben wir uns angesehen.",
        ),
        (
            "Nach jedem Quartal wird eine Störungsauswertung gemacht.",
            "Störungsauswertung: 14 Störungen, davon neun am Drucker.",
        ),
    ] {
        let (of_habit, of_deed) = (share(habit), share(deed));
        assert!(of_habit.unwrap_or_default() <= 50, "{habit}");
        assert!(of_deed > of_habit, "{deed}");
    }
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
        "The policy was made known to colleagues on 9 March 2026.",
        "The policy was made known to all staff at the February 2026 meeting.",
        "| What | Day | Result |\n|---|---|---|\n| Policy made known to all staff | March 2026 | 148 of 150 read it |",
        "Die Servicemanagement-Politik wurde am 05.02.2026 bekannt gemacht.",
        "The policy was made known to colleagues on 9 March 2026 (next: March 2027).",
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
    assert_eq!(line(&view, "5.2.2-2").state, "shown");
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
fn a_list_is_a_record_where_its_entries_tell_what_was_done() {
    let state = |text: &str| {
        let org = Org::new().file("problems.md", text).file(
            "evidence.yaml",
            "evidence:\n  - {match: problems.md, satisfies: [\"8.6.3-4\"]}\n",
        );
        let view = assess_on(&org, date(2026, 11, 22));
        line(&view, "8.6.3-4").state
    };
    let table = |title: &str, last: &str| {
        let heads = "| No | Kind | Problem | Cause | Result |\n|---|---|---|---|---|";
        format!("# {title}\n\n{heads}\n| P-7 | EPR | slow | locks | {last} |\n")
    };
    for title in [
        "Problem list",
        "Problemliste",
        "Problem tracker",
        "Problem board (12 October 2026)",
        "Problem board (copied from the whiteboard 12 October 2026)",
    ] {
        let text = table(title, "closed 21 Sep 2026");
        assert_eq!(state(&text), "shown", "{title}");
    }
    let dated = "# Problemliste\n\nStand 02.11.2026\n\n| Nr | Art | Problem | Ursache | Stand |\n|---|---|---|---|---|\n\
                 | P-7 | Fachverfahren | langsam | Sperren | gelöst 21.09.2026 |\n";
    assert_eq!(state(dated), "shown");
    for text in [
        table("Problem list", "due 21 Dec 2026"),
        "# Problem list\n\nEach problem must be recorded with class and priority.\n".to_owned(),
        "# Problem list\n\nDate: 2 November 2026\n\n| Problem manager | Phone |\n|---|---|\n| A. Beck | 2002 |\n".to_owned(),
        "# Problem checklist\n\nVersion 1.0, 2 November 2026\n\n- Record the problem\n".to_owned(),
    ] {
        assert_ne!(state(&text), "shown", "{text}");
    }
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

/// The state of the line that the policy is made known, by what a policy tells beside itself.
fn made_known(told: &str) -> String {
    let text = format!("# Service management policy\n\nWe improve our services.\n\n{told}\n");
    let org = Org::new()
        .file("a.md", text)
        .file("evidence.yaml", manifest("a.md", "type: policy, ", "5.2"));
    let view = assess_on(&org, date(2026, 11, 22));
    line(&view, "5.2.2-2").state.to_owned()
}

#[test]
fn an_entry_that_says_all_of_it_is_the_record() {
    for told in [
        "The policy was made known to all staff by mail on 9 March 2026, and 148 of 150 read it.",
        "On 9 March 2026 the policy was made known to all staff.",
        "On Monday 9 March 2026 the policy was made known to the whole staff, 148 of 150.",
        "| What | Day | Result |\n|---|---|---|\n| Policy made known to all staff | 2026-03-09 | read by 148 of 150 |",
        "Die Servicemanagement-Politik wurde am 05.02.2026 allen Beschäftigten bekannt gemacht.",
        "Die Politik steht im Intranet und wurde in der Personalversammlung am 05.02.2026 vorgestellt.",
    ] {
        assert_eq!(made_known(told), "shown", "{told}");
    }
}

#[test]
fn an_entry_that_leaves_something_open_is_none() {
    let entry = "The policy was made known to all staff on 9 March 2026.";
    for told in [
        "The policy was made known to all staff at the February 2026 meeting.",
        "The policy was made known to all staff on 9 March.",
        "The policy was made known on 9 March 2026.",
        "The policy of 9 March 2026 was made known to all staff.",
        "The policy was made known to all staff on 9 March 2024.",
        "The policy was made known to all staff on 9 March 2027.",
        "The policy was not made known to all staff on 9 March 2026.",
        "The policy was to be made known to all staff on 9 March 2026.",
        "The policy was made known to all staff on 9 March 2026, but the night shift was away.",
        "The policy was made known only to some on 9 March 2026, 3 of 150.",
        "Ann believes that the policy was made known to all staff on 9 March 2026.",
        "A new colleague was presented to all staff on 9 March 2026; the policy hangs on the wall.",
        "The price list was sent to all staff on 9 March 2026.",
        "The policy was changed on 1 March 2026. The price list was sent to all staff on 9 March 2026.",
        "In our mock audit the policy was made known to all staff on 9 March 2026.",
        "The draft of the policy was made known to all staff on 9 March 2026.",
        "Was the policy made known to all staff on 9 March 2026?",
        "When the policy was made known to all staff on 9 March 2026, two were away.",
        "The supplier made its policy known to all staff on 9 March 2026.",
        "The procedure by which the policy is made known was sent to all staff on 9 March 2026.",
        "The policy was planned to be made known to all staff on 9 March 2026.",
        "The policy was made known to all staff on 9 March 2026 and on 4 April 2026.",
        "Die Politik wurde am 05.02.2026 nur mündlich allen Beschäftigten bekannt gemacht.",
        "Die Politik sollte am 05.02.2026 allen Beschäftigten bekannt gemacht werden.",
        "Die Politik wurde laut Frau Kern am 05.02.2026 allen Beschäftigten bekannt gemacht.",
        "| What | Day | Next step |\n|---|---|---|\n| Policy | 2026-03-09 | make known to all staff |",
        "| What | Due | Result |\n|---|---|---|\n| Policy made known to all staff | 2026-03-09 | ok |",
        "| What | Day | Result |\n|---|---|---|\n| Policy made known to all staff | 2026-03-09 | failed |",
    ] {
        assert_ne!(made_known(told), "shown", "{told}");
    }
    for told in [
        format!("## Next steps\n\n{entry}"),
        format!("## Examples of entries\n\n{entry}"),
        format!("How such an entry looks, for example:\n\n- {entry}"),
        format!("```\n{entry}\n```"),
        format!("\"{entry}\""),
        format!(
            "## Version history\n\n| Day | What | Result |\n|---|---|---|\n| 2026-03-09 | {entry} | ok |"
        ),
    ] {
        assert_ne!(made_known(&told), "shown", "{told}");
    }
    let draft = format!("Status: draft\n\n{entry}");
    assert_ne!(made_known(&draft), "shown");
    assert_eq!(made_known(entry), "shown");
}

#[test]
fn what_stands_below_a_heading_with_a_day_was_done_on_it() {
    let plan = |told: &str| {
        let text = format!("# Service continuity plan\n\nWe move to the second site.\n\n{told}\n");
        let org = Org::new()
            .file("a.md", text)
            .file("evidence.yaml", manifest("a.md", "type: plan, ", "8.7.2"));
        let view = assess_on(&org, date(2026, 11, 22));
        let line = line(&view, "8.7.2-11");
        line.missing.join(" ").contains("tells of it beside that")
    };
    let result = "The recovery time achieved was 3 h 10 against a target of 4 h.";
    assert!(plan(&format!(
        "## Continuity test, 12 March 2026\n\n{result}"
    )));
    assert!(plan(&format!(
        "The continuity test was held on 12 March 2026. {result}"
    )));
    for told in [
        format!("## Continuity test\n\n{result}"),
        format!("## Next continuity test, 12 March 2026\n\n{result}"),
        "## Continuity test, 12 March 2026\n\nThe recovery time achieved must be 4 h.".to_owned(),
    ] {
        assert!(!plan(&told), "{told}");
    }
}

/// The day that a report is of.
fn report(text: &str) -> Option<Date> {
    let org = Org::new().file("report.md", text).file(
        "evidence.yaml",
        manifest("report.md", "type: report, ", "8.7.2"),
    );
    let view = assess_on(&org, date(2026, 11, 22));
    let said = line(&view, "8.7.2-11").evidence.first()?.saw.clone();
    said.strip_prefix("record of ")?.parse().ok()
}

#[test]
fn a_report_without_a_day_is_of_the_last_one_it_tells_of() {
    let said = "The continuity test: recovery time achieved 3 h 10, target 4 h.";
    for (more, day) in [
        (
            "**Carried out** 8–10 June 2026. All services.",
            date(2026, 6, 10),
        ),
        ("**Durchführung** 08.–10.06.2026.", date(2026, 6, 10)),
        (
            "**Result** (handed over 22.06.2026 to Dr. Vollbrecht)",
            date(2026, 6, 22),
        ),
        (
            "## Report of round 2 (20-29 April 2026)\n\nAll well.",
            date(2026, 4, 29),
        ),
        (
            "Done 12 March 2026, next 4 October 2026.",
            date(2026, 3, 12),
        ),
        (
            "| Day | What |\n|---|---|\n| 12 March 2026 | failover |\n| 4 May 2026 | way back |",
            date(2026, 5, 4),
        ),
        (
            "| 2026 | Minutes |\n|---|---|\n| Apr | 190 |\n| May | 180 |\n| Dec | 170 |",
            date(2026, 5, 31),
        ),
    ] {
        let text = format!("# Continuity tests\n\n{said}\n\n{more}\n");
        assert_eq!(report(&text), Some(day), "{more}");
    }
    for more in [
        "Next test: 12 March 2026",
        "The next test must take place by 12 March 2026.",
        "Approved by the board (12 March 2026).",
        "## Planned\n\n- 12 March 2026 failover",
        "| What | Due |\n|---|---|\n| Mend the form | 12 March 2026 |",
        "| What | Day | State |\n|---|---|---|\n| Failover | 12 March 2026 | planned |",
    ] {
        let text = format!("# Continuity tests\n\n{said}\n\n{more}\n");
        assert_eq!(report(&text), None, "{more}");
    }
}
