// Walks the pages of the real program in a real browser: browser_test.js PROGRAM SCREENSHOTS.
import { mkdirSync } from "node:fs";
import { after, before, describe } from "node:test";

import { chromium } from "playwright-core";

import { accountPages } from "./account_pages.js";
import { customerWebPages } from "./customer_web_pages.js";
import { offerPages } from "./offer_pages.js";
import { receiversPages } from "./receivers_pages.js";
import { SharingOffice } from "./support/office.js";
import { Rollcall } from "./support/rollcall.js";
import { Visitor } from "./support/visitor.js";

const [program, screenshots] = process.argv.slice(2);
// A host that is not this machine to the browser: it then names no site over plain HTTP.
const HOST = "rollcall.example";

const world = {};
world.arrive = (options) =>
  Visitor.arrive(world.browser, { home: world.rollcall.url, screenshots, ...options });

before(async () => {
  mkdirSync(screenshots, { recursive: true });
  world.rollcall = await Rollcall.start(program, { office: "Fjord & Fest", host: HOST });
  world.office = await SharingOffice.found(world.rollcall);
  world.browser = await chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      `--host-resolver-rules=MAP ${HOST} 127.0.0.1`,
      ...(process.getuid() === 0 ? ["--no-sandbox"] : []),
    ],
  });
});

after(async () => {
  await world.browser?.close();
  await world.rollcall?.stop();
});

const patience = { timeout: 300_000 };
describe("receiver's pages", patience, () => receiversPages(world));
describe("customer web pages", patience, () => customerWebPages(world));
describe("offers' pages", patience, () => offerPages(world));
describe("account pages", patience, () => accountPages(world));
