//! The trusted catalogue: what the rest of the program works with.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use super::chains::Chain;
use super::id::{ClauseId, EditionId, ItemId, RequirementId};
use super::records::{Condition, Records};
use crate::evidence::{APART, WordSets, set_named};
use crate::period::Period;

/// One edition of a standard as data, checked and complete.
#[derive(Debug, Clone)]
pub struct Catalogue {
    /// Which edition this is.
    pub edition: EditionId,
    /// Full title as cited.
    pub title: String,
    /// The editions it extends; a claim on one of them counts here as well.
    pub includes: Vec<EditionId>,
    /// What a user should know about where the catalogue comes from.
    pub provenance: String,
    /// Clauses whose evidence must be the organisation's own: never "performed by".
    pub own_evidence: Vec<ClauseId>,
    /// The main clauses, in order.
    pub areas: Vec<Area>,
    /// All clauses, groups and leaves, in order of their numbers.
    pub clauses: Vec<Clause>,
    /// All requirements, in order.
    pub requirements: Vec<Requirement>,
    /// All ideas; [`Requirement::ideas`] are ranges of it.
    pub ideas: Vec<Idea>,
    /// Words for one thing, by the name that phrases use.
    pub words: WordSets,
    /// The documented-information items.
    pub items: Vec<Item>,
    /// The gates, in order.
    pub gates: Vec<Gate>,
    /// What is best built before what.
    pub sequence: Vec<Sequence>,
    /// Kinds of records.
    pub records: Records,
    /// What an auditor follows from one record or document to the next.
    pub chains: Vec<Chain>,
    /// The practices shown for each service: clauses by index.
    pub practices: Vec<usize>,
    /// The requirements that ask whether others do everything, by index.
    pub eligibility: Vec<usize>,
    /// The SHA-256 of the files it was loaded from.
    pub digest: [u8; 32],
    pub(super) by_requirement: HashMap<RequirementId, usize>,
}

/// A main clause and the file it stands in.
#[derive(Debug, Clone, Serialize)]
pub struct Area {
    /// Name of the area, `operation`.
    pub name: String,
    /// The main clause, `8`.
    pub clause: ClauseId,
    /// Its title.
    pub title: String,
}

/// A clause, group or leaf.
#[derive(Debug, Clone)]
pub struct Clause {
    /// Its number.
    pub id: ClauseId,
    /// Title as in the table of contents; `None` where the standard gives none.
    pub title: Option<String>,
    /// A name to show: the title, or a description of an untitled paragraph.
    pub name: String,
    /// What it is called in a sentence, where its name does not fit one.
    pub called: Option<String>,
    /// What people title documents about it with.
    pub known_as: Vec<String>,
    /// What it is for.
    pub purpose: String,
    /// A remark for users.
    pub note: Option<String>,
    /// Range of its requirements in [`Catalogue::requirements`]; empty for groups.
    pub requirements: std::ops::Range<usize>,
    /// Whether nothing stands below it.
    pub leaf: bool,
    /// Typical evidence.
    pub evidence: Vec<String>,
    /// Interview questions.
    pub asks: Vec<String>,
    /// Common nonconformities.
    pub pitfalls: Vec<String>,
    /// What a record of the clause carries.
    pub record: Option<RecordKind>,
}

impl Clause {
    /// What it is called in a sentence: as the catalogue says, else its name.
    #[must_use]
    pub fn in_a_sentence(&self) -> String {
        self.called
            .clone()
            .unwrap_or_else(|| lower_first(&self.name))
    }
}

/// A title as a part of a sentence; abbreviations stay as they are.
fn lower_first(title: &str) -> String {
    let mut chars = title.chars();
    match (chars.next(), chars.clone().next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            first.to_lowercase().chain(chars).collect()
        }
        _ => title.to_owned(),
    }
}

/// What can show that a requirement is met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Proof {
    /// A document that is kept current.
    Document,
    /// What a certain document or record says.
    Content,
    /// Evidence of what happened.
    Record,
    /// Something done, of which records and documents speak.
    Activity,
    /// Only people can tell.
    People,
}

/// How firmly the standard asks for something written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum CalledFor {
    /// The clause itself says so.
    Explicit,
    /// The clause asks for a report.
    Reported,
    /// Hard to show without.
    Implied,
    /// Nothing written is asked for.
    None,
}

/// A population of which each member must be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Per {
    /// Each service in scope.
    Service,
    /// Each customer.
    Customer,
    /// Each external supplier.
    Supplier,
    /// Each internal supplier and customer acting as a supplier.
    #[serde(rename = "internal-supplier")]
    InternalSupplier,
}

/// A property of document control that answers a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Control {
    /// Title and owner are stated.
    Identified,
    /// Approval is stated, and the promised review is not overdue.
    Approved,
    /// A version is stated.
    Versioned,
    /// Links between documents lead somewhere.
    Linked,
}

/// The part of the rest of documented information that answers a requirement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Rest {
    /// Every document and record that is explicitly asked for.
    CalledFor,
    /// Every record that is explicitly asked for.
    Records,
    /// What the organisation itself decides to need: nobody else can list it.
    Own,
}

