//! Mail as Outlook keeps it: a compound file in which each property is a stream, named by its
//! number and kind.

use std::borrow::Cow;
use std::cell::RefCell;
use std::io::{Cursor, Read};

use cfb::CompoundFile;
use encoding_rs::{UTF_16LE, WINDOWS_1252};
use jiff::Span;

use super::mail::{Attached, Body, Mail, NESTED, taken};
use super::{Reads, Taken, limits, reader};
use crate::evidence::decode::decode;
use crate::evidence::document::{Unread, Why};
use crate::evidence::extract::Format;

/// Reads mail that Outlook saved.
pub struct Msg;

impl Reads for Msg {
    fn read(&self, bytes: &[u8]) -> Result<Taken, Unread> {
        let file = CompoundFile::open(Cursor::new(bytes)).map_err(|_| damaged())?;
        let file = File {
            file: RefCell::new(file),
            left: RefCell::new(limits::UNPACKED),
        };
        let kind = file.text("/", 0x001a).unwrap_or_default();
        if kind.starts_with("IPM.Note.SMIME") && !kind.contains("MultipartSigned") {
            return Err(Unread::new(
                Why::Encrypted,
                "the mail is encrypted; open it in Outlook and save it without encryption",
            ));
        }
        let mail = file.mail("/", TOP, 0);
        if mail.subject.is_empty() && mail.from.is_empty() && matches!(mail.body, Body::None) {
            return Err(damaged());
        }
        Ok(taken(&mail))
    }
}

fn damaged() -> Unread {
    Unread::new(
        Why::Damaged,
        "it is damaged, or no mail of Outlook; save it again from the mail program",
    )
}

struct File<'b> {
    file: RefCell<CompoundFile<Cursor<&'b [u8]>>>,
    left: RefCell<u64>,
}

/// Bytes before the first fixed property of a mail, and of one within another.
const TOP: usize = 32;
const WITHIN: usize = 24;

/// Most attachments that are looked for in one mail.
const ATTACHMENTS: usize = limits::ATTACHMENTS;

impl File<'_> {
    fn mail(&self, folder: &str, head: usize, depth: usize) -> Mail<'static> {
        let text = |number| self.text(folder, number).unwrap_or_default();
        let name = text(0x0c1a);
        let address = [0x5d01, 0x0c1f]
            .into_iter()
            .map(text)
            .find(|address| address.contains('@'));
        let mut mail = Mail {
            subject: text(0x0037),
            from: match address {
                Some(address) if name.is_empty() || name == address => address,
                Some(address) => format!("{name} <{address}>"),
                None => name,
            },
            to: text(0x0e04).replace(';', ","),
            copied: text(0x0e03).replace(';', ","),
            date: self.day(folder, head),
            ..Mail::default()
        };
        mail.body = self.body(folder, &mut mail.remarks);
        for at in 0..ATTACHMENTS {
            let inner = format!("{folder}__attach_version1.0_#{at:08X}/");
            if !self.file.borrow().is_storage(&inner) {
                break;
            }
            let message = format!("{inner}__substg1.0_3701000D/");
            if self.file.borrow().is_storage(&message) {
                if depth < NESTED {
                    let inner = self.mail(&message, WITHIN, depth + 1);
                    mail.attached.push(Attached::Mail(Box::new(inner)));
                } else {
                    mail.remarks
                        .push("mails are attached to mails more deeply than is read".to_owned());
                }
                continue;
            }
            let name = [0x3707, 0x3704, 0x3001]
                .into_iter()
                .find_map(|number| self.text(&inner, number))
                .unwrap_or_else(|| "unnamed".to_owned());
            // Pictures within the text have a number by which it shows them.
            let is_shown = self.text(&inner, 0x3712).is_some();
            if is_shown && Format::of(&name) == Format::Binary {
                continue;
            }
            let data = self.bytes(&inner, "37010102").unwrap_or_default();
            mail.attached.push(Attached::File(name, Cow::Owned(data)));
        }
        mail
    }

    /// The text: what is plain, else the page, else rich text.
    fn body(&self, folder: &str, remarks: &mut Vec<String>) -> Body<'static> {
        if let Some(text) = self
            .text(folder, 0x1000)
            .filter(|text| !text.trim().is_empty())
        {
            return Body::Plain(Cow::Owned(text));
        }
        if let Some(page) = self.text(folder, 0x1013) {
            return Body::Html(Cow::Owned(page));
        }
        if let Some(page) = self.bytes(folder, "10130102")
            && let Ok(page) = decode(&page)
        {
            return Body::Html(Cow::Owned(page.text.into_owned()));
        }
        let Some(packed) = self.bytes(folder, "10090102") else {
            return Body::None;
        };
        let read = unpack(&packed)
            .and_then(|rich| reader(Format::Rtf)?.read(&rich).ok())
            .map(|taken| taken.text);
        match read {
            Some(text) => Body::Marked(text),
            None => {
                remarks.push(
                    "its text is rich text alone, which is not read; save it as plain text"
                        .to_owned(),
                );
                Body::None
            }
        }
    }

    /// A property that is text.
    fn text(&self, folder: &str, number: u16) -> Option<String> {
        let text = if let Some(wide) = self.bytes(folder, &format!("{number:04X}001F")) {
            UTF_16LE.decode_without_bom_handling(&wide).0.into_owned()
        } else {
            let narrow = self.bytes(folder, &format!("{number:04X}001E"))?;
            WINDOWS_1252
                .decode_without_bom_handling(&narrow)
                .0
                .into_owned()
        };
        let text = text.trim_end_matches('\0').to_owned();
        (!text.is_empty()).then_some(text)
    }

    fn bytes(&self, folder: &str, name: &str) -> Option<Vec<u8>> {
        self.stream(&format!("{folder}__substg1.0_{name}"))
    }

    fn stream(&self, path: &str) -> Option<Vec<u8>> {
        let stream = self.file.borrow_mut().open_stream(path).ok()?;
        let mut left = self.left.borrow_mut();
        let most = limits::PART.min(*left);
        let mut bytes = Vec::new();
        // What can be read of a damaged stream is read.
        let _ = stream.take(most).read_to_end(&mut bytes);
        *left = left.saturating_sub(bytes.len() as u64);
        Some(bytes)
    }

    /// The day on which it was sent, else came in, in universal time.
    fn day(&self, folder: &str, head: usize) -> Option<String> {
        let fixed = self.stream(&format!("{folder}__properties_version1.0"))?;
        let entries = fixed.get(head..)?.chunks_exact(16);
        [0x0039_0040_u32, 0x0e06_0040]
            .into_iter()
            .find_map(|wanted| {
                let entry = entries
                    .clone()
                    .find(|entry| entry.starts_with(&wanted.to_le_bytes()))?;
                let ticks = u64::from_le_bytes(entry.get(8..16)?.try_into().ok()?);
                let days = i64::try_from(ticks / TICKS_PER_DAY).ok()?;
                let first = jiff::civil::date(1601, 1, 1);
                let day = first.checked_add(Span::new().try_days(days).ok()?).ok()?;
                Some(day.to_string())
            })
    }
}

