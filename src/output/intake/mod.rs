//! A delivery as a screen, as JSON, and as the register a person works in.

mod lines;
mod list;
mod register;
mod screen;
mod view;

pub use lines::of_archive;
pub use list::as_csv;
pub use register::workbook;
pub use screen::overview;
pub use view::{
    Counts, DeliveryView, FactView, FileView, GuessView, INTAKE_SCHEMA, IntakeView, NearView,
    ShareView, ToldView, VersionsView, intake_view,
};

/// The columns of a register, in order: heads by which it is read back too.
pub const COLUMNS: [Column; 21] = [
    Column::new("File", 46),
    Column::filled("Use", 13),
    Column::filled("Owner", 20),
    Column::filled("Version", 9),
    Column::filled("Type", 13),
    Column::filled("Satisfies", 22),
    Column::filled("Remark", 26),
    Column::new("Title", 34),
    Column::new("May be about", 38),
    Column::new("Type found", 13),
    Column::new("Owner found", 20),
    Column::new("Version found", 9),
    Column::new("Status", 10),
    Column::new("Date", 12),
    Column::new("Language", 10),
    Column::new("Read", 12),
    Column::new("Same or newer", 34),
    Column::new("Format", 9),
    Column::new("News", 10),
    Column::new("Size", 10),
    Column::new("SHA-256", 20),
];

/// A column of a register.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// Its head.
    pub head: &'static str,
    /// Its width, in characters.
    pub width: u8,
    /// Whether a person fills it.
    pub filled: bool,
}

impl Column {
    const fn new(head: &'static str, width: u8) -> Self {
        Self {
            head,
            width,
            filled: false,
        }
    }

    const fn filled(head: &'static str, width: u8) -> Self {
        Self {
            head,
            width,
            filled: true,
        }
    }
}

/// A file as a row of the register, cell by cell.
#[must_use]
pub fn row(file: &FileView) -> Vec<String> {
    let join = |list: Vec<&str>| list.join("; ");
    let twin = match (&file.same_as, &file.near_to, &file.version_of, file.current) {
        (Some(path), ..) => format!("same as {path}"),
        (_, _, Some(path), Some(false)) => format!("newer: {path}"),
        (_, Some(path), ..) => format!("nearly {path}"),
        (_, _, Some(_), Some(true)) => "probably the current version".to_owned(),
        _ => String::new(),
    };
    let use_it = if file.set_aside {
        NOT_EVIDENCE
    } else if file.claims.is_empty() {
        ""
    } else {
        KEEP
    };
    vec![
        file.path.clone(),
        use_it.to_owned(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        file.value("title").to_owned(),
        join(
            file.clauses
                .iter()
                .map(|guess| guess.text.as_str())
                .collect(),
        ),
        file.value("type").to_owned(),
        file.value("owner").to_owned(),
        file.value("version").to_owned(),
        file.value("status").to_owned(),
        file.newest()
            .map_or("", |fact| fact.value.as_str())
            .to_owned(),
        file.language.to_owned(),
        file.why.unwrap_or(file.read).to_owned(),
        twin,
        file.format.to_owned(),
        file.news.to_owned(),
        file.size.to_string(),
        file.sha256.clone().unwrap_or_default(),
    ]
}

/// In the column `Use`: the file is evidence.
pub const KEEP: &str = "keep";
/// In the column `Use`: the file is evidence of nothing.
pub const NOT_EVIDENCE: &str = "not evidence";
