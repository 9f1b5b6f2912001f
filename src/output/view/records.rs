//! What logs of records come to, as every output shows it.

use jiff::civil::Date;
use serde::Serialize;

use super::{Build, SpotView};
use crate::assessment::Assessment;
use crate::catalogue::{Catalogue, RequirementId};
use crate::evidence::Evidence;
use crate::period::Period;
use crate::records::{Figures, Known, Log, Logs, OfServices, Place, Times, Told, tell};
use crate::source::Location;
use crate::workspace::Workspace;

/// Records of one kind and what they come to.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct RecordsView {
    pub kind: String,
    pub name: String,
    pub plural: String,
    pub clauses: Vec<String>,
    pub logs: Vec<LogView>,
    pub offered: Vec<LogView>,
    pub records: usize,
    pub undated: usize,
    pub before: usize,
    pub after: usize,
    pub in_several: usize,
    pub unclear_days: usize,
    pub first: Option<Date>,
    pub last: Option<Date>,
    pub history_wanted_from: Date,
    pub open: usize,
    pub closed: usize,
    pub ended: usize,
    pub times: Option<TimesView>,
    pub priorities: Option<Vec<GroupView>>,
    pub classes: Option<Vec<GroupView>>,
    pub ageing: AgeingView,
    pub lacking: Vec<LackingView>,
    pub closed_before_opened: usize,
    pub duplicates: usize,
    pub repeats: Vec<RepeatView>,
    pub months: Vec<MonthView>,
    pub rare: Vec<RareView>,
    pub services: Option<ServicesView>,
    pub said: Vec<SaidView>,
}

/// A table whose rows are such records.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct LogView {
    pub name: String,
    pub path: String,
    pub sheet: Option<String>,
    pub rows: usize,
    pub declared: bool,
    pub confidence: Option<u32>,
    pub why: Option<String>,
    pub said: Vec<SaidView>,
}

/// A sentence on a figure.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct SaidView {
    pub figure: &'static str,
    pub text: String,
    pub look: bool,
    pub requirements: Vec<RequirementId>,
    pub places: Vec<RecordPlace>,
}

/// A record that a sentence speaks of.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct RecordPlace {
    pub path: String,
    #[serde(flatten)]
    pub spot: SpotView,
    pub id: String,
    pub holds: String,
}

/// How long records took, in minutes.
#[derive(Debug, Clone, Copy, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct TimesView {
    pub records: usize,
    pub median: i32,
    pub slowest_tenth: i32,
    pub exact: bool,
}

/// Records that say the same.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct GroupView {
    pub name: String,
    pub step: Option<u8>,
    pub records: usize,
    pub closed: usize,
    pub times: Option<TimesView>,
}

/// How old open records are.
#[derive(Debug, Clone, Copy, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct AgeingView {
    pub days_0_30: usize,
    pub days_31_90: usize,
    pub days_over_90: usize,
    pub unknown: usize,
    pub oldest: Option<Date>,
}

/// What some records do not carry.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct LackingView {
    pub attribute: String,
    pub records: usize,
    pub without_column: Vec<String>,
}

/// What comes again.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct RepeatView {
    pub by: &'static str,
    pub name: String,
    pub records: usize,
}

/// A month.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct MonthView {
    pub month: String,
    pub opened: usize,
    pub closed: usize,
}

/// A rare kind.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct RareView {
    pub rare: String,
    pub name: String,
    pub records: Option<usize>,
    pub places: Vec<RecordPlace>,
}

/// Records by service.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ServicesView {
    pub in_scope: Vec<CountView>,
    pub others: Vec<CountView>,
    pub without: usize,
}

/// A name and how often it stands there.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct CountView {
    pub name: String,
    pub records: usize,
}

/// Groups of one figure that are shown.
const MOST_GROUPS: usize = 40;

