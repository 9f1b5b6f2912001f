//! Which files could be a document or record that nobody has claimed anything for.
//!
//! A file that lies in the folder is not absent because nobody has said what it is. Its
//! title tells what it is, the hints what it is about, its text what it says; as long as
//! one of these speaks for a file, nobody is told that the thing is missing. Where
//! something that is claimed shows any part of it, it is there, and what that lacks is a
//! gap: then no other file is looked for.

use rayon::prelude::*;

use super::claims::Piece;
use super::context::{Context, MOST_CANDIDATES};
use super::hints::{akin, telling};
use super::outcome::documents_of;
use super::text::{head_only, says_something};
use crate::catalogue::{Catalogue, Item, Proof};
use crate::evidence::{Document, Hit, Named};

/// For each requirement, the files that could be its documented-information item, those
/// that are most probably it first: the first few.
#[must_use]
pub fn could_be(context: &Context<'_>) -> Vec<Vec<usize>> {
    let catalogue = context.catalogue;
    let mut out = vec![Vec::new(); catalogue.requirements.len()];
    let looked_for: Vec<Wanted<'_>> = catalogue
        .items
        .iter()
        .map(|item| Wanted::new(catalogue, item))
        .filter(|wanted| !is_offered(context, &wanted.lines))
        .collect();
    if looked_for.is_empty() {
        return out;
    }
    let titles = titles(context, &looked_for);
    let files = looked_for.par_iter().map(|wanted| {
        let mut files: Vec<(Reason, usize)> = (0..context.evidence.documents.len())
            .filter(|at| can_be_read(context, *at))
            .filter_map(|at| Some((speaks_for(context, at, wanted, &titles[at])?, at)))
            .collect();
        files.sort_unstable();
        files.truncate(MOST_CANDIDATES);
        files
    });
    let files: Vec<_> = files.collect();
    for (wanted, files) in looked_for.iter().zip(files) {
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
    /// What it is about by all appearances.
    Hint,
    /// What it says.
    Text,
}

/// An item that nothing claimed shows.
struct Wanted<'a> {
    item: &'a Item,
    lines: Vec<usize>,
    /// The words of its name.
    words: Vec<String>,
    /// Ideas that are the thing itself, as "continuity plan" is for the plan: first of a
    /// line, and with a name that ends as the item's does.
    ideas: Vec<usize>,
}

impl<'a> Wanted<'a> {
    fn new(catalogue: &Catalogue, item: &'a Item) -> Self {
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
        Self {
            item,
            words: telling(&item.short),
            lines,
            ideas,
        }
    }

    /// Its lines, without those that only repeat one.
    fn own(&self, catalogue: &Catalogue) -> impl Iterator<Item = usize> {
        let lines = self.lines.iter().copied();
        lines.filter(|line| catalogue.requirements[*line].same_as.is_none())
    }

    fn is_named(&self, title: &Title) -> bool {
        let has = |word: &String| title.words.iter().any(|other| akin(word, other));
        let whole = !self.words.is_empty() && self.words.iter().all(has);
        whole || self.ideas.iter().any(|idea| title.ideas.contains(idea))
    }
}

/// What the title of a file names, or the name of it.
#[derive(Default)]
struct Title {
    words: Vec<String>,
    ideas: Vec<usize>,
}

/// By document: its title and its name.
fn titles(context: &Context<'_>, wanted: &[Wanted<'_>]) -> Vec<[Title; 2]> {
    let documents = &context.evidence.documents;
    if documents.is_empty() {
        return Vec::new();
    }
    let ideas = wanted.iter().flat_map(|wanted| wanted.ideas.clone());
    let named = Named::new(context.catalogue, ideas);
    let title = |text: &str| Title {
        words: telling(text),
        ideas: named.in_text(text),
    };
    documents
        .par_iter()
        .map(|document| [title(&document.title()), title(document.stem())])
        .collect()
}

/// Whether something claimed for these lines shows a part of what they ask for.
fn is_offered(context: &Context<'_>, lines: &[usize]) -> bool {
    let shows = |line: &usize, at: usize| {
        let line = &context.catalogue.requirements[*line];
        let document = &context.evidence.documents[at];
        // The heads of a log are no document.
        let counts = |hit: &&Hit| hit.shown() && !head_only(context, document, hit);
        let hits = document.hits_of(&line.ideas).iter().filter(counts);
        let mut ideas = hits.map(|hit| hit.idea as usize).peekable();
        ideas.peek().is_some() && says_something(context, line, ideas)
    };
    lines.iter().any(|line| {
        context.claims.by_line[*line].iter().any(|claimed| {
            // A log of incidents is no procedure, whatever it is claimed for.
            let of_rows = context.catalogue.requirements[*line].proof != Proof::Document;
            let rows = of_rows && !matches!(claimed.piece, Piece::Document(_));
            documents_of(context, claimed.piece)
                .any(|at| can_be_read(context, at) && (rows || shows(line, at)))
        })
    })
}

fn can_be_read(context: &Context<'_>, at: usize) -> bool {
    context.evidence.documents[at].has_text() && context.counts(at)
}

fn speaks_for(
    context: &Context<'_>,
    at: usize,
    wanted: &Wanted<'_>,
    titles: &[Title; 2],
) -> Option<Reason> {
    let catalogue = context.catalogue;
    let claimed = &context.claims.by_document[at];
    // What is claimed for it has been looked at.
    if wanted
        .lines
        .iter()
        .any(|line| claimed.binary_search(line).is_ok())
    {
        return None;
    }
    if titles.iter().any(|title| wanted.is_named(title)) {
        return Some(Reason::Title);
    }
    let hints = &context.hints[at];
    let hinted = |line: &usize| {
        let clause = &catalogue.requirements[*line].id.clause;
        let mut hints = hints.iter();
        hints.any(|hint| catalogue.clauses[hint.clause].id.contains(clause))
    };
    if wanted.own(catalogue).any(|line| hinted(&line)) {
        return Some(Reason::Hint);
    }
    holds_most(catalogue, &context.evidence.documents[at], wanted).then_some(Reason::Text)
}

/// Whether a file says what asks for the document itself, or most of what it must say. A
/// sentence in passing makes no document.
fn holds_most(catalogue: &Catalogue, document: &Document, wanted: &Wanted<'_>) -> bool {
    let proof = |line: &usize| catalogue.requirements[*line].proof;
    let said = |line: &usize| {
        proof(line).is_text()
            && u16::try_from(*line).is_ok_and(|line| document.holds.binary_search(&line).is_ok())
    };
    let itself = |line: &usize| proof(line) == Proof::Document;
    let all = wanted.own(catalogue).count();
    let count = wanted.own(catalogue).filter(said).count();
    let document = wanted.own(catalogue).filter(itself).count();
    let whole = document > 0 && wanted.own(catalogue).filter(itself).all(|line| said(&line));
    whole || count > 1 && count * 2 > all
}
