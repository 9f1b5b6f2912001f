//! Paths as people write them in the workspace's files.

/// A path relative to the workspace root, checked and in its shortest form:
/// `./policies//sm.md` is `policies/sm.md`, the root itself is `.`.
///
/// Nothing is looked up: whether the file exists is another question.
///
/// # Errors
/// Why the text is no such path: empty, absolute, with backslashes, a drive letter
/// or control characters, or leading out of the workspace with `..`.
pub fn workspace_path(text: &str) -> Result<String, String> {
    let text = text.trim();
    let bytes = text.as_bytes();
    let reason = if text.is_empty() {
        "a path is empty".to_owned()
    } else if text.chars().any(char::is_control) {
        "a path has a control character in it".to_owned()
    } else if bytes.len() > 1 && bytes[0].is_ascii_alphabetic() && bytes[1] == b':' {
        format!("`{text}` begins with a drive letter; paths are relative to the workspace")
    } else if text.contains('\\') {
        format!(
            "`{text}` has backslashes; write `{}`",
            text.replace('\\', "/")
        )
    } else if text.starts_with('/') {
        format!("`{text}` is absolute; paths are relative to the workspace")
    } else if text.split('/').any(|part| part == "..") {
        format!("`{text}` uses `..`; paths start at the workspace root and stay inside it")
    } else {
        let parts: Vec<&str> = text
            .split('/')
            .filter(|part| !matches!(*part, "" | "."))
            .collect();
        return Ok(if parts.is_empty() {
            ".".to_owned()
        } else {
            parts.join("/")
        });
    };
    Err(reason)
}

/// [`workspace_path`] for a file, so that the root itself is no answer.
///
/// # Errors
/// As [`workspace_path`], and for the root.
pub fn file_path(text: &str) -> Result<String, String> {
    match workspace_path(text) {
        Ok(path) if path == "." => Err(format!(
            "`{text}` is the workspace itself, not a file in it"
        )),
        other => other,
    }
}

/// Whether the workspace's files can name a file of this path: read there again, it is the same.
///
/// # Errors
/// Why not, as people say it.
pub fn can_be_named(path: &str) -> Result<(), String> {
    match file_path(path) {
        Ok(read) if read == path => Ok(()),
        Ok(_) => Err("its path begins or ends with a blank".to_owned()),
        Err(reason) => Err(reason),
    }
}

/// Whether a text is the address of something kept elsewhere and no path.
#[must_use]
pub fn is_address(text: &str) -> bool {
    text.split_once("://").is_some_and(|(scheme, rest)| {
        scheme.len() > 1
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric())
            && !rest.is_empty()
    })
}

/// [`file_path`], or the address of something kept elsewhere (`https://…`), which
/// stays as it is.
///
/// # Errors
/// As [`file_path`].
pub fn path_or_address(text: &str) -> Result<String, String> {
    if is_address(text.trim()) && !text.chars().any(char::is_control) {
        Ok(text.trim().to_owned())
    } else {
        file_path(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_shortened_and_kept_inside() {
        for (text, shown) in [
            ("policies/sm.md", "policies/sm.md"),
            (" ./a//b/./c.md ", "a/b/c.md"),
            ("Öffentlich/Störung 1.md", "Öffentlich/Störung 1.md"),
            ("...", "..."),
            (".", "."),
            ("a/", "a"),
        ] {
            assert_eq!(workspace_path(text).as_deref(), Ok(shown));
        }
        for wrong in [
            "",
            "  ",
            "/etc/passwd",
            "a/../../b",
            "..",
            "a\\b",
            "C:/x",
            "c:",
            "a\0b",
            "//host/x",
        ] {
            assert!(workspace_path(wrong).is_err(), "{wrong:?}");
        }
        assert!(file_path("./").is_err());
        assert_eq!(can_be_named("a/Störung 1.md"), Ok(()));
        for odd in ["x\ny.txt", "a\u{1b}[31mb.txt", " a.txt", "a\\b.txt"] {
            assert!(can_be_named(odd).is_err(), "{odd:?}");
        }
    }

    #[test]
    fn addresses_stand_where_evidence_may_be_elsewhere() {
        let address = "https://tickets.example/view/42";
        assert_eq!(path_or_address(address).as_deref(), Ok(address));
        assert!(path_or_address("/abs").is_err());
        assert_eq!(path_or_address("a/b").as_deref(), Ok("a/b"));
    }
}
