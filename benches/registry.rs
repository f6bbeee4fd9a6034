//! What a large registry costs: reading 100,000 entries, the memory that they take, and an edit with and without them.
//!
//! `cargo bench --bench registry`

use newsmark::analysis::{Options, Story};
use newsmark::knowledge::Registry;
use newsmark::syntax::Mode;
use newsmark::text::{ByteRange, Edit};
use std::fmt::Write;
use std::hint::black_box;
use std::sync::Arc;
use std::time::{Duration, Instant};

const ENTRIES: usize = 100_000;

/// Syllables of made-up names.
const SYLLABLES: [&str; 20] = [
    "ba", "den", "kor", "li", "mar", "no", "pel", "ros", "sta", "ti", "ul", "ven", "wil", "zan", "gor",
    "hel", "jan", "fri", "osk", "ren",
];

/// The name with this number; neighbours differ.
fn word(number: usize) -> String {
    let mut rest = number + SYLLABLES.len() * SYLLABLES.len();
    let mut word = String::new();
    while rest > 0 {
        word.push_str(SYLLABLES[rest % SYLLABLES.len()]);
        rest /= SYLLABLES.len();
    }
    word[..1].to_uppercase() + &word[1..]
}

/// Six people in ten, with surname and title; the others organisations with an acronym, and places.
fn registry() -> String {
    let mut text = String::new();
    for n in 0..ENTRIES {
        let (first, last) = (word(n % 997), word(n));
        let _ = match n % 10 {
            0..6 => writeln!(
                text,
                "[person.p{n}]\nname = \"{first} {last}\"\naliases = [\"{last}\"]\navoid = [\"{first} {last}sky\"]\n\
                 [[person.p{n}.titles]]\ntitle = \"Mayor of {last}\"\nfrom = \"2015-01-01\"\n"
            ),
            6..9 => writeln!(
                text,
                "[org.o{n}]\nname = \"{last} {first} Council\"\nacronym = \"{}{n}\"\n",
                &last[..2]
            ),
            _ => writeln!(text, "[place.l{n}]\nname = \"{last}burg\"\ncountry = \"us\"\n"),
        };
    }
    text
}

/// A megabyte of copy in which a registered name stands in every paragraph.
fn copy() -> String {
    let mut text = String::with_capacity(1 << 20);
    for n in 0.. {
        if text.len() >= 1 << 20 {
            break;
        }
        let (first, last) = (word(n * 10 % 997), word(n * 10 % ENTRIES));
        let _ = writeln!(
            text,
            "The council voted on Wednesday to close the road to the port, which carries some 4,000 lorries a day, while \
             the bridge is rebuilt. “We have no choice,” Mayor {first} {last} said. “The work has to be done.” Residents of \
             the east bank, who had asked {last} for a ferry, called it a surprise.\n"
        );
    }
    text
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

/// Resident memory in kilobytes; 0 where the system does not say.
fn resident() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with("VmRSS:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or(0)
}

fn edits(story: &Story, text: &str) -> Duration {
    let mut times = Vec::new();
    for n in 0..41 {
        let before = &text.as_bytes()[..text.len() / 42 * (n + 1)];
        let at = memchr::memmem::rfind(before, b"the bridge").map_or(0, |i| i + 4);
        let edit = Edit { range: ByteRange::empty(at), text: "x".into() };
        let start = Instant::now();
        let (after, _) = black_box(story).updated(black_box(&edit));
        times.push(start.elapsed());
        drop(after);
    }
    median(times)
}

fn main() {
    // `cargo test` runs benches, too, to see that they work.
    if std::env::args().any(|a| a == "--test") {
        return;
    }
    let text = registry();
    // First of all: later the allocator has room left from before.
    let before = resident();
    let registry = Arc::new(Registry::read([text.as_str()]));
    println!("memory: {:.0} MB", (resident().saturating_sub(before)) as f64 / 1024.0);
    let loads: Vec<Duration> = (0..7)
        .map(|_| {
            let start = Instant::now();
            let registry = Registry::read([text.as_str()]);
            let time = start.elapsed();
            assert!(registry.problems.is_empty() && registry.entries().len() == ENTRIES);
            time
        })
        .collect();
    let best = loads.iter().min().copied().unwrap_or_default();
    println!("{ENTRIES} entries, {:.1} MB of TOML", text.len() as f64 / 1e6);
    println!("read: median {:.0?}, best {best:.0?}", median(loads));
    let copy = copy();
    let without = Story::read(&copy, Mode::Line, Options::default());
    let with = Story::read(&copy, Mode::Line, Options { registry, ..Options::default() });
    let linked = with.article.entities.iter().filter(|e| e.registry.is_some()).count();
    println!("names of the registry in 1 MB of copy: {linked}");
    println!("one letter in 1 MB without a registry: {:.2?}", edits(&without, &copy));
    println!("one letter in 1 MB with it:            {:.2?}", edits(&with, &copy));
}
