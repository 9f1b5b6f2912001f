//! The number formats of a workbook: codes by their numbers, and which style has which.

use std::collections::HashMap;

use super::{Shown, write_plain};
use crate::evidence::formats::limits;

/// The number formats that the cells of a workbook have.
#[derive(Debug, Default)]
pub struct Formats {
    /// Formats that the file spells out, by their numbers.
    codes: HashMap<u32, Shown>,
    /// The format of each style, in the order of the file.
    styles: Vec<Shown>,
}

impl Formats {
    /// A format that the file spells out; of two with one number the first holds.
    pub fn code(&mut self, number: u32, code: &str) {
        if self.codes.len() < limits::AREAS {
            let known = self.codes.entry(number);
            known.or_insert_with(|| Shown::of(code));
        }
    }

    /// The next style, by the number of its format.
    pub fn style(&mut self, number: u32) {
        if self.styles.len() < limits::ENTRIES {
            let spelt = self.codes.get(&number).cloned();
            self.styles
                .push(spelt.unwrap_or_else(|| Shown::built_in(number)));
        }
    }

    /// Writes the number of a cell as its style shows it; as it is for a style not known.
    pub fn write(&self, style: usize, value: f64, from_1904: bool, out: &mut String) {
        match self.styles.get(style) {
            Some(shown) => shown.write(value, from_1904, out),
            None => write_plain(value, out),
        }
    }
}

impl Shown {
    /// The format that a number stands for where the file does not spell it out.
    #[must_use]
    pub fn built_in(id: u32) -> Self {
        match id {
            14..=17 | 27..=31 | 36 | 50..=54 | 57 | 58 => Self::Day,
            18..=21 | 32..=35 | 45 | 47 | 55 | 56 => Self::Time,
            22 => Self::Moment,
            46 => Self::Hours,
            1 => Self::of("0"),
            2 => Self::of("0.00"),
            3 | 37 | 38 => Self::of("#,##0"),
            4 | 39 | 40 => Self::of("#,##0.00"),
            9 => Self::of("0%"),
            10 => Self::of("0.00%"),
            _ => Self::Plain,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_by_the_formats_of_their_styles() {
        let mut formats = Formats::default();
        formats.code(164, "\"INC\"0000");
        formats.code(164, "0%");
        // One that programs know may be spelt out as well.
        formats.code(14, "0.0");
        for number in [0, 164, 9, 14, 165] {
            formats.style(number);
        }
        for (style, expected) in [
            (0, "7"),
            (1, "INC0007"),
            (2, "700%"),
            (3, "7.0"),
            (4, "7"),
            (5, "7"),
        ] {
            let mut out = String::new();
            formats.write(style, 7.0, false, &mut out);
            assert_eq!(out, expected, "{style}");
        }
    }
}
