//! The day of what a record tells, where no label states it: people write it into the heading
//! of minutes and reports ("Management review, 18 June 2026"), behind the place ("Kiel, 18 June
//! 2026") or into the first sentence ("Held on 18 June 2026").
//!
//! Only forms that say nothing but the day are read: a date somewhere in the text may be that
//! of anything.

use super::dates::{DateReading, first_date, has_digits_of_date, is_of_day, read_date, split_date};
use super::metadata::StatedDate;
use super::sayings::Sayings;
use super::words::words;

/// How many lines of text at the beginning may state the day.
const FIRST_LINES: usize = 6;

/// How many headings may state the day: the title, and what stands right below it.
const FIRST_HEADINGS: usize = 2;

/// Longer lines are paragraphs.
const LONGEST: usize = 200;

/// A day with a place before it has no more words: "Room Elbe, Thursday the 18th of June 2026".
const MOST_WORDS_OF_DAY: usize = 9;

/// Words that make a date one of something else: of a term, of another day, of an edition.
#[rustfmt::skip]
static OTHER_DAYS: Sayings = Sayings::new(&[
    "until", "till", "since", "valid", "after", "before", "due", "by", "next", "version", "status",
    "updated", "revised", "changed", "approved", "draft", "effective", "bis", "ab", "seit", "gueltig", "nach",
    "vor", "faellig", "naechste", "naechster", "naechstes", "fassung", "stand", "geaendert", "aktualisiert",
    "freigegeben", "genehmigt", "entwurf", "kraft", "runs to", "running to", "runs through", "expires",
    "expiring", "expiry", "expiration", "ends", "ending", "endet", "endend", "ablauf", "vertragsende",
    "vertragsablauf", "laufzeit", "laufzeitende", "contract end",
]);

/// What stands before the day on which something took place.
#[rustfmt::skip]
static TOOK_PLACE: Sayings = Sayings::new(&[
    "held on", "held in", "held at", "took place on", "conducted on", "carried out on", "performed on",
    "met on", "meeting on", "meeting date", "test on", "besprechung am", "besprechung vom", "sitzung am",
    "sitzung vom", "durchgefuehrt am", "stattgefunden am", "abgehalten am", "fand am", "getagt am", "audit am",
    "audit vom", "test am", "test vom", "uebung am", "uebung vom",
]);

/// The day that the first lines of a text state as that of what they tell, with its line.
pub(super) fn held_on(text: &str) -> Option<(StatedDate, u32)> {
    let mut headings = 0;
    let mut lines = 0;
    for (at, line) in (1..).zip(text.lines()) {
        let line = line.trim();
        let has_digits = has_digits_of_date(line);
        if line.is_empty() || line.len() > LONGEST && (lines > 0 || line.starts_with(['#', '|'])) {
            lines += usize::from(!line.is_empty());
        } else if let Some(heading) = line.strip_prefix('#') {
            headings += 1;
            if headings <= FIRST_HEADINGS
                && has_digits
                && let Some(date) = in_heading(heading.trim_start_matches('#'))
            {
                return Some((date, at));
            }
        } else {
            lines += 1;
            let first = (lines == 1).then(|| begins_with_day(line)).flatten();
            if let Some(date) = first {
                return Some((date, at));
            }
            if has_digits
                && line.len() <= LONGEST
                && let Some(date) = in_line(line)
            {
                return Some((date, at));
            }
        }
        if lines >= FIRST_LINES || headings > FIRST_HEADINGS {
            return None;
        }
    }
    None
}

/// The day that one part of a heading begins or ends with.
fn in_heading(heading: &str) -> Option<StatedDate> {
    if is_other_day(&words(heading)) {
        return None;
    }
    let days = |text: &str| match split_date(text) {
        Some((DateReading::Date(date), _)) if date.exact => Some(date),
        _ => None,
    };
    days(heading).or_else(|| heading.split([',', '(', ':', '–', '—']).find_map(days))
}

/// The day that the first line begins with, before a comma, a full stop or the hours: "12.05.2026,
/// 13:00–16:30. Anwesend: …", "2 November 2026, Room Elbe. Present: …". A day before an edition or
/// an approval is that of the document.
fn begins_with_day(line: &str) -> Option<StatedDate> {
    const REACH: usize = 48;
    let line = line.trim_start_matches(['*', '_', ' ']);
    let head = &line[..crate::source::floor(line, REACH)];
    let marks = head.match_indices([',', '.', ' ']);
    marks.map(|(at, _)| at).find_map(|at| {
        let (day, behind) = line.split_at(at);
        let date = match read_date(day.trim_matches(['*', '_', ' '])) {
            DateReading::Date(date) if date.exact => date,
            _ => return None,
        };
        let is_mark = behind.starts_with([',', '.']);
        let rest = behind.trim_start_matches([',', '.', '*', '_', ' ']);
        // `12.05.` is no day yet, nor is `12.05.2026` before what goes on with a sentence.
        let hours = rest.split([' ', '–', '-', '.', ',']).next().unwrap_or("");
        let is_time = hours.len() <= 8
            && hours.contains(':')
            && hours.starts_with(|c: char| c.is_ascii_digit());
        if !is_mark && !is_time {
            return None;
        }
        let next = rest.split([',', '.', ';', '·', '|']).next().unwrap_or("");
        let next = words(next);
        (!is_other_day(&next) && !EDITIONS.any_in(&next)).then_some(date)
    })
}

/// Words of an edition behind a day.
#[rustfmt::skip]
static EDITIONS: Sayings = Sayings::new(&[
    "ausgabe", "edition", "issue", "revision", "rev", "auflage", "released", "freigabe", "owner", "author",
    "signed", "unterzeichnet", "geschlossen", "concluded", "agreed",
]);

