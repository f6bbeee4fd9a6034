//! Who is said to have said it, within one block: sources, cues and the quotations they go with.

mod after;
mod before;
mod clause;
mod phrases;
mod stream;
mod voices;

use self::after::Ending;
use self::clause::Strength;
use self::phrases::{Phrase, PhraseKind};
use self::stream::{Items, Stream};
use self::voices::Voice;
use super::Confidence;
use super::quotes::{QuoteKind, Quotes};
use super::sentences::Sentence;
use super::tokens::{Token, TokenKind};
use crate::knowledge::{WordClass, sourcing};
use crate::text::ByteRange;
use rustc_hash::FxHashSet;
use smallvec::SmallVec;

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
    /// `X never said “Q”`, `if X says “Q”`: nobody has said it.
    Denied,
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
}

/// Finds the attributions of a block: those of quotations in order of [`Attribution::quote`], then the others in order
/// of the text.
#[inline(never)]
pub fn find(prose: &str, tokens: &[Token], sentences: &[Sentence], quotes: &Quotes) -> Vec<Attribution> {
    let s = Stream::new(prose, tokens, sentences, quotes);
    let voices = voices::find(&s);
    let mut found: Vec<(usize, Attribution)> = Vec::new();
    let mut hits: SmallVec<[(usize, Hit); 4]> = SmallVec::new();
    for (k, quote) in s.quotations() {
        let Some(hit) = choose(&s, k, &voices, &hits) else { continue };
        if hit.shape == Shape::Denied {
            let denied = attribution(&s, Some(quote as u32), hit.source, hit.cue, hit.shape, hit.confidence);
            found.push((k, denied));
            continue;
        }
        hits.push((k, hit));
        let sure = match s.quotes.parts[quote].kind {
            QuoteKind::Full => true,
            QuoteKind::Title | QuoteKind::Term => sure_of_title(&s, k, &hit),
            QuoteKind::Fragment | QuoteKind::Scare => sure_of_words(&s, k, &hit),
        };
        if !sure {
            continue;
        }
        found.push((k, attribution(&s, Some(quote as u32), hit.source, hit.cue, hit.shape, hit.confidence)));
    }
    forward(&s, &hits, &mut found);
    in_a_mood(&s, &mut found);
    lead_in(&s, &voices, &mut found);
    credit_line(&s, &mut found);
    let used: FxHashSet<usize> = hits.iter().map(|(_, h)| h.cue.end).collect();
    for voice in voices.iter().filter(|v| !v.aside && v.strength == Strength::Strong) {
        if !used.contains(&voice.cue.end) {
            let shape = Shape::SourceCueQuote;
            found.push((
                voice.cue.start,
                attribution(&s, None, voice.source, voice.cue, shape, Confidence::Medium),
            ));
        }
    }
    found.sort_by_key(|(at, a)| (a.quote.is_none(), *at));
    found.into_iter().map(|(_, a)| a).collect()
}

/// Whether the sentence says that the words were not said, or supposes them.
fn is_denied(s: &Stream<'_>, k: usize, hit: &Hit) -> bool {
    let Items { start, end } = hit.cue;
    if hit.shape != Shape::SourceCueQuote || end > k || start == end || !before::adjacent(s, hit.cue, k) {
        return false;
    }
    let before = |i: usize, class: WordClass| i > 0 && s.is(i - 1, class);
    (start..end).any(|i| s.is(i, WordClass::NEGATION))
        || s.is(hit.source.start, WordClass::NOBODY)
        || (s.is(start, WordClass::TO) && before(start, WordClass::REFUSING))
        || (hit.strength == Strength::Strong && before(hit.source.start, WordClass::HYPOTHETICAL))
}

