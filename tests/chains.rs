//! Chains: every break is found with both its places, and no sound chain is accused.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::rc::Rc;

use clausewise::assessment::assess;
use clausewise::chains::trace;
use clausewise::evidence::{Quotable, list_files, read_evidence};
use clausewise::output::{ChainLinkView, ChainView, chains};
use clausewise::records::Logs;
use clausewise::workspace::load;
use common::{AS_OF, Org, catalogue};

/// The chains of an organisation.
fn traced(org: &Org) -> Vec<ChainView> {
    let (mut workspace, _) = load(org.root());
    workspace.hash_files();
    let files = || list_files(&workspace);
    let (evidence, _) = read_evidence(&workspace, catalogue(), files, None, None, &|| {}).unwrap();
    let as_of = workspace.settings.as_of.unwrap_or(AS_OF);
    let assessment = assess(catalogue(), &workspace, &evidence, as_of);
    let logs = Logs::new(catalogue(), &evidence, &assessment);
    let text_of = |path: &str| {
        let bytes = std::fs::read(org.root().join(path)).ok()?;
        Quotable::of(path, &bytes).map(Rc::new)
    };
    let traced = trace(
        catalogue(),
        &workspace,
        &evidence,
        &assessment,
        &logs,
        &text_of,
    );
    chains(catalogue(), &traced)
}

/// The link of an organisation's chains that leads between two ends.
fn link(org: &Org, chain: &str, from: &str, to: &str) -> ChainLinkView {
    let all = traced(org);
    let chain = all.into_iter().find(|known| known.chain == chain).unwrap();
    let mut links = chain.links.into_iter();
    links
        .find(|link| link.from == from && link.to == to)
        .unwrap()
}

fn breaks(link: &ChainLinkView) -> Vec<&str> {
    link.breaks
        .iter()
        .map(|found| found.what.as_str())
        .collect()
}

fn untold(link: &ChainLinkView) -> Vec<(&str, usize)> {
    let told = link.cannot_tell.iter();
    let mut told: Vec<(&str, usize)> = told
        .map(|untold| (untold.why.as_str(), untold.count))
        .collect();
    told.sort_unstable();
    told
}

const INCIDENT: &str = "incident-to-configuration";

const PROBLEMS: &str = "Number,Opened,Category,Priority,State,Closed,Change\n\
    PRB0000012,2026-02-01,mail,high,closed,2026-03-01,\n\
    PRB0000014,2026-02-03,mail,high,open,,\n\
    PRB0000020,2026-02-09,mail,high,open,,\n";

fn incidents(cells: &[&str]) -> String {
    let mut text = "Number,Opened,Category,Priority,State,Problem,Notes\n".to_owned();
    for (at, cell) in cells.iter().enumerate() {
        text.push_str(&format!(
            "INC000010{at},2026-02-10,mail,low,closed,\"{cell}\",\n"
        ));
    }
    text
}

fn incidents_and_problems(cells: &[&str]) -> ChainLinkView {
    let org = Org::new()
        .file("incidents.csv", incidents(cells))
        .file("problems.csv", PROBLEMS);
    link(&org, INCIDENT, "incidents", "problems")
}

#[test]
fn numbers_are_found_however_people_write_them() {
    let cells = [
        "PRB0000012",
        "prb0000012",
        "PRB-12",
        "PRB 12",
        "#12",
        "12",
        "12.0",
        "PRB0000012, PRB0000014",
        "PRB12 und PRB14",
        "see PRB-0012 (closed)",
    ];
    let link = incidents_and_problems(&cells);
    assert_eq!(breaks(&link), [""; 0]);
    assert_eq!((link.asked, link.held), (cells.len(), cells.len()));
    assert_eq!(untold(&link), []);
}

#[test]
fn a_number_that_the_register_would_hold_is_a_break_with_its_place() {
    let link = incidents_and_problems(&["PRB0000013", "PRB0000012", ""]);
    let expected = ["INC0000100 names PRB0000013, which no register of problems holds"];
    assert_eq!(breaks(&link), expected);
    let at = link.breaks[0].at.as_ref().unwrap();
    assert_eq!(at.words, "incidents.csv:2");
    assert_eq!((link.asked, link.held, link.broken), (2, 1, 1));
}

