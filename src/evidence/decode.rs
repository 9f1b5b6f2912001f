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
    // Old Macintosh programs end lines with a carriage return alone.
    let has = |byte| memchr::memchr(byte, decoded.text.as_bytes()).is_some();
    if !has(b'\n') && has(b'\r') {
        decoded.text = Cow::Owned(decoded.text.replace('\r', "\n"));
    }
    Ok(decoded)
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
        assert_eq!(decode(b"a\r\nb\rc\r\n").unwrap().text, "a\r\nb\rc\r\n");
        assert!(decode(b"").unwrap().text.is_empty());
    }
}
