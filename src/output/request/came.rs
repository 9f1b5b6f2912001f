//! What seems to have come in of a thing that is asked for.
//!
//! Who claims a file for the very thing, or vouches for it, has it: it need not be asked for
//! again. A file that is only claimed for the whole clause may be something else that the
//! clause calls for; it is proposed where it is of the kind, as any file is that is called so.

use super::view::{Sources, Thing};
use crate::assessment::{akin, telling};
use crate::catalogue::{Item, ItemKind, Target};
use crate::evidence::words::words;
use crate::evidence::{Document, Metadata, Status, document_at, is_record, kind_of};
use crate::output::EvidenceView;

/// Most files named for one thing.
const MOST_FILES: usize = 3;

/// Files that have come in, each with the words it is called by.
#[derive(Debug, Default)]
pub struct Came {
    /// Those that are claimed or vouched for as the thing, and how the first is.
    declared: (&'static str, Vec<Called>),
    /// Those that could be it.
    proposed: Vec<Called>,
}

type Called = (String, Vec<String>);

impl<'a> Sources<'a> {
    /// Files that have come in for somebody, and how.
    pub(super) fn came(
        &self,
        thing: &Thing<'_>,
        member: Option<&str>,
    ) -> (&'static str, Vec<String>) {
        let came = thing.came.get_or_init(|| self.all_that_came(thing));
        for (by, files) in [
            (came.declared.0, &came.declared.1),
            ("proposed", &came.proposed),
        ] {
            let mut files = match member {
                Some(member) => self.of_member(files, member),
                None => files.iter().map(|(path, _)| path.clone()).collect(),
            };
            if !files.is_empty() {
                files.truncate(MOST_FILES);
                return (by, files);
            }
        }
        ("", Vec::new())
    }

