//! Whether a cell holds a step of a scale, as a priority is: "P2", "2 - High", "mittel". "As the
//! caller wished" fills the cell and grades nothing.

use crate::evidence::words::words;

/// Longer cells hold a step only where they name one: names of one's own are short.
const SHORT: usize = 2;

/// Steps of usual scales, in compared form.
#[rustfmt::skip]
const STEPS: &[&str] = &[
    "high", "higher", "highest", "medium", "moderate", "mid", "low", "lower", "lowest", "critical", "major", "minor",
    "urgent", "normal", "standard", "emergency", "planning", "severe", "none", "very",
    "hoch", "hohe", "hoher", "hoechste", "mittel", "mittlere", "niedrig", "niedrige", "gering", "geringe", "kritisch",
    "kritische", "dringend", "notfall", "schwer", "schwerwiegend", "leicht", "sehr",
];

/// Whether a cell holds a step of a scale.
pub(super) fn is_step(cell: &str) -> bool {
    let words = words(cell);
    let is_step = |word: &String| {
        STEPS.contains(&word.as_str()) || word.bytes().any(|byte| byte.is_ascii_digit())
    };
    words.len() <= SHORT || words.iter().any(is_step)
}

#[cfg(test)]
mod tests {
    use super::is_step;

    #[test]
    fn steps_are_told_from_sentences() {
        for cell in [
            "P2",
            "2 - High",
            "mittel",
            "Sev-1",
            "sehr hoch (Ausfall)",
            "gelb",
            "Prio 3, one user",
        ] {
            assert!(is_step(cell), "{cell}");
        }
        for cell in [
            "as the caller wished",
            "wie vom Anrufer gewünscht",
            "whoever shouts first",
        ] {
            assert!(!is_step(cell), "{cell}");
        }
    }
}
