//! Ties the series and registers of manifests to their files.

use std::collections::HashMap;

use super::extract::Format;
use super::manifest::{Manifest, RegisterEntry};
use super::metadata::Metadata;
use super::read::{Evidence, Register, Series, missing};
use super::registers::Table;
use super::walk::Found;
use crate::problem::Problem;
use crate::source::Location;

/// Ties series and registers of the manifests to their files.
pub(super) fn gather(evidence: &mut Evidence, manifests: Vec<Manifest>, files: &[Found]) {
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
            registered.insert(entry.file.clone(), evidence.registers.len());
            evidence.registers.push(Register {
                entry,
                document: None,
                table: Table::default(),
            });
        }
    }
    for (at, document) in evidence.documents.iter_mut().enumerate() {
        let register = match registered.get(&*document.path) {
            Some(index) => *index,
            None if document.format == Format::Csv && !document.metadata.claims.is_empty() => {
                evidence.registers.push(Register {
                    entry: RegisterEntry {
                        id: document.path.to_string(),
                        file: document.path.to_string(),
                        date: None,
                        columns: Vec::new(),
                        metadata: Metadata::default(),
                        location: Location::file(document.path.clone()),
                    },
                    document: None,
                    table: Table::default(),
                });
                evidence.registers.len() - 1
            }
            None => continue,
        };
        document.register = Some(register);
        let register = &mut evidence.registers[register];
        register.document = Some(at);
        if document.format != Format::Csv && document.has_text() {
            evidence.problems.push(no_table(&register.entry));
        }
        if document.format == Format::Csv
            && document.has_text()
            && let Some(bytes) = bytes_again(files, &document.path)
            && let Ok(decoded) = super::decode::decode(&bytes)
        {
            register.table = Table::read(&decoded.text);
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

fn no_table(entry: &RegisterEntry) -> Problem {
    Problem {
        location: entry.location.clone(),
        message: format!(
            "the register {} names {}, and only rows of CSV and TSV files are read",
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

/// The bytes of a file that was walked. Its path as shown is not always its name on disk.
fn bytes_again(files: &[Found], path: &str) -> Option<Vec<u8>> {
    let at = files
        .binary_search_by(|found| found.path.as_str().cmp(path))
        .ok()?;
    std::fs::read(&files[at].on_disk).ok()
}
