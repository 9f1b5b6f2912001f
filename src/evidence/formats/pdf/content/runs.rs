//! Characters become runs: those that stand close together on one line, in one size. Which of
//! them are words is told by the gaps, since many programs write no spaces.

use super::Page;
use crate::evidence::formats::pdf::found::Run;
use crate::evidence::formats::pdf::geometry::Matrix;

/// The run that is being written.
pub(super) struct Open {
    run: Run,
    /// Where its last visible letter ends.
    end: f32,
    /// Whether spaces follow that letter.
    spaced: bool,
}

/// Gap after which letters are of two words, in parts of their size.
const WORD_GAP: f32 = 0.14;

/// Gap after which words stand apart, as columns do, in parts of their size.
const RUN_GAP: f32 = 0.95;

/// The same behind a space that is written.
const SPACED_GAP: f32 = 1.6;

impl Page<'_, '_> {
    /// Adds a character to the run that it continues, or begins one.
    pub(super) fn put(
        &mut self,
        text: &str,
        from: (f32, f32),
        to: (f32, f32),
        size: f32,
        angle: i16,
        bold: bool,
    ) {
        let turned = Matrix::turn(-f32::from(angle));
        let (x0, y) = turned.apply(from.0, from.1);
        let (x1, _) = turned.apply(to.0, to.1);
        if ![x0, x1, y].iter().all(|n| n.is_finite() && n.abs() < 1.0e6) {
            return;
        }
        let blank = text.chars().all(char::is_whitespace);
        if let Some(open) = &mut self.open {
            let run = &mut open.run;
            let gap = x0 - open.end;
            let apart = if open.spaced { SPACED_GAP } else { RUN_GAP };
            let continues = run.angle == angle
                && (run.y - y).abs() < 0.1 * run.size
                && (run.size - size).abs() < 0.2 * run.size
                && gap > -0.6 * size
                && gap < apart * size;
            if continues {
                if blank {
                    open.spaced |= !text.is_empty();
                    if text.is_empty() {
                        open.end = open.end.max(x1);
                        run.x1 = open.end;
                    }
                    return;
                }
                if (open.spaced || gap > WORD_GAP * size) && !run.text.is_empty() {
                    run.text.push(' ');
                    run.words.push((run.text.len(), open.end, x0));
                }
                run.text.push_str(text);
                open.spaced = text.ends_with(' ');
                open.end = x1.max(x0);
                run.x1 = open.end;
                return;
            }
        }
        if blank {
            if let Some(open) = &mut self.open {
                open.spaced = true;
            }
            return;
        }
        self.close();
        self.open = Some(Open {
            run: Run {
                text: text.to_owned(),
                x0,
                x1: x1.max(x0),
                y,
                size,
                angle,
                bold,
                words: Vec::new(),
                turn: self.found.runs.len(),
            },
            end: x1.max(x0),
            spaced: false,
        });
    }

    /// Ends the run that is being written.
    pub(super) fn close(&mut self) {
        if let Some(open) = self.open.take()
            && !open.run.text.trim().is_empty()
        {
            self.found.runs.push(open.run);
        }
    }
}
