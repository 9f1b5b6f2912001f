//! The TOML of a sample, read and written.

use jiff::civil::Date;
use toml_edit::{Array, ArrayOfTables, DocumentMut, InlineTable, Item as Toml, Table, value};

use super::{
    Deviation, Drawing, Found, Item, Population, Question, RareKind, Sample, SampleOutcome,
    SampledFile, Stratum,
};
use crate::catalogue::RequirementId;
use crate::form::{Fields, Node, Reader};
use crate::problem::Problem;
use crate::source::SourceFile;
use crate::workspace::edit;
use crate::workspace::entries::append_entry;
use crate::workspace::files::{Day, Lines, entries, parse, path_of, set_of, sha256_text};
use crate::workspace::paths;

/// What the file says of itself.
const HEAD: &str = "\
# A sample of records as it was drawn; docs/formats.md says how to repeat the draw by hand.
# Read the worksheet back with: clausewise sample --accept FILE --by NAME. Comments stay.
";

/// Reads a sample; none where its plan has a mistake.
pub(super) fn read(source: &SourceFile, tree: &Node) -> (Option<Sample>, Vec<Problem>) {
    let mut reader = Reader::new(source);
    let lines = Lines::new(source);
    let sample = reader
        .fields(tree, "a sample")
        .and_then(|root| plan(&mut reader, root, &lines));
    let whole = reader.problems.is_empty();
    (sample.filter(|_| whole), reader.problems)
}

fn plan(reader: &mut Reader<'_>, mut root: Fields<'_>, lines: &Lines<'_>) -> Option<Sample> {
    let id = root.need_text(reader, "id");
    let of = root.need_text(reader, "of");
    let kind = root.text(reader, "kind");
    let records = root.need_text(reader, "records");
    let drawn_on = day(reader, &mut root, "drawn_on");
    let (from, to) = (day(reader, &mut root, "from"), day(reader, &mut root, "to"));
    let method = root
        .need(reader, "method")
        .and_then(|node| reader.choice(node, "method", Drawing::WORDS));
    let strata_by = root.text(reader, "strata_by");
    let size = root.need_text(reader, "size");
    let seed = root.need_text(reader, "seed");
    let seed_chosen = root.flag(reader, "seed_chosen").unwrap_or_default();
    let population = root
        .need(reader, "population")
        .and_then(|node| population(reader, node));
    let files = entries(reader, root.node("file"), file);
    let strata = entries(reader, root.node("stratum"), stratum);
    let rare = entries(reader, root.node("rare"), rare);
    let questions = root
        .need(reader, "question")
        .map(|node| questions(reader, node));
    let items = entries(reader, root.node("item"), item);
    let outcomes = entries(reader, root.node("outcome"), outcome);
    let location = lines.location(root.span);
    root.done(reader);
    Some(Sample {
        id: id?,
        of: of?,
        kind,
        records: records?,
        drawn_on: drawn_on?,
        from: from?,
        to: to?,
        method: method?,
        strata_by,
        size: size?,
        seed: seed?,
        seed_chosen,
        population: population?,
        files,
        strata,
        rare,
        questions: questions?,
        items,
        outcomes,
        location,
    })
}

fn day(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &'static str) -> Option<Date> {
    fields.need_parse::<Day>(reader, key).map(|day| day.0)
}

fn number(reader: &mut Reader<'_>, fields: &mut Fields<'_>, key: &'static str) -> Option<usize> {
    fields.need_parse::<usize>(reader, key)
}

fn population(reader: &mut Reader<'_>, node: &Node) -> Option<Population> {
    let mut fields = reader.fields(node, "`population`")?;
    let mut of = |key| number(reader, &mut fields, key);
    let [rows, before, after, duplicates, records, undated] = POPULATION.map(&mut of);
    fields.done(reader);
    Some(Population {
        rows: rows?,
        before: before?,
        after: after?,
        duplicates: duplicates?,
        records: records?,
        undated: undated?,
    })
}

