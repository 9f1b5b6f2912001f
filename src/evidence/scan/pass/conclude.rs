//! The end of a sentence: what it shows and denies goes to the hits, and to those of the
//! [headings](super::headings) it stands below.

use super::answers::{Answer, answer, asks_why, tells_of_none};
use super::antecedent::lapsed_by_pronoun;
use super::contrast::is_within;
use super::headings::SHORT_DENIAL;
use super::lapsed::lapsed_without_subject;
use super::marks::near;
use super::mood::{asks_about, asks_how, asks_whether, last_predicate};
use super::proforms::names_such_a_thing;
use super::questions::{answers_no, asks_of_harm};
use super::taken_back::{says_no, takes_back};
use super::tale::Tale;
use super::told::Entry;
use super::unwritten::says_unwritten;
use super::{Pass, Sentence};
use crate::evidence::phrases::Kinds;
use crate::evidence::scan::sentence::Found;
use crate::evidence::scan::subject::{is_genitive, narrows};
use crate::evidence::scan::tally::{Denied, Place, Scope};
use crate::evidence::words::{is_word, words};
use crate::source::count;

/// A row of more parts holds statements of several kinds: a denial there speaks of its cell.
pub(super) const WIDE_ROW: u32 = 3;

/// Longer sentences are no label.
const SHORT_LABEL: u32 = 8;

/// Longer sentences are no answer to a label.
const SHORT_ANSWER: u32 = 8;

/// So short an answer names nothing, whatever words it has.
const BRIEF_ANSWER: u32 = 4;

/// So short a sentence that takes something back names nothing.
const BRIEF_RETURN: u32 = 6;

/// Shorter sentences that deny tell nothing of how things stand.
const SHORT_STATE: u32 = 5;

/// Longer sentences do not take back what stands before them.
const SHORT_RETURN: u32 = 10;

impl<'t> Pass<'_, '_, 't> {
    pub(super) fn end_sentence(&mut self) {
        if self.sentence.words == 0 {
            return;
        }
        let mut sentence = std::mem::take(&mut self.sentence);
        sentence.heads_table = self.in_row() && self.is_head_row(&sentence);
        self.scanner.tally.next();
        self.reading.leaves_out |= sentence.kinds.meet(Kinds::EXCLUSIONS);
        // "Approved by: [TODO]" tells of no approval, "Storage: {{ n }} TB" of no storage.
        let is_unfilled =
            sentence.unfilled_after > 0 && sentence.words <= sentence.unfilled_after + 1;
        let silent = (sentence.states_nothing || is_unfilled) && self.heading_level.is_none();
        let about_heading = self.is_about_heading(&sentence);
        let heard = !silent || sentence.question;
        let asked_for = self.scanner.spoken.is_some();
        let times = about_heading || self.may_time(&sentence);
        if heard && (times || asked_for || self.matters(sentence.kinds)) {
            self.hear();
            if !self.scanner.said.joining.is_empty() {
                self.tell_joining(&sentence);
            }
            self.mend_parts(&sentence);
        }
        self.scanner.tokens.clear();
        if let Some(level) = self.heading_level {
            self.end_heading(level, &sentence);
        } else {
            if !self.in_list {
                self.let_lead_go();
            }
            self.join(&sentence);
            self.answer_before(&sentence);
            self.read_below_title(&sentence);
            self.count_below_headings(sentence.words);
            self.count_in_passage(&sentence);
            let goes_on =
                !silent && self.tells_of_last_one(self.text_of(&sentence), sentence.words);
            if !goes_on {
                self.label.clear();
            }
            if silent {
                // "Did it help? Nobody has asked." The question only says what is denied.
                self.label.extend(&self.scanner.said.found);
            } else {
                let label = goes_on.then(|| self.label.clone());
                self.conclude(&sentence);
                self.label = label.unwrap_or_else(|| std::mem::take(&mut self.label));
                if about_heading {
                    self.time_heading(self.line_of(sentence.begins));
                }
                self.time_before(&sentence);
            }
            if asked_for {
                self.keep_spoken(&sentence);
            }
            if goes_on {
                self.label_back += 1;
            } else {
                self.keep_parts();
                self.label_words = sentence.words;
                self.label_begins = sentence.begins;
                self.label_back = 1;
            }
            self.label_asks = self.scanner.said.heard.enquires;
            self.label_is_of_harm = false;
            if sentence.question {
                let asked = words(near(self.text_of(&sentence)));
                self.label_asks |= !asks_why(&asked);
                self.label_is_of_harm = asks_of_harm(&asked);
            }
            self.asked_against.clear();
            if self.label_asks {
                let against = &self.scanner.said.against;
                self.asked_against.extend_from_slice(against);
            }
            self.label_beside = true;
            self.leads_on(&sentence);
            // "Still open: prices. Criteria: all tests passed." The next sentence is another thing.
            if self.tale.is_gap() {
                self.tells_of_heading();
            }
        }
        self.state_names(&sentence, silent);
        self.scanner.said.clear();
        self.part_ends.clear();
    }

