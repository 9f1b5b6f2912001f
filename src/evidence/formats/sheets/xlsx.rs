//! XLSX: the parts of the package, and what all sheets share: names, texts, formats.

mod cells;

pub(super) use cells::plain;

use std::collections::HashSet;

use quick_xml::events::Event;

use super::book::Book;
use super::number::Formats;
use super::strings::Strings;
use crate::evidence::document::{Unread, Why};
use crate::evidence::formats::docx::properties;
use crate::evidence::formats::limits;
use crate::evidence::formats::links::{Link, links};
use crate::evidence::formats::package::{Package, Stream};
use crate::evidence::formats::writing::keep;
use crate::evidence::formats::xml::{Step, Xml, add, broken, push};
use crate::evidence::formats::{Area, Reads, Taken, Writing};

/// Reads Excel's workbooks.
pub struct Xlsx;

impl Reads for Xlsx {
    fn read(&self, bytes: &[u8]) -> Result<Taken, Unread> {
        let package = Package::open(bytes)?;
        let main = main_part(&package)?;
        let workbook = package.decoded(&main)?.ok_or_else(no_workbook)?;
        let workbook = Workbook::read(&workbook)?;
        let links = links(&package, &main).unwrap_or_default();
        let target = |kind: &str| {
            (links.iter())
                .find(|link| link.kind == kind)
                .map(|link| link.target.clone())
        };
        let shared = Shared {
            strings: (target("sharedStrings"))
                .and_then(|part| package.stream(&part, strings).transpose())
                .transpose()?
                .unwrap_or_default(),
            formats: (target("styles"))
                .and_then(|part| formats(&package, &part))
                .unwrap_or_default(),
            from_1904: workbook.from_1904,
        };
        let mut writing = Writing::of_size(bytes.len());
        properties(&package, &mut writing);
        let mut book = Book::new(&mut writing);
        for sheet in workbook.sheets.iter().take(limits::SHEETS) {
            let link = links.iter().find(|link| link.id == sheet.link);
            read_sheet(&package, sheet, link, &shared, &mut book);
        }
        if !book.finish() && !workbook.sheets.is_empty() {
            return Err(broken());
        }
        shared.strings.tell(&mut writing);
        package.tell(&mut writing);
        Ok(writing.finish())
    }
}

/// What all sheets share.
pub(super) struct Shared {
    pub(super) strings: Strings,
    pub(super) formats: Formats,
    pub(super) from_1904: bool,
}

/// A sheet as the workbook lists it.
struct Listed {
    name: String,
    hidden: bool,
    link: String,
}

/// The workbook's own part.
#[derive(Default)]
struct Workbook {
    sheets: Vec<Listed>,
    from_1904: bool,
}

fn read_sheet(
    package: &Package<'_>,
    sheet: &Listed,
    link: Option<&Link>,
    shared: &Shared,
    book: &mut Book<'_>,
) {
    let is_cells = link.is_none_or(|link| link.kind == "worksheet");
    if !is_cells {
        book.chart(&sheet.name, sheet.hidden);
        return;
    }
    book.begin(&sheet.name, sheet.hidden);
    let part = link.map_or("", |link| link.target.as_str());
    let read = package.stream(part, |stream| cells::read(stream, shared, book));
    if !matches!(read, Ok(Some(()))) {
        book.broken();
    }
    let mut read = HashSet::new();
    let links = if book.follows_links() {
        links(package, part)
    } else {
        Ok(Vec::new())
    };
    book.lost |= links.is_err();
    let links = links.unwrap_or_default();
    for link in links {
        if !matches!(link.kind.as_str(), "comments" | "table" | "drawing") {
            continue;
        }
        if !book.follow() {
            break;
        }
        // Each once, however often a damaged file names it.
        if !read.insert(link.target.clone()) {
            continue;
        }
        match link.kind.as_str() {
            "comments" => book.notes += tags(package, &link.target, "comment"),
            "table" => book_table(package, &link.target, book),
            "drawing" => {
                let texts = text_boxes(package, &link.target, book);
                book.beside("text box", &texts);
            }
            _ => {}
        }
    }
    book.end();
}

/// The name of the part that holds the workbook, as the package says.
pub(super) fn main_part(package: &Package<'_>) -> Result<String, Unread> {
    let links = links(package, "").unwrap_or_default();
    let main = links.into_iter().find(|link| link.kind == "officeDocument");
    let main = main.map(|main| main.target).or_else(|| {
        // Without the part that says so it can only be guessed.
        let mut names = package.names().iter();
        let named = names
            .find(|name| name.ends_with("xl/workbook.xml") || name.ends_with("xl/workbook.bin"));
        named.cloned()
    });
    main.ok_or_else(no_workbook)
}

/// A package of something else.
pub(super) fn no_workbook() -> Unread {
    Unread::new(Why::Damaged, "it is a package without a workbook in it")
}

