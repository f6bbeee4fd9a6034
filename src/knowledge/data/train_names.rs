//! Trains the name model: an averaged perceptron over rows of labelled stretches.
//!
//! `train_names OUT [--folds N] [--epochs N] FILE.jsonl…` where each line is `{"id", "text", "scope"?, "entities":
//! [{"start", "end", "type"}]}` with offsets in code points. With `--folds N` it writes no weights but N files of
//! predictions, one line a document, `OUT`; see docs/accuracy.md.
//!
//! Trained on MEANTIME and GUM (both CC-BY 4.0) only.

use newsmark::analysis::mentions::decode::{self, Decoder, Stretch};
use newsmark::analysis::mentions::features;
use newsmark::analysis::mentions::regions::{Regions, Shape};
use newsmark::analysis::{sentences, tokens};
use newsmark::knowledge::WordClass;
use newsmark::knowledge::weights::{self, LABELS, Model, Scores};
use newsmark::syntax::{Document, Mode};
use newsmark::text::ByteRange;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;

#[derive(serde::Deserialize)]
struct Gold {
    id: String,
    text: String,
    #[serde(default)]
    scope: Option<Vec<(usize, usize)>>,
    #[serde(default)]
    entities: Vec<Name>,
}

#[derive(serde::Deserialize)]
struct Name {
    start: usize,
    end: usize,
    r#type: String,
}

/// One block, read, with the right labels.
struct Example {
    prose: String,
    start: usize,
    tokens: Vec<tokens::Token>,
    regions: Regions,
    /// For each region the right row of stretches; `None` where the block's region is out of scope.
    right: Vec<Option<Vec<(usize, usize, usize)>>>,
}

struct Story {
    id: String,
    text: String,
    examples: Vec<Example>,
}

/// Averaged weights: the sum of the weight over all steps is `weight * steps - late`.
#[derive(Default)]
struct Perceptron {
    weights: HashMap<u32, ([f32; LABELS], [f64; LABELS])>,
    steps: f64,
}

impl Model for Perceptron {
    fn add(&self, feature: u32, sum: &mut Scores) {
        if let Some((weights, _)) = self.weights.get(&feature) {
            sum.iter_mut().zip(weights).for_each(|(s, w)| *s += w);
        }
    }
}

impl Perceptron {
    fn update(&mut self, feature: u32, label: usize, by: f32) {
        let (weights, late) = self.weights.entry(feature).or_default();
        weights[label] += by;
        late[label] += f64::from(by) * self.steps;
    }

    fn averaged(&self) -> HashMap<u32, [f32; LABELS]> {
        let average = |(w, late): &([f32; LABELS], [f64; LABELS])| {
            std::array::from_fn(|i| (f64::from(w[i]) - late[i] / self.steps) as f32)
        };
        self.weights.iter().map(|(f, w)| (*f, average(w))).collect()
    }
}

fn main() -> Result<(), Box<dyn Error>> {
    let (mut folds, mut epochs, mut files) = (0, 8, Vec::new());
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--folds" => folds = arguments.next().ok_or("--folds N")?.parse()?,
            "--epochs" => epochs = arguments.next().ok_or("--epochs N")?.parse()?,
            _ => files.push(argument),
        }
    }
    let out = files.remove(0);
    let mut stories = Vec::new();
    for file in &files {
        for line in std::fs::read_to_string(file)?.lines() {
            stories.push(read(serde_json::from_str(line)?));
        }
    }
    if folds > 0 {
        return cross_validate(&stories, folds, epochs, &out);
    }
    let table = quantise(&train(&stories.iter().collect::<Vec<_>>(), epochs));
    eprintln!("{} features", table.len());
    std::fs::write(out, weights::write(&table))?;
    Ok(())
}

fn cross_validate(stories: &[Story], folds: usize, epochs: usize, out: &str) -> Result<(), Box<dyn Error>> {
    let mut lines = String::new();
    for fold in 0..folds {
        let training: Vec<&Story> =
            stories.iter().enumerate().filter(|(i, _)| i % folds != fold).map(|(_, s)| s).collect();
        let table = quantise(&train(&training, epochs));
        let model = weights::Weights::read(&weights::write(&table)).ok_or("weights")?;
        for story in stories.iter().skip(fold).step_by(folds) {
            lines.push_str(&predict(story, &model));
            lines.push('\n');
        }
        eprintln!("fold {fold}: {} features", table.len());
    }
    std::fs::write(out, lines)?;
    Ok(())
}