/// The keys of a population, in the order of its fields.
const POPULATION: [&str; 6] = [
    "rows",
    "before",
    "after",
    "duplicates",
    "records",
    "undated",
];

fn file(reader: &mut Reader<'_>, node: &Node) -> Option<SampledFile> {
    let mut fields = reader.fields(node, "a file")?;
    let path = fields.need(reader, "path");
    let path = path.and_then(|node| path_of(reader, node, "path", paths::file_path));
    let hash = fields.need(reader, "sha256");
    let sha256 = hash.and_then(|node| sha256_text(reader, node));
    fields.done(reader);
    Some(SampledFile {
        path: path?,
        sha256: sha256?,
    })
}

fn stratum(reader: &mut Reader<'_>, node: &Node) -> Option<Stratum> {
    let mut fields = reader.fields(node, "a stratum")?;
    let name = fields.need_text(reader, "name");
    let records = number(reader, &mut fields, "records");
    let drawn = number(reader, &mut fields, "drawn");
    fields.done(reader);
    Some(Stratum {
        name: name?,
        records: records?,
        drawn: drawn?,
    })
}

fn rare(reader: &mut Reader<'_>, node: &Node) -> Option<RareKind> {
    let mut fields = reader.fields(node, "a rare kind")?;
    let rare = fields.need_text(reader, "rare");
    let name = fields.need_text(reader, "name");
    let records = number(reader, &mut fields, "records");
    let all = fields.flag(reader, "all").unwrap_or_default();
    fields.done(reader);
    Some(RareKind {
        rare: rare?,
        name: name?,
        records: records?,
        all,
    })
}

/// What is asked of each record: nobody draws a sample to ask nothing.
fn questions(reader: &mut Reader<'_>, node: &Node) -> Vec<Question> {
    if node.members().is_empty() {
        reader.wrong(node.span, "`question` is empty", None);
    }
    entries(reader, Some(node), question)
}

fn question(reader: &mut Reader<'_>, node: &Node) -> Option<Question> {
    let mut fields = reader.fields(node, "a question")?;
    let requirement = fields.need_parse::<RequirementId>(reader, "requirement");
    let asks = fields.need_text(reader, "asks");
    let test = fields.text(reader, "test");
    fields.done(reader);
    Some(Question {
        requirement: requirement?,
        asks: asks?,
        test,
    })
}

fn item(reader: &mut Reader<'_>, node: &Node) -> Option<Item> {
    let mut fields = reader.fields(node, "an item")?;
    let no = number(reader, &mut fields, "no");
    let id = fields.text(reader, "id").unwrap_or_default();
    let key = fields.need_text(reader, "key");
    let date = fields.parse::<Day>(reader, "date").map(|day| day.0);
    let why = fields.need_text(reader, "why");
    let places = fields.texts(reader, "places").unwrap_or_default();
    let row = fields.need(reader, "row");
    let row = row.and_then(|node| sha256_text(reader, node));
    fields.done(reader);
    Some(Item {
        no: no?,
        id,
        key: key?,
        date,
        why: why?,
        places,
        row: row?,
    })
}

fn outcome(reader: &mut Reader<'_>, node: &Node) -> Option<SampleOutcome> {
    let mut fields = reader.fields(node, "an outcome")?;
    let date = day(reader, &mut fields, "date");
    let by = fields.need_text(reader, "by");
    let worksheet = fields.need(reader, "worksheet");
    let worksheet = worksheet.and_then(|node| path_of(reader, node, "worksheet", paths::file_path));
    let hash = fields.need(reader, "sha256");
    let sha256 = hash.and_then(|node| sha256_text(reader, node));
    let note = fields.text(reader, "note").unwrap_or_default();
    let found = entries(reader, fields.node("found"), found);
    let deviations = entries(reader, fields.node("deviations"), deviation);
    fields.done(reader);
    Some(SampleOutcome {
        date: date?,
        by: by?,
        worksheet: worksheet?,
        sha256: sha256?,
        note,
        found,
        deviations,
    })
}

