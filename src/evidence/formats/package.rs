//! Packages: the ZIP files in which Word, Excel and `LibreOffice` keep the parts of a document.

use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::io::{BufRead, BufReader, Cursor, Error, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::Writing;
use super::limits;
use super::xml::{broken, is_sound};
use crate::evidence::decode::decode;
use crate::evidence::document::{Unread, Why};

/// An opened package. What is unpacked of it in all is limited.
pub struct Package<'b> {
    archive: RefCell<ZipArchive<Cursor<&'b [u8]>>>,
    /// What may be unpacked of it in all, in bytes.
    most: u64,
    left: RefCell<u64>,
    streamed: RefCell<u64>,
    names: Vec<String>,
    /// Parts that were asked for and are damaged, in order.
    torn: RefCell<BTreeSet<String>>,
    /// Where each part stands, by its name in small letters; the first of two with one name.
    places: HashMap<String, usize>,
}

/// A part while it is unpacked piece by piece.
pub struct Stream<'s> {
    inner: BufReader<&'s mut dyn Read>,
    left: u64,
    /// Bytes since the last tag.
    run: usize,
}

impl<'b> Package<'b> {
    /// Opens a package.
    ///
    /// # Errors
    /// It is protected, damaged, or has more entries than [`limits::ENTRIES`].
    pub fn open(bytes: &'b [u8]) -> Result<Self, Unread> {
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(protected());
        }
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| damaged(&error))?;
        let most = limits::UNPACKED.min(limits::unpacked_from(bytes.len() as u64));
        if archive.len() > limits::ENTRIES {
            return Err(too_large(limits::PART.min(most)));
        }
        let names: Vec<String> = archive
            .file_names()
            .map(|name| name.map_or_else(|_| String::new(), |name| plain(&name)))
            .collect();
        let mut places = HashMap::new();
        for (at, name) in names.iter().enumerate() {
            places.entry(name.to_ascii_lowercase()).or_insert(at);
        }
        Ok(Self {
            archive: RefCell::new(archive),
            most,
            left: RefCell::new(most),
            streamed: RefCell::new(limits::STREAMED),
            names,
            torn: RefCell::default(),
            places,
        })
    }

    /// The names of its parts, in the order of the package.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Unpacks a part, and notes where it is XML that is not as programs write it; none where there
    /// is no such part.
    ///
    /// # Errors
    /// The part is protected, damaged or beyond a limit.
    pub fn part(&self, name: &str) -> Result<Option<Vec<u8>>, Unread> {
        let bytes = self.unpacked(name)?;
        if bytes.as_ref().is_some_and(|bytes| {
            is_xml(name) && !decode(bytes).is_ok_and(|decoded| is_sound(bytes, &decoded))
        }) {
            self.tear(name);
        }
        Ok(bytes)
    }

    /// The same as text.
    ///
    /// # Errors
    /// As [`Package::part`], and where it is no text.
    pub fn decoded(&self, name: &str) -> Result<Option<String>, Unread> {
        let Some(bytes) = self.unpacked(name)? else {
            return Ok(None);
        };
        let decoded = decode(&bytes);
        if is_xml(name) && !(decoded.as_ref()).is_ok_and(|decoded| is_sound(&bytes, decoded)) {
            self.tear(name);
        }
        let mark = match decoded.map_err(|_| broken())?.text {
            Cow::Owned(text) => return Ok(Some(text)),
            Cow::Borrowed(text) => bytes.len() - text.len(),
        };
        utf8_behind(mark, bytes).map(Some)
    }

    /// The same of a part that tells how things look and holds none of the text: damage to it
    /// loses nothing that is read, so that it is not looked for.
    ///
    /// # Errors
    /// As [`Package::decoded`].
    pub fn looks(&self, name: &str) -> Result<Option<String>, Unread> {
        let Some(bytes) = self.unpacked(name)? else {
            return Ok(None);
        };
        let mark = match decode(&bytes).map_err(|_| broken())?.text {
            Cow::Owned(text) => return Ok(Some(text)),
            Cow::Borrowed(text) => bytes.len() - text.len(),
        };
        utf8_behind(mark, bytes).map(Some)
    }

    /// Unpacks a part; none where there is no such part.
    ///
    /// # Errors
    /// The part is protected, damaged or beyond a limit.
    pub fn unpacked(&self, name: &str) -> Result<Option<Vec<u8>>, Unread> {
        let Some(at) = self.position(name) else {
            return Ok(None);
        };
        let mut archive = self.archive.borrow_mut();
        let entry = archive.by_index(at).map_err(|error| {
            self.tear(name);
            damaged(&error)
        })?;
        let mut left = self.left.borrow_mut();
        let most = limits::PART.min(*left);
        let mut bytes = Vec::new();
        // The size that a package states is not believed.
        let read = entry.take(most + 1).read_to_end(&mut bytes);
        if let Err(error) = read {
            self.tear(name);
            return Err(Unread::new(
                Why::Damaged,
                format!("its part {name} is damaged: {error}"),
            ));
        }
        // What was unpacked in vain counts as well, or it could be tried without end.
        let unpacked = bytes.len() as u64;
        *left = left.saturating_sub(unpacked);
        if unpacked > most {
            return Err(too_large(limits::PART.min(self.most)));
        }
        Ok(Some(bytes))
    }

    /// Says which of the parts that were asked for are damaged.
    pub fn tell(&self, writing: &mut Writing) {
        const MOST: usize = 5;
        let torn = self.torn.borrow();
        let named: Vec<&str> = torn.iter().map(String::as_str).take(MOST).collect();
        let more = match torn.len().saturating_sub(MOST) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let (what, is) = match torn.len() {
            0 => return,
            1 => ("part", "is"),
            _ => ("parts", "are"),
        };
        writing.lost(
            Why::Damaged,
            format!(
                "its {what} {}{more} {is} damaged; what is stated there may be missing or wrong here, so ask for it again",
                named.join(", ")
            ),
            false,
        );
    }

    fn tear(&self, name: &str) {
        self.torn.borrow_mut().insert(plain(name));
    }

    /// A part as text; none where it is not there or damaged, for parts that a document can
    /// be read without.
    #[must_use]
    pub fn text(&self, name: &str) -> Option<String> {
        self.decoded(name).ok()?
    }

    /// Reads a part piece by piece, for parts that may be larger than memory allows; none
    /// where there is no such part. What is beyond [`limits::STREAMED`] in all, or a piece
    /// longer than [`limits::PIECE`] without a tag, is an error of reading.
    ///
    /// # Errors
    /// The part is protected or damaged, or what `read` says.
    pub fn stream<T>(
        &self,
        name: &str,
        read: impl FnOnce(&mut Stream<'_>) -> Result<T, Unread>,
    ) -> Result<Option<T>, Unread> {
        let Some(at) = self.position(name) else {
            return Ok(None);
        };
        let mut archive = self.archive.borrow_mut();
        let mut entry = archive.by_index(at).map_err(|error| damaged(&error))?;
        let mut streamed = self.streamed.borrow_mut();
        let mut stream = Stream {
            inner: BufReader::with_capacity(1 << 16, &mut entry),
            left: *streamed,
            run: 0,
        };
        let out = read(&mut stream);
        *streamed = stream.left;
        out.map(Some)
    }

    fn position(&self, name: &str) -> Option<usize> {
        let wanted = plain(name).to_ascii_lowercase();
        self.places.get(&wanted).copied()
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let count = self.fill_buf()?.read(buffer)?;
        self.consume(count);
        Ok(count)
    }
}

