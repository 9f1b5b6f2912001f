//! All readers on documents of other programs, whole and damaged.

use super::*;
use crate::source::count;

/// A document under `tests/fixtures/office`.
fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/office/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

fn taken(name: &str) -> Taken {
    let bytes = fixture(name);
    let format = detect(name, &bytes).format;
    assert_eq!(format, Format::of(name));
    reader(format).unwrap().read(&bytes).unwrap()
}

/// Each line with its place.
fn shown(taken: &Taken) -> String {
    let mut out = String::new();
    for (at, line) in taken
        .text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
    {
        let place = taken.parts.words(count(at) + 1, 1).unwrap_or_default();
        out.push_str(&format!("{place:<60} {line}\n"));
    }
    for remark in &taken.remarks {
        out.push_str(&format!("! {} ({})\n", remark.message, remark.line));
    }
    for (key, value) in taken.properties.iter().filter(|(key, _)| *key != "created") {
        out.push_str(&format!("{key} = {value}\n"));
    }
    out
}

#[test]
fn documents_are_read_with_their_places() {
    for name in [
        "procedure.docx",
        "procedure.odt",
        "procedure.rtf",
        "by-hand.docx",
        "review.pptx",
        "review.odp",
        "sheets/changes.xlsx",
        "sheets/glpi.ods",
        "sheets/jira.xlsx",
        "sheets/odd.xlsx",
        "sheets/servicenow.xlsx",
        "sheets/topdesk.xls",
    ] {
        let taken = taken(name);
        assert_eq!(taken.parts.lines(), taken.text.lines().count(), "{name}");
        insta::assert_snapshot!(name.replace('/', "-"), shown(&taken));
    }
}

/// How many damaged copies of each document are tried; more on demand.
fn rounds() -> usize {
    std::env::var("CLAUSEWISE_MUTATIONS")
        .ok()
        .and_then(|rounds| rounds.parse().ok())
        .unwrap_or(150)
}

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
}

/// Damages bytes: some overwritten, a piece lost, doubled or cut off.
fn damage(bytes: &mut Vec<u8>, dice: &mut Dice) {
    if bytes.is_empty() {
        return;
    }
    let at = dice.roll(bytes.len());
    let length = dice.roll(64).min(bytes.len() - at);
    match dice.roll(5) {
        0 => {
            for _ in 0..=dice.roll(16) {
                let at = dice.roll(bytes.len());
                bytes[at] = u8::try_from(dice.roll(256)).unwrap_or(0);
            }
        }
        1 => drop(bytes.drain(at..at + length)),
        2 => {
            let piece = bytes[at..at + length].to_vec();
            for _ in 0..dice.roll(200) {
                bytes.splice(at..at, piece.iter().copied());
            }
        }
        3 => bytes.truncate(at),
        _ => {
            for (piece, instead) in [
                ("<w:t>", "<w:tbl>"),
                ("</", "<"),
                ("\"", "'"),
                ("1", "99999999999"),
            ] {
                if dice.roll(2) == 0
                    && let Some(at) =
                        memchr::memmem::find(&bytes[at..], piece.as_bytes()).map(|found| at + found)
                {
                    bytes.splice(at..at + piece.len(), instead.bytes());
                }
            }
        }
    }
}

/// A package with one of its parts damaged, all stored as they are.
fn damaged_package(bytes: &[u8], dice: &mut Dice) -> Vec<u8> {
    use std::io::Write as _;
    let package = package::Package::open(bytes).unwrap();
    let victim = dice.roll(package.names().len());
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (at, name) in package.names().iter().enumerate() {
        let mut part = package.part(name).unwrap().unwrap();
        if at == victim {
            damage(&mut part, dice);
        }
        out.start_file(name.as_str(), options).unwrap();
        out.write_all(&part).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn no_damage_stops_a_reader() {
    for name in [
        "procedure.docx",
        "procedure.odt",
        "procedure.rtf",
        "by-hand.docx",
        "review.pptx",
        "review.odp",
        "sheets/changes.xlsx",
        "sheets/glpi.ods",
        "sheets/jira.xlsx",
        "sheets/odd.xlsx",
        "sheets/servicenow.xlsx",
        "sheets/topdesk.xls",
    ] {
        let whole = fixture(name);
        let format = Format::of(name);
        let mut dice = Dice(42);
        for round in 0..rounds() {
            let bytes = if whole.starts_with(b"PK") && round % 4 != 0 {
                damaged_package(&whole, &mut dice)
            } else {
                let mut bytes = whole.clone();
                damage(&mut bytes, &mut dice);
                bytes
            };
            match reader(format).unwrap().read(&bytes) {
                Ok(taken) => assert_eq!(
                    taken.parts.lines(),
                    taken.text.lines().count(),
                    "{name} {round}"
                ),
                Err(unread) => assert!(!unread.reason.is_empty(), "{name} {round}"),
            }
        }
    }
}

#[test]
fn what_cannot_be_read_says_why() {
    use crate::evidence::document::Why;
    let compound =
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    let mut cut = fixture("procedure.docx");
    cut.truncate(cut.len() / 2);
    for (bytes, why) in [
        (compound.to_vec(), Why::Encrypted),
        (cut, Why::Damaged),
        (b"<html>sorry, not found</html>".to_vec(), Why::Damaged),
    ] {
        assert_eq!(
            reader(Format::Docx).unwrap().read(&bytes).unwrap_err().why,
            why
        );
    }
}
