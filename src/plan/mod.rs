//! The action plan: one file an action under `actions/`, from gaps to closed, over months.
//!
//! Gaps make actions and keep their `[gap]` table up to date; all else in a file belongs to people
//! and is not touched by itself, byte for byte ([`front`]). A broken file keeps nobody from the
//! others ([`load`]), but nothing new is made of gaps while one is broken, since nobody knows what
//! it stands for.
//!
//! What an action means follows from its file alone, so that lists of thousands need no assessment.

mod file;
mod filter;
pub mod front;
mod gaps;
mod id;
pub mod import;
mod order;
mod path;
mod progress;
mod read;
mod reconcile;
pub mod rules;
mod store;
mod types;

pub use file::new_file;
pub use filter::Wanted;
pub use gaps::{GapLine, Gaps, Group, gaps};
pub use id::fresh;
pub use order::{
    Basis, HISTORY, Order, Placed, UNKNOWN_EFFORT, days_of_work, needs_records, order,
    working_days_before,
};
pub use path::{Leg, Way, way};
pub use progress::{Month, Past, Pasts, months, moved, opened};
pub use read::read_action;
pub use reconcile::{Proposal, Reconciled, What, reconcile};
pub use store::{Plan, load, planned};
pub use types::{
    Acceptance, Action, ActionId, BoxState, EffectResult, Effectiveness, Effort, Gap, GapBox,
    GapState, Priority, Status, Verification,
};

/// The folder of actions, in the root of the workspace.
pub const ACTIONS: &str = "actions";

/// What a new file holds in place of keys that people fill in; the line goes when its key comes.
pub const HINTS: &[(&str, &str)] = &[
    (
        "title",
        "# title = \"\"              # yours; without it the wording of the gap stands",
    ),
    (
        "owner",
        "# owner = \"\"              # a person, or \"role:…\"",
    ),
    (
        "priority",
        "# priority = \"high\"       # critical, high, medium, low",
    ),
    (
        "effort",
        "# effort = 3              # days of one person, or \"S\", \"M\", \"L\", \"XL\"",
    ),
    ("due", "# due = 2027-03-31"),
];
