//! Pages that explain: each says what was read, what was not and why, and fits the screen.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{MAJOR, Org, file, flat, line, percent, repository, run, said, stdout};

const REPORT: &str = "# Service report\n\nService availability and the number of incidents were as \
agreed with the customer in this month.\n";

fn series(reports: &[(&str, &str)]) -> Org {
    let mut org = Org::new().file("clausewise.toml", "as_of = 2026-11-01\n").file(
        "evidence.yaml",
        "series:\n  - id: S1\n    match: \"r/{period:YYYY-MM}*.md\"\n    every: P1M\n    since: 2026-05\n    satisfies: [\"9.4-2\"]\n",
    );
    for (name, text) in reports {
        org = org.file(&format!("r/{name}.md"), text);
    }
    org
}

#[test]
fn a_series_tells_what_is_missing_from_what_is_of_no_use() {
    let org = series(&[
        ("2026-05", REPORT),
        ("2026-06", "# Service report 2026-06\n"),
        ("2026-07", ""),
        ("2026-08", &format!("---\nstatus: obsolete\n---\n{REPORT}")),
    ]);
    let (_, page, _) = run(&org, &["explain", "S1"]);
    let shown = flat(&page);
    for part in [
        "1 of 6 records there, 0 of them late; 3 more of no use or unknown, 2 missing, 0 excused",
        "2026-06 of no use: r/2026-06.md, it has nothing below its title and headings",
        "2026-07 of no use: r/2026-07.md, it is empty",
        "2026-08 of no use: r/2026-08.md, r/2026-08.md is obsolete and does not count",
        "2026-09 missing",
    ] {
        assert!(shown.contains(part), "{part}\n{page}");
    }
    let view = org.assess();
    assert_eq!((view.series[0].missing, view.series[0].unusable), (5, 3));
    let (_, screen, _) = run(&org, &["assess"]);
    assert!(
        flat(&screen).contains("missing 2026-09, 2026-10; of no use or unknown 2026-06"),
        "{screen}"
    );
}

#[test]
fn a_doubt_in_a_web_page_is_told_at_the_line_of_the_page() {
    let page = "<html>\n<body>\n<h1>Change policy</h1>\n\n\n<p>This policy defines changes to servers as \
                under change control.</p>\n\n\n<p>In practice most changes bypass the change management \
                process.</p>\n</body>\n</html>\n";
    let org = Org::new()
        .file("clausewise.toml", "as_of = 2026-11-01\n")
        .file("policy.html.meta.yaml", "clauses: [\"8.5.1.1-1\"]\n")
        .file("policy.html", page);
    let (_, json, _) = run(&org, &["assess", "--format", "json"]);
    let places: Vec<&str> = json
        .split('"')
        .filter(|text| text.contains("says otherwise than the rest of the file"))
        .collect();
    assert!(!places.is_empty(), "{json}");
    for place in places {
        assert!(place.contains("policy.html:9 says"), "{place}");
    }
}

#[test]
fn a_blank_record_is_no_unread_one() {
    let org = series(&[("2026-05", "# Service report 2026-05\n")]);
    let blank = org.assess();
    assert_eq!(line(&blank, "9.4-2").state, "not found");
    said(
        &line(&blank, "9.4-2").missing,
        "a file that says nothing or does not count for 2026-05",
    );
}

#[test]
fn rows_outside_the_time_looked_at_are_mentioned() {
    let org = Org::new()
        .file("clausewise.toml", "as_of = 2026-11-01\n")
        .register(
            "incidents.csv",
            "ref,opened,category\nA1,2026-08-01,network\nA2,2024-08-01,mail\nA3,2027-01-01,mail\n",
            "8.6.1-1",
        );
    let (_, page, _) = run(&org, &["explain", "R"]);
    assert!(
        page.contains("3 rows; columns: ref, opened, category"),
        "{page}"
    );
    assert!(
        page.contains("1 of 1 rows pass, 2 outside the time looked at"),
        "{page}"
    );
}

