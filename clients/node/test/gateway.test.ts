/** Against a real gateway. ClientSuitesTest of services/gateway starts one and sets its address. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { PromptClient } from "../src/index.js";
import { until } from "./gateways.js";

const url = process.env["MTG_TEST_GATEWAY"] ?? "";
const key = process.env["MTG_TEST_KEY"] ?? "";
const skip = url ? false : "MTG_TEST_GATEWAY has no address of a gateway";

async function using(
  run: (client: PromptClient) => Promise<void>,
  withKey: string = key,
): Promise<PromptClient> {
  const client = new PromptClient({ url, key: withKey, wait: 60_000, onFailure: () => {} });
  try {
    await run(client);
  } finally {
    await client.close(0);
  }
  return client;
}

test("should choose as the gateway states", { skip }, async () => {
  await using(async (client) => {
    const first = await client.prompt("dyck", { fallback: "Mine.", group: "a" });
    const second = await client.prompt("dyck", { fallback: "Mine.", group: "e" });
    const labelled = await client.prompt("dyck", { fallback: "Mine.", label: "eu" });
    assert.deepEqual([first.version, first.text, first.probability], ["v1", "First.", 0.75]);
    assert.deepEqual([second.version, second.text, second.probability], ["v2", "Second.", 0.25]);
    assert.deepEqual([labelled.version, labelled.probability], ["v2", null]);
    assert.deepEqual(Object.keys(first.program ?? {}).sort(), ["nodes", "output"]);
  });
});

test("should take the fallback where the gateway refuses", { skip }, async () => {
  for (const [withKey, project] of [
    ["mtg-unknown", "dyck"],
    [key, "other"],
  ] as const) {
    await using(async (client) => {
      assert.equal((await client.prompt(project, { fallback: "Mine." })).text, "Mine.");
    }, withKey);
  }
});

test("should deliver a task, its answer and feedback", { skip }, async () => {
  const client = await using(async (one) => {
    const prompt = await one.prompt("dyck", { fallback: "Mine.", group: "a", task: "node-1" });
    one.report(prompt, { input: "( [", output: "] )" });
    one.feedback("dyck", prompt.task, { good: true });
    await one.close(60_000);
  });
  assert.equal(client.lost, 0);
});

test("should lose what the gateway refuses", { skip }, async () => {
  await using(async (client) => {
    client.feedback("other", "t", { good: true });
    await until(() => client.lost === 1);
  });
});
