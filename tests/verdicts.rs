//! What a verdict may rest on: something said of the line itself, a document of the kind
//! asked for, evidence for each service, answers that nothing contradicts.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{MAJOR, Org, flat, line, percent, repository, run, said, stdout};

#[test]
fn what_lines_share_shows_none_of_them() {
    for (title, body) in [
        (
            "Management review 2026",
            "We agreed on the date of the summer party.",
        ),
        (
            "Managementbewertung 2026",
            "Wir haben den Termin des Sommerfests gesucht.",
        ),
    ] {
        let text = format!("# {title}\n\nDate: 2026-06-10\nPresent: quality manager\n\n{body}\n");
        let view = Org::new().claimed("mr.md", "\"9.3\"", &text).assess();
        // A first review has no earlier one whose actions it could tell of.
        assert_eq!(line(&view, "9.3-2").state, "not seen", "{title}");
        for n in 3..=15 {
            let id = format!("9.3-{n}");
            assert_eq!(line(&view, &id).state, "not found", "{title} {id}");
        }
    }
    let rain =
        "# Risks\n\nWe buy umbrellas because there is a risk of rain for the SMS and services.\n";
    let view = Org::new().claimed("r.md", "\"6.1.2\"", rain).assess();
    for n in 1..=6 {
        assert_eq!(percent(&view, &format!("6.1.2-{n}")), Some(0), "6.1.2-{n}");
    }
    let more = "# Risks\n\nRisks of the SMS and the services: a key person leaves the company.\n";
    let view = Org::new().claimed("r.md", "\"6.1.2\"", more).assess();
    assert_eq!(
        line(&view, "6.1.2-1").state,
        "shown",
        "beside something of its own it counts"
    );
}

#[test]
fn a_title_shows_nothing_where_no_word_below_belongs_to_the_clause() {
    let records = [
        (
            "10.1",
            "Corrective actions and their effectiveness",
            ["10.1.1-7", "10.1.2-2"],
        ),
        (
            "10.1",
            "Korrekturmaßnahmen und ihre Wirksamkeit",
            ["10.1.1-7", "10.1.2-2"],
        ),
        (
            "8.7.1",
            "Availability report against targets",
            ["8.7.1-4", "8.7.1-5"],
        ),
        ("9.4", "Service report with trends 2026", ["9.4-2", "9.4-3"]),
        ("7.2", "Training records 2026", ["7.2-5", "7.2-5"]),
    ];
    let hollow = [
        "The weather was fine and the canteen served soup to all.",
        "Das Wetter war gut, und in der Kantine gab es für alle Suppe.",
    ];
    for (clause, title, lines) in records {
        for body in hollow {
            let text = format!("# {title}\n\nDate: 2026-06-10\n\n{body}\n");
            let view = Org::new()
                .claimed("r.md", &format!("\"{clause}\""), &text)
                .assess();
            for id in lines {
                let seen = line(&view, id);
                assert!(
                    !seen.state.contains("shown"),
                    "{title} {id}: {}",
                    seen.state
                );
                assert_ne!(seen.grade, "major", "{title} {id}");
            }
        }
    }
}

#[test]
fn a_title_counts_where_something_below_belongs_to_the_clause() {
    for (clause, title, body, id) in [
        (
            "7.2",
            "Training records 2026",
            "Anna Berg passed the ITIL course on 3 March; her certificate is on file.",
            "7.2-5",
        ),
        (
            "10.1",
            "Corrective actions and their effectiveness",
            "The nonconformity of May has not come back since the alarm was set.",
            "10.1.1-7",
        ),
        (
            "8.7.1",
            "Verfügbarkeitsbericht Juni 2026",
            "Hosting lag bei 99,7 %, das Ziel von 99,5 % ist erreicht.",
            "8.7.1-5",
        ),
    ] {
        let text = format!("# {title}\n\nDate: 2026-06-10\n\n{body}\n");
        let view = Org::new()
            .claimed("r.md", &format!("\"{clause}\""), &text)
            .assess();
        assert_eq!(line(&view, id).state, "shown", "{title} {id}");
    }
}

#[test]
fn a_table_called_a_catalogue_is_one() {
    let english =
        "Service,Description,Customers,Status\nHosting,Servers,All,live\nPortal,Web,All,live\n";
    let german =
        "Dienst;Beschreibung;Kunden;Status\nHosting;Server;alle;aktiv\nPortal;Web;alle;aktiv\n";
    for (name, text, state) in [
        ("Service catalogue.csv", english, "partly shown"),
        ("Servicekatalog.csv", german, "partly shown"),
        ("Price list.csv", english, "not found"),
    ] {
        let claim = format!("evidence:\n  - {{match: \"{name}\", satisfies: [\"8.2.4\"]}}\n");
        let org = Org::new().file(name, text).file("evidence.yaml", claim);
        assert_eq!(line(&org.assess(), "8.2.4-1").state, state, "{name}");
    }
}

