//! Why a requirement changed, as far as two assessments tell.

use std::collections::BTreeSet;

use serde::Serialize;

use super::changes::FilesChanged;
use super::snapshot::{Answer, Evidence, Judgement, Line, Snapshot};

/// A kind of reason.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// A file that is looked at for it is new.
    EvidenceAdded,
    /// A file that was looked at is gone.
    EvidenceWithdrawn,
    /// A file that is looked at has other bytes.
    EvidenceChanged,
    /// A file that was there is claimed for it, or no longer.
    Claim,
    /// A series has more or fewer of its records.
    Records,
    /// Somebody judged, judged anew or took it back, or a judgement no longer counts.
    Judgement,
    /// Somebody answered, answered anew or took it back.
    Answer,
    /// A note was taken or removed.
    Note,
    /// Only time went by.
    Aged,
    /// The settings of the workspace.
    Workspace,
    /// The catalogue.
    Catalogue,
    /// The program judges by other rules.
    Rules,
    /// Files that are not looked at for it itself, such as all documents whose control is asked for.
    OtherFiles,
    /// Nothing that the assessments tell.
    Unknown,
}

/// A reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Its kind.
    pub why: Why,
    /// In words.
    pub what: String,
    /// The file it lies in, if it is one.
    pub path: Option<String>,
}

impl Reason {
    fn new(why: Why, what: impl Into<String>) -> Self {
        Self {
            why,
            what: what.into(),
            path: None,
        }
    }

    fn at(why: Why, what: impl Into<String>, path: &str) -> Self {
        Self {
            path: Some(path.to_owned()),
            ..Self::new(why, what)
        }
    }
}

/// What changed between two assessments, to be asked for each requirement.
pub struct Reasons<'s> {
    old: &'s Snapshot,
    new: &'s Snapshot,
    files: &'s FilesChanged,
}

impl<'s> Reasons<'s> {
    /// Of two assessments and the files that changed between them.
    #[must_use]
    pub fn new(old: &'s Snapshot, new: &'s Snapshot, files: &'s FilesChanged) -> Self {
        Self { old, new, files }
    }

    /// What changed beside the evidence, a sentence each.
    #[must_use]
    pub fn beside(&self) -> Vec<String> {
        let all = [self.edition(), self.program(), self.settings(), self.days()];
        all.into_iter().flatten().collect()
    }

    /// Why a requirement changed: what changed of itself, else what else changed, else that nothing
    /// tells.
    #[must_use]
    pub fn of(&self, old: Option<&Line>, new: Option<&Line>) -> Vec<Reason> {
        let (Some(old), Some(new)) = (old, new) else {
            let what = match new {
                Some(_) => "this edition asks for it, the one before did not",
                None => "this edition no longer asks for it",
            };
            return vec![Reason::new(Why::Catalogue, what)];
        };
        let mut out = Vec::new();
        judgement(old.judgement.as_ref(), new.judgement.as_ref(), &mut out);
        answer(old.answer.as_ref(), new.answer.as_ref(), &mut out);
        notes(&old.notes, &new.notes, &mut out);
        self.evidence(old, new, &mut out);
        self.records(old, new, &mut out);
        if !out.is_empty() {
            return out;
        }
        out.extend(self.general());
        could_hold(&old.could_hold, &new.could_hold, &mut out);
        if out.is_empty() {
            out.push(Reason::new(
                Why::Unknown,
                "nothing that the two assessments tell explains it",
            ));
        }
        out
    }

    /// What may change any requirement, the surest first.
    fn general(&self) -> Option<Reason> {
        let catalogue = self.edition().map(|what| Reason::new(Why::Catalogue, what));
        let rules = || self.program().map(|what| Reason::new(Why::Rules, what));
        let settings = || {
            self.settings()
                .map(|what| Reason::new(Why::Workspace, what))
        };
        let files = || {
            self.other_files()
                .map(|what| Reason::new(Why::OtherFiles, what))
        };
        let aged = || self.days().map(|what| Reason::new(Why::Aged, what));
        catalogue
            .or_else(rules)
            .or_else(settings)
            .or_else(files)
            .or_else(aged)
    }

