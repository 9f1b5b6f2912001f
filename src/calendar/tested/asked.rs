//! What a promise asks of records: of which kind, between which moments, and which of them it
//! speaks of.
//!
//! A promise that is half understood is held against nothing: every word of it must be known to
//! say nothing of the records, or be found in a column that tells them apart.

use std::ops::Range;

use super::phrases::{Token, longest, tokens};
use super::priorities::{Scale, Step, numbered};
use crate::catalogue::Catalogue;
use crate::evidence::{Around, Promised, Said, is_common_word, percentages};

/// What a promise asks of the records of a kind.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Asked {
    /// The kind, by index in the catalogue.
    pub kind: usize,
    /// What is timed, by index in the catalogue.
    pub time: usize,
    /// The attribute from which it is counted, where that is said.
    pub from: Option<String>,
    /// The rare ones of the kind it speaks of, by their short name.
    pub rare: Option<String>,
    /// The priorities it speaks of; none for all.
    pub steps: Vec<Step>,
    /// Words that some column has to tell.
    pub left: Vec<String>,
    /// The share that is promised, in thousandths of a per cent.
    pub share: Option<i64>,
}

/// The phrases of a catalogue by which promises are understood.
pub(super) struct Asking<'c> {
    catalogue: &'c Catalogue,
    called: Vec<Said>,
    rare: Vec<Vec<(String, Said)>>,
    times: Vec<Said>,
    starts: Vec<(String, Said)>,
    pub scale: Scale,
    beside: Said,
    /// What else says nothing: names of services and customers, which are looked at elsewhere.
    names: Said,
}

/// Words that make a promise hold in some cases only.
const CONDITIONS: &[&str] = &[
    "if",
    "unless",
    "except",
    "when",
    "where",
    "wherever",
    "possible",
    "otherwise",
    "outside",
    "not",
    "no",
    "only",
    "some",
    "most",
    "usually",
    "average",
    "wenn",
    "falls",
    "sofern",
    "soweit",
    "ausser",
    "ausgenommen",
    "sonst",
    "nicht",
    "kein",
    "keine",
    "ausserhalb",
    "nur",
    "meist",
    "meistens",
    "durchschnittlich",
    "durchschnitt",
    "mittel",
    "moeglich",
    "moeglichst",
];

/// Words behind which stands from when a time is counted.
const FROM: &[&str] = &[
    "after",
    "following",
    "since",
    "upon",
    "nach",
    "seit",
    "ab",
    "once",
    "nachdem",
    "sobald",
    "before",
    "vor",
];

/// Where words name one of several things, and which by its index.
type Found = Vec<(Range<usize>, usize)>;

impl<'c> Asking<'c> {
    /// With the names of services and customers, as they stand in sentences.
    pub(super) fn new(catalogue: &'c Catalogue, names: &[String]) -> Self {
        let records = &catalogue.records;
        Self {
            catalogue,
            called: records
                .kinds
                .iter()
                .map(|kind| Said::new(&kind.called))
                .collect(),
            rare: { records.kinds.iter() }
                .map(|kind| {
                    { kind.rare.iter() }
                        .map(|rare| (rare.id.clone(), Said::new(&rare.called)))
                        .collect()
                })
                .collect(),
            times: records
                .times
                .iter()
                .map(|time| Said::new(&time.words))
                .collect(),
            starts: { records.starts.iter() }
                .map(|(attribute, words)| (attribute.clone(), Said::new(words)))
                .collect(),
            scale: Scale::new(catalogue),
            beside: Said::new(&records.beside),
            names: Said::new(names),
        }
    }

    /// What a promise asks; else in words why nobody can tell. `title` is that of its document.
    pub(super) fn of(
        &self,
        promised: &Promised,
        others: &[&Promised],
        title: &str,
    ) -> Result<Asked, String> {
        let around = &promised.around;
        if around.text.is_empty() {
            self.of_row(around, title)
        } else {
            self.of_sentence(around, others, title)
        }
    }

