//! What is suggested for files that nobody claims: as a screen, as JSON, and as a list to
//! decide in.

mod list;
mod screen;
mod view;

pub use list::{as_csv, workbook};
pub use screen::overview;
pub use view::{FileView, SuggestView, SuggestionView, suggest_view};
