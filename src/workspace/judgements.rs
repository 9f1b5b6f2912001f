//! `judgements.toml`: what assessors concluded.
//!
//! A judgement of F reached by interview alone is read like any other; where the
//! requirement calls for something written it is flagged when it is scored.

use rustc_hash::FxHashSet;

use super::files::{Day, Lines, choices, entries, need_prose, path_of, sha256_text};
use super::{Grade, Judgement, Method, Rating, Rest, paths};
use crate::form::{Node, Reader, did_you_mean};
use crate::problem::Problem;
use crate::source::SourceFile;

/// Reads the judgements; `notes` are the ids they may rest on, `None` when these are
/// not known.
pub(super) fn read(
    source: &SourceFile,
    tree: &Node,
    notes: Option<&FxHashSet<String>>,
) -> (Vec<Judgement>, Vec<Problem>) {
    let mut reader = Reader::new(source);
    let lines = Lines::new(source);
    let Some(mut root) = reader.fields(tree, "judgements.toml") else {
        return (Vec::new(), reader.problems);
    };
    let judgements = entries(&mut reader, root.node("judgement"), |reader, node| {
        let mut fields = reader.fields(node, "a judgement")?;
        let requirement = fields.need_parse(reader, "requirement");
        let rating: Option<Rating> = fields.need_parse(reader, "rating");
        let conforming = fields
            .need(reader, "conforming")
            .is_some()
            .then(|| fields.flag(reader, "conforming"))
            .flatten();
        let grade = fields
            .choice(reader, "grade", Grade::WORDS)
            .unwrap_or(Grade::None);
        if conforming == Some(true) && matches!(grade, Grade::Major | Grade::Minor) {
            reader.wrong(
                fields.span_of("grade"),
                format!(
                    "a conforming requirement cannot have the grade `{}`",
                    grade.word()
                ),
                Some("write conforming = false, or grade = \"observation\"".to_owned()),
            );
        }
        if let (Some(true), Some(rating @ (Rating::N | Rating::P))) = (conforming, rating) {
            reader.wrong(
                fields.span_of("rating"),
                format!("a requirement rated {} is not conforming", rating.word()),
                Some("write conforming = false, or rate it L or F".to_owned()),
            );
        }
        let method = choices(&mut fields, reader, "method", Method::WORDS);
        let date = fields.parse(reader, "date").map(|Day(day)| day);
        let by = fields.need_text(reader, "by");
        let reason = need_prose(&mut fields, reader, "reason");
        let members = fields
            .node("rests_on")
            .map(Node::members)
            .unwrap_or_default();
        let rests_on = members
            .iter()
            .filter_map(|member| rest(reader, member, notes))
            .collect();
        fields.done(reader);
        Some(Judgement {
            requirement: requirement?,
            rating: rating?,
            conforming: conforming?,
            grade,
            method,
            date,
            by: by?,
            reason,
            rests_on,
            location: lines.location(node.span),
        })
    });
    root.done(&mut reader);
    (judgements, reader.problems)
}

fn rest(reader: &mut Reader<'_>, member: &Node, known: Option<&FxHashSet<String>>) -> Option<Rest> {
    const FORM: &str = "write { note = \"N-001\" } or { path = \"records/report.md\" }";
    if member.text().is_some() {
        reader.wrong(
            member.span,
            "`rests_on` lists tables, not text",
            Some(FORM.to_owned()),
        );
        return None;
    }
    let mut fields = reader.fields(member, "an entry of `rests_on`")?;
    let told = fields.node("note");
    let path = fields.node("path");
    let hash = fields.node("sha256");
    let out = match (told, path) {
        (Some(node), None) => {
            let id = reader.text(node, "note");
            if let (Some(id), Some(known)) = (&id, known)
                && !known.contains(id)
            {
                let mut ids: Vec<&str> = known.iter().map(String::as_str).collect();
                ids.sort_unstable();
                reader.wrong(
                    node.span,
                    format!("there is no note `{id}` in notes.toml"),
                    did_you_mean(id, &ids),
                );
            }
            if let Some(hash) = hash {
                reader.wrong(
                    hash.span,
                    "`sha256` belongs to a `path`, not to a note",
                    None,
                );
            }
            id.map(Rest::Note)
        }
        (None, Some(node)) => {
            let path = path_of(reader, node, "path", paths::file_path);
            let sha256 = hash.and_then(|node| sha256_text(reader, node));
            path.map(|path| Rest::File { path, sha256 })
        }
        _ => {
            let message = "an entry of `rests_on` names either a note or a file";
            reader.wrong(fields.span, message, Some(FORM.to_owned()));
            None
        }
    };
    fields.done(reader);
    out
}

