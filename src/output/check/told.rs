//! What a baseline and a former state make of a run, in sentences: the screen and the page say the
//! same.

use super::view::CheckView;
use crate::output::paint::count;
use crate::source::visible;

/// The sentences, the run against a former state first.
#[must_use]
pub fn told(view: &CheckView) -> Vec<String> {
    let mut out: Vec<String> = unsure(view).into_iter().collect();
    if let Some(of) = &view.changed_since {
        out.push(format!(
            "Only what changed since {} (commit {}) is told.",
            visible(&of.revision),
            of.commit.get(..10).unwrap_or(&of.commit)
        ));
    }
    if let Some(of) = &view.baseline {
        let mut text = format!("Known from {}: {}.", of.file, count(of.known, "finding"));
        if of.mended > 0 {
            let mended = format!(" {} of {} no longer occur", of.mended, of.entries);
            text.push_str(&mended);
            text.push_str(&match &of.kept_because {
                None => " and were taken out of it.".to_owned(),
                Some(why) => format!("; they stay in it: {}.", visible(why)),
            });
        }
        out.push(text);
    }
    out
}

/// Why errors fail nothing, where some do not because nobody can be sure of them.
fn unsure(view: &CheckView) -> Option<String> {
    let errors = view.findings.iter();
    let errors = errors.filter(|of| of.severity == "error" && !of.fails && !of.known);
    let (unsure, sure): (Vec<_>, Vec<_>) = errors.partition(|of| of.doubt().is_some());
    // Where sure ones do not fail either, the run was asked not to.
    (!unsure.is_empty() && sure.is_empty()).then(|| {
        let (is, fails) = if unsure.len() == 1 {
            ("is", "fails")
        } else {
            ("are", "fail")
        };
        format!(
            "{} {is} not sure enough to fail a run, and {fails} none (fail_confidence in [check]).",
            count(unsure.len(), "error")
        )
    })
}
