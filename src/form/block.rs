//! The YAML that catalogues are written in, read without the YAML crate: nested keys and
//! lists, values in quotes or plain, short lists and tables in brackets.
//!
//! Every run reads the built-in catalogue, nearly a megabyte, and the general parser takes
//! most of a tenth of a second for it: more than reading a thousand evidence files. What is
//! out of the ordinary (anchors, tags, texts over several lines, comments behind values)
//! answers `None` and goes to the general parser. Tests hold the two equal, value by value
//! and place by place, for the built-in files and for what becomes of them by mistakes.

use super::simple::{reserved, scalar};
use super::{Entry, Node, Span, Value};

/// Deepest nesting read here; the general parser says what is wrong with more.
const DEEPEST: usize = 20;

/// More keys in one table are looked through for doubles by the general parser.
const MOST_KEYS: usize = 64;

/// Reads a text of nested keys and lists; `None` when there is anything else in it.
#[must_use]
pub fn parse_block(text: &str) -> Option<Node> {
    if has_odd_marks(text.as_bytes()) {
        return None;
    }
    let mut block = Block {
        text,
        at: 0,
        column: None,
        depth: 0,
    };
    block.next_line();
    let node = block.node(block.column?)?;
    block.column.is_none().then_some(node)
}

/// Whether there are control characters, or what some take for the end of a line.
fn has_odd_marks(text: &[u8]) -> bool {
    let is_control = |byte: u8| byte < b' ' && byte != b'\n' || byte == 0x7f;
    // U+0080 to U+009F.
    let mut behind = memchr::memchr_iter(0xc2, text).map(|at| text.get(at + 1));
    let has = |mark: &str| memchr::memmem::find(text, mark.as_bytes()).is_some();
    text.iter().copied().any(is_control)
        || behind.any(|byte| byte.is_some_and(|byte| *byte < 0xa0))
        || ["\u{feff}", "\u{2028}", "\u{2029}"].into_iter().any(has)
}

/// A way through the text.
struct Block<'t> {
    text: &'t str,
    /// The byte that is read next.
    at: usize,
    /// The column of what stands there, when it is the first of its line; `None` at the end.
    column: Option<usize>,
    depth: usize,
}