#[test]
fn a_register_without_a_file_or_without_rows_says_so() {
    let gone = Org::new().file(
        "evidence.yaml",
        "registers:\n  - {id: R, file: gone.csv, satisfies: [\"8.6.1-1\"]}\n",
    );
    let (_, page, _) = run(&gone, &["explain", "R"]);
    assert!(page.contains("No such file was found"), "{page}");
    let heads = "ref,problem,known_error,workaround\n";
    for org in [
        Org::new().register("ke.csv", heads, "8.6.3-12"),
        Org::new().file("ke.csv", heads).file(
            "evidence.yaml",
            "evidence:\n  - match: ke.csv\n    satisfies: [\"8.6.3-12\"]\n",
        ),
    ] {
        let view = org.assess();
        assert!(percent(&view, "8.6.3-12").is_none_or(|share| share == 0));
        assert!(line(&view, "8.6.3-12").found.is_empty());
        said(&line(&view, "8.6.3-12").missing, "ke.csv holds no row");
    }
    let rows = Org::new().register("ke.csv", format!("{heads}K1,P1,yes,restart\n"), "8.6.3-12");
    assert_ne!(percent(&rows.assess(), "8.6.3-12"), Some(0));
}

#[test]
fn a_title_above_next_to_nothing_is_told_as_that() {
    let org = Org::new().claimed(
        "policy.md",
        "\"5.2\"",
        "# Service management policy\n\nThis text has five words.\n",
    );
    let view = org.assess();
    said(
        &line(&view, "5.2.1-1").missing,
        "policy.md names it in its title alone, with too little text below: service management policy",
    );
    let (told, _) = common::told(&view, "policy.md", "off-subject");
    assert_eq!(
        told,
        "claims 5.2, but says too little below a title that names that"
    );
}

#[test]
fn a_hint_by_the_title_alone_says_so() {
    let org = Org::new().file(
        "schedule.md",
        "# Service management policy schedule\n\nThe service management policy and others are listed below in a table of ours.\n",
    );
    let hint = &org.assess().evidence[0].ideas_of[0];
    assert_eq!(hint.requirements, 0, "{hint:?}");
    let (_, page, _) = run(&org, &["explain", "schedule.md"]);
    let shown = flat(&page);
    assert!(
        shown.contains("its title names it; none of its") && shown.contains("is fully there"),
        "{page}"
    );
    let (_, first, _) = run(&org, &["assess"]);
    assert!(
        first.contains("(named in its title)") && !first.contains("(0 of"),
        "{first}"
    );
}

#[test]
fn notes_about_an_item_or_a_clause_stand_on_its_page() {
    let note = |about: &str| {
        format!(
            "[[note]]\nid = \"N-001\"\nby = \"A\"\nkind = \"interview\"\ntext = \"Heard it.\"\nabout = [\"{about}\"]\n"
        )
    };
    for about in ["D20", "8.6.1"] {
        let org = Org::new()
            .claimed("a.md", "\"8.6.1-8\"", MAJOR)
            .file("notes.toml", note(about));
        let (_, page, _) = run(&org, &["explain", about]);
        assert!(page.contains("- N-001 (interview, A): Heard it."), "{page}");
    }
}

/// Rich text with these paragraphs.
fn rtf(paragraphs: &[&str]) -> String {
    format!("{{\\rtf1\\ansi {}\\par}}", paragraphs.join("\\par "))
}

