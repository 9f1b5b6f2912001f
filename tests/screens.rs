//! Every screen keeps to 80 columns. Only commands may be longer, since they are pasted, and
//! words that cannot be broken.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use clausewise::output::screen::{About, Screen};
use clausewise::output::{View, explain, scorecard};
use common::{MAJOR, Org, catalogue, flat, repository, stdout};

const SCREEN: Screen<'static> = Screen {
    width: 80,
    colour: false,
    verbose: false,
    about: About {
        folder: None,
        begun: false,
        catalogue: None,
        edition: None,
        as_of: None,
    },
};

fn of_width(width: usize) -> Screen<'static> {
    Screen { width, ..SCREEN }
}

#[track_caller]
fn fits(what: &str, text: &str) {
    for line in text.lines() {
        let is_command = line.trim_start().trim_start_matches("Next: ");
        assert!(
            line.chars().count() <= SCREEN.width
                || is_command.starts_with("clausewise ")
                || !line.trim().contains(' '),
            "{what} is {} wide: {line}",
            line.chars().count()
        );
    }
}

/// The scorecard and everything that can be explained.
fn pages(root: &std::path::Path, view: &View) {
    let quote = |path: &str, line: u32| -> Option<String> {
        let bytes = std::fs::read(root.join(path)).ok()?;
        let text = String::from_utf8_lossy(&bytes);
        let line = text.lines().nth(line as usize - 1)?.trim();
        (!line.is_empty()).then(|| line.to_owned())
    };
    for verbose in [false, true] {
        let screen = Screen { verbose, ..SCREEN };
        fits("assess", &scorecard::scorecard(view, screen));
        fits("assess -q", &scorecard::brief(view, screen));
    }
    for line in &view.requirements {
        let known = explain::Known {
            view,
            catalogue: catalogue(),
            promises: &[],
        };
        let page = explain::requirement(known, &line.id, SCREEN, &quote, &|_| None);
        fits(&line.id.to_string(), &page);
    }
    for clause in &view.clauses {
        let id = clause.clause.parse().unwrap();
        fits(&clause.clause, &explain::clause(view, &id, None, SCREEN));
    }
    for item in &view.documents {
        fits(
            &item.item.to_string(),
            &explain::item(view, &item.item, SCREEN),
        );
    }
    for file in &view.evidence {
        fits(&file.path, &explain::file(view, file, SCREEN));
    }
    for series in &view.series {
        fits(&series.id, &explain::series(view, series, SCREEN));
    }
    for register in &view.registers {
        fits(
            &register.id,
            &explain::register(view, register, SCREEN, &quote),
        );
    }
    for note in &view.notes {
        fits(&note.id, &explain::note(view, note, SCREEN));
    }
}

#[test]
fn of_an_organisation_that_claims() {
    for example in ["examples/harbour-it", "examples/first-steps"] {
        let org = Org::copy_of(example);
        pages(org.root(), &org.assess());
    }
}

#[test]
fn of_one_that_claims_nothing() {
    let mut org = Org::copy_of("tests/fixtures/unclaimed/files")
        .file("A very long name that nobody would give to a file in earnest, or would they.xlsx", "PK")
        .file("A form that nobody has filled in although it has headings enough.md", "# Form\n\n## Purpose\n\n## Scope\n")
        .file("evidence.yaml", "evidence:\n  - {match: x.md, satisfies: [\"99.9\"], owner_of_the_document_in_question: nobody at all}\n");
    let view = org.assess();
    pages(org.root(), &view);
    let screen = scorecard::scorecard(&view, SCREEN);
    let blank = "has nothing below its title and headings";
    let said = flat(&screen);
    assert!(
        said.contains("1 file without content:") && said.contains(blank),
        "{screen}"
    );
    for number in 0..50 {
        let name = format!("policies and procedures/Incident management procedure {number}.md");
        org = org.file(
            &name,
            "# Incident management procedure\n\nIncidents are recorded.\n",
        );
    }
    fits("init", &stdout(org.root(), &["init", "--dry-run"]));
    fits("assess", &stdout(org.root(), &["assess"]));
}

#[test]
fn of_promises() {
    for options in [&[][..], &["--all"][..]] {
        let mut words = vec!["calendar", "examples/harbour-it"];
        words.extend(options);
        fits("calendar", &stdout(repository(), &words));
    }
}

#[test]
fn of_the_catalogue() {
    fits(
        "catalogue list",
        &stdout(repository(), &["catalogue", "list"]),
    );
    fits(
        "catalogue validate",
        &stdout(repository(), &["catalogue", "validate"]),
    );
    for what in ["plan", "nonesuch"] {
        fits(what, &stdout(repository(), &["catalogue", "search", what]));
    }
    fits("show", &stdout(repository(), &["catalogue", "show"]));
    for what in ["4", "7.5", "8.6.1-8", "D20", "D01"] {
        fits(what, &stdout(repository(), &["catalogue", "show", what]));
    }
}

