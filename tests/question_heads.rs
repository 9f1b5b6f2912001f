//! Heads of columns that ask: "Did it work?", "Was war los?", "Bis wann?".
#![allow(clippy::unwrap_used, reason = "tests say what went wrong by panicking")]

mod common;

use clausewise::output::View;
use common::Org;

/// The column that is taken for an attribute.
fn taken(view: &View, attribute: &str) -> Option<String> {
    let taken = &view.registers[0].taken;
    let of = taken.iter().find(|taken| taken.attribute == attribute);
    of.map(|taken| taken.column.clone())
}

#[test]
fn heads_that_ask_are_known_by_what_they_ask() {
    for (heads, result) in [
        (
            "No,What went wrong?,Why did it happen?,Action,Closed,Did it work? (checked)",
            "Did it work? (checked)",
        ),
        (
            "Nr,Was war los?,Warum passiert?,Maßnahme,Erledigt,Wirkt es? (geprüft)",
            "Wirkt es? (geprüft)",
        ),
    ] {
        let rows = "1,Gate left open,no list,list at the gate,2026-05-02,\"yes, ten days looked at\"\n\
                    2,Key lost,no hook,hook,2026-06-02,yes\n";
        let org = Org::new().register("log.csv", format!("{heads}\n{rows}"), "10.1");
        let view = org.assess();
        assert_eq!(taken(&view, "result").as_deref(), Some(result));
        assert!(taken(&view, "cause").is_some() && taken(&view, "description").is_some());
    }
}

#[test]
fn what_is_to_come_of_an_idea_is_its_target_rather_than_points_for_its_benefit() {
    let heads =
        "No,Idea,Date,Benefit (0-3),Decision,What should come of it?,State,What came of it?";
    let rows = "1,Second gate,2026-03-02,3,yes,queue below 5 min,done,4 min\n";
    let org = Org::new().register("ideas.csv", format!("{heads}\n{rows}"), "10.2");
    let view = org.assess();
    let column = |attribute: &str| taken(&view, attribute).unwrap();
    assert_eq!(column("target"), "What should come of it?");
    assert_eq!(column("result"), "What came of it?");
    assert_eq!(column("status"), "State");
}
