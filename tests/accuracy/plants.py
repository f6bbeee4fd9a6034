"""The faults that planted.py plants: one function a fault, each in copy, annotations or front matter of one story.

A function takes a story and a source of chance, and gives the story without and with the fault, or None where the story
has no place for it.
"""

import datetime
import json
import re
from dataclasses import dataclass, field
from typing import Callable

QUOTE = re.compile(r"“([^“”\n]{40,300})”")
SPAN = re.compile(r"\[([^\[\]\n]+)\]\{([^{}\n]+)\}")


@dataclass
class Case:
    clean: str
    broken: str
    ending: str = "txt"
    extras: dict = field(default_factory=dict)
    clean_extras: dict = None


@dataclass
class Plant:
    rule: str
    fault: str
    make: Callable


ALL = []


def plant(rule, fault):
    def add(make):
        ALL.append(Plant(rule, fault, make))
        return make

    return add


# What the plants share


def head(story, **more):
    """Front matter of a story that lacks nothing."""
    fields = {"newsmark": 1, "headline": "Untitled", "by": "Staff", "datePublished": story.date, **more}
    lines = [f"{key}: {value}\n" for key, value in fields.items() if value is not None]
    return "---\n" + "".join(lines) + "---\n\n"


def replaced(text, start, end, words):
    return text[:start] + words + text[end:]


def quoted_spans(story):
    return [(q["start"], q["end"]) for q in story.inferred["quotes"]]


def outside(story, mention):
    return not any(s <= mention["start"] < e for s, e in quoted_spans(story))


def is_body(text, at):
    """Whether a paragraph of some length that is not the first stands here."""
    start = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return start > 0 and (len(text) if end < 0 else end) - start >= 80


def people(story):
    """The mentions of people outside quotations, in the body."""
    mentions = [m for m in story.inferred["mentions"] if m["type"] == "person"]
    return [m for m in mentions if outside(story, m) and is_body(story.text, m["start"])]


def full_names(story):
    """The people whose given name and surname the story prints, and nobody else of that surname."""
    names = {m["text"] for m in people(story) if re.fullmatch(r"[A-Z][a-zé]+ [A-Z][a-zé]{3,}", m["text"])}
    by_surname = {}
    for name in names:
        by_surname.setdefault(name.split()[1], []).append(name)
    return sorted(n[0] for n in by_surname.values() if len(n) == 1)


def slip(word, rng):
    """A word with one letter left out, doubled, changed or two turned round, the first and last kept."""
    for _ in range(20):
        at = rng.randrange(1, len(word) - 1)
        kind = rng.randrange(4)
        if kind == 0:
            wrong = word[:at] + word[at + 1 :]
        elif kind == 1:
            wrong = word[:at] + word[at] + word[at:]
        elif kind == 2:
            wrong = word[:at] + rng.choice("aeioutrn") + word[at + 1 :]
        else:
            wrong = word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at > 1 else word
        if wrong != word:
            return wrong
    return word + "s"


def body_line(text, rng, least=80):
    """The number of a line of the body, drawn at random, that ends in a full stop and holds no quoted words."""
    lines = text.split("\n")
    body = [i for i, l in enumerate(lines) if i > 1 and l.endswith(".") and len(l) > least and not re.search("[“\"]", l)]
    return (lines, rng.choice(body)) if body else (lines, None)


def appended(text, rng, *sentences):
    """The text with each sentence put behind the same line of the body; None without a place."""
    lines, at = body_line(text, rng)
    if at is None:
        return [None] * len(sentences)
    return ["\n".join(lines[:at] + [lines[at] + " " + s] + lines[at + 1 :]) for s in sentences]


def two_lines(text, rng, first, second):
    """The text with two sentences behind two lines of the body, in their order; None without a place."""
    lines = text.split("\n")
    body = [i for i, l in enumerate(lines) if i > 1 and l.endswith(".") and len(l) > 80 and not re.search("[“\"]", l)]
    if len(body) < 2:
        return None
    a, b = sorted(rng.sample(body, 2))
    lines[a] += " " + first
    lines[b] += " " + second
    return "\n".join(lines)


# quote/


