//! The words that a catalogue file may use, and what each means.

use crate::catalogue::types::{CalledFor, Control, ItemKind, Particular, Per, Proof, Rest};

pub(super) const KINDS: &[(&str, ItemKind)] = &[
    ("document", ItemKind::Document),
    ("record", ItemKind::Record),
];

pub(super) const CALLED: &[(&str, CalledFor)] = &[
    ("explicit", CalledFor::Explicit),
    ("reported", CalledFor::Reported),
    ("implied", CalledFor::Implied),
    ("none", CalledFor::None),
];

pub(super) const PROOFS: &[(&str, Proof)] = &[
    ("document", Proof::Document),
    ("content", Proof::Content),
    ("record", Proof::Record),
    ("activity", Proof::Activity),
    ("people", Proof::People),
];

pub(super) const PERS: &[(&str, Per)] = &[
    ("service", Per::Service),
    ("customer", Per::Customer),
    ("supplier", Per::Supplier),
    ("internal-supplier", Per::InternalSupplier),
];

pub(super) const PARTICULARS: &[(&str, Particular)] = &[
    ("approver", Particular::Approver),
    ("term", Particular::Term),
    ("kept", Particular::Kept),
];

pub(super) const RESTS: &[(&str, Rest)] = &[
    ("called-for", Rest::CalledFor),
    ("records", Rest::Records),
    ("own", Rest::Own),
];

pub(super) const CONTROLS: &[(&str, Control)] = &[
    ("identified", Control::Identified),
    ("approved", Control::Approved),
    ("versioned", Control::Versioned),
    ("linked", Control::Linked),
];
