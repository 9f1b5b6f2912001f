//! From raw nodes to trusted types, all mistakes at once.

use std::fmt::Display;
use std::str::FromStr;

use super::{Entry, Node, Span, Value};
use crate::problem::Problem;
use crate::source::SourceFile;

/// Collects the mistakes of one file while its nodes are turned into types.
#[derive(Debug)]
pub struct Reader<'a> {
    /// The file read.
    pub source: &'a SourceFile,
    /// Everything found wrong so far.
    pub problems: Vec<Problem>,
}

impl<'a> Reader<'a> {
    /// A reader without problems.
    #[must_use]
    pub fn new(source: &'a SourceFile) -> Self {
        Self {
            source,
            problems: Vec::new(),
        }
    }

    /// Records a mistake.
    pub fn wrong(&mut self, span: Span, message: impl Into<String>, hint: Option<String>) {
        let mut problem = Problem::at(self.source, span, message);
        problem.hint = hint;
        self.problems.push(problem);
    }

    /// The fields of a table; a mistake and `None` when the node is something else.
    pub fn fields<'n>(&mut self, node: &'n Node, what: &'static str) -> Option<Fields<'n>> {
        if let Value::Map(entries) = &node.value {
            return Some(Fields {
                what,
                span: node.span,
                entries,
                asked: Vec::new(),
            });
        }
        self.wrong(
            node.span,
            format!("{what} must be a table of keys, not {}", node.kind()),
            None,
        );
        None
    }

    /// A text scalar; numbers and dates count as text as written.
    pub fn text(&mut self, node: &Node, what: &str) -> Option<String> {
        match &node.value {
            Value::Text(text) | Value::Number(text) => Some(text.trim().to_owned()),
            _ => {
                self.wrong(
                    node.span,
                    format!("`{what}` must be text, not {}", node.kind()),
                    None,
                );
                None
            }
        }
    }

    /// A text parsed into a type whose error says what is expected.
    pub fn parse<T>(&mut self, node: &Node, what: &str) -> Option<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        let text = self.text(node, what)?;
        match text.parse() {
            Ok(value) => Some(value),
            Err(error) => {
                self.wrong(node.span, format!("`{what}`: {error}"), None);
                None
            }
        }
    }

    /// A word out of a fixed set, with "did you mean".
    pub fn choice<T: Copy>(&mut self, node: &Node, what: &str, choices: &[(&str, T)]) -> Option<T> {
        let text = self.text(node, what)?;
        let wanted = text.to_lowercase().replace(['-', '_'], " ");
        for (word, value) in choices {
            if word.to_lowercase().replace(['-', '_'], " ") == wanted {
                return Some(*value);
            }
        }
        let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
        self.wrong(
            node.span,
            format!("`{what}` cannot be `{text}`"),
            Some(
                did_you_mean(&text, &words)
                    .unwrap_or_else(|| format!("one of: {}", words.join(", "))),
            ),
        );
        None
    }
}