#[test]
fn what_the_register_would_not_hold_cannot_be_told() {
    let link = incidents_and_problems(&["PRB0000003", "OTRS-2012", "INC0000101", "PRB0000012"]);
    assert_eq!(breaks(&link), [""; 0]);
    let expected = [
        ("names a number that no register of problems gives", 1),
        ("names a problem from outside the time of the register", 1),
        ("names an incident where a problem is asked for", 1),
    ];
    assert_eq!(untold(&link), expected);
}

#[test]
fn words_and_counts_are_no_numbers() {
    let link =
        incidents_and_problems(&["3 in November", "none", "n/a", "since 2026-01-04", "v7.2"]);
    assert_eq!(
        (link.asked, breaks(&link).len(), untold(&link).len()),
        (0, 0, 0)
    );
    assert_eq!(link.verdict, "nothing to trace");
}

#[test]
fn without_a_register_nothing_can_be_told() {
    let org = Org::new().file("incidents.csv", incidents(&["PRB0000013", ""]));
    let link = link(&org, INCIDENT, "incidents", "problems");
    assert_eq!(link.verdict, "cannot tell");
    let expected = [("no register of problems was handed over", 1)];
    assert_eq!(untold(&link), expected);
    let without = self::link(&org, INCIDENT, "problems", "changes");
    assert_eq!(without.verdict, "cannot tell");
}

#[test]
fn a_sentence_that_names_a_problem_joins_the_two() {
    let rows = "Number,Opened,Category,Priority,State,Notes\n\
        INC0000100,2026-02-10,mail,low,closed,restarted; cause sought under PRB0000014\n";
    let org = Org::new()
        .file("incidents.csv", rows)
        .file("problems.csv", PROBLEMS);
    let link = link(&org, INCIDENT, "incidents", "problems");
    assert_eq!((link.asked, link.held, link.verdict), (1, 1, "holds"));
}

#[test]
fn days_and_states_that_do_not_go_together_are_breaks() {
    let problems = "Number,Opened,Category,Priority,State,Closed,Change\n\
        PRB0000012,2026-02-10,mail,high,closed,2026-03-01,CHG0000001\n\
        PRB0000014,2026-02-03,mail,high,closed,2026-04-01,CHG0000002\n\
        PRB0000020,2026-02-09,mail,high,closed,2026-04-01,CHG0000003\n\
        PRB0000021,2026-02-09,mail,high,closed,2026-04-01,\"CHG0000003, CHG0000004\"\n\
        PRB0000022,2026-02-09,mail,high,closed,2026-04-01,CHG0000005\n";
    let changes = "Number,Opened,Category,Approved on,Deployed on,State\n\
        CHG0000001,2026-01-01,normal,2026-01-02,2026-01-20,closed\n\
        CHG0000002,2026-02-10,normal,2026-02-12,,scheduled\n\
        CHG0000003,2026-02-10,normal,,,rejected\n\
        CHG0000004,2026-02-10,normal,2026-02-12,2026-02-20,closed\n\
        CHG0000005,2026-01-10,emergency,2026-01-12,2026-01-20,closed\n";
    let org = Org::new()
        .file("problems.csv", problems)
        .file("changes.csv", changes);
    let link = link(&org, INCIDENT, "problems", "changes");
    let expected = [
        "PRB0000012 and CHG0000001: the change was carried out before the problem was opened",
        "PRB0000014 and CHG0000002: the problem is closed while its change is open",
        "PRB0000020 and CHG0000003: the problem is closed while its only change was rejected or withdrawn",
    ];
    assert_eq!(breaks(&link), expected);
    let other = link.breaks[0].other.as_ref().unwrap();
    assert_eq!(other.words, "changes.csv:2");
}

