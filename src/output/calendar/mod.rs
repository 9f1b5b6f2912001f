//! The calendar of promises: as a screen, as JSON, CSV and Markdown, and for calendar programs.

mod ics;
mod list;
mod markdown;
mod screen;
mod test_view;
mod view;

pub use ics::ics;
pub use list::as_csv;
pub use markdown::markdown;
pub use screen::screen;
pub use test_view::{LateView, TestView};
pub use view::{CalendarView, FallsView, PromiseView, Wanted, calendar_view};
