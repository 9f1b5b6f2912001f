//! Findings that somebody answers for until a day, and what is wrong with that.
//!
//! A suppression counts only while it is complete (why, who, until when) and its day has not
//! passed; else what it hid is told again, beside the finding on the suppression itself. Nothing
//! hides a finding on a suppression.

use globset::{Glob, GlobMatcher};
use jiff::civil::Date;

use super::finding::Finding;
use crate::workspace::Suppression;

/// A suppression and what it hid.
#[derive(Debug)]
pub struct Used<'a> {
    /// As it is written.
    pub entry: &'a Suppression,
    /// How many findings it fits, hidden or not.
    pub fits: usize,
    /// The day assessed.
    pub as_of: Date,
}

impl Used<'_> {
    /// What is left out of it, in the words of its keys.
    #[must_use]
    pub fn lacks(&self) -> Vec<&'static str> {
        let keys = [
            ("reason", self.entry.reason.is_none()),
            ("by", self.entry.by.is_none()),
            ("until", self.entry.until.is_none()),
        ];
        let lacking = keys.into_iter().filter(|(_, lacks)| *lacks);
        lacking.map(|(key, _)| key).collect()
    }

    /// Whether its day has passed.
    #[must_use]
    pub fn is_over(&self) -> bool {
        self.entry.until.is_some_and(|until| until < self.as_of)
    }

    fn counts(&self) -> bool {
        self.lacks().is_empty() && !self.is_over()
    }
}

/// Takes away what is suppressed; returns those findings, and how each entry was used.
pub(super) fn suppress<'a>(
    findings: &mut Vec<Finding>,
    entries: &'a [Suppression],
    as_of: Date,
) -> (Vec<Finding>, Vec<Used<'a>>) {
    let mut used: Vec<(Used<'a>, Option<GlobMatcher>)> = entries
        .iter()
        .map(|entry| {
            let path = entry.path.as_deref().and_then(|path| Glob::new(path).ok());
            let used = Used {
                entry,
                fits: 0,
                as_of,
            };
            (used, path.map(|path| path.compile_matcher()))
        })
        .collect();
    let all = std::mem::take(findings);
    let (hidden, told) = all.into_iter().partition(|finding| {
        let mut is_hidden = false;
        for (used, path) in &mut used {
            if fits(used.entry, path.as_ref(), finding) {
                used.fits += 1;
                is_hidden |= used.counts();
            }
        }
        is_hidden
    });
    *findings = told;
    (hidden, used.into_iter().map(|(used, _)| used).collect())
}

fn fits(entry: &Suppression, path: Option<&GlobMatcher>, finding: &Finding) -> bool {
    entry.rule == finding.rule.name
        && path.is_none_or(|path| path.is_match(&*finding.location.path))
        && { entry.fingerprint.as_ref() }.is_none_or(|print| *print == finding.fingerprint.0)
}
