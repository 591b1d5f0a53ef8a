import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer, type Socket } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { promisify } from "node:util";

import { PromptClient, type Choice, type ClientSettings, type Feedback } from "../src/index.js";
import { MAX_RECORDS } from "../src/sender.js";
import { freshness } from "../src/tables.js";
import { ScriptedGateway, table, until } from "./gateways.js";

const run = promisify(execFile);
const key = "mtg-0123456789abcdef";
// A user of each version under the table of the tests.
const OF_FIRST = "a";
const OF_SECOND = "e";

let gateway: ScriptedGateway;
let clients: PromptClient[];
let failures: string[];

beforeEach(async () => {
  gateway = await ScriptedGateway.start();
  clients = [];
  failures = [];
});

afterEach(async () => {
  for (const client of clients) await client.close(0);
  await gateway.close();
});

function client(settings: Partial<ClientSettings> = {}): PromptClient {
  const onFailure = (message: string) => void failures.push(message);
  const made = new PromptClient({ url: gateway.url, key, wait: 60_000, onFailure, ...settings });
  clients.push(made);
  return made;
}

async function text(of: PromptClient, choice: Partial<Choice> = {}): Promise<string | null> {
  return (await of.prompt("dyck", { fallback: "Mine.", ...choice })).text;
}

test("should choose by user, by task and by label", async () => {
  const one = client();
  const prompt = await one.prompt("dyck", { fallback: "Mine.", group: OF_FIRST, task: "t" });
  assert.deepEqual(prompt, {
    project: "dyck",
    task: "t",
    group: "a",
    label: null,
    text: "Answer as first.",
    program: {},
    version: "first",
    serial: 4,
    role: "champion",
    probability: 0.75,
  });
  assert.equal(await text(one, { group: OF_SECOND }), "Answer as second.");
  assert.equal(await text(one, { task: OF_SECOND }), "Answer as second.");
  assert.equal(await text(one, { group: OF_FIRST, label: "eu" }), "Answer as second.");
  assert.equal(await text(one, { group: OF_SECOND, label: "us" }), "Answer as first.");
  assert.deepEqual(
    gateway.requests.map((request) => [request.path, request.headers.authorization]),
    [["/api/v1/prompts/dyck", `Bearer ${key}`]],
  );
});

test("should let the task decide without a name of the user", async () => {
  const prompt = await client().prompt("dyck", { fallback: "", group: " ", task: OF_SECOND });
  assert.deepEqual([prompt.text, prompt.group], ["Answer as second.", null]);
});

test("should follow many projects without a warning", async () => {
  const warnings: Error[] = [];
  const collect = (warning: Error) => void warnings.push(warning);
  process.on("warning", collect);
  const one = client();
  const projects = Array.from({ length: 12 }, (_, number) => `project-${number}`);
  await Promise.all(projects.map((project) => one.prompt(project, { fallback: "" })));
  await new Promise(setImmediate);
  process.off("warning", collect);
  assert.deepEqual(warnings, []);
});

test("should read changes in the background and nothing else", async () => {
  const one = client();
  await text(one);
  await until(() => gateway.requests.length > 1);
  assert.ok(gateway.requests[1]?.headers["if-none-match"]);
  gateway.table = table(5);
  await until(async () => (await one.prompt("dyck", { fallback: "" })).serial === 5);
});

test("should ignore a gateway that is behind", async () => {
  const one = client();
  await text(one);
  gateway.table = table(3);
  const seen = gateway.requests.length;
  await until(() => gateway.requests.length > seen + 1);
  assert.equal((await one.prompt("dyck", { fallback: "" })).serial, 4);
});

test("should take the fallback without a table", async () => {
  gateway.table = undefined;
  const one = client();
  const prompt = await one.prompt("dyck", { fallback: "Mine." });
  assert.deepEqual([prompt.text, prompt.version, prompt.probability], ["Mine.", null, null]);
  gateway.table = table();
  await until(async () => (await text(one, { label: "eu" })) === "Answer as second.");
  assert.deepEqual(failures, ["cannot read the prompts of dyck: HTTP 404: serves nothing yet"]);
});

