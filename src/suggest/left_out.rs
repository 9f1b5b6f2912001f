//! What no reader would take for evidence, whatever it is called: hardly a word, a note that the
//! thing has moved, a page of links, a template, and papers that show nothing of what is done,
//! such as an advert, an offer or notes for an exam.

use super::File;
use super::signs::{Known, Use};
use crate::evidence::is_template_name;
use crate::evidence::words::joined;

/// A text of fewer words says nothing.
const FEWEST_WORDS: u32 = 15;
/// A text of fewer words that says where something is now says nothing else.
const SHORT: u32 = 60;
/// A page with so many links, and fewer words than this for each, leads to other pages.
const LINKS: (usize, usize) = (6, 7);

/// By what a note says that something is kept elsewhere now, in compared words.
#[rustfmt::skip]
const MOVED: &[&str] = &[
    "has moved", "have moved", "was moved", "moved to", "is now at", "now lives", "lives in", "see sharepoint", "see the wiki",
    "see confluence", "this page redirects", "redirect to", "replaced by", "superseded by", "no longer maintained", "use the new",
    "this document is now", "do not use", "can be found", "wurde verschoben", "ist umgezogen", "liegt jetzt", "jetzt unter",
    "steht jetzt", "siehe wiki", "siehe sharepoint", "ersetzt durch", "nicht mehr gepflegt", "wird hier nicht mehr",
    "weiterleitung", "zu finden unter", "nicht mehr verwenden",
];

/// Whether a file is left out.
pub(super) fn is_left_out(known: &Known, file: File<'_>) -> bool {
    let document = file.document;
    let profile = file.profile;
    profile.words < FEWEST_WORDS
        || is_template_name(document.stem())
        || document.is_blank_template()
        || profile.words < SHORT && says_moved(&profile.beginning)
        || is_index(file)
        || is_aside(known, file)
}

fn says_moved(text: &str) -> bool {
    let text = format!(" {} ", joined(text));
    MOVED.iter().any(|said| text.contains(&format!(" {said} ")))
}

fn is_index(file: File<'_>) -> bool {
    let links = file.document.links.len();
    let words = usize::try_from(file.profile.words).unwrap_or(usize::MAX);
    links >= LINKS.0 && words < links * LINKS.1
}

fn is_aside(known: &Known, file: File<'_>) -> bool {
    let is_aside = |term| known.uses(term).contains(&Use::Aside);
    let title = file.document.title();
    [title.as_str(), file.document.stem()]
        .iter()
        .any(|text| !known.terms.in_title_of(text, is_aside).is_empty())
}
