//! Where the front matter of a text stands: between rules, or in a comment, at its very top.

use crate::form::Span;

/// Front matter of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FrontMatter {
    /// Whether it is TOML (`+++`) rather than YAML.
    pub toml: bool,
    /// Whether it stands in a comment, where other comments are no mistake.
    pub comment: bool,
    /// The part between the rules.
    pub span: Span,
}

/// Largest front matter that is read, in bytes.
pub const LARGEST_FRONT: usize = 1 << 20;

/// Front matter at the very top: between `---` or `+++` rules, or a comment that
/// holds keys; with the byte at which the body begins. A `---` that is only a rule across the
/// page is not front matter.
pub fn find_front_matter(text: &str) -> Option<(FrontMatter, usize)> {
    let lead = text.len() - text.trim_start_matches(['\r', '\n', ' ', '\t']).len();
    let rest = &text[lead..];
    if rest.starts_with("<!--") {
        let end = rest.find("-->")?;
        let inner = &rest[4..end];
        return looks_like_keys(inner).then_some((
            FrontMatter {
                toml: false,
                comment: true,
                span: Span {
                    start: lead + 4,
                    end: lead + end,
                },
            },
            lead + end + 3,
        ));
    }
    let first = rest.split('\n').next()?;
    let rule = first.trim_end();
    let toml = match rule {
        "---" => false,
        "+++" => true,
        _ => return None,
    };
    let start = lead + first.len() + 1;
    let mut at = start;
    for line in text.get(start..)?.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == rule || (!toml && bare == "...") {
            let inner = &text[start..at];
            if !toml && !looks_like_keys(inner) {
                return None;
            }
            return Some((
                FrontMatter {
                    toml,
                    comment: false,
                    span: Span { start, end: at },
                },
                at + line.len(),
            ));
        }
        if at == start && !toml && !bare.is_empty() && !bare.starts_with('#') {
            // A long text under a rule is not searched for another rule.
            looks_like_keys(bare).then_some(())?;
        }
        at += line.len();
    }
    None
}

/// Whether the first line that says something is a key with a colon.
fn looks_like_keys(inner: &str) -> bool {
    let Some(first) = inner
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty() && !line.starts_with('#'))
    else {
        return false;
    };
    match first.split_once(':') {
        Some((key, value)) => {
            !key.is_empty()
                && key.len() <= 40
                && !key.contains(['*', '|', '.', '#'])
                && key.split_whitespace().count() <= 3
                && (value.is_empty() || value.starts_with([' ', '\t']))
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn front(text: &str) -> Option<&str> {
        find_front_matter(text).map(|(front, _)| &text[front.span.start..front.span.end])
    }

    #[test]
    fn front_matter_is_told_from_rules() {
        assert_eq!(front("---\na: 1\n---\ntext"), Some("a: 1\n"));
        assert_eq!(front("---\r\na: 1\r\n---\r\ntext"), Some("a: 1\r\n"));
        assert_eq!(front("+++\na = 1\n+++\n"), Some("a = 1\n"));
        assert_eq!(front("<!--\nowner: x\n-->\n# T"), Some("\nowner: x\n"));
        assert_eq!(front("<!-- just a remark -->\n# T"), None);
        assert_eq!(front("---\n\nSome words here.\n\n---\n"), None);
        assert_eq!(front("---\n**Note:** a rule above\n\n---\n"), None);
        assert_eq!(front("---\na: 1\n"), None);
        assert_eq!(front("# T\n---\na: 1\n---\n"), None);
    }
}
