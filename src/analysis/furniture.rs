//! What stands around the copy: dateline, byline, sign-off, sub-headings of wire copy.
//!
//! Each block is measured alone ([`Form::of`]); which of them is what depends on its
//! neighbours and is decided in the fold.

use super::article::{Blocks, Furniture, Place, Section};
use super::tokens::{Case, Token, TokenKind};
use crate::knowledge::WordClass;
use crate::syntax::BlockKind;
use crate::text::ByteRange;

/// Longest sub-heading in characters; wire copy keeps them to one short line.
const SUBHEADING_CHARS: usize = 60;
/// Longest byline or sign-off in characters.
const BYLINE_CHARS: usize = 60;
/// Longest headline in characters.
const HEADLINE_CHARS: usize = 120;
/// A block of more characters is no heading, no byline and no sign-off.
pub(super) const LONGEST: usize = HEADLINE_CHARS;
/// Prose blocks at the top in which a dateline or byline may stand: headline, byline, lede and one to spare.
const TOP_BLOCKS: usize = 4;

/// The outer form of a block of prose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Form {
    /// Length in characters.
    pub chars: u32,
    /// Whether it ends in `.`, `?`, `!`, `:`, `;`, `,`, a dash, or one of these and closing marks.
    pub stopped: bool,
    /// Whether it is short enough for a heading, begins with a capital or a digit and holds more letters than anything
    /// else.
    pub headed: bool,
    /// Place of a dateline in front, in the prose; empty if there is none.
    pub dateline: ByteRange,
    /// Bytes of the prose that the dateline takes up, dash included.
    pub dateline_end: u32,
    /// The name in `By Jane Doe`, in the prose; empty if it is none.
    pub byline: ByteRange,
    /// Whether it is nothing but initials (`H.M`, `(jd/kl)`) or a credit such as `(Reporting by …)`.
    pub signoff: bool,
}

impl Form {
    /// Measures the prose of one block.
    pub fn of(prose: &str, tokens: &[Token]) -> Self {
        let chars = prose.chars().count() as u32;
        let (dateline, dateline_end) = dateline(prose, tokens).unwrap_or_default();
        let short = chars as usize <= BYLINE_CHARS;
        Self {
            chars,
            stopped: is_stopped(prose),
            headed: chars as usize <= LONGEST && is_headed(prose, tokens),
            dateline,
            dateline_end,
            byline: byline(prose, tokens).filter(|_| short).unwrap_or_default(),
            signoff: is_signoff(prose, tokens, short),
        }
    }
}

fn is_stopped(prose: &str) -> bool {
    let bare = prose.trim_end_matches(['"', '”', '’', '\'', ')', ']', '»']);
    bare.ends_with(['.', '?', '!', ':', ';', ',', '-', '–', '—', '…'])
}

fn is_headed(prose: &str, tokens: &[Token]) -> bool {
    let words = tokens.iter().filter(|t| t.kind == TokenKind::Word).count();
    let first = tokens.iter().find(|t| t.is_wordlike());
    // Digits alone, `}` of a stray style sheet or `- item` are no headings.
    words * 2 > tokens.len()
        && !prose.starts_with(['-', '–', '—', '•', '*', '.', '@', '{', '<', '(', '['])
        && first.is_some_and(|t| t.is_capitalised() || t.kind == TokenKind::Number)
}

/// Most tokens that an emoji and what modifies it take up.
const DECORATION: usize = 6;

/// The tokens in front of the copy that only decorate it: an emoji, an arrow, a bullet.
pub fn decoration(prose: &str, tokens: &[Token]) -> usize {
    let decorates = |t: &&Token| {
        t.kind == TokenKind::Punct && t.text(prose).chars().all(|c| !c.is_ascii() && !c.is_alphanumeric())
    };
    let count = tokens.iter().take(DECORATION + 1).take_while(decorates).count();
    if count > DECORATION { 0 } else { count }
}

