//! Damaged evidence stops nothing and never misleads: what is wrong is told with its line.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::too_many_lines,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::sync::OnceLock;

use clausewise::output::View;
use clausewise::output::json::json;
use common::{MAJOR, Org, catalogue, file, has, line, one_of, paths, percent, told};
use proptest::prelude::*;
use proptest::sample::Index;

#[test]
fn duplicate_keys_are_refused_with_their_line() {
    let view = Org::new()
        .file(
            "a.md",
            format!("---\nowner: A\nowner: B\nsatisfies: [\"8.6.1-8\"]\n---\n{MAJOR}"),
        )
        .file(
            "b.md",
            format!("+++\nowner = \"A\"\nowner = \"B\"\n+++\n{MAJOR}"),
        )
        .file("c.pdf", "%PDF")
        .file("c.pdf.meta.yaml", "title: C\nowner: A\nowner: B\n")
        .assess();
    assert_eq!(told(&view, "a.md", "malformed").1, Some(3));
    assert_eq!(told(&view, "b.md", "malformed").1, Some(3));
    assert_eq!(one_of(&view, "c.pdf.meta.yaml", "duplicate"), Some(3));
    let twice = Org::new().file(
        "evidence.yaml",
        "evidence:\n  - match: a.md\nevidence:\n  - match: b.md\n",
    );
    assert_eq!(
        twice.mistakes(),
        [(
            "evidence.yaml:3".to_owned(),
            "this YAML cannot be read: duplicate key `evidence`".to_owned()
        )]
    );
    assert_eq!(
        line(&view, "8.6.1-8").state,
        "not seen",
        "no claim was understood"
    );
}

#[test]
fn line_ends_and_encodings_do_not_change_what_is_read() {
    let text = format!("---\nsatisfies: [\"8.6.1-8\"]\nowner: Jörg Weiß\n---\n{MAJOR}");
    let crlf = text.replace('\n', "\r\n");
    let wide = |big: bool| {
        let units = std::iter::once('\u{feff}').chain(text.chars());
        let units: String = units.collect();
        let bytes = units.encode_utf16().flat_map(|unit| {
            if big {
                unit.to_be_bytes()
            } else {
                unit.to_le_bytes()
            }
        });
        bytes.collect::<Vec<u8>>()
    };
    let latin: Vec<u8> = text
        .chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect();
    let cases: [(&str, Vec<u8>, Option<&str>); 6] = [
        ("crlf", crlf.clone().into_bytes(), None),
        ("bom", format!("\u{feff}{text}").into_bytes(), None),
        ("bom-crlf", format!("\u{feff}{crlf}").into_bytes(), None),
        ("utf16le", wide(false), Some("UTF-16LE")),
        ("utf16be", wide(true), Some("UTF-16BE")),
        ("latin1", latin, Some("windows-1252")),
    ];
    for (name, bytes, encoding) in cases {
        let view = Org::new().file("mi.md", bytes).assess();
        assert_eq!(percent(&view, "8.6.1-8"), Some(85), "{name}");
        assert_eq!(
            file(&view, "mi.md").owner.as_deref(),
            Some("Jörg Weiß"),
            "{name}"
        );
        assert_eq!(line(&view, "8.6.1-8").found[0].spot.line, Some(7), "{name}");
        assert_eq!(
            has(&view, "mi.md", "encoding"),
            encoding.is_some(),
            "{name}"
        );
        if let Some(encoding) = encoding {
            assert!(
                told(&view, "mi.md", "encoding").0.ends_with(encoding),
                "{name}"
            );
        }
    }
}

