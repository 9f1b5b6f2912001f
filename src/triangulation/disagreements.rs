//! Where two sources cannot both be right: told only where both speak of the same requirement.
//!
//! A document counts with a sentence that says all that a requirement asks for, in force and of this
//! organisation. What it is held against must be as plain: a note that says the contrary, a record
//! that does, rows held to a test of that requirement, an interval that ran out. What an assessor
//! judged knowing it is no disagreement: a judgement that rests on a note or file has weighed it.

use std::cmp::Reverse;
use std::ops::Range;

use super::columns::Columns;
use super::documents::{claimed, said};
use super::{Disagreement, Heard, Kind, Process, Rows, Said, Sources, Standing, Voice};
use crate::assessment::SAYS_OTHERWISE;
use crate::calendar::Kept;
use crate::evidence::document_at;
use crate::workspace::{Judgement, Rest, Stance};

/// All disagreements, the gravest first: on a requirement whose absence would probably be a major
/// before others, then by kind, then by the share of rows that fail.
pub(super) fn of(sources: Sources<'_>, processes: &[Process]) -> Vec<Disagreement> {
    let mut out: Vec<Disagreement> = Vec::new();
    for process in processes {
        let lines = sources.catalogue.clauses[process.clause]
            .requirements
            .clone();
        let told = Told {
            sources,
            process,
            lines,
        };
        told.by_people(&mut out);
        told.by_records(&mut out);
        told.by_promises(&mut out);
        told.by_rows(&mut out);
        told.among_people(&mut out);
        told.by_judgements(&mut out);
    }
    out.sort_by_cached_key(|told| {
        let is_key = |line: &usize| sources.catalogue.requirements[*line].key;
        let share = match &told.other {
            Voice::Rows(rows) => (rows.tested - rows.passing) * 1000 / rows.tested.max(1),
            _ => 0,
        };
        let key = told.lines.iter().any(is_key);
        (!key, told.kind, Reverse(share), told.lines.clone())
    });
    out
}

struct Told<'s> {
    sources: Sources<'s>,
    process: &'s Process,
    lines: Range<usize>,
}

