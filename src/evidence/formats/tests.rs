//! All readers on documents of other programs, whole and damaged.

mod bounds;
mod damage;

use super::*;
use crate::source::count;

/// Documents that can be read, under `tests/fixtures/office`.
const FIXTURES: [&str; 21] = [
    "procedure.docx",
    "procedure.odt",
    "procedure.rtf",
    "by-hand.docx",
    "review.pptx",
    "review.odp",
    "sheets/changes.xlsx",
    "sheets/changes.xlsb",
    "sheets/glpi.ods",
    "sheets/jira.xlsx",
    "sheets/odd.xlsx",
    "sheets/servicenow.xlsx",
    "sheets/topdesk.xls",
    "columns.pdf",
    "table.pdf",
    "form.pdf",
    "restricted.pdf",
    "half-scan.pdf",
    "printed.pdf",
    "mail.eml",
    "page.eml",
];

/// A document under `tests/fixtures/office`.
fn fixture(name: &str) -> Vec<u8> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/office/");
    std::fs::read(format!("{folder}{name}")).unwrap()
}

fn taken(name: &str) -> Taken {
    let bytes = fixture(name);
    let format = detect(name, &bytes).format;
    assert_eq!(format, Format::of(name));
    reader(format).unwrap().read(&bytes).unwrap()
}

/// Each line with its place.
fn shown(taken: &Taken) -> String {
    let mut out = String::new();
    for (at, line) in taken
        .text
        .lines()
        .enumerate()
        .filter(|(_, line)| !line.is_empty())
    {
        let place = taken.parts.words(count(at) + 1, 1).unwrap_or_default();
        out.push_str(&format!("{place:<60} {line}\n"));
    }
    for remark in &taken.remarks {
        out.push_str(&format!("! {} ({})\n", remark.message, remark.line));
    }
    for (key, value) in taken.properties.iter().filter(|(key, _)| *key != "created") {
        out.push_str(&format!("{key} = {value}\n"));
    }
    out
}

#[test]
fn documents_are_read_with_their_places() {
    for name in FIXTURES {
        let taken = taken(name);
        assert_eq!(taken.parts.lines(), taken.text.lines().count(), "{name}");
        insta::assert_snapshot!(name.replace('/', "-"), shown(&taken));
    }
}