    /// A value in a cell of its own.
    fn of_row(&self, around: &Around, title: &str) -> Result<Asked, String> {
        let label = around.row.first().map_or("", |(_, cell)| cell.as_str());
        let own = tokens(label);
        let head = tokens(&around.head);
        let above = [tokens(&around.lead), tokens(&around.heading), tokens(title)];
        let levels: Vec<&[Token]> = [&head, &own]
            .into_iter()
            .chain(&above[..2])
            .map(Vec::as_slice)
            .collect();
        let time = self.time_of(&levels)?;
        let in_row: Vec<&[Token]> = [&own, &head]
            .into_iter()
            .chain(&above)
            .map(Vec::as_slice)
            .collect();
        let kind = self.kind_of(&in_row, time)?;
        let share = share(
            around
                .row
                .iter()
                .map(|(_, cell)| cell.as_str())
                .chain([&*around.lead, &*around.heading]),
        )?;
        let graded = around
            .row
            .first()
            .is_some_and(|(head, _)| numbered(&tokens(head)));
        let mut asked = self.rest(kind, time, &own, &[], graded, share)?;
        // "P1 | Hosting | 4 h": what stands beside may narrow it as well.
        for (head, cell) in around.row.iter().skip(1) {
            let narrows = self.tells_apart(kind, head);
            if narrows && percentages(cell).is_empty() {
                let more = self.rest(
                    kind,
                    time,
                    &tokens(cell),
                    &[],
                    numbered(&tokens(head)),
                    None,
                )?;
                asked.steps.extend(more.steps);
                asked.left.extend(more.left);
            }
        }
        Ok(asked)
    }

    /// Whether a head is one by which records of a kind are told apart.
    fn tells_apart(&self, kind: usize, head: &str) -> bool {
        let of = &self.catalogue.records.kinds[kind];
        let record = self.catalogue.record_of(of);
        let head = crate::evidence::words::joined(head);
        let heads = ["priority", "class", "service", "type", "customer"]
            .into_iter()
            .flat_map(|attribute| {
                let of_record = record.and_then(|record| record.attributes.get(attribute));
                of_record
                    .into_iter()
                    .chain(of.attributes.get(attribute))
                    .flatten()
            });
        !head.is_empty()
            && heads
                .map(|known| crate::evidence::words::joined(known))
                .any(|known| known == head)
    }

    /// A value in a sentence.
    fn of_sentence(
        &self,
        around: &Around,
        others: &[&Promised],
        title: &str,
    ) -> Result<Asked, String> {
        let text = &around.text;
        let same = others.iter().filter(|other| other.around.text == *text);
        let other: Vec<&Range<usize>> = same
            .map(|other| &other.around.at)
            .filter(|at| **at != around.at)
            .collect();
        let part = part(text, &around.at, &other);
        let outside = |token: &Token| {
            let inside = |at: &Range<usize>| at.contains(&token.at);
            !inside(&around.at) && !other.iter().any(|at| inside(at))
        };
        let own: Vec<Token> = tokens(text)
            .into_iter()
            .filter(|token| part.contains(&token.at) && outside(token))
            .collect();
        if let Some(word) = own
            .iter()
            .find(|token| CONDITIONS.contains(&token.word.as_str()))
        {
            return Err(format!(
                "it holds in some cases only (“{}”), which no log tells",
                word.word
            ));
        }
        let (from, own) = self.start(own, &around.at)?;
        // "Times to restore: P1 4 hours, P2 8 hours".
        let led = text
            .split_once(':')
            .map(|(led, _)| tokens(led))
            .filter(|_| part.start > 0)
            .unwrap_or_default();
        let time = match self.nearest(&own, &around.at, text) {
            Err(_) if !led.is_empty() => self.time_of(&[&led])?,
            nearest => nearest?,
        };
        // "P1 incidents are answered within 15 minutes and resolved within 4 hours".
        let borrowed: Vec<Token> = if self.names_kind(&own) || part.start == 0 {
            Vec::new()
        } else {
            subject(text, &part)
        };
        let row: Vec<Token> = around
            .row
            .first()
            .map_or_else(Vec::new, |(_, cell)| tokens(cell));
        let row = if around.row.first().is_some_and(|(_, cell)| cell == text) {
            Vec::new()
        } else {
            row
        };
        let above = [tokens(&around.lead), tokens(&around.heading), tokens(title)];
        let levels: Vec<&[Token]> = [&own, &borrowed, &led, &row]
            .into_iter()
            .chain(&above)
            .map(Vec::as_slice)
            .collect();
        let kind = self.kind_of(&levels, time)?;
        let spoken = &text[part.clone()];
        let share = share([spoken, &around.lead, &around.heading].into_iter())?;
        let mut asked = self.rest(kind, time, &own, &[&borrowed, &row], false, share)?;
        asked.from = from;
        Ok(asked)
    }

