//! Samples: which records of a register an auditor looks at, drawn so that anybody can repeat it,
//! and what the filled worksheet says of the requirements.
//!
//! A sample is drawn by the numbers of the records and not by their rows: sorting a register or
//! saving it in another form changes nothing. Without a seed of a person's choice it follows from
//! the records and the period, so that nobody draws until a sample pleases. What a worksheet
//! comes to is proposed here and decided by a person; the machine never proposes F.

mod draw;
pub mod heads;
mod plan;
mod population;
mod questions;
mod results;
mod size;
mod sources;

pub use plan::{Drawn, Looked, Wanted, changed, drawn};
pub use population::Grouping;
pub use questions::questions;
pub use results::{
    Answer, Proposal, Read, Said, counts, how_drawn, named, note, outcome, propose, read, reason,
    sample_of,
};
pub use size::Size;
pub use sources::{Source, sources, wanted};
