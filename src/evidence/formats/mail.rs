//! Mail, whatever program kept it: its heads as labels, its text, what it answers, and the
//! documents attached to it, each read by the reader of its format.

mod earlier;

use std::borrow::Cow;

use super::limits;
use super::{Taken, Writing, detect, reader};
use crate::evidence::decode::decode;
use crate::evidence::document::Why;
use crate::evidence::extract::Format;
use crate::evidence::html;

/// A mail.
#[derive(Debug, Default)]
pub struct Mail<'m> {
    /// What it is about.
    pub subject: String,
    /// Who wrote it.
    pub from: String,
    /// To whom.
    pub to: String,
    /// Who else got it.
    pub copied: String,
    /// The day on which it was sent, `2026-03-01`.
    pub date: Option<String>,
    /// What it says.
    pub body: Body<'m>,
    /// What is attached.
    pub attached: Vec<Attached<'m>>,
    /// What else a reader should know, in sentences.
    pub remarks: Vec<String>,
}

/// The text of a mail.
#[derive(Debug, Default)]
pub enum Body<'m> {
    /// There is none.
    #[default]
    None,
    /// Plain text.
    Plain(Cow<'m, str>),
    /// A page.
    Html(Cow<'m, str>),
    /// Text with Markdown's marks.
    Marked(String),
}

/// Something attached to a mail.
#[derive(Debug)]
pub enum Attached<'m> {
    /// A file with its name.
    File(String, Cow<'m, [u8]>),
    /// Another mail.
    Mail(Box<Mail<'m>>),
}

/// Mails within mails that are followed.
pub const NESTED: usize = 4;

/// Writes a mail down.
#[must_use]
pub fn taken(mail: &Mail<'_>) -> Taken {
    let mut writing = Writing::default();
    writing.property("title", &mail.subject);
    writing.property("author", &mail.from);
    if let Some(date) = &mail.date {
        writing.property("date", date);
    }
    let mut left = limits::ATTACHMENTS;
    write(mail, 0, &mut left, &mut writing);
    writing.finish()
}

fn write(mail: &Mail<'_>, depth: usize, left: &mut usize, writing: &mut Writing) {
    writing.title(if depth == 0 { 1 } else { 2 }, &mail.subject);
    let date = mail.date.as_deref().unwrap_or_default();
    for (label, value) in [
        ("From", mail.from.as_str()),
        ("To", &mail.to),
        ("Cc", &mail.copied),
        ("Date", date),
    ] {
        if !value.trim().is_empty() {
            writing.plain(&format!("{label}: {value}"));
        }
    }
    writing.blank();
    match &mail.body {
        Body::None => {}
        Body::Plain(text) => plain(text, writing),
        Body::Html(page) => writing.marked(&html::to_text(page).text),
        Body::Marked(text) => writing.marked(text),
    }
    for remark in &mail.remarks {
        writing.remark(remark.as_str(), false);
    }
    for attached in &mail.attached {
        if *left == 0 {
            writing.remark(
                format!(
                    "more than {} files are attached; the rest is not read",
                    limits::ATTACHMENTS
                ),
                false,
            );
            return;
        }
        *left -= 1;
        match attached {
            Attached::File(name, bytes) => file(name, bytes, writing),
            Attached::Mail(inner) => {
                let name = format!("attached mail \"{}\"", inner.subject);
                writing.attached_mail(&name);
                write(inner, depth + 1, left, writing);
            }
        }
    }
}

/// Plain text; what it answers stands below a heading, so that it is not taken for the news.
fn plain(text: &str, writing: &mut Writing) {
    let lines: Vec<&str> = text.lines().collect();
    let ruled = lines.iter().position(|line| begins_earlier(line));
    let is_own = |line: &&str| !line.trim().is_empty() && !is_quoted(line);
    let own = lines[..ruled.unwrap_or(lines.len())]
        .iter()
        .rposition(is_own);
    // A mail that says nothing itself passes on what it holds.
    let answered = own.map_or(lines.len(), |last| last + 1);
    let mut quoted = false;
    for line in &lines[..answered] {
        let bare = unquoted(line);
        if bare.trim().is_empty() {
            writing.blank();
            continue;
        }
        if is_quoted(line) != quoted {
            quoted = !quoted;
            writing.title(2, if quoted { EARLIER } else { "Answer" });
        }
        if !quoted && begins_earlier(line) {
            writing.title(2, EARLIER);
            continue;
        }
        writing.plain(bare);
    }
    writing.blank();
    earlier::write(&lines[answered..], writing);
}

fn is_quoted(line: &str) -> bool {
    line.trim_start().starts_with('>')
}

fn unquoted(line: &str) -> &str {
    line.trim_start_matches(['>', ' ', '\t'])
}

const EARLIER: &str = "Earlier message";

/// The line by which programs begin a message that is answered or passed on.
fn begins_earlier(line: &str) -> bool {
    let bare = line.trim_matches(['-', '_', ' ', '\t', '*']).to_lowercase();
    let ruled = line.trim_start().starts_with("--");
    let named = [
        "original message",
        "forwarded message",
        "ursprüngliche nachricht",
        "weitergeleitete nachricht",
        "originalnachricht",
    ];
    ruled && named.iter().any(|name| bare.starts_with(name))
}

/// A file that is attached: read where its format is read, named in any case.
fn file(name: &str, bytes: &[u8], writing: &mut Writing) {
    let name: String = name.chars().filter(|c| !c.is_control()).take(200).collect();
    let format = detect(&name, bytes).format;
    let taken = match format {
        Format::Eml | Format::Msg | Format::Binary | Format::Office => None,
        _ => match reader(format) {
            Some(reader) => match reader.read(bytes) {
                Ok(taken) => Some(taken),
                Err(unread) if unread.why == Why::Unsupported => None,
                Err(unread) => {
                    writing.remark(
                        format!(
                            "attached to it is {name}, which is not read: {}",
                            unread.reason
                        ),
                        false,
                    );
                    return;
                }
            },
            None => as_text(format, bytes),
        },
    };
    match taken {
        Some(taken) => {
            writing.attached(&name, taken);
            writing.remark(
                format!("attached to it is {name}, read as part of it"),
                false,
            );
        }
        None => writing.remark(
            format!(
                "attached to it is {name}, which is not read; save it beside the mail if it matters"
            ),
            false,
        ),
    }
}

/// Files of text, as far as people write them.
fn as_text(format: Format, bytes: &[u8]) -> Option<Taken> {
    if !format.is_text() {
        return None;
    }
    let text = decode(bytes).ok()?.text;
    let mut writing = Writing::default();
    match format {
        Format::Html => writing.marked(&html::to_text(&text).text),
        Format::Markdown => writing.marked(&text),
        _ => {
            for line in text.lines() {
                if line.trim().is_empty() {
                    writing.blank();
                } else {
                    writing.plain(line);
                }
            }
        }
    }
    Some(writing.finish())
}
