//! `PowerPoint` presentations: slides in the order they are shown, titles, texts, tables and
//! the notes to a slide; hidden slides are read and told.

use std::collections::HashMap;

use super::limits;
use super::links::links;
use super::package::Package;
use super::writing::{in_one_cell, keep};
use super::xml::{Step, Xml, push};
use super::{Reads, Taken, Writing};
use crate::evidence::document::{Unread, Why};
use crate::evidence::places::Part;

/// The part that lists the slides.
const MAIN: &str = "ppt/presentation.xml";

/// Reads presentations.
pub struct Pptx;

impl Reads for Pptx {
    fn read(&self, bytes: &[u8]) -> Result<Taken, Unread> {
        let package = Package::open(bytes)?;
        let Some(main) = package.decoded(MAIN)? else {
            return Err(Unread::new(
                Why::Damaged,
                "it is a package without a presentation in it",
            ));
        };
        let mut writing = Writing::of_size(bytes.len());
        super::docx::properties(&package, &mut writing);
        let targets: HashMap<String, String> = (links(&package, MAIN).unwrap_or_default())
            .into_iter()
            .map(|link| (link.id, link.target))
            .collect();
        let slides = order(&main)?;
        let many = slides.len() > limits::PAGES;
        let slides = (slides.iter().take(limits::PAGES)).filter_map(|id| targets.get(id));
        let (mut hidden, mut broken) = (Vec::new(), Vec::new());
        for (number, name) in (1..).zip(slides) {
            writing.part(Part::Slide(number));
            let Ok(Some(text)) = package.decoded(name) else {
                broken.push(number.to_string());
                continue;
            };
            match slide(&text, &mut writing) {
                Ok(true) => {}
                Ok(false) => hidden.push(number.to_string()),
                Err(_) => broken.push(number.to_string()),
            }
            notes(&package, name, number, &mut writing);
            if writing.is_full() {
                break;
            }
        }
        if let Some(slides) = slides_are(&hidden) {
            let what = "hidden when the slides are shown; read all the same";
            writing.remark(format!("{slides} {what}"), false);
        }
        if let Some(slides) = slides_are(&broken) {
            let what = "damaged and could not be read, or not to the end";
            writing.lost(Why::Damaged, format!("{slides} {what}"), false);
        }
        if many {
            let first = limits::PAGES;
            let message = format!("only its first {first} slides were read");
            writing.lost(Why::TooLarge, message, false);
        }
        package.tell(&mut writing);
        Ok(writing.finish())
    }
}

/// Numbers of slides before what they are; none of none.
fn slides_are(numbers: &[String]) -> Option<String> {
    match numbers {
        [] => None,
        [one] => Some(format!("slide {one} is")),
        many => Some(format!("slides {} are", many.join(", "))),
    }
}

/// The ids of the slides in the order they are shown, and of one more than are read.
fn order(text: &str) -> Result<Vec<String>, Unread> {
    let (mut xml, mut out) = (Xml::new(text), Vec::new());
    while let Some(step) = xml.next()? {
        if let Step::Open(tag) = step
            && tag.name() == "sldId"
        {
            // Two attributes are called `id`; that with a prefix names the relation.
            out.extend(tag.prefixed("id"));
            if out.len() > limits::PAGES {
                break;
            }
        }
    }
    Ok(out)
}

/// Reads a slide; false for one that is hidden.
fn slide(text: &str, writing: &mut Writing) -> Result<bool, Unread> {
    let mut xml = Xml::new(text);
    let (mut title, mut skipped, mut shown) = (false, false, true);
    let mut cells: Option<Vec<String>> = None;
    while let Some(step) = xml.next()? {
        match step {
            Step::Open(tag) => match tag.name() {
                "sld" => shown = tag.attribute("show").as_deref() != Some("0"),
                "sp" => (title, skipped) = (false, false),
                "ph" => {
                    let kind = tag.attribute("type").unwrap_or_default();
                    title = matches!(kind.as_str(), "title" | "ctrTitle");
                    skipped = kind == "sldNum";
                }
                "Fallback" => xml.skip()?,
                "tbl" => writing.table(),
                "tr" => cells = Some(Vec::new()),
                "tc" => {
                    let text = cell(&mut xml, writing)?;
                    if let Some(cells) = &mut cells
                        && cells.len() <= limits::ENTRIES
                    {
                        cells.push(text);
                    }
                }
                "p" => {
                    let text = paragraph(&mut xml)?;
                    match (title, skipped) {
                        (_, true) => {}
                        (true, _) => writing.title(2, &text),
                        (false, _) => writing.item(&text),
                    }
                }
                _ => {}
            },
            Step::Close(name) if name == "tr" => {
                if let Some(cells) = cells.take() {
                    writing.row(&cells);
                }
            }
            Step::Close(name) if name == "tbl" => writing.blank(),
            _ => {}
        }
        if writing.is_full() {
            break;
        }
    }
    Ok(shown)
}

