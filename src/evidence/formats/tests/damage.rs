//! All readers on damaged documents. Nearly all formats pack what they say, and damage to what
//! is packed seldom comes further than the program that unpacks it; so most of it is done
//! within: to a part of a package, a stream of a PDF or compound file, what a mail carries.
//!
//! Asked for more, the tests also hold each reading to [`LONGEST`]; what memory they take is told by
//! whoever runs them (`CLAUSEWISE_MUTATIONS=5000 /usr/bin/time -v cargo test --release --lib damage`).

use std::io::{Cursor, Read as _, Write as _};
use std::time::{Duration, Instant};

use super::{FIXTURES, fixture, outlook, packed};
use crate::evidence::extract::Format;
use crate::evidence::formats::{package::Package, reader};

/// How many damaged copies of each document are tried, where more are asked for.
fn more_rounds() -> Option<usize> {
    std::env::var("CLAUSEWISE_MUTATIONS").ok()?.parse().ok()
}

/// A reading that takes longer hangs. Nobody is held to it by default: a machine may be busy.
const LONGEST: Duration = Duration::from_secs(5);

/// A generator of numbers that is the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % sides.max(1)
    }

    fn byte(&mut self) -> u8 {
        u8::try_from(self.roll(256)).unwrap_or(0)
    }

    fn one_of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.roll(all.len())]
    }
}

/// Damages a document, mostly within what it packs.
fn damaged(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let within = dice.roll(4) != 0;
    if within && bytes.starts_with(b"PK") {
        package(bytes, dice)
    } else if within && bytes.starts_with(b"%PDF") {
        stream(bytes, dice)
    } else if within && bytes.starts_with(b"\xd0\xcf\x11\xe0") {
        compound(bytes, dice)
    } else if within && bytes.starts_with(b"Subject:") {
        mail(bytes, dice)
    } else {
        let mut bytes = bytes.to_vec();
        for _ in 0..=dice.roll(3) {
            damage(&mut bytes, dice);
        }
        bytes
    }
}

/// Damages bytes: some overwritten, a piece lost, doubled or cut off, a number or mark changed.
fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    if bytes.is_empty() {
        return;
    }
    let at = dice.roll(bytes.len());
    let length = dice.roll(64).min(bytes.len() - at);
    match dice.roll(8) {
        0 => {
            for _ in 0..=dice.roll(16) {
                let at = dice.roll(bytes.len());
                bytes[at] = dice.byte();
            }
        }
        1 => {
            let edge = *dice.one_of(&[&0, &1, &0x7f, &0x80, &0xff]);
            let length = dice.roll(9).min(bytes.len() - at);
            bytes[at..at + length].fill(edge);
        }
        2 => drop(bytes.drain(at..at + length)),
        3 => {
            let piece = bytes[at..at + length].repeat(dice.roll(200));
            bytes.splice(at..at, piece);
        }
        4 => bytes.truncate(at),
        5 | 6 => number(bytes, at, dice),
        _ => marks(bytes, at, dice),
    }
}

/// Puts another number for the next one.
fn number(bytes: &mut Vec<u8>, at: usize, dice: &mut Dice) {
    let Some(first) = bytes[at..].iter().position(u8::is_ascii_digit) else {
        return;
    };
    let first = at + first;
    let digits = bytes[first..].iter().take_while(|c| c.is_ascii_digit());
    let end = first + digits.count();
    let instead = dice.one_of(&[
        "0",
        "-1",
        "7",
        "65536",
        "1048577",
        "4294967295",
        "99999999999",
        "9223372036854775808",
        "1e308",
        "0.0000001",
    ]);
    bytes.splice(first..end, instead.bytes());
}

