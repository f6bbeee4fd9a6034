"""The wheel: built by maturin, installed into a fresh virtual environment, and run."""

import os
import sys
import zipfile

from conftest import CACHE, NAKED, ROOT, run


def test_pip_install_gives_the_command(tmp_path):
    # The build of the tests is taken over where there is one, for what counts here is the package, not the speed.
    target = os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target"))
    maturin = [CACHE / "package/bin/maturin", "build", "--profile", "dev", "--locked", "--out", tmp_path]
    run(maturin, ROOT, CARGO_TARGET_DIR=target)
    wheel = next(tmp_path.glob("newsmark-*.whl"))
    names = zipfile.ZipFile(wheel).namelist()
    assert any(n.endswith(".data/scripts/newsmark") for n in names), names
    assert any("LICENSE-MIT" in n for n in names), names

    venv = tmp_path / "venv"
    run([sys.executable, "-m", "venv", venv], tmp_path)
    run([venv / "bin/pip", "install", "-q", "--no-index", "--disable-pip-version-check", wheel], tmp_path)
    version = run([venv / "bin/newsmark", "--version"], tmp_path)
    assert version == f"newsmark {wheel.name.split('-')[1]}\n"
    (tmp_path / "story.txt").write_text(NAKED)
    assert "quote/unattributed" in run([venv / "bin/newsmark", "lint", "story.txt"], tmp_path, status=1)


def test_cargo_install_gives_the_command(tmp_path):
    # As above: what counts is that the crate installs as it stands, not the speed of what is installed.
    target = os.environ.get("CARGO_TARGET_DIR", str(ROOT / "target"))
    run(["cargo", "install", "--debug", "--quiet", "--locked", "--path", ".", "--root", tmp_path, "--target-dir", target], ROOT)
    (tmp_path / "story.txt").write_text(NAKED)
    assert "quote/unattributed" in run([tmp_path / "bin/newsmark", "lint", "story.txt"], tmp_path, status=1)