/// Whether the attribution is good enough for what has the form of a title or a mentioned word: most of those stand in
/// somebody's sentence without being said.
fn sure_of_title(s: &Stream<'_>, k: usize, hit: &Hit) -> bool {
    let last = hit.cue.end.saturating_sub(1);
    match hit.shape {
        Shape::QuoteSourceCue | Shape::QuoteCueSource => {
            hit.strength == Strength::Strong && s.sentence_start(k) == k && hit.cue.start <= k + TITLE_REACH
        }
        Shape::SourceCueQuote => {
            s.punct(k.wrapping_sub(1), ':')
                || (s.is(last, WordClass::CUE | WordClass::CUE_PARTICIPLE)
                    && hit.cue.end + 1 >= k
                    && !s.is(k.wrapping_sub(1), WordClass::DETERMINER))
                || (before::calls(s, hit.cue, k) && hit.source.end == hit.cue.start && !names_thing(s, hit))
        }
        Shape::Credit => hit.confidence == Confidence::High || s.punct(k.wrapping_sub(1), ':'),
        _ => false,
    }
}

/// `a class called “…”`: the verb gives a name to the thing before it.
fn names_thing(s: &Stream<'_>, hit: &Hit) -> bool {
    let head = hit.source.end - 1;
    s.is(hit.cue.end - 1, WordClass::NAMING)
        && !s.is_capitalised(head)
        && !s.is(head, WordClass::PRONOUN_SUBJECT | WordClass::ROLE | WordClass::SPEAKING_NOUN)
}

/// How far behind what has the form of a title its verb of saying may stand, in items.
const TITLE_REACH: usize = 8;

/// How far behind its verb a single quoted word may stand, in items.
const WORD_REACH: usize = 8;

/// Whether the attribution is good enough for some words inside the writer's sentence: their speaker is often
/// somebody further out (`X says he calls it “…”`), so only plain shapes count.
fn sure_of_words(s: &Stream<'_>, k: usize, hit: &Hit) -> bool {
    let last = hit.cue.end.saturating_sub(1);
    // One word far from the verb is kept at a distance rather than quoted: `agreed to go on with the “opposition”`.
    let far = hit.cue.end < k && k - hit.cue.end > WORD_REACH;
    let one_word = s.quote(k).is_some_and(|q| s.quotes.parts[q].tokens.1 - s.quotes.parts[q].tokens.0 <= 1);
    if far && one_word {
        return false;
    }
    if s.punct(k.wrapping_sub(1), ':') {
        return true;
    }
    let adjacent = (hit.cue.end..k).all(|i| s.is(i, WordClass::DETERMINER) || s.punct(i, ','));
    match hit.shape {
        Shape::QuoteSourceCue | Shape::QuoteCueSource => {
            hit.strength == Strength::Strong || after::is_sentence(s, k)
        }
        Shape::AccordingTo => true,
        Shape::Middle => s.is(last, WordClass::CORE_CUE) || goes_on(s, k, hit),
        Shape::Credit => hit.confidence == Confidence::High,
        Shape::SourceCueQuote if s.is(last, WordClass::CUE) => true,
        // `…, noting that “Q”`
        Shape::SourceCueQuote if s.is(last, WordClass::CUE_PARTICIPLE) => {
            !adjacent || s.punct(hit.cue.start.wrapping_sub(1), ',')
        }
        Shape::SourceCueQuote if s.is(last, WordClass::CORE_CUE) => k - hit.cue.end <= WORD_REACH,
        Shape::SourceCueQuote if before::calls(s, hit.cue, k) => true,
        // `X blamed “Q”`, `X praised them for “Q”`
        Shape::SourceCueQuote if sourcing::is_judging(s.text(last)) && !one_word => true,
        Shape::SourceCueQuote => {
            let pronoun = s.is(hit.source.start, WordClass::PRONOUN_SUBJECT);
            let distant = one_word && s.is(k.wrapping_sub(1), WordClass::DETERMINER | WordClass::POSSESSIVE);
            s.is(last, WordClass::WEAK_CUE) && !adjacent && !pronoun && !distant
        }
        _ => false,
    }
}

