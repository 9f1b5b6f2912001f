//! `sample`: draws records of a register, writes the worksheet, reads it back, lists samples.

mod accept;

use std::path::{Path, PathBuf};

use anyhow::bail;

use super::session::{Session, date, say, screen};
use super::shell::{problem, targets, word};
use super::writing::{deliver_new, ending, own_folder};
use crate::catalogue::Target;
use crate::cli::{Global, Sample as Args, SuggestFormat};
use crate::exit;
use crate::output::json::pretty;
use crate::output::paint::wrapped;
use crate::output::sample::{
    Listed, SamplesView, Source as Shown, as_csv, list, plan, sample_view, there, workbook,
};
use crate::output::screen::{Screen, quoted};
use crate::records::Logs;
use crate::sample::{Drawn, Grouping, Size, Source, Wanted, drawn, questions, sources, wanted};
use crate::source::{Location, visible};
use crate::workspace::samples::{Drawing, SAMPLES, Sample, as_toml, sample_id, sample_path};
use crate::workspace::{Change, sha256_of};

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<u8> {
    let (what, folder) = asked(args)?;
    if let Some(worksheet) = &args.back.accept {
        return accept::run(worksheet, args, &folder, global);
    }
    let session = Session::open(&folder, global)?;
    let shown = screen(global, Some(&folder));
    match what {
        Some("list") => listed(session, args, shown),
        Some(what) => draw(session, what, args, shown, global),
        None => overview(session, shown),
    }
}

/// Tells a name from a folder: `sample`, `sample NAME`, `sample FOLDER`, `sample NAME FOLDER`.
fn asked(args: &Args) -> anyhow::Result<(Option<&str>, PathBuf)> {
    let what = args.what.as_deref();
    let is_folder = |what: &str| what != "list" && Path::new(what).is_dir();
    Ok(match (what, &args.folder) {
        // The folder is all that reading back needs beside the worksheet.
        (Some(folder), None) if args.back.accept.is_some() || is_folder(folder) => {
            (None, PathBuf::from(folder))
        }
        (Some(word), Some(_)) if args.back.accept.is_some() => {
            bail!("`{}` is one word too many", visible(word))
        }
        (what, folder) => {
            let folder = folder.clone().unwrap_or_else(|| PathBuf::from("."));
            (what, folder)
        }
    })
}

/// All that can be drawn from.
fn all_sources<'s>(session: &'s Session, logs: &Logs<'s>) -> Vec<Source<'s>> {
    sources(
        &session.catalogue,
        &session.evidence,
        &session.assessment,
        logs,
    )
}

fn logs(session: &Session) -> Logs<'_> {
    Logs::new(&session.catalogue, &session.evidence, &session.assessment)
}

/// What there is to draw from.
fn overview(session: &Session, screen: Screen<'_>) -> anyhow::Result<u8> {
    let logs = logs(session);
    let all = all_sources(session, &logs);
    let shown: Vec<Shown> = all
        .iter()
        .map(|source| Shown {
            name: source.name.to_owned(),
            path: session.evidence.documents[source.document].path.to_string(),
            records: { source.kind }.map_or_else(
                || "records".to_owned(),
                |kind| session.catalogue.records.kinds[kind].plural.clone(),
            ),
            rows: source.rows.len(),
            declared: source.declared,
        })
        .collect();
    // The largest declared one has most to tell.
    let most = all
        .iter()
        .max_by_key(|source| (source.declared, source.rows.len()));
    let next = match most {
        Some(source) => {
            let kind = source
                .kind
                .map(|kind| &session.catalogue.records.kinds[kind].id);
            let several = all.iter().filter(|other| other.name == source.name).count() > 1;
            let kind = kind.filter(|_| several);
            let kind = kind.map_or_else(String::new, |kind| format!(" --kind {kind}"));
            screen.next(&format!("sample {}{kind}", quoted(source.name)))
        }
        None => screen.next("assess"),
    };
    say(&there(&shown, screen, &next))?;
    Ok(exit::DONE)
}

