//! What can be opened: addresses in the copy, and ids of authorities in annotations.

use super::Reading;
use super::subject::all_attrs;
use crate::knowledge::Registry;
use crate::syntax::{Block, MarkKind};
use crate::text::ByteRange;

/// One link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Bytes of the file.
    pub range: ByteRange,
    /// Where it leads: an absolute address, or a path relative to the file.
    pub target: String,
}

/// Prefixes of authorities that newsrooms and libraries use, and what their ids begin with on the web. A prefix of the
/// registry or the configuration goes before them.
const AUTHORITIES: &[(&str, &str)] = &[
    ("wd:", "https://www.wikidata.org/wiki/"),
    ("gn:", "https://www.geonames.org/"),
    ("viaf:", "https://viaf.org/viaf/"),
    ("isni:", "https://isni.org/isni/"),
    ("gnd:", "https://d-nb.info/gnd/"),
    ("lcnaf:", "https://id.loc.gov/authorities/names/"),
    ("orcid:", "https://orcid.org/"),
    ("ror:", "https://ror.org/"),
    ("lei:", "https://search.gleif.org/#/record/"),
    ("imdb:", "https://www.imdb.com/name/"),
    ("doi:", "https://doi.org/"),
    ("medtop:", "http://cv.iptc.org/newscodes/mediatopic/"),
];

/// The address behind the id of an authority that everybody uses: `wd:Q42`.
pub fn authority(id: &str) -> Option<String> {
    AUTHORITIES.iter().find_map(|(prefix, base)| Some(format!("{base}{}", id.strip_prefix(prefix)?)))
}

/// The links of the document, in order.
pub fn links(reading: Reading<'_>) -> Vec<Link> {
    let document = &reading.story.document;
    let mut links = Vec::new();
    for (index, block) in document.blocks().iter().enumerate() {
        let start = document.start_of(index);
        let registry = &reading.story.options().registry;
        let found = in_marks(block).chain(in_attributes(block, registry));
        links.extend(found.map(|l| Link { range: l.range.shifted(start), target: l.target }));
    }
    links.sort_by_key(|l| l.range);
    links
}

/// `<https://…>` and `[words](target)`, relative to the block.
fn in_marks(block: &Block) -> impl Iterator<Item = Link> + '_ {
    block.marks.iter().filter_map(|mark| {
        let text = mark.range.of(&block.text);
        let (before, target) = match mark.kind {
            MarkKind::Autolink => (1, text.strip_prefix('<')?.strip_suffix('>')?),
            MarkKind::LinkClose => {
                (2, text.strip_prefix("](")?.strip_suffix(')')?.split([' ', '\t', '\n']).next()?)
            }
            _ => return None,
        };
        let start = mark.range.start as usize + before;
        let range = ByteRange::new(start, start + target.len());
        (!target.is_empty() && !target.starts_with('#')).then(|| Link { range, target: target.to_owned() })
    })
}

/// `ref=wd:Q42` and `from=transcript.txt`, relative to the block.
fn in_attributes<'a>(block: &'a Block, registry: &'a Registry) -> impl Iterator<Item = Link> + 'a {
    let values = all_attrs(block).flat_map(|a| &a.pairs).flat_map(|p| p.values().map(move |v| (&*p.key, v)));
    values.filter_map(move |(key, (range, value))| {
        let target = match registry.expand(value).or_else(|| authority(value)) {
            Some(address) => address,
            None if key == "from" || value.starts_with("https://") => value.to_owned(),
            None => return None,
        };
        Some(Link { range, target })
    })
}
