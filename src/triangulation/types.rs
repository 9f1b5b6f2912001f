//! What a triangulation is made of.

use jiff::civil::Date;

use crate::source::Location;
use crate::workspace::Stance;

/// All processes, and where their sources disagree.
#[derive(Debug, Clone, Default)]
pub struct Triangulation {
    /// The gravest first.
    pub disagreements: Vec<Disagreement>,
    /// By clause, in order of their numbers.
    pub processes: Vec<Process>,
}

/// A process: a leaf clause with what the three sources have on it.
#[derive(Debug, Clone)]
pub struct Process {
    /// Its clause, by index in the catalogue.
    pub clause: usize,
    /// What documents say.
    pub documents: Vec<Documented>,
    /// What was promised on it, by index in the calendar.
    pub promises: Vec<usize>,
    /// What people said.
    pub people: Vec<Heard>,
    /// What the records show.
    pub records: Recorded,
}

/// A document that is claimed for a process.
#[derive(Debug, Clone)]
pub struct Documented {
    /// By index in the evidence.
    pub document: usize,
    /// Whether it can be held against anybody.
    pub standing: Standing,
    /// Its sentences on the process, in order.
    pub said: Vec<Said>,
}

/// Whether a document can be held against anybody.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// In force, or at least nothing says otherwise.
    InForce,
    /// Not yet in force.
    Draft,
    /// It holds for anybody: training material, a glossary.
    General,
    /// Nobody could read it.
    NotRead,
}

/// A sentence of a document on requirements.
#[derive(Debug, Clone)]
pub struct Said {
    /// The requirements, by index, sorted.
    pub lines: Vec<usize>,
    /// Those of them of which it says all that they ask for, sorted.
    pub whole: Vec<usize>,
    /// Whether it says that they are not met.
    pub denies: bool,
    /// The sentence.
    pub text: String,
    /// The nearest heading above it; empty where there is none.
    pub heading: String,
    /// Where it stands.
    pub location: Location,
}

/// A note that bears on a process.
#[derive(Debug, Clone)]
pub struct Heard {
    /// By index in the workspace.
    pub note: usize,
    /// The requirements of the process that it bears on, by index, sorted.
    pub lines: Vec<usize>,
    /// Those of which it tells one way or the other, with the sentence that does, by index.
    pub tells: Vec<(usize, Stance, String)>,
    /// The sentence that says that what is laid down is not there, not known or not followed.
    pub unlived: Option<String>,
}

/// What records show of a process.
#[derive(Debug, Clone, Default)]
pub struct Recorded {
    /// Rows held to the tests of requirements.
    pub rows: Vec<Rows>,
    /// Figures of logs, in sentences.
    pub figures: Vec<String>,
    /// Series, by index in the evidence.
    pub series: Vec<usize>,
    /// Records that stand alone, the newest first.
    pub singles: Vec<Single>,
}

/// The rows of a register, held to the test of requirements.
#[derive(Debug, Clone)]
pub struct Rows {
    /// The requirements that ask the same of them, by index.
    pub lines: Vec<usize>,
    /// The file, by index in the evidence.
    pub document: usize,
    /// How many pass.
    pub passing: usize,
    /// How many were tested.
    pub tested: usize,
    /// What each was held to, in words.
    pub rule: String,
    /// What those that fail lack, in words; empty where that is not known.
    pub lacks: Vec<String>,
    /// The first that fail.
    pub failing: Vec<Failing>,
}

/// A row that fails.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Failing {
    /// Where it stands.
    pub location: Location,
    /// Its number, where it has one.
    pub id: String,
}

/// A record that stands alone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Single {
    /// By index in the evidence.
    pub document: usize,
    /// The day it tells of, where it tells of one.
    pub day: Option<Date>,
}

/// Two sources that cannot both be right.
#[derive(Debug, Clone)]
pub struct Disagreement {
    /// What disagrees with what.
    pub kind: Kind,
    /// The requirements, by index, sorted.
    pub lines: Vec<usize>,
    /// What the one says.
    pub one: Voice,
    /// What speaks against it.
    pub other: Voice,
}

/// What disagrees with what, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// People say that what is laid down is not there, not known or not followed.
    NotFollowed,
    /// A document says that something is done, and a person that it is not.
    DocumentAndPerson,
    /// A document says that something is done, and a record that it is not.
    DocumentAndRecord,
    /// A promised interval that the records break.
    PromiseAndRecords,
    /// A document asks something of each record, and rows lack it.
    DocumentAndRows,
    /// A person says that something is done, and rows lack it.
    PersonAndRows,
    /// Two persons say the contrary.
    TwoPersons,
    /// A judgement that what is found now speaks against.
    Judgement,
}

impl Kind {
    /// Stable word, in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::NotFollowed => "not followed",
            Self::DocumentAndPerson => "document and person",
            Self::DocumentAndRecord => "document and record",
            Self::PromiseAndRecords => "promise and records",
            Self::DocumentAndRows => "document and rows",
            Self::PersonAndRows => "person and rows",
            Self::TwoPersons => "two persons",
            Self::Judgement => "judgement",
        }
    }
}

/// What one side of a disagreement says.
#[derive(Debug, Clone)]
pub enum Voice {
    /// A sentence of a document or record, by its index in the evidence.
    Text {
        /// The file.
        document: usize,
        /// The sentence.
        text: String,
        /// The nearest heading above it; empty where there is none.
        heading: String,
        /// Where it stands.
        location: Location,
    },
    /// A promise, by index in the calendar, as it is made.
    Promise(usize),
    /// The same promise, as it was kept.
    Kept(usize),
    /// What somebody said: a note by index, and the sentence of it.
    Note {
        /// By index in the workspace.
        note: usize,
        /// The sentence.
        text: String,
    },
    /// Rows that fail.
    Rows(Rows),
    /// A judgement, by index in the workspace.
    Judgement(usize),
}

/// Where a voice comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Documents.
    Documents,
    /// People.
    People,
    /// Records.
    Records,
    /// An assessor's judgement.
    Judgement,
}

impl Source {
    /// Stable word, in JSON.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Documents => "documents",
            Self::People => "people",
            Self::Records => "records",
            Self::Judgement => "judgement",
        }
    }
}
