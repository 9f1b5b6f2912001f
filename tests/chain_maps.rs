//! What lies beside the chains: which service is covered where, who does what, and records that
//! owe a link.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::rc::Rc;

use clausewise::assessment::{Assessment, assess};
use clausewise::catalogue::{Catalogue, Library};
use clausewise::chains::{Eligible, Extent, Sort, coverage, responsibilities, trace};
use clausewise::evidence::{Evidence, Quotable, list_files, read_evidence};
use clausewise::output::chains;
use clausewise::records::Logs;
use clausewise::workspace::{Workspace, load};
use common::{AS_OF, Org, catalogue};

fn assessed(catalogue: &Catalogue, org: &Org) -> (Workspace, Evidence, Assessment) {
    let (mut workspace, _) = load(org.root());
    workspace.hash_files();
    let files = || list_files(&workspace);
    let (evidence, _) = read_evidence(&workspace, catalogue, files, None, None, &|| {}).unwrap();
    let assessment = assess(catalogue, &workspace, &evidence, AS_OF);
    (workspace, evidence, assessment)
}

const SCOPE: &str = "[scope]\nservices = [\"Mail\", \"Payroll\"]\n";

/// How far each service is covered in a practice.
fn covered(org: &Org, clause: &str) -> Vec<(String, Extent, usize)> {
    let (workspace, evidence, assessment) = assessed(catalogue(), org);
    let logs = Logs::new(catalogue(), &evidence, &assessment);
    let practices = catalogue().practices.iter();
    let at = { practices }
        .map(|practice| catalogue().clauses[*practice].id.to_string())
        .position(|id| id == clause)
        .unwrap();
    coverage(catalogue(), &workspace, &evidence, &assessment, &logs)
        .into_iter()
        .map(|of| (of.service, of.practices[at].extent, of.practices[at].rows))
        .collect()
}

#[test]
fn a_service_is_covered_by_what_names_it() {
    use Extent::{None, Partly, Shown};
    let org = |process: &str, services: &str| {
        Org::new().file("clausewise.toml", SCOPE).file(
            "process.md",
            format!("---\ntitle: Incident process\n{services}satisfies: [\"8.6.1\"]\n---\n\n# Incident process\n\n{process}\n"),
        )
    };
    let told = |org: &Org| -> Vec<Extent> {
        covered(org, "8.6.1")
            .into_iter()
            .map(|(_, extent, _)| extent)
            .collect()
    };
    assert_eq!(told(&org("Incidents are recorded.", "")), [Partly, Partly]);
    assert_eq!(
        told(&org("Incidents of Mail are recorded.", "")),
        [Shown, None]
    );
    assert_eq!(
        told(&org("Incidents of all services are recorded.", "")),
        [Shown, Shown]
    );
    assert_eq!(
        told(&org(
            "Incidents of Mail are recorded.",
            "services: [Payroll]\n"
        )),
        [None, Shown]
    );
    assert_eq!(
        told(&org("Incidents are recorded.", "services: [all]\n")),
        [Shown, Shown]
    );
    assert_eq!(
        told(&org("Incidents are recorded.", "status: obsolete\n")),
        [None, None]
    );
}

#[test]
fn rows_of_a_register_are_counted_by_service() {
    let rows = "Number,Opened,Category,Priority,Service,State,Closed\n\
        INC1,2026-02-10,mail,P1,Mail,closed,2026-02-10\n\
        INC2,2026-02-11,mail,P2,Mail,closed,2026-02-12\n";
    let org = Org::new()
        .file("clausewise.toml", SCOPE)
        .file("incidents.csv", rows)
        .file("evidence.yaml", "registers:\n  - {id: I, file: incidents.csv, records: incident, satisfies: [\"8.6.1-1\"]}\n");
    let told = covered(&org, "8.6.1");
    assert_eq!(
        told,
        [
            ("Mail".to_owned(), Extent::Shown, 2),
            ("Payroll".to_owned(), Extent::None, 0)
        ]
    );
}

