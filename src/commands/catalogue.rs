//! `catalogue`: list, show, search, validate, schema.

use std::fmt::Write as _;

use anyhow::bail;

use super::session::{Mistakes, catalogue, library, say, screen};
use crate::catalogue::{Catalogue, Library, SchemaOf, Target, coverage, json_schema};
use crate::cli::{CatalogueCommand, Global, SchemaKind};
use crate::evidence::words::words;
use crate::exit;
use crate::output::paint::{Paint, paint, wrap};
use crate::output::screen::Screen;

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(command: &CatalogueCommand, global: &Global) -> anyhow::Result<u8> {
    match command {
        CatalogueCommand::List => list(global),
        CatalogueCommand::Show { what } => show(what.as_deref(), global),
        CatalogueCommand::Search { words } => search(words, global),
        CatalogueCommand::Validate { folder } => validate(folder.as_deref(), global),
        CatalogueCommand::Schema { of } => {
            say(&json_schema(match of {
                SchemaKind::Edition => SchemaOf::Edition,
                SchemaKind::Area => SchemaOf::Area,
                SchemaKind::Documents => SchemaOf::Documents,
                SchemaKind::Words => SchemaOf::Words,
                SchemaKind::Signs => SchemaOf::Signs,
                SchemaKind::Records => SchemaOf::Records,
                SchemaKind::Chains => SchemaOf::Chains,
            }))?;
            Ok(exit::DONE)
        }
    }
}

fn list(global: &Global) -> anyhow::Result<u8> {
    let (library, _) = library(global)?;
    let mut out = String::new();
    for id in library.editions() {
        let catalogue = library.load(&id).map_err(Mistakes)?;
        let _ = writeln!(
            out,
            "{id}\n  {}\n  {} requirements in {} leaf clauses, {} documented-information items",
            catalogue.title,
            catalogue.requirements.len(),
            catalogue.leaves().count(),
            catalogue.items.len()
        );
    }
    let catalogue = catalogue(global, None)?;
    if let Some(leaf) = catalogue.leaves().next() {
        let next = screen(global, None).next(&format!("catalogue show {}", leaf.id));
        let _ = write!(out, "\n{next}");
    }
    say(&out)?;
    Ok(exit::DONE)
}

fn show(what: Option<&str>, global: &Global) -> anyhow::Result<u8> {
    let catalogue = catalogue(global, None)?;
    let screen = screen(global, None);
    let mut out = String::new();
    let Some(what) = what else {
        for clause in &catalogue.clauses {
            let indent = "  ".repeat(clause.id.depth() - 1);
            let count = clause.requirements.len();
            let count = if count > 0 {
                format!("  ({count})")
            } else {
                String::new()
            };
            let text = format!("{} {}{count}", clause.id, clause.name);
            let room = screen.width.saturating_sub(indent.len());
            let _ = writeln!(out, "{indent}{}", wrap(&text, room, indent.len() + 2));
        }
        say(&out)?;
        return Ok(exit::DONE);
    };
    let target: Target = what.parse().map_err(anyhow::Error::msg)?;
    let Some(lines) = catalogue.resolve(&target) else {
        let near = catalogue
            .nearest(what)
            .map_or_else(String::new, |near| format!("; did you mean {near}?"));
        bail!("{} has no {what}{near}", catalogue.edition);
    };
    match &target {
        Target::Clause(id) => {
            for clause in catalogue
                .clauses
                .iter()
                .filter(|clause| id.contains(&clause.id))
            {
                let head = format!("{} {}", clause.id, clause.name);
                let head = wrap(&head, screen.width, 2);
                let _ = writeln!(out, "{}", paint(&head, Paint::Bold, screen.colour));
                for text in [Some(&clause.purpose), clause.note.as_ref()]
                    .into_iter()
                    .flatten()
                    .filter(|text| !text.is_empty())
                {
                    let _ = writeln!(out, "  {}", wrap(text, screen.width - 2, 2));
                }
                for line in clause.requirements.clone() {
                    requirement(&mut out, &catalogue, line, screen, false);
                }
                for (title, entries) in [
                    ("Typical evidence", &clause.evidence),
                    ("Questions", &clause.asks),
                    ("Pitfalls", &clause.pitfalls),
                ] {
                    if !entries.is_empty() {
                        let _ = writeln!(out, "  {title}:");
                    }
                    for entry in entries {
                        let _ = writeln!(out, "    - {}", wrap(entry, screen.width - 6, 6));
                    }
                }
                out.push('\n');
            }
        }
        Target::Requirement(_) => requirement(&mut out, &catalogue, lines[0], screen, true),
        Target::Item(id) => {
            if let Some(item) = catalogue.item(id) {
                let text = format!(
                    "{} {} ({}), asked for in {}",
                    item.id,
                    item.name,
                    item.called_for.word(),
                    item.clauses
                );
                let _ = writeln!(out, "{}", wrap(&text, screen.width, 4));
            }
            for line in lines {
                requirement(&mut out, &catalogue, line, screen, false);
            }
        }
    }
    say(&out)?;
    Ok(exit::DONE)
}

