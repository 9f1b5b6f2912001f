//! The text of a Word document: paragraphs and tables, as deep as they are nested.

use super::styles::{Styles, outline};
use crate::evidence::document::{Unread, Why};
use crate::evidence::formats::Writing;
use crate::evidence::formats::limits;
use crate::evidence::formats::writing::{in_one_cell, keep, looks_headed};
use crate::evidence::formats::xml::{Step, Tag, Xml, push};

/// Reads the body of a part and counts what its text does not show.
pub struct Body<'s> {
    styles: &'s Styles,
    /// Insertions and deletions in tracked changes.
    pub changes: usize,
    /// Runs of hidden text.
    pub hidden: usize,
    /// Whether a cell or text box had too many paragraphs.
    cut: bool,
}

/// A paragraph while it is read.
#[derive(Default)]
struct Paragraph {
    text: String,
    level: Option<usize>,
    list: bool,
    bold: usize,
    plain: usize,
}

impl<'s> Body<'s> {
    /// Begins to read a part.
    pub fn new(styles: &'s Styles) -> Self {
        Self {
            styles,
            changes: 0,
            hidden: 0,
            cut: false,
        }
    }

    /// Reads a part to its end.
    ///
    /// # Errors
    /// The part is damaged before any text of it was read; otherwise what was read stays,
    /// and a remark says so.
    pub fn read(&mut self, text: &str, writing: &mut Writing) -> Result<(), Unread> {
        let mut xml = Xml::new(text);
        let read = self.blocks(&mut xml, writing, 0);
        if self.cut {
            writing.cut();
        }
        match read {
            Err(unread) if writing.is_empty() => Err(unread),
            Err(_) => {
                writing.lost(
                    Why::Damaged,
                    "it is damaged here; what follows could not be read",
                    true,
                );
                Ok(())
            }
            Ok(()) => Ok(()),
        }
    }

    /// Paragraphs and tables up to the end of the tag at a depth.
    fn blocks(
        &mut self,
        xml: &mut Xml<'_>,
        writing: &mut Writing,
        depth: usize,
    ) -> Result<(), Unread> {
        while let Some(step) = xml.next()? {
            match step {
                Step::Open(tag) => match tag.name() {
                    "p" => {
                        let mut boxes = Vec::new();
                        let paragraph = self.paragraph(xml, &mut boxes)?;
                        write(&paragraph, writing);
                        for inner in boxes {
                            write(&inner, writing);
                        }
                    }
                    "tbl" => {
                        writing.table();
                        self.table(xml, writing)?;
                        writing.blank();
                    }
                    "del" | "moveFrom" => {
                        self.changes += 1;
                        xml.skip()?;
                    }
                    // Text drawn twice, for programs that cannot draw the first.
                    "Fallback" | "sectPr" => xml.skip()?,
                    _ => {}
                },
                Step::Close(_) if xml.depth() < depth => return Ok(()),
                _ => {}
            }
            if writing.is_full() {
                break;
            }
        }
        Ok(())
    }

    /// A paragraph, from behind its opening tag to its end. Text boxes anchored in it are
    /// paragraphs of their own.
    fn paragraph(
        &mut self,
        xml: &mut Xml<'_>,
        boxes: &mut Vec<Paragraph>,
    ) -> Result<Paragraph, Unread> {
        let depth = xml.depth();
        let mut out = Paragraph::default();
        let (mut bold, mut hidden) = (false, false);
        while let Some(step) = xml.next()? {
            match step {
                Step::Open(tag) => match tag.name() {
                    "pStyle" => {
                        let id = tag.attribute("val").unwrap_or_default();
                        out.level = out.level.or_else(|| self.styles.level(&id));
                        out.list |= self.styles.is_list(&id);
                    }
                    "outlineLvl" => {
                        out.level = outline(tag.attribute("val").as_deref()).or(out.level);
                    }
                    "numPr" => out.list = true,
                    "pPrChange" | "rPrChange" | "Fallback" | "instrText" | "delInstrText" => {
                        xml.skip()?;
                    }
                    "r" => (bold, hidden) = (false, false),
                    "b" => bold = tag.is_on(),
                    "vanish" => {
                        hidden = tag.is_on();
                        self.hidden += usize::from(hidden);
                    }
                    "ins" | "moveTo" => self.changes += usize::from(!is_mark(&tag)),
                    "del" | "moveFrom" => {
                        self.changes += 1;
                        xml.skip()?;
                    }
                    "t" => {
                        let text = xml.text()?;
                        if !hidden {
                            out.push(&text, bold);
                        }
                    }
                    "tab" | "ptab" => out.push("\t", bold),
                    "br" | "cr" => out.push("\n", bold),
                    "noBreakHyphen" => out.push("-", bold),
                    "sym" => out.push(symbol(&tag), bold),
                    "signatureline" => out.push(&signature(&tag), bold),
                    "txbxContent" => self.text_box(xml, boxes)?,
                    _ => {}
                },
                Step::Close(_) if xml.depth() < depth => break,
                _ => {}
            }
        }
        Ok(out)
    }

