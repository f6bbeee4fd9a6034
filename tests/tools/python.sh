#!/usr/bin/env bash
# The server over stdio, driven by a client that is not ours (tests/lsp, pytest).
source "$(dirname "$0")/lib.sh"
if [ ! -d tests/lsp ]; then
  echo "no tests/lsp here: nothing to run"
  echo "python: 0 passed, 0 failed"
  exit 0
fi
need python3 "install Python 3.10 or newer, with venv"
build_server

wanted=(pytest)
[ -f tests/lsp/requirements.txt ] && wanted=(pytest -r tests/lsp/requirements.txt)
venv=$cache/python
[ -x "$venv/bin/pip" ] || python3 -m venv "$venv"
"$venv/bin/pip" install -q --disable-pip-version-check "${wanted[@]}"

report=$cache/log/python.xml
status=0
"$venv/bin/python" -m pytest tests/lsp --junit-xml="$report" -o cache_dir="$cache/pytest" || status=1
read -r passed failed < <("$venv/bin/python" - "$report" <<'PY'
import sys, xml.etree.ElementTree as tree
suites = tree.parse(sys.argv[1]).getroot().iter("testsuite")
tests = bad = skipped = 0
for suite in suites:
    tests += int(suite.get("tests"))
    bad += int(suite.get("failures")) + int(suite.get("errors"))
    skipped += int(suite.get("skipped"))
print(tests - bad - skipped, bad)
PY
)
echo "python: $passed passed, $failed failed"
exit $status
