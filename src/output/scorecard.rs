//! The scorecard for the screen: fits 80 columns, uses 120, says with letters what
//! colour says.

use std::fmt::Write as _;

use comfy_table::{Cell, CellAlignment, ContentArrangement, Table, presets};

use super::paint::{Paint, cut, paint, wrap};
use super::screen::Screen;
use super::{EvidenceView, TotalsView, View};
use crate::assessment::Share;
use crate::source::visible;

/// The scorecard.
#[must_use]
pub fn scorecard(view: &View, screen: Screen<'_>) -> String {
    let mut out = String::new();
    let name = view
        .organisation
        .name
        .as_deref()
        .unwrap_or("(organisation not named)");
    let _ = writeln!(out, "{}", paint(&visible(name), Paint::Bold, screen.colour));
    let _ = writeln!(out, "{}, as of {}", view.edition_title, view.as_of);
    out.push('\n');
    let claimed = view
        .evidence
        .iter()
        .filter(|file| !file.claimed_for.is_empty())
        .count();
    if claimed == 0 && view.totals.conforming + view.totals.nonconforming == 0 {
        first_look(&mut out, view, screen);
        return out;
    }
    table(&mut out, view, screen);
    totals(&mut out, view, screen);
    gates(&mut out, view, screen);
    files(&mut out, view, screen);
    steps(&mut out, view, screen);
    out
}

/// Only what decides: the figures, the answer of each gate, the one next step.
#[must_use]
pub fn brief(view: &View, screen: Screen<'_>) -> String {
    let mut out = String::new();
    totals(&mut out, view, screen);
    for gate in &view.gates {
        let _ = writeln!(out, "{}: {}", gate.title, gate.verdict.to_uppercase());
    }
    let step = view.steps.first();
    if let Some(first) = step.and_then(|step| step.requirements.first()) {
        let next = screen.command(&format!("explain {first}"));
        let _ = writeln!(out, "\nNext: {next}");
    }
    out
}

fn table(out: &mut String, view: &View, screen: Screen<'_>) {
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
        let line = mark.map_or_else(|| line.to_owned(), |mark| paint(line, mark, screen.colour));
        let _ = writeln!(out, "{line}");
    }
    let legend = "Req requirements · Conf judged conforming · Shown all found · Part partly · Clm claimed, not seen · \
                  Gap not found or evidence to the contrary · ? nothing seen · M/m probable major/minor, + adds up to a major";
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
                        totals
                            .worst
                            .map_or("", |worst| super::rating(worst.rating()))
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

fn totals(out: &mut String, view: &View, screen: Screen<'_>) {
    let totals = &view.totals;
    let of = |n: usize, share: Share| format!("{n} of {} ({share})", totals.requirements);
    let rows = [
        (
            "Judged conforming",
            of(totals.conforming, totals.share_conforming),
        ),
        ("Shown by evidence", of(totals.shown, totals.share_shown)),
        (
            "Worst requirement",
            totals.worst_requirement.as_ref().map_or_else(
                || "nothing seen yet".to_owned(),
                |id| format!("{id} at {}", totals.worst.unwrap_or_default()),
            ),
        ),
        (
            "Forecast",
            format!(
                "{}, {} (once for each \"shall\")",
                plural(totals.probable_majors, "probable major"),
                plural(totals.probable_minors, "probable minor")
            ),
        ),
        ("Not seen", of(totals.not_seen, totals.share_not_seen)),
        (
            "Mean of what was seen",
            format!(
                "{} (from {} if nothing unseen exists, to {} if all of it does)",
                totals
                    .mean
                    .map_or_else(|| "–".to_owned(), |mean| mean.to_string()),
                totals.low,
                totals.high
            ),
        ),
    ];
    for (name, value) in rows {
        let _ = writeln!(
            out,
            "{name:<22} {}",
            wrap(&value, screen.width.saturating_sub(23), 23)
        );
    }
    if totals.answered > 0 {
        let _ = writeln!(
            out,
            "{:<22} {} (no occurrence, no such party)",
            "Answered, not counted", totals.answered
        );
    }
    out.push('\n');
}

fn gates(out: &mut String, view: &View, screen: Screen<'_>) {
    for gate in &view.gates {
        let mark = match gate.verdict {
            "met" => Paint::Green,
            "not met" => Paint::Red,
            _ => Paint::Yellow,
        };
        let _ = writeln!(
            out,
            "{}: {}",
            paint(&gate.title, Paint::Bold, screen.colour),
            paint(&gate.verdict.to_uppercase(), mark, screen.colour)
        );
        for ask in gate
            .asks
            .iter()
            .filter(|ask| ask.verdict == gate.verdict || screen.verbose)
        {
            let text = format!(
                "{} {} → {}",
                letter(ask.verdict),
                ask.ask,
                visible(&ask.reason)
            );
            let _ = writeln!(out, "  {}", wrap(&text, screen.width.saturating_sub(2), 4));
        }
    }
    out.push('\n');
}

