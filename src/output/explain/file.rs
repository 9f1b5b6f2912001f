//! A file explained: what it says about itself, what it is claimed for, what it may be
//! about, what is wrong with it.

use super::page::Page;
use crate::output::screen::Screen;
use crate::output::{EvidenceView, View};

/// A file.
#[must_use]
pub fn file(view: &View, file: &EvidenceView, screen: Screen<'_>) -> String {
    let mut page = Page::new(screen);
    page.heading(&file.path);
    page.say(
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
    page.say(
        2,
        &format!(
            "State: {read}{}{}",
            file.caveat(),
            if file.set_aside {
                "; set aside as no evidence"
            } else {
                ""
            }
        ),
    );
    page.blank();
    about_itself(&mut page, file);
    page.list("Claims", &file.claims);
    vouched_for(&mut page, view, file);
    claimed_for(&mut page, view, file);
    may_be_about(&mut page, view, file);
    if let Some(register) = view
        .registers
        .iter()
        .find(|register| register.path == file.path)
    {
        super::records::columns(&mut page, register);
    }
    super::logs::of_file(&mut page, view, &file.path);
    problems(&mut page, file);
    next(&mut page, file);
    super::logs::draw(&mut page, view, &file.path);
    page.text()
}

fn about_itself(page: &mut Page<'_>, file: &EvidenceView) {
    page.heading("What it says about itself");
    let day = |date: Option<jiff::civil::Date>| date.map(|date| date.to_string());
    let by_name = file
        .type_by_name
        .map(|kind| format!("{kind}  (not stated: by its title, name or folder)"));
    let known = [
        ("id", file.id.clone()),
        ("type", file.kind.clone().or(by_name)),
        ("version", file.version.clone()),
        ("status", file.status.map(str::to_owned)),
        ("owner", file.owner.clone()),
        ("author", file.author.clone()),
        ("approved_by", file.approved_by.clone()),
        ("approved_on", day(file.approved_on)),
        ("effective", day(file.effective)),
        ("date", day(file.date)),
        ("last_reviewed", day(file.last_reviewed)),
        ("next_review", day(file.next_review)),
        ("valid_until", day(file.valid_until)),
        ("classification", file.classification.clone()),
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
        page.say(2, &format!("{name}: {value}{source}"));
    }
    last_change(page, file);
    page.blank();
}

/// What git says of it, where git was asked and told anything.
fn last_change(page: &mut Page<'_>, file: &EvidenceView) {
    let said = match (file.git, file.changed_on) {
        (None, _) => return,
        (Some("committed"), Some(day)) => format!("{day}{} (git history)", by(file)),
        (Some("committed"), None) => "unknown, its commit bears no day that can be".to_owned(),
        (Some("differs"), _) => "unknown, git has other bytes under this name (it was changed since, or a filter of git such as LFS changes it)".to_owned(),
        (Some(_), _) => "unknown, it is not committed".to_owned(),
    };
    page.say(2, &format!("last change: {said}"));
}

fn by(file: &EvidenceView) -> String {
    let name = file.changed_by.as_ref();
    name.map_or_else(String::new, |name| format!(" by {name}"))
}

/// What people say of it who have read it where the program could not.
fn vouched_for(page: &mut Page<'_>, view: &View, file: &EvidenceView) {
    let notes = view.notes.iter();
    let told = notes
        .filter(|note| file.attested.contains(&note.id))
        .map(|note| {
            let day = note
                .date
                .map_or_else(String::new, |date| format!(", {date}"));
            format!("{} by {}{day}: {}", note.id, note.by, note.text)
        });
    page.list("Vouched for", &told.collect::<Vec<_>>());
}

fn claimed_for(page: &mut Page<'_>, view: &View, file: &EvidenceView) {
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
                .map(|found| format!("{} {}", found.idea, found.spot.spoken()))
                .collect();
            let here = if here.is_empty() {
                "–".to_owned()
            } else {
                here.join(", ")
            };
            format!("{} {}: {here}", line.id, line.state)
        })
        .collect();
    page.list("Requirements it is claimed for", &lines);
}

fn may_be_about(page: &mut Page<'_>, view: &View, file: &EvidenceView) {
    let hints: Vec<String> = file
        .ideas_of
        .iter()
        .map(|hint| {
            let covered = match hint.requirements {
                0 => format!(
                    "its title names it; none of its {} requirements is",
                    hint.of
                ),
                1 => format!("1 of its {} requirements is", hint.of),
                covered => format!("{covered} of its {} requirements are", hint.of),
            };
            let called = view.called(&hint.clause);
            format!(
                "{} {called}: {covered} fully there; begins on {}",
                hint.clause,
                hint.spot.spoken()
            )
        })
        .collect();
    page.list("Clauses it may be about (scores nothing)", &hints);
}

fn problems(page: &mut Page<'_>, file: &EvidenceView) {
    let problems: Vec<String> = file
        .problems
        .iter()
        .map(|problem| match problem.spot.spoken() {
            whole if whole.is_empty() => problem.message.clone(),
            spot => format!("{spot}: {}", problem.message),
        })
        .collect();
    page.list("Problems", &problems);
}

fn next(page: &mut Page<'_>, file: &EvidenceView) {
    if file.awaits_a_person() {
        page.next_help("note");
        page.remark(&format!(
            "read it, and say what it is: clausewise note \"…\" {}",
            file.vouched_by()
        ));
        return;
    }
    match (file.claimed_for.first(), file.ideas_of.first()) {
        (Some(id), _) => {
            page.next(&format!("explain {id}"));
        }
        (None, Some(hint)) => {
            page.next(&format!("explain {}", hint.clause));
            page.remark("then claim the file in evidence.yaml");
        }
        (None, None) => {
            page.next("assess");
        }
    }
}
