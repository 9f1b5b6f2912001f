//! The action plan as text.

mod changed;
mod list;
mod next;
mod path;
mod proposals;
mod show;
mod words;

pub use changed::lines_changed;
pub use list::{Grouped, list_json, list_markdown, list_screen};
pub use next::{next_json, next_screen};
pub use path::{path_json, path_screen};
pub use proposals::{proposals_json, proposals_screen};
pub use show::{Close, action_screen};
