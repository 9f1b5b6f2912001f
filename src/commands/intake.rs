//! `intake`: look through a client's dump.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};

use super::session::{Mistakes, Session, as_of, progress, say, screen, workspace};
use super::writing::{confirmed, deliver_new, ending};
use crate::cli::{Global, Intake as Args, IntakeFormat, Write};
use crate::evidence::{Walked, list_files, relative};
use crate::exit;
use crate::intake::carried::{Carried, carried};
use crate::intake::gather::{Gathered, gather};
use crate::intake::moved::moved;
use crate::intake::read_back::rows;
use crate::intake::seen::{SEEN, Seen};
use crate::intake::unpack::{Plan, is_free};
use crate::intake::{Guess, Intake};
use crate::output::intake::{
    COLUMNS, IntakeView, as_csv, intake_view, of_archive, overview, workbook,
};
use crate::output::screen::{Screen, quoted};
use crate::problem::Problem;
use crate::source::visible;
use crate::workspace::{Change, Workspace, read_text};

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<u8> {
    if let Some(register) = &args.accept {
        let accepting = super::accept::Accepting {
            folder: &args.what,
            write: &args.write,
            all: args.all,
        };
        return accepting.list(register, global);
    }
    if args.what.is_file() {
        return match unpacked(args, global)? {
            Some(folder) => look(args, &folder, global),
            None => Ok(exit::DONE),
        };
    }
    if !args.what.exists() {
        bail!(
            "there is no file or folder {}",
            visible(&args.what.display().to_string())
        );
    }
    if args.into.is_some() {
        bail!(
            "--into says where a ZIP is unpacked to, and {} is a folder",
            args.what.display()
        );
    }
    look(args, &args.what, global)
}

/// Unpacks an archive, if that is wanted, and returns the folder.
fn unpacked(args: &Args, global: &Global) -> anyhow::Result<Option<PathBuf>> {
    let archive = &args.what;
    let mut head = Vec::new();
    std::fs::File::open(archive)
        .and_then(|file| file.take(4).read_to_end(&mut head))
        .with_context(|| format!("{} cannot be read", archive.display()))?;
    if !head.starts_with(b"PK") {
        bail!(
            "{} is no ZIP; give a folder or a ZIP (unpack 7z, rar and tar archives by hand first)",
            visible(&archive.display().to_string())
        );
    }
    let into = args
        .into
        .clone()
        .unwrap_or_else(|| archive.with_extension(""));
    if into == *archive || !is_free(&into) {
        bail!(
            "{} is there already; say with --into which new folder to unpack to",
            visible(&into.display().to_string())
        );
    }
    let plan = Plan::new(archive, &into)
        .with_context(|| format!("{} cannot be read", archive.display()))?;
    if plan.files == 0 {
        let told = of_archive(&plan, screen(global, None));
        bail!("{told}there is nothing to unpack");
    }
    let screen = screen(global, None);
    if !confirmed(&args.write, &of_archive(&plan, screen))? {
        return Ok(None);
    }
    plan.write()
        .with_context(|| format!("{} could not be unpacked", archive.display()))?;
    Ok(Some(into))
}