    fn edition(&self) -> Option<String> {
        let (old, new) = (&self.old.edition, &self.new.edition);
        (old != new).then(|| format!("the edition: {old} before, {new} now"))
    }

    fn program(&self) -> Option<String> {
        let (old, new) = (&self.old.tool.version, &self.new.tool.version);
        (old != new).then(|| format!("the program: version {old} before, {new} now"))
    }

    fn days(&self) -> Option<String> {
        let (old, new) = (self.old.as_of, self.new.as_of);
        (old != new).then(|| format!("time: it spoke of {old} and speaks of {new}"))
    }

    fn settings(&self) -> Option<String> {
        let (old, new) = (&self.old.organisation, &self.new.organisation);
        let changed = [
            ("services", old.services != new.services),
            ("customers", old.customers != new.customers),
            ("other parties", old.parties != new.parties),
            ("inventory", self.old.inventory != self.new.inventory),
        ];
        let names = changed.into_iter().filter(|(_, changed)| *changed);
        let names: Vec<&str> = names.map(|(name, _)| name).collect();
        (!names.is_empty()).then(|| format!("the settings: {}", names.join(", ")))
    }

    fn other_files(&self) -> Option<String> {
        let FilesChanged {
            added,
            withdrawn,
            changed,
            renamed,
        } = self.files;
        let counts = [
            (added.len(), "added"),
            (withdrawn.len(), "withdrawn"),
            (changed.len(), "changed"),
            (renamed.len(), "renamed"),
        ];
        let told = counts.into_iter().filter(|(n, _)| *n > 0);
        let told: Vec<String> = told.map(|(n, what)| format!("{n} {what}")).collect();
        (!told.is_empty()).then(|| format!("other files: {}", told.join(", ")))
    }

    /// What became of the files that are looked at for a requirement, before or now.
    fn evidence(&self, old: &Line, new: &Line, out: &mut Vec<Reason>) {
        let (before, after) = (self.old.files(), self.new.files());
        let was = looked_at(old, &self.old.evidence);
        let is = looked_at(new, &self.new.evidence);
        let renamed = |from: &str, to: &str| {
            let mut pairs = self.files.renamed.iter();
            pairs.any(|(old, new)| old == from && new == to)
        };
        for path in was.union(&is) {
            let (there, here) = (before.get(path), after.get(path));
            let reason = match (there, here) {
                (None, None) => continue,
                (None, Some(_)) if was.iter().any(|old| renamed(old, path)) => continue,
                (Some(_), None) if is.iter().any(|new| renamed(path, new)) => continue,
                (None, Some(_)) => Reason::at(Why::EvidenceAdded, "added", path),
                (Some(_), None) => Reason::at(Why::EvidenceWithdrawn, "withdrawn", path),
                (Some(old), Some(new)) if !new.has_bytes_of(old) => {
                    Reason::at(Why::EvidenceChanged, "changed", path)
                }
                (Some(old), Some(new)) if new.attested != old.attested => {
                    Reason::at(Why::Note, "somebody vouches for it, or no longer", path)
                }
                (Some(old_file), Some(new_file)) => {
                    let claimed = |file: &Evidence| file.claimed_for.contains(&new.id);
                    match (claimed(old_file), claimed(new_file)) {
                        (false, true) => Reason::at(Why::Claim, "is claimed for it now", path),
                        (true, false) => {
                            Reason::at(Why::Claim, "is no longer claimed for it", path)
                        }
                        _ => continue,
                    }
                }
            };
            out.push(reason);
        }
    }

