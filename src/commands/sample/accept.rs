//! `sample --accept`: a filled worksheet becomes a note, judgements, and an entry of its sample.

use std::path::Path;

use anyhow::{Context as _, bail};
use jiff::civil::Date;

use super::super::judge::answered;
use super::super::session::{Session, date, say, screen};
use super::super::shell::{not_empty, problem, targets, word};
use super::super::writing::{confirmed, gets, later, own_folder, told};
use super::{all_sources, changed_files, logs};
use crate::assessment::State;
use crate::catalogue::{RequirementId, Target};
use crate::cli::{Global, Sample as Args, SampleBack};
use crate::exit;
use crate::intake::read_back::rows;
use crate::output::paint::wrapped;
use crate::sample::{
    Proposal, Read, changed, counts, heads, note, outcome, propose, read, reason, sample_of, wanted,
};
use crate::source::{few, visible};
use crate::workspace::samples::{
    Deviation, Found, SAMPLES, Sample, SampleOutcome, add_outcome, sample_path,
};
use crate::workspace::{
    Change, Grade, JUDGEMENTS, Method, NOTES, NewJudgement, NewNote, NoteKind, add_judgement,
    add_note, sha256, sha256_of, write_atomically,
};

/// Names that are listed in a sentence.
const MOST: usize = 12;

/// Runs it.
///
/// # Errors
/// What kept it from running, or what is open in the worksheet.
pub(super) fn run(
    worksheet: &Path,
    args: &Args,
    folder: &Path,
    global: &Global,
) -> anyhow::Result<u8> {
    let session = Session::open(folder, global)?;
    let name = visible(&worksheet.display().to_string());
    let bytes = std::fs::read(worksheet).with_context(|| format!("{name} cannot be read"))?;
    let filled = rows(&name, &bytes, &[heads::RECORD, heads::RESULT]);
    let filled = filled.map_err(anyhow::Error::msg)?;
    let sample = sample(session, sample_of(&filled.rows), &name)?;
    let mut read = read(sample, &filled.rows);
    read.told.splice(0..0, filled.told);
    let since = since_drawn(session, sample);
    let (found, deviations) = outcome(sample, &read);
    let screen = screen(global, Some(folder));
    let said = told(&[&read.told[..], &since].concat(), screen.width);
    let asked = asked(session, args, &found)?;
    let kept = kept_as(session, sample, worksheet, &bytes);
    let sha256 = sha256(&bytes);
    let last = sample.outcomes.last();
    let is_known = last.is_some_and(|last| last.sha256 == sha256);
    if is_known && asked.len() == found.len() && !says_otherwise(&args.back) {
        let path = sample_path(&sample.id);
        let why = format!("Nothing to write: {path} has this worksheet already.\n");
        let next = screen.next("sample list");
        say(&format!("{said}{}{next}", wrapped(&why, screen.width, 0)))?;
        return Ok(exit::DONE);
    }
    let open = open(sample, &found, &asked);
    if !open.is_empty() && !args.back.partial {
        let what = format!(
            "Nothing was written: {} of {} records are open: {}. Fill the worksheet, or add --partial to use what is filled.\n",
            open.len(),
            sample.items.len(),
            few(&open, MOST)
        );
        let next = screen.next("sample list");
        say(&format!(
            "{said}{}\n{next}",
            wrapped(&what, screen.width, 0)
        ))?;
        return Ok(exit::DONE);
    }
    let mut back = Back {
        session,
        sample,
        found,
        deviations,
        concluded: Vec::new(),
        worksheet: kept,
        bytes,
        sha256,
        by: args.back.by.clone().unwrap_or_default(),
        day: { args.back.date.as_deref() }.map_or(Ok(session.assessment.as_of), date)?,
        grade: { args.back.grade.as_deref() }
            .map_or(Ok(Grade::None), |text| word(text, "--grade", Grade::WORDS))?,
    };
    not_empty(&back.by, "--by")?;
    back.conclude(&asked, &args.back)?;
    let changes = back.changes(&read, &since)?;
    let mut what = said + &back.summary(screen.width);
    let doubts = back.doubts();
    for (at, change) in changes.iter().enumerate() {
        let is_last = at + 1 == changes.len();
        what.push_str(&gets(
            change,
            if is_last { &doubts } else { &[] },
            screen.width,
        ));
        what.push('\n');
    }
    if confirmed(&args.back.write, &what)? {
        back.keep_worksheet()?;
        for change in &changes {
            change.write().map_err(problem)?;
        }
        let next = match back.concluded.first() {
            Some((id, _)) => screen.next(&format!("explain {id}")),
            None => screen.next("sample list"),
        };
        say(&format!("Recorded.\n{next}"))?;
    }
    Ok(exit::DONE)
}

