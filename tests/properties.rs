//! What must hold for every organisation.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use clausewise::catalogue::{Catalogue, Library};
use clausewise::output::View;
use common::{AS_OF, Org};
use proptest::prelude::*;
use proptest::sample::Index;

fn lower(view: &View) -> f64 {
    view.totals.low.value()
}

/// No line scores more in `after` than in `before`, at its lower bound.
fn nothing_rose(before: &View, after: &View, what: &str) {
    for (a, b) in before.requirements.iter().zip(&after.requirements) {
        assert!(
            b.low <= a.low,
            "{what}: {} rose from {} to {}",
            a.id,
            a.low,
            b.low
        );
    }
    assert!(lower(after) <= lower(before), "{what}: the total rose");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn hiding_evidence_never_raises_the_lower_bound(hidden in prop::collection::vec(any::<Index>(), 1..12)) {
        let org = Org::copy_of("examples/harbour-it");
        let before = org.assess();
        let evidence: Vec<_> = org.files().into_iter().filter(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            !(name == "evidence.yaml" || name.ends_with(".toml") && path.parent() == Some(org.root()))
        }).collect();
        let mut names = Vec::new();
        for index in hidden {
            let path = index.get(&evidence);
            if path.exists() {
                org.hide(path);
                names.push(path.file_name().unwrap().to_string_lossy().into_owned());
            }
        }
        let (after, _) = org.assess_with(common::catalogue());
        nothing_rose(&before, &after, &names.join(", "));
    }

    #[test]
    fn unrelated_and_blank_files_raise_nothing(names in prop::collection::vec("[a-z]{3,8}", 1..6), blank in any::<bool>()) {
        let mut org = Org::copy_of("examples/first-steps");
        let before = org.assess();
        for name in names {
            let body = if blank { "\n \n" } else { "# Canteen\n\nSoup on Monday, fish on Friday, bring your own cup.\n" };
            org = org
                .file(&format!("unrelated/{name}.md"), body)
                .file(&format!("claimed/{name}.md"), format!("---\nsatisfies: [\"8.6.3\", \"9.3\", \"8.7.2\"]\n---\n{body}"));
        }
        nothing_rose(&before, &org.assess(), "unrelated files");
    }

    #[test]
    fn nothing_unjudged_is_conforming_or_full(kept in prop::collection::vec(any::<bool>(), 100)) {
        let org = Org::copy_of("examples/harbour-it");
        for (path, keep) in org.files().iter().zip(kept) {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            if !keep && name != "clausewise.toml" || name == "judgements.toml" {
                org.hide(path);
            }
        }
        let (view, _) = org.assess_with(common::catalogue());
        prop_assert_eq!(view.totals.conforming, 0);
        for line in &view.requirements {
            prop_assert!(line.rating != Some("F"), "{} is F", line.id);
            prop_assert!(!line.judged);
            if line.evidence.is_empty() && line.score.is_some() && line.standing == "counts" {
                // Document control and what the rest tells rest on the evidence of other lines.
                let from_others = line.remarks.iter().any(|remark| {
                    remark.contains("documents that the standard") || remark.contains("told by the rest")
                });
                prop_assert!(line.score.unwrap().value() == 0.0 || line.state == "claimed" || from_others, "{} scores without evidence", line.id);
            }
        }
    }
}

#[test]
fn order_and_threads_never_matter() {
    let org = Org::copy_of("examples/harbour-it");
    let text = |threads: usize| {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(threads)
            .build()
            .unwrap();
        pool.install(|| clausewise::output::json::json(&org.assess()))
    };
    let one = text(1);
    assert_eq!(one, text(7));
    // The same files, written in another order into folders made in another order.
    let mut other = Org::new();
    let mut files = org.files();
    files.reverse();
    for path in files {
        let name = path.strip_prefix(org.root()).unwrap().to_str().unwrap();
        other = other.file(name, std::fs::read(&path).unwrap());
    }
    assert_eq!(one, clausewise::output::json::json(&other.assess()));
}

/// A catalogue of one clause whose only "shall" is split into `parts` equal lines.
fn split(parts: usize) -> Catalogue {
    let dir = tempfile::tempdir().unwrap();
    let lines: Vec<String> = (1..=parts)
        .map(|n| {
            format!(
                "    - id: \"1.1-{n}\"\n      text: Something.\n      shall: 1\n      proof: document\n      of: D01\n      \
                 called_for: implied\n      looks_for:\n        - idea: a\n          en: [apple*]\n        - idea: b\n          en: [pear*]\n"
            )
        })
        .collect();
    let lines = lines.concat();
    let area = format!(
        "- clause: \"1\"\n  title: One\n- clause: \"1.1\"\n  title: First\n  requirements:\n{lines}\
         - clause: \"1.2\"\n  title: Second\n  requirements:\n    - id: \"1.2-1\"\n      text: Other.\n      shall: 1\n      \
         proof: document\n      called_for: implied\n      looks_for:\n        - idea: c\n          en: [plum*]\n"
    );
    std::fs::write(
        dir.path().join("edition.yaml"),
        "standard: t\nedition: \"1\"\ntitle: T\nareas: [one]\n",
    )
    .unwrap();
    std::fs::write(dir.path().join("one.yaml"), area).unwrap();
    let items =
        "- item: D01\n  name: Fruit\n  kind: document\n  called_for: implied\n  clauses: \"1.1\"\n";
    std::fs::write(dir.path().join("documents.yaml"), items).unwrap();
    let mut library = Library::default();
    let ids = library.add_folder(dir.path()).unwrap();
    library
        .load(&ids[0])
        .unwrap_or_else(|problems| panic!("{}", clausewise::problem::render_all(&problems)))
}

#[test]
fn splitting_a_shall_into_equal_lines_does_not_move_a_mean() {
    let org = Org::new()
        .claimed(
            "a.md",
            "\"1.1\"",
            "# Fruit\n\nWe keep apples in the cellar over the winter.\n",
        )
        .claimed(
            "b.md",
            "\"1.2\"",
            "# Plums\n\nPlums are dried in the autumn on the roof.\n",
        );
    let figures = |parts: usize| {
        let (view, _) = org.assess_with(&split(parts));
        (
            view.totals.mean,
            view.totals.low,
            view.totals.high,
            view.clauses.last().map(|clause| clause.totals.mean),
        )
    };
    let whole = figures(1);
    assert_eq!(
        whole.0.map(clausewise::assessment::Share::percent),
        Some(68)
    );
    for parts in [2, 3, 7] {
        assert_eq!(figures(parts), whole);
    }
    assert_eq!(AS_OF.year(), 2026);
}
