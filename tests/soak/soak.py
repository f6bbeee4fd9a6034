"""Works the real server hard, then asks whether it is still right, and how much memory it took.

    tests/soak/soak.py [--edits 150000] [--documents 500] [--seed 1] [--log FILE]

Random and recorded typing, undo storms, whole texts, documents closed and opened, files written, renamed and deleted on
disk, the configuration changed to and fro, requests in between of which some are cancelled: all without waiting. At the
end every open document must show what a fresh server finds in it, nothing may be left of what is closed, and memory
must not have grown with the number of edits. The server is NEWSMARK_BIN, or target/debug/newsmark.
"""

import argparse
import os
import pathlib
import random
import re
import shutil
import sys
import tempfile
import time

from client import Server

ROOT = pathlib.Path(__file__).resolve().parents[2]
LINE_END = re.compile("\r\n|\n|\r")
LONGEST = 6000

PIECES = [
    "a", "e", " ", ". ", ", ", "\n", "\n\n", "“", "”", "\"", "[", "]", "{", "}", "[“Yes,”]{.quote by=keller}",
    " she said", " said Anna Berg", " on Monday", " May 10, 2017", "# Roads\n\n", "TK", "é", "𝔸", "🇵🇹", "e\u0301",
    "\u2028", "\r\n", "\r", "<!-- newsmark-ignore quote/unattributed -->\n", "```\n", "::: {.quote by=x}\n", ":::\n",
    "Mayor Maria Keller met the council in Lisbon.", "“We built it in a year,” Keller said.", "---\n", "\\", "\u200f",
]
CONFIGURATIONS = [
    "newsmark = 1\n",
    "newsmark = 1\nset = \"publish\"\n[rules]\n\"story/placeholder\" = \"error\"\n",
    "newsmark = 1\n[rules]\n\"quote/unattributed\" = \"off\"\n\"quote/partial\" = \"warning\"\n",
    "newsmark = [\n",
]


class Document:
    """The editor's copy of a text, and what undoes the last changes."""

    def __init__(self, uri, text):
        self.uri, self.text, self.version, self.undo = uri, text, 1, []
        self.first = text

    def position(self, index):
        before = self.text[:index]
        line, start = 0, 0
        for end in LINE_END.finditer(before):
            line, start = line + 1, end.end()
        return {"line": line, "character": index - start}

    def splits_line_end(self, index):
        return self.text[index - 1 : index + 1] == "\r\n"

    def change(self, start, end, new, remember=True):
        """The protocol's form of a change, applied. No editor puts its cursor inside a line end."""
        while self.splits_line_end(start):
            start -= 1
        while self.splits_line_end(end) or end < start:
            end += 1
        place = {"start": self.position(start), "end": self.position(end)}
        if remember:
            self.undo = self.undo[-200:] + [(start, start + len(new), self.text[start:end])]
        self.text = self.text[:start] + new + self.text[end:]
        return {"range": place, "text": new}


