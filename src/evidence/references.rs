//! What a document refers to and where it can be referred to: its links, the numbers of other
//! documents in its text, the places in it that a link can name, and whether it says the same as
//! another.
//!
//! Only `check` asks this, so it is learnt in a second look ([`super::look_again`]) and costs an
//! assessment nothing. A document that tells what another one replaced, or how numbers are built,
//! has to name what is gone: such lines are marked, and nobody is reminded of them.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;
use serde::{Deserialize, Serialize};
use sha1::{Digest, Sha1};

use super::body::{Body, in_body};
use super::decode::decode;
use super::extract::Format;
use super::html::attribute;
use super::links::links_in;
use super::sayings::Sayings;
use super::words::words;
use crate::source::Location;

/// What a document refers to, and where it can be referred to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct References {
    /// Its links, as they are written.
    pub links: Vec<Reference>,
    /// Words that may be the id of a document, each where it stands first. In passing they are
    /// only kept of a table, which may be the list of all documents.
    pub ids: Vec<Reference>,
    /// Where a link into it can lead.
    pub anchors: Anchors,
    /// The hash of its words; `None` where it says too little to tell it from others.
    pub content: Option<[u8; 20]>,
    /// Places in its text that somebody left open, as they are written.
    pub open: Vec<Reference>,
}

/// A place that refers to something else.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// To what, as it is written.
    pub to: String,
    /// Where.
    pub location: Location,
    /// Its line, or the heading above, tells of what was, will be or could be.
    pub in_passing: bool,
}

/// The places in a document that a link can name, as programs derive them from headings.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Anchors(BTreeSet<String>);

/// Most references of a kind that are kept of one document.
const MOST: usize = 1_000;

/// A text with fewer words may be that of any two documents.
const LEAST_WORDS: usize = 40;

/// A table with fewer bytes may hold nothing but its heads.
const LEAST_BYTES: usize = 400;

/// What tells that a line names something that need not be there, or not in force.
#[rustfmt::skip]
static IN_PASSING: Sayings = Sayings::new(&[
    "supersede", "supersedes", "superseded", "superseding", "replace", "replaces", "replaced", "replacing",
    "replacement", "former", "formerly", "previous", "previously", "earlier", "predecessor", "withdrawn",
    "withdraw", "withdrew", "obsolete", "retired", "archived", "archive", "history", "historical", "old",
    "outdated", "repealed", "cancelled", "no longer", "not in force", "deprecated", "merged", "renamed",
    "renumbered", "until", "planned", "to be written", "to be published", "will be", "not yet", "in preparation",
    "upcoming", "future", "draft", "drafted", "tbd", "todo", "e g", "for example", "example", "examples",
    "such as", "format", "schema", "scheme", "numbering", "pattern", "template",
    "ersetzt", "ersetzte", "ersetzen", "ersetzung", "abgeloest", "abloesung", "loest", "frueher", "fruehere",
    "frueheren", "ehemals", "ehemalige", "vormals", "vorherige", "vorgaenger", "vorgaengerversion", "veraltet",
    "aufgehoben", "ausser kraft", "ungueltig", "zurueckgezogen", "archiviert", "archiv", "historie",
    "aenderungshistorie", "aenderungsverlauf", "historisch", "alt", "alte", "alten", "umbenannt", "bis",
    "geplant", "geplante", "in vorbereitung", "in arbeit", "kuenftig", "kuenftige", "folgt", "entwurf", "noch nicht",
    "wird noch", "zum beispiel", "z b", "beispiel", "beispiele", "bspw", "schema", "nummernkreis",
    "nummerierung", "vorlage", "muster",
]);

