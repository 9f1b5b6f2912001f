//! Writes the pages down: headings by their size, paragraphs by their distance, tables row by
//! row, and what runs along every page once.

use std::collections::{HashMap, HashSet};

use super::layout::{Block, Line};
use super::read::{Document, Sheet, listed};
use crate::evidence::dates::{DateReading, read_date};
use crate::evidence::document::Why;
use crate::evidence::formats::{Taken, Writing};
use crate::evidence::places::Part;

/// Part of a page at its top and bottom in which running lines stand.
const MARGIN: f32 = 0.13;

/// Most notes of readers that are told one by one.
const NOTES: usize = 25;

/// Longest text that is taken for a heading, in characters.
const HEADING: usize = 140;

/// Writes a document down.
pub fn taken(document: &Document) -> Taken {
    let mut writing = Writing::of_size(document.size);
    for (key, value) in &document.extras.properties {
        writing.property(key, value);
    }
    let sizes = Sizes::of(&document.pages);
    let running = running(&document.pages);
    let hyphens = hyphened(&document.pages);
    let mut said = HashSet::new();
    for (number, sheet) in (1_u32..).zip(&document.pages) {
        writing.part(Part::Page(number));
        let kept = sheet.blocks.iter().filter(|block| {
            !at_margin(block, sheet) || {
                let key = key(block);
                !running.contains(&key) || said.insert(key)
            }
        });
        let mut page = PageText {
            sizes: &sizes,
            hyphens: &hyphens,
            writing: &mut writing,
        };
        page.write(&kept.collect::<Vec<_>>());
        for note in sheet.notes.iter().take(NOTES) {
            writing.remark(format!("a note on it says: \"{note}\""), true);
        }
        if writing.is_full() {
            break;
        }
    }
    beside(document, &mut writing);
    told(document, &mut writing);
    writing.finish()
}

/// What stands beside the pages, as lines.
fn beside(document: &Document, writing: &mut Writing) {
    if !document.extras.signatures.is_empty() {
        writing.part(Part::Named("electronic signatures".into()));
        for signature in &document.extras.signatures {
            writing.plain(signature);
            writing.blank();
        }
    }
}

/// What the text does not show.
fn told(document: &Document, writing: &mut Writing) {
    let without: Vec<u32> = (1_u32..)
        .zip(&document.pages)
        .filter(|(_, page)| page.images > 0 && page.letters() == 0)
        .map(|(number, _)| number)
        .collect();
    if !without.is_empty() {
        writing.remark(
            format!(
                "{} without text, which no program can search; ask for the original, or read {}",
                match &without[..] {
                    [page] => format!("page {page} is a picture"),
                    pages => format!("pages {} are pictures", listed(pages)),
                },
                if without.len() == 1 { "it" } else { "them" },
            ),
            false,
        );
    }
    if document.unknown > 0 {
        let pages: Vec<u32> = (1_u32..)
            .zip(&document.pages)
            .filter(|(_, page)| page.unknown)
            .map(|(number, _)| number)
            .collect();
        // A few signs, such as bullets of a font of its own, are no loss.
        if document.unknown * 50 > document.known {
            writing.remark(
                format!(
                    "some of its text is in fonts that do not say which characters they show (page{} {})",
                    if pages.len() == 1 { "" } else { "s" },
                    listed(&pages)
                ),
                false,
            );
        }
    }
    if document.unseen * 2 > document.known {
        writing.remark(
            "its text was recognised from pictures by a program and may have mistakes",
            false,
        );
    }
    for damage in document.damage() {
        writing.lost(
            Why::Damaged,
            format!(
                "{damage}; what is stated there may be missing or wrong here, so ask for it again"
            ),
            false,
        );
    }
    if document.short {
        writing.lost(
            Why::TooLarge,
            format!(
                "it is larger than documents are; {} of its {} pages were read, and not all of their text",
                document.pages.len(),
                document.count
            ),
            false,
        );
    }
    if document.cut {
        writing.lost(
            Why::Damaged,
            format!(
                "its end is missing, as after a download that was cut off; {} of its pages {} read",
                document.count,
                if document.count == 1 { "was" } else { "were" },
            ),
            false,
        );
    }
    match document.extras.unsigned {
        0 => {}
        1 => writing.remark("a field for an electronic signature in it is empty", false),
        more => writing.remark(
            format!("{more} fields for electronic signatures in it are empty"),
            false,
        ),
    }
    if !document.extras.attached.is_empty() {
        writing.remark(
            format!(
                "files are attached to it, which are not read: {}",
                document.extras.attached.join(", ")
            ),
            false,
        );
    }
}

/// The text of a block without what changes from page to page.
fn key(block: &Block) -> String {
    let text = match block {
        Block::Line(line) => line.text.clone(),
        Block::Row { row, .. } => row.cells.join(" "),
    };
    let mut key = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_ascii_digit() => {
                if !key.ends_with('0') {
                    key.push('0');
                }
            }
            c if c.is_whitespace() => {}
            c => key.push(c),
        }
    }
    key
}

