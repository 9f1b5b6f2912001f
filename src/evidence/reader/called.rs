//! What a file is called where no label in it says so: its title by what it opens with, its
//! number, its version and how far it has got by its name.

use crate::evidence::document::Document;
use crate::evidence::extract::{Extracted, Markup};
use crate::evidence::file_name::{number_in_name, version_in_name};
use crate::evidence::metadata::{Source, Stated, Status};
use crate::evidence::opening::{Opening, opening};
use crate::evidence::standing;
use crate::source::Location;

/// Adds what nothing in a file states, from its first heading and from its name.
pub(super) fn call(
    document: &mut Document,
    extracted: &Extracted<'_>,
    heading: Option<(String, u32)>,
) {
    let path = document.path.clone();
    if document.metadata.title.is_none() {
        let title = title(document, extracted, heading);
        document.metadata.title = title.map(|(value, line)| Stated {
            value,
            source: Source::Name,
            location: extracted.location(&path, line, 1),
        });
    }
    if document.metadata.status.is_none() {
        document.metadata.status = standing_of(document);
    }
    let stated = |value: &str| Stated {
        value: value.to_owned(),
        source: Source::Name,
        location: Location::file(path.clone()),
    };
    let id = number_in_name(document.stem()).map(stated);
    let version = version_in_name(document.stem()).map(stated);
    let metadata = &mut document.metadata;
    metadata.id = metadata.id.take().or(id);
    metadata.version = metadata.version.take().or(version);
}

/// The title that a format states, else what the text opens with, else the property.
fn title(
    document: &Document,
    extracted: &Extracted<'_>,
    heading: Option<(String, u32)>,
) -> Option<(String, u32)> {
    if extracted.title.is_some() {
        return extracted.title.clone();
    }
    // The first heading of a workbook is the name of its first sheet.
    let opened = if document.format.is_workbook() {
        None
    } else {
        opened(extracted, heading)
    };
    let property = extracted.properties.iter().find(|(key, _)| *key == "title");
    opened.or_else(|| property.map(|(_, title)| (title.clone(), 1)))
}

/// The title of a plain text, which marks no headings: its first line stands above all that
/// follows, whatever stands between.
pub(super) fn first_line(extracted: &Extracted<'_>) -> Option<(String, u32)> {
    let is_plain = extracted.markup == Markup::Plain;
    is_plain.then(|| opened(extracted, None)).flatten()
}

/// The title that the text opens with, or its first heading where that is the title.
fn opened(extracted: &Extracted<'_>, heading: Option<(String, u32)>) -> Option<(String, u32)> {
    match opening(&extracted.text[extracted.body..], extracted.markup) {
        Opening::Title(title, line) => Some((title, line + extracted.lines_before())),
        Opening::Heading => heading,
        Opening::Section => None,
    }
}

/// How far a file has got by its title, else by its name.
fn standing_of(document: &Document) -> Option<Stated<Status>> {
    let title = document.metadata.title.as_ref();
    let in_title =
        title.and_then(|title| Some((standing::in_title(&title.value)?, title.location.clone())));
    let in_name = || {
        let status = standing::in_name(document.stem())?;
        Some((status, Location::file(document.path.clone())))
    };
    let (value, location) = in_title.or_else(in_name)?;
    Some(Stated {
        value,
        source: Source::Name,
        location,
    })
}