    fn all_that_came(&self, thing: &Thing<'_>) -> Came {
        let shown = &self.view.documents[thing.at].files;
        let mut declared: Vec<(&'static str, &str)> = self
            .view
            .evidence
            .iter()
            .filter_map(|file| Some((self.declared(file, thing.item)?, file.path.as_str())))
            .map(|(by, path)| {
                let is_shown = shown.iter().any(|file| file == path);
                (if is_shown { "seen" } else { by }, path)
            })
            .collect();
        // What shows the thing comes first, as the list of documents has it.
        declared.sort_by_key(|(_, path)| {
            shown
                .iter()
                .position(|file| file == path)
                .unwrap_or(usize::MAX)
        });
        let called = |path: &str| {
            let title = self.document(path).map(Document::title);
            // Of a scan only the note of whoever read it says whose it is.
            let notes = self.vouched(path);
            let words = words(&format!("{path} {} {notes}", title.unwrap_or_default()));
            (path.to_owned(), words)
        };
        let by = declared.first().map_or("", |(by, _)| *by);
        let proposed = self.proposed(thing);
        Came {
            declared: (by, declared.iter().map(|(_, path)| called(path)).collect()),
            proposed: proposed.iter().map(|path| called(path)).collect(),
        }
    }

    /// What notes say that vouch for a file.
    fn vouched(&self, path: &str) -> String {
        let files = &self.view.evidence;
        let at = files.binary_search_by(|file| file.path.as_str().cmp(path));
        let attested = at.map_or(&[][..], |at| &files[at].attested);
        let notes = self.view.notes.iter();
        let notes = notes.filter(|note| attested.contains(&note.id));
        notes
            .map(|note| note.text.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// How a file is declared to be the thing, if it is: by a claim on it or on a line that
    /// calls for it, which may be that of its series or register, or by a note.
    fn declared(&self, file: &EvidenceView, item: &Item) -> Option<&'static str> {
        let document = self.document(&file.path)?;
        let status = document.metadata.status.as_ref().map(|status| status.value);
        if file.set_aside || status == Some(Status::Obsolete) {
            return None;
        }
        let lines = item.requirements.iter();
        let lines: Vec<_> = lines
            .map(|line| &self.catalogue.requirements[*line].id)
            .collect();
        let is_it = |target: &Target| match target {
            Target::Item(id) => *id == item.id,
            Target::Requirement(id) => lines.contains(&id),
            Target::Clause(_) => false,
        };
        let series = document
            .series
            .iter()
            .map(|at| &self.evidence.series[*at].entry.metadata);
        let register = document
            .register
            .map(|at| &self.evidence.registers[at].entry.metadata);
        let own: &Metadata = &document.metadata;
        let said = std::iter::once(own).chain(series).chain(register);
        let mut claims = said.flat_map(|metadata| &metadata.claims);
        if claims.any(|claim| claim.value.target.as_ref().is_ok_and(is_it)) {
            return Some("claimed");
        }
        let mut notes = self.view.notes.iter();
        let vouched = notes.any(|note| {
            file.attested.contains(&note.id)
                && note
                    .about
                    .iter()
                    .any(|about| about.parse().is_ok_and(|target| is_it(&target)))
        });
        vouched.then_some("attested")
    }

    fn document(&self, path: &str) -> Option<&'a Document> {
        let at = document_at(&self.evidence.documents, path)?;
        Some(&self.evidence.documents[at])
    }

    /// Files that could be the thing: called as it is, else of its kind and about its clause.
    fn proposed(&self, thing: &Thing<'_>) -> Vec<String> {
        let item = thing.item;
        let lines = item
            .requirements
            .iter()
            .map(|line| &self.view.requirements[*line]);
        let could_hold: Vec<&String> = lines.flat_map(|line| &line.could_hold).collect();
        let shown = &self.view.documents[thing.at].files;
        let mut candidates: Vec<&Document> = could_hold
            .iter()
            .copied()
            .chain(shown)
            .filter_map(|path| self.document(path))
            .filter(|document| !document.set_aside)
            .collect();
        candidates.sort_by(|a, b| a.path.cmp(&b.path));
        candidates.dedup_by(|a, b| a.path == b.path);
        let paths = |is_it: &dyn Fn(&Document) -> bool| -> Vec<String> {
            let found = candidates.iter().filter(|document| is_it(document));
            found.map(|document| document.path.to_string()).collect()
        };
        let named = paths(&|document| is_named(document, item));
        if !named.is_empty() {
            return named;
        }
        let is_shown = |document: &Document| shown.iter().any(|path| **path == *document.path);
        let of_kind = paths(&|document| {
            is_kind(document, item) && (is_shown(document) || self.is_about(document, thing))
        });
        if !of_kind.is_empty() {
            return of_kind;
        }
        // A table of objectives is the document that states them.
        paths(&|document| is_shown(document) && document.format.is_table())
    }

    /// Whether the best hint for a file is the clause of the thing.
    fn is_about(&self, document: &Document, thing: &Thing<'_>) -> bool {
        let at = self
            .view
            .evidence
            .binary_search_by(|file| file.path.as_str().cmp(&document.path));
        let hint = at
            .ok()
            .and_then(|at| self.view.evidence[at].ideas_of.first());
        let clause = thing.clause.map(|clause| clause.id.to_string());
        hint.is_some_and(|hint| Some(&hint.clause) == clause.as_ref())
    }

    /// Those that name a service, customer or supplier; where none does, those that name no
    /// other of its kind: a level agreement for one customer may be that for a service.
    fn of_member(&self, files: &[(String, Vec<String>)], member: &str) -> Vec<String> {
        let that = |wanted: &dyn Fn(&[String]) -> bool| -> Vec<String> {
            let those = files.iter().filter(|(_, called)| wanted(called));
            those.map(|(path, _)| path.clone()).collect()
        };
        let is_named = |called: &[String], name: &[String]| name.iter().all(|w| called.contains(w));
        let name = words(member);
        let own = that(&|called| is_named(called, &name));
        if !own.is_empty() {
            return own;
        }
        let peers: Vec<_> = self.peers(member).iter().map(|name| words(name)).collect();
        that(&|called| !peers.iter().any(|name| is_named(called, name)))
    }

    /// All services where one is given, all customers, or all parties.
    fn peers(&self, member: &str) -> Vec<&'a String> {
        let settings = self.settings;
        let lists = [&settings.services, &settings.customers];
        let list = lists
            .into_iter()
            .find(|list| list.iter().any(|name| name == member));
        match list {
            Some(list) => list.iter().collect(),
            None => settings.parties.iter().map(|party| &party.name).collect(),
        }
    }
}

/// Whether a file's title or name calls it as the thing is called.
fn is_named(document: &Document, item: &Item) -> bool {
    let named = telling(&item.short);
    let has = words(&format!("{} {}", document.title(), document.stem()));
    let is_said = |word: &String| has.iter().any(|other| akin(word, other));
    !named.is_empty() && named.iter().all(is_said)
}

/// Whether a file is a record where records are asked for, and a document where documents are.
fn is_kind(document: &Document, item: &Item) -> bool {
    let kind = kind_of(&document.metadata, &document.path);
    let record = document.register.is_some() || kind.is_some_and(is_record);
    kind.is_none() && document.register.is_none() || record == (item.kind == ItemKind::Record)
}
