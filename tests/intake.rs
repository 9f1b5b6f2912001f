//! A client's dump, looked through as a consultant does: commands as typed, on folders and
//! archives made here, hostile ones among them.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::too_many_lines,
    reason = "tests say what went wrong by panicking"
)]

mod common;

use std::collections::BTreeMap;
use std::io::{Cursor, Write as _};
use std::path::Path;

use calamine::{Data, Reader as _, Xlsx};
use common::{Org, flat, repository, run};
use serde_json::Value;
use zip::write::SimpleFileOptions;

const PLAN: &str = "# Service continuity plan\n\nOwner: Head of operations\nVersion: 1.0\n\nThe service continuity plan sets out how the services of the organisation are recovered after a loss, who takes part in it and in which order the services return. The plan is tested each year and after major changes, and its result is reported to top management by the owner of the plan.\n";

fn fixture(name: &str) -> Vec<u8> {
    std::fs::read(repository().join("tests/fixtures/office").join(name)).unwrap()
}

/// A ZIP of entries as they are given, whatever their names lead to.
fn packed(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An untidy folder as clients hand it over.
fn dump() -> Org {
    let procedure = fixture("procedure.docx");
    let archive = packed(&[("inner/plan.docx", &procedure), ("read me.txt", b"hello")]);
    Org::new()
        .file("dump/Incident procedure v2.1.docx", &procedure)
        .file("dump/Kopie von Incident procedure.docx", &procedure)
        .file("dump/old/Incident procedure_v1.odt", fixture("procedure.odt"))
        .file("dump/plan_v1.md", PLAN)
        .file("dump/plan_final_v2.md", PLAN.replace("1.0", "2.0").replace("each year", "twice a year"))
        .file("dump/elsewhere/recovery.md", PLAN.replace("top management", "the director"))
        .file("dump/~$plan.docx", "x")
        .file("dump/Thumbs.db", "x")
        .file("dump/.hidden/notes.txt", "Something of the client's that lies in a hidden folder, in English, and is not to be lost.")
        .file("dump/.gitignore", "*.md\n")
        .file("dump/empty.docx", "")
        .file("dump/cut off.docx", &procedure[..3000])
        .file("dump/locked.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0")
        .file("dump/photo.jpg", b"\xff\xd8\xff")
        .file("dump/old delivery.zip", archive)
}

fn json(org: &Org, args: &[&str]) -> Value {
    let (code, out, err) = run(org, args);
    assert_eq!(code, 0, "{args:?}\n{err}");
    serde_json::from_str(&out).unwrap_or_else(|error| panic!("{error}\n{out}"))
}

fn look(org: &Org) -> Value {
    json(
        org,
        &[
            "intake",
            "dump",
            "--format",
            "json",
            "--as-of",
            "2026-11-01",
        ],
    )
}

fn file<'v>(view: &'v Value, path: &str) -> &'v Value {
    let mut files = view["files"].as_array().unwrap().iter();
    files
        .find(|file| file["path"] == path)
        .unwrap_or_else(|| panic!("no {path}"))
}

fn fact<'v>(file: &'v Value, what: &str) -> Option<(&'v str, &'v str)> {
    let mut facts = file["particulars"].as_array().unwrap().iter();
    let fact = facts.find(|fact| fact["what"] == what)?;
    Some((fact["value"].as_str()?, fact["confidence"].as_str()?))
}

fn paths(list: &Value) -> Vec<&str> {
    list.as_array()
        .unwrap()
        .iter()
        .map(|path| path.as_str().unwrap())
        .collect()
}

