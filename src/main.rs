//! Parse, run, print the error with its hints, return the exit code.

use std::io::Write as _;
use std::process::ExitCode;

use clap::Parser;
use clausewise::cli::Cli;
use clausewise::source::visible;
use clausewise::{commands, exit};

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
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
