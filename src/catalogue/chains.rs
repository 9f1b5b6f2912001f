//! Chains: what an auditor follows from one record or document to the next, and what each link
//! of it must hold.
//!
//! It is data (`chains.yaml`): a few forms of link cover all chains, and no code names a kind of
//! record or a clause. What a link finds scores nothing; see [`crate::chains`].

mod build;
mod form;
mod read;

use super::records::State;

pub(super) use form::ChainForm;
pub use form::ChainsForm;
pub(super) use read::chains as read_chains;

/// Name of the file, without its ending.
pub(super) const CHAINS: &str = "chains";

/// A chain of an edition.
#[derive(Debug, Clone)]
pub struct Chain {
    /// Short name that never changes, `incident-to-configuration`.
    pub id: String,
    /// What it leads from and to.
    pub title: String,
    /// What an auditor asks.
    pub asks: String,
    /// Its links, in order.
    pub links: Vec<Link>,
}

/// One link of a chain.
#[derive(Debug, Clone)]
pub struct Link {
    /// What must hold, in words.
    pub title: String,
    /// What stands at its two ends, in a few words.
    pub between: (String, String),
    /// The requirements it bears on, by index.
    pub requirements: Vec<usize>,
    /// How it is traced.
    pub form: Form,
}

/// How a link is traced.
#[derive(Debug, Clone)]
pub enum Form {
    /// Records name records of another kind.
    Refers(Refers),
    /// Records hold something, or are done in time.
    Carries(Carries),
    /// Records each have a document that names them.
    Documented(Documented),
    /// Each service is named in the documents of an item (by index), and no other is.
    Named(usize),
    /// A figure of one document is as good as that of another.
    Compared(Compared),
    /// The requirements of the link hold by what the assessment saw.
    Assessed,
}

/// Which records of a kind.
#[derive(Debug, Clone)]
pub struct Which {
    /// The kind, by index.
    pub kind: usize,
    /// Only its rare ones, by index among them.
    pub rare: Option<usize>,
    /// All but its rare ones of this index.
    pub except: Option<usize>,
    /// Only those of a state.
    pub state: Option<State>,
}

/// Records that name others.
#[derive(Debug, Clone)]
pub struct Refers {
    /// The records that name.
    pub from: Which,
    /// The attributes in which they do.
    pub via: Vec<String>,
    /// The attributes in which the others name them.
    pub back: Vec<String>,
    /// The kind of those named.
    pub to: usize,
    /// Each must name one.
    pub owed: bool,
    /// What both must hold together.
    pub rules: Vec<Rule>,
}

/// What two records that belong together must hold.
#[derive(Debug, Clone)]
pub struct Rule {
    /// What is wrong where it does not hold, behind the two numbers.
    pub says: String,
    /// What is looked at.
    pub check: Check,
    /// The rare ones of those named, by index, for which it need not hold.
    pub unless: Option<usize>,
}

/// What is looked at in two records.
#[derive(Debug, Clone)]
pub enum Check {
    /// Two days in this order; where it is `needed` and the first is there, so is the second.
    Order {
        /// The earlier day.
        first: Attribute,
        /// The later.
        then: Attribute,
        /// The later must be there.
        needed: bool,
    },
    /// No such states together.
    States {
        /// That of the record that names; any where none is said.
        when: Option<State>,
        /// That of the record named.
        not: State,
    },
}

/// An attribute of one of two records.
#[derive(Debug, Clone)]
pub struct Attribute {
    /// Of the record that is named, and not of the one that names.
    pub of_named: bool,
    /// Its name.
    pub name: String,
}

/// Records that hold something.
#[derive(Debug, Clone)]
pub struct Carries {
    /// Which.
    pub from: Which,
    /// Attributes of which one must be filled.
    pub any: Vec<String>,
    /// The attribute of a day after which none may still be open.
    pub by: Option<String>,
}

/// Records that have a document each, among those of the requirements of the link.
#[derive(Debug, Clone)]
pub struct Documented {
    /// Which.
    pub from: Vec<Which>,
    /// Attributes of which a filled one does as well.
    pub or: Vec<String>,
}

/// Figures of two documents.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The item whose figure must be as high, by index.
    pub of: usize,
    /// The item it must reach, by index.
    pub with: usize,
    /// What stands in a line with the figure, a percentage.
    pub words: Vec<String>,
}
