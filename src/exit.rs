//! Exit codes, the same for every command and format.

/// Done; nothing at or above a threshold.
pub const DONE: u8 = 0;
/// A gate that was asked for is not met, or `check` found something that fails.
pub const NOT_MET: u8 = 1;
/// The command could not run: usage, configuration, catalogue, or an unreadable root.
pub const COULD_NOT_RUN: u8 = 2;
/// There is nothing to assess.
pub const NOTHING: u8 = 3;
