//! Names of entries in archives: in which code they are written, and whether a file can be
//! called that.

/// A name under which an entry can be written on every system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cleaned {
    /// The path, forward slashes.
    pub path: String,
    /// Why it is not the name the entry has.
    pub renamed: Option<&'static str>,
}

/// Longest name of a file or folder, in bytes: what every system can keep, with room for a
/// number.
const LONGEST: usize = 200;
/// Longest path, in bytes.
const LONGEST_PATH: usize = 1024;

/// The upper half of code page 437, which is what ZIP means by default.
const CP437: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{a0}";
/// The upper half of code page 850, which Windows in Europe used.
const CP850: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u{ad}±‗¾¶§÷¸°¨·¹³²■\u{a0}";

/// A name as it was meant. `stated` is the name by the archive's own word, which holds where
/// it is told in UTF-8; else the code is guessed by which one gives the most letters.
#[must_use]
pub fn decode(raw: &[u8], stated: Option<&str>) -> String {
    if let Ok(name) = std::str::from_utf8(raw) {
        // The archive may hold a better name beside the one that every program reads.
        return match stated {
            Some(stated) if raw.is_ascii() => stated.to_owned(),
            _ => name.to_owned(),
        };
    }
    let half = |table: &str| -> String {
        let upper: Vec<char> = table.chars().collect();
        raw.iter()
            .map(|byte| match byte.checked_sub(128) {
                Some(at) => upper.get(usize::from(at)).copied().unwrap_or('?'),
                None => char::from(*byte),
            })
            .collect()
    };
    let (windows, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(raw);
    let letters = |name: &str| {
        let unusual = name.chars().filter(|c| !c.is_ascii());
        unusual
            .map(|c| match c {
                'ä' | 'ö' | 'ü' | 'Ä' | 'Ö' | 'Ü' | 'ß' | 'é' | 'è' => 3,
                'À'..='ÿ' if c != '÷' && c != '×' => 2,
                '–' | '’' | '“' | '”' | '„' | '§' | '°' => 1,
                _ => 0,
            })
            .sum::<usize>()
    };
    let mut best = half(CP437);
    for other in [half(CP850), windows.into_owned()] {
        if letters(&other) > letters(&best) {
            best = other;
        }
    }
    best
}

/// A name under which an entry can be written below a folder and nowhere else.
///
/// # Errors
/// Why it cannot: it is absolute, or leads out of the folder.
pub fn clean(name: &str) -> Result<Cleaned, &'static str> {
    let slashed = name.replace('\\', "/");
    let bytes = slashed.as_bytes();
    if slashed.starts_with('/') {
        return Err("its name is absolute, and would be written outside the folder");
    }
    if bytes.len() > 1 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' {
        return Err("its name begins with a drive, and would be written outside the folder");
    }
    let parts: Vec<&str> = slashed
        .split('/')
        .filter(|part| !matches!(*part, "" | "."))
        .collect();
    if parts.contains(&"..") {
        return Err("its name leads out of the folder");
    }
    if parts.is_empty() {
        return Err("it has no name");
    }
    let mut renamed = None;
    let parts: Vec<String> = parts.iter().map(|part| legal(part, &mut renamed)).collect();
    let mut path = parts.join("/");
    if path.len() > LONGEST_PATH {
        // Its own name is what people know it by; the folders are told with it.
        path = parts.last().cloned().unwrap_or_default();
        renamed = Some("its path is too long");
    }
    Ok(Cleaned { path, renamed })
}

/// A part of a path as every system takes it.
fn legal(part: &str, renamed: &mut Option<&'static str>) -> String {
    let illegal = |c: char| c.is_control() || "<>:\"|?*".contains(c) || is_turning(c);
    let mut name: String = part
        .chars()
        .map(|c| if illegal(c) { '_' } else { c })
        .collect();
    let trimmed = name.trim_end_matches(['.', ' ']).len();
    if trimmed < name.len() {
        name.truncate(trimmed);
        name.push('_');
    }
    if is_device(&name) {
        name.insert(0, '_');
    }
    if name != part {
        *renamed = Some("not every system can have a file of this name");
    }
    if name.len() > LONGEST {
        *renamed = Some("its name is too long");
        let (stem, ending) = split(&name);
        let ending = ending.to_owned();
        let mut end = LONGEST.saturating_sub(ending.len()).min(stem.len());
        while !stem.is_char_boundary(end) {
            end -= 1;
        }
        name = format!("{}{ending}", &stem[..end]);
    }
    name
}

/// Marks that turn the direction of writing, and so hide what a file really is.
fn is_turning(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Names that are devices on Windows, whatever their ending.
fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or("").to_ascii_uppercase();
    let numbered = |device: &str| {
        let number = stem.strip_prefix(device);
        number.is_some_and(|number| number.len() == 1 && number.as_bytes()[0].is_ascii_digit())
    };
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL") || numbered("COM") || numbered("LPT")
}

/// The path with a number, for a second file of one name.
#[must_use]
pub fn numbered(path: &str, number: usize) -> String {
    let (stem, ending) = split(path);
    format!("{stem} ({number}){ending}")
}

/// A path before and from its ending on.
fn split(path: &str) -> (&str, &str) {
    let name = path.rfind('/').map_or(0, |at| at + 1);
    match path[name..].rfind('.') {
        Some(at) if at > 0 && path.len() - name - at <= 12 => path.split_at(name + at),
        _ => (path, ""),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_whole() {
        assert_eq!((CP437.chars().count(), CP850.chars().count()), (128, 128));
    }

    #[test]
    fn names_are_read_in_the_code_they_were_written_in() {
        for (raw, name) in [
            (&b"B\x81ro \x9abersicht.docx"[..], "Büro Übersicht.docx"),
            (b"St\x94rung.docx", "Störung.docx"),
            (b"St\xf6rung \x96 Gr\xfc\xdfe.docx", "Störung – Grüße.docx"),
            ("Störung.docx".as_bytes(), "Störung.docx"),
            (b"ma\xe1nahme.txt", "maßnahme.txt"),
        ] {
            assert_eq!(decode(raw, None), name);
        }
        assert_eq!(decode(b"St_rung", Some("Störung")), "Störung");
    }

    #[test]
    fn no_name_leads_out() {
        for name in [
            "../a",
            "a/../../b",
            "/etc/passwd",
            "C:\\a",
            "\\\\server\\a",
            "..\\a",
            "",
            "./",
        ] {
            assert!(clean(name).is_err(), "{name}");
        }
        let long = format!("{}.docx", "ä".repeat(300));
        for (name, path) in [
            ("a\\b.docx", "a/b.docx"),
            ("./a//b", "a/b"),
            ("ab:c?.txt", "ab_c_.txt"),
            ("dot./x ", "dot_/x_"),
            ("con.txt", "_con.txt"),
            ("a\u{202e}fdp.exe", "a_fdp.exe"),
        ] {
            assert_eq!(clean(name).unwrap().path, path);
        }
        let cleaned = clean(&long).unwrap();
        assert!(cleaned.path.len() <= LONGEST && cleaned.path.ends_with(".docx"));
        assert!(cleaned.renamed.is_some());
        assert_eq!(numbered("a.b/c.docx", 2), "a.b/c (2).docx");
        assert_eq!(numbered("a.b/c", 2), "a.b/c (2)");
    }
}
