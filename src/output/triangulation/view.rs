//! A triangulation in the words of outputs.

use std::ops::Range;

use super::sentence::{place, role, says, sentence, source, with};
use super::types::{
    DisagreementView, DocumentedView, GapView, HeardView, ProcessView, PromisedView, RecordedView,
    RowView, RowsView, SaidView, SeriesStandingView, SingleView, TellsView, TriangulationFigures,
    TriangulationView, VoiceView,
};
use crate::assessment::PeriodState;
use crate::catalogue::Clause;
use crate::output::SpotView;
use crate::triangulation::{
    Disagreement, Documented, Heard, Process, Recorded, Rows, Sources, Standing, Triangulation,
    Voice,
};

/// Single records that are listed.
const MOST_SINGLES: usize = 8;

/// The finished values.
#[must_use]
pub fn triangulation_view(sources: Sources<'_>, found: &Triangulation) -> TriangulationView {
    let disagreements: Vec<DisagreementView> = { found.disagreements.iter().enumerate() }
        .map(|(at, told)| disagreement(sources, at + 1, told))
        .collect();
    let processes: Vec<ProcessView> = { found.processes.iter() }
        .map(|process| self::process(sources, process, &found.disagreements))
        .collect();
    let without = |source: &str| {
        let lacks = |process: &&ProcessView| process.to_ask.iter().any(|gap| gap.source == source);
        processes.iter().filter(lacks).count()
    };
    TriangulationView {
        figures: TriangulationFigures {
            processes: processes.len(),
            disagreements: disagreements.len(),
            all_three: { processes.iter() }
                .filter(|process| process.to_ask.is_empty())
                .count(),
            without_documents: without("documents"),
            without_people: without("people"),
            without_records: without("records"),
        },
        disagreements,
        processes,
    }
}

fn disagreement(sources: Sources<'_>, number: usize, told: &Disagreement) -> DisagreementView {
    let catalogue = sources.catalogue;
    let first = told.lines.first();
    let clause = first.map(|line| &catalogue.clauses[catalogue.requirements[*line].clause]);
    DisagreementView {
        number,
        kind: told.kind.word(),
        clause: clause.map_or_else(String::new, |clause| clause.id.to_string()),
        title: clause.map_or_else(String::new, |clause| clause.name.clone()),
        requirements: ids(sources, &told.lines),
        key: { told.lines.iter() }.any(|line| catalogue.requirements[*line].key),
        sentence: sentence(sources, told),
        one: voice(sources, &told.one),
        other: voice(sources, &told.other),
    }
}

fn voice(sources: Sources<'_>, voice: &Voice) -> VoiceView {
    let location = place(sources, voice);
    VoiceView {
        source: source(sources, voice).word(),
        says: says(sources, voice),
        note: match voice {
            Voice::Note { note, .. } => Some(sources.workspace.notes[*note].id.clone()),
            _ => None,
        },
        path: location.path.to_string(),
        spot: SpotView::of(&location),
    }
}

fn process(sources: Sources<'_>, process: &Process, all: &[Disagreement]) -> ProcessView {
    let clause = &sources.catalogue.clauses[process.clause];
    let documents: Vec<DocumentedView> = { process.documents.iter() }
        .map(|known| documented(sources, known))
        .collect();
    let numbered = all.iter().enumerate();
    let own = numbered.filter(|(_, told)| concerns(&clause.requirements, &told.lines));
    ProcessView {
        clause: clause.id.to_string(),
        title: clause.name.clone(),
        disagreements: own.map(|(at, _)| at + 1).collect(),
        documents,
        promises: { process.promises.iter() }
            .map(|at| promised(sources, *at))
            .collect(),
        people: { process.people.iter() }
            .map(|known| heard(sources, known))
            .collect(),
        records: recorded(sources, &process.records),
        to_ask: to_ask(clause, process),
    }
}

fn concerns(clause: &Range<usize>, lines: &[usize]) -> bool {
    lines.iter().any(|line| clause.contains(line))
}

fn documented(sources: Sources<'_>, known: &Documented) -> DocumentedView {
    let document = &sources.evidence.documents[known.document];
    let data = &document.metadata;
    DocumentedView {
        path: document.path.to_string(),
        title: document.title(),
        standing: match known.standing {
            Standing::InForce => "in force",
            Standing::Draft => "draft",
            Standing::General => "holds for anybody",
            Standing::NotRead => "not read",
        },
        owner: data.owner.as_ref().map(|owner| role(&owner.value)),
        approved_by: data.approved_by.as_ref().map(|by| role(&by.value)),
        approved_on: data.approved_on.as_ref().map(|on| on.value.day),
        said: { known.said.iter() }
            .map(|said| SaidView {
                requirements: ids(sources, &said.lines),
                whole: ids(sources, &said.whole),
                denies: said.denies,
                text: said.text.clone(),
                heading: said.heading.clone(),
                spot: SpotView::of(&said.location),
            })
            .collect(),
    }
}