/// Whether a person says something else than what is proposed.
fn says_otherwise(back: &SampleBack) -> bool {
    back.rating.is_some() || back.conforming || back.nonconforming || back.grade.is_some()
}

/// The sample that a worksheet is of.
fn sample<'s>(session: &'s Session, id: Option<String>, name: &str) -> anyhow::Result<&'s Sample> {
    let samples = &session.workspace.samples;
    let Some(id) = id else {
        bail!(
            "{name} does not say of which sample it is: the column {} is empty or gone",
            heads::SAMPLE
        );
    };
    let found = samples.iter().find(|sample| sample.id == id);
    found.ok_or_else(|| {
        anyhow::anyhow!(
            "{name} is of {}, which this workspace does not have; `clausewise sample list` lists those it has",
            visible(&id)
        )
    })
}

/// What became of the records since they were drawn, where their files changed.
fn since_drawn(session: &Session, sample: &Sample) -> Vec<String> {
    let files = changed_files(&session.workspace.root, sample);
    if files.is_empty() {
        return Vec::new();
    }
    let mut told = vec![format!(
        "{} changed since {} was drawn",
        few(&files, MOST),
        sample.id
    )];
    let logs = logs(session);
    let all = all_sources(session, &logs);
    let (catalogue, evidence) = (&session.catalogue, &session.evidence);
    let sources = wanted(
        &all,
        catalogue,
        evidence,
        &sample.of,
        sample.kind.as_deref(),
    );
    let (changed, gone) = match sources {
        Ok(sources) => changed(&sources, sample),
        Err(_) => (Vec::new(), vec!["all of them".to_owned()]),
    };
    for (names, what) in [
        (
            &changed,
            "the rows of these records were changed after they were drawn",
        ),
        (&gone, "these records were drawn and are not there any more"),
    ] {
        if !names.is_empty() {
            told.push(format!("{what}: {}", few(names, MOST)));
        }
    }
    told
}

/// The requirements that are to be concluded on: those named, else all of the sample.
fn asked(session: &Session, args: &Args, found: &[Found]) -> anyhow::Result<Vec<RequirementId>> {
    let all = found.iter().map(|found| found.requirement.clone());
    let all: Vec<RequirementId> = all.collect();
    if args.draw.targets.is_empty() {
        return Ok(all);
    }
    let named = targets(&session.catalogue, &args.draw.targets)?;
    let lines = named
        .iter()
        .flat_map(|target: &Target| session.catalogue.resolve(target).unwrap_or_default());
    let lines: Vec<&RequirementId> = lines
        .map(|line| &session.catalogue.requirements[line].id)
        .collect();
    let asked: Vec<RequirementId> = { all.into_iter() }
        .filter(|id| lines.contains(&id))
        .collect();
    if asked.is_empty() {
        bail!(
            "the sample was not drawn for {}",
            args.draw.targets.join(", ")
        );
    }
    Ok(asked)
}

/// The records that something asked for leaves open.
fn open(sample: &Sample, found: &[Found], asked: &[RequirementId]) -> Vec<String> {
    let asked = found
        .iter()
        .filter(|found| asked.contains(&found.requirement));
    let open: Vec<&String> = asked.flat_map(|found| &found.open).collect();
    let names = sample.items.iter().map(|item| item.name().to_owned());
    names.filter(|name| open.contains(&name)).collect()
}

