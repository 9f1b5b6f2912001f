//! The keys of front matter, sidecars, `claims.toml` and manifests.
//!
//! Keys are read in any spelling and under the names people use for them, in English and
//! German; what was read under another name is said once. Unknown keys are no mistake, but
//! what looks like a slip of the pen is told, and in a manifest, which is written for this
//! program alone, each of them.

mod claims;
mod collect;
pub(super) mod intervals;
mod keys;
pub(super) mod stamp;
pub(super) mod standards;
pub(super) mod wording;

use super::metadata::{FileProblem, Metadata, ProblemKind, Source};
use crate::form::{Entry, Node, Value};
use crate::source::{Location, SourceFile, visible};
use claims::{Standard, standard_named};

pub(in crate::evidence) use claims::is_marker;
pub use claims::parse_claims;
pub(in crate::evidence) use collect::asks_date;

pub(crate) use collect::{Collector, is_version, unwrapped};
pub(crate) use keys::{Field, field, fold};

/// Reads a table of keys as what it says about a file.
///
/// Placeholders count as missing; they, dates with two meanings and values that are not
/// what their key asks for become problems at their place.
pub fn from_node(
    node: &Node,
    source_file: &SourceFile,
    source: Source,
    problems: &mut Vec<FileProblem>,
) -> Metadata {
    let mut reader = NodeReader {
        file: source_file,
        collector: Collector::new(source, problems),
        renamed: Vec::new(),
        source,
    };
    reader.table(node, 0);
    reader.say_renamed();
    reader.collector.finish()
}

/// Whether a key says something of a file.
pub(super) fn is_field(key: &str) -> bool {
    field(key).is_some()
}

/// Tables within tables are followed this far.
const DEEPEST: usize = 2;

struct NodeReader<'a> {
    file: &'a SourceFile,
    collector: Collector<'a>,
    /// Keys read under another name: as written, canonical, place.
    renamed: Vec<(String, &'static str, Location)>,
    source: Source,
}

