//! Links between documents: do they lead somewhere inside the workspace?
//!
//! Addresses of the web are not looked at: there is no network, ever.

use std::collections::BTreeSet;
use std::path::Path;

use super::document::{Document, document_at};
use super::metadata::{FileProblem, ProblemKind};

/// Where a link leads.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Leads {
    /// To an address, or to what only a program fills in: not looked at.
    Elsewhere,
    /// Out of the workspace.
    Out,
    /// To this path in the workspace, whether there is anything or not.
    To(String),
}

/// Adds a problem for every link of a document that leads nowhere or out of the
/// workspace.
pub fn check_links(root: &Path, documents: &mut [Document]) {
    for document in documents.iter_mut() {
        let mut problems = Vec::new();
        for (target, line) in &document.links {
            if let Some(message) = broken(root, &document.path, target) {
                problems.push(FileProblem {
                    kind: ProblemKind::BrokenLink,
                    message,
                    location: document.at(*line, 1),
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

fn broken(root: &Path, path: &str, target: &str) -> Option<String> {
    match leads(path, target) {
        Leads::Elsewhere => None,
        Leads::Out => Some(format!("the link to `{target}` leads out of the workspace")),
        Leads::To(to) => (!is_there(root, &to) && folder_is_there(root, path))
            .then(|| format!("the link to `{target}` leads nowhere")),
    }
}

/// Where a link of a document leads, by its path and the target as it is written.
fn leads(path: &str, target: &str) -> Leads {
    let plain = target.split(['#', '?']).next().unwrap_or("");
    let elsewhere = plain.is_empty()
        || plain.contains("://")
        || plain.contains(['{', '}', '<', '>', '|'])
        || plain.split_once(':').is_some_and(|(scheme, _)| {
            scheme.len() > 1
                && scheme
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
        });
    if elsewhere {
        return Leads::Elsewhere;
    }
    let decoded = percent_decoded(&plain.replace('\\', "/"));
    let mut parts: Vec<&str> = if decoded.starts_with('/') {
        Vec::new()
    } else {
        path.split('/')
            .rev()
            .skip(1)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect()
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

    #[test]
    fn links_are_followed_within_the_workspace() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("a")).unwrap();
        std::fs::write(dir.path().join("a/plan 1.md"), "x").unwrap();
        let check = |target: &str| broken(dir.path(), "a/doc.md", target);
        for fine in [
            "plan%201.md",
            "plan 1.md#top",
            "../a/plan%201.md",
            "/a/plan%201.md",
            "https://x.example/y",
            "mailto:a@b.example",
            "#top",
            "plan%201",
            "../a",
        ] {
            assert_eq!(check(fine), None, "{fine}");
        }
        assert!(check("plan-2.md").is_some_and(|message| message.contains("nowhere")));
        assert!(check("../../etc/passwd").is_some_and(|message| message.contains("out of")));
        assert_eq!(check("%"), Some("the link to `%` leads nowhere".to_owned()));
    }
}
