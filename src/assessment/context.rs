//! What scoring needs to know about the evidence, worked out once: of documents here, of
//! series in [`due`], of services, customers and suppliers in [`members`].

mod due;
mod members;
mod open;
mod spoken;

use std::collections::BTreeMap;
use std::sync::OnceLock;

use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::claims::{Claims, Piece};
use super::could_be::could_be;
use super::hints::{Hint, hints};
use super::stand_in::kinds_asked;
use super::types::{Footing, SeriesResult, Window};
use crate::catalogue::{Catalogue, ItemId, Requirement};
use crate::evidence::{
    AGENDA, Document, Evidence, LIST, Named, REGISTER, Stated, StatedDate, Status, is_agreement,
    is_record, kind_by_folders, kind_by_name,
};
use crate::period::Period;
use crate::workspace::Workspace;

use crate::evidence::words::words;
use members::name_words;
use open::OpenRows;
use spoken::Spoken;

/// Why a document does not count on the day assessed.
#[derive(Debug, Clone, Copy)]
enum Out {
    /// A rule that came about after that day: what happened, and when.
    Later(&'static str, Date),
    /// Somebody set it aside.
    SetAside,
    /// A template that nobody has filled in.
    Blank,
    /// A rule that was valid until an earlier day.
    Over(Date),
    /// Its status says so.
    Obsolete,
}

/// Everything scoring reads.
#[derive(Debug)]
pub struct Context<'a> {
    /// The edition.
    pub catalogue: &'a Catalogue,
    /// What people decided.
    pub workspace: &'a Workspace,
    /// What was read.
    pub evidence: &'a Evidence,
    /// Who claims what.
    pub claims: Claims,
    /// The day the assessment speaks of.
    pub as_of: Date,
    /// The time looked at.
    pub window: Window,
    /// Canonical type of each document, where something tells.
    pub kinds: Vec<Option<&'static str>>,
    /// The same where the document itself tells, and not the folder it lies in.
    pub named_kinds: Vec<Option<&'static str>>,
    /// The date each document carries, as its last possible day.
    pub dates: Vec<Option<Date>>,
    /// Documents a person attested.
    pub attested: Vec<bool>,
    /// What became of the due periods of each series.
    pub series: Vec<SeriesResult>,
    /// Unread files that could hold anything.
    pub unread: Vec<usize>,
    /// For each requirement, readable files that hold every idea of it and are not claimed
    /// for it: the first few.
    pub holding: Vec<Vec<usize>>,
    /// For each requirement, readable files that could be its document or record: the
    /// first few.
    pub could_be: Vec<Vec<usize>>,
    /// What each document that nobody claims is probably about.
    pub hints: Vec<Vec<Hint>>,
    spoken: Spoken,
    records: Vec<bool>,
    drafts: Vec<bool>,
    /// Documents whose date is still to come.
    ahead: Vec<bool>,
    /// Why a document does not count, where it does not.
    out: Vec<Option<Out>>,
    /// Finds ideas in titles; made when first asked, since many workspaces never ask.
    named: OnceLock<Named>,
    /// What it finds in the title of each document; looked for when first asked.
    titles: Vec<OnceLock<Vec<usize>>>,
    /// What it finds in the name of each file.
    stems: Vec<OnceLock<Vec<usize>>>,
    /// The kinds of documents that items ask for, where those lay something down.
    asked: FxHashMap<&'a ItemId, &'static str>,
    /// Documents that lay something down; looked for when first asked.
    rules: OnceLock<Vec<Piece>>,
    open: OpenRows,
    names: Vec<Vec<String>>,
    members: BTreeMap<&'static str, Vec<(String, Vec<String>)>>,
}