    /// Whether a sentence with such words can say anything that matters.
    fn matters(&self, kinds: Kinds) -> bool {
        kinds.meet(Kinds::SUBJECTS)
            || kinds.meet(Kinds::EVENTS)
                && self
                    .headings
                    .last()
                    .is_some_and(|heading| !heading.found.is_empty())
    }

    /// Takes from a sentence of the text what it shows and what it denies.
    fn conclude(&mut self, sentence: &Sentence) {
        self.scanner.said.heard.conditional |= sentence.conditional;
        self.scanner.said.settle();
        self.weigh_denials(sentence);
        if !self.scanner.said.against.is_empty() {
            self.weigh_what_is_against();
        }
        let said = &self.scanner.said;
        let (denies, every) = (said.denies(), self.interval_of(sentence));
        let announces = said.only_announces();
        if denies && said.heard.event && sentence.words <= SHORT_DENIAL && !said.announces() {
            self.deny_heading(sentence.begins);
        }
        self.dispute_headings();
        for Found { state, line, .. } in self.lacking(sentence) {
            self.scanner.tally.deny(state, line, Denied::default());
        }
        self.begin_columns(sentence);
        self.answer_heads(sentence);
        // Where the heads say what a cell is, one that is not filled in denies that and no more.
        let headed = self.has_head && !self.plain_heads;
        let wide = self.in_row() && (headed || sentence.part >= WIDE_ROW);
        self.negated.clear();
        let onward = self.task.text.get(sentence.begins..).unwrap_or("");
        let asked = (denies || self.scanner.said.has_plain()) && asks_about(onward);
        let asks_whether = asked && asks_whether(onward);
        let (label, gap) = (self.answered_label(sentence), self.lists_gap(sentence));
        let decided = self.scanner.said.is_left_open_later() && asks_about(onward);
        let never = self.scanner.said.says_never() && !wide && !self.speaks_of_a_part(sentence);
        let (bare, scope) = self.reach_of_denial(sentence, denies);
        let labelled = self.follows_bold(sentence);
        let of_state = label.is_none() && self.tells_state(sentence);
        let contrast = self.negated_in_contrast(sentence).filter(|_| !wide);
        let asks_first = denies && (asked || asks_how(onward));
        let of_another = self.denies_such_a_thing(sentence, denies);
        let mut entry = None;
        let mut is_habit = None;
        for at in 0..self.scanner.said.found.len() {
            let found = self.scanner.said.found[at];
            let Found { state, line, .. } = found;
            let said = &self.scanner.said;
            if said.is_spent(&found) || of_another {
                continue;
            }
            let put_right = sentence.put_right && said.stands_before_negation(&found);
            let denied = !put_right
                && (denies && said.denies_of(&found, wide)
                    || denies && asked && said.denies_later(&found)
                    || said.denies_itself(&found));
            // "Whether the measures helped is not looked at" denies no measures, nor does "nobody
            // checks whether the measures help".
            let asks_more = (asks_whether || denied && said.asks_of(&found))
                && !self.reaches_predicate(sentence, &found, asks_whether);
            if denied && (asks_more || self.stands_beside_denial(&found, wide, asks_first)) {
                continue;
            }
            if let Some(label) = label
                && !denied
            {
                // The few words behind it show nothing either: "to be discussed".
                if label.denies && (found.start as usize) < label.ends {
                    self.scanner.tally.deny(state, line, Denied::default());
                }
                continue;
            }
            if let Some(from) = gap
                && !denied
                && found.start as usize >= from
            {
                if self.tale == Tale::Missing && self.names_only(from, &found) {
                    self.scanner.tally.deny(state, line, Denied::default());
                }
                continue;
            }
            if denied {
                // "**Audits.** No audit has been held": the label only says what is denied, and so
                // does a question.
                if labelled || self.label_asks {
                    self.scanner.tally.take_back(state, 1);
                }
                let how = Denied {
                    announced: announces,
                    of_state: of_state && !self.scanner.said.denies_itself(&found),
                    scope,
                };
                let refute = never || bare && (found.spread || found.above);
                self.deny_found(&found, refute, how);
                continue;
            }
            if self.scanner.said.says_none_of(&found) {
                self.scanner.tally.none(state, line);
            }
            let said = &self.scanner.said;
            // "What counts as one, is decided case by case."
            let doubted = (!said.heard.conditional || said.doubts.of_whole())
                && said.doubts.cover(&found)
                || decided && said.is_left_open_after(&found);
            if !put_right && doubted {
                if !wide && said.negates(&found) && !self.is_narrowed(found.until as usize) {
                    self.negated.push(found);
                }
                continue;
            }
            if contrast
                .as_ref()
                .is_some_and(|range| is_within(range, &found))
            {
                self.negated.push(found);
                continue;
            }
            if asked && !asks_more && said.negates_what_is_asked(&found)
                || !wide && (said.negates_before_colon(&found) || said.is_sham())
            {
                self.negated.push(found);
                continue;
            }
            if denies && !wide && self.scanner.said.leaves_open(&found) {
                continue;
            }
            if !self.say(sentence, found, every) {
                continue;
            }
            let entry = entry.get_or_insert_with(|| self.entry(sentence));
            // What a day is told of is no habit.
            if !entry.told.any() && *is_habit.get_or_insert_with(|| self.is_habit(sentence)) {
                self.scanner.tally.tell_habit(state);
            }
            self.tell_day(sentence, entry, &found);
            self.label.push(found);
        }
        self.no_before = denies || label.is_some();
        self.tell_above(sentence, entry.as_ref());
        self.borrow(asks_whether, of_another);
        self.take_negated(of_state, scope);
    }

