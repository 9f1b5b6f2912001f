//! Rows of registers and logs: where they stand, what they are, and whose they are.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, line, percent, stdout};

/// Rows of requests of which the third has no priority, with a break inside a quoted cell of the
/// second, below two blank lines.
fn requests(end: &str, within: &str, mark: &str) -> String {
    let rows = [
        String::new(),
        String::new(),
        "Request no;Opened;Category;Summary;Priority;Status".to_owned(),
        "Q-1;2026-05-04;access;new card;3;open".to_owned(),
        format!("Q-2;2026-05-05;access;\"card lost,{within}needs another\";3;open"),
        "Q-3;2026-05-06;access;door sticks;;open".to_owned(),
        String::new(),
        "Q-4;2026-05-07;access;room booking;2;open".to_owned(),
    ];
    format!("{mark}{}{end}", rows.join(end))
}

#[test]
fn a_failing_row_is_told_by_the_line_on_which_an_editor_shows_it() {
    for (end, mark) in [
        ("\n", ""),
        ("\r\n", ""),
        ("\r\n", "\u{feff}"),
        ("\r", "\u{feff}"),
    ] {
        let mut org = Org::new();
        let mut manifest = "registers:\n".to_owned();
        let mut shown = Vec::new();
        for (number, within) in [" ", "\n", "\r\n", "\r"].into_iter().enumerate() {
            let text = requests(end, within, mark);
            let feeds = text.replace("\r\n", "\n").replace('\r', "\n");
            let at = feeds.lines().position(|line| line.starts_with("Q-3"));
            let name = format!("requests{number}.csv");
            manifest += &format!("  - {{id: R{number}, file: {name}, satisfies: [\"8.6.2\"]}}\n");
            org = org.file(&name, &text);
            shown.push((name, vec![u32::try_from(at.unwrap()).unwrap() + 1]));
        }
        let view = org.file("evidence.yaml", manifest).assess();
        let looked = line(&view, "8.6.2-2").evidence.iter();
        let mut told: Vec<_> = looked
            .map(|looked| (looked.name.clone(), looked.lines.clone()))
            .collect();
        told.sort();
        assert_eq!(told, shown, "{end:?} {mark:?}");
        assert_eq!(percent(&view, "8.6.2-2"), Some(75));
    }
}

#[test]
fn an_export_with_the_line_for_excel_counts_that_line() {
    let text = "sep=;\r\n".to_owned() + &requests("\r\n", "\n", "");
    let view = Org::new().register("requests.csv", text, "8.6.2").assess();
    assert_eq!(line(&view, "8.6.2-2").evidence[0].lines, [8]);
}

fn changes(heads: &str, rows: &str) -> Org {
    Org::new().register("changes.csv", format!("{heads}\n{rows}"), "8.5.1")
}

const HEADS: &str = "id,opened,category,approval,implemented,tested,outcome,status";

#[test]
fn what_was_decided_against_owes_nothing_more() {
    let view = changes(
        HEADS,
        "K-1,2026-05-01,normal,board,2026-05-03,lab,fine,closed\n\
         K-2,2026-05-02,normal,Rejected,,,,closed\n\
         K-3,2026-05-03,normal,declined: too dear,,,,done\n\
         K-4,2026-05-04,normal,board,,,,cancelled\n\
         K-5,2026-05-05,normal,abgelehnt,,,,erledigt\n\
         K-6,2026-05-06,normal,,,,,zurückgezogen\n",
    )
    .assess();
    for id in ["8.5.1.3-1", "8.5.1.3-8", "8.5.1.3-12"] {
        let looked = &line(&view, id).evidence[0];
        assert!(looked.saw.starts_with("1 of 1 rows"), "{id}: {looked:?}");
        assert_eq!(line(&view, id).state, "shown", "{id}");
    }
    let said = view.records.iter().flat_map(|records| &records.said);
    let without: Vec<&str> = said
        .map(|said| said.text.as_str())
        .filter(|text| text.contains("without approved"))
        .collect();
    assert!(without.is_empty(), "{without:?}");
}

#[test]
fn what_was_refused_and_done_all_the_same_fails() {
    let view = changes(
        HEADS,
        "K-1,2026-05-01,normal,board,2026-05-03,lab,fine,closed\n\
         K-2,2026-05-02,normal,rejected,2026-05-09,lab,fine,closed\n",
    )
    .assess();
    assert_eq!(percent(&view, "8.5.1.3-1"), Some(50));
    let missing = line(&view, "8.5.1.3-1").missing.join("\n");
    assert!(
        missing.contains("where “approval” says “rejected”"),
        "{missing}"
    );
}

