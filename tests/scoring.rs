//! The arithmetic of states and numbers, proof by proof, as users would check it.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, file, has, line, percent, said};

const MAJOR: &str = "# Major incident procedure\n\nWhen a major incident is declared, the duty manager follows this \
documented procedure step by step and calls the people on the list.\n";

fn register(rows: &str) -> Org {
    Org::new()
        .file("incidents.csv", format!("ref,opened,category,prio,status,resolved_at,action taken\n{rows}"))
        .file(
            "evidence.yaml",
            "registers:\n  - id: REG\n    file: incidents.csv\n    date: opened\n    satisfies: [\"8.6.1\"]\n",
        )
}

#[test]
fn a_document_is_shown_by_its_ideas_and_never_f_by_itself() {
    let view = Org::new().claimed("mi.md", "\"8.6.1-8\"", MAJOR).assess();
    let shown = line(&view, "8.6.1-8");
    assert_eq!(
        (shown.state, shown.rating, percent(&view, "8.6.1-8")),
        ("shown", Some("L"), Some(85))
    );
    assert!(!shown.judged);
    assert!(
        shown
            .found
            .iter()
            .all(|found| found.path == "mi.md" && found.spot.line.is_some())
    );
}

#[test]
fn without_evidence_only_what_is_explicitly_asked_for_is_absent() {
    let view = Org::new()
        .file(
            "notes.md",
            "# Lunch\n\nThe canteen opens at noon on most days.\n",
        )
        .assess();
    assert_eq!(line(&view, "5.2.2-1").state, "not found");
    assert_eq!(percent(&view, "5.2.2-1"), Some(0));
    assert_eq!(line(&view, "7.2-1").state, "not seen");
    assert_eq!(percent(&view, "7.2-1"), None);
}

#[test]
fn an_unread_file_could_hold_what_is_absent() {
    let view = Org::new()
        .file("Policy final.docx", b"PK\x03\x04 not read")
        .assess();
    let policy = line(&view, "5.2.2-1");
    assert_eq!(policy.state, "not seen");
    assert_eq!(policy.could_hold, ["Policy final.docx"]);
    assert_eq!(file(&view, "Policy final.docx").read, "not read");
}

#[test]
fn an_unclaimed_file_scores_nothing_but_is_named() {
    let view = Org::new().file("mi.md", MAJOR).assess();
    let procedure = line(&view, "8.6.1-8");
    assert_eq!((procedure.state, procedure.score), ("not seen", None));
    assert_eq!(procedure.could_hold, ["mi.md"]);
}

#[test]
fn a_complete_inventory_turns_silence_into_absence() {
    let org = Org::new()
        .file("clausewise.toml", "inventory = \"complete\"\n")
        .file("a.md", "# A\n\nNothing of interest.\n");
    let view = org.assess();
    assert_eq!(line(&view, "7.2-1").state, "not found");
    assert_eq!(
        line(&view, "5.1-1").state,
        "not seen",
        "only people can tell"
    );
    assert_eq!(
        line(&view, "8.6.1-11").state,
        "not seen",
        "rare and unanswered"
    );
}

#[test]
fn a_draft_counts_half_and_an_obsolete_document_not_at_all() {
    let with = |status: &str| {
        Org::new()
            .file(
                "mi.md",
                format!("---\nsatisfies: [\"8.6.1-8\"]\nstatus: {status}\n---\n{MAJOR}"),
            )
            .assess()
    };
    let draft = with("draft");
    assert_eq!(
        (line(&draft, "8.6.1-8").state, percent(&draft, "8.6.1-8")),
        ("partly shown", Some(50))
    );
    assert!(has(&draft, "mi.md", "draft"));
    let obsolete = with("obsolete");
    assert_eq!(percent(&obsolete, "8.6.1-8"), Some(0));
    assert!(has(&obsolete, "mi.md", "obsolete"));
}

#[test]
fn a_text_that_says_otherwise_is_contrary() {
    let text = "# Incidents\n\nA documented procedure for major incidents does not exist yet; we decide case by case.\n";
    let view = Org::new().claimed("mi.md", "\"8.6.1-8\"", text).assess();
    let contrary = line(&view, "8.6.1-8");
    assert_eq!(
        (contrary.state, percent(&view, "8.6.1-8"), contrary.grade),
        ("contrary", Some(0), "major")
    );
    assert!(has(&view, "mi.md", "contrary"));
}

