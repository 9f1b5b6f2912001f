//! `check`: the rules, for people who push and for the machine that gates them.

mod changes;
mod fix;
mod known;

use std::path::Path;

use super::again::look_at;
use super::amended::amended;
use super::answered::{Answer, answered};
use super::calendar::said_in;
use super::session::{Mistakes, Session, screen};
use super::texts::Texts;
use super::writing::deliver;
use crate::calendar::{Sources, calendar};
use crate::check::{Baseline, Checked, Confidence, Policy, RULES, Severity, Subject, check};
use crate::cli::{Check as Args, CheckFormat as Format, Global};
use crate::evidence::{Amended, Document, Found, references};
use crate::exit;
use crate::output::check::{
    About, CheckView, Shown, check_view, github, gitlab, junit, markdown, pages, sarif, text,
};
use crate::output::json::pretty;
use crate::output::paint::wrapped;
use crate::output::screen::Screen;
use crate::workspace::{Workspace, locate};
use changes::Since;
use known::{Known, hindrance};

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Args, global: &Global) -> anyhow::Result<u8> {
    if args.list {
        let text = match args.format {
            Format::Markdown => pages(),
            _ => list(&screen(global, None)),
        };
        deliver(&text, args.output.as_ref(), global)?;
        return Ok(exit::DONE);
    }
    if args.fix {
        return fix::run(args, global);
    }
    let screen = screen(global, Some(&args.folder));
    let within = within_repository(&locate(&args.folder)?);
    // A baseline and a former state are no part of the evidence.
    let is_of_evidence = |workspace: &Workspace| {
        args.changed_since.is_none() && Known::file(args, workspace).is_none()
    };
    let question = |workspace: &Workspace| {
        let question = ("check", args, &within, screen);
        is_of_evidence(workspace).then(|| format!("{question:?}"))
    };
    let answer = answered(&args.folder, question, global, |session, found| {
        answer(args, global, screen, &within, session, &found)
    })?;
    deliver(&answer.text, args.output.as_ref(), global)?;
    Ok(answer.code)
}

/// What the rules find, in the form that is asked for.
fn answer(
    args: &Args,
    global: &Global,
    screen: Screen<'_>,
    within: &str,
    session: &'static Session,
    found: &[Found],
) -> anyhow::Result<Answer> {
    let settings = &session.workspace.settings;
    let mut policy = Policy::new(&settings.check).map_err(Mistakes)?;
    if let Some(fail_on) = args.fail_on {
        policy.fail_on = fail_on.0;
    }
    let files = session.evidence.documents.len();
    let mut known = Known::open(args, &session.workspace)?;
    let since = args.changed_since.as_deref();
    let since = since.map(|since| Since::find(since, session)).transpose()?;
    // The baseline that is about to be made has nothing to say yet.
    let before = known.as_ref().filter(|_| !args.known.update_baseline);
    let before = before.map(|known| known.baseline.clone());
    let view = looked_at(
        session,
        found,
        &policy,
        before.as_ref(),
        global,
        |mut checked, subject, texts| {
            if let Some(since) = &since {
                since.take_away(&mut checked, &policy, global)?;
            }
            let mut told = None;
            if let Some(known) = &mut known {
                if args.known.update_baseline && !args.write.dry_run {
                    known.update(&checked, subject, within, global)?;
                }
                checked.put_aside(&known.baseline);
                let hindrance = hindrance(args, global, files);
                told = Some(known.shrink(&checked, subject, within, hindrance)?);
            }
            // No other form quotes what it speaks of.
            let quotes = args.format == Format::Text;
            let line_of = |path: &str, line: u32| {
                let text = quotes.then(|| texts.of(path)).flatten()?;
                text.lines()
                    .nth(line.checked_sub(1)? as usize)
                    .map(str::to_owned)
            };
            let about = About {
                as_of: session.assessment.as_of,
                organisation: settings.organisation.clone(),
                files,
                within: within.to_owned(),
                known: told,
                since: since.as_ref().map(Since::view),
                line_of: &line_of,
            };
            Ok(check_view(&checked, &policy, shown(args), about))
        },
    )?;
    let text = match args.format {
        Format::Text => text(&view, screen, &next(&view, &screen)),
        Format::Json => pretty(&view)?,
        Format::Sarif => sarif(&view),
        Format::Junit => junit(&view),
        Format::Github => github(&view),
        Format::Gitlab => gitlab(&view),
        Format::Markdown => markdown(&view),
    };
    let nothing = files == 0 && session.evidence.elsewhere.is_empty();
    Ok(Answer {
        text,
        told: String::new(),
        code: match (nothing, view.failed) {
            (true, _) => exit::NOTHING,
            (false, true) => exit::NOT_MET,
            (false, false) => exit::DONE,
        },
    })
}

