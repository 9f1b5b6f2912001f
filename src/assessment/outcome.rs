//! What evidence shows for one requirement, and what is said alike wherever a claimed file
//! is looked at: by its text, as a record, as a register, as evidence of control.

use std::sync::Arc;

use super::claims::{Claimed, Piece};
use super::context::Context;
use super::ideas::{Dispute, Doubt};
use super::share::Share;
use super::types::{FoundIdea, Looked, State};
use crate::evidence::{Document, General, ReadState};

/// What evidence shows for one requirement, before caps and judgements.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts about what was looked at"
)]
pub struct Outcome {
    /// The number; `None` when there was nothing to look at.
    pub share: Option<Share>,
    /// What was seen.
    pub state: State,
    /// Ideas found.
    pub found: Vec<FoundIdea>,
    /// What is missing.
    pub missing: Vec<String>,
    /// What nothing here can test, so that a person has to look at it: no gap.
    pub look_at: Vec<String>,
    /// Remarks.
    pub remarks: Vec<String>,
    /// The evidence looked at, best first.
    pub looked: Vec<Looked>,
    /// How many pieces were looked at in all.
    pub count: usize,
    /// Claimed files that could not be read.
    pub unread: Vec<Arc<str>>,
    /// A document says all of it, and no record shows that it is done.
    pub operation_only: bool,
    /// Records were read, and none shows it: a person has to see what they are of.
    pub records_read: bool,
    /// Something is plainly wrong: a sentence denies a part, rows fail, a period or a member lacks its
    /// record, a promise is broken. Otherwise what is missing was only not recognised.
    pub faulted: bool,
    /// Rows of a register were tested.
    pub tested: bool,
    /// Whether the line itself, not only its clause, was claimed.
    pub direct: bool,
}

impl Default for Outcome {
    fn default() -> Self {
        Self {
            share: None,
            state: State::NotSeen,
            found: Vec::new(),
            missing: Vec::new(),
            look_at: Vec::new(),
            remarks: Vec::new(),
            looked: Vec::new(),
            count: 0,
            unread: Vec::new(),
            operation_only: false,
            records_read: false,
            faulted: false,
            tested: false,
            direct: false,
        }
    }
}

/// The documents behind a claimed piece.
pub fn documents_of<'a>(
    context: &Context<'a>,
    piece: Piece,
) -> impl Iterator<Item = usize> + use<'a> {
    let evidence = context.evidence;
    let (one, several) = match piece {
        Piece::Document(index) => (Some(index), [].as_slice()),
        Piece::Series(index) => (None, evidence.series[index].members.as_slice()),
        Piece::Register(index) => (evidence.registers[index].document, [].as_slice()),
        Piece::Elsewhere(_) => (None, [].as_slice()),
    };
    one.into_iter().chain(several.iter().map(|(_, at)| *at))
}

/// What can be done with a claimed document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// It has a text to look at.
    Text,
    /// It could not be read, and a person vouches for what it says.
    Attested,
}

/// What can be done with a claimed document; the outcome says why nothing can.
pub fn usable(context: &Context<'_>, index: usize, outcome: &mut Outcome) -> Option<Use> {
    let document = &context.evidence.documents[index];
    let path = &document.path;
    if !context.counts(index) {
        outcome.remarks.push(context.why_not(index));
    } else if document.has_text() {
        return Some(Use::Text);
    } else if context.attested[index] {
        return Some(Use::Attested);
    } else if document.state == ReadState::Empty {
        let missing = format!("{path} is claimed, but {}", document.emptiness());
        outcome.missing.push(missing);
    } else {
        outcome.unread.push(path.clone());
    }
    None
}

/// That an idea was not recognised in what was read and claimed for it. It may stand there in words
/// that nobody has thought of, so that nobody is told that it does not.
#[must_use]
pub fn not_recognised(file: &str, idea: &str) -> String {
    format!("not recognised in {file}: {idea}")
}

/// What is looked at in a file that a person vouches for.
#[must_use]
pub fn vouched_for(document: &Document) -> Looked {
    Looked::new(
        document.path.clone(),
        Share::HALF,
        "a person vouches for it",
    )
}

/// What is looked at in something that is kept elsewhere.
#[must_use]
pub fn elsewhere(place: &str) -> Looked {
    Looked::new(place, Share::HALF, "kept elsewhere, not read")
}

/// What was seen in a file that says that a thing is not there.
pub const SAYS_OTHERWISE: &str = "says otherwise";

/// What is looked at in a file that says that a thing is not there, and the sentence about
/// it. The idea and the line are those of the denial.
#[must_use]
pub fn contrary(context: &Context<'_>, document: usize, idea: usize, at: u32) -> (Looked, String) {
    let document = &context.evidence.documents[document];
    let place = document.at(at, 1);
    let looked = Looked {
        places: vec![place.clone()],
        ..Looked::new(document.path.clone(), Share::NONE, SAYS_OTHERWISE)
    };
    let sentence = format!(
        "{place} says that this is missing or only planned ({})",
        context.catalogue.ideas[idea].name
    );
    (looked, sentence)
}

/// What is said of a denial that does not count against a file that shows all of the line.
#[must_use]
pub fn unheard_of(context: &Context<'_>, document: usize, (idea, at): (usize, u32)) -> String {
    let place = context.evidence.documents[document].at(at, 1);
    let name = &context.catalogue.ideas[idea].name;
    format!(
        "{place} says that something is missing ({name}); it is older than what shows this line, or said of \
         something else: see whether it is"
    )
}

/// What is said of a file that shows a line which another denies.
#[must_use]
pub fn shown_and_denied(path: &str) -> String {
    format!("{path} shows it all the same: find out which of the two holds")
}

/// What a file shows and may mean otherwise.
pub fn disputed(context: &Context<'_>, document: usize, dispute: Dispute) -> String {
    let place = context.evidence.documents[document].at(dispute.at, 1);
    let says = match dispute.why {
        Doubt::Otherwise => "says otherwise than the rest of the file",
        Doubt::OfOne => "says that one of those the file speaks of is without it",
        Doubt::Around => "stands in a passage that mostly says what is missing: read it",
    };
    format!(
        "{place} {says} ({})",
        context.catalogue.ideas[dispute.idea].name
    )
}

/// Why a file shows half at most that holds for anybody.
pub fn holds_for_anybody(path: &str, general: General) -> String {
    let what = general.words();
    format!("{path} is {what}: it says how things are done anywhere, and not here")
}

/// What is kept elsewhere, or vouched for, is claimed: half, never more.
pub fn kept_elsewhere(context: &Context<'_>, claimed: &[Claimed], outcome: &mut Outcome) {
    for claimed in claimed {
        if let Piece::Elsewhere(index) = claimed.piece {
            let place = &context.evidence.elsewhere[index].place;
            outcome.looked.push(elsewhere(place));
        }
    }
    if outcome.share.is_none_or(|share| share < Share::HALF) && outcome.state != State::Contrary {
        outcome.share = Some(Share::HALF);
        outcome.state = State::Claimed;
    }
}