#[test]
fn rows_of_a_register_are_tested_one_by_one() {
    let view = register(
        "A1,2026-08-01,network,P2,closed,2026-08-02,rebooted\n\
         A2,2026-08-02,,P3,closed,2026-08-04,patched\n\
         A3,2026-08-03,mail,P3,closed,2026-08-05,fixed\n\
         A4,2026-08-04,mail,TBD,closed,2026-08-01,fixed\n",
    )
    .assess();
    assert_eq!(
        percent(&view, "8.6.1-1"),
        Some(75),
        "one of four has no class"
    );
    assert_eq!(
        percent(&view, "8.6.1-2"),
        Some(75),
        "a placeholder is no priority"
    );
    assert_eq!(
        percent(&view, "8.6.1-5"),
        Some(75),
        "closed before it was opened"
    );
    let class = line(&view, "8.6.1-1");
    assert_eq!(class.evidence[0].lines, [3]);
    assert!(has(&view, "incidents.csv", "failing-rows"));
}

#[test]
fn rows_outside_the_window_are_not_looked_at() {
    let view = register(
        "A1,2020-08-01,,P2,closed,2020-08-02,x\nA2,2026-08-02,mail,P3,closed,2026-08-04,x\n",
    )
    .assess();
    assert_eq!(percent(&view, "8.6.1-1"), Some(85));
}

#[test]
fn a_series_counts_the_periods_due() {
    let mut org = Org::new().file(
        "evidence.yaml",
        "series:\n  - id: S\n    match: \"r/{period:YYYY-MM}.md\"\n    every: P1M\n    due: P10D\n    since: 2026-07\n    \
         satisfies: [\"8.6.1-6\"]\n    excused: [{period: 2026-08, reason: moved}]\n",
    );
    for month in ["2026-07", "2026-09"] {
        org = org.file(
            &format!("r/{month}.md"),
            "# Incident report\n\nIncident records with the actions taken and resolution notes of the month.\n",
        );
    }
    let view = org.assess();
    let series = &view.series[0];
    assert_eq!(
        (series.due, series.present, series.excused, series.missing),
        (3, 2, 1, 0),
        "October is not due yet"
    );
    assert_eq!(percent(&view, "8.6.1-6"), Some(85));
    let later = org.file("clausewise.toml", "as_of = 2026-11-20\n").assess();
    assert_eq!((later.series[0].due, later.series[0].missing), (4, 1));
    assert_eq!(percent(&later, "8.6.1-6"), Some(67));
}

#[test]
fn each_service_is_looked_at_and_the_worst_governs() {
    let sla = |service: &str| {
        format!(
            "# SLA {service}\n\nThis service level agreement is based on the documented service requirements. Service \
             level targets: 99.5 %. Workload limits: 200 calls a month. Exceptions: planned maintenance.\n"
        )
    };
    let settings = "[scope]\nservices = [\"Mail\", \"Hosting\"]\n";
    let org = Org::new().file("clausewise.toml", settings).claimed(
        "sla-mail.md",
        "\"8.3.3\"",
        &sla("Mail"),
    );
    let one = org.assess();
    let lacking = line(&one, "8.3.3-2");
    assert_eq!(
        (lacking.state, percent(&one, "8.3.3-2")),
        ("partly shown", Some(50))
    );
    said(&lacking.missing, "Hosting");
    let both = org
        .claimed("sla-hosting.md", "\"8.3.3\"", &sla("Hosting"))
        .assess();
    assert_eq!(line(&both, "8.3.3-2").state, "shown");
}

#[test]
fn people_lines_wait_for_people() {
    let view = Org::new()
        .claimed(
            "a.md",
            "\"7.3\"",
            "# Awareness\n\nEverybody knows the policy and objectives.\n",
        )
        .assess();
    assert_eq!(line(&view, "7.3-1").state, "not seen");
    let claimed = Org::new()
        .claimed(
            "a.md",
            "\"7.3-1\"",
            "# Awareness\n\nEverybody knows the policy.\n",
        )
        .assess();
    assert_eq!(
        (line(&claimed, "7.3-1").state, percent(&claimed, "7.3-1")),
        ("claimed", Some(50))
    );
}