#[test]
fn a_file_without_lines_is_told_by_its_paragraphs_everywhere() {
    let org = Org::new()
        .file("clausewise.toml", "as_of = 2026-11-01\n")
        .file(
            "contract.rtf",
            rtf(&[
                "Contract with CloudNorth",
                "The scope of services supplied is hosting.",
                "This contract ends on 30 June 2027.",
            ]),
        )
        .file(
            "incidents.rtf",
            rtf(&[
                "Incident procedure",
                "Incidents are recorded and classified by impact.",
                "Incidents are prioritised by impact and urgency.",
                "Incidents are not yet prioritised.",
            ]),
        )
        .file(
            "review.rtf",
            rtf(&[
                "Management review 2026",
                "Date: 2026-06-10",
                "Quality manager, desk lead (the directors were on leave).",
                "The system is suitable, adequate and effective.",
            ]),
        )
        .file(
            "evidence.yaml",
            "evidence:\n  - match: contract.rtf\n    satisfies: [\"8.3.4.1\"]\n  - match: incidents.rtf\n    satisfies: [\"8.6.1\"]\n  - match: review.rtf\n    type: minutes\n    satisfies: [\"9.3\"]\n",
        );
    let view = org.assess();
    let sources = &file(&view, "contract.rtf").sources;
    let source = sources.get("valid_until");
    assert_eq!(source.as_deref(), Some("contract.rtf, paragraph 3"));
    said(
        &line(&view, "8.6.1-2").missing,
        "incidents.rtf, paragraph 4 says otherwise than the rest of the file",
    );
    let page = flat(&stdout(org.root(), &["explain", "9.3-1"]));
    assert!(
        page.contains("top management takes part: review.rtf, paragraph 3 “Quality manager"),
        "{page}"
    );
}

#[test]
fn pages_fit_80_columns_and_have_no_two_blank_lines() {
    let harbour = "examples/harbour-it";
    for args in [
        &["catalogue", "show", "D03"][..],
        &["catalogue", "show", "D22"],
        &["explain", "8.6.3-12", harbour],
        &["explain", "7.3-1", harbour],
        &["explain", "D22", harbour],
        &["judge", "--help"],
        &["answer", "--help"],
    ] {
        let page = stdout(repository(), args);
        for text in page.lines().filter(|text| !text.starts_with("Next:")) {
            assert!(text.chars().count() <= 80, "{args:?}: {text}");
        }
        assert!(!page.contains("\n\n\n"), "{args:?}: {page}");
    }
    let (code, _, err) = run(&Org::new().file("a.md", MAJOR), &["explain", "XX"]);
    assert_eq!(code, 2);
    assert!(err.lines().all(|text| text.chars().count() <= 80), "{err}");
}

#[test]
fn only_near_words_are_offered() {
    let org = Org::new().file("0000_start.md", MAJOR);
    for (args, offered) in [
        (&["asess"][..], Some("'assess'")),
        (&["foo"], None),
        (&["catalogue", "show", "4.3.1"], Some("did you mean 4.3?")),
        (&["catalogue", "show", "3"], None),
        (&["explain", "0160"], None),
    ] {
        let (code, _, err) = run(&org, args);
        assert_eq!(code, 2);
        match offered {
            Some(word) => assert!(err.contains(word) && !err.contains("'answer'"), "{err}"),
            None => assert!(
                !err.contains("did you mean") && !err.contains("similar"),
                "{err}"
            ),
        }
    }
}

#[test]
fn who_is_told_of_a_denial_may_read_it_in_the_report() {
    let org = Org::new()
        .file("clausewise.toml", "as_of = 2026-11-01\n")
        .claimed(
            "plan.md",
            "\"8.7.2-11\"",
            "# Continuity test\n\nThe continuity test has **not** been carried out. | <b>No date</b> is set.",
        );
    let (_, markdown, _) = run(&org, &["report", "gap"]);
    let told = "“The continuity test has not been carried out. ";
    assert_eq!(markdown.matches(told).count(), 2, "{markdown}");
    assert!(!markdown.contains("out. | <b>"), "{markdown}");
    let (_, html, _) = run(&org, &["report", "gap", "--format", "html"]);
    assert_eq!(html.matches(told).count(), 2, "{html}");
    assert!(html.contains("&lt;b&gt;No date"), "{html}");
    let (_, context, _) = run(&org, &["report", "gap", "--context"]);
    assert!(
        context.contains("\"quote\": \"The continuity test has not been"),
        "{context}"
    );
}

