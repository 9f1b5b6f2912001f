//! What each file seems to be, each particular with where it was taken from and how sure
//! that is.
//!
//! A value that stands in the document is sure; a name or heading is a good guess; the
//! properties that a program keeps are as often wrong as right. Where two places disagree,
//! nothing is sure, and both are told.

use jiff::civil::Date;

use super::gather::Item;
use super::names::{self, Name};
use crate::evidence::{
    Document, FileProblem, ProblemKind, Source, Stated, StatedDate, Status, kind_of,
};

/// The place of what only a file's name says.
pub const IN_NAME: &str = "file name";

/// How sure a particular is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// Only a guess, or contested.
    Low,
    /// From the name or a heading.
    Medium,
    /// Stated.
    High,
}

impl Confidence {
    /// The word shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Medium => "medium",
            Self::High => "high",
        }
    }
}

/// A particular of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    /// Which: `title`, `type`, `owner`, `approved_on` …
    pub what: &'static str,
    /// Its value.
    pub value: String,
    /// Where it was taken from, in words.
    pub place: String,
    /// How sure it is.
    pub confidence: Confidence,
}

/// All particulars of a file, and what contradicts what.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// In the order of a register.
    pub list: Vec<Fact>,
    /// Sources that disagree, in sentences.
    pub disagreements: Vec<String>,
}

/// Dates that tell how new a document is, the most telling first.
pub const BY_DATE: [&str; 8] = [
    "approved_on",
    "effective",
    "date",
    "last_reviewed",
    "date_in_name",
    "saved",
    "created",
    "changed_on",
];

impl Facts {
    /// A particular.
    #[must_use]
    pub fn get(&self, what: &str) -> Option<&Fact> {
        self.list.iter().find(|fact| fact.what == what)
    }

    /// The value of a particular.
    #[must_use]
    pub fn value(&self, what: &str) -> &str {
        self.get(what).map_or("", |fact| fact.value.as_str())
    }

    /// The date that tells how new it is.
    #[must_use]
    pub fn newest(&self) -> Option<&Fact> {
        BY_DATE.iter().find_map(|what| self.get(what))
    }

    fn add(&mut self, what: &'static str, value: String, place: String, confidence: Confidence) {
        if !value.trim().is_empty() {
            self.list.push(Fact {
                what,
                value,
                place,
                confidence,
            });
        }
    }

    fn stated<T>(
        &mut self,
        what: &'static str,
        stated: Option<&Stated<T>>,
        words: impl Fn(&T) -> String,
    ) {
        if let Some(stated) = stated {
            let confidence = match stated.source {
                Source::Properties | Source::History => Confidence::Low,
                Source::Name => Confidence::Medium,
                _ => Confidence::High,
            };
            self.add(what, words(&stated.value), place(stated), confidence);
        }
    }
}

/// What a file seems to be, from what it says (where it was read) and its name.
#[must_use]
pub fn facts(item: &Item, document: Option<&Document>) -> Facts {
    let mut facts = Facts::default();
    let file = item.path.rsplit('/').next().unwrap_or(&item.path);
    let name = Name::of(file);
    let in_name = || IN_NAME.to_owned();
    let title = document.and_then(|document| document.metadata.title.as_ref());
    match title {
        Some(_) => facts.stated("title", title, Clone::clone),
        None => facts.add(
            "title",
            names::stem(file).to_owned(),
            in_name(),
            Confidence::Medium,
        ),
    }
    kind(&mut facts, &item.path, document);
    if let Some(document) = document {
        let metadata = &document.metadata;
        facts.stated("id", metadata.id.as_ref(), Clone::clone);
        facts.stated("owner", metadata.owner.as_ref(), Clone::clone);
        facts.stated("author", metadata.author.as_ref(), Clone::clone);
        facts.stated("version", metadata.version.as_ref(), Clone::clone);
        facts.stated("status", metadata.status.as_ref(), |status| {
            status.word().to_owned()
        });
        facts.stated("approved_by", metadata.approved_by.as_ref(), Clone::clone);
        for (what, date) in [
            ("approved_on", &metadata.approved_on),
            ("effective", &metadata.effective),
            ("date", &metadata.date),
            ("created", &metadata.created),
            ("last_reviewed", &metadata.last_reviewed),
            ("next_review", &metadata.next_review),
            ("valid_until", &metadata.valid_until),
            ("changed_on", &metadata.changed_on),
        ] {
            facts.stated(what, date.as_ref(), |date| day(*date));
        }
        facts.stated("changed_by", metadata.changed_by.as_ref(), Clone::clone);
        contradictions(&mut facts, &document.problems);
    }
    version_in_name(&mut facts, &name);
    let status = match (name.draft, name.old, name.last) {
        (true, ..) => Status::Draft.word(),
        (_, true, _) => Status::Obsolete.word(),
        _ => "",
    };
    if facts.get("status").is_none() {
        facts.add("status", status.to_owned(), in_name(), Confidence::Medium);
    }
    let of = |date: Option<Date>| date.map_or_else(String::new, |date| date.to_string());
    facts.add("date_in_name", of(name.date), in_name(), Confidence::Medium);
    facts.add(
        "saved",
        of(item.saved),
        "document properties".to_owned(),
        Confidence::Low,
    );
    facts.add(
        "touched",
        of(item.touched),
        "file system".to_owned(),
        Confidence::Low,
    );
    facts
}

