//! The example organisation: every planted defect is reported where a user would look,
//! and nothing sound is accused. The numbers are those of its `DEFECTS.md`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::too_many_lines,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use clausewise::output::View;
use common::{Org, file, has, line, percent};

/// Lines of a register's rows that fail for a requirement.
fn failing(view: &View, id: &str) -> usize {
    line(view, id)
        .evidence
        .iter()
        .map(|looked| looked.lines.len())
        .max()
        .unwrap_or(0)
}

fn missing(view: &View, id: &str, words: &str) -> bool {
    line(view, id)
        .missing
        .iter()
        .any(|missing| missing.contains(words))
}

fn declared(view: &View, words: &str) -> bool {
    view.problems
        .iter()
        .any(|problem| problem.message.contains(words))
}

fn gate_says(view: &View, gate: &str, words: &str) -> bool {
    view.gates
        .iter()
        .filter(|known| known.gate == gate)
        .flat_map(|known| &known.asks)
        .any(|ask| ask.reason.contains(words))
}

fn period(view: &View, series: &str, period: &str) -> &'static str {
    let series = view.series.iter().find(|known| known.id == series).unwrap();
    series
        .periods
        .iter()
        .find(|known| known.period == period)
        .map_or("not due", |known| known.state)
}

#[test]
fn every_planted_defect_is_reported() {
    let v = &Org::copy_of("examples/harbour-it").assess();
    let change = "Operations/Change/change-process.md";
    let mut checks: Vec<(u32, bool)> = vec![
        (
            1,
            line(v, "8.3.3-2").state == "partly shown" && missing(v, "8.3.3-2", "Network"),
        ),
        (
            2,
            has(
                v,
                "01_Management/Internal audit programme 2026.md",
                "review-overdue",
            ),
        ),
        (
            3,
            has(
                v,
                "Policies/information-security-policy.html",
                "approval-incomplete",
            ),
        ),
        (
            4,
            has(v, "Policies/Release Management Policy DRAFT.md", "draft")
                && percent(v, "8.5.3-1") <= Some(50),
        ),
        (
            5,
            has(
                v,
                "Policies/Incident handling rules 2024 (old).md",
                "obsolete",
            ),
        ),
        (6, missing(v, "8.3.4.2-2", "interval")),
        (7, missing(v, "8.3.4.1-11", "interval")),
        (8, period(v, "REC-INC-MONTHLY", "2026-07") == "missing"),
        (9, period(v, "REC-SVC-MONTHLY", "2026-06") == "late"),
        (
            10,
            has(
                v,
                "records/service reports/2025-10 Service report.md",
                "outside-window",
            ),
        ),
        (11, failing(v, "8.6.1-1") == 3),
        (12, failing(v, "8.6.1-2") == 2),
        (13, failing(v, "8.6.1-5") >= 2),
        (14, failing(v, "8.6.1-5") == 3),
        (15, failing(v, "8.5.1.2-1") == 2),
        (16, failing(v, "8.5.1.3-1") >= 1),
        (17, failing(v, "8.5.1.3-1") >= 2),
        (18, failing(v, "8.6.3-5") == 1),
        (19, failing(v, "8.6.3-8") == 1),
        (20, failing(v, "10.2-5") == 2),
        (21, failing(v, "10.1.1-4") >= 1),
        (22, failing(v, "10.1.1-7") >= 1),
        (23, failing(v, "8.3.2-11") >= 1),
        (24, failing(v, "8.2.6-8") == 3),
        (25, failing(v, "8.2.6-9") == 2),
        (
            26,
            has(
                v,
                "Operations/Configuration/ci-register.csv",
                "duplicate-row",
            ) && failing(v, "8.2.6-5") == 1,
        ),
        (27, percent(v, "8.2.6-13") == Some(50)),
        (
            28,
            has(v, "HR and training/Training plan 2026.md", "ambiguous-date"),
        ),
        (
            29,
            has(
                v,
                "01_Management/Service Management Plan 2026.md",
                "contradiction",
            ),
        ),
        (30, has(v, "01_Management/Risk method.md", "placeholder")),
        (31, has(v, change, "unknown-claim")),
        (
            32,
            has(
                v,
                "Operations/Services/Service reporting rules.md",
                "off-subject",
            ),
        ),
        (
            33,
            has(
                v,
                "Operations/Continuity/Service continuity plan.md",
                "broken-link",
            ),
        ),
        (
            34,
            ["plan", "design"].iter().all(|name| {
                has(
                    v,
                    &format!("Operations/Services/network-launch/{name}.md"),
                    "duplicate-id",
                )
            }),
        ),
        (35, line(v, "8.7.2-11").state == "contrary"),
        (36, has(v, "Operations/Continuity/contact-list.md", "empty")),
        (
            37,
            line(v, "9.3-9")
                .judgement
                .as_ref()
                .is_some_and(|judged| !judged.conforming),
        ),
        (38, line(v, "9.3-12").state != "shown"),
        (39, gate_says(v, "stage-1", "Voice")),
        (
            40,
            line(v, "8.7.3.2-1").state == "not seen"
                && line(v, "8.7.3.2-1")
                    .could_hold
                    .iter()
                    .any(|name| name.contains("risk assessment")),
        ),
        (41, line(v, "8.3.4.1-2").state == "claimed"),
        (
            42,
            has(v, "customers/review-pilot-ferries-2026-08.md", "malformed"),
        ),
        (
            43,
            has(v, "suppliers/Facilities agreement.md", "future-date"),
        ),
        (
            44,
            line(v, "8.2.2-1")
                .judgement
                .as_ref()
                .is_some_and(|judged| judged.stale),
        ),
        (
            45,
            declared(v, "8.7.3.2-3 cannot be rated F by interview alone"),
        ),
        (46, declared(v, "does not hold for 9.3")),
        (47, has(v, "01_Management/process-overview.md", "excluded")),
        (48, declared(v, "knowledge-base.md")),
        (49, declared(v, "customers/minutes/*.docx")),
        (50, line(v, "8.4.3-1").state != "shown"),
    ];
    checks.extend(in_office_files(v));
    let lost: Vec<u32> = checks
        .iter()
        .filter(|(_, reported)| !reported)
        .map(|(number, _)| *number)
        .collect();
    assert!(lost.is_empty(), "planted defects not reported: {lost:?}");
    assert!((1..=79).all(|number| checks.iter().any(|check| check.0 == number)));
}

