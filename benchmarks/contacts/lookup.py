#!/usr/bin/env python3
"""The look-up as one types: GET /v1/contacts?email= with 1 to 12 letters of an address that is
there, one request after the other. Checks that what is found is in order and tells who is inactive.

lookup.py URL TOKEN CONTACTS ROUND LOOKUPS: prints figures. Latency is the client's, over loopback,
and so more than the server's own.
"""

import json
import random
import statistics
import sys
import time

from office import Client, address, is_inactive, say

LONGEST = 12


def check(prefix, items):
    emails = [item["email"] for item in items]
    if not items or emails != sorted(emails) or not all(e.startswith(prefix) for e in emails):
        sys.exit(f"lookup.py: {prefix} found {emails}")
    for item in items:
        number = int(item["email"].partition("@")[0].partition(".")[2])
        if item["active"] == is_inactive(number):
            sys.exit(f"lookup.py: {item['email']} is said to be active: {item['active']}")


def look_up(client, contacts, chance, lookups):
    """Milliseconds of each, in order."""
    times_ms = []
    for n in range(lookups):
        prefix = address(chance.randrange(contacts))[:n % LONGEST + 1]
        start = time.perf_counter()
        _, answer = client.send("GET", f"/v1/contacts?email={prefix}&limit=10")
        times_ms.append((time.perf_counter() - start) * 1000)
        check(prefix, json.loads(answer)["items"])
    return sorted(times_ms)


def main():
    client, (contacts, number, lookups) = Client(*sys.argv[1:3]), map(int, sys.argv[3:6])
    times_ms = look_up(client, contacts, random.Random(number), lookups)
    say("contacts.lookup.median", statistics.median(times_ms), "ms")
    say("contacts.lookup.p99", times_ms[len(times_ms) * 99 // 100], "ms")
    say("contacts.lookup.max", times_ms[-1], "ms")


if __name__ == "__main__":
    main()
