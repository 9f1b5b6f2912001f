//! A client's dump: what is there, what is the same twice, which version is the newest, what
//! cannot be read and why, and what each thing seems to be.
//!
//! [`gather`](gather::gather) looks at every file by its bytes; the reader of evidence says
//! what a document states of itself; [`Intake::new`] puts both together. Nothing of it scores
//! anything: it ends in a register in which a person decides.

pub mod accept;
pub mod archive;
pub mod carried;
mod entry_names;
pub mod facts;
pub mod gather;
pub mod groups;
mod kin;
pub mod language;
pub mod moved;
pub mod names;
pub mod read_back;
pub mod requests;
pub mod seen;
pub mod similar;
pub mod unpack;

use std::collections::{BTreeMap, BTreeSet};

use crate::evidence::{Document, POINTER, ProblemKind, ReadState, Why};
use archive::Told;
use facts::{Facts, facts};
use gather::{Gathered, Item, Sort};
use groups::{Groups, groups};

/// A delivery, looked through.
#[derive(Debug)]
pub struct Intake {
    /// Every file, sorted by path.
    pub files: Vec<Sorted>,
    /// What is the same, nearly the same, or a version of the same.
    pub groups: Groups,
    /// What became of entries of archives that could not be taken as they are.
    pub told: Vec<Told>,
}

/// A file and what is known of it.
#[derive(Debug)]
pub struct Sorted {
    /// By its bytes.
    pub item: Item,
    /// Its format, for people.
    pub format: &'static str,
    /// Whether its text is known.
    pub condition: Condition,
    /// What it seems to be.
    pub facts: Facts,
    /// Clauses it may be about.
    pub guesses: Vec<Guess>,
    /// What it is claimed for already.
    pub claims: Vec<String>,
    /// Somebody set it aside as evidence of nothing.
    pub set_aside: bool,
    /// What is wrong with it, in sentences.
    pub remarks: Vec<String>,
}

/// A clause a file may be about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The clause's number.
    pub clause: String,
    /// The number with its name and how much of it the text covers.
    pub text: String,
    /// Where it speaks of it first.
    pub place: String,
}

/// Whether the text of a file is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// It was read.
    Read,
    /// It was not read, and no person need do anything about it.
    Aside(&'static str),
    /// It is not known what it says.
    Unread(NotRead),
}

/// Why it is not known what a file says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotRead {
    /// The kind of reason, a stable word.
    pub why: &'static str,
    /// In a sentence.
    pub reason: String,
    /// What to do.
    pub todo: String,
}

impl Intake {
    /// Puts together what was gathered and what was read. `documents` are sorted by path;
    /// `guesses` are those of a document, by its place among them.
    #[must_use]
    pub fn new(mut gathered: Gathered, documents: &[Document], guesses: &[Vec<Guess>]) -> Self {
        let read: BTreeMap<&str, usize> = documents
            .iter()
            .enumerate()
            .map(|(at, document)| (&*document.path, at))
            .collect();
        // What clausewise wrote itself was not handed over by anybody.
        let is_handed_over = |item: &Item| match item.sort {
            Sort::Document => read.contains_key(item.path.as_str()),
            // The manifest in the root is the workspace's own.
            Sort::Declaration(_) => item.path.contains('/'),
            _ => true,
        };
        gathered.items.retain(is_handed_over);
        let of = |item: &Item| {
            read.get(item.path.as_str())
                .map(|at| (&documents[*at], *at))
        };
        let facts: Vec<Facts> = gathered
            .items
            .iter()
            .map(|item| facts(item, of(item).map(|(document, _)| document)))
            .collect();
        let groups = groups(&gathered.items, &facts);
        let files = gathered
            .items
            .into_iter()
            .zip(facts)
            .map(|(item, facts)| {
                let document = read.get(item.path.as_str());
                let guesses = document.map_or_else(Vec::new, |at| guesses[*at].clone());
                sorted(item, facts, document.map(|at| &documents[*at]), guesses)
            })
            .collect();
        Self {
            files,
            groups,
            told: gathered.told,
        }
    }

    /// Says of every document that is not among those paths that an assessment leaves it out;
    /// returns how many.
    pub fn tell_left_out(&mut self, assessed: &BTreeSet<&str>) -> usize {
        let mut left_out = 0;
        for file in &mut self.files {
            if file.item.sort == Sort::Document && !assessed.contains(file.item.path.as_str()) {
                file.remarks.push(
                    "`assess` leaves it out: it is hidden, or named in .gitignore, .clausewiseignore or clausewise.toml".to_owned(),
                );
                left_out += 1;
            }
        }
        left_out
    }

