// A person with a browser, watched: whatever goes wrong on their way is a fault of the page.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const PATIENCE_MS = 15_000;

export const DESKTOP = { width: 1280, height: 800 };
export const PHONE = { width: 390, height: 844 };

// A page that is shown with 4xx is a fault only to the console.
const STATUS_LINE = /^Failed to load resource: the server responded with a status of 4\d\d/;

export class Visitor {
  // `javaScript`: false for who has it switched off; axe, which is a script, then cannot look.
  static async arrive(browser, { home, screenshots, language = "en", javaScript = true,
    dark = false }) {
    const visitor = new Visitor();
    visitor.home = home;
    visitor.screenshots = screenshots;
    visitor.javaScript = javaScript;
    visitor.context = await browser.newContext({
      viewport: DESKTOP,
      locale: language,
      javaScriptEnabled: javaScript,
      colorScheme: dark ? "dark" : "light",
      acceptDownloads: true,
    });
    visitor.faults = [];
    visitor.page = await visitor.context.newPage();
    visitor.page.setDefaultTimeout(PATIENCE_MS);
    visitor.#watch();
    return visitor;
  }

  #watch() {
    this.page.on("console", (message) => {
      if (!["error", "warning"].includes(message.type())) return;
      const ownStatus = message.location().url === this.page.url();
      if (ownStatus && STATUS_LINE.test(message.text())) return;
      this.faults.push(`console: ${message.text()}`);
    });
    this.page.on("pageerror", (error) => this.faults.push(`script: ${error}`));
    this.page.on("request", (request) => {
      if (!request.url().startsWith(`${this.home}/`)) this.faults.push(`loads ${request.url()}`);
    });
    this.page.on("requestfailed", (request) => {
      if (request.failure().errorText === "net::ERR_ABORTED") return;  // a download
      this.faults.push(`${request.url()} failed: ${request.failure().errorText}`);
    });
    this.page.on("response", (response) => {
      const isPage = response.request().isNavigationRequest();
      if (!isPage && response.status() >= 400) {
        this.faults.push(`${response.url()}: ${response.status()}`);
      }
    });
  }

  async leave() {
    await this.context.close();
    assert.deepEqual(this.faults, []);
  }

  open(path) {
    return this.page.goto(path.startsWith("http") ? path : this.home + path);
  }
  press(name) {
    return this.page.getByRole("button", { name, exact: true }).click();
  }
  follow(name) {
    return this.page.getByRole("link", { name, exact: true }).click();
  }
  fill(label, text) {
    return this.page.getByLabel(label, { exact: true }).fill(text);
  }
  heading() {
    return this.page.getByRole("heading", { level: 1 }).innerText();
  }
  async shows(text) {
    const main = await this.page.locator("main").innerText();
    assert.ok(main.includes(text), `no “${text}” on\n${main}`);
  }
  async hides(text) {
    const html = await this.page.content();
    assert.ok(!html.includes(text), `“${text}” on\n${html}`);
  }

  // Checks what must hold of every page, on a desktop and on a phone, and takes its picture.
  async check(name) {
    for (const [device, size] of [["phone", PHONE], ["desktop", DESKTOP]]) {
      await this.page.setViewportSize(size);
      await this.#checkWidth(`${name} (${device})`, size.width);
      await this.takePicture(`${name}-${device}`);
      await this.#checkAxe(`${name} (${device})`);
    }
    assert.deepEqual(this.faults, [], name);
  }

  takePicture(name) {
    return this.page.screenshot({ path: join(this.screenshots, `${name}.png`), fullPage: true });
  }

  async #checkWidth(name, width) {
    const needed = await this.page.evaluate("document.documentElement.scrollWidth");
    assert.ok(needed <= width, `${name} is ${needed} px wide`);
  }

  async #checkAxe(name) {
    if (!this.javaScript) return;
    if (!(await this.page.evaluate("'axe' in window"))) await this.page.evaluate(axe);
    const { violations } = await this.page.evaluate("axe.run({ resultTypes: ['violations'] })");
    const told = violations.map(({ id, help, nodes }) => [id, help, nodes.map((n) => n.html)]);
    assert.deepEqual(told, [], name);
  }

  // The names of what the Tab key comes to, in order; each must show that it has the focus.
  async tabOrder() {
    const names = [];
    await this.page.evaluate("document.activeElement.blur()");
    for (;;) {
      await this.page.keyboard.press("Tab");
      const focused = await this.page.evaluate(describeFocus);
      if (focused === null || names.length > 200) return names;
      assert.ok(focused.visible, `“${focused.name}” does not show its focus`);
      names.push(focused.name);
    }
  }
}

// Runs in the page: what has the focus, null once it has left the page.
function describeFocus() {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const style = getComputedStyle(element);
  const labels = [...(element.labels ?? [])].map((label) => label.innerText);
  return {
    name: (element.ariaLabel || labels[0] || element.innerText || element.name).trim(),
    visible: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}