/// Runs the rules over what was read, and hands on what they found.
fn looked_at<T>(
    session: &Session,
    found: &[Found],
    policy: &Policy,
    baseline: Option<&Baseline>,
    global: &Global,
    then: impl FnOnce(Checked, &Subject<'_>, &Texts<'_>) -> anyhow::Result<T>,
) -> anyhow::Result<T> {
    let logs = session.logs();
    let texts = Texts::new(&session.workspace.root);
    let chains = session.traced(&logs, &texts);
    let said = said_in(session, found, global);
    let promises = calendar(Sources {
        catalogue: &session.catalogue,
        workspace: &session.workspace,
        evidence: &session.evidence,
        assessment: &session.assessment,
        said: &said,
        logs: Some(&logs),
    });
    let refers = |_, document: &Document| document.has_text();
    let references = look_at(session, found, "references", global, refers, references);
    let amended = if policy.runs_by_history() {
        amended(session)
    } else {
        Amended::default()
    };
    let subject = Subject {
        catalogue: &session.catalogue,
        workspace: &session.workspace,
        evidence: &session.evidence,
        assessment: &session.assessment,
        calendar: &promises,
        references: &references,
        amended: &amended,
        logs: &logs,
        chains: &chains,
        threshold: policy.threshold,
        baseline,
    };
    then(check(&subject, policy), &subject, &texts)
}

/// Where a folder lies in the repository around it: empty, or a path with a slash behind it.
fn within_repository(root: &Path) -> String {
    let Ok(root) = root.canonicalize() else {
        return String::new();
    };
    let mut around = root.ancestors();
    let repository = around.find(|folder| folder.join(".git").exists());
    let within = repository.and_then(|repository| root.strip_prefix(repository).ok());
    let mut out = String::new();
    for part in within.into_iter().flat_map(Path::components) {
        out.push_str(&part.as_os_str().to_string_lossy());
        out.push('/');
    }
    out
}

fn shown(args: &Args) -> Shown {
    Shown {
        severity: args.min_severity.unwrap_or(Severity::Note),
        confidence: args.min_confidence.unwrap_or(Confidence::Low),
        known: args.known.show_known,
    }
}

/// The commands it ends with: the rule of what fails explained, else of what is worst.
fn next(view: &CheckView, screen: &Screen<'_>) -> Vec<String> {
    let worst = |severity: &str| view.findings.iter().find(|of| of.severity == severity);
    let failing = view.findings.iter().find(|finding| finding.fails);
    let first = failing
        .or_else(|| worst("error"))
        .or_else(|| worst("warning"));
    match first {
        Some(first) => vec![screen.command(&format!("explain {}", first.rule))],
        None => vec![screen.command("assess")],
    }
}

/// Every rule with what it objects to.
fn list(screen: &Screen<'_>) -> String {
    let mut out = String::new();
    for rule in RULES {
        let lead = format!("{:26} {:8} ", rule.name, rule.severity.word());
        let title = wrapped(rule.title, screen.width.saturating_sub(lead.len()), 0);
        for (at, line) in title.lines().enumerate() {
            let before = if at == 0 { lead.as_str() } else { "" };
            out.push_str(&format!("{before:lead$}{line}\n", lead = lead.len()));
        }
    }
    out.push('\n');
    out.push_str(
        &screen
            .anywhere()
            .next(&format!("explain {}", RULES[0].name)),
    );
    out
}
