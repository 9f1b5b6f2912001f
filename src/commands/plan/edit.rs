//! Verbs that take an action a step on. What they write is one file, changed key by key.

use std::path::Path;

use anyhow::{anyhow, bail};
use jiff::civil::Date;

use super::super::session::{as_of, catalogue, date, say, screen, workspace};
use super::super::shell::{not_empty, problem, targets, word};
use super::super::writing::{confirmed, own_folder};
use super::apply::tell_problems;
use crate::cli::plan::{AcceptRisk, Add, Close, Done, Fields, Set, Step as StepArgs, Verify};
use crate::cli::{Global, Write};
use crate::exit;
use crate::output::paint::wrapped;
use crate::output::plan::lines_changed;
use crate::plan::front::{Edit, edited, text, texts};
use crate::plan::rules::{self, Around, Step};
use crate::plan::{
    ACTIONS, Action, ActionId, EffectResult, Effort, GapState, Plan, Priority, Status, fresh, load,
    new_file, read_action,
};
use crate::workspace::{Change, Grade, Workspace, is_address, path_or_address};

/// A workspace with its plan, and the day.
struct Desk {
    workspace: Workspace,
    plan: Plan,
    as_of: Date,
}

impl Desk {
    fn open(folder: &Path, global: &Global) -> anyhow::Result<Self> {
        let workspace = workspace(folder)?;
        let plan = load(&workspace.root);
        tell_problems(&plan.problems);
        let as_of = as_of(global, workspace.settings.as_of)?;
        Ok(Self {
            workspace,
            plan,
            as_of,
        })
    }

    fn on(&self, typed: Option<&str>) -> anyhow::Result<Date> {
        typed.map_or(Ok(self.as_of), date)
    }

    fn action(&self, typed: &str) -> anyhow::Result<&Action> {
        self.plan.meant(typed).map_err(|why| anyhow!(why))
    }

    fn is_there(&self, path: &str) -> bool {
        is_address(path) || self.workspace.root.join(path).is_file()
    }

    /// Shows what changes, asks and writes; `doubts` are told with it.
    fn finish(
        &self,
        steps: Vec<(&Action, Step)>,
        doubts: &[String],
        write: &Write,
        (folder, global): (&Path, &Global),
    ) -> anyhow::Result<u8> {
        let screen = screen(global, Some(folder));
        let mut changes = Vec::new();
        let mut shown = String::new();
        let mut refused = Vec::new();
        for (action, step) in steps {
            let id = &action.id;
            match step {
                Err(missing) => refused.extend(missing.iter().map(|what| format!("{id}: {what}"))),
                Ok(edits) => {
                    let change = changed(&self.plan, &self.workspace.root, id, &edits)?;
                    let head = format!("{id}  {}", crate::source::visible(action.title()));
                    shown.push_str(&wrapped(&head, screen.width, 2));
                    let before = change.before.as_deref().unwrap_or_default();
                    shown.push_str(&lines_changed(before, &change.after, screen.width));
                    changes.push(change);
                }
            }
        }
        if !refused.is_empty() {
            let lines: Vec<String> = refused.iter().map(|line| wrapped(line, 80, 2)).collect();
            bail!("nothing was written:\n{}", lines.concat().trim_end());
        }
        for doubt in doubts {
            shown.push_str(&wrapped(&format!("! {doubt}"), screen.width, 2));
        }
        if changes
            .iter()
            .all(|change| change.before.as_ref() == Some(&change.after))
        {
            say(&format!(
                "{shown}It says so already; nothing was written.\n"
            ))?;
            return Ok(exit::DONE);
        }
        if confirmed(write, &shown)? {
            for change in &changes {
                change.write().map_err(problem)?;
            }
            let next = match changes.first() {
                Some(only) if changes.len() == 1 => format!("plan show {}", id_of(&only.name)),
                _ => "plan list".to_owned(),
            };
            say(&format!("Written.\n{}", screen.next(&next)))?;
        }
        Ok(exit::DONE)
    }
}

