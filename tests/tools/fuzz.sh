#!/usr/bin/env bash
# Runs every fuzz target for FUZZ_SECONDS (10) each. A crash leaves its input in fuzz/artifacts.
# The targets need sanitizer flags of the compiler that are not stable yet, hence RUSTC_BOOTSTRAP.
set -uo pipefail
cd "$(dirname "$0")/../.." || exit 1
export RUSTC_BOOTSTRAP=1
root=$PWD/.cache/cargo-fuzz
[ -x "$root/bin/cargo-fuzz" ] || cargo install -q --locked cargo-fuzz --root "$root" || { echo "fuzz: cargo-fuzz could not be installed"; exit 1; }
passed=0 failed=0
for target in $(sed -n 's/^name = "\(.*\)"$/\1/p' fuzz/Cargo.toml | grep -v newsmark-fuzz); do
  log=.cache/log/fuzz-$target.txt
  mkdir -p .cache/log "fuzz/corpus/$target"
  if "$root/bin/cargo-fuzz" run --sanitizer none "$target" -- -max_total_time="${FUZZ_SECONDS:-10}" -max_len=4096 >"$log" 2>&1; then
    passed=$((passed + 1))
    echo "$target: $(grep -oE '^Done [0-9]+ runs in [0-9]+ second' "$log" || tail -1 "$log")"
  else
    failed=$((failed + 1))
    tail -30 "$log"
  fi
done
echo "fuzz: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
