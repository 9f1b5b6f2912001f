//! What a sentence denies, and of what.
//!
//! Only a main clause denies: what hangs on it tells of a condition, a reason or which one is
//! meant. A false denial costs more trust than one that was not noticed, so a doubt is enough
//! wherever the subject is not plainly the thing itself.

use super::{Found, Said};
use crate::evidence::cues::Reach;

/// What says that something is not there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Denial {
    kind: Kind,
    pub(super) at: Found,
}

/// How it says so.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Missing, whatever else the sentence says.
    Missing,
    /// Not done, unless the sentence is a rule.
    NotDone,
    /// Announced for later.
    Later,
    /// Nobody looked at it, or talked about it, unless the sentence is a rule.
    Unlooked,
}

/// A plain negation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Negation {
    pub(super) at: Found,
    /// "Nobody", which denies without a word of doing.
    pub(super) nobody: bool,
}

/// How many words off a plain negation the word of doing may stand.
const DEED_WITHIN: u32 = 10;

/// How many words off a plain negation what it negates may stand.
const PLAIN_WITHIN: u32 = 9;

/// How many words behind "still" it is said what is to be settled.
const STILL_WITHIN: u32 = 7;

/// Most words of a sentence that says that something never took place.
const NEVER_WITHIN: u32 = 10;

/// How many words after "there is no" a thing is what there is none of, and nothing of it.
const NAMED_WITHIN: u32 = 2;

/// What a sentence does with something that speaks against an idea.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::evidence::scan) enum Stance {
    /// It states it.
    Stated,
    /// It says that it is not so.
    Denied,
    /// It tells of it so that it does not come about.
    Averted,
    /// It leaves it open.
    Open,
}

impl Said {
    /// What the sentence does with something that speaks against an idea.
    pub(in crate::evidence::scan) fn stance(&self, found: &Found) -> Stance {
        let heard = &self.heard;
        let mut denials = self.denials.iter().map(|denial| &denial.at);
        let negated = self.doubts.stands_beside(found)
            || self.plain.iter().any(|plain| plain.at.part == found.part)
            || denials.any(|at| at.part == found.part);
        if negated {
            Stance::Denied
        } else if heard.averts {
            Stance::Averted
        } else if heard.conditional || self.doubts.is_open() || self.asks_of(found) {
            Stance::Open
        } else {
            Stance::Stated
        }
    }

    /// A clause begins that hangs on another and gives a reason.
    pub(in crate::evidence::scan) fn excuse(&mut self, at: &Found) {
        self.hang(at);
        self.heard.excused = true;
    }

    /// A clause begins that hangs on another.
    pub(in crate::evidence::scan) fn hang(&mut self, at: &Found) {
        self.subordinate.push(*at);
        self.doubts.hang(at.first, at.part);
    }

    /// "Until": what is said is a rule.
    pub(in crate::evidence::scan) fn limit(&mut self, at: &Found) {
        self.heard.rule = true;
        let from = self.heard.rule_from.unwrap_or(at.first);
        self.heard.rule_from = Some(from.min(at.first));
        self.doubts.bind();
    }

    /// Whether the sentence begins with a clause that asks for it, and says behind that that
    /// nobody does: "Ob der Vertrag zu den SLAs passt, hat niemand nachgesehen."
    pub(in crate::evidence::scan) fn is_asked_in_vain(&self, found: &Found) -> bool {
        let behind = |plain: &Negation| plain.at.part > found.part;
        self.heard.whether == Some(1) && self.plain.iter().any(behind)
    }

    /// Whether its negations can be held against anybody.
    pub(in crate::evidence::scan) fn is_plainly_denied(&self) -> bool {
        let heard = &self.heard;
        !heard.conditional && !heard.excused && !heard.averts && !self.doubts.is_bound()
    }

    /// Of people the negation in the part of what was found speaks of that: "nobody has laid the
    /// contract next to the SLA" denies no contract.
    pub(in crate::evidence::scan) fn spend_on(&mut self, found: &Found) {
        let of_people = |plain: &Negation| plain.nobody && plain.at.part == found.part;
        if self.plain.iter().any(of_people) {
            self.spent.push(found.part);
        }
    }