@plant("quote/unbalanced", "closing mark lost")
def drop_close(story, rng):
    text = story.text
    # At the end of a paragraph, with a mark at the start of the next, the quotation would rightly go on.
    goes_on = lambda m: re.match(r"[.,]?\s*\n\s*[“\"]", text[m.end() :])
    spots = [m for m in QUOTE.finditer(text) if text[m.end() : m.end() + 2].strip(" ,.") and not goes_on(m)]
    if not spots:
        return None
    spot = rng.choice(spots)
    return Case(text, text[: spot.end() - 1] + text[spot.end() :])


@plant("quote/unbalanced", "opening mark lost")
def drop_open(story, rng):
    spots = list(QUOTE.finditer(story.text))
    if not spots:
        return None
    spot = rng.choice(spots)
    return Case(story.text, story.text[: spot.start()] + story.text[spot.start() + 1 :])


@plant("quote/multi-paragraph", "quotation broken in two")
def split_quote(story, rng):
    text, inside = story.text, []
    for spot in re.finditer(r"(?<=[a-z]{3}\. )(?=[A-Z])", text):
        line = text[: spot.start()].rsplit("\n", 1)[-1]
        rest = text[spot.start() :].split("\n", 1)[0]
        opened = line.count("“") - line.count("”") == 1 and "’" not in line
        if opened and re.match(r"[^“”]{60,}”.{6,}", rest):
            inside.append(spot.start())
    if not inside:
        return None
    at = rng.choice(inside)
    return Case(text, text[:at].rstrip(" ") + "\n" + text[at:])


@plant("quote/duplicate", "paragraph repeated")
def repeat_quote(story, rng):
    lines = story.text.split("\n")
    body = [i for i, l in enumerate(lines) if i > 5 and re.search(r"“[^“”]{60,}[,.]” \w+ said", l)]
    if not body:
        return None
    at = rng.choice(body)
    doubled = lines[: at + 1] + ["The talks went on for hours.", lines[at]] + lines[at + 1 :]
    return Case(story.text, "\n".join(doubled))


def changed_words(words, rng):
    """A quotation with one word of its middle changed, left out or added."""
    parts = words.split(" ")
    at = rng.randrange(1, len(parts) - 1)
    kind = rng.randrange(3)
    other = rng.choice(["never", "bridge", "seven", "always", "harbour"])
    if kind == 0:
        return " ".join(parts[:at] + [other] + parts[at + 1 :])
    if kind == 1 and parts[at] != parts[at + 1]:
        return " ".join(parts[:at] + parts[at + 1 :])
    return " ".join(parts[:at] + [other] + parts[at:])


@plant("quote/headline-mismatch", "word of a quoted headline changed")
def headline(story, rng):
    short = re.compile(r"“([A-Za-z’ ]{20,70})[,.]?”")
    body = [m[1].strip() for m in short.finditer(story.text) if is_body(story.text, m.start())]
    body = [w for w in body if len(w.split()) >= 4]
    if not body:
        return None
    words = rng.choice(body)
    wrong = changed_words(words, rng)
    if rng.random() < 0.5:
        make = lambda w: head(story, headline=json.dumps(f"Official: “{w}”", ensure_ascii=False)) + story.text
    else:
        make = lambda w: head(story) + f"# Official: “{w}”\n\n" + story.text
    return Case(make(words), make(wrong), "nm.md")


def named_quotes(story):
    """Full quotations whose sentence names the speaker by name, in a story that names others, too."""
    for quote in story.inferred["quotes"]:
        speaker, words = quote["speaker"], story.text[quote["start"] : quote["end"]]
        plain = "\n" not in words and not re.search(r"[\[\]{}\\]", words)
        beside = speaker and 0 <= speaker["start"] - quote["end"] <= 1
        if beside and plain and quote["kind"] == "full":
            if re.fullmatch(r"([A-Z][a-z]+ )?[A-Z][a-z]{2,}", speaker["text"]) and " " in (speaker["name"] or ""):
                yield quote


@plant("quote/attribution-conflict", "annotated with somebody else of the story")
def conflict(story, rng):
    quotes, names = list(named_quotes(story)), full_names(story)
    if not quotes:
        return None
    quote = rng.choice(quotes)
    name = quote["speaker"]["name"]
    others = [n for n in names if n.split()[-1] != name.split()[-1]]
    if not others:
        return None
    other = rng.choice(others)
    words = story.text[quote["start"] : quote["end"]]
    make = lambda by: head(story) + replaced(
        story.text, quote["start"], quote["end"], f'[{words}]{{.quote by="{by}"}}'
    )
    return Case(make(name), make(other), "nm.md")


