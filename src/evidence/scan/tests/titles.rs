//! A title that stands in front matter is a heading of its own words, and not of what stands
//! beside it there.

use super::super::super::cues::cue_phrases;
use super::super::super::phrases::Mark;
use super::*;

/// What a text with front matter says of an idea.
fn hit(phrase: &str, title: &str, front: &str, body: &str) -> Hit {
    let cues = cue_phrases();
    let cues = cues.iter().map(|(phrase, mark)| (phrase.as_str(), *mark));
    let matcher = Matcher::new(std::iter::once((phrase, Mark::Idea(0))).chain(cues));
    let front = format!("---\ntitle: {title}\n{front}\n---\n");
    let reading = Scanner::new(&matcher, 1).scan(Task {
        text: &format!("{front}{body}"),
        start: front.len(),
        markup: Markup::Markdown,
        title: Some((title, 2)),
        taken: &[],
        spots: false,
    });
    reading.hits.first().copied().unwrap_or_default()
}

#[test]
fn a_planned_review_in_front_matter_puts_nothing_off() {
    let body = "The restore was tested on 12 March 2026.";
    for front in ["next_review: 2027-03-01", "version: 2", "status: planned"] {
        let hit = hit("restore", "Backups", front, body);
        assert!(hit.told.any(), "{front}");
    }
    let hit = hit("restore", "Next steps", "version: 2", body);
    assert!(!hit.told.any());
}
