//! The commands of the README work as pasted.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, repository, shell};

#[test]
fn marked_blocks_run() {
    let mut run = 0;
    for document in ["README.md", "docs/commands.md"] {
        let text = std::fs::read_to_string(repository().join(document)).unwrap();
        for block in text.split("```sh test\n").skip(1) {
            let script = block.split("```").next().unwrap();
            // A copy, so that commands which write leave the repository alone.
            let mut org = Org::new();
            for folder in [
                "examples",
                "clauses",
                "templates",
                "tests/fixtures/unclaimed",
            ] {
                org = org.folder(folder, folder);
            }
            let output = shell(org.root(), script);
            assert!(
                output.status.success(),
                "{document}:\n{script}\n{}{}",
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            );
            run += 1;
        }
    }
    assert!(run >= 3, "only {run} blocks are marked `sh test`");
}
