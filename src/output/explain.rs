//! Explanations for the screen: the arithmetic, what was found where, what is missing,
//! what would help.

use std::fmt::Write as _;

use super::paint::{Paint, paint, wrap};
use super::screen::Screen;
use super::{EvidenceView, LookedView, RegisterView, RequirementView, SeriesView, View};
use crate::catalogue::{Catalogue, ClauseId, ItemId, RequirementId};
use crate::source::visible;

/// Quotes a line of a file.
pub type Quote<'a> = &'a dyn Fn(&str, u32) -> Option<String>;

/// A requirement.
#[must_use]
pub fn requirement(
    view: &View,
    catalogue: &Catalogue,
    id: &RequirementId,
    screen: Screen<'_>,
    quote: Quote<'_>,
) -> String {
    let mut out = String::new();
    let Some(line) = view.requirements.iter().find(|line| line.id == *id) else {
        return out;
    };
    heading(&mut out, &format!("{} {}", line.id, line.text), screen);
    let clause = view
        .clauses
        .iter()
        .find(|clause| clause.clause == line.clause);
    let item = line
        .item_letter
        .as_ref()
        .map_or_else(String::new, |item| format!(", item {item}"));
    say(
        &mut out,
        screen,
        2,
        &format!(
            "Clause {} {}{item}",
            line.clause,
            clause.map_or("", |clause| &clause.title)
        ),
    );
    say(&mut out, screen, 2, &kind(line));
    out.push('\n');
    verdict(&mut out, line, screen);
    members(&mut out, line, screen);
    found(&mut out, line, screen, quote);
    list(&mut out, "Missing", &line.missing, screen);
    list(
        &mut out,
        "Could hold it (read or claim these first)",
        &line.could_hold,
        screen,
    );
    list(&mut out, "Remarks", &line.remarks, screen);
    notes(&mut out, view, line, screen);
    looks_for(&mut out, catalogue, id, screen);
    help(&mut out, view, line, screen);
    out
}

fn kind(line: &RequirementView) -> String {
    let mut parts = vec![format!("Shown by: {}", proof(line.proof))];
    parts.push(
        match line.called_for {
            "explicit" => "something written is explicitly asked for",
            "reported" => "a report is asked for",
            "implied" => "hard to show without something written",
            _ => "nothing written is asked for",
        }
        .to_owned(),
    );
    if line.key {
        parts.push("absence would probably be a major".to_owned());
    }
    if line.rare {
        parts.push("\"no occurrence\" can be a true answer".to_owned());
    }
    if let Some(per) = line.per {
        parts.push(format!("looked at for each {per}"));
    }
    if !line.verified {
        parts.push("wording not yet compared with a licensed copy".to_owned());
    }
    parts.join("; ")
}

fn proof(proof: &str) -> &'static str {
    match proof {
        "document" => "a document kept current",
        "content" => "what a certain document or record says",
        "record" => "records of what happened",
        "activity" => "records, or half by a document that says so",
        _ => "talking to people",
    }
}

fn verdict(out: &mut String, line: &RequirementView, screen: Screen<'_>) {
    let state = line.state.to_uppercase();
    let mark = match line.state {
        "shown" => Paint::Green,
        "contrary" | "not found" => Paint::Red,
        _ => Paint::Yellow,
    };
    let _ = writeln!(
        out,
        "  Seen by the machine: {}",
        paint(&state, mark, screen.colour)
    );
    let arithmetic = match line.machine_score {
        Some(score) => format!(
            "Machine's number: {score} = {}; without a judgement never above 85 %",
            line.machine_rating.unwrap_or("")
        ),
        None => "Machine's number: none; counted as 0 % in the lower bound and 85 % in the upper"
            .to_owned(),
    };
    say(out, screen, 2, &arithmetic);
    if let Some(judged) = &line.judgement {
        let conforming = match (judged.stale, judged.conforming) {
            (true, _) => "STALE, does not count",
            (false, true) => "conforming",
            (false, false) => "not conforming",
        };
        let when = judged
            .date
            .map_or_else(String::new, |date| format!(" on {date}"));
        let text = format!(
            "Judged by {}{when}: {} ({conforming}), by {}: {}",
            judged.by,
            judged.rating,
            judged.method.join(" and "),
            judged.reason
        );
        say(out, screen, 2, &text);
        if let (Some(score), true) = (line.score, line.judged) {
            say(out, screen, 2, &format!("What counts in totals: {score}"));
        }
    } else {
        say(
            out,
            screen,
            2,
            "Judged: no; nothing counts as conforming until an assessor says so",
        );
    }
    if line.standing != "counts" {
        say(out, screen, 2, &format!("In totals: {}", line.standing));
    }
    if line.grade != "none" {
        say(out, screen, 2, &format!("Forecast: {}", line.grade));
    }
    out.push('\n');
}