/// Puts others for marks that documents are made of.
fn marks(bytes: &mut Vec<u8>, at: usize, dice: &mut Dice) {
    for (piece, instead) in [
        ("<w:t>", "<w:tbl>"),
        ("</", "<"),
        ("\"", "'"),
        ("1", "99999999999"),
        (" 0 R", " 9 R"),
        ("[", "[[[[["),
        ("Tj", "Do"),
        ("{", "{{{{{"),
        ("\\par", "\\row"),
    ] {
        if dice.roll(2) == 0
            && let Some(found) = memchr::memmem::find(&bytes[at..], piece.as_bytes())
        {
            let at = at + found;
            bytes.splice(at..at + piece.len(), instead.bytes());
        }
    }
}

/// A package with one of its parts damaged, all stored as they are.
fn package(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let package = Package::open(bytes).unwrap();
    let mut parts: Vec<(&str, Vec<u8>)> = (package.names().iter())
        .map(|name| (name.as_str(), package.part(name).unwrap().unwrap()))
        .collect();
    let victim = dice.roll(parts.len());
    parts[victim].1 = damaged(&parts[victim].1, dice);
    packed(&parts)
}

/// A PDF with what is packed in one of its streams damaged; the places of all objects behind it
/// are then wrong, as in files that other programs cut.
fn stream(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let starts: Vec<usize> = memchr::memmem::find_iter(bytes, b"stream\n")
        .filter(|at| !bytes[..*at].ends_with(b"end"))
        .map(|at| at + 7)
        .collect();
    let Some(start) = starts.get(dice.roll(starts.len())).copied() else {
        return bytes.to_vec();
    };
    let end = start + memchr::memmem::find(&bytes[start..], b"endstream").unwrap_or(0);
    let whole = &bytes[start..end];
    let data = if let Some(data) = inflated(whole) {
        deflated(&damaged(&data, dice))
    } else if let Some(data) = inflated(&ascii85(whole)) {
        to_ascii85(&deflated(&damaged(&data, dice)))
    } else {
        damaged(whole, dice)
    };
    [&bytes[..start], &data, &bytes[end..]].concat()
}

/// A compound file with one of its streams damaged, such as the records of a workbook.
fn compound(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes.to_vec())).unwrap();
    let paths: Vec<_> = (file.walk())
        .filter(cfb::Entry::is_stream)
        .map(|entry| entry.path().to_owned())
        .collect();
    let victim = &paths[dice.roll(paths.len())];
    let mut data = Vec::new();
    let mut old = file.open_stream(victim).unwrap();
    old.read_to_end(&mut data).unwrap();
    let data = damaged(&data, dice);
    file.create_stream(victim)
        .unwrap()
        .write_all(&data)
        .unwrap();
    file.into_inner().into_inner()
}

/// A mail with one of the files that it carries damaged.
fn mail(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    let text = std::str::from_utf8(bytes).unwrap();
    let starts: Vec<usize> = (text.match_indices("base64\n"))
        .filter_map(|(at, _)| Some(at + text[at..].find("\n\n")? + 2))
        .collect();
    let Some(start) = starts.get(dice.roll(starts.len())).copied() else {
        return bytes.to_vec();
    };
    let end = start + text[start..].find("\n--").unwrap();
    let file = mail_parser::decoders::base64::base64_decode(&bytes[start..end]).unwrap();
    let file = to_base64(&damaged(&file, dice));
    [&bytes[..start], &file, &bytes[end..]].concat()
}

fn inflated(packed: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let read = flate2::read::ZlibDecoder::new(packed).read_to_end(&mut out);
    read.ok().map(|_| out)
}

fn deflated(data: &[u8]) -> Vec<u8> {
    let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::fast());
    packed.write_all(data).unwrap();
    packed.finish().unwrap()
}

fn ascii85(text: &[u8]) -> Vec<u8> {
    let digits: Vec<u32> = (text.iter())
        .take_while(|c| **c != b'~')
        .filter(|c| (b'!'..=b'u').contains(*c))
        .map(|c| u32::from(c - b'!'))
        .collect();
    let words = digits.chunks(5).flat_map(|digits| {
        let all = digits.iter().copied().chain(std::iter::repeat(84)).take(5);
        let word = all.fold(0_u32, |word, digit| {
            word.wrapping_mul(85).wrapping_add(digit)
        });
        word.to_be_bytes().into_iter().take(digits.len() - 1)
    });
    words.collect()
}

