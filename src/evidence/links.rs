//! Links between documents: do they lead somewhere inside the workspace?
//!
//! Addresses of the web are not looked at: there is no network, ever. What lies outside the
//! workspace, on a drive or a server, is not looked at either: nobody here can tell whether it is
//! there, and that is said as such and not as a link that is broken.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;

use super::document::{Document, document_at};
use super::extract::Format;
use super::metadata::{FileProblem, ProblemKind};
use crate::source::Location;

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Leads {
    /// To an address, or to what only a program fills in: not looked at.
    Elsewhere,
    /// Out of the workspace: above its root, to a drive or a server.
    Out,
    /// To this path in the workspace, whether there is anything or not; the document itself for
    /// a link within it.
    To(String),
}

/// Where a link of a document leads, by its path and the target as it is written.
#[must_use]
pub fn leads(path: &str, target: &str) -> Leads {
    let plain = target.split(['#', '?']).next().unwrap_or("");
    if plain.is_empty() {
        return Leads::To(path.to_owned());
    }
    let lower = plain.to_ascii_lowercase();
    let drive = plain.as_bytes().get(1) == Some(&b':') && plain.as_bytes()[0].is_ascii_alphabetic();
    if lower.starts_with("file:") || drive || plain.starts_with(r"\\") {
        return Leads::Out;
    }
    let is_address = plain.contains("://")
        || plain.starts_with("//")
        || plain.contains(['{', '}', '<', '>', '|'])
        || plain.split_once(':').is_some_and(|(scheme, _)| {
            scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
        });
    if is_address {
        return Leads::Elsewhere;
    }
    let decoded = percent_decoded(&plain.replace('\\', "/"));
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let from_root = decoded.starts_with('/') || folder.is_empty();
    let mut parts: Vec<&str> = if from_root {
        Vec::new()
    } else {
        folder.split('/').collect()
    };
    for part in decoded.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Leads::Out;
                }
            }
            part => parts.push(part),
        }
    }
    Leads::To(parts.join("/"))
}

/// Longer links are none, in bytes.
const LONGEST_LINK: usize = 4_096;

/// Of a link of Markdown whose words end where this begins, with `](`: its target as it is written,
/// empty where it has none, and how many bytes it takes. Parentheses may stand in it in pairs.
#[must_use]
pub(super) fn inline_link(rest: &str) -> Option<(&str, usize)> {
    let inside = rest.strip_prefix("](")?;
    let near = &inside.as_bytes()[..inside.len().min(LONGEST_LINK)];
    let first = memchr::memchr2(b')', b'\n', near)?;
    if near[first] != b')' {
        return None;
    }
    let has_own = near[..first].contains(&b'(');
    let end = has_own.then(|| closing(near)).flatten().unwrap_or(first);
    let inside = inside[..end].trim_start();
    let quoted = inside.strip_prefix('<').and_then(|of| of.split_once('>'));
    let target = match quoted {
        Some((target, _)) => target,
        None => inside.split_whitespace().next().unwrap_or(""),
    };
    Some((target.trim_matches(['<', '>']), end + "]()".len()))
}

/// Where the parenthesis closes within which a text stands.
fn closing(inside: &[u8]) -> Option<usize> {
    let mut open = 0;
    for at in memchr::memchr3_iter(b'(', b')', b'\n', inside) {
        match inside[at] {
            b'(' => open += 1,
            b')' if open == 0 => return Some(at),
            b')' => open -= 1,
            _ => return None,
        }
    }
    None
}

/// The links in a line of Markdown: the bytes behind their words, and their targets.
pub(super) fn links_in(line: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    let mut from = 0;
    let next = move || {
        let at = from + line[from..].find("](")?;
        let link = inline_link(&line[at..]);
        from = at + link.map_or(2, |(_, length)| length);
        Some((at..from, link.map_or("", |(target, _)| target)))
    };
    std::iter::from_fn(next).filter(|(_, target)| !target.is_empty())
}

/// The place in a document to which a link leads, behind its `#`, as a reader sees it.
#[must_use]
pub fn place_of(target: &str) -> Option<String> {
    let (_, place) = target.split_once('#')?;
    (!place.is_empty()).then(|| percent_decoded(place))
}

/// Adds a problem for every link of a document that leads nowhere or out of the
/// workspace.
pub fn check_links(root: &Path, documents: &mut [Document]) {
    for document in documents.iter_mut() {
        let mut problems = Vec::new();
        for (target, line) in &document.links {
            if let Some((kind, message)) = problem(root, document, target) {
                let location = match line {
                    0 => Location::file(document.path.clone()),
                    line => document.at(*line, 1),
                };
                problems.push(FileProblem {
                    kind,
                    message,
                    location,
                });
            }
        }
        document.problems.append(&mut problems);
    }
}

