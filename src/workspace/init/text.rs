//! The texts that `init` writes. Every example in them is a comment that can be switched on.

use jiff::civil::Date;

use super::{FileHint, SeriesHint};
use crate::catalogue::DEFAULT_EDITION;
use crate::period::Period;
use crate::source::{is_unsafe, visible};

pub(super) fn settings(name: Option<&str>, today: Date) -> String {
    let name = match name.map(str::trim) {
        Some(name) if !name.is_empty() => format!("name = {}", quoted(name)),
        _ => "#name = \"Harbour IT\"".to_owned(),
    };
    SETTINGS_TEXT
        .replace("{edition}", DEFAULT_EDITION)
        .replace("{today}", &today.to_string())
        .replace("{stage1}", &Period::months(6).after(today).to_string())
        .replace("{stage2}", &Period::months(7).after(today).to_string())
        .replace("{name}", &name)
}

/// A text as TOML writes it on one line.
fn quoted(text: &str) -> String {
    let one_line: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    toml_edit::Value::from(one_line.trim()).to_string()
}

/// The manifest: examples only, or a hint for each file as an entry that counts once its
/// `#` is taken away.
pub(super) fn manifest(adopts: bool, hints: &[FileHint], series: &[SeriesHint]) -> String {
    let nothing = if adopts {
        "#not_evidence: [\"marketing/**\"]\n"
    } else {
        "not_evidence:\n  - README.md\n#  - \"marketing/**\"\n"
    };
    let documents = if hints.is_empty() {
        DOCUMENTS.to_owned()
    } else {
        format!("{HINTS_HEAD}{}", as_examples(&hint_entries(hints)))
    };
    let records = if series.is_empty() {
        SERIES.to_owned()
    } else {
        format!("{SERIES_HEAD}{}", as_examples(&series_entries(series)))
    };
    format!("{MANIFEST_HEAD}{nothing}\n{documents}{records}\n{REGISTERS}")
}

fn as_examples(entries: &str) -> String {
    let mut out = String::new();
    for line in entries.lines() {
        out.extend(["#", line, "\n"]);
    }
    out
}

/// Series as entries under `series` of a manifest, each after the reason for it.
#[must_use]
pub fn series_entries(series: &[SeriesHint]) -> String {
    let mut text = String::new();
    for (at, hint) in series.iter().enumerate() {
        text.push_str(&format!("  # {} files; the first:\n", hint.files));
        text.push_str(&reasons(&hint.clauses));
        text.push_str(&format!(
            "  - id: SERIES-{}\n    title: {}\n    match: {}\n    every: {}\n    since: {}\n    satisfies: {}\n",
            at + 1,
            in_yaml(&hint.title),
            in_yaml(&hint.pattern),
            hint.every,
            hint.since,
            satisfies(&hint.clauses)
        ));
    }
    text
}

fn reasons(clauses: &[(String, String)]) -> String {
    let mut out = String::new();
    for line in clauses.iter().flat_map(|(_, reason)| reason.lines()) {
        out.extend(["  # ", &visible(line), "\n"]);
    }
    out
}

fn satisfies(clauses: &[(String, String)]) -> String {
    let ids: Vec<String> = clauses.iter().map(|(id, _)| in_yaml(id)).collect();
    format!("[{}]", ids.join(", "))
}

/// Hints as entries under `evidence` of a manifest, each after the reason for it.
#[must_use]
pub fn hint_entries(hints: &[FileHint]) -> String {
    let mut text = String::new();
    for hint in hints {
        text.push_str(&reasons(&hint.clauses));
        text.push_str(&format!(
            "  - match: {}\n    satisfies: {}\n",
            in_yaml(&only(&hint.path)),
            satisfies(&hint.clauses)
        ));
    }
    text
}

/// A pattern that matches this path. A backslash has no form that every system reads as
/// itself, so any character may stand for it.
fn only(path: &str) -> String {
    globset::escape(path).replace('\\', "?")
}

