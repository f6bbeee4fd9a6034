#!/usr/bin/env bash
# Runs the plugin's tests in a headless Neovim. Usage: NVIM=… NEWSMARK_BIN=… run.sh
# The last line is "neovim: N passed, M failed".
set -uo pipefail
here=$(cd "$(dirname "$0")" && pwd)
export NEWSMARK_PLUGIN=$(dirname "$here")
export NEWSMARK_STORY=${NEWSMARK_STORY:-$here/../../../tests/articles/lavrov.txt}
nvim=${NVIM:-nvim}
command -v "$nvim" >/dev/null || { echo "run.sh: no Neovim \"$nvim\": set NVIM to its path" >&2; exit 1; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
[ -r "$NEWSMARK_STORY" ] || { echo "run.sh: no story at $NEWSMARK_STORY" >&2; exit 1; }

# The plugin calls `newsmark` from the PATH, as a user's Neovim does.
server() { mkdir -p "$scratch/$1-bin" && ln -sf "$2" "$scratch/$1-bin/newsmark"; }

# run NAME FILE: one Neovim with an empty home and none of the user's configuration.
run() {
  local dir=$scratch/$1
  mkdir -p "$dir"
  # Most tests are about what is checked; those of the offer set that themselves.
  # The tests are scheduled: servers start only once Neovim has entered its main loop.
  env HOME="$dir" XDG_CONFIG_HOME="$dir/config" XDG_DATA_HOME="$dir/data" XDG_STATE_HOME="$dir/state" \
    XDG_CACHE_HOME="$dir/cache" NEWSMARK_TEST_DIR="$(realpath "$dir")/work" PATH="$scratch/$1-bin:$PATH" \
    timeout 300 "$nvim" --headless --clean -n -i NONE \
    --cmd "set runtimepath^=$NEWSMARK_PLUGIN" --cmd "let g:newsmark_check = 'always'" --cmd "lua package.path = '$here/?.lua;' .. package.path" \
    -c "lua vim.schedule(function() local ok, why = pcall(dofile, '$here/$2'); if not ok then print(why); vim.cmd('cquit 1') end end)" 2>&1
}

passed=0 failed=0
count() { # count OUTPUT STATUS: adds the closing line of one Neovim
  local p f
  read -r p f < <(sed -nE 's/.*neovim: ([0-9]+) passed, ([0-9]+) failed.*/\1 \2/p' <<<"$1")
  [ -n "${f:-}" ] && [ "$f" -eq 0 ] && [ "$2" -ne 0 ] && f=1
  passed=$((passed + ${p:-0})) failed=$((failed + ${f:-1}))
}
check() { # check NAME COMMAND…: one more test, of this script
  local name=$1
  shift
  if "$@"; then passed=$((passed + 1)); echo "ok      $name"; else failed=$((failed + 1)); echo "FAILED  $name"; fi
}

"$nvim" --version | head -1
# 0.10 has its own, smaller suite: most of what the other one tests came with 0.11.
suite=plugin
"$nvim" --headless --clean -c "exe has('nvim-0.11') ? 'qall' : 'cquit'" || suite=old
server $suite "$NEWSMARK_BIN"
output=$(run $suite $suite.lua)
status=$?
grep -v '^neovim: ' <<<"$output"
count "$output" $status

server quit "$NEWSMARK_BIN"
output=$(run quit quit.lua)
ended() {
  [ -s "$scratch/quit/work/server.pid" ] || { echo "$output"; return 1; }
  local pid
  pid=$(cat "$scratch/quit/work/server.pid")
  for _ in $(seq 50); do [ -d "/proc/$pid" ] || return 0; sleep 0.1; done
  return 1
}
check "quitting Neovim ends the server" ended

# Control: the same tests must fail where the server does nothing.
server control "$(command -v false)"
output=$(NEWSMARK_TEST_WAIT=300 run control $suite.lua)
status=$?
control() {
  [ $status -ne 0 ] && grep -qE 'neovim: [0-9]+ passed, [1-9][0-9]* failed' <<<"$output"
}
check "control: a server that does nothing fails the tests" control

echo "neovim: $passed passed, $failed failed"
[ $failed -eq 0 ]
