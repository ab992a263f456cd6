#!/usr/bin/env python3
"""How long GET /v1/lists/{listId}/changes takes: a list of 600 participants that were edited 10,000
times together, and then one whose own definition was edited 10,000 times as well.

changes.py URL TOKEN PID: prints figures of the server with that process id. Times are the client's,
over loopback; every answer is made anew from the log, and so is the look that it records.
"""

import json
import os
import statistics
import sys
import time

from office import Client, say

PARTICIPANTS = 600
EDITS = 10_000
ASKED = 50


def make_list(client):
    customer = client.do("POST", "/v1/customers", {"name": "Client"})["id"]
    project = client.do("POST", "/v1/projects", {"name": "Kick-off", "customerId": customer,
                                                 "startDate": "2090-05-01"})["id"]
    people = [client.do("POST", f"/v1/projects/{project}/participants",
                        {"firstName": f"First{n}", "lastName": f"Last{n}", "company": "Client",
                         "fields": {"Room": str(n), "Dietary": "none", "Bus": str(n % 7)}})["id"]
              for n in range(PARTICIPANTS)]
    rooms = client.do("POST", f"/v1/projects/{project}/lists",
                      {"name": "Rooms", "columns": ["firstName", "lastName", "fields.Room",
                                                    "fields.Dietary", "fields.Bus"]})["id"]
    return project, people, rooms


def position(client):
    client.connection.request("GET", "/v1/office", headers=client.headers)
    response = client.connection.getresponse()
    response.read()
    return int(response.headers["Rollcall-Position"])


def cpu_ms(pid):
    """What the process has used so far."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as stat:
        fields = stat.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def measure(client, pid, figure, rooms, since, wanted):
    """`wanted`: how many rows of each kind the answer must have."""
    times_ms, cpu_before = [], cpu_ms(pid)
    for _ in range(ASKED):
        start = time.perf_counter()
        _, answer = client.send("GET", f"/v1/lists/{rooms}/changes?since={since}")
        times_ms.append((time.perf_counter() - start) * 1000)
    cpu = (cpu_ms(pid) - cpu_before) / ASKED
    found = json.loads(answer)
    counts = {kind: len(found[kind]) for kind in ("added", "changed", "removed")}
    if counts != wanted:
        sys.exit(f"changes.py: {figure} found {counts}")
    say(f"changes.{figure}.first", times_ms[0], "ms")
    say(f"changes.{figure}.median", statistics.median(times_ms), "ms")
    say(f"changes.{figure}.max", max(times_ms), "ms")
    say(f"changes.{figure}.cpu", cpu, "ms")


def main():
    client, pid = Client(*sys.argv[1:3]), sys.argv[3]
    project, people, rooms = make_list(client)
    since = position(client)
    for n in range(EDITS):
        client.do("PATCH", f"/v1/projects/{project}/participants/{people[n % PARTICIPANTS]}",
                  {"fields": {"Room": f"{n % PARTICIPANTS}-{n}", "Dietary": "none"}})
    all_changed = {"added": 0, "changed": PARTICIPANTS, "removed": 0}
    measure(client, pid, "participant_edits", rooms, since, all_changed)
    since_list = position(client)
    for n in range(EDITS):
        client.do("PATCH", f"/v1/lists/{rooms}",
                  {"filter": [{"field": "fields.Room", "op": "ne", "value": f"room {n}"}]})
    measure(client, pid, "list_edits", rooms, since_list, {"added": 0, "changed": 0, "removed": 0})
    measure(client, pid, "both", rooms, since, all_changed)


if __name__ == "__main__":
    main()
