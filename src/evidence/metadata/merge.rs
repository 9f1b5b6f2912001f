//! Several sources become one statement; where two of them disagree it is said.

use super::agree::{same_date, same_person, same_text, same_version};
use super::{Claim, FileProblem, Metadata, ProblemKind, Source, Stated, StatedDate};
use crate::source::visible;

/// Unites what several sources say about a file, in order of precedence: the first value
/// counts, claims add up.
///
/// Where explicit sources disagree on id, version, status, owner or approval date, each
/// later one becomes a problem that names both places. Where no approval date is stated,
/// the day of the version that somebody approved stands in, and for the date the one on which
/// the document was created. The day from which it applies is that of no approval.
pub fn merge(layers: Vec<Metadata>, problems: &mut Vec<FileProblem>) -> Metadata {
    let mut out = Metadata::default();
    for layer in layers {
        contradictions(&out, &layer, problems);
        fill(&mut out, layer);
    }
    if out.approved_on.is_none() {
        out.approved_on.clone_from(&out.released);
    }
    if out.date.is_none() {
        out.date.clone_from(&out.created);
    }
    out
}

/// Takes from a layer what is not there yet.
fn fill(out: &mut Metadata, layer: Metadata) {
    fn first<T>(held: &mut Option<T>, new: Option<T>) {
        if held.is_none() {
            *held = new;
        }
    }
    first(&mut out.id, layer.id);
    first(&mut out.title, layer.title);
    first(&mut out.kind, layer.kind);
    first(&mut out.version, layer.version);
    first(&mut out.status, layer.status);
    first(&mut out.owner, layer.owner);
    first(&mut out.author, layer.author);
    first(&mut out.approved_by, layer.approved_by);
    first(&mut out.approved_on, layer.approved_on);
    first(&mut out.released, layer.released);
    first(&mut out.versioned, layer.versioned);
    first(&mut out.effective, layer.effective);
    first(&mut out.date, layer.date);
    first(&mut out.created, layer.created);
    first(&mut out.last_reviewed, layer.last_reviewed);
    first(&mut out.next_review, layer.next_review);
    first(&mut out.valid_until, layer.valid_until);
    first(&mut out.ends, layer.ends);
    first(&mut out.review_interval, layer.review_interval);
    first(&mut out.classification, layer.classification);
    first(&mut out.services, layer.services);
    first(&mut out.customers, layer.customers);
    first(&mut out.suppliers, layer.suppliers);
    out.mentioned.extend(layer.mentioned);
    for claim in layer.claims {
        if !out
            .claims
            .iter()
            .any(|held| same_claim(&held.value, &claim.value))
        {
            out.claims.push(claim);
        }
    }
}

/// One target is one claim; one on an older edition is another than one on the current.
fn same_claim(held: &Claim, new: &Claim) -> bool {
    let targets = match (&held.target, &new.target) {
        (Ok(one), Ok(other)) => one == other,
        (Err(_), Err(_)) => held.text == new.text,
        _ => false,
    };
    targets && (held.edition == new.edition || (is_current(held) && is_current(new)))
}

fn is_current(claim: &Claim) -> bool {
    claim
        .edition
        .as_ref()
        .is_none_or(|edition| !edition.ends_with(":2011") && !edition.ends_with(":2005"))
}

/// Says in what two layers disagree.
fn contradictions(out: &Metadata, layer: &Metadata, problems: &mut Vec<FileProblem>) {
    macro_rules! compare {
        ($($name:literal: $field:ident, $same:expr, $words:expr;)*) => {$(
            let (held, new) = (out.$field.as_ref(), layer.$field.as_ref());
            compare($name, held, new, $same, $words, problems);
        )*};
    }
    compare!(
        "id": id, |one, other| same_text(one, other), String::clone;
        "version": version, |one, other| same_version(one, other), String::clone;
        "status": status, PartialEq::eq, |status| status.word().to_owned();
        "owner": owner, |one, other| same_person(one, other), String::clone;
        "approval": approved_on, |one, other| same_date(*one, *other), |date| date_words(*date);
    );
}

