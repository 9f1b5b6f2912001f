//! A text that says two things about itself: an approver on the cover and another in the
//! block of signatures, a version in the history that is not the one stated.
//!
//! The first counts, and the other is told. Told is only what stands apart: two lines one
//! below the other name two approvers, and both have approved.

use super::{Reader, table};
use crate::evidence::fields::{Collector, Field, fold, is_version};
use crate::evidence::metadata::{ProblemKind, Source, name_others, same_date};
use crate::source::{Location, visible};

/// Within so many lines two statements belong together.
const TOGETHER: usize = 12;

/// What is compared within a text.
const COMPARED: [Field; 3] = [Field::ApprovedBy, Field::ApprovedOn, Field::Owner];

/// A statement that counts.
pub(super) struct Held {
    field: Field,
    label: String,
    line: usize,
    headings: u32,
}

impl Reader<'_> {
    /// A statement on a line, compared with what was stated before.
    pub(super) fn say(&mut self, field: Field, label: &str, text: &str, line: usize) {
        let location = self.location(line);
        self.revises(field, label, line);
        let is_compared = COMPARED.contains(&field) || field == Field::Approval;
        if is_compared && !self.held.is_empty() && !is_signed(label) {
            self.compare(field, label, text, line, &location);
        }
        self.collector.take(field, label, text, &location);
        self.hold(label, line);
    }

    /// Keeps where what is stated now was stated first.
    pub(super) fn hold(&mut self, label: &str, line: usize) {
        for field in COMPARED.into_iter().chain([Field::Version]) {
            if self.collector.holds(field) && self.held.iter().all(|held| held.field != field) {
                self.held.push(Held {
                    field,
                    label: fold(label),
                    line,
                    headings: self.headings,
                });
            }
        }
    }

    /// Lets go of an issue where its revision is stated beside it, which is the version then:
    /// `Issue No. 01 | Rev. No. 03`; whether it did.
    pub(super) fn revises(&mut self, field: Field, label: &str, line: usize) -> bool {
        let issue = self.version_at(line, is_issue);
        let Some(at) = issue.filter(|_| field == Field::Version && is_revision(&fold(label)))
        else {
            return false;
        };
        self.held.remove(at);
        self.collector.metadata.version = None;
        true
    }

    /// Whether a label states an issue whose revision is held.
    pub(super) fn is_revised(&self, field: Field, label: &str, line: usize) -> bool {
        field == Field::Version
            && is_issue(&fold(label))
            && self.version_at(line, is_revision).is_some()
    }

    /// Which statement is that of the version, near a line and under a label of a kind.
    fn version_at(&self, line: usize, is_kind: fn(&str) -> bool) -> Option<usize> {
        self.held.iter().position(|held| {
            held.field == Field::Version
                && is_kind(&held.label)
                && line.abs_diff(held.line) <= TOGETHER
        })
    }

    fn compare(&mut self, field: Field, label: &str, text: &str, line: usize, at: &Location) {
        let mut unsaid = Vec::new();
        let mut other = Collector::new(Source::Label, &mut unsaid);
        other.take(field, label, text, at);
        let other = other.finish();
        let data = &self.collector.metadata;
        let apart = |field: Field| {
            self.held.iter().find(|held| {
                held.field == field
                    && !is_signed(&held.label)
                    && (held.headings != self.headings || line.abs_diff(held.line) > TOGETHER)
            })
        };
        let mut told = Vec::new();
        let mut tell = |what: &str, one: &str, place: &Location, other: &str| {
            let (one, other) = (visible(one), visible(other));
            let (here, there) = (place.spoken(), at.spoken());
            told.push(format!("{what} {one} on {here}, {other} on {there}"));
        };
        if let (Some(held), Some(new), Some(_)) = (
            &data.approved_by,
            &other.approved_by,
            apart(Field::ApprovedBy),
        ) && name_others(&held.value, &new.value)
        {
            tell("approver", &held.value, &held.location, &new.value);
        }
        if let (Some(held), Some(new), Some(_)) = (
            &data.approved_on,
            &other.approved_on,
            apart(Field::ApprovedOn),
        ) && !same_date(held.value, new.value)
        {
            let (one, other) = (held.value.day.to_string(), new.value.day.to_string());
            tell("approval", &one, &held.location, &other);
        }
        // The owner of a process need not be that of the document.
        if let (Some(held), Some(new), Some(first)) =
            (&data.owner, &other.owner, apart(Field::Owner))
            && first.label == fold(label)
            && name_others(&held.value, &new.value)
        {
            tell("owner", &held.value, &held.location, &new.value);
        }
        for message in told {
            self.collector
                .problem(ProblemKind::Contradiction, message, at);
        }
    }

    /// Says where a version differs from the one held.
    pub(super) fn differs(&mut self, field: Field, version: &str, at: &Location, place: &str) {
        if field == Field::Version
            && let Some(held) = &self.collector.metadata.version
            && is_version(&held.value)
            && table::numbers(&held.value) != table::numbers(version)
        {
            let message = format!(
                "version {} on {}, {} in {place} on {}",
                visible(&held.value),
                held.location.spoken(),
                visible(version),
                at.spoken()
            );
            self.collector
                .problem(ProblemKind::Contradiction, message, at);
        }
    }
}

/// Whether a folded label is that of an issue.
fn is_issue(label: &str) -> bool {
    label.starts_with("issue") || label.starts_with("ausgabe")
}

/// Whether a folded label is that of a revision.
fn is_revision(label: &str) -> bool {
    label.starts_with("rev")
}

/// Whether a label is one of signatures: each party signs an agreement.
fn is_signed(label: &str) -> bool {
    let label = fold(label);
    ["signed", "unter", "gez", "accepted"]
        .iter()
        .any(|start| label.starts_with(start))
}
