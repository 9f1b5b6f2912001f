//! Services, customers and suppliers by the names people use; intervals as people state them; what
//! kind of document something is; lists by their columns.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use clausewise::output::RequirementView;
use common::{Org, line, run};

const FERRY: &str = "[organisation]\nname = \"Port of Selby\"\n[scope]\n\
services = [\"Berth booking register\", \"Selby Tickets\", \"Signalsystem-Betrieb\", \"Pier cameras\"]\n";

fn has_share(line: &RequirementView, name: &str) -> bool {
    let mut members = line.members.iter();
    let member = members.find(|member| member.name == name);
    member
        .unwrap_or_else(|| panic!("no {name}"))
        .score
        .is_some()
}

const REPORT: &str = "# Service report October 2026\n\nDate: 2026-10-20\n\n\
| Service | Measure | Target | Reached | Light |\n|---|---|---|---|---|\n\
| BBR | Availability | 99.5 % | 99.7 % | green |\n\
| Tickets | Availability | 99.0 % | 99.3 % | green |\n\
| Signal | Availability | 99.9 % | 99.9 % | green |\n\
| Cameras | Availability | 98.0 % | 98.4 % | green |\n";

#[test]
fn a_row_with_the_short_name_of_a_service_is_about_it() {
    let view = Org::new()
        .file("clausewise.toml", FERRY)
        .claimed("report 2026-10.md", "\"8.7.1-5\"", REPORT)
        .assess();
    let found = line(&view, "8.7.1-5");
    for service in [
        "Berth booking register",
        "Selby Tickets",
        "Signalsystem-Betrieb",
        "Pier cameras",
    ] {
        assert!(has_share(found, service), "{service}");
    }
    assert!(
        !found.missing.iter().any(|it| it.contains("no evidence")),
        "{:?}",
        found.missing
    );
    assert_eq!(found.grade, "none");
}

#[test]
fn an_alias_of_the_settings_is_the_service() {
    let settings = format!("{FERRY}[aliases]\n\"Pier cameras\" = [\"Harbour eye\"]\n");
    let report = REPORT.replace("| Cameras", "| Harbour eye");
    let view = Org::new()
        .file("clausewise.toml", &settings)
        .claimed("report 2026-10.md", "\"8.7.1-5\"", &report)
        .assess();
    assert!(has_share(line(&view, "8.7.1-5"), "Pier cameras"));
    let wrong = format!("{FERRY}[aliases]\n\"Pier camera\" = [\"Eye\"]\n");
    let org = Org::new().file("clausewise.toml", wrong);
    let (_, told, problems) = run(&org, &["assess"]);
    let told = format!("{told}{problems}");
    assert!(
        told.contains("no service, customer or party is named `Pier camera`"),
        "{told}"
    );
}

#[test]
fn no_evidence_is_said_only_of_a_service_that_no_file_names() {
    let view = Org::new()
        .file("clausewise.toml", FERRY)
        .claimed(
            "report 2026-10.md",
            "\"8.7.1-5\"",
            &REPORT.replace(
                "| Cameras | Availability | 98.0 % | 98.4 % | green |\n",
                "\nOf the pier cameras nothing was said.\n",
            ),
        )
        .assess();
    let found = line(&view, "8.7.1-5");
    assert!(
        !found.missing.iter().any(|it| it.contains("no evidence")),
        "{:?}",
        found.missing
    );
    assert_eq!(found.state, "partly shown");
    assert_ne!(found.grade, "minor");
    let view = Org::new()
        .file("clausewise.toml", FERRY)
        .claimed(
            "report 2026-10.md",
            "\"8.7.1-5\"",
            &REPORT.replace("| Cameras | Availability | 98.0 % | 98.4 % | green |\n", ""),
        )
        .assess();
    let found = line(&view, "8.7.1-5");
    assert!(
        found
            .missing
            .iter()
            .any(|it| it.contains("no evidence for the service Pier cameras")),
        "{:?}",
        found.missing
    );
    assert_eq!(found.grade, "minor");
}