#[test]
fn nothing_is_lost_and_nothing_is_changed() {
    let org = dump();
    let before: Vec<_> = org
        .files()
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect();
    let view = look(&org);
    let listed: Vec<&str> = view["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["path"].as_str().unwrap())
        .collect();
    for path in org.files() {
        let path = path
            .strip_prefix(org.root().join("dump"))
            .unwrap()
            .to_str()
            .unwrap()
            .to_owned();
        assert!(listed.contains(&path.as_str()), "{path} is lost");
    }
    assert!(listed.contains(&"old delivery.zip/inner/plan.docx"));
    let after: Vec<_> = org
        .files()
        .iter()
        .map(|path| std::fs::read(path).unwrap())
        .collect();
    assert_eq!(before, after);
    let counts = &view["counts"];
    let sum: u64 = ["read", "not_read", "packed", "aside"]
        .iter()
        .map(|key| counts[*key].as_u64().unwrap())
        .sum();
    assert_eq!(sum, counts["files"].as_u64().unwrap());
}

#[test]
fn what_is_not_read_is_told_with_what_to_do() {
    let view = look(&dump());
    for (path, read, why) in [
        ("empty.docx", "not read", Some("empty")),
        ("cut off.docx", "not read", Some("damaged")),
        ("locked.docx", "not read", Some("encrypted")),
        ("photo.jpg", "not read", Some("unsupported")),
        ("old delivery.zip", "not read", Some("archive")),
        (
            "old delivery.zip/inner/plan.docx",
            "not read",
            Some("packed"),
        ),
        ("~$plan.docx", "aside", None),
        ("Thumbs.db", "aside", None),
        ("plan_v1.md", "read", None),
        (".hidden/notes.txt", "read", None),
    ] {
        let file = file(&view, path);
        assert_eq!(
            (file["read"].as_str(), file["why"].as_str()),
            (Some(read), why),
            "{path}"
        );
        assert_eq!(file["todo"].is_string(), why.is_some(), "{path}");
    }
}

#[test]
fn the_same_nearly_the_same_and_versions_are_told_apart() {
    let view = look(&dump());
    let same = view["duplicates"].as_array().unwrap();
    assert_eq!(same.len(), 1);
    assert_eq!(
        paths(&same[0]),
        [
            "Incident procedure v2.1.docx",
            "Kopie von Incident procedure.docx",
            "old delivery.zip/inner/plan.docx"
        ]
    );
    let versions: BTreeMap<&str, Vec<&str>> = view["versions"]
        .as_array()
        .unwrap()
        .iter()
        .map(|family| (family["thing"].as_str().unwrap(), paths(&family["files"])))
        .collect();
    let expected = BTreeMap::from([
        (
            "incident procedure",
            vec![
                "Incident procedure v2.1.docx",
                "old/Incident procedure_v1.odt",
            ],
        ),
        ("plan", vec!["plan_final_v2.md", "plan_v1.md"]),
    ]);
    assert_eq!(versions, expected);
    let near = &view["near_duplicates"][0]["files"];
    let near: Vec<&str> = near
        .as_array()
        .unwrap()
        .iter()
        .map(|file| file["path"].as_str().unwrap())
        .collect();
    assert!(near.contains(&"elsewhere/recovery.md"), "{near:?}");
}

#[test]
fn particulars_say_where_they_come_from_and_how_sure_they_are() {
    let org = dump().file(
        "dump/Untitled draft_v3.txt",
        "Just some words without any label, written by nobody in particular for no purpose at all.",
    );
    let view = look(&org);
    let procedure = file(&view, "Incident procedure v2.1.docx");
    assert_eq!(
        fact(procedure, "owner"),
        Some(("Service desk manager", "high"))
    );
    assert_eq!(fact(procedure, "version"), Some(("2.1", "high")));
    assert_eq!(fact(procedure, "type"), Some(("procedure", "medium")));
    assert_eq!(fact(procedure, "author"), Some(("Template author", "low")));
    assert_eq!(procedure["language"], "English");
    assert_eq!(procedure["clauses"][0]["clause"], "8.6.1");
    // The name says 1, the text 2.1: neither is sure.
    let old = file(&view, "old/Incident procedure_v1.odt");
    assert_eq!(fact(old, "version"), Some(("2.1", "low")));
    assert!(
        old["remarks"][0]
            .as_str()
            .unwrap()
            .contains("in the file's name")
    );
    let draft = file(&view, "Untitled draft_v3.txt");
    assert_eq!(fact(draft, "version"), Some(("3", "medium")));
    assert_eq!(fact(draft, "owner"), None);
}

#[test]
fn the_same_folder_gives_the_same_bytes_however_it_was_filled() {
    let one = dump();
    let args = ["intake", "dump", "--all", "--as-of", "2026-11-01"];
    let (_, first, _) = run(&one, &args);
    assert_eq!(run(&one, &args).1, first);
    // The same files, made in another order; their days are the same.
    let two = Org::new();
    let mut files = one.files();
    files.reverse();
    for path in files {
        let target = two.root().join(path.strip_prefix(one.root()).unwrap());
        std::fs::create_dir_all(target.parent().unwrap()).unwrap();
        std::fs::copy(&path, target).unwrap();
    }
    assert_eq!(run(&two, &args).1, first);
    for name in ["a.xlsx", "b.xlsx"] {
        assert_eq!(
            run(
                &one,
                &["intake", "dump", "-q", "-o", name, "--as-of", "2026-11-01"]
            )
            .0,
            0
        );
    }
    let bytes = |name: &str| std::fs::read(one.root().join(name)).unwrap();
    assert_eq!(bytes("a.xlsx"), bytes("b.xlsx"));
}

#[test]
fn a_later_run_tells_only_what_is_new() {
    let org = dump().file("clausewise.toml", "");
    let at = |day: &str, more: &[&str]| {
        let mut args = vec!["intake", ".", "--as-of", day];
        args.extend(more);
        let (code, out, err) = run(&org, &args);
        assert_eq!(code, 0, "{err}");
        out
    };
    let not_kept = at("2026-11-01", &[]);
    assert!(!org.root().join("intake.json").exists());
    assert!(not_kept.contains("only if it is remembered"), "{not_kept}");
    at("2026-11-01", &["--yes"]);
    let again = at("2026-11-02", &["--yes"]);
    assert!(again.contains("Delivery 1 of 2026-11-01"), "{again}");
    std::fs::write(
        org.root().join("dump/second.md"),
        "# Second delivery\n\nOwner: B. Example\n",
    )
    .unwrap();
    std::fs::write(
        org.root().join("dump/plan_v1.md"),
        PLAN.replace("each year", "each month"),
    )
    .unwrap();
    std::fs::rename(
        org.root().join("dump/photo.jpg"),
        org.root().join("dump/site.jpg"),
    )
    .unwrap();
    std::fs::remove_file(org.root().join("dump/empty.docx")).unwrap();
    let second = at("2026-11-08", &["--yes"]);
    assert!(
        second.contains("Delivery 2 of 2026-11-08: 1 new, 1 changed, 1 moved, 1 gone"),
        "{second}"
    );
    for told in [
        "dump/second.md",
        "dump/site.jpg",
        "dump/empty.docx",
        "dump/plan_v1.md",
    ] {
        assert!(second.contains(told), "{told}\n{second}");
    }
    assert!(!second.contains("cut off.docx"), "{second}");
    assert!(at("2026-11-08", &["--all"]).contains("cut off.docx"));
    // Days later nothing has come: it says the same again, and keeps nothing new.
    let kept = std::fs::read(org.root().join("intake.json")).unwrap();
    let strip = |out: &str| out.replace("2026-11-20", "2026-11-08");
    assert_eq!(strip(&at("2026-11-20", &["--yes"])), second);
    assert_eq!(std::fs::read(org.root().join("intake.json")).unwrap(), kept);
}

#[test]
fn what_declares_is_told_by_a_files_name_and_not_by_its_folders() {
    let claim = "evidence:\n  - file: plan.md\n    satisfies: [\"8.7.2\"]\n";
    let org = Org::new()
        .file("dump/plans.meta.yaml/plan.md", PLAN)
        .file("dump/plans.meta.yaml/evidence.yaml", claim)
        .file("dump/b/plan.md", PLAN)
        .file("dump/b/plan.md.meta.yml", "satisfies: [\"8.7.2\"]\n");
    let view = look(&org);
    for path in ["plans.meta.yaml/plan.md", "b/plan.md"] {
        assert_eq!(paths(&file(&view, path)["claims"]), ["8.7.2"], "{path}");
    }
    for path in ["plans.meta.yaml/evidence.yaml", "b/plan.md.meta.yml"] {
        assert_eq!(file(&view, path)["read"], "aside", "{path}");
    }
}

#[test]
fn a_file_is_moved_whatever_else_has_the_same_bytes_and_only_once() {
    let org = Org::new()
        .file("clausewise.toml", "")
        .file("dump/a.md", PLAN)
        .file("dump/b.md", PLAN);
    let news = |day: &str| {
        let args = ["intake", ".", "--as-of", day, "--format", "json"];
        let view = json(&org, &args);
        let files = view["files"].as_array().unwrap().iter();
        let told = |file: &Value, what: &str| file[what].as_str().unwrap().to_owned();
        let files: Vec<_> = files
            .map(|file| format!("{} {}", told(file, "path"), told(file, "news")))
            .collect();
        let gone: Vec<String> = paths(&view["gone"])
            .into_iter()
            .map(str::to_owned)
            .collect();
        (files, gone)
    };
    let keep = |day: &str| assert_eq!(run(&org, &["intake", ".", "--as-of", day, "--yes"]).0, 0);
    keep("2026-11-01");
    // The other file with these bytes stays, and comes first in the folder.
    let dump = org.root().join("dump");
    std::fs::rename(dump.join("a.md"), dump.join("c.md")).unwrap();
    let moved = ["dump/b.md as before", "dump/c.md moved"];
    assert_eq!(news("2026-11-08").0, moved);
    assert!(news("2026-11-08").1.is_empty());
    keep("2026-11-08");
    // What a file was moved from, no other can be moved from; and what comes on the same day
    // in a second delivery is new alone.
    std::fs::write(dump.join("d.md"), PLAN).unwrap();
    std::fs::write(dump.join("b.md"), "# Other\n").unwrap();
    let second = ["dump/b.md changed", "dump/c.md as before", "dump/d.md new"];
    let (files, gone) = news("2026-11-08");
    assert_eq!(files, second);
    assert!(gone.is_empty(), "{gone:?}");
    keep("2026-11-08");
    assert_eq!(news("2026-11-08").0, second);
    std::fs::remove_file(dump.join("d.md")).unwrap();
    let (files, gone) = news("2026-11-08");
    assert_eq!(files, ["dump/b.md as before", "dump/c.md as before"]);
    assert_eq!(gone, ["dump/d.md"]);
}

#[test]
fn a_zip_is_unpacked_beside_itself_and_asks_first() {
    let org = Org::new().file("dump.zip", packed(&[("a/plan.md", PLAN.as_bytes())]));
    let (code, out, err) = run(&org, &["intake", "dump.zip"]);
    assert_eq!(code, 2, "{out}");
    assert!(
        err.contains("--yes") && out.contains("1 file"),
        "{out}{err}"
    );
    assert!(!org.root().join("dump").exists());
    assert_eq!(run(&org, &["intake", "dump.zip", "--dry-run"]).0, 0);
    assert!(!org.root().join("dump").exists());
    let (code, out, _) = run(&org, &["intake", "dump.zip", "--yes"]);
    assert_eq!(code, 0);
    assert!(out.contains("8.7.2"), "{out}");
    assert_eq!(
        std::fs::read_to_string(org.root().join("dump/a/plan.md")).unwrap(),
        PLAN
    );
    let (code, _, err) = run(&org, &["intake", "dump.zip", "--yes"]);
    assert_eq!(code, 2);
    assert!(err.contains("--into"), "{err}");
    assert_eq!(
        run(&org, &["intake", "dump.zip", "--yes", "--into", "second"]).0,
        0
    );
}

/// Every file below a folder with its bytes.
fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut folders = vec![root.to_path_buf()];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            assert!(!path.is_symlink(), "{}", path.display());
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path
                    .strip_prefix(root)
                    .unwrap()
                    .to_str()
                    .unwrap()
                    .to_owned();
                out.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    out
}