/// `Caleta Honda, Oct. 12 (Nordwire) –`: the place in small letters, which only the date behind it and the dash show to
/// be a dateline. Tokens behind the place, and behind the dash.
pub fn dated_place(prose: &str, tokens: &[Token]) -> Option<(usize, usize)> {
    let first = decoration(prose, tokens);
    let punct = |at: usize, c: char| tokens.get(at).is_some_and(|t| t.is_punct(prose, c));
    let place = first + tokens[first..].iter().take(PLACE_WORDS).take_while(|t| t.is_capitalised()).count();
    let dated = place > first
        && punct(place, ',')
        && tokens.get(place + 1).is_some_and(|t| t.is(WordClass::MONTH) && t.is_capitalised())
        && tokens.get(place + 2).is_some_and(|t| t.kind == TokenKind::Number);
    let mut at = place + 3;
    if !dated {
        return None;
    }
    if punct(at, ',') && tokens.get(at + 1).is_some_and(|t| t.kind == TokenKind::Number) {
        at += 2;
    }
    if punct(at, '(') {
        at = (at + 2..at + 6).find(|i| punct(*i, ')'))? + 1;
    }
    at += usize::from(punct(at, '.'));
    let dash = tokens.get(at).is_some_and(|t| t.kind == TokenKind::Dash) || punct(at, '-');
    dash.then_some((place, at + 1))
}

/// Most words of the place of a dateline.
const PLACE_WORDS: usize = 4;

/// `WASHINGTON (AP) —`, `DES MOINES, Iowa -`, `LONDON, May 3 (Reuters) –`: the place and the end of the dash.
fn dateline(prose: &str, tokens: &[Token]) -> Option<(ByteRange, u32)> {
    let capitals = |t: &Token| {
        t.kind == TokenKind::Word
            && (t.case == Case::Upper || (t.text(prose).len() == 1 && t.is_capitalised()))
    };
    let tokens = &tokens[decoration(prose, tokens)..];
    let place = tokens.iter().take(4).take_while(|t| capitals(t)).count();
    let letters: usize = tokens[..place].iter().map(|t| t.range.len()).sum();
    if let Some((place, end)) = dated_place(prose, tokens) {
        let range = ByteRange { start: tokens[0].range.start, end: tokens[place - 1].range.end };
        return Some((range, tokens[end - 1].range.end));
    }
    if place == 0 || letters < 3 || tokens[..place].iter().any(|t| t.is(WordClass::LABEL)) {
        return None;
    }
    let mut at = place;
    let mut end = tokens[place - 1].range.end;
    let mut named = false;
    // Region, date and agency may follow; a dateline is never longer than a dozen tokens.
    while at < tokens.len().min(14) {
        let token = &tokens[at];
        let text = token.text(prose);
        match token.kind {
            TokenKind::Dash => {
                return Some((ByteRange { start: tokens[0].range.start, end }, token.range.end));
            }
            TokenKind::Punct if text == "-" => {
                return Some((ByteRange { start: tokens[0].range.start, end }, token.range.end));
            }
            TokenKind::Punct if matches!(text, "," | "(" | ")" | "/" | ".") => {}
            TokenKind::Number => {}
            // `D.C.`, `Iowa`, `N.H.` belong to the place, `May` and `(Reuters)` do not.
            TokenKind::Word if token.is_capitalised() => {
                named |=
                    token.is(WordClass::MONTH | WordClass::WEEKDAY) || tokens[at - 1].is_punct(prose, '(');
                if !named {
                    end = token.range.end;
                }
            }
            _ => return None,
        }
        at += 1;
    }
    None
}

/// The name behind `By`.
fn byline(prose: &str, tokens: &[Token]) -> Option<ByteRange> {
    let (first, rest) = tokens.split_first()?;
    let by = first.text(prose);
    let named = rest.first().is_some_and(Token::is_capitalised);
    let quiet =
        || !rest.iter().any(|t| matches!(t.kind, TokenKind::DoubleMark) || t.is(WordClass::AUXILIARY));
    (matches!(by, "By" | "BY" | "by") && named && quiet() && !is_stopped(prose))
        .then(|| ByteRange { start: rest[0].range.start, end: rest[rest.len() - 1].range.end })
}

