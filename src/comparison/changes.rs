//! What changed from one assessment to another.

use std::cmp::{Ordering, Reverse};
use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use super::snapshot::{Evidence, Line, Snapshot, Totals};
use super::why::{Reason, Reasons};

/// Two assessments held against each other.
#[derive(Debug, Clone, Serialize)]
pub struct Comparison {
    /// The one that is compared with.
    pub before: Side,
    /// The one that is compared.
    pub after: Side,
    /// The figures of the whole.
    pub totals: Vec<Figure>,
    /// The gates.
    pub gates: Vec<GateChange>,
    /// What changed beside the evidence, a sentence each: edition, program, day, settings.
    pub beside: Vec<String>,
    /// The requirements that changed: worse ones first, of these the gravest, else by number.
    pub requirements: Vec<Change>,
    /// How many did not change.
    pub unchanged: usize,
    /// The files.
    pub files: FilesChanged,
}

/// One of the two.
#[derive(Debug, Clone, Serialize)]
pub struct Side {
    /// As it was typed: a file, a folder or a revision.
    pub of: String,
    /// The day it speaks of.
    pub as_of: Date,
    /// The edition.
    pub edition: String,
    /// The version of the program.
    pub version: String,
    /// The organisation.
    pub organisation: Option<String>,
}

/// A figure on both sides.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// Its key in the totals.
    pub name: &'static str,
    /// Before; none where nothing was seen.
    pub before: Option<f64>,
    /// After.
    pub after: Option<f64>,
}

/// A gate on both sides.
#[derive(Debug, Clone, Serialize)]
pub struct GateChange {
    /// Its name.
    pub gate: String,
    /// Its title.
    pub title: String,
    /// The verdict before; none where there was no such gate.
    pub before: Option<String>,
    /// The verdict after.
    pub after: Option<String>,
}

/// A requirement that changed.
#[derive(Debug, Clone, Serialize)]
pub struct Change {
    /// Its number.
    pub id: String,
    /// What it asks.
    pub text: String,
    /// Whether it stands better or worse.
    pub direction: Direction,
    /// Before; none where the edition did not have it.
    pub before: Option<Standing>,
    /// After; none where the edition has it no longer.
    pub after: Option<Standing>,
    /// Why, as far as the assessments tell.
    pub why: Vec<Reason>,
    /// What is missing now and was not told before.
    pub now_missing: Vec<String>,
    /// What was told as missing and no longer is.
    pub no_longer_missing: Vec<String>,
}

/// How a requirement stands.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[expect(missing_docs, reason = "the keys of docs/json.md, requirements")]
pub struct Standing {
    pub state: String,
    pub rating: Option<String>,
    pub score: Option<f64>,
    pub low: f64,
    pub high: f64,
    pub grade: String,
    pub judged: bool,
    pub conforming: Option<bool>,
    pub counts: bool,
}

/// Which way a requirement changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// It has a lower score at least, or a graver grade.
    Worse,
    /// The other way.
    Better,
    /// Neither can be said.
    Other,
}

/// Files that are not what they were, by path.
#[derive(Debug, Clone, Default, Serialize)]
pub struct FilesChanged {
    /// Not there before.
    pub added: Vec<String>,
    /// No longer there.
    pub withdrawn: Vec<String>,
    /// With other bytes.
    pub changed: Vec<String>,
    /// Under another path with the same bytes: before and after.
    pub renamed: Vec<(String, String)>,
}

/// Compares two assessments; each with what it is called.
#[must_use]
pub fn compare(before: (&str, &Snapshot), after: (&str, &Snapshot)) -> Comparison {
    let ((_, old), (_, new)) = (before, after);
    let files = FilesChanged::between(old, new);
    let reasons = Reasons::new(old, new, &files);
    let lines = |of: &Snapshot| -> BTreeMap<String, Line> {
        let lines = of.requirements.iter();
        lines.map(|line| (line.id.clone(), line.clone())).collect()
    };
    let (old_lines, new_lines) = (lines(old), lines(new));
    // By number, as the newer has them; what is gone stands behind.
    let numbers = new.requirements.iter().map(|line| line.id.as_str());
    let gone = old.requirements.iter().map(|line| line.id.as_str());
    let gone = gone.filter(|id| !new_lines.contains_key(*id));
    let mut requirements = Vec::new();
    let mut unchanged = 0;
    for id in numbers.chain(gone) {
        match change(id, old_lines.get(id), new_lines.get(id), &reasons) {
            Some(change) => requirements.push(change),
            None => unchanged += 1,
        }
    }
    requirements.sort_by_key(|change| (change.direction, Reverse(change.gravity())));
    Comparison {
        before: side(before),
        after: side(after),
        totals: figures(&old.totals, &new.totals),
        gates: gates(old, new),
        beside: reasons.beside(),
        requirements,
        unchanged,
        files,
    }
}

fn side((of, snapshot): (&str, &Snapshot)) -> Side {
    Side {
        of: of.to_owned(),
        as_of: snapshot.as_of,
        edition: snapshot.edition.clone(),
        version: snapshot.tool.version.clone(),
        organisation: snapshot.organisation.name.clone(),
    }
}