#[test]
fn rows_that_are_the_record_asked_for_make_none_of_its_lines_a_major() {
    let rows = "id,type,description,relations,status\nS-1,server,web,runs A-1,in use\nS-2,server,db,runs A-2,in use\n";
    let seen = |heads: &str| {
        let text = rows.replacen("id,type,description,relations,status", heads, 1);
        let view = Org::new()
            .file("ci.csv", &text)
            .file(
                "evidence.yaml",
                "registers:\n  - {id: R, file: ci.csv, satisfies: [\"8.2.6\"]}\n",
            )
            .assess();
        let depth = line(&view, "8.2.6-3");
        (depth.state, depth.grade)
    };
    assert_eq!(
        seen("id,type,description,relations,status"),
        ("claimed", "observation")
    );
    assert_eq!(seen("colour,taste,smell,weight,shape").0, "not found");
}

#[test]
fn a_record_without_a_date_is_named() {
    for (title, body) in [
        (
            "Risikoanalyse Informationssicherheit 2026",
            "Höchste Risiken: Verschlüsselungstrojaner und Fehlbedienung durch Anwender.",
        ),
        (
            "Information security risk analysis 2026",
            "Highest risks: ransomware and mistakes of users.",
        ),
    ] {
        let text = format!("# {title}\n\n{body}\n");
        let view = Org::new().claimed("r.md", "\"8.7.3.2\"", &text).assess();
        let seen = line(&view, "8.7.3.2-1");
        assert_eq!(
            (seen.state, seen.grade),
            ("not found", "observation"),
            "{title}"
        );
        let named = |remark: &String| remark.starts_with("r.md speaks of it and bears no date");
        assert!(seen.remarks.iter().any(named), "{:?}", seen.remarks);
    }
}

#[test]
fn a_figure_beside_its_target_is_compared_with_it() {
    for (body, state) in [
        ("Verfügbarkeit Hosting 99,9 % (Ziel 99,5 %).", "shown"),
        ("Verfügbarkeit E-Mail 99,71 %, Soll 99,5 %.", "shown"),
        ("Availability Hosting 99.9 % (target 99.5 %).", "shown"),
        ("Verfügbarkeit: Ziel 99,5 %.", "not found"),
        ("The availability target is 99.5 %.", "partly shown"),
    ] {
        let text = format!("# Bericht Oktober 2026\n\nDatum: 31.05.2026\n\n{body}\n");
        let view = Org::new().claimed("r.md", "\"8.7.1\"", &text).assess();
        assert_eq!(line(&view, "8.7.1-5").state, state, "{body}");
    }
}

#[test]
fn the_contract_with_one_party_is_no_agreement_with_another() {
    let parties = "[[party]]\nname = \"ekom GmbH\"\nkind = \"external-supplier\"\n\n[[party]]\nname = \"Bauhof\"\nkind = \"internal-supplier\"\n";
    let seen = |title: &str, body: &str, id: &str| {
        let text = format!(
            "# {title}\n\n{body}Servicelevel: 99 %\n\nLeistung: Wartung\n\nAnsprechpartner: N. Thiel\n"
        );
        let org = Org::new().claimed("v.md", "\"8.3.4\"", &text);
        let view = org.file("clausewise.toml", parties).assess();
        line(&view, id).state
    };
    let (internal, external) = ("8.3.4.2-1", "8.3.4.1-3");
    assert_eq!(seen("Vertrag mit ekom GmbH", "", internal), "not found");
    assert_eq!(seen("Vertrag mit ekom GmbH", "", external), "shown");
    let named = "Auftragnehmer ist die ekom GmbH.\n\n";
    assert_eq!(seen("Vertrag", named, internal), "not found");
    assert_eq!(seen("Vereinbarung mit dem Bauhof", "", internal), "shown");
    assert_eq!(seen("Interne Vereinbarung", "", internal), "shown");
}

#[test]
fn whoever_is_responsible_is_named() {
    let party = "[[party]]\nname = \"TelNord\"\nkind = \"external-supplier\"\n";
    for (body, is_shown) in [
        (
            "Disputes: first the contract managers, then the directors.",
            false,
        ),
        ("Responsibilities and contacts: Annex B.", false),
        (
            "Verantwortlichkeiten der Lieferanten: siehe Anlage B.",
            false,
        ),
        ("Contract manager: N. Thiel", true),
        ("Responsible for the supplier: Nora Thiel.", true),
        ("Verantwortlich für den Lieferanten ist Frau Thiel.", true),
    ] {
        let text = format!("# Contract with TelNord\n\n{body}\n");
        let org = Org::new().claimed("c.md", "\"8.3.4\"", &text);
        let view = org.file("clausewise.toml", party).assess();
        assert_eq!(
            line(&view, "8.3.4.1-1").state == "shown",
            is_shown,
            "{body}"
        );
    }
}

