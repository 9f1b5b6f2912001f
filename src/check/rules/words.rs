//! Words that several rules share.

use crate::check::suppress::Used;
use crate::evidence::Document;
use crate::records::{Entry, Log};
use crate::source::Location;

/// What tells one suppression from others.
pub(super) fn about(of: &Used<'_>) -> String {
    let entry = of.entry;
    let parts = [&entry.path, &entry.fingerprint].map(|part| part.as_deref().unwrap_or(""));
    format!("{} {} {}", entry.rule, parts[0], parts[1])
}

/// A number of things: `1 day`, `2 days`.
pub(super) fn plural(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}

/// What a record is called: by its id, else by what it is.
pub(super) fn called(log: &Log<'_>, entry: &Entry) -> String {
    match log.id(entry) {
        "" => format!("this {}", log.kind().name),
        id => id.to_owned(),
    }
}

/// A name or an id as it is compared: its letters and digits, in small letters.
pub(super) fn plain(name: &str) -> String {
    let kept = name.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}

/// Whether two names are the same but for case, dots and blanks.
pub(super) fn is_same_name(a: &str, b: &str) -> bool {
    let (a, b) = (plain(a), plain(b));
    !a.is_empty() && a == b
}

/// The roles and people that an owner names, each in all its forms: `J. Marsh (service desk lead)`.
pub(super) fn names_in(owner: &str) -> Vec<&str> {
    let said = role_of(owner);
    let parts = said.split([',', ';', '(', ')', '/']);
    parts.chain([said]).map(str::trim).collect()
}

/// An owner without the word that says it is a role.
pub(super) fn role_of(owner: &str) -> &str {
    owner.strip_prefix("role:").unwrap_or(owner)
}

/// Where a document states its version.
pub(super) fn version_place(document: &Document) -> Location {
    let version = document.metadata.version.as_ref();
    version.map_or_else(
        || Location::file(document.path.clone()),
        |version| version.location.clone(),
    )
}

/// Where a document says when it is reviewed.
pub(super) fn review_place(document: &Document) -> Location {
    let metadata = &document.metadata;
    let day = metadata.next_review.as_ref().map(|day| &day.location);
    let every = || {
        metadata
            .review_interval
            .as_ref()
            .map(|every| &every.location)
    };
    day.or_else(every)
        .cloned()
        .unwrap_or_else(|| Location::file(document.path.clone()))
}