fn letter(verdict: &str) -> char {
    match verdict {
        "met" => '+',
        "not met" => '!',
        "areas of concern" => '~',
        _ => '?',
    }
}

fn files(out: &mut String, view: &View, screen: Screen<'_>) {
    let count = |test: &dyn Fn(&EvidenceView) -> bool| {
        view.evidence.iter().filter(|file| test(file)).count()
    };
    let read = count(&|file| file.read == "read");
    let unread = count(&|file| file.read == "not read" && !file.set_aside);
    let unclaimed = count(&|file| {
        file.read == "read"
            && file.claimed_for.is_empty()
            && !file.set_aside
            && file
                .problems
                .iter()
                .any(|problem| problem.kind == "unclaimed")
    });
    let problems: usize = view
        .evidence
        .iter()
        .map(|file| {
            file.problems
                .iter()
                .filter(|problem| problem.kind != "unclaimed")
                .count()
        })
        .sum();
    let _ = writeln!(
        out,
        "{}",
        wrap(
            &format!(
                "Files: {} found, {read} read, {unread} not read, {unclaimed} claimed for nothing; {problems} problems in files, {} in what was declared.",
                view.evidence.len(),
                view.problems.len()
            ),
            screen.width,
            0
        )
    );
    series(out, view, screen);
    for problem in view
        .problems
        .iter()
        .take(if screen.verbose { usize::MAX } else { 5 })
    {
        let place = problem
            .line
            .map_or_else(String::new, |line| format!(":{line}"));
        let text = format!(
            "! {}{place} {}",
            visible(&problem.path),
            visible(&problem.message)
        );
        let _ = writeln!(out, "  {}", wrap(&text, screen.width.saturating_sub(2), 4));
    }
    if view.problems.len() > 5 && !screen.verbose {
        let _ = writeln!(
            out,
            "  … and {} more (-v shows all)",
            view.problems.len() - 5
        );
    }
    if screen.verbose {
        for file in &view.evidence {
            for problem in &file.problems {
                let place = problem
                    .line
                    .map_or_else(String::new, |line| format!(":{line}"));
                let text = format!(
                    "- {}{place} {}",
                    visible(&file.path),
                    visible(&problem.message)
                );
                let _ = writeln!(out, "  {}", wrap(&text, screen.width.saturating_sub(2), 4));
            }
        }
    }
    out.push('\n');
}

/// Series with holes or late records.
fn series(out: &mut String, view: &View, screen: Screen<'_>) {
    for series in &view.series {
        let of = |state: &str| -> Vec<&str> {
            series
                .periods
                .iter()
                .filter(|period| period.state == state)
                .map(|period| period.period.as_str())
                .collect()
        };
        let mut parts = Vec::new();
        for (state, word) in [
            ("missing", "missing"),
            ("unusable", "cannot be read"),
            ("late", "late"),
        ] {
            let periods = of(state);
            if !periods.is_empty() {
                parts.push(format!("{word} {}", periods.join(", ")));
            }
        }
        if !parts.is_empty() {
            let text = format!(
                "! series {}: {} of {} records there; {}",
                series.id,
                series.present + series.late,
                series.due - series.excused,
                parts.join("; ")
            );
            let _ = writeln!(
                out,
                "  {}",
                wrap(&visible(&text), screen.width.saturating_sub(2), 4)
            );
        }
    }
}

fn steps(out: &mut String, view: &View, screen: Screen<'_>) {
    if view.steps.is_empty() {
        let _ = writeln!(
            out,
            "Nothing is left open. Next: clausewise report gap -o gap.html"
        );
        return;
    }
    let _ = writeln!(
        out,
        "{}",
        paint("What would help most", Paint::Bold, screen.colour)
    );
    for (index, step) in view.steps.iter().take(3).enumerate() {
        let grade = match step.grade {
            "major" => " [probable major]",
            "minor" => " [probable minor]",
            _ => "",
        };
        let ids: Vec<String> = step
            .requirements
            .iter()
            .take(4)
            .map(ToString::to_string)
            .collect();
        let more = step.requirements.len().saturating_sub(4);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        let text = format!(
            "{}. {}{grade}: {}{more}",
            index + 1,
            visible(&step.title),
            ids.join(", ")
        );
        let _ = writeln!(out, "  {}", wrap(&text, screen.width.saturating_sub(2), 5));
    }
    if let Some(first) = view
        .steps
        .first()
        .and_then(|step| step.requirements.first())
    {
        let next = screen.command(&format!("explain {first}"));
        let report = screen.command("report gap -o gap.html");
        let _ = writeln!(out, "\nNext: {next}\n      {report}");
    }
}