#[test]
fn a_hostile_zip_writes_nothing_outside_its_folder() {
    let nested = packed(&[("deep.txt", b"deep"), ("../up.txt", b"up")]);
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default();
    let long = format!("{}.txt", "x".repeat(300));
    for name in [
        "../evil.txt",
        "/etc/evil.txt",
        "C:\\evil.txt",
        "a/../../evil.txt",
        "..\\evil.txt",
        "con.txt",
        "what?.txt",
        "Plan.txt",
        "plan.txt",
        "both",
        "both/inner.txt",
        long.as_str(),
    ] {
        zip.start_file(name, plain).unwrap();
        zip.write_all(name.as_bytes()).unwrap();
    }
    zip.start_file("nested.zip", plain).unwrap();
    zip.write_all(&nested).unwrap();
    zip.add_symlink("link", "/etc/passwd", plain).unwrap();
    let bytes = zip.finish().unwrap().into_inner();
    let org = Org::new().file("in/hostile.zip", bytes);
    let (code, out, err) = run(
        &org,
        &["intake", "in/hostile.zip", "--yes", "--into", "in/to"],
    );
    assert_eq!(code, 0, "{err}");
    let files = tree(&org.root().join("in/to"));
    let names: Vec<&str> = files.keys().map(String::as_str).collect();
    let kept = format!("{}.txt", "x".repeat(196));
    let mut expected = vec![
        "_con.txt",
        "both",
        "both (2)/inner.txt",
        "nested.zip/deep.txt",
        "Plan.txt",
        "plan (2).txt",
        "what_.txt",
        kept.as_str(),
    ];
    expected.sort_unstable();
    assert_eq!(names, expected);
    assert_eq!(
        tree(org.root()).len(),
        files.len() + 1,
        "something was written outside"
    );
    let told = out.matches("left out").count();
    assert!(told >= 7, "{out}");
    for name in ["evil", "up.txt", "link"] {
        assert!(out.contains(name), "{name} is not told\n{out}");
    }
}

