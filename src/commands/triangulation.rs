//! What `report triangulation` and `explain` of a clause hold against each other.

use super::cache::cache_for;
use super::calendar::AllSaid;
use super::session::Session;
use crate::calendar::{Sources as Promised, calendar};
use crate::cli::Global;
use crate::evidence::{Found, Sentences, look_again};
use crate::output::triangulation::{TriangulationView, triangulation_view};
use crate::records::Logs;
use crate::triangulation::{Sources, may_say, triangulate};

/// Documents, people and records of some clauses side by side. `promises` is what documents
/// promise.
#[must_use]
pub fn triangulated(
    session: &Session,
    found: &[Found],
    promises: &AllSaid,
    global: &Global,
    clauses: &[usize],
) -> TriangulationView {
    let (catalogue, evidence) = (&session.catalogue, &session.evidence);
    let promised = Promised {
        catalogue,
        workspace: &session.workspace,
        evidence,
        assessment: &session.assessment,
        said: promises,
    };
    let reader = Sentences::new(catalogue);
    // All are looked at: what a run does not ask for, the cache does not keep.
    let is_claimed = |at: usize| !session.assessment.claimed_for[at].is_empty();
    let documents = evidence.documents.iter().enumerate();
    let (places, files): (Vec<usize>, Vec<&Found>) = documents
        .filter(|(at, document)| may_say(document) && is_claimed(*at))
        .filter_map(|(at, document)| {
            let by_path = |found: &Found| found.path.as_str().cmp(&document.path);
            Some((at, &found[found.binary_search_by(by_path).ok()?]))
        })
        .unzip();
    let cache = cache_for("triangulation", &session.workspace.root, global);
    let look = |path: &str, bytes: &[u8]| reader.in_file(path, bytes);
    let said = look_again(&files, cache.as_ref(), &catalogue.digest, look);
    let said: Vec<_> = places
        .into_iter()
        .zip(said)
        .filter_map(|(at, said)| Some((at, said?)))
        .collect();
    let sources = Sources {
        catalogue,
        workspace: &session.workspace,
        evidence,
        assessment: &session.assessment,
        calendar: &calendar(promised),
        logs: &Logs::new(catalogue, evidence, &session.assessment),
        said: &said,
        reader: &reader,
    };
    triangulation_view(sources, &triangulate(sources, clauses))
}
