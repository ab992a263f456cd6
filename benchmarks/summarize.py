#!/usr/bin/env python3
"""Figures of all rounds -> one JSON file of results and a Markdown table on standard output.

summarize.py FIGURES.jsonl RESULTS_FOLDER [SETTING=VALUE …]

A ratio is taken within each round; what counts is the median of the rounds.
"""

import datetime
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys

# goal, what, figure, yardstick (None: the figure itself), bound, aim. A bound is a least, of a
# figure in "ms" a most.
GOALS = [
    ("P1", "append, 64 producers, one event each / RocksDB itself",
     "append.64.log", "append.64.raw", 0.75, 0.9),
    ("P1", "the same, each producer a blocking thread",
     "append.64_threads.log", "append.64_threads.raw", 0.75, 0.9),
    ("P2", "append, 1 producer / PostgreSQL, message-db-like, 1 client",
     "append.1.log", "postgres.message_db.1", 1.3, None),
    ("P2", "append, 32 producers / PostgreSQL, message-db-like, 32 clients",
     "append.32.log", "postgres.message_db.32", 8, 12),
    ("P2", "append, 64 producers / PostgreSQL, plain insert, 64 clients",
     "append.64.log", "postgres.plain.64", 3, None),
    ("P2", "batches of 100, 1 producer / PostgreSQL, 1 client",
     "append.batch_1.log", "postgres.batch.1", 1, None),
    ("P2", "batches of 100, 16 producers / PostgreSQL, 16 clients",
     "append.batch_16.log", "postgres.batch.16", 1, None),
    ("P3", "HTTP: change a share / PostgreSQL, message-db-like, 32 clients, no HTTP",
     "http.change_share", "postgres.message_db.32", 3, None),
    ("P3", "HTTP: change a share, p99", "http.change_share.p99", None, 5, None),
    ("P3", "HTTP: record a receiver's look / PostgreSQL, the same",
     "http.look", "postgres.message_db.32", 3, None),
    ("P3", "HTTP: record a receiver's look, p99", "http.look.p99", None, 5, None),
    ("P4", "HTTP: one share / healthz", "http.share", "http.healthz", 0.4, 0.6),
    ("P4", "HTTP: the 50 shares of a list / healthz", "http.shares", "http.healthz", 0.1, 0.2),
    ("P9", "append, 64 producers, while the Merkle tree grows / without",
     "append.64.tree", "append.64.log", 0.9, None),
    ("P9", "verify, events a second of a core", "proof.verify", None, 1_000_000, None),
    ("P6", "as-of audience of a list of 50 shares in a log of 10M events",
     "audience.10000000", None, 10, None),
    ("P6", "the same in a log of 100k events / of 10M (within 20 %)",
     "audience.100000", "audience.10000000", 0.83, None),
    ("P10", "HTTP: 64 receivers open a list of 1,000 rows, the whole of it as CSV, looks a second",
     "http.open_file", None, 3000, None),
    ("P10", "the same, its first 500 rows as JSON, looks a second",
     "http.open_page", None, 3000, None),
    ("look-up", "contact persons by the beginning of an address, 10 items, median",
     "contacts.lookup.median", None, 5, None),
    ("look-up", "the same, p99", "contacts.lookup.p99", None, 5, None),
]


def read_figures(file):
    """{figure: {round: value}}, {figure: unit}"""
    values, units = {}, {}
    for line in pathlib.Path(file).read_text().splitlines():
        row = json.loads(line)
        values.setdefault(row["figure"], {})[row["round"]] = row["value"]
        units[row["figure"]] = row["unit"]
    return values, units


def spread(values):
    return {"min": round(min(values), 4), "median": round(statistics.median(values), 4),
            "max": round(max(values), 4), "runs": len(values)}