    /// From when it is counted, and the words without those that say so.
    fn start(
        &self,
        own: Vec<Token>,
        value: &Range<usize>,
    ) -> Result<(Option<String>, Vec<Token>), String> {
        let counts = |(at, token): (usize, &Token)| {
            let right_behind = at
                .checked_sub(1)
                .is_none_or(|before| own[before].at < value.start);
            let is_of = matches!(
                token.word.as_str(),
                "of" | "from" | "des" | "der" | "von" | "on"
            ) && right_behind;
            (token.at >= value.end && is_of || FROM.contains(&token.word.as_str())).then_some(at)
        };
        let Some(marker) = own.iter().enumerate().find_map(counts) else {
            // "Afterwards", "nachträglich".
            let adverb = self
                .starts
                .iter()
                .filter(|(attribute, _)| attribute != "opened")
                .find_map(|(attribute, words)| {
                    let places = words.places(&own);
                    let plain = places
                        .into_iter()
                        .find(|place| !self.is_time(&own[place.clone()]))?;
                    Some((attribute.clone(), plain))
                });
            return Ok(match adverb {
                Some((attribute, place)) => {
                    let kept = own
                        .into_iter()
                        .enumerate()
                        .filter(|(at, _)| !place.contains(at));
                    (Some(attribute), kept.map(|(_, token)| token).collect())
                }
                None => (None, own),
            });
        };
        if matches!(own[marker].word.as_str(), "before" | "vor") {
            return Err("it counts back from a day that no log holds".to_owned());
        }
        let behind: Vec<Token> = own[marker + 1..]
            .iter()
            .filter(|token| token.at >= own[marker].at)
            .take(5)
            .cloned()
            .collect();
        let known = self
            .starts
            .iter()
            .find(|(_, words)| !words.places(&behind).is_empty());
        let Some((attribute, words)) = known else {
            let said: Vec<&str> = behind
                .iter()
                .take(3)
                .map(|token| token.word.as_str())
                .collect();
            return Err(format!(
                "it counts from “{} {}”, which no column of a log holds",
                own[marker].word,
                said.join(" ")
            ));
        };
        // What stands between the marker and the start, and the start itself.
        let ends = words.places(&behind).first().map_or(0, |place| place.end);
        let span = marker..=marker + ends;
        let kept = own
            .into_iter()
            .enumerate()
            .filter(|(at, _)| !span.contains(at));
        Ok((
            Some(attribute.clone()),
            kept.map(|(_, token)| token).collect(),
        ))
    }

    fn is_time(&self, tokens: &[Token]) -> bool {
        self.times
            .iter()
            .any(|words| !words.places(tokens).is_empty())
    }

    /// The places of times among words.
    fn times_in(&self, tokens: &[Token]) -> Found {
        of_several(tokens, &self.times)
    }

    /// The time named nearest to the value.
    fn nearest(&self, own: &[Token], value: &Range<usize>, text: &str) -> Result<usize, String> {
        let far = |(place, _): &(Range<usize>, usize)| {
            let at = own[place.start].at;
            let between = if at < value.start {
                at..value.start
            } else {
                value.end..at
            };
            let between = text.get(between).unwrap_or("");
            let joints = [",", ";", ":", " and ", " und "]
                .iter()
                .filter(|joint| between.contains(*joint))
                .count();
            (joints, between.split_whitespace().count())
        };
        let nearest = self.times_in(own).into_iter().min_by_key(far);
        nearest
            .map(|(_, time)| time)
            .ok_or_else(|| "it does not say what is done in that time".to_owned())
    }

    /// The time that the first of some texts names.
    fn time_of(&self, levels: &[&[Token]]) -> Result<usize, String> {
        for level in levels {
            let mut found: Vec<usize> = self
                .times_in(level)
                .into_iter()
                .map(|(_, time)| time)
                .collect();
            found.sort_unstable();
            found.dedup();
            match found.as_slice() {
                [] => {}
                [one] => return Ok(*one),
                _ => return Err("it speaks of several moments at once".to_owned()),
            }
        }
        Err("it does not say what is done in that time".to_owned())
    }

    /// Whether words name some kind of record.
    fn names_kind(&self, tokens: &[Token]) -> bool {
        self.called
            .iter()
            .any(|words| !words.places(tokens).is_empty())
    }

    /// The kind of record that the first of some texts names, of those of which a time is known.
    fn kind_of(&self, levels: &[&[Token]], time: usize) -> Result<usize, String> {
        let kinds = &self.catalogue.records.kinds;
        for level in levels {
            let mut found: Vec<usize> = of_several(level, &self.called)
                .into_iter()
                .map(|(_, kind)| kind)
                .collect();
            found.sort_unstable();
            found.dedup();
            if found.is_empty() {
                continue;
            }
            let timed = |kind: &usize| kinds[*kind].times.iter().any(|of| of.time == time);
            let fitting: Vec<usize> = found.iter().copied().filter(timed).collect();
            let plural = |kind: usize| kinds[kind].plural.clone();
            return match fitting.as_slice() {
                [one] => Ok(*one),
                [] => {
                    let time = &self.catalogue.records.times[time].name;
                    Err(format!(
                        "no log of {} tells when that is done ({time})",
                        plural(found[0])
                    ))
                }
                several => {
                    let named: Vec<String> = several.iter().map(|kind| plural(*kind)).collect();
                    Err(format!("it may speak of {}", named.join(" or of ")))
                }
            };
        }
        Err("nothing tells which records it speaks of".to_owned())
    }