fn promised(sources: Sources<'_>, at: usize) -> PromisedView {
    let promise = &sources.calendar.promises[at];
    let place = promise.places.first();
    PromisedView {
        what: promise.what.clone(),
        promise: promise.value.words(),
        standing: promise.kept.word(),
        broken: promise.kept.is_broken(),
        requirements: ids(sources, &promise.requirements),
        path: place.map_or_else(String::new, |place| place.location.path.to_string()),
        spot: place.map_or_else(SpotView::none, |place| SpotView::of(&place.location)),
    }
}

fn heard(sources: Sources<'_>, heard: &Heard) -> HeardView {
    let note = &sources.workspace.notes[heard.note];
    HeardView {
        note: note.id.clone(),
        kind: note.kind.word(),
        date: note.date,
        by: note.by.clone(),
        with: with(note),
        text: note.text.clone(),
        requirements: ids(sources, &heard.lines),
        tells: { heard.tells.iter() }
            .map(|(line, says, sentence)| TellsView {
                requirement: sources.catalogue.requirements[*line].id.to_string(),
                says: says.word(),
                sentence: sentence.clone(),
            })
            .collect(),
        path: note.location.path.to_string(),
        line: note.location.line(),
    }
}

fn recorded(sources: Sources<'_>, found: &Recorded) -> RecordedView {
    RecordedView {
        rows: found
            .rows
            .iter()
            .map(|known| rows(sources, known))
            .collect(),
        figures: found.figures.clone(),
        series: found.series.iter().map(|at| series(sources, *at)).collect(),
        singles: { found.singles.iter().take(MOST_SINGLES) }
            .map(|single| {
                let document = &sources.evidence.documents[single.document];
                SingleView {
                    path: document.path.to_string(),
                    title: document.title(),
                    day: single.day,
                }
            })
            .collect(),
        singles_in_all: found.singles.len(),
    }
}

fn rows(sources: Sources<'_>, rows: &Rows) -> RowsView {
    RowsView {
        requirements: ids(sources, &rows.lines),
        path: sources.evidence.documents[rows.document].path.to_string(),
        passing: rows.passing,
        tested: rows.tested,
        rule: rows.rule.clone(),
        lacks: rows.lacks.clone(),
        failing: { rows.failing.iter() }
            .map(|row| RowView {
                id: row.id.clone(),
                spot: SpotView::of(&row.location),
            })
            .collect(),
    }
}

fn series(sources: Sources<'_>, at: usize) -> SeriesStandingView {
    let result = &sources.assessment.series[at];
    let named = |wanted: &dyn Fn(&PeriodState) -> bool| -> Vec<String> {
        let periods = result.periods.iter();
        let named = periods.filter(|period| wanted(&period.state));
        named.map(|period| period.name.clone()).collect()
    };
    SeriesStandingView {
        series: result.id.clone(),
        due: result.periods.len(),
        present: named(&|state| matches!(state, PeriodState::Present | PeriodState::Late)).len(),
        late: named(&|state| matches!(state, PeriodState::Late)).len(),
        missing: named(&|state| matches!(state, PeriodState::Missing)),
        unusable: named(&|state| matches!(state, PeriodState::Unusable(_))),
        excused: named(&|state| matches!(state, PeriodState::Excused(_))).len(),
    }
}

/// What of the three sources was not looked at, with what to do next.
fn to_ask(clause: &Clause, process: &Process) -> Vec<GapView> {
    let mut out = Vec::new();
    let records = &process.records;
    let no_record = records.rows.is_empty()
        && records.figures.is_empty()
        && records.series.is_empty()
        && records.singles.is_empty();
    if process.documents.is_empty() {
        out.push(GapView {
            source: "documents",
            says: if no_record {
                "no document was seen"
            } else {
                "no document that lays it down was seen, only the records named below"
            },
            next: clause.evidence.clone(),
        });
    }
    if process.people.is_empty() {
        out.push(GapView {
            source: "people",
            says: "nobody was asked",
            next: clause.asks.clone(),
        });
    }
    if no_record {
        out.push(GapView {
            source: "records",
            says: "no record was seen",
            next: clause.evidence.clone(),
        });
    }
    out
}

fn ids(sources: Sources<'_>, lines: &[usize]) -> Vec<String> {
    let id = |line: &usize| sources.catalogue.requirements[*line].id.to_string();
    lines.iter().map(id).collect()
}
