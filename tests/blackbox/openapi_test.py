#!/usr/bin/env python3
"""docs/openapi.json against itself and against the running program: openapi_test.py SOURCE PROGRAM.

The document must be whole (references resolve, path parameters are declared, operations are named
once). Every operation in it must exist in the server, and every answer of a scripted flow must be
one that the document describes, with a body that fits its schema.
"""

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from openapi_audit import history, log
from openapi_client import Client
from openapi_document import Document
from openapi_erasure import erasures
from openapi_mails import offers, templates

# Tiles whose address has so many parts: only a log of 256,000 events has them.
IN_LARGE_LOGS = {("GET", "/v1/log/tile/{level}/{n}/{n2}/{n3}"),
                 ("GET", "/v1/log/tile/{level}/{n}/{n2}/{n3}/{n4}")}
UNKNOWN_ID = "00000000-0000-7000-8000-000000000000"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Server:
    """`rollcall serve` over a new office."""

    def __init__(self, program, folder):
        variables = {name: value for name, value in os.environ.items()
                     if not name.startswith("ROLLCALL_")}
        data = folder / "data"
        made = subprocess.run([program, "init", "--data", data, "--office", "Fjord & Fest",
                               "--admin-email", "admin@office.example"], env=variables, check=True,
                              stdout=subprocess.PIPE, text=True)
        office = json.loads(made.stdout)
        self.token = office["adminToken"]
        self.password_link = office["passwordLink"]
        self.outbox = data / "outbox"
        self.process = subprocess.Popen([program, "serve", "--data", data, "--listen",
                                         "127.0.0.1:0"], env=variables, stderr=subprocess.PIPE,
                                        text=True)
        for line in self.process.stderr:
            found = re.search(r"listening on 127\.0\.0\.1:(\d+)", line)
            if found:
                self.port = int(found.group(1))
                return
        sys.exit("the server did not start")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.communicate(timeout=120)
        return self.process.returncode


def mails_to(server, address):
    texts = [path.read_text() for path in sorted(server.outbox.glob("*.eml"),
                                                 key=lambda path: path.stat().st_mtime_ns)]
    return [text for text in texts if address in text.split("\n\n", 1)[0]]


def wait_for_log(client, position):
    """The read answers once the log is there; what comes behind the mail is on its way then."""
    while client.get("/v1/office", headers={"Rollcall-Min-Position": str(position)}).status == 503:
        pass


def mailed(client, server, address, pattern):
    """What a mail to the address holds; the log goes on when a mail has gone."""
    for _ in range(50):
        for text in reversed(mails_to(server, address)):
            found = re.search(pattern, text)
            if found:
                return found.group(1)
        wait_for_log(client, client.position() + 1)
    return sys.exit(f"no mail to {address} holds {pattern}")


def office(client):
    """Settings, staff and API tokens."""
    etag = client.get("/v1/office").headers["ETag"]
    client.patch("/v1/office", {"name": "Fest & Fjord", "retentionMonths": 60},
                 headers={"If-Match": etag})
    client.patch("/v1/office", {"name": "Fjord"}, headers={"If-Match": etag})
    client.patch("/v1/office", {"slug": "-", "timeZone": "Europe/Atlantis"})
    added = client.post("/v1/staff", {"email": "kari@office.example", "role": "projectManager"})
    kari = f"/v1/staff/{added.json['id']}"
    client.post("/v1/staff", {"email": "kari@office.example", "role": "projectManager"})
    client.post("/v1/staff", {"email": "kari"})
    client.patch(kari, {"firstName": "Kari", "lastName": None, "role": "officeAdmin"},
                 headers={"If-Match": added.headers["ETag"]})
    client.patch(kari, {"active": False}, headers={"If-Match": added.headers["ETag"]})
    for active in (False, True, False):
        client.patch(kari, {"active": active})
    admin = client.get("/v1/staff").json["items"][0]["id"]
    client.patch(f"/v1/staff/{admin}", {"active": False})  # the last one
    made = client.post("/v1/api-tokens", {"name": "Feed", "role": "auditor",
                                          "expiresAt": "2099-01-01T00:00:00Z"})
    client.post("/v1/api-tokens", {"name": "", "expiresAt": "2001-01-01T00:00:00Z"})
    token = f"/v1/api-tokens/{made.json['id']}"
    client.with_token(made.json["token"]).get("/v1/staff")  # not an auditor's
    for path in (kari, "/v1/staff?limit=1", token, "/v1/api-tokens", f"/v1/staff/{UNKNOWN_ID}"):
        client.get(path)
    client.delete(token, headers={"If-Match": '"1"'})
    for _ in range(2):
        client.delete(token)


