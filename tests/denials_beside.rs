//! A denial in one file beside another file that shows all of a line: it counts where it is plainly of
//! the same thing and not older, and then both are told. What a mail quotes is no evidence.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use common::{Org, line, said};

const PROGRAMME: &str = "# Internal audit programme 2026\n\n\
    Two audits a year, in March and in September. The lead auditor is responsible; auditors never audit \
    their own work. Methods are interviews and sampling; an audit report goes to the director.\n";

const DRILL: &str = "# Continuity exercise 12 June 2025\n\n\
    The continuity exercise was held on 12 June 2025. Target 4 hours, recovered within 3 hours. It \
    is held every year.\n";

fn dated(day: &str, kind: &str, satisfies: &str, text: &str) -> String {
    format!("---\nsatisfies: [\"{satisfies}\"]\ntype: {kind}\ndate: {day}\n---\n\n{text}")
}

#[test]
fn what_a_round_did_not_look_at_denies_nothing_of_the_programme() {
    for report in [
        "# Audit of the mill, April 2026\n\nPurchasing, security and reporting were not looked at this time.\n",
        "# Audit der Mühle, April 2026\n\nEinkauf, Sicherheit und Berichte wurden diesmal nicht auditiert.\n",
    ] {
        let org = Org::new()
            .file(
                "programme.md",
                dated("2026-01-10", "plan", "9.2.2", PROGRAMME),
            )
            .file("audit.md", dated("2026-04-30", "report", "9.2", report));
        let view = org.assess();
        let seen = line(&view, "9.2.2-1");
        assert_eq!(seen.state, "shown", "{report}: {:?}", seen.missing);
    }
}

#[test]
fn a_later_denial_of_the_same_thing_is_told_beside_what_shows_it() {
    for denial in [
        "# Drill\n\nThe continuity exercise of this year did not take place.\n",
        "# Übung\n\nDie Notfallübung hat in diesem Jahr nicht stattgefunden.\n",
    ] {
        let org = |day: &str| {
            Org::new()
                .file(
                    "drill.md",
                    dated(
                        "2026-06-12",
                        "record",
                        "8.7.2",
                        &DRILL.replace("2025", "2026"),
                    ),
                )
                .file("note.md", dated(day, "record", "8.7.2", denial))
                .assess()
        };
        let later = org("2026-09-20");
        let seen = line(&later, "8.7.2-11");
        assert_eq!(seen.state, "partly shown", "{denial}");
        said(&seen.missing, "note.md");
        said(&seen.missing, "drill.md shows it all the same");
        assert!(seen.found.iter().all(|found| &*found.path != "note.md"));
        let older = org("2026-02-01");
        assert_eq!(line(&older, "8.7.2-11").state, "shown", "{denial}");
    }
}

#[test]
fn what_an_earlier_mail_asks_for_is_no_evidence() {
    for quoted in [
        "> From: Ida Falk\n> Can you send me the analysis of security incidents by type and number?\n",
        "> From: Ida Falk\n> Please send the report on security incidents and what we learnt from each.\n",
        "> Von: Ida Falk\n> Bitte schick mir die Auswertung der Sicherheitsvorfälle nach Art und Anzahl.\n",
    ] {
        let mail = format!(
            "From: Tom Rye <tom@mill.example>\nTo: Ida Falk <ida@mill.example>\nSubject: RE: figures\n\
             Date: Thu, 05 Mar 2026 10:20:45 +0000\nContent-Type: text/plain; charset=utf-8\n\n\
             Hello Ida,\n\nI am away until Tuesday and will come back to it.\n\nTom\n\n{quoted}"
        );
        let claims = "[[claim]]\npath = \"RE figures.eml\"\nsatisfies = [\"8.7.3.3\"]\n";
        let view = Org::new()
            .file("RE figures.eml", mail)
            .file("claims.toml", claims)
            .assess();
        for id in ["8.7.3.3-1", "8.7.3.3-6", "8.7.3.3-7"] {
            assert!(line(&view, id).found.is_empty(), "{id}: {quoted}");
        }
    }
}