/// One line of predictions, as score.py reads it.
fn predict(story: &Story, model: &weights::Weights) -> String {
    let mut names = Vec::new();
    for example in &story.examples {
        let mut decoder = Decoder::new(&example.prose, &example.tokens, &example.regions, model);
        let mut row = Vec::new();
        for (first, end) in &example.regions.spans {
            decoder.divide(*first as usize, *end as usize, &mut row);
        }
        for stretch in row.iter().filter(|s| s.label != decode::NONE) {
            let words = &example.regions.words[stretch.from as usize..stretch.to as usize];
            let point = |at: u32| story.text[..example.start + at as usize].chars().count();
            let label = ["", "PER", "ORG", "LOC", "OBJ"][stretch.label];
            names.push(serde_json::json!({
                "start": point(words[0].range.start),
                "end": point(words[words.len() - 1].range.end),
                "type": label,
            }));
        }
    }
    serde_json::json!({ "id": story.id, "entities": names }).to_string()
}

fn read(gold: Gold) -> Story {
    let offsets: Vec<usize> = gold.text.char_indices().map(|(i, _)| i).chain([gold.text.len()]).collect();
    let byte = |point: usize| offsets[point.min(offsets.len() - 1)];
    let names: Vec<(ByteRange, usize)> = gold
        .entities
        .iter()
        .filter_map(|n| Some((ByteRange::new(byte(n.start), byte(n.end)), label(&n.r#type)?)))
        .collect();
    let scope: Vec<ByteRange> = match &gold.scope {
        Some(parts) => parts.iter().map(|(a, b)| ByteRange::new(byte(*a), byte(*b))).collect(),
        None => vec![ByteRange::new(0, gold.text.len())],
    };
    let document = Document::parse(&gold.text, Mode::detect(&gold.text, "txt"));
    let mut examples = Vec::new();
    for (index, block) in document.blocks().iter().enumerate() {
        let prose = block.prose().to_owned();
        let start = document.to_file(index, ByteRange::empty(0)).start as usize;
        let tokens = tokens::tokenize(&prose);
        let sentences = sentences::split(&prose, &tokens);
        let regions = Regions::find(&prose, &tokens, &sentences);
        let mut example = Example { prose, start, tokens, regions, right: Vec::new() };
        example.right =
            example.regions.spans.iter().map(|s| right_row(&example, *s, &names, &scope)).collect();
        examples.push(example);
    }
    Story { id: gold.id, text: gold.text, examples }
}

fn label(name: &str) -> Option<usize> {
    Some(match name {
        "PER" => 1,
        "ORG" => 2,
        "LOC" | "GPE" | "FAC" => 3,
        "PRO" | "FIN" | "MISC" => 4,
        _ => return None,
    })
}

fn right_row(
    example: &Example,
    (first, end): (u32, u32),
    names: &[(ByteRange, usize)],
    scope: &[ByteRange],
) -> Option<Vec<(usize, usize, usize)>> {
    let words = &example.regions.words;
    let at = |word: usize| words[word].range.start as usize + example.start;
    if !scope.iter().any(|s| s.contains(at(first as usize))) {
        return None;
    }
    let mut row = Vec::new();
    let mut word = first as usize;
    while word < end as usize {
        let mut stop = word + 1;
        let mut found = decode::NONE;
        for (range, label) in names {
            let name = trimmed(example, *range, *label, first as usize, end as usize);
            if let Some((from, to)) = name {
                if from == word && to - from <= 8 {
                    (stop, found) = (to, *label);
                }
            }
        }
        row.push((word, stop, found));
        word = stop;
    }
    Some(row)
}

/// The words of a name, without articles, titles and possessives around it.
fn trimmed(
    example: &Example,
    range: ByteRange,
    label: usize,
    first: usize,
    end: usize,
) -> Option<(usize, usize)> {
    let words = &example.regions.words;
    let shift = |r: ByteRange| r.shifted(example.start);
    let mut from = (first..end).find(|w| range.covers(shift(words[*w].range)))?;
    let mut to = (from..end).take_while(|w| range.covers(shift(words[*w].range))).last()? + 1;
    let title = WordClass::HONORIFIC | WordClass::TITLE | WordClass::TITLE_MODIFIER | WordClass::ROLE;
    if label == 1 {
        if let Some(last) =
            (from..to - 1).rev().find(|w| words[*w].class.intersects(title) && !words[*w].opens)
        {
            from = last + 1;
        }
        while from + 1 < to && words[from].class.intersects(title) {
            from += 1;
        }
    }
    let small =
        |w: usize| words[w].shape == Shape::Connector || words[w].class.contains(WordClass::DETERMINER);
    while from < to && small(from) && !words[from].class.contains(WordClass::NAME_PARTICLE) {
        from += 1;
    }
    while to > from && words[to - 1].shape == Shape::Connector {
        to -= 1;
    }
    (from < to).then_some((from, to))
}

/// Steps between reports are not needed: the data is small.
fn train(stories: &[&Story], epochs: usize) -> HashMap<u32, [f32; LABELS]> {
    let mut model = Perceptron { steps: 1.0, ..Perceptron::default() };
    let mut order: Vec<usize> = (0..stories.len()).collect();
    let mut seed = 0x1234_5678_u64;
    for epoch in 0..epochs {
        for i in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (seed >> 33) as usize % (i + 1));
        }
        let mut wrong = 0;
        for story in order.iter().map(|i| stories[*i]) {
            for example in &story.examples {
                wrong += learn(&mut model, example);
            }
        }
        eprintln!("epoch {epoch}: {wrong} regions wrong");
    }
    let seen = count(stories);
    let mut averaged = model.averaged();
    averaged.retain(|f, _| seen.get(f).is_some_and(|n| *n > 1));
    averaged
}

/// In how many stretches of the right rows each feature occurs.
fn count(stories: &[&Story]) -> HashMap<u32, u32> {
    let mut seen = HashMap::new();
    for example in stories.iter().flat_map(|s| &s.examples) {
        for row in example.right.iter().flatten() {
            let mut previous = LABELS;
            for (from, to, label) in row {
                *seen.entry(features::of_transition(previous)).or_default() += 1;
                previous = *label;
                decode::features_of(
                    &example.prose,
                    &example.tokens,
                    &example.regions,
                    *from,
                    *to,
                    &mut |f| {
                        *seen.entry(f).or_default() += 1;
                    },
                );
            }
        }
    }
    seen
}

fn learn(model: &mut Perceptron, example: &Example) -> u32 {
    let mut wrong = 0;
    for (span, right) in example.regions.spans.iter().zip(&example.right) {
        let Some(right) = right else { continue };
        let mut guess: Vec<Stretch> = Vec::new();
        Decoder::new(&example.prose, &example.tokens, &example.regions, model).divide(
            span.0 as usize,
            span.1 as usize,
            &mut guess,
        );
        let guess = with_connectors(&guess, span.0 as usize, span.1 as usize);
        model.steps += 1.0;
        if &guess != right {
            wrong += 1;
            apply(model, example, right, 1.0);
            apply(model, example, &guess, -1.0);
        }
    }
    wrong
}

/// The row with the connectors outside names put back.
fn with_connectors(row: &[Stretch], first: usize, end: usize) -> Vec<(usize, usize, usize)> {
    let mut full = Vec::new();
    let mut at = first;
    for stretch in row {
        full.extend((at..stretch.from as usize).map(|w| (w, w + 1, decode::NONE)));
        full.push((stretch.from as usize, stretch.to as usize, stretch.label));
        at = stretch.to as usize;
    }
    full.extend((at..end).map(|w| (w, w + 1, decode::NONE)));
    full
}

fn apply(model: &mut Perceptron, example: &Example, row: &[(usize, usize, usize)], by: f32) {
    let mut previous = LABELS;
    for (from, to, label) in row {
        model.update(features::of_transition(previous), *label, by);
        previous = *label;
        let mut features = Vec::new();
        decode::features_of(&example.prose, &example.tokens, &example.regions, *from, *to, &mut |f| {
            features.push(f)
        });
        features.iter().for_each(|f| model.update(*f, *label, by));
    }
}

/// Weights as bytes, ordered by feature; those that come out as nothing are left out.
fn quantise(weights: &HashMap<u32, [f32; LABELS]>) -> Vec<(u32, [i8; LABELS])> {
    let largest = weights.values().flatten().fold(0.0_f32, |m, w| m.max(w.abs()));
    let scale = 127.0 / largest.clamp(1.0, 12.0);
    let mut table = BTreeMap::new();
    for (feature, labels) in weights {
        let bytes = labels.map(|w| (w * scale).round().clamp(-127.0, 127.0) as i8);
        if bytes.iter().any(|b| *b != 0) && *feature != 0 {
            table.insert(*feature, bytes);
        }
    }
    table.into_iter().collect()
}
