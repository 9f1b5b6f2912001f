//! Which actions are asked for.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::{Action, GapState, Status};
use crate::catalogue::RequirementId;
use crate::workspace::Grade;

/// What is asked for; everything that is stated must hold.
#[derive(Debug, Clone, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a question of its own"
)]
pub struct Wanted {
    /// Only of these states.
    pub status: Vec<Status>,
    /// Only of this owner, a person or `role:…`; `-` asks for those of nobody.
    pub owner: Option<String>,
    /// Only about one of these requirements.
    pub about: Option<Vec<RequirementId>>,
    /// Only of this grade or worse.
    pub grade: Option<Grade>,
    /// Only what is past its day.
    pub overdue: bool,
    /// Only what falls due by this day.
    pub due_by: Option<Date>,
    /// Only what answers a nonconformity.
    pub nonconformities: bool,
    /// Only what is cleared and not closed.
    pub cleared: bool,
    /// What is closed and accepted too; asked for by a state as well.
    pub all: bool,
    /// Roles and who holds them, so that either name finds an owner.
    pub people: BTreeMap<String, String>,
}

impl Wanted {
    /// Whether an action is asked for. `covered` are the requirements that it is about.
    #[must_use]
    pub fn takes(&self, action: &Action, covered: &[RequirementId], as_of: Date) -> bool {
        let state = if self.status.is_empty() {
            self.all || action.is_live() || self.is_back(action)
        } else {
            self.status.contains(&action.status)
        };
        let about = self.about.as_ref().is_none_or(|wanted| {
            let boxes = action.gap.iter().flat_map(|gap| &gap.boxes);
            let mut own = boxes.map(|part| &part.requirement).chain(covered);
            own.any(|id| wanted.contains(id))
        });
        let cleared = action
            .gap
            .as_ref()
            .is_some_and(|gap| gap.state == GapState::Cleared);
        state
            && about
            && self.owns(action)
            && self.grade.is_none_or(|grade| action.grade() <= grade)
            && (!self.overdue || action.is_overdue(as_of))
            && self
                .due_by
                .is_none_or(|day| action.due.is_some_and(|due| due <= day))
            && (!self.nonconformities || action.nonconformity().is_some())
            && (!self.cleared || (cleared && action.is_live()))
    }

    /// Whether a closed action's gap is there again: nobody should have to ask for that.
    fn is_back(&self, action: &Action) -> bool {
        let present = action
            .gap
            .as_ref()
            .is_some_and(|gap| gap.state == GapState::Present);
        action.status == Status::Closed && present
    }

    fn owns(&self, action: &Action) -> bool {
        let Some(wanted) = self.owner.as_deref().map(str::trim) else {
            return true;
        };
        let Some(owner) = action.owner.as_deref() else {
            return wanted == "-";
        };
        let plain = |name: &str| {
            name.trim()
                .trim_start_matches("role:")
                .trim()
                .to_lowercase()
        };
        let held = |name: &str| {
            let role = name.trim().trim_start_matches("role:").trim();
            self.people.get(role).map(|person| plain(person))
        };
        let same = plain(owner) == plain(wanted);
        same || held(owner).is_some_and(|person| person == plain(wanted))
            || held(wanted).is_some_and(|person| person == plain(owner))
    }
}
