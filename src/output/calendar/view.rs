//! The calendar in the words of outputs, and what of it is asked for.

use jiff::civil::Date;
use serde::Serialize;

use super::test_view::TestView;
use crate::calendar::{Calendar, Place, Promise, Sources, ahead};
use crate::evidence::words::joined;
use crate::output::{SCHEMA_VERSION, SpotView, Tool};
use crate::period::Period;

/// A calendar, or the part of it that is asked for.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct CalendarView {
    pub schema_version: &'static str,
    pub tool: Tool,
    pub form: &'static str,
    pub as_of: Date,
    pub from: Date,
    pub until: Date,
    pub organisation: Option<String>,
    pub figures: FiguresView,
    pub promises: Vec<PromiseView>,
    pub ahead: Vec<FallsView>,
}

/// How many promises stand how, of those listed.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct FiguresView {
    pub promises: usize,
    pub broken: usize,
    pub missed: usize,
    pub kept: usize,
    pub due: usize,
    pub cannot_tell: usize,
    pub not_tested: usize,
    pub contradicted: usize,
    pub passed_over_in_drafts: usize,
    pub passed_over_in_records: usize,
    pub passed_over_elsewhere: usize,
}

/// A promise.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct PromiseView {
    pub uid: String,
    pub kind: &'static str,
    pub what: String,
    pub value: String,
    pub promise: String,
    pub standing: &'static str,
    pub broken: bool,
    pub broken_since: Option<Date>,
    pub why: String,
    pub last_kept: Option<Date>,
    pub last_shown_by: Option<String>,
    pub next_due: Option<Date>,
    pub requirements: Vec<String>,
    pub owner: Option<String>,
    pub services: Vec<String>,
    pub supplier: Option<String>,
    pub places: Vec<PlaceView>,
    pub conflicts: Vec<String>,
    pub test: Option<TestView>,
}

/// A place that states a promise.
#[derive(Debug, Clone, Serialize)]
pub struct PlaceView {
    pub origin: &'static str,
    pub path: String,
    #[serde(flatten)]
    pub spot: SpotView,
    pub says: String,
}

/// A day on which a promise falls due.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct FallsView {
    pub day: Date,
    pub uid: String,
    pub what: String,
    pub promise: String,
    pub owner: Option<String>,
    pub first: bool,
}

/// What of a calendar is asked for.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Only what falls due from this day on.
    pub from: Option<Date>,
    /// Only what falls due up to this day, and what is broken.
    pub until: Option<Date>,
    /// Only what is broken.
    pub overdue: bool,
    /// Only these kinds.
    pub kinds: Vec<String>,
    /// Only what somebody keeps whose name has these words.
    pub owner: Option<String>,
    /// Only what bears on these requirements, as indices.
    pub requirements: Option<Vec<usize>>,
}

/// So far ahead the days are listed unless it is said how far.
const AHEAD: Period = Period::months(12);

/// The part of a calendar that is asked for.
#[must_use]
pub fn calendar_view(sources: Sources<'_>, calendar: &Calendar, wanted: &Wanted) -> CalendarView {
    let as_of = sources.assessment.as_of;
    let from = wanted.from.unwrap_or(as_of);
    let until = wanted.until.unwrap_or_else(|| AHEAD.after(from));
    let kept: Vec<Promise> = calendar
        .promises
        .iter()
        .filter(|promise| wanted.wants(promise, from, until))
        .cloned()
        .collect();
    let promises: Vec<PromiseView> = kept.iter().map(|promise| view(sources, promise)).collect();
    let falls = ahead(&kept, from, until);
    let ahead = falls
        .into_iter()
        .map(|falls| {
            let promise = &promises[falls.promise];
            FallsView {
                day: falls.day,
                uid: promise.uid.clone(),
                what: promise.what.clone(),
                promise: promise.promise.clone(),
                owner: promise.owner.clone(),
                first: falls.next,
            }
        })
        .collect();
    CalendarView {
        schema_version: SCHEMA_VERSION,
        tool: Tool::this(),
        form: "calendar",
        as_of,
        from,
        until,
        organisation: sources.workspace.settings.organisation.clone(),
        figures: figures(calendar, &promises),
        promises,
        ahead,
    }
}