/// Looks through a folder.
fn look(args: &Args, folder: &Path, global: &Global) -> anyhow::Result<u8> {
    let workspace = workspace(folder)?;
    let root = workspace.root.clone();
    let within = relative(&root, &folder.canonicalize()?);
    let begun = workspace.settings.present;
    let day = as_of(global, workspace.settings.as_of)?;
    let bar = progress(global);
    let gathered = gather(&root, &root.join(&within), &|| bar.inc(1));
    bar.finish_and_clear();
    let closed = gathered.closed.clone();
    let told = |problem: &Problem| format!("{}: {}", problem.location, problem.message);
    let mut problems: Vec<String> = gathered.problems.iter().map(told).collect();
    let session = session(workspace, global, &gathered, &mut problems)?;
    let documents = &session.evidence.documents;
    let mut intake = Intake::new(gathered, documents, &guesses(session));
    problems.extend(left_out(&mut intake, &session.workspace));
    problems.extend(session.evidence.history.unknown());
    let kept = if begun {
        read_text(&root, SEEN).map_err(super::shell::problem)?
    } else {
        None
    };
    let before = Seen::read(kept.as_deref()).map_err(super::shell::problem)?;
    if within == "." {
        let claims = &session.workspace.claims;
        let moved = moved(claims, documents, || before.clone(), &root);
        problems.extend(moved.iter().map(|moved| {
            format!(
                "claimed, and not there: {}; {}",
                moved.claim.path,
                moved.mended_by()
            )
        }));
    }
    let items: Vec<_> = intake.files.iter().map(|file| &file.item).collect();
    let after = before.after(&within, &items, &closed, day);
    problems.extend(not_looked_at(&before, &closed));
    let mut view = intake_view(&intake, &after, &within, day, problems);
    if !begun {
        view.delivery = None;
    }
    if let Some(register) = &args.from {
        carry_over(register, &mut view)?;
    }
    if let Some(file) = &args.output {
        write_to(file, &view, global)?;
    }
    let is_news = begun && after != before;
    let shown = screen(global, Some(folder));
    if args.format == IntakeFormat::Json {
        if args.output.is_none() {
            say(&json(&view)?)?;
        }
    } else if !(global.quiet && args.output.is_some()) {
        let next = next(args, folder, &view, &shown, begun, is_news);
        let forgets = is_news && !args.write.yes && !args.write.dry_run;
        say(&overview(&view, shown, args.all, forgets, &next))?;
    }
    if is_news {
        keep(args, &root, kept, &after)?;
    }
    Ok(if view.files.is_empty() {
        exit::NOTHING
    } else {
        exit::DONE
    })
}

/// What was known of folders that cannot be opened now.
fn not_looked_at(before: &Seen, closed: &[String]) -> Vec<String> {
    let of = |folder: &String| {
        let known = match before.within(folder) {
            0 => return None,
            1 => "1 file known in it was".to_owned(),
            more => format!("{more} files known in it were"),
        };
        Some(format!(
            "{folder}: {known} not looked at, and stands as it was seen last; mend the permissions of the folder"
        ))
    };
    closed.iter().filter_map(of).collect()
}

/// Reads and assesses the files. What a client's own manifest gets wrong must not stop the
/// look at his files.
fn session(
    workspace: Workspace,
    global: &Global,
    gathered: &Gathered,
    problems: &mut Vec<String>,
) -> anyhow::Result<&'static Session> {
    match Session::of_files(workspace.clone(), global, |_| gathered.walked()) {
        Err(error) if error.is::<Mistakes>() => {
            let without = Walked {
                manifests: Vec::new(),
                ..gathered.walked()
            };
            let again = Session::of_files(workspace, global, |_| without)?;
            problems.push("evidence.yaml has mistakes and was not taken into account; `clausewise assess` names them".to_owned());
            Ok(again)
        }
        other => other,
    }
}

/// How many files an assessment will not look at, which whoever hands them over may not know.
fn left_out(intake: &mut Intake, workspace: &Workspace) -> Option<String> {
    let walked = list_files(workspace);
    let assessed = walked.files.iter().map(|file| file.path.as_str()).collect();
    let left_out = intake.tell_left_out(&assessed);
    let files = if left_out == 1 {
        "file is"
    } else {
        "files are"
    };
    (left_out > 0).then(|| {
        format!("{left_out} {files} left out by `assess`: hidden, or named in .gitignore, .clausewiseignore or clausewise.toml (see the remarks in the register)")
    })
}

/// What each document may be about, in words.
fn guesses(session: &Session) -> Vec<Vec<Guess>> {
    let view = session.view();
    let of = |file: &crate::output::EvidenceView| {
        let hints = file.ideas_of.iter();
        hints
            .map(|hint| Guess {
                clause: hint.clause.clone(),
                text: format!("{}{}", view.hint_in_words(hint), file.caveat()),
                place: hint.spot.spoken(),
            })
            .collect()
    };
    view.evidence.iter().map(of).collect()
}

