//! `plan path`: what must begin when, so that all is done by the audit.

use crate::cli::Global;
use crate::cli::plan::WayToAudit;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(_args: &WayToAudit, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not built yet")
}
