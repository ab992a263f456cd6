"""The audit's part of the scripted flow of openapi_test.py."""

UNKNOWN_ID = "00000000-0000-7000-8000-000000000000"


def log(client, base):
    """The log's checkpoint and tiles."""
    people = "".join(f"L{i},Log{i}\n" for i in range(300))
    client.post(f"{base}/participants/import", "externalId,lastName\n" + people,
                content_type="text/csv")
    for path in ("checkpoint", "key", "tile/0/000", "tile/entries/000", "tile/0/000.p/7",
                 "tile/entries/000.p/7", "tile/0/999", "tile/0/x001/000/1", "tile/8/000.p/1"):
        client.get(f"/v1/log/{path}")
    client.without_token().get("/v1/log/checkpoint")
    for query in ("limit=3", "types=ListShared", "tag=nobody:1", "page=1", "after=999999999"):
        client.get(f"/v1/events?{query}")
    for accepted in ("text/csv", "application/x-ndjson"):
        client.get("/v1/events", {"Accept": accepted})


def history(client, base, rooms, contact):
    """Who could see a list, who did, and what of a person is kept."""
    participant = client.get(f"{base}/participants?limit=1").json["items"][0]["id"]
    audit = rooms.replace("/v1/", "/v1/audit/")
    for path in (f"{audit}/audience", f"{audit}/audience?from=1&limit=2", f"{audit}/audience?at=x",
                 f"{audit}/audience?at=99999999", f"/v1/audit/lists/{UNKNOWN_ID}/audience",
                 f"{audit}/disclosures", f"{audit}/disclosures?limit=1",
                 f"/v1/audit/participants/{participant}/disclosures",
                 f"/v1/audit/people?contactId={contact}", "/v1/audit/people",
                 f"/v1/audit/people?contactId={UNKNOWN_ID}",
                 f"{rooms}/stale-receivers?since=1",
                 f"{rooms}/stale-receivers?since=1&asOf={client.position()}",
                 f"{rooms}/stale-receivers?since=1&asOf=x",
                 f"{rooms}/stale-receivers"):
        client.get(path)
    client.without_token().get(f"{audit}/audience")
