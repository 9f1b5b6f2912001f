//! Which documents were changed while their version stayed: what each says now is compared with
//! what git keeps of it, newest first, until a state has another version. One call of git for all.

use std::path::PathBuf;

use rayon::prelude::*;

use super::session::Session;
use super::stored::from_store;
use crate::evidence::{
    Amended, Amendment, Committed, Document, Earlier, Edition, InHistory, Source, edition,
};

/// Most documents that are looked at: each costs reading it two times or more.
const MOST: usize = 2_000;

/// A document to be looked at.
struct Asked {
    at: usize,
    path: String,
    on_disk: PathBuf,
    /// The day of its last change, and what those before left.
    states: Vec<Earlier>,
    last: Option<jiff::civil::Date>,
}

/// The documents of an assessed folder that were changed while their version stayed.
pub fn amended(session: &Session) -> Amended {
    let mut found = Amended::default();
    let documents = session.evidence.documents.iter().enumerate();
    let versioned: Vec<(usize, &Document)> = documents
        .filter(|(at, document)| is_in_force(session, *at, document))
        .collect();
    if versioned.is_empty() {
        return found;
    }
    let why = match &session.evidence.history {
        InHistory::NotAsked => {
            Some("there is no history of git here, or it is not asked for".to_owned())
        }
        InHistory::Unknown(reason) => Some(reason.clone()),
        InHistory::Read => None,
    };
    if let Some(why) = why {
        found.unknown.push(format!("{CANNOT}: {why}"));
        return found;
    }
    let mut uncommitted = 0;
    let mut outside = 0;
    let mut asked = Vec::new();
    for (at, document) in versioned {
        let version = document.metadata.version.as_ref();
        let within = version.is_some_and(|version| {
            matches!(
                version.source,
                Source::FrontMatter | Source::Label | Source::Properties
            )
        });
        match document.committed {
            _ if !within => outside += 1,
            Some(Committed::AsItIs) if document.earlier.is_empty() => {}
            Some(Committed::AsItIs) => asked.push(Asked {
                at,
                path: document.path.to_string(),
                on_disk: session.workspace.root.join(&*document.path),
                states: document.earlier.clone(),
                last: document.metadata.changed_on.as_ref().map(|on| on.value.day),
            }),
            _ => uncommitted += 1,
        }
    }
    let beyond = asked.len().saturating_sub(MOST);
    asked.truncate(MOST);
    for (count, why) in [
        (uncommitted, "are not committed as they are"),
        (outside, "have their version stated outside the file"),
        (beyond, "are more than are looked at"),
    ] {
        cannot_tell(&mut found, count, why);
    }
    if asked.is_empty() {
        return found;
    }
    // Read before git is asked, whose time is short.
    let present: Vec<_> = asked.par_iter().map(present).collect();
    let compared = from_store(&session.workspace, move |ask| {
        let of = |(asked, now): (&Asked, _)| (asked.at, amendment(asked, now, ask));
        asked.iter().zip(present).map(of).collect::<Vec<_>>()
    });
    let compared = match compared {
        Ok(compared) => compared,
        Err(reason) => {
            found.unknown.push(format!("{CANNOT}: {reason}"));
            return found;
        }
    };
    let unread = compared.iter().filter(|(_, of)| of.is_err()).count();
    cannot_tell(
        &mut found,
        unread,
        "have an earlier state that cannot be read",
    );
    let known = compared.into_iter();
    found.found = known.filter_map(|(at, of)| Some((at, of.ok()??))).collect();
    found
}

/// Says of so many documents that nothing can be told of them.
fn cannot_tell(found: &mut Amended, count: usize, why: &str) {
    if count > 0 {
        let are = format!("{CANNOT}: documents that {why}: {count}");
        found.unknown.push(are);
    }
}

const CANNOT: &str = "whether the text was changed without a new version is not known";

/// Whether a document is one whose changes need a new version: relied on, in force, versioned, and
/// no record.
fn is_in_force(session: &Session, at: usize, document: &Document) -> bool {
    let footing = session.assessment.footing[at];
    document.metadata.version.is_some()
        && document.has_text()
        && !document.set_aside
        && !session.assessment.claimed_for[at].is_empty()
        && document.series.is_empty()
        && document.register.is_none()
        && footing.counts
        && !footing.draft
        && !footing.record
}

/// An earlier state of a document, or the present one, cannot be read.
struct Unread;

/// A document as it is.
fn present(asked: &Asked) -> Result<Edition, Unread> {
    let bytes = std::fs::read(&asked.on_disk).map_err(|_| Unread)?;
    edition(&asked.path, &bytes).ok_or(Unread)
}

/// What became of a document since it first had its version, if its words did not stay.
fn amendment(
    asked: &Asked,
    now: Result<Edition, Unread>,
    ask: &mut dyn FnMut(&str) -> Option<Vec<u8>>,
) -> Result<Option<Amendment>, Unread> {
    let now = now?;
    let Some(version) = now.version.clone() else {
        return Ok(None);
    };
    let mut on = asked.last;
    for state in &asked.states {
        let before = ask(&state.number()).ok_or(Unread)?;
        let before = edition(&asked.path, &before).ok_or(Unread)?;
        if !is_of_one_version(&now, &before) {
            return Ok(None);
        }
        if let Some(words) = now.differs(&before) {
            return Ok(Some(Amendment {
                version,
                approved_on: now.approved_on,
                on,
                words,
            }));
        }
        on = state.on;
    }
    Ok(None)
}

/// Whether a document had the version and the approval already that it has now.
fn is_of_one_version(now: &Edition, before: &Edition) -> bool {
    before.version == now.version && before.approved_on == now.approved_on && !before.draft
}
