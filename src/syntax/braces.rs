//! Reads `{.class #id key=value}`, forgivingly: what is mistyped but clear is read as it was meant and reported.

use super::attrs::{Attrs, Name, Pair};
use super::error::{SyntaxError, SyntaxErrorKind as Kind};
use super::scan::NextByte;
use super::vocabulary;
use crate::text::ByteRange;
use compact_str::CompactString;
use smallvec::SmallVec;

/// Attributes as read, with what was wrong.
pub(super) struct Braces {
    pub attrs: Attrs,
    /// Offset behind the closing brace, or behind the last attribute where it is missing.
    pub end: usize,
    pub errors: Vec<SyntaxError>,
}

/// Reads the braces that open at byte `open` of `text`; `breaks` knows where lines end.
///
/// `None` where nothing between the braces looks like an attribute: then the braces are copy.
/// Costs no more than the length of what is read, and reading stops at any other bracket.
pub(super) fn parse(text: &str, open: usize, breaks: &mut NextByte) -> Option<Braces> {
    let mut reader = Reader { text, at: open + 1, items: SmallVec::new(), errors: Vec::new(), breaks };
    let closed = reader.read();
    if reader.items.len() > MAX_ITEMS {
        return None;
    }
    if closed { reader.finish_closed(open) } else { reader.finish_open(open) }
}

/// More attributes than anyone writes; beyond that the braces are copy, which keeps reading linear.
const MAX_ITEMS: usize = 64;

/// Whether the text that begins with `{` opens attributes beyond doubt: a class, an id, or a known key and `=`.
pub(super) fn opens_attributes(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('{') else { return false };
    if let Some(name) = rest.strip_prefix(['.', '#']) {
        return name.starts_with(|c: char| c.is_ascii_alphabetic());
    }
    let key = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_lowercase() || c == '-').len();
    let known =
        |k: &str| vocabulary::KEYS.contains(&k) || vocabulary::OTHER_KEYS.iter().any(|(o, _)| *o == k);
    rest[key..].trim_start_matches(' ').starts_with('=') && known(&rest[..key])
}

/// One thing between the braces.
enum Item {
    Class(Name),
    Id(Name),
    /// A pair, and whether its value stands without quotation marks.
    Pair(Pair, bool),
    /// A word that fits nowhere.
    Word(ByteRange),
}

impl Item {
    fn end(&self) -> u32 {
        match self {
            Self::Class(n) | Self::Id(n) => n.range.end,
            Self::Pair(p, _) => p.range.end,
            Self::Word(r) => r.end,
        }
    }
}

struct Reader<'t, 'b> {
    text: &'t str,
    at: usize,
    items: SmallVec<[Item; 6]>,
    errors: Vec<SyntaxError>,
    breaks: &'b mut NextByte,
}

fn is_separator(c: char) -> bool {
    matches!(c, ',' | ';')
}

/// Spaces that look like one and are none to Markdown readers.
fn is_hard_space(c: char) -> bool {
    matches!(c, '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{3000}')
}

/// Where every word between the braces ends at the latest.
fn ends_word(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '{' | '}' | '[' | ']') || is_hard_space(c)
}

fn is_ident(s: &str) -> bool {
    s.starts_with(|c: char| c.is_ascii_alphabetic())
        && s.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'))
}

fn is_key(s: &str) -> bool {
    s.starts_with(|c: char| c.is_ascii_lowercase())
        && s.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
}

fn is_bare(s: &str) -> bool {
    s.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | ':' | '-'))
}

