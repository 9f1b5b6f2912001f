//! Fonts: from the bytes of a text to its characters and their widths.
//!
//! A font says what its characters are in up to four ways, none of them required: a table made
//! for copying text (`ToUnicode`), an encoding by name, names of glyphs, and the font file
//! itself. Where none of them speaks, the characters are unknown, and counted as such.

use std::collections::HashMap;

use hayro_cmap::{BfString, CMap};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::encoding::{Base, named};
use super::streams::Budget;
use super::widths::standard;

/// A font of a page.
pub struct Font {
    kind: Kind,
    /// Whether its letters are bold.
    pub bold: bool,
}

enum Kind {
    /// One byte a character.
    Simple(Box<[Glyph; 256]>),
    /// Several bytes a character.
    Composite(Box<Composite>),
}

/// A character of a font.
#[derive(Debug, Clone, Default)]
pub struct Glyph {
    /// What it stands for; empty where that is unknown.
    pub text: String,
    /// How far it moves on, in parts of the font's size.
    pub width: f32,
    /// Whether it is the space that word spacing widens.
    pub space: bool,
}

struct Composite {
    to_unicode: Option<CMap>,
    /// From codes to numbers of glyphs; none where they are the same.
    encoding: Option<CMap>,
    /// Codes are UTF-16, as the name of the encoding says.
    utf16: bool,
    widths: HashMap<u32, f32>,
    ranges: Vec<(u32, u32, f32)>,
    usual: f32,
}

/// Most widths of single glyphs that are kept.
const WIDTHS: usize = 1 << 17;

impl Font {
    /// Reads a font.
    pub fn read(dict: &Dict<'_>, budget: &Budget) -> Self {
        let name = dict.get::<Name<'_>>("BaseFont");
        let name = name
            .as_ref()
            .map(|name| name.as_str().to_owned())
            .unwrap_or_default();
        let to_unicode = dict
            .get::<Stream<'_>>("ToUnicode")
            .and_then(|stream| table(&stream, budget));
        let is_composite = dict.get::<Name<'_>>("Subtype").as_deref() == Some(b"Type0");
        let (kind, descriptor) = if is_composite {
            let below = dict
                .get::<Array<'_>>("DescendantFonts")
                .and_then(|fonts| fonts.iter::<Dict<'_>>().next())
                .unwrap_or_default();
            let descriptor = below.get::<Dict<'_>>("FontDescriptor");
            let composite = Composite::read(dict, &below, to_unicode, budget);
            (Kind::Composite(Box::new(composite)), descriptor)
        } else {
            let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
            let glyphs = simple(
                dict,
                &name,
                to_unicode.as_ref(),
                descriptor.as_ref(),
                budget,
            );
            (Kind::Simple(glyphs), descriptor)
        };
        let lower = name.to_ascii_lowercase();
        let weight = descriptor
            .as_ref()
            .and_then(|font| font.get::<f32>("FontWeight"));
        let flags = descriptor
            .and_then(|font| font.get::<i32>("Flags"))
            .unwrap_or(0);
        Self {
            kind,
            bold: ["bold", "black", "heavy", "-bd", "cmbx", "demi"]
                .iter()
                .any(|word| lower.contains(word))
                || weight.is_some_and(|weight| weight >= 600.0)
                || flags & 1 << 18 != 0,
        }
    }

    /// Hands on the characters of a text, in order.
    pub fn glyphs(&self, bytes: &[u8], mut take: impl FnMut(&Glyph)) {
        match &self.kind {
            Kind::Simple(glyphs) => {
                for byte in bytes {
                    take(&glyphs[usize::from(*byte)]);
                }
            }
            Kind::Composite(font) => font.glyphs(bytes, take),
        }
    }
}

impl Composite {
    fn read(dict: &Dict<'_>, below: &Dict<'_>, to_unicode: Option<CMap>, budget: &Budget) -> Self {
        let encoding = dict
            .get::<Stream<'_>>("Encoding")
            .and_then(|stream| table(&stream, budget));
        let name = dict.get::<Name<'_>>("Encoding");
        let name = name.as_ref().map_or("", |name| name.as_str());
        let mut font = Self {
            to_unicode,
            encoding,
            utf16: name.contains("UTF16") || name.contains("UCS2"),
            widths: HashMap::new(),
            ranges: Vec::new(),
            usual: below.get::<f32>("DW").unwrap_or(1000.0) / 1000.0,
        };
        if let Some(widths) = below.get::<Array<'_>>("W") {
            font.take_widths(&widths);
        }
        font
    }

