//! Tables of a file that nobody declared and that are plainly logs of records.

use super::{Extracted, Reader};
use crate::evidence::document::Document;
use crate::evidence::extract::Format;
use crate::evidence::places::Places;
use crate::evidence::registers::{Called, Table, TakenFor};

/// Sheets of a workbook that are looked at.
const MOST_SHEETS: usize = 24;

/// Lines above the heads that may name what is below.
const MOST_TITLES: usize = 4;

impl Reader<'_> {
    /// The logs in a file that is no register, and on the sheets of a workbook beside its
    /// register; with these the tables on all of them.
    pub(super) fn taken(
        &self,
        document: &Document,
        extracted: &Extracted<'_>,
    ) -> (Vec<(TakenFor, Table)>, Vec<Table>) {
        if document.set_aside || self.catalogue.records.kinds.is_empty() {
            return Default::default();
        }
        let text = &*extracted.text;
        match &extracted.places {
            _ if document.format == Format::Csv => {
                if document.table.is_some() {
                    return Default::default();
                }
                let table = Table::read(text, &self.heads);
                let taken = self.log(document, text, &table, 0);
                (
                    taken.map(|taken| (taken, table)).into_iter().collect(),
                    Vec::new(),
                )
            }
            Some(Places::Parts(parts)) if document.format.is_workbook() => {
                let register = document.table.as_ref();
                let register = register.and_then(|table| table.sheet.as_ref());
                let sheets = extracted.sheets.iter();
                let others = sheets.filter(|sheet| Some(&sheet.name) != register);
                let (mut logs, mut tables) = (Vec::new(), Vec::new());
                for sheet in others.take(MOST_SHEETS) {
                    let (all, name) = (&extracted.sheets, Some(sheet.name.as_str()));
                    let table = Table::of_workbook(text, parts, all, name, &self.heads);
                    if let Some(taken) = self.log(document, text, &table, sheet.lines.start) {
                        logs.push((taken, table.clone()));
                    }
                    if register.is_some() && !table.is_empty() {
                        tables.push(table);
                    }
                }
                (logs, tables)
            }
            _ => Default::default(),
        }
    }

    /// What a table is taken for; `first` is the line at which its sheet begins.
    fn log(&self, document: &Document, text: &str, table: &Table, first: u32) -> Option<TakenFor> {
        if table.is_empty() {
            return None;
        }
        let above = text.lines().skip(first.saturating_sub(1) as usize);
        let lines = table.header_line.saturating_sub(first.max(1)) as usize;
        let above = above.take(lines.min(MOST_TITLES));
        let mut names: Vec<&str> = table.sheet.as_deref().into_iter().collect();
        names.extend(above);
        let title = document.metadata.title.as_ref();
        names.extend(title.map(|title| title.value.as_str()));
        names.push(document.stem());
        let (folders, _) = document.path.rsplit_once('/').unwrap_or_default();
        let called = Called {
            names: &names,
            folder: folders.rsplit('/').next().unwrap_or_default(),
        };
        self.kinds.taken_for(called, table)
    }
}
