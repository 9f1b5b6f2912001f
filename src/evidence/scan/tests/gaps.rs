//! What is not there, said by labels, tables, headings, plans and parted negations; and what
//! looks like it and is sound.

use super::*;

const CRITERIA: &str = "acceptance criteria|abnahmekriterien";

/// What a text says of a few phrases that are one idea.
pub(super) fn hit(phrases: &str, text: &str) -> Hit {
    let cues = cue_phrases();
    let ideas = phrases.split('|').map(|phrase| (phrase, Mark::Idea(0)));
    let matcher = Matcher::new(ideas.chain(cues.iter().map(|(p, m)| (p.as_str(), *m))));
    let hits = Scanner::new(&matcher, 1).scan(Task {
        text,
        start: 0,
        markup: Markup::Markdown,
        title: None,
        taken: &[],
        spots: false,
    });
    hits.hits.first().copied().unwrap_or_default()
}

pub(super) fn denied(phrases: &str, texts: &[&str]) {
    for text in texts {
        assert!(hit(phrases, text).contrary(), "{text}");
    }
}

pub(super) fn not_shown(phrases: &str, texts: &[&str]) {
    for text in texts {
        assert!(!hit(phrases, text).shown(), "{text}");
    }
}

pub(super) fn sound(phrases: &str, texts: &[&str]) {
    for text in texts {
        let hit = hit(phrases, text);
        assert!(hit.shown() && hit.disputed_line().is_none(), "{text}");
    }
}

#[test]
fn a_label_with_a_no_behind_it_denies_what_must_be_there() {
    denied(
        CRITERIA,
        &[
            "Acceptance criteria: none.",
            "Acceptance criteria for releases: none so far.",
            "- **Acceptance criteria**: no",
            "**Acceptance criteria:** nil",
            "Acceptance criteria – none",
            "Abnahmekriterien für Releases: keine",
            "Abnahmekriterien: bisher keine",
            "Abnahmekriterien: entfällt",
            "Abnahmekriterien: folgt",
            "Abnahmekriterien: in Arbeit",
            "Acceptance criteria: to follow",
            "Acceptance criteria: work in progress",
            "Acceptance criteria: under discussion",
            "Acceptance criteria: (none yet)",
            "| Item | Content |\n|---|---|\n| Acceptance criteria | none |\n",
        ],
    );
    not_shown(
        CRITERIA,
        &[
            "Acceptance criteria: -",
            "Acceptance criteria: ...",
            "Acceptance criteria: ?",
            "Acceptance criteria: …",
            "| Item | Content |\n|---|---|\n| Acceptance criteria | - |\n",
        ],
    );
    denied("signed", &["Signed by the supplier: no."]);
}

#[test]
fn none_of_what_comes_by_itself_is_a_report() {
    for label in [
        "Open issues with acceptance criteria",
        "Changes to the acceptance criteria",
        "Failed acceptance criteria",
        "Other acceptance criteria",
        "Weitere Abnahmekriterien",
        "Releases that missed the acceptance criteria",
    ] {
        sound(
            CRITERIA,
            &[&format!("{label}: none."), &format!("{label}: keine")],
        );
    }
    sound(
        CRITERIA,
        &[
            "The acceptance criteria are met. Exceptions: none.",
            "Acceptance criteria are laid down.\n\nOffene Punkte: keine",
            "| Part | Open issues |\n|---|---|\n| Acceptance criteria | none |\n",
            "Acceptance criteria: no open errors, none of them critical",
        ],
    );
    sound("major incident*", &["Major incidents in this period: none"]);
}

#[test]
fn a_column_of_states_is_read_behind_any_markup() {
    for state in [
        "No",
        "missing",
        "planned",
        "📝 To Do",
        "not written",
        "backlog",
        "0 %",
        "fehlt",
        "❌",
        "✗",
        "☐",
        "🔴 fehlt",
        "**no**",
        "not yet written",
        "geplant für 2027",
    ] {
        for thing in [
            "Acceptance criteria",
            "[Acceptance criteria](./criteria.md)",
            "**Acceptance criteria**",
            "`Acceptance criteria`",
            "_Acceptance criteria_",
        ] {
            let text = format!("| Document | Status |\n|---|---|\n| {thing} | {state} |\n");
            denied(CRITERIA, &[&text]);
        }
    }
    for state in [
        "✔",
        "✅ done",
        "☑",
        "approved",
        "yes",
        "open to all",
        "not applicable",
        "100 %",
    ] {
        let text = format!(
            "| Document | Status |\n|---|---|\n| [Acceptance criteria](c.md) | {state} |\n"
        );
        sound(CRITERIA, &[&text]);
    }
}

