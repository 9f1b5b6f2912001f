//! The finished values of a delivery, as JSON has them and every other form shows them.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Serialize;

use crate::intake::carried::Typed;
use crate::intake::facts::BY_DATE;
use crate::intake::seen::{News, Seen, is_within};
use crate::intake::{Condition, Intake, Sorted};
use crate::output::Tool;

/// Version of the JSON form of a delivery.
pub const INTAKE_SCHEMA: &str = "1";

/// A delivery, for all outputs.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct IntakeView {
    pub schema_version: &'static str,
    pub tool: Tool,
    pub as_of: Date,
    pub folder: String,
    pub delivery: Option<DeliveryView>,
    pub counts: Counts,
    pub files: Vec<FileView>,
    pub duplicates: Vec<Vec<String>>,
    pub near_duplicates: Vec<NearView>,
    pub versions: Vec<VersionsView>,
    pub archives: Vec<ToldView>,
    pub gone: Vec<String>,
    pub problems: Vec<String>,
    /// What was typed into an earlier register, by path.
    #[serde(skip)]
    pub typed: BTreeMap<String, Typed>,
}

#[derive(Debug, Clone, Copy, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct DeliveryView {
    pub number: u32,
    pub day: Date,
    pub new: usize,
    pub changed: usize,
    pub moved: usize,
    pub gone: usize,
    pub as_before: usize,
}

