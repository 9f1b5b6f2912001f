//! Which files could be a document or record that nobody has claimed anything for.
//!
//! A file that lies in the folder is not absent because nobody has said what it is. Its
//! title tells what it is, the hints what it is about, its text what it says; as long as
//! one of these speaks for a file, nobody is told that the thing is missing. Where
//! something that is claimed shows any part of it, it is there, and what that lacks is a
//! gap: then no other file is looked for.

use std::collections::BTreeMap;

use fixedbitset::FixedBitSet;
use rayon::prelude::*;

use super::claims::Piece;
use super::context::{Context, MOST_CANDIDATES};
use super::hints::{Hint, akin, telling};
use super::ideas::{head_only, says_something};
use super::outcome::documents_of;
use crate::catalogue::{Catalogue, Item, ItemKind, Proof};
use crate::evidence::{Hit, Named, Titles};

/// For each requirement, the files that could be its documented-information item, those
/// that are most probably it first: the first few.
#[must_use]
pub fn could_be(context: &Context<'_>) -> Vec<Vec<usize>> {
    let catalogue = context.catalogue;
    let mut out = vec![Vec::new(); catalogue.requirements.len()];
    let looked_for: Vec<Wanted<'_>> = catalogue
        .items
        .iter()
        .enumerate()
        .map(|(at, item)| Wanted::new(catalogue, at, item))
        .filter(|wanted| !is_offered(context, wanted))
        .collect();
    if looked_for.is_empty() {
        return out;
    }
    let names = Names::new(catalogue, &looked_for);
    let rows_of = rows_of(context);
    let reasons = |at: usize| {
        let file = File::new(context, &names, rows_of.get(&at), at);
        let reason = |wanted| speaks_for(context, &file, wanted);
        looked_for.iter().map(reason).collect::<Vec<_>>()
    };
    let documents = 0..context.evidence.documents.len();
    let reasons: Vec<(usize, Vec<Option<Reason>>)> = documents
        .into_par_iter()
        .filter(|at| can_be_read(context, *at))
        .map(|at| (at, reasons(at)))
        .collect();
    for (index, wanted) in looked_for.iter().enumerate() {
        let files = reasons.iter();
        let mut files: Vec<(Reason, usize)> = files
            .filter_map(|(at, reasons)| Some((reasons[index]?, *at)))
            .collect();
        files.sort_unstable();
        files.truncate(MOST_CANDIDATES);
        for line in &wanted.item.requirements {
            out[*line] = files.iter().map(|(_, at)| *at).collect();
        }
    }
    out
}

/// The lines that tell whether a document or record is there: what it is and what it says.
/// That it is made known, kept to or talked about is another matter. Where nothing else
/// speaks of it, those lines tell all the same.
#[must_use]
pub fn lines_that_tell(catalogue: &Catalogue, item: &Item) -> Vec<usize> {
    let done = |line: &usize| {
        let proof = catalogue.requirements[*line].proof;
        matches!(proof, Proof::Activity | Proof::People)
    };
    let only_done = item.requirements.iter().all(done);
    let mut lines = item.requirements.clone();
    lines.retain(|line| only_done || !done(line));
    lines
}

/// What speaks for a file, the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Reason {
    /// Its title or its name.
    Title,
    /// Its rows: they are plainly such records.
    Rows,
    /// What it is about by all appearances.
    Hint,
    /// What it says.
    Text,
}

/// An item that nothing claimed shows.
struct Wanted<'a> {
    item: &'a Item,
    lines: FixedBitSet,
    /// Those of its lines that do not only repeat one.
    own: FixedBitSet,
    /// Of these, the ones that ask for the document itself.
    itself: FixedBitSet,
    /// Of these, the ones that a text can answer.
    texts: FixedBitSet,
    /// The words of its name.
    words: Vec<String>,
    /// Its index among the items.
    at: usize,
    /// Ideas that are the thing itself, as "continuity plan" is for the plan: first of a
    /// line, and with a name that ends as the item's does.
    ideas: Vec<usize>,
}

impl<'a> Wanted<'a> {
    fn new(catalogue: &Catalogue, at: usize, item: &'a Item) -> Self {
        let lines = lines_that_tell(catalogue, item);
        let last = |text: &str| crate::evidence::words::words(text).pop();
        let ends = last(&item.short);
        let itself = |idea: &usize| {
            let own = last(&catalogue.ideas[*idea].name);
            matches!((own, &ends), (Some(own), Some(ends)) if akin(&own, ends))
        };
        let ideas = lines
            .iter()
            .map(|line| &catalogue.requirements[*line])
            .filter(|line| !line.ideas.is_empty())
            .map(|line| line.ideas.start)
            .filter(itself)
            .collect();
        let known = |line: &usize| &catalogue.requirements[*line];
        let mut own = lines.clone();
        own.retain(|line| known(line).same_as.is_none());
        let itself = own
            .iter()
            .filter(|line| known(line).proof == Proof::Document);
        let texts = own.iter().filter(|line| known(line).proof.is_text());
        Self {
            item,
            words: telling(&item.short),
            at,
            itself: itself.copied().collect(),
            texts: texts.copied().collect(),
            own: own.into_iter().collect(),
            lines: lines.into_iter().collect(),
            ideas,
        }
    }

    fn is_named(&self, title: &Title) -> bool {
        let has = |word: &String| title.words.iter().any(|other| akin(word, other));
        let whole = !self.words.is_empty() && self.words.iter().all(has);
        let called = title.items.contains(&self.at);
        whole || called || self.ideas.iter().any(|idea| title.ideas.contains(idea))
    }
}

