#!/usr/bin/env python3
"""How long signing in takes: sign_in.py ROLLCALL.

Starts a server of its own, sets the first admin's password with the printed link, then signs in one
after the other and from two connections at once, and tries wrong passwords of known and unknown
addresses. Prints one line of JSON.
"""

import http.client
import json
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import threading
import time

ROUNDS = 100
EMAIL, PASSWORD = "admin@office.example", "tulip-harbour-42"


def started(program, data):
    office = json.loads(subprocess.run(
        [program, "init", "--data", data, "--office", "Benchmark", "--admin-email", EMAIL],
        check=True, stdout=subprocess.PIPE, text=True).stdout)
    server = subprocess.Popen(
        [program, "serve", "--data", data, "--listen", "127.0.0.1:0",
         "--sign-ins-per-client-per-minute", "1000000", "--sign-ins-per-office-per-minute",
         "1000000"], stderr=subprocess.PIPE, text=True)
    for line in server.stderr:
        found = re.search(r"listening on 127\.0\.0\.1:(\d+)", line)
        if found:
            return server, int(found.group(1)), office
    return sys.exit("the server did not start")


class Client:
    def __init__(self, port):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)

    def send(self, method, path, body):
        self.connection.request(method, path, json.dumps(body),
                                {"Content-Type": "application/json"})
        answer = self.connection.getresponse()
        answer.read()
        return answer.status

    def sign_in(self, email, password, status):
        start = time.perf_counter()
        got = self.send("POST", "/v1/sessions", {"email": email, "password": password})
        if got != status:
            sys.exit(f"signing in answered {got}")
        return (time.perf_counter() - start) * 1000


def summary(times):
    ordered = sorted(times)
    return {"median_ms": round(statistics.median(ordered), 2),
            "p99_ms": round(ordered[int(len(ordered) * 0.99)], 2)}


def at_once(port, threads):
    """Sign-ins a second."""
    def work():
        client = Client(port)
        for _ in range(ROUNDS):
            client.sign_in(EMAIL, PASSWORD, 201)
    start = time.perf_counter()
    workers = [threading.Thread(target=work) for _ in range(threads)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return round(threads * ROUNDS / (time.perf_counter() - start), 1)


def main():
    with tempfile.TemporaryDirectory(prefix="rollcall-sign-in-") as folder:
        server, port, office = started(sys.argv[1], pathlib.Path(folder) / "data")
        try:
            client = Client(port)
            token = office["passwordLink"].rsplit("/", 1)[1]
            client.send("PUT", f"/v1/password-resets/{token}", {"password": PASSWORD})
            signed_in = [client.sign_in(EMAIL, PASSWORD, 201) for _ in range(ROUNDS)]
            unknown = [client.sign_in(f"{n}@office.example", "wrong-password", 401)
                       for n in range(ROUNDS)]
            known = []
            for _ in range(ROUNDS):  # a right one between, so that none waits
                known.append(client.sign_in(EMAIL, "wrong-password", 401))
                client.sign_in(EMAIL, PASSWORD, 201)
            print(json.dumps({"signed_in": summary(signed_in), "refused_known": summary(known),
                              "refused_unknown": summary(unknown),
                              "per_second_from_2": at_once(port, 2)}))
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    main()
