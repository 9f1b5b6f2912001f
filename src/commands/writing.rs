//! Verbs that write show what they will do, ask on a terminal, and elsewhere change
//! nothing unless told `--yes`.

use std::io::{BufRead, IsTerminal};

use super::session::say;
use crate::cli::Write;

/// Whether to write, after showing what.
///
/// # Errors
/// The terminal cannot be written.
pub fn confirmed(write: &Write, what: &str) -> anyhow::Result<bool> {
    say(what)?;
    if write.dry_run {
        say("Nothing was written (--dry-run).\n")?;
        return Ok(false);
    }
    if write.yes {
        return Ok(true);
    }
    if !std::io::stdin().is_terminal() || !std::io::stdout().is_terminal() {
        say("Nothing was written. Add --yes to write without being asked.\n")?;
        return Ok(false);
    }
    say("Write this? [y/N] ")?;
    let mut answer = String::new();
    std::io::stdin().lock().read_line(&mut answer)?;
    let yes = matches!(
        answer.trim().to_lowercase().as_str(),
        "y" | "yes" | "j" | "ja"
    );
    if !yes {
        say("Nothing was written.\n")?;
    }
    Ok(yes)
}
