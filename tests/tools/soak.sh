#!/usr/bin/env bash
# The real server worked hard for some seconds; NEWSMARK_SOAK=150000 (edits) for the long run.
source "$(dirname "$0")/lib.sh"
need python3 "install Python 3.10 or newer"
build_server
if [ -n "${NEWSMARK_SOAK:-}" ]; then
  exec python3 tests/soak/soak.py --verbose --edits "$NEWSMARK_SOAK" --documents 500
fi
exec python3 tests/soak/soak.py --edits 30000 --documents 60
