//! `judge`: record a conclusion on a requirement.

use anyhow::{Context, bail};
use jiff::civil::Date;

use super::session::{as_of, catalogue, date, say, screen, workspace};
use super::writing::{confirmed, gets, later};
use crate::assessment::answer_fit;
use crate::catalogue::{CalledFor, Catalogue, RequirementId, Target};
use crate::cli::{Global, Judge};
use crate::exit;
use crate::workspace::{
    Answer, AnswerKind, Change, Grade, JUDGEMENTS, Method, NewJudgement, Rating, Workspace,
    add_judgement, file_path, sha256_of,
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
    if let Some(same) = catalogue
        .requirement(&requirement)
        .and_then(|index| catalogue.requirements[index].same_as.as_ref())
    {
        bail!("{requirement} repeats {same}, where it counts: judge that one");
    }
    if !args.conforming && !args.nonconforming {
        bail!("say --conforming or --nonconforming: a requirement is met or it is not");
    }
    let rating: Rating = args
        .rating
        .parse()
        .map_err(|error| anyhow::anyhow!("--rating: {error}"))?;
    if args.conforming && matches!(rating, Rating::N | Rating::P) {
        bail!(
            "a requirement rated {} is not conforming: say --nonconforming, or rate it L or F",
            rating.word()
        );
    }
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
    let as_of = as_of(global, workspace.settings.as_of)?;
    let mut files = Vec::new();
    for path in &args.files {
        let path = file_path(path).map_err(anyhow::Error::msg)?;
        let hash = sha256_of(&root.join(&path)).with_context(|| {
            format!(
                "{path} cannot be read; paths are relative to {}",
                root.display()
            )
        })?;
        files.push((path, hash));
    }
    let judgement = NewJudgement {
        requirement: requirement.clone(),
        rating,
        conforming: args.conforming,
        grade: super::shell::word(&args.grade, "grade", Grade::WORDS)?,
        method,
        date: args.date.as_deref().map_or(Ok(as_of), date)?,
        by: args.by.clone(),
        reason: args.reason.clone(),
        notes: args.notes.clone(),
        files,
    };
    super::shell::not_empty(&judgement.reason, "--reason")?;
    super::shell::not_empty(&judgement.by, "--by")?;
    let (change, ()) = Change::plan(&root, JUDGEMENTS, |text| {
        add_judgement(text, &judgement).map(|text| (text, ()))
    })
    .map_err(super::shell::problem)?;
    let screen = screen(global, Some(&args.folder));
    let doubts: Vec<String> = later(judgement.date, as_of)
        .into_iter()
        .chain(answered(&catalogue, &workspace, &requirement, as_of))
        .collect();
    if confirmed(&args.write, &gets(&change, &doubts, screen.width))? {
        change.write().map_err(super::shell::problem)?;
        let next = screen.next(&format!("explain {requirement}"));
        say(&format!("Recorded.\n{next}"))?;
    }
    Ok(exit::DONE)
}

/// What a judgement is warned of whose requirement an answer takes out of the totals.
pub(super) fn answered(
    catalogue: &Catalogue,
    workspace: &Workspace,
    requirement: &RequirementId,
    as_of: Date,
) -> Option<String> {
    let index = catalogue.requirement(requirement);
    let takes_out = |answer: &&Answer| {
        let party = answer.party.as_deref();
        let fit = answer_fit(
            catalogue,
            &workspace.settings,
            answer.kind,
            &answer.about,
            party,
        );
        answer.kind != AnswerKind::PerformedBy
            && answer.date.is_none_or(|date| date <= as_of)
            && index.is_some_and(|index| fit.lines.contains(&index))
    };
    let answer = workspace.answers.iter().find(takes_out)?;
    Some(format!(
        "! {requirement} is answered with \"{}\" ({}): the judgement will not count",
        answer.kind.word(),
        answer.location
    ))
}
