//! From YAML nodes to catalogue forms.

use std::collections::BTreeMap;

use super::form::{
    AskForm, ClauseForm, EditionForm, FieldForm, GateForm, IdeaForm, IntervalForm, ItemForm,
    Origin, RecordForm, RequirementForm, SequenceForm, SignForm, SignsForm, TestForm, WhenForm,
    WordsForm,
};
use crate::form::{Node, Reader, Value, parse_block, parse_yaml};
use crate::problem::Problem;
use crate::source::SourceFile;

/// Reads `edition.yaml`.
pub fn edition(source: &SourceFile, problems: &mut Vec<Problem>) -> Option<EditionForm> {
    with_reader(source, problems, |reader, root| {
        let mut f = reader.fields(root, "an edition")?;
        let standard = f.need_text(reader, "standard");
        let edition = f.need_text(reader, "edition");
        let form = EditionForm {
            standard: standard?,
            edition: edition?,
            title: f.text(reader, "title"),
            extends: f.text(reader, "extends"),
            provenance: f.text(reader, "provenance"),
            own_evidence: f.texts(reader, "own_evidence").unwrap_or_default(),
            areas: f.texts(reader, "areas").unwrap_or_default(),
            gates: list(reader, f.node("gates"), gate),
            sequence: list(reader, f.node("sequence"), sequence),
        };
        f.done(reader);
        Some(form)
    })
    .flatten()
}

fn sequence(reader: &mut Reader<'_>, node: &Node) -> Option<SequenceForm> {
    let mut f = reader.fields(node, "a step of the sequence")?;
    let form = SequenceForm {
        before: f.texts(reader, "before").unwrap_or_default(),
        then: f.texts(reader, "then").unwrap_or_default(),
        why: f.need_text(reader, "why").unwrap_or_default(),
    };
    f.done(reader);
    Some(form)
}

/// Reads an area file.
pub fn clauses(source: &SourceFile, file: usize, problems: &mut Vec<Problem>) -> Vec<ClauseForm> {
    with_reader(source, problems, |reader, root| {
        list(reader, Some(root), |reader, node| {
            clause(reader, node, file)
        })
    })
    .unwrap_or_default()
}

/// Reads `documents.yaml`.
pub fn items(source: &SourceFile, file: usize, problems: &mut Vec<Problem>) -> Vec<ItemForm> {
    with_reader(source, problems, |reader, root| {
        list(reader, Some(root), |reader, node| item(reader, node, file))
    })
    .unwrap_or_default()
}

/// Reads `words.yaml`.
pub fn words(source: &SourceFile, file: usize, problems: &mut Vec<Problem>) -> Vec<WordsForm> {
    with_reader(source, problems, |reader, root| {
        list(reader, Some(root), |reader, node| {
            set_of_words(reader, node, file)
        })
    })
    .unwrap_or_default()
}

/// Reads `signs.yaml`.
pub fn signs(source: &SourceFile, file: usize, problems: &mut Vec<Problem>) -> Option<SignsForm> {
    with_reader(source, problems, |reader, root| {
        let mut f = reader.fields(root, "signs")?;
        let form = SignsForm {
            clauses: list(reader, f.node("clauses"), |reader, node| {
                sign(reader, node, file)
            }),
            fields: list(reader, f.node("fields"), |reader, node| {
                field(reader, node, file)
            }),
        };
        f.done(reader);
        Some(form)
    })
    .flatten()
}

fn sign(reader: &mut Reader<'_>, node: &Node, file: usize) -> Option<SignForm> {
    let mut f = reader.fields(node, "the signs of a clause")?;
    let clause = f.need_text(reader, "clause");
    let form = SignForm {
        clause: clause.unwrap_or_default(),
        titles: f.texts(reader, "titles").unwrap_or_default(),
        everyday: f.texts(reader, "everyday").unwrap_or_default(),
        words: f.texts(reader, "words").unwrap_or_default(),
        columns: f.texts(reader, "columns").unwrap_or_default(),
        numbers: f.texts(reader, "numbers").unwrap_or_default(),
        before: f.texts(reader, "before").unwrap_or_default(),
        origin: Origin {
            file,
            span: f.span_of("clause"),
        },
    };
    f.done(reader);
    (!form.clause.is_empty()).then_some(form)
}