/// The keys of one table, read one by one; keys nobody asked for are mistakes.
#[derive(Debug)]
pub struct Fields<'n> {
    what: &'static str,
    /// Where the table stands.
    pub span: Span,
    entries: &'n [Entry],
    asked: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// The raw value of a key; `null` counts as absent.
    pub fn node(&mut self, key: &'static str) -> Option<&'n Node> {
        self.asked.push(key);
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map(|entry| &entry.node)
            .filter(|node| node.value != Value::Null)
    }

    /// The raw value of a key that must be there.
    pub fn need(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<&'n Node> {
        let node = self.node(key);
        if node.is_none() {
            reader.wrong(
                self.span,
                format!("{} has no `{key}`", self.what),
                Some(format!("add `{key}`")),
            );
        }
        node
    }

    /// An optional text.
    pub fn text(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<String> {
        let node = self.node(key)?;
        reader.text(node, key)
    }

    /// A text that must be there and not be empty.
    pub fn need_text(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<String> {
        let node = self.need(reader, key)?;
        let text = reader.text(node, key)?;
        if text.is_empty() {
            reader.wrong(node.span, format!("`{key}` is empty"), None);
            return None;
        }
        Some(text)
    }

    /// An optional value of a type.
    pub fn parse<T>(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        let node = self.node(key)?;
        reader.parse(node, key)
    }

    /// A value of a type that must be there.
    pub fn need_parse<T>(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<T>
    where
        T: FromStr,
        T::Err: Display,
    {
        let node = self.need(reader, key)?;
        reader.parse(node, key)
    }

    /// `true` or `false`; absent is `None`.
    pub fn flag(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<bool> {
        let node = self.node(key)?;
        if let Value::Flag(flag) = node.value {
            return Some(flag);
        }
        reader.wrong(node.span, format!("`{key}` must be true or false"), None);
        None
    }

    /// A list of texts; a single text counts as a list of one.
    pub fn texts(&mut self, reader: &mut Reader<'_>, key: &'static str) -> Option<Vec<String>> {
        let node = self.node(key)?;
        Some(
            node.members()
                .iter()
                .filter_map(|member| reader.text(member, key))
                .collect(),
        )
    }

    /// A list of values of a type, each with its place.
    pub fn parse_list<T>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
    ) -> Option<Vec<(T, Span)>>
    where
        T: FromStr,
        T::Err: Display,
    {
        let node = self.node(key)?;
        Some(
            node.members()
                .iter()
                .filter_map(|member| Some((reader.parse(member, key)?, member.span)))
                .collect(),
        )
    }

    /// A word out of a fixed set.
    pub fn choice<T: Copy>(
        &mut self,
        reader: &mut Reader<'_>,
        key: &'static str,
        choices: &[(&str, T)],
    ) -> Option<T> {
        let node = self.node(key)?;
        reader.choice(node, key, choices)
    }

    /// Where a key's value stands, or the table.
    #[must_use]
    pub fn span_of(&self, key: &str) -> Span {
        self.entries
            .iter()
            .find(|entry| entry.key == key)
            .map_or(self.span, |entry| entry.node.span)
    }

    /// Reports the keys nobody asked for.
    pub fn done(self, reader: &mut Reader<'_>) {
        let mut reported = 0;
        for entry in self.entries {
            if reported < MOST_UNKNOWN && !self.asked.contains(&entry.key.as_str()) {
                reported += 1;
                reader.wrong(
                    entry.span,
                    format!("{} has no key `{}`", self.what, entry.key),
                    Some(
                        did_you_mean(&entry.key, &self.asked)
                            .unwrap_or_else(|| format!("known keys: {}", self.asked.join(", "))),
                    ),
                );
            }
        }
    }
}

/// Most unknown keys reported of one table.
const MOST_UNKNOWN: usize = 20;

/// Most letters that may differ in a slip of the pen.
const MOST_SLIPS: usize = 3;

/// "did you mean `x`?" for a word that is close to one of the known ones.
#[must_use]
pub fn did_you_mean(word: &str, known: &[&str]) -> Option<String> {
    nearest(word, known).map(|candidate| format!("did you mean `{candidate}`?"))
}

/// The known word that another is a slip of the pen for.
#[must_use]
pub fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    if word.len() > 60 {
        return None;
    }
    let word = word.to_lowercase();
    known
        .iter()
        .map(|candidate| {
            (
                strsim::damerau_levenshtein(&word, &candidate.to_lowercase()),
                candidate,
            )
        })
        .filter(|(distance, candidate)| {
            // A third of a word is a slip of the pen; more is another word.
            let shorter = candidate.len().min(word.len());
            *distance <= ((shorter + 1) / 3).min(MOST_SLIPS)
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| *candidate)
}

#[cfg(test)]
mod tests {
    use super::did_you_mean;

    #[test]
    fn only_a_slip_of_the_pen_is_corrected() {
        for (word, known, meant) in [
            ("invetory", "inventory", true),
            ("mayor", "major", true),
            ("clas", "class", true),
            ("sumary", "summary", true),
            ("0160", "0000", false),
            ("note", "date", false),
            ("x", "y", false),
        ] {
            assert_eq!(did_you_mean(word, &[known]).is_some(), meant, "{word}");
        }
    }
}