#[test]
fn a_judgement_counts_until_what_it_rests_on_changes() {
    let hash = clausewise::workspace::sha256(MAJOR.as_bytes());
    let judgement = |hash: &str| {
        format!(
            "[[judgement]]\nrequirement = \"8.6.1-8\"\nrating = \"F\"\nconforming = true\nmethod = [\"document\"]\n\
             date = 2026-10-01\nby = \"A. Example\"\nreason = \"read\"\nrests_on = [{{ path = \"mi.md\", sha256 = \"{hash}\" }}]\n"
        )
    };
    let fresh = Org::new()
        .file("mi.md", MAJOR)
        .file("judgements.toml", judgement(&hash))
        .assess();
    let judged = line(&fresh, "8.6.1-8");
    assert!(judged.judged && judged.rating == Some("F") && fresh.totals.conforming == 1);
    let stale = Org::new()
        .file("mi.md", MAJOR)
        .file("judgements.toml", judgement(&"0".repeat(64)))
        .assess();
    let line = line(&stale, "8.6.1-8");
    assert!(!line.judged && line.judgement.as_ref().is_some_and(|judged| judged.stale));
    assert_eq!(stale.totals.conforming, 0);
}

#[test]
fn full_marks_by_talk_alone_are_refused_where_something_written_is_asked_for() {
    let view = Org::new()
        .file(
            "judgements.toml",
            "[[judgement]]\nrequirement = \"5.2.2-1\"\nrating = \"F\"\nconforming = true\nmethod = [\"interview\"]\n\
             by = \"A\"\nreason = \"said so\"\n",
        )
        .file("a.md", "x y z")
        .assess();
    assert!(line(&view, "5.2.2-1").judgement.is_none());
    assert!(
        view.problems
            .iter()
            .any(|problem| problem.message.contains("interview alone"))
    );
}

#[test]
fn answers_leave_totals_only_where_they_may_be_given() {
    let answers = "[[answer]]\nanswer = \"no occurrence\"\nabout = [\"8.7.3.3\"]\nreason = \"none\"\nby = \"A\"\n\n\
                   [[answer]]\nanswer = \"performed by\"\nabout = [\"9.3\"]\nparty = \"X\"\ncontrol = [\"c.md\"]\nreason = \"r\"\nby = \"A\"\n";
    let view = Org::new()
        .file("answers.toml", answers)
        .file("c.md", "# C\n\nSome text here.\n")
        .assess();
    assert_eq!(line(&view, "8.7.3.3-1").standing, "no occurrence");
    assert!(!line(&view, "8.7.3.3-1").counts);
    assert_eq!(line(&view, "9.3-1").standing, "counts");
    assert!(
        view.problems
            .iter()
            .any(|problem| problem.message.contains("performed by")
                && problem.message.contains("9.3"))
    );
}

#[test]
fn a_line_that_repeats_another_counts_once() {
    let view = Org::new().file("a.md", "nothing of note").assess();
    assert_eq!(line(&view, "7.5.4-1").standing, "repeats 4.3-6");
    assert!(!line(&view, "7.5.4-1").counts);
    let counted = view.requirements.iter().filter(|line| line.counts).count();
    assert_eq!(view.totals.requirements, counted);
}

#[test]
fn missing_approval_is_a_gap_of_document_control_alone() {
    let bare = Org::new().claimed("mi.md", "\"8.6.1-8\"", MAJOR).assess();
    assert_eq!(
        percent(&bare, "8.6.1-8"),
        Some(85),
        "no discount where it serves"
    );
    assert_eq!(line(&bare, "7.5.2-3").state, "not found");
    assert!(
        has(&bare, "mi.md", "no-approval")
            && has(&bare, "mi.md", "no-owner")
            && has(&bare, "mi.md", "no-version")
    );
}

#[test]
fn what_is_kept_elsewhere_is_claimed_never_shown() {
    let view = Org::new()
        .file("evidence.yaml", "evidence:\n  - elsewhere: \"https://tickets.example/1\"\n    satisfies: [\"8.6.1-1\"]\n")
        .assess();
    assert_eq!(
        (line(&view, "8.6.1-1").state, percent(&view, "8.6.1-1")),
        ("claimed", Some(50))
    );
}

