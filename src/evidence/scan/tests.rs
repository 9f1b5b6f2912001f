mod gaps;
mod long;
mod open;
mod titles;

use super::super::cues::cue_phrases;
use super::super::phrases::Mark;
use super::*;

fn scan(phrases: &[&str], text: &str) -> Reading {
    let cues = cue_phrases();
    let ideas = phrases
        .iter()
        .enumerate()
        .map(|(n, p)| (*p, Mark::Idea(u32::try_from(n).unwrap())));
    let matcher = Matcher::new(ideas.chain(cues.iter().map(|(p, m)| (p.as_str(), *m))));
    let mut scanner = Scanner::new(&matcher, phrases.len());
    scanner.scan(Task {
        text,
        start: 0,
        markup: Markup::Markdown,
        title: None,
        taken: &[],
        spots: false,
    })
}

fn contrary(phrase: &str, text: &str) -> bool {
    scan(&[phrase], text).hits.iter().any(Hit::contrary)
}

#[test]
fn places_are_those_of_the_text() {
    let reading = scan(
        &["major incident*"],
        "# T\n\nWe handle\na Major\nIncident well, as ever.\n",
    );
    assert_eq!((reading.hits[0].line, reading.hits[0].said), (5, 1));
    assert_eq!(reading.heading, Some(("T".to_owned(), 1)));
}

#[test]
fn sentences_that_deny_are_contrary() {
    for text in [
        "A major incident procedure does not exist.",
        "There is no documented major incident procedure at the moment.",
        "The major incident procedure has not yet been written.",
        "We do not have a major incident procedure.",
        "The major incident procedure will be written in 2027.",
        "| Major incident procedure | not yet available |",
        "- Major incident procedure: TBD",
        "The major incident procedure was not approved by the board.",
        "There is currently no agreed major incident procedure.",
        "A major incident procedure doesn't exist.",
        "No major incident procedure has been agreed.",
        "We lack a major incident procedure.",
        "There is no major incident procedure yet.",
        "The major incident procedure is still work in progress.",
        "Nobody has written the major incident procedure.",
    ] {
        assert!(contrary("major incident procedure*", text), "{text}");
    }
    for text in [
        "Es gibt kein Verfahren für schwere Störungen.",
        "Ein Verfahren für schwere Störungen existiert noch nicht.",
        "Das Verfahren für schwere Störungen fehlt.",
        "Der Test der schweren Störungen wurde nicht durchgeführt.",
        "Ein Verfahren für schwere Störungen gibt es nicht.",
        "Ein Verfahren für schwere Störungen liegt nicht vor.",
        "Die Übung zu schweren Störungen ist ausgefallen.",
        "Für schwere Störungen wurde kein Verfahren vereinbart.",
        "Das Verfahren für schwere Störungen ist erst für 2027 geplant.",
    ] {
        assert!(contrary("schwere* störung*", text), "{text}");
    }
}

#[test]
fn rules_conditions_and_quiet_months_are_not_contrary() {
    for text in [
        "A major incident is not closed until the user agrees.",
        "If there is no major incident record, the manager opens one.",
        "There were no major incidents in October.",
        "Major incidents that are not reported within an hour are escalated.",
        "The next major incident exercise is planned for March.",
        "No major incident may be closed without a documented review.",
        "We have a major incident process, but the tool is not yet perfect.",
        "The major incident exercise will be performed every year.",
        "Major incidents whose cause is not yet known go to problem management.",
        "Ist ein major incident noch nicht gelöst, ruft der Manager an.",
        "No major incident was reported in March.",
        "Major incidents are never recorded as requests.",
        "Ist die Ursache klar, aber noch nicht beseitigt, wird ein major incident angelegt.",
        "We sent the major incident procedure out on 18 June 2026. The website is not yet ready.",
    ] {
        assert!(!contrary("major incident*", text), "{text}");
    }
}

