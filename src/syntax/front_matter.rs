//! The YAML at the top of a file: what the story says about itself.
//!
//! Keys carry the names of ninjs and schema.org; the names that site generators use (`title`, `date`, `author`) are
//! read as well, and keys that nobody knows are left alone.

use super::yaml::{self, Text, Value};
use super::{Block, Document};
use crate::text::ByteRange;

/// What is wrong with front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FrontMatterError {
    /// Bytes of the file.
    pub range: ByteRange,
    /// One short sentence: lower case, no final stop.
    pub message: String,
}

/// A person, organisation, place, event, object or subject that is declared in the file itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalEntity {
    /// Its class: `person`, `org`, `place`, `event`, `object`, `subject`.
    pub class: &'static str,
    /// The id by which spans name it.
    pub id: Option<Text>,
    /// Its name.
    pub name: Option<Text>,
    /// Whether it is withheld by decision.
    pub anonymous: bool,
    /// All its other texts, `when: …`, `where: …`.
    pub fields: Vec<(Text, Text)>,
    /// The whole entry, in bytes of the file.
    pub range: ByteRange,
}

/// Front matter as read. All ranges are bytes of the file. Of several spellings of a key the canonical one counts,
/// then the others in the order of the table in `docs/language.md`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FrontMatter {
    /// `newsmark`: the file opts in.
    pub newsmark: Option<Text>,
    /// `headline`, or `title`.
    pub headline: Option<Text>,
    /// `subheadline`, or `subtitle`.
    pub subheadline: Option<Text>,
    /// `by`, `author`, `authors`: every name.
    pub by: Vec<Text>,
    /// `located`: id or name of the dateline's place.
    pub located: Option<Text>,
    /// `dateline`: its printed form.
    pub dateline: Option<Text>,
    /// `datePublished`, `date`, `pubDate`, `published`.
    pub date_published: Option<Text>,
    /// `dateModified`, `lastmod`, `updated`.
    pub date_modified: Option<Text>,
    /// `timezone`: an IANA name.
    pub timezone: Option<Text>,
    /// `language`, or `lang`.
    pub language: Option<Text>,
    /// `profile`: house style.
    pub profile: Option<Text>,
    /// `paragraphs`: `line` or `block`.
    pub paragraphs: Option<Text>,
    /// `slugline`.
    pub slugline: Option<Text>,
    /// `uri`.
    pub uri: Option<Text>,
    /// `infoSources`, or `sources`: ids or names.
    pub info_sources: Vec<Text>,
    /// `people`, `organisations`, `places`, `events`, `objects`, `subjects`.
    pub entities: Vec<LocalEntity>,
    /// `newsmark-ignore`: rule ids.
    pub ignore: Vec<Text>,
    /// Every key with its value, known or not.
    pub fields: Vec<(Text, Value)>,
    /// Whether it is no YAML: then `fields` holds what can be guessed.
    pub unreadable: bool,
    /// What is wrong, in order.
    pub errors: Vec<FrontMatterError>,
}

/// Keys that hold local entities, with the class of what they hold.
const ENTITY_KEYS: &[(&str, &str)] = &[
    ("people", "person"),
    ("organisations", "org"),
    ("organizations", "org"),
    ("places", "place"),
    ("events", "event"),
    ("objects", "object"),
    ("subjects", "subject"),
];

impl FrontMatter {
    /// The front matter of `document`; `None` where it has none.
    pub fn of(document: &Document) -> Option<Self> {
        document.front_matter().map(Self::parse)
    }

    /// Reads a block of front matter, which stands at the beginning of its file.
    pub fn parse(block: &Block) -> Self {
        let (source, base) = body(&block.text);
        let mut matter = Self::default();
        match yaml::read_map(source, base) {
            Ok(fields) => matter.fields = fields,
            Err((message, range)) => {
                matter.errors.push(FrontMatterError {
                    range: at_least_a_letter(range, source, base),
                    message: explain(message),
                });
                matter.unreadable = true;
                matter.fields = simple_lines(source, base);
            }
        }
        matter.fill();
        matter
    }

    /// Whether the file opts in to checks.
    pub fn opted_in(&self) -> bool {
        self.newsmark.as_ref().is_some_and(|t| t.text != "false" && t.text != "0")
    }

