//! What records show of a process: rows held to tests, figures of logs, series over time, and single
//! records with their days.

use std::ops::Range;

use super::documents::{claimed, own_lines};
use super::{Failing, Recorded, Rows, Single, Sources};
use crate::assessment::Looked;
use crate::catalogue::Test;
use crate::evidence::{Document, document_at};
use crate::records::{Figures, Period, tell};

/// What records show of a clause and its requirements.
pub(super) fn of(sources: Sources<'_>, clause: usize, lines: Range<usize>) -> Recorded {
    let rows = rows(sources, lines.clone());
    Recorded {
        figures: figures(sources, clause),
        series: series(sources, lines.clone()),
        singles: singles(sources, lines, &rows),
        rows,
    }
}

/// The rows of registers, by what they were held to.
fn rows(sources: Sources<'_>, lines: Range<usize>) -> Vec<Rows> {
    let mut out: Vec<Rows> = Vec::new();
    for line in own_lines(sources, &lines) {
        let Some(test) = &sources.catalogue.requirements[line].test else {
            continue;
        };
        for looked in &sources.assessment.lines[line].evidence {
            let Some(tested) = tested(sources, line, test, looked) else {
                continue;
            };
            let same = out.iter_mut().find(|known| {
                (known.document, known.tested, &known.rule, &known.failing)
                    == (
                        tested.document,
                        tested.tested,
                        &tested.rule,
                        &tested.failing,
                    )
            });
            match same {
                Some(known) => known.lines.push(line),
                None => out.push(tested),
            }
        }
    }
    out
}

fn tested(sources: Sources<'_>, line: usize, test: &Test, looked: &Looked) -> Option<Rows> {
    let (passing, tested) = looked.rows?;
    let document = document_at(&sources.evidence.documents, &looked.name)?;
    let mut lacks: Vec<String> = Vec::new();
    let failing = looked.places.iter().map(|place| {
        let record = { place.line() }.and_then(|line| sources.logs.at(document, line));
        for lack in record
            .into_iter()
            .flat_map(|(log, entry)| log.lacking(entry, test))
        {
            if !lacks.contains(&lack) {
                lacks.push(lack);
            }
        }
        Failing {
            location: place.clone(),
            id: record.map_or("", |(log, entry)| log.id(entry)).to_owned(),
        }
    });
    Some(Rows {
        lines: vec![line],
        document,
        passing,
        tested,
        rule: in_words(test),
        failing: failing.collect(),
        lacks,
    })
}

/// What a row is held to, for people.
fn in_words(test: &Test) -> String {
    let mut parts = Vec::new();
    if !test.needs.is_empty() {
        parts.push(format!("“{}” filled in", test.needs.join("” and “")));
    }
    if let Some(attribute) = &test.unique {
        parts.push(format!("no “{attribute}” twice"));
    }
    if let Some((first, second)) = &test.order {
        parts.push(format!("“{first}” not after “{second}”"));
    }
    parts.join(", ")
}

/// What the logs of a clause come to, in sentences.
fn figures(sources: Sources<'_>, clause: usize) -> Vec<String> {
    let catalogue = sources.catalogue;
    let period = Period {
        start: sources.assessment.window.start,
        end: sources.assessment.as_of,
        services: &sources.workspace.settings.services,
    };
    let mut out = Vec::new();
    for (at, kind) in catalogue.records.kinds.iter().enumerate() {
        if !kind.clauses.contains(&clause) {
            continue;
        }
        let logs = sources.logs.logs.iter().enumerate();
        let of_kind: Vec<_> = logs.filter(|(_, log)| log.kind == at).collect();
        if of_kind.is_empty() {
            continue;
        }
        let figures = Figures::of(at, &of_kind, period);
        let told = tell(catalogue, sources.logs, &figures);
        out.extend(told.into_iter().map(|told| told.text));
    }
    out
}

/// The series that were looked at for requirements.
fn series(sources: Sources<'_>, lines: Range<usize>) -> Vec<usize> {
    let results = sources.assessment.series.iter().enumerate();
    let is_looked_at = |id: &str| {
        let mut looked = sources.assessment.lines[lines.clone()]
            .iter()
            .flat_map(|line| &line.evidence);
        looked.any(|looked| &*looked.name == id)
    };
    results
        .filter(|(_, result)| is_looked_at(&result.id))
        .map(|(at, _)| at)
        .collect()
}

/// Records claimed for requirements that are of no series, the newest first; registers among them
/// where no test looks at their rows.
fn singles(sources: Sources<'_>, lines: Range<usize>, rows: &[Rows]) -> Vec<Single> {
    let documents = sources.evidence.documents.iter().enumerate();
    let is_single = |(at, document): &(usize, &Document)| {
        let footing = sources.assessment.footing[*at];
        let is_table = document.register.is_some() || document.format.is_table();
        (footing.record || is_table)
            && footing.counts
            && document.has_text()
            && !rows.iter().any(|rows| rows.document == *at)
            && document.series.is_empty()
            && !claimed(sources, *at, &lines).is_empty()
    };
    let mut out: Vec<Single> = documents
        .filter(is_single)
        .map(|(at, _)| Single {
            document: at,
            day: sources.assessment.footing[at].day,
        })
        .collect();
    out.sort_by_key(|single| (std::cmp::Reverse(single.day), single.document));
    out
}
