//! Figures in sentences, for people: what a log comes to, and for which requirements that is of
//! interest.

use super::Logs;
use super::figures::{Figures, Place, Times};
use crate::catalogue::{Catalogue, Figure};

/// A sentence on a figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// The figure.
    pub figure: Figure,
    /// The attribute that it speaks of, where it speaks of one.
    pub attribute: Option<String>,
    /// The sentence, without a full stop.
    pub text: String,
    /// Whether it says that something is missing or odd, which a person should look at.
    pub open: bool,
    /// Places that it speaks of, with what stands there where that tells something.
    pub places: Vec<(Place, String)>,
}

/// Groups that are named in a sentence.
const MOST: usize = 6;

/// Characters of a text that is named.
const LONGEST: usize = 60;

/// So many records a month there are on average where a month without any is odd.
const STEADY: usize = 3;

/// Everything that the figures of a kind say, in the order in which an auditor asks.
#[must_use]
pub fn tell(catalogue: &Catalogue, logs: &Logs<'_>, figures: &Figures) -> Vec<Told> {
    let kind = &catalogue.records.kinds[figures.kind];
    let mut told = Teller {
        told: Vec::new(),
        plural: &kind.plural,
    };
    told.volume(figures);
    told.lacking(logs, figures);
    told.duplicates(figures);
    told.groups(figures);
    told.closing(figures);
    told.ageing(figures);
    told.reversed(figures);
    told.repeats(figures);
    told.trend(figures);
    told.rare(catalogue, figures);
    told.services(figures);
    let mut told = told.told;
    told.retain(|told| told.figure == Figure::Volume || kind.shows.contains_key(&told.figure));
    told
}

struct Teller<'c> {
    told: Vec<Told>,
    plural: &'c str,
}

