"""What the tests of packages share: the binary, a site with faults, and snippets of the documentation."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BINARY = Path(os.environ["NEWSMARK_BIN"])
CACHE = Path(os.environ["NEWSMARK_CACHE"])
# Whether builds that users wait for are made as theirs are, from nothing, optimised, with the newest crates: minutes each.
SLOW = bool(os.environ.get("NEWSMARK_SLOW"))
NAKED = "“We will not pay for this bridge, and neither will our children.”\n"


def run(command, folder, status=0, **environment):
    """Runs a command, expects its exit status, and gives what it prints."""
    outer = {k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "CI_", "GIT_"))}
    done = subprocess.run(
        [str(part) for part in command], cwd=folder, env={**outer, **environment}, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=2400,
    )
    assert done.returncode == status, f"{command}: {done.returncode}\n{done.stdout}"
    return done.stdout


def git(folder, *words):
    who = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"]
    return run(["git", *who, *words], folder)


def source(folder):
    """A repository of its own with the files of this one as they are now, committed or not."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=ROOT, capture_output=True,
    )
    if listed.returncode == 0:
        for name in map(os.fsdecode, filter(None, listed.stdout.split(b"\0"))):
            if (ROOT / name).is_file():
                (folder / name).parent.mkdir(parents=True, exist_ok=True)
                shutil.copy2(ROOT / name, folder / name)
    else:  # an unpacked archive
        shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns("target", ".cache", ".git", "node_modules"))
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Source")
    return folder


@pytest.fixture
def site(tmp_path):
    """A repository with articles in content/, one of them with a fault, and a README that is no article."""
    folder = tmp_path / "site"
    (folder / "content").mkdir(parents=True)
    (folder / "newsmark.toml").write_text('include = ["content/**"]\n')
    (folder / "README.md").write_text(NAKED)
    (folder / "content/a.md").write_text("The bridge was opened by the mayor.\n")
    (folder / "content/b.md").write_text(NAKED)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "Begin")
    return folder


@pytest.fixture
def releases(tmp_path):
    """A folder of releases as install.sh expects it, with the binary under test, and its URL."""
    folder = tmp_path / "releases" / "v0.1.0"
    target = run(["bash", "-c", "echo $(uname -m)-$(case $(uname -s) in Darwin) echo apple-darwin;; *) echo unknown-linux-gnu;; esac)"], tmp_path)
    target = target.strip().replace("arm64", "aarch64")
    run([ROOT / "tests/tools/pack.sh", BINARY.parent, target, folder], ROOT)
    run(["bash", "-c", "sha256sum -- * > SHA256SUMS"], folder)
    return folder


def snippets(page, language):
    """The fenced blocks of a page of the documentation."""
    return re.findall(rf"^```{language}\n(.*?)^```$", (ROOT / page).read_text(), re.M | re.S)