fn to_ascii85(data: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    for bytes in data.chunks(4) {
        let mut four = [0; 4];
        four[..bytes.len()].copy_from_slice(bytes);
        let word = u32::from_be_bytes(four);
        let digits = (0..5_u32).map(|at| word / 85_u32.pow(4 - at) % 85);
        let digits = digits.map(|digit| b'!' + u8::try_from(digit).unwrap());
        out.extend(digits.take(bytes.len() + 1));
    }
    out.extend(b"~>");
    out
}

fn to_base64(data: &[u8]) -> Vec<u8> {
    const SIGNS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = Vec::new();
    for bytes in data.chunks(3) {
        let mut four = [0; 4];
        four[1..=bytes.len()].copy_from_slice(bytes);
        let word = u32::from_be_bytes(four) as usize;
        for at in 0..4 {
            let sign = SIGNS[word >> (18 - 6 * at) & 63];
            out.push(if at <= bytes.len() { sign } else { b'=' });
        }
    }
    out
}

/// Reads damaged copies of all fixtures of a format.
fn survives(format: Format) {
    let named = FIXTURES.into_iter().map(|name| (name, fixture(name)));
    let all = named.chain([("mail.msg", outlook())]);
    let (mut count, mut slowest) = (0, Duration::ZERO);
    let rounds = more_rounds();
    for (name, whole) in all.filter(|(name, _)| Format::of(name) == format) {
        count += 1;
        let mut dice = Dice(42);
        for round in 0..rounds.unwrap_or(150) {
            let bytes = damaged(&whole, &mut dice);
            let begun = Instant::now();
            match reader(format).unwrap().read(&bytes) {
                Ok(taken) => assert_eq!(
                    taken.parts.lines(),
                    taken.text.lines().count(),
                    "{name} {round}"
                ),
                Err(unread) => assert!(!unread.reason.is_empty(), "{name} {round}"),
            }
            slowest = slowest.max(begun.elapsed());
        }
    }
    assert!(count > 0, "no fixture of {format:?}");
    assert!(
        rounds.is_none() || slowest < LONGEST,
        "{format:?}: {slowest:?}"
    );
}

#[test]
fn what_is_packed_for_damage_is_what_was_there() {
    let data: Vec<u8> = (0..=255).collect();
    for data in [&data[..], &data[..255], &data[..254], &data[..253]] {
        assert_eq!(ascii85(&to_ascii85(data)), data);
        let base64 = to_base64(data);
        let again = mail_parser::decoders::base64::base64_decode(&base64);
        assert_eq!(again.unwrap(), data);
        assert_eq!(inflated(&deflated(data)).unwrap(), data);
    }
}

/// A test for each format, so that one can be tried alone.
mod no_damage_stops {
    use super::{Format, survives};

    #[test]
    fn docx() {
        survives(Format::Docx);
    }

    #[test]
    fn pptx() {
        survives(Format::Pptx);
    }

    #[test]
    fn odt() {
        survives(Format::Odt);
    }

    #[test]
    fn odp() {
        survives(Format::Odp);
    }

    #[test]
    fn rtf() {
        survives(Format::Rtf);
    }

    #[test]
    fn xlsx() {
        survives(Format::Xlsx);
    }

    #[test]
    fn xlsb() {
        survives(Format::Xlsb);
    }

    #[test]
    fn xls() {
        survives(Format::Xls);
    }

    #[test]
    fn ods() {
        survives(Format::Ods);
    }

    #[test]
    fn pdf() {
        survives(Format::Pdf);
    }

    #[test]
    fn eml() {
        survives(Format::Eml);
    }

    #[test]
    fn msg() {
        survives(Format::Msg);
    }
}