#[test]
fn who_does_what_is_read_from_settings_and_answers() {
    let party = |performs: &str| {
        format!(
            "{SCOPE}[[party]]\nname = \"CloudNorth\"\nkind = \"external supplier\"\nperforms = [{performs}]\n"
        )
    };
    let found = |performs: &str| {
        let org = Org::new().file("clausewise.toml", party(performs)).file(
            "contract.md",
            "---\ntitle: Contract with CloudNorth\ntype: contract\n---\n\n# Contract with CloudNorth\n\nCloudNorth runs the data centre.\n",
        );
        let (workspace, evidence, assessment) = assessed(catalogue(), &org);
        responsibilities(catalogue(), &workspace, &evidence, &assessment)
    };
    let some = found("\"data centre\", \"Mail\", \"8.4.3\"");
    let sorts: Vec<Sort> = some
        .performed
        .iter()
        .map(|performed| performed.sort)
        .collect();
    assert_eq!(sorts, [Sort::Service, Sort::Component, Sort::Process]);
    assert_eq!(some.performed[0].what, "Mail");
    assert_eq!(some.eligibility.services, (2, 1));
    assert_eq!(some.eligibility.practices.1, 1);
    assert_eq!(some.eligibility.verdict, Eligible::CannotTell);
    assert_eq!(some.parties[0].agreements.len(), 1);
    // Who hands over every service cannot be certified.
    let all = found("\"Mail\", \"payroll\"");
    assert_eq!(all.eligibility.verdict, Eligible::No);
}

#[test]
fn a_record_that_owes_a_link_and_names_none_is_a_break() {
    let dir = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(dir.path().join(name), text).unwrap();
    write(
        "edition.yaml",
        "standard: iso20000-1\nedition: mine\ntitle: Mine\nextends: \"iso20000-1:2018+amd1\"\n",
    );
    write(
        "chains.yaml",
        "chains:\n  - chain: mine\n    title: Mine\n    asks: Show me.\n    links:\n      - link: Every problem has a change\n        form: refers\n        \
         between: [problems, changes]\n        from: [problem]\n        via: [change]\n        to: change\n        owed: true\n        requirements: [\"8.6.3-7\"]\n",
    );
    let mut library = Library::built_in();
    let ids = library.add_folder(dir.path()).unwrap();
    let own = library
        .load(&ids[0])
        .unwrap_or_else(|problems| panic!("{}", clausewise::problem::render_all(&problems)));
    let problems = "Number,Opened,Category,Priority,State,Closed,Change\n\
        PRB1,2026-02-01,mail,high,closed,2026-03-01,CHG1\n\
        PRB2,2026-02-03,mail,high,open,,\n";
    let changes =
        "Number,Raised,Category,Approved,State\nCHG1,2026-02-05,normal,2026-02-06,closed\n";
    let org = Org::new().file("problems.csv", problems).file("changes.csv", changes).file(
        "evidence.yaml",
        "registers:\n  - {id: P, file: problems.csv, records: problem}\n  - {id: C, file: changes.csv, records: change}\n",
    );
    let (workspace, evidence, assessment) = assessed(&own, &org);
    let logs = Logs::new(&own, &evidence, &assessment);
    let text_of = |path: &str| {
        let bytes = std::fs::read(org.root().join(path)).ok()?;
        Quotable::of(path, &bytes).map(Rc::new)
    };
    let traced = trace(&own, &workspace, &evidence, &assessment, &logs, &text_of);
    let chain = chains(&own, &traced)
        .into_iter()
        .find(|chain| chain.chain == "mine")
        .unwrap();
    let link = &chain.links[0];
    let breaks: Vec<&str> = link
        .breaks
        .iter()
        .map(|found| found.what.as_str())
        .collect();
    assert_eq!(breaks, ["PRB2 names no change"]);
    assert_eq!((link.asked, link.held), (2, 1));
}
