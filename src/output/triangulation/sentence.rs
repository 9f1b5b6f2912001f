//! A disagreement in one sentence that a director understands, with both its places.

use crate::calendar::{Origin, Place, Promise};
use crate::evidence::document_at;
use crate::output::SpotView;
use crate::output::paint::{count, cut_at_word};
use crate::source::{Location, few};
use crate::triangulation::{Disagreement, Rows, Source, Sources, Voice};
use crate::workspace::{Note, NoteKind};

/// Characters of a quotation within a sentence; the whole stands beside it.
const LONGEST: usize = 220;

/// Records that are named.
const MOST: usize = 3;

/// The sentence.
pub(super) fn sentence(sources: Sources<'_>, told: &Disagreement) -> String {
    let one = phrase(sources, &told.one);
    let other = phrase(sources, &told.other);
    format!("{}, but {other}.", capital(&one))
}

/// Where a voice comes from.
pub(super) fn source(sources: Sources<'_>, voice: &Voice) -> Source {
    match voice {
        Voice::Text { document, .. } if sources.assessment.footing[*document].record => {
            Source::Records
        }
        Voice::Text { .. } | Voice::Promise(_) => Source::Documents,
        Voice::Kept(_) | Voice::Rows(_) => Source::Records,
        Voice::Note { .. } => Source::People,
        Voice::Judgement(_) => Source::Judgement,
    }
}

/// What a voice says, without who says it.
pub(super) fn says(sources: Sources<'_>, voice: &Voice) -> String {
    match voice {
        Voice::Text { text, .. } | Voice::Note { text, .. } => text.clone(),
        Voice::Promise(at) => {
            let promise = &sources.calendar.promises[*at];
            format!("{}: {}", promise.what, promise.value.words())
        }
        Voice::Kept(at) => kept(sources, *at),
        Voice::Rows(rows) => fail(rows),
        Voice::Judgement(at) => {
            let judgement = &sources.workspace.judgements[*at];
            format!(
                "{} conforming, {}",
                judgement.requirement,
                judgement.rating.word()
            )
        }
    }
}

/// Where a voice stands.
pub(super) fn place(sources: Sources<'_>, voice: &Voice) -> Location {
    let documents = &sources.evidence.documents;
    match voice {
        Voice::Text { location, .. } => location.clone(),
        Voice::Promise(at) => {
            let promise = &sources.calendar.promises[*at];
            let place = made(promise);
            place.map_or_else(|| Location::file(""), |place| place.location.clone())
        }
        Voice::Kept(at) => {
            let last = sources.calendar.promises[*at].last.as_ref();
            Location::file(last.map_or("", |last| last.path.as_str()))
        }
        Voice::Note { note, .. } => sources.workspace.notes[*note].location.clone(),
        Voice::Rows(rows) => rows.failing.first().map_or_else(
            || Location::file(documents[rows.document].path.clone()),
            |failing| failing.location.clone(),
        ),
        Voice::Judgement(at) => sources.workspace.judgements[*at].location.clone(),
    }
}

/// Who was spoken to, by role where the note names one.
pub(super) fn with(note: &Note) -> Vec<String> {
    note.with.iter().map(|who| role(who)).collect()
}

/// A role without its mark: `role:service-desk-lead` is the service desk lead.
pub(super) fn role(who: &str) -> String {
    match who.strip_prefix("role:") {
        Some(role) => role.replace(['-', '_'], " "),
        None => who.to_owned(),
    }
}

fn phrase(sources: Sources<'_>, voice: &Voice) -> String {
    let place = place_in_words(&place(sources, voice));
    match voice {
        Voice::Text {
            document,
            text,
            heading,
            ..
        } => {
            let title = sources.evidence.documents[*document].title();
            let under = match heading.as_str() {
                "" => String::new(),
                heading if *heading == title => String::new(),
                heading => format!(" under “{heading}”:"),
            };
            format!("“{title}” says{under} “{}” ({place})", quoted(text))
        }
        Voice::Promise(at) => promised(sources, *at, &place),
        Voice::Kept(at) => kept(sources, *at),
        Voice::Note { note, text } => said(&sources.workspace.notes[*note], text),
        Voice::Rows(rows) => {
            let path = &sources.evidence.documents[rows.document].path;
            format!("{} ({path})", fail(rows))
        }
        Voice::Judgement(at) => {
            let judged = &sources.workspace.judgements[*at];
            let day = judged
                .date
                .map_or_else(String::new, |day| format!(" on {day}"));
            format!(
                "{} judged {} conforming{day} ({place})",
                judged.by, judged.requirement
            )
        }
    }
}

