//! One article with its answers: read from its annotations, in places of the plain copy.

use newsmark::analysis::{Options, Place, Story};
use newsmark::syntax::{Block, BlockKind, Document, Format, FrontMatter, Markup, Mode, Span};
use newsmark::text::ByteRange;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// One pair of quotation marks.
pub struct Quotation {
    pub place: Place,
    /// Ids of its speakers, or a phrase.
    pub by: Vec<String>,
    /// Whether it is whole clauses rather than some words in the writer's own.
    pub full: bool,
}

/// A name, or a phrase that is the source of a quotation.
pub struct Naming {
    pub place: Place,
    /// `person`, `org`, `place`, `object`; empty for a pronoun or description.
    pub class: String,
    pub to: String,
}

/// A date expression.
pub struct Dating {
    pub place: Place,
    pub when: String,
}

/// An event with all its mentions.
pub struct Happening {
    pub id: String,
    pub when: String,
    pub status: String,
    pub places: Vec<Place>,
}

/// An article as it was marked by hand. Places are those of the plain copy.
#[derive(Default)]
pub struct Gold {
    pub name: String,
    published: String,
    format: Format,
    /// The annotated file.
    pub text: String,
    /// Its copy without annotations and front matter.
    pub plain: String,
    /// Line of the annotated file at which each block of the plain copy stands.
    lines: Vec<usize>,
    pub quotations: Vec<Quotation>,
    /// Scare quotes, and terms and titles.
    pub scares: Vec<Place>,
    pub terms: Vec<Place>,
    pub names: Vec<Naming>,
    pub sources: Vec<Naming>,
    pub dates: Vec<Dating>,
    pub events: Vec<Happening>,
    /// What is wrong with the answers themselves.
    pub faults: Vec<String>,
}

/// Fewest words of a quotation that begins without a capital and still is more than a fragment.
const CLAUSE_WORDS: usize = 7;

impl Gold {
    /// Reads an annotated article.
    pub fn read(path: &Path) -> Self {
        let text = std::fs::read_to_string(path).expect("a readable article");
        let by_line = text.contains("\nparagraphs: line\n");
        let mode = if by_line { Mode::Line } else { Mode::Markdown };
        let document = Document::parse(&text, Format { mode, markup: Markup::Annotated });
        let matter = FrontMatter::of(&document).expect("front matter");
        let published = matter.date_published.expect("datePublished").text;
        let mut gold = Self {
            name: path.file_name().map(|n| n.to_string_lossy().replace(".nm.md", "")).unwrap_or_default(),
            published: published.to_string(),
            format: Format { mode, markup: Markup::Plain },
            text: text.clone(),
            ..Self::default()
        };
        let mut ids = BTreeMap::new();
        for (index, block) in document.blocks().iter().enumerate() {
            if matches!(block.kind, BlockKind::FrontMatter | BlockKind::Blank) {
                continue;
            }
            let line = text[..document.start_of(index)].matches('\n').count() + 1;
            gold.lines.push(line);
            gold.add(block, by_line);
            gold.mark(block, (gold.lines.len() - 1) as u32, &mut ids);
            gold.faults.extend(block.errors.iter().map(|e| format!("line {line}: {e:?}")));
        }
        gold.check();
        gold
    }

    fn add(&mut self, block: &Block, by_line: bool) {
        if let BlockKind::Heading(level) = block.kind {
            self.plain.push_str(&"#".repeat(level as usize));
            self.plain.push(' ');
        }
        let copy = if block.kind.is_prose() { block.prose() } else { block.text.trim() };
        self.plain.push_str(copy);
        self.plain.push_str(if by_line { "\n" } else { "\n\n" });
    }

    /// The story that is inferred from the plain copy, whose blocks stand one to one beside the answers.
    pub fn analysed(&self) -> Story {
        let options = Options { published: Some(self.published.clone()), ..Options::default() };
        let story = Story::read(&self.plain, self.format, options);
        assert_eq!(
            story.document.blocks().len(),
            self.lines.len(),
            "{}: blocks of the plain copy",
            self.name
        );
        story
    }

    /// The story as it was annotated.
    pub fn annotated(&self) -> Story {
        let format = Format { markup: Markup::Annotated, ..self.format };
        let options = Options { published: Some(self.published.clone()), ..Options::default() };
        Story::read(&self.text, format, options)
    }

