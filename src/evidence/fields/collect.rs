//! One source's statements on their way into [`Metadata`]: the first of each kind counts.

mod dates;
mod stamps;

use super::claims::{Standard, certain_claims, parse_claims};
use super::keys::Field;
use super::wording::{StatusReading, is_nobody_yet, read_status};
use crate::evidence::ALL_SERVICES;
use crate::evidence::dates::{DateReading, read_date, split_date};
use crate::evidence::metadata::{
    Claim, FileProblem, Metadata, ProblemKind, Source, Stated, StatedDate, Status,
};
use crate::evidence::placeholder::is_placeholder;
use crate::evidence::words::joined;
use crate::period::Period;
use crate::source::{Location, visible};
pub(in crate::evidence) use dates::asks_date;

/// Takes statements of one source in the order they stand there.
#[derive(Debug)]
pub(crate) struct Collector<'p> {
    /// What has been stated so far.
    pub metadata: Metadata,
    /// Where mistakes go.
    pub problems: &'p mut Vec<FileProblem>,
    source: Source,
    /// A review that may be past or to come.
    review_date: Option<Stated<StatedDate>>,
    /// Where an approval is said to be still to come.
    awaited: Option<Location>,
    /// How long a term is, without the day on which it begins.
    length: Option<(Period, Location)>,
    /// How well the date held is stated; less is better.
    date_rank: u8,
    /// Fields whose placeholder has been spoken of.
    told: Vec<Field>,
}

impl<'p> Collector<'p> {
    pub(crate) fn new(source: Source, problems: &'p mut Vec<FileProblem>) -> Self {
        Self {
            metadata: Metadata::default(),
            problems,
            source,
            review_date: None,
            awaited: None,
            length: None,
            date_rank: u8::MAX,
            told: Vec::new(),
        }
    }

    /// What was stated, once everything has been taken.
    pub(crate) fn finish(mut self) -> Metadata {
        if let Some(review) = self.review_date.take() {
            self.settle_review(review);
        }
        if let Some((length, at)) = self.length.take() {
            self.settle_term(length, &at);
        }
        if let Some(at) = self.awaited.take() {
            self.set(|data| &mut data.status, Status::InReview, &at);
        }
        self.metadata
    }

    /// A statement: the field, its name as written, and the text.
    pub(crate) fn take(&mut self, field: Field, name: &str, text: &str, at: &Location) {
        let text = unwrapped(text);
        let is_open_class = field == Field::Classification && text.eq_ignore_ascii_case("offen");
        // "Pending approval" is a state, and nothing else is called open.
        let is_state = field == Field::Status && read_status(text) != StatusReading::Unknown;
        let is_unfilled =
            is_placeholder(text) || asks_date(field) && read_date(text) == DateReading::Placeholder;
        // `[Hosting, Network]` is a list.
        let is_list = matches!(field, Field::Services | Field::Customers | Field::Suppliers)
            && text.starts_with('[')
            && text.contains(',');
        let is_approval = matches!(
            field,
            Field::ApprovedBy | Field::ApprovedOn | Field::Approval
        );
        // `Approved by: the board (pending)`
        let remark = text.split_once('(').filter(|_| is_approval);
        let is_nobody = (is_approval || field == Field::Owner) && is_nobody_yet(text)
            || remark.is_some_and(|(_, remark)| is_nobody_yet(remark));
        if is_nobody && is_approval {
            self.awaited.get_or_insert_with(|| at.clone());
        }
        if (is_unfilled || is_nobody) && !is_open_class && !is_state && !is_list {
            self.placeholder(field, name, text, at);
            return;
        }
        match field {
            Field::Id => self.text(|data| &mut data.id, text, at),
            Field::Title => self.text(|data| &mut data.title, text, at),
            Field::Kind => self.text(|data| &mut data.kind, &text.to_lowercase(), at),
            Field::Version => self.version(text, at),
            Field::Status => self.status(name, text, at),
            Field::Owner => self.text(|data| &mut data.owner, text, at),
            Field::Author => self.text(|data| &mut data.author, text, at),
            Field::ApprovedBy | Field::Approval => self.approval(field, text, at),
            Field::ApprovedOn => self.approved_on(name, text, at),
            Field::Effective => self.effective(name, text, at),
            Field::Released => self.date(|data| &mut data.released, name, text, at),
            Field::Versioned => self.date(|data| &mut data.versioned, name, text, at),
            Field::Date => self.dated(0, name, text, at),
            Field::Stand => self.dated(1, name, text, at),
            Field::Published => self.dated(2, name, text, at),
            Field::Changed => self.dated(3, name, text, at),
            Field::Created => self.created(name, text, at),
            Field::LastReviewed => self.date(|data| &mut data.last_reviewed, name, text, at),
            Field::NextReview => self.date(|data| &mut data.next_review, name, text, at),
            Field::ValidUntil => self.date(|data| &mut data.valid_until, name, text, at),
            Field::Ends => self.ends(text, at),
            Field::Term => self.term(text, at),
            Field::ReviewDate | Field::Review | Field::ReviewInterval => {
                self.review(field, name, text, at);
            }
            Field::Classification => self.text(|data| &mut data.classification, text, at),
            Field::Services => self.names(|data| &mut data.services, text, at),
            Field::Customers => self.names(|data| &mut data.customers, text, at),
            Field::Suppliers => self.names(|data| &mut data.suppliers, text, at),
            Field::Claims => self.claims(parse_claims(text), None, at),
            Field::Standards => self.claims(certain_claims(text), None, at),
            Field::Wrapper => {}
        }
    }