/// What links of documents lead to that is no document, as paths within the workspace, sorted: a
/// folder, a file that is passed over, nothing. Each with whether it is there.
#[must_use]
pub fn beside(root: &Path, documents: &[Document]) -> Vec<(String, bool)> {
    let mut paths = BTreeSet::new();
    for document in documents {
        for (target, _) in &document.links {
            if let Leads::To(path) = leads(&document.path, target) {
                paths.insert(path);
            }
        }
    }
    let no_document = |path: &String| document_at(documents, path).is_none();
    let paths = paths.into_iter().filter(no_document);
    paths
        .map(|path| {
            let there = is_there(root, &path);
            (path, there)
        })
        .collect()
}

/// Whether a link can lead to a path within the workspace: a page may be named without its ending.
#[must_use]
pub fn is_there(root: &Path, path: &str) -> bool {
    let full = root.join(path);
    full.exists() || full.with_extension("md").exists()
}

fn problem(root: &Path, document: &Document, target: &str) -> Option<(ProblemKind, String)> {
    let of_a_server = document.format == Format::Html && is_of_a_server(target);
    match leads(&document.path, target) {
        _ if of_a_server => None,
        Leads::Elsewhere => None,
        Leads::Out => Some((
            ProblemKind::LinkOut,
            format!("the link to `{target}` leads out of the workspace"),
        )),
        Leads::To(to) => {
            let there = is_there(root, &to);
            (!there && folder_is_there(root, &document.path)).then(|| {
                let message = format!("the link to `{target}` leads nowhere");
                (ProblemKind::BrokenLink, message)
            })
        }
    }
}

/// Whether a link of a page is one for the server it was saved from: it begins at its root, leads
/// back to the front page, or names no file of a kind that is handed on.
fn is_of_a_server(target: &str) -> bool {
    const FRONT: &[&str] = &["index", "home", "default", "start", "main"];
    let plain = target.split(['#', '?']).next().unwrap_or("");
    let file = plain.rsplit('/').next().unwrap_or("");
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let front = Format::of(plain) == Format::Html && FRONT.contains(&stem.to_lowercase().as_str());
    let known = !matches!(Format::of(plain), Format::Text | Format::Binary);
    plain.starts_with('/') || !plain.is_empty() && (front || !known)
}

/// Whether a file's folder is found under the path that is shown for it: a name that is no
/// UTF-8 is shown in another way than it is written on disk, and nothing can be said of
/// links from there.
fn folder_is_there(root: &Path, path: &str) -> bool {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    !folder.contains('%') || root.join(folder).is_dir()
}

fn percent_decoded(text: &str) -> String {
    if !text.contains('%') {
        return text.to_owned();
    }
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let digits = bytes
            .get(at + 1..at + 3)
            .and_then(|digits| std::str::from_utf8(digits).ok());
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(byte) if bytes[at] == b'%' => {
                out.push(byte);
                at += 3;
            }
            _ => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn to(path: &str) -> Leads {
        Leads::To(path.to_owned())
    }

    #[test]
    fn links_lead_into_the_workspace_out_of_it_or_elsewhere() {
        let from = |target: &str| leads("a/doc.md", target);
        for (target, expected) in [
            ("plan%201.md", to("a/plan 1.md")),
            ("plan 1.md#top", to("a/plan 1.md")),
            ("../b/plan.md?x=1", to("b/plan.md")),
            (r"..\b\plan.docx", to("b/plan.docx")),
            ("/a/./plan.md", to("a/plan.md")),
            ("#top", to("a/doc.md")),
            ("..", to("")),
            ("%", to("a/%")),
            ("https://x.example/y", Leads::Elsewhere),
            ("//x.example/y", Leads::Elsewhere),
            ("mailto:a@b.example", Leads::Elsewhere),
            ("{{ base }}/y.md", Leads::Elsewhere),
            ("../../etc/passwd", Leads::Out),
            ("file:///c:/plan.docx", Leads::Out),
            (r"C:\plans\plan.docx", Leads::Out),
            (r"\\server\plans\plan.docx", Leads::Out),
        ] {
            assert_eq!(from(target), expected, "{target}");
        }
        assert_eq!(leads("doc.md", "plan.md"), to("plan.md"));
        assert_eq!(leads("doc.md", "../plan.md"), Leads::Out);
    }

    #[test]
    fn the_place_stands_behind_the_mark() {
        assert_eq!(place_of("a.md#St%C3%B6rung").as_deref(), Some("Störung"));
        assert_eq!(place_of("a.md"), None);
        assert_eq!(place_of("a.md#"), None);
    }

    proptest::proptest! {
        #[test]
        fn no_link_panics(path in "[a-zä/.]{0,12}", target in "[a-zä#?%:/\\\\. ]{0,20}") {
            let _ = (leads(&path, &target), place_of(&target));
        }
    }
}