fn height(block: &Block) -> f32 {
    match block {
        Block::Line(line) => line.y,
        Block::Row { row, .. } => row.y,
    }
}

fn at_margin(block: &Block, sheet: &Sheet) -> bool {
    let at = height(block) / sheet.height.max(1.0);
    !(MARGIN..=1.0 - MARGIN).contains(&at)
}

/// Lines at the margins that come back on at least three pages, and on at least a third of
/// them or ten.
fn running(pages: &[Sheet]) -> HashSet<String> {
    let mut counts: HashMap<String, usize> = HashMap::new();
    for sheet in pages {
        let keys: HashSet<String> = sheet
            .blocks
            .iter()
            .filter(|block| at_margin(block, sheet))
            .map(key)
            .collect();
        for key in keys {
            *counts.entry(key).or_default() += 1;
        }
    }
    let least = (pages.len() / 3).clamp(3, 10).min(pages.len().max(2));
    counts.retain(|_, count| *count >= least);
    counts.into_keys().collect()
}

/// Words with a hyphen within a line, which keep it at the end of one.
fn hyphened(pages: &[Sheet]) -> HashSet<String> {
    let mut words = HashSet::new();
    for block in pages.iter().flat_map(|sheet| &sheet.blocks) {
        let Block::Line(line) = block else { continue };
        if line.text.contains('-') {
            let inner = line.text.split_whitespace().filter_map(|word| {
                let (one, two) = bare(word).split_once('-')?;
                (!one.is_empty() && !two.is_empty()).then(|| format!("{one}-{two}").to_lowercase())
            });
            words.extend(inner);
        }
    }
    words
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// Which sizes of letters are those of headings.
struct Sizes {
    body: f32,
    /// Larger sizes from the largest, each a level.
    larger: Vec<f32>,
}

impl Sizes {
    fn of(pages: &[Sheet]) -> Self {
        let mut letters: HashMap<i32, usize> = HashMap::new();
        let mut headed: HashMap<i32, usize> = HashMap::new();
        for block in pages.iter().flat_map(|sheet| &sheet.blocks) {
            match block {
                Block::Line(line) if line.angle == 0 => {
                    let half = halves(line.size);
                    *letters.entry(half).or_default() += line.text.len();
                    if line.text.chars().count() <= HEADING {
                        *headed.entry(half).or_default() += 1;
                    }
                }
                Block::Row { row, .. } => {
                    let length: usize = row.cells.iter().map(String::len).sum();
                    *letters.entry(halves(row.size)).or_default() += length;
                }
                Block::Line(_) => {}
            }
        }
        let most = letters.iter().max_by_key(|(half, count)| (**count, **half));
        let body = most.map_or(10.0, |(half, _)| points(*half));
        let mut larger: Vec<i32> = headed
            .into_keys()
            .filter(|half| points(*half) > 1.12 * body)
            .collect();
        larger.sort_by_key(|half| std::cmp::Reverse(*half));
        Self {
            body,
            larger: larger.into_iter().map(points).collect(),
        }
    }

    /// The level of a heading; none for other lines.
    fn level(&self, line: &Line) -> Option<usize> {
        let size = points(halves(line.size));
        let text = line.text.trim();
        let headed = size > 1.12 * self.body
            && line.angle == 0
            && text.chars().count() <= HEADING
            && text.chars().any(char::is_alphabetic)
            && !text.ends_with([';', ',']);
        headed.then(|| {
            let above = self
                .larger
                .iter()
                .filter(|larger| **larger > size + 0.2)
                .count();
            (above + 1).min(6)
        })
    }
}

/// Sizes in half points, since programs round them differently.
#[allow(clippy::cast_possible_truncation)] // sizes of letters
fn halves(size: f32) -> i32 {
    (size * 2.0).round() as i32
}

#[allow(clippy::cast_precision_loss)] // sizes of letters
fn points(halves: i32) -> f32 {
    halves as f32 / 2.0
}

/// Writes the blocks of one page.
struct PageText<'w> {
    sizes: &'w Sizes,
    hyphens: &'w HashSet<String>,
    writing: &'w mut Writing,
}

