//! The pages of a document, and whether what they say can be known.

use hayro_syntax::Pdf as File;
use hayro_syntax::object::{Array, Dict, Stream};
use hayro_syntax::page::{Page, Rotation};

use super::content::Reader;
use super::extras::{self, Extras};
use super::found::Found;
use super::geometry::Matrix;
use super::layout::{Block, Effort, order};
use super::streams::Budget;
use crate::evidence::document::{Unread, Why};
use crate::evidence::formats::limits;

/// What was read of a document.
pub struct Document {
    /// The text of its pages.
    pub pages: Vec<Sheet>,
    /// How many pages it has.
    pub count: usize,
    /// What stands beside the pages.
    pub extras: Extras,
    /// Characters of which the file does not say what they are.
    pub unknown: usize,
    /// Characters that are known.
    pub known: usize,
    /// Characters that nobody sees, as character recognition leaves them.
    pub unseen: usize,
    /// Size of the file in bytes.
    pub size: usize,
    /// Pages were left out because they are beyond a limit.
    pub short: bool,
    /// The end of the file is missing.
    pub cut: bool,
    /// How many pages it says it has and cannot be found.
    pub missing: usize,
}

/// A page.
pub struct Sheet {
    /// Its text.
    pub blocks: Vec<Block>,
    /// Height from the lowest to the highest place, in points.
    pub height: f32,
    /// How many images it shows.
    pub images: usize,
    /// Whether it has characters that are not known.
    pub unknown: bool,
    /// Whether a part of it is damaged or cannot be found.
    pub damaged: bool,
    /// Remarks of readers that stand on it.
    pub notes: Vec<String>,
}

impl Document {
    /// Reads all pages.
    pub fn read(file: &File, bytes: &[u8]) -> Self {
        let budget = Budget::default();
        let mut reader = Reader::new(&budget);
        let mut effort = Effort::default();
        let tail = &bytes[bytes.len().saturating_sub(2048)..];
        let mut document = Self {
            pages: Vec::new(),
            count: file.pages().len(),
            extras: extras::read(file),
            unknown: 0,
            known: 0,
            unseen: 0,
            size: bytes.len(),
            short: false,
            cut: memchr::memmem::find(tail, b"startxref").is_none(),
            missing: missing(file),
        };
        let mut text = 0;
        for page in file.pages().iter().take(limits::PAGES) {
            let found = found_on(page, &mut reader, &budget);
            document.unknown += found.unknown;
            document.known += found.known;
            document.unseen += found.unseen;
            text += found
                .runs
                .iter()
                .map(|run| run.text.len() + 32)
                .sum::<usize>();
            document.pages.push(Sheet {
                images: found.images,
                unknown: found.unknown > 0,
                damaged: found.damaged,
                height: height(page),
                notes: extras::notes(page.raw()),
                blocks: order(found.runs, &found.rules, &mut effort),
            });
            if reader.is_over() || text > 2 * limits::text_from(bytes.len()) {
                break;
            }
        }
        document.short = document.pages.len() < document.count || budget.is_short();
        document
    }

    /// Why nothing is known of what it says; none where it has text, and where it is blank.
    pub fn unread(&self) -> Option<Unread> {
        let letters: usize = self.pages.iter().map(Sheet::letters).sum();
        if letters > 0 && self.known >= self.unknown {
            return None;
        }
        let images: usize = self.pages.iter().map(|page| page.images).sum();
        if self.short && letters == 0 {
            return Some(Unread::new(
                Why::TooLarge,
                "what stands on its pages is larger than documents are",
            ));
        }
        if self.pages.iter().any(|page| page.damaged) || self.missing > 0 {
            return Some(Unread::new(
                Why::Damaged,
                format!("{}; ask for it again", self.damage().join("; ")),
            ));
        }
        if self.unknown > self.known {
            return Some(Unread::new(
                Why::Scan,
                format!("its fonts do not say which characters they show; {ATTEST}"),
            ));
        }
        if images > 0 {
            let pages = if self.count == 1 { "a page" } else { "pages" };
            return Some(Unread::new(
                Why::Scan,
                format!("it is a scan: pictures of {pages} without text; {ATTEST}"),
            ));
        }
        if self.cut {
            return Some(Unread::new(
                Why::Damaged,
                "its end is missing, as after a download that was cut off; ask for it again",
            ));
        }
        None
    }
}

impl Document {
    /// Which pages are damaged or missing, in words; none where all are sound.
    pub fn damage(&self) -> Vec<String> {
        let damaged = (1_u32..).zip(&self.pages).filter(|(_, page)| page.damaged);
        let damaged: Vec<u32> = damaged.map(|(number, _)| number).collect();
        let torn = match &damaged[..] {
            [] => None,
            [page] => Some(format!("page {page} is damaged")),
            pages => Some(format!("pages {} are damaged", listed(pages))),
        };
        let all = self.count + self.missing;
        let gone = match self.missing {
            0 => None,
            1 => Some(format!("1 of its {all} pages cannot be found")),
            more => Some(format!("{more} of its {all} pages cannot be found")),
        };
        torn.into_iter().chain(gone).collect()
    }
}

