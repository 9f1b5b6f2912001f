//! Mail as it travels, with everything in one file of text.

use std::borrow::Cow;

use mail_parser::{Address, Message, MessageParser, MessagePart, MimeHeaders, PartType};

use super::mail::{Attached, Body, Mail, NESTED, taken};
use super::{Reads, Taken, limits};
use crate::evidence::document::{Unread, Why};

/// Reads mail.
pub struct Eml;

impl Reads for Eml {
    fn read(&self, bytes: &[u8]) -> Result<Taken, Unread> {
        if is_too_large(bytes) {
            return Err(Unread::new(Why::TooLarge, "it is larger than mails are"));
        }
        let message = MessageParser::default()
            .parse(bytes)
            .filter(|message| {
                message.from().is_some() || message.date().is_some() || message.subject().is_some()
            })
            .ok_or_else(|| {
                Unread::new(
                    Why::Damaged,
                    "it has none of the heads of a mail; save it again from the mail program",
                )
            })?;
        if is_encrypted(&message) {
            return Err(Unread::new(
                Why::Encrypted,
                "the mail is encrypted; open it in the mail program and save it without encryption",
            ));
        }
        Ok(taken(&mail(&message, 0)))
    }
}

/// Whether taking a mail apart would take too much: by its size, and by what can be heads and
/// parts in it, each of which takes up many times its own length.
fn is_too_large(bytes: &[u8]) -> bool {
    /// The name of a head ends within so many bytes.
    const HEAD: usize = 80;
    let (mut heads, mut parts, mut start) = (0, 0, 0);
    if bytes.len() > limits::MAIL {
        return true;
    }
    for end in memchr::memchr_iter(b'\n', bytes) {
        let line = &bytes[start..end.min(start + HEAD)];
        heads += usize::from(memchr::memchr(b':', line).is_some());
        parts += usize::from(line.starts_with(b"--"));
        start = end + 1;
    }
    heads > limits::MAIL_HEADS || parts > limits::MAIL_PARTS
}

fn is_encrypted(message: &Message<'_>) -> bool {
    let part = message.root_part();
    let Some(kind) = part.content_type() else {
        return false;
    };
    let below = kind.subtype().unwrap_or_default();
    below.eq_ignore_ascii_case("encrypted")
        || below.to_ascii_lowercase().ends_with("pkcs7-mime")
            && !kind
                .attribute("smime-type")
                .is_some_and(|kind| kind.eq_ignore_ascii_case("signed-data"))
}

fn mail<'m>(message: &'m Message<'m>, depth: usize) -> Mail<'m> {
    let mut mail = Mail {
        subject: message.subject().unwrap_or_default().to_owned(),
        from: people(message.from()),
        to: people(message.to()),
        copied: people(message.cc()),
        date: message
            .date()
            .filter(|date| date.year > 0)
            .map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
        body: body(message),
        ..Mail::default()
    };
    for part in message.attachments() {
        match &part.body {
            PartType::Message(inner) if depth < NESTED => {
                mail.attached
                    .push(Attached::Mail(Box::new(self::mail(inner, depth + 1))));
            }
            PartType::Message(_) => mail
                .remarks
                .push("mails are attached to mails more deeply than is read".to_owned()),
            _ => {
                if let Some(file) = file(part) {
                    mail.attached.push(file);
                }
            }
        }
    }
    mail
}

/// The text: what is plain, else the page.
fn body<'m>(message: &'m Message<'m>) -> Body<'m> {
    let mut plain = String::new();
    for part in message.text_bodies() {
        if let PartType::Text(text) = &part.body {
            plain.push_str(text);
            plain.push('\n');
        }
    }
    if !plain.trim().is_empty() {
        return Body::Plain(Cow::Owned(plain));
    }
    let pages = message.html_bodies().find_map(|part| match &part.body {
        PartType::Html(page) => Some(page),
        _ => None,
    });
    match pages {
        Some(page) => Body::Html(Cow::Borrowed(page.as_ref())),
        None => Body::None,
    }
}

/// An attached file; pictures within the text and keys of signatures are none.
fn file<'m>(part: &'m MessagePart<'m>) -> Option<Attached<'m>> {
    let name = part.attachment_name();
    let kind = part.content_type().map(|kind| {
        (
            kind.ctype().to_ascii_lowercase(),
            kind.subtype().unwrap_or_default().to_ascii_lowercase(),
        )
    });
    if let Some((kind, below)) = &kind
        && (below.ends_with("signature") || kind == "image" && part.content_id().is_some())
    {
        return None;
    }
    let name = match (name, kind) {
        (Some(name), _) => name.to_owned(),
        (None, Some((_, below))) if below == "pdf" => "unnamed.pdf".to_owned(),
        (None, Some((_, below))) if below == "html" => "unnamed.html".to_owned(),
        (None, _) => "unnamed".to_owned(),
    };
    Some(Attached::File(name, Cow::Borrowed(part.contents())))
}

/// Names with addresses: `J. Doe <j.doe@example.org>, …`.
fn people(address: Option<&Address<'_>>) -> String {
    let Some(address) = address else {
        return String::new();
    };
    let people: Vec<String> = address
        .iter()
        .take(200)
        .map(|person| match (person.name(), person.address()) {
            (Some(name), Some(address)) if name != address => format!("{name} <{address}>"),
            (Some(name), _) => name.to_owned(),
            (None, address) => address.unwrap_or_default().to_owned(),
        })
        .collect();
    people.join(", ")
}
