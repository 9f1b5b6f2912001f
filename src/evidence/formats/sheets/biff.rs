//! The records of XLS files: each a number, a length and bytes, longer ones continued in
//! records that follow. Whatever is missing at the end of a record counts as zero.

use encoding_rs::Encoding;

use super::strings::Strings;

/// Numbers of records.
pub mod id {
    pub const FORMULA: u16 = 0x06;
    pub const EOF: u16 = 0x0a;
    pub const HEADER: u16 = 0x14;
    pub const FOOTER: u16 = 0x15;
    pub const NOTE: u16 = 0x1c;
    pub const DATE_MODE: u16 = 0x22;
    pub const FILE_PASS: u16 = 0x2f;
    pub const CONTINUE: u16 = 0x3c;
    pub const CODE_PAGE: u16 = 0x42;
    pub const OBJECT: u16 = 0x5d;
    pub const COLUMNS: u16 = 0x7d;
    pub const SHEET: u16 = 0x85;
    pub const MANY_RK: u16 = 0xbd;
    pub const RICH_LABEL: u16 = 0xd6;
    pub const XF: u16 = 0xe0;
    pub const MERGED: u16 = 0xe5;
    pub const STRINGS: u16 = 0xfc;
    pub const SHARED_LABEL: u16 = 0xfd;
    pub const TEXT_BOX: u16 = 0x1b6;
    pub const NUMBER: u16 = 0x203;
    pub const LABEL: u16 = 0x204;
    pub const TRUTH_OR_ERROR: u16 = 0x205;
    pub const STRING: u16 = 0x207;
    pub const ROW: u16 = 0x208;
    pub const RK: u16 = 0x27e;
    pub const FORMAT: u16 = 0x41e;
    pub const BOF: u16 = 0x809;
}

/// Goes through the records of a stream from a place on.
#[derive(Clone)]
pub struct Records<'b> {
    bytes: &'b [u8],
}

/// A record.
#[derive(Clone, Copy)]
pub struct Record<'b> {
    /// Its number.
    pub id: u16,
    /// Its bytes.
    pub bytes: &'b [u8],
}

/// How texts are written in a file.
#[derive(Clone, Copy)]
pub enum Texts {
    /// Since Excel 97: in Unicode.
    Wide,
    /// Before: in a code page.
    Page(&'static Encoding),
}

impl<'b> Records<'b> {
    /// From a place of the stream on.
    pub fn from(bytes: &'b [u8], at: usize) -> Self {
        Self {
            bytes: bytes.get(at..).unwrap_or_default(),
        }
    }

    /// The records that continue the one read last.
    pub fn continued(&mut self) -> Vec<&'b [u8]> {
        let mut out = Vec::new();
        loop {
            let mut ahead = self.clone();
            match ahead.next() {
                Some(record) if record.id == id::CONTINUE => {
                    out.push(record.bytes);
                    *self = ahead;
                }
                _ => return out,
            }
        }
    }
}

impl<'b> Iterator for Records<'b> {
    type Item = Record<'b>;

    fn next(&mut self) -> Option<Record<'b>> {
        let (head, rest) = self.bytes.split_at_checked(4)?;
        let length = usize::from(u16::from_le_bytes([head[2], head[3]]));
        let (bytes, rest) = rest.split_at(length.min(rest.len()));
        self.bytes = rest;
        let id = u16::from_le_bytes([head[0], head[1]]);
        Some(Record { id, bytes })
    }
}

impl Record<'_> {
    /// Two bytes at a place.
    pub fn u16(&self, at: usize) -> u16 {
        u16(self.bytes, at)
    }

    /// Four bytes at a place.
    pub fn u32(&self, at: usize) -> u32 {
        u32(self.bytes, at)
    }

    /// A number at a place.
    pub fn f64(&self, at: usize) -> f64 {
        f64::from_le_bytes(fixed(self.bytes, at))
    }

    /// A byte at a place.
    pub fn u8(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    /// The text at a place, its length in two bytes, or in one.
    pub fn text(&self, at: usize, short: bool, texts: Texts) -> String {
        let count = if short {
            usize::from(self.u8(at))
        } else {
            usize::from(self.u16(at))
        };
        let rest = self
            .bytes
            .get(at + if short { 1 } else { 2 }..)
            .unwrap_or_default();
        match texts {
            Texts::Page(page) => page.decode(&rest[..count.min(rest.len())]).0.into_owned(),
            Texts::Wide => {
                let mut out = String::new();
                let mut pieces = Pieces::new(vec![rest]);
                let flags = pieces.u8();
                pieces.chars(count, flags & 1 == 1, &mut out);
                out
            }
        }
    }
}

