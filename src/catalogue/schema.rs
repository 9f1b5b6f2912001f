//! JSON Schema of the catalogue files, generated from the forms, for editors.

use schemars::{Schema, schema_for};

use super::chains::ChainsForm;
use super::form::{ClauseForm, EditionForm, ItemForm, SignsForm, WordsForm};
use super::records::RecordsForm;

/// Which kind of file a schema is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SchemaOf {
    /// `edition.yaml`.
    Edition,
    /// The seven area files.
    Area,
    /// `documents.yaml`.
    Documents,
    /// `words.yaml`.
    Words,
    /// `signs.yaml`.
    Signs,
    /// `records.yaml`.
    Records,
    /// `chains.yaml`.
    Chains,
}

/// The schema, as pretty JSON with a final newline.
#[must_use]
pub fn json_schema(of: SchemaOf) -> String {
    let schema: Schema = match of {
        SchemaOf::Edition => schema_for!(EditionForm),
        SchemaOf::Area => schema_for!(Vec<ClauseForm>),
        SchemaOf::Documents => schema_for!(Vec<ItemForm>),
        SchemaOf::Words => schema_for!(Vec<WordsForm>),
        SchemaOf::Signs => schema_for!(SignsForm),
        SchemaOf::Records => schema_for!(RecordsForm),
        SchemaOf::Chains => schema_for!(ChainsForm),
    };
    let mut text = serde_json::to_string_pretty(&schema).unwrap_or_default();
    text.push('\n');
    text
}