/// One assessable obligation.
#[derive(Debug, Clone)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent facts of the standard"
)]
pub struct Requirement {
    /// Its id.
    pub id: RequirementId,
    /// Index of its clause in [`Catalogue::clauses`].
    pub clause: usize,
    /// The obligation in own words.
    pub text: String,
    /// The standard's own item letter.
    pub item_letter: Option<String>,
    /// Which "shall" of the clause it belongs to.
    pub shall: u16,
    /// What can show it.
    pub proof: Proof,
    /// The documented-information item it belongs to.
    pub of: Option<ItemId>,
    /// How firmly something written is asked for.
    pub called_for: CalledFor,
    /// Absence would probably be a major nonconformity.
    pub key: bool,
    /// "No occurrence" can be a true answer.
    pub rare: bool,
    /// The text that settles it shows it, without a record of what was done.
    pub settled: bool,
    /// Each one must be looked at.
    pub per: Option<Per>,
    /// The line it repeats.
    pub same_as: Option<RequirementId>,
    /// A group of which one is enough.
    pub any_of: Option<String>,
    /// Applies where relevant.
    pub where_relevant: bool,
    /// "No such party" can be a true answer.
    pub no_such_party: bool,
    /// The organisation fixes when.
    pub own_timing: bool,
    /// Whether it asks that somebody looked at something, which how things stand with that shows.
    pub looked_at: bool,
    /// Recurs at planned intervals.
    pub interval: Option<Interval>,
    /// The property of document control that answers it.
    pub control: Option<Control>,
    /// The rest of documented information answers it, by being there.
    pub rest: Option<Rest>,
    /// Range of its ideas in [`Catalogue::ideas`].
    pub ideas: std::ops::Range<usize>,
    /// What rows of a register are held to.
    pub test: Option<Test>,
    /// Compared with a licensed copy.
    pub verified: bool,
}

/// Customary intervals, for orientation only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Interval {
    /// What is usual.
    pub customary: Option<Period>,
    /// The longest an auditor accepts without asking.
    pub outer: Option<Period>,
}

/// One idea an auditor's eye looks for.
#[derive(Debug, Clone)]
pub struct Idea {
    /// Its name.
    pub name: String,
    /// Phrases by language; `any` holds those of no one language.
    pub phrases: BTreeMap<String, Vec<String>>,
    /// Phrases that suffice in a file claimed for the line.
    pub claimed: Vec<String>,
    /// Phrases that speak against it where they are stated, and for it where they are denied.
    pub against: Vec<String>,
    /// Phrases that show nothing where they are stated, and deny it where they are denied.
    pub denied_by: Vec<String>,
    /// Whether other requirements of the clause share it: then it is what they are about.
    pub shared: bool,
    /// Index of the requirement it belongs to.
    pub requirement: usize,
    /// What of a document's own particulars shows it as well.
    pub stated: Option<Particular>,
}

impl Idea {
    /// Its phrases as people read them, by language, English first: the words of a set that
    /// stands alone, and `"climate change" with "relevant"` for words that may stand apart, of
    /// each set some examples.
    #[must_use]
    pub fn wordings(&self, words: &WordSets) -> Vec<(&str, Vec<String>)> {
        english_first(&self.phrases)
            .into_iter()
            .map(|(language, phrases)| (language.as_str(), as_read(phrases, words)))
            .collect()
    }

    /// The phrases that suffice in a file claimed for the line, as people read them.
    #[must_use]
    pub fn claimed_wordings(&self, words: &WordSets) -> Vec<String> {
        as_read(&self.claimed, words)
    }

    /// The phrases that speak against it unless they are denied, as people read them.
    #[must_use]
    pub fn against_wordings(&self, words: &WordSets) -> Vec<String> {
        as_read(&self.against, words)
    }
}

fn as_read(phrases: &[String], words: &WordSets) -> Vec<String> {
    let read = |phrase: &String| match (set_in(phrase, words), phrase.contains(APART)) {
        (Some(words), _) => words.clone(),
        (None, false) => vec![phrase.clone()],
        (None, true) => vec![apart(phrase, words)],
    };
    // A set may hold a phrase that stands beside it as well.
    let mut known = std::collections::HashSet::new();
    let read = phrases.iter().flat_map(read);
    read.filter(|phrase| known.insert(phrase.clone())).collect()
}

/// Phrases by language, English first.
pub(super) fn english_first(
    phrases: &BTreeMap<String, Vec<String>>,
) -> Vec<(&String, &Vec<String>)> {
    let mut languages: Vec<_> = phrases.iter().collect();
    languages.sort_by_key(|(language, _)| (language.as_str() != "en", *language));
    languages
}

/// The words of a set, where a part of a phrase is one.
fn set_in<'w>(part: &str, words: &'w WordSets) -> Option<&'w Vec<String>> {
    words.get(set_named(part)?)
}

