//! Documents of office programs, PDF and mail: one file a format, behind one trait.
//!
//! A reader takes out what a person would read, in the order in which a person reads it, and
//! says of each line where it stood. It knows nothing of the catalogue, dates or claims: what
//! is in the text is found behind it, the same way for every format. All of them read foreign
//! bytes, so each works within [`limits`], and what cannot be read is told, never guessed.

mod detect;
mod docx;
mod eml;
pub mod limits;
mod links;
mod mail;
mod msg;
mod odt;
pub mod package;
mod pages;
mod pdf;
mod pptx;
mod rtf;
mod sheets;
mod taken;
mod writing;
mod xml;

pub use detect::{detect, is_pointer};
pub use taken::{Area, Remark, Sheet, Taken};
pub use writing::Writing;

use super::document::Unread;
use super::extract::Format;

/// Reads one format.
pub trait Reads: Sync {
    /// Takes the text out of a file.
    ///
    /// # Errors
    /// Why nothing is known of what the file says: damaged, encrypted, without text, or
    /// beyond a limit.
    fn read(&self, bytes: &[u8]) -> Result<Taken, Unread>;
}

/// The reader of a format; none for formats that are text already and those nobody reads.
#[must_use]
pub fn reader(format: Format) -> Option<&'static dyn Reads> {
    match format {
        Format::Docx => Some(&docx::Docx),
        Format::Pptx => Some(&pptx::Pptx),
        Format::Odt => Some(&odt::Odt),
        Format::Odp => Some(&odt::Odp),
        Format::Rtf => Some(&rtf::Rtf),
        Format::Xlsx => Some(&sheets::Xlsx),
        Format::Xls => Some(&sheets::Xls),
        Format::Xlsb => Some(&sheets::Xlsb),
        Format::Ods => Some(&sheets::Ods),
        Format::Pdf => Some(&pdf::Pdf),
        Format::Eml => Some(&eml::Eml),
        Format::Msg => Some(&msg::Msg),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
