//! The words of annotations, front matter and directives, each with what it means: for hover and completion.

/// A word with what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// As it is written.
    pub name: &'static str,
    /// What it means, in one phrase without a full stop.
    pub means: &'static str,
    /// How it is used.
    pub example: &'static str,
}

const fn word(name: &'static str, means: &'static str, example: &'static str) -> Word {
    Word { name, means, example }
}

/// Classes, without the dot.
pub const CLASSES: &[Word] = &[
    word("person", "the name of a person", "[Berg]{.person ref=anna-berg}"),
    word(
        "org",
        "the name of an organisation: a company, party, ministry, team",
        "[the council]{.org ref=port-ellis-council}",
    ),
    word("place", "the name of a place", "[Port Ellis]{.place ref=port-ellis}"),
    word(
        "object",
        "the name of a thing: a law, document, work, product",
        "[the Harbour Act]{.object ref=harbour-act}",
    ),
    word("subject", "what the story is about", "[road building]{.subject ref=roads}"),
    word("role", "a title or function", "[mayor]{.role of=tom-hill}"),
    word(
        "quote",
        "somebody's words, with their quotation marks",
        "[“It will last,”]{.quote by=tom-hill} he said.",
    ),
    word(
        "claim",
        "what somebody says, in the reporter's words",
        "[The road would be finished in May]{.claim by=tom-hill}, Hill said.",
    ),
    word("scare", "so-called: in quotation marks, and nobody's words", "the [“opposition”]{.scare}"),
    word("term", "a word as a word, or the title of a work", "the word [“scoop”]{.term}"),
    word(
        "event",
        "something that happens; with `#` it gets a name to come back to",
        "[council meeting]{.event #meeting when=2024-03-06 where=port-ellis}",
    ),
    word("date", "a date or a time", "[Wednesday]{.date when=2024-03-06}"),
    word("stat", "a figure that needs a source", "[12 percent]{.stat source=census}"),
    word(
        "source",
        "who or what a statement rests on",
        "[a council official]{.source desc=\"a council official\"}",
    ),
    word("cue", "a word of saying, for corpora", "[said]{.cue of=q1}"),
];

/// Keys of annotations.
pub const KEYS: &[Word] = &[
    word("ref", "whom or what the words name: an id, or a name as written", "ref=anna-berg"),
    word("by", "who says it; `unknown`, `anon` and `author` are no names", "by=\"Anna Berg\""),
    word("to", "to whom it is said", "to=tom-hill"),
    word("at", "at which event it is said", "at=meeting"),
    word("via", "who passes it on: an outlet or agency", "via=\"Example News\""),
    word(
        "from",
        "the transcript it stands in: a file of the workspace, or an address",
        "from=\"notes/meeting.txt\"",
    ),
    word("when", "the exact date, year first", "when=2024-03-06, when=\"2024-03-10/2024-03-20\""),
    word("where", "the place of an event", "where=port-ellis"),
    word("who", "who takes part in an event", "who=\"tom-hill, anna-berg\""),
    word("what", "the kind of an event", "what=vote"),
    word("part-of", "the event that this one belongs to", "part-of=meeting"),
    word("after", "the event that this one follows", "after=meeting"),
    word("before", "the event that this one precedes", "before=meeting"),
    word("cont", "the part of a split quotation that this one continues", "cont=q1"),
    word("mode", "how the words were got; never leaves the desk", "mode=background"),
    word("status", "whether an event was held, is planned …", "status=planned"),
    word("of", "whose role it is, or whose word of saying", "of=tom-hill"),
    word("at-org", "the organisation of a role", "at-org=port-ellis-council"),
    word("num", "the figure as a number", "num=12"),
    word("unit", "what the figure counts", "unit=percent"),
    word("source", "what a figure or a claim rests on", "source=census"),
    word("desc", "how a source that is not named is described", "desc=\"a council official\""),
    word("reason", "why a source is not named; never leaves the desk", "reason=\"not allowed to speak\""),
    word("lang", "the language of the words", "lang=pt"),
    word("note", "a note for the desk; never leaves it", "note=\"check with legal\""),
    word("ignore", "rules that are silent about these words", "ignore=quote/partial"),
];

/// Values with a meaning of their own, each with its key in front: `key=value`.
pub const VALUES: &[Word] = &[
    word("by=unknown", "the speaker is still to be found; it is reported until then", ""),
    word(
        "by=anon",
        "the speaker is withheld by decision; say who in `desc`",
        "by=anon desc=\"a council official\"",
    ),
    word("by=author", "the reporter's own words", ""),
    word("mode=on-record", "said for publication, with name", ""),
    word("mode=background", "for use without the name", ""),
    word("mode=email", "written to the reporter", ""),
    word("mode=translated", "translated by the desk", ""),
    word("mode=through-interpreter", "said through an interpreter", ""),
    word("mode=written", "from a statement or document", ""),
    word("status=planned", "still to come", ""),
    word("status=held", "took place", ""),
    word("status=cancelled", "will not take place", ""),
    word("status=postponed", "put off", ""),
    word("status=denied", "said not to have taken place", ""),
];

