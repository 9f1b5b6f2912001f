//! What people declared: the organisation, notes, answers, and the mistakes in either.

use super::Build;
use super::types::{AnswerView, NoteView, Organisation, PartyView, ProblemView};
use crate::catalogue::AskCheck;
use crate::problem::Problem;
use crate::workspace::{Answer, NoteKind, Stance};

impl Build<'_> {
    pub(super) fn organisation(&self) -> Organisation {
        let settings = &self.workspace.settings;
        Organisation {
            name: settings.organisation.clone(),
            scope: settings.scope_statement.clone(),
            scope_files: self.scope_files(),
            services: settings.services.clone(),
            customers: settings.customers.clone(),
            sites: settings.sites.clone(),
            parties: settings
                .parties
                .iter()
                .map(|party| PartyView {
                    name: party.name.clone(),
                    kind: party.kind.word(),
                    performs: party.performs.clone(),
                })
                .collect(),
            stage1: settings.stage1,
            stage2: settings.stage2,
        }
    }

    /// The files that show the scope statement: the item of the gate that compares names with it.
    fn scope_files(&self) -> Vec<String> {
        let mut asks = self.catalogue.gates.iter().flat_map(|gate| &gate.asks);
        let item = asks.find_map(|ask| match &ask.check {
            AskCheck::ScopeAgrees(items) => items.first(),
            _ => None,
        });
        let items = &self.assessment.items;
        let shown = item.and_then(|item| items.iter().find(|shown| shown.item == *item));
        shown.map_or_else(Vec::new, |shown| {
            shown.files.iter().map(ToString::to_string).collect()
        })
    }

    /// Who assesses: those named in the settings, and whoever has judged.
    pub(super) fn assessors(&self) -> Vec<String> {
        let mut names = self.workspace.settings.assessors.clone();
        let lines = self.assessment.lines.iter();
        let mut judged: Vec<usize> = lines
            .filter_map(|line| Some(line.judgement.as_ref()?.index))
            .collect();
        judged.sort_unstable();
        for index in judged {
            let by = &self.workspace.judgements[index].by;
            if !names.contains(by) {
                names.push(by.clone());
            }
        }
        names
    }

    pub(super) fn notes(&self) -> Vec<NoteView> {
        self.workspace
            .notes
            .iter()
            .map(|note| NoteView {
                id: note.id.clone(),
                date: note.date,
                by: note.by.clone(),
                kind: match note.kind {
                    NoteKind::Interview => "interview",
                    NoteKind::Observation => "observation",
                    NoteKind::Document => "document",
                    NoteKind::Attest => "attest",
                },
                with: note.with.clone(),
                text: note.text.clone(),
                about: note.about.iter().map(ToString::to_string).collect(),
                says: note.says.map(Stance::word),
                file: note.file.clone(),
                path: note.location.path.to_string(),
                line: note.location.line(),
            })
            .collect()
    }

    pub(super) fn answers(&self) -> Vec<AnswerView> {
        self.workspace.answers.iter().map(answer_view).collect()
    }

    pub(super) fn problems(&self, problems: &[Problem]) -> Vec<ProblemView> {
        let whole = problems.iter().chain(&self.evidence.problems);
        let in_files = self.assessment.file_problems.iter().flatten();
        let lost = in_files.filter(|problem| problem.kind.loses_a_declaration());
        let mut out: Vec<ProblemView> = whole
            .map(|problem| (&problem.location, &problem.message, problem.hint.clone()))
            .chain(
                self.assessment
                    .workspace_problems
                    .iter()
                    .chain(lost)
                    .map(|problem| (&problem.location, &problem.message, None)),
            )
            .map(|(location, message, hint)| ProblemView {
                path: location.path.to_string(),
                line: location.line(),
                message: message.clone(),
                hint,
            })
            .collect();
        out.sort_by(|a, b| (&a.path, a.line, &a.message).cmp(&(&b.path, b.line, &b.message)));
        out.dedup_by(|a, b| (&a.path, a.line, &a.message) == (&b.path, b.line, &b.message));
        out
    }
}

/// An answer as it was given.
pub(super) fn answer_view(answer: &Answer) -> AnswerView {
    AnswerView {
        answer: answer.kind.word(),
        about: answer.about.iter().map(ToString::to_string).collect(),
        reason: answer.reason.clone(),
        by: answer.by.clone(),
        date: answer.date,
        party: answer.party.clone(),
        control: answer.control.clone(),
        path: answer.location.path.to_string(),
        line: answer.location.line(),
    }
}
