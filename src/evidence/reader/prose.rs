//! What running text says of the document it is, where no label says it: until when an
//! agreement is valid, the day of what a record tells, whether it lays down rules.

use std::sync::Arc;

use crate::evidence::document::Document;
use crate::evidence::enclosed::own_text;
use crate::evidence::extract::{Extracted, Format, Markup};
use crate::evidence::fields::fold;
use crate::evidence::held::held_on;
use crate::evidence::metadata::{
    FileProblem, Metadata, ProblemKind, Source, Stated, is_agreement, kind_of,
};
use crate::evidence::normative;
use crate::evidence::particulars::taken_lines;
use crate::evidence::term::term_of;
use crate::evidence::told::{ToldOn, days_told};
use crate::evidence::words::words;
use crate::form::merge;
use crate::source::{Location, place_in};

/// Until when an agreement is valid: by its labels, or by its sentences where those say that
/// it ends earlier. One that renews itself goes on after the term of its labels.
pub(super) fn ending(document: &mut Document, extracted: &Extracted<'_>) {
    if extracted.markup == Markup::Data
        || !kind_of(&document.metadata, &document.path).is_some_and(is_agreement)
    {
        return;
    }
    // A list of contracts tells the end of each, and ends with none of them.
    let title = document.metadata.title.as_ref();
    let named = words(title.map_or(&*document.path, |title| &title.value));
    let several = named.iter().any(|word| {
        matches!(
            word.as_str(),
            "contracts" | "agreements" | "vertraege" | "vereinbarungen" | "slas" | "olas"
        )
    });
    if several {
        return;
    }
    drop_review_of_service(&mut document.metadata, &extracted.text);
    let term = term_of(own_text(extracted));
    let metadata = &mut document.metadata;
    if term.renews {
        metadata
            .valid_until
            .take_if(|date| date.source == Source::Label);
        metadata.ends.take_if(|date| date.source == Source::Label);
    }
    let said = term.ends.map(|(value, line)| Stated {
        value,
        source: Source::Label,
        location: extracted.location(&document.path, extracted.lines_before() + line, 1),
    });
    let ends = [metadata.valid_until.take(), metadata.ends.take(), said];
    metadata.valid_until = ends.into_iter().flatten().min_by_key(|date| date.value.day);
}

/// Lets go of an interval that a bare `Review: quarterly` states in an agreement. So often the
/// parties look at the service; the agreement itself is reviewed once or twice a year.
fn drop_review_of_service(metadata: &mut Metadata, text: &str) {
    metadata.review_interval.take_if(|interval| {
        let line = interval.location.line();
        let line = line.and_then(|line| text.lines().nth(line as usize - 1));
        let label = line
            .and_then(|line| line.split_once(':'))
            .map(|(label, _)| fold(label));
        interval.source == Source::Label
            && interval.value.about_days() < HALF_A_YEAR
            && label.is_some_and(|label| matches!(&*label, "review" | "reviews" | "ueberpruefung"))
    });
}

/// In days, as periods are compared.
const HALF_A_YEAR: u32 = 180;

/// The day that the first lines state as that of what they tell.
pub(super) fn day_told(
    extracted: &Extracted<'_>,
    format: Format,
    path: &Arc<str>,
) -> Option<Metadata> {
    let (value, line) = held_on(own_text(extracted)).filter(|_| format.is_prose())?;
    let date = Stated {
        value,
        source: Source::Name,
        location: extracted.location(path, extracted.lines_before() + line, 1),
    };
    Some(Metadata {
        date: Some(date),
        ..Metadata::default()
    })
}

/// The lines of a document's own particulars, its dates among them.
pub(super) fn own_lines(text: &str, labels: &Metadata) -> Vec<u32> {
    let dates = [
        &labels.date,
        &labels.created,
        &labels.effective,
        &labels.valid_until,
    ];
    let dates = dates.into_iter().flatten();
    let mut lines = taken_lines(text, labels, &[]);
    lines.extend(dates.filter_map(|date| date.location.line()));
    lines
}

/// Whether the day a document carries is that of its version: it stands in the same line as
/// version, owner or approval, `Owner: S. Krahl, Stand 15.01.2026`. No record says so of what
/// happened on a day.
pub(super) fn dates_version(metadata: &Metadata) -> bool {
    let Some(date) = metadata.date.as_ref() else {
        return false;
    };
    let beside = |location: Option<&Location>| location == Some(&date.location);
    date.source == Source::Label
        && (beside(metadata.version.as_ref().map(|stated| &stated.location))
            || beside(metadata.owner.as_ref().map(|stated| &stated.location))
            || beside(metadata.approved_by.as_ref().map(|stated| &stated.location)))
}

/// The days that the text of a record tells of, but for the lines of its own particulars.
pub(super) fn days_of_record(extracted: &Extracted<'_>, own_lines: &[u32]) -> Box<[ToldOn]> {
    let before = extracted.lines_before();
    let is_own = |line| own_lines.contains(&(before + line));
    days_told(&extracted.text[extracted.body..], extracted.markup, is_own)
}

/// Whether the text, but for the lines of its own particulars, lays down rules.
pub(super) fn lays_down(extracted: &Extracted<'_>, own_lines: &[u32]) -> bool {
    let before = extracted.lines_before();
    normative::lays_down(&extracted.text[extracted.body..], |line| {
        own_lines.contains(&(before + line))
    })
}

/// Two versions of some lines, as an unfinished merge leaves them: both were read.
pub(super) fn merged(extracted: &Extracted<'_>, path: &Arc<str>) -> Option<FileProblem> {
    let marker = merge::unfinished(&extracted.text)?;
    let place = place_in(&extracted.text, marker.start);
    Some(FileProblem {
        kind: ProblemKind::Merge,
        message: format!(
            "{}, and both were read; {}",
            merge::UNFINISHED,
            merge::FINISH
        ),
        location: extracted.location(path, place.line, 1),
    })
}