#[test]
fn a_denial_without_a_name_speaks_of_its_heading() {
    for text in [
        "# Continuity test\n\nThe test has not yet been carried out by anybody here.\n",
        "## Continuity test\n\nThis test was postponed because of the office move in spring.\n",
        "# Continuity test\n\nDieser Test ist ausgefallen, weil alle im Urlaub waren.\n",
    ] {
        assert!(contrary("continuity test*", text), "{text}");
    }
    let other = "# Continuity test\n\nWe switched to the second site on 3 May. The new printer is not yet available. \
                 This is the first test, so there is no trend yet. It is not yet published on the website.\n";
    assert!(!contrary("continuity test*", other));
}

#[test]
fn headings_need_text_below_them() {
    assert!(
        scan(
            &["continuity plan*"],
            "# Continuity plan\n\n## Scope\n\nTBD\n"
        )
        .hits
        .is_empty()
    );
    let full = scan(
        &["continuity plan*"],
        "# Continuity plan\n\nWe restore every service within four hours.\n",
    );
    assert!(full.hits[0].shown());
}

#[test]
fn what_no_reader_sees_is_not_read() {
    let text = "<!-- capacity plan -->\n- [Capacity plan](#capacity-plan)\nSee [it](capacity-plan.md) here.\n";
    let reading = scan(&["capacity-plan"], text);
    assert!(reading.hits.is_empty());
    assert_eq!(reading.links, [("capacity-plan.md".to_owned(), 3)]);
}

#[test]
fn intervals_are_read_from_the_sentence() {
    let reading = scan(
        &["management review*"],
        "The management review takes place every six months.",
    );
    assert_eq!(
        reading.hits[0]
            .every
            .map(|n| super::super::cues::intervals()[usize::from(n)].to_string()),
        Some("P6M".into())
    );
}

#[test]
fn an_interval_of_it_is_that_of_the_heading() {
    let every = |text: &str| {
        let hits = scan(&["management review*"], text).hits;
        hits[0]
            .every
            .map(|n| super::super::cues::intervals()[usize::from(n)].to_string())
    };
    let said = "# Management review\n\nIt takes place twice a year and lasts about two hours.\n";
    assert_eq!(every(said).as_deref(), Some("P6M"));
    let other = "# Management review\n\nBackups of the minutes are made every month by the desk.\n";
    assert_eq!(every(other), None);
}

#[test]
fn what_is_only_announced_can_be_accepted() {
    let accepted = |phrase: &str, text: &str| {
        let mut hit = scan(&[phrase], text).hits[0];
        hit.accept_announcements();
        hit.shown()
    };
    for (phrase, plan) in [
        (
            "contract",
            "The contract with the carrier will be reviewed in May.",
        ),
        (
            "acceptance criteria",
            "Acceptance criteria are to be agreed by June.",
        ),
        ("test", "Der Test ist geplant für 2027."),
    ] {
        assert!(accepted(phrase, plan), "{plan}");
    }
    for (phrase, denial) in [
        (
            "back-out plan",
            "The back-out plan is not yet written and will be tested.",
        ),
        (
            "verfahren",
            "Es gibt kein Verfahren; es wird noch erstellt.",
        ),
    ] {
        assert!(!accepted(phrase, denial), "{denial}");
    }
}

#[test]
fn a_denial_of_a_part_denies_no_whole() {
    for (phrase, text) in [
        (
            "continuity plan",
            "# Service continuity plan\n\nThe managing director declares a disaster. Restore within 4 hours.\n\nThe plan has never been tested.\n",
        ),
        (
            "management review",
            "# Management review 2026\n\nTop management reviewed everything in June. The review of the risk register was not carried out for lack of time.\n",
        ),
        (
            "internal audit",
            "# Internal audit report 2026\n\nThe internal audit was carried out on 28 May. The audit of the Gdansk site was postponed to June.\n",
        ),
        (
            "continuity test",
            "# Continuity test report\n\nThe plan was tested on 28 June. The test of the network was postponed to autumn.\n",
        ),
    ] {
        assert!(!contrary(phrase, text), "{text}");
    }
}

