#!/usr/bin/env python3
"""The outline of events on published copy, from events that were drawn at random and read by hand.

    tests/accuracy/judged_events.py                the table of docs/accuracy.md, and what differs from the reader's answers
    tests/accuracy/judged_events.py --draw SEED    draws forty listed events and prints them with their context

judged_events.tsv holds, for each event that was read: the seed of its draw, the number of the article, the offset of the
mention, whether an editor would list it (`yes`, `no`, `no event`), a hash of the name that was read with `right` or `wrong`,
and the right day, place and status; `-` where the copy says none. A name that has changed since is counted as unread until
somebody judges it. Drawn are only articles whose errors may be read: see `persons`.

NEWSMARK_EVAL names the folder of the data, NEWSMARK the binary (default target/release/newsmark).
"""

import argparse
import collections
import csv
import hashlib
import json
import os
import pathlib
import random
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
TABLE = pathlib.Path(__file__).with_name("judged_events.tsv")
DRAWN = 40
COLUMNS = "seed article start listed hash name when where status".split()


def may_be_read(article):
    return hashlib.sha1(article.encode()).digest()[0] % 4 != 3


def analysed(newsmark, source):
    """Number, text, date and events of each article that may be read."""
    articles = list(map(json.loads, source.open(encoding="utf-8")))
    output = subprocess.run([newsmark, "analyze", "--jsonl", str(source)], check=True, capture_output=True).stdout
    for number, (article, answer) in enumerate(zip(articles, map(json.loads, output.splitlines()))):
        if may_be_read(article["id"]):
            yield number, article, [e for e in answer["events"] if e.get("outline")]


def hash_of(name):
    return hashlib.sha256(name.encode()).hexdigest()[:8]


def shown(number, article, event, context=300):
    text, start, end = article["text"], event["start"], event["end"]
    around = f"{text[max(0, start - context) : start]}[[{text[start:end]}]]{text[end : end + context]}"
    answer = [event["name"], event.get("when"), event.get("where"), event["status"]]
    place = [number, start, hash_of(event["name"])]
    return "\n".join([
        "\t".join(map(str, place)) + f"\tpublished {article['date']}",
        "   " + " | ".join(str(a or "-") for a in answer),
        "   " + around.replace("\n", " ⏎ "),
    ])


def draw(found, seed):
    """Forty events, each by its first mention."""
    first = {}
    for number, article, events in found:
        for event in events:
            first.setdefault((number, event["name"], event.get("when")), (number, article, event))
    for number, article, event in random.Random(seed).sample(list(first.values()), DRAWN):
        print(shown(number, article, event))


def same_place(given, right):
    """`Boston` for `Boston, Mass.` is right as well."""
    given, right = (given or "-").lower(), right.lower()
    return given == right or "-" not in (given, right) and (given in right or right in given)


def same_day(given, right):
    """`2016-07-14T22:30:00` is that day."""
    given = given or "-"
    return given == right or len(right) == 10 and given[:11] == right + "T"


def judge(found, rows):
    events = {(number, e["start"]): e for number, _, of_article in found for e in of_article}
    counts = collections.defaultdict(collections.Counter)
    for row in rows:
        count, event = counts[row["seed"]], events.get((int(row["article"]), int(row["start"])))
        wanted = row["listed"] == "yes"
        count["wanted"] += wanted
        count["listed"] += event is not None
        count["right"] += wanted and event is not None
        if not wanted or event is None:
            if wanted != (event is not None):
                print(row["article"], row["start"], "should be listed" if wanted else row["listed"], sep="\t")
            continue
        known = hash_of(event["name"]) == row["hash"]
        count["name read"] += known
        count["name"] += known and row["name"] == "right"
        checks = {
            "when": same_day(event.get("when"), row["when"]),
            "where": same_place(event.get("where"), row["where"]),
            "status": event["status"] == row["status"],
        }
        stated = event.get("when") is not None
        count["stated"] += stated
        count["stated right"] += stated and checks["when"]
        for key, right in checks.items():
            count[key] += right
            if not right:
                print(row["article"], row["start"], event["name"], key, event.get(key), "not", row[key], sep="\t")
        if not known:
            print(row["article"], row["start"], "unread name", hash_of(event["name"]), event["name"], sep="\t")
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--draw", type=int, metavar="SEED", help="draw forty events and print them")
    args = parser.parse_args()
    newsmark = os.environ.get("NEWSMARK", str(ROOT / "target/release/newsmark"))
    data = pathlib.Path(os.environ.get("NEWSMARK_EVAL", ROOT / "../shared/eval"))
    found = analysed(newsmark, data / "quotes/polnear-train.jsonl")
    if args.draw is not None:
        return draw(found, args.draw)
    with TABLE.open(encoding="utf-8") as lines:
        rows = [dict(zip(COLUMNS, r)) for r in csv.reader((l for l in lines if l[0] != "#"), delimiter="\t")]
    print("| draw | listed | an editor would | name | date | of the dates stated | place | status |")
    print("|---|---|---|---|---|---|---|---|")
    for seed, c in judge(list(found), rows).items():
        names = f"{c['name']} of {c['name read']}"
        when, where, status = (f"{c[k]} of {c['right']}" for k in ("when", "where", "status"))
        stated = f"{c['stated right']} of {c['stated']}"
        print("|", " | ".join(map(str, [seed, c["listed"], c["right"], names, when, stated, where, status])), "|")


if __name__ == "__main__":
    main()
