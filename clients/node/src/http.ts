const TIMEOUT = 10_000;
const MAX_REPLY = 16 << 20;

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** The gateway gave no whole answer. */
export class Unreachable extends Error {}

/** Requests to the gateway. */
export class GatewayHttp {
  private readonly base: string;
  private readonly authorization: string;

  /** Throws a TypeError if the address or the key is not valid. */
  constructor(url: string, key: string) {
    const parsed = URL.canParse(url) ? new URL(url) : undefined;
    if (!parsed || !/^https?:$/.test(parsed.protocol))
      throw new TypeError(`the url must be http://HOST or https://HOST, not \`${url}\``);
    if (!/^[!-~]+$/.test(key)) throw new TypeError("the key must be a gateway key: mtg-...");
    this.base = parsed.origin + parsed.pathname.replace(/\/+$/, "");
    this.authorization = `Bearer ${key}`;
  }

  /** Sends one request and reads the whole answer. Throws Unreachable. */
  async request(
    method: "GET" | "POST",
    path: string,
    headers: Record<string, string>,
    stopped: AbortSignal,
    body?: string,
  ): Promise<Reply> {
    const call = new AbortController();
    const stop = () => call.abort();
    const timer = setTimeout(() => call.abort(new Error("no answer in time")), TIMEOUT);
    stopped.addEventListener("abort", stop);
    try {
      if (stopped.aborted) stop();
      const answer = await fetch(this.base + path, {
        method,
        headers: { ...headers, Authorization: this.authorization },
        // A redirect would take the key to another server: its status is a refusal, as in all clients.
        redirect: "manual",
        signal: call.signal,
        ...(body === undefined ? {} : { body }),
      });
      return { status: answer.status, headers: answer.headers, body: await read(answer) };
    } catch (cause) {
      throw new Unreachable("the gateway gave no answer", { cause });
    } finally {
      clearTimeout(timer);
      stopped.removeEventListener("abort", stop);
    }
  }
}

/** States in one line why the gateway refused a request. */
export function problem(reply: Reply): string {
  return `HTTP ${reply.status}: ${reply.body.slice(0, 500)}`;
}

async function read(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > MAX_REPLY) throw new Error("the answer has more than 16 MiB");
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}
