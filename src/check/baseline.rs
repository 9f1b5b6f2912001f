//! A baseline: findings that were there when the gate was put up. They are known, told as a number,
//! and fail nothing, so that a folder with a past can be gated on the first day.
//!
//! The file is TOML with one line a finding, by path: branches that add findings to different files
//! merge, and whoever reviews a change reads in words what was added. A finding is known by its
//! fingerprint alone; what else stands in its line is for people.
//!
//! It shrinks by itself and grows only when asked. An entry is mended only where its rule looked and
//! could see its file: a rule that is off, a file nobody could read, a suppression, a folder that was
//! not handed over take nothing out. The totals of the day it was made are in it as well, so that
//! evidence cannot get worse without a finding of its own (`worse-than-baseline`). Nothing makes
//! findings on suppressions known: they are how what is hidden comes back.

mod edit;

use std::collections::BTreeSet;

use crate::assessment::Assessment;
use crate::catalogue::Catalogue;
use crate::evidence::{MADE_BY_TOOL, ReadState};
use crate::form::{Fields, Node, Reader, Span, parse_toml};
use crate::problem::Problem;
use crate::source::{SourceFile, visible};
use crate::workspace::{SETTINGS, without_bom};

use super::{Checked, Finding, Look, Subject};

pub use edit::{renewed, without};

/// What is known.
#[derive(Debug, Clone, Default)]
pub struct Baseline {
    /// The edition it was made against.
    pub edition: String,
    /// The totals of the day it was made, in percent, not seen as absent: the whole (`all`) and each
    /// area by its clause.
    pub totals: Vec<(String, u32)>,
    /// Its findings, in the order written.
    pub entries: Vec<Entry>,
    /// Where the list of findings stands in the text.
    list: Span,
}

/// A known finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The rule.
    pub rule: String,
    /// The file, from the root of the repository around the workspace, as every output names it.
    pub path: String,
    /// By what it is known.
    pub fingerprint: String,
    /// Where it stands in the text.
    span: Span,
}

impl Baseline {
    /// Reads the text of a baseline.
    ///
    /// # Errors
    /// Every mistake in it.
    pub fn read(name: &str, text: &str) -> Result<Self, Vec<Problem>> {
        let source = SourceFile::new(name, without_bom(text));
        let whole = Span {
            start: 0,
            end: source.text.len(),
        };
        let tree = parse_toml(&source, whole).map_err(|problem| vec![problem])?;
        let mut reader = Reader::new(&source);
        let mut baseline = Self::default();
        if let Some(mut fields) = reader.fields(&tree, "a baseline") {
            let edition = fields.need_text(&mut reader, "edition");
            baseline.edition = edition.unwrap_or_default();
            if let Some(list) = fields.need(&mut reader, "findings") {
                baseline.list = list.span;
                let members = list.members().iter();
                let entries = members.filter_map(|node| entry(&mut reader, node));
                baseline.entries = entries.collect();
            }
            baseline.totals = totals_in(&mut fields, &mut reader);
            fields.done(&mut reader);
        }
        if reader.problems.is_empty() {
            Ok(baseline)
        } else {
            Err(reader.problems)
        }
    }

    /// The entries that no longer occur although their rule looked and could see their file.
    /// `within` is where the workspace lies in its repository, with a slash behind it.
    #[must_use]
    pub fn mended(&self, checked: &Checked, subject: &Subject<'_>, within: &str) -> Vec<&Entry> {
        if self.edition != subject.catalogue.edition.to_string() {
            return Vec::new();
        }
        let all = [&checked.findings, &checked.known, &checked.suppressed];
        let still = all.into_iter().flatten();
        let still: BTreeSet<&str> = still.map(|of| of.fingerprint.0.as_str()).collect();
        let unseen = Unseen::of(checked, subject, within);
        let mended = |entry: &&Entry| {
            let looked = checked.looked.iter().any(|rule| rule.name == entry.rule);
            looked && !still.contains(entry.fingerprint.as_str()) && !unseen.holds(entry)
        };
        self.entries.iter().filter(mended).collect()
    }

    /// The fingerprints it knows.
    fn prints(&self) -> BTreeSet<&str> {
        let prints = self.entries.iter();
        prints.map(|entry| entry.fingerprint.as_str()).collect()
    }
}