def change_people(client, customer, supplier, contact):
    """Contact persons edited, deactivated and back, unlinked, deleted."""
    path = f"/v1/contacts/{contact}"
    edited = client.patch(path, {"firstName": None, "phones": [{"number": "+47 55 55 55 56"}]})
    client.patch(path, {"lastName": "Vik"}, headers={"If-Match": edited.headers["ETag"]})
    client.patch(path, {"lastName": "Berg"}, headers={"If-Match": '"0"'})
    client.patch(path, {"email": None, "surprise": 1})
    client.patch(path, {"email": "admin@office.example"})  # in use
    client.post(f"{path}/deactivate", {})
    for query in ("active=false", "active=true&email=desk", "active=perhaps"):
        client.get(f"/v1/contacts?{query}")
    client.post(f"{path}/reactivate", {})
    client.post(f"{path}/reactivate", {"surprise": 1})
    other = client.post(f"/v1/suppliers/{supplier}/contacts", {"email": "b@hotel.example"}).json
    client.post(f"/v1/customers/{customer}/contacts", {"contactId": other["id"]})
    for organisation in (f"customers/{customer}", f"suppliers/{supplier}"):
        client.delete(f"/v1/{organisation}/contacts/{other['id']}")
        client.delete(f"/v1/{organisation}/contacts/{other['id']}")  # not there any more
    other = client.post(f"/v1/suppliers/{supplier}/contacts", {"email": "b@hotel.example"}).json
    client.delete(f"/v1/contacts/{other['id']}", headers={"If-Match": '"0"'})
    client.delete(f"/v1/contacts/{other['id']}")


def organisations(client):
    """Customers and suppliers with contact persons; what is wrong is refused."""
    customer = client.post("/v1/customers", {"name": "Nordlys Bank"}).json["id"]
    supplier = client.post("/v1/suppliers", {"name": "Hotel Fjord"}).json["id"]
    person = {"email": "desk@hotel.example", "firstName": "Ida", "lastName": "Vik",
              "phones": [{"label": "desk", "number": "+47 55 55 55 55"}]}
    contact = client.post(f"/v1/suppliers/{supplier}/contacts", person).json["id"]
    client.post(f"/v1/suppliers/{supplier}/contacts", {"contactId": contact})  # linked already
    client.post(f"/v1/customers/{customer}/contacts", person)  # exists
    client.post(f"/v1/customers/{customer}/contacts", {"contactId": contact})
    client.post("/v1/customers", {"name": "", "surprise": 1})
    client.post("/v1/customers", "{")
    for path in ("/v1/customers", "/v1/customers?query=desk", "/v1/suppliers", "/v1/contacts",
                 "/v1/contacts?email=desk", "/v1/contacts?query=vik", "/v1/contacts?limit=0",
                 f"/v1/customers/{customer}", f"/v1/suppliers/{supplier}",
                 f"/v1/customers/{customer}/contacts", f"/v1/suppliers/{supplier}/contacts",
                 f"/v1/contacts/{contact}"):
        client.get(path)
    for kind in ("customers", "suppliers"):
        gone = client.post(f"/v1/{kind}", {"name": "Gone"}).headers["Location"]
        client.post(f"{gone}/contacts", {"email": "gone@hotel.example"})
        client.delete(gone, headers={"If-Match": '"1"'})
        client.delete(gone)
        client.delete(gone)
    for path in (f"/v1/customers/{customer}", f"/v1/suppliers/{supplier}"):
        renamed = client.patch(path, {"name": "Sol"})
        client.patch(path, {"name": "Sol og vind"}, headers={"If-Match": renamed.headers["ETag"]})
        client.patch(path, {"name": "Sol"}, headers={"If-Match": renamed.headers["ETag"]})
        client.patch(path, {"name": None})
    change_people(client, customer, supplier, contact)
    etag = client.get(f"/v1/customers/{customer}").headers["ETag"]
    client.get(f"/v1/customers/{customer}", headers={"If-None-Match": etag})
    return customer, supplier, contact