#[test]
fn an_insertion_parts_no_negation_from_what_it_negates() {
    not_shown(
        "prioritised|priorisiert",
        &[
            "Problems are not, however, prioritised.",
            "Problems are not, as a rule, prioritised.",
            "Problems do not, to be honest, get prioritised.",
            "Problems (known errors) are not prioritised.",
            "Problems, such as known errors, are not prioritised.",
            "Problems - faults, errors - are not prioritised.",
            "Probleme werden nicht, wie gefordert, priorisiert.",
            "Probleme werden, obwohl gefordert, nicht priorisiert.",
            "Probleme werden bei Störungen (P1, P2) nicht priorisiert.",
            "Problems are rarely prioritised.",
            "Problems are seldom prioritised.",
            "Probleme werden selten priorisiert.",
        ],
    );
    not_shown(
        "standards",
        &["External documents (standards) are not controlled."],
    );
    sound(
        "prioritised|priorisiert",
        &[
            "Problems are prioritised (not queued) by impact.",
            "Problems, including those that do not come by mail, are prioritised.",
            "The team was told, the list, however, was not sent; problems are prioritised.",
        ],
    );
    sound(
        "continuity plan",
        &["The continuity plan was tested in May, the generator, however, did not start."],
    );
}

#[test]
fn what_stands_below_a_heading_of_gaps_is_not_there() {
    for heading in [
        "## Missing",
        "## Gaps",
        "**Still missing**",
        "## What we do not have",
        "## Fehlt",
        "## Noch offen",
        "### To be defined",
        "Not yet there:",
        "We do not have:",
        "Es fehlen:",
    ] {
        let text =
            format!("# Releases\n\n{heading}\n\n- acceptance criteria for releases\n- targets\n");
        denied(CRITERIA, &[&text]);
    }
    for heading in [
        "## Open points",
        "## To do",
        "Out of scope:",
        "## Offene Punkte",
        "## Wish list",
    ] {
        let text =
            format!("# Releases\n\n{heading}\n\n- acceptance criteria for releases\n- targets\n");
        not_shown(CRITERIA, &[&text]);
    }
    denied(
        CRITERIA,
        &[
            "Still missing: acceptance criteria",
            "- **Missing:** the acceptance criteria",
            "Es fehlt: Abnahmekriterien",
        ],
    );
    not_shown(CRITERIA, &["Still open: the acceptance criteria."]);
    sound(
        CRITERIA,
        &[
            "## Gaps\n\nThe acceptance criteria are two years old.",
            "## Open points from the last review\n\nThe acceptance criteria were agreed in May.",
            "## Missing\n\n- the price list\n\n## Present\n\n- acceptance criteria",
            "Still open: the price list. Acceptance criteria: all tests passed.",
            "Still open:\n\n- the price list\n\nAcceptance criteria: all tests passed.",
            "## To do before each release\n\n- check the acceptance criteria",
        ],
    );
    // A task shows that the thing is there, or does not: it denies nothing.
    let task = hit(CRITERIA, "## Gaps\n\n- publish the acceptance criteria\n");
    assert!(!task.contrary());
}

#[test]
fn plans_wishes_and_losses_show_nothing() {
    not_shown(
        CRITERIA,
        &[
            "Acceptance criteria must still be defined.",
            "Acceptance criteria still need to be agreed.",
            "We plan to define acceptance criteria.",
            "Acceptance criteria should be defined.",
            "Acceptance criteria need to be written.",
            "Acceptance criteria were left out.",
            "The acceptance criteria were dropped in 2024.",
            "We have lost the acceptance criteria.",
            "Acceptance criteria are on our wish list.",
            "The auditor missed the acceptance criteria.",
            "Die Abnahmekriterien stehen noch aus.",
            "Die Abnahmekriterien werden 2027 festgelegt.",
            "Abnahmekriterien sind für 2027 vorgesehen.",
            "Abnahmekriterien müssen erst erstellt werden.",
            "Wir wollen Abnahmekriterien einführen.",
            "Wir planen, Abnahmekriterien einzuführen.",
            "Abnahmekriterien sollten festgelegt werden.",
            "Acceptance criteria: adjourned to the next meeting.",
        ],
    );
    sound(
        CRITERIA,
        &[
            "Acceptance criteria must be defined by the service owner before the build.",
            "Acceptance criteria must be defined.",
            "Acceptance criteria should be agreed with the customer before a service starts.",
            "Acceptance criteria need to be written for each release.",
            "Abnahmekriterien müssen vor der Auswahl festgelegt werden.",
            "Abnahmekriterien sollten mit dem Kunden festgelegt werden, bevor es losgeht.",
            "We plan each release and check its acceptance criteria.",
        ],
    );
}

