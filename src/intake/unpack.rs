//! Unpacking an archive into a folder of its own: first looked through, then, if somebody
//! says so, written the same way.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufReader, Write};
use std::path::{Path, PathBuf};

use super::archive::{Told, look};

/// What unpacking would do.
#[derive(Debug)]
pub struct Plan {
    /// The archive.
    pub archive: PathBuf,
    /// The folder it goes to, which is made.
    pub into: PathBuf,
    /// Files that are written.
    pub files: usize,
    /// Their bytes.
    pub bytes: u64,
    /// What is left out or gets another name.
    pub told: Vec<Told>,
}

impl Plan {
    /// Looks through an archive.
    ///
    /// # Errors
    /// It cannot be opened.
    pub fn new(archive: &Path, into: &Path) -> io::Result<Self> {
        let mut plan = Self {
            archive: archive.to_path_buf(),
            into: into.to_path_buf(),
            files: 0,
            bytes: 0,
            told: Vec::new(),
        };
        let (mut files, mut bytes) = (0, 0);
        plan.told = plan.each(&mut |_, content| {
            files += 1;
            bytes += content.len() as u64;
            Ok(())
        })?;
        (plan.files, plan.bytes) = (files, bytes);
        Ok(plan)
    }

    /// Writes the files. Nothing that exists is written over: the folder must be new or empty.
    ///
    /// # Errors
    /// The folder or a file cannot be made; what was written before stays.
    pub fn write(&self) -> io::Result<()> {
        fs::create_dir_all(&self.into)?;
        let root = self.into.canonicalize()?;
        self.each(&mut |path, bytes| {
            let target = root.join(path);
            if let Some(folder) = target.parent() {
                fs::create_dir_all(folder)?;
            }
            // Never through a link, never over a file.
            let mut file = OpenOptions::new()
                .write(true)
                .create_new(true)
                .open(&target)?;
            file.write_all(bytes)
        })?;
        Ok(())
    }

    fn each(&self, take: &mut dyn FnMut(&str, &[u8]) -> io::Result<()>) -> io::Result<Vec<Told>> {
        let file = File::open(&self.archive)?;
        let size = file.metadata()?.len();
        let name = self
            .archive
            .file_name()
            .unwrap_or_default()
            .to_string_lossy();
        look(BufReader::new(file), size, &name, &mut |entry| {
            take(&entry.path, &entry.bytes)
        })
    }
}

/// Whether a folder can be unpacked into: it is not there, or empty.
#[must_use]
pub fn is_free(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}
