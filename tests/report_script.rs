//! The policy in the gap report admits the one script that it carries, and no other.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use clausewise::workspace::sha256;
use common::{repository, stdout};

#[test]
fn the_policy_names_the_hash_of_the_script() {
    let report = ["report", "gap", "--format", "html", "--quiet"];
    let html = stdout(
        repository(),
        &[&report[..], &["examples/first-steps"]].concat(),
    );
    assert_eq!(html.matches("<script").count(), 1, "one script");
    let script = between(&html, "<script>", "</script>");
    let stated = between(&html, "script-src 'sha256-", "'");
    assert_eq!(
        stated,
        base64(&bytes(&sha256(script.as_bytes()))),
        "renew the hash in templates/gap.html.j2"
    );
}

fn between<'t>(text: &'t str, before: &str, after: &str) -> &'t str {
    let (_, rest) = text.split_once(before).unwrap();
    rest.split_once(after).unwrap().0
}

fn bytes(hex: &str) -> Vec<u8> {
    (0..hex.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&hex[at..at + 2], 16).unwrap())
        .collect()
}

fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut out = String::new();
    for three in bytes.chunks(3) {
        let number = (0..3).fold(0, |number, at| {
            number << 8 | usize::from(three.get(at).copied().unwrap_or(0))
        });
        for at in 0..4 {
            out.push(if at <= three.len() {
                char::from(LETTERS[number >> (18 - 6 * at) & 63])
            } else {
                '='
            });
        }
    }
    out
}