/// `“Q1,” X promised, “if you do.”`: the second half of a sentence whose first half is quoted, too.
fn goes_on(s: &Stream<'_>, k: usize, hit: &Hit) -> bool {
    let end = hit.cue.end.max(hit.source.end);
    let first = hit.cue.start.min(hit.source.start).checked_sub(1).and_then(|i| s.quote(i));
    let halved = first.is_some_and(|q| {
        let part = &s.quotes.parts[q];
        part.kind == QuoteKind::Full
            && part.tokens.1.checked_sub(1).is_some_and(|i| s.tokens[i as usize].is_punct(s.prose, ','))
    });
    halved && end + 1 == k && s.punct(end, ',') && hit.strength == Strength::Strong
}

/// `“Q1.” “Q2,” X said.`: a quotation without a speaker takes that of the next one in the paragraph.
fn forward(s: &Stream<'_>, hits: &[(usize, Hit)], found: &mut Vec<(usize, Attribution)>) {
    let mut next: Option<Hit> = None;
    let mut last = hits.len();
    for (k, quote) in s.quotations().rev() {
        if last > 0 && hits[last - 1].0 == k {
            last -= 1;
            next = Some(hits[last].1);
        } else if let Some(hit) = next.filter(|_| s.quotes.parts[quote].kind == QuoteKind::Full) {
            let attribution = attribution(
                s,
                Some(quote as u32),
                hit.source,
                hit.cue,
                Shape::SameParagraph,
                Confidence::Medium,
            );
            found.push((k, attribution));
        }
    }
}

/// `— X, mayor` alone in a block: the credit of a quotation above. Without the dash the fold decides by the kind of block.
fn credit_line(s: &Stream<'_>, found: &mut Vec<(usize, Attribution)>) {
    let dash = usize::from(s.kind(0) == Some(TokenKind::Dash) || s.punct(0, '-'));
    if s.len() > CREDIT_ITEMS {
        return;
    }
    let opener =
        WordClass::PREPOSITION | WordClass::SUBORDINATOR | WordClass::ADVERB | WordClass::CONJUNCTION;
    // `On Wednesday she said so.` is no credit.
    let named = |p: &Phrase| p.kind == PhraseKind::Name && phrases::can_speak(s, *p) && !s.is(dash, opener);
    if let Some(name) = phrases::starting_at(s, dash).filter(named)
        && clause::verb_of(s, name).is_none()
    {
        let cue = Items { start: 0, end: dash };
        found.push((0, attribution(s, None, name.items, cue, Shape::Credit, Confidence::High)));
    }
}

/// Most items of a credit line.
const CREDIT_ITEMS: usize = 24;

