//! What the shell gets, and helpers for words typed there.

use std::path::Path;

use anyhow::bail;
use clap::CommandFactory;

use super::session::{Mistakes, say};
use crate::catalogue::{Catalogue, Target};
use crate::cli::Cli;
use crate::exit;
use crate::problem::Problem;
use crate::workspace::{is_address, path_or_address};

/// Prints a completion script.
///
/// # Errors
/// Standard output cannot be written.
pub fn completions(shell: clap_complete::Shell) -> anyhow::Result<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "clausewise", &mut script);
    say(&String::from_utf8_lossy(&script))?;
    Ok(exit::DONE)
}

/// Prints the manual page.
///
/// # Errors
/// Standard output cannot be written.
pub fn man() -> anyhow::Result<u8> {
    let mut page = Vec::new();
    clap_mangen::Man::new(Cli::command()).render(&mut page)?;
    say(&String::from_utf8_lossy(&page))?;
    Ok(exit::DONE)
}

/// A word out of a fixed set, spaces, hyphens and case ignored.
///
/// # Errors
/// The words it can be.
pub fn word<T: Copy>(text: &str, option: &str, words: &[(&str, T)]) -> anyhow::Result<T> {
    let same = |word: &str| word.to_lowercase().replace(['-', '_'], " ");
    match words.iter().find(|(known, _)| same(known) == same(text)) {
        Some((_, value)) => Ok(*value),
        None => {
            let known: Vec<String> = words.iter().map(|(word, _)| typed(word)).collect();
            bail!(
                "{option} cannot be `{text}`;\n  one of: {}",
                known.join(", ")
            )
        }
    }
}

/// A word as it is typed, without blanks.
fn typed(word: &str) -> String {
    word.replace(' ', "-")
}

/// Clauses, requirements and items that the catalogue has.
///
/// # Errors
/// Those it has not, with "did you mean".
pub fn targets(catalogue: &Catalogue, texts: &[String]) -> anyhow::Result<Vec<Target>> {
    let mut out = Vec::new();
    let mut wrong = Vec::new();
    for text in texts {
        match text.trim().parse::<Target>() {
            Ok(target) if catalogue.resolve(&target).is_some() => out.push(target),
            Ok(_) => {
                let near = catalogue
                    .nearest(text)
                    .map_or_else(String::new, |near| format!("; did you mean {near}?"));
                wrong.push(format!("{} has no {text}{near}", catalogue.edition));
            }
            Err(error) => wrong.push(error),
        }
    }
    if wrong.is_empty() {
        Ok(out)
    } else {
        bail!(wrong.join("\n"))
    }
}

/// Checks that a text was typed where one is needed; `option` is what it is typed after.
///
/// # Errors
/// It is empty.
pub fn not_empty(text: &str, option: &str) -> anyhow::Result<()> {
    if text.trim().is_empty() {
        bail!("{option} is empty; nothing was written");
    }
    Ok(())
}

/// Checks that a file of the workspace is there which somebody names; an address is not
/// looked at.
///
/// # Errors
/// It is no path within the workspace, or there is no such file.
pub fn existing(root: &Path, path: &str) -> anyhow::Result<()> {
    let path = path_or_address(path).map_err(anyhow::Error::msg)?;
    if !is_address(&path) && !root.join(&path).is_file() {
        bail!(
            "there is no file {path} in the workspace;\n  paths are relative to {}",
            root.display()
        );
    }
    Ok(())
}

/// A mistake in a file as an error.
#[must_use]
pub fn problem(problem: Problem) -> anyhow::Error {
    Mistakes(vec![problem]).into()
}
