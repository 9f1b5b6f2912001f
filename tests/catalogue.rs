//! The built-in catalogue is complete, says nothing twice, and its files agree with
//! their schema and their README.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use clausewise::catalogue::{
    CalledFor, Catalogue, ItemKind, Library, Proof, SchemaOf, coverage, json_schema,
};
use clausewise::problem::Problem;
use common::catalogue;

fn load(id: &str) -> clausewise::catalogue::Catalogue {
    Library::built_in()
        .load(&id.parse().unwrap())
        .unwrap_or_else(|problems| panic!("{}", clausewise::problem::render_all(&problems)))
}

#[test]
fn both_editions_are_complete() {
    let catalogue = catalogue();
    assert_eq!(catalogue.edition.to_string(), "iso20000-1:2018+amd1");
    assert_eq!(catalogue.requirements.len(), 406);
    assert_eq!(catalogue.leaves().count(), 63);
    assert_eq!(catalogue.items.len(), 95);
    assert_eq!(catalogue.areas.len(), 7);
    assert_eq!(
        load("iso20000-1:2018").requirements.len(),
        405,
        "the amendment adds one obligation"
    );
    let count = |test: &dyn Fn(&clausewise::catalogue::Requirement) -> bool| {
        catalogue
            .requirements
            .iter()
            .filter(|line| test(line))
            .count()
    };
    assert_eq!(count(&|line| line.key), 45);
    assert_eq!(count(&|line| line.rare), 75);
    assert_eq!(count(&|line| line.interval.is_some()), 22);
    assert_eq!(count(&|line| line.same_as.is_some()), 16);
    let explicit = |kind| {
        catalogue
            .items
            .iter()
            .filter(|item| item.called_for == CalledFor::Explicit && item.kind == kind)
            .count()
    };
    assert_eq!(
        (explicit(ItemKind::Document), explicit(ItemKind::Record)),
        (23, 25)
    );
}

#[test]
fn whatever_a_text_can_show_has_ideas_in_both_languages() {
    for line in &catalogue().requirements {
        let ideas = &catalogue().ideas[line.ideas.clone()];
        if line.proof == Proof::People || line.same_as.is_some() {
            continue;
        }
        assert!(
            (1..=4).contains(&ideas.len()),
            "{} has {} ideas",
            line.id,
            ideas.len()
        );
        for idea in ideas {
            for language in ["en", "de"] {
                assert!(
                    idea.phrases.contains_key("any")
                        || idea
                            .phrases
                            .get(language)
                            .is_some_and(|phrases| !phrases.is_empty()),
                    "{} {} {language}",
                    line.id,
                    idea.name
                );
            }
        }
    }
}

#[test]
fn every_leaf_guides_the_assessor() {
    for clause in catalogue().leaves() {
        assert!(!clause.purpose.is_empty(), "{}", clause.id);
        assert!(
            !clause.evidence.is_empty() && !clause.pitfalls.is_empty(),
            "{}",
            clause.id
        );
        assert!(
            (2..=5).contains(&clause.asks.len()),
            "{} has {} questions",
            clause.id,
            clause.asks.len()
        );
    }
}

#[test]
fn nothing_is_claimed_to_be_verified_yet() {
    assert!(catalogue().requirements.iter().all(|line| !line.verified));
    assert!(catalogue().provenance.contains("not from a copy"));
}

#[test]
fn incident_records_have_tests() {
    let tests = catalogue()
        .requirements
        .iter()
        .filter(|line| line.test.is_some() && line.id.to_string().starts_with("8.6.1-"))
        .count();
    assert!(tests >= 5);
}

