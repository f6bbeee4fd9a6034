"""Reads each fenced block of a page in its own language; a block that does not parse fails."""

import json
import re
import sys
import tomllib


def lisp(text):
    """Balanced outside of strings; enough to catch a parenthesis lost in editing."""
    depth = 0
    for char in re.sub(r'"(?:[^"\\]|\\.)*"', "", text):
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth < 0:
            raise ValueError("a closing parenthesis too many")
    if depth:
        raise ValueError(f"{depth} parentheses left open")


READ = {"json": json.loads, "toml": tomllib.loads, "elisp": lisp}

passed = failed = 0
section = ""
page = open(sys.argv[1], encoding="utf-8").read()
for heading, language, body in re.findall(r"^## ([^\n]+)$|^```(\w+)\n(.*?)^```$", page, re.M | re.S):
    if heading:
        section = heading
        continue
    name = f"{language} block, {section or 'introduction'}"
    try:
        READ[language](body)
        if section and not re.search(r'newsmark"\W.*"lsp"', body, re.S):
            raise ValueError("it does not start `newsmark lsp`")
    except (KeyError, ValueError) as error:
        failed += 1
        print(f"FAILED  {name}: {error!r}")
    else:
        passed += 1
        print(f"ok      {name}")

if passed + failed < 5:
    failed += 1
    print("FAILED  fewer blocks than editors: is the page still written this way?")
print(f"blocks: {passed} passed, {failed} failed")
sys.exit(failed > 0)
