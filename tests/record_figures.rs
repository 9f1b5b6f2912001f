//! What logs of records come to: every number was worked out by hand.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::fmt::Write as _;

use clausewise::output::{RecordsView, View};
use common::Org;

fn of<'v>(view: &'v View, kind: &str) -> &'v RecordsView {
    let found = view.records.iter().find(|records| records.kind == kind);
    found.unwrap_or_else(|| panic!("no {kind}"))
}

fn said(records: &RecordsView) -> String {
    let all = records.said.iter().map(|said| said.text.as_str());
    all.collect::<Vec<_>>().join("\n")
}

/// The as-of date of tests is 2026-11-01, the time looked at the twelve months before it.
const JIRA: &str = "\
Issue key,Issue Type,Summary,Priority,Status,Created,Resolved,Component/s,Custom field (Configuration item)\n\
SD-1,[System] Incident,Mail down,Highest,Done,2026-03-02 08:00,2026-03-02 09:00,Mail,srv-1\n\
SD-2,[System] Incident,Mail down,High,Done,2026-03-02 10:00,2026-03-02 13:00,Mail,srv-1\n\
SD-3,[System] Incident,Mail down,High,Done,2026-04-02 10:00,2026-04-02 15:00,Mail,srv-1\n\
SD-4,[System] Incident,Portal slow,,Done,2026-06-05 12:00,2026-06-05 11:00,,srv-2\n\
SD-5,[System] Incident,Printer,Low,In Progress,2026-06-20 10:00,,Print,\n\
SD-5,[System] Incident,Printer again,Low,Waiting for support,2026-10-20 10:00,,Print,\n\
SD-6,[System] Service request,New account,Medium,Done,2026-06-21 10:00,2026-06-23 10:00,Access,\n\
SD-7,[System] Service request,New phone,Medium,Declined,2026-06-21 10:00,,Access,\n\
SD-8,[System] Incident,Old thing,Low,To Do,2024-06-21 10:00,,Access,\n";

#[test]
fn an_export_of_tickets_comes_to_what_was_counted_by_hand() {
    let view = Org::new().file("export.csv", JIRA).assess();
    let incidents = of(&view, "incident");
    assert_eq!((incidents.records, incidents.before), (6, 1));
    assert_eq!(
        (incidents.open, incidents.closed, incidents.ended),
        (2, 4, 0)
    );
    // 60, 180 and 300 minutes; the fourth was closed before it was opened.
    let times = incidents.times.unwrap();
    assert_eq!(
        (times.records, times.median, times.slowest_tenth),
        (3, 180, 300)
    );
    assert!(times.exact);
    assert_eq!(incidents.closed_before_opened, 1);
    assert_eq!(incidents.duplicates, 1);
    // SD-8 since 2024, SD-5 since June (134 days) and since 20 October (12 days).
    let ageing = incidents.ageing;
    let ages = (ageing.days_0_30, ageing.days_31_90, ageing.days_over_90);
    assert_eq!(ages, (1, 0, 2));
    assert_eq!(ageing.oldest.unwrap().to_string(), "2024-06-21");
    let months: Vec<(&str, usize, usize)> = { incidents.months.iter() }
        .map(|month| (month.month.as_str(), month.opened, month.closed))
        .collect();
    let expected = [
        ("2026-03", 2, 2),
        ("2026-04", 1, 1),
        ("2026-05", 0, 0),
        ("2026-06", 2, 1),
        ("2026-07", 0, 0),
        ("2026-08", 0, 0),
        ("2026-09", 0, 0),
        ("2026-10", 1, 0),
    ];
    assert_eq!(months, expected);
    let steps: Vec<_> = { incidents.priorities.as_ref().unwrap().iter() }
        .map(|group| (group.name.as_str(), group.step, group.records))
        .collect();
    let expected = [
        ("Highest", Some(1), 1),
        ("High", Some(2), 2),
        ("Low", Some(4), 2),
        ("", None, 1),
    ];
    assert_eq!(steps, expected);
    let repeats: Vec<_> = { incidents.repeats.iter() }
        .map(|repeat| (repeat.by, repeat.name.as_str(), repeat.records))
        .collect();
    assert_eq!(repeats, [("summary", "Mail down", 3), ("ci", "srv-1", 3)]);
    let major = &incidents.rare[0];
    assert_eq!((major.rare.as_str(), major.records), ("major", Some(1)));
    assert_eq!(major.places[0].id, "SD-1");
    let requests = of(&view, "service-request");
    assert_eq!((requests.closed, requests.ended), (1, 1));
    assert_eq!(requests.rare[0].records, Some(1));
}