/// Keys of front matter.
pub const FRONT_MATTER: &[Word] = &[
    word("newsmark", "checks this file for publication", "newsmark: 1"),
    word("headline", "the headline", "headline: \"Bridge opens: “It will last”\""),
    word("subheadline", "the line under the headline", "subheadline: \"Two years late\""),
    word("by", "who wrote it", "by: Ann Example"),
    word("located", "the place of the dateline", "located: port-ellis"),
    word("dateline", "the dateline as printed", "dateline: PORT ELLIS"),
    word("datePublished", "the day that dates in the story count from", "datePublished: 2024-03-07"),
    word("dateModified", "when it was last changed", "dateModified: 2024-03-08"),
    word("timezone", "an IANA name", "timezone: America/New_York"),
    word("language", "the language of the copy", "language: en"),
    word("profile", "house style", "profile: ap"),
    word("paragraphs", "whether every line is a paragraph, or a blank line parts them", "paragraphs: line"),
    word("slugline", "the name of the story on the desk", "slugline: BRIDGE/OPENING"),
    word("uri", "the address of the story", "uri: urn:example:bridge"),
    word("people", "people known in this file only", "people: [{id: hill, name: Tom Hill}]"),
    word(
        "organisations",
        "organisations known in this file only",
        "organisations: [{id: council, name: Port Ellis council}]",
    ),
    word("places", "places known in this file only", "places: [{id: port-ellis, name: Port Ellis}]"),
    word(
        "events",
        "events known in this file only",
        "events: [{id: vote, name: vote on the road, when: 2024-03-06}]",
    ),
    word("objects", "things known in this file only", "objects: [{id: act, name: Harbour Act}]"),
    word("subjects", "topics known in this file only", "subjects: [{id: roads, name: road building}]"),
    word("infoSources", "whom the story relies on", "infoSources: [example-news]"),
    word("newsmark-ignore", "rules that are silent in this file", "newsmark-ignore: [quote/partial]"),
];

/// Keys of one entry of `people`, `places` … in front matter.
pub const ENTRY: &[Word] = &[
    word("id", "what annotations call it", "id: tom-hill"),
    word("name", "its name", "name: Tom Hill"),
    word("anonymous", "withheld by decision", "anonymous: true"),
    word("when", "when it happens", "when: 2024-03-06"),
    word("where", "where it happens", "where: port-ellis"),
];

/// Directives in comments.
pub const DIRECTIVES: &[Word] = &[
    word(
        "newsmark-ignore",
        "silences rules in the next paragraph, or on this line",
        "<!-- newsmark-ignore quote/unattributed : agreed with the desk -->",
    ),
    word(
        "newsmark-ignore-start",
        "silences rules from here on",
        "<!-- newsmark-ignore-start quote/partial -->",
    ),
    word(
        "newsmark-ignore-end",
        "ends what newsmark-ignore-start began",
        "<!-- newsmark-ignore-end quote/partial -->",
    ),
    word(
        "newsmark-ignore-file",
        "silences rules in the whole file",
        "<!-- newsmark-ignore-file story/missing-byline -->",
    ),
];

/// The word called `name` in `words`.
pub fn find(words: &'static [Word], name: &str) -> Option<&'static Word> {
    words.iter().find(|w| w.name == name)
}

/// What `value` of `key` means, where it has a meaning of its own.
pub fn value(key: &str, value: &str) -> Option<&'static Word> {
    VALUES.iter().find(|w| w.name.split_once('=') == Some((key, value)))
}

/// The values of `key` that have a meaning of their own.
pub fn values_of(key: &str) -> impl Iterator<Item = (&'static str, &'static Word)> + use<'_> {
    VALUES.iter().filter_map(move |w| w.name.split_once('=').filter(|(k, _)| *k == key).map(|(_, v)| (v, w)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::syntax::vocabulary;

    #[test]
    fn every_word_of_the_language_is_explained() {
        let names = |words: &[Word]| words.iter().map(|w| w.name).collect::<Vec<_>>();
        assert_eq!(names(CLASSES), vocabulary::CLASSES);
        for key in vocabulary::KEYS {
            assert!(find(KEYS, key).is_some(), "{key}");
        }
        for speaker in vocabulary::RESERVED_SPEAKERS {
            assert!(value("by", speaker).is_some(), "{speaker}");
        }
    }
}
