//! A requirement explained: the arithmetic, what was found where, what is missing, what
//! would help.

use std::fmt::Write as _;

use jiff::civil::Date;

use super::page::{Page, placed};
use super::passed_over::passed_over;
use super::{Quote, TextOf};
use crate::catalogue::{Catalogue, RequirementId};
use crate::output::calendar::PromiseView;
use crate::output::paint::Paint;
use crate::output::screen::Screen;
use crate::output::{RequirementView, View, spots_in_words};

/// Longest quotation of a page that is one line of its file, in characters.
const LONGEST_AROUND: usize = 300;

/// What is known of a requirement.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The assessment.
    pub view: &'a View,
    /// The edition.
    pub catalogue: &'a Catalogue,
    /// The promises on it.
    pub promises: &'a [PromiseView],
}

/// A requirement.
#[must_use]
pub fn requirement(
    known: Known<'_>,
    id: &RequirementId,
    screen: Screen<'_>,
    quote: Quote<'_>,
    text_of: TextOf<'_>,
) -> String {
    let Known {
        view,
        catalogue,
        promises,
    } = known;
    let mut page = Page::new(screen);
    let Some(line) = view.requirements.iter().find(|line| line.id == *id) else {
        return page.text();
    };
    page.heading(&format!("{} {}", line.id, line.text));
    let clause = view
        .clauses
        .iter()
        .find(|clause| clause.clause == line.clause);
    let item = line
        .item_letter
        .as_ref()
        .map_or_else(String::new, |item| format!(", item {item}"));
    page.say(
        2,
        &format!(
            "Clause {} {}{item}",
            line.clause,
            clause.map_or("", |clause| &clause.title)
        ),
    );
    page.say(2, &kind(line));
    page.blank();
    verdict(&mut page, line);
    judgement(&mut page, line);
    answer(&mut page, line);
    members(&mut page, line);
    found(&mut page, line, quote, text_of);
    page.list("Missing", &line.missing);
    page.list("A person has to look at", &line.look_at);
    passed_over(&mut page, catalogue, id, line, text_of);
    page.list(
        "Could hold it (read or claim these first)",
        &line.could_hold,
    );
    page.list("Remarks", &line.remarks);
    page.list(
        "Promises on it",
        &promises.iter().map(promised).collect::<Vec<_>>(),
    );
    super::logs::of_requirement(&mut page, view, line);
    notes(&mut page, view, line);
    looks_for(&mut page, catalogue, id);
    help(&mut page, view, line);
    page.text()
}

/// A promise in a sentence: what, how it stands, where it is made.
fn promised(promise: &PromiseView) -> String {
    let next = promise
        .next_due
        .map_or_else(String::new, |day| format!(", next due {day}"));
    let why = if promise.why.is_empty() {
        String::new()
    } else {
        format!(" ({})", promise.why)
    };
    let conflicts = promise
        .conflicts
        .iter()
        .map(|conflict| format!("; but {conflict}"));
    format!(
        "{}: {}: {}{why}{next}; {}{}",
        promise.what,
        promise.promise,
        promise.standing,
        promise.place(),
        conflicts.collect::<String>()
    )
}

fn kind(line: &RequirementView) -> String {
    let mut parts = vec![format!("Shown by: {}", proof(line))];
    parts.push(
        match line.called_for {
            "explicit" => "something written is explicitly asked for",
            "reported" => "a report is asked for",
            "implied" => "hard to show without something written",
            _ => "nothing written is asked for",
        }
        .to_owned(),
    );
    if line.key {
        parts.push("absence would probably be a major".to_owned());
    }
    if line.rare {
        parts.push("\"no occurrence\" can be a true answer".to_owned());
    }
    if let Some(per) = line.per {
        parts.push(format!("looked at for each {per}"));
    }
    if !line.verified {
        parts.push("wording not yet compared with a licensed copy".to_owned());
    }
    parts.join("; ")
}

fn proof(line: &RequirementView) -> &'static str {
    match line.proof {
        "document" => "a document kept current",
        "content" => "what a certain document or record says",
        "record" => "records of what happened",
        "activity" if line.settled => "the text that settles it, or records",
        "activity" => "records, or half by a document that says so",
        _ => "talking to people",
    }
}

