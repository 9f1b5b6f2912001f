//! The command line, as clap reads it. Definitions only.

pub mod plan;

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{FalseyValueParser, PossibleValuesParser, TypedValueParser};
use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::check::{Confidence, Severity};

/// Gap analysis and audit readiness for ISO/IEC 20000-1, from the evidence itself.
#[derive(Debug, Parser)]
#[command(name = "clausewise", version, about, max_term_width = 100, after_help = AFTER)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// Options every command takes.
    #[command(flatten)]
    pub global: Global,
}

const AFTER: &str = "Exit codes: 0 done · 1 a gate asked for is not met, or check fails · 2 could not run · 3 nothing to assess\n\
Begin with: clausewise assess FOLDER";

/// Options every command takes.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line"
)]
pub struct Global {
    /// Load a catalogue from this folder instead of the built-in ones.
    #[arg(long, global = true, value_name = "DIR", env = "CLAUSEWISE_CATALOGUE")]
    pub catalogue: Option<PathBuf>,
    /// Edition to assess against, such as iso20000-1:2018.
    #[arg(long, global = true, value_name = "EDITION")]
    pub edition: Option<String>,
    /// The day the assessment speaks of (default: clausewise.toml, else today).
    #[arg(long, global = true, value_name = "DATE")]
    pub as_of: Option<String>,
    /// Colour on screen.
    #[arg(
        long,
        global = true,
        value_enum,
        default_value = "auto",
        value_name = "WHEN"
    )]
    pub color: When,
    /// Say only what is asked for.
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Say more.
    #[arg(short, long, global = true)]
    pub verbose: bool,
    /// Read every file again, whatever is known of it from an earlier run.
    #[arg(long, global = true, env = "CLAUSEWISE_NO_CACHE", value_parser = FalseyValueParser::new())]
    pub no_cache: bool,
    /// Keep what is known of files in this folder (default: the system's folder for caches).
    #[arg(long, global = true, value_name = "DIR", env = "CLAUSEWISE_CACHE_DIR")]
    pub cache_dir: Option<OsString>,
    /// Do not ask git when files were last changed.
    #[arg(long, global = true, env = "CLAUSEWISE_NO_GIT", value_parser = FalseyValueParser::new())]
    pub no_git: bool,
}

/// When to use colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum When {
    /// On a terminal.
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The verbs.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Start a workspace, or adopt a folder; touches nothing that exists.
    Init(Init),
    /// Look through a client's dump: what is there, twice, newest, not readable; a register.
    Intake(Intake),
    /// The list of documents to ask for: what is open, asked, received, accepted.
    Request(Request),
    /// Score the evidence and print the scorecard.
    Assess(Assess),
    /// Suggest for which clauses the files that nobody claims may be evidence.
    Suggest(Suggest),
    /// Explain a clause, requirement, item, series, register, rule or file: what was found, what is missing.
    Explain(Explain),
    /// Draw records of a register to look at; read back what was found of them.
    Sample(Sample),
    /// Record what was learnt in an interview or seen on site.
    Note(Note),
    /// Record a conclusion on a requirement.
    Judge(Judge),
    /// Answer instead of evidence: performed by another party, no occurrence, no such party.
    Answer(Answer),
    /// Every promise: interval, deadline, target; when it was last kept and falls due next.
    Calendar(Calendar),
    /// Hold the evidence against the rules, for every push: exit code 1 where something fails.
    Check(Check),
    /// What changed between two assessments, and why: snapshots, folders, states out of git.
    Compare(Compare),
    /// The action plan: from gaps to closed, over months.
    Plan(Box<plan::Plan>),
    /// Render a report.
    Report(Report),
    /// Look into the catalogue.
    #[command(subcommand)]
    Catalogue(CatalogueCommand),
    /// Print a completion script for a shell.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
    /// Print the manual page.
    Man,
}

