//! Which lines of a file change, to be read before they are written.

use super::super::paint::cut;
use crate::source::visible;

/// Lines that go, with `-`, and lines that come, with `+`, in the order of the file.
#[must_use]
pub fn lines_changed(before: &str, after: &str, width: usize) -> String {
    let (old, new): (Vec<&str>, Vec<&str>) = (before.lines().collect(), after.lines().collect());
    let common = common(&old, &new);
    let mut out = String::new();
    let mut say = |mark: &str, line: &str| {
        let line = visible(line);
        let shown = cut(&line, width.saturating_sub(4));
        out.push_str(&format!("  {mark} {shown}\n"));
    };
    let (mut i, mut j) = (0, 0);
    for (at, other) in common.into_iter().chain([(old.len(), new.len())]) {
        old[i..at].iter().for_each(|line| say("-", line));
        new[j..other].iter().for_each(|line| say("+", line));
        (i, j) = ((at + 1).min(old.len()), (other + 1).min(new.len()));
    }
    out
}

/// Files with more lines are compared from both ends only.
const MOST_LINES: usize = 1500;

/// Places of lines that stay, in both.
fn common(old: &[&str], new: &[&str]) -> Vec<(usize, usize)> {
    let head = old.iter().zip(new).take_while(|(a, b)| a == b).count();
    let (rest_old, rest_new) = (&old[head..], &new[head..]);
    let tail = rest_old
        .iter()
        .rev()
        .zip(rest_new.iter().rev())
        .take_while(|(a, b)| a == b)
        .count();
    let (a, b) = (
        &rest_old[..rest_old.len() - tail],
        &rest_new[..rest_new.len() - tail],
    );
    let mut out: Vec<(usize, usize)> = (0..head).map(|at| (at, at)).collect();
    if a.len() <= MOST_LINES && b.len() <= MOST_LINES {
        let longest = longest(a, b);
        let (mut i, mut j) = (0, 0);
        while i < a.len() && j < b.len() {
            if a[i] == b[j] {
                out.push((head + i, head + j));
                (i, j) = (i + 1, j + 1);
            } else if longest[i + 1][j] >= longest[i][j + 1] {
                i += 1;
            } else {
                j += 1;
            }
        }
    }
    out.extend(
        (0..tail)
            .rev()
            .map(|at| (old.len() - 1 - at, new.len() - 1 - at)),
    );
    out
}

/// How many lines stay from each pair of places on.
fn longest(a: &[&str], b: &[&str]) -> Vec<Vec<u32>> {
    let mut out = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            out[i][j] = if a[i] == b[j] {
                out[i + 1][j + 1] + 1
            } else {
                out[i + 1][j].max(out[i][j + 1])
            };
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_lines_that_change_are_shown() {
        let shown = lines_changed("a\nb\nc\nd\n", "a\nx\nc\ny\nd\n", 80);
        assert_eq!(shown, "  - b\n  + x\n  + y\n");
        assert_eq!(lines_changed("a\n", "a\n", 80), "");
        assert_eq!(lines_changed("", "a\n", 80), "  + a\n");
        assert_eq!(lines_changed("a\nb", "", 80), "  - a\n  - b\n");
    }
}