#[test]
fn a_configuration_item_that_no_register_updates_after_a_change_is_a_break() {
    let changes = "Number,Opened,Category,CI,Approved on,Deployed on,State,Result\n\
        CHG0000001,2026-01-01,normal,srv-mail-01,2026-01-02,2026-01-20,closed,successful\n\
        CHG0000002,2026-02-10,normal,srv-web-02,2026-02-12,2026-02-20,closed,successful\n\
        CHG0000003,2026-02-10,normal,srv-web-03,2026-02-12,2026-02-20,closed,successful\n\
        CHG0000004,2026-02-10,normal,srv-web-02,2026-02-12,2026-02-28,closed,backed out\n\
        CHG0000005,2026-02-10,normal,srv-web-09; Mail,2026-02-12,2026-02-20,closed,successful\n";
    let items = "CI name,CI type,Status,Changed on\n\
        srv-mail-01,server,live,2026-01-21\n\
        srv-web-02,server,live,2026-01-05\n\
        srv-web-03,server,live,\n\
        srv-web-20,server,live,\n";
    let org = Org::new()
        .file("changes.csv", changes)
        .file("cmdb.csv", items);
    let link = link(&org, INCIDENT, "changes", "configuration items");
    let expected = [
        "CHG0000002 and srv-web-02: the register shows no update of the configuration item since the change",
        "CHG0000003 and srv-web-03: the register shows no update of the configuration item since the change",
        "CHG0000005 names srv-web-09, which no register of configuration items holds",
    ];
    assert_eq!(breaks(&link), expected);
}

#[test]
fn every_major_incident_that_ended_has_a_report() {
    let incidents = "Number,Opened,Category,Priority,Major,State,Resolved\n\
        INC0000100,2026-02-10,mail,P1,yes,closed,2026-02-10\n\
        INC0000101,2026-03-10,mail,P1,yes,closed,2026-03-10\n\
        INC0000102,2026-04-10,mail,P1,yes,closed,2026-04-10\n\
        INC0000103,2026-10-28,mail,P1,yes,closed,2026-10-28\n\
        INC0000104,2026-04-12,mail,P1,no,closed,2026-04-12\n";
    let org = Org::new()
        .file("incidents.csv", incidents)
        .claimed(
            "reports/MI.md",
            "\"8.6.1-11\"",
            "# Report\n\nIncident INC-100: what happened, and the review.",
        )
        .claimed(
            "reports/2026-03-10 outage.md",
            "\"8.6.1-11\"",
            "# Report\n\nMail was down; the review found a cause.",
        );
    let link = link(
        &org,
        "major-incident-to-review",
        "major incidents",
        "reports and reviews",
    );
    let expected = ["INC0000102 has no document of its own: none of the 2 such documents names it"];
    assert_eq!(breaks(&link), expected);
    assert_eq!((link.asked, link.held), (4, 2));
}

#[test]
fn a_supplier_who_promises_less_than_the_customer_was_promised_is_a_break() {
    let settings = "[scope]\nservices = [\"Hosting\", \"Mail\"]\n";
    let org = Org::new()
        .file("clausewise.toml", settings)
        .claimed(
            "contract.md",
            "\"8.3.4.1-2\"",
            "# Contract\n\nFor Hosting. Availability 99.0 % a month.",
        )
        .claimed(
            "sla.md",
            "\"8.3.3-2\"",
            "# SLA Hosting\n\nAvailability of Hosting: 99.5 %.",
        )
        .claimed(
            "sla-mail.md",
            "\"8.3.3-2\"",
            "# SLA Mail\n\nAvailability of Mail: 99.9 %.",
        );
    let link = link(
        &org,
        "supplier-to-customer",
        "supplier targets",
        "service level agreements",
    );
    let expected = ["Hosting: 99.0 % is agreed with the supplier, 99.5 % with the customer"];
    assert_eq!(breaks(&link), expected);
    assert_eq!(link.breaks[0].other.as_ref().unwrap().words, "sla.md:7");
}

#[test]
fn findings_are_followed_to_the_check_of_effect() {
    let rows = "Ref,Date,Finding,Corrective action,Due,Status,Closed,Effectiveness\n\
        NC-1,2026-01-10,a,done so,2026-02-01,closed,2026-02-01,checked in May\n\
        NC-2,2026-01-11,b,done so,2026-02-01,closed,2026-02-01,\n\
        NC-3,2026-01-12,c,,2026-02-01,closed,2026-02-01,checked\n\
        NC-4,2026-01-13,d,do so,2026-03-01,open,,\n\
        NC-5,2026-01-14,e,,,withdrawn,,\n";
    let org = Org::new().file("Nonconformities.csv", rows);
    let link = |from: &str, to: &str| self::link(&org, "finding-to-effect", from, to);
    let actions = link("nonconformities", "corrective actions");
    assert_eq!(
        breaks(&actions),
        ["NC-3 has nothing under “Corrective action”"]
    );
    let late = link("corrective actions", "done in time");
    assert_eq!(breaks(&late), ["NC-4 was due on 2026-03-01 and is open"]);
    let effect = link("corrective actions", "check of effect");
    assert_eq!(breaks(&effect), ["NC-2 has nothing under “Effectiveness”"]);
}

