//! Which column of a table is what.

use std::collections::BTreeMap;

use crate::form::did_you_mean;
use crate::intake::read_back::Grid;

/// What a column can be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Key {
    /// The number in the table.
    Id,
    /// What is to be done.
    Title,
    /// Clauses and requirements.
    Clause,
    /// What is missing.
    Gap,
    /// Who sees to it.
    Owner,
    /// When it is to be done.
    Due,
    /// When it is to begin.
    Start,
    /// How far it is.
    Status,
    /// How far it is, in per cent.
    Percent,
    /// How much it matters.
    Priority,
    /// How much work it is.
    Effort,
    /// What it costs.
    Cost,
    /// What will be there.
    Deliverable,
    /// What shows it.
    Evidence,
    /// What was mended at once.
    Correction,
    /// Why it came to it.
    RootCause,
    /// What keeps it from coming back.
    CorrectiveAction,
    /// When it was done.
    Done,
    /// When it was closed.
    Closed,
    /// Where it is tracked.
    Links,
}

/// Every key: its name on the command line, its key in the file, and what columns of it are usually
/// called, in small letters.
const KEYS: &[(Key, &str, &str, &[&str])] = &[
    (
        Key::Id,
        "id",
        "",
        &[
            "id",
            "no",
            "no.",
            "nr",
            "nr.",
            "number",
            "ref",
            "ref.",
            "reference",
            "#",
            "action id",
            "item",
            "lfd. nr.",
            "lfd nr",
            "maßnahmen-nr.",
            "nummer",
        ],
    ),
    (
        Key::Title,
        "title",
        "title",
        &[
            "action",
            "title",
            "actions",
            "action item",
            "task",
            "measure",
            "measures",
            "what",
            "to do",
            "todo",
            "activity",
            "recommendation",
            "maßnahme",
            "massnahme",
            "maßnahmen",
            "aufgabe",
            "tätigkeit",
            "titel",
            "was",
            "summary",
            "action required",
            "remediation",
        ],
    ),
    (
        Key::Clause,
        "clause",
        "about",
        &[
            "clause",
            "clauses",
            "requirement",
            "requirements",
            "iso clause",
            "clause no",
            "clause no.",
            "standard clause",
            "control",
            "section",
            "kapitel",
            "klausel",
            "abschnitt",
            "norm",
            "normkapitel",
            "anforderung",
            "anforderungen",
            "normabschnitt",
        ],
    ),
    (
        Key::Gap,
        "gap",
        "",
        &[
            "gap",
            "gaps",
            "finding",
            "findings",
            "gap statement",
            "gap description",
            "observation",
            "issue",
            "description",
            "nonconformity",
            "what is missing",
            "lücke",
            "feststellung",
            "abweichung",
            "befund",
            "beschreibung",
        ],
    ),
    (
        Key::Owner,
        "owner",
        "owner",
        &[
            "owner",
            "owners",
            "responsible",
            "responsibility",
            "resp",
            "resp.",
            "assignee",
            "assigned to",
            "action owner",
            "accountable",
            "who",
            "verantwortlich",
            "verantwortliche",
            "verantwortlicher",
            "verantwortung",
            "zuständig",
            "wer",
        ],
    ),
    (
        Key::Due,
        "due",
        "due",
        &[
            "due",
            "due date",
            "deadline",
            "target date",
            "target",
            "by when",
            "planned end",
            "end",
            "end date",
            "fällig",
            "fällig am",
            "fälligkeit",
            "termin",
            "frist",
            "zieldatum",
            "bis",
            "bis wann",
            "ende",
        ],
    ),
    (
        Key::Start,
        "start",
        "start",
        &[
            "start",
            "start date",
            "begin",
            "planned start",
            "beginn",
            "startdatum",
        ],
    ),
    (
        Key::Status,
        "status",
        "status",
        &["status", "state", "stand", "zustand"],
    ),
    (
        Key::Percent,
        "percent",
        "",
        &[
            "% done",
            "% complete",
            "progress",
            "percent",
            "completion",
            "% erledigt",
            "fortschritt",
            "erfüllungsgrad",
        ],
    ),
    (
        Key::Priority,
        "priority",
        "priority",
        &[
            "priority",
            "prio",
            "prio.",
            "priorität",
            "dringlichkeit",
            "urgency",
        ],
    ),
    (
        Key::Effort,
        "effort",
        "effort",
        &[
            "effort",
            "effort (days)",
            "effort (pd)",
            "days",
            "person-days",
            "person days",
            "estimate",
            "aufwand",
            "aufwand (pt)",
            "aufwand in tagen",
            "pt",
        ],
    ),
    (
        Key::Cost,
        "cost",
        "cost",
        &["cost", "costs", "budget", "kosten"],
    ),
    (
        Key::Deliverable,
        "deliverable",
        "deliverable",
        &[
            "deliverable",
            "deliverables",
            "document",
            "output",
            "ergebnis",
            "dokument",
        ],
    ),
    (
        Key::Evidence,
        "evidence",
        "evidence",
        &[
            "evidence",
            "evidence of closing",
            "closing evidence",
            "proof",
            "nachweis",
            "nachweise",
        ],
    ),
    (
        Key::Correction,
        "correction",
        "correction",
        &[
            "correction",
            "immediate action",
            "korrektur",
            "sofortmaßnahme",
        ],
    ),
    (
        Key::RootCause,
        "root-cause",
        "root_cause",
        &["root cause", "cause", "ursache", "grundursache"],
    ),
    (
        Key::CorrectiveAction,
        "corrective-action",
        "corrective_action",
        &["corrective action", "korrekturmaßnahme"],
    ),
    (
        Key::Done,
        "done",
        "done",
        &[
            "done",
            "done on",
            "completed",
            "completed on",
            "completion date",
            "erledigt",
            "erledigt am",
        ],
    ),
    (
        Key::Closed,
        "closed",
        "closed",
        &[
            "closed",
            "closed on",
            "date closed",
            "closing date",
            "geschlossen",
            "geschlossen am",
            "abgeschlossen am",
        ],
    ),
    (
        Key::Links,
        "links",
        "links",
        &["link", "links", "url", "ticket"],
    ),
];