@plant("quote/altered", "word of a transcribed quotation changed")
def altered(story, rng):
    spots = [m for m in QUOTE.finditer(story.text) if not re.search(r"[\[\]{}…\\]|\.\.", m[0])]
    spots = [m for m in spots if len(m[1].split()) >= 6]
    if not spots:
        return None
    spot = rng.choice(spots)
    make = lambda w: head(story) + replaced(story.text, spot.start(), spot.end(), f"[“{w}”]{{.quote from=talk.txt}}")
    transcript = "\n\n".join(m[1] for m in spots)
    return Case(make(spot[1]), make(changed_words(spot[1], rng)), "nm.md", {"talk.txt": transcript})


# entity/


def without_title(text, start):
    """Where the title in front of a name begins, or the name."""
    title = re.search(r"(?:(?:[A-Z][\w’.-]*|of|for|the) )+$", text[max(0, start - 80) : start].rsplit("\n", 1)[-1])
    return start - len(title[0]) if title else start


# `her opponent, `
DESCRIBED = re.compile(r"\b(?:his|her|its|their|the|an?) (?:[a-z-]+ ){0,3}[a-z]+, $")

# Titles in front of a name, as a press that capitalises them prints them.
TITLE_IN_FRONT = (
    r"(?:(?:U\.S\.|[A-Z][a-z]+|White House|former|House|Senate) )?(?:President|Prime Minister|Foreign Minister|"
    r"Defense Secretary|Attorney General|Secretary of State|Senator|Sen\.|Rep\.|Gov\.|Governor|Chief Justice|Speaker|Vice President|"
    r"Justice|Mayor|spokesman|spokeswoman|Director|Chairman|Judge|Professor|Dr\.|strategist|analyst|candidate|adviser)"
)


@plant("entity/orphan", "introduction moved behind the surname")
def orphan_later(story, rng):
    """Title and full name change places with a surname further down, as when paragraphs are moved."""
    choices = []
    for name in full_names(story):
        surname = name.split()[1]
        pattern = rf"(?<![\w’.] )(?:then-)?(?:{TITLE_IN_FRONT} )+{re.escape(name)}\b(?! \(|,|’s|[- ][A-Z])"
        first = re.search(pattern, story.text)
        # Nothing but the introduction gives the full name, and nothing before it the surname.
        again = len(re.findall(re.escape(name), story.text)) != 1
        # A description that is left before a comma introduces the person still, as does one behind the name.
        if first and DESCRIBED.search(story.text[: first.start()]):
            continue
        if not first or again or surname in story.text[: first.end() - len(surname)] or not outside(story, {"start": first.start()}):
            continue
        later = [m for m in people(story) if m["text"] == surname and m["start"] > first.end()]
        later = [m for m in later if "\n" in story.text[first.end() : m["start"]]]
        if later and without_title(story.text, later[0]["start"]) == later[0]["start"]:
            choices.append((first, later[0], surname))
    if not choices:
        return None
    first, later, surname = rng.choice(choices)
    broken = replaced(story.text, later["start"], later["end"], first[0])
    return Case(story.text, replaced(broken, first.start(), first.end(), surname))


@plant("entity/orphan", "introduction of a quoted person lost")
def orphan_never(story, rng):
    """Full name and title go everywhere; what is left of the person is a surname that nothing introduces."""
    quoted = {q["speaker"]["name"] for q in story.inferred["quotes"] if q["speaker"] and q["kind"] == "full"}
    choices = []
    for name in full_names(story):
        surname = name.split()[1]
        if name not in quoted:
            continue
        broken = story.text
        for found in reversed(list(re.finditer(re.escape(name), story.text))):
            broken = replaced(broken, without_title(broken, found.start()), found.end(), surname)
        # Another name, a title or a description that is left introduces the person still.
        introduced = re.search(rf"\b[A-Z][\w’.-]*[ \xa0]({LEFT_TITLE} )?{surname}\b|\b{surname}( \(|, (?!who\b|and\b|but\b))|\b{surname}[ -][A-Z]", broken)
        speaks = re.search(rf"[,?!.]” {surname} (said|told|added|wrote|says)\b|[,?!.]” said {surname}\b", broken)
        if not introduced and speaks and len(re.findall(rf"\b{surname}\b", broken)) > 2:
            choices.append(broken)
    return Case(story.text, rng.choice(choices)) if choices else None