    /// Whether the negation beside a thing speaks of what is done with it.
    pub(in crate::evidence::scan) fn is_spent(&self, found: &Found) -> bool {
        !found.spread && self.spent.contains(&found.part)
    }

    /// The negations in a part of the sentence are accounted for.
    pub(in crate::evidence::scan) fn answer_for(&mut self, part: u32) {
        self.doubts.clear_parts(&[part]);
        self.keep_denials(|negation| negation.part != part);
        self.heard.no_such = 0;
    }

    pub(super) fn deny(&mut self, kind: Kind, at: &Found) {
        self.denials.push(Denial { kind, at: *at });
    }

    /// Drops the negations within a phrase that takes them back.
    pub(super) fn drop_negations(&mut self, at: &Found) {
        self.keep_denials(|negation| !at.holds(negation));
    }

    /// Drops what denies nothing, given the words around it.
    pub(in crate::evidence::scan) fn keep_denials(&mut self, keep: impl Fn(&Found) -> bool) {
        self.denials.retain(|denial| keep(&denial.at));
        self.plain.retain(|plain| keep(&plain.at));
    }

    /// Whether what is to be settled stands shortly behind a "still".
    pub(super) fn is_still(&self, settling: &Found) -> bool {
        let near = |still: &Found| {
            still.part == settling.part && settling.first.abs_diff(still.last) <= STILL_WITHIN
        };
        self.heard.still.as_ref().is_some_and(near)
    }

    /// What is to be talked about on an occasion to come is left open; what is always is a rule.
    fn leave_open(&mut self) {
        let Some(raised) = self.heard.raised.filter(|_| self.heard.coming) else {
            return;
        };
        let heard = &self.heard;
        // "Ideas are written down and will be discussed": they are there.
        let done = |deed: &Found| deed.part == raised.part && deed.last < raised.first;
        if heard.each || heard.rule || heard.every.is_some() || self.deeds.iter().any(done) {
            return;
        }
        self.conditions.retain(|condition| !raised.holds(condition));
        if self.supposes() {
            return;
        }
        // What is asked first is what they talk about, and "soll" makes no rule of that.
        if heard.whether == Some(1) || self.doubts.is_bound() {
            self.doubts.wish();
        } else {
            self.doubts.add(Reach::Part, raised.first, raised.part, 1);
        }
    }

    /// Whether it says in which month it will be seen what came of a measure. What was done before
    /// that in the same clause was done.
    fn announces_check(&self) -> Option<Found> {
        let check = self.heard.to_check.filter(|_| self.heard.effect)?;
        let mut months = self.months.iter().filter(|month| month.part == check.part);
        let once = months.next().is_some() && months.next().is_none();
        let done = |deed: &Found| deed.part == check.part && deed.last < check.first;
        (once && !self.deeds.iter().any(done)).then_some(check)
    }

    /// Whether something stands behind the first part of the sentence that says nothing.
    pub(in crate::evidence::scan) fn is_left_open_later(&self) -> bool {
        self.heard.hollow.is_some_and(|hollow| hollow.part > 0)
    }

    /// Whether such words stand in a part after what was found.
    pub(in crate::evidence::scan) fn is_left_open_after(&self, found: &Found) -> bool {
        self.heard
            .hollow
            .is_some_and(|hollow| hollow.part > found.part)
    }

