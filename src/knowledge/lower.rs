//! Small letters without an allocation, for looking words up.

/// Calls `look_up` with `word` in small letters; `None` where it is longer than `N` bytes or not ASCII.
pub(super) fn ascii<const N: usize, T>(word: &str, look_up: impl FnOnce(&str) -> T) -> Option<T> {
    if word.len() > N || !word.is_ascii() {
        return None;
    }
    let mut lower = [0u8; N];
    let lower = &mut lower[..word.len()];
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    std::str::from_utf8(lower).ok().map(look_up)
}
