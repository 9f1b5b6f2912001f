//! `report`: render a template.

use std::cell::OnceCell;
use std::path::Path;

use anyhow::{Context as _, bail};

use super::again::listed;
use super::calendar::{said_in, view_of};
use super::plan::{tell_problems, viewed};
use super::texts::Texts;
use super::triangulation::triangulated;
use super::writing::deliver;
use crate::cli::{Global, Report, ReportFormat};
use crate::exit;
use crate::form::did_you_mean;
use crate::output::calendar::Wanted;
use crate::output::json::pretty;
use crate::plan::load;
use crate::report::{REPORTS, Templates, context, render};

/// The report that shows chains and figures of records, and quotes what was found.
const WHOLE: &str = "gap";

/// Runs it.
///
/// # Errors
/// What kept it from running.
pub fn run(args: &Report, global: &Global) -> anyhow::Result<u8> {
    let names: Vec<&str> = REPORTS.iter().map(|(name, _)| *name).collect();
    let templates = match &args.templates {
        Some(folder) => read_templates(folder)?,
        None => Templates::new(),
    };
    let own = templates
        .keys()
        .any(|name| name.split('.').next() == Some(args.name.as_str()));
    if !names.contains(&args.name.as_str()) && !own {
        let hint = did_you_mean(&args.name, &names)
            .unwrap_or_else(|| format!("known: {}", names.join(", ")));
        bail!("there is no report `{}`; {hint}", args.name);
    }
    let form = form(args)?;
    let (session, found) = listed(&args.folder, global)?;
    let said = match args.name.as_str() {
        "calendar" | "triangulation" | "actions" | "nonconformities" => {
            Some(said_in(session, &found, global))
        }
        _ => None,
    };
    let texts = Texts::new(&session.workspace.root);
    let logs = OnceCell::new();
    let read = || logs.get_or_init(|| session.logs());
    // Of the built-in reports one shows all; what other templates show nobody knows.
    let whole = args.context || args.name == WHOLE || !templates.is_empty();
    let view = if whole {
        let mut view = session.traced_view(read(), &texts);
        view.quote_nearest(&session.catalogue, &|path| texts.of(path));
        view.quote_denials(&|path, line| texts.line(path, line));
        view.quote_found(&|path, line, at, longest| texts.quote(path, line, at, longest));
        view
    } else {
        session.view()
    };
    let code = if view.is_empty() {
        exit::NOTHING
    } else {
        exit::DONE
    };
    let mut context = context(&args.name, view);
    if matches!(args.name.as_str(), "actions" | "nonconformities") {
        let plan = load(&session.workspace.root);
        tell_problems(&plan.problems);
        if !plan.actions.is_empty() || args.name == "nonconformities" {
            let said = said.as_ref().unwrap_or(const { &Vec::new() });
            context.plan = Some(viewed(session, &plan, said, global).0);
        }
    }
    if let (Some(said), "triangulation") = (&said, args.name.as_str()) {
        let clauses: Vec<usize> = (0..session.catalogue.clauses.len()).collect();
        let sides = triangulated(session, &found, said, read(), global, &clauses);
        context.triangulation = Some(sides);
    } else if args.name == "calendar" {
        context.calendar = said.map(|said| view_of(session, &said, logs.get(), &Wanted::default()));
    }
    let text = if args.context {
        pretty(&context)?
    } else {
        render(&context, form, templates).map_err(anyhow::Error::msg)?
    };
    deliver(&text, args.output.as_ref(), global)?;
    Ok(code)
}

fn form(args: &Report) -> anyhow::Result<&'static str> {
    let ending = args
        .output
        .as_ref()
        .and_then(|path| path.extension())
        .map(|ending| ending.to_string_lossy().to_lowercase());
    Ok(match (args.format, ending.as_deref()) {
        (Some(ReportFormat::Html), _) | (None, Some("html" | "htm")) => "html",
        (Some(ReportFormat::Md), _) | (None, None | Some("md" | "markdown" | "json")) => "md",
        (None, Some(other)) => {
            bail!("a report cannot be written as .{other} by this version; use .html or .md")
        }
    })
}

fn read_templates(folder: &Path) -> anyhow::Result<Templates> {
    let mut templates = Templates::new();
    let entries = std::fs::read_dir(folder)
        .with_context(|| format!("the templates folder {} cannot be read", folder.display()))?;
    for entry in entries {
        let path = entry?.path();
        let name = path
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        if name.ends_with(".j2") {
            let text = std::fs::read_to_string(&path)
                .with_context(|| format!("{} cannot be read", path.display()))?;
            templates.insert(name, text);
        }
    }
    if templates.is_empty() {
        bail!(
            "{} holds no template; name them as the built-in ones, such as gap.html.j2",
            folder.display()
        );
    }
    Ok(templates)
}
