//! From files on disk to documents: read once, in parallel, results in order of path.

use std::collections::BTreeMap;
use std::sync::{Arc, OnceLock};

use rayon::prelude::*;

use super::cache::{Cache, CacheAt};
use super::concepts::Concepts;
use super::document::Document;
use super::gather::gather;
use super::history::{Awaited, InHistory};
use super::layers::Layers;
use super::manifest::{Elsewhere, Manifest, RegisterEntry, SeriesEntry, read_manifest};
use super::names::{self, Form, Names, SHORT, Stands};
use super::phrases::Mark;
use super::reader::Reader;
use super::registers::{Table, TakenFor};
use super::walk::{Found, Walked, walk};
use crate::catalogue::Catalogue;
use crate::problem::Problem;
use crate::source::{Location, SourceFile};
use crate::workspace::Workspace;

/// All evidence of a workspace.
#[derive(Debug, Default)]
pub struct Evidence {
    /// One entry a file, sorted by path.
    pub documents: Vec<Document>,
    /// Things kept elsewhere.
    pub elsewhere: Vec<Elsewhere>,
    /// Records over time.
    pub series: Vec<Series>,
    /// Tables of records.
    pub registers: Vec<Register>,
    /// Tables that nobody declared and that are plainly logs of records.
    pub taken: Vec<TakenTable>,
    /// Documents that state something of each service, customer and party, sorted.
    pub mentions: BTreeMap<String, Vec<usize>>,
    /// Those of them that do so by a form that stands for it anywhere, and not by a single word alone.
    pub in_full: BTreeMap<String, Vec<usize>>,
    /// Documents in which each is named in any way, sorted: also in what is denied or asked.
    pub in_passing: BTreeMap<String, Vec<usize>>,
    /// The forms of their names.
    pub names: Names,
    /// What git's history is to the documents.
    pub history: InHistory,
    /// Folders of which nobody knows what they hold, since they cannot be opened.
    pub closed: Vec<Arc<str>>,
    /// Mistakes in sidecars, declarations that say nothing, and what could not be read at all.
    pub problems: Vec<Problem>,
}

impl Evidence {
    /// The folder that cannot be opened in which a file of a path or pattern may lie.
    #[must_use]
    pub fn closed_for(&self, pattern: &str) -> Option<&Arc<str>> {
        let mut closed = self.closed.iter();
        closed.find(|folder| super::closed::may_lie_in(pattern, folder))
    }

    /// Whether a document states something of a service, a customer or a party.
    #[must_use]
    pub fn states_of(&self, name: &str, document: usize) -> bool {
        lists(&self.mentions, name, document)
    }
}

/// Whether a name stands beside a document in such a list: [`Evidence::mentions`] and the like.
#[must_use]
pub fn lists(of: &BTreeMap<String, Vec<usize>>, name: &str, document: usize) -> bool {
    let documents = of.get(name);
    documents.is_some_and(|documents| documents.binary_search(&document).is_ok())
}

/// A series and its files.
#[derive(Debug)]
pub struct Series {
    /// As it is declared.
    pub entry: SeriesEntry,
    /// Files by period: index into [`Evidence::documents`].
    pub members: Vec<(super::periods::PeriodKey, usize)>,
}

/// A register and its rows.
#[derive(Debug)]
pub struct Register {
    /// As it is declared.
    pub entry: RegisterEntry,
    /// The file, when it was found: index into [`Evidence::documents`].
    pub document: Option<usize>,
    /// Its rows, when it could be read.
    pub table: Table,
    /// The tables on other sheets of its workbook, where the manifest names none of them.
    pub others: Vec<Table>,
}

/// A table that nobody declared and that is plainly a log of records.
#[derive(Debug)]
pub struct TakenTable {
    /// The file: index into [`Evidence::documents`].
    pub document: usize,
    /// What it is taken for.
    pub taken: TakenFor,
    /// Its rows.
    pub table: Table,
}

/// Lists the files of a workspace.
#[must_use]
pub fn list_files(workspace: &Workspace) -> Walked {
    let settings = &workspace.settings;
    walk(&workspace.root, &settings.roots, &settings.ignore)
}