    fn fill(&mut self) {
        self.newsmark = self.one(&["newsmark"]);
        self.headline = self.one(&["headline", "title"]);
        self.subheadline = self.one(&["subheadline", "subtitle"]);
        self.by = self.many(&["by", "author", "authors"]);
        self.located = self.one(&["located"]);
        self.dateline = self.one(&["dateline"]);
        self.date_published = self.one(&["datePublished", "date", "pubDate", "published"]);
        self.date_modified = self.one(&["dateModified", "lastmod", "updated"]);
        self.timezone = self.one(&["timezone"]);
        self.language = self.one(&["language", "lang"]);
        self.profile = self.one(&["profile"]);
        self.paragraphs = self.one(&["paragraphs"]);
        if let Some(other) = self.paragraphs.take_if(|t| !matches!(&*t.text, "line" | "block")) {
            let message = "paragraphs is line or block".to_owned();
            self.errors.push(FrontMatterError { range: other.range, message });
        }
        self.slugline = self.one(&["slugline"]);
        self.uri = self.one(&["uri"]);
        self.info_sources = self.many(&["infoSources", "sources"]);
        self.ignore = self.many(&["newsmark-ignore"]);
        for (key, class) in ENTITY_KEYS {
            let found: Vec<LocalEntity> = self.field(key).map(|v| entities(v, class)).unwrap_or_default();
            self.entities.extend(found);
        }
        self.errors.sort_by_key(|e| e.range.start);
    }

    /// The value of `key`.
    pub fn field(&self, key: &str) -> Option<&Value> {
        self.fields.iter().find(|(k, _)| k.text == key).map(|(_, v)| v)
    }

    /// The first of `keys` that has a value; an error where a known key holds something else than one text.
    fn one(&mut self, keys: &[&str]) -> Option<Text> {
        let (key, value) = keys.iter().find_map(|k| Some((*k, self.field(k)?)))?;
        match value {
            Value::Text(text) => return Some(text.clone()).filter(|t| !t.text.trim().is_empty()),
            Value::Null(_) => return None,
            // Only the canonical keys are ours; what a site generator makes of its own is its own affair.
            Value::List(..) | Value::Map(..) if key != keys[0] => return None,
            Value::List(..) | Value::Map(..) => {}
        }
        let error =
            FrontMatterError { range: value.range(), message: format!("{key} is one text, not a list") };
        self.errors.push(error);
        None
    }

    /// All texts of the first of `keys` that has a value: a text, a list of texts, or a list of maps with `name`.
    fn many(&self, keys: &[&str]) -> Vec<Text> {
        let Some(value) = keys.iter().find_map(|k| self.field(k)) else { return Vec::new() };
        let named = |v: &Value| v.text().or_else(|| v.get("name").or_else(|| v.get("id"))?.text()).cloned();
        match value {
            Value::List(items, _) => items.iter().filter_map(named).collect(),
            one => named(one).into_iter().collect(),
        }
    }
}

/// The entries of `people` and its like: a list of maps, or of names.
fn entities(value: &Value, class: &'static str) -> Vec<LocalEntity> {
    let one = |value: &Value| {
        let get = |key: &str| value.get(key).and_then(Value::text).cloned();
        let (id, name) = (get("id"), get("name").or_else(|| value.text().cloned()));
        let fields = match value {
            Value::Map(pairs, _) => {
                pairs.iter().filter_map(|(k, v)| Some((k.clone(), v.text()?.clone()))).collect()
            }
            _ => Vec::new(),
        };
        let anonymous = get("anonymous").is_some_and(|t| t.text == "true" || t.text == "yes");
        LocalEntity { class, id, name, anonymous, fields, range: value.range() }
    };
    match value {
        Value::List(items, _) => items.iter().map(one).collect(),
        Value::Null(_) => Vec::new(),
        single => vec![one(single)],
    }
}

/// What stands between the two fences, and where it begins.
fn body(text: &str) -> (&str, usize) {
    let start =
        text.find(['\n', '\r']).map_or(text.len(), |i| i + if text[i..].starts_with("\r\n") { 2 } else { 1 });
    let trimmed = text.trim_end();
    let end = trimmed.rfind(['\n', '\r']).map_or(start, |i| i + 1).max(start);
    (&text[start..end], start)
}

