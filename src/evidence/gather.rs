//! Ties the series and registers of manifests to their files.

use std::collections::HashMap;

use super::document::Document;
use super::extract::Format;
use super::manifest::{Manifest, RegisterEntry};
use super::metadata::Metadata;
use super::read::{Evidence, Register, Series, TakenTable, missing};
use super::registers::Table;
use crate::catalogue::Catalogue;
use crate::form::did_you_mean;
use crate::problem::Problem;
use crate::source::Location;

/// Ties series and registers of the manifests to their files.
pub(super) fn gather(catalogue: &Catalogue, evidence: &mut Evidence, manifests: Vec<Manifest>) {
    let mut registered: HashMap<String, usize> = HashMap::new();
    for manifest in manifests {
        evidence.elsewhere.extend(manifest.elsewhere);
        for entry in manifest.series {
            let index = evidence.series.len();
            let mut members = Vec::new();
            for (at, document) in evidence.documents.iter_mut().enumerate() {
                if let Some(period) = entry.pattern.period_of(&document.path) {
                    members.push((period, at));
                    document.series.push(index);
                }
            }
            members.sort();
            evidence.series.push(Series { entry, members });
        }
        for entry in manifest.registers {
            if let Some(first) = registered.get(&entry.file) {
                let problem = named_twice(&entry, &evidence.registers[*first].entry);
                evidence.problems.push(problem);
                continue;
            }
            evidence.problems.extend(unknown_kind(catalogue, &entry));
            registered.insert(entry.file.clone(), evidence.registers.len());
            evidence.registers.push(Register {
                entry,
                document: None,
                table: Table::default(),
                others: Vec::new(),
            });
        }
    }
    for (at, document) in evidence.documents.iter_mut().enumerate() {
        let tables = std::mem::take(&mut document.taken).into_iter();
        let tables = tables.filter(|_| document.has_text());
        evidence
            .taken
            .extend(tables.map(|(taken, table)| TakenTable {
                document: at,
                taken,
                table,
            }));
        let register = match registered.get(&*document.path) {
            Some(index) => *index,
            None if is_claimed_table(document) => {
                evidence.registers.push(Register {
                    entry: RegisterEntry {
                        id: document.path.to_string(),
                        file: document.path.to_string(),
                        sheet: None,
                        date: None,
                        columns: Vec::new(),
                        records: None,
                        metadata: Metadata::default(),
                        location: Location::file(document.path.clone()),
                    },
                    document: None,
                    table: Table::default(),
                    others: Vec::new(),
                });
                evidence.registers.len() - 1
            }
            None => continue,
        };
        document.register = Some(register);
        let register = &mut evidence.registers[register];
        register.document = Some(at);
        if !document.format.is_table() && document.has_text() {
            evidence.problems.push(no_table(&register.entry));
        }
        if let Some(table) = document.table.take().filter(|_| document.has_text()) {
            register.table = *table;
            if register.entry.sheet.is_none() {
                register.others = std::mem::take(&mut document.others);
            }
        }
    }
    for register in &evidence.registers {
        if register.document.is_none() && evidence.closed_for(&register.entry.file).is_none() {
            evidence.problems.push(missing(
                &register.entry.location,
                &register.entry.file,
                "the register's file is not there",
            ));
        }
    }
}

/// Whether a file that no manifest calls a register is claimed and holds rows below heads.
fn is_claimed_table(document: &Document) -> bool {
    let has_heads = (document.table.as_ref()).is_some_and(|table| !table.header.is_empty());
    let is_table = document.format == Format::Csv || document.format.is_workbook() && has_heads;
    is_table && !document.metadata.claims.is_empty()
}

/// A kind of records that the catalogue does not know.
fn unknown_kind(catalogue: &Catalogue, entry: &RegisterEntry) -> Option<Problem> {
    let named = entry.records.as_ref()?;
    let kinds = catalogue.records.kinds.iter();
    let kinds: Vec<&str> = kinds.map(|kind| kind.id.as_str()).collect();
    if kinds.contains(&named.as_str()) {
        return None;
    }
    let known = || format!("one of: {}", kinds.join(", "));
    Some(Problem {
        location: entry.location.clone(),
        message: format!(
            "the register {} is said to hold `{named}`, which is no kind of record",
            entry.id
        ),
        hint: Some(did_you_mean(named, &kinds).unwrap_or_else(known)),
        excerpt: None,
    })
}

fn no_table(entry: &RegisterEntry) -> Problem {
    Problem {
        location: entry.location.clone(),
        message: format!(
            "the register {} names {}, and only rows of CSV, TSV, Excel and ODS files are read",
            entry.id, entry.file
        ),
        hint: Some(
            "export the table as CSV, or claim the file under `evidence` instead".to_owned(),
        ),
        excerpt: None,
    }
}

/// A second register on one file. Its rows would count twice, held to two sets of columns,
/// and nobody could say which of the two a failing row speaks of.
fn named_twice(entry: &RegisterEntry, first: &RegisterEntry) -> Problem {
    Problem {
        location: entry.location.clone(),
        message: format!(
            "the register {} names {}, which is the file of the register {} ({}) already; only that one counts",
            entry.id, entry.file, first.id, first.location
        ),
        hint: Some(format!(
            "add its `columns` and `satisfies` to {}, or split the table into two files",
            first.id
        )),
        excerpt: None,
    }
}
