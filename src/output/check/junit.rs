//! The findings as XML of `JUnit`: a case for every rule that passed, one for every finding, and a
//! skipped one for what could not be evaluated, so that a dashboard never counts silence as a pass.

use quick_xml::escape::escape;

use super::view::{CheckView, FindingView, PlaceView};
use crate::source::visible;

/// The document.
#[must_use]
pub fn junit(view: &CheckView) -> String {
    let passed = view.rules.iter().filter(|rule| rule.findings == 0);
    let passed: Vec<String> = passed.map(|rule| case(rule.rule, rule.title, "")).collect();
    let skipped = view.not_evaluated.iter().map(|of| {
        let why = attribute(&format!("could not evaluate: {}", of.why));
        let inner = format!("<skipped message=\"{why}\"/>");
        case(of.rule, &at(&of.location), &inner)
    });
    let skipped: Vec<String> = skipped.collect();
    let found: Vec<String> = view.findings.iter().map(of_finding).collect();
    let failures = view.findings.iter().filter(|finding| finding.fails).count();
    let tests = passed.len() + skipped.len() + found.len();
    let counts = format!(
        "tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"{}\"",
        skipped.len()
    );
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    out.push_str(&format!("<testsuites name=\"clausewise\" {counts}>\n"));
    out.push_str(&format!(
        "  <testsuite name=\"clausewise check\" {counts}>\n"
    ));
    out.extend(passed.into_iter().chain(found).chain(skipped));
    out.push_str("  </testsuite>\n</testsuites>\n");
    out
}

fn of_finding(of: &FindingView) -> String {
    let name = format!("{}: {}", at(&of.location), of.message);
    let text = format!("{}\n{}\n{}", at(&of.location), of.message, of.hint);
    let text: Vec<String> = text.lines().map(visible).collect();
    let text = escape(text.join("\n")).into_owned();
    let inner = if of.fails {
        let (kind, message) = (attribute(of.severity), attribute(&of.message));
        format!("<failure type=\"{kind}\" message=\"{message}\">{text}</failure>")
    } else {
        let doubt = of.doubt();
        let doubt = doubt.map_or_else(String::new, |doubt| format!(", {doubt}"));
        format!("<system-out>{}{doubt}: {text}</system-out>", of.severity)
    };
    case(of.rule, &name, &inner)
}

fn case(rule: &str, name: &str, inner: &str) -> String {
    let (class, name) = (attribute(&format!("clausewise.{rule}")), attribute(name));
    if inner.is_empty() {
        return format!("    <testcase classname=\"{class}\" name=\"{name}\"/>\n");
    }
    format!(
        "    <testcase classname=\"{class}\" name=\"{name}\">\n      {inner}\n    </testcase>\n"
    )
}

fn attribute(text: &str) -> String {
    escape(visible(text)).into_owned()
}

fn at(place: &PlaceView) -> String {
    place.spoken()
}
