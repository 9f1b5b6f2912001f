//! XLS.
use crate::evidence::document::Unread;
use crate::evidence::formats::{Reads, Taken};
/// Reads XLS.
pub struct Xls;
impl Reads for Xls { fn read(&self, _: &[u8]) -> Result<Taken, Unread> { Err(Unread::not_read(crate::evidence::extract::Format::Office)) } }
