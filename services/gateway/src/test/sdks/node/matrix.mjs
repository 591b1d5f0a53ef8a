/** Compares what the official client gets from a model server, and from it through the gateway. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

// The package is outside of the checkout.
const { default: OpenAI, APIError } = await import(
  createRequire(process.env.MTG_PACKAGES + "/").resolve("openai")
);

const cases = JSON.parse(readFileSync(new URL("../cases.json", import.meta.url), "utf8"));
const client = (baseURL) => new OpenAI({ baseURL, apiKey: "sk-own", maxRetries: 0 });
const direct = client(process.env.MTG_DIRECT);
const gateway = process.env.MTG_GATEWAY;
const passing = client(`${gateway}/v1`);
const served = client(`${gateway}/p/dyck/v1`);
let count = 0;

/** All that an application sees of an answer or an error. */
async function seen(call) {
  try {
    const { data, request_id, response } = await call().withResponse();
    const type = response.headers.get("content-type");
    if (!data[Symbol.asyncIterator] || data.object) return [request_id, type, plain(data)];
    const chunks = [];
    for await (const chunk of data) chunks.push(chunk);
    return [request_id, type, plain(chunks)];
  } catch (e) {
    if (!(e instanceof APIError)) throw e;
    return [e.constructor.name, e.status, e.message, e.error, e.code, e.param, e.type, e.requestID];
  }
}

const plain = (value) => JSON.parse(JSON.stringify(value));

function check(name, expected, found) {
  assert.deepEqual(found, expected, name);
  count++;
}

function request(fields, model, system) {
  const body = structuredClone({ model, messages: cases.messages, ...fields });
  body.messages[0].content = system;
  return body;
}

const complete = (of, fields, model, system) =>
  seen(() => of.chat.completions.create(request(fields, model, system)));

for (const { name, fields } of cases.chat) {
  check(
    name,
    await complete(direct, fields, cases.model, "Mine."),
    await complete(passing, fields, cases.model, "Mine."),
  );
  // The model server must get the prompt and the model of the project, and nothing else.
  const expected = await complete(direct, fields, cases.model, "Served");
  check(`${name}, served`, expected, await complete(served, fields, "any", "Mine."));
  check(`${name}, by model`, expected, await complete(passing, fields, "mtg/dyck", "Mine."));
}

for (const status of cases.errors) {
  for (const stream of [false, true]) {
    const messages = [cases.messages[0], { role: "user", content: `error ${status}` }];
    const expected = await complete(direct, { messages, stream }, cases.model, "Served");
    assert.equal(expected[1], status);
    check(`error ${status}`, expected, await complete(served, { messages, stream }, "any", "Mine."));
  }
}

for (const of of [passing, served]) {
  for (const { name, fields } of cases.embeddings) {
    const embed = (one) => seen(() => one.embeddings.create({ model: "embedding", ...fields }));
    check(`embeddings, ${name}`, await embed(direct), await embed(of));
  }
  const model = (one) => seen(() => one.models.retrieve("gpt/4 o"));
  check("a model", await model(direct), await model(of));
  const models = async (one) => plain((await one.models.list()).data);
  check("models", await models(direct), await models(of));
  const response = (one) => seen(() => one.responses.create({ model: "m", input: "( [" }));
  check("responses", await response(direct), await response(of));
}

console.log(`${count} answers are equal`);
