//! What people decided and told about the organisation: settings, notes,
//! judgements, answers, claims and samples.
//!
//! Each file is read into located nodes, then into trusted types, with all mistakes
//! collected. Files that people and the tool both write are edited in place.

mod answers;
mod check;
mod claims;
pub mod edit;
mod entries;
mod files;
mod hash;
pub mod init;
mod judgements;
pub mod locate;
mod notes;
mod paths;
mod people;
pub mod read;
pub mod requests;
pub mod samples;
mod settings;
mod words;
pub mod write;

pub use check::{CheckSettings, Level, Suppression};
pub use claims::{NewClaim, add_claims};
pub use edit::{NewAnswer, NewJudgement, NewNote, add_answer, add_judgement, add_note};
pub use entries::{append_entries, append_entry};
pub(crate) use files::Day;
pub use files::{LARGEST, read_text, without_bom};
pub(crate) use hash::hex;
pub use hash::{sha256, sha256_of};
pub use init::{FileHint, InitPlan, hint_entries, plan_init, series_entries};
pub use locate::{LocateError, locate};
pub use notes::{note_id, note_number};
pub use paths::{can_be_named, file_path, is_address, path_or_address, workspace_path};
pub use read::{ANSWERS, CLAIMS, JUDGEMENTS, NOTES, SETTINGS, answers_in, load};
pub use write::{Change, write_atomically, write_if_unchanged};

use std::collections::BTreeMap;
use std::path::PathBuf;

use jiff::civil::Date;

use crate::catalogue::{ClauseId, EditionId, Requirement, RequirementId, Target};
use crate::evidence::Metadata;
use crate::period::Period;
use crate::source::Location;

/// Everything the workspace holds besides evidence.
#[derive(Debug, Clone)]
pub struct Workspace {
    /// The folder all paths are relative to.
    pub root: PathBuf,
    /// `clausewise.toml`.
    pub settings: Settings,
    /// `notes.toml`.
    pub notes: Vec<Note>,
    /// `judgements.toml`, in the order written.
    pub judgements: Vec<Judgement>,
    /// `answers.toml`.
    pub answers: Vec<Answer>,
    /// `claims.toml`: what is claimed for files, by workspace path.
    pub claims: Vec<FileClaim>,
    /// Files set aside in `claims.toml` as evidence of nothing.
    pub not_evidence: Vec<String>,
    /// `samples/`: records that were drawn, and what came of it.
    pub samples: Vec<samples::Sample>,
    /// SHA-256 of the files that judgements rest on, filled by [`Workspace::hash_files`];
    /// `None` for a file that is gone.
    pub hashes: BTreeMap<String, Option<String>>,
    /// Requirements that an action is at work on which has an owner and a day, filled by whoever
    /// assesses; `None` where no plan is kept, or part of it cannot be read.
    pub planned: Option<std::collections::BTreeSet<RequirementId>>,
}

/// `clausewise.toml`. Every part has a default.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Settings {
    /// Whether the file was there.
    pub present: bool,
    /// Edition to assess against.
    pub edition: Option<EditionId>,
    /// Pinned as-of date.
    pub as_of: Option<Date>,
    /// Whether git is asked when files were last changed; `None` says: where the workspace is
    /// the root of a repository.
    pub git: Option<bool>,
    /// Everything that exists has been handed over.
    pub inventory_complete: bool,
    /// Who assesses.
    pub assessors: Vec<String>,
    /// Name of the organisation.
    pub organisation: Option<String>,
    /// Scope in a sentence.
    pub scope_statement: Option<String>,
    /// Services in scope.
    pub services: Vec<String>,
    /// Services run outside the management system, on purpose.
    pub outside: Vec<String>,
    /// Customers.
    pub customers: Vec<String>,
    /// Sites.
    pub sites: Vec<String>,
    /// How far back records are looked at; default twelve months.
    pub window: Option<Period>,
    /// Since when the management system runs.
    pub sms_start: Option<Date>,
    /// Since when single services run.
    pub service_starts: BTreeMap<String, Date>,
    /// Date of Stage 1.
    pub stage1: Option<Date>,
    /// Date of Stage 2.
    pub stage2: Option<Date>,
    /// History of records wanted before Stage 2; default three months.
    pub history: Option<Period>,
    /// The organisation's own promised intervals.
    pub intervals: Vec<(Target, Period, Location)>,
    /// Roles and who holds them.
    pub people: BTreeMap<String, String>,
    /// Who is gone, and since when.
    pub left: BTreeMap<String, Date>,
    /// What services, customers and other parties are also called, by name.
    pub aliases: BTreeMap<String, Vec<String>>,
    /// Other parties.
    pub parties: Vec<Party>,
    /// Folders to read, relative to the root; empty means the root.
    pub roots: Vec<String>,
    /// Globs left out.
    pub ignore: Vec<String>,
    /// Weights of clauses in means; 1 where none is stated.
    pub weights: Vec<(ClauseId, u32)>,
    /// What `check` makes of its rules here.
    pub check: CheckSettings,
}

