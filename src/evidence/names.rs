//! The forms of the names of services, customers and other parties.
//!
//! Nobody writes a name out in every row of a report. What stands for it anywhere: what
//! `clausewise.toml` says that it is also called, what stands in brackets behind it, its initials,
//! the name without the legal form. What stands for it only where nothing else stands beside it,
//! in a cell or a list: each word of it that no other member has and that is more than "service";
//! the first of these also in a title. In running text such a word may mean anything ("the network
//! of roads"), and there it only keeps anybody from saying that the member is named nowhere.
//!
//! A form that two members share stands for neither.

use std::collections::BTreeMap;

use super::opening::LEGAL_FORMS;
use super::words::{holds, words};
use crate::workspace::Settings;

/// Marks the number of a form that stands for its name only where it stands alone.
pub(super) const SHORT: u16 = 1 << 15;

/// One form of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Form {
    /// The name as `clausewise.toml` has it.
    pub name: String,
    /// What stands for it.
    pub phrase: String,
    /// Where it does.
    pub stands: Stands,
}

/// Where a form stands for its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// Wherever it occurs.
    Anywhere,
    /// Alone in a cell or in a part of a sentence, and in titles.
    InTitles,
    /// Only alone in a cell or in a part of a sentence.
    Alone,
}

impl Form {
    /// What tells it from every other form.
    pub(super) fn key(&self) -> String {
        format!("{}\n{}\n{:?}", self.name, self.phrase, self.stands)
    }

    /// Its number as texts are searched for it.
    pub(super) fn number(&self, at: u16) -> u16 {
        match self.stands {
            Stands::Anywhere => at,
            Stands::InTitles | Stands::Alone => at | SHORT,
        }
    }
}

/// All forms of all names of a workspace.
#[derive(Debug, Clone, Default)]
pub struct Names {
    /// By name: the words of each form, and where it stands for the name.
    forms: BTreeMap<String, Vec<(Vec<String>, Stands)>>,
}

impl Names {
    pub(super) fn new(forms: &[Form]) -> Self {
        let mut out = Self::default();
        for form in forms {
            let of = out.forms.entry(form.name.clone()).or_default();
            of.push((words(&form.phrase), form.stands));
        }
        out
    }

    /// Whether some words are a form of a name, and nothing more.
    #[must_use]
    pub fn are(&self, said: &[String], name: &str) -> bool {
        self.any(name, |form, _| form == said)
    }

    /// Whether a short text, such as a title, a file's name or a cell, holds a form of a name.
    #[must_use]
    pub fn in_title(&self, title: &[String], name: &str) -> bool {
        self.any(name, |form, stands| {
            form == title || stands != Stands::Alone && holds(title, form)
        })
    }

    /// Whether the words of a text hold a form of a name that stands for it anywhere.
    #[must_use]
    pub fn in_text(&self, text: &[String], name: &str) -> bool {
        self.any(name, |form, stands| {
            stands == Stands::Anywhere && holds(text, form)
        })
    }

    /// The forms that stand for a name anywhere, the full name first.
    pub fn anywhere(&self, name: &str) -> impl Iterator<Item = String> {
        let forms = self.forms.get(name).into_iter().flatten();
        let forms = forms.filter(|(_, stands)| *stands == Stands::Anywhere);
        forms.map(|(form, _)| form.join(" "))
    }

    /// Whether any form of a name is what is asked for; the full name is one of them.
    fn any(&self, name: &str, is: impl Fn(&[String], Stands) -> bool) -> bool {
        match self.forms.get(name) {
            Some(forms) => forms.iter().any(|(form, stands)| is(form, *stands)),
            None => is(&words(name), Stands::Anywhere),
        }
    }
}