impl BufRead for Stream<'_> {
    fn fill_buf(&mut self) -> std::io::Result<&[u8]> {
        if self.left == 0 || self.run > limits::PIECE {
            return Err(Error::other("it is beyond a limit"));
        }
        self.inner.fill_buf()
    }

    fn consume(&mut self, count: usize) {
        let passed = &self.inner.buffer()[..count.min(self.inner.buffer().len())];
        self.run = match memchr::memrchr(b'<', passed) {
            Some(at) => passed.len() - at,
            None => self.run.saturating_add(passed.len()),
        };
        self.left = self.left.saturating_sub(count as u64);
        self.inner.consume(count);
    }
}

/// Whether a part is XML by its name.
/// Bytes that were found to be UTF-8 as text, which stays where it is but for the mark at its start.
fn utf8_behind(mark: usize, bytes: Vec<u8>) -> Result<String, Unread> {
    let mut text = String::from_utf8(bytes).map_err(|_| broken())?;
    text.drain(..mark);
    Ok(text)
}

fn is_xml(name: &str) -> bool {
    let ending = name.rsplit('.').next().unwrap_or_default();
    ["xml", "rels"]
        .iter()
        .any(|xml| ending.eq_ignore_ascii_case(xml))
}

/// A document that asks for a password.
#[must_use]
pub fn protected() -> Unread {
    Unread::new(
        Why::Encrypted,
        "it is protected by a password; ask for a copy without one",
    )
}