#[derive(Debug, Clone, Copy, Default, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct Counts {
    pub files: usize,
    pub read: usize,
    pub not_read: usize,
    pub packed: usize,
    pub aside: usize,
    pub claimed: usize,
    pub set_aside: usize,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct FileView {
    pub path: String,
    pub news: &'static str,
    pub format: &'static str,
    pub size: u64,
    pub sha256: Option<String>,
    pub read: &'static str,
    pub why: Option<&'static str>,
    pub reason: Option<String>,
    pub todo: Option<String>,
    pub language: &'static str,
    pub particulars: Vec<FactView>,
    pub clauses: Vec<GuessView>,
    pub claims: Vec<String>,
    pub set_aside: bool,
    pub same_as: Option<String>,
    pub near_to: Option<String>,
    pub version_of: Option<String>,
    pub current: Option<bool>,
    pub remarks: Vec<String>,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct FactView {
    pub what: &'static str,
    pub value: String,
    pub place: String,
    pub confidence: &'static str,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct GuessView {
    pub clause: String,
    pub text: String,
    pub place: String,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct NearView {
    pub files: Vec<ShareView>,
    pub why: String,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ShareView {
    pub path: String,
    pub share: u32,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct VersionsView {
    pub thing: String,
    pub files: Vec<String>,
    pub why: String,
    pub confidence: &'static str,
}

#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ToldView {
    pub path: String,
    pub message: String,
    pub left_out: bool,
}

impl FileView {
    /// The value of a particular; empty where nothing tells.
    #[must_use]
    pub fn value(&self, what: &str) -> &str {
        self.fact(what).map_or("", |fact| fact.value.as_str())
    }

    /// A particular.
    #[must_use]
    pub fn fact(&self, what: &str) -> Option<&FactView> {
        self.particulars.iter().find(|fact| fact.what == what)
    }

    /// The date that tells how new it is, with what it is.
    #[must_use]
    pub fn newest(&self) -> Option<&FactView> {
        BY_DATE.iter().find_map(|what| self.fact(what))
    }

    /// Whether the last delivery brought anything of it.
    #[must_use]
    pub fn is_news(&self) -> bool {
        self.news != News::Same.word()
    }
}

impl IntakeView {
    /// Claimed files of which an unclaimed one is probably the current version, with its path.
    pub fn outdated_claims(&self) -> impl Iterator<Item = (&FileView, &str)> {
        let files = &self.files;
        let is_claimed = move |path: &str| {
            let at = files.binary_search_by(|file| file.path.as_str().cmp(path));
            at.is_ok_and(|at| !files[at].claims.is_empty())
        };
        let earlier = files.iter().filter(|file| !file.claims.is_empty());
        earlier.filter_map(move |file| {
            let newer = file
                .version_of
                .as_deref()
                .filter(|_| file.current == Some(false))?;
            (!is_claimed(newer)).then_some((file, newer))
        })
    }
}

/// Builds the view. `folder` is relative to the workspace, `.` the whole of it; `problems` are
/// sentences on what could not be looked at.
#[must_use]
pub fn intake_view(
    intake: &Intake,
    seen: &Seen,
    folder: &str,
    as_of: Date,
    problems: Vec<String>,
) -> IntakeView {
    let mut files: Vec<FileView> = intake
        .files
        .iter()
        .map(|file| file_view(file, seen))
        .collect();
    let path = |at: &usize| intake.files[*at].item.path.clone();
    let groups = &intake.groups;
    for group in &groups.same {
        for file in &group.files[1..] {
            files[*file].same_as = Some(path(&group.files[0]));
        }
    }
    for group in &groups.near {
        for (file, _) in &group.files[1..] {
            files[*file].near_to = Some(path(&group.files[0].0));
        }
    }
    for family in &groups.families {
        for (place, file) in family.files.iter().enumerate() {
            files[*file].version_of = Some(path(&family.files[0]));
            files[*file].current = Some(place == 0);
        }
    }
    let gone: Vec<String> = seen
        .gone()
        .filter(|path| is_within(path, folder))
        .map(str::to_owned)
        .collect();
    let of = |news: News| files.iter().filter(|file| file.news == news.word()).count();
    IntakeView {
        schema_version: INTAKE_SCHEMA,
        tool: Tool::this(),
        as_of,
        folder: folder.to_owned(),
        delivery: seen.last().map(|last| DeliveryView {
            number: last.number,
            day: last.day,
            new: of(News::New),
            changed: of(News::Changed),
            moved: of(News::Moved),
            gone: gone.len(),
            as_before: of(News::Same),
        }),
        counts: counts(intake),
        duplicates: groups
            .same
            .iter()
            .map(|group| group.files.iter().map(path).collect())
            .collect(),
        near_duplicates: groups
            .near
            .iter()
            .map(|group| NearView {
                files: group
                    .files
                    .iter()
                    .map(|(at, share)| ShareView {
                        path: path(at),
                        share: *share,
                    })
                    .collect(),
                why: group.why.clone(),
            })
            .collect(),
        versions: groups
            .families
            .iter()
            .map(|family| VersionsView {
                thing: family.thing.clone(),
                files: family.files.iter().map(path).collect(),
                why: family.why.clone(),
                confidence: family.confidence.word(),
            })
            .collect(),
        archives: intake
            .told
            .iter()
            .map(|told| ToldView {
                path: told.path.clone(),
                message: told.message.clone(),
                left_out: told.refused,
            })
            .collect(),
        files,
        gone,
        problems,
        typed: BTreeMap::new(),
    }
}

fn counts(intake: &Intake) -> Counts {
    let mut counts = Counts {
        files: intake.files.len(),
        ..Counts::default()
    };
    for file in &intake.files {
        match &file.condition {
            Condition::Read => counts.read += 1,
            Condition::Aside(_) => counts.aside += 1,
            Condition::Unread(reason) if reason.why == "packed" => counts.packed += 1,
            Condition::Unread(_) => counts.not_read += 1,
        }
        counts.claimed += usize::from(!file.claims.is_empty());
        counts.set_aside += usize::from(file.set_aside);
    }
    counts
}

fn file_view(file: &Sorted, seen: &Seen) -> FileView {
    let (read, why, reason, todo) = match &file.condition {
        Condition::Read => ("read", None, None, None),
        Condition::Aside(what) => ("aside", None, Some((*what).to_owned()), None),
        Condition::Unread(unread) => (
            "not read",
            Some(unread.why),
            Some(unread.reason.clone()),
            Some(unread.todo.clone()),
        ),
    };
    FileView {
        path: file.item.path.clone(),
        news: seen.news(&file.item.path).word(),
        format: file.format,
        size: file.item.size,
        sha256: file.item.sha256.clone(),
        read,
        why,
        reason,
        todo,
        language: file.item.language.word(),
        particulars: file
            .facts
            .list
            .iter()
            .map(|fact| FactView {
                what: fact.what,
                value: fact.value.clone(),
                place: fact.place.clone(),
                confidence: fact.confidence.word(),
            })
            .collect(),
        clauses: file
            .guesses
            .iter()
            .map(|guess| GuessView {
                clause: guess.clause.clone(),
                text: guess.text.clone(),
                place: guess.place.clone(),
            })
            .collect(),
        claims: file.claims.clone(),
        set_aside: file.set_aside,
        same_as: None,
        near_to: None,
        version_of: None,
        current: None,
        remarks: file.remarks.clone(),
    }
}
