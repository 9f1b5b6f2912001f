//! Holds two assessments against each other: what changed, and why.
//!
//! Both sides are taken in the form of a saved assessment ([`Snapshot`]), also one that was made a
//! moment ago: so a file kept for a year, a folder and a state out of git are compared in the same
//! way, and nothing is told that could not be told of a file. What that costs is that reasons are read
//! off what an assessment says of itself: the files looked at for a requirement and their hashes,
//! judgements, answers, notes, days, settings, edition and program. A reason is a fact that changed
//! beside the requirement; that it alone brought the change about is not claimed.

mod changes;
mod snapshot;
mod why;

pub use changes::{
    Change, Comparison, Direction, Figure, FilesChanged, GateChange, Side, Standing, compare,
};
pub use snapshot::{
    Answer, Evidence, Gate, Judgement, Line, Looked, Organisation, Series, Snapshot, Tool, Totals,
    Unusable,
};
pub use why::{Reason, Why};