fn found(reader: &mut Reader<'_>, node: &Node) -> Option<Found> {
    let mut fields = reader.fields(node, "what was found")?;
    let requirement = fields.need_parse::<RequirementId>(reader, "requirement");
    let ok = number(reader, &mut fields, "ok");
    let mut names = |key| fields.texts(reader, key).unwrap_or_default();
    let [deviation, not_seen, open] = ["deviation", "not_seen", "open"].map(&mut names);
    let does_not_apply = number(reader, &mut fields, "does_not_apply");
    let judged = fields.text(reader, "judged").unwrap_or_default();
    fields.done(reader);
    Some(Found {
        requirement: requirement?,
        ok: ok?,
        deviation,
        not_seen,
        does_not_apply: does_not_apply?,
        open,
        judged,
    })
}

fn deviation(reader: &mut Reader<'_>, node: &Node) -> Option<Deviation> {
    let mut fields = reader.fields(node, "a deviation")?;
    let record = fields.need_text(reader, "record");
    let requirements = set_of(&mut fields, reader, "requirements");
    let says = fields.text(reader, "says").unwrap_or_default();
    let evidence = fields.text(reader, "evidence").unwrap_or_default();
    fields.done(reader);
    Some(Deviation {
        record: record?,
        requirements,
        says,
        evidence,
    })
}

/// A sample as the text of its file, without what came of it.
#[must_use]
pub fn as_toml(sample: &Sample) -> String {
    let mut out = DocumentMut::new();
    let texts = |pairs: &[(&'static str, &str)]| -> Vec<(&'static str, Toml)> {
        pairs
            .iter()
            .map(|(key, text)| (*key, value(*text)))
            .collect()
    };
    let mut put = |pairs: Vec<(&str, Toml)>| {
        for (key, item) in pairs {
            out[key] = item;
        }
    };
    put(texts(&[("id", &sample.id), ("of", &sample.of)]));
    if let Some(kind) = &sample.kind {
        put(texts(&[("kind", kind)]));
    }
    put(texts(&[("records", &sample.records)]));
    put(vec![
        ("drawn_on", edit::date(sample.drawn_on)),
        ("from", edit::date(sample.from)),
        ("to", edit::date(sample.to)),
    ]);
    put(texts(&[("method", sample.method.word())]));
    if let Some(by) = &sample.strata_by {
        put(texts(&[("strata_by", by)]));
    }
    put(texts(&[("size", &sample.size), ("seed", &sample.seed)]));
    put(vec![("seed_chosen", value(sample.seed_chosen))]);
    let of = &sample.population;
    let counts = [
        of.rows,
        of.before,
        of.after,
        of.duplicates,
        of.records,
        of.undated,
    ];
    let counts = POPULATION.into_iter().zip(counts.map(count));
    out["population"] = Toml::Table(table(counts));
    let files = sample.files.iter();
    let files = files.map(|file| texts(&[("path", &file.path), ("sha256", &file.sha256)]));
    several(&mut out, "file", files);
    let strata = sample.strata.iter().map(|stratum| {
        let mut keys = texts(&[("name", &stratum.name)]);
        keys.push(("records", count(stratum.records)));
        keys.push(("drawn", count(stratum.drawn)));
        keys
    });
    several(&mut out, "stratum", strata);
    let rare = sample.rare.iter().map(|rare| {
        let mut keys = texts(&[("rare", &rare.rare), ("name", &rare.name)]);
        keys.push(("records", count(rare.records)));
        keys.push(("all", value(rare.all)));
        keys
    });
    several(&mut out, "rare", rare);
    let questions = sample.questions.iter();
    let questions = questions.map(|question| {
        let requirement = question.requirement.to_string();
        let mut keys = texts(&[("requirement", &requirement), ("asks", &question.asks)]);
        keys.extend(question.test.iter().map(|test| ("test", value(test))));
        keys
    });
    several(&mut out, "question", questions);
    several(&mut out, "item", sample.items.iter().map(item_keys));
    format!("{HEAD}\n{out}")
}

fn item_keys(item: &Item) -> Vec<(&'static str, Toml)> {
    let mut keys = vec![("no", count(item.no))];
    if !item.id.is_empty() {
        keys.push(("id", value(&item.id)));
    }
    keys.push(("key", value(&item.key)));
    keys.extend(item.date.map(|day| ("date", edit::date(day))));
    keys.push(("why", value(&item.why)));
    keys.push(("places", value(item.places.iter().collect::<Array>())));
    keys.push(("row", value(&item.row)));
    keys
}

fn table<'k>(keys: impl Iterator<Item = (&'k str, Toml)>) -> Table {
    let mut table = Table::new();
    for (key, item) in keys {
        table[key] = item;
    }
    table
}