/// Who speaks in the last sentence of a block that ends in a colon: the next paragraph is theirs.
fn lead_in(s: &Stream<'_>, voices: &[Voice], found: &mut Vec<(usize, Attribution)>) {
    let Some(colon) = s.len().checked_sub(1).filter(|c| s.punct(*c, ':')) else { return };
    let floor = s.sentence_start(colon);
    let inside = || voices.iter().rev().take_while(|v| v.cue.start >= floor).filter(|v| !v.aside);
    let voice = inside()
        .find(|v| v.strength == Strength::Strong && s.is(v.cue.end - 1, WordClass::CORE_CUE))
        .or_else(|| inside().find(|v| v.strength == Strength::Strong))
        .or_else(|| inside().next())
        .map(|v| (v.source, v.cue));
    let subject = || {
        let subject = voices::subject_of_sentence(s, floor, colon)?;
        Some((subject.items, Items { start: colon, end: colon + 1 }))
    };
    if let Some((source, cue)) = voice.or_else(subject) {
        found.push((s.len(), attribution(s, None, source, cue, Shape::Credit, Confidence::Medium)));
    }
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
    let (ending, _) = after::ending(s, k);
    if let Some(hit) = before.filter(|b| is_denied(s, k, b)) {
        let said = after::find(s, k).filter(|a| a.strength == Strength::Strong && !a.complement);
        // `X did not say “Q”, as Y wrote` leaves it at that.
        let as_said = s.is(k + 1, WordClass::AS) || s.is(k + 2, WordClass::AS);
        return said.filter(|_| !as_said).or(Some(Hit { shape: Shape::Denied, ..hit }));
    }
    let close = before.filter(|b| leads_in(s, b, k, ending) && !claimed(hits, b.cue));
    // `When X claimed that “Q,” Y said the opposite`: what follows reports something else.
    let led = before.is_some_and(|b| b.strength == Strength::Strong && b.confidence > Confidence::Low);
    let after = after::find(s, k).filter(|a| !(a.complement && led));
    if let Some(hit) = close.or(after.filter(|_| ending != Ending::Stop)) {
        return Some(hit);
    }
    let floor = s.sentence_start(k);
    let earlier = hits.last();
    if let Some((at, hit)) = earlier.filter(|(at, hit)| *at >= floor || hit.cue.start >= floor)
        && before.is_none_or(|b| b.confidence < Confidence::High || b.cue == hit.cue)
        && !(before.is_some_and(|b| b.cue != hit.cue) && before::calls(s, hit.cue, *at))
        && !before.is_some_and(|b| is_another(s, &b, hit, *at))
        && *at < k
    {
        let shape = if hit.cue.start > *at { Shape::Middle } else { hit.shape };
        return Some(Hit { shape, ..*hit });
    }
    if let Some(hit) = before.filter(|b| b.confidence > Confidence::Low) {
        return Some(hit);
    }
    let cut_off = ending == Ending::Comma && !(k + 1..s.len()).any(|i| s.is_word(i) || s.quote(i).is_some());
    if cut_off {
        return before.filter(|b| b.confidence > Confidence::Low);
    }
    after::late(s, k, voices).or_else(|| same_paragraph(s, k, voices, hits)).or(after).or(before)
}

/// `Keller praised the “Q1”, but Hill called it “Q2”`: whether somebody else has taken over since the quotation at `at`.
fn is_another(s: &Stream<'_>, before: &Hit, earlier: &Hit, at: usize) -> bool {
    let start = before.source.start;
    let parted = start > at + 1
        && s.is(start - 1, WordClass::CONJUNCTION | WordClass::SUBORDINATOR)
        && !s.is(start - 1, WordClass::RELATIVE);
    earlier.cue.end <= at
        && parted
        && before.cue.start > at
        && before.strength > Strength::Any
        && before.source != earlier.source
}

/// Whether the attribution before the quotation at `k` leads straight into it, so that what follows cannot be its own.
fn leads_in(s: &Stream<'_>, before: &Hit, k: usize, ending: Ending) -> bool {
    let adjacent = before.strength == Strength::Strong && before::adjacent(s, before.cue, k);
    let marked = s.punct(k.wrapping_sub(1), ':')
        || (s.punct(k.wrapping_sub(1), ',') && before.strength == Strength::Strong);
    adjacent || (marked && ending != Ending::Comma && before.confidence > Confidence::Low)
}

fn claimed(hits: &[(usize, Hit)], cue: Items) -> bool {
    hits.iter().rev().take(NEAR).any(|(at, h)| h.cue == cue && *at < cue.start)
}

/// How many voices or attributions back a quotation looks.
const NEAR: usize = 16;

/// The voices before item `k`, nearest first.
fn voices_before(voices: &[Voice], k: usize) -> impl Iterator<Item = &Voice> + Clone {
    let upto = voices.partition_point(|v| v.cue.end <= k);
    voices[..upto].iter().rev().take(NEAR)
}