#[test]
fn a_denial_a_question_and_a_draft_cover_no_service() {
    let org = Org::new()
        .file("clausewise.toml", FERRY)
        .claimed(
            "continuity.md",
            "\"8.7.2\"",
            "# Service continuity plan\n\nVersion: 1.0\nStatus: approved\n\nThe harbour master invokes the plan. Tickets: back in 4 hours. \
             The BBR is recovered in 8 hours at the second site.\n\nPier cameras have no such plan.\n\nAnd Signalsystem-Betrieb?\n",
        )
        .claimed(
            "cameras agreement DRAFT.md",
            "\"8.3.3\"",
            "# Pier cameras: service level agreement, draft 0.3\n\nStatus: draft\n\nAvailability target 98 %.\n",
        );
    let extent = |service: &str, clause: &str| {
        let (_, told, _) = run(&org, &["explain", "service", service]);
        let mut lines = told.lines();
        let line = lines.find(|line| line.contains(&format!("- {clause} ")));
        let line = line.unwrap_or_else(|| panic!("{told}")).to_owned();
        line.contains(": shown")
    };
    assert!(extent("Selby Tickets", "8.7.2"));
    assert!(extent("Berth booking register", "8.7.2"));
    assert!(!extent("Pier cameras", "8.7.2"));
    assert!(!extent("Signalsystem-Betrieb", "8.7.2"));
    assert!(!extent("Pier cameras", "8.3.3"));
    let (_, told, _) = run(&org, &["explain", "chain", "service-to-report"]);
    assert!(
        !told
            .contains("Berth booking register is in scope and not named in the service continuity"),
        "{told}"
    );
    assert!(
        !told.contains("Selby Tickets is in scope and not named in the service continuity"),
        "{told}"
    );
}

#[test]
fn an_agreement_on_a_records_system_is_an_agreement() {
    let org = Org::new()
        .file(
            "clausewise.toml",
            "[scope]\nservices = [\"Patient records system\"]\n[[party]]\nname = \"Stores\"\nkind = \"internal supplier\"\n",
        )
        .claimed(
            "SLA.md",
            "\"8.3.3\"",
            "# Patient records system: what IT and the wards have agreed\n\nSigned 3 March 2026.\n\nHours 06:00 to 22:00; availability 99.6 %.\n",
        )
        .file(
            "Understanding.md",
            "# Understanding between Stores and IT about spare parts\n\nSigned 1 March 2026.\n\nStores holds ten spares.\n",
        )
        .claimed(
            "ward agreement.md",
            "\"8.3.3\"",
            "# Service level agreement Wards\n\nStores brings the parts to the wards.\n",
        );
    let view = org.assess();
    let stage = serde_json::to_string(&view.gates).unwrap_or_default();
    assert!(
        !stage.contains("not named in the service level agreements"),
        "{stage}"
    );
    let (_, told, _) = run(&org, &["explain", "party"]);
    assert!(told.contains("Agreements: Understanding.md"), "{told}");
}

fn interval_missing(line: &RequirementView) -> bool {
    line.missing
        .iter()
        .any(|it| it.contains("not stated at which interval"))
}

#[test]
fn an_interval_is_stated_in_the_words_of_everyday() {
    for text in [
        "# Monthly talk on cost with Finance\n\nDate: 2026-10-12\n\nActual cost against budget by service: 2 % under.\n",
        "# Monatsgespräch Kosten\n\nDatum: 12.10.2026\n\nIst-Kosten gegen Budget je Dienst: 2 % darunter. Abweichung erklärt.\n",
        "# Talk on cost\n\nDate: 2026-10-12\n\nActual cost against budget by service: 2 % under. Next talk 9 November.\n",
        "# Talk on cost\n\nDate: 2026-10-12\n\n| Topic | Settled |\n|---|---|\n| Frequency | monthly, second Monday |\n\nActual cost against budget by service: 2 % under.\n",
        "# Cost review\n\nDate: 2026-10-12\n\nActual cost against budget by service: 2 % under. This is done in June and December.\n",
        "# Kostenrunde\n\nDatum: 12.10.2026\n\nIst-Kosten gegen Budget je Dienst: 2 % darunter. Das machen wir jeweils im Oktober.\n",
    ] {
        let view = Org::new().claimed("talk.md", "\"8.4.1-3\"", text).assess();
        let found = line(&view, "8.4.1-3");
        assert!(found.score.is_some(), "{text}: {:?}", found.state);
        assert!(!interval_missing(found), "{text}: {:?}", found.missing);
    }
    let silent =
        "# Talk on cost\n\nDate: 2026-10-12\n\nActual cost against budget by service: 2 % under.\n";
    let view = Org::new()
        .claimed("talk.md", "\"8.4.1-3\"", silent)
        .assess();
    assert!(interval_missing(line(&view, "8.4.1-3")));
}

#[test]
fn what_a_record_tells_of_others_promises_nothing() {
    let view = Org::new()
        .claimed(
            "audit report.md",
            "\"9.2\"",
            "# Report of the internal audit, April 2026\n\nDate: 2026-04-20\n\nHeld against ISO/IEC 20000-1 and our own procedures.\n\n\
             ## Findings\n\nWorks in practice: the crew meets weekly and 9 of 10 tickets are complete.\n",
        )
        .assess();
    for id in ["9.2.1-1", "9.2.1-2", "9.2.1-3"] {
        let found = line(&view, id);
        assert!(
            !found.missing.iter().any(|it| it.contains("promises every")),
            "{id}: {:?}",
            found.missing
        );
        assert_ne!(found.grade, "minor", "{id}");
    }
}

