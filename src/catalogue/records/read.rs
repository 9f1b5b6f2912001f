//! From YAML nodes to the form of `records.yaml`.

use std::collections::BTreeMap;

use super::form::{
    KindForm, RareForm, RecordsForm, ReferenceForm, StateForm, StepForm, TimeForm, TimeOfForm,
};
use crate::catalogue::form::Origin;
use crate::catalogue::read::{condition, list, with_reader};
use crate::form::{Node, Reader};
use crate::problem::Problem;
use crate::source::SourceFile;

/// Reads `records.yaml`.
pub fn records(source: &SourceFile, file: usize, problems: &mut Vec<Problem>) -> RecordsForm {
    let form = with_reader(source, problems, |reader, root| {
        let mut f = reader.fields(root, "the kinds of records")?;
        let form = RecordsForm {
            states: list(reader, f.node("states"), |reader, node| {
                state(reader, node, file)
            }),
            scale: list(reader, f.node("scale"), |reader, node| {
                step(reader, node, file)
            }),
            times: list(reader, f.node("times"), |reader, node| {
                time(reader, node, file)
            }),
            starts: heads(reader, f.node("starts")),
            waits: f.texts(reader, "waits").unwrap_or_default(),
            beside: f.texts(reader, "beside").unwrap_or_default(),
            attributes: heads(reader, f.node("attributes")),
            kinds: list(reader, f.node("kinds"), |reader, node| {
                kind(reader, node, file)
            }),
        };
        f.done(reader);
        Some(form)
    });
    form.flatten().unwrap_or_default()
}

fn state(reader: &mut Reader<'_>, node: &Node, file: usize) -> Option<StateForm> {
    let mut f = reader.fields(node, "a state")?;
    let state = f.need_text(reader, "state");
    let form = StateForm {
        state: state.unwrap_or_default(),
        words: f.texts(reader, "words").unwrap_or_default(),
        origin: Origin {
            file,
            span: f.span_of("state"),
        },
    };
    f.done(reader);
    (!form.state.is_empty()).then_some(form)
}

fn step(reader: &mut Reader<'_>, node: &Node, file: usize) -> Option<StepForm> {
    let mut f = reader.fields(node, "a step")?;
    let step = f.need_parse(reader, "step");
    let form = StepForm {
        step: step.unwrap_or_default(),
        words: f.texts(reader, "words").unwrap_or_default(),
        origin: Origin {
            file,
            span: f.span_of("step"),
        },
    };
    f.done(reader);
    step.map(|_| form)
}

fn time(reader: &mut Reader<'_>, node: &Node, file: usize) -> Option<TimeForm> {
    let mut f = reader.fields(node, "a time")?;
    let time = f.need_text(reader, "time");
    let name = f.need_text(reader, "name");
    let form = TimeForm {
        time: time.unwrap_or_default(),
        name: name.unwrap_or_default(),
        words: f.texts(reader, "words").unwrap_or_default(),
        origin: Origin {
            file,
            span: f.span_of("time"),
        },
    };
    f.done(reader);
    (!form.time.is_empty()).then_some(form)
}

fn time_of(reader: &mut Reader<'_>, node: &Node) -> Option<TimeOfForm> {
    let mut f = reader.fields(node, "a time of a kind")?;
    let time = f.need_text(reader, "time");
    let from = f.need_text(reader, "from");
    let to = f.texts(reader, "to").unwrap_or_default();
    f.done(reader);
    Some(TimeOfForm {
        time: time?,
        from: from?,
        to,
    })
}

fn kind(reader: &mut Reader<'_>, node: &Node, file: usize) -> Option<KindForm> {
    let mut f = reader.fields(node, "a kind of records")?;
    let kind = f.need_text(reader, "kind");
    let form = KindForm {
        kind: kind.unwrap_or_default(),
        name: f.text(reader, "name"),
        plural: f.text(reader, "plural"),
        clauses: f.texts(reader, "clauses").unwrap_or_default(),
        record_of: f.text(reader, "record_of"),
        part_of: f.text(reader, "part_of"),
        all_looked_at: f.flag(reader, "all_looked_at"),
        titles: f.texts(reader, "titles").unwrap_or_default(),
        called: f.texts(reader, "called").unwrap_or_default(),
        times: list(reader, f.node("times"), time_of),
        numbers: f.texts(reader, "numbers").unwrap_or_default(),
        takes: f.texts(reader, "takes").unwrap_or_default(),
        attributes: heads(reader, f.node("attributes")),
        done: f.texts(reader, "done").unwrap_or_default(),
        carries: f.texts(reader, "carries").unwrap_or_default(),
        ends: f.text(reader, "ends"),
        rows: f.node("rows").and_then(|node| condition(reader, node)),
        rare: list(reader, f.node("rare"), rare),
        references: list(reader, f.node("references"), reference),
        shows: heads(reader, f.node("shows")),
        origin: Origin {
            file,
            span: f.span_of("kind"),
        },
    };
    f.done(reader);
    (!form.kind.is_empty()).then_some(form)
}

fn rare(reader: &mut Reader<'_>, node: &Node) -> Option<RareForm> {
    let mut f = reader.fields(node, "a rare kind")?;
    let rare = f.need_text(reader, "rare");
    let name = f.need_text(reader, "name");
    let plural = f.need_text(reader, "plural");
    let called = f.texts(reader, "called").unwrap_or_default();
    let conditions = f.need(reader, "where");
    let conditions = list(reader, conditions, condition);
    f.done(reader);
    Some(RareForm {
        rare: rare?,
        name: name?,
        plural: plural?,
        called,
        conditions,
    })
}

fn reference(reader: &mut Reader<'_>, node: &Node) -> Option<ReferenceForm> {
    let mut f = reader.fields(node, "a reference")?;
    let reference = f.need_text(reader, "reference");
    let attribute = f.need_text(reader, "attribute");
    let to = f.need_text(reader, "to");
    f.done(reader);
    Some(ReferenceForm {
        reference: reference?,
        attribute: attribute?,
        to: to?,
    })
}

/// Lists of texts by name.
fn heads(reader: &mut Reader<'_>, node: Option<&Node>) -> BTreeMap<String, Vec<String>> {
    let entries = node.map(Node::entries).unwrap_or_default();
    entries
        .iter()
        .map(|entry| {
            let members = entry.node.members().iter();
            let texts = members.filter_map(|member| reader.text(member, &entry.key));
            (entry.key.clone(), texts.collect())
        })
        .collect()
}