fn id_of(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.strip_suffix(".md").unwrap_or(name)
}

/// A file with its changes, which must be an action afterwards too.
fn changed(plan: &Plan, root: &Path, id: &ActionId, edits: &[Edit]) -> anyhow::Result<Change> {
    let name = id.path();
    let before = plan.texts.get(id).cloned().unwrap_or_default();
    let after = edited(&before, edits).map_err(|why| anyhow!("{name}: {why}"))?;
    readable(&name, &after)?;
    Ok(Change {
        path: root.join(&name),
        name,
        before: Some(before),
        after,
    })
}

fn readable(name: &str, text: &str) -> anyhow::Result<()> {
    let (_, problems) = read_action(name, text);
    match problems.into_iter().next() {
        Some(found) => Err(problem(found)),
        None => Ok(()),
    }
}

/// `plan start`.
///
/// # Errors
/// What kept it from running.
pub fn start(args: &StepArgs, global: &Global) -> anyhow::Result<u8> {
    let desk = Desk::open(&args.folder, global)?;
    let action = desk.action(&args.action)?;
    let step = rules::start(action, desk.on(args.date.as_deref())?);
    let waits = action.depends_on.iter().filter_map(|id| desk.plan.get(id));
    let waits = waits.filter(|other| other.status.is_to_do());
    let doubts: Vec<String> = waits
        .map(|other| {
            format!(
                "{} is not done, on which it depends: {}",
                other.id,
                other.title()
            )
        })
        .collect();
    desk.finish(
        vec![(action, step)],
        &doubts,
        &args.write,
        (&args.folder, global),
    )
}

/// `plan done`.
///
/// # Errors
/// What kept it from running.
pub fn done(args: &Done, global: &Global) -> anyhow::Result<u8> {
    let desk = Desk::open(&args.folder, global)?;
    let action = desk.action(&args.action)?;
    let evidence = evidence(&args.evidence)?;
    let is_there = |path: &str| desk.is_there(path);
    let step = rules::done(
        action,
        &evidence,
        desk.on(args.date.as_deref())?,
        &desk.around(&is_there),
    );
    desk.finish(
        vec![(action, step)],
        &[],
        &args.write,
        (&args.folder, global),
    )
}

/// `plan verify`.
///
/// # Errors
/// What kept it from running.
pub fn verify(args: &Verify, global: &Global) -> anyhow::Result<u8> {
    let desk = Desk::open(&args.folder, global)?;
    let action = desk.action(&args.action)?;
    not_empty(&args.by, "--by")?;
    let effect = match (args.effective, args.not_effective) {
        (true, _) => Some(EffectResult::Effective),
        (_, true) => Some(EffectResult::NotEffective),
        _ => None,
    };
    let is_there = |path: &str| desk.is_there(path);
    let on = desk.on(args.date.as_deref())?;
    let step = rules::verify(action, &args.by, effect, on, &desk.around(&is_there));
    let mut doubts = Vec::new();
    let due = action.effectiveness.as_ref().and_then(|of| of.due);
    if effect.is_some() && due.is_some_and(|due| on < due) {
        doubts.push(format!(
            "it was to be looked at on {}, not before",
            due.unwrap_or(on)
        ));
    }
    if effect == Some(EffectResult::NotEffective) {
        doubts.push("what did not help is not over: it is open again".to_owned());
    }
    desk.finish(
        vec![(action, step)],
        &doubts,
        &args.write,
        (&args.folder, global),
    )
}

