//! Reads all files of folders on all cores, each to its lines with their places, and tells how long
//! that took: `cargo bench --bench reading -- FOLDER …`. It judges nothing, so that it can be held
//! against programs that only take out text (`benches/office.py`).
#![allow(missing_docs, clippy::print_stdout, reason = "a program that prints")]

use std::path::PathBuf;
use std::time::Instant;

use clausewise::evidence::text_in;
use ignore::WalkBuilder;
use rayon::prelude::*;

fn main() {
    let folders = std::env::args().skip(1).filter(|arg| arg != "--bench");
    for folder in folders {
        let files: Vec<PathBuf> = WalkBuilder::new(&folder)
            .build()
            .flatten()
            .map(ignore::DirEntry::into_path)
            .filter(|path| path.is_file())
            .collect();
        let begun = Instant::now();
        let lines: usize = files.par_iter().map(lines_of).sum();
        let seconds = begun.elapsed().as_secs_f64();
        println!(
            "{seconds:.3} s for {} files, {lines} lines: {folder}",
            files.len()
        );
    }
}

/// How many lines a file holds, none where it cannot be read.
fn lines_of(path: &PathBuf) -> usize {
    let Ok(bytes) = std::fs::read(path) else {
        return 0;
    };
    text_in(&path.to_string_lossy(), &bytes).map_or(0, |lines| lines.len())
}