/// Numbers of pages as people list them: `2-4, 7`.
pub fn listed(pages: &[u32]) -> String {
    let mut parts: Vec<String> = pages
        .chunk_by(|one, next| one + 1 == *next)
        .map(|range| match range {
            [one] => one.to_string(),
            [first, .., last] => format!("{first}-{last}"),
            [] => String::new(),
        })
        .collect();
    if parts.len() > 12 {
        parts.truncate(12);
        parts.push("…".to_owned());
    }
    parts.join(", ")
}

/// How many more pages the document says it has than can be found.
fn missing(file: &File) -> usize {
    let xref = file.xref();
    let stated = xref
        .get::<Dict<'_>>(xref.root_id())
        .and_then(|catalog| catalog.get::<Dict<'_>>("Pages"))
        .and_then(|pages| pages.get::<i64>("Count"))
        .and_then(|count| usize::try_from(count).ok());
    let stated = stated.unwrap_or(0).min(limits::PAGES);
    stated.saturating_sub(file.pages().len())
}

/// What to do about a file that a person can read and the program cannot.
const ATTEST: &str = "ask for the original, or read it and vouch for it";

impl Sheet {
    /// How many letters and digits its text has.
    pub fn letters(&self) -> usize {
        let of = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
        self.blocks
            .iter()
            .map(|block| match block {
                Block::Line(line) => of(&line.text),
                Block::Row { row, .. } => row.cells.iter().map(|cell| of(cell)).sum(),
            })
            .sum()
    }
}

fn height(page: &Page<'_>) -> f32 {
    page.render_dimensions().1
}

fn found_on(page: &Page<'_>, reader: &mut Reader<'_>, budget: &Budget) -> Found {
    let mut found = Found::default();
    let damaged = budget.damaged();
    let matrix = upright(page);
    let resources = page
        .raw()
        .get::<Dict<'_>>("Resources")
        .unwrap_or_else(|| inherited(page.raw()));
    match contents(page.raw(), budget) {
        Some(content) => reader.follow(&content, &resources, matrix, &mut found),
        None => found.damaged = page.raw().contains_key("Contents") && !budget.is_short(),
    }
    extras::fields(page.raw(), reader, matrix, &mut found);
    found.damaged |= budget.damaged() > damaged;
    let (width, height) = page.render_dimensions();
    found.runs.retain(|run| {
        run.angle != 0
            || run.x1 > -5.0 && run.x0 < width + 5.0 && run.y > -5.0 && run.y < height + 5.0
    });
    found
}

/// The resources of the nearest page tree above that has some.
fn inherited<'a>(page: &Dict<'a>) -> Dict<'a> {
    let mut above = page.get::<Dict<'a>>("Parent");
    for _ in 0..limits::DEPTH {
        let Some(dict) = above else { break };
        if let Some(resources) = dict.get::<Dict<'a>>("Resources") {
            return resources;
        }
        above = dict.get::<Dict<'a>>("Parent");
    }
    Dict::default()
}

/// The content of a page, which may be in several streams.
fn contents(page: &Dict<'_>, budget: &Budget) -> Option<Vec<u8>> {
    if let Some(stream) = page.get::<Stream<'_>>("Contents") {
        return budget.unpack_to(&stream, limits::CONTENT);
    }
    let mut all = Vec::new();
    let listed = page.get::<Array<'_>>("Contents")?;
    if listed.iter::<Stream<'_>>().count() < listed.raw_iter().count() {
        budget.damage();
    }
    for stream in listed.iter::<Stream<'_>>() {
        let left = limits::CONTENT.saturating_sub(all.len() as u64);
        if let Some(part) = budget.unpack_to(&stream, left) {
            all.extend(part);
            all.push(b'\n');
        }
        if budget.is_short() {
            break;
        }
    }
    Some(all)
}

/// How the page stands when it is looked at, from its lower left corner.
#[allow(clippy::cast_possible_truncation)] // points on a page
fn upright(page: &Page<'_>) -> Matrix {
    let shown = page.intersected_crop_box();
    let (width, height) = page.base_dimensions();
    let origin = Matrix::shift(-shown.x0 as f32, -shown.y0 as f32);
    let turned = match page.rotation() {
        Rotation::None => return origin,
        Rotation::Horizontal => Matrix::of([0.0, -1.0, 1.0, 0.0, 0.0, width]),
        Rotation::Flipped => Matrix::of([-1.0, 0.0, 0.0, -1.0, width, height]),
        Rotation::FlippedHorizontal => Matrix::of([0.0, 1.0, -1.0, 0.0, height, 0.0]),
    };
    origin.then(turned)
}