#[test]
fn numbers_with_a_blank_and_versions_are_numbers_too() {
    let incidents = "Meldungsnummer;Eröffnet am;Status;Priorität;Kategorie;Problem\n\
        M2603 0141;02.03.2026;abgeschlossen;hoch;Anwendung;P2603 002\n\
        M2603 0142;03.03.2026;abgeschlossen;hoch;Anwendung;siehe P2603 002\n\
        M2603 0143;15.03.2026;abgeschlossen;hoch;Anwendung;P2603 009\n";
    let problems = "Problemnummer;Erstellt am;Status;Priorität;Kategorie\n\
        P2603 002;03.03.2026;geschlossen;hoch;Anwendung\n\
        P2603 012;23.03.2026;offen;hoch;Netz\n";
    let org = Org::new()
        .file("Störungen.csv", incidents)
        .file("Problemliste.csv", problems);
    let found = link(&org, INCIDENT, "incidents", "problems");
    let expected = ["M2603 0143 names P2603 009, which no register of problems holds"];
    assert_eq!(breaks(&found), expected, "{found:?}");
    assert_eq!(found.held, 2);

    let changes = "Issue key,Created,Category,Approved,Implemented,Status,Fix Version/s\n\
        OPS-160,2026-03-01,normal,2026-03-02,2026-03-04,Done,2.14.0\n\
        OPS-161,2026-03-01,normal,2026-03-02,2026-03-04,Done,2.14.2\n";
    let releases = "Version,Status,Start date,Release date,Approved by\n\
        2.14.0,Released,2026-03-01,2026-03-04,A\n\
        2.15.0,Released,2026-04-01,2026-04-04,A\n";
    let org = Org::new()
        .file("changes.csv", changes)
        .file("releases.csv", releases);
    let found = link(&org, INCIDENT, "changes", "releases");
    let expected = ["OPS-161 names 2.14.2, which no register of releases holds"];
    assert_eq!(breaks(&found), expected, "{found:?}");
}

#[test]
fn walks_lead_from_an_incident_to_its_configuration_item() {
    let org = Org::new().folder("", "examples/harbour-it");
    let all = traced(&org);
    let chain = all.iter().find(|chain| chain.chain == INCIDENT).unwrap();
    assert!(chain.walks.len() >= 3, "{:?}", chain.walks);
    for walk in &chain.walks {
        let kinds: Vec<&str> = walk.iter().map(|step| step.kind.as_str()).collect();
        assert_eq!(kinds[..2], ["incident", "problem"], "{walk:?}");
        let last = ["change", "release", "configuration item"];
        assert_eq!(kinds[kinds.len() - 3..], last, "{walk:?}");
    }
}