#[test]
fn what_tells_people_not_to_forget_denies_nothing() {
    sound(
        "inform* the managing director|escalat*",
        &[
            "Do not wait to inform the managing director.",
            "Don't hesitate to inform the managing director.",
            "Never forget to inform the managing director.",
            "Never delay escalating an incident.",
            "We never forget to escalate.",
        ],
    );
    for text in ["Do not escalate by mail.", "Never escalate to a customer."] {
        assert!(!hit("escalat*", text).contrary(), "{text}");
    }
    sound(
        "eskalier*",
        &[
            "Zögern Sie nicht, den Vorfall zu eskalieren.",
            "Vergessen Sie nicht, den Vorfall zu eskalieren.",
            "Warten Sie nicht, den Vorfall zu eskalieren.",
        ],
    );
}

#[test]
fn what_is_put_right_is_not_denied() {
    sound(
        "priority|priorität",
        &[
            "Priority is never set by who calls but by impact and urgency.",
            "Priority is not set by who calls, but by impact and urgency.",
            "Die Priorität bestimmt nie der Anrufer, sondern Auswirkung und Dringlichkeit.",
        ],
    );
    denied(
        "getestet",
        &["Der Plan wird nicht getestet, sondern nur gelesen."],
    );
    sound(
        "written down",
        &["No idea is lost: each opportunity for improvement is written down."],
    );
}

#[test]
fn what_is_still_to_be_done_is_not_there() {
    not_shown(
        CRITERIA,
        &[
            "Acceptance criteria must still be defined.",
            "Acceptance criteria still need to be agreed.",
            "We still need to define acceptance criteria.",
            "We still have to write acceptance criteria.",
            "We have yet to define acceptance criteria.",
            "Abnahmekriterien müssen noch festgelegt werden.",
            "Abnahmekriterien sind noch festzulegen.",
        ],
    );
    denied(
        "escalation rules|eskalationsregeln",
        &[
            "The escalation rules still have to be defined.",
            "A list of escalation rules still has to be written down.",
            "The escalation rules still have to be defined, but not today.",
        ],
    );
    // What hangs on another clause denies nothing of it, and what else is said to be due is a rule.
    sound(
        "list of actions",
        &["The list of actions that still have to be agreed is reviewed by the manager."],
    );
    sound(
        CRITERIA,
        &[
            "Acceptance criteria have to be defined before the build, and still have to be met after it.",
        ],
    );
    sound(
        CRITERIA,
        &[
            "The acceptance criteria still have to be met after a change of the plan.",
            "We still need to check the acceptance criteria at the end.",
        ],
    );
}

#[test]
fn flat_denials_are_seen() {
    denied(
        "continuity test*",
        &[
            "No continuity test has taken place.",
            "No continuity test took place in 2025 or 2026.",
            "The continuity test was postponed to next year because of illness.",
        ],
    );
    not_shown("tested", &["The plan was to be tested in May 2026."]);
    for text in [
        "Whether the measures worked is not checked.",
        "We do not check whether the measures worked.",
        "Nobody checks whether the measures worked.",
        "Ob die Maßnahmen gewirkt haben, prüft niemand.",
    ] {
        assert!(hit("measures worked|gewirkt", text).contrary(), "{text}");
        assert!(!hit("measures|maßnahmen", text).contrary(), "{text}");
    }
    denied(
        "gelebt|implemented",
        &[
            "Ob die Abläufe gelebt und gepflegt werden, haben wir nicht geprüft.",
            "Whether the processes are implemented and maintained was not checked.",
        ],
    );
}

#[test]
fn what_is_missing_of_a_kind_is_that_kind_and_not_the_whole() {
    assert!(!hit("training", "There is no training plan.").contrary());
    denied("training plan", &["There is no training plan."]);
    denied("training", &["There is no training yet."]);
}

#[test]
fn a_cell_of_a_record_denies_nothing_of_another() {
    let row = "| No | Finding | Cause | Action | Due | Closed |\n|---|---|---|---|---|---|\n\
               | 1 | change without approval | procedure had no approval | procedure updated | x | y |\n\
               | 2 | change without approval | form has no field | form extended | x | y |\n";
    let hit = hit("procedure + updated|form + extended", row);
    assert!(!hit.contrary(), "{hit:?}");
}
