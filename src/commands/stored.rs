//! Asks git for what files said before: what it keeps of them, in one conversation.

use std::io::{BufRead as _, BufReader, Read as _, Take, Write as _};
use std::process::{ChildStdin, ChildStdout};
use std::time::{Duration, Instant};

use super::git::{LARGEST, Refusal, converse, git_for, plain};
use crate::workspace::Workspace;

/// How long git may take for all.
const LONGEST: Duration = Duration::from_secs(20);

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
    /// The bytes of a number: the answer is a line with its kind and size, the bytes, a line end.
    fn get(&mut self, number: &str) -> Result<Option<Vec<u8>>, String> {
        let told = |error: std::io::Error| error.to_string();
        writeln!(self.input, "{number}").map_err(told)?;
        self.input.flush().map_err(told)?;
        let mut head = String::new();
        (&mut self.output)
            .take(200)
            .read_line(&mut head)
            .map_err(told)?;
        let mut words = head.split_whitespace().skip(1);
        let (kind, size) = (
            words.next(),
            words.next().and_then(|size| size.parse().ok()),
        );
        let Some(size) = size else {
            let missing = kind == Some("missing");
            return if missing {
                Ok(None)
            } else {
                Err("git's answer breaks off".to_owned())
            };
        };
        let size: u64 = size;
        let mut bytes = Vec::new();
        let mut answer = (&mut self.output).take(size + 1);
        if kind == Some("blob") && size <= LARGEST_STATE {
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
