//! One file a verb: reads the workspace, calls the library, prints.

mod accept;
mod again;
mod amended;
mod answer;
mod answered;
mod assess;
mod cache;
mod calendar;
mod catalogue;
mod check;
mod compare;
mod explain;
mod former;
mod git;
mod history;
mod init;
mod intake;
mod judge;
mod note;
mod plan;
mod report;
mod request;
mod sample;
mod session;
mod shell;
mod stored;
mod suggest;
mod texts;
mod triangulation;
mod writing;

use crate::cli::{Cli, Command};

/// Runs a command and returns its exit code.
///
/// # Errors
/// What kept it from running, for people.
pub fn run(cli: &Cli) -> anyhow::Result<u8> {
    match &cli.command {
        Command::Init(args) => init::run(args, &cli.global),
        Command::Intake(args) => intake::run(args, &cli.global),
        Command::Request(args) => request::run(args, &cli.global),
        Command::Assess(args) => assess::run(args, &cli.global),
        Command::Suggest(args) => suggest::run(args, &cli.global),
        Command::Explain(args) => explain::run(args, &cli.global),
        Command::Note(args) => note::run(args, &cli.global),
        Command::Judge(args) => judge::run(args, &cli.global),
        Command::Answer(args) => answer::run(args, &cli.global),
        Command::Sample(args) => sample::run(args, &cli.global),
        Command::Plan(args) => plan::run(args, &cli.global),
        Command::Report(args) => report::run(args, &cli.global),
        Command::Calendar(args) => calendar::run(args, &cli.global),
        Command::Check(args) => check::run(args, &cli.global),
        Command::Compare(args) => compare::run(args, &cli.global),
        Command::Catalogue(args) => catalogue::run(args, &cli.global),
        Command::Completions { shell } => shell::completions(*shell),
        Command::Man => shell::man(),
    }
}