fn kind(facts: &mut Facts, path: &str, document: Option<&Document>) {
    let Some(document) = document else {
        let kind = kind_of(&crate::evidence::Metadata::default(), path);
        let place = "file name or folder".to_owned();
        facts.add(
            "type",
            kind.unwrap_or("").to_owned(),
            place,
            Confidence::Medium,
        );
        return;
    };
    let metadata = &document.metadata;
    if metadata.kind.is_some() {
        facts.stated("type", metadata.kind.as_ref(), Clone::clone);
        return;
    }
    let kind = kind_of(metadata, path).unwrap_or("");
    facts.add(
        "type",
        kind.to_owned(),
        "title, file name or folder".to_owned(),
        Confidence::Medium,
    );
}

/// A version in the name stands in for one in the text, confirms or contests it.
fn version_in_name(facts: &mut Facts, name: &Name) {
    let Some(version) = &name.version else { return };
    let Some(at) = facts.list.iter().position(|fact| fact.what == "version") else {
        facts.add(
            "version",
            version.clone(),
            IN_NAME.to_owned(),
            Confidence::Medium,
        );
        return;
    };
    let stated = &mut facts.list[at];
    // Taken from the same name, it confirms nothing.
    if stated.place == "file name" {
        return;
    }
    if names::parts(&stated.value) == names::parts(version) {
        stated.place.push_str(" and file name");
        stated.confidence = Confidence::High;
    } else {
        stated.confidence = Confidence::Low;
        let told = format!(
            "version {} ({}), but {version} in the file's name",
            stated.value, stated.place
        );
        facts.disagreements.push(told);
    }
}

fn contradictions(facts: &mut Facts, problems: &[FileProblem]) {
    let problems = problems.iter();
    for problem in problems.filter(|problem| problem.kind == ProblemKind::Contradiction) {
        let message = problem.message.to_lowercase();
        for fact in &mut facts.list {
            if message.starts_with(&fact.what.replace('_', " ")) {
                fact.confidence = Confidence::Low;
            }
        }
        facts.disagreements.push(problem.message.clone());
    }
}

fn day(date: StatedDate) -> String {
    if date.exact {
        date.day.to_string()
    } else {
        format!("{} or earlier", date.day)
    }
}

/// The day of a date as a particular has it, the last one it can mean.
#[must_use]
pub fn day_of(value: &str) -> Option<Date> {
    value.get(..10)?.parse().ok()
}

/// Where a value was taken from, in words.
fn place<T>(stated: &Stated<T>) -> String {
    match stated.source {
        Source::FrontMatter => "front matter".to_owned(),
        Source::Sidecar => "sidecar".to_owned(),
        Source::Claims => "claims.toml".to_owned(),
        Source::Manifest => "evidence.yaml".to_owned(),
        Source::Label if stated.location.line().is_some() => stated.location.spoken(),
        Source::Label => "text".to_owned(),
        Source::Name if stated.location.line().is_none() => "file name".to_owned(),
        Source::Name => "first heading".to_owned(),
        Source::Properties => "document properties".to_owned(),
        Source::History => "git history".to_owned(),
    }
}
