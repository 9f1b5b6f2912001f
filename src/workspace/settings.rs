//! `clausewise.toml`: organisation, scope, window, audit dates, promised intervals,
//! people, other parties, paths and weights.
//!
//! The tables `[thresholds]` and `[report]` are reserved: they are accepted and not
//! looked into yet, so that files written for a later version still load.

use jiff::civil::Date;

use super::files::{Day, Length, Lines, control, entries, is_table, names, path_of, section};
use super::{Party, PartyKind, Settings, check, paths, people};
use crate::catalogue::{ClauseId, Target};
use crate::form::{Fields, Node, Reader, Span, did_you_mean};
use crate::problem::Problem;
use crate::source::SourceFile;

/// The largest weight a clause can be given.
const HEAVIEST: u32 = 1000;

/// Tables kept for later versions.
const RESERVED: [&str; 2] = ["thresholds", "report"];

/// Reads the settings; parts with mistakes keep their defaults.
pub(super) fn read(source: &SourceFile, tree: &Node) -> (Settings, Vec<Problem>) {
    let mut reader = Reader::new(source);
    let lines = Lines::new(source);
    let mut settings = Settings {
        present: true,
        ..Settings::default()
    };
    let Some(mut root) = reader.fields(tree, "clausewise.toml") else {
        return (settings, reader.problems);
    };
    settings.edition = root.parse(&mut reader, "edition");
    settings.as_of = day(&mut root, &mut reader, "as_of");
    settings.git = root.flag(&mut reader, "git");
    let inventory = [("open", false), ("complete", true)];
    settings.inventory_complete = root
        .choice(&mut reader, "inventory", &inventory)
        .unwrap_or(false);
    settings.assessors = names(&mut root, &mut reader, "assessors");
    organisation(&mut root, &mut reader, &mut settings);
    scope(&mut root, &mut reader, &mut settings);
    window(&mut root, &mut reader, &mut settings);
    audit(&mut root, &mut reader, &mut settings);
    settings.intervals = by_number(&mut root, &mut reader, "intervals", |reader, key, node| {
        let target: Option<Target> = number(reader, key);
        let Length(period) = reader.parse(node, "intervals")?;
        Some((target?, period, lines.location(key.1)))
    });
    people::read(&mut root, &mut reader, &mut settings);
    parties(&mut root, &mut reader, &mut settings, &lines);
    aliases(&mut root, &mut reader, &mut settings);
    locations(&mut root, &mut reader, &mut settings);
    settings.weights = by_number(&mut root, &mut reader, "weights", |reader, key, node| {
        let clause: Option<ClauseId> = number(reader, key);
        Some((clause?, weight(reader, node)?))
    });
    settings.check = check::read(&mut root, &mut reader, &lines);
    for key in RESERVED {
        if let Some(node) = root.node(key)
            && !is_table(node)
        {
            reader.wrong(
                node.span,
                format!("`{key}` must be a table of keys, not {}", node.kind()),
                None,
            );
        }
    }
    root.done(&mut reader);
    (settings, reader.problems)
}

fn organisation(root: &mut Fields<'_>, reader: &mut Reader<'_>, settings: &mut Settings) {
    if let Some(mut fields) = section(root, reader, "organisation", "[organisation]") {
        settings.organisation = said(&mut fields, reader, "name");
        fields.done(reader);
    }
}

fn scope(root: &mut Fields<'_>, reader: &mut Reader<'_>, settings: &mut Settings) {
    if let Some(mut fields) = section(root, reader, "scope", "[scope]") {
        settings.scope_statement = said(&mut fields, reader, "statement");
        settings.services = names(&mut fields, reader, "services");
        settings.outside = names(&mut fields, reader, "outside");
        settings.customers = names(&mut fields, reader, "customers");
        settings.sites = names(&mut fields, reader, "sites");
        fields.done(reader);
    }
}

