//! Tables for spreadsheets; of an assessment, one line a requirement. Cells that a spreadsheet
//! would take for a formula are escaped, and so is what would steer a terminal.

use super::{RequirementView, View};
use crate::evidence::CSV_COLUMNS;
use crate::source::visible;

/// The assessment as CSV (RFC 4180, UTF-8, commas).
#[must_use]
pub fn csv(view: &View) -> String {
    let rows = view.requirements.iter().map(|line| row(view, line));
    written(&CSV_COLUMNS, rows)
}

/// Rows for a person to work in: the same with a mark by which Excel knows UTF-8.
#[must_use]
pub fn with_mark(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    format!("\u{feff}{}", written(heads, rows))
}

/// Rows for another program: plain UTF-8, each cell as it is, since a program that reads tables
/// takes nothing in them for a formula.
#[must_use]
pub fn for_programs(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let _ = writer.write_record(heads);
    for row in rows {
        let _ = writer.write_record(&row);
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn written(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let _ = writer.write_record(heads);
    for row in rows {
        let _ = writer.write_record(row.iter().map(|cell| escaped(cell)));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn row(view: &View, line: &RequirementView) -> Vec<String> {
    let title = view
        .clauses
        .iter()
        .find(|clause| clause.clause == line.clause)
        .map_or("", |clause| &clause.title);
    let conforming = line
        .judgement
        .as_ref()
        .map_or("", |judged| if judged.conforming { "yes" } else { "no" });
    let found: Vec<String> = line
        .found
        .iter()
        .map(|found| format!("{} ({})", found.idea, found.spot.behind(&found.path)))
        .collect();
    let evidence: Vec<&str> = line
        .evidence
        .iter()
        .map(|looked| looked.name.as_str())
        .collect();
    vec![
        line.id.to_string(),
        line.clause.clone(),
        title.to_owned(),
        line.text.clone(),
        line.proof.to_owned(),
        line.called_for.to_owned(),
        yes(line.key),
        line.state.to_owned(),
        line.rating.unwrap_or("").to_owned(),
        line.score
            .map_or_else(String::new, |score| format!("{:.4}", score.rounded())),
        yes(line.judged),
        conforming.to_owned(),
        line.grade.to_owned(),
        line.standing.clone(),
        evidence.join("; "),
        found.join("; "),
        line.missing.join("; "),
        line.could_hold.join("; "),
    ]
}

fn yes(flag: bool) -> String {
    if flag {
        "yes".to_owned()
    } else {
        "no".to_owned()
    }
}

/// A cell that no spreadsheet takes for a formula and no terminal for a command. Some
/// spreadsheets look past blanks, and East Asian ones take wide signs for the usual ones.
#[must_use]
pub fn escaped(cell: &str) -> String {
    const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    let shown = visible(cell);
    if cell.starts_with(['\t', '\r', '\n']) || shown.trim_start().starts_with(FORMULA) {
        format!("'{shown}")
    } else {
        shown
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_no_formulas_and_no_commands() {
        for (cell, written) in [
            ("=1+1", "'=1+1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@x", "'@x"),
            ("\t=1", "' =1"),
            ("\r=1", "' =1"),
            (" =1", "' =1"),
            ("＝1", "'＝1"),
            ("a\u{1b}[2J", "a\\u{1b}[2J"),
            ("\u{9b}31m", "\\u{9b}31m"),
            ("a\nb", "a b"),
            ("\u{202e}x", "\\u{202e}x"),
            ("8.6.1-1", "8.6.1-1"),
            ("a = b", "a = b"),
        ] {
            assert_eq!(escaped(cell), written, "{cell:?}");
        }
    }
}
