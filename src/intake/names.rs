//! What a file's name says beside its subject: version, date, state, that it is a copy.
//!
//! People keep versions in names (`plan_final_v3 (2).docx`, `Kopie von plan.docx`). What is
//! left when all that is taken away names the thing, and files of one thing are its versions.
//! So more passes for a version here (`plan 2.1`, `v1_2`) than what is stated of a document
//! (`src/evidence/file_name.rs`).

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use crate::evidence::words::words;

/// A file's name, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "independent things a name can say"
)]
pub struct Name {
    /// The words that name the thing; empty where the name says nothing else.
    pub thing: Vec<String>,
    /// The version, `2.1` or `3`.
    pub version: Option<String>,
    /// The day, or the last day of the month.
    pub date: Option<Date>,
    /// It says that it is a copy.
    pub copy: bool,
    /// It says that it is a draft.
    pub draft: bool,
    /// It says that it is no longer in force.
    pub old: bool,
    /// It says that it is final, approved or signed.
    pub last: bool,
}

const COPY: &[&str] = &["copy", "kopie", "duplicate", "duplikat"];
const DRAFT: &[&str] = &["draft", "entwurf", "wip"];
const OLD: &[&str] = &[
    "old",
    "alt",
    "obsolete",
    "superseded",
    "ueberholt",
    "backup",
    "bak",
    "sicherung",
    "archiv",
    "archive",
    "archived",
];
const LAST: &[&str] = &[
    "final",
    "finale",
    "endfassung",
    "endgueltig",
    "approved",
    "freigegeben",
    "genehmigt",
    "signed",
    "unterschrieben",
    "unterzeichnet",
    "latest",
    "aktuell",
    "neu",
    "new",
    "clean",
];
/// Words that stand before what was taken away, and say nothing without it.
const LEFT: &[&str] = &["of", "von", "stand", "vom", "version", "rev", "as"];

/// Words of folders that sort files and name no thing.
const SORTING: &[&str] = &[
    "delivery",
    "deliveries",
    "lieferung",
    "lieferungen",
    "nachlieferung",
    "upload",
    "uploads",
    "export",
    "dump",
    "batch",
    "teil",
    "part",
    "zip",
    "stand",
];

static DATE: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x) (?:^|[^0-9]) (?:
            (?<y>(?:19|20)\d\d) [-_.\ ]? (?<m>0[1-9]|1[0-2]) [-_.\ ]? (?<d>0[1-9]|[12]\d|3[01])
          | (?<d2>0?[1-9]|[12]\d|3[01]) [-_.] (?<m2>0?[1-9]|1[0-2]) [-_.] (?<y2>(?:19|20)\d\d)
          | (?<y3>(?:19|20)\d\d) [-_.] (?<m3>0[1-9]|1[0-2])
        ) (?:$|[^0-9])",
    )
    .ok()
});

static VERSION: LazyLock<Option<Regex>> = LazyLock::new(|| {
    Regex::new(
        r"(?x) (?:^|[\s_\-.(\[,])
          (?: (?:v|ver|vers|version|rev|revision)[\s_.\-]{0,2}(?<marked>\d{1,3}(?:[._,]\d{1,3}){0,3})[a-z]?
            | (?<bare>\d{1,2}\.\d{1,2}(?:\.\d{1,2})?) )
          (?:$|[\s_\-.)\],])",
    )
    .ok()
});

static COUNTED: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\s*\(\d{1,3}\)\s*$").ok());

impl Name {
    /// Takes a file name apart, its ending left out.
    #[must_use]
    pub fn of(file: &str) -> Self {
        let mut name = Self::default();
        let mut rest = stem(file).to_lowercase();
        if let Some(found) = COUNTED.as_ref().and_then(|copy| copy.find(&rest)) {
            name.copy = true;
            rest.truncate(found.start());
        }
        name.take_date(&mut rest);
        name.take_version(&mut rest);
        let mut words = words(&rest);
        while name.take_state(words.last()) {
            words.pop();
        }
        while name.take_state(words.first()) {
            words.remove(0);
        }
        name.thing = words;
        name
    }

    fn take_date(&mut self, rest: &mut String) {
        let Some(found) = DATE.as_ref().and_then(|date| date.captures(rest)) else {
            return;
        };
        let number = |names: [&str; 3]| -> Option<i16> {
            let part = names.iter().find_map(|name| found.name(name))?;
            part.as_str().parse().ok()
        };
        let (Some(year), Some(month)) = (number(["y", "y2", "y3"]), number(["m", "m2", "m3"]))
        else {
            return;
        };
        let first = Date::new(year, i8::try_from(month).unwrap_or(0), 1);
        let Some(last) = first.ok().map(Date::last_of_month) else {
            return;
        };
        let day = number(["d", "d2", "d2"]).and_then(|day| i8::try_from(day).ok());
        let date = day.map_or(Ok(last), |day| Date::new(year, last.month(), day));
        let Ok(date) = date else { return };
        self.date = Some(date);
        let whole = found.get(0).map_or(0..0, |all| all.range());
        rest.replace_range(whole, " ");
    }