test("should survive a gateway that is gone or damaged", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mtg-"));
  try {
    const one = client({ folder });
    assert.equal(await text(one, { label: "eu" }), "Answer as second.");
    const seen = gateway.requests.length;
    gateway.answer = () => ({ status: 200, body: "<html>" });
    await until(() => gateway.requests.length > seen + 1);
    await gateway.close();
    assert.equal(await text(one, { label: "eu" }), "Answer as second.");
    assert.equal(await readFile(join(folder, "dyck.json"), "utf8"), table());

    assert.equal(await text(client({ folder }), { label: "eu" }), "Answer as second.");
    await writeFile(join(folder, "dyck.json"), "{");
    assert.equal(await text(client({ folder })), "Mine.");
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("should store a table as soon as it can", async () => {
  const parent = await mkdtemp(join(tmpdir(), "mtg-"));
  try {
    const folder = join(parent, "prompts");
    await writeFile(folder, "a file in place of the folder");
    await text(client({ folder }));
    await rm(folder);
    const stored = () => readFile(join(folder, "dyck.json"), "utf8").catch(() => "");
    await until(async () => (await stored()) === table());
  } finally {
    await rm(parent, { recursive: true });
  }
});

test("should not replace the file of a process that is ahead", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mtg-"));
  try {
    const file = join(folder, "dyck.json");
    gateway.table = undefined;
    const one = client({ folder });
    assert.equal(await text(one), "Mine.");
    await writeFile(file, table(5));

    gateway.table = table(4);
    await until(async () => (await one.prompt("dyck", { fallback: "" })).serial === 4);
    const seen = gateway.requests.length;
    await until(() => gateway.requests.length > seen + 1);
    assert.equal(await readFile(file, "utf8"), table(5));

    gateway.table = table(6);
    await until(async () => (await readFile(file, "utf8")) === table(6));
    assert.deepEqual(await readdir(folder), ["dyck.json"]);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test("should read again within a minute", () => {
  const stated = ["private, max-age=7", "max-age=0", "max-age=86400", `max-age=${"9".repeat(30)}`];
  assert.deepEqual([...stated, "no-store", null].map(freshness), [7, 1, 60, 60, 5, 5]);
});

test("should wait for a gateway that hangs once", async () => {
  const sockets: Socket[] = [];
  const hung = createServer((socket) => sockets.push(socket));
  await new Promise<void>((resolve) => hung.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(hung.address() as AddressInfo).port}`;
  const one = client({ url, wait: 50 });
  assert.equal(await text(one), "Mine.");
  const none = new Promise((resolve) => setImmediate(resolve, "waits"));
  assert.equal(await Promise.race([text(one), none]), "Mine.");
  await one.close(0);
  for (const socket of sockets) socket.destroy();
  hung.close();
});

test("should report a task and its answer", async () => {
  const one = client();
  const prompt = await one.prompt("dyck", { fallback: "", group: OF_FIRST, task: "t" });
  one.report(prompt, { input: "( [", output: "] )", target: "] )" });
  one.feedback("dyck", "t", { score: 0.5, comment: "too long", idempotencyKey: "once" });
  one.feedback("dyck", "t", { good: false, target: "] )" });
  await one.close(60_000);

  assert.deepEqual(gateway.json("tasks"), [
    { project: "dyck", id: "t", input: "( [", group: "a", target: "] )" },
  ]);
  const { served, ...answer } = gateway.json("answers")[0]!;
  assert.match(String(served), /^\d{4}-\d\d-\d\dT[\d:.]+Z$/);
  const chosen = { version: "first", serial: 4, probability: 0.75, output: "] )" };
  assert.deepEqual(answer, { project: "dyck", task: "t", group: "a", ...chosen });
  const named = gateway.posts("feedback").map((post) => post.headers["idempotency-key"] === "once");
  const given = gateway.json("feedback");
  assert.deepEqual(given[named.indexOf(true)], {
    project: "dyck",
    task: "t",
    score: 0.5,
    comment: "too long",
  });
  const flagged = { project: "dyck", task: "t", flag: "bad", target: "] )" };
  assert.deepEqual(given[named.indexOf(false)], flagged);
  assert.equal(one.lost, 0);
});

test("should report no answer that no chance drew", async () => {
  const one = client();
  const prompt = await one.prompt("dyck", { fallback: "", label: "eu" });
  one.report(prompt, { input: "a", output: "b" });
  await one.close(60_000);
  assert.equal(gateway.posts("tasks").length, 1);
  assert.equal(gateway.posts("answers").length, 0);
});

test("should send again with the same key", async () => {
  gateway.answer = () =>
    gateway.posts("feedback").length < 3
      ? { status: 503, headers: { "Retry-After": "0" } }
      : { status: 202 };
  const one = client();
  one.feedback("dyck", "t", { good: true });
  await one.close(60_000);
  const keys = gateway.posts("feedback").map((post) => post.headers["idempotency-key"]);
  assert.equal(keys.length, 3);
  assert.equal(new Set(keys).size, 1);
  assert.equal(one.lost, 0);
});

test("should send half of a surrogate pair as a question mark", async () => {
  const one = client();
  const prompt = await one.prompt("dyck", { fallback: "", task: "t" });
  one.report(prompt, { input: "( [", output: "cut \ud83d" });
  await one.close(60_000);
  assert.equal(gateway.json("answers")[0]!.output, "cut ?");
});

test("should send feedback while no answer is accepted", async () => {
  const healthy = gateway.answer;
  gateway.answer = (request) =>
    request.path === "/api/v1/answers" ? { status: 503 } : healthy(request);
  const one = client();
  const prompt = await one.prompt("dyck", { fallback: "" });
  for (let i = 0; i < 5; i++) one.report(prompt, { input: "a", output: "b" });
  await until(() => gateway.posts("answers").length > 1);
  one.feedback("dyck", "t", { good: true });
  await until(() => gateway.posts("feedback").length === 1);
});

test("should send what waits when it closes", async () => {
  gateway.answer = () =>
    gateway.posts("feedback").length < 3
      ? { status: 503, headers: { "Retry-After": "3600" } }
      : { status: 202 };
  const one = client();
  one.feedback("dyck", "t", { good: true });
  await until(() => gateway.posts("feedback").length === 1);
  await one.close(25_000);
  assert.equal(gateway.posts("feedback").length, 3);
  assert.equal(one.lost, 0);
});

test("should end each close when the last record is sent", async () => {
  let release: () => void = () => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  gateway.delay = held;
  const one = client();
  one.feedback("dyck", "t", { good: true });
  const closing = [one.close(2 ** 40), one.close(2 ** 40)];
  release();
  await Promise.all(closing);
  assert.equal(one.lost, 0);
});

test("should count what is refused and what is too much", async () => {
  gateway.answer = () => ({ status: 400, body: "no" });
  const one = client();
  one.feedback("dyck", "t", { good: true });
  await until(() => one.lost === 1);

  await gateway.close();
  for (let i = 0; i < MAX_RECORDS + 2; i++) one.feedback("dyck", "t", { good: true });
  assert.equal(one.lost, 3);
  await one.close(0);
  assert.equal(one.lost, MAX_RECORDS + 3);
  one.feedback("dyck", "t", { good: true });
  assert.equal(one.lost, MAX_RECORDS + 4);
  assert.deepEqual(failures, ["cannot send to the gateway: HTTP 400: no"]);
});

test("should keep no process alive", async () => {
  const script = `
    import { PromptClient } from ${JSON.stringify(new URL("../src/index.js", import.meta.url).href)};
    const client = new PromptClient({ url: ${JSON.stringify(gateway.url)}, key: "${key}" });
    const prompt = await client.prompt("dyck", { fallback: "", label: "eu" });
    client.report(prompt, { input: "a", output: "b" });
    console.log(prompt.version);`;
  const { stdout } = await run(process.execPath, ["--input-type=module", "-e", script]);
  assert.equal(stdout, "second\n");
});

test("should refuse wrong arguments", () => {
  for (const url of ["localhost:8080", "ftp://a", ""]) {
    assert.throws(() => new PromptClient({ url, key }), TypeError);
  }
  assert.throws(() => new PromptClient({ url: "http://a", key: "a\nb" }), TypeError);
  const one = client();
  const wrong = [{}, { score: NaN }, { score: 1, good: true }, { comment: "c" }];
  for (const given of [...wrong, { good: true, idempotencyKey: "ä" }]) {
    assert.throws(() => one.feedback("dyck", "t", given), RangeError);
  }
  for (const given of [{ good: null }, { good: "bad" }] as unknown as Feedback[]) {
    assert.throws(() => one.feedback("dyck", "t", given), RangeError);
  }
});

test("should take null for what is not given", async () => {
  const one = client();
  one.feedback("dyck", "t", { good: null, score: null, target: "x" } as unknown as Feedback);
  await one.close(60_000);
  assert.deepEqual(gateway.json("feedback"), [{ project: "dyck", task: "t", target: "x" }]);
});

test("should choose for null as for what is not given", async () => {
  const one = client({ folder: null } as unknown as ClientSettings);
  const choice = { fallback: "Mine.", task: null, group: null, label: null } as unknown as Choice;
  const prompt = await one.prompt("dyck", choice);
  assert.match(prompt.text ?? "", /^Answer as (first|second)\.$/);
  assert.match(prompt.task, /^[0-9a-f-]{36}$/);
  assert.deepEqual(failures, []);
});

test("should lose what a redirect answers", async () => {
  gateway.answer = () => ({ status: 308, headers: { Location: "https://elsewhere.example/" } });
  const one = client();
  one.feedback("dyck", "t", { good: true });
  await until(() => one.lost === 1);
  assert.equal(gateway.posts("feedback").length, 1);
});

test("should begin with the stored table without a wait", async () => {
  const folder = await mkdtemp(join(tmpdir(), "mtg-"));
  await writeFile(join(folder, "dyck.json"), table());
  gateway.delay = new Promise(() => {});
  assert.equal(await text(client({ folder, wait: 0 }), { label: "eu" }), "Answer as second.");
  await rm(folder, { recursive: true });
});
