//! A sample from the records of some tables: what was asked for, worked out and drawn.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::draw::{Candidate, Share, draw, seed_of, shares};
use super::population::{Grouping, Record, group, population};
use super::size::Size;
use super::sources::Source;
use crate::assessment::RowTest;
use crate::catalogue::Catalogue;
use crate::evidence::{Evidence, Row};
use crate::source::Location;
use crate::workspace::samples::{Drawing, Item, Question, RareKind, Sample, SampledFile, Stratum};

/// Of so many at most a kind is rare: all of them are looked at unless a person says otherwise.
const MOST_RARE: usize = 50;
/// From so many groups at most a sample is drawn.
const MOST_GROUPS: usize = 40;
/// What records are grouped by where a column tells it and nobody says anything.
const USUAL_GROUPS: &str = "priority";
/// What `--all-of` calls a kind of which every record is rare.
const WHOLE_KIND: &str = "all";

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Wanted<'w> {
    /// What it is drawn from, as it was typed.
    pub of: &'w str,
    /// The first day of the period.
    pub from: Date,
    /// Its last day.
    pub to: Date,
    /// How it is drawn; else from groups where records have priorities, else by lot.
    pub method: Option<Drawing>,
    /// By what records are grouped.
    pub by: Option<Grouping>,
    /// How many.
    pub size: Size,
    /// The seed a person chose.
    pub seed: Option<&'w str>,
    /// Rare kinds of which all are taken; else each of which there are few.
    pub all_of: Option<&'w [String]>,
    /// What each record is looked at for.
    pub questions: Vec<Question>,
    /// The day of the draw.
    pub drawn_on: Date,
}

/// A sample and what is to be seen of each of its records.
#[derive(Debug)]
pub struct Drawn {
    /// The sample; its number is given where it is kept.
    pub sample: Sample,
    /// Of each item, in its order.
    pub looked: Vec<Looked>,
}

/// What the row of a record says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Looked {
    /// What stands in it: heads and cells, those that hold nothing left out.
    pub says: Vec<(String, String)>,
    /// What it does not carry, by the requirements that ask for it.
    pub lacks: Vec<String>,
    /// Of each question whether the row says that it does not apply.
    pub does_not_apply: Vec<bool>,
}

