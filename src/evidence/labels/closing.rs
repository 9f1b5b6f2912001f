//! Particulars where a text closes, and where two parties sign: in the last sentence of a
//! paragraph, behind the names of the parties, beside a label that says for whom, behind `gez.`

use super::resolved::{last_day, sentences};
use crate::evidence::dates::{DateReading, split_date};
use crate::evidence::fields::stamp;
use crate::evidence::words::words;

/// Who signed, and when, as a line of signatures says it: both need not stand there.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Signed {
    pub(super) who: Vec<String>,
    pub(super) day: Option<String>,
}

/// The signatures in a line: `Leer, 3.2.2026, gez. Kern, gez. Dr. Aal`, `For the yard: T. Osei,
/// 3 February 2026. For the port: A. Moor, 5 February 2026.`, `Unterschriften: 03.02.2026`.
pub(super) fn signatures(line: &str) -> Option<Signed> {
    let marked = behind_marks(line);
    if !marked.is_empty() {
        let day = last_day(line).map(str::to_owned);
        let who = alone(line).map_or(marked, |whole| vec![whole]);
        return Some(Signed { who, day });
    }
    let mut signed = Signed::default();
    for part in sentences(line).flat_map(|part| part.split(" | ")) {
        let Some((label, value)) = part.split_once(':') else {
            continue;
        };
        if signs_as_party(label) {
            let value = value.trim().trim_end_matches('.');
            let Some((DateReading::Date(date), who)) = split_date(value) else {
                continue;
            };
            if date.exact && who.starts_with(char::is_uppercase) && who.len() <= LONGEST_NAME {
                signed.who.push(who);
                signed.day = last_day(value).map(str::to_owned);
            }
        } else if heads_signatures(label) {
            let day = last_day(label).or_else(|| last_day(value));
            signed.day = day.map(str::to_owned);
            let names = value.split([';', ',']).map(str::trim);
            let names = names.filter(|name| is_signer(name) && last_day(name).is_none());
            signed.who.extend(names.map(str::to_owned));
        }
    }
    signed.day.is_some().then_some(signed)
}

/// The day in a line that holds nothing but a place and a day, as letters have it above the
/// signatures: `Aldenbrück, den 15. Januar 2026`, `Leer, 3.2.2026`, `York, 3 February 2026`.
pub(super) fn place_and_day(line: &str) -> Option<&str> {
    let line = line.trim().trim_end_matches('.');
    let (place, rest) = line.split_once(',')?;
    let named = |word: &str| {
        word.starts_with(char::is_uppercase)
            || matches!(word, "am" | "an" | "der" | "upon" | "on" | "im")
    };
    let is_place = place.len() <= LONGEST_NAME / 2
        && place.starts_with(char::is_uppercase)
        && place.split_whitespace().all(named);
    let day = last_day(rest)?;
    let before = rest[..rest.find(day)?].trim();
    let ends = rest.trim_end().ends_with(day);
    (is_place && ends && matches!(before, "" | "den" | "the" | "am" | "on")).then_some(day)
}

/// What stands behind the only mark, where a line begins with it: all of it is names and roles.
fn alone(line: &str) -> Option<String> {
    let rest = line
        .strip_prefix("gez. ")
        .or_else(|| line.strip_prefix("Gez. "))?;
    let rest = match split_date(rest) {
        Some((DateReading::Date(date), who)) if date.exact => who,
        _ => rest.trim().to_owned(),
    };
    (is_signer(&rest) && !rest.contains("gez.")).then_some(rest)
}

/// So many lines below a place and a day stand those who signed there and then.
pub(super) const SIGNED_WITHIN: usize = 6;

/// No name of who signed is longer, in bytes.
const LONGEST_NAME: usize = 80;

/// The names behind marks of a signature: `gez. Kern`, `sgd. T. Osei`, `/s/ T. Osei`.
fn behind_marks(line: &str) -> Vec<String> {
    const MARKS: &[&str] = &["gez. ", "gez.: ", "sgd. ", "/s/ ", "(signed) ", "(gez.) "];
    let lower = line.to_ascii_lowercase();
    let starts = MARKS.iter().flat_map(|mark| {
        let met = lower.match_indices(mark);
        met.filter(|(at, _)| !lower[..*at].ends_with(char::is_alphanumeric))
            .map(|(at, mark)| at + mark.len())
    });
    let mut starts: Vec<usize> = starts.collect();
    starts.sort_unstable();
    let name = |start: usize| {
        let mut rest = line[start..].split_inclusive(' ').peekable();
        let mut end = start;
        while let Some(word) = rest.next_if(|word| word.starts_with(char::is_uppercase)) {
            end += word.len();
            let raw = word.trim_end();
            if raw.ends_with([',', ';', '.', ')', '/']) && !stamp::is_initial(raw) && !is_title(raw)
            {
                break;
            }
        }
        line[start..end].trim_matches([',', ';', '.', ')', '/', ' '])
    };
    let names = starts.into_iter().map(name);
    let names = names.filter(|name| !name.is_empty() && name.len() <= LONGEST_NAME);
    names.map(str::to_owned).collect()
}

fn is_title(raw: &str) -> bool {
    matches!(raw, "Prof." | "Dipl." | "Ing.")
}

/// Whether a label says for whom somebody signs, in a word and a name: `For Nord Ltd`, `Für die
/// Stadt`.
fn signs_as_party(label: &str) -> bool {
    let all = words(label);
    let first = all.first().map(String::as_str);
    let is_for = matches!(first, Some("for" | "fuer"))
        || label.starts_with("On behalf of ")
        || label.starts_with("Im Namen ");
    let articles = ["the", "die", "das", "den"];
    let names = |word: &str| word.starts_with(char::is_uppercase) || articles.contains(&word);
    is_for && all.len() <= 8 && label.split_whitespace().skip(1).any(names)
}

