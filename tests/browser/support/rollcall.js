// The real program over a new office, and what a test does to it as staff.
import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

import { Outbox } from "./outbox.js";

// Without settings of whoever runs the tests.
const variables = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !name.startsWith("ROLLCALL_")),
);

async function freePort() {
  const probe = createServer().listen(0, "127.0.0.1");
  await once(probe, "listening");
  const { port } = probe.address();
  probe.close();
  await once(probe, "close");
  return port;
}

export class Rollcall {
  // `host`: what browsers call this machine.
  static async start(program, { office, host = "127.0.0.1" }) {
    const rollcall = new Rollcall();
    rollcall.folder = mkdtempSync(join(tmpdir(), "rollcall-browser-"));
    const data = join(rollcall.folder, "data");
    const made = execFileSync(
      program,
      ["init", "--data", data, "--office", office, "--admin-email", "admin@office.example",
        "--time-zone", "Europe/Oslo"],
      { env: variables, encoding: "utf8" },
    );
    rollcall.token = JSON.parse(made).adminToken;
    rollcall.outbox = new Outbox(join(data, "outbox"));
    const port = await freePort();
    rollcall.url = `http://${host}:${port}`;
    rollcall.local = `http://127.0.0.1:${port}`;
    await rollcall.#serve(program, data, port);
    return rollcall;
  }

  async #serve(program, data, port) {
    this.process = spawn(
      program,
      ["serve", "--data", data, "--listen", `127.0.0.1:${port}`, "--public-url", this.url],
      { env: variables, stdio: ["ignore", "ignore", "pipe"] },
    );
    this.ended = once(this.process, "exit");
    const lines = createInterface({ input: this.process.stderr });
    for await (const line of lines) {
      if (line.includes("listening on")) break;
    }
    this.process.stderr.resume();
  }

  async stop() {
    this.process.kill("SIGTERM");
    const [status] = await this.ended;
    rmSync(this.folder, { recursive: true, force: true });
    return status;
  }

  // The answer of the API as staff; `body` goes as JSON unless it is text.
  async call(method, path, body, headers = {}) {
    const isText = typeof body === "string";
    const answer = await fetch(this.local + path, {
      method,
      headers: {
        Authorization: `Bearer ${this.token}`,
        ...(body === undefined || isText ? {} : { "Content-Type": "application/json" }),
        ...headers,
      },
      body: isText || body === undefined ? body : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return text ? JSON.parse(text) : null;
  }
  get(path) {
    return this.call("GET", path);
  }
  post(path, body = {}) {
    return this.call("POST", path, body);
  }
  put(path, body = {}) {
    return this.call("PUT", path, body);
  }
  patch(path, body) {
    return this.call("PATCH", path, body);
  }
  importParticipants(project, csv) {
    return this.call("POST", `/v1/projects/${project}/participants/import`, csv,
      { "Content-Type": "text/csv" });
  }
}