/// The name of a part without the ways in which programs write one and the same.
fn plain(name: &str) -> String {
    name.replace('\\', "/").trim_start_matches('/').to_owned()
}

fn too_large(most: u64) -> Unread {
    Unread::new(
        Why::TooLarge,
        format!("it unpacks to more than {} MiB", most >> 20),
    )
}

fn damaged(error: &ZipError) -> Unread {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            protected()
        }
        _ => Unread::new(
            Why::Damaged,
            "its package is damaged, as after a download that was cut off; ask for it again",
        ),
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;
    use crate::evidence::formats::tests::packed;

    #[test]
    fn parts_are_found_however_they_are_written() {
        let bytes = packed(&[("Word\\Document.xml", "one"), ("word/document.xml", "two")]);
        let package = Package::open(&bytes).unwrap();
        for name in ["word/document.xml", "/Word/Document.XML"] {
            assert_eq!(package.part(name).unwrap().unwrap(), b"one");
        }
        assert_eq!(package.part("word/other.xml").unwrap(), None);
    }

    #[test]
    fn what_is_unpacked_is_limited_in_all() {
        let bytes = packed(&[("large", "0123456789"), ("small", "01")]);
        let package = Package::open(&bytes).unwrap();
        *package.left.borrow_mut() = 12;
        assert!(package.part("large").is_ok());
        assert_eq!(package.part("large").unwrap_err().why, Why::TooLarge);
        assert_eq!(package.part("small").unwrap_err().why, Why::TooLarge);
    }

    #[test]
    fn what_unfolds_more_than_a_hundredfold_is_no_document() {
        let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("a", zip::write::SimpleFileOptions::default())
            .unwrap();
        zip.write_all(&vec![b' '; (64 << 20) + 1]).unwrap();
        let bytes = zip.finish().unwrap().into_inner();
        let error = Package::open(&bytes).unwrap().part("a").unwrap_err();
        assert_eq!(error.reason, "it unpacks to more than 64 MiB");
    }

    #[test]
    fn parts_are_text_in_any_encoding() {
        let parts: [(&str, &[u8]); 4] = [
            ("plain", "<a>ä</a>".as_bytes()),
            ("marked", b"\xef\xbb\xbf<a>\xc3\xa4</a>"),
            ("wide", b"\xff\xfe<\0a\0>\0\xe4\0<\0/\0a\0>\0"),
            ("old", b"<a>\xe4</a>"),
        ];
        let bytes = packed(&parts);
        let package = Package::open(&bytes).unwrap();
        for (name, _) in parts {
            assert_eq!(package.text(name).unwrap(), "<a>ä</a>", "{name}");
        }
        assert_eq!(package.text("other"), None);
    }
}
