//! The words of the language: classes, keys, their order, and which of them stay private.

/// The classes, in the order of the specification.
pub const CLASSES: &[&str] = &[
    "person", "org", "place", "object", "subject", "role", "quote", "claim", "scare", "term", "event",
    "date", "stat", "source", "cue",
];

/// Classes that say what a name names.
pub const ENTITY_CLASSES: &[&str] = &["person", "org", "place", "object", "subject"];

/// The keys in the order in which `fmt` writes them.
pub const KEYS: &[&str] = &[
    "ref", "by", "to", "at", "via", "from", "when", "where", "who", "what", "part-of", "after", "before",
    "cont", "mode", "status", "of", "at-org", "num", "unit", "source", "desc", "reason", "lang", "note",
    "ignore",
];

/// Keys that never leave the desk: exports and `strip` drop them unless asked.
pub const PRIVATE_KEYS: &[&str] = &["note", "reason", "mode"];

/// Other spellings of keys that are accepted, each with the one that `fmt` writes.
pub const OTHER_KEYS: &[(&str, &str)] = &[("speaker", "by")];

/// Values of `by` that are no names: still to be found, withheld, the reporter.
pub const RESERVED_SPEAKERS: &[&str] = &["unknown", "anon", "author"];

/// The keys that go with `class`, those that are expected first. Keys that go with every class are in [`COMMON_KEYS`].
pub fn keys_of(class: &str) -> &'static [&'static str] {
    match class {
        "person" | "org" | "place" | "object" | "subject" | "term" => &["ref"],
        "role" => &["of", "at-org"],
        "quote" => &["by", "to", "at", "when", "via", "from", "cont", "mode", "status", "desc", "reason"],
        "claim" => &["by", "via", "at", "when", "source", "status", "cont", "mode", "desc", "reason"],
        "event" => &["ref", "what", "when", "where", "who", "part-of", "after", "before", "status"],
        "date" => &["when"],
        "stat" => &["num", "unit", "source", "when"],
        "source" => &["ref", "desc", "mode", "reason"],
        "cue" => &["of"],
        _ => &[],
    }
}

/// Keys that go with every class.
pub const COMMON_KEYS: &[&str] = &["note", "ignore", "lang"];

/// The place of `key` in the canonical order; unknown keys come last, in the order of the source.
pub fn key_order(key: &str) -> usize {
    KEYS.iter().position(|k| *k == key).unwrap_or(KEYS.len())
}
