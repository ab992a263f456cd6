#!/usr/bin/env python3
"""Checks the source tree against Rollcall's rules of style and architecture.

    tidy.py [ROOT] [--notes]

Prints `file:line: rule: what` for each finding and exits with 1 if there is any. With --notes also
lists what is larger than aimed at, which fails nothing.
"""

import argparse
import os
import sys

import format_rules
import include_rules
import size_rules
import word_rules
from tree import Tree

RULES = include_rules.RULES + size_rules.RULES + word_rules.RULES + format_rules.RULES
NOTES = size_rules.NOTES


def findings(root, rules=None):
    """Every finding of the rules, as lines of text."""
    tree = Tree(root)
    return [f"{path}:{line}: {rule.__name__}: {what}"
            for rule in (rules or RULES) for path, line, what in rule(tree)]


def main():
    here = os.path.dirname(os.path.abspath(__file__))
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("root", nargs="?", default=os.path.join(here, "..", ".."))
    parser.add_argument("--notes", action="store_true", help="list what is larger than aimed at")
    options = parser.parse_args()
    if options.notes:
        for line in findings(options.root, NOTES):
            print(f"note: {line}")
    found = findings(options.root)
    for line in found:
        print(line)
    print(f"{len(found)} findings")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
