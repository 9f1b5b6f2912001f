//! Lines that hold the words looked for and were not counted: whoever is told "not found"
//! and knows that it stands there can look, and argue.

use super::TextOf;
use super::page::Page;
use crate::catalogue::{Catalogue, RequirementId};
use crate::evidence::Named;
use crate::output::RequirementView;

/// Most lines named.
const MOST: usize = 3;

/// Names the first line of each file looked at that holds words of an idea that was not
/// found, with what it says.
pub(super) fn passed_over(
    page: &mut Page<'_>,
    catalogue: &Catalogue,
    id: &RequirementId,
    line: &RequirementView,
    text_of: TextOf<'_>,
) {
    let Some(index) = catalogue.requirement(id) else {
        return;
    };
    let found = |name: &str| line.found.iter().any(|found| found.idea == name);
    let missing = catalogue.requirements[index].ideas.clone();
    let missing: Vec<usize> = missing
        .filter(|idea| !found(&catalogue.ideas[*idea].name))
        .collect();
    if matches!(line.state, "contrary" | "shown") || missing.is_empty() {
        return;
    }
    let named = Named::new(catalogue, missing);
    let mut told = 0;
    // Rows were held to a test, whatever words stand in them.
    let read = line
        .evidence
        .iter()
        .filter(|looked| looked.tested.is_none());
    for looked in read {
        let Some(file) = text_of(&looked.name) else {
            continue;
        };
        let mut done: Vec<usize> = Vec::new();
        for (at, text) in (1..).zip(file.lines()) {
            let ideas = named.in_text(text);
            let new = ideas.into_iter().filter(|idea| !done.contains(idea));
            let new: Vec<usize> = new.collect();
            if new.is_empty() {
                continue;
            }
            if told == MOST {
                page.blank();
                return;
            }
            if told == 0 {
                page.heading("Looked at, and not counted");
                page.say(
                    2,
                    "These lines hold words of what was not found, and were not counted for it: each reads as a denial, a wish, a rule, a question, a label or a title, or says something else with these words; see whether that is so.",
                );
            }
            told += 1;
            let names: Vec<&str> = new
                .iter()
                .map(|idea| catalogue.ideas[*idea].name.as_str())
                .collect();
            page.say(2, &format!("{}: {}", names.join(", "), file.location(at)));
            page.quote(6, "“", text.trim(), "”");
            done.extend(new);
        }
    }
    if told > 0 {
        page.blank();
    }
}
