//! What a rule found, and by what it is known again when lines move.
//!
//! A fingerprint is made of the rule, the file and what the finding is about (a claim, the id of a
//! row, a promise), never of a line number or of the wording: a baseline or a code host knows the
//! finding again when text is added above it, and after the next version words it better.

use std::collections::BTreeMap;

use super::{Confidence, Rule, Severity};
use crate::catalogue::RequirementId;
use crate::source::Location;
use crate::workspace::sha256;

/// Something an auditor would object to.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The rule.
    pub rule: &'static Rule,
    /// How bad it is, as the policy has it.
    pub severity: Severity,
    /// How sure it is.
    pub confidence: Confidence,
    /// What is wrong, in a sentence.
    pub message: String,
    /// Where.
    pub location: Location,
    /// Other places that have to do with it.
    pub related: Vec<Related>,
    /// The requirement it is about.
    pub requirement: Option<RequirementId>,
    /// What to do.
    pub hint: String,
    /// By what it is known again.
    pub fingerprint: Fingerprint,
    /// What brought it about, where several rules may tell of it.
    pub(super) cause: Option<Cause>,
    /// What it is about within its file.
    about: String,
}

/// What several rules may tell of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cause {
    /// Two rows of a register carry one id.
    IdTwice,
}

/// Sixteen hexadecimal digits.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(pub String);

/// A place that has to do with a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub location: Location,
    /// What stands there.
    pub says: String,
}

/// What a rule could not look at: never a pass.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct NotEvaluated {
    /// Of which file, or the workspace file.
    pub location: Location,
    /// Why.
    pub why: String,
    /// The rule.
    pub rule: &'static str,
}

/// What a rule finds while it looks.
pub(super) struct Found {
    rule: &'static Rule,
    severity: Severity,
    pub(super) findings: Vec<Finding>,
    pub(super) not_evaluated: Vec<NotEvaluated>,
}

impl Found {
    pub(super) fn new(rule: &'static Rule, severity: Severity) -> Self {
        Self {
            rule,
            severity,
            findings: Vec::new(),
            not_evaluated: Vec::new(),
        }
    }

    /// A finding at a place.
    pub(super) fn at(&mut self, location: &Location, message: impl Into<String>) -> &mut Finding {
        self.findings.push(Finding {
            rule: self.rule,
            severity: self.severity,
            confidence: self.rule.confidence,
            message: message.into(),
            location: location.clone(),
            related: Vec::new(),
            requirement: None,
            hint: String::new(),
            fingerprint: Fingerprint::default(),
            cause: None,
            about: String::new(),
        });
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// Something that could not be looked at.
    pub(super) fn cannot_tell(&mut self, location: Location, why: impl Into<String>) {
        self.not_evaluated.push(NotEvaluated {
            location,
            why: why.into(),
            rule: self.rule.name,
        });
    }
}

impl Finding {
    /// What to do about it.
    pub(super) fn hint(&mut self, hint: impl Into<String>) -> &mut Self {
        self.hint = hint.into();
        self
    }

    /// What tells it from others of its rule in its file: no line numbers.
    pub(super) fn about(&mut self, about: impl Into<String>) -> &mut Self {
        self.about = about.into();
        self
    }

    /// The requirement it is about.
    pub(super) fn requirement(&mut self, id: &RequirementId) -> &mut Self {
        self.requirement = Some(id.clone());
        self
    }

    /// Another place.
    pub(super) fn related(&mut self, location: Location, says: impl Into<String>) -> &mut Self {
        self.related.push(Related {
            location,
            says: says.into(),
        });
        self
    }

    /// What brought it about.
    pub(super) fn cause(&mut self, cause: Cause) -> &mut Self {
        self.cause = Some(cause);
        self
    }

    /// That it is less sure than its rule.
    pub(super) fn confidence(&mut self, confidence: Confidence) -> &mut Self {
        self.confidence = confidence;
        self
    }
}

/// Puts findings in order, by path and place.
pub(super) fn order(findings: &mut [Finding]) {
    findings.sort_by(|a, b| {
        (&a.location, a.rule.name, &a.about, &a.message).cmp(&(
            &b.location,
            b.rule.name,
            &b.about,
            &b.message,
        ))
    });
}

/// Puts findings in order and gives each its fingerprint; of several that are alike in everything
/// but their place, the first, second and so on of the file. All findings of a rule are marked at
/// once and before any is suppressed: else hiding the first would give its print to the second.
pub(super) fn mark(findings: &mut [Finding]) {
    order(findings);
    let mut alike: BTreeMap<String, u32> = BTreeMap::new();
    for finding in findings {
        let known = [finding.rule.name, &finding.location.path, &finding.about].join("\n");
        let nth = alike.entry(known.clone()).or_default();
        *nth += 1;
        let known = if *nth == 1 {
            known
        } else {
            format!("{known}\n{nth}")
        };
        let mut digits = sha256(known.as_bytes());
        digits.truncate(16);
        finding.fingerprint = Fingerprint(digits);
    }
}