def project_with_list(client, customer, supplier, contact):
    """A project with participants and a list; its edits too."""
    project = client.post("/v1/projects", {"name": "Kick-off", "customerId": customer,
                                           "startDate": "2099-06-10", "returnDate": "2099-06-14",
                                           "contacts": [{"email": "kari@nordlys.example"}]})
    base = f"/v1/projects/{project.json['id']}"
    client.put(f"{base}/contacts/{contact}", {})  # for which of the two?
    for _ in range(2):
        client.put(f"{base}/contacts/{contact}", {"organisationId": supplier})
    client.put(f"{base}/contacts/{UNKNOWN_ID}", {})
    client.post("/v1/projects", {"name": "x", "customerId": UNKNOWN_ID, "startDate": "2099-06-10"})
    client.patch(base, {"name": "Kick-off at sea", "status": "confirmed", "retentionMonths": 12},
                 headers={"If-Match": client.get(base).headers["ETag"]})
    client.patch(base, {"status": "cancelled", "returnDate": "2001-01-01"})
    client.patch(base, {"customerId": supplier, "name": ""})
    client.patch(base, {"name": "x"}, headers={"If-Match": project.headers["ETag"]})
    client.delete(f"/v1/customers/{customer}")  # has projects
    client.delete(f"/v1/suppliers/{supplier}")  # its contact person is on one
    cancelled = client.post("/v1/projects", {"name": "x", "customerId": customer,
                                             "startDate": "2099-06-10"}).json["id"]
    client.patch(f"/v1/projects/{cancelled}", {"status": "cancelled", "statusReason": "No ferry"})
    client.patch(f"/v1/projects/{cancelled}", {"status": "finished"})
    client.post(f"{base}/participants/import", "externalId,firstName,Room\n1,Ida,101\n2,Ola,102\n",
                content_type="text/csv")
    client.post(f"{base}/participants/import", "email\nnot an address\n", content_type="text/csv")
    client.post(f"{base}/participants/import", "{}")
    one = client.post(f"{base}/participants", {"firstName": "Eva", "fields": {"Room": "103"}})
    person = f"{base}/participants/{one.json['id']}"
    client.patch(person, {"firstName": "Eva Marie"}, headers={"If-Match": one.headers["ETag"]})
    client.patch(person, {"firstName": "Eva"}, headers={"If-Match": one.headers["ETag"]})
    client.patch(person, {"email": "no address"})
    made = client.post(f"{base}/lists", {"name": "Rooms", "columns": ["firstName", "fields.Room"],
                                         "filter": [{"field": "fields.Room", "op": "isNotEmpty"}],
                                         "sort": [{"field": "fields.Room", "direction": "asc"}]})
    rooms = f"/v1/lists/{made.json['id']}"
    client.patch(rooms, {"name": "Rooms at the hotel"})
    client.patch(rooms, {"columns": []})
    for path in ("/v1/office", "/v1/projects", base, f"{base}/contacts", f"{base}/participants",
                 person, f"{base}/lists", rooms, f"{rooms}/rows", f"{rooms}/rows?limit=1",
                 f"{rooms}/changes", f"{rooms}/changes?since=0", f"{rooms}/changes?since=1000000",
                 f"{rooms}/changes?since={client.position() - 3}",
                 f"{rooms}?asOf={client.position() - 1}", f"{base}?asOf=1", f"{person}?asOf=x",
                 f"{rooms}/rows?limit=1&asOf={client.position()}", f"{rooms}/rows?asOf=1000000",
                 f"{rooms}/changes?since=1&asOf={client.position()}",
                 f"{rooms}/changes?since=1&asOf=x", f"{rooms}/receivers?asOf={client.position()}",
                 f"{rooms}/receivers?asOf=1", f"{rooms}/receivers?asOf=1000000",
                 f"/v1/projects/{UNKNOWN_ID}"):
        client.get(path)
    for kind in ("text/csv", XLSX):
        client.get(f"{rooms}/rows", headers={"Accept": kind})
    client.get(f"{rooms}/rows", headers={"Accept": "image/png"})
    client.delete(person)
    other = client.post(f"{base}/lists", {"name": "Other", "columns": ["firstName"]})
    client.delete(f"/v1/lists/{other.json['id']}")
    return base, rooms


