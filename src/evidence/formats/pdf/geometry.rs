//! Places on a page: where what is drawn comes to stand.

/// How one system of places stands in another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Matrix([f32; 6]);

impl Matrix {
    /// Everything stays where it is.
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// From six numbers; what is missing is nought.
    #[must_use]
    pub fn of(numbers: impl IntoIterator<Item = f32>) -> Self {
        let mut own = [0.0; 6];
        for (own, number) in own.iter_mut().zip(numbers) {
            *own = number;
        }
        Self(own)
    }

    /// Moves everything.
    #[must_use]
    pub fn shift(x: f32, y: f32) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// Turns everything anticlockwise about the origin.
    #[must_use]
    pub fn turn(degrees: f32) -> Self {
        if degrees == 0.0 {
            return Self::IDENTITY;
        }
        let (sine, cosine) = degrees.to_radians().sin_cos();
        Self([cosine, sine, -sine, cosine, 0.0, 0.0])
    }

    /// This first, then another.
    #[must_use]
    pub fn then(self, other: Self) -> Self {
        let (own, other) = (self.0, other.0);
        let turned = |x: f32, y: f32, column: usize| x * other[column] + y * other[column + 2];
        Self([
            turned(own[0], own[1], 0),
            turned(own[0], own[1], 1),
            turned(own[2], own[3], 0),
            turned(own[2], own[3], 1),
            turned(own[4], own[5], 0) + other[4],
            turned(own[4], own[5], 1) + other[5],
        ])
    }

    /// Where a point comes to stand.
    #[must_use]
    pub fn apply(self, x: f32, y: f32) -> (f32, f32) {
        let own = self.0;
        (
            x * own[0] + y * own[2] + own[4],
            x * own[1] + y * own[3] + own[5],
        )
    }

    /// How tall one unit becomes.
    #[must_use]
    pub fn height(self) -> f32 {
        self.0[2].hypot(self.0[3])
    }

    /// How much larger everything becomes.
    #[must_use]
    pub fn stretch(self) -> f32 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }

    /// The direction of what runs from left to right, in whole degrees from -179 to 180;
    /// drawn backwards it runs the other way.
    #[must_use]
    pub fn angle(self, backwards: bool) -> i16 {
        let sign = if backwards { -1.0 } else { 1.0 };
        let degrees = (sign * self.0[1])
            .atan2(sign * self.0[0])
            .to_degrees()
            .round();
        if degrees.abs() < 1.5 || !degrees.is_finite() {
            return 0;
        }
        #[allow(clippy::cast_possible_truncation)] // within 180 degrees
        let degrees = degrees as i16;
        degrees
    }
}