/// `init`.
#[derive(Debug, Args)]
pub struct Init {
    /// Name of the organisation.
    #[arg(long)]
    pub name: Option<String>,
    #[command(flatten)]
    /// Whether to write.
    pub write: Write,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// Options of verbs that write.
#[derive(Debug, Args)]
pub struct Write {
    /// Write without asking.
    #[arg(long)]
    pub yes: bool,
    /// Only show what would be written.
    #[arg(long, conflicts_with = "yes")]
    pub dry_run: bool,
}

/// `intake`.
#[derive(Debug, Args)]
#[command(
    after_help = "For example:\n  clausewise intake dump.zip --into client/deliveries/1\n  clausewise intake client -o register.xlsx\n  clausewise intake --accept register.xlsx client"
)]
pub struct Intake {
    /// Where a ZIP is unpacked to (default: a folder beside it, named after it).
    #[arg(long, value_name = "FOLDER", conflicts_with = "accept")]
    pub into: Option<PathBuf>,
    /// Write the register to work in (.xlsx, .csv), or the JSON (.json).
    #[arg(short, long, value_name = "FILE", conflicts_with = "accept")]
    pub output: Option<PathBuf>,
    /// With -o: carry over what was typed into an earlier register.
    #[arg(long, value_name = "REGISTER", requires = "output")]
    pub from: Option<PathBuf>,
    /// Form of what is printed.
    #[arg(long, value_enum, default_value = "table")]
    pub format: IntakeFormat,
    /// List every file, not only what is new and most important.
    #[arg(long)]
    pub all: bool,
    /// Read a filled register back into claims.toml.
    #[arg(long, value_name = "REGISTER")]
    pub accept: Option<PathBuf>,
    #[command(flatten)]
    /// Whether to write.
    pub write: Write,
    /// The folder, or a ZIP to unpack first.
    #[arg(default_value = ".", value_name = "DIR|ZIP")]
    pub what: PathBuf,
}

/// Forms of a delivery.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum IntakeFormat {
    /// A page for the screen.
    Table,
    /// Everything, as versioned JSON.
    Json,
}

/// `request`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "For example:\n  clausewise request\n  clausewise request -o list.xlsx\n  clausewise request set D13 --state asked --by \"A. Example\""
)]
pub struct Request {
    /// Record what became of a request.
    #[command(subcommand)]
    pub action: Option<RequestAction>,
    /// Write the list to send to the client (.xlsx, .md, .csv), or the JSON (.json).
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Form of what is printed.
    #[arg(long, value_enum, default_value = "table")]
    pub format: IntakeFormat,
    /// List also what is received and accepted.
    #[arg(long)]
    pub all: bool,
    /// Read a list that was filled in back into requests.toml.
    #[arg(long, value_name = "LIST", conflicts_with = "output", requires = "by")]
    pub accept: Option<PathBuf>,
    /// With --accept: who says what the list says.
    #[arg(long, env = "CLAUSEWISE_ASSESSOR")]
    pub by: Option<String>,
    #[command(flatten)]
    /// Whether to write.
    pub write: Write,
    /// After how many days without an answer a request is to be chased.
    #[arg(long, value_name = "DAYS", default_value_t = 7)]
    pub chase_after: u16,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// What is done with a request.
#[derive(Debug, Subcommand)]
pub enum RequestAction {
    /// Record that something was asked for, chased, received or accepted.
    Set(RequestSet),
}

/// `request set`.
#[derive(Debug, Args)]
pub struct RequestSet {
    /// Documents of the list, such as D13 or D13,D14.
    pub items: String,
    /// asked, chased, received, accepted or open.
    #[arg(long)]
    pub state: String,
    /// For which service, customer or supplier, where each has its own.
    #[arg(long = "for", value_name = "NAME")]
    pub member: Option<String>,
    /// Who did it.
    #[arg(long, env = "CLAUSEWISE_ASSESSOR")]
    pub by: String,
    /// When (default: the as-of date).
    #[arg(long)]
    pub date: Option<String>,
    /// By when it is wanted.
    #[arg(long)]
    pub due: Option<String>,
    /// The file that came.
    #[arg(long)]
    pub file: Option<String>,
    /// Anything to remember.
    #[arg(long, allow_hyphen_values = true, value_parser = prose)]
    pub note: Option<String>,
    #[command(flatten)]
    /// Whether to write.
    pub write: Write,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// `assess`.
#[derive(Debug, Args)]
pub struct Assess {
    /// Form of the output; without it the file's ending tells, and the screen gets a table.
    #[arg(long, value_enum)]
    pub format: Option<Format>,
    /// Write to this file instead of the screen; its ending chooses the form (.json, .csv, .md,
    /// .txt).
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Save the assessment under snapshots/.
    #[arg(long)]
    pub save: bool,
    /// Exit with 1 unless this gate is met (`stage-1`, `stage-2`).
    #[arg(long, value_name = "GATE")]
    pub gate: Option<String>,
    /// The folder (default: the workspace around the current folder).
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// Forms of an assessment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A scorecard for the screen.
    Table,
    /// Everything, as versioned JSON.
    Json,
    /// One line a requirement.
    Csv,
    /// The scorecard as Markdown.
    Markdown,
}

/// `compare`.
#[derive(Debug, Args)]
#[command(
    after_help = "For example:\n  clausewise compare client/snapshots/2026-05-01.json client\n  clausewise compare v1.0 client\n  clausewise compare HEAD~10 HEAD --in client"
)]
pub struct Compare {
    /// What to compare with: a saved assessment, a folder, or a commit, branch or tag.
    #[arg(value_name = "BEFORE")]
    pub before: String,
    /// What to compare (default: the folder as it is).
    #[arg(value_name = "NOW")]
    pub after: Option<String>,
    /// The folder of which commits are taken (default: NOW where it is a folder, else the current
    /// one).
    #[arg(long = "in", value_name = "FOLDER")]
    pub folder: Option<PathBuf>,
    /// Form of the output; without it the file's ending tells, and the screen gets a table.
    #[arg(long, value_enum)]
    pub format: Option<CompareFormat>,
    /// Write to this file instead of the screen; its ending chooses the form (.json, .md, .txt).
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}