impl<'a> Context<'a> {
    /// Works out the context.
    #[must_use]
    pub fn new(
        catalogue: &'a Catalogue,
        workspace: &'a Workspace,
        evidence: &'a Evidence,
        claims: Claims,
        as_of: Date,
    ) -> Self {
        let window = window(workspace, as_of);
        let documents = &evidence.documents;
        let named_kinds: Vec<Option<&'static str>> = documents
            .par_iter()
            .map(|document| kind_by_name(&document.metadata, &document.path))
            .collect();
        let kinds: Vec<Option<&'static str>> = documents
            .par_iter()
            .zip(&named_kinds)
            .map(|(document, named)| {
                named.or_else(|| kind_by_folders(&document.metadata, &document.path))
            })
            .collect();
        let dates: Vec<Option<Date>> = documents
            .par_iter()
            .zip(&kinds)
            .map(|(document, kind)| match (document.dated(), kind) {
                (Some(date), _) => Some(date.day),
                (None, Some(REGISTER)) => {
                    checked(document, as_of).or_else(|| happened(document, as_of))
                }
                (None, Some(kind)) if is_record(kind) || tells(document, kind, as_of) => {
                    happened(document, as_of)
                }
                _ => None,
            })
            .collect();
        // A page of rules bears a date as well: that of its last change.
        let records: Vec<bool> = documents
            .iter()
            .zip(kinds.iter().zip(&dates))
            .map(|(document, (kind, date))| {
                kind.map_or(date.is_some() && !document.normative, |kind| {
                    let listed = kind == LIST && date.is_some() && document.format.is_prose();
                    is_record(kind) || listed && !document.normative || tells(document, kind, as_of)
                })
            })
            .collect();
        let out = documents
            .par_iter()
            .zip(records.par_iter().zip(&kinds))
            .map(|(document, (is_record, kind))| out(document, *is_record, *kind, as_of))
            .collect();
        let attested = documents
            .iter()
            .map(|document| {
                let mut notes = workspace.attestations(&document.path, as_of);
                notes.next().is_some()
            })
            .collect();
        let mut context = Self {
            catalogue,
            workspace,
            evidence,
            claims,
            as_of,
            window,
            kinds,
            named_kinds,
            dates,
            attested,
            series: Vec::new(),
            unread: Vec::new(),
            holding: vec![Vec::new(); catalogue.requirements.len()],
            could_be: Vec::new(),
            hints: Vec::new(),
            spoken: Spoken::new(catalogue, documents),
            records,
            out,
            drafts: documents.iter().map(drafted).collect(),
            ahead: documents
                .par_iter()
                .map(|document| {
                    document
                        .dated()
                        .is_some_and(|date| begins_after(date, as_of))
                })
                .collect(),
            named: OnceLock::new(),
            titles: vec![OnceLock::new(); documents.len()],
            stems: vec![OnceLock::new(); documents.len()],
            asked: kinds_asked(catalogue),
            rules: OnceLock::new(),
            open: OpenRows::new(&evidence.registers),
            names: Vec::new(),
            members: BTreeMap::new(),
        };
        context.series = evidence
            .series
            .iter()
            .map(|series| context.periods(series))
            .collect();
        let free: Vec<bool> = (0..documents.len()).map(|at| context.is_free(at)).collect();
        context.hold(&free);
        context.hints = hints(catalogue, evidence, &free);
        context.could_be = could_be(&context);
        context.populations();
        if !context.members.values().all(Vec::is_empty) {
            context.names = documents.par_iter().map(name_words).collect();
        }
        context
    }

    /// Whether nobody has said what a document is.
    fn is_free(&self, document: usize) -> bool {
        let claimed = &self.claims.by_document[document];
        let document = &self.evidence.documents[document];
        !document.set_aside && claimed.is_empty() && document.series.is_empty()
    }

    /// Notes what files hold beyond what they are claimed for, and which could not be read.
    fn hold(&mut self, free: &[bool]) {
        for (index, document) in self.evidence.documents.iter().enumerate() {
            let claimed = &self.claims.by_document[index];
            if document.has_text() && (free[index] || self.counts(index)) {
                // What a file is claimed for does not say what else it holds.
                for line in document.holds.iter().map(|line| usize::from(*line)) {
                    let files = &mut self.holding[line];
                    if files.len() < MOST_CANDIDATES && claimed.binary_search(&line).is_err() {
                        files.push(index);
                    }
                }
            } else if free[index] && could_hold_text(document) {
                self.unread.push(index);
            }
        }
    }

    /// Whether a document is a record of what happened rather than a rule.
    #[must_use]
    pub fn is_record(&self, document: usize) -> bool {
        self.records[document]
    }

    /// Whether a document is not yet in force: called a draft, or still full of
    /// placeholders where owner, approver and dates belong.
    #[must_use]
    pub fn is_draft(&self, document: usize) -> bool {
        self.drafts[document]
    }

    /// Whether a document speaks of what is still to come: an agenda, an invitation, or a
    /// record dated after the day the assessment speaks of. It shows nothing of what was
    /// done.
    #[must_use]
    pub fn announced(&self, document: usize) -> bool {
        self.kinds[document] == Some(AGENDA) || self.records[document] && self.ahead[document]
    }

    /// Says why a document shows nothing of what was done.
    #[must_use]
    pub fn not_yet(&self, document: usize) -> String {
        let path = &self.evidence.documents[document].path;
        match self.dates[document] {
            Some(date) if self.ahead[document] && self.kinds[document] != Some(AGENDA) => {
                format!("{path} is of {date}, after the day assessed, and does not count")
            }
            _ => format!("{path} says what a meeting is to talk about; it is no record of it"),
        }
    }

    /// Whether a record is older than the time looked at.
    #[must_use]
    pub fn is_old(&self, document: usize) -> bool {
        let old = |date: Date| date < self.window.start;
        self.records[document] && self.dates[document].is_some_and(old)
    }