#[test]
fn a_record_that_names_only_the_subject_lends_it_to_those_that_say_more() {
    let review =
        "# Management review\n\nDate: 2026-06-10\n\nWe met for an hour in the small room.\n";
    let more = "# Talk of the directors\n\nDate: 2026-07-10\n\nThe managing director chaired; the system is suitable, adequate and effective.\n";
    let alone = Org::new().claimed("a.md", "\"9.3\"", review).assess();
    assert_eq!(line(&alone, "9.3-1").state, "not seen");
    let both = Org::new()
        .claimed("records/a.md", "\"9.3\"", review)
        .claimed("records/b.md", "\"9.3\"", more)
        .file("clausewise.toml", "[intervals]\n\"9.3\" = \"P12M\"\n")
        .assess();
    assert_eq!(line(&both, "9.3-1").state, "shown");
}

#[test]
fn a_key_line_of_which_a_file_names_the_subject_is_no_major_by_itself() {
    let text =
        "# Risks\n\nWe keep an eye on the risks of the SMS and services. The budget is tight.\n";
    let view = Org::new().claimed("r.md", "\"6.1.2\"", text).assess();
    let key = line(&view, "6.1.2-2");
    assert_eq!((key.state, key.grade), ("not found", "observation"));
}

#[test]
fn a_report_is_no_programme() {
    let text = "Auditor: G. Ellery    Date: 18 June 2026\nScope: clause 8.3. The auditor used interviews and samples; the audit report goes to the CIO.\n";
    for (title, kind) in [
        ("Internal audit report, suppliers", "a report"),
        ("Auditbericht intern", "a report"),
        ("Minutes of the internal audit", "minutes"),
    ] {
        let view = Org::new()
            .claimed("a.md", "\"9.2.2\"", &format!("# {title}\n\n{text}"))
            .assess();
        let programme = line(&view, "9.2.2-1");
        assert_ne!(programme.state, "shown", "{title}");
        said(
            &programme.missing,
            &format!("is {kind} and not the internal audit programme"),
        );
    }
    let view = Org::new()
        .claimed(
            "a.md",
            "\"9.2.2\"",
            &format!("# Internal audit programme 2026\n\n{text}"),
        )
        .assess();
    assert_eq!(line(&view, "9.2.2-1").state, "shown");
}

fn agreement(body: &str) -> clausewise::output::View {
    let text = format!(
        "# Service level agreement\n\n{body}\n\nAvailability target 99.8 % per month. Maximum load: 12,000 calls per hour. Force majeure is excluded.\n"
    );
    Org::new()
        .file(
            "clausewise.toml",
            "[scope]\nservices = [\"WMS\", \"Workplace\", \"Netzwerk\"]\n",
        )
        .claimed("sla.md", "\"8.3.3\"", &text)
        .assess()
}

#[test]
fn a_file_that_names_services_speaks_for_those_only() {
    let some = agreement("Services: WMS and Workplace.");
    let targets = line(&some, "8.3.3-3");
    assert_eq!(targets.state, "partly shown");
    said(&targets.missing, "no evidence for the service Netzwerk");
    for all in [
        "It holds for all our customers.",
        "It holds for all services; WMS has one exception.",
        "Sie gilt für alle Services, auch für WMS.",
    ] {
        assert_eq!(line(&agreement(all), "8.3.3-3").state, "shown", "{all}");
    }
}

#[test]
fn a_heading_does_not_prove_that_top_management_took_part() {
    let review = |who: &str| {
        let text = format!(
            "# Management review 2026\n\nDate: 2026-06-10\nPresent: {who}\n\nThe system is suitable, adequate and effective.\n"
        );
        let view = Org::new()
            .file(
                "mr.md",
                format!("---\ntype: minutes\nsatisfies: [\"9.3\"]\n---\n{text}"),
            )
            .assess();
        let found = &line(&view, "9.3-1").found;
        found
            .iter()
            .any(|found| found.idea == "top management takes part")
    };
    assert!(!review("Quality manager, service desk lead"));
    assert!(!review(
        "Quality manager, service desk lead (the directors were on leave)"
    ));
    assert!(!review("Qualitätsbeauftragte (Geschäftsführung im Urlaub)"));
    assert!(review("Managing director, quality manager"));
    assert!(review("Geschäftsführer, Qualitätsbeauftragte"));
}

const CONTRACT: &str = "# Contract with Fernhill Networks\n\nThis contract with the supplier Fernhill sets the scope of services supplied: the wide area network.\n";

fn no_supplier(contract: &str) -> Org {
    Org::new().claimed("contract.md", "\"8.3.4.1\"", contract).file(
        "answers.toml",
        "[[answer]]\nanswer = \"no such party\"\nabout = [\"8.3.4.1\"]\nreason = \"none\"\nby = \"B\"\ndate = 2026-10-01\n",
    )
}