impl Teller<'_> {
    fn say(&mut self, figure: Figure, open: bool, text: String) {
        self.at(figure, open, text, Vec::new());
    }

    fn at(&mut self, figure: Figure, open: bool, text: String, places: Vec<(Place, String)>) {
        self.told.push(Told {
            figure,
            attribute: None,
            text,
            open,
            places,
        });
    }

    fn volume(&mut self, figures: &Figures) {
        let mut text = format!("{} {}", figures.records, self.plural);
        if let Some((first, last)) = figures.days {
            text += &format!(", opened {first} to {last}");
        }
        // Items and risks need no day: what has no column of it is not told for each row.
        let undated = figures.days.map_or(0, |_| figures.undated);
        let more = [
            (undated, "without a day that can be read"),
            (figures.before, "more from before the time looked at"),
            (figures.after, "dated after it"),
            (figures.in_several, "in several files, counted once"),
        ];
        for (count, said) in more.iter().filter(|(count, _)| *count > 0) {
            text += &format!("; {count} {said}");
        }
        if figures.unclear_days > 0 {
            text += &format!("; {} days can be read in two ways", figures.unclear_days);
        }
        self.say(Figure::Volume, figures.records == 0, text);
    }

    /// Names the attribute that the last sentence speaks of.
    fn of(&mut self, attribute: &str) {
        if let Some(last) = self.told.last_mut() {
            last.attribute = Some(attribute.to_owned());
        }
    }

    fn lacking(&mut self, logs: &Logs<'_>, figures: &Figures) {
        for lacking in &figures.lacking {
            let attribute = &lacking.attribute;
            if lacking.records > 0 {
                let text = format!(
                    "{} of {} without {attribute}",
                    lacking.records, figures.records
                );
                self.at(Figure::Unfilled, true, text, lacking.places.clone());
                self.of(attribute);
            }
            if !lacking.without_column.is_empty() {
                let names = lacking.without_column.iter().map(|at| logs.logs[*at].name);
                let text = format!(
                    "no column is known to hold {attribute} in {}",
                    some(names.map(str::to_owned))
                );
                self.say(Figure::Unfilled, true, text);
                self.of(attribute);
            }
        }
    }

    fn duplicates(&mut self, figures: &Figures) {
        let (count, places) = &figures.duplicates;
        if *count > 0 {
            let text = format!(
                "{} with a number that stands further up as well",
                rows(*count)
            );
            self.at(Figure::Duplicates, true, text, bare(places));
        }
    }

    fn groups(&mut self, figures: &Figures) {
        let named = |name: &str| if name.is_empty() { "none" } else { name }.to_owned();
        if let Some(groups) = &figures.classes {
            let all = groups
                .iter()
                .map(|group| format!("{} {}", named(&group.name), group.records));
            self.say(Figure::Classes, false, format!("by class: {}", some(all)));
        }
        if let Some(groups) = &figures.priorities {
            let all = groups.iter().map(|group| {
                let times = group
                    .times
                    .map_or_else(String::new, |times| format!(" ({})", half(times)));
                format!("{} {}{times}", named(&group.name), group.records)
            });
            let all: Vec<String> = all.collect();
            self.say(
                Figure::Priorities,
                false,
                format!("by priority: {}", all.join(", ")),
            );
        }
    }

    fn closing(&mut self, figures: &Figures) {
        let known = figures.closed + figures.ended + figures.open;
        if known == 0 {
            return;
        }
        let mut text = format!("{} of {} closed", figures.closed, figures.records);
        let more = [
            (figures.ended, "given up"),
            (figures.records - known, "of which nothing tells"),
        ];
        for (count, said) in more.iter().filter(|(count, _)| *count > 0) {
            text += &format!(", {count} {said}");
        }
        if let Some(times) = figures.times {
            text += &format!(
                "; {}, nine in ten {}",
                half(times),
                within(times.slowest_tenth, times.exact)
            );
        }
        self.say(Figure::Closing, false, text);
    }

    fn ageing(&mut self, figures: &Figures) {
        let [new, older, old, unknown] = figures.ageing;
        if new + older + old + unknown == 0 {
            return;
        }
        let mut text = format!("open: {new} up to 30 days old, {older} up to 90, {old} older");
        if unknown > 0 {
            text += &format!(", {unknown} of unknown age");
        }
        let mut places = Vec::new();
        if let Some((day, place)) = figures.oldest.filter(|_| older + old > 0) {
            text += &format!("; the oldest since {day}");
            places.push((place, String::new()));
        }
        self.at(Figure::Ageing, old > 0, text, places);
    }

    fn reversed(&mut self, figures: &Figures) {
        let (count, places) = &figures.reversed;
        if *count > 0 {
            let text = match count {
                1 => "1 closed before it was opened".to_owned(),
                count => format!("{count} closed before they were opened"),
            };
            self.at(Figure::Order, true, text, bare(places));
        }
    }

    fn repeats(&mut self, figures: &Figures) {
        if figures.repeats.is_empty() {
            return;
        }
        let named = figures.repeats.iter();
        let named = named.map(|repeat| format!("“{}” {} times", cut(&repeat.name), repeat.records));
        self.say(
            Figure::Repeats,
            true,
            format!("again and again: {}", some(named)),
        );
    }

    fn trend(&mut self, figures: &Figures) {
        let months = &figures.months;
        if months.len() < 2 {
            return;
        }
        let name = |month: &super::Month| format!("{:04}-{:02}", month.year, month.month);
        let each = months.iter().map(|month| month.opened);
        let (least, most) = (each.clone().min().unwrap_or(0), each.max().unwrap_or(0));
        let each = if least == most {
            most.to_string()
        } else {
            format!("{least} to {most}")
        };
        let mut text = format!("{} months, {each} opened in each", months.len());
        let holes = months.iter().filter(|month| month.opened == 0);
        let holes: Vec<String> = holes.map(name).collect();
        if !holes.is_empty() {
            text += &format!("; none in {}", some(holes.iter().cloned()));
        }
        // Where hardly one comes a month, a month without any is no hole.
        let steady = figures.records >= STEADY * months.len();
        self.say(Figure::Trend, steady && !holes.is_empty(), text);
    }

    fn rare(&mut self, catalogue: &Catalogue, figures: &Figures) {
        let kinds = &catalogue.records.kinds[figures.kind].rare;
        for (rare, found) in kinds.iter().zip(&figures.rare) {
            let Some((count, places)) = found else {
                continue;
            };
            let text = match count {
                // The columns may well not tell all of them.
                0 => format!("none marked as {}", rare.name),
                1 => format!("1 {}", rare.name),
                count => format!("{count} {}", rare.plural),
            };
            self.at(Figure::Rare, false, text, bare(places));
        }
    }

    fn services(&mut self, figures: &Figures) {
        let Some(services) = &figures.services else {
            return;
        };
        let all = services.in_scope.iter().chain(&services.others);
        let all = all.filter(|(_, count)| *count > 0);
        let named = all.map(|(name, count)| format!("{name} {count}"));
        let mut text = format!("by service: {}", some(named));
        if services.without > 0 {
            text += &format!("; {} name none", services.without);
        }
        let silent = services.in_scope.iter().filter(|(_, count)| *count == 0);
        let silent: Vec<String> = silent.map(|(name, _)| name.clone()).collect();
        if !silent.is_empty() {
            text += &format!("; not one for {}", some(silent.iter().cloned()));
        }
        self.say(
            Figure::Services,
            services.without > 0 || !silent.is_empty(),
            text,
        );
    }
}

