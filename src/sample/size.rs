//! How many are drawn.

use std::fmt;
use std::str::FromStr;

/// How many of some records are drawn. Neither the standard nor accreditation gives a number;
/// the square root is custom, and so are fixed numbers and shares.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Size {
    /// The square root, rounded up, at least 5 and at most 50.
    Sqrt,
    /// So many.
    Number(usize),
    /// So many in a hundred, rounded up.
    Percent(u8),
    /// All of them.
    All,
}

/// Fewest that the square root comes to.
const LEAST: usize = 5;
/// Most that the square root comes to.
const MOST: usize = 50;

impl Size {
    /// How many of some records that is.
    #[must_use]
    pub fn of(self, records: usize) -> usize {
        let size = match self {
            Self::Sqrt => {
                let root = records.isqrt();
                let up = usize::from(root * root < records);
                (root + up).clamp(LEAST, MOST)
            }
            Self::Number(number) => number,
            Self::Percent(percent) => (records * usize::from(percent)).div_ceil(100),
            Self::All => records,
        };
        size.min(records)
    }

    /// What it is in words.
    #[must_use]
    pub fn words(self) -> String {
        match self {
            Self::Sqrt => {
                format!("the square root, at least {LEAST} and at most {MOST}")
            }
            Self::Number(number) => format!("{number}, as asked"),
            Self::Percent(percent) => format!("{percent} %, as asked"),
            Self::All => "all, as asked".to_owned(),
        }
    }
}

impl fmt::Display for Size {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqrt => f.write_str("sqrt"),
            Self::Number(number) => write!(f, "{number}"),
            Self::Percent(percent) => write!(f, "{percent}%"),
            Self::All => f.write_str("all"),
        }
    }
}

impl FromStr for Size {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || {
            format!(
                "`{text}` is no size of a sample; write a number (25), a share (10%), sqrt or all"
            )
        };
        let plain = text.trim().to_lowercase();
        match plain.as_str() {
            "sqrt" => return Ok(Self::Sqrt),
            "all" => return Ok(Self::All),
            _ => {}
        }
        let is = |number: &usize| *number > 0;
        if let Some(share) = plain.strip_suffix('%') {
            let share = share.trim().parse().ok();
            let share = share.filter(|share| (1..=100).contains(share));
            return share.map(Self::Percent).ok_or_else(wrong);
        }
        plain
            .parse()
            .ok()
            .filter(is)
            .map(Self::Number)
            .ok_or_else(wrong)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_those_of_custom() {
        for (size, records, drawn) in [
            ("sqrt", 0, 0),
            ("sqrt", 3, 3),
            ("sqrt", 20, 5),
            ("sqrt", 100, 10),
            ("sqrt", 101, 11),
            ("sqrt", 9000, 50),
            ("25", 10, 10),
            ("25", 100, 25),
            ("10%", 101, 11),
            ("100 %", 7, 7),
            ("ALL", 7, 7),
        ] {
            assert_eq!(size.parse::<Size>().unwrap().of(records), drawn, "{size}");
        }
        for wrong in ["", "0", "-1", "0%", "101%", "half", "1.5"] {
            assert!(wrong.parse::<Size>().is_err(), "{wrong}");
        }
        for size in ["sqrt", "25", "10%", "all"] {
            assert_eq!(size.parse::<Size>().unwrap().to_string(), size);
        }
    }
}