#[test]
fn an_answer_that_evidence_contradicts_does_not_count() {
    let org = no_supplier(CONTRACT);
    let view = org.assess();
    for id in ["8.3.4.1-3", "8.3.4.1-9"] {
        assert!(line(&view, id).counts, "{id}");
        said(
            &line(&view, id).remarks,
            "contradicted by contract.md, so the answer does not count",
        );
    }
    assert_eq!(view.totals.answered, 0);
    let (_, out, _) = run(&org, &["assess"]);
    assert!(out.contains("answers.toml"), "{out}");
    let report = clausewise::report::context("gap", view);
    assert!(
        report.view.problems.iter().any(|problem| problem
            .message
            .contains("so it does not count for 8.3.4.1-1")),
        "{:?}",
        report.view.problems
    );
}

#[test]
fn an_answer_that_only_a_rule_speaks_against_counts() {
    let rule = "# Supplier management procedure\n\nA contract with each supplier sets the scope of services supplied.\n";
    let view = no_supplier(rule).assess();
    assert!(!line(&view, "8.3.4.1-3").counts);
}

#[test]
fn who_performs_a_thing_must_be_a_party_that_the_settings_name() {
    let answer = "[[answer]]\nanswer = \"performed by\"\nabout = [\"8.6.2\"]\nreason = \"desk\"\nby = \"B\"\ndate = 2026-10-01\nparty = \"Hornet\"\ncontrol = [\"a.md\"]\n";
    let org = |settings: &str| {
        Org::new()
            .file(
                "a.md",
                "# Hornet\n\nDate: 2026-09-01\n\nWe met Hornet and looked at what it did.\n",
            )
            .file("answers.toml", answer)
            .file("clausewise.toml", settings)
            .assess()
    };
    let unknown = org("");
    assert!(
        unknown
            .problems
            .iter()
            .any(|problem| problem.message.contains("names no party `Hornet`")),
        "{:?}",
        unknown.problems
    );
    assert_ne!(line(&unknown, "8.6.2-1").state, "partly shown");
    let known = org("[[party]]\nname = \"Hornet\"\nkind = \"external supplier\"\n");
    assert!(line(&known, "8.6.2-1").score.is_some());
}

#[test]
fn explain_says_what_rows_were_held_to_and_where_words_stand_that_were_not_counted() {
    let org = Org::new().register("incidents.csv", "Ticket,Category\n1,mail\n2,net\n", "8.6.1");
    let page = stdout(org.root(), &["explain", "8.6.1-1", "."]);
    let page = flat(&page);
    assert!(
        page.contains("each row: “id” and “class” must be filled in")
            && page.contains("class in “Category”"),
        "{page}"
    );
    let review = "---\ntype: minutes\nsatisfies: [\"9.3\"]\n---\n# Management review 2026\n\nDate: 2026-06-10\n\n\
                  Quality manager, desk lead (the directors were on leave).\n\nThe system is suitable, adequate and effective.\n";
    let org = Org::new().file("mr.md", review);
    let page = stdout(org.root(), &["explain", "9.3-1", "--as-of", "2026-11-01"]);
    assert!(page.contains("Looked at, and not counted"), "{page}");
    assert!(
        page.contains("top management takes part: mr.md:9"),
        "{page}"
    );
}

#[test]
fn what_is_looked_for_is_said_in_words_that_people_write() {
    let page = stdout(repository(), &["explain", "4.1-2", "examples/first-steps"]);
    assert!(
        page.contains("with \"climate change*\"") && !page.contains("climate view"),
        "{page}"
    );
    let page = stdout(repository(), &["catalogue", "show", "4.1-2"]);
    assert!(!page.contains("climate view"), "{page}");
}

#[test]
fn the_verdict_says_first_how_little_was_seen() {
    let text = "# Incidents\n\nA documented procedure for major incidents does not exist yet; we decide case by case.\n";
    let view = Org::new().claimed("mi.md", "\"8.6.1\"", text).assess();
    let verdict = clausewise::report::context("gap", view).verdict;
    assert!(
        verdict.starts_with(
            "Too little has been handed over for a verdict: nothing is known yet about "
        ),
        "{verdict}"
    );
    assert!(
        verdict.contains("As things stand, ") && verdict.contains(" only because no file handed"),
        "{verdict}"
    );
    assert!(
        !verdict.contains("8.7.2"),
        "nothing of continuity was handed over: {verdict}"
    );
    let complete = Org::new()
        .claimed("mi.md", "\"8.6.1-8\"", MAJOR)
        .file("clausewise.toml", "inventory = \"complete\"\n")
        .assess();
    let verdict = clausewise::report::context("gap", complete).verdict;
    assert!(verdict.starts_with("Not ready"), "{verdict}");
}