fn window(root: &mut Fields<'_>, reader: &mut Reader<'_>, settings: &mut Settings) {
    let Some(mut fields) = section(root, reader, "window", "[window]") else {
        return;
    };
    settings.window = length(&mut fields, reader, "period");
    settings.sms_start = day(&mut fields, reader, "sms_start");
    if let Some(node) = fields.node("services")
        && reader.fields(node, "[window.services]").is_some()
    {
        for entry in node.entries() {
            let listed = settings.services.contains(&entry.key);
            if !listed && !settings.services.is_empty() {
                let known: Vec<&str> = settings.services.iter().map(String::as_str).collect();
                reader.wrong(
                    entry.span,
                    format!("the scope has no service `{}`", entry.key),
                    did_you_mean(&entry.key, &known)
                        .or_else(|| Some(format!("services in scope: {}", known.join(", ")))),
                );
            }
            if let Some(Day(start)) = reader.parse(&entry.node, "services") {
                settings.service_starts.insert(entry.key.clone(), start);
            }
        }
    }
    fields.done(reader);
}

fn audit(root: &mut Fields<'_>, reader: &mut Reader<'_>, settings: &mut Settings) {
    let Some(mut fields) = section(root, reader, "audit", "[audit]") else {
        return;
    };
    settings.stage1 = day(&mut fields, reader, "stage1");
    settings.stage2 = day(&mut fields, reader, "stage2");
    settings.history = length(&mut fields, reader, "history");
    if let (Some(first), Some(second)) = (settings.stage1, settings.stage2)
        && second < first
    {
        reader.wrong(fields.span_of("stage2"), "Stage 2 is before Stage 1", None);
    }
    fields.done(reader);
}

/// What services, customers and parties are also called: each must be named elsewhere in the file.
fn aliases(root: &mut Fields<'_>, reader: &mut Reader<'_>, settings: &mut Settings) {
    let Some(node) = root.node("aliases") else {
        return;
    };
    if reader.fields(node, "[aliases]").is_none() {
        return;
    }
    for entry in node.entries() {
        let known: Vec<&str> = settings.names().map(String::as_str).collect();
        if !known.contains(&entry.key.as_str()) {
            let hint = did_you_mean(&entry.key, &known)
                .or_else(|| Some(format!("known are: {}", known.join(", "))));
            reader.wrong(
                entry.span,
                format!("no service, customer or party is named `{}`", entry.key),
                hint.filter(|_| !known.is_empty()),
            );
            continue;
        }
        let mut said = Vec::new();
        for member in entry.node.members() {
            match reader.text(member, "aliases") {
                Some(alias) if alias.is_empty() => {
                    reader.wrong(member.span, "`aliases` has an empty entry", None);
                }
                alias => said.extend(alias),
            }
        }
        settings.aliases.insert(entry.key.clone(), said);
    }
}

fn parties(
    root: &mut Fields<'_>,
    reader: &mut Reader<'_>,
    settings: &mut Settings,
    lines: &Lines<'_>,
) {
    let mut known = rustc_hash::FxHashSet::default();
    settings.parties = entries(reader, root.node("party"), |reader, node| {
        let mut fields = reader.fields(node, "a party")?;
        let name = fields.need_text(reader, "name");
        let kind = fields
            .need(reader, "kind")
            .and_then(|node| reader.choice(node, "kind", PartyKind::WORDS));
        let performs = names(&mut fields, reader, "performs");
        let control = control(&mut fields, reader);
        let place = fields.span_of("name");
        fields.done(reader);
        let name = name?;
        if !known.insert(name.to_lowercase()) {
            reader.wrong(
                place,
                format!("there are two parties named `{name}`"),
                Some("put what both say into one entry".to_owned()),
            );
        }
        Some(Party {
            name,
            kind: kind?,
            performs,
            control,
            location: lines.location(node.span),
        })
    });
}

fn locations(root: &mut Fields<'_>, reader: &mut Reader<'_>, settings: &mut Settings) {
    let Some(mut fields) = section(root, reader, "paths", "[paths]") else {
        return;
    };
    for member in fields.node("roots").map(Node::members).unwrap_or_default() {
        if let Some(path) = path_of(reader, member, "roots", paths::workspace_path)
            && !settings.roots.contains(&path)
        {
            settings.roots.push(path);
        }
    }
    for member in fields.node("ignore").map(Node::members).unwrap_or_default() {
        let Some(glob) = reader.text(member, "ignore") else {
            continue;
        };
        if glob.is_empty() {
            reader.wrong(member.span, "`ignore` has an empty entry", None);
        } else if let Err(error) = globset::Glob::new(&glob) {
            reader.wrong(
                member.span,
                format!("`ignore`: `{glob}` is not a pattern: {}", error.kind()),
                Some("such as drafts/old/** or **/*.tmp".to_owned()),
            );
        } else {
            settings.ignore.push(glob);
        }
    }
    fields.done(reader);
}