/// A folder in which nothing is claimed: what could be read, what it may be about.
fn first_look(out: &mut String, view: &View, screen: Screen<'_>) {
    let read: Vec<&EvidenceView> = view
        .evidence
        .iter()
        .filter(|file| file.read == "read" && !file.set_aside)
        .collect();
    let totals = &view.totals;
    let absent = if totals.not_found > 0 {
        format!(
            ", and {} that explicitly ask for something written were looked for and not found",
            totals.not_found
        )
    } else {
        String::new()
    };
    let text = format!(
        "{} found, {} of them read. None is claimed for a clause yet, so {} of {} requirements are not seen: neither gap \
         nor pass{absent}.",
        plural(view.evidence.len(), "file"),
        read.len(),
        totals.not_seen,
        totals.requirements
    );
    let _ = writeln!(out, "{}\n", wrap(&text, screen.width, 0));
    let hinted: Vec<&&EvidenceView> = read
        .iter()
        .filter(|file| !file.ideas_of.is_empty())
        .collect();
    if !hinted.is_empty() {
        let _ = writeln!(
            out,
            "{}",
            paint(
                "Clauses whose ideas occur in a file (a hint; scores nothing)",
                Paint::Bold,
                screen.colour
            )
        );
        let most = if screen.verbose { usize::MAX } else { 40 };
        for file in hinted.iter().take(most) {
            let clauses: Vec<String> = file
                .ideas_of
                .iter()
                .map(|hint| {
                    format!(
                        "{} ({}/{}, line {})",
                        hint.clause, hint.requirements, hint.of, hint.line
                    )
                })
                .collect();
            let _ = writeln!(
                out,
                "  {}",
                wrap(
                    &format!("{}  {}", visible(&file.path), clauses.join(", ")),
                    screen.width - 2,
                    6
                )
            );
        }
        if hinted.len() > most {
            let _ = writeln!(
                out,
                "  … and {} more files (-v shows all)",
                hinted.len() - most
            );
        }
        out.push('\n');
    }
    let silent = read.len() - hinted.len();
    if silent > 0 {
        let _ = writeln!(
            out,
            "{} that {} read {} no clause clearly.",
            plural(silent, "file"),
            if silent == 1 { "was" } else { "were" },
            if silent == 1 { "shows" } else { "show" }
        );
    }
    let unread: Vec<&EvidenceView> = view
        .evidence
        .iter()
        .filter(|file| file.read == "not read" && !file.set_aside)
        .collect();
    if !unread.is_empty() {
        let _ = writeln!(
            out,
            "{} could not be read and may hold anything:",
            plural(unread.len(), "file")
        );
        for file in unread.iter().take(5) {
            let _ = writeln!(
                out,
                "  {} ({})",
                visible(&file.path),
                file.reason.as_deref().unwrap_or("")
            );
        }
    }
    for problem in view.problems.iter().take(5) {
        let place = problem
            .line
            .map_or_else(String::new, |line| format!(":{line}"));
        let _ = writeln!(
            out,
            "! {}{place} {}",
            visible(&problem.path),
            visible(&problem.message)
        );
    }
    missing_documents(out, view, screen);
    let _ = writeln!(
        out,
        "\nNext: {:<17}    (starts a workspace here, changes nothing that exists)",
        screen.command("init")
    );
    let _ = writeln!(
        out,
        "      then say in evidence.yaml which file is evidence for which clause"
    );
}

/// Documents the standard explicitly asks for that no file offers.
fn missing_documents(out: &mut String, view: &View, screen: Screen<'_>) {
    let absent: Vec<String> = view
        .documents
        .iter()
        .filter(|item| {
            item.presence == "absent" && item.kind == "document" && item.called_for == "explicit"
        })
        .map(|item| format!("{} {}", item.item, item.name))
        .collect();
    if absent.is_empty() {
        return;
    }
    let _ = writeln!(
        out,
        "\n{}",
        paint(
            "Explicitly asked for, and no file that was read offers it",
            Paint::Bold,
            screen.colour
        )
    );
    for name in absent {
        let _ = writeln!(out, "  {}", wrap(&name, screen.width - 2, 6));
    }
}

fn plural(n: usize, one: &str) -> String {
    format!("{n} {one}{}", if n == 1 { "" } else { "s" })
}