#[test]
fn a_change_approved_beforehand_owes_what_its_kind_owes() {
    for (kind, approval) in [
        ("standard", ""),
        ("Standard-Change", ""),
        ("Standardänderung", "–"),
        ("normal", "pre-approved"),
        ("klein", "vorab genehmigt (Muster 4)"),
    ] {
        let view = changes(
            HEADS,
            &format!(
                "K-1,2026-05-01,normal,board,2026-05-03,lab,fine,closed\n\
                 K-2,2026-05-02,{kind},{approval},2026-05-09,,,closed\n"
            ),
        )
        .assess();
        for id in ["8.5.1.3-1", "8.5.1.3-8", "8.5.1.3-12"] {
            assert_eq!(line(&view, id).state, "shown", "{kind} {approval} {id}");
        }
    }
}

#[test]
fn what_waits_for_a_decision_owes_no_approval_until_it_is_carried_out() {
    let heads = "id,opened,class,status,approved,implemented";
    for (row, state) in [
        ("C-2,2026-10-20,normal,awaiting approval,,", "shown"),
        ("C-2,2026-10-20,normal,beantragt,,", "shown"),
        ("C-2,2026-10-20,normal,wartet auf Freigabe,,", "shown"),
        ("C-2,2026-10-20,normal,closed,pending,", "shown"),
        (
            "C-2,2026-10-20,normal,awaiting approval,,2026-10-22",
            "partly shown",
        ),
        ("C-2,2026-10-20,normal,implemented,,", "partly shown"),
        ("C-2,2026-10-20,normal,in progress,,", "partly shown"),
    ] {
        let rows = format!("C-1,2026-09-01,normal,closed,2026-09-02,2026-09-03\n{row}\n");
        let view = changes(heads, &rows).assess();
        assert_eq!(line(&view, "8.5.1.3-1").state, state, "{row}");
    }
}

#[test]
fn an_open_record_is_as_old_as_on_the_day_of_the_export() {
    let heads = "id,opened,class,priority,status,closed\n";
    let daily = |rows: usize| -> String {
        let row = |day: usize| format!("I-{day},2026-10-{day:02},mail,3,closed,2026-10-{day:02}\n");
        (1..=rows).map(row).collect()
    };
    // Rows came in day by day until 20 October; the day assessed is 25 November.
    let open = "I-80,2026-09-01,mail,3,closed,2026-09-02\nI-90,2026-10-02,mail,3,in progress,\n";
    let of = |rows: usize| {
        let org = Org::new().register(
            "tickets.csv",
            format!("{heads}{open}{}", daily(rows)),
            "8.6.1",
        );
        common::assess_on(&org, jiff::civil::date(2026, 11, 25))
    };
    assert_eq!(line(&of(20), "8.6.1-4").state, "shown");
    // A few rows tell no day of an export.
    assert_eq!(line(&of(3), "8.6.1-4").state, "partly shown");
    // And nobody has written for months.
    let org = Org::new().register(
        "tickets.csv",
        format!("{heads}{open}{}", daily(20)),
        "8.6.1",
    );
    let view = common::assess_on(&org, jiff::civil::date(2027, 3, 1));
    assert_eq!(line(&view, "8.6.1-4").state, "partly shown");
}

#[test]
fn a_failure_is_a_review_and_an_honest_no_is_quoted() {
    let view = changes(
        HEADS,
        "K-1,2026-05-01,normal,board,2026-05-03,nothing to test it on,Failed,closed\n\
         K-2,2026-05-02,normal,board,2026-05-09,no test system,backed out the same night,closed\n\
         K-3,2026-05-02,normal,board,2026-05-09,lab,nicht erfolgreich,closed\n",
    )
    .assess();
    assert_eq!(line(&view, "8.5.1.3-12").state, "shown");
    let missing = line(&view, "8.5.1.3-8").missing.join("\n");
    assert!(
        missing.contains("where “tested” says “no test system”"),
        "{missing}"
    );
}

#[test]
fn an_outcome_in_each_row_does_not_outweigh_a_record_that_denies_the_review() {
    let rows = "K-1,2026-05-01,normal,board,2026-05-03,lab,fine,closed\n";
    let org = changes(HEADS, rows).claimed(
        "Board minutes 2026-06-02.md",
        "\"8.5.1.3-12\"",
        "# Minutes of the change board, 2 June 2026\n\nChanges are not reviewed after they were carried out.",
    );
    assert_eq!(line(&org.assess(), "8.5.1.3-12").state, "partly shown");
}