#[test]
fn a_register_and_control_that_a_person_attests_are_claimed_too() {
    let note = |id: &str, file: &str| {
        format!(
            "[[note]]\nid = \"{id}\"\ndate = 2026-10-01\nby = \"A\"\nkind = \"attest\"\ntext = \"seen\"\n\
             about = [\"8.6.1-1\"]\nfile = \"{file}\"\n"
        )
    };
    let answer = "[[answer]]\nanswer = \"performed by\"\nabout = [\"8.4.3-1\"]\nparty = \"X\"\ncontrol = [\"contract.pdf\"]\n\
                  reason = \"r\"\nby = \"A\"\n";
    let org = Org::new()
        .register("incidents.xlsx", b"PK\x03\x04", "8.6.1-1")
        .file("contract.pdf", b"%PDF-1.7")
        .file(
            "clausewise.toml",
            "[[party]]\nname = \"X\"\nkind = \"external supplier\"\n",
        )
        .file("answers.toml", answer);
    let before = org.assess();
    for id in ["8.6.1-1", "8.4.3-1"] {
        assert_eq!(line(&before, id).state, "not seen", "{id}");
    }
    let notes = note("N-001", "incidents.xlsx") + &note("N-002", "contract.pdf");
    let view = org.file("notes.toml", notes).assess();
    for id in ["8.6.1-1", "8.4.3-1"] {
        assert_eq!(
            (line(&view, id).state, percent(&view, id)),
            ("claimed", Some(50)),
            "{id}"
        );
    }
}

#[test]
fn an_empty_register_is_missing_and_not_unread() {
    let org = Org::new().register("incidents.csv", "", "8.6.1-1");
    let view = org.assess();
    said(
        &line(&view, "8.6.1-1").missing,
        "incidents.csv is claimed, but is empty",
    );
}

#[test]
fn a_scan_counts_when_a_person_attests_it() {
    let org = Org::new().file("contract.pdf", b"%PDF-1.4 scan").file(
        "evidence.yaml",
        "evidence:\n  - match: contract.pdf\n    satisfies: [\"8.6.1-8\"]\n",
    );
    let before = org.assess();
    assert_eq!(line(&before, "8.6.1-8").state, "not seen");
    let after = org
        .file(
            "notes.toml",
            "[[note]]\nid = \"N-001\"\ndate = 2026-10-01\nby = \"A\"\nkind = \"attest\"\ntext = \"signed\"\n\
             about = [\"8.6.1-8\"]\nfile = \"contract.pdf\"\n",
        )
        .assess();
    assert_eq!(
        (line(&after, "8.6.1-8").state, percent(&after, "8.6.1-8")),
        ("claimed", Some(50))
    );
}

#[test]
fn an_interval_that_nobody_stated_is_itself_the_gap() {
    let minutes = "---\ntype: minutes\ndate: 2026-06-01\nsatisfies: [\"8.3.2-6\"]\n---\n# Service review\n\nPerformance trends \
                   and outcomes of the services were reviewed with the customer in this service review meeting.\n";
    let unstated = Org::new().file("m.md", minutes).assess();
    let line_ = line(&unstated, "8.3.2-6");
    assert_eq!(
        (line_.state, percent(&unstated, "8.3.2-6")),
        ("partly shown", Some(50))
    );
    said(&line_.missing, "interval");
    let stated = Org::new()
        .file("m.md", minutes)
        .file("clausewise.toml", "[intervals]\n\"8.3.2-6\" = \"P6M\"\n")
        .assess();
    assert_eq!(percent(&stated, "8.3.2-6"), Some(85));
    let broken = Org::new()
        .file("m.md", minutes)
        .file("clausewise.toml", "[intervals]\n\"8.3.2-6\" = \"P1M\"\n")
        .assess();
    assert_eq!(percent(&broken, "8.3.2-6"), Some(50));
}

#[test]
fn a_daily_series_that_began_long_ago_is_due_as_any_other() {
    for since in ["1990-01-01", "2015-03-02", "2026-01-01"] {
        let manifest = format!(
            "series:\n  - id: S\n    match: \"d/{{period:YYYY-MM-DD}}.md\"\n    every: P1D\n    since: {since}\n    \
             satisfies: [\"8.6.1-6\"]\n"
        );
        let view = Org::new()
            .file("evidence.yaml", manifest)
            .file("d/2026-10-03.md", MAJOR)
            .assess();
        let series = &view.series[0];
        // Both ends of the twelve months count.
        let days = if since.starts_with("2026") { 305 } else { 366 };
        assert_eq!((series.due, series.present), (days, 1), "{since}");
    }
}