/// What another party is to the organisation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartyKind {
    /// Another organisation.
    ExternalSupplier,
    /// Another part of the same organisation.
    InternalSupplier,
    /// A customer that supplies something.
    CustomerAsSupplier,
}

/// Another party that performs work in scope.
#[derive(Debug, Clone, PartialEq)]
pub struct Party {
    /// Name.
    pub name: String,
    /// What it is.
    pub kind: PartyKind,
    /// Clauses, services or components it performs.
    pub performs: Vec<String>,
    /// Evidence of control over it.
    pub control: Vec<String>,
    /// Where it stands.
    pub location: Location,
}

/// How something was learnt.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// Somebody said so.
    Interview,
    /// The assessor saw it.
    Observation,
    /// The assessor read it.
    Document,
    /// A person vouches for what an unreadable file says.
    Attest,
}

/// Which way a note speaks of what it is about, where its assessor says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Stance {
    /// It is as it is asked for.
    Shows,
    /// It is not.
    Denies,
}

/// Something an assessor was told or saw.
#[derive(Debug, Clone, PartialEq)]
pub struct Note {
    /// Its number, `N-001`.
    pub id: String,
    /// When.
    pub date: Option<Date>,
    /// Who wrote it down.
    pub by: String,
    /// How it was learnt.
    pub kind: NoteKind,
    /// Who was spoken to.
    pub with: Vec<String>,
    /// What.
    pub text: String,
    /// What it bears on.
    pub about: Vec<Target>,
    /// Which way it speaks of all of that, where its assessor says so.
    pub says: Option<Stance>,
    /// For an attestation: the file.
    pub file: Option<String>,
    /// The SHA-256 of that file when it was vouched for; without it its changes are not noticed.
    pub sha256: Option<String>,
    /// Where it stands.
    pub location: Location,
}

/// N, P, L or F of ISO/IEC 33020.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// Not: 0-15 %.
    N,
    /// Partially: over 15-50 %.
    P,
    /// Largely: over 50-85 %.
    L,
    /// Fully: over 85-100 %.
    F,
}

/// Grade of a nonconformity or remark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Grade {
    /// Major nonconformity.
    Major,
    /// Minor nonconformity.
    Minor,
    /// Observation.
    Observation,
    /// Opportunity for improvement.
    Opportunity,
    /// Nothing to say.
    None,
}

/// How an assessor came to a conclusion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Method {
    /// Talking to people.
    Interview,
    /// Watching work.
    Observation,
    /// Reading documents.
    Document,
    /// Drawing a sample of records.
    Sample,
}

/// An assessor's conclusion on a requirement.
#[derive(Debug, Clone, PartialEq)]
pub struct Judgement {
    /// What it is about.
    pub requirement: RequirementId,
    /// The rating.
    pub rating: Rating,
    /// Conforming or not.
    pub conforming: bool,
    /// The grade.
    pub grade: Grade,
    /// How it was reached.
    pub method: Vec<Method>,
    /// When.
    pub date: Option<Date>,
    /// Who.
    pub by: String,
    /// Why.
    pub reason: String,
    /// What it rests on.
    pub rests_on: Vec<Rest>,
    /// Where it stands.
    pub location: Location,
}