/// A number in four bytes, as cells hold most of them.
pub fn rk(value: u32) -> f64 {
    let number = if value & 2 == 2 {
        f64::from(value.cast_signed() >> 2)
    } else {
        f64::from_bits(u64::from(value & !3) << 32)
    };
    if value & 1 == 1 {
        number / 100.0
    } else {
        number
    }
}

/// The texts that cells share, from a record and those that continue it.
pub fn shared(pieces: Vec<&[u8]>, strings: &mut Strings) {
    let mut pieces = Pieces::new(pieces);
    pieces.skip(8);
    while !pieces.is_empty() && !strings.is_full() {
        let count = usize::from(pieces.u16());
        let flags = pieces.u8();
        let runs = if flags & 8 == 8 {
            usize::from(pieces.u16())
        } else {
            0
        };
        let spoken = if flags & 4 == 4 {
            pieces.u32() as usize
        } else {
            0
        };
        pieces.chars(count, flags & 1 == 1, strings.text());
        pieces.skip(runs * 4);
        pieces.skip(spoken);
        strings.end();
    }
}

/// The text of a record that begins with its signs, such as the one behind a text box.
pub fn continued_text(pieces: Vec<&[u8]>, count: usize, out: &mut String) {
    let mut pieces = Pieces::new(pieces);
    let flags = pieces.u8();
    pieces.chars(count, flags & 1 == 1, out);
}

/// Bytes in several pieces, one behind the other.
struct Pieces<'b> {
    pieces: std::vec::IntoIter<&'b [u8]>,
    now: &'b [u8],
}

impl<'b> Pieces<'b> {
    fn new(pieces: Vec<&'b [u8]>) -> Self {
        let mut pieces = pieces.into_iter();
        let now = pieces.next().unwrap_or_default();
        Self { pieces, now }
    }

    fn is_empty(&mut self) -> bool {
        while self.now.is_empty() {
            match self.pieces.next() {
                Some(next) => self.now = next,
                None => return true,
            }
        }
        false
    }

    fn u8(&mut self) -> u8 {
        if self.is_empty() {
            return 0;
        }
        let byte = self.now[0];
        self.now = &self.now[1..];
        byte
    }

    fn u16(&mut self) -> u16 {
        u16::from_le_bytes([self.u8(), self.u8()])
    }

    fn u32(&mut self) -> u32 {
        u32::from_le_bytes([self.u8(), self.u8(), self.u8(), self.u8()])
    }

    fn skip(&mut self, mut count: usize) {
        while count > 0 && !self.is_empty() {
            let here = count.min(self.now.len());
            self.now = &self.now[here..];
            count -= here;
        }
    }

    /// Letters of one byte or two. Each piece in which they go on says anew which.
    fn chars(&mut self, mut count: usize, mut wide: bool, out: &mut String) {
        loop {
            let here = if wide {
                self.now.len() / 2
            } else {
                self.now.len()
            }
            .min(count);
            let (letters, rest) = self.now.split_at(if wide { here * 2 } else { here });
            if wide {
                let units = letters
                    .chunks_exact(2)
                    .map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
                let letters = char::decode_utf16(units);
                out.extend(letters.map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)));
            } else {
                out.extend(letters.iter().map(|byte| char::from(*byte)));
            }
            self.now = rest;
            count -= here;
            // An odd byte at the end of a piece belongs to nothing.
            if count == 0 || {
                self.now = &[];
                self.is_empty()
            } {
                return;
            }
            wide = self.u8() & 1 == 1;
        }
    }
}

/// Two bytes at a place.
pub fn u16(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes(fixed(bytes, at))
}

/// Four bytes at a place.
pub fn u32(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes(fixed(bytes, at))
}

/// So many bytes at a place; zeroes where the record is too short.
pub fn fixed<const N: usize>(bytes: &[u8], at: usize) -> [u8; N] {
    let end = at.saturating_add(N);
    let found = bytes.get(at..end).and_then(|bytes| bytes.try_into().ok());
    found.unwrap_or([0; N])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_four_bytes_are_read() {
        for (value, expected) in [
            (0x3ff0_0000, 1.0),
            (0x0000_0006, 1.0),
            (0x0000_1e83, 19.52),
            (0xffff_fffe, -1.0),
        ] {
            assert!(
                (rk(value) - expected).abs() < 1e-9,
                "{value:x} {}",
                rk(value)
            );
        }
    }

    #[test]
    fn texts_that_go_on_in_another_record_are_joined() {
        let mut strings = Strings::default();
        let first = b"\x02\0\0\0\x02\0\0\0\x05\0\0Hel";
        let second = b"\x01l\0o\0\x02\0\x01\xe4\0!\0";
        shared(vec![first, second], &mut strings);
        assert_eq!((strings.get(0), strings.get(1)), ("Hello", "ä!"));
    }
}
