//! Reads one file of the folder of actions: TOML between two lines `+++`, notes below.
//!
//! Keys that nobody knows are people's own and stay, unless they are a slip of the pen for one that
//! means something: then a date would silently not count.

use jiff::civil::Date;

use super::front;
use super::types::{
    Acceptance, Action, ActionId, BoxState, EffectResult, Effectiveness, Effort, Gap, GapBox,
    GapState, Priority, Status, Verification,
};
use crate::catalogue::{RequirementId, Target};
use crate::form::{Fields, Node, Reader, nearest, parse_toml};
use crate::problem::Problem;
use crate::source::{Location, SourceFile};
use crate::workspace::{Day, Grade, path_or_address, without_bom};

/// Reads an action; `None` where something in the file is wrong, with everything that is.
#[must_use]
pub fn read_action(path: &str, text: &str) -> (Option<Action>, Vec<Problem>) {
    let source = SourceFile::new(path, without_bom(text));
    if let Some(marker) = crate::form::merge::unfinished(&source.text) {
        let problem = Problem::at(&source, marker, crate::form::merge::UNFINISHED);
        return (None, vec![problem.hint(crate::form::merge::FINISH)]);
    }
    let Some(parts) = front::split(&source.text) else {
        let message = "this file has no head between two lines `+++`";
        let hint = "an action begins with a line `+++`, then keys such as status = \"open\", then another line `+++`";
        return (None, vec![Problem::file(path, message).hint(hint)]);
    };
    let tree = match parse_toml(&source, parts.toml) {
        Ok(tree) => tree,
        Err(problem) => return (None, vec![problem]),
    };
    let mut reader = Reader::new(&source);
    let action = action(
        &mut reader,
        &tree,
        path,
        source.text[parts.body..].to_owned(),
    );
    let sound = reader.problems.is_empty();
    (action.filter(|_| sound), reader.problems)
}

fn action(reader: &mut Reader<'_>, tree: &Node, path: &str, notes: String) -> Option<Action> {
    let mut fields = reader.fields(tree, "an action")?;
    let f = &mut fields;
    let id: Option<ActionId> = f.need_parse(reader, "id");
    if let Some(id) = &id
        && id.path() != path
    {
        let message = format!("the number {id} is not that of the file, {path}");
        reader.wrong(
            f.span_of("id"),
            message,
            Some(
                "a file that was copied needs a number of its own: `clausewise plan add` gives one"
                    .to_owned(),
            ),
        );
    }
    let status = match f.need(reader, "status") {
        Some(node) => reader.choice(node, "status", Status::WORDS),
        None => None,
    };
    let action = Action {
        title: filled(f, reader, "title"),
        about: targets(f, reader),
        owner: filled(f, reader, "owner"),
        priority: f.choice(reader, "priority", Priority::WORDS),
        effort: f.parse::<Effort>(reader, "effort"),
        cost: filled(f, reader, "cost"),
        start: day(f, reader, "start"),
        due: day(f, reader, "due"),
        due_was: days(f, reader, "due_was"),
        depends_on: depends_on(f, reader, id.as_ref()),
        deliverable: filled(f, reader, "deliverable"),
        blocked_by: filled(f, reader, "blocked_by"),
        nonconformity: f.choice(reader, "nonconformity", Grade::WORDS),
        correction: filled(f, reader, "correction"),
        root_cause: filled(f, reader, "root_cause"),
        corrective_action: filled(f, reader, "corrective_action"),
        evidence: evidence(f, reader),
        created: day(f, reader, "created"),
        started: day(f, reader, "started"),
        done: day(f, reader, "done"),
        closed: day(f, reader, "closed"),
        verified: verified(f, reader),
        effectiveness: effectiveness(f, reader),
        accepted: accepted(f, reader, status),
        links: f.texts(reader, "links").unwrap_or_default(),
        gap: f.node("gap").and_then(|node| gap(reader, node)),
        notes,
        location: Location::file(path),
        id: id?,
        status: status?,
    };
    if let (Some(start), Some(due)) = (action.start, action.due)
        && due < start
    {
        let message = format!("it is due on {due}, before it starts on {start}");
        reader.wrong(fields.span_of("due"), message, None);
    }
    slips(reader, tree, KEYS, "an action");
    Some(action)
}

