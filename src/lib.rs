//! Gap analysis and audit readiness for ISO/IEC 20000-1, from the evidence itself.
//!
//! Data flows one way:
//!
//! ```text
//! clauses/*.yaml ──► catalogue ─┐
//! evidence files ──► evidence  ─┼─► assessment ─► output   (table json csv markdown)
//! notes, judgements, answers ───┘        └──────► report ─► templates/ ─► md html
//! ```
//!
//! | module | holds |
//! |---|---|
//! | [`source`], [`problem`], [`period`] | places, mistakes, lengths of time: the words all share |
//! | [`form`] | YAML and TOML as located values, and the reader that collects mistakes |
//! | [`catalogue`] | one edition of a standard as data |
//! | [`workspace`] | what people decided and told |
//! | [`evidence`] | what files say, from their bytes alone |
//! | [`intake`] | what a delivery of files holds: the same twice, versions, what cannot be read |
//! | [`assessment`] | what that means: a pure function |
//! | [`calendar`] | what was promised, when it was kept and falls due |
//! | [`records`] | logs of records: what the rows of registers come to |
//! | [`chains`] | what leads from one record or document to the next, and where that breaks |
//! | [`sample`] | which records of a register an auditor looks at, and what came of it |
//! | [`triangulation`] | what documents say, people said and records show of each process, and where that disagrees |
//! | [`comparison`] | what changed between two assessments, and why |
//! | [`check`] | what an auditor would object to: the rules, and what a workspace makes of them |
//! | [`suggest`] | for which clauses a file that nobody claims may be evidence |
//! | [`plan`] | the action plan: from gaps to closed, over months |
//! | [`output`], [`report`] | finished values as text; no files, no clock |
//! | [`commands`], [`cli`], [`exit`] | one file a verb; the only place that prints |
//!
//! Nothing but `commands` reads the clock, starts another program (git alone) or prints; the same input gives the same bytes.

pub mod assessment;
pub mod calendar;
pub mod catalogue;
pub mod chains;
pub mod check;
pub mod cli;
pub mod commands;
pub mod comparison;
pub mod evidence;
pub mod exit;
pub mod form;
pub mod intake;
pub mod output;
pub mod period;
pub mod plan;
pub mod problem;
pub mod records;
pub mod report;
pub mod sample;
pub mod source;
pub mod suggest;
pub mod triangulation;
pub mod workspace;
