//! Identifiers of a catalogue, parsed once and compared by number.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A clause or sub-clause number, `8.6.1`. Ordered by number: 8.2.10 after 8.2.9.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClauseId(Vec<u16>);

/// A requirement, `8.6.1-8`: the clause and a running number within it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RequirementId {
    /// The leaf clause it belongs to.
    pub clause: ClauseId,
    /// The running number, from 1.
    pub number: u16,
}

/// A documented-information item, `D20`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ItemId(String);

/// A standard in one edition, `iso20000-1:2018+amd1`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EditionId {
    /// The standard, `iso20000-1`.
    pub standard: String,
    /// Its edition, `2018+amd1`.
    pub edition: String,
}

/// What evidence can be claimed for.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Target {
    /// A clause and everything below it.
    Clause(ClauseId),
    /// One requirement.
    Requirement(RequirementId),
    /// The requirements tied to a documented-information item.
    Item(ItemId),
}

impl ClauseId {
    /// Whether this clause is the other or one above it.
    #[must_use]
    pub fn contains(&self, other: &ClauseId) -> bool {
        other.0.starts_with(&self.0)
    }

    /// How deep the number is: 1 for `8`, 3 for `8.6.1`.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.0.len()
    }

    /// The clause one level up.
    #[must_use]
    pub fn parent(&self) -> Option<ClauseId> {
        (self.0.len() > 1).then(|| Self(self.0[..self.0.len() - 1].to_vec()))
    }

    /// The main clause, `8` for `8.6.1`.
    #[must_use]
    pub fn top(&self) -> ClauseId {
        Self(self.0[..1].to_vec())
    }
}

impl FromStr for ClauseId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a clause number such as 8.6.1");
        let parts: Result<Vec<u16>, _> = text
            .split('.')
            .map(|part| match part.parse::<u16>() {
                Ok(n) if n > 0 && part.len() <= 3 && !part.starts_with(['0', '+']) => Ok(n),
                _ => Err(wrong()),
            })
            .collect();
        let parts = parts?;
        if parts.len() > 6 {
            return Err(wrong());
        }
        Ok(Self(parts))
    }
}

impl fmt::Display for ClauseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, part) in self.0.iter().enumerate() {
            if index > 0 {
                f.write_str(".")?;
            }
            write!(f, "{part}")?;
        }
        Ok(())
    }
}

impl FromStr for RequirementId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("`{text}` is not a requirement such as 8.6.1-8");
        let (clause, number) = text.split_once('-').ok_or_else(wrong)?;
        let number = match number.parse::<u16>() {
            Ok(n) if n > 0 && !number.starts_with(['0', '+']) => n,
            _ => return Err(wrong()),
        };
        Ok(Self {
            clause: clause.parse().map_err(|_| wrong())?,
            number,
        })
    }
}

impl fmt::Display for RequirementId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.clause, self.number)
    }
}

impl FromStr for ItemId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let letters = text.trim_end_matches(|c: char| c.is_ascii_digit());
        let valid = letters.len() == 1
            && letters.chars().all(|c| c.is_ascii_uppercase())
            && text.len() - letters.len() == 2;
        if valid {
            Ok(Self(text.to_owned()))
        } else {
            Err(format!(
                "`{text}` is not a documented-information item such as D20"
            ))
        }
    }
}

impl fmt::Display for ItemId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for EditionId {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let part = |part: &str| {
            !part.is_empty()
                && part
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '_'))
        };
        match text.split_once(':') {
            Some((standard, edition)) if part(standard) && part(edition) => Ok(Self {
                standard: standard.to_owned(),
                edition: edition.to_owned(),
            }),
            _ => Err(format!(
                "`{text}` is not an edition such as iso20000-1:2018+amd1"
            )),
        }
    }
}

impl fmt::Display for EditionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.standard, self.edition)
    }
}

impl FromStr for Target {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Ok(item) = text.parse() {
            return Ok(Self::Item(item));
        }
        if text.contains('-') {
            return text.parse().map(Self::Requirement);
        }
        text.parse().map(Self::Clause).map_err(|_| {
            format!("`{text}` is not a clause (8.6.1), requirement (8.6.1-8) or item (D20)")
        })
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Clause(id) => id.fmt(f),
            Self::Requirement(id) => id.fmt(f),
            Self::Item(id) => id.fmt(f),
        }
    }
}

macro_rules! kept_as_text {
    ($($name:ty),*) => {$(
        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = String::deserialize(deserializer)?;
                text.parse().map_err(de::Error::custom)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }
    )*};
}
kept_as_text!(ClauseId, RequirementId, ItemId, EditionId, Target);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clauses_are_ordered_by_number() {
        let mut ids: Vec<ClauseId> = ["8.2.10", "8.2.9", "10.1", "8.2"]
            .iter()
            .map(|id| id.parse().unwrap())
            .collect();
        ids.sort();
        let shown: Vec<String> = ids.iter().map(ToString::to_string).collect();
        assert_eq!(shown, ["8.2", "8.2.9", "8.2.10", "10.1"]);
    }

    #[test]
    fn targets_tell_clauses_requirements_and_items_apart() {
        assert!(matches!("8.6.1".parse(), Ok(Target::Clause(_))));
        assert!(matches!("8.6.1-8".parse(), Ok(Target::Requirement(_))));
        assert!(matches!("D20".parse(), Ok(Target::Item(_))));
        for wrong in [
            "", "8.", "8.01", "8.6.1-0", "D2", "8.6.1-x", "8..1", "+8", "A.5.1",
        ] {
            assert!(wrong.parse::<Target>().is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_clause_contains_what_stands_below_it() {
        let id = |text: &str| text.parse::<ClauseId>().unwrap();
        assert!(id("8.2").contains(&id("8.2.3.1")));
        assert!(!id("8.2").contains(&id("8.20")));
    }
}