#[test]
fn a_number_ends_a_sentence() {
    for end in ["99.5 %.", "99.5%.", "(4 h).", "4 h.", "number 7.", "99.5."] {
        let text =
            format!("Service level targets: availability {end} There are no workload limits here.");
        let reading = scan(&["service level target*", "workload limit*"], &text);
        assert!(reading.hits[0].shown(), "{text}");
    }
    assert!(contrary(
        "test",
        "Am 7. März wurde der Test nicht durchgeführt."
    ));
}

#[test]
fn what_states_nothing_shows_nothing() {
    for text in [
        "Do we have a service catalogue?",
        "- [ ] service catalogue is maintained",
        "~~The service catalogue is maintained.~~ Nothing more here.",
        "We keep [TODO: service catalogue] for it.",
        "We keep {{ service catalogue }} for it.",
        "**Service catalogue:** {{ handbook.catalogue }}",
        "- **Service catalogue kept by:** [TODO: name]",
        "| Service catalogue | {{ owner }} |",
        "Service catalogue: [[ portal.service_list ]]",
    ] {
        let reading = scan(&["service catalogue"], text);
        assert!(!reading.hits.iter().any(Hit::shown), "{text}");
    }
    assert!(scan(&["service catalogue"], "- [x] service catalogue is kept").hits[0].shown());
    assert!(scan(&["service catalogue"], "See [service catalogue](a.md).").hits[0].shown());
}

#[test]
fn people_deny_in_many_words() {
    for text in [
        "We stopped keeping the service catalogue in 2024.",
        "The service catalogue is on hold.",
        "The service catalogue was abandoned.",
        "Nobody keeps a service catalogue.",
        "We gave up on the service catalogue.",
        "We failed to produce a service catalogue.",
        "A service catalogue would be nice to have.",
        "Work on the service catalogue starts next year.",
        "| Service catalogue | not discussed |",
    ] {
        assert!(contrary("service catalogue", text), "{text}");
    }
    for text in [
        "Einen Servicekatalog haben wir nicht.",
        "Auf einen Servicekatalog wurde bisher verzichtet.",
        "Der Servicekatalog wurde eingestellt.",
        "Ein Servicekatalog soll 2027 erstellt werden.",
        "Es mangelt an einem Servicekatalog.",
        "Keiner pflegt den Servicekatalog.",
        "Wir verfügen über keinerlei Servicekatalog.",
    ] {
        assert!(contrary("servicekatalog", text), "{text}");
    }
    // What hangs on another clause, or may speak of one case, leaves it open.
    for text in [
        "The auditor asked for a service catalogue, which we could not show.",
        "Der Servicekatalog entfällt.",
    ] {
        let hits = scan(&["service catalogue", "servicekatalog"], text).hits;
        assert!(!hits.iter().any(Hit::shown), "{text}");
    }
    for text in [
        "The service catalogue is maintained. It does not list retired services.",
        "No service may go live before it is in the service catalogue.",
        "Without an entry in the service catalogue nothing is sold.",
        "The service catalogue is not only maintained but also reviewed monthly.",
        "Approval of the service catalogue is given once its entries are complete.",
    ] {
        assert!(!contrary("service catalogue", text), "{text}");
    }
}

#[test]
fn a_negation_proves_nothing_of_its_part_of_the_sentence() {
    for text in [
        "Not approved by management.",
        "The approval by management expired in 2024.",
        "The policy has no date, owner or approval.",
        "Approval: nobody so far",
        "It would be good to have an approval by management.",
        "ISO/IEC 20000-1 requires the approval of management.",
        "1. Approval of the policy .......... 7",
        "| Kapazität | keine Angabe | approval not known | x | y |",
    ] {
        let hits = scan(&["approv*"], text).hits;
        assert!(!hits.iter().any(Hit::shown), "{text}");
    }
    for text in [
        "Management approved the policy, the deputy did not attend.",
        "No version may be used without the approval of management.",
        "Approved by management without exceptions.",
        "| 17 | mail not sent | approved | closed |",
        "The policy was not only written but also approved.",
        "The board approved it: no objections, no conditions.",
    ] {
        let hits = scan(&["approv*"], text).hits;
        assert!(hits.iter().any(Hit::shown), "{text}");
    }
    let named = scan(
        &["not approved"],
        "Changes not approved by Friday are closed.",
    );
    assert!(named.hits[0].shown(), "the name of a thing doubts nothing");
}

