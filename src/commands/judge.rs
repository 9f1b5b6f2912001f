//! `judge`: record a conclusion on a requirement.

use anyhow::{Context, bail};

use super::session::{as_of, catalogue, date, say, screen, workspace};
use super::writing::confirmed;
use crate::catalogue::{CalledFor, Target};
use crate::cli::{Global, Judge};
use crate::exit;
use crate::workspace::{
    Change, Grade, JUDGEMENTS, Method, NewJudgement, Rating, add_judgement, file_path, sha256,
};

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Judge, global: &Global) -> anyhow::Result<u8> {
    let workspace = workspace(&args.folder)?;
    let root = workspace.root.clone();
    let catalogue = catalogue(global, workspace.settings.edition.as_ref())?;
    let targets = super::shell::targets(&catalogue, std::slice::from_ref(&args.requirement))?;
    let Some(Target::Requirement(requirement)) = targets.into_iter().next() else {
        bail!(
            "a judgement is about one requirement, such as 8.6.1-9, not {}",
            args.requirement
        );
    };
    if !args.conforming && !args.nonconforming {
        bail!("say --conforming or --nonconforming: a requirement is met or it is not");
    }
    let rating: Rating = args
        .rating
        .parse()
        .map_err(|error| anyhow::anyhow!("--rating: {error}"))?;
    let method: Vec<Method> = args
        .method
        .iter()
        .map(|word| super::shell::word(word, "method", Method::WORDS))
        .collect::<anyhow::Result<_>>()?;
    let explicit = catalogue
        .requirement(&requirement)
        .is_some_and(|index| catalogue.requirements[index].called_for == CalledFor::Explicit);
    if explicit && rating == Rating::F && method.iter().all(|method| *method == Method::Interview) {
        bail!(
            "{requirement} cannot be rated F by interview alone: the standard explicitly asks for something written.\n\
             Read it and name the method (--method interview,document), or rate it lower"
        );
    }
    for note in &args.notes {
        if !workspace.notes.iter().any(|known| known.id == *note) {
            bail!("there is no note {note} in notes.toml");
        }
    }
    let mut files = Vec::new();
    for path in &args.files {
        let path = file_path(path).map_err(anyhow::Error::msg)?;
        let bytes = std::fs::read(root.join(&path)).with_context(|| {
            format!(
                "{path} cannot be read; paths are relative to {}",
                root.display()
            )
        })?;
        files.push((path, sha256(&bytes)));
    }
    let judgement = NewJudgement {
        requirement: requirement.clone(),
        rating,
        conforming: args.conforming,
        grade: super::shell::word(&args.grade, "grade", Grade::WORDS)?,
        method,
        date: match &args.date {
            Some(text) => date(text)?,
            None => as_of(global, workspace.settings.as_of)?,
        },
        by: args.by.clone(),
        reason: args.reason.clone(),
        notes: args.notes.clone(),
        files,
    };
    let (change, ()) = Change::plan(&root, JUDGEMENTS, |text| {
        add_judgement(text, &judgement).map(|text| (text, ()))
    })
    .map_err(super::shell::problem)?;
    if confirmed(
        &args.write,
        &format!("{} gets:\n\n{}\n", change.name, change.added()),
    )? {
        change.write().map_err(super::shell::problem)?;
        let next = screen(global, Some(&args.folder)).next(&format!("explain {requirement}"));
        say(&format!("Recorded.\n{next}"))?;
    }
    Ok(exit::DONE)
}
