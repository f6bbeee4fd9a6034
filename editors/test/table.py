"""What is tested in which editor: the table of editors/README.md, made from the names of the tests.

table.py           fails where the page says something else than the tests
UPDATE=1 table.py  writes it
"""

import os
import re
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent.parent
NAMES = {  # where the tests of an editor are, and how their names are written
    "VS Code": [("vscode/test/host/suite.js", r"^ +it\('(.*)',"), ("vscode/test/ui.mjs", r"^  async '(.*)'\("),
                ("vscode/test/run.mjs", r"test\('(.*?)',")],
    "Neovim 0.11": [("neovim/test/plugin.lua", r"^test\('(.*)',")],
    "Neovim 0.10": [("neovim/test/old.lua", r"^t\.test\('(.*)',")],
    "Emacs": [("test/emacs.el", r'^ *\((?:test|newsmark-test|check|try) "(.*?)"')],
}
ROWS = [  # what a person does, and the words by which its tests are known
    ("a squiggle under a quote that nobody says", r"underline|quote whose speaker is deleted|makes one|quote.*without a speaker|diagnostic|is flagged|serves|starts the server and flags"),
    ("at the right place after an emoji", r"emoji"),
    ("hover on a name", r"hover|pointing at a name"),
    ("outline with events", r"outline"),
    ("quick fix", r"quick fix|code action|:Newsmark fix"),
    ("rename in every file", r"rename"),
    ("format", r"^format"),
    ("hints and colours on the screen", r"hint .*colours"),
    ("quotes by speaker", r"^Quotes|:Newsmark quotes"),
    ("timeline", r"^Timeline|:Newsmark timeline"),
    ("drawn timeline", r"Show Timeline draws"),
    ("names listed", r"^Entities"),
    ("only what opts in is checked", r"one offer|asks for it"),
    ("several folders, each with its own rules", r"several folders"),
    ("a folder that is not trusted", r"does not trust"),
    ("files that are on no disk", r"on no disk"),
    ("settings without a restart", r"changed setting"),
    ("restart", r"restart"),
    ("which server runs", r"which server|checkhealth"),
    ("a clear word when there is no server", r"server that does not start|there is none|older Neovim gets one"),
]
START, END = "<!-- what is tested; written by the tests -->", "<!-- end of what is tested -->"


def names(sources):
    return [n for path, shape in sources for n in re.findall(shape, (HERE / path).read_text("utf-8"), re.M)]


def table():
    tests = {editor: names(sources) for editor, sources in NAMES.items()}
    for editor, found in tests.items():
        if not found:
            sys.exit(f"FAILED  no tests found for {editor}")
    lines = ["| | " + " | ".join(tests) + " |", "|---" * (len(tests) + 1) + "|"]
    for what, words in ROWS:
        marks = ["yes" if any(re.search(words, n) for n in found) else "–" for found in tests.values()]
        lines.append(f"| {what} | " + " | ".join(marks) + " |")
    lines.append("| tests | " + " | ".join(str(len(found)) for found in tests.values()) + " |")
    return "\n".join(lines)


page = HERE / "README.md"
text = page.read_text("utf-8")
before, rest = text.split(START)
_, after = rest.split(END)
wanted = f"{before}{START}\n\n{table()}\n\n{END}{after}"
if os.environ.get("UPDATE"):
    page.write_text(wanted, "utf-8")
elif text != wanted:
    sys.exit("FAILED  the table of what is tested is not current: UPDATE=1 python3 editors/test/table.py")
print("ok      the table of what is tested is current")