#[test]
fn program_text_is_no_statement() {
    let text = "# Server\n\n```nginx\nadd_header Content-Security-Policy \"default-src\";\n```\n\nThe capacity plan is kept.\n";
    let hits = scan(&["security policy", "capacity plan"], text).hits;
    assert_eq!(hits.len(), 1, "{hits:?}");
    assert_eq!((hits[0].idea, hits[0].line), (1, 7));
    let plain = "```\nThe security policy is kept here.\n```\n";
    assert!(scan(&["security policy"], plain).hits[0].shown());
}

#[test]
fn a_bare_denial_answers_the_label_before_it() {
    for text in [
        "9. **Performance of suppliers.** Not looked at. Their figures had not come in.",
        "## Performance of suppliers\n\n*To be written.* Tom supplies the text by the end of March.\n",
        "**Performance of suppliers.** Nicht besprochen.",
    ] {
        assert!(contrary("performance of suppliers", text), "{text}");
    }
    for text in [
        "**Performance of suppliers.** None. Next item.",
        "**Performance of suppliers.** Good. Not to be changed.",
        "The performance of suppliers was discussed by all of us at great length. Not one complaint.",
    ] {
        assert!(!contrary("performance of suppliers", text), "{text}");
    }
}

#[test]
fn a_denial_in_a_wide_row_speaks_of_its_cell() {
    let row =
        "| 4 | Service Desk | Better communication | Callum | 31 Oct 2026 | cost to be agreed |";
    assert!(scan(&["service desk"], row).hits[0].shown());
    assert!(contrary("cost", row));
    assert!(contrary(
        "capacity plan",
        "| Capacity plan | to be agreed |"
    ));
}

#[test]
fn what_there_is_none_of_is_denied() {
    assert!(contrary(
        "yardstick*",
        "We have no written yardstick for choosing a partner."
    ));
    assert!(contrary("kennzahl*", "Es gibt keine Kennzahlen."));
    assert!(!contrary("policy", "There is no conflict with the policy."));
    assert!(!contrary(
        "policy",
        "There are no exceptions to this policy."
    ));
}

#[test]
fn nobody_does_it() {
    for text in [
        "Nobody ranks the requests against what the business needs.",
        "No one reconciles the requests with the tool.",
        "Die Requests guckt bei uns hinterher keiner nach.",
        "Um die Requests kümmert sich niemand.",
    ] {
        assert!(contrary("requests", text), "{text}");
    }
    for text in [
        "Nobody was injured, and all requests were handled.",
        "No one may open requests for others.",
        "Keiner der Requests blieb liegen.",
        "Niemand darf Requests ohne Freigabe ausführen.",
        "Bei den Requests war niemand betroffen.",
    ] {
        assert!(!contrary("requests", text), "{text}");
    }
}

#[test]
fn decisions_that_nobody_took_are_none() {
    assert!(contrary(
        "decision*",
        "No decisions were taken in this review."
    ));
    assert!(contrary(
        "beschlüsse",
        "Es wurden keine Beschlüsse gefasst."
    ));
    assert!(!contrary(
        "decision*",
        "No decision was wrong; all were taken in time."
    ));
    assert!(!contrary(
        "decision*",
        "Decisions were taken on three actions."
    ));
}

#[test]
fn marks_without_an_end_on_one_long_line_cost_little() {
    for mark in ["[ {{ ~~ ", "- [ ] incident. ", "<a", "](x", "1. ", ", "] {
        let reading = scan(&["incident"], &mark.repeat(300_000));
        assert!(reading.hits.len() <= 1, "{mark}");
    }
}