/// Where a worksheet is kept: where it lies in the workspace, else in the folder of samples.
fn kept_as(session: &Session, sample: &Sample, worksheet: &Path, bytes: &[u8]) -> String {
    let root = &session.workspace.root;
    let inside = || {
        let real = worksheet.canonicalize().ok()?;
        let within = real
            .strip_prefix(root.canonicalize().ok()?)
            .ok()?
            .to_str()?;
        Some(within.replace('\\', "/"))
    };
    inside().unwrap_or_else(|| {
        let ending = super::super::writing::ending(worksheet).unwrap_or_default();
        let free = |path: &String| {
            let there = std::fs::read(root.join(path));
            there.map_or(true, |there| there == bytes)
        };
        let names = (1_u32..).map(|n| match n {
            1 => format!("{SAMPLES}/{}-filled.{ending}", sample.id),
            n => format!("{SAMPLES}/{}-filled-{n}.{ending}", sample.id),
        });
        names.into_iter().find(free).unwrap_or_default()
    })
}

/// A worksheet that was read back, and what is made of it.
struct Back<'s> {
    session: &'s Session,
    sample: &'s Sample,
    found: Vec<Found>,
    deviations: Vec<Deviation>,
    /// What is concluded, by requirement.
    concluded: Vec<(RequirementId, Proposal)>,
    /// The workspace path of the worksheet.
    worksheet: String,
    bytes: Vec<u8>,
    /// Of these bytes.
    sha256: String,
    by: String,
    day: Date,
    grade: Grade,
}

