//! What `report triangulation` and `explain` of a clause hold against each other.

use super::again::look_at;
use super::calendar::AllSaid;
use super::session::Session;
use crate::calendar::{Sources as Promised, calendar};
use crate::cli::Global;
use crate::evidence::{Document, Found, Sentences};
use crate::output::triangulation::{TriangulationView, triangulation_view};
use crate::records::Logs;
use crate::triangulation::{Sources, may_say, triangulate};

/// Documents, people and records of some clauses side by side. `promises` is what documents
/// promise, `logs` what `Session::logs` made of the registers.
#[must_use]
pub fn triangulated(
    session: &Session,
    found: &[Found],
    promises: &AllSaid,
    logs: &Logs<'_>,
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
        logs: Some(logs),
    };
    let reader = Sentences::new(catalogue);
    let wanted = |at: usize, document: &Document| {
        may_say(document) && !session.assessment.claimed_for[at].is_empty()
    };
    let look = |path: &str, bytes: &[u8]| reader.in_file(path, bytes);
    let said = look_at(session, found, "triangulation", global, wanted, look);
    let sources = Sources {
        catalogue,
        workspace: &session.workspace,
        evidence,
        assessment: &session.assessment,
        calendar: &calendar(promised),
        logs,
        said: &said,
        reader: &reader,
    };
    triangulation_view(sources, &triangulate(sources, clauses))
}
