//! The time that a share is counted over: in "80 % of calls each month" the month is what the share
//! is of, and nobody promises to do anything every month.

use super::words::words;

/// Whether an interval is the base of a share, by what stands before it in its clause and by the
/// whole clause. Where something is done about the share ("we report the 95 % each month"), the
/// interval is that of what is done.
pub(super) fn is_base(before: &str, clause: &str) -> bool {
    has_share(before) && !words(clause).iter().any(|word| is_deed(word))
}

/// Whether a text names a percentage.
fn has_share(text: &str) -> bool {
    let signs = ["%", "percent", "per cent", "prozent", "v. h.", "v.h."];
    let lower = text.to_lowercase();
    signs.iter().any(|sign| {
        lower.match_indices(sign).any(|(at, _)| {
            let number = lower[..at].trim_end();
            number.ends_with(|c: char| c.is_ascii_digit())
        })
    })
}

/// Whether a word says that somebody looks at a figure or passes it on.
fn is_deed(word: &str) -> bool {
    DEEDS.iter().any(|deed| word.starts_with(deed))
}

/// Beginnings of such words, as words are compared.
const DEEDS: &[&str] = &[
    "report",
    "review",
    "measur",
    "check",
    "test",
    "present",
    "discuss",
    "sen",
    "show",
    "compar",
    "evaluat",
    "analys",
    "monitor",
    "verif",
    "audit",
    "sampl",
    "look",
    "publish",
    "calculat",
    "count",
    "gone",
    "go",
    "held",
    "told",
    "tell",
    "bericht",
    "pruef",
    "geprueft",
    "ueberpruef",
    "mess",
    "gemess",
    "miss",
    "auswert",
    "ausgewert",
    "werten",
    "wertet",
    "vorgeleg",
    "vorgestellt",
    "besproch",
    "besprech",
    "bewert",
    "vergl",
    "ueberwach",
    "meld",
    "gemeld",
    "mitgeteilt",
    "kontroll",
    "stichprob",
    "ermittel",
    "berechn",
    "gezaehlt",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_of_a_share_is_no_rhythm() {
        for before in [
            "92 % ",
            "at least 92 % of parcels scanned ",
            "97,5 Prozent der Anrufe ",
            "95 per cent of requests are closed in two days ",
        ] {
            assert!(is_base(before, &format!("{before}each month")), "{before}");
        }
        for before in [
            "we report the 92 % target ",
            "die 95 % werden gemessen und ",
            "10 % of the records are verified ",
            "the plan is tested ",
            "",
        ] {
            assert!(!is_base(before, &format!("{before}each month")), "{before}");
        }
    }
}