#[test]
fn the_worst_of_equals_is_the_one_whose_absence_is_worst() {
    let lunch = "# Lunch\n\nThe canteen opens at noon on most days.\n";
    // While nothing is claimed, what was not found is not the worst of what was seen.
    let first_look = Org::new().file("notes.md", lunch).assess();
    assert_eq!(first_look.totals.worst_requirement, None);
    let view = Org::new().claimed("notes.md", "\"7.2\"", lunch).assess();
    let id = view.totals.worst_requirement.clone().unwrap();
    let key = |id: &str| line(&view, id).key;
    assert!(key(&id.to_string()), "{id} is no key line");
    let lower = view
        .requirements
        .iter()
        .find(|line| line.counts && line.key && line.score == view.totals.worst)
        .unwrap();
    assert_eq!(lower.id, id, "the first of the key lines");
    let heavy = Org::new()
        .claimed("notes.md", "\"7.2\"", lunch)
        .file("clausewise.toml", "[weights]\n\"8.5.1\" = 3\n")
        .assess();
    let id = heavy.totals.worst_requirement.unwrap().to_string();
    assert!(id.starts_with("8.5.1."), "{id}");
}

#[test]
fn a_document_is_present_by_what_it_says_not_by_what_is_done_with_it() {
    let mut policy = std::fs::read_to_string(
        "examples/harbour-it/Policies/SMS-POL-001 Service Management Policy.md",
    )
    .unwrap();
    policy.push('\n');
    let view = Org::new().file("policy.md", policy).assess();
    let item = view
        .documents
        .iter()
        .find(|item| item.item.to_string() == "D02")
        .unwrap();
    assert_eq!(item.presence, "present", "{:?}", item.remarks);
}

#[test]
fn a_review_is_due_an_interval_after_the_date() {
    let view = Org::new()
        .file(
            "mi.md",
            format!("---\nsatisfies: [\"8.6.1-8\"]\ndate: 2025-02-03\nreview_interval: P12M\n---\n{MAJOR}"),
        )
        .assess();
    let file = file(&view, "mi.md");
    assert_eq!(file.next_review, Some(jiff::civil::date(2026, 2, 3)));
    let sources = serde_json::to_value(&file.sources).unwrap();
    assert!(sources.get("next_review").is_none());
    assert!(has(&view, "mi.md", "review-overdue"));
}

#[test]
fn every_step_is_a_sentence_that_names_the_thing() {
    let view = Org::copy_of("examples/harbour-it").assess();
    assert!(view.steps.iter().all(|step| step.title.ends_with(')')));
    let titles: Vec<&str> = view.steps.iter().map(|step| step.title.as_str()).collect();
    for title in [
        "Complete the service level agreements (8.3.3)",
        "Hand over what there is on demand management, or say which file shows it (8.4.2)",
    ] {
        assert!(titles.contains(&title), "{title} not in {titles:#?}");
    }
    let continuity = view
        .requirements
        .iter()
        .filter(|line| line.clause == "8.7.2");
    let asked: Vec<&str> = continuity
        .map(|line| line.text.trim_end_matches('.'))
        .collect();
    let concrete = |title: &&str| {
        title.starts_with("Keep records of this: ")
            && title.ends_with("(8.7.2)")
            && asked.iter().any(|text| title.contains(text))
    };
    assert!(titles.iter().any(concrete), "{titles:#?}");
    let bare = Org::new()
        .file("a.md", "# A\n\nNothing of note here.\n")
        .assess();
    assert!(
        bare.steps
            .iter()
            .any(|step| step.title == "Hand over, or write, the change management policy (8.5.1.1)"),
        "{:#?}",
        bare.steps
            .iter()
            .map(|step| &step.title)
            .collect::<Vec<_>>()
    );
}

#[test]
fn who_approved_a_policy_may_stand_in_its_label_block() {
    let policy = |label: &str| {
        let text = format!(
            "# Information security policy\n{label}\nClause: 8.7.3.1-1\n\nIt rests on service requirements, contracts and law.\n"
        );
        let view = Org::new().file("policy.md", text).assess();
        line(&view, "8.7.3.1-1").state
    };
    assert_eq!(policy("Approved by: Tom Hale (CEO)"), "shown");
    assert_ne!(policy("Approved by: {{ name }}"), "shown");
    assert_ne!(policy("Owner: Tom Hale"), "shown");
}