/// A promise as it is made: by the sentence of a document, else by what was declared.
fn promised(sources: Sources<'_>, at: usize, place: &str) -> String {
    let promise = &sources.calendar.promises[at];
    match made(promise) {
        Some(made) if made.origin == Origin::Sentence => {
            let path = &made.location.path;
            let document = document_at(&sources.evidence.documents, path);
            let title = document.map(|at| sources.evidence.documents[at].title());
            let title = title.unwrap_or_else(|| path.to_string());
            format!("“{title}” promises “{}” ({place})", quoted(&made.says))
        }
        _ => {
            let promised = promise.value.words();
            format!("“{}” is promised {promised} ({place})", promise.what)
        }
    }
}

/// The place that makes a promise best: the sentence of a document before a setting.
fn made(promise: &Promise) -> Option<&Place> {
    let mut places = promise.places.iter();
    let sentence = places.find(|place| place.origin == Origin::Sentence);
    sentence.or(promise.places.first())
}

/// What a note says, with who said or saw it.
fn said(note: &Note, text: &str) -> String {
    let day = note
        .date
        .map_or_else(String::new, |day| format!(" on {day}"));
    let article = |who: &String| match who.strip_prefix("role:") {
        Some(_) => format!("the {}", role(who)),
        None => who.clone(),
    };
    let who: Vec<String> = note.with.iter().map(article).collect();
    let who = match (note.kind, who.as_slice()) {
        (NoteKind::Observation, _) => format!("{} saw", note.by),
        (NoteKind::Document | NoteKind::Attest, _) => format!("{} read", note.by),
        (NoteKind::Interview, []) => "somebody said".to_owned(),
        (NoteKind::Interview, who) => format!("{} said", who.join(" and ")),
    };
    format!("{who}{day}: “{}” ({})", quoted(text), note.id)
}

/// Rows that fail, in words.
fn fail(rows: &Rows) -> String {
    let failing = rows.tested - rows.passing;
    let names: Vec<String> = { rows.failing.iter() }
        .map(|row| match row.id.as_str() {
            "" => row.location.spoken(),
            id => id.to_owned(),
        })
        .collect();
    let mut named = few(&names, MOST);
    // Only the first of many rows are known by name.
    if failing > names.len() && names.len() <= MOST {
        named.push_str(" and others");
    }
    let show = if failing == 1 { "does" } else { "do" };
    let lacks = match rows.lacks.as_slice() {
        [] => format!("each is to have {}", rows.rule),
        lacks => lacks.join(", "),
    };
    format!(
        "{failing} of {} {show} not show it: {named}; {lacks}",
        count(rows.tested, "record")
    )
}

/// How a broken promise was kept.
fn kept(sources: Sources<'_>, at: usize) -> String {
    use crate::calendar::Kept;
    let promise = &sources.calendar.promises[at];
    let last = promise.last.as_ref();
    let last = last.map(|last| format!("the last record is of {} ({})", last.day, last.path));
    match (&promise.kept, promise.next) {
        (Kept::Holes(periods), _) => format!("there is no record of {}", few(periods, 6)),
        (_, Some(due)) => format!(
            "{}, and the next was due on {due}",
            last.unwrap_or_else(|| "there is no record".to_owned())
        ),
        _ => last.unwrap_or_else(|| "there is no record".to_owned()),
    }
}

fn quoted(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    cut_at_word(text.trim_end_matches(['.', ':']), LONGEST)
}

fn place_in_words(location: &Location) -> String {
    SpotView::of(location).behind(&location.path)
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    let first = chars.next().map(|first| first.to_uppercase().to_string());
    first.unwrap_or_default() + chars.as_str()
}
