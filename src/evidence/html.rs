//! HTML to text with Markdown's marks for headings and tables, keeping source lines.
//!
//! A reader of evidence needs the words a person sees, not a document tree: a pass
//! over the tags is enough, cannot fail, and keeps places exact.

/// The text of a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The text, one block a line.
    pub text: String,
    /// Source line of each line of the text.
    pub line_map: Vec<u32>,
    /// The page's title with its line.
    pub title: Option<(String, u32)>,
    /// Where its links lead, as written, with their lines in the file.
    pub links: Vec<(String, u32)>,
}

/// Most links kept of one page.
const MOST_LINKS: usize = 2_000;

/// Converts a page.
#[must_use]
pub fn to_text(html: &str) -> Page {
    let mut pass = Pass {
        html,
        at: 0,
        line: 1,
        page: Page::default(),
        current: String::new(),
        current_line: 0,
    };
    pass.run();
    pass.page
}

struct Pass<'a> {
    html: &'a str,
    at: usize,
    line: u32,
    page: Page,
    current: String,
    current_line: u32,
}

impl Pass<'_> {
    fn run(&mut self) {
        while self.at < self.html.len() {
            let rest = &self.html[self.at..];
            if let Some(tag) = rest.strip_prefix('<') {
                if tag.starts_with("!--") {
                    let end = rest.find("-->").map_or(rest.len(), |end| end + 3);
                    self.pass_over(end);
                } else if tag
                    .starts_with(|c: char| c.is_ascii_alphabetic() || matches!(c, '/' | '!' | '?'))
                {
                    self.tag();
                } else {
                    self.push('<');
                    self.at += 1;
                }
            } else if rest.starts_with('&') {
                self.entity();
            } else if let Some(c) = rest.chars().next() {
                self.push(if c.is_whitespace() { ' ' } else { c });
                self.pass_over(c.len_utf8());
            }
        }
        self.end_line();
    }

    fn tag(&mut self) {
        let rest = &self.html[self.at..];
        let end = rest.find('>').map_or(rest.len(), |end| end + 1);
        let inner = rest[1..end].trim_end_matches('>');
        let closing = inner.starts_with('/');
        let name: String = inner
            .trim_start_matches('/')
            .chars()
            .take_while(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
            .collect();
        if name == "a"
            && !closing
            && self.page.links.len() < MOST_LINKS
            && let Some(target) = attribute(inner, "href")
        {
            self.page.links.push((target, self.line));
        }
        self.pass_over(end);
        match name.as_str() {
            "script" | "style" | "template" | "noscript" | "svg" if !closing => {
                self.skip_element(&name);
            }
            "title" if !closing => {
                let rest = &self.html[self.at..];
                let end = rest.find("</").unwrap_or(rest.len());
                let title = decode_entities(rest[..end].trim());
                if !title.is_empty() && self.page.title.is_none() {
                    self.page.title = Some((title, self.line));
                }
                self.pass_over(end);
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_line();
                if !closing {
                    let level = usize::from(name.as_bytes()[1] - b'0');
                    self.current_line = self.line;
                    self.current = format!("{} ", "#".repeat(level));
                }
            }
            "td" | "th" if !closing => {
                self.current_line = if self.current.is_empty() {
                    self.line
                } else {
                    self.current_line
                };
                self.current.push_str("| ");
            }
            "li" if !closing => {
                self.end_line();
                self.current_line = self.line;
                "- ".clone_into(&mut self.current);
            }
            "p" | "div" | "br" | "tr" | "table" | "ul" | "ol" | "li" | "section" | "article"
            | "header" | "footer" | "dt" | "dd" | "blockquote" | "pre" | "hr" | "body" | "main"
            | "nav" | "aside" | "caption" => {
                self.end_line();
                if matches!(name.as_str(), "p" | "div" | "section" | "table") {
                    self.blank_line();
                }
            }
            _ => {}
        }
    }

    fn skip_element(&mut self, name: &str) {
        let rest = self.html[self.at..].to_ascii_lowercase();
        let end = rest.find(&format!("</{name}")).unwrap_or(rest.len());
        self.pass_over(end);
    }

    fn entity(&mut self) {
        let rest = &self.html[self.at..];
        match rest[..rest.len().min(rest.floor_char_boundary(12))].find(';') {
            Some(end) => match decode_entity(&rest[1..end]) {
                Some(c) => {
                    self.push(c);
                    self.at += end + 1;
                }
                None => {
                    self.push('&');
                    self.at += 1;
                }
            },
            None => {
                self.push('&');
                self.at += 1;
            }
        }
    }

    fn push(&mut self, c: char) {
        if self.current.is_empty() {
            if c == ' ' {
                return;
            }
            self.current_line = self.line;
        }
        if c != ' ' || !self.current.ends_with(' ') {
            self.current.push(c);
        }
    }

    fn pass_over(&mut self, bytes: usize) {
        let part = &self.html[self.at..self.at + bytes];
        self.line += crate::source::count(part.bytes().filter(|byte| *byte == b'\n').count());
        self.at += bytes;
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.current);
        if !line.trim().is_empty() {
            self.page.text.push_str(line.trim_end());
            self.page.text.push('\n');
            self.page.line_map.push(self.current_line.max(1));
        }
    }

    fn blank_line(&mut self) {
        if !self.page.text.is_empty() && !self.page.text.ends_with("\n\n") {
            self.page.text.push('\n');
            self.page.line_map.push(self.line);
        }
    }
}

