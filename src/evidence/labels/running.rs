//! Lines that run along the pages of a document: `POL-004 | Rev. 3 | Approved 2025-11-03 |
//! Page 2 of 9`, `Stand: 03.11.2025 | Seite 3 von 12`.
//!
//! People copy documents and forget their headers, so that what stands there counts last; a
//! version there that is not the document's is told.

use super::Reader;
use super::closing::signs_for_party;
use super::line::{self, labelled, parts, plain};
use super::table::{Row, is_date};
use crate::evidence::fields::stamp::{self, Part as Stamp};
use crate::evidence::fields::{Field, fold};

/// A line of more parts is none of a page.
const MOST: usize = 8;

/// A page header of more rows is none.
pub(super) const MOST_ROWS: usize = 3;

/// No part is longer, in bytes.
const LONGEST: usize = 60;

impl Reader<'_> {
    /// Keeps a line that can run along the pages.
    pub(super) fn may_run(&mut self, at: usize, line: &str) {
        if line.starts_with('#') || memchr::memchr3(b'|', b':', b' ', line.as_bytes()).is_none() {
            return;
        }
        let plain = plain(line);
        let parts = parts(&plain);
        if parts.len() > 1 || at >= self.foot && is_foot(&plain) {
            self.keep(parts.into_iter().map(str::to_owned).collect(), at);
        }
    }

    /// The same of a row, since a table's cells are how the parts of a line arrive from
    /// some documents.
    pub(super) fn may_run_in(&mut self, rows: &[Row]) {
        let cells = rows.iter().flat_map(|row| &row.cells);
        let filled = cells.filter(|cell| !cell.is_empty()).cloned().collect();
        self.keep(filled, rows[0].at);
    }

    fn keep(&mut self, parts: Vec<String>, at: usize) {
        // "Signed for Nord Ltd | T. Osei, 2 March 2026" names no owner.
        let is_signed = parts.first().is_some_and(|first| signs_for_party(first));
        if !is_signed && parts.len() <= MOST && parts.iter().all(|part| part.len() <= LONGEST) {
            self.running.push((parts, at));
        }
    }

    /// Takes what a line says that runs along the pages. A number or a word alone may be
    /// anything: something else of a document must stand beside it.
    pub(super) fn run(&mut self, parts: &[String], line: usize) {
        let at = &self.location(line);
        let parts = parts.iter().map(|part| part.trim());
        let parts: Vec<_> = parts
            .map(|part| (part, stamp::parts(part), pairs(part)))
            .collect();
        if !parts
            .iter()
            .any(|(part, stamps, pairs)| is_page(part) || !pairs.is_empty() || !stamps.is_empty())
        {
            return;
        }
        for (part, stamps, pairs) in parts {
            if let Some(Stamp::Version(version)) = stamps.first() {
                self.differs(Field::Version, version, at, "the page header or footer");
            }
            if !stamps.is_empty() {
                self.collector.stamp(part, at);
            } else if !pairs.is_empty() {
                for (field, label, value) in pairs {
                    if self.is_revised(field, &label, line) {
                        continue;
                    }
                    if !self.revises(field, &label, line) {
                        self.differs(field, &value, at, "the page header or footer");
                    }
                    self.collector.take(field, &label, &value, at);
                    self.hold(&label, line);
                }
            } else if is_document_number(part) {
                self.collector.take(Field::Id, "id", part, at);
            } else if is_class(part) {
                self.collector
                    .take(Field::Classification, "classification", part, at);
            } else if is_state(part) {
                self.collector.take(Field::Status, "status", part, at);
            } else if is_date(part) {
                self.collector.take(Field::Stand, "date", part, at);
            }
        }
    }
}

/// Labels with their values, of those that stand on pages.
fn pairs(part: &str) -> Vec<(Field, String, String)> {
    let pairs = line::pairs(part).into_iter();
    let known = pairs.filter_map(|(label, value)| {
        let field = match labelled(label.trim())? {
            Field::Wrapper if is_document_number(&value) => Field::Id,
            field => field,
        };
        let is_here = matches!(
            field,
            Field::Version
                | Field::Stand
                | Field::Date
                | Field::Changed
                | Field::Published
                | Field::Created
                | Field::Effective
                | Field::Classification
                | Field::Author
                | Field::ApprovedBy
                | Field::ApprovedOn
                | Field::Approval
                | Field::NextReview
                | Field::Status
                | Field::Id
        );
        (is_here && super::is_plausible(field, &value)).then_some((field, label, value))
    });
    known.collect()
}

/// A word that says how far the document has got, alone in its part.
fn is_state(part: &str) -> bool {
    matches!(
        fold(part).as_str(),
        "approved"
            | "released"
            | "final"
            | "inforce"
            | "draft"
            | "inreview"
            | "superseded"
            | "obsolete"
            | "withdrawn"
            | "freigegeben"
            | "genehmigt"
            | "gueltig"
            | "entwurf"
            | "inpruefung"
            | "ungueltig"
    )
}

/// Whether a line at the end is a footer of one part: a label, or a stamp with a page.
fn is_foot(line: &str) -> bool {
    line.len() <= LONGEST && pairs(line).iter().any(|(field, ..)| *field == Field::Stand)
}

/// `Page 2 of 9`, `Seite 3 von 12`, `2/9`.
fn is_page(part: &str) -> bool {
    let mut words = part.split_whitespace();
    let first = words.next().unwrap_or("").to_lowercase();
    matches!(
        first.trim_end_matches(['.', ':']),
        "page" | "seite" | "pg" | "s"
    ) && words
        .next()
        .is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// The number of a document: `POL-004`, `QM-VA-12.3`. Names of standards have the same form.
pub fn is_document_number(part: &str) -> bool {
    const STANDARDS: &[&str] = &[
        "ISO", "IEC", "DIN", "EN", "BS", "ITIL", "COBIT", "NIST", "TLP", "BSI",
    ];
    let prefix = part
        .split(|c: char| !c.is_ascii_alphabetic())
        .next()
        .unwrap_or("");
    (2..=6).contains(&prefix.len())
        && (5..=24).contains(&part.len())
        && prefix.bytes().all(|byte| byte.is_ascii_uppercase())
        && !STANDARDS.contains(&prefix)
        && part.contains(|c: char| c.is_ascii_digit())
        && part.contains(['-', '_', '.'])
        && part
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'))
}

/// The words of classifications, alone in their part.
fn is_class(part: &str) -> bool {
    matches!(
        fold(part).as_str(),
        "internal"
            | "internaluseonly"
            | "forinternaluseonly"
            | "forinternaluse"
            | "companyinternal"
            | "confidential"
            | "strictlyconfidential"
            | "highlyconfidential"
            | "companyconfidential"
            | "incommercialconfidence"
            | "restricted"
            | "public"
            | "secret"
            | "intern"
            | "vertraulich"
            | "strengvertraulich"
            | "oeffentlich"
            | "nurfuerdeninternengebrauch"
            | "nurfuerdendienstgebrauch"
            | "nurzuminterngebrauch"
            | "geheim"
    )
}