#[test]
fn a_rule_that_says_that_a_thing_is_not_done_is_believed() {
    let text = "# Customer relationship procedure\n\nCustomer satisfaction is not measured.\n";
    let view = Org::new().claimed("cust.md", "\"8.3.2\"", text).assess();
    let survey = line(&view, "8.3.2-7");
    assert_eq!(
        (survey.state, percent(&view, "8.3.2-7")),
        ("contrary", Some(0))
    );
    said(&survey.missing, "cust.md:7");
    // Who says that it is done as well is asked, not accused.
    let both = format!("{text}\nCustomer satisfaction was last surveyed in 2022.\n");
    let view = Org::new().claimed("cust.md", "\"8.3.2\"", &both).assess();
    assert_eq!(line(&view, "8.3.2-7").state, "not seen");
    // That something never took place is not made up for by a rule; that it did not once, is.
    let rule = "Internal audits are held yearly. ";
    for (text, state) in [
        ("No internal audit has been carried out so far.", "contrary"),
        (
            &format!("{rule}No internal audit has been carried out so far."),
            "contrary",
        ),
        (
            &format!("{rule}No internal audit has been carried out so far in 2026."),
            "not seen",
        ),
    ] {
        let text = format!("# Internal audit procedure\n\n{text}\n");
        let view = Org::new().claimed("aud.md", "\"9.2\"", &text).assess();
        assert_eq!(line(&view, "9.2.1-1").state, state, "{text}");
    }
}

#[test]
fn a_record_outweighs_a_rule_that_says_otherwise() {
    let rule = "# Customer relationship procedure\n\nCustomer satisfaction is not measured.\n";
    let record = "# Customer satisfaction survey\nDate: 2026-09-01\n\nCustomer satisfaction was surveyed: a representative sample of 40 \
                  customers, response rate 60 %.\n";
    let view = Org::new()
        .claimed("a.md", "\"8.3.2\"", rule)
        .claimed("survey.md", "\"8.3.2\"", record)
        .assess();
    assert_eq!(line(&view, "8.3.2-7").state, "partly shown");
}

#[test]
fn a_record_of_no_occurrence_offers_the_answer() {
    let report = |text: &str| {
        let text = format!("# Service report\nDate: 2026-09-01\nType: report\n\n{text}\n");
        let view = Org::new().claimed("report.md", "\"8.6.1\"", &text).assess();
        let line = line(&view, "8.6.1-11");
        line.remarks.iter().any(|remark| {
            remark.contains("report.md:9 says that there was none")
                && remark.contains("no-occurrence")
        })
    };
    assert!(report("No major incidents occurred in September."));
    assert!(report(
        "Im Berichtszeitraum wurden keine Major Incidents gemeldet."
    ));
    assert!(!report("Two major incidents occurred in September."));
}

#[test]
fn a_record_counts_by_the_ideas_it_shows() {
    let news =
        "# Newsletter\nDate: 2026-09-01\nType: report\n\nContinual improvement is in our blood!\n";
    let view = Org::new().claimed("news.md", "\"10.2\"", news).assess();
    let improvement = line(&view, "10.2-1");
    assert_ne!(improvement.state, "shown");
    assert!(percent(&view, "10.2-1").is_none_or(|percent| percent <= 50));
    // What two records say together is all of it.
    let both = Org::new()
        .claimed("news.md", "\"10.2\"", news)
        .claimed("b.md", "\"10.2\"", "# Report\nDate: 2026-08-01\n\nThe improvement register lists two ideas; both are implemented.\n")
        .assess();
    assert_eq!(percent(&both, "10.2-1"), Some(85));
}

#[test]
fn what_is_still_to_come_shows_nothing_and_what_is_long_past_half() {
    let minutes = |head: &str, date: &str| {
        let text = format!(
            "# {head}\n\nDate: {date}\n\n1. Status of actions from previous management reviews: all closed\n2. Changes in external and \
             internal issues: none\n3. Decisions of the management review: improve the desk\n"
        );
        Org::new().claimed("mr.md", "\"9.3\"", &text).assess()
    };
    let held = minutes("Minutes of the management review", "2026-03-01");
    assert_eq!(
        line(&held, "9.3-3").state,
        "shown",
        "{:?}",
        line(&held, "9.3-3").missing
    );
    let old = minutes("Minutes of the management review", "2023-03-01");
    assert_eq!(
        (line(&old, "9.3-3").state, percent(&old, "9.3-3")),
        ("partly shown", Some(50))
    );
    for (head, date) in [
        ("Minutes of the management review", "2027-03-01"),
        (
            "Management review: agenda for 3 December 2026",
            "2026-10-20",
        ),
        ("Einladung zum Management-Review", "2026-10-20"),
    ] {
        let view = minutes(head, date);
        let reviews = view.requirements.iter().filter(|line| line.clause == "9.3");
        for line in reviews {
            assert_eq!(
                line.score.map_or(0, clausewise::assessment::Share::percent),
                0,
                "{head}: {}",
                line.id
            );
        }
    }
}