fn is_signoff(prose: &str, tokens: &[Token], short: bool) -> bool {
    let initials = || {
        let bare = prose.trim_matches(['(', ')', '[', ']', '-', '–', '—', ' ']);
        !bare.is_empty()
            && bare
                .split(['/', '.', '-', ' '])
                .filter(|p| !p.is_empty())
                .all(|p| p.chars().count() <= 3 && p.chars().all(char::is_alphabetic))
            && bare.chars().filter(|c| c.is_alphabetic()).count() <= 8
    };
    let credit = prose.starts_with('(')
        && tokens.get(1).is_some_and(|t| {
            matches!(t.text(prose), "Reporting" | "Writing" | "Editing" | "Additional" | "Compiled")
        });
    (short && initials()) || credit
}

/// Whether block `index` is a sub-heading: short, without a final stop, and longer prose follows.
fn is_subheading(blocks: &Blocks<'_>, index: usize, next: usize) -> bool {
    let form = &blocks[index].summary.form;
    let follows = &blocks[next].summary.form;
    let one_name = |b: &super::article::BlockRef<'_>| {
        b.summary.mentions.iter().any(|m| m.is_name() && m.range.len() + 2 >= b.prose().len())
    };
    blocks[index].block.kind == BlockKind::Paragraph
        && form.headed
        && !form.stopped
        && !form.signoff
        && form.byline.is_empty()
        && form.chars as usize <= SUBHEADING_CHARS
        && follows.stopped
        && follows.chars > form.chars.max(SUBHEADING_CHARS as u32)
        && !blocks[index].prose().contains('\n')
        && !one_name(&blocks[index])
}

/// Decides dateline, byline and headline, and which blocks are sub-headings.
pub fn arrange(blocks: &Blocks<'_>) -> (Furniture, Vec<bool>) {
    let prose: Vec<usize> = blocks
        .iter()
        .enumerate()
        .filter(|(_, b)| b.block.kind.is_prose() && !b.prose().is_empty())
        .map(|(i, _)| i)
        .collect();
    let mut subheading = vec![false; blocks.len()];
    // The first line of a bare text is its headline, if anything; sub-headings come later.
    for pair in prose.windows(2).skip(1) {
        subheading[pair[0]] = is_subheading(blocks, pair[0], pair[1]);
    }
    let place = |block: usize, range: ByteRange| Place { block: block as u32, range };
    let top = &prose[..prose.len().min(TOP_BLOCKS)];
    let dateline = top.iter().find(|i| !blocks[**i].summary.form.dateline.is_empty());
    let byline = top.iter().find(|i| !blocks[**i].summary.form.byline.is_empty());
    let whole = |block: usize| place(block, ByteRange::new(0, blocks[block].prose().len()));
    let signoff = prose.last().filter(|i| prose.len() > 1 && blocks[**i].summary.form.signoff);
    for index in top {
        // What stands before the dateline is furniture too, never a sub-heading.
        if dateline.is_some_and(|d| index < d) {
            subheading[*index] = false;
        }
    }
    let furniture = Furniture {
        dateline: dateline.map(|i| place(*i, blocks[*i].summary.form.dateline)),
        byline: byline.map(|i| place(*i, blocks[*i].summary.form.byline)).or(signoff.map(|i| whole(*i))),
        headline: headline(blocks, &prose).map(whole),
    };
    (furniture, subheading)
}

/// A level-1 heading, or a first line that has the form of a headline.
fn headline(blocks: &Blocks<'_>, prose: &[usize]) -> Option<usize> {
    if let Some(heading) = prose.iter().find(|i| blocks[**i].block.kind == BlockKind::Heading(1)) {
        return Some(*heading);
    }
    let (first, next) = (*prose.first()?, *prose.get(1)?);
    let form = &blocks[first].summary.form;
    let plain = blocks[first].block.kind == BlockKind::Paragraph;
    (plain
        && form.headed
        && !form.stopped
        && form.dateline.is_empty()
        && form.chars as usize <= HEADLINE_CHARS
        && blocks[next].summary.form.chars > form.chars)
        .then_some(first)
}

