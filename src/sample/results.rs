//! What a worksheet says that comes back filled in, and what that comes to for each requirement.
//!
//! A cell under a requirement counts before the one that speaks of the whole record. Nothing is
//! guessed: a deviation that names no requirement, a word nobody knows and an empty cell leave
//! the record open for the requirement.

use super::heads;
use super::population::key_of;
use crate::assessment::{CAP, Share};
use crate::catalogue::RequirementId;
use crate::intake::read_back::{Cell, Row};
use crate::source::few;
use crate::workspace::Rating;
use crate::workspace::samples::{Deviation, Found, Item, Sample};

/// Names that are listed in a sentence; all stand in the file of the sample.
const MOST: usize = 12;

/// What was found of a record for a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// It is as it should be.
    Ok,
    /// It is not.
    Deviation,
    /// Nobody could show it.
    NotSeen,
    /// The requirement does not speak of it.
    DoesNotApply,
}

impl Answer {
    /// Words in the worksheet, and others that people type for them.
    const WORDS: [(Self, &'static [&'static str]); 4] = [
        (
            Self::Ok,
            &[
                "ok",
                "okay",
                "o.k.",
                "yes",
                "in ordnung",
                "i.o.",
                "io",
                "ja",
            ],
        ),
        (
            Self::Deviation,
            &[
                "deviation",
                "nok",
                "not ok",
                "no",
                "abweichung",
                "n.i.o.",
                "nio",
                "nein",
            ],
        ),
        (
            Self::NotSeen,
            &["not seen", "nicht gesehen", "not shown", "nicht gezeigt"],
        ),
        (
            Self::DoesNotApply,
            &[
                "does not apply",
                "n/a",
                "n.a.",
                "entfällt",
                "trifft nicht zu",
            ],
        ),
    ];

    /// The words a worksheet offers, in order.
    #[must_use]
    pub fn offered() -> [&'static str; 4] {
        Self::WORDS.map(|(_, words)| words[0])
    }

    /// The word of a worksheet.
    #[must_use]
    pub fn word(self) -> &'static str {
        let known = Self::WORDS.iter().find(|(answer, _)| *answer == self);
        known.map_or("", |(_, words)| words[0])
    }

    /// What was typed.
    fn read(text: &str) -> Option<Self> {
        let text = text.trim().to_lowercase();
        let known = Self::WORDS
            .iter()
            .find(|(_, words)| words.contains(&text.as_str()));
        known.map(|(answer, _)| *answer)
    }
}

/// What a worksheet says.
#[derive(Debug, Default)]
pub struct Read {
    /// Of each item, in the order of the sample.
    pub items: Vec<Said>,
    /// What could not be used, in sentences.
    pub told: Vec<String>,
}

/// What it says of an item.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// For each question of the sample; `None` leaves it open.
    pub answers: Vec<Option<Answer>>,
    /// What deviates.
    pub deviation: String,
    /// What was seen.
    pub evidence: String,
    /// Anything else.
    pub remark: String,
}

/// The id of the sample that a worksheet is of, as its rows say.
#[must_use]
pub fn sample_of(rows: &[Row]) -> Option<String> {
    let ids = rows.iter().map(|row| row.cell(heads::SAMPLE).plain());
    ids.map(|id| id.trim().to_uppercase())
        .find(|id| !id.is_empty())
}

/// Reads the rows of a worksheet.
#[must_use]
pub fn read(sample: &Sample, rows: &[Row]) -> Read {
    let mut told = Vec::new();
    let mut said: Vec<Option<Said>> = vec![None; sample.items.len()];
    let columns = columns(sample, rows);
    let lacking = sample.questions.iter().zip(&columns);
    for (question, _) in lacking.filter(|(_, head)| head.is_none()) {
        told.push(format!(
            "no column begins with {}: what stands under {} counts for it",
            question.requirement,
            heads::RESULT
        ));
    }
    for row in rows.iter().filter(|row| !row.is_empty()) {
        match item_of(sample, row) {
            Some(at) if said[at].is_some() => told.push(format!(
                "{}: {} stands there a second time; the first row counts",
                row.place,
                sample.items[at].name()
            )),
            Some(at) => {
                let row = Filled {
                    sample,
                    row,
                    columns: &columns,
                };
                said[at] = Some(row.read(&sample.items[at], &mut told));
            }
            None => told.extend(stranger(sample, row)),
        }
    }
    let gone = { sample.items.iter().zip(&said) }.filter(|(_, said)| said.is_none());
    let gone: Vec<String> = gone.map(|(item, _)| item.name().to_owned()).collect();
    if !gone.is_empty() {
        told.push(format!(
            "drawn and not in the worksheet any more: {}",
            few(&gone, MOST)
        ));
    }
    let open = || Said {
        answers: vec![None; sample.questions.len()],
        ..Said::default()
    };
    Read {
        items: said
            .into_iter()
            .map(|said| said.unwrap_or_else(open))
            .collect(),
        told,
    }
}

