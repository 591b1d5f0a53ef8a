import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";

import { place } from "../src/assignment.js";
import { ServingTable } from "../src/table.js";
import { table } from "./gateways.js";

const VECTORS = new URL("../../../../docs/assignment-vectors.json", import.meta.url);

interface Vectors {
  share: number;
  vectors: { project: string; serial: number; unit: string; place: number; second: boolean }[];
}

const skip = existsSync(VECTORS) ? false : `${VECTORS.pathname} is not there`;

test("should assign as the published vectors", { skip }, () => {
  const file = JSON.parse(readFileSync(VECTORS, "utf8")) as Vectors;
  assert.ok(file.vectors.length > 10);
  for (const one of file.vectors) {
    assert.equal(place(one.project, one.serial, one.unit), one.place, JSON.stringify(one));
    const read = ServingTable.read(table(one.serial, file.share, one.project));
    assert.equal(read.choose(one.unit).version, one.second ? "second" : "first");
  }
});

test("should take half of a surrogate pair as a question mark", () => {
  assert.equal(place("dyck", 4, "\ud800"), place("dyck", 4, "?"));
});

test("should state what is wrong with a table", () => {
  const version = '{"version": "v", "role": "champion", "share": 1, "text": "a"}';
  const wrong = version.replace("1", "2");
  for (const [damaged, message] of [
    ["{", "the table is not JSON"],
    ["[]", "the table is not a JSON object"],
    ['{"project": "dyck", "serial": 1.5}', "the table has no whole number `serial`"],
    ['{"project": "dyck", "serial": 1, "versions": []}', "the table has no `versions`"],
    [`{"serial": 1, "versions": [${version}]}`, "the field `project` is not a text"],
    [`{"serial": 1, "versions": [${wrong}]}`, "a version has no `share` from 0 to 1"],
  ] as const) {
    assert.throws(() => ServingTable.read(damaged), { message });
  }
});

test("should give an unknown label the champion", () => {
  const read = ServingTable.read(table());
  assert.equal(read.labelled("eu").version, "second");
  assert.equal(read.labelled("us").version, "first");
});