    /// The paragraphs of a text box; tables in it become lines.
    fn text_box(&mut self, xml: &mut Xml<'_>, boxes: &mut Vec<Paragraph>) -> Result<(), Unread> {
        let depth = xml.depth();
        while let Some(step) = xml.next()? {
            match step {
                Step::Open(tag) if tag.name() == "p" => {
                    let paragraph = self.paragraph(xml, boxes)?;
                    self.cut |= !keep(boxes, paragraph);
                }
                Step::Close(_) if xml.depth() < depth => break,
                _ => {}
            }
        }
        Ok(())
    }

    /// A table, from behind its opening tag to its end.
    fn table(&mut self, xml: &mut Xml<'_>, writing: &mut Writing) -> Result<(), Unread> {
        let depth = xml.depth();
        let mut cells: Vec<String> = Vec::new();
        while let Some(step) = xml.next()? {
            match step {
                Step::Open(tag) => match tag.name() {
                    "tr" => cells.clear(),
                    "tc" => {
                        let text = self.cell(xml)?;
                        if cells.len() <= limits::ENTRIES {
                            cells.push(text);
                        }
                    }
                    "del" | "moveFrom" => {
                        self.changes += 1;
                        xml.skip()?;
                    }
                    _ => {}
                },
                Step::Close(name) => {
                    if name == "tr" {
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

    /// A cell's text: its paragraphs, and those of tables in it, on one line.
    fn cell(&mut self, xml: &mut Xml<'_>) -> Result<String, Unread> {
        let depth = xml.depth();
        let mut texts: Vec<String> = Vec::new();
        while let Some(step) = xml.next()? {
            match step {
                Step::Open(tag) if tag.name() == "p" => {
                    let mut boxes = Vec::new();
                    let paragraph = self.paragraph(xml, &mut boxes)?;
                    let boxed = boxes.into_iter().map(|inner| inner.text);
                    for text in std::iter::once(paragraph.text).chain(boxed) {
                        self.cut |= !keep(&mut texts, text);
                    }
                }
                Step::Close(_) if xml.depth() < depth => break,
                _ => {}
            }
        }
        Ok(in_one_cell(&texts))
    }
}

impl Paragraph {
    fn push(&mut self, text: &str, bold: bool) {
        push(text, &mut self.text);
        let letters = text.chars().filter(|c| c.is_alphanumeric()).count();
        if bold {
            self.bold += letters;
        } else {
            self.plain += letters;
        }
    }

    /// Whether it is a heading that somebody made by hand: short, all of it bold, no sentence.
    fn looks_headed(&self) -> bool {
        self.bold > 0 && self.plain == 0 && looks_headed(&self.text)
    }
}

fn write(paragraph: &Paragraph, writing: &mut Writing) {
    match paragraph.level {
        Some(level) => writing.heading(level, &paragraph.text),
        None if paragraph.list => writing.item(&paragraph.text),
        None if paragraph.looks_headed() => writing.bold(&paragraph.text),
        None => writing.paragraph(&paragraph.text),
    }
}

/// Marks of inserted paragraphs and cells carry no text.
fn is_mark(tag: &Tag<'_>) -> bool {
    tag.attribute("id").is_none()
}

/// Signs of the fonts that Word uses for boxes and ticks.
fn symbol(tag: &Tag<'_>) -> &'static str {
    match tag
        .attribute("char")
        .unwrap_or_default()
        .to_ascii_uppercase()
        .as_str()
    {
        "F0FE" | "F0FD" | "F052" | "F0FC" | "2612" | "2611" => "☒",
        "F06F" | "F0A8" | "F0A3" | "2610" => "☐",
        "F0E0" | "F0E8" => "→",
        "F0B7" | "F0A7" => "•",
        _ => " ",
    }
}

/// A line for a signature: who is asked to sign. Signed documents carry the signature
/// itself in another part.
fn signature(tag: &Tag<'_>) -> String {
    let who = tag.attribute("suggestedsigner").unwrap_or_default();
    let what = tag.attribute("suggestedsigner2").unwrap_or_default();
    match (who.is_empty(), what.is_empty()) {
        (true, true) => "Signature line".to_owned(),
        (false, true) => format!("Signature line: {who}"),
        (true, false) => format!("Signature line: {what}"),
        (false, false) => format!("Signature line: {who}, {what}"),
    }
}