    /// Files that a person has to do something about.
    pub fn unread(&self) -> impl Iterator<Item = (&Sorted, &NotRead)> {
        self.files.iter().filter_map(|file| match &file.condition {
            Condition::Unread(reason) => Some((file, reason)),
            _ => None,
        })
    }
}

fn sorted(item: Item, facts: Facts, document: Option<&Document>, guesses: Vec<Guess>) -> Sorted {
    let format = match (item.sort, document) {
        (Sort::Archive, _) => "archive",
        (_, Some(document)) => document.format.word(),
        _ => crate::evidence::Format::of(&item.path).word(),
    };
    let telling = |kind: ProblemKind| {
        matches!(
            kind,
            ProblemKind::Misnamed
                | ProblemKind::Hidden
                | ProblemKind::ReadInPart
                | ProblemKind::Placeholder
                | ProblemKind::AmbiguousDate
                | ProblemKind::NotUnderstood
                | ProblemKind::Malformed
        )
    };
    let problems = document.map_or(&[][..], |document| &document.problems);
    let mut remarks = facts.disagreements.clone();
    remarks.extend(
        problems
            .iter()
            .filter(|problem| telling(problem.kind))
            .map(|p| p.message.clone()),
    );
    Sorted {
        condition: condition(&item, document),
        claims: document.map_or_else(Vec::new, |document| {
            let claims = document.metadata.claims.iter();
            claims.map(|claim| claim.value.text.clone()).collect()
        }),
        set_aside: document.is_some_and(|document| document.set_aside),
        item,
        format,
        facts,
        guesses,
        remarks,
    }
}

fn condition(item: &Item, document: Option<&Document>) -> Condition {
    let unread = |why: &'static str, reason: &str, todo: &str| {
        Condition::Unread(NotRead {
            why,
            reason: reason.to_owned(),
            todo: todo.to_owned(),
        })
    };
    match (item.sort, document.map(|document| &document.state)) {
        (Sort::Leftover(what), _) => Condition::Aside(what),
        (Sort::Declaration(_), _) => Condition::Aside("it says something of other files"),
        (Sort::Archive, _) => unread(
            "archive",
            "it is an archive; what is in it is listed, and not read",
            "unpack it",
        ),
        (Sort::Packed, _) => unread("packed", "it lies in an archive", "unpack the archive"),
        (Sort::Document, None) => Condition::Aside("it was written by clausewise"),
        (Sort::Document, Some(ReadState::Read)) => Condition::Read,
        (Sort::Document, Some(ReadState::Empty)) => {
            let what = document.map_or("is empty", Document::emptiness);
            unread(
                "empty",
                &format!("it {what}"),
                "ask whether another file was meant",
            )
        }
        (Sort::Document, Some(ReadState::NotRead(_))) if is_other_archive(&item.path) => unread(
            "archive",
            "it is an archive of a kind that is not opened",
            "unpack it by hand beside it, and run this again",
        ),
        (Sort::Document, Some(ReadState::NotRead(reason))) => {
            let todo = match reason.reason.as_str() {
                POINTER => "fetch it so, or ask for the file itself",
                _ => todo(reason.why),
            };
            unread(reason.why.word(), &reason.reason, todo)
        }
    }
}

/// Whether a file is called an archive that is no ZIP.
fn is_other_archive(path: &str) -> bool {
    let lower = path.to_lowercase();
    let endings = [".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz"];
    endings.iter().any(|ending| lower.ends_with(ending))
}

/// What to do about a file that is not read.
fn todo(why: Why) -> &'static str {
    match why {
        Why::NoAccess => "mend its permissions, or ask for it again",
        Why::Link => "ask for the file that the link leads to",
        Why::Encrypted => "ask for a copy without a password",
        Why::Damaged => "open it in its program; if that fails, ask for it again",
        Why::Scan => "ask for the original, or read it and vouch for it (`clausewise note --help`)",
        Why::TooLarge => "ask for the part that matters, or read it yourself",
        Why::NotText => "ask with which program it was made",
        Why::Unsupported => "read it yourself, or ask for it as DOCX, PDF or text",
    }
}
