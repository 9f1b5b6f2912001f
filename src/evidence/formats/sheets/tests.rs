//! Workbooks that are not as they should be.

use std::io::{Cursor, Write as _};

use crate::evidence::document::{Unread, Why};
use crate::evidence::formats::tests::packed;
use crate::evidence::formats::{Taken, detect, limits, reader};
use crate::evidence::places::Spot;

fn read(name: &str, bytes: &[u8]) -> Result<Taken, Unread> {
    reader(detect(name, bytes).format).unwrap().read(bytes)
}

/// A workbook with one sheet.
fn workbook(sheet: &str) -> Vec<u8> {
    workbook_with(sheet, &[])
}

/// A workbook with one sheet and further parts.
fn workbook_with(sheet: &str, more: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = vec![
        (
            "_rels/.rels",
            r#"<Relationships><Relationship Id="r" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>"#,
        ),
        (
            "xl/workbook.xml",
            r#"<workbook><sheets><sheet name="S" r:id="a"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="sheet.xml"/></Relationships>"#,
        ),
        ("xl/sheet.xml", sheet),
    ];
    parts.extend(more);
    packed(&parts)
}

#[test]
fn what_a_sheet_links_to_twice_is_read_once() {
    let link = r#"<Relationship Id="b" Type="x/drawing" Target="drawing.xml"/>"#;
    let links = format!("<Relationships>{}</Relationships>", link.repeat(3));
    let more = [
        ("xl/_rels/sheet.xml.rels", links.as_str()),
        ("xl/drawing.xml", "<d><p><t>beside it</t></p></d>"),
    ];
    let taken = read("a.xlsx", &workbook_with("<worksheet/>", &more)).unwrap();
    assert_eq!(taken.text.trim(), "## S\n\ntext box: beside it");
}

fn inline(reference: &str, text: &str) -> String {
    format!(r#"<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>"#)
}

/// A compound file with a stream.
fn compound(name: &str, bytes: &[u8]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream(name).unwrap().write_all(bytes).unwrap();
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn cells_far_apart_cost_no_memory_and_keep_their_places() {
    let sheet = format!(
        r#"<worksheet><sheetData><row r="1">{}{}</row><row r="1048576">{}</row></sheetData></worksheet>"#,
        inline("B1", "near"),
        inline("XFD1", "far"),
        inline("XFD1048576", "last"),
    );
    let taken = read("a.xlsx", &workbook(&sheet)).unwrap();
    assert_eq!(taken.text.trim(), "## S\n\n|  | near | far |\n\n| last |");
    assert_eq!(taken.parts.spot(5), Spot::Cells(1_048_576));
    assert_eq!(
        (taken.parts.column(3, 1), taken.parts.column(3, 2)),
        (2, 16_384)
    );
    assert_eq!(
        taken.parts.words(5, taken.parts.column(5, 0)).unwrap(),
        "S!XFD1048576"
    );
}

#[test]
fn rows_and_cells_without_numbers_stand_where_they_are() {
    let sheet = "<worksheet><sheetData><row><c><v>1</v></c><c/><c t=\"b\"><v>1</v></c></row><row><c t=\"e\"><v>#REF!</v></c><c t=\"d\"><v>2026-08-01</v></c></row></sheetData></worksheet>";
    let taken = read("a.xlsx", &workbook(sheet)).unwrap();
    assert_eq!(
        taken.text.trim(),
        "## S\n\n| 1 |  | TRUE |\n| #REF! | 2026-08-01 |"
    );
}

#[test]
fn a_cell_of_many_megabytes_ends_the_sheet_and_is_told() {
    let long = "x".repeat(limits::PIECE * 3);
    let sheet = format!(
        "<worksheet><sheetData><row>{}</row><row>{}</row></sheetData></worksheet>",
        inline("A1", "short"),
        inline("A2", &long)
    );
    let taken = read("a.xlsx", &workbook(&sheet)).unwrap();
    assert_eq!(taken.text.trim(), "## S\n\n| short |");
    assert!(taken.remarks[0].message.contains("not to the end: S"));
}

#[test]
fn a_sheet_that_breaks_off_is_read_as_far_as_it_goes() {
    let mut parts = format!(
        "<worksheet><sheetData><row>{}</row><row><c t=\"inlineStr\"><is><t>be",
        inline("A1", "kept")
    );
    let whole = packed(&[
        (
            "xl/workbook.xml",
            r#"<workbook><sheets><sheet name="S" id="a"/><sheet name="T" id="b"/></sheets></workbook>"#,
        ),
        (
            "xl/_rels/workbook.xml.rels",
            r#"<Relationships><Relationship Id="a" Type="x/worksheet" Target="s.xml"/><Relationship Id="b" Type="x/worksheet" Target="t.xml"/></Relationships>"#,
        ),
        ("xl/s.xml", &{
            parts.push('<');
            parts
        }),
        (
            "xl/t.xml",
            &format!("<worksheet><row>{}</row></worksheet>", inline("A1", "also")),
        ),
    ]);
    let taken = read("a.xlsx", &whole).unwrap();
    assert!(taken.text.contains("kept") && taken.text.contains("also"));
    assert_eq!(taken.remarks.len(), 1);
    assert!(
        taken.remarks[0].message.contains("damaged") && taken.remarks[0].message.ends_with(": S")
    );
}

#[test]
fn what_is_protected_or_no_workbook_says_so() {
    const BOF: &[u8] = b"\x09\x08\x04\0\0\x06\x05\0";
    const FILE_PASS: &[u8] = b"\x2f\0\x04\0\x01\0\x01\0";
    let encrypted = packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        (
            "META-INF/manifest.xml",
            "<manifest><encryption-data/></manifest>",
        ),
        ("content.xml", "\u{1}\u{2}"),
    ]);
    for (name, bytes, why) in [
        (
            "a.xlsx",
            compound("/EncryptedPackage", b"secret"),
            Why::Encrypted,
        ),
        (
            "a.xls",
            compound("/EncryptedPackage", b"secret"),
            Why::Encrypted,
        ),
        (
            "a.xls",
            compound("/Workbook", &[BOF, FILE_PASS].concat()),
            Why::Encrypted,
        ),
        ("a.ods", encrypted, Why::Encrypted),
        ("a.xls", compound("/Workbook", b"nothing"), Why::Damaged),
        (
            "a.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".to_vec(),
            Why::Damaged,
        ),
        ("a.xlsx", packed(&[("xl/other.xml", "")]), Why::Damaged),
        ("a.ods", packed(&[("mimetype", "")]), Why::Damaged),
    ] {
        let unread = read(name, &bytes).unwrap_err();
        assert_eq!(unread.why, why, "{name}: {}", unread.reason);
    }
}

#[test]
fn rows_repeated_without_end_stop_at_the_limit() {
    let content = r#"<o><table name="S"><table-row number-rows-repeated="1048576"><table-cell number-columns-repeated="16384"><p>more and more</p></table-cell></table-row></table></o>"#;
    let bytes = packed(&[
        ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
        ("content.xml", content),
    ]);
    let taken = read("a.ods", &bytes).unwrap();
    assert!(taken.text.len() <= limits::TEXT);
    assert!(
        taken
            .remarks
            .iter()
            .any(|remark| remark.message.starts_with("only the first"))
    );
}
