"""What a person at a terminal sees: a bar while many files are checked, gone at the end; and none where nobody looks."""

import os
import pty
import subprocess

from conftest import BINARY, NAKED

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