#[test]
fn a_bomb_is_refused_before_it_unfolds() {
    let zeros = vec![0_u8; 35 << 20];
    let bomb = packed(&[("a.bin", &zeros), ("b.bin", &zeros), ("small.txt", b"kept")]);
    assert!(bomb.len() < 1 << 20);
    let org = Org::new()
        .file("bomb.zip", &bomb)
        .file("folder/bomb.zip", &bomb);
    let (code, out, _) = run(&org, &["intake", "bomb.zip", "--yes"]);
    assert_eq!(code, 0);
    assert!(out.contains("no honest one"), "{out}");
    let size: usize = tree(&org.root().join("bomb")).values().map(Vec::len).sum();
    assert!(size <= 64 << 20, "{size}");
    assert!(run(&org, &["intake", "folder"]).1.contains("no honest one"));
    // Archives in archives are opened so deep and no deeper.
    let mut deep = packed(&[("end.txt", b"end")]);
    for _ in 0..8 {
        deep = packed(&[("next.zip", &deep)]);
    }
    let org = Org::new().file("folder/deep.zip", &deep);
    assert!(run(&org, &["intake", "folder"]).1.contains("deep"));
}

#[test]
fn no_damage_to_an_archive_stops_the_run() {
    let good = packed(&[
        ("a/plan.md", PLAN.as_bytes()),
        ("b.zip", &packed(&[("c.txt", b"c")])),
    ]);
    let org = Org::new();
    let folder = org.root().join("dump");
    std::fs::create_dir(&folder).unwrap();
    let mut state = 7_usize;
    for number in 0..120 {
        let mut bytes = good.clone();
        for _ in 0..=number % 4 {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1);
            let at = (state >> 33) % bytes.len();
            bytes[at] = bytes[at].wrapping_add(1 + u8::try_from(state >> 20 & 0x7f).unwrap());
        }
        if number % 5 == 0 {
            bytes.truncate((state >> 30) % good.len());
        }
        std::fs::write(folder.join(format!("{number}.zip")), bytes).unwrap();
    }
    let (code, out, err) = run(&org, &["intake", "dump", "--format", "json"]);
    assert_eq!(code, 0, "{err}");
    let view: Value = serde_json::from_str(&out).unwrap();
    let top = view["files"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|file| !file["path"].as_str().unwrap().contains(".zip/"));
    assert_eq!(top.count(), 120);
}

