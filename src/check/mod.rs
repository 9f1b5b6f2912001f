//! `check`: what an auditor would object to, on the right line of the right file.
//!
//! A rule is one file in `rules` with its page beside it and one row in [`RULES`]. It looks at
//! what was read and assessed ([`Subject`]) and says what it finds; it decides neither what is
//! shown nor what fails: severity and levels are the [`Policy`]'s, and the outputs see finished
//! findings only. What a rule could not look at it says as well, so that silence is always a pass.
//!
//! Severity (how bad, if true) is kept apart from confidence (how sure it is that it is true):
//! what a machine read between the lines may be an error, and still blocks nobody by default.

mod baseline;
mod finding;
mod once;
mod policy;
mod rules;
mod subject;
mod suppress;
mod versions;

use rayon::prelude::*;

pub use baseline::{Baseline, Entry, renewed, totals_of, without};
pub use finding::{Finding, Fingerprint, NotEvaluated, Related};
pub use policy::{Policy, Threshold};
pub use rules::RULES;
pub use subject::Subject;

use finding::Found;
use suppress::Used;

/// Something that is looked for.
#[derive(Debug)]
pub struct Rule {
    /// Its stable name, in kebab case; it never changes its meaning.
    pub name: &'static str,
    /// What it objects to, in a few words.
    pub title: &'static str,
    /// Whose rule it is.
    pub kind: Kind,
    /// How bad it is, unless the policy says otherwise.
    pub severity: Severity,
    /// How sure it is, unless a finding says that it is less so.
    pub confidence: Confidence,
    /// It is new: shown, but blocks nobody until a later version.
    pub preview: bool,
    /// What it finds depends on the day as well, and not on what was changed alone.
    pub by_calendar: bool,
    /// The page that `explain` shows: what, why an auditor cares, an example, how to mend it.
    pub page: &'static str,
    /// How it looks.
    look: Look,
}

/// What a rule looks at.
#[derive(Debug, Clone, Copy)]
enum Look {
    /// The evidence and what it means.
    Evidence(fn(&Subject<'_>, &mut Found)),
    /// What files were before as well, which a former state of the workspace cannot tell.
    History(fn(&Subject<'_>, &mut Found)),
    /// What is suppressed, once everything else is found.
    Suppressions(fn(&[Used<'_>], &mut Found)),
}

/// Whose rule it is. The words are those of outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The standard asks for it.
    Standard,
    /// The organisation promised it.
    OwnPromise,
    /// It is good practice: never more than a note unless the organisation makes it a rule.
    GoodPractice,
}

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing.
    Note,
    /// An auditor would ask.
    Warning,
    /// An auditor would object.
    Error,
}

/// How sure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// A hint.
    Low,
    /// Read from sentences.
    Medium,
    /// It stands there in so many words or numbers.
    High,
}

/// What all rules found.
#[derive(Debug, Default)]
pub struct Checked {
    /// Findings, by path and place.
    pub findings: Vec<Finding>,
    /// What could not be looked at.
    pub not_evaluated: Vec<NotEvaluated>,
    /// Findings that a baseline knows.
    pub known: Vec<Finding>,
    /// Findings that are suppressed.
    pub suppressed: Vec<Finding>,
    /// The rules that looked, in the order of the table.
    pub looked: Vec<&'static Rule>,
}

/// Runs all rules that the policy does not switch off.
#[must_use]
pub fn check(subject: &Subject<'_>, policy: &Policy) -> Checked {
    let looked: Vec<&'static Rule> = RULES
        .iter()
        .copied()
        .filter(|rule| policy.runs(rule))
        .collect();
    let look = |rule: &&'static Rule| {
        let mut found = Found::new(rule, policy.severity(rule));
        if let Look::Evidence(look) | Look::History(look) = rule.look {
            look(subject, &mut found);
        }
        found
    };
    let found: Vec<Found> = looked.par_iter().map(look).collect();
    let mut checked = Checked::default();
    for found in found {
        checked.findings.extend(found.findings);
        checked.not_evaluated.extend(found.not_evaluated);
    }
    finding::mark(&mut checked.findings);
    let entries = &subject.workspace.settings.check.suppressions;
    let as_of = subject.assessment.as_of;
    let (hidden, used) = suppress::suppress(&mut checked.findings, entries, as_of);
    checked.suppressed = hidden;
    once::tell_once(&mut checked.findings);
    let mut of_suppressions = Vec::new();
    for rule in &looked {
        if let Look::Suppressions(look) = rule.look {
            let mut found = Found::new(rule, policy.severity(rule));
            look(&used, &mut found);
            of_suppressions.extend(found.findings);
        }
    }
    finding::mark(&mut of_suppressions);
    checked.findings.extend(of_suppressions);
    finding::order(&mut checked.findings);
    checked.not_evaluated.sort();
    checked.not_evaluated.dedup();
    checked.looked = looked;
    checked
}

/// The rule of a name.
#[must_use]
pub fn rule(name: &str) -> Option<&'static Rule> {
    RULES.iter().copied().find(|rule| rule.name == name)
}

impl Rule {
    /// Whether what it finds goes by the history of each file: where a file stayed as it was, so
    /// did what is found in it.
    #[must_use]
    pub fn goes_by_history(&self) -> bool {
        matches!(self.look, Look::History(_))
    }

    /// What it finds, in a sentence: the first paragraph of its page.
    #[must_use]
    pub fn finds(&self) -> &'static str {
        let mut parts = self.page.split("\n\n").map(str::trim);
        parts
            .find(|part| !part.is_empty() && !part.starts_with('#'))
            .unwrap_or(self.title)
    }
}

impl Kind {
    /// Stable word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Standard => "standard",
            Self::OwnPromise => "own-promise",
            Self::GoodPractice => "good-practice",
        }
    }
}

impl Severity {
    /// Every one with its stable word.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("note", Self::Note),
        ("warning", Self::Warning),
        ("error", Self::Error),
    ];

    /// Stable word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize].0
    }
}

impl Confidence {
    /// Every one with its stable word.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("low", Self::Low),
        ("medium", Self::Medium),
        ("high", Self::High),
    ];

    /// Stable word.
    #[must_use]
    pub fn word(self) -> &'static str {
        Self::WORDS[self as usize].0
    }
}
