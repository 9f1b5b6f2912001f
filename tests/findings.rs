//! What is found wrong with files and declarations, each where a user would look, and
//! what must not be accused.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use clausewise::output::View;
use common::{Org, file, has, line, percent, stdout};

fn scope(view: &View) -> (&'static str, String) {
    let ask = &view.gates[0].asks[0];
    (ask.verdict, ask.reason.clone())
}

fn with_services(outside: &str) -> Org {
    let settings = format!("[scope]\nservices = [\"Mail\", \"Hosting\"]\n{outside}");
    Org::new()
        .file("clausewise.toml", settings)
        .claimed(
            "scope.md",
            "\"4.3\"",
            "# Scope\n\nThe scope covers the services Mail and Hosting.\n",
        )
        .claimed(
            "sla.md",
            "\"8.3.3\"",
            "# SLA\n\nService level targets for Mail and Hosting: 99 %.\n",
        )
}

#[test]
fn a_service_that_only_the_catalogue_lists_is_named() {
    let tables = [
        (
            "catalogue.md",
            "---\nsatisfies: [\"8.2.4\"]\n---\n# Service catalogue\n\n| No | Service | Owner |\n|---|---|---|\n| 1 | Mail | A |\n\
             | 2 | **Hosting** (servers) | B |\n| 3 | Telephony | C |\n| 4 | Fax | D |\n",
        ),
        (
            "catalogue.md",
            "---\nsatisfies: [\"8.2.4\"]\n---\n# Catalogue\n\n## Services\n\n- **Mail**: letters\n- Hosting – servers\n- Telephony: calls\n\n\
             ## Contacts\n\n- Desk: 100\n",
        ),
        (
            "catalogue.md",
            "---\nsatisfies: [D11]\n---\n# Katalog\n\n## Unsere Dienste\n\n### Mail\n\nBriefe.\n\n### Hosting\n\nServer.\n\n### Telephony\n\nAnrufe.\n",
        ),
    ];
    for (path, text) in tables {
        let view = with_services("").file(path, text).assess();
        let (verdict, reason) = scope(&view);
        assert!(reason.contains("Telephony"), "{reason}");
        assert!(
            !reason.contains("Contacts") && !reason.contains("Desk"),
            "{reason}"
        );
        assert_eq!(verdict, "areas of concern", "{reason}");
    }
    let view = with_services("outside = [\"Telephony\", \"Fax\"]\n")
        .file(tables[0].0, tables[0].1)
        .assess();
    assert_eq!(scope(&view).0, "met", "{:?}", scope(&view));
}

#[test]
fn an_agreement_that_nobody_claimed_yet_may_name_what_is_not_named() {
    let org = || {
        Org::new()
            .file("clausewise.toml", "[scope]\nservices = [\"Mail\", \"Kartendienst\"]\n")
            .claimed("scope.md", "\"4.3\"", "# Scope\n\nThe scope covers the services Mail and Kartendienst.\n")
            .claimed("catalogue.md", "\"8.2.4\"", "# Service catalogue\n\n| Service | Owner |\n|---|---|\n| Mail | A |\n| Kartendienst | B |\n")
            .claimed("sla.md", "\"8.3.3\"", "# SLA\n\nService level targets for Mail: 99 %.\n")
    };
    let (verdict, reason) = scope(&org().assess());
    assert_eq!(verdict, "not met", "{reason}");
    assert!(reason.contains("Kartendienst not named in"), "{reason}");
    for (path, text) in [
        (
            "Leistungsschein Karten.md",
            "# Leistungsschein 3\n\nKartendienst: Verfügbarkeit 99 % im Jahr.\n",
        ),
        (
            "annex 2.md",
            "# Annex 2\n\nThe parties agree for Kartendienst: up 99 % of the time.\n",
        ),
        (
            "SLA for maps.md",
            "# SLA for maps\n\nUp 99 % of the time.\n",
        ),
    ] {
        let (verdict, reason) = scope(&org().file(path, text).assess());
        assert_eq!(verdict, "cannot tell", "{path}: {reason}");
        assert!(
            reason.contains("Kartendienst") && reason.contains(path),
            "{reason}"
        );
    }
    // What cannot be one, or is set aside, or was looked at, leaves nothing open.
    for (path, text) in [
        (
            "minutes.md",
            "---\ntype: minutes\ndate: 2026-05-04\n---\n# Minutes\n\nKartendienst is slow.\n",
        ),
        (
            "policy.md",
            "# Clear desk policy\n\nMaps of Kartendienst are locked away.\n",
        ),
        (
            "sla maps.md",
            "---\nstatus: obsolete\n---\n# SLA for Kartendienst\n\nUp 99 % of the time.\n",
        ),
        ("menu.md", "# Menu\n\nSoup, bread and tea.\n"),
    ] {
        let (verdict, reason) = scope(&org().file(path, text).assess());
        assert_eq!(verdict, "not met", "{path}: {reason}");
    }
}