/// A register as a person leaves it: rows sorted the other way round, columns moved, one of
/// his own, and cells filled by file name and column.
fn filled(register: &[u8], cells: &[(&str, &str, &str)]) -> Vec<u8> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(register.to_vec())).unwrap();
    let range = book.worksheet_range("Register").unwrap();
    let mut rows: Vec<Vec<String>> = range
        .rows()
        .map(|row| row.iter().map(Data::to_string).collect())
        .collect();
    let head = rows.remove(0);
    let at = |name: &str| head.iter().position(|known| known == name).unwrap();
    for (path, column, text) in cells {
        let row = rows.iter_mut().find(|row| row[at("File")] == *path);
        let row = row.unwrap_or_else(|| panic!("no {path}"));
        (*text).clone_into(&mut row[at(column)]);
    }
    rows.reverse();
    let mut out = rust_xlsxwriter::Workbook::new();
    let sheet = out.add_worksheet();
    sheet.set_name("Mine").unwrap();
    sheet.write_string(0, 0, "My register").unwrap();
    let columns: Vec<usize> = (0..head.len()).rev().collect();
    for (to, from) in (0_u16..).zip(&columns) {
        sheet.write_string(2, to + 1, &head[*from]).unwrap();
    }
    sheet.write_string(2, 0, "Own column").unwrap();
    for (line, row) in (3_u32..).zip(&rows) {
        for (to, from) in (0_u16..).zip(&columns) {
            sheet.write_string(line, to + 1, &row[*from]).unwrap();
        }
    }
    out.save_to_buffer().unwrap()
}

fn register(org: &Org) -> Vec<u8> {
    let (code, _, err) = run(
        org,
        &[
            "intake",
            "-q",
            "-o",
            "register.xlsx",
            "--as-of",
            "2026-11-01",
            ".",
        ],
    );
    assert_eq!(code, 0, "{err}");
    std::fs::read(org.root().join("register.xlsx")).unwrap()
}