# Titles in small letters, which stand for an introduction where a body stands in front of them.
LEFT_TITLE = r"(?:professor|president|director|spokesman|spokeswoman|strategist|analyst|chairman|chief)"

TITLED = re.compile(
    r"\b(President|Prime Minister|Foreign Minister|Defense Secretary|Attorney General|Secretary of State|Senator|"
    r"Governor|Chief Justice|Speaker|Vice President|Justice|Mayor) ([A-Z][a-z]+ [A-Z][a-z]{3,})\b"
)


@plant("entity/title-mismatch", "title that ended before the story")
def title_ended(story, rng):
    names = full_names(story)
    found = [m for m in TITLED.finditer(story.text) if m[2] in names and is_body(story.text, m.start())]
    found = [m for m in found if outside(story, {"start": m.start()}) and not re.search(r"[Ff]ormer ([A-Z]\w+ ){0,3}$", story.text[: m.start()])]
    if not found:
        return None
    title, name = rng.choice(found).groups()
    entry = f'[person.one]\nname = "{name}"\n[[person.one.titles]]\ntitle = "{title}"\n'
    copy = head(story) + story.text
    return Case(copy, copy, "nm.md", {"entities.toml": entry + 'to = "2010-12-31"\n'}, {"entities.toml": entry})


# Titles that are printed in either order, of which a desk keeps to one.
TURNED = [
    ("Secretary of State", "State Secretary"), ("Defense Secretary", "Secretary of Defense"),
    ("Secretary General", "General Secretary"), ("Interior Minister", "Minister of Interior"),
    ("Finance Minister", "Minister of Finance"), ("Minister of Justice", "Justice Minister"),
]


@plant("entity/title-mismatch", "title in another order")
def title_turned(story, rng):
    """Someone whom the story calls by full name and later by surname is given a title, at the second place in its other order."""
    choices = []
    for name in full_names(story):
        surname = name.split()[1]
        alone = len(set(re.findall(rf"\b[A-Z][\w’.-]*[ \xa0]{surname}\b", story.text))) == 1
        bare = lambda m: without_title(story.text, m["start"]) == m["start"] and not re.search(r"[-’]$", story.text[: m["start"]])
        first = [m for m in people(story) if m["text"] == name][0]
        later = [m for m in people(story) if m["text"] == surname and m["start"] > first["end"]]
        later = [m for m in later if bare(m)]
        if alone and bare(first) and later:
            choices += [(first, m) for m in later]
    if not choices:
        return None
    first, later = rng.choice(choices)
    title, other = rng.choice(TURNED)
    make = lambda words: replaced(
        replaced(story.text, later["start"], later["start"], words + " "), first["start"], first["start"], title + " "
    )
    return Case(make(title), make(other))


@plant("entity/spelling", "form that the registry says not to print")
def spelling(story, rng):
    names = [n for n in full_names(story) if len(n.split()[1]) > 4]
    if not names:
        return None
    name = rng.choice(names)
    wrong = name.split()[0] + " " + slip(name.split()[1], rng)
    places = [m for m in people(story) if m["text"] == name]
    if not places or wrong in story.text:
        return None
    place = rng.choice(places)
    entry = f'[person.one]\nname = "{name}"\navoid = ["{wrong}"]\n'
    broken = replaced(story.text, place["start"], place["end"], wrong)
    return Case(head(story) + story.text, head(story) + broken, "nm.md", {"entities.toml": entry})


@plant("entity/ambiguous", "first name lost, two entries of the surname")
def ambiguous(story, rng):
    names = full_names(story)
    if not names:
        return None
    given, surname = rng.choice(names).split()
    other = "Theodora" if given != "Theodora" else "Edwina"
    entry = "".join(f'[person.n{i}]\nname = "{g} {surname}"\naliases = ["{surname}"]\n' for i, g in enumerate([given, other]))
    broken = story.text.replace(f"{given} {surname}", surname)
    return Case(head(story) + story.text, head(story) + broken, "nm.md", {"entities.toml": entry})


