//! Where a text says what, for whoever quotes it: more than the first place of each idea.

/// A place at which a text says an idea.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The idea.
    pub idea: u32,
    /// The line.
    pub line: u32,
    /// The column there.
    pub column: u32,
    /// The number of the passage: what stands below one heading.
    pub passage: u32,
    /// What says it there.
    pub by: By,
}

/// What of a text says an idea.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// A heading with text below it, or the name of a sheet.
    Heading,
    /// The head of a column that a row fills.
    Head,
    /// A sentence, or a row of a table.
    Text,
}