#[test]
fn titles_of_processes_tell_what_a_file_is_about() {
    let mut org = Org::new();
    let mut expected = Vec::new();
    for (name, clause) in [
        ("Störungsmanagement", "8.6.1"),
        ("Problemmanagement", "8.6.3"),
        ("Änderungsmanagement", "8.5.1"),
        ("Release- und Deployment-Management", "8.5.3"),
        ("Konfigurationsmanagement", "8.2.6"),
        ("Kapazitätsmanagement", "8.4.3"),
        ("Verfügbarkeitsmanagement", "8.7.1"),
        ("Notfallmanagement", "8.7.2"),
        ("Service-Level-Management", "8.3.3"),
        ("Lieferantenmanagement", "8.3.4"),
        ("Beschwerdemanagement", "8.3.2"),
        ("Unsere Kunden", "8.3.2"),
        ("Our customers", "8.3.2"),
        ("Incident Management", "8.6.1"),
        ("Access and Permission Management", "8.7.3"),
        ("Operating Concept and Processes", "8.1"),
    ] {
        for before in [
            "",
            "Prozessbeschreibung ",
            "Verfahrensanweisung ",
            "Runbook ",
        ] {
            let title = format!("{before}{name}");
            let body = "Die Leitung hat das freigegeben; es gilt für alle im Haus.";
            org = org.file(&format!("{title}.md"), format!("# {title}\n\n{body}\n"));
            expected.push((format!("{title}.md"), clause));
        }
    }
    for (file, clause) in [
        ("Störungen 2026.csv", "8.6.1"),
        ("Rahmenvertrag NetCom.md", "8.3.4"),
        ("Servicevereinbarung (SLA).md", "8.3.3"),
        ("Agreement between us and Fernhill.md", "8.3.4"),
    ] {
        org = org.file(file, "Nr;Was\n1;Drucker\n2;Netz im Lager\n");
        expected.push((file.to_owned(), clause));
    }
    let view = org.assess();
    for (path, clause) in expected {
        let hints = &common::file(&view, &path).ideas_of;
        let first = hints.first().map_or("", |hint| hint.clause.as_str());
        assert!(first.starts_with(clause), "{path}: {first}, not {clause}");
    }
}

#[test]
fn a_first_look_names_the_files_that_tell_nothing() {
    let org = Org::new()
        .file(
            "lunch.md",
            "# Lunch\n\nThe canteen opens at noon on most days.\n",
        )
        .file(
            "incident.md",
            "# Incident management\n\nIncidents are recorded.\n",
        );
    let (_, out, _) = run(&org, &["assess"]);
    assert!(
        out.contains("1 file that was read shows no clause clearly:\n  lunch.md"),
        "{out}"
    );
}

#[test]
fn what_has_to_be_settled_is_shown_by_the_text_that_settles_it() {
    let monitoring = "# Was wir messen\n\nVersion: 2\n\n\
        | Messgröße | Quelle | Wann gemessen | Wann ausgewertet |\n|---|---|---|---|\n\
        | Verfügbarkeit je Service | Überwachungswerkzeug | laufend | monatlich |\n\
        | Lösungszeit der Störungen | Ticketsystem | laufend | monatlich |\n";
    let scope = "# Scope of the SMS\n\nVersion: 1.1\n\n\
        The SMS ends at the customer's firewall. Printers are not in scope.\n";
    let view = Org::new()
        .claimed("measures.md", "\"9.1\"", monitoring)
        .claimed("scope.md", "\"4.3\"", scope)
        .assess();
    for id in ["4.3-1", "9.1-1"] {
        assert_eq!(line(&view, id).state, "shown", "{id}");
    }
    let draft = scope.replace("Version: 1.1", "Status: draft");
    let view = Org::new().claimed("scope.md", "\"4.3\"", &draft).assess();
    assert_eq!(percent(&view, "4.3-1"), Some(50), "a draft settles nothing");
    let nothing = "# Scope of the SMS\n\nVersion: 1.1\n\nThe limits have not been defined yet.\n";
    let view = Org::new().claimed("scope.md", "\"4.3\"", nothing).assess();
    assert_ne!(line(&view, "4.3-1").state, "shown");
    // What has to be done is not shown by a text that says so.
    let told =
        "# Complaints\n\nVersion: 1\n\nObjectives are communicated to all staff once a year.\n";
    let view = Org::new().claimed("o.md", "\"6.2.1-6\"", told).assess();
    assert_ne!(line(&view, "6.2.1-6").state, "shown");
}