impl Wanted {
    fn wants(&self, promise: &Promise, from: Date, until: Date) -> bool {
        let ranged = self.from.is_some() || self.until.is_some();
        let falls = !ahead(std::slice::from_ref(promise), from, until).is_empty();
        // What is overdue is due now, unless somebody asks for days to come.
        let in_time = !ranged || falls || self.from.is_none() && promise.kept.is_broken();
        let of_kind = self.kinds.is_empty() || self.kinds.iter().any(|kind| kind == promise.kind());
        let lines = self.requirements.as_ref();
        let bears =
            lines.is_none_or(|lines| promise.requirements.iter().any(|line| lines.contains(line)));
        let kept_by = self.owner.as_ref().is_none_or(|owner| {
            let who = promise.who.as_ref();
            who.is_some_and(|who| joined(who).contains(&joined(owner)))
        });
        in_time && of_kind && bears && kept_by && (!self.overdue || promise.kept.is_broken())
    }
}

impl CalendarView {
    /// A line that keeps what is written from being read back as evidence.
    #[must_use]
    pub fn mark(&self) -> String {
        let Tool { name, version } = &self.tool;
        format!(
            "{} by {name} {version}: a calendar, never evidence",
            crate::evidence::MADE_BY_TOOL
        )
    }

    /// Those that stand in some ways.
    pub fn standing(
        &self,
        standings: &'static [&'static str],
    ) -> impl Iterator<Item = &PromiseView> {
        self.promises
            .iter()
            .filter(|promise| standings.contains(&promise.standing))
    }
}

impl PromiseView {
    /// The day it stands at: since when it is broken, else when it falls due.
    #[must_use]
    pub fn day(&self) -> Option<Date> {
        self.broken_since.or(self.next_due)
    }

    /// Where it is promised, first of all.
    #[must_use]
    pub fn place(&self) -> String {
        self.places
            .first()
            .map_or_else(String::new, |place| place.spot.behind(&place.path))
    }

    /// Whose it is, for whom and what it bears on, in a few words.
    #[must_use]
    pub fn particulars(&self) -> String {
        let mut parts = Vec::new();
        parts.extend(self.owner.clone());
        parts.extend(match self.supplier.as_deref() {
            Some("") => Some("a supplier's promise".to_owned()),
            Some(name) => Some(format!("promise of {name}")),
            None => None,
        });
        if !self.services.is_empty() {
            parts.push(self.services.join(", "));
        }
        if !self.requirements.is_empty() {
            parts.push(self.requirements.join(", "));
        }
        parts.join(" · ")
    }
}

fn figures(calendar: &Calendar, promises: &[PromiseView]) -> FiguresView {
    let standing = |word: &str| {
        promises
            .iter()
            .filter(|promise| promise.standing == word)
            .count()
    };
    FiguresView {
        promises: promises.len(),
        broken: promises.iter().filter(|promise| promise.broken).count(),
        missed: standing("missed"),
        kept: standing("kept"),
        due: standing("due"),
        cannot_tell: standing("cannot tell"),
        not_tested: standing("not tested"),
        contradicted: promises
            .iter()
            .filter(|promise| !promise.conflicts.is_empty())
            .count(),
        passed_over_in_drafts: calendar.passed_over.drafts,
        passed_over_in_records: calendar.passed_over.records,
        passed_over_elsewhere: calendar.passed_over.others,
    }
}

fn view(sources: Sources<'_>, promise: &Promise) -> PromiseView {
    let lines = promise.requirements.iter();
    let last = promise.last.as_ref();
    PromiseView {
        uid: promise.uid.clone(),
        kind: promise.kind(),
        what: promise.what.clone(),
        value: promise.value.to_string(),
        promise: promise.value.words(),
        standing: promise.kept.word(),
        broken: promise.kept.is_broken(),
        broken_since: promise.since,
        why: promise.why(),
        last_kept: last.map(|last| last.day),
        last_shown_by: last.map(|last| last.path.clone()),
        next_due: promise.next,
        requirements: lines
            .map(|line| sources.catalogue.requirements[*line].id.to_string())
            .collect(),
        owner: promise.who.as_ref().map(|who| called(sources, who)),
        services: promise.services.clone(),
        supplier: promise.supplier.clone(),
        places: promise.places.iter().map(place).collect(),
        conflicts: promise.conflicts.clone(),
        test: promise.kept.test().map(TestView::of),
    }
}

fn place(place: &Place) -> PlaceView {
    PlaceView {
        origin: place.origin.word(),
        path: place.location.path.to_string(),
        spot: SpotView::of(&place.location),
        says: place.says.clone(),
    }
}

/// A role with who holds it: `role:sms-manager` is `sms-manager (R. Ibarra)`.
fn called(sources: Sources<'_>, who: &str) -> String {
    let role = who.strip_prefix("role:").unwrap_or(who);
    let people = &sources.workspace.settings.people;
    let held = people
        .iter()
        .find(|(known, _)| joined(known) == joined(role));
    match held {
        Some((_, person)) => format!("{role} ({person})"),
        None => role.to_owned(),
    }
}