/// The entries of a table whose keys are clause, requirement or item numbers.
fn by_number<T>(
    root: &mut Fields<'_>,
    reader: &mut Reader<'_>,
    section: &'static str,
    mut read: impl FnMut(&mut Reader<'_>, (&str, Span), &Node) -> Option<T>,
) -> Vec<T> {
    let Some(node) = root.node(section) else {
        return Vec::new();
    };
    if !is_table(node) {
        reader.wrong(
            node.span,
            format!("[{section}] must be a table of keys, not {}", node.kind()),
            None,
        );
        return Vec::new();
    }
    let mut out = Vec::new();
    for entry in node.entries() {
        if is_table(&entry.node) {
            let (number, value) = dotted(&entry.key, &entry.node);
            reader.wrong(
                entry.span,
                format!("[{section}] has numbers without quotes, which TOML splits at their dots"),
                Some(format!("write \"{number}\" = {value}")),
            );
        } else {
            out.extend(read(reader, (&entry.key, entry.span), &entry.node));
        }
    }
    out
}

/// The number somebody meant by `8.6.1 = 2`, and its value as it would be written.
fn dotted(key: &str, node: &Node) -> (String, String) {
    let mut number = key.to_owned();
    let mut node = node;
    while let Some(entry) = node.entries().first() {
        number.push('.');
        number.push_str(&entry.key);
        node = &entry.node;
    }
    let value = match (&node.value, node.text()) {
        (crate::form::Value::Text(text), _) => format!("\"{text}\""),
        (_, Some(text)) => text.to_owned(),
        _ => "…".to_owned(),
    };
    (number, value)
}

fn number<T>(reader: &mut Reader<'_>, key: (&str, Span)) -> Option<T>
where
    T: std::str::FromStr<Err = String>,
{
    match key.0.trim().parse() {
        Ok(id) => Some(id),
        Err(error) => {
            reader.wrong(key.1, error, None);
            None
        }
    }
}

fn weight(reader: &mut Reader<'_>, node: &Node) -> Option<u32> {
    let text = reader.text(node, "weights")?;
    let weight = text
        .parse()
        .ok()
        .filter(|weight| (1..=HEAVIEST).contains(weight));
    if weight.is_none() {
        reader.wrong(
            node.span,
            format!("a weight is a whole number from 1 to {HEAVIEST}, not `{text}`"),
            Some(
                "no clause can be weighed away: nothing in clauses 4 to 10 is not applicable"
                    .to_owned(),
            ),
        );
    }
    weight
}

/// An optional text that is not empty.
fn said(fields: &mut Fields<'_>, reader: &mut Reader<'_>, key: &'static str) -> Option<String> {
    fields.text(reader, key).filter(|text| !text.is_empty())
}

fn day(fields: &mut Fields<'_>, reader: &mut Reader<'_>, key: &'static str) -> Option<Date> {
    fields.parse(reader, key).map(|Day(day)| day)
}

fn length(
    fields: &mut Fields<'_>,
    reader: &mut Reader<'_>,
    key: &'static str,
) -> Option<crate::period::Period> {
    fields.parse(reader, key).map(|Length(period)| period)
}

#[cfg(test)]
mod tests {
    use super::super::files::parse;
    use super::*;
    use crate::period::Period;

    fn settings(text: &str) -> (Settings, Vec<String>) {
        let (source, tree) = parse("clausewise.toml", text).unwrap();
        let (settings, problems) = read(&source, &tree);
        let shown = |problem: &Problem| {
            format!(
                "{}: {} ({})",
                problem.location,
                problem.message,
                problem.hint.as_deref().unwrap_or("")
            )
        };
        (settings, problems.iter().map(shown).collect())
    }

    const WHOLE: &str = r#"
edition = "iso20000-1:2018+amd1"
as_of = 2026-11-01
inventory = "complete"
assessors = ["A. Example"]
[organisation]
name = "Harbour IT"
[scope]
statement = "All of it"
services = ["Hosting", "Network"]
customers = ["Pilot Ferries"]
sites = ["Head office"]
[window]
period = "P12M"
sms_start = 2026-01-01
[window.services]
"Network" = 2026-06-01
[audit]
stage1 = 2027-01-18
stage2 = 2027-03-01
history = "P3M"
[intervals]
"9.3" = "P12M"
"8.3.3-4" = "P1M"
"D20" = "P6M"
[people]
sms-manager = "R. Ibarra"
"role:cio" = "T. Lindqvist"
[[party]]
name = "CloudNorth"
kind = "external-supplier"
performs = ["8.7.2", "data centre hosting"]
control = ["./suppliers/contract.md", "https://tickets.example/1"]
[paths]
roots = ["."]
ignore = ["drafts/old/**"]
[weights]
"8.6.1" = 2
[thresholds]
anything = 1
[report]
template = "gap"
"#;

    #[test]
    fn everything_is_read() {
        let (settings, problems) = settings(WHOLE);
        assert_eq!(problems, Vec::<String>::new());
        assert!(settings.present && settings.inventory_complete);
        assert_eq!(settings.window, Some(Period::months(12)));
        assert_eq!(
            settings.service_starts["Network"],
            jiff::civil::date(2026, 6, 1)
        );
        assert_eq!(settings.intervals.len(), 3);
        assert_eq!(settings.intervals[1].2.line(), Some(24));
        assert_eq!(settings.people["cio"], "T. Lindqvist");
        assert_eq!(settings.parties[0].kind, PartyKind::ExternalSupplier);
        assert_eq!(settings.parties[0].control[0], "suppliers/contract.md");
        assert_eq!(settings.parties[0].location.line(), Some(29));
        assert_eq!(settings.weights, [("8.6.1".parse().unwrap(), 2)]);
        assert_eq!(settings.roots, ["."]);
    }

    #[test]
    fn all_mistakes_are_told_at_once_with_places() {
        let (read, problems) = settings(
            "editon = \"x\"\nas_of = \"1.11.2026\"\ninventory = \"complet\"\n[scope]\nservices = [\"A\", \"a\"]\n\
             [window]\nperiod = \"12M\"\n[window.services]\nB = 2026-01-01\n[audit]\nstage1 = 2027-03-01\nstage2 = 2027-01-01\n\
             [intervals]\n8.6.1 = \"P1M\"\n\"8.x\" = \"P1ä\"\n[[party]]\nname = \"X\"\nkind = \"suplier\"\ncontrol = [\"../x\"]\n\
             [weights]\n\"9\" = 0\n[paths]\nroots = [\"/\"]\nignore = [\"a[\"]\n",
        );
        let expected = [
            "clausewise.toml:2: `as_of`: `1.11.2026` is not a date",
            "clausewise.toml:3: `inventory` cannot be `complet` (did you mean `complete`?)",
            "clausewise.toml:5: `services` names `a` twice",
            "clausewise.toml:7: `period`: `12M`",
            "clausewise.toml:9: the scope has no service `B` (services in scope: A)",
            "clausewise.toml:12: Stage 2 is before",
            "clausewise.toml:14: [intervals] has numbers without quotes, which TOML splits at their dots (write \"8.6.1\" = \"P1M\")",
            "clausewise.toml:15: `8.x` is not a clause",
            "clausewise.toml:15: `intervals`: `P1ä`",
            "clausewise.toml:18: `kind` cannot be `suplier`",
            "clausewise.toml:19: `control`: `../x` uses `..`",
            "clausewise.toml:23: `roots`: `/` is absolute",
            "clausewise.toml:24: `ignore`: `a[`",
            "clausewise.toml:21: a weight is",
            "clausewise.toml:1: clausewise.toml has no key `editon` (did you mean `edition`?)",
        ];
        assert_eq!(problems.len(), expected.len(), "{problems:#?}");
        for (problem, expected) in problems.iter().zip(expected) {
            assert!(problem.starts_with(expected), "{problem}\n{expected}");
        }
        assert!(read.parties.is_empty() && read.edition.is_none());
    }

    #[test]
    fn nothing_is_needed() {
        let (read, problems) = settings("");
        assert!(problems.is_empty());
        assert_eq!(
            read,
            Settings {
                present: true,
                ..Settings::default()
            }
        );
    }
}