#[test]
fn the_verdict_of_an_audit_is_a_record_of_it() {
    let view = Org::new()
        .claimed(
            "Auditbericht.md",
            "\"9.2\"",
            "# Bericht über das interne Audit im Mai 2026\n\nDatum: 22.05.2026\n\nTurnus: jährlich.\n\n\
             Geprüft gegen die ISO/IEC 20000-1 und die eigenen Verfahren. Das System entspricht den eigenen Vorgaben und der Norm.\n",
        )
        .assess();
    let found = line(&view, "9.2.1-1");
    assert!(
        !found
            .missing
            .iter()
            .any(|it| it.contains("tells how it is done")),
        "{:?}",
        found.missing
    );
}

#[test]
fn a_list_of_partners_is_known_by_its_columns() {
    for (name, rows) in [
        (
            "Partnerliste.md",
            "| Partner | Art | Was machen sie für uns | Betroffen |\n|---|---|---|---|\n| Nordkabel GmbH | extern | Leitungen | Netz |\n",
        ),
        (
            "partners.md",
            "| Supplier | Service | Contact |\n|---|---|---|\n| Quay Fibre Ltd | Lines to the pier | J. Marsh |\n",
        ),
    ] {
        let view = Org::new()
            .claimed(name, "\"8.2.3.1-4\"", &format!("# Overview\n\n{rows}"))
            .assess();
        let found = line(&view, "8.2.3.1-4");
        assert!(
            matches!(found.state, "shown" | "partly shown"),
            "{name}: {} {:?}",
            found.state,
            found.missing
        );
    }
    let view = Org::new()
        .file(
            "Partnerübersicht.md",
            "| Firma | Sache |\n|---|---|\n| Nordkabel | Leitungen |\n",
        )
        .claimed(
            "x.md",
            "\"8.3.3\"",
            "# Service level agreement\n\nAvailability 99 %.\n",
        )
        .assess();
    assert_eq!(line(&view, "8.2.3.1-4").state, "not seen");
}

#[test]
fn a_monthly_report_may_hold_the_results_for_availability() {
    let view = Org::new()
        .claimed("report 2026-10.md", "\"9.4\"", REPORT)
        .claimed(
            "risks.md",
            "\"8.7.1-1\"",
            "# Availability risks\n\nCable cut: high.\n",
        )
        .assess();
    let found = line(&view, "8.7.1-5");
    assert_eq!((found.state, found.grade), ("not seen", "none"));
    assert!(
        found.could_hold.contains(&"report 2026-10.md".to_owned()),
        "{:?}",
        found.could_hold
    );
}

#[test]
fn a_german_monthly_report_may_hold_them_too() {
    let report = "# Monatsbericht 10/2026\n\nDatum: 20.10.2026\n\n\
        | Dienst | Größe | Ziel | Vormonat | Monat | Ampel |\n|---|---|---|---|---|---|\n\
        | Fahrkarten | Verfügbarkeit | 99,0 % | 99,1 | 99,4 | grün |\n";
    let view = Org::new()
        .claimed("Bericht.md", "\"9.4\"", report)
        .claimed(
            "Gefahren.md",
            "\"8.7.1-1\"",
            "# Gefahren\n\nKabelbruch: hoch.\n",
        )
        .assess();
    let found = line(&view, "8.7.1-5");
    assert_eq!((found.state, found.grade), ("not seen", "none"));
}

#[test]
fn a_procedure_whose_name_says_what_it_is_for_is_it() {
    let view = Org::new()
        .claimed(
            "When the pier stands still (major incident).md",
            "\"8.6.1\"",
            "# When the pier stands still\n\nVersion: 1.2\n\n## When do we call it\n\nAny one of these: no boat leaves for 20 minutes; \
             cash desks are down.\n\n## What happens\n\nThe desk rings the duty manager, who takes charge by name.\n",
        )
        .claimed(
            "case.md",
            "\"8.6.1\"",
            "# Pier down\n\nDate: 2026-09-02\n\nCalled as major incident at 09:15, N. Hale in charge.\n\nThe cable was cut by a digger.\n",
        )
        .assess();
    for id in ["8.6.1-7", "8.6.1-8"] {
        let found = line(&view, id);
        assert_ne!(
            found.grade, "minor",
            "{id}: {} {:?}",
            found.state, found.missing
        );
        assert!(
            !found.missing.iter().any(|it| it.contains("one line on it")),
            "{id}: {:?}",
            found.missing
        );
    }
}
