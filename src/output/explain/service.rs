//! A service explained: in which practices there is evidence of it, and which files those are.

use super::page::Page;
use crate::output::paint::count;
use crate::output::screen::Screen;
use crate::output::{CoveredServiceView, View};

/// All services, each with what there is of it in a line.
#[must_use]
pub fn all_services(view: &View, screen: Screen<'_>) -> String {
    let mut page = Page::new(screen);
    page.heading("Services in scope, and in how many practices there is evidence of them");
    for service in &view.coverage.services {
        page.say(2, &format!("- {}: {}", service.service, extents(service)));
    }
    page.blank();
    match view.coverage.services.first() {
        Some(service) => {
            let name = crate::output::screen::quoted(&service.service);
            page.next(&format!("explain service {name}"));
        }
        None => {
            page.say(
                2,
                "clausewise.toml names none: write them under [scope], as",
            );
            page.say(2, "services = [\"Hosting\", \"Network\"]");
            page.blank();
            page.next_help("init");
        }
    }
    page.text()
}

/// A service: practice by practice.
#[must_use]
pub fn service(view: &View, service: &CoveredServiceView, screen: Screen<'_>) -> String {
    let mut page = Page::new(screen);
    page.heading(&format!("{} (a service)", service.service));
    page.say(2, &extents(service));
    page.blank();
    for (practice, covered) in view.coverage.practices.iter().zip(&service.practices) {
        let file = match (&covered.path, covered.rows) {
            (None, _) => String::new(),
            (Some(path), 0) => format!(": {path}"),
            (Some(path), rows) => format!(": {path}, {}", count(rows, "row")),
        };
        let what = format!("{} {}", practice.clause, practice.title);
        page.say(2, &format!("- {what}: {}{file}", covered.extent));
    }
    page.blank();
    page.say(
        2,
        "shown: evidence names it. partly: there is evidence, and it names no service.",
    );
    page.blank();
    let open = service
        .practices
        .iter()
        .find(|covered| covered.extent == "none");
    match open.or(service.practices.first()) {
        Some(covered) => page.next(&format!("explain {}", covered.clause)),
        None => page.next("assess"),
    }
    page.text()
}

/// In how many practices a service is shown, partly shown, and not spoken of.
fn extents(service: &CoveredServiceView) -> String {
    let of = |extent: &str| {
        let practices = service.practices.iter();
        practices.filter(|covered| covered.extent == extent).count()
    };
    format!(
        "shown in {} of {}, partly in {}, none in {}",
        of("shown"),
        count(service.practices.len(), "practice"),
        of("partly"),
        of("none")
    )
}
