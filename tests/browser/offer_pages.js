// A mailed offer's link: to a first password without automatic login, straight in with it.
import assert from "node:assert/strict";
import { test } from "node:test";

import { addContact, PASSWORD } from "./account_pages.js";

// Publishes an offer and mails it to that new contact person; gives its link.
async function mailOffer(world, email) {
  const { rollcall, office } = world;
  const items = `/v1/projects/${office.project}/customer-web/items`;
  const contact = await addContact(world, email);
  const offer = await rollcall.post(items, { kind: "offer", title: "Dinner at the fjord",
    body: "For **80** persons." });
  await rollcall.post(`${items}/${offer.id}/send`, { contactIds: [contact] });
  return { item: `${items}/${offer.id}`, link: await rollcall.outbox.link(email) };
}

export function offerPages(world) {
  test("lead to a first password, and from signing in to the offer", async () => {
    const { link, item } = await mailOffer(world, "siv@nordlys.example");
    const visitor = await world.arrive();
    await visitor.open(link);
    assert.equal(await visitor.heading(), "Fjord & Fest has an offer for you");
    await visitor.check("offer-choose");
    await visitor.page.locator("main button").click();
    await visitor.fill("New password", PASSWORD);
    await visitor.press("Set the password");
    assert.equal(await visitor.heading(), "The password is set");

    await visitor.open(link);
    await visitor.check("offer-sign-in");
    await visitor.page.locator("main a").first().click();
    await visitor.page.locator("#email").fill("siv@nordlys.example");
    await visitor.page.locator("#password").fill(PASSWORD);
    await visitor.page.locator("main button").click();
    await visitor.shows("For 80 persons.");
    await visitor.press("Sign out");
    await world.rollcall.patch(item, { published: false });
    assert.equal((await visitor.open(link)).status(), 404);
    await visitor.check("offer-dead");
    await visitor.leave();
  });

  test("sign in by a press where the office has it so, until it has not", async () => {
    const { rollcall } = world;
    await rollcall.patch("/v1/office", { automaticOfferLogin: true });
    const { link } = await mailOffer(world, "odd@nordlys.example");
    const visitor = await world.arrive({ language: "nb" });
    await visitor.open(link);
    await visitor.check("offer-open");
    await visitor.press("Åpne tilbudet");
    await visitor.shows("For 80 persons.");
    await visitor.check("offer-opened");
    await rollcall.patch("/v1/office", { automaticOfferLogin: false });
    await visitor.page.reload();
    assert.equal(await visitor.heading(), "Logg inn");
    await visitor.leave();
  });
}
