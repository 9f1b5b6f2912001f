//! `plan list`: the actions.

use crate::cli::Global;
use crate::cli::plan::List;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(_args: &List, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not built yet")
}
