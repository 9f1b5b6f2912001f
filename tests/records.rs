//! Logs of records: which tables are taken for what, and what their rows say.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use clausewise::assessment::assess;
use clausewise::catalogue::State;
use clausewise::evidence::{list_files, read_evidence};
use clausewise::records::{Known, Logs};
use clausewise::workspace::load;
use common::{AS_OF, Org, catalogue};

/// Asks the logs of an organisation.
fn logs<T>(org: &Org, ask: impl FnOnce(&Logs<'_>) -> T) -> T {
    let (mut workspace, _) = load(org.root());
    workspace.hash_files();
    let files = || list_files(&workspace);
    let (evidence, _) = read_evidence(&workspace, catalogue(), files, None, None, &|| {}).unwrap();
    let assessment = assess(catalogue(), &workspace, &evidence, AS_OF);
    ask(&Logs::new(catalogue(), &evidence, &assessment))
}

/// The kinds of the logs of an organisation, with the names of the files and the records in each.
fn kinds(org: &Org) -> Vec<(String, String, usize)> {
    logs(org, |logs| {
        let told = logs.logs.iter().map(|log| {
            let name = log.name.to_owned();
            (log.kind().id.clone(), name, log.entries.len())
        });
        told.collect()
    })
}

const SERVICENOW: &str = "\
Number,Short description,Caller,Priority,State,Category,Configuration item,Opened,Resolved,Problem\n\
INC0010001,Mail down,A,1 - Critical,Closed,Mail,srv-mail,2026-05-01 08:00:00,2026-05-01 09:30:00,PRB0040001\n\
INC0010002,Slow portal,B,3 - Moderate,In Progress,Web,srv-web,2026-05-04 10:00:00,,\n\
INC0010003,No print,C,4 - Low,Cancelled,Print,,2026-05-05 10:00:00,2026-05-06 10:00:00,\n";

#[test]
fn what_nobody_declared_is_taken_for_what_it_plainly_is() {
    let org = Org::new().file("export.csv", SERVICENOW);
    logs(&org, |logs| {
        let log = &logs.logs[0];
        assert_eq!((logs.logs.len(), log.kind().id.as_str()), (1, "incident"));
        let Known::TakenFor(taken) = &log.known else {
            panic!("{:?}", log.known)
        };
        assert!(taken.why.contains("INC0010001"), "{}", taken.why);
        let first = &log.entries[0];
        assert_eq!(first.took.map(|took| took.minutes), Some(90));
        assert_eq!((first.step, first.state), (Some(1), Some(State::Closed)));
        let problem = &log.kind().references[0];
        let points_to: Vec<&str> = log.points_to(first, problem).collect();
        assert_eq!(points_to, ["PRB0040001"]);
        let states: Vec<_> = log.entries.iter().map(|entry| entry.state).collect();
        let expected = [State::Closed, State::Open, State::Ended].map(Some);
        assert_eq!(states, expected);
    });
}

#[test]
fn a_register_is_of_the_kind_its_manifest_says_or_its_clause_has() {
    let rows = "ref,opened,category,status\nA1,2026-05-01,mail,open\n";
    let by_clause = Org::new().register("list.csv", rows, "8.6.3");
    assert_eq!(kinds(&by_clause), [("problem".into(), "R".into(), 1)]);
    let manifest = "registers:\n  - {id: R, file: list.csv, records: complaint}\n";
    let by_word = Org::new()
        .file("list.csv", rows)
        .file("evidence.yaml", manifest);
    assert_eq!(kinds(&by_word), [("complaint".into(), "R".into(), 1)]);
}

#[test]
fn tickets_of_several_kinds_in_one_table_are_told_apart() {
    let rows = "ID;Typ;Titel;Status;Eröffnet am;Priorität;Kategorie\n\
        1;Störung;Mail;erledigt;01.05.2026;hoch;Mail\n\
        2;Anfrage;Konto;offen;02.05.2026;mittel;Konto\n\
        3;Störung;Druck;offen;03.05.2026;niedrig;Druck\n";
    let org = Org::new().file("Tickets.csv", rows);
    let name = || "Tickets.csv".to_owned();
    let expected = [
        ("incident".into(), name(), 2),
        ("service-request".into(), name(), 1),
    ];
    assert_eq!(kinds(&org), expected);
}

#[test]
fn tables_of_other_things_are_no_logs() {
    let org = Org::new()
        .file(
            "categories.csv",
            "Category,Description\nmail,all mail\nweb,portals\n",
        )
        .file(
            "incident figures.csv",
            "Month,Opened,Closed\nJan,12,11\nFeb,9,12\n",
        )
        .file("incidents.csv", "Number,Opened,State,Priority\n")
        .file("people.csv", "Nr,Name,Phone\n1,A,12\n2,B,13\n");
    assert_eq!(kinds(&org), []);
}