/// A phrase whose parts may stand apart, with examples of its sets.
fn apart(phrase: &str, words: &WordSets) -> String {
    const EXAMPLES: usize = 2;
    let quoted = |word: &str| format!("\"{word}\"");
    let part = |part: &str| match set_in(part, words) {
        None => quoted(part),
        Some(set) => {
            let some: Vec<String> = set.iter().take(EXAMPLES).map(|word| quoted(word)).collect();
            let more = if set.len() > EXAMPLES { " …" } else { "" };
            format!("{}{more}", some.join(", "))
        }
    };
    let parts: Vec<String> = phrase.split(APART).map(part).collect();
    parts.join(" with ")
}

/// A particular of a document that can show an idea: that somebody approved the document
/// stands in its label block, not in its sentences.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Particular {
    /// It names who approved it.
    Approver,
    /// It says from when or until when it is valid.
    Term,
    /// It is kept up: its version, the day of it or of its last review tell.
    Kept,
}

/// What a record of a clause carries.
#[derive(Debug, Clone, Serialize)]
pub struct RecordKind {
    /// What one row is.
    pub name: String,
    /// Attributes with the column heads they go under.
    pub attributes: BTreeMap<String, Vec<String>>,
    /// Attributes that ask whether something was done or is there.
    pub done: Vec<String>,
    /// Attributes that are a step of a scale.
    pub graded: Vec<String>,
    /// Those of the attributes done that tell what came of it: a failure is an answer.
    pub outcome: Vec<String>,
    /// By what rows are told that were approved beforehand as a kind, and of which not each owes
    /// what was to be done.
    pub routine: Vec<Condition>,
    /// By what rows are told of which nobody has decided yet: nothing that was to be done is owed.
    pub undecided: Vec<Condition>,
}

/// What a row must satisfy for a requirement.
#[derive(Debug, Clone, Default)]
pub struct Test {
    /// Attributes that must be filled.
    pub needs: Vec<String>,
    /// The attribute of which no two rows may hold the same.
    pub unique: Option<String>,
    /// Only rows whose attribute holds one of these words.
    pub when: Option<(String, Vec<String>)>,
    /// Only rows at least this old.
    pub older_than: Option<Period>,
    /// Two date attributes, the first not after the second.
    pub order: Option<(String, String)>,
}

/// Whether an item is kept current or speaks of what happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ItemKind {
    /// Kept current.
    Document,
    /// Evidence of what happened.
    Record,
}

/// A documented-information item.
#[derive(Debug, Clone)]
pub struct Item {
    /// Its id.
    pub id: ItemId,
    /// What it is.
    pub name: String,
    /// Document or record.
    pub kind: ItemKind,
    /// How firmly it is asked for.
    pub called_for: CalledFor,
    /// Where the standard asks for it.
    pub clauses: String,
    /// What it is called in a sentence, article included.
    pub short: String,
    /// Whose names it lists as a whole.
    pub lists: Option<Per>,
    /// It speaks of what lies ahead, as plans and designs do.
    pub ahead: bool,
    /// What files are called that may hold it.
    pub titles: Vec<String>,
    /// Indices of the requirements tied to it.
    pub requirements: Vec<usize>,
}

/// A point at which readiness is asked for.
#[derive(Debug, Clone)]
pub struct Gate {
    /// Short name.
    pub id: String,
    /// Title for people.
    pub title: String,
    /// The question it answers.
    pub question: String,
    /// What must hold.
    pub asks: Vec<Ask>,
}

/// One thing a gate asks for.
#[derive(Debug, Clone)]
pub struct Ask {
    /// In words.
    pub text: String,
    /// How it is answered.
    pub check: AskCheck,
}

/// How a gate's ask is answered.
#[derive(Debug, Clone)]
pub enum AskCheck {
    /// The items are present and approved (items that "no such party" settles aside).
    Documents(Vec<usize>),
    /// The lines are shown or judged conforming.
    Lines(Vec<usize>),
    /// Each clause named has records over the configured history.
    History(Vec<ClauseId>),
    /// No major is probable or judged.
    NoOpenMajor,
    /// Every minor has an action.
    MinorsHaveActions,
    /// The services in scope are named in the documents of these items, the first of which states
    /// the scope.
    ScopeAgrees(Vec<usize>),
}

impl Proof {
    /// Whether a document shows it by what it says.
    #[must_use]
    pub fn is_text(self) -> bool {
        matches!(self, Self::Document | Self::Content)
    }

    /// As it stands in the catalogue.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Document => "document",
            Self::Content => "content",
            Self::Record => "record",
            Self::Activity => "activity",
            Self::People => "people",
        }
    }
}

impl CalledFor {
    /// As it stands in the catalogue.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Explicit => "explicit",
            Self::Reported => "reported",
            Self::Implied => "implied",
            Self::None => "none",
        }
    }
}

impl Per {
    /// As it stands in the catalogue.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Customer => "customer",
            Self::Supplier => "supplier",
            Self::InternalSupplier => "internal-supplier",
        }
    }
}

/// One step of the sequence in which a management system is best built: requirement indices.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sequence {
    /// What comes first.
    pub before: Vec<usize>,
    /// What builds on it.
    pub then: Vec<usize>,
    /// Why, in a few words.
    pub why: String,
}
