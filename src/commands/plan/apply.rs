//! `plan` and `plan apply`.

use crate::cli::Global;
use crate::cli::plan::{Apply, Plan};

/// Shows.
///
/// # Errors
/// What kept it from running.
pub fn show(_args: &Plan, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not built yet")
}

/// Writes.
///
/// # Errors
/// What kept it from running.
pub fn run(_args: &Apply, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not built yet")
}
