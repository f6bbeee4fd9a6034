//! Trains the name model: a conditional random field over rows of labelled stretches.
//!
//! `train_names OUT [--fold K/N] [--apply FILE] [--epochs N] FILE.jsonl…` where each line is `{"id", "text", "scope"?,
//! "entities": [{"start", "end", "type"}]}` with offsets in code points. It writes the weights to `OUT`; with `--fold
//! K/N` instead the names it finds in the K-th part of the stories, learned from the others, and with `--apply` those
//! it finds in `FILE`; see docs/accuracy.md.
//!
//! Trained on MEANTIME and GUM (both CC-BY 4.0) only.

use newsmark::analysis::mentions::EntityKind;
use newsmark::analysis::mentions::decode;
use newsmark::analysis::mentions::features;
use newsmark::analysis::mentions::regions::{Regions, Shape};
use newsmark::analysis::{self, sentences, tokens};
use newsmark::knowledge::WordClass;
use newsmark::knowledge::weights::{self, LABELS, Scores};
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

/// What the command line sets.
struct Settings {
    epochs: usize,
    rate: f32,
    /// Weight of the quadratic penalty.
    penalty: f32,
    /// Features in fewer right stretches than this are left out.
    seen: u32,
    /// What is added to the weight of "no name", for precision.
    doubt: f32,
    /// What is taken from the weight of organisations, which are wrong most often.
    strict: f32,
}

fn main() -> Result<(), Box<dyn Error>> {
    let (mut fold, mut files, mut apply_to) = (None, Vec::new(), None);
    let mut settings = Settings { epochs: 20, rate: 0.1, penalty: 1.0, seen: 2, doubt: 0.0, strict: 0.0 };
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("{argument} needs a value"));
        match argument.as_str() {
            "--fold" => {
                let value = value()?;
                let (fold_, folds) = value.split_once('/').ok_or("--fold 0/5")?;
                fold = Some((fold_.parse::<usize>()?, folds.parse::<usize>()?));
            }
            "--epochs" => settings.epochs = value()?.parse()?,
            "--rate" => settings.rate = value()?.parse()?,
            "--penalty" => settings.penalty = value()?.parse()?,
            "--seen" => settings.seen = value()?.parse()?,
            "--doubt" => settings.doubt = value()?.parse()?,
            "--strict" => settings.strict = value()?.parse()?,
            "--apply" => apply_to = Some(value()?),
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
    let left_out = |story: &Story| fold.is_some_and(|(fold, folds)| fold_of(story, folds) == fold);
    let table = quantise(&train(&stories.iter().filter(|s| !left_out(s)).collect::<Vec<_>>(), &settings));
    eprintln!("{} features", table.len());
    if fold.is_none() && apply_to.is_none() {
        std::fs::write(out, weights::write(&table))?;
        return Ok(());
    }
    let model = weights::Weights::read(&weights::write(&table)).ok_or("weights")?;
    model.install().map_err(|_| "names have been read already")?;
    let mut lines = String::new();
    for story in stories.iter().filter(|s| !s.id.contains('#') && left_out(s)) {
        lines.push_str(&predict(&story.id, &story.text));
        lines.push('\n');
    }
    if let Some(file) = apply_to {
        for line in std::fs::read_to_string(file)?.lines() {
            let story: Gold = serde_json::from_str(line)?;
            lines.push_str(&predict(&story.id, &story.text));
            lines.push('\n');
        }
    }
    std::fs::write(out, lines)?;
    Ok(())
}

/// The fold of a story and its varied copies (`id#1` …).
fn fold_of(story: &Story, folds: usize) -> usize {
    let id = story.id.split('#').next().unwrap_or_default();
    id.bytes().fold(7_usize, |h, b| h.wrapping_mul(31).wrapping_add(usize::from(b))) % folds
}