proptest::proptest! {
    #[test]
    fn no_text_panics(text in "\\PC{0,300}") {
        scan(&["a b*", "plan"], &text);
    }
    #[test]
    fn no_markup_panics(text in "[#|*<>!\\-\\[\\]()\n. a-cäß:/;,?{}~%1x]{0,200}") {
        scan(&["a b*", "c"], &text);
    }
}

/// A text read for one phrase that names sets of words.
fn scan_sets(phrase: &str, text: &str) -> Vec<Hit> {
    let set = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
    let sets = [
        ("approve".to_owned(), set(&["approv*", "sign* off"])),
        ("change".to_owned(), set(&["change", "changes", "RFC"])),
    ]
    .into();
    let cues = cue_phrases();
    let ideas = [(phrase, Mark::Idea(0))].into_iter();
    let cues = cues.iter().map(|(phrase, mark)| (phrase.as_str(), *mark));
    let matcher = Matcher::with_sets(ideas.chain(cues), &sets);
    let mut scanner = Scanner::new(&matcher, 1);
    let task = Task {
        text,
        start: 0,
        markup: Markup::Markdown,
        title: None,
        taken: &[],
        spots: false,
    };
    scanner.scan(task).hits
}

#[test]
fn parts_may_stand_apart_in_a_sentence_and_above_it() {
    let phrase = "{approve} + {change}";
    for text in [
        "The board approves every change.",
        "Changes, big and small, are signed off by the board.",
        "# How changes run\n\nThe board approves them on Thursdays.\n",
        "# Changes\n\n## The board\n\nOn Thursdays it approves what is ready.\n",
        "Before a change we do this:\n\n- write it up\n- the board approves it\n",
        "| RFC | Approved by |\n|---|---|\n| 17 | K. Wolf |\n",
        "| Change | State |\n|---|---|\n| mail server | approved |\n",
        "3. **Changes.** Two since May. Both were approved by the board.\n",
        "**Changes**\n\nBoth were approved by the board in its meeting of May.\n",
    ] {
        let hits = scan_sets(phrase, text);
        assert!(hits.len() == 1 && hits[0].shown(), "{text}: {hits:?}");
    }
    for text in [
        "The board approves invoices. Changes are logged.",
        "# Changes\n\nThey are logged.\n\n# Invoices\n\nThe board approves them.\n",
        "Before a change we do this:\n\n- write it up\n\nThe board approves holidays.\n",
        "# Approval\n\nEvery change is logged.\n",
        "3. **Changes.** Two since May.\n4. **Invoices.** All approved.\n",
        "**Changes**\n\nThey are logged.\n\n**Invoices**\n\nThe board approves them.\n",
    ] {
        assert!(scan_sets(phrase, text).is_empty(), "{text}");
    }
    let hits = scan_sets(phrase, "No change was approved by the board this year.");
    assert!(hits[0].contrary(), "{hits:?}");
}

#[test]
fn a_set_alone_is_any_of_its_words() {
    assert_eq!(scan_sets("{approve}", "\nThe board signs off.")[0].line, 2);
    assert!(scan_sets("{approve}", "The board signs.").is_empty());
}

#[test]
fn a_bold_state_below_a_title_denies_the_title() {
    let text = "# Continuity test 2026\n\n**Aim.** Show that booking is back in the other hall.\n\n\
                **State on 30 September 2026.** The test has not yet been carried out. The carrier had work.\n";
    let hit = scan(&["continuity test*"], text).hits[0];
    assert!(hit.contrary() && hit.contrary_to_subject(), "{hit:?}");
}

#[test]
fn that_there_was_none_is_told() {
    let none = |text: &str| scan(&["major incident*"], text).hits[0].none_line;
    assert_eq!(none("\nNo major incidents occurred in September."), 2);
    assert_eq!(none("Two major incidents occurred in September."), 0);
}
