//! What a baseline and a former state make of a run, in sentences: the screen and the page say the
//! same.

use super::view::CheckView;
use crate::output::paint::count;
use crate::source::visible;

/// The sentences, the run against a former state first.
#[must_use]
pub fn told(view: &CheckView) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(of) = &view.changed_since {
        out.push(format!(
            "Only what changed since {} (commit {}) is told. Left to a run over everything, since they go by the \
             calendar: {}.",
            visible(&of.revision),
            of.commit.get(..10).unwrap_or(&of.commit),
            of.left_out.join(", ")
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
