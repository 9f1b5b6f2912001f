//! A series or a register explained: what became of its periods or rows, and for which
//! requirements that speaks.

use super::Quote;
use super::page::{Page, placed};
use crate::output::screen::Screen;
use crate::output::{
    LookedView, NoteView, RegisterView, RequirementView, SeriesView, View, spots_in_words,
};

/// A series: what became of each period that was due, and what it shows.
#[must_use]
pub fn series(view: &View, series: &SeriesView, screen: Screen<'_>) -> String {
    let mut page = Page::new(screen);
    page.heading(&format!("{} (a series)", series.id));
    let declared = placed(&series.path, series.line);
    page.say(2, &format!("Declared in {declared}"));
    let wanted = series.due - series.excused;
    let text = if series.due == 0 {
        "Nothing was due in the time looked at".to_owned()
    } else {
        format!(
            "{} of {wanted} records there, {} of them late; {} more of no use or unknown, {} missing, {} excused",
            series.present + series.late,
            series.late,
            series.unusable,
            series.missing - series.unusable,
            series.excused
        )
    };
    page.say(2, &text);
    page.blank();
    let periods: Vec<String> = series
        .periods
        .iter()
        .map(|period| {
            let what = match period.state {
                "present" => "there",
                "unusable" if period.path.is_some() => "of no use",
                "unusable" => "unknown",
                state => state,
            };
            let more = [&period.path, &period.reason].into_iter().flatten();
            let more: Vec<&str> = more.map(String::as_str).collect();
            let colon = if more.is_empty() { "" } else { ": " };
            format!("{} {what}{colon}{}", period.period, more.join(", "))
        })
        .collect();
    page.list("Periods that were due", &periods);
    let shown = serves(view, &series.id);
    page.list(
        "What it shows",
        &shown
            .iter()
            .map(|(line, looked)| format!("{}: {}{}", line.id, looked.saw, whole(line)))
            .collect::<Vec<_>>(),
    );
    next(&mut page, &shown);
    page.text()
}

/// A note: who said what, about which requirements, and where those stand.
#[must_use]
pub fn note(view: &View, note: &NoteView, screen: Screen<'_>) -> String {
    let mut page = Page::new(screen);
    let place = placed(&note.path, note.line);
    page.heading(&format!("{} (a note, {place})", note.id));
    let when = note
        .date
        .map_or_else(String::new, |date| format!(" on {date}"));
    let with = match note.with.as_slice() {
        [] => String::new(),
        with => format!(", with {}", with.join(", ")),
    };
    page.say(2, &format!("{} by {}{when}{with}", note.kind, note.by));
    page.say(2, &note.text);
    if let Some(file) = &note.file {
        page.say(2, &format!("File: {file}"));
    }
    page.say(2, "A note scores nothing; judgements rest on it.");
    page.blank();
    let about: Vec<&RequirementView> = view
        .requirements
        .iter()
        .filter(|line| line.notes.contains(&note.id))
        .collect();
    let lines: Vec<String> = about
        .iter()
        .map(|line| {
            let judged = match &line.judgement {
                Some(judged) if judged.rests_on.contains(&note.id) => ", a judgement rests on it",
                Some(_) => ", judged",
                None => "",
            };
            format!("{} {} ({}{judged})", line.id, line.text, line.state)
        })
        .collect();
    page.list("About", &lines);
    if let Some(open) = about.iter().find(|line| !line.judged).or(about.first()) {
        page.next(&format!("explain {}", open.id));
    }
    page.text()
}

/// A register: how its rows fare against each requirement, and the first that fail.
#[must_use]
pub fn register(
    view: &View,
    register: &RegisterView,
    screen: Screen<'_>,
    quote: Quote<'_>,
) -> String {
    const MOST_ROWS: usize = 3;
    let mut page = Page::new(screen);
    let name = if register.id == register.path {
        format!("{} (a register)", register.path)
    } else {
        format!("{} (a register): {}", register.id, register.path)
    };
    page.heading(&name);
    page.say(2, &rows(register));
    page.blank();
    columns(&mut page, register);
    let shown = serves(view, &register.path);
    if !shown.is_empty() {
        page.heading("What its rows show");
    }
    for (line, looked) in &shown {
        page.say(
            2,
            &format!("{}: {}{} ({})", line.id, looked.saw, whole(line), line.text),
        );
        if let Some(test) = &looked.tested {
            page.say(6, &format!("each row: {test}"));
        }
        for spot in looked.spots.iter().take(MOST_ROWS) {
            let text = quote(&register.path, spot.at).unwrap_or_default();
            page.quote(6, &format!("{} fails: ", spot.spoken()), &text, "");
        }
        if let Some(more) = looked
            .spots
            .get(MOST_ROWS..)
            .filter(|more| !more.is_empty())
        {
            page.say(6, &format!("and {}", spots_in_words(more)));
        }
    }
    if !shown.is_empty() {
        page.blank();
    }
    let problems: Vec<String> = view
        .evidence
        .iter()
        .filter(|file| file.path == register.path)
        .flat_map(|file| &file.problems)
        .filter(|problem| problem.kind != "failing-rows")
        .map(|problem| problem.message.clone())
        .collect();
    page.list("Problems", &problems);
    super::logs::of_file(&mut page, view, &register.path);
    next(&mut page, &shown);
    super::logs::draw(&mut page, view, &register.id);
    page.text()
}

