//! A delivery as a screen, as JSON, and as the register a person works in.

mod lines;
mod list;
mod register;
mod row;
mod screen;
mod view;

pub use lines::of_archive;
pub use list::as_csv;
pub use register::workbook;
pub use row::{COLUMNS, columns, own, row};
pub use screen::overview;
pub use view::{
    Counts, DeliveryView, FactView, FileView, GuessView, INTAKE_SCHEMA, IntakeView, NearView,
    ShareView, ToldView, VersionsView, intake_view,
};

/// In the column `Use`: the file is evidence.
pub const KEEP: &str = "keep";
/// In the column `Use`: the file is evidence of nothing.
pub const NOT_EVIDENCE: &str = "not evidence";
