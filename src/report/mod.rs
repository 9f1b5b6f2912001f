//! Reports through minijinja: strict (an unknown variable is an error with its line),
//! bounded by fuel, HTML and Markdown escaped by default.
//!
//! A template sees exactly what `report NAME --context` prints. Built-in templates are
//! compiled in; those handed over go before them, name by name.

mod context;

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use minijinja::value::Serde;
use minijinja::{
    AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value,
};

pub use context::{ReportContext, context};

use crate::assessment::Share;
use crate::output::markdown::escaped;
use crate::source::{is_unsafe, visible};

static BUILT_IN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/templates");

/// The reports, each with what it is.
pub const REPORTS: &[(&str, &str)] = &[
    (
        "gap",
        "the whole gap analysis: verdict, scope, heat map, clause by clause, documents, gates",
    ),
    ("summary", "one page for top management"),
    (
        "actions",
        "the action plan; before there is one, what would settle the gaps",
    ),
    (
        "nonconformities",
        "the register of nonconformities: cause, correction, whether it helped",
    ),
    (
        "calendar",
        "every promise: what is broken, what falls due in the next twelve months",
    ),
    (
        "triangulation",
        "what documents say, people said and records show of each process, and where that disagrees",
    ),
];

/// Steps a template may take; the largest built-in report needs about a fiftieth.
const FUEL: u64 = 200_000_000;

/// Templates handed over by name, such as `gap.html.j2`.
pub type Templates = BTreeMap<String, String>;

/// Renders a report. `form` is `html` or `md`.
///
/// # Errors
/// What is wrong with the template, with its name and line.
pub fn render(context: &ReportContext, form: &str, templates: Templates) -> Result<String, String> {
    let own = format!("{}.{form}.j2", context.report);
    // Whoever brings a template of his own gets it in any case.
    let too_early = context.view.is_only_a_first_look()
        && context.calendar.is_none()
        && context.triangulation.is_none()
        && context.plan.is_none();
    let name = if too_early && !templates.contains_key(&own) {
        format!("first-look.{form}.j2")
    } else if context.report == "actions" && context.plan.is_some() && !templates.contains_key(&own)
    {
        format!("plan.{form}.j2")
    } else {
        own
    };
    let environment = environment(templates);
    let template = environment
        .get_template(&name)
        .map_err(|error| explain(&error))?;
    let mut text = template
        .render(Value::from(Serde(context)))
        .map_err(|error| explain(&error))?;
    if !text.ends_with('\n') {
        text.push('\n');
    }
    Ok(text)
}

/// The built-in templates, to copy and change.
pub fn built_in() -> impl Iterator<Item = (&'static str, &'static str)> {
    BUILT_IN
        .files()
        .filter_map(|file| Some((file.path().to_str()?, file.contents_utf8()?)))
}

fn environment(templates: Templates) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_syntax(
        minijinja::syntax::SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()
            .unwrap_or_default(),
    );
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_fuel(Some(FUEL));
    environment.set_auto_escape_callback(|name| {
        if name.ends_with(".html.j2") || name.ends_with(".svg.j2") {
            AutoEscape::Html
        } else if name.ends_with(".md.j2") {
            AutoEscape::Custom("markdown".into())
        } else {
            AutoEscape::None
        }
    });
    environment.set_formatter(formatter);
    environment.add_filter("percent", percent);
    environment.add_filter("breakable", breakable);
    environment.set_loader(move |name| {
        let built_in = || {
            BUILT_IN
                .get_file(name)
                .and_then(|file| file.contents_utf8())
                .map(str::to_owned)
        };
        Ok(templates.get(name).cloned().or_else(built_in))
    });
    environment
}

/// Markdown is escaped like HTML is: text from files cannot add markup. In both, what
/// steers a terminal or turns text round becomes visible.
fn formatter(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let markdown = matches!(state.auto_escape(), AutoEscape::Custom(name) if name == "markdown");
    if !markdown {
        return match value.as_str() {
            Some(text) if !value.is_safe() && text.chars().any(is_unsafe) => {
                minijinja::escape_formatter(out, state, &Value::from(visible(text)))
            }
            _ => minijinja::escape_formatter(out, state, value),
        };
    }
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    let text = value.to_string();
    let text = if value.is_safe() {
        text
    } else {
        escaped(&text)
    };
    out.write_str(&text).map_err(Error::from)
}

/// A share as whole per cent: `0.425` is `43 %`; nothing is `–`.
fn percent(value: &Value) -> String {
    match f64::try_from(value.clone()) {
        Ok(share) => Share::read(share).to_string(),
        Err(_) => "–".to_owned(),
    }
}

/// A name for HTML that may be broken behind the marks that divide it, and not elsewhere.
fn breakable(name: &str) -> Value {
    let mut out = String::with_capacity(name.len() + 32);
    for c in visible(name).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '/' | '_' | '-' => {
                out.push(c);
                out.push_str("<wbr>");
            }
            c => out.push(c),
        }
    }
    Value::from_safe_string(out)
}

fn explain(error: &Error) -> String {
    let place = match (error.name(), error.line()) {
        (Some(name), Some(line)) => format!("{name}:{line}: "),
        (Some(name), None) => format!("{name}: "),
        _ => String::new(),
    };
    let what = match error.kind() {
        ErrorKind::UndefinedError => "a variable that the report does not have",
        ErrorKind::OutOfFuel => "the template does not come to an end",
        ErrorKind::TemplateNotFound => "there is no such template",
        ErrorKind::SyntaxError => "the template cannot be read",
        ErrorKind::UnknownFilter => "a filter that does not exist",
        _ => "the template failed",
    };
    let detail = error
        .detail()
        .map_or_else(String::new, |detail| format!(": {detail}"));
    format!(
        "{place}{what}{detail}\nhelp: `clausewise report NAME --context` prints everything a template can use"
    )
}