/// The samples that were drawn.
fn listed(session: &Session, args: &Args, screen: Screen<'_>) -> anyhow::Result<u8> {
    let root = &session.workspace.root;
    let samples = session.workspace.samples.iter();
    let samples = samples.map(|sample| Listed::new(sample, changed_files(root, sample)));
    let view = SamplesView::new(samples.collect(), session.assessment.as_of);
    if args.format == SuggestFormat::Json {
        say(&pretty(&view)?)?;
        return Ok(exit::DONE);
    }
    let judged = view
        .samples
        .iter()
        .rev()
        .filter_map(|listed| listed.sample.outcomes.last());
    let judged = judged.flat_map(|last| &last.found).next();
    let next = match judged {
        Some(found) => screen.next(&format!("explain {}", found.requirement)),
        None => screen.next("sample"),
    };
    say(&list(&view, screen, &next))?;
    Ok(exit::DONE)
}

/// Files of a sample that are no longer as they were when it was drawn.
fn changed_files(root: &Path, sample: &Sample) -> Vec<String> {
    let changed = sample.files.iter().filter(|file| {
        let now = sha256_of(&root.join(&file.path));
        now.map_or(true, |now| now != file.sha256)
    });
    changed.map(|file| file.path.clone()).collect()
}

fn draw(
    session: &Session,
    what: &str,
    args: &Args,
    screen: Screen<'_>,
    global: &Global,
) -> anyhow::Result<u8> {
    let logs = logs(session);
    let all = all_sources(session, &logs);
    let (catalogue, evidence) = (&session.catalogue, &session.evidence);
    let kind = args.draw.kind.as_deref();
    let from = wanted(&all, catalogue, evidence, what, kind);
    let from = from.map_err(|why| {
        anyhow::anyhow!("{why}\n`clausewise sample` lists what there is to draw from")
    })?;
    let asked = wanted_of(session, what, &from, args)?;
    let root = &session.workspace.root;
    let hash = |path: &str| sha256_of(&root.join(path)).ok();
    let mut drawn = drawn(catalogue, evidence, &from, asked, &hash).map_err(anyhow::Error::msg)?;
    let of = &drawn.sample.population;
    if of.records == of.undated && (of.records == 0 || of.before + of.after > 0) {
        let what = format!(
            "There are no {} from {} to {} to draw from: {} before, {} after, {} without a date. Choose another --from and --to.\n",
            drawn.sample.records,
            drawn.sample.from,
            drawn.sample.to,
            of.before,
            of.after,
            of.undated
        );
        let next = screen.next("sample");
        say(&format!("{}\n{next}", wrapped(&what, screen.width, 0)))?;
        return Ok(exit::DONE);
    }
    let is_new = number(&mut drawn.sample, &session.workspace.samples);
    let next = match &args.draw.output {
        Some(file) => {
            if !args.back.write.dry_run {
                keep(root, &drawn, is_new, file, global)?;
            }
            let file = quoted(&visible(&file.display().to_string()));
            format!("sample --accept {file} --by \"A. Example\" --dry-run")
        }
        None => {
            if is_new {
                drawn.sample.id.clear();
            }
            format!("{} -o sample.xlsx", again(what, args))
        }
    };
    if args.format == SuggestFormat::Json {
        if args.draw.output.is_none() {
            say(&pretty(&sample_view(&drawn))?)?;
        }
    } else if !(global.quiet && args.draw.output.is_some()) {
        let mut text = told(&drawn.sample, &session.workspace.samples);
        text.push_str(&plan(&drawn, screen, args.all, &screen.next(&next)));
        say(&text)?;
    }
    Ok(exit::DONE)
}

/// What is asked for, from the options.
fn wanted_of<'w>(
    session: &Session,
    what: &'w str,
    sources: &[&Source<'_>],
    args: &'w Args,
) -> anyhow::Result<Wanted<'w>> {
    let draw = &args.draw;
    let day = |text: &Option<String>| text.as_deref().map(date).transpose();
    let window = session.assessment.window;
    let (from, to) = (
        day(&draw.from)?.unwrap_or(window.start),
        day(&draw.to)?.unwrap_or(window.end),
    );
    if to < from {
        bail!("nothing lies between {from} and {to}; --to must be the later day");
    }
    let method = draw.method.as_deref();
    let method = method.map(|text| word(text, "--method", Drawing::WORDS));
    let asked: Vec<Target> = targets(&session.catalogue, &draw.targets)?;
    let questions = questions(&session.catalogue, sources, &asked);
    if questions.is_empty() {
        bail!("say with --for which clauses or requirements the records are looked at for");
    }
    if draw
        .seed
        .as_ref()
        .is_some_and(|seed| seed.trim().is_empty())
    {
        bail!("--seed is empty; leave it out for the seed that follows from the records");
    }
    Ok(Wanted {
        of: what,
        from,
        to,
        method: method.transpose()?,
        by: draw.strata.as_deref().map(Grouping::new),
        size: draw.size.parse::<Size>().map_err(anyhow::Error::msg)?,
        seed: draw.seed.as_deref(),
        all_of: (!draw.all_of.is_empty()).then_some(&draw.all_of),
        questions,
        drawn_on: session.assessment.as_of,
    })
}

