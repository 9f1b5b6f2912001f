//! What each cue does to the sentence it stands in.

use super::denials::{Kind, Negation};
use super::{Found, Said};
use crate::evidence::cues::{Cue, Reach};

/// How many words after "no" it is said what was not done.
const DONE_WITHIN: u32 = 9;

/// How many words after "there is no" the missing thing is named.
const THING_WITHIN: u32 = 6;

impl Said {
    /// Takes in what a cue says of its sentence.
    pub(super) fn cue(&mut self, cue: Cue, at: &Found) {
        match cue {
            Cue::Missing => {
                self.conditions.retain(|condition| !at.holds(condition));
                self.deny(Kind::Missing, at);
            }
            Cue::NotDone => self.deny(Kind::NotDone, at),
            Cue::Unlooked => {
                self.heard.looks = true;
                self.deny(Kind::Unlooked, at);
            }
            Cue::Later => {
                // "Still have to be defined" is no rule, though "have to be" makes one.
                self.conditions.retain(|condition| !at.holds(condition));
                self.deny(Kind::Later, at);
            }
            // What is to be put in is not in a plan either.
            Cue::LaterValue if self.begins_value(at) && !self.heard.next => {
                self.deny(Kind::Missing, at);
            }
            Cue::MissingValue if self.begins_value(at) => self.deny(Kind::Missing, at),
            Cue::PutOff => self.put_off.push(*at),
            Cue::Deed => self.deeds.push(*at),
            Cue::Subordinate => {
                self.subordinate.push(*at);
                self.doubts.hang(at.first, at.part);
            }
            // "How it is done is not written down" begins with what it denies.
            Cue::How if at.first == 1 => {}
            Cue::How => self.subordinate.push(*at),
            Cue::Bypassed => self.heard.bypassed = true,
            Cue::Will => {
                self.heard.will.get_or_insert(*at);
            }
            Cue::Soon => {
                self.heard.soon = true;
                if self.heard.becomes.is_some() || at.first == 1 {
                    self.heard.soon_told = true;
                }
            }
            Cue::Becomes => {
                self.heard.becomes.get_or_insert(*at);
            }
            Cue::Wish => self.heard.wish = Some(*at),
            Cue::Wants => {
                self.heard.wants.get_or_insert(*at);
            }
            Cue::Making if self.heard.wants.is_some() => self.deny(Kind::Later, at),
            Cue::Still => self.heard.still = Some(*at),
            Cue::Settling if self.is_still(at) => self.deny(Kind::Missing, at),
            Cue::Raised => {
                self.heard.raised.get_or_insert(*at);
            }
            Cue::RaisedOnce => {
                let becomes = self.heard.becomes.filter(|wird| wird.part == at.part);
                self.heard.raised = self.heard.raised.or(becomes);
            }
            Cue::Effect => self.heard.effect = true,
            Cue::ToCheck => {
                self.heard.to_check.get_or_insert(*at);
            }
            Cue::ToCheckOnce => {
                let behind = |wird: &Found| wird.part == at.part;
                if self.heard.becomes.as_ref().is_some_and(behind) {
                    self.heard.to_check.get_or_insert(*at);
                }
            }
            Cue::Month => self.months.push(*at),
            Cue::Coming => self.heard.coming = true,
            Cue::Each => self.heard.each = true,
            Cue::InTalks => self.heard.in_talks = Some(*at),
            Cue::Hollow => self.heard.hollow = Some(*at),
            Cue::Sought => self.heard.sought = Some(*at),
            Cue::If => self.conditions.push(*at),
            Cue::Supposing => self.heard.supposed = true,
            Cue::Rule => {
                self.heard.rule = true;
                self.heard.rule_from.get_or_insert(at.first);
            }
            Cue::Plain | Cue::Nobody => self.plain.push(Negation {
                at: *at,
                nobody: cue == Cue::Nobody,
            }),
            Cue::Excuse => self.heard.excused = true,
            Cue::Next => self.heard.next = true,
            Cue::Event => self.heard.event = true,
            Cue::NoSuch | Cue::No | Cue::Done | Cue::Thing => self.miss(cue, at),
            Cue::Occurred => self.heard.occurred = true,
            Cue::Ever => self.heard.ever = Some(at.last),
            Cue::LaterValue
            | Cue::MissingValue
            | Cue::LeavesOut
            | Cue::Lacks
            | Cue::NoLoss
            | Cue::Making
            | Cue::Settling => {}
            Cue::Whether => {
                self.heard.whether.get_or_insert(self.heard.words);
                // "To see if it worked" is no condition.
                self.heard.asks_if |= at.first < at.last;
            }
            Cue::Every(index) => {
                if self.heard.every.is_none() {
                    self.heard.every = Some(index);
                    self.heard.every_in = Some(at.part);
                    self.heard.every_at = Some((at.start, at.last + 1 - at.first));
                }
            }
            Cue::Target | Cue::Compared | Cue::Recurs | Cue::Appears | Cue::NoMore => {
                self.come_of(cue, at);
            }
            _ => self.leave_in_doubt(cue, at),
        }
    }