#[test]
fn a_column_that_no_row_fills_says_nothing_of_its_head() {
    let of = |clause: &str, id: &str, text: &str| {
        let view = Org::new()
            .claimed("a.md", &format!("\"{clause}\""), text)
            .assess();
        line(&view, id).state
    };
    let tables = [
        (
            "8.3.2",
            "8.3.2-1",
            "# Services\n\nVersion: 1\n\n| Service | Customers | Users | Interested parties |\n|---|---|---|---|\n",
            [
                "| Mail | Finance department | 212 clerks | works council |\n",
                "| Print | all departments | all staff | - |\n",
            ],
            [
                "| Mail | ? | - | - |\n",
                "| Print | tbd | n/a | not known |\n",
            ],
        ),
        (
            "8.7.1",
            "8.7.1-6",
            "# Ausfälle 2026\n\nDatum: 2026-10-01\n\n| Ausfall | Ursache geklärt | Maßnahme |\n|---|---|---|\n",
            [
                "| 12.02.2026, ungeplanter Ausfall 3 h | Netzteil | getauscht am 13.02.2026 |\n",
                "| 29.05.2026, 50 min | nein | nein |\n",
            ],
            [
                "| 12.02.2026, 3 h | nein | keine |\n",
                "| 29.05.2026, 50 min | nein | - |\n",
            ],
        ),
    ];
    for (clause, id, head, filled, empty) in tables {
        let shown = of(clause, id, &format!("{head}{}", filled.concat()));
        assert_ne!(shown, "not found", "{id}");
        assert_ne!(shown, "not seen", "{id}");
        let nothing = of(clause, id, &format!("{head}{}", empty.concat()));
        assert_ne!(nothing, "shown", "{id}");
        assert_ne!(nothing, shown, "{id}");
    }
    // None is a report of what is better not there.
    let none = "# Monthly report\n\nDate: 2026-10-05\n\n| Service | Service complaints |\n|---|---|\n| Mail | none |\n| Print | none |\n";
    assert_ne!(of("8.3.2", "8.3.2-12", none), "not found");
}

#[test]
fn what_stands_among_much_that_is_missing_counts_half() {
    let clouded = [
        (
            "4.3",
            "4.3-1",
            "# Boundaries\n\nDate: 2026-06-23\n\nWe copied the scope of the SMS from the parent company and never sat down over where our system \
             ends. Whether the Leeds site is inside depends on whom you ask. Field service has no idea.",
        ),
        (
            "7.2",
            "7.2-5",
            "# Ablage der Nachweise\n\nDatum: 2026-10-13\n\nZeugnisse und Schulungsnachweise heben wir seit dem Umzug keine auf. In der Akte \
             lag nichts. Die Kurse haben wohl stattgefunden.",
        ),
    ];
    for (clause, id, text) in clouded {
        let view = Org::new()
            .claimed("a.md", &format!("\"{clause}\""), text)
            .assess();
        assert_ne!(line(&view, id).state, "shown", "{id}");
    }
    // Rules forbid, conditions exclude, and good news has a no in it.
    let sound = [
        (
            "4.3",
            "4.3-1",
            "# Scope of the SMS\n\nVersion: 1\n\nThe SMS applies to the Leeds site. It must not be extended without a decision. Print is \
             not part of it, because the landlord runs it. No exceptions.",
        ),
        (
            "4.3",
            "4.3-1",
            "# Anwendungsbereich\n\nVersion: 1\n\nDas SMS gilt für den Standort Leeds und die drei Kerndienste.\n\nNicht dabei: die Leitstelle. \
             Nicht enthalten sind gemietete Drucker. Ob der Klimawandel zählt, ist noch nicht besprochen.",
        ),
        (
            "7.2",
            "7.2-5",
            "# Schulungsnachweise\n\nDatum: 2026-10-13\n\nFür alle 14 Personen liegen Zeugnisse und Schulungsnachweise in der Akte. Keine \
             Beanstandung. Es fehlte nichts.",
        ),
    ];
    for (clause, id, text) in sound {
        let view = Org::new()
            .claimed("a.md", &format!("\"{clause}\""), text)
            .assess();
        assert_eq!(line(&view, id).state, "shown", "{id}");
    }
}

#[test]
fn what_holds_for_anybody_shows_nothing_in_full() {
    let of = |text: &str| {
        let view = Org::new().claimed("a.md", "\"7.4\"", text).assess();
        percent(&view, "7.4-1")
    };
    let body = "What is communicated: outages, changes and SLA results, monthly, to customers by e-mail.\n";
    let plan = format!("# Communication plan\n\nVersion: 2\n\n{body}");
    let slides = format!("# Communication plan\n\nCourse slides, module 4\n\n{body}");
    let questions = "# Checklist communication plan\n\n☐ Is it settled what is communicated?\n☐ Is it settled when?\n";
    assert_eq!(of(&plan), Some(85));
    assert!(of(&slides) <= Some(50), "{:?}", of(&slides));
    assert!(of(questions) <= Some(50), "{:?}", of(questions));
}

