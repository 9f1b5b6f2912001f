//! Logs as tools write them, read as an auditor reads them.

use super::cells::Words;
use super::{numbers_in, same};
use crate::catalogue::{Catalogue, DEFAULT_EDITION, Library, State};

fn catalogue() -> Catalogue {
    let id = DEFAULT_EDITION.parse().unwrap();
    Library::built_in().load(&id).unwrap()
}

#[test]
fn states_are_told_in_both_languages() {
    let words = Words::new(&catalogue());
    for (cell, state) in [
        ("Closed", Some(State::Closed)),
        ("Resolved", Some(State::Closed)),
        ("erledigt", Some(State::Closed)),
        ("Geschlossen (gelöst)", Some(State::Closed)),
        ("Closed - rejected", Some(State::Ended)),
        ("abgelehnt", Some(State::Ended)),
        ("In Progress", Some(State::Open)),
        ("in Bearbeitung", Some(State::Open)),
        ("not closed", None),
        ("nicht erledigt", None),
        ("unresolved", Some(State::Open)),
        ("7", None),
        ("", None),
    ] {
        assert_eq!(words.state(cell), state, "{cell}");
    }
}

#[test]
fn priorities_are_steps_whatever_the_tool_calls_them() {
    let words = Words::new(&catalogue());
    for (cell, step) in [
        ("P1", Some(1)),
        ("1 - Critical", Some(1)),
        ("5 very high", Some(1)),
        ("sehr hoch", Some(1)),
        ("hoch", Some(2)),
        ("2", Some(2)),
        ("3 normal", Some(3)),
        ("mittel", Some(3)),
        ("Niedrig", Some(4)),
        ("1 very low", Some(5)),
        ("as the caller wished", None),
        ("", None),
    ] {
        assert_eq!(words.step(cell), step, "{cell}");
    }
}

#[test]
fn numbers_of_other_records_are_found_and_compared() {
    let numbers: Vec<&str> = numbers_in("see PRB-12, PRB0014; prb 15 (closed)").collect();
    assert_eq!(numbers, ["PRB-12", "PRB0014", "15"]);
    assert_eq!(same("inc-0012"), same("INC0012"));
    assert_ne!(same("INC0012"), same("INC012"));
}
