//! An action as it stands in its file, in types.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use crate::catalogue::{RequirementId, Target};
use crate::source::Location;
use crate::workspace::Grade;

/// The number of an action, `ACT-7k3f9q`: never used twice, and its own on every branch.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActionId(String);

impl ActionId {
    /// What every number begins with.
    pub const PREFIX: &'static str = "ACT-";

    /// The number as it is written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What follows `ACT-`.
    #[must_use]
    pub fn tail(&self) -> &str {
        &self.0[Self::PREFIX.len()..]
    }

    pub(super) fn of_tail(tail: &str) -> Self {
        Self(format!("{}{tail}", Self::PREFIX))
    }

    /// The path of its file in the workspace.
    #[must_use]
    pub fn path(&self) -> String {
        format!("{}/{}.md", super::ACTIONS, self.0)
    }
}

impl fmt::Display for ActionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for ActionId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let tail = text
            .get(..Self::PREFIX.len())
            .filter(|head| head.eq_ignore_ascii_case(Self::PREFIX))
            .map(|_| text[Self::PREFIX.len()..].to_ascii_lowercase());
        tail.filter(|tail| {
            (1..=LONGEST_TAIL).contains(&tail.len())
                && tail.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
        .map(|tail| Self(format!("{}{tail}", Self::PREFIX)))
        .ok_or_else(|| format!("`{text}` is not the number of an action such as ACT-7k3f9q"))
    }
}

/// Longest number behind `ACT-`, in characters.
const LONGEST_TAIL: usize = 16;

/// How far an action is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    /// Nobody has begun.
    Open,
    /// Somebody is at it.
    InProgress,
    /// Somebody would be, but for something else.
    Blocked,
    /// Its owner says that it is done.
    Done,
    /// Somebody else has seen that it is done.
    Verified,
    /// It is over.
    Closed,
    /// The gap stays, by somebody's word, until a day.
    RiskAccepted,
}

impl Status {
    /// Words in files and on screens.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("open", Self::Open),
        ("in progress", Self::InProgress),
        ("blocked", Self::Blocked),
        ("done", Self::Done),
        ("verified", Self::Verified),
        ("closed", Self::Closed),
        ("risk accepted", Self::RiskAccepted),
    ];

    /// Whether work remains for its owner.
    #[must_use]
    pub fn is_to_do(self) -> bool {
        matches!(self, Self::Open | Self::InProgress | Self::Blocked)
    }

    /// Whether nothing remains for anybody, by what people say.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(self, Self::Closed | Self::RiskAccepted)
    }
}

/// How much it matters, as people say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Priority {
    /// Before everything else.
    Critical,
    /// Soon.
    High,
    /// As usual.
    Medium,
    /// When there is time.
    Low,
}

impl Priority {
    /// Words in files and on screens.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("critical", Self::Critical),
        ("high", Self::High),
        ("medium", Self::Medium),
        ("low", Self::Low),
    ];
}

/// Whether the gap of an action is still there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GapState {
    /// Something of it is.
    Present,
    /// Nothing of it is any more.
    Cleared,
    /// What it was about counts no more: another edition, an answer that takes it out.
    Orphaned,
}

impl GapState {
    /// Words in files and on screens.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("present", Self::Present),
        ("cleared", Self::Cleared),
        ("orphaned", Self::Orphaned),
    ];
}

/// Whether an action did what it was for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EffectResult {
    /// It did.
    Effective,
    /// It did not.
    NotEffective,
}

impl EffectResult {
    /// Words in files and on screens.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("effective", Self::Effective),
        ("not effective", Self::NotEffective),
    ];
}

macro_rules! word {
    ($($type:ident),+) => {$(
        impl $type {
            /// The word for it.
            #[must_use]
            pub fn word(self) -> &'static str {
                let known = Self::WORDS.iter().find(|(_, value)| *value == self);
                known.map_or("", |(word, _)| word)
            }
        }
    )+};
}

word!(Status, Priority, GapState, EffectResult);

/// How much work it is.
#[derive(Debug, Clone, PartialEq)]
pub struct Effort {
    /// In days of one person, above 0 and at most 10,000.
    pub days: f64,
    /// As it is written: a number, or S, M, L.
    pub said: String,
}

impl Effort {
    /// Sizes as they are usual in trackers, each with the days they are reckoned as.
    pub const SIZES: &'static [(&'static str, f64)] =
        &[("S", 2.0), ("M", 5.0), ("L", 15.0), ("XL", 40.0)];
}

impl FromStr for Effort {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let said = text.trim().to_owned();
        let size = Self::SIZES
            .iter()
            .find(|(size, _)| size.eq_ignore_ascii_case(&said));
        let number = said
            .trim_end_matches(['d', 'D'])
            .trim_end()
            .replace(',', ".");
        let days = size.map(|(_, days)| *days).or_else(|| number.parse().ok());
        match days.filter(|days| *days > 0.0 && *days <= 10_000.0) {
            Some(days) => Ok(Self { days, said }),
            None => Err(format!(
                "`{said}` is no effort: write days of one person (3, 0.5) or S, M, L, XL"
            )),
        }
    }
}

/// Somebody's word that it is done, and the owner's it is not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Whose.
    pub by: String,
    /// When.
    pub date: Option<Date>,
}

/// Whether it did what it was for, looked at some time later.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Effectiveness {
    /// When it is to be looked at.
    pub due: Option<Date>,
    /// What came of it.
    pub result: Option<EffectResult>,
    /// Who looked.
    pub by: Option<String>,
    /// When.
    pub date: Option<Date>,
}

/// A gap that stays, by somebody's word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    /// Whose.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Until when.
    pub until: Date,
    /// When it was said.
    pub date: Option<Date>,
}