/// Draws. `hash` gives the SHA-256 of a file of the workspace.
///
/// # Errors
/// What cannot be done as asked, in words.
pub fn drawn(
    catalogue: &Catalogue,
    evidence: &Evidence,
    sources: &[&Source<'_>],
    wanted: Wanted<'_>,
    hash: &dyn Fn(&str) -> Option<String>,
) -> Result<Drawn, String> {
    let (records, counts) = population(sources, wanted.from, wanted.to);
    let keys: Vec<&str> = records.iter().map(|record| record.key.as_str()).collect();
    let seed = match wanted.seed {
        Some(seed) => seed.trim().to_owned(),
        None => seed_of(wanted.from, wanted.to, &keys),
    };
    let (rare, why) = rare(sources, &records, wanted.all_of)?;
    let rest: Vec<usize> = (0..records.len())
        .filter(|at| why[*at].is_empty())
        .collect();
    let (method, by) = method(sources, &wanted)?;
    let groups: Vec<String> = rest
        .iter()
        .map(|at| {
            by.as_ref()
                .map_or_else(String::new, |by| group(sources, &records[*at], by))
        })
        .collect();
    let candidates: Vec<Candidate<'_>> = rest
        .iter()
        .zip(&groups)
        .map(|(at, group)| Candidate {
            key: &records[*at].key,
            day: records[*at].day,
            group,
        })
        .collect();
    let size = wanted.size.of(candidates.len());
    let strata = match (method, &by) {
        (Drawing::Stratified, Some(by)) => strata(&candidates, size, by)?,
        _ => Vec::new(),
    };
    let mut chosen: Vec<(usize, String)> = draw(method, &candidates, size, &seed)
        .into_iter()
        .map(|at| (rest[at], "drawn".to_owned()))
        .collect();
    let whole = why.into_iter().enumerate();
    chosen.extend(whole.filter(|(_, why)| !why.is_empty()));
    chosen.sort_by_key(|(at, _)| (records[*at].day.is_none(), records[*at].day, *at));
    let kind = sources.first().and_then(|source| source.of);
    let tests: Vec<Vec<Option<RowTest<'_>>>> = sources
        .iter()
        .map(|source| tests(catalogue, source, &wanted.questions))
        .collect();
    let looked = chosen
        .iter()
        .map(|(at, _)| looked(sources, &tests, &records[*at], &wanted))
        .collect();
    let sample = Sample {
        id: String::new(),
        of: wanted.of.to_owned(),
        kind: kind.map(|kind| kind.id.clone()),
        records: kind.map_or_else(|| "records".to_owned(), |kind| kind.plural.clone()),
        drawn_on: wanted.drawn_on,
        from: wanted.from,
        to: wanted.to,
        method,
        strata_by: by.map(|by| by.word().to_owned()),
        size: wanted.size.to_string(),
        seed,
        seed_chosen: wanted.seed.is_some(),
        population: counts,
        files: files(evidence, sources, hash)?,
        strata,
        rare,
        items: items(evidence, sources, &records, &chosen),
        questions: wanted.questions,
        outcomes: Vec::new(),
        location: Location::file(""),
    };
    Ok(Drawn { sample, looked })
}

/// The groups, and how many are drawn from each.
fn strata(
    candidates: &[Candidate<'_>],
    size: usize,
    by: &Grouping,
) -> Result<Vec<Stratum>, String> {
    let shares = shares(candidates, size);
    if shares.len() > MOST_GROUPS {
        return Err(format!(
            "by {} there are {} groups, too many to draw from each; choose other --strata, or --method random",
            by.word(),
            shares.len()
        ));
    }
    let stratum = |share: Share<'_>| Stratum {
        name: share.group.to_owned(),
        records: share.records,
        drawn: share.drawn,
    };
    Ok(shares.into_iter().map(stratum).collect())
}

/// What was drawn, with the places of each.
fn items(
    evidence: &Evidence,
    sources: &[&Source<'_>],
    records: &[Record],
    chosen: &[(usize, String)],
) -> Vec<Item> {
    let place = |(source, index): &(usize, usize)| {
        let of = sources[*source];
        let line = of.rows[*index].line;
        evidence.documents[of.document].at(line, 1).to_string()
    };
    let items = (1..).zip(chosen).map(|(no, (at, why))| {
        let record = &records[*at];
        Item {
            no,
            id: record.id.clone(),
            key: record.key.clone(),
            date: record.day,
            why: why.clone(),
            places: record.places.iter().map(place).collect(),
            row: record.hash(),
        }
    });
    items.collect()
}

/// The rare kinds, and of each record why it is taken without a draw; empty where it is not.
fn rare(
    sources: &[&Source<'_>],
    records: &[Record],
    all_of: Option<&[String]>,
) -> Result<(Vec<RareKind>, Vec<String>), String> {
    let mut why = vec![String::new(); records.len()];
    let Some(kind) = sources.first().and_then(|source| source.of) else {
        return match all_of {
            Some([none]) if none == "none" => Ok((Vec::new(), why)),
            Some(_) => {
                Err("no rare kinds are known of these records; leave --all-of out".to_owned())
            }
            None => Ok((Vec::new(), why)),
        };
    };
    known(kind.rare.iter().map(|rare| rare.id.as_str()), all_of)?;
    let is_taken = |id: &str, count: usize| match all_of {
        Some(named) => named.iter().any(|named| named == id),
        None => count <= MOST_RARE,
    };
    let mut kinds = Vec::new();
    let mut add = |id: &str, name: &str, is: &dyn Fn(&Record) -> bool| {
        let of: Vec<usize> = (0..records.len()).filter(|at| is(&records[*at])).collect();
        let all = !of.is_empty() && is_taken(id, of.len());
        for at in of.iter().filter(|_| all) {
            let before = if why[*at].is_empty() { "" } else { ", " };
            why[*at].push_str(&format!("{before}all {name}"));
        }
        kinds.push(RareKind {
            rare: id.to_owned(),
            name: name.to_owned(),
            records: of.len(),
            all,
        });
    };
    for (at, rare) in kind.rare.iter().enumerate() {
        let is = |record: &Record| {
            let mut places = record.places.iter();
            places.any(|(source, index)| {
                let source = sources[*source];
                source.rare[at].contains(&source.rows[*index].line)
            })
        };
        add(&rare.id, &rare.plural, &is);
    }
    if kind.part_of.is_some() || kind.all_looked_at {
        // Whatever stands in such a log is rare.
        add(WHOLE_KIND, &kind.plural, &|_| true);
    }
    Ok((kinds, why))
}

/// Whether all rare kinds that are named are known.
fn known<'k>(kinds: impl Iterator<Item = &'k str>, named: Option<&[String]>) -> Result<(), String> {
    let known: Vec<&str> = kinds.chain([WHOLE_KIND, "none"]).collect();
    match named
        .into_iter()
        .flatten()
        .find(|named| !known.contains(&named.as_str()))
    {
        None => Ok(()),
        Some(other) => Err(format!(
            "--all-of cannot be `{other}`; one of: {}",
            known.join(", ")
        )),
    }
}

/// How it is drawn, and by what records are grouped.
fn method(
    sources: &[&Source<'_>],
    wanted: &Wanted<'_>,
) -> Result<(Drawing, Option<Grouping>), String> {
    let usual = Grouping::new(USUAL_GROUPS);
    let has = |by: &Grouping| match by {
        Grouping::Month => true,
        Grouping::Attribute(attribute) => {
            let mut sources = sources.iter();
            sources.any(|source| source.columns.contains_key(attribute))
        }
    };
    let chosen = match (wanted.method, &wanted.by) {
        (Some(Drawing::Stratified) | None, Some(by)) => (Drawing::Stratified, Some(by.clone())),
        (Some(method), Some(_)) => {
            return Err(format!(
                "--strata is for a stratified sample; --method {} draws from all alike",
                method.word()
            ));
        }
        (Some(Drawing::Stratified), None) => (Drawing::Stratified, Some(usual)),
        (None, None) if has(&usual) => (Drawing::Stratified, Some(usual)),
        (method, None) => (method.unwrap_or(Drawing::Random), None),
    };
    match &chosen.1 {
        Some(by) if !has(by) => {
            let columns = sources.iter().flat_map(|source| source.columns.keys());
            let mut columns: Vec<&str> = columns.map(String::as_str).collect();
            columns.push("month");
            columns.sort_unstable();
            columns.dedup();
            Err(format!(
                "no column is known to hold `{}`; make --strata by one of: {}",
                by.word(),
                columns.join(", ")
            ))
        }
        _ => Ok(chosen),
    }
}

/// The files that were drawn from, by path, each once.
fn files(
    evidence: &Evidence,
    sources: &[&Source<'_>],
    hash: &dyn Fn(&str) -> Option<String>,
) -> Result<Vec<SampledFile>, String> {
    let paths = { sources.iter() }.map(|source| &*evidence.documents[source.document].path);
    let paths: BTreeSet<&str> = paths.collect();
    let file = |path: &str| match hash(path) {
        Some(sha256) => Ok(SampledFile {
            path: path.to_owned(),
            sha256,
        }),
        None => Err(format!("{path} cannot be read any more")),
    };
    paths.into_iter().map(file).collect()
}

/// For each question its test on the rows of a source, where it has one.
fn tests<'c>(
    catalogue: &'c Catalogue,
    source: &Source<'_>,
    questions: &[Question],
) -> Vec<Option<RowTest<'c>>> {
    let test = |question: &Question| {
        let line = &catalogue.requirements[catalogue.requirement(&question.requirement)?];
        let of = catalogue.clauses[line.clause].record.as_ref();
        Some(RowTest::new(
            catalogue,
            line.test.as_ref()?,
            of,
            &source.columns,
        ))
    };
    questions.iter().map(test).collect()
}

/// What the row of a record says; `tests` has those of each source.
fn looked(
    sources: &[&Source<'_>],
    tests: &[Vec<Option<RowTest<'_>>>],
    record: &Record,
    wanted: &Wanted<'_>,
) -> Looked {
    let source = sources[record.row.0];
    let row = source.table.row_at(source.rows[record.row.1].row);
    let mut lacks = Vec::new();
    let questions = wanted.questions.iter().zip(&tests[record.row.0]);
    let does_not_apply = questions.map(|(question, test)| {
        let Some(test) = test else {
            return false;
        };
        let applies =
            test.speaks_of(&row) && test.is_old_enough(record.day, wanted.drawn_on) != Some(false);
        if applies {
            let what: Vec<&str> = test.lacks(&row).map(|(attribute, _)| attribute).collect();
            if !what.is_empty() && !test.is_routine(&row) && !test.is_undecided(&row) {
                lacks.push(format!("{} ({})", what.join(", "), question.requirement));
            }
            if test.is_reversed(&row) {
                lacks.push(format!("days in order ({})", question.requirement));
            }
        }
        !applies
    });
    let does_not_apply = does_not_apply.collect();
    Looked {
        says: says(source, &row),
        lacks,
        does_not_apply,
    }
}

/// Heads and cells of a row, its number and what holds nothing left out.
fn says(source: &Source<'_>, row: &Row<'_>) -> Vec<(String, String)> {
    let id = source.columns.get("id");
    let columns = source.table.header.iter().enumerate();
    columns
        .filter(|(at, _)| Some(at) != id && row.filled(*at))
        .map(|(at, head)| (head.trim().to_owned(), row.cell(at).to_owned()))
        .collect()
}

/// What became of the records of a sample since it was drawn: those whose rows changed, and
/// those that are gone.
#[must_use]
pub fn changed(sources: &[&Source<'_>], sample: &Sample) -> (Vec<String>, Vec<String>) {
    let (records, _) = population(sources, Date::MIN, Date::MAX);
    let (mut changed, mut gone) = (Vec::new(), Vec::new());
    for item in &sample.items {
        match records.binary_search_by(|record| record.key.cmp(&item.key)) {
            Ok(at) if records[at].hash() == item.row => {}
            Ok(_) => changed.push(item.name().to_owned()),
            Err(_) => gone.push(item.name().to_owned()),
        }
    }
    (changed, gone)
}
