//! `[check]` of `clausewise.toml`: how bad rules are here, what fails a run, and what is suppressed.
//!
//! Rules are only names here; [`crate::check`] holds them against its table. An incomplete
//! suppression is read all the same, since that it is incomplete is a finding.

use jiff::civil::Date;

use super::files::{Day, Lines, entries, is_table, path_of, section};
use super::paths::workspace_path;
use crate::form::{Fields, Reader};
use crate::source::Location;

/// What the workspace says of `check`.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct CheckSettings {
    /// How bad what a rule finds is here, by the rule's name, each with its place.
    pub levels: Vec<(String, Level, Location)>,
    /// What is at least so bad fails a run; [`Level::Off`]: nothing does.
    pub fail_on: Option<Level>,
    /// What is at least so sure fails a run: 0 low, 1 medium, 2 high.
    pub fail_confidence: Option<u8>,
    /// How many days before a review is due it is told.
    pub review_due_days: Option<u16>,
    /// The least total that passes, in percent.
    pub total: Option<u8>,
    /// The baseline, relative to the workspace, where there is one.
    pub baseline: Option<String>,
    /// What is known and accepted for a time.
    pub suppressions: Vec<Suppression>,
}

/// How bad what a rule finds is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// The rule does not run.
    Off,
    /// Worth knowing.
    Note,
    /// An auditor would ask.
    Warning,
    /// An auditor would object.
    Error,
}

impl Level {
    const WORDS: &'static [(&'static str, Self)] = &[
        ("off", Self::Off),
        ("note", Self::Note),
        ("warning", Self::Warning),
        ("error", Self::Error),
    ];
}

/// Findings that somebody answers for until a day.
#[derive(Debug, Clone, PartialEq)]
pub struct Suppression {
    /// The rule's name.
    pub rule: String,
    /// Of which files, as a glob; all where none is stated.
    pub path: Option<String>,
    /// Of which finding alone.
    pub fingerprint: Option<String>,
    /// Why.
    pub reason: Option<String>,
    /// Who answers for it.
    pub by: Option<String>,
    /// The last day it holds.
    pub until: Option<Date>,
    /// Where it stands.
    pub location: Location,
}

/// What fails a run, as it is written.
const FAIL_ON: &[(&str, Level)] = &[
    ("never", Level::Off),
    ("note", Level::Note),
    ("warning", Level::Warning),
    ("error", Level::Error),
];

/// Reads `[check]`.
pub(super) fn read(
    root: &mut Fields<'_>,
    reader: &mut Reader<'_>,
    lines: &Lines<'_>,
) -> CheckSettings {
    let mut check = CheckSettings::default();
    let Some(mut fields) = section(root, reader, "check", "[check]") else {
        return check;
    };
    check.fail_on = fields.choice(reader, "fail_on", FAIL_ON);
    let sure = [("low", 0), ("medium", 1), ("high", 2)];
    check.fail_confidence = fields.choice(reader, "fail_confidence", &sure);
    check.review_due_days = fields.parse(reader, "review_due_days");
    check.total = fields.parse(reader, "total");
    if let Some(total) = check.total.filter(|total| *total > 100) {
        let message = format!("`total` is a percentage from 0 to 100, not {total}");
        reader.wrong(fields.span_of("total"), message, None);
    }
    check.baseline = fields
        .node("baseline")
        .and_then(|node| path_of(reader, node, "baseline", workspace_path));
    if let Some(node) = fields.node("rules") {
        if is_table(node) {
            for entry in node.entries() {
                if let Some(level) = reader.choice(&entry.node, &entry.key, Level::WORDS) {
                    let location = lines.location(entry.span);
                    check.levels.push((entry.key.clone(), level, location));
                }
            }
        } else {
            let message = format!("[check.rules] must be a table of keys, not {}", node.kind());
            reader.wrong(node.span, message, None);
        }
    }
    check.suppressions = entries(reader, fields.node("suppress"), |reader, node| {
        let mut fields = reader.fields(node, "a suppression")?;
        let rule = fields.need_text(reader, "rule");
        let said = |text: Option<String>| text.filter(|text| !text.is_empty());
        let path = said(fields.text(reader, "path"));
        if let Some(Err(error)) = path.as_deref().map(globset::Glob::new) {
            let message = format!("`path` is not a pattern: {}", error.kind());
            let hint = Some("such as policies/old/** or minutes/2024-*.md".to_owned());
            reader.wrong(fields.span_of("path"), message, hint);
        }
        let suppression = Suppression {
            path,
            fingerprint: said(fields.text(reader, "fingerprint")),
            reason: said(fields.text(reader, "reason")),
            by: said(fields.text(reader, "by")),
            until: fields.parse(reader, "until").map(|Day(day)| day),
            location: lines.location(node.span),
            rule: String::new(),
        };
        fields.done(reader);
        Some(Suppression {
            rule: rule?,
            ..suppression
        })
    });
    fields.done(reader);
    check
}
