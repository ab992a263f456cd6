// The outbox folder: mails as files.
import { mkdirSync, readdirSync, readFileSync, statSync, watch } from "node:fs";
import { once } from "node:events";
import { join } from "node:path";

const PATIENCE_MS = 30_000;
const URL_LINE = /https?:\/\/\S+/;
const CODE_LINE = /^\s+([2-9A-HJKMNP-Z]{4}-[2-9A-HJKMNP-Z]{4})\s*$/m;

export class Outbox {
  constructor(folder) {
    this.folder = folder;
    mkdirSync(folder, { recursive: true });
  }

  // Texts of the mails to an address, newest first.
  #mailsTo(address) {
    return readdirSync(this.folder)
      .filter((name) => name.endsWith(".eml"))
      .map((name) => join(this.folder, name))
      .sort((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs || (a < b ? 1 : -1))
      .map((path) => readFileSync(path, "utf8"))
      .filter((text) => text.split("\r\n\r\n", 1)[0].includes(address));
  }

  // What matches in a mail to the address, once there is one that is none of `known`.
  async #waitFor(address, pattern, known) {
    const signal = AbortSignal.timeout(PATIENCE_MS);
    const watcher = watch(this.folder, { signal });
    try {
      for (;;) {
        for (const text of this.#mailsTo(address)) {
          const found = text.match(pattern);
          const what = found?.[1] ?? found?.[0];
          if (what && !known.includes(what)) return what;
        }
        await once(watcher, "change", { signal });
      }
    } catch (error) {
      throw new Error(`no mail to ${address} holds ${pattern}: ${error}`);
    } finally {
      watcher.close();
    }
  }

  link(address, known = []) {
    return this.#waitFor(address, URL_LINE, known);
  }
  // The newest code; one that was used before is not it.
  code(address, known = []) {
    return this.#waitFor(address, CODE_LINE, known);
  }
}