/// Forms of a comparison.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CompareFormat {
    /// For the screen.
    Table,
    /// Everything, as versioned JSON.
    Json,
    /// For minutes and wikis.
    Markdown,
}

/// `suggest`.
#[derive(Debug, Args)]
#[command(
    after_help = "For example:\n  clausewise suggest client\n  clausewise suggest client -o suggestions.xlsx\n  clausewise suggest --accept suggestions.xlsx client\n  clausewise suggest --accept-over 0.7 client"
)]
pub struct Suggest {
    /// Write the list to decide in (.xlsx, .csv).
    #[arg(short, long, value_name = "FILE", conflicts_with_all = ["accept", "accept_over"])]
    pub output: Option<PathBuf>,
    /// Read a list that was filled in back into claims.toml.
    #[arg(long, value_name = "LIST", conflicts_with = "accept_over")]
    pub accept: Option<PathBuf>,
    /// Accept all suggestions of at least this confidence, from 0 to 1.
    #[arg(long, value_name = "CONFIDENCE", value_parser = confidence)]
    pub accept_over: Option<f64>,
    #[command(flatten)]
    /// Whether to write.
    pub write: Write,
    /// Form of what is printed.
    #[arg(long, value_enum, default_value = "table")]
    pub format: SuggestFormat,
    /// List every file, every clause it may also belong to, and everything that speaks for it.
    #[arg(long)]
    pub all: bool,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// How sure one wants to be: `0.7`, or `0,7` as it is written elsewhere.
fn confidence(text: &str) -> Result<f64, String> {
    let number: Option<f64> = text.trim().replace(',', ".").parse().ok();
    number
        .filter(|number| (0.0..=1.0).contains(number))
        .ok_or_else(|| "a confidence is a number from 0 to 1, such as 0.7".to_owned())
}

/// Forms of suggestions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SuggestFormat {
    /// A page for the screen.
    Table,
    /// Every file with its suggestions.
    Json,
}

