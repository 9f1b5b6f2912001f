//! `answers.toml`: answers given instead of evidence.
//!
//! Whether an answer is allowed for what it is about (another party cannot perform
//! management review), and whether the party is a known one, is decided where
//! requirements are scored.

use super::files::{Day, Lines, control, entries, need_prose, set_of};
use super::{Answer, AnswerKind};
use crate::form::{Node, Reader};
use crate::problem::Problem;
use crate::source::SourceFile;

/// Reads the answers.
pub(super) fn read(source: &SourceFile, tree: &Node) -> (Vec<Answer>, Vec<Problem>) {
    let mut reader = Reader::new(source);
    let lines = Lines::new(source);
    let Some(mut root) = reader.fields(tree, "answers.toml") else {
        return (Vec::new(), reader.problems);
    };
    let answers = entries(&mut reader, root.node("answer"), |reader, node| {
        let mut fields = reader.fields(node, "an answer")?;
        let kind = fields
            .need(reader, "answer")
            .and_then(|node| reader.choice(node, "answer", AnswerKind::WORDS));
        let about = set_of(&mut fields, reader, "about");
        if fields
            .node("about")
            .is_none_or(|node| node.members().is_empty())
        {
            reader.wrong(
                fields.span_of("about"),
                "this answer is about nothing",
                Some("add `about`, the clauses or requirements it answers".to_owned()),
            );
        }
        let reason = need_prose(&mut fields, reader, "reason");
        let by = fields.need_text(reader, "by");
        let date = fields.parse(reader, "date").map(|Day(day)| day);
        let party = fields
            .text(reader, "party")
            .filter(|party| !party.is_empty());
        let control = control(&mut fields, reader);
        if kind == Some(AnswerKind::PerformedBy) {
            if party.is_none() {
                let hint = "add `party`, the name of a [[party]] in clausewise.toml";
                reader.wrong(
                    fields.span,
                    "this answer does not say which party performs it",
                    Some(hint.to_owned()),
                );
            }
            if fields
                .node("control")
                .is_none_or(|node| node.members().is_empty())
            {
                let hint = "add `control`, the files that show how the party is controlled";
                reader.wrong(
                    fields.span,
                    "this answer names no evidence of control over the party",
                    Some(hint.to_owned()),
                );
            }
        }
        fields.done(reader);
        Some(Answer {
            kind: kind?,
            about,
            reason,
            by: by?,
            date,
            party,
            control,
            location: lines.location(node.span),
        })
    });
    root.done(&mut reader);
    (answers, reader.problems)
}

#[cfg(test)]
mod tests {
    use super::super::files::parse;
    use super::*;

    #[test]
    fn answers_are_read_and_mistakes_collected() {
        let text = "[[answer]]\nanswer = \"no-occurrence\"\nabout = [\"8.7.3.3\"]\nreason = \"r\"\nby = \"B\"\ndate = 2026-10-01\n\
                    [[answer]]\nanswer = \"performed by\"\nabout = []\nby = \"B\"\n\
                    [[answer]]\nanswer = \"not applicable\"\nabout = [\"8,1\"]\nreason = \"r\"\nby = \"B\"\n";
        let (source, tree) = parse("answers.toml", text).unwrap();
        let (answers, problems) = read(&source, &tree);
        assert_eq!(answers.len(), 1);
        assert_eq!(answers[0].kind, AnswerKind::NoOccurrence);
        let shown: Vec<String> = problems
            .iter()
            .map(|p| format!("{}: {}", p.location, p.message))
            .collect();
        assert_eq!(
            shown,
            [
                "answers.toml:9: this answer is about nothing",
                "answers.toml:7: an answer has no `reason`",
                "answers.toml:7: this answer does not say which party performs it",
                "answers.toml:7: this answer names no evidence of control over the party",
                "answers.toml:12: `answer` cannot be `not applicable`",
                "answers.toml:13: `about`: `8,1` is not a clause (8.6.1), requirement (8.6.1-8) or item (D20)",
            ]
        );
        assert_eq!(
            problems[4].hint.as_deref(),
            Some("one of: performed by, no occurrence, no such party")
        );
    }
}