/// The value of an attribute of a tag, without quotes and entities.
pub(super) fn attribute(tag: &str, name: &str) -> Option<String> {
    let mut rest = tag;
    loop {
        let at = rest.find('=')?;
        let (before, behind) = (rest[..at].trim_end(), rest[at + 1..].trim_start());
        let is_it = before.split_whitespace().next_back();
        let is_it = is_it.is_some_and(|word| word.eq_ignore_ascii_case(name));
        let (value, after) = match behind.chars().next() {
            Some(quote @ ('"' | '\'')) => behind[1..].split_once(quote)?,
            _ => behind
                .split_once(char::is_whitespace)
                .unwrap_or((behind, "")),
        };
        if is_it {
            return Some(decode_entities(value.trim())).filter(|value| !value.is_empty());
        }
        rest = after;
    }
}

/// A text without the entities of pages: `&amp;` is `&`.
pub(super) fn decode_entities(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let decoded = rest
            .find(';')
            .and_then(|end| decode_entity(&rest[1..end]).map(|c| (c, end)));
        match decoded {
            Some((c, end)) => {
                out.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                out.push('&');
                rest = &rest[1..];
            }
        }
    }
    out + rest
}

fn decode_entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        // A page breaks lines by its elements; a line end by number is a blank.
        let plain = |c: char| if c.is_control() { ' ' } else { c };
        return char::from_u32(code).map(plain);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        "auml" => 'ä',
        "ouml" => 'ö',
        "uuml" => 'ü',
        "Auml" => 'Ä',
        "Ouml" => 'Ö',
        "Uuml" => 'Ü',
        "szlig" => 'ß',
        "eacute" => 'é',
        "egrave" => 'è',
        "agrave" => 'à',
        "ccedil" => 'ç',
        "ndash" => '–',
        "mdash" => '—',
        "hellip" => '…',
        "rsquo" | "lsquo" => '’',
        "ldquo" | "rdquo" => '“',
        "bull" => '•',
        "middot" => '·',
        "sect" => '§',
        "euro" => '€',
        "copy" => '©',
        "shy" => '\u{ad}',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_become_text_with_their_lines() {
        let page = to_text(
            "<html><head><title>A &amp; B</title><style>x{}</style></head>\n<body>\n<h1>St&ouml;rung</h1>\n<p>Eins <b>zwei</b>\ndrei</p><table><tr><td>a</td><td>b</td></tr></table></body>",
        );
        assert_eq!(page.title, Some(("A & B".to_owned(), 1)));
        let lines: Vec<(&str, u32)> = page
            .text
            .lines()
            .zip(page.line_map.iter().copied())
            .filter(|(l, _)| !l.is_empty())
            .collect();
        assert_eq!(
            lines,
            [("# Störung", 3), ("Eins zwei drei", 4), ("| a| b", 5)]
        );
    }

    #[test]
    fn a_line_end_by_number_is_a_blank() {
        let page = to_text("<p>Backup&#10;plan&#xd;2026</p>\n<p>Owner&#x85;</p>");
        let lines: Vec<&str> = page.text.lines().filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["Backup plan 2026", "Owner"]);
        assert_eq!(page.text.lines().count(), page.line_map.len());
    }

    #[test]
    fn links_are_kept_with_their_lines() {
        let page = to_text(
            "<p><a class=x href=\"a%20b.html#c\">A</a>\n<a\nHREF = 'd&amp;e.md'>B</a> <a name=f>C</a>\n<a href=g.md>D</a></p>",
        );
        let links: Vec<(&str, u32)> = page
            .links
            .iter()
            .map(|(to, at)| (to.as_str(), *at))
            .collect();
        assert_eq!(links, [("a%20b.html#c", 1), ("d&e.md", 2), ("g.md", 4)]);
    }

    proptest::proptest! {
        #[test]
        fn no_page_panics(text in "[<>/&;#a-z0-9 \\-!\"=ä\n]{0,200}") {
            let page = to_text(&text);
            assert_eq!(page.text.lines().count(), page.line_map.len());
        }
    }
}
