//! Lines taken out of a baseline and put into it. The text is edited where the lines stand, so that
//! whatever people wrote beside them stays as it is.

use toml_edit::{DocumentMut, Item, Table, Value, value};

use super::{Baseline, Entry, can_be_known, head, totals_of};
use crate::check::{Checked, Finding, Subject};
use crate::problem::Problem;
use crate::source::visible;
use crate::workspace::without_bom;

/// A baseline's text without some of its entries.
///
/// # Errors
/// It has mistakes, or its lines are written in a way that cannot be taken apart.
pub fn without(name: &str, text: &str, gone: &[&Entry]) -> Result<String, Vec<Problem>> {
    let bare = without_bom(text);
    let mut spans: Vec<_> = gone.iter().map(|entry| entry.span).collect();
    spans.sort_by_key(|span| span.start);
    let mut out = String::with_capacity(bare.len());
    let mut from = 0;
    for span in spans {
        let (start, end) = whole_line(bare, span.start, behind_comma(bare, span.end));
        out.push_str(&bare[from..start.max(from)]);
        from = end;
    }
    out.push_str(&bare[from..]);
    let had = Baseline::read(name, bare)?.entries.len();
    if Baseline::read(name, &out)?.entries.len() + gone.len() != had {
        let message = "the lines of this baseline could not be taken apart";
        return Err(vec![
            Problem::file(name, message).hint("put each entry on a line of its own"),
        ]);
    }
    Ok(marked_as(text, out))
}

/// A baseline's text that knows all that was found, without what is mended: `None` is a new file.
/// The totals are those of today. `within` is where the workspace lies in its repository.
///
/// # Errors
/// As [`without`].
pub fn renewed(
    name: &str,
    text: Option<&str>,
    checked: &Checked,
    subject: &Subject<'_>,
    within: &str,
) -> Result<String, Vec<Problem>> {
    let edition = subject.catalogue.edition.to_string();
    let empty = format!("{}edition = \"{edition}\"\n\nfindings = [\n]\n", head());
    let text = text.unwrap_or(&empty);
    let mut old = Baseline::read(name, text)?;
    // Whoever asks for it has it made against the edition of today.
    old.edition.clone_from(&edition);
    let mended = old.mended(checked, subject, within);
    let kept = without(name, text, &mended)?;
    let bare = without_bom(&kept);
    let old = Baseline::read(name, bare)?;
    let prints = old.prints();
    let is_new = |of: &&Finding| can_be_known(of) && !prints.contains(of.fingerprint.0.as_str());
    let new = checked.findings.iter().filter(is_new);
    let out = with(bare, &old, new.map(|of| Line::of(of, within)).collect());
    let mut document: DocumentMut = out.parse().map_err(|error: toml_edit::TomlError| {
        vec![Problem::file(name, error.message().to_owned())]
    })?;
    document["edition"] = value(edition);
    let totals = totals_of(subject.catalogue, subject.assessment);
    let table = document.entry("totals").or_insert_with(|| {
        let mut table = Table::new();
        table.decor_mut().set_prefix(TOTALS);
        Item::Table(table)
    });
    for (key, percent) in totals {
        table[&key] = value(i64::from(percent));
    }
    Ok(as_before(text, document.to_string()))
}

/// What is written above the totals.
const TOTALS: &str = "\n# In percent, with what is not seen counted as absent: `worse-than-baseline` objects to less.\n";

/// A line to be put in.
struct Line {
    path: String,
    rule: &'static str,
    fingerprint: String,
    text: String,
}

impl Line {
    fn of(finding: &Finding, within: &str) -> Self {
        let path = visible(&format!("{within}{}", finding.location.path));
        let rule = finding.rule.name;
        let fingerprint = finding.fingerprint.0.clone();
        let quoted = |text: &str| Value::from(visible(text)).to_string();
        let text = format!(
            "  {{ path = {}, rule = {}, fingerprint = {}, message = {} }},\n",
            quoted(&path),
            quoted(rule),
            quoted(&fingerprint),
            quoted(&finding.message)
        );
        Self {
            path,
            rule,
            fingerprint,
            text,
        }
    }

    fn key(&self) -> (&str, &str, &str) {
        (&self.path, self.rule, &self.fingerprint)
    }
}