/// The defects of the Office, PDF and mail files.
fn in_office_files(v: &View) -> Vec<(u32, bool)> {
    let deployment = "Operations/Change/Deployment procedure v0.9.docx";
    let older = "suppliers/Supplier policy_v2.1_final.docx";
    let newer = "suppliers/Supplier policy_final_v3 (2).docx";
    let contacts = "Operations/Continuity/Notfallkommunikation.docx";
    let template = "HR and training/Templates/Induction record TEMPLATE.docx";
    let empty = "Policies/Access control policy.docx";
    let restore = "Operations/Continuity/Restore test 2026-04.docx";
    let escalation = "Operations/Service Desk/Eskalation.odt";
    let rebuilds = "Operations/Change/Umbaukalender Hosting 2026.xlsx";
    let security = "Security/Sicherheitsvorfälle 2026.xlsx";
    let figures = "01_Management/Kennzahlen 2026.xlsx";
    let agreement = "suppliers/contracts/Skerryline line rental.pdf";
    let prices = "suppliers/contracts/CloudNorth price schedule 2026.pdf";
    let accepted = "customers/Abnahme Network Northquay unterschrieben.pdf";
    let minutes = "Operations/Services/Minutes service coordination.pdf";
    let call_out = "Operations/Service Desk/Call-out guide.rtf";
    let desk = "Policies/Clean desk rules.doc";
    let slides = "01_Management/Management presentation Q3 2026.pptx";
    let measures = "01_Management/Measurement plan 2026.docx";
    let unread = |path: &str, why: &str| file(v, path).why == Some(why);
    vec![
        (
            51,
            at(v, deployment, "draft", "page header") && percent(v, "8.5.3-4") == Some(50),
        ),
        (
            52,
            has(v, older, "duplicate-id") && has(v, newer, "duplicate-id"),
        ),
        (53, at(v, newer, "placeholder", "row 6 of the table")),
        (54, has(v, newer, "unclaimed")),
        (
            55,
            at(v, contacts, "contradiction", "row 3 of the table")
                && says(v, contacts, "1.4 in the history"),
        ),
        (
            56,
            at(v, template, "placeholder", "row 4 of the table")
                && line(v, "7.2-4").state == "partly shown",
        ),
        (
            57,
            has(v, empty, "empty") && line(v, "8.7.3.2-2").state == "not seen",
        ),
        (
            58,
            unread(restore, "damaged") && line(v, "8.7.2-14").state == "not seen",
        ),
        (
            59,
            at(v, escalation, "review-overdue", "row 5 of the table"),
        ),
        (60, has(v, escalation, "approval-incomplete")),
        (61, missing(v, "8.5.1.3-8", "Umbauten!A7")),
        (62, missing(v, "8.5.1.3-10", "Umbauten!A8")),
        (63, missing(v, "8.5.1.3-12", "Umbauten!A9")),
        (64, says(v, rebuilds, "1 row of the sheet is hidden")),
        (65, missing(v, "8.7.3.3-1", "1 of 4 rows fail")),
        (66, at(v, security, "duplicate-row", "Vorfälle!A8")),
        (
            67,
            at(v, "customers/Beschwerden Fähren.xls", "failing-rows", "A5"),
        ),
        (
            68,
            unread(figures, "encrypted") && line(v, "9.1-7").state == "not seen",
        ),
        (
            69,
            has(v, "suppliers/CloudNorth usage 2026-Q3.xlsx", "misnamed"),
        ),
        (
            70,
            at(v, agreement, "expired", "page 1") && line(v, "8.3.4.1-2").state != "shown",
        ),
        (
            71,
            unread(prices, "encrypted") && line(v, "8.3.4.1-7").state == "not seen",
        ),
        (72, unread(accepted, "scan")),
        (
            73,
            at(v, minutes, "ambiguous-date", "page 1") && percent(v, "8.2.1-2") == Some(50),
        ),
        (74, at(v, call_out, "review-overdue", "row 5 of the table")),
        (
            75,
            has(v, desk, "misnamed") && file(v, desk).format == "rtf",
        ),
        (
            76,
            ["no-owner", "no-version", "no-approval"]
                .iter()
                .all(|kind| has(v, desk, kind)),
        ),
        (77, missing(v, "9.1-8", "Managed Workplace")),
        (78, says(v, slides, "slide 4 is hidden")),
        (
            79,
            says(v, measures, "2 tracked changes") && says(v, measures, "1 comment"),
        ),
    ]
}