/// The day of a line that is a date, names a place before it, or says that something took
/// place then.
fn in_line(line: &str) -> Option<StatedDate> {
    let line = line.trim_matches(|c: char| matches!(c, '*' | '_' | ' '));
    let told = words(line);
    if is_other_day(&told) {
        return None;
    }
    let day = |text: &str| first_date(text).filter(|date| date.exact);
    if told.len() <= MOST_WORDS_OF_DAY
        && let Some((DateReading::Date(date), before)) = split_date(line)
        && date.exact
        && is_place(&before)
    {
        return Some(date);
    }
    if !TOOK_PLACE.any_in(&told) {
        return None;
    }
    let breaks = line.char_indices().filter(|(_, c)| c.is_whitespace());
    breaks.map(|(at, _)| line[at..].trim_start()).find_map(day)
}

/// Whether words make a date one of something else. "From 18 June" begins a term, "from the
/// whiteboard, 18 June" says where something was copied.
pub(super) fn is_other_day(words: &[String]) -> bool {
    let mut froms = words.iter().enumerate().filter(|(_, word)| *word == "from");
    OTHER_DAYS.any_in(words)
        || froms.any(|(at, _)| {
            words
                .iter()
                .skip(at + 1)
                .take(2)
                .any(|word| is_of_day(word))
        })
}

/// Whether what stands beside a date is nothing, or the name of a place: "Kiel", "Bad Homburg",
/// "Room Elbe".
fn is_place(text: &str) -> bool {
    let mut count = 0;
    text.split_whitespace().all(|word| {
        count += 1;
        count <= 3
            && word.starts_with(char::is_uppercase)
            && word
                .chars()
                .all(|c| c.is_alphabetic() || matches!(c, '-' | '.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_what_is_told_is_read_where_people_write_it() {
        for text in [
            "# Management review, 18 June 2026\n\nThose there: A, B.",
            "# Management review 2026-06-18\n",
            "# 2026-06-18 Management review\n",
            "# Management-Review vom 18.06.2026\n",
            "# Minutes of the meeting of 18 June 2026\n",
            "# Management review (18 June 2026, Kiel)\n",
            "# Internal audit\n\n## 18 June 2026\n",
            "# Management review\n\nKiel, 18 June 2026\n",
            "# Management-Review\n\nKiel, den 18. Juni 2026\n",
            "# Management review\n\n**18 June 2026**\n",
            "# Management review\n\nHeld on 18 June 2026 in Kiel.\n",
            "# Management review\n\nThe review was held on Thursday, 18 June 2026.\n",
            "# Management-Review\n\nDie Sitzung fand am 18. Juni 2026 in Kiel statt.\n",
            "Management review\n18 June 2026\n\nThose there: A, B.",
            "# Management review\n\nMeeting of 18 June 2026\n",
            "# Problem board (copied from the whiteboard 18 June 2026)\n",
            "# Test runs of the failover, 18 June 2026\n",
            "# Minutes of the yard board\n\n18.06.2026, 13:00–16:30. Dr. Kern (chair), Moor, Tamm (for a time). The board meets each spring, and this line goes on so long that it is a paragraph and no line, as people write the beginning of their minutes where nobody gave them a form for it.\n",
            "# Abnahme\n\n18.06.2026, Pumpwerk Nord. Anwesend: Kern, Moor.\n",
            "# Abnahme\n\n18. Juni 2026. Anwesend: Kern, Moor, und für die Kundin Frau Tamm\n",
            "# Stocktaking\n\n18 June 2026, 10:00 to 12:30, Council Room. Present: T. Moor (chair).\n",
            "# Stocktaking\n\n18.06.2026 10:00–12:30, Council Room, all of the board present\n",
        ] {
            let day = held_on(text).map(|(date, _)| date.day.to_string());
            assert_eq!(day.as_deref(), Some("2026-06-18"), "{text}");
        }
    }

    #[test]
    fn the_days_of_other_things_are_not() {
        for text in [
            "# Service management plan 2026\n",
            "# Report for June 2026\n",
            "# Policy, valid from 18 June 2026\n",
            "# Version 3, 18 June 2026\n",
            "# Next management review: 18 June 2026\n",
            "# Rules\n\nThe server of Kiel fails on 18 June 2026 and is replaced.\n",
            "# Rules\n\nUpdated on 18 June 2026\n",
            "# Rules\n\nThe review of contracts was last led by Ann, who left on 18 June 2026.\n",
            "# Rates from 18 June 2026\n",
            "# Contract (signed 1 April 2024, runs to 18 June 2026)\n",
            "# Vertrag (Laufzeit 01.04.2024 – 18.06.2026)\n",
            "# Contract\n\nExpires 18 June 2026\n",
            "# Rules\n\n18.06.2026, Ausgabe 2, freigegeben B. Kern\n",
            "# Rules\n\n18.06.2026, version 2\n",
            "# Contract\n\n18 June 2026, signed by both sides for two years\n",
            "# Rules\n\n18.06.2026 löst die neue Regel die alte ab\n",
            "# Vertrag\n\nVertragsende 18.06.2026\n",
            "# Contract\n\nKiel, valid until 18 June 2026\n",
            "# Letter\n\nText.\n\n## One\n\n## Review, 18 June 2026\n",
            "",
        ] {
            assert_eq!(held_on(text), None, "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn no_text_panics(text in "[#\\n a-zä,0-9.(–]{0,80}") {
            let _ = held_on(&text);
        }
    }
}
