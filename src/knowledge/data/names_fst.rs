//! Builds the compact form of a list of names: `names_fst names.tsv names.fst`; `names_fst --list names.fst names.tsv`
//! writes the list again. See `generate.py`.

use fst::Streamer;
use std::error::Error;
use std::fmt::Write;
use std::io::BufWriter;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["--list", from, to] => list(from, to),
        [from, to] => build(from, to),
        _ => Err("usage: names_fst [--list] FROM TO".into()),
    }
}

fn build(from: &str, to: &str) -> Result<(), Box<dyn Error>> {
    let list = std::fs::read_to_string(from)?;
    let mut builder = fst::MapBuilder::new(BufWriter::new(std::fs::File::create(to)?))?;
    for line in list.lines() {
        let (name, flags) = line.split_once('\t').ok_or("a line without a tab")?;
        builder.insert(name, flags.parse()?)?;
    }
    builder.finish()?;
    Ok(())
}

fn list(from: &str, to: &str) -> Result<(), Box<dyn Error>> {
    let map = fst::Map::new(std::fs::read(from)?)?;
    let (mut names, mut out) = (map.stream(), String::new());
    while let Some((name, flags)) = names.next() {
        writeln!(out, "{}\t{flags}", std::str::from_utf8(name)?)?;
    }
    Ok(std::fs::write(to, out)?)
}