    /// Claims, under the edition of the table they stand in where they name none.
    pub(crate) fn claims(
        &mut self,
        claims: Vec<Claim>,
        standard: Option<&Standard>,
        at: &Location,
    ) {
        for mut claim in claims {
            if let (None, Some(Standard::Own(edition))) = (&claim.edition, standard) {
                claim.edition.clone_from(edition);
            }
            if !self.metadata.claims.iter().any(|held| held.value == claim) {
                let claim = self.stated(claim, at);
                self.metadata.claims.push(claim);
            }
        }
    }

    /// Speaks of a placeholder, once for each field and only where nothing is stated.
    pub(crate) fn placeholder(&mut self, field: Field, name: &str, text: &str, at: &Location) {
        if self.told.contains(&field) || self.holds(field) {
            return;
        }
        self.told.push(field);
        let message = if text.is_empty() {
            format!("`{}` is empty", visible(name))
        } else {
            format!("`{}` holds a placeholder, `{}`", visible(name), shown(text))
        };
        self.problem(ProblemKind::Placeholder, message, at);
    }

    pub(crate) fn problem(&mut self, kind: ProblemKind, message: String, at: &Location) {
        self.problems.push(FileProblem {
            kind,
            message,
            location: at.clone(),
        });
    }

    /// Whether a field is there and nobody has filled it in, or an approval is still to come.
    pub(crate) fn is_open(&self, field: Field) -> bool {
        let is_approval = matches!(field, Field::ApprovedBy | Field::ApprovedOn);
        self.told.contains(&field)
            || is_approval && (self.awaited.is_some() || self.told.contains(&Field::Approval))
    }

    /// Whether a field has been stated.
    pub(crate) fn holds(&self, field: Field) -> bool {
        let data = &self.metadata;
        match field {
            Field::Id => data.id.is_some(),
            Field::Title => data.title.is_some(),
            Field::Kind => data.kind.is_some(),
            Field::Version => data.version.is_some(),
            Field::Status => data.status.is_some(),
            Field::Owner => data.owner.is_some(),
            Field::Author => data.author.is_some(),
            Field::ApprovedBy | Field::Approval => data.approved_by.is_some(),
            Field::ApprovedOn => data.approved_on.is_some(),
            Field::Effective => data.effective.is_some(),
            Field::Released => data.released.is_some(),
            Field::Versioned => data.versioned.is_some(),
            Field::Date | Field::Stand | Field::Published | Field::Changed => data.date.is_some(),
            Field::Created => data.created.is_some(),
            Field::LastReviewed => data.last_reviewed.is_some(),
            Field::NextReview | Field::ReviewDate => data.next_review.is_some(),
            Field::ValidUntil | Field::Term => data.valid_until.is_some(),
            Field::Ends => data.ends.is_some(),
            Field::ReviewInterval | Field::Review => data.review_interval.is_some(),
            Field::Classification => data.classification.is_some(),
            Field::Services => data.services.is_some(),
            Field::Customers => data.customers.is_some(),
            Field::Suppliers => data.suppliers.is_some(),
            Field::Claims | Field::Standards => !data.claims.is_empty(),
            Field::Wrapper => false,
        }
    }

    fn stated<T>(&self, value: T, at: &Location) -> Stated<T> {
        Stated {
            value,
            source: self.source,
            location: at.clone(),
        }
    }

    fn set<T>(
        &mut self,
        slot: impl Fn(&mut Metadata) -> &mut Option<Stated<T>>,
        value: T,
        at: &Location,
    ) {
        let stated = self.stated(value, at);
        slot(&mut self.metadata).get_or_insert(stated);
    }

    fn text(
        &mut self,
        slot: impl Fn(&mut Metadata) -> &mut Option<Stated<String>>,
        text: &str,
        at: &Location,
    ) {
        self.set(slot, without_link(text), at);
    }

