#!/usr/bin/env bash
# editors/README.md: its configuration blocks are well-formed, and the one for Emacs works.
source "$(dirname "$0")/lib.sh"
need python3 "install Python 3.11 or newer"
build_server
emacs=$(tests/tools/fetch-emacs)

log=$cache/log/editors-run.txt
: >"$log"
python3 editors/test/blocks.py editors/README.md | tee -a "$log" | grep -v '^blocks: ' || true

# The block calls `newsmark` from the PATH.
mkdir -p "$cache/bin"
ln -sf "$NEWSMARK_BIN" "$cache/bin/newsmark"
"$emacs" --version | head -1
export NEWSMARK_README=$root/editors/README.md NEWSMARK_STORY=${NEWSMARK_STORY:-$root/tests/articles/lavrov.txt}
PATH=$cache/bin:$PATH timeout 120 "$emacs" -Q --batch -l editors/test/emacs.el 2>&1 |
  tee -a "$log" | grep -E '^(ok|FAILED) ' || true

passed=0 failed=0
if python3 editors/test/table.py; then passed=1; else failed=1; fi
for part in blocks emacs; do
  # A part that did not come to its closing line has failed.
  read -r p f < <(sed -nE "s/^$part: ([0-9]+) passed, ([0-9]+) failed$/\1 \2/p" "$log") || p=0 f=1
  passed=$((passed + p)) failed=$((failed + f))
done
[ "$failed" -eq 0 ] || echo "see $log"
echo "editors: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
