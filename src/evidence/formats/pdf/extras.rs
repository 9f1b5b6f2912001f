//! What a document holds beside its pages: properties, fields that were filled in,
//! signatures, attached files, remarks of readers.

use hayro_syntax::Pdf as File;
use hayro_syntax::object::{Array, Dict, Name, Object, Rect, Stream, String as Text};

use super::content::Reader;
use super::encoding::text_string;
use super::found::{Found, Run};
use super::geometry::Matrix;
use crate::evidence::formats::limits;

/// What stands beside the pages.
#[derive(Debug, Default)]
pub struct Extras {
    /// Properties, key and value.
    pub properties: Vec<(&'static str, String)>,
    /// Sentences on who signed, and when.
    pub signatures: Vec<String>,
    /// Fields for signatures that nobody signed.
    pub unsigned: usize,
    /// Names of attached files.
    pub attached: Vec<String>,
}

/// Most fields, notes and attachments that are looked at.
const MOST: usize = 20_000;

/// Reads what stands beside the pages.
pub fn read(file: &File) -> Extras {
    let mut extras = Extras::default();
    let metadata = file.metadata();
    let mut add = |key, value: Option<String>| {
        // What programs write where nobody told them.
        let told = |value: &String| {
            let bare = value
                .trim_matches(|c: char| !c.is_alphanumeric())
                .to_lowercase();
            !matches!(
                bare.as_str(),
                "" | "anonymous" | "untitled" | "unspecified" | "unknown"
            )
        };
        if let Some(value) = value.filter(told) {
            extras.properties.push((key, value));
        }
    };
    add("title", metadata.title.as_deref().map(text_string));
    add("author", metadata.author.as_deref().map(text_string));
    add(
        "created",
        metadata
            .creation_date
            .map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
    );
    let xref = file.xref();
    let Some(catalog) = xref.get::<Dict<'_>>(xref.root_id()) else {
        return extras;
    };
    if let Some(form) = catalog.get::<Dict<'_>>("AcroForm")
        && let Some(fields) = form.get::<Array<'_>>("Fields")
    {
        let mut left = MOST;
        signatures(&fields, 0, &mut left, &mut extras);
    }
    if let Some(files) = catalog
        .get::<Dict<'_>>("Names")
        .and_then(|names| names.get::<Dict<'_>>("EmbeddedFiles"))
    {
        let mut left = MOST;
        attached(&files, 0, &mut left, &mut extras.attached);
    }
    extras
}

/// Signatures in fields and those below them.
fn signatures(fields: &Array<'_>, depth: usize, left: &mut usize, extras: &mut Extras) {
    for field in fields.iter::<Dict<'_>>() {
        *left = left.saturating_sub(1);
        if *left == 0 || depth > limits::DRAWINGS {
            return;
        }
        if field.get::<Name<'_>>("FT").as_deref() == Some(b"Sig") {
            match field.get::<Dict<'_>>("V") {
                Some(signature) => extras.signatures.push(signed(&signature)),
                None => extras.unsigned += 1,
            }
        } else if let Some(kids) = field.get::<Array<'_>>("Kids") {
            signatures(&kids, depth + 1, left, extras);
        }
    }
}