fn members(out: &mut String, line: &RequirementView, screen: Screen<'_>) {
    if line.members.is_empty() {
        return;
    }
    heading(
        out,
        &format!("For each {}", line.per.unwrap_or("member")),
        screen,
    );
    for member in &line.members {
        let score = member
            .score
            .map_or_else(|| "no evidence".to_owned(), |score| score.to_string());
        say(out, screen, 2, &format!("{}: {score}", member.name));
    }
    out.push('\n');
}

fn found(out: &mut String, line: &RequirementView, screen: Screen<'_>, quote: Quote<'_>) {
    if !line.found.is_empty() {
        heading(out, "Found", screen);
        for found in &line.found {
            let at = found.line.unwrap_or(1);
            say(
                out,
                screen,
                2,
                &format!("{}: {}:{at}", found.idea, found.path),
            );
            if let Some(text) = quote(&found.path, at) {
                say(
                    out,
                    screen,
                    6,
                    &format!("“{}”", super::paint::cut(&text, 160)),
                );
            }
        }
        out.push('\n');
    }
    if !line.evidence.is_empty() {
        heading(out, "Evidence looked at", screen);
        for looked in &line.evidence {
            let mut text = format!("{}  {} ({})", looked.score, looked.name, looked.saw);
            if !looked.lines.is_empty() {
                let lines: Vec<String> = looked.lines.iter().map(u32::to_string).collect();
                let _ = write!(text, "; rows that fail: line {}", lines.join(", "));
            }
            say(out, screen, 2, &text);
        }
        if line.evidence_count > line.evidence.len() {
            say(
                out,
                screen,
                2,
                &format!("and {} more", line.evidence_count - line.evidence.len()),
            );
        }
        out.push('\n');
    }
}

fn notes(out: &mut String, view: &View, line: &RequirementView, screen: Screen<'_>) {
    if line.notes.is_empty() {
        return;
    }
    heading(out, "Notes", screen);
    for note in view
        .notes
        .iter()
        .filter(|note| line.notes.contains(&note.id))
    {
        say(
            out,
            screen,
            2,
            &format!("{} ({}, {}): {}", note.id, note.kind, note.by, note.text),
        );
    }
    out.push('\n');
}

fn looks_for(out: &mut String, catalogue: &Catalogue, id: &RequirementId, screen: Screen<'_>) {
    let Some(index) = catalogue.requirement(id) else {
        return;
    };
    let requirement = &catalogue.requirements[index];
    if requirement.ideas.is_empty() {
        return;
    }
    heading(out, "What is looked for (any wording of each)", screen);
    for idea in &catalogue.ideas[requirement.ideas.clone()] {
        // The language these screens are in goes first.
        let mut languages: Vec<&String> = idea.phrases.keys().collect();
        languages.sort_by_key(|language| (language.as_str() != "en", *language));
        let phrases: Vec<&str> = languages
            .into_iter()
            .flat_map(|language| &idea.phrases[language])
            .map(String::as_str)
            .collect();
        let some: Vec<&str> = phrases.iter().take(8).copied().collect();
        let more = phrases.len().saturating_sub(some.len());
        say(
            out,
            screen,
            2,
            &format!("{}: {} … ({more} more)", idea.name, some.join(", ")),
        );
    }
    out.push('\n');
}

