//! Streams of a PDF unpacked within a budget: a few bytes of a stream can stand for gigabytes.
//!
//! The library that reads the structure unpacks object streams on its own and without a limit,
//! so they are measured before it sees them.

use std::cell::Cell;
use std::io::Read;

use flate2::read::ZlibDecoder;
use flate2::{Decompress, FlushDecompress, Status};
use hayro_syntax::Filter;
use hayro_syntax::object::{Dict, Stream};

use crate::evidence::document::{Unread, Why};
use crate::evidence::formats::limits;

/// What may still be unpacked of a file.
pub struct Budget {
    left: Cell<u64>,
    short: Cell<bool>,
    damaged: Cell<usize>,
}

impl Default for Budget {
    fn default() -> Self {
        Self {
            left: Cell::new(limits::UNPACKED),
            short: Cell::new(false),
            damaged: Cell::new(0),
        }
    }
}

impl Budget {
    /// Unpacks a stream, a damaged one up to the damage; none where it is damaged from its
    /// start, an image, or beyond the budget. Both are kept in mind.
    pub fn unpack(&self, stream: &Stream<'_>) -> Option<Vec<u8>> {
        self.unpack_to(stream, limits::PART)
    }

    /// The same up to a size, in bytes.
    pub fn unpack_to(&self, stream: &Stream<'_>, most: u64) -> Option<Vec<u8>> {
        let most = self.left.get().min(most);
        let filters = stream.filters();
        let raw = stream.raw_data();
        let raw_length = raw.len();
        let data = if filters.is_empty() {
            raw.into_owned()
        } else if is_plain(&filters) && !is_predicted(stream.dict()) {
            let mut data = raw.into_owned();
            for filter in &filters {
                let unpacked = match filter {
                    Filter::FlateDecode => inflate(&data, most + 1),
                    Filter::Ascii85Decode => ascii85(&data),
                    _ => ascii_hex(&data),
                };
                if !unpacked.whole {
                    self.damage();
                }
                data = unpacked.data;
            }
            if data.is_empty() && raw_length >= SHORTEST {
                return None;
            }
            data
        } else if growth(&filters).saturating_mul(raw.len() as u64) <= most {
            let Ok(data) = stream.decoded_data() else {
                self.damage();
                return None;
            };
            data.into_owned()
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

    /// How many streams were found to be damaged so far.
    pub fn damaged(&self) -> usize {
        self.damaged.get()
    }

    /// Keeps in mind that a stream is damaged or cannot be found.
    pub fn damage(&self) {
        self.damaged.set(self.damaged.get() + 1);
    }
}

/// Packed streams with fewer bytes may hold nothing.
const SHORTEST: usize = 16;

/// What was unpacked, and whether that is all.
#[derive(Debug, PartialEq, Eq)]
struct Unpacked {
    data: Vec<u8>,
    whole: bool,
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
fn inflate(data: &[u8], most: u64) -> Unpacked {
    let (zlib, _) = inflated(data, true, most);
    if zlib.whole {
        return zlib;
    }
    if zlib.data.is_empty() {
        return inflated(data, false, most).0;
    }
    // Some programs leave out the sum at the end. One that is there and does not agree tells
    // that bytes were changed.
    let (bare, used) = inflated(&data[data.len().min(HEAD)..], false, most);
    let is_summed = data.len() >= HEAD + used + SUM;
    Unpacked {
        whole: bare.whole && !is_summed,
        data: zlib.data,
    }
}

/// Bytes before what is packed, and those of the sum behind it.
const HEAD: usize = 2;
const SUM: usize = 4;

/// What is inflated of a stream, with or without head and sum, and how many of its bytes were
/// used. One that is longer than the most is whole as far as it was looked at.
fn inflated(data: &[u8], is_zlib: bool, most: u64) -> (Unpacked, usize) {
    const STEP: usize = 1 << 16;
    let mut state = Decompress::new(is_zlib);
    let mut out = Vec::new();
    let mut used = 0;
    let whole = loop {
        if out.len() as u64 >= most {
            break true;
        }
        let before = (used, out.len());
        out.reserve(STEP);
        let status = state.decompress_vec(&data[used..], &mut out, FlushDecompress::None);
        used = usize::try_from(state.total_in()).map_or(data.len(), |used| used.min(data.len()));
        match status {
            Ok(Status::StreamEnd) => break true,
            Ok(_) if (used, out.len()) != before => {}
            _ => break false,
        }
    };
    out.truncate(usize::try_from(most).unwrap_or(usize::MAX));
    (Unpacked { data: out, whole }, used)
}

fn ascii85(data: &[u8]) -> Unpacked {
    let mut out = Vec::with_capacity(data.len() / 5 * 4);
    let (mut word, mut count, mut whole) = (0_u32, 0, true);
    for (at, &byte) in data.iter().enumerate() {
        match byte {
            b'~' => {
                let rest = data[at + 1..].trim_ascii_start();
                whole &= rest.is_empty() || rest.starts_with(b">");
                break;
            }
            b'z' if count == 0 => out.extend([0; 4]),
            b'!'..=b'u' => {
                word = word.wrapping_mul(85).wrapping_add(u32::from(byte - b'!'));
                count += 1;
                if count == 5 {
                    out.extend(word.to_be_bytes());
                    (word, count) = (0, 0);
                }
            }
            byte => whole &= byte.is_ascii_whitespace() || byte == 0,
        }
    }
    if count > 1 {
        for _ in count..5 {
            word = word.wrapping_mul(85).wrapping_add(84);
        }
        out.extend(&word.to_be_bytes()[..count - 1]);
    }
    Unpacked { data: out, whole }
}

fn ascii_hex(data: &[u8]) -> Unpacked {
    let before_end = data.iter().take_while(|byte| **byte != b'>');
    let signs: Vec<u8> = before_end
        .filter(|byte| !byte.is_ascii_whitespace() && **byte != 0)
        .copied()
        .collect();
    let digits: Vec<u8> = signs
        .iter()
        .filter_map(|byte| char::from(*byte).to_digit(16))
        .filter_map(|digit| u8::try_from(digit).ok())
        .collect();
    let pairs = digits.chunks(2);
    Unpacked {
        data: pairs
            .map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0))
            .collect(),
        whole: digits.len() == signs.len(),
    }
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
        let whole = |data: &[u8]| Unpacked {
            data: data.to_vec(),
            whole: true,
        };
        assert_eq!(ascii85(b"87cURD]i,\"Ebo80~>"), whole(b"Hello World!"));
        assert_eq!(ascii_hex(b"48 65 6c6C 6f>"), whole(b"Hello"));
        assert!(!ascii85(b"87cUR\xffD]i,\"Ebo80~>").whole);
        assert!(!ascii85(b"87cUR~D]i,\"Ebo80~>").whole);
        assert!(!ascii_hex(b"48 65 6x6C 6f>").whole);
    }

    #[test]
    fn damage_to_what_is_packed_is_seen() {
        let text = b"BT /F 12 Tf (Owner) Tj ET ".repeat(40);
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        std::io::Write::write_all(&mut packer, &text).unwrap();
        let packed = packer.finish().unwrap();
        assert_eq!(inflate(&packed, 1 << 20).data, text);
        assert!(inflate(&packed, 1 << 20).whole);
        // Without its sum, and with the end of a line behind it.
        assert!(inflate(&packed[..packed.len() - 4], 1 << 20).whole);
        assert!(inflate(&[&packed[..], b"\r\n"].concat(), 1 << 20).whole);
        assert!(!inflate(&packed[..packed.len() - 8], 1 << 20).whole);
        for at in 2..packed.len() {
            let mut damaged = packed.clone();
            damaged[at] ^= 0x55;
            let read = inflate(&damaged, 1 << 20);
            assert!(!read.whole || read.data == text, "{at}");
        }
    }
}