#[test]
fn an_agreement_named_after_an_application_names_the_service() {
    let view = Org::new()
        .file("clausewise.toml", "[scope]\nservices = [\"Fachverfahren Betrieb\"]\n")
        .claimed("scope.md", "\"4.3\"", "# Geltungsbereich\n\nDas SMS umfasst den Dienst Fachverfahren Betrieb.\n")
        .claimed("katalog.md", "\"8.2.4\"", "# Dienstekatalog\n\n| Dienst | Verantwortlich |\n|---|---|\n| Fachverfahren Betrieb | A |\n")
        .claimed("ls.md", "\"8.3.3\"", "# Leistungsschein Fachverfahren Betrieb\n\nVerfügbarkeit 99 % im Jahr.\n")
        .assess();
    assert_eq!(scope(&view).0, "met", "{:?}", scope(&view));
}

#[test]
fn the_report_names_the_file_that_states_the_scope() {
    let settings = "[organisation]\nname = \"Mill Lane\"\n";
    let org = Org::new().file("clausewise.toml", settings).claimed(
        "sla.md",
        "\"8.3.3\"",
        "# SLA\n\nService level targets for mail: 99 %.\n",
    );
    let report = |org: &Org| stdout(org.root(), &["report", "gap", "--format", "md"]);
    assert!(
        report(&org).contains("| Scope as stated | no file was recognised as the scope statement")
    );
    let org = org.claimed("bounds.md", "\"4.3\"", "# Scope of the SMS\n\nThe scope of the SMS covers the services mail and print delivered by the IT department.\n");
    assert!(
        report(&org).contains("| Scope as stated | in bounds.md |"),
        "{}",
        report(&org)
    );
    let settings = format!("{settings}[scope]\nstatement = \"Mail and print.\"\n");
    let org = org.file("clausewise.toml", settings);
    assert!(report(&org).contains("| Scope as stated | Mail and print. |"));
}

#[test]
fn an_item_of_an_agenda_is_no_ranking() {
    let minutes = |item: &str| {
        let text = format!(
            "---\ntype: minutes\ndate: 2026-05-04\n---\n# Managementbewertung\n\n{item}\n\nOhne Befund.\n"
        );
        let view = Org::new().claimed("m.md", "\"9.3\"", &text).assess();
        let found = &line(&view, "9.3-14").found;
        found
            .iter()
            .any(|found| found.idea == "risk assessment results")
    };
    assert!(!minutes("TOP 5 Kantine"));
    assert!(!minutes("Top 5: Parking"));
    assert!(minutes("Die Top-Risiken wurden bewertet."));
    assert!(minutes("The risk register was gone through."));
}

