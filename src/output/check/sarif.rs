//! The findings as SARIF 2.1.0, which code hosts show beside the lines they are about.
//!
//! A place that is no line (a page, a cell) is given as the file with the place as a logical
//! location: hosts show the file, and the words tell where in it.

use serde_json::{Value, json};

use super::view::{CheckView, FindingView, PlaceView, RuleView};
use crate::output::json::pretty;

/// The log.
#[must_use]
pub fn sarif(view: &CheckView) -> String {
    let log = json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": {"driver": {
                "name": view.tool.name,
                "semanticVersion": view.tool.version,
                "rules": view.rules.iter().map(rule).collect::<Vec<_>>(),
            }},
            "columnKind": "unicodeCodePoints",
            "originalUriBaseIds": {"SRCROOT": {
                "description": {"text": "The root of the repository."},
            }},
            "invocations": [{
                "executionSuccessful": true,
                "toolExecutionNotifications": view
                    .not_evaluated
                    .iter()
                    .map(|of| json!({
                        "level": "warning",
                        "message": {"text": format!("could not evaluate: {}", of.why)},
                        "associatedRule": {"id": of.rule},
                        "locations": [location(&of.location)],
                    }))
                    .collect::<Vec<_>>(),
            }],
            "results": view.findings.iter().map(|of| result(view, of)).collect::<Vec<_>>(),
        }],
    });
    pretty(&log).unwrap_or_default()
}

fn rule(rule: &RuleView) -> Value {
    json!({
        "id": rule.rule,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.finds},
        "help": {"text": rule.page, "markdown": rule.page},
        "defaultConfiguration": {"level": rule.severity},
        "properties": {
            "kind": rule.kind,
            "precision": precision(rule.confidence),
            "tags": [rule.kind],
        },
    })
}

fn result(view: &CheckView, of: &FindingView) -> Value {
    let related = of.related.iter().map(|related| {
        let mut place = location(&related.location);
        place["message"] = json!({"text": related.says});
        place
    });
    let text = if of.hint.is_empty() {
        of.message.clone()
    } else {
        format!("{}. {}", of.message, of.hint)
    };
    let mut out = json!({
        "ruleId": of.rule,
        "ruleIndex": view.rules.iter().position(|rule| rule.rule == of.rule),
        "level": of.severity,
        "message": {"text": text},
        "locations": [location(&of.location)],
        "relatedLocations": related.collect::<Vec<_>>(),
        "partialFingerprints": {"clausewise/v1": of.fingerprint},
        "properties": {
            "confidence": of.confidence,
            "fails": of.fails,
            "requirement": of.requirement,
        },
    });
    // All results have it, or none.
    if view.baseline.is_some() {
        out["baselineState"] = json!(if of.known { "unchanged" } else { "new" });
    }
    out
}

fn location(place: &PlaceView) -> Value {
    let mut physical = json!({
        "artifactLocation": {"uri": uri(&place.path), "uriBaseId": "SRCROOT"},
    });
    if let Some(line) = place.line {
        physical["region"] = json!({"startLine": line, "startColumn": place.column.unwrap_or(1)});
    } else if place.place.is_none() {
        // The whole file is shown at its first line.
        physical["region"] = json!({"startLine": 1});
    }
    let mut out = json!({"physicalLocation": physical});
    if let Some(within) = &place.place {
        out["logicalLocations"] = json!([{"fullyQualifiedName": within}]);
    }
    out
}

/// A path as a relative URI.
fn uri(path: &str) -> String {
    let mut out = String::with_capacity(path.len());
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'/' | b'.' | b'-' | b'_' | b'~' => {
                out.push(char::from(byte));
            }
            byte => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}

/// How hosts call it.
fn precision(confidence: &str) -> &'static str {
    match confidence {
        "high" => "very-high",
        "medium" => "medium",
        _ => "low",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uris() {
        assert_eq!(uri("a b/ü:1.md"), "a%20b/%C3%BC%3A1.md");
    }
}