fn several(
    out: &mut DocumentMut,
    key: &str,
    entries: impl Iterator<Item = Vec<(&'static str, Toml)>>,
) {
    let tables: ArrayOfTables = entries.map(|keys| table(keys.into_iter())).collect();
    if !tables.is_empty() {
        out[key] = Toml::ArrayOfTables(tables);
    }
}

fn count(number: usize) -> Toml {
    value(whole(number))
}

/// A number as TOML holds it.
fn whole(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// The text of a sample's file with an outcome more.
///
/// # Errors
/// The text is no TOML, or the outcome would not load.
pub fn add_outcome(
    name: &str,
    text: Option<&str>,
    outcome: &SampleOutcome,
) -> Result<String, Problem> {
    let mut entry = Table::new();
    entry["date"] = edit::date(outcome.date);
    for (key, text) in [
        ("by", &outcome.by),
        ("worksheet", &outcome.worksheet),
        ("sha256", &outcome.sha256),
        ("note", &outcome.note),
    ] {
        entry[key] = value(text.trim());
    }
    let found = outcome.found.iter().map(found_inline);
    entry["found"] = value(lines_of(found));
    let deviations = outcome.deviations.iter().map(deviation_inline);
    entry["deviations"] = value(lines_of(deviations));
    let out = append_entry(name, text.unwrap_or_default(), "outcome", entry)?;
    let (source, tree) = parse(name, &out)?;
    match read(&source, &tree) {
        (Some(_), _) => Ok(out),
        (None, problems) => Err(problems
            .into_iter()
            .next()
            .unwrap_or_else(|| Problem::file(name, "the new entry is not found again"))),
    }
}

/// A list with a line for each of its tables.
fn lines_of(tables: impl Iterator<Item = InlineTable>) -> Array {
    let mut list: Array = tables.collect();
    for table in list.iter_mut() {
        table.decor_mut().set_prefix("\n  ");
    }
    if !list.is_empty() {
        list.set_trailing("\n");
        list.set_trailing_comma(true);
    }
    list
}

fn found_inline(found: &Found) -> InlineTable {
    let mut out = InlineTable::new();
    let names = |names: &[String]| names.iter().collect::<Array>();
    out.insert("requirement", found.requirement.to_string().into());
    out.insert("ok", whole(found.ok).into());
    out.insert("deviation", names(&found.deviation).into());
    out.insert("not_seen", names(&found.not_seen).into());
    out.insert("does_not_apply", whole(found.does_not_apply).into());
    out.insert("open", names(&found.open).into());
    out.insert("judged", found.judged.as_str().into());
    out
}

fn deviation_inline(deviation: &Deviation) -> InlineTable {
    let mut out = InlineTable::new();
    let requirements = deviation.requirements.iter().map(ToString::to_string);
    out.insert("record", deviation.record.as_str().into());
    out.insert("requirements", requirements.collect::<Array>().into());
    out.insert("says", deviation.says.as_str().into());
    out.insert("evidence", deviation.evidence.as_str().into());
    out
}
