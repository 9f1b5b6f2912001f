//! What a workspace makes of the rules: which run, how bad each is, and what fails a run.
//!
//! `[check]` of `clausewise.toml` is read by [`crate::workspace`], which knows no rules; here its
//! names are held against the table, with all mistakes at once.

use std::collections::BTreeMap;

use super::{Confidence, Kind, RULES, Rule, Severity};
use crate::form::did_you_mean;
use crate::problem::Problem;
use crate::workspace::{CheckSettings, Level};

/// Which rules run, how bad each is, and what fails.
#[derive(Debug, Clone)]
pub struct Policy {
    levels: BTreeMap<&'static str, Level>,
    /// What is at least so bad fails; `None`: nothing does.
    pub fail_on: Option<Severity>,
    /// What is at least so sure fails.
    pub fail_confidence: Confidence,
    /// Figures that rules ask for.
    pub threshold: Threshold,
}

/// Figures that rules ask for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Threshold {
    /// How many days before a review is due it is told.
    pub review_due_days: u16,
    /// The least total, in percent, where one is wanted.
    pub total: Option<u8>,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            levels: BTreeMap::new(),
            fail_on: Some(Severity::Error),
            fail_confidence: Confidence::High,
            threshold: Threshold {
                review_due_days: 30,
                total: None,
            },
        }
    }
}

impl Policy {
    /// The policy of a workspace.
    ///
    /// # Errors
    /// Every name that is no rule.
    pub fn new(settings: &CheckSettings) -> Result<Self, Vec<Problem>> {
        let mut policy = Self::default();
        let mut problems = Vec::new();
        for (name, level, location) in &settings.levels {
            match super::rule(name) {
                Some(rule) => {
                    policy.levels.insert(rule.name, *level);
                }
                None => {
                    let known: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
                    problems.push(Problem {
                        location: location.clone(),
                        message: format!("[check.rules]: there is no rule `{name}`"),
                        hint: did_you_mean(name, &known)
                            .or_else(|| Some("`clausewise check --list` names them".to_owned())),
                        excerpt: None,
                    });
                }
            }
        }
        if let Some(fail_on) = settings.fail_on {
            policy.fail_on = severity_of(fail_on);
        }
        if let Some(confidence) = settings.fail_confidence {
            policy.fail_confidence = Confidence::WORDS[usize::from(confidence)].1;
        }
        policy.threshold = Threshold {
            review_due_days: settings
                .review_due_days
                .unwrap_or(policy.threshold.review_due_days),
            total: settings.total,
        };
        if problems.is_empty() {
            Ok(policy)
        } else {
            Err(problems)
        }
    }

    /// Whether a rule looks at all.
    #[must_use]
    pub fn runs(&self, rule: &Rule) -> bool {
        self.levels.get(rule.name) != Some(&Level::Off)
    }

    /// Whether any rule runs that goes by what files were before.
    #[must_use]
    pub fn runs_by_history(&self) -> bool {
        let mut rules = RULES.iter();
        rules.any(|rule| rule.goes_by_history() && self.runs(rule))
    }

    /// How bad what a rule finds is: as the workspace says, else as the rule does. Good practice is
    /// a note at most unless the workspace makes it more.
    #[must_use]
    pub fn severity(&self, rule: &Rule) -> Severity {
        let stated = self.levels.get(rule.name).copied().and_then(severity_of);
        match (stated, rule.kind) {
            (Some(stated), _) => stated,
            (None, Kind::GoodPractice) => Severity::Note,
            (None, _) => rule.severity,
        }
    }

    /// Whether a finding fails the run.
    #[must_use]
    pub fn fails(&self, finding: &super::Finding) -> bool {
        let known = !finding.rule.preview || self.levels.contains_key(finding.rule.name);
        known
            && finding.confidence >= self.fail_confidence
            && self.fail_on.is_some_and(|least| finding.severity >= least)
    }
}

fn severity_of(level: Level) -> Option<Severity> {
    match level {
        Level::Off => None,
        Level::Note => Some(Severity::Note),
        Level::Warning => Some(Severity::Warning),
        Level::Error => Some(Severity::Error),
    }
}