#[test]
fn a_guessed_identifier_accuses_nobody() {
    let items = |rows: &str| Org::new().register("items.csv", rows, "8.2.6").assess();
    let view = items(
        "Name;Inventarnummer;Typ;Status\n\
         Pumpensteuerung;4711;SPS;aktiv\n\
         Pumpensteuerung;4712;SPS;aktiv\n\
         Leitrechner;4713;Server;aktiv\n",
    );
    assert_eq!(line(&view, "8.2.6-5").state, "shown");
    let view = items(
        "Name,Owner,Type,Status\n\
         Ventilator,North,fan,live\n\
         Ventilator,North,fan,live\n\
         Gateway,South,net,live\n",
    );
    let line = line(&view, "8.2.6-5");
    assert_eq!(line.state, "claimed");
    assert!(
        line.look_at
            .join("\n")
            .contains("no column is known to hold: id"),
        "{:?}",
        line.look_at
    );
}

#[test]
fn a_number_that_stands_twice_below_the_head_of_numbers_is_told() {
    let rows = "CI ID,Name,Type\nA-1,Gate,net\nA-2,Fan,fan\nA-2,Fan two,fan\n";
    let view = Org::new().register("items.csv", rows, "8.2.6").assess();
    assert_eq!(line(&view, "8.2.6-5").evidence[0].lines, [4]);
}

/// Incidents of the organisation, declared, and a log of the canteen that nobody claims.
fn two_logs() -> Org {
    let heads = "Incident ID,Opened,Category,Priority,Status";
    let own = "INC-1,2026-05-04,mail,3,closed\nINC-2,2026-05-05,mail,3,closed\n";
    let other = "K-1,2026-05-04,cold soup,3,closed\nK-2,2026-06-05,noise,3,closed\n";
    Org::new()
        .file("it/incidents.csv", format!("{heads}\n{own}"))
        .file("canteen/incidents 2026.csv", format!("{heads}\n{other}"))
        .file(
            "evidence.yaml",
            "registers:\n  - {id: INC, file: it/incidents.csv, satisfies: [\"8.6.1\"]}\n",
        )
}

#[test]
fn a_log_that_nobody_claims_is_not_counted_with_those_that_somebody_does() {
    let org = two_logs();
    let view = org.assess();
    let incidents = { view.records.iter() }.find(|records| records.kind == "incident");
    let incidents = incidents.unwrap();
    assert_eq!((incidents.records, incidents.logs.len()), (2, 1));
    assert_eq!(incidents.offered[0].path, "canteen/incidents 2026.csv");
    let page = stdout(org.root(), &["explain", "canteen/incidents 2026.csv"]);
    assert!(page.contains("taken for records: incidents"), "{page}");
    let by_kind = stdout(org.root(), &["sample", "incident"]);
    assert!(by_kind.contains("Population  2 rows"), "{by_kind}");
    let by_name = stdout(org.root(), &["sample", "canteen/incidents 2026.csv"]);
    assert!(by_name.contains("Population  2 rows"), "{by_name}");
}

#[test]
fn a_log_that_nobody_claims_counts_where_no_other_is_there() {
    let org = two_logs();
    std::fs::remove_file(org.root().join("evidence.yaml")).unwrap();
    let view = org.assess();
    let incidents = { view.records.iter() }.find(|records| records.kind == "incident");
    assert_eq!(incidents.unwrap().records, 4);
}

fn corrective(rows: &str) -> Org {
    let heads = "No;Raised;Nonconformity;Correction;Root cause analysis;SMS change";
    Org::new().register("nc.csv", format!("{heads}\n{rows}"), "10.1")
}

#[test]
fn columns_that_rows_answer_show_what_their_heads_name() {
    let view = corrective(
        "1;2026-03-02;ladder left out;put away;hook was loose;process revised\n\
         2;2026-04-02;wrong label;reprinted;two alike;none needed this time\n",
    )
    .assess();
    let line = line(&view, "10.1.1-1");
    assert_eq!(line.state, "shown");
    assert!(
        line.evidence[0].saw.contains("answer “Correction”"),
        "{:?}",
        line.evidence
    );
    assert_eq!(percent(&view, "10.1.1-1"), Some(85));
}

