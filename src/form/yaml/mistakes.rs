//! What is wrong with a YAML text, in words of those who write it: the YAML crate speaks
//! to programmers, of budgets, policies and types.

use serde_yaml::Error;
use serde_yaml::budget::BudgetBreach;

use super::{DEEPEST, MOST_ALIASES, MOST_UNFOLDED, MOST_VALUES};

/// What to do when no better advice is known.
const LOOK: &str = "check indentation, quotes and colons here; quote values that hold ': ' or '#'";

/// What to do about a text that is too large once its references are followed.
const WRITE_OUT: &str =
    "no evidence needs this; write repeated parts out, or list the file under `not_evidence`";

/// What is wrong, and what to do about it.
pub(super) fn words(error: &Error) -> (String, &'static str) {
    match error.without_snippet() {
        Error::Budget { breach, .. } => breached(breach),
        Error::AliasReplayLimitExceeded { .. }
        | Error::AliasExpansionLimitExceeded { .. }
        | Error::AliasReplayStackDepthExceeded { .. }
        | Error::AliasReplayCounterOverflow { .. } => unfolds(),
        Error::MultipleDocuments { .. } => (
            "`---` begins a second document here".to_owned(),
            "keep one document in a file, or split it into several files",
        ),
        Error::UnknownAnchor { .. } => (
            "`*` refers to a name that no `&` gives".to_owned(),
            "correct the name, or quote the value if it only begins with `*`",
        ),
        Error::RecursiveReferencesRequireWeakTypes { .. } => (
            "this value refers to itself".to_owned(),
            "write the value out instead of `*`",
        ),
        Error::DuplicateMappingKey { key, .. } => (
            key.as_ref().map_or_else(
                || "duplicate key".to_owned(),
                |key| format!("duplicate key `{key}`"),
            ),
            "keep one of the two",
        ),
        Error::MergeValueNotMapOrSeqOfMaps { .. } => (
            "`<<` takes a table or a list of tables".to_owned(),
            "refer to a table with `*`, or write the keys out",
        ),
        Error::NullIntoString { .. } | Error::Unexpected { .. } => (
            "a key here is not plain text".to_owned(),
            "write each key as a word, in quotes if it has signs in it",
        ),
        Error::InvalidScalar { .. }
        | Error::InvalidBooleanStrict { .. }
        | Error::InvalidBinaryBase64 { .. } => (
            "the value is not what its tag (`!!`) says".to_owned(),
            "remove the tag, or correct the value",
        ),
        Error::AliasError { error, .. } => words(error),
        other => plain(other),
    }
}

fn breached(breach: &BudgetBreach) -> (String, &'static str) {
    match breach {
        BudgetBreach::Depth { .. } => nested(),
        BudgetBreach::Aliases { .. } | BudgetBreach::MergeKeys { .. } => (
            format!("it refers back with `*` more than {MOST_ALIASES} times"),
            WRITE_OUT,
        ),
        BudgetBreach::RecordedAnchorEvents { .. } | BudgetBreach::RecordedAnchorBytes { .. } => {
            unfolds()
        }
        _ => (
            format!("it holds more than {MOST_VALUES} values, or is larger than can be read"),
            "split the file, or list it under `not_evidence`",
        ),
    }
}

fn unfolds() -> (String, &'static str) {
    (
        format!("with all `*` followed it unfolds to more than {MOST_UNFOLDED} values"),
        WRITE_OUT,
    )
}

fn nested() -> (String, &'static str) {
    (
        format!("it is nested more than {DEEPEST} levels deep"),
        "no evidence needs this; write it flatter, or list the file under `not_evidence`",
    )
}

/// The crate's own words on syntax, which are those of the YAML standard, without the
/// place, since it is shown beside them.
fn plain(error: &Error) -> (String, &'static str) {
    let text = error.to_string();
    let line = text.lines().next().unwrap_or_default();
    let line = line.trim_start_matches("error: ");
    let line = match line.find(": ") {
        Some(at) if line.starts_with("line ") => &line[at + 2..],
        _ => line,
    };
    let line = line.find(" at line ").map_or(line, |at| &line[..at]);
    match line {
        "recursion limit exceeded" => nested(),
        "" => ("it cannot be understood".to_owned(), LOOK),
        line => (line.to_owned(), LOOK),
    }
}