/// Every key of an action that means something, in the order in which they are written.
pub const KEYS: &[&str] = &[
    "id",
    "title",
    "status",
    "blocked_by",
    "owner",
    "priority",
    "effort",
    "cost",
    "about",
    "start",
    "due",
    "due_was",
    "depends_on",
    "deliverable",
    "nonconformity",
    "correction",
    "root_cause",
    "corrective_action",
    "evidence",
    "created",
    "started",
    "done",
    "verified",
    "effectiveness",
    "closed",
    "accepted",
    "links",
    "gap",
];

/// Tells keys that are a slip of the pen for a known one; all others are people's own.
fn slips(reader: &mut Reader<'_>, tree: &Node, known: &[&str], what: &str) {
    for entry in tree.entries() {
        if known.contains(&entry.key.as_str()) {
            continue;
        }
        if let Some(meant) = nearest(&entry.key, known).filter(|meant| tree.get(meant).is_none()) {
            let message = format!("{what} has no key `{}`", entry.key);
            let hint = format!(
                "did you mean `{meant}`? A key of your own needs a name that is less like it"
            );
            reader.wrong(entry.span, message, Some(hint));
        }
    }
}

/// A text; an empty one is none.
fn filled(fields: &mut Fields<'_>, reader: &mut Reader<'_>, key: &'static str) -> Option<String> {
    let text = fields.text(reader, key)?.replace("\r\n", "\n");
    (!text.is_empty()).then_some(text)
}

fn day(fields: &mut Fields<'_>, reader: &mut Reader<'_>, key: &'static str) -> Option<Date> {
    if fields.node(key)?.text() == Some("") {
        return None;
    }
    fields.parse::<Day>(reader, key).map(|Day(day)| day)
}

fn days(fields: &mut Fields<'_>, reader: &mut Reader<'_>, key: &'static str) -> Vec<Date> {
    let days = fields.parse_list::<Day>(reader, key).unwrap_or_default();
    days.into_iter().map(|(Day(day), _)| day).collect()
}

