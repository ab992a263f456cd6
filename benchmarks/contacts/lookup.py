#!/usr/bin/env python3
"""Fills an office with contact persons and measures the look-up as one types: GET
/v1/contacts?email= with 1 to 12 letters of an address that is there, one request after the other.

lookup.py PROGRAM [CONTACTS=1000000] [LOOKUPS=2000] [FOLDER=/var/tmp]: one JSON object a figure.
Latency is the client's, over loopback, and so a little more than the server's own.
"""

import http.client
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

PER_PROJECT = 500  # contact persons that one request makes
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Server:
    def __init__(self, program, folder):
        made = subprocess.run([program, "init", "--data", folder, "--office", "Benchmark",
                               "--admin-email", "admin@office.example"], check=True,
                              stdout=subprocess.PIPE, text=True)
        self.token = json.loads(made.stdout)["adminToken"]
        self.process = subprocess.Popen([program, "serve", "--data", folder, "--listen",
                                         "127.0.0.1:0"], stderr=subprocess.PIPE, text=True)
        found = None
        while not found:
            found = re.search(r"listening on 127\.0\.0\.1:(\d+)", self.process.stderr.readline())
        self.connection = http.client.HTTPConnection("127.0.0.1", int(found.group(1)), timeout=60)

    def request(self, method, path, body=None):
        headers = {"Authorization": f"Bearer {self.token}", "Content-Type": "application/json"}
        data = None if body is None else json.dumps(body)
        self.connection.request(method, path, data, headers)
        response = self.connection.getresponse()
        answer = response.read()
        if response.status >= 300:
            sys.exit(f"lookup.py: {path} answered {response.status}: {answer[:300]}")
        return answer

    def memory_mib(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return next(int(line.split()[1]) / 1024 for line in status.splitlines()
                    if line.startswith("VmRSS:"))

    def stop(self):
        self.process.terminate()
        self.process.wait(timeout=120)


def address(number):
    """Spread over the alphabet, the same at every run."""
    chance = random.Random(number)
    name = "".join(chance.choice(LETTERS) for _ in range(6))
    return f"{name}.{number}@customer{number % 997}.example"


def fill(server, contacts):
    customer = json.loads(server.request("POST", "/v1/customers", {"name": "Customer"}))["id"]
    for first in range(0, contacts, PER_PROJECT):
        people = [{"email": address(n), "firstName": f"First{n % 5003}", "lastName": f"Last{n}"}
                  for n in range(first, min(first + PER_PROJECT, contacts))]
        server.request("POST", "/v1/projects", {"name": f"Project {first}", "customerId": customer,
                                                "startDate": "2090-05-01", "contacts": people})


def look_up(server, contacts, count):
    times_ms = []
    chance = random.Random(1)
    for n in range(count):
        prefix = address(chance.randrange(contacts))[:n % 12 + 1]
        start = time.perf_counter()
        answer = server.request("GET", f"/v1/contacts?email={prefix}&limit=10")
        times_ms.append((time.perf_counter() - start) * 1000)
        if not json.loads(answer)["items"]:
            sys.exit(f"lookup.py: nobody found by {prefix}")
    return sorted(times_ms)


def say(figure, value, unit):
    print(json.dumps({"figure": figure, "value": round(value, 3), "unit": unit}), flush=True)


def main():
    program = sys.argv[1]
    contacts, lookups = (int(v) for v in (sys.argv[2:4] + ["1000000", "2000"][len(sys.argv) - 2:]))
    disk = sys.argv[4] if len(sys.argv) > 4 else "/var/tmp"
    with tempfile.TemporaryDirectory(dir=disk) as folder:
        server = Server(program, Path(folder) / "data")
        try:
            start = time.monotonic()
            fill(server, contacts)
            say("contacts.fill", contacts / (time.monotonic() - start), "contacts/s")
            say("contacts.memory", server.memory_mib(), "MiB")
            times_ms = look_up(server, contacts, lookups)
            say("contacts.lookup.median", statistics.median(times_ms), "ms")
            say("contacts.lookup.p99", times_ms[len(times_ms) * 99 // 100], "ms")
            say("contacts.lookup.max", times_ms[-1], "ms")
            say("contacts.memory_after", server.memory_mib(), "MiB")
        finally:
            server.stop()


if __name__ == "__main__":
    main()