/// A text between quotes on one line of YAML, whatever it holds.
fn in_yaml(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if is_unsafe(c) || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                out.push_str(&format!("\\u{:04x}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

const SETTINGS_TEXT: &str = r#"# Settings of this clausewise workspace, begun {today}.
# All paths in it are relative to this folder. Every line may be left out; lines
# that begin with # and no space are examples: take the # away to use them.

edition = "{edition}"
# "complete" once everything that exists has been handed over: what is then not
# found is missing, not merely unseen.
inventory = "open"
# Who assesses, as reports show it.
#assessors = ["A. Example"]
# Only where output must not change with the calendar.
#as_of = {today}
# Ask git when files were last changed, also where this folder is not the root of
# its repository; false: never.
#git = true

[organisation]
{name}

# What the management system covers. Where the standard wants something for each
# service or customer, each one named here is looked at.
[scope]
#statement = "Service management of Hosting and Network for our customers"
#services = ["Hosting", "Network"]
# Services in the catalogue that are left outside on purpose.
#outside = ["Web design"]
#customers = ["Pilot Ferries"]
#sites = ["Head office"]

# How far back records are looked at, and since when there can be any.
[window]
period = "P12M"
#sms_start = {today}
#[window.services]
#"Network" = {today}

[audit]
#stage1 = {stage1}
#stage2 = {stage2}
# How long records should reach back at Stage 2.
history = "P3M"

# Intervals you have set yourselves, by clause, requirement or item, numbers in
# quotes. The standard gives none: an interval that nobody states is a gap.
[intervals]
#"9.2" = "P12M"
#"9.3" = "P12M"

# What services, customers and parties are also called in your files, each by its
# name in this file: a line such as "Hosting" = ["Web space"].
#[aliases]

# Roles and who holds them; documents may then say role:sms-manager.
[people]
#sms-manager = "R. Ibarra"

# Who is gone, and since when: documents that they still own are told.
#[people.left]
#"L. Fenwick" = 2026-03-31

# Other parties that perform something in scope: external supplier, internal
# supplier or customer as supplier.
#[[party]]
#name = "CloudNorth"
#kind = "external supplier"
#performs = ["data centre hosting"]
#control = ["suppliers/cloudnorth-contract.md"]

[paths]
# Folders to read, and patterns to leave out.
#roots = ["."]
#ignore = ["drafts/old/**"]

# Clauses that weigh more than 1 in means.
#[weights]
#"8.6.1" = 2
"#;

const MANIFEST_HEAD: &str = "\
# What the files below this folder are evidence of, for files that cannot say so
# themselves. Patterns are relative to this folder; any folder may have such a file.
# A line that begins with # and one space is a remark. The other lines with # count
# once the # is taken away.

# Files that are evidence of nothing:
";

const DOCUMENTS: &str = r#"# Documents. Any front-matter key may stand in an entry.
#evidence:
#  - match: "contracts/*.pdf"
#    type: agreement
#    satisfies: ["8.3.4.1-2"]
#  - elsewhere: "https://tickets.example/view/42"
#    title: Incident dashboard
#    satisfies: ["8.6.1-1"]

"#;

const HINTS_HEAD: &str = "\
# Documents. Each entry is a hint, from title, name and headings of the file; the
# figures say how many of a clause's requirements its text covers. Take the # away
# where a hint is right, correct it where it is not. `type`, `owner`, `version`,
# `approved_by`, `approved_on` and other keys may stand beside `satisfies`.
evidence:

";

const SERIES: &str = r#"# Records that come again and again.
#series:
#  - id: REC-INC-MONTHLY
#    title: Monthly incident report
#    match: "records/incidents/{period:YYYY-MM}*.md"
#    every: P1M
#    due: P10D
#    since: 2026-01
#    satisfies: ["8.6.1-6", "9.4-2"]
"#;

const SERIES_HEAD: &str = "\
# Records that come again and again. Each entry is a hint, from names that differ in
# the period alone: what is missing in between is then told. Mend `every` and `since`
# where they are wrong, and name what the files show.
series:

";

const REGISTERS: &str = r#"# Tables in which each row is a record.
#registers:
#  - id: REG-INCIDENTS
#    file: records/incidents.csv
#    date: opened
#    columns: {id: ref, class: category, priority: prio, closed: resolved_at}
#    satisfies: ["8.6.1-1", "8.6.1-2", "8.6.1-5"]
"#;

pub(super) const IGNORED: &str = "\
# What clausewise does not read, beside .gitignore and in the same form.
~$*
.~lock.*#
*.tmp
*.bak
Thumbs.db
.DS_Store
";