impl<'t> Reader<'t, '_> {
    fn rest(&self) -> &'t str {
        &self.text[self.at..]
    }

    fn error(&mut self, kind: Kind, range: ByteRange, message: &'static str) {
        self.errors.push(SyntaxError::new(kind, range, message));
    }

    /// Length of the run of characters at `at` that `keep` accepts.
    fn run(&self, keep: impl Fn(char) -> bool) -> usize {
        self.rest().len() - self.rest().trim_start_matches(keep).len()
    }

    /// Reads items up to the closing brace; `false` where there is none.
    fn read(&mut self) -> bool {
        while self.items.len() <= MAX_ITEMS {
            if !self.skip_space() {
                return false;
            }
            match self.rest().chars().next() {
                None | Some('{' | '[' | ']') => return false,
                Some('}') => {
                    self.at += 1;
                    return true;
                }
                Some('.' | '#') => self.name(),
                Some(_) => self.word_or_pair(),
            }
        }
        false
    }

    /// Skips white space and separators. `false` where a line ends behind a word that is no attribute: the brace was forgotten.
    fn skip_space(&mut self) -> bool {
        while let Some(c) = self.rest().chars().next() {
            let range = ByteRange::new(self.at, self.at + c.len_utf8());
            if matches!(c, '\n' | '\r') && matches!(self.items.last(), Some(Item::Word(_))) {
                return false;
            }
            if is_separator(c) {
                let spaced = self.rest()[1..].starts_with([' ', '\t', '\n', '\r', '}']);
                let title = if spaced { "delete it" } else { "put a space instead" };
                let error = SyntaxError::new(Kind::Separator, range, "attributes are parted by spaces only");
                self.errors.push(error.fixed(title, [(range, if spaced { "" } else { " " })]));
            } else if is_hard_space(c) {
                let error =
                    SyntaxError::new(Kind::NoBreakSpace, range, "a no-break space between attributes");
                self.errors.push(error.fixed("put an ordinary space", [(range, " ")]));
            } else if !matches!(c, ' ' | '\t' | '\n' | '\r') {
                break;
            }
            self.at = range.end as usize;
        }
        true
    }

    /// `.class` or `#id`.
    fn name(&mut self) {
        let start = self.at;
        let id = self.rest().starts_with('#');
        self.at += 1;
        let len = self.run(|c| !ends_word(c) && !is_separator(c) && !matches!(c, '.' | '#' | '='));
        let text = &self.rest()[..len];
        self.at += len;
        let range = ByteRange::new(start, self.at);
        if !is_ident(text) {
            let message = "a class or id is a letter, then letters, digits, - or _";
            self.error(Kind::BadName, range, message);
        }
        if len > 0 && self.rest().starts_with(['.', '#']) {
            let error = SyntaxError::new(Kind::Separator, range, "a space is missing between attributes");
            self.errors.push(error.fixed("insert a space", [(ByteRange::empty(self.at), " ")]));
        }
        let name = Name { text: text.into(), range };
        self.items.push(if id { Item::Id(name) } else { Item::Class(name) });
    }

    fn word_or_pair(&mut self) {
        let start = self.at;
        let len = self.run(|c| !ends_word(c) && !is_separator(c) && c != '=');
        let key = ByteRange::new(start, start + len);
        let spaces = self.text[key.end as usize..].len()
            - self.text[key.end as usize..]
                .trim_start_matches(|c| c == ' ' || c == '\t' || is_hard_space(c))
                .len();
        let equals = key.end as usize + spaces;
        if len > 0 && self.text[equals..].starts_with('=') {
            self.at = equals + 1;
            return self.pair(key, equals);
        }
        self.at += len;
        if len == 0 {
            // A lone `=`: take what hangs on it.
            self.at += self.run(|c| !ends_word(c));
        }
        self.items.push(Item::Word(ByteRange::new(start, self.at)));
    }

    /// A pair, read up to behind its `=`, which stands at `equals`.
    fn pair(&mut self, key_range: ByteRange, equals: usize) {
        let spaces = self.run(|c| c == ' ' || c == '\t' || is_hard_space(c));
        let value_follows = !self.rest()[spaces..].starts_with(['}', '\n', '\r', '[', ']', '{']) && {
            let next = &self.rest()[spaces..];
            !next.is_empty() && (spaces == 0 || !opens_item(next))
        };
        if value_follows {
            self.at += spaces;
        }
        if key_range.end as usize != equals || (value_follows && spaces > 0) {
            let (before, after) =
                (ByteRange::new(key_range.end as usize, equals), ByteRange::new(equals + 1, self.at));
            let range = ByteRange::new(key_range.start as usize, equals + 1);
            let error = SyntaxError::new(Kind::SpacedEquals, range, "no space round the = of an attribute");
            self.errors.push(error.fixed("delete the spaces", [(before, ""), (after, "")]));
        }
        let (value_range, end, bare) =
            if value_follows { self.value() } else { (ByteRange::empty(self.at), self.at, false) };
        self.at = end;
        let value = value_range.of(self.text);
        let range = ByteRange::new(key_range.start as usize, end);
        if value.trim().is_empty() {
            self.error(Kind::MissingValue, range, "this attribute has no value yet");
        }
        if value.contains('\\') {
            self.error(Kind::BadValue, value_range, "a value cannot hold a backslash");
        }
        let key = self.key(key_range);
        self.items.push(Item::Pair(Pair { key, key_range, value: value.into(), value_range, range }, bare));
    }

    /// The canonical spelling of the key at `range`.
    fn key(&mut self, range: ByteRange) -> CompactString {
        let typed = range.of(self.text);
        let mut lower = CompactString::from(typed);
        lower.make_ascii_lowercase();
        if !is_key(&lower) {
            self.error(Kind::BadName, range, "a key is a small letter, then small letters, digits or -");
            return typed.into();
        }
        if let Some((_, canonical)) = vocabulary::OTHER_KEYS.iter().find(|(other, _)| lower == *other) {
            let message = format!("write {canonical}= instead of {typed}=");
            let error = SyntaxError::new(Kind::OtherKey, range, message);
            self.errors.push(error.fixed(format!("write {canonical}="), [(range, canonical)]));
            return (*canonical).into();
        }
        if lower != *typed {
            let error = SyntaxError::new(Kind::BadName, range, "keys are written in small letters");
            self.errors.push(error.fixed("write it in small letters", [(range, &lower)]));
        }
        lower
    }

    /// The value at the cursor: its range without marks, the offset behind it, and whether it is bare.
    fn value(&mut self) -> (ByteRange, usize, bool) {
        match self.rest().chars().next() {
            Some('"') => self.quoted(),
            Some(c @ ('“' | '”' | '„' | '\'' | '‘' | '’')) => self.other_quoted(c),
            _ => self.bare(),
        }
    }

    /// The rest of the line.
    fn line(&mut self) -> &'t str {
        let end = self.breaks.find(self.text.as_bytes(), self.at).unwrap_or(self.text.len());
        &self.text[self.at..end]
    }

    fn quoted(&mut self) -> (ByteRange, usize, bool) {
        let (open, line) = (self.at, self.line());
        // `\"` is wrong in a value, but whoever writes it does not mean its end.
        let marks = memchr::memchr_iter(b'"', &line.as_bytes()[1..]).map(|i| i + 1);
        let close = marks.take(8).find(|i| line.as_bytes()[i - 1] != b'\\');
        if let Some(close) = close {
            let (value, behind) = (&line[1..close], &line[close + 1..]);
            let goes_on = behind.trim_start_matches([' ', '\t', ',', ';']);
            let closes = goes_on.is_empty() || goes_on.starts_with('}') || opens_item(goes_on);
            if closes || !(value.contains('}') || behind.starts_with(char::is_alphanumeric)) {
                return (ByteRange::new(open + 1, open + close), open + close + 1, false);
            }
        }
        // No closing mark: the value ends before the brace, or, with no brace either, with the word.
        let end = match memchr::memchr3(b'}', b'{', b'[', line.as_bytes()) {
            Some(brace) if line.as_bytes()[brace] == b'}' => brace,
            _ => line[1..].find(ends_word).map_or(line.len(), |i| i + 1),
        };
        let value = line[1..end].trim_end();
        let curly = value.char_indices().find(|(i, c)| {
            let behind = value[i + c.len_utf8()..].chars().next();
            matches!(c, '”' | '“' | '„') && behind.is_none_or(|n| ends_word(n) || is_separator(n))
        });
        if let Some((len, c)) = curly {
            let (value, end) = (ByteRange::new(open + 1, open + 1 + len), open + 1 + len + c.len_utf8());
            let whole = ByteRange::new(open, end);
            let error = SyntaxError::new(Kind::QuoteStyle, whole, "values stand in straight quotation marks");
            let mark = ByteRange::new(value.end as usize, end);
            self.errors.push(error.fixed("write straight marks", [(mark, "\"")]));
            return (value, end, false);
        }
        let end = open + 1 + value.len();
        let whole = ByteRange::new(open, end);
        let error = SyntaxError::new(Kind::MissingQuote, whole, "the closing \" of this value is missing");
        self.errors.push(error.fixed("insert \"", [(ByteRange::empty(end), "\"")]));
        (ByteRange::new(open + 1, end), end, false)
    }

    /// A value in curly or single marks, as text processors make them.
    fn other_quoted(&mut self, open_mark: char) -> (ByteRange, usize, bool) {
        let closing: &[char] = if matches!(open_mark, '\'' | '‘' | '’') {
            &['\'', '’', '‘']
        } else {
            &['”', '"', '“', '„']
        };
        let start = self.at + open_mark.len_utf8();
        let body = &self.line()[open_mark.len_utf8()..];
        let body = &body[..body.find(['{', '[', ']', '}']).unwrap_or(body.len())];
        let ends = |i: usize, c: char| {
            body[i + c.len_utf8()..].chars().next().is_none_or(|n| ends_word(n) || is_separator(n))
        };
        let close = body.char_indices().find(|(i, c)| closing.contains(c) && ends(*i, *c));
        let (value_len, mark_len) = close.map_or((body.trim_end().len(), 0), |(i, c)| (i, c.len_utf8()));
        let value = ByteRange::new(start, start + value_len);
        let end = start + value_len + mark_len;
        let range = ByteRange::new(self.at, end);
        let mut error = SyntaxError::new(Kind::QuoteStyle, range, "values stand in straight quotation marks");
        if !value.of(self.text).contains('"') {
            let (open, close) = (ByteRange::new(self.at, start), ByteRange::new(start + value_len, end));
            error = error.fixed("write straight marks", [(open, "\""), (close, "\"")]);
        }
        self.errors.push(error);
        (value, end, false)
    }

    fn bare(&mut self) -> (ByteRange, usize, bool) {
        let rest = self.rest();
        let mut len = self.run(|c| !ends_word(c));
        // A comma inside a list of names belongs to the value; one in front of an attribute or at the end does not.
        let separates =
            |i: usize| i + 1 == len || opens_item(rest[i + 1..len].trim_start_matches(is_separator));
        if let Some((i, _)) = rest[..len].char_indices().find(|(i, c)| is_separator(*c) && separates(*i)) {
            len = i;
        }
        let range = ByteRange::new(self.at, self.at + len);
        (range, range.end as usize, true)
    }

    fn finish_closed(mut self, open: usize) -> Option<Braces> {
        self.merge_words();
        let words = self.items.iter().filter(|i| matches!(i, Item::Word(_))).count();
        if words == self.items.len() && words > 0 {
            let single = matches!(self.items[0], Item::Word(r) if is_ident(r.of(self.text)));
            if words > 1 || !single {
                return None;
            }
        }
        let range = ByteRange::new(open, self.at);
        if self.items.is_empty() {
            if !range.of(self.text)[1..].trim_end_matches('}').trim().is_empty() {
                return None;
            }
            self.errors.clear();
            self.error(Kind::Empty, range, "these braces say nothing");
        }
        self.check_bare_values();
        self.report_words();
        Some(self.collect(range))
    }

    fn finish_open(mut self, open: usize) -> Option<Braces> {
        while matches!(self.items.last(), Some(Item::Word(_))) {
            self.items.pop();
        }
        self.trim_last_value();
        let end = self.items.last()?.end() as usize;
        self.errors.retain(|e| (e.range.end as usize) <= end);
        self.check_bare_values();
        self.report_words();
        let error =
            SyntaxError::new(Kind::MissingBrace, ByteRange::new(open, end), "the closing } is missing");
        self.errors.push(error.fixed("insert }", [(ByteRange::empty(end), "}")]));
        self.at = end;
        Some(self.collect(ByteRange::new(open, end)))
    }

    /// A full stop behind the last value belongs to the copy when the brace is missing.
    fn trim_last_value(&mut self) {
        if let Some(Item::Pair(pair, true)) = self.items.last_mut() {
            let kept = pair.value.trim_end_matches(['.', ',', ';', ':', '!', '?']).len();
            let cut = (pair.value.len() - kept) as u32;
            pair.value = pair.value[..kept].into();
            pair.value_range.end -= cut;
            pair.range.end -= cut;
        }
    }

    /// `by=Sergei Lavrov`: words behind a bare value belong to it.
    fn merge_words(&mut self) {
        if !self.items.iter().any(|i| matches!(i, Item::Word(_))) {
            return;
        }
        let mut merged: SmallVec<[Item; 6]> = SmallVec::new();
        for item in std::mem::take(&mut self.items) {
            let Item::Word(range) = item else {
                merged.push(item);
                continue;
            };
            match merged.last_mut() {
                Some(Item::Pair(pair, true)) if anonymous(range.of(self.text)).is_none() => {
                    pair.value_range.end = range.end;
                    pair.range.end = range.end;
                }
                _ => merged.push(Item::Word(range)),
            }
        }
        for item in &mut merged {
            if let Item::Pair(pair, true) = item
                && pair.value.len() != pair.value_range.len()
            {
                pair.value = pair.value_range.of(self.text).into();
                self.errors.retain(|e| !pair.value_range.covers(e.range));
            }
        }
        self.items = merged;
    }

    fn check_bare_values(&mut self) {
        for item in &self.items {
            let Item::Pair(pair, true) = item else { continue };
            if is_bare(&pair.value) {
                continue;
            }
            let (start, end) = (pair.value_range.start as usize, pair.value_range.end as usize);
            let mut error = SyntaxError::new(
                Kind::UnquotedValue,
                pair.value_range,
                "a value with spaces or signs stands in \"…\"",
            );
            if !pair.value.contains('"') {
                let marks = [(ByteRange::empty(start), "\""), (ByteRange::empty(end), "\"")];
                error = error.fixed("put it in quotation marks", marks);
            }
            self.errors.push(error);
        }
    }

    fn report_words(&mut self) {
        for item in &self.items {
            let Item::Word(range) = item else { continue };
            let word = range.of(self.text);
            let mut error = SyntaxError::new(
                Kind::BareWord,
                *range,
                "an attribute is .class, #id or key=value; this is a bare word",
            );
            if let Some(meant) = anonymous(word) {
                error = error.fixed(format!("write {meant}"), [(*range, meant)]);
            } else if vocabulary::CLASSES.contains(&word) {
                let class = format!(".{word}");
                error = error.fixed(format!("write {class}"), [(*range, class.as_str())]);
            }
            self.errors.push(error);
        }
    }

    fn collect(mut self, range: ByteRange) -> Braces {
        let mut attrs = Attrs { range, ..Attrs::default() };
        attrs.pairs.reserve_exact(self.items.iter().filter(|i| matches!(i, Item::Pair(..))).count());
        for item in std::mem::take(&mut self.items) {
            match item {
                Item::Class(name) => attrs.classes.push(name),
                Item::Id(name) if attrs.id.is_none() => attrs.id = Some(name),
                Item::Id(name) => {
                    attrs.junk = true;
                    self.error(Kind::Duplicate, name.range, "a second id: one is enough");
                }
                Item::Word(_) => attrs.junk = true,
                Item::Pair(pair, _) => {
                    if attrs.pairs.iter().any(|p| p.key == pair.key) {
                        self.error(Kind::Duplicate, pair.range, "this key is given twice");
                    }
                    attrs.pairs.push(pair);
                }
            }
        }
        self.errors.sort_by_key(|e| e.range.start);
        Braces { attrs, end: self.at, errors: self.errors }
    }
}

/// Whether `rest` begins with a class, an id or a pair.
fn opens_item(rest: &str) -> bool {
    if let Some(name) = rest.strip_prefix(['.', '#']) {
        return name.starts_with(|c: char| c.is_ascii_alphabetic());
    }
    let word = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_alphanumeric() || c == '-').len();
    word > 0 && rest[word..].trim_start_matches(' ').starts_with('=')
}

/// What a bare word about the speaker means.
fn anonymous(word: &str) -> Option<&'static str> {
    match word {
        "anonymous" | "anon" | "unnamed" => Some("by=anon"),
        "unknown" => Some("by=unknown"),
        "author" => Some("by=author"),
        _ => None,
    }
}
