"""What a person at a terminal sees: a bar while many files are checked, gone at the end; and none where nobody looks."""

import os
import pty
import shutil
import subprocess

import pytest

from conftest import BINARY, NAKED, run

COPY = "The mayor opened the bridge on Monday, and “it will last a hundred years,” she said of it.\n\n" * 40


def on_a_terminal(command, folder):
    """What the command writes to standard error when that is a terminal, and its status."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [str(part) for part in command], cwd=folder, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=theirs,
        env={**os.environ, "TERM": "xterm-256color", "COLUMNS": "80"},
    )
    os.close(theirs)
    said = b""
    while True:
        try:
            part = os.read(ours, 65536)
        except OSError:  # the other end is closed
            break
        if not part:
            break
        said += part
    os.close(ours)
    return said.decode("utf-8", "replace"), process.wait()


def many_files(folder, count):
    (folder / "site").mkdir()
    for number in range(count):
        (folder / f"site/{number:04}.txt").write_text(COPY if number else NAKED)
    return [BINARY, "lint", "--all", "--threads", "1", "site"]


def test_long_work_shows_a_bar_that_goes(tmp_path):
    said, status = on_a_terminal(many_files(tmp_path, 2500), tmp_path)
    assert status == 1
    assert "of 2,500 files" in said, said[-400:]
    after = said.rsplit("files", 1)[1]
    assert "\x1b[2K" in after or "\r" in after, f"the bar stays: {after!r}"


def test_short_work_and_quiet_work_show_none(tmp_path):
    command = many_files(tmp_path, 3)
    assert "of 3 files" not in on_a_terminal(command, tmp_path)[0]
    command = [*command[:-1], "--quiet", "site"]
    assert on_a_terminal(command, tmp_path)[0] == ""


def test_the_bar_is_drawn_without_box_characters_where_that_is_asked_for(tmp_path):
    said = on_a_terminal([*many_files(tmp_path, 2500), "--ascii"], tmp_path)[0]
    assert "of 2,500 files" in said and said.isascii(), said[-400:]


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_reads_its_completions(tmp_path, shell):
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not here")
    script = tmp_path / f"newsmark.{shell}"
    script.write_text(run([BINARY, "completions", shell], tmp_path))
    run([shell, "-n", script], tmp_path)


def test_bash_completes_options_values_and_rules(tmp_path):
    (tmp_path / "completions").write_text(run([BINARY, "completions", "bash"], tmp_path))

    def completed(*words):
        complete = 'source completions; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _newsmark newsmark "${@: -1}" "${@: -2:1}"'
        return run(["bash", "-c", complete + '; echo "${COMPREPLY[*]}"', "bash", *words], tmp_path).split()

    assert completed("newsmark", "li") == ["lint"]
    assert completed("newsmark", "lint", "--form") == ["--format"]
    assert {"sarif", "gitlab"} <= set(completed("newsmark", "lint", "--format", ""))
    assert completed("newsmark", "lint", "--select", "quote/unb") == ["quote/unbalanced"]
    assert {"date", "date/weekday"} <= set(completed("newsmark", "explain", "da"))