/// The records of each kind and what they come to.
#[must_use]
pub fn records_view(
    catalogue: &Catalogue,
    workspace: &Workspace,
    evidence: &Evidence,
    assessment: &Assessment,
    logs: &Logs<'_>,
) -> Vec<RecordsView> {
    Build::new(catalogue, workspace, evidence, assessment).records(logs)
}

impl Build<'_> {
    fn records(&self, logs: &Logs<'_>) -> Vec<RecordsView> {
        let period = crate::records::Period {
            start: self.assessment.window.start,
            end: self.assessment.as_of,
            services: &self.workspace.settings.services,
        };
        let figures = Figures::of_kinds(self.catalogue, logs, period);
        let told = figures
            .iter()
            .map(|figures| self.kind(logs, figures, period));
        told.collect()
    }

    fn kind(
        &self,
        logs: &Logs<'_>,
        figures: &Figures,
        period: crate::records::Period<'_>,
    ) -> RecordsView {
        let kind = &self.catalogue.records.kinds[figures.kind];
        let wanted = self.workspace.settings.history.unwrap_or(Period::months(3));
        let said = self.said(logs, figures);
        let [new, older, old, unknown] = figures.ageing;
        RecordsView {
            kind: kind.id.clone(),
            name: kind.name.clone(),
            plural: kind.plural.clone(),
            clauses: { kind.clauses.iter() }
                .map(|at| self.catalogue.clauses[*at].id.to_string())
                .collect(),
            logs: { figures.logs.iter() }
                .map(|at| self.log(logs, *at, figures, &said, period))
                .collect(),
            offered: { logs.offered.iter() }
                .filter(|log| log.kind == figures.kind)
                .map(|log| self.named(log, Vec::new()))
                .collect(),
            records: figures.records,
            undated: figures.undated,
            before: figures.before,
            after: figures.after,
            in_several: figures.in_several,
            unclear_days: figures.unclear_days,
            first: figures.days.map(|(first, _)| first),
            last: figures.days.map(|(_, last)| last),
            history_wanted_from: wanted.before(self.assessment.as_of),
            open: figures.open,
            closed: figures.closed,
            ended: figures.ended,
            times: figures.times.map(times),
            priorities: figures.priorities.as_deref().map(groups),
            classes: figures.classes.as_deref().map(groups),
            ageing: AgeingView {
                days_0_30: new,
                days_31_90: older,
                days_over_90: old,
                unknown,
                oldest: figures.oldest.map(|(day, _)| day),
            },
            lacking: { figures.lacking.iter() }
                .map(|lacking| LackingView {
                    attribute: lacking.attribute.clone(),
                    records: lacking.records,
                    without_column: { lacking.without_column.iter() }
                        .map(|at| logs.logs[*at].name.to_owned())
                        .collect(),
                })
                .collect(),
            closed_before_opened: figures.reversed.0,
            duplicates: figures.duplicates.0,
            repeats: { figures.repeats.iter() }
                .map(|repeat| RepeatView {
                    by: repeat.by,
                    name: repeat.name.clone(),
                    records: repeat.records,
                })
                .collect(),
            months: { figures.months.iter() }
                .map(|month| MonthView {
                    month: format!("{:04}-{:02}", month.year, month.month),
                    opened: month.opened,
                    closed: month.closed,
                })
                .collect(),
            rare: { kind.rare.iter().zip(&figures.rare) }
                .map(|(rare, found)| RareView {
                    rare: rare.id.clone(),
                    name: rare.name.clone(),
                    records: found.as_ref().map(|(count, _)| *count),
                    places: { found.iter().flat_map(|(_, places)| places) }
                        .map(|place| self.place(logs, *place, ""))
                        .collect(),
                })
                .collect(),
            services: figures.services.as_ref().map(services),
            said,
        }
    }

    fn log(
        &self,
        logs: &Logs<'_>,
        at: usize,
        figures: &Figures,
        all: &[SaidView],
        period: crate::records::Period<'_>,
    ) -> LogView {
        let log: &Log<'_> = &logs.logs[at];
        let said = match figures.logs.len() {
            1 => all.to_vec(),
            _ => self.said(logs, &Figures::of(log.kind, &[(at, log)], period)),
        };
        self.named(log, said)
    }

    /// What a log is and how it is known to be one.
    fn named(&self, log: &Log<'_>, said: Vec<SaidView>) -> LogView {
        let taken = match &log.known {
            Known::Declared(_) => None,
            Known::TakenFor(taken) => Some(taken),
        };
        LogView {
            name: log.name.to_owned(),
            path: self.evidence.documents[log.document].path.to_string(),
            sheet: log.table.sheet.clone(),
            rows: log.entries.len(),
            declared: taken.is_none(),
            confidence: taken.map(|taken| taken.confidence),
            why: taken.map(|taken| taken.why.clone()),
            said,
        }
    }

    fn said(&self, logs: &Logs<'_>, figures: &Figures) -> Vec<SaidView> {
        let shows = &self.catalogue.records.kinds[figures.kind].shows;
        let view = |told: Told| SaidView {
            figure: told.figure.word(),
            text: told.text,
            look: told.open,
            requirements: { shows.get(&told.figure) }
                .map(|lines| self.of_interest(lines, told.attribute.as_deref()))
                .unwrap_or_default(),
            places: { told.places.iter() }
                .map(|(place, holds)| self.place(logs, *place, holds))
                .collect(),
        };
        let told = tell(self.catalogue, logs, figures).into_iter();
        told.map(view).collect()
    }

    /// The requirements for which a sentence is of interest: where it speaks of an attribute,
    /// those whose rows must fill it, else those that no rows are held to.
    fn of_interest(&self, lines: &[usize], attribute: Option<&str>) -> Vec<RequirementId> {
        let test = |line: &usize| self.catalogue.requirements[*line].test.as_ref();
        let asks = |line: &&usize| {
            let needs = test(line).map(|test| &test.needs);
            needs.is_some_and(|needs| needs.iter().any(|need| Some(need.as_str()) == attribute))
        };
        let any = lines.iter().any(|line| asks(&line));
        let chosen = lines.iter().filter(|line| match (attribute, any) {
            (None, _) => true,
            (Some(_), true) => asks(line),
            (Some(_), false) => test(line).is_none(),
        });
        chosen.map(|line| self.id(*line)).collect()
    }

    fn place(&self, logs: &Logs<'_>, place: Place, holds: &str) -> RecordPlace {
        let log = &logs.logs[place.log];
        let document = &self.evidence.documents[log.document];
        let location: Location = document.at(place.line, 1);
        let id = log.at_line(place.line).map_or("", |entry| log.id(entry));
        RecordPlace {
            path: document.path.to_string(),
            spot: SpotView::of(&location),
            id: id.to_owned(),
            holds: holds.to_owned(),
        }
    }
}

fn times(times: Times) -> TimesView {
    TimesView {
        records: times.records,
        median: times.median,
        slowest_tenth: times.slowest_tenth,
        exact: times.exact,
    }
}

fn groups(groups: &[crate::records::Group]) -> Vec<GroupView> {
    let shown = groups.iter().take(MOST_GROUPS).map(|group| GroupView {
        name: group.name.clone(),
        step: group.step,
        records: group.records,
        closed: group.closed,
        times: group.times.map(times),
    });
    shown.collect()
}

fn services(of: &OfServices) -> ServicesView {
    let counted = |all: &[(String, usize)]| {
        let shown = all
            .iter()
            .take(MOST_GROUPS)
            .map(|(name, records)| CountView {
                name: name.clone(),
                records: *records,
            });
        shown.collect()
    };
    ServicesView {
        in_scope: counted(&of.in_scope),
        others: counted(&of.others),
        without: of.without,
    }
}
