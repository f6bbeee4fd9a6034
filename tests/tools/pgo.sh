#!/usr/bin/env bash
# A release build laid out by a profile: the compiler is told which code runs most where Newsmark reads the project's own
# articles and answers an editor. pgo.sh [TARGET]; the binary is target/pgo/[TARGET/]release/newsmark.
# Needs rustup's llvm-tools (it adds them), and builds twice.
set -euo pipefail
cd "$(dirname "$0")/../.."
command -v cargo >/dev/null || { echo "pgo: \"cargo\" is missing: install Rust from https://rustup.rs" >&2; exit 1; }

target=${1:-}
here=$(pwd -W 2>/dev/null || pwd) # Git's bash on Windows names a folder in the way that the compiler knows.
made=$here/target/pgo
host=$(rustc -vV | sed -n 's/^host: //p')
tools=$(rustc --print sysroot)/lib/rustlib/$host/bin
profdata=$tools/llvm-profdata
[ -x "$profdata" ] || [ -x "$profdata.exe" ] || rustup component add llvm-tools

build() { # build FOLDER FLAGS
  RUSTFLAGS="${RUSTFLAGS:-} $2" CARGO_TARGET_DIR=$1 cargo build --release --locked ${target:+--target "$target"}
}

rm -rf "$made/counts"
build "$made/counting" "-Cprofile-generate=$made/counts"
counting=$made/counting/${target:+$target/}release/newsmark
[ -e "$counting" ] || counting=$counting.exe

for _ in 1 2 3; do
  "$counting" lint --no-config --all --quiet --threads 1 tests/articles >"$made/printed" || [ $? -eq 1 ]
  find tests/articles \( -name '*.md' -o -name '*.txt' \) -print0 | while IFS= read -r -d '' article; do
    "$counting" analyze --no-config "$article" >"$made/printed"
  done
done
# Its time limits are for a release build, and nothing here rests on them.
if command -v python3 >/dev/null; then
  NEWSMARK_BIN=$counting python3 tests/soak/soak.py --edits 3000 --documents 20 >"$made/printed" 2>&1 || true
fi

"$profdata" merge -o "$made/newsmark.profdata" "$made/counts"
build "$made" "-Cprofile-use=$made/newsmark.profdata"
