//! Documents that go beyond a limit: what was left out is told, whatever was read.

use std::fmt::Write as _;

use super::{HELVETICA, packed, pdf};
use crate::evidence::document::{Unread, Why};
use crate::evidence::extract::Format;
use crate::evidence::formats::{Taken, limits, reader};

fn read(format: Format, bytes: &[u8]) -> Result<Taken, Unread> {
    reader(format).unwrap().read(bytes)
}

fn remarks(format: Format, parts: &[(&str, &str)]) -> Vec<String> {
    let taken = read(format, &packed(parts)).unwrap();
    let remarks = taken.remarks.into_iter();
    remarks.map(|remark| remark.message).collect()
}

const MANY: usize = limits::ENTRIES + 1;

const CUT: &str =
    "a cell or text box has more paragraphs than those of documents have; the last were left out";

#[test]
fn paragraphs_of_a_text_box_or_cell_without_end_are_told() {
    let word = |text: &str| format!("<document><body>{text}</body></document>");
    let box_of = |text: &str| word(&format!("<p><r><txbxContent>{text}</txbxContent></r></p>"));
    let cell_of = |text: &str| word(&format!("<tbl><tr><tc>{text}</tc></tr></tbl>"));
    let office = |text: &str| {
        format!("<document-content><body><text>{text}</text></body></document-content>")
    };
    let paragraphs = "<p><t>a</t></p>".repeat(MANY);
    for (format, part, text) in [
        (Format::Docx, "word/document.xml", box_of(&paragraphs)),
        (Format::Docx, "word/document.xml", cell_of(&paragraphs)),
        (
            Format::Odt,
            "content.xml",
            office(&format!(
                "<table><table-row><table-cell>{}</table-cell></table-row></table>",
                "<p>a</p>".repeat(MANY)
            )),
        ),
        (
            Format::Odt,
            "content.xml",
            office(&format!(
                "<p><frame>{}</frame></p>",
                "<p>a</p>".repeat(MANY)
            )),
        ),
    ] {
        assert_eq!(remarks(format, &[(part, &text)]), [CUT], "{format:?}");
    }
    let slide = format!("<sld><tbl><tr><tc>{paragraphs}</tc></tr></tbl></sld>");
    let slides = [
        (
            "ppt/presentation.xml",
            r#"<p xmlns:r="r"><sldId id="1" r:id="a"/></p>"#,
        ),
        (
            "ppt/_rels/presentation.xml.rels",
            r#"<R><Relationship Id="a" Type="x/slide" Target="s.xml"/></R>"#,
        ),
        ("ppt/s.xml", &slide),
    ];
    assert_eq!(remarks(Format::Pptx, &slides), [CUT]);
    let few = box_of(&"<p><t>a</t></p>".repeat(3));
    assert!(remarks(Format::Docx, &[("word/document.xml", &few)]).is_empty());
}

/// The parts of a workbook of one sheet with what it links to.
fn parts<'p>(relations: &'p str, drawing: &'p str) -> [(&'static str, &'p str); 5] {
    [
        (
            "xl/workbook.xml",
            r#"<workbook><sheet name="A" id="a"/></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<R><Relationship Id="a" Type="x/worksheet" Target="s.xml"/></R>"#,
        ),
        (
            "xl/s.xml",
            r#"<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData></worksheet>"#,
        ),
        ("xl/_rels/s.xml.rels", relations),
        ("xl/d.xml", drawing),
    ]
}

fn workbook(relations: &str, drawing: &str) -> Vec<String> {
    remarks(Format::Xlsx, &parts(relations, drawing))
}