static LINKED: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\[[^\[\]]*\]\([^()]*(?:\([^()]*\)[^()]*)*\)|`[^`]*`").ok());

static ID: LazyLock<Option<Regex>> =
    LazyLock::new(|| Regex::new(r"\p{L}[\p{L}0-9]*(?:[-_/.][\p{L}0-9]+)*[-_ ]?[0-9]+").ok());

static OPEN: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?ix) \{\{[^{}]{1,60}\}\} | \{%[^{}]{1,60}%\}
        | [\[<] [^\[\]<>]{0,60}? \b(?:todo|tbd|tba|tbc|fixme|insert|noch\ zu\ erg(?:ä|ae)nzen|
            bitte\ (?:ausf(?:ü|ue)llen|erg(?:ä|ae)nzen|eintragen)|wird\ (?:noch\ )?erg(?:ä|ae)nzt)\b
            [^\[\]<>]{0,60} [\]>]",
    )
    .ok()
});

static TAG: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"<[A-Za-z][^<>]*>").ok());

/// What a file refers to, and where it can be referred to.
#[must_use]
pub fn references(path: &str, bytes: &[u8]) -> References {
    let mut found = in_body(path, bytes, in_text);
    if Format::of(path) == Format::Csv {
        found.ids = in_table(path, bytes);
        found.content = (bytes.len() > LEAST_BYTES).then(|| Sha1::digest(bytes).into());
    }
    if Format::of(path) == Format::Html {
        found.anchors.add_tags(&String::from_utf8_lossy(bytes));
    }
    found
}

fn in_text(body: &Body<'_>) -> References {
    let extracted = &body.extracted;
    let text = &extracted.text[extracted.body..];
    let mut found = References::default();
    let mut past = false;
    let mut fenced = false;
    let mut above = "";
    let mut said = Vec::new();
    let mut ids = Ids::default();
    for (at, line) in (extracted.lines_before() + 1..).zip(text.lines()) {
        let bare = line.trim_start();
        fenced ^= bare.starts_with("```") || bare.starts_with("~~~");
        if bare.starts_with('#') && !fenced {
            past = IN_PASSING.any_in(&words(bare));
            found.anchors.add_heading(bare);
        } else if is_underline(line) {
            found.anchors.add_heading(above);
        }
        above = line;
        let own = body.is_own(at);
        if !own {
            said.extend(words(line));
        }
        if !fenced && !own && !body.is_workbook() {
            let unlinked = LINKED.as_ref().map(|link| link.replace_all(line, ""));
            let unlinked = unlinked.unwrap_or_default();
            let left_open = left_open(&unlinked).map(str::to_owned);
            found
                .open
                .extend(left_open.take(MOST - found.open.len()).map(|to| Reference {
                    to,
                    location: body.location(at),
                    in_passing: false,
                }));
        }
        let linked = line.contains("](");
        if fenced || !linked && (own || !line.bytes().any(|byte| byte.is_ascii_digit())) {
            continue;
        }
        let in_passing = past || IN_PASSING.any_in(&words(line));
        for (_, to) in links_in(line).take(MOST - found.links.len()) {
            found.links.push(Reference {
                to: to.to_owned(),
                location: body.location(at),
                in_passing,
            });
        }
        if !own && (!in_passing || body.is_workbook()) {
            ids.add(&without_targets(line), || body.location(at));
        }
    }
    found.ids = ids.found;
    found.anchors.add_tags(text);
    let others = extracted.links.iter().map(|(to, line)| Reference {
        to: to.clone(),
        location: match line {
            0 => Location::file(body.path.clone()),
            line => Location::at(body.path.clone(), *line, 1),
        },
        in_passing: false,
    });
    found.links.extend(others.take(MOST - found.links.len()));
    found.content = (said.len() >= LEAST_WORDS).then(|| Sha1::digest(said.join(" ")).into());
    found
}

/// A line with the words of its links and without their targets.
fn without_targets(line: &str) -> String {
    let (mut out, mut from) = (String::with_capacity(line.len()), 0);
    for (link, _) in links_in(line) {
        out.push_str(&line[from..link.start]);
        out.push(']');
        from = link.end;
    }
    out.push_str(&line[from..]);
    out
}

/// The places of a line that are to be filled in: `[TODO: name]`, `{{ owner }}`, a cell or line that
/// is only `TBD`. Any word in brackets is not: forms of messages have them, and are filled in
/// each time.
fn left_open(line: &str) -> impl Iterator<Item = &str> {
    let marked = OPEN.iter().flat_map(move |open| open.find_iter(line));
    let marked = marked.map(|place| place.as_str());
    let parts = line.split('|').map(str::trim);
    let begun = line.trim().trim_matches(['*', '-', ' ']);
    let begun = [begun]
        .into_iter()
        .filter(|line| TO_DO.iter().any(|of| line.starts_with(of)));
    let bare = parts.filter(|part| {
        let words = words(part);
        words.len() == 1 && OPEN_WORDS.contains(&words[0].as_str())
    });
    marked.chain(bare).chain(begun)
}

