//! Parse, run, print the error with its hints, return the exit code.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser;
use clap::error::{ContextKind, ContextValue};
use clausewise::cli::Cli;
use clausewise::form::nearest;
use clausewise::source::visible;
use clausewise::{commands, exit};

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(mut error) => {
            suggest_the_nearest(&mut error);
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() {
                exit::COULD_NOT_RUN
            } else {
                exit::DONE
            });
        }
    };
    match commands::run(&cli) {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "{}", message(&error));
            ExitCode::from(exit::COULD_NOT_RUN)
        }
    }
}

/// Of the commands that clap offers for an unknown one, only the one that is near.
fn suggest_the_nearest(error: &mut clap::Error) {
    let known = match error.get(ContextKind::SuggestedSubcommand) {
        Some(ContextValue::Strings(known)) => known.clone(),
        Some(ContextValue::String(known)) => vec![known.clone()],
        _ => return,
    };
    let Some(ContextValue::String(typed)) = error.get(ContextKind::InvalidSubcommand) else {
        return;
    };
    let known: Vec<&str> = known.iter().map(String::as_str).collect();
    let near = nearest(typed, &known).map(str::to_owned);
    error.remove(ContextKind::SuggestedSubcommand);
    if let Some(near) = near {
        error.insert(ContextKind::SuggestedSubcommand, ContextValue::String(near));
    }
}

/// The error with its causes; lists of mistakes carry their own marks. It may name files,
/// and names can hold anything.
fn message(error: &anyhow::Error) -> String {
    let lines = format!("{error:#}");
    let lines: Vec<String> = lines.lines().map(visible).collect();
    let text = lines.join("\n");
    if text.starts_with("error") {
        text
    } else {
        format!("error: {text}")
    }
}