#[test]
fn files_without_text_say_so() {
    let view = Org::new()
        .file(
            "nul.md",
            b"---\nsatisfies: [\"8.6.1-8\"]\n---\nA major\0incident procedure",
        )
        .file("empty.md", "")
        .file("empty.csv", "")
        .file("blank.md", " \n\t\r\n\u{feff}\n  ")
        .file("bom.md", "\u{feff}")
        .file("front-only.md", "---\nsatisfies: [\"8.6.1-8\"]\n---\n")
        .assess();
    let (message, _) = told(&view, "nul.md", "unreadable");
    assert_eq!(message, "not read: the file is not text");
    assert_eq!(file(&view, "nul.md").read, "not read");
    for (path, nothing) in [
        ("empty.md", "this file is empty"),
        ("empty.csv", "this file is empty"),
        ("blank.md", "this file holds no text"),
        ("bom.md", "this file holds no text"),
        ("front-only.md", "claimed as evidence, but holds no text"),
    ] {
        assert_eq!(told(&view, path, "empty").0, nothing, "{path}");
        assert_eq!(file(&view, path).read, "empty", "{path}");
    }
    assert!(
        percent(&view, "8.6.1-8").is_none_or(|share| share == 0),
        "an empty file shows nothing"
    );
}

#[test]
fn what_an_office_program_is_named_for_is_read_as_what_it_is() {
    let rich = format!("{{\\rtf1\\ansi {}\\par}}", MAJOR.replace('\n', "\\par "));
    let page = format!("<html><body><p>{MAJOR}</p></body></html>");
    let claims = "evidence:\n  - {match: \"*.doc\", satisfies: [\"8.6.1-8\"]}\n";
    let view = Org::new()
        .file("rich.doc", rich)
        .file("page.doc", page)
        .file(
            "old.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word".as_slice(),
        )
        .file("binary.xlsb", b"PK\x03\x04..xl/workbook.bin..".as_slice())
        .file("evidence.yaml", claims)
        .assess();
    for path in ["rich.doc", "page.doc"] {
        assert!(has(&view, path, "misnamed"), "{path}");
        assert!(!has(&view, path, "unreadable"), "{path}");
    }
    for path in ["old.doc", "binary.xlsb"] {
        assert!(has(&view, path, "unreadable"), "{path}");
        assert!(!has(&view, path, "misnamed"), "{path}");
    }
    assert_eq!(line(&view, "8.6.1-8").state, "shown");
}

#[test]
fn a_title_with_nothing_below_is_blank() {
    let front = "---\nsatisfies: [\"8.6.1-8\"]\n---\n";
    let view = Org::new()
        .file("title.md", format!("{front}# Documented procedure for major incidents\n"))
        .file("form.md", format!("{front}# Major incident procedure\n\n**Owner:** A. Name\n\n## Documented procedure\n\n## Records\n"))
        .file("page.html", "<html><head><title>Major incident procedure</title></head><body><h1>Major incident procedure</h1></body></html>")
        .file("line.md", "# August 2026\n\nNo incidents.\n")
        .file("line.txt", "No incidents\n")
        .file("t.csv", "ref\nA1\n")
        .file("d.yaml", "title: Register\n")
        .file("d.json", "{\"open\": 0}\n")
        .assess();
    for path in ["title.md", "form.md", "page.html"] {
        assert_eq!(file(&view, path).read, "empty", "{path}");
        let (message, _) = told(&view, path, "empty");
        let blank = "has nothing below its title and headings";
        assert!(message.ends_with(blank), "{path}: {message}");
    }
    let claimed = file(&view, "title.md").problems.iter().any(|problem| {
        problem.message == "claimed as evidence, but has nothing below its title and headings"
    });
    assert!(claimed, "{:?}", file(&view, "title.md").problems);
    assert!(line(&view, "8.6.1-8").found.is_empty());
    for path in ["line.md", "line.txt", "t.csv", "d.yaml", "d.json"] {
        assert_eq!(file(&view, path).read, "read", "{path}");
    }
}

#[test]
fn rules_that_are_no_front_matter_are_text() {
    let view = Org::new()
        .file(
            "rule.md",
            format!("---\n\n{MAJOR}\n---\n\nThe end of it, at last.\n"),
        )
        .file(
            "unclosed.md",
            format!("---\nowner: A\nsatisfies: [\"8.6.1-8\"]\n{MAJOR}"),
        )
        .file(
            "late.md",
            format!("{MAJOR}\n---\nsatisfies: [\"8.6.1-8\"]\n---\n"),
        )
        .assess();
    for path in ["rule.md", "unclosed.md", "late.md"] {
        assert_eq!(file(&view, path).read, "read", "{path}");
        assert!(file(&view, path).words > 20, "{path}");
    }
    assert!(
        file(&view, "rule.md")
            .problems
            .iter()
            .all(|problem| problem.kind == "unclaimed")
    );
}