    /// Whether what the sentence denies or negates was named before: "we never did such a thing".
    fn denies_such_a_thing(&self, sentence: &Sentence, denies: bool) -> bool {
        (denies || self.scanner.said.has_plain())
            && names_such_a_thing(&words(near(self.text_of(sentence))))
    }

    /// Whether what was found only stands near what the sentence denies: it says which one is meant, or
    /// of what kind, or is another cell. "How we work with them is not written down" (`asks`) names no
    /// more of the plan that the heading names than that somebody works.
    fn stands_beside_denial(&self, found: &Found, wide: bool, asks: bool) -> bool {
        self.is_narrowed(found.until as usize)
            || self.is_counted_by(found)
            || self.scanner.said.is_kind_of_missing(found)
            || asks && found.above
            // A cell of a record denies nothing of what another does.
            || wide && found.spread
    }

    /// Says what was found, with how often it is done; not yet where it is the head of a column.
    fn say(&mut self, sentence: &Sentence, found: Found, every: Option<u8>) -> bool {
        let own = every.filter(|_| self.times(sentence, &found));
        if self.keep_for_rows(found, own) {
            return false;
        }
        let place = self.place_of(&found);
        self.scanner.tally.say(found.state, &place, own);
        if let Some(every) = every.filter(|_| own.is_none()) {
            self.scanner.tally.time_near(found.state, every, found.line);
        }
        true
    }

    /// Whether what the sentence denies is how things stand, and not that somebody looked at them:
    /// "of five actions four are done, one is still open".
    fn tells_state(&self, sentence: &Sentence) -> bool {
        let said = &self.scanner.said;
        !said.heard.looks && sentence.words >= SHORT_STATE && !said.says_no_such()
    }

    /// People go round what the headings name, if the sentence says so.
    fn dispute_headings(&mut self) {
        if self.scanner.said.is_bypassed() {
            for found in self.headings.iter().flat_map(|heading| &heading.found) {
                self.scanner.tally.dispute(found.state, self.line);
            }
        }
    }

    /// Denies what was found: of an event that it took place, or `refute`s it altogether.
    fn deny_found(&mut self, found: &Found, refute: bool, how: Denied) {
        let Found { state, line, .. } = *found;
        let of_one = how.scope.of_one;
        if refute && !of_one {
            self.scanner.tally.refute(state, line, how.of_state);
        } else if self.scanner.said.heard.event && !of_one {
            self.scanner.tally.deny_outright(state, line, how);
        } else {
            self.scanner.tally.deny(state, line, how);
        }
    }