/// What titles may name of all that is looked for.
struct Names {
    ideas: Named,
    items: Titles,
}

impl Names {
    fn new(catalogue: &Catalogue, looked_for: &[Wanted<'_>]) -> Self {
        let ideas = looked_for.iter().flat_map(|wanted| wanted.ideas.clone());
        let mut items = Titles::default();
        for wanted in looked_for {
            for title in &wanted.item.titles {
                items.add(wanted.at, title);
            }
        }
        Self {
            ideas: Named::new(catalogue, ideas),
            items,
        }
    }
}

/// What the title of a file names, or the name of it.
#[derive(Default)]
struct Title {
    words: Vec<String>,
    ideas: Vec<usize>,
    /// Items that may go under it, by index.
    items: Vec<usize>,
}

impl Title {
    fn new(text: &str, names: &Names) -> Self {
        Self {
            words: telling(text),
            ideas: names.ideas.in_text(text),
            items: names.items.all_in(text),
        }
    }
}

/// By document: the clauses of whose records the rows of its tables plainly are.
fn rows_of(context: &Context<'_>) -> BTreeMap<usize, FixedBitSet> {
    let mut rows: BTreeMap<usize, FixedBitSet> = BTreeMap::new();
    for table in &context.evidence.taken {
        let kinds = table
            .taken
            .kinds()
            .map(|at| &context.catalogue.records.kinds[at]);
        let clauses = kinds.flat_map(|kind| kind.clauses.iter().copied());
        rows.entry(table.document).or_default().extend(clauses);
    }
    rows
}

/// A file, as far as it may be something that is looked for.
struct File<'a> {
    /// Its title and its name.
    titles: [Title; 2],
    hints: &'a [Hint],
    /// The clauses of whose records its rows plainly are.
    rows_of: Option<&'a FixedBitSet>,
    /// The requirements it is claimed for.
    claimed: FixedBitSet,
    /// The requirements of which it says every idea.
    holds: FixedBitSet,
}

impl<'a> File<'a> {
    fn new(
        context: &'a Context<'_>,
        names: &Names,
        rows_of: Option<&'a FixedBitSet>,
        at: usize,
    ) -> Self {
        let document = &context.evidence.documents[at];
        let holds = document.holds.iter().copied();
        Self {
            titles: [
                Title::new(&document.title(), names),
                Title::new(document.stem(), names),
            ],
            hints: &context.hints[at],
            rows_of,
            claimed: context.claims.by_document[at].iter().copied().collect(),
            holds: holds.map(usize::from).collect(),
        }
    }
}

/// Whether something claimed for its lines shows a part of what they ask for.
fn is_offered(context: &Context<'_>, wanted: &Wanted<'_>) -> bool {
    let shows = |line: usize, at: usize| {
        let line = &context.catalogue.requirements[line];
        let document = &context.evidence.documents[at];
        // The heads of a log are no document.
        let counts = |hit: &&Hit| hit.shown() && !head_only(context, document, hit);
        let hits = context.hits_of(line, at).iter().filter(counts);
        let mut ideas = hits.map(|hit| hit.idea as usize).peekable();
        ideas.peek().is_some() && says_something(context, line, ideas)
    };
    wanted.lines.ones().any(|line| {
        context.claims.by_line[line].iter().any(|claimed| {
            // A log of incidents is no procedure, whatever it is claimed for.
            let of_rows = context.catalogue.requirements[line].proof != Proof::Document;
            let rows = of_rows && !matches!(claimed.piece, Piece::Document(_));
            // What lays down that records are kept is none of them.
            let fits = |at| wanted.item.kind != ItemKind::Record || context.is_record(at);
            documents_of(context, claimed.piece)
                .any(|at| can_be_read(context, at) && (rows || fits(at) && shows(line, at)))
        })
    })
}

fn can_be_read(context: &Context<'_>, at: usize) -> bool {
    context.evidence.documents[at].has_text() && context.counts(at)
}

fn speaks_for(context: &Context<'_>, file: &File<'_>, wanted: &Wanted<'_>) -> Option<Reason> {
    let catalogue = context.catalogue;
    // What is claimed for it has been looked at.
    if !file.claimed.is_disjoint(&wanted.lines) {
        return None;
    }
    if file.titles.iter().any(|title| wanted.is_named(title)) {
        return Some(Reason::Title);
    }
    let clause = |line: usize| catalogue.requirements[line].clause;
    let rows = |line: usize| (file.rows_of).is_some_and(|rows| rows.contains(clause(line)));
    if wanted.item.kind == ItemKind::Record && wanted.own.ones().any(rows) {
        return Some(Reason::Rows);
    }
    let hinted = |line: usize| {
        let clause = &catalogue.requirements[line].id.clause;
        let mut hints = file.hints.iter();
        hints.any(|hint| catalogue.clauses[hint.clause].id.contains(clause))
    };
    if wanted.own.ones().any(hinted) {
        return Some(Reason::Hint);
    }
    holds_most(file, wanted).then_some(Reason::Text)
}

/// Whether a file says what asks for the document itself, or most of what it must say. A
/// sentence in passing makes no document.
fn holds_most(file: &File<'_>, wanted: &Wanted<'_>) -> bool {
    let itself = wanted.itself.is_subset(&file.holds) && !wanted.itself.is_clear();
    let said = wanted.texts.intersection_count(&file.holds);
    itself || said > 1 && said * 2 > wanted.own.count_ones(..)
}
