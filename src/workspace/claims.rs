//! `claims.toml`: what people and `suggest --accept` claim for files that say nothing
//! themselves, and which files are evidence of nothing.
//!
//! An entry takes any key that front matter takes; what its values mean is decided by
//! [`crate::evidence::from_node`]; a key that looks like a slip of the pen is a mistake. Entries with a mistake in a value are kept with
//! what was understood, as front matter is.

use toml_edit::{Array, Table, value};

use super::FileClaim;
use super::entries::append_entries;
use super::files::{Lines, entries, parse, path_of};
use super::paths;
use super::read::CLAIMS;
use crate::evidence::{self, Metadata, ProblemKind, Source};
use crate::form::{Node, Reader, Value};
use crate::problem::Problem;
use crate::source::SourceFile;

/// Reads the claims and the files set aside.
pub(super) fn read(
    source: &SourceFile,
    tree: &Node,
) -> (Vec<FileClaim>, Vec<String>, Vec<Problem>) {
    let mut reader = Reader::new(source);
    let lines = Lines::new(source);
    let Some(mut root) = reader.fields(tree, "claims.toml") else {
        return (Vec::new(), Vec::new(), reader.problems);
    };
    let mut inside = Vec::new();
    let claims = entries(&mut reader, root.node("claim"), |reader, node| {
        let mut fields = reader.fields(node, "a claim")?;
        let path = fields
            .need(reader, "path")
            .and_then(|node| path_of(reader, node, "path", paths::file_path));
        let rest = without_path(node);
        if rest.entries().is_empty() {
            reader.wrong(
                fields.span,
                "this claim says nothing about its file",
                Some("add `satisfies`, or list the file under [[not_evidence]]".to_owned()),
            );
        }
        let mut found = Vec::new();
        let metadata = evidence::from_node(&rest, source, Source::Claims, &mut found);
        let first = inside.len();
        inside.extend(
            found
                .into_iter()
                .filter(|problem| problem.kind != ProblemKind::Normalised)
                .map(|problem| Problem::on(source, problem.location, problem.message)),
        );
        for claim in &metadata.claims {
            if let Err(error) = &claim.value.target
                && !inside[first..]
                    .iter()
                    .any(|problem| problem.location == claim.location)
            {
                let message = format!("`satisfies`: {error}");
                inside.push(Problem::on(source, claim.location.clone(), message));
            }
        }
        Some(FileClaim {
            path: path?,
            metadata,
            location: lines.location(node.span),
        })
    });
    let not_evidence = entries(&mut reader, root.node("not_evidence"), |reader, node| {
        if !matches!(node.value, Value::Map(_)) {
            return path_of(reader, node, "not_evidence", paths::file_path);
        }
        let mut fields = reader.fields(node, "an entry of `not_evidence`")?;
        let path = fields
            .need(reader, "path")
            .and_then(|node| path_of(reader, node, "path", paths::file_path));
        fields.done(reader);
        path
    });
    root.done(&mut reader);
    let mut problems = reader.problems;
    problems.extend(inside);
    (claims, not_evidence, problems)
}

/// What a person decided of a file, to be added.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NewClaim {
    /// Workspace path.
    pub path: String,
    /// Clauses, requirements or items it is evidence for; may be empty.
    pub satisfies: Vec<String>,
    /// Who owns it.
    pub owner: Option<String>,
    /// Its version.
    pub version: Option<String>,
    /// Its type.
    pub kind: Option<String>,
}

impl NewClaim {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.satisfies.is_empty()
            && self.owner.is_none()
            && self.version.is_none()
            && self.kind.is_none()
    }

    /// What is read of it once it stands in `claims.toml`, and what is then wrong with it.
    #[must_use]
    pub fn as_read(&self) -> (Metadata, Vec<String>) {
        let read = || -> Result<_, Problem> {
            let text = append_entries(CLAIMS, "", "claim", vec![entry(self)])?;
            let (source, tree) = parse(CLAIMS, &text)?;
            Ok(read(&source, &tree))
        };
        match read() {
            Ok((claims, _, problems)) => (
                claims
                    .into_iter()
                    .next()
                    .map_or_else(Metadata::default, |claim| claim.metadata),
                problems
                    .into_iter()
                    .map(|problem| problem.message)
                    .collect(),
            ),
            Err(problem) => (Metadata::default(), vec![problem.message]),
        }
    }
}

