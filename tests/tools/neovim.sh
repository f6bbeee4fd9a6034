#!/usr/bin/env bash
# The Neovim plugin with the real server, in the version it is made for and the oldest it serves.
source "$(dirname "$0")/lib.sh"
need python3 "install Python 3.10 or newer, with venv"
build_server
current=$(tests/tools/fetch-neovim)
oldest=$(tests/tools/fetch-neovim-0.10)

passed=0 failed=0
for nvim in "$current" "$oldest"; do
  log=$cache/log/neovim-run.txt
  NVIM=$nvim editors/neovim/test/run.sh | tee "$log" | grep -v '^neovim: ' || true
  read -r p f < <(sed -nE 's/^neovim: ([0-9]+) passed, ([0-9]+) failed$/\1 \2/p' "$log") || p=0 f=1
  passed=$((passed + p)) failed=$((failed + f))
done
echo "neovim: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