/// For each question the head of its column, where there is one.
fn columns(sample: &Sample, rows: &[Row]) -> Vec<Option<String>> {
    let of = |requirement: &RequirementId| {
        let head = rows.first()?.others(&[]).map(|(head, _)| head);
        let is = |head: &&str| {
            let first = head.split_whitespace().next();
            first
                .and_then(|word| word.trim_end_matches(':').parse().ok())
                .as_ref()
                == Some(requirement)
        };
        head.into_iter().find(is).map(str::to_owned)
    };
    let questions = sample.questions.iter();
    questions
        .map(|question| of(&question.requirement))
        .collect()
}

/// The item that a row is about: by the number of its record; without one by where it stands.
fn item_of(sample: &Sample, row: &Row) -> Option<usize> {
    let typed = row.cell(heads::RECORD).plain();
    let (no, place) = (row.cell(heads::NO).text, row.cell(heads::PLACE).text);
    let mut items = sample.items.iter();
    if typed.is_empty() {
        // Behind the place of the row that is looked at stand those of others that are alike.
        return items.position(|item| {
            item.id.is_empty()
                && item
                    .places
                    .first()
                    .is_some_and(|first| place.starts_with(first))
        });
    }
    let key = key_of(&typed);
    items.position(|item| item.key == key).or_else(|| {
        // A spreadsheet takes 0042 for a number, and shows 42.
        let zeros = |text: &str| text.trim_start_matches('0').to_owned();
        let same = |item: &Item| item.no.to_string() == no && zeros(&item.key) == zeros(&key);
        sample.items.iter().position(same)
    })
}

/// What is told of a row that is of no record drawn.
fn stranger(sample: &Sample, row: &Row) -> Option<String> {
    let typed = row.cell(heads::RECORD).plain();
    let result = row.cell(heads::RESULT).text;
    match (typed.is_empty(), result.is_empty()) {
        // A total, or a remark below the list.
        (true, true) => None,
        (true, false) => Some(format!("{}: says nothing of which record it is", row.place)),
        (false, _) => Some(format!(
            "{}: {typed} was not drawn for {}, so it does not count; nothing that was drawn can be replaced",
            row.place, sample.id
        )),
    }
}

/// A row of a record that was drawn.
struct Filled<'r> {
    sample: &'r Sample,
    row: &'r Row,
    columns: &'r [Option<String>],
}

impl Filled<'_> {
    fn read(&self, item: &Item, told: &mut Vec<String>) -> Said {
        let text = |head: &str| self.row.cell(head).plain();
        let whole = answer(&self.row.cell(heads::RESULT), told);
        let own: Vec<Option<Answer>> = self
            .columns
            .iter()
            .map(|head| answer(&self.row.cell(head.as_ref()?), told))
            .collect();
        let deviates = own.contains(&Some(Answer::Deviation));
        let alone = self.sample.questions.len() == 1;
        let name = item.name();
        if whole == Some(Answer::Deviation) && !deviates && !alone {
            told.push(format!(
                "{name}: a deviation, and no column says from which requirement; it stays open"
            ));
        }
        let answers = own.into_iter().map(|own| match (own, whole) {
            (Some(own), _) => Some(own),
            (None, Some(Answer::Deviation)) if !alone => None,
            (None, whole) => whole,
        });
        let said = Said {
            answers: answers.collect(),
            deviation: text(heads::DEVIATION),
            evidence: text(heads::EVIDENCE),
            remark: text(heads::REMARK),
        };
        let deviates = said.answers.contains(&Some(Answer::Deviation));
        if deviates && said.deviation.is_empty() {
            told.push(format!(
                "{name}: a deviation without a word on what deviates"
            ));
        }
        if !deviates && !said.deviation.is_empty() {
            told.push(format!(
                "{name}: something stands under {}, and no answer is a deviation",
                heads::DEVIATION
            ));
        }
        said
    }
}

fn answer(cell: &Cell, told: &mut Vec<String>) -> Option<Answer> {
    if cell.text.is_empty() {
        return None;
    }
    let read = Answer::read(&cell.text);
    if read.is_none() {
        let what = cell.trouble().map_or_else(
            || {
                let offered = Answer::offered().join(", ");
                format!("`{}` is none of: {offered}", cell.plain())
            },
            str::to_owned,
        );
        told.push(format!("{}: {what}", cell.place));
    }
    read
}

/// What the answers come to for each requirement, and what deviates.
#[must_use]
pub fn outcome(sample: &Sample, read: &Read) -> (Vec<Found>, Vec<Deviation>) {
    let items = || sample.items.iter().zip(&read.items);
    let found = sample.questions.iter().enumerate().map(|(at, question)| {
        let with = |answer: Option<Answer>| -> Vec<String> {
            let those = items().filter(|(_, said)| said.answers[at] == answer);
            those.map(|(item, _)| item.name().to_owned()).collect()
        };
        Found {
            requirement: question.requirement.clone(),
            ok: with(Some(Answer::Ok)).len(),
            deviation: with(Some(Answer::Deviation)),
            not_seen: with(Some(Answer::NotSeen)),
            does_not_apply: with(Some(Answer::DoesNotApply)).len(),
            open: with(None),
            judged: String::new(),
        }
    });
    let deviations = items().filter_map(|(item, said)| {
        let of = sample.questions.iter().zip(&said.answers);
        let of = of.filter(|(_, answer)| **answer == Some(Answer::Deviation));
        let requirements: Vec<RequirementId> = of
            .map(|(question, _)| question.requirement.clone())
            .collect();
        (!requirements.is_empty()).then(|| Deviation {
            record: item.name().to_owned(),
            requirements,
            says: said.deviation.clone(),
            evidence: said.evidence.clone(),
        })
    });
    (found.collect(), deviations.collect())
}