    fn take_version(&mut self, rest: &mut String) {
        let Some(found) = VERSION.as_ref().and_then(|version| version.captures(rest)) else {
            return;
        };
        let number = found.name("marked").or_else(|| found.name("bare"));
        self.version = number.map(|number| number.as_str().replace(['_', ','], "."));
        let whole = found.get(0).map_or(0..0, |all| all.range());
        rest.replace_range(whole, " ");
    }

    /// Takes a word for a state, a copy mark or a remnant of either.
    fn take_state(&mut self, word: Option<&String>) -> bool {
        let Some(word) = word else { return false };
        let bare = word.trim_end_matches(|c: char| c.is_ascii_digit());
        let is = |list: &[&str]| list.contains(&bare);
        let (copy, draft, old, last) = (is(COPY), is(DRAFT), is(OLD), is(LAST));
        self.copy |= copy;
        self.draft |= draft;
        self.old |= old;
        self.last |= last;
        copy || draft || old || last || LEFT.contains(&word.as_str())
    }
}

/// A file name without its ending. What follows the last point is an ending only where it
/// has a letter: `plan v2.1` has none.
#[must_use]
pub fn stem(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((stem, ending))
            if !stem.is_empty()
                && ending.len() <= 5
                && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
                && ending.bytes().any(|byte| byte.is_ascii_alphabetic()) =>
        {
            stem
        }
        _ => file,
    }
}

/// What the folders of a path name, and whether they say that what is in them is old. Folders
/// that only sort (deliveries, days, archives) name nothing, so that a document stays the
/// same in the next delivery.
#[must_use]
pub fn folders(path: &str) -> (Vec<String>, bool) {
    let mut things = Vec::new();
    let mut old = false;
    let folders = path.rsplit_once('/').map_or("", |(folders, _)| folders);
    for folder in folders.split('/').filter(|folder| !folder.is_empty()) {
        let name = Name::of(&format!("{folder}/"));
        old |= name.old;
        let names_something = |word: &&String| {
            !SORTING.contains(&word.as_str()) && !word.bytes().all(|byte| byte.is_ascii_digit())
        };
        let thing: Vec<&String> = name.thing.iter().filter(names_something).collect();
        if !thing.is_empty() {
            things.push(
                thing
                    .into_iter()
                    .map(String::as_str)
                    .collect::<Vec<_>>()
                    .join(" "),
            );
        }
    }
    (things, old)
}

/// The parts of a version, to compare by: `2.10` is after `2.9`.
#[must_use]
pub fn parts(version: &str) -> Vec<u32> {
    let parts = version.split(|c: char| !c.is_ascii_digit());
    let mut parts: Vec<u32> = parts
        .filter(|part| !part.is_empty())
        .filter_map(|part| part.parse().ok())
        .collect();
    while parts.last() == Some(&0) {
        parts.pop();
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_one_thing_have_one_name() {
        for file in [
            "plan.docx",
            "plan.pdf",
            "plan_v1.docx",
            "plan v1,5.docx",
            "plan final.docx",
            "plan_final_v3 (2).docx",
            "Kopie von plan.docx",
            "plan - Copy.docx",
            "plan - Copy (3).docx",
            "2025-03-01 plan.docx",
            "plan_20250301.docx",
            "plan_alt.docx",
            "PLAN 2.1.docx",
            "Plan Rev. 3 freigegeben.docx",
            "plan_Entwurf.docx",
            "plan_FINAL_final2.docx",
            "plan Stand 01.03.2025.docx",
        ] {
            assert_eq!(Name::of(file).thing, ["plan"], "{file}");
        }
    }

    #[test]
    fn what_names_the_thing_stays() {
        for (file, thing) in [
            ("New services plan.docx", "services plan"),
            ("D13 SLA Hosting.docx", "d13 sla hosting"),
            ("Risk register 2026.xlsx", "risk register 2026"),
            ("plan_de.docx", "plan de"),
            ("ISO 20000-1 manual.pdf", "iso 20000 1 manual"),
            ("v2.docx", ""),
            ("2025-03-01.pdf", ""),
            ("Management review.docx", "management review"),
        ] {
            assert_eq!(Name::of(file).thing.join(" "), thing, "{file}");
        }
    }

    #[test]
    fn versions_dates_and_states_are_read() {
        let name = Name::of("plan_final_v3.1 (2).docx");
        assert_eq!(name.version.as_deref(), Some("3.1"));
        assert!(name.copy && name.last && !name.draft);
        let date = |file: &str| Name::of(file).date.map(|date| date.to_string());
        assert_eq!(date("2025-03-01 plan.docx").as_deref(), Some("2025-03-01"));
        assert_eq!(date("plan 1.3.2025.docx").as_deref(), Some("2025-03-01"));
        assert_eq!(date("report 2025-02.pdf").as_deref(), Some("2025-02-28"));
        assert_eq!(date("ticket 4711.pdf"), None);
        assert!(parts("2.10") > parts("2.9") && parts("v3.0") == parts("3"));
    }

    #[test]
    fn folders_that_sort_name_nothing() {
        assert_eq!(folders("deliveries/2025-03/plan.docx"), (vec![], false));
        assert_eq!(folders("HR/old/plan.docx"), (vec!["hr".to_owned()], true));
        assert_eq!(folders("plan.docx"), (vec![], false));
    }
}