#[test]
fn what_lies_beside_a_contract_and_has_a_date_is_a_record() {
    let text = "# CloudNorth\nDate: 2026-09-01\n\nSupplier performance was reviewed against the targets of the contract: met.\n";
    let view = Org::new()
        .file("clausewise.toml", "[intervals]\n\"8.3.4.1\" = \"P12M\"\n")
        .claimed("contracts/cloudnorth/september.md", "\"8.3.4.1\"", text)
        .assess();
    let monitored = line(&view, "8.3.4.1-8");
    assert!(
        !monitored
            .remarks
            .iter()
            .any(|remark| remark.contains("lays down")),
        "{:?}",
        monitored.remarks
    );
}

#[test]
fn a_row_without_a_date_is_not_held_to_what_only_old_rows_must_have() {
    let view = register(
        "A1,2026-08-01,network,P2,closed,2026-08-02,rebooted\n\
         A2,,mail,P3,open,,\n\
         A3,2026-08-03 07:50,mail,P3,closed,2026-08-03 07:00,fixed\n",
    )
    .assess();
    let closed = line(&view, "8.6.1-4");
    assert_eq!(
        percent(&view, "8.6.1-4"),
        Some(50),
        "closed before opened, on one day"
    );
    said(&closed.remarks, "1 row without a date");
}

#[test]
fn a_column_that_is_not_known_is_named() {
    let view = Org::new()
        .register(
            "jira.csv",
            "Key,Summary,Wichtigkeit\nIT-1,Printer,3\n",
            "8.6.1",
        )
        .assess();
    let class = line(&view, "8.6.1-1");
    assert_eq!(class.state, "claimed");
    said(&class.look_at, "class");
}

#[test]
fn the_heads_of_a_table_do_not_outweigh_a_sentence() {
    let view = Org::new()
        .claimed("inc.md", "\"8.6.1\"", "# Incident handling\n\nThere is no separate procedure for major incidents.\n")
        .register("inc.csv", "number,opened_at,category,priority,closed_at,major_incident\nI1,2026-04-11,x,1,2026-04-12,true\n", "8.6.1")
        .assess();
    assert_eq!(line(&view, "8.6.1-8").state, "contrary");
}

#[test]
fn a_series_speaks_for_the_services_its_files_name() {
    let mut org = Org::new()
        .file("clausewise.toml", "[scope]\nservices = [\"Hosting\", \"Desk\"]\n")
        .file(
            "evidence.yaml",
            "series:\n  - {id: A, match: \"a/{period:YYYY-MM}.md\", every: P1M, since: 2026-09, satisfies: [\"8.7.1-5\"]}\n",
        );
    for month in ["2026-09", "2026-10"] {
        org = org.file(
            &format!("a/{month}.md"),
            format!("---\ndate: {month}-28\nservices: [Hosting]\n---\n# Availability report\n\nMeasured availability 99.95 %, target 99.9 %.\n"),
        );
    }
    let view = org.assess();
    let measured = line(&view, "8.7.1-5");
    said(&measured.missing, "Desk");
    assert_eq!(percent(&view, "8.7.1-5"), Some(50));
}

#[test]
fn a_rejected_change_needs_no_way_back() {
    let view = Org::new()
        .register("changes.csv", "Nr.,erstellt am,change type,approved,status,rollback plan\nC1,2026-08-01,normal,yes,implemented,restore\nC2,2026-08-02,normal,no,rejected,\n", "8.5.1.3")
        .assess();
    assert_eq!(
        percent(&view, "8.5.1.3-10"),
        Some(85),
        "{:?}",
        line(&view, "8.5.1.3-10").missing
    );
}