fn field(reader: &mut Reader<'_>, node: &Node, file: usize) -> Option<FieldForm> {
    let mut f = reader.fields(node, "a field")?;
    let name = f.need_text(reader, "field");
    let form = FieldForm {
        field: name.unwrap_or_default(),
        own: f.flag(reader, "own").unwrap_or_default(),
        titles: f.texts(reader, "titles").unwrap_or_default(),
        words: f.texts(reader, "words").unwrap_or_default(),
        folders: f.texts(reader, "folders").unwrap_or_default(),
        origin: Origin {
            file,
            span: f.span_of("field"),
        },
    };
    f.done(reader);
    (!form.field.is_empty()).then_some(form)
}

pub(super) fn with_reader<T>(
    source: &SourceFile,
    problems: &mut Vec<Problem>,
    read: impl FnOnce(&mut Reader<'_>, &Node) -> T,
) -> Option<T> {
    match parse_block(&source.text).map_or_else(|| parse_yaml(source), Ok) {
        Ok(root) => {
            let mut reader = Reader::new(source);
            let value = read(&mut reader, &root);
            problems.append(&mut reader.problems);
            Some(value)
        }
        Err(problem) => {
            problems.push(problem);
            None
        }
    }
}

pub(super) fn list<T>(
    reader: &mut Reader<'_>,
    node: Option<&Node>,
    mut read: impl FnMut(&mut Reader<'_>, &Node) -> Option<T>,
) -> Vec<T> {
    let Some(node) = node else {
        return Vec::new();
    };
    match &node.value {
        Value::List(members) => members
            .iter()
            .filter_map(|member| read(reader, member))
            .collect(),
        Value::Null => Vec::new(),
        _ => {
            reader.wrong(
                node.span,
                format!("a list is expected here, not {}", node.kind()),
                Some("begin each entry with `- `".to_owned()),
            );
            Vec::new()
        }
    }
}

fn clause(reader: &mut Reader<'_>, node: &Node, file: usize) -> Option<ClauseForm> {
    let mut f = reader.fields(node, "a clause")?;
    let id = f.need_text(reader, "clause");
    let form = ClauseForm {
        clause: id.unwrap_or_default(),
        title: f.text(reader, "title"),
        called: f.text(reader, "called"),
        known_as: f.texts(reader, "known_as").unwrap_or_default(),
        purpose: f.text(reader, "purpose"),
        note: f.text(reader, "note"),
        ideas: list(reader, f.node("ideas"), |reader, node| {
            idea(reader, node, file)
        }),
        requirements: list(reader, f.node("requirements"), |reader, node| {
            requirement(reader, node, file)
        }),
        evidence: f.texts(reader, "evidence").unwrap_or_default(),
        asks: f.texts(reader, "asks").unwrap_or_default(),
        pitfalls: f.texts(reader, "pitfalls").unwrap_or_default(),
        record: f.node("record").and_then(|node| record(reader, node)),
        origin: Origin {
            file,
            span: f.span_of("clause"),
        },
    };
    f.done(reader);
    (!form.clause.is_empty()).then_some(form)
}

fn requirement(reader: &mut Reader<'_>, node: &Node, file: usize) -> Option<RequirementForm> {
    let mut f = reader.fields(node, "a requirement")?;
    let id = f.need_text(reader, "id");
    let form = RequirementForm {
        id: id.unwrap_or_default(),
        text: f.text(reader, "text"),
        item: f.text(reader, "item"),
        shall: f.parse(reader, "shall"),
        proof: f.text(reader, "proof"),
        of: f.text(reader, "of"),
        called_for: f.text(reader, "called_for"),
        key: f.flag(reader, "key"),
        rare: f.flag(reader, "rare"),
        settled: f.flag(reader, "settled"),
        per: f.text(reader, "per"),
        same_as: f.text(reader, "same_as"),
        any_of: f.text(reader, "any_of"),
        where_relevant: f.flag(reader, "where_relevant"),
        no_such_party: f.flag(reader, "no_such_party"),
        own_timing: f.flag(reader, "own_timing"),
        looked_at: f.flag(reader, "looked_at"),
        interval: f.node("interval").and_then(|node| interval(reader, node)),
        control: f.text(reader, "control"),
        rest: f.text(reader, "rest"),
        looks_for: list(reader, f.node("looks_for"), |reader, node| {
            idea(reader, node, file)
        }),
        test: f.node("test").and_then(|node| test(reader, node)),
        verified: f.flag(reader, "verified"),
        withdrawn: f.flag(reader, "withdrawn"),
        origin: Origin {
            file,
            span: f.span_of("id"),
        },
    };
    f.done(reader);
    (!form.id.is_empty()).then_some(form)
}

fn interval(reader: &mut Reader<'_>, node: &Node) -> Option<IntervalForm> {
    if matches!(node.value, Value::Flag(true)) {
        return Some(IntervalForm::default());
    }
    let mut f = reader.fields(node, "an interval")?;
    let form = IntervalForm {
        customary: f.text(reader, "customary"),
        outer: f.text(reader, "outer"),
    };
    f.done(reader);
    Some(form)
}

fn idea(reader: &mut Reader<'_>, node: &Node, file: usize) -> Option<IdeaForm> {
    let Value::Map(entries) = &node.value else {
        reader.fields(node, "an idea");
        return None;
    };
    let mut form = IdeaForm {
        origin: Origin {
            file,
            span: node.span,
        },
        ..IdeaForm::default()
    };
    for entry in entries {
        if entry.key == "idea" {
            form.idea = reader.text(&entry.node, "idea").unwrap_or_default();
        } else if entry.key == "shared" {
            form.shared = true;
            if !matches!(entry.node.value, Value::Flag(true)) {
                let hint = "write `shared: true`, or leave it out".to_owned();
                reader.wrong(entry.span, "`shared` can only be true", Some(hint));
            }
        } else if entry.key == "stated" {
            form.stated = reader.text(&entry.node, "stated");
        } else if entry.key == "claimed" {
            form.claimed = phrases(reader, &entry.node);
        } else if entry.key == "against" {
            form.against = phrases(reader, &entry.node);
        } else if entry.key == "denied_by" {
            form.denied_by = phrases(reader, &entry.node);
        } else if entry.key == "any" || is_language(&entry.key) {
            let phrases = phrases(reader, &entry.node);
            form.phrases.insert(entry.key.clone(), phrases);
        } else {
            reader.wrong(
                entry.span,
                format!("an idea has no key `{}`", entry.key),
                Some(
                    "use `idea`, `shared`, `stated`, `claimed`, `against`, `denied_by`, `any` and two-letter languages such as `en` and `de`"
                        .to_owned(),
                ),
            );
        }
    }
    if form.idea.is_empty() {
        reader.wrong(
            node.span,
            "an idea has no `idea`",
            Some("name it in a few words".to_owned()),
        );
        return None;
    }
    Some(form)
}

fn phrases(reader: &mut Reader<'_>, node: &Node) -> Vec<String> {
    let members = node.members().iter();
    members
        .filter_map(|member| reader.text(member, "phrase"))
        .collect()
}

fn is_language(key: &str) -> bool {
    key.len() == 2 && key.chars().all(|c| c.is_ascii_lowercase())
}

fn set_of_words(reader: &mut Reader<'_>, node: &Node, file: usize) -> Option<WordsForm> {
    let Value::Map(entries) = &node.value else {
        reader.fields(node, "a set of words");
        return None;
    };
    let mut form = WordsForm {
        origin: Origin {
            file,
            span: node.span,
        },
        ..WordsForm::default()
    };
    for entry in entries {
        if entry.key == "words" {
            form.words = reader.text(&entry.node, "words").unwrap_or_default();
        } else if is_language(&entry.key) {
            let phrases = phrases(reader, &entry.node);
            form.phrases.insert(entry.key.clone(), phrases);
        } else {
            reader.wrong(
                entry.span,
                format!("a set of words has no key `{}`", entry.key),
                Some("use `words` and two-letter languages such as `en` and `de`".to_owned()),
            );
        }
    }
    if form.words.is_empty() {
        reader.wrong(
            node.span,
            "a set of words has no name",
            Some("name it under `words`".to_owned()),
        );
        return None;
    }
    Some(form)
}

fn record(reader: &mut Reader<'_>, node: &Node) -> Option<RecordForm> {
    let mut f = reader.fields(node, "a record")?;
    let name = f.need_text(reader, "name");
    let mut attributes = BTreeMap::new();
    if let Some(node) = f.need(reader, "attributes") {
        for entry in node.entries() {
            let heads = entry
                .node
                .members()
                .iter()
                .filter_map(|member| reader.text(member, "column head"))
                .collect();
            attributes.insert(entry.key.clone(), heads);
        }
    }
    let done = f.texts(reader, "done").unwrap_or_default();
    let graded = f.texts(reader, "graded").unwrap_or_default();
    let outcome = f.texts(reader, "outcome").unwrap_or_default();
    let routine = f.node("routine").map_or_else(Vec::new, |node| {
        let members = node.members().iter();
        members.filter_map(|node| condition(reader, node)).collect()
    });
    let undecided = f.node("undecided").map_or_else(Vec::new, |node| {
        let members = node.members().iter();
        members.filter_map(|node| condition(reader, node)).collect()
    });
    f.done(reader);
    Some(RecordForm {
        name: name?,
        attributes,
        done,
        graded,
        outcome,
        routine,
        undecided,
    })
}

fn test(reader: &mut Reader<'_>, node: &Node) -> Option<TestForm> {
    let mut f = reader.fields(node, "a test")?;
    let form = TestForm {
        needs: f.texts(reader, "needs").unwrap_or_default(),
        unique: f.text(reader, "unique"),
        when: f.node("when").and_then(|node| condition(reader, node)),
        older_than: f.text(reader, "older_than"),
        order: f.texts(reader, "order").unwrap_or_default(),
    };
    f.done(reader);
    Some(form)
}

pub(super) fn condition(reader: &mut Reader<'_>, node: &Node) -> Option<WhenForm> {
    let mut f = reader.fields(node, "a condition")?;
    let attribute = f.need_text(reader, "attribute");
    let is = f.texts(reader, "is").unwrap_or_default();
    f.done(reader);
    Some(WhenForm {
        attribute: attribute?,
        is,
    })
}

fn item(reader: &mut Reader<'_>, node: &Node, file: usize) -> Option<ItemForm> {
    let mut f = reader.fields(node, "an item")?;
    let id = f.need_text(reader, "item");
    let form = ItemForm {
        item: id.unwrap_or_default(),
        name: f.text(reader, "name"),
        kind: f.text(reader, "kind"),
        called_for: f.text(reader, "called_for"),
        clauses: f.text(reader, "clauses"),
        short: f.text(reader, "short"),
        lists: f.text(reader, "lists"),
        ahead: f.flag(reader, "ahead"),
        titles: f.texts(reader, "titles").unwrap_or_default(),
        origin: Origin {
            file,
            span: f.span_of("item"),
        },
    };
    f.done(reader);
    (!form.item.is_empty()).then_some(form)
}

fn gate(reader: &mut Reader<'_>, node: &Node) -> Option<GateForm> {
    let mut f = reader.fields(node, "a gate")?;
    let gate = f.need_text(reader, "gate");
    let title = f.need_text(reader, "title");
    let question = f.text(reader, "question");
    let asks = list(reader, f.node("asks"), ask);
    f.done(reader);
    Some(GateForm {
        gate: gate?,
        title: title?,
        question,
        asks,
    })
}

fn ask(reader: &mut Reader<'_>, node: &Node) -> Option<AskForm> {
    let mut f = reader.fields(node, "a gate's ask")?;
    let ask = f.need_text(reader, "ask");
    let check = f.need(reader, "check").and_then(|node| {
        reader.choice(
            node,
            "check",
            &[
                ("documents", "documents"),
                ("lines", "lines"),
                ("history", "history"),
                ("no-open-major", "no-open-major"),
                ("minors-have-actions", "minors-have-actions"),
                ("scope-agrees", "scope-agrees"),
            ],
        )
    });
    let form = AskForm {
        ask: ask.unwrap_or_default(),
        check: check?.to_owned(),
        called_for: f.text(reader, "called_for"),
        items: f.texts(reader, "items").unwrap_or_default(),
        of: f.texts(reader, "of").unwrap_or_default(),
    };
    f.done(reader);
    Some(form)
}
