//! The commands of the README work as pasted.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::path::Path;

use common::copy;

#[test]
fn marked_blocks_run() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let binary = assert_cmd::cargo::cargo_bin("clausewise");
    let path = std::env::join_paths(
        std::iter::once(binary.parent().unwrap().to_path_buf())
            .chain(std::env::split_paths(&std::env::var_os("PATH").unwrap())),
    )
    .unwrap();
    let mut run = 0;
    for document in ["README.md", "docs/commands.md"] {
        let text = std::fs::read_to_string(root.join(document)).unwrap();
        for block in text.split("```sh test\n").skip(1) {
            let script = block.split("```").next().unwrap();
            let dir = tempfile::tempdir().unwrap();
            // A copy, so that commands which write leave the repository alone.
            for folder in [
                "examples",
                "clauses",
                "templates",
                "tests/fixtures/unclaimed",
            ] {
                copy(&root.join(folder), &dir.path().join(folder));
            }
            let output = std::process::Command::new("bash")
                .args(["-euc", script])
                .current_dir(dir.path())
                .env("PATH", &path)
                .output()
                .unwrap();
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