#[test]
fn a_change_that_came_off_is_one_that_was_made() {
    let log = "Nummer;Art;Titel;Genehmigt am;Rückweg;Test;Status;Nachschau\n\
        7;normal;Weiche;02.03.2026;alte Weiche;am Stand;erfolgreich;10.03.2026\n\
        8;normal;Kran;04.03.2026;alter Kran;am Stand;zurückgenommen;12.03.2026\n\
        9;normal;Tor;06.03.2026;altes Tor;;successful;14.03.2026\n";
    let view = Org::new()
        .file("Änderungen.csv", log)
        .file(
            "evidence.yaml",
            "evidence:\n  - {match: \"*.csv\", satisfies: [\"8.5.1.3\"]}\nregisters:\n  - {id: C, file: Änderungen.csv, records: change}\n",
        )
        .assess();
    let told = line(&view, "8.5.1.3-8");
    assert!(
        told.missing
            .iter()
            .any(|missing| missing.contains("1 of 3")),
        "{told:?}"
    );
    for id in ["8.5.1.3-10", "8.5.1.3-12"] {
        assert_eq!(line(&view, id).state, "shown", "{:?}", line(&view, id));
    }
}

#[test]
fn data_lists_services_too_and_those_not_live_are_left_out() {
    let data = "services:\n  - name: Mail\n  - name: Hosting\n    status: live\n  - name: Telephony\n    status: retired\n  - name: Video\n";
    let view = with_services("")
        .file("catalogue.yaml", data)
        .file(
            "evidence.yaml",
            "evidence:\n  - match: catalogue.yaml\n    satisfies: [\"8.2.4\"]\n",
        )
        .assess();
    let (_, reason) = scope(&view);
    assert!(
        reason.contains("Video") && !reason.contains("Telephony"),
        "{reason}"
    );
}

fn excluded(text: &str) -> bool {
    let view = Org::new()
        .claimed("manual.md", "\"4.4\"", &format!("# Manual\n\n{text}\n"))
        .assess();
    has(&view, "manual.md", "excluded")
}

#[test]
fn a_clause_that_is_called_not_applicable_is_reported() {
    for text in [
        "Clause 8.4.2 is not applicable to us.",
        "Clause 8.4.2 (demand management) is therefore\nnot applicable, since customers order.",
        "The following requirements are not applicable: 8.3.4.3, 8.7.1.",
        "We have excluded clause 8.2.3 from our management system.",
        "Some requirements of the standard are not applicable to our size.",
        "Abschnitt 8.4.2 ist für uns nicht anwendbar.",
        "Die Anforderung 8.7.2 trifft nicht zu.",
        "8.4.2 Demand management: not applicable.",
        "| Clause | Topic | Applicability |\n|---|---|---|\n| 8.4.2 | Demand | Not applicable |",
        "| Clause | Topic | Limit |\n|---|---|---|\n| 8.4.2 | Demand | not applicable to us: customers order |",
    ] {
        assert!(excluded(text), "not reported: {text}");
    }
}

#[test]
fn what_is_not_applicable_besides_clauses_is_nobodys_business() {
    for text in [
        "Penalties are not applicable during planned maintenance.",
        "As required by clause 4.3, hardware sales are excluded.",
        "Sales of hardware are excluded from the scope (clause 4.3).",
        "No clause may be called not applicable, and clauses 4 to 10 cannot be excluded.",
        "If clause 8.4.2 is not applicable, say so to the assessor.",
        "There is no \"not applicable\" for requirements of the standard.",
        "Windows 8.1 and PHP 8.4.2 are not applicable here.",
        "In ISO/IEC 27001 clause 8.3 is not applicable to branch offices.",
        "| Clause | Process | Limit |\n|---|---|---|\n| 8.4.2 | Demand | not applicable |",
        "| Version | Use |\n|---|---|\n| 8.4.2 | not applicable to servers: old |",
        "Clause 8.6.1 was excluded from this audit; the next one covers it.",
        "Clauses 4 bis 10 dürfen nicht ausgeschlossen werden; keine Anforderung ist nicht anwendbar.",
        "Clause 8.3.4 asks for contracts; penalties do not apply.",
    ] {
        assert!(!excluded(text), "accused: {text}");
    }
}