fn help(out: &mut String, view: &View, line: &RequirementView, screen: Screen<'_>) {
    let step = view
        .steps
        .iter()
        .find(|step| step.requirements.contains(&line.id));
    if let Some(step) = step {
        heading(out, "What would help most", screen);
        say(
            out,
            screen,
            2,
            &format!(
                "{} (settles {} requirement{})",
                step.title,
                step.requirements.len(),
                if step.requirements.len() == 1 {
                    ""
                } else {
                    "s"
                }
            ),
        );
    }
    let next = if line.judged || step.is_none() {
        format!(
            "Next: {}",
            screen.command(&format!("explain {}", line.clause))
        )
    } else if line.proof == "people" {
        format!(
            "Next: clausewise note \"…\" --about {} --by NAME, then clausewise judge {}",
            line.id, line.id
        )
    } else {
        format!(
            "Next: clausewise judge {} --rating … once you have seen enough",
            line.id
        )
    };
    let _ = writeln!(out, "\n{next}");
}

/// A clause: its guidance and the state of every line.
#[must_use]
pub fn clause(view: &View, catalogue: &Catalogue, id: &ClauseId, screen: Screen<'_>) -> String {
    let mut out = String::new();
    let id_text = id.to_string();
    let Some(clause) = view.clauses.iter().find(|clause| clause.clause == id_text) else {
        return out;
    };
    heading(
        &mut out,
        &format!("{} {}", clause.clause, clause.title),
        screen,
    );
    if !clause.purpose.is_empty() {
        say(&mut out, screen, 2, &clause.purpose);
    }
    let totals = &clause.totals;
    let text = format!(
        "{} requirements: {} judged conforming, {} shown, {} partly, {} claimed, {} not found, {} contrary, {} not seen; mean {}",
        totals.requirements,
        totals.conforming,
        totals.shown,
        totals.partly_shown,
        totals.claimed,
        totals.not_found,
        totals.contrary,
        totals.not_seen,
        totals
            .mean
            .map_or_else(|| "–".to_owned(), |mean| mean.to_string())
    );
    say(&mut out, screen, 2, &text);
    out.push('\n');
    let within: Vec<&RequirementView> = view
        .requirements
        .iter()
        .filter(|line| id.contains(&line.id.clause))
        .collect();
    for line in &within {
        let rating = line.rating.unwrap_or("?");
        let judged = if line.judged { " judged" } else { "" };
        say(
            &mut out,
            screen,
            2,
            &format!(
                "{} [{rating}{judged}] {}: {}",
                line.id, line.state, line.text
            ),
        );
        if let Some(missing) = line.missing.first() {
            say(&mut out, screen, 6, missing);
        }
    }
    out.push('\n');
    let _ = catalogue;
    list(
        &mut out,
        "Typical evidence",
        &clause.typical_evidence,
        screen,
    );
    list(&mut out, "Questions to ask", &clause.asks, screen);
    list(&mut out, "Common pitfalls", &clause.pitfalls, screen);
    if let Some(line) = within
        .iter()
        .find(|line| line.state != "shown" && !line.judged)
    {
        let next = screen.command(&format!("explain {}", line.id));
        let _ = writeln!(out, "Next: {next}");
    }
    out
}

/// A documented-information item.
#[must_use]
pub fn item(view: &View, id: &ItemId, screen: Screen<'_>) -> String {
    let mut out = String::new();
    let Some(item) = view.documents.iter().find(|item| item.item == *id) else {
        return out;
    };
    heading(&mut out, &format!("{} {}", item.item, item.name), screen);
    say(
        &mut out,
        screen,
        2,
        &format!(
            "A {} that the standard asks for ({}) in {}",
            item.kind, item.called_for, item.clauses
        ),
    );
    say(&mut out, screen, 2, &format!("It is: {}", item.presence));
    out.push('\n');
    list(&mut out, "Files", &item.files, screen);
    list(&mut out, "Remarks", &item.remarks, screen);
    let lines: Vec<String> = view
        .requirements
        .iter()
        .filter(|line| item.requirements.contains(&line.id))
        .map(|line| format!("{} {}: {}", line.id, line.state, line.text))
        .collect();
    list(&mut out, "Requirements it shows", &lines, screen);
    if let Some(first) = item.requirements.first() {
        let next = screen.command(&format!("explain {first}"));
        let _ = writeln!(out, "Next: {next}");
    }
    out
}