impl Back<'_> {
    /// Takes what is proposed, or what the person says instead.
    fn conclude(&mut self, asked: &[RequirementId], said: &SampleBack) -> anyhow::Result<()> {
        let is_said = says_otherwise(said);
        if is_said && asked.len() != 1 {
            bail!(
                "--rating, --conforming, --nonconforming and --grade are about one requirement; name it with --for, such as --for {}",
                self.found[0].requirement
            );
        }
        let rating = said.rating.as_deref().map(str::parse).transpose();
        let rating = rating.map_err(|error| anyhow::anyhow!("--rating: {error}"))?;
        for found in self
            .found
            .iter_mut()
            .filter(|found| asked.contains(&found.requirement))
        {
            let proposed = propose(found);
            let conforming = match (said.conforming, said.nonconforming) {
                (true, _) => Some(true),
                (_, true) => Some(false),
                _ => proposed.map(|proposed| proposed.conforming),
            };
            let rating = rating.or(proposed.map(|proposed| proposed.rating));
            let Some((rating, conforming)) = rating.zip(conforming) else {
                if is_said {
                    bail!(
                        "the worksheet proposes nothing for {}; say both --rating and --conforming or --nonconforming",
                        found.requirement
                    );
                }
                continue;
            };
            let concluded = Proposal { rating, conforming };
            found.judged = in_words(concluded);
            self.concluded.push((found.requirement.clone(), concluded));
        }
        Ok(())
    }

    /// What was found of each requirement, and what is concluded.
    fn summary(&self, width: usize) -> String {
        let mut out = String::new();
        for found in &self.found {
            let conclusion = match found.judged.as_str() {
                "" => {
                    "no conclusion; a person can draw one with --for, --rating and --conforming or --nonconforming"
                }
                judged => judged,
            };
            let text = format!("{}: {} → {conclusion}", found.requirement, counts(found));
            out.push_str(&wrapped(&text, width, 2));
        }
        out + "\n"
    }

    /// What the workspace's files get: the note, the judgements, the entry of the sample.
    fn changes(&self, read: &Read, since: &[String]) -> anyhow::Result<Vec<Change>> {
        let root = &self.session.workspace.root;
        let about = self.found.iter().map(|found| found.requirement.clone());
        let new = NewNote {
            date: self.day,
            by: self.by.clone(),
            kind: NoteKind::Document,
            with: Vec::new(),
            text: note(self.sample, &self.found, read, since),
            about: about.map(Target::Requirement).collect(),
            says: None,
            file: None,
            sha256: None,
        };
        let (notes, note) =
            Change::plan(root, NOTES, |text| add_note(text, &new)).map_err(problem)?;
        let mut changes = vec![notes];
        let judgements = self.judgements(&note)?;
        if !judgements.is_empty() {
            let (change, ()) = Change::plan(root, JUDGEMENTS, |text| {
                let mut text = text.map(str::to_owned);
                for judgement in &judgements {
                    text = Some(add_judgement(text.as_deref(), judgement)?);
                }
                Ok((text.unwrap_or_default(), ()))
            })
            .map_err(problem)?;
            changes.push(change);
        }
        let entry = SampleOutcome {
            date: self.day,
            by: self.by.clone(),
            worksheet: self.worksheet.clone(),
            sha256: self.sha256.clone(),
            note,
            found: self.found.clone(),
            deviations: self.deviations.clone(),
        };
        let path = sample_path(&self.sample.id);
        let (change, ()) = Change::plan(root, &path, |text| {
            Ok((add_outcome(&path, text, &entry)?, ()))
        })
        .map_err(problem)?;
        changes.push(change);
        Ok(changes)
    }

    /// What is concluded, resting on the worksheet and on the files as they are now.
    fn judgements(&self, note: &str) -> anyhow::Result<Vec<NewJudgement>> {
        if self.concluded.is_empty() {
            return Ok(Vec::new());
        }
        let root = &self.session.workspace.root;
        let mut files = vec![(self.worksheet.clone(), self.sha256.clone())];
        for file in &self.sample.files {
            let now = sha256_of(&root.join(&file.path)).with_context(|| {
                format!("{} was drawn from and cannot be read any more", file.path)
            })?;
            files.push((file.path.clone(), now));
        }
        let of = |id: &RequirementId| self.found.iter().find(|found| found.requirement == *id);
        let judgements = self.concluded.iter().filter_map(|(id, concluded)| {
            Some(NewJudgement {
                requirement: id.clone(),
                rating: concluded.rating,
                conforming: concluded.conforming,
                grade: self.grade,
                method: vec![Method::Sample],
                date: self.day,
                by: self.by.clone(),
                reason: reason(self.sample, of(id)?, &self.deviations),
                notes: vec![note.to_owned()],
                files: files.clone(),
            })
        });
        Ok(judgements.collect())
    }

    /// What is to be said before it is written.
    fn doubts(&self) -> Vec<String> {
        let as_of = self.session.assessment.as_of;
        let mut doubts = Vec::from_iter(later(self.day, as_of));
        let (catalogue, workspace) = (&self.session.catalogue, &self.session.workspace);
        for (id, concluded) in &self.concluded {
            doubts.extend(answered(catalogue, workspace, id, as_of));
            // What was not drawn may deviate all the same.
            let line = catalogue
                .requirement(id)
                .map(|at| &self.session.assessment.lines[at]);
            let seen =
                line.filter(|line| matches!(line.state, State::PartlyShown | State::Contrary));
            let missing = seen.and_then(|line| line.missing.first());
            if let Some(missing) = missing.filter(|_| concluded.conforming) {
                doubts.push(format!(
                    "! {id} would be conforming, and the machine saw: {missing}"
                ));
            }
            let stands = line.and_then(|line| line.judgement.as_ref());
            let stands = stands.map(|stands| &workspace.judgements[stands.index]);
            if let Some(before) = stands.filter(|before| {
                (before.rating, before.conforming) != (concluded.rating, concluded.conforming)
            }) {
                let known = Proposal {
                    rating: before.rating,
                    conforming: before.conforming,
                };
                doubts.push(format!(
                    "! {id} is judged {} by {}; of two judgements the later day stands",
                    in_words(known),
                    before.by
                ));
            }
        }
        doubts
    }

    /// Keeps a worksheet that lies outside the workspace.
    fn keep_worksheet(&self) -> anyhow::Result<()> {
        let path = self.session.workspace.root.join(&self.worksheet);
        if path.is_file() {
            return Ok(());
        }
        own_folder(&self.session.workspace.root, SAMPLES)?;
        write_atomically(&path, &self.bytes)
            .with_context(|| format!("{} could not be written", self.worksheet))
    }
}

fn in_words(concluded: Proposal) -> String {
    let conforming = if concluded.conforming {
        "conforming"
    } else {
        "not conforming"
    };
    format!("{}, {conforming}", concluded.rating.word())
}
