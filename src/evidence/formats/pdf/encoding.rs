//! Which character a code of a font stands for: the encodings that PDF knows by name, and the
//! names of glyphs, which a font's own encoding is made of.

use std::collections::HashMap;
use std::sync::OnceLock;

use encoding_rs::{MACINTOSH, WINDOWS_1252};

/// An encoding that PDF knows by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Base {
    /// That of `PostScript` fonts.
    Standard,
    /// Windows-1252.
    Windows,
    /// That of old Macintosh programs.
    Macintosh,
    /// That of the font Symbol.
    Symbol,
    /// That of the font `ZapfDingbats`.
    Dingbats,
}

impl Base {
    /// The encoding of a name; none where PDF knows none of that name.
    #[must_use]
    pub fn of(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"StandardEncoding" => Self::Standard,
            b"WinAnsiEncoding" | b"PDFDocEncoding" => Self::Windows,
            b"MacRomanEncoding" => Self::Macintosh,
            _ => return None,
        })
    }

    /// The character of a code; none where the encoding leaves it out.
    #[must_use]
    pub fn character(self, code: u8) -> Option<char> {
        let listed = |table: &[char], from: u8| {
            let c = *table.get(usize::from(code.checked_sub(from)?))?;
            (c != '\0').then_some(c)
        };
        match self {
            Self::Standard => match code {
                b'\'' => Some('’'),
                b'`' => Some('‘'),
                0x20..=0x7e => Some(char::from(code)),
                _ => listed(&STANDARD, 0xa0),
            },
            Self::Windows => one_of(WINDOWS_1252, code),
            Self::Macintosh => one_of(MACINTOSH, code),
            Self::Symbol => listed(&SYMBOL, 0x20),
            Self::Dingbats => listed(&DINGBATS, 0x20),
        }
    }
}

fn one_of(encoding: &'static encoding_rs::Encoding, code: u8) -> Option<char> {
    if code < 0x20 {
        return None;
    }
    let bytes = [code];
    let (text, _) = encoding.decode_without_bom_handling(&bytes);
    text.chars().next().filter(|c| !c.is_control())
}

/// The text a glyph of this name stands for: `eacute`, `f_f_i`, `uni00E4`, `a.sc`.
#[must_use]
pub fn named(name: &str) -> Option<String> {
    let name = match name.split_once('.') {
        Some(("", _)) => return None,
        Some((stem, _)) => stem,
        None => name,
    };
    let parts: Option<String> = name.split('_').map(one_named).collect();
    parts.filter(|text| !text.is_empty())
}

fn one_named(name: &str) -> Option<char> {
    if let Some(c) = names().get(name) {
        return Some(*c);
    }
    let hex = name
        .strip_prefix("uni")
        .filter(|hex| hex.len() == 4)
        .or_else(|| {
            name.strip_prefix('u')
                .filter(|hex| (4..=6).contains(&hex.len()))
        })?;
    char::from_u32(u32::from_str_radix(hex, 16).ok()?)
}

fn names() -> &'static HashMap<&'static str, char> {
    static NAMES: OnceLock<HashMap<&'static str, char>> = OnceLock::new();
    NAMES.get_or_init(|| {
        include_str!("glyphs.txt")
            .lines()
            .filter_map(|line| {
                let (name, hex) = line.split_once(' ')?;
                let code = u32::from_str_radix(hex, 16).ok()?;
                Some((name, char::from_u32(code)?))
            })
            .collect()
    })
}

/// A text string of PDF outside of pages: UTF-16 or UTF-8 with its mark, else Latin.
#[must_use]
pub fn text_string(bytes: &[u8]) -> String {
    if let Some((encoding, length)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, _) = encoding.decode_without_bom_handling(&bytes[length..]);
        return text.replace('\0', "");
    }
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
    text.into_owned()
}