    /// Makes up its mind about what stands at the end only: "if", a time to come, a target.
    pub(in crate::evidence::scan) fn settle(&mut self) {
        // "To see if it worked" is no condition.
        if self.heard.supposed && !self.heard.asks_if {
            self.doubts.bind();
        }
        self.leave_open();
        if let Some(hollow) = self.heard.hollow {
            self.doubts.hollow(hollow.last, hollow.part);
        }
        if let Some(sought) = self.heard.sought {
            self.drop_negations(&sought);
        }
        self.heard.conditional |= self.supposes();
        self.heard.conditional &= !self.heard.asks_if;
        if let (Some(will), true) = (self.heard.will, self.heard.soon) {
            self.deny(Kind::Later, &will);
        }
        if let (Some(becomes), true) = (self.heard.becomes, self.heard.soon_told) {
            let done = |deed: &Found| deed.part == becomes.part && deed.first > becomes.first;
            if self.deeds.iter().any(done) {
                self.deny(Kind::Later, &becomes);
            }
        }
        if let Some(check) = self.announces_check() {
            self.deny(Kind::Later, &check);
        }
        if let Some(talks) = self.heard.in_talks {
            let done = |deed: &Found| deed.part == talks.part && deed.first > talks.last;
            if !self.deeds.iter().any(done) {
                self.deny(Kind::Missing, &talks);
            }
        }
        if let Some(wish) = self.heard.wish {
            if wish.last == self.heard.words {
                self.doubts.wish();
            } else {
                // "Should be defined by the owner before a release" is a rule.
                self.denials.retain(|denial| !wish.holds(&denial.at));
            }
        }
        if let (Some(target), Some(compared)) = (self.heard.target, self.heard.compared) {
            // "The target was not met" is what came of it.
            self.doubts.clear_parts(&[target, compared]);
            self.heard.excused = true;
        }
        if let Some(recurs) = self.heard.recurs {
            // "The fault has not occurred again" is what came of it.
            self.doubts.clear_parts(&[recurs]);
            self.keep_denials(|negation| negation.part != recurs);
        }
        let subordinate = std::mem::take(&mut self.subordinate);
        self.keep_denials(|negation| !hangs(&subordinate, negation));
        self.subordinate = subordinate;
    }

    /// What was put off denies as well where `of_event` says that it was to take place.
    pub(in crate::evidence::scan) fn deny_put_off(&mut self, of_event: impl Fn(&Found) -> bool) {
        for at in 0..self.put_off.len() {
            let at = self.put_off[at];
            if !hangs(&self.subordinate, &at) && of_event(&at) {
                self.deny(Kind::Missing, &at);
            }
        }
    }

    /// Whether nothing in it could deny.
    pub(in crate::evidence::scan) fn has_no_denial(&self) -> bool {
        self.denials.is_empty() && self.plain.is_empty() && self.put_off.is_empty()
    }

    /// It tells what happened: nothing in it denies.
    pub(in crate::evidence::scan) fn tells(&mut self) {
        self.denials.clear();
        self.plain.clear();
        self.put_off.clear();
        self.heard.no_such = 0;
    }

    /// It tells what was found: only that a thing is not there denies.
    pub(in crate::evidence::scan) fn finds(&mut self) {
        self.denials.retain(|denial| denial.kind == Kind::Missing);
        self.plain.clear();
        self.put_off.clear();
    }

    fn has(&self, kind: Kind) -> bool {
        self.denials.iter().any(|denial| denial.kind == kind)
    }

    /// Whether something is announced for later.
    pub(in crate::evidence::scan) fn announces(&self) -> bool {
        self.has(Kind::Later)
    }

    /// Whether all it denies is that the thing is there already.
    pub(in crate::evidence::scan) fn only_announces(&self) -> bool {
        self.announces() && self.denials.iter().all(|denial| denial.kind == Kind::Later)
    }

    /// Whether all it denies is that somebody looked at a thing.
    pub(in crate::evidence::scan) fn only_unlooked(&self) -> bool {
        self.has(Kind::Unlooked)
            && self
                .denials
                .iter()
                .all(|denial| denial.kind == Kind::Unlooked)
    }

    /// Whether the sentence asks of it: "nobody has checked whether the controls work" denies
    /// the check and not the controls.
    pub(in crate::evidence::scan) fn asks_of(&self, found: &Found) -> bool {
        // "Whether it works, nobody has checked" begins with what it denies.
        self.heard
            .whether
            .is_some_and(|whether| whether > 1 && found.first > whether)
    }