impl Key {
    /// Its name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        KEYS.iter()
            .find(|(key, ..)| *key == self)
            .map_or("", |(_, name, ..)| name)
    }

    /// Its key in the file of an action.
    pub(super) fn field(self) -> &'static str {
        KEYS.iter()
            .find(|(key, ..)| *key == self)
            .map_or("", |(_, _, field, _)| field)
    }
}

/// What the columns of a sheet are.
#[derive(Debug, Clone, Default)]
pub struct Columns {
    /// The row of the head.
    pub head: u32,
    /// The heads, by column.
    pub heads: BTreeMap<u32, String>,
    /// Columns by what they are.
    pub of: BTreeMap<Key, u32>,
}

/// In how many of its first rows the head is looked for.
const HEAD_WITHIN: u32 = 30;

/// Finds the head of a sheet, and what its columns are; `said` goes before what is guessed:
/// `owner=Resp.`.
///
/// # Errors
/// No head is found, a key is none, or a column is not there.
pub fn columns(grid: &Grid, said: &[String]) -> Result<Columns, String> {
    let said: Vec<(Key, String)> = said
        .iter()
        .map(|one| named(one))
        .collect::<Result<_, _>>()?;
    let mut best: Option<((usize, usize), Columns)> = None;
    for (row, cells) in grid.rows.range(..HEAD_WITHIN) {
        let heads: BTreeMap<u32, String> = cells
            .iter()
            .map(|(column, cell)| {
                let head = cell.plain();
                (
                    *column,
                    head.split_whitespace().collect::<Vec<_>>().join(" "),
                )
            })
            .collect();
        let guessed = guessed(*row, heads, &said);
        // Where nothing is known the first row that fills most columns may be the head.
        let worth = (guessed.of.len(), guessed.heads.len());
        if best.as_ref().is_none_or(|(most, _)| worth > *most) {
            best = Some((worth, guessed));
        }
    }
    let Some((_, found)) = best else {
        return Err("it holds nothing".to_owned());
    };
    let missing = said.iter().find(|(key, _)| !found.of.contains_key(key));
    if let Some((key, head)) = missing {
        let known: Vec<&str> = found.heads.values().map(String::as_str).collect();
        let hint = did_you_mean(head, &known)
            .unwrap_or_else(|| format!("its columns: {}", known.join(", ")));
        return Err(format!(
            "--column {}: there is no column `{head}`; {hint}",
            key.name()
        ));
    }
    if !found.of.contains_key(&Key::Title) && !found.of.contains_key(&Key::Gap) {
        let known: Vec<&str> = found.heads.values().map(String::as_str).collect();
        return Err(format!(
            "which column says what is to be done? Say it as in --column title=\"{}\"; its columns: {}",
            known.first().unwrap_or(&"Action"),
            known.join(", ")
        ));
    }
    Ok(found)
}

fn named(said: &str) -> Result<(Key, String), String> {
    let Some((name, head)) = said.split_once('=') else {
        return Err(format!(
            "--column `{said}` is not KEY=COLUMN, as in due=\"Target date\""
        ));
    };
    let wanted = name.trim().to_lowercase().replace([' ', '_'], "-");
    let known = KEYS.iter().find(|(_, name, field, _)| {
        *name == wanted || (!field.is_empty() && field.replace('_', "-") == wanted)
    });
    match known {
        Some((key, ..)) => Ok((*key, head.trim().trim_matches('"').to_owned())),
        None => {
            let names: Vec<&str> = KEYS.iter().map(|(_, name, ..)| *name).collect();
            let hint = did_you_mean(&wanted, &names)
                .unwrap_or_else(|| format!("one of: {}", names.join(", ")));
            Err(format!(
                "--column: `{name}` is nothing a column can be; {hint}"
            ))
        }
    }
}

fn guessed(head: u32, heads: BTreeMap<u32, String>, said: &[(Key, String)]) -> Columns {
    let plain = |text: &str| {
        text.trim()
            .trim_end_matches([':', '*'])
            .trim()
            .to_lowercase()
    };
    let mut of: BTreeMap<Key, u32> = BTreeMap::new();
    for (key, wanted) in said {
        let column = heads.iter().find(|(_, head)| plain(head) == plain(wanted));
        of.extend(column.map(|(column, _)| (*key, *column)));
    }
    // What columns are called most often goes first, so that "Action" is the title where there is
    // a "Measure" as well.
    for (key, _, _, names) in KEYS {
        if of.contains_key(key) {
            continue;
        }
        let free = |column: &u32| !of.values().any(|taken| taken == column);
        let found = names.iter().find_map(|name| {
            let column = heads
                .iter()
                .find(|(column, head)| plain(head) == *name && free(column));
            column.map(|(column, _)| *column)
        });
        of.extend(found.map(|column| (*key, column)));
    }
    Columns { head, heads, of }
}