def annotated_spans(story, wanted):
    text, registry = story.annotated()
    return text, registry, [m for m in SPAN.finditer(text) if re.search(wanted, m[2])]


@plant("entity/unknown-ref", "slip in an id")
def unknown_ref(story, rng):
    text, registry, spans = annotated_spans(story, r"\b(ref|by)=[a-z][a-z-]{3,}")
    if not spans:
        return None
    found = re.search(r"\b(?:ref|by)=([a-z][a-z-]{3,})", text[(spot := rng.choice(spans)).start(2) : spot.end(2)])
    wrong = slip(found[1], rng)
    if f".{wrong}]" in registry or f"#{wrong}" in text:
        return None
    broken = replaced(text, spot.start(2) + found.start(1), spot.start(2) + found.end(1), wrong)
    return Case(text, broken, "nm.md", {"entities.toml": registry})


@plant("entity/type-mismatch", "class of another kind")
def type_mismatch(story, rng):
    text, registry, spans = annotated_spans(story, r"^\.(person|org|place) ref=[a-z]")
    if not spans:
        return None
    spot = rng.choice(spans)
    now = spot[2].split()[0]
    other = rng.choice([c for c in (".person", ".org", ".place") if c != now])
    broken = replaced(text, spot.start(2), spot.start(2) + len(now), other)
    return Case(text, broken, "nm.md", {"entities.toml": registry})


# date/ and event/

MONTHS = "January February March April May June July August September October November December".split()
DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()


@plant("date/weekday", "weekday of another day")
def weekday(story, rng):
    day = datetime.date.fromisoformat(story.date) - datetime.timedelta(days=rng.randrange(2, 900))
    wrong = DAYS[(day.weekday() + rng.randrange(1, 7)) % 7]
    month, year = MONTHS[day.month - 1], day.year
    short = month[:3] + "." if len(month) > 5 else month
    forms = [
        "The vote was on {}, %s %d, %d." % (month, day.day, year), "It began {}, %d %s %d." % (day.day, month, year),
        "The council met again on {}, %s %d, %d, to decide." % (short, day.day, year),
        "She left on {} %d %s %d and did not come back." % (day.day, month, year),
    ]
    form = rng.choice(forms)
    clean, broken = appended(story.text, rng, form.format(DAYS[day.weekday()]), form.format(wrong))
    return clean and Case(clean, broken)


@plant("date/weekday", "weekday of another day, no year, dated story")
def weekday_yearless(story, rng):
    day = datetime.date.fromisoformat(story.date) - datetime.timedelta(days=rng.randrange(8, 40))
    wrong = DAYS[(day.weekday() + rng.randrange(1, 7)) % 7]
    form = "The vote was on {}, %s %d." % (MONTHS[day.month - 1], day.day)
    lines, at = body_line(story.text, rng)
    if at is None:
        return None
    make = lambda d: head(story) + "\n".join(lines[:at] + [lines[at] + " " + form.format(d)] + lines[at + 1 :])
    return Case(make(DAYS[day.weekday()]), make(wrong), "nm.md")


@plant("date/value", "annotated day is another, or none")
def date_value(story, rng):
    text, registry, spans = annotated_spans(story, r"\bwhen=\"?\d{4}-\d\d-\d\d\"?$")
    month = re.compile(rf"\b({'|'.join(MONTHS)})\b")
    named = [m for m in spans if m[2].startswith(".date") and month.search(m[1]) and re.search(r"\b\d{1,2}\b", m[1])]
    if named and rng.random() < 0.6:
        spot = rng.choice(named)
        right = re.search(r"\d{4}-\d\d-\d\d", spot[2])
        day = datetime.date.fromisoformat(right[0]) + datetime.timedelta(days=rng.choice([-31, -7, -1, 1, 3, 30]))
        wrong = day.isoformat()
    elif spans:
        spot = rng.choice(spans)
        right = re.search(r"\d{4}-\d\d-\d\d", spot[2])
        wrong = rng.choice([right[0][:5] + "02-30", right[0][:5] + "13-01", right[0][:8] + "32"])
    else:
        return None
    start = spot.start(2) + right.start()
    return Case(text, replaced(text, start, start + 10, wrong), "nm.md", {"entities.toml": registry})