#[test]
fn large_front_matter_is_read_and_too_large_is_told() {
    let front = |lines: usize| {
        (0..lines).fold(String::new(), |mut front, n| {
            let _ = writeln!(front, "custom_key_number_{n}: some longer value {n}");
            front
        })
    };
    let text = |front: &str| format!("---\n{front}satisfies: [\"8.6.1-8\"]\n---\n{MAJOR}");
    let large = front(5_000);
    assert!((200_000..1_000_000).contains(&large.len()));
    let view = Org::new().file("mi.md", text(&large)).assess();
    assert_eq!(percent(&view, "8.6.1-8"), Some(85));
    assert_eq!(line(&view, "8.6.1-8").found[0].spot.line, Some(5_000 + 6));

    let view = Org::new().file("mi.md", text(&front(30_000))).assess();
    let (message, at) = told(&view, "mi.md", "malformed");
    assert!(
        message.starts_with("the front matter is larger than 1 MiB and was ignored"),
        "{message}"
    );
    assert_eq!(at, Some(1));
    assert!(file(&view, "mi.md").claimed_for.is_empty());
    assert!(file(&view, "mi.md").words < 40, "the keys are no text");
}

#[test]
fn very_many_keys_claims_and_entries_are_read() {
    let many =
        |count: usize, line: &dyn Fn(usize) -> String| (0..count).map(line).collect::<String>();
    let claims = many(3_000, &|_| "  - \"8.6.1-8\"\n".to_owned());
    let view = Org::new()
        .file("d.yaml", many(10_000, &|n| format!("k{n}:\n")))
        .file("a.md", format!("---\nsatisfies:\n{claims}---\n{MAJOR}"))
        .file(
            "evidence.yaml",
            format!(
                "evidence:\n{}",
                many(500, &|n| format!("  - match: a{n}.md\n    colour: red\n"))
            ),
        )
        .assess();
    assert_eq!(file(&view, "d.yaml").read, "read");
    assert_eq!(percent(&view, "8.6.1-8"), Some(85));
    let slips = view
        .problems
        .iter()
        .filter(|problem| problem.message.starts_with("there is no key `colour`"));
    let last = slips.filter_map(|problem| problem.line).max();
    assert_eq!(last, Some(2 * 500 + 1));
}

#[test]
fn ids_the_catalogue_has_not_are_told_and_claim_nothing() {
    let view = Org::new()
        .claimed(
            "a.md",
            "\"8.6.99\", \"8.6.1-999\", \"D99\", \"12\", \"eight\"",
            MAJOR,
        )
        .assess();
    let unknown: Vec<_> = file(&view, "a.md")
        .problems
        .iter()
        .filter(|problem| problem.kind == "unknown-claim")
        .collect();
    assert_eq!(unknown.len(), 5, "{unknown:?}");
    assert!(
        unknown.iter().all(|problem| problem.spot.line == Some(2)),
        "{unknown:?}"
    );
    assert!(file(&view, "a.md").claimed_for.is_empty());
}

#[test]
fn contradictions_and_two_day_dates_are_told() {
    let front = "---\nid: A-1\nversion: \"2.0\"\nstatus: approved\nowner: A. First\napproved_by: B\napproved_on: 3/2/2026\nnext_review: 2026-02-30\n\
                 satisfies: [\"8.6.1-8\"]\n---\n";
    let view = Org::new()
        .file("a.md", format!("{front}{MAJOR}"))
        .file(
            "a.md.meta.yaml",
            "id: A-2\nversion: \"3.0\"\nstatus: draft\nowner: C. Second\n",
        )
        .assess();
    let found = file(&view, "a.md");
    let contradictions = found
        .problems
        .iter()
        .filter(|problem| problem.kind == "contradiction");
    assert_eq!(contradictions.count(), 4, "{:?}", found.problems);
    assert_eq!(
        (found.version.as_deref(), found.owner.as_deref()),
        (Some("2.0"), Some("A. First")),
        "the document's own word"
    );
    let (message, at) = told(&view, "a.md", "ambiguous-date");
    assert!(
        message.contains("3/2/2026") && at == Some(7),
        "{message} {at:?}"
    );
    assert_eq!(found.approved_on, None, "never guessed");
    assert_eq!(
        told(&view, "a.md", "not-understood").1,
        Some(8),
        "no 30th of February"
    );
}