    /// Which records of a kind some words speak of.
    fn rest(
        &self,
        kind: usize,
        time: usize,
        own: &[Token],
        more: &[&Vec<Token>],
        graded: bool,
        share: Option<i64>,
    ) -> Result<Asked, String> {
        let mut asked = Asked {
            kind,
            time,
            from: None,
            rare: None,
            steps: Vec::new(),
            left: Vec::new(),
            share,
        };
        for tokens in std::iter::once(own).chain(more.iter().map(|more| more.as_slice())) {
            self.narrow(&mut asked, tokens, graded);
        }
        if asked.left.len() > 6 {
            return Err("it says more than a log can tell".to_owned());
        }
        Ok(asked)
    }

    fn narrow(&self, asked: &mut Asked, tokens: &[Token], graded: bool) {
        let mut known = vec![false; tokens.len()];
        let mut cover = |place: &Range<usize>| {
            known[place.clone()]
                .iter_mut()
                .for_each(|known| *known = true);
        };
        for place in self.called[asked.kind].places(tokens) {
            cover(&place);
        }
        let parent = self.catalogue.records.kinds[asked.kind].part_of;
        for place in parent
            .into_iter()
            .flat_map(|parent| self.called[parent].places(tokens))
        {
            cover(&place);
        }
        for place in self.times[asked.time].places(tokens) {
            cover(&place);
        }
        for (id, words) in &self.rare[asked.kind] {
            for place in words.places(tokens) {
                cover(&place);
                asked.rare = Some(id.clone());
            }
        }
        for place in self
            .beside
            .places(tokens)
            .into_iter()
            .chain(self.names.places(tokens))
        {
            cover(&place);
        }
        for (place, step) in self.scale.steps(tokens, graded) {
            let free = place
                .clone()
                .any(|at| !known[at] || numbered(&tokens[place.clone()]));
            if free {
                known[place].iter_mut().for_each(|known| *known = true);
                asked.steps.push(step);
            }
        }
        let left = tokens
            .iter()
            .zip(known)
            .filter(|(token, known)| !known && !is_common_word(&token.word));
        asked.left.extend(left.map(|(token, _)| token.word.clone()));
    }
}

/// Where phrases of several things stand; of places that overlap the longest.
fn of_several(tokens: &[Token], several: &[Said]) -> Found {
    let all: Found = several
        .iter()
        .enumerate()
        .flat_map(|(at, words)| {
            words
                .places(tokens)
                .into_iter()
                .map(move |place| (place, at))
        })
        .collect();
    longest(all)
}

/// The part of a sentence that speaks of one of its values: up to the joints before and behind
/// which others stand.
fn part(text: &str, at: &Range<usize>, others: &[&Range<usize>]) -> Range<usize> {
    const JOINTS: [&str; 4] = [" and ", " und ", ",", ";"];
    let before = others
        .iter()
        .filter(|other| other.end <= at.start)
        .map(|other| other.end)
        .max();
    let behind = others
        .iter()
        .filter(|other| other.start >= at.end)
        .map(|other| other.start)
        .min();
    let start = before.and_then(|from| {
        let between = text.get(from..at.start)?;
        JOINTS
            .iter()
            .filter_map(|joint| Some(from + between.find(joint)? + joint.len()))
            .min()
    });
    let end = behind.and_then(|to| {
        let between = text.get(at.end..to)?;
        JOINTS
            .iter()
            .filter_map(|joint| Some(at.end + between.find(joint)?))
            .min()
    });
    start.unwrap_or(0)..end.unwrap_or(text.len())
}

/// What a sentence begins with, up to its verb, for the parts of it that have no subject; nothing
/// where that only points at something.
fn subject(text: &str, part: &Range<usize>) -> Vec<Token> {
    const VERBS: &[&str] = &[
        "is", "are", "shall", "must", "will", "wird", "werden", "ist", "sind", "muss", "muessen",
        "sollen", "soll",
    ];
    let all = tokens(&text[..part.start]);
    let Some(verb) = all
        .iter()
        .position(|token| VERBS.contains(&token.word.as_str()))
    else {
        return Vec::new();
    };
    all.into_iter().take(verb).collect()
}

/// The one share that texts name, in thousandths of a per cent.
fn share<'t>(texts: impl Iterator<Item = &'t str>) -> Result<Option<i64>, String> {
    for text in texts {
        let found = percentages(text);
        match found.as_slice() {
            [] => {}
            [(share, true)] => return Ok(Some(*share)),
            [(_, false)] => {
                return Err("it says how many may fail, not how many are promised".to_owned());
            }
            _ => return Err("it names several shares".to_owned()),
        }
    }
    Ok(None)
}
