//! The action plan as text.

mod changed;
mod proposals;
mod show;

pub use changed::lines_changed;
pub use proposals::{proposals_json, proposals_screen};
pub use show::{Close, action_screen};
