"""The part of the OpenAPI test's flow that erases persons."""


def erasures(client, base, contact):
    """Persons erased, and what is asked for wrongly."""
    people = client.get(f"{base}/participants?limit=2").json["items"]
    for body in ({"participantId": people[0]["id"]}, {"contactId": contact},
                 {"email": "bus@coach.example"}, {"email": "nobody@coach.example"},
                 {"participantId": "00000000-0000-7000-8000-000000000000"}, {"email": "x"}, {}):
        client.post("/v1/erasures", body)
    erased = {"participantId": people[1]["id"]}
    for _ in range(2):
        client.post("/v1/erasures", erased, headers={"Idempotency-Key": "gone"})
    client.get(f"{base}/participants/{people[0]['id']}")
    client.get(f"/v1/contacts/{contact}")
