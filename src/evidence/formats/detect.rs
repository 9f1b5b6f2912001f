//! Which format a file really is: by its first bytes where they tell, else by its name.
//!
//! Exports are often named after the program that shall open them: an HTML table called
//! `.xls`, a Word document called `.txt`. The bytes are right, and the name is told.

use crate::evidence::extract::Format;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Detected {
    /// The format to read it as.
    pub format: Format,
    /// Whether its name says something else.
    pub misnamed: bool,
}

/// Tells the format of a file from its path and bytes.
#[must_use]
pub fn detect(path: &str, bytes: &[u8]) -> Detected {
    let named = Format::of(path);
    let format = of_bytes(bytes, named).unwrap_or(named);
    Detected {
        format,
        misnamed: format != named && (named != Format::Text || path.contains('.')),
    }
}

/// Whether the bytes are what git keeps in the place of a large file (Git LFS), as a clone has
/// them that did not fetch it.
#[must_use]
pub fn is_pointer(bytes: &[u8]) -> bool {
    const LONGEST: usize = 1024;
    bytes.len() <= LONGEST
        && bytes.starts_with(b"version https://git-lfs.github.com/spec/")
        && find(bytes, b"\noid sha256:")
}

/// The format the bytes speak of, where they do.
fn of_bytes(bytes: &[u8], named: Format) -> Option<Format> {
    let head = &bytes[..bytes.len().min(1024)];
    if head.starts_with(b"%PDF-") || named != Format::Text && find(head, b"%PDF-") {
        return Some(Format::Pdf);
    }
    if head.starts_with(b"{\\rtf") {
        return Some(Format::Rtf);
    }
    if head.starts_with(b"PK\x03\x04") {
        return of_package(bytes, named);
    }
    if head.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") {
        return of_compound(bytes, named);
    }
    if matches!(named, Format::Xls | Format::Xlsx) && is_rows(head) {
        return Some(Format::Csv);
    }
    let start = head.trim_ascii_start();
    let start = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    let lower = start.to_ascii_lowercase();
    let is_html = lower.starts_with(b"<!doctype html") || lower.starts_with(b"<html");
    (is_html && is_document(named)).then_some(Format::Html)
}

/// Lines of text with cells in them: exports for Excel are often no more than that.
fn is_rows(head: &[u8]) -> bool {
    if head.starts_with(b"\xff\xfe") {
        return true;
    }
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let is_text = |byte: &u8| matches!(byte, b'\t' | b'\r' | b'\n' | 0x20..=0x7e | 0x80..);
    let cells = |line: &[u8]| {
        line.iter()
            .filter(|byte| matches!(byte, b'\t' | b';' | b','))
            .count()
    };
    let first = text.split(|byte| *byte == b'\n').next().unwrap_or_default();
    text.iter().all(is_text) && !text.starts_with(b"<") && text.contains(&b'\n') && cells(first) > 0
}

/// A ZIP package, by the names of its entries, which stand in it as they are.
fn of_package(bytes: &[u8], named: Format) -> Option<Format> {
    let first = &bytes[..bytes.len().min(4096)];
    for (mark, format) in [
        (&b"application/vnd.oasis.opendocument.text"[..], Format::Odt),
        (
            b"application/vnd.oasis.opendocument.spreadsheet",
            Format::Ods,
        ),
        (
            b"application/vnd.oasis.opendocument.presentation",
            Format::Odp,
        ),
    ] {
        if find(first, mark) {
            return Some(format);
        }
    }
    // The directory of a package stands at its end and names its entries once more.
    for (mark, format) in [
        (&b"xl/workbook.bin"[..], Format::Xlsb),
        (b"word/document", Format::Docx),
        (b"xl/workbook", Format::Xlsx),
        (b"ppt/presentation", Format::Pptx),
    ] {
        let tail = &bytes[bytes.len().saturating_sub(1 << 20)..];
        if find(tail, mark) || find(first, mark) {
            return Some(format);
        }
    }
    // Damaged packages are told as what they are named.
    (!is_document(named)).then_some(Format::Binary)
}

/// A compound file, by the names of its streams, which stand in it in UTF-16.
fn of_compound(bytes: &[u8], named: Format) -> Option<Format> {
    let has = |name: &str| {
        let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        find(bytes, &wide)
    };
    if has("EncryptedPackage") {
        return Some(if is_document(named) {
            named
        } else {
            Format::Office
        });
    }
    if has("WordDocument") || has("PowerPoint Document") {
        return Some(Format::Office);
    }
    if has("__properties_version1.0") {
        return Some(Format::Msg);
    }
    // Drawings and plans of other programs may hold a workbook.
    if named != Format::Office && (has("Workbook") || has("Book")) {
        return Some(Format::Xls);
    }
    (!is_document(named)).then_some(Format::Office)
}

/// Whether a name speaks of a document that is no plain text.
fn is_document(named: Format) -> bool {
    !named.is_text() && named != Format::Binary
}

fn find(bytes: &[u8], part: &[u8]) -> bool {
    memchr::memmem::find(bytes, part).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_right_where_a_name_says_something_else() {
        let html = b"<html><table><tr><td>a</td></tr></table></html>";
        for (path, bytes, format, misnamed) in [
            ("a.pdf", &b"%PDF-1.4"[..], Format::Pdf, false),
            ("a.txt", b"%PDF-1.4", Format::Pdf, true),
            ("scan", b"%PDF-1.4", Format::Pdf, false),
            ("export.xls", html, Format::Html, true),
            ("page.html", html, Format::Html, false),
            (
                "export.xls",
                b"id\topened\n1\t2026-01-01",
                Format::Csv,
                true,
            ),
            ("export.xlsx", b"\xff\xfei\0d\0", Format::Csv, true),
            ("export.xls", b"a sentence", Format::Xls, false),
            (
                "export.xls",
                b"<?xml version=\"1.0\"?>\n<a>,</a>",
                Format::Xls,
                false,
            ),
            ("note.md", b"{\\rtf1 a}", Format::Rtf, true),
            ("note.doc", b"{\\rtf1 a}", Format::Rtf, true),
            ("page.doc", html, Format::Html, true),
            (
                "a.xlsb",
                b"PK\x03\x04..xl/workbook.bin..",
                Format::Xlsb,
                false,
            ),
            ("a.docx", b"PK\x03\x04damaged", Format::Docx, false),
            ("a.docx", b"nothing of it", Format::Docx, false),
            ("a.csv", b"a;b", Format::Csv, false),
            (
                "a.docx",
                b"PK\x03\x04..xl/workbook.xml..",
                Format::Xlsx,
                true,
            ),
        ] {
            let expected = Detected { format, misnamed };
            assert_eq!(detect(path, bytes), expected, "{path}");
        }
    }
}
