//! The findings as every form shows them.

use jiff::civil::Date;
use serde::Serialize;

use crate::check::{Checked, Confidence, Finding, NotEvaluated, Policy, Severity};
use crate::output::{SCHEMA_VERSION, SpotView, Tool};
use crate::source::{Location, Place, visible};

/// What a check found.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct CheckView {
    pub schema_version: &'static str,
    pub tool: Tool,
    pub form: &'static str,
    pub as_of: Date,
    pub organisation: Option<String>,
    pub failed: bool,
    pub figures: Figures,
    pub baseline: Option<KnownView>,
    pub changed_since: Option<SinceView>,
    pub findings: Vec<FindingView>,
    pub not_evaluated: Vec<NotEvaluatedView>,
    pub rules: Vec<RuleView>,
}

/// How many findings there are.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Figures {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
    pub failing: usize,
    pub not_shown: usize,
    pub known: usize,
    pub suppressed: usize,
    pub not_evaluated: usize,
    pub files: usize,
}

/// What a baseline made of a run, and the run of it.
#[derive(Debug, Clone, Serialize)]
pub struct KnownView {
    /// The file, as it was named.
    pub file: String,
    /// How many findings it held.
    pub entries: usize,
    /// How many of them were found again.
    pub known: usize,
    /// How many are mended.
    pub mended: usize,
    /// Whether these were taken out of the file.
    pub taken_out: bool,
    /// Why not, where there were any.
    pub kept_because: Option<String>,
}

/// With what a run was compared.
#[derive(Debug, Clone, Serialize)]
pub struct SinceView {
    /// The revision, as it was typed.
    pub revision: String,
    /// The commit in common with it.
    pub commit: String,
    /// Rules that did not look: none any more.
    pub left_out: Vec<&'static str>,
}

/// A finding.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct FindingView {
    pub rule: &'static str,
    pub kind: &'static str,
    pub severity: &'static str,
    pub confidence: &'static str,
    pub preview: bool,
    pub fails: bool,
    pub known: bool,
    pub message: String,
    pub location: PlaceView,
    pub related: Vec<RelatedView>,
    pub requirement: Option<String>,
    pub hint: String,
    pub fingerprint: String,
    #[serde(skip)]
    pub place: Option<Place>,
    #[serde(skip)]
    pub excerpt: Option<String>,
}

/// A place.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceView {
    pub path: String,
    pub line: Option<u32>,
    pub column: Option<u32>,
    pub place: Option<String>,
}

/// Another place.
#[derive(Debug, Clone, Serialize)]
pub struct RelatedView {
    pub says: String,
    #[serde(flatten)]
    pub location: PlaceView,
}

/// What could not be looked at.
#[derive(Debug, Clone, Serialize)]
pub struct NotEvaluatedView {
    pub rule: &'static str,
    pub why: String,
    #[serde(flatten)]
    pub location: PlaceView,
}

/// A rule that looked.
#[derive(Debug, Clone, Serialize)]
pub struct RuleView {
    pub rule: &'static str,
    pub title: &'static str,
    pub kind: &'static str,
    pub severity: &'static str,
    pub confidence: &'static str,
    pub findings: usize,
    #[serde(skip)]
    pub finds: &'static str,
    #[serde(skip)]
    pub page: &'static str,
}

/// Which findings are shown. What fails does not depend on it.
#[derive(Debug, Clone, Copy)]
pub struct Shown {
    /// At least so bad.
    pub severity: Severity,
    /// At least so sure.
    pub confidence: Confidence,
    /// What the baseline knows as well.
    pub known: bool,
}

/// What a check was of.
pub struct About<'a> {
    /// The day assessed.
    pub as_of: Date,
    /// The organisation.
    pub organisation: Option<String>,
    /// How many files there are.
    pub files: usize,
    /// Where the workspace lies in its repository: empty, or a path with a slash behind it. Hosts of
    /// code count paths from there.
    pub within: String,
    /// The baseline, where there is one.
    pub known: Option<KnownView>,
    /// With what it was compared, where it was.
    pub since: Option<SinceView>,
    /// The text of a line of a file, for excerpts.
    pub line_of: &'a dyn Fn(&str, u32) -> Option<String>,
}