/// The forms of the names in the settings, those of each name together.
pub(super) fn forms(settings: &Settings) -> Vec<Form> {
    let own = settings.organisation.as_deref().map(words);
    let mut members: Vec<(&String, Vec<Vec<String>>)> = Vec::new();
    for name in settings.names() {
        if !members.iter().any(|(known, _)| *known == name) {
            members.push((name, whole_forms(settings, name)));
        }
    }
    let telling: Vec<Vec<Telling>> = members
        .iter()
        .map(|(name, _)| telling(name, own.as_deref().unwrap_or_default()))
        .collect();
    let mut out = Vec::new();
    for (at, (name, whole)) in members.iter().enumerate() {
        let others =
            |is: &dyn Fn(usize) -> bool| (0..members.len()).any(|other| other != at && is(other));
        let mut put = |phrase: String, stands| {
            let known = |form: &Form| form.name == **name && words(&form.phrase) == words(&phrase);
            if !phrase.is_empty() && !out.iter().any(known) {
                out.push(Form {
                    name: (*name).clone(),
                    phrase,
                    stands,
                });
            }
        };
        put((*name).clone(), Stands::Anywhere);
        for form in whole {
            if !others(&|other| members[other].1.contains(form)) {
                put(form.join(" "), Stands::Anywhere);
            }
        }
        let distinct = telling[at].iter().filter(|word| {
            !others(&|other| {
                let in_telling = telling[other].iter().any(|theirs| theirs.alike(word));
                in_telling || words(members[other].0).contains(&word.whole)
            })
        });
        for (place, word) in distinct.enumerate() {
            let stands = if place == 0 {
                Stands::InTitles
            } else {
                Stands::Alone
            };
            put(word.whole.clone(), stands);
            put(word.stem.clone(), stands);
        }
    }
    out
}

/// The forms that stand for a name anywhere, as words.
fn whole_forms(settings: &Settings, name: &str) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    let mut whole = name.to_owned();
    if let Some((before, rest)) = name.split_once('(')
        && let Some((inside, behind)) = rest.split_once(')')
    {
        out.push(words(inside));
        whole = format!("{before} {behind}");
    }
    let mut all = words(&whole);
    while all.len() > 1 && all.last().is_some_and(|last| is_legal_form(last)) {
        all.pop();
    }
    out.extend(initials(&all));
    out.push(all);
    let said = settings.aliases.get(name).into_iter().flatten();
    out.extend(said.map(|alias| words(alias)));
    out.retain(|form| !form.is_empty());
    out
}

/// The initials of three words or more, where they can be no word themselves: none has a vowel.
fn initials(all: &[String]) -> Option<Vec<String>> {
    let telling = all.iter().filter(|word| !JOINING.contains(&word.as_str()));
    let initials: String = telling.filter_map(|word| word.chars().next()).collect();
    let spelt = |c: char| c.is_ascii_lowercase() && !"aeiou".contains(c);
    let long = initials.chars().count() >= 3;
    let common = COMMON.contains(&initials.as_str());
    (long && !common && initials.chars().all(spelt)).then(|| vec![initials])
}

/// A word that tells members apart.
struct Telling {
    whole: String,
    /// The word without an ending that says no more than that it is a service: "Abrechnung" of
    /// "Abrechnungssystem".
    stem: String,
}

impl Telling {
    fn alike(&self, other: &Self) -> bool {
        self.whole == other.whole || self.stem == other.stem
    }
}

/// The words of a name that say more than that it is a service or a company, without those of the
/// organisation's own name.
fn telling(name: &str, own: &[String]) -> Vec<Telling> {
    let name = name.split('(').next().unwrap_or(name);
    let all = words(name).into_iter();
    let telling = all.filter(|word| {
        let says = word.chars().count() >= LEAST && word.chars().any(char::is_alphabetic);
        let said = GENERIC.contains(&word.as_str()) || JOINING.contains(&word.as_str());
        says && !said && !is_legal_form(word) && !own.contains(word)
    });
    let telling = telling.map(|whole| {
        let mut endings = ENDINGS.iter();
        let stem = endings.find_map(|ending| whole.strip_suffix(ending));
        let stem = stem.map(|stem| stem.strip_suffix('s').unwrap_or(stem));
        let stem = stem.filter(|stem| stem.chars().count() > LEAST);
        let stem = stem.unwrap_or(&whole).to_owned();
        Telling { whole, stem }
    });
    telling.collect()
}

/// Shorter words tell nothing apart.
const LEAST: usize = 4;

/// Whether a word at the end of a name is a legal form of a company.
fn is_legal_form(word: &str) -> bool {
    const OF_NAMES: &[&str] = &[
        "co", "company", "kgaa", "ohg", "gbr", "eg", "sa", "bv", "nv", "spa", "srl",
    ];
    LEGAL_FORMS.contains(&word) || OF_NAMES.contains(&word)
}

/// Words of a name that only join others.
const JOINING: &[&str] = &[
    "of", "and", "the", "for", "to", "in", "at", "with", "a", "an", "und", "der", "die", "das",
    "des", "dem", "den", "fuer", "von", "vom", "im", "am", "mit", "zu", "zum", "zur", "et",
];