#[test]
fn a_claim_that_nothing_in_the_file_bears_out_is_reported() {
    let view = Org::new()
        .claimed(
            "canteen.md",
            "\"8.6.1\"",
            "# Canteen\n\nThe canteen opens at noon on most days and serves soup.\n",
        )
        .assess();
    let problem = file(&view, "canteen.md")
        .problems
        .iter()
        .find(|problem| problem.kind == "off-subject")
        .unwrap();
    assert!(problem.message.contains("8.6.1"), "{}", problem.message);
    assert_eq!(problem.spot.line, Some(2));
    let fine = Org::new()
        .claimed(
            "desk.md",
            "\"8.6.1\"",
            "# Desk\n\nEvery incident is recorded, classified and closed with the user.\n",
        )
        .claimed(
            "people.md",
            "\"5.1-1\"",
            "# Talk\n\nNothing to look for here.\n",
        )
        .assess();
    assert!(!has(&fine, "desk.md", "off-subject"));
    assert!(!has(&fine, "people.md", "off-subject"));
    let elsewhere = Org::new()
        .file(
            "canteen.md",
            "# Canteen\n\nThe canteen opens at noon on most days.\n",
        )
        .file(
            "evidence.yaml",
            "evidence:\n  - match: canteen.md\n    satisfies: [\"8.6.1\", \"8.6.2\"]\n",
        )
        .assess();
    let problems = &file(&elsewhere, "canteen.md").problems;
    let told: Vec<_> = problems
        .iter()
        .filter(|problem| problem.kind == "off-subject")
        .collect();
    assert_eq!(told.len(), 1, "one place, one sentence: {told:?}");
    assert!(told[0].message.contains("8.6.1, 8.6.2"), "{told:?}");
    assert!(told[0].message.ends_with("(evidence.yaml:3)"), "{told:?}");
    assert_eq!(told[0].spot.line, None, "the line is not one of this file");
}

fn register(columns: &str, rows: &str) -> Org {
    Org::new()
        .file("incidents.csv", format!("ref,opened,category\n{rows}"))
        .file(
            "evidence.yaml",
            format!(
                "registers:\n  - id: REG\n    file: incidents.csv\n    date: opened\n    columns: {{{columns}}}\n    \
                 satisfies: [\"8.6.1\"]\n"
            ),
        )
}

#[test]
fn two_rows_with_one_id_are_named_with_their_lines() {
    let rows =
        "A1,2026-08-01,x\nA2,2026-08-02,x\na1,2026-08-03,x\n-,2026-08-03,x\n-,2026-08-04,x\n";
    let view = register("id: ref", rows).assess();
    let found: Vec<&str> = file(&view, "incidents.csv")
        .problems
        .iter()
        .filter(|problem| problem.kind == "duplicate-row")
        .map(|problem| problem.message.as_str())
        .collect();
    assert_eq!(found.len(), 1);
    assert!(
        found[0].contains("A1") && found[0].contains("lines 2 and 4"),
        "{found:?}"
    );
    let fine = register("id: ref", "A1,2026-08-01,x\nA2,2026-08-02,x\n").assess();
    assert!(!has(&fine, "incidents.csv", "duplicate-row"));
}

#[test]
fn an_attribute_that_no_test_knows_is_told_with_the_one_meant() {
    let view = register("id: ref, clas: category", "A1,2026-08-01,x\n").assess();
    let told = view
        .problems
        .iter()
        .find(|problem| problem.message.contains("clas"))
        .unwrap();
    assert_eq!(told.path, "evidence.yaml");
    assert!(
        told.message.contains("did you mean `class`?"),
        "{}",
        told.message
    );
    let fine = register("id: ref, class: category", "A1,2026-08-01,x\n").assess();
    assert!(fine.problems.is_empty(), "{:?}", fine.problems);
}

#[test]
fn evidence_of_control_that_is_not_there_is_reported() {
    let party = "[[party]]\nname = \"CloudNorth\"\nkind = \"external supplier\"\ncontrol = [\"reviews/q3.md\"]\n";
    let view = Org::new()
        .file("clausewise.toml", party)
        .file("a.md", "# A\n\nText of the file.\n")
        .assess();
    let told = view
        .problems
        .iter()
        .find(|problem| problem.message.contains("reviews/q3.md"))
        .unwrap();
    assert_eq!(told.path, "clausewise.toml");
    let there = Org::new()
        .file("clausewise.toml", party)
        .file(
            "reviews/q3.md",
            "# Review of CloudNorth\n\nTargets were met.\n",
        )
        .assess();
    assert!(there.problems.is_empty(), "{:?}", there.problems);
}

