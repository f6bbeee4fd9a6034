#!/usr/bin/env python3
"""How often each rule speaks on published copy.

    tests/accuracy/rules.py [--newsmark PATH] [--set FILE.jsonl] [--select RULES] [--draw RULE [--count N]] [--front-matter]

Reads articles from $NEWSMARK_EVAL/quotes/polnear-train.jsonl (default ../shared/eval), lints each as a plain file and
prints a table by rule. --draw prints hits of one rule, drawn with a fixed seed, to be judged by hand.
"""

import argparse
import collections
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--newsmark", default=str(ROOT / "target/release/newsmark"))
    parser.add_argument("--set")
    parser.add_argument("--draw")
    parser.add_argument("--select", help="rules to run instead of those that are on by default, opt-in ones among them")
    parser.add_argument("--count", type=int, default=30)
    parser.add_argument("--context", type=int, default=160)
    parser.add_argument("--front-matter", action="store_true", help="give each article a headline and a date")
    return parser.parse_args()


def articles(path):
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def copy_of(article, front_matter):
    if not front_matter:
        return article["text"], "txt"
    date = article.get("date") or article.get("dct") or "2016-10-01"
    head = f"---\nnewsmark: 1\nheadline: Untitled\nby: Staff\ndatePublished: {str(date)[:10]}\n---\n\n"
    return head + article["text"], "txt"


def main():
    args = arguments()
    data = pathlib.Path(os.environ.get("NEWSMARK_EVAL", ROOT / "../shared/eval"))
    source = pathlib.Path(args.set or data / "quotes/polnear-train.jsonl")
    if not source.exists():
        sys.exit(f"no articles at {source}; set NEWSMARK_EVAL to the folder that holds quotes/")
    with tempfile.TemporaryDirectory() as folder:
        texts = {}
        for number, article in enumerate(articles(source)):
            text, extension = copy_of(article, args.front_matter)
            name = f"{number:05}.{extension}"
            pathlib.Path(folder, name).write_text(text, encoding="utf-8", newline="")
            texts[name] = text
        # Named one by one: in folders only files that opt in are checked.
        command = [args.newsmark, "lint", "--all", "--format", "jsonl", "--fail-on", "never", folder]
        if args.select or args.draw:
            command += ["--select", args.select or args.draw]
        output = subprocess.run(command, capture_output=True, text=True, check=False, encoding="utf-8")
        if output.returncode != 0:
            sys.exit(output.stderr)
        findings = [json.loads(line) for line in output.stdout.splitlines()]
    if args.draw:
        draw(args, findings, texts)
    else:
        table(findings, len(texts))


def table(findings, count):
    levels = ["error", "warning", "info", "hint"]
    by_rule = collections.Counter((f["rule"], f["severity"]) for f in findings)
    rules = sorted({f["rule"] for f in findings}, key=lambda r: -sum(by_rule[r, l] for l in levels))
    print(f"{'rule':<28}" + "".join(f"{level:>9}" for level in levels) + f"{'an article':>12}")
    for rule in rules:
        row = [by_rule[rule, level] for level in levels]
        print(f"{rule:<28}" + "".join(f"{n:>9}" for n in row) + f"{sum(row) / count:>12.3f}")
    loud = sum(n for (_, level), n in by_rule.items() if level in ("error", "warning"))
    print(f"\n{count} articles: {loud / count:.3f} warnings or errors and {len(findings) / count:.3f} findings an article")


def draw(args, findings, texts):
    hits = [f for f in findings if f["rule"] == args.draw]
    random.Random(1).shuffle(hits)
    for hit in hits[: args.count]:
        text = texts[pathlib.Path(hit["path"]).name]
        before = text[max(0, hit["start"] - args.context) : hit["start"]]
        after = text[hit["end"] : hit["end"] + args.context]
        marked = text[hit["start"] : hit["end"]]
        print(f"{hit['severity']} {pathlib.Path(hit['path']).name}:{hit['line']} {hit['message']}")
        for related in hit["related"]:
            piece = text[max(0, related["start"] - 60) : related["end"] + 60].replace("\n", " ⏎ ")
            print(f"    {related['message']}: {piece}")
        print(f"    {before}[[{marked}]]{after}".replace("\n", " ⏎ ") + "\n")


if __name__ == "__main__":
    main()
