//! Registers in CSV, the dialect guessed.

use super::heads::{Heads, find};
use super::sample::Sample;
use super::{Known, Table};

/// Most records among which the heads are searched.
const SAMPLE: usize = 60;

impl Table {
    /// Reads a table; the separator is the one that splits the first lines best.
    #[must_use]
    pub fn read(text: &str, known: &Known) -> Self {
        let (skipped, rest) = skip_separator_hint(text);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator(rest))
            .has_headers(false)
            .flexible(true)
            .from_reader(rest.as_bytes());
        let mut table = Self::default();
        let mut first: Vec<(u32, csv::StringRecord)> = Vec::new();
        let mut record = csv::StringRecord::new();
        let mut begun = false;
        let mut lines = Lines::new(rest, skipped);
        while let Ok(true) = reader.read_record(&mut record) {
            if record.iter().all(|cell| cell.trim().is_empty()) {
                continue;
            }
            let begins = record.position().map_or(0, csv::Position::byte);
            let line = lines.at(begins);
            if begun {
                table.push(line, cells(&record));
            } else {
                first.push((line, record.clone()));
                if first.len() == SAMPLE {
                    begun = true;
                    table.start(&first, known);
                }
            }
            if table.cut {
                break;
            }
        }
        if !begun {
            table.start(&first, known);
        }
        if !table.header.is_empty() {
            table.end();
        }
        table
    }

    /// Finds the heads among the first records and adds those below them.
    fn start(&mut self, first: &[(u32, csv::StringRecord)], known: &Known) {
        let sample: Vec<Sample> = first
            .iter()
            .map(|(line, record)| Sample::new(*line, cells(record)))
            .collect();
        let found = find(&sample, known, &[]);
        // Without heads that look like some: the first line of several cells.
        let plain = || {
            let several = |sample: &Sample| sample.filled() >= 2 || sample.is_all(first.len());
            let at = sample.iter().position(several)?;
            Some((at, Heads::of(&sample[at])))
        };
        let found = found.map(|found| (found.last, found));
        let Some((at, heads)) = found.or_else(plain) else {
            return;
        };
        self.begin(heads, first[at].0);
        for (line, record) in &first[at + 1..] {
            self.push(*line, cells(record));
        }
    }
}

/// On which line of a text a record begins. What reads records counts the line before where blank
/// lines or both characters of a line's end stand between two of them.
struct Lines<'t> {
    text: &'t [u8],
    /// How far line feeds were counted, and the line there.
    known: (usize, u32),
}

impl<'t> Lines<'t> {
    fn new(text: &'t str, skipped: u32) -> Self {
        Self {
            text: text.as_bytes(),
            known: (0, skipped + 1),
        }
    }

    /// The line of the record that is read from a byte on, not before the last one asked for.
    fn at(&mut self, byte: u64) -> u32 {
        let (counted, line) = self.known;
        let from = usize::try_from(byte).map_or(counted, |at| at.clamp(counted, self.text.len()));
        let ends = { self.text[from..].iter() }.take_while(|byte| matches!(byte, b'\r' | b'\n'));
        let begins = from + ends.count();
        let feeds = memchr::memchr_iter(b'\n', &self.text[counted..begins]).count();
        let line = line.saturating_add(crate::source::count(feeds));
        self.known = (begins, line);
        line
    }
}

fn cells(record: &csv::StringRecord) -> impl Iterator<Item = (u32, &str)> {
    (1..).zip(record.iter())
}

/// Excel's `sep=;` line is no header.
fn skip_separator_hint(text: &str) -> (u32, &str) {
    match text.split_once('\n') {
        Some((first, rest))
            if first.trim_end().len() == 5 && first.to_ascii_lowercase().starts_with("sep=") =>
        {
            (1, rest)
        }
        _ => (0, text),
    }
}

pub(in crate::evidence) fn separator(text: &str) -> u8 {
    let lines: Vec<&str> = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .take(5)
        .collect();
    let mut best = (0, b',');
    for candidate in [b',', b';', b'\t', b'|'] {
        let mut counts: Vec<usize> = lines
            .iter()
            .map(|line| outside_quotes(line, candidate))
            .collect();
        counts.sort_unstable();
        let usual = counts.get(counts.len() / 2).copied().unwrap_or(0);
        let alike = counts.iter().filter(|count| **count == usual).count();
        let score = if usual == 0 { 0 } else { usual * 10 + alike };
        if score > best.0 {
            best = (score, candidate);
        }
    }
    best.1
}

fn outside_quotes(line: &str, separator: u8) -> usize {
    let mut quoted = false;
    line.bytes()
        .filter(|byte| {
            if *byte == b'"' {
                quoted = !quoted;
            }
            *byte == separator && !quoted
        })
        .count()
}