/// The speaker of an earlier quotation in the paragraph, or who spoke last in it.
fn same_paragraph(s: &Stream<'_>, k: usize, voices: &[Voice], hits: &[(usize, Hit)]) -> Option<Hit> {
    let earlier = hits.last().map(|(_, h)| *h);
    let voice =
        voices_before(voices, k).find(|v| !v.aside && v.strength == Strength::Strong && is_main(s, v));
    let hit = match (earlier, voice) {
        (Some(h), Some(v)) if s.sentence_start(v.cue.start) > h.cue.start => from_voice(v),
        (Some(h), _) => h,
        // Only what the paragraph reports without quoting says who speaks.
        (None, Some(v)) => Hit { confidence: Confidence::Low, ..from_voice(v) },
        (None, None) => return None,
    };
    Some(Hit { shape: Shape::SameParagraph, confidence: hit.confidence.min(Confidence::Medium), ..hit })
}

/// `Keller was furious. “Q1.” “Q2.”`: what nobody else is said to have said is hers.
fn in_a_mood(s: &Stream<'_>, found: &mut Vec<(usize, Attribution)>) {
    let said: FxHashSet<u32> = found.iter().filter_map(|(_, a)| a.quote).collect();
    let mut last = None;
    for (k, quote) in s.quotations() {
        if said.contains(&(quote as u32)) {
            last = None;
        } else if s.quotes.parts[quote].kind == QuoteKind::Full {
            last = introduced(s, k).or(last);
            found.extend(last.map(|hit| {
                (k, attribution(s, Some(quote as u32), hit.source, hit.cue, hit.shape, hit.confidence))
            }));
        }
    }
}

/// Most items of the sentence that says how somebody is.
const MOOD: usize = 12;

/// `Keller was furious. “Q”`: whom the sentence before the quotation is about, if it is all that the paragraph says.
fn introduced(s: &Stream<'_>, k: usize) -> Option<Hit> {
    let full = s.quote(k).is_some_and(|q| s.quotes.parts[q].kind == QuoteKind::Full);
    let end = k.checked_sub(1).filter(|e| full && s.sentence_start(k) == k && s.punct(*e, '.'))?;
    let floor = s.sentence_start(end);
    let subject = voices::subject_of_sentence(s, floor, end).filter(|_| end - floor <= MOOD)?;
    let person = subject.kind == PhraseKind::Name && !s.is(subject.items.start, WordClass::DETERMINER)
        || s.is(subject.items.start, WordClass::MALE_PRONOUN | WordClass::FEMALE_PRONOUN);
    let verb = clause::verb_of(s, subject)?.items;
    // How somebody is or looks: what somebody is doing leads nowhere.
    let mood = s.is(verb.start, WordClass::BE) && !s.text(verb.end - 1).ends_with("ing");
    (person && mood).then_some(Hit {
        source: subject.items,
        cue: Items { start: end, end },
        shape: Shape::SameParagraph,
        confidence: Confidence::Low,
        strength: Strength::Any,
        complement: false,
    })
}

/// Whether the voice is that of the main clause of its sentence.
fn is_main(s: &Stream<'_>, voice: &Voice) -> bool {
    let floor = s.sentence_start(voice.cue.start);
    let first = voice.source.start.min(voice.cue.start);
    let end = voice.source.end.max(voice.cue.end);
    let closing = first > 0
        && (s.punct(first - 1, ',') || s.quote(first - 1).is_some())
        && clause::tail(s, voice.cue.end) == clause::Tail::Light;
    voice.source.start < floor
        // `What hurts most, according to Keller, is the silence.`
        || s.is(voice.cue.start, WordClass::ACCORDING)
        || (closing && (s.punct(end, '.') || voice.cue.start < voice.source.start))
        || voices::subject_of_sentence(s, floor, voice.cue.start.max(voice.source.end))
            .is_some_and(|p| p.items.start <= voice.source.start && voice.source.start < p.items.end)
}

fn from_voice(v: &Voice) -> Hit {
    Hit {
        source: v.source,
        cue: v.cue,
        shape: Shape::SameParagraph,
        confidence: Confidence::Medium,
        strength: v.strength,
        complement: false,
    }
}