/// A paragraph, from behind its opening tag to its end.
fn paragraph(xml: &mut Xml<'_>) -> Result<String, Unread> {
    let (depth, mut out) = (xml.depth(), String::new());
    while let Some(step) = xml.next()? {
        match step {
            Step::Open(tag) => match tag.name() {
                "t" => push(&xml.text()?, &mut out),
                "br" | "tab" => out.push(' '),
                _ => {}
            },
            Step::Close(_) if xml.depth() < depth => break,
            _ => {}
        }
    }
    Ok(out)
}

fn cell(xml: &mut Xml<'_>, writing: &mut Writing) -> Result<String, Unread> {
    let (depth, mut parts, mut cut) = (xml.depth(), Vec::new(), false);
    while let Some(step) = xml.next()? {
        match step {
            Step::Open(tag) if tag.name() == "p" => {
                cut |= !keep(&mut parts, paragraph(xml)?);
            }
            Step::Close(_) if xml.depth() < depth => break,
            _ => {}
        }
    }
    if cut {
        writing.cut();
    }
    Ok(in_one_cell(&parts))
}

/// What the speaker notes beside a slide.
fn notes(package: &Package<'_>, slide: &str, number: u32, writing: &mut Writing) {
    let links = links(package, slide).unwrap_or_default();
    let notes = links.iter().find(|link| link.kind == "notesSlide");
    let Some(text) = notes.and_then(|link| package.text(&link.target)) else {
        return;
    };
    let mut alone = Writing::default();
    if self::slide(&text, &mut alone).is_ok() {
        writing.aside(
            Part::Named(format!("notes to slide {number}").into()),
            alone,
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::formats::tests::packed;

    /// A presentation that shows one slide so many times, with what it links to.
    fn presentation(times: usize, relations: &str, notes: &[(&str, &str)]) -> Taken {
        let list = r#"<sldId id="256" r:id="a"/>"#.repeat(times);
        let list = format!(r#"<p xmlns:r="r">{list}</p>"#);
        let links = r#"<Relationships><Relationship Id="a" Type="x/slide" Target="slides/s.xml"/></Relationships>"#;
        let mut parts = vec![
            ("ppt/presentation.xml", list.as_str()),
            ("ppt/_rels/presentation.xml.rels", links),
            ("ppt/slides/s.xml", "<sld><p><t>Shown</t></p></sld>"),
            ("ppt/slides/_rels/s.xml.rels", relations),
        ];
        parts.extend(notes);
        Pptx.read(&packed(&parts)).unwrap()
    }

    #[test]
    fn slides_without_end_come_to_one_and_it_is_told() {
        let taken = presentation(limits::PAGES + 10, "", &[]);
        assert_eq!(taken.text.matches("- Shown").count(), limits::PAGES);
        assert_eq!(
            taken.remarks[0].message,
            "only its first 20000 slides were read"
        );
        assert!(presentation(2, "", &[]).remarks.is_empty());
    }

    #[test]
    fn of_two_notes_to_a_slide_the_first_is_read_every_time() {
        let relations = r#"<Relationships>
            <Relationship Id="a" Type="x/slideLayout" Target="../layout.xml"/>
            <Relationship Id="b" Type="x/notesSlide" Target="../notes/one.xml"/>
            <Relationship Id="c" Type="x/notesSlide" Target="/ppt/notes/two.xml"/></Relationships>"#;
        let notes = [
            ("ppt/notes/one.xml", "<notes><p><t>first</t></p></notes>"),
            ("ppt/notes/two.xml", "<notes><p><t>second</t></p></notes>"),
        ];
        for _ in 0..30 {
            assert_eq!(
                presentation(1, relations, &notes).text,
                "- Shown\n\n- first\n\n"
            );
        }
    }
}