    /// Series that are looked at for a requirement and have more or fewer of their records.
    fn records(&self, old: &Line, new: &Line, out: &mut Vec<Reason>) {
        let series = |of: &'s Snapshot, name: &str| of.series.iter().find(|of| of.id == name);
        let names = old.evidence.iter().chain(&new.evidence);
        let names: BTreeSet<&str> = names.map(|looked| looked.name.as_str()).collect();
        for name in names {
            let (was, is) = (series(self.old, name), series(self.new, name));
            if was == is {
                continue;
            }
            let told = |of: Option<&super::Series>| match of {
                Some(of) => format!("{} of {} periods with a record", of.present, of.due),
                None => "no such series".to_owned(),
            };
            let what = format!("series {name}: {} before, {} now", told(was), told(is));
            out.push(Reason::new(Why::Records, what));
        }
    }
}

/// The files that are looked at for a requirement: those that were of use, and all that are claimed
/// for it.
fn looked_at<'s>(line: &'s Line, files: &'s [Evidence]) -> BTreeSet<&'s str> {
    let named = line.evidence.iter().map(|looked| looked.name.as_str());
    let found = line.found.iter().map(|found| found.path.as_str());
    let claimed = files
        .iter()
        .filter(|file| file.claimed_for.contains(&line.id));
    let claimed = claimed.map(|file| file.path.as_str());
    named.chain(found).chain(claimed).collect()
}

fn judgement(old: Option<&Judgement>, new: Option<&Judgement>, out: &mut Vec<Reason>) {
    let told = |of: &Judgement| {
        let day = of.date.map_or(String::new(), |day| format!(" on {day}"));
        let conforming = if of.conforming {
            "conforming"
        } else {
            "not conforming"
        };
        format!("judged by {}{day}: {}, {conforming}", of.by, of.rating)
    };
    let what = match (old, new) {
        (None, None) => return,
        (None, Some(new)) => told(new),
        (Some(old), None) => format!("the judgement by {} was taken out", old.by),
        (Some(old), Some(new)) if old == new => return,
        (Some(old), Some(new)) if !old.stale && new.stale => format!(
            "the judgement by {} no longer counts: what it rests on changed",
            new.by
        ),
        (Some(_), Some(new)) => format!("{}, in place of what was judged before", told(new)),
    };
    out.push(Reason::new(Why::Judgement, what));
}

fn answer(old: Option<&Answer>, new: Option<&Answer>, out: &mut Vec<Reason>) {
    let told = |of: &Answer| {
        let party = of.party.as_ref();
        let party = party.map_or(String::new(), |party| format!(" ({party})"));
        format!("answered by {}: {}{party}", of.by, of.answer)
    };
    let what = match (old, new) {
        (old, new) if old == new => return,
        (_, Some(new)) => told(new),
        (Some(old), None) => format!("the answer by {} was taken out", old.by),
        (None, None) => return,
    };
    out.push(Reason::new(Why::Answer, what));
}

/// Files nobody could read, or nobody had claimed, that may hold what is asked for: as long as there
/// are any, nothing is told to be absent.
fn could_hold(old: &[String], new: &[String], out: &mut Vec<Reason>) {
    let no_longer = old.iter().filter(|path| !new.contains(path));
    let now = new.iter().filter(|path| !old.contains(path));
    let known = |out: &[Reason], path: &str| out.iter().any(|of| of.path.as_deref() == Some(path));
    for path in no_longer {
        if !known(out, path) {
            let what = "no longer counts among the files that could hold it";
            out.push(Reason::at(Why::OtherFiles, what, path));
        }
    }
    for path in now {
        if !known(out, path) {
            out.push(Reason::at(Why::OtherFiles, "could hold it", path));
        }
    }
}

fn notes(old: &[String], new: &[String], out: &mut Vec<Reason>) {
    let added = new.iter().filter(|note| !old.contains(note));
    let removed = old.iter().filter(|note| !new.contains(note));
    out.extend(added.map(|note| Reason::new(Why::Note, format!("note {note} was taken"))));
    out.extend(removed.map(|note| Reason::new(Why::Note, format!("note {note} was removed"))));
}
