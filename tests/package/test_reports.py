"""Reports against what their readers demand: the schema of SARIF, the fields of GitLab, well-formed XML."""

import json
import os
import xml.etree.ElementTree as tree
from pathlib import Path

import jsonschema
import pytest

from conftest import BINARY, NAKED, run


@pytest.fixture(scope="module")
def schema():
    return jsonschema.Draft7Validator(json.loads(Path(os.environ["NEWSMARK_SARIF_SCHEMA"]).read_text()))


FAULTS = f"""---
newsmark: true
date: 2017-05-10
---
Anna Keller met Peter Smith on Monday, May 9, 2017. Mayor Anna Keller left. President Anna Keller came back to TK.

“The bridge is safe. We have tested it.

We will test it again, before any car drives,” Keller said.

The council meets again in June. The road stays closed until then.

Nothing else is known.

<!-- newsmark-ignore quote/unattributed : the source is known to the desk -->
{NAKED}
Nothing else is known.

<!-- newsmark-ignore quote/unattributed -->
“That is for the voters to decide, and for nobody else in this town.”
"""


@pytest.mark.parametrize("options", [[], ["--no-snippets"], ["--select", "all"], ["--baseline", "old.txt"]])
def test_sarif_is_valid(site, schema, options):
    (site / "content/ä story.nm.md").write_text(FAULTS)
    (site / "content/latin.md").write_bytes(b"caf\xe9")
    run([BINARY, "lint", "--write-baseline", "old.txt", "content/b.md", "content/ä story.nm.md"], site)
    (site / "content/b.md").write_text("Nothing to see here.\n")
    (site / "content/ä story.nm.md").write_text(FAULTS + "\nIt cost XX million. It cost TK more.\n")
    text = run([BINARY, "lint", "-f", "sarif", "--show", "hint", *options, "."], site, status=2)
    log = json.loads(text[: text.rindex("}") + 1])
    assert [e.message for e in schema.iter_errors(log)] == []
    run_ = log["runs"][0]
    results, rules = run_["results"], run_["tool"]["driver"]["rules"]
    assert results and all(rules[r["ruleIndex"]]["id"] == r["ruleId"] for r in results if "ruleIndex" in r)
    assert all(r["helpUri"] and r["fullDescription"]["text"] for r in rules)
    prints = [r["partialFingerprints"]["newsmark/v1"] for r in results]
    assert len(set(prints)) == len(prints)
    assert not run_["invocations"][0]["executionSuccessful"]
    silenced = [s for r in results for s in r["suppressions"]]
    assert silenced and all(s["kind"] == "inSource" for s in silenced)
    states = {r.get("baselineState") for r in results}
    if "--baseline" in options:
        assert {"new", "unchanged", "absent"} <= states
    else:
        assert states == {None}
    if "--no-snippets" in options:
        assert not any("fixes" in r or "relatedLocations" in r for r in results)
        assert "Keller" not in json.dumps(results) and "known to the desk" not in text
    else:
        assert any(r.get("fixes") for r in results)
        assert any(s.get("justification") == "the source is known to the desk" for s in silenced)


def put_in(lines, fix):
    """A text, given as its lines, with the replacements of a SARIF fix made, last first."""
    for change in fix["artifactChanges"]:
        for replacement in reversed(change["replacements"]):
            at = replacement["deletedRegion"]
            first, last = at["startLine"] - 1, at["endLine"] - 1
            before, after = lines[first][: at["startColumn"] - 1], lines[last][at["endColumn"] - 1 :]
            new = before + replacement.get("insertedContent", {}).get("text", "") + after
            lines[first : last + 1] = new.splitlines(keepends=True)
    return "".join(lines)


@pytest.mark.parametrize("ending", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_fixes_in_sarif_and_json_change_what_fix_changes(site, ending, mark):
    text = "“𝄞 is safe. We have tested it twice, in summer and in winter.\n\nWe will test it again, before any car drives,” Keller said.\n"
    story = site / "content/story.txt"
    story.write_bytes((mark + text).replace("\n", ending).encode())
    before = story.read_bytes().decode()
    command = [BINARY, "lint", "--select", "quote/multi-paragraph"]
    (result,) = json.loads(run([*command, "-f", "sarif", story], site, status=1))["runs"][0]["results"]
    (finding,) = json.loads(run([*command, "-f", "json", story], site, status=1))
    run([*command, "--fix", story], site)
    after = story.read_bytes().decode()
    assert after == before.replace("We will", "“We will")
    assert mark + put_in(before.removeprefix(mark).splitlines(keepends=True), result["fixes"][0]) == after
    (edit,) = finding["fixes"][0]["edits"]
    assert before[: edit["start"]] + edit["text"] + before[edit["end"] :] == after


def test_gitlab_report_has_what_gitlab_reads(site):
    issues = json.loads(run([BINARY, "lint", "-f", "gitlab", "content"], site, status=1))
    assert issues
    for issue in issues:
        assert issue["description"] and issue["check_name"] and issue["fingerprint"]
        assert issue["severity"] in {"info", "minor", "major", "critical", "blocker"}
        assert issue["location"]["path"] == "content/b.md" and issue["location"]["lines"]["begin"] == 1


@pytest.mark.parametrize("format", ["checkstyle", "junit"])
def test_xml_is_well_formed_whatever_the_copy_holds(site, format):
    (site / "content/<&>\".md").write_text("It cost TK <b>&\x01\x1b]]> \"million\".\n")
    text = run([BINARY, "lint", "-f", format, "content"], site, status=1)
    assert tree.fromstring(text.encode()).tag in {"checkstyle", "testsuites"}


def test_several_reports_of_one_run_agree(site):
    formats = ["json", "jsonl", "gitlab", "sarif", "junit", "checkstyle", "concise", "github"]
    outputs = [word for f in formats for word in ("--output", f"{f}:r.{f}")]
    run([BINARY, "lint", *outputs, "content"], site, status=1)
    count = len(json.loads((site / "r.json").read_text()))
    assert count == len((site / "r.jsonl").read_text().splitlines()) == len(json.loads((site / "r.gitlab").read_text()))
    assert count == len(json.loads((site / "r.sarif").read_text())["runs"][0]["results"])
    assert count == (site / "r.github").read_text().count("::") // 2
