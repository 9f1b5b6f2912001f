//! The findings as workflow commands, which GitHub shows as annotations on the lines of a change.

use super::view::CheckView;

/// A command a line.
#[must_use]
pub fn github(view: &CheckView) -> String {
    let mut out = String::new();
    for of in view.gravest_first() {
        // An error that fails nothing would be red on a job that passed.
        let level = match of.severity {
            "note" => "notice",
            "error" if !of.fails => "warning",
            other => other,
        };
        let mut about = format!("file={}", property(&of.location.path));
        if let Some(line) = of.location.line {
            about.push_str(&format!(
                ",line={line},col={}",
                of.location.column.unwrap_or(1)
            ));
        }
        let within = of.location.place.as_ref().map(|place| format!("{place}: "));
        let doubt = of.doubt();
        let doubt = doubt.map_or_else(String::new, |doubt| format!(" ({doubt})"));
        let text = format!(
            "{}{}{doubt}\n{}",
            within.unwrap_or_default(),
            of.message,
            of.hint
        );
        let title = property(of.rule);
        out.push_str(&format!(
            "::{level} {about},title={title}::{}\n",
            data(text.trim_end())
        ));
    }
    for of in &view.not_evaluated {
        let (path, why) = (property(&of.location.path), data(&of.why));
        out.push_str(&format!(
            "::warning file={path},title=could not evaluate::{why}\n"
        ));
    }
    out
}

fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