    /// `article:line`, for reports.
    pub fn at(&self, place: Place) -> String {
        format!("{}:{}", self.name, self.lines[place.block as usize])
    }

    fn mark(&mut self, block: &Block, index: u32, ids: &mut BTreeMap<String, Id>) {
        let prose = block.prose();
        for span in &block.spans {
            let place = Place { block: index, range: span.prose };
            let of = |key: &str| span.attrs.get(key).unwrap_or_default().to_owned();
            let class = span.attrs.classes.first().map_or("", |c| &*c.text);
            // Marks inside marks are answered, but not asked for.
            match class {
                "quote" | "scare" | "term" if inside_marks(block, span) => {}
                "quote" => self.quotation(span, place, prose, ids),
                "scare" => self.scares.push(place),
                "term" => self.terms.push(place),
                "date" => self.dates.push(Dating { place, when: of("when") }),
                "event" => self.event(span, place, ids),
                "" => self.sources.push(Naming { place, class: String::new(), to: of("ref") }),
                class => self.names.push(Naming { place, class: class.to_owned(), to: of("ref") }),
            }
        }
    }

    fn quotation(&mut self, span: &Span, place: Place, prose: &str, ids: &mut BTreeMap<String, Id>) {
        let words = place.range.of(prose);
        let (by, full) = match span.attrs.get("cont") {
            Some(first) => match ids.get(first) {
                Some(Id::Quotation { by, full }) => (by.clone(), *full),
                _ => {
                    self.faults.push(format!("cont={first}"));
                    return;
                }
            },
            None => {
                let by = span.attrs.pair("by").into_iter().flat_map(|p| p.values());
                (by.map(|(_, v)| v.to_owned()).collect(), is_full(words))
            }
        };
        if let Some(id) = span.attrs.id() {
            ids.insert(id.to_owned(), Id::Quotation { by: by.clone(), full });
        }
        self.quotations.push(Quotation { place, by, full });
    }

    fn event(&mut self, span: &Span, place: Place, ids: &mut BTreeMap<String, Id>) {
        let of = |key: &str| span.attrs.get(key).unwrap_or_default().to_owned();
        if let Some(id) = span.attrs.id() {
            let event =
                Happening { id: id.into(), when: of("when"), status: of("status"), places: vec![place] };
            ids.insert(id.to_owned(), Id::Event(self.events.len()));
            self.events.push(event);
        } else if let Some(Id::Event(event)) = ids.get(&of("ref")) {
            self.events[*event].places.push(place);
        } else {
            self.faults.push(format!("event ref={}", of("ref")));
        }
    }

    fn check(&mut self) {
        let known: BTreeSet<&str> = self.names.iter().chain(&self.sources).map(|n| &*n.to).collect();
        let id_shaped = |by: &str| !by.contains(' ');
        let unknown = |q: &Quotation| q.by.iter().find(|b| id_shaped(b) && !known.contains(&***b)).cloned();
        let faults: Vec<String> = self.quotations.iter().filter_map(unknown).collect();
        self.faults.extend(faults.into_iter().map(|b| format!("by={b} has no mention")));
    }
}

/// What an `#id` of the article names.
enum Id {
    Quotation { by: Vec<String>, full: bool },
    Event(usize),
}

/// Whether the span stands inside quotation marks of another annotation.
fn inside_marks(block: &Block, span: &Span) -> bool {
    block.spans.iter().any(|outer| {
        let marks = outer.attrs.has_class("quote") || outer.attrs.has_class("scare");
        marks && outer.depth < span.depth && holds(outer.range, span.range)
    })
}

/// Whether `outer` holds all of `inner`.
pub fn holds(outer: ByteRange, inner: ByteRange) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}

/// Whether two ranges share a byte.
pub fn overlap(a: ByteRange, b: ByteRange) -> u32 {
    a.end.min(b.end).saturating_sub(a.start.max(b.start))
}

/// Whether two places share a byte.
pub fn meets(a: Place, b: Place) -> bool {
    a.block == b.block && overlap(a.range, b.range) > 0
}

fn is_full(words: &str) -> bool {
    let capital = words.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase);
    capital || words.split_whitespace().count() >= CLAUSE_WORDS
}

/// The plain copy of every article of ours, by name.
pub fn plain_copies() -> Vec<(String, String)> {
    super::articles().into_iter().map(|gold| (gold.name, gold.plain)).collect()
}
