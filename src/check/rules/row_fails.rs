//! A row of a register that is claimed for a requirement and lacks what every such record must have.
//!
//! What one row lacks is told once, for all requirements that ask for it. That it was closed before
//! it was opened has a rule of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::assessment::{Looked, Standing};
use crate::catalogue::{Requirement, RequirementId};
use crate::check::finding::{Cause, Found};
use crate::check::rules::words::called;
use crate::check::{Confidence, Kind, Look, Rule, Severity, Subject};
use crate::evidence::document_at;
use crate::records::{CLOSED, Entry, Log, OPENED};
use crate::source::{Location, few};

/// Most requirements named for one row.
const MOST_NAMED: usize = 4;

pub(in crate::check) const RULE: Rule = Rule {
    name: "row-fails",
    title: "a row of a register lacks what its requirement asks for",
    kind: Kind::Standard,
    severity: Severity::Error,
    confidence: Confidence::High,
    preview: false,
    by_calendar: false,
    page: include_str!("row-fails.md"),
    look: Look::Evidence(look),
};

fn look(subject: &Subject<'_>, found: &mut Found) {
    let mut rows: BTreeMap<(Location, String), Failing<'_>> = BTreeMap::new();
    let lines = subject.assessment.lines.iter();
    for line in lines.filter(|line| !matches!(line.standing, Standing::Repeats(_))) {
        let requirement = &subject.catalogue.requirements[line.requirement];
        for looked in line.evidence.iter().filter(|looked| looked.rows.is_some()) {
            let as_a_kind = AsAKind::of(subject, looked);
            for place in &looked.places {
                let Some((called, lacks)) = lacks(subject, requirement, looked, place) else {
                    continue;
                };
                let failing = rows.entry((place.clone(), lacks)).or_default();
                failing.called = called;
                failing.class = as_a_kind.class_of(subject, looked, place);
                failing.twice |= is_twice(subject, requirement, looked, place);
                failing.requirements.push(&requirement.id);
            }
        }
    }
    let habits = habits(&rows);
    for ((place, lacks), failing) in &rows {
        let named: Vec<String> = failing
            .requirements
            .iter()
            .map(ToString::to_string)
            .collect();
        let message = format!(
            "{} fails for {}: {lacks}",
            failing.called,
            few(&named, MOST_NAMED)
        );
        let finding = found.at(place, message);
        // For how many requirements it fails is no part of what is wrong with the row.
        finding.about(format!("{} {lacks}", failing.called));
        if failing.twice {
            finding.cause(Cause::IdTwice);
        }
        match &failing.class {
            Some(class) => {
                finding.confidence(Confidence::Medium).hint(format!(
                    "all of “{class}” lack it: where they are approved beforehand as a kind, their class should say so (“standard”)"
                ));
            }
            None if habits.contains(&(&place.path, lacks.as_str())) => {
                finding.confidence(Confidence::Medium).hint(
                    "the same stands in several rows: where your rules allow it, say so there and judge the requirement; else complete the records",
                );
            }
            None => {
                finding.hint("complete the record, or name the right column in evidence.yaml");
            }
        }
        if let Some(first) = failing.requirements.first() {
            finding.requirement(first);
        }
    }
}

/// Classes of records of which nearly all lack a thing that others carry: a habit, or a rule that
/// nobody wrote into the register, and no slip of one record.
#[derive(Default)]
struct AsAKind<'a> {
    classes: Vec<&'a str>,
}

/// Records of a class from which on they can be told to lack a thing as a kind.
const FEWEST: usize = 3;

impl<'a> AsAKind<'a> {
    fn of(subject: &Subject<'a>, looked: &Looked) -> Self {
        let Some((log, _)) = looked
            .places
            .first()
            .and_then(|place| record(subject, looked, place))
        else {
            return Self::default();
        };
        let failing: BTreeSet<u32> = looked.places.iter().filter_map(Location::line).collect();
        let mut classes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for entry in &log.entries {
            let (fail, all) = classes.entry(log.cell(entry, CLASS)).or_default();
            *fail += usize::from(failing.contains(&entry.line));
            *all += 1;
        }
        let others_carry = classes.values().any(|(fail, all)| fail * 2 < *all);
        let nearly_all = |fail: usize, all: usize| fail >= FEWEST && fail * 10 >= all * 9;
        let classes = classes.into_iter();
        let classes = classes.filter(|(class, (fail, all))| {
            others_carry && !class.is_empty() && nearly_all(*fail, *all)
        });
        Self {
            classes: classes.map(|(class, _)| class).collect(),
        }
    }

