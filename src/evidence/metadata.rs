//! What a document says about itself: owner, version, approval, dates, claims.
//!
//! Every value keeps the source it came from. Where sources disagree the first in
//! [`Source`]'s order supplies the value and the disagreement is a problem of the
//! file.

mod agree;
mod kind;
mod merge;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::catalogue::Target;
use crate::period::Period;
use crate::source::Location;

pub(super) use agree::{name_others, names_role, same_date};
pub use kind::{
    AGENDA, KINDS, LIST, REGISTER, is_agreement, is_kind_word, is_note_name, is_record,
    is_template_name, kind_by_folders, kind_by_name, kind_in, kind_of,
};
pub use merge::merge;

/// Where a value was found, in order of precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Source {
    /// `---`, `+++` or a YAML comment at the top of the file.
    FrontMatter,
    /// `<file>.meta.yaml` beside it.
    Sidecar,
    /// `claims.toml`.
    Claims,
    /// The nearest `evidence.yaml`.
    Manifest,
    /// A label line or table in the text.
    Label,
    /// The file's name or first heading.
    Name,
    /// The properties that the program which wrote the document keeps.
    Properties,
    /// The history that git keeps.
    History,
}

/// A value with its source and place.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Stated<T> {
    /// The value.
    pub value: T,
    /// What kind of place it came from.
    pub source: Source,
    /// The place.
    pub location: Location,
}

/// How far a document has got.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Status {
    /// Being written.
    Draft,
    /// Being reviewed.
    InReview,
    /// In force.
    Approved,
    /// Withdrawn or superseded.
    Obsolete,
}

impl Status {
    /// As front matter and outputs have it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::InReview => "in-review",
            Self::Approved => "approved",
            Self::Obsolete => "obsolete",
        }
    }
}

/// A date as precise as it was stated. The day is the last one it can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StatedDate {
    /// The (last possible) day.
    pub day: Date,
    /// Whether the day itself was stated, not only month or year.
    pub exact: bool,
}

/// A claim as it was made.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The text as written, for messages.
    pub text: String,
    /// What it claims, or why that cannot be understood.
    pub target: Result<Target, String>,
    /// The edition it names, `iso20000-1:2018`, when it names one.
    pub edition: Option<String>,
}

/// A particular of a document that a line may speak of without being understood.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Particular {
    /// Who approved it and when.
    Approval,
    /// Its version.
    Version,
    /// Who owns it, or wrote it.
    Owner,
}

/// What a file says about itself, and what is said about it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Metadata {
    /// Document id.
    pub id: Option<Stated<String>>,
    /// Title.
    pub title: Option<Stated<String>>,
    /// Type as written, lower case: `policy`, `procedure`, `report` …
    pub kind: Option<Stated<String>>,
    /// Version.
    pub version: Option<Stated<String>>,
    /// Status.
    pub status: Option<Stated<Status>>,
    /// Owner, a role or person.
    pub owner: Option<Stated<String>>,
    /// Who wrote it.
    pub author: Option<Stated<String>>,
    /// Who approved it.
    pub approved_by: Option<Stated<String>>,
    /// When it was approved.
    pub approved_on: Option<Stated<StatedDate>>,
    /// From when it applies; stands in for the approval date where none is stated.
    pub effective: Option<Stated<StatedDate>>,
    /// The day of the version, in its history, beside which stands who approved it.
    pub released: Option<Stated<StatedDate>>,
    /// The day of the latest version in its history, whoever approved it.
    pub versioned: Option<Stated<StatedDate>>,
    /// The date of a record, or the date a document carries.
    pub date: Option<Stated<StatedDate>>,
    /// When it was first written; stands in for the date where none is stated.
    pub created: Option<Stated<StatedDate>>,
    /// When it was last reviewed.
    pub last_reviewed: Option<Stated<StatedDate>>,
    /// When it is to be reviewed next.
    pub next_review: Option<Stated<StatedDate>>,
    /// Until when it is valid.
    pub valid_until: Option<Stated<StatedDate>>,
    /// When what it speaks of ends: an agreement is valid until then.
    pub ends: Option<Stated<StatedDate>>,
    /// When the file was last changed. Never the day of what it records, nor of an approval or
    /// a review.
    pub changed_on: Option<Stated<StatedDate>>,
    /// Who made that change.
    pub changed_by: Option<Stated<String>>,
    /// How often it is reviewed.
    pub review_interval: Option<Stated<Period>>,
    /// Classification.
    pub classification: Option<Stated<String>>,
    /// The services it speaks for; empty when nothing is stated, `all` when all.
    pub services: Option<Stated<Vec<String>>>,
    /// The customers it speaks for.
    pub customers: Option<Stated<Vec<String>>>,
    /// The suppliers it speaks for.
    pub suppliers: Option<Stated<Vec<String>>>,
    /// Of which particulars a line of it speaks that was not understood.
    pub mentioned: Vec<Stated<Particular>>,
    /// What it is claimed for.
    pub claims: Vec<Stated<Claim>>,
    /// The services it lists, where it is claimed as a list of them.
    pub lists: Vec<Stated<String>>,
}

