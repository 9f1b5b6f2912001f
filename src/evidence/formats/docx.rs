//! Word documents: headings by their styles, paragraphs, lists, tables, text boxes, notes,
//! page headers and footers, properties; what is deleted in tracked changes is left out and
//! what is inserted is read, since that is what the author last meant, and both are told.
//!
//! Numbers that Word computes (of headings and lists) are not in the file and are left out.

mod body;
mod styles;

use super::limits;
use super::links::{links, outward};
use super::package::Package;
use super::xml::{Step, Xml};
use super::{Reads, Taken, Writing};
use crate::evidence::document::{Unread, Why};
use crate::evidence::places::Part;
use body::Body;
use styles::Styles;

pub use styles::level_of;

/// Reads Word documents.
pub struct Docx;

impl Reads for Docx {
    fn read(&self, bytes: &[u8]) -> Result<Taken, Unread> {
        let package = Package::open(bytes)?;
        let main = main_part(&package)?;
        let Some(document) = package.decoded(&main)? else {
            return Err(Unread::new(
                Why::Damaged,
                "it is a package without a document in it",
            ));
        };
        let folder = main.rsplit_once('/').map_or("", |(folder, _)| folder);
        let styles = match package.looks(&format!("{folder}/styles.xml"))? {
            Some(part) => Styles::read(&part),
            None => Styles::default(),
        };
        let mut writing = Writing::of_size(bytes.len());
        properties(&package, &mut writing);
        running(&package, folder, "header", &styles, &mut writing);
        let mut body = Body::new(&styles);
        body.read(&document, &mut writing)?;
        running(&package, folder, "footer", &styles, &mut writing);
        for notes in ["footnotes", "endnotes"] {
            if let Some(alone) = alone(
                &package,
                &format!("{folder}/{notes}.xml"),
                &styles,
                Writing::default(),
            ) {
                writing.aside(Part::Named(notes.into()), alone);
            }
        }
        writing.review(body.changes, comments(&package, folder));
        if body.hidden > 0 {
            writing.remark("some of its text is hidden and was left out", false);
        }
        package.tell(&mut writing);
        let mut taken = writing.finish();
        taken.links = outward(&package, &main);
        Ok(taken)
    }
}

/// The part that holds the text, as the package says.
fn main_part(package: &Package<'_>) -> Result<String, Unread> {
    const USUAL: &str = "word/document.xml";
    let links = links(package, "")?;
    let main = links.into_iter().find(|link| link.kind == "officeDocument");
    Ok(main.map_or_else(|| USUAL.to_owned(), |main| main.target))
}

/// Page headers or footers: often the only place of owner, version and classification. The
/// pages of a document may have several that say the same.
fn running(
    package: &Package<'_>,
    folder: &str,
    kind: &str,
    styles: &Styles,
    writing: &mut Writing,
) {
    let start = format!("{folder}/{kind}");
    let mut names: Vec<&String> = package
        .names()
        .iter()
        .filter(|name| name.starts_with(&start) && name.ends_with(".xml"))
        .collect();
    names.sort_by_key(|name| (name.len(), name.as_str()));
    let found = names
        .iter()
        .filter_map(|name| alone(package, name, styles, Writing::of_page()));
    writing.running(kind, found);
}

/// A part that stands beside the text; none where it is not there or damaged.
fn alone(
    package: &Package<'_>,
    part: &str,
    styles: &Styles,
    mut alone: Writing,
) -> Option<Writing> {
    let text = package.text(part)?;
    Body::new(styles).read(&text, &mut alone).ok()?;
    Some(alone)
}

/// What the properties say.
pub fn properties(package: &Package<'_>, writing: &mut Writing) {
    let known = |name: &str| {
        Some(match name {
            "title" => "title",
            "creator" => "author",
            "created" => "created",
            "version" => "version",
            "contentStatus" => "status",
            _ => return None,
        })
    };
    let Some(text) = package.text("docProps/core.xml") else {
        return;
    };
    let mut xml = Xml::new(&text);
    while let Ok(Some(step)) = xml.next() {
        if let Step::Open(tag) = step
            && let Some(key) = known(tag.name())
            && let Ok(value) = xml.text()
        {
            writing.property(key, &value);
        }
    }
}

/// How many comments there are.
fn comments(package: &Package<'_>, folder: &str) -> usize {
    let Some(text) = package.text(&format!("{folder}/comments.xml")) else {
        return 0;
    };
    let (mut xml, mut count) = (Xml::new(&text), 0);
    while let Ok(Some(step)) = xml.next() {
        count += usize::from(matches!(step, Step::Open(tag) if tag.name() == "comment"));
        if count > limits::DEPTH * limits::DEPTH {
            break;
        }
    }
    count
}