#[test]
fn records_that_say_it_in_other_words_make_no_major() {
    let page = "# Digital Services, month of 2026-09\n\nDate: 2026-10-05\n\nUp 99.9. Calls 402, all blue.\n";
    let org = Org::new().file(
        "clausewise.toml",
        "as_of = 2026-11-01\ninventory = \"complete\"\n",
    );
    let read = org
        .file(
            "evidence.yaml",
            "evidence:\n  - {match: \"m.md\", type: report, satisfies: [\"8.6.1\"]}\n",
        )
        .file("m.md", page);
    let view = read.assess();
    let key = line(&view, "8.6.1-1");
    assert_eq!(key.state, "not found", "{:?}", key.remarks);
    assert_eq!(
        key.grade, "observation",
        "somebody has to look at what was read"
    );
    let nothing = Org::new()
        .file(
            "clausewise.toml",
            "as_of = 2026-11-01\ninventory = \"complete\"\n",
        )
        .file(
            "evidence.yaml",
            "evidence:\n  - {match: \"m.md\", type: report, satisfies: [\"8.6.3\"]}\n",
        )
        .file("m.md", page);
    assert_eq!(line(&nothing.assess(), "8.6.1-1").grade, "major");
}

#[test]
fn a_denial_of_something_else_is_not_held_against_a_line() {
    for (clause, about, text) in [
        (
            "8.7.2",
            "8.7.2-16",
            "# Round of 24 September 2026\n\nWe keep no list of the causes of faults.\n",
        ),
        (
            "8.7.2",
            "8.7.2-16",
            "# Runde vom 24. September 2026\n\nEine Liste der Ursachen führen wir nicht.\n",
        ),
        (
            "8.2.6",
            "8.2.6-1",
            "# Count, 8 September 2026\n\n204 of 212 entries agreed. Eight did not: five modems in the wrong place, three switches never written in.\n",
        ),
    ] {
        let view = Org::new()
            .claimed("m.md", &format!("\"{clause}\""), text)
            .assess();
        assert_ne!(line(&view, about).state, "contrary", "{text}");
    }
}

#[test]
fn a_rare_line_without_a_case_is_not_seen() {
    for (clause, about, text) in [
        (
            "8.5.2",
            "8.5.2.1-10",
            "# Plan for the new service\n\nDesign November 2026, trial February, live April 2027.\n",
        ),
        (
            "8.5.2",
            "8.5.2.1-11",
            "# Plan für den neuen Service\n\nEntwurf im November, Probe im Februar, Start im April 2027.\n",
        ),
    ] {
        let view = Org::new()
            .claimed("p.md", &format!("\"{clause}\""), text)
            .assess();
        assert_eq!(line(&view, about).state, "not seen", "{text}");
    }
}

/// An organisation with three services, one of them agreed, and a further file claimed as an agreement.
fn agreed_beside(path: &str, kind: &str, text: &str) -> String {
    let scope = "# Scope of the service management system\n\nThe IT department delivers the services Payroll, Drawing and Archive.\n";
    let catalogue = "# Service catalogue\n\n| Service | For |\n|---|---|\n| Payroll | HR |\n| Drawing | Design |\n| Archive | all |\n";
    let agreement = "# Service level agreement with HR\n\nPayroll: available 99.5 % a month, up to 200 users.\n";
    let kind = if kind.is_empty() {
        String::new()
    } else {
        format!("type: {kind}, ")
    };
    let view = Org::new()
        .file("scope.md", scope)
        .file("catalogue.md", catalogue)
        .file("agreement.md", agreement)
        .file(path, text)
        .file(
            "evidence.yaml",
            format!(
                "evidence:\n  - {{match: scope.md, satisfies: [\"4.3\"]}}\n  - {{match: catalogue.md, type: catalogue, satisfies: [\"8.2.4\"]}}\n  \
                 - {{match: agreement.md, type: agreement, satisfies: [\"8.3.3\"]}}\n  - {{match: {path}, {kind}satisfies: [\"8.3.3\"]}}\n"
            ),
        )
        .file(
            "clausewise.toml",
            "[scope]\nservices = [\"Payroll\", \"Drawing\", \"Archive\"]\n",
        )
        .assess();
    let asks = view.gates[0].asks.iter();
    let mut asks = asks.filter(|ask| ask.ask.contains("agree on them"));
    asks.next().unwrap().reason.clone()
}

