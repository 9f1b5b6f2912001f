//! Streams of a PDF unpacked within a budget: a few bytes of a stream can stand for gigabytes.
//!
//! The library that reads the structure unpacks object streams on its own and without a limit,
//! so they are measured before it sees them.

use std::cell::Cell;
use std::io::Read;

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hayro_syntax::Filter;
use hayro_syntax::object::{Dict, Stream};

use crate::evidence::document::{Unread, Why};
use crate::evidence::formats::limits;

/// What may still be unpacked of a file.
pub struct Budget {
    left: Cell<u64>,
    short: Cell<bool>,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            left: Cell::new(limits::UNPACKED),
            short: Cell::new(false),
        }
    }
}

impl Budget {
    /// Unpacks a stream; none where it is damaged from its start, an image, or beyond the
    /// budget, which is kept in mind.
    pub fn unpack(&self, stream: &Stream<'_>) -> Option<Vec<u8>> {
        self.unpack_to(stream, limits::PART)
    }

    /// The same up to a size, in bytes.
    pub fn unpack_to(&self, stream: &Stream<'_>, most: u64) -> Option<Vec<u8>> {
        let most = self.left.get().min(most);
        let filters = stream.filters();
        let raw = stream.raw_data();
        let data = if filters.is_empty() {
            raw.into_owned()
        } else if is_plain(&filters) && !is_predicted(stream.dict()) {
            let mut data = raw.into_owned();
            for filter in &filters {
                data = match filter {
                    Filter::FlateDecode => inflate(&data, most + 1)?,
                    Filter::Ascii85Decode => ascii85(&data),
                    _ => ascii_hex(&data),
                };
            }
            data
        } else if growth(&filters).saturating_mul(raw.len() as u64) <= most {
            stream.decoded_data().ok()?.into_owned()
        } else {
            self.short.set(true);
            return None;
        };
        if data.len() as u64 > most {
            self.short.set(true);
            let unpacked = data.len() as u64;
            self.left.set(self.left.get().saturating_sub(unpacked));
            return None;
        }
        self.left.set(self.left.get() - data.len() as u64);
        Some(data)
    }

    /// Whether something was left out because it was beyond the budget.
    pub fn is_short(&self) -> bool {
        self.short.get()
    }
}

/// Whether the filters are those of nearly all documents, which are undone here.
fn is_plain(filters: &[Filter]) -> bool {
    filters.iter().all(|filter| {
        matches!(
            filter,
            Filter::FlateDecode | Filter::Ascii85Decode | Filter::AsciiHexDecode
        )
    })
}

/// Whether what is unpacked is the difference from the row above, as in tables and images.
fn is_predicted(dict: &Dict<'_>) -> bool {
    dict.contains_key("DecodeParms") || dict.contains_key("DP")
}

/// How many times larger a stream can become at most.
fn growth(filters: &[Filter]) -> u64 {
    filters.iter().fold(1_u64, |product, filter| {
        product.saturating_mul(match filter {
            Filter::FlateDecode => 1032,
            Filter::LzwDecode => 2731,
            Filter::RunLengthDecode => 64,
            Filter::Ascii85Decode => 4,
            Filter::AsciiHexDecode | Filter::Crypt => 1,
            _ => u64::MAX,
        })
    })
}

/// Inflates up to a size; of a damaged stream, what stands before the damage.
fn inflate(data: &[u8], most: u64) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    // An error shows only behind what was unpacked, and a damaged end loses the end alone.
    let _ = ZlibDecoder::new(data).take(most).read_to_end(&mut out);
    if out.is_empty() {
        let _ = DeflateDecoder::new(data).take(most).read_to_end(&mut out);
    }
    (!out.is_empty() || data.len() < 16).then_some(out)
}

fn ascii85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::with_capacity(data.len() / 5 * 4);
    let (mut word, mut count) = (0_u32, 0);
    for &byte in data {
        match byte {
            b'~' => break,
            b'z' if count == 0 => out.extend([0; 4]),
            b'!'..=b'u' => {
                word = word.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    out.extend(word.to_be_bytes());
                    (word, count) = (0, 0);
                }
            }
            _ => {}
        }
    }
    if count > 1 {
        for _ in count..5 {
            word = word.wrapping_mul(85).wrapping_add(84);
        }
        out.extend(&word.to_be_bytes()[..count - 1]);
    }
    out
}