fn requirement(
    out: &mut String,
    catalogue: &Catalogue,
    index: usize,
    screen: Screen<'_>,
    whole: bool,
) {
    let line = &catalogue.requirements[index];
    let mut marks = vec![
        line.proof.word().to_owned(),
        line.called_for.word().to_owned(),
    ];
    for (set, word) in [
        (line.key, "key"),
        (line.rare, "rare"),
        (line.settled, "settled by what is written"),
        (line.where_relevant, "where relevant"),
        (line.no_such_party, "party may not exist"),
        (!line.verified, "unverified"),
    ] {
        if set {
            marks.push(word.to_owned());
        }
    }
    if let Some(item) = &line.of {
        marks.push(item.to_string());
    }
    if let Some(same) = &line.same_as {
        marks.push(format!("repeats {same}"));
    }
    if let Some(interval) = &line.interval {
        marks.push(interval.customary.map_or_else(
            || "planned interval".to_owned(),
            |period| format!("planned interval, customarily {}", period.words()),
        ));
    }
    let text = format!("{} {} [{}]", line.id, line.text, marks.join(", "));
    let _ = writeln!(out, "  {}", wrap(&text, screen.width - 2, 6));
    if whole {
        for idea in &catalogue.ideas[line.ideas.clone()] {
            let mut say = |when: &str, phrases: &[String]| {
                let text = format!("{} ({when}): {}", idea.name, phrases.join("; "));
                let _ = writeln!(out, "      {}", wrap(&text, screen.width - 6, 8));
            };
            for (language, phrases) in idea.wordings(&catalogue.words) {
                say(language, &phrases);
            }
            let claimed = idea.claimed_wordings(&catalogue.words);
            if !claimed.is_empty() {
                say("in a file claimed for it, also", &claimed);
            }
            let against = idea.against_wordings(&catalogue.words);
            if !against.is_empty() {
                say("where it is denied", &against);
            }
        }
    }
}

fn search(wanted: &[String], global: &Global) -> anyhow::Result<u8> {
    let catalogue = catalogue(global, None)?;
    let screen = screen(global, None);
    let wanted: Vec<String> = wanted.iter().flat_map(|word| words(word)).collect();
    let mut out = String::new();
    let mut found = Vec::new();
    for (index, line) in catalogue.requirements.iter().enumerate() {
        let clause = &catalogue.clauses[line.clause];
        let mut text = words(&format!("{} {}", line.text, clause.name));
        for idea in &catalogue.ideas[line.ideas.clone()] {
            text.extend(words(&idea.name));
            text.extend(
                idea.phrases
                    .values()
                    .flatten()
                    .flat_map(|phrase| words(phrase)),
            );
        }
        if wanted.iter().all(|word| {
            text.iter().any(|known| {
                known.starts_with(word.as_str())
                    || word.starts_with(known.as_str()) && known.len() > 3
            })
        }) {
            requirement(&mut out, &catalogue, index, screen, false);
            found.push(&line.id);
        }
    }
    let next = match found.first() {
        None => {
            out.push_str("Nothing found; one word may find more.\n");
            screen.next("catalogue show")
        }
        Some(first) => {
            let (n, s) = (found.len(), if found.len() == 1 { "" } else { "s" });
            let _ = writeln!(out, "{n} requirement{s} found.");
            screen.next(&format!("catalogue show {first}"))
        }
    };
    out.push_str(&next);
    say(&out)?;
    Ok(exit::DONE)
}

fn validate(folder: Option<&std::path::Path>, global: &Global) -> anyhow::Result<u8> {
    let mut library = Library::built_in();
    let ids = match folder {
        Some(folder) => library.add_folder(folder).map_err(Mistakes)?,
        None => library.editions(),
    };
    let mut mistakes = Vec::new();
    let mut out = String::new();
    for id in ids {
        match library.load(&id) {
            Ok(catalogue) => {
                if let Err(problems) = library.signs(&catalogue) {
                    mistakes.extend(problems);
                }
                let _ = writeln!(out, "### {id}\n\n{}", coverage::markdown(&catalogue));
            }
            Err(problems) => mistakes.extend(problems),
        }
    }
    if !mistakes.is_empty() {
        bail!(Mistakes(mistakes));
    }
    let width = screen(global, None).width;
    let _ = writeln!(out, "{}", wrap(coverage::COLUMNS, width, 0));
    say(&out)?;
    Ok(exit::DONE)
}