/// Words that stand alone where something is still to come.
const OPEN_WORDS: &[&str] = &["tbd", "todo", "tba", "tbc", "fixme", "xxx"];

/// What a line begins with that says what is still to be done to the text.
const TO_DO: &[&str] = &["TODO:", "FIXME:", "TBD:"];

/// The words of a table that may be ids of documents.
fn in_table(path: &str, bytes: &[u8]) -> Vec<Reference> {
    let mut ids = Ids::default();
    let Ok(read) = decode(bytes) else {
        return Vec::new();
    };
    for (at, line) in (1..).zip(read.text.lines()) {
        ids.add(line, || Location::at(path, at, 1));
    }
    ids.found
}

/// A line of a text with other marks than `#` for its headings: `=====` below one.
fn is_underline(line: &str) -> bool {
    let line = line.trim();
    let of = |mark: char| line.len() >= 3 && line.trim_matches(mark).is_empty();
    of('=') || of('-')
}

/// Words that may be ids, each once.
#[derive(Default)]
struct Ids {
    seen: BTreeSet<String>,
    found: Vec<Reference>,
}

impl Ids {
    fn add(&mut self, line: &str, place: impl Fn() -> Location) {
        let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/');
        for id in ID.iter().flat_map(|id| id.find_iter(line)) {
            let whole =
                !line[..id.start()].ends_with(is_part) && !line[id.end()..].starts_with(is_part);
            let known = || self.seen.contains(id.as_str());
            if whole && self.found.len() < MOST && !known() {
                self.seen.insert(id.as_str().to_owned());
                self.found.push(Reference {
                    to: id.as_str().to_owned(),
                    location: place(),
                    in_passing: false,
                });
            }
        }
    }
}

impl Anchors {
    /// Whether a link can lead to a place of that name.
    #[must_use]
    pub fn have(&self, place: &str) -> bool {
        let named = compared(place);
        // Of headings that are alike, programs number the second and those behind it.
        let first = named.trim_end_matches(|c: char| c.is_ascii_digit());
        [named.as_str(), first]
            .into_iter()
            .any(|name| self.0.contains(name))
    }

    /// Whether there is no place that a link could name.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// A heading: its words, with umlauts spelt out or not or left out, with its number and
    /// without.
    fn add_heading(&mut self, heading: &str) {
        let heading = without_targets(heading);
        let heading = TAG.as_ref().map(|tag| tag.replace_all(&heading, ""));
        let heading = heading.unwrap_or_default();
        let (heading, own) = match heading.rsplit_once("{#") {
            Some((before, own)) => (before, own.split('}').next()),
            None => (&*heading, None),
        };
        let plain = |c: char| match c {
            'ä' | 'Ä' => 'a',
            'ö' | 'Ö' => 'o',
            'ü' | 'Ü' => 'u',
            c => c,
        };
        let bare: String = heading.chars().map(plain).collect();
        let ascii: String = heading.chars().filter(char::is_ascii).collect();
        for form in [heading, &bare, &ascii] {
            let without = form.trim_start_matches(|c: char| !c.is_alphabetic());
            self.0.extend([compared(form), compared(without)]);
        }
        self.0.extend(own.map(compared));
        self.0.remove("");
    }

    /// The names and ids of tags.
    fn add_tags(&mut self, text: &str) {
        for tag in TAG.iter().flat_map(|tag| tag.find_iter(text)) {
            let inner = tag.as_str().trim_matches(['<', '>', '/']);
            let names = ["id", "name"].map(|name| attribute(inner, name));
            self.0
                .extend(names.iter().flatten().map(|name| compared(name)));
        }
    }
}