/// Says that two explicit sources disagree.
fn compare<T>(
    what: &str,
    held: Option<&Stated<T>>,
    new: Option<&Stated<T>>,
    same: impl Fn(&T, &T) -> bool,
    words: impl Fn(&T) -> String,
    problems: &mut Vec<FileProblem>,
) {
    let (Some(held), Some(new)) = (held, new) else {
        return;
    };
    let silent = [Source::Name, Source::Properties, Source::History];
    if silent.contains(&held.source)
        || silent.contains(&new.source)
        || same(&held.value, &new.value)
    {
        return;
    }
    problems.push(FileProblem {
        kind: ProblemKind::Contradiction,
        message: format!(
            "{what} {} {}, {} {}",
            visible(&words(&held.value)),
            place(held),
            visible(&words(&new.value)),
            place(new)
        ),
        location: new.location.clone(),
    });
}

/// Where something is stated, in words.
fn place<T>(stated: &Stated<T>) -> String {
    let file = || visible(&stated.location.path);
    match (stated.source, stated.location.line()) {
        (Source::FrontMatter, _) => "in the front matter".to_owned(),
        (Source::Label, Some(_)) => format!("on {}", stated.location.spoken()),
        (Source::Label, None) => "in the text".to_owned(),
        (Source::Sidecar | Source::Claims | Source::Manifest, Some(line)) => {
            format!("in {} line {line}", file())
        }
        (Source::Sidecar | Source::Claims | Source::Manifest, None) => format!("in {}", file()),
        (Source::Name, _) => "in the file's name".to_owned(),
        (Source::Properties, _) => "in the document's properties".to_owned(),
        (Source::History, _) => "in the history of git".to_owned(),
    }
}

fn date_words(date: StatedDate) -> String {
    if date.exact {
        date.day.to_string()
    } else {
        format!("by {}", date.day)
    }
}

#[cfg(test)]
mod tests {
    use super::super::Status;
    use super::*;
    use crate::source::Location;

    fn stated<T>(value: T, source: Source, line: u32) -> Stated<T> {
        Stated {
            value,
            source,
            location: Location::at("a.md", line, 1),
        }
    }

    fn text(value: &str, source: Source, line: u32) -> Stated<String> {
        stated(value.to_owned(), source, line)
    }

    fn date(day: &str, exact: bool) -> StatedDate {
        StatedDate {
            day: day.parse().unwrap(),
            exact,
        }
    }

    fn said(layers: Vec<Metadata>) -> Vec<String> {
        let mut problems = Vec::new();
        merge(layers, &mut problems);
        assert!(
            problems
                .iter()
                .all(|problem| problem.kind == ProblemKind::Contradiction)
        );
        problems
            .into_iter()
            .map(|problem| problem.message)
            .collect()
    }

    #[test]
    fn the_first_value_counts_and_the_other_is_said() {
        let front = Metadata {
            version: Some(text("2.1", Source::FrontMatter, 5)),
            ..Metadata::default()
        };
        let label = Metadata {
            version: Some(text("1.9", Source::Label, 12)),
            title: Some(text("T", Source::Label, 1)),
            ..Metadata::default()
        };
        let mut problems = Vec::new();
        let merged = merge(vec![front.clone(), label.clone()], &mut problems);
        assert_eq!(merged.version, front.version);
        assert_eq!(merged.title, label.title);
        assert_eq!(problems.len(), 1);
        assert_eq!(
            problems[0].message,
            "version 2.1 in the front matter, 1.9 on line 12"
        );
        assert_eq!(problems[0].location.line(), Some(12));
    }

    #[test]
    fn names_of_files_contradict_nobody() {
        let front = Metadata {
            id: Some(text("A-1", Source::FrontMatter, 1)),
            ..Metadata::default()
        };
        let name = Metadata {
            id: Some(text("A-2", Source::Name, 1)),
            ..Metadata::default()
        };
        assert_eq!(said(vec![front, name]), Vec::<String>::new());
    }

