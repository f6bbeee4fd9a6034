#!/usr/bin/env bash
# The archive of a release: pack.sh FOLDER-OF-THE-BINARY TARGET DESTINATION
# FOLDER holds newsmark or newsmark.exe; NEWSMARK_RUN names one that runs here, where that differs.
set -euo pipefail
cd "$(dirname "$0")/../.."
from=$1 target=$2 to=$3
binary=$from/newsmark
[ -e "$binary" ] || binary=$from/newsmark.exe
run=${NEWSMARK_RUN:-$binary}

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
cp "$binary" README.md CHANGELOG.md LICENSE-MIT LICENSE-APACHE NOTICE "$stage"
mkdir "$stage/completions"
"$run" completions bash > "$stage/completions/newsmark.bash"
"$run" completions zsh > "$stage/completions/_newsmark"
"$run" completions fish > "$stage/completions/newsmark.fish"
"$run" completions powershell > "$stage/completions/newsmark.ps1"
"$run" man --all "$stage/man"
mkdir -p "$to"
tar -czf "$to/newsmark-$target.tar.gz" -C "$stage" .
