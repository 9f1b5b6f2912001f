//! `plan` and its verbs, as clap reads them.

use std::path::PathBuf;

use clap::{Args, Subcommand, ValueEnum};

use super::{Write, prose};

/// `plan`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    subcommand_precedence_over_arg = true,
    after_help = "For example:\n  clausewise plan                      what the gaps would change in the plan\n  clausewise plan apply --yes          write that\n  clausewise plan list --overdue\n  clausewise plan set 7k3f9q --owner \"role:service-desk-lead\" --due 2027-03-31\n  clausewise plan done 7k3f9q --evidence records/drill-2027.md"
)]
pub struct Plan {
    /// What to do with the plan; without it: show what the gaps would change in it.
    #[command(subcommand)]
    pub command: Option<PlanCommand>,
    /// How to print it.
    #[arg(long, value_enum, default_value = "table")]
    pub format: PlanFormat,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// Forms of what `plan` prints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum PlanFormat {
    /// For the screen.
    Table,
    /// JSON.
    Json,
}

/// The verbs of the plan.
#[derive(Debug, Subcommand)]
pub enum PlanCommand {
    /// Write what `plan` shows: new actions and the `[gap]` tables; never what people own.
    Apply(Apply),
    /// The actions: filtered, sorted, grouped.
    List(List),
    /// What to take up next, and why.
    Next(Next),
    /// The way to the audit: what must begin when, the critical path, latest starts.
    Path(WayToAudit),
    /// One action, whole: its gap, its days, what is missing to close it.
    Show(ShowAction),
    /// Write down an action of your own.
    Add(Add),
    /// Change what stands in actions: owner, days, effort, cause.
    Set(Set),
    /// Somebody begins.
    Start(Step),
    /// Its owner is done.
    Done(Done),
    /// Somebody else has seen that it is done, or whether it helped.
    Verify(Verify),
    /// It is over.
    Close(Close),
    /// It is not over after all.
    Reopen(Step),
    /// The gap stays, by somebody's word, until a day.
    AcceptRisk(AcceptRisk),
    /// How the plan went so far, and what remains until the audit.
    Progress(Progress),
    /// Write the plan for other programs: table, calendar, tracker.
    Export(Export),
    /// Take over actions from a table that you kept so far.
    Import(Import),
}

/// `plan apply`.
#[derive(Debug, Args)]
pub struct Apply {
    #[command(flatten)]
    /// Whether to write.
    pub write: Write,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// Which actions.
#[derive(Debug, Args, Default)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line"
)]
pub struct Filter {
    /// Only of these states: open, in-progress, blocked, done, verified, closed, risk-accepted.
    #[arg(long, value_delimiter = ',')]
    pub status: Vec<String>,
    /// Only of this owner; `-` for those of nobody.
    #[arg(long)]
    pub owner: Option<String>,
    /// Only about these clauses, requirements or items.
    #[arg(long, value_delimiter = ',')]
    pub about: Vec<String>,
    /// Only of this grade or worse: major, minor.
    #[arg(long)]
    pub grade: Option<String>,
    /// Only what is past its day.
    #[arg(long)]
    pub overdue: bool,
    /// Only what falls due by this day.
    #[arg(long, value_name = "DATE")]
    pub due_by: Option<String>,
    /// Only what answers a nonconformity.
    #[arg(long)]
    pub nonconformities: bool,
    /// Only what is cleared and waits to be closed.
    #[arg(long)]
    pub cleared: bool,
    /// What is closed and accepted too.
    #[arg(long)]
    pub all: bool,
}

/// By what actions are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SortBy {
    /// As they are best taken up.
    Order,
    /// By the day they fall due.
    Due,
    /// By owner.
    Owner,
    /// By clause.
    Clause,
    /// By what they gain.
    Gain,
    /// By state.
    Status,
    /// By number.
    Id,
}

/// By what actions are grouped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum GroupBy {
    /// By owner.
    Owner,
    /// By state.
    Status,
    /// By area of the standard.
    Area,
    /// By month in which they fall due.
    Month,
    /// By grade.
    Grade,
}

