//! Documents, people and records held against each other: what disagrees is told with both places,
//! and nothing sound is accused.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::sync::OnceLock;

use clausewise::assessment::assess;
use clausewise::calendar::{Sources as Promised, calendar, may_promise};
use clausewise::evidence::{Promises, Sentences, list_files, read_evidence};
use clausewise::output::triangulation::{TriangulationView, triangulation_view};
use clausewise::records::Logs;
use clausewise::triangulation::{Sources, may_say, triangulate};
use clausewise::workspace::load;
use common::{AS_OF, Org, catalogue, clausewise};

/// What of an organisation is held against each other.
fn sides(org: &Org) -> TriangulationView {
    static READER: OnceLock<Sentences<'static>> = OnceLock::new();
    static PROMISES: OnceLock<Promises<'static>> = OnceLock::new();
    let (mut workspace, problems) = load(org.root());
    assert!(problems.is_empty(), "{problems:?}");
    workspace.hash_files();
    let files = || list_files(&workspace);
    let (evidence, _) = read_evidence(&workspace, catalogue(), files, None, None, &|| {}).unwrap();
    let as_of = workspace.settings.as_of.unwrap_or(AS_OF);
    let assessment = assess(catalogue(), &workspace, &evidence, as_of);
    let reader = READER.get_or_init(|| Sentences::new(catalogue()));
    let promises = PROMISES.get_or_init(|| Promises::new(catalogue()));
    let bytes = |path: &str| std::fs::read(org.root().join(path)).unwrap();
    let (mut said, mut promised) = (Vec::new(), Vec::new());
    for (at, document) in evidence.documents.iter().enumerate() {
        if may_say(document) {
            said.push((at, reader.in_file(&document.path, &bytes(&document.path))));
        }
        if may_promise(document) {
            promised.push((at, promises.in_file(&document.path, &bytes(&document.path))));
        }
    }
    let promised = Promised {
        catalogue: catalogue(),
        workspace: &workspace,
        evidence: &evidence,
        assessment: &assessment,
        said: &promised,
        logs: None,
    };
    let sources = Sources {
        catalogue: catalogue(),
        workspace: &workspace,
        evidence: &evidence,
        assessment: &assessment,
        calendar: &calendar(promised),
        logs: &Logs::new(catalogue(), &evidence, &assessment),
        said: &said,
        reader,
    };
    let clauses: Vec<usize> = (0..catalogue().clauses.len()).collect();
    triangulation_view(sources, &triangulate(sources, &clauses))
}

/// Kind and requirements of each disagreement.
fn told(org: &Org) -> Vec<(String, String)> {
    let told = sides(org).disagreements.into_iter();
    told.map(|told| (told.kind.to_owned(), told.requirements.join(" ")))
        .collect()
}

fn note(about: &str, text: &str, more: &str) -> String {
    numbered(1, about, text, more)
}

fn numbered(number: u32, about: &str, text: &str, more: &str) -> String {
    format!(
        "[[note]]\nid = \"N-{number:03}\"\ndate = 2026-10-01\nby = \"A. Example\"\nkind = \"interview\"\n\
         with = [\"role:service-desk-lead\"]\ntext = \"{text}\"\nabout = [\"{about}\"]\n{more}\n\n"
    )
}

/// A process in force on incidents, with a note.
fn with_note(note: &str) -> Org {
    let process = "# Incident management\n\nEach incident gets a priority from its impact and urgency.\n\n\
                   When a major incident is declared, the duty manager classifies it and follows this procedure step by step.\n";
    Org::new()
        .file("clausewise.toml", "as_of = 2026-11-01\n")
        .claimed("incident process.md", "\"8.6.1\"", process)
        .file("notes.toml", note)
}

#[test]
fn what_people_deny_is_held_against_what_a_document_says() {
    for (about, text) in [
        ("8.6.1-2", "We do not set a priority."),
        ("8.6.1-2", "Nobody works out a priority."),
        ("8.6.1-2", "Prioritäten vergibt hier niemand."),
        ("8.6.1-2", "Prioritäten werden nicht vergeben."),
        ("8.6.1-2", "At night we skip the priority."),
    ] {
        let expected = [("document and person".to_owned(), about.to_owned())];
        assert_eq!(told(&with_note(&note(about, text, ""))), expected, "{text}");
    }
}

#[test]
fn that_nobody_follows_what_is_laid_down_is_told_once() {
    for text in [
        "Nobody knows the procedure.",
        "The procedure is not used.",
        "The process is not followed at night.",
        "Three of four agents did not know the procedure.",
        "Das Verfahren kennt niemand.",
        "Niemand arbeitet nach dem Verfahren.",
        "Das Verfahren wird nicht angewendet.",
        "Das Verfahren steht nur auf dem Papier.",
    ] {
        let told = told(&with_note(&note("8.6.1", text, "")));
        let kinds: Vec<&str> = told.iter().map(|(kind, _)| kind.as_str()).collect();
        assert_eq!(kinds, ["not followed"], "{text}");
    }
}