/// A signature in a sentence.
fn signed(signature: &Dict<'_>) -> String {
    let said = |key: &str| {
        let text = text_string(signature.get::<Text<'_>>(key)?.as_ref());
        let text = text.trim().to_owned();
        (!text.is_empty()).then_some(text)
    };
    let mut sentence = String::from("Signed electronically");
    if let Some(name) = said("Name") {
        sentence.push_str(&format!(" by {name}"));
    }
    if let Some(day) = said("M").as_deref().and_then(day) {
        sentence.push_str(&format!(" on {day}"));
    }
    if let Some(place) = said("Location") {
        sentence.push_str(&format!(" at {place}"));
    }
    match said("Reason") {
        Some(reason) => format!("{sentence}: {reason}"),
        None => sentence + ".",
    }
}

/// The day in a date as PDF writes it, `D:20260301120000Z`.
fn day(date: &str) -> Option<String> {
    let digits = date.strip_prefix("D:").unwrap_or(date).get(..8)?;
    let all = digits.bytes().all(|byte| byte.is_ascii_digit());
    all.then(|| format!("{}-{}-{}", &digits[..4], &digits[4..6], &digits[6..]))
}

/// Names of attached files in a tree of names.
fn attached(tree: &Dict<'_>, depth: usize, left: &mut usize, names: &mut Vec<String>) {
    *left = left.saturating_sub(1);
    if *left == 0 || depth > limits::DRAWINGS {
        return;
    }
    if let Some(pairs) = tree.get::<Array<'_>>("Names") {
        for file in pairs.iter::<Object<'_>>().take(MOST) {
            if let Object::Dict(file) = file
                && let Some(name) = file
                    .get::<Text<'_>>("UF")
                    .or_else(|| file.get::<Text<'_>>("F"))
            {
                names.push(text_string(name.as_ref()));
            }
        }
    }
    if let Some(kids) = tree.get::<Array<'_>>("Kids") {
        for kid in kids.iter::<Dict<'_>>() {
            attached(&kid, depth + 1, left, names);
        }
    }
}

/// What readers wrote on a page: notes, remarks on marked text.
pub fn notes(page: &Dict<'_>) -> Vec<String> {
    let Some(annotations) = page.get::<Array<'_>>("Annots") else {
        return Vec::new();
    };
    let mut notes = Vec::new();
    for annotation in annotations.iter::<Dict<'_>>().take(MOST) {
        let kind = annotation.get::<Name<'_>>("Subtype");
        let told = kind.is_some_and(|kind| {
            matches!(
                kind.as_ref(),
                b"Text"
                    | b"Highlight"
                    | b"Underline"
                    | b"Squiggly"
                    | b"StrikeOut"
                    | b"Caret"
                    | b"Stamp"
            )
        });
        let text = |key: &str| {
            annotation
                .get::<Text<'_>>(key)
                .map(|text| text_string(text.as_ref()).trim().to_owned())
                .filter(|text| !text.is_empty())
        };
        if told && let Some(contents) = text("Contents") {
            notes.push(match text("T") {
                Some(who) => format!("{who}: {contents}"),
                None => contents,
            });
        }
    }
    notes
}

/// Fields and boxes of text that lie on a page, at their places.
pub fn fields(page: &Dict<'_>, reader: &mut Reader<'_>, matrix: Matrix, found: &mut Found) {
    let Some(annotations) = page.get::<Array<'_>>("Annots") else {
        return;
    };
    for annotation in annotations.iter::<Dict<'_>>().take(MOST) {
        if reader.is_over() {
            return;
        }
        let hidden = annotation.get::<i32>("F").unwrap_or(0) & 0b10 != 0;
        let kind = annotation.get::<Name<'_>>("Subtype");
        let is_widget = kind.as_deref() == Some(b"Widget");
        let is_shown =
            is_widget || kind.as_deref() == Some(b"FreeText") || kind.as_deref() == Some(b"Stamp");
        let Some(rect) = annotation.get::<Rect>("Rect") else {
            continue;
        };
        if hidden || !is_shown {
            continue;
        }
        let before = found.runs.len();
        if is_widget && let Some(ticked) = ticked(&annotation) {
            place(if ticked { "☒" } else { "☐" }, rect, matrix, found);
            continue;
        }
        if let Some(look) = look(&annotation) {
            reader.draw(&look, onto(&look, rect).then(matrix), found);
        }
        if found.runs.len() == before
            && let Some(value) = value(&annotation, is_widget)
        {
            place(&value, rect, matrix, found);
        }
    }
}