#[test]
fn a_plan_may_speak_of_the_future() {
    let design = |sentence: &str| {
        let view = Org::new()
            .claimed(
                "design.md",
                "\"8.5.2.2-5\"",
                &format!(
                    "# Service design\n\nThe service design names what is needed.\n\n{sentence}\n"
                ),
            )
            .assess();
        line(&view, "8.5.2.2-5").state
    };
    assert_eq!(
        design("The changed SLA and contracts will be agreed in May."),
        "shown"
    );
    assert_eq!(design("The changed SLA is not yet agreed."), "contrary");
    let test = Org::new()
        .claimed(
            "test.md",
            "\"8.7.2-11\"",
            "# Continuity test\n\nThe continuity test of the plan will be carried out next year.\n",
        )
        .assess();
    assert_ne!(line(&test, "8.7.2-11").state, "shown");
}

fn verdict(org: &Org) -> String {
    clausewise::report::context("gap", org.assess()).verdict
}

#[test]
fn a_part_of_a_folder_is_not_called_a_failure() {
    assert_eq!(
        verdict(&Org::new()),
        "Nothing has been handed over yet, so nothing can be said."
    );
    let policy = std::fs::read_to_string(
        "examples/harbour-it/Policies/SMS-POL-001 Service Management Policy.md",
    )
    .unwrap();
    let one = Org::new().file("policy.md", &policy);
    let said = verdict(&one);
    assert!(
        said.starts_with("Too little has been handed over"),
        "{said}"
    );
    assert!(said.contains("no file handed over shows"), "{said}");
    assert!(!said.contains("Not ready"), "{said}");
    let complete = one.file("clausewise.toml", "inventory = \"complete\"\n");
    assert!(verdict(&complete).starts_with("Not ready"));
    let half = Org::copy_of("examples/harbour-it");
    for file in half.files() {
        if file
            .components()
            .any(|part| part.as_os_str() == "suppliers" || part.as_os_str() == "luedershafen")
        {
            half.hide(&file);
        }
    }
    let said = verdict(&half);
    assert!(said.starts_with("Not ready"), "{said}");
    assert!(said.contains("no file handed over shows"), "{said}");
}

#[test]
fn words_that_stand_everywhere_show_nothing() {
    let text = "# Vendor newsletter\n\nThe vendor sells software and network printers for hosting. The process of ordering \
                is simple, services are cheap, and the sales target for March was met by all teams.\n";
    let view = Org::new()
        .claimed(
            "news.md",
            "\"8.2.3.1-4\", \"8.2.3.1-5\", \"8.2.3.1-6\", \"10.2-5\", \"8.2.6-15\"",
            text,
        )
        .assess();
    for id in ["8.2.3.1-4", "8.2.3.1-5", "8.2.3.1-6", "10.2-5", "8.2.6-15"] {
        assert_ne!(line(&view, id).state, "shown", "{id}");
    }
    assert_eq!(line(&view, "10.2-5").found.len(), 0);
}

#[test]
fn a_document_shows_half_of_an_activity_only_when_it_says_all_of_it() {
    let objectives = |text: &str| {
        Org::new()
            .claimed(
                "objectives.md",
                "\"6.2.1-7\"",
                &format!("# Note\n\n{text}\n"),
            )
            .assess()
    };
    let subject = objectives("The service management objectives are on the wall of the office.");
    assert_eq!(percent(&subject, "6.2.1-7"), Some(0), "the subject alone");
    let rule = "---\ntype: procedure\nsatisfies: [\"9.3-1\"]\n---\n# Management review\n\nThe managing director chairs the management review.\n";
    let part = Org::new().file("review.md", rule).assess();
    assert_eq!(percent(&part, "9.3-1"), Some(33), "two ideas of three");
    let all = objectives("The service management objectives are revised when the market changes.");
    assert_eq!(percent(&all, "6.2.1-7"), Some(50));
}