class Soak:
    def __init__(self, options, folder):
        self.random = random.Random(options.seed)
        self.options, self.folder = options, folder
        self.texts = [p.read_text(encoding="utf-8") for p in sorted((ROOT / "tests/articles").glob("*.txt"))]
        self.texts += [p.read_text(encoding="utf-8") for p in sorted((ROOT / "tests/articles").glob("*.nm.md"))]
        self.typed = self.texts[0]
        self.counts = {}
        self.edits = self.files = 0
        self.configure(0)
        self.server = Server(options.binary, folder, options.log)
        self.open = [self.opened(n) for n in range(options.documents)]
        self.closed = []

    # The editor.

    def text(self):
        whole = self.random.choice(self.texts)
        start = self.random.randrange(max(1, len(whole) - 2000))
        return whole[start : start + self.random.randrange(200, 3000)].replace("\r", "")

    def opened(self, number):
        schemes = [f"{self.folder.as_uri()}/story-{number}.nm.md", f"untitled:story-{number}"]
        document = Document(schemes[number % 7 == 0], self.text())
        self.say_open(document)
        return document

    def say_open(self, document):
        document.first = document.text
        item = {"uri": document.uri, "languageId": self.language(document), "version": document.version, "text": document.text}
        self.server.notify("textDocument/didOpen", {"textDocument": item})

    def language(self, document):
        return "plaintext" if document.uri.endswith("5") else "markdown"

    def send(self, document, changes):
        document.version += 1
        self.edits += len(changes)
        name = {"uri": document.uri, "version": document.version}
        self.server.notify("textDocument/didChange", {"textDocument": name, "contentChanges": changes})

    # What a writer does.

    def type_at_random(self, document):
        at = self.random.randrange(len(document.text) + 1)
        long = len(document.text) > LONGEST
        end = min(len(document.text), at + self.random.randrange(200 if long else 12))
        new = "" if long or self.random.random() < 0.35 else self.random.choice(PIECES)
        if not long and new and self.random.random() < 0.7:
            end = at
        self.send(document, [document.change(at, end, new)])

    def type_on(self, document):
        """A stretch of a story, letter by letter, with slips that are taken back."""
        start = self.random.randrange(max(1, len(self.typed) - 60))
        at = document.text.rfind("\n", 0, self.random.randrange(len(document.text) + 1)) + 1
        for letter in self.typed[start : start + self.random.randrange(5, 60)]:
            if self.random.random() < 0.05:
                self.send(document, [document.change(at, at, "x")])
                self.send(document, [document.change(at, at + 1, "")])
            self.send(document, [document.change(at, at, letter)])
            at += 1

    def undo_storm(self, document):
        for _ in range(min(len(document.undo), self.random.randrange(5, 60))):
            start, end, old = document.undo.pop()
            end = min(end, len(document.text))
            self.send(document, [document.change(min(start, end), end, old, remember=False)])

    def several_at_once(self, document):
        changes = []
        for _ in range(self.random.randrange(2, 8)):
            at = self.random.randrange(len(document.text) + 1)
            changes.append(document.change(at, at, self.random.choice(PIECES), remember=False))
        document.undo.clear()
        self.send(document, changes)

    def replace_all(self, document):
        document.text = self.text()
        document.undo.clear()
        self.send(document, [{"text": document.text}])

    def close_and_open(self, document):
        if len(self.open) > 2 and self.random.random() < 0.6:
            self.open.remove(document)
            self.closed.append(document)
            self.server.notify("textDocument/didClose", {"textDocument": {"uri": document.uri}})
        elif self.closed:
            document = self.closed.pop(self.random.randrange(len(self.closed)))
            document.version, document.undo = 1, []
            self.open.append(document)
            self.say_open(document)

    def save(self, document):
        self.server.notify("textDocument/didSave", {"textDocument": {"uri": document.uri}})

    def ask(self, document):
        at = {"textDocument": {"uri": document.uri}, "position": document.position(self.random.randrange(len(document.text) + 1))}
        name = {"textDocument": at["textDocument"]}
        whole = {"range": {"start": {"line": 0, "character": 0}, "end": {"line": 10_000, "character": 0}}}
        method, params = self.random.choice(
            [
                ("hover", at), ("completion", at), ("definition", at), ("documentHighlight", at), ("documentSymbol", name),
                ("references", {**at, "context": {"includeDeclaration": True}}), ("foldingRange", name),
                ("semanticTokens/full", name), ("inlayHint", {**name, **whole}), ("codeLens", name), ("documentLink", name),
                ("codeAction", {**name, **whole, "context": {"diagnostics": []}}), ("prepareRename", at),
                ("selectionRange", {**name, "positions": [at["position"]]}),
                ("formatting", {**name, "options": {"tabSize": 2, "insertSpaces": True}}),
            ]
        )
        number = self.server.send(f"textDocument/{method}", params)
        if self.random.random() < 0.2:
            self.server.notify("$/cancelRequest", {"id": number})

    def ask_workspace(self, _document):
        number = self.server.send("workspace/symbol", {"query": self.random.choice(["keller", "a", "council"])})
        if self.random.random() < 0.5:
            self.server.notify("$/cancelRequest", {"id": number})

    # What happens on disk meanwhile.

    def configure(self, number):
        (self.folder / "newsmark.toml").write_text(CONFIGURATIONS[number], encoding="utf-8")

    def flap_configuration(self, _document):
        self.configure(self.random.randrange(len(CONFIGURATIONS)))
        self.tell(self.folder / "newsmark.toml", 2)

    def change_files(self, _document):
        path = self.folder / f"other-{self.random.randrange(20)}.nm.md"
        if not path.exists():
            path.write_text(self.text(), encoding="utf-8")
            self.tell(path, 1)
        elif self.random.random() < 0.4:
            path.unlink()
            self.tell(path, 3)
        elif self.random.random() < 0.5:
            other = self.folder / f"other-{self.random.randrange(20)}.nm.md"
            path.rename(other)
            self.tell(path, 3)
            self.tell(other, 1)
        else:
            path.write_text(self.text(), encoding="utf-8")
            self.tell(path, 2)
        self.files += 1

    def tell(self, path, kind):
        self.server.notify("workspace/didChangeWatchedFiles", {"changes": [{"uri": path.as_uri(), "type": kind}]})

    # The run.

    DOINGS = [
        (type_at_random, 60), (type_on, 6), (undo_storm, 3), (several_at_once, 6), (replace_all, 0.5), (close_and_open, 1.5),
        (save, 1), (ask, 12), (ask_workspace, 0.05), (change_files, 0.3), (flap_configuration, 0.03),
    ]

    def step(self):
        doing = self.random.choices([d for d, _ in self.DOINGS], [w for _, w in self.DOINGS])[0]
        # A writer stays with a few documents for a while.
        near = self.open[: max(1, len(self.open) // 10)]
        document = self.random.choice(near if self.random.random() < 0.7 else self.open)
        doing(self, document)
        self.counts[doing.__name__] = self.counts.get(doing.__name__, 0) + 1
        if self.random.random() < 0.001:
            self.random.shuffle(self.open)

    def catch_up(self):
        """Waits until every open document shows its newest version."""
        wanted = {d.uri: d.version for d in self.open}
        shown = self.server.shown
        self.server.wait(
            "the newest findings", lambda: all(shown.get(u, (None,))[0] == v for u, v in wanted.items())
        )

    def run(self):
        samples, begun, next_sample = [], time.monotonic(), 0
        self.catch_up()
        while self.edits < self.options.edits:
            self.step()
            if self.edits >= next_sample:
                next_sample = self.edits + max(1, self.options.edits // 40)
                self.catch_up()
                letters = sum(len(d.text) for d in self.open)
                samples.append((self.edits, self.server.memory(), letters))
                if self.options.verbose:
                    print(f"  {self.edits:7} edits  {samples[-1][1] / 1024:7.1f} MB  {letters / 1e6:.2f} M letters", flush=True)
        self.catch_up()
        return samples, time.monotonic() - begun


def slope(samples):
    """Growth of memory in kB for 1,000 edits, by least squares, after the first third."""
    late = samples[len(samples) // 3 :]
    mean_x = sum(s[0] for s in late) / len(late)
    mean_y = sum(s[1] for s in late) / len(late)
    spread = sum((s[0] - mean_x) ** 2 for s in late)
    return 1000 * sum((s[0] - mean_x) * (s[1] - mean_y) for s in late) / spread if spread else 0.0


def differs(soak):
    """The documents that do not show what a fresh server finds in them."""
    fresh = Server(soak.options.binary, soak.folder)
    for document in soak.open:
        language = soak.language(document)
        # How paragraphs are told apart is chosen when a document is opened, so it is opened with the same text.
        item = {"uri": document.uri, "languageId": language, "version": 0, "text": document.first}
        fresh.notify("textDocument/didOpen", {"textDocument": item})
        name = {"uri": document.uri, "version": document.version}
        fresh.notify("textDocument/didChange", {"textDocument": name, "contentChanges": [{"text": document.text}]})
    wanted = {d.uri: d.version for d in soak.open}
    fresh.wait("fresh findings", lambda: all(fresh.shown.get(u, (None,))[0] == v for u, v in wanted.items()))
    wrong = []
    for document in soak.open:
        now, new = soak.server.shown[document.uri][1], fresh.shown[document.uri][1]
        if now != new:
            wrong.append((document, now, new))
    symbols = {"query": ""}
    same = soak.server.request("workspace/symbol", symbols) == fresh.request("workspace/symbol", symbols)
    fresh.finish()
    return wrong, same


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--edits", type=int, default=150_000)
    parser.add_argument("--documents", type=int, default=500)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--log")
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    options.binary = os.environ.get("NEWSMARK_BIN", str(ROOT / "target/debug/newsmark"))
    folder = pathlib.Path(tempfile.mkdtemp(prefix="newsmark-soak-"))
    try:
        return report(Soak(options, folder))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def report(soak):
    results = []

    def check(what, ok, detail=""):
        results.append(ok)
        print(f"{'ok  ' if ok else 'FAIL'}  {what}{': ' + detail if detail else ''}", flush=True)

    samples, took = soak.run()
    server = soak.server
    used = server.processor_time()
    print(f"{soak.edits} edits, {soak.files} changes on disk, {soak.counts}")
    print(f"{took:.0f} s, {soak.edits / took:.0f} edits a second, {used:.0f} s of processor time, {server.lists} lists of findings")
    # The configuration flapped until now; both servers are to read the same one.
    soak.configure(1)
    soak.tell(soak.folder / "newsmark.toml", 2)
    time.sleep(2)
    server.request("workspace/symbol", {"query": "zz"})
    for document in soak.open:
        soak.send(document, [document.change(0, 0, "", remember=False)])
    soak.catch_up()
    wrong, same = differs(soak)
    check("every open document shows what a fresh server finds", not wrong, f"{len(soak.open)} documents")
    for document, now, new in wrong[:3]:
        print(f"      {document.uri}: shown {[d['code'] for d in now]}, fresh {[d['code'] for d in new]}")
    check("the workspace has the symbols that a fresh server finds", same)
    check("no fault was reported", not server.faults, "; ".join(server.faults[:3]))
    first, last = samples[len(samples) // 3][1], samples[-1][1]
    growth = slope(samples)
    check(
        "memory is flat after the first third",
        growth * soak.edits / 1000 < 0.15 * first or last < 1.15 * first,
        f"{first / 1024:.1f} MB to {last / 1024:.1f} MB, slope {growth:+.2f} kB for 1,000 edits",
    )
    for document in soak.open:
        server.notify("textDocument/didClose", {"textDocument": {"uri": document.uri}})
    stories = lambda: [u for u, (_, found) in server.shown.items() if found and "story-" in u]
    try:
        server.wait("empty lists", lambda: not stories(), 60)
    except AssertionError:
        pass
    check("nothing is left of documents that are closed", not stories(), ", ".join(stories()[:3]))
    code, seconds = server.finish()
    check("the server ends in order", code == 0 and seconds < 10, f"exit code {code} after {seconds:.1f} s")
    print(f"soak: {sum(results)} passed, {len(results) - sum(results)} failed")
    return 0 if all(results) else 1


if __name__ == "__main__":
    sys.exit(main())