def customer_web(client, base, rooms):
    """A list put on customer web and taken off; not while offers log in by themselves."""
    tick = f"{base}/customer-web/lists/{rooms.rsplit('/', 1)[1]}"
    client.get(tick)
    for _ in range(2):
        ticked = client.put(tick, {"title": "Who sleeps where"})
    client.put(tick, {"columns": ["email"], "surprise": 1})
    client.put(f"{base}/customer-web/lists/{UNKNOWN_ID}", {})
    client.get(tick, headers={"If-None-Match": ticked.headers["ETag"]})
    for path in (tick, f"{tick}/accesses", rooms):
        client.get(path)
    client.patch("/v1/office", {"automaticOfferLogin": True})
    client.put(tick, {})
    client.get(rooms)
    client.patch("/v1/office", {"automaticOfferLogin": False})
    client.delete(tick, headers={"If-Match": '"0"'})
    client.delete(tick)


def menu_items(client, base):
    """Menu items of every kind, changed, refused, taken down."""
    items = f"{base}/customer-web/items"
    page = client.post(items, {"kind": "page", "title": "Programme", "body": "# Day 1"})
    client.post(items, {"kind": "link", "title": "Weather", "url": "https://yr.example/"})
    client.post(items, {"kind": "offer", "title": "Bus", "url": "javascript:x", "surprise": 1})
    at = page.headers["Location"]
    client.patch(at, {"body": "# Day 2", "order": 1}, headers={"If-Match": page.headers["ETag"]})
    client.patch(at, {"body": "# Day 3"}, headers={"If-Match": page.headers["ETag"]})
    client.patch(at, {"title": None})
    file = f"{items}/{client.post(items, {'kind': 'file', 'title': 'Map'}).json['id']}"
    client.put(f"{file}/content?fileName=map.pdf", "%PDF-1.7 the map")
    client.put(f"{file}/content", "<html>")
    client.put(f"{at}/content", "%PDF-1.7 of a page")
    for path in (items, f"{items}?limit=1", at, file, f"{file}/content", f"{at}/content",
                 f"{items}/{UNKNOWN_ID}"):
        client.get(path)
    gone = client.post(items, {"kind": "page", "title": "Gone", "body": ""}).headers["Location"]
    client.delete(gone, headers={"If-Match": '"0"'})
    for _ in range(2):
        client.delete(gone)
    return at, file


