//! Promises that sentences of documents state, and documents that make none.
//!
//! A record tells of a promise, a draft announces one, a withdrawn document made one once, and
//! training material holds for anybody. Their sentences are counted and not listed.

use super::bearing::bearing;
use super::kept::notice;
use super::united::Draft;
use super::{Origin, PassedOver, Place, Sources};
use crate::assessment::Footing;
use crate::catalogue::{Per, Requirement};
use crate::evidence::words::words;
use crate::evidence::{Document, Promised, Promising, Value, is_agreement, kind_in};
use crate::workspace::PartyKind;

/// Whether the sentences of a document may promise anything, and so have to be read.
#[must_use]
pub fn may_promise(document: &Document) -> bool {
    document.has_text() && !document.set_aside && document.register.is_none()
}

/// The promises of sentences, and what was passed over.
pub(super) fn stated(sources: Sources<'_>) -> (Vec<Draft>, PassedOver) {
    let mut passed_over = PassedOver::default();
    let mut said: Vec<&(usize, Promising)> = sources.said.iter().collect();
    said.sort_by_key(|(at, _)| *at);
    let mut out = Vec::new();
    for (at, said) in said {
        let promised = &said.promised;
        let document = &sources.evidence.documents[*at];
        let footing = sources.assessment.footing[*at];
        match made_by(document, footing) {
            Maker::Organisation => {
                out.extend(
                    promised
                        .iter()
                        .map(|promised| draft(sources, *at, promised)),
                );
            }
            Maker::Draft => passed_over.drafts += promised.len(),
            Maker::Record => passed_over.records += promised.len(),
            Maker::Nobody => passed_over.others += promised.len(),
        }
    }
    (out, passed_over)
}

/// Who makes the promises of a document.
enum Maker {
    Organisation,
    Draft,
    Record,
    Nobody,
}

fn made_by(document: &Document, footing: Footing) -> Maker {
    if !may_promise(document) || !footing.counts || document.general.is_some() {
        Maker::Nobody
    } else if footing.draft {
        Maker::Draft
    } else if footing.record || !document.series.is_empty() {
        Maker::Record
    } else {
        Maker::Organisation
    }
}

fn draft(sources: Sources<'_>, at: usize, promised: &Promised) -> Draft {
    let document = &sources.evidence.documents[at];
    let data = &document.metadata;
    let services = services(sources, document, &promised.sentence);
    let place = Place {
        origin: Origin::Sentence,
        location: promised.location.clone(),
        says: promised.sentence.clone(),
    };
    let key = format!(
        "{} {} {}",
        promised.value.kind(),
        promised.about.join(" "),
        services.join(" ")
    );
    let mut draft = Draft {
        requirements: bearing(sources, at, promised),
        who: promised
            .who
            .clone()
            .or_else(|| data.owner.as_ref().map(|owner| owner.value.clone())),
        supplier: supplier(sources, at, promised),
        services,
        about: promised.about.clone(),
        ideas: promised.ideas.clone(),
        document: Some(at),
        ..Draft::new(
            named(promised, &document.title()),
            promised.value,
            place,
            key,
        )
    };
    let end = data.valid_until.as_ref().or(data.ends.as_ref());
    if let (Value::Within(span), Some(end)) = (promised.value, end) {
        draft.next = notice(
            span,
            &promised.sentence,
            end.value.day,
            sources.assessment.as_of,
        );
    }
    draft
}

/// What is promised; where that is one word ("Report"), with the document that says for whom.
fn named(promised: &Promised, title: &str) -> String {
    let what = &promised.what;
    let own = match what.rsplit_once(": ") {
        // "Reports and reviews: Report" says it twice.
        Some((above, own))
            if words(above)
                .iter()
                .any(|word| words(own).iter().all(|own| word.starts_with(own.as_str()))) =>
        {
            own
        }
        _ => what,
    };
    let is_short = !own.contains(' ') && !own.bytes().any(|byte| byte.is_ascii_digit());
    if !is_short || promised.around.row.len() > 1 || title.is_empty() {
        return what.clone();
    }
    format!("{own} ({title})")
}