impl Metadata {
    /// Where a line speaks of a particular that was not understood.
    #[must_use]
    pub fn mention(&self, of: Particular) -> Option<&Location> {
        let mut mentioned = self.mentioned.iter();
        let found = mentioned.find(|mentioned| mentioned.value == of)?;
        Some(&found.location)
    }

    /// Where it is stated that a document is kept up: when it was last reviewed, a version that
    /// is not the first, or any version with a day or an interval of review beside it.
    #[must_use]
    pub fn kept_up(&self) -> Option<&Location> {
        let reviewed = self.last_reviewed.as_ref().map(|date| &date.location);
        let dates = [
            &self.approved_on,
            &self.effective,
            &self.date,
            &self.next_review,
        ];
        let dated = dates.into_iter().any(Option::is_some);
        let revised = |version: &str| {
            let number = version.trim_start_matches(|c: char| !c.is_ascii_digit());
            !number.is_empty()
                && !number.starts_with('0')
                && !matches!(number, "1" | "1.0" | "1.0.0")
        };
        reviewed.or_else(|| {
            let version = self.version.as_ref()?;
            let tells = dated || self.review_interval.is_some() || revised(&version.value);
            tells.then_some(&version.location)
        })
    }
}

/// What kind of thing is wrong with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum ProblemKind {
    /// The content could not be read.
    Unreadable,
    /// There is nothing in it.
    Empty,
    /// Its front matter or manifest entry has a mistake.
    Malformed,
    /// An answer that the evidence speaks against.
    AnswerContradicted,
    /// A data file that is none, so that it was read as plain text.
    InvalidData,
    /// A key of front matter or of a manifest entry that nothing reads, by a slip of the pen.
    UnknownKey,
    /// A date that can mean two days.
    AmbiguousDate,
    /// A value that is no date, period or status.
    NotUnderstood,
    /// A placeholder where a value should be.
    Placeholder,
    /// Two sources disagree.
    Contradiction,
    /// A claim to something the catalogue has not.
    UnknownClaim,
    /// A claim that speaks of another edition.
    OtherEdition,
    /// A date after the as-of date.
    FutureDate,
    /// A review that was promised and is overdue.
    ReviewOverdue,
    /// Approved without approver or date.
    ApprovalIncomplete,
    /// No owner.
    NoOwner,
    /// No version.
    NoVersion,
    /// No approval.
    NoApproval,
    /// A draft that is claimed.
    Draft,
    /// A withdrawn document that is still claimed.
    Obsolete,
    /// An agreement past its end.
    Expired,
    /// A link that leads nowhere.
    BrokenLink,
    /// A link that leads out of the workspace, where nobody can look.
    LinkOut,
    /// Two files with one document id.
    DuplicateId,
    /// Nothing claims it and it is not set aside.
    Unclaimed,
    /// Text in an encoding other than UTF-8.
    Encoding,
    /// Says that the thing it is claimed for is not there.
    Contrary,
    /// A record that came after it was due.
    Late,
    /// A record outside the window, or undated.
    OutsideWindow,
    /// A register whose rows fail a test.
    FailingRows,
    /// Something was read under another name.
    Normalised,
    /// It leaves out a clause, which nobody can.
    Excluded,
    /// Claimed for something of which it says nothing.
    OffSubject,
    /// Rows of a register with one id.
    DuplicateRow,
    /// Its bytes are of another format than its name says.
    Misnamed,
    /// Something its text does not show: changes not accepted, hidden rows, comments.
    Hidden,
    /// Two versions of some lines stand in it, as an unfinished merge leaves them.
    Merge,
    /// Part of it could not be read: damaged, cut off, beyond a limit.
    ReadInPart,
    /// A judgement that rests on what has changed since.
    Stale,
}