/// A text with lines more, each before the first entry that comes after it.
fn with(text: &str, baseline: &Baseline, mut lines: Vec<Line>) -> String {
    lines.sort_by(|a, b| a.key().cmp(&b.key()));
    let entries = &baseline.entries;
    let close = baseline.list.end.saturating_sub(1);
    let mut out = String::with_capacity(text.len() + 200 * lines.len());
    let mut from = 0;
    let mut copy_to = |out: &mut String, to: usize| {
        out.push_str(&text[from..to.max(from)]);
        from = to.max(from);
    };
    let mut lines = lines.into_iter().peekable();
    for entry in entries {
        let key = (&*entry.path, &*entry.rule, &*entry.fingerprint);
        let at = line_start(text, entry.span.start).unwrap_or(entry.span.start);
        while let Some(line) = lines.next_if(|line| line.key() < key) {
            copy_to(&mut out, at);
            out.push_str(&line.text);
        }
    }
    if lines.peek().is_some() {
        if let Some(last) = entries.last()
            && behind_comma(text, last.span.end) == last.span.end
        {
            copy_to(&mut out, last.span.end);
            out.push(',');
        }
        match line_start(text, close) {
            Some(start) => copy_to(&mut out, start),
            None => {
                copy_to(&mut out, close);
                out.push('\n');
            }
        }
        out.extend(lines.map(|line| line.text));
    }
    copy_to(&mut out, text.len());
    out
}

/// Where the line of a place begins, if nothing stands before it there.
fn line_start(text: &str, at: usize) -> Option<usize> {
    let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
    text[start..at].trim().is_empty().then_some(start)
}

/// Where a comma ends that stands behind a place; the place where there is none.
fn behind_comma(text: &str, at: usize) -> usize {
    let rest = text[at..].trim_start();
    match rest.strip_prefix(',') {
        Some(rest) => text.len() - rest.len(),
        None => at,
    }
}

/// A range with its whole line, remark and all, where nothing else stands there.
fn whole_line(text: &str, start: usize, end: usize) -> (usize, usize) {
    let line_end = text[end..].find('\n').map_or(text.len(), |at| end + at + 1);
    let behind = text[end..line_end].trim();
    match line_start(text, start) {
        Some(line) if behind.is_empty() || behind.starts_with('#') => (line, line_end),
        _ => (start, end),
    }
}

/// A text with the line ends of another, as far as these are of one kind, and its byte order mark.
fn as_before(before: &str, text: String) -> String {
    let text = if before.contains("\r\n") {
        text.replace("\r\n", "\n").replace('\n', "\r\n")
    } else {
        text
    };
    marked_as(before, text)
}

/// A text with the byte order mark of another, if that has one.
fn marked_as(before: &str, text: String) -> String {
    if before.starts_with('\u{feff}') {
        format!("\u{feff}{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(path: &str) -> Line {
        Line {
            path: path.to_owned(),
            rule: "r",
            fingerprint: path.to_owned(),
            text: format!("  {{ path = \"{path}\", rule = \"r\", fingerprint = \"{path}\" }},\n"),
        }
    }

    #[test]
    fn lines_are_put_where_they_belong_however_the_list_is_written() {
        let b = "{ path = \"b\", rule = \"r\", fingerprint = \"b\" }";
        let d = "{ path = \"d\", rule = \"r\", fingerprint = \"d\" }";
        for list in [
            format!("[{b}, {d}]"),
            format!("[\n  {b},\n  {d},\n]"),
            format!("[\n  {b}, # b\n  # about d\n  {d} # d, the last\n]"),
            format!("[ # known\n{b}\n,{d}]"),
        ] {
            let text =
                format!("# Ours\nedition = \"x:1\"\nfindings = {list}\n# end\n[totals]\nall = 1\n");
            let baseline = Baseline::read("b.toml", &text).unwrap();
            let out = with(&text, &baseline, ["e", "c", "a"].map(line).into());
            let read = Baseline::read("b.toml", &out).unwrap_or_else(|_| panic!("{out}"));
            let paths: Vec<&str> = read.entries.iter().map(|of| of.path.as_str()).collect();
            assert_eq!(paths, ["a", "b", "c", "d", "e"], "{out}");
            let gone: Vec<&Entry> = { read.entries.iter() }
                .filter(|of| ["a", "c", "e"].contains(&of.path.as_str()))
                .collect();
            let left = without("b.toml", &out, &gone).unwrap();
            for remark in [
                "# Ours",
                "# b",
                "# about d",
                "# d, the last",
                "# known",
                "# end",
            ] {
                assert_eq!(
                    text.contains(remark),
                    left.contains(remark),
                    "{remark}: {left}"
                );
            }
        }
        let none = "edition = \"x:1\"\nfindings = []\n";
        let baseline = Baseline::read("b.toml", none).unwrap();
        let out = with(none, &baseline, vec![line("a")]);
        assert_eq!(Baseline::read("b.toml", &out).unwrap().entries.len(), 1);
    }
}
