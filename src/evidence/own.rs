//! What the tool itself wrote is never evidence, wherever somebody keeps it: reports and
//! scorecards carry a mark, data is known by its form.

use super::formats::package::Package;

/// Marks what the tool wrote itself, such as reports; never evidence.
pub const MADE_BY_TOOL: &str = "clausewise:generated";

/// The columns of the assessment as CSV, which has no room for a mark.
pub const CSV_COLUMNS: [&str; 18] = [
    "requirement",
    "clause",
    "title",
    "text",
    "proof",
    "called_for",
    "key",
    "state",
    "rating",
    "score",
    "judged",
    "conforming",
    "grade",
    "counts",
    "evidence",
    "found",
    "missing",
    "could_hold",
];

/// The columns of a calendar as CSV.
pub const CALENDAR_COLUMNS: [&str; 17] = [
    "standing",
    "next_due",
    "what",
    "kind",
    "promise",
    "value",
    "last_kept",
    "last_shown_by",
    "why",
    "owner",
    "services",
    "supplier",
    "requirements",
    "places",
    "says",
    "conflicts",
    "uid",
];

/// How far into a file the mark is looked for, in bytes.
const HEAD: usize = 400;

/// What packages such as workbooks begin with.
const ZIP: &[u8] = b"PK\x03\x04";

/// What a list of requests calls itself behind the mark. People write into it.
pub const REQUESTS: &str = "a list of requests";

/// What the worksheet of a sample calls itself behind the mark. People write into it.
pub const SAMPLE: &str = "a sample to work in";

/// How much of a file tells [`is_ours_alone`], in bytes.
pub const TELLING: usize = 2 * HEAD;

/// Whether nothing of a person is lost when a file is written anew: it is empty, or begins as
/// an assessment or a report that the tool wrote. Registers and lists of requests carry the
/// mark as well, but are there to be filled in.
#[must_use]
pub fn is_ours_alone(head: &[u8]) -> bool {
    let head = &head[..head.len().min(TELLING)];
    let filled_in = memchr::memmem::find(head, REQUESTS.as_bytes()).is_some()
        || head.starts_with(ZIP)
        || is_register(head);
    head.is_empty() || !filled_in && made_by_tool(head)
}

/// Whether a file begins as what the tool writes.
pub(super) fn made_by_tool(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD)];
    memchr::memmem::find(head, MADE_BY_TOOL.as_bytes()).is_some()
        || is_assessment(head)
        || has_columns(head)
        || is_plan(head)
        || is_register(bytes)
}

/// The heads of exported plans, which have no room for a mark since trackers take none; of those that
/// other programs may write as well the first row tells.
const PLANS: [(&str, bool); 3] = [
    ("ID,Requirements,Grade,Action,What is missing,", false),
    (
        "External ID,Issue Type,Summary,Description,Priority,Due Date,Status,Labels\n",
        true,
    ),
    ("title,description,due_date\n", true),
];

/// Whether a file begins as an exported plan does.
fn is_plan(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    PLANS.iter().any(|(begins, by_row)| {
        let row = head.strip_prefix(begins.as_bytes());
        row.is_some_and(|row| {
            !by_row || row.strip_prefix(b"\"").unwrap_or(row).starts_with(b"ACT-")
        })
    })
}

/// Columns that only a register of files has that the tool wrote, wherever a person moved them.
const REGISTER_COLUMNS: [&[u8]; 3] = [b"File", b"May be about", b"SHA-256"];

/// Columns that only the worksheet of a sample has, those that stand first.
const SAMPLE_COLUMNS: [&[u8]; 3] = [b"Record", b"Why drawn", b"What the row says"];

/// A register of files, or the worksheet of a sample: a table by its columns, a workbook by the mark in its properties,
/// which spreadsheet programs keep.
fn is_register(bytes: &[u8]) -> bool {
    if bytes.starts_with(ZIP) {
        let properties = Package::open(bytes).and_then(|package| package.part("docProps/core.xml"));
        return properties.ok().flatten().is_some_and(|properties| {
            memchr::memmem::find(&properties, MADE_BY_TOOL.as_bytes()).is_some()
        });
    }
    let head = &bytes[..bytes.len().min(TELLING)];
    [REGISTER_COLUMNS, SAMPLE_COLUMNS].iter().any(|columns| {
        columns
            .iter()
            .all(|column| cells(head).any(|cell| cell == *column))
    })
}

/// The JSON names the tool at its beginning, however it is indented; that of suggestions has its
/// own form.
fn is_assessment(head: &[u8]) -> bool {
    let plain: Vec<u8> = head
        .iter()
        .copied()
        .filter(|byte| !byte.is_ascii_whitespace())
        .collect();
    let has = |part: &str| memchr::memmem::find(&plain, part.as_bytes()).is_some();
    let suggestions = plain.starts_with(b"{\"files\":[{\"path\":\"") && has("\"suggestions\":[");
    plain.starts_with(b"{\"schema_version\":") && has("\"tool\":{\"name\":\"clausewise\"")
        || suggestions
}

/// The columns of the assessment or of a calendar, and no others.
fn has_columns(head: &[u8]) -> bool {
    let are = |columns: &[&str]| cells(head).eq(columns.iter().map(|column| column.as_bytes()));
    are(&CSV_COLUMNS) || are(&CALENDAR_COLUMNS)
}

/// The cells of the first line. A spreadsheet may have put other separators and quotes
/// between them.
fn cells(head: &[u8]) -> impl Iterator<Item = &[u8]> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let line = head.split(|byte| matches!(byte, b'\n' | b'\r')).next();
    let cells = (line.unwrap_or_default()).split(|byte| matches!(byte, b',' | b';' | b'\t'));
    cells
        .map(<[u8]>::trim_ascii)
        .map(|cell| cell.strip_prefix(b"\"").unwrap_or(cell))
        .map(|cell| cell.strip_suffix(b"\"").unwrap_or(cell))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn outputs_are_known_and_nothing_else() {
        let comma = CSV_COLUMNS.join(",");
        let semicolon = format!("\u{feff}\"{}\"\r\n", CSV_COLUMNS.join("\";\""));
        for own in [
            "<!-- clausewise:generated by clausewise 0.1.0 -->",
            "{\n  \"schema_version\": \"1\",\n  \"tool\": {\n    \"name\": \"clausewise\",",
            "{\"schema_version\":\"2\",\"tool\":{\"name\":\"clausewise\"",
            "{\n  \"files\": [\n    {\n      \"path\": \"a.md\",\n      \"suggestions\": []",
            &comma,
            &semicolon,
        ] {
            assert!(made_by_tool(own.as_bytes()), "{own}");
        }
        for other in [
            "",
            "clausewise",
            "{\"tool\": {\"name\": \"clausewise\"}}",
            "{\"schema_version\": \"1\", \"tool\": {\"name\": \"other\"}}",
            "requirement,clause,title\n",
            "{\"files\": [{\"path\": \"a.md\", \"size\": 1}]}",
        ] {
            assert!(!made_by_tool(other.as_bytes()), "{other}");
        }
    }
}