impl Checked {
    /// Puts aside what a baseline knows.
    pub fn put_aside(&mut self, baseline: &Baseline) {
        let prints = baseline.prints();
        let all = std::mem::take(&mut self.findings);
        let is_known =
            |of: &Finding| can_be_known(of) && prints.contains(of.fingerprint.0.as_str());
        let (known, new) = all.into_iter().partition(is_known);
        self.known = known;
        self.findings = new;
    }
}

/// Whether a baseline may hold a finding.
fn can_be_known(finding: &Finding) -> bool {
    let of_files = matches!(finding.rule.look, Look::Evidence(_) | Look::History(_));
    of_files && finding.rule.name != WORSE
}

/// The rule that compares with a baseline, which no baseline silences.
pub(super) const WORSE: &str = "worse-than-baseline";

/// The totals that a baseline keeps, in percent, not seen as absent.
#[must_use]
pub fn totals_of(catalogue: &Catalogue, assessment: &Assessment) -> Vec<(String, u32)> {
    let areas = catalogue.areas.iter().zip(&assessment.areas);
    let areas = areas.map(|(area, totals)| (area.clause.to_string(), totals.low.percent()));
    let whole = (WHOLE.to_owned(), assessment.totals.low.percent());
    std::iter::once(whole).chain(areas).collect()
}

/// How the total of everything is called.
pub(super) const WHOLE: &str = "all";

/// What a run could not see.
struct Unseen<'a> {
    within: &'a str,
    rules: BTreeSet<&'static str>,
    files: BTreeSet<String>,
    folders: Vec<String>,
}

impl<'a> Unseen<'a> {
    fn of(checked: &Checked, subject: &Subject<'_>, within: &'a str) -> Self {
        let shown = |path: &str| visible(&format!("{within}{path}"));
        let untold = checked.not_evaluated.iter();
        let (whole, single): (Vec<_>, Vec<_>) =
            untold.partition(|of| &*of.location.path == SETTINGS);
        let documents = subject.evidence.documents.iter();
        let unread = documents
            .filter(|of| matches!(of.state, ReadState::NotRead(_)) || of.is_read_in_part())
            .map(|of| shown(&of.path));
        let single = single.into_iter().map(|of| shown(&of.location.path));
        let folder = |folder: &str| match folder {
            "." => within.to_owned(),
            folder => shown(folder) + "/",
        };
        Self {
            within,
            rules: whole.into_iter().map(|of| of.rule).collect(),
            files: unread.chain(single).collect(),
            folders: { subject.evidence.closed.iter() }
                .map(|closed| folder(closed))
                .collect(),
        }
    }

    fn holds(&self, entry: &Entry) -> bool {
        let path = &entry.path;
        !path.starts_with(self.within)
            || self.rules.contains(entry.rule.as_str())
            || self.files.contains(path)
            || { self.folders.iter() }.any(|folder| path.starts_with(folder))
    }
}

fn entry(reader: &mut Reader<'_>, node: &Node) -> Option<Entry> {
    let mut fields = reader.fields(node, "an entry of `findings`")?;
    let rule = fields.need_text(reader, "rule");
    let path = fields.need_text(reader, "path");
    let fingerprint = fields.need_text(reader, "fingerprint");
    // For people.
    fields.text(reader, "message");
    fields.done(reader);
    Some(Entry {
        rule: rule?,
        path: path?,
        fingerprint: fingerprint?,
        span: node.span,
    })
}

fn totals_in(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Vec<(String, u32)> {
    let Some(table) = fields.node("totals") else {
        return Vec::new();
    };
    let mut totals = Vec::new();
    for entry in table.entries() {
        match reader.parse::<u32>(&entry.node, &entry.key) {
            Some(percent) if percent > 100 => {
                let message = format!("`{}` is a percentage from 0 to 100", entry.key);
                reader.wrong(entry.node.span, message, None);
            }
            Some(percent) => totals.push((entry.key.clone(), percent)),
            None => {}
        }
    }
    totals
}

/// How a baseline begins: what it is, and that it is no evidence.
fn head() -> String {
    format!(
        "# What `clausewise check` found when this was written ({MADE_BY_TOOL}). It is known and fails nothing.\n\
         # What is mended is taken out by the next run; only --update-baseline adds to it. Remarks stay.\n"
    )
}