/// A name without what programs put between its words.
fn compared(name: &str) -> String {
    words(name).concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> References {
        references("a/doc.md", text.as_bytes())
    }

    fn named(references: &[Reference]) -> Vec<(&str, u32, bool)> {
        let one = |of: &Reference| of.location.line().unwrap_or(0);
        references
            .iter()
            .map(|of| (of.to.as_str(), one(of), of.in_passing))
            .collect()
    }

    #[test]
    fn links_and_ids_are_found_with_their_lines() {
        let found = read(
            "---\nid: POL-1\n---\n# Rules\n\nSee [the plan](plan%201.md#top \"Plan\") and PRO-012.\n\nIt replaces [old](old.md) and PRO-009.\n\n```\n[x](y.md) PRO-013\n```\n\nPRO-012 and SMS-VA-4, not x-PRO-5-y.\n\n## History\n\nPRO-008, [then](then.md)\n",
        );
        assert_eq!(
            named(&found.links),
            [
                ("plan%201.md#top", 6, false),
                ("old.md", 8, true),
                ("then.md", 18, true)
            ]
        );
        assert_eq!(
            named(&found.ids),
            [("PRO-012", 6, false), ("SMS-VA-4", 14, false)]
        );
    }

    #[test]
    fn parentheses_of_a_target_are_part_of_it() {
        let found = read(
            "# Rules\n\nSee [a](plan_(1).md), [b](<plan (2).md> \"Plan (2)\"), ([c](c.md)) and [d](plan_(3.md).\n",
        );
        let to: Vec<&str> = found.links.iter().map(|of| of.to.as_str()).collect();
        assert_eq!(to, ["plan_(1).md", "plan (2).md", "c.md", "plan_(3.md"]);
    }

    #[test]
    fn links_of_a_page_of_the_web_have_their_lines() {
        let page = "<html><body>\n<h1>Rules</h1>\n<p>See\n<a href=\"old.md#top\">this</a>.</p>\n</body></html>\n";
        let found = references("a/doc.html", page.as_bytes());
        assert_eq!(named(&found.links), [("old.md#top", 4, false)]);
    }

    #[test]
    fn places_left_open_are_found_and_forms_of_messages_are_not() {
        let found = read(
            "# Rules\n\nAsk {{ owner }} or [TODO: who], [bitte ergänzen].\n\n| Backup | TBD |\n\nTODO: hours\n\nDear [customer name], [service] is down. We do our to do list, and [insert](x.md) works. The state is tbd often.\n",
        );
        let open: Vec<&str> = found.open.iter().map(|of| of.to.as_str()).collect();
        assert_eq!(
            open,
            [
                "{{ owner }}",
                "[TODO: who]",
                "[bitte ergänzen]",
                "TBD",
                "TODO: hours"
            ]
        );
    }

    #[test]
    fn of_a_table_every_number_is_kept() {
        let found = references("list.csv", b"id;state\nPRO-1;in force\nPRO-2;withdrawn\n");
        assert_eq!(
            named(&found.ids),
            [("PRO-1", 2, false), ("PRO-2", 3, false)]
        );
    }

    #[test]
    fn places_are_known_however_they_are_written() {
        let found = read(
            "# 1. Störung & Ausfall\n\n## [Scope](x.md)\n\nNext\n----\n\n### Who {#people}\n\n<a id=\"mark\"></a>\n",
        );
        for place in [
            "1-störung--ausfall",
            "1-stoerung-ausfall",
            "storung-ausfall",
            "strung-ausfall",
            "scope",
            "scope-1",
            "next",
            "people",
            "who",
            "mark",
        ] {
            assert!(found.anchors.have(place), "{place}");
        }
        assert!(!found.anchors.have("störungen"));
    }

    #[test]
    fn one_text_is_one_content_whatever_stands_above_it() {
        let text = "Every incident is kept and told. ".repeat(12);
        let (a, b) = (
            read(&format!("# A\n\n{text}")),
            read(&format!("---\nid: x\n---\n# A\n\n{text}")),
        );
        assert!(a.content.is_some());
        assert_eq!(a.content, b.content);
        assert_ne!(a.content, read(&format!("# B\n\n{text}")).content);
        assert_eq!(read("# A\n\nMoved.").content, None);
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "[\\[\\]()#<>=a-zä0-9 \"{}\\n/-]{0,160}") {
            let _ = (read(&text), references("a.html", text.as_bytes()), references("a.csv", text.as_bytes()));
        }
    }
}