#[test]
fn schemas_are_those_of_the_types_and_fit_the_files() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/clauses");
    for (of, name) in [
        (SchemaOf::Edition, "edition"),
        (SchemaOf::Area, "area"),
        (SchemaOf::Documents, "documents"),
        (SchemaOf::Words, "words"),
        (SchemaOf::Signs, "signs"),
        (SchemaOf::Records, "records"),
        (SchemaOf::Chains, "chains"),
    ] {
        let text = json_schema(of);
        let stored = std::fs::read_to_string(format!("{root}/schema/{name}.json")).unwrap();
        assert_eq!(
            stored, text,
            "run: clausewise catalogue schema {name} > clauses/schema/{name}.json"
        );
        let schema: serde_json::Value = serde_json::from_str(&text).unwrap();
        let validator = jsonschema::validator_for(&schema).unwrap();
        for edition in ["2018", "2018+amd1"] {
            for entry in std::fs::read_dir(format!("{root}/iso20000-1/{edition}")).unwrap() {
                let path = entry.unwrap().path();
                let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
                let kind = match stem.as_str() {
                    "edition" | "documents" | "words" | "signs" | "records" | "chains" => stem,
                    _ => "area".to_owned(),
                };
                if kind != name {
                    continue;
                }
                let yaml: serde_json::Value =
                    serde_yaml::from_str(&std::fs::read_to_string(&path).unwrap()).unwrap();
                let errors: Vec<String> = validator
                    .iter_errors(&yaml)
                    .map(|error| error.to_string())
                    .take(5)
                    .collect();
                assert!(errors.is_empty(), "{}: {errors:?}", path.display());
            }
        }
    }
}

#[test]
fn the_readme_has_the_coverage_of_today() {
    let readme =
        std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/clauses/README.md")).unwrap();
    let between = readme
        .split("<!-- coverage -->")
        .nth(1)
        .unwrap()
        .split("<!-- /coverage -->")
        .next()
        .unwrap();
    for id in Library::built_in().editions() {
        let table = coverage::markdown(&load(&id.to_string()));
        assert!(
            between.contains(table.trim()),
            "run `clausewise catalogue validate` and put it into clauses/README.md:\n{table}"
        );
    }
}

#[test]
fn mistakes_are_reported_all_at_once_with_their_places() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(
        dir.path().join("edition.yaml"),
        "standard: t\nedition: \"1\"\ntitle: T\nareas: [one]\n",
    )
    .unwrap();
    std::fs::write(
        dir.path().join("one.yaml"),
        "- clause: \"1\"\n  title: One\n- clause: \"1.1\"\n  titel: First\n  requirements:\n    - id: \"1.2-1\"\n      text: X\n      \
         proof: documnt\n      looks_for:\n        - idea: a\n          en: [\"a*b\"]\n    - id: \"1.1-1\"\n      text: Y\n      \
         proof: record\n      same_as: \"9.9-9\"\n      settled: true\n",
    )
    .unwrap();
    let mut library = Library::built_in();
    let ids = library.add_folder(dir.path()).unwrap();
    let problems = library.load(&ids[0]).unwrap_err();
    assert_eq!(problems.len(), 1, "reading comes first: {problems:?}");
    assert!(
        problems[0].hint.as_deref() == Some("did you mean `title`?")
            && problems[0].location.line() == Some(4)
    );
    let text = std::fs::read_to_string(dir.path().join("one.yaml"))
        .unwrap()
        .replace("titel", "title");
    std::fs::write(dir.path().join("one.yaml"), text).unwrap();
    let mut library = Library::built_in();
    library.add_folder(dir.path()).unwrap();
    let problems = library.load(&ids[0]).unwrap_err();
    let text = clausewise::problem::render_all(&problems);
    for expected in [
        "stands under clause 1.1",
        "`proof` cannot be `documnt`",
        "did you mean `document`?",
        "`a*b` is not a phrase",
        "names 9.9-9",
        "`settled` is for lines of proof `activity`",
    ] {
        assert!(text.contains(expected), "{expected} not in:\n{text}");
    }
    assert!(
        problems
            .iter()
            .all(|problem| problem.location.line().is_some() && problem.excerpt.is_some())
    );
}

/// A catalogue of one file, and one more that extends it.
fn extended(clauses: &str, changes: &str) -> Result<Catalogue, Vec<Problem>> {
    let dir = tempfile::tempdir().unwrap();
    for (edition, more, text) in [
        ("1", "areas: [one]\n", clauses),
        ("2", "extends: t:1\n", changes),
    ] {
        let folder = dir.path().join(edition);
        std::fs::create_dir(&folder).unwrap();
        let head = format!("standard: t\nedition: \"{edition}\"\ntitle: T\n{more}");
        std::fs::write(folder.join("edition.yaml"), head).unwrap();
        std::fs::write(folder.join("one.yaml"), text).unwrap();
    }
    let mut library = Library::built_in();
    let ids = library.add_folder(dir.path()).unwrap();
    library.load(&ids[1])
}