/// Every break of the example, by chain and link, with the place where it stands.
const OF_HARBOUR: &[(&str, char, &str, &str)] = &[
    (
        "service-to-report",
        'b',
        "Voice is listed as a service, but is neither in scope nor declared outside it",
        "Operations/Services/service-catalogue.yaml:29",
    ),
    (
        "service-to-report",
        'c',
        "Network is in scope and not named in the service level agreements",
        "",
    ),
    (
        "incident-to-configuration",
        'a',
        "INC0010633 names PRB0040097, which no register of problems holds",
        "records/luedershafen/incidents.csv:634",
    ),
    (
        "incident-to-configuration",
        'a',
        "INC0010952 and PRB0040001: the problem was closed before the incident was opened",
        "records/luedershafen/incidents.csv:953",
    ),
    (
        "incident-to-configuration",
        'b',
        "PRB0040008 names KED-0900, which no register of known errors holds",
        "records/luedershafen/problems.csv:9",
    ),
    (
        "incident-to-configuration",
        'c',
        "KED-0004 has nothing under “Workaround”",
        "records/luedershafen/known-errors.csv:5",
    ),
    (
        "incident-to-configuration",
        'd',
        "PRB0040008 and CHG0030001: the change was carried out before the problem was opened",
        "records/luedershafen/problems.csv:9",
    ),
    (
        "incident-to-configuration",
        'd',
        "PRB0040013 and CHG0030416: the problem is closed while its change is open",
        "records/luedershafen/problems.csv:14",
    ),
    (
        "incident-to-configuration",
        'd',
        "PRB0040032 and CHG0030095: the problem is closed while its only change was rejected or withdrawn",
        "records/luedershafen/problems.csv:33",
    ),
    (
        "incident-to-configuration",
        'e',
        "CHG0030061 names REL-0096, which no register of releases holds",
        "records/luedershafen/changes.csv:62",
    ),
    (
        "incident-to-configuration",
        'e',
        "CHG0030145 and REL-0038: the change is closed while its release is open",
        "records/luedershafen/changes.csv:146",
    ),
    (
        "incident-to-configuration",
        'f',
        "REL-0010 names CHG0030999, which no register of changes holds",
        "records/luedershafen/releases.csv:11",
    ),
    (
        "incident-to-configuration",
        'f',
        "REL-0016 and CHG0030184: the release brings a change that was rejected or withdrawn",
        "records/luedershafen/releases.csv:17",
    ),
    (
        "incident-to-configuration",
        'f',
        "REL-0018 and CHG0030208: the release went live before its change was approved",
        "records/luedershafen/releases.csv:19",
    ),
    (
        "incident-to-configuration",
        'g',
        "CHG0030034 and lue-ap-001: the register shows no update of the configuration item since the change",
        "records/luedershafen/changes.csv:35",
    ),
    (
        "incident-to-configuration",
        'g',
        "CHG0030053 and lue-ap-067: the register shows no update of the configuration item since the change",
        "records/luedershafen/changes.csv:54",
    ),
    (
        "incident-to-configuration",
        'g',
        "CHG0030194 names lue-srv-097, which no register of configuration items holds",
        "records/luedershafen/changes.csv:195",
    ),
    (
        "major-incident-to-review",
        'a',
        "INC0010764 has no document of its own: none of the 3 such documents names it",
        "records/luedershafen/incidents.csv:765",
    ),
    (
        "major-incident-to-review",
        'c',
        "INC0010817 and CHG0030286: the incident was opened before the change that is said to have caused it",
        "records/luedershafen/incidents.csv:818",
    ),
    (
        "finding-to-effect",
        'b',
        "NC-005 has nothing under “action”",
        "records/nonconformities.csv:6",
    ),
    (
        "finding-to-effect",
        'f',
        "NC-004 has nothing under “effect_checked”",
        "records/nonconformities.csv:5",
    ),
    (
        "review-to-follow-up",
        'a',
        "Input: adherence to, and suitability of, the service management policy and other required policies: not recognised in 01_Management/mr-2026-06-management-review.md: service management and other policies",
        "01_Management/mr-2026-06-management-review.md",
    ),
    (
        "promise-to-record",
        'b',
        "Their performance is monitored at planned intervals: the organisation has not stated at which interval this is done",
        "suppliers/facilities talk april.txt",
    ),
    (
        "promise-to-record",
        'c',
        "Accuracy of configuration information is verified at planned intervals: last done 2026-03-27, but clausewise.toml promises every 6 months",
        "Operations/Configuration/verification-2026-03.md",
    ),
    (
        "promise-to-record",
        'd',
        "Plans are tested at planned intervals against the continuity requirements: Operations/Continuity/continuity-test-2026.md:16 says that this is missing or only planned (continuity test)",
        "Operations/Continuity/continuity-test-2026.md",
    ),
];

#[test]
fn every_break_of_the_example_is_found_and_no_other() {
    let org = Org::new().folder("", "examples/harbour-it");
    let all = traced(&org);
    let mut found: Vec<(&str, char, &str, &str)> = Vec::new();
    for chain in &all {
        for link in &chain.links {
            assert_eq!(link.breaks.len(), link.breaks_in_all, "{}", link.link);
            for broken in &link.breaks {
                let at = broken.at.as_ref().map_or("", |at| at.words.as_str());
                found.push((&chain.chain, link.letter, &broken.what, at));
            }
        }
    }
    for expected in OF_HARBOUR {
        assert!(found.contains(expected), "not found: {expected:?}");
    }
    for known in &found {
        assert!(OF_HARBOUR.contains(known), "accused: {known:?}");
    }
    let list = std::fs::read_to_string(org.root().join("DEFECTS.md")).unwrap();
    for (_, _, what, at) in OF_HARBOUR {
        let planted = at.contains("luedershafen");
        assert!(!planted || list.contains(what), "not listed: {what}");
    }
}