/// Forms of a list of actions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For the screen.
    Table,
    /// JSON.
    Json,
    /// Markdown.
    Markdown,
}

/// `plan list`.
#[derive(Debug, Args)]
pub struct List {
    #[command(flatten)]
    /// Which actions.
    pub filter: Filter,
    /// Sort by.
    #[arg(long, value_enum, default_value = "order")]
    pub sort: SortBy,
    /// Group by.
    #[arg(long, value_enum, value_name = "BY")]
    pub group: Option<GroupBy>,
    /// How to print it.
    #[arg(long, value_enum, default_value = "table")]
    pub format: ListFormat,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// `plan next`.
#[derive(Debug, Args)]
pub struct Next {
    /// Only of this owner.
    #[arg(long)]
    pub owner: Option<String>,
    /// How many.
    #[arg(short = 'n', long, default_value_t = 5)]
    pub count: usize,
    /// How to print it.
    #[arg(long, value_enum, default_value = "table")]
    pub format: PlanFormat,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// `plan path`.
#[derive(Debug, Args)]
pub struct WayToAudit {
    /// The day by which all must be done (default: Stage 2 of `[audit]`, else Stage 1).
    #[arg(long, value_name = "DATE")]
    pub by: Option<String>,
    /// How to print it.
    #[arg(long, value_enum, default_value = "table")]
    pub format: PlanFormat,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// `plan show`.
#[derive(Debug, Args)]
pub struct ShowAction {
    /// The action: ACT-7k3f9q, 7k3f9q, or a beginning of it.
    pub action: String,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// What people may write into an action.
#[derive(Debug, Args, Default)]
pub struct Fields {
    /// A person, or role:…
    #[arg(long)]
    pub owner: Option<String>,
    /// critical, high, medium or low.
    #[arg(long)]
    pub priority: Option<String>,
    /// Days of one person, or S, M, L, XL.
    #[arg(long)]
    pub effort: Option<String>,
    /// What it costs, in your words.
    #[arg(long)]
    pub cost: Option<String>,
    /// When it is to begin.
    #[arg(long, value_name = "DATE")]
    pub start: Option<String>,
    /// When it is to be done; the day before is kept.
    #[arg(long, value_name = "DATE")]
    pub due: Option<String>,
    /// Actions that must be done before.
    #[arg(long, value_name = "ACTION", value_delimiter = ',')]
    pub depends_on: Vec<String>,
    /// What will be there: a document, a record.
    #[arg(long)]
    pub deliverable: Option<String>,
    /// Clauses, requirements or items it is about.
    #[arg(long, value_delimiter = ',')]
    pub about: Vec<String>,
    /// It answers a nonconformity of this grade: major or minor.
    #[arg(long, value_name = "GRADE")]
    pub nonconformity: Option<String>,
    /// What was mended at once.
    #[arg(long, allow_hyphen_values = true, value_parser = prose)]
    pub correction: Option<String>,
    /// Why it came to it.
    #[arg(long, allow_hyphen_values = true, value_parser = prose)]
    pub root_cause: Option<String>,
    /// What keeps it from coming back.
    #[arg(long, allow_hyphen_values = true, value_parser = prose)]
    pub corrective_action: Option<String>,
    /// When it is to be looked at whether it helped.
    #[arg(long, value_name = "DATE")]
    pub effectiveness_due: Option<String>,
    /// Where it is tracked elsewhere.
    #[arg(long, value_name = "URL")]
    pub link: Vec<String>,
}

/// `plan add`.
#[derive(Debug, Args)]
pub struct Add {
    /// What is to be done.
    #[arg(value_parser = prose)]
    pub title: String,
    #[command(flatten)]
    /// What else is known.
    pub fields: Fields,
    #[command(flatten)]
    /// Whether to write.
    pub write: Write,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// `plan set`.
#[derive(Debug, Args)]
pub struct Set {
    /// Actions, divided by commas: ACT-7k3f9q, 7k3f9q, or a beginning of it.
    #[arg(value_delimiter = ',', required = true)]
    pub actions: Vec<String>,
    /// What people call it; empty: the wording of the gap.
    #[arg(long)]
    pub title: Option<String>,
    /// It waits for something: for what.
    #[arg(long, value_name = "FOR")]
    pub blocked_by: Option<String>,
    #[command(flatten)]
    /// What else.
    pub fields: Fields,
    #[command(flatten)]
    /// Whether to write.
    pub write: Write,
    /// The folder.
    #[arg(long, default_value = ".", value_name = "FOLDER")]
    pub folder: PathBuf,
}

/// `plan start` and `plan reopen`.
#[derive(Debug, Args)]
pub struct Step {
    /// The action: ACT-7k3f9q, 7k3f9q, or a beginning of it.
    pub action: String,
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

/// `plan done`.
#[derive(Debug, Args)]
pub struct Done {
    /// The action: ACT-7k3f9q, 7k3f9q, or a beginning of it.
    pub action: String,
    /// What shows it: files of the workspace, addresses.
    #[arg(long)]
    pub evidence: Vec<String>,
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

/// `plan verify`.
#[derive(Debug, Args)]
pub struct Verify {
    /// The action: ACT-7k3f9q, 7k3f9q, or a beginning of it.
    pub action: String,
    /// Who has looked; not its owner.
    #[arg(long, env = "CLAUSEWISE_ASSESSOR")]
    pub by: String,
    /// It did what it was for.
    #[arg(long, conflicts_with = "not_effective")]
    pub effective: bool,
    /// It did not.
    #[arg(long)]
    pub not_effective: bool,
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

/// `plan close`.
#[derive(Debug, Args)]
pub struct Close {
    /// The action: ACT-7k3f9q, 7k3f9q, or a beginning of it.
    pub action: String,
    /// What shows it: files of the workspace, addresses.
    #[arg(long)]
    pub evidence: Vec<String>,
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

/// `plan accept-risk`.
#[derive(Debug, Args)]
pub struct AcceptRisk {
    /// The action: ACT-7k3f9q, 7k3f9q, or a beginning of it.
    pub action: String,
    /// Who accepts it.
    #[arg(long)]
    pub by: Option<String>,
    /// Why.
    #[arg(long, allow_hyphen_values = true, value_parser = prose)]
    pub reason: Option<String>,
    /// Until when.
    #[arg(long, value_name = "DATE")]
    pub until: Option<String>,
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

/// `plan progress`.
#[derive(Debug, Args)]
pub struct Progress {
    /// How to print it.
    #[arg(long, value_enum, default_value = "table")]
    pub format: ListFormat,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// Forms of the plan for other programs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum ExportFormat {
    /// A table.
    Csv,
    /// A workbook.
    Xlsx,
    /// A calendar: days on which actions and looks at their effect fall due.
    Ics,
    /// A table that Jira's import of issues takes.
    Jira,
    /// A script of calls of GitHub's command line.
    Github,
    /// A table that GitLab's import of issues takes.
    Gitlab,
}

/// `plan export`.
#[derive(Debug, Args)]
pub struct Export {
    /// The form (default: by the ending of the file).
    #[arg(long, value_enum)]
    pub format: Option<ExportFormat>,
    /// The file.
    #[arg(short, long, value_name = "FILE")]
    pub output: PathBuf,
    /// Write over a table that is there.
    #[arg(long)]
    pub force: bool,
    #[command(flatten)]
    /// Which actions.
    pub filter: Filter,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}

/// `plan import`.
#[derive(Debug, Args)]
pub struct Import {
    /// The table: .csv or .xlsx.
    pub table: PathBuf,
    /// Which sheet, where it is a workbook.
    #[arg(long)]
    pub sheet: Option<String>,
    /// Which column is what, as KEY=COLUMN: title=Action, owner="Resp.", due=Deadline.
    #[arg(long = "column", value_name = "KEY=COLUMN")]
    pub columns: Vec<String>,
    #[command(flatten)]
    /// Whether to write.
    pub write: Write,
    /// The folder.
    #[arg(default_value = ".")]
    pub folder: PathBuf,
}
