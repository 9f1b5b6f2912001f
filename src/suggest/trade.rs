//! Whether a file is of the trade of the services at all.
//!
//! Every department has its incidents, changes, suppliers, budgets and audits: an accident at
//! work, a change of address, the cleaning contract. What a text is full of beside that tells
//! whose they are, and so does the folder it lies in.
//!
//! What the others in the folder say is asked first. The IT of a university writes of students
//! and lectures, that of a power company of electricity: a word that an organisation's own papers
//! of the trade use tells nothing of another department there.

use super::File;
use super::signs::{Known, Use};
use super::terms::Term;
use crate::source::count;

/// How often a word counts at most.
const MOST: f64 = 4.0;
/// What every text has of each.
const BOTH: f64 = 2.0;
/// How much more the words of other departments tell.
const OTHER: f64 = 1.5;
/// What a folder of another department takes, and one of the trade gives.
const FOLDER: (f64, f64) = (0.25, 0.2);
/// The share of the trade up to which nothing is left of what speaks for a file, and that from
/// which on nothing is taken from it: where neither the trade nor another field has a word in it.
const GATE: (f64, f64) = (0.25, 0.5);
/// What a text has of the trade where all the files beside it are of it.
const AMONG_ITS_OWN: f64 = 4.0;
/// The shares from which on and at which everyday words tell: what they say is of the trade.
const EVERYDAY: (f64, f64) = (0.4, 0.6);
/// A word tells nothing of another department where one of so many papers that hold it is of the
/// trade, and so many papers beside them tell that it is not.
const OFTEN: f64 = 2.0;
const FEW: f64 = 2.0;

/// How far the files of a folder are of the trade.
#[derive(Debug)]
pub(super) struct Trade {
    /// By term: how much it tells of another department, from 0 to 1.
    tells: Vec<f64>,
    /// The share of the files that are of the trade.
    share: f64,
}

/// What is left of what speaks for a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Left {
    /// Of everything, from 0 to 1.
    pub all: f64,
    /// Of what is said in everyday words, from 0 to 1.
    pub everyday: f64,
}

/// How much a file says of the trade and of other departments.
#[derive(Debug, Clone, Copy, Default)]
struct Said {
    own: f64,
    other: f64,
}

impl Said {
    fn is_own(self) -> bool {
        self.own > self.other
    }
}

impl Trade {
    pub(super) fn new(known: &Known, files: &[File<'_>]) -> Self {
        let mut trade = Self {
            tells: vec![1.0; known.terms.count()],
            share: 0.0,
        };
        let mut held = vec![0_u32; trade.tells.len()];
        let mut held_by_own = held.clone();
        for file in files {
            let is_own = trade.said(known, *file).is_own();
            for seen in &file.profile.terms {
                held[usize::from(seen.term)] += 1;
                held_by_own[usize::from(seen.term)] += u32::from(is_own);
            }
        }
        for (tells, (held, own)) in trade
            .tells
            .iter_mut()
            .zip(held.into_iter().zip(held_by_own))
        {
            *tells = (1.0 - OFTEN * f64::from(own) / (f64::from(held) + FEW)).max(0.0);
        }
        let (mut own, mut telling) = (0_usize, 0_usize);
        for file in files {
            let said = trade.said(known, *file);
            own += usize::from(said.is_own());
            telling += usize::from(said.own + said.other > 0.0);
        }
        trade.share = f64::from(count(own + 1)) / f64::from(count(telling + 2));
        trade
    }

    /// What is left of what speaks for a file.
    pub(super) fn left(&self, known: &Known, file: File<'_>) -> Left {
        let Said { own, other } = self.said(known, file);
        let among = AMONG_ITS_OWN * self.share;
        let share = |more: f64| (own + more) / (own + more + OTHER * other + BOTH);
        let within =
            |share: f64, (from, to): (f64, f64)| ((share - from) / (to - from)).clamp(0.0, 1.0);
        let folder = self.folder(known, folder_of(file));
        Left {
            all: within(share(among.max(BOTH)) + folder, GATE),
            everyday: within(share(among) + folder.min(0.0), EVERYDAY),
        }
    }

    fn said(&self, known: &Known, file: File<'_>) -> Said {
        let mut said = Said::default();
        let mut add = |term: Term, count: f64| {
            for of in known.uses(term) {
                match of {
                    Use::Field(field) if known.fields[*field].own => said.own += count.min(MOST),
                    Use::Field(_) => said.other += count.min(MOST) * self.tells[usize::from(term)],
                    _ => {}
                }
            }
        };
        for seen in &file.profile.terms {
            add(seen.term, f64::from(seen.count));
        }
        let is_field = |term| {
            let mut uses = known.uses(term).iter();
            uses.any(|of| matches!(of, Use::Field(_)))
        };
        let document = file.document;
        for text in [document.title().as_str(), &document.path] {
            for met in known.terms.in_title_of(text, is_field) {
                add(met.term, 1.0);
            }
        }
        said
    }

    fn folder(&self, known: &Known, folder: &str) -> f64 {
        let words = crate::evidence::words::words(folder);
        let is = |own: bool| {
            let fields = known.fields.iter().filter(|field| field.own == own);
            let mut names = fields.flat_map(|field| &field.folders);
            names.any(|name| words.contains(name))
        };
        if is(true) {
            FOLDER.1
        } else if is(false) {
            // Where all is of the trade, its staff and its money are so too.
            -FOLDER.0 * (2.0 * (1.0 - self.share)).min(1.0)
        } else {
            0.0
        }
    }
}

/// The folders of a file, with nothing before them and no name behind.
fn folder_of(file: File<'_>) -> &str {
    let (folders, _) = file.document.path.rsplit_once('/').unwrap_or_default();
    folders
}