/// `calendar`.
#[derive(Debug, Args)]
#[command(
    after_help = "For example:\n  clausewise calendar --within P90D\n  clausewise calendar --overdue --owner \"service manager\"\n  clausewise calendar -o calendar.ics"
)]
pub struct Calendar {
    /// Form of what is written (default: by the ending of -o, else table).
    #[arg(long, value_enum)]
    pub format: Option<CalendarFormat>,
    /// Only what falls due from this day on.
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Only what falls due up to this day, and what is broken.
    #[arg(long, value_name = "DATE", conflicts_with = "within")]
    pub until: Option<String>,
    /// The same by how long it is: P90D, P3M.
    #[arg(long, value_name = "PERIOD")]
    pub within: Option<String>,
    /// Only what is broken.
    #[arg(long)]
    pub overdue: bool,
    /// Only promises of this kind; may be given more than once.
    #[arg(long, value_enum, value_delimiter = ',')]
    pub kind: Vec<PromiseKind>,
    /// Only what somebody keeps whose name or role has these words.
    #[arg(long, value_name = "WHO")]
    pub owner: Option<String>,
    /// List everything with its sentences, not only what is most important.
    #[arg(long)]
    pub all: bool,
    /// Write to a file (.ics, .json, .csv, .md, .txt).
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// Forms of a calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CalendarFormat {
    /// A page for the screen.
    Table,
    /// Everything, as versioned JSON.
    Json,
    /// A line a promise.
    Csv,
    /// A table for a wiki.
    Markdown,
    /// Entries for a calendar program (iCalendar, RFC 5545).
    Ics,
}

/// Kinds of promises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PromiseKind {
    /// How often something is done.
    Interval,
    /// By when or within how long.
    Deadline,
    /// A number to reach or not to exceed.
    Target,
    /// A day on which something ends.
    End,
}

impl PromiseKind {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Interval => "interval",
            Self::Deadline => "deadline",
            Self::Target => "target",
            Self::End => "end",
        }
    }
}

/// `check`.
#[derive(Debug, Args)]
#[command(
    after_help = "For example:\n  clausewise check\n  clausewise check --min-severity warning\n  clausewise check --format json -o check.json\n  clausewise check --changed-since origin/main\n  clausewise check --update-baseline\n  clausewise check --fix --dry-run"
)]
pub struct Check {
    /// Form of what is written.
    #[arg(long, value_enum, default_value = "text")]
    pub format: CheckFormat,
    /// Show only what is at least so bad.
    #[arg(long, value_name = "SEVERITY", value_parser = one_of(Severity::WORDS))]
    pub min_severity: Option<Severity>,
    /// Show only what is at least so sure.
    #[arg(long, value_name = "CONFIDENCE", value_parser = one_of(Confidence::WORDS))]
    pub min_confidence: Option<Confidence>,
    /// Fail on what is at least so bad (default: `fail_on` in clausewise.toml, else error).
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on())]
    pub fail_on: Option<FailOn>,
    #[command(flatten)]
    /// What is known from before.
    pub known: KnownArgs,
    /// Tell only what changes since a revision of git brought about.
    #[arg(long, value_name = "REV")]
    pub changed_since: Option<String>,
    /// Write dates and clauses of metadata in the one form that is right; shown first.
    #[arg(long, conflicts_with_all = ["changed_since", "baseline", "update_baseline", "list", "output"])]
    pub fix: bool,
    #[command(flatten)]
    /// Whether to write.
    pub write: Write,
    /// List the rules.
    #[arg(long)]
    pub list: bool,
    /// Write to a file.
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// What is known from before.
#[derive(Debug, Args)]
pub struct KnownArgs {
    /// Findings known from before fail nothing (default: `baseline` in clausewise.toml).
    #[arg(long, value_name = "FILE")]
    pub baseline: Option<PathBuf>,
    /// Write all that is found into the baseline, a new one where there is none.
    #[arg(long, conflicts_with = "changed_since")]
    pub update_baseline: bool,
    /// List what the baseline knows as well.
    #[arg(long)]
    pub show_known: bool,
}

/// Forms of what `check` found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// For the screen, with the lines that are meant.
    Text,
    /// Everything, as versioned JSON.
    Json,
    /// SARIF 2.1.0, for code hosts.
    Sarif,
    /// XML as `JUnit` writes it, for dashboards of tests.
    Junit,
    /// Annotations of GitHub's workflows.
    Github,
    /// A report of GitLab's code quality.
    Gitlab,
    /// A page for the summary of a job.
    Markdown,
}

