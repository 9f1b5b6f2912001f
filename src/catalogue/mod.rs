//! One edition of a standard as data: clauses, requirements, documented-information
//! items and gates.
//!
//! No code outside the YAML files names a standard or a clause. Files become forms
//! ([`form`]), forms of an edition and what it extends are merged ([`Library`]), and
//! only a catalogue without mistakes becomes a [`Catalogue`].

mod build;
mod chains;
pub mod coverage;
pub mod form;
mod id;
mod load;
mod lookup;
mod read;
mod records;
mod schema;
mod signs;
mod types;

pub use chains::{
    Attribute, Carries, Chain, Check, Compared, Documented, Form, Link, Refers, Rule, Which,
};
pub use id::{ClauseId, EditionId, ItemId, RequirementId, Target};
pub use load::{DEFAULT_EDITION, Library};
pub use records::{Condition, Figure, Kind, Rare, Records, Reference, State, Time, TimeOf};
pub use schema::{SchemaOf, json_schema};
pub use signs::{Field, Sign, Signs};
use signs::{is_sign, is_start};
pub use types::{
    Area, Ask, AskCheck, CalledFor, Catalogue, Clause, Control, Gate, Idea, Interval, Item,
    ItemKind, Particular, Per, Proof, RecordKind, Requirement, Rest, Sequence, Test,
};
