//! Cells of registers that say no, and series by the periods their files name.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, line, percent, said};

fn changes(rows: &str) -> Org {
    let heads = "id,opened,approved_by,tested,backout,reviewed,status";
    Org::new().register("changes.csv", format!("{heads}\n{rows}"), "8.5.1")
}

#[test]
fn a_cell_that_says_no_does_not_pass_where_something_was_to_be_done() {
    let view = changes(
        "C1,2026-05-01,CAB,yes,restore snapshot,2026-05-09,implemented\n\
         C2,2026-06-01,not approved,failed,none,no,implemented\n\
         C3,2026-07-01,nobody,Nein,kein Plan,nicht erfolgt,implemented\n\
         C4,2026-08-01,CAB,x,no downtime expected,No issues found,implemented\n",
    )
    .assess();
    for id in ["8.5.1.3-1", "8.5.1.3-8", "8.5.1.3-10", "8.5.1.3-12"] {
        assert_eq!(percent(&view, id), Some(50), "{id}");
        assert_eq!(line(&view, id).evidence[0].lines, [3, 4], "{id}");
    }
}

#[test]
fn a_no_is_a_value_where_nothing_was_to_be_done() {
    let rows = "ref,opened,category,emergency\nA1,2026-05-01,no,no\nA2,2026-06-01,mail,yes\n";
    let view = Org::new().register("incidents.csv", rows, "8.6.1").assess();
    assert_eq!(line(&view, "8.6.1-1").state, "shown");
}

fn series(pattern: &str, every: &str, names: &[&str], as_of: &str) -> Org {
    let mut org = Org::new()
        .file("clausewise.toml", format!("as_of = {as_of}\n"))
        .file(
            "evidence.yaml",
            format!("series:\n  - {{id: S, match: \"{pattern}\", every: {every}, satisfies: [\"8.6.1-6\"]}}\n"),
        );
    for name in names {
        org = org.file(
            name,
            "# Report\n\nIncident records with the actions taken and resolution notes.\n",
        );
    }
    org
}

#[test]
fn quarters_and_years_are_those_of_the_calendar() {
    let quarters = [
        "R 2025-Q4.md",
        "R 2026 Q1.md",
        "R Q2 2026.md",
        "R 3. Quartal 2026.md",
    ];
    for as_of in ["2026-10-31", "2026-11-20", "2026-12-30"] {
        let view = series("R {period:YYYY-Qn}.md", "P3M", &quarters, as_of).assess();
        let seen = &view.series[0];
        assert_eq!((seen.due, seen.present, seen.late), (4, 4, 0), "{as_of}");
    }
    let years = series("MR {period:YYYY}.md", "P1Y", &["MR 2025.md"], "2026-11-20").assess();
    assert_eq!((years.series[0].due, years.series[0].present), (1, 1));
    let months = series(
        "R {period:YYYY-MM}.md",
        "P3M",
        &["R 2026-03.md"],
        "2026-06-15",
    )
    .assess();
    let told = &line(&months, "8.6.1-6").missing;
    said(told, "2025-Q2, 2025-Q3, 2025-Q4");
}

#[test]
fn of_equal_records_the_newest_is_quoted() {
    let minutes = |date: &str| {
        format!(
            "# Management review\n\nDate: {date}\n\nOpportunities for improvement were discussed at the management review.\n"
        )
    };
    let manifest = "evidence:\n  - {match: \"*.md\", type: minutes, satisfies: [\"9.3\"]}\n";
    let view = Org::new()
        .file("a 2024.md", minutes("2024-06-10"))
        .file("b 2026.md", minutes("2026-03-10"))
        .file("c 2026.md", minutes("2026-09-10"))
        .file("evidence.yaml", manifest)
        .assess();
    let input = line(&view, "9.3-7");
    assert_eq!(input.evidence[0].name, "c 2026.md");
    assert!(
        !input
            .missing
            .iter()
            .any(|missing| missing.contains("before the time"))
    );
}

#[test]
fn a_judgement_on_a_note_of_a_later_day_is_stale() {
    let judged = |day: &str| {
        Org::new()
            .file(
                "notes.toml",
                format!("[[note]]\nid = \"N-001\"\ndate = {day}\nby = \"E\"\nkind = \"interview\"\ntext = \"x\"\nabout = [\"8.7.2-10\"]\n"),
            )
            .file(
                "judgements.toml",
                "[[judgement]]\nrequirement = \"8.7.2-10\"\nrating = \"L\"\nconforming = true\ngrade = \"none\"\n\
                 method = [\"interview\"]\ndate = 2026-10-20\nby = \"E\"\nreason = \"r\"\nrests_on = [{ note = \"N-001\" }]\n",
            )
            .assess()
    };
    let view = judged("2027-12-01");
    assert!(
        !line(&view, "8.7.2-10")
            .judgement
            .as_ref()
            .unwrap()
            .conforming
    );
    let told: Vec<_> = view
        .problems
        .iter()
        .map(|problem| problem.message.clone())
        .collect();
    said(&told, "the note N-001 it rests on is dated 2027-12-01");
    let earlier = judged("2026-10-19");
    assert!(
        line(&earlier, "8.7.2-10")
            .judgement
            .as_ref()
            .unwrap()
            .conforming
    );
}