fn rows(count: usize) -> String {
    match count {
        1 => "1 row".to_owned(),
        count => format!("{count} rows"),
    }
}

fn bare(places: &[Place]) -> Vec<(Place, String)> {
    places.iter().map(|place| (*place, String::new())).collect()
}

/// The first of some texts, and how many more there are.
fn some(texts: impl Iterator<Item = String>) -> String {
    let all: Vec<String> = texts.collect();
    let named = all
        .iter()
        .take(MOST)
        .cloned()
        .collect::<Vec<_>>()
        .join(", ");
    match all.len().saturating_sub(MOST) {
        0 if named.is_empty() => "none".to_owned(),
        0 => named,
        more => format!("{named} and {more} more"),
    }
}

fn half(times: Times) -> String {
    format!("half {}", within(times.median, times.exact))
}

fn within(minutes: i32, exact: bool) -> String {
    match (minutes, exact) {
        (0, false) => "on the same day".to_owned(),
        _ => format!("within {}", length(minutes, exact)),
    }
}

/// The beginning of a long text.
fn cut(text: &str) -> String {
    let mut chars = text.chars();
    let begin: String = chars.by_ref().take(LONGEST).collect();
    match chars.next() {
        None => begin,
        Some(_) => format!("{}…", begin.trim_end()),
    }
}

/// A length of time as people say it: minutes, hours, days; whole days where only days are known.
#[must_use]
pub fn length(minutes: i32, exact: bool) -> String {
    const DAY: i32 = 24 * 60;
    match minutes {
        minutes if !exact || minutes >= 2 * DAY => match (minutes + DAY / 2) / DAY {
            1 => "1 day".to_owned(),
            days => format!("{days} days"),
        },
        minutes if minutes >= 120 => format!("{} h", (minutes + 30) / 60),
        minutes => format!("{minutes} min"),
    }
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn lengths_are_said_as_people_say_them() {
        for (minutes, exact, said) in [
            (0, true, "0 min"),
            (119, true, "119 min"),
            (120, true, "2 h"),
            (2879, true, "48 h"),
            (2880, true, "2 days"),
            (1440, false, "1 day"),
            (14400, false, "10 days"),
        ] {
            assert_eq!(length(minutes, exact), said);
        }
    }
}