/// What a person may conclude on a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Proposal {
    /// By the share of records that are as they should be; never F.
    pub rating: Rating,
    /// Whether nothing deviates.
    pub conforming: bool,
}

/// What is proposed for a requirement: not conforming where anything deviates, conforming where
/// everything that was drawn is as it should be. Where something is open or was not seen and
/// nothing deviates, a person has to say.
#[must_use]
pub fn propose(found: &Found) -> Option<Proposal> {
    let looked_at = found.ok + found.deviation.len();
    let conforming = found.deviation.is_empty();
    if looked_at == 0 || conforming && !(found.not_seen.is_empty() && found.open.is_empty()) {
        return None;
    }
    Some(Proposal {
        rating: Share::of(found.ok, looked_at).min(CAP).rating(),
        conforming,
    })
}

/// How a sample was drawn, in a sentence.
#[must_use]
pub fn how_drawn(sample: &Sample) -> String {
    let whole = sample.rare.iter().filter(|rare| rare.all);
    let whole: Vec<String> = whole
        .map(|rare| format!("all {} {}", rare.records, rare.name))
        .collect();
    let by_lot = sample
        .items
        .iter()
        .filter(|item| item.why == "drawn")
        .count();
    let how = match &sample.strata_by {
        Some(by) => format!("{by_lot} by lot within each {by}"),
        None => format!("{by_lot} {}", sample.method.word()),
    };
    let mut parts = vec![how];
    parts.extend(whole);
    format!(
        "{}: {} of {} {} from {} to {} ({})",
        sample.id,
        sample.items.len(),
        sample.population.records,
        sample.records,
        sample.from,
        sample.to,
        parts.join(", ")
    )
}

/// How many records were found to be what for a requirement.
#[must_use]
pub fn counts(found: &Found) -> String {
    in_words(found, None)
}

/// The same with the numbers of those that are not as required.
#[must_use]
pub fn named(found: &Found) -> String {
    in_words(found, Some(&found.deviation))
}

fn in_words(found: &Found, deviating: Option<&[String]>) -> String {
    let mut parts = vec![format!("{} as required", found.ok)];
    for (names, told, what) in [
        (&found.deviation, deviating.unwrap_or_default(), "deviating"),
        (&found.not_seen, &found.not_seen[..], "not seen"),
        (&found.open, &found.open[..], "open"),
    ] {
        match (names.len(), deviating) {
            (0, _) => {}
            (count, None) => parts.push(format!("{count} {what}")),
            (count, Some(_)) => parts.push(format!("{count} {what}: {}", few(told, MOST))),
        }
    }
    if found.does_not_apply > 0 {
        parts.push(format!("does not apply to {}", found.does_not_apply));
    }
    parts.join("; ")
}

/// Why a requirement is judged as it is.
#[must_use]
pub fn reason(sample: &Sample, found: &Found, deviations: &[Deviation]) -> String {
    let of = { deviations.iter() }
        .filter(|deviation| deviation.requirements.contains(&found.requirement));
    let deviating: Vec<String> = of
        .map(|deviation| match deviation.says.as_str() {
            "" => deviation.record.clone(),
            says => format!("{} ({says})", deviation.record),
        })
        .collect();
    format!(
        "{}; {}.",
        how_drawn(sample),
        in_words(found, Some(&deviating))
    )
}

/// The note that tells what came of a sample; `told` is what was said of it besides.
#[must_use]
pub fn note(sample: &Sample, found: &[Found], read: &Read, told: &[String]) -> String {
    let mut out = format!("{}.\n", how_drawn(sample));
    let mut alike: Vec<(String, Vec<String>)> = Vec::new();
    for found in found {
        let (counts, id) = (counts(found), found.requirement.to_string());
        match alike.iter_mut().find(|(known, _)| *known == counts) {
            Some((_, of)) => of.push(id),
            None => alike.push((counts, vec![id])),
        }
    }
    for (counts, requirements) in alike {
        out.push_str(&format!("{}: {counts}.\n", requirements.join(", ")));
    }
    for (item, said) in sample.items.iter().zip(&read.items) {
        let parts = [
            ("deviation: ", &said.deviation),
            ("seen: ", &said.evidence),
            ("remark: ", &said.remark),
        ];
        let parts = parts.iter().filter(|(_, text)| !text.is_empty());
        let parts: Vec<String> = parts.map(|(what, text)| format!("{what}{text}")).collect();
        if !parts.is_empty() {
            out.push_str(&format!("{}: {}.\n", item.name(), parts.join("; ")));
        }
    }
    for told in told {
        out.push_str(told);
        out.push('\n');
    }
    out
}
