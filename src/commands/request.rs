//! `request`: the list of documents to ask for.

use crate::cli::{Global, Request as Args};

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(_args: &Args, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not yet")
}