/// Gives a sample its number: that of the same one, if it was drawn before, else the next.
/// Returns whether it is new.
fn number(sample: &mut Sample, before: &[Sample]) -> bool {
    let alike = |other: &&Sample| {
        let as_other = Sample {
            id: other.id.clone(),
            drawn_on: other.drawn_on,
            outcomes: other.outcomes.clone(),
            location: other.location.clone(),
            ..sample.clone()
        };
        as_other == **other
    };
    if let Some(same) = before.iter().find(alike) {
        sample.id.clone_from(&same.id);
        sample.drawn_on = same.drawn_on;
        return false;
    }
    let numbers = before
        .iter()
        .filter_map(|sample| sample.id.rsplit('-').next()?.parse().ok());
    let highest: u32 = numbers.max().unwrap_or(0);
    sample.id = sample_id(highest.saturating_add(1));
    sample.location = Location::file(sample_path(&sample.id));
    true
}

/// Says that others were drawn from the same records: an auditor draws once.
fn told(sample: &Sample, before: &[Sample]) -> String {
    let same = before.iter().filter(|other| {
        other.id != sample.id
            && (&other.of, &other.kind) == (&sample.of, &sample.kind)
            && (other.from, other.to) == (sample.from, sample.to)
    });
    let same: Vec<&str> = same.map(|other| other.id.as_str()).collect();
    match same.len() {
        0 => String::new(),
        _ => format!(
            "! from these {} of this period were drawn already: {}\n\n",
            sample.records,
            same.join(", ")
        ),
    }
}

/// Writes the worksheet, and the sample where it is new.
fn keep(
    root: &Path,
    drawn: &Drawn,
    is_new: bool,
    file: &Path,
    global: &Global,
) -> anyhow::Result<()> {
    let bytes = match ending(file).as_deref() {
        Some("xlsx") => workbook(drawn)?,
        Some("csv") => as_csv(drawn).into_bytes(),
        _ => bail!(
            "a worksheet is written as .xlsx or .csv; `{}` is neither (for JSON: --format json)",
            visible(&file.display().to_string())
        ),
    };
    deliver_new(&bytes, file, global)?;
    if !is_new {
        return Ok(());
    }
    let path = sample_path(&drawn.sample.id);
    let (change, ()) = Change::plan(root, &path, |there| match there {
        // One that cannot be read was told before; it is nobody's to write over.
        Some(_) => Err(crate::problem::Problem::file(
            &path,
            "this file is there already",
        )),
        None => Ok((as_toml(&drawn.sample), ())),
    })
    .map_err(problem)?;
    own_folder(root, SAMPLES)?;
    change.write().map_err(problem)?;
    if !global.quiet {
        say(&format!("Written: {path}\n\n"))?;
    }
    Ok(())
}

/// The words that draw the same again.
fn again(what: &str, args: &Args) -> String {
    let draw = &args.draw;
    let mut out = format!("sample {}", quoted(what));
    let joined = |list: &[String]| (!list.is_empty()).then(|| list.join(","));
    let size = (draw.size != "sqrt").then(|| draw.size.clone());
    for (option, value) in [
        ("--kind", draw.kind.clone()),
        ("--for", joined(&draw.targets)),
        ("--from", draw.from.clone()),
        ("--to", draw.to.clone()),
        ("--method", draw.method.clone()),
        ("--strata", draw.strata.clone()),
        ("--size", size),
        ("--all-of", joined(&draw.all_of)),
        ("--seed", draw.seed.clone()),
    ] {
        if let Some(value) = value {
            out.push_str(&format!(" {option} {}", quoted(&visible(&value))));
        }
    }
    out
}
