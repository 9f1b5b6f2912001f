//! Samples: the plan on a screen, the worksheet to fill, what is there to draw from and what was
//! drawn.

mod list;
mod sheet;

use serde::Serialize;

use super::Tool;
use super::paint::{Paint, count, paint, tidy, wrap, wrapped};
use super::screen::Screen;
use crate::assessment::Share;
use crate::sample::{Drawn, Size};
use crate::source::visible;
use crate::workspace::samples::Sample;

pub use list::{Listed, SamplesView, Source, list, there};
pub use sheet::{as_csv, workbook};

/// Version of the JSON forms of samples.
pub const SAMPLE_SCHEMA: &str = "1";

/// Where a text begins behind its label.
const LABEL: usize = 12;
/// Where it begins behind the number and the day of an item.
const DAY: usize = 18;

/// Items that are listed unless all are asked for.
const MOST: usize = 15;

/// A sample as JSON.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct SampleView<'a> {
    pub schema_version: &'static str,
    pub tool: Tool,
    #[serde(flatten)]
    pub sample: &'a Sample,
    pub rows: Vec<RowView<'a>>,
}

/// What the row of an item says, in the order of the items.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct RowView<'a> {
    pub no: usize,
    pub says: &'a [(String, String)],
    pub lacks: &'a [String],
    pub does_not_apply: Vec<String>,
}

/// The finished values of a sample that was drawn.
#[must_use]
pub fn sample_view(drawn: &Drawn) -> SampleView<'_> {
    let sample = &drawn.sample;
    let rows = sample.items.iter().zip(&drawn.looked);
    SampleView {
        schema_version: SAMPLE_SCHEMA,
        tool: Tool::this(),
        sample,
        rows: rows
            .map(|(item, looked)| RowView {
                no: item.no,
                says: &looked.says,
                lacks: &looked.lacks,
                does_not_apply: { sample.questions.iter().zip(&looked.does_not_apply) }
                    .filter(|(_, not)| **not)
                    .map(|(question, _)| question.requirement.to_string())
                    .collect(),
            })
            .collect(),
    }
}

/// The plan of a sample on a screen; `next` is the command it ends with.
#[must_use]
pub fn plan(drawn: &Drawn, screen: Screen<'_>, all: bool, next: &str) -> String {
    let sample = &drawn.sample;
    let name = match sample.id.as_str() {
        "" => "A sample".to_owned(),
        id => id.to_owned(),
    };
    let head = format!(
        "{name} from {}: {} of {} {}",
        sample.of,
        sample.items.len(),
        sample.population.records,
        sample.records
    );
    let head = wrapped(&visible(&head), screen.width, 0);
    let mut out = paint(head.trim_end(), Paint::Bold, screen.colour) + "\n\n";
    for (what, text) in facts(sample) {
        out.push_str(&entry(what, LABEL, &text, screen.width));
    }
    let share = Share::of(sample.items.len(), sample.population.records);
    let head = format!("Drawn ({}, {share} of all)", sample.items.len());
    let looked = sample.items.iter().zip(&drawn.looked);
    let lines: Vec<String> = looked
        .map(|(item, looked)| {
            let day = item
                .date
                .map_or_else(|| "no date".to_owned(), |day| day.to_string());
            let lacks = match looked.lacks.as_slice() {
                [] => String::new(),
                lacks => format!("; row lacks {}", lacks.join(", ")),
            };
            let text = format!("{}: {}{lacks}", item.name(), item.why);
            let label = format!("{:>4}  {day}", item.no);
            entry(&label, DAY, &text, screen.width)
        })
        .collect();
    let most = if all || screen.verbose {
        usize::MAX
    } else {
        MOST
    };
    out.push_str(&screen.list(&head, &lines, most));
    tidy(&format!("{out}\n{next}"))
}

/// A text behind a label, its further lines below its first.
fn entry(label: &str, indent: usize, text: &str, width: usize) -> String {
    let text = wrap(&visible(text), width.saturating_sub(indent).max(20), 0);
    let between = format!("\n{}", " ".repeat(indent));
    format!("{label:<indent$}{}\n", text.replace('\n', &between))
}

/// What is to be told of how a sample was drawn, a line each.
#[must_use]
pub fn facts(sample: &Sample) -> Vec<(&'static str, String)> {
    let of = &sample.population;
    let mut period = format!("{} to {}", sample.from, sample.to);
    if of.undated > 0 {
        period += &format!("; {} without a date are among them", of.undated);
    }
    let mut population = count(of.rows, "row");
    for (number, what) in [(of.before, "before"), (of.after, "after")] {
        if number > 0 {
            population += &format!(", {number} {what} the period");
        }
    }
    if of.duplicates > 0 {
        population += &format!(", {} with a number that another row has too", of.duplicates);
    }
    population += &format!(": {} {}", of.records, sample.records);
    let size: Result<Size, String> = sample.size.parse();
    let size = size.map_or_else(|_| sample.size.clone(), Size::words);
    let method = match &sample.strata_by {
        Some(by) => format!("{} by {by}", sample.method.word()),
        None => sample.method.word().to_owned(),
    };
    let seed = if sample.seed_chosen {
        "chosen by a person"
    } else {
        "follows from the records and the period"
    };
    let mut out = vec![
        ("Period", period),
        ("Population", population),
        ("Method", format!("{method}; size: {size}")),
        ("Seed", format!("{} ({seed})", sample.seed)),
    ];
    let groups = sample.strata.iter();
    let groups: Vec<String> = groups
        .map(|group| format!("{} {} of {}", group.name, group.drawn, group.records))
        .collect();
    if !groups.is_empty() {
        out.push(("Groups", groups.join(" · ")));
    }
    let rare = sample.rare.iter().filter(|rare| rare.records > 0);
    let rare: Vec<String> = rare
        .map(|rare| {
            let not = if rare.all { "" } else { "not " };
            format!("{not}all {} {}", rare.records, rare.name)
        })
        .collect();
    if !rare.is_empty() {
        out.push(("Rare kinds", rare.join(" · ")));
    }
    let questions = sample.questions.iter();
    let questions: Vec<String> = questions
        .map(|question| question.requirement.to_string())
        .collect();
    out.push(("Looked at", format!("for {}", questions.join(", "))));
    out
}
