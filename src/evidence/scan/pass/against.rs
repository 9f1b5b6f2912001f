//! What speaks against an idea where it is stated, and for it where it is denied: "the auditor
//! checked her own work" denies that audits are impartial, "nobody audits her own work" says so.
//!
//! What only would be, or is named so that it does not come about, does neither.

use super::Pass;
use crate::evidence::scan::sentence::Stance;

impl Pass<'_, '_, '_> {
    /// Takes in what speaks against ideas. A negation that denies it denies nothing else.
    pub(super) fn weigh_what_is_against(&mut self) {
        for at in 0..self.scanner.said.against.len() {
            let found = self.scanner.said.against[at];
            match self.scanner.said.stance(&found) {
                Stance::Denied => {
                    self.scanner.said.answer_for(found.part);
                    let place = self.place_of(&found);
                    self.scanner.tally.say_by_denial(found.state, &place);
                }
                Stance::Stated => self.scanner.tally.deny_by_statement(found.state, found.line),
                Stance::Open => {}
            }
        }
    }
}
