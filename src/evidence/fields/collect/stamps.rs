//! Takes the particulars of a stamp.

use super::Collector;
use crate::evidence::fields::keys::Field;
use crate::evidence::fields::stamp::{Part, parts};
use crate::evidence::metadata::Status;
use crate::source::Location;

impl Collector<'_> {
    /// Takes the particulars of a text that is a stamp; whether it is one.
    pub(crate) fn stamp(&mut self, text: &str, at: &Location) -> bool {
        let parts = parts(text);
        let any = !parts.is_empty();
        for part in parts {
            match part {
                Part::Version(number) => self.set(|data| &mut data.version, number, at),
                Part::Dated(date) => self.set_date(1, date, at),
                Part::Approval(text) => self.take(Field::Approval, "approval", &text, at),
                Part::Status(status) => self.stamped(status, at),
                Part::Term(from, until) => {
                    if let Some(from) = from {
                        self.set(|data| &mut data.effective, from, at);
                    }
                    self.set(|data| &mut data.valid_until, until, at);
                }
                Part::From(date) => self.set(|data| &mut data.effective, date, at),
                Part::LastReview(date) => self.set(|data| &mut data.last_reviewed, date, at),
                Part::NextReview(date) => self.set(|data| &mut data.next_review, date, at),
                Part::Id(number) => self.text(|data| &mut data.id, &number, at),
                Part::Owner(name) => self.text(|data| &mut data.owner, &name, at),
                Part::Author(name) => self.text(|data| &mut data.author, &name, at),
            }
        }
        any
    }

    /// "Superseded" is stamped on what was approved once: of one source it is the last word.
    fn stamped(&mut self, status: Status, at: &Location) {
        let held = self.metadata.status.as_ref().map(|status| status.value);
        if status == Status::Obsolete && held.is_some_and(|held| held != Status::Obsolete) {
            self.metadata.status = Some(self.stated(status, at));
        } else {
            self.set(|data| &mut data.status, status, at);
        }
    }
}
