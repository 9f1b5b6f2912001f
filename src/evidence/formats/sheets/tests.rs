//! Workbooks as a whole, made by other programs: `tests/fixtures/office/`.

use crate::evidence::extract::{Format, extract};
use crate::evidence::formats::detect;

/// Writes the text of each workbook of a folder beside it, to compare it with what other
/// programs read: `CLAUSEWISE_TEXTS_OF=folder cargo test texts_of_a_folder`.
#[test]
fn texts_of_a_folder() {
    let Ok(folder) = std::env::var("CLAUSEWISE_TEXTS_OF") else {
        return;
    };
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let format = detect(&path.to_string_lossy(), &bytes).format;
        if !format.is_workbook() || format == Format::Csv {
            continue;
        }
        let start = std::time::Instant::now();
        let text = match extract(format, &bytes) {
            Ok(read) => {
                for remark in &read.remarks {
                    eprintln!("{}: {}", path.display(), remark.message);
                }
                read.text.into_owned()
            }
            Err(unread) => format!("{unread:?}"),
        };
        eprintln!("{}: {:?}", path.display(), start.elapsed());
        std::fs::write(format!("{}.taken", path.display()), text).unwrap();
    }
}