/// The services that a sentence names, else those its document speaks for.
fn services(sources: Sources<'_>, document: &Document, sentence: &str) -> Vec<String> {
    let said = words(sentence);
    let names = sources.workspace.settings.services.iter();
    let named: Vec<String> = names
        .filter(|name| sources.evidence.names.in_text(&said, name))
        .cloned()
        .collect();
    if !named.is_empty() {
        return named;
    }
    let stated = document.metadata.services.as_ref();
    stated.map_or_else(Vec::new, |stated| stated.value.clone())
}

/// The supplier whose promise it is: in an agreement with one, what is to be kept in hours and per
/// cent, and whatever a sentence says that it does.
fn supplier(sources: Sources<'_>, at: usize, promised: &Promised) -> Option<String> {
    let document = &sources.evidence.documents[at];
    let stated = document.metadata.suppliers.as_ref();
    let stated = stated.and_then(|stated| stated.value.first()).cloned();
    let stated = stated.or_else(|| agreed_with(sources, at));
    let parties = sources.workspace.settings.parties.iter();
    let said = words(&promised.sentence);
    let begins = |name: &str| {
        let name = words(name);
        let article = usize::from(
            said.first()
                .is_some_and(|word| matches!(word.as_str(), "the" | "der" | "die" | "das")),
        );
        !name.is_empty()
            && said
                .get(article..)
                .is_some_and(|said| said.starts_with(&name))
    };
    let subject = parties.map(|party| &party.name).find(|name| begins(name));
    let done_to = said.iter().any(|word| {
        matches!(
            word.as_str(),
            "reviewed" | "assessed" | "audited" | "bewertet" | "geprueft" | "ueberprueft"
        )
    });
    if let Some(name) = subject.filter(|_| !done_to) {
        return Some(name.clone());
    }
    if promised.supplier {
        return Some(stated.unwrap_or_default());
    }
    let measured = matches!(
        promised.value,
        Value::Within(_) | Value::Bound(_) | Value::By(_)
    );
    let own = said
        .first()
        .is_some_and(|word| matches!(word.as_str(), "we" | "wir" | "our" | "unser" | "unsere"));
    stated.filter(|_| measured && !own)
}

/// The supplier that an agreement is made with which does not state it in a field of its own: the
/// one that its title names, else one without a name where it is claimed as agreed with suppliers
/// and not as agreed with those who are supplied.
fn agreed_with(sources: Sources<'_>, at: usize) -> Option<String> {
    let Sources {
        catalogue,
        workspace,
        evidence,
        assessment,
        ..
    } = sources;
    if !assessment.footing[at].agreement {
        return None;
    }
    let of_agreement = |line: &&Requirement| {
        let item = line.of.as_ref().and_then(|of| catalogue.item(of));
        item.is_some_and(|item| kind_in(&item.name).is_some_and(is_agreement))
    };
    let claimed = assessment.claimed_for[at].iter();
    let agreed: Vec<Option<Per>> = claimed
        .map(|line| &catalogue.requirements[*line])
        .filter(of_agreement)
        .map(|line| line.per)
        .collect();
    if agreed.contains(&Some(Per::Service)) || agreed.contains(&Some(Per::Customer)) {
        return None;
    }
    let title = words(&evidence.documents[at].title());
    let settings = &workspace.settings;
    let suppliers = { settings.parties.iter() }.filter(|party| {
        party.kind != PartyKind::CustomerAsSupplier && !settings.customers.contains(&party.name)
    });
    let mut names = suppliers.map(|party| &party.name);
    let named = names.find(|name| evidence.names.in_title(&title, name));
    let with_supplier =
        |per: &Option<Per>| matches!(per, Some(Per::Supplier | Per::InternalSupplier));
    let unnamed = || agreed.iter().any(with_supplier).then(String::new);
    named.cloned().or_else(unnamed)
}
