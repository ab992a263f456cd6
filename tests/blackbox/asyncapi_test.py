#!/usr/bin/env python3
"""docs/asyncapi.json against what the feed says: asyncapi_test.py SOURCE PROGRAM.

The document must be whole. Every sample event, as office admins and auditors are shown it
(tests/golden/feed.ndjson), and every event of a running server's live stream must be one that the
document describes, with nothing in it that the document does not name.
"""

import copy
import http.client
import json
import re
import sys
import tempfile
from pathlib import Path

from jsonschema import Draft202012Validator

from openapi_test import Server


class AsyncDocument:
    def __init__(self, content):
        self.content = content
        self.faults = []
        strict = copy.deepcopy(content["components"])
        close(strict["schemas"])
        self._strict = strict
        self._validators = {}

    def fault(self, text):
        self.faults.append(text)

    def check_structure(self):
        content = self.content
        if content.get("asyncapi") != "3.0.0":
            self.fault("asyncapi is not 3.0.0")
        for reference in re.findall(r'"\$ref": "([^"]+)"', json.dumps(content)):
            if not self._resolves(reference):
                self.fault(f"{reference} is not there")
        messages = content["components"]["messages"]
        if set(content["channels"]["events"]["messages"]) != set(messages):
            self.fault("the channel's messages are not the components'")
        for name in messages:
            if name not in content["components"]["schemas"]:
                self.fault(f"{name} has no schema")
        for operation in content["operations"].values():
            if operation["action"] not in ("send", "receive"):
                self.fault("an operation neither sends nor receives")
        for name, schema in content["components"]["schemas"].items():
            try:
                Draft202012Validator.check_schema(schema)
            except Exception as error:  # its class has changed its place between versions
                self.fault(f"{name}: {error}")

    def _resolves(self, reference):
        place = self.content
        for part in reference.removeprefix("#/").split("/"):
            if part not in place:
                return False
            place = place[part]
        return True

    def check_event(self, event):
        name = event["type"].removeprefix("rollcall.")
        if name not in self.content["components"]["messages"]:
            return self.fault(f"{event['type']} is not described")
        if name not in self._validators:
            payload = self._strict["messages"][name]["payload"]
            self._validators[name] = Draft202012Validator(
                {"components": self._strict, "allOf": [payload]})
        for error in self._validators[name].iter_errors(event):
            self.fault(f"{name}: {'/'.join(map(str, error.path))}: {error.message}")
        for attribute in set(event) - {"data"}:
            if not re.fullmatch("[a-z0-9]{1,20}", attribute):
                self.fault(f"{attribute} is no CloudEvents attribute")
        return None


def close(schema):
    """Nothing may be there that is not named."""
    if isinstance(schema, list):
        for each in schema:
            close(each)
    if isinstance(schema, dict):
        if isinstance(schema.get("properties"), dict) and schema["properties"]:
            schema.setdefault("additionalProperties", False)
        for each in schema.values():
            close(each)


def live_events(port, token):
    """The events of the live stream as they come: id, event and data of each."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/v1/events", headers={
        "Accept": "text/event-stream", "Authorization": "Bearer " + token})
    response = connection.getresponse()
    fields = {}
    while line := response.readline().decode():
        name, _, value = line.rstrip("\n").partition(": ")
        if name:
            fields[name] = value
        elif "data" in fields:
            yield fields
            fields = {}


def add_customer(port, token):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("POST", "/v1/customers", '{"name": "Nordlys"}', {
        "Content-Type": "application/json", "Authorization": "Bearer " + token})
    assert connection.getresponse().status == 201


def follow(document, program):
    """What was there, and an event that is made meanwhile."""
    with tempfile.TemporaryDirectory(prefix="rollcall-asyncapi-") as folder:
        server = Server(program, Path(folder))
        try:
            for position, fields in enumerate(live_events(server.port, server.token), 1):
                check_live(document, fields, position)
                if fields["event"] == "rollcall.OrganisationAdded":
                    break
                if fields["event"] == "rollcall.HistoryRead":  # of this stream: all was read
                    add_customer(server.port, server.token)
        finally:
            status = server.stop()
    if status != 0:
        document.fault(f"the server ended with {status}")


def check_live(document, fields, position):
    event = json.loads(fields["data"])
    document.check_event(event)
    if (fields["id"], fields["event"]) != (event["id"], event["type"]):
        document.fault(f"{fields} disagrees with its data")
    if event["id"] != str(position):
        document.fault(f"{event['id']} is not the {position}th")


def main():
    source, program = Path(sys.argv[1]), sys.argv[2]
    document = AsyncDocument(json.loads((source / "docs" / "asyncapi.json").read_bytes()))
    document.check_structure()
    lines = (source / "tests" / "golden" / "feed.ndjson").read_text().splitlines()
    for line in lines:
        document.check_event(json.loads(line))
    follow(document, program)
    if document.faults:
        sys.exit("\n".join(["asyncapi.json:"] + document.faults))
    print(f"{len(lines)} samples and a live stream fit the document")


if __name__ == "__main__":
    main()
