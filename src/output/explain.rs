//! Explanations for the screen: why a thing stands as it does, one file a kind of thing.

mod chain;
mod clause;
mod file;
mod logs;
mod page;
mod passed_over;
mod records;
mod requirement;
mod responsibility;
mod service;
mod sides;
mod text;

pub use chain::{all_chains, chain};
pub use clause::{clause, item};
pub use file::file;
pub use records::{note, register, series};
pub use requirement::{Known, requirement};
pub use responsibility::parties;
pub use service::{all_services, service};
pub use text::text;

pub use super::view::TextOf;

/// Quotes a line of a file.
pub type Quote<'a> = &'a dyn Fn(&str, u32) -> Option<String>;