#[test]
fn a_priority_is_a_step_of_a_scale() {
    for (cell, state) in [
        ("P2", "shown"),
        ("2 - Hoch", "shown"),
        ("as the caller wished", "not found"),
        ("wie vom Anrufer gewünscht", "not found"),
    ] {
        for (clause, id) in [("8.6.1", "8.6.1-2"), ("8.7.3.3", "8.7.3.3-2")] {
            let rows = format!("ID,Opened,Priority\nINC-1,2026-05-01,{cell}\n");
            let view = Org::new().register("t.csv", rows, clause).assess();
            assert_eq!(line(&view, id).state, state, "{id} {cell}");
        }
    }
}

#[test]
fn an_idea_that_was_rejected_needs_no_target() {
    let state = |rows: &str| {
        let rows = format!("ID,Idea,Decision,Target,State\n{rows}");
        let view = Org::new().register("t.csv", rows, "10.2").assess();
        line(&view, "10.2-5").state
    };
    let approved = "I-1,shorter queue,approved,5 min,live\n";
    assert_eq!(
        state(&format!("{approved}I-2,chat bot,rejected,,closed\n")),
        "shown"
    );
    assert_eq!(
        state(&format!("{approved}I-2,Chatbot,abgelehnt,,geschlossen\n")),
        "shown"
    );
    assert_eq!(
        state(&format!("{approved}I-2,chat bot,not approved,,closed\n")),
        "shown"
    );
    assert_eq!(
        state(&format!("{approved}I-2,chat bot,approved,,live\n")),
        "partly shown"
    );
    let by_state = "ID,Idee,Ziel,Status\nI-1,Chatbot,,läuft\nI-2,Portal,,abgelehnt\n";
    let view = Org::new().register("t.csv", by_state, "10.2").assess();
    assert_eq!(line(&view, "10.2-5").state, "not found");
}

#[test]
fn a_refused_change_owes_no_test() {
    let failing = |last: &str| {
        let rows = format!(
            "Change,Raised,Kind,What,Approval,Tested\nC-1,2026-05-06,normal,patch,board 2026-05-13,bench\nC-2,2026-06-06,normal,antenna,{last}\n"
        );
        let view = Org::new()
            .file("c.csv", rows)
            .file(
                "evidence.yaml",
                "registers:\n  - {id: C, file: c.csv, date: Raised, satisfies: [\"8.5.1.3\"]}\n",
            )
            .assess();
        line(&view, "8.5.1.3-8").missing.join("; ").contains("fail")
    };
    for refused in [
        "refused 2026-10-07,",
        "abgelehnt am 07.10.2026,",
        "\"withdrawn, too dear\",",
    ] {
        assert!(!failing(refused), "{refused}");
    }
    for owed in ["board 2026-06-10,", "board 2026-06-10,not tested"] {
        assert!(failing(owed), "{owed}");
    }
}

#[test]
fn a_service_is_no_relation_and_urgency_no_priority() {
    let tested = |head: &str, id: &str, clause: &str, rows: &str| {
        let view = Org::new()
            .file("r.csv", format!("{head}\n{rows}"))
            .file(
                "evidence.yaml",
                format!("registers:\n  - {{id: R, file: r.csv, satisfies: [\"{clause}\"]}}\n"),
            )
            .assess();
        line(&view, id).state == "shown"
    };
    let items = "S-1,Server,mail,Mail,live\nS-2,Switch,hall,Network,live\n";
    assert!(!tested(
        "Id,Type,Description,Service,Status",
        "8.2.6-8",
        "8.2.6",
        items
    ));
    assert!(!tested(
        "Kennung,Typ,Beschreibung,Dienst,Zustand",
        "8.2.6-8",
        "8.2.6",
        items
    ));
    assert!(tested(
        "Id,Type,Description,Connected to,Status",
        "8.2.6-8",
        "8.2.6",
        items
    ));
    let faults = "1,2026-05-04,mail,high,2026-05-05\n2,2026-05-06,hall,low,2026-05-06\n";
    assert!(!tested(
        "Ticket,Opened,Category,Urgency,Closed",
        "8.6.1-2",
        "8.6.1",
        faults
    ));
    assert!(!tested(
        "Ticket,Gemeldet,Kategorie,Dringlichkeit,Geschlossen",
        "8.6.1-2",
        "8.6.1",
        faults
    ));
    assert!(tested(
        "Ticket,Gemeldet,Kategorie,Priorität,Geschlossen",
        "8.6.1-2",
        "8.6.1",
        faults
    ));
}