#[test]
fn what_people_say_of_sound_work_accuses_nobody() {
    for text in [
        "Procedure known without looking it up.",
        "Nobody had to look up the procedure.",
        "The procedure leaves no doubt about who calls whom.",
        "Priority was taken from the matrix; one agent chose P3 for a counter that could not work.",
        "There was no major incident this year.",
        "No exceptions: each incident gets a priority from impact and urgency.",
        "The file could not be opened during the interview.",
        "Das Verfahren ist bekannt, Ausnahmen gibt es nicht.",
        "Es gab keine schwerwiegende Störung.",
    ] {
        for about in ["8.6.1", "8.6.1-2", "8.6.1-8"] {
            assert_eq!(
                told(&with_note(&note(about, text, ""))),
                [],
                "{about} {text}"
            );
        }
    }
}

#[test]
fn an_assessor_says_which_way_words_speak_that_leave_it_open() {
    let text = "That ended when Jo left.";
    assert_eq!(told(&with_note(&note("8.6.1-2", text, ""))), []);
    let said = with_note(&note("8.6.1-2", text, "says = \"denies\""));
    let told = sides(&said).disagreements;
    assert_eq!(told.len(), 1);
    let sentence = &told[0].sentence;
    for part in [
        "“Each incident gets a priority from its impact and urgency” (incident process.md:",
        "but the service desk lead said on 2026-10-01: “That ended when Jo left” (N-001).",
    ] {
        assert!(sentence.contains(part), "{sentence}");
    }
    assert_eq!(
        (told[0].one.source, told[0].other.source),
        ("documents", "people")
    );
    assert_eq!(told[0].other.note.as_deref(), Some("N-001"));
}

#[test]
fn two_people_who_say_the_contrary_are_told_without_any_document() {
    let notes = numbered(
        1,
        "8.6.1-2",
        "Each incident gets a priority from impact and urgency.",
        "",
    ) + &numbered(2, "8.6.1-2", "We do not set a priority.", "");
    let org = Org::new().file("notes.toml", &notes);
    let expected = [("two persons".to_owned(), "8.6.1-2".to_owned())];
    assert_eq!(told(&org), expected);
    let agreed = numbered(1, "8.6.1-2", "We do not set a priority.", "")
        + &numbered(2, "8.6.1-2", "Nobody works out a priority.", "");
    assert_eq!(told(&Org::new().file("notes.toml", &agreed)), []);
}

#[test]
fn a_draft_and_a_note_of_a_later_day_are_held_against_nobody() {
    let text = "We do not set a priority.";
    let draft = "---\nstatus: draft\nsatisfies: [\"8.6.1\"]\n---\n\n# Incident management\n\nEach incident gets a priority from its impact and urgency.\n";
    let org = with_note(&note("8.6.1-2", text, "")).file("incident process.md", draft);
    assert_eq!(told(&org), []);
    let later = note("8.6.1-2", text, "").replace("2026-10-01", "2026-12-01");
    assert_eq!(told(&with_note(&later)), []);
}

const ROWS: &str = "id,opened,category,priority,status,closed\n\
                    INC-1,2026-09-01,mail,high,closed,2026-09-02\n\
                    INC-2,2026-09-03,mail,,closed,2026-09-04\n\
                    INC-3,2026-09-05,mail,low,closed,2026-09-06\n";

#[test]
fn rows_that_lack_what_a_document_asks_for_are_told_with_their_numbers() {
    let org = with_note("").register("incidents.csv", ROWS, "8.6.1");
    let view = sides(&org);
    let told: Vec<&str> = { view.disagreements.iter() }
        .filter(|told| told.requirements == ["8.6.1-2"])
        .map(|told| told.sentence.as_str())
        .collect();
    assert_eq!(told.len(), 1, "{:?}", view.disagreements);
    let against =
        "but 1 of 3 records does not show it: INC-2; nothing under “priority” (incidents.csv).";
    assert!(told[0].ends_with(against), "{}", told[0]);
    let filled = ROWS.replace("mail,,", "mail,low,");
    let sound = with_note("").register("incidents.csv", filled, "8.6.1");
    assert_eq!(told_of(&sound, "document and rows"), 0);
    // No document asks for it.
    let bare = Org::new().register("incidents.csv", ROWS, "8.6.1");
    assert_eq!(told_of(&bare, "document and rows"), 0);
}