fn verdict(page: &mut Page<'_>, line: &RequirementView) {
    let state = line.state.to_uppercase();
    let mark = match line.state {
        "shown" => Paint::Green,
        "contrary" | "not found" => Paint::Red,
        _ => Paint::Yellow,
    };
    let state = page.painted(&state, mark);
    page.line(&format!("  Seen by the machine: {state}"));
    let arithmetic = match line.machine_score {
        Some(score) => format!(
            "Machine's number: {score} = {}; without a judgement never above 85 %",
            line.machine_rating.unwrap_or("")
        ),
        None => "Machine's number: none; counted as 0 % in the lower bound and 85 % in the upper"
            .to_owned(),
    };
    page.say(2, &arithmetic);
    if let Some(judged) = &line.judgement {
        let stale = if judged.stale {
            "; STALE, does not count"
        } else {
            ""
        };
        page.say(
            2,
            &format!("Judged: {} ({}){stale}", judged.rating, judged.concluded),
        );
        if let (Some(score), true) = (line.score, line.judged) {
            page.say(2, &format!("What counts in totals: {score}"));
        }
    } else {
        page.say(
            2,
            "Judged: no; nothing counts as conforming until an assessor says so",
        );
    }
    if line.standing != "counts" {
        let text = match line.standing.as_str() {
            repeats if repeats.starts_with("repeats") => repeats.to_owned(),
            answer => format!("does not count, answered with \"{answer}\""),
        };
        page.say(2, &format!("In totals: {text}"));
    }
    let given = line.judgement.as_ref();
    let given = given.is_some_and(|judged| line.judged && judged.grade != "none");
    if line.grade != "none" {
        let word = if given { "Grade given" } else { "Forecast" };
        page.say(2, &format!("{word}: {}", line.grade));
    }
    page.blank();
}

/// The judgement that stands, as it was written.
fn judgement(page: &mut Page<'_>, line: &RequirementView) {
    let Some(judged) = &line.judgement else {
        return;
    };
    let place = placed(&judged.path, judged.line);
    page.heading(&format!("Judgement ({place})"));
    let method = match judged.method.as_slice() {
        [] => String::new(),
        method => format!(", by {}", method.join(" and ")),
    };
    page.say(
        2,
        &format!(
            "{}, {}, grade {}; {}{method}",
            judged.rating,
            judged.concluded,
            judged.grade,
            said_by(&judged.by, judged.date)
        ),
    );
    page.say(2, &judged.reason);
    if !judged.rests_on.is_empty() {
        page.say(2, &format!("Rests on: {}", judged.rests_on.join(", ")));
    }
    page.blank();
}

/// The answer that settles it, as it was written.
fn answer(page: &mut Page<'_>, line: &RequirementView) {
    let Some(given) = &line.answer else {
        return;
    };
    let place = placed(&given.path, given.line);
    page.heading(&format!("Answer ({place})"));
    page.say(
        2,
        &format!(
            "{}, for {}; {}",
            given.answer,
            given.about.join(", "),
            said_by(&given.by, given.date)
        ),
    );
    page.say(2, &given.reason);
    if let Some(party) = &given.party {
        page.say(
            2,
            &format!(
                "The party: {party}; evidence of control over it: {}",
                given.control.join(", ")
            ),
        );
    }
    page.blank();
}

fn said_by(by: &str, date: Option<Date>) -> String {
    let when = date.map_or_else(String::new, |date| format!(" on {date}"));
    format!("{by}{when}")
}

fn members(page: &mut Page<'_>, line: &RequirementView) {
    if line.members.is_empty() {
        return;
    }
    page.heading(&format!("For each {}", line.per.unwrap_or("member")));
    for member in &line.members {
        let score = member
            .score
            .map_or_else(|| "no evidence".to_owned(), |score| score.to_string());
        page.say(2, &format!("{}: {score}", member.name));
    }
    page.blank();
}

