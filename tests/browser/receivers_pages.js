// A receiver's way: from the mail's link to the list and out, with JavaScript and without.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const WORDS = {
  en: {
    heading: "Fjord & Fest shares a list with you",
    send: "Send me a code",
    sent: "The code is on its way",
    code: "Code from the mail",
    open: "Open the list",
    refused: "This code does not work.",
    signOut: "Sign out",
    signedOut: "You are signed out",
    until: "14 June 2099",
    receipt: "Receipt of this look",
    dead: "This link does not work",
  },
  nb: {
    heading: "Fjord & Fest deler en liste med deg",
    send: "Send meg en kode",
    sent: "Koden er på vei",
    code: "Koden fra e-posten",
    open: "Åpne listen",
    refused: "Denne koden virker ikke.",
    signOut: "Logg ut",
    signedOut: "Du er logget ut",
    until: "14. juni 2099",
    receipt: "Kvittering for dette oppslaget",
    dead: "Denne lenken virker ikke",
  },
};

// From the mail to the list; `typed`: how the code is put in.
async function openList(visitor, world, share, { words = WORDS.en, typed = (code) => code } = {}) {
  await visitor.open(share.link);
  await visitor.press(words.send);
  await visitor.shows(words.sent);
  const code = await world.rollcall.outbox.code(share.email);
  await visitor.fill(words.code, typed(code));
  await visitor.press(words.open);
  assert.match(visitor.page.url(), /\/l\/[0-9a-f-]{36}$/);
}

const lastNames = (visitor) => visitor.page.locator("tbody tr td:first-child").allInnerTexts();

