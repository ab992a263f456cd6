#!/usr/bin/env python3
"""Makes the office that the HTTP benchmarks ask: a list with 50 shares, which are only read, one
with 64, which are changed and looked at in a session each, and one of 1,000 rows, which 64
receivers open.

office.py BASE_URL ADMIN_TOKEN OUTBOX > office.lua: a Lua table for the scripts of wrk.
"""

import email
import json
import pathlib
import re
import sys
import time
import urllib.error
import urllib.request

READ_SHARES = 50
CHANGED_SHARES = 64
PARTICIPANTS = 100
RECEIVERS = 64
ROWS = 1000
PATIENCE_S = 30


class Client:
    def __init__(self, base, token):
        self.base, self.token = base, token

    def post(self, path, body, content_type="application/json", token=None):
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        headers = {"Authorization": f"Bearer {token or self.token}", "Content-Type": content_type}
        if token == "":
            del headers["Authorization"]
        request = urllib.request.Request(self.base + path, data, headers, method="POST")
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE_S) as response:
                return json.load(response)
        except urllib.error.HTTPError as error:
            sys.exit(f"office.py: {path} answered {error.code}: {error.read().decode()[:500]}")


def csv_of_participants(count):
    lines = ["externalId,firstName,lastName,email,company,diet"]
    for n in range(count):
        lines.append(f"P{n},First{n},Last{n:03},p{n}@guests.example,Company {n % 7},none")
    return "\n".join(lines) + "\n"


def make_project(client, customer, participants):
    project = client.post(
        "/v1/projects",
        {"name": "Congress", "customerId": customer, "startDate": "2090-05-01",
         "returnDate": "2090-05-04"})["id"]
    client.post(f"/v1/projects/{project}/participants/import", csv_of_participants(participants),
                "text/csv")
    return project


def share_list(client, project, name, count):
    """A list and its shares with `count` receivers."""
    columns = ["firstName", "lastName", "email", "company", "fields.diet"]
    made = client.post(f"/v1/projects/{project}/lists", {"name": name, "columns": columns})["id"]
    receivers = [{"email": f"{name}{n}@receivers.example", "name": f"R {n}"} for n in range(count)]
    shares = client.post(f"/v1/lists/{made}/shares", {"receivers": receivers})["items"]
    return made, [share["id"] for share in shares]


def texts_by_receiver(outbox, name, pattern):
    """What `pattern` finds in the newest mail to each receiver of that list."""
    found = {}
    for file in sorted(outbox.glob("*.eml"), key=lambda f: f.stat().st_mtime_ns):
        mail = email.message_from_bytes(file.read_bytes())
        if name not in mail["To"]:
            continue
        for part in mail.walk():
            if part.get_content_type() == "text/plain":
                text = part.get_payload(decode=True).decode()
                if match := re.search(pattern, text):
                    found[mail["To"]] = match.group(1)
    return found


def wait_for(outbox, name, pattern, count):
    deadline = time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline:
        found = texts_by_receiver(outbox, name, pattern)
        if len(found) == count:
            return found
        time.sleep(0.1)
    sys.exit(f"office.py: not all of {count} mails came: {len(found)}")


def open_shares(client, outbox, name, count):
    """A viewing session per share, the way a receiver gets one."""
    links = wait_for(outbox, name, r"https?://\S*/([A-Za-z0-9_-]{43})\b", count)
    for link in links.values():
        client.post(f"/v1/shared/{link}/codes", {}, token="")
    codes = wait_for(outbox, name, r"\b([2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4})\b", count)
    return [
        client.post(f"/v1/shared/{link}/sessions", {"code": codes[to]}, token="")["token"]
        for to, link in links.items()
    ]


def lua(name, values):
    return f"  {name} = {{" + ", ".join(json.dumps(v) for v in values) + "},\n"


def main():
    base, token, outbox = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    client = Client(base, token)
    customer = client.post("/v1/customers", {"name": "Customer"})["id"]
    project = make_project(client, customer, PARTICIPANTS)
    read_list, read_shares = share_list(client, project, "hotel", READ_SHARES)
    changed_list, changed_shares = share_list(client, project, "coach", CHANGED_SHARES)
    sessions = open_shares(client, outbox, "coach", CHANGED_SHARES)
    share_list(client, make_project(client, customer, ROWS), "ballroom", RECEIVERS)
    opened = open_shares(client, outbox, "ballroom", RECEIVERS)
    print("return {")
    print(f"  token = {json.dumps(token)},")
    print(f"  read_list = {json.dumps(read_list)}, changed_list = {json.dumps(changed_list)},")
    print(lua("read_shares", read_shares) + lua("changed_shares", changed_shares)
          + lua("sessions", sessions) + lua("opened", opened) + "}")


if __name__ == "__main__":
    main()
