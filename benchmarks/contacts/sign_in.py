#!/usr/bin/env python3
"""How long signing in takes: a contact person of the filled office, one sign-in after the other and
from two connections at once, and wrong passwords of known and unknown addresses.

sign_in.py URL OUTBOX: prints figures. Whoever has no password yet gets one by a mailed link.
"""

import pathlib
import re
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor

from office import Client, address, say

ROUNDS = 100
CONNECTIONS = 2
EMAIL, PASSWORD = address(1), "tulip-harbour-42"
PATIENCE_S = 30


def sign_in(client, email, password, wanted):
    """Milliseconds."""
    start = time.perf_counter()
    status, _ = client.send("POST", "/v1/sessions", {"email": email, "password": password})
    if status != wanted:
        sys.exit(f"sign_in.py: signing in answered {status}")
    return (time.perf_counter() - start) * 1000


def mailed_link(outbox):
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        for file in outbox.glob("*.eml"):
            text = file.read_text()
            if EMAIL in text and (found := re.search(r"/password/([\w-]{43})", text)):
                return found.group(1)
        time.sleep(0.1)
    return sys.exit("sign_in.py: no link came")


def make_sure_of_password(client, outbox):
    credentials = {"email": EMAIL, "password": PASSWORD}
    if client.send("POST", "/v1/sessions", credentials)[0] == 201:
        return
    client.do("POST", "/v1/password-resets", {"email": EMAIL})
    client.send("PUT", f"/v1/password-resets/{mailed_link(outbox)}", {"password": PASSWORD})


def refused_times(client):
    known, unknown = [], []
    for n in range(ROUNDS):
        known.append(sign_in(client, EMAIL, "wrong-password", 401))
        sign_in(client, EMAIL, PASSWORD, 201)  # so that the next failure is the first
        unknown.append(sign_in(client, f"{n}.{time.monotonic_ns()}@office.example",
                               "wrong-password", 401))
    return known, unknown


def per_second(url):
    def work(_):
        client = Client(url)
        for _ in range(ROUNDS):
            sign_in(client, EMAIL, PASSWORD, 201)
    start = time.perf_counter()
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        list(threads.map(work, range(CONNECTIONS)))
    return CONNECTIONS * ROUNDS / (time.perf_counter() - start)


def say_times(name, times_ms):
    ordered = sorted(times_ms)
    say(f"{name}.median", statistics.median(ordered), "ms")
    say(f"{name}.p99", ordered[len(ordered) * 99 // 100], "ms")


def main():
    url, outbox = sys.argv[1], pathlib.Path(sys.argv[2])
    client = Client(url)
    make_sure_of_password(client, outbox)
    say_times("contacts.sign_in", [sign_in(client, EMAIL, PASSWORD, 201) for _ in range(ROUNDS)])
    known, unknown = refused_times(client)
    say_times("contacts.refused_known", known)
    say_times("contacts.refused_unknown", unknown)
    say(f"contacts.sign_in.{CONNECTIONS}_connections", per_second(url), "sign-ins/s")


if __name__ == "__main__":
    main()
