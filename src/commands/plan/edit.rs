//! Verbs that change an action.

use crate::cli::Global;
use crate::cli::plan::{AcceptRisk, Add, Close, Done, Set, Step, Verify};

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn add(_args: &Add, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not built yet")
}

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn set(_args: &Set, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not built yet")
}

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn start(_args: &Step, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not built yet")
}

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn done(_args: &Done, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not built yet")
}

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn verify(_args: &Verify, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not built yet")
}

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn close(_args: &Close, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not built yet")
}

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn reopen(_args: &Step, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not built yet")
}

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn accept_risk(_args: &AcceptRisk, _global: &Global) -> anyhow::Result<u8> {
    anyhow::bail!("not built yet")
}
