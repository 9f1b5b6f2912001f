//! Which evidence is claimed for which requirement, and how directly.

use jiff::civil::Date;
use rayon::prelude::*;

use crate::catalogue::{Catalogue, EditionId, Target};
use crate::evidence::{
    Claim, Document, Evidence, FileProblem, Metadata, ProblemKind, Source, Stated,
};
use crate::source::Location;
use crate::workspace::Workspace;

/// How directly a claim names a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The requirement itself.
    Line,
    /// Its documented-information item.
    Item,
    /// Its clause or one above.
    Clause,
}

/// What is claimed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Piece {
    /// A document (index).
    Document(usize),
    /// A series (index).
    Series(usize),
    /// A register (index).
    Register(usize),
    /// Something kept elsewhere (index).
    Elsewhere(usize),
}

/// A claim on a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claimed {
    /// What is claimed.
    pub piece: Piece,
    /// How directly.
    pub level: Level,
}

/// Claims by requirement, and by document.
#[derive(Debug, Default)]
pub struct Claims {
    /// For each requirement, what is claimed for it, in order.
    pub by_line: Vec<Vec<Claimed>>,
    /// For each document, the requirements it is claimed for, in order.
    pub by_document: Vec<Vec<usize>>,
    /// For each document, its claims one by one: what each names, where it stands, and the
    /// requirements it comes to.
    pub single: Vec<Vec<Single>>,
    /// Problems of claims, by document.
    pub problems: Vec<(usize, FileProblem)>,
    /// Problems of claims that stand in manifests.
    pub manifest_problems: Vec<FileProblem>,
}

/// One claim of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Single {
    /// What it names, `8.6.1`.
    pub target: Target,
    /// Where it stands.
    pub location: Location,
    /// The requirements it comes to (indices).
    pub lines: Vec<usize>,
}

/// Resolves all claims.
#[must_use]
pub fn claims(
    catalogue: &Catalogue,
    workspace: &Workspace,
    evidence: &Evidence,
    as_of: Date,
) -> Claims {
    let mut out = Claims {
        by_line: vec![Vec::new(); catalogue.requirements.len()],
        by_document: vec![Vec::new(); evidence.documents.len()],
        single: vec![Vec::new(); evidence.documents.len()],
        ..Claims::default()
    };
    let resolver = Resolver::new(catalogue);
    let documents = evidence.documents.par_iter();
    let of_documents: Vec<OfDocument> = documents
        .map(|document| of_document(&resolver, workspace, document, as_of))
        .collect();
    // Lists of this size, left to grow, would take up a tenth of all memory for nothing.
    let mut sizes = vec![0; out.by_line.len()];
    let all = of_documents.iter().flat_map(|own| &own.lines);
    all.for_each(|(line, _)| sizes[*line] += 1);
    for (list, size) in out.by_line.iter_mut().zip(sizes) {
        list.reserve_exact(size);
    }
    for (index, (document, own)) in evidence.documents.iter().zip(of_documents).enumerate() {
        out.by_document[index].reserve_exact(own.lines.len());
        let piece = document
            .register
            .map_or(Piece::Document(index), Piece::Register);
        for (line, level) in own.lines {
            out.by_line[line].push(Claimed { piece, level });
            out.by_document[index].push(line);
        }
        out.single[index] = own.single;
        let problems = own.problems.into_iter();
        out.problems
            .extend(problems.map(|problem| (index, problem)));
    }
    for (index, series) in evidence.series.iter().enumerate() {
        let lines = resolver.all(&series.entry.metadata, &mut out.manifest_problems);
        for (line, level) in lines {
            out.by_line[line].push(Claimed {
                piece: Piece::Series(index),
                level,
            });
            for (_, document) in &series.members {
                out.by_document[*document].push(line);
            }
        }
    }
    for (index, register) in evidence.registers.iter().enumerate() {
        let lines = resolver.all(&register.entry.metadata, &mut out.manifest_problems);
        for (line, level) in lines {
            out.by_line[line].push(Claimed {
                piece: Piece::Register(index),
                level,
            });
            if let Some(document) = register.document {
                out.by_document[document].push(line);
            }
        }
    }
    for (index, elsewhere) in evidence.elsewhere.iter().enumerate() {
        for (line, level) in resolver.all(&elsewhere.metadata, &mut out.manifest_problems) {
            out.by_line[line].push(Claimed {
                piece: Piece::Elsewhere(index),
                level,
            });
        }
    }
    for list in &mut out.by_line {
        list.sort();
        list.dedup_by_key(|claimed| claimed.piece);
    }
    for list in &mut out.by_document {
        list.sort_unstable();
        list.dedup();
    }
    out
}

