//! The calendar: every promise the organisation made, when it was last kept, when it falls due
//! next, and which are broken.
//!
//! Promises come from what people declared (`declared`) and from sentences of documents
//! (`stated`); the same promise in several places is one (`united`), and documents that promise
//! differently are told so. Whether one was kept is read from records (`kept`): where none was
//! seen the calendar says that it cannot tell. A deadline or target is held against logs and series
//! (`tested`); where that cannot be done the reason stands in its place.
//!
//! Nothing here scores. What the broken promise of `[intervals]` costs is decided in
//! [`crate::assessment`], by the same days.

mod admitted;
mod ahead;
mod bearing;
mod declared;
mod kept;
mod stated;
mod test;
mod tested;
mod united;
mod why;

use jiff::civil::{Date, Weekday};

use crate::assessment::Assessment;
use crate::catalogue::Catalogue;
use crate::evidence::{Evidence, Promising, Value};
use crate::period::Period;
use crate::records::Logs;
use crate::source::Location;
use crate::workspace::Workspace;

pub use ahead::{Falls, ahead};
pub use stated::may_promise;
pub use test::{Late, Test};
pub use why::percent;

/// What a calendar is made of.
#[derive(Debug, Clone, Copy)]
pub struct Sources<'a> {
    /// The edition.
    pub catalogue: &'a Catalogue,
    /// What people declared.
    pub workspace: &'a Workspace,
    /// What was read.
    pub evidence: &'a Evidence,
    /// What it means.
    pub assessment: &'a Assessment,
    /// What sentences promise, by document, in any order.
    pub said: &'a [(usize, Promising)],
    /// All logs, where they were read already; else they are read once something is held against
    /// them.
    pub logs: Option<&'a Logs<'a>>,
}

/// All promises.
#[derive(Debug, Clone, Default)]
pub struct Calendar {
    /// Broken ones first, then by the day they fall due.
    pub promises: Vec<Promise>,
    /// Sentences that promise something in documents that make no promise, by why.
    pub passed_over: PassedOver,
}

/// Sentences that were left out.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct PassedOver {
    /// In drafts.
    pub drafts: usize,
    /// In records, which tell of a promise and make none.
    pub records: usize,
    /// In documents that are withdrawn, set aside, empty templates, or hold for anybody.
    pub others: usize,
}

/// A promise.
#[derive(Debug, Clone, PartialEq)]
pub struct Promise {
    /// Stays the same when its line moves or its interval changes.
    pub uid: String,
    /// Of what, in the words of the place it was found in first.
    pub what: String,
    /// What is promised.
    pub value: Value,
    /// Where it is promised, in order.
    pub places: Vec<Place>,
    /// Requirements it bears on, as indices, sorted; empty where that cannot be told.
    pub requirements: Vec<usize>,
    /// Who keeps it, where that is said.
    pub who: Option<String>,
    /// For which services, where that is said.
    pub services: Vec<String>,
    /// The supplier whose promise it is; empty text for one without a name.
    pub supplier: Option<String>,
    /// When it was last kept, and what shows it.
    pub last: Option<Last>,
    /// When it falls due next.
    pub next: Option<Date>,
    /// Since when it is broken, where a day is known.
    pub since: Option<Date>,
    /// How it stands.
    pub kept: Kept,
    /// Where somebody wrote beside a broken one that it was not kept, and how.
    pub admitted: Option<(Location, String)>,
    /// Other places that promise otherwise, in words.
    pub conflicts: Vec<String>,
}

/// A place that states a promise.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// What kind of place.
    pub origin: Origin,
    /// Where.
    pub location: Location,
    /// What it says.
    pub says: String,
}

/// What a promise was found in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Origin {
    /// `[intervals]` or `[audit]`.
    Setting,
    /// A series of a manifest.
    Series,
    /// When a document is to be reviewed.
    Review,
    /// Until when a document or agreement is valid.
    Validity,
    /// A sentence or a row of a table.
    Sentence,
}

impl Origin {
    /// Stable word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Setting => "setting",
            Self::Series => "series",
            Self::Review => "review",
            Self::Validity => "validity",
            Self::Sentence => "sentence",
        }
    }
}

/// The last time a promise was kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Last {
    /// The day.
    pub day: Date,
    /// The file that shows it.
    pub path: String,
}

/// How a promise stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Kept {
    /// It fell due and nothing shows that it was kept.
    Overdue,
    /// Of a series: periods that were due and have no record.
    Holes(Vec<String>),
    /// It ended.
    Ended,
    /// It falls due on a day still to come.
    Due,
    /// Nothing was read that could tell, and why.
    CannotTell(String),
    /// It was held against records, and they keep it.
    InTime(Box<Test>),
    /// It was held against records, and they do not.
    Missed(Box<Test>),
    /// Nothing was held against it, and why.
    Untested(String),
}

impl Kept {
    /// Stable word, in JSON and on screen.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Holes(_) => "hole",
            Self::Ended => "ended",
            Self::Due => "due",
            Self::CannotTell(_) => "cannot tell",
            Self::InTime(_) => "kept",
            Self::Missed(_) => "missed",
            Self::Untested(_) => "not tested",
        }
    }

    /// What came of holding it against records, where that was done.
    #[must_use]
    pub fn test(&self) -> Option<&Test> {
        match self {
            Self::InTime(test) | Self::Missed(test) => Some(test),
            _ => None,
        }
    }

    /// Whether a promise was broken.
    #[must_use]
    pub fn is_broken(&self) -> bool {
        matches!(
            self,
            Self::Overdue | Self::Holes(_) | Self::Ended | Self::Missed(_)
        )
    }
}

impl Promise {
    /// The kind: interval, deadline, target or end.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        self.value.kind()
    }

    fn order(&self) -> impl Ord + '_ {
        let first = self.places.first().map(|place| &place.location);
        let day = self.since.or(self.next);
        (
            !self.kept.is_broken(),
            day.is_none(),
            day,
            self.kind(),
            first,
            &self.uid,
        )
    }
}

/// Makes the calendar.
#[must_use]
pub fn calendar(sources: Sources<'_>) -> Calendar {
    let mut drafts = declared::declared(sources);
    let (stated, passed_over) = stated::stated(sources);
    drafts.extend(stated);
    let mut promises = united::united(sources, drafts);
    tested::tested(sources, &mut promises);
    promises.sort_by(|a, b| a.order().cmp(&b.order()));
    Calendar {
        promises,
        passed_over,
    }
}

/// Whether something recurs too often to leave a file, or to be a date of a plan, each time: more
/// than once in four weeks.
fn is_often(every: Period) -> bool {
    every.about_days() < 28
}

/// Whether a day lies between Monday and Friday; public holidays are not known.
fn is_working_day(day: Date) -> bool {
    !matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}