/// One thing a judgement rests on.
#[derive(Debug, Clone, PartialEq)]
pub enum Rest {
    /// A note.
    Note(String),
    /// A file, with the hash it had.
    File {
        /// Workspace path.
        path: String,
        /// SHA-256, lower-case hexadecimal.
        sha256: Option<String>,
    },
}

/// Which answer is given instead of evidence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnswerKind {
    /// Another party does it, under control.
    PerformedBy,
    /// It did not happen in the period.
    NoOccurrence,
    /// There is no such party.
    NoSuchParty,
}

/// An answer given instead of evidence.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// Which.
    pub kind: AnswerKind,
    /// About what.
    pub about: Vec<Target>,
    /// Why.
    pub reason: String,
    /// Whose word it is.
    pub by: String,
    /// When.
    pub date: Option<Date>,
    /// For *performed by*: the party.
    pub party: Option<String>,
    /// For *performed by*: the evidence of control.
    pub control: Vec<String>,
    /// Where it stands.
    pub location: Location,
}

/// An entry of `claims.toml`.
#[derive(Debug, Clone, PartialEq)]
pub struct FileClaim {
    /// Workspace path.
    pub path: String,
    /// What is said about it.
    pub metadata: Metadata,
    /// Where it stands.
    pub location: Location,
}

impl Note {
    /// Whether it is of a day after the one assessed: nobody has been told anything yet.
    #[must_use]
    pub fn is_later(&self, as_of: Date) -> bool {
        self.date.is_some_and(|date| date > as_of)
    }
}

impl Workspace {
    /// The notes in which somebody vouches for a file as it is, taken by a day.
    pub fn attestations(&self, path: &str, as_of: Date) -> impl Iterator<Item = &Note> {
        let vouches = move |note: &&Note| {
            note.kind == NoteKind::Attest
                && note.file.as_deref() == Some(path)
                && !note.is_later(as_of)
                && !self.has_changed_since(note)
        };
        self.notes.iter().filter(vouches)
    }

    /// Whether the file of a note is no longer the one that was vouched for.
    #[must_use]
    pub fn has_changed_since(&self, note: &Note) -> bool {
        let now = note.file.as_ref().and_then(|file| self.hashes.get(file));
        match (&note.sha256, now) {
            (Some(then), Some(Some(now))) => !now.eq_ignore_ascii_case(then),
            _ => false,
        }
    }
}

impl Settings {
    /// The names of all services, customers and other parties.
    pub fn names(&self) -> impl Iterator<Item = &String> {
        let parties = self.parties.iter().map(|party| &party.name);
        self.services.iter().chain(&self.customers).chain(parties)
    }

    /// The entry of `[intervals]` that speaks for a requirement: its own, else that of its item, else
    /// that of the nearest clause.
    #[must_use]
    pub fn interval_for(&self, line: &Requirement) -> Option<&(Target, Period, Location)> {
        let nearness = |target: &Target| match target {
            Target::Requirement(id) => (*id == line.id).then_some(usize::MAX),
            Target::Item(id) => (line.of.as_ref() == Some(id)).then_some(usize::MAX - 1),
            Target::Clause(id) => id.contains(&line.id.clause).then(|| id.depth()),
        };
        let all = self.intervals.iter().rev();
        all.filter_map(|entry| Some((nearness(&entry.0)?, entry)))
            .max_by_key(|(near, _)| *near)
            .map(|(_, entry)| entry)
    }
}

impl Workspace {
    /// Hashes the files that judgements rest on and that people vouch for, so that a change can
    /// be noticed. Links are not followed out of the workspace.
    pub fn hash_files(&mut self) {
        let attested = self.notes.iter().filter(|note| note.sha256.is_some());
        let mut paths: Vec<String> = attested.filter_map(|note| note.file.clone()).collect();
        paths.extend(crate::assessment::judgements::rested_on(self));
        paths.sort();
        paths.dedup();
        for path in paths {
            let file = self.root.join(&path);
            let plain = file
                .symlink_metadata()
                .is_ok_and(|data| data.is_file() && data.len() <= LARGEST_HASHED);
            let hash = if plain { sha256_of(&file).ok() } else { None };
            self.hashes.insert(path, hash);
        }
    }
}

/// Largest file that is hashed, in bytes.
const LARGEST_HASHED: u64 = 512 << 20;
