#!/usr/bin/env bash
# Runs every fuzz target for FUZZ_SECONDS (10) each, or those named as arguments. A crash leaves its input in fuzz/artifacts.
#
# Seeds are the articles, rule cases and examples of the repository. The targets need sanitizer flags of the compiler that
# are not stable yet, hence RUSTC_BOOTSTRAP. FUZZ_NICE (0) is how far the runs stand back for other work,
# FUZZ_JOBS (1) how many run at once.
source "$(dirname "$0")/lib.sh"
need cargo "install Rust from https://rustup.rs"
export RUSTC_BOOTSTRAP=1
fuzzer=$cache/cargo-fuzz
if [ ! -x "$fuzzer/bin/cargo-fuzz" ]; then
  # Unoptimized: it only starts the compiler.
  cargo install --quiet --locked --debug cargo-fuzz --root "$fuzzer"
fi
seeds=$cache/fuzz-seeds
mkdir -p "$cache/log" "$seeds"
for seed in tests/articles/*.{md,txt,toml} tests/articles/gold/* tests/spec/* tests/rules/* docs/language.md; do
  cp "$seed" "$seeds/${seed//\//-}"
done

targets=("$@")
[ $# -gt 0 ] || mapfile -t targets < <(sed -n 's/^name = "\(.*\)"$/\1/p' fuzz/Cargo.toml | grep -v newsmark-fuzz)
"$fuzzer/bin/cargo-fuzz" build --sanitizer none || { echo "fuzz: 0 passed, 1 failed"; exit 1; }
built=fuzz/target/$(rustc -vV | sed -n 's/^host: //p')/release

# One target, to its end; its log says how it went.
run_target() {
  local target=$1 log=$cache/log/fuzz-$1.txt
  mkdir -p "fuzz/corpus/$target" "fuzz/artifacts/$target"
  nice -n "${FUZZ_NICE:-0}" "$built/$target" "fuzz/corpus/$target" "$seeds" -artifact_prefix="fuzz/artifacts/$target/" \
    -max_total_time="${FUZZ_SECONDS:-10}" -max_len=4096 -len_control=0 -timeout=20 >"$log" 2>&1
}

passed=0 failed=0
while [ ${#targets[@]} -gt 0 ]; do
  together=("${targets[@]:0:${FUZZ_JOBS:-1}}") runs=()
  targets=("${targets[@]:${#together[@]}}")
  for target in "${together[@]}"; do
    run_target "$target" &
    runs+=($!)
  done
  for i in "${!together[@]}"; do
    target=${together[$i]} log=$cache/log/fuzz-${together[$i]}.txt
    if wait "${runs[$i]}"; then
      passed=$((passed + 1))
      echo "$target: $(grep -oE '^Done [0-9]+ runs in [0-9]+ second' "$log" || tail -1 "$log")"
    else
      failed=$((failed + 1))
      echo "FAILED: $target"
      tail -30 "$log"
    fi
  done
done
echo "fuzz: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