    /// Takes in what says "no" of a thing or a deed, and what is then named within reach of it.
    fn miss(&mut self, cue: Cue, at: &Found) {
        match cue {
            Cue::NoSuch => {
                self.heard.no_such = self.heard.words;
                self.heard.no_such_in = at.part;
            }
            Cue::No => {
                self.heard.none_in.get_or_insert(at.part);
                if self.heard.no == 0 {
                    self.heard.no = self.heard.words;
                }
            }
            // "No idea is lost: each is written down" denies no writing down.
            Cue::Done
                if self.heard.no > 0
                    && self.heard.words - self.heard.no <= DONE_WITHIN
                    && !self.doubts.is_apart(at.part, self.heard.none_in) =>
            {
                let first = self.heard.no;
                self.deny(Kind::NotDone, &Found { first, ..*at });
            }
            Cue::Thing
                if self.heard.no_such > 0
                    && self.heard.words - self.heard.no_such <= THING_WITHIN
                    && !self.doubts.is_other_cell(at.part, self.heard.no_such_in) =>
            {
                let first = self.heard.no_such;
                self.things.push(*at);
                self.deny(Kind::Missing, &Found { first, ..*at });
            }
            _ => {}
        }
    }

    /// Whether a phrase is the first of what stands behind a colon.
    fn begins_value(&self, at: &Found) -> bool {
        self.doubts.begins_value(at.part, at.last + 1 - at.first)
    }

    /// Takes in what tells of a result: a target and whether it was met, what did not recur.
    fn come_of(&mut self, cue: Cue, at: &Found) {
        match cue {
            Cue::Target => {
                self.heard.target.get_or_insert(at.part);
            }
            Cue::Compared => {
                self.heard.compared.get_or_insert(at.part);
            }
            Cue::Appears => self.heard.appears = Some(at.part),
            Cue::Recurs => {
                self.heard.recurs.get_or_insert(at.part);
            }
            Cue::NoMore if self.heard.appears == Some(at.part) => {
                self.heard.recurs.get_or_insert(at.part);
            }
            _ => {}
        }
    }

    /// Takes in what leaves something open, and what takes that back.
    fn leave_in_doubt(&mut self, cue: Cue, at: &Found) {
        match cue {
            Cue::Doubt(reach) => {
                // "When somebody has time", "it would be nice if" make no rule of it.
                self.conditions.retain(|condition| !at.holds(condition));
                let length = at.last + 1 - at.first;
                self.doubts.add(reach, self.heard.words, at.part, length);
            }
            Cue::Begun(frame) => self.begun.push(frame),
            Cue::Ended(frame) if self.begun.contains(&frame) => {
                self.doubts.add(Reach::Whole, self.heard.words, at.part, 1);
            }
            Cue::Bound => self.doubts.bind(),
            Cue::Joins => self.joining.push(*at),
            Cue::Enquires => self.heard.enquires = true,
            Cue::Looks => self.heard.looks = true,
            Cue::Sham => self.heard.sham = true,
            Cue::Averts => self.heard.averts = true,
            Cue::DoWithout => self.doubts.do_without(self.heard.words, at.part),
            Cue::Without => self.doubts.without(self.heard.words, at.part),
            Cue::AndNot => {
                self.drop_negations(at);
                self.doubts.add(Reach::Ahead, self.heard.words, at.part, 1);
            }
            Cue::Harmless => {
                self.doubts.take_back(at.first, at.last);
                self.drop_negations(at);
                self.heard.no_such = 0;
                self.heard.no = 0;
            }
            _ => {}
        }
    }
}