#[rustfmt::skip]
const STANDARD: [char; 96] = [
    '\0', '\u{a1}', '\u{a2}', '\u{a3}', '\u{2044}', '\u{a5}', '\u{192}', '\u{a7}',
    '\u{a4}', '\u{27}', '\u{201c}', '\u{ab}', '\u{2039}', '\u{203a}', '\u{fb01}', '\u{fb02}',
    '\0', '\u{2013}', '\u{2020}', '\u{2021}', '\u{b7}', '\0', '\u{b6}', '\u{2022}',
    '\u{201a}', '\u{201e}', '\u{201d}', '\u{bb}', '\u{2026}', '\u{2030}', '\0', '\u{bf}',
    '\0', '\u{60}', '\u{b4}', '\u{2c6}', '\u{2dc}', '\u{af}', '\u{2d8}', '\u{2d9}',
    '\u{a8}', '\0', '\u{2da}', '\u{b8}', '\0', '\u{2dd}', '\u{2db}', '\u{2c7}',
    '\u{2014}', '\0', '\0', '\0', '\0', '\0', '\0', '\0',
    '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0',
    '\0', '\u{c6}', '\0', '\u{aa}', '\0', '\0', '\0', '\0',
    '\u{141}', '\u{d8}', '\u{152}', '\u{ba}', '\0', '\0', '\0', '\0',
    '\0', '\u{e6}', '\0', '\0', '\0', '\u{131}', '\0', '\0',
    '\u{142}', '\u{f8}', '\u{153}', '\u{df}', '\0', '\0', '\0', '\0',
];
#[rustfmt::skip]
const SYMBOL: [char; 224] = [
    '\u{20}', '\u{21}', '\u{2200}', '\u{23}', '\u{2203}', '\u{25}', '\u{26}', '\u{220b}',
    '\u{28}', '\u{29}', '\u{2217}', '\u{2b}', '\u{2c}', '\u{2212}', '\u{2e}', '\u{2f}',
    '\u{30}', '\u{31}', '\u{32}', '\u{33}', '\u{34}', '\u{35}', '\u{36}', '\u{37}',
    '\u{38}', '\u{39}', '\u{3a}', '\u{3b}', '\u{3c}', '\u{3d}', '\u{3e}', '\u{3f}',
    '\u{2245}', '\u{391}', '\u{392}', '\u{3a7}', '\u{2206}', '\u{395}', '\u{3a6}', '\u{393}',
    '\u{397}', '\u{399}', '\u{3d1}', '\u{39a}', '\u{39b}', '\u{39c}', '\u{39d}', '\u{39f}',
    '\u{3a0}', '\u{398}', '\u{3a1}', '\u{3a3}', '\u{3a4}', '\u{3a5}', '\u{3c2}', '\u{2126}',
    '\u{39e}', '\u{3a8}', '\u{396}', '\u{5b}', '\u{2234}', '\u{5d}', '\u{22a5}', '\u{5f}',
    '\u{f8e5}', '\u{3b1}', '\u{3b2}', '\u{3c7}', '\u{3b4}', '\u{3b5}', '\u{3c6}', '\u{3b3}',
    '\u{3b7}', '\u{3b9}', '\u{3d5}', '\u{3ba}', '\u{3bb}', '\u{b5}', '\u{3bd}', '\u{3bf}',
    '\u{3c0}', '\u{3b8}', '\u{3c1}', '\u{3c3}', '\u{3c4}', '\u{3c5}', '\u{3d6}', '\u{3c9}',
    '\u{3be}', '\u{3c8}', '\u{3b6}', '\u{7b}', '\u{7c}', '\u{7d}', '\u{223c}', '\0',
    '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0',
    '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0',
    '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0',
    '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0',
    '\u{20ac}', '\u{3d2}', '\u{2032}', '\u{2264}', '\u{2044}', '\u{221e}', '\u{192}', '\u{2663}',
    '\u{2666}', '\u{2665}', '\u{2660}', '\u{2194}', '\u{2190}', '\u{2191}', '\u{2192}', '\u{2193}',
    '\u{b0}', '\u{b1}', '\u{2033}', '\u{2265}', '\u{d7}', '\u{221d}', '\u{2202}', '\u{2022}',
    '\u{f7}', '\u{2260}', '\u{2261}', '\u{2248}', '\u{2026}', '\u{f8e6}', '\u{f8e7}', '\u{21b5}',
    '\u{2135}', '\u{2111}', '\u{211c}', '\u{2118}', '\u{2297}', '\u{2295}', '\u{2205}', '\u{2229}',
    '\u{222a}', '\u{2283}', '\u{2287}', '\u{2284}', '\u{2282}', '\u{2286}', '\u{2208}', '\u{2209}',
    '\u{2220}', '\u{2207}', '\u{f6da}', '\u{f6d9}', '\u{f6db}', '\u{220f}', '\u{221a}', '\u{22c5}',
    '\u{ac}', '\u{2227}', '\u{2228}', '\u{21d4}', '\u{21d0}', '\u{21d1}', '\u{21d2}', '\u{21d3}',
    '\u{25ca}', '\u{2329}', '\u{f8e8}', '\u{f8e9}', '\u{f8ea}', '\u{2211}', '\u{f8eb}', '\u{f8ec}',
    '\u{f8ed}', '\u{f8ee}', '\u{f8ef}', '\u{f8f0}', '\u{f8f1}', '\u{f8f2}', '\u{f8f3}', '\u{f8f4}',
    '\0', '\u{232a}', '\u{222b}', '\u{2320}', '\u{f8f5}', '\u{2321}', '\u{f8f6}', '\u{f8f7}',
    '\u{f8f8}', '\u{f8f9}', '\u{f8fa}', '\u{f8fb}', '\u{f8fc}', '\u{f8fd}', '\u{f8fe}', '\0',
];
#[rustfmt::skip]
const DINGBATS: [char; 224] = [
    '\u{20}', '\u{2701}', '\u{2702}', '\u{2703}', '\u{2704}', '\u{260e}', '\u{2706}', '\u{2707}',
    '\u{2708}', '\u{2709}', '\u{261b}', '\u{261e}', '\u{270c}', '\u{270d}', '\u{270e}', '\u{270f}',
    '\u{2710}', '\u{2711}', '\u{2712}', '\u{2713}', '\u{2714}', '\u{2715}', '\u{2716}', '\u{2717}',
    '\u{2718}', '\u{2719}', '\u{271a}', '\u{271b}', '\u{271c}', '\u{271d}', '\u{271e}', '\u{271f}',
    '\u{2720}', '\u{2721}', '\u{2722}', '\u{2723}', '\u{2724}', '\u{2725}', '\u{2726}', '\u{2727}',
    '\u{2605}', '\u{2729}', '\u{272a}', '\u{272b}', '\u{272c}', '\u{272d}', '\u{272e}', '\u{272f}',
    '\u{2730}', '\u{2731}', '\u{2732}', '\u{2733}', '\u{2734}', '\u{2735}', '\u{2736}', '\u{2737}',
    '\u{2738}', '\u{2739}', '\u{273a}', '\u{273b}', '\u{273c}', '\u{273d}', '\u{273e}', '\u{273f}',
    '\u{2740}', '\u{2741}', '\u{2742}', '\u{2743}', '\u{2744}', '\u{2745}', '\u{2746}', '\u{2747}',
    '\u{2748}', '\u{2749}', '\u{274a}', '\u{274b}', '\u{25cf}', '\u{274d}', '\u{25a0}', '\u{274f}',
    '\u{2750}', '\u{2751}', '\u{2752}', '\u{25b2}', '\u{25bc}', '\u{25c6}', '\u{2756}', '\u{25d7}',
    '\u{2758}', '\u{2759}', '\u{275a}', '\u{275b}', '\u{275c}', '\u{275d}', '\u{275e}', '\0',
    '\u{2768}', '\u{2769}', '\u{276a}', '\u{276b}', '\u{276c}', '\u{276d}', '\u{276e}', '\u{276f}',
    '\u{2770}', '\u{2771}', '\u{2772}', '\u{2773}', '\u{2774}', '\u{2775}', '\0', '\0',
    '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0',
    '\0', '\0', '\0', '\0', '\0', '\0', '\0', '\0',
    '\0', '\u{2761}', '\u{2762}', '\u{2763}', '\u{2764}', '\u{2765}', '\u{2766}', '\u{2767}',
    '\u{2663}', '\u{2666}', '\u{2665}', '\u{2660}', '\u{2460}', '\u{2461}', '\u{2462}', '\u{2463}',
    '\u{2464}', '\u{2465}', '\u{2466}', '\u{2467}', '\u{2468}', '\u{2469}', '\u{2776}', '\u{2777}',
    '\u{2778}', '\u{2779}', '\u{277a}', '\u{277b}', '\u{277c}', '\u{277d}', '\u{277e}', '\u{277f}',
    '\u{2780}', '\u{2781}', '\u{2782}', '\u{2783}', '\u{2784}', '\u{2785}', '\u{2786}', '\u{2787}',
    '\u{2788}', '\u{2789}', '\u{278a}', '\u{278b}', '\u{278c}', '\u{278d}', '\u{278e}', '\u{278f}',
    '\u{2790}', '\u{2791}', '\u{2792}', '\u{2793}', '\u{2794}', '\u{2192}', '\u{2194}', '\u{2195}',
    '\u{2798}', '\u{2799}', '\u{279a}', '\u{279b}', '\u{279c}', '\u{279d}', '\u{279e}', '\u{279f}',
    '\u{27a0}', '\u{27a1}', '\u{27a2}', '\u{27a3}', '\u{27a4}', '\u{27a5}', '\u{27a6}', '\u{27a7}',
    '\u{27a8}', '\u{27a9}', '\u{27aa}', '\u{27ab}', '\u{27ac}', '\u{27ad}', '\u{27ae}', '\u{27af}',
    '\0', '\u{27b1}', '\u{27b2}', '\u{27b3}', '\u{27b4}', '\u{27b5}', '\u{27b6}', '\u{27b7}',
    '\u{27b8}', '\u{27b9}', '\u{27ba}', '\u{27bb}', '\u{27bc}', '\u{27bd}', '\u{27be}', '\0',
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_names_are_characters() {
        assert_eq!(Base::Standard.character(0xae), Some('\u{fb01}'));
        assert_eq!(Base::Windows.character(0x80), Some('€'));
        assert_eq!(Base::Windows.character(0x08), None);
        assert_eq!(Base::Macintosh.character(0x8a), Some('ä'));
        assert_eq!(Base::Symbol.character(b'a'), Some('α'));
        assert_eq!(Base::Dingbats.character(b'4'), Some('✔'));
        for (name, text) in [
            ("eacute", "é"),
            ("f_f_i", "ffi"),
            ("uni00E4", "ä"),
            ("u1F600", "😀"),
            ("a.sc", "a"),
            ("afii10017", "А"),
        ] {
            assert_eq!(named(name).as_deref(), Some(text), "{name}");
        }
        for name in ["g12", ".notdef", "", "uniXYZW"] {
            assert_eq!(named(name), None, "{name}");
        }
    }

    #[test]
    fn strings_tell_their_encoding() {
        assert_eq!(text_string(b"\xfe\xff\0A\0\xe4"), "Aä");
        assert_eq!(text_string(b"\xef\xbb\xbf\xc3\xa4"), "ä");
        assert_eq!(text_string(b"Caf\xe9"), "Café");
    }
}