impl Workbook {
    fn read(text: &str) -> Result<Self, Unread> {
        let (mut xml, mut out) = (Xml::new(text), Self::default());
        while let Some(step) = xml.next()? {
            let Step::Open(tag) = step else { continue };
            match tag.name() {
                "workbookPr" => {
                    let on = tag.attribute("date1904");
                    out.from_1904 = matches!(on.as_deref(), Some("1" | "true"));
                }
                "sheet" if out.sheets.len() <= limits::SHEETS => out.sheets.push(Listed {
                    name: tag.attribute("name").unwrap_or_default(),
                    hidden: tag
                        .attribute("state")
                        .is_some_and(|state| state != "visible"),
                    link: tag.attribute("id").unwrap_or_default(),
                }),
                _ => {}
            }
        }
        Ok(out)
    }
}

/// The formats of numbers; none where they cannot be read.
fn formats(package: &Package<'_>, part: &str) -> Option<Formats> {
    let text = package.text(part)?;
    let mut xml = Xml::new(&text);
    let (mut out, mut within) = (Formats::default(), false);
    while let Ok(Some(step)) = xml.next() {
        match step {
            Step::Open(tag) => match tag.name() {
                "numFmt" => out.code(
                    tag.attribute("numFmtId")?.parse().ok()?,
                    &tag.attribute("formatCode").unwrap_or_default(),
                ),
                "cellXfs" => within = true,
                "xf" if within => {
                    let id = tag.attribute("numFmtId");
                    out.style(id.and_then(|id| id.parse().ok()).unwrap_or(0));
                }
                _ => {}
            },
            Step::Close(name) if name == "cellXfs" => within = false,
            _ => {}
        }
    }
    Some(out)
}

/// How often a tag opens in a part.
fn tags(package: &Package<'_>, part: &str, name: &str) -> u64 {
    let mut count = 0;
    each(package, part, |step| {
        count += u64::from(matches!(step, Step::Open(tag) if tag.name() == name));
    });
    count
}

/// A defined table: where it stands, and that its first row holds its heads.
fn book_table(package: &Package<'_>, part: &str, book: &mut Book<'_>) {
    each(package, part, |step| {
        let Step::Open(tag) = step else { return };
        if tag.name() != "table" {
            return;
        }
        let count = |name: &str| {
            tag.attribute(name)
                .and_then(|count| count.parse::<u32>().ok())
        };
        let area = tag.attribute("ref").and_then(|area| Area::read(&area));
        if let (Some(mut area), Some(1) | None) = (area, count("headerRowCount")) {
            area.bottom = area
                .bottom
                .saturating_sub(count("totalsRowCount").unwrap_or(0));
            book.table(area);
        }
    });
}

/// The texts of text boxes and shapes, a paragraph each.
pub(super) fn text_boxes(package: &Package<'_>, part: &str, book: &mut Book<'_>) -> Vec<String> {
    let (mut out, mut cut): (Vec<String>, bool) = (Vec::new(), false);
    let mut paragraph = String::new();
    let mut within = false;
    let is_read = each(package, part, |step| match step {
        Step::Open(tag) if tag.name() == "t" => within = true,
        Step::Text(text) if within => push(&text, &mut paragraph),
        Step::Close(name) if name == "t" => within = false,
        Step::Close(name) if name == "p" && !paragraph.trim().is_empty() => {
            let text = std::mem::take(&mut paragraph);
            cut |= !keep(&mut out, text);
        }
        _ => {}
    });
    book.boxes |= cut;
    book.lost |= !is_read;
    out
}

/// Goes through a part as far as it is sound; whether it could be unpacked, where it is there.
fn each(package: &Package<'_>, part: &str, mut step: impl FnMut(Step<'_>)) -> bool {
    let text = match package.decoded(part) {
        Ok(Some(text)) => text,
        Ok(None) => return true,
        Err(_) => return false,
    };
    let mut xml = Xml::new(&text);
    while let Ok(Some(next)) = xml.next() {
        step(next);
    }
    true
}

/// The texts that cells share.
fn strings(stream: &mut Stream<'_>) -> Result<Strings, Unread> {
    let mut xml = quick_xml::Reader::from_reader(stream);
    let (mut buffer, mut out) = (Vec::new(), Strings::default());
    // Within a text; within the signs that say how a text is spoken.
    let (mut text, mut spoken) = (false, false);
    let end = |out: &mut Strings| {
        let start = out.start();
        cells::unescape(out.text(), start);
        out.end();
    };
    for _ in 0..limits::SHEET_EVENTS {
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(tag)) => match tag.local_name().into_inner() {
                "t" => text = true,
                "rPh" => spoken = true,
                _ => {}
            },
            Ok(Event::Empty(tag)) if tag.local_name().into_inner() == "si" => out.end(),
            Ok(Event::End(tag)) => match tag.local_name().into_inner() {
                "t" => text = false,
                "rPh" => spoken = false,
                "si" => end(&mut out),
                _ => {}
            },
            Ok(Event::Eof) => break,
            Ok(event) if text && !spoken => add(&event, out.text()),
            Ok(_) => {}
            // What was read so far still tells what cells say.
            Err(_) if !out.is_empty() => {
                out.damaged = true;
                break;
            }
            Err(_) => return Err(broken()),
        }
        if out.is_full() {
            break;
        }
    }
    Ok(out)
}
