//! What a person decided in a register, as claims to be added.
//!
//! Rows are tied to files by path and content. Nothing that a person typed elsewhere is
//! written over: what `claims.toml` says already stays, and what cannot be used is told with
//! its cell.

use std::collections::{BTreeMap, BTreeSet};

use super::carried::renamed;
use super::moved::written_at;
use super::read_back::{A_DATE, Cell, Row};
use crate::catalogue::{Catalogue, Target};
use crate::evidence::{KINDS, Metadata, is_placeholder, kind_in};
use crate::source::visible;
use crate::workspace::{CLAIMS, FileClaim, NewClaim, Workspace, can_be_named};

/// What a register says, against what is known.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Claims to add, in the order of paths.
    pub claims: Vec<NewClaim>,
    /// Files to set aside.
    pub not_evidence: Vec<String>,
    /// What could not be used, or is not as the register has it, each with its place.
    pub told: Vec<String>,
    /// Rows in which a person filled something in.
    pub filled: usize,
}

/// Files of the workspace by path, with their SHA-256.
pub type Hashes = BTreeMap<String, String>;

/// Works out what the rows of a register decide.
#[must_use]
pub fn decide(
    rows: &[Row],
    catalogue: &Catalogue,
    workspace: &Workspace,
    hashes: &Hashes,
) -> Decisions {
    let mut by_hash: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for (path, hash) in hashes {
        by_hash.entry(hash).or_default().push(path);
    }
    let mut deciding = Deciding {
        catalogue,
        workspace,
        hashes,
        by_hash,
        listed: rows.iter().map(|row| row.cell("File").text).collect(),
        decided: BTreeMap::new(),
        aside: BTreeSet::new(),
        out: Decisions::default(),
    };
    for row in rows {
        deciding.row(row);
    }
    deciding.finish()
}

struct Deciding<'a> {
    catalogue: &'a Catalogue,
    workspace: &'a Workspace,
    hashes: &'a Hashes,
    by_hash: BTreeMap<&'a str, Vec<&'a str>>,
    /// The paths that have a row.
    listed: BTreeSet<String>,
    decided: BTreeMap<String, (NewClaim, String)>,
    aside: BTreeSet<String>,
    out: Decisions,
}

/// What a row says of what is done with its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Use {
    Unsaid,
    Keep,
    Aside,
}