/// The least severity that fails a check, if anything does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FailOn(pub Option<Severity>);

/// One of some stable words, for what it stands for.
fn one_of<T: Copy + Send + Sync + 'static>(
    words: &'static [(&'static str, T)],
) -> impl TypedValueParser<Value = T> {
    let known = PossibleValuesParser::new(words.iter().map(|(word, _)| *word));
    known.try_map(|said| {
        let meant = words.iter().find(|(word, _)| *word == said);
        meant.map(|(_, meant)| *meant).ok_or("no such word")
    })
}

/// A severity, or `never`.
fn fail_on() -> impl TypedValueParser<Value = FailOn> {
    let words = Severity::WORDS.iter().map(|(word, _)| *word);
    let known = PossibleValuesParser::new(words.chain(["never"]));
    known.map(|said| {
        let meant = Severity::WORDS.iter().find(|(word, _)| *word == said);
        FailOn(meant.map(|(_, severity)| *severity))
    })
}

/// `explain`.
#[derive(Debug, Args)]
pub struct Explain {
    /// A clause (8.6.1), requirement (8.6.1-8), item (D20), series, register, rule or file; `chain` for
    /// what leads from one record to the next, `service` for what there is of each, `party` for
    /// who does what.
    pub what: String,
    /// The folder; behind `chain` and `service` first the name of one.
    #[arg(value_name = "FOLDER", num_args = 0..=2)]
    pub rest: Vec<PathBuf>,
    /// Of a file: the text as it was read, each line with its place.
    #[arg(long)]
    pub text: bool,
}

/// `sample`.
#[derive(Debug, Args)]
#[command(
    override_usage = "clausewise sample [OPTIONS] [REGISTER|FILE|KIND] [FOLDER]\n       \
        clausewise sample --accept <WORKSHEET> --by <BY> [OPTIONS] [FOLDER]\n       \
        clausewise sample list [FOLDER]",
    after_help = "For example:\n  clausewise sample\n  clausewise sample incident -o sample.xlsx\n  clausewise sample REG-CHANGES --for 8.5.1.3 --size 25 -o sample.xlsx\n  clausewise sample --accept sample.xlsx --by \"A. Example\"\n  clausewise sample list"
)]
pub struct Sample {
    /// What to draw from: the id of a register, a file, or a kind of record; without it what
    /// there is to draw from is listed, and with `list` the samples that were drawn.
    pub what: Option<String>,
    /// The folder (default: the workspace around the current folder).
    pub folder: Option<PathBuf>,
    #[command(flatten)]
    /// How it is drawn.
    pub draw: DrawSample,
    #[command(flatten)]
    /// What is read back.
    pub back: SampleBack,
    /// Form of what is printed.
    #[arg(long, value_enum, default_value = "table")]
    pub format: SuggestFormat,
    /// List every record that was drawn.
    #[arg(long)]
    pub all: bool,
}

/// How a sample is drawn.
#[derive(Debug, Args)]
pub struct DrawSample {
    /// What the records are looked at for: clauses or requirements (default: those that the
    /// catalogue holds such records to).
    #[arg(long = "for", value_name = "ID", value_delimiter = ',')]
    pub targets: Vec<String>,
    /// The first day of the period (default: the time looked at, a year up to the as-of date).
    #[arg(long, value_name = "DATE")]
    pub from: Option<String>,
    /// Its last day.
    #[arg(long, value_name = "DATE")]
    pub to: Option<String>,
    /// How it is drawn: random, systematic (every so many) or stratified (from each group;
    /// the default where a column holds priorities).
    #[arg(long, value_name = "METHOD")]
    pub method: Option<String>,
    /// By what groups are made: priority, service, class, month or another column that is known.
    #[arg(long, value_name = "ATTRIBUTE")]
    pub strata: Option<String>,
    /// How many: a number, a share (10%), sqrt (the square root, at least 5 and at most 50) or
    /// all.
    #[arg(long, default_value = "sqrt")]
    pub size: String,
    /// Rare kinds of which all are taken on top, or none (default: each of at most 50, such as
    /// major incidents and failed changes).
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub all_of: Vec<String>,
    /// What the draw begins with (default: it follows from the records and the period).
    #[arg(long)]
    pub seed: Option<String>,
    /// Where a table holds records of several kinds: which.
    #[arg(long)]
    pub kind: Option<String>,
    /// Write the worksheet to fill (.xlsx, .csv), and keep the sample in samples/.
    #[arg(short, long, value_name = "FILE", conflicts_with = "accept")]
    pub output: Option<PathBuf>,
}

