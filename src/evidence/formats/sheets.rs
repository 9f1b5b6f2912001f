//! Workbooks: XLSX, XLSB, XLS and ODS, sheet by sheet, row by row, each cell as its program shows
//! it, formulas by the values computed last.
//!
//! Hidden sheets, rows and columns are read like others, since they are in the file and
//! whoever opens it can show them, and they are told. Sheets are streamed: only the text
//! taken out of them is kept. The readers are our own, because those of libraries keep all
//! cells of the rectangle around a sheet in memory, which a file of two cells can make half a
//! terabyte, and tell neither formats of numbers nor what is hidden.

mod biff;
mod book;
mod number;
mod ods;
mod strings;
mod xls;
mod xlsb;
mod xlsx;

pub use ods::Ods;
pub use xls::Xls;
pub use xlsb::Xlsb;
pub use xlsx::Xlsx;

#[cfg(test)]
mod tests;