def visits(client, server, base, rooms, items):
    """What a signed-in contact person of the customer sees."""
    anyone = client.without_token()
    who = {"email": "kari@nordlys.example"}
    anyone.post("/v1/password-resets", who)
    token = mailed(client, server, who["email"], r"/password/([A-Za-z0-9_-]{43})")
    anyone.put(f"/v1/password-resets/{token}", {"password": "tulip-harbour-42"})
    opened = anyone.post("/v1/sessions", {**who, "password": "tulip-harbour-42"})
    visitor = client.with_token(opened.json["token"])
    client.put(f"{base}/customer-web/lists/{rooms.rsplit('/', 1)[1]}", {})
    project = "/v1/customer-web/projects/" + base.rsplit("/", 1)[1]
    rows = f"{project}/lists/{rooms.rsplit('/', 1)[1]}"
    page, file = (f"{project}/items/{item.rsplit('/', 1)[1]}" for item in items)
    for path in ("/v1/customer-web/projects", project, rows, f"{rows}?limit=1", page, file,
                 f"{rows}/changes", f"{rows}/changes?since=1",
                 f"{file}/content", f"{project}/items/{UNKNOWN_ID}", f"{rows}?limit=0"):
        visitor.get(path)
    for kind in ("text/csv", XLSX, "image/png"):
        visitor.get(rows, headers={"Accept": kind})
    visitor.get(f"/v1/customer-web/projects/{UNKNOWN_ID}")
    visitor.get(base)  # the office's


def shares(client, base, rooms, contact):
    """A list shared, changed, refused."""
    key = {"Idempotency-Key": "one"}
    receivers = {"receivers": [{"contactId": contact}, {"email": "bus@coach.example"}]}
    items = client.post(f"{rooms}/shares", receivers, headers=key).json["items"]
    client.post(f"{rooms}/shares", receivers, headers=key)
    client.post(f"{rooms}/shares", {"receivers": []}, headers=key)
    client.post(f"{rooms}/shares", {"receivers": [{"email": "x"}, {"contactId": UNKNOWN_ID}]})
    client.post(f"{rooms}/shares/preview", receivers)
    client.post(f"{rooms}/shares/preview", {"receivers": [{"email": "x"}]})
    share = f"/v1/shares/{items[0]['id']}"
    client.patch(share, {"validUntil": "2099-07-01"})
    client.patch(share, {"validUntil": "1999-07-01"})
    client.patch(share, {"validUntil": "2099-07-02"}, headers={"If-Match": '"1"'})
    for path in (f"{rooms}/shares", f"{rooms}/receivers", share, f"{share}/accesses"):
        client.get(path)
    for query in ("", "?state=active", f"?receiver={contact}&limit=1", "?state=open",
                  "?colour=red"):
        client.get(f"/v1/shares{query}")
    for action, more in (("extend", {"validUntil": "2099-08-01"}), ("revoke", {})):
        client.post(f"/v1/shares/{action}", {"receiver": "nobody@coach.example", **more})
        client.post(f"/v1/shares/{action}", {"receiver": contact, "listId": UNKNOWN_ID, **more})
    client.post("/v1/shares/extend", {"projectId": base.rsplit("/", 1)[1],
                                      "validUntil": "2099-08-01"})
    client.delete(f"/v1/contacts/{contact}")  # is on the project
    return items[0]["id"], items[1]["id"]