    /// Whether it says that there is none of something.
    pub(in crate::evidence::scan) fn says_no_such(&self) -> bool {
        self.heard.no_such > 0
    }

    /// Whether it is what there is none of: "we have no written criteria".
    pub(in crate::evidence::scan) fn denies_itself(&self, found: &Found) -> bool {
        let after = found.first.saturating_sub(self.heard.no_such);
        let beside = !self.doubts.is_other_cell(found.part, self.heard.no_such_in);
        beside
            && self.heard.no_such > 0
            && !self.heard.conditional
            && (1..=NAMED_WITHIN).contains(&after)
    }

    /// Whether the one negation of its part of the sentence says plainly that it is not so:
    /// "nobody compares the figures". Rules, conditions and reasons say so of nobody.
    pub(in crate::evidence::scan) fn negates(&self, found: &Found) -> bool {
        if self.heard.conditional || self.heard.excused || self.doubts.is_bound() {
            return false;
        }
        let mut beside = self
            .plain
            .iter()
            .filter(|plain| plain.at.part == found.part);
        let (Some(Negation { at: plain, nobody }), None) = (beside.next(), beside.next()) else {
            return false;
        };
        if !nobody && !self.is_done_beside(plain) {
            return false;
        }
        let of_rule = self.heard.rule_from.is_some_and(|rule| rule < plain.first);
        let apart = plain
            .last
            .abs_diff(found.first)
            .min(found.last.abs_diff(plain.first));
        let outside = found.first > plain.last || found.last < plain.first;
        !of_rule && outside && apart <= PLAIN_WITHIN
    }

    /// Whether a word of doing stands near a negation: "was not formally reviewed".
    fn is_done_beside(&self, negation: &Found) -> bool {
        self.deeds.iter().any(|deed| {
            deed.part == negation.part && deed.first.abs_diff(negation.last) <= DEED_WITHIN
        })
    }

    /// Whether it says that what it names was done for the look of it.
    pub(in crate::evidence::scan) fn is_sham(&self) -> bool {
        self.heard.sham && !self.heard.conditional && !self.doubts.is_bound()
    }

    /// Whether there is a plain negation in it.
    pub(in crate::evidence::scan) fn has_plain(&self) -> bool {
        !self.plain.is_empty()
    }

    /// Whether what stands after the colon says no to it: "Counting what came of it: we don't."
    pub(in crate::evidence::scan) fn negates_before_colon(&self, found: &Found) -> bool {
        let Some(answer) = self.plain.first().map(|plain| plain.at.part) else {
            return false;
        };
        let free = !self.heard.conditional && !self.heard.excused && !self.doubts.is_bound();
        free && found.part < answer
            && self.doubts.answers(answer)
            && self.plain.iter().all(|plain| plain.at.part == answer)
    }

    /// Whether, in a sentence that begins with a clause that asks, a negation after it denies
    /// what is asked: "Ob die Maßnahme geholfen hat, schaut niemand nach."
    pub(in crate::evidence::scan) fn negates_what_is_asked(&self, found: &Found) -> bool {
        let after = |plain: &Negation| found.part < plain.at.part;
        !self.heard.excused && !self.doubts.is_bound() && self.plain.iter().all(after)
    }

    /// Whether it says that there was none: "no major incidents occurred".
    pub(in crate::evidence::scan) fn says_none_of(&self, found: &Found) -> bool {
        self.heard.occurred && !self.heard.conditional && self.heard.none_in == Some(found.part)
    }

    /// Whether it says that something never took place at all: "No audit has been carried out so
    /// far." What is laid down elsewhere does not make up for that. Longer sentences speak of a
    /// part of it.
    pub(in crate::evidence::scan) fn says_never(&self) -> bool {
        let heard = &self.heard;
        heard.ever.is_some()
            && heard.event
            && heard.no > 0
            && heard.words <= NEVER_WITHIN
            && self.denies()
    }

