//! What a merge that nobody finished leaves in a file: two versions of some lines, between
//! markers as git, Mercurial and others write them.

use super::Span;

/// What is wrong with such a file.
pub const UNFINISHED: &str =
    "a merge was not finished here: two versions of these lines stand in the file";

/// What to do about it.
pub const FINISH: &str =
    "keep the lines that hold and take those with <<<<<<<, ======= and >>>>>>> away";

/// The first marker of an unfinished merge, where the others follow it.
#[must_use]
pub fn unfinished(text: &str) -> Option<Span> {
    memchr::memmem::find(text.as_bytes(), b"<<<<<<< ")?;
    let mut begins = None;
    let mut parted = false;
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let end = start + line.trim_end().len();
        if line.starts_with("<<<<<<< ") {
            begins = Some(Span { start, end });
            parted = false;
        } else if line.trim_end() == "=======" {
            parted = begins.is_some();
        } else if parted && line.starts_with(">>>>>>> ") {
            return begins;
        }
        start += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_three_markers_make_an_unfinished_merge() {
        let left = "# A\n<<<<<<< HEAD\none\n=======\ntwo\n>>>>>>> other\n";
        assert_eq!(unfinished(left).map(|span| span.start), Some(4));
        for sound in [
            "",
            "# A\n=======\ntext\n",
            "<<<<<<< HEAD\none\n",
            "a <<<<<<< b\n=======\n>>>>>>> c\n",
            "    <<<<<<< HEAD\n    =======\n    >>>>>>> other\n",
        ] {
            assert_eq!(unfinished(sound), None, "{sound}");
        }
    }
}
