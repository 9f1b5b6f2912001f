//! Which styles of a Word document are headings: by their outline level, by the name of the
//! style, and by the style each is based on.
//!
//! Templates carry the looks of a hundred kinds of tables, a third of a megabyte that would take
//! longer to read than most documents. They are passed over, and so are the lists of styles that are
//! not in use, where the part is written as Word and all that imitate it write it.

use std::collections::HashMap;

use memchr::memmem;

use crate::evidence::formats::limits;
use crate::evidence::formats::xml::{Step, Xml};

/// The styles of a document.
#[derive(Debug, Default)]
pub struct Styles {
    by_id: HashMap<String, Style>,
}

#[derive(Debug, Default)]
struct Style {
    level: Option<usize>,
    based_on: Option<String>,
    list: bool,
}

/// How far a style is followed to those it is based on.
const FOLLOWED: usize = 12;

impl Styles {
    /// Reads the styles, those of a damaged part as far as they can be read.
    #[must_use]
    pub fn read(text: &str) -> Self {
        let mut styles = Self::default();
        let mut rest = text;
        let mut any = false;
        while let Some(at) = memmem::find(rest.as_bytes(), BEGINS.as_bytes()) {
            any = true;
            let behind = &rest[at..];
            let end = memmem::find(behind.as_bytes(), ENDS.as_bytes()).unwrap_or(behind.len());
            styles.add(without_tables(&behind[..end]));
            rest = &behind[end..];
        }
        if !any {
            styles.add(text);
        }
        styles
    }

    /// Adds the styles of a text; the last may lack its end.
    fn add(&mut self, text: &str) {
        let mut xml = Xml::new(text);
        let mut current: Option<(String, Style)> = None;
        while let Ok(Some(step)) = xml.next() {
            match step {
                Step::Open(tag) => match (tag.name(), &mut current) {
                    ("style", _) => {
                        current = tag.attribute("styleId").map(|id| (id, Style::default()));
                    }
                    ("name", Some((_, style))) => {
                        let name = tag.attribute("val").unwrap_or_default();
                        style.level = style.level.or_else(|| level_of(&name));
                        style.list = name.to_lowercase().starts_with("list");
                    }
                    ("basedOn", Some((_, style))) => style.based_on = tag.attribute("val"),
                    ("outlineLvl", Some((_, style))) => {
                        style.level = outline(tag.attribute("val").as_deref());
                    }
                    _ => {}
                },
                Step::Close(name) if name == "style" => self.keep(current.take()),
                _ => {}
            }
        }
        self.keep(current);
    }

    fn keep(&mut self, style: Option<(String, Style)>) {
        if let Some((id, style)) = style.filter(|_| self.by_id.len() < limits::ENTRIES) {
            self.by_id.insert(id, style);
        }
    }

    /// The level of a heading in this style, from 1, or 0 for the title; none where it is no heading.
    #[must_use]
    pub fn level(&self, id: &str) -> Option<usize> {
        let mut at = id;
        for _ in 0..FOLLOWED {
            let Some(style) = self.by_id.get(at) else {
                // Some programs leave the styles out and keep their names.
                return level_of(at);
            };
            match (&style.level, &style.based_on) {
                (Some(level), _) => return Some(*level),
                (None, Some(base)) => at = base,
                (None, None) => return None,
            }
        }
        None
    }

    /// Whether paragraphs in this style are entries of a list.
    #[must_use]
    pub fn is_list(&self, id: &str) -> bool {
        self.by_id.get(id).is_some_and(|style| style.list)
    }
}

/// How a style begins and ends in a part as Word writes it.
const BEGINS: &str = "<w:style ";
const ENDS: &str = "</w:style>";

/// A style without the looks of tables, which stand behind all that is read of it.
fn without_tables(style: &str) -> &str {
    let looks = memmem::find(style.as_bytes(), b"<w:tblPr");
    &style[..looks.unwrap_or(style.len())]
}

/// The level of an outline: 0 is the highest heading, 9 is text.
pub fn outline(value: Option<&str>) -> Option<usize> {
    let level: usize = value?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

/// The level of headings a style's name speaks of: `heading 2`, `Überschrift 2`, `Titre2`; 0 for
/// that of the title, which stands above them all.
pub fn level_of(name: &str) -> Option<usize> {
    let name = name.to_lowercase().replace([' ', '-', '_'], "");
    if matches!(name.as_str(), "title" | "titel" | "titre") {
        return Some(0);
    }
    let rest = [
        "heading",
        "überschrift",
        "berschrift",
        "titre",
        "titolo",
        "ttulo",
        "título",
    ]
    .iter()
    .find_map(|start| name.strip_prefix(start))?;
    rest.parse().ok().filter(|level| (1..=9).contains(level))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PART: &str = r#"<w:styles xmlns:w="x"><w:latentStyles><w:lsdException w:name="heading 1"/></w:latentStyles>
        <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
        <w:style w:styleId="Own"><w:name w:val="Kapitel"/><w:basedOn w:val="berschrift1"/></w:style>
        <w:style w:styleId="Deep"><w:name w:val="Deep"/><w:pPr><w:outlineLvl w:val="3"/></w:pPr></w:style>
        <w:style w:styleId="Body"><w:name w:val="Body Text"/></w:style>
        <w:style w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr><w:outlineLvl w:val="1"/></w:tblPr></w:style>
        <w:style w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="A"/></w:style>
        </w:styles>"#;

    #[test]
    fn headings_are_known_by_level_name_and_base() {
        // Other programs give the names another prefix, or none.
        for part in [PART.to_owned(), PART.replace("w:", "s:")] {
            headings_are_known(&Styles::read(&part));
        }
    }

    #[test]
    fn what_is_cut_off_is_read_to_its_end() {
        let cut = &PART[..PART.find("<w:style w:styleId=\"Body").unwrap() - 30];
        assert_eq!(Styles::read(cut).level("Own"), Some(1));
    }

    fn headings_are_known(styles: &Styles) {
        let level = |id| styles.level(id);
        assert_eq!(level("berschrift1"), Some(1));
        assert_eq!(level("Own"), Some(1));
        assert_eq!(level("Deep"), Some(4));
        assert_eq!(level("Body"), None);
        assert_eq!(level("A"), None);
        assert_eq!(level("Heading2"), Some(2));
        assert_eq!(level("Title"), Some(0));
    }
}
