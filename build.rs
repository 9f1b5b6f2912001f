//! Gives the program a number of its own for every change of its source, by which a cache knows
//! what wrote it: neither the version nor the date of the file on disk tells one build from
//! another.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

/// What decides how a file is read; the catalogue is looked at when it is loaded.
const SOURCES: [&str; 3] = ["src", "Cargo.lock", "Cargo.toml"];

fn main() {
    let mut files = Vec::new();
    for source in SOURCES {
        println!("cargo::rerun-if-changed={source}");
        collect(Path::new(source), &mut files);
    }
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        std::fs::read(&file).unwrap_or_default().hash(&mut hasher);
    }
    for setting in ["TARGET", "PROFILE", "RUSTC"] {
        std::env::var_os(setting).hash(&mut hasher);
    }
    println!("cargo::rustc-env=CLAUSEWISE_BUILD={:016x}", hasher.finish());
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(path) else {
        files.push(path.to_owned());
        return;
    };
    for entry in entries.flatten() {
        collect(&entry.path(), files);
    }
}