/// What the tool knows of the gap that an action is for: the only part of the file it writes by
/// itself.
#[derive(Debug, Clone, PartialEq)]
pub struct Gap {
    /// What settles all of it together, such as `document D20` or `records 8.6.1`.
    pub of: String,
    /// What is to be done, in a sentence that follows the evidence.
    pub asks: String,
    /// Whether it is still there.
    pub state: GapState,
    /// The worst grade of what is open.
    pub grade: Grade,
    /// The worst grade that an assessor has given to what is open; only that makes a nonconformity.
    pub judged: Grade,
    /// What the score of the whole would gain, in per cent, at least.
    pub gain: f64,
    /// Since when it is known.
    pub since: Option<Date>,
    /// Since when nothing of it is open.
    pub cleared: Option<Date>,
    /// What it is about, in the order in which it was found.
    pub boxes: Vec<GapBox>,
}

/// One requirement of a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GapBox {
    /// Which.
    pub requirement: RequirementId,
    /// Whether it is open.
    pub state: BoxState,
    /// What is missing, or was.
    pub missing: String,
}

/// How a requirement of a gap stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BoxState {
    /// `[ ]`: something is missing.
    Open,
    /// `[x]`: nothing is any more.
    Settled,
    /// `[-]`: it counts no more.
    Gone,
}

impl BoxState {
    /// As it is written before what is missing.
    pub const MARKS: &'static [(&'static str, Self)] = &[
        ("[ ]", Self::Open),
        ("[x]", Self::Settled),
        ("[-]", Self::Gone),
    ];

    /// As it is written.
    #[must_use]
    pub fn mark(self) -> &'static str {
        let known = Self::MARKS.iter().find(|(_, state)| *state == self);
        known.map_or("", |(mark, _)| mark)
    }
}

/// An action: one file of the folder.
#[derive(Debug, Clone, PartialEq)]
pub struct Action {
    /// Its number.
    pub id: ActionId,
    /// What people call it; without it the wording of the gap stands.
    pub title: Option<String>,
    /// What it is about, as people say.
    pub about: Vec<Target>,
    /// Who sees to it: a person, or `role:…`.
    pub owner: Option<String>,
    /// How much it matters.
    pub priority: Option<Priority>,
    /// How much work it is.
    pub effort: Option<Effort>,
    /// What it costs, as written.
    pub cost: Option<String>,
    /// When it is to begin.
    pub start: Option<Date>,
    /// When it is to be done.
    pub due: Option<Date>,
    /// Days on which it was to be done before, in order.
    pub due_was: Vec<Date>,
    /// What must be done before.
    pub depends_on: Vec<ActionId>,
    /// What will be there: a document, a record.
    pub deliverable: Option<String>,
    /// How far it is.
    pub status: Status,
    /// What it waits for, where it is blocked.
    pub blocked_by: Option<String>,
    /// The grade of the nonconformity it answers, as people say.
    pub nonconformity: Option<Grade>,
    /// What was mended at once.
    pub correction: Option<String>,
    /// Why it came to it.
    pub root_cause: Option<String>,
    /// What keeps it from coming back.
    pub corrective_action: Option<String>,
    /// What shows that it is done: workspace paths and addresses.
    pub evidence: Vec<String>,
    /// When it was written down.
    pub created: Option<Date>,
    /// When somebody began.
    pub started: Option<Date>,
    /// When its owner said that it is done.
    pub done: Option<Date>,
    /// When it was closed.
    pub closed: Option<Date>,
    /// Who has seen that it is done.
    pub verified: Option<Verification>,
    /// Whether it did what it was for.
    pub effectiveness: Option<Effectiveness>,
    /// Who lets the gap be.
    pub accepted: Option<Acceptance>,
    /// Where it is tracked elsewhere.
    pub links: Vec<String>,
    /// What the tool knows of its gap.
    pub gap: Option<Gap>,
    /// What people wrote below.
    pub notes: String,
    /// Its file.
    pub location: Location,
}

impl Action {
    /// What it is called: as people say, else what the gap asks for.
    #[must_use]
    pub fn title(&self) -> &str {
        match (&self.title, &self.gap) {
            (Some(title), _) => title,
            (None, Some(gap)) => &gap.asks,
            (None, None) => "(without a title)",
        }
    }

    /// Whether work on it remains: for its owner, or for whoever verifies and closes it.
    #[must_use]
    pub fn is_live(&self) -> bool {
        !self.status.is_over()
    }

    /// The grade of the nonconformity it answers; `None` where it answers none. A forecast makes no
    /// nonconformity: an assessor does.
    #[must_use]
    pub fn nonconformity(&self) -> Option<Grade> {
        let graded = |grade: &Grade| matches!(grade, Grade::Major | Grade::Minor);
        let judged = self.gap.as_ref().map(|gap| gap.judged);
        self.nonconformity
            .filter(graded)
            .or_else(|| judged.filter(graded))
    }

    /// Whether its day is past and its owner is not done.
    #[must_use]
    pub fn is_overdue(&self, as_of: Date) -> bool {
        self.status.is_to_do() && self.due.is_some_and(|due| due < as_of)
    }

    /// The grade to order by: the nonconformity's, else the forecast of what is open.
    #[must_use]
    pub fn grade(&self) -> Grade {
        let forecast = self.gap.as_ref().map_or(Grade::None, |gap| gap.grade);
        self.nonconformity()
            .map_or(forecast, |given| given.min(forecast))
    }

    /// Requirements it is about that are open.
    pub fn open_boxes(&self) -> impl Iterator<Item = &GapBox> {
        let boxes = self.gap.iter().flat_map(|gap| &gap.boxes);
        boxes.filter(|part| part.state == BoxState::Open)
    }
}