fn found(page: &mut Page<'_>, line: &RequirementView, quote: Quote<'_>, text_of: TextOf<'_>) {
    if !line.found.is_empty() {
        page.heading("Found");
        for found in &line.found {
            let place = found.spot.behind(&found.path);
            page.say(2, &format!("{}: {place}", found.idea));
            // A page may be one line of its file.
            let around = || {
                let quoted = text_of(&found.path)?;
                let columns = [found.at_column];
                Some(quoted.quote(found.spot.at, &columns, LONGEST_AROUND)?.text)
            };
            if let Some(text) = quote(&found.path, found.spot.at).or_else(around) {
                page.quote(6, "“", &text, "”");
            }
        }
        page.blank();
    }
    if !line.evidence.is_empty() {
        page.heading("Evidence looked at");
        for looked in &line.evidence {
            let mut text = format!("{}  {} ({})", looked.score, looked.name, looked.saw);
            let says = looked.saw.starts_with("says");
            if !looked.spots.is_empty() {
                let what = if says { "" } else { "rows that fail: " };
                let _ = write!(text, "; {what}{}", spots_in_words(&looked.spots));
            }
            page.say(2, &text);
            if let Some(test) = &looked.tested {
                page.say(6, &format!("each row: {test}"));
            }
            // Who is said to lack something may see the sentence that says so.
            if let (true, Some(text)) = (
                says,
                looked
                    .spots
                    .first()
                    .and_then(|spot| quote(&looked.name, spot.at)),
            ) {
                page.quote(6, "“", &text, "”");
            }
        }
        if line.evidence_count > line.evidence.len() {
            page.say(
                2,
                &format!("and {} more", line.evidence_count - line.evidence.len()),
            );
        }
        page.blank();
    }
}

fn notes(page: &mut Page<'_>, view: &View, line: &RequirementView) {
    if line.notes.is_empty() {
        return;
    }
    page.heading("Notes");
    for note in view
        .notes
        .iter()
        .filter(|note| line.notes.contains(&note.id))
    {
        page.say(
            2,
            &format!("{} ({}, {}): {}", note.id, note.kind, note.by, note.text),
        );
    }
    page.blank();
}

fn looks_for(page: &mut Page<'_>, catalogue: &Catalogue, id: &RequirementId) {
    let Some(index) = catalogue.requirement(id) else {
        return;
    };
    let requirement = &catalogue.requirements[index];
    if requirement.ideas.is_empty() {
        return;
    }
    page.heading("What is looked for (some wordings of each; * is any ending)");
    for idea in &catalogue.ideas[requirement.ideas.clone()] {
        let wordings = idea.wordings(&catalogue.words).into_iter();
        let phrases: Vec<String> = wordings.flat_map(|(_, phrases)| phrases).collect();
        page.say(2, &format!("{}: {}", idea.name, some_of(&phrases)));
    }
    page.blank();
}

/// Some of the phrases. Beginnings of words and of numbers that are too short to read alone are
/// left to the whole list.
fn some_of(phrases: &[String]) -> String {
    const MOST: usize = 6;
    let reads = |phrase: &&String| {
        let mut words = phrase.split([' ', '"']);
        !words.any(|word| word.strip_suffix('*').is_some_and(|stem| stem.len() < 4))
    };
    let readable: Vec<&str> = phrases.iter().filter(reads).map(String::as_str).collect();
    let some = &readable[..readable.len().min(MOST)];
    let between = if some.iter().any(|phrase| phrase.contains('"')) {
        "; "
    } else {
        ", "
    };
    let more = if some.len() < phrases.len() {
        " …"
    } else {
        ""
    };
    format!("{}{more}", some.join(between))
}

fn help(page: &mut Page<'_>, view: &View, line: &RequirementView) {
    let step = view
        .steps
        .iter()
        .find(|step| step.requirements.contains(&line.id));
    if let Some(step) = step {
        page.heading("What would help most");
        page.say(
            2,
            &format!(
                "{} (settles {} requirement{})",
                step.title,
                step.requirements.len(),
                if step.requirements.len() == 1 {
                    ""
                } else {
                    "s"
                }
            ),
        );
    }
    page.blank();
    if line.judged || step.is_none() {
        page.next(&format!("explain {}", line.clause));
    } else if line.proof == "people" {
        page.next(&format!(
            "note \"What was said\" --about {} --by \"Your name\"",
            line.id
        ));
        page.remark("then judge it; `clausewise judge --help` tells how");
    } else {
        page.next_help("judge");
        page.remark(&format!(
            "tells how to judge {} once you have seen enough",
            line.id
        ));
    }
}