#[test]
fn drawings_of_a_workbook_without_end_are_told() {
    let link = |kind: &str, name: &str| {
        format!(r#"<Relationship Id="b" Type="x/{kind}" Target="{name}.xml"/>"#)
    };
    let of = |links: &str| format!("<R>{links}</R>");
    let boxes = "<p><t>a</t></p>".repeat(MANY);
    assert_eq!(workbook(&of(&link("drawing", "d")), &boxes), [CUT]);
    let many = |kind: &str| {
        let mut links = String::new();
        for number in 0..=limits::BESIDE {
            write!(links, "{}", link(kind, &number.to_string())).unwrap();
        }
        of(&links)
    };
    assert_eq!(
        workbook(&many("drawing"), ""),
        [
            "its sheets link to more drawings, tables and notes than those of workbooks do; only the first 20000 were read"
        ]
    );
    let mut bytes = packed(&parts(&of(&link("drawing", "d")), "<p>damaged</p>"));
    let at = memchr::memmem::find(&bytes, b"<p>damaged").unwrap();
    bytes[at + 3] = b'D';
    let taken = read(Format::Xlsx, &bytes).unwrap();
    assert_eq!(
        taken.remarks[0].message,
        "text boxes beside its sheets are damaged or larger than those of workbooks, and were not read"
    );
    // Addresses in cells are links too, and nothing is read for them.
    assert!(workbook(&many("hyperlink"), "").is_empty());
}

#[test]
fn page_headers_without_end_are_told() {
    let names: Vec<String> = (0..=limits::RUNNING)
        .map(|number| format!("word/header{number}.xml"))
        .collect();
    let texts: Vec<String> = (0..=limits::RUNNING)
        .map(|number| format!("<hdr><p><r><t>{number}</t></r></p></hdr>"))
        .collect();
    let mut parts: Vec<(&str, &str)> = names
        .iter()
        .map(String::as_str)
        .zip(texts.iter().map(String::as_str))
        .collect();
    parts.push((
        "word/document.xml",
        "<document><p><r><t>a</t></r></p></document>",
    ));
    assert_eq!(
        remarks(Format::Docx, &parts),
        ["only its first 2000 page headers were read"]
    );
    assert!(remarks(Format::Docx, &parts[1..]).is_empty());
}

#[test]
fn sections_without_end_come_to_one() {
    let mut text = String::new();
    for number in 0..700_000 {
        write!(text, r#"<p><outlineLvl val="0"/><t>{number}</t></p>"#).unwrap();
    }
    let text = format!("<document>{text}</document>");
    let remarks = remarks(Format::Docx, &[("word/document.xml", &text)]);
    assert!(remarks[0].starts_with("only the first "), "{remarks:?}");
}

#[test]
fn mails_of_heads_or_parts_without_end_are_not_read() {
    let start = "Subject: a\nContent-Type: multipart/mixed; boundary=b\n\n";
    for bytes in [
        format!("Subject: a\n{}\ntext", "To: a\n".repeat(limits::MAIL_HEADS)),
        format!("{start}{}", "--b\n\na\n".repeat(limits::MAIL_PARTS + 1)),
        format!("Subject: {}\n\ntext", "a".repeat(limits::MAIL)),
    ] {
        let unread = read(Format::Eml, bytes.as_bytes()).unwrap_err();
        assert_eq!(
            (unread.why, unread.reason.as_str()),
            (Why::TooLarge, "it is larger than mails are")
        );
    }
    let long = format!(
        "Subject: a\n\n{}",
        "a long text\n".repeat(limits::MAIL_HEADS)
    );
    assert!(read(Format::Eml, long.as_bytes()).is_ok());
}

#[test]
fn a_pdf_of_objects_without_end_is_not_read() {
    for object in ["endobj\n", "0000000009 00000 n \n"] {
        let bytes = format!("%PDF-1.4\n{}", object.repeat(limits::OBJECTS + 1));
        let unread = read(Format::Pdf, bytes.as_bytes()).unwrap_err();
        assert_eq!(
            (unread.why, unread.reason.as_str()),
            (Why::TooLarge, "it has more objects than documents have")
        );
    }
}

#[test]
fn a_page_of_a_pdf_without_end_is_told() {
    let text = "BT /F 10 Tf 1 0 0 1 50 700 Tm (Incident) Tj ET\n";
    let blanks = format!("{text}{}", " ".repeat(1 << 20));
    let told = |count: usize| {
        let page = HELVETICA.replace(
            "/Contents 4 0 R",
            &format!("/Contents[{}]", "4 0 R ".repeat(count)),
        );
        let taken = read(Format::Pdf, &pdf(&page, &[("", blanks.as_bytes())])).unwrap();
        assert!(taken.text.contains("Incident"), "{}", taken.text);
        taken.remarks.len()
    };
    assert_eq!((told(2), told(65)), (0, 1));
}