/// `plan close`.
///
/// # Errors
/// What kept it from running.
pub fn close(args: &Close, global: &Global) -> anyhow::Result<u8> {
    let desk = Desk::open(&args.folder, global)?;
    let action = desk.action(&args.action)?;
    let evidence = evidence(&args.evidence)?;
    let is_there = |path: &str| desk.is_there(path);
    let step = rules::close(
        action,
        &evidence,
        desk.on(args.date.as_deref())?,
        &desk.around(&is_there),
    );
    let present = action
        .gap
        .as_ref()
        .is_some_and(|gap| gap.state == GapState::Present);
    let open = action.open_boxes().count();
    let doubts = present.then(|| {
        format!(
            "when the plan was last applied its gap was still there ({open} open): it will be told as \
             closed with its gap back, unless the evidence shows it or somebody judges it"
        )
    });
    let doubts: Vec<String> = doubts.into_iter().collect();
    desk.finish(
        vec![(action, step)],
        &doubts,
        &args.write,
        (&args.folder, global),
    )
}

/// `plan reopen`.
///
/// # Errors
/// What kept it from running.
pub fn reopen(args: &StepArgs, global: &Global) -> anyhow::Result<u8> {
    let desk = Desk::open(&args.folder, global)?;
    let action = desk.action(&args.action)?;
    let step = rules::reopen(action);
    desk.finish(
        vec![(action, step)],
        &[],
        &args.write,
        (&args.folder, global),
    )
}

/// `plan accept-risk`.
///
/// # Errors
/// What kept it from running.
pub fn accept_risk(args: &AcceptRisk, global: &Global) -> anyhow::Result<u8> {
    let desk = Desk::open(&args.folder, global)?;
    let action = desk.action(&args.action)?;
    let until = args.until.as_deref().map(date).transpose()?;
    let on = desk.on(args.date.as_deref())?;
    let step = rules::accept_risk(
        action,
        args.by.as_deref(),
        args.reason.as_deref(),
        until,
        on,
    );
    let major = action.grade() == Grade::Major;
    let doubts = major.then(|| {
        "a probable major nonconformity keeps a certificate away, accepted or not".to_owned()
    });
    let doubts: Vec<String> = doubts.into_iter().collect();
    desk.finish(
        vec![(action, step)],
        &doubts,
        &args.write,
        (&args.folder, global),
    )
}

/// `plan set`.
///
/// # Errors
/// What kept it from running.
pub fn set(args: &Set, global: &Global) -> anyhow::Result<u8> {
    let desk = Desk::open(&args.folder, global)?;
    let fields = desk.fields(&args.fields, global)?;
    let mut steps = Vec::new();
    for typed in &args.actions {
        let action = desk.action(typed)?;
        let mut edits = fields.clone();
        edits.extend(
            args.title
                .as_deref()
                .map(|title| text_or_away("title", title)),
        );
        if let Some(reason) = &args.blocked_by {
            edits.push(text_or_away("blocked_by", reason));
            if !reason.trim().is_empty() && action.status.is_to_do() {
                edits.push(Edit::own("status", text(Status::Blocked.word())));
            }
        }
        edits.extend(desk.moved(action, &args.fields)?);
        edits.extend(effectiveness(
            action,
            args.fields.effectiveness_due.as_deref(),
        )?);
        if edits.is_empty() {
            bail!("say what to set: --owner, --due, --priority, … (`clausewise plan set --help`)");
        }
        steps.push((action, desk.circle(action, &args.fields).map(|()| edits)));
    }
    let doubts = desk.doubts(&args.fields);
    desk.finish(steps, &doubts, &args.write, (&args.folder, global))
}

