"""Flows of openapi_test.py about what mails say and where their links lead."""

UNKNOWN_ID = "00000000-0000-7000-8000-000000000000"


def templates(client):
    """Share e-mail templates: read, saved, refused, removed, tried out."""
    path = "/v1/office/share-email-templates"
    words = {"subject": "[list-name]", "body": "Look: [resource-link]"}
    saved = client.put(f"{path}/de", words)
    client.put(f"{path}/de", words, headers={"If-Match": saved.headers["ETag"]})
    client.put(f"{path}/de", words, headers={"If-Match": '"0"'})
    client.put(f"{path}/de", {"subject": "[hotel]", "surprise": 1})
    for query in ("", "?limit=1", "/de", "/fr", "/de?surprise=1"):
        client.get(path + query)
    client.get(f"{path}/de", headers={"If-None-Match": saved.headers["ETag"]})
    for body in ({}, words, {"body": "[hotel]"}):
        client.post(f"{path}/de/preview", body)
    for language in ("de", "de", "en"):
        client.delete(f"{path}/{language}")


def offers(client, base, mailed):
    """An offer mailed, its link opened with and without automatic login, and dead.

    `mailed(address, pattern)`: what a mail to the address holds.
    """
    kari = client.get("/v1/contacts?email=kari@nordlys").json["items"][0]["id"]
    items = f"{base}/customer-web/items"
    offer = client.post(items, {"kind": "offer", "title": "Dinner", "body": "*Fish*"})
    offer = offer.headers["Location"]
    client.post(f"{offer}/send", {"contactIds": [kari], "subject": "[offer-title]"})
    client.post(f"{offer}/send", {"contactIds": [UNKNOWN_ID, "x"], "body": "Hello"})
    token = mailed("kari@nordlys.example", r"/offer/([A-Za-z0-9_-]{43})")
    anyone, link = client.without_token(), f"/v1/offers/{token}"
    page, form = f"/offer/{token}", "application/x-www-form-urlencoded"
    anyone.get(page)
    anyone.post(page, "step=open", content_type=form)
    anyone.post(page, "step=choose", content_type=form)
    for what in ("sessions", "password-link"):
        anyone.post(f"{link}/{what}", None)
    anyone.post(f"{link}/sessions", {"surprise": 1})
    client.patch("/v1/office", {"automaticOfferLogin": True})
    anyone.get(link)
    opened = anyone.post(page, "step=open", content_type=form)
    anyone.get(page, headers={"Cookie": opened.headers["Set-Cookie"].split(";")[0]})
    reader = client.with_token(anyone.post(f"{link}/sessions", None).json["token"])
    project = "/v1/customer-web/projects/" + base.rsplit("/", 1)[1]
    reader.get(project)
    reader.get("/v1/sessions/current")
    client.patch("/v1/office", {"automaticOfferLogin": False})
    reader.get(project)
    client.delete(offer)
    for path in (link, page):
        anyone.get(path)
    anyone.post(page, "step=open", content_type=form)
    anyone.post(f"{link}/sessions", None)
    anyone.post(f"{link}/password-link", None)
