//! XML as a stream of what matters to a reader of text: tags without their prefixes,
//! attributes, texts. Nothing outside the part is ever asked for.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::XmlVersion;
use quick_xml::errors::{Error, IllFormedError};
use quick_xml::events::{BytesStart, Event};

use super::limits;
use crate::evidence::decode::Decoded;
use crate::evidence::document::{Unread, Why};

/// A step through XML.
#[derive(Debug)]
pub enum Step<'x> {
    /// A tag opens.
    Open(Tag<'x>),
    /// The tag opened last closes; its name without prefix.
    Close(String),
    /// Text, entities resolved.
    Text(Cow<'x, str>),
}

/// A tag that opens.
#[derive(Debug)]
pub struct Tag<'x>(BytesStart<'x>);

/// XML read step by step, tags and depth counted.
pub struct Xml<'x> {
    reader: Reader<&'x [u8]>,
    depth: usize,
    steps: u64,
}

/// Whether a part, with its text, is as programs write it: UTF-8 or what it says it is, each tag
/// closed by its own name, and no tag within another. Where it is not, bytes were lost or changed,
/// and what is read of it may lack any of its text.
#[must_use]
pub fn is_sound(bytes: &[u8], decoded: &Decoded<'_>) -> bool {
    let states = |name: &[u8]| {
        let head = &bytes[..bytes.len().min(HEAD)];
        memchr::memmem::find(&head.to_ascii_lowercase(), name).is_some()
    };
    let is_other = decoded
        .encoding
        .is_some_and(|name| !name.starts_with("UTF-16"));
    if is_other && (!states(b"encoding=") || states(b"utf-8")) {
        return false;
    }
    let mut reader = Reader::from_str(&decoded.text);
    let mut depth = 0_usize;
    for _ in 0..limits::EVENTS {
        match reader.read_event() {
            Ok(Event::Start(tag)) => {
                depth += 1;
                if !is_sound_tag(&tag) {
                    return false;
                }
            }
            Ok(Event::Empty(tag)) if !is_sound_tag(&tag) => return false,
            Ok(Event::End(_)) => depth = depth.saturating_sub(1),
            Ok(Event::Eof) => return depth == 0,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
    true
}

/// How far into a part its encoding is looked for, in bytes.
const HEAD: usize = 100;

fn is_sound_tag(tag: &BytesStart<'_>) -> bool {
    !tag.name().as_ref().contains('<')
        && (tag.attributes().with_checks(false))
            .all(|attribute| attribute.is_ok_and(|one| !one.value.contains('<')))
}

impl<'x> Xml<'x> {
    /// Begins to read.
    #[must_use]
    pub fn new(text: &'x str) -> Self {
        let mut reader = Reader::from_str(text);
        let config = reader.config_mut();
        config.expand_empty_elements = true;
        config.check_end_names = false;
        Self {
            reader,
            depth: 0,
            steps: 0,
        }
    }

    /// The next step; none at the end.
    ///
    /// # Errors
    /// It is no XML from here on, or deeper or longer than a document is.
    pub fn next(&mut self) -> Result<Option<Step<'x>>, Unread> {
        loop {
            self.steps += 1;
            if self.steps > limits::EVENTS {
                return Err(too_much());
            }
            let event = self.reader.read_event().map_err(|_| broken())?;
            return Ok(Some(match event {
                Event::Start(tag) => {
                    self.depth += 1;
                    if self.depth > limits::DEPTH {
                        return Err(too_much());
                    }
                    Step::Open(Tag(tag))
                }
                Event::End(tag) => {
                    self.depth = self.depth.saturating_sub(1);
                    Step::Close(tag.local_name().as_ref().to_owned())
                }
                Event::Eof => return Ok(None),
                event => match said(&event) {
                    Some(text) => Step::Text(text),
                    None => continue,
                },
            }));
        }
    }

    /// How deep the tag opened last stands, from 1.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.depth
    }

    /// Passes over everything up to the end of the tag opened last.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub fn skip(&mut self) -> Result<(), Unread> {
        let depth = self.depth;
        while self.depth >= depth {
            if self.next()?.is_none() {
                break;
            }
        }
        Ok(())
    }

    /// All text up to the end of the tag opened last.
    ///
    /// # Errors
    /// As [`Xml::next`].
    pub fn text(&mut self) -> Result<String, Unread> {
        let (depth, mut out) = (self.depth, String::new());
        while self.depth >= depth {
            match self.next()? {
                Some(Step::Text(text)) => push(&text, &mut out),
                Some(_) => {}
                None => break,
            }
        }
        Ok(out)
    }
}

