//! What is still to be settled, what was skipped, and what is named without saying anything; and
//! what looks like it and is sound.

use super::gaps::{denied, hit, not_shown, sound};

const LIMITS: &str = "thresholds|schwellenwerte";

/// Whether a text shows it where announcements are accepted, as in a plan.
fn shown_in_plan(phrases: &str, text: &str) -> bool {
    let mut hit = hit(phrases, text);
    hit.accept_announcements();
    hit.shown()
}

#[test]
fn what_is_still_to_be_laid_down_is_not_in_a_plan_either() {
    for text in [
        "Thresholds are still to be agreed.",
        "The thresholds have still to be agreed with the network team.",
        "Thresholds must still be defined.",
        "The thresholds still have to be worked out with the vendor.",
        "Thresholds are yet to be documented.",
        "Die Schwellenwerte müssen noch festgelegt werden.",
        "Die Schwellenwerte sollen noch mit dem Netzteam vereinbart werden.",
        "Schwellenwerte sind noch abzustimmen.",
        "Die Schwellenwerte sind noch mit dem Netzteam zu klären.",
        "Schwellenwerte werden noch definiert.",
        "Schwellenwerte: noch mit dem Netzteam zu klären",
    ] {
        assert!(!shown_in_plan(LIMITS, text), "{text}");
    }
    denied(
        LIMITS,
        &[
            "Thresholds are still to be agreed.",
            "Die Schwellenwerte müssen noch festgelegt werden.",
        ],
    );
    for text in [
        "Thresholds are to be tested in May.",
        "Die Schwellenwerte werden noch im Mai getestet.",
        "Thresholds are to be agreed with the team every January.",
    ] {
        assert!(shown_in_plan(LIMITS, text), "{text}");
    }
    sound(
        LIMITS,
        &[
            "Thresholds that are still to be agreed are marked red; thresholds of today stand below.",
            "Schwellenwerte sind noch am selben Tag zu klären, wenn sie überschritten wurden.",
        ],
    );
}

#[test]
fn what_is_to_be_talked_about_is_left_open() {
    not_shown(
        "climate change|klimawandel",
        &[
            "Climate change: to be discussed in the next workshop.",
            "Climate change is to be discussed in the next workshop.",
            "Climate change has to be looked at next year.",
            "Whether climate change is relevant will be discussed in the next workshop.",
            "The relevance of climate change will be looked into next quarter.",
            "The board is to consider climate change at its next meeting.",
            "Klimawandel: wird in der nächsten Sitzung besprochen.",
            "Der Klimawandel wird im nächsten Workshop behandelt.",
            "Der Klimawandel soll in der nächsten Sitzung betrachtet werden.",
            "Ob der Klimawandel relevant ist, wird im nächsten Workshop geklärt.",
            "Der Klimawandel ist noch zu betrachten.",
        ],
    );
    sound(
        "climate change|klimawandel",
        &[
            "Climate change is relevant; measures are to be discussed in the next workshop.",
            "Climate change is relevant, measures will be discussed in the next workshop.",
            "Der Klimawandel wurde in der letzten Sitzung besprochen, die nächste ist im Mai.",
            "Each effect of climate change will be discussed in the next meeting.",
            "Every complaint about climate change has to be looked at in the next board meeting.",
            "Jede Folge des Klimawandels wird in der nächsten Sitzung besprochen, Klimawandel ist ein Thema.",
            "Climate change will be discussed again in the next review.",
            "Effects of climate change are written down and will be discussed in the next meeting.",
            "Climate change: three measures done, two still to be discussed.",
        ],
    );
}

#[test]
fn a_value_that_only_asks_for_one_leaves_its_label_open() {
    not_shown(
        "recovery times|wiederanlaufzeiten",
        &[
            "Recovery times: add here.",
            "Recovery times: please complete",
            "(Recovery times: to be discussed with the departments.)",
            "Recovery times: are being discussed with the departments",
            "Wiederanlaufzeiten: werden mit den Fachämtern abgestimmt.",
            "Wiederanlaufzeiten: hier ergänzen",
            "Recovery times: see annex (annex not attached).",
            "Wiederanlaufzeiten: siehe Anlage (nicht beigefügt).",
        ],
    );
    sound(
        "recovery times|wiederanlaufzeiten",
        &[
            "Wiederanlaufzeiten: werden jährlich mit den Fachämtern geprüft.",
            "Recovery times: are agreed with the departments every year.",
            "Recovery times: see annex B.",
        ],
    );
}

#[test]
fn what_was_skipped_is_not_shown() {
    const INPUT: &str = "supplier performance|leistung der lieferanten";
    not_shown(
        INPUT,
        &[
            "Supplier performance: K. Nowak was ill, so we skipped this.",
            "Supplier performance was skipped.",
            "Supplier performance was passed over for lack of time.",
            "We skipped supplier performance.",
            "Leistung der Lieferanten: entfiel aus Zeitgründen.",
            "Leistung der Lieferanten: unterblieb",
            "Die Leistung der Lieferanten haben wir übersprungen.",
            "Leistung der Lieferanten: Herr Krahl war krank, daher übersprungen.",
        ],
    );
    denied(
        "wirksamkeitsprüfung",
        &[
            "Eine Wirksamkeitsprüfung unterbleibt.",
            "Auf eine Wirksamkeitsprüfung verzichten wir.",
        ],
    );
    sound(
        INPUT,
        &[
            "Supplier performance: all targets met; none was skipped. The coffee break was skipped.",
            "Leistung der Lieferanten: alle Ziele erreicht. Die Kaffeepause entfiel.",
        ],
    );
    denied(
        "übung",
        &[
            "Für 2025 war eine Übung geplant, die ausgefallen ist.",
            "Im Mai war eine Übung vorgesehen, die dann abgesagt wurde.",
        ],
    );
    denied(
        "exercise",
        &["For 2025 an exercise was planned, which was cancelled."],
    );
    sound(
        "übung",
        &["Die Übung im März gelang. Schulungen, die ausgefallen sind, werden nachgeholt."],
    );
}

