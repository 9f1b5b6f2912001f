//! Heads of the columns of a worksheet, written and read back; those of requirements begin with
//! their ids.

/// The number of the item.
pub const NO: &str = "No.";
/// The number of the record.
pub const RECORD: &str = "Record";
/// Its day.
pub const DATE: &str = "Date";
/// Why it was drawn.
pub const WHY: &str = "Why drawn";
/// What stands in its row.
pub const SAYS: &str = "What the row says";
/// What it does not carry.
pub const LACKS: &str = "Row lacks";
/// The answer for all requirements that have none of their own.
pub const RESULT: &str = "Result";
/// What deviates.
pub const DEVIATION: &str = "Deviation";
/// What was seen.
pub const EVIDENCE: &str = "Evidence seen";
/// Anything else.
pub const REMARK: &str = "Remark";
/// Where its row stands.
pub const PLACE: &str = "Where";
/// The sample.
pub const SAMPLE: &str = "Sample";