    /// Whether a document is in force or at least not withdrawn, on the day assessed.
    #[must_use]
    pub fn counts(&self, document: usize) -> bool {
        self.out[document].is_none()
    }

    /// Whether nothing but the year in its name dates a document.
    #[must_use]
    pub fn tells_year_alone(&self, index: usize) -> bool {
        let document = &self.evidence.documents[index];
        let Some(day) = self.dates[index].filter(|day| (day.month(), day.day()) == (1, 1)) else {
            return false;
        };
        document.dated().is_none() && document.told(self.as_of) != Some(day)
    }

    /// What a document is on the day assessed.
    #[must_use]
    pub fn footing(&self, document: usize) -> Footing {
        Footing {
            counts: self.counts(document),
            draft: self.is_draft(document),
            record: self.is_record(document) && !self.announced(document),
            agreement: self.kinds[document].is_some_and(is_agreement),
            day: self.dates[document].filter(|day| *day <= self.as_of),
            year_alone: self.tells_year_alone(document),
        }
    }

    /// Says why a document is not in force.
    #[must_use]
    pub fn why_not(&self, document: usize) -> String {
        let path = &self.evidence.documents[document].path;
        match self.out[document] {
            Some(Out::Later(what, date)) => {
                format!("{path} is {what} {date}, after the day assessed, and does not count")
            }
            Some(Out::SetAside) => format!("{path} is set aside and does not count"),
            Some(Out::Blank) => {
                format!("{path} is a template that nobody has filled in and does not count")
            }
            Some(Out::Over(until)) => {
                format!("{path} was valid until {until} and does not count")
            }
            Some(Out::Obsolete) | None => format!("{path} is obsolete and does not count"),
        }
    }

    /// The ideas that the title of a document names, by index, sorted.
    #[must_use]
    pub fn named_in_title(&self, document: usize) -> &[usize] {
        let title = || self.evidence.documents[document].title();
        self.titles[document].get_or_init(|| self.named_in(&title()))
    }

    /// The ideas that the name of a file names, by index, sorted.
    #[must_use]
    pub fn named_in_stem(&self, document: usize) -> &[usize] {
        let stem = || self.evidence.documents[document].stem();
        self.stems[document].get_or_init(|| self.named_in(stem()))
    }

    fn named_in(&self, text: &str) -> Vec<usize> {
        let all = || Named::new(self.catalogue, 0..self.catalogue.ideas.len());
        self.named.get_or_init(all).in_text(text)
    }

    /// The kind of the document that a line asks for, where that is one that lays something down.
    #[must_use]
    pub fn kind_asked(&self, line: &Requirement) -> Option<&'static str> {
        self.asked.get(line.of.as_ref()?).copied()
    }

    /// The documents that lay something down, whatever they are claimed for.
    #[must_use]
    pub fn rules(&self) -> &[Piece] {
        let lays_down =
            |at: &usize| !self.claims.by_document[*at].is_empty() && !self.is_record(*at);
        self.rules.get_or_init(|| {
            let documents = 0..self.evidence.documents.len();
            documents.filter(lays_down).map(Piece::Document).collect()
        })
    }

    /// The interval the organisation promised for a requirement, and where.
    #[must_use]
    pub fn promised(&self, line: &Requirement) -> Option<(Period, String)> {
        let (_, period, at) = self.workspace.settings.interval_for(line)?;
        Some((*period, at.path.to_string()))
    }
}

/// Most files named as possible holders.
pub const MOST_CANDIDATES: usize = 3;

/// A document's status.
#[must_use]
pub fn status(document: &Document) -> Option<Status> {
    document.metadata.status.as_ref().map(|status| status.value)
}

/// The day a list that is kept current was last gone through: what it says, it says of that
/// day. To approve or to review a register is to say that it is right.
fn checked(document: &Document, as_of: Date) -> Option<Date> {
    [
        &document.metadata.last_reviewed,
        &document.metadata.approved_on,
    ]
    .into_iter()
    .flatten()
    .map(|date| date.value.day)
    .filter(|day| *day <= as_of)
    .max()
}

/// Whether a document is a list of what was done: its entries tell of days. A list of contacts
/// or of what to check tells of none.
fn tells(document: &Document, kind: &str, as_of: Date) -> bool {
    kind == LIST && document.told(as_of).is_some() && happened(document, as_of).is_some()
}