/// Initials that mean something else in the field.
const COMMON: &[&str] = &[
    "sms", "cmdb", "smtp", "html", "http", "pdf", "gmbh", "vpn", "dvd",
];

/// Words that many services and companies have in their names.
const GENERIC: &[&str] = &[
    "service",
    "services",
    "system",
    "systems",
    "platform",
    "portal",
    "managed",
    "management",
    "support",
    "hosting",
    "operation",
    "operations",
    "central",
    "digital",
    "group",
    "solutions",
    "business",
    "customer",
    "customers",
    "internal",
    "external",
    "standard",
    "online",
    "world",
    "department",
    "office",
    "team",
    "general",
    "national",
    "international",
    "data",
    "user",
    "users",
    "dienst",
    "dienste",
    "systeme",
    "betrieb",
    "plattform",
    "verfahren",
    "anwendung",
    "anwendungen",
    "verwaltung",
    "unterstuetzung",
    "zentrale",
    "zentraler",
    "zentrales",
    "kunde",
    "kunden",
    "intern",
    "interne",
    "extern",
    "externe",
    "abteilung",
    "firma",
    "daten",
    "leistung",
    "leistungen",
    "loesung",
    "loesungen",
];

/// Endings of compounds that say no more than that it is a service.
const ENDINGS: &[&str] = &[
    "systeme",
    "system",
    "dienste",
    "dienst",
    "services",
    "service",
    "plattform",
    "portal",
    "anwendung",
    "verfahren",
    "software",
    "betrieb",
    "loesung",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn names(services: &[&str], aliases: &[(&str, &str)]) -> Names {
        let owned = |text: &&str| (*text).to_owned();
        let settings = Settings {
            organisation: Some("Town of Brindley".to_owned()),
            services: services.iter().map(owned).collect(),
            aliases: aliases
                .iter()
                .map(|(name, alias)| ((*name).to_owned(), vec![(*alias).to_owned()]))
                .collect(),
            ..Settings::default()
        };
        Names::new(&forms(&settings))
    }

    #[test]
    fn a_service_goes_by_its_short_forms() {
        let known = names(
            &[
                "Planning permit register (Permits)",
                "Brindley Parking",
                "Grünflächensystem-Betrieb",
                "Waste collection tracker Ltd",
                "Telephones",
            ],
            &[("Telephones", "Voice desk")],
        );
        let are = |said: &str, name: &str| known.are(&words(said), name);
        assert!(are("permits", "Planning permit register (Permits)"));
        assert!(are(
            "planning permit register",
            "Planning permit register (Permits)"
        ));
        assert!(are("PPR", "Planning permit register (Permits)"));
        assert!(are("Parking", "Brindley Parking"));
        assert!(
            are("Grünfläche", "Grünflächensystem-Betrieb")
                || are("Grünflächen", "Grünflächensystem-Betrieb")
        );
        assert!(are("WCT", "Waste collection tracker Ltd"));
        assert!(are(
            "Waste collection tracker",
            "Waste collection tracker Ltd"
        ));
        assert!(are("voice desk", "Telephones"));
        assert!(!are("Brindley", "Brindley Parking"));
        assert!(!are("Betrieb", "Grünflächensystem-Betrieb"));
        let text = words("The waste was moved; parking is free.");
        assert!(!known.in_text(&text, "Brindley Parking"));
        assert!(known.in_title(&words("Parking, October"), "Brindley Parking"));
    }

    #[test]
    fn what_two_share_stands_for_neither() {
        let known = names(&["Harbour mail", "Harbour charts", "Mail archive"], &[]);
        for name in ["Harbour mail", "Harbour charts", "Mail archive"] {
            for said in ["harbour", "mail"] {
                assert!(!known.are(&words(said), name), "{said} {name}");
            }
        }
        assert!(known.are(&words("charts"), "Harbour charts"));
        assert!(known.are(&words("archive"), "Mail archive"));
    }

    #[test]
    fn initials_that_are_words_stand_for_nothing() {
        let known = names(&["Traffic heat exchange", "Customer mail desk"], &[]);
        assert!(!known.are(&words("the"), "Traffic heat exchange"));
        assert!(known.are(&words("CMD"), "Customer mail desk"));
    }
}
