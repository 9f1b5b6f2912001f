//! Folders that cannot be opened. What they hold is unknown, not absent: whatever is said to
//! lie there may well be there.

/// Whether a file of a path or pattern may lie in a folder, both relative to the workspace.
#[must_use]
pub fn may_lie_in(pattern: &str, folder: &str) -> bool {
    let pattern = pattern.trim_start_matches("./");
    let fixed = pattern.find(['*', '?', '[', '{']).unwrap_or(pattern.len());
    let own = &pattern[..pattern[..fixed].rfind('/').map_or(0, |at| at + 1)];
    let folder = format!("{folder}/");
    // A pattern goes deeper where a part of it still stands for folders.
    let deeper = pattern[own.len()..].contains('/');
    own.starts_with(&folder) || deeper && folder.starts_with(own)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_may_lie_where_its_fixed_part_leads() {
        for (pattern, may) in [
            ("records/sr/2026-01.md", true),
            ("records/sr/{period:YYYY-MM}*.md", true),
            ("./records/sr/deep/*.md", true),
            ("records/**/*.md", true),
            ("records/*/report.md", true),
            ("**/*.md", true),
            ("records/*.md", false),
            ("records/sro/*.md", false),
            ("policies/*.md", false),
            ("*.md", false),
            ("records/sr.md", false),
        ] {
            assert_eq!(may_lie_in(pattern, "records/sr"), may, "{pattern}");
        }
    }
}