#[test]
fn rows_are_held_against_a_person_only_where_the_assessor_says_so() {
    let bare = |more: &str| {
        let text = "Each incident gets a priority from impact and urgency.";
        Org::new()
            .file("notes.toml", note("8.6.1-2", text, more))
            .register("incidents.csv", ROWS, "8.6.1")
    };
    assert_eq!(told_of(&bare("says = \"shows\""), "person and rows"), 1);
    assert_eq!(told_of(&bare(""), "person and rows"), 0);
}

#[test]
fn a_record_that_denies_what_a_document_says_is_told() {
    let review = |text: &str| {
        let front = "type: report\ndate: 2026-09-30\nsatisfies: [\"8.6.1-2\"]";
        with_note("").file(
            "Incident review 2026-09.md",
            format!("---\n{front}\n---\n\n# Incident review\n\n{text}\n"),
        )
    };
    let against = review(
        "We went through the incidents of September. The priority has not been documented for any of them.",
    );
    assert_eq!(told_of(&against, "document and record"), 1);
    let sound = review(
        "We went through the incidents of September. The priority has been documented for each of them.",
    );
    assert_eq!(told_of(&sound, "document and record"), 0);
}

fn told_of(org: &Org, kind: &str) -> usize {
    told(org).iter().filter(|(known, _)| known == kind).count()
}

#[test]
fn a_judgement_is_told_what_it_did_not_weigh() {
    let judged = |rests: &str| {
        format!(
            "[[judgement]]\nrequirement = \"8.6.1-2\"\nrating = \"L\"\nconforming = true\ngrade = \"none\"\n\
             date = 2026-09-01\nby = \"A. Example\"\nmethod = [\"document\"]\nreason = \"Read.\"\nrests_on = [{rests}]\n"
        )
    };
    let org = |rests: &str| {
        with_note(&note("8.6.1-2", "We do not set a priority.", ""))
            .file("judgements.toml", judged(rests))
    };
    assert_eq!(told_of(&org(""), "judgement"), 1);
    assert_eq!(told_of(&org("{ note = \"N-001\" }"), "judgement"), 0);
}

#[test]
fn what_nobody_looked_at_is_a_gap_of_the_audit_with_what_to_ask() {
    let view = sides(&with_note(""));
    let process = { view.processes.iter() }
        .find(|known| known.clause == "8.6.1")
        .unwrap();
    let gaps: Vec<(&str, &str)> = { process.to_ask.iter() }
        .map(|gap| (gap.source, gap.says))
        .collect();
    let expected = [
        ("people", "nobody was asked"),
        ("records", "no record was seen"),
    ];
    assert_eq!(gaps, expected);
    assert!(!process.to_ask[0].next.is_empty());
    assert_eq!(view.disagreements.len(), 0);
}

#[test]
fn the_example_disagrees_where_its_defects_say_and_nowhere_else() {
    let org = Org::copy_of("examples/harbour-it");
    let found = sides(&org).disagreements;
    let found: Vec<String> = { found.iter() }
        .map(|told| {
            let lines = match told.requirements.as_slice() {
                [first, .., last] if told.requirements.len() > 4 => format!("{first} to {last}"),
                lines => lines.join(", "),
            };
            format!("| {} | {lines} |", told.kind)
        })
        .collect();
    let defects = std::fs::read_to_string(org.root().join("DEFECTS.md")).unwrap();
    let rows = defects.lines().filter(|line| line.starts_with("| G"));
    let listed: Vec<String> = rows
        .map(|row| {
            let cells: Vec<&str> = row.split('|').map(str::trim).collect();
            format!("| {} | {} |", cells[2], cells[3])
        })
        .collect();
    assert_eq!(found, listed);
}

#[test]
fn the_report_shows_all_three_sides_and_explains_a_clause_in_short() {
    let org = with_note(&note("8.6.1-2", "We do not set a priority. <b>", ""));
    let run = |words: &[&str]| {
        let out = clausewise(org.root()).args(words).output().unwrap();
        assert!(
            out.status.success(),
            "{}",
            String::from_utf8_lossy(&out.stderr)
        );
        String::from_utf8(out.stdout).unwrap()
    };
    let html = run(&["report", "triangulation", "--format", "html"]);
    for part in [
        "What the documents say",
        "What people said",
        "What the records show",
        "We do not set a priority. &lt;b&gt;",
        "No record was seen yet.",
        "href=\"#c8.6.1\"",
    ] {
        assert!(html.contains(part), "{part}");
    }
    let markdown = run(&["report", "triangulation"]);
    assert!(
        markdown.contains("1. “Incident management” says"),
        "{markdown}"
    );
    let screen = run(&["explain", "8.6.1"]);
    assert!(screen.contains("Documents, people and records"), "{screen}");
    assert!(screen.contains("! “Incident management” says"), "{screen}");
    let other = run(&["explain", "8.6.2"]);
    assert!(other.contains("People: nobody was asked yet"), "{other}");
}
