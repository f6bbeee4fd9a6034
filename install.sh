#!/usr/bin/env bash
# Puts a released newsmark binary into a folder, after its checksum was compared.
#
#   install.sh VERSION FOLDER      VERSION as v0.1.0, or `latest`
#
# NEWSMARK_RELEASES=URL takes releases from elsewhere: URL/VERSION/FILE (a mirror in the house, or file://…).
set -euo pipefail
[ $# -eq 2 ] || { echo "usage: install.sh VERSION FOLDER" >&2; exit 2; }
version=$1 folder=$2

case $(uname -s) in
  Linux) system=unknown-linux-gnu ;;
  Darwin) system=apple-darwin ;;
  MINGW* | MSYS* | CYGWIN*) system=pc-windows-msvc ;;
  *) echo "newsmark: no binary for $(uname -s); build one: cargo install --git https://github.com/newsmark/newsmark" >&2; exit 1 ;;
esac
case $(uname -m) in
  x86_64 | amd64) machine=x86_64 ;;
  arm64 | aarch64) machine=aarch64 ;;
  *) echo "newsmark: no binary for $(uname -m); build one: cargo install --git https://github.com/newsmark/newsmark" >&2; exit 1 ;;
esac
archive=newsmark-$machine-$system.tar.gz

if [ -n "${NEWSMARK_RELEASES:-}" ]; then
  base=$NEWSMARK_RELEASES/$version
elif [ "$version" = latest ]; then
  base=https://github.com/newsmark/newsmark/releases/latest/download
else
  base=https://github.com/newsmark/newsmark/releases/download/$version
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for file in "$archive" SHA256SUMS; do
  curl --fail --silent --show-error --location --retry 3 --output "$work/$file" "$base/$file" ||
    { echo "newsmark: $base/$file cannot be fetched" >&2; exit 1; }
done
sum() { if command -v sha256sum >/dev/null; then sha256sum "$1"; else shasum -a 256 "$1"; fi | cut -d' ' -f1; }
wanted=$(awk -v file="$archive" '$2 == file || $2 == "*" file { print $1 }' "$work/SHA256SUMS")
[ -n "$wanted" ] && [ "$(sum "$work/$archive")" = "$wanted" ] ||
  { echo "newsmark: $archive is not the file that was released: its checksum differs; nothing is installed" >&2; exit 1; }

mkdir -p "$folder"
tar -xzf "$work/$archive" -C "$folder"
echo "newsmark: $version is in $folder"