/// What is read back of a sample.
#[derive(Debug, Args)]
pub struct SampleBack {
    /// Read a filled worksheet back: judgements, a note, and what was found.
    #[arg(long, value_name = "WORKSHEET", requires = "by")]
    pub accept: Option<PathBuf>,
    /// With --accept: who looked and decides.
    #[arg(long, env = "CLAUSEWISE_ASSESSOR")]
    pub by: Option<String>,
    /// With --accept: use what is filled although something is open.
    #[arg(long, requires = "accept")]
    pub partial: bool,
    /// With --accept: N, P, L or F instead of what is proposed; for one requirement (--for).
    #[arg(long, requires = "accept")]
    pub rating: Option<String>,
    /// With --accept: the requirement is met.
    #[arg(long, requires = "accept", conflicts_with = "nonconforming")]
    pub conforming: bool,
    /// With --accept: the requirement is not met.
    #[arg(long, requires = "accept")]
    pub nonconforming: bool,
    /// With --accept: major, minor, observation, opportunity or none.
    #[arg(long, requires = "accept")]
    pub grade: Option<String>,
    /// With --accept: when (default: the as-of date).
    #[arg(long, requires = "accept")]
    pub date: Option<String>,
    #[command(flatten)]
    /// Whether to write.
    pub write: Write,
}