/// Says in a desk's words what the YAML library says in its own.
fn explain(message: String) -> String {
    if message.starts_with("front matter") {
        return message;
    }
    let hints = [
        ("mapping values are not allowed", "put this value in quotation marks: it holds a colon"),
        ("duplicated key", "this key is given twice"),
        ("quoted scalar", "the closing quotation mark is missing"),
        ("flow sequence", "the closing ] of this list is missing"),
        ("flow mapping", "the closing } is missing"),
        ("tab", "front matter is indented with spaces, not with tabs"),
        ("unknown anchor", "put this value in quotation marks: it begins with *"),
    ];
    let hint = hints.iter().find(|(theirs, _)| message.contains(theirs));
    hint.map_or_else(|| format!("front matter is not valid YAML: {message}"), |(_, ours)| (*ours).to_owned())
}

/// An error at a point is shown on the line it stands in, so that it can be seen.
fn at_least_a_letter(range: ByteRange, source: &str, base: usize) -> ByteRange {
    if !range.is_empty() {
        return range;
    }
    let at = (range.start as usize - base).min(source.len());
    let line_of = |at: usize| source[..at].rfind(['\n', '\r']).map_or(0, |i| i + 1);
    let blank = source[line_of(at)..].lines().next().is_none_or(|l| l.trim().is_empty());
    let start = line_of(if blank { source[..at].trim_end().len() } else { at });
    let end = start + source[start..].find(['\n', '\r']).unwrap_or(source.len() - start);
    ByteRange::new(base + start, base + end)
}

