//! The table of clauses: a row each, in columns that fit 80 characters and say more in 110.

use std::fmt::Write as _;

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};

use crate::assessment::Share;
use crate::output::paint::{Paint, cut, paint, wrap};
use crate::output::screen::Screen;
use crate::output::{TotalsView, View, rating};

pub(super) fn table(out: &mut String, view: &View, screen: Screen<'_>) {
    let wide = screen.width >= 110;
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Disabled);
    let mut header = vec![
        "Clause", "", "Req", "Conf", "Shown", "Part", "Clm", "Gap", "?", "Mean",
    ];
    if wide {
        header.extend(["Low", "High", "Worst"]);
    }
    header.push("Grade");
    table.set_header(header.iter().map(Cell::new));
    let numbers: usize = if wide { 67 } else { 45 };
    let title_width = screen
        .width
        .min(140)
        .saturating_sub(8 + 1 + numbers)
        .clamp(16, 60);
    let mut paints = vec![Some(Paint::Dim)];
    for area in &view.areas {
        push_row(
            &mut table,
            &area.clause,
            &cut(&area.title, title_width),
            &area.totals,
            false,
            wide,
        );
        paints.push(Some(Paint::Bold));
        for clause in view
            .clauses
            .iter()
            .filter(|clause| clause.leaf && clause.area == area.area)
        {
            let totals = &clause.totals;
            if totals.requirements + totals.answered == 0 {
                continue;
            }
            let indent = format!(" {}", clause.clause);
            push_row(
                &mut table,
                &indent,
                &cut(&clause.title, title_width),
                totals,
                clause.minors_add_up,
                wide,
            );
            paints.push(severity(totals));
        }
    }
    for index in 2..header.len() - 1 {
        if let Some(column) = table.column_mut(index) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    for index in 0..header.len() {
        if let Some(column) = table.column_mut(index) {
            column.set_padding((0, 1));
        }
    }
    for (line, mark) in table.lines().zip(paints) {
        let line = line.trim_end();
        if mark == Some(Paint::Bold) {
            out.push('\n');
        }
        let line = mark.map_or_else(|| line.to_owned(), |mark| paint(line, mark, screen.colour));
        let _ = writeln!(out, "{line}");
    }
    let legend = "Req requirements, each in one of: Shown all found · Part partly · Clm claimed, not seen · Gap not found or evidence to the contrary · \
                  ? nothing seen. Beside it: Conf judged conforming by an assessor, whatever was seen · M/m probable major/minor, + adds up to a major";
    let _ = writeln!(
        out,
        "{}\n",
        paint(
            &wrap(legend, screen.width.min(100), 0),
            Paint::Dim,
            screen.colour
        )
    );
}

fn push_row(
    table: &mut Table,
    id: &str,
    title: &str,
    totals: &TotalsView,
    adds_up: bool,
    wide: bool,
) {
    let number = |n: usize| {
        if n == 0 {
            "·".to_owned()
        } else {
            n.to_string()
        }
    };
    let share = |share: Option<Share>| {
        share.map_or_else(|| "–".to_owned(), |share| format!("{}%", share.percent()))
    };
    let mut row = vec![
        id.to_owned(),
        title.to_owned(),
        number(totals.requirements),
        number(totals.conforming),
        number(totals.shown),
        number(totals.partly_shown),
        number(totals.claimed),
        number(totals.not_found + totals.contrary),
        number(totals.not_seen),
        share(totals.mean),
    ];
    if wide {
        row.push(share(Some(totals.low)));
        row.push(share(Some(totals.high)));
        row.push(
            totals
                .worst_requirement
                .as_ref()
                .map_or_else(String::new, |id| {
                    format!(
                        "{id} {}",
                        totals.worst.map_or("", |worst| rating(worst.rating()))
                    )
                }),
        );
    }
    let mut grade = String::new();
    if totals.probable_majors > 0 {
        let _ = write!(grade, "M{} ", totals.probable_majors);
    }
    if totals.probable_minors > 0 {
        let _ = write!(grade, "m{}", totals.probable_minors);
    }
    if adds_up {
        grade.push('+');
    }
    row.push(grade.trim_end().to_owned());
    table.add_row(row);
}

fn severity(totals: &TotalsView) -> Option<Paint> {
    if totals.probable_majors > 0 {
        Some(Paint::Red)
    } else if totals.probable_minors > 0 {
        Some(Paint::Yellow)
    } else if totals.requirements > 0 && totals.shown + totals.conforming >= totals.requirements {
        Some(Paint::Green)
    } else if totals.not_seen == totals.requirements {
        Some(Paint::Dim)
    } else {
        None
    }
}