/// The view of what was found.
#[must_use]
pub fn check_view(checked: &Checked, policy: &Policy, shown: Shown, about: About<'_>) -> CheckView {
    let is_shown = |finding: &Finding| {
        finding.severity >= shown.severity && finding.confidence >= shown.confidence
    };
    let of = |severity: Severity| {
        let all = checked.findings.iter();
        all.filter(|finding| finding.severity == severity).count()
    };
    let mut all: Vec<(&Finding, bool)> = { checked.findings.iter() }
        .map(|finding| (finding, false))
        .collect();
    if shown.known {
        all.extend(checked.known.iter().map(|finding| (finding, true)));
        all.sort_by(|(a, _), (b, _)| a.location.cmp(&b.location));
    }
    let findings: Vec<FindingView> = { all.into_iter() }
        .filter(|(finding, _)| is_shown(finding))
        .map(|(finding, known)| FindingView::of(finding, known, policy, &about))
        .collect();
    let new = findings.iter().filter(|finding| !finding.known).count();
    let failing = checked
        .findings
        .iter()
        .filter(|finding| policy.fails(finding));
    let figures = Figures {
        errors: of(Severity::Error),
        warnings: of(Severity::Warning),
        notes: of(Severity::Note),
        failing: failing.count(),
        not_shown: checked.findings.len() - new,
        known: checked.known.len(),
        suppressed: checked.suppressed.len(),
        not_evaluated: checked.not_evaluated.len(),
        files: about.files,
    };
    CheckView {
        schema_version: SCHEMA_VERSION,
        tool: Tool::this(),
        form: "check",
        as_of: about.as_of,
        failed: figures.failing > 0,
        figures,
        baseline: about.known,
        changed_since: about.since,
        findings,
        not_evaluated: checked
            .not_evaluated
            .iter()
            .map(|of| NotEvaluatedView::of(of, &about.within))
            .collect(),
        rules: checked
            .looked
            .iter()
            .map(|rule| RuleView {
                rule: rule.name,
                title: rule.title,
                kind: rule.kind.word(),
                severity: policy.severity(rule).word(),
                confidence: rule.confidence.word(),
                finds: rule.finds(),
                page: rule.page,
                findings: { checked.findings.iter() }
                    .filter(|finding| finding.rule.name == rule.name)
                    .count(),
            })
            .collect(),
        organisation: about.organisation,
    }
}

impl CheckView {
    /// The findings, those first that fail the run: hosts show but a few.
    pub fn gravest_first(&self) -> impl Iterator<Item = &FindingView> {
        let (failing, others): (Vec<_>, Vec<_>) = self.findings.iter().partition(|of| of.fails);
        failing.into_iter().chain(others)
    }
}

impl FindingView {
    /// How sure it is, where that is not beyond doubt.
    #[must_use]
    pub fn doubt(&self) -> Option<String> {
        let sure = self.confidence == Confidence::High.word();
        (!sure).then(|| format!("{} confidence", self.confidence))
    }

    fn of(finding: &Finding, known: bool, policy: &Policy, about: &About<'_>) -> Self {
        let at = &finding.location;
        let line_of = about.line_of;
        let related = finding.related.iter().map(|related| RelatedView {
            says: related.says.clone(),
            location: PlaceView::of(&related.location, &about.within),
        });
        Self {
            rule: finding.rule.name,
            kind: finding.rule.kind.word(),
            severity: finding.severity.word(),
            confidence: finding.confidence.word(),
            preview: finding.rule.preview,
            fails: !known && policy.fails(finding),
            known,
            message: finding.message.clone(),
            location: PlaceView::of(at, &about.within),
            related: related.collect(),
            requirement: finding.requirement.as_ref().map(ToString::to_string),
            hint: finding.hint.clone(),
            fingerprint: finding.fingerprint.0.clone(),
            excerpt: at.line_shown().and_then(|line| line_of(&at.path, line)),
            place: at.place,
        }
    }
}

impl PlaceView {
    /// The file and the place in it, as an editor opens it or a person finds it.
    #[must_use]
    pub fn spoken(&self) -> String {
        let path = visible(&self.path);
        match (self.line, &self.place) {
            (_, Some(place)) => format!("{path}, {}", visible(place)),
            (Some(line), None) => format!("{path}:{line}"),
            (None, None) => path,
        }
    }

    fn of(location: &Location, within: &str) -> Self {
        let spot = SpotView::of(location);
        let column = location.place.map(|place| place.column);
        Self {
            path: format!("{within}{}", location.path),
            line: spot.line,
            column: column.filter(|_| spot.line.is_some()),
            place: spot.place.map(|place| place.to_string()),
        }
    }
}

impl NotEvaluatedView {
    fn of(of: &NotEvaluated, within: &str) -> Self {
        Self {
            rule: of.rule,
            why: of.why.clone(),
            location: PlaceView::of(&of.location, within),
        }
    }
}
