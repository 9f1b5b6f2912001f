//! What `check` found, in the forms of screens, programs and code hosts. All see the same
//! [`CheckView`], and none decides what fails.

mod github;
mod gitlab;
mod junit;
mod markdown;
mod page;
mod sarif;
mod text;
mod told;
mod view;

pub use github::github;
pub use gitlab::gitlab;
pub use junit::junit;
pub use markdown::markdown;
pub use page::{page, pages};
pub use sarif::sarif;
pub use text::text;
pub use view::{About, CheckView, FindingView, KnownView, Shown, SinceView, check_view};