    /// `2.1`, or `2.1 (3 Feb 2026)`, or `0.3 Entwurf`; `1,5` is one number.
    fn version(&mut self, text: &str, at: &Location) {
        let is_end = |(at, c): &(usize, char)| match c {
            ',' => !text[at + 1..].starts_with(|c: char| c.is_ascii_digit()),
            c => c.is_whitespace() || matches!(c, ';' | '('),
        };
        let end = text.char_indices().find(is_end).map(|(at, _)| at);
        let (version, rest) = text.split_at(end.unwrap_or(text.len()));
        if rest.is_empty() || !is_version(version) {
            self.set(|data| &mut data.version, text.to_owned(), at);
            return;
        }
        self.set(|data| &mut data.version, version.to_owned(), at);
        let is_edge = |c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';' | '-' | '–');
        let rest = rest.trim_matches(is_edge);
        match split_date(rest) {
            Some((DateReading::Date(date), left)) if left.is_empty() => self.set_date(3, date, at),
            _ => {
                self.stamp(rest, at);
            }
        }
    }

    fn status(&mut self, name: &str, text: &str, at: &Location) {
        match read_status(text) {
            StatusReading::Status(status) => {
                self.set(|data| &mut data.status, status, at);
                self.stamp(text, at);
            }
            StatusReading::Unknown if self.source != Source::Label && text != "false" => {
                let message = format!(
                    "`{}` cannot be `{}`; use draft, in-review, approved or obsolete",
                    visible(name),
                    shown(text)
                );
                self.problem(ProblemKind::NotUnderstood, message, at);
            }
            StatusReading::Elsewhere | StatusReading::Unknown => {}
        }
    }

    /// "R. Ibarra", "2026-02-03", or both in one text.
    fn approval(&mut self, field: Field, text: &str, at: &Location) {
        if field == Field::Approval && matches!(text, "true" | "yes" | "ja") {
            self.set(|data| &mut data.status, Status::Approved, at);
            return;
        }
        if matches!(text, "true" | "false" | "no" | "nein") {
            return;
        }
        let Some((reading, name)) = split_date(text) else {
            if field == Field::Approval && matches!(read_status(text), StatusReading::Status(_)) {
                self.status("approval", text, at);
                return;
            }
            self.text(|data| &mut data.approved_by, text, at);
            return;
        };
        if !name.is_empty() && !is_placeholder(&name) {
            self.text(|data| &mut data.approved_by, &name, at);
        }
        self.reading(|data| &mut data.approved_on, "approval", text, reading, at);
    }

    /// Names separated by commas or semicolons; whatever stands for all of them is `all`.
    fn names(
        &mut self,
        slot: impl Fn(&mut Metadata) -> &mut Option<Stated<Vec<String>>>,
        text: &str,
        at: &Location,
    ) {
        let names: Vec<String> = text
            .split([',', ';', '\n'])
            .map(|name| without_link(unwrapped(name)))
            .map(|name| name.trim_matches(['[', ']', '"', '\'']).to_owned())
            .filter(|name| !is_placeholder(name))
            .map(|name| {
                if is_all(&name) {
                    "all".to_owned()
                } else {
                    name
                }
            })
            .collect();
        if names.is_empty() {
            return;
        }
        let stated = self.stated(Vec::new(), at);
        let held = slot(&mut self.metadata).get_or_insert(stated);
        // A list's members come one by one from one source; a label elsewhere adds nothing.
        if held.value.is_empty() || self.source != Source::Label {
            for name in names {
                if !held.value.contains(&name) {
                    held.value.push(name);
                }
            }
        }
    }
}

/// Whether a text looks like a version: `2`, `v1.0`, `0.3`, `B`.
pub(crate) fn is_version(text: &str) -> bool {
    let text = text.trim_start_matches(['v', 'V', 'r', 'R']);
    let text = text.trim_start_matches('.');
    text.len() <= 16 && text.starts_with(|c: char| c.is_ascii_digit())
        || text.len() == 1 && text.chars().all(|c| c.is_ascii_uppercase())
}

/// Without emphasis and quotes around it.
pub(crate) fn unwrapped(text: &str) -> &str {
    text.trim_matches(|c: char| {
        c.is_whitespace() || matches!(c, '*' | '`' | '"' | '“' | '”' | '„' | '\u{feff}')
    })
}

/// `[R. Ibarra](mailto:…)` is R. Ibarra.
fn without_link(text: &str) -> String {
    if let Some(rest) = text.strip_prefix('[')
        && let Some((shown, _)) = rest.split_once("](")
    {
        return shown.trim().to_owned();
    }
    text.to_owned()
}

/// Whether a name stands for all there are.
fn is_all(name: &str) -> bool {
    let said = joined(name);
    matches!(&*said, "all" | "alle") || ALL_SERVICES.iter().any(|all| joined(all) == said)
}

/// A text short and clean enough for a message.
fn shown(text: &str) -> String {
    let text = visible(text);
    match text.char_indices().nth(60) {
        Some((at, _)) => format!("{}…", &text[..at]),
        None => text,
    }
}
