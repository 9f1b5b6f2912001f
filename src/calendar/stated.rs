//! Promises that sentences of documents state, and documents that make none.
//!
//! A record tells of a promise, a draft announces one, a withdrawn document made one once, and
//! training material holds for anybody. Their sentences are counted and not listed.

use jiff::civil::Date;

use super::admitted::admitted;
use super::bearing::bearing;
use super::kept::notice;
use super::united::Draft;
use super::{Origin, PassedOver, Place, Sources};
use crate::assessment::Footing;
use crate::catalogue::{Per, Requirement};
use crate::evidence::words::words;
use crate::evidence::{
    DateReading, Document, Promised, Promising, Value, is_agreement, kind_in, read_date,
};
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
    let telling: Vec<&(usize, Promising)> = (said.iter().copied())
        .filter(|(_, said)| !said.undone.is_empty())
        .collect();
    let mut out = Vec::new();
    for (at, said) in said {
        let promised = &said.promised;
        let document = &sources.evidence.documents[*at];
        let footing = sources.assessment.footing[*at];
        match made_by(document, footing) {
            Maker::Organisation => {
                let as_of = sources.assessment.as_of;
                let valid = (promised.iter()).filter(|one| is_valid(one, promised, as_of));
                out.extend(valid.map(|promised| draft(sources, &telling, *at, promised)));
            }
            Maker::Draft => passed_over.drafts += promised.len(),
            Maker::Record => {
                let told: Vec<&Promised> = (promised.iter())
                    .filter(|one| admits(sources, &telling, *at, one))
                    .collect();
                passed_over.records += promised.len() - told.len();
                out.extend(
                    told.into_iter()
                        .map(|one| draft(sources, &telling, *at, one)),
                );
            }
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

/// Whether a record tells of a promise that it was not kept, and that not so long ago that it may
/// have been kept since.
fn admits(
    sources: Sources<'_>,
    telling: &[&(usize, Promising)],
    at: usize,
    promised: &Promised,
) -> bool {
    let Value::Every(every) = promised.value else {
        return false;
    };
    let day = sources.assessment.footing[at].day;
    let is_recent = day.is_some_and(|day| every.after(day) >= sources.assessment.as_of);
    promised.beside.missed.is_some() && is_recent
        || admitted(sources, telling, at, promised).is_some()
}

fn draft(
    sources: Sources<'_>,
    telling: &[&(usize, Promising)],
    at: usize,
    promised: &Promised,
) -> Draft {
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
    let mut beside = promised.beside.clone();
    beside.missed = { beside.missed }.or_else(|| admitted(sources, telling, at, promised));
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
        beside,
        ..Draft::new(
            titled(promised, &document.title()),
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

/// Whether an interval is valid on a day, where its sentence changes it from some day on: "Once a
/// year, from 2026 every six months".
fn is_valid(one: &Promised, all: &[Promised], as_of: Date) -> bool {
    let recurs = |promised: &Promised| matches!(promised.value, Value::Every(_));
    let in_sentence = all.iter().filter(|other| {
        recurs(one)
            && recurs(other)
            && one.location == other.location
            && one.sentence == other.sentence
    });
    let mut others = in_sentence.filter(|other| other.around.at != one.around.at);
    others.all(|other| {
        let (first, then) = (&one.around.at, &other.around.at);
        if first.start < then.start {
            begins_on(&one.around.text, first.end, then.start).is_none_or(|day| day > as_of)
        } else {
            begins_on(&one.around.text, then.end, first.start).is_none_or(|day| day <= as_of)
        }
    })
}

/// The day from which on, as a text says it right before what then holds.
fn begins_on(text: &str, from: usize, to: usize) -> Option<Date> {
    let said = text.get(from..to)?;
    let begins = ["ab ", "seit ", "from ", "since ", "as of "]
        .iter()
        .find_map(|word| {
            let at = said.to_lowercase().rfind(word)?;
            said.get(at + word.len()..)
        })?;
    let begins = begins.trim().trim_matches(',');
    let DateReading::Date(date) = read_date(begins) else {
        return None;
    };
    // A month or a year begins with its first day.
    let is_year = begins.bytes().all(|byte| byte.is_ascii_digit());
    Some(match (date.exact, is_year) {
        (true, _) => date.day,
        (false, true) => date.day.first_of_year(),
        (false, false) => date.day.first_of_month(),
    })
}

/// What is promised in a name of its own; where the words of its sentence are no name, with the
/// heading above and the sentence, cut at the end of a word.
fn titled(promised: &Promised, title: &str) -> String {
    let name = named(promised, title);
    let own = name.rsplit_once(": ").map_or(name.as_str(), |(_, own)| own);
    // "Complaints: settled" says of what.
    let is_verb = own.len() == name.len() && is_verb_alone(&promised.what);
    let sentence = promised.around.text.trim();
    if sentence.is_empty() || promised.around.row.len() > 1 || !(is_verb || is_fragment(own)) {
        return name;
    }
    let above = [&promised.around.lead, &promised.around.heading]
        .into_iter()
        .map(|above| above.trim_end_matches([':', '*', ' ']))
        .find(|above| !above.is_empty())
        .unwrap_or(title);
    let whole = match above {
        "" => sentence.to_owned(),
        above => format!("{above}: {sentence}"),
    };
    shortened(whole.trim_end_matches('.'))
}

/// Whether a name is one word, and that a form of a verb: "Gefragt", "updated".
fn is_verb_alone(own: &str) -> bool {
    let words = words(own);
    let [word] = words.as_slice() else {
        return false;
    };
    word.starts_with("ge") && word.ends_with('t') || word.ends_with("ed")
}

/// Whether words taken from a sentence name nothing by themselves: they break off, stand for
/// somebody, or say where or when.
fn is_fragment(own: &str) -> bool {
    const OPEN: &[&str] = &[
        "und", "oder", "and", "or", "im", "in", "am", "an", "auf", "mit", "von", "zu", "der",
        "die", "das", "den", "dem", "the", "a", "of", "for", "to", "with", "by", "at", "on",
        "fuer", "bei",
    ];
    const BEGIN: &[&str] = &[
        "wir", "sie", "es", "er", "we", "they", "it", "he", "she", "you", "i", "ich", "man",
        "herr", "frau", "hr", "fr", "mr", "mrs", "ms", "dr", "im", "in", "am", "ab", "bei", "bis",
        "at", "from", "until", "mit", "nach", "vor", "seit", "since", "dabei", "dort", "hier",
        "there", "here", "aus",
    ];
    let words = words(own);
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return true;
    };
    let breaks_off = !own.ends_with('…') && OPEN.contains(&last.as_str());
    breaks_off || BEGIN.contains(&first.as_str())
}

/// So many letters of a sentence stand in a title.
const LONGEST_TITLE: usize = 100;

fn shortened(text: &str) -> String {
    if text.chars().count() <= LONGEST_TITLE {
        return text.to_owned();
    }
    let end = text
        .char_indices()
        .nth(LONGEST_TITLE)
        .map_or(text.len(), |(at, _)| at);
    let end = text[..end].rfind(' ').unwrap_or(end);
    format!("{} …", text[..end].trim_end_matches([',', ';', ':', ' ']))
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

#[cfg(test)]
mod tests {
    use super::{begins_on, is_fragment, is_verb_alone, shortened};

    #[test]
    fn the_day_is_read_from_which_another_interval_holds() {
        for (between, day) in [
            (", ab 2026 ", Some("2026-01-01")),
            (", from March 2026 ", Some("2026-03-01")),
            (" and, from 3 May 2026, ", Some("2026-05-03")),
            (" und seit 03.05.2026 ", Some("2026-05-03")),
            (" und ", None),
        ] {
            let found = begins_on(between, 0, between.len()).map(|day| day.to_string());
            assert_eq!(found.as_deref(), day, "{between}");
        }
    }

    #[test]
    fn a_title_names_what_is_promised() {
        for own in [
            "Die Liste liegt im Schrank und",
            "Herr Sand",
            "im Mai",
            "ab 2026",
            "Crane availability in",
            "He reports to the yard",
        ] {
            assert!(is_fragment(own), "{own}");
        }
        for own in [
            "The crane test",
            "Prüfung der Krane",
            "Kennzahlen",
            "Reports to customers",
        ] {
            assert!(!is_fragment(own), "{own}");
        }
        assert!(is_verb_alone("Gefragt") && is_verb_alone("updated"));
        assert!(!is_verb_alone("Gerätetest der Krane") && !is_verb_alone("Reports"));
        let long = "Krane: ".to_owned() + &"jede Prüfung ".repeat(20);
        let short = shortened(&long);
        assert!(
            short.ends_with("Prüfung …") || short.ends_with("jede …"),
            "{short}"
        );
        assert!(short.chars().count() <= 102);
    }
}
