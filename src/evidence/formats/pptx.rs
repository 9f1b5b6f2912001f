//! `PowerPoint` presentations: slides in the order they are shown, titles, texts, tables and
//! the notes to a slide; hidden slides are read and told.

use std::collections::HashMap;

use super::package::Package;
use super::xml::{Step, Xml, text_of};
use super::{Reads, Taken, Writing};
use crate::evidence::document::{Unread, Why};
use crate::evidence::places::Part;

/// Reads presentations.
pub struct Pptx;

impl Reads for Pptx {
    fn read(&self, bytes: &[u8]) -> Result<Taken, Unread> {
        let package = Package::open(bytes)?;
        let Some(main) = package.part("ppt/presentation.xml")? else {
            return Err(Unread::new(
                Why::Damaged,
                "it is a package without a presentation in it",
            ));
        };
        let mut writing = Writing::default();
        super::docx::properties(&package, &mut writing);
        let targets = targets(&package, "ppt/_rels/presentation.xml.rels");
        let slides = order(&text_of(&main)?)?
            .into_iter()
            .filter_map(|id| targets.get(&id).map(|(_, target)| within("ppt", target)));
        let (mut hidden, mut broken) = (Vec::new(), Vec::new());
        for (number, name) in (1..).zip(slides) {
            writing.part(Part::Slide(number));
            let Ok(Some(part)) = package.part(&name) else {
                broken.push(number.to_string());
                continue;
            };
            let read = text_of(&part).and_then(|text| slide(&text, &mut writing));
            match read {
                Ok(true) => {}
                Ok(false) => hidden.push(number.to_string()),
                Err(_) => broken.push(number.to_string()),
            }
            notes(&package, &name, number, &mut writing);
        }
        for (numbers, what) in [
            (
                hidden,
                "hidden when the slides are shown; read all the same",
            ),
            (broken, "damaged and could not be read"),
        ] {
            match numbers.as_slice() {
                [] => {}
                [one] => writing.remark(format!("slide {one} is {what}"), false),
                many => writing.remark(format!("slides {} are {what}", many.join(", ")), false),
            }
        }
        Ok(writing.finish())
    }
}

/// The relations of a part: id to kind and target.
fn targets(package: &Package<'_>, name: &str) -> HashMap<String, (String, String)> {
    let mut out = HashMap::new();
    let Ok(Some(part)) = package.part(name) else {
        return out;
    };
    let Ok(text) = text_of(&part) else { return out };
    let mut xml = Xml::new(&text);
    while let Ok(Some(step)) = xml.next() {
        if let Step::Open(tag) = step
            && let (Some(id), Some(target)) = (tag.attribute("Id"), tag.attribute("Target"))
        {
            out.insert(id, (tag.attribute("Type").unwrap_or_default(), target));
        }
    }
    out
}

/// The ids of the slides in the order they are shown.
fn order(text: &str) -> Result<Vec<String>, Unread> {
    let (mut xml, mut out) = (Xml::new(text), Vec::new());
    while let Some(step) = xml.next()? {
        if let Step::Open(tag) = step
            && tag.name() == "sldId"
        {
            // Two attributes are called `id`; that with a prefix names the relation.
            out.extend(tag.prefixed("id"));
        }
    }
    Ok(out)
}

/// A target, relative to the folder of the part that names it.
fn within(folder: &str, target: &str) -> String {
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => folder.split('/').collect(),
    };
    for part in target.trim_start_matches('/').split('/') {
        match part {
            ".." => {
                parts.pop();
            }
            "." | "" => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
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
                    let text = cell(&mut xml)?;
                    if let Some(cells) = &mut cells {
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
    }
    Ok(shown)
}

/// A paragraph, from behind its opening tag to its end.
fn paragraph(xml: &mut Xml<'_>) -> Result<String, Unread> {
    let (depth, mut out) = (xml.depth(), String::new());
    while let Some(step) = xml.next()? {
        match step {
            Step::Open(tag) => match tag.name() {
                "t" => out.push_str(&xml.text()?),
                "br" | "tab" => out.push(' '),
                _ => {}
            },
            Step::Close(_) if xml.depth() < depth => break,
            _ => {}
        }
    }
    Ok(out)
}

fn cell(xml: &mut Xml<'_>) -> Result<String, Unread> {
    let (depth, mut parts) = (xml.depth(), Vec::new());
    while let Some(step) = xml.next()? {
        match step {
            Step::Open(tag) if tag.name() == "p" => parts.push(paragraph(xml)?),
            Step::Close(_) if xml.depth() < depth => break,
            _ => {}
        }
    }
    Ok(super::taken::in_one_cell(&parts))
}

/// What the speaker notes beside a slide.
fn notes(package: &Package<'_>, slide: &str, number: u32, writing: &mut Writing) {
    let Some((folder, file)) = slide.rsplit_once('/') else {
        return;
    };
    let relations = targets(package, &format!("{folder}/_rels/{file}.rels"));
    let Some((_, target)) = relations
        .values()
        .find(|(kind, _)| kind.ends_with("/notesSlide"))
    else {
        return;
    };
    let Ok(Some(part)) = package.part(&within(folder, target)) else {
        return;
    };
    let mut alone = Writing::default();
    let Ok(text) = text_of(&part) else { return };
    if self::slide(&text, &mut alone).is_ok() && !alone.is_empty() {
        writing.part(Part::Named(format!("notes to slide {number}").into()));
        writing.lines(&alone.finish().text);
    }
}
