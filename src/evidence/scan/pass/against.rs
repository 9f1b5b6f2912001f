//! What bears on an idea only together with a denial. "The auditor checked her own work" denies
//! that audits are impartial, and "nobody audits her own work" says so. "Nobody looks at a change
//! again" denies that changes are reviewed, and that somebody looks at one shows nothing yet.
//!
//! What only would be, or is named so that it does not come about, does neither.

use super::Pass;
use crate::evidence::scan::sentence::{Found, Stance};

impl Pass<'_, '_, '_> {
    /// Takes in such phrases. A negation that denies one of them denies nothing else.
    pub(super) fn weigh_what_is_against(&mut self) {
        for at in 0..self.scanner.said.against.len() {
            let found = self.scanner.said.against[at];
            let can_deny = self.scanner.tally.can_deny(found.state);
            let stance = if can_deny && self.scanner.said.is_asked_in_vain(&found) {
                Stance::Denied
            } else {
                self.scanner.said.stance(&found)
            };
            match stance {
                Stance::Denied if can_deny => {
                    if self.scanner.said.is_plainly_denied() {
                        self.scanner.said.spend_on(&found);
                        self.take_denial(&found);
                    }
                }
                Stance::Denied | Stance::Averted if !can_deny => {
                    self.scanner.said.answer_for(found.part);
                    self.take_denial(&found);
                }
                Stance::Stated => self.scanner.tally.take_statement(found.state, found.line),
                Stance::Denied | Stance::Averted | Stance::Open => {}
            }
        }
    }

    /// The sentence before asked for such things, and this one says no.
    pub(super) fn deny_what_was_asked(&mut self, line: u32) {
        for found in std::mem::take(&mut self.asked_against) {
            if self.scanner.tally.can_deny(found.state) {
                self.take_denial(&Found { line, ..found });
            }
        }
    }

    pub(super) fn take_denial(&mut self, found: &Found) {
        let place = self.place_of(found);
        self.scanner.tally.take_denial(found.state, &place);
    }
}
