//! Templates that nobody has filled in: they show nothing by their blanks, and whoever looks
//! at a folder of them is told.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, file, flat, line, run};

const TEMPLATE: &str = "# Problem management\n\n**Owner:** {{ owner }}\n**Approved by:** {{ approver }}\n**Revision:** [TODO]\n\n\
    ## Problems\n\nProblems are recorded, classified and given a priority. Their root cause is looked for, a known error is recorded, and \
    the problem is closed.\n";

#[test]
fn places_to_be_filled_in_show_nothing_with_their_labels() {
    let filled = "# Suppliers\n\n## Fibre\n\nWhat we buy.\n\n- **Contract number:** C-17 with the external supplier Fibre Ltd\n";
    let open = filled.replace(
        "C-17 with the external supplier Fibre Ltd",
        "[TODO: contract number with the external supplier]",
    );
    let shows = |text: &str| {
        let view = Org::new().claimed("s.md", "\"8.3.4.1-2\"", text).assess();
        !line(&view, "8.3.4.1-2").found.is_empty()
    };
    assert!(shows(filled));
    assert!(!shows(&open));
}

#[test]
fn a_first_look_says_which_files_are_templates() {
    let org = Org::new().file("problems.md", TEMPLATE);
    let view = org.assess();
    assert!(file(&view, "problems.md").template);
    assert!(!file(&view, "problems.md").ideas_of.is_empty());
    let caveat = "an unfilled template";
    for args in [
        &["assess"][..],
        &["report", "gap"],
        &["report", "gap", "--format", "html"],
        &["explain", "problems.md"],
    ] {
        let (_, told, _) = run(&org, args);
        let told = flat(&told);
        assert!(told.contains(caveat), "{args:?}: {told}");
    }
    run(&org, &["init", "--yes"]);
    let manifest = std::fs::read_to_string(org.root().join("evidence.yaml")).unwrap();
    assert!(manifest.contains(caveat), "{manifest}");
}
