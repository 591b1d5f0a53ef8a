// An OpenAI-compatible chat server on node-llama-cpp, for trials on a machine without a GPU.
//   node server.mjs PORT NAME=FILE:SEQUENCES:CONTEXT ...
// It listens on 127.0.0.1 only. Equal requests are answered alike but for rounding: the answer can depend on the
// requests that are computed at the same time.
import {appendFileSync} from 'node:fs';
import http from 'node:http';
import {availableParallelism} from 'node:os';
import {getLlama, LlamaChat, LlamaLogLevel} from 'node-llama-cpp';

const [, , port, ...specs] = process.argv;
// Both models together use no more threads than there are processors. Threads of a model wait for each other in a
// loop, so more of them would mostly wait.
const processors = availableParallelism();
const llama = await getLlama({gpu: false, build: 'never', maxThreads: processors, logLevel: LlamaLogLevel.error});
const models = new Map();
for (const spec of specs) models.set(...(await loaded(spec)));

/** Loads a model. Its sequences answer as many requests at once; further requests wait. */
async function loaded(spec) {
  const [name, rest] = spec.split('=');
  const [modelPath, sequences, contextSize] = rest.split(':');
  const model = await llama.loadModel({modelPath});
  const context = await model.createContext({
    sequences: Number(sequences),
    contextSize: Number(contextSize),
    threads: {ideal: Math.min(4, processors), min: 1},
  });
  const free = [];
  for (let i = 0; i < Number(sequences); i++) free.push(context.getSequence());
  const waiting = [];
  return [
    name,
    {
      take: () => (free.length ? Promise.resolve(free.pop()) : new Promise((resolve) => waiting.push(resolve))),
      give: (sequence) => {
        const next = waiting.shift();
        if (next) next(sequence);
        else free.push(sequence);
      },
      calls: 0,
    },
  ];
}

/** A JSON schema of a request becomes a grammar, once. */
const grammars = new Map();
function grammar(format) {
  if (!format || format.type === 'text') return undefined;
  const schema = format.type === 'json_schema' ? format.json_schema.schema : undefined;
  const key = JSON.stringify(schema ?? format.type);
  if (!grammars.has(key)) grammars.set(key, schema ? llama.createGrammarForJsonSchema(schema) : llama.getGrammarFor('json'));
  return grammars.get(key);
}

function text(content) {
  return typeof content === 'string' ? content : content.map((part) => part.text ?? '').join('');
}

function history(messages) {
  const items = messages.map((message) => {
    const content = text(message.content);
    if (message.role === 'assistant') return {type: 'model', response: [content]};
    return {type: message.role === 'user' ? 'user' : 'system', text: content};
  });
  items.push({type: 'model', response: []});
  return items;
}

class BadRequest extends Error {}

function parsed(body) {
  let request;
  try {
    request = JSON.parse(body);
  } catch {
    throw new BadRequest('the body is not JSON');
  }
  if (!Array.isArray(request.messages) || !request.messages.length) throw new BadRequest('messages must be a list that is not empty');
  return request;
}

let served = 0;

async function complete(request, model, signal) {
  const sequence = await model.take();
  const chat = new LlamaChat({contextSequence: sequence});
  try {
    if (signal.aborted) return undefined;
    const before = sequence.tokenMeter.getState();
    const reply = await chat.generateResponse(history(request.messages), {
      maxTokens: request.max_completion_tokens ?? request.max_tokens ?? 512,
      temperature: request.temperature ?? 0,
      topP: request.top_p,
      seed: request.seed ?? 1,
      // A penalty changes digits, and makes a model avoid the words of its prompt.
      repeatPenalty: false,
      grammar: await grammar(request.response_format),
      signal,
      stopOnAbortSignal: true,
    });
    const output = sequence.tokenMeter.diff(before).usedOutputTokens;
    // The meter leaves out what an earlier request of this sequence left in memory. Other servers bill it.
    const input = Math.max(0, sequence.contextTokens.length - output);
    model.calls++;
    return {
      id: `real-${++served}`,
      object: 'chat.completion',
      created: Math.floor(Date.now() / 1000),
      model: request.model,
      choices: [
        {
          index: 0,
          message: {role: 'assistant', content: reply.response},
          finish_reason: reply.metadata.stopReason === 'maxTokens' ? 'length' : 'stop',
        },
      ],
      usage: {
        prompt_tokens: input,
        completion_tokens: output,
        total_tokens: input + output,
      },
    };
  } finally {
    chat.dispose({disposeSequence: false});
    model.give(sequence);
  }
}

const server = http.createServer(async (incoming, outgoing) => {
  const send = (status, body) => {
    outgoing.writeHead(status, {'content-type': 'application/json'});
    outgoing.end(JSON.stringify(body));
  };
  const refuse = (status, message) => send(status, {error: {message, type: 'invalid_request_error'}});
  if (incoming.url === '/v1/models') return send(200, {object: 'list', data: [...models.keys()].map((id) => ({id, object: 'model'}))});
  if (incoming.url === '/stats') return send(200, {calls: Object.fromEntries([...models].map(([name, model]) => [name, model.calls]))});
  if (incoming.url !== '/v1/chat/completions') return refuse(404, `no such path: ${incoming.url}`);
  const gone = new AbortController();
  outgoing.on('close', () => outgoing.writableEnded || gone.abort());
  const start = Date.now();
  try {
    let body = '';
    for await (const piece of incoming) body += piece;
    const request = parsed(body);
    const model = models.get(request.model);
    if (!model) return refuse(404, `no such model: ${request.model}; there are ${[...models.keys()].join(', ')}`);
    const reply = await complete(request, model, gone.signal);
    if (!reply) return undefined;
    send(200, reply);
    if (process.env.LOG) {
      const choice = reply.choices[0];
      const line = {model: request.model, finish: choice.finish_reason, ms: Date.now() - start, messages: request.messages, reply: choice.message.content};
      appendFileSync(process.env.LOG, JSON.stringify(line) + '\n');
    }
  } catch (error) {
    if (error instanceof BadRequest) return refuse(400, error.message);
    console.error(error.message);
    if (!outgoing.headersSent) send(500, {error: {message: String(error.message), type: 'server_error'}});
  }
  return undefined;
});
server.on('error', (error) => {
  console.error(`real models: port ${port} cannot be used: ${error.code}`);
  process.exit(78);
});
server.listen(Number(port), '127.0.0.1', () =>
  console.log(`ready: export OPENAI_BASE_URL=http://127.0.0.1:${port}/v1 OPENAI_API_KEY=x`));
