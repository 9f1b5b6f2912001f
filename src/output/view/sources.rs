//! Where the values of a file's metadata came from.
//!
//! A list of places and no map of texts, since there is one for each of a hundred thousand files:
//! it becomes text where it is shown.

use std::fmt;

use serde::{Serialize, Serializer};

use crate::evidence::{Document, Source};
use crate::source::Location;

/// Where each value of a file's metadata came from, by its name; in JSON a map of texts.
#[derive(Debug, Clone)]
pub struct SourcesView(Box<[(&'static str, SourceView)]>);

#[derive(Debug, Clone)]
enum SourceView {
    History,
    Place(Location),
}

impl SourcesView {
    /// Of a file.
    pub(super) fn of(document: &Document) -> Self {
        let metadata = &document.metadata;
        let mut out = Vec::new();
        macro_rules! keep {
            ($($name:literal: $field:ident),* $(,)?) => {$(
                if let Some(stated) = &metadata.$field {
                    let source = match stated.source {
                        Source::History => SourceView::History,
                        _ => SourceView::Place(stated.location.clone()),
                    };
                    out.push(($name, source));
                }
            )*};
        }
        // By name, as people look for them.
        keep!(
            "approved_by": approved_by,
            "approved_on": approved_on,
            "author": author,
            "changed_by": changed_by,
            "changed_on": changed_on,
            "classification": classification,
            "customers": customers,
            "date": date,
            "effective": effective,
            "id": id,
            "last_reviewed": last_reviewed,
            "next_review": next_review,
            "owner": owner,
            "review_interval": review_interval,
            "services": services,
            "status": status,
            "suppliers": suppliers,
            "title": title,
            "type": kind,
            "valid_until": valid_until,
            "version": version,
        );
        Self(out.into())
    }

    /// Where the value of that name came from.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<String> {
        let known = self.0.iter().find(|(known, _)| *known == name);
        known.map(|(_, source)| source.to_string())
    }
}

impl fmt::Display for SourceView {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::History => f.write_str("git history"),
            Self::Place(location) => location.fmt(f),
        }
    }
}

impl Serialize for SourcesView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, source)| (name, source)))
    }
}

impl Serialize for SourceView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