#[test]
fn an_idea_given_once_serves_the_clauses_below_and_grows_in_an_extension() {
    let clauses = r#"
- clause: "1"
  title: One
  ideas:
    - {idea: fruit, en: [apple], de: [apfel]}
- clause: "1.1"
  title: Nearer
  ideas:
    - {idea: fruit, en: [pear]}
  requirements:
    - {id: "1.1-1", text: X, proof: document, looks_for: [{idea: fruit, shared: true}]}
- clause: "1.2"
  title: Farther
  requirements:
    - {id: "1.2-1", text: X, proof: document, looks_for: [{idea: fruit, shared: true}]}
"#;
    let changes = "- clause: \"1\"\n  ideas:\n    - {idea: fruit, en: [quince]}\n";
    let catalogue = extended(clauses, changes).unwrap();
    let phrases: Vec<_> = catalogue
        .ideas
        .iter()
        .map(|idea| &idea.phrases["en"])
        .collect();
    assert_eq!(
        phrases,
        [
            &vec!["pear".to_owned()],
            &vec!["apple".to_owned(), "quince".to_owned()]
        ]
    );

    let wrong = clauses
        .replace("{idea: fruit, en: [pear]}", "{idea: fruits, en: [pear]}")
        .replace(
            "1.2-1\", text: X, proof: document, looks_for: [{idea: fruit,",
            "1.2-1\", text: X, proof: document, looks_for: [{idea: froot,",
        );
    let text = clausewise::problem::render_all(&extended(&wrong, "").unwrap_err());
    for expected in [
        "no requirement of clause 1.1 shares the idea `fruits`",
        "clause 1.2 and those above it have no idea `froot` to share",
        "did you mean `fruit`?",
    ] {
        assert!(text.contains(expected), "{expected} not in:\n{text}");
    }
}

#[test]
fn extends_in_a_circle_is_an_error() {
    let dir = tempfile::tempdir().unwrap();
    for (edition, parent) in [("a", "b"), ("b", "a")] {
        let folder = dir.path().join(edition);
        std::fs::create_dir(&folder).unwrap();
        std::fs::write(
            folder.join("edition.yaml"),
            format!("standard: t\nedition: {edition}\nextends: t:{parent}\n"),
        )
        .unwrap();
    }
    let mut library = Library::default();
    let ids = library.add_folder(dir.path()).unwrap();
    let problems = library.load(&ids[0]).unwrap_err();
    assert!(
        problems
            .iter()
            .any(|problem| problem.message.contains("circle")),
        "{problems:?}"
    );
}

#[test]
fn an_overlay_changes_only_what_it_says() {
    let dir = tempfile::tempdir().unwrap();
    std::fs::write(
        dir.path().join("edition.yaml"),
        "standard: iso20000-1\nedition: mine\ntitle: Mine\nextends: \"iso20000-1:2018+amd1\"\n",
    )
    .unwrap();
    std::fs::write(
        dir.path().join("operation.yaml"),
        "- clause: \"8.6.1\"\n  asks: [Who calls the customer?]\n  requirements:\n    - id: \"8.6.1-8\"\n      key: false\n    \
         - id: \"8.6.1-2\"\n      withdrawn: true\n",
    )
    .unwrap();
    let mut library = Library::built_in();
    let ids = library.add_folder(dir.path()).unwrap();
    let mine = library
        .load(&ids[0])
        .unwrap_or_else(|problems| panic!("{}", clausewise::problem::render_all(&problems)));
    assert_eq!(mine.requirements.len(), 405);
    let line = &mine.requirements[mine.requirement(&"8.6.1-8".parse().unwrap()).unwrap()];
    assert!(!line.key && !line.ideas.is_empty() && !line.text.is_empty());
    let clause = mine.clause(&"8.6.1".parse().unwrap()).unwrap();
    assert!(clause.asks.len() > 2 && clause.asks.contains(&"Who calls the customer?".to_owned()));
    assert_eq!(mine.includes.len(), 2);
    assert_eq!(mine.gates.len(), 2);
}
