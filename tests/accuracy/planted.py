#!/usr/bin/env python3
"""How many planted faults the default rules find.

    tests/accuracy/planted.py [--newsmark PATH] [--count N] [--only RULE] [--missed PLANT]

Takes published articles, plants one fault of one rule at a place drawn with a fixed seed, lints the copy with and
without the fault, and counts where the rule speaks that was silent before. The faults are in plants.py. What a rule needs
besides the copy is built by this program: front matter, a registry (`newsmark entities`), annotations (`newsmark annotate`).
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

import plants

ROOT = pathlib.Path(__file__).resolve().parents[2]


def run(command, text=None):
    output = subprocess.run(command, input=text, capture_output=True, text=True, encoding="utf-8", check=False)
    if output.returncode:
        sys.exit(f"{command}: {output.stderr}")
    return output.stdout


class Story:
    """One article, and what Newsmark makes of it."""

    def __init__(self, newsmark, article, inferred):
        self.newsmark, self.text = newsmark, article["text"]
        self.date = str(article.get("date") or article.get("dct") or "2016-10-01")[:10]
        self.inferred = inferred
        self._annotated = None

    def annotated(self):
        """The article annotated by `newsmark annotate`, and the registry by which it was done."""
        if self._annotated is None:
            with tempfile.TemporaryDirectory() as folder:
                path, registry = pathlib.Path(folder, "story.nm.md"), pathlib.Path(folder, "entities.toml")
                path.write_text(plants.head(self) + self.text, encoding="utf-8", newline="")
                entries = run([self.newsmark, "entities", "--format", "toml", str(path)])
                registry.write_text(entries, encoding="utf-8")
                run([self.newsmark, "annotate", str(path)])
                self._annotated = path.read_text(encoding="utf-8"), entries
        return self._annotated


def stories(newsmark, source):
    articles = [json.loads(line) for line in source.open(encoding="utf-8")]
    lines = run([newsmark, "analyze", "--jsonl", str(source)]).splitlines()
    return [Story(newsmark, a, json.loads(line)) for a, line in zip(articles, lines)]


def write(folder, name, text, extras):
    place = folder / pathlib.Path(name).stem.split(".")[0]
    place.mkdir(parents=True)
    for path, content in {name: text, **extras}.items():
        (place / path).write_text(content, encoding="utf-8", newline="")


def lint(newsmark, folder, rule):
    """How often the rule speaks of each story. A registry counts for the stories of its own folder."""
    own = [f.parent for f in folder.glob("*/entities.toml")]
    counts = collections.Counter()
    for place in own or [folder]:
        command = [newsmark, "lint", "--all", "--format", "jsonl", "--fail-on", "never", str(place)]
        for line in run(command).splitlines():
            finding = json.loads(line)
            if finding["rule"] == rule:
                counts[pathlib.Path(finding["path"]).name] += 1
    return counts


def measure(args, plant, texts):
    rng = random.Random(7)
    planted = {}
    with tempfile.TemporaryDirectory() as folder:
        clean, broken = pathlib.Path(folder, "clean"), pathlib.Path(folder, "broken")
        for number, story in enumerate(texts):
            case = plant.make(story, rng)
            if case is None or (case.clean == case.broken and case.clean_extras is None):
                continue
            name = f"{number:05}.{case.ending}"
            write(clean, name, case.clean, case.clean_extras or case.extras)
            write(broken, name, case.broken, case.extras)
            planted[name] = case
            if len(planted) == args.count:
                break
        if not planted:
            return [], planted
        before, after = lint(args.newsmark, clean, plant.rule), lint(args.newsmark, broken, plant.rule)
    return [n for n in planted if after[n] <= before[n]], planted


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--newsmark", default=os.environ.get("NEWSMARK", str(ROOT / "target/release/newsmark")))
    parser.add_argument("--count", type=int, default=150)
    parser.add_argument("--only", help="faults of this rule or family only")
    parser.add_argument("--missed", help="print the copies in which faults of this name are missed")
    args = parser.parse_args()
    data = pathlib.Path(os.environ.get("NEWSMARK_EVAL", ROOT / "../shared/eval"))
    source = data / "quotes/polnear-train.jsonl"
    if not source.exists():
        sys.exit(f"no articles at {source}; set NEWSMARK_EVAL to the folder that holds quotes/")
    texts = stories(args.newsmark, source)
    print(f"{'rule':<28}{'fault':<44}{'planted':>8}{'found':>8}{'share':>8}")
    totals = collections.defaultdict(lambda: [0, 0])
    for plant in plants.ALL:
        if args.only and not plant.rule.startswith(args.only):
            continue
        missed, planted = measure(args, plant, texts)
        found = len(planted) - len(missed)
        totals[plant.rule][0] += len(planted)
        totals[plant.rule][1] += found
        share = found / max(1, len(planted))
        print(f"{plant.rule:<28}{plant.fault:<44}{len(planted):>8}{found:>8}{share:>8.3f}", flush=True)
        if args.missed == plant.fault:
            show(missed, planted)
    print(f"\n{'rule':<28}{'planted':>8}{'found':>8}{'share':>8}")
    for rule, (count, found) in totals.items():
        print(f"{rule:<28}{count:>8}{found:>8}{found / max(1, count):>8.3f}")


def show(missed, planted):
    for name in missed[:12]:
        old, new = planted[name].clean, planted[name].broken
        at = next((i for i, (a, b) in enumerate(zip(old, new)) if a != b), 0)
        print("   ", name, repr(new[max(0, at - 150) : at + 150]))


if __name__ == "__main__":
    main()