export function receiversPages(world) {
  for (const [language, javaScript] of [["en", true], ["nb", true], ["en", false]]) {
    const words = WORDS[language];
    const scripts = javaScript ? "with" : "without";
    test(`lead from the mail to the list and out, in ${language}, ${scripts} scripts`, async () => {
      const shot = (name) => `receiver-${language}${javaScript ? "" : "-no-scripts"}-${name}`;
      // The share's language counts, not the reader's.
      const visitor = await world.arrive({ language: language === "en" ? "nb" : "en", javaScript });
      const share = await world.office.shareWith(`${language}-${scripts}@coach.example`,
        { language });
      await visitor.open(share.link);
      assert.equal(await visitor.heading(), words.heading);
      assert.equal(await visitor.page.locator("html").getAttribute("lang"), language);
      await visitor.hides("Rooms and diets");
      await visitor.hides(share.email);
      await visitor.check(shot("1-link"));

      await visitor.fill(words.code, "2222-2222");
      await visitor.press(words.open);
      await visitor.shows(words.refused);
      await visitor.check(shot("2-refused"));

      await visitor.open(share.link);
      await visitor.press(words.send);
      await visitor.shows(words.sent);
      await visitor.check(shot("3-sent"));
      assert.equal((await world.office.looks(share)).length, 0);

      const code = await world.rollcall.outbox.code(share.email);
      await visitor.fill(words.code, `  ${code.toLowerCase().replace("-", " – ")} `);
      await visitor.press(words.open);
      assert.equal(await visitor.heading(), "Rooms and diets");
      assert.ok(!visitor.page.url().includes(share.link.split("/s/")[1]));
      await visitor.shows(words.until);
      await visitor.shows(words.receipt);
      await visitor.check(shot("4-list"));

      await visitor.press(words.signOut);
      assert.equal(await visitor.heading(), words.signedOut);
      await visitor.check(shot("5-signed-out"));
      await visitor.open(`/l/${share.id}`);
      assert.equal(await visitor.heading(), WORDS[language === "en" ? "nb" : "en"].dead);
      await visitor.leave();
    });
  }

  test("search, sort and leaf within one look", async () => {
    const visitor = await world.arrive();
    const rows = 1_100;
    const list = await world.office.addLongList(rows);
    const share = await world.office.shareWith("leaf@hotel.example", { list });
    await openList(visitor, world, share);
    await visitor.shows(`${rows} rows`);
    assert.equal((await lastNames(visitor)).length, 1_000);
    await visitor.follow("Next page");
    await visitor.shows("Page 2 of 2");
    assert.equal((await lastNames(visitor)).length, rows - 1_000);
    await visitor.follow("Last name");
    assert.equal((await lastNames(visitor))[0], "Andersen");
    await visitor.follow("Last name");
    assert.equal((await lastNames(visitor))[0], "Ødegård");
    await visitor.follow("Room");
    const header = visitor.page.getByRole("columnheader", { name: "Room" });
    assert.equal(await header.getAttribute("aria-sort"), "ascending");

    await visitor.fill("Search in the list", "HÅKON moen");
    await visitor.press("Search");
    await visitor.shows(`of ${rows} rows hold “HÅKON moen”`);
    assert.ok((await lastNames(visitor)).every((name) => name === "Moen"));
    await visitor.check("receiver-search");
    await visitor.fill("Search in the list", "<nobody> & \"no one\"");
    await visitor.press("Search");
    await visitor.shows("No row holds what you searched for.");
    await visitor.check("receiver-search-none");
    await visitor.follow("Clear the search");
    await visitor.follow("All on one page, for printing");
    assert.equal((await lastNames(visitor)).length, rows);

    const looks = await world.office.looks(share);
    assert.deepEqual(looks.map(({ kind, rowCount }) => [kind, rowCount]), [["page", rows]]);
    await visitor.follow("Show the newest");
    assert.equal((await world.office.looks(share)).length, 2);
    await visitor.leave();
  });

  test("mark what changed since the last look", async () => {
    const { rollcall, office } = world;
    const list = await office.addList("Late changes", ["lastName", "firstName", "fields.Room"],
      { filter: [{ field: "company", op: "eq", value: "Late Ltd" }] });
    const participants = `/v1/projects/${office.project}/participants`;
    const [, moves, leaves] = await Promise.all(["Aas", "Bakke", "Carlsen"].map((lastName) =>
      rollcall.post(participants, { lastName, company: "Late Ltd", fields: { Room: "1" } })));
    const visitor = await world.arrive();
    const share = await office.shareWith("late@hotel.example", { list });
    await openList(visitor, world, share);
    await visitor.hides("Since your last look");
    await rollcall.patch(`${participants}/${moves.id}`, { fields: { Room: "27" } });
    await rollcall.call("DELETE", `${participants}/${leaves.id}`);
    await rollcall.post(participants, { lastName: "Dyrnes", company: "Late Ltd" });
    await visitor.follow("Show the newest");
    await visitor.shows("1 new, 1 changed, 1 gone.");
    const rows = await visitor.page.locator("tbody tr").allInnerTexts();
    assert.deepEqual(rows.map((row) => row.split(/\s+/).filter(Boolean).join(" ")), [
      "Aas 1", "Changed Bakke 27 before: 1", "New Dyrnes", "Carlsen 1"]);
    await visitor.shows("No longer in the list");
    await visitor.check("receiver-changes");
    await visitor.follow("Last name");
    await visitor.shows("before: 1");
    await visitor.follow("Show the newest");
    await visitor.shows("1 new, 1 changed, 1 gone.");
    await visitor.leave();
  });

  test("give a receipt of the look, with nothing of what was seen", async () => {
    const visitor = await world.arrive();
    const share = await world.office.shareWith("receipt@hotel.example");
    await openList(visitor, world, share);
    const [file] = await Promise.all([
      visitor.page.waitForEvent("download"),
      visitor.follow(WORDS.en.receipt),
    ]);
    const receipt = readFileSync(await file.path(), "utf8");
    const { look } = JSON.parse(receipt);
    assert.equal(file.suggestedFilename(), `receipt-${look.id}.json`);
    const looks = await world.office.looks(share);
    assert.deepEqual(looks.map(({ id, rowCount }) => [id, rowCount]), [[look.id, look.rowCount]]);
    await visitor.shows("Håkon");
    assert.ok(!receipt.includes("Håkon"));
    await visitor.leave();
  });

  test("give files where the share allows it, each an access", async () => {
    const visitor = await world.arrive();
    const share = await world.office.shareWith("files@hotel.example");
    await openList(visitor, world, share);
    const download = async (name) => {
      const [file] = await Promise.all([
        visitor.page.waitForEvent("download"),
        visitor.follow(name),
      ]);
      return { name: file.suggestedFilename(), bytes: readFileSync(await file.path()) };
    };
    const csv = await download("Download as CSV");
    assert.match(csv.name, /^Rooms and diets .*\.csv$/);
    assert.ok(csv.bytes.toString("utf8").includes("Ødegård"));
    const xlsx = await download("Download for Excel (XLSX)");
    assert.match(xlsx.name, /\.xlsx$/);
    assert.equal(xlsx.bytes.subarray(0, 2).toString(), "PK");
    const kinds = (await world.office.looks(share)).map(({ kind }) => kind);
    assert.deepEqual(kinds, ["xlsx", "csv", "page"]);

    await world.rollcall.patch(`/v1/shares/${share.id}`, { mayDownload: false });
    await visitor.follow("Show the newest");
    await visitor.hides("Download");
    await visitor.open(`/l/${share.id}?format=csv`);
    assert.equal(await visitor.heading(), "This list is not shared as a file");
    await visitor.check("receiver-no-file");
    await visitor.leave();
  });

  test("are walked with the keyboard alone", async () => {
    const visitor = await world.arrive();
    const share = await world.office.shareWith("keys@hotel.example");
    await visitor.open(share.link);
    assert.deepEqual(await visitor.tabOrder(),
      ["Send me a code", "Code from the mail", "Open the list"]);
    await openList(visitor, world, share);
    const order = await visitor.tabOrder();
    assert.deepEqual(order, ["Sign out", "Show the newest", "Receipt of this look",
      "Download for Excel (XLSX)", "Download as CSV", "Search in the list", "Search",
      "Rooms and diets", "Last name", "First name", "Room", "Dietary", "Remarks"]);
    await visitor.leave();
  });

  test("say the same in plain words of every link that is dead", async () => {
    const visitor = await world.arrive({ language: "nb" });
    const share = await world.office.shareWith("gone@hotel.example");
    await world.rollcall.post(`/v1/shares/${share.id}/revoke`);
    const bodies = new Set();
    for (const path of [share.link, `/s/${"A".repeat(43)}`, "/s/short", `/l/${share.id}`]) {
      const answer = await visitor.open(path);
      assert.equal(answer.status(), 404);
      bodies.add(await answer.text());
    }
    assert.equal(bodies.size, 1);
    assert.equal(await visitor.heading(), WORDS.nb.dead);
    await visitor.check("dead-link");
    await visitor.leave();
  });

  test("can be read in the dark and on paper", async () => {
    const visitor = await world.arrive({ dark: true });
    const share = await world.office.shareWith("night@hotel.example");
    await visitor.open(share.link);
    await visitor.check("receiver-dark-link");
    await openList(visitor, world, share);
    await visitor.check("receiver-dark-list");
    await visitor.page.emulateMedia({ media: "print", colorScheme: "light" });
    for (const name of ["Sign out", "Search"]) {
      assert.ok(!(await visitor.page.getByRole("button", { name, exact: true }).isVisible()));
    }
    await visitor.takePicture("receiver-print");
    await visitor.leave();
  });

  test("take forms where a browser names no site, and from this machine", async () => {
    for (const home of [world.rollcall.url, world.rollcall.local]) {
      const visitor = await world.arrive({ home });
      const share = await world.office.shareWith(`home-${new URL(home).hostname}@hotel.example`);
      const link = home + new URL(share.link).pathname;
      const sent = [];
      visitor.page.on("request", (request) => {
        if (request.method() === "POST") sent.push(request.allHeaders());
      });
      await openList(visitor, world, { ...share, link });
      await visitor.press("Sign out");
      assert.equal(await visitor.heading(), "You are signed out");
      const [{ origin, "sec-fetch-site": site }] = await Promise.all(sent);
      const isLocal = home === world.rollcall.local;
      assert.deepEqual([origin, site], ["null", isLocal ? "same-origin" : undefined]);
      await visitor.leave();
    }
  });
}
