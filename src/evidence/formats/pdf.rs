//! PDF: the text of each page in reading order, fields that were filled in, signatures,
//! properties. Lines that run along the top or bottom of every page are said once.
//!
//! A page says where letters are drawn, not what belongs together; words, lines, columns,
//! tables and headings are told from distances and sizes, and may be told wrongly. What a font
//! does not give away, and pages that are pictures, are unknown, never empty.

mod content;
mod encoding;
mod extras;
mod fonts;
mod found;
mod geometry;
mod layout;
mod operands;
mod read;
mod streams;
mod widths;
mod write;

use hayro_syntax::{DecryptionError, LoadPdfError, Pdf as File};

use super::{Reads, Taken};
use crate::evidence::document::{Unread, Why};
use read::Document;

/// Reads PDF files.
pub struct Pdf;

impl Reads for Pdf {
    fn read(&self, bytes: &[u8]) -> Result<Taken, Unread> {
        streams::measure(bytes)?;
        let file = File::new(bytes.to_vec()).map_err(|error| unreadable(error, bytes))?;
        if file.pages().is_empty() {
            return Err(damaged());
        }
        let document = Document::read(&file, bytes);
        match document.unread() {
            Some(unread) => Err(unread),
            None => Ok(write::taken(&document)),
        }
    }
}

fn unreadable(error: LoadPdfError, bytes: &[u8]) -> Unread {
    match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => super::package::protected(),
        LoadPdfError::Decryption(_) => Unread::new(
            Why::Encrypted,
            "it is encrypted in a way that is not read; ask for a copy without protection",
        ),
        LoadPdfError::Invalid if memchr::memmem::find(bytes, b"/Encrypt").is_some() => Unread::new(
            Why::Encrypted,
            "it is encrypted or damaged; ask for a copy without protection",
        ),
        LoadPdfError::Invalid => damaged(),
    }
}

fn damaged() -> Unread {
    Unread::new(
        Why::Damaged,
        "no page of it can be found, as after a download that was cut off; ask for it again",
    )
}