#[test]
fn a_file_is_explained_with_all_that_was_read_of_it() {
    let org = Org::new().file("clausewise.toml", "").file(
        "Change process.md",
        "# Change process\n\nOwner: Ada Example\nAuthor: Ben Example\nEffective date: 2026-02-01\n\
         Last reviewed: 2026-03-01\nClassification: internal\n\nEach change is assessed.\n",
    );
    let (_, page, _) = run(&org, &["explain", "Change process.md"]);
    for told in [
        "type: process (not stated: by its title, name or folder)",
        "author: Ben Example (Change process.md:4)",
        "effective: 2026-02-01 (Change process.md:5)",
        "last_reviewed: 2026-03-01 (Change process.md:6)",
        "classification: internal (Change process.md:7)",
    ] {
        assert!(flat(&page).contains(told), "{told}\n{page}");
    }
}

#[test]
fn what_is_attached_to_a_mail_says_nothing_of_the_mail() {
    let mail = "Subject: Change policy for you\nFrom: B. Example <b@example.org>\nTo: a@example.org\n\
        Date: Tue, 17 Mar 2026 09:30:00 +0000\nMIME-Version: 1.0\n\
        Content-Type: multipart/mixed; boundary=\"==x\"\n\n--==x\nContent-Type: text/plain\n\n\
        Here it is, as agreed in the meeting with all of you.\n\n--==x\nContent-Type: text/markdown; name=\"policy.md\"\n\
        Content-Disposition: attachment; filename=\"policy.md\"\n\n# Change policy\n\nOwner: Ada Example\n\
        Version: 3.2\nApproved on: 2026-04-02\n\nEach change is assessed.\n\n--==x--\n";
    let org = Org::new().file("mail.eml", mail);
    let view = org.assess();
    let mail = file(&view, "mail.eml");
    assert_eq!(
        (&mail.owner, &mail.version, mail.approved_on),
        (&None, &None, None)
    );
    assert_eq!(
        mail.date.map(|date| date.to_string()).as_deref(),
        Some("2026-03-17")
    );
    let told: Vec<String> = mail
        .problems
        .iter()
        .map(|told| told.message.clone())
        .collect();
    said(
        &told,
        "policy.md says of itself, and not of the mail: owner Ada Example, version 3.2, approved on 2026-04-02",
    );
}

#[test]
fn the_end_of_what_is_attached_is_not_that_of_the_mail() {
    let mail = |attached: &str| {
        let text = "The service level agreement for Hosting is agreed with Northquay Council for 2026: service level targets are 99.5 per cent availability.";
        format!(
            "From: M. Holm <holm@x.example>\nTo: all@x.example\nSubject: SLA Hosting 2026\nDate: Thu, 18 Jun 2026 16:00:00 +0200\nMIME-Version: 1.0\n\
             Content-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\n{text}\n{attached}--b--\n"
        )
    };
    let old = "--b\nContent-Type: text/plain; name=\"old.txt\"\nContent-Disposition: attachment; filename=\"old.txt\"\n\n\
               Service level agreement (old)\n\nTerm: 1 January 2024 to 31 December 2025\n\nThe agreement ends on 31 December 2025.\n";
    for attached in ["", old] {
        let view = Org::new()
            .file("mail.eml", mail(attached))
            .file(
                "claims.toml",
                "[[claim]]\npath = \"mail.eml\"\nsatisfies = [\"8.3.3\"]\n",
            )
            .assess();
        let mail = common::file(&view, "mail.eml");
        assert_eq!(mail.valid_until, None, "{attached}");
        assert!(
            mail.problems
                .iter()
                .all(|problem| problem.kind != "expired"),
            "{attached}"
        );
    }
    // Its own end is its own.
    let own = mail("").replace(
        "99.5 per cent availability.",
        "99.5 per cent.\n\nThe agreement ends on 31 December 2025.",
    );
    let view = Org::new().file("mail.eml", own).assess();
    assert!(common::file(&view, "mail.eml").valid_until.is_some());
}