    /// Takes in what the sentence negates plainly.
    fn take_negated(&mut self, of_state: bool, scope: Scope) {
        let how = Denied {
            of_state,
            scope,
            ..Denied::default()
        };
        for found in &self.negated {
            let tally = &mut self.scanner.tally;
            tally.negate(found.state, found.line, how);
        }
        for found in std::mem::take(&mut self.negated) {
            if self.scanner.tally.can_deny(found.state) {
                self.take_denial(&found);
            }
        }
    }

    /// Tells on which day something found was done, where the sentence tells one.
    fn tell_day(&mut self, sentence: &Sentence, entry: &Entry, found: &Found) {
        if entry.told.any() {
            let plain = self.plain_day(sentence, entry, found);
            let tally = &mut self.scanner.tally;
            tally.tell(found.state, entry.told, found.line);
            tally.tell_plainly(found.state, plain.unwrap_or_default(), found.line);
        }
    }

    /// Whether it is the first sentence behind the bold words that begin a paragraph.
    fn follows_bold(&self, sentence: &Sentence) -> bool {
        let between = self.task.text.get(self.bold.end..sentence.begins);
        !self.bold.is_empty() && between.is_some_and(|text| !text.contains(char::is_alphanumeric))
    }

    /// Whether what was found reaches to the predicate of the clause that asks, or beyond: of
    /// "whether the measures helped" the last word, of "ob sie geholfen haben" the last two. Such a
    /// clause ends with its part of the sentence, or where it is said that nobody knows.
    fn reaches_predicate(&self, sentence: &Sentence, found: &Found, first: bool) -> bool {
        let from = if first {
            count(sentence.begins)
        } else {
            found.start
        };
        let part = self.part_ends.iter().find(|end| **end > from);
        let part = part.map_or(self.at, |end| *end as usize);
        let negation = self.scanner.said.negation_from(from);
        let end = negation.unwrap_or(self.at).min(part);
        let clause = self.task.text.get(sentence.begins..end).unwrap_or("");
        last_predicate(clause).is_some_and(|at| found.until as usize >= sentence.begins + at)
    }

    /// "The contract is old. Nobody has reviewed it.": a negation may speak of what the
    /// sentence before names.
    fn borrow(&mut self, asked: bool, of_another: bool) {
        let asks = asked && self.label_words <= SHORT_LABEL;
        let said = &self.scanner.said;
        if of_another || !said.has_plain() || !self.label_beside || self.in_row() {
            return;
        }
        let mut borrowed = Vec::new();
        said.borrow(self.scanner.matcher, &self.label_parts, &mut borrowed);
        borrowed.retain(|found| said.negates(found) || asks && said.negates_what_is_asked(found));
        self.negated.append(&mut borrowed);
    }

    /// Keeps the parts in the sentence for the next one.
    fn keep_parts(&mut self) {
        self.label_parts.clear();
        self.label_places.clear();
        let places = &self.scanner.said.parts;
        self.label_places.extend_from_slice(places);
        for (part, _) in &self.scanner.said.parts {
            self.label_parts.insert(*part);
        }
    }

    /// Whether a sentence is narrowed down: to a time by a number, to a place or a thing by a
    /// preposition.
    fn speaks_of_a_part(&self, sentence: &Sentence) -> bool {
        let narrows = |word: &String| narrows(word) || word.bytes().any(|b| b.is_ascii_digit());
        words(self.text_of(sentence)).iter().any(narrows)
    }

    /// Whether the word after the one that begins here narrows it down: "the audit of the
    /// second site was postponed" denies no audit.
    fn is_narrowed(&self, start: usize) -> bool {
        let rest = near(self.task.text.get(start..).unwrap_or(""));
        let mut words = rest
            .split(|c: char| !is_word(c))
            .filter(|word| !word.is_empty());
        words.nth(1).is_some_and(is_genitive)
            && words
                .next()
                .is_some_and(|word| !word.starts_with(|c: char| c.is_ascii_digit()))
    }

