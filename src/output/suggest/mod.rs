//! What is suggested for files that nobody claims: as a screen, and as JSON.

mod screen;
mod view;

pub use screen::overview;
pub use view::{FileView, SuggestView, SuggestionView, suggest_view};
