//! The arrows of the house: which module may use which.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

use std::path::Path;

/// What modules that judge must not name: whatever shows it, and the world outside.
const ABOVE_JUDGING: &[&str] = &[
    "crate::output",
    "crate::report",
    "crate::commands",
    "std::fs",
    "std::env",
    "SystemTime",
];

/// What each module must not name.
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("source.rs", &["crate::"]),
    ("period.rs", &["crate::"]),
    (
        "form",
        &[
            "crate::catalogue",
            "crate::evidence",
            "crate::assessment",
            "crate::output",
            "crate::commands",
        ],
    ),
    (
        "catalogue",
        &[
            "crate::assessment",
            "crate::output",
            "crate::report",
            "crate::commands",
            "crate::workspace",
        ],
    ),
    (
        "evidence",
        &[
            "crate::assessment",
            "crate::output",
            "crate::report",
            "crate::commands",
        ],
    ),
    ("assessment", ABOVE_JUDGING),
    ("assessment", &["crate::calendar"]),
    (
        "intake",
        &[
            "crate::output",
            "crate::report",
            "crate::commands",
            "std::env",
        ],
    ),
    ("check", ABOVE_JUDGING),
    ("records", ABOVE_JUDGING),
    ("chains", ABOVE_JUDGING),
    ("comparison", ABOVE_JUDGING),
    ("comparison", &["crate::evidence", "crate::assessment"]),
    ("sample", ABOVE_JUDGING),
    ("suggest", ABOVE_JUDGING),
    ("triangulation", ABOVE_JUDGING),
    (
        "calendar",
        &[
            "crate::output",
            "crate::report",
            "crate::commands",
            "crate::suggest",
            "crate::intake",
            "std::fs",
            "std::env",
            "SystemTime",
        ],
    ),
    (
        "output",
        &[
            "crate::commands",
            "std::fs",
            "std::env",
            "SystemTime",
            "std::io",
        ],
    ),
    (
        "report",
        &[
            "crate::commands",
            "std::fs",
            "std::env",
            "SystemTime",
            "std::io",
        ],
    ),
    (
        "workspace",
        &["crate::output", "crate::report", "crate::commands"],
    ),
];

fn sources(path: &Path, out: &mut Vec<(String, String)>) {
    if path.is_dir() {
        for entry in std::fs::read_dir(path).unwrap() {
            sources(&entry.unwrap().path(), out);
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") {
        out.push((
            path.display().to_string(),
            std::fs::read_to_string(path).unwrap(),
        ));
    }
}

/// The code of a file without comments and tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or("");
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .collect::<Vec<_>>()
        .join("\n")
}

#[test]
fn imports_point_down_the_flow() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    for (module, forbidden) in FORBIDDEN {
        let mut files = Vec::new();
        sources(&src.join(module), &mut files);
        assert!(!files.is_empty(), "{module}");
        for (name, text) in files {
            for word in *forbidden {
                assert!(!code(&text).contains(word), "{name} uses {word}");
            }
        }
    }
}

#[test]
fn only_commands_print_and_read_the_clock() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    for (name, text) in files {
        let relative = name
            .trim_start_matches(&src.display().to_string())
            .trim_start_matches('/')
            .to_owned();
        let tests = relative.contains("/tests/");
        if relative.starts_with("commands") || relative == "main.rs" || tests {
            continue;
        }
        for word in [
            "println!",
            "eprintln!",
            "print!(",
            "SystemTime::now",
            "Instant::now",
            "Zoned::now",
        ] {
            assert!(!code(&text).contains(word), "{relative} uses {word}");
        }
    }
}

#[test]
fn no_code_names_a_clause() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    for module in [
        "assessment",
        "calendar",
        "evidence",
        "catalogue",
        "records",
        "chains",
        "sample",
        "triangulation",
        "output",
        "report",
    ] {
        sources(&src.join(module), &mut files);
    }
    for (name, text) in files {
        if name.ends_with("tests.rs") {
            continue;
        }
        let code = code(&text);
        for clause in ["\"8.", "\"9.", "\"7.5", "\"4.", "\"5.", "\"6.", "\"10."] {
            assert!(!code.contains(clause), "{name} names a clause: {clause}");
        }
    }
}

#[test]
fn one_place_alone_starts_another_program() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    let starts = |text: &str| code(text).contains("Command::new(") && text.contains("process::");
    let places: Vec<&String> = files
        .iter()
        .filter(|(_, text)| starts(text))
        .map(|(name, _)| name)
        .collect();
    assert_eq!(places.len(), 1, "{places:?}");
    assert!(places[0].ends_with("commands/git.rs"), "{places:?}");
}
