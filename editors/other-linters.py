#!/usr/bin/env python3
"""Runs a general prose linter over the bare copy of an annotated article, and prints its findings where they stand in the file.

    editors/other-linters.py --with harper story.nm.md
    editors/other-linters.py --with vale story.nm.md
    editors/other-linters.py --with "ltex-cli" story.nm.md     any command that prints FILE:LINE:COLUMN: message

Newsmark takes the annotations out and keeps a map of where each character came from (`newsmark strip --plain --map`). The
linter sees ordinary copy, so it does not stumble over brackets, keys and ids; findings in words that the file does not
have are dropped. NEWSMARK names the binary (default: newsmark on the path). The exit status is 1 if there are findings.
"""

import argparse
import bisect
import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import tempfile


class Map:
    """From offsets of the copy to offsets of the file, both in code points."""

    def __init__(self, segments):
        self.segments = [tuple(s) for s in segments]
        self.starts = [s[0] for s in self.segments]

    def back(self, offset):
        index = bisect.bisect_right(self.starts, offset) - 1
        if index < 0:
            return None
        output, source, length = self.segments[index]
        return source + offset - output if offset <= output + length else None


def stripped(path, folder):
    newsmark = os.environ.get("NEWSMARK", "newsmark")
    copy, offsets = folder / "copy.md", folder / "map.json"
    done = subprocess.run([newsmark, "strip", "--plain", "--map", str(offsets), str(path)], capture_output=True, check=False)
    if done.returncode:
        sys.exit(done.stderr.decode())
    copy.write_bytes(done.stdout)
    return copy, Map(json.loads(offsets.read_text())["segments"])


def offset_of(text, line, column):
    """The offset of a line and a column, both from 1."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start + column - 1


def harper(copy, _text):
    run = subprocess.run(["harper", "lint", "--no-color", "--format", "json", str(copy)], capture_output=True, text=True, check=False)
    for file in json.loads(run.stdout or "[]"):
        for lint in file["lints"]:
            yield lint["span"]["char_start"], f"{lint['rule']}: {lint['message']}"


def vale(copy, text):
    run = subprocess.run(["vale", "--output=JSON", "--no-exit", str(copy)], capture_output=True, text=True, check=False)
    for findings in json.loads(run.stdout or "{}").values():
        for finding in findings:
            yield offset_of(text, finding["Line"], finding["Span"][0]), f"{finding['Check']}: {finding['Message']}"


def lines(command):
    def read(copy, text):
        run = subprocess.run([*shlex.split(command), str(copy)], capture_output=True, text=True, check=False)
        for line in run.stdout.splitlines():
            match = re.match(r".*?:(\d+):(\d+):\s*(.*)", line)
            if match:
                yield offset_of(text, int(match[1]), int(match[2])), match[3]

    return read


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--with", dest="linter", default="harper", help="harper, vale, or a command")
    parser.add_argument("files", nargs="+", type=pathlib.Path)
    args = parser.parse_args()
    linter = {"harper": harper, "vale": vale}.get(args.linter) or lines(args.linter)
    found = 0
    for path in args.files:
        with tempfile.TemporaryDirectory() as folder:
            copy, offsets = stripped(path, pathlib.Path(folder))
            source = path.read_text(encoding="utf-8-sig")
            text = copy.read_text(encoding="utf-8")
            for offset, message in sorted(linter(copy, text)):
                place = offsets.back(offset)
                if place is None:
                    continue
                line = source.count("\n", 0, place) + 1
                column = place - (source.rfind("\n", 0, place) + 1) + 1
                print(f"{path}:{line}:{column}: {message}")
                found += 1
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