/// Whether a label heads those who signed: `Signatures`, `Signed 3 February 2026`.
fn heads_signatures(label: &str) -> bool {
    let all = words(label);
    let first = all.first().map(String::as_str);
    let is_head = matches!(
        first,
        Some(
            "signatures"
                | "signature"
                | "signed"
                | "unterschrift"
                | "unterschriften"
                | "unterzeichnet"
                | "unterschrieben"
        )
    );
    is_head && (all.len() == 1 || last_day(label).is_some() && all.len() <= 6)
}

fn is_signer(name: &str) -> bool {
    !name.is_empty() && name.len() <= LONGEST_NAME && name.starts_with(char::is_uppercase)
}

/// The stamp that a text closes with: `… each quarter. Owner L. Barr, approved M. Pryce 2026-04-01,
/// version 1.`, or that stands behind the parties, `between A and B, signed 1 June 2025 by …`.
pub fn closing_stamp(line: &str) -> Option<&str> {
    const PARTIES: &[&str] = &["between ", "zwischen "];
    let line = line.trim_matches(['*', '_', ' ']);
    let tells = |stamp: &&str| {
        let parts = stamp::parts(stamp);
        let approved = parts
            .iter()
            .any(|part| matches!(part, stamp::Part::Approval(_)));
        let others =
            |part: &stamp::Part| matches!(part, stamp::Part::Version(_) | stamp::Part::Owner(_));
        approved && parts.iter().any(others)
    };
    let begins = |word: &str| {
        let head = line.get(..word.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(word))
    };
    if PARTIES.iter().any(|word| begins(word)) {
        return stamp::further(line).and_then(|at| line.get(at..));
    }
    let mut ends = line.match_indices(". ").map(|(at, _)| &line[at + 2..]);
    ends.find(tells)
}

/// Whether a label says for which party somebody signed: `Signed for Nord Ltd`, `Für Nord GmbH
/// unterzeichnet`.
pub(super) fn signs_for_party(label: &str) -> bool {
    const SIGNED: &[&str] = &[
        "signed",
        "unterzeichnet",
        "unterschrieben",
        "gezeichnet",
        "gez",
    ];
    let words = words(label);
    let is_signed =
        |word: Option<&String>| word.is_some_and(|word| SIGNED.contains(&word.as_str()));
    let is_for = |word: Option<&String>| {
        word.is_some_and(|word| matches!(word.as_str(), "for" | "fuer" | "by" | "von"))
    };
    (3..=8).contains(&words.len())
        && (is_signed(words.first()) && words[1..3].iter().any(|word| is_for(Some(word)))
            || is_for(words.first()) && is_signed(words.last()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_and_a_day_stand_above_signatures() {
        for (line, day) in [
            ("Aldenbrück, den 15. Januar 2026", Some("15. Januar 2026")),
            ("Leer, 3.2.2026", Some("3.2.2026")),
            ("Frankfurt am Main, den 03.02.2026", Some("03.02.2026")),
            ("York, 3 February 2026", Some("3 February 2026")),
            ("Aldenbrück, den 15. Januar 2026 beginnt der Betrieb", None),
            ("The report, 3 February 2026", None),
            ("Leer, im Februar", None),
            ("", None),
        ] {
            assert_eq!(place_and_day(line), day, "{line}");
        }
    }

    #[test]
    fn a_line_of_signatures_tells_who_signed_and_when() {
        for (line, who, day) in [
            (
                "Leer/Emden, 03.02.2026, gez. Kern, gez. Dr. Aal",
                "Kern; Dr. Aal",
                Some("03.02.2026"),
            ),
            (
                "gez. Dr. A. Sand, 3.2.2026",
                "Dr. A. Sand",
                Some("3.2.2026"),
            ),
            (
                "gez. Claudia Sand, Werkleiterin",
                "Claudia Sand, Werkleiterin",
                None,
            ),
            ("gez. Aal, Kern", "Aal, Kern", None),
            (
                "Für die Werft: K. Aal, 01.02.2026. Für das Labor: Dr. M. Sand, 03.02.2026.",
                "K. Aal; Dr. M. Sand",
                Some("03.02.2026"),
            ),
            (
                "For the yard: T. Osei, 3 February 2026",
                "T. Osei",
                Some("3 February 2026"),
            ),
            (
                "Signed 3 February 2026: T. Osei; A. Moor (Managing Partner)",
                "T. Osei; A. Moor (Managing Partner)",
                Some("3 February 2026"),
            ),
            ("Unterschriften: 03.02.2026", "", Some("03.02.2026")),
        ] {
            let signed = signatures(line);
            let found = signed
                .as_ref()
                .map(|signed| (signed.who.join("; "), signed.day.as_deref()));
            assert_eq!(found, Some((who.to_owned(), day)), "{line}");
        }
        for line in [
            "For more: see page 3",
            "For questions: T. Osei, extension 42",
            "Für Rückfragen: Frau Sand",
            "Signed off: by nobody",
            "bezogen gez. klein",
            "Signature:",
        ] {
            assert_eq!(signatures(line), None, "{line}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_line_panics(line in ".{0,120}") {
            let _ = signatures(&line);
        }

        #[test]
        fn no_near_line_panics(line in "((gez\\.|For|Für|Signed|Kern|Dr\\.|3 May 2026|03\\.02\\.2026|ä|,|:|;|\\. ){0,2} ?){0,12}") {
            let _ = signatures(&line);
        }
    }
}
