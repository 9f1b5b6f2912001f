//! Figures of two documents: what a supplier promises against what the customer was promised.

use super::types::{Break, Fault, TracedLink};
use super::{TextOf, Trace};
use crate::catalogue::Compared;
use crate::evidence::words::words;
use crate::source::Location;

/// A percentage that a document states, with its place.
struct Figure {
    /// In thousandths of a per cent.
    value: u32,
    /// As it is written.
    text: String,
    at: Location,
}

/// Compares the figures of documents that speak of the same services.
pub(super) fn trace(trace: &Trace<'_, '_>, asked: &Compared, text_of: TextOf<'_>) -> TracedLink {
    let mut found = TracedLink::default();
    let (of, with) = (documents(trace, asked.of), documents(trace, asked.with));
    let item = |item: usize| &trace.catalogue.items[item].short;
    for (documents, item_at) in [(&of, asked.of), (&with, asked.with)] {
        if documents.is_empty() {
            let why = format!("not seen: {}", item(item_at));
            found.untold.push(super::types::Untold::new(why, 0));
        }
    }
    let figures = |at: usize| figures(trace, at, asked, text_of);
    let promised: Vec<(usize, Vec<Figure>)> = with.iter().map(|at| (*at, figures(*at))).collect();
    for at in of {
        let path = &trace.evidence.documents[at].path;
        found.asked += 1;
        // The best that one side promises against the least that the other does: what is
        // reached in a month stands in the same tables.
        let Some(best) = figures(at).into_iter().max_by_key(|figure| figure.value) else {
            let why = format!(
                "no such figure found in what could be read of {}",
                item(asked.of)
            );
            found.cannot_tell(why, path.to_string());
            continue;
        };
        let services = services(trace, at);
        let mut held = false;
        let before = found.breaks.len();
        for (other, figures) in &promised {
            let shared = services
                .iter()
                .find(|service| speaks_of(trace, *other, service));
            let least = figures.iter().min_by_key(|figure| figure.value);
            let (Some(service), Some(least)) = (shared, least) else {
                continue;
            };
            if best.value >= least.value {
                held = true;
                continue;
            }
            found.breaks(Break {
                fault: Fault::Weaker,
                record: service.clone(),
                what: format!(
                    "{service}: {} % is agreed with the supplier, {} % with the customer",
                    best.text, least.text
                ),
                at: Some(best.at.clone()),
                other: Some(least.at.clone()),
            });
        }
        if found.breaks.len() > before {
            found.broken += 1;
        } else if held {
            found.held += 1;
        } else {
            let why = format!("no figure of {} for the same service", item(asked.with));
            found.cannot_tell(why, path.to_string());
        }
    }
    found
}

/// The documents claimed for the requirements of an item that can be read, or might be it.
fn documents(trace: &Trace<'_, '_>, item: usize) -> Vec<usize> {
    let requirements = &trace.catalogue.items[item].requirements;
    let all = trace.evidence.documents.iter().enumerate();
    let claimed = all.zip(&trace.assessment.claimed_for);
    let of_item = claimed.filter(|((_, document), claimed)| {
        let ends = [&document.metadata.ends, &document.metadata.valid_until];
        let mut ends = ends.into_iter().flatten();
        let ended = ends.any(|ends| ends.value.day < trace.as_of());
        !ended
            && !document.set_aside
            && document.register.is_none()
            && claimed.iter().any(|line| requirements.contains(line))
    });
    of_item.map(|((at, _), _)| at).collect()
}

/// The services in scope that a document speaks of.
fn services(trace: &Trace<'_, '_>, document: usize) -> Vec<String> {
    let services = trace.services().iter();
    let named = services.filter(|service| speaks_of(trace, document, service));
    named.cloned().collect()
}

fn speaks_of(trace: &Trace<'_, '_>, document: usize, service: &str) -> bool {
    let stated = &trace.evidence.documents[document].metadata.services;
    if let Some(stated) = stated {
        let names = &trace.evidence.names;
        let mut stated = stated.value.iter();
        return stated.any(|name| names.are(&words(name), service));
    }
    trace.evidence.states_of(service, document)
}

/// The percentages in lines of a document that hold one of the words.
fn figures(trace: &Trace<'_, '_>, at: usize, asked: &Compared, text_of: TextOf<'_>) -> Vec<Figure> {
    let Some(text) = text_of(&trace.evidence.documents[at].path) else {
        return Vec::new();
    };
    let wanted = asked.words.iter();
    let wanted: Vec<(Vec<String>, bool)> = wanted
        .map(|word| (words(word), word.ends_with('*')))
        .collect();
    let mut found = Vec::new();
    for (line, number) in text.lines().zip(1..) {
        if !line.contains('%') {
            continue;
        }
        let said = words(line);
        let holds = |(word, open): &(Vec<String>, bool)| {
            said.windows(word.len().max(1))
                .any(|window| match (window, word.as_slice()) {
                    ([one], [word]) => one == word || *open && one.starts_with(word.as_str()),
                    (several, word) => several == word,
                })
        };
        if wanted.iter().any(holds) {
            let figures = percentages(line);
            found.extend(figures.map(|(value, text)| Figure {
                value,
                text: text.to_owned(),
                at: text_at(trace, at, number),
            }));
        }
    }
    found
}

fn text_at(trace: &Trace<'_, '_>, document: usize, line: u32) -> Location {
    trace.evidence.documents[document].at(line, 1)
}

/// The percentages of half and more in a line, in thousandths of a per cent and as written.
fn percentages(line: &str) -> impl Iterator<Item = (u32, &str)> {
    const HALF: u32 = 50_000;
    const WHOLE: u32 = 100_000;
    let parts = line.split('%');
    let count = parts.clone().count().saturating_sub(1);
    let figures = parts.take(count).filter_map(|before| {
        let before = before.trim_end();
        let figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
        let start = before.trim_end_matches(figure).len();
        let text = before[start..].trim_matches(['.', ',']);
        let (whole, rest) = text.split_once(['.', ',']).unwrap_or((text, ""));
        let rest: String = rest.chars().chain("000".chars()).take(3).collect();
        let value = whole.parse::<u32>().ok()?.checked_mul(1000)?;
        Some((value.checked_add(rest.parse().ok()?)?, text))
    });
    figures.filter(|(value, _)| (HALF..=WHOLE).contains(value))
}

#[cfg(test)]
mod tests {
    use super::percentages;

    #[test]
    fn percentages_are_read_as_people_write_them() {
        let read = |line: &'static str| percentages(line).collect::<Vec<_>>();
        assert_eq!(read("availability 99.5 %"), [(99_500, "99.5")]);
        assert_eq!(read("| 99,95% | 5 % |"), [(99_950, "99,95")]);
        assert_eq!(read("100 %, from 200 %"), [(100_000, "100")]);
        assert_eq!(read("% of all"), []);
        assert_eq!(read("99."), []);
    }
}
