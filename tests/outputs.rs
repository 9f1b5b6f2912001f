//! Every output on one small sample: a review reads each of them whole.
//!
//! The sample's catalogue is of an invented standard with five requirements
//! (`tests/fixtures/small`): the outputs stay short, and no code can lean on the numbers
//! of a real one.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{clausewise, repository, stdout};

/// The sample, and the catalogue it is assessed against.
const ABOUT: [&str; 3] = [
    "tests/fixtures/small/organisation",
    "--catalogue",
    "tests/fixtures/small/catalogue",
];

/// What a command prints of the sample.
fn output(args: &[&str]) -> String {
    stdout(repository(), &[args, &ABOUT].concat())
}

#[test]
fn the_screen_on_80_and_120_columns() {
    insta::assert_snapshot!("screen_80", output(&["assess", "-v"]));
    let mut wide = clausewise(repository());
    wide.env("COLUMNS", "120").args(["assess"]).args(ABOUT);
    let wide = String::from_utf8(wide.output().unwrap().stdout).unwrap();
    insta::assert_snapshot!("screen_120", wide);
    insta::assert_snapshot!("screen_quiet", output(&["assess", "-q"]));
}

#[test]
fn the_formats_for_machines_and_wikis() {
    for format in ["json", "csv", "markdown"] {
        insta::assert_snapshot!(format, output(&["assess", "--format", format]));
    }
}

#[test]
fn every_thing_that_can_be_explained() {
    let mut all = String::new();
    for thing in [
        "1",
        "1.1",
        "1.1-1",
        "1.1-2",
        "1.1-3",
        "1.2-1",
        "1.2-2",
        "T02",
        "ORDERS",
        "guests.md",
        "BK-01",
        "lease.pdf",
    ] {
        all.push_str(&format!("$ clausewise explain {thing}\n"));
        all.push_str(&output(&["explain", thing]));
        all.push('\n');
    }
    insta::assert_snapshot!("explain", all);
}

#[test]
fn every_report_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    for report in ["gap", "summary", "actions"] {
        for format in ["md", "html"] {
            let path = folder.path().join(format!("{report}.{format}"));
            output(&["report", report, "-q", "-o", path.to_str().unwrap()]);
            let text = std::fs::read_to_string(path).unwrap();
            insta::assert_snapshot!(format!("{report}_{format}"), without_style(&text));
        }
    }
}

/// Style and script are the same for every organisation, and read in the templates.
fn without_style(text: &str) -> String {
    let mut out = text.to_owned();
    for tag in ["style", "script"] {
        while let Some(start) = out.find(&format!("<{tag}>")) {
            let end = format!("</{tag}>");
            let length = out[start..].find(&end).map_or(0, |at| at + end.len());
            assert!(length > 0, "<{tag}> without an end");
            out.replace_range(start..start + length, &format!("<!-- {tag} -->"));
        }
    }
    out
}

#[test]
fn the_ending_of_a_file_chooses_the_form() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, more: &[&str]| {
        let path = folder.path().join(name).display().to_string();
        let mut args = vec!["assess", "examples/first-steps", "-q", "-o", &path];
        args.extend(more);
        let done = clausewise(repository()).args(&args).output().unwrap();
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        (told, std::fs::read_to_string(path).unwrap_or_default())
    };
    assert!(write("a.csv", &[]).1.contains("requirement,"));
    assert!(write("a.JSON", &[]).1.starts_with('{'));
    assert!(write("a.md", &[]).1.starts_with("<!--"));
    assert!(write("b.md", &["--format", "json"]).1.starts_with('{'));
    let (told, written) = write("a.html", &[]);
    assert!(
        told.contains("clausewise report gap") && written.is_empty(),
        "{told}"
    );
    let (told, written) = write("a.docx", &[]);
    assert!(told.contains(".docx") && written.is_empty(), "{told}");
}