fn targets(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Vec<Target> {
    let targets = fields
        .parse_list::<Target>(reader, "about")
        .unwrap_or_default();
    targets.into_iter().map(|(target, _)| target).collect()
}

fn depends_on(
    fields: &mut Fields<'_>,
    reader: &mut Reader<'_>,
    own: Option<&ActionId>,
) -> Vec<ActionId> {
    let mut out: Vec<ActionId> = Vec::new();
    for (id, span) in fields
        .parse_list::<ActionId>(reader, "depends_on")
        .unwrap_or_default()
    {
        if Some(&id) == own {
            reader.wrong(
                span,
                "an action cannot depend on itself",
                Some("take it out".to_owned()),
            );
        } else if !out.contains(&id) {
            out.push(id);
        }
    }
    out
}

fn evidence(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Vec<String> {
    let mut out = Vec::new();
    for member in fields
        .node("evidence")
        .map(Node::members)
        .unwrap_or_default()
    {
        let Some(text) = reader.text(member, "evidence") else {
            continue;
        };
        if text.is_empty() {
            continue;
        }
        match path_or_address(&text) {
            Ok(path) => out.push(path),
            Err(error) => reader.wrong(member.span, format!("`evidence`: {error}"), None),
        }
    }
    out
}

fn verified(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Option<Verification> {
    let node = fields.node("verified")?;
    let mut fields = reader.fields(node, "`verified`")?;
    let by = fields.need_text(reader, "by");
    let date = day(&mut fields, reader, "date");
    slips(reader, node, &["by", "date"], "`verified`");
    Some(Verification { by: by?, date })
}

fn effectiveness(fields: &mut Fields<'_>, reader: &mut Reader<'_>) -> Option<Effectiveness> {
    let node = fields.node("effectiveness")?;
    let mut fields = reader.fields(node, "`effectiveness`")?;
    let out = Effectiveness {
        due: day(&mut fields, reader, "due"),
        result: fields.choice(reader, "result", EffectResult::WORDS),
        by: filled(&mut fields, reader, "by"),
        date: day(&mut fields, reader, "date"),
    };
    slips(
        reader,
        node,
        &["due", "result", "by", "date"],
        "`effectiveness`",
    );
    Some(out)
}

fn accepted(
    fields: &mut Fields<'_>,
    reader: &mut Reader<'_>,
    status: Option<Status>,
) -> Option<Acceptance> {
    let Some(node) = fields.node("accepted") else {
        if status == Some(Status::RiskAccepted) {
            let hint = "add accepted = { by = \"NAME\", reason = \"WHY\", until = 2027-06-30 }";
            reader.wrong(
                fields.span_of("status"),
                "nobody is named who accepts the risk",
                Some(hint.to_owned()),
            );
        }
        return None;
    };
    let mut fields = reader.fields(node, "`accepted`")?;
    let by = fields.need_text(reader, "by");
    let reason = fields.need_text(reader, "reason");
    let until = match fields.need(reader, "until") {
        Some(_) => day(&mut fields, reader, "until"),
        None => None,
    };
    let date = day(&mut fields, reader, "date");
    slips(
        reader,
        node,
        &["by", "reason", "until", "date"],
        "`accepted`",
    );
    Some(Acceptance {
        by: by?,
        reason: reason?,
        until: until?,
        date,
    })
}

fn gap(reader: &mut Reader<'_>, node: &Node) -> Option<Gap> {
    let mut fields = reader.fields(node, "`[gap]`")?;
    let f = &mut fields;
    let of = f.need_text(reader, "of");
    let asks = f.need_text(reader, "asks");
    let state = f.choice(reader, "state", GapState::WORDS);
    let boxes = f
        .node("boxes")
        .map(|node| boxes(reader, node))
        .unwrap_or_default();
    Some(Gap {
        state: state.unwrap_or(GapState::Present),
        grade: f
            .choice(reader, "grade", Grade::WORDS)
            .unwrap_or(Grade::None),
        judged: f
            .choice(reader, "judged", Grade::WORDS)
            .unwrap_or(Grade::None),
        gain: f
            .parse::<f64>(reader, "gain")
            .filter(|gain| gain.is_finite())
            .unwrap_or(0.0),
        since: day(f, reader, "since"),
        cleared: day(f, reader, "cleared"),
        boxes,
        of: of?,
        asks: asks?,
    })
}

fn boxes(reader: &mut Reader<'_>, node: &Node) -> Vec<GapBox> {
    let mut out = Vec::new();
    if reader.fields(node, "`[gap.boxes]`").is_none() {
        return out;
    }
    for entry in node.entries() {
        let requirement: RequirementId = match entry.key.parse() {
            Ok(requirement) => requirement,
            Err(error) => {
                reader.wrong(entry.span, error, None);
                continue;
            }
        };
        let Some(text) = reader.text(&entry.node, &entry.key) else {
            continue;
        };
        let known = BoxState::MARKS
            .iter()
            .find(|(mark, _)| text.starts_with(mark));
        let Some((mark, state)) = known else {
            let hint = "a box begins with [ ], [x] or [-]; `clausewise plan apply` writes it anew once it does";
            reader.wrong(
                entry.node.span,
                format!("`{}` has no box", entry.key),
                Some(hint.to_owned()),
            );
            continue;
        };
        let missing = text[mark.len()..].trim().to_owned();
        out.push(GapBox {
            requirement,
            state: *state,
            missing,
        });
    }
    out
}