/// Reads all evidence of a workspace from the files that `list` finds ([`list_files`], for
/// instance), and hands these back to whoever looks again. What an earlier run kept in the
/// `cache` is used where it still holds. What git says in the `history` is waited for once all
/// files are read. `done` is called once a file, from any thread.
///
/// # Errors
/// Every mistake in the manifests: without what they declare every figure would be wrong.
pub fn read_evidence(
    workspace: &Workspace,
    catalogue: &Catalogue,
    list: impl FnOnce() -> Walked + Send,
    cache: Option<&CacheAt>,
    history: Option<Awaited>,
    done: &(dyn Fn() + Sync),
) -> Result<(Evidence, Vec<Found>), Vec<Problem>> {
    let forms = forms_of(workspace);
    let names: Vec<String> = forms.iter().map(Form::key).collect();
    let concepts = Concepts::new(catalogue);
    let made = OnceLock::new();
    let matcher = || {
        made.get_or_init(|| {
            let names = (0..SHORT).zip(&forms);
            let names = names.map(|(at, form)| (form.phrase.as_str(), Mark::Name(form.number(at))));
            concepts.matcher(catalogue, &names.collect::<Vec<_>>())
        })
    };
    // The two have nothing to do with each other and take about as long. Where files are known,
    // no text may have to be read at all.
    let begin = || {
        let cache = cache.map(|at| Cache::open(at, &catalogue.digest, &names));
        if cache.as_ref().is_none_or(Cache::is_empty) {
            matcher();
        }
        cache
    };
    let (cache, walked) = rayon::join(begin, list);
    let manifests = manifests(&walked.manifests)?;
    let mut evidence = Evidence {
        problems: walked.problems,
        closed: walked
            .closed
            .iter()
            .map(|path| path.as_str().into())
            .collect(),
        ..Evidence::default()
    };
    for manifest in &manifests {
        evidence.problems.extend(manifest.remarks.iter().cloned());
    }
    let mut layers = Layers::new(
        workspace,
        &walked.sidecars,
        &manifests,
        &mut evidence.problems,
    );
    let mut reader = Reader::new(catalogue, &concepts, &layers, &matcher, cache.as_ref());
    reader.in_git = history.is_some();
    // Each in its place at once: pieces that are put together later would double the memory.
    let read: Vec<Option<Document>> = walked
        .files
        .par_iter()
        .with_min_len(16)
        .map_init(
            || None,
            |scanner, found| {
                let document = reader.read(found, scanner);
                done();
                document
            },
        )
        .collect();
    evidence.documents = read.into_iter().flatten().collect();
    if let Some(cache) = cache {
        cache.finish();
    }
    evidence.history = match history.map(|awaited| awaited()) {
        None => InHistory::NotAsked,
        Some(Ok(history)) => {
            history.tell(&workspace.root, &walked.files, &mut evidence.documents);
            InHistory::Read
        }
        Some(Err(reason)) => InHistory::Unknown(reason),
    };
    for (at, document) in evidence.documents.iter().enumerate() {
        let whole = document.names.iter().filter(|number| *number & SHORT == 0);
        let noted = [
            (document.names.iter().collect(), &mut evidence.mentions),
            (whole.collect(), &mut evidence.in_full),
            (
                document.in_passing.iter().collect(),
                &mut evidence.in_passing,
            ),
        ];
        for (numbers, by_name) in noted {
            let numbers: Vec<&u16> = numbers;
            for number in numbers {
                let form = &forms[usize::from(*number & !SHORT)];
                let documents = by_name.entry(form.name.clone()).or_default();
                if documents.last() != Some(&at) {
                    documents.push(at);
                }
            }
        }
    }
    evidence.names = Names::new(&forms);
    super::links::check_links(&workspace.root, &mut evidence.documents);
    layers.report_unused(
        &evidence.documents,
        &evidence.closed,
        &mut evidence.problems,
    );
    gather(catalogue, &mut evidence, manifests);
    Ok((evidence, walked.files))
}

/// All manifests, or every mistake in them.
fn manifests(found: &[Found]) -> Result<Vec<Manifest>, Vec<Problem>> {
    let mut mistakes = Vec::new();
    let manifests = found
        .iter()
        .filter_map(|found| {
            let source = read_source(found, &mut mistakes)?;
            read_manifest(&source, &mut mistakes)
        })
        .collect();
    if mistakes.is_empty() {
        Ok(manifests)
    } else {
        Err(mistakes)
    }
}

/// Words by which a text says that it holds for every service, looked for as names are.
pub const ALL_SERVICES: &[&str] = &[
    "all services",
    "all our services",
    "all IT services",
    "all of our services",
    "all the services",
    "every service",
    "each service",
    "each of the services",
    "every one of the services",
    "services in the service catalogue",
    "services of the service catalogue",
    "services listed in the service catalogue",
    "alle services",
    "alle dienste",
    "alle unsere services",
    "alle unsere dienste",
    "alle IT-services",
    "alle IT-dienste",
    "aller services",
    "aller dienste",
    "allen services",
    "allen diensten",
    "jeder service",
    "jeden service",
    "jedem service",
    "jeder dienst",
    "jeden dienst",
    "jedem dienst",
    "sämtliche services",
    "sämtliche dienste",
    "services des servicekatalogs",
    "services im servicekatalog",
    "dienste des servicekatalogs",
    "dienste im servicekatalog",
];

fn forms_of(workspace: &Workspace) -> Vec<Form> {
    let mut forms = names::forms(&workspace.settings);
    forms.extend(ALL_SERVICES.iter().map(|all| Form {
        name: (*all).to_owned(),
        phrase: (*all).to_owned(),
        stands: Stands::Anywhere,
    }));
    forms
}

pub(super) fn missing(location: &Location, path: &str, message: &str) -> Problem {
    Problem {
        location: location.clone(),
        message: format!("{message}: {path}"),
        hint: Some("correct the name, or remove the entry if the file is gone".to_owned()),
        excerpt: None,
    }
}

pub(super) fn read_source(found: &Found, problems: &mut Vec<Problem>) -> Option<SourceFile> {
    if found.link {
        problems.push(Problem::file(
            &found.path,
            "this is a link and is not followed",
        ));
        return None;
    }
    if found.size > 16 << 20 {
        problems.push(Problem::file(
            &found.path,
            "this file is larger than 16 MiB and is not read",
        ));
        return None;
    }
    let text = match std::fs::read(&found.on_disk) {
        Ok(bytes) => super::decode::decode(&bytes).map(|decoded| decoded.text.into_owned()),
        Err(error) => Err(format!("it cannot be read: {}", error.kind())),
    };
    match text {
        Ok(text) => Some(SourceFile::new(found.path.as_str(), text)),
        Err(reason) => {
            problems.push(Problem::file(&found.path, reason));
            None
        }
    }
}