/// `plan add`.
///
/// # Errors
/// What kept it from running.
pub fn add(args: &Add, global: &Global) -> anyhow::Result<u8> {
    let desk = Desk::open(&args.folder, global)?;
    not_empty(&args.title, "the title")?;
    let mut edits = vec![Edit::own("title", text(args.title.trim()))];
    edits.extend(desk.fields(&args.fields, global)?);
    if let Some(due) = &args.fields.due {
        edits.push(Edit::own("due", date(due)?.to_string()));
    }
    if let Some(due) = &args.fields.effectiveness_due {
        edits.push(Edit::own(
            "effectiveness",
            format!("{{ due = {} }}", date(due)?),
        ));
    }
    let fields: Vec<(&str, String)> = edits
        .iter()
        .filter_map(|edit| Some((edit.key.as_str(), edit.value.clone()?)))
        .collect();
    let chance = chance();
    let on = desk.as_of.to_string();
    let id = fresh(&[&args.title, &on, &chance], |id| desk.plan.is_taken(id));
    let name = id.path();
    let after = new_file(&id, desk.as_of, &fields, None, "");
    readable(&name, &after)?;
    let screen = screen(global, Some(&args.folder));
    let mut shown = format!("{name} gets:\n\n{after}\n");
    for doubt in desk.doubts(&args.fields) {
        shown.push_str(&wrapped(&format!("! {doubt}"), screen.width, 2));
    }
    if confirmed(&args.write, &shown)? {
        own_folder(&desk.workspace.root, ACTIONS)?;
        let change = Change {
            path: desk.workspace.root.join(&name),
            name,
            before: None,
            after,
        };
        change.write().map_err(problem)?;
        let next = if args.fields.about.is_empty() {
            format!("plan show {id}")
        } else {
            "plan".to_owned()
        };
        say(&format!("Written: {id}\n{}", screen.next(&next)))?;
    }
    Ok(exit::DONE)
}

/// What two branches do not share, so that what is written down on both gets two numbers.
fn chance() -> String {
    use std::hash::{BuildHasher, Hasher};
    let hasher = std::collections::hash_map::RandomState::new().build_hasher();
    format!("{:x}", hasher.finish())
}

fn evidence(typed: &[String]) -> anyhow::Result<Vec<String>> {
    let paths = typed.iter().map(|path| path_or_address(path));
    paths.collect::<Result<_, _>>().map_err(anyhow::Error::msg)
}

/// A text under a key; an empty one takes the key away.
fn text_or_away(key: &str, value: &str) -> Edit {
    match value.trim() {
        "" => Edit::away(key),
        value => Edit::own(key, text(value)),
    }
}

impl Desk {
    fn around<'a>(&'a self, is_there: &'a dyn Fn(&str) -> bool) -> Around<'a> {
        Around {
            people: &self.workspace.settings.people,
            is_there,
        }
    }

    /// What is typed for keys that mean the same in every action.
    fn fields(&self, fields: &Fields, global: &Global) -> anyhow::Result<Vec<Edit>> {
        let mut out = Vec::new();
        let texts_of = [
            ("owner", &fields.owner),
            ("cost", &fields.cost),
            ("deliverable", &fields.deliverable),
            ("correction", &fields.correction),
            ("root_cause", &fields.root_cause),
            ("corrective_action", &fields.corrective_action),
        ];
        for (key, value) in texts_of {
            out.extend(value.as_deref().map(|value| text_or_away(key, value)));
        }
        if let Some(priority) = filled(&mut out, "priority", fields.priority.as_deref()) {
            let priority = word(priority, "--priority", Priority::WORDS)?;
            out.push(Edit::own("priority", text(priority.word())));
        }
        if let Some(effort) = filled(&mut out, "effort", fields.effort.as_deref()) {
            let effort: Effort = effort.parse().map_err(anyhow::Error::msg)?;
            let plain = effort.said.parse::<f64>().is_ok();
            out.push(Edit::own(
                "effort",
                if plain {
                    effort.said
                } else {
                    text(&effort.said)
                },
            ));
        }
        if let Some(start) = filled(&mut out, "start", fields.start.as_deref()) {
            out.push(Edit::own("start", date(start)?.to_string()));
        }
        if let Some(grade) = filled(&mut out, "nonconformity", fields.nonconformity.as_deref()) {
            let grade = word(grade, "--nonconformity", Grade::WORDS)?;
            out.push(Edit::own("nonconformity", text(grade.word())));
        }
        if !fields.depends_on.is_empty() {
            let mut ids = Vec::new();
            for typed in fields
                .depends_on
                .iter()
                .filter(|typed| !typed.trim().is_empty())
            {
                ids.push(self.action(typed)?.id.to_string());
            }
            out.push(if ids.is_empty() {
                Edit::away("depends_on")
            } else {
                Edit::own("depends_on", texts(ids))
            });
        }
        if !fields.about.is_empty() {
            let catalogue = catalogue(global, self.workspace.settings.edition.as_ref())?;
            let about = targets(&catalogue, &fields.about)?;
            out.push(Edit::own(
                "about",
                texts(about.iter().map(ToString::to_string)),
            ));
        }
        if !fields.link.is_empty() {
            out.push(Edit::own(
                "links",
                texts(fields.link.iter().map(|link| link.trim())),
            ));
        }
        Ok(out)
    }

