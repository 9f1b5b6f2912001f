//! What a page is made of, as far as text needs it.

/// Text on one line in one go.
#[derive(Debug, Clone)]
pub struct Run {
    /// What it says.
    pub text: String,
    /// Where it begins along its direction, in points.
    pub x0: f32,
    /// Where it ends along its direction.
    pub x1: f32,
    /// Its baseline, across its direction, growing upwards.
    pub y: f32,
    /// Size of its letters.
    pub size: f32,
    /// Its direction in degrees, anticlockwise from left to right.
    pub angle: i16,
    /// Whether it is bold.
    pub bold: bool,
    /// Where its words begin behind the first: the byte of the text, the end of the word
    /// before, and the begin of the word.
    pub words: Vec<(usize, f32, f32)>,
    /// How many runs were drawn before it.
    pub turn: usize,
}

/// A line that is drawn across or down the page.
#[derive(Debug, Clone, Copy)]
pub struct Edge {
    /// Left end.
    pub x0: f32,
    /// Right end.
    pub x1: f32,
    /// Lower end.
    pub y0: f32,
    /// Upper end.
    pub y1: f32,
}

impl Edge {
    /// Whether it runs across the page.
    #[must_use]
    pub fn is_across(&self) -> bool {
        self.x1 - self.x0 > self.y1 - self.y0
    }
}

/// What was found on a page.
#[derive(Debug, Default)]
pub struct Found {
    /// Its text.
    pub runs: Vec<Run>,
    /// Lines drawn across and down.
    pub rules: Vec<Edge>,
    /// How many images it shows.
    pub images: usize,
    /// Characters that are drawn so that nobody sees them, as character recognition does.
    pub unseen: usize,
    /// Characters of which the file does not say what they are.
    pub unknown: usize,
    /// Characters that are known.
    pub known: usize,
    /// Whether a part of it is damaged or cannot be found.
    pub damaged: bool,
}
