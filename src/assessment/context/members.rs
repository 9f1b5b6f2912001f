//! Services, customers and suppliers: for which of them a piece of evidence speaks.
//!
//! A requirement may hold for each of them, and then each is looked at.

use super::Context;
use crate::assessment::claims::Piece;
use crate::catalogue::Per;
use crate::evidence::{ALL_SERVICES, Document, Metadata, Stated, is_agreement, lists, words};
use crate::workspace::PartyKind;

impl Context<'_> {
    /// The members a requirement must be looked at for.
    #[must_use]
    pub fn population(&self, per: Per) -> &[(String, Vec<String>)] {
        self.members.get(per.word()).map_or(&[], Vec::as_slice)
    }

    pub(super) fn populations(&mut self) {
        let settings = &self.workspace.settings;
        let parties = |kinds: &[PartyKind]| -> Vec<String> {
            settings
                .parties
                .iter()
                .filter(|party| kinds.contains(&party.kind))
                .map(|party| party.name.clone())
                .collect()
        };
        for (per, names) in [
            (Per::Service, settings.services.clone()),
            (Per::Customer, settings.customers.clone()),
            (Per::Supplier, parties(&[PartyKind::ExternalSupplier])),
            (
                Per::InternalSupplier,
                parties(&[PartyKind::InternalSupplier, PartyKind::CustomerAsSupplier]),
            ),
        ] {
            let names = names
                .into_iter()
                .map(|name| (name.clone(), words::words(&name)))
                .collect();
            self.members.insert(per.word(), names);
        }
    }

    /// Whether a piece of evidence speaks for a member: its metadata says so, else its
    /// title or file name does, else its text. What names no member, or says that it holds
    /// for all, speaks for all.
    #[must_use]
    pub fn speaks_for(&self, piece: Piece, per: Per, member: &(String, Vec<String>)) -> bool {
        let (metadata, name): (&Metadata, &[String]) = match piece {
            Piece::Document(index) => {
                let name = self.names.get(index).map_or(&[][..], Vec::as_slice);
                (&self.evidence.documents[index].metadata, name)
            }
            Piece::Series(index) => (&self.evidence.series[index].entry.metadata, &[]),
            Piece::Register(index) => (&self.evidence.registers[index].entry.metadata, &[]),
            Piece::Elsewhere(index) => (&self.evidence.elsewhere[index].metadata, &[]),
        };
        let stated: Option<&Stated<Vec<String>>> = match per {
            Per::Service => metadata.services.as_ref(),
            Per::Customer => metadata.customers.as_ref(),
            Per::Supplier | Per::InternalSupplier => metadata.suppliers.as_ref(),
        };
        if let (None, Piece::Series(index)) = (stated, piece) {
            let members = &self.evidence.series[index].members;
            return members.is_empty()
                || members
                    .iter()
                    .any(|(_, at)| self.speaks_for(Piece::Document(*at), per, member));
        }
        if let Some(stated) = stated {
            return stated.value.iter().any(|name| {
                name == "all" || self.evidence.names.are(&words::words(name), &member.0)
            });
        }
        let names = &self.evidence.names;
        let mut mentioned = self.among(per, |(member, _)| names.in_text(name, member));
        // An agreement is with or on what its title names, be it by one word.
        let agrees = |at: usize| self.kinds[at].is_some_and(is_agreement);
        if mentioned.is_empty() && matches!(piece, Piece::Document(at) if agrees(at)) {
            mentioned = self.among(per, |(member, _)| names.in_title(name, member));
        }
        if !mentioned.is_empty() {
            return mentioned.contains(&member.0.as_str());
        }
        // The contract with one party is no agreement with another.
        let others = match per {
            Per::Supplier => self.population(Per::InternalSupplier),
            Per::InternalSupplier => self.population(Per::Supplier),
            Per::Service | Per::Customer => &[],
        };
        if others.iter().any(|(other, _)| names.in_text(name, other)) {
            return false;
        }
        let document = match piece {
            Piece::Document(index) => Some(index),
            Piece::Register(index) => self.evidence.registers[index].document,
            Piece::Series(_) | Piece::Elsewhere(_) => None,
        };
        let Some(at) = document.filter(|at| !self.says_all(*at, per)) else {
            return true;
        };
        let mut mentioned = self.among(per, |(name, _)| self.mentions(at, name));
        // One word alone in one cell may mean anything: it keeps the text from nobody.
        if let [one] = mentioned.as_slice()
            && !self.names_in_full(at, one)
        {
            mentioned.clear();
        }
        if mentioned.is_empty() && agrees(at) {
            return !others.iter().any(|(name, _)| self.mentions(at, name));
        }
        mentioned.is_empty() || mentioned.contains(&member.0.as_str())
    }

    /// The names of some members.
    fn among(&self, per: Per, is: impl Fn(&(String, Vec<String>)) -> bool) -> Vec<&str> {
        let members = self.population(per).iter();
        members
            .filter(|member| is(member))
            .map(|(name, _)| name.as_str())
            .collect()
    }

    /// Whether a document names a member in any way: also where it denies or asks something, and
    /// by a word that may mean something else.
    #[must_use]
    pub fn names_in_passing(&self, document: usize, name: &str) -> bool {
        let titled = || {
            let title = self.names.get(document).map_or(&[][..], Vec::as_slice);
            self.evidence.names.in_title(title, name)
        };
        lists(&self.evidence.in_passing, name, document) || titled()
    }

    fn names_in_full(&self, document: usize, name: &str) -> bool {
        lists(&self.evidence.in_full, name, document)
    }

    /// Whether the text of a document states something of a service, a customer or a party.
    #[must_use]
    pub fn mentions(&self, document: usize, name: &str) -> bool {
        self.evidence.states_of(name, document)
    }

    /// Whether a document says in so many words that it holds for all services.
    fn says_all(&self, document: usize, per: Per) -> bool {
        per == Per::Service && ALL_SERVICES.iter().any(|all| self.mentions(document, all))
    }
}

/// The words by which a file is known: those of its title and of its name.
pub(super) fn name_words(document: &Document) -> Vec<String> {
    let mut out = words::words(&document.title());
    out.extend(words::words(document.path.rsplit('/').next().unwrap_or("")));
    out
}
