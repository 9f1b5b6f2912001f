//! `OpenDocument` texts and presentations, as `LibreOffice` writes them: headings, paragraphs, lists,
//! tables, text boxes, notes, page headers and footers, properties. What is deleted in
//! tracked changes is kept apart in the file and not read.

mod bold;

use super::limits;
use super::package::{Package, protected};
use super::writing::keep;
use super::xml::{Step, Tag, Xml, push};
use super::{Reads, Taken, Writing};
use crate::evidence::document::{Unread, Why};
use crate::evidence::places::Part;
use bold::Bold;

/// Reads texts.
pub struct Odt;

/// Reads presentations.
pub struct Odp;

impl Reads for Odt {
    fn read(&self, bytes: &[u8]) -> Result<Taken, Unread> {
        read(bytes)
    }
}

impl Reads for Odp {
    fn read(&self, bytes: &[u8]) -> Result<Taken, Unread> {
        read(bytes)
    }
}

/// Most columns that one cell is repeated over.
const MOST_REPEATED: usize = 64;

fn read(bytes: &[u8]) -> Result<Taken, Unread> {
    let package = Package::open(bytes)?;
    if is_protected(&package) {
        return Err(protected());
    }
    let Some(content) = package.decoded("content.xml")? else {
        return Err(Unread::new(
            Why::Damaged,
            "it is a package without a document in it",
        ));
    };
    let mut writing = Writing::of_size(bytes.len());
    properties(&package, &mut writing);
    let styles = package.text("styles.xml");
    if let Some(styles) = &styles {
        running(styles, "header", &mut writing);
    }
    let mut body = Body::default();
    match body.blocks(&mut Xml::new(&content), &mut writing, 0) {
        Err(unread) if writing.is_empty() => return Err(unread),
        Err(_) => writing.lost(
            Why::Damaged,
            "it is damaged here; what follows could not be read",
            true,
        ),
        Ok(()) => {}
    }
    if let Some(styles) = &styles {
        running(styles, "footer", &mut writing);
    }
    if body.cut {
        writing.cut();
    }
    writing.review(body.changes, body.comments);
    package.tell(&mut writing);
    Ok(writing.finish())
}

/// Whether the list of parts says that they are encrypted.
pub(super) fn is_protected(package: &Package<'_>) -> bool {
    let Ok(Some(list)) = package.part("META-INF/manifest.xml") else {
        return false;
    };
    memchr::memmem::find(&list, b"encryption-data").is_some()
}

pub(super) fn properties(package: &Package<'_>, writing: &mut Writing) {
    let Some(text) = package.text("meta.xml") else {
        return;
    };
    let mut xml = Xml::new(&text);
    while let Ok(Some(step)) = xml.next() {
        let Step::Open(tag) = step else { continue };
        let key = match tag.name() {
            "title" => "title",
            "initial-creator" => "author",
            "creation-date" => "created",
            _ => continue,
        };
        if let Ok(value) = xml.text() {
            writing.property(key, &value);
        }
    }
}

/// The headers or footers of the pages.
fn running(styles: &str, kind: &str, writing: &mut Writing) {
    let mut xml = Xml::new(styles);
    let left = format!("{kind}-left");
    let found = std::iter::from_fn(|| {
        while let Ok(Some(step)) = xml.next() {
            let Step::Open(tag) = step else { continue };
            if tag.name() != kind && tag.name() != left {
                continue;
            }
            let mut alone = Writing::of_page();
            let depth = xml.depth();
            if (Body::default().blocks(&mut xml, &mut alone, depth)).is_ok() {
                return Some(alone);
            }
        }
        None
    });
    writing.running(kind, found);
}

/// The text of a document and what it does not show.
#[derive(Default)]
struct Body {
    changes: usize,
    comments: usize,
    /// Whether a cell or text box had too many paragraphs.
    cut: bool,
    /// Which paragraphs and runs are set in bold.
    bold: Bold,
    slides: u32,
    /// Whether the frame opened last holds the title of its slide.
    title: bool,
}

impl Body {
    /// Paragraphs, lists and tables up to the end of the tag at a depth.
    fn blocks(
        &mut self,
        xml: &mut Xml<'_>,
        writing: &mut Writing,
        depth: usize,
    ) -> Result<(), Unread> {
        let mut items = 0_usize;
        let mut lists: Vec<usize> = Vec::new();
        while let Some(step) = xml.next()? {
            match step {
                Step::Open(tag) => match tag.name() {
                    "h" => {
                        let level = tag.attribute("outline-level");
                        let level = level.and_then(|level| level.parse().ok()).unwrap_or(1);
                        let (text, boxes) = self.paragraph(xml)?;
                        writing.heading(level, &text);
                        for text in &boxes {
                            writing.paragraph(text);
                        }
                    }
                    "p" => {
                        let style = tag.attribute("style-name").unwrap_or_default();
                        let title = matches!(style.as_str(), "Title" | "Titel");
                        self.bold.begin(&style);
                        let (text, boxes) = self.paragraph(xml)?;
                        match (title, items > 0) {
                            _ if self.title => writing.title(2, &text),
                            (true, _) => writing.heading(0, &text),
                            (false, true) => writing.item(&text),
                            (false, false) if self.slides == 0 && self.bold.is_heading(&text) => {
                                writing.bold(&text);
                            }
                            (false, false) => writing.paragraph(&text),
                        }
                        for text in &boxes {
                            writing.paragraph(text);
                        }
                    }
                    "list-item" => {
                        items += 1;
                        lists.push(xml.depth());
                    }
                    "table" => {
                        writing.table();
                        self.table(xml, writing)?;
                        writing.blank();
                    }
                    "tracked-changes" => self.tracked(xml)?,
                    "frame" => {
                        self.title = tag.attribute("class").as_deref() == Some("title");
                    }
                    "page" => {
                        self.slides += 1;
                        writing.part(Part::Slide(self.slides));
                    }
                    "notes" => {
                        self.title = false;
                        let name = format!("notes to slide {}", self.slides);
                        writing.part(Part::Named(name.into()));
                    }
                    "annotation" => {
                        self.comments += 1;
                        xml.skip()?;
                    }
                    "automatic-styles" => self.bold.read(xml)?,
                    "styles" | "font-face-decls" | "forms" | "scripts" | "sequence-decls" => {
                        xml.skip()?;
                    }
                    _ => {}
                },
                Step::Close(_) => {
                    if lists.last().is_some_and(|open| xml.depth() < *open) {
                        lists.pop();
                        items = items.saturating_sub(1);
                    }
                    if xml.depth() < depth {
                        return Ok(());
                    }
                }
                Step::Text(_) => {}
            }
            if writing.is_full() {
                break;
            }
        }
        Ok(())
    }