#[test]
fn only_agreements_cover_a_service() {
    let mail = |text: &str| {
        format!(
            "From: A <a@x.example>\nTo: b@x.example\nDate: Wed, 16 Sep 2026 09:05:00 +0200\nSubject: Drawing\n\n{text}\n"
        )
    };
    for (path, kind, text) in [
        (
            "m.eml",
            "",
            mail("With Design we have nothing in writing for Drawing yet."),
        ),
        ("m.eml", "", mail("Für Drawing gilt, was der Huber sagt.")),
        (
            "minutes.md",
            "",
            "# Minutes of 3 June 2026\n\nDrawing was slow; nothing is agreed for it.\n".to_owned(),
        ),
        (
            "process.md",
            "",
            "# Service level management process\n\nFor Drawing the process owner will write one.\n"
                .to_owned(),
        ),
        (
            "list.md",
            "report",
            "# Service levels\n\nDrawing: three targets missed.\n".to_owned(),
        ),
    ] {
        let reason = agreed_beside(path, kind, &text);
        assert!(
            reason.contains("Drawing, Archive not named"),
            "{text}: {reason}"
        );
    }
    let agreed = "# Drawing\n\nDrawing: available 99 % a month, up to 20 users.\n";
    for (path, kind) in [
        ("drawing.md", "agreement"),
        ("SLA Drawing.md", ""),
        ("drawing.md", ""),
    ] {
        let reason = agreed_beside(path, kind, agreed);
        assert!(
            reason.contains("Archive not named") && !reason.contains("Drawing"),
            "{path}: {reason}"
        );
    }
}

#[test]
fn the_forecast_is_one_number_wherever_it_stands() {
    let text = "# Incidents\n\nA documented procedure for major incidents does not exist; we decide case by case.\n";
    let org = Org::new().claimed("mi.md", "\"8.6.1\"", text);
    let view = org.assess();
    let (majors, minors) = (view.totals.probable_majors, view.totals.probable_minors);
    assert!(majors > view.forecast.majors_seen && minors > 0);
    let verdict = clausewise::report::context("gap", view).verdict;
    let said = format!("{majors} major nonconformities and {minors} minor nonconformities");
    assert!(verdict.contains(&said), "{verdict}");
}

#[test]
fn what_no_test_reaches_is_for_a_person_to_look_at_and_not_the_worst() {
    let rows = "Kit ID,Type,Description,Status\nS-1,Server,mail,live\nS-2,Switch,hall,live\n";
    let view = Org::new()
        .file("kit.csv", rows)
        .file(
            "evidence.yaml",
            "registers:\n  - {id: KIT, file: kit.csv, satisfies: [\"8.2.6\"]}\n",
        )
        .assess();
    let mut untested = 0;
    for line in &view.requirements {
        let own_limits =
            |text: &String| text.contains("not tested") || text.contains("no column is known");
        assert!(
            !line.missing.iter().any(own_limits),
            "{}: {:?}",
            line.id,
            line.missing
        );
        untested += usize::from(line.look_at.iter().any(own_limits));
    }
    assert!(untested > 0);
    let worst = view.totals.worst_requirement.map(|id| id.to_string());
    let worst = worst.and_then(|id| {
        view.requirements
            .iter()
            .find(|line| line.id.to_string() == id)
    });
    assert!(
        worst.is_none_or(|line| line.look_at.is_empty()),
        "{worst:?}"
    );
}

#[test]
fn a_file_told_as_proof_is_not_told_to_be_about_something_else() {
    let text = "# Inventur\n\nDas Inventar wurde am 4. Mai 2026 mit der Wirklichkeit verglichen.\n";
    let view = Org::new()
        .claimed("inventur.md", "\"8.2.6\"", text)
        .assess();
    let proof = view.requirements.iter().any(|line| !line.found.is_empty());
    let file = view.evidence.iter().find(|file| file.path == "inventur.md");
    let off = file
        .unwrap()
        .problems
        .iter()
        .any(|problem| problem.kind == "off-subject");
    assert!(!(proof && off));
}

#[test]
fn a_document_that_is_by_title_and_text_what_is_asked_for_is_there_whatever_it_leaves_out() {
    let agreement = "# Service level agreement with Northway\n\nService levels, measured monthly:\n\n\
        | Measure | Target |\n|---|---|\n| Availability | 99.9 % |\n| Response to P1 | 15 minutes |\n\n\
        Workload limit: 400 calls a month. Announced maintenance does not count against the targets.\n";
    let view = Org::new()
        .claimed("SLA.md", "\"8.3.3\"", agreement)
        .assess();
    let there = line(&view, "8.3.3-2");
    assert_eq!(there.state, "partly shown", "{:?}", there.missing);
    let chatter = "# Service level agreement\n\nWe had lunch with Northway and spoke of holidays and of their new building.\n";
    let view = Org::new().claimed("SLA.md", "\"8.3.3\"", chatter).assess();
    assert_ne!(line(&view, "8.3.3-2").state, "partly shown");
    let catalogue =
        "Service,For whom,Hours\nHosting,all customers,8 to 18\nMail,all customers,always\n";
    let view = Org::new()
        .file("Service catalogue.csv", catalogue)
        .file(
            "claims.toml",
            "[[claim]]\npath = \"Service catalogue.csv\"\nsatisfies = [\"8.2.4\"]\n",
        )
        .assess();
    let there = line(&view, "8.2.4-1");
    assert_eq!(there.state, "partly shown", "{:?}", there.missing);
}