/// What a register's file holds, if there is one.
fn rows(register: &RegisterView) -> String {
    if !register.found {
        return "No such file was found: correct `file` in evidence.yaml, or take the register out"
            .to_owned();
    }
    let rows = match register.rows {
        0 => "no row".to_owned(),
        1 => "1 row".to_owned(),
        rows => format!("{rows} rows"),
    };
    let sheet =
        (register.sheet.as_ref()).map_or_else(String::new, |sheet| format!(" in sheet {sheet}"));
    if register.columns.is_empty() {
        return format!("{rows}{sheet}; no column is known");
    }
    let heads = match (register.heads.line, register.heads.spoken()) {
        (Some(1), _) => String::new(),
        (_, spoken) if spoken.is_empty() => spoken,
        (_, spoken) => format!(" ({spoken})"),
    };
    let named = register.columns.iter().filter(|head| !head.is_empty());
    let named: Vec<&str> = named.map(String::as_str).collect();
    format!("{rows}{sheet}; columns{heads}: {}", named.join(", "))
}

/// Which column is taken for what, from where that is known, and the lines by which a person
/// confirms it.
pub(super) fn columns(page: &mut Page<'_>, register: &RegisterView) {
    if register.taken.is_empty() {
        return;
    }
    let entries: Vec<String> = register
        .taken
        .iter()
        .map(|taken| {
            let source = if taken.stated {
                "as the manifest says"
            } else {
                "guessed by its head"
            };
            let spot = taken.spot.spoken();
            format!(
                "{}: column `{}`, {spot}, {source}",
                taken.attribute, taken.column
            )
        })
        .collect();
    page.list("Columns by what they are taken for", &entries);
    if register.taken.iter().all(|taken| taken.stated) {
        return;
    }
    let declared = register.id != register.path;
    page.heading(if declared {
        "To confirm them, in its entry in evidence.yaml"
    } else {
        "To confirm them, in evidence.yaml"
    });
    let mut indent = 2;
    if !declared {
        page.say(2, "registers:");
        page.say(4, &format!("- id: {}", quoted("REG-1")));
        page.say(6, &format!("file: {}", quoted(&register.path)));
        indent = 6;
    }
    if let Some(sheet) = &register.sheet {
        page.say(indent, &format!("sheet: {}", quoted(sheet)));
    }
    page.say(indent, "columns:");
    for taken in &register.taken {
        let line = format!("{}: {}", taken.attribute, quoted(&taken.column));
        page.say(indent + 2, &line);
    }
    page.blank();
}

/// A text as YAML takes it.
fn quoted(text: &str) -> String {
    let plain = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '/' | '.'))
        && text.trim() == text
        && text.len() > 5;
    if plain {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}

/// The requirements for which a series or register was looked at, with what was seen.
fn serves<'v>(view: &'v View, name: &str) -> Vec<(&'v RequirementView, &'v LookedView)> {
    let looked = |line: &'v RequirementView| line.evidence.iter().find(|seen| seen.name == name);
    view.requirements
        .iter()
        .filter_map(|line| Some((line, looked(line)?)))
        .collect()
}

/// The state of a requirement on the whole, which other evidence may settle.
fn whole(line: &RequirementView) -> String {
    format!("; on the whole {}", line.state)
}

fn next(page: &mut Page<'_>, shown: &[(&RequirementView, &LookedView)]) {
    let open = shown.iter().find(|(line, _)| line.state != "shown");
    match open.or(shown.first()) {
        Some((line, _)) => {
            page.next(&format!("explain {}", line.id));
        }
        None => {
            page.next("assess");
        }
    }
}
