//! What no reader would take for evidence, whatever it is called: hardly a word, a note that the
//! thing has moved, a page of links, a template, the licence of some software, and papers that show
//! nothing of what is done, such as an advert, an offer or notes for an exam.
//!
//! A text with places that nobody has filled in, not called a template, may become evidence: it is
//! suggested, with that reason and never surely.

use super::File;
use super::signs::{Known, Use};
use crate::assessment::is_template;
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
        || is_licence(&profile.beginning)
        || is_index(file)
        || is_aside(known, file)
}

/// Why a text shows nothing until somebody has filled it in: what it says of itself is left open,
/// or one line in [`OPEN_LINES`] is nothing but a place to write in.
pub(super) fn unfilled(file: File<'_>) -> Option<String> {
    let document = file.document;
    let open = usize::try_from(document.unfilled).unwrap_or(usize::MAX);
    let lines = usize::try_from(file.profile.words / WORDS_OF_LINE).unwrap_or(usize::MAX);
    let is_open = open >= FEWEST_OPEN && open * OPEN_LINES >= lines;
    let particulars = document.open_places();
    let count = if is_template(document) {
        particulars.max(open)
    } else {
        open
    };
    (is_open || is_template(document)).then(|| {
        format!("an unfilled template: {count} places are still to be filled in, so it shows nothing yet")
    })
}

/// Fewer lines to write in are a form's.
const FEWEST_OPEN: usize = 4;
/// So many lines for each that is open.
const OPEN_LINES: usize = 4;
/// A line has about so many words.
const WORDS_OF_LINE: u32 = 8;

/// Whether a text begins as the licences of software do, in their own words.
fn is_licence(beginning: &str) -> bool {
    const BEGIN: &[&str] = &[
        "mozilla public license version",
        "eclipse public license",
        "gnu general public license",
        "gnu lesser general public license",
        "gnu affero general public license",
        "end user license agreement",
        "end user licence agreement",
        "endbenutzer lizenzvertrag",
        "creative commons",
        "attribution 4 0 international",
        "the unlicense",
        "boost software license",
    ];
    const WITHIN: &[&str] = &[
        "permission is hereby granted free of charge",
        "redistribution and use in source and binary forms",
        "terms and conditions for use reproduction and distribution",
        "permission to use copy modify and or distribute this software",
        "everyone is permitted to copy and distribute verbatim copies",
        "this is free and unencumbered software",
    ];
    let text = joined(beginning);
    let contains = |words: &&str| text.contains(*words);
    BEGIN.iter().any(|words| text.starts_with(words)) || WITHIN.iter().any(contains)
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
