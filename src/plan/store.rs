//! All actions of a workspace. One broken file keeps nobody from the others.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rayon::prelude::*;

use super::ACTIONS;
use super::read::read_action;
use super::types::{Action, ActionId};
use crate::catalogue::RequirementId;
use crate::form::did_you_mean;
use crate::problem::Problem;
use crate::workspace::read_text;

/// Every action that can be read, and what is wrong with the others.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// In order of their numbers.
    pub actions: Vec<Action>,
    /// The text of each file as it was read, by number; those of broken files too.
    pub texts: BTreeMap<ActionId, String>,
    /// Numbers of files that could not be read whole.
    pub broken: Vec<ActionId>,
    /// Whether there is a file that is named like an action and has no number: nobody knows which
    /// gaps it has.
    pub misnamed: bool,
    /// Everything that is wrong, with places.
    pub problems: Vec<Problem>,
}

impl Plan {
    /// An action by its number.
    #[must_use]
    pub fn get(&self, id: &ActionId) -> Option<&Action> {
        let at = self.actions.binary_search_by(|action| action.id.cmp(id));
        at.ok().map(|at| &self.actions[at])
    }

    /// Whether all files could be read: only then is it known which gaps have an action.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.broken.is_empty() && !self.misnamed
    }

    /// Whether a number is taken, be its file broken or not.
    #[must_use]
    pub fn is_taken(&self, id: &ActionId) -> bool {
        self.texts.contains_key(id) || self.broken.contains(id)
    }

    /// The action that a person means: its number, what follows `ACT-`, or a beginning of that which
    /// only one action has.
    ///
    /// # Errors
    /// In words: there is none, several begin so, or its file is broken.
    pub fn meant(&self, typed: &str) -> Result<&Action, String> {
        let typed = typed.trim().to_ascii_lowercase();
        let tail = typed.strip_prefix("act-").unwrap_or(&typed);
        let begins = |id: &ActionId| !tail.is_empty() && id.tail().starts_with(tail);
        let exact = self.actions.iter().find(|action| action.id.tail() == tail);
        let mut like: Vec<&Action> = match exact {
            Some(action) => vec![action],
            None => self
                .actions
                .iter()
                .filter(|action| begins(&action.id))
                .collect(),
        };
        match (like.pop(), like.as_slice()) {
            (Some(action), []) => Ok(action),
            (Some(action), others) => {
                let ids: Vec<&str> = others
                    .iter()
                    .chain([&action])
                    .map(|one| one.id.as_str())
                    .take(5)
                    .collect();
                Err(format!("`{typed}` can be {}", ids.join(", ")))
            }
            (None, _) => match self.broken.iter().find(|id| begins(id)) {
                Some(id) => Err(format!(
                    "{} has a mistake, so that it cannot be changed from here; `clausewise plan list` tells which",
                    id.path()
                )),
                None => Err(format!(
                    "there is no action `{typed}`; `clausewise plan list` names them"
                )),
            },
        }
    }
}

/// Requirements that an action is at work on which has an owner and a day; `None` where no plan is
/// kept, or part of it cannot be read.
#[must_use]
pub fn planned(root: &Path) -> Option<BTreeSet<RequirementId>> {
    let plan = load(root);
    if plan.actions.is_empty() || !plan.is_whole() {
        return None;
    }
    let is_promised = |action: &&Action| {
        action.is_live()
            && action.owner.is_some()
            && (action.due.is_some() || action.done.is_some())
    };
    let actions = plan.actions.iter().filter(is_promised);
    let boxes = actions.flat_map(|action| action.open_boxes().map(|part| part.requirement.clone()));
    Some(boxes.collect())
}

