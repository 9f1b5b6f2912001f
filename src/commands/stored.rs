//! Asks git for what files said before: what it keeps of them, in one conversation.

use std::io::{BufReader, Read as _, Take, Write as _};
use std::process::{ChildStdin, ChildStdout};
use std::time::Instant;

use super::git::{Head, LARGEST, LONGEST, Refusal, converse, git_for, head, plain};
use crate::workspace::Workspace;

/// Largest state of a file that is looked at, in bytes.
const LARGEST_STATE: u64 = 16 << 20;

/// What git keeps under numbers, one after the other from one call: `talk` asks for a number and
/// is given the bytes, none where there are none or they are too large to be looked at.
///
/// # Errors
/// In words: why git does not answer.
pub fn from_store<T: Send + 'static>(
    workspace: &Workspace,
    talk: impl FnOnce(&mut dyn FnMut(&str) -> Option<Vec<u8>>) -> T + Send + 'static,
) -> Result<T, String> {
    let root = plain(&workspace.root);
    let git = git_for(&root)?;
    let until = Instant::now() + LONGEST;
    let question = ["cat-file", "--batch"];
    let answered = converse(&git, &root, &question, LARGEST, until, |input, output| {
        let mut store = Store {
            input,
            output: BufReader::with_capacity(1 << 16, output),
        };
        let mut broken = None;
        let mut ask = |number: &str| match store.get(number) {
            Ok(bytes) => bytes,
            Err(reason) => {
                broken.get_or_insert(reason);
                None
            }
        };
        let talked = talk(&mut ask);
        broken.map_or(Ok(talked), Err)
    });
    answered.map_err(Refusal::in_words)
}

/// A conversation with `git cat-file --batch`.
struct Store {
    input: ChildStdin,
    output: BufReader<Take<ChildStdout>>,
}

impl Store {
    /// The bytes of a number.
    fn get(&mut self, number: &str) -> Result<Option<Vec<u8>>, String> {
        let told = |error: std::io::Error| error.to_string();
        writeln!(self.input, "{number}").map_err(told)?;
        self.input.flush().map_err(told)?;
        let (blob, size) = match head(&mut self.output).map_err(told)? {
            Head::Missing => return Ok(None),
            Head::Kept { blob, size } => (blob, size),
            Head::Strange => return Err("git's answer breaks off".to_owned()),
        };
        let mut bytes = Vec::new();
        let mut answer = (&mut self.output).take(size + 1);
        if blob && size <= LARGEST_STATE {
            answer.read_to_end(&mut bytes).map_err(told)?;
            return match bytes.pop() {
                Some(_) if bytes.len() as u64 == size => Ok(Some(bytes)),
                _ => Err("git's answer breaks off".to_owned()),
            };
        }
        std::io::copy(&mut answer, &mut std::io::sink()).map_err(told)?;
        Ok(None)
    }
}
