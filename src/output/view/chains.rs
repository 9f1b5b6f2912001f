//! Chains as outputs show them, with the keys of the JSON: read beside `docs/json.md`.

use serde::Serialize;

use super::SpotView;
use crate::catalogue::{Catalogue, Form, RequirementId};
use crate::chains::{Break, Step, Traced, TracedLink, Untold};
use crate::source::Location;

/// A chain and what was found of it.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ChainView {
    pub chain: String,
    pub title: String,
    pub asks: String,
    pub verdict: &'static str,
    pub breaks: usize,
    pub links: Vec<ChainLinkView>,
    pub walks: Vec<Vec<ChainStepView>>,
}

/// A link of a chain.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ChainLinkView {
    pub letter: char,
    pub link: String,
    pub form: &'static str,
    pub from: String,
    pub to: String,
    pub requirements: Vec<RequirementId>,
    pub verdict: &'static str,
    pub asked: usize,
    pub held: usize,
    pub broken: usize,
    pub breaks_in_all: usize,
    pub breaks: Vec<ChainBreakView>,
    pub cannot_tell: Vec<ChainUntoldView>,
}

/// A break, with the places of both ends.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ChainBreakView {
    pub record: String,
    pub what: String,
    pub at: Option<PlaceView>,
    pub other: Option<PlaceView>,
}

/// What could not be traced.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ChainUntoldView {
    pub why: String,
    pub count: usize,
    pub such_as: Vec<String>,
}

/// A record along a chain.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct ChainStepView {
    pub kind: String,
    pub record: String,
    pub at: PlaceView,
}

/// A place in a file.
#[derive(Debug, Clone, Serialize)]
#[expect(missing_docs, reason = "field names are the documented JSON keys")]
pub struct PlaceView {
    pub path: String,
    #[serde(flatten)]
    pub spot: SpotView,
    /// The same in words, as an editor opens it where it has lines.
    #[serde(rename = "in_words")]
    pub words: String,
}

/// Chains as they were traced.
#[must_use]
pub fn chains(catalogue: &Catalogue, traced: &[Traced]) -> Vec<ChainView> {
    let all = traced.iter().map(|traced| {
        let chain = &catalogue.chains[traced.chain];
        let links = chain.links.iter().zip(&traced.links).zip('a'..);
        let walks = traced.walks.iter();
        ChainView {
            chain: chain.id.clone(),
            title: chain.title.clone(),
            asks: chain.asks.clone(),
            verdict: traced.verdict().word(),
            breaks: traced.links.iter().map(|link| link.breaks_in_all).sum(),
            links: links
                .map(|((of, link), letter)| self::link(catalogue, of, link, letter))
                .collect(),
            walks: walks.map(|walk| walk.iter().map(step).collect()).collect(),
        }
    });
    all.collect()
}

impl PlaceView {
    /// The place in words.
    #[must_use]
    pub fn in_words(&self) -> &str {
        &self.words
    }

    /// A place of a file.
    #[must_use]
    pub fn of(location: &Location) -> Self {
        let spot = SpotView::of(location);
        Self {
            words: spot.behind(&location.path),
            path: location.path.to_string(),
            spot,
        }
    }
}

fn link(
    catalogue: &Catalogue,
    of: &crate::catalogue::Link,
    traced: &TracedLink,
    letter: char,
) -> ChainLinkView {
    let lines = of.requirements.iter();
    ChainLinkView {
        letter,
        link: of.title.clone(),
        form: form(&of.form),
        from: of.between.0.clone(),
        to: of.between.1.clone(),
        requirements: lines
            .map(|line| catalogue.requirements[*line].id.clone())
            .collect(),
        verdict: traced.verdict().word(),
        asked: traced.asked,
        held: traced.held,
        broken: traced.broken,
        breaks_in_all: traced.breaks_in_all,
        breaks: traced.breaks.iter().map(broken).collect(),
        cannot_tell: traced.untold.iter().map(untold).collect(),
    }
}

fn form(form: &Form) -> &'static str {
    match form {
        Form::Refers(_) => "refers",
        Form::Carries(_) => "carries",
        Form::Documented(_) => "documented",
        Form::Named(_) => "named",
        Form::Compared(_) => "compared",
        Form::Assessed => "assessed",
    }
}

fn broken(found: &Break) -> ChainBreakView {
    ChainBreakView {
        record: found.record.clone(),
        what: found.what.clone(),
        at: found.at.as_ref().map(PlaceView::of),
        other: found.other.as_ref().map(PlaceView::of),
    }
}

fn untold(untold: &Untold) -> ChainUntoldView {
    ChainUntoldView {
        why: untold.why.clone(),
        count: untold.count,
        such_as: untold.such_as.clone(),
    }
}

fn step(step: &Step) -> ChainStepView {
    ChainStepView {
        kind: step.kind.clone(),
        record: step.record.clone(),
        at: PlaceView::of(&step.at),
    }
}