#[derive(Debug, Clone)]
enum Change {
    Flip(Index, u8),
    Cut(Index, usize),
    Insert(Index, Vec<u8>),
    Duplicate(Index, usize),
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (any::<Index>(), 1..=255u8).prop_map(|(at, bits)| Change::Flip(at, bits)),
        (any::<Index>(), 1..400usize).prop_map(|(at, count)| Change::Cut(at, count)),
        (
            any::<Index>(),
            prop_oneof![
                prop::collection::vec(any::<u8>(), 1..9),
                prop::sample::select(vec![
                    "---\n",
                    "\"",
                    "[",
                    "{",
                    "&a *a",
                    ": ",
                    "\n\n",
                    "\t",
                    "\u{202e}",
                    "'",
                    "# ",
                    "|",
                    "<!--",
                    "9999-12-31",
                    "P0D",
                    "\0"
                ])
                .prop_map(|text| text.as_bytes().to_vec()),
            ]
        )
            .prop_map(|(at, bytes)| Change::Insert(at, bytes)),
        (any::<Index>(), 1..400usize).prop_map(|(at, count)| Change::Duplicate(at, count)),
    ]
}

fn changed(bytes: &mut Vec<u8>, change: &Change) {
    let (Change::Flip(at, _)
    | Change::Cut(at, _)
    | Change::Insert(at, _)
    | Change::Duplicate(at, _)) = change;
    if bytes.is_empty() {
        return;
    }
    let at = at.index(bytes.len());
    let end = |count: &usize| (at + count).min(bytes.len());
    match change {
        Change::Flip(_, bits) => bytes[at] ^= bits,
        Change::Cut(_, count) => drop(bytes.drain(at..end(count))),
        Change::Insert(_, more) => drop(bytes.splice(at..at, more.clone())),
        Change::Duplicate(_, count) => {
            let part = bytes[at..end(count)].to_vec();
            bytes.splice(at..at, part);
        }
    }
}

/// The example without what people concluded, so that nothing may be conforming.
fn unjudged() -> Org {
    let org = Org::copy_of("examples/harbour-it");
    org.hide(&org.root().join("judgements.toml"));
    org
}

/// The example as it is, assessed once for all cases.
fn undamaged() -> &'static View {
    static UNDAMAGED: OnceLock<View> = OnceLock::new();
    UNDAMAGED.get_or_init(|| unjudged().assess_with(catalogue()).0)
}

proptest! {
    // Few cases with much damage each: it is the assessing that takes time.
    #![proptest_config(ProptestConfig { cases: 20, failure_persistence: None, max_shrink_iters: 40, ..ProptestConfig::default() })]

    #[test]
    fn damaged_files_stop_nothing_and_prove_nothing(damage in prop::collection::vec((any::<Index>(), prop::collection::vec(change(), 1..4)), 1..24)) {
        let org = unjudged();
        // A damaged manifest stops the run.
        let no_text = |path: &std::path::Path| path.ends_with("evidence.yaml") || path.extension().is_some_and(|end| end == "docx" || end == "pdf");
        let text: Vec<_> = org.files().into_iter().filter(|path| !no_text(path)).collect();
        let mut settings = false;
        for (at, changes) in &damage {
            let path = at.get(&text);
            settings |= path.ends_with("clausewise.toml");
            let mut bytes = std::fs::read(path).unwrap();
            for change in changes {
                changed(&mut bytes, change);
            }
            std::fs::write(path, bytes).unwrap();
        }
        let (view, _) = org.assess_with(catalogue());
        let all: BTreeSet<&str> = paths(&view).into_iter().collect();
        prop_assert_eq!(all.len(), view.evidence.len(), "one entry a file");
        prop_assert!(settings || paths(&view) == paths(undamaged()), "no file lost, none made up");
        for file in &view.evidence {
            prop_assert!(!file.problems.iter().any(|problem| problem.message.contains("failed unexpectedly")), "{}", file.path);
        }
        let value: serde_json::Value = serde_json::from_str(&json(&view)).unwrap();
        prop_assert_eq!(value["evidence"].as_array().unwrap().len(), view.evidence.len());
        prop_assert_eq!(view.totals.conforming, 0);
        prop_assert!(view.requirements.iter().all(|line| !line.judged && line.rating != Some("F")));
    }
}

