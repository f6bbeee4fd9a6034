//! Who is said to have said it, within one block: sources, cues and the quotations they go with.

mod after;
mod before;
mod clause;
mod phrases;
mod stream;
mod voices;

use self::clause::Strength;
use self::stream::{Items, Stream};
use self::voices::Voice;
use super::Confidence;
use super::mentions::Mention;
use super::quotes::Quotes;
use super::sentences::Sentence;
use super::tokens::Token;
use crate::text::ByteRange;

/// How source, cue and quotation stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// `“Q,” X said`
    QuoteSourceCue,
    /// `“Q,” said X`
    QuoteCueSource,
    /// `X said: “Q”`, `X said “Q”`
    SourceCueQuote,
    /// `“Q1,” X said. “Q2.”`: a later quotation in the paragraph of an attributed one.
    SameParagraph,
    /// `“Q1,” X said, “Q2.”`
    Middle,
    /// `according to X, “Q”`, `“Q,” according to X`
    AccordingTo,
    /// `X’s statement reads: “Q”`, `“Q” — X`, `NAME: Q` and other shapes without a verb of saying.
    Credit,
    /// The source stands in another paragraph.
    Carried,
    /// An annotation says so.
    Annotated,
}

/// One attribution found in a block: a source and a cue.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Attribution {
    /// The source phrase in the prose (a name with its titles, a pronoun, "a spokesman"); at most 80 characters.
    pub source: ByteRange,
    /// The reporting verb or phrase in the prose; empty for a bare colon or dash.
    pub cue: ByteRange,
    /// Index into [`Quotes::parts`] of the quotation that it goes with; `None` for reported speech without one.
    pub quote: Option<u32>,
    /// How they stand.
    pub shape: Shape,
    /// How sure it is.
    pub confidence: Confidence,
}

/// An attribution of one quotation while it is looked for, in items of the block's [`Stream`].
#[derive(Clone, Copy, Debug)]
struct Hit {
    source: Items,
    cue: Items,
    shape: Shape,
    confidence: Confidence,
    strength: Strength,
    /// Whether the cue reports something else behind it: `“Q,” X said that …`
    complement: bool,
    /// Where the attribution ends.
    end: usize,
}

/// Finds the attributions of a block, in order of the quotations and cues they go with.
pub fn find(
    prose: &str,
    tokens: &[Token],
    sentences: &[Sentence],
    quotes: &Quotes,
    mentions: &[Mention],
) -> Vec<Attribution> {
    let _ = mentions;
    let s = Stream::new(prose, tokens, sentences, quotes);
    let voices = voices::find(&s);
    let mut found: Vec<(usize, Attribution)> = Vec::new();
    let mut hits: Vec<(usize, Hit)> = Vec::new();
    for k in 0..s.len() {
        let Some(quote) = s.quote(k) else { continue };
        let Some(hit) = choose(&s, k, &voices, &hits) else { continue };
        hits.push((k, hit));
        found.push((k, attribution(&s, Some(quote as u32), hit.source, hit.cue, hit.shape, hit.confidence)));
    }
    for voice in voices.iter().filter(|v| !v.aside && v.strength == Strength::Strong) {
        if !hits.iter().any(|(_, h)| h.cue.start < voice.cue.end && voice.cue.start < h.cue.end) {
            let shape = Shape::SourceCueQuote;
            found.push((
                voice.cue.start,
                attribution(&s, None, voice.source, voice.cue, shape, Confidence::Medium),
            ));
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found.into_iter().map(|(_, a)| a).collect()
}

fn attribution(
    s: &Stream<'_>,
    quote: Option<u32>,
    source: Items,
    cue: Items,
    shape: Shape,
    confidence: Confidence,
) -> Attribution {
    Attribution { source: s.range(source), cue: s.range(cue), quote, shape, confidence }
}

/// The attribution of the quotation at item `k`, given those of the quotations before it.
fn choose(s: &Stream<'_>, k: usize, voices: &[Voice], hits: &[(usize, Hit)]) -> Option<Hit> {
    let before = before::find(s, k, voices);
    let close = before.filter(|b| {
        b.strength == Strength::Strong
            && voices.iter().any(|v| v.cue == b.cue && before::adjacent(s, v, k))
            && !claimed(hits, b.cue)
    });
    let after = after::find(s, k);
    if let Some(hit) = close.or(after) {
        return Some(hit);
    }
    let floor = s.sentence_start(k);
    let earlier = hits.last();
    if let Some((at, hit)) = earlier.filter(|(at, _)| *at >= floor || !s.breaks_before(k)) {
        if before.is_none_or(|b| b.confidence < Confidence::High || b.cue == hit.cue) && *at < k {
            let shape = if hit.cue.start > *at { Shape::Middle } else { hit.shape };
            return Some(Hit { shape, ..*hit });
        }
    }
    if let Some(hit) = before.filter(|b| b.confidence > Confidence::Low) {
        return Some(hit);
    }
    same_paragraph(s, k, voices, hits).or(before)
}

fn claimed(hits: &[(usize, Hit)], cue: Items) -> bool {
    hits.iter().any(|(at, h)| h.cue == cue && *at < cue.start)
}

/// The speaker of an earlier quotation in the paragraph, or who spoke last in it.
fn same_paragraph(s: &Stream<'_>, k: usize, voices: &[Voice], hits: &[(usize, Hit)]) -> Option<Hit> {
    let earlier = hits.last().map(|(_, h)| *h);
    let voice = voices.iter().rev().find(|v| v.cue.end <= k && !v.aside && v.strength == Strength::Strong);
    let hit = match (earlier, voice) {
        (Some(h), Some(v)) if v.cue.start > h.cue.end && v.cue.start > h.end => from_voice(v),
        (Some(h), _) => h,
        (None, Some(v)) => from_voice(v),
        (None, None) => return None,
    };
    let _ = s;
    Some(Hit { shape: Shape::SameParagraph, confidence: hit.confidence.min(Confidence::Medium), ..hit })
}

fn from_voice(v: &Voice) -> Hit {
    Hit {
        source: v.source,
        cue: v.cue,
        shape: Shape::SameParagraph,
        confidence: Confidence::Medium,
        strength: v.strength,
        complement: false,
        end: v.cue.end,
    }
}