/// One line of predictions, as score.py reads it: the names of the whole story, joined.
fn predict(id: &str, text: &str) -> String {
    let story = analysis::Story::read(text, Mode::detect(text, "txt"), analysis::Options::default());
    let mut names = Vec::new();
    for (block, summary) in story.summaries.iter().enumerate() {
        for (index, mention) in summary.mentions.iter().enumerate() {
            let entity = story.article.entity_of[block][index].map(|e| &story.article.entities[e as usize]);
            if !mention.stands(entity.is_some()) {
                continue;
            }
            let label = match entity.map_or(mention.kind, |e| e.kind) {
                EntityKind::Person => "PER",
                EntityKind::Org => "ORG",
                EntityKind::Place => "LOC",
                EntityKind::Object => "OBJ",
            };
            let range = story.document.to_file(block, mention.range);
            let point = |at: u32| text[..at as usize].chars().count();
            names.push(
                serde_json::json!({ "start": point(range.start), "end": point(range.end), "type": label }),
            );
        }
    }
    serde_json::json!({ "id": id, "entities": names }).to_string()
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
            if let Some((from, to)) = name
                && from == word
                && to - from <= 8
            {
                (stop, found) = (to, *label);
            }
        }
        // What cannot be a name, or must be one, is not for the model to learn.
        let labels = decode::labels_of(&example.regions, word, stop);
        if !labels.contains(&found) && !labels.is_empty() {
            found = labels.start;
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

/// All divisions of one region: its stretches with their features, and the right row.
struct Lattice {
    words: usize,
    stretches: Vec<Candidate>,
    /// Index of the stretch and label, in order.
    right: Vec<(usize, usize)>,
}

/// A stretch that a region can be divided into.
struct Candidate {
    from: usize,
    to: usize,
    labels: std::ops::Range<usize>,
    features: Vec<u32>,
}

/// Numbers features densely in order of appearance.
#[derive(Default)]
struct Numbering {
    index: HashMap<u32, u32>,
    features: Vec<u32>,
}

impl Numbering {
    fn of(&mut self, feature: u32) -> u32 {
        *self.index.entry(feature).or_insert_with(|| {
            self.features.push(feature);
            self.features.len() as u32 - 1
        })
    }
}

/// Minimises the negative log-likelihood of the right rows with AdaGrad and a quadratic penalty.
fn train(stories: &[&Story], settings: &Settings) -> HashMap<u32, [f32; LABELS]> {
    let mut numbering = Numbering::default();
    let transitions: Vec<u32> = (0..=LABELS).map(|l| numbering.of(features::of_transition(l))).collect();
    let mut lattices = Vec::new();
    for story in stories {
        for example in &story.examples {
            for (span, right) in example.regions.spans.iter().zip(&example.right) {
                if let Some(right) = right {
                    lattices.push(lattice(example, *span, right, &mut numbering));
                }
            }
        }
    }
    let mut seen = vec![0_u32; numbering.features.len()];
    for lattice in &lattices {
        for (stretch, _) in &lattice.right {
            lattice.stretches[*stretch].features.iter().for_each(|f| seen[*f as usize] += 1);
        }
    }
    transitions.iter().for_each(|t| seen[*t as usize] = u32::MAX);
    for lattice in &mut lattices {
        for stretch in &mut lattice.stretches {
            stretch.features.retain(|f| seen[*f as usize] >= settings.seen);
        }
    }
    let mut learner = Learner {
        weights: vec![[0.0; LABELS]; seen.len()],
        squares: vec![[1e-3; LABELS]; seen.len()],
        transitions,
        rate: settings.rate,
        penalty: settings.penalty / lattices.len() as f32,
    };
    let mut order: Vec<usize> = (0..lattices.len()).collect();
    let mut seed = 0x1234_5678_u64;
    let mut sums = vec![[0.0_f64; LABELS]; learner.weights.len()];
    let mut taken = 0.0;
    for epoch in 0..settings.epochs {
        for i in (1..order.len()).rev() {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            order.swap(i, (seed >> 33) as usize % (i + 1));
        }
        for (step, i) in order.iter().enumerate() {
            learner.learn(&lattices[*i]);
            if epoch * 2 >= settings.epochs && step % (order.len() / 8).max(1) == 0 {
                taken += 1.0;
                for (sum, weights) in sums.iter_mut().zip(&learner.weights) {
                    sum.iter_mut().zip(weights).for_each(|(s, w)| *s += f64::from(*w));
                }
            }
        }
    }
    if taken > 0.0 {
        for (weights, sum) in learner.weights.iter_mut().zip(&sums) {
            weights.iter_mut().zip(sum).for_each(|(w, s)| *w = (*s / taken) as f32);
        }
    }
    let bias = &mut learner.weights[numbering.of(features::bias()) as usize];
    bias[decode::NONE] += settings.doubt;
    bias[decode::ORGANISATION] -= settings.strict;
    numbering.features.iter().copied().zip(learner.weights).collect()
}

fn lattice(
    example: &Example,
    (first, end): (u32, u32),
    right: &[(usize, usize, usize)],
    numbering: &mut Numbering,
) -> Lattice {
    let (first, end) = (first as usize, end as usize);
    let mut lattice = Lattice { words: end - first, stretches: Vec::new(), right: Vec::new() };
    for from in first..end {
        for to in from + 1..=end.min(from + decode::LONGEST) {
            let labels = decode::labels_of(&example.regions, from, to);
            if labels.is_empty() {
                continue;
            }
            let mut found = Vec::new();
            decode::features_of(&example.prose, &example.tokens, &example.regions, from, to, &mut |f| {
                found.push(numbering.of(f));
            });
            if let Some((_, _, label)) = right.iter().find(|(f, t, _)| (*f, *t) == (from, to)) {
                lattice.right.push((lattice.stretches.len(), *label));
            }
            lattice.stretches.push(Candidate { from: from - first, to: to - first, labels, features: found });
        }
    }
    lattice
}

struct Learner {
    weights: Vec<[f32; LABELS]>,
    squares: Vec<[f32; LABELS]>,
    transitions: Vec<u32>,
    rate: f32,
    penalty: f32,
}

/// log(exp(a) + exp(b))
fn log_add(a: f32, b: f32) -> f32 {
    let (high, low) = if a > b { (a, b) } else { (b, a) };
    if low == f32::NEG_INFINITY { high } else { high + (low - high).exp().ln_1p() }
}

impl Learner {
    fn learn(&mut self, lattice: &Lattice) {
        let allowed = lattice.right.iter().all(|(s, l)| lattice.stretches[*s].labels.contains(l));
        let covered: usize =
            lattice.right.iter().map(|(s, _)| lattice.stretches[*s].to - lattice.stretches[*s].from).sum();
        if !allowed || covered != lattice.words {
            return;
        }
        let scores: Vec<Scores> = lattice.stretches.iter().map(|s| self.score(s)).collect();
        let forward = self.forward(lattice, &scores);
        let backward = self.backward(lattice, &scores);
        let total = forward[lattice.words].iter().fold(f32::NEG_INFINITY, |a, b| log_add(a, *b));
        for (stretch, scores) in lattice.stretches.iter().zip(&scores) {
            let mut gradient = [0.0; LABELS];
            for label in stretch.labels.clone() {
                for previous in 0..=LABELS {
                    let before = self.before(&forward, stretch.from, previous);
                    if before == f32::NEG_INFINITY {
                        continue;
                    }
                    let step = self.weights[self.transitions[previous] as usize][label];
                    let p = (before + step + scores[label] + backward[stretch.to][label] - total).exp();
                    gradient[label] += p;
                    self.step(self.transitions[previous], label, p);
                }
            }
            for feature in &stretch.features {
                for label in stretch.labels.clone() {
                    self.step(*feature, label, gradient[label]);
                }
            }
        }
        let mut previous = LABELS;
        for (stretch, label) in &lattice.right {
            self.step(self.transitions[previous], *label, -1.0);
            previous = *label;
            for feature in &lattice.stretches[*stretch].features {
                self.step(*feature, *label, -1.0);
            }
        }
    }

    fn score(&self, stretch: &Candidate) -> Scores {
        let mut scores = [0.0; LABELS];
        for feature in &stretch.features {
            scores.iter_mut().zip(&self.weights[*feature as usize]).for_each(|(s, w)| *s += w);
        }
        scores
    }

    fn before(&self, forward: &[Scores], from: usize, previous: usize) -> f32 {
        match (from, previous) {
            (0, LABELS) => 0.0,
            (0, _) | (_, LABELS) => f32::NEG_INFINITY,
            _ => forward[from][previous],
        }
    }

    fn forward(&self, lattice: &Lattice, scores: &[Scores]) -> Vec<Scores> {
        let mut forward = vec![[f32::NEG_INFINITY; LABELS]; lattice.words + 1];
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by_key(|i| lattice.stretches[*i].to);
        for i in order {
            let stretch = &lattice.stretches[i];
            for label in stretch.labels.clone() {
                for previous in 0..=LABELS {
                    let step = self.weights[self.transitions[previous] as usize][label];
                    let score = self.before(&forward, stretch.from, previous) + step + scores[i][label];
                    let place = &mut forward[stretch.to][label];
                    *place = log_add(*place, score);
                }
            }
        }
        forward
    }

    fn backward(&self, lattice: &Lattice, scores: &[Scores]) -> Vec<Scores> {
        let mut backward = vec![[f32::NEG_INFINITY; LABELS]; lattice.words + 1];
        backward[lattice.words] = [0.0; LABELS];
        let mut order: Vec<usize> = (0..scores.len()).collect();
        order.sort_by_key(|i| std::cmp::Reverse(lattice.stretches[*i].from));
        for i in order {
            let stretch = &lattice.stretches[i];
            for previous in 0..LABELS {
                for label in stretch.labels.clone() {
                    let step = self.weights[self.transitions[previous] as usize][label];
                    let score = step + scores[i][label] + backward[stretch.to][label];
                    let place = &mut backward[stretch.from][previous];
                    *place = log_add(*place, score);
                }
            }
        }
        backward
    }

    fn step(&mut self, feature: u32, label: usize, gradient: f32) {
        let weight = &mut self.weights[feature as usize][label];
        let gradient = gradient + self.penalty * *weight;
        let square = &mut self.squares[feature as usize][label];
        *square += gradient * gradient;
        *weight -= self.rate * gradient / square.sqrt();
    }
}

/// Weights as bytes, ordered by feature; those that come out as nothing are left out.
fn quantise(weights: &HashMap<u32, [f32; LABELS]>) -> Vec<(u32, [i8; LABELS])> {
    let scale = weights::UNIT;
    let mut table = BTreeMap::new();
    for (feature, labels) in weights {
        let bytes = labels.map(|w| (w * scale).round().clamp(-127.0, 127.0) as i8);
        if bytes.iter().any(|b| *b != 0) && *feature != 0 {
            table.insert(*feature, bytes);
        }
    }
    table.into_iter().collect()
}