#[test]
fn a_head_that_may_be_of_anything_shows_nothing() {
    let heads = "Nr;Tag;Von;Bis;Wer";
    let rows = "1;04.05.2026;08:00;09:00;Ines\n2;05.05.2026;08:00;10:00;Jens\n";
    let org = Org::new().register("einspielen.csv", format!("{heads}\n{rows}"), "8.5.3");
    let view = org.assess();
    let shown = view
        .requirements
        .iter()
        .filter(|line| line.state == "shown");
    let shown: Vec<String> = shown.map(|line| line.id.to_string()).collect();
    assert!(shown.is_empty(), "{shown:?}");
}

#[test]
fn columns_that_rows_leave_open_show_nothing() {
    for rows in [
        "1;2026-03-02;ladder left out;;;\n2;2026-04-02;wrong label;reprinted;;\n",
        "1;2026-03-02;ladder left out;tbd;;\n2;2026-04-02;wrong label;–;;\n",
        "1;2026-03-02;ladder left out;no;;\n2;2026-04-02;wrong label;not yet;;\n",
        "1;2019-03-02;ladder left out;put away;;\n2;2019-04-02;wrong label;reprinted;;\n",
    ] {
        let view = corrective(rows).assess();
        assert_ne!(line(&view, "10.1.1-1").state, "shown", "{rows}");
    }
}

#[test]
fn what_the_organisation_calls_major_goes_before_a_priority() {
    let rows = |class: [&str; 3]| {
        let [a, b, c] = class;
        format!(
            "Ticket;Eröffnet am;Klasse;Priorität;Status\n\
             T1;2026-05-04;{a};1;geschlossen\n\
             T2;2026-05-05;{b};1;geschlossen\n\
             T3;2026-05-06;{c};3;geschlossen\n"
        )
    };
    for (class, major) in [
        (["klein", "klein", "groß"], vec!["T3"]),
        (["Netz", "Großstörung", "Netz"], vec!["T2"]),
        (["Netz", "Druck", "Netz"], vec!["T1", "T2"]),
    ] {
        let view = Org::new()
            .register("stoerungen.csv", rows(class), "8.6.1")
            .assess();
        let records = { view.records.iter() }.find(|records| records.kind == "incident");
        let found: Vec<&str> = { records.unwrap().rare[0].places.iter() }
            .map(|place| place.id.as_str())
            .collect();
        assert_eq!(found, major, "{class:?}");
    }
}

#[test]
fn a_priority_is_no_major_incident_where_the_procedure_says_what_one_is() {
    let rows = "Ticket,Opened,Class,Priority,Status,Closed\n\
                T1,2026-05-04,net,1,closed,2026-05-05\n\
                T2,2026-05-05,net,3,closed,2026-05-06\n";
    let page = |rule: &str| {
        let text =
            format!("# Major incidents\n\n{rule}\n\nThe duty lead calls the harbour master.\n");
        let org = Org::new().register("tickets.csv", rows, "8.6.1");
        let org = org.claimed("major.md", "\"8.6.1\"", &text);
        stdout(
            org.root(),
            &["explain", "chain", "major-incident-to-review"],
        )
    };
    let told = page("A major incident is one that stops both cranes for an hour.");
    assert!(!told.contains("T1 has no document"), "{told}");
    assert!(
        told.contains("major.md says what major incidents are"),
        "{told}"
    );
    let told = page("A major incident is one of priority 1.");
    assert!(told.contains("T1 has no document"), "{told}");
}

#[test]
fn a_claimed_table_that_is_no_register_is_named_and_not_called_missing() {
    let org = Org::new().register("heads.csv", "Colour,Taste\nred,sweet\nblue,sour\n", "6.1");
    let page = stdout(org.root(), &["explain", "chain", "risk-to-treatment"]);
    let said: String = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(
        said.contains("claimed, and not recognised as a register of risks: heads.csv"),
        "{page}"
    );
    let none = Org::new().file("a.md", "# A\n\nText.\n");
    let page = stdout(none.root(), &["explain", "chain", "risk-to-treatment"]);
    assert!(
        page.contains("no register of risks was handed over"),
        "{page}"
    );
}

#[test]
fn a_list_of_risks_in_everyday_heads_is_a_register_of_risks() {
    let rows = "Nr;Was kann passieren;Wert;Was tun wir;Wer;bis\n\
                R1;Pumpe fällt aus;12;Ersatzpumpe;Ohlsen;2027-01-31\n\
                R2;Archiv brennt;6;Kopie auslagern;Reents;2027-02-28\n";
    let org = Org::new().register("Risikoliste.csv", rows, "6.1");
    let page = stdout(org.root(), &["explain", "chain", "risk-to-treatment"]);
    assert!(page.contains("holds, 2 of 2 hold"), "{page}");
}
