#!/usr/bin/env bash
# The configuration blocks of editors/README.md: well-formed, and starting the right program.
source "$(dirname "$0")/lib.sh"
need python3 "install Python 3.11 or newer"
exec python3 tests/tools/editor_blocks.py editors/README.md
