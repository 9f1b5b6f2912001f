//! Evidence: what files say about themselves and about their subject, from their bytes
//! alone, and what people declare about files, series and registers.
//!
//! [`read_evidence`] walks a workspace, extracts the text of each file, reads its
//! metadata and searches it once for all ideas of the catalogue. What that means is decided in [`crate::assessment`].

mod again;
mod amended;
mod answer;
mod below;
mod blank;
mod body;
mod cache;
mod closed;
mod concepts;
mod cues;
mod dates;
mod decode;
mod document;
mod enclosed;
mod exclusions;
mod extract;
mod fields;
mod file_name;
pub mod formats;
mod front_matter;
mod gather;
mod general;
mod glance;
mod held;
mod history;
mod html;
mod ignored;
mod labels;
mod layers;
mod links;
mod manifest;
mod mends;
mod metadata;
mod named;
mod names;
mod nearest;
mod next_time;
mod normative;
mod offered;
mod opening;
mod own;
mod particulars;
mod passage;
mod periods;
mod phrases;
mod placeholder;
mod places;
mod promises;
mod quotable;
mod quotes;
mod read;
mod reader;
mod references;
mod registers;
mod sayings;
mod scan;
mod sentences;
mod share_of;
mod standing;
mod term;
mod titles;
mod told;
mod unfilled;
mod walk;
pub mod words;

pub use again::look_again;
pub use amended::{Amended, Amendment, Edition, edition};
pub use cache::{CacheAt, Stamp, UNFINISHED, is_safe, recalled, remember, state_of};
pub use cues::intervals;
pub(crate) use dates::is_of_day;
pub use dates::{DateReading, date_in_name, read_date};
pub use decode::decode;
pub use document::{Document, ReadState, Unread, Why, document_at};
pub use extract::{Format, text_in};
pub use fields::{from_node, parse_claims};
pub use general::General;
pub use glance::{Glance, glance};
pub use history::{Awaited, Committed, Earlier, History, InHistory, LOG_FORMAT};
pub use links::{Leads, beside, is_there, leads, place_of};
pub use manifest::{Elsewhere, RegisterEntry, SeriesEntry};
pub use mends::{Mend, mended, mends};
pub use metadata::{
    AGENDA, Claim, FileProblem, KINDS, LIST, Metadata, Particular, ProblemKind, REGISTER, Source,
    Stated, StatedDate, Status, is_agreement, is_kind_word, is_note_name, is_record,
    is_template_name, kind_by_folders, kind_by_name, kind_in, kind_of,
};
pub use named::Named;
pub use names::Names;
pub use nearest::Nearest;
pub use next_time::NextTime;
pub use own::{
    CALENDAR_COLUMNS, CSV_COLUMNS, MADE_BY_TOOL, REQUESTS, SAMPLE, TELLING, is_ours_alone,
};
pub use periods::{PeriodKey, period_in};
pub use phrases::{
    APART, WordSets, are_words, is_set_name, phrase_is_valid, set_named, sets_named,
};
pub use placeholder::is_placeholder;
pub use places::{Part, Parts, Places, Spot, column_name};
pub use promises::{
    Around, Beside, Bound, Cutoff, Hours, Measure, Promised, Promises, Promising, Span, Undone,
    Unit, Value, is_common_word, percentages,
};
pub use quotable::{Quotable, Quoted};
pub use read::{
    ALL_SERVICES, Evidence, Register, Series, TakenTable, list_files, lists, read_evidence,
};
pub use reader::POINTER;
pub use references::{Anchors, Reference, References, references};
pub(crate) use registers::{Asked, Said};
pub use registers::{Called, DayOrder, GivenUp, LogKinds, Row, Table, TakenFor, Took};
pub use scan::Hit;
pub(crate) use sentences::names_idea;
pub use sentences::{Says, Sentence, Sentences, own_ideas};
pub(crate) use titles::Titles;
pub use walk::{
    BEGUN, Declares, Everything, Found, Walked, declares, everything, is_begun, is_own, relative,
};