    fn tracked(&mut self, xml: &mut Xml<'_>) -> Result<(), Unread> {
        let depth = xml.depth();
        while let Some(step) = xml.next()? {
            match step {
                Step::Open(tag) => self.changes += usize::from(tag.name() == "changed-region"),
                Step::Close(_) if xml.depth() < depth => break,
                _ => {}
            }
        }
        Ok(())
    }

    /// A paragraph's text, and the texts of boxes and notes anchored in it.
    fn paragraph(&mut self, xml: &mut Xml<'_>) -> Result<(String, Vec<String>), Unread> {
        let depth = xml.depth();
        let (mut text, mut boxes) = (String::new(), Vec::new());
        while let Some(step) = xml.next()? {
            match step {
                Step::Text(part) => {
                    self.bold.count(&part);
                    push(&part, &mut text);
                }
                Step::Open(tag) => match tag.name() {
                    "span" => self.bold.open(&tag, xml.depth()),
                    // However many they are, one is written.
                    "s" => text.push(' '),
                    "tab" => text.push('\t'),
                    "line-break" => text.push('\n'),
                    "annotation" => {
                        self.comments += 1;
                        xml.skip()?;
                    }
                    "annotation-end" | "note-citation" | "page-number" => xml.skip()?,
                    "p" => {
                        let (inner, more) = self.paragraph(xml)?;
                        for text in std::iter::once(inner).chain(more) {
                            self.cut |= !keep(&mut boxes, text);
                        }
                    }
                    _ => {}
                },
                Step::Close(_) if xml.depth() < depth => break,
                Step::Close(_) => self.bold.close(xml.depth()),
            }
        }
        Ok((text, boxes))
    }

    fn table(&mut self, xml: &mut Xml<'_>, writing: &mut Writing) -> Result<(), Unread> {
        let depth = xml.depth();
        // The cells of a row, and the room that is left for more of them, in bytes.
        let (mut cells, mut room): (Vec<String>, usize) = (Vec::new(), limits::TEXT);
        while let Some(step) = xml.next()? {
            match step {
                Step::Open(tag) => match tag.name() {
                    "table-row" => {
                        cells.clear();
                        room = limits::TEXT;
                    }
                    "table-cell" | "covered-table-cell" => {
                        let times = repeated(&tag);
                        let text = self.cell(xml)?;
                        // One more than there is room for, so that the row is told.
                        let times = times.min((limits::ENTRIES + 1).saturating_sub(cells.len()));
                        let times = match room {
                            0 => 0,
                            room => times.min(room / text.len().max(1) + 1),
                        };
                        room = room.saturating_sub(times * text.len());
                        cells.extend(std::iter::repeat_n(text, times));
                    }
                    _ => {}
                },
                Step::Close(name) => {
                    if name == "table-row" {
                        writing.row(&cells);
                    }
                    if xml.depth() < depth || writing.is_full() {
                        break;
                    }
                }
                Step::Text(_) => {}
            }
        }
        Ok(())
    }

    fn cell(&mut self, xml: &mut Xml<'_>) -> Result<String, Unread> {
        let depth = xml.depth();
        let mut parts: Vec<String> = Vec::new();
        while let Some(step) = xml.next()? {
            match step {
                Step::Open(tag) if matches!(tag.name(), "p" | "h") => {
                    let (text, boxes) = self.paragraph(xml)?;
                    for text in std::iter::once(text).chain(boxes) {
                        self.cut |= !keep(&mut parts, text);
                    }
                }
                Step::Close(_) if xml.depth() < depth => break,
                _ => {}
            }
        }
        Ok(super::writing::in_one_cell(&parts))
    }
}

/// How many columns a cell is repeated over.
fn repeated(tag: &Tag<'_>) -> usize {
    let times = tag
        .attribute("number-columns-repeated")
        .and_then(|times| times.parse().ok())
        .unwrap_or(1);
    times.clamp(1, MOST_REPEATED)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::formats::tests::packed;

    #[test]
    fn paragraphs_in_bold_are_headings_made_by_hand() {
        let text = r#"<document-content><automatic-styles>
            <style name="P1"><text-properties font-weight="bold"/></style>
            <style name="T1"><text-properties font-weight="bold"/></style>
            <style name="T2"><text-properties font-weight="normal"/></style></automatic-styles>
            <body><text><p style-name="P1">Change Policy</p><p><span style-name="T1">Rules</span></p>
            <p><span style-name="T1">Rules</span> of all</p><p style-name="T2">Text</p></text></body></document-content>"#;
        let taken = Odt.read(&packed(&[("content.xml", text)])).unwrap();
        assert_eq!(
            taken.text,
            "**Change Policy**\n\n**Rules**\n\nRules of all\n\nText\n"
        );
    }
}
