//! The trusted chains, with every mistake reported.

use super::form::{ChainForm, LinkForm, RuleForm};
use super::{
    Attribute, Carries, Chain, Check, Compared, Documented, Form, Link, Refers, Rule, Which,
};
use crate::catalogue::build::Builder;
use crate::catalogue::form::Origin;
use crate::catalogue::id::{ClauseId, ItemId, RequirementId};
use crate::catalogue::is_sign;
use crate::catalogue::records::{STATES, State};
use crate::catalogue::types::Catalogue;
use crate::form::did_you_mean;

/// The forms by the words that `chains.yaml` uses.
const FORMS: &[(&str, Shape)] = &[
    ("refers", Shape::Refers),
    ("carries", Shape::Carries),
    ("documented", Shape::Documented),
    ("named", Shape::Named),
    ("compared", Shape::Compared),
    ("assessed", Shape::Assessed),
];

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    Refers,
    Carries,
    Documented,
    Named,
    Compared,
    Assessed,
}

impl Builder<'_> {
    /// The chains, once clauses, items and kinds of records stand.
    pub(in crate::catalogue) fn chains(&mut self, catalogue: &Catalogue) -> Vec<Chain> {
        let forms = &self.forms.chains.chains;
        let mut chains = Vec::new();
        for (at, chain) in forms.iter().enumerate() {
            if forms[..at].iter().any(|other| other.chain == chain.chain) {
                let message = format!("the chain `{}` stands twice", chain.chain);
                self.wrong(chain.origin, message, None);
                continue;
            }
            chains.push(self.chain(chain, catalogue));
        }
        chains
    }

    /// The practices shown for each service: the leaf clauses named, by index.
    pub(in crate::catalogue) fn practices(&mut self, catalogue: &Catalogue) -> Vec<usize> {
        let (at, forms) = (self.forms.chains.origin, &self.forms.chains.practices);
        let mut practices = Vec::new();
        for number in forms {
            let Some(id) = self.parse::<ClauseId>(at, number) else {
                continue;
            };
            match catalogue.clauses.iter().position(|clause| clause.id == id) {
                Some(clause) => practices.push(clause),
                None => {
                    let hint = catalogue.nearest(number);
                    let hint = hint.map(|near| format!("did you mean {near}?"));
                    self.wrong(
                        at,
                        format!("`practices`: there is no clause {number}"),
                        hint,
                    );
                }
            }
        }
        practices
    }

    /// The requirements of some numbers, by index.
    pub(in crate::catalogue) fn lines_named(
        &mut self,
        at: Origin,
        numbers: &[String],
        catalogue: &Catalogue,
    ) -> Vec<usize> {
        let lines = numbers.iter().filter_map(|text| {
            let id: RequirementId = self.parse(at, text)?;
            let line = catalogue.requirement(&id);
            // An edition that withdraws a line leaves the chains of the one it extends alone.
            if line.is_none() && catalogue.includes.is_empty() {
                let hint = catalogue.nearest(text);
                let hint = hint.map(|near| format!("did you mean {near}?"));
                self.wrong(at, format!("there is no {id}"), hint);
            }
            line
        });
        lines.collect()
    }

    fn chain(&mut self, form: &ChainForm, catalogue: &Catalogue) -> Chain {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        if !form.chain.chars().all(plain) {
            let message = format!("`{}` is no name of a chain", form.chain);
            let hint = "small letters and hyphens, such as incident-to-configuration";
            self.wrong(form.origin, message, Some(hint.to_owned()));
        }
        if form.links.is_empty() {
            let message = format!("the chain `{}` has no links", form.chain);
            self.wrong(form.origin, message, None);
        }
        let links = form.links.iter();
        let links = links.filter_map(|link| self.link(link, catalogue));
        Chain {
            id: form.chain.clone(),
            title: form.title.clone(),
            asks: form.asks.clone(),
            links: links.collect(),
        }
    }

    fn link(&mut self, form: &LinkForm, catalogue: &Catalogue) -> Option<Link> {
        let between = match form.between.as_slice() {
            [left, right] => (left.clone(), right.clone()),
            _ => {
                let hint = "such as [incidents, problems]".to_owned();
                self.wrong(form.origin, "`between` names two ends", Some(hint));
                return None;
            }
        };
        let requirements = self.lines_named(form.origin, &form.requirements, catalogue);
        let shape = self.word(form.origin, "form", Some(&form.form), FORMS)?;
        Some(Link {
            title: form.link.clone(),
            between,
            requirements,
            form: self.traced(shape, form, catalogue)?,
        })
    }

    fn traced(&mut self, shape: Shape, form: &LinkForm, catalogue: &Catalogue) -> Option<Form> {
        Some(match shape {
            Shape::Refers => Form::Refers(self.refers(form, catalogue)?),
            Shape::Carries => {
                let from = self.which(form, form.from.first(), catalogue)?;
                self.attributes_of(form, from.kind, form.any.iter().chain(&form.by), catalogue);
                if form.any.is_empty() && form.by.is_none() {
                    self.wrong(form.origin, "`carries` needs `any` or `by`", None);
                }
                Form::Carries(Carries {
                    from,
                    any: form.any.clone(),
                    by: form.by.clone(),
                })
            }
            Shape::Documented => {
                let from = form.from.iter();
                let from = from.filter_map(|kind| self.which(form, Some(kind), catalogue));
                Form::Documented(Documented {
                    from: from.collect(),
                    or: form.any.clone(),
                })
            }
            Shape::Named => Form::Named(self.item_at(form, form.item.as_ref(), catalogue)?),
            Shape::Compared => {
                for text in form.words.iter().filter(|text| !is_sign(text)) {
                    let message = format!("`{text}` cannot be looked for");
                    self.wrong(form.origin, message, None);
                }
                Form::Compared(Compared {
                    of: self.item_at(form, form.item.as_ref(), catalogue)?,
                    with: self.item_at(form, form.with.as_ref(), catalogue)?,
                    words: form.words.clone(),
                })
            }
            Shape::Assessed => Form::Assessed,
        })
    }

    fn refers(&mut self, form: &LinkForm, catalogue: &Catalogue) -> Option<Refers> {
        let from = self.which(form, form.from.first(), catalogue)?;
        let to = self.kind_named(form, form.to.as_ref(), catalogue)?;
        self.attributes_of(form, from.kind, form.via.iter(), catalogue);
        self.attributes_of(form, to, form.back.iter(), catalogue);
        if form.via.is_empty() && form.back.is_empty() {
            self.wrong(form.origin, "`refers` needs `via` or `back`", None);
        }
        let rules = form.rules.iter();
        let rules = rules.filter_map(|rule| self.rule(form, rule, (from.kind, to), catalogue));
        Some(Refers {
            rules: rules.collect(),
            from,
            via: form.via.clone(),
            back: form.back.clone(),
            to,
            owed: form.owed.unwrap_or(false),
        })
    }

    fn rule(
        &mut self,
        link: &LinkForm,
        form: &RuleForm,
        (from, to): (usize, usize),
        catalogue: &Catalogue,
    ) -> Option<Rule> {
        let check = match (&form.first, &form.then, &form.not) {
            (Some(first), Some(then), None) => Check::Order {
                first: self.attribute(link, first, (from, to), catalogue)?,
                then: self.attribute(link, then, (from, to), catalogue)?,
                needed: form.needed.unwrap_or(false),
            },
            (None, None, Some(not)) => Check::States {
                when: self.state(link, form.when.as_ref()),
                not: self.word(link.origin, "not", Some(not), STATES)?,
            },
            _ => {
                let hint = "either `first` and `then`, or `not` with or without `when`".to_owned();
                self.wrong(link.origin, "a rule says two days or a state", Some(hint));
                return None;
            }
        };
        let named = &catalogue.records.kinds[to];
        let unless = form.unless.as_ref();
        let rare = unless.and_then(|wanted| named.rare.iter().position(|rare| rare.id == *wanted));
        if let Some(wanted) = unless.filter(|_| rare.is_none()) {
            let message = format!("the kind `{}` has no rare `{wanted}`", named.id);
            self.wrong(link.origin, message, None);
        }
        Some(Rule {
            says: form.says.clone(),
            check,
            unless: rare,
        })
    }

    fn attribute(
        &mut self,
        link: &LinkForm,
        text: &str,
        (from, to): (usize, usize),
        catalogue: &Catalogue,
    ) -> Option<Attribute> {
        let (side, name) = text.split_once('.').unwrap_or(("", text));
        let of_named = match side {
            "from" => false,
            "to" => true,
            _ => {
                let message = format!("`{text}` does not say whose attribute it is");
                let hint = "from.opened or to.implemented".to_owned();
                self.wrong(link.origin, message, Some(hint));
                return None;
            }
        };
        let name = name.to_owned();
        let kind = if of_named { to } else { from };
        self.attributes_of(link, kind, std::iter::once(&name), catalogue);
        Some(Attribute { of_named, name })
    }

    fn which(
        &mut self,
        link: &LinkForm,
        kind: Option<&String>,
        catalogue: &Catalogue,
    ) -> Option<Which> {
        let kind = self.kind_named(link, kind, catalogue)?;
        let of = &catalogue.records.kinds[kind];
        let mut rare = |wanted: Option<&String>| {
            let found = of.rare.iter().position(|rare| Some(&rare.id) == wanted);
            // Of several kinds only those that have rare ones of the name are narrowed.
            if let Some(wanted) = wanted.filter(|_| found.is_none() && link.from.len() < 2) {
                let known: Vec<&str> = of.rare.iter().map(|rare| rare.id.as_str()).collect();
                let message = format!("the kind `{}` has no rare `{wanted}`", of.id);
                self.wrong(link.origin, message, did_you_mean(wanted, &known));
            }
            found
        };
        Some(Which {
            kind,
            rare: rare(link.rare.as_ref()),
            except: rare(link.except.as_ref()),
            state: self.state(link, link.state.as_ref()),
        })
    }

    fn state(&mut self, link: &LinkForm, word: Option<&String>) -> Option<State> {
        self.word(link.origin, "state", Some(word?), STATES)
    }

    fn kind_named(
        &mut self,
        link: &LinkForm,
        kind: Option<&String>,
        catalogue: &Catalogue,
    ) -> Option<usize> {
        let Some(wanted) = kind else {
            self.wrong(link.origin, "the link does not say which records", None);
            return None;
        };
        let found = catalogue.records.kind(wanted);
        if found.is_none() {
            let kinds = catalogue.records.kinds.iter();
            let known: Vec<&str> = kinds.map(|kind| kind.id.as_str()).collect();
            let message = format!("`{wanted}` is no kind of record in records.yaml");
            self.wrong(link.origin, message, did_you_mean(wanted, &known));
        }
        found
    }

    fn attributes_of<'n>(
        &mut self,
        link: &LinkForm,
        kind: usize,
        names: impl Iterator<Item = &'n String>,
        catalogue: &Catalogue,
    ) {
        let kind = &catalogue.records.kinds[kind];
        let record = catalogue.record_of(kind).into_iter();
        let of_record = record.flat_map(|record| record.attributes.keys());
        let known = of_record.chain(kind.attributes.keys());
        let known: Vec<&str> = known.map(String::as_str).collect();
        for name in names.filter(|name| !known.contains(&name.as_str())) {
            let message = format!("records of the kind `{}` have no `{name}`", kind.id);
            self.wrong(link.origin, message, did_you_mean(name, &known));
        }
    }

    fn item_at(
        &mut self,
        link: &LinkForm,
        item: Option<&String>,
        catalogue: &Catalogue,
    ) -> Option<usize> {
        let Some(text) = item else {
            self.wrong(link.origin, "the link names no item", None);
            return None;
        };
        let id: ItemId = self.parse(link.origin, text)?;
        let found = catalogue.items.iter().position(|item| item.id == id);
        if found.is_none() {
            self.wrong(link.origin, format!("there is no item {id}"), None);
        }
        found
    }
}