/// A file.
#[must_use]
pub fn file(view: &View, file: &EvidenceView, screen: Screen<'_>) -> String {
    let mut out = String::new();
    heading(&mut out, &file.path, screen);
    say(
        &mut out,
        screen,
        2,
        &format!(
            "{} ({}, {} bytes, {} words)",
            file.title, file.format, file.size, file.words
        ),
    );
    let read = match (&file.reason, file.read) {
        (Some(reason), _) => format!("not read: {reason}"),
        (None, read) => read.to_owned(),
    };
    say(
        &mut out,
        screen,
        2,
        &format!(
            "State: {read}{}",
            if file.set_aside {
                "; set aside as no evidence"
            } else {
                ""
            }
        ),
    );
    out.push('\n');
    heading(&mut out, "What it says about itself", screen);
    let known = [
        ("id", file.id.clone()),
        ("type", file.kind.clone()),
        ("version", file.version.clone()),
        ("status", file.status.map(str::to_owned)),
        ("owner", file.owner.clone()),
        ("approved_by", file.approved_by.clone()),
        ("approved_on", file.approved_on.map(|date| date.to_string())),
        ("date", file.date.map(|date| date.to_string())),
        ("next_review", file.next_review.map(|date| date.to_string())),
        (
            "services",
            (!file.services.is_empty()).then(|| file.services.join(", ")),
        ),
    ];
    for (name, value) in known {
        let value = value.unwrap_or_else(|| "–".to_owned());
        let source = file
            .sources
            .get(name)
            .map_or_else(String::new, |source| format!("  ({source})"));
        say(&mut out, screen, 2, &format!("{name}: {value}{source}"));
    }
    out.push('\n');
    list(&mut out, "Claims", &file.claims, screen);
    let lines: Vec<String> = view
        .requirements
        .iter()
        .filter(|line| {
            file.claimed_for
                .iter()
                .any(|id| **id == *line.id.to_string())
        })
        .map(|line| {
            let here: Vec<String> = line
                .found
                .iter()
                .filter(|found| found.path == file.path)
                .map(|found| format!("{} line {}", found.idea, found.line.unwrap_or(1)))
                .collect();
            let here = if here.is_empty() {
                "–".to_owned()
            } else {
                here.join(", ")
            };
            format!("{} {}: {here}", line.id, line.state)
        })
        .collect();
    list(&mut out, "Requirements it is claimed for", &lines, screen);
    let hints: Vec<String> = file
        .ideas_of
        .iter()
        .map(|hint| {
            format!(
                "{}: {} of {} lines, first on line {}",
                hint.clause, hint.requirements, hint.of, hint.line
            )
        })
        .collect();
    list(
        &mut out,
        "Clauses whose ideas occur (scores nothing)",
        &hints,
        screen,
    );
    let problems: Vec<String> = file
        .problems
        .iter()
        .map(|problem| {
            format!(
                "{}{}",
                problem
                    .line
                    .map_or_else(String::new, |line| format!("line {line}: ")),
                problem.message
            )
        })
        .collect();
    list(&mut out, "Problems", &problems, screen);
    match (file.claimed_for.first(), file.ideas_of.first()) {
        (Some(id), _) => {
            let next = screen.command(&format!("explain {id}"));
            let _ = writeln!(out, "Next: {next}");
        }
        (None, Some(hint)) => {
            let _ = writeln!(
                out,
                "Next: clausewise explain {}, then claim the file in evidence.yaml",
                hint.clause
            );
        }
        (None, None) => {
            let _ = writeln!(out, "Next: {}", screen.command("assess"));
        }
    }
    out
}

