//! How many rows of a register leave a column open. Each line whose idea stands in the head of the
//! column asks for it, so that it is counted once, when first asked.

use std::sync::OnceLock;

use super::Context;
use crate::evidence::Register;

/// By register and column, the rows that hold no real value there.
#[derive(Debug)]
pub(super) struct OpenRows(Vec<Vec<OnceLock<usize>>>);

impl OpenRows {
    /// For some registers; nothing is counted yet.
    pub(super) fn new(registers: &[Register]) -> Self {
        let columns = |register: &Register| vec![OnceLock::new(); register.table.header.len()];
        Self(registers.iter().map(columns).collect())
    }
}

impl Context<'_> {
    /// How many rows of a register hold no real value in a column that has a head.
    #[must_use]
    pub fn open_rows(&self, register: usize, column: usize) -> usize {
        *self.open.0[register][column].get_or_init(|| {
            let rows = self.evidence.registers[register].table.rows();
            rows.filter(|row| !row.filled(column)).count()
        })
    }
}
