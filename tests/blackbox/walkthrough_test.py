#!/usr/bin/env python3
"""Runs what a document says: walkthrough_test.py SOURCE BUILT DOCUMENT.

BUILT is the folder with the program. Blocks marked ```sh are run, in order, by one bash with `set
-euo pipefail`, in a folder that looks like the source tree. A block marked ```text right after one
is what it must have printed, where … stands for anything within a line. All others are only shown.
A block of nothing but scripts/… names programs that must be there. Of these scripts/run is started
beside the bash, as its reader does in another terminal, with stand-ins for scripts/setup and
scripts/build, as everything is installed and built. The blocks find the server by ROLLCALL_URL, so
that the test can take a port that is free.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

BLOCK = re.compile(r"^```sh\n(.*?)^```\n(?:\s*^```text\n(.*?)^```$)?", re.M | re.S)
ONLY_SCRIPTS = re.compile(r"(?:\s*(?:#[^\n]*|scripts/\w+)\s*\n)+")
PATIENCE_S = 60


def blocks(document):
    """Pairs of what is run and what it must print; None if that is not said."""
    return [(run, said or None) for run, said in BLOCK.findall(document)]


def names_scripts_only(block):
    return ONLY_SCRIPTS.fullmatch(block) is not None


def make_tree(source, built, tree):
    """Links to the source tree; what is written lands in `tree` alone."""
    for entry in source.iterdir():
        if entry.name not in ("build", "scripts") and not entry.name.startswith("."):
            (tree / entry.name).symlink_to(entry)
    (tree / "build").mkdir()
    (tree / "build" / "release").symlink_to(built)
    (tree / "scripts").mkdir()
    shutil.copy(source / "scripts" / "run", tree / "scripts" / "run")
    for name in ("setup", "build"):
        stand_in = tree / "scripts" / name
        stand_in.write_text("#!/bin/sh\nexit 0\n")
        stand_in.chmod(0o755)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def environment(port):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("ROLLCALL_")}
    return kept | {"ROLLCALL_LISTEN": f"127.0.0.1:{port}",
                   "ROLLCALL_URL": f"http://127.0.0.1:{port}", "no_proxy": "*"}


def start_server(tree, variables):
    """scripts/run, once it says that it listens; its output goes on into a file."""
    log = tree / "server.log"
    server = subprocess.Popen(["scripts/run"], cwd=tree, env=variables, start_new_session=True,
                              stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    for line in server.stderr:
        with log.open("a") as file:
            file.write(line)
        if "listening on" in line:
            return server
    sys.exit(f"scripts/run ended with {server.wait()}:\n{log.read_text()}")


def wait_until_ready(url):
    """Not ready is also who has just begun to mail and is not yet done with the views of that."""
    end = time.monotonic() + PATIENCE_S
    while True:
        try:
            urllib.request.urlopen(url + "/readyz", timeout=PATIENCE_S).close()
            return
        except urllib.error.HTTPError as error:
            if error.code != 503 or time.monotonic() > end:
                raise


def run_blocks(shown, tree, variables):
    """What the blocks printed, each, as far as they came; and whether they came to the end."""
    printed = [tree / f"printed.{number}" for number in range(len(shown))]
    script = "set -euo pipefail\n"
    for file, (block, _) in zip(printed, shown):
        script += f"exec >{file}\n{block}\n"
    done = subprocess.run(["bash", "-c", script], cwd=tree, env=variables,
                          stdin=subprocess.DEVNULL, timeout=PATIENCE_S)
    return [file.read_text() for file in printed if file.exists()], done.returncode == 0


def is_as_said(printed, said):
    pattern = ".*".join(re.escape(part) for part in said.rstrip().split("…"))
    return re.fullmatch(pattern, printed.rstrip()) is not None


def faults(shown, printed, came_to_the_end):
    """What is not as the document says."""
    for (block, said), got in zip(shown, printed):
        if said is not None and not is_as_said(got, said):
            yield f"{block}printed\n{got}and not\n{said}"
    if not came_to_the_end:
        yield f"{shown[len(printed) - 1][0]}failed, and printed\n{printed[-1]}"


def check_scripts(source, shown):
    for block in shown:
        for name in re.findall(r"^\s*(scripts/\w+)", block, re.M):
            if not os.access(source / name, os.X_OK):
                sys.exit(f"the document names {name}, which is no program")


def main():
    source, built, document = (Path(argument).resolve() for argument in sys.argv[1:4])
    every = blocks(document.read_text())
    shown = [(run, said) for run, said in every if not names_scripts_only(run)]
    if not shown:
        sys.exit(f"{document.name} has nothing to run")
    check_scripts(source, [run for run, _ in every if names_scripts_only(run)])
    with tempfile.TemporaryDirectory(prefix="rollcall-walkthrough-") as folder:
        tree = Path(folder)
        make_tree(source, built, tree)
        variables = environment(free_port())
        server = start_server(tree, variables)
        try:
            wait_until_ready(variables["ROLLCALL_URL"])
            found = list(faults(shown, *run_blocks(shown, tree, variables)))
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.communicate(timeout=PATIENCE_S)
    if found or server.returncode:
        sys.exit("\n".join(found) or f"the server ended with {server.returncode}")


if __name__ == "__main__":
    main()