/// Hundred nanoseconds in a day.
const TICKS_PER_DAY: u64 = 864_000_000_000;

/// Rich text as Outlook packs it: text and references to what stood before, behind a text
/// that both sides know.
fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    const KNOWN: &[u8] = b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern \\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx";
    const WINDOW: usize = 4096;
    let size = u32::from_le_bytes(packed.get(4..8)?.try_into().ok()?) as usize;
    let data = packed.get(16..)?;
    if packed.get(8..12)? == b"MELA" {
        return Some(data[..data.len().min(size)].to_vec());
    }
    let mut window = [b' '; WINDOW];
    window[..KNOWN.len()].copy_from_slice(KNOWN);
    let mut at = KNOWN.len();
    let mut out = Vec::new();
    let mut put = |byte: u8, at: &mut usize, window: &mut [u8; WINDOW]| {
        out.push(byte);
        window[*at] = byte;
        *at = (*at + 1) % WINDOW;
    };
    let mut bytes = data.iter().copied();
    'all: while let Some(control) = bytes.next() {
        for bit in 0..8 {
            if control & 1 << bit == 0 {
                let Some(byte) = bytes.next() else { break 'all };
                put(byte, &mut at, &mut window);
                continue;
            }
            let (Some(high), Some(low)) = (bytes.next(), bytes.next()) else {
                break 'all;
            };
            let reference = usize::from(u16::from_be_bytes([high, low]));
            let (from, length) = (reference >> 4, (reference & 0xf) + 2);
            if from == at {
                break 'all;
            }
            for step in 0..length {
                let byte = window[(from + step) % WINDOW];
                put(byte, &mut at, &mut window);
            }
        }
    }
    out.truncate(size);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn packed_rich_text_is_unpacked() {
        // The example of the specification.
        let packed = [
            0x2d, 0x00, 0x00, 0x00, 0x2b, 0x00, 0x00, 0x00, 0x4c, 0x5a, 0x46, 0x75, 0xf1, 0xc5,
            0xc7, 0xa7, 0x03, 0x00, 0x0a, 0x00, 0x72, 0x63, 0x70, 0x67, 0x31, 0x32, 0x35, 0x42,
            0x32, 0x0a, 0xf3, 0x20, 0x68, 0x65, 0x6c, 0x09, 0x00, 0x20, 0x62, 0x77, 0x05, 0xb0,
            0x6c, 0x64, 0x7d, 0x0a, 0x80, 0x0f, 0xa0,
        ];
        let rich = unpack(&packed).unwrap();
        assert_eq!(
            String::from_utf8_lossy(&rich),
            "{\\rtf1\\ansi\\ansicpg1252\\pard hello world}\r\n"
        );
    }
}
