//! What an earlier run answered, so that the same question about the same evidence need not be
//! worked out again: nobody waits for a hundred thousand files that are as they were.
//!
//! An answer is given again only if all that it goes by is the same: the program, the question and
//! the screen it is shown on, the catalogue, the day, what the workspace's own files hold, every
//! file found by its size, its dates and its number on the disk, what git says, and what lies
//! where links lead beside the files found. Whatever cannot be told of any of them, such as of a
//! file that was written a moment ago, means that nothing is kept and everything is worked out.

use std::cell::Cell;
use std::fmt::Write as _;
use std::path::Path;
use std::rc::Rc;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::cache::answer_at;
use super::session::{Begun, Session, workspace};
use crate::cli::Global;
use crate::evidence::{
    Awaited, CacheAt, Found, Walked, beside, is_there, list_files, recalled, remember, state_of,
};
use crate::intake::seen::SEEN;
use crate::workspace::Workspace;

/// Larger answers are not kept, in bytes: a page for every file of a folder is worked out anew.
const LARGEST: usize = 64 << 20;

/// What a verb has to say.
#[derive(Debug, Serialize, Deserialize)]
pub struct Answer {
    /// What is asked for.
    pub text: String,
    /// What is told beside it, on standard error.
    pub told: String,
    /// How the run ends.
    pub code: u8,
}

/// An answer, with what it goes by that is only known once files are read or git has spoken.
#[derive(Serialize, Deserialize)]
struct Known {
    history: Said,
    /// What lies beside the files found, with whether it is there.
    beside: Vec<(String, bool)>,
    answer: Answer,
}

/// What git said: nothing where it is not asked.
type Said = Option<[u8; 32]>;

/// The answer to a question about a folder: that of an earlier run where it holds, else what
/// `work` makes of it. The question names the verb and everything about it that the answer shows;
/// there is none where the answer goes by more than what is named here and holds for one run alone.
///
/// # Errors
/// What kept it from being answered.
pub fn answered(
    folder: &Path,
    question: impl FnOnce(&Workspace) -> Option<String>,
    global: &Global,
    work: impl FnOnce(&'static Session, Vec<Found>) -> anyhow::Result<Answer>,
) -> anyhow::Result<Answer> {
    let mut begun = Begun::today(workspace(folder)?, global)?;
    let question = question(&begun.workspace);
    let root = &begun.workspace.root;
    let Some(at) = question.and_then(|question| answer_at(&question, root, global)) else {
        let (session, found) = begun.read(global, list_files)?;
        return work(session, found);
    };
    let walked = list_files(&begun.workspace);
    let Some(key) = key(&begun, &walked, &at) else {
        let (session, found) = begun.read(global, |_| walked)?;
        return work(session, found);
    };
    if let Some(known) = recalled::<Known>(&at, &key) {
        let said = begun.history.take().map(|awaited| awaited());
        let history = said.as_ref().map(digest);
        let root = &begun.workspace.root;
        let as_it_was = |(path, there): &(String, bool)| is_there(root, path) == *there;
        if known.history == history && known.beside.iter().all(as_it_was) {
            return Ok(known.answer);
        }
        begun.history = said.map(|said| Box::new(|| said) as Awaited);
    }
    let history = overheard(&mut begun);
    let (session, found) = begun.read(global, |_| walked)?;
    let answer = work(session, found)?;
    if answer.text.len() > LARGEST {
        return Ok(answer);
    }
    let known = Known {
        history: history.get(),
        beside: beside(&session.workspace.root, &session.evidence.documents),
        answer,
    };
    remember(&at, &key, &known);
    Ok(known.answer)
}

/// All that an answer goes by and is known beforehand, as one number, with the question in the
/// name of its file; none where a file may still
/// change unnoticed.
fn key(begun: &Begun, walked: &Walked, at: &CacheAt) -> Option<[u8; 32]> {
    let mut key = Text(Sha256::new());
    let workspace = &begun.workspace;
    // Not among the files found, and read where a claim leads to nothing.
    let seen = std::fs::read(workspace.root.join(SEEN)).ok();
    let own = (&at.file, &at.program, begun.as_of, workspace);
    write!(key, "{own:?}").ok()?;
    key.0.update(begun.catalogue.digest);
    key.0
        .update(seen.map_or([0; 32], |seen| Sha256::digest(seen).into()));
    key.0.update(state_of(walked, at.begun)?);
    Some(key.0.finalize().into())
}

/// Hashes what is written.
struct Text(Sha256);

impl std::fmt::Write for Text {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.update(text);
        Ok(())
    }
}

/// What git says, once it is waited for.
fn overheard(begun: &mut Begun) -> Rc<Cell<Said>> {
    let heard = Rc::new(Cell::new(None));
    let hears = Rc::clone(&heard);
    begun.history = begun.history.take().map(|awaited| {
        Box::new(move || {
            let said = awaited();
            hears.set(Some(digest(&said)));
            said
        }) as Awaited
    });
    heard
}

fn digest(said: &Result<crate::evidence::History, String>) -> [u8; 32] {
    match said {
        Ok(history) => history.digest(),
        Err(reason) => Sha256::digest(reason).into(),
    }
}