@plant("event/order", "order contradicts the dates")
def event_order(story, rng):
    early = datetime.date.fromisoformat(story.date) - datetime.timedelta(days=rng.randrange(100, 900))
    late = early + datetime.timedelta(days=rng.randrange(1, 90))
    word = rng.choice(["after", "before"])
    right, wrong = ((early, late), (late, early)) if word == "after" else ((late, early), (early, late))
    state = rng.getstate()

    def make(first, second):
        rng.setstate(state)
        vote = f"A [vote]{{.event #first when={first}}} was held."
        return two_lines(story.text, rng, vote, f"The [talks]{{.event #second when={second} {word}=first}} were held, too.")

    clean, broken = make(*right), make(*wrong)
    return clean and Case(head(story) + clean, head(story) + broken, "nm.md")


# source/


@plant("source/identity-leak", "name beside a withheld source")
def leak(story, rng):
    spots = [m for m in QUOTE.finditer(story.text) if not re.search(r"[\[\]{}\\]", m[0])]
    names = full_names(story)
    if not spots or not names:
        return None
    spot, name = rng.choice(spots), rng.choice(names)
    make = lambda attrs: head(story) + replaced(story.text, spot.start(), spot.end(), f"[{spot[0]}]{{.quote {attrs}}}")
    clean = make('by=anon desc="an official who was there"')
    kind = rng.randrange(3)
    if kind == 0:
        return Case(clean, make(f'by="anon, {name.split()[1].lower()}" desc="an official who was there"'), "nm.md")
    if kind == 1:
        return Case(clean, make(f'by=anon desc="{name} of the ministry"'), "nm.md")
    plain = head(story, people=f'[{{id: src, name: "{name}"}}]') + story.text
    return Case(plain, plain.replace('"}]', '", anonymous: true}]', 1), "nm.md")


# story/


@plant("story/placeholder", "number left out")
def placeholder_number(story, rng):
    spots = list(re.finditer(r"(?<= )\d{2,}(?= [a-z])", story.text))
    if not spots:
        return None
    spot = rng.choice(spots)
    return Case(story.text, replaced(story.text, spot.start(), spot.end(), rng.choice(["TK", "TKTK", "XXX", "???"])))


@plant("story/placeholder", "name left out")
def placeholder_name(story, rng):
    mentions = people(story)
    if not mentions:
        return None
    spot = rng.choice(mentions)
    words = rng.choice(["[NAME]", "XXX", "TK", "TKTK", "[CHECK NAME]", "[TK]"])
    return Case(story.text, replaced(story.text, spot["start"], spot["end"], words))


# markup/


@plant("markup/attributes", "slip between the braces")
def attributes(story, rng):
    text, registry, spans = annotated_spans(story, r"=")
    if not spans:
        return None
    spot = rng.choice(spans)
    inside = spot[2]
    slips = [inside.replace(" ", ", ", 1), inside.replace("=", " = ", 1), inside + " " + inside.split()[-1].split('"')[0]]
    bare = re.sub(r'=([\w-]+)', r"=“\1”", inside, count=1)
    slips += [bare if bare != inside else inside.replace('="', "=“", 1).replace('"', "”", 1), inside + " said"]
    slips += [inside.replace("=", "= ", 1), inside.replace(" ", "; ", 1)]
    slips += [inside.replace('"', "", 1)] if '"' in inside else []
    wrong = rng.choice(slips)
    return Case(text, replaced(text, spot.start(2), spot.end(2), wrong), "nm.md", {"entities.toml": registry})


@plant("markup/attributes", "closing brace lost")
def brace(story, rng):
    text, registry, spans = annotated_spans(story, r"=")
    if not spans:
        return None
    spot = rng.choice(spans)
    return Case(text, replaced(text, spot.end() - 1, spot.end(), ""), "nm.md", {"entities.toml": registry})


@plant("markup/bracket", "bracket of a span lost")
def bracket(story, rng):
    text, registry, spans = annotated_spans(story, r"=")
    if not spans:
        return None
    spot = rng.choice(spans)
    at = rng.choice([spot.start(), spot.end(1)])
    return Case(text, replaced(text, at, at + 1, ""), "nm.md", {"entities.toml": registry})