#[test]
fn of_deliveries_and_requests() {
    let mut org = Org::copy_of("examples/harbour-it")
        .file(
            "A very long name that nobody would give to a file in earnest, or would they v1.txt",
            MAJOR,
        )
        .file(
            "A very long name that nobody would give to a file in earnest, or would they v2.txt",
            MAJOR.to_uppercase(),
        )
        .file("damaged as after a download that was cut off.docx", "PK");
    for args in [
        &["intake"][..],
        &["intake", "--all"],
        &["request"],
        &["request", "--all"],
    ] {
        fits(args[0], &stdout(org.root(), args));
    }
    stdout(org.root(), &["intake", "--yes", "--as-of", "2026-11-01"]);
    for number in 0..30 {
        let name = format!("policies and procedures/Incident management procedure {number}.md");
        org = org.file(&name, MAJOR.replace("step", &number.to_string()));
    }
    fits(
        "intake",
        &stdout(org.root(), &["intake", "--as-of", "2026-11-08"]),
    );
}

#[test]
fn of_commands_that_write() {
    let org = Org::copy_of("examples/first-steps");
    let settings = std::fs::read_to_string(org.root().join("clausewise.toml")).unwrap();
    let party = "\n[[party]]\nname = \"X\"\nkind = \"external supplier\"\n";
    let org = org.file("clausewise.toml", settings + party);
    let reason = "No major incident has occurred since the month of June; the register was checked for it twice.";
    for args in [
        vec!["init"],
        vec![
            "answer",
            "no-occurrence",
            "--about",
            "8.6.1,8.7",
            "--reason",
            "none",
            "--by",
            "A",
        ],
        vec![
            "answer",
            "performed-by",
            "--about",
            "8",
            "--reason",
            "none",
            "--by",
            "A",
            "--party",
            "X",
            "--control",
            "clausewise.toml",
        ],
        vec!["note", "They ring.", "--about", "8.6.1-9", "--by", "A"],
        vec![
            "judge",
            "8.6.1-8",
            "--rating",
            "L",
            "--conforming",
            "--method",
            "document",
            "--reason",
            "Read.",
            "--by",
            "A",
        ],
    ] {
        let shown = [args.as_slice(), &["--dry-run"]].concat();
        fits(args[0], &stdout(org.root(), &shown));
    }
    // What a person typed stands in the file as it was typed.
    let answer = [
        "answer",
        "no-occurrence",
        "--about",
        "8.6.1-11",
        "--reason",
        reason,
        "--by",
        "A",
        "--dry-run",
    ];
    assert!(stdout(org.root(), &answer).contains(reason));
}

#[test]
fn of_commands_that_refuse() {
    let org = Org::new()
        .file("clausewise.toml", "as_of = 2026-11-01\n")
        .file("list.csv", "A,B\n1,2\n");
    let set = ["request", "set", "R20", ".", "--by", "A", "--state"];
    for args in [
        [&set[..], &["asked"]].concat(),
        [&set[..], &["nonsense"]].concat(),
        [&set[..], &["received", "--for", "Hosting"]].concat(),
        vec!["suggest", ".", "--accept", "list.csv"],
        vec!["request", ".", "--accept", "list.csv"],
    ] {
        let (code, out, err) = common::run(&org, &args);
        assert_ne!(code, 0, "{args:?}");
        fits(args[0], &err);
        fits(args[0], &out);
    }
}

#[test]
fn a_clause_has_one_name_on_every_terminal() {
    let view = Org::copy_of("examples/harbour-it").assess();
    let wide = scorecard::scorecard(&view, of_width(200));
    for width in [60, 80, 100, 120] {
        let screen = scorecard::scorecard(&view, of_width(width));
        let rows = screen.lines().filter(|line| line.starts_with(" 8."));
        let mut cut = 0;
        for row in rows {
            let number = row.split_whitespace().next().unwrap();
            let known = wide
                .lines()
                .find(|line| line.trim_start().starts_with(&format!("{number} ")));
            let known = known.unwrap().trim_start();
            let title = match row.trim_start().split_once('…') {
                Some((title, _)) => {
                    cut += 1;
                    title
                }
                None => row.trim_start().split("  ").next().unwrap(),
            };
            assert!(known.starts_with(title), "{width}: {title}\n{known}");
        }
        assert!(cut > 0 || width > 100, "{width}");
    }
}