#[test]
fn a_rule_that_came_after_the_day_assessed_does_not_count() {
    let of = |stated: &str| {
        let text = format!(
            "---\ntype: procedure\n{stated}\nsatisfies: [\"8.6.1-8\"]\n---\n{}",
            common::MAJOR
        );
        Org::new().file("a.md", text).assess()
    };
    for stated in [
        "approved_on: 2026-11-02",
        "date: 2026-11-02",
        "created: 2026-11-02",
        "effective: 2026-11-02",
    ] {
        let view = of(stated);
        let line = common::line(&view, "8.6.1-8");
        assert_eq!(line.state, "not found", "{stated}");
        common::said(
            &line.remarks,
            "2026-11-02, after the day assessed, and does not count",
        );
    }
    let (message, at) = common::told(&of("approved_on: 2026-11-02"), "a.md", "future-date");
    assert!(
        message.ends_with("the day assessed: does not count"),
        "{message}"
    );
    assert_eq!(at, Some(3));
    for stated in [
        "approved_on: 2026-11-01",
        "approved_on: 2026",
        "approved_on: 2026-10-01\neffective: 2027-01-01",
        "next_review: 2027-01-01",
    ] {
        let view = of(stated);
        assert_eq!(common::line(&view, "8.6.1-8").state, "shown", "{stated}");
    }
}

#[test]
fn what_a_line_is_shown_by_is_not_called_off_its_subject() {
    let view = Org::new()
        .claimed(
            "rules.md",
            "\"8.7.3.1\"",
            "# Leitlinie Informationssicherheit\n\nVersion 2.1, freigegeben am 03.02.2026 von der Geschäftsführung.\n\n\
             Wir schützen die Daten unserer Kunden vor Verlust und unbefugtem Zugriff.\n",
        )
        .assess();
    assert_eq!(line(&view, "8.7.3.1-1").state, "shown");
    assert!(!has(&view, "rules.md", "off-subject"));
}

#[test]
fn a_document_that_is_there_is_to_be_completed_and_not_written() {
    let policy = "# Service management policy\n\nApproved by the board on 3 February 2026. It is a framework for setting service \
                  management objectives and a commitment to continual improvement.\n";
    let view = Org::new().claimed("policy.md", "\"5.2\"", policy).assess();
    assert_eq!(line(&view, "5.2.1-4").state, "shown");
    let steps = view.steps.iter().map(|step| step.title.as_str());
    let steps: Vec<&str> = steps
        .filter(|title| title.contains("the service management policy"))
        .collect();
    let begins = |word: &str| steps.iter().any(|title| title.starts_with(word));
    assert!(begins("Complete") && !begins("Write"), "{steps:?}");
}

#[test]
fn a_day_below_its_title_makes_a_scope_statement_no_record() {
    for day in [
        "Date: 12 January 2026",
        "Stand: 12.01.2026",
        "Version 1, 12 January 2026",
    ] {
        let scope_statement =
            format!("# Scope of the SMS\n{day}\n\nWe run the services Mail and Hosting.\n");
        let settings = "[scope]\nservices = [\"Mail\", \"Hosting\"]\n";
        let org = Org::new()
            .file("clausewise.toml", settings)
            .claimed("scope.md", "\"4.3\"", &scope_statement)
            .claimed(
                "catalogue.md",
                "\"8.2.4\"",
                "# Service catalogue\n\n- Mail\n- Hosting\n",
            )
            .claimed(
                "sla.md",
                "\"8.3.3\"",
                "# SLA\n\nTargets for Mail and Hosting: 99 %.\n",
            );
        let (verdict, reason) = scope(&org.assess());
        assert_eq!(
            (verdict, reason.as_str()),
            ("met", "all 2 services are named in each"),
            "{day}"
        );
    }
}