    /// The class of a row, where it is one of those.
    fn class_of(
        &self,
        subject: &Subject<'a>,
        looked: &Looked,
        place: &Location,
    ) -> Option<&'a str> {
        let (log, entry) = record(subject, looked, place)?;
        let class = log.cell(entry, CLASS);
        self.classes.contains(&class).then_some(class)
    }
}

/// The attribute that says of what class a record is.
const CLASS: &str = "class";

/// The record of a row that was looked at.
fn record<'a>(
    subject: &Subject<'a>,
    looked: &Looked,
    place: &Location,
) -> Option<(&'a Log<'a>, &'a Entry)> {
    let document = document_at(&subject.evidence.documents, &looked.name)?;
    subject.logs.at(document, place.line()?)
}

/// What several rows of a file say in the same words instead of what is asked for, such as “no test
/// system”: a plain “no” may be anybody's slip, a sentence that comes again and again is none.
fn habits<'r>(
    rows: &'r BTreeMap<(Location, String), Failing<'_>>,
) -> BTreeSet<(&'r Arc<str>, &'r str)> {
    let mut times: BTreeMap<(&Arc<str>, &str), usize> = BTreeMap::new();
    for (place, lacks) in rows.keys() {
        let said = lacks
            .strip_prefix('“')
            .and_then(|said| said.split('”').next());
        if said.is_some_and(|said| said.contains(' ')) {
            *times.entry((&place.path, lacks)).or_default() += 1;
        }
    }
    let often = times.into_iter().filter(|(_, times)| *times >= FEWEST);
    often.map(|(said, _)| said).collect()
}

/// A row, and for what it fails.
#[derive(Default)]
struct Failing<'a> {
    called: String,
    /// Its class, where nearly all of it lack the same.
    class: Option<&'a str>,
    requirements: Vec<&'a RequirementId>,
    /// All it fails by is an id that another row carries too.
    twice: bool,
}

/// Whether a row fails by its id alone, which another carries too.
fn is_twice(
    subject: &Subject<'_>,
    requirement: &Requirement,
    looked: &Looked,
    place: &Location,
) -> bool {
    let test = requirement.test.as_ref();
    let by_id = test.filter(|test| test.unique.as_deref() == Some(ID) && test.order.is_none());
    let record = record(subject, looked, place);
    by_id.zip(record).is_some_and(|(test, (log, entry))| {
        let carries = |attribute: &String| log.carried(entry, attribute);
        test.needs.iter().all(carries)
    })
}

/// The attribute that tells a record from others.
const ID: &str = "id";

/// What a row is called, and what it lacks; nothing where another rule tells that.
fn lacks(
    subject: &Subject<'_>,
    requirement: &Requirement,
    looked: &Looked,
    place: &Location,
) -> Option<(String, String)> {
    let Some((log, entry)) = record(subject, looked, place) else {
        return Some(("this row".to_owned(), asked(looked).to_owned()));
    };
    let called = called(log, entry);
    let test = requirement.test.as_ref();
    let lacks = test.map_or_else(Vec::new, |test| log.lacking(entry, test));
    if lacks.is_empty() {
        return Some((called, asked(looked).to_owned()));
    }
    let of_days = test.is_some_and(|test| {
        let carries = |attribute: &String| log.carried(entry, attribute);
        test.order.as_ref().is_some_and(is_of_end) && test.needs.iter().all(carries)
    });
    (!of_days || !log.is_reversed(entry)).then(|| (called, lacks.join(", ")))
}

/// Whether an order is that of begin and end.
fn is_of_end((first, then): &(String, String)) -> bool {
    first == OPENED && then == CLOSED
}

fn asked(looked: &Looked) -> &str {
    looked.tested.as_deref().unwrap_or(&looked.saw)
}
