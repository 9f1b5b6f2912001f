//! Whether the text of a document was changed since its version was stated.
//!
//! Two states of one file are compared: what each states of itself, and its words without its own
//! particulars. A new layout, a new owner or a corrected letter is no change of what a document says;
//! a word or two count only where a number is among them, since "8 h" for "4 h" is one.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::body::{Body, in_body};
use super::formats::detect;
use super::metadata::{Metadata, Status, merge};
use super::particulars::{front_matter, labels_of, properties_of};
use super::words::words;

/// A document at one time.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Edition {
    /// The version that it states.
    pub version: Option<String>,
    /// The day of approval that it states.
    pub approved_on: Option<Date>,
    /// It calls itself a draft, or in review.
    pub draft: bool,
    /// Its words, and how often each stands there.
    words: BTreeMap<String, u32>,
}

/// A text that was changed while its version stayed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amendment {
    /// The version.
    pub version: String,
    /// The day of approval that it states, before and after.
    pub approved_on: Option<Date>,
    /// The day of the change, as git has it.
    pub on: Option<Date>,
    /// How many words were added or taken out.
    pub words: u32,
}

/// What is known of texts that were changed while their version stayed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Amended {
    /// By the place of the document in the evidence, sorted.
    pub found: Vec<(usize, Amendment)>,
    /// Of what nothing can be told, and why, in sentences.
    pub unknown: Vec<String>,
}

/// Fewer changed words are a slip of the pen that was mended, unless a number is among them.
const LEAST_CHANGED: u32 = 3;

/// A file at one time; `None` where it has no text, or says nothing in sentences.
#[must_use]
pub fn edition(path: &str, bytes: &[u8]) -> Option<Edition> {
    in_body(path, bytes, |body| Some(Edition::of(path, bytes, body)))
}

impl Edition {
    fn of(path: &str, bytes: &[u8], body: &Body<'_>) -> Self {
        let (path, mut untold): (Arc<str>, _) = (path.into(), Vec::new());
        let extracted = &body.extracted;
        let format = detect(&path, bytes).format;
        let stated: Metadata = merge(
            vec![
                front_matter(format, extracted, &path, &mut untold),
                labels_of(extracted, &path, &mut untold),
                properties_of(extracted, &path),
            ],
            &mut untold,
        );
        let mut counted: BTreeMap<String, u32> = BTreeMap::new();
        let lines = (extracted.lines_before() + 1..).zip(extracted.text[extracted.body..].lines());
        let own = body.own_in_text();
        for (_, line) in lines.filter(|(at, _)| own.binary_search(at).is_err()) {
            for word in words(line) {
                *counted.entry(word).or_default() += 1;
            }
        }
        let status = stated.status.as_ref().map(|status| status.value);
        Self {
            version: stated.version.map(|version| version.value),
            approved_on: stated.approved_on.map(|day| day.value.day),
            draft: matches!(status, Some(Status::Draft | Status::InReview)),
            words: counted,
        }
    }

    /// How many words differ from an earlier state that states the same version; `None` where the
    /// two say the same.
    #[must_use]
    pub fn differs(&self, before: &Self) -> Option<u32> {
        let count = |edition: &Self, word| edition.words.get(word).copied().unwrap_or(0);
        let gone = { before.words.keys() }.filter(|word| !self.words.contains_key(*word));
        let (mut changed, mut number) = (0, false);
        for word in self.words.keys().chain(gone) {
            let by = count(self, word).abs_diff(count(before, word));
            changed += by;
            number |= by > 0 && word.bytes().any(|byte| byte.is_ascii_digit());
        }
        (changed >= LEAST_CHANGED || number).then_some(changed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(version: &str, text: &str) -> Edition {
        let page = format!(
            "---\nversion: \"{version}\"\nowner: desk\napproved_on: 2026-02-03\n---\n# Rules\n\n{text}\n"
        );
        edition("a.md", page.as_bytes()).unwrap()
    }

    #[test]
    fn what_is_said_counts_and_not_how_it_is_set() {
        let text = "Every incident is told to the customer within 4 hours.";
        let now = of("1.0", text);
        assert_eq!(now.version.as_deref(), Some("1.0"));
        assert_eq!(
            now.approved_on.map(|day| day.to_string()).as_deref(),
            Some("2026-02-03")
        );
        assert_eq!(
            now.differs(&of("1.0", &text.replace("told to", "**told**\nto"))),
            None
        );
        assert_eq!(
            now.differs(&of("0.9", &text.replace("hours", "hour"))),
            None
        );
        assert_eq!(now.differs(&of("1.0", &text.replace('4', "8"))), Some(2));
        assert_eq!(
            now.differs(&of(
                "1.0",
                &text.replace("customer", "customer and the director")
            )),
            Some(3)
        );
    }

    #[test]
    fn its_own_particulars_are_no_change() {
        let label = |owner: &str| {
            format!("# Rules\n\n**Version:** 1.0\n**Owner:** {owner}\n\nAll is told.\n")
        };
        let read = |text: String| edition("a.md", text.as_bytes()).unwrap();
        let (a, b) = (
            read(label("service desk lead")),
            read(label("head of operations and desk")),
        );
        assert_eq!(a.version.as_deref(), Some("1.0"));
        assert_eq!(a.differs(&b), None);
    }

    #[test]
    fn the_particulars_of_a_page_are_no_change() {
        let page = |owner: &str, hours: &str| {
            let text = format!(
                "<html>\n<head>\n<title>Rules</title>\n</head>\n<body>\n\n<h1>Rules</h1>\n<p>Version: 1.0</p>\n\n\
                 <p>Owner: {owner}</p>\n<p>All is told within {hours} hours.</p>\n</body>\n</html>\n"
            );
            edition("a.html", text.as_bytes()).unwrap()
        };
        let now = page("head of operations and desk", "4");
        assert_eq!(now.version.as_deref(), Some("1.0"));
        assert_eq!(now.differs(&page("service desk lead", "4")), None);
        assert_eq!(now.differs(&page("service desk lead", "8")), Some(2));
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(a in "[#a-z0-9: \\n-]{0,80}", b in "[#a-z0-9: \\n-]{0,80}") {
            let (a, b) = (edition("a.md", a.as_bytes()), edition("a.md", b.as_bytes()));
            let _ = a.zip(b).map(|(a, b)| a.differs(&b));
        }
    }
}