@plant("markup/unknown-name", "slip in a class or key")
def unknown_name(story, rng):
    text, registry, spans = annotated_spans(story, r"=")
    if not spans:
        return None
    spot = rng.choice(spans)
    word = rng.choice(list(re.finditer(r"(?<=\.)[a-z]{3,}|\b[a-z]{3,}(?==)", spot[2])) or [None])
    if word is None:
        return None
    wrong = slip(word[0], rng)
    if wrong in ("order", "who", "whom"):
        return None
    start = spot.start(2) + word.start()
    return Case(text, replaced(text, start, start + len(word[0]), wrong), "nm.md", {"entities.toml": registry})


@plant("markup/duplicate-id", "id given twice")
def duplicate_id(story, rng):
    text, registry, spans = annotated_spans(story, r"^[^#]*$")
    if len(spans) < 2:
        return None
    a, b = sorted(rng.sample(spans, 2), key=lambda m: m.start())
    number = lambda i, j: replaced(
        replaced(text, b.end() - 1, b.end(), f" #{j}}}"), a.end() - 1, a.end(), f" #{i}}}"
    )
    return Case(number("mark-1", "mark-2"), number("mark-1", "mark-1"), "nm.md", {"entities.toml": registry})


@plant("markup/lost-text", "start of a line that Markdown drops or changes")
def lost_text(story, rng):
    starts = [m.start() for m in re.finditer(r"(?<=\n\n)(?=[A-Z][a-z])", story.text)]
    if not starts:
        return None
    at = rng.choice(starts)
    clean, wrong = rng.choice([("Keller: ", "[Keller]: "), ("In 2014. ", "2014. "), ("Officials: ", "[Officials]: ")])
    make = lambda words: head(story) + replaced(story.text, at, at, words)
    return Case(make(clean), make(wrong), "nm.md")


# Copy for publication


@plant("story/missing-headline", "headline left out")
def no_headline(story, rng):
    return Case(head(story) + story.text, head(story, headline=None) + story.text, "nm.md")


@plant("story/missing-byline", "byline left out")
def no_byline(story, rng):
    return Case(head(story) + story.text, head(story, by=None) + story.text, "nm.md")


@plant("date/no-anchor", "date of publication left out")
def no_anchor(story, rng):
    sentence = rng.choice(["The vote is on Wednesday.", "It was decided yesterday.", "The talks end on May 10."])
    (text,) = appended(story.text, rng, sentence)
    return text and Case(head(story) + text, head(story, datePublished=None) + text, "nm.md")


@plant("date/stale-relative", "story changed on a later day")
def stale(story, rng):
    word = rng.choice(["today", "yesterday", "tomorrow", "tonight"])
    (text,) = appended(story.text, rng, f"The vote was planned for {word}.")
    later = (datetime.date.fromisoformat(story.date) + datetime.timedelta(days=rng.randrange(1, 9))).isoformat()
    make = lambda day: head(story, dateModified=day) + text
    return text and Case(make(story.date), make(later), "nm.md")


@plant("event/no-date", "annotated event without a date")
def event_no_date(story, rng):
    word = rng.choice(["telephone conversation", "summit", "protest", "hearing"])
    sentence = f"They spoke of it at a [{word}]{{.event #happened%s}} in the end."
    clean, broken = appended(story.text, rng, sentence % f" when={story.date}", sentence % "")
    return clean and Case(head(story) + clean, head(story) + broken, "nm.md")


@plant("quote/anonymous", "description of a withheld source left out")
def anonymous(story, rng):
    spots = [m for m in QUOTE.finditer(story.text) if not re.search(r"[\[\]{}\\]", m[0])]
    if not spots:
        return None
    spot = rng.choice(spots)
    make = lambda attrs: head(story) + replaced(story.text, spot.start(), spot.end(), f"[{spot[0]}]{{.quote {attrs}}}")
    return Case(make('by=anon desc="an official who was there"'), make("by=anon"), "nm.md")


@plant("source/unlinked", "according to nobody in particular")
def unlinked(story, rng):
    who = rng.choice(["reports", "sources", "media reports", "some", "insiders", "news reports", "observers"])
    form = rng.choice(["The work will cost nine million, according to {}.", "According to {}, nobody was hurt."])
    clean, broken = appended(story.text, rng, form.format("the Trade Ministry"), form.format(who))
    return clean and Case(head(story) + clean, head(story) + broken, "nm.md")