const GLPI: &str = "\
\u{feff}Störungen 2026;;;;;;\n\
;;;;;;\n\
ID;Titel;Status;Eröffnungsdatum;Priorität;Kategorie;Lösungsdatum\n\
1;Kein Netz im Lager;Geschlossen;05.01.2026;Sehr hoch;Netz;06.01.2026\n\
2;Kein Netz im Büro;Gelöst;07.01.2026;Hoch;Netz;07.01.2026\n\
3;Drucker;In Bearbeitung (zugewiesen);09.01.2026;Mittel;;\n\
4;Telefon;Abgelehnt;2026-02-10;k. A.;Telefon;\n\
5;Server;erledigt;11.02.2026;Niedrig;Server;21.02.2026\n";

#[test]
fn german_values_are_understood_in_a_sheet_with_a_title() {
    let view = Org::new().file("auszug.csv", GLPI).assess();
    let incidents = of(&view, "incident");
    let log = &incidents.logs[0];
    assert!(!log.declared && log.why.as_ref().unwrap().contains("Störungen 2026"));
    assert_eq!(
        (incidents.open, incidents.closed, incidents.ended),
        (1, 3, 1)
    );
    // A day, none, ten days.
    let times = incidents.times.unwrap();
    assert_eq!((times.median, times.slowest_tenth), (1440, 14400));
    assert!(!times.exact);
    let steps: Vec<_> = { incidents.priorities.as_ref().unwrap().iter() }
        .map(|group| (group.step, group.records))
        .collect();
    assert_eq!(
        steps,
        [
            (Some(1), 1),
            (Some(2), 1),
            (Some(3), 1),
            (Some(4), 1),
            (None, 1)
        ]
    );
    let places: Vec<_> = { incidents.said.iter() }
        .filter(|said| said.text.contains("without priority"))
        .flat_map(|said| &said.places)
        .map(|place| (place.id.as_str(), place.holds.as_str()))
        .collect();
    assert_eq!(places, [("4", "k. A.")]);
    assert_eq!(incidents.rare[0].records, Some(1));
}

#[test]
fn rare_changes_are_found_by_the_words_of_both_languages() {
    let rows = "Change ID,Kategorie,Genehmigung,Ergebnis,Antragsdatum,Status\n\
        C1,Notfall,genehmigt,erfolgreich,2026-05-01,abgeschlossen\n\
        C2,emergency,approved,failed,2026-05-02,closed\n\
        C3,standard,abgelehnt,,2026-05-03,abgelehnt\n\
        C4,normal,nicht genehmigt,,2026-05-04,offen\n\
        C5,normal,approved,not failed,2026-05-05,closed\n";
    let view = Org::new().register("changes.csv", rows, "8.5.1.3").assess();
    let changes = of(&view, "change");
    let rare: Vec<_> = { changes.rare.iter() }
        .map(|rare| (rare.rare.as_str(), rare.records))
        .collect();
    let expected = [
        ("emergency", Some(2)),
        ("failed", Some(1)),
        ("rejected", Some(2)),
        ("major", Some(0)),
    ];
    assert_eq!(rare, expected);
    assert!(said(changes).contains("none marked as major change"));
}

const MAY: &str = "Number,Opened,State,Priority,Category,Resolved\n\
    INC1,2026-05-02,Closed,1,mail,2026-05-03\n\
    INC2,2026-05-30,Open,2,web,\n";
const JUNE: &str = "Number,Opened,State,Priority,Category,Resolved\n\
    INC2,2026-05-30,Closed,2,web,2026-06-04\n\
    INC3,2026-06-08,Open,3,web,\n";

#[test]
fn a_ticket_in_two_exports_counts_once_and_their_order_does_not_matter() {
    let one = Org::new()
        .file("incidents a.csv", MAY)
        .file("incidents b.csv", JUNE);
    let other = Org::new()
        .file("incidents b.csv", MAY)
        .file("incidents a.csv", JUNE);
    let shuffled: String = JUNE
        .lines()
        .take(1)
        .chain(JUNE.lines().skip(1).collect::<Vec<_>>().into_iter().rev())
        .fold(String::new(), |mut all, line| {
            let _ = writeln!(all, "{line}");
            all
        });
    let mixed = Org::new()
        .file("incidents a.csv", MAY)
        .file("incidents b.csv", shuffled);
    let mut all = Vec::new();
    for org in [one, other, mixed] {
        let view = org.assess();
        let incidents = of(&view, "incident");
        assert_eq!((incidents.records, incidents.in_several), (3, 1));
        assert_eq!((incidents.open, incidents.closed), (1, 2));
        all.push(said(incidents));
    }
    assert!(all.windows(2).all(|pair| pair[0] == pair[1]), "{all:#?}");
}

