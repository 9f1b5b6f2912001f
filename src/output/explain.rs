//! Explanations for the screen: why a thing stands as it does, one file a kind of thing.

mod clause;
mod file;
mod page;
mod passed_over;
mod records;
mod requirement;
mod text;

pub use clause::{clause, item};
pub use file::file;
pub use records::{note, register, series};
pub use requirement::requirement;
pub use text::text;

/// Quotes a line of a file.
pub type Quote<'a> = &'a dyn Fn(&str, u32) -> Option<String>;