/// Takes what was typed into an earlier register into the new one.
fn carry_over(register: &Path, view: &mut IntakeView) -> anyhow::Result<()> {
    let name = visible(&register.display().to_string());
    let bytes = std::fs::read(register).with_context(|| format!("{name} cannot be read"))?;
    let read = rows(&name, &bytes, &["File", "Satisfies"]).map_err(anyhow::Error::msg)?;
    let files = view.files.iter();
    let files = files.map(|file| (file.path.as_str(), file.sha256.as_deref()));
    let Carried { typed, told } = carried(&read.rows, files, &COLUMNS.map(|column| column.head));
    view.typed = typed;
    view.problems.extend(read.told);
    view.problems.extend(told);
    Ok(())
}

fn write_to(file: &Path, view: &IntakeView, global: &Global) -> anyhow::Result<()> {
    let bytes = match ending(file).as_deref() {
        Some("xlsx") => workbook(view)?,
        Some("csv") => as_csv(view).into_bytes(),
        Some("json") => json(view)?.into_bytes(),
        _ => bail!(
            "a register is written as .xlsx or .csv, everything else as .json; `{}` is none of them",
            file.display()
        ),
    };
    deliver_new(&bytes, file, global)
}

fn json(view: &IntakeView) -> anyhow::Result<String> {
    Ok(crate::output::json::pretty(view)?)
}

/// The commands a look ends with.
fn next(
    args: &Args,
    folder: &Path,
    view: &IntakeView,
    screen: &Screen<'_>,
    begun: bool,
    is_news: bool,
) -> Vec<String> {
    let mut next = Vec::new();
    let name = |file: &Path| quoted(&visible(&file.display().to_string()));
    match &args.output {
        Some(file) if file.extension().is_some_and(|ending| ending != "json") => {
            next.push(screen.command(&format!("intake --accept {}", name(file))));
        }
        _ if !view.files.is_empty() => next.push(screen.command("intake -o register.xlsx")),
        _ => next.push("clausewise intake --help".to_owned()),
    }
    if !begun && !view.files.is_empty() {
        next.push(screen.command("init"));
    } else if is_news && !args.write.yes && !args.write.dry_run {
        next.push(screen.command("intake --yes"));
    }
    let root = folder.canonicalize().ok();
    for file in view
        .files
        .iter()
        .filter(|file| file.why == Some("archive") && file.format == "archive")
        .take(3)
    {
        let below = match view.folder.as_str() {
            "." => file.path.as_str(),
            within => file
                .path
                .strip_prefix(within)
                .unwrap_or(&file.path)
                .trim_start_matches('/'),
        };
        if root.as_ref().is_some_and(|root| root.join(below).is_file()) {
            let path = folder.join(below);
            let path = path.strip_prefix(".").unwrap_or(&path);
            next.push(screen.anywhere().command(&format!("intake {}", name(path))));
        }
    }
    next
}

/// Keeps what was seen, if somebody says so.
fn keep(args: &Args, root: &Path, before: Option<String>, after: &Seen) -> anyhow::Result<()> {
    use std::io::IsTerminal;
    let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
    let asks = terminal && args.format == IntakeFormat::Table;
    if args.write.dry_run || !(args.write.yes || asks) {
        return Ok(());
    }
    let number = after.last().map_or(1, |last| last.number);
    let write = Write {
        yes: args.write.yes,
        dry_run: false,
    };
    let what = format!("\n{SEEN} gets what was seen as delivery {number}.\n");
    let what = if args.write.yes { "" } else { what.as_str() };
    if confirmed(&write, what)? {
        let change = Change {
            name: SEEN.to_owned(),
            path: root.join(SEEN),
            before,
            after: after.write(),
        };
        change.write().map_err(super::shell::problem)?;
    }
    Ok(())
}