fn ascii_hex(data: &[u8]) -> Vec<u8> {
    let digits: Vec<u8> = data
        .iter()
        .take_while(|byte| **byte != b'>')
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    digits
        .chunks(2)
        .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0))
        .collect()
}

/// Measures what the library unpacks by itself: streams of objects, and of the table of them.
///
/// # Errors
/// They unpack to more than documents hold.
pub fn measure(bytes: &[u8]) -> Result<(), Unread> {
    // Each object has an entry in the table of the file, or a head of its own.
    let heads = memchr::memmem::find_iter(bytes, b" 00000 ").take(limits::OBJECTS + 1);
    let objects = memchr::memmem::find_iter(bytes, b"endobj").take(limits::OBJECTS + 1);
    if heads.count() > limits::OBJECTS || objects.count() > limits::OBJECTS {
        return Err(Unread::new(
            Why::TooLarge,
            "it has more objects than documents have",
        ));
    }
    let mut left = limits::STRUCTURE;
    let ends = memchr::memmem::Finder::new(b"endstream");
    for at in memchr::memmem::find_iter(bytes, b"stream") {
        if bytes[..at].ends_with(b"end") {
            continue;
        }
        let before = &bytes[at.saturating_sub(DICTIONARY)..at];
        let dict = memchr::memmem::rfind(before, b"obj").map_or(before, |from| &before[from..]);
        let has = |word: &[u8]| memchr::memmem::find(dict, word).is_some();
        let structure = has(b"ObjStm") || has(b"XRef") || has(b"#");
        if !structure && (has(b"Image") || !has(b"Filter")) {
            continue;
        }
        let data = &bytes[at + b"stream".len()..];
        let data = data.strip_prefix(b"\r").unwrap_or(data);
        let data = data.strip_prefix(b"\n").unwrap_or(data);
        if structure {
            left = left
                .checked_sub(unpacked(data, left + 1))
                .ok_or_else(beyond)?;
        } else {
            // What is neither named a structure nor an image is looked at only when it could
            // become larger than any part of a document.
            let length = ends.find(data).unwrap_or(data.len()) as u64;
            if length.saturating_mul(1032) > limits::PART
                && unpacked(
                    &data[..data.len().min(usize::try_from(length).unwrap_or(0))],
                    limits::PART + 1,
                ) > limits::PART
            {
                return Err(beyond());
            }
        }
    }
    Ok(())
}

/// How far back from its data the dictionary of a stream is looked for, in bytes.
const DICTIONARY: usize = 1024;

/// How many bytes a stream unpacks to, up to a most; packed twice, the inner one.
fn unpacked(data: &[u8], most: u64) -> u64 {
    let mut head = [0; 2];
    let mut reader = ZlibDecoder::new(data);
    let mut first = 0;
    while first < head.len() {
        match reader.read(&mut head[first..]) {
            Ok(read) if read > 0 => first += read,
            _ => return first as u64,
        }
    }
    let is_packed = head[0] & 0x0f == 8 && u16::from_be_bytes(head).is_multiple_of(31);
    let rest = if is_packed {
        let inner = ZlibDecoder::new(data).take(most);
        count(ZlibDecoder::new(inner), most)
    } else {
        0
    };
    let own = first as u64 + count(reader, most);
    own.max(rest)
}

fn count(reader: impl Read, most: u64) -> u64 {
    let (mut reader, mut buffer, mut sum) = (reader.take(most), vec![0; 1 << 16], 0_u64);
    loop {
        match reader.read(&mut buffer) {
            Ok(read) if read > 0 => sum += read as u64,
            _ => return sum,
        }
    }
}

fn beyond() -> Unread {
    Unread::new(
        Why::TooLarge,
        format!(
            "what holds it together unpacks to more than {} MiB",
            limits::STRUCTURE >> 20
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_codes_are_undone() {
        assert_eq!(ascii85(b"87cURD]i,\"Ebo80~>"), b"Hello World!");
        assert_eq!(ascii_hex(b"48 65 6c6C 6f>"), b"Hello");
    }
}