fn figures(old: &Totals, new: &Totals) -> Vec<Figure> {
    type Of = fn(&Totals) -> Option<f64>;
    let all: [(&'static str, Of); 14] = [
        ("requirements", |of| Some(of.requirements.into())),
        ("conforming", |of| Some(of.conforming.into())),
        ("nonconforming", |of| Some(of.nonconforming.into())),
        ("shown", |of| Some(of.shown.into())),
        ("partly_shown", |of| Some(of.partly_shown.into())),
        ("claimed", |of| Some(of.claimed.into())),
        ("contrary", |of| Some(of.contrary.into())),
        ("not_found", |of| Some(of.not_found.into())),
        ("not_seen", |of| Some(of.not_seen.into())),
        ("probable_majors", |of| Some(of.probable_majors.into())),
        ("probable_minors", |of| Some(of.probable_minors.into())),
        ("mean", |of| of.mean),
        ("low", |of| Some(of.low)),
        ("high", |of| Some(of.high)),
    ];
    let figure = |(name, of): (&'static str, Of)| Figure {
        name,
        before: of(old),
        after: of(new),
    };
    all.into_iter().map(figure).collect()
}

fn gates(old: &Snapshot, new: &Snapshot) -> Vec<GateChange> {
    let of = |snapshot: &Snapshot, name: &str| {
        let gate = snapshot.gates.iter().find(|gate| gate.gate == name);
        gate.map(|gate| gate.verdict.clone())
    };
    let gone = old.gates.iter();
    let gone = gone.filter(|gate| of(new, &gate.gate).is_none());
    let all = new.gates.iter().chain(gone);
    all.map(|gate| GateChange {
        gate: gate.gate.clone(),
        title: gate.title.clone(),
        before: of(old, &gate.gate),
        after: of(new, &gate.gate),
    })
    .collect()
}

/// What became of a requirement; nothing where it stands as it did.
fn change(
    id: &str,
    old: Option<&Line>,
    new: Option<&Line>,
    reasons: &Reasons<'_>,
) -> Option<Change> {
    let (before, after) = (old.map(standing), new.map(standing));
    let told_anew =
        |old: &Line, new: &Line| old.judgement != new.judgement || old.answer != new.answer;
    let same = before == after && !old.zip(new).is_some_and(|(old, new)| told_anew(old, new));
    if same {
        return None;
    }
    let missing = |of: Option<&Line>| of.map_or(Vec::new(), |line| line.missing.clone());
    let (was, is) = (missing(old), missing(new));
    let beyond = |of: &[String], others: &[String]| -> Vec<String> {
        let more = of.iter().filter(|what| !others.contains(what));
        more.cloned().collect()
    };
    Some(Change {
        id: id.to_owned(),
        text: new.or(old).map(|line| line.text.clone())?,
        direction: direction(before.as_ref(), after.as_ref()),
        why: reasons.of(old, new),
        now_missing: beyond(&is, &was),
        no_longer_missing: beyond(&was, &is),
        before,
        after,
    })
}

fn standing(line: &Line) -> Standing {
    let judgement = line.judgement.as_ref().filter(|_| line.judged);
    Standing {
        state: line.state.clone(),
        rating: line.rating.clone(),
        score: line.score,
        low: line.low,
        high: line.high,
        grade: line.grade.clone(),
        judged: line.judged,
        conforming: judgement.map(|judgement| judgement.conforming),
        counts: line.counts,
    }
}

impl Change {
    /// How grave the graver of its two grades is.
    fn gravity(&self) -> u8 {
        let both = [&self.before, &self.after].into_iter().flatten();
        both.map(|of| gravity(&of.grade)).max().unwrap_or(0)
    }
}

/// Which way: by what is certain, then by the grade, then by what is possible. What is no longer
/// seen is not better for that, however bad it looked.
fn direction(before: Option<&Standing>, after: Option<&Standing>) -> Direction {
    let (Some(before), Some(after)) = (before, after) else {
        return Direction::Other;
    };
    if !(before.counts && after.counts) {
        return Direction::Other;
    }
    let by_share = |old: f64, new: f64| new.total_cmp(&old);
    let order = by_share(before.low, after.low)
        .then(gravity(&before.grade).cmp(&gravity(&after.grade)))
        .then(by_share(before.high, after.high));
    let lost_sight = after.state == UNSEEN && before.state != UNSEEN;
    match order {
        Ordering::Less => Direction::Worse,
        Ordering::Greater if !lost_sight => Direction::Better,
        _ => Direction::Other,
    }
}

/// The state of what nobody has looked at.
const UNSEEN: &str = "not seen";

/// How grave a grade is.
fn gravity(grade: &str) -> u8 {
    match grade {
        "major" => 3,
        "minor" => 2,
        "observation" => 1,
        _ => 0,
    }
}

impl FilesChanged {
    fn between(old: &Snapshot, new: &Snapshot) -> Self {
        let (before, after) = (old.files(), new.files());
        let mut out = Self::default();
        let of_bytes = |of: &&Evidence| of.sha256.clone().filter(|_| of.size > 0);
        let mut gone: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for file in before
            .values()
            .filter(|file| !after.contains_key(file.path.as_str()))
        {
            match of_bytes(file) {
                Some(hash) => gone.entry(hash).or_default().push(&file.path),
                None => out.withdrawn.push(file.path.clone()),
            }
        }
        for file in after.values() {
            match before.get(file.path.as_str()) {
                Some(was) if file.has_bytes_of(was) => {}
                Some(_) => out.changed.push(file.path.clone()),
                None => {
                    let same = of_bytes(file).and_then(|hash| gone.get_mut(&hash));
                    match same.filter(|paths| !paths.is_empty()) {
                        Some(paths) => out
                            .renamed
                            .push((paths.remove(0).to_owned(), file.path.clone())),
                        None => out.added.push(file.path.clone()),
                    }
                }
            }
        }
        let rest = gone.into_values().flatten().map(str::to_owned);
        out.withdrawn.extend(rest);
        out.withdrawn.sort_unstable();
        out
    }
}
