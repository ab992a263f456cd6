#!/usr/bin/env python3
"""Fills an office with contact persons, 500 with each project, 1,000 at each customer; of every 500
one is inactive. What is there already stays: a filling that was cut off goes on.

office.py URL TOKEN CONTACTS: prints figures, a JSON object each.
"""

import http.client
import json
import sys
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor

PER_PROJECT = 500  # contact persons that one request makes
PER_CUSTOMER = 1_000
CONNECTIONS = 2
LETTERS = "abcdefghijklmnopqrstuvwxyz"


class Client:
    def __init__(self, url, token=""):
        self.connection = http.client.HTTPConnection(urllib.parse.urlsplit(url).netloc, timeout=60)
        self.headers = {"Content-Type": "application/json"}
        if token:
            self.headers["Authorization"] = f"Bearer {token}"

    def send(self, method, path, body=None):
        """Status and body."""
        self.connection.request(method, path, None if body is None else json.dumps(body),
                                self.headers)
        response = self.connection.getresponse()
        return response.status, response.read()

    def do(self, method, path, body=None):
        """The answer, which must not be a refusal."""
        status, answer = self.send(method, path, body)
        if status >= 300:
            sys.exit(f"{method} {path} answered {status}: {answer[:300]}")
        return json.loads(answer)


def say(figure, value, unit):
    print(json.dumps({"figure": figure, "value": round(value, 3), "unit": unit}), flush=True)


def address(number):
    """Spread over the alphabet, the same at every run."""
    chance = number * 2_654_435_761 % 26**6
    name = "".join(LETTERS[chance // 26**place % 26] for place in range(6))
    return f"{name}.{number}@customer{number // PER_CUSTOMER}.example"


def is_inactive(number):
    return number % PER_PROJECT == 0


def find(client, path, name):
    """The one of that name; None if it is not there yet."""
    found = client.do("GET", path + name)["items"]
    return next((each for each in found if name in (each.get("name"), each.get("email"))), None)


def add_project(client, customer, first, last):
    """How many contact persons there are more."""
    if find(client, "/v1/contacts?email=", address(first)):
        return 0
    people = [{"email": address(n), "firstName": f"First{n % 5003}", "lastName": f"Last{n}"}
              for n in range(first, last)]
    client.do("POST", "/v1/projects", {"name": f"Project {first}", "customerId": customer,
                                       "startDate": "2090-05-01", "contacts": people})
    inactive = find(client, "/v1/contacts?email=", address(first))["id"]
    client.do("POST", f"/v1/contacts/{inactive}/deactivate")
    return last - first


def add_customers(url, token, customers, contacts):
    client, added = Client(url, token), 0
    for number in customers:
        name = f"Client-{number}"  # no word of a contact person's
        customer = (find(client, "/v1/customers?query=", name)
                    or client.do("POST", "/v1/customers", {"name": name}))["id"]
        end = min((number + 1) * PER_CUSTOMER, contacts)
        for first in range(number * PER_CUSTOMER, end, PER_PROJECT):
            added += add_project(client, customer, first, min(first + PER_PROJECT, end))
    return added


def main():
    url, token, contacts = sys.argv[1], sys.argv[2], int(sys.argv[3])
    start = time.monotonic()
    customers = range(-(-contacts // PER_CUSTOMER))
    with ThreadPoolExecutor(CONNECTIONS) as threads:
        added = sum(threads.map(
            lambda k: add_customers(url, token, customers[k::CONNECTIONS], contacts),
            range(CONNECTIONS)))
    if added:
        say("contacts.fill", added / (time.monotonic() - start), "contacts/s")


if __name__ == "__main__":
    main()
