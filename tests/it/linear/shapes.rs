//! Hostile texts of any length, by family.

/// A text of a kind, as long as one likes.
pub struct Shape {
    pub name: &'static str,
    /// What stands in front once.
    head: &'static str,
    /// What is repeated; `#` is the number of the repetition, `^` the one before, `@` a word of letters made of it.
    piece: &'static str,
    /// What is repeated as often behind it.
    tail: &'static str,
}

impl Shape {
    /// About `bytes` bytes of it.
    pub fn text(&self, bytes: usize) -> String {
        let count = bytes / (self.piece.len() + self.tail.len());
        let mut text = self.head.to_owned();
        for number in 1..=count {
            text.push_str(&filled(self.piece, number));
        }
        for number in 1..=count {
            text.push_str(&filled(self.tail, number));
        }
        text
    }
}

fn filled(piece: &str, number: usize) -> String {
    if !piece.contains(['#', '^', '@']) {
        return piece.to_owned();
    }
    piece
        .replace('#', &number.to_string())
        .replace('^', &(number - 1).to_string())
        .replace('@', &word(number))
}

/// A word of small letters, another one for each number.
fn word(mut number: usize) -> String {
    let mut word = String::from("v");
    while number > 0 {
        word.push(['a', 'e', 'i', 'o', 'u'][number % 5]);
        word.push(['b', 'd', 'k', 'l', 'm', 'n', 'r', 's', 't'][number / 5 % 9]);
        number /= 45;
    }
    word
}

const fn of(name: &'static str, piece: &'static str) -> Shape {
    Shape { name, head: "", piece, tail: "" }
}

const fn then(name: &'static str, piece: &'static str, tail: &'static str) -> Shape {
    Shape { name, head: "", piece, tail }
}

const fn under(name: &'static str, head: &'static str, piece: &'static str, tail: &'static str) -> Shape {
    Shape { name, head, piece, tail }
}

pub const MARKS: &[Shape] = &[
    of("opening marks", "“"),
    of("closing marks", "”"),
    of("straight marks", "\""),
    of("apostrophes", "'"),
    of("marks and words", "\"so "),
    of("single marks and words", "‘so "),
    of("words in marks", "“so” "),
    of("marks never closed, by paragraph", "“So it was decided then, and\n\n"),
    of("marks never opened, by paragraph", "so it was decided then.”\n\n"),
    then("nested marks", "“so ‘", "’ so”"),
    of("quotations with a speaker", "“So it was,” Hill said. "),
    of("quotations without a speaker", "“So it was.” "),
    of("quotations by paragraph", "“So it was decided,” said @ Hill.\n\n"),
    of("the same quotation by paragraph", "“So it was decided long ago by all of us,” he said.\n\n"),
    of("verbs of saying", "said "),
    of("speakers before and behind", "Hill said, “so,” Berg said, "),
    of("according to", "according to Hill, "),
    of("dashes", "— so – "),
    of("old marks", "``so '' "),
    of("ellipses", "“so…” ... "),
];

pub const BRACKETS: &[Shape] = &[
    of("unclosed brackets", "["),
    of("closing brackets", "]"),
    then("nested spans", "[", "]{.a}"),
    of("links never closed", "[a]("),
    of("values never closed", "[a]{.a b=\""),
    of("curly values never closed", "[a]{.a b=“"),
    of("stray attributes", "]{.a "),
    of("braces without brackets", "[a{.b "),
    then("backticks", "`", "a`"),
    of("tags never closed", "<a \""),
    of("elements never closed", "<code>"),
    of("elements half closed", "<pre></"),
    then("comments and templates never closed", "<!--{{", "{%"),
    of("emphasis never closed", "*a _b "),
    under("brackets that are copy", "", "[a] ", "]{.a}"),
    under("many words in braces", "[x]{", "a, ", ""),
    under("many attributes", "[x]{", "a=b ", ""),
    of("spans", "[a]{b=\"c\"}"),
    then("nested images", "![", "](a)"),
    of("footnotes never closed", "[^a"),
    of("braces", "{"),
    of("dollars", "$$ $"),
    of("backslashes", "\\"),
    of("angles", "<"),
];

pub const NAMES: &[Shape] = &[
    of("one letter capitals", "A "),
    of("capital letters", "A"),
    of("acronyms", "ABC "),
    of("a new name each time", "Anna V@ said. "),
    of("a new name each paragraph", "Mr. Tom V@, the mayor, met Berg.\n\n"),
    of("one name", "Lavrov "),
    of("one surname of many", "Tom V@ and Hill, "),
    of("titles", "President "),
    of("titles and names", "President V@ Hill, the foreign minister of V@, "),
    of("organisations", "the V@ Company Inc. (VC) "),
    of("hyphens and apostrophes", "O'Neill-V@’s "),
    of("initials", "J.R. "),
    of("pronouns", "he said she told them "),
    of("pronouns by paragraph", "He said she told them.\n\n"),
    of("descriptions", "the mayor and the company "),
    of("places", "Washington, D.C., and New York, "),
];

pub const DATES: &[Shape] = &[
    of("dates", "May 4, "),
    of("dates with years", "on May 4, 2017, "),
    of("ISO dates", "2017-05-04 "),
    of("weekdays", "on Monday "),
    of("relative dates", "last week, two days ago, "),
    of("dates by paragraph", "It opened on May 4, and closed last year.\n\n"),
    of("spans of dates", "from May 4 to June 7 "),
    of("times", "at 4:30 p.m. EST "),
    of("figures", "1,000 "),
    of("digits", "7"),
    of("ordinals", "the 1st of "),
    of("events by paragraph", "The council met on May 4 and signed the # treaty with Berg.\n\n"),
    of("events", "signed the treaty, met in Berlin, attacked "),
    of("months", "May "),
];

