//! `chains.yaml` as people write it, before validation.

use schemars::JsonSchema;
use serde::Serialize;

use crate::catalogue::form::Origin;

/// `chains.yaml`: what an auditor follows from one record or document to the next.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Chains")]
pub struct ChainsForm {
    /// The chains.
    #[serde(default)]
    pub chains: Vec<ChainForm>,
    /// The practices shown for each service: clauses, groups or leaves.
    #[serde(default)]
    pub practices: Vec<String>,
    /// The requirements that ask whether other parties do everything.
    #[serde(default)]
    pub eligibility: Vec<String>,
    /// Where the file of `practices` was read.
    #[serde(skip)]
    #[schemars(skip)]
    pub origin: Origin,
}

/// A chain.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Chain")]
pub struct ChainForm {
    /// Short name that never changes, `incident-to-configuration`.
    pub chain: String,
    /// What it leads from and to.
    pub title: String,
    /// What an auditor asks.
    pub asks: String,
    /// Its links, in order.
    pub links: Vec<LinkForm>,
    /// Where it was read.
    #[serde(skip)]
    #[schemars(skip)]
    pub origin: Origin,
}

/// A link of a chain.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "Link")]
pub struct LinkForm {
    /// What must hold, in words.
    pub link: String,
    /// What stands at its two ends, a few words each.
    pub between: Vec<String>,
    /// How it is traced: `refers`, `carries`, `documented`, `named`, `compared`, `assessed`.
    pub form: String,
    /// The requirements it bears on. For `documented` the report is looked for among their
    /// documents; for `assessed` they are the link.
    pub requirements: Vec<String>,
    /// For `refers`, `carries`, `documented`: the kind of record; `documented` takes several.
    #[serde(default)]
    pub from: Vec<String>,
    /// Only the rare ones of the kind, `major`.
    pub rare: Option<String>,
    /// All but such rare ones of the kind, `failed`.
    pub except: Option<String>,
    /// Only records of a state: `open`, `closed`.
    pub state: Option<String>,
    /// For `refers`: the kind of record that is named.
    pub to: Option<String>,
    /// For `refers`: the attributes in which it is named.
    #[serde(default)]
    pub via: Vec<String>,
    /// For `refers`: the attributes of the named record that name the first one.
    #[serde(default)]
    pub back: Vec<String>,
    /// For `refers`: each record must name one. Left out: most have none, and that is no break.
    pub owed: Option<bool>,
    /// For `refers`: what both records must hold together.
    #[serde(default)]
    pub rules: Vec<RuleForm>,
    /// For `carries`: attributes of which one must be filled; for `documented`: of which a filled
    /// one does instead of a document.
    #[serde(default)]
    pub any: Vec<String>,
    /// For `carries`: the attribute of the day after which a record may not be open.
    pub by: Option<String>,
    /// For `named` and `compared`: the documented-information item.
    pub item: Option<String>,
    /// For `compared`: the item whose figure the other must reach.
    pub with: Option<String>,
    /// For `compared`: what stands in a line with the figure, `*` at the end for any ending.
    #[serde(default)]
    pub words: Vec<String>,
    /// Where it was read.
    #[serde(skip)]
    #[schemars(skip)]
    pub origin: Origin,
}

/// What two records must hold together: two days in order, or two states not at once.
#[derive(Debug, Clone, Default, Serialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(rename = "ChainRule")]
pub struct RuleForm {
    /// What is wrong where it does not hold: `was implemented before the problem was opened`.
    pub says: String,
    /// The earlier day: `from.opened` or `to.implemented`.
    pub first: Option<String>,
    /// The later day.
    pub then: Option<String>,
    /// The later day must be there wherever the earlier one is.
    pub needed: Option<bool>,
    /// The state of the record that names; left out: any.
    pub when: Option<String>,
    /// The state that the named record may not have then.
    pub not: Option<String>,
    /// Rare ones of the named kind for which it need not hold, `emergency`.
    pub unless: Option<String>,
}
