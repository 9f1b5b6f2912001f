//! What people said of a process: the notes that bear on it, and which way they speak.
//!
//! Where the assessor says which way a note speaks (`says`), that holds. Else its sentences are read
//! as those of documents are, against the ideas of the requirements it is about: of a note taken on
//! one requirement a sentence need not repeat what that is about, of one on a whole clause it must.

use std::ops::Range;

use super::{Heard, Sources};
use crate::catalogue::Target;
use crate::evidence::{Sentence, names_idea};
use crate::workspace::{Note, NoteKind, Stance};

/// The notes on requirements, in order of their numbers.
pub(super) fn of(sources: Sources<'_>, lines: Range<usize>) -> Vec<Heard> {
    let as_of = sources.assessment.as_of;
    let notes = sources.workspace.notes.iter().enumerate();
    let notes = notes.filter(|(_, note)| !note.is_later(as_of));
    notes
        .filter_map(|(at, note)| heard(sources, at, note, &lines))
        .collect()
}

fn heard(sources: Sources<'_>, at: usize, note: &Note, lines: &Range<usize>) -> Option<Heard> {
    let mut about: Vec<(usize, bool)> = Vec::new();
    for target in &note.about {
        let named = matches!(target, Target::Requirement(_) | Target::Item(_));
        let all = sources.catalogue.resolve(target).unwrap_or_default();
        let own = all.into_iter().filter(|line| lines.contains(line));
        about.extend(own.map(|line| (line, named)));
    }
    // Of a requirement that is named both ways the closer one counts.
    about.sort_unstable_by_key(|(line, named)| (*line, !named));
    about.dedup_by_key(|(line, _)| *line);
    if about.is_empty() {
        return None;
    }
    let mut heard = Heard {
        note: at,
        lines: about.iter().map(|(line, _)| *line).collect(),
        tells: Vec::new(),
        unlived: None,
    };
    if let Some(says) = note.says {
        let all = about.iter();
        heard.tells = all
            .map(|(line, _)| (*line, says, note.text.clone()))
            .collect();
    } else if note.kind != NoteKind::Attest {
        let sentences = sources.reader.in_text(&note.location.path, &note.text);
        heard.tells = about
            .iter()
            .filter_map(|(line, named)| {
                let (says, text) = tells(sources, &sentences, *line, *named)?;
                Some((*line, says, text))
            })
            .collect();
        let unlived = sentences.iter().find(|sentence| sentence.unlived);
        heard.unlived = unlived.map(|sentence| sentence.text.clone());
    }
    Some(heard)
}

/// Which way sentences speak of a requirement. Where one denies it and another does not, they leave
/// that open.
fn tells(
    sources: Sources<'_>,
    sentences: &[Sentence],
    line: usize,
    named: bool,
) -> Option<(Stance, String)> {
    let requirement = &sources.catalogue.requirements[line];
    let mut told: Option<(Stance, &Sentence)> = None;
    // That nobody follows what is laid down is said of all of it, and of no requirement alone.
    for sentence in sentences.iter().filter(|sentence| !sentence.unlived) {
        let Some(says) = sentence.of(sources.catalogue, requirement, named) else {
            continue;
        };
        let of_it = named || has_subject(sentence, requirement.ideas.start);
        // Without what a requirement is about there is nothing of the rest either.
        let denies = says.denies || named && says.without_subject;
        let stance = match denies {
            true if of_it => Stance::Denies,
            false if of_it && says.whole && !says.without_subject => Stance::Shows,
            _ => continue,
        };
        match told {
            Some((known, _)) if known != stance => return None,
            Some(_) => {}
            None => told = Some((stance, sentence)),
        }
    }
    told.map(|(stance, sentence)| (stance, sentence.text.clone()))
}

/// Whether a sentence names what a requirement is about.
fn has_subject(sentence: &Sentence, idea: usize) -> bool {
    let named = [&sentence.shown, &sentence.denied, &sentence.above];
    named.iter().any(|ideas| names_idea(ideas, idea))
}
