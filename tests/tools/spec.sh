#!/usr/bin/env bash
# The language among its neighbours: pandoc reads canonical documents the same, and pages that pandoc and Hugo build
# from a stripped tree show no brace.
source "$(dirname "$0")/lib.sh"
for tool in pandoc hugo; do
  command -v $tool >/dev/null && continue
  echo "spec: fetching $tool from Debian"
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends pandoc hugo; } >/dev/null 2>&1 || true
  need $tool "install it (apt-get install $tool)"
done
need cargo "install Rust from https://rustup.rs"
build_server

passed=0 failed=0
check() { # check NAME COMMAND…
  local name=$1
  shift
  if "$@"; then
    passed=$((passed + 1)); echo "ok: $name"
  else
    failed=$((failed + 1)); echo "FAILED: $name"
  fi
}

check "pandoc reads ${NEWSMARK_PANDOC:-300} canonical documents the same" \
  timeout 550 cargo test --locked --test it pandoc -- --ignored --nocapture

site=$(mktemp -d)
trap 'rm -rf "$site"' EXIT
mkdir -p "$site/source/news" "$site/layouts/_default"
cp tests/articles/lavrov.nm.md "$site/source/news/lavrov.nm.md"
# Every annotated example of the specification that has no error becomes a page.
python3 - docs/language.md tests/spec/*.md "$site/source/news" <<'PY'
import pathlib, re, sys
*files, out = sys.argv[1:]
count = 0
for file in files:
    text = pathlib.Path(file).read_text()
    for body, tree in re.findall(r"^```news\n((?:(?!```).*\n)*)```\n```tree\n((?:(?!```).*\n)*)```", text, re.M):
        if "!" in tree or body.startswith("---") or "▯" in tree or "\nraw" in tree:
            continue
        if re.search(r"[{}]", "\n".join(l for l in tree.splitlines() if not l.startswith(" "))):
            continue  # braces that are copy stay
        count += 1
        pathlib.Path(out, f"example-{count}.md").write_text(f"---\nnewsmark: 1\ntitle: Example {count}\n---\n\n{body}")
print(f"{count} examples become pages")
PY
echo 'baseURL = "https://example.org/"' > "$site/config.toml"
printf '<!DOCTYPE html><title>{{ .Title }}</title><body>{{ .Content }}</body>\n' > "$site/layouts/_default/single.html"
cp "$site/layouts/_default/single.html" "$site/layouts/_default/list.html"

"$NEWSMARK_BIN" strip --in-tree "$site/source" "$site/content"
check "hugo builds the stripped tree" hugo --quiet --source "$site" --destination "$site/public"
no_brace() { ! grep -rlE '[{}]' "$1" --include='*.html'; }
check "no page that Hugo built shows a brace" no_brace "$site/public/news"
count=$(find "$site/public/news" -name index.html | wc -l)
check "Hugo built a page of every file ($count)" test "$count" -gt 20

mkdir -p "$site/pandoc"
for file in "$site"/content/news/*.md; do
  pandoc -f markdown -t html "$file" -o "$site/pandoc/$(basename "$file").html"
done
check "no page that pandoc built shows a brace" no_brace "$site/pandoc"

echo "spec: $passed passed, $failed failed"
[ "$failed" -eq 0 ]