def receiver(client, server, share):
    """By link and code to the rows, as a program and as a browser."""
    anyone = client.without_token()
    token = mailed(client, server, "desk@hotel.example", r"/s/([A-Za-z0-9_-]{43})")
    link = f"/v1/shared/{token}"
    anyone.get(link)
    anyone.post(f"{link}/codes", None)
    anyone.post(f"{link}/codes", None)
    anyone.post(f"{link}/sessions", {"code": "AAAA-AAAA"})
    anyone.post(f"{link}/sessions", {"code": 1})
    code = mailed(client, server, "desk@hotel.example", r"\b([0-9A-Z]{4}-[0-9A-Z]{4})\b")
    opened = anyone.post(f"{link}/sessions", {"code": code})
    viewer = client.with_token(opened.json["token"])
    for who in (viewer, anyone):
        for path in (f"{link}/changes", f"{link}/list", "/v1/viewing/list", "/v1/viewing/changes"):
            who.get(path)
    for kind in ("text/csv", XLSX):
        viewer.get("/v1/viewing/list", headers={"Accept": kind})
    viewer.get("/v1/viewing/list", headers={"Accept": "image/png"})
    viewer.get("/v1/viewing/list?limit=0")
    look = client.get(f"/v1/shares/{share}/accesses").json["items"][0]["id"]
    client.get(f"/v1/accesses/{look}/receipt")
    client.get(f"/v1/accesses/{UNKNOWN_ID}/receipt")
    anyone.get(f"/v1/accesses/{look}/receipt")
    for who in (viewer, anyone):
        who.get(f"/l/{share}/receipts/{look}")
    viewer.delete(f"{link}/sessions/current")
    viewer.get("/v1/viewing/list")
    return token


def browse(client, server, share):
    """The same with forms and a cookie."""
    form = "application/x-www-form-urlencoded"
    anyone = client.without_token()
    page = "/s/" + mailed(client, server, "bus@coach.example", r"/s/([A-Za-z0-9_-]{43})")
    anyone.get(page)
    anyone.post(page, "step=send", content_type=form)
    anyone.post(page, "step=open&code=AAAA-AAAA", content_type=form)
    anyone.post(page, "step=send", content_type=form)
    code = mailed(client, server, "bus@coach.example", r"\b([0-9A-Z]{4}-[0-9A-Z]{4})\b")
    opened = anyone.post(page, f"step=open&code={code}", content_type=form)
    signed_in = {"Cookie": opened.headers["Set-Cookie"].split(";")[0]}
    anyone.get(f"/l/{share}", headers=signed_in)
    anyone.get(f"/l/{share}")
    anyone.post(f"/l/{share}", "step=sign-out", headers=signed_in, content_type=form)
    anyone.get(f"/l/{share}", headers=signed_in)
    anyone.get("/assets/rollcall.css")


def accounts(client, server, contact):
    """A password by the printed link, signing in and out, a mailed link; refusals too."""
    anyone = client.without_token()
    token = server.password_link.rsplit("/", 1)[1]
    reset = f"/v1/password-resets/{token}"
    anyone.put(reset, {"password": "password1"})
    anyone.put(reset, {"password": 1})
    anyone.get(f"/password/{token}")
    anyone.put(reset, {"password": "tulip-harbour-42"})
    anyone.put(reset, {"password": "tulip-harbour-42"})
    right = {"email": "admin@office.example", "password": "tulip-harbour-42"}
    anyone.post("/v1/sessions", {"email": "nobody@office.example", "password": "x"})
    anyone.post("/v1/sessions", {"email": 1})
    opened = anyone.post("/v1/sessions", right)
    staff = client.with_token(opened.json["token"])
    staff.get("/v1/sessions/current")
    client.get("/v1/sessions/current")
    client.delete("/v1/sessions")
    staff.delete("/v1/sessions/current")
    staff.get("/v1/sessions/current")
    client.with_token(anyone.post("/v1/sessions", right).json["token"]).delete("/v1/sessions")
    anyone.post("/v1/password-resets", {"email": "nobody@office.example"})
    anyone.post("/v1/password-resets", {})
    client.post(f"/v1/contacts/{contact}/invite", None)
    client.post(f"/v1/contacts/{UNKNOWN_ID}/invite", None)