#[cfg(test)]
mod tests {
    use super::super::files::parse;
    use super::*;

    fn judgements(text: &str) -> (Vec<Judgement>, Vec<String>) {
        let (source, tree) = parse("judgements.toml", text).unwrap();
        let notes = FxHashSet::from_iter(["N-001".to_owned()]);
        let (judgements, problems) = read(&source, &tree, Some(&notes));
        (
            judgements,
            problems
                .iter()
                .map(|p| format!("{}: {}", p.location, p.message))
                .collect(),
        )
    }

    #[test]
    fn a_judgement_is_read() {
        let hash = "AB".repeat(32);
        let (read, problems) = judgements(&format!(
            "[[judgement]]\nrequirement = \"8.6.1-9\"\nrating = \"f\"\nconforming = true\nmethod = \"interview\"\n\
             by = \"A\"\nreason = \"r\"\nrests_on = [{{ note = \"N-001\" }}, {{ path = \"a.md\", sha256 = \"{hash}\" }}, {{ path = \"b.md\" }}]\n"
        ));
        assert_eq!(problems, Vec::<String>::new());
        assert_eq!(read[0].rating, Rating::F);
        assert_eq!(read[0].grade, Grade::None);
        assert_eq!(read[0].method, [Method::Interview]);
        assert_eq!(
            read[0].rests_on[1],
            Rest::File {
                path: "a.md".into(),
                sha256: Some("ab".repeat(32))
            }
        );
    }

    #[test]
    fn mistakes_are_collected() {
        let (read, problems) = judgements(
            "[[judgement]]\nrequirement = \"8.6.1\"\nrating = \"G\"\nconforming = \"yes\"\ngrade = \"mayor\"\nmethod = [\"interviw\"]\n\
             rests_on = [\"N-001\", { note = \"N-002\", sha256 = \"x\" }, { path = \"../a\", sha256 = \"12\" }, {}, { note = \"N-001\", path = \"a\" }]\n\
             [[judgement]]\nrequirement = \"8.6.1-1\"\nrating = \"F\"\nconforming = true\ngrade = \"minor\"\nby = \"A\"\nreason = \"r\"\n",
        );
        assert!(read.is_empty());
        assert_eq!(
            problems,
            [
                "judgements.toml:2: `requirement`: `8.6.1` is not a requirement such as 8.6.1-8",
                "judgements.toml:3: `rating`: `G` is not a rating: N (not), P (partially), L (largely) or F (fully)",
                "judgements.toml:4: `conforming` must be true or false",
                "judgements.toml:5: `grade` cannot be `mayor`",
                "judgements.toml:6: `method` cannot be `interviw`",
                "judgements.toml:1: a judgement has no `by`",
                "judgements.toml:1: a judgement has no `reason`",
                "judgements.toml:7: `rests_on` lists tables, not text",
                "judgements.toml:7: there is no note `N-002` in notes.toml",
                "judgements.toml:7: `sha256` belongs to a `path`, not to a note",
                "judgements.toml:7: `path`: `../a` uses `..`; paths start at the workspace root and stay inside it",
                "judgements.toml:7: `sha256` must be 64 hexadecimal digits",
                "judgements.toml:7: an entry of `rests_on` names either a note or a file",
                "judgements.toml:7: an entry of `rests_on` names either a note or a file",
                "judgements.toml:12: a conforming requirement cannot have the grade `minor`",
            ]
        );
    }
}