/// Whether a problem of a kind is told at a place.
fn at(view: &View, path: &str, kind: &str, place: &str) -> bool {
    let told = &file(view, path).problems;
    told.iter().any(|problem| {
        let spot = problem.spot.place.as_deref().unwrap_or_default();
        problem.kind == kind && spot.contains(place)
    })
}

/// Whether a file's problems say something.
fn says(view: &View, path: &str, words: &str) -> bool {
    file(view, path)
        .problems
        .iter()
        .any(|problem| problem.message.contains(words))
}

#[test]
fn nothing_sound_is_accused() {
    let v = &Org::copy_of("examples/harbour-it").assess();
    let shown = |ids: &[&str]| -> Vec<String> {
        ids.iter()
            .filter(|id| line(v, id).state != "shown")
            .map(|id| format!("{id} is {}", line(v, id).state))
            .collect()
    };
    let accused = shown(&[
        "8.5.1.1-1",
        "8.5.1.1-2",
        "8.5.1.1-3",
        "8.5.1.1-4",
        "8.6.1-7",
        "8.6.1-8",
        "4.1-1",
        "4.1-2",
        "4.2-1",
        "4.2-2",
        "8.6.2-1",
        "8.6.2-2",
        "8.6.2-4",
        "8.6.2-5",
        "8.3.4.1-9",
        "9.2.1-1",
        "9.2.1-2",
        "9.2.1-3",
        "9.2.2-8",
        "8.2.3.1-4",
        "8.2.3.1-5",
        "8.2.3.1-6",
        "8.6.1-10",
        "8.6.1-11",
        "8.6.2-6",
        "8.1-5",
        "8.2.1-1",
        "8.3.4.1-12",
        "8.7.3.3-5",
        "9.1-6",
    ]);
    assert!(accused.is_empty(), "{accused:?}");
    for (path, kinds) in [
        (
            "Policies/Change Management Policy.md",
            &["no-owner", "no-version", "no-approval", "review-overdue"][..],
        ),
        (
            "Policies/Informationssicherheit_Mitarbeiter.txt",
            &["ambiguous-date"],
        ),
        (
            "Operations/Change/CAB minutes 2026-09-17.md",
            &["malformed"],
        ),
        (
            "Operations/Service Desk/request-fulfilment.md",
            &["no-owner", "no-version", "no-approval", "malformed"],
        ),
    ] {
        for kind in kinds {
            assert!(!has(v, path, kind), "{path} is accused of {kind}");
        }
    }
    assert!(
        file(v, "01_Management/process-overview.md")
            .problems
            .iter()
            .all(|problem| problem.kind != "unknown-claim")
    );
    assert_eq!(period(v, "REC-SVC-MONTHLY", "2026-10"), "not due");
    let kinds = |kind: &str| -> Vec<&str> {
        v.evidence
            .iter()
            .filter(|file| file.problems.iter().any(|problem| problem.kind == kind))
            .map(|file| file.path.as_str())
            .collect()
    };
    assert_eq!(kinds("excluded"), ["01_Management/process-overview.md"]);
    assert_eq!(
        kinds("off-subject"),
        ["Operations/Services/Service reporting rules.md"]
    );
    assert_eq!(
        kinds("duplicate-row"),
        [
            "Operations/Configuration/ci-register.csv",
            "Security/Sicherheitsvorfälle 2026.xlsx",
        ]
    );
    // What is told of the sound ones accuses nobody: what is hidden, which sheet was taken.
    for (path, kinds) in [
        ("01_Management/Corrective action procedure.docx", &[][..]),
        ("01_Management/Measurement plan 2026.docx", &["hidden"]),
        ("01_Management/Minutes team leads 2026-09-08.pdf", &[]),
        (
            "01_Management/Management presentation Q3 2026.pptx",
            &["hidden"],
        ),
        ("HR and training/Schulungsnachweise 2026.xlsx", &["hidden"]),
        ("suppliers/AW Änderung Vertrag CloudNorth.eml", &[]),
        (
            "Operations/Change/Umbaukalender Hosting 2026.xlsx",
            &["hidden", "failing-rows"],
        ),
        ("customers/Beschwerden Fähren.xls", &["failing-rows"]),
    ] {
        for problem in &file(v, path).problems {
            assert!(kinds.contains(&problem.kind), "{path}: {}", problem.message);
        }
    }
    for (id, share) in [
        ("10.1.1-1", 50),
        ("10.1.1-9", 50),
        ("9.1-1", 85),
        ("9.1-4", 85),
    ] {
        assert_eq!(percent(v, id), Some(share), "{id}");
    }
    for id in ["8.3.4.1-13", "8.5.1.2-5", "8.5.2.1-10"] {
        assert_ne!(line(v, id).standing, "counts", "{id}");
    }
    assert!(file(v, "marketing/flyer-autumn.html").set_aside);
    assert!(
        file(v, "Facilities/Meeting rooms.txt")
            .claimed_for
            .is_empty()
    );
}