    /// `c [w w w]` for a row of glyphs, `first last w` for a range of them.
    fn take_widths(&mut self, widths: &Array<'_>) {
        let mut numbers: Vec<f32> = Vec::new();
        for object in widths.iter::<Object<'_>>() {
            match object {
                Object::Number(number) => {
                    numbers.push(number.as_f32());
                    if let [first, last, width] = numbers[..] {
                        self.ranges.push((code(first), code(last), width / 1000.0));
                        numbers.clear();
                    }
                }
                Object::Array(row) => {
                    let first = code(numbers.pop().unwrap_or(0.0));
                    for (at, width) in row.iter::<f32>().enumerate() {
                        let at = u32::try_from(at).unwrap_or(u32::MAX);
                        self.widths.insert(first.saturating_add(at), width / 1000.0);
                    }
                    numbers.clear();
                }
                _ => {}
            }
            if self.widths.len() + self.ranges.len() > WIDTHS {
                break;
            }
        }
        self.ranges.sort_by_key(|(first, ..)| *first);
    }

    fn width(&self, cid: u32) -> f32 {
        if let Some(width) = self.widths.get(&cid) {
            return *width;
        }
        let after = self.ranges.partition_point(|(first, ..)| *first <= cid);
        match after.checked_sub(1).map(|at| self.ranges[at]) {
            Some((_, last, width)) if cid <= last => width,
            _ => self.usual,
        }
    }

    fn glyphs(&self, bytes: &[u8], mut take: impl FnMut(&Glyph)) {
        let mut glyph = Glyph::default();
        let mut rest = bytes;
        while !rest.is_empty() {
            let (code, cid, length) = self.next(rest);
            let used = &rest[..length];
            rest = &rest[length..];
            glyph.text.clear();
            self.put(code, used, &mut glyph.text);
            glyph.width = self.width(cid);
            glyph.space = length == 1 && code == 32;
            take(&glyph);
        }
    }

    /// The next code, the number of its glyph, and how many bytes it takes.
    fn next(&self, bytes: &[u8]) -> (u32, u32, usize) {
        let code = |length: usize| {
            bytes[..length]
                .iter()
                .fold(0_u32, |code, byte| code << 8 | u32::from(*byte))
        };
        if let Some(encoding) = &self.encoding {
            for length in 1..=bytes.len().min(4) {
                let number = u8::try_from(length).unwrap_or(4);
                if let Some(cid) = encoding.lookup_cid_code(code(length), number) {
                    return (code(length), cid, length);
                }
            }
        }
        let length = bytes.len().min(2);
        (code(length), code(length), length)
    }

    fn put(&self, code: u32, bytes: &[u8], out: &mut String) {
        match self
            .to_unicode
            .as_ref()
            .and_then(|table| table.lookup_bf_string(code))
        {
            Some(BfString::Char(c)) => push(c, out),
            Some(BfString::String(text)) => text.chars().for_each(|c| push(c, out)),
            None if self.utf16 => {
                let units = bytes
                    .chunks(2)
                    .map(|pair| u16::from_be_bytes([pair[0], pair.get(1).copied().unwrap_or(0)]));
                char::decode_utf16(units)
                    .flatten()
                    .for_each(|c| push(c, out));
            }
            None => {}
        }
    }
}

/// A number of a glyph from what a file says, which may be anything.
#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // `as` keeps within the type
fn code(number: f32) -> u32 {
    number as u32
}

/// A table of characters.
fn table(stream: &Stream<'_>, budget: &Budget) -> Option<CMap> {
    CMap::parse(&budget.unpack(stream)?, |_| None)
}

/// Adds a character as people would write it: ligatures in letters, signs of fonts for signs
/// by what they look like.
fn push(c: char, out: &mut String) {
    match c {
        '\u{fb00}' => out.push_str("ff"),
        '\u{fb01}' => out.push_str("fi"),
        '\u{fb02}' => out.push_str("fl"),
        '\u{fb03}' => out.push_str("ffi"),
        '\u{fb04}' => out.push_str("ffl"),
        '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
        '\u{f0b7}' | '\u{f0a7}' | '\u{f0d8}' | '\u{f06e}' | '\u{f076}' | '\u{f0a8}'
        | '\u{2022}' | '\u{25cf}' | '\u{25aa}' | '\u{25a0}' => out.push('•'),
        '\u{f0fe}' | '\u{f0fd}' | '\u{f052}' | '\u{f078}' => out.push('☒'),
        '\u{f06f}' | '\u{f0a3}' => out.push('☐'),
        '\u{f0fc}' => out.push('✓'),
        '\u{f0e0}' | '\u{f0e8}' => out.push('→'),
        '\0' | '\u{fffd}' => {}
        '\u{f020}'..='\u{f0ff}' | '\t' | '\n' | '\r' | '\u{a0}' => out.push(' '),
        c => out.push(c),
    }
}

