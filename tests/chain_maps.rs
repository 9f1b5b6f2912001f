//! What lies beside the chains: which service is covered where, who does what, and records that
//! owe a link.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, stdout};
use serde_json::Value;

fn assessed(org: &Org) -> Value {
    serde_json::from_str(&stdout(org.root(), &["assess", "--format", "json"])).unwrap()
}