/// Whether a box is ticked; none where a field is no box.
fn ticked(field: &Dict<'_>) -> Option<bool> {
    let kind = own_or_above(field, "FT", |dict, key| {
        dict.get::<Name<'_>>(key).map(|name| name.as_ref().to_vec())
    })?;
    let flags = own_or_above(field, "Ff", |dict, key| dict.get::<i32>(key)).unwrap_or(0);
    if kind != b"Btn" || flags & 1 << 16 != 0 {
        return None;
    }
    Some(
        field
            .get::<Name<'_>>("AS")
            .is_some_and(|state| state.as_ref() != b"Off"),
    )
}

fn own_or_above<'a, T>(
    field: &Dict<'a>,
    key: &str,
    get: impl Fn(&Dict<'a>, &str) -> Option<T>,
) -> Option<T> {
    let mut at = field.clone();
    for _ in 0..limits::DRAWINGS {
        if let Some(value) = get(&at, key) {
            return Some(value);
        }
        at = at.get::<Dict<'a>>("Parent")?;
    }
    None
}

/// How a field looks as it is.
fn look<'a>(annotation: &Dict<'a>) -> Option<Stream<'a>> {
    let looks = annotation.get::<Dict<'a>>("AP")?;
    if let Some(look) = looks.get::<Stream<'a>>("N") {
        return Some(look);
    }
    let state = annotation.get::<Name<'_>>("AS")?;
    looks
        .get::<Dict<'a>>("N")?
        .get::<Stream<'a>>(state.as_ref())
}

/// What a field says that has no look of its own.
fn value(annotation: &Dict<'_>, is_widget: bool) -> Option<String> {
    let text = |dict: &Dict<'_>, key: &str| {
        if let Some(text) = dict.get::<Text<'_>>(key) {
            return Some(text_string(text.as_ref()));
        }
        let values = dict.get::<Array<'_>>(key)?;
        let all: Vec<String> = values
            .iter::<Text<'_>>()
            .map(|text| text_string(text.as_ref()))
            .collect();
        Some(all.join(", "))
    };
    let value = if is_widget {
        own_or_above(annotation, "V", text)
    } else {
        text(annotation, "Contents")
    };
    value.filter(|value| !value.trim().is_empty())
}

/// Where a look comes to stand.
#[allow(clippy::cast_possible_truncation)] // points on a page
fn onto(look: &Stream<'_>, rect: Rect) -> Matrix {
    let own = look
        .dict()
        .get::<Array<'_>>("Matrix")
        .map_or(Matrix::IDENTITY, |matrix| Matrix::of(matrix.iter::<f32>()));
    let frame = look.dict().get::<Rect>("BBox").unwrap_or(Rect::ZERO);
    let corner = own.apply(frame.x0 as f32, frame.y0 as f32);
    own.then(Matrix::shift(
        rect.x0 as f32 - corner.0,
        rect.y0 as f32 - corner.1,
    ))
}

/// Writes lines into a field.
#[allow(clippy::cast_possible_truncation)] // points on a page
fn place(text: &str, rect: Rect, matrix: Matrix, found: &mut Found) {
    const SIZE: f32 = 10.0;
    let lines: Vec<&str> = text
        .split(['\n', '\r'])
        .filter(|line| !line.trim().is_empty())
        .collect();
    let tall = rect.height() as f32;
    let top = if lines.len() < 2 && tall < 4.0 * SIZE {
        rect.y0 as f32 + 0.5 * tall - 0.35 * SIZE
    } else {
        rect.y1 as f32 - SIZE
    };
    let mut y = top;
    for line in lines {
        let (x0, y0) = matrix.apply(rect.x0 as f32, y);
        let (x1, _) = matrix.apply(rect.x1 as f32, y);
        found.known += line.chars().count();
        found.runs.push(Run {
            text: line.trim().to_owned(),
            x0: x0.min(x1),
            x1: x0.max(x1),
            y: y0,
            size: SIZE,
            angle: 0,
            bold: false,
            words: Vec::new(),
            turn: found.runs.len(),
        });
        y -= 1.2 * SIZE;
    }
}