impl Block<'_> {
    /// Goes to the first mark of the next line that is neither blank nor a comment. Stands at
    /// the beginning of a line.
    fn next_line(&mut self) {
        self.column = None;
        let bytes = self.text.as_bytes();
        while self.at < bytes.len() {
            let begins = self.at;
            self.skip_spaces();
            match bytes.get(self.at) {
                None => {}
                Some(b'\n') => self.at += 1,
                Some(b'#') => self.at = self.end_of_line() + 1,
                Some(_) => {
                    self.column = Some(self.at - begins);
                    return;
                }
            }
        }
    }

    /// Behind a value only the end of its line may stand.
    fn end_value(&mut self) -> Option<()> {
        self.skip_spaces();
        match self.text.as_bytes().get(self.at) {
            None => {}
            Some(b'\n') => self.at += 1,
            Some(_) => return None,
        }
        self.next_line();
        Some(())
    }

    /// A list or table whose entries begin in a column.
    fn node(&mut self, column: usize) -> Option<Node> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let start = self.at;
        let value = if self.rest().starts_with("- ") {
            Value::List(self.list(column)?)
        } else {
            Value::Map(self.map(column)?)
        };
        // What is indented further belongs to nothing.
        if self.column.is_some_and(|next| next > column) {
            return None;
        }
        self.depth -= 1;
        Some(Node {
            span: Span { start, end: start },
            value,
        })
    }

    fn list(&mut self, column: usize) -> Option<Vec<Node>> {
        let mut members = Vec::new();
        while self.column == Some(column) {
            let dash = self.at;
            self.at += self.rest().starts_with("- ").then_some(2)?;
            self.skip_spaces();
            members.push(if self.key().is_some() {
                let column = column + self.at - dash;
                self.column = Some(column);
                self.node(column)?
            } else {
                let value = self.value()?;
                self.end_value()?;
                value
            });
        }
        Some(members)
    }

    fn map(&mut self, column: usize) -> Option<Vec<Entry>> {
        let mut entries: Vec<Entry> = Vec::new();
        while self.column == Some(column) {
            let (key, span) = self.take_key(&entries)?;
            let node = if self.at == self.end_of_line() {
                self.end_value()?;
                // Nothing below a key, or a list in the column of the key, is unusual.
                let below = self.column.filter(|below| *below > column)?;
                self.node(below)?
            } else {
                let value = self.value()?;
                self.end_value()?;
                value
            };
            entries.push(Entry { key, span, node });
        }
        Some(entries)
    }

    /// The length of the key that stands here, if one does: letters and `_`, a colon, and
    /// a space or the end of the line.
    fn key(&self) -> Option<usize> {
        let rest = self.rest().as_bytes();
        let length = rest
            .iter()
            .position(|byte| !(byte.is_ascii_lowercase() || *byte == b'_'))?;
        let ends = matches!(rest.get(length + 1), None | Some(b' ' | b'\n'));
        (length > 0 && rest[length] == b':' && ends).then_some(length)
    }

    /// Takes a key that the table does not hold yet, and the spaces behind it.
    fn take_key(&mut self, entries: &[Entry]) -> Option<(String, Span)> {
        let start = self.at;
        let end = start + self.key()?;
        let key = self.text.get(start..end)?;
        let doubtful = reserved(key)
            || entries.len() == MOST_KEYS
            || entries.iter().any(|entry| entry.key == key);
        if doubtful {
            return None;
        }
        self.at = end + 1;
        self.skip_spaces();
        Some((key.to_owned(), Span { start, end }))
    }

    fn value(&mut self) -> Option<Node> {
        match self.text.as_bytes().get(self.at)? {
            b'[' | b'{' => self.flow(),
            b'"' => self.quoted(),
            _ => {
                let end = self.end_of_line();
                self.plain(end)
            }
        }
    }

    /// A list or table in brackets, which may go on over several lines.
    fn flow(&mut self) -> Option<Node> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let start = self.at;
        let is_list = self.rest().starts_with('[');
        let close = if is_list { b']' } else { b'}' };
        let (mut members, mut entries) = (Vec::new(), Vec::new());
        self.at += 1;
        self.skip_lines();
        while self.text.as_bytes().get(self.at)? != &close {
            if is_list {
                members.push(self.flow_value()?);
            } else {
                let (key, span) = self.take_key(&entries)?;
                let node = self.flow_value()?;
                entries.push(Entry { key, span, node });
            }
            self.skip_lines();
            match self.text.as_bytes().get(self.at)? {
                b',' => self.at += 1,
                byte if *byte == close => {}
                _ => return None,
            }
            self.skip_lines();
        }
        self.at += 1;
        self.depth -= 1;
        Some(Node {
            // The general parser takes the bracket for the place of the whole.
            span: Span {
                start,
                end: start + 1,
            },
            value: if is_list {
                Value::List(members)
            } else {
                Value::Map(entries)
            },
        })
    }

    fn flow_value(&mut self) -> Option<Node> {
        match self.text.as_bytes().get(self.at)? {
            b'[' | b'{' => self.flow(),
            b'"' => self.quoted(),
            _ => {
                let rest = self.rest();
                let end = rest.find([',', ']', '}', '\n', '[', '{', ':', '#', '"'])?;
                matches!(rest.as_bytes()[end], b',' | b']' | b'}').then_some(())?;
                self.plain(self.at + end)
            }
        }
    }

    /// A text in double quotes on one line. Of what a backslash can say only quotes and
    /// backslashes are read here.
    fn quoted(&mut self) -> Option<Node> {
        let start = self.at;
        let mut value = String::new();
        let mut from = start + 1;
        loop {
            let rest = self.text.as_bytes().get(from..)?;
            let end = from + memchr::memchr3(b'"', b'\\', b'\n', rest)?;
            value.push_str(self.text.get(from..end)?);
            match self.text.as_bytes()[end] {
                b'"' => {
                    self.at = end + 1;
                    break;
                }
                b'\\' => {
                    let escaped = self.text.as_bytes().get(end + 1)?;
                    if !matches!(escaped, b'"' | b'\\') {
                        return None;
                    }
                    value.push(char::from(*escaped));
                    from = end + 2;
                }
                _ => return None,
            }
        }
        // A quoted key.
        if self.rest().starts_with(':') {
            return None;
        }
        Some(Node {
            span: Span {
                start,
                end: self.at,
            },
            value: Value::Text(value),
        })
    }

    /// A text without quotes that ends at the latest at a byte.
    fn plain(&mut self, end: usize) -> Option<Node> {
        let start = self.at;
        let text = self.text.get(start..end)?.trim_end_matches(' ');
        self.at = start + text.len();
        let flag = |flag| Node {
            span: Span {
                start,
                end: start + text.len(),
            },
            value: Value::Flag(flag),
        };
        match text {
            "true" => Some(flag(true)),
            "false" => Some(flag(false)),
            _ if text.starts_with('\'') => None,
            _ => scalar(text, start, 0),
        }
    }

    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn end_of_line(&self) -> usize {
        let rest = self.rest().as_bytes();
        self.at + memchr::memchr(b'\n', rest).unwrap_or(rest.len())
    }

    fn skip_spaces(&mut self) {
        let bytes = self.text.as_bytes();
        while bytes.get(self.at) == Some(&b' ') {
            self.at += 1;
        }
    }

    fn skip_lines(&mut self) {
        let bytes = self.text.as_bytes();
        while matches!(bytes.get(self.at), Some(b' ' | b'\n')) {
            self.at += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::OnceLock;

    use proptest::prelude::*;

    use super::*;
    use crate::form::yaml::parse_general;
    use crate::source::SourceFile;

    /// The built-in files that are read here.
    fn files() -> Vec<(String, String)> {
        let mut folders = vec![std::path::PathBuf::from("clauses/iso20000-1")];
        let mut files = Vec::new();
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let text = std::fs::read_to_string(&path).unwrap();
                    files.push((path.to_string_lossy().replace('\\', "/"), text));
                }
            }
        }
        files
    }

    /// Says where two trees differ first.
    fn same(a: &Node, b: &Node, text: &str) {
        for (a, b) in a
            .members()
            .iter()
            .zip(b.members())
            .filter(|_| matches!(a.value, Value::List(_)))
        {
            same(a, b, text);
        }
        for (a, b) in a.entries().iter().zip(b.entries()) {
            assert_eq!((&a.key, a.span), (&b.key, b.span), "{text}");
            same(&a.node, &b.node, text);
        }
        assert_eq!(a, b, "{text}");
    }

    fn agrees(text: &str) -> bool {
        let Some(quick) = parse_block(text) else {
            return false;
        };
        let source = SourceFile::new("t", text);
        let whole = Span {
            start: 0,
            end: text.len(),
        };
        let general = parse_general(&source, whole);
        let general = general.unwrap_or_else(|problem| panic!("{text:?} is refused: {problem:?}"));
        same(&quick, &general, text);
        true
    }

    #[test]
    fn the_built_in_files_are_read_the_same_both_ways() {
        for (path, text) in files() {
            // This one holds a text of several lines, and is short.
            let general = path.ends_with("/2018/edition.yaml");
            assert_eq!(agrees(&text), !general, "{path}");
        }
    }

    /// Some lines of a built-in file with a few characters changed.
    fn spoilt(from: usize, lines: usize, slips: &[Slip]) -> String {
        static LINES: OnceLock<Vec<String>> = OnceLock::new();
        let whole = LINES.get_or_init(|| {
            let texts = files().into_iter();
            texts
                .flat_map(|(_, text)| text.lines().map(str::to_owned).collect::<Vec<_>>())
                .collect()
        });
        let from = from % whole.len();
        let part = &whole[from..whole.len().min(from + lines)];
        let indent = |line: &String| line.len() - line.trim_start().len();
        let filled = part.iter().filter(|line| !line.trim().is_empty());
        let least = filled.map(indent).min().unwrap_or(0);
        let lines = part.iter().map(|line| line.get(least..).unwrap_or(""));
        let mut text: Vec<char> = lines.flat_map(|line| line.chars().chain(['\n'])).collect();
        for (place, remove, insert) in slips {
            let at = place % (text.len() + 1);
            let end = text.len().min(at + remove);
            text.splice(at..end, insert.chars());
        }
        text.into_iter().collect()
    }

    /// A place, the number of characters removed there, and those put there instead.
    type Slip = (usize, usize, String);

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn slips_of_the_pen_are_read_the_same_both_ways(
            from in any::<usize>(),
            lines in 1_usize..12,
            slips in prop::collection::vec(
                (any::<usize>(), 0_usize..3, "[-\"'()\\[\\]{}:,#&*|>!%@`~?\\\\ \n\tnot01.eäü]{0,2}"), 0..4),
        ) {
            agrees(&spoilt(from, lines, &slips));
        }
    }
}
