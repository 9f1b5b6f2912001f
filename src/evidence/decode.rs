//! Bytes to text: UTF-8, UTF-16 with its mark, else Windows-1252, which is what
//! other text in western Europe nearly always is.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// A decoded text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text without byte-order mark.
    pub text: Cow<'b, str>,
    /// The encoding, when it is not UTF-8.
    pub encoding: Option<&'static str>,
}

/// Decodes a file.
///
/// # Errors
/// That the bytes are no text.
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, String> {
    let mut decoded = characters(bytes)?;
    if let Some(text) = with_line_feeds(&decoded.text) {
        decoded.text = Cow::Owned(text);
    }
    Ok(decoded)
}

/// The text with line feeds for carriage returns that stand alone, as programs of old Macintoshes
/// end lines: editors and spreadsheets begin a line there, so that a line told is the one found.
/// `None` where none stands alone.
fn with_line_feeds(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let alone = |at: &usize| bytes.get(at + 1) != Some(&b'\n');
    let mut out: Option<String> = None;
    let mut from = 0;
    for at in memchr::memchr_iter(b'\r', bytes).filter(alone) {
        let out = out.get_or_insert_with(|| String::with_capacity(text.len()));
        out.push_str(&text[from..at]);
        out.push('\n');
        from = at + 1;
    }
    out.as_mut()?.push_str(&text[from..]);
    out
}

fn characters(bytes: &[u8]) -> Result<Decoded<'_>, String> {
    let rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some((encoding, length)) = Encoding::for_bom(bytes)
        && (encoding == UTF_16LE || encoding == UTF_16BE)
    {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[length..]);
        // UTF-32 begins with the same bytes.
        if text.contains('\0') {
            return Err("the file is not text".to_owned());
        }
        return Ok(Decoded {
            text: Cow::Owned(text.into_owned()),
            encoding: Some(encoding.name()),
        });
    }
    if let Ok(text) = std::str::from_utf8(rest) {
        if looks_binary(rest) {
            return Err("the file is not text".to_owned());
        }
        return Ok(Decoded {
            text: Cow::Borrowed(text),
            encoding: None,
        });
    }
    if looks_binary(rest) {
        return Err("the file is not text".to_owned());
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(rest);
    Ok(Decoded {
        text: Cow::Owned(text.into_owned()),
        encoding: Some("windows-1252"),
    })
}

fn looks_binary(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(8_192)];
    // Summed in small pieces and small numbers, which the compiler does many at a time.
    let control: usize = head
        .chunks(255)
        .map(|piece| {
            usize::from(
                piece
                    .iter()
                    .map(|byte| u8::from(is_control(*byte)))
                    .sum::<u8>(),
            )
        })
        .sum();
    control > 0 && (head.contains(&0) || control * 50 > head.len())
}

/// Control characters but those of text: tab, ends of lines and pages, escape.
fn is_control(byte: u8) -> bool {
    byte < 0x20 && !(0x09..=0x0d).contains(&byte) && byte != 0x1b || byte == 0x7f
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_told_apart() {
        assert_eq!(decode("\u{feff}ä".as_bytes()).unwrap().text, "ä");
        assert_eq!(decode(b"St\xf6rung").unwrap().text, "Störung");
        assert_eq!(decode(b"\xff\xfea\0b\0").unwrap().text, "ab");
        assert!(decode(b"PK\x03\x04\0\0").is_err());
        assert!(decode(b"\xff\xfe\0\0a\0\0\0").is_err(), "UTF-32");
        assert_eq!(decode(b"# T\r\ra\r").unwrap().text, "# T\n\na\n");
        assert_eq!(decode(b"a\r\nb\rc\r\n").unwrap().text, "a\r\nb\nc\r\n");
        assert_eq!(decode(b"a\rb\nc\r").unwrap().text, "a\nb\nc\n");
        assert!(decode(b"").unwrap().text.is_empty());
    }
}
