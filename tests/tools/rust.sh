#!/usr/bin/env bash
# Format, lints, documentation, the pure core alone, then every Rust test.
# Only tests count as passed; a check that fails counts as one failure.
source "$(dirname "$0")/lib.sh"
need cargo "install Rust from https://rustup.rs"

failed=0
check() {
  echo "-- $*"
  "$@" || { echo "FAILED: $*"; failed=$((failed + 1)); }
}
check cargo fmt --check
check cargo clippy --all-targets --locked -- -D warnings
check env RUSTDOCFLAGS='-D warnings' cargo doc --no-deps --locked
# Enforces the layers: everything but the command line and the server stands without them.
check cargo check --no-default-features --locked

log=$cache/log/cargo-test.txt
mkdir -p "$(dirname "$log")"
echo "-- cargo test --locked"
status=0
cargo test --locked --no-fail-fast 2>&1 | tee "$log" || status=1
read -r passed broken < <(awk '
  /^test result:/ { gsub(";", ""); for (i = 2; i <= NF; i++) { if ($i == "passed") p += $(i - 1); if ($i == "failed") f += $(i - 1) } }
  END { print p + 0, f + 0 }' "$log")
# Tests that did not build, or a harness that crashed, leave no count behind.
if [ "$status" -ne 0 ] && [ "$broken" -eq 0 ]; then broken=1; fi
failed=$((failed + broken))

echo "rust: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