#[test]
fn heads_of_common_tools_are_known() {
    for head in [
        "Key,Components",
        "Key,Labels",
        "Key,Issue Type",
        "Nr.,Kategorie",
        "Nr.,Art",
        "Ticket-ID,Typ",
        "Issue key,Issue Type",
    ] {
        let view = Org::new()
            .register("i.csv", format!("{head},Status\n1,a,offen\n"), "8.6.1")
            .assess();
        assert_eq!(
            percent(&view, "8.6.1-1"),
            Some(85),
            "{head}: {:?}",
            line(&view, "8.6.1-1").missing
        );
    }
    let view = Org::new()
        .register(
            "ci.csv",
            "CI-Nummer,CI-Typ,Bezeichnung\nCI1,Server,Mail\n",
            "8.2.6",
        )
        .assess();
    assert_eq!(
        percent(&view, "8.2.6-6"),
        Some(85),
        "{:?}",
        line(&view, "8.2.6-6").missing
    );
    let view = Org::new()
        .register(
            "p.csv",
            "Problem-Nr.,erfasst am,Kategorie\nP1,2026-05-01,Netz\n",
            "8.6.3",
        )
        .assess();
    assert_eq!(
        view.requirements
            .iter()
            .filter(|line| line.clause == "8.6.3" && line.state == "shown")
            .count(),
        1
    );
}

#[test]
fn what_the_rest_answers_is_never_absent_by_itself() {
    let view = Org::new().claimed("mi.md", "\"8.6.1-8\"", MAJOR).assess();
    for id in ["7.5.1-1", "7.5.1-2", "7.5.4-15", "8.1-4"] {
        let rest = line(&view, id);
        assert_eq!((rest.state, rest.grade), ("not seen", "none"), "{id}");
    }
    let complete = Org::new()
        .file("clausewise.toml", "inventory = \"complete\"\n")
        .claimed("mi.md", "\"8.6.1-8\"", MAJOR)
        .assess();
    let called_for = line(&complete, "7.5.1-1");
    assert_eq!(called_for.state, "partly shown");
    said(&called_for.remarks, "1 are there");
    assert_eq!(line(&complete, "8.1-4").state, "not seen");
}

#[test]
fn what_need_not_exist_is_not_absent() {
    let org = Org::new().claimed(
        "a.md",
        "\"8.5.2\", \"8.3.4\"",
        "# Procedure\n\nWe keep to the rules of the house.\n",
    );
    assert_eq!(line(&org.assess(), "8.5.2.2-1").state, "not seen");
    assert_eq!(line(&org.assess(), "8.3.4.2-1").state, "not found");
    let named = org
        .file(
            "clausewise.toml",
            "[[party]]\nname = \"CloudNorth\"\nkind = \"external-supplier\"\n",
        )
        .assess();
    let internal = line(&named, "8.3.4.2-1");
    assert_eq!(internal.state, "not seen");
    said(&internal.remarks, "no-such-party");
}

#[test]
fn claiming_a_file_for_one_thing_makes_no_other_thing_absent() {
    let text = "# Operations handbook\n\nWhen a major incident is declared, the duty manager follows this documented procedure step by \
                step and calls the people on the list.\n\nThe service management policy is made known to all.\n";
    let before = Org::new().file("handbook.md", text).assess();
    let after = Org::new()
        .claimed("handbook.md", "\"5.2.2-1\"", text)
        .assess();
    for view in [&before, &after] {
        let procedure = line(view, "8.6.1-8");
        assert_eq!(procedure.state, "not seen");
        assert_eq!(procedure.could_hold, ["handbook.md"]);
    }
    let complete = Org::new()
        .file("clausewise.toml", "inventory = \"complete\"\n")
        .claimed("handbook.md", "\"5.2.2-1\"", text)
        .assess();
    assert_eq!(line(&complete, "8.6.1-8").state, "not seen");
}

#[test]
fn a_list_that_is_kept_current_is_of_the_day_it_was_last_checked() {
    let text = "# What other parties do\n\nOther parties provide racks; the rest of the work we do ourselves.\n";
    let checked = |keys: &str| {
        Org::new()
            .file(
                "parties.md",
                format!("---\ntype: register\nsatisfies: [\"8.2.3.1-3\"]\n{keys}---\n{text}"),
            )
            .assess()
    };
    let approved = checked("approved_by: A\napproved_on: 2026-07-15\n");
    let parties = line(&approved, "8.2.3.1-3");
    assert_eq!(
        (parties.state, parties.score.unwrap().percent()),
        ("shown", 85),
        "{:?}",
        parties.missing
    );
    assert!(!has(&approved, "parties.md", "outside-window"));
    let undated = checked("");
    assert_eq!(percent(&undated, "8.2.3.1-3"), Some(50));
    let long_ago = checked("last_reviewed: 2024-07-15\n");
    assert_eq!(percent(&long_ago, "8.2.3.1-3"), Some(50));
}
