//! The links of packages: which part holds the text, which are its notes, tables, drawings.

use super::limits;
use super::package::Package;
use super::xml::{Step, Tag, Xml};
use crate::evidence::document::Unread;

/// A link from one part of a package to another.
#[derive(Debug, PartialEq, Eq)]
pub struct Link {
    /// What the part that links calls it.
    pub id: String,
    /// The last word of its type: `worksheet`, `comments`.
    pub kind: String,
    /// The name of the part that it leads to.
    pub target: String,
}

/// The links of a part, in their order; those of the package for an empty name. None where
/// the package names none, and of damaged ones those up to the damage.
///
/// # Errors
/// The part that lists them is protected, damaged as a whole or beyond a limit.
pub fn links(package: &Package<'_>, part: &str) -> Result<Vec<Link>, Unread> {
    let Some(text) = package.decoded(&list_of(part))? else {
        return Ok(Vec::new());
    };
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let link = |tag: &Tag<'_>| {
        let target = tag.attribute("Target")?;
        let kind = tag.attribute("Type").unwrap_or_default();
        Some(Link {
            id: tag.attribute("Id").unwrap_or_default(),
            kind: kind.rsplit('/').next().unwrap_or_default().to_owned(),
            target: resolved(folder, &target),
        })
    };
    Ok(each(&text, link))
}

/// Where the links in the text of a part lead, as written; none where that cannot be read.
pub fn outward(package: &Package<'_>, part: &str) -> Vec<String> {
    let Some(text) = package.text(&list_of(part)) else {
        return Vec::new();
    };
    each(&text, |tag| {
        let is = |name: &str, end: &str| tag.attribute(name).is_some_and(|of| of.ends_with(end));
        let leads_out = is("Type", "/hyperlink") && is("TargetMode", "External");
        leads_out.then(|| tag.attribute("Target")).flatten()
    })
}

/// The name of the part that lists the links of another.
fn list_of(part: &str) -> String {
    let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("{folder}{slash}_rels/{name}.rels")
}

/// What a list of links says by its tags, up to the damage where it is damaged.
fn each<T>(text: &str, of: impl Fn(&Tag<'_>) -> Option<T>) -> Vec<T> {
    let (mut xml, mut out) = (Xml::new(text), Vec::new());
    while let Ok(Some(step)) = xml.next() {
        if out.len() >= limits::ENTRIES {
            break;
        }
        if let Step::Open(tag) = step {
            out.extend(of(&tag));
        }
    }
    out
}

/// The name of a part from the folder of the one that names it.
fn resolved(folder: &str, target: &str) -> String {
    let folder = if target.starts_with('/') { "" } else { folder };
    let mut out: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(target.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(out.pop()),
            part => out.push(part),
        }
    }
    out.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::evidence::formats::tests::packed;

    #[test]
    fn targets_are_named_from_the_part_that_links() {
        for (folder, target, expected) in [
            ("", "word/document.xml", "word/document.xml"),
            ("", "/word/document.xml", "word/document.xml"),
            ("ppt/slides", "../notes/n.xml", "ppt/notes/n.xml"),
            ("ppt/slides", "/ppt/./notes//n.xml", "ppt/notes/n.xml"),
            ("xl", "../../../a.xml", "a.xml"),
        ] {
            assert_eq!(resolved(folder, target), expected);
        }
    }

    #[test]
    fn links_are_read_as_far_as_they_are_sound() {
        let list = r#"<Relationships><Relationship Id="b" Type="x/slide" Target="s.xml"/>
            <Relationship Id="c" Type="x/slide"/><Relationship Id="a" Target="t.xml"/><<"#;
        let bytes = packed(&[("ppt/_rels/p.xml.rels", list)]);
        let package = Package::open(&bytes).unwrap();
        let found = links(&package, "ppt/p.xml").unwrap();
        let found: Vec<(&str, &str, &str)> = (found.iter())
            .map(|link| (&*link.id, &*link.kind, &*link.target))
            .collect();
        assert_eq!(found, [("b", "slide", "ppt/s.xml"), ("a", "", "ppt/t.xml")]);
        assert_eq!(links(&package, "").unwrap(), []);
    }

    #[test]
    fn links_of_the_text_are_kept_as_they_are_written() {
        let list = r#"<Relationships><Relationship Id="a" Type="x/hyperlink" Target="../b%20c.docx" TargetMode="External"/>
            <Relationship Id="b" Type="x/image" Target="file:///d.png" TargetMode="External"/>
            <Relationship Id="c" Type="x/hyperlink" Target="inside.xml"/></Relationships>"#;
        let bytes = packed(&[("word/_rels/document.xml.rels", list)]);
        let package = Package::open(&bytes).unwrap();
        assert_eq!(outward(&package, "word/document.xml"), ["../b%20c.docx"]);
        assert!(outward(&package, "").is_empty());
    }
}