/// The story's sections: headings of any level, and sub-headings of wire copy as level 2.
pub fn sections(blocks: &Blocks<'_>, subheading: &[bool]) -> Vec<Section> {
    let mut sections = vec![Section { title: String::new(), level: 1, heading: None, blocks: (0, 0) }];
    for (index, block) in blocks.iter().enumerate() {
        let level = match block.block.kind {
            BlockKind::Heading(level) => Some(level),
            _ if subheading[index] => Some(2),
            _ => None,
        };
        if let Some(level) = level {
            let title = block.prose().to_owned();
            sections.push(Section {
                title,
                level,
                heading: Some(index as u32),
                blocks: (index as u32, index as u32),
            });
        }
        if let Some(last) = sections.last_mut() {
            last.blocks.1 = index as u32 + 1;
        }
    }
    sections.retain(|s| s.heading.is_some() || s.blocks.1 > 0);
    sections
}

#[cfg(test)]
mod tests {
    use super::super::tokens::tokenize;
    use super::super::{Options, Story};
    use super::*;
    use crate::syntax::Mode;

    fn dateline_of(prose: &str) -> Option<&str> {
        dateline(prose, &tokenize(prose)).map(|(range, _)| range.of(prose))
    }

    #[test]
    fn an_emoji_may_stand_before_the_dateline() {
        assert_eq!(dateline_of("🔴 GENEVA (Nordwire) — Talks began."), Some("GENEVA"));
        assert_eq!(dateline_of("⚠️ LUND – Talks began."), Some("LUND"));
    }

    #[test]
    fn datelines_of_every_dash_are_found() {
        assert_eq!(dateline_of("WASHINGTON- Russian officials met."), Some("WASHINGTON"));
        assert_eq!(dateline_of("DES MOINES, Iowa (AP) — The race"), Some("DES MOINES, Iowa"));
        assert_eq!(dateline_of("LONDON, May 3 (Reuters) - Shares"), Some("LONDON"));
        assert_eq!(dateline_of("MANCHESTER, N.H. -- A crowd"), Some("MANCHESTER, N.H."));
        assert_eq!(dateline_of("Caleta Honda, Oct. 12 (Nordwire).- Shares"), Some("Caleta Honda"));
        assert_eq!(dateline_of("Port Haven, May 3, 2017 – Shares"), Some("Port Haven"));
        assert_eq!(dateline_of("In Port Haven, May 3 is a holiday - shops close"), None);
        assert_eq!(dateline_of("EXCLUSIVE – The mayor"), None);
        assert_eq!(dateline_of("US officials said - again - no"), None);
        assert_eq!(dateline_of("NATO, the alliance"), None);
    }

    #[test]
    fn a_subheading_is_short_unstopped_and_followed_by_prose() {
        let text = "The council met on Monday to talk about the roads of the town for two hours.\nRoad works\nThe council agreed to spend a further two million on road works before winter comes.\nShort end\n";
        let story = Story::read(text, Mode::Line, Options::default());
        let titles: Vec<&str> = story.article.sections.iter().map(|s| s.title.as_str()).collect();
        assert_eq!(titles, ["", "Road works"]);
    }

    #[test]
    fn bylines_stand_in_front_and_signoffs_behind() {
        let read = |text: &str| {
            let story = Story::read(text, Mode::Line, Options::default());
            story
                .article
                .furniture
                .byline
                .map(|p| p.range.of(story.document.blocks()[p.block as usize].prose()).to_owned())
        };
        assert_eq!(
            read("By Jane Doe\nThe mayor resigned on Friday after a long night.\n").as_deref(),
            Some("Jane Doe")
        );
        assert_eq!(read("The mayor resigned on Friday after a long night.\nH.M").as_deref(), Some("H.M"));
        assert_eq!(read("By noon the mayor had resigned.\nNobody knew why."), None);
    }
}
