#!/usr/bin/env python3
"""Varies the names of annotated stories, so that a model learns how names stand and not which names they are.

    vary.py NAMES.tsv COPIES FILE.jsonl… > varied.jsonl

Writes every story as it is and COPIES times with other names of the same kind: countries for countries, cities for
cities, given names and surnames for those of people, bodies, companies and papers for such, made-up words for some.
One name is replaced by one other all through a copy. Ids of copies end in `#1`, `#2` …
NAMES.tsv is what generate.py makes; the closed lists are read from ../en/names.
"""
import json
import os
import random
import re
import sys

COUNTRY, STATE, CITY, BIG_CITY, CAPITAL = 1, 2, 4, 8, 16
SURNAME, COMMON_SURNAME, MALE, FEMALE, COMMON_GIVEN = 32, 64, 128, 256, 512
LISTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "en", "names")


def listed(file):
    lines = (line.split("#")[0].strip() for line in open(os.path.join(LISTS, file), encoding="utf8"))
    return [part.strip() for line in lines if line for part in line.split("=")[:1]]


def acronyms(file):
    return [l.split("=")[1].strip() for l in open(os.path.join(LISTS, file), encoding="utf8") if "=" in l]


def capitals(name):
    small = {"of", "for", "and", "the", "in", "on", "de", "la", "du", "des", "del", "to"}
    return " ".join(w if w in small and i else "-".join(p[:1].upper() + p[1:] for p in w.split("-"))
                    for i, w in enumerate(name.split()))


class Pools:
    def __init__(self, tsv):
        flags = [line.rstrip("\n").split("\t") for line in open(tsv, encoding="utf8")]
        pick = lambda bit, without=0: [n for n, f in flags if int(f) & bit and not int(f) & without]
        self.country = listed("countries.txt")
        self.country = [c for c in self.country if "." not in c] + pick(COUNTRY)
        self.acronym_country = ["US", "U.S.", "UK", "U.K.", "UAE", "USA"]
        self.city = pick(CITY, SURNAME | MALE | FEMALE)
        self.big = pick(BIG_CITY) + pick(CAPITAL) * 3
        self.region = listed("regions.txt") + pick(STATE) * 2
        self.male = [n for n in pick(MALE)] + listed("given_male.txt") * 2
        self.female = [n for n in pick(FEMALE)] + listed("given_female.txt") * 2
        self.common_given = pick(COMMON_GIVEN)
        self.surname = [n for n in pick(SURNAME)]
        self.common_surname = pick(COMMON_SURNAME)
        self.org = listed("bodies.txt") + listed("media.txt") + listed("companies.txt") + listed("teams.txt")
        self.acronym = acronyms("bodies.txt")


def made_up(rng, pools):
    a, b = rng.choice(pools.surname), rng.choice(pools.city).split()[0]
    word = (a[: rng.randint(2, 4)] + b[-rng.randint(2, 4):]).replace("'", "").replace("-", "")
    return word.capitalize() if word.isalpha() else "Tarvenko"


class Copy:
    """One copy of one story: a fixed replacement for each name."""

    def __init__(self, rng, pools):
        self.rng, self.pools, self.words, self.names = rng, pools, {}, {}

    def person_word(self, word, last):
        if re.fullmatch(r"[A-Z]\.?|\W+|[a-z].*|Jr\.?|Sr\.?", word):
            return word
        if word not in self.words:
            r, p = self.rng, self.pools
            kind = r.random()
            if last:
                new = made_up(r, p) if kind < 0.45 else capitals(r.choice(p.common_surname if kind < 0.65 else p.surname))
            else:
                new = made_up(r, p) if kind < 0.25 else capitals(
                    r.choice(p.common_given if kind < 0.5 else p.male if kind < 0.75 else p.female))
            self.words[word] = new
        return self.words[word]

    def replacement(self, text, kind):
        if text in self.names:
            return self.names[text]
        r, p = self.rng, self.pools
        new = text
        if kind == "PER":
            words = text.split(" ")
            new = " ".join(self.person_word(w, i == len(words) - 1) for i, w in enumerate(words))
        elif kind in ("LOC", "GPE") and not text.startswith("the "):
            low = text.lower()
            x = r.random()
            if re.fullmatch(r"(U\.?S\.?A?\.?|U\.?K\.?)", text):
                new = r.choice(p.acronym_country) if x < 0.5 else capitals(r.choice(p.country))
            elif low in p.country:
                new = capitals(r.choice(p.country))
            elif len(text.split()) <= 2:
                new = (made_up(r, p) if x < 0.2 else capitals(r.choice(p.big)) if x < 0.5 else
                       capitals(r.choice(p.city)) if x < 0.65 else capitals(r.choice(p.region)) if x < 0.8 else
                       capitals(r.choice(p.country)))
        elif kind == "ORG" and not text.startswith("the "):
            x = r.random()
            if re.fullmatch(r"[A-Z]{2,6}", text):
                new = ("".join(r.choice("ABCDEFGHIKLMNOPRSTUVW") for _ in range(r.randint(2, 5))) if x < 0.6 else
                       r.choice(p.acronym))
            elif len(text.split()) == 1 and x < 0.7:
                new = made_up(r, p) if x < 0.35 else capitals(r.choice(p.org))
            elif x < 0.3:
                new = capitals(r.choice(p.org))
            elif len(text.split()) > 1:
                head = text.split()
                if x < 0.6 and head[0][:1].isupper() and head[0] not in ("University", "Bank", "Ministry", "Department"):
                    head[0] = made_up(r, p) if x < 0.45 else capitals(r.choice(p.big))
                    new = " ".join(head)
        if text.isupper() and len(text) > 6:
            new = new.upper()
        self.names[text] = new
        return new


def vary(story, copy, number):
    text, out, at, shift = story["text"], [], 0, 0
    names, cuts = [], []
    for name in sorted(story["entities"], key=lambda e: (e["start"], -e["end"])):
        if name["start"] < at:
            continue
        new = copy.replacement(text[name["start"]:name["end"]], name["type"])
        out.append(text[at:name["start"]])
        start = name["start"] + shift
        out.append(new)
        shift += len(new) - (name["end"] - name["start"])
        names.append({"start": start, "end": start + len(new), "type": name["type"]})
        at = name["end"]
        cuts.append((at, shift))
    out.append(text[at:])

    def moved(offset):
        return offset + next((s for c, s in reversed(cuts) if c <= offset), 0)

    scope = story.get("scope") or [[0, len(text)]]
    return {"id": f"{story['id']}#{number}", "text": "".join(out), "entities": names,
            "scope": [[moved(a), moved(b)] for a, b in scope]}


def main():
    pools = Pools(sys.argv[1])
    for file in sys.argv[3:]:
        for line in open(file, encoding="utf8"):
            story = json.loads(line)
            story["entities"] = [{k: e[k] for k in ("start", "end", "type")} for e in story["entities"]]
            keep = {k: story.get(k) for k in ("id", "text", "entities", "scope")}
            print(json.dumps(keep, ensure_ascii=False))
            for number in range(1, int(sys.argv[2]) + 1):
                rng = random.Random(f"{story['id']}#{number}")
                print(json.dumps(vary(story, Copy(rng, pools), number), ensure_ascii=False))


main()
