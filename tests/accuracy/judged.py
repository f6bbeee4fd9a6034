#!/usr/bin/env python3
"""The precision of the rules on published copy, from findings that were read by hand.

    tests/accuracy/judged.py [--newsmark PATH] [--opt-in] [--read N]

Lints the articles as rules.py does and looks each finding up in judged.tsv: rule, number of the article, line, a hash of
the words that are marked, and what a reader found (right, wrong, unclear). A finding that is not in the table is listed as
unread: the table holds for the findings that it was written for, and says when others have taken their place.
--opt-in looks at the rules that are off by default instead; of a rule that speaks often 30 findings were drawn and read.
--read N draws unread findings, so that each rule has N that were read, and prints them with their context.
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
import sys
import tempfile

from rules import ROOT, articles, copy_of

TABLE = pathlib.Path(__file__).with_name("judged.tsv")
# Judged by its alarm rate on annotated quotations instead, see docs/accuracy.md.
ELSEWHERE = {"quote/unattributed"}


def mark(text, finding):
    words = text[finding["start"] : finding["end"]]
    around = text[max(0, finding["start"] - 20) : finding["end"] + 20]
    return hashlib.sha256((words + "|" + around).encode()).hexdigest()[:10]


def opt_in(newsmark):
    """The rules that are off by default."""
    output = subprocess.run([newsmark, "rules"], capture_output=True, text=True, check=True, encoding="utf-8")
    rows = (line.split() for line in output.stdout.splitlines())
    return [row[0] for row in rows if len(row) > 2 and row[2] == "opt-in"]


def found(newsmark, source, front_matter, select=None):
    with tempfile.TemporaryDirectory() as folder:
        texts = {}
        for number, article in enumerate(articles(source)):
            text, extension = copy_of(article, front_matter)
            path = pathlib.Path(folder, f"{number:05}.{extension}")
            path.write_text(text, encoding="utf-8", newline="")
            texts[path.name] = text
        command = [newsmark, "lint", "--all", "--format", "jsonl", "--fail-on", "never", folder]
        if select:
            command += ["--select", ",".join(select)]
        output = subprocess.run(command, capture_output=True, text=True, check=True, encoding="utf-8")
    for finding in map(json.loads, output.stdout.splitlines()):
        name = pathlib.Path(finding["path"]).name
        if finding["rule"] not in ELSEWHERE:
            key = finding["rule"], int(name[:5]), finding["line"], mark(texts[name], finding)
            yield key, shown(texts[name], finding)


def shown(text, finding, context=200):
    """A finding in its context, on one line."""
    before = text[max(0, finding["start"] - context) : finding["start"]]
    after = text[finding["end"] : finding["end"] + context]
    return f"{before}[[{text[finding['start'] : finding['end']]}]]{after}".replace("\n", " ⏎ ")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--newsmark", default=os.environ.get("NEWSMARK", str(ROOT / "target/release/newsmark")))
    parser.add_argument("--opt-in", action="store_true", help="the rules that are off by default")
    parser.add_argument("--read", type=int, help="draw findings until so many of each rule were read")
    parser.add_argument("--unread", action="store_true", help="print unread findings as lines for judged.tsv")
    args = parser.parse_args()
    data = pathlib.Path(os.environ.get("NEWSMARK_EVAL", ROOT / "../shared/eval"))
    source = data / "quotes/polnear-train.jsonl"
    if not source.exists():
        sys.exit(f"no articles at {source}; set NEWSMARK_EVAL to the folder that holds quotes/")
    with TABLE.open(encoding="utf-8") as lines:
        rows = csv.reader((l for l in lines if not l.startswith("#")), delimiter="\t")
        verdicts = {(rule, int(article), hash_): verdict for rule, article, _, hash_, verdict in rows}
    # In copy for publication all of the copy set runs, too; what it says again of the same words counts once.
    select = opt_in(args.newsmark) if args.opt_in else None
    findings = {}
    passes = (False,) if args.opt_in else (False, True)
    for finding, context in (f for matter in passes for f in found(args.newsmark, source, matter, select)):
        findings.setdefault((finding[0], finding[1], finding[3]), (finding, context))
    counts = collections.defaultdict(collections.Counter)
    unread = collections.defaultdict(list)
    for key, (finding, context) in findings.items():
        verdict = verdicts.get(key, "unread")
        counts[finding[0]][verdict] += 1
        if verdict == "unread":
            unread[finding[0]].append((finding, context))
            if args.unread:
                print(*finding, "?", sep="\t")
    for rule, left in unread.items() if args.read else ():
        random.Random(1).shuffle(left)
        done = sum(counts[rule].values()) - len(left)
        for finding, context in left[: max(0, args.read - done)]:
            print(*finding, "?", context, sep="\t")
    print(f"{'rule':<28}{'right':>8}{'wrong':>8}{'unclear':>9}{'unread':>8}{'precision':>11}")
    for rule, count in sorted(counts.items()):
        read = count["right"] + count["wrong"] + count["unclear"]
        row = f"{rule:<28}{count['right']:>8}{count['wrong']:>8}{count['unclear']:>9}{count['unread']:>8}"
        print(row + (f"{count['right'] / read:>11.3f}" if read else f"{'–':>11}"))


if __name__ == "__main__":
    main()