#[test]
fn a_filled_register_becomes_claims() {
    let org = dump().file("clausewise.toml", "");
    let register = register(&org);
    let filled = filled(
        &register,
        &[
            ("dump/plan_final_v2.md", "Satisfies", "8.7.2, D22"),
            ("dump/plan_final_v2.md", "Owner", "Head of IT"),
            ("dump/plan_final_v2.md", "Version", "2.10"),
            ("dump/plan_v1.md", "Use", "not evidence"),
            ("dump/Incident procedure v2.1.docx", "Satisfies", "yes"),
            ("dump/photo.jpg", "Satisfies", "9.9.9"),
            ("dump/photo.jpg", "Use", "maybe"),
            (
                "dump/old delivery.zip/inner/plan.docx",
                "Satisfies",
                "8.6.1",
            ),
        ],
    );
    let org = org.file("filled.xlsx", &filled);
    // A file that was renamed since is found by its content.
    std::fs::rename(
        org.root().join("dump/plan_final_v2.md"),
        org.root().join("dump/continuity.md"),
    )
    .unwrap();
    let (code, out, _) = run(&org, &["intake", "--accept", "filled.xlsx"]);
    assert_eq!(code, 2, "{out}");
    assert!(!org.root().join("claims.toml").exists());
    let (code, out, err) = run(&org, &["intake", "--accept", "filled.xlsx", "--yes"]);
    assert_eq!(code, 0, "{err}");
    for told in [
        "is called dump/continuity.md now",
        "\"9.9.9\" is no clause",
        "\"maybe\" is neither",
        "lies in an archive",
    ] {
        assert!(flat(&out).contains(told), "{told}\n{out}");
    }
    assert!(
        out.contains("! filled.xlsx, sheet Mine, "),
        "no cell is named\n{out}"
    );
    let claims = std::fs::read_to_string(org.root().join("claims.toml")).unwrap();
    for line in [
        "path = \"dump/continuity.md\"\nsatisfies = [\"8.7.2\", \"D22\"]\nowner = \"Head of IT\"\nversion = \"2.10\"",
        "path = \"dump/Incident procedure v2.1.docx\"\nsatisfies = [\"8.6.1\"]",
        "[[not_evidence]]\npath = \"dump/plan_v1.md\"",
    ] {
        assert!(claims.contains(line), "{line}\n{claims}");
    }
    assert!(!claims.contains("photo"));
    // Once more it has nothing to write, and what a person changes stays.
    let (_, out, _) = run(&org, &["intake", "--accept", "filled.xlsx", "--yes"]);
    assert!(out.contains("Nothing to write"), "{out}");
    let mine = claims.replace("Head of IT", "Somebody else");
    std::fs::write(org.root().join("claims.toml"), &mine).unwrap();
    let (_, out, _) = run(&org, &["intake", "--accept", "filled.xlsx", "--yes"]);
    assert!(flat(&out).contains("left as it is"), "{out}");
    assert_eq!(
        std::fs::read_to_string(org.root().join("claims.toml")).unwrap(),
        mine
    );
    // The dump's own .gitignore keeps an assessment from what it names.
    std::fs::remove_file(org.root().join("dump/.gitignore")).unwrap();
    let view = org.assess();
    let file = common::file(&view, "dump/continuity.md");
    assert_eq!(file.claims, ["8.7.2", "D22"]);
    assert!(common::file(&view, "dump/plan_v1.md").set_aside);
}

#[test]
fn a_register_is_no_evidence_and_is_not_written_over() {
    let org = dump().file("clausewise.toml", "");
    let register = register(&org);
    let view = org.assess();
    assert!(
        !view
            .evidence
            .iter()
            .any(|file| file.path == "register.xlsx")
    );
    let names = |org: &Org| look(org)["files"].to_string();
    assert!(!names(&org).contains("register.xlsx"));
    let mut changed = register.clone();
    changed.push(0);
    std::fs::write(org.root().join("register.xlsx"), &changed).unwrap();
    let (code, _, err) = run(
        &org,
        &["intake", "-o", "register.xlsx", "--as-of", "2026-11-01"],
    );
    assert_eq!(code, 2);
    assert!(err.contains("filled in"), "{err}");
    assert_eq!(
        std::fs::read(org.root().join("register.xlsx")).unwrap(),
        changed
    );
}

