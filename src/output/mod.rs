//! One file a form of output. All see finished values ([`View`]) only: no files, no
//! clock, no environment.

pub mod calendar;
pub mod check;
pub mod compare;
pub mod csv;
pub mod explain;
pub mod icalendar;
pub mod intake;
pub mod json;
pub mod markdown;
pub mod paint;
pub mod plan;
pub mod request;
pub mod sample;
pub mod scorecard;
pub mod screen;
pub mod suggest;
pub mod triangulation;
mod view;
pub mod workbook;

pub use view::*;