/// A package of parts.
pub fn packed<T: AsRef<[u8]>>(parts: &[(&str, T)]) -> Vec<u8> {
    use std::io::Write as _;
    let mut out = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, part) in parts {
        out.start_file(*name, options).unwrap();
        out.write_all(part.as_ref()).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn what_cannot_be_read_says_why() {
    use crate::evidence::document::Why;
    let compound =
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";
    let mut cut = fixture("procedure.docx");
    cut.truncate(cut.len() / 2);
    for (bytes, why) in [
        (compound.to_vec(), Why::Encrypted),
        (cut, Why::Damaged),
        (b"<html>sorry, not found</html>".to_vec(), Why::Damaged),
    ] {
        assert_eq!(
            reader(Format::Docx).unwrap().read(&bytes).unwrap_err().why,
            why
        );
    }
}

/// The fixture with one stretch of bytes within its longest packed stream changed.
fn torn_pdf(name: &str) -> Vec<u8> {
    let mut bytes = fixture(name);
    let starts =
        memchr::memmem::find_iter(&bytes, b"stream\n").filter(|at| !bytes[..*at].ends_with(b"end"));
    let streams: Vec<(usize, usize)> = starts
        .map(|at| at + 7)
        .map(|at| {
            (
                at,
                memchr::memmem::find(&bytes[at..], b"endstream").unwrap(),
            )
        })
        .collect();
    for (start, length) in streams {
        for byte in &mut bytes[start + length / 20..start + length / 20 + 3] {
            *byte ^= 0x15;
        }
    }
    bytes
}

#[test]
fn a_damaged_pdf_is_told_as_damaged_and_never_as_empty() {
    use crate::evidence::document::Why;
    for name in ["columns.pdf", "table.pdf", "printed.pdf"] {
        match reader(Format::Pdf).unwrap().read(&torn_pdf(name)) {
            Err(unread) => {
                assert_eq!(unread.why, Why::Damaged, "{name}: {}", unread.reason);
                assert!(
                    unread.reason.starts_with("page"),
                    "{name}: {}",
                    unread.reason
                );
            }
            Ok(taken) => {
                let lost = taken.remarks.iter().filter(|remark| remark.lost.is_some());
                assert_eq!(lost.count(), 1, "{name}: {:?}", taken.remarks);
            }
        }
        assert!(
            taken(name)
                .remarks
                .iter()
                .all(|remark| remark.lost.is_none()),
            "{name}"
        );
    }
    let dangling = pdf("/Contents 9 0 R", &[]);
    let unread = reader(Format::Pdf).unwrap().read(&dangling).unwrap_err();
    assert_eq!(
        (unread.why, &*unread.reason),
        (Why::Damaged, "page 1 is damaged; ask for it again")
    );
}

#[test]
fn a_part_of_a_package_that_is_no_longer_sound_is_told() {
    let torn = |name: &str, part: &str, from: &str, to: &[u8]| {
        let bytes = fixture(name);
        let package = package::Package::open(&bytes).unwrap();
        let mut parts: Vec<(&str, Vec<u8>)> = (package.names().iter())
            .map(|name| (name.as_str(), package.part(name).unwrap().unwrap()))
            .collect();
        let victim = parts.iter_mut().find(|(name, _)| *name == part).unwrap();
        let at = memchr::memmem::find(&victim.1, from.as_bytes()).unwrap();
        victim.1.splice(at..at + from.len(), to.iter().copied());
        packed(&parts)
    };
    for (name, part, from, to) in [
        (
            "procedure.docx",
            "word/document.xml",
            "</w:t>",
            &b"</w:y>"[..],
        ),
        ("procedure.docx", "word/document.xml", "<w:p>", b"<w\xc6:p>"),
        ("procedure.odt", "content.xml", "urn:oasis", b"urn\x86oasis"),
        ("procedure.odt", "content.xml", "</text:p>", b"</text:"),
        ("review.pptx", "ppt/slides/slide1.xml", "<a:p>", b"<a:p:"),
        (
            "sheets/glpi.ods",
            "content.xml",
            "</table:table-cell>",
            b"</table:table-row>",
        ),
        (
            "sheets/jira.xlsx",
            "xl/worksheets/sheet1.xml",
            "</row>",
            b"</raw>",
        ),
    ] {
        let bytes = torn(name, part, from, to);
        let shown = String::from_utf8_lossy(to);
        if let Ok(taken) = reader(Format::of(name)).unwrap().read(&bytes) {
            let lost = taken.remarks.iter().filter(|remark| remark.lost.is_some());
            assert!(lost.count() > 0, "{name} {shown}: {:?}", taken.remarks);
        }
        assert!(
            taken(name)
                .remarks
                .iter()
                .all(|remark| remark.lost.is_none()),
            "{name}"
        );
    }
}

/// A PDF of one page with these objects behind the page tree, and no table of them.
fn pdf(page: &str, objects: &[(&str, &[u8])]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n".to_vec();
    out.extend(b"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>\nendobj\n");
    out.extend(format!("3 0 obj\n<</Type/Page/Parent 2 0 R {page}>>\nendobj\n").bytes());
    for (number, (dict, data)) in objects.iter().enumerate() {
        out.extend(
            format!(
                "{} 0 obj\n<<{dict}/Length {}>>\nstream\n",
                number + 4,
                data.len()
            )
            .bytes(),
        );
        out.extend(*data);
        out.extend(b"\nendstream\nendobj\n");
    }
    out.extend(b"trailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n");
    out
}

const HELVETICA: &str =
    "/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>";

fn text_of(page: &str, content: &str) -> String {
    let bytes = pdf(page, &[("", content.as_bytes())]);
    reader(Format::Pdf).unwrap().read(&bytes).unwrap().text
}

#[test]
fn a_title_that_goes_on_below_with_a_day_is_one_title() {
    let text = text_of(
        HELVETICA,
        "BT /F 20 Tf 72 760 Td (Management review, 18 June) Tj 0 -24 Td (2026) Tj /F 11 Tf 0 -40 Td (Chaired by the director.) Tj \
         0 -14 Td (The system is suitable and effective, as the reports show.) Tj ET",
    );
    assert!(
        text.contains("# Management review, 18 June 2026\n"),
        "{text}"
    );
}

#[test]
fn lines_are_read_from_the_top_however_they_were_drawn() {
    let text = text_of(
        HELVETICA,
        "BT /F 10 Tf 50 700 Td (second) Tj 0 12 Td (first) Tj 30 0 Td (half) Tj ET \
         BT /F 10 Tf 50 688 Td [(man) -20 (age-)] TJ 0 -12 Td (ment of risk) Tj ET",
    );
    assert_eq!(text, "first half\nsecond\nmanagement\nof risk\n");
}

#[test]
fn what_a_pdf_does_not_give_away_is_unknown() {
    use crate::evidence::document::Why;
    use std::io::Write as _;
    let pack = |data: &[u8]| {
        let mut packed = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        packed.write_all(data).unwrap();
        packed.finish().unwrap()
    };
    // What a page holds is limited as well, at four times the size, which takes too long here.
    let bomb = pack(&vec![b' '; (64 << 20) + 1]);
    let within = pack(&bomb);
    let no_table = "/Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H\
                    /DescendantFonts[<</Type/Font/Subtype/CIDFontType2>>]>>>>>>";
    for (bytes, why) in [
        (fixture("locked.pdf"), Why::Encrypted),
        (fixture("scan.pdf"), Why::Scan),
        (b"%PDF-1.4 and nothing else".to_vec(), Why::Damaged),
        (
            pdf(no_table, &[("", b"BT /F 10 Tf (abcd) Tj ET")]),
            Why::Scan,
        ),
        (
            pdf(
                "",
                &[("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", &bomb)],
            ),
            Why::TooLarge,
        ),
        (
            pdf(
                "",
                &[("/Type/ObjStm/Filter[/FlateDecode/FlateDecode]", &within)],
            ),
            Why::TooLarge,
        ),
    ] {
        let read = reader(Format::Pdf).unwrap().read(&bytes);
        assert_eq!(read.unwrap_err().why, why);
    }
    let blank = reader(Format::Pdf).unwrap().read(&pdf("", &[])).unwrap();
    assert!(blank.text.trim().is_empty());
}

#[test]
fn a_pdf_that_was_cut_off_is_read_as_far_as_it_goes() {
    let whole = fixture("columns.pdf");
    let pages = memchr::memmem::find(&whole, b"/Type /Pages").unwrap();
    let cut = &whole[..pages + 400.min(whole.len() - pages)];
    let taken = reader(Format::Pdf)
        .unwrap()
        .read(&whole[..whole.len() - 60])
        .unwrap();
    assert!(taken.text.contains("22 Measure"));
    assert!(
        taken
            .remarks
            .iter()
            .any(|remark| remark.message.contains("cut off"))
    );
    // Less than that is not taken for a document without text.
    if let Ok(taken) = reader(Format::Pdf).unwrap().read(cut) {
        assert!(!taken.remarks.is_empty());
    }
}

#[test]
fn drawings_that_hold_each_other_come_to_an_end() {
    let form = |inner: u32| {
        format!("/Type/XObject/Subtype/Form/Resources<</XObject<</A {inner} 0 R/B {inner} 0 R>>>>")
    };
    let page = "/Contents 4 0 R/Resources<</XObject<</A 5 0 R>>>>";
    let mut objects: Vec<(String, &[u8])> = vec![(String::new(), b"/A Do")];
    for number in 0..40 {
        objects.push((form(6 + number), b"/A Do /B Do /A Do /B Do 0 0 50 1 re f"));
    }
    objects.push((form(5), b"/A Do"));
    let objects: Vec<(&str, &[u8])> = objects
        .iter()
        .map(|(dict, data)| (dict.as_str(), *data))
        .collect();
    let taken = reader(Format::Pdf)
        .unwrap()
        .read(&pdf(page, &objects))
        .unwrap();
    assert!(taken.text.trim().is_empty());
}

/// A mail as Outlook keeps it: properties by number and kind, each in a stream.
fn msg(streams: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut file = cfb::CompoundFile::create(std::io::Cursor::new(Vec::new())).unwrap();
    for (path, data) in streams {
        if let Some((folder, _)) = path
            .rsplit_once('/')
            .filter(|(folder, _)| !folder.is_empty())
        {
            file.create_storage_all(folder).unwrap();
        }
        let mut stream = file.create_stream(path).unwrap();
        stream.write_all(data).unwrap();
    }
    file.into_inner().into_inner()
}

fn wide(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

/// A mail of Outlook with a file and a mail attached.
fn outlook() -> Vec<u8> {
    let mut fixed = vec![0; 32];
    fixed.extend(0x0039_0040_u32.to_le_bytes());
    fixed.extend([0; 4]);
    // 2026-03-17 09:30 in steps of a tenth of a microsecond since 1601.
    fixed.extend((155_303_u64 * 864_000_000_000 + 34_200 * 10_000_000).to_le_bytes());
    let levels = fixture("table.pdf");
    let (subject, name, to) = (
        wide("Größere Störung"),
        wide("Service Desk"),
        wide("A. Customer; B. Customer"),
    );
    let (address, body) = (
        wide("desk@example.net"),
        wide("We are sorry.\r\n\r\n-----Original Message-----\r\nThe line was down."),
    );
    let (file, inner) = (wide("levels.pdf"), wide("Complaint"));
    msg(&[
        ("/__properties_version1.0", &fixed),
        ("/__substg1.0_0037001F", &subject),
        ("/__substg1.0_0C1A001F", &name),
        ("/__substg1.0_5D01001F", &address),
        ("/__substg1.0_0E04001F", &to),
        ("/__substg1.0_1000001F", &body),
        ("/__attach_version1.0_#00000000/__substg1.0_3707001F", &file),
        (
            "/__attach_version1.0_#00000000/__substg1.0_37010102",
            &levels,
        ),
        (
            "/__attach_version1.0_#00000001/__substg1.0_3701000D/__substg1.0_0037001F",
            &inner,
        ),
        (
            "/__attach_version1.0_#00000001/__substg1.0_3701000D/__substg1.0_1000001E",
            b"Nobody called.",
        ),
    ])
}

#[test]
fn mail_of_outlook_is_read() {
    let whole = outlook();
    let found = detect("mail.msg", &whole);
    assert!(found.format == Format::Msg && !found.misnamed);
    let taken = reader(Format::Msg).unwrap().read(&whole).unwrap();
    insta::assert_snapshot!("mail.msg", shown(&taken));
}

#[test]
fn mail_that_cannot_be_read_says_why() {
    use crate::evidence::document::Why;
    let class = wide("IPM.Note.SMIME");
    let encrypted = b"From: a@example.net\nSubject: x\nContent-Type: application/pkcs7-mime; smime-type=enveloped-data\n\nMIIB";
    for (format, bytes, why) in [
        (Format::Eml, encrypted.to_vec(), Why::Encrypted),
        (Format::Eml, b"just some words".to_vec(), Why::Damaged),
        (
            Format::Msg,
            msg(&[("/__substg1.0_001A001F", &class)]),
            Why::Encrypted,
        ),
        (Format::Msg, msg(&[("/other", b"x")]), Why::Damaged),
        (Format::Msg, b"\xd0\xcf\x11\xe0".to_vec(), Why::Damaged),
    ] {
        assert_eq!(reader(format).unwrap().read(&bytes).unwrap_err().why, why);
    }
}
