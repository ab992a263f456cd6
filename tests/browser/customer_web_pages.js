// A customer's contact person on customer web: projects, the menu, what it leads to.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { signIn } from "./account_pages.js";

const PAGE = `Welcome to **Bergen**.

# Getting there

- 09:30 Coach from Oslo
- 17:00 Dinner

<script>alert(1)</script>

[map](https://maps.example/bergen) [no](javascript:alert(1))
`;

const menuOf = (visitor) => visitor.page.locator("nav.entries a").allInnerTexts();

// A project of the customer's with something of every kind in its menu.
async function publish(world) {
  const { rollcall, office } = world;
  const items = `/v1/projects/${office.project}/customer-web/items`;
  const add = (item) => rollcall.post(items, item);
  await add({ kind: "page", title: "Practical information", body: PAGE, order: 30 });
  await add({ kind: "offer", title: "Offer for the meeting", body: "For **120** persons.",
    order: 10 });
  await add({ kind: "link", title: "The hotel", url: "https://hotel.example/bergen", order: 40 });
  const file = await add({ kind: "file", title: "Programme", order: 50 });
  await rollcall.call("PUT", `${items}/${file.id}/content?fileName=programme.txt`,
    "09:00 Welcome\n", { "Content-Type": "text/plain" });
  await add({ kind: "page", title: "Not yet", body: "x", published: false });
  await rollcall.put(`/v1/projects/${office.project}/customer-web/lists/${office.list}`,
    { order: 20 });
}

export function customerWebPages(world) {
  test("lead a contact person through one project's menu", async () => {
    await publish(world);
    const visitor = await world.arrive();
    await visitor.open("/customer-web");
    assert.equal(await visitor.heading(), "Sign in");
    await signIn(visitor, world, "mona@nordlys.example");
    assert.equal(await visitor.heading(), "Annual meeting in Bergen");
    assert.deepEqual(await menuOf(visitor), ["Offer for the meeting", "Rooms and diets",
      "Practical information", "The hotel", "Programme"]);
    await visitor.check("customer-web-menu");

    await visitor.follow("Practical information");
    await visitor.shows("Coach from Oslo");
    assert.equal(await visitor.page.locator("script").count(), 0);
    assert.deepEqual(await visitor.page.locator("article a").allInnerTexts(), ["map"]);
    await visitor.check("customer-web-page");

    await visitor.follow("Offer for the meeting");
    await visitor.shows("For 120 persons.");
    await visitor.check("customer-web-offer");
    assert.equal(await visitor.page.getByRole("link", { name: "The hotel" }).getAttribute("href"),
      "https://hotel.example/bergen");

    const [file] = await Promise.all([
      visitor.page.waitForEvent("download"),
      visitor.follow("Programme"),
    ]);
    assert.equal(file.suggestedFilename(), "programme.txt");
    assert.equal(readFileSync(await file.path(), "utf8"), "09:00 Welcome\n");

    await visitor.follow("Rooms and diets");
    await visitor.shows(" rows");
    await visitor.check("customer-web-list");
    const [receipt] = await Promise.all([
      visitor.page.waitForEvent("download"),
      visitor.follow("Receipt of this look"),
    ]);
    assert.equal(JSON.parse(readFileSync(await receipt.path(), "utf8")).look.by.kind, "contact");
    await visitor.fill("Search in the list", "håkon moen");
    await visitor.press("Search");
    await visitor.shows("rows hold “håkon moen”");
    const tabs = await visitor.tabOrder();
    assert.equal(tabs[0], "Sign out");

    await visitor.press("Sign out");
    await visitor.open("/customer-web");
    assert.equal(await visitor.heading(), "Sign in");
    await visitor.leave();
  });

  test("let one choose among several projects, in Norwegian", async () => {
    const { rollcall, office } = world;
    const other = await rollcall.post("/v1/projects", { name: "Kick-off på Voss",
      customerId: office.customer, startDate: "2099-01-10" });
    const visitor = await world.arrive({ language: "nb" });
    await signIn(visitor, world, "tor@nordlys.example", { more: [other.id] });
    assert.equal(await visitor.heading(), "Prosjektene dine");
    await visitor.check("customer-web-projects");
    await visitor.follow("Kick-off på Voss");
    await visitor.shows("Ingenting er publisert her ennå.");
    await visitor.check("customer-web-empty");
    await visitor.follow("Velg et annet prosjekt");
    assert.equal(await visitor.heading(), "Prosjektene dine");
    await visitor.leave();
  });

  test("show nobody what is not theirs, from the next request on", async () => {
    const { rollcall, office } = world;
    const visitor = await world.arrive();
    const contact = await signIn(visitor, world, "una@nordlys.example");
    const list = `/customer-web/${office.project}/lists/${office.list}`;
    assert.equal((await visitor.open(list)).status(), 200);
    await rollcall.call("DELETE", `/v1/projects/${office.project}/customer-web/lists/${office.list}`);
    assert.equal((await visitor.open(list)).status(), 404);
    await visitor.check("customer-web-not-there");
    await rollcall.call("DELETE", `/v1/projects/${office.project}/contacts/${contact}`);
    await visitor.open(`/customer-web/${office.project}`);
    assert.equal(await visitor.heading(), "Sign in");
    await visitor.leave();
  });
}
