#!/usr/bin/env python3
"""How many planted faults the default rules find.

    tests/accuracy/planted.py [--newsmark PATH] [--count N]

Takes published articles, plants one fault of one rule at a place drawn with a fixed seed, lints the copy, and counts
where the rule speaks that was silent before. quote/unattributed has data of its own (tests/accuracy/run).
"""

import argparse
import collections
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
QUOTE = re.compile(r"“([^“”\n]{40,300})”")


def drop_close(text, rng):
    """quote/unbalanced: a closing mark is lost inside a paragraph."""
    spots = [m for m in QUOTE.finditer(text) if text[m.end() : m.end() + 2].strip(" ,.")]
    if not spots:
        return None
    spot = rng.choice(spots)
    return text[: spot.end() - 1] + text[spot.end() :]


def drop_open(text, rng):
    """quote/unbalanced: an opening mark is lost."""
    spots = list(QUOTE.finditer(text))
    if not spots:
        return None
    spot = rng.choice(spots)
    return text[: spot.start()] + text[spot.start() + 1 :]


def repeat_quote(text, rng):
    """quote/duplicate: an attributed sentence stands twice."""
    lines = text.split("\n")
    body = [i for i, l in enumerate(lines) if i > 5 and re.search(r"“[^“”]{60,}[,.]” \w+ said", l)]
    if not body:
        return None
    index = rng.choice(body)
    return "\n".join(lines[: index + 1] + ["The talks went on for hours.", lines[index]] + lines[index + 1 :])


def split_quote(text, rng):
    """quote/multi-paragraph: a quotation is broken in two and not opened again."""
    spots = [m for m in re.finditer(r"(?<=[a-z]{3}\. )(?=[A-Z])", text)]
    inside = []
    for spot in spots:
        before, after = text[: spot.start()], text[spot.start() :]
        line = before.rsplit("\n", 1)[-1]
        rest = after.split("\n", 1)[0]
        opened = line.count("“") - line.count("”") == 1 and "’" not in line
        if opened and re.match(r"[^“”]{60,}”.{6,}", rest):
            inside.append(spot.start())
    if not inside:
        return None
    at = rng.choice(inside)
    return text[:at].rstrip(" ") + "\n" + text[at:]


def placeholder(text, rng):
    """story/placeholder: a number was not filled in."""
    spots = list(re.finditer(r"(?<= )\d{2,}(?= [a-z])", text))
    if not spots:
        return None
    spot = rng.choice(spots)
    return text[: spot.start()] + rng.choice(["TK", "TKTK", "XXX", "???"]) + text[spot.end() :]


def weekday(text, rng):
    """date/weekday: a weekday that does not fit is written with a date."""
    lines = text.split("\n")
    body = [i for i, l in enumerate(lines) if i > 1 and l.endswith(".") and len(l) > 80]
    if not body:
        return None
    index = rng.choice(body)
    lines[index] += rng.choice([
        " The vote was on Monday, May 10, 2017.",
        " The council met again on Friday, March 3, 2016, to decide.",
        " It began Tuesday, 5 August 2015.",
    ])
    return "\n".join(lines)


PLANTS = [
    ("quote/unbalanced", drop_close),
    ("quote/unbalanced", drop_open),
    ("quote/duplicate", repeat_quote),
    ("quote/multi-paragraph", split_quote),
    ("story/placeholder", placeholder),
    ("date/weekday", weekday),
]


def lint(newsmark, folder):
    command = [newsmark, "lint", "--all", "--format", "jsonl", "--fail-on", "never", str(folder)]
    output = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if output.returncode:
        sys.exit(output.stderr)
    counts = collections.Counter()
    for line in output.stdout.splitlines():
        finding = json.loads(line)
        counts[pathlib.Path(finding["path"]).name, finding["rule"]] += 1
    return counts


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--newsmark", default=str(ROOT / "target/release/newsmark"))
    parser.add_argument("--count", type=int, default=200)
    parser.add_argument("--missed", help="print the copies in which faults of this plant are missed")
    args = parser.parse_args()
    data = pathlib.Path(os.environ.get("NEWSMARK_EVAL", ROOT / "../shared/eval"))
    source = data / "quotes/polnear-train.jsonl"
    if not source.exists():
        sys.exit(f"no articles at {source}; set NEWSMARK_EVAL to the folder that holds quotes/")
    texts = [json.loads(line)["text"] for line in source.open(encoding="utf-8")]
    print(f"{'rule':<24}{'plant':<16}{'planted':>8}{'found':>8}{'recall':>8}")
    for rule, plant in PLANTS:
        rng = random.Random(7)
        with tempfile.TemporaryDirectory() as folder:
            clean, broken = pathlib.Path(folder, "clean"), pathlib.Path(folder, "broken")
            clean.mkdir(), broken.mkdir()
            planted = []
            for number, text in enumerate(texts):
                changed = plant(text, rng)
                if changed is None:
                    continue
                name = f"{number:05}.txt"
                (clean / name).write_text(text, encoding="utf-8", newline="")
                (broken / name).write_text(changed, encoding="utf-8", newline="")
                planted.append(name)
                if len(planted) == args.count:
                    break
            before, after = lint(args.newsmark, clean), lint(args.newsmark, broken)
            missed = [n for n in planted if after[n, rule] <= before[n, rule]]
            found = len(planted) - len(missed)
            print(f"{rule:<24}{plant.__name__:<16}{len(planted):>8}{found:>8}{found / max(1, len(planted)):>8.3f}")
            if args.missed == plant.__name__:
                for name in missed[:10]:
                    old, new = (clean / name).read_text(encoding="utf-8"), (broken / name).read_text(encoding="utf-8")
                    at = next(i for i, (a, b) in enumerate(zip(old, new)) if a != b)
                    print("   ", name, repr(new[max(0, at - 120) : at + 120]))


if __name__ == "__main__":
    main()
