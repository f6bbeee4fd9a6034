//! Builds the compact form of a list of names: `names_fst names.tsv names.fst`. See `generate.py`.

use std::error::Error;
use std::io::BufWriter;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(from), Some(to)) = (arguments.next(), arguments.next()) else {
        return Err("usage: names_fst names.tsv names.fst".into());
    };
    let list = std::fs::read_to_string(from)?;
    let mut builder = fst::MapBuilder::new(BufWriter::new(std::fs::File::create(to)?))?;
    for line in list.lines() {
        let (name, flags) = line.split_once('\t').ok_or("a line without a tab")?;
        builder.insert(name, flags.parse()?)?;
    }
    builder.finish()?;
    Ok(())
}