    /// Whether what denies speaks of what was found: it stands in the same part of the sentence,
    /// or answers to the part before its colon, or its own part names nothing else.
    pub(in crate::evidence::scan) fn denies_of(&self, found: &Found, wide: bool) -> bool {
        self.counted().any(|at| {
            let beside = at.part == found.part;
            !found.holds(at) && (beside || !wide && self.reaches(at, found))
        })
    }

    /// Whether a denial stands in a part after what was found, as after a clause that asks: "From
    /// when on it is an emergency, is laid down nowhere."
    pub(in crate::evidence::scan) fn denies_later(&self, found: &Found) -> bool {
        self.counted().any(|at| at.part > found.part)
    }

    /// Whether what was found stands before a denial in a later part of the sentence, which may
    /// speak of it: "risks from suppliers, such as the network firm, have not been assessed".
    pub(in crate::evidence::scan) fn leaves_open(&self, found: &Found) -> bool {
        self.counted()
            .any(|at| at.part > found.part && !self.doubts.is_value(at.part))
    }

    /// Where its first negation stands, as a byte.
    pub(in crate::evidence::scan) fn negation(&self) -> Option<u32> {
        let plain = self.plain.iter().map(|plain| plain.at.start);
        plain.chain(self.counted().map(|at| at.start)).min()
    }

    /// Where the first negation behind a byte begins, as a byte.
    pub(in crate::evidence::scan) fn negation_from(&self, byte: u32) -> Option<usize> {
        let plain = self.plain.iter().map(|plain| &plain.at);
        let starts = plain.chain(self.counted()).map(|at| at.start);
        starts
            .filter(|start| *start > byte)
            .min()
            .map(|start| start as usize)
    }

    /// Whether all of what was found stands before its first negation: of "the priority is set
    /// nie by the caller, sondern …" the priority.
    pub(in crate::evidence::scan) fn stands_before_negation(&self, found: &Found) -> bool {
        self.negation()
            .is_some_and(|at| found.start < at && found.until < at)
    }

    /// Whether it only says of what kind the missing thing is: "there is no training plan" denies
    /// no training.
    pub(in crate::evidence::scan) fn is_kind_of_missing(&self, found: &Found) -> bool {
        // "There is no training yet" speaks of training.
        let names = |at: &Found| self.heard.ever != Some(at.last);
        let behind = |at: &Found| names(at) && found.last + 1 == at.first && found.until < at.start;
        self.heard.no_such > 0 && self.things.iter().any(behind)
    }

    /// Whether it says that people go round what is laid down.
    pub(in crate::evidence::scan) fn is_bypassed(&self) -> bool {
        self.heard.bypassed
            && !self.heard.conditional
            && !self.heard.rule
            && !self.doubts.is_bound()
    }

    fn reaches(&self, at: &Found, found: &Found) -> bool {
        let named_there = |other: &Found| other.part == at.part && other.state != found.state;
        self.doubts.is_value(at.part) && self.doubts.label_of(at.part) == Some(found.part)
            || self.doubts.goes_on(at.part) && found.part + 2 == at.part
            || !self.found.iter().any(named_there)
    }

    /// What denies, unless the sentence is a condition or a rule.
    fn counted(&self) -> impl Iterator<Item = &Found> {
        let holds = |denial: &&Denial| match denial.kind {
            Kind::Missing => !self.heard.conditional,
            Kind::NotDone | Kind::Unlooked => !self.heard.conditional && !self.heard.rule,
            Kind::Later => {
                !self.heard.next && !self.heard.conditional && self.heard.every.is_none()
            }
        };
        self.denials.iter().filter(holds).map(|denial| &denial.at)
    }

    /// Whether the sentence says that what it names is not there.
    pub(in crate::evidence::scan) fn denies(&self) -> bool {
        self.counted().next().is_some()
    }
}

/// Whether a word stands in a clause that hangs on another.
fn hangs(subordinate: &[Found], at: &Found) -> bool {
    let begins = |word: &Found| word.part == at.part && word.first < at.first;
    subordinate.iter().any(begins)
}
