#!/usr/bin/env bash
# The VS Code extension: packaged with the server inside, installed, and tested in VS Code's
# own extension host and workbench.
source "$(dirname "$0")/lib.sh"
need node "install Node.js 20"
need npm "install Node.js 20, with npm"
case $(node --version) in
  v20.*) ;;
  *) echo "vscode: this VS Code needs Node.js 20; here is $(node --version)" >&2; exit 1 ;;
esac
build_server
NEWSMARK_VSCODE_SERVER=$(tests/tools/fetch-vscode)
NEWSMARK_CHROMIUM=$(tests/tools/fetch-chromium)
export NEWSMARK_VSCODE_SERVER NEWSMARK_CHROMIUM
export NEWSMARK_STORY=${NEWSMARK_STORY:-$root/tests/articles/lavrov.txt}
export NEWSMARK_SHOTS=${NEWSMARK_SHOTS:-$cache/shots}
mkdir -p "$NEWSMARK_SHOTS"

cd editors/vscode
# What is installed is remembered by the lock file: a second run installs nothing.
if ! cmp -s package-lock.json node_modules/.newsmark-lock; then
  npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
  cp package-lock.json node_modules/.newsmark-lock
fi
npx --no-install tsc --noEmit
export NEWSMARK_VSIX_ANY=$cache/newsmark-any.vsix
node scripts/package.mjs "$NEWSMARK_VSIX_ANY" >/dev/null
node scripts/package.mjs "$cache/newsmark.vsix" "$NEWSMARK_BIN"
exec node test/run.mjs "$cache/newsmark.vsix"