    #[test]
    fn owners_are_compared_kindly() {
        let pair = |one: &str, other: &str| {
            said(vec![
                Metadata {
                    owner: Some(text(one, Source::FrontMatter, 1)),
                    ..Metadata::default()
                },
                Metadata {
                    owner: Some(text(other, Source::Label, 2)),
                    ..Metadata::default()
                },
            ])
            .is_empty()
        };
        for (one, other) in [
            ("R. Ibarra", "r. ibarra"),
            ("R. Ibarra", "Rosa Ibarra"),
            ("R. Ibarra", "Dr. Rosa Ibarra, SMS manager"),
            ("Ibarra", "Frau R. Ibarra (SMS)"),
            ("role:sms-manager", "SMS Manager"),
            ("role:sms-manager", "R. Ibarra"),
            ("Head of Operations", "M. Okonjo"),
            ("role: SMS manager", "role:sms-manager"),
            ("K. Müller", "K. Mueller"),
        ] {
            assert!(pair(one, other), "{one} / {other}");
        }
        for (one, other) in [
            ("R. Ibarra", "T. Lindqvist"),
            ("R. Ibarra", "M. Ibarra"),
            ("role:sms-manager", "role:cio"),
            ("Service desk lead", "Change manager"),
        ] {
            assert!(!pair(one, other), "{one} / {other}");
        }
    }

    #[test]
    fn states_approvals_and_ids_are_compared() {
        let layers = vec![
            Metadata {
                id: Some(text("A-1", Source::Sidecar, 3)),
                status: Some(stated(Status::Approved, Source::Sidecar, 4)),
                approved_on: Some(stated(date("2026-02-03", true), Source::Sidecar, 5)),
                ..Metadata::default()
            },
            Metadata {
                id: Some(text("A-2", Source::Label, 9)),
                status: Some(stated(Status::Draft, Source::Label, 10)),
                approved_on: Some(stated(date("2026-02-13", true), Source::Label, 11)),
                ..Metadata::default()
            },
        ];
        assert_eq!(
            said(layers),
            [
                "id A-1 in a.md line 3, A-2 on line 9",
                "status approved in a.md line 4, draft on line 10",
                "approval 2026-02-03 in a.md line 5, 2026-02-13 on line 11",
            ]
        );
    }

    #[test]
    fn claims_add_up_once_each() {
        let claim = |text: &str, edition: Option<&str>| Stated {
            value: Claim {
                text: text.to_owned(),
                target: text.parse(),
                edition: edition.map(str::to_owned),
            },
            source: Source::Label,
            location: Location::file("a"),
        };
        let layers = vec![
            Metadata {
                claims: vec![claim("8.6.1", None), claim("8.6.2", None)],
                ..Metadata::default()
            },
            Metadata {
                claims: vec![
                    claim("8.6.1", Some("iso20000-1:2018")),
                    claim("8.6.2", Some("iso20000-1:2011")),
                    claim("foo", None),
                    claim("foo", None),
                ],
                ..Metadata::default()
            },
        ];
        let merged = merge(layers, &mut Vec::new());
        let texts: Vec<_> = merged
            .claims
            .iter()
            .map(|claim| claim.value.text.as_str())
            .collect();
        assert_eq!(texts, ["8.6.1", "8.6.2", "8.6.2", "foo"]);
    }

    #[test]
    fn dates_that_stand_in_contradict_nothing() {
        let layers = vec![
            Metadata {
                effective: Some(stated(date("2026-03-01", true), Source::FrontMatter, 1)),
                created: Some(stated(date("2026-01-01", true), Source::FrontMatter, 2)),
                ..Metadata::default()
            },
            Metadata {
                date: Some(stated(date("2026-02-01", true), Source::Label, 3)),
                ..Metadata::default()
            },
        ];
        let mut problems = Vec::new();
        let merged = merge(layers, &mut problems);
        assert_eq!(
            merged.approved_on, None,
            "applies from then, approved by nobody"
        );
        assert_eq!(merged.date.unwrap().location.line(), Some(3));
        assert_eq!(problems, []);
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(one in ".{0,40}", other in ".{0,40}") {
            let _ = same_person(&one, &other);
            let _ = same_version(&one, &other);
        }
    }
}