#[test]
fn no_cell_is_a_formula() {
    let org = Org::new()
        .file("dump/=cmd.md", "# =HYPERLINK(\"http://evil\")\n\nOwner: @SUM(1)\nVersion: +1\n\nSome words of text that fill a line.\n")
        .file("clausewise.toml", "");
    let register = register(&org);
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(register)).unwrap();
    for name in book.sheet_names() {
        assert!(
            book.worksheet_formula(&name)
                .map_or(true, |range| range.is_empty()),
            "{name}"
        );
    }
    let (_, _, err) = run(&org, &["intake", "-q", "-o", "register.csv", "."]);
    let csv = std::fs::read_to_string(org.root().join("register.csv")).unwrap();
    assert!(csv.contains("'=HYPERLINK"), "{err}{csv}");
    // Read back, the sign is gone again.
    let typed = csv.replacen(",,,,,,,", ",,8.7.2,,,,,", 1);
    std::fs::write(org.root().join("filled.csv"), typed).unwrap();
    let (code, out, err) = run(&org, &["intake", "--accept", "filled.csv", "--yes"]);
    assert_eq!(code, 0, "{err}");
    assert!(out.contains("path = \"dump/=cmd.md\""), "{out}");
}

#[test]
fn what_is_no_register_is_refused_in_words() {
    let org = Org::new()
        .file("a.xlsx", "x")
        .file("b.xlsx", fixture("procedure.docx"))
        .file("c.csv", "a,b\n1,2\n");
    for (name, told) in [
        ("a.xlsx", "columns"),
        ("b.xlsx", "workbook"),
        ("c.csv", "columns"),
        ("none.xlsx", "cannot be read"),
    ] {
        let (code, _, err) = run(&org, &["intake", "--accept", name]);
        assert_eq!(code, 2);
        assert!(err.contains(told), "{name}: {err}");
    }
    let (code, _, err) = run(&Org::new().file("a.7z", "7z"), &["intake", "a.7z"]);
    assert_eq!(code, 2);
    assert!(err.contains("no ZIP"), "{err}");
    assert_eq!(run(&Org::new(), &["intake"]).0, 3);
}

/// On Windows no file can have such a name.
#[cfg(unix)]
#[test]
fn a_name_that_cannot_be_written_down_blocks_no_other_row() {
    let org = Org::new()
        .file("good.md", PLAN)
        .file(
            "x\u{1b}[31my.txt",
            "Another plan of the client's, in English, and with few words.",
        )
        .file("clausewise.toml", "")
        .file(
            "register.csv",
            "File,Use,Satisfies\n\"x\u{1b}[31my.txt\",not evidence,\ngood.md,,8.7.2\n",
        );
    let (code, out, err) = run(&org, &["intake", "--accept", "register.csv", "--yes"]);
    assert_eq!(code, 0, "{out}{err}");
    let told = flat(&out);
    assert!(told.contains("register.csv, line 2: x"), "{out}");
    assert!(
        told.contains("rename the file and make the register anew"),
        "{out}"
    );
    assert!(!out.contains('\u{1b}'), "{out}");
    let claims = std::fs::read_to_string(org.root().join("claims.toml")).unwrap();
    assert!(
        claims.contains("good.md") && !claims.contains("31my"),
        "{claims}"
    );
}

#[test]
fn of_the_same_bytes_the_file_that_is_called_what_it_is_is_kept() {
    let pdf = fixture("columns.pdf");
    let org = Org::new()
        .file("dump/deep/folder/Risk assessment.pdf", &pdf)
        .file("dump/risk.docx", &pdf)
        .file("dump/noextension", &pdf)
        .file("dump/x.7z", "7z one")
        .file("dump/x.rar", "Rar two");
    let view = look(&org);
    let same = paths(&view["duplicates"][0]);
    assert_eq!(same[0], "deep/folder/Risk assessment.pdf", "{same:?}");
    assert_eq!(
        view["versions"].as_array().map(Vec::len),
        Some(0),
        "{}",
        view["versions"]
    );
    let (_, out, _) = run(&org, &["intake", "dump"]);
    assert!(!out.contains("intake dump/x."), "{out}");
}