    /// "**Suppliers.** Not looked at.", "Tests are in the plan. None has been carried out.":
    /// a few words that name nothing speak of the label, sentence or heading before them.
    fn answer_before(&mut self, sentence: &Sentence) {
        let asked = self.label_asks && self.label_beside;
        if sentence.words > SHORT_DENIAL || self.in_row() && !asked {
            return;
        }
        let few = sentence.words <= SHORT_RETURN;
        let named = self.label_words <= SHORT_LABEL;
        let said_before = named || self.label_beside;
        let first_below = self.first_below();
        let said_before = said_before && !(self.label.is_empty() && self.asked_against.is_empty());
        if !said_before && first_below.is_empty() {
            return;
        }
        let text = near(self.text_of(sentence));
        if !first_below.is_empty()
            && tells_of_none(text, sentence.words)
            && self.report_none(sentence.begins)
        {
            return;
        }
        // Common words are ideas of some clause or other.
        let names_nothing =
            |brief: u32| sentence.words <= brief || few && self.scanner.said.found.is_empty();
        let answer = answer(text, sentence.words)
            .filter(|_| named && sentence.words <= SHORT_ANSWER && names_nothing(BRIEF_ANSWER));
        let brief = if answer.is_none() && names_nothing(BRIEF_RETURN) {
            words(text)
        } else {
            Vec::new()
        };
        let is_label = |found: &Found| self.bold.contains(&(found.start as usize));
        let labelled = self.label.iter().any(is_label);
        let headed = !self.in_list && (!first_below.is_empty() || labelled);
        let lapsed =
            || (headed || labelled) && !sentence.question && lapsed_without_subject(&words(text));
        // "Nobody does it every year" denies how often, and not that it was done.
        let of_rhythm = !headed && !asked && self.scanner.said.heard.every.is_some();
        let takes_back = takes_back(&brief) && !of_rhythm
            || (headed || asked) && says_no(&brief)
            || asked && !sentence.question && answers_no(&words(text))
            || !first_below.is_empty() && !sentence.question && says_unwritten(&words(text))
            || answer.is_none() && (lapsed() || few && lapsed_by_pronoun(&words(text)));
        if takes_back && asked && self.label_is_of_harm {
            return;
        }
        if answer.is_none() && !takes_back {
            return;
        }
        let line = self.line_of(sentence.begins);
        // What the first words below a heading deny, no text below them makes good.
        if let Some(heading) = self.headings.last_mut().filter(|_| !first_below.is_empty()) {
            heading.counted = true;
        }
        if takes_back || answer == Some(Answer::NotDone) {
            self.deny_what_was_asked(line);
        }
        let label = std::mem::take(&mut self.label);
        for found in label.iter().chain(&first_below) {
            self.scanner.tally.take_back(found.state, self.label_back);
        }
        if !takes_back && answer != Some(Answer::NotDone) {
            return;
        }
        let label = if named || asked {
            label
        } else {
            self.antecedent(&label, sentence.begins)
        };
        for found in label.iter().chain(&first_below) {
            let tally = &mut self.scanner.tally;
            tally.deny(found.state, line, Denied::default());
        }
    }

    /// The line that a byte stands in.
    pub(super) fn line_of(&self, byte: usize) -> u32 {
        let before = |line: &u32| *line as usize <= byte;
        self.first_line + count(self.lines.partition_point(before)).saturating_sub(1)
    }

    /// Where a phrase was found, its column worked out only when it is asked for.
    pub(super) fn place_of(&self, found: &Found) -> Place<impl Fn() -> u32 + use<'t>> {
        let (text, line, start) = (self.task.text, found.line, found.start);
        let begins = self.begin_of(line, start);
        Place {
            line,
            column: move || column(text, begins, start),
        }
    }

    /// The byte at which a line begins; that of the place itself where it is not known.
    fn begin_of(&self, line: u32, start: u32) -> u32 {
        let first = line.checked_sub(self.first_line).map(|at| at as usize);
        let begins = first.and_then(|at| self.lines.get(at)).copied();
        begins.unwrap_or(start)
    }
}

/// The column of a byte in the line that begins at another, in characters from 1; 1 as
/// well where the line is so long that nobody counts.
fn column(text: &str, begins: u32, start: u32) -> u32 {
    const LONGEST: u32 = 4_096;
    if start.saturating_sub(begins) > LONGEST {
        return 1;
    }
    let before = text.get(begins as usize..start as usize).unwrap_or("");
    count(before.chars().count()) + 1
}