/// The 256 characters of a font with one byte each.
fn simple(
    dict: &Dict<'_>,
    name: &str,
    to_unicode: Option<&CMap>,
    descriptor: Option<&Dict<'_>>,
    budget: &Budget,
) -> Box<[Glyph; 256]> {
    let mut characters = encoded(dict, name, descriptor, budget);
    let known = standard(name);
    let is_type3 = dict.get::<Name<'_>>("Subtype").as_deref() == Some(b"Type3");
    let scale = if is_type3 {
        let matrix = dict.get::<Array<'_>>("FontMatrix");
        matrix
            .and_then(|matrix| matrix.iter::<f32>().next())
            .unwrap_or(0.001)
            .abs()
    } else {
        0.001
    };
    let first = dict.get::<i32>("FirstChar").unwrap_or(0);
    let widths: Vec<f32> = dict
        .get::<Array<'_>>("Widths")
        .map(|widths| widths.iter::<f32>().take(256).collect())
        .unwrap_or_default();
    let missing = descriptor.and_then(|font| font.get::<f32>("MissingWidth"));
    let mut glyphs = Box::new(std::array::from_fn(|_| Glyph::default()));
    for (code, glyph) in (0_u8..=255).zip(glyphs.iter_mut()) {
        let glyph: &mut Glyph = glyph;
        match to_unicode.and_then(|table| table.lookup_bf_string(u32::from(code))) {
            Some(BfString::Char(c)) => push(c, &mut glyph.text),
            Some(BfString::String(text)) => {
                text.chars().for_each(|c| push(c, &mut glyph.text));
            }
            None => {}
        }
        let encoded = std::mem::take(&mut characters[usize::from(code)]);
        if glyph.text.is_empty() {
            encoded.chars().for_each(|c| push(c, &mut glyph.text));
        }
        let at = usize::try_from(i32::from(code) - first).unwrap_or(usize::MAX);
        glyph.width = match (widths.get(at), &known) {
            (Some(width), _) => width * scale,
            (None, Some(known)) => known.of(glyph.text.chars().next().unwrap_or(' ')),
            (None, None) if widths.is_empty() => 0.5,
            (None, None) => missing.unwrap_or(0.0) * scale,
        };
        glyph.space = code == 32;
    }
    glyphs
}

/// What the codes stand for by the font's encoding.
fn encoded(
    dict: &Dict<'_>,
    name: &str,
    descriptor: Option<&Dict<'_>>,
    budget: &Budget,
) -> Vec<String> {
    let own = dict.get::<Dict<'_>>("Encoding");
    let by_name = dict.get::<Name<'_>>("Encoding").or_else(|| {
        own.as_ref()
            .and_then(|own| own.get::<Name<'_>>("BaseEncoding"))
    });
    let is_truetype = dict.get::<Name<'_>>("Subtype").as_deref() == Some(b"TrueType");
    let base = match by_name.and_then(|name| Base::of(name.as_ref())) {
        Some(base) => base,
        None if name.contains("Dingbats") => Base::Dingbats,
        None if name.ends_with("Symbol") || name == "SymbolMT" => Base::Symbol,
        None if is_truetype => Base::Windows,
        None => Base::Standard,
    };
    let mut characters: Vec<String> = (0..=255)
        .map(|code| base.character(code).map(String::from).unwrap_or_default())
        .collect();
    if let Some(file) = descriptor.and_then(|font| font.get::<Stream<'_>>("FontFile")) {
        built_in(&file, budget, &mut characters);
    }
    if let Some(differences) = own.and_then(|own| own.get::<Array<'_>>("Differences")) {
        let mut code = 0_usize;
        for object in differences.iter::<Object<'_>>().take(4096) {
            match object {
                Object::Number(number) => code = usize::try_from(number.as_i64()).unwrap_or(256),
                Object::Name(name) => {
                    if let Some(character) = characters.get_mut(code) {
                        *character = named(name.as_str()).unwrap_or_default();
                    }
                    code = code.saturating_add(1);
                }
                _ => {}
            }
        }
    }
    characters
}

/// The encoding within a font file of the old kind: `dup 65 /A put`.
fn built_in(file: &Stream<'_>, budget: &Budget, characters: &mut [String]) {
    let Some(data) = budget.unpack(file) else {
        return;
    };
    let head = &data[..data.len().min(1 << 16)];
    let end = memchr::memmem::find(head, b"eexec").unwrap_or(head.len());
    let text = String::from_utf8_lossy(&head[..end]);
    let Some((_, encoding)) = text.split_once("/Encoding") else {
        return;
    };
    let mut words = encoding.split_ascii_whitespace();
    while let Some(word) = words.next() {
        match word {
            "dup" => {
                let code = words.next().and_then(|code| code.parse::<usize>().ok());
                let name = words.next().and_then(|name| name.strip_prefix('/'));
                if let (Some(code), Some(name)) = (code, name)
                    && let (Some(character), Some(text)) = (characters.get_mut(code), named(name))
                {
                    *character = text;
                }
            }
            "def" | "readonly" | "StandardEncoding" => break,
            _ => {}
        }
    }
}