/// A series: what became of each period that was due, and what it shows.
#[must_use]
pub fn series(view: &View, series: &SeriesView, screen: Screen<'_>) -> String {
    let mut out = String::new();
    heading(&mut out, &format!("{} (a series)", series.id), screen);
    let declared = series
        .line
        .map_or_else(String::new, |line| format!(":{line}"));
    say(
        &mut out,
        screen,
        2,
        &format!("Declared in {}{declared}", series.path),
    );
    let wanted = series.due - series.excused;
    let text = if series.due == 0 {
        "Nothing was due in the time looked at".to_owned()
    } else {
        format!(
            "{} of {wanted} records there, {} of them late; {} missing, {} excused",
            series.present + series.late,
            series.late,
            series.missing,
            series.excused
        )
    };
    say(&mut out, screen, 2, &text);
    out.push('\n');
    let periods: Vec<String> = series
        .periods
        .iter()
        .map(|period| {
            let what = match period.state {
                "present" => "there",
                "unusable" => "there, cannot be used",
                state => state,
            };
            let more = period.reason.as_ref().or(period.path.as_ref());
            let more = more.map_or_else(String::new, |more| format!(": {more}"));
            format!("{} {what}{more}", period.period)
        })
        .collect();
    list(&mut out, "Periods that were due", &periods, screen);
    let shown = serves(view, &series.id);
    list(
        &mut out,
        "What it shows",
        &shown
            .iter()
            .map(|(line, looked)| format!("{}: {}{}", line.id, looked.saw, whole(line)))
            .collect::<Vec<_>>(),
        screen,
    );
    next(&mut out, &shown, screen);
    out
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
    let mut out = String::new();
    let name = if register.id == register.path {
        format!("{} (a register)", register.path)
    } else {
        format!("{} (a register): {}", register.id, register.path)
    };
    heading(&mut out, &name, screen);
    say(
        &mut out,
        screen,
        2,
        &format!(
            "{} rows; columns: {}",
            register.rows,
            register.columns.join(", ")
        ),
    );
    out.push('\n');
    let shown = serves(view, &register.path);
    if !shown.is_empty() {
        heading(&mut out, "What its rows show", screen);
    }
    for (line, looked) in &shown {
        say(
            &mut out,
            screen,
            2,
            &format!("{}: {}{} ({})", line.id, looked.saw, whole(line), line.text),
        );
        for row in looked.lines.iter().take(MOST_ROWS) {
            let text = quote(&register.path, *row).unwrap_or_default();
            let text = super::paint::cut(&text, 120);
            say(&mut out, screen, 6, &format!("line {row} fails: {text}"));
        }
        if looked.lines.len() > MOST_ROWS {
            let more: Vec<String> = looked.lines[MOST_ROWS..]
                .iter()
                .map(u32::to_string)
                .collect();
            say(
                &mut out,
                screen,
                6,
                &format!("and lines {}", more.join(", ")),
            );
        }
    }
    if !shown.is_empty() {
        out.push('\n');
    }
    let problems: Vec<String> = view
        .evidence
        .iter()
        .filter(|file| file.path == register.path)
        .flat_map(|file| &file.problems)
        .filter(|problem| problem.kind != "failing-rows")
        .map(|problem| problem.message.clone())
        .collect();
    list(&mut out, "Problems", &problems, screen);
    next(&mut out, &shown, screen);
    out
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

fn next(out: &mut String, shown: &[(&RequirementView, &LookedView)], screen: Screen<'_>) {
    let open = shown.iter().find(|(line, _)| line.state != "shown");
    match open.or(shown.first()) {
        Some((line, _)) => {
            let next = screen.command(&format!("explain {}", line.id));
            let _ = writeln!(out, "Next: {next}");
        }
        None => {
            let _ = writeln!(out, "Next: {}", screen.command("assess"));
        }
    }
}

fn heading(out: &mut String, text: &str, screen: Screen<'_>) {
    let _ = writeln!(
        out,
        "{}",
        paint(
            &wrap(&visible(text), screen.width, 0),
            Paint::Bold,
            screen.colour
        )
    );
}

fn say(out: &mut String, screen: Screen<'_>, indent: usize, text: &str) {
    let _ = writeln!(
        out,
        "{}{}",
        " ".repeat(indent),
        wrap(
            &visible(text),
            screen.width.saturating_sub(indent),
            indent + 2
        )
    );
}

fn list(out: &mut String, title: &str, entries: &[String], screen: Screen<'_>) {
    if entries.is_empty() {
        return;
    }
    heading(out, title, screen);
    for entry in entries {
        say(out, screen, 2, &format!("- {entry}"));
    }
    out.push('\n');
}