/// `note`.
#[derive(Debug, Args)]
#[command(
    after_help = "For example:\n  clausewise note \"The duty manager rings the director.\" --about 8.6.1-9 \\\n    --by \"A. Example\""
)]
pub struct Note {
    /// What was said or seen.
    #[arg(allow_hyphen_values = true, value_parser = prose)]
    pub text: String,
    /// Requirements, clauses or items it bears on.
    #[arg(long, required = true, value_delimiter = ',', value_name = "ID")]
    pub about: Vec<String>,
    /// Who writes it down.
    #[arg(long, env = "CLAUSEWISE_ASSESSOR")]
    pub by: String,
    /// How it was learnt: interview, observation, document, attest.
    #[arg(long, default_value = "interview")]
    pub kind: String,
    /// Who was spoken to.
    #[arg(long, value_delimiter = ',')]
    pub with: Vec<String>,
    /// Which way it speaks of what it is about, where its words leave that open: shows, denies.
    #[arg(long)]
    pub says: Option<String>,
    /// For `attest`: the file whose content a person vouches for.
    #[arg(long)]
    pub file: Option<String>,
    /// When (default: the as-of date).
    #[arg(long)]
    pub date: Option<String>,
    #[command(flatten)]
    /// Whether to write.
    pub write: Write,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// A text of words, which may begin with a hyphen; an option that there is not, does too.
fn prose(text: &str) -> Result<String, String> {
    let word = text.trim_start_matches('-');
    if text.len() > word.len() && !word.is_empty() && !text.contains(char::is_whitespace) {
        return Err("no such option".to_owned());
    }
    Ok(text.to_owned())
}

/// `judge`.
#[derive(Debug, Args)]
#[command(
    override_usage = "clausewise judge <REQUIREMENT> --rating <RATING>\n       \
        --conforming|--nonconforming --method <METHOD> --by <BY>\n       \
        --reason <REASON> [OPTIONS] [FOLDER]",
    after_help = "For example:\n  clausewise judge 8.6.1-8 --rating L --conforming --method document \\\n    --by \"A. Example\" --reason \"Read.\" --file procedures/major-incidents.md"
)]
pub struct Judge {
    /// The requirement, such as 8.6.1-9.
    pub requirement: String,
    /// N, P, L or F.
    #[arg(long)]
    pub rating: String,
    /// The requirement is met.
    #[arg(long, conflicts_with = "nonconforming")]
    pub conforming: bool,
    /// The requirement is not met.
    #[arg(long)]
    pub nonconforming: bool,
    /// major, minor, observation, opportunity or none.
    #[arg(long, default_value = "none")]
    pub grade: String,
    /// interview, observation, document, sample.
    #[arg(long, value_delimiter = ',', required = true)]
    pub method: Vec<String>,
    /// Who judges.
    #[arg(long, env = "CLAUSEWISE_ASSESSOR")]
    pub by: String,
    /// Why.
    #[arg(long, allow_hyphen_values = true, value_parser = prose)]
    pub reason: String,
    /// Notes it rests on.
    #[arg(long = "note", value_delimiter = ',')]
    pub notes: Vec<String>,
    /// Files it rests on; their hashes are recorded.
    #[arg(long = "file")]
    pub files: Vec<String>,
    /// When (default: the as-of date).
    #[arg(long)]
    pub date: Option<String>,
    #[command(flatten)]
    /// Whether to write.
    pub write: Write,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// `answer`.
#[derive(Debug, Args)]
#[command(
    override_usage = "clausewise answer <ANSWER> --about <ID> --by <BY>\n       \
        --reason <REASON> [OPTIONS] [FOLDER]",
    after_help = "For example:\n  clausewise answer no-occurrence --about 8.6.1-11 --by \"A. Example\" \\\n    --reason \"No major incident since June; register checked.\""
)]
pub struct Answer {
    /// performed-by, no-occurrence or no-such-party.
    pub answer: String,
    /// Requirements or clauses.
    #[arg(long, required = true, value_delimiter = ',', value_name = "ID")]
    pub about: Vec<String>,
    /// Why.
    #[arg(long, allow_hyphen_values = true, value_parser = prose)]
    pub reason: String,
    /// Whose word it is.
    #[arg(long, env = "CLAUSEWISE_ASSESSOR")]
    pub by: String,
    /// For performed-by: the party.
    #[arg(long)]
    pub party: Option<String>,
    /// For performed-by: evidence of control over it.
    #[arg(long)]
    pub control: Vec<String>,
    /// When (default: the as-of date).
    #[arg(long)]
    pub date: Option<String>,
    #[command(flatten)]
    /// Whether to write.
    pub write: Write,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// `report`.
#[derive(Debug, Args)]
pub struct Report {
    /// gap, summary, actions, calendar or triangulation.
    pub name: String,
    /// Write to this file; its ending chooses the form (.html, .md).
    #[arg(short, long, value_name = "FILE")]
    pub output: Option<PathBuf>,
    /// Form, where there is no file ending to tell.
    #[arg(long, value_enum)]
    pub format: Option<ReportFormat>,
    /// Templates in this folder go before the built-in ones of the same name.
    #[arg(long, value_name = "DIR")]
    pub templates: Option<PathBuf>,
    /// Print exactly the data a template sees, as JSON.
    #[arg(long)]
    pub context: bool,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// Forms of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ReportFormat {
    /// Markdown.
    Md,
    /// HTML.
    Html,
}

/// `catalogue`.
#[derive(Debug, Subcommand)]
pub enum CatalogueCommand {
    /// The editions at hand.
    List,
    /// A clause, requirement or item, with guidance; the whole tree without one.
    Show {
        /// A clause (8.6.1), requirement (8.6.1-8) or item (D20).
        what: Option<String>,
    },
    /// Requirements whose text or phrases hold some words.
    Search {
        /// The words.
        #[arg(required = true)]
        words: Vec<String>,
    },
    /// Check a catalogue and print how much of it is filled.
    Validate {
        /// A catalogue folder; the built-in editions without one.
        folder: Option<PathBuf>,
    },
    /// Print the JSON Schema of a kind of file.
    Schema {
        /// Which kind.
        #[arg(value_enum)]
        of: SchemaKind,
    },
}

/// Kinds of catalogue files.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaKind {
    /// edition.yaml
    Edition,
    /// The seven area files
    Area,
    /// documents.yaml
    Documents,
    /// `words.yaml`.
    Words,
    /// `signs.yaml`.
    Signs,
    /// `records.yaml`.
    Records,
    /// `chains.yaml`.
    Chains,
}