impl NodeReader<'_> {
    fn table(&mut self, node: &Node, depth: usize) {
        for entry in node.entries() {
            let Some((field, canonical)) = field(&entry.key) else {
                self.unknown(entry);
                continue;
            };
            if field == Field::Wrapper {
                if depth < DEEPEST {
                    self.table(&entry.node, depth + 1);
                }
                continue;
            }
            if !keys::is_canonical(&entry.key, canonical) && is_alias(field) {
                let at = self.at(entry.span.start);
                self.renamed.push((entry.key.clone(), canonical, at));
            }
            self.entry(field, entry);
        }
    }

    fn unknown(&mut self, entry: &Entry) {
        let instead = match keys::nearest(&entry.key) {
            Some(name) => format!("did you mean `{}`?", spelt(name)),
            None if self.source == Source::Manifest => "nothing reads it".to_owned(),
            None => return,
        };
        let message = format!("there is no key `{}`; {instead}", visible(&entry.key));
        let at = self.at(entry.span.start);
        self.collector
            .problem(ProblemKind::UnknownKey, message, &at);
    }

    fn entry(&mut self, field: Field, entry: &Entry) {
        let (key, node) = (&entry.key, &entry.node);
        match (field, &node.value) {
            (_, Value::Null) => {
                let at = self.at(entry.span.start);
                self.collector.placeholder(field, key, "", &at);
            }
            (Field::Claims | Field::Standards, _) => self.claims(field, key, node, None, 0),
            (Field::Approval | Field::ApprovedBy | Field::Review, Value::Map(_)) => {
                self.nested(field, node);
            }
            (Field::Approval | Field::ApprovedBy, Value::List(members)) => {
                let texts: Vec<&str> = members.iter().filter_map(Node::text).collect();
                for member in members.iter().filter(|member| member.text().is_none()) {
                    self.nested(field, member);
                }
                self.people(Field::ApprovedBy, key, &texts, node);
            }
            (Field::Owner | Field::Author | Field::Id | Field::Title, Value::List(members)) => {
                let texts: Vec<&str> = members.iter().filter_map(person).collect();
                self.people(field, key, &texts, node);
            }
            (Field::Owner | Field::Author, Value::Map(_)) => {
                let texts: Vec<&str> = person(node).into_iter().collect();
                self.people(field, key, &texts, node);
            }
            (_, Value::List(members)) => {
                for member in members {
                    let text = match member.value {
                        // A table without a name is data of its own and says nothing of the file.
                        Value::Map(_) => match person(member) {
                            Some(name) => name,
                            None => continue,
                        },
                        _ => member.text().unwrap_or(""),
                    };
                    let at = self.at(member.span.start);
                    self.collector.take(field, key, text, &at);
                }
            }
            (_, Value::Map(_)) => {
                let at = self.at(node.span.start);
                let message = format!("`{}` must be text, not a table", visible(key));
                self.collector
                    .problem(ProblemKind::NotUnderstood, message, &at);
            }
            _ => {
                let at = self.at(node.span.start);
                self.collector
                    .take(field, key, node.text().unwrap_or(""), &at);
            }
        }
    }

    /// Several people become one text; placeholders among them are left out.
    fn people(&mut self, field: Field, key: &str, texts: &[&str], node: &Node) {
        let named: Vec<&str> = texts
            .iter()
            .map(|text| unwrapped(text))
            .filter(|text| !super::placeholder::is_placeholder(text))
            .collect();
        let at = self.at(node.span.start);
        if !named.is_empty() {
            self.collector.take(field, key, &named.join(", "), &at);
        } else if let Some(first) = texts.first() {
            self.collector
                .placeholder(field, key, unwrapped(first), &at);
        }
    }

    /// `approval: {by:, on:}`, `review: {interval:, next:}`.
    fn nested(&mut self, field: Field, node: &Node) {
        let is_review = field == Field::Review;
        for entry in node.entries() {
            let inner = match (is_review, fold(&entry.key).as_str()) {
                (
                    false,
                    "by" | "name" | "who" | "person" | "von" | "durch" | "role" | "rolle"
                    | "approver",
                ) => Field::ApprovedBy,
                (false, "on" | "date" | "at" | "when" | "am" | "datum") => Field::ApprovedOn,
                (false, "status" | "state") => Field::Status,
                (
                    true,
                    "interval" | "every" | "cycle" | "frequency" | "period" | "intervall"
                    | "turnus",
                ) => Field::ReviewInterval,
                (
                    true,
                    "next" | "due" | "nextdate" | "naechste" | "naechstes" | "nextreview"
                    | "nextdue",
                ) => Field::NextReview,
                (
                    true,
                    "last" | "on" | "lastdate" | "letzte" | "letztes" | "lastreview"
                    | "lastreviewed",
                ) => Field::LastReviewed,
                (true, "date" | "datum") => Field::ReviewDate,
                (_, _) => match keys::field(&entry.key) {
                    Some((known, _))
                        if (is_review || is_approval(known)) && known != Field::Wrapper =>
                    {
                        known
                    }
                    _ => continue,
                },
            };
            if !matches!(entry.node.value, Value::Map(_)) {
                self.entry(inner, entry);
            }
        }
    }

    /// Texts, lists of texts, or a table of lists by edition.
    fn claims(
        &mut self,
        field: Field,
        key: &str,
        node: &Node,
        standard: Option<&Standard>,
        depth: usize,
    ) {
        match &node.value {
            Value::Map(entries) => {
                for entry in entries {
                    match standard_named(&entry.key) {
                        Some(own @ Standard::Own(_)) if depth < DEEPEST => {
                            self.claims(Field::Claims, key, &entry.node, Some(&own), depth + 1);
                        }
                        None if entry.key.parse::<crate::catalogue::Target>().is_ok() => {
                            let at = self.at(entry.span.start);
                            self.claim(field, key, &entry.key, standard, &at);
                        }
                        // A list of tables: `- clause: 8.6.1`.
                        None if matches!(
                            keys::field(&entry.key),
                            Some((Field::Claims | Field::Standards | Field::Id, _))
                        ) && depth <= DEEPEST =>
                        {
                            self.claims(field, key, &entry.node, standard, depth + 1);
                        }
                        _ => {}
                    }
                }
            }
            Value::List(members) => {
                for member in members {
                    if depth <= DEEPEST {
                        self.claims(field, key, member, standard, depth + 1);
                    }
                }
            }
            _ => {
                let at = self.at(node.span.start);
                self.claim(field, key, node.text().unwrap_or(""), standard, &at);
            }
        }
    }

    fn claim(
        &mut self,
        field: Field,
        key: &str,
        text: &str,
        standard: Option<&Standard>,
        at: &Location,
    ) {
        // A key that names the standard speaks for the text behind it.
        let own = Standard::Own(None);
        let standard = standard.or_else(|| standards::is_named_in(key).then_some(&own));
        if standard.is_none() || super::placeholder::is_placeholder(text) {
            self.collector.take(field, key, text, at);
        } else {
            self.collector
                .claims(claims::parse_claims(text), standard, at);
        }
    }

    fn at(&self, offset: usize) -> Location {
        let place = self.file.place(offset);
        Location::at(self.file.path.clone(), place.line, place.column)
    }

    /// One note for all keys that were read under another name.
    fn say_renamed(&mut self) {
        let Some((_, _, first)) = self.renamed.first() else {
            return;
        };
        // In `claims.toml` and manifests any problem is a mistake, and an alias is none.
        if !matches!(self.source, Source::FrontMatter | Source::Sidecar) {
            return;
        }
        let first = first.clone();
        let names: Vec<String> = self
            .renamed
            .iter()
            .map(|(key, canonical, _)| format!("`{}` as `{}`", visible(key), spelt(canonical)))
            .collect();
        let message = format!("read {}", names.join(", "));
        self.collector
            .problem(ProblemKind::Normalised, message, &first);
    }
}

/// Fields whose names all mean the same; where several things share a field, the name
/// tells them apart and is no alias.
fn is_alias(field: Field) -> bool {
    !matches!(
        field,
        Field::Standards
            | Field::Review
            | Field::ReviewDate
            | Field::Approval
            | Field::Stand
            | Field::Published
            | Field::Changed
            | Field::Wrapper
    )
}

fn is_approval(field: Field) -> bool {
    matches!(
        field,
        Field::ApprovedBy | Field::ApprovedOn | Field::Status | Field::Version | Field::Effective
    )
}

/// A person as text, or the name in a table.
fn person(node: &Node) -> Option<&str> {
    node.text().or_else(|| {
        node.entries()
            .iter()
            .find(|entry| {
                matches!(
                    fold(&entry.key).as_str(),
                    "name" | "role" | "rolle" | "person"
                )
            })
            .and_then(|entry| entry.node.text())
    })
}

/// The canonical name as front matter spells it.
fn spelt(canonical: &str) -> &str {
    match canonical {
        "approvedby" => "approved_by",
        "approvedon" => "approved_on",
        "lastreviewed" => "last_reviewed",
        "lastupdated" => "last_updated",
        "reviewdate" => "review_date",
        "nextreview" => "next_review",
        "validuntil" => "valid_until",
        "reviewinterval" => "review_interval",
        name => name,
    }
}

#[cfg(test)]
mod tests;