pub const LINES: &[Shape] = &[
    of("words", "word "),
    of("one word", "w"),
    of("full stops", ". "),
    of("stops without spaces", "a.b."),
    of("commas", ", so"),
    of("spaces", " "),
    of("hyphens", "-"),
    of("an article without a break", "He said it was so, and V@ of the council agreed on Monday. "),
    of("signs", "!?;:()/&%"),
    of("addresses", "http://example.org/a?b=c&d "),
];

pub const LETTERS: &[Shape] = &[
    of("combining characters", "\u{301}"),
    of("letters with combining characters", "e\u{301}"),
    of("words with combining characters", "Ane\u{301} said "),
    of("right-to-left", "שלום עולם "),
    of("right-to-left marks", "\u{202e}a\u{202c} "),
    of("NUL", "\0"),
    of("NUL and words", "Hill\0said "),
    of("emoji", "👩‍👩‍👧 "),
    of("ideographs", "他说「好」。"),
    of("soft hyphens", "Hi\u{ad}ll "),
    of("no-break spaces", "Mr.\u{a0}Hill\u{a0}said "),
    of("control characters", "\u{1b}[31m"),
    of("carriage returns", "a\r"),
    of("byte-order marks", "\u{feff}"),
    of("replacement characters", "\u{fffd}a "),
    of("capital sharp s and dotless i", "ẞİ ı "),
];

pub const BLOCKS: &[Shape] = &[
    of("line breaks", "\n"),
    of("line breaks of two bytes", "\r\n"),
    of("one letter a paragraph", "a\n\n"),
    of("headings", "## V@ Hill\n\n"),
    of("items", "- V@ said\n"),
    of("quoted lines", "> “so\n"),
    of("fences never closed", "```\n\n"),
    of("formulas never closed", "$$\n\n"),
    of("rules", "---\n"),
    of("tables", "| a | b |\n|---|---|\n\n"),
    of("comments never closed", "<!-- a\n\n"),
    of("tags", "<div>\n\n"),
    of("templates", "{{< a\n\n"),
    of("divs", "::: {.quote by=x}\n\n"),
    then("nested divs", "::: {.quote by=x}\n\n", "So.\n\n:::\n\n"),
    of("definitions", "[^#]: note\n\n"),
    of("comments", "<!-- so -->\n\n"),
    of("directives", "<!-- newsmark-ignore quote/partial -->\n\nSo-called “so”.\n\n"),
    of("directives opened", "<!-- newsmark-ignore-start quote/partial -->\n\n“So,” he said.\n\n"),
    then(
        "directives nested",
        "<!-- newsmark-ignore-start quote/partial -->\n\n",
        "<!-- newsmark-ignore-end quote/partial -->\n\n",
    ),
    of("unknown rules", "<!-- newsmark-ignore no/rule-# -->\n\n"),
    of("directives in a line", "“So,” <!-- newsmark-ignore quote/partial --> "),
    of("datelines", "WASHINGTON (AP) — He said so.\n\n"),
    of("bylines", "By Anna V@\n\n"),
    of("questions and answers", "Q: Is it so?\n\nA: It is.\n\n"),
];

pub const ANNOTATIONS: &[Shape] = &[
    of("names", "[V@]{.person ref=a#} met "),
    of("names of one id", "[V@]{.person ref=a} met "),
    of("quotations", "[“So,”]{.quote #q# by=\"Hill\"} he said. "),
    of("quotations in parts", "[“So,”]{.quote #q# cont=q^} he said. "),
    of("quotations in parts of one", "[“So,”]{.quote cont=q1} he said.\n\n"),
    of("events one behind the other", "[It met]{.event #e# when=2017-05-04 after=e^}.\n\n"),
    of("events in events", "[It met]{.event #e# part-of=e^}.\n\n"),
    of("quotations at events", "[It met]{.event #e#} and [“so,”]{.quote by=hill at=e#} "),
    of("ids given twice", "[It met]{.event #e} "),
    of("ids that are not there", "[It met]{.event after=x#} "),
    of("dates", "[May 4]{.date when=2017-05-04} "),
    of("slips", "[V@]{.person, ref=a#;speaker=x} "),
    of("unknown classes and keys", "[V@]{.c# k#=v} "),
    of("two spans round one name", "[[V@]{ref=a#} Hill]{.person ref=b#} "),
    of("links with attributes", "[V@](/a#){ref=a#} "),
    of("headings with ids", "## V@ {#h#}\n\n"),
    of("transcripts", "[“So,”]{.quote by=hill from=\"a#.txt\"}\n\n"),
    of("rules silenced in a span", "[“so”]{.scare ignore=\"quote/partial\"} "),
];

pub const FRONT_MATTER: &[Shape] = &[
    under("keys", "---\n", "k#: v\n", ""),
    under("one key", "---\n", "k: v\n", ""),
    under("entities", "---\nnewsmark: 1\npeople:\n", "- {id: a#, name: Anna V@}\n", ""),
    under("a list", "---\nby: [", "a, ", ""),
    under("lists in lists", "---\nby: ", "[", "]"),
    under("dashes in a line", "---\nby: ", "- ", ""),
    under("maps in a line", "---\n", "a: ", ""),
    under("deeper and deeper", "---\na: &a x\n", "b#: [*a, *a]\n", ""),
    under("a long text", "---\nheadline: ", "word ", ""),
    under("a block text", "---\nheadline: |\n", "  word\n", ""),
    under("rules silenced", "---\nnewsmark-ignore: [", "no/rule-#, ", ""),
    under("comments", "---\n", "# a\n", ""),
    under("marks", "---\nheadline: ", "\"", ""),
];