#[test]
fn what_was_typed_follows_a_file_that_was_renamed_beside_its_copy() {
    let head = "File,SHA-256,Use,Satisfies,Remark\n";
    let hash = clausewise::workspace::sha256(PLAN.as_bytes());
    let list = format!("{head}plan.md,{hash},,8.7.2,ask again\nBackup/plan.md,{hash},,,\n");
    let org = Org::new()
        .file("POL-017 plan.md", PLAN)
        .file("Backup/plan.md", PLAN)
        .file("clausewise.toml", "")
        .file("r.csv", list);
    let (code, out, err) = run(&org, &["intake", "--from", "r.csv", "-o", "next.csv"]);
    assert_eq!(code, 0, "{out}{err}");
    let next = std::fs::read_to_string(org.root().join("next.csv")).unwrap();
    let row = next
        .lines()
        .find(|line| line.starts_with("POL-017"))
        .unwrap();
    assert!(row.contains("ask again"), "{row}");
    let (code, out, err) = run(&org, &["intake", "--accept", "r.csv", "--yes"]);
    assert_eq!(code, 0, "{out}{err}");
    let claims = std::fs::read_to_string(org.root().join("claims.toml")).unwrap();
    assert!(claims.contains("POL-017 plan.md"), "{claims}");
}

#[test]
fn a_number_with_a_comma_is_not_guessed_and_a_title_is_no_number() {
    let org = Org::new()
        .file("plan.md", PLAN)
        .file("other.md", PLAN.replace("each year", "twice a year"))
        .file("clausewise.toml", "")
        .file(
            "r.csv",
            "File,Use,Satisfies\nplan.md,,\"8,6\"\nother.md,,8.7.2 Service continuity management\n",
        );
    let (code, out, err) = run(&org, &["intake", "--accept", "r.csv", "--yes"]);
    assert_eq!(code, 0, "{out}{err}");
    let told = flat(&out);
    assert!(
        told.contains("\"8,6\" can mean 8.6, or 8 and 6; write the one that is meant"),
        "{out}"
    );
    assert!(!told.contains("did you mean"), "{out}");
    let claims = std::fs::read_to_string(org.root().join("claims.toml")).unwrap();
    assert!(
        claims.contains("other.md") && !claims.contains("plan.md\""),
        "{claims}"
    );
}

#[test]
fn a_sheet_that_is_passed_over_is_named() {
    let mut book = rust_xlsxwriter::Workbook::new();
    for (name, heads) in [
        ("Register", ["File", "Use", "Erfüllt", "Owner", "Version"]),
        (
            "Register (2)",
            ["File", "Use", "Satisfies", "Owner", "Version"],
        ),
        (
            "Register (3)",
            ["File", "Use", "Satisfies", "Owner", "Version"],
        ),
    ] {
        let sheet = book.add_worksheet().set_name(name).unwrap();
        sheet.write_row(0, 0, heads).unwrap();
        sheet.write_row(1, 0, ["plan.md", "", "8.7.2"]).unwrap();
    }
    let org = Org::new()
        .file("plan.md", PLAN)
        .file("clausewise.toml", "")
        .file("r.xlsx", book.save_to_buffer().unwrap());
    let (code, out, err) = run(&org, &["intake", "--accept", "r.xlsx", "--yes"]);
    assert_eq!(code, 0, "{out}{err}");
    let told = flat(&out);
    assert!(
        told.contains("r.xlsx, sheet Register: has no column Satisfies, and was not read"),
        "{out}"
    );
    assert!(
        told.contains("r.xlsx, sheet Register (3): a second list"),
        "{out}"
    );
}

#[test]
fn two_of_one_name_that_nobody_could_read_are_no_versions() {
    let org = Org::new()
        .file("dump/x.7z", b"7z\xbc\xaf\x27\x1c\x00\x04".as_slice())
        .file("dump/x.rar", b"Rar!\x1a\x07\x01\x00".as_slice());
    let view = look(&org);
    assert_eq!(view["versions"].as_array().map(Vec::len), Some(0));
}

#[test]
fn a_yes_that_was_taken_is_no_mistake_in_the_next_register() {
    let org = dump().file("clausewise.toml", "");
    let yes = [("dump/Incident procedure v2.1.docx", "Satisfies", "yes")];
    let first = filled(&register(&org), &yes);
    let org = org.file("filled.xlsx", &first);
    let (code, out, err) = run(&org, &["intake", "--accept", "filled.xlsx", "--yes"]);
    assert_eq!(code, 0, "{out}{err}");
    std::fs::remove_file(org.root().join("register.xlsx")).unwrap();
    let second = filled(&register(&org), &yes);
    let org = org.file("again.xlsx", &second);
    let (_, out, _) = run(&org, &["intake", "--accept", "again.xlsx", "--yes"]);
    assert!(!flat(&out).contains("nothing stands there"), "{out}");
}