/// When what a record tells happened, where it states no day of its own: the last day that its
/// entries tell of, else the beginning of the year it is called by. A year it is called by is that
/// of its entries as well; what is called planned happened in none.
fn happened(document: &Document, as_of: Date) -> Option<Date> {
    const AHEAD: &[&str] = &[
        "planned",
        "plan",
        "forecast",
        "target",
        "budget",
        "programme",
        "schedule",
        "geplant",
        "planung",
        "prognose",
        "ziel",
        "ziele",
        "programm",
    ];
    const REPORTS: &[&str] = &[
        "report",
        "reports",
        "results",
        "minutes",
        "log",
        "bericht",
        "ergebnis",
        "ergebnisse",
        "protokoll",
        "nachweis",
    ];
    let title = document.title();
    let names = [title.as_str(), document.stem()];
    let words: Vec<String> = names.into_iter().flat_map(words).collect();
    let says = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if says(AHEAD) {
        // "Internal audit 2026: programme and report"
        return says(REPORTS).then(|| document.told(as_of)).flatten();
    }
    let years = words.iter().filter_map(|word| word.parse::<i16>().ok());
    let year = years.filter(|year| (1990..=2100).contains(year)).max();
    let told = document.told(as_of);
    match year {
        None => told,
        Some(year) if year > as_of.year() => None,
        Some(year) => told
            .filter(|day| day.year() == year)
            .or_else(|| Date::new(year, 1, 1).ok()),
    }
}

/// Whether a date is still to come. Of a whole month or year only the year tells: a report
/// on 2026 may well be written in November.
fn begins_after(date: StatedDate, as_of: Date) -> bool {
    if date.exact {
        date.day > as_of
    } else {
        date.day.year() > as_of.year()
    }
}

/// Why a document does not count: of several reasons the one to tell.
fn out(
    document: &Document,
    is_record: bool,
    kind: Option<&'static str>,
    as_of: Date,
) -> Option<Out> {
    if !is_record && let Some((what, date)) = later(document, kind, as_of) {
        Some(Out::Later(what, date))
    } else if document.set_aside {
        Some(Out::SetAside)
    } else if document.is_blank_template() {
        Some(Out::Blank)
    } else if !is_record && let Some(until) = over(document, as_of) {
        Some(Out::Over(until.value.day))
    } else {
        (status(document) == Some(Status::Obsolete)).then_some(Out::Obsolete)
    }
}

/// What made a document what it is, where that came after the day assessed.
fn later(
    document: &Document,
    kind: Option<&'static str>,
    as_of: Date,
) -> Option<(&'static str, Date)> {
    let metadata = &document.metadata;
    // What two parties signed binds them from its first day; a rule is known before, from the
    // day on which it was approved, where that is stated.
    let approved = metadata.approved_on.is_some();
    let begins = metadata
        .effective
        .as_ref()
        .filter(|_| !approved || kind.is_some_and(is_agreement));
    [
        ("approved on", metadata.approved_on.as_ref()),
        ("in force from", begins),
        ("dated", metadata.date.as_ref()),
        ("written on", metadata.created.as_ref()),
    ]
    .into_iter()
    .filter_map(|(what, date)| Some((what, date?.value)))
    .find(|(_, date)| date.exact && date.day > as_of)
    .map(|(what, date)| (what, date.day))
}

/// The day on which a document ceased to be valid, where that has passed: its own word, or of
/// an agreement its end.
#[must_use]
pub fn over(document: &Document, as_of: Date) -> Option<&Stated<StatedDate>> {
    let until = document.metadata.valid_until.as_ref()?;
    (until.value.day < as_of).then_some(until)
}

/// So many placeholders in its own particulars make a document a template.
const TEMPLATE_FROM: usize = 2;

fn drafted(document: &Document) -> bool {
    matches!(status(document), Some(Status::Draft | Status::InReview)) || is_template(document)
}

/// Whether a document is an unfilled template.
#[must_use]
pub fn is_template(document: &Document) -> bool {
    document.open_places() >= TEMPLATE_FROM
}

fn window(workspace: &Workspace, as_of: Date) -> Window {
    let period = workspace.settings.window.unwrap_or(Period::months(12));
    let start = period.before(as_of);
    let sms = workspace
        .settings
        .sms_start
        .filter(|date| *date > start && *date <= as_of);
    Window {
        start: sms.unwrap_or(start),
        end: as_of,
        period,
        shortened: sms.is_some(),
    }
}

/// Files that were not read but may be documents: office files, scans, archives.
pub(super) fn could_hold_text(document: &Document) -> bool {
    use crate::evidence::{Format, ReadState};
    match (&document.state, document.format) {
        (ReadState::NotRead(_), Format::Binary) => {
            let name = document.path.to_lowercase();
            let picture = [".png", ".jpg", ".jpeg", ".tif", ".tiff", ".heic"]
                .iter()
                .any(|end| name.ends_with(end));
            let archive = [".zip", ".7z", ".rar", ".gz", ".tar"]
                .iter()
                .any(|end| name.ends_with(end));
            archive || (picture && document.size > 200_000)
        }
        (ReadState::NotRead(_), _) => true,
        _ => false,
    }
}