def account_pages(client, server):
    """The same with forms and a cookie."""
    form = "application/x-www-form-urlencoded"
    anyone = client.without_token()
    anyone.get("/sign-in")
    anyone.get("/forgot")
    anyone.post("/forgot", "email=admin%40office.example", content_type=form)
    page = "/password/" + mailed(client, server, "admin@office.example",
                                 r"/password/([A-Za-z0-9_-]{43})")
    anyone.get(page)
    anyone.post(page, "password=password1", content_type=form)
    anyone.post(page, "password=quiet-river-lamp-7", content_type=form)
    anyone.post(page, "password=quiet-river-lamp-7", content_type=form)
    anyone.post("/sign-in", "email=x&password=y", content_type=form)
    opened = anyone.post("/sign-in", "email=admin%40office.example&password=quiet-river-lamp-7",
                         content_type=form)
    signed_in = {"Cookie": opened.headers["Set-Cookie"].split(";")[0]}
    anyone.get("/sign-in", headers=signed_in)
    anyone.get("/v1/office", headers=signed_in)
    anyone.post("/sign-in", "step=sign-out", headers=signed_in, content_type=form)


def ends(client, token, base, contact, share_ids):
    """Revoked, sent again, and what dead links answer."""
    anyone = client.without_token()
    for share in share_ids:
        client.post(f"/v1/shares/{share}/revoke", None)
    client.post(f"/v1/shares/{share_ids[0]}/send", {"language": "en"})
    client.post(f"/v1/shares/{share_ids[0]}/send", {"validUntil": "1999-01-01"})
    for path in (f"/v1/shared/{token}", f"/v1/shared/{token}/list", f"/s/{token}"):
        anyone.get(path)
    anyone.post(f"/v1/shared/{token}/codes", None)
    anyone.post(f"/v1/shared/{token}/sessions", {"code": "AAAA-AAAA"})
    client.delete(f"{base}/contacts/{contact}")
    for path in ("/healthz", "/readyz", "/metrics", "/docs", "/openapi.json",
                 "/asyncapi.json"):
        anyone.get(path)


def run_flow(client, server):
    office(client)
    templates(client)
    customer, supplier, contact = organisations(client)
    base, rooms = project_with_list(client, customer, supplier, contact)
    customer_web(client, base, rooms)
    offers(client, base, partial(mailed, client, server))
    visits(client, server, base, rooms, menu_items(client, base))
    share_ids = shares(client, base, rooms, contact)
    token = receiver(client, server, share_ids[0])
    browse(client, server, share_ids[1])
    accounts(client, server, contact)
    account_pages(client, server)
    log(client, base)
    history(client, base, rooms, contact)
    ends(client, token, base, contact, share_ids)
    erasures(client, base, contact)


def every_operation_exists(document, client):
    """No operation is answered as if it were none: 404 of an unknown path, or 405."""
    anyone = client.without_token()
    unknown_path = anyone.send("GET", "/v1/no-such-path", None, described=False)
    for method, template in document.operations():
        path = re.sub(r"\{\w+\}", UNKNOWN_ID, template)
        below_link = ("{linkToken}" in template or "{token}" in template
                      or template.startswith("/l/"))
        answer = anyone.send(method, path, None)
        if answer.status == 405 or (answer.status == 404 and not below_link):
            document.fault(f"{method} {template} does not exist: {answer.status}")
        if below_link and method == "GET" and anyone.send("PATCH", path, None,
                                                          described=False).status == 405:
            document.fault(f"{template}: 405 tells that a link's path is one")
    if unknown_path.status != 404:
        document.fault("an unknown path is not 404")


def main():
    source, program = Path(sys.argv[1]), sys.argv[2]
    text = (source / "docs" / "openapi.json").read_bytes()
    document = Document(json.loads(text))
    document.check_structure()
    with tempfile.TemporaryDirectory(prefix="rollcall-openapi-") as folder:
        server = Server(program, Path(folder))
        client = Client(server.port, document, server.token)
        try:
            if client.get("/openapi.json").body != text:
                document.fault("/openapi.json is not docs/openapi.json")
            run_flow(client, server)
            every_operation_exists(document, client)
        finally:
            status = server.stop()
    if status != 0:
        document.fault(f"the server ended with {status}")
    document.report(sorted(client.without_success() - IN_LARGE_LOGS))


if __name__ == "__main__":
    main()
