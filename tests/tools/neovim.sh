#!/usr/bin/env bash
# The Neovim plugin in a real Neovim, with the real server.
source "$(dirname "$0")/lib.sh"
need python3 "install Python 3.10 or newer, with venv"
build_server
NVIM=$(tests/tools/fetch-neovim)
export NVIM
exec editors/neovim/test/run.sh
