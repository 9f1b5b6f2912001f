//! Rich text as programs write it, and cut off.

use super::*;

fn text(rtf: &[u8]) -> String {
    Rtf.read(rtf).unwrap().text
}

#[test]
fn text_headings_and_tables_are_read() {
    let rtf =
        b"{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}{\\info{\\title Plan}{\\author A. B.}}\
        {\\pard\\outlinelevel0 1 St\\'f6rung\\par}\\pard Owner: \\b X\\b0  \\u8211? done\\par\
        \\trowd\\intbl Version\\cell 2.1\\cell\\row\\pard after\\par}";
    let taken = Rtf.read(rtf).unwrap();
    assert_eq!(
        taken.text,
        "# 1 Störung\n\nOwner: X – done\n\n| Version | 2.1 |\n\nafter\n"
    );
    assert_eq!(
        taken.properties,
        [("title", "Plan".to_owned()), ("author", "A. B.".to_owned())]
    );
}

#[test]
fn tables_in_page_headers_are_read_cell_by_cell() {
    let rtf = b"{\\rtf1{\\header \\trowd\\pard\\intbl Nordwerk\\cell\\pard\\intbl Version: 2.4\\cell\\row\\pard Page\\par}\
        {\\footer\\trowd\\pard\\intbl Owner\\cell Y. Demir\\cell\\row}\\pard Text\\par}";
    assert_eq!(
        text(rtf),
        "| Nordwerk | Version: 2.4 |\nPage\n\nText\n\n| Owner | Y. Demir |\n\n"
    );
}

#[test]
fn bytes_are_characters_of_the_page_that_is_named() {
    for (page, expected) in [
        ("1251", "Ж"),
        ("10000", "∆"),
        ("-1251", "Æ"),
        ("99999999", "Æ"),
        ("", "Æ"),
    ] {
        let rtf = format!("{{\\rtf1\\ansicpg{page} \\'c6}}");
        assert_eq!(text(rtf.as_bytes()).trim(), expected, "{page}");
    }
}

#[test]
fn what_is_cut_off_is_told() {
    let taken = Rtf.read(b"{\\rtf1 Some words\\par {\\b more").unwrap();
    assert_eq!(taken.text, "Some words\n\nmore\n");
    assert_eq!(taken.remarks.len(), 1);
    assert!(Rtf.read(b"plain").is_err());
    assert_eq!(text(b"{\\rtf1}"), "");
}

proptest::proptest! {
    #[test]
    fn no_bytes_panic(rest in "[\\\\{}'a-z0-9 -]{0,200}") {
        let _ = Rtf.read(format!("{{\\rtf1{rest}").as_bytes());
    }
}
