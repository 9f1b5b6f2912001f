//! Priorities as promises and cells of logs name them, and which of both are the same.

use std::ops::Range;

use rustc_hash::FxHashSet;

use super::phrases::{Token, longest, tokens};
use crate::catalogue::Catalogue;
use crate::evidence::Said;

/// The steps of priorities, each with the words for it.
pub(super) struct Scale(Vec<(u8, Said)>);

/// A priority as a promise or a cell names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// Its number.
    pub number: Option<u8>,
    /// Its step by the words beside the number.
    pub word: Option<u8>,
    /// As it is written.
    pub said: String,
}

/// Words that name a priority by the number behind them.
const NUMBERED: &[&str] = &[
    "priority",
    "priorities",
    "prio",
    "prioritaet",
    "prioritaeten",
    "severity",
    "sev",
    "stufe",
    "level",
    "prioritaetsstufe",
];

impl Scale {
    /// From the catalogue.
    pub(super) fn new(catalogue: &Catalogue) -> Self {
        let steps = catalogue.records.scale.iter();
        Self(
            steps
                .map(|(step, words)| (*step, Said::new(words)))
                .collect(),
        )
    }

    /// The priorities that words name.
    pub(super) fn steps(&self, tokens: &[Token], graded: bool) -> Vec<(Range<usize>, Step)> {
        let mut found: Vec<(Range<usize>, Step)> = Vec::new();
        let said = |place: &Range<usize>| {
            let words: Vec<&str> = tokens[place.clone()]
                .iter()
                .map(|token| token.word.as_str())
                .collect();
            words.join(" ")
        };
        for (step, words) in &self.0 {
            for place in words.places(tokens) {
                let number = tokens[place.clone()]
                    .iter()
                    .find_map(|token| number_in(&token.word));
                let word = number.is_none().then_some(*step);
                let bare = place.len() == 1
                    && tokens[place.start]
                        .word
                        .bytes()
                        .all(|byte| byte.is_ascii_digit());
                let behind = place
                    .start
                    .checked_sub(1)
                    .is_some_and(|at| NUMBERED.contains(&tokens[at].word.as_str()));
                if !bare || behind || graded {
                    let said = said(&place);
                    found.push((place, Step { number, word, said }));
                }
            }
        }
        let mut found = longest(found);
        found.sort_by_key(|(place, _)| place.start);
        // "P1 (critical)" and "1 - critical" name one priority twice.
        let mut out: Vec<(Range<usize>, Step)> = Vec::new();
        for (place, step) in found {
            match out.last_mut() {
                Some((before, known))
                    if before.end == place.start
                        && (known.number.is_none() != step.number.is_none()) =>
                {
                    before.end = place.end;
                    known.number = known.number.or(step.number);
                    known.word = known.word.or(step.word);
                    known.said = format!("{} {}", known.said, step.said);
                }
                _ => out.push((place, step)),
            }
        }
        out
    }

    /// A priority as a cell of a log names it.
    fn step_of(&self, cell: &str) -> Option<Step> {
        let all = self.steps(&tokens(cell), true);
        match all.as_slice() {
            [(_, one)] => Some(one.clone()),
            _ => None,
        }
    }

    /// Those of the texts of a column that name some promised priorities; else the first of these
    /// that the column names otherwise.
    pub(super) fn named_by<'t, 'p>(
        &self,
        steps: &'p [Step],
        texts: &FxHashSet<&'t str>,
    ) -> Result<FxHashSet<&'t str>, &'p Step> {
        let cells: Vec<(&str, Step)> = { texts.iter().copied() }
            .filter_map(|cell| Some((cell, self.step_of(cell)?)))
            .collect();
        // A tool that counts upwards means something else by its numbers: there only words tell.
        let upwards = cells.iter().any(|(_, step)| matches!((step.number, step.word), (Some(number), Some(word)) if number < 3 && word > 3 || number > 3 && word < 3));
        let plain = |step: &Step| step.number.filter(|_| !upwards);
        // "High, medium, low" are no "critical, high, medium".
        let words_only = cells.iter().all(|(_, step)| step.number.is_none());
        let from_top =
            (1..=3).all(|wanted| cells.iter().any(|(_, step)| step.word == Some(wanted)));
        let fits = |promised: &Step, cell: &Step| match (
            plain(promised),
            plain(cell),
            promised.word,
            cell.word,
        ) {
            (Some(promised), Some(cell), ..) | (_, _, Some(promised), Some(cell)) => {
                Some(promised == cell)
            }
            (Some(promised), None, None, Some(cell)) if words_only && from_top => {
                Some(promised == cell)
            }
            _ => None,
        };
        let mut chosen = FxHashSet::default();
        for promised in steps {
            let told: Vec<(&str, Option<bool>)> = cells
                .iter()
                .map(|(cell, step)| (*cell, fits(promised, step)))
                .collect();
            if told.is_empty() || told.iter().any(|(_, fits)| fits.is_none()) {
                return Err(promised);
            }
            chosen.extend(
                told.into_iter()
                    .filter(|(_, fits)| *fits == Some(true))
                    .map(|(cell, _)| cell),
            );
        }
        Ok(chosen)
    }
}

/// Whether words name a priority by a number.
pub(super) fn numbered(tokens: &[Token]) -> bool {
    tokens
        .iter()
        .any(|token| NUMBERED.contains(&token.word.as_str()))
}

/// The number in `1`, `p1`, `sev2`.
fn number_in(word: &str) -> Option<u8> {
    word.trim_start_matches(|c: char| c.is_ascii_alphabetic())
        .parse()
        .ok()
        .filter(|number| (1..=9).contains(number))
}
