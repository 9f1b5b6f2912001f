//! `init`: start a workspace, or adopt a folder.

use anyhow::bail;

use super::session::{as_of, say};
use super::writing::confirmed;
use crate::cli::{Global, Init};
use crate::exit;
use crate::workspace::plan_init;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Init, global: &Global) -> anyhow::Result<u8> {
    if !args.folder.is_dir() {
        bail!("{} is not a folder; make it first", args.folder.display());
    }
    let root = std::fs::canonicalize(&args.folder)?;
    let plan = plan_init(&root, args.name.as_deref(), as_of(global, None)?);
    let mut text = String::new();
    for kept in &plan.kept {
        text.push_str(&format!("keep    {}\n", kept.display()));
    }
    for folder in &plan.folders {
        text.push_str(&format!("folder  {}/\n", folder.display()));
    }
    for (path, _) in &plan.files {
        text.push_str(&format!("write   {}\n", path.display()));
    }
    if plan.files.is_empty() && plan.folders.is_empty() {
        say(&format!(
            "{text}Everything is there already. Next: clausewise assess\n"
        ))?;
        return Ok(exit::DONE);
    }
    if confirmed(&args.write, &text)? {
        plan.write().map_err(super::shell::problem)?;
        say("Done. Next: name your services in clausewise.toml, then clausewise assess\n")?;
    }
    Ok(exit::DONE)
}
