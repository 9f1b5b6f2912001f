//! The action plan as text.

mod changed;
mod ics;
mod list;
mod next;
mod path;
mod progress;
mod proposals;
mod show;
mod table;
mod trackers;
mod view;
mod words;

pub use changed::lines_changed;
pub use ics::plan_ics;
pub use list::{Grouped, list_json, list_markdown, list_screen};
pub use next::{next_json, next_screen};
pub use path::{path_json, path_screen};
pub use progress::{progress_markdown, progress_screen};
pub use proposals::{proposals_json, proposals_screen};
pub use show::{Close, action_screen};
pub use table::{plan_csv, plan_xlsx};
pub use trackers::{plan_github, plan_gitlab, plan_jira};
pub use view::{AheadView, Made, PlanView, SnapshotView, plan_view};