/// What one document is claimed for.
#[derive(Default)]
struct OfDocument {
    lines: Vec<(usize, Level)>,
    single: Vec<Single>,
    problems: Vec<FileProblem>,
}

fn of_document(
    resolver: &Resolver<'_>,
    workspace: &Workspace,
    document: &Document,
    as_of: Date,
) -> OfDocument {
    let mut out = OfDocument::default();
    if document.set_aside {
        return out;
    }
    let attested = attested(workspace, document, as_of);
    for claim in document.metadata.claims.iter().chain(&attested) {
        let from = out.lines.len();
        resolver.one(claim, &mut out.lines, &mut out.problems);
        if let (Ok(target), true) = (&claim.value.target, out.lines.len() > from) {
            let lines = out.lines[from..].iter();
            out.single.push(Single {
                target: target.clone(),
                location: claim.location.clone(),
                lines: lines.map(|(line, _)| *line).collect(),
            });
        }
    }
    most_direct(&mut out.lines);
    out
}

/// What a person claims a file for who has read it where the program cannot: whoever vouches for
/// a scan says what it is evidence for in the same breath.
fn attested(workspace: &Workspace, document: &Document, as_of: Date) -> Vec<Stated<Claim>> {
    if document.has_text() {
        return Vec::new();
    }
    let notes = workspace.attestations(&document.path, as_of);
    notes
        .flat_map(|note| note.about.iter().map(move |target| (note, target)))
        .map(|(note, target)| Stated {
            value: Claim {
                text: target.to_string(),
                target: Ok(target.clone()),
                edition: None,
            },
            source: Source::Claims,
            location: note.location.clone(),
        })
        .collect()
}

/// Each requirement once, with its most direct level.
fn most_direct(lines: &mut Vec<(usize, Level)>) {
    lines.sort();
    lines.dedup_by_key(|(line, _)| *line);
}

struct Resolver<'a> {
    catalogue: &'a Catalogue,
    editions: Vec<&'a EditionId>,
}

impl<'a> Resolver<'a> {
    fn new(catalogue: &'a Catalogue) -> Self {
        let editions = std::iter::once(&catalogue.edition)
            .chain(&catalogue.includes)
            .collect();
        Self {
            catalogue,
            editions,
        }
    }

    /// The requirements of all claims of one file, each with its most direct level.
    fn all(&self, metadata: &Metadata, problems: &mut Vec<FileProblem>) -> Vec<(usize, Level)> {
        let mut lines = Vec::new();
        for claim in &metadata.claims {
            self.one(claim, &mut lines, problems);
        }
        most_direct(&mut lines);
        lines
    }

    fn one(
        &self,
        claim: &Stated<Claim>,
        lines: &mut Vec<(usize, Level)>,
        problems: &mut Vec<FileProblem>,
    ) {
        if let Some(edition) = &claim.value.edition
            && !self
                .editions
                .iter()
                .any(|known| known.to_string() == *edition)
        {
            problems.push(FileProblem {
                kind: ProblemKind::OtherEdition,
                message: format!(
                    "the claim `{}` speaks of {edition}; this assessment is against {}, where the numbers may mean something else",
                    claim.value.text, self.catalogue.edition
                ),
                location: claim.location.clone(),
            });
            return;
        }
        let target = match &claim.value.target {
            Ok(target) => target,
            Err(reason) => {
                problems.push(FileProblem {
                    kind: ProblemKind::UnknownClaim,
                    message: format!(
                        "the claim `{}` cannot be understood: {reason}",
                        claim.value.text
                    ),
                    location: claim.location.clone(),
                });
                return;
            }
        };
        let level = match target {
            Target::Requirement(_) => Level::Line,
            Target::Item(_) => Level::Item,
            Target::Clause(_) => Level::Clause,
        };
        match self.catalogue.resolve(target) {
            Some(found) => lines.extend(found.into_iter().map(|line| (line, level))),
            None => {
                let hint = self
                    .catalogue
                    .nearest(&target.to_string())
                    .map_or_else(String::new, |near| format!("; did you mean {near}?"));
                problems.push(FileProblem {
                    kind: ProblemKind::UnknownClaim,
                    message: format!(
                        "claimed for {target}, which {} does not have{hint}",
                        self.catalogue.edition
                    ),
                    location: claim.location.clone(),
                });
            }
        }
    }
}
