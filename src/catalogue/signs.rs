//! `signs.yaml`: by what people tell at a glance what a file may be evidence for.
//!
//! Titles, common words, heads of columns and numbers of tickets of each clause, and the words
//! by which the trade of the services is told from the other departments of a company. Only
//! `suggest` needs them, so that no other run waits for them. None of it scores anything.

use super::form::{Origin, SignForm, SignsForm};
use super::id::{ClauseId, EditionId};
use super::load::Library;
use super::read;
use super::types::Catalogue;
use crate::evidence::are_words;
use crate::form::did_you_mean;
use crate::problem::Problem;
use crate::source::SourceFile;

/// The file of an edition that holds them.
pub const SIGNS: &str = "signs";

/// The signs of an edition.
#[derive(Debug, Clone, Default)]
pub struct Signs {
    /// By clause, in order of their numbers.
    pub clauses: Vec<Sign>,
    /// The trade of the services, and what else a company does.
    pub fields: Vec<Field>,
}

/// By what a file of a clause is told. Each is one to eight words, `*` at its end for any
/// ending.
#[derive(Debug, Clone)]
pub struct Sign {
    /// Index of the clause in the catalogue.
    pub clause: usize,
    /// What people title such documents with, and name such files.
    pub titles: Vec<String>,
    /// What people title them with in everyday words, among papers of the trade.
    pub everyday: Vec<String>,
    /// Words that such texts are full of.
    pub words: Vec<String>,
    /// Heads of the columns of such tables.
    pub columns: Vec<String>,
    /// What the numbers of such records begin with: `INC` for INC0012345.
    pub numbers: Vec<String>,
    /// Clauses, by index, that give way to this one where a title names both.
    pub before: Vec<usize>,
}

/// A field that people work in.
#[derive(Debug, Clone)]
pub struct Field {
    /// Name, for people.
    pub name: String,
    /// Whether it is the trade of the services, and not of another department.
    pub own: bool,
    /// What papers are titled with that are never evidence, whatever else they say.
    pub titles: Vec<String>,
    /// Words that its texts are full of.
    pub words: Vec<String>,
    /// What its folders are called.
    pub folders: Vec<String>,
}

impl Library {
    /// The signs of an edition and of those it extends.
    ///
    /// # Errors
    /// Every mistake in the files.
    pub fn signs(&self, catalogue: &Catalogue) -> Result<Signs, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut sources: Vec<SourceFile> = Vec::new();
        let mut all = SignsForm::default();
        // Those it extends come first: what an edition says of its own is added to them.
        let own = std::iter::once(&catalogue.edition);
        for id in catalogue.includes.iter().rev().chain(own) {
            let Some(source) = self.signs_of(id) else {
                continue;
            };
            if let Some(form) = read::signs(&source, sources.len(), &mut problems) {
                merge(&mut all, form);
            }
            sources.push(source);
        }
        let signs = build(&all, catalogue, &sources, &mut problems);
        if problems.is_empty() {
            Ok(signs)
        } else {
            Err(problems)
        }
    }

    fn signs_of(&self, id: &EditionId) -> Option<SourceFile> {
        let path = format!("{}/{}/{SIGNS}.yaml", id.standard, id.edition);
        Some(SourceFile::new(path.as_str(), self.text(&path)?))
    }
}

fn merge(all: &mut SignsForm, new: SignsForm) {
    for sign in new.clauses {
        let known = all.clauses.iter_mut();
        let known = known
            .filter(|known| known.origin.file != sign.origin.file)
            .find(|known| known.clause == sign.clause);
        let Some(known) = known else {
            all.clauses.push(sign);
            continue;
        };
        known.titles.extend(sign.titles);
        known.everyday.extend(sign.everyday);
        known.words.extend(sign.words);
        known.columns.extend(sign.columns);
        known.numbers.extend(sign.numbers);
        known.before.extend(sign.before);
    }
    for field in new.fields {
        let mut known = all.fields.iter_mut();
        match known.find(|known| known.field == field.field) {
            Some(known) => {
                known.titles.extend(field.titles);
                known.words.extend(field.words);
                known.folders.extend(field.folders);
            }
            None => all.fields.push(field),
        }
    }
}

