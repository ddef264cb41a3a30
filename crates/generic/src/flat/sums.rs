//! Sums over windows of lines, each in constant time.

/// Prefix sums of a quantity over the lines of a text.
pub(super) struct Sums(Vec<f32>);

impl Sums {
    pub(super) fn of(values: impl Iterator<Item = f32>) -> Self {
        let mut sum = 0.0_f64;
        let mut sums = vec![0.0];
        sums.extend(values.map(|value| {
            sum += f64::from(value);
            sum as f32
        }));
        Self(sums)
    }

    /// The sum from one line to another, exclusive; both are cut to the text.
    pub(super) fn between(&self, from: usize, to: usize) -> f32 {
        let last = self.0.len() - 1;
        let (from, to) = (from.min(last), to.min(last));
        if from < to { self.0[to] - self.0[from] } else { 0.0 }
    }

    /// The sum over the lines at most `reach` away.
    pub(super) fn around(&self, at: usize, reach: usize) -> f32 {
        self.between(at.saturating_sub(reach), at + reach + 1)
    }

    /// The sum over all lines.
    pub(super) fn all(&self) -> f32 {
        self.0[self.0.len() - 1]
    }
}
