//! Prints the signs of every event mention, for `fit_events.py`: `event_signs ARTICLES.jsonl > SIGNS.jsonl`.

use newsmark::analysis::article::{BlockRef, Options};
use newsmark::analysis::{Story, events};
use newsmark::syntax::Mode;
use std::io::{BufRead, Write};

fn main() -> std::io::Result<()> {
    let path = std::env::args().nth(1).unwrap_or_default();
    let mut output = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::BufReader::new(std::fs::File::open(path)?).lines() {
        let input: serde_json::Value = serde_json::from_str(&line?)?;
        let text = input["text"].as_str().unwrap_or_default();
        let published = input["date"].as_str().or(input["dct"].as_str()).map(str::to_owned);
        let story = Story::read(text, Mode::detect(text, "txt"), Options { published, ..Options::default() });
        writeln!(output, "{}", serde_json::json!({ "id": input["id"], "events": signs(&story, text) }))?;
    }
    Ok(())
}

/// Start, end (code points) and the names of the signs of every mention.
fn signs(story: &Story, text: &str) -> Vec<serde_json::Value> {
    let blocks: Vec<BlockRef<'_>> = (0..story.summaries.len()).map(|index| story.block(index)).collect();
    let mentions = events::signs_of(&blocks, &story.article.told_by());
    mentions
        .into_iter()
        .map(|(place, signs, event)| {
            let range = story.document.to_file(place.block as usize, place.range);
            let points = |offset: u32| text[..offset as usize].chars().count();
            let names: Vec<&str> = signs.iter_names().map(|(name, _)| name).collect();
            serde_json::json!({
                "start": points(range.start), "end": points(range.end), "signs": names, "event": event,
            })
        })
        .collect()
}
