//! What a change brought about: what is found now and was not found before it.
//!
//! A finding need not lie in a file that was touched. Whoever deletes a plan breaks the links of
//! other files to it; whoever takes a claim away leaves a requirement without evidence. So nothing
//! is filtered by lines: the workspace is checked a second time as it was where this branch left the
//! other (the merge base, as code hosts compare), and what was found there as well is not new. That
//! costs a second reading, of which the cache knows most.
//!
//! The former state is taken out of git's own store, blob by blob, into a folder of its own that is
//! removed again. The working tree, the index and hooks are never touched, and no filter of the
//! repository is run. A submodule is taken to be as it is. Both runs speak of the same day and go by
//! the policy of today, so that what only time brought about is found on both sides and is no change;
//! a hole that somebody tore by deleting a report is one.

use std::collections::BTreeSet;

use anyhow::{anyhow, bail};

use super::looked_at;
use crate::check::{Checked, NotEvaluated, Policy, Rule, rule};
use crate::cli::Global;
use crate::commands::former::{Former, Repository};
use crate::commands::git::git_for;
use crate::commands::session::{Session, tell};
use crate::output::check::SinceView;
use crate::output::paint::count;
use crate::problem::render_all;
use crate::source::visible;
use crate::workspace::{SETTINGS, load};

/// A former state to compare with.
pub struct Since {
    /// As it was typed.
    revision: String,
    /// The commit it was compared with.
    commit: String,
    /// The workspace as it was.
    former: Former,
    /// The workspace as it is.
    session: &'static Session,
}

impl Since {
    /// Takes the state out of git that a revision and the current commit have in common.
    ///
    /// # Errors
    /// There is no git, no repository, no such revision or nothing in common.
    pub fn find(revision: &str, session: &'static Session) -> anyhow::Result<Self> {
        let root = &session.workspace.root;
        let cannot = |why: String| {
            let revision = visible(revision);
            anyhow!("what changed since `{revision}` cannot be told: {why}")
        };
        if revision.is_empty() || revision.starts_with('-') || revision.contains(['\n', '\0']) {
            bail!("--changed-since needs a branch, tag or commit, such as origin/main");
        }
        let git = git_for(root).map_err(cannot)?;
        let repository = Repository::around(&git, root).map_err(cannot)?;
        let commit = repository.merge_base(revision).map_err(cannot)?;
        let former = repository.take_out(&commit).map_err(cannot)?;
        Ok(Self {
            revision: revision.to_owned(),
            commit,
            former,
            session,
        })
    }

    /// Takes away what was found before as well.
    ///
    /// # Errors
    /// What kept the former state from being checked.
    pub fn take_away(
        &self,
        checked: &mut Checked,
        policy: &Policy,
        global: &Global,
    ) -> anyhow::Result<()> {
        // The former state has no history to be asked for.
        let stayed = |path: &str| self.stayed(path);
        checked
            .findings
            .retain(|of| !of.rule.goes_by_history() || !stayed(&of.location.path));
        if checked.findings.is_empty() && checked.not_evaluated.is_empty() {
            return Ok(());
        }
        let (mut workspace, problems) = load(self.former.root());
        if !problems.is_empty() {
            tell(&format!(
                "{}\n\nwith these mistakes the state at {} could not be checked; everything counts as new\n",
                render_all(&problems),
                self.short()
            ));
            return Ok(());
        }
        workspace.settings.as_of = Some(self.session.assessment.as_of);
        workspace.settings.git = Some(false);
        let today = &self.session.workspace.root;
        let (session, found) = Session::of_former(workspace, today, global)?;
        looked_at(session, &found, policy, None, global, |former, _, _| {
            let before = former.findings.iter().map(|of| &of.fingerprint);
            let before: BTreeSet<_> = before.collect();
            checked
                .findings
                .retain(|of| !before.contains(&of.fingerprint));
            leave_what_was_not_known(checked, &former);
            // The former state has no history to be asked for: that today has none is no less worth
            // saying for that.
            let by_history = |of: &NotEvaluated| rule(of.rule).is_some_and(Rule::goes_by_history);
            checked
                .not_evaluated
                .retain(|of| by_history(of) || !former.not_evaluated.contains(of));
            Ok(())
        })
    }

    /// Whether a file is what it was.
    fn stayed(&self, path: &str) -> bool {
        let now = std::fs::read(self.session.workspace.root.join(path)).ok();
        let then = std::fs::read(self.former.root().join(path)).ok();
        now.is_some() && now == then
    }

    /// What is said of it beside the findings.
    #[must_use]
    pub fn view(&self) -> SinceView {
        SinceView {
            revision: self.revision.clone(),
            commit: self.commit.clone(),
            left_out: Vec::new(),
        }
    }

    fn short(&self) -> &str {
        &self.commit[..self.commit.len().min(10)]
    }
}

/// Takes away what rules found that could not look at the former state as a whole: nobody knows
/// whether it is new, and that is said instead.
fn leave_what_was_not_known(checked: &mut Checked, former: &Checked) {
    let unknown = former.not_evaluated.iter().filter(|of| {
        let whole = &*of.location.path == SETTINGS;
        // Whether a file stayed as it was is told without the history of before.
        let by_history = rule(of.rule).is_some_and(Rule::goes_by_history);
        whole && !by_history && !checked.not_evaluated.contains(of)
    });
    let unknown: Vec<&NotEvaluated> = unknown.collect();
    for of in unknown {
        let all = checked.findings.len();
        checked.findings.retain(|found| found.rule.name != of.rule);
        let left = all - checked.findings.len();
        if left > 0 {
            let left = count(left, "finding");
            checked.not_evaluated.push(NotEvaluated {
                why: format!(
                    "whether {left} of {} came with the change: before, {}",
                    of.rule, of.why
                ),
                ..of.clone()
            });
        }
    }
}