/// The text of `claims.toml` with claims and files set aside more.
///
/// # Errors
/// The text is no TOML, or holds either as something else than `[[…]]` entries; a claim that
/// would not load.
pub fn add_claims(
    text: Option<&str>,
    claims: &[NewClaim],
    not_evidence: &[String],
) -> Result<String, Problem> {
    let mut out = text.unwrap_or_default().to_owned();
    if !claims.is_empty() {
        out = append_entries(CLAIMS, &out, "claim", claims.iter().map(entry).collect())?;
    }
    if !not_evidence.is_empty() {
        let entry = |path: &String| Table::from_iter([("path", value(path))]);
        let entries = not_evidence.iter().map(entry).collect();
        out = append_entries(CLAIMS, &out, "not_evidence", entries)?;
    }
    let mistakes = |text: &str| -> Result<Vec<Problem>, Problem> {
        let (source, tree) = parse(CLAIMS, text)?;
        Ok(read(&source, &tree).2)
    };
    let before = mistakes(text.unwrap_or_default())?.len();
    match mistakes(&out)?.into_iter().nth(before) {
        Some(problem) => Err(problem),
        None => Ok(out),
    }
}

fn entry(claim: &NewClaim) -> Table {
    let mut entry = Table::new();
    entry["path"] = value(&claim.path);
    if !claim.satisfies.is_empty() {
        entry["satisfies"] = value(claim.satisfies.iter().collect::<Array>());
    }
    for (key, text) in [
        ("owner", &claim.owner),
        ("version", &claim.version),
        ("type", &claim.kind),
    ] {
        if let Some(text) = text {
            entry[key] = value(text);
        }
    }
    entry
}

fn without_path(node: &Node) -> Node {
    let entries = node
        .entries()
        .iter()
        .filter(|entry| entry.key != "path")
        .cloned()
        .collect();
    Node {
        span: node.span,
        value: Value::Map(entries),
    }
}

#[cfg(test)]
mod tests {
    use super::super::files::parse;
    use super::*;

    #[test]
    fn claims_are_read_and_mistakes_collected() {
        let text = "[[claim]]\npath = \"./policies/sm.md\"\nsatisfies = [\"5.2.1\", \"5.2.2\"]\ntype = \"policy\"\n\
                    [[claim]]\npath = \"a\\\\b.md\"\nsatisfise = [\"5.2.1\"]\n\
                    [[claim]]\npath = \"c.md\"\n\
                    [[claim]]\npath = \"d.md\"\nsatisfies = [\"5.x\"]\n\
                    [[not_evidence]]\npath = \"marketing/flyer.md\"\n[[not_evidence]]\nfile = \"x\"\n";
        let (source, tree) = parse("claims.toml", text).unwrap();
        let (claims, not_evidence, problems) = read(&source, &tree);
        let paths: Vec<&str> = claims.iter().map(|claim| claim.path.as_str()).collect();
        assert_eq!(paths, ["policies/sm.md", "d.md"]);
        assert_eq!(claims[0].metadata.claims.len(), 2);
        assert_eq!(claims[0].location.line(), Some(1));
        assert_eq!(not_evidence, ["marketing/flyer.md"]);
        let shown: Vec<String> = problems.iter().map(|p| format!("{}", p.location)).collect();
        assert_eq!(
            shown,
            [
                "claims.toml:6",
                "claims.toml:8",
                "claims.toml:15",
                "claims.toml:16",
                "claims.toml:7",
                "claims.toml:12",
            ],
            "{problems:#?}"
        );
    }

    #[test]
    fn files_set_aside_may_be_a_plain_list() {
        let (source, tree) = parse(
            "claims.toml",
            "not_evidence = [\"a.md\", \"b/c.md\", \"/d\"]\n",
        )
        .unwrap();
        let (_, not_evidence, problems) = read(&source, &tree);
        assert_eq!(not_evidence, ["a.md", "b/c.md"]);
        assert_eq!(problems.len(), 1);
    }
}