#[test]
fn days_that_can_be_read_in_two_ways_are_read_as_the_column_shows() {
    let heads = "Number,Opened,State,Priority\n";
    let clear = format!("{heads}INC1,04/03/2026,Open,1\nINC2,25/03/2026,Open,1\n");
    let unclear = format!("{heads}INC1,04/03/2026,Open,1\nINC2,05/03/2026,Open,1\n");
    let both = format!("{heads}INC1,2026-03-04,Open,1\nINC2,25.03.2026,Open,1\n");
    for (text, undated, unclear) in [(clear, 0, 0), (unclear, 2, 2), (both, 0, 0)] {
        let view = Org::new().file("incidents.csv", &text).assess();
        let incidents = of(&view, "incident");
        assert_eq!(
            (incidents.undated, incidents.unclear_days),
            (undated, unclear),
            "{text}"
        );
        if undated == 0 {
            assert_eq!(incidents.first.unwrap().to_string(), "2026-03-04");
        }
    }
}

#[test]
fn services_without_a_row_and_rows_without_a_service_are_told() {
    let rows = "ref,opened,category,priority,service\n\
        A1,2026-05-01,mail,1,Hosting\nA2,2026-05-02,mail,2,\nA3,2026-05-03,mail,2,Payroll\n";
    let settings = "as_of = 2026-11-01\n[scope]\nservices = [\"Hosting\", \"Network\"]\n";
    let org = Org::new()
        .register("incidents.csv", rows, "8.6.1")
        .file("clausewise.toml", settings);
    let view = org.assess();
    let services = of(&view, "incident").services.as_ref().unwrap();
    let named: Vec<_> = { services.in_scope.iter() }
        .map(|service| (service.name.as_str(), service.records))
        .collect();
    assert_eq!(named, [("Hosting", 1), ("Network", 0)]);
    assert_eq!(
        (services.others[0].name.as_str(), services.without),
        ("Payroll", 1)
    );
}

#[test]
fn blank_damaged_and_dateless_registers_raise_nothing() {
    let org = Org::new()
        .file("incidents blank.csv", "Number,Opened,State,Priority\n,,,\n")
        .file("incidents zero.csv", "")
        .file(
            "incidents odd.csv",
            b"Number,Opened\0\xff,\"State,Priority\nINC1,x\n",
        )
        .file("incidents.xlsx", b"PK\x03\x04 not a workbook")
        .file(
            "problems.csv",
            "Problem ID,Status,Root cause,Priority\nP1,open,x,1\nP2,closed,,2\n",
        );
    let view = org.assess();
    let problems = of(&view, "problem");
    assert_eq!(
        (problems.records, problems.undated, problems.months.len()),
        (2, 2, 0)
    );
    assert_eq!(problems.ageing.unknown, 1);
    assert!(problems.times.is_none());
}

#[test]
fn a_hundred_thousand_rows_are_counted() {
    let mut text = "Number,Opened,State,Priority,Category,Resolved\n".to_owned();
    for at in 0..100_000 {
        let (month, day) = (at % 10 + 1, at % 28 + 1);
        let state = if at % 4 == 0 { "In Progress" } else { "Closed" };
        let closed = if at % 4 == 0 {
            String::new()
        } else {
            format!("2026-{month:02}-{day:02}")
        };
        let _ = writeln!(
            text,
            "INC{at:06},2026-{month:02}-{day:02},{state},{},c{},{closed}",
            at % 5 + 1,
            at % 7
        );
    }
    let view = Org::new().file("incidents.csv", &text).assess();
    let incidents = of(&view, "incident");
    assert_eq!(
        (incidents.records, incidents.open, incidents.closed),
        (100_000, 25_000, 75_000)
    );
    assert!(incidents.months.iter().all(|month| month.opened == 10_000));
    assert_eq!(incidents.months.len(), 10);
    let groups = incidents.priorities.as_ref().unwrap();
    assert!(groups.len() == 5 && groups.iter().all(|group| group.records == 20_000));
    assert_eq!(
        (incidents.times.unwrap().median, incidents.duplicates),
        (0, 0)
    );
}

#[test]
fn an_unknown_kind_in_a_manifest_is_told() {
    let manifest = "registers:\n  - {id: R, file: list.csv, records: incidents}\n";
    let org = Org::new()
        .file("list.csv", "ref,opened\nA,2026-05-01\n")
        .file("evidence.yaml", manifest);
    let problems = org.assess().problems;
    let told = problems
        .iter()
        .find(|problem| problem.message.contains("no kind of record"));
    assert!(told.unwrap().hint.as_ref().unwrap().contains("incident"));
}