def judge(goal, what, figure, yardstick, bound, aim, values, units):
    measured = values.get(figure, {})
    if yardstick:
        against = values.get(yardstick, {})
        measured = {n: v / against[n] for n, v in measured.items() if against.get(n)}
    if not measured:
        return None
    unit = "ratio" if yardstick else units[figure]
    result = {"goal": goal, "what": what, **spread(measured.values())}
    reached = result["median"] <= bound if unit == "ms" else result["median"] >= bound
    return {**result, "unit": unit, "bound": bound, "aim": aim,
            "reached": reached, "figure": figure, "yardstick": yardstick}


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()


def first_line(text):
    return text.splitlines()[0] if text else ""


def machine():
    info = pathlib.Path("/proc/cpuinfo").read_text()
    model = next((l.split(":", 1)[1].strip() for l in info.splitlines() if "model name" in l), "")
    memory = pathlib.Path("/proc/meminfo").read_text().split()[1]
    return {"cpu": model or platform.machine(), "cores": os.cpu_count(),
            "memoryMiB": int(memory) // 1024, "kernel": platform.release()}


def versions():
    packages = {name: run("dpkg-query", "-W", "-f", "${Version}", name)
                for name in ("librocksdb-dev", "postgresql-15", "wrk", "clang-19")}
    return packages


def settings(arguments):
    pairs = dict(a.split("=", 1) for a in arguments)
    return {**pairs, "connections": "64", "stored bytes an event": "250", "tags an event": "3",
            "versions": versions()}


def failures(values):
    return [f"{name}: {max(rounds.values()):.0f} requests failed"
            for name, rounds in values.items() if name.endswith(".failed") and any(rounds.values())]


def commit():
    short = run("git", "rev-parse", "--short", "HEAD") or "unknown"
    changed = run("git", "status", "--porcelain", "--untracked-files=no")
    return short, bool(changed)


def number(value):
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}" if value >= 0.995 else f"{value:.3g}"


def table(result):
    about = result["machine"]
    changed = " and uncommitted changes" if result["uncommittedChanges"] else ""
    load = result["settings"].get("load before", "?")
    lines = [f"{result['date']}, commit {result['commit']}{changed}; {about['cpu']}, "
             f"{about['cores']} cores, {about['memoryMiB']} MiB, Linux {about['kernel']}; "
             f"load before {load}.", "",
             "| goal | what | median | min – max | bound | reached |", "|---|---|---|---|---|---|"]
    for each in result["ratios"]:
        unit = {"ms": " ms", "ratio": " ×"}.get(each["unit"], "")
        sign = "≤" if each["unit"] == "ms" else "≥"
        lines.append(
            f"| {each['goal']} | {each['what']} | {number(each['median'])}{unit} | "
            f"{number(each['min'])} – {number(each['max'])} | {sign} {each['bound']}{unit} | "
            f"{'yes' if each['reached'] else '**no**'} |")
    lines += ["", "| figure | median | min – max | unit |", "|---|---|---|---|"]
    for name, each in result["figures"].items():
        lines.append(f"| {name} | {number(each['median'])} | {number(each['min'])} – "
                     f"{number(each['max'])} | {each['unit']} |")
    return "\n".join(lines + [""] + result["failures"])


def main():
    values, units = read_figures(sys.argv[1])
    short, changed = commit()
    date = datetime.datetime.now(datetime.timezone.utc)
    result = {
        "date": date.strftime("%Y-%m-%d"), "commit": short, "uncommittedChanges": changed,
        "machine": machine(), "settings": settings(sys.argv[3:]), "failures": failures(values),
        "ratios": [judged for goal in GOALS if (judged := judge(*goal, values, units))],
        "figures": {name: {"unit": units[name], **spread(rounds.values())}
                    for name, rounds in values.items() if not name.endswith(".requests")},
    }
    file = pathlib.Path(sys.argv[2]) / f"{result['date']}-{short}.json"
    file.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n")
    print(table(result))
    print(f"\nwritten to {file}", file=sys.stderr)


if __name__ == "__main__":
    main()