/// Something wrong with a file, in words of the user's work.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileProblem {
    /// What kind.
    pub kind: ProblemKind,
    /// In a sentence.
    pub message: String,
    /// Where.
    pub location: Location,
}

impl FileProblem {
    /// A declaration that says nothing, or not what was meant.
    #[must_use]
    pub fn malformed(location: &Location, message: String) -> Self {
        Self::of(ProblemKind::Malformed, location, message)
    }

    /// A problem of a kind.
    #[must_use]
    pub fn of(kind: ProblemKind, location: &Location, message: String) -> Self {
        Self {
            kind,
            message,
            location: location.clone(),
        }
    }
}

impl ProblemKind {
    /// Whether something that was declared is lost by it, be it in the file or about it.
    #[must_use]
    pub fn loses_a_declaration(self) -> bool {
        matches!(
            self,
            Self::Malformed
                | Self::AnswerContradicted
                | Self::UnknownKey
                | Self::UnknownClaim
                | Self::OtherEdition
                | Self::Stale
        )
    }

    /// Stable word, in JSON and on screen.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Unreadable => "unreadable",
            Self::Empty => "empty",
            Self::Malformed => "malformed",
            Self::AnswerContradicted => "answer-contradicted",
            Self::InvalidData => "invalid-data",
            Self::UnknownKey => "unknown-key",
            Self::AmbiguousDate => "ambiguous-date",
            Self::NotUnderstood => "not-understood",
            Self::Placeholder => "placeholder",
            Self::Contradiction => "contradiction",
            Self::UnknownClaim => "unknown-claim",
            Self::OtherEdition => "other-edition",
            Self::FutureDate => "future-date",
            Self::ReviewOverdue => "review-overdue",
            Self::ApprovalIncomplete => "approval-incomplete",
            Self::NoOwner => "no-owner",
            Self::NoVersion => "no-version",
            Self::NoApproval => "no-approval",
            Self::Draft => "draft",
            Self::Obsolete => "obsolete",
            Self::Expired => "expired",
            Self::BrokenLink => "broken-link",
            Self::LinkOut => "link-out",
            Self::DuplicateId => "duplicate-id",
            Self::Unclaimed => "unclaimed",
            Self::Encoding => "encoding",
            Self::Contrary => "contrary",
            Self::Late => "late",
            Self::OutsideWindow => "outside-window",
            Self::FailingRows => "failing-rows",
            Self::Normalised => "normalised",
            Self::Excluded => "excluded",
            Self::OffSubject => "off-subject",
            Self::DuplicateRow => "duplicate-row",
            Self::Misnamed => "misnamed",
            Self::Hidden => "hidden",
            Self::Merge => "unfinished-merge",
            Self::ReadInPart => "read-in-part",
            Self::Stale => "stale",
        }
    }
}