impl Tag<'_> {
    /// Its name without prefix.
    #[must_use]
    pub fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// An attribute by its name without prefix.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<String> {
        self.0
            .attributes()
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|attribute| attribute.key.local_name().as_ref() == name)
            .map(
                |attribute| match attribute.normalized_value(XmlVersion::Implicit1_0) {
                    Ok(value) => value.into_owned(),
                    Err(_) => String::new(),
                },
            )
    }

    /// An attribute by its name, of those that have a prefix.
    #[must_use]
    pub fn prefixed(&self, name: &str) -> Option<String> {
        self.0
            .attributes()
            .with_checks(false)
            .filter_map(Result::ok)
            .find(|attribute| {
                attribute.key.prefix().is_some() && attribute.key.local_name().as_ref() == name
            })
            .and_then(|attribute| {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                value.ok().map(std::borrow::Cow::into_owned)
            })
    }

    /// Whether a switch such as `w:b` is on, as it is unless it says otherwise.
    #[must_use]
    pub fn is_on(&self) -> bool {
        !matches!(
            self.attribute("val").as_deref(),
            Some("0" | "false" | "off" | "none")
        )
    }
}

/// Adds the text that an event holds, as far as [`push`] does.
pub fn add(event: &Event<'_>, out: &mut String) {
    if let Some(text) = said(event) {
        push(&text, out);
    }
}

/// Adds to a text until it is longer than all that is taken of a document; what is cut off is
/// then told where the text is written.
pub fn push(text: &str, out: &mut String) {
    let room = (limits::TEXT + 1).saturating_sub(out.len());
    if room > 0 {
        out.push_str(&text[..text.ceil_char_boundary(room)]);
    }
}

/// The text that an event holds, entities resolved; none for tags and unknown entities.
fn said<'x>(event: &Event<'x>) -> Option<Cow<'x, str>> {
    match event {
        Event::Text(text) => Some(text.xml10_content()),
        Event::CData(text) => Some(text.xml10_content()),
        Event::GeneralRef(entity) => {
            let c = match entity.resolve_char_ref() {
                Ok(Some(c)) => Some(c),
                _ => named(&entity.xml10_content()),
            };
            c.map(|c| Cow::Owned(c.to_string()))
        }
        _ => None,
    }
}

fn named(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => return None,
    })
}

/// The name, without prefix, of a tag that closes another than the one opened last, as only in
/// damaged parts; none for other mistakes, behind which nothing can be read.
pub(super) fn closes_another(error: &Error) -> Option<&str> {
    match error {
        Error::IllFormed(IllFormedError::MismatchedEndTag { found, .. }) => {
            Some(found.rsplit(':').next().unwrap_or_default())
        }
        _ => None,
    }
}

/// A part that is no XML, or none any more.
pub(super) fn broken() -> Unread {
    Unread::new(
        Why::Damaged,
        "what stands in its package is damaged; open it in its program and save it again",
    )
}

fn too_much() -> Unread {
    Unread::new(
        Why::TooLarge,
        "it is nested deeper or is longer than documents are",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_damaged_is_no_longer_sound() {
        let is_sound = |bytes: &[u8]| {
            let decoded = crate::evidence::decode::decode(bytes);
            decoded.is_ok_and(|decoded| super::is_sound(bytes, &decoded))
        };
        for sound in [
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<w:a x=\"1\" y='2'><b/>t &amp; u</w:a >\r\n",
            "<a>ä \u{fffd}</a>",
        ] {
            assert!(is_sound(sound.as_bytes()), "{sound}");
        }
        assert!(is_sound(
            b"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xe4</a>"
        ));
        for damaged in [
            &b"<a>\xe4</a>"[..],
            b"<?xml version='1.0' encoding='UTF-8'?><a>\xe4</a>",
            b"<a><w:t>Owner</w:p></a>",
            b"<a><w:t>Owner</a></w:t>",
            b"<a><b>Owner",
            b"<a></a></a>",
            b"<a b=\"1><c d=\"2\"></c></a>",
            b"<a><p:s<c:d e=\"2\"></c></a>",
        ] {
            let shown = String::from_utf8_lossy(damaged);
            assert!(!is_sound(damaged), "{shown}");
        }
    }

    #[test]
    fn a_text_grows_until_it_cannot_be_written() {
        let mut text = "a".repeat(limits::TEXT - 3);
        push("äöü", &mut text);
        assert_eq!(text.len(), limits::TEXT + 1);
        push("ä", &mut text);
        assert!(text.ends_with("aäö"));
    }
}