/// The lines `key: value` of front matter that is no YAML, so that one slip does not hide the rest.
fn simple_lines(source: &str, base: usize) -> Vec<(Text, Value)> {
    let mut fields: Vec<(Text, Value)> = Vec::new();
    let mut at = 0;
    for line in source.split_inclusive(['\n', '\r']) {
        let start = at;
        at += line.len();
        let Some((key, rest)) = line.split_once(':') else { continue };
        let plain =
            !key.is_empty() && key.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        if !plain || !rest.starts_with([' ', '\n', '\r']) || fields.iter().any(|(k, _)| k.text == key) {
            continue;
        }
        let value = rest.trim();
        let from = base + start + key.len() + 1 + (rest.len() - rest.trim_start().len());
        let range = ByteRange::new(from, from + value.len());
        let text = value.trim_matches('"').to_owned();
        let key =
            Text { text: key.to_owned(), range: ByteRange::new(base + start, base + start + key.len()) };
        if !value.is_empty() && !value.starts_with(['[', '{', '|', '>', '&', '*']) {
            fields.push((key, Value::Text(Text { text, range })));
        }
        if fields.len() >= 256 {
            break;
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::super::Mode;
    use super::*;
    use proptest::prelude::*;

    fn read(body: &str) -> (String, FrontMatter) {
        let text = format!("---\n{body}---\n\nText.\n");
        let matter = FrontMatter::of(&Document::parse(&text, Mode::Markdown)).expect("front matter");
        (text, matter)
    }

    #[test]
    fn the_keys_of_the_story_are_read_with_their_places() {
        let text = include_str!("../../tests/articles/lavrov.nm.md");
        let matter = FrontMatter::of(&Document::parse(text, Mode::Markdown)).unwrap();
        assert!(matter.opted_in() && matter.errors.is_empty());
        let headline = matter.headline.as_ref().unwrap();
        assert_eq!(headline.text, "Lavrov: “We agree with Trump” on fighting terrorism in Syria");
        assert_eq!(headline.range.of(text), format!("\"{}\"", headline.text));
        assert_eq!(matter.date_published.as_ref().unwrap().range.of(text), "2017-05-10T18:00:00-04:00");
        assert_eq!(matter.by[0].text, "H.M");
        assert_eq!(matter.info_sources[0].range.of(text), "sputnik");
        assert_eq!(matter.located.unwrap().text, "washington");
    }

    #[test]
    fn names_of_site_generators_are_read_too() {
        let (_, matter) = read(
            "title: T\nauthor:\n  - name: Ann Example\n  - Bo\ndate: 2024-01-02\nlastmod: x\nlang: NO\ntags: [a]\n",
        );
        assert_eq!(matter.headline.unwrap().text, "T");
        assert_eq!(matter.by.iter().map(|t| &*t.text).collect::<Vec<_>>(), ["Ann Example", "Bo"]);
        assert_eq!(matter.date_published.unwrap().text, "2024-01-02");
        assert_eq!(matter.language.unwrap().text, "NO", "a country is no boolean");
        assert!(matter.errors.is_empty());
        let (_, both) = read("title: T\nheadline: H\n");
        assert_eq!(both.headline.unwrap().text, "H");
    }

    #[test]
    fn entities_of_the_file_have_ids_and_names() {
        let (text, matter) = read(
            "people: [{id: asker, name: unnamed reporter, anonymous: true}]\nplaces:\n  - é\nnewsmark-ignore: [source/single]\n",
        );
        let [asker, place] = &matter.entities[..] else { panic!("{matter:?}") };
        assert_eq!((asker.class, asker.anonymous), ("person", true));
        assert_eq!(asker.id.as_ref().unwrap().range.of(&text), "asker");
        assert_eq!((place.class, place.name.as_ref().unwrap().range.of(&text)), ("place", "é"));
        assert_eq!(matter.ignore[0].range.of(&text), "source/single");
    }

    #[test]
    fn errors_say_what_to_do_and_hide_nothing_else() {
        let cases = [
            (
                "headline: Lavrov: yes\nnewsmark: 1\n",
                "put this value in quotation marks: it holds a colon",
                "headline: Lavrov: yes",
            ),
            ("newsmark: 1\nby: a\nby: b\n", "this key is given twice", "by: b"),
            ("newsmark: 1\nby: \"x\n", "the closing quotation mark is missing", "by: \"x"),
            ("newsmark: 1\ntags: [a, b\n", "the closing ] of this list is missing", "tags: [a, b"),
            ("newsmark: 1\nheadline: [a]\n", "headline is one text, not a list", "[a"),
            ("newsmark: 1\nparagraphs: lines\n", "paragraphs is line or block", "lines"),
        ];
        for (body, message, place) in cases {
            let (text, matter) = read(body);
            assert_eq!(matter.errors.len(), 1, "{body} {matter:?}");
            assert_eq!(
                (matter.errors[0].message.as_str(), matter.errors[0].range.of(&text)),
                (message, place)
            );
            assert!(matter.opted_in(), "{body}");
        }
    }

    #[test]
    fn hostile_front_matter_is_refused() {
        for body in [
            "[".repeat(40_000),
            "- ".repeat(30_000),
            "a: ".repeat(30_000),
            "x".repeat(100_000),
            "? ".repeat(20_000),
        ] {
            let (_, matter) = read(&format!("a: {body}\n"));
            assert!(
                matter.errors.len() == 1 || body.len() == 100_000 || matter.errors.is_empty(),
                "{:?}",
                matter.errors
            );
        }
        let bomb: String =
            (1..12).map(|i| format!("a{i}: &a{i} [*a{0}, *a{0}, *a{0}, *a{0}]\n", i - 1)).collect();
        assert_eq!(read(&format!("a0: &a0 x\n{bomb}")).1.errors.len(), 1);
    }

    const PIECES: &[&str] = &[
        "newsmark: 1\n",
        "by: ",
        "[",
        "]",
        "{",
        "}",
        "\"",
        "'",
        "x",
        "é",
        ": ",
        "- ",
        "\n",
        "  ",
        "|",
        ">",
        "&a ",
        "*a",
        "#",
        "? ",
        "!t ",
        "\t",
        "\r\n",
        "...",
        ",",
    ];

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn any_front_matter_is_read(pieces in proptest::collection::vec(proptest::sample::select(PIECES), 0..30)) {
            let text = format!("---\n{}\n---\n", pieces.concat());
            if let Some(matter) = FrontMatter::of(&Document::parse(&text, Mode::Line)) {
                matter.errors.iter().for_each(|e| { e.range.of(&text); });
                matter.fields.iter().for_each(|(k, v)| { k.range.of(&text); v.range().of(&text); });
            }
        }
    }
}
