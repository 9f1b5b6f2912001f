//! What stands in for what: a page of another kind for a plan, a word found by chance for a sentence
//! on the matter, the head of a column for its rows, a passage for the whole of a line.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, line, percent, said};

/// The state of a requirement where one file is claimed for its clause.
fn state(clause: &str, text: &str, id: &str) -> String {
    let view = Org::new()
        .claimed("a.md", &format!("\"{clause}\""), text)
        .assess();
    line(&view, id).state.to_owned()
}

#[test]
fn a_target_in_a_page_on_something_else_is_no_plan() {
    for (title, target) in [
        (
            "What the services must do",
            "- Telemetry: 99.9 % up, back within 2 hours after a disaster.",
        ),
        (
            "Requirements of the departments",
            "- ERP: back within 8 hours after a disaster.\n- Mail: recovered within a day after a disaster.",
        ),
        (
            "Anforderungen der Fachbereiche",
            "- ERP: nach einem Totalausfall binnen 8 Stunden wieder da, höchstens eine Stunde Datenverlust",
        ),
    ] {
        let text = format!("# {title}\n\nVersion: 2\n\n{target}\n");
        let view = Org::new().claimed("a.md", "\"8.7.2\"", &text).assess();
        assert_eq!(percent(&view, "8.7.2-4"), Some(50), "{title}");
        said(&line(&view, "8.7.2-4").missing, "cannot stand in for it");
        assert_eq!(line(&view, "8.7.2-2").state, "shown", "{title}");
    }
    for text in [
        "# Continuity plan\n\nIf the hall burns, we restore the services at the second site.\n",
        "# Notfallhandbuch\n\nBrennt die Halle, stellen wir die Dienste am Ausweichstandort wieder her.\n\
         Die Wiederherstellung beginnt mit dem Netz.\n",
    ] {
        assert_eq!(state("8.7.2", text, "8.7.2-4"), "shown", "{text}");
    }
}

#[test]
fn a_remark_in_a_report_says_nothing_of_the_programme() {
    let report = "# Report on the internal check, 20 to 24 April 2026\n\nBy: I. Sand\n\n## Findings\n\n6. Old gold card hung in the hall.\n";
    assert_ne!(state("9.2.2", report, "9.2.2-2"), "shown");
    let programme = "# Audit programme 2026\n\nThe help desk is audited each spring because customers feel it most.\n";
    assert_eq!(state("9.2.2", programme, "9.2.2-2"), "shown");
}

#[test]
fn what_says_most_of_a_line_is_quoted() {
    let plan = "# Service management plan 2026\n\n## Rules\n\nThe radio licence asks for a yearly inspection.\n\n\
                ## People in charge\n\nThe list of service owners names who holds the money.\n\n\
                ## Means\n\nPeople: 62 posts. Money: 6.1 million. Tools: the ticket system. Information: drawings.\n\n\
                ## How we know\n\nServices are measured and reported monthly, audited each year and improved.\n";
    let view = Org::new().claimed("plan.md", "\"6.3\"", plan).assess();
    let places = |id: &str| -> Vec<Option<u32>> {
        let found = line(&view, id).found.iter().skip(1);
        found.map(|found| found.spot.line).collect()
    };
    assert_eq!(places("6.3-7"), [Some(17); 3]);
    assert_eq!(places("6.3-10"), [Some(21); 3]);
}

#[test]
fn a_procedure_in_words_of_its_own_is_for_a_person_to_read() {
    let seen = |body: &str| {
        let front = "---\nsatisfies: [\"8.6.1\"]\ntype: procedure\n---\n\n";
        let org = Org::new().file("a.md", format!("{front}{body}"));
        let view = org.assess();
        let seen = line(&view, "8.6.1-8");
        (seen.state, seen.grade)
    };
    for text in [
        "# Störungen im Werk\n\n## Wenn gar nichts geht\n\nDann ist Paukenschlag. Die Schicht ruft sofort die \
         Geschäftsführung an und dann jede Stunde wieder.\n",
        "# Faults in the works\n\n## When all is dark\n\nThen it is a thunderclap. The shift calls the managing \
         director at once and again every hour.\n",
    ] {
        assert_eq!(seen(text), ("claimed", "observation"), "{text}");
    }
    let silent = "# Faults in the works\n\nA fault is written down, sorted and mended in order of urgency.\n";
    // It was read and says nothing of it: not known to be missing, so no nonconformity.
    assert_eq!(seen(silent), ("not found", "observation"));
}

#[test]
fn the_head_of_a_column_does_not_answer_for_rows_that_leave_it_open() {
    let head = "No;Objective;Measured by;Start;Target;Who;Until;Action;Means\n";
    let full = "Z1;halve downtime;hours;14;7;T. Ray;2026-12-31;second switch;38000\n";
    let open = "Z3;happier users;;;;S. Eck;ongoing;;\n";
    let of = |rows: &str| {
        let claim = "[[claim]]\npath = \"z.csv\"\nsatisfies = [\"6.2\"]\n";
        let org = Org::new()
            .file("z.csv", format!("{head}{rows}"))
            .file("claims.toml", claim);
        org.assess()
    };
    assert_eq!(line(&of(full), "6.2.2-1").state, "shown");
    let view = of(&format!("{full}{open}"));
    assert_eq!(percent(&view, "6.2.2-1"), Some(50));
    said(&line(&view, "6.2.2-1").missing, "1 of 2 rows leave it open");
}
