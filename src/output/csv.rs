//! One line a requirement, for spreadsheets. Cells that a spreadsheet would take for a
//! formula are escaped.

use super::View;

/// The assessment as CSV (RFC 4180, UTF-8, commas).
#[must_use]
pub fn csv(view: &View) -> String {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let _ = writer.write_record([
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
    ]);
    for line in &view.requirements {
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
            .map(|found| {
                format!(
                    "{} ({}:{})",
                    found.idea,
                    found.path,
                    found.line.unwrap_or(1)
                )
            })
            .collect();
        let evidence: Vec<&str> = line
            .evidence
            .iter()
            .map(|looked| looked.name.as_str())
            .collect();
        let row = [
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
                .map_or_else(String::new, |score| format!("{:.4}", score.value())),
            yes(line.judged),
            conforming.to_owned(),
            line.grade.to_owned(),
            line.standing.clone(),
            evidence.join("; "),
            found.join("; "),
            line.missing.join("; "),
            line.could_hold.join("; "),
        ];
        let _ = writer.write_record(row.iter().map(|cell| escaped(cell)));
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

fn yes(flag: bool) -> String {
    if flag {
        "yes".to_owned()
    } else {
        "no".to_owned()
    }
}

/// A cell that no spreadsheet takes for a formula.
#[must_use]
pub fn escaped(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}