    /// A day on which it is to be done; the one before is kept.
    fn moved(&self, action: &Action, fields: &Fields) -> anyhow::Result<Vec<Edit>> {
        let Some(typed) = fields.due.as_deref() else {
            return Ok(Vec::new());
        };
        let mut out = Vec::new();
        let due = if typed.trim().is_empty() {
            None
        } else {
            Some(date(typed)?)
        };
        if let Some(before) = action.due
            && due != Some(before)
        {
            let days = action
                .due_was
                .iter()
                .chain([&before])
                .map(ToString::to_string);
            out.push(Edit::own(
                "due_was",
                format!("[{}]", days.collect::<Vec<_>>().join(", ")),
            ));
        }
        out.push(due.map_or_else(
            || Edit::away("due"),
            |due| Edit::own("due", due.to_string()),
        ));
        Ok(out)
    }

    fn circle(&self, action: &Action, fields: &Fields) -> Result<(), Vec<String>> {
        let named = fields
            .depends_on
            .iter()
            .filter_map(|typed| self.plan.meant(typed).ok());
        let ids: Vec<ActionId> = named.map(|other| other.id.clone()).collect();
        match rules::cycle(&self.plan, &action.id, &ids) {
            None => Ok(()),
            Some(way) => {
                let way: Vec<&str> = way.iter().map(ActionId::as_str).collect();
                Err(vec![format!(
                    "it would wait for itself: {}",
                    way.join(" waits for ")
                )])
            }
        }
    }

    /// What is to be said of what was typed.
    fn doubts(&self, fields: &Fields) -> Vec<String> {
        let role = fields
            .owner
            .as_deref()
            .and_then(|owner| owner.trim().strip_prefix("role:"));
        let unheld = role
            .map(str::trim)
            .filter(|role| !self.workspace.settings.people.contains_key(*role));
        unheld
            .map(|role| format!("nobody holds the role {role} in [people] of clausewise.toml"))
            .into_iter()
            .collect()
    }
}

/// What is typed, if anything; empty takes the key away.
fn filled<'t>(out: &mut Vec<Edit>, key: &str, typed: Option<&'t str>) -> Option<&'t str> {
    let typed = typed?.trim();
    if typed.is_empty() {
        out.push(Edit::away(key));
        return None;
    }
    Some(typed)
}

/// When it is to be looked at whether it helped; what else is known of that stays.
fn effectiveness(action: &Action, typed: Option<&str>) -> anyhow::Result<Option<Edit>> {
    let Some(typed) = typed else { return Ok(None) };
    let known = action.effectiveness.clone().unwrap_or_default();
    let mut parts = Vec::new();
    if !typed.trim().is_empty() {
        parts.push(format!("due = {}", date(typed)?));
    }
    parts.extend(
        known
            .result
            .map(|result| format!("result = {}", text(result.word()))),
    );
    parts.extend(known.by.map(|by| format!("by = {}", text(&by))));
    parts.extend(known.date.map(|day| format!("date = {day}")));
    Ok(Some(if parts.is_empty() {
        Edit::away("effectiveness")
    } else {
        Edit::own("effectiveness", format!("{{ {} }}", parts.join(", ")))
    }))
}