impl Deciding<'_> {
    fn tell(&mut self, place: &str, message: &str) {
        self.out.told.push(format!("{place}: {message}"));
    }

    fn row(&mut self, row: &Row) {
        let [file, hash, used, satisfies, owner, version, kind] = [
            "File",
            "SHA-256",
            "Use",
            "Satisfies",
            "Owner",
            "Version",
            "Type",
        ]
        .map(|head| row.cell(head));
        let filled = [&used, &satisfies, &owner, &version, &kind];
        if filled.iter().all(|cell| cell.text.is_empty()) {
            return;
        }
        self.out.filled += 1;
        let Some(path) = self.file(&file, &hash) else {
            return;
        };
        if let Err(reason) = can_be_named(&path) {
            let message = format!(
                "{} cannot be written into {CLAIMS}, since {reason}; rename the file and make the register anew. This row was not used",
                visible(&path)
            );
            self.tell(&file.place, &message);
            return;
        }
        let used = self.used(&used);
        let mut claim = NewClaim {
            path: path.clone(),
            satisfies: self.targets(&satisfies, &row.cell("May be about"), &path),
            owner: self.particular(&owner, "names no owner", |claim| &mut claim.owner),
            version: self.particular(&version, "is no version", |claim| &mut claim.version),
            kind: self.kind(&kind),
        };
        if used == Use::Aside {
            if !claim.satisfies.is_empty() {
                self.tell(&satisfies.place, "the file is set aside as evidence of nothing in the same row; say one of the two");
                return;
            }
            let claimed = self
                .workspace
                .claims
                .iter()
                .find(|known| known.path == path);
            if let Some(known) = claimed.filter(|known| !known.metadata.claims.is_empty()) {
                let message = format!(
                    "{path} is claimed in {}; take that away first",
                    known.location
                );
                self.tell(&file.place, &message);
            } else if !self.workspace.not_evidence.contains(&path) {
                self.aside.insert(path);
            }
            return;
        }
        if self.workspace.not_evidence.contains(&path)
            && (used == Use::Keep || !claim.satisfies.is_empty())
        {
            let message = format!("claims.toml sets {path} aside; take that entry away first");
            self.tell(&file.place, &message);
            return;
        }
        self.leave_what_is_there(&mut claim, [&owner, &version, &kind]);
        if claim.is_empty() {
            return;
        }
        if let Some((other, place)) = self.decided.get(&path) {
            if *other != claim {
                let message =
                    format!("{path} stands in {place} too, with other words; that row counts");
                self.tell(&file.place, &message);
            }
            return;
        }
        self.decided.insert(path, (claim, row.place.clone()));
    }

    /// The file a row speaks of: by its path, else by its content.
    fn file(&mut self, file: &Cell, hash: &Cell) -> Option<String> {
        let path = file.text.as_str();
        let wanted = hash.text.to_lowercase();
        let there = self.hashes.get(path);
        if there.is_some_and(|there| wanted.is_empty() || *there == wanted) {
            return Some(path.to_owned());
        }
        if there.is_none() && path.to_lowercase().contains(".zip/") {
            let message =
                format!("{path} lies in an archive; unpack it first. This row was not used");
            self.tell(&file.place, &message);
            return None;
        }
        let same: Vec<&str> = self
            .by_hash
            .get(wanted.as_str())
            .cloned()
            .unwrap_or_default();
        let found = renamed(&same, &self.listed).filter(|_| there.is_none());
        let same = found.map_or(same, |only| vec![only]);
        match (same.as_slice(), there) {
            ([only], _) => {
                let old = self
                    .workspace
                    .claims
                    .iter()
                    .find(|claim| claim.path == path);
                if let (Some(claim), None) = (old, there) {
                    let message = format!(
                        "{path} is called {only} now, and it is claimed under its old path: {}, then accept the register again",
                        written_at(only, claim)
                    );
                    self.tell(&file.place, &message);
                    return None;
                }
                let message = format!("{path} is called {only} now");
                self.tell(&file.place, &message);
                Some((*only).to_owned())
            }
            ([], Some(_)) => {
                self.tell(
                    &file.place,
                    &format!("{path} has changed since the register was made"),
                );
                Some(path.to_owned())
            }
            ([], None) => {
                let message = format!(
                    "there is no file {path}, nor any of the same content; this row was not used"
                );
                self.tell(&file.place, &message);
                None
            }
            (several, _) => {
                let message = format!(
                    "{path} is not there, and {} files have the same content ({}); write the path of the one that is meant",
                    several.len(),
                    several
                        .iter()
                        .take(3)
                        .copied()
                        .collect::<Vec<_>>()
                        .join(", ")
                );
                self.tell(&file.place, &message);
                None
            }
        }
    }

    fn used(&mut self, cell: &Cell) -> Use {
        match cell.text.to_lowercase().replace(['-', '_'], " ").as_str() {
            "" => Use::Unsaid,
            "keep" | "yes" | "evidence" | "behalten" | "ja" => Use::Keep,
            "not evidence" | "no" | "kein nachweis" | "nein" | "aside" => Use::Aside,
            other => {
                let message = format!("{} is neither keep nor not evidence", quoted(other));
                self.tell(&cell.place, &message);
                Use::Unsaid
            }
        }
    }

    /// What a cell says; nothing where it only holds the place of what is not known yet.
    fn text(&mut self, cell: &Cell, otherwise: &str) -> Option<String> {
        if cell.text == A_DATE {
            self.tell(
                &cell.place,
                "the spreadsheet took this for a date; make the cell text and type it again",
            );
            return None;
        }
        if let Some(trouble) = cell.trouble() {
            self.tell(&cell.place, trouble);
            return None;
        }
        if cell.text.is_empty() {
            return None;
        }
        if is_placeholder(&cell.text) {
            let message = format!("{} {otherwise}; it counts as not known", quoted(&cell.text));
            self.tell(&cell.place, &message);
            return None;
        }
        Some(cell.text.clone())
    }

    /// A value for one key of `claims.toml`, if it can be read there again.
    fn particular(
        &mut self,
        cell: &Cell,
        otherwise: &str,
        slot: impl Fn(&mut NewClaim) -> &mut Option<String>,
    ) -> Option<String> {
        let text = self.text(cell, otherwise)?;
        let mut alone = NewClaim {
            path: "x".to_owned(),
            ..NewClaim::default()
        };
        *slot(&mut alone) = Some(text.clone());
        match alone.as_read().1.first() {
            Some(problem) => {
                let message = format!("{} was not taken: {problem}", quoted(&text));
                self.tell(&cell.place, &message);
                None
            }
            None => Some(text),
        }
    }

    /// A type in the words clausewise knows, from those that people use.
    fn kind(&mut self, cell: &Cell) -> Option<String> {
        let text = self.text(cell, "is no type")?;
        let kind = kind_in(&text);
        if kind.is_none() {
            let message = format!(
                "{} is no type that is known; choose one of {}",
                quoted(&text),
                KINDS.join(", ")
            );
            self.tell(&cell.place, &message);
        }
        kind.map(str::to_owned)
    }

    /// What a cell claims; `yes` takes what the register proposed.
    fn targets(&mut self, cell: &Cell, proposed: &Cell, path: &str) -> Vec<String> {
        // A cross is an answer here, and a placeholder everywhere else.
        let yes = matches!(
            cell.text.to_lowercase().as_str(),
            "yes" | "ja" | "y" | "j" | "x"
        );
        let typed = if yes {
            cell.text.clone()
        } else {
            self.text(cell, "names nothing").unwrap_or_default()
        };
        let texts: Vec<String> = if yes {
            let guesses = proposed.text.split(';');
            let number = |guess: &str| guess.split_whitespace().next().map(str::to_owned);
            guesses.filter_map(number).collect()
        } else {
            self.parts(cell, &typed)
        };
        // What was taken from an earlier register is proposed no more.
        let taken = |claim: &FileClaim| claim.path == path && !claim.metadata.claims.is_empty();
        if yes && texts.is_empty() && !self.workspace.claims.iter().any(taken) {
            self.tell(
                &cell.place,
                "yes takes what stands under May be about, and nothing stands there",
            );
        }
        let mut out = Vec::new();
        for text in texts {
            // `8.4.1 budgeting and accounting for services`: the clause with its title.
            if !out.is_empty() && !text.contains(|c: char| c.is_ascii_digit()) {
                continue;
            }
            match text.parse::<Target>() {
                Ok(target) if self.catalogue.resolve(&target).is_some() => {
                    let name = target.to_string();
                    if !out.contains(&name) {
                        out.push(name);
                    }
                }
                _ => {
                    let near = self.catalogue.nearest(&text);
                    let near =
                        near.map_or_else(String::new, |near| format!("; did you mean {near}?"));
                    let message = format!(
                        "{} is no clause, requirement or document of {}{near}",
                        quoted(&text),
                        self.catalogue.edition
                    );
                    self.tell(&cell.place, &message);
                }
            }
        }
        out
    }

    /// What stands in a cell one by one. `8,6` is 8.6 to some and 8 and 6 to others: it is told
    /// and not taken.
    fn parts(&mut self, cell: &Cell, typed: &str) -> Vec<String> {
        let mut out = Vec::new();
        for piece in typed.split([';', '\n', ' ']) {
            let parts: Vec<&str> = piece.split(',').filter(|part| !part.is_empty()).collect();
            let is_number = |part: &&str| part.bytes().all(|byte| byte.is_ascii_digit());
            let dotted = parts.join(".").parse::<Target>().ok();
            let one = dotted.filter(|target| self.catalogue.resolve(target).is_some());
            match one {
                Some(one) if parts.len() > 1 && parts.iter().all(is_number) => {
                    let message = format!(
                        "{} can mean {one}, or {}; write the one that is meant",
                        quoted(piece),
                        parts.join(" and ")
                    );
                    self.tell(&cell.place, &message);
                }
                _ => out.extend(parts.into_iter().map(str::to_owned)),
            }
        }
        out
    }

    /// Takes out of a claim what `claims.toml` says already, and tells where it says otherwise.
    fn leave_what_is_there(&mut self, claim: &mut NewClaim, cells: [&Cell; 3]) {
        let known: Vec<&FileClaim> = self
            .workspace
            .claims
            .iter()
            .filter(|known| known.path == claim.path)
            .collect();
        let claimed = |name: &String| {
            let mut claims = known.iter().flat_map(|known| &known.metadata.claims);
            claims.any(|known| {
                known
                    .value
                    .target
                    .as_ref()
                    .is_ok_and(|target| target.to_string() == *name)
            })
        };
        claim.satisfies.retain(|name| !claimed(name));
        let of = |metadata: &Metadata| {
            [&metadata.owner, &metadata.version, &metadata.kind]
                .map(|stated| stated.as_ref().map(|stated| stated.value.clone()))
        };
        // What is typed is compared as it will be read, or it would differ for ever.
        let as_read = of(&claim.as_read().0);
        let mut told = Vec::new();
        let keys = ["owner", "version", "type"];
        let values = [&mut claim.owner, &mut claim.version, &mut claim.kind];
        for (at, ((key, value), cell)) in keys.into_iter().zip(values).zip(cells).enumerate() {
            let there = known
                .iter()
                .find_map(|known| Some((of(&known.metadata)[at].clone()?, known.location.clone())));
            let (Some((there, location)), Some(typed)) = (there, value.as_ref()) else {
                continue;
            };
            let read = as_read[at].as_ref().unwrap_or(typed);
            if there.to_lowercase() != read.to_lowercase() {
                told.push((
                    cell.place.clone(),
                    format!("{location} gives the {key} as `{there}`; it was left as it is. Change it there to `{typed}`"),
                ));
            }
            *value = None;
        }
        for (place, message) in told {
            self.tell(&place, &message);
        }
    }

    fn finish(mut self) -> Decisions {
        for path in &self.aside {
            if let Some((_, place)) = self.decided.remove(path) {
                self.out.told.push(format!(
                    "{place}: {path} is set aside in another row; that row counts"
                ));
            }
        }
        self.out.claims = self.decided.into_values().map(|(claim, _)| claim).collect();
        self.out.not_evidence = self.aside.into_iter().collect();
        self.out
    }
}

/// A cell's text in a message, short enough to be read there.
fn quoted(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("\"{}…\"", &text[..end]),
        None => format!("\"{text}\""),
    }
}
