//! What was found of chains.

use crate::source::Location;

/// Most breaks of a link that are listed; all are counted.
pub const MOST_BREAKS: usize = 100;

/// A chain as it was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Traced {
    /// Index in the catalogue.
    pub chain: usize,
    /// Its links, in order.
    pub links: Vec<TracedLink>,
    /// Some records along it, for an auditor to walk.
    pub walks: Vec<Vec<Step>>,
}

/// A link as it was found.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct TracedLink {
    /// Records, documents or lines asked about.
    pub asked: usize,
    /// Of these, such as hold.
    pub held: usize,
    /// Of these, such as break.
    pub broken: usize,
    /// All breaks, of which the first [`MOST_BREAKS`] are kept.
    pub breaks_in_all: usize,
    /// Where it breaks, in order of files and lines.
    pub breaks: Vec<Break>,
    /// What could not be traced, and why.
    pub untold: Vec<Untold>,
    /// Pairs of records it joins, in order.
    pub pairs: Vec<(Node, Node)>,
}

/// What is wrong where a chain breaks; an auditor tells these apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Fault {
    /// It names a record that no register holds.
    Gone,
    /// The days or states of two records do not go together.
    Disagrees,
    /// A record lacks what each must have.
    Lacks,
    /// It was to be done by a day that has passed.
    Overdue,
    /// A record has no document of its own.
    Undocumented,
    /// One side is promised less than the other.
    Weaker,
    /// A service is named on one side alone.
    Unnamed,
    /// What was seen does not meet a requirement.
    NotMet,
}

/// A place at which a chain breaks.
#[derive(Debug, Clone, PartialEq)]
pub struct Break {
    /// What is wrong.
    pub fault: Fault,
    /// The record or thing it is about.
    pub record: String,
    /// The same in a sentence.
    pub what: String,
    /// Where that stands.
    pub at: Option<Location>,
    /// Where the other end stands.
    pub other: Option<Location>,
}

/// What could not be traced.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Untold {
    /// Why, in a sentence.
    pub why: String,
    /// How many records, documents or lines.
    pub count: usize,
    /// Some of them.
    pub such_as: Vec<String>,
}

/// A record: the index of its log among all, and its index there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Node {
    /// The log.
    pub log: u32,
    /// The record.
    pub entry: u32,
}

/// A record along a chain.
#[derive(Debug, Clone, PartialEq)]
pub struct Step {
    /// What it is.
    pub kind: String,
    /// Its number.
    pub record: String,
    /// Where it stands.
    pub at: Location,
}

/// What can be said of a link or a chain.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// There is nothing it asks about.
    Nothing,
    /// All that was traced holds.
    Holds,
    /// Nothing could be traced.
    CannotTell,
    /// It breaks somewhere.
    Breaks,
}

impl Verdict {
    /// The words shown.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Nothing => "nothing to trace",
            Self::Holds => "holds",
            Self::CannotTell => "cannot tell",
            Self::Breaks => "breaks",
        }
    }
}

impl Node {
    /// From indices.
    pub(super) fn of(log: usize, entry: usize) -> Self {
        Self {
            log: crate::source::count(log),
            entry: crate::source::count(entry),
        }
    }
}

impl Traced {
    /// What can be said of it on the whole.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let verdicts = self.links.iter().map(TracedLink::verdict);
        verdicts.max().unwrap_or(Verdict::Nothing)
    }
}

impl TracedLink {
    /// What can be said of it.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        if self.breaks_in_all > 0 {
            Verdict::Breaks
        } else if self.held > 0 {
            Verdict::Holds
        } else if self.untold.is_empty() {
            Verdict::Nothing
        } else {
            Verdict::CannotTell
        }
    }

    /// Notes a break.
    pub(super) fn breaks(&mut self, found: Break) {
        self.breaks.push(found);
    }

    /// Notes that a record could not be traced.
    pub(super) fn cannot_tell(&mut self, why: String, record: String) {
        const MOST: usize = 5;
        let found = self.untold.iter_mut().find(|untold| untold.why == why);
        match found {
            Some(untold) => {
                untold.count += 1;
                if untold.such_as.len() < MOST {
                    untold.such_as.push(record);
                }
            }
            None => self.untold.push(Untold {
                why,
                count: 1,
                such_as: vec![record],
            }),
        }
    }

    /// Puts all in order, once everything is found.
    pub(super) fn settle(&mut self) {
        self.breaks
            .sort_by(|a, b| (&a.at, &a.what).cmp(&(&b.at, &b.what)));
        self.breaks_in_all = self.breaks.len();
        self.breaks.truncate(MOST_BREAKS);
        self.untold.sort();
        self.pairs.sort_unstable();
        self.pairs.dedup();
    }
}

impl Untold {
    pub(super) fn new(why: String, count: usize) -> Self {
        Self {
            why,
            count,
            such_as: Vec::new(),
        }
    }
}
