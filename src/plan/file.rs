//! The text of an action's file: a new one whole, the `[gap]` table of an old one key by key.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::front::{Edit, Refused, edited, text};
use super::{ActionId, Gap, GapBox, HINTS};
use crate::workspace::Grade;

/// A new file. `fields` are keys with their values as TOML, in any order.
#[must_use]
pub fn new_file(
    id: &ActionId,
    created: Date,
    fields: &[(&str, String)],
    gap: Option<&Gap>,
    notes: &str,
) -> String {
    let value_of = |key: &str| {
        fields
            .iter()
            .find(|(name, _)| *name == key)
            .map(|(_, value)| value)
    };
    let mut out = format!("+++\nid = \"{id}\"\n");
    for key in super::read::KEYS {
        let hint = HINTS
            .iter()
            .find(|(name, _)| name == key)
            .map(|(_, hint)| hint);
        match (*key, value_of(key), hint) {
            ("id" | "gap", ..) => {}
            ("status", None, _) => out.push_str("status = \"open\"\n"),
            ("created", None, _) => out.push_str(&format!("created = {created}\n")),
            (_, Some(value), _) => out.push_str(&format!("{key} = {value}\n")),
            // A person's own title needs no hint, nor is one missed where no gap has a wording.
            ("title", None, Some(_)) if gap.is_none() => {}
            (_, None, Some(hint)) => {
                out.push_str(hint);
                out.push('\n');
            }
            (_, None, None) => {}
        }
    }
    for (key, value) in fields
        .iter()
        .filter(|(key, _)| !super::read::KEYS.contains(key))
    {
        out.push_str(&format!("{key} = {value}\n"));
    }
    if let Some(gap) = gap {
        out.push_str("\n[gap]   # kept by clausewise; everything else in this file is yours\n");
        for edit in gap_edits(None, gap)
            .into_iter()
            .filter(|edit| edit.table.len() == 1)
        {
            if let Some(value) = edit.value {
                let _ = writeln!(out, "{} = {value}", edit.key);
            }
        }
        out.push_str("\n[gap.boxes]\n");
        for part in &gap.boxes {
            let _ = writeln!(out, "\"{}\" = {}", part.requirement, boxed(part));
        }
    }
    out.push_str("+++\n");
    if !notes.trim().is_empty() {
        out.push('\n');
        out.push_str(notes.trim_end());
        out.push('\n');
    }
    out
}

/// The file with its `[gap]` table as it is now; the same bytes where nothing of it changed.
///
/// # Errors
/// The table is written in a form that cannot be changed in place.
pub fn with_gap(before: &str, was: Option<&Gap>, now: &Gap) -> Result<String, Refused> {
    edited(before, &gap_edits(was, now))
}

/// What changes of the table.
fn gap_edits(was: Option<&Gap>, now: &Gap) -> Vec<Edit> {
    const TABLE: &[&str] = &["gap"];
    let mut out = Vec::new();
    let mut put = |key: &str, before: Option<String>, value: Option<String>| {
        if before != value {
            out.push(Edit {
                table: TABLE,
                key: key.to_owned(),
                value,
            });
        }
    };
    let date = |day: Option<Date>| day.map(|day| day.to_string());
    let grade = |grade: Grade| Some(text(grade.word()));
    put("of", was.map(|gap| text(&gap.of)), Some(text(&now.of)));
    put(
        "asks",
        was.map(|gap| text(&gap.asks)),
        Some(text(&now.asks)),
    );
    put(
        "state",
        was.map(|gap| text(gap.state.word())),
        Some(text(now.state.word())),
    );
    put(
        "grade",
        was.and_then(|gap| grade(gap.grade)),
        grade(now.grade),
    );
    put(
        "judged",
        was.and_then(|gap| grade(gap.judged)),
        grade(now.judged),
    );
    put(
        "gain",
        was.map(|gap| per_cent(gap.gain)),
        Some(per_cent(now.gain)),
    );
    put(
        "since",
        was.and_then(|gap| date(gap.since)),
        date(now.since),
    );
    put(
        "cleared",
        was.and_then(|gap| date(gap.cleared)),
        date(now.cleared),
    );
    for part in &now.boxes {
        let before = was.and_then(|gap| {
            gap.boxes
                .iter()
                .find(|other| other.requirement == part.requirement)
        });
        if before != Some(part) {
            out.push(Edit {
                table: &["gap", "boxes"],
                key: part.requirement.to_string(),
                value: Some(boxed(part)),
            });
        }
    }
    out
}

/// Per cent as the table holds them.
fn per_cent(gain: f64) -> String {
    format!("{gain:.2}")
}

/// A gain as it is read back from the table.
#[must_use]
pub fn as_kept(gain: f64) -> f64 {
    per_cent(gain).parse().unwrap_or(gain)
}

fn boxed(part: &GapBox) -> String {
    text(format!("{} {}", part.state.mark(), part.missing).trim_end())
}
