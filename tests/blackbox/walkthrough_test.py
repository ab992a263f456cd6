#!/usr/bin/env python3
"""Runs what README.md says: readme_test.py SOURCE BUILT (the folder with the program).

Blocks marked ```sh are run, in order, by one bash with `set -euo pipefail`, in a folder that looks
like the source tree; all others are only shown. A block of nothing but scripts/… names programs
that must be there. Of these scripts/run is started beside the bash, as its reader does in another
terminal, with stand-ins for scripts/setup and scripts/build, as everything is installed and built.
The blocks find the server by ROLLCALL_URL, so that the test can take a port that is free.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.request
from pathlib import Path

BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.M | re.S)
ONLY_SCRIPTS = re.compile(r"(?:\s*(?:#[^\n]*|scripts/\w+)\s*\n)+")
PATIENCE_S = 300


def blocks(readme):
    return BLOCK.findall(readme)


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


def run_blocks(shown, tree, variables):
    """Says which block fails."""
    script = "set -euo pipefail\n"
    for number, block in enumerate(shown, 1):
        script += f"echo '-- block {number}' >&2\n{block}\n"
    return subprocess.run(["bash", "-c", script], cwd=tree, env=variables, stdin=subprocess.DEVNULL,
                          timeout=PATIENCE_S).returncode


def check_scripts(source, shown):
    for block in shown:
        for name in re.findall(r"^\s*(scripts/\w+)", block, re.M):
            if not os.access(source / name, os.X_OK):
                sys.exit(f"README.md names {name}, which is no program")


def main():
    source, built = Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve()
    shown = blocks((source / "README.md").read_text())
    if not shown:
        sys.exit("README.md has no ```sh blocks")
    check_scripts(source, filter(names_scripts_only, shown))
    with tempfile.TemporaryDirectory(prefix="rollcall-readme-") as folder:
        tree = Path(folder)
        make_tree(source, built, tree)
        variables = environment(free_port())
        server = start_server(tree, variables)
        try:
            urllib.request.urlopen(variables["ROLLCALL_URL"] + "/readyz", timeout=60).close()
            status = run_blocks([each for each in shown if not names_scripts_only(each)], tree,
                                variables)
        finally:
            os.killpg(server.pid, signal.SIGTERM)
            server.communicate(timeout=PATIENCE_S)
    if status or server.returncode:
        sys.exit(f"a block ended with {status}, the server with {server.returncode}")


if __name__ == "__main__":
    main()
