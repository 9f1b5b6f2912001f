//! Is there anything below the headings? A template that nobody has filled in has a title,
//! headings and its particulars, and shows nothing: an auditor calls it blank.
//!
//! Only Markdown (and HTML, which is read as Markdown) says what a heading is. A line of
//! plain text or data, however short, is a statement.

use super::extract::Markup;

/// Whether a text from an offset on holds nothing but headings, rules, comments and the
/// lines that were read as particulars of the document (`taken`, counted from 1, sorted).
#[must_use]
pub fn is_blank(text: &str, body: usize, markup: Markup, taken: &[u32]) -> bool {
    if markup != Markup::Markdown {
        return false;
    }
    let before = text[..body].bytes().filter(|byte| *byte == b'\n').count();
    let mut number = crate::source::count(before);
    let mut lines = text[body..].lines().peekable();
    let mut comment = false;
    while let Some(line) = lines.next() {
        number += 1;
        let mut line = line.trim();
        if comment || line.starts_with("<!--") {
            comment = true;
            let Some((_, after)) = line.split_once("-->") else {
                continue;
            };
            comment = false;
            line = after.trim();
        }
        if !line.contains(char::is_alphanumeric)
            || is_heading(line)
            || taken.binary_search(&number).is_ok()
            || lines.peek().is_some_and(|next| is_underline(next))
        {
            continue;
        }
        return false;
    }
    true
}

fn is_heading(line: &str) -> bool {
    let text = line.trim_start_matches('#');
    text.len() < line.len() && line.len() - text.len() <= 6 && text.starts_with([' ', '\t'])
}

/// `====` below a line makes it a heading. `----` may be a rule below a sentence.
fn is_underline(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.bytes().all(|byte| byte == b'=')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blank(text: &str) -> bool {
        is_blank(text, 0, Markup::Markdown, &[])
    }

    #[test]
    fn headings_alone_say_nothing() {
        for text in [
            "# Incident procedure\n",
            "# Incident procedure\n\n## Scope\n\n---\n\n## Purpose\n",
            "Incident procedure\n==================\n",
            "# T\n<!-- write\nhere -->\n",
            "#\tT",
            "",
        ] {
            assert!(blank(text), "{text:?}");
        }
        for text in [
            "# T\n\nNone.\n",
            "# T\n- a\n",
            "# T\n| a |\n",
            "# T\n![scan](scan.png)\n",
            "#8 is open\n",
            "No incidents.\n---\n",
            "<!-- remark --> text\n",
        ] {
            assert!(!blank(text), "{text:?}");
        }
    }

    #[test]
    fn particulars_of_the_document_are_no_content() {
        let text = "---\nid: x\n---\n# T\n**Owner:** A. Name\n";
        assert!(is_blank(text, 14, Markup::Markdown, &[5]));
        assert!(!is_blank(text, 14, Markup::Markdown, &[]));
    }

    #[test]
    fn a_word_of_plain_text_or_data_is_a_statement() {
        assert!(!is_blank("# T", 0, Markup::Plain, &[]));
        assert!(!is_blank("# T", 0, Markup::Data, &[]));
    }
}
