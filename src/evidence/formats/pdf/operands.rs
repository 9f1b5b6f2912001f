//! What stands before an operator on a page.

use hayro_syntax::content::Instruction;
use hayro_syntax::object::Object;

use super::geometry::Matrix;

/// The operands of an operator; what is missing is nought.
pub struct Operands<'b, 'a>(pub Instruction<'b, 'a>);

impl<'b, 'a> Operands<'b, 'a> {
    /// An operand by its number, from 0.
    pub fn nth(&self, at: usize) -> Option<&'b Object<'a>> {
        self.0.operands().nth(at)
    }

    /// The same as a number.
    pub fn number(&self, at: usize) -> f32 {
        match self.nth(at) {
            Some(Object::Number(number)) => number.as_f32(),
            _ => 0.0,
        }
    }

    /// The same as a whole number.
    pub fn whole(&self, at: usize) -> i64 {
        match self.nth(at) {
            Some(Object::Number(number)) => number.as_i64(),
            _ => 0,
        }
    }

    /// All of them as a matrix.
    pub fn matrix(&self) -> Matrix {
        Matrix::of(self.0.operands().map(|object| match object {
            Object::Number(number) => number.as_f32(),
            _ => 0.0,
        }))
    }
}
