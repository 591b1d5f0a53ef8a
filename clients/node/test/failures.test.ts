import assert from "node:assert/strict";
import { test } from "node:test";

import { FailureLog } from "../src/failures.js";
import { retryAfter } from "../src/sender.js";

test("should report one failure a minute", () => {
  let now = 0;
  const lines: string[] = [];
  const log = new FailureLog(
    "send",
    (line) => lines.push(line),
    () => now,
  );
  for (let i = 0; i < 3; i++) {
    log.failed("HTTP 400");
    log.worked();
  }
  log.failed("in the quiet minute");
  now += 60_000;
  log.failed("HTTP 403");
  log.failed("HTTP 403");
  assert.deepEqual(lines, ["cannot send: HTTP 400", "cannot send: HTTP 403"]);
});

test("should handle what a listener throws, also later", async () => {
  const warnings: string[] = [];
  const warned = (warning: Error) => void warnings.push(warning.message);
  process.on("warning", warned);
  const later = async (): Promise<void> => {
    throw new Error("no log service");
  };
  new FailureLog("send", later).failed("HTTP 403");
  new FailureLog("send", () => {
    throw new Error("no console");
  }).failed("HTTP 403");
  await new Promise((resolve) => setTimeout(resolve, 50));
  process.off("warning", warned);
  assert.deepEqual(warnings.sort(), [
    "the failure listener threw an error: no console",
    "the failure listener threw an error: no log service",
  ]);
});

test("should pause a bit longer than the gateway wants", () => {
  const reply = (value: string) => {
    return { status: 503, headers: new Headers({ "Retry-After": value }), body: "" };
  };
  for (const [value, least] of [
    ["0", 0],
    ["5", 5_000],
    ["999999", 30_000],
  ] as const) {
    const pause = retryAfter(reply(value), 7);
    assert.ok(pause >= least + 250 && pause <= least + 500, `${value}: ${pause}`);
  }
  assert.equal(retryAfter(reply("Sun, 29 Nov 2026 05:00:00 GMT"), 7), 7);
});