#[test]
fn hollow_words_show_nothing() {
    not_shown(
        "major incident|großstörung",
        &[
            "What counts as a major incident is up to whoever is on shift.",
            "What counts as a major incident is decided case by case.",
            "What is a major incident is left to the judgement of the duty manager.",
            "Was als Großstörung gilt, wird von Fall zu Fall entschieden.",
            "Was eine Großstörung ist, liegt im Ermessen der Schicht.",
        ],
    );
    not_shown(
        "picked|ausgewählt",
        &[
            "Suppliers are picked by price alone without set criteria.",
            "Lieferanten werden ohne feste Kriterien ausgewählt.",
        ],
    );
    not_shown(
        "acceptance criteria|instructions",
        &[
            "Acceptance criteria are seen as bureaucracy.",
            "Instructions are kept in the head of Mrs Doyle.",
        ],
    );
    sound(
        "major incident|großstörung|ausgewählt",
        &[
            "A major incident is an outage of more than an hour; anything else is decided case by case.",
            "Eine Großstörung ist ein Ausfall über eine Stunde, Zweifelsfälle liegen im Ermessen der Schicht.",
            "Kein Lieferant wird ohne Kriterien ausgewählt.",
        ],
    );
}

#[test]
fn and_not_negates_what_follows_it() {
    not_shown(
        "measurable|messbar",
        &[
            "Die Ziele sind bewusst allgemein gehalten und nicht messbar.",
            "Our objectives are hopes and not measurable.",
        ],
    );
    sound(
        "impact|auswirkung|measurable",
        &[
            "Priority is set from impact and not by the caller.",
            "Die Priorität folgt aus der Auswirkung und nicht aus dem Wunsch des Anrufers.",
            "The objectives are measurable and not slogans.",
        ],
    );
}

#[test]
fn in_agreement_with_somebody_is_no_status() {
    sound(
        CRITERIA,
        &[
            "Abnahmekriterien legen wir in Abstimmung mit den Gemeinden fest.",
            "Die Abnahmekriterien sind in Abstimmung mit den Gemeinden festgelegt.",
            "Abnahmekriterien pflegen wir in enger Abstimmung mit dem Datenschutz.",
        ],
    );
    denied(
        CRITERIA,
        &[
            "Die Abnahmekriterien sind in Abstimmung.",
            "Die Abnahmekriterien sind noch in Abstimmung mit den Gemeinden.",
            "Die Abnahmekriterien befinden sich in Abstimmung mit den Gemeinden.",
        ],
    );
}

const CRITERIA: &str = "acceptance criteria|abnahmekriterien";

#[test]
fn good_news_and_causes_still_sought_accuse_nobody() {
    let accused = |phrases: &str, text: &str| {
        let hit = hit(phrases, text);
        hit.contrary() || hit.disputed_line().is_some()
    };
    for text in [
        "Cause not yet known, PRB-33 looks into it. Action: monitoring added.",
        "The cause has not been found yet.",
        "Ursache noch nicht bekannt, PRB-33 geht dem nach.",
    ] {
        assert!(!accused("cause|ursache", text), "{text}");
    }
    for text in [
        "Looked into: the form asks for a number that nobody has at night. That is the reason.",
        "- Looked into: a number that nobody has at night",
        "- Why: findings review by a form that lacks a field",
        "Untersucht: im Formular fehlt das Feld Notfall.",
        "Ursache: im Formular fehlt das Feld, findings review",
    ] {
        assert!(
            !accused("looked into|untersucht|findings review", text),
            "{text}"
        );
    }
    for text in [
        "Customer feedback: score 4.2; nobody complained.",
        "Customer feedback: score 4.2; no one was unhappy.",
        "Kundenfeedback: Note 2,2; niemand war unzufrieden.",
    ] {
        assert!(!accused("customer feedback|kundenfeedback", text), "{text}");
    }
    sound(
        "climate change|bridge",
        &[
            "Climate change is not relevant. None of the interested parties has requirements related to climate change.",
            "The manager runs the bridge. Nobody leaves the bridge unasked.",
        ],
    );
    not_shown(
        "customer feedback|kundenfeedback",
        &[
            "Customer feedback: nobody had looked at it.",
            "Kundenfeedback: niemand war zuständig.",
        ],
    );
    denied("root cause", &["Root cause is not yet analysed here."]);
}

#[test]
fn a_heading_whose_first_words_deny_it_shows_nothing() {
    let below = "In summer the weather in town was fine for a whole week.";
    for first in [
        "There is no overview.",
        "Eine Übersicht gibt es nicht.",
        "Einen Plan gibt es nicht.",
    ] {
        let text = format!("# Who tells whom\n\n{first} {below}\n");
        assert!(hit("who tells whom", &text).contrary(), "{text}");
    }
    let text = format!("# Who tells whom\n\nThere is no doubt. {below}\n");
    assert!(hit("who tells whom", &text).shown());
}