#[test]
fn what_lies_in_a_folder_that_cannot_be_opened_is_unknown_and_not_absent() {
    let org = Org::copy_of("examples/harbour-it");
    let folders = ["records/service reports", "records/incidents", "Policies"];
    let (view, _) = org.assess_without(catalogue(), &folders);
    let series = view
        .series
        .iter()
        .find(|series| series.id == "REC-SVC-MONTHLY")
        .unwrap();
    assert!(
        series
            .periods
            .iter()
            .all(|period| period.state == "unusable")
    );
    for id in ["8.3.3-4", "8.6.1-1", "8.7.3.1-2"] {
        let line = line(&view, id);
        assert_eq!(
            (line.state, line.grade),
            ("not seen", "none"),
            "{id}: {:?}",
            line.missing
        );
        let named = line
            .could_hold
            .iter()
            .any(|file| folders.contains(&file.as_str()));
        assert!(named, "{id}: {:?}", line.could_hold);
    }
    let told: Vec<&str> = view
        .problems
        .iter()
        .map(|problem| problem.message.as_str())
        .collect();
    for path in ["incidents.csv", "Policies/"] {
        assert!(
            !told.iter().any(|message| message.contains(path)),
            "{told:?}"
        );
    }
}

#[test]
fn a_merge_that_was_not_finished_is_told_where_it_stands() {
    let merged = format!("{MAJOR}\n<<<<<<< HEAD\nOne.\n=======\nTwo.\n>>>>>>> other\n");
    let org = Org::new().claimed("a.md", "\"8.6.1-8\"", &merged);
    let (message, at) = told(&org.assess(), "a.md", "unfinished-merge");
    assert!(message.contains("both were read"), "{message}");
    assert_eq!(at, Some(9));
    let manifest = "evidence:\n<<<<<<< HEAD\n  - {match: \"a.md\", satisfies: [\"8.6.1-8\"]}\n=======\n  - {match: \"a.md\", satisfies: [\"8.6.1\"]}\n>>>>>>> other\n";
    let org = Org::new()
        .file("a.md", MAJOR)
        .file("evidence.yaml", manifest);
    let mistakes = org.mistakes();
    assert!(
        mistakes[0].0.starts_with("evidence.yaml:2")
            && mistakes[0].1.contains("merge was not finished"),
        "{mistakes:?}"
    );
}

#[test]
fn backslashes_in_a_pattern_are_told() {
    for manifest in [
        "evidence:\n  - {match: 'docs\\a.md', satisfies: [\"8.6.1-8\"]}\n",
        "series:\n  - {id: R, every: P1M, match: 'docs\\report-{period:YYYY-MM}.md', satisfies: [\"9.1\"]}\n",
    ] {
        let org = Org::new()
            .file("docs/a.md", MAJOR)
            .file("evidence.yaml", manifest);
        let mistakes = org.mistakes();
        assert!(
            mistakes
                .iter()
                .any(|(_, told)| told.contains("has backslashes")),
            "{mistakes:?}"
        );
    }
}

#[test]
fn a_pointer_of_git_lfs_is_not_the_file() {
    let pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n";
    let told = format!("# Git LFS\n\nA pointer begins with this:\n\n{pointer}");
    let view = Org::new()
        .file("plan.docx", pointer)
        .file("policy.md", pointer)
        .file("help.md", told)
        .assess();
    for path in ["plan.docx", "policy.md"] {
        let reason = file(&view, path).reason.clone().unwrap_or_default();
        assert!(reason.contains("git lfs pull"), "{path}: {reason}");
    }
    assert_eq!(file(&view, "help.md").reason, None);
}
