//! From bytes of a text to its lines.

/// Where the lines of a text begin, so that any number of places can be looked up.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    /// Of `text`.
    pub(super) fn of(text: &str) -> Self {
        Self(memchr::memchr_iter(b'\n', text.as_bytes()).collect())
    }

    /// The line of the byte `offset`, counted from one.
    pub(super) fn at(&self, offset: usize) -> usize {
        self.0.partition_point(|end| *end < offset) + 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_counted_from_one() {
        let lines = Lines::of("ab\nc\n\nd");
        assert_eq!([0, 2, 3, 5, 6, 7].map(|at| lines.at(at)), [1, 1, 2, 3, 4, 4]);
    }
}