/// The trusted form; mistakes go to `problems`.
fn build(
    form: &SignsForm,
    catalogue: &Catalogue,
    sources: &[SourceFile],
    problems: &mut Vec<Problem>,
) -> Signs {
    let mut wrong = |at: Origin, message: String, hint: Option<String>| {
        if let Some(source) = sources.get(at.file) {
            let mut problem = Problem::at(source, at.span, message);
            problem.hint = hint;
            problems.push(problem);
        }
    };
    let mut clauses: Vec<Sign> = Vec::new();
    for sign in &form.clauses {
        let Some(clause) = index(catalogue, &sign.clause) else {
            let hint = near(catalogue, &sign.clause);
            wrong(sign.origin, no_clause(&sign.clause), hint);
            continue;
        };
        if clauses.iter().any(|known| known.clause == clause) {
            let message = format!("clause {} stands twice", sign.clause);
            wrong(sign.origin, message, None);
            continue;
        }
        for text in looked_for(sign).filter(|text| !is_sign(text)) {
            wrong(sign.origin, no_sign(&sign.clause, text), Some(hint()));
        }
        for start in sign.numbers.iter().filter(|start| !is_start(start)) {
            let message = format!("clause {}: no number begins with `{start}`", sign.clause);
            let hint = "use two to eight capital letters, such as INC".to_owned();
            wrong(sign.origin, message, Some(hint));
        }
        let before = sign.before.iter().filter_map(|other| {
            let found = index(catalogue, other);
            if found.is_none() {
                wrong(sign.origin, no_clause(other), near(catalogue, other));
            }
            found
        });
        clauses.push(Sign {
            before: before.collect(),
            clause,
            titles: sign.titles.clone(),
            everyday: sign.everyday.clone(),
            words: sign.words.clone(),
            columns: sign.columns.clone(),
            numbers: sign.numbers.clone(),
        });
    }
    clauses.sort_by_key(|sign| sign.clause);
    for field in &form.fields {
        let texts = field.titles.iter().chain(&field.words);
        for text in texts.chain(&field.folders).filter(|text| !is_sign(text)) {
            wrong(field.origin, no_sign(&field.field, text), Some(hint()));
        }
    }
    let fields = form.fields.iter().map(|field| Field {
        name: field.field.clone(),
        own: field.own,
        titles: field.titles.clone(),
        words: field.words.clone(),
        folders: field.folders.clone(),
    });
    Signs {
        clauses,
        fields: fields.collect(),
    }
}

/// The clause of a number, by its index in the catalogue.
fn index(catalogue: &Catalogue, number: &str) -> Option<usize> {
    let id: ClauseId = number.parse().ok()?;
    catalogue.clauses.iter().position(|clause| clause.id == id)
}

fn no_clause(number: &str) -> String {
    format!("there is no clause {number}")
}

fn near(catalogue: &Catalogue, number: &str) -> Option<String> {
    let ids = catalogue.clauses.iter();
    let ids: Vec<String> = ids.map(|clause| clause.id.to_string()).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    did_you_mean(number, &ids)
}

fn looked_for(sign: &SignForm) -> impl Iterator<Item = &String> {
    let texts = sign.titles.iter().chain(&sign.everyday);
    texts.chain(&sign.words).chain(&sign.columns)
}

/// One to eight words, `*` only at the very end: gaps between words do not count here.
pub(super) fn is_sign(text: &str) -> bool {
    let bare = text.strip_suffix('*').unwrap_or(text);
    !bare.contains('*') && are_words(bare)
}

pub(super) fn is_start(text: &str) -> bool {
    (2..=8).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_uppercase())
}

fn no_sign(of: &str, text: &str) -> String {
    format!("{of}: `{text}` cannot be looked for")
}

fn hint() -> String {
    "use one to eight words; `*` only at the very end".to_owned()
}