impl Told<'_> {
    /// The document in force that says all of a requirement, and its sentence.
    fn laid_down(&self, line: usize) -> Option<(usize, &Said)> {
        let documents = self.process.documents.iter();
        let mut in_force = documents.filter(|known| known.standing == Standing::InForce);
        in_force.find_map(|known| {
            let mut said = known.said.iter();
            let said = said.find(|said| !said.denies && said.whole.contains(&line))?;
            Some((known.document, said))
        })
    }

    /// The same as a voice.
    fn voice(&self, line: usize) -> Option<Voice> {
        let (document, said) = self.laid_down(line)?;
        Some(text(document, said))
    }

    /// What people say against documents.
    fn by_people(&self, out: &mut Vec<Disagreement>) {
        for heard in &self.process.people {
            let before = out.len();
            for (line, stance, sentence) in &heard.tells {
                let Some(one) = self.voice(*line).filter(|_| *stance == Stance::Denies) else {
                    continue;
                };
                let same = out[before..]
                    .iter_mut()
                    .find(|known| document_of(&known.one) == document_of(&one));
                match same {
                    Some(known) => known.lines.push(*line),
                    None => out.push(Disagreement {
                        kind: Kind::DocumentAndPerson,
                        lines: vec![*line],
                        one,
                        other: note(heard, sentence),
                    }),
                }
            }
            if out.len() == before {
                out.extend(self.not_followed(heard));
            }
        }
    }

    /// That nobody follows what is laid down, told of no requirement in particular.
    fn not_followed(&self, heard: &Heard) -> Option<Disagreement> {
        let sentence = heard.unlived.as_ref()?;
        let mut lines: Vec<usize> = heard.lines.clone();
        lines.retain(|line| self.laid_down(*line).is_some());
        Some(Disagreement {
            kind: Kind::NotFollowed,
            one: self.voice(*lines.first()?)?,
            lines,
            other: note(heard, sentence),
        })
    }

    /// What records say against documents.
    fn by_records(&self, out: &mut Vec<Disagreement>) {
        let before = out.len();
        let documents = self.sources.evidence.documents.iter().enumerate();
        for (at, document) in documents {
            let footing = self.sources.assessment.footing[at];
            if !footing.record || !footing.counts || document.register.is_some() {
                continue;
            }
            let lines = claimed(self.sources, at, &self.lines);
            for against in said(self.sources, at, &lines) {
                for line in against.lines.iter().copied().filter(|_| against.denies) {
                    let Some(one) = self.voice(line) else {
                        continue;
                    };
                    let same = out[before..]
                        .iter_mut()
                        .find(|known| document_of(&known.other) == Some(at));
                    match same {
                        Some(known) => known.lines.push(line),
                        None => out.push(Disagreement {
                            kind: Kind::DocumentAndRecord,
                            lines: vec![line],
                            one,
                            other: text(at, &against),
                        }),
                    }
                }
            }
        }
    }

    /// Intervals that records break.
    fn by_promises(&self, out: &mut Vec<Disagreement>) {
        for at in &self.process.promises {
            let promise = &self.sources.calendar.promises[*at];
            let told = out
                .iter()
                .any(|known| matches!(known.one, Voice::Promise(known) if known == *at));
            let broken = match promise.kept {
                Kept::Overdue => promise.last.is_some(),
                Kept::Holes(_) => true,
                _ => false,
            };
            if broken && !told {
                out.push(Disagreement {
                    kind: Kind::PromiseAndRecords,
                    lines: promise.requirements.clone(),
                    one: Voice::Promise(*at),
                    other: Voice::Kept(*at),
                });
            }
        }
    }

    /// Rows that lack what documents, or people, say of each.
    fn by_rows(&self, out: &mut Vec<Disagreement>) {
        for rows in self.process.records.rows.iter().filter(|rows| fails(rows)) {
            let asked = |line: &usize| match Columns::of(self.sources, *line) {
                Some(columns) => columns.asked_by_a_document(self.sources, *line),
                None => self.voice(*line),
            };
            let asked = rows.lines.iter().map(|line| (*line, asked(line)));
            let (lines, voices): (Vec<usize>, Vec<Voice>) = asked
                .filter_map(|(line, voice)| Some((line, voice?)))
                .unzip();
            if let Some(one) = voices.into_iter().next() {
                out.push(Disagreement {
                    kind: Kind::DocumentAndRows,
                    lines,
                    one,
                    other: Voice::Rows(rows.clone()),
                });
            }
            for heard in &self.process.people {
                let says = self.sources.workspace.notes[heard.note].says;
                let shows = |line: &&usize| heard.lines.contains(line);
                let lines: Vec<usize> = rows.lines.iter().filter(shows).copied().collect();
                if says == Some(Stance::Shows) && !lines.is_empty() {
                    let text = self.sources.workspace.notes[heard.note].text.clone();
                    out.push(Disagreement {
                        kind: Kind::PersonAndRows,
                        lines,
                        one: note(heard, &text),
                        other: Voice::Rows(rows.clone()),
                    });
                }
            }
        }
    }

    /// Notes that say the contrary of each other.
    fn among_people(&self, out: &mut Vec<Disagreement>) {
        let before = out.len();
        let telling = |stance: Stance| {
            self.process.people.iter().flat_map(move |heard| {
                let tells = heard
                    .tells
                    .iter()
                    .filter(move |(_, known, _)| *known == stance);
                tells.map(move |(line, _, sentence)| (heard, *line, sentence))
            })
        };
        for (shows, line, says) in telling(Stance::Shows) {
            let mut others = telling(Stance::Denies);
            let Some((denies, _, against)) = others.find(|(_, other, _)| *other == line) else {
                continue;
            };
            let pair = |known: &&mut Disagreement| {
                note_of(&known.one) == Some(shows.note)
                    && note_of(&known.other) == Some(denies.note)
            };
            match out[before..].iter_mut().find(pair) {
                Some(known) => known.lines.push(line),
                None => out.push(Disagreement {
                    kind: Kind::TwoPersons,
                    lines: vec![line],
                    one: note(shows, says),
                    other: note(denies, against),
                }),
            }
        }
    }

    /// Judgements that something speaks against that they do not rest on.
    fn by_judgements(&self, out: &mut Vec<Disagreement>) {
        for line in self.lines.clone() {
            let judged = self.sources.assessment.lines[line].judgement.as_ref();
            let Some(judged) = judged.filter(|judged| judged.conforming) else {
                continue;
            };
            let judgement = &self.sources.workspace.judgements[judged.index];
            out.extend(self.against(line, judgement).map(|other| Disagreement {
                kind: Kind::Judgement,
                lines: vec![line],
                one: Voice::Judgement(judged.index),
                other,
            }));
        }
    }

    /// What speaks against a judgement that a requirement is met: a note, a file that says
    /// otherwise, or rows most of which fail.
    fn against(&self, line: usize, judgement: &Judgement) -> Option<Voice> {
        let weighed_note = |id: &str| {
            { judgement.rests_on.iter() }
                .any(|rest| matches!(rest, Rest::Note(known) if known == id))
        };
        let weighed_file = |path: &str| {
            { judgement.rests_on.iter() }
                .any(|rest| matches!(rest, Rest::File { path: known, .. } if known == path))
        };
        let documents = &self.sources.evidence.documents;
        for heard in &self.process.people {
            let told = heard.tells.iter();
            let mut denies =
                told.filter(|(known, stance, _)| *known == line && *stance == Stance::Denies);
            if let Some((_, _, sentence)) = denies.next()
                && !weighed_note(&self.sources.workspace.notes[heard.note].id)
            {
                return Some(note(heard, sentence));
            }
        }
        let mut rows = self.process.records.rows.iter();
        let mostly = rows.find(|rows| {
            rows.lines.contains(&line)
                && rows.passing * 2 < rows.tested
                && !weighed_file(&documents[rows.document].path)
        });
        if let Some(rows) = mostly {
            return Some(Voice::Rows(rows.clone()));
        }
        let looked = self.sources.assessment.lines[line].evidence.iter();
        let mut otherwise = looked.filter(|looked| looked.saw == SAYS_OTHERWISE);
        otherwise.find_map(|looked| {
            let at = document_at(documents, &looked.name)?;
            let said = said(self.sources, at, &[line]);
            let denial = said.iter().find(|said| said.denies)?;
            (!weighed_file(&looked.name)).then(|| text(at, denial))
        })
    }
}

fn fails(rows: &Rows) -> bool {
    rows.passing < rows.tested
}

fn text(document: usize, said: &Said) -> Voice {
    Voice::Text {
        document,
        text: said.text.clone(),
        heading: said.heading.clone(),
        location: said.location.clone(),
    }
}

fn note(heard: &Heard, sentence: &str) -> Voice {
    Voice::Note {
        note: heard.note,
        text: sentence.to_owned(),
    }
}

fn note_of(voice: &Voice) -> Option<usize> {
    match voice {
        Voice::Note { note, .. } => Some(*note),
        _ => None,
    }
}

fn document_of(voice: &Voice) -> Option<usize> {
    match voice {
        Voice::Text { document, .. } => Some(*document),
        _ => None,
    }
}
