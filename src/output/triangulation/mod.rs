//! Documents, people and records side by side: as JSON for templates, and in short for a screen.

mod sentence;
mod types;
mod view;

pub use types::{
    DisagreementView, DocumentedView, GapView, HeardView, ProcessView, PromisedView, RecordedView,
    RowView, RowsView, SaidView, SeriesStandingView, SingleView, TellsView, TriangulationFigures,
    TriangulationView, VoiceView,
};
pub use view::triangulation_view;