impl PageText<'_> {
    fn write(&mut self, blocks: &[&Block]) {
        let mut at = 0;
        let mut above: Option<&Line> = None;
        // What was left of a word that began on the line above.
        let mut rest: Option<String> = None;
        while let Some(block) = blocks.get(at) {
            at += 1;
            let line = match block {
                Block::Row { first, row } => {
                    if *first {
                        self.writing.table();
                    }
                    self.writing.row(&row.cells);
                    if !matches!(blocks.get(at), Some(Block::Row { first: false, .. })) {
                        self.writing.blank();
                    }
                    above = None;
                    continue;
                }
                Block::Line(line) => line,
            };
            if let Some(level) = self.sizes.level(line) {
                at += self.heading(level, line, &blocks[at..]);
                above = None;
                continue;
            }
            if is_bold_heading(line, above, blocks.get(at).copied()) {
                self.writing.blank();
                self.writing
                    .plain(&format!("**{}**", line.text.replace('*', "")));
                self.writing.blank();
                above = None;
                continue;
            }
            let mut text = match rest.take() {
                Some(rest) => rest,
                None => {
                    if above.is_none_or(|above| !continues(above, line)) {
                        self.writing.blank();
                    }
                    line.text.clone()
                }
            };
            if let Some(Block::Line(next)) = blocks.get(at)
                && continues(line, next)
                && let Some((whole, after)) = self.put_together(&text, &next.text)
            {
                text = whole;
                rest = Some(after);
            }
            self.writing.plain(&listed_item(&text));
            above = Some(line);
        }
    }

    /// A heading and its further lines; how many blocks these were.
    fn heading(&mut self, level: usize, line: &Line, after: &[&Block]) -> usize {
        let mut text = line.text.clone();
        let (mut above, mut more) = (line, 0);
        while let Some(Block::Line(next)) = after.get(more) {
            let same = (next.size - line.size).abs() < 0.3 && next.bold == line.bold;
            let close = above.y - next.y > 0.0 && above.y - next.y < 1.4 * line.size;
            let numbered = is_numbered(&next.text);
            if !same || !close || numbered || text.chars().count() > HEADING {
                break;
            }
            text.push(' ');
            text.push_str(&next.text);
            above = next;
            more += 1;
        }
        self.writing.title(level, &text);
        more
    }

    /// A word that is parted at the end of a line, put together, and the rest of the next line.
    fn put_together(&self, text: &str, next: &str) -> Option<(String, String)> {
        let stem = text.strip_suffix(['-', '\u{ad}', '\u{2010}'])?;
        let before = stem.rsplit(char::is_whitespace).next().unwrap_or(stem);
        let (word, after) = next.trim_start().split_once(' ').unwrap_or((next, ""));
        let letters = before.chars().next_back().is_some_and(char::is_alphabetic)
            && word.starts_with(char::is_lowercase);
        // `pre- and post-implementation`
        if !letters
            || matches!(
                bare(word),
                "and" | "or" | "und" | "oder" | "bzw" | "to" | "bis"
            )
        {
            return None;
        }
        let with = format!("{}-{}", bare(before), bare(word)).to_lowercase();
        let sign = if self.hyphens.contains(&with) || before.contains('-') {
            "-"
        } else {
            ""
        };
        Some((format!("{stem}{sign}{word}"), after.to_owned()))
    }
}

/// Whether a line begins with the number of a section. A day, or a number alone, is the rest of
/// the line above: `Management review, 18 June` goes on with `2026`.
fn is_numbered(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit())
        && text.chars().any(char::is_alphabetic)
        && !matches!(
            read_date(text.trim()),
            DateReading::Date(_) | DateReading::Ambiguous(..)
        )
}

/// Whether a line belongs to the paragraph of the line above it.
fn continues(above: &Line, line: &Line) -> bool {
    let step = above.y - line.y;
    above.angle == line.angle
        && step > 0.0
        && step < 1.55 * above.size.max(line.size)
        && (above.size - line.size).abs() < 0.2 * above.size.max(line.size)
        && line.x0 < above.x1
        && !is_item(&line.text)
}

/// A short line all in bold between others that are not, as headings in the size of the text are.
fn is_bold_heading(line: &Line, above: Option<&Line>, below: Option<&Block>) -> bool {
    let text = line.text.trim();
    let alone = above.is_none_or(|above| !above.bold || !continues(above, line));
    let below = match below {
        Some(Block::Line(next)) => !next.bold || !continues(line, next),
        _ => true,
    };
    line.bold
        && alone
        && below
        && text.chars().count() <= 80
        && text.chars().any(char::is_alphabetic)
        && !text.ends_with(['.', ':', ';', ',', '!'])
        && !text.contains(": ")
}

const BULLETS: [char; 9] = ['•', '▪', '◦', '‣', '●', '○', '∙', '–', '➢'];

fn is_item(text: &str) -> bool {
    text.starts_with(BULLETS) || text.starts_with("- ")
}

/// A line that begins with the sign of a list, with Markdown's.
fn listed_item(text: &str) -> String {
    match text.strip_prefix(BULLETS) {
        Some(rest) if !rest.trim().is_empty() => format!("- {}", rest.trim_start()),
        _ => text.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_do_not_number_a_section() {
        for text in ["2026", "12.05.2026", "18 June 2026", "2026-06-18"] {
            assert!(!is_numbered(text), "{text}");
        }
        for text in ["1 Purpose", "2.1 Scope", "3. Rules of 2026"] {
            assert!(is_numbered(text), "{text}");
        }
    }

    #[test]
    fn pages_are_listed_as_people_do() {
        assert_eq!(listed(&[2, 3, 4, 7]), "2-4, 7");
        assert_eq!(listed(&[1]), "1");
    }
}
