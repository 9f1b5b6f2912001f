//! Who does what, explained: whether others do everything, and what each of them does.

use super::page::Page;
use crate::output::View;
use crate::output::paint::count;
use crate::output::screen::Screen;

/// The other parties and what they perform.
#[must_use]
pub fn parties(view: &View, screen: Screen<'_>) -> String {
    let found = &view.responsibilities;
    let mut page = Page::new(screen);
    page.heading("Who provides or operates what");
    page.say(
        2,
        &format!(
            "May the organisation be certified at all? {}",
            found.verdict
        ),
    );
    let services = count(found.services, "service");
    let practices = count(found.practices, "practice");
    page.say(
        2,
        &format!(
            "Declared to be wholly in the hands of others: {} of {services} in scope, {} of {practices}",
            found.services_by_others, found.practices_by_others
        ),
    );
    for line in &found.lines {
        page.say(
            2,
            &format!(
                "- {} {}: {}",
                line.id,
                line.text.trim_end_matches('.'),
                line.state
            ),
        );
    }
    page.blank();
    for party in &found.parties {
        page.heading(&format!("{} ({})", party.party, party.kind));
        for performed in found
            .performed
            .iter()
            .filter(|known| known.party == party.party)
        {
            let (sort, at) = (performed.sort, performed.at.in_words());
            page.say(2, &format!("- {}: {sort} ({at})", performed.what));
        }
        let files = |files: &[String], none: &str| match files {
            [] => none.to_owned(),
            files => files.join(", "),
        };
        page.say(
            2,
            &format!("Agreements: {}", files(&party.agreements, "none seen")),
        );
        page.say(
            2,
            &format!("Control: {}", files(&party.control, "none named")),
        );
        page.blank();
    }
    let strangers = { found.performed.iter() }.filter(|known| !known.declared);
    let strangers: Vec<String> = strangers
        .map(|known| format!("{}: {} ({})", known.party, known.what, known.at.in_words()))
        .collect();
    page.list(
        "Performed by somebody whom clausewise.toml does not name",
        &strangers,
    );
    if found.parties.is_empty() {
        page.say(2, "clausewise.toml declares no other party.");
        page.blank();
    }
    match found.lines.first() {
        Some(line) => page.next(&format!("explain {}", line.id)),
        None => page.next("assess"),
    }
    page.text()
}
