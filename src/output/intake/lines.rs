//! Lines of a screen that several lists share.

use crate::intake::unpack::Plan;
use crate::output::paint::{count, wrapped};
use crate::output::screen::{Screen, quoted};
use crate::source::visible;

/// What unpacking an archive would do.
#[must_use]
pub fn of_archive(plan: &Plan, screen: Screen<'_>) -> String {
    let shown = |path: &std::path::Path| visible(&path.display().to_string());
    let mut out = wrapped(
        &format!(
            "{} holds {} ({} MiB). They go into {}",
            shown(&plan.archive),
            files(plan.files),
            plan.bytes.div_ceil(1 << 20),
            quoted(&shown(&plan.into)),
        ),
        screen.width,
        2,
    );
    for told in &plan.told {
        out.push_str(&told_line(
            told.refused,
            &told.path,
            &told.message,
            screen.width,
        ));
    }
    out
}

pub(super) fn told_line(refused: bool, path: &str, message: &str, width: usize) -> String {
    let mark = if refused { "! left out: " } else { "  " };
    wrapped(
        &format!("  {mark}{}: {}", visible(path), visible(message)),
        width,
        6,
    )
}

pub(super) fn files(n: usize) -> String {
    count(n, "file")
}

pub(super) fn capital(word: &str) -> String {
    let mut chars = word.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>());
    first.unwrap_or_default() + chars.as_str()
}

/// The number a clause begins with, to sort by: 8.10 comes after 8.2.
pub(super) fn by_number(name: &str) -> Vec<u32> {
    let number = name.split(' ').next().unwrap_or("");
    number
        .split('.')
        .filter_map(|part| part.parse().ok())
        .collect()
}