/// Reads the folder of actions under a root; no folder is an empty plan.
#[must_use]
pub fn load(root: &Path) -> Plan {
    let mut plan = Plan::default();
    let mut names = match names(root) {
        Ok(names) => names,
        Err(problem) => {
            plan.problems.push(problem);
            plan.misnamed = true;
            return plan;
        }
    };
    names.sort();
    let read: Vec<_> = names.par_iter().map(|name| one(root, name)).collect();
    for one in read {
        plan.problems.extend(one.problems);
        let Some(id) = one.id else {
            plan.misnamed = true;
            continue;
        };
        if let Some(text) = one.text {
            plan.texts.insert(id.clone(), text);
        }
        match one.action {
            Some(action) => plan.actions.push(action),
            None => plan.broken.push(id),
        }
    }
    plan.actions.sort_by(|a, b| a.id.cmp(&b.id));
    let unknown = unknown_dependencies(&plan);
    plan.problems.extend(unknown);
    plan
}

struct One {
    id: Option<ActionId>,
    text: Option<String>,
    action: Option<Action>,
    problems: Vec<Problem>,
}

/// Names of files that are actions or would be: others in the folder are people's own.
fn names(root: &Path) -> Result<Vec<String>, Problem> {
    let folder = root.join(ACTIONS);
    if folder
        .symlink_metadata()
        .is_ok_and(|there| there.is_symlink())
    {
        return Err(
            Problem::file(ACTIONS, "this folder is a link and is not followed")
                .hint("make `actions` a folder of its own"),
        );
    }
    let entries = match std::fs::read_dir(&folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => {
            let message = format!("the folder of actions cannot be read: {error}");
            return Err(Problem::file(ACTIONS, message));
        }
    };
    let names = entries
        .flatten()
        .filter_map(|entry| entry.file_name().into_string().ok());
    Ok(names.filter(|name| is_action(name)).collect())
}

fn is_action(name: &str) -> bool {
    let head = name.get(..ActionId::PREFIX.len());
    let ending = name.len() >= 3
        && name
            .get(name.len() - 3..)
            .is_some_and(|end| end.eq_ignore_ascii_case(".md"));
    ending && head.is_some_and(|head| head.eq_ignore_ascii_case(ActionId::PREFIX))
}

fn one(root: &Path, name: &str) -> One {
    let path = format!("{ACTIONS}/{name}");
    let mut out = One {
        id: None,
        text: None,
        action: None,
        problems: Vec::new(),
    };
    match name[..name.len() - 3].parse::<ActionId>() {
        Ok(id) if id.path() == path => out.id = Some(id),
        _ => {
            let message = "the name of this file is not the number of an action";
            let hint = "name it like actions/ACT-7k3f9q.md, or give it a name that does not begin with ACT-";
            out.problems.push(Problem::file(&path, message).hint(hint));
            return out;
        }
    }
    match read_text(root, &path) {
        Ok(Some(text)) => {
            let (action, problems) = read_action(&path, &text);
            out.problems.extend(problems);
            out.action = action.filter(|action| Some(&action.id) == out.id.as_ref());
            out.text = Some(text);
        }
        Ok(None) => {}
        Err(problem) => out.problems.push(problem),
    }
    out
}

/// What depends on an action that is not there. The action itself stands.
fn unknown_dependencies(plan: &Plan) -> Vec<Problem> {
    let mut out = Vec::new();
    for action in &plan.actions {
        for id in action.depends_on.iter().filter(|id| !plan.is_taken(id)) {
            let known: Vec<&str> = plan.actions.iter().map(|other| other.id.as_str()).collect();
            let hint = did_you_mean(id.as_str(), &known).unwrap_or_else(|| {
                "take it out of `depends_on`, or name an action that is there".to_owned()
            });
            let message = format!("it depends on {id}, which is not there");
            let text = plan.texts.get(&action.id).map_or("", String::as_str);
            out.push(at_word(&action.id.path(), text, id.as_str(), message).hint(hint));
        }
    }
    out
}

/// A problem at the first place of a word in a file.
fn at_word(path: &str, text: &str, word: &str, message: String) -> Problem {
    let source = crate::source::SourceFile::new(path, text);
    let lower = text.to_ascii_lowercase();
    match lower.find(&word.to_ascii_lowercase()) {
        Some(start) => {
            let span = crate::form::Span {
                start,
                end: start + word.len(),
            };
            Problem::at(&source, span, message)
        }
        None => Problem::file(path, message),
    }
}
