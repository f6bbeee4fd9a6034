# Shared by the scripts of the parts. Sourced; leaves the shell at the root of the repository.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
root=$PWD
cache=$root/.cache
mkdir -p "$cache"

need() { # need COMMAND WHY
  command -v "$1" >/dev/null || { echo "tests: \"$1\" is missing: $2" >&2; exit 1; }
}

# Exports NEWSMARK_BIN, the server under test: the caller's, or a release build.
build_server() {
  if [ -z "${NEWSMARK_BIN:-}" ]; then
    need cargo "install Rust from https://rustup.rs"
    cargo build --release --locked
    NEWSMARK_BIN=${CARGO_TARGET_DIR:-$root/target}/release/newsmark
  fi
  NEWSMARK_BIN=$(realpath "$NEWSMARK_BIN")
  [ -x "$NEWSMARK_BIN" ] || { echo "tests: no server at $NEWSMARK_BIN" >&2; exit 1; }
  export NEWSMARK_BIN
  echo "server: $NEWSMARK_BIN"
}
