//! One document written in every format that holds running text, as small as its reader takes it.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};
use zip::write::SimpleFileOptions;

/// A piece of a document.
#[derive(Debug, Clone)]
pub enum Block {
    Title(&'static str),
    Chapter(&'static str),
    Text(&'static str),
    /// A table of labels and values.
    Rows(Vec<[&'static str; 2]>),
}

use Block::{Chapter, Rows, Text, Title};

/// What writes a document.
pub type Writer = fn(&[Block]) -> Vec<u8>;

/// The endings of files with what writes them.
pub const FORMATS: &[(&str, Writer)] = &[
    ("docx", docx),
    ("odt", odt),
    ("rtf", rtf),
    ("html", html),
    ("pdf", pdf),
];

/// Markdown, its title and its chapters marked by `#`, `##` or `**`.
pub fn markdown(blocks: &[Block], title: &str, chapter: &str) -> String {
    let headed = |mark: &str, text: &str| match mark {
        "**" => format!("**{text}**\n\n"),
        mark => format!("{mark} {text}\n\n"),
    };
    let mut out = String::new();
    for block in blocks {
        match block {
            Title(text) => out += &headed(title, text),
            Chapter(text) => out += &headed(chapter, text),
            Text(text) => out += &format!("{text}\n\n"),
            Rows(rows) => {
                for (at, [label, value]) in rows.iter().enumerate() {
                    let rule = if at == 0 { "|---|---|\n" } else { "" };
                    write!(out, "| {label} | {value} |\n{rule}").unwrap();
                }
                out.push('\n');
            }
        }
    }
    out
}

fn packed(parts: &[(&str, String)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(part.as_bytes()).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn docx(blocks: &[Block]) -> Vec<u8> {
    let paragraph = |style: &str, text: &str| {
        format!(
            "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"
        )
    };
    let mut body = String::new();
    for block in blocks {
        match block {
            Title(text) => body += &paragraph("Title", text),
            Chapter(text) => body += &paragraph("Heading1", text),
            Text(text) => body += &paragraph("Normal", text),
            Rows(rows) => {
                body += "<w:tbl>";
                for row in rows {
                    let cell = |text: &&str| format!("<w:tc>{}</w:tc>", paragraph("Normal", text));
                    let cells: String = row.iter().map(cell).collect();
                    write!(body, "<w:tr>{cells}</w:tr>").unwrap();
                }
                body += "</w:tbl>";
            }
        }
    }
    let document = format!(
        "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
         <w:body>{body}</w:body></w:document>"
    );
    packed(&[
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("word/document.xml", document),
    ])
}

fn odt(blocks: &[Block]) -> Vec<u8> {
    let mut body = String::new();
    for block in blocks {
        match block {
            Title(text) => {
                write!(body, "<text:p text:style-name=\"Title\">{text}</text:p>").unwrap();
            }
            Chapter(text) => {
                write!(body, "<text:h text:outline-level=\"1\">{text}</text:h>").unwrap();
            }
            Text(text) => write!(body, "<text:p>{text}</text:p>").unwrap(),
            Rows(rows) => {
                body += "<table:table>";
                for row in rows {
                    let cell = |text: &&str| {
                        format!("<table:table-cell><text:p>{text}</text:p></table:table-cell>")
                    };
                    let cells: String = row.iter().map(cell).collect();
                    write!(body, "<table:table-row>{cells}</table:table-row>").unwrap();
                }
                body += "</table:table>";
            }
        }
    }
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\">\
         <office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    let kind = "application/vnd.oasis.opendocument.text".to_owned();
    packed(&[("mimetype", kind), ("content.xml", content)])
}

fn rtf(blocks: &[Block]) -> Vec<u8> {
    let mut out =
        "{\\rtf1\\ansi\\ansicpg1252{\\stylesheet{\\s0 Normal;}{\\s1 heading 1;}{\\s2 Title;}}"
            .to_owned();
    for block in blocks {
        match block {
            Title(text) => writeln!(out, "\\pard\\s2 {text}\\par").unwrap(),
            Chapter(text) => writeln!(out, "\\pard\\s1 {text}\\par").unwrap(),
            Text(text) => writeln!(out, "\\pard\\s0 {text}\\par").unwrap(),
            Rows(rows) => {
                for [label, value] in rows {
                    let row = "\\trowd\\cellx3000\\cellx6000\\pard\\intbl";
                    writeln!(out, "{row} {label}\\cell {value}\\cell\\row").unwrap();
                }
            }
        }
    }
    out.push('}');
    western(&out)
}

fn html(blocks: &[Block]) -> Vec<u8> {
    let mut out = String::from("<!DOCTYPE html>\n<html><body>\n");
    for block in blocks {
        match block {
            Title(text) => writeln!(out, "<h1>{text}</h1>").unwrap(),
            Chapter(text) => writeln!(out, "<h2>{text}</h2>").unwrap(),
            Text(text) => writeln!(out, "<p>{text}</p>").unwrap(),
            Rows(rows) => {
                out += "<table>\n";
                for [label, value] in rows {
                    writeln!(out, "<tr><td>{label}</td><td>{value}</td></tr>").unwrap();
                }
                out += "</table>\n";
            }
        }
    }
    (out + "</body></html>\n").into_bytes()
}

/// One page in Helvetica: the title large, chapters larger than the text, tables in two columns.
fn pdf(blocks: &[Block]) -> Vec<u8> {
    let mut content = String::from("BT\n");
    let mut y = 780;
    let mut draw = |size: u32, x: u32, y: i32, text: &str| {
        writeln!(content, "/F {size} Tf 1 0 0 1 {x} {y} Tm ({text}) Tj").unwrap();
    };
    for block in blocks {
        match block {
            Title(text) => draw(20, 50, y, text),
            Chapter(text) => draw(14, 50, y, text),
            Text(text) => draw(10, 50, y, text),
            Rows(rows) => {
                for [label, value] in rows {
                    draw(10, 50, y, label);
                    draw(10, 250, y, value);
                    y -= 14;
                }
            }
        }
        y -= 34;
    }
    content += "ET\n";
    let content = western(&content);
    let mut out = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n".to_vec();
    out.extend(b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>\nendobj\n");
    out.extend(
        b"3 0 obj\n<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F<</Type/Font\
          /Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>\nendobj\n",
    );
    out.extend(format!("4 0 obj\n<</Length {}>>\nstream\n", content.len()).bytes());
    out.extend(content);
    out.extend(b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n");
    out
}

/// The text in the code page of western Europe.
fn western(text: &str) -> Vec<u8> {
    text.chars()
        .map(|c| u8::try_from(u32::from(c)).unwrap())
        .collect()
}
